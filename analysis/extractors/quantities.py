"""Judges every number of a text: an amount with its hedge, unit and noun, or no amount, and why.

A number is an anchor. What follows it (percent, currency, measure, noun phrase) and what stands
before it (hedge, currency sign) make it an amount; a date, a year, the mark of a list or the name
of a thing is none.
"""

import re
from collections.abc import Iterable, Iterator
from math import isclose
from typing import Any, NamedTuple
from unicodedata import category

from analysis.extractors.counted import PRONOUNS, Counted, find_counted, find_fused, is_of_every
from analysis.extractors.figures import is_year, measure, number_forms, value_of
from analysis.extractors.hedges import Hedge, hedge_before, hedge_behind, plain, sign_before
from analysis.extractors.numbers import Number, find_places, numbers_at
from analysis.extractors.refused import (
    LISTED,
    UNKNOWN,
    Refused,
    left_over,
    named_thing,
    quick_reason,
)
from analysis.terms import compiled, lowered
from analysis.text import Text
from analysis.vocabulary import Vocabulary

Row = dict[str, Any]

# what a number without a noun goes on from: how near it is, and what follows
LONGEST_GAP, ELIDED = 60, compiled(r"\s+(?:by|in|at|from|on|during)\s")
# units of which nothing is counted
PURE = ("time", "money", "money sign")
# how what goes on from an amount begins: "and a half", "-and-a-half", "("
MORE = (" a", "-a", " (")
# "(" behind an amount that is said again: "five million dollars ($5,000,000)"
AGAIN = re.compile(r"\s?\((?=[\w$€£])")
# "of a" in "half of a century"
ARTICLE = compiled(r"\s+(?:of\s+)?an?(?=\s)|-(?:of-)?an?(?=-)|(?=[\s–-])")
# a minus before an amount: " -5 per cent", "minus 5 degrees"
MINUS = re.compile(r"(?:(?:\A|[\s(])-|\b(?:minus|negative)[\s-])\Z", re.IGNORECASE)
# how many characters before an amount may deny it twice
DENIED = 100
# "5 m", a letter that is a unit or a scale
METRES = re.compile(r"\s?m(?!\w)")
# "3.142 km" may be kilometres and metres; a point in a sum or in a count parts thousands
POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
COUNTED = ("", "money", "money sign", "percent", "share", "time")
# "Killed ..... 300" at the end of a line: the next line is about something else
LEADER, LINE_END = re.compile(r"(?:\.{3}|[:\t|])[^\S\n]{0,12}\Z"), re.compile(r"[^\S\n]*\n")
LEADING = 20
# from how many a noun may be joined by a hyphen: "500-bed", but "two-State"
LARGE = 100
# before so few things these words say where they are, not how many
FEW, PLACES = 10, ("under", "below", "near")
FIGURE = re.compile(r"\w*")
# signs of mathematics that hedge nothing; any other before a number may, and a table knows some
NO_HEDGE_SIGNS = frozenset("+=−×÷|")


class Judged(NamedTuple):
    """The amounts of a text and its other numbers, each in order."""

    amounts: list[Row]
    refused: list[Refused]


def find_quantities(text: Text, masked: Iterable[tuple[int, int]] = ()) -> list[Row]:
    """One row a measured or counted amount of ``text.text``, in order of start.

    ``masked`` are spans (of citations, say) whose numbers are never amounts. Columns are those of
    the frame ``quantities`` without ``doc_id`` and ``paragraph``; missing is None.
    """
    return judge(text, masked).amounts


def judge(text: Text, masked: Iterable[tuple[int, int]] = ()) -> Judged:
    """Every number of ``text.text``: an amount, or refused with a reason."""
    amounts: list[Row] = []
    refused: list[Refused] = []
    closed, position = _Closed(text, masked), 0
    forms = text.words.once(number_forms)
    last: Refused | None = None  # the reference that a list may go on from: "Articles 39, 40"
    for at in find_places(text):
        if at < position:
            continue
        known = closed.at(at, at + 1) or quick_reason(text, at)
        if known:
            refused.append(known)
            last, position = known if known.reason in LISTED else last, known.end
            continue
        for number in numbers_at(text.text, at, position, forms):
            row = amounts[-1] if amounts else None
            found = closed.at(number.start, number.end) or _read(text, number, last, row)
            position = number.end
            if isinstance(found, Refused):
                position = found.end
                refused.append(found)
                last = found if found.reason in LISTED else last
            elif not (amounts and found["start"] < amounts[-1]["end"]):
                amounts.append(found)
    return Judged(amounts, refused)


def refusals(raw: str, words: Vocabulary) -> Iterator[tuple[str, int, int]]:
    """The numbers of a document that are no amounts: the reason, and where each begins and ends."""
    text = Text(raw, words)
    for number in judge(text).refused:
        yield number.reason, *text.span(number.start, number.end)


