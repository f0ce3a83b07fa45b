"""Citations: every resolution, instrument and document that a text points at.

The order: numbers behind or before the word "resolution" and forms that need no word (``symbols``), a
list read to its end, each with its body (``organs``); phrases without a number; documents;
``instruments``; last what the text does with each (``cues``).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from analysis.extractors.cues import function_of
from analysis.extractors.instruments import find_instruments
from analysis.extractors.organs import (
    Issuer,
    bodies_of_phrase,
    body_of_number,
    dated_bodies,
    issuer_of,
    organs_behind,
    organs_of,
    place_of,
)
from analysis.extractors.symbols import (
    PIECES,
    Forms,
    Symbol,
    council_years,
    find_symbols,
    forms_of,
    near,
    places,
    read_symbol,
    with_year,
)
from analysis.text import Span, Text, alternation, compiled, verbose
from analysis.vocabulary import Vocabulary

Rows = list[dict[str, Any]]

LONGEST_RANGE, LONGEST_LEAD = 60, 60
# the letters without which the word is not there, and how far before them it may begin
_NOUN_LETTERS = ("esolution", "ESOLUTION", "ecision", "SCR", "Res.", "Res ", "res.")
_WORD_START = re.compile(r"[A-Zdr](?<!\w\w)")
# resolutions / Decisions / UNSCR / SCRs / "SC Res." / "Council Res."
_NOUN = re.compile(
    r"""\b(?:(?P<word>[Rr]esolution|RESOLUTION)(?P<plural>[sS])?\b | (?P<decision>[Dd]ecision(?P<many>s)?)\b
    | (?P<organ>UNSC|SC)Rs?(?![A-Za-z]) | (?P<short>UNSC|SC|GA|UNGA)\s(?:[Rr]es\.|Res\b)
    | (?:(?<=Council\s)|(?<=Assembly\s))(?:[Rr]es\.|Res\b))""",
    re.VERBOSE,
)
# "resolution No. 4" / "resolution [1379 (XIV)]" / "resolution, 181 (II)" / "Resolutions No:822" /
# "resolutions, including 822" / "Resolution (UNSCR) 1325"; the number of a page between
_LINK = r"""
    (?:\s{1,4}\d{1,3}\s{0,4}\n\s*\n(?=\d))?
    \s* (?:\([A-Z]{2,6}s?\))? \s* (?:numbers?|[Nn][o0]s?\b\.?|n°|N°|№|,|:|[—–-]|entitled)?
    (?:\s*(?:including|namely|notably|especially|in\s+particular|such\s+as)\b)?
    [\s:]{0,6} [\[({“"]?\s? (?:(?:Number|No\.?|№)\s?)?
"""
# ", and" / "as well as" / "to" / "/" / ";" between two numbers, the mark of a footnote before it
_JOIN = r"""
    \s* [)\]]? (?:\s?\d{1,2}(?:/|(?=\s*,|\s+and\b)))? \s*
    (?P<join>,?\s*(?:and|or|&|\+|as\s+well\s+as|to|through)\b|[,;–/+-]) \s*
    (?:also\s+|of\s+|[Nn]o\.\s?|№\s?|\[)?
"""
# "822, 853, 874 and 884" before "resolutions"; "242" before "resolution"; "Council (822, 853)"
_COUNTED = compiled(
    r"(?<![\d.,/])(?P<list>(?:\d{3,4}(?:\s*,\s*(?:and\s+)?|\s+and\s+)){0,12}\d{3,4})\s*\)?\s+\Z"
)
# "the present resolution" / "this resolution" / "resolution 1409 (2002) and this resolution"
_SELF = compiled(
    r"(?P<also>\b(?:and|or)\s+(?:under\s+|in\s+)?)?\b(?P<self>the\s+present|(?P<this>this))\s+\Z",
    re.IGNORECASE,
)
# "[see resolution" / "(A/38/1, annex, resolution": a bracket that holds a reference
_IDENTIFIES = compiled(r"\s*[\[({](?:\s*[\w.]+,?){0,6}\s*")
# ", and the" / "] and of the" / "and its resolution": the next member of a list
_JOINED = compiled(
    r"""\s*(?:\[[^\]]{0,60}\]|\([^)]{0,60}\)|[\])])?\s*
    (?:,|,?\s*(?:and|or|as\s+well\s+as|,\s+in\s+particular,?|including)\b)\s*
    (?:(?:of|to|with|in|by|both|also)\s+)?(?:(?:the|its|their|our|all|other|subsequent|relevant)\s+){0,3}
    (?:[A-Z][\w-]+\s+){0,3}(?:[Rr]esolutions?\s+)?""",
    re.VERBOSE,
)
_SYMBOL_ONLY = compiled(r"(?:[\[(](?:see\s+)?|\bdocuments?\s+)\Z")
# what the symbol of a meeting follows where it is a reference; else it heads a page of the record
_REFERS = compiled(r"(?:[\[(]|,|;|\b(?:[Ss]ee|in|also|and|documents?)\s)\s?\Z")


@dataclass(frozen=True)
class Reference:
    """One thing that is cited; those of one list share ``group``, where the list begins."""

    kind: str
    body: str
    start: int
    end: int
    group: int
    symbol: str | None = None
    number: str | None = None
    year: int | None = None
    year_source: str | None = None


@dataclass(frozen=True)
class _Item:
    """A number of a list; ``day``: its date has a day and no year."""

    symbol: Symbol
    day: bool = False


def find_citations(text: Text) -> Rows:
    """What the text cites, one row a mention, in order; lists and ranges are expanded.

    Keys: kind, body, symbol, number, year, year_source, group, function, cue, start, end. The units say
    whether the text adopts ("its", "this resolution") and which is its title, whose own number is no
    citation.
    """
    issuer = issuer_of(text)
    nouns = list(near(_NOUN, text.text, places(text.text, _NOUN_LETTERS), 5, _WORD_START))
    symbols = list(find_symbols(text.text, text.words.once(forms_of)))
    numbered, used = _numbered(text, nouns, symbols, issuer)
    found = [*numbered, *_phrases(text, nouns, used, numbered, issuer)]
    found = _recalled(found, text.words)
    taken = sorted((one.start, one.end) for one in found)
    others = [*_documents(text, symbols), *_instruments(text)]
    found += [one for one in others if not _overlaps(one, taken)]
    found = [one for one in found if not _in_title(text, one.start, issuer)]
    return _rows(text, sorted(found, key=lambda one: (one.start, one.end)))


# --- numbers -----------------------------------------------------------------------------------


def _numbered(
    text: Text, nouns: list[re.Match[str]], symbols: list[Symbol], issuer: Issuer
) -> tuple[list[Reference], set[int]]:
    """All numbers, and where each word stands that has one and so is no phrase."""
    forms = text.words.once(forms_of)
    found: list[Reference] = []
    used: set[int] = set()
    starts: list[tuple[int, re.Match[str] | None]] = [(noun.start(), noun) for noun in nouns]
    starts += [(one.start, None) for one in symbols if one.kind == "numbered"]
    taken = 0
    for start, noun in sorted(starts, key=lambda one: one[0]):
        if start < taken or (noun and noun["decision"]):
            continue
        if noun:
            items = _behind(text, noun, forms) or _counted(text.text, noun, taken)
        else:
            items = _list(text, start, forms)
        if items:
            found += _named(text, items, noun, issuer)
            taken = items[-1].symbol.end
            used.add(start)
    return found, used


def _behind(text: Text, noun: re.Match[str], forms: Forms) -> list[_Item]:
    """The list behind the word: "resolutions 822", "resolutions of the Security Council No: 822"."""
    owners = organs_behind(text, noun.end())[-1:]
    for end in (noun.end(), *(organ.end for organ in owners)):
        link = verbose(_LINK).match(text.text, end)
        if link and (items := _list(text, link.end(), forms, noun)):
            return items
    return []


def _list(text: Text, start: int, forms: Forms, noun: re.Match[str] | None = None) -> list[_Item]:
    """The numbers from ``start`` on: number, date, "and", number ... until something else comes."""
    items: list[_Item] = []
    pattern, joins = forms.behind if noun else forms.listed, verbose(_JOIN)
    plural = bool(noun and noun["plural"])
    dates = text.words.once(_date)
    while match := pattern.match(text.text, start):
        symbol = read_symbol(match, forms)
        if symbol is None or symbol.kind == "document":
            break
        bare = symbol.form == "plain" and not symbol.series
        if bare and not _is_member(text.text, items, symbol, plural):
            break
        date = dates.match(text.text, match.end())
        year = _year(date) if date else None
        item = _Item(with_year(symbol, year), bool(date and not year))
        items += [*_between_range(items, text.text, item), item]
        join = joins.match(text.text, (date or match).end())
        if not join:
            break
        start = join.end()
    return items


def _year(date: re.Match[str]) -> int | None:
    printed = date["y1"] or date["y2"] or date["y3"]
    if printed and len(printed) == 2:
        return int(printed) + (1900 if int(printed) > 45 else 2000)  # there is none before 1946
    return int(printed) if printed else None


def _is_member(text: str, items: list[_Item], symbol: Symbol, plural: bool) -> bool:
    """Is a bare number one of a resolution? Not "12." of the next paragraph, "this resolution 4"."""
    before, behind = text[max(0, symbol.start - 40) : symbol.start], text[symbol.end : symbol.end + 12]
    if (
        before.endswith("(")
        and behind.startswith(")")
        and re.fullmatch(PIECES["year"], symbol.number)
    ):
        return False  # "resolution (1993) 822"
    short = len(symbol.number) < 3
    if re.search(r"(?<![Rr]es)[,;:.]\s*[\"“]?\Z", before) and (
        (not items and short) or re.match(r"\.\s+[\"“]?[A-Z]", behind)
    ):
        return bool(re.search(r"\b[Nn]o[s.]{0,2}\s?:?\s*\Z", before))
    if not items:
        return not (short and re.search(r"\b(?:this|present|that)\s+resolution\s+\Z", before))
    if items[0].symbol.form not in ("plain", "dated") or len(symbol.number) < 2:
        return False
    ends = r"\s*(?:[.,;:/)\]+]|\Z|(?:of|on|and|by|as|which|that|to|for|are|is|have|were)\b)"
    return plural or before.endswith("/") or bool(re.match(ends, behind))


def _between_range(items: list[_Item], text: str, last: _Item) -> list[_Item]:
    """The numbers that a range leaves out ("3201 to 3203"); their span is the whole range."""
    if not items:
        return []
    first, end = items[-1].symbol, last.symbol
    joined = re.fullmatch(r"\s*(?:to|through|-|–)\s*", text[first.end : end.start])
    if not joined or not (items[0].symbol.number.isdecimal() and end.number.isdecimal()):
        return []
    low, high = int(items[0].symbol.number), int(end.number)
    if not 1 < high - low < LONGEST_RANGE:
        return []
    left_out = replace(end, start=first.start, year=None)
    tails = (
        (str(number), end.tail.replace(end.number, str(number), 1))
        for number in range(low + 1, high)
    )
    return [_Item(replace(left_out, number=number, tail=tail)) for number, tail in tails]


def _counted(text: str, noun: re.Match[str], taken: int) -> list[_Item]:
    """The numbers before the word: "the Council's 822, 853, 874 and 884 resolutions"."""
    low = max(0, noun.start() - 120, taken)
    match = _COUNTED.search(text[low : noun.start()])
    if not match:
        return []
    numbers = [*re.finditer(r"\d+", match["list"])]
    if len(numbers) == 1 and (noun["plural"] or 1940 < int(numbers[0][0]) < 2100):
        return []  # "400 resolutions" counts them, "the 1947 resolution" dates it
    low += match.start("list")
    return [
        _Item(Symbol(low + one.start(), low + one.end(), "numbered", "plain", "unknown", frozenset(),
                     one[0], tail=f"/RES/{one[0]}"))
        for one in numbers
    ]  # fmt: skip


def _named(
    text: Text, items: list[_Item], noun: re.Match[str] | None, issuer: Issuer
) -> Iterator[Reference]:
    """The references of one list: body, symbol and year of each."""
    symbols = [item.symbol for item in items]
    start, end = symbols[0].start, symbols[-1].end
    if noun:
        start, end = noun.start(), max(end, noun.end())
    place = place_of(text, start, end, issuer)
    short = noun and (noun["organ"] or noun["short"])
    if short:
        organ = f"UN{short.removeprefix('UN')}"
        place = replace(place, near=organs_of(organ, text.words) or place.near)
    elif noun and not place.near:
        place = replace(place, near=organs_behind(text, noun.end()))
    readings = [body_of_number(text, symbol, place) for symbol in symbols]
    years = text.words.once(council_years)
    if {reading for reading in readings if reading[0] != "unknown"} == {("UNSC", "S")}:
        # "435 (1978), 632 (1989) and 640"
        readings = [("UNSC", "S") if symbol.number in years else reading
                    for symbol, reading in zip(symbols, readings, strict=True)]  # fmt: skip
    dated = text.words.once(dated_bodies)
    dates = _years(items, [body for body, _ in readings], years)
    for symbol, (body, series), (year, source) in zip(symbols, readings, dates, strict=True):
        full = symbol.of(series, year, body in dated)
        yield Reference("numbered", body, symbol.start, symbol.end, symbols[0].start,
                        full, symbol.number or None, year, source)  # fmt: skip


def _years(
    items: list[_Item], bodies: list[str], council: dict[str, int]
) -> list[tuple[int | None, str | None]]:
    """The year of each number: printed, shared with the next that has one, or the Council's for it."""
    years: list[tuple[int | None, str | None]] = []
    later: Symbol | None = None
    for item, body in zip(reversed(items), reversed(bodies), strict=True):
        symbol = item.symbol
        known = council.get(symbol.number) if body == "UNSC" else None
        part = re.search(r"\(.*", symbol.tail)
        same_session = part and later and later.tail.endswith(part[0])
        same = symbol.form == "plain" or (symbol.form == "session" and same_session)
        if symbol.year:
            later = symbol
            years.append((symbol.year, "text"))
        elif later and (item.day or (same and known in (None, later.year))):
            years.append((later.year, "list"))
        else:
            years.append((known, "number" if known else None))
    return years[::-1]


