"""What is broken or meant to harm: one clear line, no hang, nothing half-written, nothing outside the folder given."""

import ast
import errno
import functools
import gc
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import zlib

import fuzz
import nearly_right
import pandas as pd
import pytest
from pdf_bytes import pdf

import analysis
from analysis.sources import begin, listing
from analysis.sources import corpus as sources
from analysis.sources import pdf as pdf_reader
from analysis.sources.errors import CorpusError, CorpusWarning
from analysis.vocabulary import VocabularyError, read_table

TEXT = "Over 20 per cent of the territory; resolution 822 (1993).\n"
FRAMES = {"documents.csv", "paragraphs.csv", "quantities.csv", "claims.csv", "citations.csv"}


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


def refused(*words, says):
    """The command was refused in one line that holds ``says``; returns that line."""
    code, said, complained = fuzz.call(*words)
    lines = [line for line in complained.splitlines() if not line.startswith("note: ")]
    assert (2, "", 1) == (code, said, len(lines)), (said, complained)
    assert says in lines[0]
    return lines[0]


def test_a_short_fuzz_finds_nothing():
    rows, failures = fuzz.fuzz(250, seed=822, largest=3.3)
    assert [] == failures
    assert 250 == rows["inputs"].sum()
    assert rows[["refused", "accepted"]].sum().gt(20).all()


def test_texts_that_are_nearly_right_are_read():
    """No exception, no span that is not its quote, nothing slow, alone and as a corpus."""
    counts, failures = nearly_right.try_texts(1_000, seed=874)
    assert [] == failures
    assert (1_196, 2) == (counts["texts"], counts["corpora"])


@pytest.mark.parametrize(
    "fault",
    [r"Charter is[’']", r"US\s*\n\s*\$5", r"(?s)United Nations Assembly.*its resolution 377",
     r"(?:\n ?\d{1,2} ?(?=\n)){18}", r"\d\s{30,}\w"],
)  # fmt: skip
def test_the_short_run_holds_what_once_ended_or_hung_a_run(fault):
    assert any(re.search(fault, text) for text in of_the_short_run())


@functools.cache
def of_the_short_run():
    grammar = nearly_right.Grammar(random.Random(874).choice)
    return [*nearly_right.sweep(), *(grammar.text() for _ in range(1_000))]


@pytest.mark.parametrize("sign", [" ", "\n", "\t", "-", ".", "(", "1", "a", "A", "a ", "1 ", "1\n"])
def test_a_long_run_of_one_sign_takes_no_more_time_than_its_length(sign):
    """Four times the length is 4 times the time where it is linear, 16 times where it is quadratic.

    Numbers apart cost so much that a shorter run tells as much, because it is held to less.
    """
    length, growth = (250, 6) if sign in ("1 ", "1\n") else (1_000, 10)
    for _ in range(3):  # what is slow once only was the machine
        lengths = (length // len(sign), 4 * length // len(sign))
        short, long = (seconds(nearly_right.run_of(sign, times)) for times in lengths)
        most = max(growth * short, 0.3)
        if long < most:
            break
    assert long < most


def seconds(text):
    """How long a text without a problem took."""
    problem, pace = nearly_right.told(text)
    assert "" == problem
    return pace * len(text)


def test_the_source_reads_nothing_that_could_run(root):
    """No pickle, no code from text, no loader of YAML that builds objects, no XML reader with entities."""
    for path in sorted((root / "analysis").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None) or ""}
                assert not names & {"pickle", "cPickle", "dill", "marshal", "shelve", "joblib"}, (
                    path
                )
                if (
                    getattr(node, "module", "") == "xml.etree.ElementTree"
                ):  # the types; reading is defusedxml's
                    assert names <= {"Element", "ParseError", "xml.etree.ElementTree"}, path
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in {"eval", "exec", "compile", "__import__", "os.system"}, path
                assert "read_pickle" not in called and "to_pickle" not in called, path
                if called in {"yaml.load", "yaml.load_all"}:
                    assert ["yaml.BaseLoader"] == [
                        ast.unparse(word.value) for word in node.keywords
                    ], path
                assert not called.startswith(("yaml.unsafe", "yaml.full")), path
                assert not any(word.arg == "shell" for word in node.keywords), path


