"""Figures of texts: their days, structure, verbs on rival scales, rates, places, shared phrases."""

from typing import Any

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.show.plots.colours import BLACK, BLUE, CYCLE, GREY, PALE, SKY
from analysis.show.plots.style import BOX, new_axes, set_legend, set_rows, told, wrapped, write

LARGEST = 700  # area of a mark, in square points
KIND_COLOURS = {"enacting": GREY, "preambular": SKY, "operative": BLUE}


def documents(frame: pd.DataFrame, *, title: str) -> Axes:
    """Each document on its day, a row for each, the mark as large as the text is long.

    ``frame``: label, date, words, note (written beside the mark).
    """
    ax = new_axes(8, 0.55 * len(frame) + 1.3)
    first, last = frame["date"].min(), frame["date"].max()
    shrink = min(1, LARGEST / frame["words"].max())
    for y, row in enumerate(frame.itertuples()):
        ax.axhline(y, color=PALE, linewidth=0.8, zorder=0)
        size = row.words * shrink
        side, align = (-1, "right") if row.date == last else (1, "left")
        ax.scatter([row.date], [y], s=size, color=BLUE, zorder=3)
        write(ax, row.note, (row.date, y), (side * (6 + size**0.5 / 2), 0), ha=align)
    set_rows(ax, frame["label"])
    ax.set_title(title)
    years = last.year - first.year > 1
    ax.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=4, maxticks=9))
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y" if years else "%b %Y"))
    ax.margins(x=0.06)
    return told(ax, frame, "Texts by day", "{label}, {date:%Y-%m-%d}, {note}")


def structure(frame: pd.DataFrame, *, title: str) -> Axes:
    """Resolutions side by side, one block a paragraph, as high as it is long.

    ``frame``: doc, paragraph, kind, opening, words.
    """
    blocks = frame.groupby("doc", sort=False)
    ax = new_axes(2.6 * len(blocks) + 2.8, min(0.4 * blocks.size().max() + 1.5, 9))
    for column, (_, part) in enumerate(blocks):
        top = 0
        for row in part.itertuples():
            edge: Any = {"edgecolor": "white", "linewidth": 1.5}
            colour = KIND_COLOURS.get(row.kind, PALE)
            ax.bar(column, -row.words, width=0.82, bottom=top, color=colour, **edge)
            label = f"{row.paragraph}  {'' if pd.isna(row.opening) else row.opening}".strip()
            ink = "white" if row.kind in ("operative", "enacting") else "black"
            write(ax, label, (column - 0.38, top - row.words / 2), fontsize=8.5, color=ink)
            top -= row.words
    ax.set_xticks(range(len(blocks)), list(dict.fromkeys(frame["doc"])))
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.yaxis.set_major_formatter(lambda value, _: f"{abs(value):,.0f}")
    ax.set(ylabel="words from the beginning", title=title)
    kinds = ("preambular", "operative")
    set_legend(ax, handles=[Patch(color=KIND_COLOURS[kind], label=kind) for kind in kinds])
    kind = "Paragraphs, each as high as it is long"
    return told(ax, frame, kind, "{doc} {paragraph}, {words} words")


def scales(frame: pd.DataFrame, *, title: str) -> Axes:
    """Verbs on rival scales, joined by a line where both rank them.

    ``frame``: index verb, one column a scale, places 0 to 1.
    """
    ax = new_axes(8, 4.2)
    columns, ranks = list(frame.columns), []
    taken: dict[tuple[int, float], int] = {}
    for number, (verb, places) in enumerate(frame.iterrows()):
        known = [(at, place) for at, place in enumerate(places) if pd.notna(place)]
        ax.plot(*zip(*known, strict=True), marker="o", color=CYCLE[number % 8], linewidth=2)
        said = (f"{place:.2f} by {columns[at]}" for at, place in known)
        ranks.append(f"{verb}, {', '.join(said)}")
        for at, place in known:
            side, align = (10, "left") if at else (-10, "right")
            shift = taken[at, place] = taken.get((at, place), -1) + 1
            write(ax, str(verb), (at, place), (side, 12 * shift), ha=align, bbox=BOX)
    ax.set_xticks(range(len(columns)), [wrapped(name, 22) for name in columns])
    ax.set_yticks([0, 1], ["weakest", "strongest"])
    ax.set(xlim=(-0.9, len(columns) - 0.3), ylim=(-0.12, 1.12))
    ax.set(ylabel="place on the scale", title=title)
    return told(ax, frame, "Places on scales, 0 the weakest word, 1 the strongest", ranks)


