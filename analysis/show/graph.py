"""A graph of citations to files that other programs open: GraphML (yEd, igraph, Cytoscape) and GEXF (Gephi)."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import networkx as nx
import pandas as pd

from analysis.show.files import WRITERS, replace_files, write_text

# what XML 1.0 does not allow, and the day of writing, which GEXF would note: the same graph gives the same bytes
NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
WRITTEN_ON = re.compile(r' lastmodifieddate="[^"]*"')


def write_graph(
    graph: nx.DiGraph,
    folder: str | Path,
    *,
    name: str = "citations",
    tables: dict[str, pd.DataFrame] | None = None,
) -> list[str]:
    """Write ``graph`` as ``name``.graphml and ``name``.gexf, and each of ``tables`` as CSV; all of them or none.

    Returns the paths written.
    """
    writers: dict[str, Callable[[Path], object]] = {
        f"{name}.graphml": partial(_save, nx.generate_graphml(graph)),
        f"{name}.gexf": partial(_save, nx.generate_gexf(graph)),
    }
    writers |= {
        f"{stem}.csv": partial(WRITERS["csv"], frame) for stem, frame in (tables or {}).items()
    }
    return replace_files(folder, writers)


def _save(lines: Iterable[str], path: Path) -> None:
    text = WRITTEN_ON.sub("", NOT_XML.sub("", "\n".join(lines)), count=1)
    write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', path)
