"""Tables: a row is a document, its columns are fields or kept, what is broken is named by line."""

import json
import warnings
from collections import Counter
from datetime import date, datetime

import fuzz
import pandas as pd
import pytest

import analysis
from analysis.frames import FrameError
from analysis.sources import tabular
from analysis.sources.errors import CorpusError, CorpusWarning, recorded
from analysis.sources.reader import Asked, unlike

openpyxl = pytest.importorskip("openpyxl")

NOT_READ = "error::analysis.sources.errors.NotRead"  # the first thing not read ends the reading
ROWS = [
    {"doc_id": "a", "Date": "1993-04-30", "Country": "NA", "text": "First.\n\n“Second”, he said; "},
    {"doc_id": "b", "Date": "", "Country": "", "text": "Third."},
]
WANT = [
    {
        "doc_id": "a",
        "date": pd.Timestamp("1993-04-30"),
        "Country": "NA",
        "text": "First.\n\n“Second”, he said; ",
    },
    {"doc_id": "b", "text": "Third."},
]


def write(path, rows):
    frame = pd.DataFrame(rows)
    if path.suffix == ".jsonl":
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    elif path.suffix == ".parquet":
        frame.to_parquet(path, index=False, row_group_size=1)
    elif path.suffix == ".xlsx":
        frame.to_excel(path, index=False)
    else:
        frame.to_csv(path, index=False, sep="\t" if path.suffix == ".tsv" else ",")
    return path


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "jsonl", "parquet"])
def test_every_kind_of_table_gives_the_same_documents(tmp_path, suffix):
    file = write(tmp_path / f"speeches.{suffix}", ROWS)
    assert WANT == list(tabular.read(file))
    assert {"Country": "string"} == tabular.columns(file)
    documents = analysis.load(file)
    assert ["a", "b"] == documents["doc_id"].tolist()
    assert "Country" == documents.columns[-1]


def test_parquet_keeps_whole_numbers(tmp_path):
    file = write(
        tmp_path / "s.parquet", [{"year": 1993, "text": "One."}, {"year": 1994, "text": "Two."}]
    )
    assert {"year": 1994, "doc_id": "s-00002", "text": "Two."} == list(tabular.read(file, "s"))[1]
    assert {"year": "Int64"} == tabular.columns(file)
    assert [1993, 1994] == analysis.load(file)["year"].tolist()


def test_id_is_made_of_stem_and_row(tmp_path):
    file = write(tmp_path / "speeches.csv", [{"text": "One."}, {"text": "Two."}])
    assert ["speeches-00001", "speeches-00002"] == [row["doc_id"] for row in tabular.read(file)]


def test_dates_of_excel_and_of_pandas_are_days(tmp_path):
    file = write(
        tmp_path / "s.xlsx",
        [{"date": datetime(1993, 4, 30), "text": "a"}, {"date": "1993-05-01", "text": "b"}],
    )
    assert [date(1993, 4, 30), date(1993, 5, 1)] == [
        row["date"].date() for row in tabular.read(file)
    ]
    file = write(tmp_path / "s.jsonl", [{"date": "1993-04-30T00:00:00", "text": "a"}])
    assert [pd.Timestamp("1993-04-30")] == [row["date"] for row in tabular.read(file)]


def test_semicolons_of_excel_in_other_countries(tmp_path):
    (tmp_path / "s.csv").write_text("\ufeffdoc_id;text\r\na;One, two\r\n", encoding="utf-8")
    assert [{"doc_id": "a", "text": "One, two"}] == list(tabular.read(tmp_path / "s.csv"))


def test_another_name_of_the_text_is_taken_and_said(tmp_path):
    file = write(tmp_path / "s.csv", [{"id": "1", "Speech": "One."}])
    with pytest.warns(CorpusWarning, match="the column Speech was taken as the text"):
        assert [{"id": "1", "text": "One.", "doc_id": "s-00001"}] == list(tabular.read(file))
    assert {"id": "string"} == tabular.columns(file)


