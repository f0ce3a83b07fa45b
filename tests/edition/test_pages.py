"""The pages of the reading edition: every number leads to its passages, every link somewhere."""

import posixpath
import re
from collections import defaultdict
from functools import cache
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest
from bs4 import BeautifulSoup

RECURRING = "notebooks/03_recurring_claims.html"
# a column whose every number counts the passages behind it, in notebook 03
COUNTS = {"times"}
PLACE = re.compile(r"(.+):(\d+)-(\d+)")


@pytest.fixture(scope="module")
def pages(site, names):
    """Every page of the site, parsed, by its path."""
    return {name: BeautifulSoup((site / name).read_text("utf-8"), "lxml") for name in names}


@pytest.fixture(scope="module")
def tags(pages):
    """The tags of every page in their order, by their name: each page is gone through once."""
    found = {name: defaultdict(list) for name in pages}
    for name, page in pages.items():
        for tag in page.find_all(True):
            found[name][tag.name].append(tag)
    return found


@pytest.fixture(scope="module")
def ids(pages):
    """The tag of every address, by page."""
    return {
        name: {tag["id"]: tag for tag in page.find_all(with_id)} for name, page in pages.items()
    }


def with_id(tag):
    return tag.has_attr("id")


def with_class(tags, name):
    return [tag for tag in tags if name in tag.get("class", ())]


def addresses(tags, taken):
    """The value of the attribute that ``taken`` names for each kind of tag, where there is one."""
    for name, attribute in taken.items():
        yield from (tag[attribute] for tag in tags[name] if tag.has_attr(attribute))


def target(name, href):
    """The page and the place that a link of page ``name`` leads to."""
    parts = urlsplit(href)
    to = posixpath.join(posixpath.dirname(name), unquote(parts.path)) if parts.path else name
    return posixpath.normpath(to), unquote(parts.fragment)


def test_sphinx_has_nothing_to_complain_of(built):
    assert "" == built[1]


LINKS = {"a": "href", "img": "src", "script": "src", "link": "href"}


def test_every_link_leads_somewhere(site, tags, ids):
    lost, exists = [], cache(lambda to: (site / to).exists())
    for name, there in tags.items():
        for href in addresses(there, LINKS):
            if urlsplit(href).scheme:
                continue
            to, place = target(name, href)
            if not href or not exists(to) or (place and place not in ids.get(to, {place})):
                lost.append((name, href))
    assert [] == lost


TAKEN = {"script": "src", "link": "href", "img": "src", "form": "action"}


def test_nothing_is_taken_from_outside(site, tags):
    for name, there in tags.items():
        taken = list(addresses(there, TAKEN))
        for tag in (*there["iframe"], *there["object"], *there["embed"], *there["source"]):
            taken.append(tag.get("href") or tag.get("src") or tag.get("action"))
        for address in taken:
            assert urlsplit(address).scheme in ("", "data"), name
    for style in site.rglob("*.css"):
        assert not re.search(
            r"(@import|url\()\s*[\"']?(https?:)?//", style.read_text(encoding="utf-8")
        ), style


def test_only_the_page_of_the_search_waits_for_its_index(tags):
    scripts = {name: list(addresses(there, {"script": "src"})) for name, there in tags.items()}
    waits = {name for name, taken in scripts.items() if any("searchindex" in one for one in taken)}
    assert {"search.html"} == waits


def test_no_address_stands_twice_on_a_page(tags):
    for name, there in tags.items():
        seen = [tag["id"] for one in there["article"] for tag in one.find_all(with_id)]
        assert len(seen) == len(set(seen)), name


@pytest.mark.parametrize("kind", ["claims", "citations", "quantities"])
def test_every_piece_of_evidence_is_marked_under_its_address(pages, evidence, kind):
    roles = {"claims": {"claim"}, "citations": {"citation"}, "quantities": {"quantity", "claim"}}
    for row in getattr(evidence, kind).itertuples():
        page, place = pages[f"corpus/documents/{row.doc_id}.html"], f"c{row.start}-{row.end}"
        mark = page.find("mark", id=place)
        # where two marks cross, the address is that of the first piece
        assert row.quote.startswith(mark.get_text()), row
        assert roles[kind] & set(mark["class"])


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


def numbers(tags, ids):
    """Every linked number: its page, the link, and the section of passages that it leads to."""
    for name, there in tags.items():
        for link in with_class(there["a"], "behind"):
            to, place = target(name, link["href"])
            yield name, link, to, ids[to][place]


