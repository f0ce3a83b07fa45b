"""The one place that puts the extractors in order: paragraphs, citations, quantities, claims.

Citations come before quantities so that the numbers of resolutions are masked and never read as amounts.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import frames
from analysis.extractors.citations import find_citations
from analysis.extractors.claims import Families, find_claims, load_families
from analysis.extractors.paragraphs import find_paragraphs
from analysis.extractors.quantities import find_quantities
from analysis.extractors.saying import set_sayings
from analysis.extractors.scope import set_status
from analysis.text import Text, Unit
from analysis.vocabulary import shipped

Rows = list[dict[str, Any]]
Progress = Callable[[list[Any], str], Iterable[Any]]
NAMES = ("paragraphs", "citations", "quantities", "claims")


@dataclass(frozen=True)
class Evidence:
    """What a corpus says, as frames (see ``analysis.frames`` for the grain and columns of each)."""

    documents: pd.DataFrame
    paragraphs: pd.DataFrame
    quantities: pd.DataFrame
    claims: pd.DataFrame
    citations: pd.DataFrame
    rhetoric: pd.DataFrame | None = None


def extract(
    documents: pd.DataFrame,
    *,
    families: str | Path | None = None,
    rhetoric: bool = False,
    progress: Progress | None = None,
) -> Evidence:
    """All evidence of ``documents`` (one row a text), in the order of the documents.

    ``families`` is the path of a table of further claim families, in the form of
    ``data/vocabulary/claim_families.csv``. ``rhetoric`` asks for the grammar as well, and only then is spaCy's model
    loaded. ``progress`` wraps the list of texts while it is read (a bar).
    """
    if not isinstance(documents, pd.DataFrame):
        raise TypeError(f"{documents!r} is no documents frame; make one with analysis.load(path)")
    documents = frames.check("documents", documents)
    known = load_families(families)
    names = (*NAMES, "rhetoric") if rhetoric else NAMES
    rows: dict[str, Rows] = {name: [] for name in names}
    records = list(documents[["doc_id", "text", "genre", "issuer"]].itertuples(index=False))
    for record in progress(records, "reading") if progress else records:
        genre, issuer = (
            None if pd.isna(value) else str(value) for value in (record.genre, record.issuer)
        )
        text = Text(str(record.text), shipped(), genre=genre, issuer=issuer)
        found = read(text, known, rhetoric)
        for name in names:
            for row in found[name]:
                row["doc_id"] = record.doc_id
            rows[name] += found[name]
    return Evidence(documents, **{name: frames.build(name, rows[name]) for name in names})


def read(text: Text, families: Families | None, rhetoric: bool = False) -> dict[str, Rows]:
    """Every row found in one text, without ``doc_id``; offsets and quotes are those of ``text.raw``."""
    paragraphs = find_paragraphs(text)
    text = text.cut(Unit(row["kind"], row["start"], row["end"]) for row in paragraphs)
    citations = find_citations(text)
    quantities = find_quantities(text, masked=[(row["start"], row["end"]) for row in citations])
    claims = find_claims(text, quantities, families)
    set_status(text, claims)
    set_sayings(text, claims)
    found = {"citations": citations, "quantities": quantities, "claims": claims}
    starts = [row["start"] for row in paragraphs]
    for rows in found.values():
        for row in rows:
            unit = paragraphs[max(bisect_right(starts, row["start"]) - 1, 0)]
            row["paragraph"] = unit["paragraph"]
            row["start"], row["end"] = text.span(row["start"], row["end"])
            row["quote"] = text.raw[row["start"] : row["end"]]
    _place_units(text, paragraphs)
    if rhetoric:
        from analysis.extractors.rhetoric import find_acts  # here, because it loads spaCy

        found["rhetoric"] = find_acts(paragraphs, text.words)
        for row in found["rhetoric"]:
            at = bisect_right([unit["start"] for unit in paragraphs], row["start"]) - 1
            row["paragraph"] = paragraphs[max(at, 0)]["paragraph"]
    return {"paragraphs": paragraphs, **found}


def _place_units(text: Text, paragraphs: Rows) -> None:
    """Offsets of ``text.raw`` for the units, which together hold every character that is not blank."""
    raw, end = text.raw, len(text.raw)
    for row in reversed(paragraphs):
        start = text.span(row["start"], row["start"] + 1)[0]
        if row is paragraphs[0]:
            start = len(raw) - len(raw.lstrip())
        quote = raw[start:end].rstrip()
        row.update(start=start, end=start + len(quote), quote=quote)
        end = start


def spans_hold(frame: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """For each row of evidence: is ``text[start:end] == quote``?"""
    texts: dict[str, str] = dict(zip(documents["doc_id"], documents["text"], strict=True))
    rows: Iterable[Any] = frame.itertuples(index=False)
    return pd.Series(
        [texts[row.doc_id][row.start : row.end] == row.quote for row in rows],
        index=frame.index,
        dtype=bool,
    )
