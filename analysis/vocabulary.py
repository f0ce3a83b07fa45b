"""Tables: words and facts, every row with its source; a user's own laid over those of the package.

Vocabulary is data, grammar is code: a word that a rule needs stands in a table of ``data/``, where
a reader sees its source and adds another without touching Python. ``data/columns.csv`` says of each
column what it means, whether it is part of the key, and which values it may have. A row that does
not fit is refused with its file, its line and what is allowed. Among the values ``<nothing>`` is an
empty cell or no such column, ``<units.unit>`` any value of that column of the table of units.
"""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from analysis.terms import WORD, compiled, spelled

Row = dict[str, str]
Rows = tuple[Row, ...]
Made = TypeVar("Made")

DATA = Path(__file__).with_name("data")
FOLDERS = ("vocabulary", "reference", "study")
# a table of a user may do without the column of this name, and one in which nothing may stand
MAY_LACK = {"example", "<nothing>"}
# 20 / -0.5 / 2.3e+10
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e\+?\d+)?")
# share of function words under which a passage is not English (English prose has 0.17 and more)
ENGLISH = 0.05
# tables whose terms are looked for as they stand, but for the ending of a word
SPOKEN = {
    "bodies", "citation_functions", "claim_families", "counted_nouns", "deeds", "hedges",
    "instruments", "openings", "saying", "scope",
}  # fmt: skip
OF_ONE_ROW = {"term", "past", "example", "source"}
# the words of a text; of a term, nothing in place of a class that it names
_WORDS, _PARTS = re.compile(r"[^\W\d_]+"), re.compile(r"<\w+>|([^\W\d_]+)")
PASSAGE = 150  # letters of a passage whose language can be told
SAMPLE = 3_000  # characters of the beginning and of the middle of a text that tell its language


class VocabularyError(ValueError):
    """A table that cannot be used; the message names the file, the line and what is allowed."""


class Column(NamedTuple):
    """A column of a table: is it part of the key, which values are allowed, what does it mean?"""

    name: str
    key: bool
    allowed: list[str]
    meaning: str


