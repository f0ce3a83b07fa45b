"""What a corpus is: who speaks to whom, when, at what length."""

import re
from collections.abc import Mapping

import pandas as pd

from analysis.terms import WORD


def overview(documents: pd.DataFrame, texts: Mapping[str, str] | None = None) -> pd.DataFrame:
    """One row a document, in order of time: label, date, genre, place, speaker, issuer, addressee,
    words.

    ``label`` is the document's symbol, or its genre and year, or its ``doc_id``; ``words`` counts
    runs of letters (a hyphen or an apostrophe inside keeps a word whole), numbers left out. Undated
    documents come last. ``texts`` by ``doc_id`` stand for the column, where the frame has none.
    """
    word = re.compile(WORD)
    known = documents["text"] if texts is None else map(texts.__getitem__, documents["doc_id"])
    words = [len(word.findall(text)) for text in known]
    frame = labelled(documents, documents).assign(words=words)
    columns = ["doc_id", "label", "date", "genre", "place", "speaker", "issuer", "addressee"]
    return frame[[*columns, "words"]].sort_values(["date", "doc_id"], ignore_index=True)


def labelled(rows: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """``rows`` of evidence with the ``label`` of their document in front."""
    year = documents["date"].dt.strftime("%Y").astype("object")
    genre = documents["genre"].astype("object") + " " + year
    labels = documents["symbol"].fillna(genre).fillna(documents["doc_id"])
    named = rows["doc_id"].map(dict(zip(documents["doc_id"], labels, strict=True)))
    return rows.assign(label=named.astype("string"))[["label", *rows.columns]]
