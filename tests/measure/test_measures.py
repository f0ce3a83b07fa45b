"""The measures on hand-made rows with exact answers."""

import math

import pandas as pd
import pytest

from analysis import frames
from analysis.measure.agency import OTHER, UNNAMED, acts_of, agents, party
from analysis.measure.citing import cocitation, inventory, kinds
from analysis.measure.ledger import directions, ledger
from analysis.measure.overview import labelled, overview
from analysis.measure.scoring import score
from analysis.measure.strength import scales, strength


def texts(*rows):
    return frames.build("documents", [{"text": "one two", **row} for row in rows])


DOCUMENTS = texts(
    {"doc_id": "b", "date": pd.Timestamp("1999-02-08"), "genre": "letter", "speaker": "X"},
    {"doc_id": "a", "date": pd.Timestamp("1994-12-15"), "symbol": "7/1", "genre": "resolution"},
    {"doc_id": "c", "text": "un-named «l'été» 1994 3 Azerbaijan`s"},
)


def claim(doc_id, start, hedge, value, family="territory_share", counted="land"):
    return {"doc_id": doc_id, "paragraph": "P1", "family": family, "value": value, "unit": "percent", "hedge": hedge,
            "counted": counted, "status": "asserted", "start": start, "end": start + 1, "quote": "x"}  # fmt: skip


def test_ledger_is_in_order_of_time_and_undated_comes_last():
    claims = frames.build(
        "claims",
        [
            claim("c", 0, "vague", None),
            claim("b", 0, "bare", 20),
            claim("a", 9, "over", 20),
            claim("a", 3, "about", 20),
        ],
    )
    entries = ledger(claims, DOCUMENTS)
    assert [("a", 3), ("a", 9), ("b", 0), ("c", 0)] == list(
        zip(entries["doc_id"], entries["start"], strict=True)
    )
    assert ["around", "above", "at", "unsaid"] == entries["direction"].tolist()


def test_every_hedge_has_a_direction():
    assert set(frames.HEDGES) == set(directions())


def test_overview_counts_words_and_labels_documents():
    frame = overview(DOCUMENTS).set_index("doc_id")
    assert ["7/1", "letter 1999", "c"] == frame["label"].tolist()
    assert 3 == frame.loc["c", "words"]  # un-named, l'été, Azerbaijan`s: numbers are no words
    assert ["letter 1999"] == labelled(pd.DataFrame({"doc_id": ["b"]}), DOCUMENTS)["label"].tolist()


def citation(doc_id, group, symbol, kind="numbered", function="recalls"):
    return {"doc_id": doc_id, "paragraph": "P1", "kind": kind, "body": "UNSC", "symbol": symbol, "group": group,
            "function": function, "start": 0, "end": 1, "quote": "x"}  # fmt: skip


CITATIONS = frames.build(
    "citations",
    [
        citation("a", 1, "S/RES/1(1946)"), citation("a", 1, "S/RES/2(1946)"), citation("a", 1, "S/RES/1(1946)"),
        citation("b", 1, "S/RES/1(1946)", function="condemns"), citation("b", 2, None, kind="unnumbered"),
    ],
)  # fmt: skip


def test_inventory_counts_mentions_lists_and_documents():
    first = inventory(CITATIONS).drop(columns=["kind", "body", "link"]).iloc[0]
    assert ("S/RES/1(1946)", 3, 2, 2, "condemns, recalls") == tuple(first)


def test_cocitation_counts_lists_once():
    """A group is numbered within its document, so group 1 of a and of b are two lists."""
    together = cocitation(CITATIONS)
    assert 2 == together.loc["S/RES/1(1946)", "S/RES/1(1946)"]
    assert (
        1
        == together.loc["S/RES/1(1946)", "S/RES/2(1946)"]
        == together.loc["S/RES/2(1946)", "S/RES/1(1946)"]
    )


