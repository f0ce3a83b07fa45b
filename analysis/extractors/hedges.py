"""Finds the hedge and the sign of money beside a number: "well over", "~", "or more", "US$"."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from analysis.extractors.figures import money_signs
from analysis.terms import compiled, spelled
from analysis.text import Text
from analysis.vocabulary import Vocabulary

# how many characters before a number may hold words that belong to it
NEAR = 60
# what may stand before a word before a number, and between hedge and number
MARKS, OPENING = '*_`"“‘(—–', '*_`"“‘('
# "50,000 people or more", not "or more than"; "50,000 people at most."
BEHIND_NOUN = r"or\s+(?:more|less|fewer|so)\b(?!\s+than)"
ENDS = r"(?=\s*(?:[.,;:)—–]|\Z))"
# which hedges go on from another: "at least about", "more than an estimated"
BOUNDS, INSIDE = ("over", "at_least", "under", "up_to"), "about"
# "was fought over 3 days"
SPREAD = re.compile(
    r"\b(?:is|are|was|were|been|be)\s(?!kill|wound|murder)\w+(?:ed|ld|ght|ad|ken)\s\Z"
)
# "the 2 million mark"; "so far"
MARK, SO = re.compile(r".{1,40}?\bmark\b", re.S), re.compile(r"\b(?:so|thus)\s\Z", re.IGNORECASE)


class Hedge(NamedTuple):
    """A value of the column hedge, the words as written, and where they start or end."""

    name: str | None
    words: str | None
    at: int


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


def hedge_behind(text: Text, at: int, *, noun: bool = False) -> Hedge | None:
    """The hedge that follows a number or its noun ("50,000 people or more"), and where it ends."""
    table = text.words.once(_table)
    found = (table.behind_noun if noun else table.behind).match(text.text, at)
    if found is None:
        return None
    words = plain(found["hedge"])
    return Hedge(table.behind_names[words.casefold()], words, found.end())


def sign_before(text: Text, at: int) -> re.Match[str] | None:
    """The sign of a currency that ends at ``at``: "US$ ", "$-"."""
    near = text.text[max(0, at - 8) : at]
    ends, signs = text.words.once(_signs)
    return signs.search(near) if near.rstrip(" \n\t\xa0-")[-1:] in ends else None


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
    behind_noun: re.Pattern[str]
    behind_names: Mapping[str, str]


def _table(words: Vocabulary) -> _Table:
    rows = words.table("hedges")
    names, modifiers, behind = (
        {row["term"]: row["hedge"] for row in rows if row["position"] == place}
        for place in ("before", "modifier", "after")
    )
    pattern = rf"[\s,]{{0,4}}(?P<hedge>{spelled(behind)})(?!\w|\s?[\d$€£/]|\s{{1,12}}than\b)"
    apart_from_it = [term for term in behind if term[0].isalpha() and " " in term]
    noun = rf",?\s+(?P<hedge>{BEHIND_NOUN}|{spelled(apart_from_it)}{ENDS})"
    apart = [term for term in names if " ... " in term]
    gapped = compiled(rf"(?<!\w)(?P<words>{spelled(apart)})\s*\Z")
    ends = frozenset(term.split()[-1] for term in apart)
    before = Phrases({**dict.fromkeys(ends, "about"), **names}, OPENING)
    patterns = re.compile(pattern), compiled(noun)
    return _Table(before, ends, gapped, Phrases(modifiers, ""), *patterns, behind)


def _signs(words: Vocabulary) -> tuple[frozenset[str], re.Pattern[str]]:
    signs = words.terms("units", "kind", "money sign")
    return frozenset(sign[-1] for sign in signs), re.compile(
        rf"(?<!\w)(?P<sign>{words.once(money_signs)})(?:\s{{0,2}}|(?P<minus>-))\Z"
    )