BAD = [
    (
        "s.csv",
        "doc_id,words\na,One",
        r"no column holds the text; its columns are doc_id, words; name one of them text",
    ),
    ("s.csv", "content,speech\na,b", r"any of content, speech could hold the text"),
    ("s.csv", "text,Text\na,b", r"header: text more than once"),
    ("s.csv", "text,year\nOne,1\nTwo", r"line 3: 1 cells where the header names 2"),
    # a cell of two lines: the line on which the row begins
    ("s.csv", 'text,year\n"One\nmore",1\nTwo,2,3', r"line 4: 3 cells"),
    ("s.csv", 'text,year\n"One,1\nTwo,2', r"line 2: no row of a table .* quotation mark"),
    ("s.csv", "text,year\nOne,1\n ,2", r"line 3: the row has no text"),
    ("s.csv", "text,year", r"no rows"),
    ("s.csv", "", r"zero bytes"),
    ("s.jsonl", '{"text": "a"}\n{"text": ', r"line 2: not JSON"),
    ("s.jsonl", '{"text": "a"}\n["b"]', r"line 2: a list"),
    ("s.jsonl", '{"text": "a", "text": "b"}', r"line 1: text more than once"),
    ("s.jsonl", '{"text": "a\\ud800"}', r"line 1: text holds '\\ud800'"),
    ("s.jsonl", '{"text": ' + "[" * 100_000, r"line 1: not JSON|deep"),
    ("s.xlsx", "not a zip", r"cannot be read as an Excel table"),
    ("s.parquet", "not parquet", r"cannot be read as Parquet"),
]


@pytest.mark.filterwarnings(NOT_READ)
@pytest.mark.parametrize(("name", "content", "message"), BAD)
def test_broken_table_names_file_place_and_remedy(tmp_path, name, content, message):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message) as error:
        list(tabular.read(tmp_path / name))
    assert str(error.value).startswith(str(tmp_path / name))
    assert "\n" not in str(error.value)


def test_excel_says_what_it_left_out_and_what_may_be_cut_off(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["text", "year"])
    book.active.append(["x" * 32_767, 1993])
    book.active.append([None, None])
    book.create_sheet("Notes").append(["hidden"])
    book.save(tmp_path / "s.xlsx")
    with pytest.warns(CorpusWarning) as said:
        rows = list(tabular.read(tmp_path / "s.xlsx"))
    assert ["1993"] == [row["year"] for row in rows]
    assert any("left out Notes" in str(note.message) for note in said)
    assert any("row 2: 32,767 characters" in str(note.message) for note in said)


def test_sheets_with_one_header_are_one_table(tmp_path):
    book = openpyxl.Workbook()
    for year in ("1993", "1994"):
        sheet = book.create_sheet(year)
        sheet.append(["text", "year"])
        sheet.append([f"Speech of {year}.", int(year)])
    book.save(tmp_path / "s.xlsx")
    rows = list(tabular.read(tmp_path / "s.xlsx"))
    assert [("s-00001", "1993"), ("s-00002", "1994")] == [(r["doc_id"], r["year"]) for r in rows]


SAME = '{"id": 7, "speech": "One.", "on": "3 May 1994"}'


