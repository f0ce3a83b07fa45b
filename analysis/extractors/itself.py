"""Itself: the text that names itself ("the present resolution"), and the body that adopts it."""

import re
from collections.abc import Iterable, Iterator

from analysis.extractors.organs import UNITED_NATIONS, Organ, Organs
from analysis.extractors.symbols import JOINED, Reference, between, places
from analysis.terms import alternation, compiled, spelled
from analysis.vocabulary import Vocabulary

# the bodies that an excerpt of a resolution may be of where it only names them
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
# a speaker, who adopts nothing: "I thank", "my delegation", "Mr. President"; "we regret"
_SPEAKER = compiled(
    r"\b(?:I\s+(?!(?:and|or|of|to|the|shall|is)\b)[a-z]+|[Mm]y|you"
    r"|(?:Mr|Mrs|Ms|Madam)\.?\s+(?:President|Chair|Speaker|Secretary))"
)
_SPEAKERS = compiled(r"\b[Ww]e\s+(?!the\b)[a-z]+")
# "We, the Ministers of the League" at the head of a paragraph
_WE = compiled(r"(?:\A|\n)\s*We,\s+the\b[^.;,\n]{0,160}")
# what may stand before the body in a line of the heading, and before its number
_HEADED = compiled(
    r"\W{0,6}(?:(?:resolution|decision|declaration)s?\s+(?:\w+\s+){0,3}(?:of|by)\s+)?(?:the\s+)?"
    r"(?:united\s+nations\W+)?(?:resolution\W+|decision\W+)?(?:no\W+)?",
    re.IGNORECASE,
)
_FIRST_WORD = compiled(r"[\W\d]*(?:[A-Z][a-z]+ly\s+)?([A-Za-z]+)")
LONGEST_HEADING, LONGEST_THIS, LONGEST_HEAD = 120, 20, 2000
# "Adopted by the"; "adopts the present" before "Declaration"
_ADOPTED = compiled(r"\b[Aa]dopted\s+(?:\w+\s+){0,3}by\s+(?:the\s+)?\Z")
_ADOPTS = compiled(r"\b(?:adopt|proclaim|approve|issue)s?\s+the\s+(?:present|following)\s+\Z")
# "Recalling its previous resolution" before a number
_ITS_NUMBER = compiled(r"\b[Ii]ts\s+(?:[\w-]+\s+){0,3}resolutions?\s+\Z")
# "to report by May to the" / "to keep the" / "requests the President of the" before the body that a
# resolution is of; "shall meet" behind it
LONGEST_SERVED = 120
_SERVED = compiled(
    r"""(?:\b(?:[Rr]eport(?:s|ing)?|submit(?:ting)?|recommendations?)\b[^.;]{0,80}
        \b(?:to|at)\s+(?:the\s+)?(?:(?:next|[A-Z][\w-]+(?:st|nd|rd|th))\s+)?
        (?:(?:[\w-]+\s+){0,2}[Ss]ession\s+of\s+the\s+)?
      | \b(?:keep|inform|advise)\s+(?:the\s+)?
      | \b(?:REQUESTS|[Rr]equests)\s+the\s+President\s+of\s+the\s+)\Z""",
    re.VERBOSE,
)
# "Requests the" / "to transmit this resolution to the" / "in cooperation with the OAU and the"
_ASKED = compiled(
    r"""(?:\b(?:[Rr]equests|[Ii]nvites|[Uu]rges|[Cc]alls\s+upon
        | (?:[Tt]ransmit|[Ff]orward|[Cc]ommunicate|[Cc]onvey|[Ss]end|[Nn]otif|[Bb]ring)[a-z]*\b
          (?:[^.;]{0,70}\b(?:to|of))?)\s+
      (?:(?:[^.;]{0,90}\b(?:including|in\s+particular|particularly)\s+)?the\s+)?
      (?:President\s+of\s+the\s+)?
      | \bco-?operation\s+with\b[^.;]{0,80})\Z""",
    re.VERBOSE,
)
# "the OIC Member States" are asked by the OIC
_MEMBERS = compiled(r"\s+(?:[Mm]ember|[Pp]articipating)\s+States\b")
# "the Council at its fifth session" is not the Security Council, which has none
_SESSION = compiled(r"\s+at\s+its\s+[\w-]+\s+(?:[a-z]+\s+)?session\b")
# who calls itself so is none of those that it names in full
_THIS_BODY = compiled(r"\b[Tt]his\s+(?:Conference|Congress|Summit|Meeting|Forum)\b")
_MEETS = compiled(r"\s+(?:shall|will|would|to)\s+(?:meet|convene|review)\b")


