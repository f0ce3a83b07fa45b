"""Organs: which bodies a text names, and what stands around each noun and each list of numbers.

The bodies are found once, in order, short names read in full. A ``Place`` knows those of its noun
phrase ("resolutions of the Council"), those before it in the sentence, and whose "its" it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from analysis.extractors.symbols import Symbol, between
from analysis.terms import FOLDED, alternation, compiled, places, quick_look, verbose
from analysis.text import Span, Text
from analysis.vocabulary import Row, Vocabulary

# how far back a sentence is read, and "the Council" may find the name it shortens
LONGEST_SENTENCE, LONGEST_RECALL = 900, 1500
# how long the names may be that own a noun, and what joins two names to one
LONGEST_HELD, LONGEST_LINK = 400, 100
ADOPTING = ("enacting", "preambular", "operative")
# what "the Council" and "the Assembly" are where the text names no other
COUNCIL, ASSEMBLY = "UNSC", "UNGA"
# whose names say that a text is one of the United Nations
UNITED_NATIONS = frozenset(("unknown", COUNCIL, ASSEMBLY, "ECOSOC"))
# "General Assembly of the OAU" is the OAU's
OTHERS = frozenset(("other", "OIC", "PACE", "OSCE", "EP", "UNESCO"))
# "Council resolution" / "Council's unanimously adopted resolutions": only modifiers stand between
_MODIFIER = r"""
    (?!(?:in|by|of|to|its|the|that|has|had|was|and|a|this|these|those|all|many|several|numerous
         | which | \w+ing)\b)
    [\w.’'-]{2,20}
"""
_ATTACHED = verbose(
    rf"(?:['’]s?(?:\s+{_MODIFIER}){{0,3}}|(?:\s+(?!\w+ed\b){_MODIFIER}){{0,3}})[\s:(]{{0,16}}\Z"
)
# "of the Security Council" / "on refugees adopted last May by the Assembly" / "by the Assembly of
# the OAU" / "of several bodies of the United Nations" / ", which the Security Council"
_BY = verbose(
    r""",?\s+
    (?:(?:on(?:\s+(?!(?:is|are|was|were|been)\b)[\w’'“”-]+){1,9}?\s+)?
       (?:[a-z]+ly\s+)?(?:adopted|passed|approved|issued|voted)\s+
       (?:[a-z]{3,12}\s+|(?:last|in|on)\s+[\w\s]{2,20}?\s)?
       (?:by|at\s+the\s+(?:[\w-]+\s+){1,3}session\s+of)
     | of(?:\s+(?:[\w-]+\s+){1,4}(?:session|organs|bodies|agencies)\s+of)?
     | (?:(?:last|in|on|a)\s+(?:\w+\s+){1,3})?by | which | that)
    \s+(?:both\s+)?(?:the\s+)?(?:(?:First|Second|Third|[A-Z]\w+th)\s+)? | \s\((?=[A-Z])"""
)
# "Security Council of the United Nations" / "Council of Foreign Ministers of the League"
_OF_THE = compiled(r"\s+of\s+(?:(?:[A-Z][a-z]+\s+){1,4}of\s+)?(?:the\s+)?")
# "and of the General Assembly" / "and those of the OAU" / "’s and the Assembly’s" / "(822) and"
_AND = re.compile(
    r"(?:['’]s?)?\s{0,12}(?:\([\d,/ and]{2,60}\)\s{0,12})?(?:,|and|or|,\s{0,12}and)"
    r"(?:(?:\s{1,12}those)?\s{1,12}of)?\s{1,12}(?:the\s{1,12})?"
)
# "and Human Rights Council resolution 16/18": a body with a resolution of its own
_OWN_NOUN = compiled(r"(?:['’]s)?\s+(?:(?!and\b|or\b)[\w-]+\s+)?(?i:resolution|decision)")
# "the Assembly, in its" / "the Council adopted": the subject right before the noun phrase
_SUBJECT = compiled(
    r",?\s+(?:in|by|under|(?:has\s+|had\s+)?(?:\w+ly\s+)?(?:adopted|passed))"
    r"\s+(?:its\s+)?(?:[\w-]+\s+){0,2}\Z"
)
# "In its", "Accordingly, by its last" at the head of a sentence; what may stand before its subject:
# "of 14 March 2008", "on Cyprus and its decisions", ", which Selmar rejected,"
_FRONTED = compiled(
    r"(?:\A|[:;—)(“\"]|\w,\s)\W*(?i:in|by|under|through|with)\s+its\b[^.,;:]{0,40}\Z"
)
_TO_SUBJECT = compiled(
    r"(?:\s+(?:of|on|adopted|dated|and)\b[^,;.]{1,60})?(?:,\s[^;.]{1,80})?,?\s+(?:the\s+)?"
)
# "decisions and" before "resolutions", "and resolutions" behind "decisions"
_COUPLED = r"(?:decisions|resolutions|recommendations|declarations)"
_COUPLED_BEFORE = compiled(rf"\b{_COUPLED}\s+and\s+\Z", re.IGNORECASE)
_COUPLED_BEHIND = compiled(rf"\s+and\s+{_COUPLED}\b", re.IGNORECASE)
_ITS = compiled(r"\b(?:[Ii]ts|[Tt]heir)\s+(?:[\w-]+\s+){0,3}\Z")
# "the National Assembly", "the Council on South West Africa", "Assembly of the League"
_NAMED_BEFORE = re.compile(r"\b(?!The|This|Our|That|Madam|Mr)[A-Z][a-z]{1,20}\s{1,12}\Z")
_NAMED_BEHIND = re.compile(r"\s{1,12}(?:on|for|of)\s{1,12}(?:the\s{1,12})?[A-Z]")

# what a body is called that no table knows
ANY_BODY = r"""(?:Organi[sz]ation|Conference|Summit|Congress|Meeting|Council|League|Union|Committee
    |Commission|Assembly|Movement|Parliament|Board|Federation|Association|Authority|Forum)"""


class Organ(NamedTuple):
    """One mention of a body: where it stands, what it is, and the series of its resolutions."""

    start: int
    end: int
    body: str
    series: str


class Organs:
    """The bodies that a text names.

    ``adopting``: has it paragraphs of a resolution? ``titles`` are those of a text that adopts.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.adopting = any(unit.kind in ADOPTING for unit in text.units)
        self.enacting = next((unit for unit in text.units if unit.kind == "enacting"), None)
        heads = (unit for unit in text.units if self.adopting and unit.kind == "title")
        self.titles = [(unit.start, unit.end) for unit in heads]

    @cached_property
    def named(self) -> list[Organ]:
        """The bodies that are named, in order, short names read in full."""
        return [self._meant(one) if one.body == "short" else one for one in self._joined]

    @cached_property
    def issuers(self) -> list[Organ]:
        """The bodies that the issuer of the document names."""
        return organs_of(self.text.issuer, self.text.words)

    @cached_property
    def bodies(self) -> set[str]:
        """What the text and its issuer name."""
        return {one.body for one in (*self._joined, *self.issuers)}

    @cached_property
    def of_united_nations(self) -> bool:
        """Does it name the United Nations or an organ, or only the Secretary-General of it?"""
        text = self.text.text
        if self.bodies & UNITED_NATIONS or "United Nations" in text:
            return True  # "United Nations Council for Namibia" is a name of its own
        ours = re.search(r"Secretary-General(?! of )", text.partition("Secretary-General of ")[0])
        another = "Secretary-General of " in text  # of another organisation, so named in full
        return ours is not None and (another or not self.bodies & OTHERS)

    @cached_property
    def adopter(self) -> Organ | None:
        """The body that adopts: it is named by the enacting paragraph, or else by the issuer."""
        formula = self.between(*self.enacting[1:3]) if self.enacting else []
        return (_only(formula) or _only(self.issuers)) if self.adopting else None

    def between(self, low: int, high: int) -> list[Organ]:
        """The bodies named in ``text.text[low:high]`` in order."""
        return [one for one in between(self.named, low, high) if one.end <= high]

    def nouns(self, words: Iterable[re.Match[str]]) -> Iterator["Noun"]:
        """The words as places: "resolutions and decisions" are one thing, and owned together."""
        text = self.text.text
        for word in words:
            start, end = word.span()
            if word["plural"] or word["many"]:
                first = _COUPLED_BEFORE.search(text, max(0, start - 20), start)
                last = _COUPLED_BEHIND.match(text, end)
                if word["many"] and (first or last):
                    continue
                start, end = (first or word).start(), (last or word).end()
            yield Noun(self, start, end, (), word)

    def held(self, start: int) -> list[Organ]:
        """The bodies right before ``start``: "the Security Council and the Assembly's" numbers."""
        held: list[Organ] = []
        text = self.text.text
        for one in reversed(between(self.named, start - LONGEST_HELD, start)):
            link, end = (_AND, held[0].start) if held else (_ATTACHED, start)
            if not link.fullmatch(text, one.end, end):
                break
            held.insert(0, one)
        return held

    def behind(self, end: int) -> list[Organ]:
        """The bodies that own what ends at ``end``: "of the Security Council and the Assembly"."""
        behind: list[Organ] = []
        text, link = self.text.text, _BY
        while match := link.match(text, end):
            named = between(self.named, match.end(), match.end() + 1)
            if not named or _OWN_NOUN.match(text, named[0].end):
                break
            behind.append(named[0])
            end, link = named[0].end, _AND
        return behind

    def _printed(self) -> list[Organ]:
        """The names as they are printed, each for itself."""
        words, found, end = self.text.words, [], 0
        names, (name, look, small) = words.once(_names), words.once(_organ)
        looks = (one.start() for one in look.finditer(self.text.folded))
        for at in sorted([*looks, *places(self.text.folded, small)]):
            match = name.match(self.text.text, at) if at >= end else None
            if match:
                row, end = names[" ".join(match[0].split())], match.end()
                found.append(Organ(at, end, row["body"], row["series"]))
        return found

    @cached_property
    def _joined(self) -> list[Organ]:
        """The names as they are printed; "General Assembly of the OAU" is one, not the UN's."""
        text, joined = self.text.text, [Organ(-LONGEST_LINK, -LONGEST_LINK, "", "")]
        for organ in self._printed():
            last = joined[-1]
            if organ.start - last.end > LONGEST_LINK:  # most
                joined.append(organ)
                continue
            gap = text[last.end : organ.start]
            of_the = _OF_THE.fullmatch(gap)
            if organ.body == last.body and gap in (" (", "("):  # "Security Council (UNSC)"
                joined[-1] = last._replace(end=organ.end + text.startswith(")", organ.end))
            elif of_the and organ.body == "unknown":
                joined[-1] = last._replace(end=organ.end)
            elif (last.body == "unknown" and gap.isspace()) or (of_the and organ.body in OTHERS):
                joined[-1] = organ._replace(start=last.start)
            else:
                joined.append(organ)
        return joined[1:]

    def _meant(self, organ: Organ) -> Organ:
        """ "the Council" is the one named in full before it, else another's, else the UN's own."""
        text, name = self.text.text, self._name(organ)
        named = _NAMED_BEFORE.search(text, max(0, organ.start - 20), organ.start)
        if named and self.text.sentence_at(organ.start)[0] == named.start():
            modifiers = self.text.words.terms("instruments", "role", "modifier")
            named = None if named[0].strip().lower() in modifiers else named  # "Recent Assembly"
        if named or _NAMED_BEHIND.match(text, organ.end):
            return organ._replace(body="other")
        for one in reversed(between(self._joined, organ.start - LONGEST_RECALL, organ.start)):
            if one.body != "short" and self._name(one).endswith(f" {name}"):
                return organ._replace(body=one.body, series=one.series)
        if not self.of_united_nations and self.bodies & OTHERS:
            return organ._replace(body="unknown")
        body = COUNCIL if name.endswith("council") else ASSEMBLY
        return organ._replace(body=body, series=self.text.words.once(series_of).get(body, ""))

    def _name(self, organ: Organ) -> str:
        return self.text.text[organ.start : organ.end].casefold()


@dataclass(eq=False)
class Place:
    """A list of numbers or a noun, and what is named around it."""

    organs: Organs
    start: int
    end: int
    numbers: Sequence[Symbol]

    @cached_property
    def sentence(self) -> Span:
        """The sentence that it stands in."""
        return self.organs.text.sentence_at(self.start)

    @cached_property
    def near(self) -> list[Organ]:
        """The bodies of its noun phrase."""
        held = [one for one in self.organs.held(self.start) if one.start >= self.sentence[0]]
        return held + self.behind

    @cached_property
    def behind(self) -> list[Organ]:
        """The bodies right behind it: "resolutions of the Council"."""
        return self.organs.behind(self.end)

    @cached_property
    def named(self) -> list[Organ]:
        """The bodies before it in its sentence."""
        low = max(self.sentence[0], self.start - LONGEST_SENTENCE)
        return self.organs.between(low, self.start)

    @cached_property
    def its(self) -> bool:
        """Is it "its", or its body the subject right before it?"""
        text = self.organs.text.text
        if self.named and _SUBJECT.match(text, self.named[-1].end, self.start):
            return True
        return _ITS.search(text, max(0, self.start - 60), self.start) is not None

    @cached_property
    def before(self) -> list[Organ]:
        """The bodies before it; where it is "its" and there is none, the one that follows."""
        if self.named or not self.its:
            return self.named
        text = self.organs.text
        if not _FRONTED.search(text.before(self.start)):
            return []
        end = min(self.end + LONGEST_HELD, self.sentence[1])
        behind = self.organs.between(self.end, end)[:1]
        return [one for one in behind if _TO_SUBJECT.fullmatch(text.text, self.end, one.start)]

    @cached_property
    def owner(self) -> Organ | None:
        """Whose "its" it is: the body named last before it, else the one that adopts the text, else
        the last body of the sentence before: "The Assembly has spoken. Its resolutions ..."."""
        before, adopter = self.before, self.organs.adopter
        if self.its and not (before or adopter):
            start = self.sentence[0]
            last = self.organs.text.sentence_at(max(start - 1, 0))[0]
            before = self.organs.between(max(last, start - LONGEST_SENTENCE), start)
        named = [organ for organ in before if organ.body != "unknown"]
        return named[-1] if named else adopter


@dataclass(eq=False)
class Noun(Place):
    """A word for resolutions, with its numbers if it has any."""

    word: re.Match[str]

    @cached_property
    def near(self) -> list[Organ]:
        """The bodies of its noun phrase, or the Council where the word is "UNSCR"."""
        if self.word["organ"]:
            return organs_of("UNSC", self.organs.text.words)
        # "resolutions of the Council 822 and 853"
        return super().near or (self.organs.behind(self.word.end()) if self.numbers else [])


def organs_of(name: str | None, words: Vocabulary) -> list[Organ]:
    """The bodies that a name names."""
    return Organs(Text(name, words)).named if name else []


def series_of(words: Vocabulary) -> dict[str, str]:
    """The series of each body that has a code of its own; the first name of a body says it."""
    rows = [row for row in words.table("bodies") if row["series"] and row["body"] != "other"]
    return {row["body"]: row["series"] for row in reversed(rows)}


def _only(organs: list[Organ]) -> Organ | None:
    named = {(one.body, one.series): one for one in organs if one.body != "unknown"}
    return next(iter(named.values())) if len(named) == 1 else None


def _names(words: Vocabulary) -> dict[str, Row]:
    """The bodies by their names as printed; those of several words may be in capitals."""
    names: dict[str, Row] = {}
    for row in words.table("bodies"):
        term = row["term"]
        cases = [term.upper(), term.capitalize()] if " " in term else []
        cases += [term.lower()] if row["small"] else []
        names |= dict.fromkeys([term, *cases], row)
    return names


def _organ(words: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[bytes], list[bytes]]:
    """Security Council / UNSC / the Assembly; for a quick look: capitals, and small letters."""
    names = words.once(_names)
    small = [name.encode().translate(FOLDED) for name in names if name[0].islower()]
    pattern = rf"(?<![^\W_])(?<!/)(?<!national\s)(?:{alternation(names)})(?![\w/])"
    return compiled(pattern), quick_look(one for one in names if not one[0].islower()), small
