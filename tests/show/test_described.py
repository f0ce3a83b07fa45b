"""Every figure says in words what it draws, hands over the frame behind it, and takes a text's words as words."""

import re

import networkx as nx
import pandas as pd
import pytest

from analysis.show import plots
from analysis.show.plots.style import NAMED, wrapped

HEDGED = pd.DataFrame(
    {
        "label": list("abcd"),
        "who": ["x", "y", "x", "x"],
        "year": [1994, 1995, 1996, 1997],
        "hedge": ["at_least", "bare", "range", "vague"],
        "hedge_text": ["at least", None, None, "scores of"],
        "direction": ["at or above", "at", "between", "unsaid"],
        "value": [20e6, 0.5e6, None, None],
        "value_low": [None, None, 18e6, None],
        "value_high": [None, None, 22e6, None],
    }
)
COUNTS = pd.DataFrame(
    {"over": [2, 1], "bare": [0, 3]}, index=pd.Index(["letter", "speech"], name="genre")
)
LENGTHS = pd.Series({"a": 100, "b": 50})
STEPS = pd.DataFrame(
    {"area": ["one", "two"], "percent_low": [5.0, 9.0], "percent_high": [5.0, 10.0]}
)
GRAPH = nx.DiGraph()
GRAPH.add_node("a", label="letter 1999", type="text", count=1)
GRAPH.add_node("S/RES/1(1946)", label="S/RES/1(1946)", type="numbered", count=2)
GRAPH.add_edge("a", "S/RES/1(1946)", count=2)

DRAWN = [
    (
        lambda: plots.hedges(HEDGED, title="T", label="millions", span=(0, 30), scale=1e6),
        "Hedged numbers, millions: a, at least 20; b, 0.5; c, 18 to 22; d, no number.",
    ),
    (
        lambda: plots.timeline(HEDGED, title="T", label="millions", span=(0, 30), scale=1e6),
        "Hedged numbers by year, millions: x 1994, at least 20; y 1995, 0.5; x 1996, 18 to 22; x 1997, no number.",
    ),
    (
        lambda: plots.lanes(HEDGED.head(2), title="T"),
        "Where each claim puts the number, by year: x 1994, at least 20,000,000; y 1995, 500,000.",
    ),
    (
        lambda: plots.chronicle(
            pd.DataFrame({"year": [1994], "label": ["ceasefire"]}),
            HEDGED.iloc[1:2].assign(value=20.0),
            HEDGED.iloc[1:2],
            pd.DataFrame({"side": ["y"], "year": [1993], "persons": [1]}),
            pd.DataFrame({"who": ["y"], "year": [1997], "members": [2]}),
            title="T",
        ),  # fmt: skip
        "Events, claims, counts and citations by year: y 1995, bare 20 percent.",
    ),
    (
        lambda: plots.territory(
            STEPS, pd.DataFrame({"value": [20.0], "label": ["claimed"]}), title="T"
        ),
        "Running sum of areas in percent: one, 5.0 to 5.0; two, 9.0 to 10.0; beside it claimed, 20.",
    ),
    (
        lambda: plots.shares(COUNTS, title="T", label="claims"),
        "Stacked bars, claims: letter: over 2, bare 0; speech: over 1, bare 3.",
    ),
    (
        lambda: plots.matrix(COUNTS, title="T", label="claims"),
        "Table of counts, claims: letter: over 2, bare 0; speech: over 1, bare 3.",
    ),
    (
        lambda: plots.citation_graph(GRAPH, title="T"),
        "Graph of citations, with how often: letter 1999 cites S/RES/1(1946) (2).",
    ),
    (
        lambda: plots.citation_lists(
            pd.DataFrame({"name": ["x"], "year": [1997], "members": [4], "form": ["year"]}),
            title="T",
            label="f",
        ),
        "Lists by year, with how many are cited together: x 1997, 4 (year).",
    ),
    (
        lambda: plots.documents(
            pd.DataFrame(
                {
                    "label": ["a"],
                    "date": [pd.Timestamp("1999-02-08")],
                    "words": [9],
                    "note": ["9 words"],
                }
            ),
            title="T",
        ),
        "Texts by day: a, 1999-02-08, 9 words.",
    ),
    (
        lambda: plots.structure(
            pd.DataFrame(
                {
                    "doc": ["a"],
                    "paragraph": ["PP1"],
                    "kind": ["preambular"],
                    "opening": [None],
                    "words": [9],
                }
            ),
            title="T",
        ),
        "Paragraphs, each as high as it is long: a PP1, 9 words.",
    ),
    (
        lambda: plots.scales(pd.DataFrame({"s": [1.0], "t": [None]}, index=["demands"]), title="T"),
        "Places on scales, 0 the weakest word, 1 the strongest: demands, 1.00 by s.",
    ),
    (
        lambda: plots.rates(
            pd.DataFrame(
                {
                    "name": ["x"],
                    "count": [3],
                    "of": [10],
                    "rate": [0.3],
                    "low": [0.1],
                    "high": [0.6],
                }
            ),
            title="T",
            label="l",
        ),
        "Rates with intervals, l: x, 3 of 10, between 10 and 60 percent.",
    ),
    (
        lambda: plots.places(
            pd.DataFrame({"doc": ["a", "a"], "class": ["loud", "loud"], "at": [1, 2]}),
            LENGTHS,
            title="T",
            label="l",
        ),
        "Words on each text, l: a, 2 loud.",
    ),
    (
        lambda: plots.arcs(
            pd.DataFrame(
                {
                    "doc": ["a"],
                    "at": [1],
                    "other_doc": ["b"],
                    "other_at": [2],
                    "same": [5],
                    "note": [None],
                }
            ),
            LENGTHS,
            title="T",
            label="l",
        ),
        "Arcs between texts, one a shared phrase: a and b, 1.",
    ),
]


