"""Says why a number is no amount: a date, a year, the mark of a list, the name of a thing."""

import re
from typing import NamedTuple

from analysis.extractors.counted import is_of_every
from analysis.extractors.figures import SPACES, hedges_of_letters, is_year, joining_words, measure
from analysis.extractors.hedges import Phrases, hedge_before, hedge_behind, sign_before
from analysis.extractors.numbers import Number
from analysis.terms import alternation, compiled, spelled
from analysis.text import Text
from analysis.vocabulary import Vocabulary

# from how many a word needs no noun: "a two-million crowd"
LARGE = 1000
# how long a page header may be
LINE = 120
# "a decade-long war", "a year and a half", "a year or two"
LONG = re.compile(r"\s{1,12}\w+(?:-long|[\s-]and[\s-]a[\s-](?:half|quarter)|\sor\stwo)\b")
# "it should be a century of peace", "the 1980s, a decade of debt" say of what kind one is
OF_A_KIND = compiled(r"(?:\b(?:be|been|is|was|were|are|as|into|becomes?|became)\s+|[,;—–]\s*)\Z")
# "a decade of war"; "after a year of war", but not "it was a year of hope"
STRETCH = compiled(r"\s+(?:decade|century)\s+of\s+[a-z]")
MEASURED = compiled(
    r"\b(?:after|following|for|through|throughout|during|despite|in)\s+\Z", re.IGNORECASE
)
OF_TIME = compiled(r"\s+(?:week|month|year)\s+of\s+(?!the\b)[a-z]")
# "12 villages and (1950 bridges)"
LISTED_COUNT = compiled(r"\b(?!(?:19|20)\d\d\s)\d[\d,.]{0,12}\s(?:[a-z-]{1,30}\s){1,3}and\s+\Z")
# a noun in small letters
NOUN = re.compile(r"\s[a-z]{3,}s\b")
# 12 · 3 to 5, but not 250 000; 1.12
PLAIN = re.compile(rf"\d{{1,6}}(?:(?![{SPACES}]\d{{3}}(?!\d))[^\d.,]{{1,8}}\d{{1,4}})?")
LABEL = re.compile(r"\d\d?\.\d\d?")
# what follows a year, unless a unit or a noun does; the mark of a list, "112. We"
CLOSES = r"(?:[.,;:)\]](?!\d)|\s{1,12}(?:the|an?|and|in|of|on|by|at|as|with|was|is|has|it|we)\b)"
MARKER = r"(?: ?[.,)][\s*]|\t)"
# most numbers of a speech need no reading: "in 1994,", "112. We", a page number, "the 48th",
# "the 1990s", "06-53323", "one of them", "one world"
QUICK = re.compile(
    rf"(?P<year>(?:1[5-9]|2[01])\d\d(?={CLOSES}))|(?P<mark>\d{{1,6}}(?={MARKER}))"
    r"|(?P<page>(?<=\n)\d{1,3}(?=[^\S\n]{0,4}\n\s{0,12}(?P<below>[^\W\d_]+)))"
    r"|(?P<ordinal>(?:\d{1,4}|[A-Za-z]{3,5}ty-[a-z]+)(?:st|nd|rd|th)\b|\d{4}s\b|\d\d-\d{5}\b)"
    r"|(?P<one>[oO]ne(?=[.,;]|\s{1,12}(?!of\s{1,12}every\b)(?P<next>[a-z]{2,})\b"
    r"(?!\s{1,12}(?:in|out|of\s{1,12}every)\b)))"
)
MARK = re.compile(MARKER)
# 1415H, 10-point; two-State, one hundred and fiftieth; "one day"
FUSED = re.compile(r"[A-Za-z]|-\w")
COMPOUND = compiled(r"-\s*\w|\s+and\s+\w+(?:st|nd|rd|th)\b")
DAY = compiled(r"\s+day\b")
# where a capital is no name: "(a) Twelve", "- Twelve", behind a blank line
OPENS = re.compile(r"(?:\A|[.?!:;*—\"“”•]|\n[^\S\n]*\n|\(|(?:\A|[\s(])\w{1,3}\)|\s[-–])\W*\Z")
# "20 General Assembly - Forty-eighth session"
HEADER = re.compile(r"[-–—].{0,40}session")
# "the number of dead at 300"; "Of the 90 villages, 40"
NUMBER_OF = compiled(
    r"\b(?:(?:number|toll|total)\s+of\s+(?:[\w-]+\s+){1,4}(?:at|is|was|to|from)\s"
    r"|(?<![A-Za-z] )Of\s[^.,;:\n]{1,40},\s)\Z"
)
# why a figure without a noun is no amount, by what stands before it and behind it
LEFT_OVER = tuple(
    (reason, compiled(before), compiled(after))
    for reason, before, after in (
        ("page", r"\b\d\d-\d{5}\s{1,3}\Z", ""),  # 08-52265 20
        ("figures in a row", "", r"\s{1,12}\d|[;:\]]"),  # 1 2 3
        ("name", r"\b(?:[A-Z]{2,6}|\w+\+)\s\Z", ""),  # COP 27, Rio+ 20
        ("footnote", r"\d{4}[),]{0,2}\s\Z", r"\s+[a-z]"),  # 31 March 1978, 31 and
        ("footnote", r"[^\W_]", r"\s?/(?!\s?\d)"),  # Charter 1 /
        ("footnote", r"[,;:.)\]”\"]\s?\Z", r"\s*(?:\n|\Z)"),  # ", 17" at the end of a line
    )
)
# "T 55 tanks", "M 16 rifles"
LETTERED = re.compile(r"(?<![\w.’'$-])[B-HJ-Z]\s\Z")
# "sold the Block 40 aircraft", but "in the Sudan 40 aircraft"
NAMED = re.compile(r"(?<!\w)(?P<the>[Tt]he)\s(?:[A-Z][\w.-]{0,20}\s){1,2}\Z")
# "11, 12 and 13" before a month; "(1993), and" between members of a list
DAYS = re.compile(r"(?:\s{0,3}(?:,|and|to|or|[-–])\s{0,3}(?P<last>\d{1,2})){1,6}\s")
LIST = compiled(r"(?:\s?\([\w\s]{1,12}\))?\s*(?:[,;-]|(?:,\s*)?(?:and|or|to)\s)[\s:\-.#(]{0,40}")
# why a number is no amount; of the last no rule knows what it is
REASONS = (
    "citation", "date", "year", "time", "list mark", "page", "footnote", "figures in a row",
    "part of a word",
    "reference", "resolution", "name", "pronoun", "article", "nothing counted",
)  # fmt: skip
UNKNOWN = REASONS[-1]
# a list may go on from these
LISTED = ("citation", "reference", "resolution", "name")


