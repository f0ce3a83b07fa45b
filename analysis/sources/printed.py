"""What is printed at the head of a text: its symbol and its day, where there is but one of each."""

import re
from datetime import datetime

from analysis.sources.fields import Fields, day_of
from analysis.text import ends_sentence, find_dates
from analysis.vocabulary import shipped

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
BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")
# words: a block with more is prose, and so is one with more that ends a sentence
LONG, SENTENCE = 40, 8


def head(text: str, told: Fields) -> Fields:
    """The symbol and the day that the head prints, beside what is ``told`` of the document.

    A date in words is disputed, or a range: no day is read. Of a year alone only a day in it is.
    """
    own, printed, year = symbol(text), day(text), told.get("year")
    found = {"symbol": own} if own else {}
    if "date_text" in told:
        return found
    if printed and (type(year) is not int or printed.year == year):
        return found | {"date": printed}
    return found | ({"date_text": str(year)} if type(year) is int and "date" not in told else {})


def symbol(text: str) -> str | None:
    """The document's own symbol, if the head prints just one."""
    head = _head(text)
    found = {" ".join(match.split()) for match in [*SYMBOL.findall(head), *NUMBERED.findall(head)]}
    return found.pop() if len(found) == 1 else None


def day(text: str) -> datetime | None:
    """The day, if the head prints just one."""
    days = set(filter(None, map(day_of, find_dates(_head(text), shipped()))))
    return days.pop() if len(days) == 1 else None


def _head(text: str) -> str:
    """What stands above the first prose: a day in running text is not the document's."""
    body = BODY.search(text[:HEAD])
    end = body.start() if body else HEAD
    for block in BLOCK.finditer(text[: 2 * HEAD]):
        if block.start() >= end:
            break
        words = len(block[0].split())
        if words > LONG or (words > SENTENCE and ends_sentence(block[0].rstrip())):
            return text[: min(end, block.start() + _short_lines(block[0]))]
    return text[:end]


def _short_lines(block: str) -> int:
    """Where the first line of prose begins: "Harbour City, 3 May 1994" may stand right above it."""
    end = 0
    for line in block.splitlines(keepends=True):
        if len(line.split()) > SENTENCE or ends_sentence(line.rstrip()):
            break
        end += len(line)
    return end
