"""Numbers and what is behind them: passages of texts, whole texts, rows of tables.

There is one model. ``linked`` writes it into the table of a notebook, ``report`` into one page, and
the reading edition (docs/site) reads it back from the notebooks and makes pages of it.
"""

import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from numbers import Number
from typing import Any
from urllib.parse import unquote

import pandas as pd

from analysis.show.evidence import Passage, cell, folded, table, visible
from analysis.show.pieces import address, anchor
from analysis.vocabulary import load_table

By = Mapping[Any, str] | Sequence[str] | None
SCROLLED = '<div class="linked" role="group" aria-label="table" tabindex="0">'
SPAN = re.compile(r"(.+):(\d+)-(\d+)")  # of a text
ROW = re.compile(r"(\w+)\.csv(?::(\d+))?")  # of a table of data/, or the whole of it
WORDS = ("quote", "keyword", "phrase", "word", "doc_id")  # the first of these columns is shown
QUOTED = 80  # characters of a passage that are shown when its number is pointed at


@dataclass(frozen=True, slots=True)
class Place:
    """One place behind a number.

    ``kind`` is ``span`` (characters ``start`` to ``end`` of the document ``source``), ``text`` (all
    of it), ``row`` (number ``start`` of the table ``source`` of data/) or ``table`` (all of it).
    """

    kind: str
    source: str
    start: int = 0
    end: int = 0
    words: str = field(default="", compare=False)  # in short
    paragraph: str = field(default="", compare=False)  # its label: OP3
    whole: bool = field(default=False, compare=False)  # the span is that paragraph
    note: str = field(default="", compare=False)  # what the text does with it: negated, recalls

    @property
    def name(self) -> str:
        """``doc_id:10-24``, ``doc_id``, ``units.csv:3`` or ``units.csv``: what pages call it."""
        if self.kind == "span":
            return address(self.start, self.end, self.source)
        if self.kind == "text":
            return anchor(self.source)
        return f"{self.source}.csv:{self.start}" if self.kind == "row" else f"{self.source}.csv"

    @property
    def target(self) -> str:
        """The id of the place on a page of several texts."""
        return address(self.paragraph, None, self.source) if self.whole else self.name

    def around(self, text: str, *, reach: int, most: int) -> tuple[str, str, str]:
        """The words before the passage, its own (at most ``most`` characters), those after it.

        A whole paragraph has its words before: it is not set off from anything.
        """
        end = min(self.end, self.start + most)
        words = folded(text[self.start : end])
        if self.whole:
            return words + "…" * (end < self.end), "", ""
        before = re.sub(r"\A\S*\s", "… ", text[max(0, self.start - reach) : self.start])
        after = re.sub(r"\s\S*\Z", " …", text[end : end + reach])
        return folded(before), words, folded(after)


@dataclass(frozen=True)
class Behind:
    """A number, named by its row and its column (``of``), and the places it was made from."""

    of: str
    places: Sequence[Place]
    more: int = 0  # places that are left out

    @property
    def names(self) -> str:
        """The names of the places, each once; all rows of a table are the table."""
        rows = Counter(place.source for place in set(self.places) if place.kind == "row")
        whole = {table for table, times in rows.items() if times == len(load_table(table))}
        names = (
            f"{place.source}.csv" if place.kind == "row" and place.source in whole else place.name
            for place in self.places
        )  # fmt: skip
        return " ".join(dict.fromkeys(names))

    def shown(self, most: int = 3) -> str:
        """The first of the places in words, and how many more there are."""
        words = list(dict.fromkeys(place.words for place in self.places))
        more = f" and {len(words) - most} more" if len(words) > most else ""
        return "; ".join(words[:most]) + more


