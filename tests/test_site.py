"""The reading edition: every number leads to its passages, every link somewhere, and nothing hostile gets through.

The site is built once. What needs a browser runs in the Chromium that is installed, and is skipped where there is none.
"""

import functools
import http.server
import json
import re
import runpy
import shutil
import subprocess
import sys
import threading
import zipfile
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pandas as pd
import pytest

from analysis.show.linked import linked

pytest.importorskip(
    "myst_nb", reason="no Sphinx here: the reading edition is not tested (extra [site])"
)
from bs4 import BeautifulSoup

SITE = Path(__file__).resolve().parent.parent / "docs" / "site"
sys.path.insert(0, str(SITE))  # the pages of the edition are made by modules that stand there
try_it = import_module("try_it")

needs_interpreter = pytest.mark.skipif(
    not (try_it.INTERPRETER / "pyodide.mjs").exists(),
    reason="no Python for the browser here (make .pyodide/.ready): nothing is tried in the page",
)
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here: the site is not tested in a browser"
)
RECURRING = "notebooks/03_recurring_claims.html"
# a column whose every number counts the passages behind it, in notebook 03
COUNTS = {"times"}
PLACE = re.compile(r"(.+):(\d+)-(\d+)")
HOSTILE = '<script>hacked=1</script> ``` {raw} html </pre><img src=x onerror="hacked=1"> [x](javascript:hacked=1)'


def build(root, folder):
    """The site of ``root`` in ``folder``, with everything that Sphinx complains of."""
    runpy.run_path(str(SITE / "pages.py"))["write_pages"](root, folder / "pages")
    conf = root / "docs" / "site"
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-c",
        conf,
        "-d",
        folder / "doctrees",
        folder / "pages",
        folder / "site",
    ]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    return folder / "site", done.stderr


@pytest.fixture(scope="module")
def built(root, tmp_path_factory):
    return build(root, tmp_path_factory.mktemp("edition"))


@pytest.fixture(scope="module")
def site(built):
    return built[0]


@pytest.fixture(scope="module")
def pages(site):
    """Every page of the site, parsed, by its path."""
    names = sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if "_static" not in path.parts
    )
    return {
        name: BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")
        for name in names
    }


@pytest.fixture(scope="module")
def ids(pages):
    return {
        name: {tag["id"]: tag for tag in page.find_all(id=True)} for name, page in pages.items()
    }


def target(name, href):
    """The page and the place that a link of page ``name`` leads to."""
    parts = urlsplit(href)
    path = (Path("/") / name).parent / unquote(parts.path) if parts.path else Path("/") / name
    return Path("/").joinpath(path).resolve().relative_to("/").as_posix(), unquote(parts.fragment)


def test_sphinx_has_nothing_to_complain_of(built):
    assert "" == built[1]


def test_every_link_leads_somewhere(site, pages, ids):
    lost = []
    for name, page in pages.items():
        for tag in page.select("a[href], img[src], script[src], link[href]"):
            href = tag.get("href") or tag["src"]
            if urlsplit(href).scheme:
                continue
            to, place = target(name, href)
            if not (site / to).exists() or (place and place not in ids.get(to, {place})):
                lost.append((name, href))
    assert [] == lost


def test_nothing_is_taken_from_outside(site, pages):
    for name, page in pages.items():
        for tag in page.select(
            "script[src], link[href], img[src], iframe, object, embed, form[action], source"
        ):
            assert urlsplit(tag.get("href") or tag.get("src") or tag.get("action")).scheme in (
                "",
                "data",
            ), name
    for style in site.rglob("*.css"):
        assert not re.search(
            r"(@import|url\()\s*[\"']?(https?:)?//", style.read_text(encoding="utf-8")
        ), style


def test_no_address_stands_twice_on_a_page(pages):
    for name, page in pages.items():
        seen = [tag["id"] for tag in page.select("article [id]")]
        assert len(seen) == len(set(seen)), name


