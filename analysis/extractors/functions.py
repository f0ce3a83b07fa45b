"""Functions: what a text does with what it cites, said by the cue that governs it.

The rules are those of the written definition: the nearest governor in the clause; a verdict behind
the citation goes first; "adopted" yields to what is said of the thing. The words and their forms
are in ``cues``; what stands before a citation, and what governs there, in ``leads``. Here stands
what a citation itself is said to be or to do behind it, and which of both is the function.
"""

import re

from analysis.extractors.cues import OBJECT, OBJECTS, Clause, Cue, clause_behind
from analysis.extractors.governing import UNKEPT
from analysis.extractors.leads import CLOSE, Lead, parts
from analysis.terms import compiled
from analysis.text import Text

# how much of the sentence is read before a citation and behind it
LONGEST_LEAD, LONGEST_REST = 600, 220
# "urges those who have not signed the treaty (to do so)"
_TO_DO_SO = compiled(r"[^.;,]{0,60},?\s(?:to\sdo|(?:of\s)?doing)\sso\b")
# "According to it, all are free" tells what it says; what may stand before such an aside ("" none)
ACCORDING, OPENS_ASIDE = "according to", ("", ",", ";", ":", "—", ".")
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
# "(annex)", "[resolution 822]", "— adopted in May —", "]" behind a citation, and "both of" of "both
# of which": nothing for the verb
_PARENTHESIS = compiled(
    r"\s?(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|—[^—]{0,150}—)|\A(?:,\sannex)?\s?[\])}]"
    r"|(?<=,)\s(?:(?:almost|nearly)\s)?(?:all|both|each|some|most|many|several|two|three|four)"
    r"\sof(?=\swhich\b)"
)
# --- patterns over the kinds of words (``Clause.kinds``), one letter a word ---
# what may stand between a citation and its verb: "of 3 May 1990", ", adopted in 1990,", ", which"
_PREDICATE = re.compile(r"(?!,?[dw]|o)[^,s]{0,9}(?:,[^,]{0,20},[^,]{0,4})?(?:,?p?[qr][^,]{0,9})?\Z")
# "on the return of nomads adopted by the Assembly, and of the Council, (must be kept)"
_FAR = re.compile(
    r"(?:,(?=[ep]))?[egptc](?:(?![bhmqrsw]|,c?[dowN])[^.]){0,35}(?:[bhm][^c]{0,8})?\Z"
)
# "(Resolution 822), which demands withdrawal, (is not implemented)"; "demanding withdrawal"
_RELATIVE = re.compile(
    r"[^,.]{0,9}(?:[,-][qrg][^.]{1,25}[,-]|(?<!c)g[^,.]{1,25})(?:[bhm][^,.]{0,6})?\Z"
)
# ", and it (calls upon)", "the peace they (call for)", "so that the goals (are met)"
_NEW_SUBJECT = re.compile(
    r"qd|(?<![p,])rd|c(?:w|qs|g[doqr])|(?<!pr)(?<!p)w\Z|ct\Z|\A[^bhm.]{0,30}c(?:[bhm]|y?\Z)"
)
# ", (demanding)", ", and (demanding)"
_PARTICIPLE = re.compile(r"[^,]{0,10},c?\Z")
# "which is deeply (flawed)"
_IS = re.compile(r"[bka][^,]{0,4}\Z")
# "the conference (held) in Selmar"
_PASSIVE = compiled(r"\s(?:in(?!\sparticular)|by|at|under|during|as|between|among|with|from|of)\b")
# "(Resolution 822), adopted in 1990, is the (best hope)", "has brought (us)", "does not end"
_ACTS = re.compile(
    r"""(?:,[^,.]{0,25},|(?P<far>[ptegc](?:(?![bhmkqrw])[^,.]){0,22}(?:,r[^,.]{0,22},)?))?y{0,2}
    (?:(?P<is>m?h?y{0,2}(?:zt)?[bk](?:tb)?y{0,2}(?:d|up))
      |(?P<does>by{0,2}t(?!b)|(?:my?(?![bh])[nez]|h?y?[ez])(?=[doquwN])))""",
    re.VERBOSE,
)
# "is the (same)", "is the (result)": no praise
_PLAIN = compiled(r"\s(?:same|result|subject)\b")
# "Had (resolution 822) been kept"
_HAD = compiled(r"(?:\A|[.;:,—]\s|\b(?:but|and|that)\s)[Hh]ad\s(?:[\w’'-]+\s){0,5}\Z")
_JOINS = compiled(r"\b(?:sign|ratif|acced|join|vot)\w*")


def function_of(text: Text, start: int, end: int) -> tuple[str, str | None]:
    """What the text does with ``text.text[start:end]`` and the words that say so."""
    before, after = text.around(start, end, LONGEST_LEAD, LONGEST_REST)
    lead, rest = Lead(before, text.text[start:end], text.words), _PARENTHESIS.sub("", after)
    if before.endswith("whose "):  # "whose resolutions they ignore": which they ignore
        rest = f" which{rest}"
    clause = clause_behind(rest, text.words)
    behind = _said(clause, lead)
    if behind and behind.position in ("verdict", "tail") and not lead.is_basis:
        return _verdict(behind, lead, rest), behind.words
    if lead.is_name:
        return "mentions_only", None
    found = _governor(clause, lead, behind) or _does(clause, lead) or lead.told
    found = found or _equated(lead) or _within(lead)
    if found and found.words.lower() == ACCORDING and rest[:1] == ",":
        aside = lead.lead[: -found.gap - len(ACCORDING)].rstrip()[-1:]
        return ("recalls" if aside in OPENS_ASIDE else found.value), found.words
    return (found.value, found.words) if found else ("mentions_only", None)