@pytest.mark.filterwarnings(NOT_READ)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("s.csv", "id,speech,on,doc_id\n7,One.,3 May 1994,k\n"),
        ("s.csv", "sep=;\nId;Speech;On;doc_id\n7;One.;03.05.1994;k\n"),
        ("s.json", f"[{SAME}]"),
        ("s.json", f'{{"about": "x", "rows": [{SAME}]}}'),
        ("s.json", SAME),
        ("s.jsonl", SAME),
    ],
)
def test_columns_of_other_names_are_asked_for(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    asked = Asked(text_column="speech", id_column="id", date_column="on")
    (found,) = tabular.read(tmp_path / name, asked=asked)
    day = pd.Timestamp("1994-05-03")
    assert ("7", "One.", day) == (found["doc_id"], found["text"], found["date"])
    given = {"doc_id_of_table"} if "doc_id" in content else set()
    assert given == set(tabular.columns(tmp_path / name, asked))
    with pytest.raises(CorpusError, match="no column is called 'day', asked for as the date"):
        list(tabular.read(tmp_path / name, asked=Asked("speech", date_column="day")))


def test_dates_as_tables_write_them_keep_their_rows(tmp_path):
    dates = ("1994", "1994.0", "1994-05-03T10:00:00Z", "May 1994", "3/5/1994", "768182400")
    lines = [f"{date},Speech." for date in dates]
    (tmp_path / "s.csv").write_text("\n".join(["date,text", *lines]), encoding="utf-8")
    with pytest.warns(CorpusWarning, match="no certain day, such as '1994'") as said:
        rows = list(tabular.read(tmp_path / "s.csv"))
    assert 1 == len(said)
    want = ["1994", "1994", pd.Timestamp("1994-05-03"), "May 1994", "3/5/1994", "768182400"]
    assert want == [row.get("date", row.get("date_text")) for row in rows]


def test_excel_cells_beyond_the_header(tmp_path):
    book = openpyxl.Workbook()
    for row in (["text"], ["One.", "stray"]):
        book.active.append(row)
    book.save(tmp_path / "s.xlsx")
    with pytest.raises(CorpusError, match="row 2: 2 cells where the header names 1"):
        analysis.load(tmp_path / "s.xlsx")


def metadata(tmp_path, content, stems=("a", "b.c")):
    (tmp_path / "metadata.csv").write_text(content, encoding="utf-8")
    return tabular.metadata(tmp_path / "metadata.csv", {stem: stem for stem in stems})


def test_metadata_table_describes_the_texts_beside_it(tmp_path):
    found = metadata(tmp_path, "file,date,topic\na.txt,1993-04-30,war\nb.c,,\n")
    assert {"a": {"date": pd.Timestamp("1993-04-30"), "topic": "war"}, "b.c": {}} == found
    assert found == metadata(tmp_path, "doc_id,date,topic\nsub/a.txt,1993-04-30,war\nb.c,,\n")


def test_metadata_says_which_texts_have_no_row(tmp_path):
    with pytest.warns(CorpusWarning, match=r"no row for 1 of 2 texts \(b\.c\)"):
        metadata(tmp_path, "file\na.txt\n")


BAD_METADATA = [
    ("file\nz.txt\n", r"line 2: 'z\.txt' is no text of this folder"),
    ("file\na.txt\na\n", r"line 3: 'a' stands in an earlier row"),
    ("name\na\n", r"needs a column file .* its columns are name"),
    ("file,text\na,One\n", r"none of text"),
]


@pytest.mark.filterwarnings("ignore:.*no row for", NOT_READ)
@pytest.mark.parametrize(("content", "message"), BAD_METADATA)
def test_metadata_table_that_does_not_fit(tmp_path, content, message):
    with pytest.raises(CorpusError, match=message):
        metadata(tmp_path, content)


def test_every_bad_row_of_a_metadata_table_is_told_and_the_others_are_used(tmp_path):
    (tmp_path / "m.csv").write_text(
        "file,date\nz.txt,\na,1993-04-29\nb\nc,1993-04-30\na,\n", encoding="utf-8"
    )
    with recorded() as (problems, notes):
        found = tabular.metadata(tmp_path / "m.csv", {stem: stem for stem in "abc"})
    assert "no row for 1 of 3" in notes[0]
    days = {"a": pd.Timestamp("1993-04-29"), "c": pd.Timestamp("1993-04-30")}
    assert {name: {"date": day} for name, day in days.items()} == found
    told = ["'z.txt' is no text", "1 cells where", "'a' stands in an earlier row"]
    assert all(part in problem for part, problem in zip(told, problems, strict=True))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("s.csv", "doc_id,date,text\na,,\nb,1993-02-03,Two\nc,Three\nd,,Four\ne,,\ne,,Six\n"),
        ("s.csv", "doc_id,text\na\nb,Two\nc\nd,Four\ne,\ne,Six\n"),
        (
            "s.jsonl",
            '{"doc_id": "b", "text": "Two"}\n{"text": 1\n[1]\n{"doc_id": "d", "text": "Four"}\n'
            '{"doc_id": "x"}\n{"doc_id": "e", "text": "Six"}\n',
        ),
    ],
)
def test_what_is_wrong_with_one_row_is_told_and_the_other_rows_are_read(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with recorded() as (problems, _):
        assert ["b", "d", "e"] == [row["doc_id"] for row in tabular.read(tmp_path / name)]
    assert 3 == len(problems)
    with warnings.catch_warnings(), pytest.raises(CorpusError):
        warnings.simplefilter("error")
        list(tabular.read(tmp_path / name))


def test_folder_of_texts_with_metadata_is_loaded(tmp_path):
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "metadata.csv").write_text(
        "file,speaker,topic\na.txt,Smith,war\n", encoding="utf-8"
    )
    row = analysis.load(tmp_path).iloc[0]
    assert ("a", "Smith", "war", "One.") == tuple(row[["doc_id", "speaker", "topic", "text"]])


