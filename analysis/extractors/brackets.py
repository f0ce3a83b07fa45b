"""Brackets: what a number in brackets hangs on.

"A resolution on Selmar [822 (1993)]" is one thing: what governs the noun governs the number.
"""

from typing import NamedTuple

from analysis.terms import compiled

# how far before an instrument the paper may stand that owns the number behind both
LONGEST_PAPER = 260
# how near the end a bracket opens
_NEAR = 60
# a bracket that a number stands in: "[resolutions", "(see General Assembly resolution"
_OPENED = r"[\[({](?:(?:[Ss]ee\s+)?(?:[A-Z]\w+\s+){0,3}[Rr]esolutions?\s+)?\Z"
_BRACKET = compiled(_OPENED)
_PAPER = (
    r"(?:[Rr]esolution|[Dd]ecision|[Rr]eport|[Ll]etter|[Ss]tatement"
    r"|(?<!aking\s)(?<!akes\s|aken\s)(?<!ake\s|ook\s)[Nn]ote|[Pp]rogram(?:me)?"  # "taking note"
    r"|declaration|convention|covenant|strategy|plan)s?"
)
# "adopted (two resolutions on the law of the sea) [resolutions (822 (1993)"
_IDENTIFIED = compiled(rf"\b(?P<noun>{_PAPER})\b[^.;:\[\](){{}}]{{1,220}}{_OPENED}")
# "a programme for the application of the" before the name of an instrument: the number in brackets
# behind both is that of the programme
_OF_PAPER = compiled(
    rf"\b(?:an?|another|one|two)\s+(?:[\w-]+\s+){{0,3}}{_PAPER}\b[^.;:,\[\]()]{{1,160}}\Z"
)


class Bracket(NamedTuple):
    """What stands before a citation, and where a bracket around it opens, or None.

    ``of_noun``: it is the number of a noun, and ``lead`` ends before that noun.
    """

    lead: str
    opened: int | None
    of_noun: bool


def bracket_of(before: str, cited: str) -> Bracket:
    """The bracket that a number stands in: "(NPT)" is the name once more."""
    inside = not {"[", "(", "{"}.isdisjoint(before[-_NEAR:])  # most citations stand in none
    opened = _BRACKET.search(before) if inside and any(map(str.isdigit, cited)) else None
    if not opened:
        return Bracket(before, None, False)
    owner = _IDENTIFIED.search(before)
    if owner:
        return Bracket(before[: owner.start("noun")], None, True)
    return Bracket(before, opened.start(), False)


def is_of_paper(before: str) -> bool:
    """Does "a resolution on" own the number in brackets that stands behind an instrument?"""
    return _OF_PAPER.search(before) is not None
