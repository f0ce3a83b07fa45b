"""Predicates: what a citation itself is said to be or to do, behind it.

"Resolution 822, which demands withdrawal, must be implemented": here stands what may part a
citation from the verb whose subject it is, and how that verb looks where no table has it.
"""

import re

from analysis.extractors.cues import Cue, cues_behind, cues_of
from analysis.extractors.leads import LONGEST_REACH, Lead
from analysis.extractors.rulings import NEXT
from analysis.terms import compiled
from analysis.text import Text

BEFORE_GERUND = ("on", "of", "in", "by", "for", "to", "at", "with", "from", "towards", "about")
# how far the verb of a subject is looked for
LONGEST_SUBJECT = 220
_FINITE = (
    r"(?:is|are|was|were|has|have|had|must|should|shall|will|would|can|cannot|could|may|might"
    r"|does|do|did|remains?)"
)
# "resolutions 822 and 853 (1993), which demand withdrawal, (are not implemented)"; "demanding it"
_RELATIVE = compiled(
    rf"""[^,;.]{{0,60}}
    (?:,\s+(?:which|that|whose|\w+ing)\b[^;.]{{1,150}},|(?<!\band)\s+\w+ing\b[^,;.]{{1,150}})\s+
    (?:{_FINITE}\b[^,;.]{{0,30}})?\Z""",
    re.VERBOSE,
)
# "on the return of nomads adopted last year by the Assembly, and of the Council, (must be kept)"
_LONG = compiled(
    rf"""\s*(?:[a-z]+ed|[a-z]+ing|to|of|on|in|by|for|and|or|as\s+well\s+as|from|with|at)\b
    (?:(?!\s(?:{_FINITE}|that|which|who|when|while|because|if|as|but|so|we|they|I|he|she|it)\b
      |,\s(?:and\s)?(?:the|an?|its|our|my|we|they|it|I|he|she|this|these|those|there|[A-Z]))
      [^;.]){{0,200}}
    (?:\s{_FINITE}\b(?:(?!\sand\b)[^;.]){{0,45}})?\Z""",
    re.VERBOSE,
)
# "[resolution 822]" / ", annex]" right behind a citation / a long blank
_PARENTHESIS = compiled(
    r"\s?(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\])|\A(?:,\sannex)?\s?[\])}]|(?<=\s)\s{1,200}"
)
# what may stand between a citation and its verb: "of 3 May 1990", ", adopted in 1990,", ", which"
_PREDICATE = compiled(
    r"""
    (?!,?\s*(?:the|an?|its|their|our|we|they|it|I|he|she|this|these|those|all|many|several|no)\b)
    [^,]{0,60} (?:,[^,]{0,120},[^,]{0,30})?
    (?:,?\s*(?:(?:in|by|under)\s+)?(?:which|that|whereby)\b[^,]{0,60})? \Z""",
    re.VERBOSE,
)
# ", to which (we all remain attached)", "that (Selmar refuses to apply)": it is the object
_OBJECT_OF = compiled(
    r"""(?:\s+of\s\d[^,;.]{1,20})?,?\s+(?:(?P<to>to|with|of|from|for)\s+)?(?:which|that)\s+
    (?P<clause>(?:we|I|they|he|she|it|you|all|no|many|some|most|every|few|the|our|their|its|my|his
      |these|those|[A-Z]\w+)\s[^,;.]{2,80}?)
    (?=[,;.]|\s(?:as|in|at|on|by|for|and|but|when|while|with|under|since|during|from)\s)""",
    re.VERBOSE,
)
# "which is deeply" before "flawed"
_IS = compiled(
    r"\b(?:is|are|was|were|been|be|become|became|becomes|remains?|as|so"
    r"|constitutes?|represents?|marks?|marked|proved|g[ai]ven?|gives|brought|brings?"
    r"|offer(?:s|ed)?|provide[sd]?)\s+(?:\w+\s+){0,4}\Z"
    r"|,\s+(?:an?|the|our|one\s+of)\s+(?:\w+\s+){0,2}\Z"
)
# ", and it calls upon": another subject
_NEW_SUBJECT = compiled(
    r"\b(?:and|but)\s+(?:it|we|they|he|she|I|our|my|that|\w+ing\s+(?:the|its|their|that|all))\b"
    rf"|\A(?:(?!\s{_FINITE}\b)[^;.]){{0,120}}\s(?:and|but)\s+(?:{_FINITE}\b|(?:\w+ly\s+)?\Z)"
    r"|\b(?:we|they|I|he|she|who)\s+\Z"  # "the peace they (call for)"
)
# "the conference (held) in Selmar"
_PASSIVE = compiled(r"\s(?:in|by|at|under|during|as|between|among|with|from|of)\b")
# "we view it (as a landmark)"
_VIEWS = compiled(
    r"\b(?:view|regard|consider|see|hail|describe|recogni[sz]e|serve|stand|act|perceive|acclaim"
    r"|welcome|remain|treat|emerge|come|look)\w*\b"
)
_PARTICIPLE = compiled(r"[^,]{0,60},\s*(?:and\s+|thereby\s+)?\Z")
# behind a citation that is a subject: ", adopted in 1990, is the best hope" / "ended the war" /
# "has brought us" / "does not preclude"
_THING = (
    r"(?=\s+(?:an?|the|its|our|us|all|that|both|this|those|these|no|every|each|any|it|very|such"
    r"|certain|some|much|many|more|them)\b|\s+[A-Z]\w)"
)
_OBJECT = compiled(rf"{_THING}|\s+(?:that|for|upon|on|to)\b")
_ACTS = compiled(
    rf"""(?:\s*(?:\[[^\]]{{0,60}}\]|\([^)]{{0,60}}\)))?(?:,[^,;.]{{0,120}},)?\s+
    (?:(?:also|still|only|itself|thus|\w+ly)\s+)?
    (?:(?P<is>(?:is|are|was|were|remains?|remained|constitutes?|represents?|marks?
        |ha(?:s|ve)\s+been|(?:ha(?:s|ve)\s+)?prove[sd]?\s+to\s+be|continues?\s+to\s+be)
        \s+(?:(?:indeed|\w+ly)\s+)?(?:an?|the|our|one\s+of)\b(?!\s+(?:same|result)))
      | (?P<does>(?:is|are|was|were)\s+(?:\w+ly\s+|not\s+only\s+)?(?:to|about)\s+(?!be\b)
        | (?:will|would|can|could|may|shall)\s+(?:\w+ly\s+)?(?!be\b|have\b)[a-z]{{3,20}}\b{_THING}
        | (?:(?:ha[sd]|have)\s+(?:\w+ly\s+)?)?
        (?!(?:towards|across|besides|unless|perhaps|based|was|has)\b)
        (?:[a-z]{{3,20}}(?:s|ed)|made|gave|took|brought|led|put|set|laid)\b{_THING}
        | d(?:id|oes|o)\s+(?:not|indeed)\s+[a-z]{{3,20}}\b))""",
    re.VERBOSE,
)
# "adopted resolution 822 (by a large majority, restoring the) seat"
_ADOPTS = compiled(r"\b(?:adopt|approv|pass)\w*\Z")
_ORDERS = compiled(
    rf"""(?:[^,;.]{{0,60}},\s+(?:and\s+)?|\s+(?:(?:last|this)\s+\w+\s+|unanimously\s+|by\s+\w+\s+)?)
    (?!(?:regard|concern|includ|follow|accord|dur|notwithstand|relat|pertain|be|hav|bear)ing\b)
    (?P<does>[a-z]{{3,20}}ing)\b(?:{_THING}|(?=\s+(?:for|that|to|up|out|upon|on)\b))""",
    re.VERBOSE,
)


