"""What all figures share: the axes, the colours, the style sheet, names on several lines, what to say of a figure."""

import textwrap
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW, BLACK = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000",
)  # fmt: skip
GREY, PALE = "#6E6E6E", "#E9E9E9"
CYCLE = (BLUE, ORANGE, GREEN, PURPLE, YELLOW, BLACK, SKY, GREY)
# behind words that lines may cross; how many things an alternative text names
BOX = {"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none"}
NAMED = 16


def new_axes(width: float = 8, height: float = 4) -> Axes:
    """Empty axes in the project's style (inches)."""
    plt.style.use(str(files("analysis") / "show" / "diplomatic.mplstyle"))
    return plt.subplots(figsize=(width, height))[1]


def wrapped(name: str, width: int) -> str:
    """``name`` on several lines where it is longer than ``width``; a symbol is cut before its year."""
    return name if len(name) <= width else textwrap.fill(name.replace("(", " ("), width, break_long_words=False)


def told(ax: Any, frame: pd.DataFrame, kind: str, things: Iterable[str]) -> Axes:
    """``ax`` with what it draws, as a frame and in words: kind of figure, things (of many, the middle left out)."""
    named = [" ".join(str(thing).split()) for thing in things]
    if len(named) > NAMED:
        half = NAMED // 2
        named = [*named[:half], f"({len(named) - NAMED} more)", *named[-half:]]
    ax.set_label(f"{kind}: {'; '.join(named) or 'nothing'}.")
    ax.frame_drawn = frame.reset_index(drop=pd.api.types.is_integer_dtype(frame.index))
    return ax


def described(ax: Axes) -> str:
    """Alternative text of a figure, as plain text: its title, its kind, what it draws in words."""
    return f"{ax.get_title(loc='left')}. {ax.get_label()}"
