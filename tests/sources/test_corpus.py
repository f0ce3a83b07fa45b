"""A corpus in batches: what it lists and leaves out; batches do not change what is read."""

import fuzz
import pandas as pd
import pytest

import analysis
from analysis import CorpusError
from analysis.run import gather, run
from analysis.show.store import Store
from analysis.sources import corpus
from analysis.sources.errors import CorpusWarning
from analysis.vocabulary import load_vocabulary

ROWS = [
    {"doc_id": f"d{n:02}", "text": f"Speech {n} of a war.", "party": "north", "votes": n}
    for n in range(40)
]


def write(folder, name, content="text"):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")


def read(path):
    return [batch.read()[0] for batch in corpus.open_corpus(path).batches()]


def test_batches_hold_every_document_once_and_in_order(tmp_path, monkeypatch):
    for n in range(30):
        write(tmp_path, f"{n % 3}/d{n:02}.txt", "some words " * 100)
    whole = analysis.load(tmp_path)
    monkeypatch.setattr(corpus, "BATCH", 5_000)
    batches = read(tmp_path)
    assert 6 == len(batches)
    pd.testing.assert_frame_equal(whole, pd.concat(batches, ignore_index=True))
    assert [f"d{n:02}" for n in range(30)] == whole["doc_id"].tolist()


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.parquet"])
def test_a_table_is_read_in_batches_with_its_own_columns(tmp_path, monkeypatch, name):
    frame = pd.DataFrame(ROWS)
    writers = {
        "t.csv": lambda p: frame.to_csv(p, index=False),
        "t.parquet": lambda p: frame.to_parquet(p, row_group_size=7),
    }
    writers.get(name, lambda p: frame.to_json(p, orient="records", lines=True))(tmp_path / name)
    monkeypatch.setattr(corpus, "BATCH", 300)
    for path in (tmp_path / name, tmp_path):
        batches = read(path)
        assert len(batches) > 2
        found = pd.concat(batches)
        assert frame["doc_id"].tolist() == found["doc_id"].tolist()
        assert ["party", "votes"] == list(found.columns[-2:])
        assert [str(n) for n in range(40)] == found["votes"].astype(str).tolist()


def test_a_parquet_file_of_one_great_row_group_is_streamed(tmp_path, monkeypatch):
    pd.DataFrame(ROWS).to_parquet(tmp_path / "t.parquet")
    monkeypatch.setattr(corpus, "BATCH", 100)
    assert len(read(tmp_path)) > 4


def test_a_broken_row_ends_its_table_and_is_said(tmp_path):
    write(tmp_path, "a.csv", "doc_id,text\none,text\ntwo\n")
    write(tmp_path, "b.csv", "doc_id,text\nthree,text\n")
    found = [batch.read() for batch in corpus.open_corpus(tmp_path).batches()]
    assert ["one", "three"] == [
        doc_id for documents, _, _ in found for doc_id in documents["doc_id"]
    ]
    (problem,) = [line for _, problems, _ in found for line in problems]
    assert "a.csv, line 3" in problem
    with pytest.warns(CorpusWarning, match=r"not read: .*a\.csv, line 3"):
        assert ["one", "three"] == analysis.load(tmp_path)["doc_id"].tolist()
    told = []
    analysis.load(tmp_path, problems=told)
    assert [problem] == told


def test_one_id_in_two_tables(tmp_path):
    for name in ("a.csv", "b.csv"):
        write(tmp_path, name, "doc_id,text\none,text\n")
    with pytest.warns(CorpusWarning, match="doc_id 'one': is taken .* now 'b-one'"):
        assert ["one", "b-one"] == analysis.load(tmp_path)["doc_id"].tolist()


def test_one_id_in_two_tables_ends_no_run(tmp_path):
    """The parts are read by themselves, and the one that comes later is read again."""
    for name in ("a.csv", "b.csv", "c.csv"):
        write(tmp_path, f"in/{name}", "doc_id,text\none,About 5 people fled.\n")
    summary = run(corpus.open_corpus(tmp_path / "in"), tmp_path / "out")
    assert ["one", "b-one", "c-one"] == pd.read_csv(summary.files["documents"])["doc_id"].tolist()
    assert ["one", "b-one", "c-one"] == pd.read_csv(summary.files["claims"])["doc_id"].tolist()
    assert 2 == len(summary.notes)
    store = Store()
    with pytest.warns(CorpusWarning, match="now 'c-one'"):
        gather(corpus.open_corpus(tmp_path / "in"), load_vocabulary(), store)
    assert ["one", "b-one", "c-one"] == store.whole("claims", "doc_id")["doc_id"].tolist()


