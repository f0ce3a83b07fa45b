"""What the name of a file and the head of its text say of the document: names as published corpora
and patterns of the user's give them; the symbol and the day, where there is but one of each."""

import re
from pathlib import Path
from typing import Any

from analysis.sources import tabular
from analysis.sources.errors import CorpusError, listed, note
from analysis.sources.reader import OWN, Fields
from analysis.terms import compiled
from analysis.text import PASSAGE, ends_sentence, find_dates
from analysis.vocabulary import load_table, shipped

MANY = 10  # names in a note
NAME = "file name"  # the field of a corpus that holds the pattern of its names
FIRST = 1945  # a session is numbered from this year; a file called ABC_12_2024 is of something else
HEAD = 500  # characters: title and date line
# where the head ends: "The Security Council," / "Dear Mr. President" / "Recalling" / "1. Decides"
BODY = re.compile(
    r"^(?:The\s[A-Z][\w ]{1,200}+,?\s{0,12}$"
    r"|Dear\b|(?:Recall|Reaffirm|Hav|Not)ing\b|Whereas\b|\d+\.\s+[A-Z])",
    re.M,
)
# "S/RES/822 (1993)" / "A/RES/62/243" / "S/26184" / "A/48/476"
SYMBOL = re.compile(
    r"\b[AES]/(?:RES/)?\d{1,5}(?:/\d{1,4})*(?:/(?:Add|Corr|Rev)\.\d+)*(?:\s?\(\d{4}\))?"
)
# the Islamic Conference's: "Resolution No.11/7-P(IS)"
NUMBERED = re.compile(
    r"\bresolution\s+(?:no\.?\s*)?(\d{1,3}/\d{1,2}-[A-Z]{1,3}\s?\(IS\))", re.IGNORECASE
)
# before the last of several days: "8-9 July 2022", "30 June to 2 July 2022", "5, 6 and 7 May 2022"
SEVERAL = compiled(
    r"(?<![\w/.])(?:\d{1,2},\s){0,3}\d{1,2}(?:st|nd|rd|th)?(?:\s[A-Z][a-z]{2,8})?"
    r"(?:\s?[-–—/]\s?|,?\s(?:to|and|until|through)\s)\Z"
)
# words: a passage with more is prose, and so is one with more that ends a sentence
LONG, SENTENCE = 40, 8
# characters before the last of several days
LINE = 60


def describe(file: Path) -> Fields:
    """The fields of a file that is named as a published corpus names them; none for any other.

    ``data/reference/published.csv`` holds the corpora, and what a name says of each field.
    """
    rows = load_table("published")
    for corpus in (row for row in rows if row["field"] == NAME):
        match = re.fullmatch(corpus["value"], file.stem)
        said = match.groupdict() if match else {}
        session = int(said.get("year", 0)) - FIRST
        if said and int(said.get("session", session)) == session:
            own = (row for row in rows if row["corpus"] == corpus["corpus"] and row != corpus)
            return {row["field"]: _filled(row["field"], row["value"], said) for row in own}
    return {}


def _filled(field: str, value: str, said: dict[str, str]) -> Any:
    """A field with what the name says in it; a number in a column that is no field is one."""
    filled = value.format(**said)
    if field == "language":
        return filled.lower()
    return int(filled) if filled.isdecimal() and field not in OWN else filled


def by_pattern(pattern: str, files: list[Path], base: Path) -> dict[Path, Fields]:
    """What the names of files in the folder ``base`` say, by file; those that do not fit are said,
    and so are dates that are no day.

    ``{year}-{speaker}.txt``: each name in braces is a field or a column of one's own, ``{_}`` is
    left out. The ending may be missing; with ``/`` the folders are part of the name. A year is also
    the ``date_text``. Raises ``CorpusError`` for a pattern without names or with one twice.
    """
    told, depth = _compiled(pattern), pattern.count("/") + 1
    place, said = f"name pattern {pattern!r}", set[str]()
    found, missed = {}, []
    for file in files:
        whole = "/".join(file.relative_to(base).parts[-depth:])
        match = told.fullmatch(whole.removesuffix(file.suffix)) or told.fullmatch(whole)
        if match is None:
            missed.append(file.name)
            continue
        named: Fields = match.groupdict()
        if year := named.get("year"):
            own = {} if "date" in named else {"date_text": year}
            named = own | named | {"year": int(year)}
        found[file] = tabular.fields(place, whole, named, {key: key for key in named}, said)
    if missed:
        fits = f"fits {len(files) - len(missed)} of {len(files)} files"
        note(place, f"{fits}; not {listed(missed, MANY)}")
    return found


def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", pattern)
    names = [name for name in parts[1::2] if name != "_"]
    if not names or len(set(names)) < len(names) or {"text", "doc_id"} & set(names):
        allowed = "expected fields in braces, each once and none of them text or doc_id"
        example = "such as {year}-{speaker}.txt"
        raise CorpusError(f"name pattern {pattern!r}", f"{allowed}, {example}")
    kinds = {"_": "[^/]*?", "year": r"(?P<year>\d{4})"}
    parts[0::2] = map(re.escape, parts[0::2])
    parts[1::2] = [kinds.get(name, f"(?P<{name}>[^/]+?)") for name in parts[1::2]]
    return re.compile("".join(parts))


def head(text: str, told: Fields) -> Fields:
    """The symbol and the day that the head prints, beside what is ``told`` of the document.

    A date in words is disputed, or a range: no day is read. Of a year alone only a day in it is.
    """
    own, printed, year = symbol(text), day(text), told.get("year")
    found = {"symbol": own} if own else {}
    if "date_text" in told:
        return found
    of_year = type(year) is not int or any(str(year) in str(when) for when in printed.values())
    if printed and of_year:
        return found | printed
    return found | ({"date_text": str(year)} if type(year) is int and "date" not in told else {})


def symbol(text: str) -> str | None:
    """The document's own symbol, if the head prints just one."""
    head = _head(text)
    found = {" ".join(match.split()) for match in [*SYMBOL.findall(head), *NUMBERED.findall(head)]}
    return found.pop() if len(found) == 1 else None


def day(text: str) -> Fields:
    """The day under ``date``, if the head prints just one; a range of days under ``date_text``."""
    head, found = _head(text), set[tuple[str, Any]]()
    for last in find_dates(head, shipped()):
        first = SEVERAL.search(head, max(0, last.start - LINE), last.start)
        if first and last.of_calendar:
            found.add(("date_text", head[first.start() : last.end]))
        elif last.of_calendar:
            found.add(("date", last.of_calendar))
    return dict(found) if len(found) == 1 else {}


def _head(text: str) -> str:
    """What stands above the first prose: a day in running text is not the document's."""
    body = BODY.search(text[:HEAD])
    end = body.start() if body else HEAD
    for passage in PASSAGE.finditer(text[: 2 * HEAD]):
        if passage.start() >= end:
            break
        words = len(passage[0].split())
        if words > LONG or (words > SENTENCE and ends_sentence(passage[0].rstrip())):
            return text[: passage.start()]
    return text[:end]