def test_what_is_no_regular_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    for source in ("/dev/zero", "/dev/null", tmp_path / "pipe.txt"):
        refused(
            "extract",
            source,
            "--out",
            tmp_path / "out",
            says=f"{source}: no regular file; expected a folder",
        )
    refused(
        "extract", tmp_path / "loop.txt", "--out", tmp_path / "out", says="no such folder or file"
    )
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_and_one_that_explains_itself_only(tmp_path):
    for name in ("empty", "told"):
        (tmp_path / name).mkdir()
    (tmp_path / "told" / "README.md").write_text("About.", encoding="utf-8")
    for name in ("empty", "told"):
        refused(
            "extract",
            tmp_path / name,
            "--out",
            tmp_path / "out",
            says="holds no document; expected files that",
        )


@pytest.mark.parametrize("command", ["extract", "report", "ledger", "citations", "export"])
def test_a_source_of_which_nothing_can_be_read_is_one_line(tmp_path, command):
    (tmp_path / "a.html").write_text("<p> </p>", encoding="utf-8")
    kind = ["--as", "bibtex"] if command == "export" else []
    refused(command, tmp_path / "a.html", "--out", tmp_path / "out", *kind, says="no text in it")
    assert not (tmp_path / "out").exists()


def test_json_lines_of_batches_without_a_row_hold_no_empty_line(texts, tmp_path, monkeypatch):
    for name, text in (("b.txt", "We met."), ("c.txt", TEXT)):
        (texts / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(sources, "BATCH", 1)
    assert 0 == fuzz.call("extract", texts, "--format", "jsonl", "--out", tmp_path / "out")[0]
    lines = (tmp_path / "out" / "citations.jsonl").read_text(encoding="utf-8").splitlines()
    assert ["a", "c"] == [json.loads(line)["doc_id"] for line in lines]
    assert 0 == fuzz.call("extract", texts / "b.txt", "--format", "jsonl", "--out", texts.parent)[0]
    assert b"" == (texts.parent / "claims.jsonl").read_bytes()


def test_what_is_left_out_of_a_folder_is_said(texts):
    os.mkfifo(texts / "pipe.txt")
    (texts / "zero.txt").symlink_to("/dev/zero")
    (texts / "up").symlink_to("..")
    (texts / "passwd.txt").symlink_to("/etc/passwd")
    (texts / ".hidden").mkdir()
    (texts / ".hidden" / "b.txt").write_text(TEXT, encoding="utf-8")
    with pytest.warns(
        CorpusWarning, match=r"\(1 link to a folder, 1 link to outside, 2 no regular file\)"
    ):
        assert ["a"] == analysis.load(texts)["doc_id"].tolist()


def test_texts_that_stand_outside_are_not_followed(tmp_path, texts):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "documents").symlink_to(texts)
    with pytest.raises(CorpusError, match="documents: leads out of"):
        analysis.load(tmp_path / "corpus")


def test_names_with_line_breaks_and_controls_stay_on_one_line(texts, tmp_path):
    for name in ("b\nc.txt", "d\x1b[31m.txt", "e\u202e.txt"):
        (texts / name).write_bytes(b"")
    code, said, complained = fuzz.call("extract", texts, "--out", tmp_path / "out")
    assert (1, 3) == (code, complained.count("\n"))
    assert r"b\nc.txt: the file has zero bytes" in complained
    assert r"d\x1b[31m.txt: the file" in complained
    assert r"e\u202e.txt: the file" in complained


