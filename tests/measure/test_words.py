"""Words, rates and the log-likelihood, against hand-made numbers and scipy."""

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from analysis.extractors.paragraphs import find_paragraphs
from analysis.measure.fidelity import citing_sentences
from analysis.measure.words import rates, significance, words
from analysis.terms import WORD
from analysis.text import Text, Unit, sentence_spans
from analysis.vocabulary import shipped


def unit(text, doc_id="a", paragraph="P1", start=0):
    return {"doc_id": doc_id, "paragraph": paragraph, "start": start, "quote": text}


def test_words_are_lower_case_without_numbers_and_know_their_place():
    frame = words(pd.DataFrame([unit("The 3 un-named men. They left.", start=100)]))
    assert ["the", "un-named", "men", "they", "left"] == frame["word"].tolist()
    assert [1, 1, 1, 2, 2] == frame["sentence"].tolist()
    assert (106, 114) == tuple(frame.loc[1, ["start", "end"]])


def test_sentences_do_not_run_over_paragraphs_and_count_by_document():
    frame = words(
        pd.DataFrame([unit("one"), unit("two", paragraph="P2"), unit("three", doc_id="b")])
    )
    assert [1, 2, 1] == frame["sentence"].tolist()


def test_rates_of_wilson():
    """Wilson's interval of 1 of 10, from the formula: (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n)."""
    row = rates(pd.DataFrame({"count": [1], "of": [10]})).iloc[0]
    z, p, n = 1.959964, 0.1, 10
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert pytest.approx([p, (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)], abs=1e-6) == [
        row["rate"], row["low"], row["high"],
    ]  # fmt: skip


def test_a_rate_of_nothing_is_missing():
    assert (
        rates(pd.DataFrame({"count": [0], "of": [0]}))[["rate", "low", "high"]]
        .isna()
        .all(axis=None)
    )
    assert ["count", "of", "rate", "low", "high"] == list(
        rates(pd.DataFrame({"count": [], "of": []})).columns
    )


@given(st.lists(st.integers(1, 500), min_size=4, max_size=4))
def test_log_likelihood_is_scipys(cells):
    table = np.array(cells).reshape(2, 2)
    oracle = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert pytest.approx(oracle, abs=1e-6) == compared(*table)[0][0]


def compared(first, second, tested=(True,)):
    """G2 and p of tables with these rows; each row has two cells, or two lists of cells."""
    a, b = (pd.Series(np.atleast_1d(cell)) for cell in first)
    of_a, of_b = (cell + np.array(other) for cell, other in zip((a, b), second, strict=True))
    return significance(a, of_a, b, of_b, pd.Series(tested))


def test_p_is_multiplied_by_the_words_tested_and_missing_for_the_others():
    """12 ln 2 = 8.318 with one degree of freedom: p = .0039; two words are tested, one is not."""
    cells = [[3, 3, 3], [0, 3, 0]], [[0, 3, 0], [3, 3, 3]]
    g2, p = compared(*cells, tested=[True, True, False])
    assert pytest.approx([12 * math.log(2), 0]) == g2[:2].tolist()
    assert pytest.approx([2 * 0.003926, 1], abs=1e-5) == p[:2].tolist()
    assert pd.isna(g2[2]) and pd.isna(p[2])


def test_log_likelihood_of_a_zero_cell_by_hand():
    """2 (3 ln 2 + 3 ln 2): two words that never stand in one text, three times each, texts of the same length."""
    assert pytest.approx(12 * math.log(2)) == compared([3, 0], [0, 3])[0][0]


PIECES = st.sampled_from(
    ["Mr. Aliyev came.", "It rains; The sun", "A. whereas", "No. 822 (1993)", "\n\n", "U.N.",
     "“Yes.”", "Recalling", "1. Urges", "The Security Council,\n", "in 1993.", "\n12\n",
     "(see p. 4).", "x", "?"]
)  # fmt: skip


@example("A\n\n. Mr. Aliyev came.")  # a stop by itself
@given(st.lists(PIECES | st.text("aA .;!?\n”(1", max_size=6), max_size=20).map(" ".join))
def test_words_citations_and_extractors_cut_any_text_alike(raw):
    """The sentence of a word, of a citation and of a claim is the one that ``Text`` gives."""
    text = Text(raw, shipped())
    units = find_paragraphs(text)
    text = text.cut(Unit(row["kind"], row["start"], row["end"]) for row in units)
    frame = pd.DataFrame(units, columns=["paragraph", "kind", "start", "quote"]).assign(doc_id="a")
    found = words(frame)
    assert [text.text[row.start : row.end].lower() for row in found.itertuples()] == [
        match[0].lower() for match in re.finditer(WORD, text.text)
    ]
    places = [text.sentences.index(text.sentence_at(start)) + 1 for start in found["start"]]
    assert places == found["sentence"].tolist()
    # a citation at each word, and its number as the group
    citations = found[["doc_id", "paragraph", "start", "end"]].assign(kind="numbered", symbol="S")
    cited = citing_sentences(citations.assign(group=range(len(found))), frame)
    cited = cited.drop_duplicates("group")
    assert list(range(len(found))) == cited["group"].tolist()
    for begin, row in zip(found["start"], cited.itertuples(), strict=True):
        start, end = text.sentence_at(begin)
        assert (start, text.text[start:end].rstrip()) == (row.start, row.quote)


def test_sentences_of_words_are_those_of_the_ground_floor():
    quote = "Mr. Aliyev spoke of No. 822; We heard him. He left."
    assert (
        2
        == len(sentence_spans(quote, shipped()))
        == words(pd.DataFrame([unit(quote)])).iloc[-1]["sentence"]
    )
