"""The command line is a contract: its files, its silence, its errors."""

import subprocess
import sys
from types import SimpleNamespace

import fuzz
import networkx as nx
import pandas as pd
import pytest
from reading import contents

import analysis
from analysis.extractors import evidence as evidence_module
from analysis.sources.reader import FIELDS

NAMES = {"documents", "paragraphs", "quantities", "claims", "citations"}


def run_apart(*arguments):
    """As a user does, in a process of its own."""
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True)


def run(*arguments):
    """The same in this process, which saves the start."""
    code, said, complained = fuzz.call(*arguments)
    return SimpleNamespace(returncode=code, stdout=said, stderr=complained)


def read(path):
    readers = {
        ".csv": pd.read_csv,
        ".parquet": pd.read_parquet,
        ".jsonl": lambda p: pd.read_json(p, lines=True),
    }
    return readers[path.suffix](path)


@pytest.mark.parametrize("format", ["csv", "parquet", "jsonl"])
def test_extract_writes_every_frame_under_its_name(root, tmp_path, evidence, format):
    start = run_apart if format == "csv" else run
    done = start("extract", root / "corpus", "--out", tmp_path / "out", "--format", format)
    assert (0, "") == (done.returncode, done.stderr)  # silent where nobody watches
    assert {f"{name}.{format}" for name in NAMES} == {
        path.name for path in (tmp_path / "out").iterdir()
    }
    for name in NAMES:
        found = read(tmp_path / "out" / f"{name}.{format}")
        want = getattr(evidence, name)
        assert list(want.columns) == list(found.columns)
        assert want["doc_id"].tolist() == found["doc_id"].tolist()
    quotes = read(tmp_path / "out" / f"claims.{format}")["quote"].tolist()
    assert evidence.claims["quote"].tolist() == quotes


def test_plain_text_file_and_odd_line_ends(tmp_path):
    (tmp_path / "g001.txt").write_bytes(b"More than one million\r\nrefugees fled.\r\n")
    assert 0 == run("extract", tmp_path / "g001.txt", "--out", tmp_path / "out").returncode
    claim = read(tmp_path / "out" / "claims.csv").iloc[0]
    assert ("g001", "over", 1e6) == (claim["doc_id"], claim["hedge"], claim["value"])
    text = pd.read_csv(tmp_path / "out" / "documents.csv", lineterminator="\n")["text"].item()
    assert text[claim["start"] : claim["end"]] == "More than one million\r\nrefugees"


