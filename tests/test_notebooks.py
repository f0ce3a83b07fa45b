"""Notebooks that cannot drift unnoticed.

nbval compares outputs, but it passes a cell that was never executed, and it does not look at images. The first half
of this file refuses what nbval overlooks; the second half plants changes and shows that each is caught.
"""

import base64
import copy
import io
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from PIL import Image

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("**/*.ipynb"))
ILLUSTRATED = [path for path in NOTEBOOKS if '"image/png"' in path.read_text(encoding="utf-8")]
MARK = "# NBVAL_CHECK_OUTPUT"
SHELL = re.compile(r"^\s*[!%]\s*(pip|conda)\b|^\s*!", re.MULTILINE)
ABSOLUTE = re.compile(r"""["'](?:/(?:home|root|Users|work|tmp|mnt|opt)\b|[A-Za-z]:\\|~/)""")
ONE_SIDE = "Whose account is this?"


def problems(notebook):
    """Everything in the notebook that would let it drift unnoticed; empty if there is nothing."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    counts = [cell.execution_count for cell in cells]
    if counts != list(range(1, len(cells) + 1)):
        yield f"not executed top to bottom: execution counts are {counts}"
    if not any(ONE_SIDE in cell.source for cell in notebook.cells if cell.cell_type == "markdown"):
        yield "forgets whose account the texts are"
    for number, cell in enumerate(cells, start=1):
        yield from (f"cell {number}: {problem}" for problem in cell_problems(cell))


def cell_problems(cell):
    kinds = [output.output_type for output in cell.outputs]
    images = [output for output in cell.outputs if "image/png" in output.get("data", {})]
    printed = "".join(
        output.text
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stdout"
    )
    marked = cell.source.startswith(MARK)
    if "error" in kinds:
        yield "an error is stored"
    if any(output.output_type == "stream" and output.name == "stderr" for output in cell.outputs):
        yield "a warning is stored"
    if marked and not cell.outputs:
        yield "marked, but nothing is stored to compare"
    if images and not (
        marked and re.search(r"^figure [0-9a-f]{12}: \d+ marks", printed, re.MULTILINE)
    ):
        yield "a figure without print(plots.drawn(ax)) in a marked cell"
    if "plots.drawn" in cell.source and len(images) != printed.count("figure "):
        yield "a figure is said to be drawn, but no image is stored"
    if SHELL.search(cell.source):
        yield "a shell command"
    if ABSOLUTE.search(cell.source) or ABSOLUTE.search(printed):
        yield "an absolute path"
    if re.search(r"print\([^)]*==|^\s*\w+ == \w+\s*$", cell.source, re.MULTILINE):
        yield "a comparison that is printed; use assert"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_sound(path):
    assert [] == list(problems(nbformat.read(path, as_version=4)))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_links_lead_somewhere(path):
    for cell in nbformat.read(path, as_version=4).cells:
        for target in re.findall(
            r"\]\(([^)#:]+?)\)", cell.source if cell.cell_type == "markdown" else ""
        ):
            assert (path.parent / target).exists(), target


def pictures(notebook):
    """Every stored image as pixels, with the number of its cell."""
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                data = base64.b64decode(output["data"]["image/png"])
                yield number, np.asarray(Image.open(io.BytesIO(data)).convert("L"), dtype=float)


def same_pictures(stored, fresh):
    """Alike but for what fonts and rounding may do: 1 percent of the range of grey on average."""
    pairs = list(zip(pictures(stored), pictures(fresh), strict=True))
    return all(
        a == b and first.shape == second.shape and np.abs(first - second).mean() < 2.55
        for (a, first), (b, second) in pairs
    )


@pytest.fixture(scope="session")
def executed():
    """The notebooks that draw, executed afresh, each once."""

    def execute(path):
        notebook = nbformat.read(path, as_version=4)
        return NotebookClient(
            notebook, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
        ).execute()

    return {path.stem: execute(path) for path in ILLUSTRATED}


@pytest.mark.parametrize("path", ILLUSTRATED, ids=lambda path: path.stem)
def test_stored_images_are_those_the_notebook_draws(path, executed):
    """nbval looks at the fingerprint of a figure; this looks at the picture itself."""
    assert same_pictures(nbformat.read(path, as_version=4), executed[path.stem])


def test_swapped_image_is_noticed(executed):
    swapped = copy.deepcopy(executed["03_recurring_claims"])
    images = [
        out["data"]
        for cell in swapped.cells
        for out in cell.get("outputs", [])
        if "image/png" in out.get("data", {})
    ]
    images[0]["image/png"], images[1]["image/png"] = images[1]["image/png"], images[0]["image/png"]
    assert not same_pictures(swapped, executed["03_recurring_claims"])


def test_picture_of_the_readme_is_a_figure_of_a_notebook(root):
    script = runpy.run_path(str(root / "tests" / "picture.py"))
    assert script["picture_of_the_notebook"]() == script["PICTURE"].read_bytes(), (
        "run make notebooks"
    )
    assert script["PICTURE"].relative_to(root).as_posix() in (root / "README.md").read_text(
        encoding="utf-8"
    )


def test_there_are_notebooks():
    assert {
        "00_start_here",
        "01_corpus",
        "02_rhetoric",
        "03_recurring_claims",
        "04_resolution_citations",
    } <= {path.stem for path in NOTEBOOKS}


# --- planted changes -------------------------------------------------------------------------------------------


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def figure_cell(notebook):
    return next(cell for cell in code_cells(notebook) if "plots.hedges" in cell.source)


def number_edited(notebook):
    """The stored share of territory says 21 where the study finds 20."""
    cell = next(
        c
        for c in code_cells(notebook)
        if c.source.startswith(MARK) and "  20  percent" in str(c.outputs)
    )
    for output in cell.outputs:
        output.data["text/plain"] = output.data["text/plain"].replace(
            "  20  percent", "  21  percent"
        )


def cell_raises(notebook):
    code_cells(notebook)[0].source += "\nraise RuntimeError('planted')"


def output_emptied(notebook):
    figure_cell(notebook).outputs = []


def never_executed(notebook):
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None


def figure_data_changed(notebook):
    """The figure draws 22 percent for one text; the image that is stored stays."""
    cell = figure_cell(notebook)
    cell.source = cell.source.replace(
        "territory,", "territory.assign(value=[22.0, 20.0, 20.0]),", 1
    )


def fingerprint_edited(notebook):
    """The figure is stored under a fingerprint that is not its own."""
    cell = figure_cell(notebook)
    for output in cell.outputs:
        if output.output_type == "stream":
            output.text = re.sub(r"figure [0-9a-f]{12}", "figure 0123456789ab", output.text)


def figure_image_removed(notebook):
    cell = figure_cell(notebook)
    cell.outputs = [output for output in cell.outputs if "image/png" not in output.get("data", {})]


def path_made_absolute(notebook):
    cell = code_cells(notebook)[0]
    cell.source = cell.source.replace('"../corpus"', '"/home/me/corpus"')


def installs_something(notebook):
    code_cells(notebook)[0].source += "\n!pip install something"


def one_side_forgotten(notebook):
    for cell in notebook.cells:
        cell.source = cell.source.replace(ONE_SIDE, "")


SEEN_WITHOUT_RUNNING = [
    output_emptied, never_executed, figure_image_removed, path_made_absolute, installs_something, one_side_forgotten,
]  # fmt: skip
SEEN_BY_NBVAL = [number_edited, cell_raises, figure_data_changed, fingerprint_edited]


@pytest.fixture
def start_here():
    return nbformat.read(
        next(path for path in NOTEBOOKS if path.stem == "00_start_here"), as_version=4
    )


@pytest.mark.parametrize("plant", SEEN_WITHOUT_RUNNING)
def test_planted_change_is_refused(start_here, plant):
    changed = copy.deepcopy(start_here)
    plant(changed)
    assert changed != start_here
    assert list(problems(changed))


def nbval(folder, notebook):
    nbformat.write(notebook, folder / "notebooks" / "planted.ipynb")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "--nbval-current-env",
        "-q",
        "-p",
        "no:cacheprovider",
        "notebooks",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.fixture
def study(tmp_path, root):
    """A copy of the corpus with a place for one notebook."""
    shutil.copytree(root / "corpus", tmp_path / "corpus")
    (tmp_path / "notebooks").mkdir()
    return tmp_path


def test_notebook_passes_as_it_is(study, start_here):
    """Else the planted changes below would prove nothing."""
    assert 0 == nbval(study, start_here).returncode


@pytest.mark.parametrize("plant", SEEN_BY_NBVAL)
def test_planted_change_fails_under_nbval(study, start_here, plant):
    changed = copy.deepcopy(start_here)
    plant(changed)
    assert changed != start_here
    done = nbval(study, changed)
    assert 1 == done.returncode, done.stdout
    assert "failed" in done.stdout


def test_a_changed_text_fails_under_nbval(study, start_here):
    """The corpus itself is under guard: one hedge changed in one document."""
    path = study / "corpus" / "documents" / "1994-12_oic-16-7-e.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("about 20 percent", "over 20 percent"),
        encoding="utf-8",
    )
    assert 1 == nbval(study, start_here).returncode
