"""The command line is a contract: its files, its silence, its errors."""

import subprocess
import sys

import networkx as nx
import pandas as pd
import pytest

NAMES = {"documents", "paragraphs", "quantities", "claims", "citations"}


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, arguments)], capture_output=True, text=True
    )


def read(path):
    readers = {
        ".csv": pd.read_csv,
        ".parquet": pd.read_parquet,
        ".jsonl": lambda p: pd.read_json(p, lines=True),
    }
    return readers[path.suffix](path)


@pytest.mark.parametrize("format", ["csv", "parquet", "jsonl"])
def test_extract_writes_every_frame_under_its_name(root, tmp_path, evidence, format):
    done = run("extract", root / "corpus", "--out", tmp_path / "out", "--format", format)
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
    for name in ("one", "two"):
        run("extract", root / "corpus", "--out", tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


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
    for source in (tmp_path / "nowhere", tmp_path / "bad"):
        done = run("extract", source, "--out", tmp_path / "out")
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
    assert {"keeps", "adds", "drops", "changes"} == set(
        read(tmp_path / "out" / "fidelity.csv")["relation"]
    )


def test_citations_of_texts_that_cite_nothing_and_of_no_texts(tmp_path):
    (tmp_path / "a.txt").write_text("Nothing is cited here.", encoding="utf-8")
    done = run("citations", tmp_path / "a.txt")
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("cited: 0, in 0 citations (documents read: 1)")
    assert 0 == run("citations", tmp_path / "a.txt", "--out", tmp_path / "out").returncode
    for arguments in ((tmp_path / "nowhere",), (tmp_path / "a.txt", "--out", tmp_path / "a.txt")):
        done = run("citations", *arguments)
        assert (2, "") == (done.returncode, done.stdout)
        assert 1 == done.stderr.count("\n")
        assert done.stderr.startswith("error: ")


def test_help_explains_itself():
    assert all(command in run("--help").stdout for command in ("extract", "ledger"))
    helped = run("extract", "--help").stdout
    assert all(word in helped for word in ("SOURCE", "--out", "--format", "claims"))
