"""Cues: the words that govern a citation in its clause, and what the text does with it.

``citation_functions.csv`` has the words, the grammar is here. A verb of the table is found in every
form, and its form counts: "must implement" asks, "implemented" reports, "was not implemented"
reports the contrary. The rules are those of the written definition: the nearest governor in the
clause; a verdict behind the citation goes first; "adopted" yields to what is said of the thing.
"""

import re
from typing import NamedTuple

from analysis.extractors.governing import (
    PREPOSITIONS,
    Found,
    Term,
    Terms,
    find_terms,
    is_adverb,
    terms_of,
)
from analysis.text import CLAUSE_END, Text, compiled, small
from analysis.vocabulary import Vocabulary

LONGEST_BEFORE, LONGEST_BEHIND = 420, 200
# how far "under" and the like reach, and how near "in its" must stand to govern
LONGEST_REACH, BESIDE = 100, 25
REACH = {"pursuant_to": LONGEST_REACH, "other": LONGEST_REACH, "condemns": 40}
# how far "not" reaches to its verb, "refuses ... to" to its infinitive, "report on", "progress in"
DENIED, REFUSED, ASKED, NEXT = 30, 80, 45, 15
# how near a capital noun makes a name: "Committee on the Implementation of the Declaration"
OF_NAME = 6
# asked for, and so kept or not kept: verbs and nouns whose form decides
KEPT = frozenset({"demands_compliance", "calls_for_implementation"})
# positions of the table: verbs in any form, words that turn the next one, and what stands behind
INFLECTED = frozenset({"verb", "noun", "event", "says"})
RULINGS = frozenset({"denial", "refusal", "pledge", "inquiry", "progress"})
NO_GOVERNOR = frozenset({"refusal", "pledge", "progress", "none"})
BEHIND = frozenset({"verb", "event", "says", "verdict", "after", "none", *RULINGS})
VERDICTS = frozenset({*KEPT, "reports_compliance", "reports_noncompliance", "other"})
# a word or a mark; what may part a verb from "be" or "not"
TOKEN = re.compile(r"[^\W_][\w’'-]*|[^\w\s]")
BE = {"be", "been", "being", "is", "are", "was", "were"}
BETWEEN = {"not", "never", "yet", "always", "also", "still", "ever", "thus", "now", "then", "so"}
# words of a group: "refusal of the Government of South Africa to comply with"
LONGEST_GROUP = 10
HELPING = BE | BETWEEN | {"have", "has", "had", "must", "should", "shall", "will", "would", "to"}
DETERMINERS = {"the", "a", "an", "its", "their", "our", "his", "her", "any", "this"}
# "resolutions 822 and 853 with the demand of withdrawal from all land (are not implemented)"
_DESCRIBED = compiled(r"\s+(?:with|on|about|concerning|regarding)\s[^,;.]{1,180}")
# "resolutions 822 and 853 (1993), which demand withdrawal, (are not implemented)"
_RELATIVE = compiled(
    r"""[^,;.]{0,60},\s+(?:which|that|whose)\b[^;.]{1,150},\s+
    (?:(?:is|are|was|were|has|have|had|must|should|will|can|cannot)\b[^,;.]{0,30})?\Z""",
    re.VERBOSE,
)
# what may stand between a citation and its verb: "of 3 May 1990", ", adopted in 1990,", ", which"
_PREDICATE = compiled(
    r"""
    (?!,?\s*(?:the|an?|its|their|our|we|they|it|I|he|she|this|these|those|all|many|several|no)\b)
    [^,]{0,60} (?:,[^,]{0,120},[^,]{0,30})?
    (?:,?\s*(?:(?:in|by|under)\s+)?(?:which|that|whereby)\b[^,]{0,60})? \Z""",
    re.VERBOSE,
)
# "to" / "to fully"
_INFINITIVE = compiled(r"\bto\s(?:\w+ly\s)?\Z")
_PARTICIPLE = compiled(r"[^,]{0,60},\s*(?:and\s+|thereby\s+)?\Z")


class Cue(NamedTuple):
    """Words that govern: what they stand for, the words, how they stand, how far off they are."""

    value: str
    words: str
    position: str
    gap: int


