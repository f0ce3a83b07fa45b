"""Collocates on hand-made words with exact answers."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from analysis.measure.collocation import collocates, neighbours


def sentences(*texts):
    rows = [(number, word) for number, text in enumerate(texts) for word in text.split()]
    return pd.DataFrame(
        {
            "doc_id": "a",
            "paragraph": "P1",
            "sentence": [n for n, _ in rows],
            "word": [w for _, w in rows],
        }
    )


FRAME = sentences(*["armed forces left"] * 4, *["forces of nature"] * 2, *["all was quiet"] * 6)


def test_logdice_and_g2_by_hand():
    """ "armed" 4 times, "forces" 6 times, 4 of them near: 14 + log2(2 * 4 / (4 + 6)); 8 of 32 words stand near."""
    row = collocates(FRAME, "armed").set_index("word").loc["forces"]
    assert (4, 6) == tuple(row[["near", "count"]])
    assert pytest.approx(14 + math.log2(0.8)) == row["logDice"]
    table = np.array([[4, 2], [4, 22]])
    assert (
        pytest.approx(chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic)
        == row["G2"]
    )


def test_a_pair_that_is_always_together_has_14():
    assert (
        14
        == collocates(sentences(*["armed forces"] * 5, *["was quiet"] * 5), "armed")[
            "logDice"
        ].item()
    )


def test_sentences_and_span_bound_the_window():
    assert {"forces", "left"} == set(collocates(FRAME, "armed")["word"])
    assert {"forces"} == set(collocates(FRAME, "armed", span=1)["word"])


def test_neighbours_are_the_words_that_are_counted_as_near():
    near = neighbours(FRAME, "armed")
    assert (
        collocates(FRAME, "armed").set_index("word")["near"].to_dict()
        == near["word"].value_counts().to_dict()
    )


def test_too_little_text_is_a_result():
    rare = collocates(FRAME, "nature")
    assert {"too little text"} == set(rare["verdict"])
    assert rare[["logDice", "G2", "p"]].isna().all(axis=None)
    assert collocates(FRAME, "absent").empty


def test_each_occurrence_is_counted_once():
    """Near two nodes, still one word."""
    assert 1 == collocates(sentences("x forces x"), "x", minimum=1)["near"].item()
