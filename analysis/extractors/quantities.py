"""Judges every number of a text: an amount with its hedge, unit and noun, or no amount, and why.

A number is an anchor. What follows it (percent, currency, measure, noun phrase) and what stands before it (hedge,
currency sign) make it an amount; a date, a year, the mark of a list or what names a thing makes it none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from analysis.extractors.counted import PRONOUNS, find_counted
from analysis.extractors.numbers import Number, find_numbers, is_year, measure
from analysis.text import Date, Text, alternation, compiled, spelled
from analysis.vocabulary import Vocabulary

Row = dict[str, Any]
Spanned = TypeVar("Spanned", bound=tuple)

# how many characters before a number may hold its hedge; how long a page header may be
HEDGE, LINE = 60, 120
# units of which nothing is counted
PURE = ("time", "money", "money sign")
# a word or a mark before a number; what may stand before such a word, and between a hedge and the number
WORDS_BEFORE, MARKS, OPENING = re.compile(r"[^\W_][\w'’-]*\.?|\S"), '*_"“(—–', '*_"“('
# "50,000 people or more", not "or more than"
OR_MORE = compiled(r"\s+or\s+(?:more|less|fewer|so)\b(?!\s+than)")
# "the 2 million mark"; "so far"
MARK, SO = re.compile(r".{1,40}?\bmark\b", re.S), re.compile(r"\b(?:so|thus)\s\Z", re.IGNORECASE)
# "of a" in "half of a century"
ARTICLE = compiled(r"\s+(?:of\s+)?an?(?=\s)|(?=-)")
# a minus before an amount: " -5 per cent", "minus 5 degrees"
MINUS = re.compile(r"(?:(?:\A|[\s(])-|\bminus[\s-])\Z", re.IGNORECASE)
# "a decade-long war"
LONG = re.compile(r"\s{1,12}\w+-long\b")
# a noun in small letters; how many characters before an amount may deny it twice
NOUN, DENIED = re.compile(r"\s[a-z]{3,}s\b"), 100
# "5 m", a letter that is a unit or a scale
METRES = re.compile(r"\s?m(?!\w)")
# signs that may hedge a number; those that a table knows are no doubt
HEDGE_SIGNS = frozenset("~≈∼≃≅<>≤≥≪≫≲≳±")
# 12 · 3 to 5; 1.12
PLAIN, LABEL = re.compile(r"\d{1,6}(?:[^\d.,]{1,8}\d{1,4})?"), re.compile(r"\d\d?\.\d\d?")
# a year, unless a unit or a noun follows; a figure with nothing to count: "1 2 3", "12;"
CLOSES = re.compile(r"[.,;:)\]]|\s+(?:the|a|and|in|of|on|by|at|to|as|with|was|is|has|it|we)\b")
ALONE, MARKER = re.compile(r"\s{1,12}\d|[;:\]]"), re.compile(r" ?[.,)][\s*]|\t")
# 1415H, 10-point; two-State, one hundred and fiftieth; "one day"
FUSED = re.compile(r"[A-Za-z]|-\w")
COMPOUND = compiled(r"-\s*\w|\s+and\s+\w+(?:st|nd|rd|th)\b")
DAY = compiled(r"\s+day\b")
# where a capital is no name; where a list may begin; "20 General Assembly - Forty-eighth session"
OPENS = re.compile(r"(?:\A|[.?!:;*—\"“”])\W*\Z")
CLAUSE_END = re.compile(r"(?:^|[.;:?!\"”)\n])\s*$")
HEADER = re.compile(r"session\s*[-–—]|[-–—].{0,40}session")
# what follows "were" in "3,000 were", "of" in "5 of"
COUNTS = compiled(r"\s+(?:of|were|are|have|had)\b")
# why a figure without a noun is no amount, by what stands before it and behind it
LEFT_OVER = tuple(
    (reason, re.compile(before), re.compile(after))
    for reason, before, after in (
        ("page", r"\b\d\d-\d{5}\s{1,3}\Z", ""),  # 08-52265 20
        ("name", r"\b(?:[A-Z]{2,6}|\w+\+)\s\Z", ""),  # COP 27, Rio+ 20
        ("footnote", r"\d{4}[),]{0,2}\s\Z", r"\s+[a-z]"),  # 31 March 1978, 31 and
        ("footnote", r"[^\W_]", r"\s?/(?!\s?\d)"),  # Charter 1 /
        ("footnote", r"[,;:.)\]”\"]\s?\Z", r"\s*(?:\n|\Z)"),  # ", 17" at the end of a line
    )
)
# "11, 12 and 13" before a month, and behind it; "(1993), and" between members of a list
_DAY, _AND = r"\d{1,2}(?:st|nd|rd|th)?", r"\s{0,3}(?:,|and|to|or|[-–])\s{0,3}"
DAYS = re.compile(rf"(?:st|nd|rd|th)?(?:{_AND}(?P<last>{_DAY})){{1,6}}\s{{0,3}}(?:of\s{{1,3}})?")
DAYS_BEFORE = re.compile(rf"\b(?P<first>{_DAY})(?:{_AND}{_DAY}){{0,5}}{_AND}\Z")
LIST = re.compile(r"(?:\s?\([\w\s]{1,12}\))?\s*(?:[,;-]|(?:,\s*)?(?:and|or|to)\s)\s*[\s:\-.#(]*")
# why a number is no amount; of the last no rule knows what it is
REASONS = (
    "citation", "date", "year", "time", "list mark", "page", "footnote", "figures in a row",
    "part of a word",
    "reference", "resolution", "name", "pronoun", "article", "nothing counted",
)  # fmt: skip
# a list may go on from these
LISTED = ("citation", "reference", "resolution", "name")


class Refused(NamedTuple):
    """A number that is no amount, and which of ``REASONS`` is why."""

    start: int
    end: int
    reason: str


class Judged(NamedTuple):
    """The amounts of a text and its other numbers, each in order."""

    amounts: list[Row]
    refused: list[Refused]


def find_quantities(text: Text, masked: Iterable[tuple[int, int]] = ()) -> list[Row]:
    """One row a measured or counted amount of ``text.text``, in order of start.

    ``masked`` are spans (of citations, say) whose numbers are never amounts. Columns are those of the frame
    ``quantities`` without ``doc_id``, ``paragraph`` and ``quote``; missing is None. Fractions are percent.
    """
    return judge(text, masked).amounts


def judge(text: Text, masked: Iterable[tuple[int, int]] = ()) -> Judged:
    """Every number of ``text.text``: an amount, or refused with a reason."""
    amounts: list[Row] = []
    refused: list[Refused] = []
    mask, dates = _Along(sorted(masked)), _Along(text.dates)
    last: Refused | None = None  # the reference that a list may go on from: "Articles 39, 40"
    for number in find_numbers(text.text, text.words):
        if mask.at(number):
            found: Row | str = "citation"
        else:
            found = _read(text, number, dates.at(number), last)
        if isinstance(found, str):
            refused.append(Refused(number.start, number.end, found))
            last = refused[-1] if found in LISTED else last
        elif not (amounts and found["start"] < amounts[-1]["end"]):
            amounts.append(found)
    return Judged(amounts, refused)


class _Along(Generic[Spanned]):
    """Spans in order, walked along once beside the numbers of a text."""

    def __init__(self, spans: Sequence[Spanned]) -> None:
        self._spans, self._next = spans, 0

    def at(self, number: Number) -> Spanned | None:
        """The span that a number touches."""
        while self._next < len(self._spans) and self._spans[self._next][1] <= number.start:
            self._next += 1
        found = self._spans[self._next] if self._next < len(self._spans) else None
        return found if found and found[0] < number.end else None


# --- what stands before a number


class _Phrases:
    """Terms that stand before a number, found from their last word; ``between`` may part them from it."""

    def __init__(self, values: Mapping[str, str], between: str) -> None:
        self.values, self.between = values, f" \t\n\xa0{between}"
        self.last = frozenset(term.split()[-1] for term in values)
        self.most = max(len(WORDS_BEFORE.findall(term)) for term in values)

    def before(self, text: str, at: int) -> tuple[str, int] | None:
        """The longest term that ends at ``at``, and where it starts."""
        first = max(0, at - HEDGE)
        lead = text[first:at].rstrip(self.between)
        word = lead.rsplit(None, 1)[-1].lstrip(MARKS) if lead else ""
        if word not in self.last and word.lower() not in self.last:
            return None
        words = [*WORDS_BEFORE.finditer(lead)][-self.most :]
        for i, found in enumerate(words):
            exact = " ".join(word[0] for word in words[i:])
            term = exact if exact in self.values else exact.lower()
            if term in self.values:
                return term, first + found.start()
        return None


def _hedges(words: Vocabulary) -> tuple[dict[str, str], _Phrases, _Phrases, re.Pattern[str]]:
    """Hedge of each term by its position; the phrases before a number, what may modify them, those after it."""
    names = {f"{row['position']} {row['term']}": row["hedge"] for row in words.table("hedges")}
    before, modifier, after = (
        words.terms("hedges", "position", place) for place in ("before", "modifier", "after")
    )
    behind = compiled(rf"(?:\s|,){{0,4}}(?P<hedge>{spelled(after)})(?!\w|\s?[\d$€£/])")
    return (
        names, _Phrases(dict.fromkeys(before, ""), OPENING), _Phrases(dict.fromkeys(modifier, ""), ""), behind,
    )  # fmt: skip


def _hedge(text: Text, at: int) -> tuple[str | None, str | None, int]:
    """The hedge that ends at ``at``: its name, its words and where it starts."""
    names, phrases, modifiers, _ = text.words.once(_hedges)
    found = phrases.before(text.text, at)
    if found is None:
        return None, None, at
    term, start = found
    if term.endswith(" the") and not MARK.match(text.text, at):
        return None, None, at
    if names[f"before {term}"] == "bare":  # "control over 20 villages"
        return None, None, at
    if more := modifiers.before(text.text, start):
        start = start if SO.search(text.text, max(0, more[1] - 6), more[1]) else more[1]
    return names[f"before {term}"], _plain(text.text[start:at].rstrip(phrases.between)), start


def _units(words: Vocabulary) -> dict[str, tuple[str, str]]:
    """Unit and kind of each term; that of a sign before a number has a "$" before it."""
    return {
        "$" * (row["kind"] == "money sign") + row["term"].casefold(): (row["unit"], row["kind"])
        for row in words.table("units")
    }


def _signs(words: Vocabulary) -> re.Pattern[str]:
    """The sign of a currency that ends a slice: "US$ "."""
    return re.compile(
        rf"(?<!\w)(?P<sign>{spelled(words.terms('units', 'kind', 'money sign'))})\s?\Z"
    )


def _sign(text: Text, number: Number) -> re.Match[str] | None:
    first = max(0, number.start - 8)
    near = text.text[first : number.start]
    last = near.rstrip()[-1:]
    return (
        text.words.once(_signs).search(near)
        if last and last in text.words.once(_sign_ends)
        else None
    )


def _sign_ends(words: Vocabulary) -> frozenset[str]:
    return frozenset(sign[-1] for sign in words.terms("units", "kind", "money sign"))


# --- an amount


def _read(text: Text, number: Number, date: Date | None, last: Refused | None) -> Row | str:
    """The row of a number with its surroundings, or why it is no amount."""
    if reason := _plain_reason(text, number, date):
        return reason
    words, raw = text.words, text.text
    number = _of_a_unit(text, number) if number.unit else number
    sign = _sign(text, number)
    if sign is None and raw[number.start - 1 : number.start].isalpha():
        return "part of a word"
    units, names_behind = words.once(_units), words.once(_hedges)
    unit, kind, end = number.unit, "percent" if number.unit else "", number.tail
    if not unit and (measured := words.once(measure).match(raw, end)):
        (unit, kind), end = units[_plain(measured["unit"]).casefold()], measured.end()
    if sign or number.sign:
        unit, kind = units["$" + _plain(sign["sign"] if sign else number.sign).casefold()]
    start = number.start - len(sign[0]) if sign else number.start
    minus = MINUS.search(raw, max(0, start - 7), start) if kind else None
    start -= len(minus[0].lstrip(" (\n\t")) if minus else 0
    hedge, hedge_text, start = _hedge(text, start)
    if after := names_behind[3].match(raw, end):
        hedge = names_behind[0][f"after {_plain(after['hedge']).casefold()}"]
        hedge_text, end = hedge_text or _plain(after["hedge"]), after.end()
    hedged = hedge is not None
    led = start < number.start  # a hedge or a sign stands before it
    if reason := _names_a_thing(text, number, last, hedged, unit is not None, led):
        return reason
    bare_kind, counted = kind, None
    share = bool(kind) and not number.ratio
    every = number.ratio and raw[number.start : number.end].lower().startswith("every")
    one = every or raw[number.start : number.end] == "1"
    noun = None if kind in PURE else find_counted(raw, end, words, share=share, one=one)
    if every and not (noun and noun.persons):
        return "name"  # "every third summit"
    if noun:
        counted, end = _plain(raw[noun.start : noun.end]), noun.end
        if hedge is None and (after := OR_MORE.match(raw, end)):
            # "50,000 people or more"
            hedge_text, end = _plain(after[0]), after.end()
            hedge = names_behind[0][f"after {hedge_text.casefold()}"]
        if not kind and (own := units.get(counted.split()[-1].casefold())):
            # "five difficult years" is a duration
            unit, counted = own[0], None
        elif not unit:
            unit = "persons" if noun.persons else None if counted in PRONOUNS else "count"
    if not bare_kind and (
        reason := _left_over(text, number, unit, counted, last, hedged=hedge is not None)
    ):
        return reason
    end = end if number.end == number.tail else number.end
    value = -number.value if minus and number.value else number.value
    return {
        "value": value, "value_low": number.low, "value_high": number.high, "unit": unit,
        "hedge": "range" if number.low is not None else "vague" if number.value is None else hedge or "bare",
        "hedge_text": number.hedge_text or hedge_text, "counted": counted,
        "doubt": _doubt(text, start, number, unit),
        "start": start, "end": end, "quote": raw[start:end],
    }  # fmt: skip


def _of_a_unit(text: Text, number: Number) -> Number:
    """ "half a century" is half of one century, not fifty per cent of it."""
    article = ARTICLE.match(text.text, number.tail)
    if article is None or number.value is None:
        return number
    if text.words.once(measure).match(text.text, article.end()) is None:
        return number
    return number._replace(
        value=number.value / 100, unit=None, tail=article.end(), end=article.end()
    )


def _doubt(text: Text, start: int, number: Number, unit: str | None) -> str | None:
    """Why the reading of an amount is doubtful, or None."""
    raw = text.text
    if raw[max(0, start - 2) : start].strip()[-1:] in HEDGE_SIGNS:
        return "hedge sign not understood"
    if number.doubt or unit is None:
        return number.doubt
    if unit == "m" and METRES.match(raw, number.tail):
        return "scale in one letter"
    if unit == "count" and is_year(raw[number.start : number.end]):
        return "year or count"
    denied = text.words.once(_denied_twice).search(text.before(start, DENIED))
    return "double negation" if denied else None


def _denied_twice(words: Vocabulary) -> re.Pattern[str]:
    """ "No one can deny that" """
    negation = rf"{spelled(words.terms('references', 'role', 'negation'))}(?!\w)"
    return re.compile(rf"(?<!\w){negation}\s(?:\w+\s){{0,2}}{negation}[^.;:]*\Z")


# --- numbers that are no amounts


def _references(words: Vocabulary) -> dict[str, _Phrases]:
    """The words before a number that make it a reference (or perhaps a name), and those before a year."""
    reasons = {"before": "reference", "resolution": "resolution", "weak before": "name"}
    table = words.table("references")
    before = {row["term"]: reasons[row["role"]] for row in table if row["role"] in reasons}
    year = dict.fromkeys(words.terms("references", "role", "year before", "month"), "year")
    return {"before": _Phrases(before, ":-#(*"), "year": _Phrases(year, ",")}


def _afterwards(words: Vocabulary) -> dict[str, re.Pattern[str]]:
    furniture = alternation(words.terms("references", "role", "furniture"))
    behind = spelled(words.terms("references", "role", "not after"))
    return {
        # "a.m.", "10:30", a footnote's "See"
        "after": compiled(rf"\s*{behind}(?!\w)|:\d"),
        # a line with a number alone, or with the name of an organ
        "page": compiled(
            rf"\W{{0,20}}\d{{0,4}}\W{{0,20}}{furniture}?\W{{0,20}}\d{{0,4}}\W{{0,20}}$"
        ),
        # "half the country", "half of it"
        "whole": compiled(
            rf"\s+(?:of|{alternation(words.terms('counted_nouns', 'kind', 'determiner'))})\s"
        ),
    }


def _plain_reason(text: Text, number: Number, date: Date | None) -> str | None:
    """Most figures of a speech need no reading: the year of "in 1994,", the marker "112. We", "1 2 3"."""
    raw = text.text
    words = raw[number.start : number.end]
    if not words[0].isdecimal():
        return None
    if date and (date.year or date.end > number.end):
        return "date"
    if is_year(words) and CLOSES.match(raw, number.end) and _sign(text, number) is None:
        return "year"
    if not words.isdecimal() or len(words) > 6:
        return None
    if ALONE.match(raw, number.end) and _sign(text, number) is None:
        return None if _hedge(text, number.start)[0] else "figures in a row"
    return "list mark" if MARKER.match(raw, number.end) and _opens_a_line(text, number) else None


def _names_a_thing(
    text: Text, number: Number, last: Refused | None, hedged: bool, measured: bool, led: bool
) -> str | None:
    """Why the number is a date, a list marker, the name of a thing, a pronoun: anything but an amount."""
    raw, refers = text.text, text.words.once(_references)
    words, behind = raw[number.start : number.end], text.words.once(_afterwards)
    hedged = hedged and number.value is not None
    if words[0].isdecimal():
        if not measured and not hedged and FUSED.match(raw, number.tail):
            return "part of a word"
        if raw[: number.start][-2:].strip()[-1:] == "/":
            return "reference"
        if behind["after"].match(raw, number.tail):
            return "time"
        plain = PLAIN.fullmatch(words)
        if measured or not (plain or LABEL.fullmatch(words)):
            return None
        if plain and _is_of_a_date(text, number):
            return "date"
        if plain and _opens_a_line(text, number):
            return "list mark"
        return _reference(text, number, last)
    low = words.lower()
    if low in ("a", "an"):
        return None if hedged or LONG.match(raw, number.tail) else "article"
    if low == "one" and not hedged and (not measured or DAY.match(raw, number.tail)):
        return "pronoun"
    if low == "half" and not hedged and number.unit and not behind["whole"].match(raw, number.tail):
        return "part of a word"  # "half-time"
    if not measured and not hedged and COMPOUND.match(raw, number.tail):
        return "part of a word"
    if not measured and (found := refers["before"].before(raw, number.start)):
        if (role := refers["before"].values[found[0]]) != "name":
            return role
    opens = OPENS.search(raw[max(0, number.start - 12) : number.start])
    return "name" if words[0].isupper() and not opens and not led else None  # "the Twelve"


def _is_of_a_date(text: Text, number: Number) -> bool:
    """The number stands in a date, or in a list of days: "the 11, 12 and 13 May", "May 11 and 12"."""
    if text.date_at(number.start) or text.date_at(number.end - 1):
        return True
    figure = text.text[number.start : number.end]
    if len(figure) == 5 and is_year(figure[:4]) and text.date_at(number.start - 2):
        return True  # "4 July 19721", with the mark of a footnote
    days = DAYS.match(text.text, number.end)
    if days and text.date_at(days.start("last")):
        return True
    listed = DAYS_BEFORE.search(text.text, max(0, number.start - 40), number.start)
    date = text.date_at(listed.start("first")) if listed else None
    return date is not None and date.year is None and not text.text[date.start].isdecimal()


def _reference(text: Text, number: Number, last: Refused | None) -> str | None:
    """Does a word before the number, or before the list it goes on from, say that it refers to something?"""
    refers = text.words.once(_references)
    if found := refers["before"].before(text.text, number.start):
        role = refers["before"].values[found[0]]
        if role != "name" or (text.text[found[1]].isupper() and found[0] != "the"):
            return role  # a weak word only as part of a name: "Model 3 trucks"
    return last.reason if last and _goes_on(text, number, last) and last.reason != "name" else None


def _goes_on(text: Text, number: Number, last: Refused) -> bool:
    between = text.text[last.end : number.start]
    return len(between) < 40 and LIST.fullmatch(between) is not None


def _left_over(
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
    if is_year(words) and not _is_a_count(text, number, unit, hedged=hedged):
        return "year"
    small = PLAIN.fullmatch(words) or (
        not words[0].isdigit() and " " not in words and number.value is not None
    )
    if unit or hedged or counted or not small:
        return None
    if refers["before"].before(raw, number.start):
        return "name"
    if last and last.reason == "name" and _goes_on(text, number, last):
        return "name"
    if COUNTS.match(raw, number.tail):
        return None
    if not words[0].isdecimal():
        return "nothing counted"
    near = raw[max(0, number.start - 12) : number.start]
    for reason, before, after in LEFT_OVER:
        if before.search(near) and after.match(raw, number.end):
            return reason
    return "nothing counted"


def _is_a_count(text: Text, number: Number, unit: str | None, *, hedged: bool) -> bool:
    """Does a figure that could be a year count something: "1500 houses", "over 2000 people"?"""
    raw, refers = text.text, text.words.once(_references)
    if unit not in ("persons", "count"):
        return False
    figure = raw[number.start : number.end]
    rare = figure.endswith("00") or not "1900" <= figure < "2100"
    if hedged:
        return unit == "persons" or rare
    if refers["year"].before(raw, number.start):
        return False
    return unit == "persons" or (rare and NOUN.match(raw, number.end) is not None)


def _opens_a_line(text: Text, number: Number) -> bool:
    """A list marker ("112."), a page number, a footnote mark or a page header."""
    raw, after = text.text, text.text[number.end : number.end + 3]
    floor = max(0, number.start - LINE)
    start = max(raw.rfind("\n", floor, number.start) + 1, floor)
    head = raw[start : number.start]
    if not head.strip(' \t\x0c*(["“') and MARKER.match(after):
        return CLAUSE_END.search(raw[max(0, start - 12) : start]) is not None
    if head.endswith(("(", "[")) and after[:1] in (")", "]"):
        return True
    line = head + raw[number.start : number.end + LINE].partition("\n")[0]
    if len(line) >= LINE:
        return False
    page = text.words.once(_afterwards)["page"]
    return bool(page.match(line) or ("ession" in line and HEADER.search(line)))


def _plain(words: str) -> str:
    return " ".join(words.replace("*", "").split())
