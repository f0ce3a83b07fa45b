"""Functions: what a text does with what it cites, said by the cue that governs it.

The rules are those of the written definition: the nearest governor in the clause; a verdict behind
the citation goes first; "adopted" yields to what is said of the thing. The words and their forms
are in ``cues``; what stands before a citation, and what governs there, in ``leads``. Here stands
what a citation itself is said to be or to do behind it, and which of both is the function.
"""

import re

from analysis.extractors.cues import CLOSE, UNKEPT, Cue, clause_behind
from analysis.extractors.governing import forms
from analysis.extractors.leads import Lead, parts
from analysis.terms import alternation, compiled, verbose
from analysis.text import Text
from analysis.vocabulary import Vocabulary

# how much of the sentence is read before a citation and behind it
LONGEST_LEAD, LONGEST_REST = 600, 220
# "urges those who have not signed the treaty (to do so)"
_TO_DO_SO = compiled(r"[^.;,]{0,60},?\s(?:to\sdo|(?:of\s)?doing)\sso\b")
# "the Assembly said in its", "as asserted in the", "in the preamble to the" before a citation that
# nothing governs
_WITHIN = compiled(
    r"""\b(?P<cue>(?:\w+ed\s+)?[Ii]n|By|[Aa]mong
      |(?<!ere\s)(?:is|are|was|were)\s(?:(?!and\b)\S+\s){0,3}(?!and\b|into\b)\S+(?=\s\w+\sof\s)
      |(?:is|are|was|were|been|be|as)\s(?:\w+ly\s)?\w+(?:ed|wn|ne\s+out)\s+(?:by|through))\s+
    (?:both\s+)?(?:(?:the|its|our|an?|another|[\w\s]{3,14}[’']s)\s+)?
    (?:(?P<part>\w+?)(?<!ing)(?<!ion)s?\s+(?:to|of)\s+)?
    (?:(?:the|its|our|that|this|those|these|all|relevant|[Rr]esolutions?
      |(?:UN|Security|General|United)\s+(?:Council|Assembly|Nations))\s*){0,3}[\[(]?\Z""",
    re.VERBOSE,
)
# "(a turning point) was the", "(our only guide) should be the"
_EQUATED = compiled(
    r"(?:\A|[,;:.]\s|\bthat\s)(?P<what>[^,;:]{3,120}(?:,[^,;:]{1,90},)?)(?:\sha[sd])?\s(?:been|be"
    r"|is|are|was|were|remains?)\s(?:\w+ly\s)?(?:(?:the|that|our|its)\s){0,2}"
    r"(?:(?:\w+\s){1,3}of\s(?:the\s)?)?(?:[A-Z]\w+\s|resolutions?\s){0,5}\Z"
)
# "(the road) from the Charter (is a long one)", "(those) who signed it (are few)"
_OBLIQUE = compiled(r"\b(?:who\s\w+|that\s\w+ed|to|from|with|by|for|in|on)\s(?:the\s|an?\s)?\Z")
# "(annex)", "[resolution 822]", "— adopted in May —", "]" behind a citation: nothing for the verb
_PARENTHESIS = compiled(
    r"\s?(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|—[^—]{0,150}—)|\A(?:,\sannex)?\s?[\])}]"
)
# what may stand between a citation and its verb: "of 3 May 1990", ", adopted in 1990,", ", which"
_PREDICATE = compiled(
    r"""
    (?!,?\s*(?:the|an?|its|their|our|we|they|it|I|he|she|this|these|those|all|many|several|no)\b)
    [^,]{0,60} (?:,[^,]{0,120},[^,]{0,30})?
    (?:,?\s*(?:(?:in|by|under)\s+)?(?:which|that|whereby)\b[^,]{0,60})? \Z""",
    re.VERBOSE,
)
# "the conference (held) in Selmar"
_PASSIVE = compiled(r"\s(?:in(?!\sparticular)|by|at|under|during|as|between|among|with|from|of)\b")
_PARTICIPLE = compiled(r"[^,]{0,60},\s*(?:and\s+|thereby\s+)?\Z")
# what a verb is done to: "ended (the war)", "brought (us)"
_THING = (
    r"(?=\s+(?:an?|the|its|our|us|all|that|both|this|those|these|no|every|each|any|it|very|such"
    r"|certain|some|much|many|more|them)\b|\s+[A-Z]\w)"
)
_JOINS = compiled(r"\b(?:sign|ratif|acced|join|vot)\w*")