def find_self(
    organs: Organs, nouns: list[re.Match[str]], numbered: list[Reference], papers: list[Reference]
) -> list[Reference]:
    """Where the text names itself; ``nouns`` have no number, ``papers`` are instruments.

    "This resolution" is its own only if it points at no other, and in a text that does not say who
    adopts it only where it is the first spoken of. Speakers adopt nothing.
    """
    text = organs.text.text
    organs.adopter = organs.adopter or _named_by_its_own(organs, numbered)
    words = [(noun, _this(text, noun.start())) for noun in nouns]
    spans = [(one.start, one.end) for one in papers]
    if "We, the" in text[:LONGEST_HEAD]:
        spans += [noun.span() for noun in organs.text.words.once(_paper).finditer(text)]
    named = [(start, end, _this(text, start)) for start, end in spans]
    if not any(this for *_, this in (*words, *named)):
        return []
    if not organs.adopting and _SPEAKER.search(text):
        return []
    we = _WE.search(text)
    if not (organs.adopting or we) and _SPEAKERS.search(text):
        return []
    body = _stated(organs, numbered, we)
    adopting = organs.adopting or body not in (None, "unknown")
    acts = adopting or _begins_with_act(organs)
    found: list[Reference] = []
    others = False  # has it spoken of another resolution?
    for noun, this in words:
        decides = acts or (this and not this["this"])  # "the present decision"
        one = not (noun["plural"] or noun["many"] or (noun["decision"] and not decides))
        first = not others and not between(numbered, 0, noun.start())
        if this and one and _is_itself(organs, this, numbered, adopting, first):
            found.append(_itself(this, noun.end()))
        elif not noun["decision"]:
            others = True
    for start, end, this in named:
        word, *rest = text[start:end].split()  # "this Declaration on the sea"
        whole = word.isalpha() and not (rest and rest[0][0].isupper())
        if this and whole and (we or _is_entitled(organs, word, end)):
            found.append(_itself(this, start + len(word)))
    if found and body is None:
        signs = _adopters(organs, numbered, found)
        body = next((bodies.pop() for bodies in signs if len(bodies) == 1), None)
    return [one._replace(body=body or "unknown") for one in found]


def _this(text: str, at: int) -> re.Match[str] | None:
    low = max(0, at - LONGEST_THIS)
    this = text[low:at].rstrip().lower().endswith(("this", "present"))
    return _SELF.search(text, low, at) if this else None


def _paper(words: Vocabulary) -> re.Pattern[str]:
    """The noun of a paper without a capital: charter / declaration / communique."""
    heads = [head.lower() for head in words.terms("instruments", "role", "head") if head.isalpha()]
    return compiled(rf"\b{alternation(['charter', *heads])}\b")


def _itself(this: re.Match[str], end: int) -> Reference:
    return Reference("self", "unknown", this.start("self"), end, this.start("self"))


def _is_itself(
    organs: Organs, this: re.Match[str], numbered: list[Reference], adopting: bool, first: bool
) -> bool:
    """Is "this" one the text, and no other of which it speaks?"""
    at = this.end()
    if not this["this"]:
        return True
    if between(numbered, max(organs.text.sentence_at(at)[0], at - 150), at) and not this["also"]:
        return organs.kind_at(at) == "operative"
    return adopting or (first and not _TOLD.search(organs.text.before(this.start("self"))))


def _begins_with_act(organs: Organs) -> bool:
    """Is it an excerpt that begins with what it does: "7. Urges all to"?"""
    words = organs.text.words
    begins = _FIRST_WORD.match(organs.text.text)
    return begins is not None and begins[1].lower() in words.terms("openings", "kind", "operative")


def _is_entitled(organs: Organs, word: str, end: int) -> bool:
    """Does the heading have the word, or does the text adopt "the following" one before ``end``?"""
    text = organs.text.text
    if word.casefold() in text[: _heading(organs)].casefold():
        return True
    named = (at for at in places(text, [word]) if at < end)
    return any(_ADOPTS.search(text, max(0, at - 60), at) for at in named)


def _named_by_its_own(organs: Organs, numbered: list[Reference]) -> Organ | None:
    """The body of a text that names none: that of its title's number, or of "its resolution"."""
    own = [one for one in numbered if organs.in_title(one.start) or _is_its(organs, one.group)]
    body = _one(own)
    return Organ(0, 0, body, "") if body else None


