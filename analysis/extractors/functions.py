"""Functions: what a text does with what it cites, said by the cue that governs it.

The rules are those of the written definition: the nearest governor in the clause; a verdict behind
the citation goes first; "adopted" yields to what is said of the thing. Here stands what may part a
cue from its citation; the words and their forms are in ``cues``.
"""

import re
from functools import cached_property

from analysis.extractors.brackets import identified, reaching_in, told_before
from analysis.extractors.cues import (
    CLOSE,
    CONDITION,
    LONGEST_BEHIND,
    NEXT,
    Cue,
    cues_before,
    cues_behind,
    cues_of,
    unparted,
)
from analysis.terms import alternation, compiled, verbose
from analysis.text import Text
from analysis.vocabulary import Vocabulary

# how far "under" and the like reach, and how near "in its" must stand to govern
LONGEST_REACH, BESIDE = 100, 25
REACH = {"pursuant_to": LONGEST_REACH, "other": LONGEST_REACH, "condemns": 40}
JUDGING = ("notes_or_welcomes", "condemns")
TOLD = ("recalls", "pursuant_to")
# how near a capital noun makes a name: "Committee on the Implementation of the Declaration"
OF_NAME = 6
# how far "the cost of" is read before a citation
LONGEST_HEAD = 90
# how far the verb of a subject is looked for; how far the object of a verb reaches, at least
LONGEST_SUBJECT, LONGEST_OBJECT = 220, 50
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
# "on the return of the nomads adopted last year by the Assembly, and of the Council, (must be kept)"
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
# "resolutions 822 and 853 with the demand of withdrawal from all land (are not implemented)"
_DESCRIBED = compiled(r"\s+(?:with|on|about|concerning|regarding)\s[^,;.]{1,180}")
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
# "signing (of)", "signing (, on 3 May, of)"
_SIGNING_OF = compiled(r"(?:,?\s(?:on|at|in|under|by)\s[^;.]{1,90})?\s(?:both\s)?of\s")
# "which is deeply" before "flawed"
_IS = compiled(
    r"\b(?:is|are|was|were|been|be|become|became|becomes|remains?|as|so"
    r"|constitutes?|represents?|marks?|marked|proved|g[ai]ven?|gives|brought|brings?"
    r"|offer(?:s|ed)?|provide[sd]?)\s+(?:\w+\s+){0,4}\Z"
    r"|,\s+(?:an?|the|our|one\s+of)\s+(?:\w+\s+){0,2}\Z"
)
# "if (, as we hope,) the"
_ASIDE = compiled(r",[^,]{1,40},")
# ", and it calls upon": another subject
_NEW_SUBJECT = compiled(
    r"\b(?:and|but)\s+(?:it|we|they|he|she|I|our|my|that|\w+ing\s+(?:the|its|their|that|all))\b"
    rf"|\A(?:(?!\s{_FINITE}\b)[^;.]){{0,120}}\s(?:and|but)\s+(?:{_FINITE}\b|(?:\w+ly\s+)?\Z)"
    r"|\b(?:we|they|I|he|she)\s+\Z"  # "the peace they (call for)"
)
# "on (strengthening)": no participle of the citation
_GERUND = compiled(
    r"\A\s*(?:on|of|in|by|for|to|at|with|from|towards|about|after|before|without|through)\s*\Z"
)
# "the conference (held) in Selmar"
_PASSIVE = compiled(r"\s(?:in|by|at|under|during|as|between|among|with|from|of)\b")
# a citation that is a subject: "We believe that the recent (resolution)", "The adoption of (it)"
_OPENS = compiled(
    r"""(?:\A|[.;:,—“”"()\[\]]\s*|\d\.\s|\b(?:that|whether|when|if|because|while|and|or|since|although
      |than|believe|feel|consider|views?|regards?|sees?)\s)
    (?:(?:[A-Z][\w’'-]*|the|its|our|their|his|these|those|this|all|both|many|several|some|most|no|none
      |of|each|any|various|numerous|relevant|recent|other|new|first|last|latest|important|two|three
      |adoption|signing|signature|ratification|conclusion|coming|entry|entering|into|force|in|by
      |on|year|this|resolutions?|decisions?|provisions?|principles?|\d+)\s+){0,14}\Z""",
    re.VERBOSE,
)
# "we view it (as a landmark)"
_VIEWS = compiled(
    r"\b(?:view|regard|consider|see|hail|describe|recogni[sz]e|serve|stand|act|perceive|acclaim|welcome"
    r"|remain|treat|emerge|come|look)\w*\b"
)
_PARTICIPLE = compiled(r"[^,]{0,60},\s*(?:and\s+|thereby\s+)?\Z")
# "the neglected (resolutions)"
_NOUN = compiled(r"(?<=\s)(?:[A-Z]|resolution|decision)")
# "we welcome (the fact that the Council) adopted", "commend (the Council for) adopting"
_JUDGED = compiled(
    r"[^,;.]{1,90}\b(?:that\s(?:(?!\swh)[^,;.]){1,60}|(?:for|in|on|by)\s(?:\w+ly\s)?)\Z"
)
# "urges those who have not signed the treaty (to do so)"
_TO_DO_SO = compiled(r"[^.;,]{0,60},?\s+to\s+do\s+so\b")
# what ends the reach of a word before it: "welcomed it when ...", "welcomed it, which fits ...",
# "noted that ...", ", contained", "conform to this law, I am confident that", but not "under, I
# think, "
_SUBORDINATE = compiled(
    r"""\b(?:when|while|because|whereas|although|though|if|unless|where|who)\b
    | ,\s+(?:since|as(?!\s+well)|(?:[\w-]+\s+){0,3}(?:which|whose))\b
    | ,\s+(?:and\s+|but\s+)?(?:I|we|they|he|she|it)\s(?!\w+,)""",
    re.VERBOSE,
)
# "the achievement of that objective will require"
_VERB = compiled(
    r"\A(?:(?!\b(?:that|which|who|whom|what|whose|we|it|they|he|she|I)\b)[^,]){0,120}?"
    r"\s(?:is|are|was|were|has|had|will|would|must|should|can|could|may|does|did)\s(?!of\b)"
)
_REPORTED = compiled(r"\b(?:that|whether|how|(?:by|in)\s+which)\b|,\s+\Z")
# "the African Union's (AU)"
_SHORT_NAME = compiled(r"\([A-Z]{2,8}\)")
# what parts a word that governs only near by
_BROKEN = compiled(r"\b(?:that|which|who|when|while|because)\b|[,\[(”\"]")
# "the Assembly said in its", "as asserted in the", "in the preamble to the" before a citation that
# nothing governs
_WITHIN = compiled(
    r"""\b(?P<cue>(?:\w+ed\s+)?[Ii]n|By
      |(?:is|are|was|were|been|be|as)\s(?:\w+ly\s)?\w+(?:ed|wn|ne\s+out)\s+(?:by|through))\s+(?:both\s+)?
    (?:(?:the|its|our|an?|another|[\w\s]{3,14}[’']s)\s+)?(?:(?P<part>\w+)(?<!ing)(?<!ion)\s+(?:to|of)\s+)?
    (?:(?:the|its|our|that|this|those|these|all|relevant|[Rr]esolutions?
      |(?:UN|Security|General|United)\s+(?:Council|Assembly|Nations))\s*){0,3}[\[(]?\Z""",
    re.VERBOSE,
)
# the noun phrase of a number: "the United Nations Security Council resolutions"
_NAMED_WORDS = "(?:the|its|UN|United|Nations|Security|General|Council|Assembly|[Rr]esolutions?)"
_NAMED = compiled(rf"\s(?:{_NAMED_WORDS}\s*){{1,8}}\Z")
# "the cost of" before a citation or "resolution"
_HEAD = compiled(
    r"""\b(?P<head>[\w-]+\s+(?:by\s+(?:the\s+)?(?:[A-Z]\w+\s+){1,4})?(?:of|behind)
      | (?i:part(?:y|ies))\s+to)\s+
    (?:(?:the|its|our|this|that|these|those|all|any)\s+){0,3}
    (?:(?:(?:Security\s+)?Council|(?:General\s+)?Assembly|United\s+Nations)\s+)?
    (?:resolutions?\s+[\[(]?)?\Z""",
    re.VERBOSE,
)


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
_CONCLUDED = compiled(r"\b(?:adopt|approv|pass|sign|ratif|conclu|acced|join)\w*")
_ORDERS = compiled(
    rf"""(?:[^,;.]{{0,60}},\s+(?:and\s+)?|\s+(?:(?:last|this)\s+\w+\s+|unanimously\s+|by\s+\w+\s+)?)
    (?!(?:regard|concern|includ|follow|accord|dur|notwithstand|relat|pertain|be|hav|bear)ing\b)
    (?P<does>[a-z]{{3,20}}ing)\b(?:{_THING}|(?=\s+(?:for|that|to|up|out|upon|on)\b))""",
    re.VERBOSE,
)


