"""The extractors as components of a spaCy pipeline: ``nlp.add_pipe("diplomatic_citations")``.

Each of ``diplomatic_paragraphs``, ``diplomatic_citations``, ``diplomatic_quantities`` and
``diplomatic_claims`` adds, under the name of its frame ("citations"):

- ``doc.spans["citations"]``: a span a row, in order, widened to whole tokens. Its label is the kind
  of the citation or paragraph, the unit of the quantity or the family of the claim;
- ``doc._.citations``: the rows as dictionaries, with the columns of the frame but ``doc_id``; start
  and end are exact;
- ``span._.evidence``: the row of a span.

Settings: ``genre`` and ``issuer`` of the texts, ``vocabulary`` and ``families`` as in
``analysis.extract``. Nothing needs to be imported, and as the text is read by rules only, any
English pipeline will do, ``spacy.blank("en")`` too.
"""

from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from analysis.extractors.evidence import NAMES, Rows, read
from analysis.text import Text
from analysis.vocabulary import load_vocabulary

LABELS = {"paragraphs": "kind", "citations": "kind", "quantities": "unit", "claims": "family"}
UNSAID = "unknown"  # label of a quantity without a unit
CONFIG = {"genre": None, "issuer": None, "vocabulary": None, "families": None}
Told = str | None
_words = cache(load_vocabulary)  # read once for all components of a pipeline


def _factory(frame: str) -> Callable[..., Any]:
    """The factory under which spaCy knows the component of ``frame``."""

    def make(
        nlp: Language, name: str, genre: Told, issuer: Told, vocabulary: Told, families: Told
    ) -> Callable[[Doc], Doc]:
        _words(vocabulary, families)  # a table that cannot be used is refused here
        return partial(_add, frame, (genre, issuer, vocabulary, families))

    return Language.factory(f"diplomatic_{frame}", default_config=CONFIG, func=make)


paragraphs, citations, quantities, claims = map(_factory, NAMES)  # the entry points of spaCy


def _add(frame: str, told: tuple[Told, ...], doc: Doc) -> Doc:
    """Adds the rows of one frame to ``doc``; ``told`` are the values of ``CONFIG``, in order."""
    rows = [dict(row) for row in _rows(doc.text, *told)[frame]]
    doc._.set(frame, rows)
    spans = []
    for at, row in enumerate(rows):
        label = row[LABELS[frame]] or UNSAID
        place = f"{frame}:{at}"  # where the row of the span is found again, from disk too
        asked = {"label": label, "span_id": place, "alignment_mode": "expand"}
        spans.append(doc.char_span(row["start"], row["end"], **asked))
    doc.spans[frame] = spans
    return doc


@lru_cache(maxsize=1)
def _rows(text: str, genre: str | None, issuer: str | None, *own: str | None) -> dict[str, Rows]:
    """All rows of a text, read once for the components that follow one another in a pipeline."""
    return read(Text(text, _words(*own), genre=genre, issuer=issuer))


def _evidence(span: Span) -> dict[str, Any] | None:
    frame, _, at = span.id_.partition(":")
    rows = span.doc._.get(frame) if frame in LABELS else None
    return rows[int(at)] if rows else None


for _frame in NAMES:
    Doc.set_extension(_frame, default=None, force=True)
Span.set_extension("evidence", getter=_evidence, force=True)
