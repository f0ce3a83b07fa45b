"""A corpus as a sequence of batches: no more than one batch of it need be held at a time.

A source is a folder of texts (one document a file, in the order of their ids), or a table with a
row a document (in the order of its rows), or one such file.
"""

import hashlib
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import frames
from analysis.sources.errors import CorpusError, CorpusWarning
from analysis.sources.fields import Fields
from analysis.sources.formats import reader_of
from analysis.sources.listing import File, list_files, located, texts_of

BATCH = 4_000_000  # bytes of files, or characters of text: some 600,000 words


@dataclass(frozen=True)
class Batch:
    """Some documents: files still to be read, a part of a file, or rows read already."""

    number: int
    size: int = 0  # of the source, in bytes or characters
    files: tuple[File, ...] = ()
    group: tuple[File, int] | None = None  # a file, and which of its parts
    rows: tuple[Fields, ...] = ()
    problems: tuple[str, ...] = ()
    further: Mapping[str, str] = field(default_factory=dict)

    def read(self) -> tuple[pd.DataFrame, list[str], list[str]]:
        """The documents, a line for each thing that could not be read, and one for each note."""
        problems = list(self.problems)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", CorpusWarning)
            rows = [*self.rows, *self._read_group(problems), *self._read_files(problems)]
        documents = frames.build("documents", rows, self.further)
        notes = [str(one.message) for one in told if issubclass(one.category, CorpusWarning)]
        return documents, problems, notes

    def _read_group(self, problems: list[str]) -> Iterator[Fields]:
        if self.group:
            file, at = self.group
            read_group = file.reader.read_group
            assert read_group, f"{file.path} has no parts"
            with _told(file.path, problems):
                yield from read_group(file.path, file.name, at, problems)

    def _read_files(self, problems: list[str]) -> Iterator[Fields]:
        first: dict[str, Path] = {}
        for file in self.files:
            with _told(file.path, problems):
                for row in file.read(problems):
                    taken = first.setdefault(row["doc_id"], file.path)
                    if taken != file.path:
                        raise CorpusError(
                            f"{file.path}: doc_id {row['doc_id']!r} is taken by {taken}"
                        )
                    yield row


@dataclass(frozen=True)
class Corpus:
    """The files of a source, in order, with what is known of them before they are read."""

    path: str
    files: tuple[File, ...]
    further: Mapping[str, str]  # columns beyond those of the contract, with their types
    problems: tuple[str, ...] = ()  # files left out, rows of the table beside that do not fit

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
        """Changes when a file comes, goes or is written to."""
        digest = hashlib.sha256()
        for file, seen in zip(self.files, self._seen, strict=True):
            line = f"{file.path}\0{seen.st_size}\0{seen.st_mtime_ns}\0"
            digest.update(line.encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def batches(self) -> Iterator[Batch]:
        """Batches of about ``BATCH`` bytes, always the same for the same source."""
        parts = _parts(self.files, [seen.st_size for seen in self._seen])
        for number, part in enumerate(parts):
            problems = (*(() if number else self.problems), *part.pop("problems", ()))
            yield Batch(number, further=self.further, problems=problems, **part)


def load(path: str | Path, *, problems: list[str] | None = None) -> pd.DataFrame:
    """The documents frame of a corpus: one row a text; files are in the order of their ids.

    ``path`` is a file of a known format, a folder of them (read with its sub-folders), a folder
    whose texts stand in ``documents/``, or the address of one of these in an object store. A line
    for each file or row that cannot be read is added to ``problems``, or else said
    (``CorpusWarning``), as is what is left out. Raises ``CorpusError`` where nothing could be read,
    and where an id occurs twice.
    """
    read, unread = [], []
    for batch in open_corpus(path).batches():
        documents, missed, notes = batch.read()
        for line in notes:
            warnings.warn(line, CorpusWarning, stacklevel=2)
        unread += missed
        read.append(documents)
    documents = pd.concat(read, ignore_index=True)
    if documents.empty:
        raise CorpusError(unread[0])
    if twice := documents["doc_id"][documents["doc_id"].duplicated()].tolist():
        problem = f"doc_id {twice[0]!r} occurs twice; every document needs an id of its own"
        raise CorpusError(f"{path}: {problem}")
    if problems is not None:
        problems += unread
    for line in unread if problems is None else ():
        warnings.warn(f"not read: {line}", CorpusWarning, stacklevel=2)
    return documents


def open_corpus(path: str | Path) -> Corpus:
    """The corpus at ``path``, listed but not read; ``CorpusError`` where there is none."""
    problems: list[str] = []
    files, further = list_files(path, problems)
    return Corpus(str(path), tuple(files), further, tuple(problems))


def keep_apart(source: str | Path, *targets: Path) -> None:
    """``CorpusError`` where one of ``targets``, to be written, would be read as a part of it."""
    root = located(source)
    read = os.path.realpath(texts_of(root) if root.is_dir() else root)
    for target in targets:
        if Path(os.path.realpath(target)).is_relative_to(read):
            problem = f"lies in the source {source}; name a place outside it to write to"
            raise CorpusError(f"{target}: {problem}")


def _parts(files: tuple[File, ...], sizes: list[int]) -> Iterator[dict[str, Any]]:
    """What each batch holds; small files share one, a table or a large file of many has its own."""
    waiting: list[File] = []
    size = 0
    for file, bytes_of in zip(files, sizes, strict=True):
        reader = reader_of(file.path)
        alone = reader.columns or (reader.many and bytes_of >= BATCH)
        if not alone:
            waiting.append(file)
            size += bytes_of
        if waiting and (alone or size >= BATCH):
            yield {"files": tuple(waiting), "size": size}
            waiting, size = [], 0
        if alone:
            yield from _parts_of(file)
    if waiting:
        yield {"files": tuple(waiting), "size": size}


def _parts_of(file: File) -> Iterator[dict[str, Any]]:
    """The documents of one file: its parts where they are small enough, else its rows in turn."""
    groups = file.reader.groups
    sizes = groups(file.path) if groups else []
    if sizes and max(sizes) <= 4 * BATCH:
        yield from ({"group": (file, at), "size": size} for at, size in enumerate(sizes))
        return
    rows: list[Fields] = []
    problems: list[str] = []
    size = 0
    with _told(file.path, problems):
        for row in file.read(problems):
            rows.append(row)
            size += len(row["text"])
            if size >= BATCH:
                yield {"rows": tuple(rows), "size": size, "problems": tuple(problems)}
                rows, size = [], 0
                problems.clear()
    if rows or problems:
        yield {"rows": tuple(rows), "size": size, "problems": tuple(problems)}


@contextmanager
def _told(file: Path, problems: list[str]) -> Iterator[None]:
    """What ends the reading of a file becomes a line of ``problems``."""
    try:
        yield
    except CorpusError as error:
        problems.append(str(error))
    except OSError as error:
        problems.append(f"{file}: {error.strerror or error}")
