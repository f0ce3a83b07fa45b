"""Notebooks that cannot drift unnoticed.

nbval executes each notebook once and compares its outputs, and ``nbval_pictures`` the pictures.
nbval passes a cell that was never executed: the first half of this file refuses what it overlooks;
the second half plants changes and shows that each is caught.
"""

import copy
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis.measure.reference import reference
from analysis.vocabulary import load_table

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("**/*.ipynb"))
MARK = "# NBVAL_CHECK_OUTPUT"
SHELL = re.compile(r"^\s*[!%]\s*(pip|conda)\b|^\s*!", re.MULTILINE)
ABSOLUTE = re.compile(r"""["'](?:/(?:home|root|Users|work|tmp|mnt|opt)\b|[A-Za-z]:\\|~/)""")
SVG = "image/svg+xml"
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
    images = [output for output in cell.outputs if SVG in output.get("data", {})]
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


@pytest.mark.skipif(not shutil.which("sed"), reason="no make here")
def test_pages_of_make_run_lead_to_the_documents(root):
    """They stand in build/notebooks, one folder deeper than the notebooks: every link was dead."""
    expression = re.search(r"sed -E '(.+?)'", (root / "Makefile").read_text(encoding="utf-8"))[1]
    links = ["../docs/glossary.md#claim", "../../corpus/README.md", "01_corpus.ipynb"]
    page = "".join(f'<a href="{link}">' for link in links)
    done = subprocess.run(["sed", "-E", expression], input=page, capture_output=True, text=True)
    found = re.findall(r'href="(.+?)"', done.stdout)
    assert ["../../docs/glossary.md#claim", "../../../corpus/README.md", "01_corpus.html"] == found


# --- prose and code -----------------------------------------------------------------------------

MOSTLY_PROSE = {"00_start_here", "01_corpus", "06_how_good_is_this"}
WORDS_A_LINE, COLUMNS = 10, 100
TITLE = re.compile(r"^# (.+)")


def words_and_lines(notebook):
    """Words of prose (not the addresses of links) and lines of code (no comments, no blanks)."""
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    code = [line for cell in code_cells(notebook) for line in cell.source.splitlines()]
    words = sum(len(re.sub(r"\]\([^)]*\)", "]", text).split()) for text in prose)
    return words, sum(bool(line.split("#")[0].strip()) for line in code)


def test_prose_is_at_most_ten_words_a_line_of_code():
    """Except where reading is the work: the first two chapters and the one on errors."""
    for path in NOTEBOOKS:
        if path.parent.name == "notebooks" and path.stem not in MOSTLY_PROSE:
            words, lines = words_and_lines(nbformat.read(path, as_version=4))
            assert words <= WORDS_A_LINE * lines, f"{path.stem}: {words} words, {lines} lines"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_title_is_a_question_and_code_is_not_wider_than_the_page(path):
    notebook = nbformat.read(path, as_version=4)
    if path.parent.name == "notebooks":
        assert TITLE.match(notebook.cells[0].source)[1].endswith("?")
        lines = [line for cell in code_cells(notebook) for line in cell.source.splitlines()]
        assert [] == [line for line in lines if len(line) > COLUMNS]


# --- what is said to be absent ------------------------------------------------------------------

NOT_THERE = re.compile(r"\b(?:no|none|never|nothing|neither|nobody|alone|only)\b", re.IGNORECASE)
OF_ROWS = re.compile(r"\b(?:rows?|speech(?:es)?|lists?|search|states?|Armenia|Azerbaijan)\b")


def claims():
    """Every row of the table, with no filter of a notebook: units, verdicts and statuses alike."""
    return reference("un_claims").query("conflict == 'yes'")


def wording(**where):
    """The acts that any row of the table has for a speaker."""
    rows = pd.DataFrame(load_table("contested_wording"))
    return set(rows.loc[rows["by"] == where["by"], "act"])


def lists_were_read():
    return {"right", "wrong"} == {row["checked"] for row in load_table("un_citations")}


# a sentence of absence, and what of the whole table must hold for it
ABSENT = {
    "found no further share of this conflict": lambda: (
        set(claims().query("family == 'territory_share'")["found"]) == {"program"}
    ),
    "and in none of the ten before": lambda: (
        claims()
        .query(
            "country == 'AZE' and family == 'territory_share' and year < 2007 and hedge == 'almost'"
        )
        .empty
    ),
    "found no further list": lambda: lists_were_read(),
    "so they need no interval": lambda: lists_were_read(),
    "name no state whose forces": lambda: all(
        "Armenian" not in row["value"]
        for row in load_table("cited_wording")
        if row["element"] == "forces"
    ),
    "and never the cessation of hostilities": lambda: (
        "cessation of hostilities" not in wording(by="Azerbaijan")
    ),
    "and never the withdrawal": lambda: "withdrawal" not in wording(by="Armenia"),
    "where 853 alone has it": lambda: (
        {"S/RES/853(1993)"}
        == {r["symbol"] for r in load_table("cited_wording") if r["value"] == "unconditional"}
    ),
}


def absences():
    for stem in ("03_recurring_claims", "04_resolution_citations"):
        path = next(path for path in NOTEBOOKS if path.stem == stem)
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                sentences = re.split(r"(?<=[.!?:;])\s+", cell.source)
                yield from (s for s in sentences if NOT_THERE.search(s) and OF_ROWS.search(s))


