"""Cues: the words on one side of a citation that may say what the text does with it.

``citation_functions.csv`` has the words, the grammar is here. A verb of the table is found in every
form, and its form counts: "must implement" asks, "implemented" reports. So do the words before it:
"was not implemented", "refuses to implement", "a report on the implementation of". Which cue
governs is said in ``leads`` and ``functions``.
"""

import re
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from analysis.extractors.governing import (
    DEEDS,
    PREPOSITIONS,
    RULINGS,
    UNKEPT,
    VERBS,
    Found,
    Terms,
    find_terms,
    terms_behind,
)
from analysis.terms import compiled, small
from analysis.vocabulary import Vocabulary

# how far "not" reaches to its verb, "refuses ... to" to its infinitive, "report on", "progress in",
# and "if" and "ensure that" to a verb
DENIED, REFUSED, ASKED, NEXT, CONDITION = 30, 100, 45, 15, 160
# how many words behind "offers" are read: "offers us all a real chance"
LONGEST_GIFT = 6
# how many words stand in a group: "refusal of the Government of South Africa to comply with"
LONGEST_GROUP = 10
# asked for, and so kept or not kept: verbs and nouns whose form decides
KEPT = frozenset({"demands_compliance", "calls_for_implementation"})
# what is said of a citation where it is denied: "may not ignore", "do not support", "no faith in"
OPPOSITE = {
    UNKEPT: "demands_compliance", "reaffirms": "condemns", "pursuant_to": UNKEPT,
    "notes_or_welcomes": "condemns", "condemns": "reaffirms",
}  # fmt: skip
VERDICTS = frozenset({*KEPT, "reports_compliance", UNKEPT, "other"})
# positions of words that only turn another
NO_GOVERNOR = frozenset({"lacking", "loss", "refusal", "pledge", "progress", "none"})
OPENING = {"ing": ("in", "by"), "base": ("we", "i")}  # "In applying it, we", "We apply it"
# the forms that report behind a form of "be": not "be complied with", but "is carrying out"
REPORTING = {"": ("s", "past"), "be": ()}
# kinds of words: those that begin what a verb is done to; "which Selmar has (ignored)"
THING = frozenset("doquwNnegzm")
OBJECT = re.compile(r"[^,bhmqrsw]{0,8},?[qr](?:w|d[nNzy]{1,4}|N{1,4})[hmtynezb]{0,4}\Z")
OBJECTS = frozenset({*KEPT, UNKEPT, "reaffirms", "condemns", "notes_or_welcomes"})
# how much is read behind a citation, and what ends a clause there
LONGEST_BEHIND, _PARTS = 200, re.compile("[;:]")
# a word or a mark
TOKEN = re.compile(r"([^\W_][\w’'-]*|[^\w\s])")
UNKNOWN = frozenset("negzm")  # a word with a capital of these kinds is a name, "N"; so is "May"
# "(the principles) of peace as (set out in)"
_OF_PARTS = re.compile(r"(?:p[do]?[nN]{1,2})?[ya]{0,2}\Z")
# "to" / "to fully"
_INFINITIVE = compiled(r"\bto\s(?:\w+ly\s)?\Z")
# "(refuses) to grant all the rights (set out in)", not "as set out in", which repeats it
_ONE_PHRASE = compiled(r"[^,;.]{1,90}(?<!\sas\s)")
# "failed to act (, and calls upon it) to implement"
_ASKED_OF = compiled(r"\b(?:and|but)\s[^,;.]{0,30}\b(?:call|urg|demand|request|ask|appeal|invit)")
# "will (succeed in)", "to make further (progress in)"
_HOPED = compiled(
    r"\b(?:(?<!continues\s)(?<!continued\s)to|will|shall|must|should|can|could|may|might|would)"
    r"\s(?:\w+ly\s)?(?:(?:be|make|achieve|see|ensure|secure|bring|accelerate)\s(?:\w+\s){0,2})?\Z"
)


