"""Texts with their evidence marked in place, and what makes text safe to show.

Texts are hostile: every character that goes into HTML passes ``visible`` and is escaped.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.extractors.evidence import Evidence
from analysis.measure.citing import in_context
from analysis.show.pieces import address, pieces, shown

MARKS = ["doc_id", "start", "end", "role", "label"]


def find_marks(evidence: Evidence) -> pd.DataFrame:
    """One row a marked span: doc_id, start, end, role, label; in order, the longer of two first.

    ``role`` is ``claim``, ``citation``, ``quantity`` or ``opening`` (of a preambular or operative
    paragraph), or several of them with a space between where one span is more than one thing.
    ``label`` says what it is: "claim: displaced_persons, over 1,000,000". A quantity that is a
    claim is marked as the claim only.
    """
    joined: dict[tuple[Any, ...], tuple[dict[str, None], dict[str, None]]] = {}
    for *place, role, label in _spans(evidence):
        roles, labels = joined.setdefault(tuple(place), ({}, {}))
        roles[role] = labels[label] = None
    rows = [
        (*place, " ".join(roles), "; ".join(labels)) for place, (roles, labels) in joined.items()
    ]
    order: Any = {"by": MARKS[:3], "ascending": [True, True, False]}
    return pd.DataFrame(rows, columns=MARKS).sort_values(**order, ignore_index=True)


def marked_text(
    text: str, marks: pd.DataFrame | list[Any], *, start: int = 0, end: int | None = None,
    doc_id: str | None = None, ids: bool = True,
) -> Markup:  # fmt: skip
    """``text[start:end]`` as HTML with ``<mark id="c10-24" class="claim" title="claim: ...">``.

    ``marks`` are rows of ``find_marks``, of this text only. ``doc_id`` is named on a page of
    several texts, see ``address``. Marks nest; where two cross, the one that began first ends and
    goes on, without id, beside or inside the other. White space stays as it is.
    """
    html: list[str] = []
    around: list[Any] = []
    for piece, at, covers in pieces(text, _rows(marks), start, len(text) if end is None else end):
        kept = 0
        while kept < min(len(around), len(covers)) and around[kept] is covers[kept]:
            kept += 1
        html += ["</mark>"] * (len(around) - kept)
        for mark in covers[kept:]:
            begins = ids and mark.start == at
            name = f' id="{address(mark.start, mark.end, doc_id)}"' if begins else ""
            title = escape(visible(mark.label))
            html.append(f'<mark{name} class="{escape(mark.role)}" title="{title}">')
        html.append(escape(visible(piece)))
        around = covers
    return Markup("".join(html) + "</mark>" * len(around))


def marked_units(
    text: str, units: pd.DataFrame, marks: pd.DataFrame, *, doc_id: str | None = None
) -> Markup:
    """A text unit by unit (rows of paragraphs), each a ``<div class="unit operative">``.

    The label of a unit is a link to the unit itself (``#OP3``, on a page of several texts
    ``#doc_id:OP3``). Arguments and marks as in ``marked_text``.
    """
    html, rows = [], _rows(marks)
    for unit in units.itertuples():
        name = address(unit.paragraph, None, doc_id)
        label = f'<a class="label" id="{name}" href="#{name}">{unit.paragraph}</a>'
        words = marked_text(text, rows, start=unit.start, end=unit.end, doc_id=doc_id)
        html.append(f'<div class="unit {unit.kind}">{label}<div class="words">{words}</div></div>')
    return Markup("\n".join(html))


def amount(row: Any) -> str:
    """A row of quantities or claims in words: "over 1,000,000", "18-22 percent", "hundreds"."""
    number = row.quote
    if pd.notna(row.value):
        number = f"{row.value:,.10g}"
    elif pd.notna(row.value_low) and pd.notna(row.value_high):
        number = f"{row.value_low:,.10g}-{row.value_high:,.10g}"
    unit = "" if pd.isna(row.unit) or row.unit in ("count", "persons") else row.unit
    hedge = "" if row.hedge in ("bare", "range", "vague") else row.hedge.replace("_", " ")
    return " ".join(f"{hedge} {number} {unit}".split())


def visible(value: object) -> str:
    """A value as text: missing is a dash, a date its day, characters that hide or turn ⟨U+202E⟩."""
    if pd.isna(value):
        return "–"
    text = f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
    return shown(text)


def _spans(evidence: Evidence) -> Iterator[tuple[str, int, int, str, str]]:
    """Every span of evidence, as a row of ``find_marks``; one span may come several times."""
    claimed = set()
    for row in evidence.claims.itertuples():
        claimed.add((row.doc_id, row.start, row.end))
        yield row.doc_id, row.start, row.end, "claim", f"claim: {row.family}, {amount(row)}"
    for row in evidence.quantities.itertuples():
        if (row.doc_id, row.start, row.end) not in claimed:
            counted = "" if pd.isna(row.counted) else f", {row.counted}"
            yield row.doc_id, row.start, row.end, "quantity", f"quantity: {amount(row)}{counted}"
    for row in in_context(evidence.citations, evidence.documents, evidence.paragraphs).itertuples():
        label = f"citation: {row.cited}, {row.function}"
        yield row.doc_id, row.start, row.end, "citation", label
    for row in evidence.paragraphs[evidence.paragraphs["opening"].notna()].itertuples():
        found = re.search(r"\s+".join(map(re.escape, row.opening.split())), row.quote)
        if found:
            start, end = (row.start + at for at in found.span())
            label = f"{row.kind} paragraph {row.paragraph}: {row.opening}"
            yield row.doc_id, start, end, "opening", label


def _rows(marks: pd.DataFrame | list[Any]) -> list[Any]:
    return marks if isinstance(marks, list) else list(marks.itertuples())