DATES = [
    ("1713-04-11", "date", pd.Timestamp("1713-04-11")),
    ("1713-04-11T10:30:00Z", "date", pd.Timestamp("1713-04-11")),
    ("03.05.1994", "date", pd.Timestamp("1994-05-03")),
    ("19940503", "date", pd.Timestamp("1994-05-03")),
    ("3.5.1994 10:30", "date", pd.Timestamp("1994-05-03")),
    ("1994-05-03/1994-05-04", "date_text", "1994-05-03/1994-05-04"),
    ("3 May 1994", "date", pd.Timestamp("1994-05-03")),
    ("May 3, 1994", "date", pd.Timestamp("1994-05-03")),
    # no certain day: the row stays, the words too
    ("1994", "date_text", "1994"),
    ("May 1994", "date_text", "May 1994"),
    ("3/5/1994", "date_text", "3/5/1994"),
    ("44 BC", "date_text", "44 BC"),
    # a day that no calendar has is a slip in one cell: it costs no text
    ("31 February 1994", "date_text", "31 February 1994"),
    ("1994-02-31", "date_text", "1994-02-31"),
    ("31.02.1994", "date_text", "31.02.1994"),
]


@pytest.mark.filterwarnings("ignore:.*no certain day")
@pytest.mark.parametrize(("written", "key", "value"), DATES)
def test_a_date_is_a_day_where_that_is_certain(tmp_path, written, key, value):
    file = write(tmp_path / "s.csv", [{"date": written, "text": "One."}])
    (found,) = tabular.read(file)
    assert value == found[key]
    assert 3 == len(found)


def test_a_cell_that_does_not_fit_its_field_costs_no_text_and_is_said_once(tmp_path):
    rows = [{"translated": one, "text": "One."} for one in ("maybe", "1", "no", "de", "")]
    with pytest.warns(CorpusWarning, match="line 2: translated is 'maybe'.*left empty") as said:
        found = analysis.load(write(tmp_path / "s.csv", rows))
    assert [pd.NA, True, False, pd.NA, pd.NA] == found["translated"].tolist()
    assert 1 == len(said)


def test_a_column_of_years_keeps_its_rows_and_is_said_once(tmp_path):
    rows = [{"date": year, "date_text": "spring", "text": "One."} for year in range(1990, 1999)]
    with pytest.warns(CorpusWarning, match="such as '1990', are in date_text") as said:
        found = analysis.load(write(tmp_path / "s.csv", rows))
    assert "spring; 1990" == found["date_text"][0]
    assert (9, 1) == (len(found), len(said))


ODD = [
    # the first row lacks a column, or the text
    ("s.csv", "text,a\nx\nfine,b\n", ["line 2: 1 cells where the header names 2"], ["fine"]),
    (
        "s.jsonl",
        '{"a": 1}\n{"text": "One.", "b": 2}\n',
        ["line 1: no column holds the text"],
        ["One."],
    ),
    # a name that cannot be printed or written
    (
        "s.jsonl",
        '{"text": "a", "k\\ud800": 1}\n{"text": "b"}\n',
        ["line 1: a column is called"],
        ["b"],
    ),
    (
        "s.jsonl",
        '{"text": "a", "k\\u0007": 1}\n{"text": "b"}\n',
        ["line 1: a column is called"],
        ["b"],
    ),
    ("s.jsonl", '{"text": "a", "": 1}\n', [], ["a"]),
    # values of another kind than is expected
    ("s.jsonl", '{"text": "a", "title": ["1994-05-03", {"b": null}], "date": 1994}\n', [], ["a"]),
    ("s.jsonl", '{"text": "a", "translated": {}}\n{"text": "b"}\n', [], ["a", "b"]),
    ("s.jsonl", '{"text": ["a"]}\n{"text": "b"}\n', ["line 1: the text is a list"], ["b"]),
]


@pytest.mark.filterwarnings("ignore:.*no certain day", "ignore:.*left empty")
@pytest.mark.parametrize(("name", "content", "lines", "texts"), ODD)
def test_an_odd_row_is_one_line_and_the_others_are_read(tmp_path, name, content, lines, texts):
    (tmp_path / name).write_text(content, encoding="utf-8")
    problems = []
    assert texts == analysis.load(tmp_path / name, problems=problems)["text"].tolist()
    assert len(lines) == len(problems)
    for line, problem in zip(lines, problems, strict=True):
        assert line in problem and "\n" not in problem


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("s.csv", "doc_id|text\na|One, two; three\n", ["One, two; three"]),
        ("s.csv", "doc_id,text\n,\na,One\n,,,\n", ["One"]),  # as Excel saves what was deleted
        ("s.json", '{"text": "One"}\n{"text": "Two"}\n', ["One", "Two"]),  # JSON Lines
    ],
)
def test_tables_as_other_programs_write_them(tmp_path, name, content, texts):
    (tmp_path / name).write_text(content, encoding="utf-8")
    problems = []
    assert texts == analysis.load(tmp_path / name, problems=problems)["text"].tolist()
    assert [] == problems


