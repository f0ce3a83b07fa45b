"""Grain, columns, types and meaning of every frame: the contract between the rooms of the package.

Every row of evidence carries ``doc_id``, ``start``, ``end`` (characters of the document's text, end
exclusive) and ``quote``, and ``text[start:end] == quote`` always holds. Missing is missing, never 0
or "". The columns stand in ``data/frames.csv``: one row a text in documents, a unit of a text in
paragraphs (in order, together they cover every character that is not blank), an amount in
quantities, an amount of a claim family in claims, a cited thing in citations, a grammatical act (a
verb with its agent or patient, or a noun that names an act) in rhetoric. Columns of the source's
own may follow those of documents. A date is a day of any year, so its type counts seconds:
nanoseconds reach from 1677 to 2262 only.

In CSV files, and only there, text that a spreadsheet would read as a formula (it begins with = + -
@, a tab or a carriage return) has an apostrophe before it, which ``analysis.show.files.read_csv``
takes away. Offsets count without it; Parquet and JSON Lines are exact.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

DAY = re.compile(r"-?\d{4,9}-\d\d-\d\d")
MANY = 12  # columns in a message
# the types in Python of most values: no more need be asked of them
PLAIN: dict[str, set[type]] = {
    "string": {str}, "int64": {int}, "Int64": {int}, "float64": {float}, "boolean": {bool},
    "datetime64[s]": {datetime},
}  # fmt: skip
LARGEST = 2**63  # whole numbers are smaller


class InputError(ValueError):
    """What somebody gave or asked for and cannot be: the message names it, and what is allowed."""


class FrameError(ValueError):
    """A frame that breaks the contract: which column, row and value, and what is allowed."""


class Column(NamedTuple):
    """One column: its type, whether it may be missing or recur, its values, its meaning."""

    type: str
    missing: bool
    unique: bool
    allowed: tuple[str, ...]
    meaning: str

    @property
    def dtype(self) -> Any:
        """The type as pandas knows it."""
        import pandas as pd

        return pd.StringDtype(na_value=float("nan")) if self.type == "string" else self.type

    def is_plain(self, values: list[Any]) -> bool:
        """Do the types of ``values`` in Python tell that each is allowed?"""
        known = {*PLAIN[self.type], *([type(None)] if self.missing else [])}
        allowed = not self.allowed or {*self.allowed, None}.issuperset(values)
        if not (allowed and known.issuperset(map(type, values))):
            return False
        if self.unique and len(set(values)) < len(values):
            return False
        own = filter(None, values) if self.type == "Int64" else ()  # of a source, perhaps
        return max(map(abs, own), default=0) < LARGEST


def _read_schemas() -> dict[str, dict[str, Column]]:
    found: dict[str, dict[str, Column]] = {}
    table = Path(__file__).with_name("data").joinpath("frames.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        missing, unique = row["missing"] == "yes", row["unique"] == "yes"
        allowed = tuple(filter(None, row["allowed"].split("|")))
        column = Column(row["type"], missing, unique, allowed, row["meaning"])
        found.setdefault(row["frame"], {})[row["column"]] = column
    return found


# of each frame its columns, in order
SCHEMAS = _read_schemas()
KINDS = SCHEMAS["paragraphs"]["kind"].allowed
HEDGES = SCHEMAS["quantities"]["hedge"].allowed
STATUSES = SCHEMAS["claims"]["status"].allowed


def one_of(value: Any, allowed: Iterable[str], what: str = "") -> None:
    """An ``InputError`` where ``value`` is none of ``allowed``; ``what`` stands before it there."""
    if value not in (known := list(allowed)):
        raise InputError(f"{what}{value!r} is invalid; must be one of {_list(known)}")


def columns_of(
    name: str, rows: Iterable[Mapping[str, Any]], further: Mapping[str, str] | None = None
) -> dict[str, tuple[Column, list[Any]]]:
    """Each column of the frame ``name`` in order, with the values that ``rows`` have in it.

    A key missing from a row is a missing value; a key that is no column of the frame is an error.
    ``further`` names columns of the source's own with their types (documents only).
    """
    own = (further or {}).items()
    columns = SCHEMAS[name] | {key: Column(kind, True, False, (), key) for key, kind in own}
    rows = list(rows)
    if unknown := set().union(*rows) - columns.keys():
        raise FrameError(f"{name} has no column {_list(unknown)}; its columns are {_list(columns)}")
    return {key: (column, [row.get(key) for row in rows]) for key, column in columns.items()}


def build(
    name: str, rows: Iterable[Mapping[str, Any]], further: Mapping[str, str] | None = None
) -> "pd.DataFrame":
    """The frame ``name`` made of ``rows`` (see ``columns_of``), its columns typed and checked."""
    import pandas as pd

    made = {
        key: _held(f"{name}: {key}", column, pd.Series(values, dtype="object"))
        for key, (column, values) in columns_of(name, rows, further).items()
    }
    return pd.DataFrame(made)


def check(name: str, frame: "pd.DataFrame") -> "pd.DataFrame":
    """``frame`` with the types of the contract; ``FrameError`` where it does not keep to it."""
    known = SCHEMAS[name]
    frame = frame.reset_index(drop=True)
    further = [key for key in frame.columns if key not in known]
    if list(known) != list(frame.columns.drop(further)) or (further and name != "documents"):
        has = _list(map(str, frame.columns[:MANY])) + (", ..." if len(frame.columns) > MANY else "")
        remedy = "; analysis.from_frame makes one of any table" if name == "documents" else ""
        must = f"must be {_list(known)}, in this order{remedy}"
        raise FrameError(f"{name} has the columns {has}; {must}")
    typed = {key: _held(f"{name}: {key}", column, frame[key]) for key, column in known.items()}
    return frame.assign(**typed)


def plain_values(frame: "pd.DataFrame") -> "pd.DataFrame":
    """``frame`` with Python's values; what is missing is None."""
    return frame.astype("object").where(frame.notna(), None)


