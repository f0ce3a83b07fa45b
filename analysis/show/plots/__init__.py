"""The figures. Each draws the frame it is given and returns its axes; ``drawn`` says what stands on them.

Plots never compute. Colour never carries a meaning alone: a shape, a hatch or a word says the same.
"""

from analysis.show.plots.citing import citations
from analysis.show.plots.claims import hedges
from analysis.show.plots.counts import matrix, shares
from analysis.show.plots.fingerprint import drawn
from analysis.show.plots.style import new_axes
from analysis.show.plots.texts import documents, scales, structure

__all__ = ["citations", "documents", "drawn", "hedges", "matrix", "new_axes", "scales", "shares", "structure"]