def linked(
    frame: pd.DataFrame | pd.Series, behind: pd.DataFrame, *, by: By = None,
    counts: Sequence[Any] = (), rows_of: str | None = None, width: int = 60,
) -> Passage:  # fmt: skip
    """``frame`` as a table whose cells know the rows of ``behind`` that they were made from.

    Prints as ``table`` does, long text cut at ``width``. In HTML no cell is cut. Every cell with a
    digit in it is ``<a data-behind="doc:10-24 doc:90-99">3</a>``, which knows its row and column
    (``data-of``) and shows the first quotes when it is pointed at; the reading edition makes it a
    link. Row headers (the index, or a first column of words) stay plain, and so does zero: nothing
    is behind it.

    ``behind`` holds rows of evidence (``doc_id``, ``start``, ``end``), or documents, for what is
    said of whole texts, or, with ``rows_of="un_claims"``, rows of that table of ``data/`` under the
    index that ``reference`` gave them; ``rows_of`` may also be a column of ``behind`` that names
    the table of each row. A row of ``frame`` rests on the rows of ``behind`` that agree with it in
    ``by``: names of columns, or ``{"subject": "family"}`` where the frames name them differently.
    Without ``by`` these are the names of its index, as ``groupby`` and ``crosstab`` leave them; an
    index without a name means the rows of the same index. If the columns of ``frame`` are named
    after a column of ``behind`` (``crosstab``), a cell must agree with its column too.

    ``counts`` names the columns that count passages. A count that is not the number of passages is
    a ``ValueError``, and so are a number with nothing behind it, a name that ``behind`` does not
    have, and a row that is not in the table.
    """
    frame = frame.to_frame() if isinstance(frame, pd.Series) else frame
    flat, heads, across = frame, 0, frame.columns.name
    if any(name is not None for name in frame.index.names):
        flat, heads, by = frame.reset_index(), frame.index.nlevels, by or frame.index.names
    elif not pd.api.types.is_numeric_dtype(flat.iloc[:, 0]):
        heads = 1
    keys = _keys(flat, behind, by or ())
    places = pd.Series(places_of(behind, rows_of), index=behind.index, dtype=object)
    sides = ["right" if pd.api.types.is_numeric_dtype(kind) else "left" for kind in flat.dtypes]
    lines = []
    for at, row in enumerate(flat.itertuples(index=False, name=None)):
        rows = pd.Series(True if keys else behind.index == flat.index[at], index=behind.index)
        for column, name in keys.items():
            rows &= _agree(behind[name], row[flat.columns.get_loc(column)])
        line = [f'<th scope="row">{_text(value)}</th>' for value in row[:heads]]
        for column, value, side in list(zip(flat.columns, row, sides, strict=True))[heads:]:
            same = rows
            if across is not None and across in behind:
                of_column = _agree(behind[across], column)
                same = rows & of_column if of_column.any() else rows
            found = places[same.to_numpy()].tolist()
            if column in counts and value != len(set(found)):
                known = f"{len(set(found))} passages are behind it"
                raise ValueError(f"{column} {value} of {row[:heads]}: {known}")
            of = ", ".join(cell(name, width=width) for name in (*row[:heads], column))
            line.append(f'<td style="text-align:{side}">{_number(value, Behind(of, found))}</td>')
        lines.append(f"<tr>{''.join(line)}</tr>")
    head = "".join(f'<th scope="col">{_text(column)}</th>' for column in flat.columns)
    body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody>"
    passage = Passage(f"{SCROLLED}<table>{body}</table></div>")
    passage.plain = table(flat, width=width)
    return passage


def places_of(rows: pd.DataFrame, rows_of: str | None = None) -> list[Place]:
    """The place of each of ``rows``: evidence with a span, documents, or rows of a table of data/.

    ``rows_of`` is the name of the table, or the column of ``rows`` that names it. A ``ValueError``
    for rows that are not in their table.
    """
    if rows_of is not None:
        return _rows_of_tables(rows, rows_of)
    if "start" not in rows:
        return [Place("text", name, words=f"the whole of {name}") for name in rows["doc_id"]]
    words = next(name for name in WORDS if name in rows)
    return [_span(row, getattr(row, words)) for row in rows.itertuples(index=False)]