def test_every_number_leads_to_all_of_its_passages(tags, ids, evidence):
    texts = dict(zip(evidence.documents["doc_id"], evidence.documents["text"], strict=True))
    met = 0
    for name, link, to, section in numbers(tags, ids):
        back, *leading = [target(to, a["href"]) for a in section.find_all("a")]
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


def test_every_digit_of_a_linked_table_is_a_link(tags):
    met = 0
    for name, there in tags.items():
        tables = [table for table in with_class(there["div"], "linked") if shown_by_a_cell(table)]
        for cell in (cell for table in tables for cell in table.find_all("td")):
            assert cell.a or not re.search(r"[1-9]", cell.get_text()), (name, cell)
            met += bool(cell.a)
    assert met > 50


def shown_by_a_cell(tag):
    return tag.find_parent(class_="cell_output") is not None


def figures_of(tags):
    """Every figure of a chapter: the stem of its notebook, the id of its cell, the figure."""
    for name, there in tags.items():
        for figure in with_class(there["figure"], "drawn"):
            yield Path(name).stem, figure["id"].removeprefix("figure-"), figure


def test_figures_have_words_for_those_who_do_not_see_them(pages, tags):
    figures = list(figures_of(tags))
    assert len(figures) >= 29
    assert all(len(figure.svg["aria-label"]) > 40 for _, _, figure in figures)
    for block in pages[RECURRING].select(".cell_output pre"):
        assert not re.search("figure [0-9a-f]{12}", block.get_text())


def test_under_each_figure_stand_its_method_its_limits_and_its_data(site, tags):
    told = import_module("figures").captions()
    assert set(told) == {(stem, cell) for stem, cell, _ in figures_of(tags)}
    for stem, cell, figure in figures_of(tags):
        words = figure.figcaption.get_text()
        assert told[stem, cell]["method"] in words and told[stem, cell]["not_shown"] in words
        data = pd.read_csv(site / "figures" / f"{stem}-{cell}.csv")
        assert len(data) and f"CSV, {len(data)} rows" in words
        drawing = (site / "figures" / f"{stem}-{cell}.svg").read_text(encoding="utf-8")
        drawn = BeautifulSoup(drawing, "html.parser").get_text()
        assert figure.svg["aria-label"].split(".")[0] in drawn


def test_a_number_of_a_table_says_what_it_counts(pages):
    """Alone it stood behind a number of a chapter as "322 · rows · 109 · 40 · 38"."""
    behind = pages["evidence/06_how_good_is_this.html"].get_text()
    assert re.search(
        r"texts: \d+ · measure: rows · right: \d+ · missed: \d+ · surplus: \d+", behind
    )
    for name in ("measured_scores", "un_claims", "claim_families"):
        page = pages[f"evidence/{name}.html"]
        named = [code.get_text() for code in page.select("details.meanings code")]
        assert named == [head.get_text() for head in page.select("thead th")][1:], name


def test_a_text_leads_to_the_statement_that_says_what_was_cut(pages):
    for name in (
        "corpus/documents/1999-02-08_letter",
        "corpus/invented/documents/2041-06-30_resolution-14",
    ):
        link = pages[f"{name}.html"].find("a", string="data statement")
        assert link["href"] == "../README.html"


def test_no_page_is_called_after_a_file(pages):
    for name, page in pages.items():
        assert not re.search(r"[a-z]_[a-z]|^Table ", page.h1.get_text()), name


def test_a_list_of_pages_says_something_of_each(pages):
    for name in ("texts.html", "exercises.html", "reference.html", "evidence/index.html"):
        entries = pages[name].select("article dl dt")
        assert len(entries) >= 5, name
        for entry in entries:
            assert entry.a and len(entry.find_next("dd").get_text()) > 15, name
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


def test_no_answer_stands_in_a_page_in_clear(site, pages):
    exercises = [name for name in pages if re.search(r"/\d\d_exercises\.html", name)]
    assert len(exercises) >= 8
    for name in exercises:
        assert "because:" not in (site / name).read_text(encoding="utf-8")
        assert not pages[name].select("form.exercise [data-answer]")


def test_a_link_of_the_first_page_leads_to_its_words(pages, ids):
    assert "20 percent" in pages["index.html"].select_one(".picture svg")["aria-label"]
    links = pages["index.html"].select(".findings a")
    assert len(links) >= 8
    for link in links:
        page, place = target("index.html", link["href"])
        words = " ".join(ids[page][place].get_text().split())
        assert words.startswith(" ".join(link.get_text().split())) or link.get_text() == "1999"
