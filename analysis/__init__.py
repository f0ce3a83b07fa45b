"""From a folder of diplomatic texts to evidence you can count, cite and click back to.

The house, one way through::

    sources/  ->  extractors/  ->  measure/  ->  show/
    files         documents        evidence      numbers
    to documents  to evidence      to numbers    to pictures and pages

    >>> import analysis
    >>> documents = analysis.load("corpus")
    >>> evidence = analysis.extract(documents)
    >>> evidence.claims, evidence.citations, evidence.quantities, evidence.paragraphs

The rooms stand on ``frames`` (what each frame holds), ``vocabulary`` and ``terms`` (the tables of
``data/``, a term as a pattern), ``text`` and ``folding`` (sentences, clauses, dates; print undone).
Importing loads none of them; pandas comes with the first call, spaCy only for grammar.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.extractors.evidence import Evidence, extract
    from analysis.sources.corpus import from_frame, load
    from analysis.sources.errors import CorpusError
    from analysis.vocabulary import Vocabulary, VocabularyError, load_vocabulary

__version__ = "0.17.0"
__all__ = [
    "CorpusError", "Evidence", "Vocabulary", "VocabularyError", "extract", "from_frame", "load",
    "load_vocabulary",
]  # fmt: skip

# where the names are defined, which are imported when they are first asked for
_HOMES = {
    "analysis.extractors.evidence": ("Evidence", "extract"),
    "analysis.sources.corpus": ("from_frame", "load"),
    "analysis.sources.errors": ("CorpusError",),
    "analysis.vocabulary": ("Vocabulary", "VocabularyError", "load_vocabulary"),
}


def __getattr__(name: str) -> Any:
    for home, held in _HOMES.items():
        if name in held:
            return getattr(import_module(home), name)
    offered = ", ".join(__all__)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}; it offers {offered}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