@pytest.mark.parametrize("kind", ["claims", "citations", "quantities"])
def test_every_piece_of_evidence_is_marked_under_its_address(pages, evidence, kind):
    for row in getattr(evidence, kind).itertuples():
        mark = pages[f"corpus/documents/{row.doc_id}.html"].find(
            "mark", id=f"c{row.start}-{row.end}"
        )
        assert row.quote.startswith(mark.get_text()), (
            row
        )  # where two marks cross, the address is that of the first piece
        assert {"claims": "claim", "citations": "citation", "quantities": "quantity"}[kind] in mark[
            "class"
        ] or (kind == "quantities" and "claim" in mark["class"])


def test_openings_are_marked_and_every_text_says_whose_account_it_is(pages, evidence):
    for doc_id in evidence.documents["doc_id"]:
        page = pages[f"corpus/documents/{doc_id}.html"]
        assert "Whose account is this?" in page.select_one(".account").get_text()
        assert {"claim", "quantity", "citation", "opening"} == {
            mark["class"][0] for mark in page.select(".legend mark")
        }
        units = evidence.paragraphs[evidence.paragraphs["doc_id"] == doc_id]
        assert units["opening"].count() == len(page.select(".text mark.opening"))


def test_front_matter_and_neighbours(pages):
    page = pages["corpus/documents/1994-12_oic-16-7-e.html"]
    front = {row.th.get_text(): row.td.get_text() for row in page.select(".front tr")}
    assert ("1994-12-15", "Casablanca") == (front["date"], front["place"])
    assert "1994-12_oic-11-7-p.html" == page.select_one("a.left-prev")["href"]
    assert "1999-02-08_letter.html" == page.select_one("a.right-next")["href"]


def numbers(pages, ids):
    """Every linked number: its page, the link, and the section of passages that it leads to."""
    for name, page in pages.items():
        for link in page.select("a.behind"):
            to, place = target(name, link["href"])
            yield name, link, to, ids[to][place]


def test_every_number_leads_to_all_of_its_passages(pages, ids, evidence):
    texts = dict(zip(evidence.documents["doc_id"], evidence.documents["text"], strict=True))
    met = 0
    for name, link, to, section in numbers(pages, ids):
        back, *leading = [target(to, a["href"]) for a in section.select("a")]
        named = link["data-behind"].split()
        assert name == back[0] and len(named) == len(leading), (name, link)
        for found in filter(None, map(PLACE.fullmatch, named)):
            if found[1] in texts:
                page, place = f"corpus/documents/{found[1]}.html", f"c{found[2]}-{found[3]}"
                assert (page, place) in leading
                # folded: the parser here makes one line break of white space between two marks
                words = texts[found[1]][int(found[2]) : int(found[3])].split()
                assert " ".join(words).startswith(" ".join(ids[page][place].get_text().split()))
                met += 1
    assert met > 50


def test_a_count_counts_its_passages(pages):
    columns = defaultdict(list)
    for table in pages[RECURRING].select(".linked table"):
        head = [cell.get_text() for cell in table.thead.find_all("th")]
        for row in table.tbody.find_all("tr"):
            for column, cell in zip(head, row.find_all(["th", "td"]), strict=True):
                if column in COUNTS and cell.a:
                    columns[column].append(int(cell.get_text()))
                    assert int(cell.get_text()) == len(cell.a["data-behind"].split())
    assert COUNTS == set(columns)
    assert [4, 3] == columns["times"][:2]


def test_every_digit_of_a_linked_table_is_a_link(pages):
    for name, page in pages.items():
        for cell in page.select(".cell_output .linked td"):
            assert cell.a or not re.search(r"[1-9]", cell.get_text()), (name, cell)


def figures_of(pages):
    """Every figure of a chapter: the stem of its notebook, the id of its cell, the figure."""
    for name, page in pages.items():
        for figure in page.select("figure.drawn"):
            yield Path(name).stem, figure["id"].removeprefix("figure-"), figure


