"""A graph of citations to files: GraphML (yEd, igraph, Cytoscape) and GEXF (Gephi)."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.show.files import WRITERS, replace_files, write_text

if TYPE_CHECKING:
    import networkx as nx

NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
# the day of writing, which GEXF would note: the same graph gives the same bytes
WRITTEN_ON = re.compile(r' lastmodifieddate="[^"]*"')


def write_graph(
    graph: "nx.DiGraph", folder: str | Path, *, name: str = "citations",
    tables: dict[str, pd.DataFrame] | None = None,
) -> list[str]:  # fmt: skip
    """Write ``graph`` as GraphML and GEXF, and each of ``tables`` as CSV; all of them or none.

    The ``weight`` of an edge, which other programs look for, is its ``count`` of mentions. Returns
    the paths written.
    """
    import networkx as nx  # here, because it loads slowly

    weighted = graph.copy()
    for _, _, data in weighted.edges(data=True):
        data["weight"] = data.get("count", 1)
    writers: dict[str, Callable[[Path], object]] = {
        f"{name}.graphml": partial(_save, nx.generate_graphml(weighted)),
        f"{name}.gexf": partial(_save, nx.generate_gexf(weighted)),
    }
    for stem, frame in (tables or {}).items():
        writers[f"{stem}.csv"] = partial(WRITERS["csv"], frame)
    return replace_files(folder, writers)


def _save(lines: Iterable[str], path: Path) -> None:
    text = WRITTEN_ON.sub("", NOT_XML.sub("", "\n".join(lines)), count=1)
    write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', path)
