"""Finds measured and counted amounts: the number, how it is hedged, its unit and what is counted.

A number word or a figure is an anchor. From there the amount is read in three steps: the core (number,
fraction, ratio, range or magnitude), what follows it (percent, currency, measure, noun phrase) and what stands
before it (hedge, currency sign). What names a thing (date, year, ordinal, article, page) is no amount.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import Any

from analysis.extractors.numbers import (
    Number,
    Patterns,
    find_numbers,
    is_year,
    measure,
    number_words,
)
from analysis.text import Text, alternation, spelled
from analysis.vocabulary import load_table, terms

Row = dict[str, Any]

# what a share may be "of" without a noun of its own: "37 per cent of it", "800,000 of them"
PRONOUNS = frozenset({"it", "them", "which", "these", "those", "whom", "us"})
# how many characters before a number may hold its hedge; how many, the list it is a member of
HEDGE, LIST = 60, 100
# "50,000 people or more", not "or more than"
OR_MORE = re.compile(r"\s+or\s+(?:more|less|fewer|so)\b(?!\s+than)")
# a line longer than this is no page header
LINE = 120


def find_quantities(source: Text, masked: Iterable[tuple[int, int]] = ()) -> list[Row]:
    """One row a measured or counted amount of ``text``, in order of start.

    ``masked`` are spans (of citations, say) whose numbers are never amounts. Columns are those of the frame
    ``quantities`` without ``doc_id`` and ``paragraph``; missing is None. Fractions and ratios are percent.
    """
    text = source.text
    spans = sorted(masked)
    starts = [start for start, _ in spans]
    rows: list[Row] = []
    for number in find_numbers(text):
        before = bisect_right(starts, number.end - 1) - 1
        if before >= 0 and spans[before][1] > number.start:
            continue
        row = _read(text, number)
        if row is not None and not (rows and row["start"] < rows[-1]["end"]):
            rows.append({**row, "quote": text[row["start"] : row["end"]]})
    return rows


def names_people(noun: str) -> bool:
    """Is the noun a word for people ("refugees", "dead") or the name of a people ("Syrians")?"""
    nouns, low = _nouns(), noun.casefold()
    if low in nouns["persons"] or low in nouns["persons participle"]:
        return True
    return (
        noun[:1].isupper()
        and low not in nouns["not persons"]
        and low.endswith(tuple(nouns["persons suffix"]))
    )


# --- what follows: percent, currency, measure, noun phrase


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {row["term"].casefold(): (row["unit"], row["kind"]) for row in load_table("units")}


@cache
def _nouns() -> dict[str, frozenset[str]]:
    """The words of counted_nouns.csv by kind; a number ends a noun phrase too."""
    found: dict[str, set[str]] = {
        "stop": {*number_words(), *terms("number_words", "role", "vague")}
    }
    for row in load_table("counted_nouns"):
        found.setdefault(row["kind"], set()).add(row["term"].casefold().lstrip("-"))
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def _phrases() -> Patterns:
    determiner = alternation(_nouns()["determiner"])
    mark = r"[*_\"“”‘]"
    return {
        # " of the" · " of our own" · ", of the" · " the" (half the country); a page number may stand between
        "lead": re.compile(
            r"(?:(?:[\s*_]*[,)—–-])?[\s*_]*(?<!\w)(?P<of>of)\b(?:\s*\n\d{1,3}\s*\n+)?)?"
            rf"(?:[\s*_]+(?:{determiner})(?!\w))*(?=[\s*_])",
            re.I,
        ),
        # the next word of a phrase, never across a blank line
        "word": re.compile(
            rf"(?:[^\S\n]|{mark})*(?:\n[^\S\n]*)?{mark}{{0,4}}(?P<word>[^\W\d_](?:[\w'’-]*\w)?)"
        ),
        # "residents of Donbas", "territory of the Republic of Azerbaijan"
        "of": re.compile(
            r"\s+of\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w'’-]*){0,4}"
        ),
        "and": re.compile(r",?\s+(?:and|or)(?=\s)|,(?=\s)"),
        "pronoun": re.compile(rf"\s*of\s+({alternation(PRONOUNS)})\b", re.I),
    }


def _noun(text: str, at: int, *, share: bool) -> tuple[int, int, bool] | None:
    """Start and end of the counted phrase that follows ``at``, and are they persons?"""
    if pronoun := _phrases()["pronoun"].match(text, at):
        return pronoun.start(1), pronoun.end(1), pronoun[1].lower() in ("whom", "us")
    lead = _phrases()["lead"].match(text, at)
    partitive = lead is not None and bool(lead["of"] or (share and lead[0].strip(" \n*_")))
    if share and not partitive:
        return None
    head = _head(text, lead.end() if lead and partitive else at, share=partitive)
    if head is None:
        return None
    start, end, persons = head
    if complement := _phrases()["of"].match(text, end):
        return start, complement.end(), persons
    return start, end if share else _coordinated(text, end, persons=persons), persons


def _coordinated(text: str, end: int, *, persons: bool) -> int:
    """Where the phrase ends when what "and" joins to it is counted too: "displaced persons and refugees"."""
    reached = end
    for _ in range(4):
        joint = _phrases()["and"].match(text, reached)
        other = _head(text, joint.end(), share=False, plural=True) if joint else None
        if joint is None or other is None or other[2] != persons:
            break
        reached = other[1]
        end = end if joint[0] == "," else reached
    return end


def _head(text: str, at: int, *, share: bool, plural: bool = False) -> tuple[int, int, bool] | None:
    """The noun phrase at ``at`` up to its head word, and are they persons?"""
    words: list[re.Match[str]] = []
    stop = _nouns()["stop"]
    while (
        len(words) < 7
        and (word := _phrases()["word"].match(text, at))
        and word["word"].casefold() not in stop
    ):
        words.append(word)
        at = word.end()
    forms = [word["word"] for word in words]
    last = _head_index(forms, share=share, plural=plural)
    if last is None:
        return None
    return words[0].start("word"), words[last].end("word"), names_people(forms[last])


def _head_index(forms: list[str], *, share: bool, plural: bool) -> int | None:
    """Which of the words is the head: a plural, or a known noun, or (of a share) a singular name or noun."""
    nouns, last = _nouns(), len(forms) - 1
    low = [form.casefold() for form in forms]
    for i, form in enumerate(forms):
        if share and low[i] in nouns["wholes"]:
            return i
        if _is_plural(form) and not (
            i < last and " ".join(low[i - 1 : i + 1]) in nouns["modifier"]
        ):
            return i + 1 if i < last and _is_plural(forms[i + 1]) else i
    if plural or not forms:
        return None
    if low[0] in nouns["persons participle"]:
        return 0  # "2 million disabled"
    if names_people(forms[last]):
        return last  # "one in three Lebanese"
    known = [i for i, form in enumerate(low) if form in nouns["things"] or form in nouns["wholes"]]
    if known or not share:
        return known[0] if known else None
    # "half of Lebanon", "a third of Sierra Leone", "gross domestic product"
    names = [i for i, form in enumerate(forms[:4]) if form[0].isupper()]
    return names[-1] if names else min(last, 2)


def _is_plural(form: str) -> bool:
    low, nouns = form.casefold(), _nouns()
    if low in nouns["persons"]:
        return True
    if not low.endswith("s") or len(low) < 4 or low in nouns["things"] or low in nouns["wholes"]:
        return False
    return not low.endswith(("ss", "us", "'s", "’s")) and (
        form[0].isupper() or not low.endswith("is")
    )


# --- what stands before: hedge, currency sign


@cache
def _before() -> Patterns:
    """Hedge and currency sign before a number. They match the text read backwards, so that nothing is searched."""
    hedge, modifier = (
        _backwards(terms("hedges", "position", place)) for place in ("before", "modifier")
    )
    sign = _backwards(terms("units", "kind", "money sign"))
    return {
        # "**well over (" but not "so far over"
        "hedge": re.compile(
            rf"[\s*_\"“(]*(?P<words>(?P<hedge>{hedge})(?![\w-])(?:\s+{modifier}(?![\w-])(?!\s(?i:os|suht)\b))?)"
        ),
        "sign": re.compile(rf"\s?(?P<sign>{sign})(?!\w)"),
    }


def _backwards(words: Iterable[str]) -> str:
    return spelled(word[::-1] for word in words)


@cache
def _hedges() -> tuple[dict[str, str], re.Pattern[str]]:
    """Hedge of each term by its position, and the pattern of those that follow a number."""
    names = {f"{row['position']} {row['term']}": row["hedge"] for row in load_table("hedges")}
    return names, re.compile(
        rf"[\s,]*(?P<hedge>{spelled(terms('hedges', 'position', 'after'))})(?!\w)"
    )


def _sign(text: str, number: Number) -> re.Match[str] | None:
    return _before()["sign"].match(text[max(0, number.start - 6) : number.start][::-1])


def _hedge(text: str, at: int) -> tuple[str | None, str | None, int]:
    """The hedge that ends at ``at``: its name, its words and where it starts."""
    match = _before()["hedge"].match(text[max(0, at - HEDGE) : at][::-1])
    words = _plain(match["hedge"][::-1]).casefold() if match else ""
    if match is None or (
        words.endswith(" the") and not re.match(r".{0,24}\bmark\b", text[at : at + 40], re.S)
    ):
        return None, None, at
    return _hedges()[0][f"before {words}"], _plain(match["words"][::-1]), at - match.end()


def _read(text: str, number: Number) -> Row | None:
    """The row of a number with its surroundings (offsets in ``text``), or None when it is no amount."""
    if _is_plainly_none(text, number):
        return None
    number = _of_a_unit(text, number) if number.unit else number
    sign = _sign(text, number)
    if sign is None and text[number.start - 1 : number.start].isalpha():
        return None
    unit, kind, end = number.unit, "percent" if number.unit else "", number.tail
    if not unit and (measured := measure().match(text, end)):
        (unit, kind), end = _units()[_plain(measured["unit"]).casefold()], measured.end()
    if sign:
        unit, kind = _units()[sign["sign"][::-1].casefold()]
    hedge, hedge_text, start = _hedge(text, number.start - len(sign[0]) if sign else number.start)
    if after := _hedges()[1].match(text, end):
        hedge = _hedges()[0][f"after {_plain(after['hedge']).casefold()}"]
        hedge_text, end = hedge_text or _plain(after["hedge"]), after.end()
    if _names_a_thing(text, number, hedged=hedge is not None, measured=unit is not None):
        return None
    bare_kind, counted = kind, None
    noun = (
        None
        if kind in ("time", "money", "money sign")
        else _noun(text, end, share=bool(kind) and not number.ratio)
    )
    if noun:
        counted, end = _plain(text[noun[0] : noun[1]]), noun[1]
        if hedge is None and (after := OR_MORE.match(text, end)):
            # "50,000 people or more"
            hedge_text, end = _plain(after[0]), after.end()
            hedge = _hedges()[0][f"after {hedge_text.casefold()}"]
        if not kind and (last := _units().get(counted.split()[-1].casefold())):
            # "five difficult years" is a duration
            unit, counted = last[0], None
        elif not unit:
            unit = "persons" if noun[2] else None if counted in PRONOUNS else "count"
    if not bare_kind and _is_left_over(text, number, unit, counted, hedged=hedge is not None):
        return None
    return {
        "value": number.value, "value_low": number.low, "value_high": number.high, "unit": unit,
        "hedge": "range" if number.low else "vague" if number.value is None else hedge or "bare",
        "hedge_text": number.hedge_text or hedge_text, "counted": counted,
        "start": start, "end": end if number.end == number.tail else number.end,
    }  # fmt: skip


def _of_a_unit(text: str, number: Number) -> Number:
    """ "half a century" is half of one century, not fifty per cent of it."""
    article = _references()["article"].match(text, number.tail)
    if article is None or number.value is None or not measure().match(text, article.end()):
        return number
    return number._replace(
        value=number.value / 100, unit=None, tail=article.end(), end=article.end()
    )


# --- numbers that are no amounts


@cache
def _references() -> Patterns:
    def words(role: str) -> str:
        """The terms of a role read backwards: lower-case ones in any case, others only as they stand."""
        known = terms("references", "role", role)
        exact = [re.escape(term[::-1]) for term in known if term != term.lower()]
        return f"(?:{'|'.join([*sorted(exact, reverse=True), _backwards(t for t in known if t == t.lower())])})(?!\\w)"

    months = terms("references", "role", "month")
    month, htnom, day = (
        rf"{spelled(months)}\b\.?",
        rf"\.?{_backwards(months)}(?!\w)",
        r"\d{1,2}(?:st|nd|rd|th)?",
    )
    # backwards: "822 (1993), 853 (1993) and " of a list that a reference word opens
    mark = r"(?:\)[\w\s]{1,12}\(\s?)?(?:[\w.]{1,6}[./])?[\dIVXL]{1,5}\(?"
    members = rf"(?:(?:\s+dna)?\s*(?:[,;-]|(?:dna|ro|ot)\s)\s*{mark}){{0,12}}[\s:\-.#(]*"
    furniture = "|".join(map(re.escape, terms("references", "role", "furniture")))
    patterns = {
        "before": rf"{members}{words('before')}",
        "weak": rf"{members}{words('weak before')}",
        "year": rf"[\s,]+(?:{words('year before')}|{htnom})",
        # backwards: "December 12 and "
        "month before": rf"\s*(?:(?:,|dna|ot|-|–)\s*(?:ts|dn|dr|ht)?\d{{1,2}}\s*){{0,6}}{htnom}",
        # backwards: where a capital is no name
        "opens": r"\W*?(?:[.?!:;*—\"“”]|$)",
        # "11 to 13 Rajab", "the 3 and 4 of October"
        "month after": rf"(?:st|nd|rd|th)?(?:\s*(?:,|and|to|or|-|–)\s*{day}){{0,6}}\s*(?:of\s+)?\b{month}",
        # "a.m.", "10:30", a footnote's "See"
        "after": rf"\s*{spelled(terms('references', 'role', 'not after'))}(?!\w)|:\d",
        # a line with a number alone, or with the name of an organ
        "page": rf"\W*\d{{0,4}}\W*(?:{furniture})?\W*\d{{0,4}}\W*$",
        # "20 General Assembly - Forty-eighth session"
        "header": r"session\s*[-–—]|[-–—].{0,40}session",
        # "1415H", "two-State", "one hundred and fiftieth"
        "fused figure": r"[A-Za-z]|-\w",
        "fused word": r"-\s*\w|\s+and\s+\w+(?:st|nd|rd|th)\b",
        # "of a" in "half of a century"
        "article": r"\s+(?:of\s+)?an?(?=\s)",
        # a year, unless a unit or a noun follows
        "closes": r"[.,;:)\]]|\s+(?:the|a|and|in|of|on|by|at|to|as|with|was|is|has|it|we)\b",
        # a figure with nothing to count: "1 2 3", "12;"
        "alone": r"\s+\d|[;:\]]",
        "day": r"\s+day\b",
        # "12" · "3 to 5"; "1.12"
        "plain": r"\d{1,6}(?:[^\d.,]{1,8}\d{1,4})?",
        "label": r"\d\d?\.\d\d?",
        # what follows "were" in "3,000 were", "of" in "5 of"
        "counts": r"\s+(?:of|were|are|have|had)\b",
        "clause end": r"(?:^|[.;:?!\"”)\n])\s*$",
        "marker": r"[.)][\s*]|\t",
        # "half the country", "half of it"
        "whole": rf"\s+(?:of|{alternation(_nouns()['determiner'])})\s",
    }
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


def _names_a_thing(text: str, number: Number, *, hedged: bool, measured: bool) -> bool:
    """Is the number a date, a list marker, the name of a thing, a pronoun: anything but an amount?"""
    words, refers = text[number.start : number.end], _references()
    before, after = (
        text[max(0, number.start - LIST) : number.start][::-1],
        text[number.tail : number.tail + 40],
    )
    hedged = hedged and number.value is not None
    if words[0].isdecimal():
        if not measured and not hedged and refers["fused figure"].match(after):
            return True
        if before[:2].strip()[:1] == "/" or refers["after"].match(after):
            return True
        plain = refers["plain"].fullmatch(words)
        if measured or not (plain or refers["label"].fullmatch(words)):
            return False
        dated = refers["month after"].match(after) or refers["month before"].match(before)
        return (
            bool(plain and (dated or _opens_a_line(text, number)))
            or refers["before"].match(before) is not None
        )
    if words.lower() == "one" and not hedged and (not measured or refers["day"].match(after)):
        return True
    if words.lower() == "half" and not hedged and number.unit and not refers["whole"].match(after):
        return True  # "half-time"
    if not measured and (
        (not hedged and refers["fused word"].match(after)) or refers["before"].match(before)
    ):
        return True
    return words[0].isupper() and not refers["opens"].match(before)  # "the Twelve"


def _is_plainly_none(text: str, number: Number) -> bool:
    """Most figures of a speech need no reading: the year of "in 1994,", the marker "112. We", "1 2 3"."""
    words, refers = text[number.start : number.end], _references()
    if is_year(words) and refers["closes"].match(text, number.end):
        return _sign(text, number) is None
    if words.isdecimal() and len(words) < 7 and refers["alone"].match(text, number.end):
        return _sign(text, number) is None and _hedge(text, number.start)[0] is None
    return (
        words.isdecimal()
        and refers["marker"].match(text, number.end) is not None
        and _opens_a_line(text, number)
    )


def _is_left_over(
    text: str, number: Number, unit: str | None, counted: str | None, *, hedged: bool
) -> bool:
    """A year that counts no people, or a small number with nothing that it could count."""
    words, refers = text[number.start : number.end], _references()
    before = text[max(0, number.start - LIST) : number.start][::-1]
    hedged = hedged and number.value is not None
    plain = refers["plain"].fullmatch(words) is not None
    if is_year(words) and not (unit == "persons" and (hedged or not refers["year"].match(before))):
        return True
    small = plain or (not words[0].isdigit() and " " not in words and number.value is not None)
    if unit or hedged or counted or not small:
        return False
    after = text[number.tail : number.tail + 40]
    return refers["weak"].match(before) is not None or not refers["counts"].match(after)


def _opens_a_line(text: str, number: Number) -> bool:
    """A list marker ("112."), a page number, a footnote mark or a page header."""
    refers, after = _references(), text[number.end : number.end + 2]
    start = max(
        text.rfind("\n", max(0, number.start - LINE), number.start) + 1, number.start - LINE, 0
    )
    head = text[start : number.start]
    if not head.strip(" \t*(") and refers["marker"].match(after):
        return refers["clause end"].search(text[max(0, start - 12) : start]) is not None
    if head.endswith(("(", "[")) and after[:1] in (")", "]"):
        return True
    line = head + text[number.start : number.end + LINE].partition("\n")[0]
    return len(line) < LINE and bool(
        refers["page"].match(line) or ("ession" in line and refers["header"].search(line))
    )


def _plain(words: str) -> str:
    return " ".join(words.replace("*", "").split())
