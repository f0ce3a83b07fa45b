"""The fields of a document, and a value as it is written in the type of its field."""

import re
from collections import Counter
from collections.abc import Container
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from analysis import frames
from analysis.sources.errors import CorpusError
from analysis.text import Date, find_dates, find_figures
from analysis.vocabulary import shipped

Fields = dict[str, Any]

OWN = tuple(frames.SCHEMAS["documents"])  # a source may have further columns
FIELDS = tuple(column for column in OWN if column not in ("doc_id", "text"))  # of front matter
NO_TEXT = re.compile("[\0\ud800-\udfff]")  # NUL, half a character: cannot be written as UTF-8
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}

_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?!\d)")  # "19940503"
_CLOCK = re.compile(r"(?:[T ]\d\d:\d\d[\d:.+Z -]{0,20})?")  # behind a day: "T10:30:00Z"
_YEAR = re.compile(r"^(\d{4})\.0$")  # as a table that knows no whole numbers writes it


def typed(place: str, key: str, value: Any) -> Any:
    """``value`` in the type of the field ``key``; ``CorpusError`` where it does not fit."""
    if isinstance(value, str) and (found := NO_TEXT.search(value)):
        raise CorpusError(place, f"{key} holds {found[0]!r}, which is no character of a text")
    if key == "translated":
        if value.lower() not in TRUTH:
            raise CorpusError(place, f"translated is {value!r}; expected true, false or nothing")
        return TRUTH[value.lower()]
    if key == "date":
        try:
            return datetime.combine(date.fromisoformat(value), time())
        except ValueError:
            problem = f"date {value!r:.60} is no day written as YYYY-MM-DD"
            raise CorpusError(place, problem) from None
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
    dashed = _COMPACT.sub(r"\1-\2-\3", written)
    for found in (*find_figures(dashed), *find_dates(dashed, shipped())):
        whole = found.start == 0 and _CLOCK.fullmatch(dashed, found.end)
        if whole and (day := day_of(found)):
            return {"date": day}
    return {"date_text": typed(place, "date_text", _YEAR.sub(r"\1", written))}


def day_of(found: Date) -> datetime | None:
    """The day, if all of it is printed and a calendar has it."""
    with suppress(ValueError):
        return datetime(found.year or 0, found.month or 0, found.day or 0)
    return None
