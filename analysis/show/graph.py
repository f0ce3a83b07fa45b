"""A graph of citations to files: GraphML (yEd, igraph, Cytoscape) and GEXF (Gephi).

The files are those that networkx would write, but written edge by edge: networkx builds the whole
document first, which takes more memory than the corpus.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pandas as pd

from analysis.show.files import WRITERS, replace_files

if TYPE_CHECKING:
    import networkx as nx

NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
IN_QUOTES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
Data = Mapping[str, Any]
Key = tuple[str, str, str]  # node or edge, the name of an attribute, its type


def write_graph(
    graph: "nx.DiGraph", folder: str | Path, *, name: str = "citations",
    tables: dict[str, pd.DataFrame] | None = None,
) -> list[str]:  # fmt: skip
    """Write ``graph`` as GraphML and GEXF, and each of ``tables`` as CSV; all of them or none.

    The ``weight`` of an edge, which other programs look for, is its ``count`` of mentions. Returns
    the paths written.
    """
    writers: dict[str, Callable[[Path], object]] = {
        f"{name}.graphml": partial(_save, _graphml(graph)),
        f"{name}.gexf": partial(_save, _gexf(graph)),
    }
    for stem, frame in (tables or {}).items():
        writers[f"{stem}.csv"] = partial(WRITERS["csv"], frame)
    return replace_files(folder, writers)


def _save(lines: Iterable[str], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n')
        for line in lines:
            file.write(f"{line}\n")


def _graphml(graph: "nx.DiGraph") -> Iterator[str]:
    place = "http://graphml.graphdrawing.org/xmlns"
    schema = f"{place} {place}/1.0/graphml.xsd"
    yield _root("graphml", place, f'xsi:schemaLocation="{schema}"')
    keys = {key: f"d{number}" for number, key in enumerate(_keys(graph))}
    for (of, name, kind), key in reversed(keys.items()):
        yield f'  <key id="{key}" for="{of}" attr.name="{name}" attr.type="{kind}" />'
    yield '  <graph edgedefault="directed">'
    for of, where, data in _elements(graph):
        yield f"    <{of} {where}>"
        for name, value in data.items():
            words = escape(NOT_XML.sub("", str(value)))
            opened = f'      <data key="{keys[of, name, TYPES[type(value)]]}"'
            yield f"{opened}>{words}</data>" if words else f"{opened} />"
        yield f"    </{of}>"
    yield from ("  </graph>", "</graphml>")


def _gexf(graph: "nx.DiGraph") -> Iterator[str]:
    from networkx import __version__ as version

    place = "http://www.gexf.net/1.2draft"
    schema = f'xsi:schemaLocation="{place} {place}/gexf.xsd" version="1.2"'
    yield _root("gexf", place, schema)
    yield f"  <meta>\n    <creator>NetworkX {version}</creator>\n  </meta>"
    yield '  <graph defaultedgetype="directed" mode="static" name="">'
    # the label of a node and the weight of an edge have places of their own
    named = (key for key in _keys(graph) if key[1] not in ("label", "weight"))
    keys = {key: number for number, key in enumerate(named)}
    for kind in ("edge", "node"):
        if any(of == kind for of, _, _ in keys):
            yield f'    <attributes mode="static" class="{kind}">'
            for (of, name, type_), key in keys.items():
                if of == kind:
                    yield f'      <attribute id="{key}" title="{name}" type="{type_}" />'
            yield "    </attributes>"
    yield from _gexf_elements(graph, keys)
    yield "  </graph>\n</gexf>"


def _gexf_elements(graph: "nx.DiGraph", keys: Mapping[Key, int]) -> Iterator[str]:
    within, edges = "", 0
    for of, where, data in _elements(graph):
        if of != within:
            yield f"    </{within}s>\n    <{of}s>" if within else f"    <{of}s>"
            within = of
        if of == "node":
            own = f'label="{_quoted(data["label"])}"'
        else:
            own = f'id="{edges}" weight="{data["weight"]}"'
            edges += 1
        yield f"      <{of} {where} {own}>\n        <attvalues>"
        for name, value in data.items():
            if (key := keys.get((of, name, TYPES[type(value)]))) is not None:
                yield f'          <attvalue for="{key}" value="{_quoted(value)}" />'
        yield f"        </attvalues>\n      </{of}>"
    if within:
        yield f"    </{within}s>"
    if within == "node":
        yield "    <edges />"


def _elements(graph: "nx.DiGraph") -> Iterator[tuple[str, str, Data]]:
    """Every node, then every edge: which it is, its name or its ends, what is known of it."""
    for node, data in graph.nodes(data=True):
        yield "node", f'id="{_quoted(node)}"', {"label": node, **data}
    for source, target, data in graph.edges(data=True):
        ends = f'source="{_quoted(source)}" target="{_quoted(target)}"'
        yield "edge", ends, {**data, "weight": data.get("count", 1)}


def _keys(graph: "nx.DiGraph") -> Iterable[Key]:
    """What is known of nodes and edges, each kind of attribute once, in order."""
    known = (
        (of, name, TYPES[type(value)])
        for of, _, data in _elements(graph)
        for name, value in data.items()
    )  # fmt: skip
    return dict.fromkeys(known)


def _root(name: str, place: str, schema: str) -> str:
    instance = "http://www.w3.org/2001/XMLSchema-instance"
    return f'<{name} xmlns="{place}" xmlns:xsi="{instance}" {schema}>'


def _quoted(value: object) -> str:
    return escape(NOT_XML.sub("", str(value)), IN_QUOTES)
