"""Phrases: resolutions without a number ("its resolutions"), and the text naming itself."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from analysis.extractors.organs import Issuer, bodies_of_phrase, place_of
from analysis.extractors.symbols import Reference
from analysis.terms import alternation, compiled, verbose
from analysis.text import Span, Text
from analysis.vocabulary import Vocabulary

LONGEST_LEAD = 60
# "the present resolution" / "this resolution" / "resolution 1409 (2002) and this resolution"
_SELF = compiled(
    r"(?P<also>\b(?:and|or)\s+(?:(?:under|in|on|of|to|by|with)\s+)?)?"
    r"\b(?P<self>the\s+present|(?P<this>this))\s+\Z",
    re.IGNORECASE,
)
# "my people honour this resolution" / "is banned by this resolution"
_TOLD = compiled(
    r"\b(?:I|[Ww]e|us|[Mm]y|[Oo]ur|me)\b"
    r"|\b(?:is|are|was|were|been)\s+(?:\w+\s+)?\w+(?:ed|en)\s+by\s+\Z"
)


def find_phrases(
    text: Text,
    nouns: list[re.Match[str]],
    used: set[int],
    numbered: list[Reference],
    issuer: Issuer,
) -> list[Reference]:
    """The phrases of a text in order; ``used`` is where the word has a number."""
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
    """The adopting text naming itself; "this resolution" only if it points at no other.

    In a text that adopts nothing "this resolution" is its own only where it is the first spoken of.
    """
    this = _SELF.search(text.text, max(0, noun.start() - 20), noun.start())
    if not this or noun["plural"] or noun["many"] or (noun["decision"] and not issuer.adopting):
        return []
    low = max(text.sentence_at(noun.start())[0], noun.start() - 150)
    cited = bool(_between(numbered, low, noun.start())) and not this["also"]
    spoken = first and not _between(numbered, 0, noun.start())
    if this["this"] and (cited or not (issuer.adopting or (spoken and not _is_told(text, this)))):
        return []
    body = issuer.adopter.body if issuer.adopter else "unknown"
    return [Reference("self", body, this.start("self"), noun.end(), this.start("self"))]


def _is_told(text: Text, this: re.Match[str]) -> bool:
    """Does a speaker speak of the resolution: "we hope that", "is banned by"?"""
    return _TOLD.search(text.before(this.start("self"))) is not None


def _phrase(
    text: Text, noun: re.Match[str], numbered: list[Reference], issuer: Issuer
) -> Iterator[Reference]:
    """A noun phrase for resolutions that exist: owned, dated, or picked out by a modifier."""
    if noun["decision"] and not noun["many"]:
        return
    coupled = _with(text.text, noun, "decisions" if noun["word"] else "resolutions")
    if noun["decision"] and coupled != noun.span():  # the resolutions beside it are the phrase
        return
    low, high = coupled if noun["plural"] else noun.span()
    place = place_of(text, low, high, issuer)
    first = min([low, *(organ.start for organ in place.near)])
    lead = text.words.once(_lead).search(text.text, max(0, first - LONGEST_LEAD), first)
    start = lead.start() if lead else first
    tail = text.words.once(_phrase_tail).match(text.text, high)
    picked = noun["plural"] and lead and (lead["own"] or lead["modifier"])
    if not (place.near or (not noun["decision"] and (tail or picked))):
        return
    if _no_citation(text, start, noun):
        return
    ends = [high, *(organ.end for organ in place.near), *([tail.end()] if tail else [])]
    words = text.text[start:low]
    place = place._replace(its=bool(re.search(r"\b(?:[Ii]ts|[Tt]heir)\b", words)))
    back = 400 if place.its or re.search(r"\b[Tt]h[eo]se\b", words) else 70
    beside = {one.body for one in _between(numbered, start - back, max(ends) + 60)}
    for body in bodies_of_phrase(place, beside.pop() if len(beside) == 1 else None):
        yield Reference("unnumbered", body, start, max(ends), start)


def _with(text: str, noun: re.Match[str], other: str) -> Span:
    """The word and what is coupled with it: "resolutions and decisions" are one thing."""
    before = compiled(rf"\b{other}\s+and\s+\Z", re.IGNORECASE)
    behind = compiled(rf"\s+and\s+{other}\b", re.IGNORECASE)
    first = before.search(text, max(0, noun.start() - 20), noun.start())
    return (first or noun).start(), (behind.match(text, noun.end()) or noun).end()


def _between(found: list[Reference], low: int, high: int) -> list[Reference]:
    first = bisect_left(found, low, key=lambda one: one.start)
    return found[first : bisect_left(found, high, lo=first, key=lambda one: one.start)]


def _no_citation(text: Text, start: int, noun: re.Match[str]) -> bool:
    """ "draft resolution", "resolution of the dispute", "Resolutions and Decisions"."""
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
    before = re.findall(r"(?<!\()\b[\w-]+", lead.casefold())[-1:]  # not "(a)"
    words = {*before, *re.findall(r"[\w-]+", text.text[start : noun.start()].casefold())}
    one = not noun["plural"] and not noun["decision"]
    return bool(words & (unreal | {"a", "an"} if one else unreal))


def _unreal(words: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """Words that say that there is no resolution yet, and words for what else is resolved."""
    no_act = frozenset(words.terms("instruments", "role", "resolved", "not_cited"))
    return no_act | set(words.terms("instruments", "role", "hypothetical")), no_act


def _phrase_tail(words: Vocabulary) -> re.Pattern[str]:
    """What follows the word of a phrase: "... of 14 December 1946", "... concerning Namibia"."""
    month = alternation(words.terms("references", "role", "month"))
    return verbose(
        rf"""\s+(?:of|adopted\s+on)\s+(?:\d{{1,2}}\s+)?{month}\s+\d{{4}}
        | (?<=[sS])(?=\s+(?:on|concerning|regarding|pertaining\s+to|relat(?:ing|ed)\s+to)
            \s+(?:the\s+)?[A-Z] | \s+(?:in\s+question|under\s+reference)\b)
        | (?<=[sS])\s+of\s+international\s+(?:legitimacy|legality|law)\b
        | (?<=[Tt]he\s[Rr]esolution)(?=\s+(?:on|concerning|regarding|containing
            |adopted|relating\s+to)\s+(?!which\b|whose\b|th(?:is|at|ese)\b))"""
    )


def _lead(words: Vocabulary) -> re.Pattern[str]:
    """What stands before the word or its organ: "all its other relevant", "97"."""
    modifier = alternation(words.terms("instruments", "role", "modifier"))
    return verbose(
        rf"""
        (?<!\w)(?=\w)
        (?:\b(?i:the|such|both)\s+)?
        (?P<own>(?:\b(?i:its|their|all|these|those|our)\s+(?:of\s+)?(?:the\s+)?){{1,2}}
          | (?<![\d,.])\d{{1,3}}\s+)?
        (?P<modifier>(?:\b(?i:{modifier}),?\s+(?:and\s+)?){{1,4}}
          | (?<=[Tt]he\s)(?!\w+(?:ing|ful)\b)[\w-]{{4,20}}\s+)?
        \Z"""
    )
