"""The graph of citations: drawn so that a change shows, and written so that other programs read it back."""

import re

import networkx as nx
import pandas as pd
import pytest
from reading import contents

from analysis.show import plots
from analysis.show.graph import write_graph
from analysis.show.templates import NOT_XML


def net():
    graph = nx.DiGraph()
    graph.add_node("a", label="letter 1999", type="text", count=1, year=1999)
    graph.add_node("S/RES/1(1946)", label="S/RES/1(1946)", type="numbered", count=2)
    graph.add_node("its", label='its "own" <resolutions>\x01 & more', type="unnumbered", count=1)
    graph.add_edge("a", "S/RES/1(1946)", count=2, functions="recalls", cues="recalling")
    graph.add_edge("a", "its", count=1, functions="recalls", cues="")
    graph.add_edge("a", "a", count=1, functions="recalls", cues="")
    return graph


def altered(change):
    graph = net()
    change(graph)
    return graph


CHANGES = [
    lambda graph: graph.edges["a", "its"].update(count=3),
    lambda graph: graph.nodes["its"].update(type="instrument"),
    lambda graph: graph.nodes["a"].update(label="speech 1999"),
    lambda graph: graph.nodes["its"].update(count=9),
    lambda graph: graph.remove_edge("a", "a"),
    # one text of the corpus cites another
    lambda graph: (
        graph.add_node("b", label="b", type="text", count=1),
        graph.add_edge("a", "b", count=1),
    ),
]


@pytest.mark.parametrize("change", CHANGES)
def test_graph_is_drawn_and_a_change_shows(change):
    first = plots.drawn(plots.citation_graph(net(), title="t"))
    assert first == plots.drawn(plots.citation_graph(net(), title="t"))
    assert first != plots.drawn(plots.citation_graph(altered(change), title="t"))


def test_a_part_and_nothing_can_be_drawn():
    graphs = (net(), net().subgraph(["a", "its"]), nx.DiGraph())
    drawn = [plots.citation_graph(graph, title="t") for graph in graphs]
    assert 3 == len(set(map(plots.drawn, drawn)))
    assert {"t"} == {ax.get_title(loc="left") or ax.get_title() for ax in drawn}


LISTS = pd.DataFrame(
    {"name": ["x", "y"], "year": [1997, 2001], "members": [4, 2], "form": ["year", "date"]}
)


@pytest.mark.parametrize(
    ("column", "value"), [("name", "y"), ("year", 1998), ("members", 3), ("form", "date")]
)
def test_lists_are_drawn_and_a_change_shows(column, value):
    other = LISTS.copy()
    other.loc[0, column] = value
    first, second = (
        plots.drawn(plots.citation_lists(frame, title="t", label="form"))
        for frame in (LISTS, other)
    )
    assert first != second


@pytest.mark.parametrize(("suffix", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_written_graph_is_read_back_whole(tmp_path, suffix, read):
    written = write_graph(net(), tmp_path, tables={"cited": LISTS})
    assert {"citations.graphml", "citations.gexf", "cited.csv"} == {
        path.name for path in tmp_path.iterdir()
    }
    assert 3 == len(written)
    found = read(tmp_path / f"citations.{suffix}")
    assert found.is_directed()
    assert set(net().edges) == set(found.edges)
    assert 2 == found.edges["a", "S/RES/1(1946)"]["count"]
    assert (
        'its "own" <resolutions> & more' == found.nodes["its"]["label"]
    )  # what XML does not allow is left out


def test_files_are_those_of_networkx(tmp_path):
    graph = net()
    graph.add_edge("a", "its", count=1, functions="", cues="says\t'so'\nand \"more\" & <>")
    graph.add_node("b", label="b", type="text", count=0)
    graph.add_edge("b", "a", count=3)
    write_graph(graph, tmp_path)
    for _, _, data in graph.edges(data=True):
        data["weight"] = data["count"]
    for suffix, lines in (
        ("graphml", nx.generate_graphml(graph)),
        ("gexf", nx.generate_gexf(graph)),
    ):
        text = re.sub(r' lastmodifieddate="[^"]*"', "", NOT_XML.sub("", "\n".join(lines)))
        head = '<?xml version="1.0" encoding="utf-8"?>\n'
        written = (tmp_path / f"citations.{suffix}").read_bytes().decode()
        assert f"{head}{text}\n" == written


def test_same_graph_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_graph(net(), tmp_path / name)
    written = contents(tmp_path / "one")
    assert written == contents(tmp_path / "two")
    assert not any(b"lastmodified" in file for file in written.values())


def test_all_files_or_none(tmp_path):
    graph = net()
    graph.nodes["a"]["broken"] = [1]
    with pytest.raises(Exception, match="list"):
        write_graph(graph, tmp_path)
    assert [] == list(tmp_path.iterdir())
