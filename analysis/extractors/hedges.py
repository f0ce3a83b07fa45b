"""Reads what stands beside a number: its hedge, its sign of money and its unit.

"well over", "~", "or more"; "US$", "per cent", "years and a half".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose
from typing import NamedTuple

from analysis.extractors.figures import SPACES, measure, money_signs, number_forms
from analysis.extractors.numbers import Number, value_of
from analysis.terms import compiled, spelled
from analysis.text import Text
from analysis.vocabulary import Vocabulary

# how many characters before a number may hold words that belong to it
NEAR = 60
# what may stand before a word before a number, and between hedge and number
MARKS, OPENING = '*_`"“‘(—–', '*_`"“‘('
# what follows a hedge behind a noun: "50,000 people at most."
ENDS = compiled(r"\s*(?:[.,;:)—–]|\Z)")
# which hedges go on from another: "at least about", "more than an estimated"
BOUNDS, INSIDE = ("over", "at_least", "under", "up_to"), "about"
# before so few things these words say where they are, not how many: "served under 3 flags"
FEW, PLACES = 10, ("under", "below", "near")
# "was fought over 3 days"
SPREAD = re.compile(
    r"\b(?:is|are|was|were|been|be)\s(?!kill|wound|murder)\w+(?:ed|ld|ght|ad|ken)\s\Z"
)
# "the 2 million mark"; "so far"
MARK, SO = re.compile(r".{1,40}?\bmark\b", re.S), re.compile(r"\b(?:so|thus)\s\Z", re.IGNORECASE)
# a minus before an amount: " -5 per cent", "minus 5 degrees"
MINUS = re.compile(r"(?:(?:\A|[\s(])-|\b(?:minus|negative)[\s-])\Z", re.IGNORECASE)
# how what goes on from an amount begins: "and a half", "-and-a-half", "($5 million)"
MORE = (" a", "-a", " (")


class Hedge(NamedTuple):
    """A value of the column hedge, the words as written, and where they start or end."""

    name: str | None
    words: str | None
    at: int


@dataclass(slots=True)
class Amount:
    """A number with what stands beside it, step by step.

    ``unit`` and its ``kind`` are printed; of a count the noun gives the unit. ``fused``: a hyphen
    joins the noun to the number; ``one_of_a_row``: "every third summit".
    """

    number: Number
    start: int
    end: int
    negative: bool
    kind: str
    unit: str | None
    hedge: str | None
    words: str | None
    counted: str | None = None
    fused: bool = False
    one_of_a_row: bool = False


def measured(text: Text, number: Number) -> Amount:
    """The number with its sign, unit and hedge."""
    raw, units, bare, end = text.text, text.words.once(units_of), number.start, number.tail
    sign, behind = sign_before(text, bare), None
    unit, kind = number.unit, "percent" if number.unit else ""
    find = text.words.once(measure).match
    found = None if unit else find(raw, end)
    if found is None and (behind := hedge_behind(text, end)):  # "30-plus years"
        end = behind.at
        found = None if unit else find(raw, end)
    if found:
        (unit, kind), end = units[plain(found["unit"]).casefold()], found.end()
    if sign or number.sign:
        unit, kind = units["$" + plain(sign["sign"] if sign else number.sign).casefold()]
        bare -= len(sign[0]) if sign else 0
    minus = MINUS.search(raw, max(0, bare - 10), bare) if kind else None
    bare -= len(minus[0].lstrip(" (\n\t")) if minus else 0
    if kind and number.value and raw[end : end + 2] in MORE:
        number, end = _with_more(text, number, kind, end)
    if behind is None and kind:
        behind = hedge_behind(text, end)
    if behind is None and (number.value or 0) > FEW and raw[number.end - 1].isalpha():
        behind = hedge_behind(text, number.start, within=number.end)
    hedge = hedge_before(text, bare)
    if behind:
        hedge = hedge._replace(name=behind.name, words=hedge.words or behind.words)
        end = max(end, behind.at)
    elif (hedge.words or "").lower() in PLACES and not kind and (number.value or 0) < FEW:
        hedge = Hedge(None, None, bare)
    negative = bool(minus or (sign and sign["minus"]))
    return Amount(number, hedge.at, end, negative, kind, unit, hedge.name, hedge.words)


def _with_more(text: Text, number: Number, kind: str, end: int) -> tuple[Number, int]:
    """With what follows the unit: "two years and a half", "20 per cent (twenty per cent)"."""
    forms, value = text.words.once(number_forms), number.value or 0.0
    again = forms["again of a unit"].match(text.text, end)
    if again and isclose(value_of(again["again"], forms) or 0.0, value, rel_tol=0.02):
        return number, again.end()
    more = forms["more"].match(text.text, end) if kind == "time" else None
    if more is None:
        return number, end
    whole = number.end if number.end == number.tail else more.end()
    return number._replace(value=value + (value_of(more[0], forms) or 0.0), end=whole), more.end()


def add_hedge_behind(text: Text, amount: Amount) -> None:
    """The hedge that follows a noun: "50,000 people or more"."""
    if behind := hedge_behind(text, amount.end, noun=True):
        amount.hedge, amount.words, amount.end = behind


# --- before and behind


def hedge_before(text: Text, at: int) -> Hedge:
    """The hedge that ends at ``at``, with the start of its words."""
    table = text.words.once(_table)
    found = table.before.before(text.text, at)
    if found is None:
        return Hedge(None, None, at)
    term, start = found
    if term in table.apart:
        gapped = table.gapped.search(text.text, max(0, at - NEAR), at)
        return Hedge("about" if gapped else None, gapped and plain(gapped["words"]), at)
    if term == "over" and SPREAD.search(text.text, max(0, start - NEAR), start):
        return Hedge(None, None, at)
    names = table.before.values
    name = names[term]
    if (term.endswith(" the") and not MARK.match(text.text, at)) or name == "bare":
        return Hedge(None, None, at)  # "near the border", "control over 20 villages"
    outer = table.before.before(text.text, start) if name == INSIDE else None
    if outer and " " in outer[0] and names[outer[0]] in BOUNDS:
        name, start = names[outer[0]], outer[1]  # "at least about"
    more = table.modifier.before(text.text, start)
    if more and not SO.search(text.text, max(0, more[1] - 6), more[1]):
        start = more[1]
    words = plain(text.text[start:at].rstrip(table.before.between))
    return Hedge(name, words, start)


def hedge_behind(text: Text, at: int, *, noun: bool = False, within: int = 0) -> Hedge | None:
    """The hedge that follows a number or its noun, or stands ``within`` it, and where it ends."""
    table = text.words.once(_table)
    look = table.behind.search if within else table.behind.match  # "twenty-odd thousand"
    found = look(text.text, at, within or len(text.text))
    if found is None:
        return None
    if noun and not (found["hedge"][:3].lower() == "or " or ENDS.match(text.text, found.end())):
        return None
    words = plain(found["hedge"])
    return Hedge(table.behind_names[words.casefold()], words, found.end())


def sign_before(text: Text, at: int) -> re.Match[str] | None:
    """The sign of a currency that ends at ``at``: "US$ ", "$-"."""
    near = text.text[max(0, at - 8) : at]
    ends, signs = text.words.once(_signs)
    return signs.search(near) if near.rstrip(f"\n\t-{SPACES}")[-1:] in ends else None


def plain(words: str) -> str:
    """The words on one line, without the marks of bold print."""
    return " ".join(words.replace("*", "").split())


class Phrases:
    """Terms before a number, found from their last word; ``between`` may part them from it."""

    def __init__(self, values: Mapping[str, str], between: str) -> None:
        self.values, self.between = values, f" \t\n\xa0{between}"
        # the terms by their last word, the longest first
        self.last: dict[str, tuple[str, ...]] = {}
        for term in sorted(values, key=len, reverse=True):
            last = term.split()[-1]
            self.last[last] = (*self.last.get(last, ()), term)

    def before(self, text: str, at: int) -> tuple[str, int] | None:
        """The longest term that ends at ``at``, and where it starts."""
        first = max(0, at - NEAR)
        lead = text[first:at].rstrip(self.between)
        word = "".join(lead.rsplit(None, 1)[-1:]).lstrip(MARKS)
        terms = self.last.get(word) or self.last.get(word.lower())
        if terms is None and ("—" in word or word[-1:] == "-"):
            # "the herd—nearly 500—died", "a more-than-20-year war"
            lead = lead.rstrip("-").replace("-", " ").replace("—", " ")
            terms = self.last.get(lead.rpartition(" ")[2].lower())
        if terms is None:
            return None
        shown = f" {' '.join(lead.split())}"
        low = shown.lower()
        if not (low.endswith(terms) or shown.endswith(terms)):
            return None  # most often: one look for all of them
        for term in terms:
            if low.endswith(term) or shown.endswith(term):
                before = shown[-len(term) - 1]
                if not (before.isalnum() or before in "'’-"):
                    for word in reversed(term.split()):
                        lead = lead.rstrip()[: -len(word)]
                    return term, first + len(lead)
        return None


class _Table(NamedTuple):
    before: Phrases
    apart: frozenset[str]  # how terms with a gap end: "at"
    gapped: re.Pattern[str]  # "estimated the damage at"
    modifier: Phrases
    behind: re.Pattern[str]
    behind_names: Mapping[str, str]


def _table(words: Vocabulary) -> _Table:
    rows = words.table("hedges")
    names, modifiers, behind = (
        {row["term"]: row["hedge"] for row in rows if row["position"] == place}
        for place in ("before", "modifier", "after")
    )
    pattern = rf"[\s,]{{0,4}}(?P<hedge>{spelled(behind)})(?!\w|\s?[\d$€£/]|\s{{1,12}}than\b)"
    apart = [term for term in names if " ... " in term]
    gapped = compiled(rf"(?<!\w)(?P<words>{spelled(apart)})\s*\Z")
    ends = frozenset(term.split()[-1] for term in apart)
    before = Phrases({**dict.fromkeys(ends, "about"), **names}, OPENING)
    return _Table(before, ends, gapped, Phrases(modifiers, ""), re.compile(pattern), behind)


def _signs(words: Vocabulary) -> tuple[frozenset[str], re.Pattern[str]]:
    signs = words.terms("units", "kind", "money sign")
    return frozenset(sign[-1] for sign in signs), re.compile(
        rf"(?<!\w)(?P<sign>{words.once(money_signs)})(?:\s{{0,2}}|(?P<minus>-))\Z"
    )


def units_of(words: Vocabulary) -> dict[str, tuple[str, str]]:
    """Unit and kind of each term; that of a sign before a number has a "$" before it."""
    return {
        "$" * (row["kind"] == "money sign") + row["term"].casefold(): (row["unit"], row["kind"])
        for row in words.table("units")
    }