def test_a_name_that_is_no_text_is_one_problem_among_others(texts, tmp_path):
    try:
        (texts / "b\udcff.txt").write_text(TEXT, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes UTF-8 names only")
    code, _, complained = fuzz.call("extract", texts, "--out", tmp_path / "out")
    assert (1, 1) == (code, complained.count("\n"))
    assert r"b\udcff.txt': the name is not UTF-8; rename" in complained
    assert 1 == len(pd.read_csv(tmp_path / "out" / "documents.csv"))


@pytest.mark.parametrize("command", ["extract", "report", "ledger", "citations", "export"])
def test_results_may_not_fall_into_their_source(texts, command, monkeypatch):
    kind = ["--as", "webannotation"] if command == "export" else []
    (texts.parent / "link").symlink_to(texts)
    before = sorted(texts.rglob("*"))
    for out in (texts, texts / "out", texts.parent / "link" / "out", texts / "a.txt"):
        refused(command, texts, "--out", out, *kind, says="lies in the source")
    monkeypatch.chdir(texts)
    refused(command, ".", "--out", "out", *kind, says="lies in the source")
    assert before == sorted(texts.rglob("*"))


def test_a_source_is_not_overwritten_by_a_result_of_the_same_name(tmp_path):
    table = tmp_path / "documents.csv"
    table.write_text(f"text\n{TEXT}", encoding="utf-8")
    refused("extract", table, "--out", tmp_path, says="lies in the source")
    (tmp_path / "corpus" / "documents").mkdir(parents=True)
    (tmp_path / "corpus" / "documents" / "a.txt").write_text(TEXT, encoding="utf-8")
    words = ("extract", tmp_path / "corpus", "--out", tmp_path / "corpus", "--format", "dataset")
    refused(*words, says="lies in the source")  # it would replace the folder documents
    assert TEXT == (tmp_path / "corpus" / "documents" / "a.txt").read_text(encoding="utf-8")


def test_what_stands_in_the_way_of_a_result_is_not_removed(texts, tmp_path):
    out = tmp_path / "out"
    (out / "claims").mkdir(parents=True)
    (out / "claims" / "notes.txt").write_text("mine", encoding="utf-8")
    refused(
        "extract",
        texts,
        "--out",
        out,
        "--format",
        "dataset",
        says="claims: stands where a result is to be written",
    )
    (out / "claims.csv").mkdir()
    refused("extract", texts, "--out", out, says="claims.csv: stands where")
    (out / "r.html").mkdir()
    refused("report", texts, "--out", out / "r.html", says="r.html: stands where")
    assert "mine" == (out / "claims" / "notes.txt").read_text(encoding="utf-8")
    assert {"claims", "claims.csv", "r.html"} == {path.name for path in out.iterdir()}


def test_links_where_results_go(texts, tmp_path):
    """A link to a folder is that folder; one to nowhere, or from the parts, is refused; a result replaces a link."""
    (tmp_path / "far").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "far")
    (tmp_path / "far" / "claims.csv").symlink_to(tmp_path / "precious")
    (tmp_path / "precious").write_text("mine", encoding="utf-8")
    assert 0 == fuzz.call("extract", texts, "--out", tmp_path / "out")[0]
    assert FRAMES == {path.name for path in (tmp_path / "far").iterdir()}
    assert "mine" == (tmp_path / "precious").read_text(encoding="utf-8")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    refused(
        "extract",
        texts,
        "--out",
        tmp_path / "gone",
        says="gone: is no folder; expected a folder to write to",
    )
    (tmp_path / "far" / ".parts").symlink_to(texts)
    refused("extract", texts, "--out", tmp_path / "far", says=".parts: is a link")
    assert (texts / "a.txt").exists()


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet", "dataset"])
def test_a_full_disk_is_named_and_the_run_goes_on_when_there_is_room(texts, tmp_path, full, format):
    (texts / "b.txt").write_text(TEXT * 400, encoding="utf-8")
    words = ("extract", texts, "--out", tmp_path / "out", "--format", format)
    full(10_000)
    code, _, complained = fuzz.call(*words)
    full(resource.RLIM_INFINITY)
    assert (2, 1) == (code, complained.count("\n"))
    assert os.strerror(errno.EFBIG) in complained
    assert {".parts"} == {path.name for path in (tmp_path / "out").iterdir()}
    assert 0 == fuzz.call(*words)[0]
    assert not (tmp_path / "out" / ".parts").exists()


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # of openpyxl, cleaning up
def test_a_full_disk_leaves_no_half_of_a_report_or_an_added_document(texts, tmp_path, full):
    begin.new(tmp_path / "mine")
    (texts / "b.txt").write_text(TEXT * 400, encoding="utf-8")
    full(2_000)
    for words in (
        ("report", texts, "--out", tmp_path / "out" / "r.html"),
        ("ledger", texts, "--out", tmp_path / "out" / "l.csv"),
        ("citations", texts, "--out", tmp_path / "out"),
        ("export", texts, "--as", "xlsx", "--out", tmp_path / "out"),
        ("add", texts / "b.txt", "--corpus", tmp_path / "mine"),
    ):
        assert 2 >= fuzz.call(*words)[0]
    gc.collect()
    full(resource.RLIM_INFINITY)
    assert not {"r.html", "evidence.xlsx"} & {path.name for path in (tmp_path / "out").rglob("*")}
    assert not [path for path in (tmp_path / "out").rglob("*") if path.name.startswith(".")]
    assert [] == list((tmp_path / "mine" / "documents").iterdir())


