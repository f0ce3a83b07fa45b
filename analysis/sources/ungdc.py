"""The UN General Debate Corpus (Jankin, Baturo, Dasandi): what the name of a file says.

``Session 48 - 1993/AZE_48_1993.txt`` is the speech of Azerbaijan in the general debate of the 48th session.
"""

import re
from pathlib import Path
from typing import Any

NAME = re.compile(r"(?P<country>[A-Z]{2,3})_(?P<session>\d{1,3})_(?P<year>\d{4})")
FIRST = 1945  # a session is numbered from this year; a file called ABC_12_2024 is of something else


def describe(file: Path) -> dict[str, Any] | None:
    """The fields of a file that is named as the corpus names them; nothing for any other.

    The country is the code as the corpus writes it (ISO alpha-3, ``EU`` for the European Union); so is the issuer.
    """
    match = NAME.fullmatch(file.stem)
    if match is None or int(match["session"]) != int(match["year"]) - FIRST:
        return None
    country, session, year = match["country"], int(match["session"]), int(match["year"])
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
