"""Finds the numbers of a text, in figures and in words, before anything around them is read.

One pass looks for where a number can begin. Most are plain ("12", "five") and done at once; the others are read
as one number or as two that belong together: a range ("10 to 15"), a ratio ("one in four").
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.text import alternation, compiled, spelled
from analysis.vocabulary import Vocabulary

Patterns = dict[str, re.Pattern[str]]
# the character before a word; a pattern that begins with it skips quickly from word to word
EDGE = r"[^A-Za-z0-9_]"
# "1/2", "150 000", "2.5" and "million"
TOKEN = re.compile(r"\d+/\d+|\d{1,3}(?:\s\d{3})+|\d[\d.,'’]*\d|\d|[^\W\d_]+")
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
    sign: str = ""
    doubt: str | None = None


class End(NamedTuple):
    """One number of a range; ``kind`` is share (a fraction) or percent, ``after`` is behind "per cent"."""

    start: int
    end: int
    after: int
    value: float
    scale: float = 1.0
    kind: str = ""
    sign: str = ""
    hedged: bool = False


def find_numbers(text: str, words: Vocabulary) -> Iterator[Number]:
    """The numbers of ``text`` in order, none inside another."""
    patterns, position, spaced = words.once(_patterns), 0, f" {text}"
    begins, late, plain = (patterns[name].match for name in ("begin", "late", "plain"))
    places = words.once(_may_begin).finditer(spaced.encode("latin-1", "replace").translate(FOLDED))
    for place in places:
        begin = begins(spaced, place.start())
        at = begin.end() - 1 if begin else -1
        if at < position:
            continue
        if not text[at].isdecimal() and late(text, at):
            # "a" of "a million", "several" of "several thousand"; "third" alone is no number
            lead = patterns["lead"].search(f" {text[max(position, at - LEAD) : at]}")
            if lead is None and not patterns["alone"].match(text, at):
                continue
            at -= len(lead[1]) if lead else 0
        if found := plain(text, at):
            value = float(found[0]) if found[0].isdecimal() else _value(found[0], words)
            numbers = [Number(at, found.end(), found.end(), value)] if value else []
        else:
            numbers = _numbers_at(text, at, words)
        for number in numbers:
            yield number
            position = number.end


def is_year(figure: str) -> bool:
    """Could the figure be a year of the sixteenth to the twenty-second century?"""
    return len(figure) == 4 and figure.isdecimal() and "1500" <= figure < "2200"


def number_words(words: Vocabulary) -> dict[str, tuple[str, float]]:
    """Role and value of each number word that has a value."""
    rows = [row for row in words.table("number_words") if row["value"]]
    return {row["term"]: (row["role"], float(row["value"])) for row in rows}


def measure(words: Vocabulary) -> re.Pattern[str]:
    """The pattern of a unit that follows a number."""
    units = [row["term"] for row in words.table("units") if row["kind"] != "money sign"]
    return re.compile(rf"(?:\s|[*_]){{0,12}}-?(?P<unit>{spelled(units)})(?!\w)")


# --- where a number begins, and how it is written


def _may_begin(words: Vocabulary) -> re.Pattern[bytes]:
    """Where a number may begin in folded bytes, or a little more: a third of the price of the exact pattern."""
    known = words.terms("number_words", "role", "small", "tens", "scale", "part", "vague")
    codes = [sign.lstrip("$").lower() + "0" for sign in _codes(words)]
    starts = alternation(["0", *known, "between", *codes])
    return re.compile(rf" {starts}(?!(?<=[a-z])[a-z])".encode())


def _codes(words: Vocabulary) -> list[str]:
    """The letters of EUR5 and $US5; US$5 is "$" and "5"."""
    signs = words.terms("units", "kind", "money sign")
    return sorted(sign for sign in signs if sign.lstrip("$").isalpha())


def _forms(words: Vocabulary) -> dict[str, str]:
    """The pieces of a number, each a pattern without groups."""

    def any_of(*roles: str) -> str:
        return rf"(?:{spelled(words.terms('number_words', 'role', *roles))})(?![^\W\d_])"

    # 1,000,000 · 1.000.000 · 1'000'000 · 150 000 · 12,5 per cent
    grouped = (
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:['’]\d{3})+"
        r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d{1,3},\d(?=\s*(?:%|(?i:per[\s-]?cent|[mb]illion)\b))"
    )
    # 2.5 · 3000, no part of 1.2.3 or 1994.5
    figure = rf"(?:(?:{grouped}|(?!(?:19|20)\d\d\.)\d{{1,15}}(?:\.\d+)?|\d{{4}})(?!\d|[.,/]\d))"
    scale, part, short = any_of("scale"), any_of("part"), any_of("short scale")
    # twenty-one · five
    small = rf"(?:{any_of('tens')}(?:[\s-]+{any_of('small')})?|{any_of('small')})"
    # half of a (million) · three quarters of a (million) · a (million) · half (a million)
    article = (
        rf"(?:[hH]alf\s+(?:of\s+)?|(?:[aA]n?|{small})[\s-]+{part}\s+of\s+)?[aA]n?(?=\s+{scale})"
        rf"|[hH]alf(?=\s+{scale})"
    )
    half = r"(?:\s+and\s+a\s+half)?"
    # $2.5m · 4.3M
    money = rf"(?:(?<=[$€£A-Z]){figure}{any_of('money scale')}|{figure}M(?!\w))"
    scales = rf"(?:[\s-]*{scale}|(?<=\d){short}){{0,3}}"
    # 2.5 million · three hundred thousand · a million and a half · three and a half million · 5bn
    lone = rf"(?:{money}|{article}|{figure}|{small}){half}{scales}{half}"
    return {
        "small": small, "scale": scale, "part": part, "short": short,
        # one hundred and twenty-five thousand
        "number": rf"{lone}(?:(?<=red|and|ion)\s+(?:and\s+)?{small}(?:[\s-]+{scale}){{0,2}}){{0,3}}",
        "vague": any_of("vague"), "some": any_of("indefinite"), "ordinal": any_of("ordinal"),
        "late": any_of("scale", "part", "vague"),
        "first": any_of("small", "tens", "scale", "part", "vague"),
    }  # fmt: skip


def _patterns(words: Vocabulary) -> Patterns:
    forms = words.once(_forms)
    first, small, scale, part, vague, some = (
        forms[name] for name in ("first", "small", "scale", "part", "vague", "some")
    )
    codes = "|".join(
        rf"{sign[1:]}(?<=\{sign})" if sign[0] == "$" else sign for sign in _codes(words)
    )
    percent = r"\s*(?:%|(?i:per[\s-]?cent)\b)"
    patterns = {
        # where a number can begin
        "begin": rf"[^A-Za-z0-9_.,/](?:(?=[0-9]|{first}"
        rf"|[bB]etween\s+(?:\W?\d|US|[a-z]))(?<!\w[-'’])(?<!\w)|(?:{codes})(?=\d))",
        # what begins a number only after a word that leads up to it
        "late": forms["late"],
        "lead": rf"{EDGE}((?:[aA]n?|{some})\s+)$",
        "alone": rf"{vague}|[hH]alf(?![\w-])|{scale}\s+of\s+{vague}",
        # 12 · five, and nothing that could belong to the number
        "plain": rf"(?:\d{{1,7}}(?!\d|[mkMK]\b|[.,/]\d|[ \u00a0\u2009\u202f]\d{{3}})|{small})"
        rf"(?![\s-]*(?:{first}|{forms['short']}|(?:in|out|to|or)\b|and\s+a\s+half)"
        rf"|(?:{percent})?\s*(?:[-–—]|to\b|or\b))",
        # what joins two numbers
        "between": r"(?P<word>[bB]etween)\s+",
        "and": r"\s+and\s+",
        "to": r"(?:(?<=[\d%])\s*[-–—]|\s+[-–—]|\s*(?:-\s*)?\b(?i:to)\b|\s*\b(?i:or)\b)\s*",
        "ratio": rf"(?P<low>{small}|\d{{1,2}})\s+(?:in|out\s+of)\s+(?:every\s+)?"
        rf"(?P<high>{small}|\d{{1,3}})(?![\w,]|\.\d)",
        # two-thirds · one fifth · a quarter · half
        "fraction": rf"(?:(?P<many>{small}|[aA]n?)[\s-]+)?(?P<part>{part})",
        # tens of thousands · several hundred · thousands upon thousands · hundred of thousands
        "vague": rf"(?:{some}\s+)?{vague}(?:\s+(?:of|upon|and)\s+(?:{vague}|{scale})){{0,2}}"
        rf"|{scale}\s+of\s+{vague}|{some}(?:\s+(?:{scale}|{vague})){{1,2}}",
        "number": forms["number"],
        "percent": percent,
        "sign": r"(?:US)?\s?[$€£]\s?",
        "last scale": rf"(?<![^\W\d_])(?P<scale>{scale})\s*$",
        "of a scale": rf"-?\s*(?:of\s+)?(?:an?\s+)?{scale}|-\w",
        "ordinal": rf"{EDGE}{forms['ordinal']}\s+$",
    }
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


# --- one number, or two that belong together


def _numbers_at(text: str, at: int, words: Vocabulary) -> list[Number]:
    patterns = words.once(_patterns)
    if between := patterns["between"].match(text, at):
        ends = _range(text, _end(text, between.end(), words), "and", words)
        if ends:
            number = _joined(text, *ends)[0]
            return [number._replace(start=at, hedge_text=between["word"], sign=ends[0].sign)]
    if (ratio := patterns["ratio"].match(text, at)) and (share := _ratio(text, ratio, words)):
        return [Number(at, ratio.end(), ratio.end(), share, unit="percent", ratio=True)]
    one = _end(text, at, words)
    if one and (ends := _range(text, one, "to", words)):
        return _joined(text, *ends)
    if one and one.kind == "share":
        return [Number(at, one.end, one.end, one.value, unit="percent")]
    if not text[at].isdecimal() and (vague := patterns["vague"].match(text, at)):
        return [Number(at, vague.end(), vague.end())]
    return [Number(at, one.end, one.end, one.value)] if one else []


def _end(text: str, at: int, words: Vocabulary) -> End | None:
    """The number at ``at``, alone or as one end of a range."""
    patterns = words.once(_patterns)
    sign = patterns["sign"].match(text, at)
    start = sign.end() if sign else at
    if not text[start : start + 1].isdecimal() and (share := _fraction(text, start, words)):
        return share
    found = patterns["number"].match(text, start)
    value = _value(found[0], words, text[found.end() : found.end() + 12]) if found else None
    if found is None or not value:
        return None
    last = patterns["last scale"].search(found[0])
    scale = words.once(number_words)[last["scale"].lower()][1] if last else 1.0
    percent = patterns["percent"].match(text, found.end())
    after, kind = (percent.end(), "percent") if percent else (found.end(), "")
    return End(start, found.end(), after, value, scale, kind, sign[0].strip() if sign else "")


def _range(text: str, low: End | None, joint: str, words: Vocabulary) -> tuple[End, End] | None:
    """Both ends of the range that begins with ``low``: "10 to 15 per cent", "between $2 and $3 million"."""
    joined = words.once(_patterns)[joint].match(text, low.after) if low else None
    high = _end(text, joined.end(), words) if joined else None
    if low is None or high is None or not _is_one_kind(text, low, high):
        return None
    value = _shared_scale(text, low, high)
    return (low._replace(value=value), high) if value and value < high.value else None


def _is_one_kind(text: str, low: End, high: End) -> bool:
    """Not "4 per cent to $13": both ends are shares, or money, where one is."""
    if low.kind and not high.kind:
        return False
    before = text[max(0, low.start - 2) : low.start].rstrip()
    return not high.sign or before.endswith(("$", "€", "£"))


def _shared_scale(text: str, low: End, high: End) -> float | None:
    """The lower end; that of "two to three million" shares its scale. None where the ends are years."""
    first, second = text[low.start : low.end], text[high.start : high.end]
    whole = text[low.start : high.end]
    if is_year(first) and not re.fullmatch(r"[3-9]\d{3}", second):
        return None
    if re.fullmatch(r"\d\d-\d{5}", whole):  # the number of a document
        return None
    factor = 1000.0 if re.fullmatch(r"\d{1,3}\s?[-–—]\s?\d{1,3},000", whole) else high.scale
    shares = low.value < 1000 and low.value < high.value / factor
    return low.value * factor if shares else low.value


def _joined(text: str, low: End, high: End) -> list[Number]:
    """The range, or two numbers where the text says how a thing changed: "rose from 20,000 to 1.2 million"."""
    before = text[max(0, low.start - CHANGE) : low.start]
    changes = re.search(r"\bfrom\W*(?:\w+\W+){0,2}$", before)
    changes = changes or (high.sign and re.search(r"\bby\W*$", before))
    unit = "percent" if high.kind == "share" else None
    if changes and not re.search(r"\b(?:rang|var)(?:e|y|i?es|i?ed|y?ing)\s+from", before):
        first = Number(low.start, low.end, high.end, low.value, unit=unit)
        return [first, Number(high.start, high.end, high.end, high.value, unit=unit)]
    return [Number(low.start, high.end, high.end, None, low.value, high.value, unit=unit)]


def _ratio(text: str, match: re.Match[str], words: Vocabulary) -> float | None:
    part, whole = _value(match["low"], words), _value(match["high"], words)
    if not part or not whole or part >= whole or words.once(measure).match(text, match.end()):
        return None
    return round(100 * part / whole, 2)


def _fraction(text: str, at: int, words: Vocabulary) -> End | None:
    """A fraction in percent; None where the words are an ordinal ("a third party") or part of a number."""
    patterns = words.once(_patterns)
    match = patterns["fraction"].match(text, at)
    if match is None:
        return None
    after, many = text[match.end() : match.end() + 30], (match["many"] or "").lower()
    _, whole = words.once(number_words)[match["part"].lower()]
    if patterns["of a scale"].match(after):
        return None
    before = f" {text[max(0, at - 15) : at]}"
    if whole == 2 and (before.endswith("and ") if many else patterns["ordinal"].search(before)):
        return None  # "a year and a half", "second half of"
    if many in ("", "a", "an") and whole != 2 and not re.match(r"\s+of\b|\W*$|\s*[.,;]", after):
        return None
    value = round(100 * (_value(many, words) or 1.0) / whole, 2)
    return End(at, match.end(), match.end(), value, kind="share") if value <= 100 else None


# --- what a number is worth


def _value(number: str, words: Vocabulary, after: str = "") -> float | None:
    """The value of "three hundred thousand", "a million and a half", "three quarters of a million", "2.5 million"."""
    total, current, scale, factor = 0.0, 0.0, 1.0, 1.0
    known, tokens = words.once(number_words), TOKEN.findall(number.lower())
    bare = len(tokens) == 1 and not re.match(r"\s*(?:%|per)", after)
    for i, token in enumerate(tokens):
        role, value = known.get(token, ("", 0.0))
        if token[0].isdecimal():
            current += _figure(token, bare=bare)
        elif role in ("small", "tens"):
            current += value
        elif role == "part" and tokens[i - 2 : i] == ["and", "a"]:
            # "three and a half million", but "a million and a half"
            total, current = (total, current + 0.5) if current else (total + scale / 2, 0.0)
        elif role == "part":
            factor, current = (current or 1.0) / value, 0.0
        elif role.endswith("scale"):
            if total and not current:  # "a thousand million"
                total, current = 0.0, total
            scale, current = value, (current or 1.0) * value
            total, current = (total + current, 0.0) if value >= 1000 else (total, current)
    return (total + current) * factor or None


def _figure(token: str, *, bare: bool) -> float:
    """A figure with any grouping; one dot before three digits groups thousands unless a scale follows."""
    if re.fullmatch(r"\d{1,3},\d", token):
        return float(token.replace(",", "."))  # as many languages write it
    token = re.sub(r"[,\s'’]", "", token)
    if token.count(".") > 1 or (bare and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", token)):
        token = token.replace(".", "")
    return float(token)
