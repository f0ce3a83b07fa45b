"""Who does what to whom: acts with their grammatical agent and patient, read off a dependency parse.

Two kinds of act are read: finite verbs and participles ("the armed forces ... have undertaken", "refugees
driven out"), and the nouns of ``data/vocabulary/acts.csv`` that name one ("the occupation of ...", "Armenian aggression").
A parser trained on English news errs on translated prose; the measured precision and recall stand in
``tests/gold/README.md`` and in the notebook that uses this.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.extractors.language import parse
from analysis.vocabulary import load_table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

READ = ("body", "preambular", "operative")
RELATIVE = ("which", "who", "that")
Act = tuple["Token", str, "Token | None", "Token | None"]  # word, form, agent, patient


def find_acts(paragraphs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row an act: act (lemma), form, agent, patient, start, end, quote; agent and patient may be missing.

    ``form`` is active, passive or nominal. The span runs from the first to the last word of act, agent and
    patient. Titles, salutations and closings are not read.
    """
    units = [row for row in paragraphs if row["kind"] in READ]
    rows = []
    for unit, doc in zip(units, parse(row["quote"] for row in units), strict=True):
        found = [_row(doc, act, unit) for act in (*_verbs(doc), *_nouns(doc))]
        rows += sorted(found, key=lambda row: (row["start"], row["end"], row["act"]))
    return rows


@cache
def _nominal() -> dict[str, dict[str, str]]:
    return {row["term"]: row for row in load_table("acts") if row["form"] == "noun"}


@cache
def _armed() -> frozenset[str]:
    return frozenset(row["term"] for row in load_table("acts") if row["form"] == "actor")


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(
        row["term"].casefold() for row in load_table("parties") if row["demonym"] == "yes"
    )


def _verbs(doc: "Doc") -> Iterator[Act]:
    for token in doc:
        if token.pos_ != "VERB" or token.dep_ in ("amod", "compound"):
            continue
        by = next(
            (word for child in token.children if child.dep_ == "agent" for word in child.children),
            None,
        )
        if by is not None or _is_passive(token):
            patient = _child(token, "nsubjpass", "nsubj") or (
                token.head if token.dep_ == "acl" else None
            )
            yield token, "passive", by, _resolve(patient)
        else:
            agent, patient = _subject(token), _child(token, "dobj")
            if agent is not None or patient is not None:
                yield token, "active", agent, patient


def _is_passive(token: "Token") -> bool:
    """A participle with a form of "be", or with no auxiliary at all: the parser's own label often fails here."""
    if token.tag_ != "VBN":
        return False
    auxiliaries = [child.lemma_ for child in token.children if child.dep_ in ("aux", "auxpass")]
    return not auxiliaries or "be" in auxiliaries


def _nouns(doc: "Doc") -> Iterator[Act]:
    """Nouns that name an act; whether "of" brings its agent or its patient stands in the table."""
    for token in doc:
        entry = _nominal().get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN") else None
        if entry is None:
            continue
        of, by, against = (_object(token, word) for word in ("of", "by", "against"))
        if by is None and token.dep_ == "dobj" and not _is_passive(token.head):
            by = _object(
                token.head, "by"
            )  # "to end the occupation of ... by the forces": not the ending is theirs
        named = next(
            (
                c
                for c in token.children
                if c.dep_ in ("amod", "poss", "compound") and c.lower_ in _demonyms()
            ),
            None,
        )
        # "the occupation of the armed forces" is theirs, "the occupation of the territory" is done to it
        armed = of is not None and of.lemma_.lower() in _armed()
        owner = _child(token, "poss") if entry["of"] == "agent" else None  # "their withdrawal"
        agent = by or named or owner or (of if armed or entry["of"] == "agent" else None)
        patient = against or (of if of is not agent and entry["of"] == "patient" else None)
        yield token, "nominal", agent, patient


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
    """The noun phrase of ``word``: its subtree, up to the first relative clause, participle or comma behind it."""
    behind = [
        part
        for part in word.subtree
        if part.i > word.i and part.dep_ in ("relcl", "acl", "appos", "punct")
    ]
    end = min(
        [word.right_edge.i + 1, *(part.left_edge.i for part in behind if part.left_edge.i > word.i)]
    )
    return word.doc[word.left_edge.i : end]


def _row(doc: "Doc", act: Act, unit: dict[str, Any]) -> dict[str, Any]:
    word, form, agent, patient = act
    spans = [
        doc[word.i : word.i + 1],
        *(_phrase(part) for part in (agent, patient) if part is not None),
    ]
    low, high = min(span.start_char for span in spans), max(span.end_char for span in spans)
    quoted = {
        name: None if part is None else " ".join(_phrase(part).text.split())
        for name, part in (("agent", agent), ("patient", patient))
    }
    start = unit["start"] + low
    return {"act": word.lemma_.lower(), "form": form, **quoted, "start": start, "end": unit["start"] + high,
            "quote": unit["quote"][low:high]}  # fmt: skip
