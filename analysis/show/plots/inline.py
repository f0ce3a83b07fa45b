"""A figure as SVG that stands inside a page."""

import io
import re
import warnings
from html import escape
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from analysis.show.plots.style import described

# ids and what refers to them: made the figure's own, because a page holds several figures
NAMES = re.compile(r'\bid="|url\(#|xlink:href="#')
NAMELESS: dict[str, Any] = dict.fromkeys(("Date", "Creator", "Type", "Format"))


def svg(ax: Axes, name: str) -> str:
    """The figure of ``ax`` as an ``<svg>`` element with words for it; ``name`` begins its ids.

    The figure is closed. The same figure gives the same bytes. Words stay words: they can be found
    and read aloud.
    """
    target = io.StringIO()
    figure: Any = ax.get_figure(root=True)
    with warnings.catch_warnings():
        # a letter that the font lacks is drawn by the reader's browser
        warnings.simplefilter("ignore", UserWarning)
        figure.savefig(target, format="svg", metadata=NAMELESS)
    alt = escape(described(ax).replace(r"\$", "$"))
    plt.close(figure)
    drawing = target.getvalue()
    drawing = NAMES.sub(rf"\g<0>{name}-", drawing[drawing.index("<svg") :].strip())
    return drawing.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
