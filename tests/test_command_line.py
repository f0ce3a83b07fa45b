"""The command line is a contract: its files, its silence, its errors."""

import subprocess
import sys

import pandas as pd
import pytest

NAMES = {"documents", "paragraphs", "quantities", "claims", "citations"}


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "analysis", *map(str, arguments)], capture_output=True, text=True)


def read(path):
    readers = {".csv": pd.read_csv, ".parquet": pd.read_parquet, ".jsonl": lambda p: pd.read_json(p, lines=True)}
    return readers[path.suffix](path)


@pytest.mark.parametrize("format", ["csv", "parquet", "jsonl"])
def test_extract_writes_every_frame_under_its_name(root, tmp_path, evidence, format):
    done = run("extract", root / "corpus", "--out", tmp_path / "out", "--format", format)
    assert (0, "") == (done.returncode, done.stderr)  # silent where nobody watches
    assert {f"{name}.{format}" for name in NAMES} == {path.name for path in (tmp_path / "out").iterdir()}
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
    run("extract", root / "corpus" / "documents" / "1999-02-08_letter.md", "--out", tmp_path, "--rhetoric")
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
    (tmp_path / "f.csv").write_text("family,rule,term,unit,source\nx,counted,ships,,\n", encoding="utf-8")
    done = run("extract", root / "corpus", "--out", tmp_path / "out", "--families", tmp_path / "f.csv")
    assert 2 == done.returncode
    assert "f.csv, line 2" in done.stderr


def test_help_explains_itself():
    assert "extract" in run("--help").stdout
    helped = run("extract", "--help").stdout
    assert all(word in helped for word in ("SOURCE", "--out", "--format", "claims"))