def describe(name: str) -> "pd.DataFrame":
    """One row a column of the frame ``name``: column, type, may it be missing, meaning, values."""
    import pandas as pd

    one_of(name, SCHEMAS)
    columns = SCHEMAS[name].items()
    rows = [(key, one.type, one.missing, one.meaning, _list(one.allowed)) for key, one in columns]
    return pd.DataFrame(rows, columns=["column", "type", "may_be_missing", "meaning", "values"])


def _held(place: str, column: Column, values: "pd.Series") -> "pd.Series":
    """``values`` in the type of ``column``, each of them allowed there."""
    if column.type.startswith("datetime") and values.dtype.kind != "M":
        wrong = values.map(_is_no_day)  # pandas makes a first of January of "1945"
        if wrong.any():
            raise _refused(place, column, wrong.idxmax(), values[wrong.idxmax()])
    try:
        typed = values if values.dtype == column.dtype else values.astype(column.dtype)
    except (TypeError, ValueError, OverflowError):
        raise _misfit(place, column, values) from None
    gone = typed.isna()
    wrong = gone & (not column.missing)
    if column.allowed:
        wrong |= ~(gone | typed.isin(column.allowed))
    if column.unique:
        wrong |= typed.duplicated()
    if wrong.any():
        raise _refused(place, column, wrong.idxmax(), values[wrong.idxmax()])
    return typed


def _misfit(place: str, column: Column, values: "pd.Series") -> FrameError:
    """The first of ``values`` that does not take the type of ``column``."""
    for row in range(len(values)):
        try:
            values[row : row + 1].astype(column.dtype)
        except (TypeError, ValueError, OverflowError):
            return _refused(place, column, row, values[row])
    return FrameError(f"{place}: cannot be read as {column.type}")


def _refused(place: str, column: Column, row: int, value: Any) -> FrameError:
    import pandas as pd

    place, shown = f"{place} of row {row}", f"{value!r:.100}"
    half = next((letter for letter in str(value) if "\ud800" <= letter <= "\udfff"), None)
    if half:
        return FrameError(f"{place} holds {half!r}, half a character")
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return FrameError(f"{place} is missing; every row needs one")
    if column.allowed:
        return FrameError(f"{place} is {shown}; must be one of {_list(column.allowed)}")
    if column.unique:
        return FrameError(f"{place} is {shown}, which stands in an earlier row")
    must = "a day such as 1994-05-03" if column.type.startswith("datetime") else column.type
    return FrameError(f"{place} is {shown}; must be {must}")


def _is_no_day(value: Any) -> bool:
    return isinstance(value, int | float | str) and value == value and not DAY.match(str(value))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
