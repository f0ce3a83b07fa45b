"""Figures of citations: who cites what, and what the text does with it."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from analysis.show.plots.style import BLACK, BLUE, GREEN, ORANGE, PALE, PURPLE, SKY, YELLOW, new_axes, wrapped

FUNCTION_COLOURS = {
    "demands_compliance": ORANGE, "reports_noncompliance": PURPLE, "calls_for_implementation": YELLOW,
    "recalls": SKY, "reaffirms": BLUE, "pursuant_to": GREEN,
}  # fmt: skip


def citations(frame: pd.DataFrame, *, title: str) -> Axes:
    """Who cites what, how: one mark a citation. ``frame``: label (document), cited, function."""
    labels, cited = list(dict.fromkeys(frame["label"])), sorted(set(frame["cited"]))
    ax = new_axes(0.95 * len(cited) + 3.4, 0.6 * len(labels) + 1.9)
    shapes = dict(zip(dict.fromkeys(frame["function"]), "osD^vPX*<>", strict=False))
    within = frame.groupby(["label", "cited"]).cumcount()
    for row, step in zip(frame.itertuples(), within, strict=True):
        ax.scatter(cited.index(row.cited) + 0.24 * step, labels.index(row.label), s=120, marker=shapes[row.function],
                   color=FUNCTION_COLOURS.get(row.function, BLACK), zorder=3)  # fmt: skip
    ax.set_xticks(range(len(cited)), [wrapped(name, 12) for name in cited])
    ax.set_yticks(range(len(labels)), labels)
    ax.set(xlim=(-0.5, len(cited) - 0.5), ylim=(len(labels) - 0.5, -0.5), title=title)
    ax.grid(color=PALE)
    ax.tick_params(length=0)
    handles = [plt.Line2D([], [], marker=shape, linestyle="", markersize=10, color=FUNCTION_COLOURS.get(name, BLACK),
                          label=name.replace("_", " ")) for name, shape in shapes.items()]  # fmt: skip
    ax.legend(
        handles=handles,
        title="what the text does with it",
        loc="upper left",
        bbox_to_anchor=(1.01, 1),
        fontsize=9,
    )
    return ax
