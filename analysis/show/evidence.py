"""Evidence on the page: every number can be followed back to the words it was read from.

Texts are hostile until escaped: whatever goes into HTML here is escaped first.
"""

import re
from html import escape
from itertools import groupby

import pandas as pd

from analysis.show.marking import pieces

BOX = "border-left:4px solid #0072B2;padding:.4em 1em;margin:.6em 0;line-height:1.5;max-width:46em;white-space:pre-wrap"
SENTENCE_END = re.compile(r"""(?<=[.!?;])["”’)]*\s+(?=["“‘(]?[A-Z\d]|\Z)""")
NOTHING = re.compile(r"(?!)")
COLUMNS = ["doc_id", "left", "keyword", "right", "start", "end"]
MARK = "background:#FFE9A8;padding:0 .15em"


class Passage(str):
    """A piece of HTML that a notebook shows as such, and that prints as plain text with ⟦marks⟧."""

    plain: str

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return self.plain


def table(frame: pd.DataFrame, *, width: int = 60) -> str:
    """``frame`` as aligned text: whole numbers whole, a dash where nothing is known, long cells cut at ``width``."""
    cells = [[str(column) for column in frame.columns]]
    cells += [[cell(value, width=width) for value in row] for row in frame.itertuples(index=False)]
    right = [pd.api.types.is_numeric_dtype(frame.iloc[:, at]) for at in range(frame.shape[1])]
    widths = [max(len(row[at]) for row in cells) for at in range(frame.shape[1])]
    sides = [f"{'>' if flush else '<'}{size}" for flush, size in zip(right, widths, strict=True)]
    return "\n".join("  ".join(map(format, row, sides)).rstrip() for row in cells)


def cell(value: object, *, width: int = 60) -> str:
    """One value as a cell of a table: a dash where nothing is known, long text cut at ``width``."""
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
    """Keyword in context: one row a match of the regular expression ``pattern``, upper and lower case alike.

    Columns doc_id, left, keyword, right, start, end; ``left`` and ``right`` hold up to ``width`` characters, white
    space folded; with ``within_sentence`` no word of another sentence (one ends in . ! ? or ; before a capital).
    """
    compiled = re.compile(pattern, re.IGNORECASE)
    cut = SENTENCE_END if within_sentence else NOTHING
    rows = [
        {
            "doc_id": row.doc_id,
            "left": folded(cut.split(row.text[max(0, match.start() - width) : match.start()])[-1]),
            "keyword": match[0],
            "right": folded(cut.split(row.text[match.end() : match.end() + width])[0]),
            "start": match.start(),
            "end": match.end(),
        }
        for row in documents.itertuples(index=False)
        for match in compiled.finditer(row.text)
        if match[0]
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def aligned(lines: pd.DataFrame, *, width: int = 36) -> str:
    """A concordance as text, its keywords one below the other."""
    keyword = max(map(len, lines["keyword"]), default=0)
    name = max(map(len, lines["doc_id"]), default=0)
    return "\n".join(
        f"{doc_id:<{name}}  {left[-width:]:>{width}} {f'[{found}]':<{keyword + 2}} {right[:width]}".rstrip()
        for doc_id, left, found, right in zip(
            *(lines[column] for column in COLUMNS[:4]), strict=True
        )
    )


def marked(documents: pd.DataFrame, paragraphs: pd.DataFrame, rows: pd.DataFrame) -> Passage:
    """The paragraphs that ``rows`` of evidence stand in, whole, with the quoted words marked."""
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    html, plain = [], []
    for (doc_id, label), group in rows.groupby(["doc_id", "paragraph"], sort=False):
        unit = paragraphs[
            (paragraphs["doc_id"] == doc_id) & (paragraphs["paragraph"] == label)
        ].iloc[0]
        cut = pieces(texts[doc_id], group.itertuples(), unit["start"], unit["end"])
        runs = groupby(cut, key=lambda piece: bool(piece[2]))  # overlapping spans are one mark
        found = [("".join(piece for piece, _, _ in run), hit) for hit, run in runs]
        body = "".join(
            f'<mark style="{MARK}">{escape(piece)}</mark>' if hit else escape(piece)
            for piece, hit in found
        )
        html.append(
            f'<div style="{BOX}"><small>{escape(doc_id)} · {escape(label)}</small>\n{body}</div>'
        )
        plain.append(
            f"{doc_id} {label}: "
            + folded("".join(f"⟦{piece}⟧" if hit else piece for piece, hit in found))
        )
    passage = Passage("".join(html))
    passage.plain = "\n".join(plain)
    return passage


def folded(text: str) -> str:
    """``text`` with single spaces for white space."""
    return re.sub(r"\s+", " ", text)
