"""Counts of anything: stacked bars and tables of squares."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.show.plots.colours import BARS, PALE
from analysis.show.plots.style import BOX, new_axes, set_legend, told, wrapped

LETTER = 0.013  # width of a letter, as a part of the longest bar
CENTRED: Any = {"ha": "center", "va": "center"}


def shares(frame: pd.DataFrame, *, title: str, label: str, legend: str | None = None) -> Axes:
    """Counts as stacked bars; a row of ``frame`` a bar, a column a part.

    A part that is wide enough has its number on it; the table beside the figure has them all.
    """
    ax = new_axes(8, 0.55 * len(frame) + 1.6)
    letter = LETTER * frame.sum(axis="columns").max()
    left = pd.Series(0, index=frame.index)
    for number, (name, counts) in enumerate(frame.items()):
        colour, hatch = BARS[number % len(BARS)]
        colour = PALE if str(name).startswith("no ") else colour
        look: Any = {"color": colour, "hatch": hatch, "edgecolor": "white"}
        bars = ax.barh(frame.index, counts, left=left, label=name, **look)
        for bar, value in zip(bars, counts, strict=True):
            if value > letter * (len(f"{value}") + 1):
                middle = (bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2)
                ax.annotate(f"{value}", middle, bbox=BOX, **CENTRED)
        left = left + counts
    ax.invert_yaxis()
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.tick_params(axis="y", length=0)
    ax.set(xlabel=label, title=title)
    set_legend(ax, title=legend)
    return told(ax, frame, f"Stacked bars, {label}", _cells(frame))


def matrix(
    frame: pd.DataFrame, *, title: str, label: str, text: pd.DataFrame | None = None
) -> Axes:
    """Counts as squares, darker for more, in each the number, or the words of ``text``."""
    shown = frame if text is None else text
    height, width = frame.shape
    ax = new_axes(1.15 * width + 3, 0.62 * height + 1.8)
    values = frame.to_numpy()
    top = max(int(values.max()), 1)
    ax.imshow(values, cmap="Blues", vmin=0, vmax=top * 1.3, aspect="auto")
    for y in range(height):
        for x in range(width):
            colour = "white" if values[y, x] > 0.75 * top else "black"
            ax.annotate(f"{shown.iloc[y, x]}", (x, y), color=colour, **CENTRED)
    ax.set_xticks(range(width), [wrapped(str(name), 14) for name in frame.columns])
    ax.set_yticks(range(height), frame.index)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    lines: Any = {"color": "white", "linewidth": 2}
    ax.hlines([y - 0.5 for y in range(1, height)], -0.5, width - 0.5, **lines)
    ax.vlines([x - 0.5 for x in range(1, width)], -0.5, height - 0.5, **lines)
    ax.set(xlabel=label, title=title)
    return told(ax, frame, f"Table of counts, {label}", _cells(shown))


def _cells(frame: pd.DataFrame) -> Iterator[str]:
    for name, row in frame.iterrows():
        yield f"{name}: " + ", ".join(f"{column} {value}" for column, value in row.items())
