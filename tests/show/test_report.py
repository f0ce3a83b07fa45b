"""The page about a corpus: hostile text stays text, every link leads somewhere, what is left out is said."""

import re
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import fuzz
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis
from analysis import frames
from analysis.measure.reference import reference
from analysis.show import report as module
from analysis.show.evidence import find_marks, marked_text, visible
from analysis.show.pieces import address
from analysis.show.report import write_report

HOSTILE = '</style></title><script>alert(1)</script><img src=x onerror="alert(2)">\' & \u202ereversed\u2066'
ROLES = {"claim", "citation", "quantity", "opening"}


def report(evidence, *, title):
    """The page as HTML."""
    with TemporaryDirectory() as folder:
        write_report(evidence, Path(folder, "r.html"), title=title)
        return Path(folder, "r.html").read_bytes().decode()


class Page(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and the open ones."""

    VOID = {"meta", "br", "link", "img", "path", "use", "rect"}

    def __init__(self, html):
        super().__init__()
        self.elements, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def all(self, name):
        return [attributes[name] for _, attributes in self.elements if name in attributes]


@pytest.fixture(scope="module")
def page(evidence):
    return report(evidence, title="What four texts say")


def corpus(*texts, **fields):
    rows = [{"doc_id": f"d{at}", "text": text, **fields} for at, text in enumerate(texts)]
    return analysis.extract(frames.build("documents", rows))


def spans(*rows):
    return pd.DataFrame(rows, columns=["start", "end", "role", "label"])


MARKED = [
    # disjoint spans
    ([(0, 1, "claim", "x"), (2, 3, "quantity", "y")],
     '<mark id="c0-1" class="claim" title="x">a</mark>b<mark id="c2-3" class="quantity" title="y">c</mark>def'),
    # one inside the other: they nest, the longer outside
    ([(1, 2, "claim", "x"), (0, 4, "opening", "y")],
     '<mark id="c0-4" class="opening" title="y">a<mark id="c1-2" class="claim" title="x">b</mark>cd</mark>ef'),
    # two that cross: both are cut, no id stands twice
    ([(0, 3, "claim", "x"), (2, 5, "citation", "y")],
     '<mark id="c0-3" class="claim" title="x">ab<mark id="c2-5" class="citation" title="y">c</mark></mark>'
     '<mark class="citation" title="y">de</mark>f'),
    # a label is text too
    ([(0, 6, "claim", '"><b>')], '<mark id="c0-6" class="claim" title="&quot;&gt;&lt;b&gt;">abcdef</mark>'),
    # nothing to mark
    ([(3, 3, "claim", "x")], "abcdef"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "html"), MARKED)
def test_marks_nest_and_cross(rows, html):
    assert html == marked_text("abcdef", spans(*rows))


def test_part_of_a_text_has_the_address_of_a_mark_only_where_the_mark_begins():
    row = spans((0, 4, "claim", "x"))
    assert '<mark class="claim" title="x">cd</mark>ef' == marked_text("abcdef", row, start=2)
    assert '<mark id="a%20b:0-4" class="claim" title="x">ab</mark>' == marked_text(
        "abcdef", row, end=2, doc_id="a b"
    )


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8, unique=True),
)
def test_marked_text_is_well_formed_and_keeps_every_character(text, places):
    rows = spans(
        *((low, min(high, len(text)), "claim", "x") for low, high in places if low < len(text))
    )
    rows = rows.drop_duplicates()
    found = Page(f"<p>{marked_text(text, rows)}</p>".replace("\r", ""))
    assert [] == found.open
    assert (
        len(set(found.all("id")))
        == len(found.all("id"))
        == int((rows["start"] < rows["end"]).sum())
    )
    words = re.sub(r"<[^>]*>", "", marked_text(text, rows))
    assert (
        visible(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#x27;")
        == words
    )


VISIBLE = [
    ("a\u202eb", "a⟨U+202E⟩b"),  # turns the direction of writing
    ("\x00", "⟨U+0000⟩"),  # no page may hold it
    ("\ud800", "⟨U+D800⟩"),  # half a character
    ("tab\tand\nline", "tab\tand\nline"),
    ("أهلا \u200c", "أهلا \u200c"),  # letters of other scripts stay, and what joins them
    (pd.NA, "–"),
    (pd.Timestamp("1994-12-15"), "1994-12-15"),
]


@pytest.mark.parametrize(("value", "shown"), VISIBLE)
def test_what_hides_or_turns_characters_is_spelt_out(value, shown):
    assert shown == visible(value)


def test_marks_say_what_they_are(evidence):
    marks = find_marks(evidence).set_index(["doc_id", "start"])
    one = marks.loc[("1994-12_oic-11-7-p", 648)]
    assert ("claim", "claim: displaced_persons, over 1,000,000") == (one["role"], one["label"])
    assert (
        "citation: S/RES/822(1993), demands_compliance"
        == marks.loc[("1994-12_oic-11-7-p", 2123), "label"]
    )
    assert (
        "quantity: tens armored units, armored units"
        == marks.loc[("1994-04-15_statement", 786), "label"]
    )
    assert (
        "operative paragraph OP1: Strongly condemns"
        == marks.loc[("1994-12_oic-11-7-p", 1795), "label"]
    )
    assert ROLES == set(marks["role"])


def test_a_mark_says_that_its_claim_is_denied():
    marks = find_marks(corpus("It is not true that 20 per cent of our territory is occupied."))
    assert "claim: territory_share, 20 percent, negated" in marks["label"].tolist()


def test_a_span_that_is_two_things_is_one_mark():
    found = corpus("Over 20 per cent of our territory is occupied.")
    twice = pd.concat([found.claims, found.claims.assign(family="another")], ignore_index=True)
    marks = find_marks(type(found)(**{**vars(found), "claims": twice}))
    assert ["claim: territory_share, over 20 percent; claim: another, over 20 percent"] == marks[
        "label"
    ].tolist()


def test_every_link_leads_somewhere_and_no_id_stands_twice(page):
    found = Page(page)
    assert [] == found.open
    ids = found.all("id")
    assert len(set(ids)) == len(ids)
    links = [
        link for tag, attributes in found.elements if tag == "a" for link in [attributes["href"]]
    ]
    inside = {link[1:] for link in links if link.startswith("#")}
    assert set() == inside - set(ids)
    assert {"https://undocs.org/S/RES/822%281993%29"} < {
        link for link in links if not link.startswith("#")
    }
    assert all(link.startswith("https://undocs.org/") for link in links if not link.startswith("#"))


def test_every_claim_and_citation_can_be_reached(page, evidence):
    ids = set(Page(page).all("id"))
    for rows in (evidence.claims, evidence.citations, evidence.quantities):
        assert set() == {address(row.start, row.end, row.doc_id) for row in rows.itertuples()} - ids


def test_page_is_one_page_without_script(page):
    found = Page(page)
    assert not {"script", "link", "iframe", "object", "img"} & {tag for tag, _ in found.elements}
    policy = [
        a["content"] for _, a in found.elements if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"] == policy


def test_page_can_be_read_without_seeing_it(page):
    found = Page(page)
    headings = [int(tag[1]) for tag, _ in found.elements if re.fullmatch("h[1-6]", tag)]
    assert 1 == headings[0]
    assert all(later - earlier <= 1 for earlier, later in zip(headings, headings[1:], strict=False))
    assert {"main", "header", "nav"} <= {tag for tag, _ in found.elements}
    assert page.count("<table>") == page.count("<caption>") > 5
    assert all("scope" in attributes for tag, attributes in found.elements if tag == "th")
    figures = [attributes for tag, attributes in found.elements if tag == "svg"]
    assert (
        3
        == len(figures)
        == len([f for f in figures if f["role"] == "img" and len(f["aria-label"]) > 40])
    )


def test_page_says_whose_account_it_is_and_what_it_is_not(page):
    assert "no claim is\nchecked against the world" in page
    assert "Whose account: issuers" in page
    assert "Organization of the Islamic Conference" in page
    assert "All texts stand here in full." in page


def test_page_says_how_often_the_rules_were_right_elsewhere(page):
    """A page is read without the notebooks; the rates are those of the two audits."""
    claims, citations = (reference(f"audit_{name}") for name in ("rates", "citation_rates"))
    claims = claims.query("family == '(all)' and column == 'is one'").set_index("rate_of")["rate"]
    function = citations.query("column == 'function' and kind == '(all)'")["rate"].item()
    words = " ".join(page.split())
    assert f"{claims['precision']:.0%}" == "97%" and "97 percent of the claims found were" in words
    assert f"{claims['recall']:.0%}" == "88%" and "88 percent of the claims were found" in words
    assert f"{function:.0%}" == "76%" and "citations 76 percent were right" in words


def test_hostile_text_stays_text():
    text = (
        f"{HOSTILE} Over 20 per cent of our territory is occupied. Recalling resolution 822 (1993)."
    )
    fields = dict.fromkeys(("title", "issuer", "speaker", "addressee", "event", "genre"), HOSTILE)
    found = corpus(text, text, symbol="javascript:alert(1)", **fields)
    page = report(found, title=HOSTILE)
    assert [] == Page(page).open
    assert not {"script", "img"} & {tag for tag, _ in Page(page).elements}
    assert 1 == page.count("</style>\n</head>")
    assert not [link for link in Page(page).all("href") if "javascript" in link]
    assert not re.search("[\u202e\u2066]", page)
    assert "⟨U+202E⟩reversed" in page


def test_dollar_signs_are_no_formula_in_a_figure(tmp_path):
    families = tmp_path / "families.csv"
    families.write_text(
        "family,rule,unit,term,source\n$x^$ or \\$,counted,,widgets,test\n", encoding="utf-8"
    )
    documents = frames.build("documents", [{"doc_id": "a", "text": "They took 30 widgets."}])
    page = report(analysis.extract(documents, families=families), title="t")
    assert re.search(r"<text[^>]*>\$x\^\$ or \\\$</text>", page)


def test_texts_without_evidence_make_a_page():
    page = report(corpus("Good morning."), title="t")
    assert "What is cited, most mentioned first" in page
    assert "none in these texts" in page
    assert [] == Page(page).open


def test_the_wording_of_citations_is_left_out_where_it_says_nothing(page):
    named = analysis.extract(
        frames.build("documents", [{"doc_id": "a", "text": "We recall resolution 822 (1993)."}])
    )
    assert "Wording of citations" in page
    assert "ording of citations" not in report(named, title="t")


def test_long_corpora_show_the_passages_behind_the_numbers_and_say_so(evidence, monkeypatch):
    monkeypatch.setattr(module, "TEXT", 3_000)
    page = report(evidence, title="t")
    assert "The texts are too long for one page." in page
    found = Page(page)
    inside = {link[1:] for link in found.all("href") if link.startswith("#")}
    assert set() == inside - set(found.all("id"))
    first = evidence.claims[evidence.claims["family"] == "displaced_persons"].iloc[0]
    assert address(first["start"], first["end"], first["doc_id"]) in found.all("id")


def test_long_tables_and_lists_end_and_say_so(evidence, monkeypatch):
    monkeypatch.setattr(module, "ROWS", 1)
    monkeypatch.setattr(module, "LISTED", 1)
    monkeypatch.setattr(module, "_figure", lambda *_: "")  # slow, and without a part in it
    page = report(evidence, title="t")
    assert "10 more rows are left out here" in page  # of eleven things that are cited
    assert "and 2 more passages" in page


def test_same_texts_same_page_in_any_order(documents, page):
    again, turned = (
        report(analysis.extract(rows), title="What four texts say")
        for rows in (documents, documents.iloc[::-1])
    )
    assert page == again
    assert re.findall("[0-9a-f]{64}", page) == re.findall("[0-9a-f]{64}", turned) != []


def test_page_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    evidence = corpus("Good morning.")
    write_report(evidence, tmp_path / "out" / "r.html", title="t")
    assert (tmp_path / "out" / "r.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    monkeypatch.setattr(module, "_citations", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_report(evidence, tmp_path / "other" / "r.html", title="t")
    assert not (tmp_path / "other").exists()


def test_command_writes_the_page_and_says_where(root, tmp_path):
    words = ("--out", tmp_path / "r.html", "--title", "Four <texts>")
    done = fuzz.call("report", root / "corpus", *words)
    assert (0, f"{tmp_path / 'r.html'}\n", "") == done
    assert "<h1>Four &lt;texts&gt;</h1>" in (tmp_path / "r.html").read_text(encoding="utf-8")
