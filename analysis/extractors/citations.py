"""Citations: every resolution, instrument and document that a text points at.

A resolution is found from the word ("resolutions 822, 853, 874 and 884") or from a form that nothing else has
("435 (1978)", "3212 (XXIX)", "S/RES/822 (1993)"); a list is read to its end. What is left of the word without
a number is a phrase ("its resolutions"), unless it speaks of none that exists. ``naming`` reads what each says.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from analysis.extractors import naming
from analysis.extractors.naming import Number
from analysis.text import Text, alternation, compiled, verbose
from analysis.vocabulary import load_table

Row = dict[str, Any]
Rows = list[Row]

LONGEST_RANGE = 60
LONGEST_LEAD, LONGEST_NAME = 60, 120
ADOPTING = ("enacting", "preambular", "operative")

# the letters without which there is nothing to find, and how far before them it may begin
NOUN_LETTERS, LONGEST_NOUN = (
    ("esolution", "ESOLUTION", "ecisions", "SCR", "Res.", "Res ", "res."),
    5,
)
NUMBER_LETTERS, LONGEST_NUMBER = ("(", "[", "{", "/", "ES-", "WHA"), 20
DOCUMENT_LETTERS, LONGEST_SERIES = ("/",), 8
# "822", "S/RES/822", "UNSCR", "resolutions", "decisions", "l24 (1961)"
WORD_START = re.compile(r"[\dA-Zdlr](?<!\w\w)")
# a name, "2030 Agenda", "article", "charter", "human rights Covenants", "paragraph"
NAME_START = re.compile(r"[\dA-Zachp](?<!\w\w)")
# resolutions / Decisions / UNSCR / SCRs / "SC Res." / "Council Res."
NOUN = re.compile(
    r"""\b(?:(?P<word>[Rr]esolution|RESOLUTION)(?P<plural>[sS])?\b | (?P<decision>[Dd]ecisions)\b
    | (?P<organ>UNSC|SC)Rs?\b | (?P<short>UNSC|SC|GA|UNGA)\s(?:[Rr]es\.|Res\b)
    | (?:(?<=Council\s)|(?<=Assembly\s))(?:[Rr]es\.|Res\b))""",
    re.VERBOSE,
)
# before a session of few figures: "[181 (II)", "UNGA 194 (III)"
ASSEMBLY = re.compile(r"(?:\[|\bUNGA\s)\Z")
_SESSION = r"(?:(?:E?S\s?[-–]?\s?)?[IVXLCDTl1|]{1,8}|S-\d{1,2})"
_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_OPEN, _CLOSE = r"[({\[]", r"[)}\]]"
# what a number of a list is not: "15 per cent", "3 December", "40 countries"
_AMOUNT = rf"""\s*(?:% | per\s?cent | percent | {_MONTH} | (?:years?|months?|days?)\b | million | billion | thousand
    | countries | States\b | people | persons | members)"""
_FORMS = rf"""
    (?P<prefix>(?:A/HRC|E/CN\.4|PACE|[ASET])/(?:RES|Res)/\s?)?
    (?:
      # 11/7-P(IS)
      (?P<oic>\d{{1,3}}/\d{{1,2}}-(?:[A-Z]{{1,4}})(?:\s?\((?:IS|ICFM|CFM)\))?(?!\w))
      # ES-10/2, S10/2, ES-812
    | (?P<special>E?S\s?[-–]?\s?\d{{1,2}}\s?/\s?\d{{1,3}}(?!\d)|ES-\d1\d(?!\d))
      # 1979/11
    | (?P<annual>{_YEAR}/\d{{1,3}}(?![\d/]))
      # 308 (432/80)
    | (?P<foreign>\d{{1,4}}\s\(\d{{1,4}}/\d{{2,4}}\))
      # 62/243, 36/121 A
    | (?P<slash>\d{{1,2}}\s?/\s?\d{{1,3}}(?!\d|/\w)(?:\s?[A-HJ-Z]\b)?)
      # 3212 (XXIX), 217 A (III), 217 (III) A, 1991 A and B (XVIII)
    | (?P<session>\d{{1,4}}\.?\s{{0,3}}(?:[A-H]\s?(?:(?:and|to)\s[A-H]\s?)?)?
        {_OPEN}\s?{_SESSION}\s?(?:[)}}\]](?:[A-H]|\s[A-H](?=[,.;)]|\s(?:of|and)\b|\Z))|[)}}\]Jj]?)(?!\w))
      # 822 (1993), 43 5 (1978), 1244/1999
    | (?P<dated>(?:\d{{1,4}}|\d{{1,3}}\s\d{{1,2}})\s*[({{\[/]\s*{_YEAR}\s*{_CLOSE}|\d{{3,4}}/{_YEAR}(?![\d/]))
      # I11 (1956), SO8 (1982)
    | (?P<slip>[\dISlOBLU$]{{2,4}}\s*{_OPEN}\s*{_YEAR}\s*{_CLOSE})
      # S/RES/822
    | (?P<bare>(?:(?<=/RES/)|(?<=/Res/))\d{{1,4}}(?![\d/]|[.,]\d))
    )
"""
# found without the word "resolution"; "article 3 (II)" is none
_STRONG = rf"""
    (?<![\w/.,-])(?<![Aa]rticle\s)(?<![Cc]hapter\s)(?<![Pp]aragraph\s)(?<![Ss]ection\s)(?<![Tt]able\s)
    (?:
      {_FORMS}
    | (?P<other>
        # CM/Res. 852 (XXXVII)
        (?:CM|AHG)/(?:Res|RES|Dec)\.?\s?\d{{1,4}}(?:\s?{_OPEN}\s?[IVXLl1]{{1,8}}\s?[)}}\]j]{{0,2}})?
        # MRE/RES.1/91
      | (?:MRE|CP|AG)/(?:RES|DEC)\.?\s?\d{{1,4}}(?:/\d\d|\s?\(\d{{1,4}}/\d{{1,4}}\))?
        # WHA73.1, GC(53)/RES/17
      | WHA\d{{1,2}}\.\d{{1,3}} | GC\(\d{{1,2}}\)/RES/\d{{1,3}}[A-Z]?
        # MC.DEC/7/08 of the OSCE, P7_TA(2013)0446 of the European Parliament
      | [MP]C\.DEC/\d{{1,4}}(?:/\d\d)? | P\d_TA\(\d{{4}}\)\d{{4}}
      )
    )
