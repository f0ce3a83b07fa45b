"""Says why a number is no amount: a year, the name of a thing; or why its value is doubtful.

Most numbers that are none were refused where they were found (``places``): these had to be read.
"""

import re
from typing import NamedTuple
from unicodedata import category

from analysis.extractors.counted import Amount
from analysis.extractors.figures import POINTED, SPACES, hedges_of_letters, is_year
from analysis.extractors.places import CLOSED
from analysis.terms import Phrases, alternation, compiled, lowered, spelled
from analysis.text import Text
from analysis.vocabulary import Vocabulary

# from how many a word needs no noun: "a two-million crowd"
LARGE = 1000
# how far to look back on a line
LINE = 120
# "a decade-long war", "after a year of war"
LONG = compiled(r"\s+(?:\w+-long\b|(?:week|month|year|decade|century)\s+of\s+(?!the\b)[a-z])")
# of what kind one is: "it was a year of hope", "1978 a year of peace", "the 1980s, a decade of it"
OF_A_KIND = compiled(r"(?:\b(?:be|been|is|was|were|are|as|to|into|bec[oa]m\w+|\d+)\s+|[,;—–]\s*)\Z")
# "for a decade", "lasted a century"
LASTED, AGE = compiled(r"\b(?:[Ff]or|last\w*)\s+\Z"), compiled(r"\s+(?:decade|century)\b(?!-)")
# a noun in small letters
NOUN = re.compile(r"\s[a-z]{3,}s\b")
# 12 · 3 to 5, but not 250 000; 1.12
PLAIN = re.compile(rf"\d{{1,6}}(?:(?![{SPACES}]\d{{3}}(?!\d))[^\d.,]{{1,8}}\d{{1,4}})?")
LABEL = re.compile(r"\d{1,3}\.(?:\d\d?|\d{4,6})")
# 1415H, 10-point; two-State, one hundred and fiftieth; "one day"
FUSED = re.compile(r"[A-Za-z]|-\w")
COMPOUND = compiled(r"-\s*\w|\s+and\s+\w+(?:st|nd|rd|th)\b")
DAY = compiled(r"\s+day\b")
# where a capital is no name: "(a) Twelve", "- Twelve", behind a blank line
OPENS = re.compile(r"(?:\A|[.?!:;*—\"“”•]|\n[^\S\n]*\n|\(|(?:\A|[\s(])\w{1,3}\)|\s[-–])\W*\Z")
# "Forty-eighth session - 6 October 1993 7" at the head of a page
HEADER = re.compile(r"\n[\w-]+ session - [^\n]{1,40}\Z")
ACRONYM = compiled(r"\b(?:[A-Z]{2,6}|\w+\+)\s\Z")  # COP 27, Rio+ 20
# why a figure without a noun is no amount, by what stands before it and behind it
LEFT_OVER = tuple(
    (reason, compiled(before), compiled(after))
    for reason, before, after in (
        ("time", r"\b(?:at|by|from|until)\s\Z", r"\s+(?:in\s+the\s+\w+ing|h(?:ou)?rs|local)\b"),
        ("figures in a row", "", r"\s{1,12}\d|[;:\]]|\s[NSEW]\b"),  # 1 2 3; 40.1792 N
        ("footnote", r"[^\W_]", r"\s?/(?!\s?\d)"),  # Charter 1 /
        ("footnote", r"[,;:.)\]”\"]\s?\Z", r"\s*(?:\n|\Z)"),  # ", 17" at the end of a line
    )
)
# "T 55 tanks", "M 16 rifles"
LETTERED = re.compile(r"(?<![\w.’'$-])[B-HJ-Z]\s\Z")
# "(1993), and" between members of a list
LIST = compiled(
    r"(?:\s?\([\w\s]{1,12}\))?\s*(?:[,;-]|(?:,\s*)?(?:and|or|to|not)\s)[\s:\-.#(]{0,40}"
)
# how the words end that lead to an amount: "rose to", "a patrol of", "Wounded:"
LEADS = frozenset("motyfs,:–-")
WHO = compiled(r"\s+who(?:m|se)?\b")
# what follows a number whose noun stands before
ELIDED = compiled(r"\s+(?:by|in|at|from|on|during)\s")
# how many characters before an amount may deny it twice
DENIED = 100
# "5 m", a letter that is a unit or a scale
METRES = re.compile(r"\s?m(?!\w)")
# "3.142 km" may be kilometres and metres; a point in a sum or in a count parts thousands
COUNTED = ("", "money", "money sign", "percent", "share", "time")
# signs of mathematics that hedge nothing; any other before a number may, and a table knows some
NO_HEDGE_SIGNS = frozenset(["", *"+=−×÷|"])
# why a number is no amount; of the last no rule knows what it is
REASONS = (
    "citation", "date", "year", "time", "list mark", "page", "footnote", "figures in a row",
    "part of a word", "rate",
    "reference", "resolution", "name", "pronoun", "article", "nothing counted",
)  # fmt: skip
UNKNOWN, WEAK = REASONS[-1], "weak"
# a list may go on from these
LISTED = ("citation", "reference", "resolution", "name")


