"""The one place that puts the extractors in order: paragraphs, citations, quantities, claims.

Citations come before quantities, so that numbers of resolutions are masked and never read as
amounts. ``read`` takes one text to rows with the standard library; ``extract`` makes frames.
"""

import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

from analysis.extractors.citations import find_citations
from analysis.extractors.claims import find_claims
from analysis.extractors.paragraphs import find_paragraphs
from analysis.extractors.quantities import find_quantities
from analysis.extractors.saying import set_sayings
from analysis.extractors.scope import set_status
from analysis.text import Rows, Text, Unit
from analysis.vocabulary import Vocabulary, VocabularyError, load_vocabulary

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[list[Any], str], Iterable[Any]]
LITTLE = 200_000  # characters: reading all of it takes less than making the patterns of all words
NAMES = ("paragraphs", "citations", "quantities", "claims")


class EvidenceError(RuntimeError):
    """An unexpected error while a document was read; the message names document and place."""


class EvidenceWarning(UserWarning):
    """Documents that have no rows because of an unexpected error, a line for each."""


@dataclass(frozen=True)
class Evidence:
    """What a corpus says, as frames (see ``analysis.frames`` for grain and columns of each)."""

    documents: "pd.DataFrame"
    paragraphs: "pd.DataFrame"
    quantities: "pd.DataFrame"
    claims: "pd.DataFrame"
    citations: "pd.DataFrame"
    rhetoric: "pd.DataFrame | None" = None

    def __repr__(self) -> str:
        frames = ((name, frame) for name, frame in vars(self).items() if frame is not None)
        return f"Evidence({', '.join(f'{name}: {len(frame):,}' for name, frame in frames)})"


def extract(
    documents: "pd.DataFrame",
    *,
    vocabulary: str | Path | Vocabulary | None = None,
    families: str | Path | None = None,
    rhetoric: bool = False,
    progress: Progress | None = None,
    problems: list[str] | None = None,
    strict: bool = False,
) -> Evidence:
    """All evidence of ``documents`` (one row a text), in the order of the documents.

    ``vocabulary`` is a folder of your own tables, laid over those of the package (``hedges.csv``,
    ``bodies.csv``, ``claim_families.csv``, ...), or what ``load_vocabulary`` made of one;
    ``families`` is a single table of further claim families. ``rhetoric`` asks for the grammar as
    well, and only then is spaCy's model loaded. ``progress`` wraps the list of texts while it is
    read (a bar).

    Raises ``VocabularyError`` for a table that cannot be used. An unexpected error costs one
    document its rows, not the run, and is a line of ``problems``, or without that list said in a
    warning; ``strict`` raises it at once.
    """
    import pandas as pd  # here, because from a text to rows nothing asks for it

    from analysis import frames

    if not isinstance(documents, pd.DataFrame):
        shown = f"{documents!r:.60}"
        raise TypeError(f"{shown} is no documents frame; make one with analysis.load(path)")
    documents = frames.check("documents", documents)
    words = load_vocabulary(vocabulary, families)
    known = documents[["doc_id", "text", "genre", "issuer"]]
    records = frames.plain_values(known).to_dict("records")
    failed: list[str] = []
    rows = rows_of(records, words, failed, rhetoric=rhetoric, progress=progress, strict=strict)
    if problems is not None:
        problems += failed
    elif failed:
        warnings.warn("\n".join(failed), EvidenceWarning, stacklevel=2)
    return Evidence(documents, **{name: frames.build(name, rows[name]) for name in rows})


def rows_of(
    documents: list[dict[str, Any]],
    words: Vocabulary,
    failed: list[str],
    *,
    rhetoric: bool = False,
    progress: Progress | None = None,
    strict: bool = False,
) -> dict[str, Rows]:
    """All evidence of ``documents``, the rows of each frame by its name.

    An unexpected error costs one document its rows and is a line of ``failed``; ``strict`` raises
    it at once.
    """
    rows: dict[str, Rows] = {name: [] for name in ((*NAMES, "rhetoric") if rhetoric else NAMES)}
    words = _fitting(documents, words)
    for one in progress(documents, "reading") if progress else documents:
        try:
            text = Text(one["text"], words, genre=one.get("genre"), issuer=one.get("issuer"))
            found = read(text, rhetoric)
        except VocabularyError:
            raise
        except Exception as error:  # whatever it is, the other documents are read
            failed.append(_told(one["doc_id"], error))
            if strict:
                raise EvidenceError(failed[-1]) from error
            continue
        for name, group in found.items():
            for row in group:
                row["doc_id"] = one["doc_id"]
            rows[name] += group
    return rows


def _fitting(documents: list[dict[str, Any]], words: Vocabulary) -> Vocabulary:
    """For a first reading of little text the vocabulary of its words alone, which is soon ready."""
    first, words.is_fresh = words.is_fresh, False
    if not first or sum(len(one["text"]) for one in documents) > LITTLE:
        return words
    with suppress(Exception):  # what it is will be said when the text is read
        told = (one.get(field) or "" for one in documents for field in ("genre", "issuer"))
        texts = (Text(one["text"], words).text for one in documents)
        return words.for_texts((*told, *texts))
    return words


def read(text: Text, rhetoric: bool = False) -> dict[str, Rows]:
    """Every row found in one text, without ``doc_id``; offsets and quotes are of ``text.raw``."""
    paragraphs = find_paragraphs(text)
    text = text.cut(map(Unit._make, map(itemgetter(*Unit._fields), paragraphs)))
    citations = find_citations(text)
    quantities = find_quantities(text, masked=[(row["start"], row["end"]) for row in citations])
    claims, around = find_claims(text, quantities)
    joints = set_status(claims, around, text.words)
    set_sayings(claims, around, joints, text.words)
    found = dict(zip(NAMES, (paragraphs, citations, quantities, claims), strict=True))
    if rhetoric:
        from analysis.extractors.rhetoric import find_acts  # here, because it loads spaCy

        found["rhetoric"] = find_acts(text)
    return text.placed(found)


def _told(doc_id: str, error: Exception) -> str:
    """One line to report: the document, the error, and where in the package it happened."""
    calls = extract_tb(error.__traceback__)
    last = [call for call in calls if "analysis" in Path(call.filename).parts][-1]
    place = f"{Path(last.filename).name}, line {last.lineno}, {last.name}"
    what = f"{type(error).__name__}: {error}".replace("\n", " ")
    return f"{doc_id}: no evidence, an error of the program in {place} ({what}); please report it"