"""
# after the word a bare number is one as well: "775 1992", "808 IX", "35-37", "822", "822/853/874"
_WEAK = rf"""
    {_STRONG}
    | (?P<loose>\d{{1,4}}\s{_YEAR}(?![\d/]))
    | (?P<open>\d{{1,4}}\s[IVXL]{{1,7}}\b)
    | (?P<dash>\d{{2}}[-–]\d{{1,3}}(?![\d-]))
    | (?P<plain>(?<![\d.])(?:\d{{1,4}}(?!\d|[,.]{{1,2}}\d|/\d|\w)|\d{{3,4}}(?=(?:/\d{{3,4}}){{1,8}}(?![\d/])))
        (?!{_AMOUNT}))
"""
# "resolution No. 4", "resolution [1379 (XIV)]", "resolution, 181 (II)", "Resolutions ... No: 822"; a page number
_LINK = r"""
    (?:\s{1,4}\d{1,3}\s{0,4}\n\s*\n(?=\d))?
    \s* (?:numbers?|[Nn][o0]s?\b\.?|n°|N°|№|,|:|entitled)? [\s:]{0,6} [\[({“"]?\s?
    (?:(?:Number|No\.?)\s)?
"""
# ", and" / "as well as" / "to" / "/" between two numbers of one list, the mark of a footnote ("1/", "4") before it
_JOIN = r"""
    \s* [)\]]? (?:\s?\d{1,2}(?:/|(?=\s*,|\s+and\b)))? \s*
    (?P<join>,?\s*(?:and|or|&|as\s+well\s+as|to|through)\b|[,;–/-]) \s*
    (?:also\s+|of\s+|[Nn]o\.\s+|№\s?|\[)?
"""
# "of 30 April 1993" / ", adopted unanimously on 12 July 1982" / "of 24 January and 14 December 1946" / "of 1983";
# "(30 April 1993)" / "(30.04.93)"
_DATE = rf"""
    \s*\(\s?\d{{1,2}}(?:\s+{_MONTH},?\s+|[./]\d{{1,2}}[./])(?P<y3>{_YEAR}|\d\d)\s?\)
    | \s*,?\s*
    (?:(?:which\s+was\s+)?(?:[a-z]{{2,15}}ly\s+)?adopted(?:\s+[a-z]{{1,15}}){{0,3}}?\s+(?:on|in)|of|dated|on)\s+
    (?:
      (?:[.\dIlSO]{{1,3}}\s+(?:{_MONTH}\s+)?(?:,|and)\s+)? [.\dIlSO]{{1,3}}\s+ {_MONTH} (?:,?\s+(?P<y1>{_YEAR})\b)?
    | (?:{_MONTH}\s+(?:\d{{1,2}},?\s+)?)? (?P<y2>{_YEAR})\b
    )
"""
# "822, 853, 874 and 884" before "resolutions"; "242" before "resolution"
_COUNTED = r"(?<![\d.,(/])(?P<list>(?:\d{3,4}(?:\s*,\s*(?:and\s+)?|\s+and\s+)){0,12}\d{3,4})\s+\Z"
# "the present resolution" / "this resolution" / "resolution 1409 (2002) and this resolution"
SELF = re.compile(
    r"(?P<also>\b(?:and|or)\s+)?\b(?P<self>the\s+present|(?P<this>this))\s+\Z", re.IGNORECASE
)
# what may follow the word in a phrase without a number: "... of 14 December 1946"
PHRASE_TAIL = rf"\s+(?:of|adopted\s+on)\s+(?:\d{{1,2}}\s+)?{_MONTH}\s+\d{{4}}"
# S/26184, A/3934/ Rev.1, E/CN.4/1994/7, A/C.3/48/L.2
_DOCUMENT = r"""
    (?<![\w/.])(?:[ASTE]|DP|CCPR|CD|ST|TD|NPT|INFCIRC)/(?!RES\b)
    (?:[A-Z]{1,6}[.\d]{0,4}/){0,3} (?:[A-Z]{1,4}\.?)?\d{1,5} (?:/[A-Z]{0,4}\.?\d{1,5}){0,3}
    (?:/\s?(?:Rev|Add|Corr)\.\s?\d{1,2}){0,3}(?!\w)
"""
# the bracket that holds a reference: "[see resolution", "(A/38/1, annex, resolution"; "(" or "document" before a symbol
IDENTIFIES = re.compile(r"\s*[\[({](?:\s*[\w.]+,?){0,6}\s*")
SYMBOL_ONLY = re.compile(r"(?:[\[(](?:see\s+)?|\bdocuments?\s+)\Z")
# what a meeting's symbol follows where it is a reference; else it heads a page of the record
REFERS = re.compile(r"(?:[\[(]|,|;|\b(?:[Ss]ee|in|also|and|documents?)\s)\s?\Z")
# "Article 194, paragraph 2," / "Chapters VI and VII"
_DIVISION = r"""
    [\dIVXLCDM]{1,6}(?:\s?\(\d\))? (?:,?\s+(?:and\s+|to\s+)?[\dIVXLCDM]{1,6}\b){0,4}
    (?:,?\s+paragraphs?\s+\d{1,3}(?:\s?\(\w\))?)? ,?
"""
_NAME_WORD = rf"(?!{_MONTH}\b)[A-Z][\w’'-]{{1,30}}"
_FIRST = r"(?:of|on|for|to|against|concerning|relat(?:ing|ive)\s+to|regarding|between)(?:\s+(?:the|all|certain|a|an))?"
# "Declaration on the granting of independence to colonial countries and peoples [resolution 1514 (XV)]"
_LOWER_TAIL = rf"""
    (?:\s+{_FIRST}(?:\s+[\w’'-]{{1,20}}){{1,14}}?
       (?=,?\s*[\[(]\s?(?:see\s+)?(?:General\s+Assembly\s+)?resolution))
"""
_OWNER = r"""
    (?:\s+of\s+(?:the\s+)?
       (?:UN\b|United\s+Nations|OAU|OIC|OAS|Organi[sz]ation\s+of\s+(?:the\s+)?[A-Z]\w{1,20}(?:\s+[A-Z]\w{1,20}){0,2}))
"""


@dataclass(frozen=True)
class _Text:
    """A text and what is asked of it again and again: its sentences, who adopts it, what stands where."""

    text: str
    units: list[int]
    adopter: str
    adopting: bool
    titles: list[naming.Span]

    def sentence(self, at: int) -> naming.Span:
        return naming.sentence_at(self.text, self.units, at)


@dataclass(frozen=True)
class _Item:
    """One number of a list, with the year of the date attached to it and where that date stood."""

    start: int
    end: int
    number: Number
    day: bool = False


def find_citations(source: Text) -> Rows:
    """What ``text`` cites, one row a mention, in order; lists and ranges are expanded.

    Keys: kind, body, symbol, number, year, year_source, group, function, cue, start, end, quote. ``paragraphs``
    are the units of the text: they say whether it adopts ("its", "this resolution") and which is the title, whose
    own number is no citation. ``issuer`` names the adopting body where no enacting paragraph does.
    """
    text = source.text
    units = [{**unit._asdict(), "quote": text[unit.start : unit.end]} for unit in source.units]
    at = _read(text, units, source.issuer)
    nouns = list(_near(NOUN, text, _places(text, NOUN_LETTERS), LONGEST_NOUN))
    rows, used = _numbered(at, nouns)
    rows += _phrases(at, nouns, used, rows)
    taken = sorted((row["start"], row["end"]) for row in rows)
    rows += [row for row in [*_documents(at), *_instruments(at)] if not _overlaps(row, taken)]
    rows = [row for row in rows if not any(start <= row["start"] < end for start, end in at.titles)]
    rows.sort(key=lambda row: (row["start"], row["end"]))
    _regroup(rows)
    _recall(rows)
    _follow(text, rows)
    for row in rows:
        row["quote"] = text[row["start"] : row["end"]]
    return rows


def _read(text: str, paragraphs: list[Row], issuer: str | None) -> _Text:
    """What the units say of the text: does it adopt, and for whom?"""
    adopting = any(unit["kind"] in ADOPTING for unit in paragraphs)
    enacting = next((unit["quote"] for unit in paragraphs if unit["kind"] == "enacting"), None)
    adopter = naming.body_of_issuer(enacting)
    if adopter == "unknown":
        adopter = naming.body_of_issuer(issuer) if adopting else "unknown"
    titles = [
        (unit["start"], unit["end"]) for unit in paragraphs if adopting and unit["kind"] == "title"
    ]
    return _Text(text, [unit["start"] for unit in paragraphs], adopter, adopting, titles)


def _places(text: str, letters: Iterable[str]) -> list[int]:
    """Where any of ``letters`` stands, in order: the cheap look."""
    found: list[int] = []
    for one in letters:
        place = text.find(one)
        while place >= 0:
            found.append(place)
            place = text.find(one, place + 1)
    return sorted(found)


def _near(
    pattern: re.Pattern[str],
    text: str,
    places: Iterable[int],
    back: int,
    starts: re.Pattern[str] = WORD_START,
) -> Iterator[re.Match[str]]:
    """The matches of ``pattern``, one after the other, that begin with a word no more than ``back`` before a place."""
    done = 0
    for place in places:
        for word in starts.finditer(text, max(done, place - back), place + 1):
            if word.start() >= done and (match := pattern.match(text, word.start())):
                yield match
                done = match.end()
        done = max(done, place + 1)


# --- numbers -------------------------------------------------------------------------------------------------


def _numbered(at: _Text, nouns: list[re.Match[str]]) -> tuple[Rows, set[int]]:
    """The rows of all numbers: those after or before the word, and the forms that need no word.

    Beside them, where each word stands that has a number and so is no phrase.
    """
    rows: Rows = []
    used: set[int] = set()
    taken = 0
    for match in sorted([*nouns, *_strong(at.text)], key=lambda match: match.start()):
        if match.start() < taken or (match.re is NOUN and match["decision"]):
            continue
        noun = match if match.re is NOUN else None
        items = (
            (_after(at, noun) or _counted(at.text, noun))
            if noun
            else _list(at.text, match.start(), sure=True)
        )
        if items:
            rows += _named(at, items, noun)
            taken = items[-1].end
            used.add(match.start())
    return rows, used


def _strong(text: str) -> Iterator[re.Match[str]]:
    """The numbers whose form alone says what they are."""
    for match in _near(verbose(_STRONG), text, _places(text, NUMBER_LETTERS), LONGEST_NUMBER):
        number = naming.number_of(match)
        if number and (
            match["prefix"]
            or number.form in ("other", "special", "oic")
            or (
                number.form == "session"
                and (
                    re.search("[VX]", number.suffix)
                    or ASSEMBLY.search(text, max(0, match.start() - 6), match.start())
                )
            )
            or (number.form == "dated" and naming.council_year(number.number) == number.year)
        ):
            yield match


def _after(at: _Text, noun: re.Match[str]) -> list[_Item]:
    """The list after the word: "resolutions 822", "resolutions of the Security Council No: 822"."""
    for end in (
        noun.end(),
        *(organ.end for organ in naming.organs_after(at.text, noun.end())[-1:]),
    ):
        link = verbose(_LINK).match(at.text, end)
        if link and (items := _list(at.text, link.end(), plural=bool(noun["plural"]))):
            return items
    return []


def _list(text: str, start: int, *, sure: bool = False, plural: bool = False) -> list[_Item]:
    """The numbers from ``start`` on: number, date, "and", number ... until something else comes.

    ``sure`` is for a list without the word: it has no bare numbers.
    """
    items: list[_Item] = []
    while match := verbose(_STRONG if sure else _WEAK).match(text, start):
        number = naming.number_of(match)
        if number is None or (
            number.form == "plain"
            and not number.prefix
            and not _bare(text, items[-1:], match, plural)
        ):
            break
        date = verbose(_DATE).match(text, match.end())
        year = _year(date) if date else None
        number = replace(number, year=number.year or year)
        item = _Item(
            match.start(),
            match.start() + len(match[0].rstrip(" .,")),
            number,
            bool(date and not year),
        )
        items += [*_between_range(items[-1:], text, item), item]
        join = verbose(_JOIN).match(text, (date or match).end())
        if not join:
            break
        start = join.end()
    return items


def _year(date: re.Match[str]) -> int | None:
    printed = date["y1"] or date["y2"] or date["y3"]
    if printed and len(printed) == 2:
        return int(printed) + (1900 if int(printed) > 45 else 2000)  # there is none before 1946
    return int(printed) if printed else None


def _bare(text: str, last: list[_Item], match: re.Match[str], plural: bool) -> bool:
    """Is a bare number one of a resolution? Not "12." that numbers the next paragraph, not "this resolution 4"."""
    before, after = (
        text[max(0, match.start() - 40) : match.start()],
        text[match.end() : match.end() + 12],
    )
    if before.endswith("(") and after.startswith(")") and re.fullmatch(_YEAR, match[0]):
        return False  # "resolution (1993) 822"
    if re.search(r"(?<![Rr]es)[,;:.]\s*[\"“]?\Z", before) and (
        not last or re.match(r"\.\s+[\"“]?[A-Z]", after)
    ):
        return bool(re.search(r"\b[Nn]o[s.]{0,2}\s?:?\s*\Z", before))
    if not last:
        return len(match[0]) > 2 or not re.search(
            r"\b(?:this|present|that)\s+resolution\s+\Z", before
        )
    if last[0].number.form not in ("plain", "dated") or len(match[0]) < 2:
        return False
    if before.endswith("/"):
        return True
    ends = r"\s*(?:[.,;:/)\]]|\Z|(?:of|on|and|by|as|which|that|to|for|are|is|have|were)\b)"
    return plural or bool(re.match(ends, after))


def _between_range(last: list[_Item], text: str, item: _Item) -> list[_Item]:
    """The numbers that a range leaves out ("3201 to 3203"); their span is the whole range."""
    if not last or not (item.number.number.isdecimal() and last[0].number.number.isdecimal()):
        return []
    low, high = int(last[0].number.number), int(item.number.number)
    joined = re.fullmatch(r"\s*(?:to|through|-|–)\s*", text[last[0].end : item.start])
    if not joined or not 1 < high - low < LONGEST_RANGE:
        return []
    span = last[0].start, item.end
    return [
        _Item(*span, replace(item.number, number=str(value), year=None))
        for value in range(low + 1, high)
    ]


def _counted(text: str, noun: re.Match[str]) -> list[_Item]:
    """The numbers before the word: "the Council's 822, 853, 874 and 884 resolutions", "the 242 resolution"."""
    match = compiled(_COUNTED).search(text[max(0, noun.start() - 120) : noun.start()])
    if not match:
        return []
    offset = max(0, noun.start() - 120) + match.start("list")
    numbers = [*re.finditer(r"\d+", match["list"])]
    alone = len(numbers) == 1 and (noun["plural"] or 1940 < int(numbers[0][0]) < 2100)
    if alone:  # "400 resolutions" counts them, "the 1947 resolution" dates it
        return []
    return [
        _Item(offset + one.start(), offset + one.end(), Number("plain", one[0])) for one in numbers
    ]


def _named(at: _Text, items: list[_Item], noun: re.Match[str] | None) -> Rows:
    """The rows of one list: body, symbol and year of each, and what the text does with them."""
    start, end = (
        (noun.start() if noun else items[0].start),
        max(items[-1].end, noun.end() if noun else 0),
    )
    sentence = at.sentence(items[0].start)
    near, before = naming.organs_at(at.text, sentence, start, end)
    short = noun and (noun["organ"] or noun["short"])
    if short:
        near = naming.organs(f"UN{short.removeprefix('UN')}", 0, 9) or near
    if noun and not near:
        near = naming.organs_after(at.text, noun.end())
    its = naming.owned(at.text, before, start)
    function, cue = naming.function_of(at.text, sentence, items[0].start, items[-1].end)
    readings = [naming.body_of_number(item.number, near, before, its, at.adopter) for item in items]
    shared = {reading for reading in readings if reading[0] != "unknown"}
    if shared == {("UNSC", "S")}:  # "435 (1978), 632 (1989) and 640"
        readings = [("UNSC", "S") if naming.council_year(item.number.number) else reading
                    for item, reading in zip(items, readings, strict=True)]  # fmt: skip
    years = _years(items, [body for body, _ in readings])
    return [
        {
            "kind": "numbered", "body": body, "symbol": naming.symbol_of(item.number, body, series, year),
            "number": item.number.number or None, "year": year, "year_source": source, "group": items[0].start,
            "function": function, "cue": cue, "start": item.start, "end": item.end,
        }
        for item, (body, series), (year, source) in zip(items, readings, years, strict=True)
    ]  # fmt: skip


def _years(items: list[_Item], bodies: list[str]) -> list[tuple[int | None, str | None]]:
    """The year of each number of a list: printed, shared with the next that has one, or the Council's for it."""
    years: list[tuple[int | None, str | None]] = []
    later: Number | None = None
    for item, body in zip(reversed(items), reversed(bodies), strict=True):
        number = item.number
        known = naming.council_year(number.number) if body == "UNSC" else None
        same = number.form == "plain" or (
            number.form == "session" and later and later.suffix == number.suffix
        )
        if number.year:
            later = number
            years.append((number.year, "text"))
        elif later and (item.day or (same and known in (None, later.year))):
            years.append((later.year, "list"))
        else:
            years.append((known, "number" if known else None))
    return years[::-1]


# --- phrases without a number ---------------------------------------------------------------------------------


def _phrases(at: _Text, nouns: list[re.Match[str]], used: set[int], rows: Rows) -> Rows:
    """ "the relevant resolutions of the Security Council", "its resolutions", "the present resolution"."""
    found: Rows = []
    first = True
    for noun in nouns:
        new: Rows = []
        if (noun["word"] or noun["decision"]) and noun.start() not in used:
            new = _self(at, noun, rows, first) or _phrase(at, noun, rows)
        found += new
        first = first and bool(new) and new[0]["kind"] == "self"
    return found


def _self(at: _Text, noun: re.Match[str], rows: Rows, first: bool) -> Rows:
    """The adopting text naming itself: "the present resolution", and "this resolution" if it points at no other.

    In a text that adopts nothing "this resolution" is only its own where it is the first that is spoken of.
    """
    this = SELF.search(at.text, max(0, noun.start() - 15), noun.start())
    if not this or noun["plural"] or noun["decision"]:
        return []
    low = max(at.sentence(noun.start())[0], noun.start() - 150)
    cited = bool(_between(rows, low, noun.start())) and not this["also"]
    if this["this"] and (cited or not (at.adopting or first)):
        return []
    return [_row(at, "self", at.adopter, this.start("self"), noun.end())]


def _phrase(at: _Text, noun: re.Match[str], rows: Rows) -> Rows:
    """A noun phrase for resolutions that exist: owned, dated, adopted by somebody, or picked out by a modifier."""
    near, before = naming.organs_at(at.text, at.sentence(noun.start()), noun.start(), noun.end())
    first = min([noun.start(), *(organ.start for organ in near)])
    lead = _lead().search(at.text, max(0, first - LONGEST_LEAD), first)
    start = lead.start() if lead else first
    tail = compiled(PHRASE_TAIL).match(at.text, noun.end())
    picked = noun["plural"] and lead and (lead["own"] or lead["modifier"])
    if (
        noun["decision"]
        and not near
        or not (near or tail or picked)
        or _no_citation(at.text, start, noun)
    ):
        return []
    end = max([noun.end(), *(organ.end for organ in near)] + ([tail.end()] if tail else []))
    its = bool(re.search(r"\b(?:its|their)\b", at.text[start : noun.start()]))
    back = 400 if its or re.search(r"\b[Tt]h[eo]se\b", at.text[start : noun.start()]) else 70
    bodies = naming.body_of_phrase(near, before, its, at.adopter, _beside(rows, start, end, back))
    return [_row(at, "unnumbered", body, start, end) for body in bodies]


def _beside(rows: Rows, start: int, end: int, back: int) -> str | None:
    """The body of the numbers next to a phrase: "resolution 186 (1964) and other relevant resolutions"."""
    bodies = {row["body"] for row in _between(rows, start - back, end + 60)}
    return bodies.pop() if len(bodies) == 1 else None


def _between(rows: Rows, low: int, high: int) -> Rows:
    first = bisect_left(rows, low, key=lambda row: row["start"])
    return rows[first : bisect_left(rows, high, lo=first, key=lambda row: row["start"])]


def _no_citation(text: str, start: int, noun: re.Match[str]) -> bool:
    """ "draft resolution", "any resolution", "resolution of the dispute", "Resolutions and Decisions, 1989"."""
    table = _words()
    after = re.match(
        r"(?:\s+(?:of|to)\b(?:\s+[\w-]+){1,4}|\s+and\s+Decisions)",
        text[noun.end() : noun.end() + 80],
    )
    if after and (
        "Decisions" in after[0] or table["not_cited"] & set(re.findall(r"\w+", after[0].casefold()))
    ):
        return True
    lead = text[max(0, start - 20) : start]
    if noun["decision"] and re.search(r"\bResolutions\s+and\s+\Z", lead):
        return True
    before = re.findall(r"[\w-]+", lead.casefold())[-1:]
    words = {*before, *re.findall(r"[\w-]+", text[start : noun.start()].casefold())}
    unreal = table["hypothetical"] | table["not_cited"]
    one = not noun["plural"] and not noun["decision"]
    return bool(words & (unreal | {"a", "an"} if one else unreal))


@cache
def _words() -> dict[str, frozenset[str]]:
    """The terms of ``data/vocabulary/instruments.csv`` by role."""
    words: dict[str, set[str]] = {}
    for row in load_table("instruments"):
        words.setdefault(row["role"], set()).add(row["term"])
    return {role: frozenset(terms) for role, terms in words.items()}


@cache
def _lead() -> re.Pattern[str]:
    """What stands before the word or its organ: "all its other relevant", "97", "numerous important"."""
    modifier = alternation(_words()["modifier"])
    return verbose(
        rf"""
        (?<!\w)(?=\w)
        (?:\b(?i:the|such|both)\s+)?
        (?P<own>(?:\b(?i:its|their|all|these|those|our)\s+(?:of\s+)?(?:the\s+)?){{1,2}}|(?<![\d,.])\d{{1,3}}\s+)?
        (?P<modifier>(?:\b(?i:{modifier}),?\s+(?:and\s+)?){{1,4}})?
        \Z"""
    )


# --- documents and instruments ---------------------------------------------------------------------------------


def _documents(at: _Text) -> Iterator[Row]:
    """S/26184, A/3934/Rev.1: the symbols of UN documents."""
    for match in _near(
        verbose(_DOCUMENT), at.text, _places(at.text, DOCUMENT_LETTERS), LONGEST_SERIES
    ):
        symbol = re.sub(r"\s", "", match[0])
        body = naming.body_of_symbol(symbol)
        if "PV." not in symbol or REFERS.search(
            at.text[max(0, match.start() - 15) : match.start()]
        ):
            yield _row(at, "document", body, match.start(), match.end()) | {"symbol": symbol}


def _instruments(at: _Text) -> Iterator[Row]:
    """The Charter, an article of it, treaties, conventions, declarations: each by its name."""
    for match in _near(_instrument(), at.text, _heads(at.text), LONGEST_NAME, NAME_START):
        yield _row(at, "instrument", "other", match.start(), match.end())


def _heads(text: str) -> list[int]:
    """Where the nouns stand without which there is no instrument: the cheap look, from capital to capital."""
    initials, rest = _head_letters()
    looks = rest.finditer(text.encode("latin-1", "replace").translate(initials))
    return sorted([*(look.start() for look in looks), *_places(text, ["charter"])])


@cache
def _head_letters() -> tuple[bytes, re.Pattern[bytes]]:
    """A table that makes one byte of all their initials, and what follows that byte."""
    words = [
        word for word in ("Charter", *_words()["head"], *_words()["named"]) if not word[0].islower()
    ]
    initials = bytes(1 if chr(i) in {word[0] for word in words} else i for i in range(256))
    rests = (
        word.encode("latin-1", "replace").translate(initials)[1:].decode("latin-1")
        for word in words
    )
    gap = r"[\s\xa0?]{1,12}"
    return initials, re.compile(rf"\x01{alternation(rests, gap)}(?!\w)".encode("latin-1"))


@cache
def _instrument() -> re.Pattern[str]:
    """Article 51 of the Charter / Treaty on the Non-Proliferation of Nuclear Weapons / Nadi Declaration."""
    word = {role: alternation(terms) for role, terms in _words().items()}
    name = rf"(?!(?:{word['opener']})\b){_NAME_WORD}"
    # "and the International Covenant": another one begins
    other = rf"(?:,|,?\s+and)\s+the(?:\s+{_NAME_WORD}){{0,5}}\s+(?:{word['head']})\b"
    # "... on the Prevention and Punishment of the Crime of Genocide"
    tail = rf"""
        (?:\s+{_FIRST}(?:\s+{_NAME_WORD}){{1,9}}
           (?:(?!{other})(?:(?:\s+(?:{word["small"]})){{1,3}}|,(?:\s+including)?(?:\s+(?:the|and))?)
              (?:\s+{_NAME_WORD}){{1,9}}){{0,8}})"""
    return verbose(
        rf"""
        (?:\b(?i:{word["division"]})\s+{_DIVISION}\s+of\s+(?:the\s+)?(?:said\s+)?)?
        (?:
          \b(?:{name}\s+(?:{_NAME_WORD}\s+)?)? Charter\b (?:{_OWNER}|{tail})?
        | \bcharter{_OWNER}
        | \b(?:{word["named"]})\b
        | \b{name}\s+(?:(?:on|of|and|for)\s+)?(?:{_NAME_WORD}\s+(?:(?:on|of|and|for)\s+)?){{0,4}}
          (?:{word["head"]})\b(?!\s+Organi[sz]ation)(?:\s+of\s+{_YEAR}|{tail})?
        | \b(?:{word["head"]})\b(?:{tail}|{_LOWER_TAIL})
        )
        """
    )


# --- rows -------------------------------------------------------------------------------------------------------


def _row(at: _Text, kind: str, body: str, start: int, end: int) -> Row:
    """A row of a thing cited without a number."""
    function, cue = naming.function_of(at.text, at.sentence(start), start, end)
    return {
        "kind": kind, "body": body, "symbol": None, "number": None, "year": None, "year_source": None,
        "group": start, "function": function, "cue": cue, "start": start, "end": end,
    }  # fmt: skip


def _overlaps(row: Row, taken: list[naming.Span]) -> bool:
    index = bisect_left(taken, (row["end"], 0))
    return any(
        start < row["end"] and row["start"] < end for start, end in taken[max(0, index - 3) : index]
    )


def _follow(text: str, rows: Rows) -> None:
    """A reference in brackets does what the thing does that it identifies: "the Declaration [resolution 1514 (XV)]"."""
    for row in rows:
        if row["kind"] == "document" and SYMBOL_ONLY.search(
            text[max(0, row["start"] - 15) : row["start"]]
        ):
            row["function"], row["cue"] = "mentions_only", None
    for last, row in pairwise(rows):
        between = text[last["end"] : row["start"]]
        beside = row["kind"] == "document" == last["kind"] and re.fullmatch(
            r"\s*(?:,|;|and)\s*", between
        )
        if beside or (
            row["kind"] == "numbered" and len(between) < 60 and IDENTIFIES.fullmatch(between)
        ):
            row["function"], row["cue"] = last["function"], last["cue"]


def _recall(rows: Rows) -> None:
    """A bare number of no named body is the one resolution of that number that the text names in full elsewhere."""
    named: dict[str, set[tuple[Any, ...]]] = {}
    for row in rows:
        if row["body"] != "unknown":
            named.setdefault(row["number"], set()).add((row["body"], row["symbol"]))
    for row in rows:
        if (
            row["kind"] == "numbered"
            and row["body"] == "unknown"
            and len(named.get(row["number"], ())) == 1
        ):
            body, symbol = next(iter(named[row["number"]]))
            if body != "UNSC":
                row["body"], row["symbol"] = body, symbol
            elif (
                row["year"] is None
            ):  # a printed year that is not the Council's speaks of another body
                year = naming.council_year(row["number"])
                row.update(
                    body=body, symbol=symbol, year=year, year_source="number" if year else None
                )


def _regroup(rows: Rows) -> None:
    """Number the groups 1, 2, 3 in order of the text."""
    order = {
        key: index for index, key in enumerate(dict.fromkeys(row["group"] for row in rows), start=1)
    }
    for row in rows:
        row["group"] = order[row["group"]]
