"""EPUB: its pages in the order of reading, each read as HTML; what is locked or broken is one error."""

import zipfile

import pytest
from reading import only

from analysis.sources import errors
from analysis.sources.errors import CorpusError, CorpusWarning

CONTAINER = (
    '<container xmlns="urn:c"><rootfiles><rootfile full-path="OPS/b.opf"/></rootfiles></container>'
)
BOOK = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>On peace</dc:title></metadata><manifest><item id="one" href="text/one%20b.xhtml"/>
<item id="two" href="text/../two.xhtml"/><item id="nav" href="nav.xhtml"/><item id="ad" href="ad.xhtml"/>
</manifest><spine><itemref idref="nav"/><itemref idref="two"/><itemref idref="one"/>
<itemref idref="ad" linear="no"/></spine></package>"""
PAGES = {
    "OPS/nav.xhtml": "<nav><ol><li>Contents</li></ol></nav>",
    "OPS/two.xhtml": '<h1>First</h1><p>Over 5 people<a epub:type="noteref" href="#n">1</a> fled.</p>'
    '<aside epub:type="footnote" id="n">A note.</aside>',
    "OPS/text/one b.xhtml": "<title>no part of it</title><p>Caf\u00e9 Ann.</p>",
    "OPS/ad.xhtml": "<p>Buy this.</p>",
}


def book(path, **parts):
    files = {"META-INF/container.xml": CONTAINER, "OPS/b.opf": BOOK} | PAGES | parts
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_epub_is_its_pages_in_the_order_of_reading(tmp_path):
    with pytest.warns(CorpusWarning, match="3 words of menus"):
        found = only(book(tmp_path / "a.epub"))
    text = "First\n\nOver 5 people¹ fled.\n\nCafé Ann."
    assert {"doc_id": "a", "title": "On peace", "text": text} == found


LOCKS = '<e><d xmlns="urn:x"><CipherReference URI="OPS/{}"/></d></e>'


def test_epub_whose_pages_are_locked_is_refused_and_one_with_locked_fonts_is_read(tmp_path):
    fonts = {"META-INF/encryption.xml": LOCKS.format("font.otf")}
    with pytest.warns(CorpusWarning):
        assert "Café" in only(book(tmp_path / "a.epub", **fonts))["text"]
    pages = {"META-INF/encryption.xml": LOCKS.format("two.xhtml")}
    with pytest.raises(CorpusError, match="a.epub: is encrypted by its publisher; get a copy"):
        only(book(tmp_path / "a.epub", **pages))


BROKEN = [
    {"META-INF/container.xml": "<container/>"},
    {"OPS/b.opf": '<!DOCTYPE p [<!ENTITY a "b">]><package>&a;</package>'},
    {"OPS/b.opf": BOOK.replace('href="text/../two.xhtml"', 'href="../../../etc/passwd"')},
    {"OPS/two.xhtml": "<p>\0</p>"},
]


@pytest.mark.parametrize("parts", BROKEN)
def test_epub_that_is_broken_is_one_line(tmp_path, parts):
    with pytest.raises(CorpusError, match=r"a\.epub") as error:
        only(book(tmp_path / "a.epub", **parts))
    assert "\n" not in str(error.value)


def test_epub_that_would_grow_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(errors, "BOMB_SIZE", 100_000)
    with pytest.raises(CorpusError, match="would unpack to"):
        only(book(tmp_path / "a.epub", **{"OPS/c.xhtml": " " * 1_000_000}))