def test_an_added_document_never_replaces_one(texts, tmp_path, monkeypatch):
    begin.new(tmp_path / "mine")
    other = tmp_path / "mine" / "documents" / "a.md"
    monkeypatch.setattr(
        "yaml.safe_dump", lambda *_, **__: other.write_text("theirs") and ""
    )  # in between
    with pytest.raises(FileExistsError):
        begin.add(texts / "a.txt", tmp_path / "mine", {"title": "x"})
    assert "theirs" == other.read_text(encoding="utf-8")
    assert [other] == list(other.parent.iterdir())


def without_privilege(*commands):
    """Each command line without the privilege of root, who passes over permissions: exit code, standard error."""
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.getuid() == 0 else []
    code = "import fuzz, json, sys; print(json.dumps([fuzz.call(*words)[::2] for words in json.loads(sys.argv[1])]))"
    words = json.dumps([list(map(str, words)) for words in commands])
    here = {**os.environ, "PYTHONPATH": os.path.dirname(fuzz.__file__)}
    return json.loads(
        subprocess.run(
            [*drop, sys.executable, "-c", code, words], env=here, stdout=-1, check=True
        ).stdout
    )


@pytest.mark.skipif(
    os.getuid() == 0 and not shutil.which("setpriv"), reason="root passes over permissions"
)
def test_without_permission(texts, tmp_path):
    (texts / "closed").mkdir()
    (texts / "b.txt").write_text(TEXT, encoding="utf-8")
    (texts / "b.txt").chmod(0)
    (texts / "closed").chmod(0)
    for name in ("open", "shut"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o777)
    assert 0 == fuzz.call("extract", texts / "a.txt", "--out", tmp_path / "shut")[0]
    (tmp_path / "shut").chmod(0o555)
    (code, complained), *refusals = without_privilege(
        ("extract", texts, "--out", tmp_path / "open"),
        ("extract", texts / "closed", "--out", tmp_path / "new"),
        ("extract", texts / "b.txt", "--out", tmp_path / "shut" / "new"),
        ("extract", texts / "a.txt", "--out", tmp_path / "shut"),
    )
    assert (1, 2) == (code, complained.count("\n"))
    assert "1 folder that may not be opened" in complained
    assert "b.txt: Permission denied" in complained
    for code, complained in refusals:
        assert (2, 1) == (code, complained.count("\n")), complained
        assert complained.startswith("error: ")
    for name in ("open", "shut"):
        assert FRAMES == {path.name for path in (tmp_path / name).iterdir()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_is_one_line_and_the_run_goes_on_later(tmp_path, jobs, monkeypatch):
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(30):
        (folder / f"s{n}.txt").write_text(TEXT * 20, encoding="utf-8")
    code = "from analysis.sources import corpus; corpus.BATCH = 2_000; from analysis.__main__ import run; run()"
    words = ["extract", str(folder), "--out", str(tmp_path / "out"), "--jobs", str(jobs)]
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words], stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a test run in the background ignores it
    )  # fmt: skip
    while (
        len(list((tmp_path / "out").glob(".parts/receipts/*.json"))) < 3 and process.poll() is None
    ):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as the keyboard does: all processes of the run
    complained = process.communicate()[1]
    assert (130, "stopped; extract goes on where it was when it is started again\n") == (
        process.returncode,
        complained,
    )
    assert {".parts"} == {path.name for path in (tmp_path / "out").iterdir()}
    monkeypatch.setattr(sources, "BATCH", 2_000)
    code, said, _ = fuzz.call(*words[:-2])
    assert 0 == code
    assert "parts were there from a run that was stopped" in said


