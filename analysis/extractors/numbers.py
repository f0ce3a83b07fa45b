"""Finds the numbers of a text, in figures and in words, before anything around them is read.

One pass looks for where a number can begin. Most are plain ("12", "five") and done at once; the rest are read as
a range, a ratio, a fraction, a magnitude ("tens of thousands") or a number with scales ("2.5 million"). Every
pattern begins with the letters it wants, so that a text is passed once and in time linear in its length.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from analysis.text import alternation, spelled
from analysis.vocabulary import load_table, terms

Patterns = dict[str, re.Pattern[str]]
# the character before a word; a pattern that begins with it skips quickly from word to word
EDGE = r"[^A-Za-z0-9_]"
# "2.5" and "million" in "2.5 million"
TOKEN = re.compile(r"\d[\d.,\s]*\d|\d|[^\W\d_]+")
# one byte a character: capitals become small letters, digits 0, what may stand before a word a space
FOLDED = re.sub(rb"[^a-z0-9_.,/]", b" ", re.sub(rb"[0-9]", b"0", bytes(range(256)).lower()))
# how many characters before a range may say that it is a change, "rose from"
CHANGE = 60
# and before a magnitude its article, "several thousand"
LEAD = 16


class Number(NamedTuple):
    """A number; ``tail`` is where its unit and its noun are looked for. Fractions and ratios are percent."""

    start: int
    end: int
    tail: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    hedge_text: str | None = None
    ratio: bool = False


def find_numbers(text: str) -> Iterator[Number]:
    """The numbers of ``text`` in order, none inside another."""
    patterns, position, spaced = _patterns(), 0, f" {text}"
    for place in _may_begin().finditer(spaced.encode("latin-1", "replace").translate(FOLDED)):
        begin = patterns["begin"].match(spaced, place.start())
        at = begin.end() - 1 if begin else -1
        if at < position:
            continue
        if not text[at].isdecimal() and patterns["late"].match(text, at):
            # "a" of "a million", "several" of "several thousand"; "third" alone is no number
            lead = patterns["lead"].search(f" {text[max(position, at - LEAD) : at]}")
            if lead is None and not patterns["alone"].match(text, at):
                continue
            at -= len(lead[1]) if lead else 0
        for number in _numbers_at(text, at):
            yield number
            position = number.end


def is_year(figure: str) -> bool:
    """Could the figure be a year of the sixteenth to the twenty-second century?"""
    return len(figure) == 4 and figure.isdecimal() and "1500" <= figure < "2200"


@cache
def number_words() -> dict[str, tuple[str, float]]:
    """Role and value of each number word that has a value."""
    return {
        row["term"]: (row["role"], float(row["value"]))
        for row in load_table("number_words")
        if row["value"]
    }


@cache
def measure() -> re.Pattern[str]:
    """The pattern of a unit that follows a number."""
    units = (row["term"] for row in load_table("units") if row["kind"] != "money sign")
    return re.compile(rf"[\s*_]*-?(?P<unit>{spelled(units)})(?!\w)")


@cache
def _may_begin() -> re.Pattern[bytes]:
    """Where a number may begin in folded bytes, or a little more: a third of the price of the exact pattern."""
    words = terms("number_words", "role", "small", "tens", "scale", "part", "vague")
    codes = (sign.lstrip("$").lower() + "0" for sign in _codes())
    return re.compile(
        rf" {alternation(['0', *words, 'between', *codes])}(?!(?<=[a-z])[a-z_])".encode()
    )


def _codes() -> list[str]:
    """The letters of EUR5 and $US5; US$5 is "$" and "5"."""
    return sorted(
        sign for sign in terms("units", "kind", "money sign") if sign.lstrip("$").isalpha()
    )


@cache
def _patterns() -> Patterns:
    def words(*roles: str) -> str:
        return rf"(?:{spelled(term for role in roles for term in terms('number_words', 'role', role))})(?!\w)"

    # 1,000,000 · 1.000.000 · 150 000 · 2.5 · 3000 · 12,5 per cent
    grouped = (
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+"
        r"|\d{1,3},\d(?=\s*(?:%|(?i:per[\s-]?cent|[mb]illion)\b))"
    )
    figure = rf"(?:(?:{grouped}|(?!(?:19|20)\d\d\.)\d{{1,15}}(?:\.\d+)?|\d{{4}})(?!\d|[.,/]\d))"
    # twenty-one · five
    small = rf"(?:{words('tens')}(?:[\s-]+{words('small')})?|{words('small')})"
    scale, part, vague, some = words("scale"), words("part"), words("vague"), words("indefinite")
    # a (million) · half a (million) · half (million) · three quarters of a (million)
    article = rf"(?:[hH]alf\s+(?:of\s+)?|(?:[aA]n?|{small})[\s-]+{part}\s+of\s+)?[aA]n?(?=\s+{scale})|[hH]alf(?=\s+{scale})"
    half = r"(?:\s+and\s+a\s+half)?"
    # $2.5m · 4.3M
    money = rf"(?:(?<=[$€£A-Z]){figure}{words('money scale')}|{figure}M(?!\w))"
    # 2.5 million · three hundred thousand · a million and a half · three and a half million · 5bn
    lone = rf"(?:{money}|{article}|{figure}|{small}){half}(?:[\s-]*{scale}|(?<=\d){words('short scale')}){{0,3}}{half}"
    # one hundred and twenty-five thousand
    number = rf"{lone}(?:(?<=red|and|ion)\s+(?:and\s+)?{small}(?:[\s-]+{scale}){{0,2}}){{0,3}}"
    percent, sign = r"(?:\s*(?:%|(?i:per[\s-]?cent)\b))?", r"(?:(?:US)?\s?[$€£]\s?)?"
    to = r"(?:(?<=[\d%])\s*[-–—]|\s+[-–—]|\s*(?:-\s*)?\b(?i:to)\b|\s*\b(?i:or)\b)\s*"
    joint = (
        rf"[\s-]*(?:{words('tens', 'small', 'scale', 'short scale', 'part')}|(?:in|out|to|or)\b|and\s+a\s+half"
        r"|(?:%|per[\s-]?cent\b)?\s*(?:[-–—]|to\b|or\b))"
    )
    codes = "|".join(rf"{sign[1:]}(?<=\{sign})" if sign[0] == "$" else sign for sign in _codes())
    patterns = {
        # where a number can begin
        "begin": rf"[^A-Za-z0-9_.,/](?:(?=[0-9]|{words('small', 'tens', 'scale', 'part', 'vague')}"
        rf"|[bB]etween\s+(?:\W?\d|US|[a-z]))(?<!\w[-'’])(?<!\w)|(?:{codes})(?=\d))",
        # what begins a number only after a word that leads up to it
        "late": rf"{words('scale', 'part', 'vague')}",
        "lead": rf"{EDGE}((?:[aA]n?|{some})\s+)$",
        "alone": rf"{vague}|[hH]alf(?![\w-])|{scale}\s+of\s+{vague}",
        # 12 · five, and nothing that could belong to the number
        "plain": rf"(?:\d{{1,7}}(?!\d|[mkMK]\b|[.,/]\d|[ \u00a0\u2009\u202f]\d{{3}})|{small})(?!{joint})",
        # between 500,000 and 1 million
        "between": rf"(?P<word>[bB]etween)\s+{sign}(?P<low>{lone}){percent}\s+and\s+{sign}(?P<high>{number})",
        # one in four · nine out of every ten
        "ratio": rf"(?P<low>{small}|\d{{1,2}})\s+(?:in|out\s+of)\s+(?:every\s+)?"
        rf"(?P<high>{small}|\d{{1,3}})(?![\w,]|\.\d)",
        # 60,000 to 70,000 · 10-15 · five or six
        "to": rf"(?P<low>{lone})(?P<percent>{percent}){to}(?P<sign>{sign})(?P<high>{number})",
        # two-thirds · one fifth · a quarter · half
        "fraction": rf"(?:(?P<many>{small}|[aA]n?)[\s-]+)?(?P<part>{part})",
        # tens of thousands · several hundred · thousands upon thousands · hundred of thousands
        "vague": rf"(?:{some}\s+)?{vague}(?:\s+(?:of|upon|and)\s+(?:{vague}|{scale})){{0,2}}"
        rf"|{scale}\s+of\s+{vague}|{some}(?:\s+(?:{scale}|{vague})){{1,2}}",
        "number": number,
        "last scale": rf"(?<![^\W\d_])(?P<scale>{scale})\s*$",
        "of a scale": rf"-?\s*(?:of\s+)?(?:an?\s+)?{scale}|-\w",
        "ordinal": rf"{EDGE}{words('ordinal')}\s+$",
    }
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


def _numbers_at(text: str, at: int) -> list[Number]:
    patterns = _patterns()
    if found := patterns["plain"].match(text, at):
        value = float(found[0]) if found[0].isdecimal() else _value(found[0])
        return [Number(at, found.end(), found.end(), value)] if value else []
    if text[at] in "bB":
        between = patterns["between"].match(text, at)
        pair = _pair(text, between) if between else None
        if between and pair:
            return [
                Number(at, between.end(), between.end(), None, *pair, hedge_text=between["word"])
            ]
    if (found := patterns["ratio"].match(text, at)) and (share := _ratio(text, found)):
        return [Number(at, found.end(), found.end(), share, unit="percent", ratio=True)]
    if (
        (found := patterns["to"].match(text, at))
        and _is_one_kind(text, found)
        and (pair := _pair(text, found))
    ):
        return _range(text, found, *pair)
    if not text[at].isdigit():
        if (found := patterns["fraction"].match(text, at)) and (share := _fraction(text, found)):
            return [Number(at, found.end(), found.end(), share, unit="percent")]
        if found := patterns["vague"].match(text, at):
            return [Number(at, found.end(), found.end())]
    found = patterns["number"].match(text, at)
    if found and (value := _value(found[0], text[found.end() : found.end() + 12])):
        return [Number(at, found.end(), found.end(), value)]
    return []


def _value(words: str, after: str = "") -> float | None:
    """The value of "three hundred thousand", "a million and a half", "three quarters of a million", "2.5 million"."""
    total, current, scale = 0.0, 0.0, 1.0
    tokens = TOKEN.findall(words.lower())
    for i, token in enumerate(tokens):
        role, value = number_words().get(token, ("", 0.0))
        if token[0].isdigit():
            current += _figure(
                token, bare=len(tokens) == 1 and not re.match(r"\s*(?:%|per)", after)
            )
        elif role in ("small", "tens"):
            current += value
        elif role == "part" and tokens[i - 2 : i] == ["and", "a"]:
            # "three and a half million", but "a million and a half"
            total, current = (total, current + 0.5) if current else (total + scale / 2, 0.0)
        elif role == "part":
            current = (current or 1.0) / value
        elif role.endswith("scale"):
            if total and not current:  # "a thousand million"
                total, current = 0.0, total
            scale, current = value, (current or 1.0) * value
            total, current = (total + current, 0.0) if value >= 1000 else (total, current)
    return total + current or None


def _figure(token: str, *, bare: bool) -> float:
    """A figure with any grouping; one dot before three digits groups thousands unless a scale follows."""
    if re.fullmatch(
        r"\d{1,3},\d", token
    ):  # as many languages write it; "the Group of 77,42 per cent" is two numbers
        return float(token.replace(",", "."))
    token = re.sub(r"[,\s]", "", token)
    if token.count(".") > 1 or (bare and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", token)):
        token = token.replace(".", "")
    return float(token)


def _pair(text: str, match: re.Match[str]) -> tuple[float, float] | None:
    """Both ends of a range; "two to three million" shares its scale. None unless it rises and is no years."""
    low, high = _value(match["low"]), _value(match["high"], text[match.end() : match.end() + 12])
    years = is_year(match["low"].strip()) and not re.fullmatch(r"[3-9]\d{3}", match["high"])
    if not low or not high or years or re.fullmatch(r"\d\d-\d{5}", match[0]):
        return None
    scale = _patterns()["last scale"].search(match["high"])
    factor = number_words()[scale["scale"].lower()][1] if scale else 1.0
    if re.fullmatch(r"\d{1,3}\s?[-–—]\s?\d{1,3},000", match[0]):  # 70-75,000
        factor = 1000.0
    if low < 1000 and low < high / factor:
        low *= factor
    return (low, high) if low < high else None


def _is_one_kind(text: str, match: re.Match[str]) -> bool:
    """Not "4 per cent to $13": both ends are percent, or money, where one is."""
    if match["percent"] and not re.match(
        r"\s*(?:%|per[\s-]?cent)", text[match.end() : match.end() + 12], re.I
    ):
        return False
    return (
        not match["sign"]
        or re.search(r"[$€£]\s?$", text[max(0, match.start() - 2) : match.start()]) is not None
    )


def _range(text: str, match: re.Match[str], low: float, high: float) -> list[Number]:
    """One range, or two numbers where the text says how a thing changed: "rose from 20,000 to 1.2 million"."""
    before = text[max(0, match.start() - CHANGE) : match.start()]
    changes = re.search(r"\bfrom\W*(?:\w+\W+){0,2}$", before) or (
        match["sign"] and re.search(r"\bby\W*$", before)
    )
    if changes and not re.search(r"\b(?:rang|var)(?:e|y|i?es|i?ed|y?ing)\s+from", before):
        first = Number(match.start("low"), match.end("low"), match.end(), low)
        return [first, Number(match.start("high"), match.end(), match.end(), high)]
    return [Number(match.start(), match.end(), match.end(), None, low, high)]


def _ratio(text: str, match: re.Match[str]) -> float | None:
    part, whole = _value(match["low"]), _value(match["high"])
    if not part or not whole or part >= whole or measure().match(text, match.end()):
        return None
    return round(100 * part / whole, 2)


def _fraction(text: str, match: re.Match[str]) -> float | None:
    """A fraction in percent, or None where the words are an ordinal ("a third party") or part of a number."""
    after, many = text[match.end() : match.end() + 30], (match["many"] or "").lower()
    _, whole = number_words()[match["part"].lower()]
    if _patterns()["of a scale"].match(after):
        return None
    before = f" {text[max(0, match.start() - 15) : match.start()]}"
    if whole == 2 and (before.endswith("and ") if many else _patterns()["ordinal"].search(before)):
        return None  # "a year and a half", "second half of"
    if many in ("", "a", "an") and whole != 2 and not re.match(r"\s+of\b|\W*$|\s*[.,;]", after):
        return None
    value = 100 * (_value(many) or 1.0) / whole
    return round(value, 2) if value <= 100 else None
