"""DOCX, PDF and HTML: the text alone, in paragraphs; what is broken or harmful is one error."""

import warnings
import zipfile

import pytest
from pdf_bytes import pdf
from reading import only

from analysis.sources import errors
from analysis.sources.errors import CorpusError, CorpusWarning

docx = pytest.importorskip("docx")
pypdf = pytest.importorskip("pypdf")


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
    lines = ["On the towns", "Over 20 per cent of the land is\nheld.", "No end tag", "One", "Two"]
    assert "\n\n".join([*lines, "two\nlines"]) == found["text"]


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
        errors.library("pypdf", tmp_path / "a.pdf")


HEAD = (50, 800, "S/1999/77")
PROSE = "The delegation of Estmark asks the members of this Council to reconsider"


def test_pdf_furniture_is_taken_out_and_said_and_its_symbol_is_kept(tmp_path):
    title, page_number = (50, 760, "On the ports"), (50, 60, "- 1 -")
    first = [HEAD, title, (50, 720, PROSE), (50, 706, PROSE), page_number]
    second = [
        HEAD,
        (50, 786, "On the ports"),
        (50, 740, "the matter of the ports."),
        (50, 60, "- 2 -"),
    ]
    with pytest.warns(CorpusWarning, match="left out 5 lines at the head or foot .*'S/1999/77'"):
        found = only(written(tmp_path / "a.pdf", first, second))
    assert "S/1999/77" == found["symbol"]
    assert f"On the ports\n\n{PROSE}\n{PROSE}\nthe matter of the ports." == found["text"]


def test_pdf_lines_that_recur_inside_the_pages_or_once_stay(tmp_path):
    page = [(50, 800 - 14 * at, f"Line {at} of a page, as long as any other.") for at in range(12)]
    page[6] = (50, 716, "The same on each page.")
    once = [(50, 800, "1994"), *page[1:]]
    assert 2 == only(written(tmp_path / "a.pdf", page, once))["text"].count(
        "The same on each page."
    )
    assert "1994" in only(tmp_path / "a.pdf")["text"]


def test_pdf_whose_fonts_have_no_letters_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="its fonts have no letters; run text recognition"):
        only(written(tmp_path / "a.pdf", [(50, 800, "/i255/1/2/31/4/15/6"), (50, 780, "/3/4/5/6")]))
    with pytest.warns(CorpusWarning, match="1 pages whose fonts have no letters"):
        text = only(
            written(
                tmp_path / "b.pdf",
                *[[(50, 800, line)] for line in (PROSE, PROSE[4:], "/1/2/3/4/5")],
            )
        )["text"]
    assert "/1" not in text


def test_pdf_with_hardly_a_letter_on_its_pages_is_refused(tmp_path):
    with pytest.raises(CorpusError, match=r"almost no text in it \(9 letters on 3 pages\)"):
        only(written(tmp_path / "a.pdf", *[[(50, 800, "abc")]] * 3))


def test_pdf_whose_title_points_nowhere_has_none(tmp_path):
    whole = written(tmp_path / "a.pdf", [(50, 800, "Words.")]).read_bytes()
    titled = whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Info << /Title 9999 0 R >>")
    (tmp_path / "a.pdf").write_bytes(titled)
    assert {"doc_id": "a", "text": "Words."} == only(tmp_path / "a.pdf")


RUNS = [
    # what was moved stands in its new place only
    ("<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>", ""),
    ("<w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo>", "here"),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", ""),
    ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t></w:r>", "shown"),
    # the mark of a note is no figure of the number before it
    ("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>12</w:t></w:r>", "¹²"),
    ("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>th</w:t></w:r>", "th"),
    ("<w:r><w:t>cease</w:t><w:noBreakHyphen/><w:t>fire</w:t></w:r>", "cease\u2011fire"),
    # a formula is read, and a tab to the margin
    (
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r>'
        "<m:t>x=5</m:t></m:r></m:oMath><w:r><w:ptab/></w:r>",
        "x=5",
    ),
    ("<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>", "\ufffd"),
]


