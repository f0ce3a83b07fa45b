"""ODT, RTF and zip: the text alone; what is broken or harmful is one error."""

import pickle
import zipfile

import pandas as pd
import pytest
from reading import only

import analysis
from analysis.check import check
from analysis.run import run
from analysis.sources import errors
from analysis.sources.corpus import open_corpus
from analysis.sources.errors import CorpusError, CorpusWarning

pytest.importorskip("striprtf")
pytest.importorskip("upath")

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "table")
)
ODT = f"""<office:document-content {NAMES}><office:automatic-styles>
<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="T2"><style:text-properties text:display="none"/></style:style>
</office:automatic-styles><office:body><office:text>
<text:tracked-changes><text:p>Deleted 7 people.</text:p></text:tracked-changes>
<text:h>Statement</text:h>
<text:p>Resolution 822<text:span text:style-name="T1">1</text:span> on<text:s text:c="2"/>peace<text:note>
<text:note-body><text:p>A note.</text:p></text:note-body></text:note>.<text:line-break/>Over
 5<text:span text:style-name="T2">00</text:span> people fled.</text:p>
<table:table><text:p>cell</text:p></table:table></office:text></office:body></office:document-content>"""
META = """<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>On peace</dc:title></m>"""
RTF = (
    r"{\rtf1\ansi\ansicpg1252{\info{\title On peace}}{\header Page 1}\pard Resolution 822"
    r"{\super 1} in Caf\'e9 Ann{\footnote A note.}\par Over 5{\v 00} people"
    r"{\deleted\revauthdel1 , 7 of them old,} fled.\par "
    r"\trowd 500\cell people\cell\row}"
)


def odt(path, content=ODT):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)
        archive.writestr("meta.xml", META)
    return path


def test_odt_is_text_without_notes_and_hidden_pieces(tmp_path):
    with pytest.warns(CorpusWarning, match="1 tracked deletions, 1 notes, 1 hidden pieces"):
        found = only(odt(tmp_path / "a.odt"))
    text = "Statement\n\nResolution 822¹ on  peace.\nOver 5 people fled.\n\ncell"
    assert {"doc_id": "a", "title": "On peace", "text": text} == found


@pytest.mark.parametrize(
    "words", [r"\super 1", "\\loch\\super\\loch\n1", r"\up6\fs16 1", r"\super\fs16 1"]
)
def test_rtf_figures_above_the_line_are_raised_whoever_wrote_it(tmp_path, words):
    (tmp_path / "a.rtf").write_text(f"{{\\rtf1\\ansi Resolution 822{{{words}}} in Ann.}}")
    assert "Resolution 822¹ in Ann." == only(tmp_path / "a.rtf")["text"]


def test_rtf_is_text_without_notes_hidden_pieces_and_deletions(tmp_path):
    (tmp_path / "a.rtf").write_text(RTF, encoding="ascii")
    with pytest.warns(CorpusWarning, match="1 notes, 1 hidden pieces, 1 tracked deletions"):
        found = only(tmp_path / "a.rtf")
    text = "Resolution 822¹ in Café Ann\n\nOver 5 people fled.\n\n500\n\npeople"
    assert {"doc_id": "a", "title": "On peace", "text": text} == found


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.odt", b"text", "cannot be read as ODT"),
        ("a.rtf", b"text", "cannot be read as RTF"),
        ("a.rtf", rb"{\rtf1 }", "no text in it"),
        ("a.zip", b"text", "cannot be read as zip"),
        ("a.zip", b"PK\5\6" + bytes(18), "is a zip without files"),
    ],
)
def test_what_is_broken_is_one_line(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CorpusError, match=message):
        analysis.load(tmp_path / name)


def test_odt_with_entities_is_refused(tmp_path):
    bad = f'<!DOCTYPE a [<!ENTITY b "cccc">]>{ODT.replace("Statement", "&b;")}'
    with pytest.raises(CorpusError, match="cannot be read as ODT"):
        only(odt(tmp_path / "a.odt", bad))


