"""What a reader tries in the browser: a paragraph of their own, and the checks of the exercises.

The page holds a form; ``reader.js`` hands what is typed to ``browser.py``, which runs in Python for
the browser beside the edition, with the package itself from ``reader/analysis.zip``. Where that
Python was not there when the edition was made (``interpreter.py``), the forms are left out.
"""

import base64
import csv
import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[2]
INTERPRETER = ROOT / ".pyodide"
WITHOUT = (
    "<p>This edition was made without Python for the browser, so nothing can be tried here.</p>"
)
HARD = ROOT / "corpus" / "invented" / "hard" / "hard_sentences.csv"
PAGE = Path("try")
# the files of the package between a text and its rows, and the tables that they read
SHIPPED = (
    "analysis/__init__.py", "analysis/folding.py", "analysis/terms.py", "analysis/text.py",
    "analysis/vocabulary.py",
    "analysis/extractors/*.py", "analysis/show/__init__.py", "analysis/show/pieces.py",
    "analysis/data/columns.csv", "analysis/data/vocabulary/*.csv",
    "analysis/data/reference/council_numbers.csv",
)  # fmt: skip
CHECKED = re.compile(r"""exercises\.check\("(?P<number>[\d.]+)\"""")
FRAMES = "08"  # the set that is all about frames
# nothing may be asked of another host; the theme's own short scripts are named by their hashes
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; connect-src 'self'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "base-uri 'self'; form-action 'self'"
)
FIRST = (
    "As a result of the aggression, more than 20 percent of the territory of our country is "
    "occupied and nearly one million people became refugees. Security Council resolutions 822, "
    "853, 874 and 884 (1993), which demand the withdrawal of all forces, are not implemented."
)


def write_page(out: Path, documents: pd.DataFrame, labels: Mapping[str, str]) -> None:
    """The form that ``try.md`` takes in, or a line that says why there is none."""
    if not _is_there():
        (out / f"{PAGE}.html").write_text(WITHOUT, encoding="utf-8")
        return
    options = [f'<option data-text="{escape(FIRST)}">A paragraph made up for this page</option>']
    options.append('<optgroup label="The four texts">')
    for row in documents.itertuples():
        label = escape(labels[row.doc_id])
        options.append(f'<option data-text="{escape(row.text)}">{label}</option>')
    options.append('</optgroup><optgroup label="Invented sentences that break the rules">')
    with HARD.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            text, name = escape(row["text"]), escape(row["phenomenon"])
            options.append(f'<option data-text="{text}">{name}</option>')
    html = f"""
<form class="try">
<p><label for="try-sample">Begin with</label>
<select id="try-sample">{"".join(options)}</optgroup></select></p>
<p><label for="try-text">A paragraph, a letter or a resolution in English</label>
<textarea id="try-text" rows="8" spellcheck="false">{escape(FIRST)}</textarea></p>
<p><button type="submit">Read it</button> <span class="status" role="status"></span></p>
</form>
<div id="try-found" class="text" aria-live="polite"></div>
"""
    (out / f"{PAGE}.html").write_text(html, encoding="utf-8")


def with_forms(cells: list[dict[str, Any]], notebook: str) -> Iterator[dict[str, Any]]:
    """The cells of an exercise notebook, a form for the answer behind each that checks one.

    An exercise that shows code wants it to be run, and so does every one on frames.
    """
    runs = False
    for cell in cells:
        yield cell
        code = cell["source"] if cell["cell_type"] == "code" else ""
        found = CHECKED.search(code)
        if cell["source"].startswith("## "):
            runs = notebook == FRAMES
        runs = runs or bool(code and not found)
        if found and _is_there():
            number = found["number"]
            first = "Run the code above in the notebook first; then y" if runs else "Y"
            html = (
                f'<form class="exercise" data-notebook="{notebook}" data-number="{number}"><p>'
                f'<label for="a-{number}">{first}our answer to {number}</label> '
                f'<textarea id="a-{number}" rows="2" spellcheck="false"></textarea></p>'
                '<p><button type="submit">Check it here</button> '
                '<span class="status" role="status"></span></p></form>'
            )
            yield markdown_cell(f"form-{number.replace('.', '-')}", html)


def markdown_cell(name: str, source: str) -> dict[str, Any]:
    """A cell that is added to a notebook."""
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def write_archive(target: Path) -> None:
    """The package as far as a text needs it, and what runs it: the same input, the same bytes."""
    files = {ROOT / "docs/site/browser.py": "browser.py"}
    files[ROOT / "notebooks/exercises/checks.py"] = "checks.py"
    for pattern in SHIPPED:
        files |= {path: path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern)}
    contents = {name: path.read_bytes() for path, name in files.items()}
    contents["answers.json"] = json.dumps(_answers(), default=str).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            archive.writestr(zipfile.ZipInfo(name), contents[name], zipfile.ZIP_DEFLATED)


def finish(app: Any, error: Exception | None) -> None:
    """When the pages are made: Python beside them, and a policy on each page that starts it."""
    site = Path(app.outdir)
    if error is not None or not _is_there():
        return
    shutil.copytree(INTERPRETER, site / "reader", dirs_exist_ok=True)
    write_archive(site / "reader" / "analysis.zip")
    for page in (site / f"{PAGE}.html", *site.glob("notebooks/exercises/*_exercises.html")):
        html = page.read_text(encoding="utf-8")
        page.write_text(html.replace("<head>", f"<head>{_policy(html)}", 1), encoding="utf-8")


def _is_there() -> bool:
    return (INTERPRETER / "pyodide.mjs").exists()


def _policy(html: str) -> str:
    hashes = ""
    for script in BeautifulSoup(html, "html.parser").find_all("script", src=False):
        digest = hashlib.sha256(script.string.encode()).digest()
        hashes += f" 'sha256-{base64.b64encode(digest).decode()}'"
    content = escape(POLICY.format(hashes=hashes))
    return f'<meta http-equiv="Content-Security-Policy" content="{content}">'


def _answers() -> dict[str, Any]:
    import sys

    import analysis

    sys.path.insert(0, str(ROOT / "notebooks" / "exercises"))
    from checks import ANSWERS, read_answers

    documents = analysis.load(ROOT / "corpus")
    rows = {path.stem: read_answers(path.stem) for path in sorted(ANSWERS.glob("*.yaml"))}
    return {"rows": rows, "texts": dict(zip(documents["doc_id"], documents["text"], strict=True))}
