"""From a folder of diplomatic texts to evidence you can count, cite and click back to.

The house, one way through::

    sources/  ->  extractors/  ->  measure/  ->  show/
    files         documents        evidence      numbers
    to documents  to evidence      to numbers    to pictures and pages

    >>> import analysis
    >>> documents = analysis.load("corpus")
    >>> evidence = analysis.extract(documents)
    >>> evidence.claims, evidence.citations, evidence.quantities, evidence.paragraphs

The rooms stand on three files: ``frames`` says what each frame holds, ``vocabulary`` loads the
tables of ``data/``, ``text`` says where sentences, clauses and dates are. Importing the package
loads none of them; pandas comes with the first call, spaCy only where grammar is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from analysis.extractors.evidence import Evidence, Progress
    from analysis.sources.corpus import from_frame, load
    from analysis.sources.errors import CorpusError
    from analysis.vocabulary import Vocabulary, VocabularyError, load_vocabulary

__version__ = "0.6.0"
__all__ = [
    "CorpusError",
    "Evidence",
    "Vocabulary",
    "VocabularyError",
    "extract",
    "from_frame",
    "load",
    "load_vocabulary",
]

# where the names are defined that are imported when they are first asked for
_HOME = {
    "CorpusError": "analysis.sources.errors",
    "Evidence": "analysis.extractors.evidence",
    "Vocabulary": "analysis.vocabulary",
    "VocabularyError": "analysis.vocabulary",
    "from_frame": "analysis.sources.corpus",
    "load": "analysis.sources.corpus",
    "load_vocabulary": "analysis.vocabulary",
}


def extract(
    documents: "pd.DataFrame",
    *,
    vocabulary: "str | Path | Vocabulary | None" = None,
    families: "str | Path | None" = None,
    rhetoric: bool = False,
    progress: "Progress | None" = None,
    strict: bool = False,
) -> "Evidence":
    """All evidence of ``documents`` (one row a text), in the order of the documents.

    ``vocabulary`` is a folder of your own tables, laid over those of the package (``hedges.csv``,
    ``bodies.csv``, ``claim_families.csv``, ...), or what ``load_vocabulary`` made of one;
    ``families`` is a single table of further claim families. ``rhetoric`` asks for the grammar as
    well, and only then is spaCy's model loaded. ``progress`` wraps the list of texts while it is
    read (a bar).

    Raises ``VocabularyError`` for a table that cannot be used. An unexpected error costs one
    document its rows, not the run, and is said in a warning; ``strict`` raises it at once.
    """
    from analysis.extractors import evidence

    return evidence.extract(
        documents,
        vocabulary=vocabulary,
        families=families,
        rhetoric=rhetoric,
        progress=progress,
        strict=strict,
    )


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        offered = ", ".join(__all__)
        raise AttributeError(f"module 'analysis' has no attribute {name!r}; it offers {offered}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