def rates(frame: pd.DataFrame, *, title: str, label: str) -> Axes:
    """Rates with their intervals, one row a name; a hollow mark where nothing was found.

    ``frame``: name, rate, low, high (shares of 1), count, of; drawn in percent, in the order given.
    """
    ax = new_axes(8, 0.4 * len(frame) + 1.4)
    bar: Any = {"color": SKY, "linewidth": 5, "solid_capstyle": "butt", "zorder": 2}
    for y, row in enumerate(frame.itertuples()):
        ax.plot([100 * row.low, 100 * row.high], [y, y], **bar)
        face = BLUE if row.count else "white"
        ax.plot(100 * row.rate, y, "o", color=BLUE, markerfacecolor=face, zorder=3)
        write(ax, f"{row.count:,} of {row.of:,}", (100 * row.high, y), (8, 0), color=GREY)
    set_rows(ax, (wrapped(name, 34) for name in frame["name"]))
    ax.set(xlim=(-0.3, 125 * frame["high"].max()), xlabel=label, title=title)
    ax.set_xticks([tick for tick in ax.get_xticks() if 0 <= tick <= 100])
    bounds = frame.assign(low=frame["low"].map(_percent), high=frame["high"].map(_percent))
    template = "{name}, {count} of {of}, between {low} and {high} percent"
    words = map(template.format_map, bounds.to_dict("records"))
    return told(ax, frame, f"Rates with intervals, {label}", words)


def places(frame: pd.DataFrame, lengths: pd.Series, *, title: str, label: str) -> Axes:
    """Where in each text the words of each class stand: a stroke a word, one lane a class.

    ``frame``: doc, class, at; ``lengths``: the length of each doc, in the same unit, in the order
    to draw.
    """
    classes = list(dict.fromkeys(frame["class"]))
    ax = new_axes(8, 0.8 * len(lengths) + 1.6)
    for row, (doc, length) in enumerate(lengths.items()):
        ax.barh(row, length, height=0.8, color=PALE, zorder=0)
        for lane, name in enumerate(classes):
            at = frame.loc[(frame["doc"] == doc) & (frame["class"] == name), "at"]
            y = row - 0.4 + 0.8 * (lane + 0.5) / len(classes)
            look: Any = {"marker": "Do^s"[lane % 4], "color": CYCLE[lane % 8], "markersize": 5}
            ax.plot(at, [y] * len(at), linestyle="none", label=None if row else name, **look)
    set_rows(ax, lengths.index)
    ax.set(xlabel=label, title=title)
    set_legend(ax)
    counts = frame.groupby(["doc", "class"], sort=False).size()
    words = (f"{doc}, {count} {name}" for (doc, name), count in counts.items())
    return told(ax, frame, f"Words on each text, {label}", words, lengths=_as_frame(lengths))


def arcs(frame: pd.DataFrame, lengths: pd.Series, *, title: str, label: str) -> Axes:
    """Texts end to end, an arc for each phrase that two of them share, wider for a longer one.

    ``frame``: doc, at, other_doc, other_at, same, note (written on its arc; missing for most);
    ``lengths``: the length of each doc, in the order to draw.
    """
    ax = new_axes(9, 4)
    starts = (lengths + 0.03 * lengths.sum()).cumsum().shift(fill_value=0)
    for doc, length in lengths.items():
        ax.barh(0, length, left=starts[doc], height=0.05, color=BLUE, zorder=3)
        middle = (starts[doc] + length / 2, -0.06)
        ax.annotate(wrapped(str(doc), 12), middle, ha="center", va="top", fontsize=9)
    for row in frame.itertuples():
        low, high = sorted((starts[row.doc] + row.at, starts[row.other_doc] + row.other_at))
        angle = np.linspace(0, np.pi, 40)
        top = (high - low) / (starts.iloc[-1] + lengths.iloc[-1])
        x, y = (low + high) / 2 - np.cos(angle) * (high - low) / 2, 0.03 + np.sin(angle) * top
        noted = isinstance(row.note, str)
        colour, alpha = (BLACK, 0.9) if noted else (GREY, 0.5)
        ax.plot(x, y, color=colour, alpha=alpha, linewidth=0.25 * row.same, zorder=2)
        if noted:
            ax.annotate(row.note, ((low + high) / 2, 0.05 + top), ha="center", fontsize=9, bbox=BOX)
    ax.set(ylim=(-0.2, None), xlabel=label, title=title, xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    pairs = frame.groupby(["doc", "other_doc"], sort=False).size()
    words = (f"{one} and {other}, {count}" for (one, other), count in pairs.items())
    kind = "Arcs between texts, one a shared phrase"
    return told(ax, frame, kind, words, lengths=_as_frame(lengths))


def _as_frame(lengths: pd.Series) -> pd.DataFrame:
    return lengths.rename_axis("doc").reset_index(name="length")


def _percent(rate: float) -> str:
    """Two digits that mean something: 70, 0.61."""
    return f"{float(f'{100 * rate:.2g}'):g}"
