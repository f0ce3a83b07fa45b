"""Makes docs/timeline.svg, the picture of thirty years, from the tables of the package.

python docs/recipes/timeline.py
"""

from pathlib import Path

from analysis.measure.reference import chronicle
from analysis.show import plots
from analysis.show.plots.style import svg

PICTURE = Path(__file__).resolve().parents[1] / "timeline.svg"


def picture() -> str:
    """The picture as SVG, its words as words; the same tables give the same bytes."""
    ax = plots.chronicle(**chronicle(), title="Two numbers and four resolutions in thirty years")
    return svg(ax, "timeline") + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
