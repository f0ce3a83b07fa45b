"""A graph of citations to files, as networkx writes them: GraphML (yEd, igraph, Cytoscape) and GEXF
(Gephi)."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.show.files import WRITERS, replace_files
from analysis.show.templates import NOT_XML

if TYPE_CHECKING:
    import networkx as nx

DAY_OF_WRITING = re.compile(r' lastmodifieddate="[^"]*"')


def write_graph(
    graph: "nx.DiGraph", folder: str | Path, *, tables: dict[str, pd.DataFrame] | None = None
) -> list[str]:
    """Write ``graph`` as GraphML and GEXF, and each of ``tables`` as CSV; all of them or none.

    A node has a ``label``, an edge a ``count`` of mentions, which is also the ``weight`` that other
    programs look for; what else is known of them is text or whole numbers. Returns the paths
    written.
    """
    import networkx as nx  # here: it loads slowly

    writers: dict[str, Callable[[Path], object]] = {}
    # of the two writers of GraphML the one that needs nothing else installed
    for kind, write in (("graphml", nx.write_graphml_xml), ("gexf", nx.write_gexf)):
        writers[f"citations.{kind}"] = partial(_write, graph, write)
    for stem, frame in (tables or {}).items():
        writers[f"{stem}.csv"] = partial(WRITERS["csv"], frame)
    return replace_files(folder, writers)


def _write(graph: "nx.DiGraph", write: Callable[..., object], path: Path) -> None:
    """The file of ``write``, without the day and without what no XML file can hold."""
    weighted = graph.copy()
    for _, _, data in weighted.edges(data=True):
        data["weight"] = data["count"]
    write(weighted, path)
    written = path.read_bytes().decode()
    path.write_bytes(DAY_OF_WRITING.sub("", NOT_XML.sub("", written)).encode())