@pytest.mark.parametrize(
    ("content", "message"), [("[]", "the table has no rows"), ('["One"]', "row 1: a str; expected")]
)
def test_json_without_objects(tmp_path, content, message):
    (tmp_path / "s.json").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        analysis.load(tmp_path / "s.json")


def test_a_parquet_title_that_is_a_date_is_text(tmp_path):
    rows = [{"title": datetime(1994, 5, 3), "date": 1994, "text": "One."}]
    with pytest.warns(CorpusWarning, match="date_text"):
        found = analysis.load(write(tmp_path / "s.parquet", rows))
    assert ("1994-05-03", "1994") == (found["title"][0], found["date_text"][0])


def test_excels_own_line_of_the_mark(tmp_path):
    (tmp_path / "s.csv").write_text("sep=;\ndoc_id;text\na;One, two\n", encoding="utf-8")
    assert [{"doc_id": "a", "text": "One, two"}] == list(tabular.read(tmp_path / "s.csv"))


def test_a_frame_of_ones_own_becomes_documents():
    own = pd.DataFrame(
        {
            "who": ["A", None],
            "speech": ["About 5 people fled.", "No."],
            "on": ["1945", "3 May 1994"],
            "n": [1, 2],
        }
    )
    with pytest.warns(CorpusWarning, match="no certain day, such as '1945'"):
        documents = analysis.from_frame(own, text="speech", date="on")
    assert ["row-00001", "row-00002"] == documents["doc_id"].tolist()
    assert [False, True] == documents["date"].notna().tolist()
    assert "1945" == documents["date_text"][0]
    assert "Int64" == str(documents["n"].dtype)
    assert [True, False] == documents["who"].notna().tolist()
    assert 1 == len(analysis.extract(documents).claims)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"talk": ["a"]}), r"no column .*its columns are talk; .*\(in Python text=\)"),
        (pd.DataFrame({"text": [None]}), "row 1: the row has no text"),
        (pd.DataFrame({f"c{n}": ["a"] for n in range(500)}), r"no column holds the text"),
    ],
)
def test_a_frame_that_does_not_fit_is_said_in_one_line(frame, message):
    with pytest.raises(CorpusError, match=message) as error:
        analysis.from_frame(frame)
    assert len(str(error.value)) < 500
    with pytest.raises(FrameError, match="from_frame") as error:
        analysis.extract(frame)
    assert len(str(error.value)) < 500


def test_the_texts_of_a_frame_are_found_as_those_of_a_table(tmp_path):
    with pytest.warns(CorpusWarning, match="the frame: the column speech was taken as the text"):
        documents = analysis.from_frame(pd.DataFrame({"speech": ["One."], "n": [1]}))
    assert ["One."] == documents["text"].tolist()


def test_a_year_is_no_first_of_january():
    documents = analysis.from_frame(pd.DataFrame({"text": ["One."]}))
    for year in ("1945", 1945):
        with pytest.raises(FrameError, match="date of row 0 is .*1945.*; must be a day"):
            analysis.extract(documents.assign(date=year))


def test_rows_of_one_id_are_kept_with_ids_of_their_own_and_said(tmp_path):
    rows = [{"doc_id": doc_id, "text": f"Text {n}."} for n, doc_id in enumerate("aabaa")]
    rows.insert(1, {"doc_id": "a-2", "text": "One that is called so."})
    for name in ("s.csv", "s.xlsx", "s.jsonl", "s.parquet"):
        with pytest.warns(CorpusWarning, match="doc_id 'a': is taken by .*; this is now") as said:
            found = analysis.load(write(tmp_path / name, rows))
        assert ["a", "a-2", "a-3", "b", "a-4", "a-5"] == found["doc_id"].tolist()
        assert [row["text"] for row in rows] == found["text"].tolist()
        assert 3 == len(said)
    with pytest.warns(
        CorpusWarning, match="the frame, row 2: doc_id 'a': is taken by the frame, row 1"
    ):
        own = analysis.from_frame(pd.DataFrame({"doc_id": ["a", "a"], "text": ["One.", "Two."]}))
    assert ["a", "a-2"] == own["doc_id"].tolist()


def test_many_rows_of_one_id_take_no_time_of_their_square():
    taken, times = set(), Counter()
    with fuzz.limited(20):
        for _ in range(100_000):
            taken.add(unlike("a", taken, times))
    assert 100_000 == len(taken)
