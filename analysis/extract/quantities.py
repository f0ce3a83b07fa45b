"""Finds measured and counted amounts: the number, how it is hedged, its unit and what is counted.

A number word or a figure is an anchor. From there the amount is read in three steps: the core (number,
fraction, ratio, range or magnitude), what follows it (percent, currency, measure, noun phrase) and what stands
before it (hedge, currency sign). What names a thing (date, year, ordinal, article, page) is no amount.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from analysis.vocabulary import alternation, load_table

Row = dict[str, Any]
Patterns = dict[str, re.Pattern[str]]

# what a share may be "of" without a noun of its own: "37 per cent of it", "800,000 of them"
PRONOUNS = frozenset({"it", "them", "which", "these", "those", "whom", "us"})
# how many characters before a number may hold its hedge; how many, the list it is a member of
HEDGE, LIST = 60, 100
# a line longer than this is no page header
LINE = 120


@dataclass(frozen=True)
class _Core:
    """A number before its surroundings are read; ``tail`` is where its unit and its noun are looked for."""

    start: int
    end: int
    tail: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    hedge_text: str | None = None
    ratio: bool = False


def find_quantities(text: str, masked: Iterable[tuple[int, int]] = ()) -> list[Row]:
    """One row a measured or counted amount of ``text``, in order of start.

    ``masked`` are spans (of citations, say) whose numbers are never amounts. Columns are those of the frame
    ``quantities`` without ``doc_id`` and ``paragraph``; missing is None. Fractions and ratios are percent.
    """
    clean, at = _without_soft_hyphens(text)
    spans = sorted(masked)
    starts = [start for start, _ in spans]
    rows: list[Row] = []
    for core in _cores(clean):
        before = bisect_right(starts, at(core.end - 1)) - 1
        if before >= 0 and spans[before][1] > at(core.start):
            continue
        row = _read(clean, core)
        if row is not None and not (rows and at(row["start"]) < rows[-1]["end"]):
            row["start"], row["end"] = at(row["start"]), at(row["end"] - 1) + 1
            rows.append({**row, "quote": text[row["start"] : row["end"]]})
    return rows


def names_people(noun: str) -> bool:
    """Is the noun a word for people ("refugees", "dead") or the name of a people ("Syrians")?"""
    nouns, low = _nouns(), noun.casefold()
    if low in nouns["persons"] or low in nouns["persons participle"]:
        return True
    if not noun[:1].isupper() or low in nouns["not persons"]:
        return False
    return low.endswith(tuple(suffix.lstrip("-") for suffix in nouns["persons suffix"]))


# --- the number itself


def _terms(table: str, column: str, kind: str) -> list[str]:
    return [row["term"] for row in load_table(table) if row[column] == kind]


@cache
def _numbers() -> Patterns:
    def words(role: str) -> str:
        return f"(?:{alternation(_terms('number_words', 'role', role))})(?!\\w)"

    # 1,000,000 · 1.000.000 · 150 000 · 2.5 · 3000
    grouped = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+"
    figure = rf"(?:(?:{grouped}|(?!(?:19|20)\d\d\.)\d+(?:\.\d+)?|\d{4})(?!\d|[.,/]\d))"
    # twenty-one · five
    small = rf"(?:{words('tens')}(?:[\s-]+{words('small')})?|{words('small')})"
    scale, part, vague, some = words("scale"), words("part"), words("vague"), words("indefinite")
    # a (million) · half a (million) · half (million) · three quarters of a (million)
    article = rf"(?:half\s+(?:of\s+)?|(?:an?|{small})[\s-]+{part}\s+of\s+)?an?(?=\s+{scale})|half(?=\s+{scale})"
    half = r"(?:\s+and\s+a\s+half)?"
    # 2.5 million · three hundred thousand · a million and a half · three and a half million · 5bn
    lone = rf"(?:{article}|{figure}|{small}){half}(?:[\s-]*{scale}|(?<=\d){words('short scale')}){{0,3}}{half}"
    # one hundred and twenty-five thousand
    number = rf"{lone}(?:(?<=red|and|ion)\s+(?:and\s+)?{small}(?:[\s-]+{scale}){{0,2}}){{0,3}}"
    percent, sign = r"(?:\s*(?:%|per[\s-]?cent\b))?", r"(?:(?:US)?\s?[$€£]\s?)?"
    to = r"(?:(?<=[\d%])\s*[-–—]|\s+[-–—]|\s*(?:-\s*)?\bto\b|\s*\bor\b)\s*"
    patterns = {
        # where a number can begin
        "anchor": rf"(?<![\w.,/])(?<!\w[-'’])(?:\d|{small}|{vague}|between\b|half(?![\w-])|an?(?=\s+(?:{scale}|{part}))"
        rf"|{scale}(?=\s+of\s+{vague})|{some}(?=\s+(?:{vague}|{scale})))|(?<=[€£$*])\d|(?<=\w\N{{EM DASH}})\d",
        # between 500,000 and 1 million
        "between": rf"(?P<word>between)\s+{sign}(?P<low>{lone}){percent}\s+and\s+{sign}(?P<high>{number})",
        # one in four · nine out of every ten
        "ratio": rf"(?P<low>{small}|\d{{1,2}})\s+(?:in|out\s+of)\s+(?:every\s+)?"
        rf"(?P<high>{small}|\d{{1,3}})(?![\w,]|\.\d)",
        # 60,000 to 70,000 · 10-15 · five or six
        "to": rf"(?P<low>{lone})(?P<percent>{percent}){to}(?P<sign>{sign})(?P<high>{number})",
        # two-thirds · one fifth · a quarter · half
        "fraction": rf"(?:(?P<many>{small}|an?)[\s-]+)?(?P<part>{part})",
        # tens of thousands · several hundred · thousands upon thousands · hundred of thousands
        "vague": rf"(?:{some}\s+)?{vague}(?:\s+(?:of|upon|and)\s+(?:{vague}|{scale})){{0,2}}"
        rf"|{scale}\s+of\s+{vague}|{some}(?:\s+(?:{scale}|{vague})){{1,2}}",
        "number": number,
        "last scale": rf"(?<![^\W\d_])(?P<scale>{scale})\s*$",
        "of a scale": rf"-?\s*(?:of\s+)?(?:an?\s+)?{scale}|-\w",
        "ordinal": rf"(?<!\w){words('ordinal')}\s+$",
    }
    return {name: re.compile(pattern, re.I) for name, pattern in patterns.items()}


def _cores(text: str) -> Iterable[_Core]:
    """The numbers of ``text`` in order, as far as they can be read without their surroundings."""
    position = 0
    while anchor := _numbers()["anchor"].search(text, position):
        found = _core_at(text, anchor.start())
        yield from found
        position = found[-1].end if found else anchor.end()


def _core_at(text: str, at: int) -> list[_Core]:
    match = {name: _numbers()[name].match(text, at) for name in ("between", "ratio", "to", "fraction", "vague")}
    if (found := match["between"]) and (pair := _pair(text, found)):
        return [_Core(at, found.end(), found.end(), low=pair[0], high=pair[1], hedge_text=found["word"])]
    if (found := match["ratio"]) and (share := _ratio(text, found)):
        return [_Core(at, found.end(), found.end(), value=share, unit="percent", ratio=True)]
    if (found := match["to"]) and _is_one_kind(text, found) and (pair := _pair(text, found)):
        return _range(text, found, *pair)
    if (found := match["fraction"]) and (share := _fraction(text, found)):
        return [_Core(at, found.end(), found.end(), value=share, unit="percent")]
    if found := match["vague"]:
        return [_Core(at, found.end(), found.end())]
    found = _numbers()["number"].match(text, at)
    if found and (value := _value(found[0], text[found.end() : found.end() + 12])):
        return [_Core(at, found.end(), found.end(), value=value)]
    return []


@cache
def _values() -> dict[str, tuple[str, float]]:
    rows = load_table("number_words")
    return {row["term"]: (row["role"], float(row["value"])) for row in rows if row["value"]}


def _value(words: str, after: str = "") -> float | None:
    """The value of "three hundred thousand", "a million and a half", "three quarters of a million", "2.5 million"."""
    total, current, scale = 0.0, 0.0, 1.0
    tokens = re.findall(r"\d[\d.,\s]*\d|\d|[^\W\d_]+", words.lower())
    for i, token in enumerate(tokens):
        role, value = _values().get(token, ("", 0.0))
        if token[0].isdigit():
            current += _figure(token, bare=len(tokens) == 1 and not re.match(r"\s*(?:%|per)", after))
        elif role in ("small", "tens"):
            current += value
        elif role == "part" and tokens[i - 2 : i] == ["and", "a"]:
            # "three and a half million", but "a million and a half"
            total, current = (total, current + 0.5) if current else (total + scale / 2, 0.0)
        elif role == "part":
            current = (current or 1.0) / value
        elif role in ("scale", "short scale"):
            scale, current = value, (current or 1.0) * value
            total, current = (total + current, 0.0) if value >= 1000 else (total, current)
    return total + current or None


def _figure(token: str, *, bare: bool) -> float:
    """A figure with any grouping; one dot before three digits groups thousands unless a scale follows."""
    token = re.sub(r"[,\s]", "", token)
    if token.count(".") > 1 or (bare and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", token)):
        token = token.replace(".", "")
    return float(token)


def _pair(text: str, match: re.Match[str]) -> tuple[float, float] | None:
    """Both ends of a range; "two to three million" shares its scale. None unless it rises and is no years."""
    low, high = _value(match["low"]), _value(match["high"], text[match.end() : match.end() + 12])
    years = _is_year(match["low"]) and not re.fullmatch(r"[3-9]\d{3}", match["high"])
    if not low or not high or years or re.fullmatch(r"\d\d-\d{5}", match[0]):
        return None
    scale = _numbers()["last scale"].search(match["high"])
    factor = _values()[scale["scale"].lower()][1] if scale else 1.0
    if low < 1000 and low < high / factor:
        low *= factor
    return (low, high) if low < high else None


def _is_one_kind(text: str, match: re.Match[str]) -> bool:
    """Not "4 per cent to $13": both ends are percent, or money, where one is."""
    if match["percent"] and not re.match(r"\s*(?:%|per[\s-]?cent)", text[match.end() : match.end() + 12], re.I):
        return False
    return not match["sign"] or _sign().search(text[max(0, match.start() - 6) : match.start()]) is not None


def _range(text: str, match: re.Match[str], low: float, high: float) -> list[_Core]:
    """One range, or two amounts where the text says how a thing changed: "rose from 20,000 to 1.2 million"."""
    before = text[max(0, match.start() - HEDGE) : match.start()]
    changes = re.search(r"\bfrom\W*(?:\w+\W+){0,2}$", before)
    if changes and not re.search(r"\b(?:rang|var)(?:y|i?es|ing)\s+from", before):
        first = _Core(match.start("low"), match.end("low"), match.end(), value=low)
        return [first, _Core(match.start("high"), match.end(), match.end(), value=high)]
    return [_Core(match.start(), match.end(), match.end(), low=low, high=high)]


def _ratio(text: str, match: re.Match[str]) -> float | None:
    part, whole = _value(match["low"]), _value(match["high"])
    if not part or not whole or part >= whole or _measure().match(text, match.end()):
        return None
    return round(100 * part / whole, 2)


def _fraction(text: str, match: re.Match[str]) -> float | None:
    """A fraction in percent, or None where the words are an ordinal ("a third party") or part of a number."""
    after, many = text[match.end() : match.end() + 30], (match["many"] or "").lower()
    _, whole = _values()[match["part"].lower()]
    if _numbers()["of a scale"].match(after):
        return None
    if whole == 2 and not many:
        # "second half of", "half-hearted", but "half the country", "more than half are"
        lead = _phrases()["lead"].match(after)
        ordinal = _numbers()["ordinal"].search(text[max(0, match.start() - 15) : match.start()])
        if ordinal or not ((lead and lead[0].strip()) or _hedge(text, match.start())[0]):
            return None
    elif many in ("", "a", "an") and whole != 2 and not re.match(r"\s+of\b|\W*$|\s*[.,;]", after):
        return None
    value = 100 * (_value(many) or 1.0) / whole
    return round(value, 2) if value <= 100 else None


# --- what follows: percent, currency, measure, noun phrase


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {row["term"].casefold(): (row["unit"], row["kind"]) for row in load_table("units")}


@cache
def _measure() -> re.Pattern[str]:
    units = [term for term, (_, kind) in _units().items() if kind != "money sign"]
    return re.compile(rf"[\s*_]*-?(?P<unit>{alternation(units)})(?!\w)", re.I)


@cache
def _nouns() -> dict[str, frozenset[str]]:
    """The words of counted_nouns.csv by kind; a number ends a noun phrase too."""
    found: dict[str, set[str]] = {"stop": {*_values(), *_terms("number_words", "role", "vague")}}
    for row in load_table("counted_nouns"):
        found.setdefault(row["kind"], set()).add(row["term"].casefold())
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def _phrases() -> Patterns:
    determiner = alternation(_nouns()["determiner"])
    mark = r"[*_\"“”‘]"
    return {
        # " of the" · " of our own" · " the" (half the country); a page number may stand between
        "lead": re.compile(
            rf"(?:[\s*_]+(?P<of>of)\b(?:\s*\n\d{{1,3}}\s*\n+)?)?(?:[\s*_]+(?:{determiner})(?!\w))*(?=[\s*_])", re.I
        ),
        # the next word of a phrase, never across a blank line
        "word": re.compile(rf"(?:[^\S\n]|{mark})*(?:\n[^\S\n]*)?{mark}{{0,4}}(?P<word>[^\W\d_](?:[\w'’-]*\w)?)"),
        # "residents of Donbas", "territory of the Republic of Azerbaijan"
        "of": re.compile(r"\s+of\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w'’-]*){0,4}"),
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
    while len(words) < 7 and (word := _phrases()["word"].match(text, at)) and word["word"].casefold() not in stop:
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
        if _is_plural(form) and not (i < last and " ".join(low[i - 1 : i + 1]) in nouns["modifier"]):
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
    low = form.casefold()
    if low in _nouns()["persons"]:
        return True
    if not low.endswith("s") or len(low) < 4 or low in _nouns()["things"] | _nouns()["wholes"]:
        return False
    return not low.endswith(("ss", "us", "'s", "’s")) and (form[0].isupper() or not low.endswith("is"))


# --- what stands before: hedge, currency sign


@cache
def _hedges() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """Hedge of each term, the pattern that ends where a number begins, the pattern that follows a number."""
    rows = load_table("hedges")
    places = ("before", "after", "modifier")
    before, after, modifier = (alternation(r["term"] for r in rows if r["position"] == place) for place in places)
    names = {f"{row['position']} {row['term']}": row["hedge"] for row in rows}
    gap = r"[\s*_\"“(]+"
    left = rf"(?<![\w-])(?:(?<!so\s)(?<!thus\s)(?:{modifier})\s+)?(?P<hedge>{before}){gap}$"
    return names, re.compile(left, re.I), re.compile(rf"[\s,]*(?P<hedge>{after})(?!\w)", re.I)


def _hedge(text: str, at: int) -> tuple[str | None, str | None, int]:
    """The hedge that ends at ``at``: its name, its words and where it starts."""
    names, before, _ = _hedges()
    left = max(0, at - HEDGE)
    match = before.search(text[left:at])
    if match is None:
        return None, None, at
    words = _plain(match["hedge"]).casefold()
    if words.endswith(" the") and not re.match(r".{0,24}\bmark\b", text[at : at + 40], re.S):
        return None, None, at
    return names[f"before {words}"], _plain(match[0].rstrip(' \t\r\n*_"“(')), left + match.start()


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<sign>{alternation(_terms('units', 'kind', 'money sign'))})\s?$")


def _read(text: str, core: _Core) -> Row | None:
    """The row of a number with its surroundings (offsets in ``text``), or None when it is no amount."""
    core = _of_a_unit(text, core)
    sign = _sign().search(text[max(0, core.start - 6) : core.start])
    measure = None if core.unit else _measure().match(text, core.tail)
    unit, kind = (core.unit, "percent" if core.unit else "")
    if sign or measure:
        unit, kind = _units()[sign["sign"].casefold() if sign else _plain(measure["unit"]).casefold()]  # type: ignore[index]
    hedge, hedge_text, start = _hedge(text, core.start - len(sign[0]) if sign else core.start)
    end = measure.end() if measure else core.tail
    if after := _hedges()[2].match(text, end):
        hedge = _hedges()[0][f"after {_plain(after['hedge']).casefold()}"]
        hedge_text, end = hedge_text or _plain(after["hedge"]), after.end()
    counted = None
    noun = None if kind in ("time", "money", "money sign") else _noun(text, end, share=bool(kind) and not core.ratio)
    if noun:
        counted, end = _plain(text[noun[0] : noun[1]]), noun[1]
        if not kind and (last := _units().get(counted.split()[-1].casefold())):
            # "five difficult years" is a duration
            unit, counted = last[0], None
        elif not unit:
            unit = "persons" if noun[2] else None if counted in PRONOUNS else "count"
    row = {
        "value": core.value, "value_low": core.low, "value_high": core.high, "unit": unit,
        "hedge": "range" if core.low else "vague" if core.value is None else hedge or "bare",
        "hedge_text": core.hedge_text or hedge_text, "counted": counted,
        "start": start, "end": end if core.end == core.tail else core.end,
    }  # fmt: skip
    return None if _is_no_amount(text, core, row, measured=bool(sign or measure or core.unit)) else row


def _of_a_unit(text: str, core: _Core) -> _Core:
    """ "half a century" is half of one century, not fifty per cent of it."""
    article = re.compile(r"\s+(?:of\s+)?an?(?=\s)").match(text, core.tail) if core.unit else None
    if article is None or core.value is None or not _measure().match(text, article.end()):
        return core
    return replace(core, value=core.value / 100, unit=None, tail=article.end(), end=article.end())


# --- numbers that are no amounts


@cache
def _references() -> Patterns:
    def words(role: str) -> str:
        """The terms of a role: lower-case ones in any case, those with a capital only as they stand."""
        terms = _terms("references", "role", role)
        exact = alternation(term for term in terms if term != term.lower())
        free = alternation(term for term in terms if term == term.lower())
        return f"(?:{'|'.join(filter(None, (f'(?i:{free})' if free else '', exact)))})"

    # "822 (1993), 853 (1993) and " of a list that a reference word opens
    mark = r"\(?[\dIVXL]{1,5}(?:[./][\w.]{1,6})?(?:\s?\([\w\s]{1,12}\))?"
    members = rf"[\s:\-.#(]*(?:{mark}(?:\s*[,;-]|\s+(?:and|or|to))\s*(?:and\s+)?){{0,12}}$"
    month, day = rf"{words('month')}\b\.?", r"\d{1,2}(?:st|nd|rd|th)?"
    return {
        "before": re.compile(rf"(?<!\w){words('before')}{members}"),
        "weak": re.compile(rf"(?<!\w){words('weak before')}{members}"),
        "year": re.compile(rf"(?<!\w)(?:{words('year before')}|{month})[\s,]+$"),
        # "December 12 and"
        "month before": re.compile(rf"\b{month}\s*(?:{day}\s*(?:,|and|to|-|–)\s*){{0,6}}$"),
        # "11 to 13 Rajab", "the 3 and 4 of October"
        "month after": re.compile(rf"(?:st|nd|rd|th)?(?:\s*(?:,|and|to|or|-|–)\s*{day}){{0,6}}\s*(?:of\s+)?\b{month}"),
        # "a.m.", "10:30", a footnote's "See"
        "after": re.compile(rf"\s*{words('not after')}(?!\w)|:\d"),
        # "20 General Assembly - Forty-eighth session", a line with a number alone
        "furniture": re.compile(
            rf"session\s*[-–—]|[-–—].{{0,40}}session|^\W*\d{{0,4}}\W*(?:{words('furniture')})?\W*\d{{0,4}}\W*$"
        ),
    }


def _is_year(figure: str) -> bool:
    return re.fullmatch(r"1[5-9]\d\d|2[01]\d\d", figure.strip()) is not None


def _is_no_amount(text: str, core: _Core, row: Row, *, measured: bool) -> bool:
    """Is the number a date, a year, a list marker, the name of a thing, a pronoun: anything but an amount?"""
    words, refers = text[core.start : core.end], _references()
    before, after = text[max(0, core.start - LIST) : core.start], text[core.tail : core.tail + 40]
    hedged, figure = row["hedge"] not in ("bare", "vague", "range"), words[0].isdigit()
    # "1415H", "two-State", "one hundred and fiftieth"
    fused = r"[A-Za-z]|-\w" if figure else r"-\s*\w|\s+and\s+\w+(?:st|nd|rd|th)\b"
    if not measured and not hedged and re.match(fused, after):
        return True
    if words.lower() == "one" and not hedged and (not measured or re.match(r"\s+day\b", after)):
        return True
    plain = re.fullmatch(r"\d{1,6}(?:[^\d.,]{1,8}\d{1,4})?", words) is not None
    if figure and (re.search(r"/\s?$", before) or refers["after"].match(after)):
        return True
    if plain and not measured and (_is_date(words, before, after, row) or _opens_a_line(text, core)):
        return True
    label = plain or not figure or re.fullmatch(r"\d\d?\.\d\d?", words)
    if label and not measured and refers["before"].search(before):
        return True
    if not figure and words[0].isupper() and not re.search(r"(?:^|[.?!:;*—\"“”])\W*$", before):
        return True  # "the Twelve"
    small = plain or (not figure and " " not in words and core.value is not None)
    if row["unit"] or hedged or row["counted"] or not small:
        return False
    return refers["weak"].search(before) is not None or not re.match(r"\s+(?:of|were|are|have|had)\b", after)


def _is_date(words: str, before: str, after: str, row: Row) -> bool:
    refers = _references()
    if refers["month after"].match(after) or refers["month before"].search(before):
        return True
    people = row["unit"] == "persons" and not (row["hedge"] == "bare" and refers["year"].search(before))
    return _is_year(words) and not people


def _opens_a_line(text: str, core: _Core) -> bool:
    """A list marker ("112."), a page number, a footnote mark or a page header."""
    start = max(text.rfind("\n", max(0, core.start - LINE), core.start) + 1, core.start - LINE, 0)
    line = text[start : core.end + LINE].partition("\n")[0]
    head, after = text[start : core.start], text[core.end : core.end + 2]
    if len(line) < LINE and _references()["furniture"].search(line):
        return True
    ended = re.search(r"(?:^|[.;:?!\"”)\n])\s*$", text[max(0, start - 12) : start]) is not None
    marker = ended and re.fullmatch(r"[\s(*]*", head) and re.match(r"[.)][\s*]|\t", after)
    return bool(marker) or (head.endswith(("(", "[")) and after[:1] in (")", "]"))


def _plain(words: str) -> str:
    return " ".join(words.replace("*", "").split())


def _without_soft_hyphens(text: str) -> tuple[str, Any]:
    """``text`` without soft hyphens (and the not-signs OCR makes of them), and the way back to its offsets."""
    if "\u00ad" not in text and "¬" not in text:
        return text, int
    kept: list[int] = []
    last = 0
    for match in re.finditer(r"(?<=\w)[\u00ad¬]\s*(?=\w)", text):
        kept.extend(range(last, match.start()))
        last = match.end()
    kept.extend(range(last, len(text)))
    return "".join(text[i] for i in kept), [*kept, len(text)].__getitem__