def function_of(
    text: Text, start: int, end: int, *, document: bool = False
) -> tuple[str, str | None]:
    """What the text does with ``text.text[start:end]`` and the words that say so.

    A ``document`` is itself the report or application: "the report on the use of force (S/26184)".
    """
    bracket, start = start, identified(text, start)
    before = cues_before(text, start)
    if bracket == start:
        before = [cue for cue in before if not document or not _is_of_report(cue)]
        before = reaching_in(text, start, end, before)
    lead = _Lead(text, start, before)
    said = _said(text, end, cues_behind(text, start, end), lead)
    if said and said.position in ("verdict", "tail") and not lead.is_basis:
        return _verdict(said, lead), said.words
    if before and before[0].position == "name" and before[0].gap < OF_NAME:
        return "mentions_only", None
    governs, presents = lead.governs, lead.presents
    if governs and governs.position == "event":
        if _TO_DO_SO.match(text.text, end):
            return "other", governs.words
        if presents and presents.gap > governs.gap:
            presents = None
        governs = lead.welcomes(governs) or said or presents or told_before(text, start, end)
        governs = governs or _adopted(text, end, lead.governs)
    elif governs and lead.is_cut(governs):
        governs = None
    if governs and governs.gap > LONGEST_REACH and presents and presents.position == "weak":
        governs = presents
    if said and said.value == "recalls" and not governs:
        does = _does(text, end, lead)  # "resolution 822, which seeks peace, is a beacon"
        said = does if does and said.gap < does.gap else said
    found = governs or said or presents or _does(text, end, lead) or told_before(text, start, end)
    if found:
        return found.value, found.words
    if inside := _inside(text, start, end):  # "the neglected resolutions"
        return inside.value, inside.words
    within = _WITHIN.search(text.text, max(0, start - CLOSE), start)
    if within and (not within["part"] or within["part"].lower() in text.words.once(_parts)):
        return "recalls", within["cue"]
    return "mentions_only", None


