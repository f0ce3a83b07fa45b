"""What is behind a number: passages of texts, whole texts, rows of tables.

There is one model. ``linked`` writes it into the table of a notebook, ``report`` into one page, and
the reading edition (docs/site) reads it back from the notebooks and makes pages of it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import pandas as pd

from analysis.show.evidence import cell, folded
from analysis.show.pieces import address, anchor
from analysis.vocabulary import load_table

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
    return [_read_place(name) for name in names.split()]


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
    for table, part in rows.groupby(tables.to_numpy(), sort=False):
        _check_rows(part, table)
    places = []
    for (index, table), row in zip(tables.items(), rows.to_numpy(dtype=object), strict=True):
        words = " · ".join(cell(value) for value in row if pd.notna(value))
        places.append(Place("row", table, index, words=cell(words, width=QUOTED)))
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


def _read_place(name: str) -> Place:
    if found := SPAN.fullmatch(name):
        return Place("span", unquote(found[1]), int(found[2]), int(found[3]))
    if found := ROW.fullmatch(name):
        return Place("row", found[1], int(found[2])) if found[2] else Place("table", found[1])
    return Place("text", unquote(name))
