"""Rulings: what the words before a verb or a noun of keeping make of it.

"Must implement" asks; "refuses to implement", "a report on the implementation of", "progress in
implementing" say something else, each as far as its word reaches.
"""

from itertools import takewhile
from typing import NamedTuple

from analysis.extractors.governing import Found
from analysis.terms import compiled

# how far "not" reaches to its verb, "refuses ... to" to its infinitive, "report on", "progress in"
DENIED, REFUSED, ASKED, NEXT = 30, 100, 45, 15
# how far "the refusal of Selmar and, in particular, its army to comply" is read
LONGEST_REFUSAL = 180
# how far "if" and "ensure that" reach
CONDITION = 160
# how many words behind "offers" are read: "offers us all a real chance"
LONGEST_GIFT = 6
# asked for, and so kept or not kept: verbs and nouns whose form decides
KEPT = frozenset({"demands_compliance", "calls_for_implementation"})
UNKEPT = "reports_noncompliance"
NO_CLASS: frozenset[str] = frozenset()
# "to" / "to fully"
_INFINITIVE = compiled(r"\bto\s(?:\w+ly\s)?\Z")
# "(refuses) to grant all the rights (set out in)", not "as set out in", which repeats it
_ONE_PHRASE = compiled(r"[^,;.]{1,90}(?<!\sas\s)")
# "failed to act (, and calls upon it) to implement"
_ASKED_OF = compiled(
    r"\b(?:and|but)\s(?:\w+ly\s)?(?:call|urg|demand|request|ask|appeal|invit|insist)"
)
# "thank them (for their strict) observance of"
_THEIR_OWN = compiled(r"\b(?:for|on)\s(?:its|their|his|her|our|your)\s(?:\w+\s){0,2}\Z")
_WHETHER = compiled(
    r"\b(?:whether|how|(?:extent|degree)\s+to\s+which|(?:way|manner)\s+in\s+which)\b"
)
# what is to be done: "(must) be settled as envisaged in", "(decides) to extend its mandate"
_TO_BE_DONE = compiled(
    r"(?i)\b(?:must|should|shall|will|(?:is|are|has|have)\sto|(?:decid|call|urg|request|recommend"
    r"|demand|invit|authoriz|extend)(?:e?s)?)\b"
)


class Read(NamedTuple):
    """The tokens of a clause, before or behind a citation; ``behind`` is what stands before it.

    ``starts``: where each token begins, up to the last that belongs to a term.
    """

    tokens: list[str]
    words: str
    starts: list[int]
    behind: str | None
    classes: dict[str, set[str]]

    def end(self, at: int) -> int:
        """Where a token ends."""
        return self.starts[at] + len(self.tokens[at])

    def knows(self, token: str, *classes: str) -> bool:
        """Is a token a word of one of these classes of the table?"""
        return not self.classes.get(token, NO_CLASS).isdisjoint(classes)

    def intends(self, first: int) -> bool:
        """Is something done or to be done before "as envisaged in", which no quotation ends?"""
        before = self.words[self.starts[0] : self.starts[first - 1]].rstrip(" ,")
        return not before.endswith(("”", '"', "’")) and _TO_BE_DONE.search(before) is not None

    def praises(self, one: Found) -> bool:
        """Is what a verb says or gives judged: "rightly stated", "offered a chance"?"""
        asks = one.term.rest[-1:] == ("for",)  # "called for a chance"
        behind = () if asks else self.tokens[one.last : one.last + LONGEST_GIFT]
        near = takewhile(lambda token: token not in (",", ".", "that", "to"), behind)
        words = {*self.tokens[max(0, one.first - 1) : one.first], *near}
        return any("worth" in self.classes.get(word, NO_CLASS) for word in words)

    def ruling(self, one: Found, before: list[Found]) -> str | None:
        """What "not", "refuses to", "is ready to", "report on" before a term make of it."""
        if not before:
            return None
        first = self.starts[one.first]
        infinitive = _INFINITIVE.search(self.words, max(0, first - 30), first)
        reaches = {"denial": DENIED, "progress": NEXT, "refusal": DENIED}
        if infinitive or one.term.position == "noun":
            reaches |= {"refusal": REFUSED, "inquiry": ASKED}
        if one.term.position == "noun":
            reaches |= {"lacking": NEXT}  # "a limited implementation of"
        if one.term.form == "ing":
            reaches |= {"inquiry": ASKED}
        asked = any(other.term.position == "inquiry" for other in before)
        if asked and _WHETHER.search(self.words, 0, first):
            reaches |= {"inquiry": REFUSED}  # "report on the extent to which they complied with"
        if infinitive:
            reaches |= {"pledge": REFUSED, "refusal": LONGEST_REFUSAL}
        if one.term.value in KEPT and one.term.position != "noun" and self.conditioned(one, before):
            return one.term.value
        praised = any(other.term.value == "notes_or_welcomes" for other in before)
        if praised and one.term.position == "noun" and _THEIR_OWN.search(self.words[:first]):
            return "reports_compliance"
        ruling = None
        for other in reversed(before):
            gap = first - self.end(other.last - 1)
            open_still = ruling in (None, "reports_compliance") and self._denies(other, one, gap)
            undoes = one.term.position == "noun" and other.term.value == UNKEPT
            reach = DENIED if undoes else 0  # "is undermining the implementation of"
            if open_still and gap < reaches.get(other.term.position, reach):
                ruling = other.term.value
                reaches |= {"lacking": ASKED}  # "limited progress in"
        return ruling

    def conditioned(self, one: Found, before: list[Found]) -> bool:
        """ "If they do not comply", "ensure that it is kept", with no comma between."""
        end = self.starts[one.first]
        conditions = [other for other in before if other.term.position == "condition"]
        starts = [self.end(other.last - 1) for other in conditions]
        return any(end - at < CONDITION and self.words.find(",", at, end) < 0 for at in starts)

    def withheld(self, one: Found, before: list[Found]) -> bool:
        """ "Failure to take the steps (required by)", "violations of the embargo (imposed by)"."""
        first = self.starts[one.first]
        for other in before:
            between = self.words[self.end(other.last - 1) : first]
            broken = (other.term.position, other.term.value) == ("before", UNKEPT)
            refused = other.term.position == "refusal" and between.startswith(" to ")
            if (broken or refused) and _ONE_PHRASE.fullmatch(between):
                return True
        return False

    def _denies(self, denial: Found, one: Found, gap: int) -> bool:
        """ "Without" denies only what stands beside it, "obstruction of" no noun behind a comma."""
        stop, first = (self.starts[at] for at in (denial.last - 1, one.first))
        noun = one.term.position == "noun"
        between = self.words[stop:first] if denial.term.position == "refusal" else ""
        if _ASKED_OF.search(between) or (noun and "," in between):
            return False
        if self.tokens[denial.first] != "without":
            return True
        return gap < NEXT and (one.term.form == "ing" or noun)