def _date(words: Vocabulary) -> re.Pattern[str]:
    """ "of 30 April 1993" / ", adopted unanimously on 12 July 1982" / "of 24 January and 14 December
    1946" / "of 1983" / "(30 April 1993)" / "(30.04.93)" """
    month = alternation(words.terms("references", "role", "month"))
    year = PIECES["year"]
    return verbose(
        rf"""
        \s*\(\s?\d{{1,2}}(?:\s+{month},?\s+|[./]\d{{1,2}}[./])(?P<y3>{year}|\d\d)\s?\)
        | \s*,?\s*
        (?:(?:which\s+was\s+)?(?:[a-z]{{2,15}}ly\s+)?adopted(?:\s+[a-z]{{1,15}}){{0,3}}?\s+(?:on|in)|of|dated|on)\s+
        (?:
          (?:[.\dIlSO]{{1,3}}\s+(?:{month}\s+)?(?:,|and)\s+)? [.\dIlSO]{{1,3}}\s+ {month} (?:,?\s+(?P<y1>{year})\b)?
        | (?:{month}\s+(?:\d{{1,2}},?\s+)?)? (?P<y2>{year})\b
        )
        """
    )


# --- phrases without a number ------------------------------------------------------------------


def _phrases(
    text: Text,
    nouns: list[re.Match[str]],
    used: set[int],
    numbered: list[Reference],
    issuer: Issuer,
) -> list[Reference]:
    """ "the relevant resolutions of the Security Council", "its resolutions", "the present resolution"."""
    found: list[Reference] = []
    first = True
    for noun in nouns:
        if noun.start() in used or not (noun["word"] or noun["decision"]):
            first = False
            continue
        new = _self(text, noun, numbered, first, issuer)
        if not new:
            new = [*_phrase(text, noun, numbered, issuer)]
        found += new
        first = first and bool(new) and new[0].kind == "self"
    return found


