"""Notebook 07 runs on any folder; docs/your-texts.md, "Your own words", does what it says.

The notebook is run as the code of its cells, with another folder in its first line.
"""

import contextlib
import io
import re

import matplotlib.pyplot as plt
import nbformat
import pytest
from IPython.display import display

SPEECH = (
    "Madam President, more than {n} refugees fled, and 5 percent of our land is occupied. {more}"
)
RESOLUTION = (
    "Resolution {n}\n\nThe Assembly of the Lakes,\n\nRecalling its resolution 4 (2030),\n\n"
    "1. Demands that the talks begin;\n\n2. Decides to meet again.\n"
)

FOLDERS = {
    # nothing to find: every later cell has nothing to draw and says so
    "one plain text": {"a.txt": "Nothing at all happened today."},
    # no dates, no issuers, no citations
    "speeches": {
        f"s{n}.txt": SPEECH.format(n=900, more="We recall nothing. " * n) for n in range(1, 4)
    },
    # no claims, no dates
    "resolutions": {f"r{n}.txt": RESOLUTION.format(n=n) for n in range(1, 4)},
    # dates without claims, a claim without a number, words that are no markup
    "odd ones": {
        "dated.md": "---\ndate: 2031-01-02\n---\nThe <script>alert(1)</script> cost $5 or $6.",
        "vague.txt": "Hundreds of thousands of refugees fled.",
        "$x_{$.txt": "From 12 to 15 percent of our territory is occupied, says resolution 4 of the <b>League</b>.",
    },
}


@pytest.fixture(autouse=True)
def closed_figures():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def cells(root):
    notebook = nbformat.read(root / "notebooks" / "07_your_own_texts.ipynb", as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def run(root, folder, out):
    """What the cells print, and the names they leave."""
    first, *rest = cells(root)
    assert {"FOLDER", "OUT"} == {line.split(" = ")[0] for line in first.splitlines()}
    names, printed = {"FOLDER": str(folder), "OUT": str(out), "display": display}, io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile("\n".join(rest), "07_your_own_texts", "exec"), names)
    return printed.getvalue(), names


@pytest.mark.parametrize("name", FOLDERS)
def test_notebook_runs_on_any_folder(root, tmp_path, name):
    folder = tmp_path / "texts"
    folder.mkdir()
    for file, text in FOLDERS[name].items():
        (folder / file).write_text(text, encoding="utf-8")
    printed, names = run(root, folder, tmp_path / "out")
    evidence = names["evidence"]
    assert ("no claims in these texts" in printed) == evidence.claims.empty
    assert ("nothing is cited in these texts" in printed) == evidence.citations.empty
    assert ("no resolution in these texts" in printed) == (name != "resolutions")
    assert "no answers beside these texts" in printed
    assert (tmp_path / "out" / "evidence" / "claims.csv").exists()
    assert (tmp_path / "out" / "cards" / "parties.svg").exists() == (not evidence.claims.empty)


def test_one_file_is_a_folder_too(root, tmp_path):
    (tmp_path / "a.txt").write_text(SPEECH.format(n=900, more=""), encoding="utf-8")
    _, names = run(root, tmp_path / "a.txt", tmp_path / "out")
    assert 2 == len(names["evidence"].claims)


def test_folder_is_named_once(root):
    """A reader changes one line; no later cell knows the folder by another name."""
    assert 1 == sum(source.count("../corpus/invented") for source in cells(root))


def own_words(root):
    """The files of the section as (path, content), and its Python."""
    page = (root / "docs" / "your-texts.md").read_text(encoding="utf-8")
    section = page.split("## 8. Your own words")[1].split("\n## ")[0]
    blocks = re.findall(
        r"`(mine/\S+)`[^`]*(?:`[^`]+`[^`]*)*?\n```(?:text|csv)\n(.*?)```", section, re.S
    )
    return blocks, re.search(r"```python\n(.*?)```", section, re.S)[1]


def test_own_words_are_read_as_the_page_says(root, tmp_path, monkeypatch):
    """Literally: the files are written, the code is run, what it prints is what stands behind it."""
    blocks, code = own_words(root)
    tables = ["bodies", "hedges", "claim_families", "openings", "strength_scales"]
    assert [f"mine/vocabulary/{table}.csv" for table in tables] == [path for path, _ in blocks[1:]]
    for path, content in blocks:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "your-texts", "exec"), {})
    promised = re.findall(r"  # (.*)", code)
    assert 5 == len(promised)
    assert promised == printed.getvalue().splitlines()
