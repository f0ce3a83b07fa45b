"""Who does what to whom: acts with grammatical agent and patient, read off a dependency parse.

Three kinds of act are read: finite verbs and participles ("the armed forces ... have undertaken",
"refugees driven out"), the nouns of ``data/vocabulary/acts.csv`` that name one ("the occupation
of ...", "Armenian aggression"), and its labels, which name somebody by a deed ("the aggressor").
A parser trained on English news errs on translated prose; the measured precision and recall stand
in ``tests/gold/README.md`` and in the notebook that uses this.
"""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.extractors import roles
from analysis.extractors.language import parse
from analysis.vocabulary import Row, Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

FORMS = ("noun", "verb", "actor", "label", "means")
READ = ("body", "preambular", "operative")
AT = ("against", "on", "upon")  # whom an act of aggression meets
TRIED = ("attack", "occupation", "displacement", "withdrawal", "defence")  # parsed twice
# what may be left out of a sentence: (in brackets) / – between dashes – / , a phrase of few words,
ASIDE = re.compile(
    r"\s{0,3}\([^()]{0,300}\)|\s[–—-]\s[^–—]{0,300}?\s[–—-](?=\s)|,\s[^,;]{3,60}(?=,\s)"
)


class Act(NamedTuple):
    """The word of the act, its form, who acts and on whom, and its class in the table."""

    word: "Token"
    form: str
    agent: "Token | None"
    patient: "Token | None"
    kind: str | None


class Grammar:
    """The tables of verbs, nouns and labels, made ready for look-up."""

    def __init__(self, words: Vocabulary) -> None:
        self.frames = {row["term"]: row["patient"].split("|") for row in words.table("verb_frames")}
        self.of: dict[str, dict[str, Row]] = {form: {} for form in FORMS}
        for row in words.table("acts"):
            self.of[row["form"]][row["term"]] = row
        parties = words.table("parties")
        self.demonyms = {row["term"].casefold() for row in parties if row["demonym"] == "yes"}
        self.names = {row["term"].split()[0] for row in parties} - {"international", "local"}


def find_acts(paragraphs: list[dict[str, Any]], words: Vocabulary) -> list[dict[str, Any]]:
    """One row an act: act (lemma), form, class, agent, agent_from, patient, stable, start, end,
    quote.

    Agent and patient may be missing; ``form`` is active, passive, nominal or label. ``agent_from``
    tells where the agent is from (see ``analysis.frames``), ``stable`` whether a second parse gives
    the act again. The span runs from the first to the last word of act, agent and patient. Titles,
    salutations and closings are not read.
    """
    units = [row for row in paragraphs if row["kind"] in READ]
    grammar = words.once(Grammar)
    units_rows, doubtful = [], []
    for unit, doc in zip(units, parse((row["quote"] for row in units), words), strict=True):
        found = [(_row(act, unit, grammar), act, unit) for act in _acts(doc, grammar)]
        doubtful += [one for one in found if one[1].kind in TRIED]
        units_rows.append([row for row, *_ in found])
    _try_again(doubtful, grammar, words)
    order = itemgetter("start", "end", "act")
    return [row for rows in units_rows for row in sorted(rows, key=order)]


def _acts(doc: "Doc", grammar: Grammar) -> Iterator[Act]:
    for token in doc:
        lemma = token.lemma_.lower()
        if token.lower_ in grammar.of["label"]:
            kind = grammar.of["label"][token.lower_]["class"] or None
            who = token
            if token.dep_ == "amod":  # "the aggressive state", "X's aggressive stance"
                who = roles.child(token.head, "poss") or token.head
            yield Act(token, "label", roles.related(who), None, kind)
        elif token.pos_ == "VERB" and not roles.is_adjective(token):
            act = _verb(token, lemma, grammar)
            if act.agent is not None or act.patient is not None or act.form == "passive":
                yield act
        elif token.pos_ in ("NOUN", "PROPN") and _class(token, "noun", grammar):
            yield _noun(token, lemma, grammar)


def _verb(token: "Token", lemma: str, grammar: Grammar) -> Act:
    kind = _class(token, "verb", grammar)
    by = roles.doer(token)
    if by is not None or roles.is_passive(token):
        whom = roles.child(token, "nsubjpass", "nsubj")
        if whom is None and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            whom = token.head if token.dep_ in ("acl", "advcl") else None
        if whom is None and token.dep_ == "conj":
            whom = roles.subject(token, grammar.frames)
        return Act(token, "passive", by, whom and roles.related(whom), kind)
    agent = roles.subject(token, grammar.frames)
    whom = roles.patient(token, grammar.frames.get(lemma, roles.USUAL))
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
    of, by = roles.behind(token, "of"), _by(token, grammar)
    against = next(filter(None, (roles.behind(token, word) for word in AT)), None)
    owner, people = roles.child(token, "poss"), _demonym(token, grammar)
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
    verb = roles.clause(token)
    inner = (one.head for one in token.subtree if one.lower_ == "by" and one.head.pos_ != "VERB")
    last = [one for one in token.conjuncts if one.lemma_.lower() in grammar.of["noun"]]
    for holder in (*inner, token, *last, *([] if roles.is_passive(verb) else [verb])):
        one = roles.behind(holder, "by")
        if one is not None and one.i > token.i:
            return None if one.lower_ in grammar.of["means"] else one
    return None


