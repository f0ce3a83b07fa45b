"""How the pages of the edition are made: nothing hostile gets through, and what is gone is told."""

import shutil
from importlib import import_module
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.show.linked import linked

HOSTILE = '<script>hacked=1</script> ``` {raw} html </pre><img src=x onerror="hacked=1"> [x](javascript:hacked=1)'


def test_a_row_that_is_gone_is_told_in_one_line(tmp_path):
    pages = import_module("pages")
    [place] = pages.read_places("events.csv:1000")
    told = r"evidence/x: row 1000 of events.csv is gone, .* 14 rows"
    with pytest.raises(LookupError, match=told):
        pages._row(Path("evidence/x"), place)


BADGES = [
    ("https://github.com/some/one.git", "https://mybinder.org/v2/gh/some/one/HEAD?urlpath=lab/tree/notebooks/a.ipynb"),
    ("git@github.com:some/one.git", "https://mybinder.org/v2/gh/some/one/HEAD?urlpath=lab/tree/notebooks/a.ipynb"),
    ("https://gitlab.com/some/one", "https://mybinder.org/v2/gl/some%2Fone/HEAD?urlpath=lab/tree/notebooks/a.ipynb"),
    ("../a/folder", None),  # no public place: nothing is promised
    ("https://example.org/some/one", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("origin", "address"), BADGES)
def test_a_badge_of_binder_stands_where_the_repository_is_public(origin, address):
    told = import_module("elsewhere").how_to_run(origin, "notebooks/a.ipynb")
    html = BeautifulSoup(told, "html.parser")
    assert "make lab" in html.get_text()
    assert address == (html.a["href"] if html.a else None)


def test_a_text_with_markup_in_it_stays_text(root, build, tmp_path):
    shutil.copytree(root / "docs" / "site", tmp_path / "docs" / "site")
    for folder in ("corpus/documents", "analysis/data", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    text = f"More than 20 percent of the territory {HOSTILE}\n\n````\n\n<script>hacked=1</script>"
    (tmp_path / "corpus" / "documents" / "a `b' {c}.txt").write_text(text, encoding="utf-8")
    quoted = f"---\ntitle: '{HOSTILE}'\nissuer: '{HOSTILE}'\ngenre: '{HOSTILE}'\n---\n{HOSTILE}"
    (tmp_path / "corpus" / "documents" / "quoted.md").write_text(quoted, encoding="utf-8")
    row = {"doc_id": "a `b' {c}", "word": HOSTILE, "n": 1, "start": 0, "end": 60}
    rows = pd.DataFrame([row | {"quote": text[:60]}])
    output = nbformat.v4.new_output(
        "execute_result", {"text/html": str(linked(rows[["word", "n", "quote"]], rows))}
    )
    cell = nbformat.v4.new_code_cell("1", execution_count=1, outputs=[output])
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A notebook"), cell])
    nbformat.write(notebook, tmp_path / "notebooks" / "one.ipynb")
    site, _ = build(tmp_path, tmp_path / "out")
    found = {path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
             for folder in ("corpus", "notebooks", "evidence") for path in (site / folder).rglob("*.html")}  # fmt: skip
    assert 2 <= sum(
        "hacked=1</script>" in page.select_one(".text").get_text()
        for page in found.values()
        if page.select(".text")
    )
    for name, page in found.items():
        assert not any("hacked" in script.get_text() for script in page.find_all("script")), name
        assert not page.select("[onerror], img[src=x], [href^=javascript]"), name
        assert HOSTILE.split()[0] in page.get_text() or "index" in name, name