class Refused(NamedTuple):
    """A number that is no amount, and which of ``REASONS`` is why."""

    start: int
    end: int
    reason: str


def verdict(
    text: Text, amount: Amount, last: Refused | None, before: Amount | None, closed: bytes
) -> str | None:
    """Why the number of ``amount`` is none, or None: one of ``REASONS``; then its doubt is set.

    ``last`` is the reference that a list may go on from, "Articles 39, 40"; ``before`` is the
    amount before; ``closed`` are the characters of dates and citations (``places.find_places``).
    """
    reason = _named(text, amount, last, closed) or _left_over(text, amount, before)
    if reason is None:
        amount.doubt = _doubt(text, amount)
    return reason


def _named(text: Text, amount: Amount, last: Refused | None, closed: bytes) -> str | None:
    """Why it is part of a word, a date, a time or a name, whatever its noun may be, or None."""
    raw, number, refers = text.text, amount.number, text.words.once(_references)["before"]
    if touched := closed[number.start : number.end].strip(b"\0"):
        return CLOSED[touched[0]]
    figure = raw[number.start].isdecimal()
    if found := refers.before(raw, number.start):
        amount.role = refers.values[found[0]]
        if amount.role == "rate":
            return "rate"  # "one doctor for every 400 inhabitants"
        strong = raw[found[1]].isupper() or raw.startswith((" of", ", of"), number.end)
        if figure and amount.role == WEAK and strong and found[0] != "the":
            amount.role = "name"  # "Model 3 trucks", "chapter 3 of the book"
        elif found[0] == "the" and WHO.match(raw, number.end):
            amount.role = None  # "the 60 who left"
    return _named_figure(text, amount, last) if figure else _named_word(text, amount)


def _left_over(text: Text, amount: Amount, before: Amount | None) -> str | None:
    """Why a number without a unit of its own is a year, a name, or nothing that a rule knows."""
    if amount.kind:
        return None
    raw, number, refers = text.text, amount.number, text.words.once(_references)
    words, start = raw[number.start : number.end], number.start
    if is_year(words) and not _is_a_count(text, amount, before):
        return "year"
    one_word = " " not in words and 0 < (number.value or 0) < LARGE
    small = PLAIN.fullmatch(words) or (one_word and not words[0].isdigit())
    known = not amount.shared and (amount.unit or amount.counted)
    if known or amount.hedged or not (small or LABEL.fullmatch(words)):
        return None
    if amount.role or (words[0].isdecimal() and ACRONYM.search(raw, max(0, start - 12), start)):
        return "name"
    patterns, line = text.words.once(_patterns), (max(0, start - LINE), start)
    if patterns["counts"].match(raw, number.tail) or refers["amount"].before(raw, start):
        return None
    if raw[start - 2 : start - 1] in LEADS and patterns["leads"].search(raw, *line):
        return None
    near = raw[max(0, start - 12) : start]
    for reason, ahead, behind in LEFT_OVER if words[0].isdecimal() else ():
        if ahead.search(near) and behind.match(raw, number.end):
            return reason
    # as many of what was counted before: "40 firms at auction and 25 by tender"
    goes_on = before and raw.endswith("and ", 0, start) and ELIDED.match(raw, number.end)
    return UNKNOWN if small and not goes_on and not amount.shared else None


def _doubt(text: Text, amount: Amount) -> str | None:
    """Why the reading of an amount is doubtful, or None."""
    raw, number = text.text, amount.number
    sign = raw[max(0, amount.start - 2) : amount.start].strip()[-1:]
    if sign not in NO_HEDGE_SIGNS and not sign.isalnum() and category(sign) == "Sm":
        return "hedge sign not understood"
    if number.doubt or amount.unit is None:
        return number.doubt
    if amount.kind not in COUNTED and POINTED.fullmatch(raw, number.start, number.end):
        return "thousands or decimals"
    if amount.unit == "m" and METRES.match(raw, number.tail):
        return "scale in one letter"
    if amount.unit == "count" and is_year(raw[number.start : number.end]):
        return "year or count"
    before = raw[max(0, amount.start - DENIED) : amount.start].rpartition(".")[2].lower()
    return "double negation" if text.words.once(_patterns)["denied"].search(f" {before}") else None


# --- the name of a thing


def _named_figure(text: Text, amount: Amount, last: Refused | None) -> str | None:
    raw, number = text.text, amount.number
    start, known = number.start, amount.kind or amount.fused
    if not known and not amount.hedged and FUSED.match(raw, number.tail):
        return "part of a word"
    if text.words.once(_patterns)["after"].match(raw, number.tail):
        return "time"
    figure = raw[start : number.end].partition("(")[0].rstrip()  # "Article 36(2)"
    if known or not (figure.isdecimal() or PLAIN.fullmatch(figure) or LABEL.fullmatch(figure)):
        return None
    if raw.startswith("\n", number.end) and HEADER.search(raw, max(0, start - LINE), start):
        return "page"
    if amount.role not in (None, WEAK):
        return amount.role
    if LETTERED.search(raw, max(0, start - 4), start):
        return "name"
    return last.reason if last and LIST.fullmatch(raw, last.end, start) else None


