"""What no rule understood: the numbers that are left when every amount, citation, date and
reference is taken away.

No list of these is complete, and not every number in it is a miss: it shows where to look. Left out
from the start: number words under ten ("the two of them"), and figures that number the notes below
a text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from analysis.text import alternation
from analysis.vocabulary import load_table, terms

LEAST = 10  # of a number in words
WINDOW = 100  # characters on either side of a number that tell what it refers to
BEHIND = 40  # characters behind a resolution's number that are quoted
KINDS = ("preambular", "operative", "body")  # where numbers count; a heading's are its own
# below a text: "31 Ibid., document S/11500."
FOOTNOTE = re.compile(r"^[^\S\n]*(\d{1,3})[^\S\n]+[^\W\d_]", re.MULTILINE)
# "resolution 822" / "resolutions Nos. 822" / "its resolution, adopted under 822"
RESOLUTION = re.compile(
    r"\bresolutions?\b[\s,]*(?:(?:nos?|numbers?|and|its|adopted|under|as)\b[.:]?[\s,]*)*(?P<at>\d)",
    re.IGNORECASE,
)


def find_unread(
    text: str, units: Iterable[Any], covered: Callable[[int], bool]
) -> Iterator[tuple[str, int, str]]:
    """Kind (unread_resolution, unread_number), place and wording of each number of ``text`` that
    was not understood.

    ``units`` are its paragraphs; ``covered`` says whether an amount or a citation stands at a
    character.
    """
    footnotes = set(FOOTNOTE.findall(text))
    for unit in units:
        if unit.kind not in KINDS:
            continue
        cited = {match.start("at"): match.start() for match in RESOLUTION.finditer(unit.quote)}
        for match in _numbers().finditer(unit.quote):
            at = match.start()
            if covered(unit.start + at):
                continue
            if at in cited:
                yield "unread_resolution", unit.start + at, unit.quote[cited[at] : at + BEHIND]
            elif match[0] not in footnotes and not _refers(unit.quote, at):
                before, after = unit.quote[:at].split()[-2:], unit.quote[match.end() :].split()[:2]
                yield "unread_number", unit.start + at, " ".join([*before, f"[{match[0]}]", *after])


def _refers(passage: str, at: int) -> bool:
    """Does the number at ``at`` stand in a date, a reference or a mark of the page?"""
    near = _references().finditer(passage, max(0, at - WINDOW), at + WINDOW)
    return any(match.start() <= at < match.end() for match in near)


@cache
def _numbers() -> re.Pattern[str]:
    """A figure, or a number in words that begins no compound ("ten-point") and is no name ("the
    Twelve")."""
    rows = [row for row in load_table("number_words") if row["role"] in ("small", "tens", "scale")]
    words = alternation(row["term"] for row in rows if float(row["value"]) >= LEAST)
    return re.compile(rf"\d[\d,.]*\d|\d|(?<![\w-])(?:{words}|(?<=[.!?]\s)(?i:{words}))(?![\w-])")


@cache
def _references() -> re.Pattern[str]:
    month = alternation(terms("references", "role", "month"))
    named = alternation(terms("references", "role", "before", "weak before"))
    tens = alternation(terms("number_words", "role", "tens"))
    joint = r"\s*(?:[-–]|to|and|or|through)\s*"
    year = r"\d{4}(?:[),]{0,2}\s\d{1,3}(?=\s+[a-z]))?"  # with the mark of a footnote: "31 March 1978, 31 and"
    return re.compile(
        rf"""
        # 13-15 December 1994 / 1st of January / April 15, 1994 / 30/09/2015 / the 1990s, 1993-94
          \b\d{{1,2}}(?:st|nd|rd|th)?(?:{joint}\d{{1,2}})?\s+(?:of\s+)?(?:{month})\b[.,]?(?:\s*{year})?
        | \b(?:{month})\b[.,]?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\b(?:{joint}\d{{1,2}}\b)?(?:,?\s*{year})?|{year})
        | \b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}\b
        | \b(?:1\d|20|21)\d\d(?:s\b|[-–/]\d\d(?:\d\d)?\b|\b)
        # 2.30 p.m. / Isaiah 2:4
        | \b\d{{1,2}}\.?\d{{0,2}}\s*(?:a\.?m|p\.?m|hours|o.clock)\b | (?:\d|[IVXLC])\s?:\s?\d{{1,3}}(?:-\d+)?
        # Articles 39, 40 and 41 / [A/31/PV.9, para. 8] / A/70/PV.16 / COP27, COP 27, Rio+ 20
        | \b(?:{named})\s*(?:\(?(?:\d+\w?|[IVX]+)\b[).]?(?:,\s*|{joint})?)+ | \[[^\]\n]{{0,60}}\]
        | \b[A-Za-z][\w./-]*\d[\w./-]* | \b(?-i:[A-Z]{{2,6}}|\w+\+)\s?\d{{1,3}}\b | \b\d+[A-Za-z]\w*
        # 48th / twenty-first / one hundred and eighty-ninth
        | \b\d+(?:st|nd|rd|th)\b | \b(?:{tens})(?:-\s?\w+|\s\w+(?:st|nd|rd|th)\b)
        | \bhundred\s+and\s+[\w-]+(?:st|nd|rd|th)\b
        # the head of a page of the record: 15-29822 23/29 / 18/28 15-29701 / 7 October l993 19
        | (?:\b\d+(?:/\d+)?\s+)?\b\d\d-\d{{5}}\b(?:\s+\d+(?:/\d+)?\b)? | \bl\d{{3}}\s\d{{1,3}}\b
        # of a list: “2. / 46 . Whereas / (4); of a footnote: 1 / and, 17 at the end of a line
        | (?:^|[“"'(\[]|[.:;]\s)[^\S\n]*\d{{1,3}}(?:\s?[.,)]|\s*$)(?=\s|$) | \(\d{{1,3}}\)
        | \b\d{{1,3}}\s?/(?!\s?\d) | (?<=[,;:.)\]”"])\s?\d{{1,3}}(?=\s*(?:\n|\Z))""",
        re.VERBOSE | re.IGNORECASE | re.MULTILINE,
    )
