"""Organs: which body is named near a citation, and whose it therefore is.

A body is named by the noun phrase ("resolutions of the Council"), by "its", by the form of the
number, or by the one body in the sentence that can have given such a number. Where nothing or more
than one thing fits, the body stays ``unknown``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from analysis.extractors.symbols import Symbol, council_years
from analysis.terms import alternation, compiled, verbose
from analysis.text import Text
from analysis.vocabulary import Row, Vocabulary

# how far back a sentence is read, and "the Council" may find the name it shortens
LONGEST_SENTENCE, LONGEST_RECALL = 900, 1500
ADOPTING = ("enacting", "preambular", "operative")
# what "the Council" and "the Assembly" are where the text names no other
COUNCIL, ASSEMBLY = "UNSC", "UNGA"
# whose names say that a text is one of the United Nations
UNITED_NATIONS = ("unknown", COUNCIL, ASSEMBLY, "ECOSOC")
# "General Assembly of the OAU" is the OAU's
OWNERS = ("other", "OIC")
OTHERS = (*OWNERS, "PACE", "OSCE", "EP", "UNESCO")
DATED = ("dated", "slip")
# "Council resolution" / "Council's unanimously adopted resolutions": only modifiers stand between
_MODIFIER = r"""
    (?!(?:in|by|of|to|its|the|that|has|had|was|and|a|this|these|those|all|many|several|numerous
         | which | \w+ing)\b)
    [\w.’'-]{2,20}
"""
_ATTACHED = verbose(
    rf"(?:['’]s?(?:\s+{_MODIFIER}){{0,3}}|(?:\s+(?!\w+ed\b){_MODIFIER}){{0,3}})[\s:(]{{0,16}}\Z"
)
# "of the Security Council" / "adopted last May by the Assembly" / "by the Assembly of the OAU" /
# "of several bodies of the United Nations" / ", which the Security Council"
_BY = verbose(
    r""",?\s+
    (?:(?:[a-z]+ly\s+)?(?:adopted|passed|approved|issued)\s+(?:[a-z]+ly\s+|last\s+\w+\s+)?
       (?:by|at\s+the\s+(?:[\w-]+\s+){1,3}session\s+of)
     | of\s+(?:the\s+)?(?:[\w-]+\s+){0,2}(?:organs|bodies|agencies|institutions)\s+of
     | of(?:\s+the\s+(?:[\w-]+\s+){1,3}session\s+of)?
     | by | from | which)
    \s+(?:both\s+)?(?:the\s+)?(?:(?:First|Second|Third|[A-Z][a-z]+th)\s+)?"""
)
# "Security Council of the United Nations"
_OF_THE = re.compile(r"\s{1,12}of\s{1,12}(?:the\s{1,12})?")
# "and of the General Assembly" / "and those of the OAU" / "’s and the Assembly’s" / "(UNSC) and"
_AND = re.compile(
    r"(?:['’]s?)?\s{0,12}(?:,|and|or|,\s{0,12}and)(?:(?:\s{1,12}those)?\s{1,12}of)?\s{1,12}"
    r"(?:the\s{1,12})?(?=[A-Z])"
)
# "and Human Rights Council resolution 16/18": a body with a resolution of its own
_OWN_NOUN = re.compile(r"(?:['’]s)?\s{1,12}(?:[\w-]+\s+)?(?:resolution|decision)", re.IGNORECASE)
# "the Assembly, in its" / "the Council adopted": the subject right before the noun phrase
_SUBJECT = verbose(
    r""",?\s+
    (?:in | by | under | through | with
     | (?:has\s+|had\s+)?(?:unanimously\s+)?(?:adopted|passed)(?:,?\s+by\s+\w+,)?)
    \s+(?:its\s+)?(?:[\w-]+\s+){0,2}\Z"""
)
# "In its", "Accordingly, by its last" at the head of a sentence; what may stand before its subject:
# "of 14 March 2008", "on Cyprus and its decisions", ", which Selmar rejected,"
_FRONTED = compiled(
    r"(?:\A|[:;—)(“\"]|\b[A-Z]\w+(?:\s\w+)?,\s)\W*"
    r"(?:[Ii]n|[Bb]y|[Uu]nder|[Tt]hrough|[Ww]ith)\s+its\b[^.,;:]{0,40}\Z"
)
_TO_SUBJECT = compiled(
    r"(?:\s+(?:of|on|concerning|regarding|adopted|dated|and)\b[^,;.]{1,60})?"
    r"(?:,\s+(?:which|adopted|entitled|dated)\b[^;.]{1,80})?,?\s+(?:the\s+)?"
)
LONGEST_FRONT = 200
_ITS = compiled(r"\b(?:[Ii]ts|[Tt]heir)\s+(?:[\w-]+\s+){0,3}\Z")
# "the National Assembly", "the Council on South West Africa", "Assembly of the League"
_NAMED_BEFORE = re.compile(r"\b(?!The|This|Our|That|Madam|Mr)[A-Z][a-z]{1,20}\s{1,12}\Z")
_NAMED_BEHIND = re.compile(r"\s{1,12}(?:on|for|of)\s{1,12}(?:the\s{1,12})?[A-Z]")


class Organ(NamedTuple):
    """One mention of a body: where it stands, what it is, and the series of its resolutions."""

    start: int
    end: int
    body: str
    series: str


@dataclass(frozen=True)
class Issuer:
    """Who speaks: the body that adopts the text, and every body that the text names."""

    text: Text
    adopter: Organ | None
    adopting: bool

    @cached_property
    def named(self) -> set[tuple[str, str]]:
        """Body and series of all that the text and its front matter name."""
        everywhere = organs_in(self.text, 0, len(self.text.text))
        issuer = organs_of(self.text.issuer, self.text.words)
        return {(one.body, one.series) for one in [*everywhere, *issuer]}


class Place(NamedTuple):
    """What is named around a thing: in its noun phrase, before it in the sentence, and "its"."""

    near: list[Organ]
    before: list[Organ]
    its: bool
    issuer: Issuer

    @property
    def owner(self) -> Organ | None:
        """Whose "its" it is: the body named last before it, else the one that adopts the text."""
        named = [organ for organ in self.before if organ.body != "unknown"]
        return named[-1] if named else self.issuer.adopter


def issuer_of(text: Text) -> Issuer:
    """Who adopts the text: the enacting paragraph says it, or else the issuer of the document."""
    if not any(unit.kind in ADOPTING for unit in text.units):
        return Issuer(text, None, adopting=False)
    enacting = [unit for unit in text.units if unit.kind == "enacting"][:1]
    formula = [organs_in(text, unit.start, unit.end) for unit in enacting]
    adopter = _only(formula[0]) if formula else None
    return Issuer(text, adopter or _only(organs_of(text.issuer, text.words)), adopting=True)


def organs_in(text: Text, start: int, end: int) -> list[Organ]:
    """The bodies named in ``text.text[start:end]`` in order, short names read in full."""
    return [_in_full(text, organ) for organ in _printed(text.text, start, end, text.words)]


def place_of(text: Text, start: int, end: int, issuer: Issuer) -> Place:
    """What is named around ``start``..``end``."""
    sentence = text.sentence_at(start)[0]
    before = organs_in(text, max(sentence, start - LONGEST_SENTENCE), start)
    held = [organ for organ in before[-1:] if _ATTACHED.match(text.text[organ.end : start])]
    while held and len(held) < len(before):
        left = before[-len(held) - 1]
        joined = _AND.match(text.text, left.end, held[0].start + 1)
        if not joined or joined.end() != held[0].start:
            break
        held.insert(0, left)
    subject = before and _SUBJECT.match(text.text[before[-1].end : start])
    its = bool(subject or _ITS.search(text.text[max(0, start - 60) : start]))
    if its and not before:
        before = _subject_behind(text, sentence, start, end)
    if its and not before and not issuer.adopter:  # "The Assembly has spoken. Its resolutions ..."
        last = max(text.sentence_at(max(sentence - 1, 0))[0], sentence - LONGEST_SENTENCE)
        before = organs_in(text, last, sentence)
    return Place(held + organs_behind(text, end), before, its, issuer)


def _subject_behind(text: Text, sentence: int, start: int, end: int) -> list[Organ]:
    """Whose "its" it is where the subject follows: "In its resolution 822 the Council demanded"."""
    if not _FRONTED.search(text.text[max(sentence, start - LONGEST_FRONT) : start]):
        return []
    behind = organs_in(text, end, min(end + LONGEST_FRONT, text.sentence_at(start)[1]))
    return [one for one in behind[:1] if _TO_SUBJECT.fullmatch(text.text, end, one.start)]


def organs_behind(text: Text, end: int) -> list[Organ]:
    """The bodies that own what ends at ``end``: "of the Security Council and the Assembly"."""
    behind: list[Organ] = []
    while match := (_AND if behind else _BY).match(text.text, end):
        named = organs_in(text, match.end(), match.end() + 90)[:1]
        if not named or named[0].start != match.end() or _OWN_NOUN.match(text.text, named[0].end):
            break
        behind.append(named[0])
        end = named[0].end
    return behind


def body_of_number(text: Text, symbol: Symbol, place: Place) -> tuple[str, str]:
    """Body and series of a number: by series, noun phrase, "its", form, sentence."""
    known = text.words.once(_series)
    if symbol.series or symbol.form in ("own", "oic"):
        return text.words.once(_owners).get(symbol.series, symbol.body), symbol.series
    for organ in reversed(place.near):
        if _can_number(organ, symbol) or (organ.body == "unknown" and symbol.form == "plain"):
            return organ.body, organ.series
    given = text.words.once(council_years).get(symbol.number)
    council = ("UNSC", known["UNSC"])
    of_council = bool(given) and given == symbol.year
    owner = place.owner if place.its else None
    if owner and _can_number(owner, symbol) and not (owner.body == "other" and of_council):
        return owner.body, owner.series
    if symbol.form in DATED:
        held = [one for one in place.near if one.body not in ("unknown", "short")]
        if held and not of_council and all(one.body in symbol.never for one in held):
            return held[-1].body, held[-1].series  # "Assembly resolution 181 (1947)"
        return council if of_council else _of_text(symbol, place)
    if symbol.body != "unknown":
        return symbol.body, known.get(symbol.body, "")
    if of_council and symbol.form == "plain":
        return council
    reach = {(one.body, one.series) for one in place.before if _can_number(one, symbol)}
    if given is None or symbol.year not in (None, given):
        reach.discard(council)
    return reach.pop() if len(reach) == 1 else ("unknown", "")


def bodies_of_phrase(place: Place, beside: str | None) -> list[str]:
    """The bodies of a phrase without a number; ``beside`` is that of its neighbours."""
    if place.near:
        return list(dict.fromkeys(organ.body for organ in place.near))
    if place.its and place.owner:
        return [place.owner.body]
    named = {organ.body for organ in place.before}
    return [beside or (named.pop() if len(named) == 1 else "unknown")]


def speaks_of_un(text: Text) -> bool:
    """Does the text or its issuer name the United Nations or one of its principal organs?"""
    return _speaks_of(text, *UNITED_NATIONS)


def dated_bodies(words: Vocabulary) -> frozenset[str]:
    """The bodies whose numbers carry the year."""
    rows = words.table("bodies")
    return frozenset(row["body"] for row in rows if row.get("numbering") == "year")


def _series(words: Vocabulary) -> dict[str, str]:
    """The series of each body that has a code of its own; the first name of a body says it."""
    rows = [row for row in words.table("bodies") if row["series"] and row["body"] != "other"]
    return {row["body"]: row["series"] for row in reversed(rows)}


def _owners(words: Vocabulary) -> dict[str, str]:
    """The body of each series."""
    return {row["series"]: row["body"] for row in words.table("bodies") if row["series"]}


def _of_text(symbol: Symbol, place: Place) -> tuple[str, str]:
    """Whose "9 (2039)" it is, which the Council did not give: the one body that the text names."""
    adopter = place.issuer.adopter
    if adopter and adopter.body not in ("unknown", *symbol.never):
        return adopter.body, adopter.series
    if speaks_of_un(place.issuer.text):
        return symbol.body, place.issuer.text.words.once(_series).get(symbol.body, "")
    named = {one for one in place.issuer.named if one[0] not in ("unknown", *symbol.never)}
    return named.pop() if len(named) == 1 else ("unknown", "")


def _can_number(organ: Organ, symbol: Symbol) -> bool:
    """Can the body number its resolutions in that form? "United Nations" alone can in none."""
    return organ.body not in symbol.never and organ.body != "unknown"


def _only(organs: list[Organ]) -> Organ | None:
    named = {(one.body, one.series): one for one in organs if one.body != "unknown"}
    return next(iter(named.values())) if len(named) == 1 else None


def organs_of(name: str | None, words: Vocabulary) -> list[Organ]:
    text = Text(name or "", words)
    return organs_in(text, 0, len(text.text))


def _printed(text: str, start: int, end: int, words: Vocabulary) -> Iterator[Organ]:
    """The bodies as they are printed; "General Assembly of the OAU" is one, and not the UN's."""
    known = words.once(_bodies)
    last: Organ | None = None
    for match in words.once(_organ).finditer(text, start, end):
        row = known[" ".join(match[0].split()).casefold()]
        organ = Organ(*match.span(), row["body"], row["series"])
        gap = text[last.end : organ.start] if last else "."
        of_the = _OF_THE.fullmatch(gap)
        if last and organ.body == last.body and gap in (" (", "("):  # "Security Council (UNSC)"
            last = last._replace(end=organ.end + text.startswith(")", organ.end))
            continue
        if last and of_the and organ.body == "unknown":
            last = last._replace(end=organ.end)
        elif last and (
            (gap.isspace() and last.body == "unknown") or (of_the and organ.body in OWNERS)
        ):
            last = organ._replace(start=last.start)
        else:
            if last:
                yield last
            last = organ
    if last:
        yield last


def _in_full(text: Text, organ: Organ) -> Organ:
    return _named(text, organ) if organ.body == "short" else organ


@lru_cache(maxsize=256)  # every citation of a sentence asks for the same organs
def _named(text: Text, organ: Organ) -> Organ:
    """ "the Council" is the one named in full before it, else another's, else the UN's own."""
    name = text.text[organ.start : organ.end].casefold()
    other = organ._replace(body="other")
    if _is_name(text.text, organ) or _NAMED_BEHIND.match(text.text, organ.end):
        return other
    low = max(0, organ.start - LONGEST_RECALL)
    before = [*_printed(text.text, low, organ.start, text.words)]
    for one in reversed(before):
        full = text.text[one.start : one.end].casefold()
        if one.body != "short" and full.endswith(f" {name}"):
            return organ._replace(body=one.body, series=one.series)
    same = [one for one in before if text.text[one.start : one.end].casefold() == name]
    if any(_NAMED_BEHIND.match(text.text, one.end) for one in same if not _is_name(text.text, one)):
        return other
    if not speaks_of_un(text) and _speaks_of(text, *OTHERS):
        return organ._replace(body="unknown")
    body = COUNCIL if name.endswith("council") else ASSEMBLY
    return organ._replace(body=body, series=text.words.once(_series).get(body, ""))


def _is_name(text: str, organ: Organ) -> bool:
    """ "the National Assembly"."""
    return _NAMED_BEFORE.search(text, max(0, organ.start - 20), organ.start) is not None


@lru_cache(maxsize=8)
def _speaks_of(text: Text, *bodies: str) -> bool:
    """Does the text or its issuer name one of these, a short name as a word between spaces?

    "This Assembly" is one that any body may say of itself.
    """
    names = [one for one in text.words.terms("bodies", "body", *bodies) if one[:4] != "this"]
    names = [name if len(name) > 3 else f" {name} " for name in names]
    return any(name in text.text or name in (text.issuer or "") for name in names)


def _bodies(words: Vocabulary) -> dict[str, Row]:
    return {row["term"].casefold(): row for row in words.table("bodies")}


def _organ(words: Vocabulary) -> re.Pattern[str]:
    """Security Council / UNSC / the Assembly; several words may be in capitals, an acronym not."""
    terms = [row["term"] for row in words.table("bodies")]
    long = [term for term in terms if " " in term]
    cases = [case for term in long for case in (term.upper(), term.capitalize())]
    return compiled(rf"(?<![^\W_])(?<!/)(?:{alternation([*terms, *cases])})(?![\w/])")
