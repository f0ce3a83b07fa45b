"""Words as rows, and rates with the doubt that small numbers leave."""

import re

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from analysis.text import WORD, sentence_spans
from analysis.vocabulary import shipped

TOO_LITTLE = "too little text"


def words(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """One row a word of the running text, in order: doc_id, paragraph, sentence, word, start, end.

    ``word`` is in lower case, numbers are left out; ``sentence`` counts within the document.
    ``start`` and ``end`` are characters of the document's text. ``paragraphs`` may be any rows with
    doc_id, paragraph, start and quote.
    """
    rows, word = [], re.compile(WORD)
    sentences: dict[str, int] = {}
    for unit in paragraphs.itertuples(index=False):
        for start, end in sentence_spans(unit.quote, shipped()):
            number = sentences[unit.doc_id] = sentences.get(unit.doc_id, 0) + 1
            for match in word.finditer(unit.quote, start, end):
                shown = match[0].lower().replace("`", "’")
                place = unit.start + match.start(), unit.start + match.end()
                rows.append((unit.doc_id, unit.paragraph, number, shown, *place))
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "sentence", "word", "start", "end"])


def rates(frame: pd.DataFrame, *, confidence: float = 0.95) -> pd.DataFrame:
    """``frame`` with ``rate``, ``low`` and ``high``: its ``count`` among its ``of``, with Wilson's
    interval.

    A rate of nothing (``of`` is 0) is missing. The interval supposes that each of the ``of`` could have gone either
    way on its own; words of one text do not, so for counts of words it is too narrow (see ``dispersion``).
    Source: Wilson 1927, through ``scipy.stats.binomtest``.
    """
    intervals = [
        binomtest(int(count), int(of)).proportion_ci(confidence, method="wilson")
        if of
        else (np.nan, np.nan)
        for count, of in zip(frame["count"], frame["of"], strict=True)
    ]
    low, high = zip(*intervals, strict=True) if intervals else ((), ())
    rate = frame["count"] / frame["of"].where(frame["of"] > 0)
    return frame.assign(rate=rate.astype(float), low=list(low), high=list(high))


def log_likelihood(table: np.ndarray) -> np.ndarray:
    """G2 of tables of two by two, shape (..., 2, 2): ``2 * sum(observed * ln(observed /
    expected))``.

    0 where rows and columns are independent, larger the less they are; cells of 0 add nothing.
    Source: Dunning 1993.
    """
    observed = np.asarray(table, dtype=float)
    total = observed.sum(axis=(-2, -1), keepdims=True)
    expected = observed.sum(axis=-1, keepdims=True) * observed.sum(axis=-2, keepdims=True) / total
    terms = observed * np.log(
        np.where(observed > 0, observed, 1) / np.where(observed > 0, expected, 1)
    )
    return 2 * terms.sum(axis=(-2, -1))