class Cue(NamedTuple):
    """Words that govern: what they stand for, the words, how they stand, how far off they are.

    ``kept`` is what a verb asks that may be kept or not: "implemented" is calls_for_implementation.
    ``first`` and ``last`` are the words of the clause between which the cue stands.
    """

    value: str
    words: str
    position: str
    gap: int
    kept: str = ""
    first: int = 0
    last: int = 0


class Clause:
    """The words of a sentence on one side of a citation, and the terms of the table among them.

    ``cues`` are what may govern, the nearest to the citation first.
    """

    def __init__(
        self, words: str, begin: int, end: int, terms: Terms, *, opens: bool, behind: bool = False
    ) -> None:
        self.words, self.opens, self.behind = words, opens, behind
        self.classes, self._known = terms.classes, terms.kinds
        pieces = TOKEN.split(small(words[begin:end]))  # what stands between tokens, and tokens
        self.tokens = pieces[1::2]
        self.found = [*find_terms(self.tokens, terms)]
        self.starts = [*accumulate(map(len, pieces), initial=begin)][1::2]
        cues = [_cue(self, index) for index in range(len(self.found))]
        self.cues = [cue for cue in (cues if behind else reversed(cues)) if cue]

    @cached_property
    def kinds(self) -> str:
        """The kinds of its words, a letter each: "aims of it are not met" is "zpwbyn"."""
        kinds = [self._known[token] for token in self.tokens]
        capital = [self.words[begin].isupper() for begin in self.starts[:-1]]
        names = zip(kinds, capital, strict=True)
        return "".join(["N" if up and kind in UNKNOWN else kind for kind, up in names])

    def end(self, at: int) -> int:
        """Where a token ends."""
        return self.starts[at] + len(self.tokens[at])

    def knows(self, token: str, *classes: str) -> bool:
        """Is a token a word of one of these classes of the table?"""
        return token in self.classes and not self.classes[token].isdisjoint(classes)

    def lead(self, at: int) -> str:
        """The word before a token, or before "now" and the like: "the (now celebrated)"."""
        while at and self.knows(self.tokens[at - 1], "adverb"):
            at -= 1
        return self.tokens[at - 1] if at else ""

    def be(self, at: int) -> str:
        """The form of "be" whose participle stands at ``at``: "been fully and soon (kept)"."""
        while at and self._known[self.tokens[at - 1]] == "y":
            at -= 2 if self.tokens[at - 2 : at - 1] == ["and"] else 1
        return self.tokens[at - 1] if at and self.knows(self.tokens[at - 1], "be") else ""


def clause_behind(rest: str, words: Vocabulary) -> Clause:
    """The clause of ``rest``, which stands behind what is cited; ``gap`` is to their beginning."""
    rest = rest[:LONGEST_BEHIND]
    end = _PARTS.search(rest)
    stop = end.start() if end else len(rest)
    return Clause(rest, 0, stop, words.once(terms_behind), opens=False, behind=True)


# --- the words of a clause -------------------------------------------------------------------


def _cue(clause: Clause, index: int) -> Cue | None:
    """What a term of a clause says, if it may govern.

    A capital letter is a verb's only where a sentence opens ("Implementation of" is else part of a
    name).
    """
    one, before = clause.found[index], clause.found[:index]
    position, value = _judged(clause, one, before)
    if position in NO_GOVERNOR:
        return None
    first = _turned(clause, one, before) if value == one.term.value else None
    if first is not None:
        must = any(clause.knows(token, "duty") for token in clause.tokens[first - 1 : first + 1])
        done = value == UNKEPT and not must and one.term.form not in ("base", "ing")
        value = "reports_compliance" if done else OPPOSITE[value]
    elif position == "verdict" or value != one.term.value:
        first = _group(clause, one, value, before)
    else:
        first = one.first
    begin, stop = clause.starts[first], clause.end(one.last - 1)
    capital = clause.words[begin].isupper() and clause.words[clause.starts[one.first]].isupper()
    if capital and not one.term.parted and not _opens(clause, one):
        position = "name"  # but "the Committee Established under"
    kept = one.term.value if one.term.value in KEPT else ""
    gap = begin if clause.behind else len(clause.words) - stop
    return Cue(value, clause.words[begin:stop], position, gap, kept, first, one.last)


