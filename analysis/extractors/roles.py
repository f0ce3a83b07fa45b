"""Who does what to whom: the acts of a parsed passage, each with its roles.

Which complement of a verb carries the one acted upon or addressed ("demands that X ...", "aid to
X") stands in ``data/vocabulary/verb_frames.csv``; how such a complement hangs on the verb stands
here. A pronoun is replaced by the name that it stands for where the sentence holds it.
"""

import calendar
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.extractors.language import TRIED, Frames, Grammar, Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

AT = ("against", "on", "upon")  # whom an act of aggression meets
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


class Act(NamedTuple):
    """The word of the act, its form, who acts and on whom, and its class in the table."""

    word: "Token"
    form: str
    agent: "Token | None"
    patient: "Token | None"
    kind: str | None

    @property
    def parties(self) -> list[str | None]:
        """The words of agent and patient."""
        return [one and one.lower_ for one in (self.agent, self.patient)]


def acts_of(parsed: Parsed, grammar: Grammar) -> list[dict[str, Any]]:
    """The rows of a passage, one an act, in order; offsets are those of the passage.

    Of the classes ``TRIED``, ``stable`` says whether the second parse of the sentence gives the act
    again; an agent that the first has lost may come from there.
    """
    again = {
        first: {(act.word.lower_, act.form): act for act in _acts(doc, grammar)}
        for first, doc in parsed.again.items()
    }
    rows = []
    for act in _acts(parsed.doc, grammar):
        row = _row(act, grammar)
        if act.kind in TRIED:
            other = again[act.word.sent.start].get((act.word.lower_, act.form))
            row["stable"] = other is not None and act.parties == other.parties
            if other and (found := _lost_agent(act, other)):
                row = _row(act._replace(agent=found), grammar)
                row |= {"agent_from": "reparsed", "stable": False}
        rows.append(row)
    return sorted(rows, key=itemgetter("start", "end", "act"))


def _lost_agent(act: Act, other: Act) -> "Token | None":
    """The agent that only the second parse has, if its word stands once in the sentence."""
    if act.agent is not None or other.agent is None:
        return None
    same = [one for one in act.word.sent if one.lower_ == other.agent.lower_]
    return same[0] if len(same) == 1 else None


def _row(act: Act, grammar: Grammar) -> dict[str, Any]:
    agent = act.agent and named(act.agent, grammar.frames)
    whom = act.patient and named(act.patient, grammar.frames)
    if agent is not None and agent == whom:
        agent = None  # "it is not fair to annex X" has no agent, and X is not its own
    parts = {"agent": agent, "patient": whom}
    spans = {name: phrase(part) for name, part in parts.items() if part}
    every = [act.word.doc[act.word.i : act.word.i + 1], *spans.values()]
    quoted = {name: " ".join(span.text.split()) for name, span in spans.items()}
    return {
        "act": act.word.lower_ if act.form == "label" else act.word.lemma_.lower(),
        "form": act.form,
        "class": act.kind,
        "agent": quoted.get("agent"),
        "agent_from": _source(act, agent, spans.get("patient"), grammar),
        "patient": quoted.get("patient"),
        "negated": is_negated(act.word),
        "stable": None,
        "start": min(span.start_char for span in every),
        "end": max(span.end_char for span in every),
    }


def _source(act: Act, agent: "Token | None", whom: "Span | None", grammar: Grammar) -> str:
    if agent is not None:
        return "written" if agent == act.agent else "resolved"
    if act.kind is None:
        return "none"
    inside = range(whom.start, whom.end) if whom is not None else range(0)
    others = (one for one in act.word.sent if one.i not in inside and one != act.word)
    return "candidate" if any(one.text in grammar.names for one in others) else "none"


def _acts(doc: "Doc", grammar: Grammar) -> Iterator[Act]:
    for token in doc:
        lemma = token.lemma_.lower()
        if token.lower_ in grammar.of["label"]:
            kind = grammar.of["label"][token.lower_]["class"] or None
            who = token
            if token.dep_ == "amod":  # "the aggressive state", "X's aggressive stance"
                who = child(token.head, "poss") or token.head
            yield Act(token, "label", related(who), None, kind)
        elif token.pos_ == "VERB" and not is_adjective(token):
            act = _verb(token, lemma, grammar)
            if act.agent is not None or act.patient is not None or act.form == "passive":
                yield act
        elif token.pos_ in ("NOUN", "PROPN") and _class(token, "noun", grammar):
            yield _noun(token, lemma, grammar)


