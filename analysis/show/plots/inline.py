"""A figure as SVG that stands inside a page, with what it draws as a table."""

import hashlib
import io
import re
import warnings
from html import escape
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.show.files import WRITERS

# ids and what refers to them: made the figure's own, because a page holds several figures
NAMES = re.compile(r'\bid="|url\(#|xlink:href="#')
# the reader's machine may lack the font that the figure was measured in: the next one is as wide
FONT, FONTS = "font-family: 'DejaVu Sans'", "font-family: 'DejaVu Sans', Verdana, sans-serif"
# spaces that set words apart are kept, as on paper
STYLE, STYLES = "stroke-linecap: butt}", "stroke-linecap: butt}text{white-space: pre}"
NAMELESS: dict[str, Any] = dict.fromkeys(("Date", "Creator", "Type", "Format"))


class Drawing(Figure):
    """A figure that a notebook stores as SVG, with the frame it was drawn from as CSV.

    Words stay words, lines stay sharp at any width, and the data behind the picture is compared
    when the notebook is checked.
    """

    def _ipython_display_(self) -> None:
        from IPython.display import display

        bundle = {"text/plain": repr(self), "image/svg+xml": _named(self)}
        if self.axes and hasattr(self.axes[0], "frame_drawn"):
            bundle["text/csv"] = csv(self.axes[0])
        display(bundle, raw=True)


def svg(ax: Axes, name: str) -> str:
    """The figure of ``ax`` as an ``<svg>`` element with words for it; ``name`` begins its ids.

    The figure is closed. The same figure gives the same bytes. Words stay words: they can be found
    and read aloud.
    """
    figure: Any = ax.get_figure(root=True)
    drawing = _drawing(figure)
    plt.close(figure)
    return NAMES.sub(rf"\g<0>{name}-", drawing)


def csv(ax: Any) -> str:
    """The frame that ``ax`` draws, as CSV; no cell of it is a formula."""
    target: Any = io.StringIO()
    WRITERS["csv"](ax.frame_drawn, target)
    return target.getvalue()


def described(ax: Axes) -> str:
    """Alternative text of a figure, as plain text: its title, its kind, what it draws in words."""
    return f"{ax.get_title(loc='left')}. {ax.get_label()}"


def _named(figure: Figure) -> str:
    """The figure with ids that begin with its own hash."""
    drawing = _drawing(figure)
    name = f"f{hashlib.sha256(drawing.encode()).hexdigest()[:8]}"
    return NAMES.sub(rf"\g<0>{name}-", drawing)


def _drawing(figure: Any) -> str:
    target = io.StringIO()
    with warnings.catch_warnings():
        # a letter that the font lacks is drawn by the reader's browser
        warnings.simplefilter("ignore", UserWarning)
        figure.savefig(target, format="svg", metadata=NAMELESS)
    drawing = target.getvalue().replace(FONT, FONTS).replace(STYLE, STYLES)
    alt = escape(described(figure.axes[0]).replace(r"\$", "$"))
    drawing = drawing[drawing.index("<svg") :].strip()
    return drawing.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