def _is_of_report(cue: Cue) -> bool:
    """Does a cue say what a report is on: "the report on the implementation of the plan (S/1)"?"""
    asks = cue.kept or cue.value == "other"
    return cue.position == "inquiry" or bool(asks and cue.words.endswith((" of", " to")))


# --- before the citation ------------------------------------------------------------------------


class _Lead:
    """The cues before a citation, and what stands between each and the citation."""

    def __init__(self, text: Text, start: int, cues: list[Cue]) -> None:
        self.text, self.start, self.cues = text, start, cues
        near = [cue for cue in cues if cue.gap < REACH.get(cue.value, start + 1)]
        self.presents = next((cue for cue in near if self._is_beside(cue)), None)
        part = self.presents if self.presents and self.presents.position == "part" else None
        self.governs = next((cue for cue in near if self._may_govern(cue, part)), None)

    @cached_property
    def _head(self) -> re.Match[str] | None:
        """ "The cost of" before the citation."""
        low = max(0, self.start - LONGEST_HEAD)
        return _HEAD.search(self.text.text, low, self.start)

    @property
    def whole(self) -> bool:
        """Is the citation spoken of, or a part of it, not something else: "the cost of" it?"""
        noun = self._head["head"].split()[0].lower().rstrip("s") if self._head else "1"
        if noun[:1].isdigit() or noun in self.text.words.once(_parts):  # "paragraph 1 of"
            return True
        made = self.text.words.once(_made)  # "the adoption in New York of"
        return made.search(self.text.text, max(0, self.start - LONGEST_HEAD), self.start) is not None

    @property
    def near(self) -> str:
        """What stands right before the citation."""
        return self.text.before(self.start, LONGEST_REACH)

    @property
    def is_subject(self) -> bool:
        """May the citation be the subject of a verb far behind it?"""
        event = self.governs is None or self.governs.position == "event"
        return event and self.presents is None and _OPENS.search(self.near) is not None

    @property
    def holds(self) -> bool:
        """Does the nearest cue stand in one phrase with it: "the mandate, extended by" it?"""
        cue = self.cues[0] if self.cues else None
        if not cue or cue.position not in ("before", "part", "weak"):
            return False
        return not _REPORTED.search(self.between(cue))

    @property
    def is_basis(self) -> bool:
        """Is it only the basis of what is judged: "the embargo ordered by (it was lifted)"?"""
        cue = self.cues[0] if self.holds else None
        return cue is not None and cue.value == "pursuant_to" and cue.gap < BESIDE

    def between(self, cue: Cue, presents: Cue | None = None) -> str:
        """What stands between a cue and the citation, or what presents it."""
        end = presents.gap + len(presents.words) if presents else 0
        return self.text.text[self.start - cue.gap : self.start - end]

    def is_cut(self, governs: Cue) -> bool:
        """Does a clause of its own begin between a word and the citation, or what presents it?"""
        between, presents = self.between(governs), self.presents
        if presents and (presents.gap > governs.gap or presents.value not in TOLD):
            presents = None
        if presents and _REPORTED.search(self.between(governs, presents)):
            return True  # "noting that, in its", "the plan, contained in"
        if len(between) > LONGEST_OBJECT and _VERB.search(between):
            return True
        ends = _BROKEN if governs.position == "near" else _SUBORDINATE
        return ends.search(_SHORT_NAME.sub("", between)) is not None

    def welcomes(self, event: Cue) -> Cue | None:
        """The verb right before "the signing of" it, or before "and sponsored" it."""
        between = self.between(event)
        signing = event.words.endswith("ing") and bool(_SIGNING_OF.match(between))
        signing = signing or event.words.endswith("signature of")
        start = event.gap + len(event.words)
        farther = (cue for cue in self.cues if event.gap < cue.gap < start + NEXT)
        verb = next((cue for cue in farther if cue.position == "before"), None)
        joined = verb and self.between(verb).startswith(f" and {event.words}")
        return verb if signing or joined else self._judges(event)

    def _judges(self, event: Cue) -> Cue | None:
        """The verb of "we welcome that the Council (adopted)", "commend it for (adopting)"."""
        end = self.start - event.gap - len(event.words)
        if not _CONCLUDED.search(event.words):
            return None
        farther = (cue for cue in self.cues if cue.gap > event.gap and cue.position != "weak")
        judging = (cue for cue in farther if cue.value in JUDGING)
        starts = ((cue, self.start - cue.gap - len(cue.words)) for cue in judging)
        return next((cue for cue, at in starts if _JUDGED.match(self.text.text[at:end])), None)

    def reaches(self, condition: Cue) -> bool:
        """Is the citation in the clause of "if", "ensure that"?"""
        near = condition.position == "condition" and condition.gap < CONDITION
        return near and "," not in _ASIDE.sub("", self.between(condition))

    def _may_govern(self, cue: Cue, part: Cue | None) -> bool:
        """Some words govern only near by, or what stands beside them: "the goals contained in" it.

        "Despite the pleas of the parties to" the Treaty is said of the pleas.
        """
        if cue.position != "near":
            return cue.position in ("before", "event", "inquiry")
        beside = part is None or cue.gap - part.gap - len(part.words) <= len(" as ")
        if cue.gap >= CLOSE or not beside:
            return False
        head = self._head  # of the pleas, where the word is not itself "in spite of"
        return not head or self.whole or self.start - cue.gap > head.start()

    def _is_beside(self, cue: Cue) -> bool:
        reach = {"part": CLOSE, "weak": BESIDE}.get(cue.position, 0)
        between = self.between(cue)
        return len(_NAMED.sub("", between)) < reach and "," not in between


