"""What stands around an amount: the part of its sentence that no other amount claims for itself."""

from functools import cached_property
from typing import Any

from analysis.extractors.counted import PRONOUNS
from analysis.terms import compiled
from analysis.text import Text

Row = dict[str, Any]
# how far a sentence is read on either side of an amount; how far behind it who holds it may stand;
# how many amounts on either side are looked at
SENTENCE, REST, NEIGHBOURS, AREA = 400, 120, 5, 15
# from which value on a number without a noun may be one of people; what follows a smaller one that
# is: "26 were wounded"
LARGE = 100
_ALONE = compiled(r"\s(?:others\s)?(?:was|were|have\sbeen|had\sbeen|died|fled)\b")
# between an amount and one that is a part of it: ", including", "(of whom"
_PART = compiled(r"\s*[,(–—-]\s*(?:including|of\s+whom)\b[^\d,;]{0,20}\Z")
# between two amounts of which the same is said: "11 cities and 900 villages"
_LISTED = compiled(r"\s*(?:,|,?\s*(?:and|or|but|(?:but\s+)?not|rather\s+than))\s*\Z")
# an amount has a verb of its own: "another 3,000 have come"
OWN_VERB = compiled(
    r"(?:\s\w+){0,3}?\s(?:ha(?:ve|s|d)|are|is|was|were|c(?:an|ould)|m(?:ay|ight)|w(?:ould|ill))\b"
)
# a whole is no first member of a list: "Out of a population of 15 million, 5 million fled"
_OUT_OF = compiled(r"(?:\A\W{0,6}|\bout\s)of\b[^,;.]{0,40}\Z")
# the amount is a part of the one before: "six people, among them two", "six - two of them farmers"
_INCLUDING = compiled(r"\b(?:including|among\s+(?:them|whom))\b|\A\s*[—–:-]\s*\Z")
_ASIDE = compiled(r"\s*[,(–—-]\D{0,30}\Z")
# an aside before the verb: "of the land, with 60 per cent of our mines, is occupied"
_INSERTED = compiled(
    r"(?:\s[\w'’-]+){0,4}\s?[,(–—-][^,;.()]{0,110}(?:,[^,;.()]{0,60}){0,2}[,)–—-]\s?"
    r"(?=(?:has|have|had|is|are|was|were)\b)"
)
# "the occupied area of 20 per cent"; between a share and an area: "a tenth of the 3,000 km2"
_AREA_OF = compiled(r"\b(?:area|part|territory)\sof\s\Z")
_OF = compiled(r"\s+of(?:\s+(?:the|its|our))?\s+\Z")
AREAS = ("km2", "miles2", "hectares", "acres")
# a second noun of a share: "half of whose towns and territory"
_AND_NOUN = compiled(r"\s+and\s+(?:(?:the|its|their|our)\s+)?(\w+)")
_JOINT = compiled(r",|\band\b")
# a verb whose object the next amount is: "(3,000 troops) killed 40 farmers"
_GOVERNING = compiled(r"(?<!\bwere)(?<!\bwas)\s(?:[a-z]+ed|shot|drove)\s\Z")


