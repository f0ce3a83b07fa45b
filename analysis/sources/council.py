"""The published corpus of Security Council resolutions (CR-UNSC, Fobbe): what the name of a file says.

``S_RES_0822_1993_EN_GOLD.txt`` is S/RES/822 (1993) in English; the day is read from the head of the text.
"""

import re
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.sources import printed

NAME = re.compile(r"S_RES_(?P<number>\d{1,4})_(?P<year>\d{4})_(?P<language>[A-Z]{2})(?:_[A-Z]+)*")
HEAD = 4 * printed.HEAD  # bytes


def describe(file: Path) -> dict[str, Any] | None:
    """The fields of a file that is named as the corpus names them; nothing for any other."""
    match = NAME.fullmatch(file.stem)
    if match is None:
        return None
    number, year = int(match["number"]), int(match["year"])
    known = {
        "title": f"Resolution {number} ({year})",
        "issuer": "United Nations Security Council",
        "genre": "resolution",
        "symbol": f"S/RES/{number} ({year})",
        "language": match["language"].lower(),
        "source": "CR-UNSC (Fobbe)",
        "year": year,
    }
    day = _day(file)
    return known | ({"date": pd.Timestamp(day)} if day and day.year == year else {"date_text": str(year)})


def _day(file: Path) -> Any:
    if file.suffix.lower() != ".txt":
        return None
    try:
        with file.open("rb") as stream:
            return printed.day(stream.read(HEAD).decode("utf-8", "replace"))
    except OSError:  # said when the file is read
        return None