class _Closed:
    """Citations and dates, in which no number is an amount, walked along once in order."""

    def __init__(self, text: Text, masked: Iterable[tuple[int, int]]) -> None:
        spans = [Refused(start, end, "citation") for start, end in masked]
        for date in text.dates:
            if date.year or text.text[date.start].isdecimal():
                spans.append(Refused(date.start, date.end, "date"))
        self._spans, self._text = sorted(spans, reverse=True), text.text

    def at(self, start: int, end: int) -> Refused | None:
        """The span that a number touches, as far as the number goes."""
        while self._spans and self._spans[-1].end <= start:
            self._spans.pop()
        if not self._spans or self._spans[-1].start >= end:
            return None
        if figure := FIGURE.match(self._text, start):
            end = max(end, figure.end())
        return Refused(start, end, self._spans[-1].reason)


# --- an amount


class _Measured(NamedTuple):
    """The unit of a number with its kind, and the span of sign, number and unit.

    ``behind`` is a hedge between number and unit: "30-plus years".
    """

    unit: str | None
    kind: str
    start: int
    end: int
    negative: bool
    behind: Hedge | None = None


def _read(text: Text, number: Number, last: Refused | None, row: Row | None) -> Row | Refused:
    """The row of a number with its surroundings, or why it is no amount."""
    raw = text.text
    if number.unit:
        number = _of_a_unit(text, number)
    found = _measured(text, number)
    if found.unit and raw[found.end : found.end + 2] in MORE:
        number, found = _with_more(text, number, found)
    hedge, end = _hedged(text, number, found)
    hedged, fused = hedge.name is not None, _fused(text, number, found, end)
    measured, led = bool(found.unit or fused), hedge.at < number.start
    if reason := named_thing(text, number, last, hedged=hedged, measured=measured, led=led):
        parted = raw.find(", ", number.start, number.end)  # "chapters 1, 250,000 ships"
        return Refused(number.start, number.end if parted < 0 else parted, reason)
    noun = fused or _noun(text, number, found.kind, end)
    if number.ratio and _is_one_of_a_row(text, number, noun):
        return Refused(number.start, number.end, "name")  # "every third summit"
    unit, counted = _counted(text, found, noun)
    if noun:
        end = noun.end
        if behind := hedge_behind(text, end, noun=True):
            hedge, end = hedge._replace(name=behind.name, words=behind.words), behind.at
        elif hedge.words in PLACES and (number.value or 0) < FEW:
            hedge = Hedge(None, None, found.start)  # "served under 3 flags"
    hedged = hedge.name is not None
    why = "" if found.kind else left_over(text, number, unit, counted, last, hedged=hedged)
    if why and not (why == UNKNOWN and _goes_on(text, row, number)):
        return Refused(number.start, number.end, why)
    start, end = hedge.at, end if number.end == number.tail else number.end
    kind = "vague" if number.value is None else hedge.name or "bare"
    kind = kind if number.low is None else "range"
    return {
        "value": -number.value if found.negative and number.value else number.value,
        "value_low": number.low, "value_high": number.high, "unit": unit,
        "hedge": kind, "hedge_text": number.hedge_text or hedge.words, "counted": counted,
        "doubt": _doubt(text, start, number, unit, found.kind),
        "start": start, "end": end, "quote": raw[start:end],
    }  # fmt: skip


def _goes_on(text: Text, row: Row | None, number: Number) -> bool:
    """Is it as many of what was counted before: "40 firms at auction and 25 by tender"?"""
    if row is None or not row["counted"] or row["unit"] not in ("persons", "count"):
        return False
    between = text.text[row["end"] : number.start]
    joined = between.endswith("and ") and text.sentence_at(row["start"])[1] > number.start
    near = joined and len(between) < LONGEST_GAP and {";", ":"}.isdisjoint(between)
    return near and ELIDED.match(text.text, number.end) is not None


def _hedged(text: Text, number: Number, found: _Measured) -> tuple[Hedge, int]:
    """The hedge, with the start of what stands before the number, and where the amount ends."""
    before = hedge_before(text, found.start)
    behind = found.behind or (hedge_behind(text, found.end) if found.unit else None)
    if behind is None and "+" in text.text[number.start : number.end]:
        behind = Hedge("at_least", "+", found.end)  # "$5+ million"
    if behind is None:
        return before, found.end
    hedge = before._replace(name=behind.name, words=before.words or behind.words)
    return hedge, max(found.end, behind.at)


def _fused(text: Text, number: Number, found: _Measured, end: int) -> Counted | None:
    """The noun that a hyphen joins to its number: "500-bed"."""
    if found.kind or (number.value or 1.0) == 1.0:
        return None
    return find_fused(text.text, end, text.words, large=(number.value or 0) >= LARGE)


def _is_one_of_a_row(text: Text, number: Number, noun: Counted | None) -> bool:
    """Does "every third" name one of a row: summits, no households?"""
    if text.text[number.start : number.start + 5].lower() != "every":
        return False
    shown = text.text[noun.start : noun.end] if noun else ""
    return noun is None or not (noun.persons or is_of_every(shown, text.words))


