"""Figures of the claim ledger: hedged numbers drawn as what their hedges say.

bare: a full point; over: an open point and an arrow away from it, upwards; almost: an arrow up to an open point, from
below; about: a fading band around it; a range: a bar; no number: a question mark. The lengths of arrows and bands mean
nothing: no text says how much "more" is.
"""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis.show.plots.colours import BLUE, GREY, ORANGE, PALE, PURPLE, SKY
from analysis.show.plots.style import BOX, new_axes, set_legend, set_rows, told, wrapped, write

FULL = ("bare", "at_least", "up_to")
REACH = 0.16  # length of an arrow, half width of a band, as a share of the scale
# who speaks: a shape and a colour each; where a hedge says the number lies, from below to above
SPEAKERS = (("o", BLUE), ("s", ORANGE), ("D", PURPLE), ("^", GREY))
DIRECTIONS = (
    "below",
    "at or below",
    "just below",
    "around",
    "at",
    "between",
    "at or above",
    "above",
    "unsaid",
)


def hedges(
    frame: pd.DataFrame,
    *,
    title: str,
    label: str,
    span: tuple[float, float] | None = None,
    scale: float = 1,
) -> Axes:
    """Hedged numbers drawn as what they say, one line a claim in the order given, its hedge beside it.

    ``frame``: label, hedge, hedge_text, value, value_low, value_high; ``scale`` divides the numbers. The axis reaches
    over ``span``, or from 0 to a quarter above the largest number.
    """
    highest = frame[["value", "value_high"]].max().max() / scale
    span = span or (0, 1.25 * highest if highest > 0 else 1)
    ax = new_axes(8, 0.62 * len(frame) + 1.5)
    for y, row in enumerate(frame.itertuples()):
        ax.axhline(y, color=PALE, linewidth=0.8, zorder=0)
        _claim(ax, row, y, span, scale)
        text = "no hedge" if pd.isna(row.hedge_text) else f"“{row.hedge_text}”"
        write(ax, text, (span[1], y), (6, 0), fontsize=9.5, annotation_clip=False)
    ax.xaxis.set_major_locator(MaxNLocator(5))
    ax.xaxis.set_major_formatter("{x:,.10g}")
    set_rows(ax, frame["label"])
    ax.set(xlim=span, xlabel=label, title=title)
    claims = (f"{row.label}, {_said(row, scale)}" for row in frame.itertuples())
    return told(ax, frame, f"Hedged numbers, {label}", claims)


def timeline(
    frame: pd.DataFrame, *, title: str, label: str, span: tuple[float, float], scale: float = 1,
    beside: pd.DataFrame | None = None,
) -> Axes:  # fmt: skip
    """Hedged numbers in the years they were said, a shape and a colour for each speaker (at most four).

    ``frame``: year, who, hedge, value, value_low, value_high; claims of one year stand side by side. A claim without
    a number is a question mark in a lane at the foot. ``beside``: label, low, high of published figures, grey lines or
    bands.
    """
    ax = new_axes(10, 4.6)
    names = list(dict.fromkeys(frame["who"]))
    foot = span[0]
    for row in [] if beside is None else beside.sort_values("low").itertuples():
        ax.axhspan(
            row.low / scale,
            row.high / scale,
            facecolor=PALE,
            edgecolor=GREY,
            linewidth=0.8,
            zorder=0,
        )
        foot = max(
            foot + (span[1] - span[0]) / 22, (row.low + row.high) / 2 / scale
        )  # no label over another
        write(
            ax,
            row.label,
            (1.01, foot),
            xycoords=("axes fraction", "data"),
            fontsize=8.5,
            color=GREY,
        )
    step = frame.groupby("year").cumcount()
    for row, within in zip(frame.itertuples(), step, strict=True):
        marker, colour = SPEAKERS[names.index(row.who) % 4]
        _claim(
            ax,
            row,
            row.year + 0.3 * within,
            span,
            scale,
            upright=True,
            marker=marker,
            colour=colour,
        )
    for number, name in enumerate(names):
        marker, colour = SPEAKERS[number % 4]
        ax.plot([], [], marker=marker, color=colour, linestyle="", label=name)
    ax.legend(loc="upper left", ncols=len(names))
    unsaid = frame["value"].isna() & (frame["hedge"] != "range")
    lane = (
        (span[1] - span[0]) * REACH if unsaid.any() else 0
    )  # below the axis, for claims without a number
    if lane:
        ax.axhspan(span[0] - lane, span[0], facecolor=PALE, linewidth=0, zorder=0)
        write(ax, "no number", (1.01, span[0] - lane / 2), xycoords=("axes fraction", "data"))
    ax.set(
        yticks=[tick for tick in MaxNLocator(6).tick_values(*span) if span[0] <= tick <= span[1]]
    )
    ax.set(ylim=(span[0] - lane, span[1]), ylabel=label, title=title)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.margins(x=0.03)
    claims = (
        f"{row.who} {row.year}, {_said(row, scale)}"
        for row in frame.sort_values("year").itertuples()
    )
    return told(ax, frame, f"Hedged numbers by year, {label}", claims)


