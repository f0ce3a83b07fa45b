"""Evidence on the page: every number can be followed back to the words it was read from.

Texts are hostile until escaped: whatever goes into HTML here is escaped first, and what hides or
turns it is spelt out where a page is made (``visible``).
"""

import re
from html import escape
from itertools import groupby, takewhile
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.extractors.evidence import Evidence
from analysis.frames import plain_values
from analysis.measure.citing import in_context
from analysis.show.pieces import address, find_spans, pieces, shown
from analysis.text import sentence_spans
from analysis.vocabulary import shipped

BOX = (
    "border-left:4px solid #0072B2;padding:.4em 1em;margin:.6em 0;line-height:1.5;max-width:46em;"
    "white-space:pre-wrap"
)
MARK = "background:#FFE9A8;padding:0 .15em"
MARKS = ["doc_id", "start", "end", "role", "label"]
COLUMNS = ["doc_id", "left", "keyword", "right", "start", "end"]


class Passage(str):
    """A piece of HTML that a notebook shows as such, and that prints as text with ⟦marks⟧."""

    plain: str

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return self.plain


def table(frame: pd.DataFrame, *, width: int = 60) -> str:
    """``frame`` as aligned text: whole numbers whole, a dash for what is missing, long text cut."""
    columns = []
    for name, values in frame.items():
        cells = [str(name), *(cell(value, width=width) for value in values)]
        side = ">" if pd.api.types.is_numeric_dtype(values) else "<"
        size = max(map(len, cells))
        columns.append([f"{words:{side}{size}}" for words in cells])
    return "\n".join("  ".join(row).rstrip() for row in zip(*columns, strict=True))


def cell(value: object, *, width: int = 60) -> str:
    """One value as a cell of a table: a dash where it is missing, long text cut at ``width``."""
    if pd.isna(value):
        return "-"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:,.10g}"
    text = folded(str(value)).strip()
    return text if len(text) <= width else text[: width - 1] + "…"


def concordance(
    documents: pd.DataFrame, pattern: str, *, width: int = 36, within_sentence: bool = False
) -> pd.DataFrame:
    """Keyword in context: one row a match of the regular expression ``pattern``, in any case.

    Columns doc_id, left, keyword, right, start, end; ``left`` and ``right`` hold up to ``width``
    characters, white space folded; with ``within_sentence`` no word of another sentence.
    """
    compiled = re.compile(pattern, re.IGNORECASE)
    rows = []
    for doc_id, raw in zip(documents["doc_id"], documents["text"], strict=True):
        spans = sentence_spans(raw, shipped()) if within_sentence else [(0, len(raw))]
        for match in filter(lambda match: match[0], compiled.finditer(raw)):
            start, end = match.span()
            low = max(first for first, _ in spans if first <= start)
            high = min(last for _, last in spans if last >= end)
            left = folded(raw[max(low, start - width) : start])
            right = folded(raw[end : min(high, end + width)])
            right = right.rstrip() if within_sentence else right
            rows.append((doc_id, left, match[0], right, start, end))
    return pd.DataFrame(rows, columns=COLUMNS)


def aligned(lines: pd.DataFrame, *, width: int = 36) -> str:
    """A concordance as text, its keywords one below the other."""
    keyword = max(map(len, lines["keyword"]), default=0) + 2
    name = max(map(len, lines["doc_id"]), default=0)
    rows = []
    for doc_id, left, found, right in lines[COLUMNS[:4]].itertuples(index=False, name=None):
        words = f"{left[-width:]:>{width}} {f'[{found}]':<{keyword}} {right[:width]}"
        rows.append(f"{doc_id:<{name}}  {words}".rstrip())
    return "\n".join(rows)


def marked(documents: pd.DataFrame, paragraphs: pd.DataFrame, rows: pd.DataFrame) -> Passage:
    """The paragraphs that ``rows`` of evidence stand in, whole, with the quoted words marked."""
    texts = documents.set_index("doc_id")["text"]
    units = paragraphs.set_index(["doc_id", "paragraph"])[["start", "end"]]
    html, plain = [], []
    for (doc_id, label), group in rows.groupby(["doc_id", "paragraph"], sort=False):
        cut = pieces(texts[doc_id], group.itertuples(), *units.loc[(doc_id, label)])
        body, words = "", ""
        # overlapping spans are one mark
        for hit, run in groupby(cut, key=lambda piece: bool(piece[2])):
            found = "".join(piece for piece, _, _ in run)
            body += f'<mark style="{MARK}">{escape(found)}</mark>' if hit else escape(found)
            words += f"⟦{found}⟧" if hit else found
        head = f"<small>{escape(doc_id)} · {escape(label)}</small>"
        html.append(f'<div style="{BOX}">{head}\n{body}</div>')
        plain.append(f"{doc_id} {label}: {folded(words)}")
    passage = Passage("".join(html))
    passage.plain = "\n".join(plain)
    return passage


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
    names = ("claims", "quantities", "citations", "paragraphs")
    rows_of = {name: plain_values(frames[name]).to_dict("records") for name in names}
    for span in find_spans(rows_of):
        roles, labels = joined.setdefault(span[:3], ({}, {}))
        roles[span.role] = labels[span.label] = None
    rows = [(*place, " ".join(role), "; ".join(label)) for place, (role, label) in joined.items()]
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
    rows = marks if isinstance(marks, list) else marks.itertuples()
    for piece, at, covers in pieces(text, rows, start, len(text) if end is None else end):
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
    html, rows = [], list(marks.itertuples())
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


def folded(text: str) -> str:
    """``text`` with single spaces for white space."""
    return re.sub(r"\s+", " ", text)