class Vocabulary:
    """The tables that the rules read: those of the package, with a user's own rows laid over them.

    A value: two of them live side by side, each with the patterns made of it. ``own`` holds the
    user's rows by the name of their table, ``begins`` how the words begin that will be asked for,
    if not all are.
    """

    def __init__(self, own: Mapping[str, Rows] | None = None, begins: Collection[str] = ()) -> None:
        self.own, self._begins = dict(own or {}), begins
        self._tables: dict[str, Rows] = {}
        self._made: dict[Callable[..., Any], Any] = {}
        self.is_fresh = True  # no corpus was read with it yet

    def __reduce__(self) -> tuple[type["Vocabulary"], tuple[dict[str, Rows]]]:
        return Vocabulary, (self.own,)  # another process makes its own patterns

    def table(self, name: str) -> Rows:
        """The rows of a table, the user's last; a row of theirs replaces ours of the same key."""
        if name not in self._tables:
            ours = load_table(name)
            if self._begins and name in SPOKEN:
                ours = tuple(_spoken(ours, self._begins))
            self._tables[name] = _laid_over(name, ours, self.own.get(name, ()))
        return self._tables[name]

    def terms(self, name: str, column: str, *values: str) -> list[str]:
        """The terms of a table, in order, whose ``column`` is one of ``values``."""
        return [row["term"] for row in self.table(name) if row[column] in values]

    def once(self, make: Callable[["Vocabulary"], Made]) -> Made:
        """What ``make`` makes of this vocabulary (a pattern, a dictionary), made once."""
        try:
            return self._made[make]
        except KeyError:
            made = self._made[make] = make(self)
            return made

    def for_texts(self, texts: Iterable[str]) -> "Vocabulary":
        """The same for these texts alone: of fewer rows the patterns are sooner made."""
        told = " ".join(texts).lower()
        # "U.N." may be read as "un", "can't" as "can not" or "cannot"
        words = {*_WORDS.findall(told), *_WORDS.findall(told.replace(".", "")), "not", "cannot"}
        return Vocabulary(self.own, {word[:end] for word in words for end in range(len(word) + 1)})

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word that stands in a term of the vocabulary, in small letters."""
        rows = chain(*map(load_table, names("vocabulary")), *self.own.values())
        return frozenset(word for row in rows for word in row.get("term", "").casefold().split())


@cache
def shipped() -> Vocabulary:
    """The vocabulary of the package."""
    return Vocabulary()


def load_vocabulary(
    folder: str | Path | Vocabulary | None = None, families: str | Path | None = None
) -> Vocabulary:
    """The shipped vocabulary with a user's tables laid over it.

    ``folder`` holds tables named as those of ``data/vocabulary`` (``hedges.csv``, ``bodies.csv``),
    or is a vocabulary; ``families`` is one more table of claim families. A row replaces the row of
    its key, others are added. Raises ``VocabularyError`` for what cannot be used.
    """
    if isinstance(folder, Vocabulary) and families is None:
        return folder
    own = dict(folder.own) if isinstance(folder, Vocabulary) else _read_folder(folder)
    if families is not None:
        more = read_table(families, "claim_families", own)
        own["claim_families"] = _laid_over("claim_families", own.get("claim_families", ()), more)
    return Vocabulary(own) if own else shipped()


@cache
def load_table(name: str) -> Rows:
    """The rows of the shipped table ``name``, in order: the tests hold them to their columns."""
    folder = next(folder for folder in FOLDERS if name in names(folder))
    with (DATA / folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        header, *rows = csv.reader(handle)
    empty = {column.name: "" for column in columns()[name] if column.name not in header}
    return tuple(dict(zip(header, cells, strict=True)) | empty for cells in rows)


def read_table(path: str | Path, like: str, own: Mapping[str, Rows] | None = None) -> Rows:
    """The rows of the table at ``path``, held to the columns of our table ``like``.

    ``own`` are other tables of the same user: a family may use their units.
    """
    if Path(path).exists() and not Path(path).is_file():
        raise VocabularyError(f"{path}: no regular file; expected a UTF-8 CSV table")
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as handle:
            return _rows(handle, str(path), like, own or {})
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VocabularyError(f"{path}: cannot be read as a UTF-8 CSV table ({error})") from error


@cache
def names(folder: str) -> tuple[str, ...]:
    """The tables of a folder of ``data/``."""
    return tuple(sorted(path.stem for path in (DATA / folder).glob("*.csv")))


@cache
def columns() -> dict[str, list[Column]]:
    """The columns of every table, by its name, as ``data/columns.csv`` describes them."""
    found: dict[str, list[Column]] = {}
    with (DATA / "columns.csv").open(encoding="utf-8", newline="") as handle:
        for table, name, key, allowed, meaning in list(csv.reader(handle))[1:]:
            column = Column(name, key == "yes", allowed.split("|"), meaning)
            found.setdefault(table, []).append(column)
    return found


def is_foreign(passage: str) -> bool:
    """Has it too few English function words? A passage that is too short is not foreign."""
    words = [word.lower() for word in re.findall(WORD, passage)]
    known = _function_words()
    english = sum(word in known for word in words)
    return sum(map(len, words)) >= PASSAGE and english < ENGLISH * len(words)


def reads_foreign(text: str) -> bool:
    """Is it in another language than English, as far as its beginning and its middle tell?"""
    middle = max(SAMPLE, len(text) // 2)
    return is_foreign(text[:SAMPLE] + text[middle : middle + SAMPLE])


@cache
def _function_words() -> frozenset[str]:
    """English and no other: most words of one or two letters ("a", "on", "do") are words of other
    languages too."""
    long = {row["term"] for row in load_table("function_words") if len(row["term"]) > 2}
    return frozenset(long | {"of", "to"})


def _read_folder(folder: str | Path | None) -> dict[str, Rows]:
    """The tables of a user's folder; units are read first, because families may use a new one."""
    own: dict[str, Rows] = {}
    if folder is None:
        return own
    if not Path(folder).is_dir():
        raise VocabularyError(f"{folder}: no folder; expected one with tables such as hedges.csv")
    found = [path for path in Path(folder).iterdir() if path.suffix.lower() == ".csv"]
    unknown = [path.name for path in found if path.stem not in names("vocabulary")]
    if unknown or not found:
        held = ", ".join(sorted(unknown)) or "no table"
        allowed = ", ".join(f"{name}.csv" for name in names("vocabulary"))
        raise VocabularyError(f"{folder}: holds {held}; must be one or more of {allowed}")
    for path in sorted(found, key=lambda path: (path.stem != "units", path.stem)):
        own[path.stem] = read_table(path, path.stem, own)
    return own