@pytest.mark.filterwarnings("ignore::analysis.sources.errors.CorpusWarning")
@pytest.mark.parametrize(("inner", "shown"), RUNS)
def test_docx_reads_what_is_seen(tmp_path, inner, shown):
    document = docx.Document()
    names = docx.oxml.ns.nsdecls("w")
    paragraph = f"<w:p {names}><w:r><w:t>It was 822</w:t></w:r>{inner}</w:p>"
    document.element.body.insert(0, docx.oxml.parse_xml(paragraph))
    document.save(tmp_path / "a.docx")
    assert f"It was 822{shown}" == only(tmp_path / "a.docx")["text"]


def test_html_marks_of_notes_are_no_figures(tmp_path):
    page = "<p>Of 822<sup>1</sup> towns, 5 km<sup>2</sup> on the 3<sup>rd</sup>.<sup>4<p>In 1994"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert "Of 822¹ towns, 5 km² on the 3rd.⁴\n\nIn 1994" == only(tmp_path / "a.html")["text"]


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        ('<span style="vertical-align: super">1</span>', "¹"),
        ('<span class="superscript"><span>1</span></span>', "¹"),
        ('<a role="doc-noteref" href="#n">1</a>', "¹"),
        ('<a href="#n">1</a>', "1"),
    ],
)
def test_html_figures_that_a_style_raises(tmp_path, mark, shown):
    page = f"<p>Of 822{mark} towns <span>1</span> is held"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert f"Of 822{shown} towns 1 is held" == only(tmp_path / "a.html")["text"]


def test_docx_reads_what_its_styles_say(tmp_path):
    document = docx.Document()
    for name, inner in (("Hid", "<w:vanish/>"), ("Up", '<w:vertAlign w:val="superscript"/>')):
        style = document.styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.CHARACTER)
        names = docx.oxml.ns.nsdecls("w")
        run = docx.oxml.parse_xml(f"<w:rPr {names}>{inner}</w:rPr>")
        style.element.append(run)
    paragraph = document.add_paragraph("Over 5")
    for text, style in (("00", "Hid"), (" people, resolution 822", None), ("1", "Up")):
        paragraph.add_run(text, style=style)
    paragraph.add_run(" is \uf0b3.")  # of the font Symbol
    document.save(tmp_path / "a.docx")
    with pytest.warns(CorpusWarning, match="1 signs of a font of signs"):
        assert "Over 5 people, resolution 822¹ is \ufffd." == only(tmp_path / "a.docx")["text"]


AROUND = [
    '<div class="main-menu"><ul><li>Home</li></ul></div>',
    '<div id="cookie-banner"><div><p>We use cookies</p></div></div>',
    '<div role="navigation">Home</div>',
    "<ul><li><a href=1>Home</a></li><li><a href=2>News</a></li><li><a href=3>About</a></li></ul>",
    "<footer><p>Imprint of 5 people</p></footer>",
    '<p style="display: none">Hidden</p>',
    "<div hidden>Hidden<div>more</div> still</div>",
]
KEPT = [
    ('<div class="no-sidebar"><p>Two.</p></div>', "Two."),
    ('<div class="menu"><p>Never closed.</p>', "Never closed.\n\nEnd."),
    ("<ul>" + "<li><a>S/RES/822 (1993)</a></li>" * 3 + "</ul>", "S/RES/822 (1993)"),
    ("<ul><li><a>One</a> is not</li><li><a>Two</a></li><li><a>Three</a></li></ul>", "One is not"),
    ("<article><footer>Source</footer></article>", "Source"),
]


@pytest.mark.parametrize("around", AROUND)
def test_html_without_what_stands_around_the_text(tmp_path, around):
    (tmp_path / "a.html").write_text(f"<p>One.</p>{around}<p>End.</p>", encoding="utf-8")
    with pytest.warns(CorpusWarning, match=r"\d words of menus and the like"):
        assert "One.\n\nEnd." == only(tmp_path / "a.html")["text"]


