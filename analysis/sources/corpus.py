"""A corpus as a sequence of batches: whatever its size, no more than one batch of it need be held at a time.

A source is a folder of texts (one document a file, in the order of their ids), or a table with a row a document
(in the order of its rows), or one such file. Which reader takes a file is told by its suffix.
"""

import hashlib
import os
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import frames
from analysis.sources import converted, folder, guard, published, tabular, tei
from analysis.sources.errors import CorpusError, CorpusWarning

BATCH = 4_000_000  # bytes of files, or characters of text: some 600,000 words
READERS = {
    **dict.fromkeys((".md", ".txt"), folder),
    **dict.fromkeys((".docx", ".pdf", ".html", ".htm"), converted),
    ".xml": tei,
    **dict.fromkeys((".csv", ".tsv", ".xlsx", ".jsonl", ".parquet"), tabular),
}
COLUMNS = 2_000  # of a source's own; a file with more is no table with a row a document
ONE = (folder, converted)  # readers of files that hold one document
METADATA = ("metadata.csv", "metadata.tsv", "metadata.xlsx")

Fields = dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """Some documents of a corpus: files still to be read, a row group of a Parquet file, or rows read already."""

    number: int
    size: int = 0  # of the source, in bytes or characters
    files: tuple[tuple[Path, Fields], ...] = ()  # with what is known of each from elsewhere
    group: tuple[Path, int] | None = None  # Parquet file, row group
    rows: tuple[Fields, ...] = ()
    problems: tuple[str, ...] = ()
    further: Mapping[str, str] = field(default_factory=dict)

    def read(self) -> tuple[pd.DataFrame, list[str], list[str]]:
        """The documents, a line for each file that could not be read, and a line for each thing worth noting."""
        rows, problems = list(self.rows), list(self.problems)
        with warnings.catch_warnings(record=True) as notes:
            warnings.simplefilter("always", CorpusWarning)
            for file, fields in self.files:
                try:
                    rows += [_both(file, fields, row) for row in _reader(file).read(file)]
                except CorpusError as error:
                    problems.append(str(error))
                except OSError as error:
                    problems.append(f"{file}: {error.strerror or error}")
            if self.group:
                try:
                    rows += tabular.read_group(*self.group, problems)
                except CorpusError as error:
                    problems.append(str(error))
        return (
            frames.build("documents", rows, self.further),
            problems,
            [str(note.message) for note in notes],
        )


@dataclass(frozen=True)
class Corpus:
    """The files of a source, in order, with what is known of them before they are read."""

    path: str
    files: tuple[tuple[Path, Fields], ...]
    further: Mapping[
        str, str
    ]  # columns of the documents beyond those of the contract, with their types
    problems: tuple[
        str, ...
    ] = ()  # files that were left out, rows of the table beside them that do not fit

    @cached_property
    def _seen(self) -> tuple[Any, ...]:
        """Size and time of each file, asked for once: in an object store each is a request."""
        return tuple(file.stat() for file, _ in self.files)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(seen.st_size for seen in self._seen)

    @property
    def fingerprint(self) -> str:
        """Changes when a file comes, goes or is written to."""
        digest = hashlib.sha256()
        for (file, _), seen in zip(self.files, self._seen, strict=True):
            digest.update(
                f"{file}\0{seen.st_size}\0{seen.st_mtime_ns}\0".encode("utf-8", "surrogateescape")
            )
        return digest.hexdigest()

    def batches(self) -> Iterator[Batch]:
        """Batches of about ``BATCH`` bytes, always the same for the same source."""
        for number, parts in enumerate(_parts(self.files, [seen.st_size for seen in self._seen])):
            problems = (*(() if number else self.problems), *parts.pop("problems", ()))
            yield Batch(number, further=self.further, problems=problems, **parts)


