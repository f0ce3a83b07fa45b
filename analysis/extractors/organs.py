"""Organs: which bodies a text names, and whose a citation therefore is.

The bodies are found once, in order. That of a citation is named by its noun phrase ("resolutions of
the Council"), by "its", by the form of the number, or by the one body in the sentence that can have
given such a number. Where nothing or more than one thing fits, the body stays ``unknown``.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from analysis.extractors.symbols import Symbol, council_years, places
from analysis.terms import alternation, compiled, quick_look, verbose
from analysis.text import Text
from analysis.vocabulary import Row, Vocabulary

# how far back a sentence is read, and "the Council" may find the name it shortens
LONGEST_SENTENCE, LONGEST_RECALL = 900, 1500
# how long the names may be that own a noun, and one of them
LONGEST_HELD, LONGEST_NAME = 400, 90
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
    (?:(?:[a-z]+ly\s+)?(?:adopted|passed|approved|issued|voted)\s+
       (?:[a-z]+ly\s+|(?:last|in|on)\s+[\w\s]{2,20}?\s)?
       (?:by|at\s+the\s+(?:[\w-]+\s+){1,3}session\s+of)
     | of\s+(?:the\s+)?(?:[\w-]+\s+){0,2}(?:organs|bodies|agencies|institutions)\s+of
     | of(?:\s+the\s+(?:[\w-]+\s+){1,3}session\s+of)?
     | by | from | which)
    \s+(?:both\s+)?(?:the\s+)?(?:(?:First|Second|Third|[A-Z][a-z]+th)\s+)? | \s\((?=[A-Z])"""
)
# "Security Council of the United Nations"
_OF_THE = re.compile(r"\s{1,12}of\s{1,12}(?:the\s{1,12})?")
# "and of the General Assembly" / "and those of the OAU" / "’s and the Assembly’s" / "(822) and"
_AND = re.compile(
    r"(?:['’]s?)?\s{0,12}(?:\([\d,/ and]{2,60}\)\s{0,12})?(?:,|and|or|,\s{0,12}and)"
    r"(?:(?:\s{1,12}those)?\s{1,12}of)?\s{1,12}(?:the\s{1,12})?(?=[A-Z])"
)
# "and Human Rights Council resolution 16/18": a body with a resolution of its own
_OWN_NOUN = re.compile(
    r"(?:['’]s)?\s{1,12}(?:(?!and\b|or\b)[\w-]+\s+)?(?:resolution|decision)", re.IGNORECASE
)
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


