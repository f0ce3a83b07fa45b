"""Loads the tables of ``data/``: words and facts, every row with its source.

Vocabulary is data, grammar is code: a word that a rule needs stands in a table here, where a reader can
see where it comes from and add another without touching Python. ``data/columns.csv`` says which columns a
table has, which of them name a row, which values are allowed and what they mean.
"""

import csv
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

Row = dict[str, str]
Made = TypeVar("Made")

FOLDERS = ("vocabulary", "reference", "study")


class VocabularyError(ValueError):
    """A table that cannot be used; the message names the file, the line and what is expected."""


class Column(NamedTuple):
    """One column of a table: is it part of the key, which values are allowed (all where none are named)?"""

    name: str
    key: bool
    allowed: tuple[str, ...]


class Vocabulary:
    """The tables that the rules read: those of the package, with a user's own rows laid over them.

    A value: two of them live side by side, each with the patterns that were made of it. ``own`` are the
    user's rows, by the name of the table.
    """

    def __init__(self, own: Mapping[str, tuple[Row, ...]] | None = None) -> None:
        self._own = dict(own or {})
        self._tables: dict[str, tuple[Row, ...]] = {}
        self._made: dict[Callable[..., Any], Any] = {}

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of a table, the user's last; one of theirs stands in place of a shipped row of its key."""
        if name not in self._tables:
            self._tables[name] = _laid_over(name, load_table(name), self._own.get(name, ()))
        return self._tables[name]

    def terms(self, name: str, column: str, *values: str) -> list[str]:
        """The terms of a table, in order, whose ``column`` is one of ``values``."""
        return [row["term"] for row in self.table(name) if row[column] in values]

    def once(self, make: Callable[["Vocabulary"], Made]) -> Made:
        """What ``make`` makes of this vocabulary (a pattern, a dictionary), made on the first call."""
        try:
            return self._made[make]
        except KeyError:
            return self._made.setdefault(make, make(self))

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word that stands in a term of the vocabulary, in small letters."""
        rows = (row for name in _names("vocabulary") for row in self.table(name))
        return frozenset(word for row in rows for word in row.get("term", "").casefold().split())


@cache
def shipped() -> Vocabulary:
    """The vocabulary of the package."""
    return Vocabulary()


def terms(name: str, column: str, *values: str) -> list[str]:
    """The shipped terms of a table, in order, whose ``column`` is one of ``values``."""
    return shipped().terms(name, column, *values)


def load_vocabulary(folder: str | Path | None) -> Vocabulary:
    """The shipped vocabulary with the tables of ``folder`` (``hedges.csv``, ``bodies.csv`` ...) laid over it."""
    if folder is None:
        return shipped()
    path = Path(folder)
    if not path.is_dir():
        raise VocabularyError(
            f"{path}: no folder; expected one that holds tables such as hedges.csv"
        )
    tables = sorted(path.glob("*.csv"))
    unknown = [table.name for table in tables if table.stem not in _names("vocabulary")]
    if unknown or not tables:
        known = ", ".join(f"{name}.csv" for name in _names("vocabulary"))
        found = ", ".join(unknown) or "no table"
        raise VocabularyError(f"{path}: holds {found}; a vocabulary has one or more of {known}")
    return Vocabulary({table.stem: read_table(table, like=table.stem) for table in tables})


@cache
def load_table(name: str) -> tuple[Row, ...]:
    """The rows of the shipped table ``name``, in order."""
    place = next(folder for folder in FOLDERS if name in _names(folder))
    text = (files("analysis") / "data" / place / f"{name}.csv").read_text(encoding="utf-8")
    return _rows(csv.DictReader(text.splitlines(keepends=True)), f"{name}.csv", name)


def read_table(path: str | Path, like: str) -> tuple[Row, ...]:
    """The rows of a user's own table at ``path``, held to the rules of our table ``like``."""
    if Path(path).exists() and not Path(path).is_file():
        raise VocabularyError(f"{path}: no regular file; expected a UTF-8 CSV table")
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as handle:
            return _rows(csv.DictReader(handle), str(path), like)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VocabularyError(f"{path}: cannot be read as a UTF-8 CSV table ({error})") from error


@cache
def _names(folder: str) -> tuple[str, ...]:
    """The tables of a folder of ``data/``."""
    found = (path.name for path in (files("analysis") / "data" / folder).iterdir())
    return tuple(sorted(name.removesuffix(".csv") for name in found if name.endswith(".csv")))


@cache
def _columns(table: str) -> tuple[Column, ...]:
    text = (files("analysis") / "data" / "columns.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Column(row["column"], row["key"] == "yes", tuple(filter(None, row["allowed"].split("|"))))
        for row in rows
        if row["table"] == table
    )


def _laid_over(name: str, ours: tuple[Row, ...], own: tuple[Row, ...]) -> tuple[Row, ...]:
    key = [column.name for column in _columns(name) if column.key]
    replaced = {tuple(row[column].casefold() for column in key) for row in own}
    kept = (row for row in ours if tuple(row[column].casefold() for column in key) not in replaced)
    return (*kept, *own)


def _rows(reader: csv.DictReader, place: str, table: str) -> tuple[Row, ...]:
    columns = reader.fieldnames or []
    known = _columns(table)
    key = [column.name for column in known if column.key]
    lacking = [column for column in (*key, "source") if column not in columns]
    if lacking:
        found = ", ".join(columns) or "nothing"
        raise VocabularyError(f"{place}, line 1: no column {', '.join(lacking)}; found {found}")
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    for row in reader:
        line = f"{place}, line {reader.line_num}"
        _check_row(row, columns, known, line)
        term = tuple(row[column].strip().casefold() for column in key)
        if not any(term):
            raise VocabularyError(f"{line}: {', '.join(key)} must not be empty")
        if term in seen:
            raise VocabularyError(f"{line}: {' / '.join(term)} stands already on line {seen[term]}")
        seen[term] = reader.line_num
        rows.append({column: cell.strip() for column, cell in row.items()})
    return tuple(rows)


def _check_row(row: Row, columns: Iterable[str], known: tuple[Column, ...], line: str) -> None:
    if None in row or None in row.values():
        names = list(columns)
        raise VocabularyError(f"{line}: expected {len(names)} cells ({', '.join(names)})")
    if not row["source"].strip():
        raise VocabularyError(f"{line}: the row has no source; every row names one")
    for column in known:
        value = row.get(column.name, "").strip()
        if column.allowed and value not in column.allowed:
            allowed = ", ".join(column.allowed)
            raise VocabularyError(
                f"{line}: {column.name} {value!r} is invalid; must be one of {allowed}"
            )
