"""What stands around an amount: the part of its sentence that no other amount claims for itself."""

import re
from functools import cached_property
from typing import Any, NamedTuple

from analysis.extractors.counted import PRONOUNS
from analysis.terms import compiled, small
from analysis.text import Text

Row = dict[str, Any]
# how far a sentence is read on either side of an amount; how far behind it who holds it may stand;
# how many amounts on either side are looked at; how far before a share its whole may stand,
# and before a whole its "of the"
SENTENCE, REST, NEIGHBOURS, WHOLE, NEAR = 400, 120, 5, 110, 12
# between an amount and one that is a part of it: ", including", "(of whom"
_PART = compiled(r"\s*[,(–—-]\s*(?:including|of\s+whom)\b[^\d,;]{0,20}\Z")
# of two amounts the second goes further: "(hundreds), if not (thousands), of villagers"
_FURTHER = compiled(
    r"(?:,|\s?[—–-])?\s+(?:(?:and|or)\s+)?(?:if\s+not|even|perhaps|indeed|possibly|but)\s+\Z"
)
# between two amounts of which the same is said: "11 cities and 900 villages"
_LISTED = compiled(
    r"\s*(?:,|,?\s*(?:and|or|but|(?:and\s+|but\s+)?not|rather\s+than|instead\s+of))\s*\Z"
    rf"|{_FURTHER.pattern}"
)
# a member of a list with its place: "villages (in Selmar and) 20"
_LISTED_PLACE = compiled(
    r"\s+(?:from|in|of|at)\s+(?:the\s+)?[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*)?\s*(?:,|,?\s*and)\s*\Z"
)
# the occasion, or another clause: "After the killing of X, (300 men) were sent"
_OPENING = compiled(r"\A[^,]*(?:,|\s(?:and|but))\s\Z")
# an amount has a verb of its own: "another 3,000 have come", not "the murder of X and 9 men was"
OWN_VERB = compiled(
    r"(?:\s\w+){0,3}?\s(?:ha(?:ve|d)|are|were|c(?:an|ould)|m(?:ay|ight)|w(?:ould|ill))\b"
    r"|\s(?:fled|died|perished|escaped|survived|surrendered|returned|sought|crossed|remain)\b"
)
_ITS_VERB = compiled(r"(?:\s\w+){0,3}?\s(?:has|is|was)\b")  # of "one in seven"
# a whole is no first member of a list: "Out of a population of 15 million, 5 million fled"
OUT_OF = compiled(r"(?:\A\W{0,6}|\bout\s)of\b[^,;.]{0,40}\Z")
# the amount is a part of the one before: "six people, among them two", "six - two of them farmers"
_INCLUDING = compiled(r"\b(?:including|among\s+(?:them|whom))\b|\A\s*[—–:-]\s*\Z")
_ASIDE = compiled(r"\s*[,(–—-]\D{0,30}\Z")
# the size of what was counted before: "three battalions, with a total of (2,400 men)"
_OF_UNITS = compiled(r",?\s(?:with|of|total+ing|numbering|.{0,12}\b(?:al\w+|total\sof))\s+\Z")
# what a share is of, before it: "Of its land, 17 per cent", "the occupied area of 20 per cent"
_OF_WHOLE = compiled(
    r"\bOf\s(?:(?:the|its|their|our)\s)?((?:[^,.;:]|[.,](?=\d)){2,90}),\s*\Z"
    r"|\b(area|zone|part|portion|territory|share|strip|belt)\sof\s\Z"
)
# between a part and its whole: "20,000 (out) of the 60,000 villagers", "a tenth of the 3,000 km2"
PART_OF = compiled(r"\s+(?:out\s+)?of(?:\s+(?:the|these|those|its|our|their))?\s+\Z")
# between two amounts of which the second names what both count
_SHARED = compiled(rf"{PART_OF.pattern}|{_FURTHER.pattern}|\s*\(\Z")
# between a whole and its part: "Of the (400 villages) of the valley, (130)"
_OF_THE = compiled(r"\b[Oo]f\s(?:the\s|these\s|those\s|its\s)?\Z")
_ITS_PART = compiled(r"\s[^,;.\d]{1,40},\s(?:only\s|just\s)?\Z|,\s\Z")
# names of peoples: "2 million (Sudanese) and 1 million (Somali displaced persons)"
_PEOPLE = re.compile(r"[A-Z]\w*[^\Ws]")
_OF_A_PEOPLE = re.compile(rf"{_PEOPLE.pattern} [a-z]")
# a deed that was done to the counted ones: "(70 refugees) were shot"; what may stand before it
# there: "(70 men) who had met were shot", "(70 men of the town), old and young, were shot"
_WAS = re.compile(
    r" (?:(?:have|has|had)(?: \w+ly)?(?: been)?|was|were|are|is|remains?)(?: \w+ly)?(?= )"
    r"|(?= (?:lost|died|fell|perished)\b)"
)
_OF_THEM = re.compile(
    r"(?: (?:whom?|which|that|of|from|in|at|with|serving|belonging|\w+ed)"
    r"(?: (?!(?:when|while|where|after|before|because|since|whose|if|as|but|every)\b)"
    r"[^ ,;:]+){0,15})?"
    r"(?: ?[,(–—-](?! and\b)(?:(?! (?:when|while|because|if|as)\b)[^;:])*[,)–—-])?"
)
# units of amounts that claim a cue for themselves; a duration or a sum of money does not
RIVALS = ("persons", "percent", "count", None)
AREAS = ("km2", "miles2", "hectares", "acres")
# a second noun of a share: "half of whose towns and territory"
_AND_NOUN = compiled(r"\s+and\s+(?:(?:the|its|their|our)\s+)?(\w+)")
_JOINT = compiled(r",|\b(?:and|while|whereas)\b")


