"""Result cards: a figure or a table with what it takes to print, check and cite it.

A card is a few files of one name, written whole or not at all: the picture (SVG, PNG), the data
behind it (CSV), a note on method (Markdown) and a citation (BibTeX). The same result gives the same
bytes: no file holds the day of writing.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

import analysis
from analysis.show.files import WRITERS, replace_files, write_text
from analysis.show.store import corpus_hash
from analysis.show.templates import NOT_XML, entry, tex, write_template

# as in CITATION.cff, which stands beside the package and is not installed with it
AUTHOR = "The maintainers of diplomatic-text-analysis"
TITLE = (
    "Diplomatic text analysis: from a folder of diplomatic texts to evidence you can count, "
    "cite and click back to"
)
RELEASED = "2026-12-01"
PRINT = 300  # dots per inch of the PNG


def save(
    what: Any, folder: str | Path, *, name: str, title: str, method: str, documents: pd.DataFrame
) -> list[str]:
    """Write the card ``name`` of ``what`` to ``folder`` and return the paths written.

    ``what`` is the axes of a figure of ``show.plots`` (SVG, PNG, CSV of the frame it draws) or a
    frame (CSV). ``method`` says what was counted, among how many (the denominator), and what was
    left out; ``documents`` is the corpus that was read. Raises ``ValueError`` for a name that is no
    plain file name, an empty method and axes that ``show.plots`` did not draw.
    """
    if not re.fullmatch(r"[\w-]+", name):
        raise ValueError(f"{name!r} is invalid as the name of a card; use letters, digits, - and _")
    if not method.strip():
        raise ValueError(f"{name}: a card needs its method: what was counted, and among how many")
    data = what if isinstance(what, pd.DataFrame) else getattr(what, "frame_drawn", None)
    if data is None:
        found = f"no frame behind {type(what).__name__}"
        raise ValueError(f"{name}: {found}; expected a frame or axes of show.plots")
    writers: dict[str, Callable[[Path], object]] = {}
    alternative = ""
    if what is not data:
        from analysis.show.plots import described  # here, because it loads matplotlib

        alternative = described(what)
        known = {"Title": title, "Description": alternative}
        writers[f"{name}.svg"] = partial(_draw_svg, what, known)
        nameless = {**known, "Software": None}
        writers[f"{name}.png"] = partial(what.figure.savefig, dpi=PRINT, metadata=nameless)
    note = {
        "title": title, "method": Markup(method.strip()), "alternative": alternative,
        "data": data, "documents": documents, "hash": corpus_hash(documents),
        "version": analysis.__version__,
    }  # fmt: skip
    writers[f"{name}.csv"] = partial(WRITERS["csv"], data)
    writers[f"{name}.md"] = partial(write_template, "card.md", note)
    writers[f"{name}.bib"] = partial(write_text, bibtex(name, title, documents))
    return replace_files(folder, writers)


def bibtex(key: str, title: str, documents: pd.DataFrame) -> str:
    """The software as ``CITATION.cff`` cites it, with the result and the hash of its corpus."""
    corpus = f"Corpus of {len(documents)} texts, SHA-256 {corpus_hash(documents)}"
    fields = {
        "author": f"{{{tex(AUTHOR)}}}",
        "title": f"{{{tex(TITLE)}}}",
        "version": tex(analysis.__version__),
        "date": RELEASED,
        "year": RELEASED[:4],
        "note": tex(f"Result: {title}. {corpus}"),
    }
    return entry("software", key, fields)


def _draw_svg(ax: Any, known: Mapping[str, str], path: Path) -> None:
    drawing, nameless = StringIO(), {"Date": None, "Creator": None}
    ax.figure.savefig(drawing, format="svg", dpi=PRINT, metadata={**known, **nameless})
    write_text(NOT_XML.sub("", drawing.getvalue()), path)
