"""Leads: what stands before a citation, and which of its cues governs.

The nearest governor in the clause governs; some words govern only near by, and a clause of its own
parts a word from the citation.
"""

import re
from functools import cached_property

from analysis.extractors.cues import NEXT, Clause, Cue, clause_behind, is_conditioned
from analysis.extractors.governing import terms_before
from analysis.terms import alternation, compiled, verbose
from analysis.text import CLAUSE_ENDS
from analysis.vocabulary import Vocabulary

# how much of a clause is read; how near words stand that govern only near by ("despite")
LONGEST_BEFORE, CLOSE = 300, 60
# "have ignored (— and I stress it —) all resolutions"
_PUT_IN = re.compile("—[^—]{1,80}—")
# how far "under" and the like reach, how near "in its" must stand to govern, and how near a basis
LONGEST_REACH, BESIDE, BASIS = 100, 25, 40
REACH = {"pursuant_to": LONGEST_REACH, "other": LONGEST_REACH, "condemns": 40}
# how near a capital noun makes a name: "Committee on the Implementation of the Declaration"
OF_NAME = 6
# how far before a bracket the body may stand that speaks in it
LONGEST_SPEECH = 180
# how far "the cost of" is read
LONGEST_HEAD = 90
JUDGING = ("notes_or_welcomes", "condemns")
TOLD = ("recalls", "pursuant_to")
# how the words begin that deny all of it: "not one of", "none of"
NONE = ("no", "neither")
# how a cue ends that hangs on a noun
HANGING = ("under", " in", " by", " of", " to", " for", " with", " on", " from", " upon", " at")
# how far before an instrument the paper may stand that owns the number behind both
LONGEST_PAPER = 260
# a bracket that a number stands in: "[resolutions", "(see General Assembly resolution"
_OPENED = r"[\[({](?:(?:[Ss]ee\s+)?(?:[A-Z]\w+\s+){0,3}[Rr]esolutions?\s+)?\Z"
_BRACKET = compiled(_OPENED)
_PAPER = (
    r"(?:[Rr]esolution|[Dd]ecision|[Rr]eport|[Ll]etter|[Ss]tatement"
    r"|(?<!aking\s)(?<!akes\s|aken\s)(?<!ake\s|ook\s)[Nn]ote|[Pp]rogram(?:me)?"  # "taking note"
    r"|declaration|convention|covenant|[Ss]trategy|[Pp]lan|[Dd]ocument|[Aa]genda|[Cc]onsensus"
    r"|[Cc]ompact|[Ff]ramework|[Pp]latform)s?"
)
# "adopted (two resolutions on the law of the sea) [resolutions (822 (1993)"
_IDENTIFIED = compiled(
    rf"\b(?P<noun>(?:[A-Z][\w-]+\s+){{0,6}}{_PAPER})\b[^.;:\[\](){{}}]{{1,220}}{_OPENED}"
)
# "a programme for the application of the" before the name of an instrument: the number in brackets
# behind both is that of the programme
_OF_PAPER = compiled(
    rf"\b(?:an?|another|one|two)\s+(?:[\w-]+\s+){{0,3}}{_PAPER}\b[^.;:,\[\]()]{{1,160}}\Z"
)
# a citation that is a subject: "We believe that the recent (resolution)", "The adoption of (it)"
_OPENS = compiled(
    r"""(?:\A|[.;:,—“”"()\[\]]\s*|\d\.\s
      |\b(?:that|whether|when|if|because|while|and|or|since|although|than|believe|feel|consider
      |views?|regards?|sees?)\s)
    (?:(?:[A-Z][\w’'-]*|the|its|our|their|his|these|those|this|all|both|many|several|some|most|no
      |none|of|each|any|various|numerous|relevant|recent|other|new|first|last|latest|important|two
      |three|adoption|signing|signature|ratification|conclusion|coming|entry|entering|into|force|in
      |by|on|year|consensus|resolutions?|decisions?|provisions?|principles?|\d+)\s+){0,14}\Z""",
    re.VERBOSE,
)
# "signing (of)", "signing (, on 3 May, of)"
_SIGNING_OF = compiled(r"(?:,?\s(?:on|at|in|under|by)\s[^;.]{1,90})?\s(?:both\s)?of\s")
# "we welcome (the fact that the Council) adopted", "commend (the Council for) adopting"
_JUDGED = compiled(
    r"[^,;.]{1,90}\b(?:that\s(?:(?!\swh)[^,;.]){1,60}|(?:for|in|on)\s(?:\w+ly\s)?)\Z"
)
_CONCLUDED = compiled(r"\b(?:adopt|approv|pass|sign|ratif|conclu|acced|join)\w*")
# what ends the reach of a word before it: "welcomed it when ...", "welcomed it, which fits ...",
# "conform to this law, I am confident that", "confirm it, in the", "noted the calm following the",
# but not "under, I think, "
_SUBORDINATE = compiled(
    r"""\b(?:when|while|because|whereas|although|though|if|unless|where|who)\b(?!\s\w+able\b)
    | ,\s+(?:since|as(?!\s+well)|(?:[\w-]+\s+){0,3}(?:which|whose))\b
    | ,\s+(?:and\s+|but\s+)?(?:I|we|they|he|she|it)\s(?!\w+,)
    | (?:,\s+in|\b(?:following(?:\s+(?:up)?on)?|since|after|before|until
      |in\s?so\s?far\s+as|inasmuch\s+as|to\s+the\s+extent\s+that))
      \s+(?:the\s+|its\s+)?(?:[A-Z]\w+\s+){0,4}(?:[Rr]esolutions?\s+)?\Z""",
    re.VERBOSE,
)
# "noted that ...", "the plan, contained in"
_REPORTED = compiled(r"\b(?:that|whether|how|(?:by|in)\s+which)\b|,\s+\Z")
# over kinds of words: "(the achievement) of that objective will require", not "the will expressed
# in"
_HAS_VERB = re.compile(r"[^,qrws]{0,20}?(?:[bh](?![ca])|m(?![ecap]))")
# "(foster) the noble principles (enshrined in)"
_OWNED = re.compile(r"[do]*[negN]{0,3}z?(?:c[neg]{0,2}z?)?\Z")
# "(confirmed) that all that (relates to it is done)"
_THAT = re.compile(r"y?q[do]")
# what parts a word that governs only near by
_BROKEN = compiled(r"\b(?:that|which|who|when|while|because)\b|[,\[”\"]|\((?!\w{1,8}\))")
# the noun phrase of a number: "the United Nations Security Council resolutions"
_NAMED_WORDS = "(?:the|its|UN|United|Nations|Security|General|Council|Assembly|[Rr]esolutions?)"
_NAMED = compiled(rf"\s(?:{_NAMED_WORDS}\s*){{1,8}}\Z")
# "the recently" before "adopted"; between that and what was adopted
_NEW = compiled(r"\b(?:the|this|that|our|its|their)\s+(?:\w+ly|just|new|long)[\s-]\Z")
_BESIDE = compiled(rf"\s|{_NAMED.pattern}")
# "the cost of" before a citation or "resolution"
_HEAD = compiled(
    r"""\b(?P<head>[\w-]+\s+(?:by\s+(?:the\s+)?(?:[A-Z]\w+\s+){1,4})?(?:of|behind)
      | (?i:part(?:y|ies))\s+to)\s+
    (?:(?:the|its|our|this|that|these|those|all|any)\s+){0,3}
    (?:(?:(?:Security\s+)?Council|(?:General\s+)?Assembly|United\s+Nations)\s+)?
    (?:resolutions?\s+[\[(]?)?\Z""",
    re.VERBOSE,
)
# "should (decide)", "would now (find)"
_ASKED = re.compile(r"[mt]y?\Z")
# "the Assembly (decided)" / "the special session, which (calls for)"
_SPEAKER = compiled(
    r"\b(?:Assembly|Council|Nations|Organization|Committee|Conference|session|which|it|we)\b"
)