def test_receipts_that_were_lost_with_the_power_are_written_again(texts, tmp_path, monkeypatch):
    def stop(*_):
        raise OSError("stopped")

    out = tmp_path / "out"
    monkeypatch.setattr("analysis.run.join", stop)
    refused("extract", texts, "--out", out, says="stopped")
    (receipt,) = (out / ".parts" / "receipts").iterdir()
    receipt.write_bytes(b"")
    monkeypatch.undo()
    assert 0 == fuzz.call("extract", texts, "--out", out)[0]
    assert FRAMES == {path.name for path in out.iterdir()}


HARMFUL = [
    (b"\xff\xfe\0", "cannot be read as a UTF-8 CSV table"),
    (b"a\0b", "families.csv"),
    (b"family,rule,term,unit,source\n" + b'"' + b"x" * 200_000, "families.csv"),
    (b"family,rule,term,unit,source\n" + b"a,b,c\n", "families.csv"),
]


@pytest.mark.parametrize(("content", "message"), HARMFUL)
def test_a_table_of_words_that_is_broken(texts, tmp_path, content, message):
    (tmp_path / "families.csv").write_bytes(content)
    with pytest.raises(VocabularyError, match=message):
        read_table(tmp_path / "families.csv", like="claim_families")
    refused("ledger", texts, "--families", tmp_path / "families.csv", says="families.csv")


CITATION = [
    "a0: &a0 [x]\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    + "license: *a59\n",
    "authors: " + "[" * 1_000,
    "date-released: 1994-13-45\n",
    "authors: [given-names]\n",
]


@pytest.mark.parametrize("content", CITATION, ids=["aliases", "nested", "no day", "no names"])
def test_a_citation_file_that_is_broken_or_would_grow(texts, tmp_path, content):
    """Aliases of aliases are small as objects; as words they would fill the memory."""
    (tmp_path / "c.cff").write_text(content, encoding="utf-8")
    words = (
        "export",
        texts,
        "--as",
        "rocrate",
        "--out",
        tmp_path / "out",
        "--citation",
        tmp_path / "c.cff",
    )
    with fuzz.limited(60):
        refused(*words, says="c.cff: is not YAML")
    assert [] == list((tmp_path / "out").iterdir())


def test_a_pdf_that_draws_the_same_page_again_and_again(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_reader, "DRAWN", 100_000)
    drawn = pdf("", filtered=zlib.compress(b"q Q " * 10_000))
    (tmp_path / "a.pdf").write_bytes(drawn.replace(b"[3 0 R]", b"[" + b"3 0 R " * 1_000 + b"]"))
    with fuzz.limited(60), pytest.raises(CorpusError, match="bytes, more than 50 times its size"):
        analysis.load(tmp_path / "a.pdf")


def test_a_row_of_json_may_have_columns_that_no_other_has(tmp_path):
    rows = [
        {"text": "One."},
        {"text": "Two.", "place": "Selmar"},
        {"place": "Orv", "text": "Three."},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = analysis.load(tmp_path / "a.jsonl")
    assert ["One.", "Two.", "Three."] == found["text"].tolist()
    assert ["Selmar", "Orv"] == found["place"].dropna().tolist()


def test_a_table_of_far_too_many_columns(tmp_path):
    (tmp_path / "a.csv").write_text(
        "text,"
        + ",".join(f"c{n}" for n in range(listing.COLUMNS + 1))
        + "\na"
        + "," * (listing.COLUMNS + 1)
    )
    with pytest.raises(CorpusError, match="2,001 columns; expected a row for each document"):
        analysis.load(tmp_path / "a.csv")
