"""Who does what to whom: acts with grammatical agent and patient, read off a dependency parse.

Two kinds of act are read: finite verbs and participles ("the armed forces ... have undertaken",
"refugees driven out"), and the nouns of ``data/vocabulary/acts.csv`` that name one ("the occupation
of ...", "Armenian aggression"). A parser trained on English news errs on translated prose; the
measured precision and recall stand in ``tests/gold/README.md`` and in the notebook that uses this.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analysis.extractors.language import parse
from analysis.vocabulary import Row, Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

READ = ("body", "preambular", "operative")
RELATIVE = ("which", "who", "that")
Act = tuple["Token", str, "Token | None", "Token | None"]  # word, form, agent, patient


def find_acts(paragraphs: list[dict[str, Any]], words: Vocabulary) -> list[dict[str, Any]]:
    """One row an act: act (lemma), form, agent, patient, start, end, quote.

    Agent and patient may be missing; ``form`` is active, passive or nominal. The span runs from the
    first to the last word of act, agent and patient. Titles, salutations and closings are not read.
    """
    units = [row for row in paragraphs if row["kind"] in READ]
    rows = []
    for unit, doc in zip(units, parse(row["quote"] for row in units), strict=True):
        found = [_row(doc, act, unit) for act in (*_verbs(doc), *_nouns(doc, words))]
        rows += sorted(found, key=lambda row: (row["start"], row["end"], row["act"]))
    return rows


def _nominal(words: Vocabulary) -> dict[str, Row]:
    return {row["term"]: row for row in words.table("acts") if row["form"] == "noun"}


def _armed(words: Vocabulary) -> frozenset[str]:
    return frozenset(words.terms("acts", "form", "actor"))


def _demonyms(words: Vocabulary) -> frozenset[str]:
    return frozenset(term.casefold() for term in words.terms("parties", "demonym", "yes"))


def _verbs(doc: "Doc") -> Iterator[Act]:
    for token in doc:
        if token.pos_ != "VERB" or token.dep_ in ("amod", "compound"):
            continue
        by = _agent(token)
        if by is not None or _is_passive(token):
            patient = _child(token, "nsubjpass", "nsubj")
            if patient is None and token.dep_ == "acl":
                patient = token.head
            yield token, "passive", by, _resolve(patient)
        else:
            agent, patient = _subject(token), _child(token, "dobj")
            if agent is not None or patient is not None:
                yield token, "active", agent, patient


def _agent(token: "Token") -> "Token | None":
    """The noun behind "by"."""
    by = _child(token, "agent")
    return next(by.children, None) if by is not None else None


def _is_passive(token: "Token") -> bool:
    """A participle with a form of "be", or with no auxiliary, which the parser often mislabels."""
    if token.tag_ != "VBN":
        return False
    auxiliaries = [child.lemma_ for child in token.children if child.dep_ in ("aux", "auxpass")]
    return not auxiliaries or "be" in auxiliaries


def _nouns(doc: "Doc", words: Vocabulary) -> Iterator[Act]:
    """Nouns that name an act; whether "of" brings its agent or its patient stands in the table."""
    nominal, armed = words.once(_nominal), words.once(_armed)
    for token in doc:
        entry = nominal.get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN") else None
        if entry is None:
            continue
        of, by, against = (_object(token, word) for word in ("of", "by", "against"))
        if by is None and token.dep_ == "dobj" and not _is_passive(token.head):
            by = _object(token.head, "by")  # "to end the occupation by X": X does not end it
        owned = entry["of"] == "agent"
        owner = _child(token, "poss") if owned else None  # "their withdrawal"
        # "the occupation of the armed forces" is theirs, "of the territory" is done to it
        whose = of if owned or (of is not None and of.lemma_.lower() in armed) else None
        agent = by or _demonym(token, words) or owner or whose
        patient = against or (of if of is not agent and entry["of"] == "patient" else None)
        yield token, "nominal", agent, patient


def _demonym(token: "Token", words: Vocabulary) -> "Token | None":
    """The name of a people before the noun: "Armenian aggression"."""
    known = words.once(_demonyms)
    named = (one for one in token.children if one.dep_ in ("amod", "poss", "compound"))
    return next((one for one in named if one.lower_ in known), None)


def _child(token: "Token", *deps: str) -> "Token | None":
    return next((child for child in token.children if child.dep_ in deps), None)


def _object(token: "Token", preposition: str) -> "Token | None":
    prep = next(
        (c for c in token.children if c.dep_ in ("prep", "agent") and c.lower_ == preposition), None
    )
    return _child(prep, "pobj") if prep is not None else None


def _subject(token: "Token") -> "Token | None":
    """The subject of a verb, through relative pronouns, coordination and infinitives."""
    own = _child(token, "nsubj")
    if own is not None:
        return _resolve(own)
    if token.dep_ in ("conj", "xcomp", "advcl") and token.head.pos_ in ("VERB", "AUX"):
        controller = (
            _child(token.head, "dobj") if token.dep_ == "xcomp" else None
        )  # "forced people to flee"
        return controller if controller is not None else _subject(token.head)
    return token.head if token.dep_ == "acl" and token.tag_ == "VBG" else None


def _resolve(word: "Token | None") -> "Token | None":
    if word is not None and word.lower_ in RELATIVE and word.head.dep_ == "relcl":
        return word.head.head
    return word


def _phrase(word: "Token") -> "Span":
    """The noun phrase of ``word``: its subtree up to a relative clause, a participle or a comma."""
    end = word.right_edge.i + 1
    for part in word.subtree:
        if part.i > word.i and part.dep_ in ("relcl", "acl", "appos", "punct"):
            end = min(end, part.left_edge.i) if part.left_edge.i > word.i else end
    return word.doc[word.left_edge.i : end]


def _row(doc: "Doc", act: Act, unit: dict[str, Any]) -> dict[str, Any]:
    word, form, agent, patient = act
    spans = {name: _phrase(part) for name, part in (("agent", agent), ("patient", patient)) if part}
    every = [doc[word.i : word.i + 1], *spans.values()]
    low, high = min(span.start_char for span in every), max(span.end_char for span in every)
    quoted = {name: " ".join(span.text.split()) for name, span in spans.items()}
    return {
        "paragraph": unit["paragraph"],
        "act": word.lemma_.lower(),
        "form": form,
        "agent": quoted.get("agent"),
        "patient": quoted.get("patient"),
        "start": unit["start"] + low,
        "end": unit["start"] + high,
        "quote": unit["quote"][low:high],
    }
