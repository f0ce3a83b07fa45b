"""Which files a corpus is made of, who reads each, what it is called, what is known beforehand."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.sources import folder, hints, office, pdf, tabular, tei, web
from analysis.sources.cells import written
from analysis.sources.errors import CorpusError, as_warnings, listed, note, unpacking
from analysis.sources.reader import NO_TEXT, NOTHING, OWN, Asked, Fields, Reader

# the readers there are: a new format is a module with a ``READER``, and its name here
ALL = (
    folder.READER, office.DOCX, office.ODT, office.RTF, pdf.READER, web.HTML, web.EPUB,
    tei.READER, tabular.READER,
)  # fmt: skip
READERS = {suffix: reader for reader in ALL for suffix in reader.suffixes}
TEXTS = [suffix for suffix, reader in READERS.items() if not reader.columns]

METADATA = ("metadata.csv", "metadata.tsv", "metadata.xlsx", "metadata.ods")
COLUMNS = 2_000  # of a source's own; a file with more is no table with a row a document
UNSEEN = (".", "~$")  # hidden; what Word keeps beside a file that is open
LEFT_OUT = "left out what is no document of this folder"
ENGLISH_ONLY = "the rules read English only, so counts over it say little"


def reader_of(file: Path) -> Reader:
    """The reader of ``file``; ``KeyError`` if there is none."""
    return READERS[file.suffix.lower()]


@dataclass(frozen=True)
class File:
    """A file, the id of its document (or what the ids of many begin with), and what is known."""

    path: Path
    name: str
    known: Fields = field(default_factory=dict)
    asked: Asked = NOTHING

    def read(self) -> Iterator[Fields]:
        """The documents of the file.

        Their own word counts where what is known differs. What neither says, the head of a text
        may: its symbol, its day.
        """
        reader = reader_of(self.path)
        for document in reader.read(self.path, self.name, self.asked):
            for key in self.known.keys() & document.keys():
                if self.known[key] != document[key]:
                    own, beside = written(document[key]), written(self.known[key])
                    said = f"{own!r} in the document and {beside!r} beside it"
                    note(self.path, f"{key} is {said}; took the document's")
            told = self.known | document
            yield told if reader.columns else hints.head(document["text"], told) | told


def list_files(
    path: str | Path, left_out: list[str], asked: Asked = NOTHING
) -> tuple[list[File], dict[str, str]]:
    """The files of a corpus in the order of their names, and its further columns with their types.

    Each file that cannot be read, and each row of the table beside them that does not fit, is said
    (``NotRead``); a line for each that is no document of the folder is added to ``left_out``.
    ``CorpusError`` where there is nothing to list.
    """
    base, paths, metadata = _chosen(path, left_out)
    for file in [one for one in paths if NO_TEXT.search(str(one))]:
        with as_warnings():  # before anything is said of the files: it could not be printed
            paths.remove(file)
            problem = "the name is not UTF-8; rename the file or its folder"
            raise CorpusError(ascii(str(file)), problem)
    called = _called(paths, base)
    # the shortest name of each that means no other
    names = {called[way]: way for way in sorted(called, key=len, reverse=True)}
    said, beside = {}, {}
    if asked.name_pattern:
        said = hints.by_pattern(asked.name_pattern, paths, base)
    if metadata:
        ways = {way: names[file] for way, file in called.items()}
        beside = tabular.metadata(metadata, ways, asked)
    files: list[File] = []
    further: dict[str, str] = {}
    for file in paths:
        known = hints.describe(file) | said.get(file, {}) | beside.get(names[file], {})
        with as_warnings(file):
            if columns := reader_of(file).columns:
                known, types = {}, columns(file, asked)
            else:
                own = [key for key in known if key not in OWN]
                types = {key: "Int64" if type(known[key]) is int else "string" for key in own}
            files.append(File(file, names[file], known, asked))
            for key, kind in types.items():  # where two files differ, the type is text
                further[key] = kind if further.get(key, kind) == kind else "string"
    if len(further) > COLUMNS:
        allowed = f"expected a row for each document, and {COLUMNS:,} at most"
        raise CorpusError(path, f"{len(further):,} columns; {allowed}")
    return sorted(files, key=lambda one: (one.name, one.path)), further


def _chosen(path: str | Path, left_out: list[str]) -> tuple[Path, list[Path], Path | None]:
    """The folder, the files of it to read, in order, and the table that describes them, if any."""
    root = located(path)
    if root.is_dir():
        base = texts_of(root)
        return base, *_listed(base, root, left_out)
    if not root.is_file():
        problem = "no regular file" if root.exists() else "no such folder or file"
        raise CorpusError(path, f"{problem}; expected a folder of documents or one of them")
    if root.suffix.lower() not in READERS:
        problem = f"cannot read a {root.suffix or 'suffixless'} file"
        raise CorpusError(path, f"{problem}; expected {', '.join(READERS)}")
    return root.parent, [root], None


def located(path: str | Path) -> Path:
    """``path``, an address in an object store (``s3://...``), or the inside of a zip."""
    zipped = is_zip(path)
    if "://" not in str(path) and not zipped:
        return Path(path)
    if zipped:
        with unpacking(Path(path), "zip"):
            pass  # only to refuse a bomb
    try:
        from upath import UPath

        found: Any = UPath("zip://", fo=str(path)) if zipped else UPath(path)
        found.fs  # noqa: B018 (asks for the library of that store)
        return found
    except (ImportError, ValueError) as error:
        remedy = "an address or a zip needs pip install 'diplomatic-text-analysis[scale]'"
        raise CorpusError(path, f"no address that can be read ({error}); {remedy}") from None


def is_zip(path: str | Path) -> bool:
    """Is it a zip, to be read as the folder in it?"""
    return str(path).lower().endswith(".zip") and Path(path).is_file()


def inside(zipped: str, lines: Iterable[str]) -> list[str]:
    """The lines with ``zip://a.txt`` as ``speeches.zip/a.txt``, if there is a zip."""
    return [line.replace("zip://", f"{zipped}/") for line in lines] if zipped else [*lines]


def texts_of(root: Path) -> Path:
    """The folder in which the texts of the corpus at ``root`` stand."""
    documents = root / "documents"
    if not documents.is_dir():
        return root
    if documents.is_symlink() and not documents.resolve().is_relative_to(root.resolve()):
        raise CorpusError(documents, f"leads out of {root}; name the folder that it leads to")
    return documents


def _listed(root: Path, corpus: Path, lines: list[str]) -> tuple[list[Path], Path | None]:
    """The files to read, in order, and the table that describes them, if there is one."""
    found, left = _walked(root)
    beside = [file for file in found if file.parent == root]
    if corpus != root:
        others = [file for file in sorted(corpus.iterdir()) if not _left_out(file, corpus)]
        beside += [file for file in others if file.is_file()]
        overlooked = (file for file in others if _is_overlooked(file, corpus))
        left |= dict.fromkeys(overlooked, f"beside {root.name}")
    texts = [file for file in found if not reader_of(file).columns]
    tables = [file for file in found if reader_of(file).columns]
    metadata = None
    if texts:
        metadata = next((file for file in beside if file.name.lower() in METADATA), None)
        left |= {table: table.suffix.lower() for table in tables if table != metadata}
    if left:
        kinds = (f"{times} {kind}" for kind, times in sorted(Counter(left.values()).items()))
        files = sorted(left, key=left.__getitem__)
        some = listed((file.name for file in files), hints.MANY, "check --all lists them")
        note(root, f"{LEFT_OUT} ({', '.join(kinds)})", some)
        lines += [f"{file}: left out ({left[file]})" for file in files]
    if not found:
        expected = f"expected files that end in {', '.join(READERS)}"
        raise CorpusError(root, f"the folder holds no document; {expected}")
    return texts or tables, metadata


def _walked(root: Path) -> tuple[list[Path], dict[Path, str]]:
    """The files in a folder that can be read, in order, and why each of the others is not."""
    found: list[Path] = []
    left: dict[Path, str] = {}
    next(iter(root.iterdir()), None)  # raises where it may not be opened; rglob is silent
    for file in (one for one in sorted(root.rglob("*")) if not _is_unseen(one, root)):
        if reason := _left_out(file, root):
            left[file] = reason
        elif file.is_file():
            found.append(file)
    return found, left


def _is_unseen(file: Path, root: Path) -> bool:
    """Is it hidden in the folder ``root``, or the page that explains a folder?"""
    hidden = any(part.startswith(UNSEEN) for part in file.relative_to(root).parts)
    return hidden or file.name.lower() == "readme.md"


def _left_out(file: Path, root: Path) -> str | None:
    """Why a file of the folder ``root``, or all in a folder of it, is not read, if it is not."""
    if file.is_dir():
        try:
            next(iter(file.iterdir()), None)
        except PermissionError:
            return "folder that may not be opened"
        return "link to a folder" if file.is_symlink() else None
    if not file.is_file():
        return "no regular file"
    if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
        return "link to outside"
    return None if file.suffix.lower() in READERS else file.suffix.lower() or "no suffix"


def _is_overlooked(file: Path, corpus: Path) -> bool:
    """Would it be read if there were no folder documents beside it?

    The page of a corpus says what its other folders are, and a folder of tables is evidence that
    was extracted, or vocabulary.
    """
    if _is_unseen(file, corpus) or file.name.lower() in ("documents", *METADATA):
        return False
    if file.is_dir():
        texts = (one for one in file.rglob("*") if one.suffix.lower() in TEXTS)
        return not (corpus / "README.md").exists() and any(texts)
    return True


def _called(paths: list[Path], base: Path) -> dict[str, Path]:
    """Every name that means one of the files only; where a path is the stem of another, it wins."""
    whole = ["/".join(path.relative_to(base).parts) for path in paths]
    bare = [name.removesuffix(path.suffix) for name, path in zip(whole, paths, strict=True)]
    called: dict[str, Path] = {}
    for ways in ([path.stem for path in paths], bare, whole):
        times = Counter(ways)
        called |= {name: path for name, path in zip(ways, paths, strict=True) if times[name] == 1}
    return called