def _is_its(organs: Organs, at: int) -> bool:
    """ "Recalling its resolution 822", with no body before it whose it could be."""
    its = _ITS_NUMBER.search(organs.text.text, max(0, at - 60), at)
    return its is not None and not organs.between(max(organs.text.sentence_at(at)[0], at - 400), at)


def _stated(organs: Organs, numbered: list[Reference], we: re.Match[str] | None) -> str | None:
    """The body that the text says it is of; None where nothing says it.

    The adopting formula, "We, the Ministers of", the issuer, the heading, "Adopted by".
    """
    text = organs.text.text
    if organs.adopter:
        return organs.adopter.body
    if we or any(unit.kind == "enacting" for unit in organs.text.units):
        return _one(organs.between(*we.span()) if we else []) or "unknown"
    end = _heading(organs)
    heading: list[Organ | Reference] = [*organs.between(0, end), *between(numbered, 0, end)]
    lines = ((one, text.rfind("\n", 0, one.start) + 1) for one in heading)
    headed = [one for one, line in lines if _HEADED.fullmatch(text, line, one.start)]
    everywhere = organs.between(0, len(text))
    adopted = [one for one in everywhere if _ends(_ADOPTED, text, one)]
    return _one(organs.issuers) or _one(headed) or _one(adopted)


def _one(named: Iterable[Organ | Reference]) -> str | None:
    bodies = {one.body for one in named} - {"unknown"}
    return bodies.pop() if len(bodies) == 1 else None


def _heading(organs: Organs) -> int:
    """Where the heading ends: titles, and short units that end in no mark."""
    end = 0
    for unit in organs.text.units:
        printed = organs.text.text[unit.start : unit.end].strip()
        short = len(printed) < LONGEST_HEADING and printed[-1:] not in (".", ";", ",", ":")
        if unit.kind != "title" and not (unit.kind == "body" and short):
            break
        end = unit.end
    return end


def _adopters(
    organs: Organs, numbered: list[Reference], own: list[Reference]
) -> Iterator[set[str]]:
    """Bodies that may have adopted an excerpt, the surest sign first.

    Who is reported to; who alone writes so ("seized of the matter"); whose number stands in a list
    with it; who is named; who is named without a resolution ("General Assembly resolution 9" is
    what another body says); whose numbers are cited. "This Council" alone is anybody's.
    """
    text = organs.text
    named_in = organs.between(0, len(text.text))
    if not organs.of_united_nations:
        names = (text.text[one.start : one.end] for one in named_in)
        full = [len(name.split()) > 1 or name.isupper() for name in names]
        named_in = [one for one, whole in zip(named_in, full, strict=True) if whole]
    served = (one for one in named_in if _ends(_SERVED, text.text, one))
    meeting = (one for one in named_in if _MEETS.match(text.text, one.end))
    sitting = {one for one in named_in if _SESSION.match(text.text, one.end)}
    council = {one for one in sitting if one.body == "UNSC"}
    yield {one.body for one in (*served, *meeting) if one not in council} - {"unknown"}
    bodies = {one.body for one in named_in}
    if not bodies or not bodies.isdisjoint(UNITED_NATIONS):
        yield {body for body, says in text.words.once(_formulas).items() if says.search(text.text)}
    if _THIS_BODY.search(text.text):
        return
    yield {one.body for one in numbered if any(_is_joined(text.text, one, it) for it in own)}
    named = {one.body for one in named_in if one not in council and _acts(text.text, one)}
    cited = {one.body for one in numbered}
    for bodies in (named, named - cited, cited):
        yield bodies & {*PRINCIPAL}


def _acts(text: str, organ: Organ) -> bool:
    """Is it not only asked to do something, as "the OIC Member States" are by their own body?"""
    return not _ends(_ASKED, text, organ) or _MEMBERS.match(text, organ.end) is not None


def _formulas(words: Vocabulary) -> dict[str, re.Pattern[str]]:
    """The words that a body alone uses in what it adopts."""
    bodies = dict.fromkeys(row["body"] for row in words.table("formulas"))
    return {
        body: compiled(rf"\b{spelled(words.terms('formulas', 'body', body))}\b") for body in bodies
    }


def _ends(pattern: re.Pattern[str], text: str, organ: Organ) -> bool:
    """Does the pattern match what stands right before the name?"""
    return pattern.search(text, max(0, organ.start - LONGEST_SERVED), organ.start) is not None


def _is_joined(text: str, one: Reference, own: Reference) -> bool:
    first, last = sorted((one, own), key=lambda it: it.start)
    return JOINED.fullmatch(text, first.end, last.start) is not None
