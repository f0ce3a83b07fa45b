"""What stands on a figure, as a line of text that can be compared."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.ticker import FixedLocator

from analysis.show.plots.inline import described


def drawn(ax: Axes) -> str:
    """Two lines: a fingerprint that changes with any mark, word or colour; the figure in words.

    Images are not compared when a notebook is checked: these lines, stored beside the image, are.
    """
    marks, words = sorted(_marks(ax)), list(filter(None, _words(ax)))
    digest = hashlib.sha256("\n".join([*marks, *words]).encode()).hexdigest()[:12]
    return f"figure {digest}: {len(marks)} marks, {len(words)} texts\nalt: {described(ax)}"


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
        colours = [
            *map(to_hex, collection.get_facecolor()),
            *map(to_hex, collection.get_edgecolor()),
        ]
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
        if isinstance(
            axis.get_major_locator(), FixedLocator
        ):  # names that were set, no computed ticks
            yield from (label.get_text() for label in axis.get_ticklabels())
    if legend := ax.get_legend():
        yield from (text.get_text() for text in legend.get_texts())


def _numbers(values: Iterable[Any]) -> str:
    return " ".join(f"{_number(value):.6g}" for value in values)


def _number(value: Any) -> float:
    return float(mdates.date2num(value)) if hasattr(value, "year") else float(value)