class Refused(NamedTuple):
    """A number that is no amount, and which of ``REASONS`` is why."""

    start: int
    end: int
    reason: str


def _references(words: Vocabulary) -> dict[str, Phrases]:
    """The words before a number that make it a reference or a name, and those before a year."""
    reasons = {"before": "reference", "resolution": "resolution", "weak before": "name"}
    table = words.table("references")
    before = {row["term"]: reasons[row["role"]] for row in table if row["role"] in reasons}
    year = dict.fromkeys(words.terms("references", "role", "year before", "month"), "year")
    amount = dict.fromkeys(words.terms("references", "role", "amount before"), "amount")
    return {
        "before": Phrases(before, ":-#(*"),
        "year": Phrases(year, ","),
        "amount": Phrases(amount, ""),
    }


def _patterns(words: Vocabulary) -> dict[str, re.Pattern[str]]:
    furniture = alternation(words.terms("references", "role", "furniture"))
    hedges = spelled(hedges_of_letters(words, "before"))
    determiners = alternation(words.terms("counted_nouns", "kind", "determiner"))
    change = spelled(words.terms("number_words", "role", "change"))
    behind, verbs = (
        spelled(words.terms("references", "role", role)) for role in ("not after", "amount after")
    )
    return {
        # "a.m.", a footnote's "See"
        "after": compiled(rf"\s*{behind}(?!\w)"),
        # a line with a number alone, or with the name of an organ
        "page": compiled(
            rf"\W{{0,20}}\d{{0,4}}\W{{0,20}}{furniture}?\W{{0,20}}\d{{0,4}}\W{{0,20}}$"
        ),
        # "half the country", "half of it"
        "whole": compiled(rf"\s+(?:of|{determiners})\s", re.IGNORECASE),
        # "3,000 were wounded", "5 of them", "60 and more than 100 fled"
        "counts": compiled(rf"\s+(?:{verbs}\b|(?:and|or|but)\s+{hedges}\s\d)"),
        # "rose to", "fell from 30 to", "grew by"
        "changes": compiled(rf"\b{change}\s(?:from\s[\w.,]{{1,12}}\s)?(?:from|to|by|at)\s\Z"),
    }