def _performer(token: "Token", grammar: Grammar) -> "Token | None":
    """Who does it by the verb: "X launched an attack", "the cleansing carried out by X"."""
    made = roles.child(token, "acl")
    if made is not None and _is_light(made, grammar):
        return roles.doer(made)
    while token.dep_ == "conj" or (token.dep_ == "pobj" and token.head.lower_ == "of"):
        token = token.head if token.dep_ == "conj" else token.head.head
    if token.dep_ == "dobj" and _is_light(token.head, grammar):
        return roles.subject(token.head, grammar.frames)
    return None


def _is_light(verb: "Token", grammar: Grammar) -> bool:
    """A verb that says only that an act is done: carry out, commit, launch."""
    return list(grammar.frames.get(verb.lemma_.lower(), ()))[:2] == ["against", "upon"]


def _demonym(token: "Token", grammar: Grammar) -> "Token | None":
    """The name of a people before the noun: "Armenian aggression"; an adjective with a capital."""
    for one in token.children:
        if one.dep_ in ("amod", "poss", "compound", "nmod"):
            first = one.i == one.sent.start or one.nbor(-1).is_punct
            if one.lower_ in grammar.demonyms or (one.tag_ == "JJ" and one.is_title and not first):
                return one
    return None


def _row(act: Act, unit: dict[str, Any], grammar: Grammar) -> dict[str, Any]:
    doc = act.word.doc
    agent = act.agent and roles.named(act.agent, grammar.frames)
    whom = act.patient and roles.named(act.patient, grammar.frames)
    if agent is not None and agent == whom:
        agent = None  # "it is not fair to annex X" has no agent, and X is not its own
    parts = {"agent": agent, "patient": whom}
    spans = {name: roles.phrase(part) for name, part in parts.items() if part}
    every = [doc[act.word.i : act.word.i + 1], *spans.values()]
    low, high = min(span.start_char for span in every), max(span.end_char for span in every)
    quoted = {name: " ".join(span.text.split()) for name, span in spans.items()}
    return {
        "paragraph": unit["paragraph"],
        "act": act.word.lower_ if act.form == "label" else act.word.lemma_.lower(),
        "form": act.form,
        "class": act.kind,
        "agent": quoted.get("agent"),
        "agent_from": _source(act, agent, spans.get("patient"), grammar),
        "patient": quoted.get("patient"),
        "negated": roles.is_negated(act.word),
        "stable": None,
        "start": unit["start"] + low,
        "end": unit["start"] + high,
        "quote": unit["quote"][low:high],
    }


def _source(act: Act, agent: "Token | None", whom: "Span | None", grammar: Grammar) -> str:
    if agent is not None:
        return "written" if agent == act.agent else "resolved"
    if act.kind is None:
        return "none"
    inside = range(whom.start, whom.end) if whom is not None else range(0)
    others = (one for one in act.word.sent if one.i not in inside and one != act.word)
    return "candidate" if any(one.text in grammar.names for one in others) else "none"


def _try_again(
    doubtful: list[tuple[dict[str, Any], Act, dict[str, Any]]], grammar: Grammar, words: Vocabulary
) -> None:
    """Fills ``stable``: every sentence with such an act is parsed once more, without what
    interrupts it, or in small letters where nothing does. A lost agent may come from there."""
    sentences = {act.word.sent.text: act.word.sent for _, act, _ in doubtful}
    again = parse(map(_changed, sentences), words, lemmas=False)  # slow, and known
    found: dict[str, dict[tuple[str, str], Act]] = {}
    for (text, sentence), doc in zip(sentences.items(), again, strict=True):
        lemmas = {token.lower_: token.lemma_ for token in sentence}
        for token in doc:
            token.lemma_ = lemmas.get(token.lower_, token.lower_)
        found[text] = {(act.word.lower_, act.form): act for act in _acts(doc, grammar)}
    for row, act, unit in doubtful:
        other = found[act.word.sent.text].get((act.word.lower_, act.form))
        if other is None:
            row["stable"] = False
            continue
        pairs = ((act.agent, other.agent), (act.patient, other.patient))
        row["stable"] = all((a and a.lower_) == (b and b.lower_) for a, b in pairs)
        if act.agent is None and other.agent is not None:
            same = [one for one in act.word.sent if one.lower_ == other.agent.lower_]
            if len(same) == 1:
                row |= _row(act._replace(agent=same[0]), unit, grammar)
                row |= {"agent_from": "reparsed", "stable": False}


def _changed(sentence: str) -> str:
    shorter = ASIDE.sub("", sentence)
    return shorter if shorter != sentence else sentence[:1] + sentence[1:].lower()
