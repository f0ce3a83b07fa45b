"""Reads the hedge of an amount, before or behind it: "well over", "~", "or more"."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from analysis.extractors.counted import Amount, plain
from analysis.extractors.figures import GAPPED, hedge_behind, hedges_before
from analysis.terms import NEAR, Phrases, compiled, spelled
from analysis.text import Text
from analysis.vocabulary import Vocabulary

# what follows a hedge behind a noun: "50,000 people at most."
ENDS = compiled(r"\s*(?:[.,;:)—–]|\Z)")
# which hedges go on from another: "at least about", "more than an estimated"
BOUNDS, INSIDE = ("over", "at_least", "under", "up_to"), "about"
# before so few things these words say where they are, not how many: "served under 3 flags"
FEW, PLACES = 10, ("under", "below", "near")
# "the 2 million mark"; "so far"
MARK, SO = re.compile(r".{1,40}?\bmark\b", re.S), re.compile(r"\b(?:so|thus)\s\Z", re.IGNORECASE)


class Hedge(NamedTuple):
    """A value of the column hedge, the words as written, and where they start."""

    name: str | None
    words: str | None
    start: int


def add_hedge(text: Text, amount: Amount) -> None:
    """The hedge before the number, overruled by one within it or between it and its unit."""
    raw, number, words = text.text, amount.number, text.words
    behind, start = amount.behind, amount.start
    amount.hedge, amount.words, amount.start = _hedge_before(raw, start, words)
    if behind is None and (number.value or 0) > FEW and raw[number.end - 1].isalpha():
        # "twenty-odd thousand"
        behind = words.once(hedge_behind).search(raw, number.start, number.end)
    if behind:
        _overrule(amount, behind, words)
    elif not amount.kind and (number.value or 0) < FEW and (amount.words or "").lower() in PLACES:
        amount.hedge, amount.words, amount.start = None, None, start


def add_hedge_of_noun(text: Text, amount: Amount) -> None:
    """The hedge behind the noun of an amount: "50,000 people or more"."""
    raw, words = text.text, text.words
    last = words.once(hedge_behind).match(raw, amount.end) if amount.counted else None
    if last and (last["hedge"][:3].lower() == "or " or ENDS.match(raw, last.end())):
        _overrule(amount, last, words)
        amount.end = last.end()


def _overrule(amount: Amount, behind: re.Match[str], words: Vocabulary) -> None:
    amount.words = plain(behind["hedge"])
    amount.hedge = words.once(_table).behind[amount.words.casefold()]


def _hedge_before(raw: str, at: int, words: Vocabulary) -> Hedge:
    """The hedge that ends at ``at``."""
    table = words.once(_table)
    names, found = table.before.values, table.before.before(raw, at)
    if found is None:
        return Hedge(None, None, at)
    term, start = found
    name = names[term]
    if name == GAPPED:
        gapped = table.gapped.search(raw, max(0, at - NEAR), at)
        return Hedge("about" if gapped else None, gapped and plain(gapped["words"]), at)
    no_mark = term.endswith(" the") and not MARK.match(raw, at)  # "near the border"
    if no_mark or name == "bare":  # "control over 20 villages"
        return Hedge(None, None, at)
    outer = table.before.before(raw, start) if name == INSIDE else None
    if outer and " " in outer[0] and names[outer[0]] in BOUNDS:
        name, start = names[outer[0]], outer[1]  # "at least about"
    more = table.modifier.before(raw, start)
    if more and not SO.search(raw, max(0, more[1] - 6), more[1]):
        start = more[1]
    return Hedge(name, plain(raw[start:at].rstrip(table.before.between)), start)


class _Table(NamedTuple):
    before: Phrases
    gapped: re.Pattern[str]
    modifier: Phrases
    behind: Mapping[str, str]


def _table(words: Vocabulary) -> _Table:
    before, behind = words.once(hedges_before), words.table("hedges")
    modifiers = dict.fromkeys(words.terms("hedges", "position", "modifier"), "")
    apart = [term for term in before.values if " ... " in term]
    gapped = compiled(rf"(?<!\w)(?P<words>{spelled(apart)})\s*\Z")
    names = {row["term"]: row["hedge"] for row in behind if row["position"] == "after"}
    return _Table(before, gapped, Phrases(modifiers), names)
