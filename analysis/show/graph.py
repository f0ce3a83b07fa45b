"""A graph of citations to files: GraphML (yEd, igraph, Cytoscape) and GEXF (Gephi).

The files are those that networkx would write, but written edge by edge: networkx builds the whole
document first, which takes more memory than the corpus.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.show.files import WRITERS, replace_files
from analysis.show.templates import write_template

if TYPE_CHECKING:
    import networkx as nx

TYPES = {str: "string", int: "long"}
Key = tuple[str, str, str]  # node or edge, the name of an attribute, its type
OWN = (("node", "label", "string"), ("edge", "weight", "long"))  # GEXF has places for these


def write_graph(
    graph: "nx.DiGraph", folder: str | Path, *, tables: dict[str, pd.DataFrame] | None = None
) -> list[str]:
    """Write ``graph`` as GraphML and GEXF, and each of ``tables`` as CSV; all of them or none.

    A node has a ``label``, an edge a ``count`` of mentions, which is also the ``weight`` that other
    programs look for; what else is known of them is text or whole numbers. Returns the paths
    written.
    """
    writers: dict[str, Callable[[Path], object]] = {}
    for kind, own in (("graphml", ()), ("gexf", OWN)):
        writers[f"citations.{kind}"] = partial(_write, graph, f"{kind}.xml", own)
    for stem, frame in (tables or {}).items():
        writers[f"{stem}.csv"] = partial(WRITERS["csv"], frame)
    return replace_files(folder, writers)


def _write(graph: "nx.DiGraph", template: str, own: tuple[Key, ...], path: Path) -> None:
    from networkx import __version__ as version

    # what is known of nodes and edges, numbered in the order in which it first comes
    keys = dict.fromkeys(key for _, _, data in _elements(graph) for key in data if key not in own)
    numbers = {key: number for number, key in enumerate(keys)}
    parts = groupby(_elements(graph), key=itemgetter(0))
    shown = {"keys": numbers, "own": own, "parts": parts, "version": version}
    write_template(template, shown, path)


def _elements(graph: "nx.DiGraph") -> Iterator[tuple[str, dict[str, Any], dict[Key, Any]]]:
    """Every node, then every edge: which it is, its name or its ends, what is known of it."""
    for node, data in graph.nodes(data=True):
        yield "node", {"id": node}, _known("node", data)
    for source, target, data in graph.edges(data=True):
        ends = {"source": source, "target": target}
        yield "edge", ends, _known("edge", {**data, "weight": data["count"]})


def _known(of: str, data: Mapping[str, Any]) -> dict[Key, Any]:
    return {(of, name, TYPES[type(value)]): value for name, value in data.items()}
