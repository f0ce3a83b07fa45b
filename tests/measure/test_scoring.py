"""Scores and errors, row by row; the measured scores say what the changelog says."""

import pandas as pd
import pytest

from analysis.measure.scoring import compared, how_sure, measured, score, side_by_side, tally
from analysis.vocabulary import load_table

GOLD = pd.DataFrame({"x": ["a", "a", None], "y": [1, 2, 3]})
FOUND = pd.DataFrame({"x": ["a", None, "a", "b", "b"], "y": [1, 3, 9, 9, 9]})


def test_a_row_of_gold_takes_one_row_found_and_missing_equals_missing():
    result = score(FOUND, GOLD, ["x", "y"])
    assert (2, 1, 3) == (result["right"], result["missed"], result["surplus"])
    assert (2 / 5, 2 / 3, 4 / 8) == (result["precision"], result["recall"], result["f1"])
    assert (3, 0, 2) == tuple(score(FOUND, GOLD, ["x"]).values())[:3]


def test_compared_rows_know_their_place():
    columns = ["doc_id", "paragraph", "value", "start", "end", "quote"]
    found = pd.DataFrame(
        [("a", "P1", 20, 2, 4, "20"), ("a", "P2", 30, 12, 14, "30")], columns=columns
    )
    gold = pd.DataFrame({"doc_id": "a", "paragraph": ["P1", "P2", "P9"], "value": [20, 31, 5]})
    units = pd.DataFrame(
        [("a", "P1", 0, 0, 9, "of 20 men"), ("a", "P2", 0, 10, 19, "of 30 men")], columns=columns
    )
    rows = compared(found, gold, ["paragraph", "value"], units)
    assert ["side", "paragraph", "value", "doc_id", "start", "end", "quote"] == list(rows)
    assert [
        ("right", "P1", 20, "a", 2, 4, "20"),
        ("missed", "P2", 31, "a", 10, 19, "of 30 men"),
        ("missed", "P9", 5, "a", 0, 19, "of 20 men"),  # no such paragraph: somewhere in the text
        ("surplus", "P2", 30, "a", 12, 14, "30"),
    ] == list(rows.itertuples(index=False, name=None))
    with pytest.raises(ValueError, match="gold names the document 'b'; the texts are a"):
        compared(found, gold.assign(doc_id="b"), ["value"], units)


def test_tables_side_by_side_and_their_scores():
    columns = ["doc_id", "paragraph", "value", "start", "end", "quote"]
    found = pd.DataFrame(
        [("a", "P1", 20, 2, 4, "20"), ("a", "P1", 30, 5, 7, "30")], columns=columns
    )
    gold = pd.DataFrame(
        {"doc_id": ["a"], "paragraph": ["P1"], "value": [20], "note": ["read twice"]}
    )
    units = pd.DataFrame([("a", "P1", 0, 0, 9, "of 20, 30")], columns=columns)
    names = ["quantities", "claims", "citations"]
    rows = side_by_side(
        dict.fromkeys(names, found) | {"citations": found.iloc[:0]},
        dict.fromkeys(names, gold),
        units,
        on={"claims": ["doc_id"]},
    )
    assert ["right", "surplus", "right", "surplus", "missed"] == rows["side"].tolist()
    assert "note" not in rows
    scores = tally(rows)
    assert names == scores.index.tolist()
    assert score(found, gold, ["value"]) == scores.loc["quantities"].to_dict()
    assert (0, 1, 0) == tuple(scores.loc["citations", ["right", "missed", "surplus"]])
    assert scores["precision"].isna().tolist() == [False, False, True]


@pytest.fixture(scope="module")
def scores():
    return measured().set_index(["what", "set", "rate_of"]).sort_index()


def test_rates_name_their_denominator(scores):
    claims = scores.loc[("quantities: value", "news sentences")]
    assert {"precision": 449, "recall": 461} == claims["of"].to_dict()
    assert {"precision": 408 / 449, "recall": 408 / 461} == claims["rate"].to_dict()
    assert ((scores["low"] <= scores["rate"]) & (scores["rate"] <= scores["high"])).all()


def test_recall_is_missing_where_only_what_was_found_was_read(scores):
    assert ["precision"] == list(scores.loc[("quantities", "UN speeches, random rows")].index)
    assert ["share right"] == list(
        scores.loc[("function of a numbered citation", "UN passages")].index
    )


def test_nine_of_nine_is_no_certainty(scores):
    """Wilson by hand: 9 of 9 reaches down to 9 / (9 + 1.96 squared)."""
    low = scores.loc[("claims", "four texts", "recall"), "low"]
    assert 9 / (9 + 1.959964**2) == pytest.approx(low, abs=1e-6)


def test_changelog_says_the_same(root, scores):
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    function = scores.loc[("function of a numbered citation", "UN passages", "share right")]
    assert f"{function['count']} of {function['of']}" in text
    for what, f1 in (("quantities: value", ".897"), ("quantities: value and bound", ".842")):
        precision, recall = scores.loc[(what, "news sentences")]["rate"]
        assert f"0{f1}" == f"{2 * precision * recall / (precision + recall):.3f}"
        assert f1 in text


def test_how_sure_says_count_and_interval_and_leads_to_its_row():
    sure = how_sure("claims", "function")
    assert ["what", "set", "precision", "recall", "seen"] == list(sure.columns)
    row = sure[(sure["what"] == "claims") & (sure["set"] == "four texts")].iloc[0]
    assert {"9 of 9, 70 to 100 %"} == {row["precision"], row["recall"]}
    one_answer = sure[sure["what"] == "function of a numbered citation"].iloc[0]
    assert {"248 of 285, 83 to 90 %"} == {one_answer["precision"], one_answer["recall"]}
    assert sure.loc[sure["set"].str.contains("random rows"), "recall"].isna().all()
    table = load_table("measured_scores")
    assert [table[at]["what"] for at in sure.index] == sure["what"].tolist()
    assert how_sure("no such extractor").empty


UNSEEN = {
    "kept back, scored apart", "own half, closed", "drawn at random, first look",
    "drawn at random, closed", "drawn again, first look", "drawn again, closed",
    "drawn once more, first look", "drawn last, first look",
    "drawn for 0.16.0, first look", "written by another, first look",
    "written to try statuses, first look",
    "UN speeches, unseen", "PLOVER, half",
}  # fmt: skip


def test_only_sets_that_nobody_looked_at_are_called_unseen():
    """The rules were written with the other texts in view: those rates are upper bounds."""
    table = load_table("measured_scores")
    assert UNSEEN >= {row["set"] for row in table if row["seen"] == "no"}
    assert {"yes"} == {row["seen"] for row in table if row["set"] not in UNSEEN}