def _group(clause: Clause, one: Found, value: str, before: list[Found]) -> int:
    """Where the group of a verb begins that its form decides: "have not been" implemented."""
    near = (other for other in reversed(before) if one.first - other.first < LONGEST_GROUP)
    ruling = (other for other in near if other.term.position in RULINGS)
    first = next((other.first for other in ruling if other.term.value == value), one.first)
    while first and clause.kinds[first - 1] in "bhmyt":  # "to", "has", "been", "fully"
        first -= 1
    return first


def _opens(clause: Clause, one: Found) -> bool:
    """Is a term the opening one, behind "1.", "further", or "The Council," before a participle?"""
    before = clause.tokens[: one.first][-12:]
    if before[-1:] == [","] and one.term.form == "ing":
        return True
    return clause.opens and sum(token[0].isalpha() for token in before) < 2


# --- what a term stands for ------------------------------------------------------------------


def _judged(clause: Clause, one: Found, before: list[Found]) -> tuple[str, str]:
    """How a term governs and what it stands for: its position, its form, the words before it."""
    position, value = one.term.position, one.term.value
    if position in RULINGS:
        return "none" if clause.behind else position, value
    if position == "owned":
        return "event" if value == "mentions_only" else "before", value
    if position == "accord":
        return "before", _accord(clause, one, before)
    if position == "noun":
        ruling = _ruling(clause, one, before) if value != "other" else None
        thanked = any(other.term.value == "notes_or_welcomes" for other in before)
        near = clause.tokens[max(0, one.first - 3) : one.first]
        if value in KEPT and thanked and any(clause.knows(token, "owner") for token in near):
            ruling = "reports_compliance"  # "thank them for their strict observance of"
        return "before", ruling or value
    if one.term.parted or position == "part":
        position, value = _participle(clause, one, before)
    if position not in VERBS:
        return position, value
    verb = _verb_behind if clause.behind else _verb_before
    return verb(clause, one, _ruling(clause, one, before))


def _participle(clause: Clause, one: Found, before: list[Found]) -> tuple[str, str]:
    """A participle with its preposition: "stated in", "required by", "envisaged in"."""
    position, value = one.term.position, one.term.value
    if _is_withheld(clause, one, before):
        return "before", UNKEPT
    lead, be = clause.lead(one.first), clause.be(one.first)
    told = lead == "as" or be in ("was", "were")
    if one.term.parted and not be and _is_of_parts(clause, one):
        return "part", "recalls" if told else value  # "(keep to) the principles set out in"
    if one.term.parted and told and clause.tokens[one.last - 1] == "in":
        return "before", "recalls"  # "as provided for in", "these steps were envisaged in"
    named = one.term.form and (be or lead == "as")  # "as stated in"
    return "before" if position == "part" and named else position, value


def _is_of_parts(clause: Clause, one: Found) -> bool:
    """Does a participle belong to a noun for a part: "the principles of peace (set out in)"?"""
    near = range(one.first - 1, max(-1, one.first - LONGEST_GIFT), -1)
    at = next((at for at in near if clause.knows(clause.tokens[at], "passes")), None)
    return at is not None and _OF_PARTS.match(clause.kinds[at + 1 : one.first]) is not None


def _accord(clause: Clause, one: Found, before: list[Found]) -> str:
    """ "is in accordance with" is a finding, "must be" a demand, "in accordance with" a basis."""
    be = clause.be(one.first)
    if not be:
        return "pursuant_to"
    if {"not", "never"} & {*clause.tokens[max(0, one.first - 3) : one.first]}:
        return UNKEPT
    asked = be == "be" or is_conditioned(clause, clause.starts[one.first])
    return "demands_compliance" if asked else "reports_compliance"