class Around(NamedTuple):
    """What is printed around an amount: in its sentence, and behind it wherever that ends."""

    before: str
    after: str
    behind: str


class Scene:
    """An amount and what stands around it in its sentence, in small letters, one space between.

    What it counts is known at once, the rest when ``look_around`` was called: of most amounts what
    they count tells already that they belong to no family.
    """

    around: Around  # with its capitals, once ``printed`` was read
    counted: str  # the words that follow the number
    said: str  # the words of the amount, behind a space
    before: str  # what no amount before claims for itself
    clause: str  # what follows in the clause
    after: str  # the same without what an amount behind claims
    sentence: str  # all that stands before the amount
    rest: str  # what follows in the sentence, whatever it is said of
    previous: str  # the sentence before
    ahead: str  # both: the sentence before, and all that stands before the amount
    rival: int | None  # the amount before it in the sentence, by its place in the list
    labelled: bool  # a label of its own stands between the two: "killed: 40; burnt: 12"
    whole: int | None  # the amount of which it is a part

    def __init__(self, text: Text, amounts: list[Row], i: int) -> None:
        self._text, self._amounts, self._i = text, amounts, i
        self.amount, named = amounts[i], _named_by(text.text, amounts, i)
        self.unit = self.amount["unit"] or named["unit"] or ""
        self.counted = (self.amount["counted"] or "").lower()
        # what it counts, and what "and" joins to a share
        noun, share = _noun_of(text.text, self.amount, named), self.unit == "percent"
        second = _AND_NOUN.match(text.text, self.amount["end"]) if share else None
        self.nouns = (noun, second[1]) if second else (noun,)
        # without a noun: "5 million live there", "300 of them", "40 others"; not "at least one"
        whose = not self.counted or self.counted in PRONOUNS
        elided = self.counted == "others" or (whose and self.amount["unit"] in (None, "persons"))
        self.bare = elided and self.amount["value"] != 1

    @cached_property
    def printed(self) -> str:
        """The sentence as it is printed, but for capitals, as far as it is read."""
        text, start, end = self._text.text, self.amount["start"], self.amount["end"]
        opens, closes = self._text.sentence_at(start)
        self._opens, behind = max(opens, start - SENTENCE), text[end : end + SENTENCE]
        self.around = Around(text[self._opens : start], behind[: max(closes - end, 0)], behind)
        return small(text[self._opens : end] + self.around.after)

    @cached_property
    def predicates(self) -> list[int]:
        """Where in ``clause`` a deed may begin that is done to the counted ones."""
        found = _WAS.finditer(self.clause)
        return [was.end() for was in found if _OF_THEM.fullmatch(self.clause, 0, was.start())]

    def look_around(self) -> None:
        """Reads what stands around the amount."""
        printed, opens, end = self.printed, self._opens, self.amount["end"]
        ahead, behind = printed[: self.amount["start"] - opens], printed[end - opens :]
        self.said = f" {' '.join(self.amount['quote'].lower().split())}"
        since = max(self._text.sentence_at(opens - 1)[0], opens - SENTENCE)
        self.previous = flat(small(self._text.text[since:opens]))
        self.sentence, self.rest = flat(ahead), flat(behind[:REST])
        self.ahead = self.previous + self.sentence
        one = " in " in self.said and _ITS_VERB.match(self._text.text, end)
        self._own_verb = bool(one or OWN_VERB.match(self._text.text, end))
        before = self._since_last(ahead).rsplit(";", 1)[-1]
        if self._own_verb and self.unit in ("persons", ""):
            before = _OPENING.sub("", before)
        ends = "," if OUT_OF.search(ahead) else ";"
        clause, last = behind.split(ends, 1)[0], self._amounts[max(self._i - 1, 0)]
        if PART_OF.fullmatch(self._text.text, last["end"], self.amount["start"]):
            clause = ""  # told of the part
        self.before, self.clause = flat(before), flat(clause)
        self.after = flat(self._up_to_next(clause))
        if self.nouns[1:]:
            self.after = _AND_NOUN.sub("", self.after, count=1)

    def _since_last(self, ahead: str) -> str:
        """What no amount before claims; sets ``rival`` and ``whole``."""
        self.rival, self.whole, self.labelled = None, None, False
        before, end = ahead, len(ahead)
        for j in range(self._i)[: -NEIGHBOURS - 1 : -1]:
            other = self._amounts[j]
            if other["unit"] not in RIVALS or self.amount["unit"] not in RIVALS:
                continue
            starts, ends = other["start"] - self._opens, other["end"] - self._opens
            if ends <= 0:
                break
            between = ahead[ends:end]
            if self.rival is None:
                self.rival, self.labelled = j, ":" in between
            # "they expelled 20,000 people and 300 were killed"
            listed = not self._own_verb and (
                _LISTED.match(between) or self._is_placed(ends + self._opens, end + self._opens)
            )
            listed = listed and not OUT_OF.search(ahead, 0, starts)
            including = _INCLUDING.search(between)
            if self.unit == "persons" and other["unit"] == "count" and _OF_UNITS.match(between):
                continue
            if not listed and not including:
                return _JOINT.split(ahead[ends:])[-1]
            self.whole = j if including else self.whole
            end = max(starts, 0)
            if listed:  # "destroyed 11 cities and 900 villages"
                before = ahead[:end]
        return before

    def _is_placed(self, start: int, end: int) -> bool:
        """Does the name of a place stand between two of a list: "men (from Selmar and) 20"?"""
        return _LISTED_PLACE.match(self._text.text, start, end) is not None

    def _up_to_next(self, after: str) -> str:
        """Without what governs the next amount ("... and expelled 20,000")."""
        end = self.amount["end"]
        reached = 0
        for other in self._amounts[self._i + 1 : self._i + NEIGHBOURS + 1]:
            gap = other["start"] - end
            if gap >= len(after) or self.amount["unit"] not in RIVALS:
                break
            if gap < reached:
                continue
            between = after[reached:gap]
            # "20,000 people, a third of us, were" · "a third of us, 20,000 people, were"
            aside = "percent" in (self.unit, other["unit"]) and _ASIDE.match(between)
            alike = any(one.match(between) for one in (_PART, _LISTED, PART_OF))
            alike = alike or self._is_placed(end + reached, other["start"])
            if (aside or alike) and other["counted"] != "whom":
                # "31 civilians, including 5 children, were"
                reached = min(other["end"] - end, len(after))
                if other["counted"] == "them" or "of whom" in between:
                    # "7 million people, of whom one million are refugees, live"
                    reached += len(after[reached:].split(",")[0])
                after = " " * reached + after[reached:]
            elif other["unit"] in RIVALS:
                # a verb has the next amount as its object: "(3,000 troops) killed 40 farmers"
                pieces = _JOINT.split(f"{after[:gap]} them ")
                return ",".join(pieces[:-1] or pieces)
        return after