def function_of(text: Text, start: int, end: int) -> tuple[str, str | None]:
    """What the text does with ``text.text[start:end]`` and the words that say so."""
    lead = Lead(text.before(start, LONGEST_LEAD), text.text[start:end], text.words)
    rest = _PARENTHESIS.sub("", text.after(end, LONGEST_REST))
    behind = _said(rest, lead)
    if behind and behind.position in ("verdict", "tail") and not lead.is_basis:
        return _verdict(behind, lead, rest), behind.words
    if lead.is_name:
        return "mentions_only", None
    found = _governor(rest, lead, behind) or _does(rest, lead) or lead.told
    found = found or _equated(lead) or _within(lead)
    return (found.value, found.words) if found else ("mentions_only", None)


def _governor(rest: str, lead: Lead, behind: Cue | None) -> Cue | None:
    """What governs a citation; "adopted" yields to all else that is said of it."""
    if not lead.event:
        if behind and behind.value == "recalls" and not lead.governs:
            act = _does(rest, lead)  # "resolution 822, which seeks peace, is a beacon"
            behind = act if act and behind.gap < act.gap else behind
        return lead.governs or behind or lead.presents
    if _TO_DO_SO.match(rest):
        return lead.event._replace(value="other")
    joins = _JOINS.search(lead.event.words) and not lead.is_subject
    if joins and behind and behind.value == "recalls":
        behind = None  # who ratifies a treaty decides nothing by it
    return lead.welcomed or behind or lead.presented or lead.event


def _verdict(said: Cue, lead: Lead, rest: str) -> str:
    """What a verdict behind it says; "none of", "if" and a question turn it."""
    reported = said.value == "reports_compliance"
    if said.kept and (lead.is_conditioned or (reported and rest.rstrip().endswith("?"))):
        return said.kept
    return UNKEPT if reported and lead.is_denied else said.value


def _equated(lead: Lead) -> Cue | None:
    """What is said of that which a citation is: "a turning point was" it."""
    equated = _EQUATED.search(lead.lead[-LONGEST_REST:]) if lead.whole else None
    cues = clause_behind(f"is {equated['what']}", lead.words).cues() if equated else ()
    return next((cue for cue in cues if cue.position == "after" and cue.value != "recalls"), None)


def _within(lead: Lead) -> Cue | None:
    """The words that say in what, or by what, something stands, where nothing governs."""
    near = lead.lead[-CLOSE:]
    within = _WITHIN.search(near)
    if not within or (within["part"] and within["part"].lower() not in lead.words.once(parts)):
        return None
    return Cue("recalls", within["cue"], "weak", len(near) - within.end("cue"))


# --- what is said of a citation behind it ----------------------------------------------------


def _said(rest: str, lead: Lead) -> Cue | None:
    """What the citation itself is said to do: "resolution 822, which demands", "..., deciding".

    The main verb behind a relative clause goes before the verb of that clause. "The cost of the
    Treaty is a burden" says nothing of the Treaty.
    """
    clause = clause_behind(rest, lead.words)
    words, behind = clause.words, [*clause.cues()]
    if not behind:
        return None
    if behind[0].position == "tail" and behind[0].gap <= 1:
        return behind[0]
    # "the subject of resolutions that are ignored"
    if not lead.whole:
        behind = [cue for cue in behind if words[: cue.gap].strip() in ("that", "which")]
    for cue in behind:
        if cue.position == "verdict" and lead.words.once(_relative).match(words[: cue.gap]):
            return cue
    return next((cue for cue in behind if _is_said(cue, words, lead)), None)


def _is_said(cue: Cue, words: str, lead: Lead) -> bool:
    """Is a cue behind the citation said of it?"""
    verb, rest = cue.words.split()[0], cue.gap + len(cue.words)
    telling = cue.position == "after" and cue.value == "recalls"
    held = telling and cue.words.endswith(("ed", "held")) and _PASSIVE.match(words, rest)
    if cue.position in ("name", "tail") or held:
        return False
    between = words[: cue.gap]
    if lead.words.once(_new_subject).search(between):
        return False
    listed = between.strip() == "," and cue.position == "verdict" and not lead.holds
    if listed or (verb.endswith("ing") and _PARTICIPLE.match(between)):
        return True
    adjective = cue.position == "after" and not telling and " " not in cue.words
    if adjective and not lead.words.once(_is).search(between):  # "an illegal drilling"
        return False
    far = lead.words.once(_long) if lead.is_subject else _PREDICATE
    return any(one.match(between) for one in (_PREDICATE, far))


def _does(rest: str, lead: Lead) -> Cue | None:
    """What a citation does that is a subject: "Resolution 822 ended the war", "is a beacon"."""
    subject = lead.whole and not _OBLIQUE.search(lead.lead[-CLOSE:])
    acts = lead.words.once(_acts).match(rest) if subject else None
    if not acts or (acts["far"] and not acts["is"]):
        return None
    if acts["is"]:  # but not "we do not think that it is a beacon"
        praise = Cue("notes_or_welcomes", acts["is"], "after", acts.start("is"))
        return None if lead.denials else praise
    return Cue("recalls", acts["does"], "after", acts.start("does"))


