"""The picture of the README is a figure of a notebook: run by ``make notebooks``, held by test_notebooks.py."""

import base64
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "one-million.png"


def picture_of_the_notebook() -> bytes:
    """The PNG of the one million in notebook 03."""
    notebook = nbformat.read(ROOT / "notebooks" / "03_recurring_claims.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if "the one million in three hedges" in cell.source)
    images = [
        output["data"]["image/png"]
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    return base64.b64decode(images[0])


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(picture_of_the_notebook())
