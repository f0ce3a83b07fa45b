"""Words as rows, and rates with the doubt that small numbers leave."""

import re

import numpy as np
import pandas as pd

from analysis.terms import WORD
from analysis.text import sentence_spans
from analysis.vocabulary import shipped

TOO_LITTLE = "too little text"
ALPHA = 0.05  # p up to which a difference is shown
COLUMNS = ["doc_id", "paragraph", "sentence", "word", "start", "end"]


def words(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """One row a word of the running text, in order: doc_id, paragraph, sentence, word, start, end.

    ``word`` is in lower case, numbers are left out; ``sentence`` counts within the document, and
    its sentences are those of ``analysis.text``. ``start`` and ``end`` are characters of the
    document's text. ``paragraphs`` may be any rows with doc_id, paragraph, start and quote.
    """
    rows, word = [], re.compile(WORD)
    before: dict[str, int] = {}  # the sentences of a document before the unit
    for unit in paragraphs.itertuples(index=False):
        past = before.get(unit.doc_id, 0)
        spans = sentence_spans(unit.quote, shipped())
        for sentence, bounds in enumerate(spans, past + 1):
            for match in word.finditer(unit.quote, *bounds):
                said = match[0].lower().replace("`", "’")
                span = (unit.start + match.start(), unit.start + match.end())
                rows.append((unit.doc_id, unit.paragraph, sentence, said, *span))
        before[unit.doc_id] = past + len(spans)
    return pd.DataFrame(rows, columns=COLUMNS)


def rates(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with ``rate`` (``count`` among ``of``), and Wilson's ``low`` and ``high`` (95
    percent).

    A rate of nothing (``of`` is 0) is missing. The interval supposes that each of the ``of`` could
    have gone either way on its own; words of one text do not, so for counts of words it is too
    narrow (see ``dispersion``). Source: Wilson 1927, through ``scipy.stats.binomtest``.
    """
    from scipy.stats import binomtest  # here: it takes 50 MB, and a page asks for no rate

    bounds = []
    for count, of in zip(frame["count"], frame["of"], strict=True):
        test = binomtest(int(count), int(of)) if of else None
        bounds.append(test.proportion_ci(method="wilson") if test else (np.nan, np.nan))
    low, high = np.reshape(bounds, (-1, 2)).T
    rate = frame["count"] / frame["of"].where(frame["of"] > 0)
    return frame.assign(rate=rate.astype(float), low=low, high=high)


def significance(
    a: pd.Series, of_a: int, b: pd.Series, of_b: int, tested: pd.Series
) -> tuple[pd.Series, pd.Series]:
    """G2 of each count ``a`` among ``of_a`` beside ``b`` among ``of_b``, and its p by Bonferroni.

    ``G2 = 2 * sum(observed * ln(observed / expected))`` over the four cells: 0 where the rates are
    the same, larger the less they are; cells of 0 add nothing. Both are missing where not
    ``tested``. Source: Dunning 1993.
    """
    from scipy.stats import power_divergence  # here: it loads much

    observed = np.array([[a, b], [of_a - a, of_b - b]], dtype=float)[..., tested]
    sums = observed.sum(axis=0, keepdims=True) * observed.sum(axis=1, keepdims=True)
    cells = (4, int(tested.sum()))
    expected = (sums / observed.sum(axis=(0, 1))).reshape(cells)
    found = power_divergence(observed.reshape(cells), expected, ddof=2, lambda_="log-likelihood")
    g2, p = (pd.Series(one, tested.index[tested]).reindex(tested.index) for one in found)
    return g2, (p * tested.sum()).clip(upper=1)