def test_an_id_that_was_made_of_another_is_taken_too(tmp_path):
    for name, doc_id in (("a.csv", "one"), ("b.csv", "one"), ("c.csv", "b-one")):
        write(tmp_path, f"in/{name}", f"doc_id,text\n{doc_id},About 5 people fled.\n")
    summary = run(corpus.open_corpus(tmp_path / "in"), tmp_path / "out")
    found = pd.read_csv(summary.files["documents"])["doc_id"].tolist()
    assert ["one", "b-one", "c-b-one"] == found
    with pytest.warns(CorpusWarning, match="now 'c-b-one'"):
        assert found == analysis.load(tmp_path / "in")["doc_id"].tolist()


def test_a_table_beside_texts_describes_them(tmp_path):
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt")
    write(tmp_path, "metadata.csv", "file,title,party\nb.txt,On peace,north\na.txt,On war,south\n")
    documents = analysis.load(tmp_path)
    assert [("a", "On war", "south"), ("b", "On peace", "north")] == list(
        documents[["doc_id", "title", "party"]].itertuples(index=False, name=None)
    )


def test_a_table_beside_the_folder_documents_describes_them_too(tmp_path):
    write(tmp_path, "documents/a.txt")
    write(tmp_path, "metadata.csv", "file,title\na.txt,On war\n")
    assert ["On war"] == analysis.load(tmp_path)["title"].tolist()


def test_a_table_beside_documents_that_leads_out_or_has_no_texts_describes_nothing(tmp_path):
    write(tmp_path, "secret.csv", "file,title\na.txt,Secret\n")
    write(tmp_path, "corpus/documents/a.txt")
    (tmp_path / "corpus" / "metadata.csv").symlink_to(tmp_path / "secret.csv")
    assert analysis.load(tmp_path / "corpus")["title"].isna().all()
    write(tmp_path, "tables/documents/t.csv", "doc_id,text\nb,One.\n")
    write(tmp_path, "tables/metadata.csv", "file,title\nb.txt,On war\n")
    assert ["b"] == analysis.load(tmp_path / "tables")["doc_id"].tolist()


