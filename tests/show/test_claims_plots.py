"""Figures of the ledger: each draws its frame, leaves it as it is, and shows a change."""

import runpy

import pandas as pd
import pytest

from analysis import frames
from analysis.measure.ledger import directions
from analysis.show import plots
from analysis.vocabulary import load_table

SIGNS = {row["hedge"]: row["sign"] for row in load_table("hedge_directions")}
SAID = pd.DataFrame(
    {
        "year": [1994, 1995, 1996, 1996, 1999],
        "who": ["A", "A", "B", "A", "B"],
        "hedge": ["over", "almost", "about", "range", "vague"],
        "direction": ["above", "just below", "around", "between", "unsaid"],
        "value": [20.0, 20.0, 20.0, None, None],
        "value_low": [None, None, None, 18.0, None],
        "value_high": [None, None, None, 22.0, None],
    }
)
BESIDE = pd.DataFrame(
    {"label": ["one", "one", "two"], "year": [1994, 1996, 1995], "value": [16.0, 17.0, 13.0]}
)
STEPS = pd.DataFrame(
    {"area": ["one", "two"], "percent_low": [5.0, 9.0], "percent_high": [5.0, 10.0]}
)
CLAIMED = pd.DataFrame({"value": [20.0], "label": ["twenty"]})


EVENTS = pd.DataFrame({"year": [1994.3], "label": ["ceasefire"]})
COUNTS = pd.DataFrame({"side": ["A", "B"], "year": [1993, 1993], "persons": [1_000_000, 300_000]})
CITED = pd.DataFrame({"who": ["A"], "year": [1997], "members": [2]})
PARTS = {
    "events": EVENTS, "counts": COUNTS, "cited": CITED, "shares": SAID.iloc[:3],
    "people": SAID.iloc[:1].assign(value=1e6),
}  # fmt: skip


def chronicle(**parts):
    return plots.chronicle(**{**PARTS, **parts}, title="t")


def timeline(frame, beside=None):
    return plots.timeline(frame, title="t", label="percent", span=(5, 30), beside=beside)


FIGURES = [
    (timeline, SAID, ("hedge", 0, "almost")),
    (timeline, SAID, ("value", 1, 21.0)),
    (timeline, SAID, ("value_high", 3, 23.0)),
    (timeline, SAID, ("who", 4, "C")),
    (timeline, SAID, ("year", 4, 1998)),
    (lambda frame: timeline(SAID, frame), BESIDE, ("value", 0, 15.0)),
    (lambda frame: timeline(SAID, frame), BESIDE, ("label", 2, "three")),
    (lambda frame: plots.lanes(frame, title="t"), SAID, ("direction", 0, "at")),
    (lambda frame: plots.lanes(frame, title="t"), SAID, ("year", 0, 1993)),
    (lambda frame: plots.lanes(frame, title="t"), SAID, ("value", 0, 10.0)),
    (lambda frame: chronicle(shares=frame), SAID.iloc[:3], ("hedge", 0, "bare")),
    (lambda frame: chronicle(counts=frame), COUNTS, ("persons", 0, 500_000)),
    (lambda frame: chronicle(cited=frame), CITED, ("members", 0, 4)),
    (lambda frame: chronicle(events=frame), EVENTS, ("label", 0, "peace")),
    (lambda frame: plots.territory(frame, CLAIMED, title="t"), STEPS, ("percent_high", 1, 11.0)),
    (lambda frame: plots.territory(STEPS, frame, title="t"), CLAIMED, ("label", 0, "fifteen")),
]


@pytest.mark.parametrize(("draw", "frame", "change"), FIGURES)
def test_figure_draws_its_frame_and_a_change_shows(draws, draw, frame, change):
    draws(draw, frame, change)


