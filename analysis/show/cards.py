"""Result cards: a figure or a table with all that somebody needs who wants to print, check or cite it.

A card is a few files of one name, written whole or not at all: the picture (SVG, PNG), the data behind it (CSV), a note
on method (Markdown) and a citation (BibTeX). The same result gives the same bytes: no file holds the day of writing.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

import analysis
from analysis.show.files import WRITERS, replace_files
from analysis.show.graph import NOT_XML

PRINT = 300  # dots per inch of the PNG
COMMAND = "python -m analysis extract FOLDER --out OUT"


def save(
    what: Any,
    folder: str | Path,
    *,
    name: str,
    title: str,
    method: str,
    documents: pd.DataFrame,
    command: str = COMMAND,
) -> list[str]:
    """Write the card ``name`` of ``what`` to ``folder`` and return the paths written.

    ``what`` is the axes of a figure of ``show.plots`` (SVG, PNG, CSV of the frame it draws) or a frame (CSV).
    ``method`` says what was counted, among how many (the denominator), and what was left out; ``documents`` is the
    corpus that was read; ``command`` gives its evidence again. Raises ``ValueError`` for a name that is no plain file
    name, an empty method and axes that ``show.plots`` did not draw.
    """
    if not re.fullmatch(r"[\w-]+", name):
        raise ValueError(f"{name!r} is invalid as the name of a card; use letters, digits, - and _")
    if not method.strip():
        raise ValueError(f"{name}: a card needs its method: what was counted, and among how many")
    data = what if isinstance(what, pd.DataFrame) else getattr(what, "frame_drawn", None)
    if data is None:
        raise ValueError(f"{name}: no frame behind {type(what).__name__}; expected a frame or axes of show.plots")
    pictures: dict[str, Callable[[Path], object]] = {}
    alternative = ""
    if what is not data:
        from analysis.show.plots import described  # here, because it loads matplotlib

        alternative = described(what)
        pictures = {f"{name}.{suffix}": partial(_picture, what, title, alternative) for suffix in ("svg", "png")}
    note = _note(title, method, alternative, data, documents, command)
    texts = {f"{name}.md": note, f"{name}.bib": bibtex(name, title, documents)}
    writers = pictures | {f"{name}.csv": partial(WRITERS["csv"], data)}
    writers |= {file: partial(_write, text) for file, text in texts.items()}
    replace_files(folder, writers)
    return [str(Path(folder) / file) for file in writers]


def corpus_hash(documents: pd.DataFrame) -> str:
    """SHA-256 of the texts and all that is known of them: of the file that ``extract --format jsonl`` writes as
    ``documents.jsonl``, its rows in the order of ``doc_id``."""
    rows = documents.sort_values("doc_id").to_json(
        orient="records", lines=True, force_ascii=False, date_format="iso", date_unit="s"
    )
    return hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()


def bibtex(key: str, title: str, documents: pd.DataFrame) -> str:
    """The software as ``CITATION.cff`` says it is cited, with the result and the hash of its corpus as a note."""
    cited = yaml.safe_load(Path(str(files("analysis"))).with_name("CITATION.cff").read_text(encoding="utf-8"))
    fields = {
        "author": " and ".join(map(_author, cited["authors"])),
        "title": "{" + _tex(cited["title"]) + "}",
        "version": _tex(cited["version"]),
        "date": str(cited["date-released"]),
        "year": str(cited["date-released"])[:4],
        "note": _tex(f"Result: {title}. Corpus of {len(documents)} texts, SHA-256 {corpus_hash(documents)}"),
    }
    return f"@software{{{key},\n" + "".join(f"  {field} = {{{words}}},\n" for field, words in fields.items()) + "}\n"


def _note(title: str, method: str, alternative: str, data: pd.DataFrame, documents: pd.DataFrame, command: str) -> str:
    dates = documents["date"].dropna()
    span = f"{dates.min():%Y-%m-%d} to {dates.max():%Y-%m-%d}" if len(dates) else "none known"
    undated = documents["date"].isna().sum()
    facts = {
        "The figure in words": _plain(alternative),
        "Data": f"{len(data)} rows, columns {_plain(', '.join(map(str, data.columns)))}",
        "Corpus": f"{len(documents)} texts; dates {span}; {undated} without a date",
        "SHA-256 of the corpus": f"{corpus_hash(documents)} (of documents.jsonl, in the order of doc_id)",
        "Program": f"diplomatic-text-analysis {analysis.__version__}",
        "Evidence again": f"`{command}`, where FOLDER holds that corpus",
    }
    lines = "".join(f"- **{name}:** {value}\n" for name, value in facts.items() if value)
    return (
        f"# {_plain(title)}\n\n{method.strip()}\n\n{lines}\n"
        "The result says what these texts say, not whether it is true.\n"
    )


def _picture(ax: Any, title: str, alternative: str, path: Path) -> None:
    if path.suffix == ".svg":
        known: Mapping[str, str | None] = {"Title": title, "Description": alternative, "Date": None, "Creator": None}
    else:
        known = {"Title": title, "Description": alternative, "Software": None}
    ax.figure.savefig(path, dpi=PRINT, metadata=known)
    if path.suffix == ".svg":
        _write(NOT_XML.sub("", path.read_text(encoding="utf-8")), path)


def _write(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _author(person: Mapping[str, str]) -> str:
    if "name" in person:
        return "{" + _tex(person["name"]) + "}"
    return f"{_tex(person['family-names'])}, {_tex(person['given-names'])}"


def _tex(words: str) -> str:
    """Words that TeX takes as words."""
    return re.sub(r"([&%$#_{}])", r"\\\1", " ".join(re.sub(r"[\\~^]", " ", str(words)).split()))


def _plain(words: str) -> str:
    """Words that Markdown and HTML take as words."""
    return re.sub(r"([\\`*_\[\]|])", r"\\\1", escape(" ".join(words.split()), quote=False))
