"""The figures. Each draws the frame it is given and returns its axes.

``drawn`` gives what is on them as lines that can be compared; ``described`` puts it in words for
those who do not see it. Plots never compute. Colour never carries a meaning alone: a shape, a
hatch or a word says the same.
"""

from analysis.show.plots.citing import citation_graph, citation_lists, matrix, shares
from analysis.show.plots.claims import chronicle, hedges, lanes, territory, timeline
from analysis.show.plots.style import described, drawn, new_axes
from analysis.show.plots.texts import arcs, documents, places, rates, scales, structure

__all__ = [
    "arcs", "chronicle", "citation_graph", "citation_lists", "described", "documents", "drawn",
    "hedges", "lanes", "matrix", "new_axes", "places", "rates", "scales", "shares", "structure",
    "territory", "timeline",
]  # fmt: skip
