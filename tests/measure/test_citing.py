"""Patterns of citation on hand-made rows."""

import networkx as nx
import pandas as pd
import pytest

from analysis import frames
from analysis.measure.citing import (
    cocitation,
    graph,
    in_context,
    inventory,
    link,
    lists,
)  # fmt: skip
from analysis.measure.reference import reference
from analysis.vocabulary import load_table

TEXT = "Resolutions 1, 2 and 2. Resolution 1 (1946) of 25 January 1946. Resolution 2 (1946), the Charter, its resolutions."
SHORT = "Recalling 7/1-P. This resolution."
DOCUMENTS = frames.build(
    "documents",
    [
        {"doc_id": "b", "date": pd.Timestamp("1999-02-08"), "genre": "letter", "issuer": "X", "text": TEXT},
        {"doc_id": "a", "date": pd.Timestamp("1994-12-15"), "symbol": "7/1-P", "text": SHORT},
        {"doc_id": "c", "text": "nothing"},
    ],
)  # fmt: skip


def citation(
    doc_id,
    group,
    quote,
    symbol=None,
    *,
    kind="numbered",
    body="UNSC",
    year=1946,
    start=0,
    function="recalls",
):
    return {"doc_id": doc_id, "paragraph": "P1", "kind": kind, "body": body, "symbol": symbol, "group": group,
            "year": year if symbol else None, "number": None, "function": function, "cue": "re\ncalls", "start": start,
            "end": start + len(quote), "quote": quote}  # fmt: skip


ONE, TWO = "S/RES/1(1946)", "S/RES/2(1946)"
CITATIONS = frames.build(
    "citations",
    [
        citation("b", 1, "1", ONE, start=12), citation("b", 1, "2", TWO, start=15),
        citation("b", 1, "2", TWO, start=21), citation("b", 2, "1 (1946)", ONE, start=35, function="condemns"),
        citation("b", 3, "2 (1946)", TWO, start=75), citation("b", 4, "the\nCharter", kind="instrument", body="other"),
        citation("b", 5, "its resolutions", kind="unnumbered"),
        citation("a", 1, "7/1-P", "7/1-P", body="OIC", start=10, year=1994),
        citation("a", 2, "This resolution", kind="self", body="OIC", start=17),
    ],
)  # fmt: skip
PARAGRAPHS = frames.build(
    "paragraphs",
    [
        {
            "doc_id": "a",
            "paragraph": "P1",
            "kind": "operative",
            "start": 0,
            "end": len(SHORT),
            "quote": SHORT,
        },
        {
            "doc_id": "b",
            "paragraph": "P1",
            "kind": "body",
            "start": 0,
            "end": len(TEXT),
            "quote": TEXT,
        },
    ],
)

LINKS = [
    ("S/RES/822(1993)", "https://undocs.org/S/RES/822%281993%29"),
    ("A/RES/ES-10/2", "https://undocs.org/A/RES/ES-10/2"),
    ("A/RES/3212(XXIX)", "https://undocs.org/A/RES/3212%28XXIX%29"),
    ("S/26184", "https://undocs.org/S/26184"),
    ("E/RES/1979/11", "https://undocs.org/E/RES/1979/11"),
    # other bodies have document systems of their own
    ("11/7-P(IS)", None),
    ("PACE/RES/1416(2005)", None),
    ("WHA73.1", None),
    (pd.NA, None),
    (None, None),
]


@pytest.mark.parametrize(("symbol", "expected"), LINKS)
def test_link(symbol, expected):
    assert expected == link(symbol)


def test_in_context_says_who_when_where_and_how_old():
    before = CITATIONS.copy()
    frame = in_context(CITATIONS, DOCUMENTS, PARAGRAPHS)
    pd.testing.assert_frame_equal(before, CITATIONS)
    assert len(CITATIONS) == len(frame)
    first, last = frame.iloc[0], frame[frame["symbol"] == TWO].iloc[-1]
    assert ("7/1-P", "operative", "7/1-P", 0) == (
        first["label"],
        first["part"],
        first["cited"],
        first["age"],
    )
    assert ("letter 1999", "X", "body", 53) == (
        last["label"],
        last["issuer"],
        last["part"],
        last["age"],
    )
    assert frame.loc[frame["kind"] != "numbered", ["age", "link"]].isna().all(axis=None)


def test_inventory_names_every_kind():
    frame = inventory(CITATIONS).set_index("cited")
    assert {
        TWO: 3,
        ONE: 2,
        "7/1-P": 1,
        "OIC, self": 1,
        "UNSC, unnumbered": 1,
        "the Charter": 1,
    } == frame["mentions"].to_dict()
    assert (1, 2, "condemns, recalls") == tuple(frame.loc[ONE, ["documents", "lists", "functions"]])
    assert len(CITATIONS) == frame["mentions"].sum()
    assert 0 == len(inventory(CITATIONS.iloc[:0]))


def test_cocitation_within_lists():
    assert 1 == cocitation(CITATIONS).loc[ONE, TWO]
    assert 2 == cocitation(CITATIONS).loc[TWO, TWO]


def test_lists_say_how_their_members_are_written():
    frame = lists(CITATIONS, DOCUMENTS)
    rows = [
        tuple(row) for row in frame[["doc_id", "group", "symbols", "members", "form"]].to_numpy()
    ]
    assert [
        ("b", 1, f"{ONE}; {TWO}", 2, "bare"),  # a repeat counts once
        ("b", 2, ONE, 1, "date"),
        ("b", 3, TWO, 1, "year"),
        ("a", 1, "7/1-P", 1, "bare"),
    ] == rows


def test_graph_points_from_texts_to_what_they_cite():
    net = graph(CITATIONS, DOCUMENTS)
    assert isinstance(net, nx.DiGraph)
    assert {"count": 3, "functions": "recalls", "cues": "re calls"} == net.edges["b", TWO]
    assert {"label": TWO, "type": "numbered", "body": "UNSC", "symbol": TWO, "year": 1946, "count": 3,
            "link": "https://undocs.org/S/RES/2%281946%29"} == net.nodes[TWO]  # fmt: skip
    # by its symbol and as "this resolution", a text cites itself: one edge, and no node of its own for the symbol
    assert 2 == net.edges["a", "a"]["count"] == net.nodes["a"]["count"]
    assert "7/1-P" not in net
    assert {"label", "type", "count"} == set(
        net.nodes["c"]
    )  # cites nothing, has no date and no symbol
    assert len(CITATIONS) == sum(count for *_, count in net.edges(data="count"))


def test_tables_of_the_united_nations_agree_with_each_other():
    rows, forms = reference("un_citations"), reference("un_citation_forms")
    members = rows["symbols"].str.split("; ").map(len)
    assert members.tolist() == rows["members"].tolist()
    assert (
        forms["lists_of_all_four"].sum()
        == (rows["symbols"].str.count(r"/(822|853|874|884)\(1993\)") == 4).sum()
    )
    assert 1993 == rows["year"].min()  # nobody cites them before they are adopted
    assert 941 + 458 == forms["texts"].sum()
    assert {"right", "wrong"} == set(rows["checked"])
    speeches = rows[rows["by"] != "Security Council"]
    assert set(speeches["file"]) <= set(pd.DataFrame(load_table("un_speeches"))["file"])
