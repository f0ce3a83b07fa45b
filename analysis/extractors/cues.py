"""Cues: the words in the clause of a citation that may say what the text does with it.

``citation_functions.csv`` has the words, the grammar is here. A verb of the table is found in every
form, and its form counts: "must implement" asks, "implemented" reports. So do the words before it:
"was not implemented", "refuses to implement", "a report on the implementation of". Which cue
governs is said in ``functions``.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.extractors.governing import (
    CLASSES,
    FINITE,
    PREPOSITIONS,
    Found,
    Terms,
    find_terms,
    is_adverb,
    terms_of,
)
from analysis.terms import compiled, small
from analysis.text import CLAUSE_ENDS
from analysis.vocabulary import Vocabulary

LONGEST_BEFORE, LONGEST_BEHIND = 300, 200
# how near words stand that govern only near by ("despite")
CLOSE = 60
# how far "not" reaches to its verb, "refuses ... to" to its infinitive, "report on", "progress in",
# and "if" and "ensure that" to a verb
DENIED, REFUSED, ASKED, NEXT, CONDITION = 30, 100, 45, 15, 160
# how many words behind "offers" are read: "offers us all a real chance"
LONGEST_GIFT = 6
# how many words stand in a group: "refusal of the Government of South Africa to comply with"
LONGEST_GROUP = 10
# asked for, and so kept or not kept: verbs and nouns whose form decides
KEPT = frozenset({"demands_compliance", "calls_for_implementation"})
UNKEPT = "reports_noncompliance"
# what a verb says that is denied: "may not ignore", "do not support"
OPPOSITE = {UNKEPT: "demands_compliance", "reaffirms": "condemns", "pursuant_to": UNKEPT}
VERDICTS = frozenset({*KEPT, "reports_compliance", UNKEPT, "other"})
# positions of the table: words that turn the verb behind them, verbs, what only stands behind
RULINGS = frozenset({"denial", "lacking", "refusal", "pledge", "inquiry", "progress", "condition"})
NO_GOVERNOR = frozenset({"lacking", "refusal", "pledge", "progress", "none"})
DEEDS = frozenset({"verb", "direct"})
VERBS = frozenset({*DEEDS, "event", "says"})
AFTER = frozenset({"says", "after", "verdict", "tail", "passes"})
BEHIND = frozenset({*VERBS, *AFTER, *RULINGS, *CLASSES, "none"} - {"condition", "passes"})
SPEAKERS = ("we", "i", "they")
# a word or a mark
TOKEN = re.compile(r"[^\W_][\w’'-]*|[^\w\s]")
# "ignored (— let me stress it —) all"
_BETWEEN_DASHES = compiled(r"—[^—;:.]{1,150}—")
# "com- plied", "follow- up"
_BROKEN_WORD = compiled(
    r"\b([a-z]{2,12}(?:-(?=\s(?:up|on|out|off)\b))?)-?\s(?<=-\s)([a-z]{2,12})\b"
)
# "to" / "to fully"
_INFINITIVE = compiled(r"\bto\s(?:\w+ly\s)?\Z")
# "(refuses) to grant all the rights (set out in)", not "as set out in", which repeats it
_ONE_PHRASE = compiled(r"[^,;.]{1,90}(?<!\sas\s)")


class Cue(NamedTuple):
    """Words that govern: what they stand for, the words, how they stand, how far off they are.

    ``kept`` is what a verb asks that may be kept or not: "implemented" is calls_for_implementation.
    """

    value: str
    words: str
    position: str
    gap: int
    kept: str = ""


class Clause(NamedTuple):
    """The words of a clause, before or ``behind`` a citation, and where each token begins.

    The starts end with the last token that belongs to a term.
    """

    words: str
    tokens: list[str]
    starts: list[int]
    classes: dict[str, set[str]]
    behind: bool

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
        while at and (is_adverb(self.tokens[at - 1]) or self.knows(self.tokens[at - 1], "adverb")):
            at -= 2 if self.tokens[at - 2 : at - 1] == ["and"] else 1
        return self.tokens[at - 1] if at and self.knows(self.tokens[at - 1], "be") else ""


def cues_before(lead: str, words: Vocabulary) -> list[Cue]:
    """The cues of the last clause of ``lead``, the nearest first; ``gap`` from their end.

    ``lead`` is what stands before a citation in its sentence.
    """
    whole, lead = len(lead) <= LONGEST_BEFORE, _joined(lead[-LONGEST_BEFORE:])
    terms = words.once(_before)
    begin = _clause(lead, len(lead))
    found = _cues(lead, begin, len(lead), terms, opens=whole or begin > 0)
    mark = lead[begin - 1] if begin else ""
    named = mark == "—" and len(lead) - begin < CLOSE  # "our rule — resolution 822"
    if not found and (mark == ":" or named):  # "Recalling: (a) resolution 822"
        first = _clause(lead, begin - 1)
        found = _cues(lead, first, begin - 1, terms, opens=whole and not first)
    return found[::-1]


def cues_behind(rest: str, words: Vocabulary) -> tuple[str, list[Cue]]:
    """``rest``, which stands behind what is cited, and its cues; ``gap`` to their beginning."""
    rest = _joined(rest[:LONGEST_BEHIND])
    end = re.search("[;:]", rest)
    stop = end.start() if end else len(rest)
    return rest, _cues(rest, 0, stop, words.once(_behind), behind=True)


def _joined(words: str) -> str:
    """``words`` with blanks for what is put in between dashes, and with no word in two parts.

    Each letter keeps its place as far as it can.
    """
    if "- " in words or "-\n" in words:
        words = _BROKEN_WORD.sub(lambda part: f"{part[1]}{part[2]}".ljust(len(part[0])), words)
    if "—" not in words:
        return words
    return _BETWEEN_DASHES.sub(lambda put_in: " " * len(put_in[0]), words)


def _clause(words: str, end: int) -> int:
    """Where the clause begins that ends at ``end``."""
    return 1 + max(words.rfind(mark, 0, end) for mark in CLAUSE_ENDS)


# --- the words of a clause -------------------------------------------------------------------


def _cues(
    words: str, start: int, end: int, terms: Terms, *, opens: bool = False, behind: bool = False
) -> list[Cue]:
    """The cues of ``words[start:end]`` in order.

    A capital letter is a verb's only where a sentence opens ("Implementation of" is else part of a
    name).
    """
    low = small(words)
    tokens = TOKEN.findall(low, start, end)
    found = [*find_terms(tokens, terms)]
    if not found:
        return []
    starts = [*_starts(low, start, tokens[: found[-1].last])]
    clause = Clause(words, tokens, starts, terms.classes, behind)
    cues: list[Cue] = []
    for index, one in enumerate(found):
        position, value = _judged(clause, one, found[:index])
        if position in NO_GOVERNOR:
            continue
        begin, stop = starts[one.first], clause.end(one.last - 1)
        if position == "verdict" or value != one.term.value:
            begin = starts[_group(clause, one, value, found[:index])]
        capital = words[begin].isupper() and words[starts[one.first]].isupper()
        if capital and not one.term.parted and not _opens(tokens, one, opens=opens):
            position = "name"  # but "the Committee Established under"
        kept = one.term.value if one.term.value in KEPT else ""
        gap = begin if behind else len(words) - stop
        cues.append(Cue(value, words[begin:stop], position, gap, kept))
    return cues


def _starts(low: str, at: int, tokens: list[str]) -> Iterator[int]:
    """Where each of the tokens begins: only white space stands before it."""
    for token in tokens:
        at = low.find(token, at)
        yield at
        at += len(token)


def _group(clause: Clause, one: Found, value: str, before: list[Found]) -> int:
    """Where the group of a verb begins that its form decides: "have not been" implemented."""
    first = one.first
    for other in reversed(before):
        near = one.first - other.first < LONGEST_GROUP
        if near and other.term.value == value and other.term.position in RULINGS:
            first = other.first
            break
    while first and _helps(clause, clause.tokens[first - 1]):
        first -= 1
    return first


def _helps(clause: Clause, token: str) -> bool:
    """May a word stand in the group of a verb: "to", "has", "been", "fully"?"""
    return token == "to" or is_adverb(token) or clause.knows(token, *FINITE, "adverb")


def _opens(tokens: list[str], one: Found, *, opens: bool) -> bool:
    """Is a term the opening one, behind "1.", "further", or "The Council," before a participle?"""
    before = tokens[: one.first][-12:]
    if before[-1:] == [","] and one.term.form == "ing":
        return True
    return opens and sum(token[0].isalpha() for token in before) < 2


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
    if one.term.parted and clause.knows(clause.tokens[one.first], "plan"):
        if clause.tokens[one.first - 2 : one.first - 1] not in ([], [","]) and lead == "as":
            return "before", "pursuant_to"  # "its mandate as defined in"
        if be in ("was", "were"):
            return "before", "recalls"  # "these steps were envisaged in"
    named = one.term.form and (be or lead == "as")  # "as stated in"
    return "before" if position == "part" and named else position, value


def _accord(clause: Clause, one: Found, before: list[Found]) -> str:
    """ "is in accordance with" is a finding, "must be" a demand, "in accordance with" a basis."""
    be = clause.be(one.first)
    if not be:
        return "pursuant_to"
    if {"not", "never"} & set(clause.tokens[max(0, one.first - 3) : one.first]):
        return UNKEPT
    asked = be == "be" or _is_conditioned(clause, one, before)
    return "demands_compliance" if asked else "reports_compliance"


def _verb_before(clause: Clause, one: Found, ruling: str | None) -> tuple[str, str]:
    """A verb before the citation: "recalls", "must implement", "has applied", "we ratified"."""
    term, lead = one.term, clause.lead(one.first)
    if _is_no_verb(clause, one, lead):
        return "none", term.value
    if term.position == "event":
        asked = term.form == "base" and lead not in SPEAKERS
        return ("before", "other") if asked else ("event", "mentions_only")
    place = "near" if term.position == "direct" else "before"
    if term.value not in KEPT:
        denied = ruling == UNKEPT and term.form in ("base", "ing")
        return place, OPPOSITE.get(term.value, term.value) if denied else term.value
    reports = term.form in ("s", "past") or lead in ("which", "who")
    return place, ruling or ("reports_compliance" if reports else term.value)


def _verb_behind(clause: Clause, one: Found, ruling: str | None) -> tuple[str, str]:
    """A verb behind the citation: what is done to it ("was adopted"), or what it says."""
    term, lead, be = one.term, clause.lead(one.first), clause.be(one.first)
    if (lead == "to" and term.position == "says") or clause.knows(lead, "determiner"):
        return "none", term.value  # "we met under resolution 822 to decide"; "its promises"
    if not be and term.position == "says" and _praises(clause, one):
        return "says", "notes_or_welcomes"
    passive = term.form in ("past", "same") and (be or (ruling and term.value in KEPT))
    if not passive:
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
    if term.form in ("base", "s", "past") and clause.knows(lead, "determiner"):
        return True
    behind = tokens[one.last] if one.last < len(tokens) else ""
    if term.position == "direct" and term.form in ("base", "s"):
        verbal = not lead or _helps(clause, lead) or clause.knows(lead, "subject")
        if not verbal and not clause.knows(behind, "determiner"):
            return True  # "the question", but "to question", "we question"
    bound = bool(term.rest) and clause.knows(term.rest[-1], "preposition")
    if term.form != "past" or behind == "that" or bound:
        return False
    return clause.knows(lead, "be") or behind in PREPOSITIONS


def _praises(clause: Clause, one: Found) -> bool:
    """Is what a verb says or gives judged: "rightly stated", "offered a chance"?"""
    given = clause.tokens[one.last : one.last + LONGEST_GIFT]
    lead = clause.tokens[max(0, one.first - 1) : one.first]
    return any(clause.knows(word, "worth") for word in (*lead, *given))


# --- what the words before a term make of it -------------------------------------------------


def _ruling(clause: Clause, one: Found, before: list[Found]) -> str | None:
    """What "not", "refuses to", "is ready to", "report on" before a term make of it."""
    turning = [other for other in before if other.term.position in RULINGS or _is_unkept(other)]
    if not turning:
        return None
    first, noun = clause.starts[one.first], one.term.position == "noun"
    if one.term.value in KEPT and not noun and _is_conditioned(clause, one, before):
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
        undoes = noun and _is_unkept(other)  # "is undermining the implementation of"
        reach = reaches.get(other.term.position, DENIED if undoes else 0)
        if noun and other.term.position == "refusal" and clause.words.find(",", at, first) >= 0:
            continue  # "beside the lack of rain, the implementation of"
        if first - at < reach and ruling in (None, "reports_compliance"):
            ruling = other.term.value
    return ruling


def _is_unkept(one: Found) -> bool:
    return one.term.value == UNKEPT


def _is_conditioned(clause: Clause, one: Found, before: list[Found]) -> bool:
    """ "If they do not comply", "ensure that it is kept", with no comma between."""
    end = clause.starts[one.first]
    conditions = (other for other in before if other.term.position == "condition")
    starts = (clause.end(other.last - 1) for other in conditions)
    return any(end - at < CONDITION and clause.words.find(",", at, end) < 0 for at in starts)


def _is_withheld(clause: Clause, one: Found, before: list[Found]) -> bool:
    """ "Failure to take the steps (required by)", "violations of the embargo (imposed by)"."""
    for other in before:
        between = clause.words[clause.end(other.last - 1) : clause.starts[one.first]]
        broken = (other.term.position, other.term.value) == ("before", UNKEPT)
        refused = other.term.position == "refusal" and between.startswith(" to ")
        if (broken or refused) and _ONE_PHRASE.fullmatch(between):
            return True
    return False


# --- the table -------------------------------------------------------------------------------


def _before(words: Vocabulary) -> Terms:
    rows = words.table("citation_functions")
    return terms_of(row for row in rows if row["position"] not in AFTER)


def _behind(words: Vocabulary) -> Terms:
    """Of a verb that is in both rows, "says" has the function of what is done to a citation."""
    rows = [row for row in words.table("citation_functions") if row["position"] in BEHIND]
    verbs = {row["term"]: row["function"] for row in rows if row["position"] in DEEDS}
    says = {row["term"]: row for row in rows if row["position"] == "says"}
    rows = [row for row in rows if row["position"] not in DEEDS or row["term"] not in says]
    done = {term: row | {"function": verbs[term]} for term, row in says.items() if term in verbs}
    rows.sort(key=lambda row: row["position"] != "tail")  # "review" is the noun beside it first
    return terms_of(done.get(row["term"], row) for row in rows)