@pytest.mark.parametrize(("inside", "kept"), KEPT)
def test_html_with_what_may_be_text(tmp_path, inside, kept):
    (tmp_path / "a.html").write_text(f"<p>One.</p>{inside}<p>End.</p>", encoding="utf-8")
    text = only(tmp_path / "a.html")["text"]
    assert kept in text
    assert text.endswith("End.")


def test_pdf_lines_of_prose_that_recur_at_a_foot_stay(tmp_path):
    """A speech says the same twice, and by chance at the foot of two pages."""
    pages = []
    for number in range(3):
        lines = [
            (50, 200 - 14 * at, f"Line {number} {at} of a speech {'x' * 40}") for at in range(9)
        ]
        pages.append([HEAD, *lines, (50, 74, "We shall not yield.")])
    with pytest.warns(CorpusWarning, match="left out 3 lines"):
        text = only(written(tmp_path / "a.pdf", *pages))["text"]
    assert 3 == text.count("We shall not yield.")


# one line of Helvetica, 12 points, figures in 7: as LibreOffice and pdfTeX place them (a matrix of
# their own), as ReportLab does (a rise, which leaves the matrix alone)
RAISED_BY_PLACE = (
    "BT /F 12 Tf 1 0 0 1 50 700 Tm (resolutions 822) Tj ET\n"
    "BT /F 7 Tf 1 0 0 1 131.4 704 Tm (1) Tj ET\n"
    "BT /F 12 Tf 1 0 0 1 135.3 700 Tm ( and 853 were read.) Tj ET\n"
)
RAISED_BY_RISE = (
    "BT 1 0 0 1 50 700 Tm /F 12 Tf (resolutions 822) Tj /F 7 Tf 5 Ts (1) Tj "
    "/F 12 Tf 0 Ts ( and 853 were read.) Tj ET\n"
)
# smaller, but no mark of a note: below the line, at its height behind a space
LOWERED = RAISED_BY_PLACE.replace("704 Tm", "698 Tm")
SMALLER = RAISED_BY_RISE.replace("822)", "822 )").replace("(1)", "(15)").replace("5 Ts", "0 Ts")


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (RAISED_BY_PLACE, "resolutions 822¹ and 853"),
        (RAISED_BY_RISE, "resolutions 822¹ and 853"),
        (LOWERED, "resolutions 8221 and 853"),
        (SMALLER, "resolutions 822 15 and 853"),
    ],
)
def test_pdf_figures_above_the_line_are_no_part_of_a_number(tmp_path, drawn, read):
    (tmp_path / "a.pdf").write_bytes(pdf(drawn))
    assert read in only(tmp_path / "a.pdf")["text"]


def test_pdf_of_paragraphs_of_one_line_each_has_paragraphs(tmp_path):
    """Hardly a paragraph has two lines, so the usual distance is that between paragraphs."""
    lines = ["Resolution 7", "The Assembly,", f"Deeply concerned {'x' * 40}", "at the drought,"]
    lines += ["1. Demands rest;", "2. Requests rain;", "3. Decides to wait."]
    gaps = [24, 24, 14, 24, 24, 24]
    placed = [(50, 700 - sum(gaps[:at]), words) for at, words in enumerate(lines)]
    text = only(written(tmp_path / "a.pdf", placed))["text"]
    want = [*lines[:2], "\n".join(lines[2:4]), *lines[4:]]
    assert want == text.split("\n\n")


def test_html_of_a_word_processor_leaves_its_footnotes_out(tmp_path):
    (tmp_path / "a.html").write_text(
        '<p>Some <del>500</del> people<sup>1</sup> <s>may have</s> fled.</p><div id="sdfootnote1"><p class="sdfootnote">1 Of whom '
        '300 are children.</p></div><p class="MsoFootnoteText">2 Of whom 400 died.</p>'
    )
    with pytest.warns(CorpusWarning, match="left out what a text cannot hold"):
        assert "Some people¹ fled." == only(tmp_path / "a.html")["text"]
