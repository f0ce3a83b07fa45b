"""A corpus of one's own: the folder to begin with, and one file after the other put into it."""

import os
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.sources import hints
from analysis.sources.errors import CorpusError, NotRead
from analysis.sources.listing import READERS, TEXTS, File
from analysis.sources.reader import FIELDS, Fields, typed

Ask = Callable[[list[str]], Mapping[str, Any]]


def new(path: str | Path) -> Path:
    """Start a corpus at ``path``: an empty ``documents/`` and a data statement, returned."""
    root = Path(path)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CorpusError(root, "is not empty; expected a folder that is empty or not there yet")
    (root / "documents").mkdir(parents=True)
    statement = Path(__file__).with_name("data_statement.md").read_text(encoding="utf-8")
    filled = statement.replace("{name}", root.resolve().name)
    (root / "README.md").write_text(filled, encoding="utf-8")
    return root / "README.md"


def add(
    file: Path, corpus: Path, given: Mapping[str, Any], ask: Ask | None = None
) -> tuple[Path, Fields]:
    """Put the document of ``file`` into ``corpus`` as ``documents/<stem>.md``, never over another.

    The front matter holds what is ``given``, then what the file says of itself, what its name says
    where a published corpus named it, and the symbol and day that its head prints; ``ask`` gets the
    names of the fields still empty and returns some of them. Below it stands the text, character
    for character. Returns the new file and its fields.
    """
    documents = corpus / "documents"
    if not documents.is_dir():
        remedy = f"'diplomatic-texts new {corpus}' starts a corpus"
        raise CorpusError(corpus, f"no folder documents in it; {remedy}")
    if taken := next((one for one in documents.rglob("*") if one.stem == file.stem), None):
        remedy = f"rename {file.name} or remove that file"
        raise CorpusError(taken, f"is there already and is left as it is; {remedy}")
    known, text = _known(file)
    known |= {field: typed(f"--{field}", field, value) for field, value in given.items()}
    if ask:
        known |= ask([field for field in FIELDS if field not in known])
    filled = {field: known[field] for field in FIELDS if field in known}
    target = documents / f"{file.stem}.md"
    with TemporaryDirectory(prefix=".adding-", dir=documents) as unfinished:
        whole = Path(unfinished) / target.name
        whole.write_bytes(f"---\n{_front_matter(filled)}---\n{text}".encode())
        target.touch(exist_ok=False)  # never over another
        os.replace(whole, target)
    return target, filled


def _known(file: Path) -> tuple[Fields, str]:
    """What can be known of the one document of ``file``, and its text."""
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise CorpusError(file, f"cannot be read as a document; expected {', '.join(TEXTS)}")
    with warnings.catch_warnings():
        warnings.simplefilter("error", NotRead)
        alone = File(file, file.stem, hints.describe(file))
        rows = [] if reader.columns else list(alone.read())
    if len(rows) != 1:
        held = f"{len(rows)} documents" if rows else "a table"
        remedy = "is a corpus by itself: name it in place of a folder"
        raise CorpusError(file, f"holds {held} and {remedy}")
    return {"source": file.name} | rows[0], rows[0]["text"]


def _front_matter(filled: Fields) -> str:
    """The fields as YAML, the empty ones too: to be filled in."""
    import yaml

    lines = []
    for field in FIELDS:
        value = filled.get(field)
        if not isinstance(value, bool | None):
            value = str(value).removesuffix(" 00:00:00")  # of a day
        readable = str(value).isprintable()  # a line break of Unicode's must be escaped
        written = yaml.safe_dump({field: value}, allow_unicode=readable, width=10_000)
        lines.append(f"{field}:\n" if value is None else written)
    return "".join(lines)