def said(text: Text, end: int, lead: Lead) -> Cue | None:
    """What the citation itself is said to do: "resolution 822, which demands", "..., deciding".

    The main verb behind a relative clause goes before the verb of that clause. "The cost of the
    Treaty is a burden" says nothing of the Treaty.
    """
    if governed := _governed(text, end):
        return governed
    words, behind = cues_behind(text, lead.start, end)
    if not behind:
        return None
    if behind[0].position == "tail" and behind[0].gap <= 1:
        return behind[0]
    if not lead.whole:  # "the subject of resolutions that are ignored"
        behind = [cue for cue in behind if words[: cue.gap].strip() in ("that", "which")]
    for cue in behind:
        if cue.position == "verdict" and _RELATIVE.match(_between(words, cue)):
            return cue
    return next((cue for cue in behind if _is_said(cue, words, lead)), None)


def _between(words: str, cue: Cue) -> str:
    """What stands between a citation and a cue, without what is in brackets."""
    return _PARENTHESIS.sub("", words[: cue.gap])


def does(text: Text, end: int, lead: Lead) -> Cue | None:
    """What a citation does that is a subject: "Resolution 822 ended the war", "is a beacon"."""
    acts = _ACTS.match(text.after(end, LONGEST_SUBJECT)) if lead.whole else None
    if not acts:
        return None
    if acts["is"]:
        denied = any(cue.position == "denial" and cue.gap < LONGEST_REACH for cue in lead.cues)
        return None if denied else Cue("notes_or_welcomes", acts["is"], "after", acts.start("is"))
    return Cue("recalls", acts["does"], "after", acts.start("does"))


