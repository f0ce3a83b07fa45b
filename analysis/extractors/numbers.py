"""Finds the numbers of a text, in figures and in words, before anything around them is read.

One pass looks for where a number can begin. Most are plain ("12", "five") and done at once; the others are read
as one number or as two that belong together: a range ("10 to 15"), a ratio ("one in four").
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.text import alternation, spelled
from analysis.vocabulary import Vocabulary

Patterns = dict[str, re.Pattern[str]]
# the character before a word; a pattern that begins with it skips quickly from word to word
EDGE = r"[^A-Za-z0-9_]"
# "1/2", "150 000", "2.5" and "million"
TOKEN = re.compile(r"\d+/\d+|\d{1,3}(?:\s\d{3})+|\.?\d[\d.,'’]*\d|\.?\d|[^\W\d_]+")
# one byte a character: capitals become small letters, digits 0, what may stand before a word a space
FOLDED = re.sub(rb"[^a-z0-9.,/]", b" ", re.sub(rb"[0-9]", b"0", bytes(range(256)).lower()))
# before a figure, the quick case
BLANK = frozenset(" \n\t")
# how many characters before a range may say that it is a change, "rose in ten years from"
CHANGE = 90
# letters that a scanner reads in a figure
OCR = str.maketrans("lIOSB", "11058")
MISREAD = re.compile(r"\d{1,3}[lIOSB]\d")
# "from" and "by" before a range; "ranges from"; how many times as much is a change, no range
FROM, BY = re.compile(r"\bfrom\W*(?:\w+\W+){0,2}\Z"), re.compile(r"\bby\W*\Z")
RANGES, MANY = re.compile(r"\b(?:rang|var)(?:e|y|i?es|i?ed|y?ing)\s+from"), 4
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# "3.4 m", "1 000 m": a letter that is a scale or a unit
LETTER = re.compile(r"\s[mbkMBK]\Z")
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
        at = place.start()
        if spaced[at] not in BLANK or not text[at].isdecimal():
            begin = begins(spaced, at)
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


def is_word(letter: str) -> bool:
    """Does a number that begins so stand in words?"""
    return letter.isalpha()


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
    spans = [f"{article} {unit}" for article in ("a", "an") for unit in _spans(words)]
    starts = alternation(["0", ".0", *known, "between", "every", *codes, *spans])
    return re.compile(rf" {starts}(?!(?<=[a-z])[a-z])".encode())


def _spans(words: Vocabulary) -> list[str]:
    """Units of time in the singular: "more than a year"."""
    times = words.terms("units", "kind", "time")
    return [term for term in times if len(term) > 2 and not term.endswith("s")]


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
        r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+"
        r"|\d{1,3},\d(?=\s*(?:%|(?i:per[\s-]?cent|[mb]illion)\b))"
    )
    # 2.5 · 3000 · .5, no part of 1.2.3 or 1994.5; 1S4
    figure = (
        rf"(?:(?:{grouped}|(?!(?:19|20)\d\d\.)\d{{1,15}}(?:\.\d+)?|\d{{4}}|\.\d{{1,6}})"
        r"(?!\d|[.,/]\d|[lIOSB]\d)|\d{1,3}[lIOSB]\d{1,3}(?!\w))"
    )
    scale, part, short = any_of("scale"), any_of("part"), any_of("short scale")
    roles = ("small", "tens", "scale", "part", "vague", "short scale")
    joint = [*words.terms("number_words", "role", *roles), "in", "out", "to", "or"]
    # twenty-one · five
    small = rf"(?:{any_of('tens')}(?:[\s-]+{any_of('small')})?|{any_of('small')})"
    # 2 1/2 · 1/2 (million)
    mixed = rf"(?:\d{{1,3}}[ -]\d/\d{{1,2}}(?![\d/])|\d/\d{{1,2}}(?=\s+(?:an?\s+)?{scale}))"
    # half of a (million) · three quarters of a (million) · a (million) · a half (million)
    # · quarter(-million) · (hundred) and fifty
    article = (
        rf"(?:(?:[aA]\s+)?[hH]alf\s+(?:of\s+)?|(?:(?:[aA]n?|{small})[\s-]+)?{part}\s+of\s+)?"
        rf"(?:[aA]n?|[oO]ne)(?=\s+{scale})|(?:[aA]\s+)?(?:[hH]alf|[qQ]uarter)(?=[\s-]+{scale})"
        rf"|(?={scale}\s+(?:(?:and\s+)?{small}|{scale}))"
    )
    half = rf"(?:\s+and\s+(?:an?|one|two|three)[\s-]+{part}(?!\s+of\b))?"
    # $2.5m · USD 3.4 m · 4.3M · 200k · 1.5 m refugees
    letter, people = any_of("money scale"), spelled(words.terms("counted_nouns", "kind", "persons"))
    money = (
        rf"(?:(?:(?<=[$€£¥A-Z])|(?<=[$€£¥]\s)|(?<=[A-Z]{{3}}\s)){figure}\s?{letter}(?![\w-])"
        rf"|{figure}[MkK](?!\w)|{figure}\s?[mM](?=\s+(?:[\w-]+\s+)?{people}\b))"
    )
    scales = rf"(?:[\s-]*{scale}|(?<=\d)\s?{short}){{0,3}}"
    # 2.5 million · three hundred thousand · a million and a half · three and a half million · 5 bn
    lone = rf"(?:{money}|{mixed}|{article}|{figure}|{small}){half}{scales}{half}"
    # one hundred and twenty-five thousand · 1 million 200 thousand
    further = rf"(?:and\s+)?{small}(?:[\s-]+{scale}){{0,2}}|\d{{1,3}}\s+{scale}"
    return {
        "small": small, "scale": scale, "part": part, "short": short, "figure": figure, "lone": lone,
        "number": rf"{lone}(?:(?<=red|and|ion)\s+(?:{further})){{0,3}}",
        "vague": any_of("vague"), "some": any_of("indefinite"), "ordinal": any_of("ordinal"),
        "late": any_of("scale", "part", "vague"),
        "first": any_of("small", "tens", "scale", "part", "vague"),
        "joint": rf"(?:{spelled(joint)})(?![^\W\d_])",
        "half": rf"and\s+(?:an?|one|two|three)[\s-]+{part}",
    }  # fmt: skip


def _patterns(words: Vocabulary) -> Patterns:
    forms = words.once(_forms)
    first, small, scale, part, vague, some = (
        forms[name] for name in ("first", "small", "scale", "part", "vague", "some")
    )
    codes = "|".join(
        rf"{sign[1:]}(?<=\{sign})" if sign[0] == "$" else sign for sign in _codes(words)
    )
    percent, again = r"\s*(?:%|(?i:per[\s-]?cent)\b)", forms["number"]
    span = rf"[aA]n?(?=\s+(?:{spelled(_spans(words))})(?!\w))"
    hedges = [term for term in words.terms("hedges", "position", "before") if term[:1].isalpha()]
    patterns = {
        # where a number can begin
        "begin": rf"(?:[^A-Za-z0-9_.,/]|(?<!\w)_)(?:(?=\.?[0-9]|{first}|{span}|[bB]etween\s|[eE]very\s)"
        rf"(?:(?<!\w[-'’])|(?<=minus-))(?<![^\W_])|(?:{codes})(?=\d))",
        # what begins a number only after a word that leads up to it
        "late": forms["late"],
        "lead": rf"{EDGE}((?:[aA]n?|{some})\s+)$",
        "alone": rf"{vague}|[hH]alf(?![\w-])|[hH]alf(?=-(?:{spelled(_spans(words))}|{scale}))"
        rf"|{scale}\s+of\s+{vague}|{scale}\s+(?:(?:and\s+)?{small}|{scale})|{part}\s+of\s+an?\s+{scale}",
        # 12 · five, and nothing that could belong to the number
        "plain": rf"\d{{1,7}}(?=[.,;:)\]]\s)|(?:\d{{1,7}}(?!\d|[mkMK]\b|[lIOSB]\d|[.,/]\d|[\^⁰¹²³⁴-⁹]|[ \u00a0\u2009\u202f]\d{{3}}"
        rf"|['’]\d{{3}}|[ -]\d/|\s?[x×*]\s?10)|{small})"
        rf"(?![\s-]*(?:{forms['joint']}|{forms['half']})|\s?\(|\d|\s[mbkMBK]\b"
        rf"|(?<=[oO]ne)\s+[a-z]+\s+in\s+(?:every\s|\d|{small})"
        rf"|(?:{percent})?\s*[-–—]|{percent}\s*(?:to|or)\b)",
        # more than a (year) · every third
        "span": span,
        "every": rf"[eE]very\s+(?P<part>{part})(?=\s+[a-z])",
        # what joins two numbers
        "between": r"(?P<word>[bB]etween)\s+",
        "and": r"\s+and\s+",
        "to": r"(?:(?<=[\d%])\s*[-–—]|\s+[-–—]|\s*(?:-\s*)?\b(?i:to)\b-?|\s*\b(?i:or)\b)\s*",
        # one in four · one person in four · two out of five hundred
        "ratio": rf"(?P<low>{small}|\d{{1,2}})(?P<noun>(?<=[oO]ne)\s+[a-z]+)?\s+"
        rf"(?:in\s+(?:every\s+)?(?P<few>{small}|\d{{1,3}})(?![\w,]|\.\d|\s+{scale})"
        rf"|out\s+of\s+(?:every\s+)?(?P<many>{again}))",
        # two-thirds · one fifth · a quarter · half · 1/3 of
        "fraction": rf"(?:(?P<many>{small}|[aA]n?)[\s-]+)?(?P<part>{part})",
        "slash": r"(?P<many>\d{1,2})/(?P<whole>[2-9]|1[0268]|20|100)(?=\s+(?:of|the)\s)",
        # tens of thousands · several hundred · thousands upon thousands · hundred of thousands
        "vague": rf"(?:{some}\s+)?{vague}(?:\s+(?:of|upon|and)\s+(?:{vague}|{scale})){{0,2}}"
        rf"|{scale}\s+of\s+{vague}|{some}(?:\s+(?:{scale}|{vague})){{1,2}}",
        "lone": forms["lone"],
        "number": forms["number"],
        # 10^6 · 3 x 10⁶
        "power": rf"(?:(?P<times>{forms['figure']})\s?[x×*]\s?)?10"
        r"(?:\^(?P<power>\d{1,2})|(?P<raised>[⁰¹²³⁴-⁹]{1,2}))(?!\d)",
        # twenty (20) · one million3
        "again": rf"\s?\(\s?(?P<again>{again})\s?\)",
        "mark": r"(?<=[a-z])\d{1,2}(?![\w.,])",
        "percent": percent,
        "sign": rf"(?:{spelled(words.terms('units', 'kind', 'money sign'))})\s?(?=\d)",
        "inner": rf"(?:{spelled(hedges)})\s+",
        "last scale": rf"(?<![^\W\d_])(?P<scale>{scale}|(?<=\d){forms['short']})\s*$",
        "of a scale": rf"-?\s*(?:of\s+)?(?:an?\s+|one\s+)?{scale}|-(?!(?:{spelled(_spans(words))})(?!\w))\w",
        "of": rf"\s+of\b|\W*$|\s*[.,;]|-|\s+(?:and|to|or)\s+(?:an?\s|\d|{small})",
        "ordinal": rf"{EDGE}{forms['ordinal']}\s+$",
        # rose in ten years from · ranged from
        "change": rf"\b(?:{spelled(words.terms('number_words', 'role', 'change'))})(?!\w)"
        r"[^.;:]{0,60}\Z",
    }
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


# --- one number, or two that belong together


def _numbers_at(text: str, at: int, words: Vocabulary) -> list[Number]:
    patterns = words.once(_patterns)
    if text[at] in "aAbBeE":
        if span := patterns["span"].match(text, at):
            return [Number(at, span.end(), span.end(), 1.0)]
        if every := patterns["every"].match(text, at):
            whole = words.once(number_words)[every["part"].lower()][1]
            share = round(100 / whole, 2)
            return [Number(at, every.end(), every.end(), share, unit="percent", ratio=True)]
        if between := patterns["between"].match(text, at):
            low = _end(text, between.end(), words, form="lone", inner=True)
            ends = _range(text, low, "and", words)
            return [_between(text, at, between["word"], *ends)] if ends else []
    if (ratio := patterns["ratio"].match(text, at)) and (share := _ratio(text, ratio, words)):
        tail = ratio.end("low") if ratio["noun"] else ratio.end()
        return [Number(at, ratio.end(), tail, share, unit="percent", ratio=True)]
    if power := patterns["power"].match(text, at):
        return [_power(power, words)]
    one = _end(text, at, words)
    if one and (ends := _range(text, one, "to", words)):
        return _joined(text, *ends, words)
    if one and one.kind == "share":
        return [Number(at, one.end, one.end, one.value, unit="percent")]
    if not text[at].isdecimal() and (vague := patterns["vague"].match(text, at)):
        return [Number(at, vague.end(), vague.end())]
    return [_alone(text, at, one, words)] if one and one.value else []


def _alone(text: str, at: int, one: End, words: Vocabulary) -> Number:
    """One number, with what repeats it or is no part of it: "twenty (20)", "one million3"."""
    patterns, end, doubt = words.once(_patterns), one.end, None
    if (again := patterns["again"].match(text, end)) and is_word(text[at]) != is_word(
        again["again"][0]
    ):
        same = _value(again["again"], words) == one.value
        end, doubt = again.end(), None if same else "word and figure differ"
    elif mark := patterns["mark"].match(text, end):
        end, doubt = mark.end(), "digits of a footnote mark"
    elif LETTER.search(text[at:end]):
        doubt = "scale in one letter"
    elif MISREAD.match(text, at):
        doubt = "letters read as digits"
    return Number(at, end, end, one.value, doubt=doubt)


def _power(match: re.Match[str], words: Vocabulary) -> Number:
    raised = match["power"] or match["raised"].translate(RAISED)
    value = (_value(match["times"], words) or 1.0 if match["times"] else 1.0) * 10.0 ** int(raised)
    return Number(match.start(), match.end(), match.end(), value)


def _end(
    text: str,
    at: int,
    words: Vocabulary,
    *,
    form: str = "number",
    inner: bool = False,
    joined: bool = False,
) -> End | None:
    """The number at ``at``, alone or as one end of a range."""
    patterns = words.once(_patterns)
    hedge = patterns["inner"].match(text, at) if inner and text[at : at + 1].isalpha() else None
    at = hedge.end() if hedge else at
    sign = patterns["sign"].match(text, at)
    start = sign.end() if sign else at
    if share := _fraction(text, start, words, joined=joined):
        return share._replace(hedged=hedge is not None)
    found = patterns[form].match(text, start)
    value = _value(found[0], words, text[found.end() : found.end() + 12]) if found else None
    if found is None or value is None:
        return None
    last = patterns["last scale"].search(found[0])
    scale = words.once(number_words)[last["scale"].lower()][1] if last else 1.0
    percent = patterns["percent"].match(text, found.end())
    after, kind = (percent.end(), "percent") if percent else (found.end(), "")
    sign_text = sign[0].strip() if sign else ""
    return End(start, found.end(), after, value, scale, kind, sign_text, hedge is not None)


def _range(text: str, low: End | None, joint: str, words: Vocabulary) -> tuple[End, End] | None:
    """Both ends of a range that begins with ``low``: "10 to 15 per cent", "between $2 and $3"."""
    joined = words.once(_patterns)[joint].match(text, low.after) if low else None
    high = _end(text, joined.end(), words, inner=True, joined=True) if joined else None
    if low is None or joined is None or high is None or not _is_one_kind(text, low, high):
        return None
    value = _shared_scale(text, low, high)
    if value is None:
        return None
    if "or" in joined[0].lower():
        if high.hedged:
            return None  # "500 or nearly 800 per cent"
        if high.value < value < 3 * high.value:  # 3,000 or 2,500
            return low._replace(value=high.value), high._replace(value=value)
    return (low._replace(value=value), high) if value < high.value else None


def _is_one_kind(text: str, low: End, high: End) -> bool:
    """Not "4 per cent to $13": both ends are shares, or money, where one is."""
    if low.kind and not high.kind:
        return False
    before = text[max(0, low.start - 4) : low.start].rstrip()
    return not high.sign or bool(low.sign) or before.endswith((high.sign, "$", "€", "£"))


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


def _between(text: str, at: int, word: str, low: End, high: End) -> Number:
    unit = "percent" if high.kind == "share" else None
    doubt = (
        "range with mixed ends"
        if high.hedged or (low.sign != high.sign and low.sign and high.sign)
        else None
    )
    return Number(
        at, high.end, high.end, None, low.value, high.value, unit, word, sign=low.sign or high.sign, doubt=doubt,
    )  # fmt: skip


def _joined(text: str, low: End, high: End, words: Vocabulary) -> list[Number]:
    """The range, or two numbers where the text says how a thing changed: "rose from 20 to 30"."""
    before = text[max(0, low.start - CHANGE) : low.start]
    change = FROM.search(before) and (
        high.value > MANY * low.value or words.once(_patterns)["change"].search(before)
    )
    change = (change and not RANGES.search(before)) or (high.sign and BY.search(before))
    unit = "percent" if high.kind == "share" else None
    if change:
        first = Number(low.start, low.end, high.end, low.value, unit=unit)
        return [first, Number(high.start, high.end, high.end, high.value, unit=unit)]
    doubt = "range with mixed ends" if high.hedged else None
    return [
        Number(low.start, high.end, high.end, None, low.value, high.value, unit=unit, doubt=doubt)
    ]


def _ratio(text: str, match: re.Match[str], words: Vocabulary) -> float | None:
    part, whole = _value(match["low"], words), _value(match["few"] or match["many"], words)
    if not part or not whole or part >= whole or words.once(measure).match(text, match.end()):
        return None
    return round(100 * part / whole, 2)


def _fraction(text: str, at: int, words: Vocabulary, *, joined: bool = False) -> End | None:
    """A fraction in percent; None where it is an ordinal ("a third party") or part of a number."""
    patterns = words.once(_patterns)
    if slash := patterns["slash"].match(text, at):
        value = 100 * int(slash["many"]) / (int(slash["whole"]) or 1)
        return (
            End(at, slash.end(), slash.end(), round(value, 2), kind="share")
            if 0 < value < 100
            else None
        )
    match = patterns["fraction"].match(text, at)
    if match is None or patterns["of a scale"].match(text, match.end()):
        return None
    after, many = text[match.end() : match.end() + 30], (match["many"] or "").lower()
    _, whole = words.once(number_words)[match["part"].lower()]
    before = f" {text[max(0, at - 15) : at]}"
    if whole == 2 and not joined:
        if before.endswith("and ") if many else patterns["ordinal"].search(before):
            return None  # "a year and a half", "second half of"
    if many in ("", "a", "an") and whole != 2 and not patterns["of"].match(after):
        return None
    value = round(100 * (_value(many, words) or 1.0) / whole, 2)
    return End(at, match.end(), match.end(), value, kind="share") if value <= 100 else None


# --- what a number is worth


def _value(number: str, words: Vocabulary, after: str = "") -> float | None:
    """What "three hundred thousand", "a million and a half", "2.5 million" or "2 1/2" is worth."""
    if number[:1].isdecimal() and re.fullmatch(r"\d{1,3}[lIOSB]\d{1,3}", number):
        return float(number.translate(OCR))
    total, current, scale, factor = 0.0, 0.0, 1.0, 1.0
    known, tokens = words.once(number_words), TOKEN.findall(number.lower())
    bare = len(tokens) == 1 and not re.match(r"\s*(?:%|per)", after)
    for i, token in enumerate(tokens):
        role, value = known.get(token, ("", 0.0))
        if token[0].isdecimal() or token[0] == ".":
            current += _figure(token, bare=bare)
        elif role in ("small", "tens"):
            current += value
        elif role == "part" and "and" in tokens[max(0, i - 2) : i]:
            # "three and a half million", but "a million and a half"
            many = known.get(tokens[i - 1], ("", 1.0))[1]
            current -= many if tokens[i - 1] in known else 0.0
            more = many / value
            total, current = (total, current + more) if current else (total + scale * more, 0.0)
        elif role == "part":
            factor, current = (current or 1.0) / value, 0.0
        elif role.endswith("scale"):
            if total and not current:  # "a thousand million"
                total, current = 0.0, total
            scale, current = value, (current or 1.0) * value
            total, current = (total + current, 0.0) if value >= 1000 else (total, current)
    return (total + current) * factor if tokens else None


def _figure(token: str, *, bare: bool) -> float:
    """A figure with any grouping; one dot before three digits groups thousands unless a scale follows."""
    if "/" in token:
        top, bottom = token.split("/")
        return float(top) / (float(bottom) or 1.0)
    if re.fullmatch(r"\d{1,3},\d", token):
        return float(token.replace(",", "."))  # as many languages write it
    token = re.sub(r"[,\s'’]", "", token)
    if token.count(".") > 1 or (bare and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", token)):
        token = token.replace(".", "")
    return float(token)
