"""What all figures share: axes, style sheet, names on several lines; a figure as SVG, as the frame
that it draws, in words and as a fingerprint."""

import hashlib
import io
import re
import textwrap
import warnings
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import Any

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator

from analysis.show.files import table_rows, write_table

BOX = {"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none"}  # behind words that lines cross
NAMED = 16  # how many things an alternative text names
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

        bundle = {"text/plain": repr(self), "image/svg+xml": _drawing(self)}
        if self.axes and hasattr(self.axes[0], "frame_drawn"):
            table = io.StringIO()
            write_table(table_rows([self.axes[0].frame_drawn]), table)
            bundle["text/csv"] = table.getvalue()
        display(bundle, raw=True)


def new_axes(width: float = 8, height: float = 4) -> Axes:
    """Empty axes in the project's style (inches)."""
    plt.style.use(str(files("analysis") / "show" / "diplomatic.mplstyle"))
    return plt.subplots(figsize=(width, height), FigureClass=Drawing)[1]


def write(
    ax: Axes, words: str, at: tuple[Any, float], shift: tuple[float, float] = (0, 0), **options: Any
) -> None:
    """Words on the axes, ``shift`` points away from a place."""
    options = {"textcoords": "offset points", "va": "center", "fontsize": 9, **options}
    ax.annotate(words, at, shift, **options)


def set_rows(ax: Axes, names: Iterable[str]) -> None:
    """A line of the figure for each of ``names``, the first at the top."""
    rows = list(names)
    ax.set_yticks(range(len(rows)), rows)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)


def set_legend(ax: Axes, **options: Any) -> None:
    """The legend on the right of the axes."""
    ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1), **options)


def wrapped(name: str, width: int) -> str:
    """``name`` on lines of at most ``width`` letters; a symbol is cut before its year."""
    if len(name) <= width:
        return name
    return textwrap.fill(name.replace("(", " ("), width, break_long_words=False)


def told(
    ax: Any, frame: pd.DataFrame, kind: str, things: str | Iterable[str],
    **beside: pd.DataFrame | None,
) -> Axes:  # fmt: skip
    """``ax`` with what it draws, as a frame and in words: the kind of figure and its things.

    ``things`` is the words for each, or a template that every row of ``frame`` fills. Of many
    things the first and the last are named. Frames drawn ``beside`` the first follow it, and a
    column ``drawn`` then says which row is of which.
    """
    if isinstance(things, str):
        things = map(things.format_map, frame.to_dict("records"))
    named = [" ".join(str(thing).split()) for thing in things]
    if len(named) > NAMED:
        half = NAMED // 2
        named = [*named[:half], f"({len(named) - NAMED} more)", *named[-half:]]
    ax.set_label(f"{kind}: {'; '.join(named) or 'nothing'}.")
    drawn = frame.reset_index(drop=pd.api.types.is_integer_dtype(frame.index))
    others = [more.assign(drawn=name) for name, more in beside.items() if more is not None]
    if others:
        drawn = pd.concat([drawn.assign(drawn="marks"), *others], ignore_index=True)
    ax.frame_drawn = drawn
    return ax


def svg(ax: Axes, name: str) -> str:
    """The figure of ``ax`` as an ``<svg>`` element with words for it; ``name`` begins its ids.

    The figure is closed. The same figure gives the same bytes. Words stay words: they can be found
    and read aloud.
    """
    figure: Any = ax.get_figure(root=True)
    drawing = _drawing(figure, name)
    plt.close(figure)
    return drawing


def described(ax: Axes) -> str:
    """Alternative text of a figure, as plain text: its title, its kind, what it draws in words."""
    return f"{ax.get_title(loc='left')}. {ax.get_label()}"


def drawn(ax: Axes) -> str:
    """Two lines: a fingerprint that changes with any mark, word or colour; the figure in words.

    Images are not compared when a notebook is checked: these lines, stored beside the image, are.
    """
    marks, words = sorted(_marks(ax)), list(filter(None, _words(ax)))
    digest = hashlib.sha256("\n".join([*marks, *words]).encode()).hexdigest()[:12]
    return f"figure {digest}: {len(marks)} marks, {len(words)} texts\nalt: {described(ax)}"


def _drawing(figure: Any, name: str = "") -> str:
    """The figure with ids that begin with ``name``, or with its own hash."""
    target = io.StringIO()
    with warnings.catch_warnings():
        # a letter that the font lacks is drawn by the reader's browser
        warnings.simplefilter("ignore", UserWarning)
        figure.savefig(target, format="svg", metadata=NAMELESS)
    drawing = target.getvalue().replace(FONT, FONTS).replace(STYLE, STYLES)
    alt = escape(described(figure.axes[0]).replace(r"\$", "$"))
    drawing = drawing[drawing.index("<svg") :].strip()
    drawing = drawing.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
    name = name or f"f{hashlib.sha256(drawing.encode()).hexdigest()[:8]}"
    return NAMES.sub(rf"\g<0>{name}-", drawing)


def _marks(ax: Any) -> Iterator[str]:
    """Every mark that data put on the axes, its place rounded to six digits, its colour."""
    for line in ax.lines:
        yield f"line {_numbers(line.get_xydata().ravel())} {to_hex(line.get_color())}"
    for patch in ax.patches:
        corners = patch.get_path().transformed(patch.get_patch_transform()).vertices
        yield f"patch {_numbers(corners.ravel())} {to_hex(patch.get_facecolor(), keep_alpha=True)}"
    for collection in ax.collections:
        offsets = collection.get_offsets()
        places = offsets if len(offsets) else collection.get_segments()
        colours = list(map(to_hex, [*collection.get_facecolor(), *collection.get_edgecolor()]))
        sizes: Any = getattr(collection, "get_sizes", list)()
        flat = (x for place in places for x in pd.array(place).ravel())
        yield f"collection {_numbers(sizes)} {_numbers(flat)} {colours}"
    for image in ax.images:
        yield f"image {_numbers(image.get_array().ravel())}"


def _words(ax: Any) -> Iterator[str]:
    yield from (ax.get_title(loc="left"), ax.get_xlabel(), ax.get_ylabel())
    for text in ax.texts:
        yield f"{text.get_text()} @ {_numbers(text.xy)}" if hasattr(text, "xy") else text.get_text()
    for axis in (ax.xaxis, ax.yaxis):
        # names that were set, no computed ticks
        if isinstance(axis.get_major_locator(), FixedLocator):
            yield from (label.get_text() for label in axis.get_ticklabels())
    if legend := ax.get_legend():
        yield from (text.get_text() for text in legend.get_texts())


def _numbers(values: Iterable[Any]) -> str:
    known = (mdates.date2num(it) if hasattr(it, "year") else it for it in values)
    return " ".join(f"{float(number):.6g}" for number in known)
