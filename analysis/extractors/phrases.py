"""Phrases: resolutions without a number ("its resolutions")."""

import re
from collections.abc import Iterator

from analysis.extractors.governing import forms
from analysis.extractors.organs import ANY_BODY, LONGEST_RECALL, Noun, Organ, Place
from analysis.extractors.symbols import Reference, between
from analysis.terms import alternation, compiled, verbose
from analysis.text import Text
from analysis.vocabulary import Vocabulary

LONGEST_LEAD = 60
# how far behind a number a noun points back at it
LONGEST_BACK = 400
# "that same" / "the partition" before "resolution"
_BACK = compiled(
    r"\b(?:[Tt]h(?:e|is|at|ese|ose)|[Ss]aid|[Bb]oth)\s+"
    r"(?:(?!(?:th(?:e|is|at|ese|ose)|an?|of|in|on|to|for|and)\b)[\w-]+(?<!ns)\s+){0,2}\Z"
)
# those that were just spoken of, not "the resolutions recently adopted at", "that we submit"
_THESE = compiled(
    r"(?:[Tt]h[eo]se|[Tt]he(?:\s+(?:above|said|same)[\w-]*|\s+afore\w+)?)\s+(?:resolu|deci)\w+\b"
    r"(?!\s+(?:\w+ly\s+)?(?:adopted|passed|of|on|regarding|that|which|submitted)\b)"
)
# "(the resolutions) that the Assembly will"; a number behind the noun is cited itself
_COMING = compiled(
    r"\s+[\[(]?\d|\s+(?:to\s+be|before|of)\b"
    r"|\s+(?:(?:that|which)\s+)?(?:(?:the|this)\s+[\w\s]{3,30}?|it|we|they|that|which)\s+"
    r"(?:will|shall|may|might|would)\b"
    r"|\s+(?:should|must|can|could)\s+(?:\w+\s+)?be\s+(?:adopted|passed|submitted|drafted)\b"
)
# "adoption of some" before "resolutions"
_MADE = compiled(
    r"\b(?:adopt|pass|draft|submi|introduc|initiat|propos|sponsor|negotiat)\w*\s+"
    r"(?:(?!resolutions?\b)[\w-]+\s+){0,6}\Z"
)
# "adopted by consensus a landmark" before "resolution", "adopted more than sixty" before more
_ADOPTED = compiled(
    r"(?P<act>\b(?:adopted|passed|approved)\s+(?:[a-z]+ly\s+|by\s+\w+\s+)??)?"
    r"(?P<one>(?P<the>\b(?:[Aa]n?|[Tt]h(?:e|is|at))\s+)?(?(act)|(?(the)|(?!)))(?:(?!(?:an?|the|that"
    r"|by|to|of|in|on|at|no|any|draft|adopted|passed|approved)\b)[\w-]+\s+){0,5}?)\Z"
)
# "on Yemen was adopted" / "passed" behind "a resolution"
_PASSED = compiled(
    r"(?:\s+(?:on|concerning|regarding|condemning)\s[^.;,]{1,60}?)?"
    r"\s+(?:(?:was|were|(?:has|have)\s+been)\s+)?(?:[a-z]+ly\s+)?(?:adopted|passed|approved)\b"
)
# "(resolution) of the dispute"
_OF_WHAT = compiled(r"\s+(?:of|to)\b(?:\s+[\w-]+){1,4}|\s+and\s+Decisions")
# "of the London Conference" / "of the 12th Arab Summit" / "adopted by this Organization"
_OF_A_BODY = rf"""
    (?:of|(?:adopted|passed)\s+(?:at|by))\s+(?:the|this|that|our)\s+
    (?:(?:[A-Z][\w’'-]{{1,20}}|\d{{1,3}}(?:st|nd|rd|th)|(?!of\b|in\b)[a-z-]{{2,16}})\s+){{0,4}}
    {ANY_BODY}s?\b
"""


