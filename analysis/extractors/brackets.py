"""Brackets: the noun phrase that a number in brackets identifies, and what reaches into one.

"A resolution on Selmar [822 (1993)]" is one thing: what governs the noun governs the number. Where
a number stands behind what a body decided, it says where: "the Council expressed its regret [822]".
"""

from analysis.extractors.cues import CLOSE, Cue, verbs_of
from analysis.terms import compiled
from analysis.text import Text

# how far before a bracket the noun may stand that it identifies, or the body that speaks in it
LONGEST_BRACKET, LONGEST_SPEECH = 260, 180
# how a cue ends that hangs on a noun
HANGING = ("under", " in", " by", " of", " to", " for", " with", " on", " from", " upon", " at")
# a bracket that a number stands in: "[resolutions", "(see General Assembly resolution"
_OPENED = r"[\[({](?:(?:[Ss]ee\s+)?(?:[A-Z]\w+\s+){0,3}[Rr]esolutions?\s+)?\Z"
_OPENS = compiled(_OPENED)
_PAPER = (
    r"(?:[Rr]esolution|[Dd]ecision|[Rr]eport|[Ll]etter|[Ss]tatement"
    r"|(?<!aking\s)(?<!akes\s|aken\s)(?<!ake\s|ook\s)[Nn]ote|[Pp]rogram(?:me)?"  # "taking note"
    r"|declaration|convention|covenant|strategy|plan)s?"
)
# "adopted (two resolutions on the law of the sea) [resolutions (822 (1993)"
_BRACKET = compiled(rf"\b(?P<noun>{_PAPER})\b[^.;:\[\](){{}}]{{1,220}}{_OPENED}")
# "a programme for the application of the" before the name of an instrument: the number in brackets
# behind both is that of the programme
_OF_PAPER = compiled(
    rf"\b(?:an?|another|one|two)\s+(?:[\w-]+\s+){{0,3}}{_PAPER}\b[^.;:,\[\]()]{{1,160}}\Z"
)
# "should (decide)", "would now (find)"
_ASKED = compiled(r"\b(?:would|should|could|will|shall|may|might|must|can|to)\s(?:\w+\s)?\Z")
# "the Assembly (decided)" / "the special session, which (calls for)"
_SPEAKER = compiled(
    r"\b(?:Assembly|Council|Nations|Organization|Committee|Conference|session|which|it|we)\b"
)


def is_of_paper(text: Text, start: int) -> bool:
    """Does "a resolution on" what begins at ``start`` own the number in brackets behind both?"""
    return _OF_PAPER.search(text.before(start, LONGEST_BRACKET)) is not None


def opened_at(text: Text, start: int, end: int) -> int:
    """Where the bracket opens that a number stands in, else 0: "(NPT)" is the name once more."""
    near = text.text[max(0, start - CLOSE) : start]
    if {"[", "(", "{"}.isdisjoint(near):  # most citations stand in none
        return 0
    opened = _OPENS.search(near)
    numbered = opened and any(map(str.isdigit, text.text[start:end]))
    return start - len(near) + opened.start() if opened and numbered else 0


def identified(text: Text, start: int) -> int:
    """Where the noun begins that a bracket identifies: "a resolution on Selmar [822 (1993)]"."""
    bracket = _BRACKET.search(text.text, max(0, start - LONGEST_BRACKET), start)
    if not bracket or bracket.start() < text.sentence_at(start)[0]:
        return start
    return bracket.start("noun")


def reaching_in(
    text: Text, opened: int, start: int, before: list[Cue], told: Cue | None
) -> list[Cue]:
    """The cues that reach a number in a bracket: what only a noun far outside hangs on does not."""
    reach = text.text[max(0, opened - CLOSE) : opened].rpartition(",")[2]
    near = 0 if told else start - opened + len(reach)  # "decided on peace under control [822]"
    near_by = [cue for cue in before if cue.gap < near or not _hangs_on_noun(cue)]
    of_noun = [cue for cue in near_by if cue.position != "inquiry" or _hangs(cue)]
    return of_noun or near_by  # "took note of the review process"


def told_before(text: Text, opened: int) -> Cue | None:
    """What a body says or does in the resolution in brackets: "the Assembly decided [822]"."""
    before = text.before(opened, LONGEST_SPEECH)
    speaker = _SPEAKER.search(before)
    quoted = before.rstrip().endswith(("”", '"', "’"))  # where the words stand
    if quoted or not speaker:
        return None
    clause = before[speaker.end() :]
    told = (cue for cue in verbs_of(clause, text.words) if cue.position == "after")
    said = (cue for cue in told if cue.value == "recalls" and not _ASKED.search(clause[: cue.gap]))
    return next(said, None)


def _hangs(cue: Cue) -> bool:
    return cue.words.lower().endswith(HANGING)


def _hangs_on_noun(cue: Cue) -> bool:
    """Is it no verb of welcoming, and ends in a preposition: "laid down in", "dedication to"?"""
    return cue.value != "notes_or_welcomes" and _hangs(cue)
