"""Which files a corpus is made of, what each is called, what is known of it beforehand."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.sources import guard, printed, published, tabular
from analysis.sources.cells import written
from analysis.sources.errors import CorpusError, collected, listed, note
from analysis.sources.fields import NO_TEXT, OWN, Fields
from analysis.sources.formats import READERS, reader_of
from analysis.sources.reader import NOTHING, Asked

METADATA = ("metadata.csv", "metadata.tsv", "metadata.xlsx", "metadata.ods")
COLUMNS = 2_000  # of a source's own; a file with more is no table with a row a document
TEXTS = {suffix for suffix, reader in READERS.items() if not reader.columns}
UNSEEN = (".", "~$")  # hidden; what Word keeps beside a file that is open
MANY = 10  # names in a note
LEFT_OUT = "left out what is no document of this folder"


@dataclass(frozen=True)
class File:
    """A file, the id of its document (or what the ids of many begin with), and what is known."""

    path: Path
    name: str
    known: Fields = field(default_factory=dict)
    asked: Asked = NOTHING

    def read(self, problems: list[str], group: int | None = None) -> Iterator[Fields]:
        """The documents of the file, or of one of its groups.

        Their own word counts where what is known differs. What neither says, the head of a text
        may: its symbol, its day.
        """
        reader, which = reader_of(self.path), () if group is None else (group,)
        for document in reader.read(self.path, self.name, problems, self.asked, *which):
            for key in self.known.keys() & document.keys():
                if self.known[key] != document[key]:
                    own, beside = written(document[key]), written(self.known[key])
                    said = f"{own!r} in the document and {beside!r} beside it"
                    note(self.path, f"{key} is {said}; took the document's")
            told = self.known | document
            yield told if reader.columns else printed.head(document["text"], told) | told


def list_files(
    path: str | Path, problems: list[str], left_out: list[str], asked: Asked = NOTHING
) -> tuple[list[File], dict[str, str]]:
    """The files of a corpus in the order of their names, and its further columns with their types.

    A line for each file that cannot be read, and each row of the table beside them that does not
    fit, is added to ``problems``; one for each that is no document of the folder to ``left_out``.
    ``CorpusError`` where there is nothing to read.
    """
    base, paths, metadata = _chosen(path, left_out)
    called = _called(paths, base)
    # the shortest way to name it that means no other
    names = {one: next(way for way in _ways(one, base) if called.get(way) == one) for one in paths}
    further = _further(names, problems, asked)
    texts = [file for file in names if not reader_of(file).columns]
    said, beside = {}, {}
    if asked.name_pattern:
        said = published.by_pattern(asked.name_pattern, texts, base, problems)
    if metadata:
        ways = {way: names[file] for way, file in called.items() if file in names}
        beside = tabular.metadata(metadata, ways, problems, asked)
    files = []
    for file, name in names.items():
        known = {} if reader_of(file).columns else published.describe(file)
        known |= said.get(file, {}) | beside.get(name, {})
        files.append(File(file, name, known, asked))
        own = [key for key in known if key not in OWN]
        _merge(further, {key: "Int64" if type(known[key]) is int else "string" for key in own})
    if not files:
        raise CorpusError(problems[0])
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
        with guard.unpacking(Path(path), "zip"):
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
    return [line.replace("zip://", f"{zipped}/") if zipped else line for line in lines]


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
    found: list[Path] = []
    left: dict[Path, str] = {}  # and why
    next(iter(root.iterdir()), None)  # raises where it may not be opened; rglob is silent
    for file in sorted(root.rglob("*")):
        hidden = any(part.startswith(UNSEEN) for part in file.relative_to(root).parts)
        if hidden or file.name.lower() == "readme.md":
            continue
        if reason := _left_out(file, root):
            left[file] = reason
        elif file.is_file():
            found.append(file)
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
        some = listed((file.name for file in files), MANY, "check --all lists them")
        lines += [f"{file}: left out ({left[file]})" for file in files]
        note(root, f"{LEFT_OUT} ({', '.join(kinds)})", some)
    if not found:
        expected = f"expected files that end in {', '.join(READERS)}"
        raise CorpusError(root, f"the folder holds no document; {expected}")
    return texts or tables, metadata


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

    The other folders of a corpus with a data statement (its sources, say) are not meant to be, and
    a folder of tables is evidence that was extracted, or vocabulary.
    """
    name = file.name.lower()
    if file.is_dir():
        if name == "documents" or name.startswith(".") or (corpus / "README.md").exists():
            return False
        return any(one.suffix.lower() in TEXTS for one in file.rglob("*"))
    return not name.startswith((".", "readme")) and name not in METADATA


def _ways(path: Path, base: Path) -> tuple[str, str, str]:
    """Ways to name a file of the folder ``base``, the shortest first."""
    whole = "/".join(path.relative_to(base).parts)
    return path.stem, whole.removesuffix(path.suffix), whole


def _called(paths: list[Path], base: Path) -> dict[str, Path]:
    """Every name that means one of the files only; where a path is the stem of another, it wins."""
    called: dict[str, Path] = {}
    for ways in zip(*(_ways(path, base) for path in paths), strict=True):
        times = Counter(ways)
        called |= {name: path for name, path in zip(ways, paths, strict=True) if times[name] == 1}
    return called


def _further(names: dict[Path, str], problems: list[str], asked: Asked) -> dict[str, str]:
    """The further columns of the tables; one that cannot be read is taken out of ``names``."""
    further: dict[str, str] = {}
    for path in list(names):
        told, columns = None, reader_of(path).columns
        with collected(problems, path):
            if NO_TEXT.search(str(path)):
                problem = "the name is not UTF-8; rename the file or its folder"
                raise CorpusError(ascii(str(path)), problem)
            told = columns(path, asked) if columns else {}
        if told is None:
            del names[path]
        else:
            _merge(further, told)
    return further


def _merge(further: dict[str, str], types: dict[str, str]) -> None:
    """Add the columns found; where two files differ, the type is text."""
    for key, kind in types.items():
        further[key] = kind if further.get(key, kind) == kind else "string"
