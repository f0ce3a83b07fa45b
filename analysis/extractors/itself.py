"""Itself: the text that names itself ("the present resolution"), and the body that adopts it."""

import re
from collections.abc import Iterable, Iterator

from analysis.extractors.organs import OTHERS, Noun, Organ, Organs
from analysis.extractors.symbols import Reference, between
from analysis.terms import compiled, spelled, verbose
from analysis.text import Text
from analysis.vocabulary import Vocabulary

LONGEST_HEADING, LONGEST_THIS, LONGEST_HEAD = 120, 20, 2000
# how far before a body or a number the words may stand that say what it is
BEFORE = 120
# "the present" / "this" before "resolution"
_SELF = compiled(r"\b(?P<self>the\s+present|(?P<this>this))\s+\Z", re.IGNORECASE)
# "let our children honour (this resolution)" / "is banned by (this resolution)"
_TOLD = compiled(
    r"\b(?:[Uu]s|[Oo]ur|me)\b|\b(?:is|are|was|were|been)\s+(?:\w+\s+)?\w+(?:ed|en)\s+by\s+\Z"
)
# "(this resolution) was ignored"
_WAS = compiled(r"\s+(?:was|were|ha[sd])\b")
# a speaker, who adopts nothing: "I thank", "my delegation", "Mr. President"; "we regret"
_SPEAKER = compiled(
    r"\b(?:I\s+(?!(?:and|or|of|to|the|shall|is|abstentions?)\b)[a-z]+|[Mm]y|you"
    r"|(?:Mr|Mrs|Ms|Madam)\.?\s+(?:President|Chair|Speaker|Secretary))"
)
_SPEAKERS = compiled(r"\b[Ww]e\s+(?!the\b)[a-z]+")
# "We, the Ministers of the League" at the head of a paragraph
_WE = compiled(r"(?:\A|\n)\s*We,\s+the\b[^.;,\n]{0,160}")
# "Declaration", not "Kyoto Protocol"
_PAPER = re.compile(r"[A-Z][^\W\d_]+\b(?!\s[A-Z])")
# before the body that adopts: "Adopted by the", "to report by May to the", "to keep the",
# "requests the President of the"
_ITS_BODY = verbose(
    r"""(?:\b[Aa]dopted\s+(?:\w+\s+){0,3}by\s+(?:the\s+)?
        | \b(?:[Rr]eport(?:s|ing)?|submit(?:ting)?|recommendations?)\b[^.;]{0,80}
          \b(?:to|at)\s+(?:the\s+)?(?:(?:next|[A-Z][\w-]+(?:st|nd|rd|th))\s+)?
          (?:(?:[\w-]+\s+){0,2}[Ss]ession\s+of\s+the\s+)?
        | \b(?:keep|inform|advise)\s+(?:the\s+)?
        | \b(?:REQUESTS|[Rr]equests)\s+the\s+President\s+of\s+the\s+)\Z"""
)
# before another: "Requests the", "and in particular the", "to transmit this resolution to the", "in
# cooperation with the", "resolution 9 (XX) of the"
_ASKED = verbose(
    r"""\b(?:[Rr]equests|[Ii]nvites|[Uu]rges|[Cc]alls\s+(?:up)?on|including|particular(?:ly)?
          | co-?operation\s+with\b[^.;]{0,80} | [Rr]esolutions?\s+\d[^.;]{0,40}\sof
          | (?:[Tt]ransmit|[Ff]orward|[Cc]ommunicate|[Cc]onvey|[Ss]end|[Nn]otif|[Bb]ring)[a-z]*\b
            (?:[^.;]{0,70}\b(?:to|of))?)\s+(?:the\s+)?\Z"""
)
# "General Assembly resolution 9" is what another body says; its member States are asked by a body
_ITS_NUMBERED = compiled(r"(?:['’]s)?\s+[Rr]esolutions?\s+\d")
_ITS_STATES = compiled(r"\s+(?:[Mm]ember|[Pp]articipating)\s+States\b")


def find_self(
    organs: Organs, nouns: list[Noun], numbered: list[Reference], papers: list[Reference]
) -> list[Reference]:
    """Where the text names itself; ``nouns`` have no number, ``papers`` are instruments.

    "The present resolution" is its own; "this resolution" only where its paragraphs are those of a
    resolution, its heading has the word, or it is the first spoken of. Speakers adopt nothing.
    """
    text = organs.text.text
    single = (noun for noun in nouns if not (noun.word["plural"] or noun.word["many"]))
    words = [(noun.start, noun.end, noun.word[0], True) for noun in single]
    titles = ((paper.start, _PAPER.match(text, paper.start, paper.end)) for paper in papers)
    words += [(start, word.end(), word[0], False) for start, word in titles if word]
    named = [(this, *word) for word in words if (this := _this(text, word[0]))]
    if not named:
        return []
    we = _WE.search(text, 0, LONGEST_HEAD)
    if not organs.adopting and (_SPEAKER.search(text) or (not we and _SPEAKERS.search(text))):
        return []
    adopts = organs.adopting or _acts(organs.text) or _is_first(nouns, numbered)
    heading = text[: _heading(organs.text)].casefold()
    signs = ({one.body for one in sign} - {"unknown"} for sign in _signs(organs, numbered, we))
    body = next((sign.pop() for sign in signs if len(sign) == 1), "unknown")
    return [
        Reference(this.start("self"), end, "self", body, this.start("self"))
        for this, _, end, word, is_resolution in named
        if not this["this"] or (adopts if is_resolution else we) or word.casefold() in heading
    ]


