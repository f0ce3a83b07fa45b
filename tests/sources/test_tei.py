"""TEI: header to fields, blocks to paragraphs; entities and depth are refused."""

import pandas as pd
import pytest

import analysis
from analysis.sources import tei
from analysis.sources.errors import CorpusError, CorpusWarning
from analysis.sources.reader import Asked

HEADER = """<teiHeader><fileDesc>
  <titleStmt><title type="sub">Sample</title><title type="main">On the
    towns</title><author>A. Smith</author></titleStmt>
  <publicationStmt><publisher>An archive</publisher><date when="2020-01-01"/></publicationStmt>
  <sourceDesc><bibl><publisher>Ministry</publisher>
    <date when="1993-04-30">30 April</date></bibl></sourceDesc>
</fileDesc></teiHeader>"""
BODY = """<text xml:lang="en-GB"><body><head>Statement</head>
  <p>Over 20 per cent<lb/>of the <hi>land</hi> is
     held.</p>
  <p>It was <choice><sic>recieved</sic><corr>received</corr></choice>.
     <note>An editor's note.</note></p>
  <div><ab>The end.</ab></div>
</body></text>"""


def corpus(path, *documents):
    path.write_text(
        f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{"".join(documents)}</teiCorpus>',
        encoding="utf-8",
    )
    return path


def test_header_and_blocks(tmp_path):
    (tmp_path / "s.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}{BODY}</TEI>', encoding="utf-8"
    )
    with pytest.warns(CorpusWarning, match="left out 2 notes"):
        (found,) = tei.read(tmp_path / "s.xml")
    assert (
        "Statement\n\nOver 20 per cent of the land is held.\n\nIt was recieved.\n\nThe end."
        == found.pop("text")
    )
    assert {
        "doc_id": "s",
        "title": "On the towns",
        "speaker": "A. Smith",
        "issuer": "Ministry",
        "source": "Ministry 30 April",
        "date": pd.Timestamp("1993-04-30"),  # of the source, not of the edition
        "language": "en",
    } == found


def test_corpus_of_several_and_who_speaks(tmp_path):
    speech = "<u who='#X'><seg>One.</seg><seg>Two.</seg></u><u who='#X'>Three.</u>"
    one = f"<TEI xml:id='a'><text>{speech}</text></TEI>"
    two = "<TEI><text><body><u who='#X'>One.</u><u who='#Y'>Two.</u></body></text></TEI>"
    documents = analysis.load(corpus(tmp_path / "debate.xml", one, two))
    assert ["a", "debate-00002"] == documents["doc_id"].tolist()
    assert ["One.\n\nTwo.\n\nThree.", "One.\n\nTwo."] == documents["text"].tolist()
    assert "X" == documents["speaker"][0]
    assert pd.isna(documents["speaker"][1])


BAD = [
    ("<TEI><text><body><p>a</p>", r"line 1, column \d+: not XML"),
    ("<html/>", "no TEI element"),
    ("<TEI><text><body><p> </p></body></text></TEI>", "document s has no text"),
    ("<TEI/>", "document s has no text"),
    # entities are never expanded, nor files or addresses opened
    (
        '<!DOCTYPE TEI [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><TEI><p>&b;</p></TEI>',
        "cannot be read as TEI.*Entit",
    ),
    (
        '<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]><TEI><p>&a;</p></TEI>',
        "cannot be read as TEI.*Entit",
    ),
    ("<TEI>" + "<div>" * 100_000, "nested more than 200 deep"),
    ("", "line 1.*not XML"),
    ("\0", "line 1.*not XML"),
]


@pytest.mark.filterwarnings("error::analysis.sources.errors.NotRead")
@pytest.mark.parametrize(("content", "message"), BAD)
def test_broken_or_harmful_xml_is_one_clear_error(tmp_path, content, message):
    (tmp_path / "s.xml").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message) as error:
        list(tei.read(tmp_path / "s.xml"))
    assert str(error.value).startswith(str(tmp_path / "s.xml"))


LETTER = """<TEI><teiHeader><fileDesc><titleStmt><title level="s">Letters of Estmark</title>
  <title level="a">To the minister</title></titleStmt>
  <sourceDesc><p>Archive</p></sourceDesc></fileDesc>
<profileDesc><correspDesc>
  <correspAction type="sent"><persName>C. Lind</persName>
    <settlement>Port Ann</settlement>{date}</correspAction>
  <correspAction type="received"><persName>D. Moor</persName></correspAction>
</correspDesc></profileDesc></teiHeader><text><p>Dear Sir.</p></text></TEI>"""


def test_letter_has_sender_addressee_place_and_date(tmp_path):
    (tmp_path / "a.xml").write_text(LETTER.format(date='<date when="1713-04-11"/>'), "utf-8")
    (found,) = tei.read(tmp_path / "a.xml")
    assert (
        "To the minister",
        "C. Lind",
        "D. Moor",
        "Port Ann",
        pd.Timestamp("1713-04-11"),
    ) == tuple(found[key] for key in ("title", "speaker", "addressee", "place", "date"))