@pytest.mark.parametrize(("draw", "words"), DRAWN)
def test_every_figure_is_described(draw, words):
    ax = draw()
    assert f"T. {words}" == plots.described(ax)
    assert plots.drawn(ax).endswith(f"\nalt: T. {words}")
    assert len(ax.frame_drawn)


def test_every_figure_is_in_the_table_above():
    names = {name for draw, _ in DRAWN for name in draw.__code__.co_names} & set(plots.__all__)
    assert set(plots.__all__) - {"described", "drawn", "new_axes", "svg"} == names


def test_of_many_things_the_middle_is_left_out_and_counted():
    many = pd.DataFrame(
        {"n": range(NAMED + 5)}, index=pd.Index([f"row {n}" for n in range(NAMED + 5)], name="r")
    )
    words = plots.described(plots.shares(many, title="T", label="l"))
    assert "(5 more)" in words
    assert "row 0:" in words
    assert f"row {NAMED + 4}:" in words


def test_a_dollar_sign_is_a_dollar_sign(tmp_path):
    """matplotlib would read what stands between two of them as a formula, and fail on this one."""
    ax = plots.shares(COUNTS.rename(index={"letter": r"$5 \frac{ $6"}), title="T", label="l")
    ax.figure.savefig(tmp_path / "a.svg")
    assert r"$5 \frac{ $6" in (tmp_path / "a.svg").read_text()


def test_claims_without_a_number_have_a_lane_below_the_scale():
    ax = plots.timeline(HEDGED, title="T", label="millions", span=(0, 30), scale=1e6)
    assert [True] == [text.xy[1] < 0 for text in ax.texts if "?" == text.get_text()]
    assert 0 <= min(ax.get_yticks())
    assert (
        0
        == plots.timeline(HEDGED.head(3), title="T", label="l", span=(0, 30), scale=1e6).get_ylim()[
            0
        ]
    )


def test_labels_of_claimed_shares_stand_on_lines_of_their_own():
    claimed = pd.DataFrame({"value": [20.0, 19.6, 16.6], "label": ["x", "y", "z"]})
    ax = plots.territory(STEPS, claimed, title="T")
    assert {"x": 0, "y": 1, "z": 2} == {
        text.get_text(): text.xy[1] for text in ax.texts if text.get_text() in "xyz"
    }
    # a line begins at its own label, below those of the higher shares
    tops = {line.get_xdata()[0]: line.get_ydata()[0] for line in ax.lines}
    assert {20.0: -0.3, 19.6: 0.7, 16.6: 1.7} == pytest.approx(tops)


def test_a_short_name_is_left_alone_and_a_symbol_is_cut_before_its_year():
    assert "16/7-E(IS)" == wrapped("16/7-E(IS)", 12)
    assert "S/RES/822\n(1993)" == wrapped("S/RES/822(1993)", 12)


# --- what a notebook stores ---------------------------------------------------------------------


@pytest.fixture
def stored(monkeypatch):
    """What a figure gives a notebook to store."""
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: shown.append(bundle))

    def store(ax):
        ax.figure._ipython_display_()
        return shown.pop()

    return store


def test_a_notebook_stores_the_picture_as_words_and_its_frame(stored):
    rows = pd.DataFrame({"a": [1, 2], "b": [0, 3]}, index=pd.Index(["=1+1", "y"], name="who"))
    bundle = stored(plots.shares(rows, title="Two  bars & more", label="acts"))
    assert {"text/plain", "image/svg+xml", "text/csv"} == set(bundle)
    assert "who,a,b\n'=1+1,1,0\ny,2,3\n" == bundle["text/csv"]  # no cell is a formula
    assert ">Two  bars &amp; more</text>" in bundle["image/svg+xml"]
    assert bundle == stored(plots.shares(rows, title="Two  bars & more", label="acts"))


def test_two_pictures_on_a_page_share_no_id(stored):
    frame = pd.DataFrame({"a": [1, 2]}, index=pd.Index(["x", "y"], name="who"))
    one, other = (
        stored(plots.shares(frame, title=title, label="acts"))["image/svg+xml"] for title in "AB"
    )
    ids = [set(re.findall(r'\bid="([^"]+)"', drawing)) for drawing in (one, other)]
    assert ids[0] and not ids[0] & ids[1]


def test_frames_drawn_beside_the_first_are_stored_with_it():
    steps = pd.DataFrame({"area": ["a"], "percent_low": [1.0], "percent_high": [2.0]})
    ax = plots.territory(steps, pd.DataFrame({"value": [20], "label": ["said"]}), title="T")
    assert [("marks", "a"), ("lines", "said")] == [
        (row.drawn, row.area if row.drawn == "marks" else row.label)
        for row in ax.frame_drawn.itertuples()
    ]
