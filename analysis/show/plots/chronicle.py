"""One picture of thirty years: events, the 20 percent, the million and the citations, aligned.

It is narrow on purpose: at 390 pixels, the width of a telephone, its words are eight or nine high.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.show.plots.claims import COLOURS, draw_mark, name_marks, signs
from analysis.show.plots.colours import PALE
from analysis.show.plots.style import new_axes, told, write

LEFT, SPAN = 1986.5, (1979, 2027)  # what is left of LEFT is for the names of the lanes
HIGH = 3.4  # height of one million, in lanes
FLOOR = -13.9
SMALL: dict[str, Any] = {"fontsize": 8.5}


def chronicle(
    events: pd.DataFrame, shares: pd.DataFrame, people: pd.DataFrame, counts: pd.DataFrame,
    cited: pd.DataFrame, *, title: str,
) -> Axes:  # fmt: skip
    """Four panels over the years 1988 to 2024, from top to bottom.

    ``events``: year, label; ``shares`` and ``people``: year, who, hedge, value, and post (persons
    in ``people``); ``counts``: year, side, persons; ``cited``: year, who, members (how many of the
    four are cited together).
    """
    ax = new_axes(5.4, 8.4)
    named = [*counts["side"], *shares["who"], *people["who"], *cited["who"]]
    names = list(dict.fromkeys(named))
    _head(ax, 0, "What happened")
    for at, row in enumerate(events.itertuples()):
        height = -0.9 - 0.65 * (at % 4)
        ax.plot([row.year, row.year], [height, -17.6], color=PALE, linewidth=0.8, zorder=0)
        late = row.year > 2015
        write(ax, row.label, (row.year, height), (0, 0), ha="right" if late else "left", **SMALL)
    _head(ax, -3.8, "“20 percent of the territory”, by the hedge")
    hedges = [name for name in ("over", "bare", "about", "almost") if name in set(shares["hedge"])]
    for row, place in _places(shares, lambda row: -4.9 - 1.1 * hedges.index(row.hedge)):
        draw_mark(ax, row, place, names.index(row.who), size=75)
        if row.value != 20:
            write(ax, f"{row.value:g}", place, (0, 9), ha="center", **SMALL)
    for at, name in enumerate(hedges):
        write(ax, signs([name]), (LEFT, -4.9 - 1.1 * at), ha="right", **SMALL)
    _head(ax, -9.3, "Displaced people, in millions: said (marks) and counted (lines)")
    for tick in (0, 0.5, 1):
        height = FLOOR + HIGH * tick
        ax.plot([LEFT, SPAN[1]], [height, height], color=PALE, linewidth=0.8, zorder=0)
        write(ax, f"{tick:g}", (LEFT, height), ha="right", **SMALL)
    for at, (side, part) in enumerate(counts.groupby("side", sort=False)):
        heights = FLOOR + HIGH * part["persons"] / 1e6
        look: Any = {"color": COLOURS[at], "linestyle": ("-", "--")[at], "linewidth": 1.6}
        ax.plot(part["year"], heights, zorder=2, **look)
        last = (part["year"].iloc[-1], heights.iloc[-1])
        write(ax, f"in {side}", last, (0, 8), ha="right", color=COLOURS[at], **SMALL)
    for row, place in _places(people, lambda row: FLOOR + HIGH * row.value / 1e6):
        draw_mark(ax, row, place, names.index(row.who), size=60)
    _head(ax, -14.6, "How many of 822, 853, 874, 884 are cited together")
    rows = [name for name in names if name in set(cited["who"])]
    for at, name in enumerate(rows):
        write(ax, name, (LEFT, -15.6 - 0.8 * at), ha="right", **SMALL)
    for row in cited.itertuples():
        y, colour = -15.6 - 0.8 * rows.index(row.who), COLOURS[names.index(row.who) % 4]
        ax.scatter(row.year, y, s=75, edgecolor=colour, facecolor="white", zorder=3)
        write(ax, f"{row.members}", (row.year, y), fontsize=7, ha="center", zorder=4)
    name_marks(ax, names, {*shares["who"], *people["who"]}, heads=True)  # not who only cites
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.03), ncols=3, fontsize=8)
    ax.set(xlim=SPAN, ylim=(-15.2 - 0.8 * len(rows), 0.8), yticks=[], title=title)
    ax.spines["left"].set_visible(False)
    ax.set_xticks(range(1990, 2026, 5))
    said = "{who} {year}, {hedge} {value:g} percent"
    others = {"events": events, "people": people, "counts": counts, "cited": cited}
    return told(ax, shares, "Events, claims, counts and citations by year", said, **others)


def _head(ax: Axes, y: float, words: str) -> None:
    ax.axhline(y + 0.6, color=PALE, linewidth=1)
    write(ax, words, (SPAN[0], y), fontweight="bold")


def _places(
    frame: pd.DataFrame, height: Callable[[Any], float]
) -> Iterator[tuple[Any, tuple[float, float]]]:
    """Each row with its place; rows of one year and height stand one above the other."""
    heights = [height(row) for row in frame.itertuples()]
    within = frame.assign(height=heights).groupby(["year", "height"]).cumcount()
    for row, y, at in zip(frame.itertuples(), heights, within, strict=True):
        yield row, (row.year, y - 0.32 * at)
