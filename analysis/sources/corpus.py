"""A corpus as a sequence of batches: no more than one batch of it need be held at a time.

A source is a folder of texts (one document a file, in the order of their ids), or a table with a
row a document (in the order of its rows), or one such file.
"""

import hashlib
import os
import sys
import warnings
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import frames
from analysis.sources import cells, listing, tabular
from analysis.sources.errors import CorpusError, CorpusWarning, as_warnings, note, recorded
from analysis.sources.listing import ENGLISH_ONLY, File, inside, is_zip, reader_of
from analysis.sources.reader import NOTHING, Asked, Fields, unlike
from analysis.vocabulary import reads_foreign

if TYPE_CHECKING:
    import pandas as pd

BATCH = 4_000_000  # bytes of files, or characters of text: some 600,000 words


@dataclass(frozen=True)
class Batch:
    """Some documents: files still to be read, a part of a file, or rows of one read already."""

    number: int
    files: tuple[File, ...]
    size: int = 0  # of the source, in bytes or characters
    rows: Iterable[Fields] | None = None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    further: Mapping[str, str] = field(default_factory=dict)
    zipped: str = ""  # the zip in which all of it stands

    def read(
        self, taken: Collection[str] = (), origins: dict[str, Path] | None = None
    ) -> "tuple[pd.DataFrame, list[str], list[str]]":
        """``rows_of`` it, the documents as a frame."""
        rows, problems, notes = self.rows_of(taken, origins)
        return frames.build("documents", rows, self.further), problems, notes

    def rows_of(
        self, taken: Collection[str] = (), origins: dict[str, Path] | None = None
    ) -> tuple[list[Fields], list[str], list[str]]:
        """The documents, a line for each thing that could not be read, and one for each note.

        An id that is ``taken``, or stands twice, gets the name of its file before it. A text that
        does not read as English and has no language gets ``und``, which is not determined. The file
        of each document is added to ``origins``, if they are given.
        """
        rows, ids, times = [], set(taken), Counter[str]()
        with recorded() as (unread, notes):
            for file, row in self._rows():
                _set_apart(row, file, ids, times)
                if _is_wanted(row, file.asked.language):
                    rows.append(row)
                if origins is not None:
                    origins[row["doc_id"]] = file.path
        missed = inside(self.zipped, [*self.problems, *unread])
        return rows, missed, inside(self.zipped, [*self.notes, *notes])

    def _rows(self) -> Iterator[tuple[File, Fields]]:
        for file in self.files:
            with as_warnings(file.path):
                rows = file.read() if self.rows is None else self.rows
                yield from ((file, row) for row in rows)


