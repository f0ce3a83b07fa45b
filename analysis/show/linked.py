"""Tables whose numbers lead to the passages behind them: links in the reading edition."""

import re
import sys
from collections.abc import Mapping, Sequence
from html import escape
from numbers import Number
from typing import Any

import pandas as pd

from analysis.show.evidence import Passage, cell, table
from analysis.show.marking import visible
from analysis.show.passages import Behind, places_of

By = Mapping[Any, str] | Sequence[str] | None
SCROLLED = '<div class="linked" role="group" aria-label="table" tabindex="0">'


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
            found = places[_of_column(column, across, behind, rows)].tolist()
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


def _of_column(column: Any, across: Any, behind: pd.DataFrame, rows: pd.Series) -> Any:
    """Those of ``rows`` that agree with the column of a crosstab; all for any other column."""
    if across is None or across not in behind:
        return rows.to_numpy()
    same = _agree(behind[across], column)
    return (rows & same if same.any() else rows).to_numpy()


def _agree(values: pd.Series, value: Any) -> pd.Series:
    return values.isna() if pd.isna(value) else values.eq(value).fillna(False).astype(bool)
