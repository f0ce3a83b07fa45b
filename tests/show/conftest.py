"""Figures are drawn without a screen and closed after each test."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.show import plots


@pytest.fixture(autouse=True, scope="session")
def no_screen():
    plt.switch_backend("agg")


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


@pytest.fixture
def draws():
    """The check that a figure draws its frame, leaves it as it is, and shows a change of a value."""

    def check(draw, frame, change):
        before = frame.copy()
        first = plots.drawn(draw(frame))
        assert first == plots.drawn(draw(frame))
        pd.testing.assert_frame_equal(before, frame)
        column, row, value = change
        other = frame.copy()
        other.iloc[row, other.columns.get_loc(column)] = value
        assert first != plots.drawn(draw(other))

    return check