def test_figures_have_words_for_those_who_do_not_see_them(pages):
    figures = list(figures_of(pages))
    assert len(figures) >= 29
    assert all(len(figure.svg["aria-label"]) > 40 for _, _, figure in figures)
    for block in pages[RECURRING].select(".cell_output pre"):
        assert not re.search("figure [0-9a-f]{12}", block.get_text())


def test_under_each_figure_stand_its_method_its_limits_and_its_data(site, pages):
    told = import_module("figures").captions()
    assert set(told) == {(stem, cell) for stem, cell, _ in figures_of(pages)}
    for stem, cell, figure in figures_of(pages):
        words = figure.figcaption.get_text()
        assert told[stem, cell]["method"] in words and told[stem, cell]["not_shown"] in words
        data = pd.read_csv(site / "figures" / f"{stem}-{cell}.csv")
        assert len(data) and f"CSV, {len(data)} rows" in words
        drawing = (site / "figures" / f"{stem}-{cell}.svg").read_text(encoding="utf-8")
        assert (
            figure.svg["aria-label"].split(".")[0]
            in BeautifulSoup(drawing, "html.parser").get_text()
        )


def test_no_page_is_called_after_a_file(pages):
    for name, page in pages.items():
        assert not re.search(r"[a-z]_[a-z]|^Table ", page.h1.get_text()), name


def test_a_list_of_pages_says_something_of_each(pages):
    for name in ("texts.html", "exercises.html", "reference.html", "evidence/index.html"):
        entries = pages[name].select("article dl dt")
        assert len(entries) >= 5, name
        assert all(entry.a and len(entry.find_next("dd").get_text()) > 15 for entry in entries), (
            name
        )
    assert 8 == len(pages["notebooks.html"].select(".chapter img[alt]"))
    first = pages["exercises.html"].select_one("article dl dt a")
    assert "08_exercises" in first["href"]


def test_previous_and_next_follow_the_book(pages):
    last = pages["notebooks/07_your_own_texts.html"]
    assert "../exercises.html" == last.select_one("a.right-next")["href"]
    letter = pages["corpus/documents/1999-02-08_letter.html"]
    assert "invented" not in letter.select_one("a.right-next")["href"]


def test_a_cited_resolution_is_a_link_to_it(pages):
    page = pages["corpus/documents/1994-12_oic-11-7-p.html"]
    assert {
        number: f"https://undocs.org/S/RES/{number}%281993%29"
        for number in ("822", "853", "874", "884")
    } == {link.get_text(): link["href"] for link in page.select("mark.citation a")}


def test_a_row_that_is_gone_is_told_in_one_line(tmp_path):
    pages = import_module("pages")
    [place] = pages.read_places("events.csv:1000")
    with pytest.raises(
        LookupError, match=r"evidence/x: row 1000 of events.csv is gone, .* 14 rows"
    ):
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
    html = BeautifulSoup(
        import_module("elsewhere").how_to_run(origin, "notebooks/a.ipynb"), "html.parser"
    )
    assert "make lab" in html.get_text()
    assert address == (html.a["href"] if html.a else None)