def load(path: str | Path, *, problems: list[str] | None = None) -> pd.DataFrame:
    """The documents frame of a corpus: one row a text; texts in files are in the order of their ``doc_id``.

    ``path`` is a file that ``READERS`` names, a folder of them (read with its sub-folders), a folder whose texts stand
    in ``documents/``, or the address of one of these in an object store. Raises ``CorpusError`` for anything that
    cannot be read whole, or puts a line for it into ``problems``; warns (``CorpusWarning``) of what is left out.
    """
    read = []
    for batch in open_corpus(path).batches():
        documents, unread, notes = batch.read()
        if unread and problems is None:
            raise CorpusError(unread[0])
        if problems is not None:
            problems += unread
        for note in notes:
            warnings.warn(note, CorpusWarning, stacklevel=2)
        read.append(documents)
    documents = pd.concat(read, ignore_index=True)
    if twice := documents["doc_id"][documents["doc_id"].duplicated()].tolist():
        raise CorpusError(
            f"{path}: doc_id {twice[0]!r} occurs twice; every document needs an id of its own"
        )
    return documents


def open_corpus(path: str | Path) -> Corpus:
    """The corpus at ``path``, listed but not read; ``CorpusError`` where there is nothing to read."""
    root = _path(path)
    if root.is_file():
        if root.suffix.lower() not in READERS:
            raise CorpusError(
                f"{path}: cannot read a {root.suffix or 'suffixless'} file; expected {', '.join(READERS)}"
            )
        files, metadata = [root], None
    elif root.is_dir():
        files, metadata = _listed(_texts_of(root), root)
    else:
        problem = "no regular file" if root.exists() else "no such folder or file"
        raise CorpusError(f"{path}: {problem}; expected a folder of documents or one of them")
    kept: dict[str, Path] = {}
    problems = []
    for file in files:
        first = kept.get(file.stem)
        if guard.NO_TEXT.search(str(file)):
            problems.append(
                f"{ascii(str(file))}: the name is not UTF-8; rename the file or its folder"
            )
        elif _one(file) and first:
            problems.append(
                f"{file}: doc_id {file.stem!r} is taken by {first}; a file stem may occur once"
            )
        else:
            kept[file.stem if _one(file) else str(file)] = file
    if not kept:
        raise CorpusError(problems[0])
    known = tuple(_known(list(kept.values()), metadata, problems))
    if len(further := _further(known)) > COLUMNS:
        raise CorpusError(
            f"{path}: {len(further):,} columns; expected a row for each document, and {COLUMNS:,} at most"
        )
    return Corpus(str(path), known, further, tuple(problems))


def keep_apart(source: str | Path, *targets: Path) -> None:
    """``CorpusError`` where one of ``targets``, to be written, is the source or would be read as a part of it."""
    root = Path(source)
    read = os.path.realpath(_texts_of(root) if root.is_dir() else root)
    for target in targets:
        if Path(os.path.realpath(target)).is_relative_to(read):
            raise CorpusError(
                f"{target}: lies in the source {source}; name a place outside it to write to"
            )


def _texts_of(root: Path) -> Path:
    """The folder in which the texts of the corpus at ``root`` stand."""
    documents = root / "documents"
    if not documents.is_dir():
        return root
    if documents.is_symlink() and not documents.resolve().is_relative_to(root.resolve()):
        raise CorpusError(f"{documents}: leads out of {root}; name the folder that it leads to")
    return documents


def _path(path: str | Path) -> Path:
    """``path``, or what acts like one where an address (``s3://bucket/speeches``) names a place in an object store."""
    if "://" not in str(path):
        return Path(path)
    try:
        from upath import UPath

        found: Any = UPath(path)
        found.fs  # noqa: B018 (asks for the library of that store)
        return found
    except (ImportError, ValueError) as error:
        remedy = "an address needs pip install 'diplomatic-text-analysis[scale]'"
        raise CorpusError(f"{path}: no address that can be read ({error}); {remedy}") from None


def _listed(root: Path, corpus: Path) -> tuple[list[Path], Path | None]:
    """The files to read, in order, and the table that describes them: among them, or else beside them in ``corpus``."""
    inside = root.resolve()
    texts: list[Path] = []
    tables: list[Path] = []
    left: Counter[str] = Counter()
    next(iter(root.iterdir()), None)  # raises where it may not be opened; rglob is silent
    for file in sorted(root.rglob("*")):
        suffix = file.suffix.lower()
        if file.name.lower() == "readme.md" or any(
            part.startswith(".") for part in file.relative_to(root).parts
        ):
            continue
        if file.is_dir():
            left.update(_closed(file))
        elif not file.is_file():
            left["no regular file"] += 1
        elif _leads_out(file, inside):
            left["link to outside"] += 1
        elif suffix in READERS:
            (tables if READERS[suffix] is tabular else texts).append(file)
        else:
            left[suffix or "no suffix"] += 1
    metadata = None
    if texts:
        beside = [file for file in tables if file.parent == root]
        if corpus != root:
            beside += [
                file
                for file in sorted(corpus.iterdir())
                if file.is_file() and not _leads_out(file, corpus.resolve())
            ]
        metadata = next((file for file in beside if file.name.lower() in METADATA), None)
        left.update(file.suffix.lower() for file in tables if file != metadata)
    if left:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(left.items()))
        warnings.warn(
            f"{root}: left out what is no document of this folder ({kinds})",
            CorpusWarning,
            stacklevel=4,
        )
    if not texts and not tables:
        raise CorpusError(
            f"{root}: the folder holds no document; expected files that end in {', '.join(READERS)}"
        )
    return texts or tables, metadata


