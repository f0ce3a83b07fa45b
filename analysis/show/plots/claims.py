"""Figures of the claim ledger: hedged numbers drawn as what their hedges say."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.show.plots.style import BLUE, PALE, new_axes


def hedges(frame: pd.DataFrame, *, title: str, label: str, span: tuple[float, float], scale: float = 1) -> Axes:
    """Hedged numbers drawn as what they say, one line a claim in the order given.

    bare: a point; over: an open point and an arrow upwards; almost: an arrow up to the number from below; about:
    a fading band around it; a range: a bar. The lengths of arrows and bands mean nothing: no text says how much
    "more" is. ``frame``: label, hedge, hedge_text, value, value_low, value_high; ``scale`` divides the numbers.
    """
    ax = new_axes(8, 0.62 * len(frame) + 1.5)
    reach = (span[1] - span[0]) * 0.16
    for y, row in enumerate(frame.itertuples()):
        value = row.value / scale
        ax.axhline(y, color=PALE, linewidth=0.8, zorder=0)
        if row.hedge == "range":
            ax.plot(
                [row.value_low / scale, row.value_high / scale],
                [y, y],
                color=BLUE,
                linewidth=6,
                solid_capstyle="butt",
            )
        elif row.hedge in ("over", "at_least"):
            _arrow(ax, value, value + reach, y)
        elif row.hedge in ("almost", "under", "up_to"):
            _arrow(ax, value, value - reach, y) if row.hedge != "almost" else _arrow(ax, value - reach, value, y)
        elif row.hedge == "about":
            _band(ax, value, reach, y)
        if row.hedge != "range":
            filled = row.hedge in ("bare", "at_least", "up_to")
            ax.scatter(
                [value],
                [y],
                s=75,
                zorder=3,
                edgecolor=BLUE,
                linewidth=2,
                facecolor=BLUE if filled else "white",
            )
        text = "no hedge" if pd.isna(row.hedge_text) else f"“{row.hedge_text}”"
        ax.annotate(
            text,
            (span[1], y),
            (6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9.5,
            annotation_clip=False,
        )
    ax.xaxis.set_major_locator(MaxNLocator(5))
    ax.set_yticks(range(len(frame)), frame["label"])
    ax.set(xlim=span, ylim=(len(frame) - 0.4, -0.6), xlabel=label, title=title)
    ax.tick_params(axis="y", length=0)
    return ax


def _arrow(ax: Axes, start: float, end: float, y: float) -> None:
    ax.annotate(
        "",
        (end, y),
        (start, y),
        arrowprops={"arrowstyle": "-|>", "color": BLUE, "linewidth": 2, "shrinkA": 0, "shrinkB": 5},
    )


def _band(ax: Axes, value: float, reach: float, y: float) -> None:
    for step in range(1, 7):
        width = reach * step / 6
        ax.barh(y, 2 * width, left=value - width, height=0.34, color=BLUE, alpha=0.09, linewidth=0)