def test_a_text_with_markup_in_it_stays_text(root, tmp_path):
    shutil.copytree(root / "docs" / "site", tmp_path / "docs" / "site")
    for folder in ("corpus/documents", "analysis/data", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    text = f"More than 20 percent of the territory {HOSTILE}\n\n````\n\n<script>hacked=1</script>"
    (tmp_path / "corpus" / "documents" / "a `b' {c}.txt").write_text(text, encoding="utf-8")
    quoted = f"---\ntitle: '{HOSTILE}'\nissuer: '{HOSTILE}'\ngenre: '{HOSTILE}'\n---\n{HOSTILE}"
    (tmp_path / "corpus" / "documents" / "quoted.md").write_text(quoted, encoding="utf-8")
    rows = pd.DataFrame(
        {
            "doc_id": ["a `b' {c}"],
            "word": [HOSTILE],
            "n": [1],
            "start": [0],
            "end": [60],
            "quote": [text[:60]],
        }
    )
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


# --- in a browser ----------------------------------------------------------------------------------------------


# What repeats itself on a page is checked a few times and not a thousand. Two things are alike if they are of one kind
# and class and stand in the same kinds and classes. Whatever names or heads another thing stays.
TRIM = """alike => {
    const seen = {}, gone = [];
    const kind = tag => tag.localName + "." + [...tag.classList].join(".");
    const way = tag => tag.parentElement ? way(tag.parentElement) + ">" + kind(tag) : kind(tag);
    const whole = "a, tr, li, section[id^=e-], .cell, .unit, .passage, .picture, form.exercise";
    const stays = "h1, h2, h3, h4, h5, th, th *, a *, label, button, button *, summary, input, textarea, select, dt, dd";
    for (const tag of [...document.body.querySelectorAll("*")]) {
        if ((tag.children.length && !tag.matches(whole)) || tag.matches(stays)) continue;
        const name = way(tag);
        seen[name] = (seen[name] ?? 0) + 1;
        if (seen[name] > alike) {
            gone.push([tag, tag.parentNode, tag.nextSibling]);
            tag.remove();
        }
    }
    window.whole = () => gone.reverse().forEach(([tag, parent, next]) => parent.insertBefore(tag, next));
}"""
VIOLATIONS = """leftOut => axe.run({exclude: leftOut}, {preload: false, resultTypes: ["violations"]})
    .then(result => result.violations.map(bad => [bad.id, bad.nodes[0].html]))"""
FRAME = [["body > header"], ["body > div.skip-link"], ["footer"], ["dialog"]]  # around every page
WIDE, NARROW = (1300, "light"), (390, "dark")
ALIKE = (
    3  # things on a page; pages of one folder in the dark and with what stands around every page
)


@pytest.fixture(scope="module")
def chromium():
    api = pytest.importorskip(
        "playwright.sync_api", reason="no playwright here: the site is not tested in a browser"
    )
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium):
    """A page that must neither complain nor ask for anything outside the folder."""
    context = chromium.new_context(
        viewport={"width": 1300, "height": 900}, color_scheme="light", bypass_csp=True
    )
    tab, wrong = context.new_page(), []
    tab.on(
        "console",
        lambda message: (
            wrong.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    tab.on(
        "request",
        lambda request: (
            None if request.url.startswith(("file:", "data:")) else wrong.append(request.url)
        ),
    )
    yield tab
    context.close()
    assert [] == wrong


def turned(tab, width, scheme):
    """The tab at a width and in a light; the page that is open must fit."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    tab.wait_for_function("scheme => scheme == document.documentElement.dataset.theme", arg=scheme)
    assert width >= tab.evaluate("document.documentElement.scrollWidth"), (
        f"{tab.url} scrolls sideways at {width}"
    )


def violations(tab, name, look, *, frame):
    tab.evaluate(TRIM, ALIKE)
    found = tab.evaluate(VIOLATIONS, [] if frame else FRAME)
    return [(name, *look, *violation) for violation in found]


@needs_browser
def test_every_page_is_accessible_and_fits_wide_and_narrow_light_and_dark(tab, site, pages):
    """Each page is loaded once; it is whole when it is turned, and trimmed when it is checked."""
    package = pytest.importorskip("axe_playwright_python")
    tab.add_init_script((Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    tab.set_viewport_size({"width": NARROW[0], "height": 900})  # all pages are loaded narrow
    found, seen = [], Counter()
    for name in pages:
        seen[Path(name).parent] += 1
        first = seen[Path(name).parent] <= ALIKE
        tab.goto((site / name).as_uri())
        tab.add_style_tag(content="* { transition: none !important; }")  # colours change at once
        turned(tab, *NARROW)
        if first:
            found += violations(tab, name, NARROW, frame=True)
            tab.evaluate("whole()")
        turned(tab, *WIDE)
        found += violations(tab, name, WIDE, frame=first)
        turned(tab, *NARROW)
    assert [] == found, "\n".join(map(str, found))


@needs_browser
def test_a_number_is_reached_and_followed_with_the_keyboard_alone(tab, site):
    tab.goto((site / RECURRING).as_uri())
    tab.keyboard.press("Tab")
    assert "Skip to main content" == tab.evaluate("document.activeElement.innerText").strip()
    tab.keyboard.press("Enter")
    for _ in range(40):
        tab.keyboard.press("Tab")
        if "behind" == tab.evaluate("document.activeElement.className"):
            break
    assert "none" != tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/evidence/03_recurring_claims.html#e-*")
    assert tab.locator(":target mark").count()


@needs_browser
def test_a_number_leads_to_its_words_without_scripts(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((site / RECURRING).as_uri())
    tab.locator("a.behind", has_text="20").first.click()
    tab.locator(":target .passage a").first.click()
    assert "corpus/documents/1994-12_oic-16-7-e.html#c789-830" in tab.url
    assert "about 20 percent of Azerbaijani territory" == tab.locator(":target").inner_text()
    context.close()


@needs_browser
def test_search_shows_the_passage_and_leads_to_it_from_the_folder(tab, site):
    tab.goto((site / "search.html").as_uri() + "?q=Goranboy")
    tab.wait_for_selector("#search-results li .found")
    found = tab.locator(
        "#search-results li", has=tab.locator("a[href*='1994-04-15_statement']")
    ).first
    assert "Goranboy" in found.locator("mark").all_text_contents()
    assert "in the direction of Goranboy and Terter regions" in found.inner_text()
    found.locator(".found a").last.click()
    assert "Goranboy and Terter" in tab.locator(":target").locator("xpath=..").inner_text()


@needs_browser
def test_marks_differ_by_more_than_colour_and_can_be_read_in_the_dark(tab, site):
    tab.goto((site / "corpus/documents/1994-12_oic-11-7-p.html").as_uri())
    style = "role => (s => s.borderBottomStyle + s.fontWeight)(getComputedStyle(document.querySelector(`.text .${role}`)))"
    assert 3 == len({tab.evaluate(style, role) for role in ("claim", "citation", "opening")})


# --- Python in the browser --------------------------------------------------------------------

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
def in_python(tmp_path_factory):
    """What the page's own Python file says of a text, run here with the standard library only."""
    folder = tmp_path_factory.mktemp("archive")
    try_it.write_archive(folder / "analysis.zip")
    with zipfile.ZipFile(folder / "analysis.zip") as archive:
        archive.extractall(folder)
    texts = [
        *TRIED,
        *(path.read_text("utf-8") for path in (SITE.parents[1] / "corpus/documents").glob("*.md")),
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


def test_no_answer_stands_in_a_page_in_clear(site, pages):
    for name in pages:
        if name.endswith("_exercises.html"):
            assert "because:" not in (site / name).read_text(encoding="utf-8")
            assert not pages[name].select("form.exercise [data-answer]")


@needs_browser
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


@needs_browser
@needs_interpreter
def test_an_answer_is_judged_on_the_page_of_the_exercise(visitor, served):
    visitor.goto(f"{served}/notebooks/exercises/01_exercises.html")
    form = visitor.locator("form.exercise[data-number='1.1']")
    for answer, told in (("", "Nothing to check yet"), ("1", "Not yet. Almost"), ("0", "Right.")):
        form.locator("textarea").fill(answer)
        form.locator("button").click()
        form.locator(".status", has_text=told).wait_for(timeout=SECONDS * 1000)


@needs_browser
@needs_interpreter
def test_a_page_opened_from_a_folder_says_why_it_cannot_read(tab, site):
    tab.goto((site / "try.html").as_uri())
    tab.locator("form.try button").click()
    tab.locator("form.try .status", has_text="python -m http.server").wait_for()


def test_a_link_of_the_first_page_leads_to_its_words(pages, ids):
    assert "20 percent" in pages["index.html"].select_one(".picture svg")["aria-label"]
    links = pages["index.html"].select(".findings a")
    assert len(links) >= 8
    for link in links:
        page, place = target("index.html", link["href"])
        words = " ".join(ids[page][place].get_text().split())
        assert words.startswith(" ".join(link.get_text().split())) or link.get_text() == "1999"
