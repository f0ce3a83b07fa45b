"""The figures. Each draws the frame it is given and returns its axes; ``drawn`` says what stands on them.

Colour never carries a meaning alone: a shape, a hatch or a word says the same.
"""

import hashlib
import textwrap
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Patch, Polygon
from matplotlib.ticker import FixedLocator, MaxNLocator

BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW, BLACK = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000",
)  # fmt: skip
GREY, PALE = "#6E6E6E", "#E9E9E9"
KIND_COLOURS = {"enacting": GREY, "preambular": SKY, "operative": BLUE}
FUNCTION_COLOURS = {
    "demands_compliance": ORANGE, "reports_noncompliance": PURPLE, "calls_for_implementation": YELLOW,
    "recalls": SKY, "reaffirms": BLUE, "pursuant_to": GREEN,
}  # fmt: skip


def new_axes(width: float = 8, height: float = 4) -> Axes:
    """Empty axes in the project's style (inches)."""
    plt.style.use(str(files("analysis") / "show" / "diplomatic.mplstyle"))
    return plt.subplots(figsize=(width, height))[1]


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
        colour = (BLUE, ORANGE, GREEN, PURPLE, YELLOW, BLACK, SKY, GREY)[number % 8]
        ax.plot(*zip(*known, strict=True), marker="o", color=colour, linewidth=2)
        for at, place in known:
            first = at == 0
            shift = taken[at, place] = taken.get((at, place), -1) + 1
            ax.annotate(verb, (at, place), (-10 if first else 10, 11 * shift), textcoords="offset points", va="center",
                        ha="right" if first else "left", fontsize=9)  # fmt: skip
    ax.set_xticks(range(len(columns)), [_wrapped(name, 22) for name in columns])
    ax.set_yticks([0, 1], ["weakest", "strongest"])
    ax.set(xlim=(-0.6, len(columns) - 0.4), ylim=(-0.12, 1.12), ylabel="place on the scale", title=title)
    return ax


def shares(frame: pd.DataFrame, *, title: str, label: str, legend: str | None = None) -> Axes:
    """Counts as stacked bars, the number written on each. ``frame``: index what is counted, one column a part."""
    ax = new_axes(8, 0.55 * len(frame) + 1.6)
    colours = (ORANGE, BLUE, GREEN, PURPLE, YELLOW, SKY, BLACK)
    hatches = ("", "//", "..", "xx", "\\\\", "++", "--")
    left = pd.Series(0, index=frame.index)
    for number, name in enumerate(frame.columns):
        colour = PALE if str(name).startswith("no ") else colours[number % 7]
        bars = ax.barh(
            frame.index,
            frame[name],
            left=left,
            color=colour,
            hatch=hatches[number % 7],
            edgecolor="white",
            label=name,
        )
        for bar, value in zip(bars, frame[name], strict=True):
            if value:
                middle = (bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2)
                box = {"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none"}
                ax.annotate(f"{value}", middle, ha="center", va="center", bbox=box)
        left = left + frame[name]
    ax.invert_yaxis()
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xlabel=label, title=title)
    ax.legend(title=legend, loc="upper left", bbox_to_anchor=(1.01, 1), fontsize=9)
    return ax


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


def matrix(frame: pd.DataFrame, *, title: str, label: str) -> Axes:
    """Counts as a table of squares, darker for more, the number in each. ``frame``: any table of counts."""
    ax = new_axes(1.15 * len(frame.columns) + 3, 0.62 * len(frame) + 1.8)
    top = max(int(frame.to_numpy().max()), 1)
    ax.imshow(frame.to_numpy(), cmap="Blues", vmin=0, vmax=top * 1.3, aspect="auto")
    for y, name in enumerate(frame.index):
        for x, column in enumerate(frame.columns):
            value = frame.loc[name, column]
            ax.annotate(f"{value}", (x, y), ha="center", va="center", color="white" if value > 0.75 * top else "black")
    ax.set_xticks(range(len(frame.columns)), [_wrapped(str(name), 14) for name in frame.columns])
    ax.set_yticks(range(len(frame)), frame.index)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.hlines([y - 0.5 for y in range(1, len(frame))], -0.5, len(frame.columns) - 0.5, color="white", linewidth=2)
    ax.vlines([x - 0.5 for x in range(1, len(frame.columns))], -0.5, len(frame) - 0.5, color="white", linewidth=2)
    ax.set(xlabel=label, title=title)
    return ax


