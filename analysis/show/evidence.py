"""Evidence on the page: every number can be followed back to the words it was read from.

Texts are hostile until escaped: whatever goes into HTML here is escaped first.
"""

import re
from html import escape
from itertools import groupby

import pandas as pd

from analysis.show.pieces import pieces
from analysis.text import sentence_spans
from analysis.vocabulary import shipped

BOX = (
    "border-left:4px solid #0072B2;padding:.4em 1em;margin:.6em 0;line-height:1.5;max-width:46em;"
    "white-space:pre-wrap"
)
MARK = "background:#FFE9A8;padding:0 .15em"
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


def folded(text: str) -> str:
    """``text`` with single spaces for white space."""
    return re.sub(r"\s+", " ", text)
