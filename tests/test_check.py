"""``check``: one pass over a corpus, every problem with its file, its line and its remedy, and an exit code."""

import json

import fuzz
import pandas as pd
import pytest

from analysis.check import as_json, as_lines, check, exit_code
from analysis.measure.problems import problems
from analysis.sources.corpus import open_corpus

TODAY = pd.Timestamp("2020-06-30")
GOOD = "---\ndate: 1994-04-15\n---\n\nWe met in Baku.\n"


@pytest.fixture
def folder(tmp_path):
    """Five files: two that cannot be read, two that say the same, one with a number that no rule reads."""
    texts = {
        "a.md": "---\ndate: 1994-02-31\n---\nx",
        "b.txt": b"We met.\nAt the caf\xe9 \xff\x81 of \x00.\n",
        "c.md": GOOD + "\nIt fell on 31 April 1993.\n",
        "d.md": GOOD.replace("1994", "2094") + "\nIt fell on 31 April 1993.\n",
        "e.md": GOOD + "\n\x1b[31mThe vote was 409 to 3, as expected.\n",
    }
    for name, content in texts.items():
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path


def run(*arguments):
    """The command in this process; only what ``run`` of the command line adds needs one of its own."""
    return fuzz.call("check", *arguments)


def test_every_problem_in_one_pass_with_file_and_line(folder):
    found = check(open_corpus(folder), today=TODAY)
    rows = [
        (row.kind, str(row.file).removeprefix(f"{folder}/"), row.line) for row in found.itertuples()
    ]
    assert ("not_read", "a.md", 2) in rows
    assert ("not_read", "b.txt") in [row[:2] for row in rows]
    assert [("impossible_date", "d.md", pd.NA)] == [
        row for row in rows if row[0] == "impossible_date"
    ]
    # the line of the file, not of the text below the front matter
    assert [("misprinted_date", f"{name}.md", 7) for name in "cd"] == [
        row for row in rows if row[0] == "misprinted_date"
    ]
    assert [("same_text", "d.md", pd.NA)] == [row for row in rows if row[0] == "same_text"]
    assert {"e.md"} == {file for kind, file, _ in rows if kind == "unread_number"}
    assert 2 == exit_code(found)


def test_lines_for_people_are_short_and_say_the_remedy(folder):
    found = check(open_corpus(folder), today=TODAY)
    lines = list(as_lines(found, most=1))
    assert (
        "error: not_read (2). Remedy: mend the file or the row, or take it out of the corpus"
        in lines
    )
    assert "  ... and 1 more" in lines
    assert "3 errors, 6 warnings" == lines[-1]
    assert len(found) == sum(line.startswith("  ") for line in as_lines(found, most=None))


def test_json_holds_everything_and_says_null_where_nothing_is_known(folder):
    found = check(open_corpus(folder), today=TODAY)
    rows = json.loads(as_json(found))
    assert len(found) == len(rows)
    assert list(found.columns) == list(rows[0])
    assert {None, 7} <= {row["line"] for row in rows}


TABLE = "doc_id,date,text\na,1994-04-15,We met.\nb,1994-04-16,31 April 1993.\n"
LETTERS = "".join(
    f"<TEI xml:id='{doc_id}'><teiHeader><date when='1994-04-15'/></teiHeader><text><p>{text}</p></text></TEI>"
    for doc_id, text in (("a", "We met."), ("b", "31 April 1993."))
)


