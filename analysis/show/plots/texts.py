"""Figures of texts: documents in time, the structure of resolutions, verbs on rival scales."""

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.show.plots.style import BLUE, CYCLE, GREY, PALE, SKY, new_axes, wrapped

KIND_COLOURS = {"enacting": GREY, "preambular": SKY, "operative": BLUE}


def documents(frame: pd.DataFrame, *, title: str) -> Axes:
    """Each document on its day, a row for each, the mark as large as the text is long.

    ``frame``: label, date, words, note (written beside the mark).
    """
    ax = new_axes(8, 0.55 * len(frame) + 1.3)
    last = frame["date"].max()
    for y, row in enumerate(frame.itertuples()):
        ax.axhline(y, color=PALE, linewidth=0.8, zorder=0)
        ax.scatter([row.date], [y], s=row.words, color=BLUE, zorder=3)
        side = -1 if row.date == last else 1
        ax.annotate(row.note, (row.date, y), (side * (6 + row.words**0.5 / 2), 0), textcoords="offset points",
                    va="center", ha="left" if side > 0 else "right", fontsize=9)  # fmt: skip
    ax.set_yticks(range(len(frame)), frame["label"])
    ax.set(ylim=(len(frame) - 0.4, -0.6), title=title)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_locator(mdates.YearLocator())
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    ax.margins(x=0.06)
    return ax


def structure(frame: pd.DataFrame, *, title: str) -> Axes:
    """Resolutions side by side, one block a paragraph, as high as it is long.

    ``frame``: doc, paragraph, kind, opening, words.
    """
    names = list(dict.fromkeys(frame["doc"]))
    ax = new_axes(8, 7.5)
    for column, name in enumerate(names):
        part = frame[frame["doc"] == name]
        top = 0
        for row in part.itertuples():
            ax.bar(
                column,
                -row.words,
                width=0.82,
                bottom=top,
                color=KIND_COLOURS.get(row.kind, PALE),
                edgecolor="white",
                linewidth=1.5,
            )
            label = f"{row.paragraph}  {'' if pd.isna(row.opening) else row.opening}".strip()
            ax.annotate(label, (column - 0.38, top - row.words / 2), va="center", fontsize=8.5,
                        color="white" if row.kind in ("operative", "enacting") else "black")  # fmt: skip
            top -= row.words
    ax.set_xticks(range(len(names)), names)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.yaxis.set_major_formatter(lambda value, _: f"{abs(value):,.0f}")
    ax.set(ylabel="words from the beginning", title=title)
    ax.legend(handles=[Patch(color=KIND_COLOURS[kind], label=kind) for kind in ("preambular", "operative")],
              loc="lower right", fontsize=9)  # fmt: skip
    return ax


def scales(frame: pd.DataFrame, *, title: str) -> Axes:
    """Verbs on rival scales, joined by a line where both rank them.

    ``frame``: index verb, one column a scale, places 0 to 1.
    """
    ax = new_axes(7, 4.2)
    columns = list(frame.columns)
    taken: dict[tuple[int, float], int] = {}
    for number, (verb, places) in enumerate(frame.iterrows()):
        known = [(at, places[name]) for at, name in enumerate(columns) if pd.notna(places[name])]
        colour = CYCLE[number % 8]
        ax.plot(*zip(*known, strict=True), marker="o", color=colour, linewidth=2)
        for at, place in known:
            first = at == 0
            shift = taken[at, place] = taken.get((at, place), -1) + 1
            ax.annotate(verb, (at, place), (-10 if first else 10, 11 * shift), textcoords="offset points", va="center",
                        ha="right" if first else "left", fontsize=9)  # fmt: skip
    ax.set_xticks(range(len(columns)), [wrapped(name, 22) for name in columns])
    ax.set_yticks([0, 1], ["weakest", "strongest"])
    ax.set(xlim=(-0.6, len(columns) - 0.4), ylim=(-0.12, 1.12), ylabel="place on the scale", title=title)
    return ax
