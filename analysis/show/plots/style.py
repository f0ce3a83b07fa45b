"""What all figures share: axes, style sheet, names on several lines, the figure in words."""

import textwrap
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from analysis.show.plots.inline import Drawing

BOX = {"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none"}  # behind words that lines cross
NAMED = 16  # how many things an alternative text names


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