def _spoken(rows: Rows, begins: Collection[str]) -> Iterator[Row]:
    """The rows of which a word may be spoken, and the first of each kind: no list is empty.

    The last letter of a word does not count: "denies" is a form of "deny".
    """
    kinds = set()
    for row in rows:
        kind = tuple([row[name] for name in row if name not in OF_ONE_ROW])
        parts = [part[:-1] or part for part in _PARTS.findall(row["term"].lower())]
        spoken = kind not in kinds or all(part in begins for part in parts)
        irregular = any(part[:-1] in begins for part in row.get("past", "").split())
        if spoken or irregular or row["term"].startswith("-"):  # "-ans" ends a word
            kinds.add(kind)
            yield row


def _laid_over(name: str, ours: Rows, own: Rows) -> Rows:
    if not own:
        return ours
    keys = [column.name for column in columns()[name] if column.key]
    replaced = {_key(row, keys) for row in own}
    return (*(row for row in ours if _key(row, keys) not in replaced), *own)


def _key(row: Row, keys: list[str]) -> tuple[str, ...]:
    return tuple([" ".join(row[key].split()).casefold() for key in keys])


def _rows(lines: Iterable[str], place: str, table: str, own: Mapping[str, Rows]) -> Rows:
    """The rows of a user's table, stripped and checked, each with every column it may have."""
    reader, known = csv.reader(lines), columns()[table]
    header = next(reader, [])
    lacking = [column for column in known if column.name not in header]
    needed = [column.name for column in lacking if not MAY_LACK & {column.name, *column.allowed}]
    unknown = set(header) - {column.name for column in known}
    if needed or unknown:
        wrong = f"no column {', '.join(needed)}" if needed else f"unknown column {min(unknown)!r}"
        allowed_names = ", ".join(column.name for column in known)
        raise VocabularyError(f"{place}, line 1: {wrong}; the columns are {allowed_names}")
    empty = {column.name: "" for column in lacking}
    allowed = {column.name: _allowed(column, own) for column in known}
    allowed = {name: values for name, values in allowed.items() if values}
    keys = [column.name for column in known if column.key]
    rows: dict[tuple[str, ...], tuple[int, Row]] = {}
    for cells in filter(None, reader):
        line = f"{place}, line {reader.line_num}"
        if len(cells) != len(header):
            raise VocabularyError(f"{line}: expected {len(header)} cells ({', '.join(header)})")
        row = dict(zip(header, map(str.strip, cells), strict=True)) | empty
        key = _key(row, keys)
        if key in rows:
            first = rows[key][0]
            raise VocabularyError(f"{line}: {' / '.join(key)} stands already on line {first}")
        if problem := _problem(row, key, allowed):
            raise VocabularyError(f"{line}: {problem}")
        if not _shows_its_term(row):
            raise VocabularyError(f"{line}: the example {row['example']!r} must contain the term")
        rows[key] = reader.line_num, row
    return tuple(row for _, row in rows.values())


def _problem(row: Row, key: tuple[str, ...], allowed: Mapping[str, frozenset[str]]) -> str | None:
    if not row["source"]:
        return "the row has no source; every row names one"
    if not (any(key) and row.get("term", "-")):
        return "the key of the row must not be empty"
    for name, values in allowed.items():
        known = row[name] in values or ("<number>" in values and NUMBER.fullmatch(row[name]))
        if not known:
            listed = ", ".join(sorted(value or "nothing" for value in values))
            return f"{name} {row[name]!r} is invalid; must be one of {listed}"
    return None


def _allowed(column: Column, own: Mapping[str, Rows]) -> frozenset[str]:
    """The values of a column, "<units.unit>" written out; no value where any text may stand."""
    values: set[str] = set()
    for value in column.allowed:
        table, _, other = value.strip("<>").partition(".")
        if other:
            values.update(row[other] for row in (*load_table(table), *own.get(table, ())))
        else:
            values.add(value.replace("<nothing>", ""))
    return frozenset() if values == {""} or "<text>" in values else frozenset(values)


def _shows_its_term(row: Row) -> bool:
    """Would the rules find the term in the example? True where there is no example."""
    term, example = row.get("term") or row.get("word", ""), row.get("example")
    # "<none>" and "number and year" are no words, "the claim # is false" is on both sides of one
    named = "<" in term or "#" in term or "pattern" in row
    if named or not example:
        return True
    begins = "" if term.startswith("-") else r"(?<![^\W\d])"  # "-ans" ends a word
    pattern = rf"{begins}{spelled([term.lstrip('-')])}(?![^\W\d])"
    return compiled(pattern).search(example) is not None