def _leads_out(file: Path, inside: Path) -> bool:
    return file.is_symlink() and not file.resolve().is_relative_to(inside)


def _closed(folder: Path) -> Iterator[str]:
    """Why the files of a folder within the source are not read, if they are not."""
    if folder.is_symlink():
        yield "link to a folder"
        return
    try:
        next(iter(folder.iterdir()), None)
    except PermissionError:
        yield "folder that may not be opened"


def _known(
    files: list[Path], metadata: Path | None, problems: list[str]
) -> Iterator[tuple[Path, Fields]]:
    """Each file in the order of its id, with what its name, its folder and the table beside it say of it."""
    beside = tabular.metadata(metadata, {file.stem for file in files}, problems) if metadata else {}
    for file in sorted(files, key=lambda file: (file.stem, file)):
        yield file, published.describe(file) | beside.get(file.stem, {})


def _further(files: tuple[tuple[Path, Fields], ...]) -> dict[str, str]:
    """The columns beyond those of the contract, with their types; where two files differ, text."""
    found: dict[str, str] = {}
    for file, fields in files:
        types = {
            key: "Int64" if type(value) is int else "string"
            for key, value in fields.items()
            if key not in folder.OWN
        }
        if _reader(file) is tabular:
            types |= tabular.further(file)
        found |= {
            key: kind if found.get(key, kind) == kind else "string" for key, kind in types.items()
        }
    return found


def _parts(files: tuple[tuple[Path, Fields], ...], sizes: list[int]) -> Iterator[dict[str, Any]]:
    waiting: list[tuple[Path, Fields]] = []
    size = 0
    for (file, fields), bytes_of in zip(files, sizes, strict=True):
        if _one(file):
            waiting.append((file, fields))
            size += bytes_of
        if waiting and (size >= BATCH or not _one(file)):
            yield {"files": tuple(waiting), "size": size}
            waiting, size = [], 0
        if not _one(file):
            yield from _rows(file)
    if waiting:
        yield {"files": tuple(waiting), "size": size}


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file that holds many: row groups where they are small enough, else its rows in turn."""
    if (
        file.suffix.lower() == ".parquet"
        and max(sizes := tabular.groups(file), default=0) <= 4 * BATCH
    ):
        yield from ({"group": (file, at), "size": size} for at, size in enumerate(sizes))
        return
    rows: list[Fields] = []
    problems: list[str] = []
    size = 0
    try:
        for row in (
            tabular.read(file, problems) if _reader(file) is tabular else _reader(file).read(file)
        ):
            rows.append(row)
            size += len(row["text"])
            if size >= BATCH:
                yield {"rows": tuple(rows), "size": size, "problems": tuple(problems)}
                rows, size = [], 0
                problems.clear()
    except CorpusError as error:
        problems.append(str(error))
    if rows or problems:
        yield {"rows": tuple(rows), "size": size, "problems": tuple(problems)}


def _both(file: Path, fields: Fields, row: Fields) -> Fields:
    """A document with what is known of it from elsewhere; where the two differ the document's own word counts."""
    for key in fields.keys() & row.keys():
        if fields[key] != row[key]:
            said = f"{file}: {key} is {row[key]!r} in the document and {fields[key]!r} beside it; took the document's"
            warnings.warn(said, CorpusWarning, stacklevel=2)
    return fields | row


def _reader(file: Path) -> Any:
    return READERS[file.suffix.lower()]


def _one(file: Path) -> bool:
    return _reader(file) in ONE