def _self(
    text: Text, noun: re.Match[str], numbered: list[Reference], first: bool, issuer: Issuer
) -> list[Reference]:
    """The adopting text naming itself: "the present resolution", and "this resolution" if it points at no other.

    In a text that adopts nothing "this resolution" is only its own where it is the first spoken of.
    """
    this = _SELF.search(text.text, max(0, noun.start() - 20), noun.start())
    if not this or noun["plural"] or noun["many"] or (noun["decision"] and not issuer.adopting):
        return []
    low = max(text.sentence_at(noun.start())[0], noun.start() - 150)
    cited = bool(_between(numbered, low, noun.start())) and not this["also"]
    if this["this"] and (cited or not (issuer.adopting or first)):
        return []
    body = issuer.adopter.body if issuer.adopter else "unknown"
    return [Reference("self", body, this.start("self"), noun.end(), this.start("self"))]


def _phrase(
    text: Text, noun: re.Match[str], numbered: list[Reference], issuer: Issuer
) -> Iterator[Reference]:
    """A noun phrase for resolutions that exist: owned, dated, or picked out by a modifier."""
    if noun["decision"] and not noun["many"]:
        return
    place = place_of(text, noun.start(), noun.end(), issuer)
    first = min([noun.start(), *(organ.start for organ in place.near)])
    lead = text.words.once(_lead).search(text.text, max(0, first - LONGEST_LEAD), first)
    start = lead.start() if lead else first
    tail = text.words.once(_phrase_tail).match(text.text, noun.end())
    picked = noun["plural"] and lead and (lead["own"] or lead["modifier"])
    if not (place.near or (not noun["decision"] and (tail or picked))):
        return
    if _no_citation(text, start, noun):
        return
    ends = [noun.end(), *(organ.end for organ in place.near), *([tail.end()] if tail else [])]
    words = text.text[start : noun.start()]
    place = replace(place, its=bool(re.search(r"\b(?:[Ii]ts|[Tt]heir)\b", words)))
    back = 400 if place.its or re.search(r"\b[Tt]h[eo]se\b", words) else 70
    beside = {one.body for one in _between(numbered, start - back, max(ends) + 60)}
    for body in bodies_of_phrase(place, beside.pop() if len(beside) == 1 else None):
        yield Reference("unnumbered", body, start, max(ends), start)