def zipped(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("metadata.csv", "file,place\nnorth/a.txt,Port Ann\n")
        archive.writestr("north/a.txt", "About 5 people fled.")
        archive.writestr("south/a.txt", "About 6 people fled.")
        archive.writestr("south/b.rtf", RTF)
        archive.writestr("south/c.png", "no text")
    return path


def test_a_zip_is_read_as_the_folder_in_it(tmp_path):
    file = zipped(tmp_path / "z.zip")
    corpus = open_corpus(file)
    assert ["b", "north/a", "south/a"] == [one.name for one in corpus.files]
    assert (f"{file}/south/c.png: left out (.png)",) == corpus.left_out
    batch = next(corpus.batches())
    documents, problems, _ = pickle.loads(pickle.dumps(batch)).read()  # in another process
    assert ([], "Port Ann") == (problems, documents.set_index("doc_id")["place"]["north/a"])
    assert f"{file}/: no row" not in corpus.notes[0]
    assert "zip://" not in "".join(corpus.notes)
    shown = check(corpus)["file"].dropna().tolist()
    assert {f"{file}/{name}" for name in ("south/a.txt", "south/b.rtf", "south/c.png")} <= set(
        shown
    )
    summary = run(corpus, tmp_path / "out")
    assert 3 == len(pd.read_csv(summary.files["claims"]))
    with pytest.raises(CorpusError, match="lies in the source"):
        run(corpus, file)


def test_a_zip_that_is_a_bomb_or_changed_is_not_read_as_it_was(tmp_path, monkeypatch):
    file = zipped(tmp_path / "z.zip")
    before = open_corpus(file).fingerprint
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("d.txt", "0" * 1_000_000, zipfile.ZIP_DEFLATED)
    assert before != open_corpus(file).fingerprint
    monkeypatch.setattr(errors, "BOMB_SIZE", 100_000)
    with pytest.raises(CorpusError, match="would unpack to"):
        open_corpus(file)


def test_a_zip_that_names_files_outside_of_it_is_refused(tmp_path):
    for name in ("../a.txt", "/a.txt", "b/../../a.txt"):
        with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
            archive.writestr(name, "About 5 people fled.")
        with pytest.raises(CorpusError, match="z.zip: holds .* which leads out of it"):
            open_corpus(tmp_path / "z.zip")


def test_rtf_title_in_the_encoding_of_the_file(tmp_path):
    (tmp_path / "a.rtf").write_text(r"{\rtf1\ansi\ansicpg1251{\info{\title \'cc\'e8\'f0}}Words.}")
    assert "Мир" == only(tmp_path / "a.rtf")["title"]


def test_odt_says_that_a_formula_is_lost(tmp_path):
    names = f'{NAMES} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    formula = "<text:p>It is <draw:frame><draw:object/></draw:frame>.</text:p></office:text>"
    content = ODT.replace(NAMES, names).replace("</office:text>", formula)
    with pytest.warns(CorpusWarning, match="1 formulas and the like"):
        found = only(odt(tmp_path / "a.odt", content))
    assert found["text"].endswith("It is .")


def test_a_sign_of_a_font_of_signs_is_no_part_of_a_number(tmp_path):
    """LibreOffice writes it as a character of a private area."""
    words = "<text:p>Guns: \uf0b3300.</text:p><text:p>\uf0b7 Tanks</text:p></office:text>"
    with pytest.warns(CorpusWarning, match="1 signs of a font of signs, each now \ufffd"):
        found = only(odt(tmp_path / "a.odt", ODT.replace("</office:text>", words)))
    assert found["text"].endswith("Guns: \ufffd300.\n\n• Tanks")


CELLS = """<table:table table:name="S1"><table:table-row><table:table-cell><text:p>doc_id</text:p>
</table:table-cell><table:table-cell><text:p>date</text:p></table:table-cell><table:table-cell>
<text:p>text</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16381"/>
</table:table-row>{rows}<table:table-row table:number-rows-repeated="1048570"><table:table-cell
table:number-columns-repeated="16384"/></table:table-row></table:table>"""
ROW = """<table:table-row table:number-rows-repeated="{times}"><table:table-cell
office:value-type="float" office:value="5"><text:p>5.00</text:p></table:table-cell><table:table-cell
office:value-type="date" office:date-value="1994-05-03T00:00:00"><text:p>03.05.94</text:p>
</table:table-cell><table:table-cell><office:annotation><text:p>Whose?</text:p></office:annotation>
<text:p>Over 5<text:s/>fled.</text:p><text:p/><text:p>{words}</text:p></table:table-cell>
</table:table-row>"""


def ods(path, *rows):
    cells = CELLS.format(rows="".join(rows))
    content = f"<office:document-content {NAMES}><office:body><office:spreadsheet>{cells}"
    return odt(path, f"{content}</office:spreadsheet></office:body></office:document-content>")


def test_ods_is_a_table_as_excel_is(tmp_path):
    rows = ROW.format(times=1, words="Two."), ROW.format(times=2, words="Three.")
    with pytest.warns(CorpusWarning, match="row 3: doc_id '5': is taken by .*row 2"):
        found = analysis.load(ods(tmp_path / "t.ods", *rows))
    assert ["5", "5-2", "5-3"] == found["doc_id"].tolist()
    assert {pd.Timestamp("1994-05-03")} == set(found["date"])
    want = ["Over 5 fled.\n\nTwo.", *["Over 5 fled.\n\nThree."] * 2]
    assert want == found["text"].tolist()


def test_ods_that_would_grow_or_is_broken_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(errors, "BOMB_SIZE", 1_000_000)
    many = ROW.format(times=1_048_576, words="x" * 1_000)
    with pytest.raises(CorpusError, match="t.ods: would unpack to"):
        analysis.load(ods(tmp_path / "t.ods", many))
    (tmp_path / "t.ods").write_bytes(b"PK no zip")
    with pytest.raises(CorpusError, match="t.ods: cannot be read as an OpenDocument table"):
        analysis.load(tmp_path / "t.ods")