def drift(frame: pd.DataFrame, *, title: str) -> Axes:
    """From which side each claim names its number, year by year. ``frame``: year, who, direction."""
    names = list(dict.fromkeys(frame["who"]))
    levels = [name for name in DIRECTIONS if name in set(frame["direction"])]
    ax = new_axes(9, 0.55 * len(levels) + 1.9)
    for number, name in enumerate(names):
        part = frame[frame["who"] == name]
        marker, colour = SPEAKERS[number % 4]
        places = [levels.index(direction) for direction in part["direction"]]
        ax.plot(part["year"], places, color=colour, linewidth=0.8, alpha=0.5)
        ax.scatter(part["year"], places, s=55, marker=marker, color=colour, zorder=3, label=name)
    words = {"unsaid": "no number", "between": "between two numbers"}
    ax.set_yticks(range(len(levels)), [words.get(name, f"{name} the number") for name in levels])
    ax.set(ylim=(-0.5, len(levels) - 0.5), title=title)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    set_legend(ax)
    claims = (
        f"{row.who} {row.year}, {row.direction}" for row in frame.sort_values("year").itertuples()
    )
    return told(ax, frame, "Where each claim puts the number, by year", claims)


def exchanges(frame: pd.DataFrame, *, title: str) -> Axes:
    """Who says what to whom: speakers down the side, addressees along the top. ``frame``: who, to_whom, text."""
    rows, columns = (list(dict.fromkeys(frame[name])) for name in ("who", "to_whom"))
    cells = frame.groupby(["who", "to_whom"], sort=False)["text"].agg(list)
    lines = [max(len(texts) for (who, _), texts in cells.items() if who == row) for row in rows]
    ax = new_axes(2.6 * len(columns) + 2.4, 0.28 * sum(lines) + 0.5 * len(rows) + 1.2)
    tops = [-(sum(lines[:at]) + at) for at in range(len(rows))]
    for (who, whom), texts in cells.items():
        x, y = columns.index(whom), tops[rows.index(who)]
        ax.bar(
            x,
            -len(texts) - 0.4,
            bottom=y + 0.2,
            width=0.94,
            color=PALE,
            edgecolor=BLUE,
            linewidth=1.2,
        )
        for at, text in enumerate(texts):
            write(ax, text, (x, y - at - 0.5), ha="center")
    ax.set_xticks(range(len(columns)), [wrapped(str(name), 26) for name in columns])
    ax.set_yticks(
        [top - count / 2 for top, count in zip(tops, lines, strict=True)],
        [wrapped(n, 22) for n in rows],
    )
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(tops[-1] - lines[-1] - 0.5, 0.5), title=title)
    claims = (f"{row.who} to {row.to_whom}, {row.text}" for row in frame.itertuples())
    return told(ax, frame, "Who says what to whom", claims)