def _verb_before(clause: Clause, one: Found, ruling: str | None) -> tuple[str, str]:
    """A verb before the citation: "recalls", "must implement", "has applied", "we ratified"."""
    term, lead = one.term, clause.lead(one.first)
    if _is_no_verb(clause, one, lead):
        return "none", term.value
    if term.position == "event":  # "the first to sign" did so, "looks forward to signing" not
        future = term.form == "base" or (term.form == "ing" and lead == "to")
        asked = future and ruling != "reports_compliance"
        return ("before", "other") if asked else ("event", "mentions_only")
    place = "near" if term.position == "direct" else "before"
    if term.value not in KEPT:
        denied = ruling == UNKEPT and term.form in ("base", "ing")
        return place, OPPOSITE.get(term.value, term.value) if denied else term.value
    opens = one.first == 1 and lead in OPENING.get(term.form, ())
    done = term.form in REPORTING.get(clause.be(one.first), ("s", "past", "ing"))
    reports = opens or done or lead in ("which", "who", "while")
    return place, ruling or ("reports_compliance" if reports else term.value)


def _verb_behind(clause: Clause, one: Found, ruling: str | None) -> tuple[str, str]:
    """A verb behind the citation: what is done to it ("was adopted"), or what it says."""
    term, lead, be = one.term, clause.lead(one.first), clause.be(one.first)
    told = term.position == "says" and lead in ("to", "of", "on", "for")
    if told or clause.knows(lead, "determiner"):
        return "none", term.value  # "we met under resolution 822 to decide"; "its promises"
    if not be and term.position == "says" and _praises(clause, one):
        return "says", "notes_or_welcomes"
    passive = term.form in ("past", "same") and (be or (ruling and term.value in KEPT))
    if not passive:
        open_end = clause.kinds[one.last : one.last + 1] not in THING
        if term.value in OBJECTS and open_end and OBJECT.match(clause.kinds[: one.first]):
            said = _verb_before(clause, one, ruling)[1]  # "which Selmar refuses to apply"
            return "verdict" if said in VERDICTS else "says", said
        if term.value == UNKEPT and not open_end and clause.tokens[one.last] != "no":
            return "says", "condemns"  # "resolution 822 ignored the wishes of"
        return "after" if term.position == "says" else "none", "recalls"
    if term.position == "event":
        return ("verdict", "other") if be == "be" else ("none", term.value)
    if term.position == "says" and term.value == "recalls":
        return "none", term.value  # "resolution 822 mentioned above", "is reflected in"
    if term.value in KEPT:
        return "verdict", ruling or (term.value if be == "be" else "reports_compliance")
    if term.value == UNKEPT and ruling == term.value:
        return "verdict", "demands_compliance"  # "must not be ignored"
    return "verdict" if term.value in VERDICTS else "after", term.value


def _is_no_verb(clause: Clause, one: Found, lead: str) -> bool:
    """Is it a noun or a participle: "the review of", "the amended", "supported by", "is kept"?"""
    term, tokens = one.term, clause.tokens
    bare = term.form in ("base", "s", "past") or not (term.form or term.rest)
    if bare and clause.knows(lead, "determiner"):
        return True
    behind = tokens[one.last] if one.last < len(tokens) else ""
    bound = bool(term.rest) and clause.knows(term.rest[-1], "preposition")
    if term.form != "past" or behind == "that" or bound:
        return False
    return clause.knows(lead, "be") or behind in PREPOSITIONS


def _praises(clause: Clause, one: Found) -> bool:
    """Is what a verb says or gives judged: "rightly stated", "offered a chance"?"""
    asks = one.term.rest[-1:] == ("for",)  # "called for a chance"
    given = () if asks else clause.tokens[one.last : one.last + LONGEST_GIFT]
    lead = clause.tokens[max(0, one.first - 1) : one.first]
    return any(clause.knows(word, "worth") for word in (*lead, *given))