def quick_reason(text: Text, at: int) -> Refused | None:
    """Why what stands at ``at`` is no amount, where a look at the next characters tells."""
    found = QUICK.match(text.text, at)
    if found is None:
        return None
    kind, end = found.lastgroup, found.end()
    if kind == "year":
        return None if sign_before(text, at) else Refused(at, end, "year")
    if kind == "mark":
        return Refused(at, end, "list mark") if _opens_a_line(text, at, end) else None
    if kind in ("page", "one"):
        following = (found["below"] or found["next"] or "").lower()
        goes_on = following in ("and", "point") or following in text.words.once(joining_words)
        if goes_on or text.words.once(measure).match(text.text, end):
            return None
        if kind == "page":
            return Refused(at, end, "list mark")
        hedged = hedge_before(text, at).name or hedge_behind(text, end)
        return None if hedged else Refused(at, end, "pronoun")
    return Refused(at, end, "part of a word")


def named_thing(
    text: Text, number: Number, last: Refused | None, *, hedged: bool, measured: bool, led: bool
) -> str | None:
    """Why the number is a date, a list mark, the name of a thing, a pronoun: no amount."""
    hedged = hedged and number.value is not None
    if text.text[number.start].isdecimal():
        return _named_figure(text, number, last, hedged=hedged, measured=measured)
    return _named_word(text, number, hedged=hedged, measured=measured, led=led)


def _named_figure(
    text: Text, number: Number, last: Refused | None, *, hedged: bool, measured: bool
) -> str | None:
    raw, start = text.text, number.start
    if not measured and not hedged and FUSED.match(raw, number.tail):
        return "part of a word"
    near = raw[max(0, start - 2) : start]
    if near.strip()[-1:] == "/" and not (measured and near == "/ "):
        return "reference"
    if text.words.once(_patterns)["after"].match(raw, number.tail):
        return "time"
    # "Article 36(2)"; "chapters 1, 250,000 ships"
    figure = raw[start : number.end].partition("(")[0].partition(", ")[0].rstrip()
    if measured or not (PLAIN.fullmatch(figure) or LABEL.fullmatch(figure)):
        return None
    if _is_of_a_date(text, number):
        return "date"
    if _opens_a_line(text, start, number.end):
        return "list mark"
    return _reference(text, number, last)


def _named_word(
    text: Text, number: Number, *, hedged: bool, measured: bool, led: bool
) -> str | None:
    raw, tail = text.text, number.tail
    word = raw[number.start : number.end]
    low = word.lower()
    if low in ("a", "an"):
        return None if hedged or _lasts(raw, number) else "article"
    if not hedged and low == "one" and (not measured or DAY.match(raw, tail)):
        return "pronoun"
    half = low == "half" and number.unit
    if not hedged and half and not text.words.once(_patterns)["whole"].match(raw, tail):
        return "part of a word"  # "half-time"
    if not measured:
        if not hedged and COMPOUND.match(raw, tail):
            return "part of a word"
        before = text.words.once(_references)["before"]
        found = before.before(raw, number.start)
        if found and before.values[found[0]] != "name":
            return before.values[found[0]]
    if led or not word[0].isupper() or word.isupper():
        return None  # "THREE HUNDRED VILLAGES" is printed in capitals
    opens = OPENS.search(raw[max(0, number.start - 12) : number.start])
    return None if opens else "name"  # "the Twelve"


def _lasts(raw: str, number: Number) -> bool:
    """Is "a" before a unit of time one of them: "a decade-long war", "after a year of war"?"""
    near = max(0, number.start - 14), number.start
    if LONG.match(raw, number.tail):
        return True
    if STRETCH.match(raw, number.tail):
        return OF_A_KIND.search(raw, *near) is None
    return bool(MEASURED.search(raw, *near) and OF_TIME.match(raw, number.tail))


