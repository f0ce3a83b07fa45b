"""DOCX, PDF and HTML: the text alone, in paragraphs; what is broken, empty or harmful is one clear error."""

import warnings
import zipfile

import pytest
from pdf_bytes import pdf

from analysis.sources import guard
from analysis.sources.errors import CorpusError, CorpusWarning
from analysis.sources.formats import reader_of

docx = pytest.importorskip("docx")
pypdf = pytest.importorskip("pypdf")


def only(file):
    (row,) = reader_of(file).read(file)
    return row


def written(path, *pages):
    """A PDF of Helvetica, 12 points; a page is a list of (x, y, words)."""
    drawn = (
        "".join(f"BT /F 12 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n" for x, y, words in page)
        for page in pages
    )
    path.write_bytes(pdf(*drawn))
    return path


def test_docx_is_paragraphs_tables_and_accepted_changes(tmp_path):
    document = docx.Document()
    document.core_properties.title = "Statement"
    document.add_paragraph("Over 20 per cent\tof the land")
    document.add_paragraph("")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "cell"
    changed = document.add_paragraph("It is ")._p
    changed.append(
        docx.oxml.parse_xml(
            f"<w:ins {docx.oxml.ns.nsdecls('w')}><w:r><w:t>held.</w:t></w:r></w:ins>"
        )
    )
    document.save(tmp_path / "a.docx")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = only(tmp_path / "a.docx")
    assert {
        "doc_id": "a",
        "title": "Statement",
        "text": "Over 20 per cent\tof the land\n\ncell\n\nIt is held.",
    } == found


def test_docx_says_that_the_numbers_of_a_list_are_lost(tmp_path):
    document = docx.Document()
    number = docx.oxml.parse_xml(
        f'<w:numPr {docx.oxml.ns.nsdecls("w")}><w:numId w:val="1"/></w:numPr>'
    )
    document.add_paragraph("Demands")._p.get_or_add_pPr().append(number)
    document.save(tmp_path / "a.docx")
    with pytest.warns(CorpusWarning, match="1 list numbers that Word makes up"):
        assert "Demands" == only(tmp_path / "a.docx")["text"]


def test_pdf_paragraphs_begin_below_a_gap_or_with_an_indent(tmp_path):
    lines = [
        (50, 800, "Title"),
        (50, 760, "First paragraph with a hy-"),
        (50, 746, "phen that is kept."),
        (70, 732, "Second, indented, with a soft hy\u00ad"),
        (50, 718, "phen."),
        (50, 704, "Its end."),
    ]
    text = only(written(tmp_path / "a.pdf", lines, [(50, 800, "Next page.")]))["text"]
    first = "Title\n\nFirst paragraph with a hy-\nphen that is kept."
    assert f"{first}\n\nSecond, indented, with a soft hyphen.\nIts end.\n\nNext page." == text


def test_docx_says_what_numbers_and_page_heads_it_left_out(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "A/48/476"
    document.add_paragraph("Peace", style="List Number")
    document.add_paragraph("Plain.")
    document.save(tmp_path / "a.docx")
    with pytest.warns(
        CorpusWarning, match=r"1 list numbers that Word makes up, 1 page heads and feet"
    ):
        assert "Peace\n\nPlain." == only(tmp_path / "a.docx")["text"]


def test_pdf_without_a_text_layer_and_encrypted_pdf(tmp_path):
    with pytest.raises(CorpusError, match=r"a\.pdf: no text in it; is it scanned\?"):
        only(written(tmp_path / "a.pdf", []))
    writer = pypdf.PdfWriter(clone_from=written(tmp_path / "b.pdf", [(50, 800, "Secret")]))
    writer.encrypt("password", algorithm="RC4-128")
    writer.write(tmp_path / "b.pdf")
    with pytest.raises(CorpusError, match=r"b\.pdf: the PDF is encrypted"):
        only(tmp_path / "b.pdf")


PAGE = """<html><head><title>A
 statement</title><style>p {}</style></head><body><nav>Home | About us</nav>
<main><h1>On the towns</h1><p>Over 20 per cent of
the <b>land</b>&nbsp;is<br>held.<p>No end tag<!-- unseen --><script>unseen()</script>
<ul><li>One</li><li>Two</li></ul><pre>two
lines</pre></main><footer>Imprint</footer></body></html>"""


def test_html_is_what_a_reader_sees(tmp_path):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    with pytest.warns(CorpusWarning, match="5 words of menus"):
        found = only(tmp_path / "a.html")
    assert "A statement" == found["title"]
    assert (
        "On the towns\n\nOver 20 per cent of the land is\nheld.\n\nNo end tag\n\nOne\n\nTwo\n\ntwo\nlines"
        == found["text"]
    )


def test_html_in_the_encoding_it_declares(tmp_path):
    (tmp_path / "a.htm").write_bytes(
        '<meta charset="iso-8859-2"><p>\u0160u\u0161a'.encode("iso-8859-2")
    )
    assert "\u0160u\u0161a" == only(tmp_path / "a.htm")["text"]


def bomb(path):
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as stream,
    ):
        for _ in range(201):
            stream.write(bytes(1_000_000))


BAD = [
    ("a.docx", lambda path: path.write_bytes(b"PK\3\4 and no more"), "cannot be read as DOCX"),
    ("a.docx", lambda path: docx.Document().save(path), "no text"),
    ("a.docx", bomb, "would unpack to 201,000,000 bytes"),
    ("a.pdf", lambda path: path.write_bytes(b"%PDF-1.7\n"), "cannot be read as PDF"),
    ("a.pdf", lambda path: path.write_bytes(b""), "cannot be read as PDF"),
    ("a.html", lambda path: path.write_bytes(b"<p> </p><script>text</script>"), "no text"),
    ("a.html", lambda path: path.write_bytes(b"<p>\0</p>"), "NUL"),
]


@pytest.mark.parametrize(("name", "make", "message"), BAD)
def test_broken_empty_or_harmful_file_is_one_clear_error(tmp_path, name, make, message):
    make(tmp_path / name)
    with pytest.raises(CorpusError, match=message) as error:
        only(tmp_path / name)
    assert str(error.value).startswith(str(tmp_path / name))
    assert "\n" not in str(error.value)


def test_page_whose_tags_are_never_closed(tmp_path):
    (tmp_path / "a.html").write_text("<div><p>deep" * 20_000, encoding="utf-8")
    assert "deep\n\ndeep" == only(tmp_path / "a.html")["text"][:10]


def test_library_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    with pytest.raises(CorpusError, match=r"pip install 'diplomatic-text-analysis\[readers\]'"):
        guard.library("pypdf", tmp_path / "a.pdf")