class Lead:
    """The cues before a citation, the nearest first, and what stands between."""

    def __init__(self, before: str, cited: str, words: Vocabulary) -> None:
        self.lead, self.words = before, words
        # most citations stand in no bracket; "(NPT)" is the name once more
        inside = any(sign in before[-CLOSE:] for sign in "[({") and any(map(str.isdigit, cited))
        opened = _BRACKET.search(before) if inside else None
        owner = _IDENTIFIED.search(before) if opened else None
        if owner:
            self.lead = before[: owner.start("noun")]
        self.opened = opened.start() if opened and not owner else None
        self.clause = clause_before(self.lead, words)

    @cached_property
    def cues(self) -> list[Cue]:
        """What may govern, the nearest first."""
        cues, opened = self.clause.cues, self.opened
        return cues if opened is None else [cue for cue in cues if self._reaches(cue, opened)]

    @property
    def nearest(self) -> Cue | None:
        return next(iter(self.cues), None)

    @cached_property
    def _near(self) -> list[Cue]:
        return [cue for cue in self.cues if cue.gap < REACH.get(cue.value, LONGEST_BEFORE)]

    @cached_property
    def _nearest_governor(self) -> Cue | None:
        return next((cue for cue in self._near if self._may_govern(cue)), None)

    @cached_property
    def presents(self) -> Cue | None:
        """A word beside the citation that gives way to a governor: "stated in", praise last."""
        beside = (cue for cue in self._near if self._is_beside(cue))
        first = next(beside, None)
        if first is None or first.value not in JUDGING:
            return first
        return next((cue for cue in beside if cue.value not in JUDGING), first)

    @property
    def event(self) -> Cue | None:
        """The nearest governor where it is a plain fact: "adopted"."""
        governor = self._nearest_governor
        return governor if governor and governor.position == "event" else None

    @cached_property
    def governs(self) -> Cue | None:
        """The nearest governor, if no clause of its own begins behind it."""
        governs, presents = self._nearest_governor, self.presents
        if governs and self._is_cut(governs):
            governs = None
        if not presents or presents.value != "condemns":  # "the anachronistic"
            return governs
        return presents if not governs or presents.gap < governs.gap else governs

    @cached_property
    def told(self) -> Cue | None:
        """What a body says in the resolution in brackets: "the Assembly decided [822]"."""
        before = self.lead[: self.opened or 0]
        speaker = _SPEAKER.search(before, max(0, len(before) - LONGEST_SPEECH))
        if not speaker:
            return None
        clause = clause_behind(before[speaker.end() :], self.words)
        told = (one for one in clause.cues if (one.position, one.value) == ("after", "recalls"))
        return next((one for one in told if not _ASKED.search(clause.kinds[: one.first])), None)

    @property
    def is_name(self) -> bool:
        """Is it part of a name: "Committee on the Implementation of the Declaration"?"""
        nearest = self.nearest
        return nearest is not None and nearest.position == "name" and nearest.gap < OF_NAME

    @cached_property
    def whole(self) -> bool:
        """Is the citation spoken of, or a part of it, not something else: "the cost of" it?"""
        head = _HEAD.search(self.lead[-LONGEST_HEAD:])
        noun = head["head"].split()[0].lower().rstrip("s") if head else "1"
        if noun[:1].isdigit() or noun in self.words.once(parts):  # "paragraph 1 of"
            return True
        made = self.words.once(_made)  # "the adoption in New York of"
        return made.search(self.lead[-LONGEST_HEAD:]) is not None

    @cached_property
    def is_subject(self) -> bool:
        """May the citation be the subject of a verb far behind it?"""
        return _OPENS.search(self.lead[-LONGEST_REACH:]) is not None

    @property
    def holds(self) -> bool:
        """Does the nearest cue hold the citation: "the mandate, extended by" it?"""
        return self.nearest is not None and self.nearest.position in ("before", "part", "weak")

    @property
    def is_basis(self) -> bool:
        """Is it only the basis of what is judged: "the embargo ordered by (it was lifted)"?"""
        nearest = self.nearest
        if not nearest or nearest.value != "pursuant_to":
            return False
        told = "q" in self.clause.kinds[nearest.last :]  # "considering that (it was ignored)"
        return nearest.gap < BASIS and not told

    @property
    def is_conditioned(self) -> bool:
        """Does it stand in the clause of "if", "ensure that"?"""
        return is_conditioned(self.clause, len(self.clause.words))

    @property
    def denials(self) -> list[Cue]:
        """The words before it that deny: "none of", "not"."""
        denials = [cue for cue in self.cues if cue.position == "denial"]
        return [cue for cue in denials if cue.gap < LONGEST_REACH]

    @property
    def is_denied(self) -> bool:
        """Is "none of", "not one of" said of it?"""
        nones = (cue for cue in self.denials if cue.words.casefold().startswith(NONE))
        return any("," not in self._between(cue) for cue in nones)

    @property
    def welcomed(self) -> Cue | None:
        """The verb before "the signing of" it, or before "that they adopted" it."""
        if not self.event:
            return None
        between, words = self._between(self.event), self.event.words
        signing = words.endswith("ing") and _SIGNING_OF.match(between) is not None
        start = self.event.gap + len(words)
        farther = (cue for cue in self.cues if self.event.gap < cue.gap < start + NEXT)
        verb = next((cue for cue in farther if cue.position in ("before", "near")), None)
        return verb if signing or words.endswith("signature of") else self._judging(self.event)

    def _judging(self, event: Cue) -> Cue | None:
        """The verb of "we welcome that the Council (adopted)", "commend it for (adopting)"."""
        if not _CONCLUDED.search(event.words):
            return None
        end = len(self.lead) - event.gap - len(event.words)
        farther = (cue for cue in self.cues if cue.gap > event.gap)
        judging = (cue for cue in farther if cue.value in JUDGING)
        starts = ((cue, len(self.lead) - cue.gap - len(cue.words)) for cue in judging)
        return next((cue for cue, at in starts if _JUDGED.match(self.lead[at:end])), None)

    @property
    def presented(self) -> Cue | None:
        """What is said of the thing that is adopted: "the historic", not "pleased that they"."""
        event, presents = self.event, self.presents
        if not event or not presents:
            return presents
        farther = (cue for cue in self.cues if cue.gap > event.gap)
        judged = any(cue.value in JUDGING for cue in farther)
        named = presents.value in JUDGING and not judged
        return None if presents.gap > event.gap or named else presents

    def _between(self, cue: Cue, presents: Cue | None = None) -> str:
        """What stands between a cue and the citation, or what presents it."""
        end = presents.gap + len(presents.words) if presents else 0
        return self.lead[len(self.lead) - cue.gap : len(self.lead) - end]

    def _is_cut(self, governs: Cue) -> bool:
        """Does a clause of its own begin between a word and the citation, or what presents it?"""
        between, presents = self._between(governs), self.presents
        tells = presents and presents.gap <= governs.gap and presents.value in TOLD
        if tells and _REPORTED.search(self._between(governs, presents)):
            return True  # "noting that, in its", "the plan, contained in"
        kinds = self.clause.kinds[governs.last :]
        if _HAS_VERB.match(kinds) or (_THAT.match(kinds) and not self.is_subject):
            return True
        ends = _BROKEN if governs.position == "near" else _SUBORDINATE
        return ends.search(between) is not None

    def _may_govern(self, cue: Cue) -> bool:
        """Some words govern only near by, or what stands beside them: "the goals contained in"."""
        if cue.position == "event":
            return not self._is_adjective(cue)
        if cue.position != "near":
            return cue.position in ("before", "inquiry")
        part = self.presents if self.presents and self.presents.position == "part" else None
        kinds = self.clause.kinds[cue.last : part.first] if part else ""
        if part is None or kinds in ("", "a"):  # "support it as (set out in)"
            return cue.gap < CLOSE
        noun = self.clause.knows(self.clause.tokens[part.first - 1], "passes")
        return noun and cue.value not in JUDGING and _OWNED.match(kinds) is not None

    def _is_adjective(self, event: Cue) -> bool:
        """ "Under the recently adopted" treaty, "the just concluded" agreement."""
        new = _NEW.search(self.lead, 0, len(self.lead) - event.gap - len(event.words))
        return new is not None and _BESIDE.fullmatch(self._between(event)) is not None

    def _reaches(self, cue: Cue, opened: int) -> bool:
        """Does a cue reach into a bracket: what only a noun far outside hangs on does not."""
        clause = self.lead[max(0, opened - CLOSE) :].rpartition(",")[2]
        hangs = cue.words.lower().endswith(HANGING)
        if cue.position == "inquiry" and not hangs:
            return False  # "took note of the review process"
        near = not self.told and cue.gap < len(clause)  # "decided on control [822]"
        welcomes = cue.value == "notes_or_welcomes"
        return near or welcomes or not hangs  # "laid down in", "dedication to"

    def _is_beside(self, cue: Cue) -> bool:
        reach = {"part": CLOSE, "weak": BESIDE}.get(cue.position, 0)
        between = self._between(cue) if reach else ","
        if "," in between or _HAS_VERB.match(self.clause.kinds[cue.last :]):
            return False  # "in all talks is"
        return len(_NAMED.sub("", between)) < reach


