"""Makes docs/map.svg: a sketch of the places that the texts and the resolutions name.

    python docs/recipes/map.py

Towns only, at rounded coordinates (``places.csv``). No border is drawn: the sketch shows where
places lie from one another, and settles nothing.
"""

from pathlib import Path

from analysis.measure.reference import reference
from analysis.show.plots.colours import BLUE, GREY, ORANGE, PURPLE
from analysis.show.plots.style import new_axes, svg, told, write

PICTURE = Path(__file__).resolve().parents[1] / "map.svg"
KINDS = {
    "region": ("s", ORANGE, "in the former autonomous region"),
    "seized 1992": ("^", PURPLE, "district seized in 1992"),
    "seized 1993": ("o", BLUE, "district or town seized in 1993"),
    "named 1994": ("D", GREY, "named in the statement of April 1994"),
}
LEFT = {"Lachin", "Kubatly"}
SHIFT = {"Shushi / Shusha": -4, "Stepanakert / Khankendi": 4}
ASIDE = {"← Yerevan": (45.72, 40.18), "Baku →": (47.62, 40.4), "Iran ↓": (47.3, 38.98)}


def picture() -> str:
    """The sketch as SVG; the same table gives the same bytes."""
    places = reference("places").astype({"longitude": float, "latitude": float})
    ax = new_axes(5.4, 6.6)
    for kind, part in places.groupby("kind", sort=False):
        shape, colour, words = KINDS[kind]
        ax.scatter(part["longitude"], part["latitude"], marker=shape, color=colour, label=words)
    for row in places.itertuples():
        left = row.place in LEFT
        shift = (-7 if left else 7, SHIFT.get(row.place, 0))
        align = "right" if left else "left"
        write(ax, row.place, (row.longitude, row.latitude), shift, ha=align, fontsize=8.5)
    for words, place in ASIDE.items():
        write(ax, words, place, ha="left" if "←" in words else "right", color=GREY)
    ax.set(title="The places that the texts name", aspect=1.3)
    ax.set(xlim=(45.7, 47.65), ylim=(38.9, 40.75))
    ax.set(xlabel="degrees east", ylabel="degrees north")
    ax.legend(loc="upper center", bbox_to_anchor=(0.45, -0.1), ncols=2, fontsize=8)
    told(ax, places, "Sketch map of towns, no borders", "{place}, {kind}")
    return svg(ax, "map") + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
