"""Tables whose numbers lead to the passages behind them: inert in a notebook, links in the reading edition."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from numbers import Number
from typing import Any

import pandas as pd

from analysis.show.evidence import Passage, cell, table
from analysis.show.marking import address, anchor, visible
from analysis.vocabulary import load_table

SCROLLED = '<div class="linked" role="group" aria-label="table" tabindex="0">'
ROW = re.compile(r"(\w+)\.csv(?::(\d+))?")  # of a table of data/, or the whole of it
SHOWN, QUOTED = (
    3,
    80,
)  # how many passages, of how many characters, a number shows when it is pointed at


def linked(
    frame: pd.DataFrame | pd.Series,
    behind: pd.DataFrame,
    *,
    by: Mapping[Any, str] | Sequence[str] | None = None,
    counts: Sequence[Any] = (),
    rows_of: str | None = None,
    width: int = 60,
) -> Passage:
    """``frame`` as a table whose cells know the rows of ``behind`` that they were made from.

    Prints as ``table`` does. In HTML every cell with a digit in it is ``<a data-behind="doc:10-24 doc:90-99">3</a>``,
    which knows its row and column (``data-of``) and shows the first quotes when it is pointed at; the reading edition
    makes it a link. Row headers (the index, or
    a first column of words) stay plain, and so does zero: nothing is behind it.

    ``behind`` holds rows of evidence (``doc_id``, ``start``, ``end``), or documents, for what is said of whole texts,
    or, with ``rows_of="un_claims"``, rows of that table of ``data/`` under the index that ``reference`` gave them;
    ``rows_of`` may also be a column of ``behind`` that names the table of each row.
    A row of ``frame`` rests on the rows of ``behind`` that agree with it in ``by``: names of columns, or
    ``{"subject": "family"}`` where the frames name them differently. Without ``by`` these are the names of its index,
    as ``groupby`` and ``crosstab`` leave them; an index without a name means the rows of the same index. If the
    columns of ``frame`` are named after a column of ``behind`` (``crosstab``), a cell must agree with its column too.

    ``counts`` names the columns that count passages. A count that is not the number of passages is a ``ValueError``,
    and so are a number with nothing behind it, a name that ``behind`` does not have, and a row that is not in the
    table.
    """
    frame = frame.to_frame() if isinstance(frame, pd.Series) else frame
    named = any(name is not None for name in frame.index.names)
    flat = frame.reset_index() if named else frame
    keys = _keys(flat, behind, frame.index.names if by is None and named else by or ())
    passages = _passages(behind, rows_of)
    heads = (
        frame.index.nlevels if named else int(not pd.api.types.is_numeric_dtype(flat.iloc[:, 0]))
    )
    numeric = [pd.api.types.is_numeric_dtype(flat.iloc[:, at]) for at in range(flat.shape[1])]
    lines = []
    for index, row in zip(flat.index, flat.itertuples(index=False, name=None), strict=True):
        rows = _rows_of(index, dict(zip(flat.columns, row, strict=True)), behind, keys)
        cells = [f'<th scope="row">{_text(value, width)}</th>' for value in row[:heads]]
        for column, value, right in zip(
            flat.columns[heads:], row[heads:], numeric[heads:], strict=True
        ):
            found = passages[_of_column(column, frame.columns.name, behind, rows)]
            if column in counts and value != found.index.nunique():
                raise ValueError(
                    f"{column} {value} of {row[:heads]}: {found.index.nunique()} passages are behind it"
                )
            of = ", ".join(cell(name, width=width) for name in (*row[:heads], column))
            body = _anchor(value, found, width, of=of)
            cells.append(f'<td style="text-align:{"right" if right else "left"}">{body}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    head = "".join(f'<th scope="col">{_text(column, width)}</th>' for column in flat.columns)
    passage = Passage(
        f"{SCROLLED}<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )
    passage.plain = table(flat, width=width)
    return passage


def _keys(
    flat: pd.DataFrame, behind: pd.DataFrame, by: Mapping[Any, str] | Sequence[Any]
) -> dict[Any, Any]:
    """Column of the table -> column of ``behind`` that must agree with it; both must be there."""
    keys = dict(by) if isinstance(by, Mapping) else {name: name for name in by}
    for names, columns, where in (
        (keys, flat.columns, "the table"),
        (keys.values(), behind.columns, "behind"),
    ):
        if unknown := [name for name in names if name not in columns]:
            raise ValueError(
                f"{where} has no column {unknown[0]}; its columns are {', '.join(map(str, columns))}"
            )
    return keys


def _passages(behind: pd.DataFrame, rows_of: str | None) -> pd.Series:
    """What each row of ``behind`` is called (the index) and what is shown of it, in the order of ``behind``."""
    if rows_of is not None:
        tables = behind[rows_of] if rows_of in behind else pd.Series(rows_of, index=behind.index)
        for name, rows in behind.groupby(tables.to_numpy(), sort=False):
            _check_rows(rows, name)
        names = [f"{name}.csv:{index}" for index, name in tables.items()]
        rows = behind.itertuples(index=False, name=None)
        shown = [
            cell(" · ".join(cell(value) for value in row if pd.notna(value)), width=QUOTED)
            for row in rows
        ]
    elif "start" in behind:
        places = behind[["doc_id", "start", "end"]].itertuples(index=False, name=None)
        names = [address(start, end, doc_id) for doc_id, start, end in places]
        quotes = next(
            behind[name]
            for name in ("quote", "keyword", "phrase", "word", "doc_id")
            if name in behind
        )
        shown = [
            f"“{cell(words, width=QUOTED)}” ({doc})"
            for words, doc in zip(quotes, behind["doc_id"], strict=True)
        ]
    else:
        names = [anchor(doc_id) for doc_id in behind["doc_id"]]
        shown = [f"the whole of {doc_id}" for doc_id in behind["doc_id"]]
    return pd.Series(shown, index=names, dtype=object)


def _check_rows(behind: pd.DataFrame, name: str) -> None:
    """Is every row of ``behind`` the row of the table that its index says? Its words must be the same."""
    known = pd.DataFrame(load_table(name))
    words = [
        column
        for column in behind
        if column in known and not pd.api.types.is_numeric_dtype(behind[column])
    ]
    if not behind.index.isin(known.index).all() or not words:
        raise ValueError(
            f"behind has rows that are not in {name}.csv; keep the index that reference({name!r}) gave"
        )
    if not behind[words].fillna("").astype(str).equals(known.loc[behind.index, words].astype(str)):
        raise ValueError(
            f"behind says other words than {name}.csv; keep the index that reference({name!r}) gave"
        )


def _rows_of(
    index: Any, row: Mapping[Any, Any], behind: pd.DataFrame, keys: Mapping[Any, str]
) -> pd.Series:
    """Which rows of ``behind`` a row of the table rests on, as a mask."""
    mask = pd.Series(True if keys else behind.index == index, index=behind.index)
    for column, name in keys.items():
        mask &= _agree(behind[name], row[column])
    return mask


def _of_column(column: Any, name: Any, behind: pd.DataFrame, rows: pd.Series) -> Any:
    """Those of ``rows`` that agree with the column of a crosstab; all of them for a column that is no such value."""
    if name is None or name not in behind:
        return rows.to_numpy()
    same = _agree(behind[name], column)
    return (rows & same if same.any() else rows).to_numpy()


def _agree(values: pd.Series, value: Any) -> pd.Series:
    return values.isna() if pd.isna(value) else values.eq(value).fillna(False).astype(bool)


def _anchor(value: Any, passages: pd.Series, width: int, *, of: str) -> str:
    text = _text(value, width)
    if not re.search(r"\d", text) or (isinstance(value, Number) and value == 0):
        return text
    if passages.empty:
        raise ValueError(f"{of}: nothing is behind {text}; no row of behind agrees with it")
    names, shown = _shortened(passages.index), list(dict.fromkeys(passages))
    more = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
    title = escape(visible("; ".join(shown[:SHOWN]) + more))
    behind, of = " ".join(map(escape, names)), escape(visible(of))
    return f'<a class="behind" data-behind="{behind}" data-of="{of}" title="{title}">{text}</a>'


def _shortened(names: Sequence[str]) -> list[str]:
    """Each of ``names`` once; all rows of a table are the table."""
    tables = {name: found[1] for name in names if (found := ROW.fullmatch(name))}
    whole = {
        table for table, rows in Counter(tables.values()).items() if rows == len(load_table(table))
    }
    return list(
        dict.fromkeys(
            f"{tables[name]}.csv" if tables.get(name) in whole else name for name in names
        )
    )


def _text(value: Any, width: int) -> str:
    return escape(visible(cell(value, width=width)))
