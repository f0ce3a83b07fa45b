"""The fields of a document, and a value as it is written in the type of its field."""

import re
from collections import Counter
from collections.abc import Container
from contextlib import suppress
from datetime import date
from typing import Any

import pandas as pd

from analysis import frames
from analysis.sources.errors import CorpusError
from analysis.text import find_dates
from analysis.vocabulary import shipped

Fields = dict[str, Any]

OWN = tuple(frames.SCHEMAS["documents"].columns)  # a source may have further columns
FIELDS = tuple(column for column in OWN if column not in ("doc_id", "text"))  # of front matter
NO_TEXT = re.compile("[\0\ud800-\udfff]")  # NUL, half a character: cannot be written as UTF-8
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}

# "1994-05-03" / "19940503" / "1994-05-03T10:30:00Z"
_ISO = re.compile(r"(\d{4}-\d\d-\d\d|\d{8})(?:[T ]\d\d:\d\d[\d:.+Z -]{0,20})?")
_YEAR = re.compile(r"^(\d{4})\.0$")  # as a table that knows no whole numbers writes it
# "03.05.1994": with full stops the day always stands first
_WITH_STOPS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


def typed(place: str, key: str, value: Any) -> Any:
    """``value`` in the type of the field ``key``; ``CorpusError`` where it does not fit."""
    if isinstance(value, str) and (found := NO_TEXT.search(value)):
        raise CorpusError(f"{place}: {key} holds {found[0]!r}, which is no character of a text")
    if key == "translated":
        if value.lower() not in TRUTH:
            raise CorpusError(f"{place}: translated is {value!r}; expected true, false or nothing")
        return TRUTH[value.lower()]
    if key == "date":
        try:
            return pd.Timestamp(date.fromisoformat(value))
        except ValueError:
            problem = f"date {value!r:.60} is no day written as YYYY-MM-DD"
            raise CorpusError(f"{place}: {problem}") from None
    return value


def unlike(doc_id: str, taken: Container[str], times: Counter[str]) -> str:
    """``doc_id``, or with the first number behind it that is not ``taken``.

    ``times`` remembers the last number of each, so that many of one id are no long search.
    """
    own = doc_id
    while own in taken:
        times[doc_id] += 1
        own = f"{doc_id}-{times[doc_id] + 1}"
    return own


def dated(place: str, written: str) -> Fields:
    """``written`` under the field it belongs to: ``date`` if it is certainly one day.

    "1994", "spring 1994" and "3/5/1994" are no certain day and go to ``date_text`` as written; so
    does a day that no calendar has ("31 February 1994").
    """
    with suppress(ValueError):
        return {"date": pd.Timestamp(date.fromisoformat(_day(written)))}
    return {"date_text": typed(place, "date_text", _YEAR.sub(r"\1", written))}


def _day(written: str) -> str:
    """The day that is certainly meant, in figures; nothing if there is none."""
    if iso := _ISO.fullmatch(written):
        return iso[1]
    if parts := _WITH_STOPS.fullmatch(written):
        day, month, year = map(int, parts.groups())
        return f"{year:04}-{month:02}-{day:02}"
    for found in find_dates(written, shipped()):
        whole = (found.start, found.end) == (0, len(written))
        if whole and found.day and found.month and found.year:
            return f"{found.year:04}-{found.month:02}-{found.day:02}"
    return ""
