"""Who acts, and on whom: the roles of a verb or a noun, read off a dependency parse.

Which complement of a verb carries the one acted upon or addressed ("demands that X ...", "aid to
X") stands in ``data/vocabulary/verb_frames.csv``; how such a complement hangs on the verb stands
here. A pronoun is replaced by the name that it stands for where the sentence holds it.
"""

import calendar
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Frames = dict[str, list[str]]
# verbs of no table
USUAL = ("object", "against", "upon", "on", "with", "to", "at", "toward", "towards", "into")
RELATIVE = {"which", "who", "that", "whom"}
MUST = {"must", "should", "shall", "ought", "have", "need"}
PRONOUN = ("PRP", "PRP$")
DAYS = frozenset(map(str.lower, (*calendar.day_name, *calendar.month_name)))
NONE = {"no", "none", "nobody", "neither", "nothing"}
FAIL = {"fail", "refuse", "decline", "neglect"}
SUBJECTS = ("nsubj", "nsubjpass")
DEEP = 8  # clauses that one climbs at most from a verb to its subject


def child(token: "Token", *deps: str) -> "Token | None":
    """The first child of ``token`` under one of these labels."""
    return next((one for one in token.children if one.dep_ in deps), None)


def behind(token: "Token", preposition: str) -> "Token | None":
    """The noun behind a preposition of ``token``: "against X"; "gave X aid" has X behind "to"."""
    for one in token.children:
        if one.dep_ in ("prep", "agent", "dative") and one.lower_ == preposition:
            return child(one, "pobj")
        if preposition == "to" and one.dep_ == "dative" and one.pos_ != "ADP":
            return one
    return None