# --- behind the citation ------------------------------------------------------------------------


def _said(text: Text, end: int, behind: list[Cue], lead: _Lead) -> Cue | None:
    """What the citation itself is said to do: "resolution 822, which demands", "..., deciding".

    The main verb behind a relative clause goes before the verb of that clause. "The cost of the
    Treaty is a burden" says nothing of the Treaty.
    """
    if governed := _governed(text, end):
        return governed
    if not behind:
        return None
    if behind[0].position == "tail" and behind[0].gap <= 1:
        return behind[0]
    words = unparted(text.after(end, LONGEST_BEHIND))
    behind = [cue for cue in behind if not _is_passive(cue, words)]
    near = [(cue, _PARENTHESIS.sub("", words[: cue.gap])) for cue in behind]
    if not lead.whole:  # "the subject of resolutions that are ignored"
        near = [(cue, between) for cue, between in near if between.split() in (["that"], ["which"])]
    for cue, between in near:
        if cue.position == "verdict" and _RELATIVE.match(between):
            return cue
    return next((cue for cue, between in near if _is_said(cue, between, words, lead)), None)


def _is_passive(cue: Cue, words: str) -> bool:
    """Is a verb of saying a participle of another noun: "the conference (held in) Selmar"?"""
    past = cue.position == "after" and cue.value == "recalls" and cue.words.endswith(("ed", "held"))
    return past and _PASSIVE.match(words, cue.gap + len(cue.words)) is not None


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


