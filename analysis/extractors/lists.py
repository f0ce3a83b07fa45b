"""Lists: the numbers behind or before the word "resolution", forms that need no word, their owners.

A list is read to its end and ranges are expanded. A number is of the body that its noun phrase
names ("resolutions of the Council"), or "its", or the one whose numbers have that form, or the one
body of the sentence, or of the text, that can have given it. Where nothing or more than one thing
fits, the body stays ``unknown``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from analysis.extractors.organs import ANY_BODY, COUNCIL, Noun, Organ, Organs, Place, series_of
from analysis.extractors.symbols import PIECES, Forms, Reference, Symbol, council_years, forms_of
from analysis.terms import alternation, compiled, spelled, verbose
from analysis.text import Text
from analysis.vocabulary import Vocabulary

LONGEST_RANGE, LONGEST_OWNERS = 60, 200
# how many resolutions one session of the Assembly may give
LONGEST_SESSION = 200
# "No." / "numbered" / "Nos"; marks and brackets before a number
_WORD_NUMBER = r"(?:(?i:num(?:bers?|bered)?|n(?:[o0]s?|rs?)?)(?![a-z]))"
_MARKS = r"[\s:,.°º。․#№/\[({“\"‘'•*–—-]{0,9}"
# "and also", "and most recently", "and its sister"
_SMALL = (
    r"(?:also|else|even|later|most|of|in|both|[a-z]{3,12}ly|(?:its|their|the)\s+(?!res|dec)[a-z-]+)"
)
# "822 to 884" behind "from", not "1990 to 1995", "40 States"
_FROM = rf"""(?:from|between)(?=\s+(?!{PIECES["year"]}\s+(?:to|and)\b)
    [\d/]{{3,7}}\s*(?:\(\w+\)\s*)?(?:to|and|through)\s+\d)"""
# "on the truce" behind "resolutions" before ": 353 and", "(353," or "— ES-10/2 and"
_FAR = compiled(
    r"\s[a-z][^,;.:()\d—–]{1,60}(?=[:(—–]\s{0,4}(?:[-–•*]\s)?"
    r"(?:\d{3,4}|(?:E?S-)?\d{1,4}/\d{1,3})\s?(?:[,;(\n]|and\b))"
)
# "822, 853" before "resolutions"; where a number or a symbol may begin behind the word
_NUMBER, _BEGINS = re.compile(r"(?<![\d.,/])\d{3,4}(?=[\s,])"), re.compile(r"[\dA-Zl!|$]")
# what may follow the number of a single resolution, no noun that it counts
_NO_NOUN = compiled(
    r"\s*(?:[^\w\s]|\Z|(?:of|on|and|by|as|which|that|in|is|are|was|were|have|must|the|remain)\b)"
)
# ", B and C" behind "46/7 A"
_LETTERS = compiled(r"(?:,\s?[A-H]\b){0,6}(?:,|,?\sand|\sto)\s[A-H]\b")
# "to" / "-" between two numbers; a dash before a number
_RANGE = compiled(r"\s*(?:(?:up\s)?to|through(?:\sto)?|until)\s*|[^\S\n]*[-–]\s*")
_DASH = compiled(r"\s?[-–]\s?(?=\d)")
# "Board (resolution 7/3)" / "(resolution 7/3) of the Cycling Federation"; how near the first stands
_STRANGER, NEAR = verbose(rf"\b{ANY_BODY}(?:['’]s?)?\s+\Z"), 20
_OF_STRANGER = verbose(rf"\s+of\s+(?:the|our)\s+(?:[A-Z][\w-]+\s+){{0,4}}{ANY_BODY}\b")


def find_numbered(
    organs: Organs, nouns: list[Noun], symbols: list[re.Match[str]]
) -> tuple[list[Reference], list[Noun]]:
    """The numbers, list by list, and the nouns that have none and so may be phrases."""
    forms = organs.text.words.once(forms_of)
    found: list[Reference] = []
    used: set[Noun | None] = set()
    starts: dict[int, Noun | re.Match[str]] = {symbol.start(): symbol for symbol in symbols}
    starts |= {noun.start: noun for noun in nouns if not noun.word["decision"]}
    taken = 0
    for start, one in sorted(starts.items(), key=itemgetter(0)):
        if start < taken:
            continue
        noun = one if isinstance(one, Noun) else None
        if isinstance(one, Noun):
            lists = _lists_of(one, forms, taken)
        else:
            lists = [_list(organs.text, start, forms)] if forms.alone(one) else []
        for numbers in filter(None, lists):
            end = numbers[-1].end
            if noun and len(lists) == 1:
                place: Place = replace(noun, end=max(end, noun.end), numbers=numbers)
            else:
                place = Place(organs, numbers[0].start, end, numbers)
            found += _references(place)
            taken = max(taken, end)
            used.add(noun)
    words = [noun for noun in nouns if noun.word["word"] or noun.word["decision"]]
    return list(_recalled(found)), [noun for noun in words if noun not in used]


def _recalled(found: list[Reference]) -> Iterator[Reference]:
    """A bare number of no named body is the one that the text names in full elsewhere."""
    named = [one for one in found if one.body != "unknown"]
    for one in found:
        bare = one.body == "unknown" and one.year is None
        full = [other for other in named if bare and other.number == one.number]
        if len({(other.body, other.symbol) for other in full}) == 1:
            year = full[0].year if full[0].body == COUNCIL else None
            full[0] = full[0]._replace(year=year, year_source="number" if year else None)
            one = full[0]._replace(start=one.start, end=one.end, group=one.group)
        yield one


def _lists_of(noun: Noun, forms: Forms, taken: int) -> list[list[Symbol]]:
    """The numbers of a noun: behind the word, or a list behind each body of its phrase.

    "resolutions 822" / "resolutions of the Council No: 822" / "Council (822, 853) and Assembly
    (48/114) resolutions"
    """
    text, start, end = noun.organs.text, noun.start, noun.word.end()
    if items := _behind(text, end, forms, noun.word):
        return [items]
    # not "Resolutions and Decisions of the Council, 1949"
    owners = noun.behind if noun.end == end else []
    if text.text[start - 2 : start].strip() == ")":
        owners = [one for one in noun.named if one.start >= max(taken, start - LONGEST_OWNERS)]
    found = [_behind(text, one.end, forms, noun.word) for one in owners]
    far = _FAR.match(text.text, end) if noun.word["plural"] else None
    if far and not any(found):
        found = [_behind(text, far.end(), forms, noun.word)]
    return list(filter(None, found)) or [_counted(noun, forms, taken)]


def _behind(text: Text, at: int, forms: Forms, noun: re.Match[str]) -> list[Symbol]:
    link, _ = text.words.once(_joins)
    behind = link.match(text.text, at)
    begins = behind and _BEGINS.match(text.text, behind.end())  # most: an ordinary word
    return _list(text, begins.start(), forms, noun) if begins else []


def _counted(noun: Noun, forms: Forms, taken: int) -> list[Symbol]:
    """The numbers before the word: "the Council's 822, 853, 874 and 884 resolutions"."""
    text, plural = noun.organs.text, noun.word["plural"]
    first = _NUMBER.search(text.text, max(0, noun.start - 80, taken), noun.start)
    items = _list(text, first.start(), forms, noun.word) if first else []
    if not (first and items):
        return []
    gap, at = text.text[items[-1].end : noun.start], first.start()
    these = text.text[max(0, at - 4) : at].lower() == "the " and gap.istitle()
    if gap.strip() not in ("", ")") and not these:
        return []
    # "400 resolutions" counts them, "the 1947 resolution" dates it
    alone = len(items) == 1 and (plural or 1940 < int(items[0].number) < 2100)
    return [] if alone else items


def _list(text: Text, start: int, forms: Forms, noun: re.Match[str] | None = None) -> list[Symbol]:
    """The numbers from ``start`` on: number, date, "and", number ... until something else comes."""
    items: list[Symbol] = []
    pattern = forms.behind if noun else forms.listed
    _, joins = text.words.once(_joins)
    plural = bool(noun and (noun["plural"] or noun["more"]))
    dates = text.words.once(_date)
    while match := pattern.match(text.text, start):
        symbol = forms.read(match)
        if symbol is None or symbol.row["kind"] == "document":
            break
        if symbol.form == "plain" and not _is_member(text.text, items, symbol, plural):
            break
        date = dates.match(text.text, match.end())
        year = next(filter(None, date.groups()), None) if date else None
        symbol = symbol.dated(int(year) if year else None)
        items += [*(_left_out(text.text, items, symbol) if items else ()), symbol]
        items += _lettered(text.text, symbol)
        if symbol.series and symbol.form in ("plain", "dated"):
            pattern = forms.behind  # "S/RES/822, 853 and 874"
        join = joins.match(text.text, max((date or match).end(), items[-1].end))
        if not join:
            break
        start = join.end()
    return _sharing_session(items)


def _lettered(text: str, symbol: Symbol) -> list[Symbol]:
    """The other letters of one number: "46/7 A, B and C", "46/7 A to C"; their span is all."""
    first = symbol.tail[-1:]
    more = _LETTERS.match(text, symbol.end) if symbol.form == "slash" and first.isalpha() else None
    letters = list(filter(str.isupper, more[0])) if more else []
    if more and "to" in more[0]:
        letters = [chr(one) for one in range(ord(first) + 1, ord(letters[-1]) + 1)]
    end = more.end() if more else symbol.end
    return [symbol._replace(end=end, tail=symbol.tail[:-1] + letter) for letter in letters]


def _sharing_session(items: list[Symbol]) -> list[Symbol]:
    """ "3212 and 3395 (XXX)", "48/114, 115": the session that is printed with a neighbour."""
    for at in range(len(items) - 1, 0, -1):
        if items[at].form == "session":
            items[at - 1] = _of_session(items[at - 1], items[at])
    for at in range(1, len(items)):
        if items[at - 1].form == "slash":
            items[at] = _of_session(items[at], items[at - 1])
    return items


def _of_session(one: Symbol, full: Symbol) -> Symbol:
    """A bare number as one of the session of its neighbour, if it may be one."""
    session, stroke, last = full.number.rpartition("/")
    bare = one.form == "plain" and not one.series
    if not bare or not 0 < abs(int(last) - int(one.number)) < LONGEST_SESSION:
        return one
    shared = full.renumbered(session + stroke + one.number)
    return shared._replace(start=one.start, end=one.end, year=one.year)


def _is_member(text: str, items: list[Symbol], symbol: Symbol, plural: bool) -> bool:
    """Is a bare number one of a resolution? Not "12." of the next paragraph."""
    before = text[max(0, symbol.start - 40) : symbol.start]
    behind = text[symbol.end : symbol.end + 12]
    short, is_year = len(symbol.number) < 3, re.fullmatch(PIECES["year"], symbol.number)
    opens = re.match(r"\.\s+[\"“]?[A-Z]", behind) and not re.search(r",[^\S\n]*\Z", before)
    if is_year and re.search(r"(?:\b(?:of|in)\s+|\()\Z", before):
        return False  # "both of 1960", "resolution (1993) 822"
    if is_year and items and not plural and before.endswith(("-", "- ", "– ", "/")):
        return False  # "resolution 853 - 1993"
    if re.search(r"(?<![Rr]es)[,;:.]\s*[\"“]?\Z", before) and ((not items and short) or opens):
        return bool(re.search(r"\b[Nn]o[s.]{0,2}\s?:?\s*\Z", before))
    if not items:
        return not (short and re.search(r"\b(?:this|present|that)\s+resolution\s+\Z", before))
    if items[0].form in ("session", "slash"):  # "2105 (XX), 2189 and 2200 (XXI)"
        return plural and not short
    if items[0].form not in ("plain", "dated") or len(symbol.number) < 2:
        return False
    if items[0].series and (short or (is_year and len(items[0].number) < 4)):
        return False  # "S/RES/242 and 1967"
    return (plural and not short) or _NO_NOUN.match(behind) is not None


def _left_out(text: str, items: list[Symbol], last: Symbol) -> list[Symbol]:
    """The numbers that a range leaves out ("3201 to 3203", "62/1 to 62/3"); their span is all."""
    first, *before = items[::-1]
    joined = _RANGE.fullmatch(text, first.end, last.start)
    dashes = _DASH.match(text, last.end) or (before and _DASH.match(text, before[0].end))
    if not joined or dashes:  # "822 - 853 - 874" is a list
        return []
    (of, _, low), (session, _, high) = (one.number.rpartition("/") for one in (first, last))
    if not (low.isdecimal() and high.isdecimal()) or of != session or last.form == "own":
        return []
    between = range(int(low) + 1, int(high))
    one = last._replace(start=first.start, year=None)
    numbers = between if len(between) < LONGEST_RANGE else ()
    return [one.renumbered(last.number.removesuffix(high) + str(number)) for number in numbers]


def _references(place: Place) -> Iterator[Reference]:
    words, symbols = place.organs.text.words, place.numbers
    _, dated = words.once(_owners)
    readings = [_body_of(symbol, place) for symbol in symbols]
    known = {reading for reading in readings if reading[0] != "unknown"}
    if len(known) == 1:  # "435 (1978), 632 (1989) and 640"
        readings = [*known] * len(symbols)
    dates = _years(symbols, [body for body, _ in readings], words.once(council_years))
    for symbol, (body, series), (year, source) in zip(symbols, readings, dates, strict=True):
        full = symbol.of(series, year, body in dated)
        yield Reference(symbol.start, symbol.end, "numbered", body, symbols[0].start,
                        full, symbol.number or None, year, source)  # fmt: skip


def _body_of(symbol: Symbol, place: Place) -> tuple[str, str]:
    """Body and series of a number: by series, noun phrase, "its", form, sentence."""
    words = place.organs.text.words
    known = words.once(series_of)
    if symbol.series or symbol.form == "own":
        owners, _ = words.once(_owners)
        return owners.get(symbol.series, symbol.body), symbol.series
    able = [organ for organ in place.near if _can_number(organ, symbol)]
    if able:
        return able[-1][2:]
    given = words.once(council_years).get(symbol.number)
    council = (COUNCIL, known[COUNCIL])
    of_council = bool(given) and given == symbol.year
    owner = place.owner if place.its else None
    if owner and _can_number(owner, symbol) and not (owner.body == "other" and of_council):
        return owner[2:]
    if symbol.form in ("dated", "slip"):
        return council if of_council else _of_text(symbol, place, owner)
    text = place.organs.text.text
    stranger = _STRANGER.search(text, max(0, place.start - NEAR), place.start)
    if not place.near and (stranger or _OF_STRANGER.match(text, place.end)):
        return "unknown", ""
    if symbol.body != "unknown":
        return symbol.body, known.get(symbol.body, "")
    reach = {one[2:] for one in place.before if _can_number(one, symbol)}
    if given is None or symbol.year not in (None, given):
        reach.discard(council)
    return reach.pop() if len(reach) == 1 else ("unknown", "")


def _owners(words: Vocabulary) -> tuple[dict[str, str], set[str]]:
    """The body of each series; the bodies whose numbers carry the year."""
    rows = words.table("bodies")
    dated = {row["body"] for row in rows if row["numbering"] == "year"}
    return {row["series"]: row["body"] for row in rows if row["series"]}, dated


def _of_text(symbol: Symbol, place: Place, owner: Organ | None) -> tuple[str, str]:
    """Whose "9 (2039)" it is, which the Council did not give.

    Who is named with it ("Assembly resolution 181 (1947)"), who adopts, the UN, or one named.
    """
    organs = place.organs
    named = [one for one in (*place.near, owner) if one and one.body != "unknown"]
    adopter = organs.adopter
    if named and not any(_can_number(one, symbol) for one in named):
        return named[-1][2:]
    if adopter and _can_number(adopter, symbol):
        return adopter[2:]
    if organs.of_united_nations:
        return symbol.body, organs.text.words.once(series_of).get(symbol.body, "")
    everywhere = (*organs.named, *organs.issuers)
    able = {one[2:] for one in everywhere if _can_number(one, symbol)}
    return able.pop() if len(able) == 1 else ("unknown", "")


def _can_number(organ: Organ, symbol: Symbol) -> bool:
    """Can the body number its resolutions in that form? "United Nations" alone can in none."""
    return organ.body != "unknown" and organ.body not in symbol.row["never"].split("|")


def _years(
    symbols: Sequence[Symbol], bodies: list[str], council: dict[str, int]
) -> list[tuple[int | None, str | None]]:
    """The year of each number: printed, shared with the next, or the Council's for it."""
    years: list[tuple[int | None, str | None]] = []
    later: Symbol | None = None
    for symbol, body in zip(reversed(symbols), reversed(bodies), strict=True):
        known = council.get(symbol.number) if body == COUNCIL else None
        part = re.search(r"\(.*", symbol.tail)
        same_session = part and later and later.tail.endswith(part[0])
        same = symbol.form == "plain" or (symbol.form == "session" and same_session)
        if symbol.year:
            later = symbol
            years.append((symbol.year, "text"))
        elif later and same and known in (None, later.year):
            years.append((later.year, "list"))
        else:
            years.append((known, "number" if known else None))
    return years[::-1]


