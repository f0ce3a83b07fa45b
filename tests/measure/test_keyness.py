"""Keyness and dispersion on hand-made words with exact answers."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from analysis.measure.keyness import dispersion, keyness, register


def text(*words, doc_id="a", paragraph="P1"):
    return pd.DataFrame({"doc_id": doc_id, "paragraph": paragraph, "word": words})


HERE, THERE = text(*["war"] * 20, *["the"] * 20, "now"), text(*["peace"] * 30, *["the"] * 30)


def test_keyness_is_scipys_g_of_the_two_by_two_table():
    row = keyness(HERE, THERE).set_index("word").loc["war"]
    oracle = chi2_contingency(
        np.array([[20, 0], [21, 60]]), correction=False, lambda_="log-likelihood"
    )
    assert pytest.approx(oracle.statistic) == row["G2"]
    assert pytest.approx(oracle.pvalue * 3) == row["p"]  # three words are tested: war, peace, the
    assert pytest.approx(math.log2((20 / 41) / (0.5 / 60))) == row["log_ratio"]
    assert ("more", "less") == (
        row["verdict"],
        keyness(THERE, HERE).set_index("word").loc["war", "verdict"],
    )


def test_keyness_says_what_it_cannot_say():
    verdicts = keyness(HERE, THERE).set_index("word")["verdict"]
    assert ("too little text", "no difference shown") == (verdicts["now"], verdicts["the"])
    assert keyness(HERE, THERE).set_index("word").loc["now", ["G2", "log_ratio", "p"]].isna().all()


def test_a_text_beside_itself_or_beside_nothing_has_no_key_words():
    assert {"no difference shown", "too little text"} == set(keyness(HERE, HERE)["verdict"])
    assert {"too little text"} == set(keyness(HERE, THERE.iloc[:0])["verdict"])
    assert keyness(HERE.iloc[:0], THERE.iloc[:0]).empty


def test_turned_round_the_log_ratio_changes_its_sign_and_g2_stays():
    one, other = (
        keyness(*pair).set_index("word").loc["peace"] for pair in ((HERE, THERE), (THERE, HERE))
    )
    assert pytest.approx(one["G2"]) == other["G2"]
    assert pytest.approx(one["log_ratio"]) == -other["log_ratio"]


def test_dispersion_by_hand():
    """Two paragraphs of 6 and 2 words; "x" 6 times in the first alone, so DP is (|1 - 3/4| + |0 - 1/4|) / 2."""
    frame = pd.concat([text(*["x"] * 6), text("y", "y", paragraph="P2")])
    table = dispersion(frame).set_index("word")
    assert (0.25, 1, 2, "measured") == tuple(table.loc["x", ["DP", "parts", "of", "verdict"]])
    assert "too little text" == table.loc["y", "verdict"]
    assert math.isnan(table.loc["y", "DP"])


def test_a_word_spread_like_the_text_has_dispersion_0():
    frame = pd.concat([text(*["x", "y"] * 3), text(*["x", "y"] * 3, doc_id="b")])
    assert [0, 0] == dispersion(frame)["DP"].tolist()
    assert [0, 0] == dispersion(frame, part="doc_id")["DP"].tolist()


def test_counts_of_a_reference_are_as_good_as_its_words():
    """The same reference as words and as counts; of counts only our own words are compared."""
    counts = THERE["word"].value_counts()
    counts[""] = 40
    longer = pd.concat([THERE, text(*["other"] * 40)])
    found = keyness(HERE, counts).set_index("word")
    same = keyness(HERE, longer).set_index("word").loc[found.index]
    columns = ["count", "reference", "G2", "log_ratio"]
    tested = found["verdict"] != "too little text"
    pd.testing.assert_frame_equal(same.loc[tested, columns], found.loc[tested, columns])
    assert {"war", "the", "now"} == set(found.index)


def test_one_occurrence_is_never_a_key_word_beside_a_large_reference():
    counts = pd.Series({"now": 20, "": 1_000_000})
    assert "too little text" == keyness(HERE, counts).set_index("word").loc["now", "verdict"]


def test_registers_of_diplomatic_english():
    for name in ("general debate", "Security Council"):
        counts = register(name)
        assert counts.idxmax() in ("the", "") and counts[""] > 0
    council, debate = register("Security Council"), register("general debate")
    assert council["council"] / council.sum() > debate["council"] / debate.sum()
    with pytest.raises(ValueError, match="must be one of general debate, Security Council"):
        register("press")