def marks(frame):
    """The size and the shape of each mark, and the signs written in them."""
    ax = timeline(frame)
    found = [c for c in ax.collections if len(c.get_offsets()) == 1]
    shapes = [(float(c.get_sizes()[0]), len(c.get_paths()[0].vertices)) for c in found]
    return shapes, [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("hedge", sorted(set(frames.HEDGES) - {"range"}))
def test_a_hedge_is_a_sign_and_no_length(hedge):
    """The size of a mark says nothing: it is the same for every hedge."""
    shapes, texts = marks(SAID.iloc[:1].assign(hedge=hedge))
    bare, _ = marks(SAID.iloc[:1].assign(hedge="bare"))
    assert bare == shapes
    assert ({SIGNS[hedge]} - {""}) == set(texts)


def test_signs_of_different_hedges_differ():
    assert len(SIGNS) == len(set(SIGNS.values()))
    assert set(SIGNS) == set(frames.HEDGES)


def test_a_denial_is_struck_through_and_a_president_has_a_shape():
    said = SAID.iloc[:1]
    plain, _ = marks(said.assign(status="asserted", post="Minister for Foreign Affairs"))
    struck, _ = marks(said.assign(status="negated", post="Minister for Foreign Affairs"))
    assert len(plain) + 1 == len(struck)
    head, _ = marks(said.assign(post="President"))
    deputy, _ = marks(said.assign(post="Deputy Prime Minister"))
    assert head != plain == deputy


def test_a_speaker_keeps_its_colour_where_another_is_not_drawn():
    """Turkey had the colour and the shape of Armenia in a figure without Armenia."""
    who = pd.Categorical(["A", "C", "A", "A", "C"], ["A", "B", "C"])
    ax = plots.lanes(SAID.assign(who=who), title="t")
    keys = {key.get_label(): key.get_color() for key in ax.get_legend().get_lines()}
    assert {"A": "#0072B2", "C": "#CC79A7"} == keys


def test_a_published_figure_of_one_year_is_no_line():
    """An estimate of 1995 says nothing about 2004."""
    lines = [line for line in timeline(SAID, BESIDE).lines if line.get_color() == "#6E6E6E"]
    assert [("", 2), ("x", 1)] == [(line.get_marker(), len(line.get_xdata())) for line in lines]


def test_every_hedge_can_be_drawn_and_every_direction_has_a_place():
    every = pd.concat([SAID.iloc[3:4].assign(hedge=hedge, value=20.0) for hedge in frames.HEDGES])
    timeline(every)
    ax = plots.lanes(every.assign(direction=every["hedge"].map(directions())), title="t")
    assert len(frames.HEDGES) == len(set(directions().values())) == len(ax.get_yticks())


def test_the_picture_of_thirty_years_is_the_one_the_tables_give(root):
    recipe = runpy.run_path(str(root / "docs" / "recipes" / "timeline.py"))
    assert recipe["picture"]() == recipe["PICTURE"].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([4.0, 20_000.0], "log"),  # else all but the largest would lie on the axis
        ([4.0, 400.0], "linear"),
        ([0.0, 20_000.0], "linear"),  # 0 has no place among tens
        ([None, None], "linear"),
    ],
)
def test_numbers_of_very_different_size_stand_on_an_axis_of_tens(values, scale):
    rows = SAID.iloc[[0, 4]].assign(label=["a", "b"], hedge_text=["over", None], value=values)
    ax = plots.hedges(rows, title="t", label="persons")
    assert ax.get_xscale() == scale
    places = [float(mark.get_offsets()[0][0]) for mark in ax.collections]
    low, high = ax.get_xlim()
    assert all(low <= place <= high for place in places)
    beside = [text.get_text() for text in ax.texts]
    assert {"“over”", "no number"} <= set(beside)


def test_each_hedge_has_a_look_of_its_own_in_bars():
    bars = plots.shares(pd.DataFrame([[1] * len(SIGNS)], columns=[*SIGNS]), title="t", label="l")
    looks = {(bar.get_facecolor(), bar.get_hatch()) for bar in bars.patches}
    assert len(looks) == len(SIGNS) == 9
