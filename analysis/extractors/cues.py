"""Cues: the words in the clause of a citation that may say what the text does with it.

``citation_functions.csv`` has the words, the grammar is here. A verb of the table is found in every
form, and its form counts: "must implement" asks, "implemented" reports, "was not implemented"
reports the contrary. Which cue governs is said in ``functions``.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.extractors.governing import (
    CLASSES,
    ELLIPSIS,
    PREPOSITIONS,
    Found,
    Term,
    Terms,
    find_terms,
    is_adverb,
    terms_of,
    unparted,
)
from analysis.extractors.rulings import KEPT, UNKEPT, Read
from analysis.terms import compiled, small
from analysis.text import CLAUSE_END, CLAUSE_ENDS, Text
from analysis.vocabulary import Vocabulary

LONGEST_BEFORE, LONGEST_BEHIND = 420, 200
# how far "we wish to have" may stand before a citation and "implemented"
LONGEST_CAUSE = 90
# how near words stand that govern only near by ("despite")
CLOSE = 60
# positions of the table: verbs in any form, words that turn the next one, and what stands behind
INFLECTED = frozenset({"verb", "direct", "noun", "event", "says"})
RULINGS = frozenset({"denial", "lacking", "refusal", "pledge", "inquiry", "progress", "condition"})
DEEDS = frozenset({"verb", "direct"})
NO_GOVERNOR = frozenset({"lacking", "refusal", "pledge", "progress", "none"})
AFTER = frozenset({"says", "after", "verdict", "tail", "passes"})
BEHIND = frozenset(
    {"verb", "direct", "event", "none", *AFTER, *RULINGS, *CLASSES} - {"condition", "passes"}
)
VERDICTS = frozenset({*KEPT, "reports_compliance", "reports_noncompliance", "other"})
# a word or a mark
TOKEN = re.compile(r"[^\W_][\w’'-]*|[^\w\s]")
# words of a group: "refusal of the Government of South Africa to comply with"
LONGEST_GROUP = 10
# what may stand in a group, and after which a word that may be a noun is a verb: "we question"
HELPING = ("be", "auxiliary", "adverb")
SPEAKERS = ("we", "i", "they")
# "wishes to have our resolutions (implemented)"
_CAUSED = compiled(r"\b(?:to\s+(?:have|see|get)|having|seeing)\s+(?:[\w’-]+\s+){0,5}\Z")


class Cue(NamedTuple):
    """Words that govern: what they stand for, the words, how they stand, how far off they are.

    ``kept`` is what a verb asks that may be kept or not: "implemented" is calls_for_implementation.
    """

    value: str
    words: str
    position: str
    gap: int
    kept: str = ""


def cues_before(text: Text, at: int) -> list[Cue]:
    """The cues before ``at`` in its clause, the nearest first; ``gap`` from their end."""
    terms = text.words.once(_before)
    opens_at = text.sentence_at(at)[0]
    words = unparted(text.text[max(opens_at, at - LONGEST_BEFORE) : at])
    begin = _clause(words, len(words))
    whole = opens_at == at - len(words)
    mark = words[begin - 1] if begin else ""
    opens = mark != "—" if mark else whole  # "two things: Observance of the Charter"
    found = _cues(words, begin, len(words), terms, opens=opens)
    named = mark == "—" and len(words) - begin < CLOSE  # "our rule — resolution 822"
    if not found and (mark == ":" or named):  # "Recalling: (a) resolution 822"
        first = _clause(words, begin - 1)
        found = _cues(words, first, begin - 1, terms, opens=whole and not first)
    return found[::-1]


def _clause(words: str, end: int) -> int:
    """Where the clause begins that ends at ``end``."""
    return 1 + max(words.rfind(mark, 0, end) for mark in CLAUSE_ENDS)


def cues_behind(text: Text, start: int, at: int) -> tuple[str, list[Cue]]:
    """The words behind ``at``, where what begins at ``start`` ends, and their cues.

    The ``gap`` of a cue is that to its beginning.
    """
    terms = text.words.once(_behind)
    words = unparted(text.after(at, LONGEST_BEHIND))
    end = CLAUSE_END.search(words)
    stop = end.start() if end else len(words)
    lead = text.text[max(0, start - LONGEST_CAUSE) : start]
    return words, _cues(words, 0, stop, terms, behind=lead)


def verbs_of(words: str, vocabulary: Vocabulary) -> list[Cue]:
    """What a body says or does in ``words``, in order: "(the Council) expressed its regret"."""
    return _cues(words, 0, len(words), vocabulary.once(_behind), behind="")


def cues_of(clause: str, words: Vocabulary) -> list[Cue]:
    """The cues of a clause whose object is the citation: "which (we all support)"."""
    return _cues(clause, 0, len(clause), words.once(_before))[::-1]


# --- the words of a clause -------------------------------------------------------------------


def _cues(
    words: str,
    start: int,
    end: int,
    terms: Terms,
    *,
    opens: bool = False,
    behind: str | None = None,
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
    read = Read(tokens, words, starts, behind, terms.classes)
    cues: list[Cue] = []
    for index, one in enumerate(found):
        position, value = _judged(read, one, found[:index])
        begin, stop = starts[one.first], read.end(one.last - 1)
        if position == "verdict" or value != one.term.value:
            begin = starts[_group(read, one, value, found[:index])]
        capital = words[begin].isupper() and words[starts[one.first]].isupper()
        if capital and not one.term.parted and not _opens(tokens, one, opens=opens):
            position = "name"  # but "the Committee Established under"
        if position not in NO_GOVERNOR:
            kept = one.term.value if one.term.value in KEPT else ""
            gap = len(words) - stop if behind is None else begin
            cues.append(Cue(value, words[begin:stop], position, gap, kept))
    return cues


def _starts(low: str, at: int, tokens: list[str]) -> Iterator[int]:
    """Where each of the tokens begins: only white space stands before it."""
    for token in tokens:
        at = low.find(token, at)
        yield at
        at += len(token)


def _group(read: Read, one: Found, value: str, before: list[Found]) -> int:
    """Where the group of a verb begins that its form decides: "have not been" implemented."""
    first = one.first
    for other in reversed(before):
        near = one.first - other.first < LONGEST_GROUP
        if near and other.term.value == value and other.term.position in RULINGS:
            first = other.first
            break
    while first and _helps(read, read.tokens[first - 1]):
        first -= 1
    return first


def _helps(read: Read, token: str) -> bool:
    return token == "to" or read.knows(token, *HELPING) or is_adverb(token)


def _opens(tokens: list[str], one: Found, *, opens: bool) -> bool:
    """Is a term the opening one, behind "1.", "further", or "The Council," before a participle?"""
    before = tokens[: one.first][-12:]
    opening = one.term.form == "ing" or one.term.position == "before"
    if before[-1:] == [","] and opening:
        return True
    return opens and sum(token[0].isalpha() for token in before) < 2


def _judged(read: Read, one: Found, before: list[Found]) -> tuple[str, str]:
    """How a term governs and what it stands for, by its form and by the words before it."""
    tokens, term, first = read.tokens, one.term, one.first
    if (term.parted or term.position == "part") and read.withheld(one, before):
        return "before", UNKEPT
    if term.parted and read.behind is None and read.knows(tokens[first], "plan"):
        if _be(read, first) in ("was", "were"):
            return "before", "recalls"  # "these steps were envisaged in"
        if tokens[first - 1 : first] == ["as"] and read.intends(first):
            return "before", "pursuant_to"  # "must be settled as envisaged in"
    if term.position == "part":  # "as stated in"
        strong = term.form and (tokens[first - 1 : first] == ["as"] or _be(read, first))
        return "before" if strong else "part", term.value
    if term.position == "before" and term.parted and first and tokens[first - 1] == "as":
        return "before", "recalls"
    if term.position in RULINGS and read.behind is not None:
        return "none", term.value
    if term.position == "inquiry":
        return "inquiry", term.value
    if term.position == "owned":
        return "event" if term.value == "mentions_only" else "before", term.value
    if term.position == "accord":
        value = _accord(tokens, first, _be(read, first))
        asked = value == "reports_compliance" and read.conditioned(one, before)
        return "before", "demands_compliance" if asked else value
    if term.position not in INFLECTED:
        return term.position, term.value
    ruling, be = read.ruling(one, before), _be(read, first)
    if term.position == "noun":
        turned = term.value in KEPT or (term.value, ruling) == ("reaffirms", UNKEPT)
        return "before", (ruling if turned else None) or term.value
    if read.behind is not None:
        lead = tokens[first - 1] if first else ""
        if (lead == "to" and term.position == "says") or read.knows(lead, "determiner"):
            return "none", term.value  # "we met under resolution 822 to decide"; "its promises"
        if not be and term.position == "says" and read.praises(one):
            return "says", "notes_or_welcomes"
        held = not be and all(is_adverb(token) for token in tokens[:first])
        if held and _CAUSED.search(read.behind):
            be = "be"
        return _behind_verb(term, be, ruling)
    if _is_no_verb(read, one, be):
        return "none", term.value
    if term.position == "event":
        asked = term.form == "base" and (tokens[first - 1] if first else "") not in SPEAKERS
        return ("before", "other") if asked else ("event", "mentions_only")
    place = "near" if term.position == "direct" else "before"
    if term.value not in KEPT:
        return place, _denied(term) if ruling == UNKEPT else term.value
    opens = first == 1 and tokens[0] in ("in", "by")  # "In implementing it, we planted trees"
    reports = term.form in ("s", "past") or ((bool(be) or opens) and term.form == "ing")
    reports |= term.form == "base" and first > 0 and tokens[first - 1] in ("which", "who")
    return place, ruling or ("reports_compliance" if reports else term.value)


def _denied(term: Term) -> str:
    """What a verb says that is denied: "refuses to act in", "may not ignore", "do not support"."""
    if term.rest[:1] == ("in",):
        return UNKEPT
    if term.form not in ("base", "ing"):
        return term.value
    return {UNKEPT: "demands_compliance", "reaffirms": "condemns"}.get(term.value, term.value)


def _is_no_verb(read: Read, one: Found, be: str) -> bool:
    """Is it a noun or a participle: "the review of", "the amended", "supported by", "is kept"?"""
    tokens, term = read.tokens, one.term
    lead = tokens[one.first - 1] if one.first else ""
    before = tokens[one.first - 2] if lead == "now" else lead  # "the now celebrated"
    if term.form in ("base", "s", "past") and read.knows(before, "determiner"):
        return True
    behind = tokens[one.last] if one.last < len(tokens) else ""
    if term.position == "direct" and term.form in ("base", "s"):
        named = read.knows(behind, "determiner") or behind.startswith("resolution")
        open_noun = ELLIPSIS not in term.rest[:1] and not named
        if open_noun and not _is_verbal(read, lead):
            return True
    bound = bool(term.rest) and read.knows(term.rest[-1], "preposition")
    if term.form != "past" or behind == "that" or bound:
        return False
    return bool(be) or behind in PREPOSITIONS


def _is_verbal(read: Read, lead: str) -> bool:
    """May a verb follow, that may be a noun too: "to question", "we question", "the question"?"""
    plural = lead.endswith("s") and not lead.endswith("ous")
    return not lead or _helps(read, lead) or read.knows(lead, "modal", "subject") or plural


def _accord(tokens: list[str], first: int, be: str) -> str:
    """ "is in accordance with" is a finding, "must be" a demand, "in accordance with" a basis."""
    if not be:
        return "pursuant_to"
    if {"not", "never"} & set(tokens[max(0, first - 3) : first]):
        return UNKEPT
    return "demands_compliance" if be == "be" else "reports_compliance"


def _behind_verb(term: Term, be: str, ruling: str | None) -> tuple[str, str]:
    """A verb behind the citation: what is done to it ("was adopted"), or what it says."""
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


def _be(read: Read, at: int) -> str:
    """The form of "be" whose participle stands at ``at``: "has been fully and soon" kept."""
    tokens = read.tokens
    while at and (is_adverb(tokens[at - 1]) or read.knows(tokens[at - 1], "adverb")):
        at -= 2 if tokens[at - 2 : at - 1] == ["and"] else 1
    return tokens[at - 1] if at and read.knows(tokens[at - 1], "be") else ""


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
