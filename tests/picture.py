"""The picture of the README is a figure of a notebook: run by ``make notebooks``, held by test_notebooks.py."""

from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "one-million.svg"


def picture_of_the_notebook() -> str:
    """The one million in notebook 03, as SVG."""
    notebook = nbformat.read(ROOT / "notebooks" / "03_recurring_claims.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if "the one million in three hedges" in cell.source)
    data = [output["data"] for output in cell.outputs if "data" in output]
    drawing: str = next(it["image/svg+xml"] for it in data if "image/svg+xml" in it)
    return drawing


if __name__ == "__main__":
    PICTURE.write_text(picture_of_the_notebook(), encoding="utf-8")