def test_kinds_have_a_row_for_a_document_that_cites_nothing():
    table = kinds(CITATIONS, DOCUMENTS)
    assert [0] * 5 == table.loc["c"].tolist()
    assert 1 == table.loc["b", "unnumbered"]


OPENINGS = [
    # the weakest and the strongest word of a scale are 0 and 1; what a scale does not rank is missing
    ("Strongly demands", "gruenberg_2009 instructive", 1.0),
    ("Decides also", "gruenberg_2009 instructive", 0.0),
    ("Calls on", "drafting_practice instructive", 3 / 4),
    ("Urges", "drafting_practice instructive", 2 / 4),
    ("Decides", "drafting_practice instructive", math.nan),
    ("Expresses its concern over", "gruenberg_2009 emotive", 0.0),
    ("Reaffirms", "gruenberg_2009 instructive", math.nan),
    # a word inside a word is no match
    ("Undemandsing", "gruenberg_2009 instructive", math.nan),
]


@pytest.mark.parametrize(("opening", "scale", "place"), OPENINGS)
def test_strength(opening, scale, place):
    rows = frames.build(
        "paragraphs",
        [
            {
                "doc_id": "a",
                "paragraph": "OP1",
                "kind": "operative",
                "opening": opening,
                "start": 0,
                "end": 1,
                "quote": "x",
            }
        ],
    )
    assert pytest.approx(place, nan_ok=True) == strength(rows)[scale].item()


def test_scales_disagree_about_urges_and_calls_upon():
    ranks = scales().set_index(["scale", "word"])["rank"]
    assert ranks["drafting_practice", "calls upon"] > ranks["drafting_practice", "urges"]
    assert ranks["gruenberg_2009", "calls upon"] < ranks["gruenberg_2009", "urges"]


PARTIES = [
    ("the armed forces of Armenia", "Armenia"), ("Azeri territory", "Azerbaijan"), ("these installations", OTHER),
    ("local Armenian forces", "local Armenian forces"),
    ("the Government of Azerbaijan and Armenia", "Azerbaijan"), (None, None), (float("nan"), None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), PARTIES)
def test_party_is_the_one_named_first(words, expected):
    assert expected == party(words)


def test_a_word_that_is_verb_and_actor_keeps_its_class():
    """ "force" names an act ("forced to flee") and, as a noun, who acts."""
    act = {
        "doc_id": "a",
        "paragraph": "P1",
        "act": "force",
        "form": "passive",
        "class": "displacement",
        "agent_from": "none",
        "negated": False,
        "start": 0,
        "end": 1,
        "quote": "x",
    }
    assert ["displacement"] == acts_of(frames.build("rhetoric", [act]), ("displacement",))[
        "class"
    ].tolist()


def test_agents_counts_acts_without_an_agent_too():
    act = {"doc_id": "a", "paragraph": "P1", "form": "nominal", "agent_from": "none",
           "class": "occupation", "negated": False, "start": 0, "end": 1, "quote": "x"}  # fmt: skip
    rows = frames.build(
        "rhetoric",
        [
            {**act, "act": "occupation"},
            {**act, "act": "occupation", "agent": "Armenia"},
            {**act, "act": "joy", "class": None},
        ],
    )
    table = agents(acts_of(rows, ("occupation",)))
    assert {"Armenia": 1, UNNAMED: 1} == table.loc["occupation"].to_dict()


def test_score():
    gold = pd.DataFrame({"x": ["a", "a", None], "y": [1, 2, 3]})
    found = pd.DataFrame({"x": ["a", None, "a", "b"], "y": [1, 3, 9, 9]})
    result = score(found, gold, on=["x", "y"])
    assert (2, 1, 2) == (result["right"], result["missed"], result["surplus"])
    assert (2 / 4, 2 / 3, 4 / 7) == (result["precision"], result["recall"], result["f1"])
    assert math.isnan(score(gold.iloc[:0], gold.iloc[:0], on=["x"])["f1"])