def function_of(text: Text, start: int, end: int) -> tuple[str, str | None]:
    """What the text does with ``text.text[start:end]`` and the words that say so."""
    terms = text.words.once(_behind)
    said = _said(text, end, _cues_behind(text, end, terms))
    before = _cues_before(text, start, text.words.once(_before))
    if said and said.position == "verdict":
        none = before and before[0].position == "denial" and before[0].gap < LONGEST_REACH
        denied = none and said.value == "reports_compliance"  # "none of the resolutions is kept"
        return ("reports_noncompliance" if denied else said.value), said.words
    if before and before[0].position == "name" and before[0].gap < OF_NAME:
        return "mentions_only", None
    near = [cue for cue in before if cue.gap < REACH.get(cue.value, LONGEST_BEFORE)]
    governs = next((cue for cue in near if cue.position in ("before", "event")), None)
    presents = next((cue for cue in near if _is_beside(cue)), None)
    if governs and governs.position == "event" and said:
        governs = said
    if governs and presents and presents.position == "weak" and governs.gap > LONGEST_REACH:
        governs = presents
    found = governs or said or presents
    return (found.value, found.words) if found else ("mentions_only", None)


def _is_beside(cue: Cue) -> bool:
    return cue.position == "part" or (cue.position == "weak" and cue.gap < BESIDE)


def _cues_before(text: Text, at: int, terms: Terms) -> list[Cue]:
    """The cues before ``at`` in its clause, the nearest first; ``gap`` from their end."""
    opens_at = text.sentence_at(at)[0]
    words = text.text[max(opens_at, at - LONGEST_BEFORE) : at]
    marks = [0, *(match.end() for match in CLAUSE_END.finditer(words))]
    whole = opens_at == at - len(words)
    found = _cues(words, marks[-1], len(words), terms, opens=whole and len(marks) == 1)
    if not found and words[: marks[-1]].endswith(":"):  # "Recalling: (a) resolution 822"
        opens = whole and len(marks) == 2
        found = _cues(words, marks[-2], marks[-1] - 1, terms, opens=opens)
    return found[::-1]


def _cues_behind(text: Text, at: int, terms: Terms) -> list[Cue]:
    """The cues behind ``at`` in its clause, the nearest first; ``gap`` to their beginning."""
    words = text.after(at, LONGEST_BEHIND)
    end = CLAUSE_END.search(words)
    return _cues(words, 0, end.start() if end else len(words), terms, behind=True)


def _said(text: Text, end: int, behind: list[Cue]) -> Cue | None:
    """What the citation itself is said to do: "resolution 822, which demands", "..., deciding".

    The main verb behind a relative clause goes before the verb of that clause.
    """
    verdicts = [cue for cue in behind if cue.position == "verdict"]
    for cue in verdicts:
        if _RELATIVE.match(text.text[end : end + cue.gap]):
            return cue
    for cue in behind:
        between = text.text[end : end + cue.gap]
        participle = cue.words.endswith("ing") and _PARTICIPLE.match(between)
        described = cue.position == "verdict" and _DESCRIBED.fullmatch(between)
        if cue.position != "name" and (participle or described or _PREDICATE.match(between)):
            return cue
    return None


# --- the words of a clause -------------------------------------------------------------------


class _Read(NamedTuple):
    """The tokens of a clause, before or behind a citation."""

    words: str
    places: list[re.Match[str]]
    behind: bool

    def ruling(self, one: Found, before: list[Found]) -> str | None:
        """What "not", "refuses to", "is ready to", "report on" before a term make of it."""
        if not before:
            return None
        first = self.places[one.first].start()
        infinitive = _INFINITIVE.search(self.words, max(0, first - 30), first)
        reaches = {"denial": DENIED, "progress": NEXT, "refusal": DENIED}
        if infinitive or one.term.position == "noun":
            reaches |= {"refusal": REFUSED, "inquiry": ASKED}
        if infinitive:
            reaches["pledge"] = REFUSED
        ruling = None
        for other in reversed(before):
            gap = first - self.places[other.last - 1].end()
            if gap < reaches.get(other.term.position, 0):
                ruling = other.term.value
                if other.term.position != "progress":
                    break
        return ruling


def _cues(
    words: str, start: int, end: int, terms: Terms, *, opens: bool = False, behind: bool = False
) -> list[Cue]:
    """The cues of ``words[start:end]`` in order.

    A capital letter is a verb's only where a sentence opens ("Implementation of" is else part of a
    name).
    """
    tokens = TOKEN.findall(small(words), start, end)
    found = [*find_terms(tokens, terms)]
    places = [*TOKEN.finditer(words, start, end)] if found else []
    read = _Read(words, places, behind)
    cues: list[Cue] = []
    for index, one in enumerate(found):
        position, value = _judged(tokens, read, one, found[:index])
        begin, stop = places[one.first].start(), places[one.last - 1].end()
        if position == "verdict" or value != one.term.value:
            begin = places[_group(tokens, one, value, found[:index])].start()
        if words[begin].isupper() and not (opens and _opens(tokens[: one.first])):
            position = "name"
        if position not in NO_GOVERNOR:
            gap = begin if behind else len(words) - stop
            cues.append(Cue(value, words[begin:stop], position, gap))
    return cues


