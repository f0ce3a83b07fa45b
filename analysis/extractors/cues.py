"""Cues: the words of a table that govern a span in its clause; what a text does with a citation.

``cues_before`` and ``cues_behind`` serve any table of governing words (term, position, value).
``function_of`` reads the function of a citation off them by the written rules: the nearest governor
in the clause; a verdict behind it goes first; "adopted" yields to what is said of the thing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from analysis.text import CLAUSE_END, WORD, Text, alternation, compiled, spelled
from analysis.vocabulary import Row, Vocabulary

LONGEST_BEFORE, LONGEST_BEHIND = 420, 200
# how far "under" and the like reach, and how near "in its" must stand to govern
LONGEST_REACH, BESIDE = 100, 25
REACH = {"pursuant_to": LONGEST_REACH, "other": LONGEST_REACH, "condemns": 40}
# between two words of a term an adverb may stand: "based solely on", "not yet fully implemented"
_GAP = r"\s{1,12}(?:(?:[A-Za-z]{2,12}ly|yet)\s{1,12}){0,2}"
# positions of the table on each side; "none" only looks like a governor
BEFORE, BEHIND = ("before", "event", "weak", "part", "none"), ("verdict", "after", "none")
# "Committee on the Implementation of the Declaration": how near a capital noun makes a name of it
OF_NAME = 6
# what may stand between a citation and its verb: "of 3 May 1990", ", adopted in 1990,", ", which"
# "resolutions 822 and 853 with the demand of withdrawal from all land (are not implemented)"
_DESCRIBED = compiled(r"\s+(?:with|on|about|concerning|regarding)\s[^,;.]{1,180}")
_PREDICATE = compiled(
    r"""
    (?!,?\s*(?:the|an?|its|their|our|we|they|it|I|he|she|this|these|those|all|many|several|no)\b)
    [^,]{0,60} (?:,[^,]{0,120},[^,]{0,30})?
    (?:,?\s*(?:(?:in|by|under)\s+)?(?:which|that|whereby)\b[^,]{0,60})? \Z""",
    re.VERBOSE,
)
_PARTICIPLE = compiled(r"[^,]{0,60},\s*(?:and\s+|thereby\s+)?\Z")


class Cue(NamedTuple):
    """Words that govern a span: what they stand for, where they stand, how far off they end."""

    value: str
    words: str
    position: str
    gap: int


@dataclass(frozen=True)
class Governors:
    """Governing words: the letters they begin with, and the words by these."""

    begins: re.Pattern[str]
    terms: dict[str, list[tuple[re.Pattern[str], str, str]]]


def governors(rows: Iterable[Row], value: str, positions: Iterable[str]) -> Governors:
    """The terms of a table at ``positions``; ``value`` is the column they stand for."""
    chosen = [row for row in rows if row["position"] in positions]
    terms: dict[str, list[tuple[re.Pattern[str], str, str]]] = {}
    for row in sorted(chosen, key=lambda row: -len(row["term"])):
        term = alternation([row["term"].casefold()], _GAP)
        pattern = compiled(rf"{term}(?![\w-])", re.IGNORECASE)
        first = row["term"].split()[0].rstrip("*")[:2].casefold()
        terms.setdefault(first, []).append((pattern, row["position"], row[value]))
    begins = spelled({row["term"].partition(" ...")[0].casefold() for row in chosen}, _GAP)
    return Governors(
        re.compile(
            rf"[^A-Za-z0-9_](?<!\w)(?<!\w[’'-])(?={begins}(?![\w-]))(?=(?P<first>[\w-]{{1,2}}))"
        ),
        terms,
    )


def cues_before(text: Text, at: int, table: Governors) -> list[Cue]:
    """The cues before ``at`` in its clause, the nearest first."""
    words = text.before(at, LONGEST_BEFORE)
    marks = [0, *(match.end() for match in CLAUSE_END.finditer(words))]
    opened = text.sentence_at(at)[0] == at - len(words)
    cues = _cues(words, marks[-1], table, opens=opened and marks[-1] == 0)
    if not cues and marks[-1] and words[marks[-1] - 1] == ":":  # "Recalling: (a) resolution 822"
        cues = _cues(words[: marks[-1] - 1], marks[-2], table, opens=opened and marks[-2] == 0)
    return [cue._replace(gap=len(words) - cue.gap) for cue in reversed(cues)]


def cues_behind(text: Text, at: int, table: Governors) -> list[Cue]:
    """The cues behind ``at`` in its clause, the nearest first."""
    words = text.after(at, LONGEST_BEHIND)
    end = CLAUSE_END.search(words)
    found = _cues(words[: end.start()] if end else words, 0, table, opens=False)
    return [cue._replace(gap=cue.gap - len(cue.words)) for cue in found]


def function_of(text: Text, start: int, end: int) -> tuple[str, str | None]:
    """What the text does with ``text.text[start:end]`` and the words that say so."""
    behind = cues_behind(text, end, text.words.once(_behind))
    said = _said(text, end, behind)
    if said and said.position == "verdict":
        return said.value, said.words
    before = cues_before(text, start, text.words.once(_before))
    if before and before[0].position == "name" and before[0].gap < OF_NAME:
        return "mentions_only", None
    near = [cue for cue in before if cue.gap < REACH.get(cue.value, LONGEST_BEFORE)]
    governs = next((cue for cue in near if cue.position in ("before", "event")), None)
    beside = [
        cue
        for cue in near
        if cue.position == "part" or (cue.position == "weak" and cue.gap < BESIDE)
    ]
    presents = beside[0] if beside else None
    if governs and governs.position == "event" and said:
        governs = said
    if governs and presents and presents.position == "weak" and governs.gap > LONGEST_REACH:
        governs = presents
    found = governs or said or presents
    return (found.value, found.words) if found else ("mentions_only", None)


def _said(text: Text, end: int, behind: list[Cue]) -> Cue | None:
    """What the citation itself is said to do: "resolution 822, which demands", "..., deciding"."""
    for cue in behind:
        if cue.position == "name":
            continue
        between = text.text[end : end + cue.gap]
        participle = cue.words.endswith("ing") and _PARTICIPLE.match(between)
        described = cue.position == "verdict" and _DESCRIBED.fullmatch(between)
        if participle or described or _PREDICATE.match(between):
            return cue
    return None


def _cues(words: str, start: int, table: Governors, *, opens: bool) -> list[Cue]:
    """The cues of ``words[start:]`` in order, ``gap`` where each ends.

    One inside a longer one does not count ("comply" in "refusal to comply"). A capital letter is a
    verb's only where a sentence opens: "Implementation of" is else part of a name.
    """
    found: list[Cue] = []
    taken = 0
    for begin in table.begins.finditer(f" {words}", start):
        at = begin.start()
        if at < taken:
            continue
        named = words[at].isupper() and not (opens and _opens(words[:at]))
        for pattern, position, value in table.terms.get(begin["first"].casefold(), ()):
            match = pattern.match(words, at)
            if match:
                taken = match.end()
                found.append(Cue(value, match[0], "name" if named else position, taken))
                break
    return [cue for cue in found if cue.position != "none"]


def _opens(words: str) -> bool:
    return len(re.findall(WORD, words[-60:])) < 2


def _before(words: Vocabulary) -> Governors:
    return governors(words.table("citation_functions"), "function", BEFORE)


def _behind(words: Vocabulary) -> Governors:
    return governors(words.table("citation_functions"), "function", BEHIND)
