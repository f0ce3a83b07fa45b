"""A graph of citations to files: GraphML (yEd, igraph, Cytoscape) and GEXF (Gephi).

The files are those that networkx would write, but written edge by edge: networkx builds the whole
document first, which takes more memory than the corpus.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import count, groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pandas as pd

from analysis.show.files import WRITERS, replace_files

if TYPE_CHECKING:
    import networkx as nx

NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
IN_QUOTES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
TYPES = {str: "string", int: "long"}
Key = tuple[str, str, str]  # node or edge, the name of an attribute, its type
OWN = (("node", "label", "string"), ("edge", "weight", "long"))  # GEXF has places for these


def write_graph(
    graph: "nx.DiGraph", folder: str | Path, *, name: str = "citations",
    tables: dict[str, pd.DataFrame] | None = None,
) -> list[str]:  # fmt: skip
    """Write ``graph`` as GraphML and GEXF, and each of ``tables`` as CSV; all of them or none.

    A node has a ``label``, an edge a ``count`` of mentions, which is also the ``weight`` that other
    programs look for; what else is known of them is text or whole numbers. Returns the paths
    written.
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
    yield _root("graphml", place, f'xsi:schemaLocation="{place} {place}/1.0/graphml.xsd"')
    keys = {key: f"d{number}" for number, key in enumerate(_keys(graph))}
    for (of, name, kind), number in reversed(keys.items()):
        yield f'  <key id="{number}" for="{of}" attr.name="{name}" attr.type="{kind}" />'
    yield '  <graph edgedefault="directed">'
    for of, where, data in _elements(graph):
        yield f"    <{of} {where}>"
        for key, value in data.items():
            words = escape(NOT_XML.sub("", str(value)))
            yield f'      <data key="{keys[key]}"' + (f">{words}</data>" if words else " />")
        yield f"    </{of}>"
    yield "  </graph>\n</graphml>"


def _gexf(graph: "nx.DiGraph") -> Iterator[str]:
    from networkx import __version__ as version

    place = "http://www.gexf.net/1.2draft"
    yield _root("gexf", place, f'xsi:schemaLocation="{place} {place}/gexf.xsd" version="1.2"')
    yield f"  <meta>\n    <creator>NetworkX {version}</creator>\n  </meta>"
    yield '  <graph defaultedgetype="directed" mode="static" name="">'
    keys = {key: number for number, key in enumerate(key for key in _keys(graph) if key not in OWN)}
    for kind in ("edge", "node"):
        yield f'    <attributes mode="static" class="{kind}">'
        for (of, name, type_), number in keys.items():
            if of == kind:
                yield f'      <attribute id="{number}" title="{name}" type="{type_}" />'
        yield "    </attributes>"
    edges = count()
    for kind, elements in groupby(_elements(graph), key=itemgetter(0)):
        yield f"    <{kind}s>"
        for of, where, data in elements:
            own = [f'id="{next(edges)}"'] if of == "edge" else []
            own += [f'{key[1]}="{_quoted(data[key])}"' for key in OWN if key in data]
            yield f"      <{of} {where} {' '.join(own)}>\n        <attvalues>"
            for key in (key for key in data if key in keys):
                yield f'          <attvalue for="{keys[key]}" value="{_quoted(data[key])}" />'
            yield f"        </attvalues>\n      </{of}>"
        yield f"    </{kind}s>"
    yield "  </graph>\n</gexf>"


def _elements(graph: "nx.DiGraph") -> Iterator[tuple[str, str, dict[Key, Any]]]:
    """Every node, then every edge: which it is, its name or its ends, what is known of it."""
    for node, data in graph.nodes(data=True):
        yield "node", f'id="{_quoted(node)}"', _known("node", data)
    for source, target, data in graph.edges(data=True):
        ends = f'source="{_quoted(source)}" target="{_quoted(target)}"'
        yield "edge", ends, _known("edge", {**data, "weight": data["count"]})


def _known(of: str, data: Mapping[str, Any]) -> dict[Key, Any]:
    return {(of, name, TYPES[type(value)]): value for name, value in data.items()}


def _keys(graph: "nx.DiGraph") -> Iterable[Key]:
    """What is known of nodes and edges, in the order in which it first comes."""
    return dict.fromkeys(key for _, _, data in _elements(graph) for key in data)


def _root(name: str, place: str, schema: str) -> str:
    instance = "http://www.w3.org/2001/XMLSchema-instance"
    return f'<{name} xmlns="{place}" xmlns:xsi="{instance}" {schema}>'


def _quoted(value: object) -> str:
    return escape(NOT_XML.sub("", str(value)), IN_QUOTES)
