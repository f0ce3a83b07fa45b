"""What is printed at the head of a text: its symbol and its day, where there is but one of each."""

import re
from datetime import date, datetime

HEAD = 500  # characters: title and date line
# where the head ends: "The Security Council," / "Dear Mr. President" / "Recalling ..." / "1. Decides"
BODY = re.compile(
    r"^(?:The\s[A-Z][\w ]+,?\s*$|Dear\b|(?:Recall|Reaffirm|Hav|Not)ing\b|Whereas\b|\d+\.\s+[A-Z])",
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
# "30 April 1993" / "April 15, 1994"
DAY = re.compile(
    r"\b(\d{1,2})\s+([A-Za-z]{3,9}),?\s+(\d{4})\b|\b([A-Za-z]{3,9})\s+(\d{1,2}),?\s+(\d{4})\b"
)


def symbol(text: str) -> str | None:
    """The document's own symbol, if the head prints just one."""
    head = _head(text)
    found = {" ".join(match.split()) for match in [*SYMBOL.findall(head), *NUMBERED.findall(head)]}
    return found.pop() if len(found) == 1 else None


def day(text: str) -> date | None:
    """The day, if the head prints just one."""
    found = set()
    for number, month, year, month_first, number_second, year_last in DAY.findall(_head(text)):
        written = f"{number or number_second} {month or month_first} {year or year_last}"
        try:
            found.add(datetime.strptime(written, "%d %B %Y").date())
        except ValueError:
            continue  # "12 resolutions 1993" is no day
    return found.pop() if len(found) == 1 else None


def _head(text: str) -> str:
    head = text[:HEAD]
    body = BODY.search(head)
    return head[: body.start()] if body else head
