"""What all figures share: the axes, the colours, the style sheet, names on several lines."""

import textwrap
from importlib.resources import files

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW, BLACK = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000",
)  # fmt: skip
GREY, PALE = "#6E6E6E", "#E9E9E9"
CYCLE = (BLUE, ORANGE, GREEN, PURPLE, YELLOW, BLACK, SKY, GREY)


def new_axes(width: float = 8, height: float = 4) -> Axes:
    """Empty axes in the project's style (inches)."""
    plt.style.use(str(files("analysis") / "show" / "diplomatic.mplstyle"))
    return plt.subplots(figsize=(width, height))[1]


def wrapped(name: str, width: int) -> str:
    """``name`` on several lines; a symbol is cut before its year."""
    return textwrap.fill(name.replace("(", " ("), width, break_long_words=False)
