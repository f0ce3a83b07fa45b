"""Figures of the ledger: each draws its frame, leaves it as it is, and shows a change."""

import pandas as pd
import pytest

from analysis import frames
from analysis.measure.ledger import DIRECTION
from analysis.show import plots
from analysis.show.plots.claims import DIRECTIONS

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
BESIDE = pd.DataFrame({"label": ["one", "two"], "low": [16.0, 13.0], "high": [16.0, 14.0]})
EXCHANGED = pd.DataFrame(
    {"who": ["A", "A", "B"], "to_whom": ["X", "Y", "X"], "text": ["more than 20", "20", "about 20"]}
)
STEPS = pd.DataFrame(
    {"area": ["one", "two"], "percent_low": [5.0, 9.0], "percent_high": [5.0, 10.0]}
)
CLAIMED = pd.DataFrame({"value": [20.0], "label": ["twenty"]})


def timeline(frame, beside=None):
    return plots.timeline(frame, title="t", label="percent", span=(5, 30), beside=beside)


FIGURES = [
    (timeline, SAID, ("hedge", 0, "almost")),
    (timeline, SAID, ("value", 1, 21.0)),
    (timeline, SAID, ("value_high", 3, 23.0)),
    (timeline, SAID, ("who", 4, "C")),
    (timeline, SAID, ("year", 4, 1998)),
    (lambda frame: timeline(SAID, frame), BESIDE, ("low", 0, 15.0)),
    (lambda frame: timeline(SAID, frame), BESIDE, ("label", 1, "three")),
    (lambda frame: plots.drift(frame, title="t"), SAID, ("direction", 0, "at")),
    (lambda frame: plots.drift(frame, title="t"), SAID, ("year", 0, 1993)),
    (lambda frame: plots.exchanges(frame, title="t"), EXCHANGED, ("text", 0, "20")),
    (lambda frame: plots.exchanges(frame, title="t"), EXCHANGED, ("to_whom", 1, "X")),
    (lambda frame: plots.territory(frame, CLAIMED, title="t"), STEPS, ("percent_high", 1, 11.0)),
    (lambda frame: plots.territory(STEPS, frame, title="t"), CLAIMED, ("label", 0, "fifteen")),
]


@pytest.mark.parametrize(("draw", "frame", "change"), FIGURES)
def test_figure_draws_its_frame_and_a_change_shows(draw, frame, change):
    before = frame.copy()
    first = plots.drawn(draw(frame))
    assert first == plots.drawn(draw(frame))
    pd.testing.assert_frame_equal(before, frame)
    column, row, value = change
    other = frame.copy()
    other.iloc[row, other.columns.get_loc(column)] = value
    assert first != plots.drawn(draw(other))


def arrows(hedge):
    """The vertical arrows of one claim of 20: where each ends."""
    frame = SAID.iloc[:1].assign(hedge=hedge)
    return [text.xy[1] for text in timeline(frame).texts if text.arrow_patch is not None]


POINTS = [
    # over leaves the number upwards, under downwards; almost comes up to it; the others have no arrow
    ("over", lambda end: end > 20), ("at_least", lambda end: end > 20), ("under", lambda end: end < 20),
    ("up_to", lambda end: end < 20), ("almost", lambda end: end == 20),
]  # fmt: skip


@pytest.mark.parametrize(("hedge", "right"), POINTS)
def test_arrow_points_where_the_hedge_does(hedge, right):
    assert [True] == [right(end) for end in arrows(hedge)]


@pytest.mark.parametrize("hedge", ["bare", "about"])
def test_no_arrow_without_a_direction(hedge):
    assert [] == arrows(hedge)


def test_every_hedge_can_be_drawn_and_every_direction_has_a_place():
    every = pd.concat([SAID.iloc[3:4].assign(hedge=hedge, value=20.0) for hedge in frames.HEDGES])
    timeline(every)
    assert set(DIRECTION.values()) == set(DIRECTIONS)


def test_published_figures_do_not_cover_one_another():
    """Labels of near figures are set apart; the figures themselves stay where they are."""
    near = pd.DataFrame(
        {"label": ["one", "two", "three"], "low": [16.0, 16.1, 16.2], "high": [16.0, 16.1, 16.2]}
    )
    heights = [
        text.xy[1] for text in timeline(SAID, near).texts if text.get_text() in set(near["label"])
    ]
    assert all(above - below > 1 for below, above in zip(heights, heights[1:], strict=False))