def _this(text: str, at: int) -> re.Match[str] | None:
    """ "This" or "the present" right before ``at``."""
    return _SELF.search(text, max(0, at - LONGEST_THIS), at)


def _is_first(nouns: list[Noun], numbered: list[Reference]) -> bool:
    """Is "this resolution" the first that is spoken of, and by nobody who tells of it?"""
    first = next((noun for noun in nouns if not noun.word["decision"]), None)
    if not first or between(numbered, 0, first.start):
        return False
    text = first.organs.text
    this = None if _WAS.match(text.text, first.end) else _this(text.text, first.start)
    return this is not None and not _TOLD.search(text.before(this.start()))


def _acts(text: Text) -> bool:
    """Does a paragraph begin as an act does: "3. Requests"?"""
    act = text.words.once(_act)
    return any(act.match(text.text, unit.start) for unit in text.units)


def _act(words: Vocabulary) -> re.Pattern[str]:
    verbs = spelled(words.terms("openings", "kind", "operative"))
    return compiled(rf"[\W\d]{{0,8}}{verbs}\b")


def _acting(words: Vocabulary) -> re.Pattern[str]:
    """ "(The Assembly) requests", "further decides"."""
    verbs = spelled(verb.lower() for verb in words.terms("openings", "kind", "operative"))
    return compiled(rf"\s+(?:\w+ly\s+|also\s+|further\s+)?{verbs}\b")


def _heading(text: Text) -> int:
    """Where the heading ends: titles, and short units that end in no mark."""
    end = 0
    for unit in text.units:
        printed = text.text[unit.start : unit.end].strip()
        short = len(printed) < LONGEST_HEADING and printed[-1:] not in (".", ";", ",", ":")
        if unit.kind != "title" and not (unit.kind == "body" and short):
            break
        end = unit.end
    return end


def _signs(
    organs: Organs, numbered: list[Reference], we: re.Match[str] | None
) -> Iterator[Iterable[Organ | Reference]]:
    """What says which body adopts the text, the surest sign first.

    The adopting formula; "We, the Ministers of"; the issuer; the heading; who "requests" or
    "decides"; "Adopted by", "this Assembly"; who is reported to; who alone writes so ("seized of
    the matter"); whose numbers are cited without a name; who alone is named, and neither asked nor
    cited.
    """
    yield [organs.adopter] if organs.adopter else []
    if we or organs.enacting:
        yield organs.between(*we.span()) if we else []
        return
    text, end = organs.text.text, _heading(organs.text)
    yield organs.issuers
    yield [*organs.between(0, end), *between(numbered, 0, end)]
    names = _names(organs)
    acts = organs.text.words.once(_acting)
    yield [one for one in names if acts.match(text, one.end)]
    yield [one for one in names if text.startswith("this ", one.start)]
    yield _behind(text, names, _ITS_BODY)
    others = {text[one.start : one.end].casefold() for one in names if one.body in OTHERS}
    if organs.of_united_nations or len(others) != 1:
        formulas = organs.text.words.once(_formulas).items()
        yield [Organ(0, 0, body, "") for body, says in formulas if says.search(text)]
    yield [one for one in numbered if one.body not in organs.bodies]
    asked = {one for one in _behind(text, names, _ASKED) if not _ITS_STATES.match(text, one.end)}
    cited = {one.body for one in numbered}
    strangers = OTHERS - cited if cited else set()  # "as the OAS asked, resolution 841 (1993)"
    named = (one for one in names if one not in asked and one.body not in strangers)
    yield [one for one in named if not _ITS_NUMBERED.match(text, one.end)]


def _names(organs: Organs) -> list[Organ]:
    """The bodies that are named.

    "This Council" alone is anybody's: outside the United Nations one word is no name.
    """
    if organs.of_united_nations:
        return organs.named
    printed = [(one, organs.text.text[one.start : one.end]) for one in organs.named]
    return [one for one, name in printed if " " in name or name.isupper()]


def _behind(text: str, names: list[Organ], says: re.Pattern[str]) -> list[Organ]:
    """Those of the names that stand behind these words."""
    return [one for one in names if says.search(text, max(0, one.start - BEFORE), one.start)]


def _formulas(words: Vocabulary) -> dict[str, re.Pattern[str]]:
    """The words that a body alone uses in what it adopts."""
    bodies = dict.fromkeys(row["body"] for row in words.table("formulas"))
    return {
        body: compiled(rf"\b{spelled(words.terms('formulas', 'body', body))}\b") for body in bodies
    }
