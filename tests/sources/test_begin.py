"""A corpus of one's own: begun once, added to without ever overwriting, read back as written."""

import fuzz
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis
from analysis.sources import begin
from analysis.sources.errors import CorpusError, CorpusWarning

TEXT = "Statement – Moscow, April 15, 1994\r\n\r\n  Over 20 per cent.\n"


@pytest.fixture
def corpus(tmp_path):
    begin.new(tmp_path / "mine")
    return tmp_path / "mine"


def write(tmp_path, name="a.txt", text=TEXT):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8", newline="")
    return file


def test_new_corpus_has_a_data_statement_and_refuses_a_folder_in_use(tmp_path, corpus):
    statement = (corpus / "README.md").read_text(encoding="utf-8")
    assert statement.startswith("# mine: a data statement")
    for heading in (
        "Curation rationale",
        "Whose account",
        "What is missing",
        "Translator",
        "Licence",
    ):
        assert f"## {heading}\n" in statement
    with pytest.raises(CorpusError, match="is not empty"):
        begin.new(corpus)


def test_added_text_is_kept_to_the_character_and_known_fields_are_filled(tmp_path, corpus):
    target, known = begin.add(write(tmp_path), corpus, {"title": "On: peace", "translated": "yes"})
    assert {"title", "date", "translated", "source"} == set(known)
    row = analysis.load(corpus).iloc[0]
    assert (TEXT, "On: peace", pd.Timestamp("1994-04-15"), True, "a.txt") == tuple(
        row[["text", "title", "date", "translated", "source"]]
    )
    assert "\nsymbol:\n" in target.read_text(encoding="utf-8")  # to be filled in


def test_what_a_text_says_of_itself_comes_before_what_its_name_says(tmp_path, corpus):
    file = write(tmp_path, "AZE_48_1993.md", f"---\ngenre: letter\n---\n{TEXT}")
    with pytest.warns(CorpusWarning, match="genre is 'letter' in .*; took the document's"):
        assert "letter" == begin.add(file, corpus, {})[1]["genre"]


def test_what_is_given_comes_before_what_is_printed_and_the_rest_is_asked(tmp_path, corpus):
    asked = []
    _, known = begin.add(
        write(tmp_path),
        corpus,
        {"date": "1994-04-16"},
        ask=lambda fields: asked.append(fields) or {"place": "Moscow"},
    )
    assert "1994-04-16" == str(known["date"].date())
    assert "Moscow" == known["place"]
    assert "title" in asked[0]
    assert "date" not in asked[0]


def test_speech_of_a_published_corpus_keeps_country_and_session(tmp_path, corpus):
    begin.add(write(tmp_path, "AZE_48_1993.txt", "Mr. President,"), corpus, {})
    row = analysis.load(corpus).iloc[0]
    assert ("speech", "AZE", 48, 1993) == tuple(row[["genre", "country", "session", "year"]])


def test_nothing_is_overwritten_or_begun_by_the_way(tmp_path, corpus):
    begin.add(write(tmp_path), corpus, {})
    before = (corpus / "documents" / "a.md").read_bytes()
    with pytest.raises(CorpusError, match=r"a\.md: is there already"):
        begin.add(write(tmp_path, text="Other."), corpus, {})
    assert before == (corpus / "documents" / "a.md").read_bytes()
    with pytest.raises(CorpusError, match="diplomatic-texts new"):
        begin.add(write(tmp_path), tmp_path, {})


BAD = [
    ("a.csv", "text\na", {}, "a table and is a corpus by itself"),
    ("a.doc", "text", {}, r"expected .*\.docx"),
    ("a.txt", " ", {}, "no text"),
    ("a.txt", "text", {"date": "1 May 1994"}, "--date: .*YYYY-MM-DD"),
    (
        "a.xml",
        "<teiCorpus>" + "<TEI><text><p>a</p></text></TEI>" * 2 + "</teiCorpus>",
        {},
        "holds 2 documents",
    ),
]


@pytest.mark.parametrize(("name", "content", "given", "message"), BAD)
def test_what_cannot_be_added_leaves_the_corpus_as_it_was(
    tmp_path, corpus, name, content, given, message
):
    with pytest.raises(CorpusError, match=message):
        begin.add(write(tmp_path, name, content), corpus, given)
    assert [] == list((corpus / "documents").iterdir())


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    text=st.text(min_size=1).filter(str.strip),
    value=st.text().map(lambda value: value.replace("\0", "")),
)
def test_any_text_and_any_value_come_back(tmp_path_factory, text, value):
    root = tmp_path_factory.mktemp("any")
    begin.new(root / "mine")
    text = f"A{text}".replace("\0", "")  # not taken for front matter of its own
    begin.add(write(root, text=text), root / "mine", {"title": value} if value.strip() else {})
    row = analysis.load(root / "mine").iloc[0]
    assert text == row["text"]
    assert (value.strip() or None) == (None if pd.isna(row["title"]) else row["title"])


def test_command_line(tmp_path):
    assert 0 == fuzz.call("new", tmp_path / "mine")[0]
    code, said, complained = fuzz.call(
        "add", write(tmp_path), "--corpus", tmp_path / "mine", "--genre", "statement"
    )
    assert (0, "") == (code, complained)
    assert "  date: 1994-04-15\n  genre: statement\n" in said
    assert "still empty: title, date_text, place" in said
    code, _, complained = fuzz.call("add", tmp_path / "a.txt", "--corpus", tmp_path / "mine")
    assert (2, 1) == (code, complained.count("\n"))
