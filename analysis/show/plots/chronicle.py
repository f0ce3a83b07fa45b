"""One picture of thirty years: events, the 20 percent, the million and the citations, aligned.

It is narrow on purpose: at 390 pixels, the width of a telephone, its words are still nine high.
"""

import pandas as pd
from matplotlib.axes import Axes

from analysis.show.plots.claims import COLOURS, draw_mark, signs
from analysis.show.plots.colours import BLACK, GREY, PALE
from analysis.show.plots.style import new_axes, told, write

SPAN = (1986, 2026)
HIGH = 3.2  # height of one million, in lanes


def chronicle(
    events: pd.DataFrame, shares: pd.DataFrame, people: pd.DataFrame, counts: pd.DataFrame,
    cited: pd.DataFrame, *, title: str,
) -> Axes:  # fmt: skip
    """Four panels over the years 1988 to 2024, from top to bottom.

    ``events``: year, label; ``shares`` and ``people``: year, who, hedge, value, and post (persons
    in ``people``); ``counts``: year, side, persons; ``cited``: year, who, members (how many of the
    four are cited together).
    """
    ax = new_axes(5.4, 8.6)
    names = list(dict.fromkeys([*shares["who"], *people["who"], *cited["who"]]))
    colours = dict(zip(names, COLOURS, strict=False))
    hedges = [name for name in ("over", "bare", "about", "almost") if name in set(shares["hedge"])]
    heads = {0: "What happened", 4: "“20 percent of the territory”, by hedge"}
    heads |= {10.2: "Displaced people, in millions: said and counted (lines)"}
    heads |= {15.4: "Lists with one of 822, 853, 874, 884: how many are cited together"}
    for y, words in heads.items():
        ax.axhline(-y + 0.9, color=PALE, linewidth=1)
        write(ax, words, (SPAN[0], -y + 0.4), fontweight="bold")
    for at, row in enumerate(events.itertuples()):
        height = -1 - 0.8 * (at % 3)
        ax.plot([row.year, row.year], [height, -17.8], color=PALE, linewidth=0.8, zorder=0)
        write(ax, row.label, (row.year, height), (2, 0), fontsize=8)
    for row, place in _places(shares, lambda row: -5 - 1.25 * hedges.index(row.hedge)):
        draw_mark(ax, row, *place, colours[row.who], size=60)
        if row.value != 20:
            write(ax, f"{row.value:g}", place, (5, 0), fontsize=8)
    for at, name in enumerate(hedges):
        write(ax, signs([name]), (SPAN[0] - 0.3, -5 - 1.25 * at), fontsize=8, ha="right")
    floor = -14.6
    for tick in (0, 0.5, 1):
        ax.plot(SPAN, [floor + HIGH * tick] * 2, color=PALE, linewidth=0.8, zorder=0)
        write(ax, f"{tick:g}", (SPAN[0] - 0.3, floor + HIGH * tick), fontsize=8, ha="right")
    for side, part in counts.groupby("side"):
        heights = floor + HIGH * part["persons"] / 1e6
        ax.plot(part["year"], heights, color=colours.get(side, GREY), linewidth=1.4, zorder=2)
    for row, place in _places(people, lambda row: floor + HIGH * row.value / 1e6):
        draw_mark(ax, row, *place, colours[row.who], size=42)
    rows = list(dict.fromkeys(cited["who"]))
    for at, name in enumerate(rows):
        write(ax, name, (SPAN[0] - 0.3, -16.1 - 0.7 * at), fontsize=8, ha="right")
    for row in cited.itertuples():
        y, look = -16.1 - 0.7 * rows.index(row.who), {"facecolor": "white", "linewidth": 1.2}
        ax.scatter(row.year, y, s=62, edgecolor=colours.get(row.who, BLACK), zorder=3, **look)
        write(ax, f"{row.members}", (row.year, y), fontsize=7, ha="center", zorder=4)
    for name in names:
        ax.plot([], [], marker="o", color=colours[name], linestyle="", label=name)
    ax.plot([], [], marker="s", color=GREY, linestyle="", label="president, prime minister")
    ax.legend(loc="upper center", bbox_to_anchor=(0.42, -0.03), ncols=3, fontsize=8)
    ax.set(xlim=SPAN, ylim=(-16.4 - 0.7 * len(rows), 1.2), yticks=[], title=title)
    ax.spines["left"].set_visible(False)
    ax.set_xticks(range(1990, 2026, 5))
    said = (f"{row.who} {row.year}, {row.hedge} {row.value:g} percent" for row in shares.itertuples())
    return told(ax, shares, "Events, claims, counts and citations by year", said)


def _places(frame: pd.DataFrame, height):
    """Each row with its place; rows of one year and height stand side by side."""
    heights = [height(row) for row in frame.itertuples()]
    within = frame.assign(height=heights).groupby(["year", "height"]).cumcount()
    for row, y, at in zip(frame.itertuples(), heights, within, strict=True):
        yield row, (row.year + 0.95 * at, y)
