"""The figures of the notebooks on a page: the picture, the data behind it, what it does not show.

A notebook stores a figure as SVG and, beside it, the frame that was drawn as CSV. Both become files
of the edition. On the page the picture stands as SVG, so that it follows the dark and its words can
be found; ``figures.csv`` has its method and what it does not show, by the id of its cell.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

CAPTIONS = Path(__file__).with_name("figures.csv")
FOLDER = Path("figures")
# what ``plots.drawn`` prints for the comparison of notebooks
PRINTED = re.compile(r"^(?:figure [0-9a-f]{12}: .*|alt: .*)\n?", re.MULTILINE)
# the title on the picture, which is drawn bold, and the words that the picture is told in
TITLE = re.compile(r'<text style="font-weight: 700; font-size: 12px[^>]*>(.*?)</text>', re.DOTALL)
SIZE = re.compile(r'width="([\d.]+)pt" height="[\d.]+pt" viewBox="0 0 [\d.]+ ([\d.]+)"')
HEAD = 20  # points of height that the title took
PIXELS = 4 / 3  # of a point
SMALLEST = 0.85  # of its size: words of nine points are then ten pixels high


@cache
def captions() -> dict[tuple[str, str], dict[str, str]]:
    """Method and limits of each figure, by its notebook and the id of its cell."""
    with CAPTIONS.open(encoding="utf-8", newline="") as handle:
        return {(row["notebook"], row["cell"]): row for row in csv.DictReader(handle)}


def with_figures(cell: dict[str, Any], page: Path, out: Path) -> Iterator[dict[str, Any]]:
    """The outputs of a cell, each picture as a part of the page; its files go to ``out``."""
    for output in cell["outputs"]:
        if "text" in output:
            output["text"] = PRINTED.sub("", "".join(output["text"]))
            if not output["text"]:
                continue
        data = output.get("data", {})
        if "image/svg+xml" in data:
            drawing = "".join(data["image/svg+xml"])
            table = "".join(data.get("text/csv", ""))
            output["data"] = {"text/html": _figure(cell["id"], page, out, drawing, table)}
        yield output


def _figure(cell: str, page: Path, out: Path, drawing: str, table: str) -> str:
    """The picture with its finding above it and what belongs to it below."""
    name = f"{page.stem}-{cell}"
    folder = out / FOLDER
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.svg").write_text(drawing, encoding="utf-8")
    (folder / f"{name}.csv").write_text(table, encoding="utf-8")
    said = captions().get((page.stem, cell), {})
    up = "../" * (len(page.parts) - 1)
    to = f"{up}{FOLDER}/{name}"
    lines = []
    if said:
        lines.append(f"<p><strong>Method.</strong> {escape(said['method'])}</p>")
        lines.append(f"<p><strong>What it does not show.</strong> {escape(said['not_shown'])}</p>")
    rows = max(len(list(csv.reader(table.splitlines(keepends=True)))) - 1, 0)
    data = f'<a href="{to}.csv" download>the data (CSV, {rows} rows)</a> · ' if rows else ""
    lines.append(f'<p>{data}<a href="{to}.svg">the picture by itself (SVG)</a></p>')
    title = TITLE.search(drawing)
    picture = _sized(TITLE.sub("", drawing), head=HEAD if title else 0)
    finding = f'<p class="finding">{title[1]}</p>' if title else ""
    return (
        f'<figure class="drawn" id="figure-{cell}">{finding}'
        '<div class="picture" role="group" aria-label="figure" tabindex="0">'
        f"{picture}</div>"
        f"<figcaption>{''.join(lines)}</figcaption></figure>"
    )


def of_the_first_page(drawing: str) -> str:
    """A picture that is narrow enough for a telephone, with nothing around it."""
    return f'<div class="picture">{_sized(drawing, smallest=0)}</div>'


def _sized(drawing: str, *, head: int = 0, smallest: float = SMALLEST) -> str:
    """The picture no wider than it was drawn and no smaller than its words can be read.

    ``head`` points of it are cut off at the top.
    """
    found = SIZE.search(drawing)
    if not found:
        return drawing
    width, height = map(float, found.groups())
    pixels = width * PIXELS
    style = f"max-width: {pixels:.0f}px; min-width: {smallest * pixels:.0f}px"
    box = f'style="{style}" viewBox="0 {head} {width} {height - head}"'
    return SIZE.sub(box, drawing, count=1)