# --- what the words before a term make of it -------------------------------------------------


def _ruling(clause: Clause, one: Found, before: list[Found]) -> str | None:
    """What "not", "refuses to", "is ready to", "report on" before a term make of it."""
    first, noun = clause.starts[one.first], one.term.position == "noun"
    turning = [other for other in before if _may_rule(clause, other)]
    if not turning:
        return None
    if one.term.value in KEPT and not noun and is_conditioned(clause, clause.starts[one.first]):
        return one.term.value
    infinitive = _INFINITIVE.search(clause.words, max(0, first - 30), first)
    reaches = {"denial": DENIED, "lacking": NEXT, "progress": NEXT, "refusal": DENIED}
    if infinitive or noun or one.term.form == "ing":
        reaches |= {"refusal": REFUSED, "inquiry": ASKED}
    if infinitive:
        reaches |= {"pledge": REFUSED}
    ruling = None
    for other in reversed(turning):
        at = clause.end(other.last - 1)
        undoes = noun and other.term.undoes  # "is undermining the implementation of"
        reach = reaches.get(other.term.position, DENIED if undoes else 0)
        reach = NEXT if other.term.vows and one.term.form in ("base", "ing") else reach
        begin = clause.starts[other.first]
        hoped = other.term.position == "progress" and _HOPED.search(clause.words, 0, begin)
        far = other.term.position == "refusal" or other.term.value == "condemns"
        between = clause.words[at:first] if far else ""
        if hoped or _ASKED_OF.search(between) or (noun and "," in between):
            continue  # "beside the lack of rain, the implementation of"
        refused = ruling == "reaffirms" and other.term.position in ("refusal", "denial")
        if first - at < reach and (refused or ruling in (None, "reports_compliance")):
            ruling = UNKEPT if undoes else other.term.value
            reaches |= {"lacking": ASKED}  # "limited progress in"
    return ruling


def _may_rule(clause: Clause, one: Found) -> bool:
    """ "Report on", "refuses", not "reported that there is agreement on"."""
    if one.term.position == "inquiry" and "that" in clause.tokens[one.first : one.last]:
        return False
    return one.term.position in RULINGS or one.term.undoes or one.term.vows


def is_conditioned(clause: Clause, end: int) -> bool:
    """ "If they do not comply", "ensure that it is kept", with no comma between."""
    conditions = (one for one in clause.found if one.term.position == "condition")
    starts = (clause.end(one.last - 1) for one in conditions)
    near = (at for at in starts if 0 <= end - at < CONDITION)
    return any(clause.words.find(",", at, end) < 0 for at in near)


def _is_withheld(clause: Clause, one: Found, before: list[Found]) -> bool:
    """ "Failure to take the steps (required by)", "violations of the embargo (imposed by)"."""
    for other in before:
        between = clause.words[clause.end(other.last - 1) : clause.starts[one.first]]
        broken = other.term.value == UNKEPT and other.term.position in ("before", "verb")
        refused = other.term.position == "refusal" and between.startswith(" to ")
        if (broken or refused) and _ONE_PHRASE.fullmatch(between):
            return True
    return False


def _turned(clause: Clause, one: Found, before: list[Found]) -> int | None:
    """Where what turns a term begins: "no (faith in)", but not in "has not lost (faith in)"."""
    under = one.term.value == "pursuant_to" and one.term.position not in DEEDS  # "not under it"
    if under or one.term.value not in OPPOSITE:
        return None
    begins = {other.last: other.first for other in before if other.term.turns}
    at, turned = one.first, []
    while at and begins:
        if at in begins:
            at = begins[at]
            turned.append(at)
        elif clause.kinds[at - 1] in "bhmyd" or clause.knows(clause.tokens[at - 1], "between"):
            at -= 1
        else:
            break
    return turned[-1] if len(turned) % 2 else None