def citations(frame: pd.DataFrame, *, title: str) -> Axes:
    """Who cites what, how: one mark a citation. ``frame``: label (document), cited, function."""
    labels, cited = list(dict.fromkeys(frame["label"])), sorted(set(frame["cited"]))
    ax = new_axes(0.95 * len(cited) + 3.4, 0.6 * len(labels) + 1.9)
    shapes = dict(zip(dict.fromkeys(frame["function"]), "osD^vPX*<>", strict=False))
    within = frame.groupby(["label", "cited"]).cumcount()
    for row, step in zip(frame.itertuples(), within, strict=True):
        ax.scatter(cited.index(row.cited) + 0.24 * step, labels.index(row.label), s=120, marker=shapes[row.function],
                   color=FUNCTION_COLOURS.get(row.function, BLACK), zorder=3)  # fmt: skip
    ax.set_xticks(range(len(cited)), [_wrapped(name, 12) for name in cited])
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


def drawn(ax: Axes) -> str:
    """One line that says what stands on the axes, with a fingerprint that changes when a mark, a word or a colour does.

    Images are not compared when a notebook is checked: this line, stored beside the image, is.
    """
    marks, words = sorted(_marks(ax)), [text for text in _words(ax) if text]
    digest = hashlib.sha256("\n".join([*marks, *words]).encode()).hexdigest()[:12]
    return f"figure {digest}: {len(marks)} marks, {len(words)} texts"


def _wrapped(name: str, width: int) -> str:
    """``name`` on several lines; a symbol is cut before its year."""
    return textwrap.fill(name.replace("(", " ("), width, break_long_words=False)


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


def _marks(ax: Any) -> Iterator[str]:
    """Every mark that data put on the axes, its place rounded to six digits, its colour."""
    for line in ax.lines:
        yield f"line {_numbers(line.get_xydata().ravel())} {to_hex(line.get_color())}"
    for patch in ax.patches:
        corners = (
            patch.get_xy()
            if isinstance(patch, Polygon)
            else patch.get_path().transformed(patch.get_patch_transform()).vertices
        )
        yield f"patch {_numbers(corners.ravel())} {to_hex(patch.get_facecolor(), keep_alpha=True)}"
    for collection in ax.collections:
        places = collection.get_offsets() if len(collection.get_offsets()) else collection.get_segments()
        colours = [to_hex(colour) for colour in (*collection.get_facecolor(), *collection.get_edgecolor())]
        sizes: Any = getattr(collection, "get_sizes", list)()
        flat = (x for place in places for x in pd.array(place).ravel())
        yield f"collection {_numbers(sizes)} {_numbers(flat)} {colours}"
    for image in ax.images:
        yield f"image {_numbers(image.get_array().ravel())}"


def _words(ax: Any) -> Iterator[str]:
    yield from (ax.get_title(loc="left"), ax.get_xlabel(), ax.get_ylabel())
    for text in ax.texts:
        yield f"{text.get_text()} @ {_numbers(text.xy)}" if hasattr(text, "xy") else text.get_text()
    for axis in (ax.xaxis, ax.yaxis):
        if isinstance(axis.get_major_locator(), FixedLocator):  # names that were set, not ticks that were computed
            yield from (label.get_text() for label in axis.get_ticklabels())
    legend = ax.get_legend()
    if legend is not None:
        yield from (text.get_text() for text in legend.get_texts())


def _numbers(values: Iterable[Any]) -> str:
    return " ".join(
        f"{float(mdates.date2num(value)) if hasattr(value, 'year') else float(value):.6g}" for value in values
    )