def read_places(names: str) -> list[Place]:
    """The places that ``Behind.names`` named."""
    places = []
    for name in names.split():
        if found := SPAN.fullmatch(name):
            place = Place("span", unquote(found[1]), int(found[2]), int(found[3]))
        elif found := ROW.fullmatch(name):
            place = Place("row" if found[2] else "table", found[1], int(found[2] or 0))
        else:
            place = Place("text", unquote(name))
        places.append(place)
    return places


def _number(value: Any, behind: Behind) -> str:
    """A cell with its passages; words stay words, and so does zero."""
    text = _text(value)
    digit = re.search(r"\d", cell(value, width=sys.maxsize))
    if not digit or (isinstance(value, Number) and value == 0):
        return text
    if not behind.places:
        raise ValueError(f"{behind.of}: nothing is behind {text}; no row of behind agrees with it")
    names, of, title = (escape(visible(it)) for it in (behind.names, behind.of, behind.shown()))
    return f'<a class="behind" data-behind="{names}" data-of="{of}" title="{title}">{text}</a>'


def _text(value: Any) -> str:
    """A cell, whole: a page has room for it. A number is not torn from its sign."""
    return escape(visible(cell(value, width=sys.maxsize))).replace(" %", "\xa0%")


def _keys(frame: pd.DataFrame, behind: pd.DataFrame, by: Any) -> dict[Any, Any]:
    """Column of the table -> column of ``behind`` that must agree with it; both must be there."""
    keys = dict(by) if isinstance(by, Mapping) else dict(zip(by, by, strict=True))
    for where, names, known in (("the table", keys, frame), ("behind", keys.values(), behind)):
        if missing := [name for name in names if name not in known.columns]:
            columns = ", ".join(map(str, known.columns))
            raise ValueError(f"{where} has no column {missing[0]}; its columns are {columns}")
    return keys


def _agree(values: pd.Series, value: Any) -> pd.Series:
    return values.isna() if pd.isna(value) else values.eq(value).fillna(False).astype(bool)


def _span(row: Any, words: object) -> Place:
    note = getattr(row, "status", getattr(row, "function", ""))
    return Place(
        "span", row.doc_id, row.start, row.end,
        words=f"“{cell(words, width=QUOTED)}” ({row.doc_id})",
        paragraph=getattr(row, "paragraph", ""),
        whole=hasattr(row, "opening"),
        note="" if pd.isna(note) or note == "asserted" else str(note).replace("_", " "),
    )  # fmt: skip


def _rows_of_tables(rows: pd.DataFrame, rows_of: str) -> list[Place]:
    tables = rows[rows_of] if rows_of in rows else pd.Series(rows_of, index=rows.index)
    for name, part in rows.groupby(tables.to_numpy(), sort=False):
        _check_rows(part, name)
    places = []
    for (index, name), row in zip(tables.items(), rows.to_numpy(dtype=object), strict=True):
        words = " · ".join(cell(value) for value in row if pd.notna(value))
        places.append(Place("row", name, index, words=cell(words, width=QUOTED)))
    return places


def _check_rows(rows: pd.DataFrame, table: str) -> None:
    """Refuse ``rows`` that are not in ``table`` under the same index, with the same words."""
    known = pd.DataFrame(load_table(table))
    remedy = f"keep the index that reference({table!r}) gave"
    words = [name for name in rows.columns.intersection(known.columns)
             if not pd.api.types.is_numeric_dtype(rows[name])]  # fmt: skip
    if not rows.index.isin(known.index).all() or not words:
        raise ValueError(f"behind has rows that are not in {table}.csv; {remedy}")
    if not rows[words].fillna("").astype(str).equals(known.loc[rows.index, words].astype(str)):
        raise ValueError(f"behind says other words than {table}.csv; {remedy}")