def _named_word(text: Text, amount: Amount) -> str | None:
    raw, number = text.text, amount.number
    start, tail, known = number.start, number.tail, amount.kind or amount.fused
    word, hedged = raw[start : number.end], amount.hedged
    low = word.lower()
    if low in ("a", "an"):
        before = raw[max(0, start - 14) : start]
        lasts = (LONG.match(raw, tail) and not OF_A_KIND.search(before)) or (
            AGE.match(raw, tail) and LASTED.search(before)
        )
        return None if hedged or lasts else "article"
    if amount.ordinal:
        return "part of a word"  # "every tenth summit"
    if not hedged and low == "one" and (not known or DAY.match(raw, tail)):
        return "pronoun"
    half = low == "half" and number.unit
    if not hedged and half and not text.words.once(_patterns)["whole"].match(raw, tail):
        return "part of a word"  # "half-time"
    if not known and not hedged and COMPOUND.match(raw, tail):
        return "part of a word"
    if not known and amount.role not in (None, WEAK):
        return amount.role
    if amount.start < start or not word[0].isupper() or word.isupper():
        return None  # "THREE HUNDRED VILLAGES" is printed in capitals
    opens = OPENS.search(raw[max(0, start - 12) : start])
    return None if opens else "name"  # "the Twelve"


def _is_a_count(text: Text, amount: Amount, before: Amount | None) -> bool:
    """Does a figure that could be a year count something: "1500 houses", "over 2000 people"?"""
    raw, refers, start = text.text, text.words.once(_references), amount.number.start
    people, end = amount.unit == "persons", amount.number.end
    if not people and amount.unit != "count":
        return False
    # "more than 2050 wells", "a total of 2050 wells", "30 villages and 1960 barns", but "below 1990
    # levels"
    listed = before is not None and raw[before.end : start] == " and "
    lead = refers["amount"].before(raw, start) or ("", start)
    sure = listed or " " in (amount.words or "") or lead[0].endswith(" of")
    if not sure and not amount.hedged and refers["year"].before(raw, start):
        return False
    rare = raw.startswith("00", start + 2) or not "1900" <= raw[start:end] < "2100"
    return people or bool((rare or sure) and NOUN.match(raw, end))


# --- words and patterns


def _references(words: Vocabulary) -> dict[str, Phrases]:
    """The words before a number that make it a reference, a rate, a name, a year or an amount."""
    reasons = {"before": "reference", "resolution": "resolution", "weak before": WEAK}
    reasons["rate before"] = "rate"
    table = words.table("references")
    before = {row["term"]: reasons[row["role"]] for row in table if row["role"] in reasons}

    def phrases(between: str, *roles: str) -> Phrases:
        return Phrases(dict.fromkeys(words.terms("references", "role", *roles), ""), between)

    year = phrases(",", "year before", "month")
    amount = phrases("", "amount before")
    return {"before": Phrases(before, ":-#(*"), "year": year, "amount": amount}


def _patterns(words: Vocabulary) -> dict[str, re.Pattern[str]]:
    hedges = spelled(hedges_of_letters(words, "before"))
    determiners = alternation(words.terms("counted_nouns", "kind", "determiner"))
    change = spelled(words.terms("number_words", "role", "change"))
    behind = spelled(words.terms("references", "role", "not after"))
    verbs = spelled(words.terms("references", "role", "amount after"))
    negation = rf"{lowered(words.terms('references', 'role', 'negation'))}(?!\w)"
    return {
        # "No one can deny that"
        "denied": re.compile(rf"\W{negation}\s(?:\w+\s){{0,2}}{negation}[^.;:]*\Z"),
        # "a.m.", a footnote's "See"
        "after": compiled(rf"\s*{behind}(?!\w)"),
        # "half the country", "half of it"
        "whole": compiled(rf"\s+(?:of|{determiners})\s", re.IGNORECASE),
        # "3,000 were wounded", "5 of them", "60 and more than 100 fled"
        "counts": compiled(rf"\s+(?:{verbs}\b|(?:and|or|but)\s+{hedges}\s\d)"),
        # "rose to", "fell from 30 to"; "the number of dead at 300"; "Of the 90 villages, 40"
        "leads": compiled(
            rf"\b(?:{change}\s(?:from\s[\w.,]{{1,12}}\s)?(?:from|to|by|at)\s"
            r"|(?:number|toll|total)\s+of\s+(?:[\w-]+\s+){1,4}(?:at|is|was|to|from)\s"
            r"|(?<![A-Za-z] )Of\s[^.,;:\n]{1,40},\s"
            # "a contingent of 120"; "Wounded: 57", "Sick - 12; absent - 5"
            r"|(?i:an?|its|their|our|his|her)\s+[a-z]{2,}[^\Ws]\s+of\s"
            r"|(?:\A|[.;]\s|\n)[A-Za-z][a-z]{2,}(?:\s[a-z]{2,}){0,2}(?::|\s[-–])\s)\Z"
        ),
    }