def _is_of_a_date(text: Text, number: Number) -> bool:
    """The number stands in a date or in a list of days: "the 11, 12 and 13 May"."""
    if text.date_at(number.start) or text.date_at(number.end - 1):
        return True
    figure = text.text[number.start : number.end]
    if len(figure) == 5 and is_year(figure[:4]) and text.date_at(number.start - 2):
        return True  # "4 July 19721", with the mark of a footnote
    days = DAYS.match(text.text, number.end)
    return days is not None and text.date_at(days.start("last")) is not None


def _reference(text: Text, number: Number, last: Refused | None) -> str | None:
    """Does a word before the number, or before its list, say that it refers to something?"""
    refers = text.words.once(_references)
    if found := refers["before"].before(text.text, number.start):
        role = refers["before"].values[found[0]]
        if role != "name" or (text.text[found[1]].isupper() and found[0] != "the"):
            return role  # a weak word only as part of a name: "Model 3 trucks"
    named = NAMED.search(text.text, max(0, number.start - 40), number.start)
    if named and not refers["year"].before(text.text, named.start("the")):
        return "name"
    if LETTERED.search(text.text, max(0, number.start - 4), number.start):
        return "name"
    return last.reason if last and _goes_on(text, number, last) else None


def _goes_on(text: Text, number: Number, last: Refused) -> bool:
    return LIST.fullmatch(text.text, last.end, number.start) is not None


def left_over(
    text: Text,
    number: Number,
    unit: str | None,
    counted: str | None,
    last: Refused | None,
    *,
    hedged: bool,
) -> str | None:
    """Why a number without a unit is a year, a name, or nothing that a rule knows."""
    raw, refers = text.text, text.words.once(_references)
    words = raw[number.start : number.end]
    hedged = hedged and number.value is not None
    if is_year(words) and not _is_a_count(text, number, unit, counted, hedged=hedged):
        return "year"
    small = PLAIN.fullmatch(words) or (
        not words[0].isdigit() and " " not in words and 0 < (number.value or 0) < LARGE
    )
    if unit or hedged or counted or not small:
        return None
    if refers["before"].before(raw, number.start):
        return "name"
    patterns, line = text.words.once(_patterns), (max(0, number.start - LINE), number.start)
    if patterns["counts"].match(raw, number.tail) or refers["amount"].before(raw, number.start):
        return None
    if NUMBER_OF.search(raw, *line) or patterns["changes"].search(raw, *line):
        return None
    if not words[0].isdecimal():
        return UNKNOWN
    near = raw[max(0, number.start - 12) : number.start]
    for reason, before, after in LEFT_OVER:
        if before.search(near) and after.match(raw, number.end):
            return reason
    return UNKNOWN


def _is_a_count(
    text: Text, number: Number, unit: str | None, counted: str | None, *, hedged: bool
) -> bool:
    """Does a figure that could be a year count something: "1500 houses", "over 2000 people"?"""
    raw, refers = text.text, text.words.once(_references)
    if unit not in ("persons", "count"):
        return False
    figure = raw[number.start : number.end]
    rare = figure.endswith("00") or not "1900" <= figure < "2100"
    total = refers["amount"].before(raw, number.start) is not None
    if hedged or total:
        built = counted is not None and is_of_every(counted.split()[-1].rstrip("s"), text.words)
        return unit == "persons" or rare or built
    listed = LISTED_COUNT.search(raw, max(0, number.start - LINE), number.start) is not None
    if not listed and refers["year"].before(raw, number.start):
        return False
    return unit == "persons" or ((rare or listed) and NOUN.match(raw, number.end) is not None)


def _opens_a_line(text: Text, at: int, end: int) -> bool:
    """A list marker ("112."), a page number, a footnote mark or a page header."""
    raw, floor = text.text, max(0, at - LINE)
    start = max(raw.rfind("\n", floor, at) + 1, floor)
    head = raw[start:at]
    if not head.strip(' \t\x0c*(["“') and MARK.match(raw, end):
        return True
    if head.endswith(("(", "[")) and raw[end : end + 1] in (")", "]"):
        return True
    line = head + raw[at : end + LINE].partition("\n")[0]
    if len(line) >= LINE:
        return False
    page = text.words.once(_patterns)["page"]
    return bool(page.match(line) or ("ession" in line and HEADER.search(line)))