def find_phrases(nouns: list[Noun], numbered: list[Reference]) -> Iterator[Reference]:
    """Noun phrases for resolutions that exist: owned, dated, picked out, adopted or spoken of.

    ``nouns`` are the words that have no number; "the resolution" is the one spoken of last.
    """
    last: list[Reference] = []
    for place in nouns:
        decision = place.word["decision"]
        if decision and not place.word["many"]:
            continue
        spoken = [*between(numbered, place.start - LONGEST_BACK, place.start)[-1:], *last]
        found = list(_picked(place, numbered, max(spoken, default=None)))
        if not (found or decision):
            found = list(_told(place, max(spoken, default=None)))
        last = [one for one in (*found, *last) if one.end > place.start - LONGEST_RECALL][:1]
        yield from found


def _picked(
    place: Noun, numbered: list[Reference], spoken: Reference | None
) -> Iterator[Reference]:
    """ "Its relevant resolutions", "the many", "resolutions of the Council": a row a body."""
    noun, near, low, high = place.word, place.near, place.start, place.end
    text = place.organs.text
    if noun["decision"] and not near:
        return
    tail = text.words.once(_phrase_tail).match(text.text, high)
    first = min([low, *(organ.start for organ in near)])
    lead = None
    if near or tail or noun["plural"]:
        lead = text.words.once(_lead).search(text.text, max(0, first - LONGEST_LEAD), first)
    start = lead.start() if lead else first
    picked = lead and (lead["own"] or lead["modifier"])
    picked = picked or (noun["plural"] and _exist(text.text, start, low, high))
    if not (near or tail or picked) or _no_citation(text, start, noun):
        return
    end = max([high, *(organ.end for organ in near), *([tail.end()] if tail else [])])
    own = set(lead["own"].casefold().split()) if lead and lead["own"] else set()
    back = LONGEST_BACK if own & {"its", "their", "these", "those"} else 70
    beside = {one.body for one in between(numbered, start - back, end + 60)}
    owners = _owners(place)
    if not owners and own & {"its", "their"}:
        owners = list(filter(None, [place.owner]))
    bodies = list(dict.fromkeys(organ.body for organ in owners))
    if not bodies:
        named = beside if len(beside) == 1 else {organ.body for organ in place.before}
        these = _THESE.match(text.text, start)
        bodies = [*named] if len(named) == 1 else [spoken.body if spoken and these else "unknown"]
    for body in bodies:
        yield Reference(start, end, "unnumbered", body, start)


def _exist(text: str, start: int, at: int, end: int) -> bool:
    """ "The resolutions", "defy resolutions"; not "adopt resolutions", "the ones that will"."""
    if _COMING.match(text, end):
        return False
    the = text[start:at].strip().casefold()
    return the == "the" or not (the or _MADE.search(text, max(0, at - LONGEST_LEAD), at))


def _told(place: Noun, spoken: Reference | None) -> Iterator[Reference]:
    """ "That resolution" behind one ``spoken`` of; "the Assembly adopted a resolution which"."""
    text, at, end = place.organs.text, place.start, place.end
    if _OF_WHAT.match(text.text, end):
        return
    adopted = _ADOPTED.search(text.text, max(place.sentence[0], at - 90), at)
    first = adopted.start() if adopted else 0
    low = max(place.sentence[0], text.text.rfind(",", 0, first))
    if adopted and not text.words.once(_no_fact).search(text.text, low, first):
        one = adopted["the"] or (place.word["plural"] and adopted["act"])
        if one and (adopted["act"] or _PASSED.match(text.text, end)):
            same = None if one.casefold() in ("a ", "an ") else spoken
            by = next(iter(_owners(place)), None) or place.owner or same
            body, start = by.body if by else "unknown", adopted.start("one")
            yield Reference(start, end, "unnumbered", body, start)
            return
    back = _BACK.search(text.text, max(0, at - 40), at)
    unreal = _COMING.match(text.text, end) or _no_citation(text, at, place.word)
    real = back and not place.organs.adopting and back[0][:4].casefold() != "this"
    if back and not unreal and (spoken or real):
        before = {organ.body for organ in place.before}
        body = spoken.body if spoken else before.pop() if len(before) == 1 else "unknown"
        yield Reference(back.start(), end, "unnumbered", body, back.start())