@pytest.mark.parametrize(
    ("attributes", "written"),
    [
        ('when="1713"', "1713"),
        ('when="1713-02-30"', "1713-02-30"),
        ('when="-0044-03-15"', "-0044-03-15"),
        ('from="1713-04-01" to="1713-04-11"', "1713-04-01/1713-04-11"),
    ],
)
def test_what_is_no_certain_day_is_date_text(tmp_path, attributes, written):
    (tmp_path / "a.xml").write_text(LETTER.format(date=f"<date {attributes}/>"), "utf-8")
    (found,) = tei.read(tmp_path / "a.xml")
    assert (written, False) == (found["date_text"], "date" in found)


def test_a_table_beside_tei_describes_it(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.xml").write_text(LETTER.format(date=""), "utf-8")
    (tmp_path / "metadata.csv").write_text(
        "file,date,fleet\na/1.xml,1713-04-11,red\nb/1,1714-04-11,blue\n", "utf-8"
    )
    found = analysis.load(tmp_path)
    assert [("a/1", 1713, "red"), ("b/1", 1714, "blue")] == list(
        zip(found["doc_id"], found["date"].dt.year, found["fleet"], strict=True)
    )


def test_entity_that_is_not_defined_is_named(tmp_path):
    text = '<!DOCTYPE TEI SYSTEM "tei.dtd">\n<TEI><text><p>Caf&eacute;</p></text></TEI>'
    (tmp_path / "a.xml").write_text(text, "utf-8")
    with pytest.raises(CorpusError, match=r"a\.xml, line 2, column \d+: undefined entity &eacute;"):
        list(tei.read(tmp_path / "a.xml"))


VOLUME = """<TEI><teiHeader><fileDesc><titleStmt><title type="series">Papers</title>
<title type="main">Volume 3</title></titleStmt><publicationStmt><date when="1955"/>
</publicationStmt></fileDesc></teiHeader><text><body><div type="chapter"><head>Lakes</head>
<div type="document" xml:id="d1"><head>1. Telegram</head><opener><dateline><placeName>Port
Ann</placeName>, <date when="1931-05-03">May 3</date></dateline></opener><p>One.</p></div>
<div type="document" xml:id="d2"><head>2. Note</head><opener><dateline>Port Ann, 4 May
1931</dateline></opener><p>Two<hi rend="superscript">1</hi>,
four<hi rendition="simple:superscript">2</hi>.</p></div></div></body></text></TEI>"""


def test_documents_of_a_volume_are_documents(tmp_path):
    (tmp_path / "v3.xml").write_text(VOLUME, "utf-8")
    with pytest.warns(CorpusWarning, match="left out 1 words beside the 2 documents"):
        first, second = tei.read(tmp_path / "v3.xml")
    assert ("v3-d1", "1. Telegram", "Port Ann", pd.Timestamp("1931-05-03")) == tuple(
        first[key] for key in ("doc_id", "title", "place", "date")
    )
    assert ("v3-d2", "2. Note", pd.Timestamp("1931-05-04")) == tuple(
        second[key] for key in ("doc_id", "title", "date")
    )
    assert second["text"].endswith("Two¹, four².")


SITTING = """<TEI xml:id="s1"><teiHeader><fileDesc><titleStmt><title>Sitting</title></titleStmt>
</fileDesc><profileDesc><particDesc><listPerson><person xml:id="X"><persName><forename>Ann
</forename> <surname>Lind</surname></persName></person></listPerson></particDesc>
<settingDesc><setting><date when="1931-05-03"/></setting></settingDesc></profileDesc></teiHeader>
<text><body><div type="debate"><u who="#X" xml:id="s1.u1"><seg>One.</seg></u><u who="#Y">Two.</u>
<u who="#X"><vocal><desc>Laughs</desc></vocal></u></div><div><sp><speaker>Mr. MOOR:</speaker>
<p>Three.</p></sp></div></body></text></TEI>"""


def test_each_speech_is_a_document_where_that_is_asked(tmp_path):
    (tmp_path / "s1.xml").write_text(SITTING, "utf-8")
    with pytest.warns(CorpusWarning, match="3 speakers in one document; --split u"):
        (whole,) = tei.read(tmp_path / "s1.xml")
    assert ("s1", False) == (whole["doc_id"], "speaker" in whole)
    found = list(tei.read(tmp_path / "s1.xml", asked=Asked(split="u")))
    assert [("s1.u1", "Ann Lind"), ("s1-00002", "Y"), ("s1-00004", "Mr. MOOR")] == [
        (row["doc_id"], row["speaker"]) for row in found
    ]
    assert {("Sitting", pd.Timestamp("1931-05-03"))} == {(r["title"], r["date"]) for r in found}
    found = list(tei.read(tmp_path / "s1.xml", asked=Asked(split="div")))
    assert ["s1-00001", "s1-00002"] == [row["doc_id"] for row in found]


def test_date_of_a_dateline_and_not_of_a_publication(tmp_path):
    header = "<teiHeader><fileDesc><publicationStmt><date when='1955-01-02'/></publicationStmt>"
    header += "</fileDesc></teiHeader>"
    (tmp_path / "a.xml").write_text(f"<TEI>{header}<text><p>One.</p></text></TEI>", "utf-8")
    (found,) = tei.read(tmp_path / "a.xml")
    assert "date" not in found, "that of the edition is not the document's"
    line = "<dateline>Port Ann, <date>3 May 1931</date></dateline>"
    text = f"<TEI>{header}<text><opener>{line}</opener><p>One.</p></text></TEI>"
    (tmp_path / "a.xml").write_text(text, "utf-8")
    (found,) = tei.read(tmp_path / "a.xml")
    assert pd.Timestamp("1931-05-03") == found["date"]


LETTERS = """<teiCorpus><teiHeader/><TEI xml:id="l1"><teiHeader><fileDesc><titleStmt><title>Lind to
Moor</title></titleStmt><sourceDesc><msDesc><settlement>Port</settlement><idno>A 12</idno></msDesc>
</sourceDesc></fileDesc><profileDesc><correspDesc><correspAction type="sent"><persName><forename>Ann
</forename><surname>Lind</surname></persName><date notBefore="1648-06-01"
notAfter="1648-06-30">June 1648</date></correspAction></correspDesc></profileDesc></teiHeader>
<text><body><div type="letter"><head>First<note>In cipher.</note></head><p>There are <del>20</del>
300 <app><lem>foot</lem><rdg>horse</rdg></app>.</p></div></body></text></TEI>
<TEI xml:id="l2"><teiHeader><fileDesc/><profileDesc><creation><date>spring 1648</date></creation>
</profileDesc></teiHeader><text><body><div><p>Two.</p></div></body></text></TEI></teiCorpus>"""


@pytest.mark.filterwarnings("ignore:.*left out")
def test_each_letter_of_a_corpus_has_its_own_id_and_what_its_header_says(tmp_path):
    (tmp_path / "l.xml").write_text(LETTERS, "utf-8")
    first, second = tei.read(tmp_path / "l.xml")
    assert ("l1", "Ann Lind", "Port A 12", "1648-06-01/1648-06-30") == tuple(
        first[key] for key in ("doc_id", "speaker", "source", "date_text")
    )
    assert "First\n\nThere are 300 foot." == first["text"]
    assert ("l2", "spring 1648") == (second["doc_id"], second["date_text"])
    split = [row["doc_id"] for row in tei.read(tmp_path / "l.xml", asked=Asked(split="div"))]
    assert ["l1-00001", "l2-00001"] == split


PARTS = [
    "<body><div1 type='letter'>{}</div1><div1 type='letter'>{}</div1></body>",  # TEI P4
    "<group><text>{}</text><text>{}</text></group>",
    "<group><text><div type='letter'>{}</div></text><text><div type='letter'>{}</div></text></group>",
]


@pytest.mark.parametrize("parts", PARTS)
def test_documents_of_one_text_by_other_elements(tmp_path, parts):
    text = parts.format("<p>One.</p>", "<p>Two.</p>")
    (tmp_path / "a.xml").write_text(f"<TEI><text>{text}</text></TEI>", "utf-8")
    assert ["One.", "Two."] == [row["text"] for row in tei.read(tmp_path / "a.xml")]


TELEGRAM = """<TEI xml:id="v9"><teiHeader><fileDesc/><profileDesc><settingDesc><setting><date
when="1961-02-01"/></setting></settingDesc></profileDesc></teiHeader><text><body><div
type="document" xml:id="d1"><head>1. Telegram<note>Source: 1,200 files.</note></head><opener>
<dateline><date notBefore="1961-01-26T00:00:00-05:00" notAfter="1961-01-26T23:59:59-05:00">January
26, 1961, 7 p.m.</date></dateline></opener><p>One.</p></div><div type="document" xml:id="d2">
<p>Two.</p></div></body></text></TEI>"""


@pytest.mark.filterwarnings("ignore:.*left out")
def test_bounds_of_one_day_are_a_day_and_a_note_is_no_part_of_a_title(tmp_path):
    (tmp_path / "a.xml").write_text(TELEGRAM, "utf-8")
    first, second = tei.read(tmp_path / "a.xml")
    assert ("v9-d1", "1. Telegram", pd.Timestamp("1961-01-26")) == tuple(
        first[key] for key in ("doc_id", "title", "date")
    )
    assert pd.Timestamp("1961-02-01") == second["date"], "the day of the sitting"