def doer(verb: "Token") -> "Token | None":
    """The noun behind "by" of a passive."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def is_passive(verb: "Token") -> bool:
    """A participle with a form of "be", or with no auxiliary, which the parser often mislabels."""
    if verb.tag_ != "VBN":
        return False
    auxiliaries = {one.lemma_: one.dep_ for one in verb.children if one.dep_ in ("aux", "auxpass")}
    return not auxiliaries or "be" in auxiliaries or "auxpass" in auxiliaries.values()


def is_adjective(verb: "Token") -> bool:
    """A participle before its noun, whatever the parser says: "in occupied territories"."""
    if verb.dep_ in ("amod", "compound"):
        return True
    if verb.tag_ not in ("VBN", "VBG") or not 0 < verb.i < len(verb.doc) - 1:
        return False
    return verb.nbor(-1).pos_ in ("ADP", "DET") and verb.nbor(1).pos_ in ("NOUN", "PROPN")


def is_negated(word: "Token") -> bool:
    """Does "not", "never" or "no" deny the act, its subject, or the verb that it hangs on?"""
    own = child(word, *SUBJECTS)
    parts = [*word.children, *(own.children if own is not None else ()), *([own] if own else ())]
    if any(part.dep_ == "neg" or part.lower_ in NONE for part in parts):
        return True
    governed = word.dep_ in ("conj", "xcomp") and own is None and word.head.pos_ in ("VERB", "AUX")
    return governed and (word.head.lemma_ in FAIL or is_negated(word.head))


def subject(verb: "Token", frames: Frames) -> "Token | None":
    """The subject of a verb, its own or that of the clause that governs it."""
    deps: tuple[str, ...] = SUBJECTS[:1]
    skipped = None
    for _ in range(DEEP):
        own = child(verb, *deps)
        if own is not None and len(deps) > 1:
            own = doer(verb) or own  # "efforts are made by X to defend"
        if own is not None:
            return None if own == skipped else related(own)
        head, asks = verb.head, "clause" in frames.get(verb.lemma_, ())
        if verb.dep_ == "acl":  # "X's attempts to annex": X does; "attempts to annex": they do not
            made = child(head, "acl")
            maker = child(head, "poss") or behind(head, "by") or (made and doer(made))
            if maker or (verb.tag_ == "VBG" and not asks):
                return maker or head
            skipped = head
        elif verb.dep_ in ("xcomp", "pcomp") and (asked := _controller(verb, frames)) is not None:
            return asked
        elif verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp"):
            return None
        # an offer "in the form of razing" razes nothing
        inner = verb.dep_ == "pcomp" and head.head.pos_ not in ("VERB", "AUX")
        deps = SUBJECTS[:1] if inner else SUBJECTS
        verb = clause(head)
    return None


def clause(word: "Token") -> "Token":
    """The verb that governs ``word``, or the head of its sentence."""
    while word.pos_ not in ("VERB", "AUX") and word.head != word:
        word = word.head
    return word


def _controller(verb: "Token", frames: Frames) -> "Token | None":
    """Who is to act: "forced X to flee", "calls on X to leave", "accused X of shelling"."""
    governor = clause(verb.head)
    direct, ways = child(governor, "dobj"), frames.get(governor.lemma_, ())
    if verb.dep_ == "pcomp":
        governed = verb.head.lower_ in ("of", "from") and verb.head.head == governor
        return direct if governed else None
    asked = [way for way in ways if way != "clause"]
    return patient(governor, asked) if "clause" in ways else direct


def patient(verb: "Token", ways: Sequence[str] = USUAL) -> "Token | None":
    """The one acted upon or addressed, by the first of ``ways`` that leads to a noun."""
    for way in ways:
        found = WAYS[way](verb) if way in WAYS else _through(verb, way)
        if found is not None:
            return related(found)
    return None


def _object(verb: "Token") -> "Token | None":
    direct = child(verb, "dobj")
    if direct is None and verb.dep_ != "conj":
        shared = child(verb, "conj")  # "attacked and destroyed the village"
        direct = child(shared, "dobj") if shared is not None and shared.pos_ == "VERB" else None
    return direct


def _through(verb: "Token", preposition: str) -> "Token | None":
    """Behind a preposition of the verb, of its object, or of what the object is "of"."""
    direct = child(verb, "dobj")
    inner = behind(direct, "of") if direct is not None else None
    holders = [one for one in (verb, direct, inner) if one is not None]
    found = (behind(one, preposition) for one in holders)
    named = (one for one in found if one is not None and one.tag_ != "CD")
    return next((one for one in named if one.lower_ not in DAYS), None)


def _asked(verb: "Token") -> "Token | None":
    """The subject of the clause of a demand: "demanded that X withdraw"."""
    one = child(verb, "ccomp", "xcomp")
    return child(one, *SUBJECTS) if one is not None else None


def _told(verb: "Token") -> "Token | None":
    """The subject of a clause that says what somebody must do: "said that X must withdraw"."""
    one = child(verb, "ccomp")
    must = one is not None and any(part.lemma_ in MUST for part in one.children)
    return child(one, *SUBJECTS) if must else None


WAYS = {"object": _object, "clause": _asked, "modal": _told}


def related(word: "Token") -> "Token":
    """The noun that a relative pronoun stands for."""
    above = (one.head for one in word.ancestors if one.dep_ == "relcl")
    return next(above, word) if word.lower_ in RELATIVE else word


def named(word: "Token", frames: Frames) -> "Token":
    """The noun that a pronoun stands for in its sentence; else ``word``."""
    if word.tag_ not in PRONOUN:
        return word
    nouns = [one for one in _candidates(word, frames) if one.tag_ not in PRONOUN]
    fits = [one for one in nouns if not one.is_ancestor(word)]
    many = [one for one in fits if one.tag_ in ("NNS", "NNPS") or child(one, "conj") is not None]
    if word.lower_ in ("they", "them", "their"):
        return next(iter(many or fits), word)
    return next((one for one in fits if one not in many), word)


def _candidates(word: "Token", frames: Frames) -> Iterator["Token"]:
    """Nouns that a pronoun may stand for, the likeliest first."""
    verb = clause(word.head)
    if word.tag_ == "PRP$" and (own := subject(verb, frames)) is not None:
        yield own
    for _ in range(DEEP):
        if verb.head == verb:
            return
        verb = clause(verb.head)
        above = child(verb, *SUBJECTS) or subject(verb, frames)
        if above is not None and above.i < word.i:
            yield above
        doers = (one for one in verb.subtree if one.dep_ == "pobj" and one.head.lower_ == "by")
        yield from (one for one in doers if one.i < word.i)


def phrase(word: "Token") -> "Span":
    """The noun phrase of ``word``: up to a relative clause, a participle or a comma of no list."""
    end = word.right_edge.i + 1
    for part in word.subtree:
        if part.i <= word.i or part.i >= end:
            continue
        if part.dep_ in ("relcl", "acl", "appos") or (part.dep_ == "punct" and not _in_list(part)):
            end = min(end, max(part.left_edge.i, word.i + 1))
    return word.doc[word.left_edge.i : end]


def _in_list(mark: "Token") -> bool:
    later = (one for one in mark.head.children if one.dep_ == "conj" and one.i > mark.i)
    return mark.tag_ == "HYPH" or any(later)
