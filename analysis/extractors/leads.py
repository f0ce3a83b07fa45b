"""Leads: what stands before a citation, and which of its cues governs.

The nearest governor in the clause governs; some words govern only near by, and a clause of its own
parts a word from the citation.
"""

import re
from functools import cached_property

from analysis.extractors.cues import CLOSE, Cue
from analysis.extractors.rulings import CONDITION, NEXT
from analysis.terms import alternation, compiled, verbose
from analysis.text import Text
from analysis.vocabulary import Vocabulary

# how far "under" and the like reach, and how near "in its" must stand to govern
LONGEST_REACH, BESIDE = 100, 25
REACH = {"pursuant_to": LONGEST_REACH, "other": LONGEST_REACH, "condemns": 40}
# how far "the cost of" is read; how far the object of a verb reaches, at least
LONGEST_HEAD, LONGEST_OBJECT = 90, 50
JUDGING = ("notes_or_welcomes", "condemns")
TOLD = ("recalls", "pursuant_to")
# a citation that is a subject: "We believe that the recent (resolution)", "The adoption of (it)"
_OPENS = compiled(
    r"""(?:\A|[.;:,—“”"()\[\]]\s*|\d\.\s
      |\b(?:that|whether|when|if|because|while|and|or|since|although|than|believe|feel|consider
      |views?|regards?|sees?)\s)
    (?:(?:[A-Z][\w’'-]*|the|its|our|their|his|these|those|this|all|both|many|several|some|most|no
      |none|of|each|any|various|numerous|relevant|recent|other|new|first|last|latest|important|two
      |three|adoption|signing|signature|ratification|conclusion|coming|entry|entering|into|force|in
      |by|on|year|resolutions?|decisions?|provisions?|principles?|\d+)\s+){0,14}\Z""",
    re.VERBOSE,
)
# "signing (of)", "signing (, on 3 May, of)"
_SIGNING_OF = compiled(r"(?:,?\s(?:on|at|in|under|by)\s[^;.]{1,90})?\s(?:both\s)?of\s")
# "if (, as we hope,) the"
_ASIDE = compiled(r",[^,]{1,40},")
# "we welcome (the fact that the Council) adopted", "commend (the Council for) adopting"
_JUDGED = compiled(
    r"[^,;.]{1,90}\b(?:that\s(?:(?!\swh)[^,;.]){1,60}|(?:for|in|on)\s(?:\w+ly\s)?)\Z"
)
_CONCLUDED = compiled(r"\b(?:adopt|approv|pass|sign|ratif|conclu|acced|join)\w*")
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
# what parts a word that governs only near by
_BROKEN = compiled(r"\b(?:that|which|who|when|while|because)\b|[,\[”\"]|\((?![A-Z]{2,8}\))")
# "Has it been implemented?"
_YES_OR_NO = compiled(r"[\d.\s“\"]{0,8}(?:And|But|Yet|Or)?\s?(?i:is|are|was|were|has|have|had)\b")
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


class Lead:
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

    @cached_property
    def whole(self) -> bool:
        """Is the citation spoken of, or a part of it, not something else: "the cost of" it?"""
        noun = self._head["head"].split()[0].lower().rstrip("s") if self._head else "1"
        if noun[:1].isdigit() or noun in self.text.words.once(parts):  # "paragraph 1 of"
            return True
        made = self.text.words.once(_made)  # "the adoption in New York of"
        low = max(0, self.start - LONGEST_HEAD)
        return made.search(self.text.text, low, self.start) is not None

    @property
    def event(self) -> Cue | None:
        """The plain fact that governs, if one does: "adopted", "signed"."""
        return self.governs if self.governs and self.governs.position == "event" else None

    @property
    def near(self) -> str:
        """What stands right before the citation."""
        return self.text.before(self.start, LONGEST_REACH)

    @property
    def is_subject(self) -> bool:
        """May the citation be the subject of a verb far behind it?"""
        free = self.governs is None or self.event is not None
        return free and self.presents is None and _OPENS.search(self.near) is not None

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
        return ends.search(between) is not None

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

    @property
    def is_asked(self) -> bool:
        """Does it stand in a question whose answer is yes or no?"""
        begin, end = self.text.sentence_at(self.start)
        question = self.text.text[begin:end].rstrip().endswith("?")
        return question and _YES_OR_NO.match(self.text.text, begin) is not None

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
        between = self.between(cue) if reach else ","
        return "," not in between and len(_NAMED.sub("", between)) < reach


def parts(words: Vocabulary) -> frozenset[str]:
    """Nouns for parts and for the making of a citation: what is said of them is said of it."""
    terms = words.terms("citation_functions", "position", "passes")
    return frozenset(term.rstrip("s") for term in terms)


def _made(words: Vocabulary) -> re.Pattern[str]:
    """ "Adoption in New York, by consensus, of the", "entry into force this year of"."""
    nouns = alternation(words.terms("citation_functions", "position", "passes"))
    return verbose(
        rf"""\b{nouns},?\s+(?:by|in|at|on|this|last|two|three|only)\s[^;.]{{1,70}}\s
        (?:of|behind)\s+(?:the\s+|its\s+)?(?:{_NAMED_WORDS}\s*){{0,8}}\Z"""
    )