def _is_said(cue: Cue, between: str, words: str, lead: _Lead) -> bool:
    """Is a cue behind the citation said of it, with ``between`` before it?"""
    if cue.position in ("name", "tail") or _NEW_SUBJECT.search(between):
        return False
    event = lead.governs and lead.governs.position == "event"
    if event and cue.words.endswith("aimed at") and not between.strip(" ])"):
        return False  # "adopted a declaration aimed at"
    viewed = _VIEWS.search(lead.near + between) or _IS.search(between)
    if cue.words.startswith("as ") and not viewed:
        return False
    participle = cue.words.split()[0].endswith("ing")
    if participle and _GERUND.search(between):
        return False
    if participle and _PARTICIPLE.match(between):
        return True
    if cue.position == "verdict" and _DESCRIBED.fullmatch(between):
        return True
    if between.strip() == "," and cue.position == "verdict":
        return not lead.holds
    adjective = cue.position == "after" and cue.value != "recalls" and " " not in cue.words
    if adjective and not _IS.search(between):  # "an illegal drilling"
        return False
    if _PREDICATE.match(between):
        return True
    return lead.is_subject and _is_verb(cue, words) and _LONG.match(between) is not None


def _is_verb(cue: Cue, words: str) -> bool:
    """Is it the verb of a subject far before it: a verb of saying has its object behind it?"""
    if cue.value != "recalls":
        return True
    return "which" not in cue.words and _OBJECT.match(words, cue.gap + len(cue.words)) is not None


def _verdict(said: Cue, lead: _Lead) -> str:
    """What a verdict behind it says, if it is none of "none of" and "if" before the citation."""
    if said.kept and any(lead.reaches(cue) for cue in lead.cues):
        return said.kept
    first = lead.cues[0] if lead.cues else None
    if first and first.position == "denial" and first.gap < LONGEST_REACH:
        near = first.gap < NEXT or first.words.casefold().split()[0] in ("none", "neither", "no")
        if near and said.value == "reports_compliance":  # "none of the resolutions is kept"
            return "reports_noncompliance"
    return said.value


def _does(text: Text, end: int, lead: _Lead) -> Cue | None:
    """What a citation does that is a subject: "Resolution 822 ended the war", "is a beacon"."""
    acts = _ACTS.match(text.after(end, LONGEST_SUBJECT)) if lead.whole else None
    if not acts:
        return None
    if acts["is"]:
        denied = any(cue.position == "denial" and cue.gap < LONGEST_REACH for cue in lead.cues)
        return None if denied else Cue("notes_or_welcomes", acts["is"], "after", acts.start("is"))
    return Cue("recalls", acts["does"], "after", acts.start("does"))


def _inside(text: Text, start: int, end: int) -> Cue | None:
    """What an adjective inside a citation says of it: "the unimplemented resolutions"."""
    noun = _NOUN.search(text.text, start, end)
    cues = cues_of(text.text[start : noun.start()], text.words) if noun else []
    return next((cue for cue in cues if cue.position == "weak"), None)


def _adopted(text: Text, end: int, event: Cue) -> Cue:
    """What is done in what is adopted: "adopted resolution 822, ordering a truce"; or the event."""
    acts = _ORDERS.match(text.after(end, LONGEST_SUBJECT)) if _ADOPTS.search(event.words) else None
    return Cue("recalls", acts["does"], "after", acts.start("does")) if acts else event


def _made(words: Vocabulary) -> re.Pattern[str]:
    """ "Adoption in New York, by consensus, of the", "entry into force this year of"."""
    nouns = alternation(words.terms("citation_functions", "position", "passes"))
    return verbose(
        rf"""\b{nouns},?\s+(?:by|in|at|on|this|last|two|three|only)\s[^;.]{{1,70}}\s
        (?:of|behind)\s+(?:the\s+|its\s+)?(?:{_NAMED_WORDS}\s*){{0,8}}\Z"""
    )


def _parts(words: Vocabulary) -> frozenset[str]:
    """Nouns for parts and for the making of a citation: what is said of them is said of it."""
    terms = words.terms("citation_functions", "position", "passes")
    return frozenset(term.rstrip("s") for term in terms)