def adopted(text: Text, end: int, event: Cue) -> Cue:
    """What is done in what is adopted: "adopted resolution 822, ordering a truce"; or the event."""
    acts = _ORDERS.match(text.after(end, LONGEST_SUBJECT)) if _ADOPTS.search(event.words) else None
    return Cue("recalls", acts["does"], "after", acts.start("does")) if acts else event


def _governed(text: Text, end: int) -> Cue | None:
    """What is done to a citation in the relative clause behind it whose object it is."""
    object_of = _OBJECT_OF.match(text.text, end)
    if not object_of:
        return None
    clause = object_of["clause"].strip()
    for cue in cues_of(f"{clause} {object_of['to'] or ''}".strip(), text.words):
        if cue.gap < NEXT and cue.position in ("before", "near"):
            words = clause[clause.find(cue.words.split()[0]) :]
            return cue._replace(words=words, position="verdict")
    return None


def _is_passive(cue: Cue, words: str) -> bool:
    """Is a verb of saying a participle of another noun: "the conference (held in) Selmar"?"""
    past = cue.position == "after" and cue.value == "recalls" and cue.words.endswith(("ed", "held"))
    return past and _PASSIVE.match(words, cue.gap + len(cue.words)) is not None


def _is_said(cue: Cue, words: str, lead: Lead) -> bool:
    """Is a cue behind the citation said of it?"""
    if cue.position in ("name", "tail") or _is_passive(cue, words):
        return False
    between = _between(words, cue)
    return _is_joined(cue, between, words, lead) and not _NEW_SUBJECT.search(between)


def _is_joined(cue: Cue, between: str, words: str, lead: Lead) -> bool:
    """May what stands between a citation and a cue part a subject from its verb?"""
    if lead.event and not between.strip(" ])") and not _is_order(cue, lead.event):
        return False  # "adopted a declaration aimed at", "acceded to the treaty banning"
    if cue.words.startswith("as ") and not _is_viewed(between, lead):
        return False
    participle = cue.words.split()[0].endswith("ing")
    if participle and between.strip() in BEFORE_GERUND:
        return False  # "on (strengthening)"
    if participle and _PARTICIPLE.match(between):
        return True
    if between.strip() == "," and cue.position == "verdict":
        return not lead.holds
    adjective = cue.position == "after" and cue.value != "recalls" and " " not in cue.words
    if adjective and not _IS.search(between):  # "an illegal drilling"
        return False
    if _PREDICATE.match(between):
        return True
    return lead.is_subject and _is_verb(cue, words) and _LONG.match(between) is not None


def _is_order(cue: Cue, event: Cue) -> bool:
    """May a participle right behind a citation tell what is done: "adopted it, ordering"?"""
    ordering = cue.words.split()[0].endswith("ing")
    return bool(_ADOPTS.search(event.words)) if ordering else not cue.words.endswith("aimed at")


def _is_viewed(between: str, lead: Lead) -> bool:
    """Is it seen or hailed, or does it stand, as something?"""
    return (_IS.search(between) or _VIEWS.search(lead.near + between)) is not None


def _is_verb(cue: Cue, words: str) -> bool:
    """Is it the verb of a subject far before it: a verb of saying has its object behind it?"""
    if cue.value != "recalls":
        return True
    return "which" not in cue.words and _OBJECT.match(words, cue.gap + len(cue.words)) is not None
