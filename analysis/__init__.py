"""From a folder of diplomatic texts to evidence you can count, cite and click back to.

The house, one way through::

    sources/  ->  extract/  ->  measure/  ->  show/
    files         documents     evidence      numbers
    to documents  to evidence   to numbers    to pictures and pages

    >>> import analysis
    >>> documents = analysis.load("corpus")
    >>> evidence = analysis.extract(documents)
    >>> evidence.claims, evidence.citations, evidence.quantities, evidence.paragraphs

``frames`` says what each frame holds, ``vocabulary`` loads the tables of ``data/``. Importing the
package loads nothing else; pandas comes with the first call, spaCy only where grammar is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from analysis.extractors.evidence import Evidence, Progress
    from analysis.sources.corpus import load
    from analysis.sources.errors import CorpusError

__version__ = "0.2.0"
__all__ = ["CorpusError", "Evidence", "extract", "load"]

_HOME = {
    "CorpusError": "analysis.sources.errors",
    "load": "analysis.sources.corpus",
    "Evidence": "analysis.extractors.evidence",
}


def extract(
    documents: "pd.DataFrame",
    *,
    vocabulary: "str | Path | None" = None,
    families: "str | Path | None" = None,
    rhetoric: bool = False,
    progress: "Progress | None" = None,
    strict: bool = False,
) -> "Evidence":
    """All evidence of ``documents`` (one row a text), in the order of the documents.

    See ``analysis.extractors.evidence.extract``, which this calls.
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
