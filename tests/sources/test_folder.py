"""Loading: what is read is read whole, what cannot be read is one clear error."""

import pandas as pd
import pytest

import analysis
from analysis import CorpusError
from analysis.sources.errors import CorpusWarning

BAD = [
    # an impossible day: the file, the line and the form wanted
    ("a.md", b"---\ntitle: A\ndate: 1994-02-31\n---\ntext", "line 3.*1994-02-31.*YYYY-MM-DD"),
    # a date in words is not a date
    ("a.md", b"---\ndate: April 15, 1994\n---\ntext", "line 2.*YYYY-MM-DD"),
    # a colon in a value: the remedy is said
    ("a.md", b"---\ntitle: Statement: on peace\n---\ntext", "line 2.*needs quotes"),
    # front matter is read in .txt as well, and behind blank lines
    ("a.txt", b"\n---\ndate: 1994-02-31\n---\ntext", "line 3.*1994-02-31"),
    # YAML that does not parse
    ("a.md", b"---\ntitle: [A\n---\ntext", "line .*not YAML"),
    # YAML that would build an object: never run, refused as a value
    ("a.md", b"---\ntitle: !!python/object/apply:os.system ['true']\n---\ntext", "line 2.*title"),
    # a list where fields are expected
    ("a.md", b"---\n- one\n---\ntext", "line 2.*list"),
    # a misspelt field is not silently dropped
    ("a.md", b"---\nsepaker: X\n---\ntext", "line 2.*unknown field 'sepaker'.*speaker"),
    ("a.md", b"---\ntranslated: perhaps\n---\ntext", "line 2.*true, false"),
    # a field that stands twice: the first would be lost
    ("a.md", b"---\ntitle: A\ntitle: B\n---\ntext", "line 3: title is there already"),
    # front matter that never ends
    ("a.md", b"---\ntitle: A\ntext", "line 1.*not closed"),
    # UTF-8 with a broken byte: its place
    (
        "a.txt",
        "caf\u00e9\ncaf\u00e9".encode() + b"\xff",
        r"line 2, byte 11.*save the file as UTF-8",
    ),
    ("a.txt", b"", "zero bytes"),
    ("a.md", b"---\ntitle: A\n---\n \n", "no text"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD)
def test_bad_document_names_file_place_and_remedy(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CorpusError, match=message) as error:
        analysis.load(tmp_path)
    assert str(tmp_path / name) in str(error.value)
    assert "\n" not in str(error.value)


def test_no_folder_and_empty_folder(tmp_path):
    with pytest.raises(CorpusError, match="no such folder"):
        analysis.load(tmp_path / "nowhere")
    with pytest.raises(CorpusError, match="no document"):
        analysis.load(tmp_path)
    (tmp_path / "a.png").write_bytes(b"x")
    with pytest.raises(CorpusError, match=r"\.png.*expected \.md, \.txt"):
        analysis.load(tmp_path / "a.png")


def test_files_of_one_stem_are_called_by_their_paths(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b/a.md", "b/a.txt", "c.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = analysis.load(tmp_path)
    assert {"a": "a.txt", "b/a.md": "b/a.md", "b/a.txt": "b/a.txt", "c": "c.txt"} == dict(
        zip(found["doc_id"], found["text"], strict=True)
    )


def test_a_file_whose_name_is_the_stem_of_another_is_read_too(tmp_path):
    names = ["a.md", "a.txt", "a.txt.md"]
    for name in names:
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = analysis.load(tmp_path)
    assert names == found["doc_id"].tolist() == found["text"].tolist()


def test_plain_text_is_its_stem_and_nothing_is_translated(tmp_path):
    content = "\ufefffirst\r\nsecond \t\n\n"
    (tmp_path / "g001.txt").write_bytes(content.encode("utf-8"))
    row = analysis.load(tmp_path).iloc[0]
    assert ("g001", content[1:]) == (row["doc_id"], row["text"])
    assert pd.isna(row["date"])
    assert pd.isna(row["title"])


RULES = [
    # a line of dashes inside the text stays in the text
    ("---\ntitle: A\n---\none\n---\ntwo", "one\n---\ntwo"),
    # a rule above a text is no front matter
    ("---\nPart one.\n---\nPart two.", "---\nPart one.\n---\nPart two."),
    # empty front matter is front matter
    ("---\n---\ntext", "text"),
    ("\n\n---\ntitle: A\n---\n\ntext", "\ntext"),
]


@pytest.mark.parametrize(("content", "text"), RULES)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_what_is_front_matter_and_what_is_text(tmp_path, name, content, text):
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert text == analysis.load(tmp_path)["text"].item()


def test_what_yaml_calls_nothing_is_nothing(tmp_path):
    (tmp_path / "a.md").write_text(
        "---\ntitle: ~\ndate: null\nspeaker:\n---\ntext", encoding="utf-8"
    )
    assert analysis.load(tmp_path)[["title", "date", "speaker"]].isna().all(axis=None)


def test_what_a_word_processor_keeps_beside_an_open_file_is_no_document(tmp_path):
    for name in ("a.txt", "~$a.docx", ".~lock.a.odt#"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    assert ["a"] == analysis.load(tmp_path)["doc_id"].tolist()


def test_files_of_another_kind_are_said_to_be_left_out(tmp_path):
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    (tmp_path / "b.png").write_bytes(b"x")
    (tmp_path / "c.csv").write_bytes(b"x")
    with pytest.warns(CorpusWarning, match=r"left out .*1 \.csv, 1 \.png"):
        assert ["a"] == analysis.load(tmp_path)["doc_id"].tolist()


def test_extract_wants_a_frame():
    with pytest.raises(TypeError, match="analysis.load"):
        analysis.extract("corpus")


def test_order_is_by_id_whatever_the_folders(tmp_path):
    for name in ("z/a.txt", "b.txt", "a/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    assert ["a", "b", "c"] == analysis.load(tmp_path)["doc_id"].tolist()