def _between(found: list[Reference], low: int, high: int) -> list[Reference]:
    first = bisect_left(found, low, key=lambda one: one.start)
    return found[first : bisect_left(found, high, lo=first, key=lambda one: one.start)]


def _no_citation(text: Text, start: int, noun: re.Match[str]) -> bool:
    """ "draft resolution", "any resolution", "resolution of the dispute", "Resolutions and Decisions"."""
    unreal, no_act = text.words.once(_unreal)
    behind = compiled(r"(?:\s+(?:of|to)\b(?:\s+[\w-]+){1,4}|\s+and\s+Decisions)").match(
        text.text, noun.end()
    )
    if behind and (
        "Decisions" in behind[0] or no_act & set(re.findall(r"\w+", behind[0].casefold()))
    ):
        return True
    lead = text.text[max(0, start - 20) : start]
    if noun["decision"] and re.search(r"\bResolutions\s+and\s+\Z", lead):
        return True
    before = re.findall(r"[\w-]+", lead.casefold())[-1:]
    words = {*before, *re.findall(r"[\w-]+", text.text[start : noun.start()].casefold())}
    one = not noun["plural"] and not noun["decision"]
    return bool(words & (unreal | {"a", "an"} if one else unreal))


def _unreal(words: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """Words that say that there is no resolution yet, and words for what else is resolved."""
    no_act = frozenset(words.terms("instruments", "role", "not_cited"))
    return no_act | set(words.terms("instruments", "role", "hypothetical")), no_act


def _phrase_tail(words: Vocabulary) -> re.Pattern[str]:
    """What may follow the word in a phrase without a number: "... of 14 December 1946"."""
    month = alternation(words.terms("references", "role", "month"))
    return verbose(rf"\s+(?:of|adopted\s+on)\s+(?:\d{{1,2}}\s+)?{month}\s+\d{{4}}")


def _lead(words: Vocabulary) -> re.Pattern[str]:
    """What stands before the word or its organ: "all its other relevant", "97", "numerous important"."""
    modifier = alternation(words.terms("instruments", "role", "modifier"))
    return verbose(
        rf"""
        (?<!\w)(?=\w)
        (?:\b(?i:the|such|both)\s+)?
        (?P<own>(?:\b(?i:its|their|all|these|those|our)\s+(?:of\s+)?(?:the\s+)?){{1,2}}|(?<![\d,.])\d{{1,3}}\s+)?
        (?P<modifier>(?:\b(?i:{modifier}),?\s+(?:and\s+)?){{1,4}})?
        \Z"""
    )


# --- documents, instruments, rows --------------------------------------------------------------


def _documents(text: Text, symbols: list[Symbol]) -> Iterator[Reference]:
    """S/26184, A/3934/Rev.1: a meeting's record only where it is referred to."""
    for one in symbols:
        before = text.text[max(0, one.start - 15) : one.start]
        if one.kind == "document" and ("PV." not in one.tail or _REFERS.search(before)):
            yield Reference("document", one.body, one.start, one.end, one.start, one.tail)


def _instruments(text: Text) -> Iterator[Reference]:
    for start, end in find_instruments(text):
        yield Reference("instrument", "other", start, end, start)


def _in_title(text: Text, at: int, issuer: Issuer) -> bool:
    units = text.units if issuer.adopting else ()
    return any(unit.kind == "title" and unit.start <= at < unit.end for unit in units)


def _overlaps(one: Reference, taken: list[Span]) -> bool:
    index = bisect_left(taken, (one.end, 0))
    near_by = taken[max(0, index - 3) : index]
    return any(start < one.end and one.start < end for start, end in near_by)


def _recalled(found: list[Reference], words: Vocabulary) -> list[Reference]:
    """A bare number of no named body is the one of that number that the text names in full elsewhere."""
    named: dict[str | None, set[tuple[str, str | None]]] = {}
    for one in found:
        if one.body != "unknown":
            named.setdefault(one.number, set()).add((one.body, one.symbol))
    return [_recall(one, named.get(one.number, set()), words) for one in found]


def _recall(one: Reference, named: set[tuple[str, str | None]], words: Vocabulary) -> Reference:
    if one.kind != "numbered" or one.body != "unknown" or len(named) != 1:
        return one
    body, symbol = next(iter(named))
    if body != "UNSC":
        return replace(one, body=body, symbol=symbol)
    if one.year is not None:  # a printed year that is not the Council's speaks of another body
        return one
    year = words.once(council_years).get(one.number or "")
    return replace(one, body=body, symbol=symbol, year=year, year_source="number" if year else None)


def _rows(text: Text, found: list[Reference]) -> Rows:
    """The rows, groups numbered in order, each with what the text does with it."""
    groups = {key: n for n, key in enumerate(dict.fromkeys(one.group for one in found), start=1)}
    rows: Rows = []
    for chain in _chains(text.text, found):
        start, end = chain[0].start, max(one.end for one in chain)
        function, cue = function_of(text, start, end)
        for one in chain:
            before = text.text[max(0, one.start - 15) : one.start]
            alone = one.kind == "document" and _SYMBOL_ONLY.search(before)
            governed = ("mentions_only", None) if alone else (function, cue)
            row = vars(one) | {"group": groups[one.group]}
            rows.append(row | dict(zip(("function", "cue"), governed, strict=True)))
    return rows


def _chains(text: str, found: list[Reference]) -> Iterator[list[Reference]]:
    """Citations that one word governs: the members of a list, and a number in brackets behind a name."""
    chain: list[Reference] = []
    for one in found:
        between = text[chain[-1].end : one.start] if chain else ""
        held = one.kind == "numbered" and len(between) < 60 and _IDENTIFIES.fullmatch(between)
        if chain and (one.group == chain[-1].group or held or _JOINED.fullmatch(between)):
            chain.append(one)
            continue
        if chain:
            yield chain
        chain = [one]
    if chain:
        yield chain