def territory(steps: pd.DataFrame, claimed: pd.DataFrame, *, title: str) -> Axes:
    """A sum of areas as stairs, the uncertain part hatched, claimed shares as dashed lines beside it.

    ``steps``: area, percent_low, percent_high (running, percent of the country); ``claimed``: value, label.
    """
    ax = new_axes(9, 0.42 * len(steps) + 1.8)
    low, high = (steps[name].tolist() for name in ("percent_low", "percent_high"))
    starts = [0.0, *low[:-1]]
    ax.barh(
        range(len(steps)),
        [end - start for start, end in zip(starts, low, strict=True)],
        left=starts,
        color=BLUE,
    )
    unsure = [top - end for top, end in zip(high, low, strict=True)]
    ax.barh(range(len(steps)), unsure, left=low, color=SKY, hatch="////", edgecolor="white")
    for y, (end, top) in enumerate(zip(low, high, strict=True)):
        text = f"{end:.1f}" if top - end < 0.05 else f"{end:.1f} to {top:.1f}"
        write(ax, text, (top, y), (4, 0))
    for y, row in enumerate(
        claimed.sort_values("value").itertuples()
    ):  # one label a line: none over another
        ax.axvline(row.value, color=ORANGE, linestyle="--", linewidth=1.5, zorder=0)
        write(ax, row.label, (row.value, y), (-4, 0), ha="right", bbox=BOX)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.set_yticks(range(len(steps)), [wrapped(name, 28) for name in steps["area"]])
    ax.set(
        ylim=(len(steps) - 0.4, -0.6),
        xlabel="percent of 86,600 square kilometres, running sum",
        title=title,
    )
    sums = (
        f"{row.area}, {row.percent_low:.1f} to {row.percent_high:.1f}" for row in steps.itertuples()
    )
    beside = (f"beside it {row.label}, {row.value:g}" for row in claimed.itertuples())
    return told(ax, steps, "Running sum of areas in percent", (*sums, *beside))


def _said(row: Any, scale: float) -> str:
    """A claim in words: over 20, 18 to 22, no number."""
    if row.hedge == "range":
        return f"{row.value_low / scale:,.10g} to {row.value_high / scale:,.10g}"
    if pd.isna(row.value):
        return "no number"
    return f"{'' if row.hedge == 'bare' else row.hedge.replace('_', ' ')} {row.value / scale:,.10g}".strip()


def _claim(
    ax: Axes, row: Any, at: float, span: tuple[float, float], scale: float,
    *, upright: bool = False, marker: str = "o", colour: str = BLUE,
) -> None:  # fmt: skip
    """One hedged number on the line ``at``: lengthwise, or ``upright``."""
    reach = (span[1] - span[0]) * REACH

    def place(number: float) -> tuple[float, float]:
        return (at, number) if upright else (number, at)

    if row.hedge == "range":
        ends = [place(row.value_low / scale), place(row.value_high / scale)]
        ax.plot(*zip(*ends, strict=True), color=colour, linewidth=6, solid_capstyle="butt")
        return
    if pd.isna(row.value):
        foot = span[0] - reach / 2 if upright else span[0] + reach / 4
        ax.scatter(
            *place(foot),
            s=90,
            marker=marker,
            facecolor="white",
            edgecolor=colour,
            clip_on=False,
            zorder=3,
        )
        write(ax, "?", place(foot), ha="center", fontsize=8, zorder=4)
        return
    value = row.value / scale
    arrows = {
        "over": (value, value + reach), "at_least": (value, value + reach), "almost": (value - reach, value),
        "under": (value, value - reach), "up_to": (value, value - reach),
    }  # fmt: skip
    start, end = arrows.get(row.hedge, (value, value))
    if start != end:
        style = {"arrowstyle": "-|>", "color": colour, "linewidth": 2, "shrinkA": 0, "shrinkB": 5}
        ax.annotate("", place(end), place(start), arrowprops=style)
    for step in range(1, 7) if row.hedge == "about" else ():
        low, long = value - reach * step / 6, 2 * reach * step / 6
        corner, size = (
            ((at - 0.17, low), (0.34, long)) if upright else ((low, at - 0.17), (long, 0.34))
        )
        ax.add_patch(Rectangle(corner, *size, color=colour, alpha=0.09, linewidth=0))
    face = colour if row.hedge in FULL else "white"
    x, y = place(value)
    ax.scatter(
        [x],
        [y],
        s=75,
        marker=marker,
        zorder=3,
        edgecolor=colour,
        linewidth=2,
        facecolor=face,
        clip_on=False,
    )
