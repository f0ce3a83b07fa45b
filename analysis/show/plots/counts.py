"""Counts of anything: stacked bars and tables of squares."""

from collections.abc import Iterator

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.show.plots.colours import BARS, PALE
from analysis.show.plots.style import BOX, new_axes, set_legend, told, wrapped


def shares(frame: pd.DataFrame, *, title: str, label: str, legend: str | None = None) -> Axes:
    """Counts as stacked bars, the number written on each. ``frame``: index what is counted, one column a part."""
    ax = new_axes(8, 0.55 * len(frame) + 1.6)
    left = pd.Series(0, index=frame.index)
    for number, name in enumerate(frame.columns):
        colour, hatch = BARS[number % len(BARS)]
        colour = PALE if str(name).startswith("no ") else colour
        bars = ax.barh(
            frame.index,
            frame[name],
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            label=name,
        )
        for bar, value in zip(bars, frame[name], strict=True):
            if value:
                middle = (bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2)
                ax.annotate(f"{value}", middle, ha="center", va="center", bbox=BOX)
        left = left + frame[name]
    ax.invert_yaxis()
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.tick_params(axis="y", length=0)
    ax.set(xlabel=label, title=title)
    set_legend(ax, title=legend)
    return told(ax, frame, f"Stacked bars, {label}", _cells(frame))


def matrix(frame: pd.DataFrame, *, title: str, label: str) -> Axes:
    """Counts as a table of squares, darker for more, the number in each. ``frame``: any table of counts."""
    ax = new_axes(1.15 * len(frame.columns) + 3, 0.62 * len(frame) + 1.8)
    top = max(int(frame.to_numpy().max()), 1)
    ax.imshow(frame.to_numpy(), cmap="Blues", vmin=0, vmax=top * 1.3, aspect="auto")
    for y, name in enumerate(frame.index):
        for x, column in enumerate(frame.columns):
            value = frame.loc[name, column]
            ax.annotate(
                f"{value}",
                (x, y),
                ha="center",
                va="center",
                color="white" if value > 0.75 * top else "black",
            )
    ax.set_xticks(range(len(frame.columns)), [wrapped(str(name), 14) for name in frame.columns])
    ax.set_yticks(range(len(frame)), frame.index)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.hlines(
        [y - 0.5 for y in range(1, len(frame))],
        -0.5,
        len(frame.columns) - 0.5,
        color="white",
        linewidth=2,
    )
    ax.vlines(
        [x - 0.5 for x in range(1, len(frame.columns))],
        -0.5,
        len(frame) - 0.5,
        color="white",
        linewidth=2,
    )
    ax.set(xlabel=label, title=title)
    return told(ax, frame, f"Table of counts, {label}", _cells(frame))


def _cells(frame: pd.DataFrame) -> Iterator[str]:
    for name, row in frame.iterrows():
        yield f"{name}: " + ", ".join(f"{column} {value}" for column, value in row.items())