def _measured(text: Text, number: Number) -> _Measured:
    units, start, end = text.words.once(_units), number.start, number.tail
    unit, kind, minus = number.unit, "percent" if number.unit else "", None
    sign = sign_before(text, start)
    find, behind = text.words.once(measure).match, None
    found = None if unit else find(text.text, end)
    if found is None and (behind := hedge_behind(text, end)):
        found, end = None if unit else find(text.text, behind.at), behind.at
    if found:
        (unit, kind), end = units[plain(found["unit"]).casefold()], found.end()
    if sign or number.sign:
        unit, kind = units["$" + plain(sign["sign"] if sign else number.sign).casefold()]
        start -= len(sign[0]) if sign else 0
    if kind and (minus := MINUS.search(text.text, max(0, start - 10), start)):
        start -= len(minus[0].lstrip(" (\n\t"))
    negative = bool(minus or (sign and sign["minus"]))
    return _Measured(unit, kind, start, end, negative, behind)


def _with_more(text: Text, number: Number, found: _Measured) -> tuple[Number, _Measured]:
    """With what follows the unit: "two years and a half", "20 per cent (twenty per cent)"."""
    raw, forms, end = text.text, text.words.once(number_forms), found.end
    if found.kind == "time" and number.value and (more := forms["more"].match(raw, end)):
        value = number.value + (value_of(more[0], forms) or 0.0)
        ends = number.end if number.end == number.tail else more.end()
        return number._replace(value=value, end=ends), found._replace(end=more.end())
    bracket = AGAIN.match(raw, end)
    if bracket is None:
        return number, found
    sign = forms["sign"].match(raw, bracket.end())
    for again in numbers_at(raw, sign.end() if sign else bracket.end(), end, forms)[:1]:
        same = _measured(text, again)
        equal = isclose(again.value or 0.0, number.value or 1.0, rel_tol=0.02)
        if equal and same.unit == found.unit and raw[same.end : same.end + 1] == ")":
            return number, found._replace(end=same.end + 1)
    return number, found


def _noun(text: Text, number: Number, kind: str, end: int) -> Counted | None:
    """What is counted: one thing where the number is 1 or "every third"."""
    if kind in PURE:
        return None
    leading = max(0, number.start - LEADING)
    if LINE_END.match(text.text, end) and LEADER.search(text.text, leading, number.start):
        return None
    first = text.text[number.start : number.end].lower()
    share = bool(kind) and not number.ratio
    return find_counted(
        text.text, end, text.words, share=share, one=first == "1" or first[:5] == "every"
    )


def _counted(text: Text, found: _Measured, noun: Counted | None) -> tuple[str | None, str | None]:
    """The unit, and what is counted in words."""
    if noun is None:
        return found.unit, None
    counted = plain(text.text[noun.start : noun.end])
    own = text.words.once(_units).get(counted.split()[-1].casefold())
    if own and not found.kind:
        return own[0], None  # "five difficult years" is a duration
    if found.unit:
        return found.unit, counted
    unit = "persons" if noun.persons else "count"
    return (None if counted in PRONOUNS and not noun.persons else unit), counted


def _of_a_unit(text: Text, number: Number) -> Number:
    """ "half a century" is half of one century, not fifty per cent of it."""
    article = ARTICLE.match(text.text, number.tail)
    if article is None or number.value is None:
        return number
    if text.words.once(measure).match(text.text, article.end()) is None:
        return number
    return number._replace(
        value=number.value / 100, unit=None, tail=article.end(), end=article.end()
    )


def _doubt(text: Text, start: int, number: Number, unit: str | None, kind: str) -> str | None:
    """Why the reading of an amount is doubtful, or None."""
    raw = text.text
    sign = raw[max(0, start - 2) : start].strip()[-1:]
    if sign and category(sign) == "Sm" and sign not in NO_HEDGE_SIGNS:
        return "hedge sign not understood"
    if number.doubt or unit is None:
        return number.doubt
    if kind not in COUNTED and POINTED.fullmatch(raw, number.start, number.end):
        return "thousands or decimals"
    if unit == "m" and METRES.match(raw, number.tail):
        return "scale in one letter"
    if unit == "count" and is_year(raw[number.start : number.end]):
        return "year or count"
    denied = text.words.once(_denied_twice).search(f" {text.low(max(0, start - DENIED), start)}")
    return "double negation" if denied else None


def _denied_twice(words: Vocabulary) -> re.Pattern[str]:
    """ "No one can deny that" """
    negation = rf"{lowered(words.terms('references', 'role', 'negation'))}(?!\w)"
    return re.compile(rf"\W{negation}\s(?:\w+\s){{0,2}}{negation}[^.;:]*\Z")


def _units(words: Vocabulary) -> dict[str, tuple[str, str]]:
    """Unit and kind of each term; that of a sign before a number has a "$" before it."""
    return {
        "$" * (row["kind"] == "money sign") + row["term"].casefold(): (row["unit"], row["kind"])
        for row in words.table("units")
    }