def test_a_bad_row_of_parquet_is_listed_and_the_rest_is_read(tmp_path):
    rows = [
        {"doc_id": "a", "date": "1993-02-03", "text": ""},
        {"doc_id": "b", "date": "1993-02-03", "text": "Two."},
    ]
    pd.DataFrame(rows).to_parquet(tmp_path / "s.parquet", row_group_size=1)
    read = [batch.read() for batch in corpus.open_corpus(tmp_path / "s.parquet").batches()]
    assert ["b"] == pd.concat([documents for documents, _, _ in read])["doc_id"].tolist()
    (problem,) = [problem for _, problems, _ in read for problem in problems]
    assert "s.parquet, row 1: the row has no text" in problem


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path):
    write(tmp_path, "secret.txt")
    write(tmp_path, "corpus/a.txt")
    (tmp_path / "corpus" / "b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "corpus" / "c.txt").symlink_to(tmp_path / "corpus" / "a.txt")
    with pytest.warns(CorpusWarning, match="1 link to outside"):
        assert ["a", "c"] == analysis.load(tmp_path / "corpus")["doc_id"].tolist()


def test_an_address_of_an_object_store_is_read_as_a_folder(tmp_path):
    fsspec = pytest.importorskip("fsspec", reason="the extra [scale] is not installed")
    pytest.importorskip("upath", reason="the extra [scale] is not installed")
    store = fsspec.filesystem("memory")
    store.pipe(
        {
            "/speeches/a.txt": b"One.",
            "/speeches/b.txt": b"Two.",
            "/tables/t.csv": b"doc_id,text\nc,Three.\n",
        }
    )
    pd.DataFrame(ROWS).to_parquet("memory://parquet/part-0.parquet")
    assert ["One.", "Two."] == analysis.load("memory://speeches")["text"].tolist()
    assert ["Three."] == analysis.load("memory://tables")["text"].tolist()
    assert 40 == len(analysis.load("memory://parquet"))
    with pytest.raises(CorpusError, match="nowhere"):
        analysis.load("memory://nowhere")
    with pytest.raises(CorpusError, match="no address"):
        analysis.load("gs://a")


def test_a_file_beside_the_folder_documents_is_said(tmp_path):
    write(tmp_path, "documents/a.txt")
    write(tmp_path, "b.txt")
    write(tmp_path, "letters/c.txt")
    write(tmp_path, "evidence/claims.csv")  # a folder of tables holds no texts
    with pytest.warns(CorpusWarning, match=r"\(2 beside documents\): b\.txt, letters"):
        assert ["a"] == analysis.load(tmp_path)["doc_id"].tolist()
    write(tmp_path, "README.md")  # the statement says what the other folders are
    with pytest.warns(CorpusWarning, match=r"\(1 beside documents\): b\.txt"):
        analysis.load(tmp_path)


def test_files_that_no_reader_takes_are_listed_once(tmp_path):
    for name in ("a.txt", "b.doc", "c.doc", "d"):
        write(tmp_path, name)
    with pytest.warns(CorpusWarning, match=r"\(2 \.doc, 1 no suffix\): b\.doc, c\.doc, d") as said:
        analysis.load(tmp_path)
    assert 1 == len(said)


def test_what_cannot_be_read_is_listed_and_the_rest_is_read(tmp_path):
    write(tmp_path, "a.txt")
    write(tmp_path, "empty.txt", "")
    problems = []
    assert ["a"] == analysis.load(tmp_path, problems=problems)["doc_id"].tolist()
    assert [f"{tmp_path / 'empty.txt'}: the file has zero bytes; expected a text"] == problems
    with pytest.warns(CorpusWarning, match=r"not read: .*empty\.txt"):
        analysis.load(tmp_path)


def test_a_table_that_cannot_be_read_hides_no_other(tmp_path):
    write(tmp_path, "a.csv", "")
    write(tmp_path, "b.csv", "doc_id,text\nb,One.\n")
    problems = []
    assert ["b"] == analysis.load(tmp_path, problems=problems)["doc_id"].tolist()
    assert "a.csv: the file has zero bytes" in problems[0]


def test_two_tei_documents_of_one_id_in_one_batch(tmp_path):
    for name in ("a.xml", "b.xml"):
        write(tmp_path, name, "<TEI xml:id='x'><text><p>One.</p></text></TEI>")
    with pytest.warns(CorpusWarning, match="doc_id 'x': is taken .* now 'b-x'"):
        assert ["x", "b-x"] == analysis.load(tmp_path)["doc_id"].tolist()


def test_a_letter_without_text_or_with_the_id_of_another_costs_no_other(tmp_path):
    letters = ["<p>One.</p>", "<p>Two.</p>", "", "<p>Three.</p>"]
    teis = (f"<TEI xml:id='x{n // 2}'><text>{text}</text></TEI>" for n, text in enumerate(letters))
    write(tmp_path, "a.xml", f"<teiCorpus>{''.join(teis)}</teiCorpus>")
    problems = []
    with pytest.warns(CorpusWarning, match="doc_id 'x0': is taken"):
        found = analysis.load(tmp_path, problems=problems)
    assert {"x0": "One.", "a-x0": "Two.", "x1": "Three."} == dict(
        found[["doc_id", "text"]].itertuples(index=False)
    )
    assert ["document x1 has no text"] == [one.split(": ")[1].split(";")[0] for one in problems]


@pytest.mark.parametrize("day", ["0044-03-15", "1648-10-24", "2300-01-01"])
def test_a_document_of_any_year_is_read(tmp_path, day):
    write(tmp_path, "a.md", f"---\ndate: {day}\n---\nPeace.")
    assert day == str(analysis.load(tmp_path)["date"][0].date())


def test_a_year_before_christ_is_one_line(tmp_path):
    write(tmp_path, "a.md", "---\ndate: -0044-03-15\n---\nPeace.")
    with pytest.raises(CorpusError, match="line 2: date '-0044-03-15' is no day"):
        analysis.load(tmp_path)


FRENCH = "Les ministres ont dit que plus de 200 000 personnes ont fui la ville et que la paix " * 4


def test_text_that_is_not_english_is_said_and_marked_and_may_be_left_out(tmp_path):
    for name, text in (("a.txt", FRENCH), ("b.txt", "About 5 people fled."), ("c.txt", FRENCH)):
        write(tmp_path, f"in/{name}", text)
    write(tmp_path, "in/d.md", f"---\nlanguage: fr\n---\n{FRENCH}")
    with pytest.warns(CorpusWarning, match=r"not English \(by its words\)") as said:
        languages = analysis.load(tmp_path / "in")["language"]
    assert (3, ["und", "und", "fr"]) == (len(said), languages.dropna().tolist())
    code, printed, _ = fuzz.call("check", tmp_path / "in")
    assert (1, 2) == (code, printed.count("its words are not English"))
    assert (1, 0) == (printed.count("its language is given as fr"), printed.count("noted"))
    code, printed, complained = fuzz.call("ledger", tmp_path / "in")
    assert (0, 3) == (code, complained.count("not English"))
    assert "documents read: 4, 3 of them not in English" in printed
    assert 0 == fuzz.call("report", tmp_path / "in", "--out", tmp_path / "r.html")[0]
    assert "3 of the documents are not in English" in (tmp_path / "r.html").read_text("utf-8")
    code, _, complained = fuzz.call(
        "extract", tmp_path / "in", "--out", tmp_path / "out", "--language", "en"
    )
    assert ["b"] == pd.read_csv(tmp_path / "out" / "documents.csv")["doc_id"].tolist()
    assert (0, 3) == (code, complained.count("left out, its language is"))