def test_same_input_same_bytes(root, tmp_path):
    for name, start in (("one", run_apart), ("two", run)):
        start("extract", root / "corpus", "--out", tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_rhetoric_is_written_when_asked_for(root, tmp_path):
    run(
        "extract",
        root / "corpus" / "documents" / "1999-02-08_letter.md",
        "--out",
        tmp_path,
        "--rhetoric",
    )
    assert {"drive", "withdrawal"} <= set(read(tmp_path / "rhetoric.csv")["act"])


def test_bad_input_is_one_line_and_exit_code_2(tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.md").write_text("---\ndate: 1994-13-01\n---\nx", encoding="utf-8")
    for source, start in ((tmp_path / "nowhere", run), (tmp_path / "bad", run_apart)):
        done = start("extract", source, "--out", tmp_path / "out")
        assert (2, "") == (done.returncode, done.stdout)
        assert 1 == done.stderr.count("\n")
        assert done.stderr.startswith(f"error: {source}")
    assert not (tmp_path / "out").exists()


def test_output_that_cannot_be_written(root, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = run("extract", root / "corpus", "--out", tmp_path / "file")
    assert 2 == done.returncode
    assert 1 == done.stderr.count("\n")
    assert "expected a folder" in done.stderr


def test_table_of_families_that_is_broken(root, tmp_path):
    (tmp_path / "f.csv").write_text(
        "family,rule,term,unit,source\nx,counted,ships,,\n", encoding="utf-8"
    )
    done = run(
        "extract", root / "corpus", "--out", tmp_path / "out", "--families", tmp_path / "f.csv"
    )
    assert 2 == done.returncode
    assert "f.csv, line 2" in done.stderr


@pytest.fixture
def speeches(tmp_path):
    """Two short speeches: one claim of a family in both, and one outside the families."""
    folder = tmp_path / "speeches"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Over 20 per cent of our territory is occupied. We planted 300 trees.", encoding="utf-8"
    )
    (folder / "b.txt").write_text(
        "They occupy 20 per cent of our territory. We planted 300 trees.", encoding="utf-8"
    )
    return folder


def test_ledger_prints_what_recurs(speeches, tmp_path):
    done = run("ledger", speeches, "--out", tmp_path / "ledger.csv")
    assert (0, "") == (done.returncode, done.stderr)
    assert "recurring claims of the families: 1 (documents read: 2)" in done.stdout
    assert "recurring claims outside the families: 1 (documents read: 2)" in done.stdout
    table = read(tmp_path / "ledger.csv").set_index("subject")
    assert ["territory_share", "trees"] == list(table.index)
    assert ("over, bare", "a, b") == tuple(table.loc["territory_share", ["hedges", "where"]])


def test_ledger_takes_families_of_the_user(speeches, tmp_path):
    rows = "family,rule,term,unit,source\nwoods,counted,trees,,me\n"
    (tmp_path / "f.csv").write_text(rows, encoding="utf-8")
    assert "woods" in run("ledger", speeches, "--families", tmp_path / "f.csv").stdout


def test_ledger_says_so_where_nothing_recurs(speeches):
    assert "of the families: 0 (documents read: 1)" in run("ledger", speeches / "a.txt").stdout


def test_ledger_of_bad_input_is_one_line_and_exit_code_2(speeches, tmp_path):
    for arguments in (
        [tmp_path / "nowhere"],
        [speeches, "--out", tmp_path],
        [speeches, "--families", tmp_path / "no.csv"],
    ):
        done = run("ledger", *arguments)
        assert (2, "") == (done.returncode, done.stdout)
        assert 1 == done.stderr.count("\n")
        assert done.stderr.startswith("error: ")


@pytest.mark.parametrize(
    "words",
    [("ledger", "--out"), ("report", "--out"), ("citations", "--out"), ("export", "--as", "xlsx", "--out")],
    ids=lambda words: words[0],
)  # fmt: skip
def test_what_stands_in_the_way_is_said_before_a_text_is_read(
    speeches, tmp_path, monkeypatch, words
):
    """After an hour of reading it would be late."""
    taken = tmp_path / "taken"
    if words[0] in ("ledger", "report"):
        (taken / "kept").mkdir(parents=True)
    else:
        taken.write_text("kept", encoding="utf-8")
    monkeypatch.setattr("analysis.run.gather", lambda *_, **__: pytest.fail("texts were read"))
    command, *options = words
    done = run(command, speeches, *options, taken)
    assert 2 == done.returncode and str(taken) in done.stderr


def test_results_may_stand_beside_the_folder_of_the_texts(speeches, monkeypatch):
    monkeypatch.chdir(speeches.parent)
    for command, *options in (("citations",), ("export", "--as", "bibtex")):
        done = run(command, speeches.name, *options, "--out", ".")
        assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize("command", ["ledger", "extract"])
def test_a_language_that_no_text_has_is_named(speeches, tmp_path, command):
    (speeches / "empty.txt").touch()
    out = ["--out", tmp_path / "out"] if command == "extract" else []
    done = run(command, speeches, "--language", "english", *out)
    assert 2 == done.returncode
    assert "error: no text is in the language 'english'; expected a code such as en" in done.stderr
    assert "(and 1 more that are not read)" in done.stderr


def test_evidence_of_an_earlier_run_is_named(speeches, tmp_path):
    (tmp_path / "rhetoric.csv").write_text("doc_id\n", encoding="utf-8")
    done = run("extract", speeches, "--out", tmp_path)
    assert 0 == done.returncode
    assert "rhetoric.csv: is of an earlier run, not of this one" in done.stderr
    assert "note" not in run("extract", speeches, "--out", tmp_path / "new").stderr


def test_citations_prints_a_table_and_writes_the_graph(root, tmp_path):
    done = run("citations", root / "corpus", "--out", tmp_path / "out")
    assert (0, "") == (done.returncode, done.stderr)
    first, header, *_ = done.stdout.split("\n")
    assert "cited: 11, in 17 citations (documents read: 4)" == first
    assert ["cited", "kind", "body", "mentions", "documents", "functions", "link"] == header.split()
    line = next(line for line in done.stdout.split("\n") if line.startswith("S/RES/853(1993)"))
    assert ["numbered", "UNSC", "2", "2"] == line.split()[1:5]
    assert line.endswith("https://undocs.org/S/RES/853%281993%29")
    names = {
        "citations.graphml",
        "citations.gexf",
        "cited.csv",
        "citing.csv",
        "cocitation.csv",
        "fidelity.csv",
    }
    assert names == {path.name for path in (tmp_path / "out").iterdir()}
    graph = nx.read_graphml(tmp_path / "out" / "citations.graphml")
    assert graph.has_edge("1999-02-08_letter", "S/RES/853(1993)")
    relations = {"keeps", "adds", "drops", "specifies", "widens", "contradicts"}
    assert relations == set(read(tmp_path / "out" / "fidelity.csv")["relation"])


def test_citations_of_texts_that_cite_nothing_and_of_no_texts(tmp_path):
    (tmp_path / "a.txt").write_text("Nothing is cited here.", encoding="utf-8")
    done = run("citations", tmp_path / "a.txt")
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("cited: 0, in 0 citations (documents read: 1)")
    assert 0 == run("citations", tmp_path / "a.txt", "--out", tmp_path / "out").returncode
    assert not (tmp_path / "out" / "fidelity.csv").exists(), "it would say nothing"
    for arguments in ((tmp_path / "nowhere",), (tmp_path / "a.txt", "--out", tmp_path / "a.txt")):
        done = run("citations", *arguments)
        assert (2, "") == (done.returncode, done.stdout)
        assert 1 == done.stderr.count("\n")
        assert done.stderr.startswith("error: ")


def test_help_explains_itself():
    assert all(command in run_apart("--help").stdout for command in ("extract", "ledger"))
    helped = run("extract", "--help").stdout
    assert all(word in helped for word in ("SOURCE", "--out", "--format", "claims"))


def test_the_command_alone_explains_itself_and_a_slip_is_refused():
    done = run()
    assert (2, "") == (done.returncode, done.stderr) and "COMMAND" in done.stdout
    for words in (["extrct"], ["extract", "x"], ["extract", "x", "--out", "y", "--jobs", "0"]):
        done = run(*words)
        assert (2, "") == (done.returncode, done.stdout)
        assert "error: " in done.stderr.splitlines()[-1]


def test_a_command_that_is_given_too_much_says_what_it_takes():
    for command, takes in (("add", "FILE"), ("ledger", "SOURCE")):
        said = run(command, "a.txt", "b.txt", "c.txt").stderr
        assert f"usage: python -m analysis {command} " in " ".join(said.split())
        assert f"takes one {takes} and the options above, not: b.txt c.txt" in said
    assert "unrecognized arguments: --fast" in run("--fast").stderr


def test_evidence_says_how_many_rows_it_has(evidence):
    said = "Evidence(documents: 4, paragraphs: 39, quantities: 10, claims: 9, citations: 17)"
    assert said == repr(evidence)


def test_fields_of_add_are_those_of_the_front_matter():
    options = run("add", "--help").stdout.split()
    assert {f"--{field.replace('_', '-')}" for field in FIELDS} < set(options)


def loaded_by(*words):
    """The packages that a command loads."""
    code = """if True:
        import sys
        from analysis.__main__ import run
        try:
            run()
        except SystemExit:
            print(*{name.split(".")[0] for name in sys.modules}, file=sys.stderr)
    """
    command = [sys.executable, "-c", code, *map(str, words)]
    return set(subprocess.run(command, capture_output=True, text=True).stderr.split())


def test_a_command_loads_what_it_needs(root, tmp_path):
    """Time on a busy machine says little; what is loaded is what the start costs."""
    outside = {"numpy", "pandas", "pyarrow", "yaml", "concurrent", "multiprocessing"}
    assert not outside & loaded_by("--help")
    loaded = loaded_by("extract", root / "corpus", "--out", tmp_path)
    assert not {"pandas", "numpy", "pyarrow"} & loaded
    slow = "spacy matplotlib networkx scipy rich pydantic hypothesis distributed"
    assert not set(slow.split()) & loaded


# --- what goes wrong in one document stops no other -------------------------------------------


COMMANDS = ("extract", "report", "ledger", "citations", "export")


def words_for(command, source, out):
    target = out / {"report": "r.html", "ledger": "l.csv"}.get(command, "")
    kind = ["--as", "bibtex"] if command == "export" else []
    return [command, source, "--out", target, *kind]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_document_that_cannot_be_read_stops_no_other(speeches, tmp_path, command):
    (speeches / "c.md").write_text("---\ndate: 1994-13-01\n---\nx", encoding="utf-8")
    done = run(*words_for(command, speeches, tmp_path / "out"))
    assert 1 == done.returncode
    assert done.stderr.startswith(f"not read: {speeches / 'c.md'}, line 2: date '1994-13-01'")
    assert 1 == done.stderr.count("\n")
    assert any((tmp_path / "out").iterdir())
    done = run(*words_for(command, speeches, tmp_path / "strict"), "--strict")
    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith(f"error: {speeches / 'c.md'}, line 2")
    assert 1 == done.stderr.count("\n")
    assert not (tmp_path / "strict").exists()


@pytest.fixture
def fault(monkeypatch):
    """An error of the program in every text that holds "They"."""
    right = evidence_module.read

    def read(text, *rest):
        if "They" in text.raw:
            raise IndexError("list index\nout of range")
        return right(text, *rest)

    monkeypatch.setattr(evidence_module, "read", read)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_error_of_the_program_in_one_document_stops_no_other(speeches, tmp_path, command, fault):
    done = run(*words_for(command, speeches, tmp_path / "out"))
    assert 1 == done.returncode
    assert done.stderr.startswith("failed: b: no evidence, an error of the program in evidence.py")
    assert "IndexError: list index out of range" in done.stderr
    assert done.stderr.endswith("please report it\n") and 1 == done.stderr.count("\n")
    assert any((tmp_path / "out").iterdir())
    done = run(*words_for(command, speeches, tmp_path / "strict"), "--strict")
    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("error: b: no evidence") and 1 == done.stderr.count("\n")


def test_check_lists_an_error_of_the_program(speeches, fault):
    done = run("check", speeches)
    assert 2 == done.returncode
    assert "b  no evidence, an error of the program" in done.stdout


def test_in_python_an_error_of_the_program_is_a_warning_with_the_list(speeches, fault):
    documents = analysis.load(speeches)
    with pytest.warns(evidence_module.EvidenceWarning, match="^b: no evidence, an error of"):
        evidence = analysis.extract(documents)
    assert ["a", "b"] == evidence.documents["doc_id"].tolist()
    assert {"a"} == set(evidence.paragraphs["doc_id"])
    with pytest.raises(evidence_module.EvidenceError, match="^b: no evidence") as stopped:
        analysis.extract(documents, strict=True)
    assert isinstance(stopped.value.__cause__, IndexError)


@pytest.mark.parametrize("command", [*COMMANDS, "check"])
def test_every_command_takes_words_of_the_user(speeches, tmp_path, command):
    (tmp_path / "mine").mkdir()
    words = words_for(command, speeches, tmp_path / "out")
    if command == "check":
        words = [command, speeches]
    done = run(*words, "--vocabulary", tmp_path / "mine")
    assert (2, "") == (done.returncode, done.stdout)
    assert f"{tmp_path / 'mine'}: holds no table" in done.stderr


def test_changed_words_are_another_question(speeches, tmp_path):
    from analysis.run import Question, _fingerprint
    from analysis.sources.corpus import open_corpus

    (tmp_path / "mine").mkdir()
    table = tmp_path / "mine" / "hedges.csv"
    corpus, asked = open_corpus(speeches), Question(vocabulary=str(tmp_path / "mine"))
    prints = set()
    for hedge in ("over", "about"):
        table.write_text(f"term,position,hedge,source\nover,before,{hedge},me\n", encoding="utf-8")
        prints.add(_fingerprint(corpus, asked))
    assert 3 == len(prints | {_fingerprint(corpus, Question())})