def _group(tokens: list[str], one: Found, value: str, before: list[Found]) -> int:
    """Where the group of a verb begins that its form decides: "have not been" implemented."""
    first = one.first
    for other in reversed(before):
        near = one.first - other.first < LONGEST_GROUP
        if near and other.term.value == value and other.term.position in RULINGS:
            first = other.first
            break
    while first and (tokens[first - 1] in HELPING or is_adverb(tokens[first - 1])):
        first -= 1
    return first


def _opens(tokens: list[str]) -> bool:
    """Do ``tokens`` before a word leave it the opening one: none, "1.", "further"?"""
    return sum(token[0].isalpha() for token in tokens[-12:]) < 2


def _judged(tokens: list[str], read: _Read, one: Found, before: list[Found]) -> tuple[str, str]:
    """How a term governs and what it stands for, by its form and by the words before it."""
    term, first = one.term, one.first
    if term.position == "part":  # "as stated in"
        strong = term.form and first and (tokens[first - 1] == "as" or tokens[first - 1] in BE)
        return "before" if strong else "part", term.value
    if term.position in RULINGS and read.behind:
        return "none", term.value
    if term.position == "inquiry":
        return "before", term.value
    if term.position == "accord":
        return "before", _accord(tokens, first, _be(tokens, first))
    if term.position not in INFLECTED:
        return term.position, term.value
    ruling, be = read.ruling(one, before), _be(tokens, first)
    if term.position == "noun":
        return "before", ruling or term.value
    if read.behind:
        return _behind_verb(term, be, ruling)
    if _is_no_verb(tokens, one, be):
        return "none", term.value
    if term.position == "event":
        return ("before", "other") if term.form == "base" else ("event", "mentions_only")
    if term.value not in KEPT:
        return "before", term.value
    reports = term.form in ("s", "past") or (be and term.form == "ing")
    return "before", ruling or ("reports_compliance" if reports else term.value)


def _is_no_verb(tokens: list[str], one: Found, be: str) -> bool:
    """Is it a noun or a participle: "the review of", "the amended", "supported by", "is kept"?"""
    lead = tokens[one.first - 1] if one.first else ""
    if one.term.form in ("base", "s", "past") and lead in DETERMINERS:
        return True
    behind = tokens[one.last] if one.last < len(tokens) else ""
    if one.term.form != "past" or one.term.rest or behind == "that":
        return False
    return bool(be) or behind in PREPOSITIONS


def _accord(tokens: list[str], first: int, be: str) -> str:
    """ "is in accordance with" is a finding, "must be" a demand, "in accordance with" a basis."""
    if not be:
        return "pursuant_to"
    if {"not", "never"} & set(tokens[max(0, first - 3) : first]):
        return "reports_noncompliance"
    return "demands_compliance" if be == "be" else "reports_compliance"


def _behind_verb(term: Term, be: str, ruling: str | None) -> tuple[str, str]:
    """A verb behind the citation: what is done to it ("was adopted"), or what it says."""
    passive = term.form in ("past", "same") and (be or (ruling and term.value in KEPT))
    if not passive:
        return "after" if term.position == "says" else "none", "recalls"
    if term.position == "event":
        return ("verdict", "other") if be == "be" else ("none", term.value)
    if term.value in KEPT:
        return "verdict", ruling or (term.value if be == "be" else "reports_compliance")
    if term.value == "reports_noncompliance" and ruling == term.value:
        return "verdict", "demands_compliance"  # "must not be ignored"
    return "verdict" if term.value in VERDICTS else "after", term.value


def _be(tokens: list[str], at: int) -> str:
    """The form of "be" whose participle stands at ``at``: "has not been fully" implemented."""
    while at and (is_adverb(tokens[at - 1]) or tokens[at - 1] in BETWEEN):
        at -= 1
    return tokens[at - 1] if at and tokens[at - 1] in BE else ""


# --- the table -------------------------------------------------------------------------------


def _before(words: Vocabulary) -> Terms:
    rows = words.table("citation_functions")
    return terms_of(row for row in rows if row["position"] not in ("says", "after", "verdict"))


def _behind(words: Vocabulary) -> Terms:
    """Of a verb that is in both rows, "says" has the function of what is done to a citation."""
    rows = [row for row in words.table("citation_functions") if row["position"] in BEHIND]
    verbs = {row["term"]: row["function"] for row in rows if row["position"] == "verb"}
    says = {row["term"]: row for row in rows if row["position"] == "says"}
    rows = [row for row in rows if row["position"] != "verb" or row["term"] not in says]
    done = {term: row | {"function": verbs[term]} for term, row in says.items() if term in verbs}
    return terms_of(done.get(row["term"], row) for row in rows)
