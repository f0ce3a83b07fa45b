"""Python in the browser: a page reads any paragraph as this Python does, and judges an answer."""

import functools
import http.server
import json
import subprocess
import sys
import threading
import zipfile

import pandas as pd
import pytest
import try_it

needs_interpreter = pytest.mark.skipif(
    not (try_it.INTERPRETER / "pyodide.mjs").exists(),
    reason="no Python for the browser here (make .pyodide/.ready): nothing is tried in the page",
)
SECONDS = 180  # for Python to start on a busy machine
TRIED = [*pd.read_csv(try_it.HARD)["text"], try_it.FIRST, "", " \n\n ", "<b>20 percent</b> & 𝒳 of 5 men",
         "Security Council resolution\n822 (1993)"]  # fmt: skip


FOUND = """() => {
    const found = document.getElementById("try-found");
    const cells = table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent));
    const tables = [...found.querySelectorAll("[aria-label]")].map(place => [place.ariaLabel, cells(place.querySelector("table"))]);
    return [found.querySelector(".words").textContent, found.querySelectorAll("mark").length, Object.fromEntries(tables)];
}"""


@pytest.fixture(scope="module")
def in_python(root, tmp_path_factory):
    """What the page's own Python file says of a text, run here with the standard library only."""
    folder = tmp_path_factory.mktemp("archive")
    try_it.write_archive(folder / "analysis.zip")
    with zipfile.ZipFile(folder / "analysis.zip") as archive:
        archive.extractall(folder)
    texts = [
        *TRIED,
        *(path.read_text("utf-8") for path in (root / "corpus/documents").glob("*.md")),
    ]
    script = (
        "import sys, json; sys.path.insert(0, sys.argv[1]); import browser;"
        "print(json.dumps([json.loads(browser.evidence_of(text)) for text in json.load(sys.stdin)]));"
        "assert 'pandas' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script, folder],
        input=json.dumps(texts), capture_output=True, text=True,
    )  # fmt: skip
    assert "" == done.stderr
    return dict(zip(texts, json.loads(done.stdout), strict=True))


@pytest.fixture
def served(site):
    """The edition from a plain static server on this machine."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=site)
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def visitor(chromium, served):
    """A page of the served edition, and every address outside that it asked for."""
    context = chromium.new_context(viewport={"width": 390, "height": 800}, color_scheme="dark")
    page, outside = context.new_page(), []
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((served, "data:")) else outside.append(request.url)
        ),
    )
    yield page
    context.close()
    assert [] == outside


def test_pieces_hold_every_character_and_what_hides_is_shown(in_python):
    for text, found in in_python.items():
        assert text == "".join(words for words, _, _ in found["pieces"])
    found = in_python[try_it.FIRST]["tables"]
    assert ["quote", "family", "value"] == found["claims"][0][:3]
    assert "S/RES/884(1993)" in found["citations"][4]


@needs_interpreter
def test_a_page_reads_any_paragraph_as_python_does(visitor, served, in_python):
    visitor.goto(f"{served}/try.html")
    for text, expected in in_python.items():
        visitor.locator("#try-text").fill(text)
        visitor.locator("form.try button").focus()
        visitor.keyboard.press("Enter")
        visitor.locator("form.try .status", has_text="Read in").wait_for(timeout=SECONDS * 1000)
        visitor.locator("form.try button:not([disabled])").wait_for()
        words, marks, tables = visitor.evaluate(FOUND)
        assert text.split() == words.split()
        assert len([piece for piece in expected["pieces"] if piece[1]]) == marks
        assert {name: table for name, table in expected["tables"].items() if table} == tables
        visitor.evaluate("document.querySelector('form.try .status').textContent = ''")
    assert 390 >= visitor.evaluate("document.documentElement.scrollWidth")


@needs_interpreter
def test_an_answer_is_judged_on_the_page_of_the_exercise(visitor, served):
    visitor.goto(f"{served}/notebooks/exercises/01_exercises.html")
    form = visitor.locator("form.exercise[data-number='1.1']")
    for answer, told in (("", "Nothing to check yet"), ("1", "Not yet. Almost"), ("0", "Right.")):
        form.locator("textarea").fill(answer)
        form.locator("button").click()
        form.locator(".status", has_text=told).wait_for(timeout=SECONDS * 1000)


@needs_interpreter
def test_a_page_opened_from_a_folder_says_why_it_cannot_read(tab, site):
    tab.goto((site / "try.html").as_uri())
    tab.locator("form.try button").click()
    tab.locator("form.try .status", has_text="python -m http.server").wait_for()