def _owners(place: Place) -> list[Organ]:
    """The bodies of its noun phrase, or those by which it is said to be adopted behind it."""
    passed = None if place.near else _PASSED.match(place.organs.text.text, place.end)
    return place.organs.behind(passed.end()) if passed else place.near


def _no_citation(text: Text, start: int, noun: re.Match[str]) -> bool:
    """ "draft resolution", "resolution of the dispute", "Resolutions and Decisions"."""
    unreal, no_act = text.words.once(_unreal)
    behind = _OF_WHAT.match(text.text, noun.end())
    if behind and ("Decisions" in behind[0] or no_act & set(behind[0].casefold().split())):
        return True
    lead = text.text[max(0, start - 30) : start].casefold()
    before = re.findall(r"(?<!\()\b[\w-]+", lead)  # not "(a)"
    words = {*before[-1:], *re.findall(r"[\w-]+", text.text[start : noun.start()].casefold())}
    # "a resolution", "a strong Council resolution" is a new one
    new = not (noun["plural"] or noun["decision"]) and {"a", "an"} & {*before[-2:], *words}
    return bool(new or words & unreal)


def _unreal(words: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """Words that say that there is no resolution yet, and words for what else is resolved."""
    no_act = frozenset(words.terms("instruments", "role", "resolved", "not_cited"))
    return no_act | set(words.terms("instruments", "role", "hypothetical")), no_act


def _no_fact(words: Vocabulary) -> re.Pattern[str]:
    """What makes no fact of "adopted a resolution": "if it had", "would have", "hoping"."""
    modal = forms(words, "modal")
    return compiled(
        rf"\b(?:[Ii]f|[Uu]nless|until|{modal}|be|being|not|never|(?:hop|propos|want)\w*)\b"
    )


def _phrase_tail(words: Vocabulary) -> re.Pattern[str]:
    """What follows the word of a phrase: "... of 14 December 1946", "... concerning Namibia"."""
    month = alternation(words.terms("references", "role", "month"))
    about = r"(?:on|concerning|regarding|containing|pertaining\s+to|relat(?:ing|ed)\s+to)"
    one = r"(?:(?<=(?:The|the|Its|its)\s[Rr]esolution)|(?<=[Tt]he\s\s[Rr]esolution))"
    return verbose(
        rf"""\s+(?:of|adopted\s+on)\s+(?:\d{{1,2}}\s+)?{month}\s+\d{{4}}
        | (?<=[sS])\s+(?:{_OF_A_BODY}|of\s+international\s+(?:legitimacy|legality|law)\b)
        | {one}(?=\s+{about}\s+(?!which\b|whose\b))
        | {one}
          (?=\s+(?:(?:it|they|we)\s+(?:ha(?:s|ve|d)\s+)?)?(?:(?:[a-z]+ly|long|just)\s+)?
            (?:adopted|passed|approved|agreed|entitled)\b(?!\s+which\b|\s+whose\b))"""
    )


def _lead(words: Vocabulary) -> re.Pattern[str]:
    """What stands before the word or its organ: "all its other relevant", "97"."""
    modifier = alternation(words.terms("instruments", "role", "modifier"))
    return verbose(
        rf"""
        (?<!\w)(?=\w)
        (?:\b(?i:the|such|both)\s+)?
        (?P<own>(?:\b(?i:its|their|all|these|those|our)\s+(?:of\s+)?(?:the\s+)?){{1,2}}
          | (?<![\d,./])\d{{1,3}}\s+)?
        (?P<modifier>(?:\b(?i:{modifier}),?\s+(?:and\s+)?){{1,4}}
          | (?<=[Tt]he\s)(?:[A-Z][\w-]{{2,15}}\s+)?(?!\w+(?:ing|ful)\b)[\w-]{{4,20}}\s+)?
        \Z"""
    )