def _joins(words: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand before the first number, and between two numbers.

    "resolution No. 4" / "resolution [1379 (XIV)]" / "resolutions, including 822" / "Resolution
    (UNSCR) 1325" / a page number; ", and" / "followed by" / "and its sister" / a footnote / a
    remark, "(first)", or "on women," where "1612 on children" follows.
    """
    leads = spelled(words.terms("references", "role", "leads"))
    joins = spelled(words.terms("references", "role", "joins", "leads"))
    number = rf"(?:{_WORD_NUMBER}{_MARKS})?"
    topic = r"\s+(?:on|concerning|regarding)\s[^,;.:()\d]"
    link = rf"""
        (?:{topic}{{1,60}},(?=\s+(?:most\s+)?{leads}\W))?
        (?:\s+of\s+{PIECES["year"]}(?=\s?\())? (?:\s{{1,4}}\d{{1,3}}\s{{0,4}}\n\s*\n(?=\d))?
        {_MARKS} (?:(?<=[(\[])(?![IVXL]+[)\]])[A-Z]{{2,6}}s?[”"]?[)\]]{_MARKS})?
        {number} (?:(?:(?:most\s+)?{leads}(?!\w)|{_FROM}){_MARKS})? {number}"""
    between = rf"""
        (?:{topic}{{2,60}}
           (?=(?:,|,?\s+and)\s+\d{{3,4}}\s+(?:on|concerning|regarding)\b)
         | \s?\((?!{joins}\b)[“"‘']?[A-Za-z][a-z][^()\d]{{1,30}}(?:\d{{4}})?\))?
        \s* [)\]”"’']? (?:\s?\d{{1,2}}(?:/|(?=\s*,|\s+and\b)))? \s*
        (?: [,;(]{{0,2}}\s*(?:(?:as\s+)?[a-z]{{4,12}}ed\s+(?:by|in)|{joins})(?!\w)
          | &amp;|&&|[,;–—/&＆、+•*|·…~-] | \s(?=\d{{3,4}}(?:\s\d{{3,4}}){{0,8}}\s?(?:[,.;]|\Z)))
        \s* (?:[“"‘']?[Rr]esolutions?\s(?=\d{{3,4}}\b)
          | (?:,\s+)? (?:(?:{_SMALL}|{joins}),?\s+){{0,2}}
            [“"‘'(]? {number} [\[№\#]?)"""
    return verbose(link), verbose(between)


def _date(words: Vocabulary) -> re.Pattern[str]:
    """of 30 April 1993 / , adopted by the Council on 12 July 1982 / of 24 January and 3 May 1946 /
    of 1983 / , 1967, / (30 April 1993) / in 1990 and 1991 respectively
    """
    month = alternation(words.terms("references", "role", "month"))
    year, adopted = PIECES["year"], "(?:adopted|passed|approved|proclaimed|voted|issued|endorsed)"
    return verbose(
        rf"""
        \s*\(\s?\d{{1,2}}(?:\s+{month},?\s+|[./]\d{{1,2}}[./])({year})\s?\)
        | ,\s+({year})\b(?!\s?[({{\[/]|[.,]\d)
        | \s*,?\s*
        (?:(?:(?:of\s+the|which(?:\s+the)?)\s+(?:[A-Z]\w{{1,15}},?\s+){{0,5}})?
             (?:(?:was|ha[sd])\s+)?(?:[a-z]{{2,15}}ly\s+)?
             {adopted}(?:\s+[A-Za-z-]{{1,15}}){{0,12}}?\s+(?:on|in)
          | of | from | dated(?:\s+on)? | on | in(?=\s+(?:{month}\s+)?{year})) \s+
        (?:
          \d{{1,2}}(?:[./]\d{{1,2}}[./]|-\d\d-)({year})\b |
          (?:[.\dIlSO]{{1,3}}\s+(?:{month}\s+)?(?:,|and)\s+)?
          [.\dIlSO]{{1,3}}\s+ {month} (?:,?\s+({year})\b)?
        | {year}\s+and\s+({year})\b(?=,?\s+respectively)
        | (?:{month}\s+(?:\d{{1,2}},?\s+)?)? ({year})\b
        )
        """
    )
