"""A corpus of one's own: the folder to begin with, and one file after the other put into it."""

import os
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from analysis.sources import folder, printed, published, tabular
from analysis.sources.corpus import READERS
from analysis.sources.errors import CorpusError

Fields = dict[str, Any]
Ask = Callable[[list[str]], Mapping[str, Any]]


def new(path: str | Path) -> Path:
    """Start a corpus at ``path``: an empty ``documents/`` and a data statement to fill in, which is returned."""
    root = Path(path)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CorpusError(f"{root}: is not empty; expected a folder that is empty or not there yet")
    (root / "documents").mkdir(parents=True)
    statement = (files("analysis") / "sources" / "data_statement.md").read_text(encoding="utf-8")
    (root / "README.md").write_text(
        statement.replace("{name}", root.resolve().name), encoding="utf-8"
    )
    return root / "README.md"


def add(
    file: Path, corpus: Path, given: Mapping[str, Any], ask: Ask | None = None
) -> tuple[Path, Fields]:
    """Put the document of ``file`` into ``corpus`` as ``documents/<stem>.md``, which must not be there yet.

    The front matter holds what is ``given``, then what the file says of itself, what its name says where a published
    corpus named it, and the symbol and day that its head prints; ``ask`` gets the names of the fields still empty and
    returns some of them. Below it stands the text, character for character. Returns the new file and its fields.
    """
    documents = corpus / "documents"
    if not documents.is_dir():
        raise CorpusError(
            f"{corpus}: no folder documents in it; 'python -m analysis new {corpus}' starts a corpus"
        )
    taken = next((other for other in documents.rglob("*") if other.stem == file.stem), None)
    if taken:
        raise CorpusError(
            f"{taken}: is there already and is left as it is; rename {file.name} or remove that file"
        )
    row = _document(file)
    text = row.pop("text")
    head = {"symbol": printed.symbol(text), "date": printed.day(text)}
    seen = {"source": file.name} | {key: value for key, value in head.items() if value}
    known = (
        seen
        | published.describe(file)
        | row
        | {field: typed(field, value) for field, value in given.items()}
    )
    if ask:
        known |= ask([field for field in folder.FIELDS if field not in known])
    fields = {field: known[field] for field in folder.FIELDS if field in known}
    target = documents / f"{file.stem}.md"
    content = f"---\n{_front_matter(fields)}---\n{text}".encode()
    with TemporaryDirectory(prefix=".adding-", dir=documents) as unfinished:
        whole = Path(unfinished) / target.name
        whole.write_bytes(content)
        target.touch(exist_ok=False)  # never over another
        os.replace(whole, target)
    return target, fields


def typed(field: str, value: str) -> Any:
    """``value`` in the type of its column; ``CorpusError`` where it does not fit."""
    return folder.typed(f"--{field}", field, value)


def _document(file: Path) -> Fields:
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        one = ", ".join(suffix for suffix, other in READERS.items() if other is not tabular)
        raise CorpusError(f"{file}: holds no single document; expected {one}")
    rows = [] if reader is tabular else list(reader.read(file))
    if len(rows) != 1:
        said = f"{len(rows)} documents" if rows else "a table"
        raise CorpusError(
            f"{file}: holds {said} and is a corpus by itself: name it in place of a folder"
        )
    return dict(rows[0])


def _front_matter(fields: Fields) -> str:
    """The fields as YAML, the empty ones too: to be filled in."""
    lines = []
    for field in folder.FIELDS:
        value = fields.get(field)
        if not isinstance(value, bool | None):
            value = str(value).removesuffix(" 00:00:00")  # of a day
        readable = str(value).isprintable()  # a line break of Unicode's must be escaped
        written = yaml.safe_dump({field: value}, allow_unicode=readable, width=10_000)
        lines.append(f"{field}:\n" if value is None else written)
    return "".join(lines)
