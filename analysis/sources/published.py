"""Published corpora: what the names of their files say.

The UN General Debate Corpus (Jankin, Baturo, Dasandi): ``Session 48 - 1993/AZE_48_1993.txt`` is the
speech of Azerbaijan in the general debate of the 48th session. The corpus of Security Council
resolutions (CR-UNSC, Fobbe): ``S_RES_0822_1993_EN_GOLD.txt`` is S/RES/822 (1993) in English; the
day is read from the head of the text.
"""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.sources import printed

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