def _governor(clause: Clause, lead: Lead, behind: Cue | None) -> Cue | None:
    """What governs a citation; "adopted" yields to all else that is said of it."""
    if not lead.event:
        if behind and behind.value == "recalls" and not lead.governs:
            act = _does(clause, lead)  # "resolution 822, which seeks peace, is a beacon"
            behind = act if act and behind.gap < act.gap else behind
        return lead.governs or behind or lead.presents
    if _TO_DO_SO.match(clause.words):
        return lead.event._replace(value="other")
    joins = _JOINS.search(lead.event.words) and not lead.is_subject
    if joins and behind and behind.value == "recalls":
        behind = None  # who ratifies a treaty decides nothing by it
    return lead.welcomed or behind or lead.presented or lead.event


def _verdict(said: Cue, lead: Lead, rest: str) -> str:
    """What a verdict behind it says; "none of", "if", "had" and a question turn it."""
    reported = said.value == "reports_compliance"
    if reported and said.words.startswith("been ") and _HAD.search(lead.lead):
        return UNKEPT
    if said.kept and (lead.is_conditioned or (reported and rest.rstrip().endswith("?"))):
        return said.kept
    return UNKEPT if reported and lead.is_denied else said.value


def _equated(lead: Lead) -> Cue | None:
    """What is said of that which a citation is: "a turning point was" it."""
    equated = _EQUATED.search(lead.lead[-LONGEST_REST:]) if lead.whole else None
    cues = clause_behind(f"is {equated['what']}", lead.words).cues if equated else ()
    return next((cue for cue in cues if cue.position == "after" and cue.value != "recalls"), None)


def _within(lead: Lead) -> Cue | None:
    """The words that say in what, or by what, something stands, where nothing governs."""
    near = lead.lead[-CLOSE:]
    within = _WITHIN.search(near)
    if not within or (within["part"] and within["part"].lower() not in lead.words.once(parts)):
        return None
    return Cue("recalls", within["cue"], "weak", len(near) - within.end("cue"))


# --- what is said of a citation behind it ----------------------------------------------------


def _said(clause: Clause, lead: Lead) -> Cue | None:
    """What the citation itself is said to do: "resolution 822, which demands", "..., deciding".

    The main verb behind a relative clause goes before the verb of that clause. "The cost of the
    Treaty is a burden" says nothing of the Treaty.
    """
    behind = clause.cues
    if not behind:
        return None
    if behind[0].position == "tail" and behind[0].gap <= 1:
        return behind[0]
    # "the subject of resolutions that are ignored"
    if not lead.whole:
        behind = [cue for cue in behind if clause.kinds[: cue.first] in ("q", "r")]
    for cue in behind:
        if cue.position == "verdict" and _RELATIVE.match(clause.kinds[: cue.first]):
            return cue
    return next((cue for cue in behind if _is_said(cue, clause, lead)), None)


def _is_said(cue: Cue, clause: Clause, lead: Lead) -> bool:
    """Is a cue behind the citation said of it?"""
    verb, between = cue.words.split()[0], clause.kinds[: cue.first]
    telling = cue.position == "after" and cue.value == "recalls"
    rest = cue.gap + len(cue.words)
    held = telling and cue.words.endswith(("ed", "held")) and _PASSIVE.match(clause.words, rest)
    if cue.position in ("name", "tail") or held:
        return False
    if cue.value in OBJECTS and OBJECT.match(between):  # "which Selmar refuses to apply"
        return True
    blames = (cue.position, cue.value) == ("says", "condemns")  # "ignored the wishes of all"
    if _NEW_SUBJECT.search(between) or (blames and not lead.is_subject):
        return False
    listed = between == "," and cue.position == "verdict" and not lead.holds
    if listed or (verb.endswith("ing") and _PARTICIPLE.match(between)):
        return True
    adjective = cue.position == "after" and not telling and " " not in cue.words
    if adjective and not _IS.search(between):  # "an illegal drilling"
        return False
    far = _FAR if lead.is_subject else _PREDICATE
    return any(one.match(between) for one in (_PREDICATE, far))


def _does(clause: Clause, lead: Lead) -> Cue | None:
    """What a citation does that is a subject: "Resolution 822 ended the war", "is a beacon"."""
    if not lead.whole or _OBLIQUE.search(lead.lead[-CLOSE:]):
        return None
    nouns, tokens = lead.words.once(parts), clause.tokens
    named = next((at for at, one in enumerate(tokens[:4]) if one.rstrip("s") not in nouns), 0)
    acts = _ACTS.match(clause.kinds, named)
    if not acts or (acts["far"] and not acts["is"]):
        return None
    first, last = acts.span("is" if acts["is"] else "does")
    end = clause.end(last - 1)
    if acts["is"]:  # but not "we do not think that it is a beacon"
        denied = lead.denials or ("not" in tokens[first:last] and "only" not in tokens[first:last])
        if denied or clause.knows(tokens[first], "duty") or _PLAIN.match(clause.words, end):
            return None
    words = clause.words[clause.starts[first] : end]
    value = "notes_or_welcomes" if acts["is"] else "recalls"
    return Cue(value, words, "after", clause.starts[first], first=first, last=last)