@dataclass(frozen=True)
class Corpus:
    """The files of a source, in order, with what is known of them before they are read."""

    path: str
    files: tuple[File, ...]
    further: Mapping[str, str]  # columns beyond those of the contract, with their types
    asked: Asked = NOTHING
    problems: tuple[str, ...] = ()  # files left out, rows of the table beside that do not fit
    left_out: tuple[str, ...] = ()  # a line for each file of the folder that is no document
    notes: tuple[str, ...] = ()  # how the files were taken
    zipped: str = ""  # the path of the zip that it is

    @cached_property
    def _seen(self) -> tuple[Any, ...]:
        """Size and time of each file, asked for once: in an object store each is a request."""
        return tuple(file.path.stat() for file in self.files)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(seen.st_size for seen in self._seen)

    @property
    def fingerprint(self) -> str:
        """Changes when a file comes, goes or is written to, or something else is asked of it."""
        digest = hashlib.sha256(repr(self.asked).encode())
        if self.zipped:  # its inside has no times
            digest.update(str(os.stat(self.zipped).st_mtime_ns).encode())
        for file, seen in zip(self.files, self._seen, strict=True):
            line = f"{file.path}\0{seen.st_size}\0{seen.st_mtime_ns}\0"
            digest.update(line.encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def batches(self) -> Iterator[Batch]:
        """Batches of about ``BATCH`` bytes, always the same for the same source.

        What was read of a batch may be let go before the next is asked for.
        """
        for number, part in enumerate(_parts(self.files, [seen.st_size for seen in self._seen])):
            if number == 0:
                part["problems"] = (*self.problems, *part.get("problems", ()))
                part["notes"] = (*self.notes, *part.get("notes", ()))
            yield Batch(number, further=self.further, zipped=self.zipped, **part)
            if arrow := sys.modules.get("pyarrow"):
                arrow.default_memory_pool().release_unused()  # what the batch took


def load(
    path: str | Path, *, problems: list[str] | None = None, asked: Asked = NOTHING
) -> "pd.DataFrame":
    """The documents frame of a corpus: one row a text; files are in the order of their ids.

    ``path`` is a file of a known format, a folder of them (read with its sub-folders), a folder
    whose texts stand in ``documents/``, or the address of one of these in an object store. A line
    for each file or row that cannot be read is added to ``problems``, or else said
    (``CorpusWarning``), as is what is left out, or got another id because its own is taken.
    ``asked`` says what the source does not say itself. Raises ``CorpusError`` where nothing could
    be read.
    """
    return _together(path, open_corpus(path, asked).batches(), problems)


def from_frame(
    frame: "pd.DataFrame", *, text: str = "", doc_id: str = "", date: str = ""
) -> "pd.DataFrame":
    """The documents frame of any pandas frame with a row a text.

    ``text``, ``doc_id`` and ``date`` name its columns where they are called otherwise; further ones
    are kept. Without ids the rows are numbered. What cannot be read or is no certain day is said
    (``CorpusWarning``). Raises ``CorpusError`` where a column is not there or no row has a text.
    """
    asked = Asked(text_column=text, id_column=doc_id, date_column=date)
    types = {str(name): str(kind) for name, kind in frame.dtypes.items()}
    further = tabular.further("the frame", types, asked)
    rows = tabular.documents("the frame", "row", cells.frame_rows(frame), asked)
    whole = Batch(0, (File(Path("the frame"), "row"),), rows=rows, further=further)
    return _together("the frame", [whole], None)


@contextmanager
def _from_the_system() -> Iterator[None]:
    """Arrow takes its memory from the system meanwhile: its own pool rounds each text column up."""
    import pyarrow as pa

    pool = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(pool)


@_from_the_system()
def _together(
    source: object, batches: Iterable[Batch], problems: list[str] | None
) -> "pd.DataFrame":
    """The documents of all batches; what is wrong is said, or added to ``problems``."""
    import pandas as pd

    read, unread = [], []
    taken: set[str] = set()
    for batch in batches:
        documents, missed, notes = batch.read(taken)
        taken.update(documents["doc_id"])
        for line in notes:
            warnings.warn(line, CorpusWarning, stacklevel=4)  # through the decorator
        unread += missed
        read.append(documents)
    if not taken:
        raise CorpusError(unread[0] if unread else f"{source}: no document is left of it")
    if problems is not None:
        problems += unread
    for line in unread if problems is None else ():
        warnings.warn(f"not read: {line}", CorpusWarning, stacklevel=4)  # through the decorator
    return pd.concat(read, ignore_index=True)


def open_corpus(path: str | Path, asked: Asked = NOTHING) -> Corpus:
    """The corpus at ``path``, listed but not read; ``CorpusError`` where there is none."""
    left_out: list[str] = []
    zipped = str(path) if is_zip(path) else ""
    try:
        with recorded() as (problems, notes):
            files, further = listing.list_files(path, left_out, asked)
        if not files:
            raise CorpusError(problems[0])
    except CorpusError as error:
        raise CorpusError(*inside(zipped, [str(error)])) from None
    unread, left, noted = (tuple(inside(zipped, told)) for told in (problems, left_out, notes))
    return Corpus(str(path), tuple(files), further, asked, unread, left, noted, zipped)


def keep_apart(source: str | Path, *targets: Path) -> None:
    """``CorpusError`` where one of ``targets``, to be written, would be read as a part of it."""
    root = Path(source) if os.path.isfile(source) else listing.located(source)
    read = os.path.realpath(listing.texts_of(root) if root.is_dir() else root)
    for target in targets:
        if Path(os.path.realpath(target)).is_relative_to(read):
            problem = f"lies in the source {source}; name a place outside it to write to"
            raise CorpusError(target, problem)


def _parts(files: tuple[File, ...], sizes: list[int]) -> Iterator[dict[str, Any]]:
    """What each batch holds; small files share one, a table or a large file of many has its own."""
    waiting: list[File] = []
    size = 0
    for file, bytes_of in zip(files, sizes, strict=True):
        reader = reader_of(file.path)
        alone = reader.columns or (reader.many and bytes_of >= BATCH)
        if waiting and (alone or size >= BATCH):
            yield {"files": tuple(waiting), "size": size}
            waiting, size = [], 0
        if alone:
            yield from _parts_of(file)
        else:
            waiting.append(file)
            size += bytes_of
    if waiting:
        yield {"files": tuple(waiting), "size": size}


def _parts_of(file: File) -> Iterator[dict[str, Any]]:
    """The documents of one file, so many at a time."""
    reading = file.read()
    more = True
    while more:
        rows: list[Fields] = []
        size = 0
        more = False  # the end may come too early
        with recorded() as (problems, notes), as_warnings(file.path):
            for row in reading:
                rows.append(row)
                size += len(row["text"])
                if more := size >= BATCH:
                    break
        part = {"rows": tuple(rows), "problems": tuple(problems), "notes": tuple(notes)}
        if any(part.values()):
            yield part | {"size": size, "files": (file,)}


def _set_apart(row: Fields, file: File, ids: set[str], times: Counter[str]) -> None:
    """Give the row another id where its own is one of ``ids``, and add it to them."""
    if (given := row["doc_id"]) in ids:
        row["doc_id"] = unlike(f"{file.name}-{given}", ids, times)
        said = f"is taken by an earlier one; this is now {row['doc_id']!r}"
        note(file.path, f"doc_id {given!r}", said)
    ids.add(row["doc_id"])


def _is_wanted(row: Fields, language: str) -> bool:
    """Is it in that language? Without one all are; what is not English is said."""
    if "language" not in row and reads_foreign(row["text"]):
        row["language"] = "und"
    told = row.get("language", "en").lower()
    if language and not told.startswith(language.lower()):
        note(row["doc_id"], f"left out, its language is {told}")
        return False
    if not told.startswith("en"):
        why = "by its words" if told == "und" else f"language: {told}"
        note(row["doc_id"], f"not English ({why}); {ENGLISH_ONLY}")
    return True
