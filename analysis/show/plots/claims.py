"""Figures of the claim ledger: a hedged number as a mark with a sign for its hedge.

The mark has one size, which means nothing: no text says how much "more" is. Inside it stands a
sign: > more than, ~ about, ≲ almost, nothing and full for a bare number, ? for no number. Each
speaker has a colour and a shape; a head of state or of government is a square; a line through the
mark is a denial. A range is a bar, because it names both its ends.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.measure.ledger import directions
from analysis.show.plots.colours import BLACK, BLUE, GREY, ORANGE, PALE, PURPLE, SKY
from analysis.show.plots.style import BOX, new_axes, set_rows, told, wrapped, write
from analysis.vocabulary import load_table

# of the speakers, in the order of the frame
COLOURS, SHAPES = (BLUE, ORANGE, PURPLE, GREY), ("o", "p", "D", "^")
HEADS = ("President", "Prime Minister")
RANGE: Any = {"linewidth": 6, "solid_capstyle": "butt"}  # a claim that names both its ends
# the picture of thirty years
LEFT, SPAN = 1986.5, (1979, 2027)  # what is left of LEFT is for the names of the lanes
HIGH = 3.4  # height of one million, in lanes
FLOOR = -13.9
SMALL: dict[str, Any] = {"fontsize": 8.5}


def hedges(
    frame: pd.DataFrame, *, title: str, label: str, span: tuple[float, float] | None = None,
    scale: float = 1,
) -> Axes:  # fmt: skip
    """Hedged numbers, one line a claim in the order given, its hedge beside it.

    ``frame``: label, hedge, hedge_text, value, value_low, value_high; ``scale`` divides the
    numbers. The axis covers ``span``, or 0 to a quarter above the largest number; it is in tens
    where that is more than a hundred times the smallest.
    """
    numbers = frame[["value", "value_low", "value_high"]] / scale
    lowest, highest = numbers.min().min(), numbers.max().max()
    ax = new_axes(8, 0.62 * len(frame) + 1.5)
    ax.xaxis.set_major_locator(MaxNLocator(5))
    if span is None and 0 < 100 * lowest < highest:
        ax.set_xscale("log")
        span = (lowest / 2, 2 * highest)
    span = span or (0, 1.25 * highest if highest > 0 else 1)
    ax.set(xlim=span, xlabel=label, title=title)
    nowhere = (ax.transScale + ax.transLimits).inverted().transform((0.03, 0))[0]
    for y, row in enumerate(frame.itertuples()):
        ax.axhline(y, color=PALE, linewidth=0.8, zorder=0)
        if row.hedge == "range":
            ends = [row.value_low / scale, row.value_high / scale]
            ax.plot(ends, [y, y], color=COLOURS[0], **RANGE)
        else:
            draw_mark(ax, row, (nowhere if pd.isna(row.value) else row.value / scale, y))
        unsaid = "no number" if row.hedge == "vague" else "no hedge"
        text = unsaid if pd.isna(row.hedge_text) else f"“{row.hedge_text}”"
        write(ax, text, (span[1], y), (6, 0), fontsize=9.5, annotation_clip=False)
    ax.xaxis.set_major_formatter("{x:,.10g}")
    set_rows(ax, frame["label"])
    claims = (f"{row.label}, {_said(row, scale)}" for row in frame.itertuples())
    return told(ax, frame, f"Hedged numbers, {label}", claims)


def timeline(
    frame: pd.DataFrame, *, title: str, label: str, span: tuple[float, float], scale: float = 1,
    beside: pd.DataFrame | None = None,
) -> Axes:  # fmt: skip
    """Hedged numbers in the years they were said, a colour a speaker (at most four).

    ``frame``: year, who, hedge, value, value_low, value_high, and if there are any, post and
    status; claims of one number and year stand side by side. A claim without a number stands in a
    lane at the foot. ``beside``: label, year, value of published figures: several years of one
    label are a line, one year a cross.
    """
    ax = new_axes(10, 4.8)
    names = speakers(frame["who"])
    published = () if beside is None else beside.groupby("label", sort=False)
    for at, (name, part) in enumerate(published):
        look: Any = {"color": GREY, "linestyle": ("-", "--", ":")[at % 3], "zorder": 1}
        values = part["value"] / scale
        ax.plot(part["year"], values, marker="x" if len(part) == 1 else "", **look)
        last = (part["year"].iloc[-1], values.iloc[-1])
        write(ax, name, last, (6, 0), fontsize=8.5, color=GREY, bbox=BOX, annotation_clip=False)
    foot = span[0]
    if (frame["value"].isna() & (frame["hedge"] != "range")).any():
        foot -= 0.1 * (span[1] - span[0])
        ax.axhspan(foot, span[0], facecolor=PALE, linewidth=0, zorder=0)
        write(ax, "no number", (1.01, (foot + span[0]) / 2), xycoords=("axes fraction", "data"))
    same = frame.groupby(["year", "value"], dropna=False)["year"]
    aside = same.cumcount() - (same.transform("size") - 1) / 2
    for row, steps in zip(frame.itertuples(), aside, strict=True):
        x, who = row.year + 0.5 * steps, names.index(row.who)
        if row.hedge == "range":
            ends = [row.value_low / scale, row.value_high / scale]
            ax.plot([x, x], ends, color=COLOURS[who % 4], **RANGE)
        else:
            height = (foot + span[0]) / 2 if pd.isna(row.value) else row.value / scale
            draw_mark(ax, row, (x, height), who, size=85)
    ticks = MaxNLocator(6).tick_values(*span)
    ax.set(yticks=[tick for tick in ticks if span[0] <= tick <= span[1]])
    ax.set(ylim=(foot, span[1]), ylabel=label, title=title)
    kind = f"Hedged numbers by year, {label}"
    return _finished(ax, names, frame, kind, scale=scale, counts=beside)


def lanes(frame: pd.DataFrame, *, title: str) -> Axes:
    """One number in the years it was said, a lane for each side that its hedges name it from.

    ``frame``: year, who, direction, hedge, value, and if there are any, post and status. A value
    that is not the most frequent one is written beside its mark.
    """
    levels = [name for name in reversed(directions().values()) if name in set(frame["direction"])]
    names, usual = speakers(frame["who"]), frame["value"].mode().min()
    ax = new_axes(8, 0.62 * len(levels) + 1.9)
    for row, place in _places(frame, lambda row: levels.index(row.direction)):
        draw_mark(ax, row, place, names.index(row.who))
        if pd.notna(row.value) and row.value != usual:
            write(ax, f"{row.value:g}", place, (0, 13), ha="center")
    words = {"unsaid": "no number", "between": "between two numbers"}
    set_rows(ax, (words.get(name, f"{name} the number") for name in levels))
    ax.grid(axis="y", color=PALE)
    ax.set_title(title)
    return _finished(ax, names, frame, "Where each claim puts the number, by year")


def territory(steps: pd.DataFrame, claimed: pd.DataFrame, *, title: str) -> Axes:
    """A sum of areas as stairs, the uncertain part hatched, claimed shares as dashed lines.

    ``steps``: area, percent_low, percent_high (running, percent of the country); ``claimed``:
    value, label.
    """
    ax = new_axes(8, 0.42 * len(steps) + 1.8)
    low, high = (steps[name].to_numpy() for name in ("percent_low", "percent_high"))
    starts = [0.0, *low[:-1]]
    ax.barh(range(len(steps)), low - starts, left=starts, color=BLUE)
    ax.barh(range(len(steps)), high - low, left=low, color=SKY, hatch="////", edgecolor="white")
    for y, (end, top) in enumerate(zip(low, high, strict=True)):
        text = f"{end:.1f}" if top - end < 0.05 else f"{end:.1f}\nto {top:.1f}"
        write(ax, text, (top, y), (4, 0), bbox=BOX)
    # from its label down, the highest first, so that no line runs through the label of another
    look: Any = {"color": ORANGE, "linestyle": "--", "linewidth": 1.5, "zorder": 0}
    for y, row in enumerate(claimed.sort_values("value", ascending=False).itertuples()):
        ax.plot([row.value] * 2, [y - 0.3, len(steps) - 0.4], **look)
        write(ax, row.label, (row.value, y), (-4, 0), ha="right", bbox=BOX)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.set_yticks(range(len(steps)), [wrapped(name, 28) for name in steps["area"]])
    ax.set(ylim=(len(steps) - 0.4, -0.6), title=title)
    ax.set_xlabel("percent of 86,600 square kilometres, running sum")
    sums = "{area}, {percent_low:.1f} to {percent_high:.1f}".format_map
    others = "beside it {label}, {value:g}".format_map
    words = (*map(sums, steps.to_dict("records")), *map(others, claimed.to_dict("records")))
    return told(ax, steps, "Running sum of areas in percent", words, lines=claimed)


def chronicle(
    events: pd.DataFrame, shares: pd.DataFrame, people: pd.DataFrame, counts: pd.DataFrame,
    cited: pd.DataFrame, *, title: str,
) -> Axes:  # fmt: skip
    """Four panels over the years 1988 to 2024: events, the 20 percent, the million, citations.

    It is narrow on purpose: at 390 pixels, the width of a telephone, its words are eight or nine
    high.

    ``events``: year, label; ``shares`` and ``people``: year, who, hedge, value, and post (persons
    in ``people``); ``counts``: year, side, persons; ``cited``: year, who, members (how many of the
    four are cited together).
    """
    ax = new_axes(5.4, 8.4)
    names = list(dict.fromkeys([*counts["side"], *shares["who"], *people["who"], *cited["who"]]))
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


def draw_mark(
    ax: Axes, row: Any, place: tuple[float, float], who: int = 0, size: float = 120
) -> None:
    """One claim of the speaker numbered ``who``, its hedge as a sign in a mark of fixed size."""
    shape = "s" if getattr(row, "post", "") in HEADS else SHAPES[who % 4]
    colour = COLOURS[who % 4]
    sign = _signs()[row.hedge]
    face = "white" if sign else colour
    look: Any = {"edgecolor": colour, "linewidth": 1.6, "clip_on": False, "zorder": 3}
    ax.scatter(*place, s=size, marker=shape, facecolor=face, **look)
    if sign:
        font: Any = {"fontsize": size**0.5 * 0.75, "fontweight": "bold", "color": colour}
        write(ax, sign, place, ha="center", zorder=4, annotation_clip=False, **font)
    if getattr(row, "status", "asserted") == "negated":
        ax.scatter(*place, s=4 * size, marker="_", color=BLACK, linewidth=1.6, zorder=5)


def speakers(who: pd.Series) -> list[str]:
    """The speakers in the order of their colours: of a categorical its categories."""
    return list(who.cat.categories if isinstance(who.dtype, pd.CategoricalDtype) else who.unique())


def name_marks(ax: Axes, names: list[str], drawn: set[str], *, heads: bool) -> None:
    """Entries of the legend: the speakers that are drawn, and a square if ``heads`` are."""
    for name, colour, shape in zip(names, COLOURS, SHAPES, strict=False):
        if name in drawn:
            ax.plot([], [], marker=shape, color=colour, linestyle="", label=name)
    if heads:
        ax.plot([], [], marker="s", color=GREY, linestyle="", label="president, prime minister")


def signs(hedges: Iterable[str]) -> str:
    """What the marks of these hedges mean, in words."""
    words = {"bare": "full: no hedge", "vague": "?: no number"}
    known = _signs()
    told = (words.get(name, f"{known.get(name)}  {name.replace('_', ' ')}") for name in hedges)
    return "    ".join(dict.fromkeys(told))


def _signs() -> dict[str, str]:
    return {row["hedge"]: row["sign"] for row in load_table("hedge_directions")}


def _finished(
    ax: Axes, names: list[str], frame: pd.DataFrame, kind: str, *, scale: float = 1, **beside: Any
) -> Axes:
    """``ax`` with the years, the speakers, what the marks mean, and each claim in words."""
    heads = "post" in frame and frame["post"].isin(HEADS).any()
    name_marks(ax, names, set(frame["who"]), heads=heads)
    place: Any = {"loc": "upper left", "bbox_to_anchor": (0, -0.08), "ncols": 3}
    ax.legend(title=signs(sorted(set(frame["hedge"]))), alignment="left", **place)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.margins(x=0.03)
    by_year = frame.sort_values("year").itertuples()
    claims = (f"{row.who} {row.year}, {_said(row, scale)}" for row in by_year)
    return told(ax, frame, kind, claims, **beside)


def _said(row: Any, scale: float) -> str:
    """A claim in words: over 20, 18 to 22, no number."""
    if row.hedge == "range":
        return f"{row.value_low / scale:,.10g} to {row.value_high / scale:,.10g}"
    if pd.isna(row.value):
        return "no number"
    hedge = "" if row.hedge == "bare" else row.hedge.replace("_", " ")
    return f"{hedge} {row.value / scale:,.10g}".strip()


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
