"""The extractors as components of a spaCy pipeline: ``nlp.add_pipe("diplomatic_citations")``, with no import.

Each of ``diplomatic_paragraphs``, ``diplomatic_citations``, ``diplomatic_quantities`` and ``diplomatic_claims`` adds,
under the name of its frame ("citations"):

- ``doc.spans["citations"]``: a span a row, in order, widened to whole tokens. Its label is the kind of the citation or
  paragraph, the unit of the quantity or the family of the claim;
- ``doc._.citations``: the rows as dictionaries, with the columns of the frame but ``doc_id``; start and end are exact;
- ``span._.evidence``: the row of a span.

The text is read by rules only, so any English pipeline will do, ``spacy.blank("en")`` too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from analysis.extractors.claims import load_families
from analysis.extractors.evidence import NAMES, Rows, read
from analysis.text import Text
from analysis.vocabulary import shipped

LABELS = {"paragraphs": "kind", "citations": "kind", "quantities": "unit", "claims": "family"}
UNSAID = "unknown"  # label of a quantity without a unit
CONFIG = {"genre": None, "issuer": None, "families": None}


@dataclass(frozen=True)
class Component:
    """Adds the rows of one frame to a ``Doc``; ``genre``, ``issuer`` and ``families`` are those of ``extract``."""

    frame: str
    genre: str | None
    issuer: str | None
    families: str | None

    def __call__(self, doc: Doc) -> Doc:
        rows = [
            dict(row) for row in _read(doc.text, self.genre, self.issuer, self.families)[self.frame]
        ]
        doc._.set(self.frame, rows)
        doc.spans[self.frame] = [self._span(doc, at, row) for at, row in enumerate(rows)]
        return doc

    def _span(self, doc: Doc, at: int, row: dict[str, Any]) -> Span:
        label = row[LABELS[self.frame]] or UNSAID
        place = f"{self.frame}:{at}"  # where the row of the span is found again, after a round trip to disk too
        return doc.char_span(
            row["start"], row["end"], label=label, span_id=place, alignment_mode="expand"
        )


def _factory(frame: str) -> Callable[..., Component]:
    """The factory under which spaCy knows the component of ``frame``."""

    def make(
        nlp: Language, name: str, genre: str | None, issuer: str | None, families: str | None
    ) -> Component:
        return Component(frame, genre, issuer, families)

    return Language.factory(f"diplomatic_{frame}", default_config=CONFIG, func=make)


paragraphs, citations, quantities, claims = map(_factory, NAMES)  # the entry points of spaCy


@lru_cache(maxsize=1)
def _read(
    text: str, genre: str | None, issuer: str | None, families: str | None
) -> dict[str, Rows]:
    """All rows of a text, read once for the components that follow one another in a pipeline."""
    return read(Text(text, shipped(), genre=genre, issuer=issuer), load_families(families))


def _evidence(span: Span) -> dict[str, Any] | None:
    frame, _, at = span.id_.partition(":")
    rows = span.doc._.get(frame) if frame in LABELS else None
    return rows[int(at)] if rows else None


for _frame in NAMES:
    Doc.set_extension(_frame, default=None, force=True)
Span.set_extension("evidence", getter=_evidence, force=True)