@pytest.mark.parametrize(
    ("name", "content"), [("t.csv", TABLE), ("l.xml", f"<teiCorpus>{LETTERS}</teiCorpus>")]
)
def test_file_and_document_are_named_where_a_file_holds_many(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    found = check(open_corpus(tmp_path / name), today=TODAY)
    found = found[found["kind"] == "misprinted_date"]
    assert [("b", str(tmp_path / name), 1)] == [
        (row.doc_id, row.file, row.line) for row in found.itertuples()
    ]
    assert f"  {tmp_path / name}, document b:1  there is no day 31 April 1993" in as_lines(found)


def test_rows_of_one_id_are_found_with_the_line_of_the_table(tmp_path):
    (tmp_path / "t.csv").write_text(TABLE + "a,1994-04-17,We met again.\n")
    found = check(open_corpus(tmp_path / "t.csv"), today=TODAY)
    (row,) = found[found["kind"] == "same_id"].itertuples()
    assert ("a", str(tmp_path / "t.csv"), 4) == (row.doc_id, row.file, row.line)
    assert "this is now 'a-2'" in row.problem


def test_a_day_that_no_calendar_has_costs_no_row_and_is_found(tmp_path):
    days = ["31 February 1994", "1994-02-31", "31.2.1994", "3 May 1994", "1994"]
    rows = "".join(f"{number},{day},We met.\n" for number, day in enumerate(days))
    (tmp_path / "t.csv").write_text(f"doc_id,date,text\n{rows}")
    found = check(open_corpus(tmp_path / "t.csv"), today=TODAY)
    assert ["0", "1", "2"] == list(found.loc[found["kind"] == "impossible_date", "doc_id"])


def test_a_file_that_is_left_out_is_said_once(tmp_path):
    (tmp_path / "a.md").write_text(GOOD)
    for name in ("b.jpg", "c.csv"):
        (tmp_path / name).write_text("no text of this folder")
    found = check(open_corpus(tmp_path), today=TODAY)
    assert [("left_out", "b.jpg"), ("left_out", "c.csv")] == [
        (row.kind, row.file.rsplit("/", 1)[-1]) for row in found.sort_values("file").itertuples()
    ]


def test_a_note_on_a_file_is_not_dropped_for_a_name_that_says_what_check_says_itself(tmp_path):
    told = "We met at the caf\xe9, and it is said that the caf\xe9 was full of them."
    (tmp_path / "not English.txt").write_bytes(told.encode("cp1252"))
    found = check(open_corpus(tmp_path), today=TODAY)
    (noted,) = found.loc[found["kind"] == "noted", "problem"]
    assert noted.startswith("read as cp1252, which is detected")


def test_the_order_of_batches_changes_nothing(folder, monkeypatch):
    whole = check(open_corpus(folder), today=TODAY)
    monkeypatch.setattr("analysis.sources.corpus.BATCH", 1)
    pd.testing.assert_frame_equal(whole, check(open_corpus(folder), today=TODAY))


def test_exit_code_tells_clean_from_warnings_from_errors(root, folder, tmp_path_factory):
    good = tmp_path_factory.mktemp("good") / "a.md"
    good.write_text(GOOD, encoding="utf-8")
    assert (0, "no problem found\n", "") == run(good)
    code, said, _ = run(root / "corpus")
    assert 1 == code
    assert "no text has another speaker than Heydar Aliyev (known of 2 of 4)" in said
    assert said.endswith("0 errors, 1 warnings\n")
    assert 2 == run(folder)[0]


def test_the_terminal_is_left_alone(folder):
    _, said, complained = run(folder)
    assert "\x1b" not in said + complained
    assert r"\x1b[31mThe vote" in said


def test_json_on_the_command_line_is_the_array_alone(folder):
    code, said, _ = run(folder, "--format", "json")
    assert 2 == code
    assert "not_read" == json.loads(said)[0]["kind"]


def test_what_cannot_be_opened_is_one_line_and_exit_code_2(tmp_path):
    code, said, complained = fuzz.call("check", tmp_path / "nowhere", "--format", "json")
    assert (2, "") == (code, said)
    assert complained.startswith("error: ") and 1 == complained.count("\n")


def test_what_is_worded_alike_is_three_lines_and_a_count():
    """A thousand of one kind do not hide the one of another."""
    alike = [
        {"doc_id": f"d{n}", "kind": "noted", "problem": f"left out {n} notes"} for n in range(1_000)
    ]
    odd = {"doc_id": "x", "kind": "noted", "problem": "its fonts have no letters"}
    lines = list(as_lines(problems([*alike, odd]).assign(file=pd.NA)))
    assert ["  ... and 997 more"] == [line for line in lines if "more" in line]
    assert "  x  its fonts have no letters" in lines
    assert 5 == sum(line.startswith("  ") for line in lines)
