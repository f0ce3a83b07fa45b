"""Functions: what a text does with what it cites, said by the cue that governs it.

The rules are those of the written definition: the nearest governor in the clause; a verdict behind
the citation goes first; "adopted" yields to what is said of the thing. The words and their forms
are in ``cues``; what stands before a citation in ``leads``, behind it in ``predicates``, and what
a bracket identifies in ``brackets``.
"""

import re

from analysis.extractors.brackets import identified, opened_at, reaching_in, told_before
from analysis.extractors.cues import CLOSE, Cue, cues_before, cues_of
from analysis.extractors.leads import JUDGING, LONGEST_REACH, Lead, parts
from analysis.extractors.predicates import adopted, does, said
from analysis.extractors.rulings import NEXT, UNKEPT
from analysis.terms import compiled
from analysis.text import Text

# how near a capital noun makes a name: "Committee on the Implementation of the Declaration"
OF_NAME = 6
# "the neglected (resolutions)"
_NOUN = compiled(r"(?<=\s)(?:[A-Z]|resolution|decision)")
# where something is put in: "must (, as we know,) be kept"
_BLANK = re.compile(" {3,99}")
# "urges those who have not signed the treaty (to do so)"
_TO_DO_SO = compiled(r"[^.;,]{0,60},?\s(?:to\sdo|(?:of\s)?doing)\sso\b")
# "the Assembly said in its", "as asserted in the", "in the preamble to the" before a citation that
# nothing governs
_WITHIN = compiled(
    r"""\b(?P<cue>(?:\w+ed\s+)?[Ii]n|By
      |(?:is|are|was|were|been|be|as)\s(?:\w+ly\s)?\w+(?:ed|wn|ne\s+out)\s+(?:by|through))\s+
    (?:both\s+)?(?:(?:the|its|our|an?|another|[\w\s]{3,14}[’']s)\s+)?
    (?:(?P<part>\w+)(?<!ing)(?<!ion)\s+(?:to|of)\s+)?
    (?:(?:the|its|our|that|this|those|these|all|relevant|[Rr]esolutions?
      |(?:UN|Security|General|United)\s+(?:Council|Assembly|Nations))\s*){0,3}[\[(]?\Z""",
    re.VERBOSE,
)


def function_of(
    text: Text, start: int, end: int, *, document: bool = False
) -> tuple[str, str | None]:
    """What the text does with ``text.text[start:end]`` and the words that say so.

    A ``document`` is itself the report or application: "the report on the use of force (S/26184)".
    """
    opened = opened_at(text, start, end)
    bracket, start = start, identified(text, start) if opened else start
    before, told = cues_before(text, start), None
    if bracket == start and document:
        before = [cue for cue in before if not _is_of_report(cue)]
    if bracket == start and opened:
        told = told_before(text, opened)
        before = reaching_in(text, opened, start, before, told)
    lead = Lead(text, start, before)
    behind = said(text, end, lead)
    if behind and behind.position in ("verdict", "tail") and not lead.is_basis:
        return _verdict(behind, lead), _quoted(behind)
    if before and before[0].position == "name" and before[0].gap < OF_NAME:
        return "mentions_only", None
    found = _governor(text, end, lead, behind, told) or does(text, end, lead) or told
    found = found or _inside(text, start, end) or _within(text, start)
    return (found.value, _quoted(found)) if found else ("mentions_only", None)


def _governor(text: Text, end: int, lead: Lead, behind: Cue | None, told: Cue | None) -> Cue | None:
    """What governs a citation; "adopted" yields to all else that is said of it."""
    governs, presents = lead.governs, lead.presents
    if governs and governs.position == "event":
        if _TO_DO_SO.match(text.text, end):
            return governs._replace(value="other")
        farther = (cue for cue in lead.cues if cue.gap > governs.gap)
        judged = any(cue.value in JUDGING for cue in farther)  # "pleased that it adopted a wise"
        named = presents and presents.value in JUDGING and not judged  # "adopted the historic"
        if presents and (presents.gap > governs.gap or named):
            presents = None
        return lead.welcomes(governs) or behind or presents or told or adopted(text, end, governs)
    if governs and lead.is_cut(governs):
        governs = None
    if governs and governs.gap > LONGEST_REACH and presents and presents.position == "weak":
        governs = presents
    if behind and behind.value == "recalls" and not governs:
        act = does(text, end, lead)  # "resolution 822, which seeks peace, is a beacon"
        behind = act if act and behind.gap < act.gap else behind
    return governs or behind or presents


def _quoted(cue: Cue) -> str:
    """The words of a cue, with a mark where something is put in between them."""
    return _BLANK.sub(" ... ", cue.words) if "   " in cue.words else cue.words


def _is_of_report(cue: Cue) -> bool:
    """Does a cue say what a report is on: "the report on the implementation of the plan (S/1)"?"""
    asks = cue.kept or cue.value == "other"
    return cue.position == "inquiry" or bool(asks and cue.words.endswith((" of", " to")))


def _verdict(said: Cue, lead: Lead) -> str:
    """What a verdict behind it says, if it is none of "none of" and "if" before the citation."""
    if said.kept and any(lead.reaches(cue) for cue in lead.cues):
        return said.kept
    if said.value != "reports_compliance":
        return said.value
    if said.kept and lead.is_asked:
        return said.kept  # as "ask whether it has been implemented"
    for cue in lead.cues:
        denies = cue.position == "denial" and cue.gap < LONGEST_REACH
        whole = cue.words.casefold().startswith(("no", "neither"))  # "none of the resolutions"
        if denies and (cue.gap < NEXT or (whole and "," not in lead.between(cue))):
            return "reports_noncompliance"
    return said.value


def _within(text: Text, start: int) -> Cue | None:
    """The words that say in what, or by what, something stands, where nothing governs."""
    within = _WITHIN.search(text.text, max(0, start - CLOSE), start)
    if not within or (within["part"] and within["part"].lower() not in text.words.once(parts)):
        return None
    return Cue("recalls", within["cue"], "weak", start - within.end("cue"))


def _inside(text: Text, start: int, end: int) -> Cue | None:
    """What an adjective inside a citation says of it: "the unimplemented resolutions"."""
    noun = _NOUN.search(text.text, start, end)
    cues = cues_of(text.text[start : noun.start()], text.words) if noun else []
    return next((cue for cue in cues if (cue.position, cue.value) == ("weak", UNKEPT)), None)
