"""Texts with their evidence marked in place, and what makes text safe to show.

Texts are hostile: every character that goes into HTML passes ``visible`` and is escaped.
"""

from html import escape
from itertools import takewhile
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.extractors.evidence import Evidence
from analysis.frames import plain_values
from analysis.measure.citing import in_context
from analysis.show.pieces import address, find_spans, pieces, shown

MARKS = ["doc_id", "start", "end", "role", "label"]


def find_marks(evidence: Evidence) -> pd.DataFrame:
    """One row a marked span: doc_id, start, end, role, label; in order, the longer of two first.

    ``role`` is ``claim``, ``citation``, ``quantity`` or ``opening`` (of a preambular or operative
    paragraph), or several of them with a space between where one span is more than one thing.
    ``label`` says what it is: "claim: displaced_persons, over 1,000,000, negated". A quantity that
    is a claim is marked as the claim only.
    """
    joined: dict[tuple[Any, ...], tuple[dict[str, None], dict[str, None]]] = {}
    cited = in_context(evidence.citations, evidence.documents, evidence.paragraphs)
    frames = {**vars(evidence), "citations": cited}
    rows_of = {}
    for name in ("claims", "quantities", "citations", "paragraphs"):
        rows_of[name] = plain_values(frames[name]).to_dict("records")
    for span in find_spans(rows_of):
        roles, labels = joined.setdefault(span[:3], ({}, {}))
        roles[span.role] = labels[span.label] = None
    rows = [
        (*place, " ".join(roles), "; ".join(labels)) for place, (roles, labels) in joined.items()
    ]
    marks = pd.DataFrame(rows, columns=MARKS)
    return marks.sort_values(MARKS[:3], ascending=[True, True, False], ignore_index=True)


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
        both = zip(around, covers, strict=False)
        kept = len(list(takewhile(lambda pair: pair[0] is pair[1], both)))
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


def visible(value: object) -> str:
    """A value as text: missing is a dash, a date its day, characters that hide or turn ⟨U+202E⟩."""
    if isinstance(value, str):
        return shown(value)
    if pd.isna(value):
        return "–"
    return shown(f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value))


def _rows(marks: pd.DataFrame | list[Any]) -> list[Any]:
    return marks if isinstance(marks, list) else list(marks.itertuples())
