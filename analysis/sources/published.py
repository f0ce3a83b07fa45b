"""Published corpora: what the names of their files say.

The UN General Debate Corpus (Jankin, Baturo, Dasandi): ``Session 48 - 1993/AZE_48_1993.txt`` is the
speech of Azerbaijan in the general debate of the 48th session. The corpus of Security Council
resolutions (CR-UNSC, Fobbe): ``S_RES_0822_1993_EN_GOLD.txt`` is S/RES/822 (1993) in English; the
day is read from the head of the text.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.sources import printed
from analysis.sources.errors import CorpusError
from analysis.sources.fields import dated, typed

SPEECH = re.compile(r"(?P<country>[A-Z]{2,3})_(?P<session>\d{1,3})_(?P<year>\d{4})")
FIRST = 1945  # a session is numbered from this year; a file called ABC_12_2024 is of something else
RESOLUTION = re.compile(
    r"S_RES_(?P<number>\d{1,4})_(?P<year>\d{4})_(?P<language>[A-Z]{2})(?:_[A-Z]+)*"
)
HEAD = 4 * printed.HEAD  # bytes


def describe(file: Path) -> dict[str, Any]:
    """The fields of a file that is named as one of the corpora names them; none for any other.

    The country of a speech is the code as the corpus writes it (ISO alpha-3, ``EU`` for the
    European Union); so is the issuer.
    """
    if match := RESOLUTION.fullmatch(file.stem):
        return _resolution(file, int(match["number"]), int(match["year"]), match["language"])
    match = SPEECH.fullmatch(file.stem)
    if match and int(match["session"]) == int(match["year"]) - FIRST:
        return _speech(match["country"], int(match["session"]), int(match["year"]))
    return {}


def by_pattern(pattern: str) -> Callable[[Path], dict[str, Any] | None]:
    """What the name of a file says by ``pattern``: a function, which gives nothing if it does not
    fit.

    ``{year}-{speaker}.txt``: each name in braces is a field or a column of one's own, ``{_}`` is
    left out. The ending may be missing; with ``/`` the folders are part of the name. A year is also
    the ``date_text``. Raises ``CorpusError`` for a pattern without names or with one twice.
    """
    parts = re.split(r"\{(\w+)\}", pattern)
    names = [name for name in parts[1::2] if name != "_"]
    if not names or len(set(names)) < len(names) or {"text", "doc_id"} & set(names):
        allowed = "expected fields in braces, each once and none of them text or doc_id"
        example = "such as {year}-{speaker}.txt"
        raise CorpusError(f"name pattern {pattern!r}", f"{allowed}, {example}")
    kinds = {"_": "[^/]*?", "year": r"(?P<year>\d{4})"}
    wanted = [kinds.get(name, f"(?P<{name}>[^/]+?)") for name in parts[1::2]]
    fixed = map(re.escape, parts[0::2])
    told = re.compile("".join(chain.from_iterable(zip_longest(fixed, wanted, fillvalue=""))))
    depth = pattern.count("/") + 1

    def read(file: Path) -> dict[str, Any] | None:
        whole = "/".join(file.parts[-depth:])
        found = told.fullmatch(whole.removesuffix(file.suffix)) or told.fullmatch(whole)
        if found is None:
            return None
        fields: dict[str, Any] = {}
        for name, value in found.groupdict().items():
            if name == "date":
                fields |= dated(str(file), value)
            else:
                fields[name] = int(value) if name == "year" else typed(str(file), name, value)
        if "year" in fields and "date" not in fields:
            fields.setdefault("date_text", str(fields["year"]))
        return fields

    return read


def _speech(country: str, session: int, year: int) -> dict[str, Any]:
    return {
        "title": f"{country} in the general debate, {year}",
        "date_text": str(year),
        "issuer": country,
        "event": f"General debate of the United Nations General Assembly, session {session}",
        "genre": "speech",
        "language": "en",
        "source": "UN General Debate Corpus",
        "country": country,
        "session": session,
        "year": year,
    }


def _resolution(file: Path, number: int, year: int, language: str) -> dict[str, Any]:
    day = None
    if file.suffix.lower() == ".txt":
        with suppress(OSError), file.open("rb") as stream:  # said when the file is read
            day = printed.day(stream.read(HEAD).decode("utf-8", "replace"))
    return {
        "title": f"Resolution {number} ({year})",
        "issuer": "United Nations Security Council",
        "genre": "resolution",
        "symbol": f"S/RES/{number} ({year})",
        "language": language.lower(),
        "source": "CR-UNSC (Fobbe)",
        "year": year,
    } | ({"date": pd.Timestamp(day)} if day and day.year == year else {"date_text": str(year)})