class Scene:
    """An amount and what stands around it in its sentence, in small letters, one space between.

    What it counts is known at once, the rest when ``look_around`` was called: of most amounts what
    they count tells already that they belong to no family.
    """

    said: str  # the words of the amount, behind a space
    before: str  # what no amount before claims for itself
    after: str  # what follows in the clause, and no amount behind claims
    sentence: str  # all that stands before the amount
    rest: str  # what follows in the sentence, whatever it is said of
    previous: str  # the sentence before
    rival: int | None  # the amount before it in the sentence, by its place in the list
    whole: int | None  # the amount of which it is a part

    def __init__(self, text: Text, amounts: list[Row], i: int) -> None:
        self._text, self._amounts, self._i = text, amounts, i
        self.amount, self.unit = amounts[i], amounts[i]["unit"] or ""
        self.bare, self.nouns = self._is_bare(), self._nouns()

    @cached_property
    def printed(self) -> str:
        """The sentence as it is printed, but for capitals, as far as it is read."""
        start, end = self.amount["start"], self.amount["end"]
        opens, closes = self._text.sentence_at(start)
        self._opens = max(opens, start - SENTENCE)
        return self._text.low(self._opens, min(max(closes, end), end + SENTENCE))

    def look_around(self) -> None:
        """Reads what stands around the amount."""
        start, end, printed = self.amount["start"], self.amount["end"], self.printed
        opens = self._opens
        ahead, behind = printed[: start - opens], printed[end - opens :]
        self.said = f" {' '.join(self.amount['quote'].lower().split())}"
        since = max(self._text.sentence_at(opens - 1)[0], opens - SENTENCE)
        self.previous = flat(self._text.low(since, opens))
        self.sentence, self.rest = flat(ahead), flat(behind[:REST])
        self.before = flat(self._since_last(ahead).rsplit(";", 1)[-1])
        ends = "," if _OUT_OF.search(ahead) else ";"
        self.after = flat(self._up_to_next(behind.split(ends, 1)[0]))
        if self.nouns[1:]:
            self.after = _AND_NOUN.sub("", self.after, count=1)

    def _is_bare(self) -> bool:
        """Is it large, vague or followed by its verb, without a noun: "5 million live there"?"""
        counted, value = (self.amount["counted"] or "").lower(), self.amount["value"]
        whose = not counted or counted in PRONOUNS
        if counted != "others" and not (whose and self.amount["unit"] in (None, "persons")):
            return False
        large = value is None or value >= LARGE
        return large or _ALONE.match(self._text.text, self.amount["end"]) is not None

    def _nouns(self) -> tuple[str, ...]:
        """What the amount counts, and of a share what "and" joins to it."""
        share = self.unit == "percent"
        second = _AND_NOUN.match(self._text.text, self.amount["end"]) if share else None
        return (self._counted(), second[1]) if second else (self._counted(),)

    def _counted(self) -> str:
        """Its noun, or that of a neighbour: "13 per cent, not 20 per cent, of the land"."""
        counted = self.amount["counted"] or ""
        if counted and self.amount["quote"][:5].lower() == "every":
            return f"{counted}s"  # "every third Azerbaijani"; Azerbaijan is no people
        if counted or self.unit != "percent":
            return counted
        text, start, end = self._text.text, self.amount["start"], self.amount["end"]
        for last in self._amounts[self._i - 1 : self._i]:
            if last["unit"] == "percent" and _LISTED.match(text[last["end"] : start]):
                return last["counted"] or ""
        if _AREA_OF.search(text, max(0, start - AREA), start):
            return "area"
        for after in self._amounts[self._i + 1 : self._i + 2]:
            between = text[end : after["start"]]
            if after["unit"] in AREAS and _OF.match(between):
                return "territory"
            if after["unit"] == "percent" and _LISTED.match(between):
                return after["counted"] or ""
        return ""

    def _since_last(self, ahead: str) -> str:
        """What no amount before claims; sets ``rival`` and ``whole``."""
        self.rival = self.whole = None
        before, end = ahead, len(ahead)
        own_verb = OWN_VERB.match(self._text.text, self.amount["end"])
        for j in range(self._i - 1, max(-1, self._i - NEIGHBOURS - 1), -1):
            other = self._amounts[j]
            if not (_rivals(other) and _rivals(self.amount)):
                continue
            starts, ends = other["start"] - self._opens, other["end"] - self._opens
            if ends <= 0:
                break
            self.rival = j if self.rival is None else self.rival
            between = ahead[ends:end]
            # "they expelled 20,000 people and 300 were killed"
            listed = (
                _LISTED.match(between) and not own_verb and not _OUT_OF.search(ahead, 0, starts)
            )
            including = _INCLUDING.search(between)
            if not listed and not including:
                return _JOINT.split(ahead[min(ends, end) :])[-1]
            self.whole = j if including else self.whole
            end = max(starts, 0)
            if listed:  # "destroyed 11 cities and 900 villages"
                before = ahead[:end]
        return before

    def _up_to_next(self, after: str) -> str:
        """Without what governs the next amount ("... and expelled 20,000")."""
        end = self.amount["end"]
        inserted = _INSERTED.match(after)
        reached = inserted.end() if inserted else 0
        after = " " * reached + after[reached:]
        for other in self._amounts[self._i + 1 : self._i + NEIGHBOURS + 1]:
            gap = other["start"] - end
            if gap >= len(after) or not _rivals(self.amount):
                break
            if gap < reached:
                continue
            between = after[reached : max(gap, 0)]
            aside = _ASIDE.match(between) is not None and other["unit"] == "percent"
            if aside or any(one.match(between) for one in (_PART, _LISTED, _OF)):
                # "31 civilians, including 5 children, were" · "20,000 people, a third of us, were"
                reached = min(other["end"] - end, len(after))
                after = " " * reached + after[reached:]
            elif _rivals(other):
                pieces = _JOINT.split(_GOVERNING.sub("", after[: max(gap, 0)]))
                return " and ".join(pieces[:-1] or pieces)
        return after


def flat(words: str) -> str:
    """``words`` between spaces, with one space between them."""
    return f" {' '.join(words.split())} "


def _rivals(quantity: Row) -> bool:
    """Can the amount claim a cue for itself? A duration or a sum of money does not."""
    return quantity["unit"] in ("persons", "percent", "count", None)
