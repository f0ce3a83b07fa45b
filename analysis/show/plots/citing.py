"""Figures of citations: who cites what, and how many together; counts of anything, as stacked bars
and as tables of squares."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.show.plots.colours import BARS, BLACK, BLUE, GREEN, ORANGE, PALE, PURPLE
from analysis.show.plots.style import BOX, new_axes, set_legend, told, wrapped, write

if TYPE_CHECKING:
    import networkx as nx

# the colour and the dashes of a line, by the kind of what is cited
LINES: dict[str, dict[str, Any]] = {
    "numbered": {"color": BLUE, "linestyle": "-"},
    "unnumbered": {"color": ORANGE, "linestyle": "--"},
    "instrument": {"color": GREEN, "linestyle": ":"},
    "document": {"color": PURPLE, "linestyle": "-."},
    "text": {"color": BLACK, "linestyle": (0, (6, 1))},
}
LETTER = 0.013  # width of a letter, as a part of the longest bar
CENTRED: Any = {"ha": "center", "va": "center"}
RING: dict[str, Any] = {"marker": "o", "linestyle": "", "markersize": 12, "color": BLACK}


def citation_graph(graph: "nx.DiGraph", *, title: str) -> Axes:
    """Documents on the left, what they cite on the right: a line a pair, thicker for more mentions.

    A ring marks a text that cites itself; beside each cited thing stands how often it is cited. Of
    a large graph draw a part (``graph.subgraph``): forty lines can still be read.
    """
    types, order = graph.nodes(data="type"), [*LINES]
    citing = [node for node, kind in types if kind == "text"]
    others = {target for source, target in graph.edges if source != target}
    cited = sorted(others, key=lambda node: (order.index(types[node]), str(node)))
    ax = new_axes(8, 0.45 * max(len(citing), len(cited)) + 1.2)
    left, right = _heights(citing), _heights(cited)
    for source, target, count in graph.edges(data="count"):
        if source == target:
            ring: Any = {"facecolor": "none", "edgecolor": BLACK, "linewidth": 1.5}
            ax.scatter(0, left[source], s=230, zorder=3, **ring)
        else:
            low, high = left[source], right[target]
            ax.plot([0, 1], [low, high], linewidth=min(count, 4) + 0.4, **LINES[types[target]])
            if count > 1:
                write(ax, f"{count}×", (0.3, low + 0.3 * (high - low)), ha="center", bbox=BOX)
    for node, height in left.items():
        _name(ax, graph.nodes[node]["label"], 0, height)
    for node, height in right.items():
        data = graph.nodes[node]
        _name(ax, f"{data['label']}  ({data['count']})", 1, height)
    shown = {types[node] for node in cited}
    handles = [plt.Line2D([], [], label=kind, **LINES[kind]) for kind in order if kind in shown]
    if any(graph.has_edge(node, node) for node in citing):
        handles += [plt.Line2D([], [], markerfacecolor="none", label="cites itself", **RING)]
    place: Any = {"loc": "upper center", "bbox_to_anchor": (0.5, 0)}
    ax.legend(handles=handles, title="what is cited", ncol=6, **place)
    ax.set(xlim=(-0.35, 1.6), ylim=(-0.06, 1.06), title=title)
    ax.set_axis_off()
    names = graph.nodes(data="label")
    counts = graph.edges(data="count")
    edges = sorted(counts, key=lambda edge: (citing.index(edge[0]), str(edge[1])))
    cites = (f"{names[one]} cites {names[other]} ({count})" for one, other, count in edges)
    from networkx import to_pandas_edgelist  # here: it loads slowly

    pairs = to_pandas_edgelist(graph, source="citing", target="cited")
    rest = sorted(pairs.columns.difference(["citing", "cited"]))  # networkx gives them in any order
    return told(ax, pairs[["citing", "cited", *rest]], "Graph of citations, with how often", cites)


def citation_lists(frame: pd.DataFrame, *, title: str, label: str) -> Axes:
    """Who cites how many together, in which year.

    ``frame``: name (who), year, members (written in the mark), form.
    """
    names, forms = list(dict.fromkeys(frame["name"])), sorted(set(frame["form"]))
    ax = new_axes(8, 0.62 * len(names) + 1.7)
    for form, shape, colour in zip(forms, "osD^", (BLUE, ORANGE, GREEN, PURPLE), strict=False):
        part = frame[frame["form"] == form]
        look: Any = {"facecolor": "white", "edgecolor": colour, "linewidth": 2}
        places = part["name"].map(names.index)
        ax.scatter(part["year"], places, s=140, marker=shape, label=form, **look)
    for row in frame.itertuples():
        write(ax, f"{row.members}", (row.year, names.index(row.name)), ha="center", fontsize=8)
    ax.set_yticks(range(len(names)), names)
    ax.set(ylim=(len(names) - 0.5, -0.5), xlabel="year", title=title)
    ax.grid(color=PALE)
    ax.set_axisbelow(True)
    set_legend(ax, title=label, markerscale=0.6)
    by_year = frame.sort_values("year").to_dict("records")
    lists = map("{name} {year}, {members} ({form})".format_map, by_year)
    return told(ax, frame, "Lists by year, with how many are cited together", lists)


def shares(frame: pd.DataFrame, *, title: str, label: str, legend: str | None = None) -> Axes:
    """Counts as stacked bars; a row of ``frame`` a bar, a column a part.

    A part that is wide enough has its number on it; the table beside the figure has them all.
    """
    ax = new_axes(8, 0.55 * len(frame) + 1.6)
    letter = LETTER * frame.sum(axis="columns").max()
    left = pd.Series(0, index=frame.index)
    for number, (name, counts) in enumerate(frame.items()):
        colour, hatch = BARS[number % len(BARS)]
        colour = PALE if str(name).startswith("no ") else colour
        look: Any = {"color": colour, "hatch": hatch, "edgecolor": "white"}
        bars = ax.barh(frame.index, counts, left=left, label=name, **look)
        for bar, value in zip(bars, counts, strict=True):
            if value > letter * (len(f"{value}") + 1):
                middle = (bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2)
                ax.annotate(f"{value}", middle, bbox=BOX, **CENTRED)
        left = left + counts
    ax.invert_yaxis()
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.tick_params(axis="y", length=0)
    ax.set(xlabel=label, title=title)
    set_legend(ax, title=legend)
    return told(ax, frame, f"Stacked bars, {label}", _cells(frame))


def matrix(
    frame: pd.DataFrame, *, title: str, label: str, text: pd.DataFrame | None = None
) -> Axes:
    """Counts as squares, darker for more, in each the number, or the words of ``text``."""
    shown = frame if text is None else text
    height, width = frame.shape
    ax = new_axes(1.15 * width + 3, 0.62 * height + 1.8)
    values = frame.to_numpy()
    top = max(int(values.max()), 1)
    ax.imshow(values, cmap="Blues", vmin=0, vmax=top * 1.3, aspect="auto")
    for y in range(height):
        for x in range(width):
            colour = "white" if values[y, x] > 0.75 * top else "black"
            ax.annotate(f"{shown.iloc[y, x]}", (x, y), color=colour, **CENTRED)
    ax.set_xticks(range(width), [wrapped(str(name), 14) for name in frame.columns])
    ax.set_yticks(range(height), frame.index)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    lines: Any = {"color": "white", "linewidth": 2}
    ax.hlines([y - 0.5 for y in range(1, height)], -0.5, width - 0.5, **lines)
    ax.vlines([x - 0.5 for x in range(1, width)], -0.5, height - 0.5, **lines)
    ax.set(xlabel=label, title=title)
    return told(ax, frame, f"Table of counts, {label}", _cells(shown))


def _name(ax: Axes, words: str, side: int, height: float) -> None:
    ax.scatter(side, height, s=40, color=BLACK, zorder=4)
    align = "left" if side else "right"
    shift = (12 * (2 * side - 1), 0)
    write(ax, wrapped(words, 34), (side, height), shift, ha=align, fontsize=10)


def _heights(nodes: list[str]) -> dict[str, float]:
    """Nodes spread from 1 down to 0; one alone stands in the middle."""
    if len(nodes) == 1:
        return {nodes[0]: 0.5}
    return {node: 1 - at / (len(nodes) - 1) for at, node in enumerate(nodes)}


def _cells(frame: pd.DataFrame) -> Iterator[str]:
    for name, row in frame.iterrows():
        yield f"{name}: " + ", ".join(f"{column} {value}" for column, value in row.items())