def flat(words: str) -> str:
    """``words`` between spaces, with one space between them."""
    return f" {' '.join(words.split())} "


def _named_by(text: str, amounts: list[Row], i: int) -> Row:
    """The amount that names what this one counts: itself, or a neighbour.

    "20,000 out of 60,000 refugees", "hundreds, even thousands, of men", "13, not 20, per cent of".
    """
    here, share = amounts[i], amounts[i]["unit"] == "percent"
    for after in amounts[i + 1 : i + 2]:
        named, name = here["counted"] or "", after["counted"] or ""
        peoples = _PEOPLE.fullmatch(named) and _OF_A_PEOPLE.match(name)
        if not peoples and (named or not (share or here["unit"] is None)):
            return here
        alike = share and after["unit"] == "percent"
        joint = _LISTED if peoples or alike else _SHARED
        if joint.fullmatch(text, here["end"], after["start"]):
            return after
    for last in amounts[max(i - 1, 0) : i]:
        between, start = text[last["end"] : here["start"]], last["start"]
        alike = share and last["unit"] == "percent" and _LISTED.match(between)
        whole = _ITS_PART.fullmatch(between) and _OF_THE.search(text, max(0, start - NEAR), start)
        if not here["counted"] and (alike or (whole and here["unit"] is None)):
            return last
    return here


def _noun_of(text: str, here: Row, named: Row) -> str:
    """What an amount counts, by its own words, those before it or those of ``named``."""
    start, share = here["start"], here["unit"] == "percent"
    if share and not here["counted"]:
        if whole := _OF_WHOLE.search(text, max(0, start - WHOLE), start):
            return whole[1] or whole[2]
        if named["unit"] in AREAS:
            return "territory"
        if " in " in here["quote"].lower():
            return "people"  # "one in seven is a refugee"
    noun = named["counted"] or ""
    # "every third Azerbaijani", "one Selmari in five"; Azerbaijan is no people
    words = here["quote"].lower()
    single = words.startswith("every") or f"one {noun.lower()} in " in words
    return f"{noun}s" if noun and single else noun
