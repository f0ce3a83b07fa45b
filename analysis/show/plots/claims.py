"""Figures of the claim ledger: hedged numbers drawn as what their hedges say.

bare: a full point; over: an open point and an arrow upwards from it; almost: an arrow up to an open
point; about: a fading band around it; a range: a bar; no number: a question mark. The lengths of
arrows and bands mean nothing: no text says how much "more" is.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis.show.plots.colours import BLUE, GREY, ORANGE, PALE, PURPLE, SKY
from analysis.show.plots.style import BOX, new_axes, set_legend, set_rows, told, wrapped, write

FULL = ("bare", "at_least", "up_to")
REACH = 0.16  # length of an arrow, half width of a band, as a share of the scale
# where the arrow of a hedge begins and ends, in lengths of an arrow from the number
ARROWS = {"over": (0, 1), "at_least": (0, 1), "almost": (-1, 0), "under": (0, -1), "up_to": (0, -1)}
SPEAKERS = (("o", BLUE), ("s", ORANGE), ("D", PURPLE), ("^", GREY))
DIRECTIONS = (
    "below", "at or below", "just below", "around", "at", "between", "at or above", "above",
    "unsaid",
)  # fmt: skip


def hedges(
    frame: pd.DataFrame, *, title: str, label: str, span: tuple[float, float] | None = None,
    scale: float = 1,
) -> Axes:  # fmt: skip
    """Hedged numbers, one line a claim in the order given, its hedge beside it.

    ``frame``: label, hedge, hedge_text, value, value_low, value_high; ``scale`` divides the
    numbers. The axis covers ``span``, or 0 to a quarter above the largest number.
    """
    highest = frame[["value", "value_high"]].max().max() / scale
    span = span or (0, 1.25 * highest if highest > 0 else 1)
    ax = new_axes(8, 0.62 * len(frame) + 1.5)
    grid = _Grid(ax, span, scale)
    for y, row in enumerate(frame.itertuples()):
        ax.axhline(y, color=PALE, linewidth=0.8, zorder=0)
        grid.draw(row, y)
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
    """Hedged numbers in the years they were said, a shape and a colour a speaker (at most four).

    ``frame``: year, who, hedge, value, value_low, value_high; claims of one year stand side by
    side. A claim without a number is a question mark in a lane at the foot. ``beside``: label, low,
    high of published figures, drawn as grey lines or bands.
    """
    ax = new_axes(10, 4.6)
    if beside is not None:
        _draw_beside(ax, beside, span, scale)
    names = list(dict.fromkeys(frame["who"]))
    grid = _Grid(ax, span, scale, upright=True)
    for row, within in zip(frame.itertuples(), frame.groupby("year").cumcount(), strict=True):
        grid.draw(row, row.year + 0.3 * within, *SPEAKERS[names.index(row.who) % 4])
    for number, name in enumerate(names):
        marker, colour = SPEAKERS[number % 4]
        ax.plot([], [], marker=marker, color=colour, linestyle="", label=name)
    ax.legend(loc="upper left", ncols=len(names))
    foot = span[0]
    if (frame["value"].isna() & (frame["hedge"] != "range")).any():
        foot = span[0] - grid.reach
        ax.axhspan(foot, span[0], facecolor=PALE, linewidth=0, zorder=0)
        _write_aside(ax, "no number", span[0] - grid.reach / 2)
    ticks = MaxNLocator(6).tick_values(*span)
    ax.set(yticks=[tick for tick in ticks if span[0] <= tick <= span[1]])
    ax.set(ylim=(foot, span[1]), ylabel=label, title=title)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.margins(x=0.03)
    by_year = frame.sort_values("year").itertuples()
    claims = (f"{row.who} {row.year}, {_said(row, scale)}" for row in by_year)
    return told(ax, frame, f"Hedged numbers by year, {label}", claims)


def drift(frame: pd.DataFrame, *, title: str) -> Axes:
    """From which side each claim names its number, by year. ``frame``: year, who, direction."""
    levels = [name for name in DIRECTIONS if name in set(frame["direction"])]
    ax = new_axes(9, 0.55 * len(levels) + 1.9)
    for number, (name, part) in enumerate(frame.groupby("who", sort=False)):
        marker, colour = SPEAKERS[number % 4]
        places = part["direction"].map(levels.index)
        ax.plot(part["year"], places, color=colour, linewidth=0.8, alpha=0.5)
        ax.scatter(part["year"], places, s=55, marker=marker, color=colour, zorder=3, label=name)
    words = {"unsaid": "no number", "between": "between two numbers"}
    ax.set_yticks(range(len(levels)), [words.get(name, f"{name} the number") for name in levels])
    ax.set(ylim=(-0.5, len(levels) - 0.5), title=title)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    set_legend(ax)
    by_year = frame.sort_values("year").to_dict("records")
    claims = map("{who} {year}, {direction}".format_map, by_year)
    return told(ax, frame, "Where each claim puts the number, by year", claims)


def exchanges(frame: pd.DataFrame, *, title: str) -> Axes:
    """Speakers down the side, addressees along the top. ``frame``: who, to_whom, text."""
    rows, columns = (list(dict.fromkeys(frame[name])) for name in ("who", "to_whom"))
    cells = frame.groupby(["who", "to_whom"], sort=False)["text"].agg(list)
    lines = [cells[row].map(len).max() for row in rows]
    ax = new_axes(2.6 * len(columns) + 2.4, 0.28 * sum(lines) + 0.5 * len(rows) + 1.2)
    tops = [-(sum(lines[:at]) + at) for at in range(len(rows))]
    box = {"width": 0.94, "color": PALE, "edgecolor": BLUE, "linewidth": 1.2}
    for (who, whom), texts in cells.items():
        x, y = columns.index(whom), tops[rows.index(who)]
        ax.bar(x, -len(texts) - 0.4, bottom=y + 0.2, **box)
        for at, text in enumerate(texts):
            write(ax, text, (x, y - at - 0.5), ha="center")
    middles = [top - count / 2 for top, count in zip(tops, lines, strict=True)]
    ax.set_xticks(range(len(columns)), [wrapped(str(name), 26) for name in columns])
    ax.set_yticks(middles, [wrapped(name, 22) for name in rows])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(tops[-1] - lines[-1] - 0.5, 0.5), title=title)
    return told(ax, frame, "Who says what to whom", "{who} to {to_whom}, {text}")


def territory(steps: pd.DataFrame, claimed: pd.DataFrame, *, title: str) -> Axes:
    """A sum of areas as stairs, the uncertain part hatched, claimed shares as dashed lines.

    ``steps``: area, percent_low, percent_high (running, percent of the country); ``claimed``:
    value, label.
    """
    ax = new_axes(9, 0.42 * len(steps) + 1.8)
    low, high = (steps[name].to_numpy() for name in ("percent_low", "percent_high"))
    starts = [0.0, *low[:-1]]
    ax.barh(range(len(steps)), low - starts, left=starts, color=BLUE)
    ax.barh(range(len(steps)), high - low, left=low, color=SKY, hatch="////", edgecolor="white")
    for y, (end, top) in enumerate(zip(low, high, strict=True)):
        text = f"{end:.1f}" if top - end < 0.05 else f"{end:.1f} to {top:.1f}"
        write(ax, text, (top, y), (4, 0))
    # one label a line, so that none covers another
    for y, row in enumerate(claimed.sort_values("value").itertuples()):
        ax.axvline(row.value, color=ORANGE, linestyle="--", linewidth=1.5, zorder=0)
        write(ax, row.label, (row.value, y), (-4, 0), ha="right", bbox=BOX)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.set_yticks(range(len(steps)), [wrapped(name, 28) for name in steps["area"]])
    ax.set(ylim=(len(steps) - 0.4, -0.6), title=title)
    ax.set_xlabel("percent of 86,600 square kilometres, running sum")
    sums = "{area}, {percent_low:.1f} to {percent_high:.1f}".format_map
    others = "beside it {label}, {value:g}".format_map
    words = (*map(sums, steps.to_dict("records")), *map(others, claimed.to_dict("records")))
    return told(ax, steps, "Running sum of areas in percent", words)


@dataclass(frozen=True)
class _Grid:
    """Where hedged numbers are drawn: their axis lengthwise, or ``upright``."""

    ax: Axes
    span: tuple[float, float]
    scale: float
    upright: bool = False

    @property
    def reach(self) -> float:
        return (self.span[1] - self.span[0]) * REACH

    def place(self, number: float, at: float) -> tuple[float, float]:
        return (at, number) if self.upright else (number, at)

    def draw(self, row: Any, at: float, marker: str = "o", colour: str = BLUE) -> None:
        """One hedged number on the line ``at``."""
        if row.hedge == "range":
            ends = [
                self.place(number / self.scale, at) for number in (row.value_low, row.value_high)
            ]
            look: Any = {"linewidth": 6, "solid_capstyle": "butt"}
            self.ax.plot(*zip(*ends, strict=True), color=colour, **look)
            return
        look = {"marker": marker, "edgecolor": colour, "clip_on": False, "zorder": 3}
        if pd.isna(row.value):
            foot = self.span[0] + (-self.reach / 2 if self.upright else self.reach / 4)
            self.ax.scatter(*self.place(foot, at), s=90, facecolor="white", **look)
            write(self.ax, "?", self.place(foot, at), ha="center", fontsize=8, zorder=4)
            return
        value = row.value / self.scale
        self._draw_hedge(row.hedge, value, at, colour)
        face = colour if row.hedge in FULL else "white"
        self.ax.scatter(*self.place(value, at), s=75, linewidth=2, facecolor=face, **look)

    def _draw_hedge(self, hedge: str, value: float, at: float, colour: str) -> None:
        if hedge in ARROWS:
            start, end = (self.place(value + step * self.reach, at) for step in ARROWS[hedge])
            style = {
                "arrowstyle": "-|>",
                "color": colour,
                "linewidth": 2,
                "shrinkA": 0,
                "shrinkB": 5,
            }
            self.ax.annotate("", end, start, arrowprops=style)
        for step in range(1, 7) if hedge == "about" else ():
            half = self.reach * step / 6
            corner, size = self.place(value - half, at - 0.17), self.place(2 * half, 0.34)
            self.ax.add_patch(Rectangle(corner, *size, color=colour, alpha=0.09, linewidth=0))


def _draw_beside(ax: Axes, beside: pd.DataFrame, span: tuple[float, float], scale: float) -> None:
    """Published figures as grey lines or bands, no label over another."""
    foot = span[0]
    band: Any = {"facecolor": PALE, "edgecolor": GREY, "linewidth": 0.8, "zorder": 0}
    for row in beside.sort_values("low").itertuples():
        ax.axhspan(row.low / scale, row.high / scale, **band)
        foot = max(foot + (span[1] - span[0]) / 22, (row.low + row.high) / 2 / scale)
        _write_aside(ax, row.label, foot, fontsize=8.5, color=GREY)


def _write_aside(ax: Axes, words: str, at: float, **options: Any) -> None:
    write(ax, words, (1.01, at), xycoords=("axes fraction", "data"), **options)


def _said(row: Any, scale: float) -> str:
    """A claim in words: over 20, 18 to 22, no number."""
    if row.hedge == "range":
        return f"{row.value_low / scale:,.10g} to {row.value_high / scale:,.10g}"
    if pd.isna(row.value):
        return "no number"
    hedge = "" if row.hedge == "bare" else row.hedge.replace("_", " ")
    return f"{hedge} {row.value / scale:,.10g}".strip()
