"""Published corpora: what the names of their files say, and what the head of a text prints."""

from datetime import date, datetime

import pandas as pd
import pytest

import analysis
from analysis.sources import hints
from analysis.sources.errors import CorpusError, CorpusWarning
from analysis.sources.reader import Asked


def test_name_of_a_speech_in_the_general_debate(tmp_path):
    found = hints.describe(tmp_path / "Session 48 - 1993" / "AZE_48_1993.txt")
    assert ("AZE", 48, 1993, "AZE", "1993", "speech") == tuple(
        found[key] for key in ("country", "session", "year", "issuer", "date_text", "genre")
    )
    assert "date" not in found  # only the year is known


def test_a_session_of_one_digit_has_no_nought_before_it(tmp_path):
    found = hints.describe(tmp_path / "AZE_05_1950.txt")
    assert (5, "session 5") == (found["session"], found["event"].split(", ")[1])


NOT_SPEECHES = [
    "AZE_48_1994.txt",
    "aze_48_1993.txt",
    "AZE_1993.txt",
    "AZERBAIJAN_48_1993.txt",
    "notes.txt",
]


@pytest.mark.parametrize("name", NOT_SPEECHES)
def test_other_names_are_left_alone(tmp_path, name):
    assert {} == hints.describe(tmp_path / name)


@pytest.mark.parametrize("name", ["S_RES_0822_1993_EN_GOLD.txt", "S_RES_822_1993_EN.txt"])
@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Resolution 822 (1993)\nof 30 April 1993\n\nThe Security Council,\n", date(1993, 4, 30)),
        # the year printed is not that of the name: a misreading, or another document
        ("Resolution 822 (1993)\nof 30 April 1998\n", None),
        ("The Security Council,\n\nRecalling the letter of 30 April 1993\n", None),
    ],
)
def test_name_of_a_resolution_and_the_day_in_its_head(tmp_path, name, head, day):
    (tmp_path / name).write_text(head, encoding="utf-8")
    found = analysis.load(tmp_path).iloc[0].dropna()
    assert ("S/RES/822 (1993)", 1993, "resolution") == (
        found["symbol"],
        found["year"],
        found["genre"],
    )
    assert day == (found["date"].date() if "date" in found else None)


def test_folder_of_speeches_is_loaded_with_country_session_and_year(tmp_path):
    (tmp_path / "Session 48 - 1993").mkdir()
    (tmp_path / "Session 48 - 1993" / "AZE_48_1993.txt").write_text(
        "Mr. President,", encoding="utf-8"
    )
    row = analysis.load(tmp_path).iloc[0]
    assert ("AZE_48_1993", "AZE", 48, 1993) == tuple(row[["doc_id", "country", "session", "year"]])


HEADS = [
    ("Statement - Moscow, April 15, 1994\n\nThe state of", None, datetime(1994, 4, 15)),
    (
        "S/RES/2 (1993)\n30 April 1993\n\nThe Council,\n\nRecalling S/RES/1 (1946)",
        "S/RES/2 (1993)",
        datetime(1993, 4, 30),
    ),
    ("A/48/476\nLetter dated 1 May 1993", "A/48/476", datetime(1993, 5, 1)),
    ("Resolution No.11/7-P(IS) on", "11/7-P(IS)", None),
    # two of a kind: which is the document's own?
    ("Letter dated 1 May 1993, received 3 May 1993, A/48/476-S/26184", None, None),
    ("31 February 1993", None, None),
    # a day in running text is not the document's, nor is a resolution that it recalls
    ("Mr. President, on 3 May 1994 the talks on S/RES/2 (1993) began in Port Ann.", None, None),
    ("Statement\n\n" + "It was on 3 May 1994 that " + "they spoke and " * 20, None, None),
    ("Port Ann, 3 May 1994\n\nThe talks of 4 May 1993 in the city ended without any result.", None, datetime(1994, 5, 3)),
    ("No date, 12 speeches 1993", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "symbol", "day"), HEADS)
def test_what_a_head_prints(text, symbol, day):
    assert (symbol, {"date": day} if day else {}) == (hints.symbol(text), hints.day(text))


RANGES = [
    "8-9 July 2022",
    "8 – 9 July 2022",
    "30 June to 2 July 2022",
    "5, 6 and 7 May 1993",
    "5/6 December 1994",
]


@pytest.mark.parametrize("days", RANGES)
def test_several_days_in_a_head_are_kept_as_written(tmp_path, days):
    (tmp_path / "a.txt").write_text(
        f"Council of the Lakes\nPort Ann, {days}\n\nThe talks ended.", encoding="utf-8"
    )
    document = analysis.load(tmp_path).iloc[0]
    assert pd.isna(document["date"]) and document["date_text"] == days


def test_head_of_a_text_fills_what_is_not_known_in_a_folder_too(tmp_path):
    head = "A/48/476\nPort Ann, 3 May 1994\n\nThe talks ended."
    for name, front in (("a", ""), ("b", "---\ndate_text: May 1994\nsymbol: X/1\n---\n")):
        (tmp_path / f"{name}.md").write_text(front + head, encoding="utf-8")
    found = analysis.load(tmp_path)
    assert ["A/48/476", "X/1"] == found["symbol"].tolist()
    assert [date(1994, 5, 3)] == [day.date() for day in found["date"].dropna()]
    assert found["date"].isna()[1]  # the author says why there is none


PATTERNS = [
    ("{year}-{speaker}.txt", {"date_text": "1994", "speaker": "Smith", "year": 1994}),
    ("{year}-{speaker}", {"date_text": "1994", "speaker": "Smith", "year": 1994}),
    ("{place}/{_}-{speaker}.txt", {"place": "north", "speaker": "Smith"}),
    ("{date}-{party}", {"date_text": "1994", "party": "Smith"}),
]


@pytest.mark.parametrize(("pattern", "want"), PATTERNS)
def test_names_of_files_by_a_pattern_of_the_users(tmp_path, pattern, want):
    (tmp_path / "north").mkdir()
    for name in ("1994-Smith.txt", "other.txt"):
        (tmp_path / "north" / name).write_text("About 5 people fled.", encoding="utf-8")
    with pytest.warns(CorpusWarning, match="fits 1 of 2 files; not other.txt"):
        first, other = analysis.load(tmp_path, asked=Asked(name_pattern=pattern)).to_dict("records")
    assert want == {key: first[key] for key in want}
    assert all(pd.isna(other[key]) for key in want)


@pytest.mark.parametrize("pattern", ["speeches", "{a}-{a}", "{text}.txt", "{year"])
def test_pattern_that_names_nothing_is_one_line(tmp_path, pattern):
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    with pytest.raises(CorpusError, match="expected fields in braces"):
        analysis.load(tmp_path, asked=Asked(name_pattern=pattern))


def test_the_folder_of_the_source_is_no_part_of_a_name_and_a_date_that_is_none_is_said(tmp_path):
    (tmp_path / "NOR").mkdir()
    for name in ("NOR/1994-05-03.txt", "NOR/undated.txt", "1994-05-04.txt"):
        (tmp_path / name).write_text("One.", encoding="utf-8")
    with pytest.warns(CorpusWarning) as said:
        found = analysis.load(tmp_path, asked=Asked(name_pattern="{country}/{date}"))
    assert {"1994-05-03": "NOR", "undated": "NOR"} == dict(
        found.dropna(subset="country")[["doc_id", "country"]].itertuples(index=False)
    )
    assert ["dates that are no certain day", "fits 2 of 3 files; not 1994-05-04.txt"] == [
        str(one.message).split(": ")[1].split(", such")[0] for one in said
    ]