def _verb(token: "Token", lemma: str, grammar: Grammar) -> Act:
    kind = _class(token, "verb", grammar)
    by = doer(token)
    if by is not None or is_passive(token):
        whom = child(token, "nsubjpass", "nsubj")
        if whom is None and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            whom = token.head if token.dep_ in ("acl", "advcl") else None
        if whom is None and token.dep_ == "conj":
            whom = subject(token, grammar.frames)
        return Act(token, "passive", by, whom and related(whom), kind)
    agent = subject(token, grammar.frames)
    whom = patient(token, grammar.frames.get(lemma, USUAL))
    if whom is None and kind and token.dep_ == "relcl":
        whom = token.head if token.head != agent else None  # "the land it occupies"
    return Act(token, "active", agent, whom, kind)


def _class(token: "Token", form: str, grammar: Grammar) -> str | None:
    """The class of an act, if the words stand by that the table asks for: "drive ... out"."""
    entry = grammar.of[form].get(token.lemma_.lower())
    if entry is None or not entry["with"]:
        return (entry and entry["class"]) or None
    asked = set(entry["with"].split("|"))
    unwanted = {word for word in asked if word[0] == "-"}
    wanted = asked - unwanted
    beside = {part.lemma_.lower() for part in token.children}
    if "<act>" in wanted:
        done = [*token.subtree, *([token.head] if token.dep_ == "acl" else [])]
        beside |= {"<act>" for part in done if part.lemma_ in grammar.of["noun"]}
    if (wanted and not beside & wanted) or {f"-{word}" for word in beside} & unwanted:
        return None
    return entry["class"] or None


def _noun(token: "Token", lemma: str, grammar: Grammar) -> Act:
    """A noun that names an act; whether "of" brings its agent or its patient is in the table."""
    entry = grammar.of["noun"][lemma]
    of, by = behind(token, "of"), _by(token, grammar)
    against = next(filter(None, (behind(token, word) for word in AT)), None)
    owner, people = child(token, "poss"), _demonym(token, grammar)
    # "the occupation of the armed forces" is theirs, "of the territory" is done to it
    is_actor = of is not None and of.lemma_.lower() in grammar.of["actor"]
    whose = of if entry["of"] == "agent" or is_actor else None
    done_to = against or (of if of != whose and entry["of"] != "agent" else None)
    if done_to is None and entry["of"] == "victim":  # "their expulsion", "the Armenian genocide"
        owner, people, done_to = None, None, owner or people
    agent = by or people or owner or whose or _performer(token, grammar)
    return Act(token, "nominal", agent, done_to, entry["class"] or None)


def _by(token: "Token", grammar: Grammar) -> "Token | None":
    """Who does it, behind "by"; the parser hangs it on the verb before, or on the last of a list.

    "to end the occupation by X": X does not end it. "the use of force" in its place is a means.
    """
    verb = clause(token)
    inner = (one.head for one in token.subtree if one.lower_ == "by" and one.head.pos_ != "VERB")
    last = [one for one in token.conjuncts if one.lemma_.lower() in grammar.of["noun"]]
    for holder in (*inner, token, *last, *([] if is_passive(verb) else [verb])):
        one = behind(holder, "by")
        if one is not None and one.i > token.i:
            return None if one.lower_ in grammar.of["means"] else one
    return None


def _performer(token: "Token", grammar: Grammar) -> "Token | None":
    """Who does it by the verb: "X launched an attack", "the cleansing carried out by X"."""
    made = child(token, "acl")
    if made is not None and made.lemma_.lower() in grammar.light:
        return doer(made)
    while token.dep_ == "conj" or (token.dep_ == "pobj" and token.head.lower_ == "of"):
        token = token.head if token.dep_ == "conj" else token.head.head
    if token.dep_ == "dobj" and token.head.lemma_.lower() in grammar.light:
        return subject(token.head, grammar.frames)
    return None


def _demonym(token: "Token", grammar: Grammar) -> "Token | None":
    """The name of a people before the noun: "Armenian aggression"; an adjective with a capital."""
    for one in token.children:
        if one.dep_ in ("amod", "poss", "compound", "nmod"):
            first = one.i == one.sent.start or one.nbor(-1).is_punct
            if one.lower_ in grammar.demonyms or (one.tag_ == "JJ" and one.is_title and not first):
                return one
    return None


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
