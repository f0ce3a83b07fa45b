"""Reads the hedge of an amount, before or behind it: "well over", "~", "or more"."""

import re

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
# "was held over 3 days", but "was founded over 3 years ago"
SPREAD = compiled(
    r"(?:\b(?:is|are|was|were|been|be)\s+(?:\w+ly\s+)?\w+(?:ed|ld|ght|ad|en|id)|able)\s+\Z"
)
LATER = compiled(r"\s+(?:ago|old|later|earlier|before)\b")
# "the 2 million mark"; "so far"
MARK, SO = re.compile(r".{1,40}?\bmark\b", re.S), re.compile(r"\b(?:so|thus)\s\Z", re.IGNORECASE)


def add_hedge(text: Text, amount: Amount) -> None:
    """The hedge before the number, overruled by one within it or behind it, its unit or noun."""
    raw, number, words = text.text, amount.number, text.words
    behind, start, few = amount.behind, amount.start, (number.value or 0) < FEW
    amount.hedge, amount.words, amount.start = _hedge_before(raw, start, words)
    if behind is None and not few and raw[number.end - 1].isalpha():  # "twenty-odd thousand"
        behind = words.once(hedge_behind).search(raw, number.start, number.end)
    if behind:
        _overrule(amount, behind, words)
    elif _is_place(raw, amount, few=few):
        amount.hedge, amount.words, amount.start = None, None, start
    of_noun = amount.counted or not amount.kind
    last = words.once(hedge_behind).match(raw, amount.end) if of_noun else None
    if last and (last["hedge"][:3].lower() == "or " or ENDS.match(raw, last.end())):
        _overrule(amount, last, words)  # "50,000 people or more"
        amount.end = last.end()


def _is_place(raw: str, amount: Amount, *, few: bool) -> bool:
    """Do the words before it say where or when, not how many?"""
    hedge, start = (amount.words or "").lower(), amount.start
    if amount.kind == "time" and hedge == "over":
        spread = SPREAD.search(raw, max(0, start - NEAR), start)
        return spread is not None and LATER.match(raw, amount.end) is None
    return few and not amount.kind and hedge in PLACES


def _overrule(amount: Amount, behind: re.Match[str], words: Vocabulary) -> None:
    amount.words = plain(behind["hedge"])
    amount.hedge = words.once(_names)[amount.words.casefold()]


def _hedge_before(raw: str, at: int, words: Vocabulary) -> tuple[str | None, str | None, int]:
    """The hedge that ends at ``at``, its words as written, and where it starts."""
    before = words.once(hedges_before)
    found = before.before(raw, at)
    if found is None:
        return None, None, at
    term, start = found
    name = before.values[term]
    if name == GAPPED:
        gapped = words.once(_gapped).search(raw, max(0, at - NEAR), at)
        return ("about", plain(gapped["words"]), at) if gapped else (None, None, at)
    no_mark = term.endswith(" the") and not MARK.match(raw, at)  # "near the border"
    if no_mark or name == "bare":
        return None, None, at
    outer = before.before(raw, start) if name == INSIDE else None
    if outer and " " in outer[0] and before.values[outer[0]] in BOUNDS:
        name, start = before.values[outer[0]], outer[1]  # "at least about"
    more = words.once(_modifiers).before(raw, start)
    if more and not SO.search(raw, max(0, more[1] - 6), more[1]):
        start = more[1]
    return name, plain(raw[start:at].rstrip(before.between)), start


def _names(words: Vocabulary) -> dict[str, str]:
    rows = words.table("hedges")
    return {row["term"]: row["hedge"] for row in rows if row["position"] == "after"}


def _gapped(words: Vocabulary) -> re.Pattern[str]:
    apart = [term for term in words.once(hedges_before).values if " ... " in term]
    return compiled(rf"(?<!\w)(?P<words>{spelled(apart)})\s*\Z")


def _modifiers(words: Vocabulary) -> Phrases:
    return Phrases(dict.fromkeys(words.terms("hedges", "position", "modifier"), ""))