def test_a_sentence_of_absence_rests_on_the_whole_table():
    """Not on the filter of its cell: "stands in none of the rows" once rested on a filter by unit."""
    sentences = list(absences())
    for sentence in sentences:
        held = [check for phrase, check in ABSENT.items() if phrase in sentence]
        assert held, f"say in ABSENT what must hold of the whole table: {sentence}"
        assert all(check() for check in held), sentence
    assert len(ABSENT) == len(sentences)


def test_the_rows_of_armenia_are_named_whatever_their_unit():
    notebook = next(path for path in NOTEBOOKS if path.stem == "03_recurring_claims")
    said = "".join(cell.source for cell in nbformat.read(notebook, as_version=4).cells)
    rows = claims().query("country == 'ARM' and checked == 'right'")
    assert f"[{', '.join(map(str, rows['year']))}]" in said


def test_picture_of_the_readme_is_a_figure_of_a_notebook(root):
    script = runpy.run_path(str(root / "tests" / "picture.py"))
    assert script["picture_of_the_notebook"]() == script["PICTURE"].read_text("utf-8"), (
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


# --- planted changes --------------------------------------------------------------------------


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


def picture_swapped(notebook):
    """The figure is stored under its own fingerprint, with the picture of another notebook."""
    path = next(path for path in NOTEBOOKS if path.stem == "03_recurring_claims")
    other = nbformat.read(path, as_version=4)
    drawn = [output for cell in code_cells(other) for output in cell.outputs]
    image = next(o.data[SVG] for o in drawn if SVG in o.get("data", {}))
    for output in figure_cell(notebook).outputs:
        if SVG in output.get("data", {}):
            output.data[SVG] = image


def figure_image_removed(notebook):
    cell = figure_cell(notebook)
    cell.outputs = [output for output in cell.outputs if SVG not in output.get("data", {})]


def path_made_absolute(notebook):
    cell = code_cells(notebook)[0]
    cell.source = cell.source.replace('"../corpus"', '"/home/me/corpus"')


def installs_something(notebook):
    code_cells(notebook)[0].source += "\n!pip install something"


def one_side_forgotten(notebook):
    for cell in notebook.cells:
        cell.source = cell.source.replace(ONE_SIDE, "")


SEEN_WITHOUT_RUNNING = [
    output_emptied, never_executed, figure_image_removed, path_made_absolute, installs_something,
    one_side_forgotten,
]  # fmt: skip
SEEN_BY_NBVAL = [
    number_edited, cell_raises, figure_data_changed, fingerprint_edited, picture_swapped,
]  # fmt: skip


@pytest.fixture(scope="module")
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


@pytest.fixture(scope="module")
def failed(tmp_path_factory, root, start_here):
    """The cells that fail under nbval: as it is, with each change, with another corpus."""
    study = tmp_path_factory.mktemp("study")
    for folder in ("same", "other"):
        shutil.copytree(root / "corpus", study / folder / "corpus")
        (study / folder / "notebooks").mkdir()
    text = study / "other" / "corpus" / "documents" / "1994-12_oic-16-7-e.md"
    said = text.read_text(encoding="utf-8")
    text.write_text(said.replace("about 20 percent", "over 20 percent"), encoding="utf-8")
    nbformat.write(start_here, study / "other" / "notebooks" / "text_changed.ipynb")
    nbformat.write(start_here, study / "same" / "notebooks" / "as_it_is.ipynb")
    for plant in SEEN_BY_NBVAL:
        changed = copy.deepcopy(start_here)
        plant(changed)
        assert changed != start_here
        nbformat.write(changed, study / "same" / "notebooks" / f"{plant.__name__}.ipynb")
    return nbval(study, root)


def nbval(study, root):
    shutil.copy(root / "conftest.py", study)  # the same plugins as here
    options = ["-p", "no:nbval", "--nbval", "--nbval-current-env", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, "-q", "-rA", "."]
    paths = os.pathsep.join([str(root / "tests"), str(root), os.environ.get("PYTHONPATH", "")])
    here = {**os.environ, "PYTHONPATH": paths, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    said = subprocess.run(command, cwd=study, env=here, capture_output=True, text=True).stdout
    cells = {}
    for outcome, stem, cell in re.findall(
        r"^(PASSED|FAILED) \S*?(\w+)\.ipynb::(Cell \d+)", said, re.M
    ):
        cells.setdefault(stem, []).extend([cell] * (outcome == "FAILED"))
    assert len(SEEN_BY_NBVAL) + 2 == len(cells), said
    return cells


def test_notebook_passes_as_it_is(failed):
    """Else the planted changes below would prove nothing."""
    assert [] == failed["as_it_is"]


@pytest.mark.parametrize("plant", SEEN_BY_NBVAL)
def test_planted_change_fails_under_nbval(failed, plant):
    assert set(failed[plant.__name__]) - set(failed["as_it_is"])


def test_a_changed_text_fails_under_nbval(failed):
    """The corpus itself is under guard: one hedge changed in one document."""
    assert set(failed["text_changed"]) - set(failed["as_it_is"])
