"""Figures of citations: who cites what, and how many together."""

from typing import Any

import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd
from matplotlib.axes import Axes

from analysis.show.plots.colours import BLACK, BLUE, GREEN, ORANGE, PALE, PURPLE
from analysis.show.plots.style import BOX, new_axes, set_legend, told, write


def citation_graph(graph: nx.DiGraph, *, title: str) -> Axes:
    """Documents on the left, in their order, what they cite on the right: a line a pair, thicker for more mentions.

    A ring marks a text that cites itself; beside each cited thing stands how often it is cited. Of a large graph draw
    a part (``graph.subgraph``): forty lines can still be read.
    """
    kinds = {"numbered": (BLUE, "-"), "unnumbered": (ORANGE, "--"), "instrument": (GREEN, ":"),
             "document": (PURPLE, "-."), "text": (BLACK, (0, (6, 1)))}  # fmt: skip
    citing = [node for node, kind in graph.nodes(data="type") if kind == "text"]
    cited = sorted({target for source, target in graph.edges if source != target},
                   key=lambda node: ([*kinds].index(graph.nodes[node]["type"]), str(node)))  # fmt: skip
    ax = new_axes(10.5, 0.45 * max(len(citing), len(cited)) + 1.2)
    left, right = _heights(citing), _heights(cited)
    for source, target, count in graph.edges(data="count"):
        if source == target:
            ax.scatter(
                0, left[source], s=230, facecolor="none", edgecolor=BLACK, linewidth=1.5, zorder=3
            )
            continue
        colour, dash = kinds[graph.nodes[target]["type"]]
        low, high = left[source], right[target]
        ax.plot([0, 1], [low, high], color=colour, linestyle=dash, linewidth=min(count, 4) + 0.4)
        if count > 1:
            write(ax, f"{count}×", (0.3, low + 0.3 * (high - low)), ha="center", bbox=BOX)
    for side, heights, align in ((0, left, "right"), (1, right, "left")):
        for node, height in heights.items():
            data = graph.nodes[node]
            words = data["label"] if side == 0 else f"{data['label']}  ({data['count']})"
            ax.scatter(side, height, s=40, color=BLACK, zorder=4)
            write(ax, words, (side, height), (12 * (2 * side - 1), 0), ha=align, fontsize=10)
    shown = [name for name in kinds if any(graph.nodes[node]["type"] == name for node in cited)]
    handles = [
        plt.Line2D([], [], color=kinds[name][0], linestyle=kinds[name][1], label=name)
        for name in shown
    ]
    if any(graph.has_edge(node, node) for node in citing):
        handles += [plt.Line2D([], [], marker="o", linestyle="", markersize=12, markerfacecolor="none", color=BLACK,
                               label="cites itself")]  # fmt: skip
    ax.legend(
        handles=handles, title="what is cited", loc="upper center", bbox_to_anchor=(0.5, 0), ncol=6
    )
    ax.set(xlim=(-0.35, 1.9), ylim=(-0.06, 1.06), title=title)
    ax.set_axis_off()
    names = graph.nodes(data="label")
    edges = sorted(
        graph.edges(data="count"), key=lambda edge: (citing.index(edge[0]), str(edge[1]))
    )
    cites = (f"{names[one]} cites {names[other]}, {count} times" for one, other, count in edges)
    return told(
        ax,
        nx.to_pandas_edgelist(graph, source="citing", target="cited"),
        "Graph of citations",
        cites,
    )


def citation_lists(frame: pd.DataFrame, *, title: str, label: str) -> Axes:
    """Who cites how many together, in which year. ``frame``: name (who), year, members (written in the mark), form."""
    names, forms = list(dict.fromkeys(frame["name"])), sorted(set(frame["form"]))
    ax = new_axes(10.5, 0.62 * len(names) + 1.7)
    for form, shape, colour in zip(forms, "osD^", (BLUE, ORANGE, GREEN, PURPLE), strict=False):
        part = frame[frame["form"] == form]
        places = [names.index(name) for name in part["name"]]
        look: Any = {"facecolor": "white", "edgecolor": colour, "linewidth": 2}
        ax.scatter(part["year"], places, s=250, marker=shape, label=form, **look)
    for row in frame.itertuples():
        write(ax, f"{row.members}", (row.year, names.index(row.name)), ha="center")
    ax.set_yticks(range(len(names)), names)
    ax.set(ylim=(len(names) - 0.5, -0.5), xlabel="year", title=title)
    ax.grid(color=PALE)
    ax.set_axisbelow(True)
    set_legend(ax, title=label, markerscale=0.6)
    lists = (
        f"{row.name} {row.year}, {row.members} ({row.form})"
        for row in frame.sort_values("year").itertuples()
    )
    return told(ax, frame, "Lists by year, with how many are cited together", lists)


def _heights(nodes: list[str]) -> dict[str, float]:
    """Nodes spread from 1 down to 0; one alone stands in the middle."""
    return {
        node: 1 - at / (len(nodes) - 1) if len(nodes) > 1 else 0.5 for at, node in enumerate(nodes)
    }