class Organs:
    """The bodies that a text names, and the one that adopts it.

    ``adopting``: has it paragraphs of a resolution? ``adopter`` is named by the enacting paragraph,
    or else by the issuer of the document.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self._in_full: dict[Organ, Organ] = {}
        self.adopting = any(unit.kind in ADOPTING for unit in text.units)
        enacting = [unit for unit in text.units if unit.kind == "enacting"][:1]
        formula = [self.between(unit.start, unit.end) for unit in enacting]
        self.adopter: Organ | None = None
        if self.adopting:
            self.adopter = (_only(formula[0]) if formula else None) or _only(self.issuers)

    @cached_property
    def _places(self) -> list[int]:
        return self.text.words.once(_look)(self.text)

    @cached_property
    def issuers(self) -> list[Organ]:
        """The bodies that the issuer of the document names."""
        return organs_of(self.text.issuer, self.text.words)

    def in_title(self, at: int) -> bool:
        """Does ``at`` stand in the title of a text that adopts?"""
        return self.adopting and self.kind_at(at) == "title"

    def kind_at(self, at: int) -> str:
        """The kind of the unit in which ``at`` stands; "" between two."""
        return next((unit.kind for unit in self.text.units if unit.start <= at < unit.end), "")

    def between(self, low: int, high: int) -> list[Organ]:
        """The bodies named in ``text.text[low:high]`` in order, short names read in full."""
        return [self._full(one) for one in self._printed(low, high)]

    def held(self, low: int, start: int) -> list[Organ]:
        """The bodies right before ``start``: "the Security Council and the Assembly's" numbers."""
        held: list[Organ] = []
        text = self.text.text
        for one in reversed([*self._printed(max(low, start - LONGEST_HELD), start)]):
            if held:
                joined = _AND.match(text, one.end, held[0].start + 1)
                fits = joined is not None and joined.end() == held[0].start
            else:
                fits = _ATTACHED.match(text[one.end : start]) is not None
            if not fits:
                break
            held.insert(0, self._full(one))
        return held

    def behind(self, end: int) -> list[Organ]:
        """The bodies that own what ends at ``end``: "of the Security Council and the Assembly"."""
        behind: list[Organ] = []
        text, link = self.text.text, _BY
        while match := link.match(text, end):
            named = next(self._printed(match.end(), match.end() + LONGEST_NAME), None)
            if not named or named.start != match.end() or _OWN_NOUN.match(text, named.end):
                break
            behind.append(self._full(named))
            end, link = named.end, _AND
        return behind

    def _printed(self, low: int, high: int) -> Iterator[Organ]:
        """The bodies as they are printed; "General Assembly of the OAU" is one, not the UN's."""
        known, text = self.text.words.once(_bodies), self.text.text
        last: Organ | None = None
        for match in self._matches(low, high):
            row = known[" ".join(match[0].split()).casefold()]
            organ = Organ(*match.span(), row["body"], row["series"])
            if last is None:
                last = organ
                continue
            gap = text[last.end : organ.start]
            of_the = _OF_THE.fullmatch(gap)
            if organ.body == last.body and gap in (" (", "("):  # "Security Council (UNSC)"
                last = last._replace(end=organ.end + text.startswith(")", organ.end))
            elif of_the and organ.body == "unknown":
                last = last._replace(end=organ.end)
            elif (gap.isspace() and last.body == "unknown") or (of_the and organ.body in OWNERS):
                last = organ._replace(start=last.start)
            else:
                yield last
                last = organ
        if last:
            yield last

    def _matches(self, low: int, high: int) -> Iterator[re.Match[str]]:
        """The names, one behind the other."""
        name = self.text.words.once(_organ)
        first = bisect_left(self._places, low)
        for at in self._places[first : bisect_left(self._places, high, lo=first)]:
            match = name.match(self.text.text, at, high) if at >= low else None
            if match:
                yield match
                low = match.end()

    def _full(self, organ: Organ) -> Organ:
        if organ.body != "short":
            return organ
        if organ not in self._in_full:
            self._in_full[organ] = self._named(organ)
        return self._in_full[organ]

    def _named(self, organ: Organ) -> Organ:
        """ "the Council" is the one named in full before it, else another's, else the UN's own."""
        text, name = self.text.text, self._name(organ)
        other = organ._replace(body="other")
        if _is_name(text, organ) or _NAMED_BEHIND.match(text, organ.end):
            return other
        before = [*self._printed(max(0, organ.start - LONGEST_RECALL), organ.start)]
        for one in reversed(before):
            if one.body != "short" and self._name(one).endswith(f" {name}"):
                return organ._replace(body=one.body, series=one.series)
        same = [one for one in before if self._name(one) == name]
        if any(_NAMED_BEHIND.match(text, one.end) for one in same if not _is_name(text, one)):
            return other
        if not self.of_united_nations and self.speaks_of(*OTHERS):
            return organ._replace(body="unknown")
        body = COUNCIL if name.endswith("council") else ASSEMBLY
        return organ._replace(body=body, series=self.text.words.once(_series).get(body, ""))

    def _name(self, organ: Organ) -> str:
        return self.text.text[organ.start : organ.end].casefold()

    def speaks_of(self, *bodies: str) -> bool:
        """Does the text or its issuer name one of these, a short name as a word between spaces?

        "This Assembly" is one that any body may say of itself.
        """
        names = [
            one for one in self.text.words.terms("bodies", "body", *bodies) if one[:4] != "this"
        ]
        names = [name if len(name) > 3 else f" {name} " for name in names]
        return any(name in self._said for name in names)

    @cached_property
    def _said(self) -> str:
        """The text and its issuer without line ends, in which a name may be cut."""
        return " ".join(f"{self.text.text} \0 {self.text.issuer or ''}".split())

    @cached_property
    def of_united_nations(self) -> bool:
        """Does it name the United Nations or an organ, or only the Secretary-General of it?"""
        alone = "Secretary-General" in self._said
        return self.speaks_of(*UNITED_NATIONS) or (alone and not self.speaks_of(*OTHERS))


class Place:
    """What is named around ``start``..``end``: in its noun phrase, before it in the sentence."""

    def __init__(
        self, organs: Organs, start: int, end: int, near: list[Organ] | None = None
    ) -> None:
        self.organs, self.start, self.end = organs, start, end
        self.sentence, self.ends = organs.text.sentence_at(start)
        self._low = max(self.sentence, start - LONGEST_SENTENCE)
        self.near = near or organs.held(self._low, start) + organs.behind(end)

    @cached_property
    def _named(self) -> list[Organ]:
        return self.organs.between(self._low, self.start)

    @cached_property
    def its(self) -> bool:
        """Is it "its", or its body the subject right before it?"""
        text = self.organs.text.text
        if self._named and _SUBJECT.match(text[self._named[-1].end : self.start]):
            return True
        return _ITS.search(text[max(0, self.start - 60) : self.start]) is not None

    @cached_property
    def before(self) -> list[Organ]:
        """The bodies before it; where it is "its" and there is none, those that it may look to."""
        if self._named or not self.its:
            return self._named
        behind = self._subject_behind()
        if behind or self.organs.adopter:
            return behind
        # "The Assembly has spoken. Its resolutions ..."
        last = self.organs.text.sentence_at(max(self.sentence - 1, 0))[0]
        return self.organs.between(max(last, self.sentence - LONGEST_SENTENCE), self.sentence)

    @property
    def owner(self) -> Organ | None:
        """Whose "its" it is: the body named last before it, else the one that adopts the text."""
        named = [organ for organ in self.before if organ.body != "unknown"]
        return named[-1] if named else self.organs.adopter

    def _subject_behind(self) -> list[Organ]:
        """Whose "its" it is where the subject follows: "In its resolution 822 the Council said"."""
        text = self.organs.text.text
        if not _FRONTED.search(text[max(self.sentence, self.start - LONGEST_FRONT) : self.start]):
            return []
        behind = self.organs.between(self.end, min(self.end + LONGEST_FRONT, self.ends))[:1]
        return [one for one in behind if _TO_SUBJECT.fullmatch(text, self.end, one.start)]