def clause_before(lead: str, words: Vocabulary) -> Clause:
    """The last clause of ``lead``, which stands before a citation; ``gap`` is from their end.

    Where it has no cue, that before a colon with it: "Recalling: (a)", "our rule — resolution 822".
    """
    whole, lead = len(lead) <= LONGEST_BEFORE, lead[-LONGEST_BEFORE:]
    lead = _PUT_IN.sub(lambda put_in: " " * len(put_in[0]), lead) if "—" in lead else lead
    terms, begin, mark = words.once(terms_before), len(lead) + 1, ":"
    while mark == ":" or (mark == "—" and len(lead) - begin < CLOSE):
        begin = 1 + max([lead.rfind(mark, 0, begin - 1) for mark in CLAUSE_ENDS])
        clause = Clause(lead, begin, len(lead), terms, opens=whole or begin > 0)
        if any(one.term.position != "none" for one in clause.found):
            break
        mark = lead[begin - 1 : begin]
        if mark == ";" and clause.knows(clause.tokens[0] if clause.tokens else "", "preposition"):
            mark = ":"  # "the duties under the Charter; under resolution 822"
    return clause


def is_of_paper(before: str) -> bool:
    """Does "a resolution on" own the number in brackets that stands behind an instrument?"""
    return _OF_PAPER.search(before) is not None


def parts(words: Vocabulary) -> frozenset[str]:
    """Nouns for parts and for the making of a citation: what is said of them is said of it."""
    terms = words.terms("citation_functions", "position", "passes")
    return frozenset(term.rstrip("s") for term in terms)


# --- patterns made of the table --------------------------------------------------------------


def _made(words: Vocabulary) -> re.Pattern[str]:
    """ "Adoption in New York, by consensus, of the", "entry into force this year of"."""
    nouns = alternation(words.terms("citation_functions", "position", "passes"))
    return verbose(
        rf"""\b{nouns},?\s+(?:by|in|at|on|this|last|next|two|three|only)\s[^;.]{{1,70}}\s
        (?:of|behind)\s+(?:the\s+|its\s+)?(?:{_NAMED_WORDS}\s*){{0,8}}\Z"""
    )
