"""Itself: the text that names itself ("the present resolution"), and the body that adopts it."""

import re
from collections.abc import Iterator

from analysis.extractors.organs import UNITED_NATIONS, Organ, Organs
from analysis.extractors.symbols import JOINED, Reference, between
from analysis.terms import compiled, spelled
from analysis.vocabulary import Vocabulary

# the bodies that an excerpt of a resolution may be of
PRINCIPAL = ("UNSC", "UNGA", "ECOSOC", "OIC", "PACE", "EP")

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
# "Recalling its previous resolution" before a number
_ITS_NUMBER = compiled(r"\b[Ii]ts\s+(?:[\w-]+\s+){0,3}resolutions?\s+\Z")
# "to report by May to the" / "to keep the" before the body that a resolution is of; "shall meet"
LONGEST_SERVED = 120
_SERVED = compiled(
    r"""(?:\b[Rr]eport(?:s|ing)?\b[^.;]{0,80}\bto\s+(?:the\s+)?
      | \b(?:keep|inform|advise)\s+(?:the\s+)?)\Z""",
    re.VERBOSE,
)
# "Requests the" / "Transmits this resolution to the" / "in cooperation with the OAU and the"
_ASKED = compiled(
    r"""(?:\b(?:[Rr]equests|[Ii]nvites|[Uu]rges|[Cc]alls\s+upon|[Tt]ransmits\b[^.;]{0,40}\bto)\s+
      (?:(?:[^.;]{0,90}\b(?:including|in\s+particular|particularly)\s+)?the\s+)?
      | \bco-?operation\s+with\b[^.;]{0,80})\Z""",
    re.VERBOSE,
)
_MEETS = compiled(r"\s+(?:shall|will|would|to)\s+(?:meet|convene)\b")


def find_self(
    organs: Organs, nouns: list[re.Match[str]], numbered: list[Reference]
) -> list[Reference]:
    """Where the text names itself; ``nouns`` are the words that have no number."""
    organs.adopter = organs.adopter or _named_by_its_own(organs, numbered)
    found: list[Reference] = []
    for at, noun in enumerate(nouns):
        if own := _self(organs, noun, numbered, first=len(found) == at):
            found.append(own)
    return _of_itself(organs, numbered, found)


def _self(
    organs: Organs, noun: re.Match[str], numbered: list[Reference], first: bool
) -> Reference | None:
    """The adopting text naming itself; "this resolution" only if it points at no other.

    In a text that adopts nothing "this resolution" is its own only where it is the first spoken of.
    """
    text = organs.text
    this = _SELF.search(text.text, max(0, noun.start() - 20), noun.start())
    if not this or noun["plural"] or noun["many"] or (noun["decision"] and not organs.adopting):
        return None
    low = max(text.sentence_at(noun.start())[0], noun.start() - 150)
    cited = bool(between(numbered, low, noun.start())) and not this["also"]
    spoken = first and not between(numbered, 0, noun.start())
    if this["this"] and cited:
        return None
    if this["this"] and not organs.adopting:
        told = _TOLD.search(text.before(this.start("self")))
        if told or not spoken:
            return None
    body = organs.adopter.body if organs.adopter else "unknown"
    return Reference("self", body, this.start("self"), noun.end(), this.start("self"))


def _named_by_its_own(organs: Organs, numbered: list[Reference]) -> Organ | None:
    """The body of a text that names none: that of its title's number, or of "its resolution"."""
    own = {one.body for one in numbered if _is_its(organs, one.group)}
    if organs.adopting:
        own |= {one.body for one in numbered if organs.in_title(one.start)}
    body = own.pop() if len(own) == 1 else "unknown"
    return None if body == "unknown" else Organ(0, 0, body, "")


def _is_its(organs: Organs, at: int) -> bool:
    """ "Recalling its resolution 822", with no body before it whose it could be."""
    its = _ITS_NUMBER.search(organs.text.text, max(0, at - 60), at)
    return its is not None and not organs.between(max(organs.text.sentence_at(at)[0], at - 400), at)


def _of_itself(organs: Organs, numbered: list[Reference], own: list[Reference]) -> list[Reference]:
    """The body of "the present resolution" in an excerpt, by the first sign that names one only."""
    if not any(one.body == "unknown" for one in own):
        return own
    for bodies in _adopters(organs, numbered, own):
        named = bodies & {*PRINCIPAL}
        if len(named) == 1:
            body = named.pop()
            return [one._replace(body=body) for one in own]
    return own


def _adopters(
    organs: Organs, numbered: list[Reference], own: list[Reference]
) -> Iterator[set[str]]:
    """Bodies that may have adopted an excerpt, the surest sign first.

    Who is reported to; who alone writes so ("seized of the matter"); whose number stands in a list
    with it; who is named; who is named without a resolution ("General Assembly resolution 9" is
    what another body says); whose numbers are cited.
    """
    text = organs.text
    named_in = organs.between(0, len(text.text))
    yield {one.body for one in named_in if _is_served(text.text, one)}
    bodies = {one.body for one in named_in}
    if not bodies or not bodies.isdisjoint(UNITED_NATIONS):
        yield {body for body, says in text.words.once(_formulas).items() if says.search(text.text)}
    yield {one.body for one in numbered if any(_is_joined(text.text, one, it) for it in own)}
    named = {one.body for one in named_in if not _is_asked(text.text, one)}
    cited = {one.body for one in numbered}
    yield named
    yield named - cited
    yield cited


def _formulas(words: Vocabulary) -> dict[str, re.Pattern[str]]:
    """The words that a body alone uses in what it adopts."""
    bodies = dict.fromkeys(row["body"] for row in words.table("formulas"))
    return {
        body: compiled(rf"\b{spelled(words.terms('formulas', 'body', body))}\b") for body in bodies
    }


def _is_served(text: str, organ: Organ) -> bool:
    before = _SERVED.search(text, max(0, organ.start - LONGEST_SERVED), organ.start)
    return (before or _MEETS.match(text, organ.end)) is not None


def _is_asked(text: str, organ: Organ) -> bool:
    return _ASKED.search(text, max(0, organ.start - LONGEST_SERVED), organ.start) is not None


def _is_joined(text: str, one: Reference, own: Reference) -> bool:
    first, last = sorted((one, own), key=lambda it: it.start)
    return JOINED.fullmatch(text, first.end, last.start) is not None