def organs_of(name: str | None, words: Vocabulary) -> list[Organ]:
    """The bodies that a name names."""
    return Organs(Text(name, words)).between(0, len(name)) if name else []


def body_of_number(symbol: Symbol, place: Place) -> tuple[str, str]:
    """Body and series of a number: by series, noun phrase, "its", form, sentence."""
    words = place.organs.text.words
    known = words.once(_series)
    if symbol.series or symbol.form in ("own", "oic"):
        return words.once(_owners).get(symbol.series, symbol.body), symbol.series
    for organ in reversed(place.near):
        if _can_number(organ, symbol) or (organ.body == "unknown" and symbol.form == "plain"):
            return organ.body, organ.series
    given = words.once(council_years).get(symbol.number)
    council = ("UNSC", known["UNSC"])
    of_council = bool(given) and given == symbol.year
    owner = place.owner if place.its else None
    if owner and _can_number(owner, symbol) and not (owner.body == "other" and of_council):
        return owner.body, owner.series
    if symbol.form in DATED:
        named = [*place.near, *([owner] if owner else [])]
        held = [one for one in named if one.body not in ("unknown", "short")]
        if held and not of_council and all(one.body in symbol.never for one in held):
            return held[-1].body, held[-1].series  # "Assembly resolution 181 (1947)"
        return council if of_council else _of_text(symbol, place.organs)
    if symbol.body != "unknown":
        return symbol.body, known.get(symbol.body, "")
    if of_council and symbol.form == "plain":
        return council
    reach = {(one.body, one.series) for one in place.before if _can_number(one, symbol)}
    if given is None or symbol.year not in (None, given):
        reach.discard(council)
    return reach.pop() if len(reach) == 1 else ("unknown", "")


def _series(words: Vocabulary) -> dict[str, str]:
    """The series of each body that has a code of its own; the first name of a body says it."""
    rows = [row for row in words.table("bodies") if row["series"] and row["body"] != "other"]
    return {row["body"]: row["series"] for row in reversed(rows)}


def _owners(words: Vocabulary) -> dict[str, str]:
    """The body of each series."""
    return {row["series"]: row["body"] for row in words.table("bodies") if row["series"]}


def _of_text(symbol: Symbol, organs: Organs) -> tuple[str, str]:
    """Whose "9 (2039)" it is, which the Council did not give: the one body that the text names."""
    adopter = organs.adopter
    if adopter and adopter.body not in ("unknown", *symbol.never):
        return adopter.body, adopter.series
    if organs.speaks_of(*UNITED_NATIONS):
        return symbol.body, organs.text.words.once(_series).get(symbol.body, "")
    everywhere = [*organs.between(0, len(organs.text.text)), *organs.issuers]
    able = (one for one in everywhere if _can_number(one, symbol))
    named = {(one.body, one.series) for one in able}
    return named.pop() if len(named) == 1 else ("unknown", "")


def _can_number(organ: Organ, symbol: Symbol) -> bool:
    """Can the body number its resolutions in that form? "United Nations" alone can in none."""
    return organ.body not in symbol.never and organ.body != "unknown"


def _only(organs: list[Organ]) -> Organ | None:
    named = {(one.body, one.series): one for one in organs if one.body != "unknown"}
    return next(iter(named.values())) if len(named) == 1 else None


def _is_name(text: str, organ: Organ) -> bool:
    """ "the National Assembly"."""
    return _NAMED_BEFORE.search(text, max(0, organ.start - 20), organ.start) is not None


def _bodies(words: Vocabulary) -> dict[str, Row]:
    return {row["term"].casefold(): row for row in words.table("bodies")}


def _names(words: Vocabulary) -> list[str]:
    """The names as they are printed; those of several words may be in capitals."""
    terms = [row["term"] for row in words.table("bodies")]
    long = [term for term in terms if " " in term]
    cases = [case for term in long for case in (term.upper(), term.capitalize())]
    cases += ["security council", "general assembly", "united Nations"]
    return [*terms, *cases]


def _organ(words: Vocabulary) -> re.Pattern[str]:
    """Security Council / UNSC / the Assembly"""
    return compiled(
        rf"(?<![^\W_])(?<!/)(?<!national\s)(?:{alternation(words.once(_names))})(?![\w/])"
    )


def _look(words: Vocabulary) -> Callable[[Text], list[int]]:
    """A look at where a name may stand."""
    names = words.once(_names)
    small = [name.encode() for name in names if name[0].islower()]
    look = quick_look(name for name in names if not name[0].islower())
    return lambda text: sorted([*look(text.latin), *places(text.latin, small)])