def _relative(words: Vocabulary) -> re.Pattern[str]:
    """ "(Resolution 822), which demands withdrawal, (is not implemented)"; "demanding it"."""
    return verbose(
        rf"""[^,;.]{{0,60}}
        (?:,\s+(?:which|that|whose|\w+ing)\b[^;.]{{1,150}},|(?<!\band)\s+\w+ing\b[^,;.]{{1,150}})
        \s+(?:{forms(words)}\b[^,;.]{{0,30}})?\Z"""
    )


def _long(words: Vocabulary) -> re.Pattern[str]:
    """ "On the return of nomads adopted by the Assembly, and of the Council, (must be kept)"."""
    return verbose(
        rf"""\s*(?:,\s(?=[a-z]+ed\b|of\b))?
        (?:[a-z]+ed|[a-z]+ing|to|of|on|in|by|for|and|or|as\s+well\s+as|from|with|at)\b
        (?:(?!\s(?:{forms(words)}|that|which|who|when|while|because|if|as|but|so|we|they|I|he|she
          |it)\b
          |,\s(?:and\s)?(?:the|an?|its|our|my|we|they|it|I|he|she|this|these|those|there|[A-Z]))
          [^;.]){{0,200}}
        (?:\s{forms(words)}\b(?:(?!\sand\b)[^;.]){{0,45}})?\Z"""
    )


def _is(words: Vocabulary) -> re.Pattern[str]:
    """ "Which is deeply" before "flawed"."""
    return verbose(
        rf"""\b(?:{forms(words, "be")}|become|became|becomes|remains?|as|so|constitutes?|represents?
          |marks?|marked|proved|g[ai]ven?|gives|brought|brings?|offer(?:s|ed)?|provide[sd]?)
          \s+(?:\w+\s+){{0,4}}\Z"""
    )


def _new_subject(words: Vocabulary) -> re.Pattern[str]:
    """ ", and it (calls upon)", "the peace they (call for)", "so that the goals (are met)"."""
    return verbose(
        rf"""\bthat\s+(?:the|its|our|their|all|every|no|any|these|those)\b
        | \b(?:and|but)\s+(?:it|we|they|he|she|I|our|my|that|\w+ing\s+(?:the|its|their|that|all))
          \b
        | \A(?:(?!\s{forms(words)}\b)[^;.]){{0,120}}\s(?:and|but)\s+
          (?:{forms(words)}\b|(?:\w+ly\s+)?\Z)
        | \b(?:we|they|I|he|she|who|and\s+to)\s+\Z"""
    )


def _acts(words: Vocabulary) -> re.Pattern[str]:
    """ "(Resolution 822), adopted in 1990, is the best hope", "has brought us", "does not end".

    Before "is a" a participle may tell what it holds: "containing the plan for the lakes".
    """
    be, has, must, on = (forms(words, one) for one in ("be", "auxiliary", "modal", "preposition"))
    also = rf"(?:(?:{forms(words, 'adverb')}(?<!not)(?<!never)|since|not\s+only|\w+ly)\s+){{0,2}}"
    part = alternation(f"{noun}s" for noun in sorted(parts(words)))
    more = rf"(?:(?!\s(?:{forms(words)}|that|which|who|we|they|it)\b)[^,;.]){{0,120}}"
    return verbose(
        rf"""(?:\s{part}(?:\sand\s{part})?)?
        (?:,[^,;.]{{0,120}},
          |(?P<far>\s(?:{on}|and|\w+(?:ing|ed))\b{more}(?:,\swhich\s[^,;.]{{0,120}},)?))?
        \s+{also}
        (?:(?P<is>(?!(?:must|should|shall|cannot)\b)(?:(?:{must}|{has})\s+)?{also}
            (?:(?:continues?|comes?)\s+to\s+)?(?:{be}|remain(?:s|ed)?|constitutes?|represents?
            |forms?|marks?|becomes?|became|seem(?:s|ed)|prove[sd]?(?:\s+to\s+be)?|stands?\s+as)
            \s+{also}(?:an?|the|our|another|one\s+of)\b(?!\s+(?:same|result|subject)))
          | (?P<does>{be}\s+(?:\w+ly\s+|not\s+only\s+)?(?:to|about)\s+(?!be\b)
            | {must}\s+(?:\w+ly\s+)?(?!be\b|have\b)
              (?:(?:not|indeed)\s+(?!be\b)[a-z]{{3,20}}\b|[a-z]{{3,20}}\b{_THING})
            | (?:{has}\s+)?(?:\w+ly\s+)?
              (?!(?:towards|across|besides|unless|perhaps|based|was|has)\b)
              (?:[a-z]{{3,20}}(?:s|ed)|made|gave|took|brought|led|put|set|laid)\b{_THING}))"""
    )
