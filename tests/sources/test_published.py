"""Published corpora: what the names of their files say, and what the head of a text prints."""

from datetime import date

import pytest

import analysis
from analysis.sources import printed, published


def test_name_of_a_speech_in_the_general_debate(tmp_path):
    found = published.describe(tmp_path / "Session 48 - 1993" / "AZE_48_1993.txt")
    assert ("AZE", 48, 1993, "AZE", "1993", "speech") == tuple(
        found[key] for key in ("country", "session", "year", "issuer", "date_text", "genre")
    )
    assert "date" not in found  # only the year is known


NOT_SPEECHES = [
    "AZE_48_1994.txt",
    "aze_48_1993.txt",
    "AZE_1993.txt",
    "AZERBAIJAN_48_1993.txt",
    "notes.txt",
]


@pytest.mark.parametrize("name", NOT_SPEECHES)
def test_other_names_are_left_alone(tmp_path, name):
    assert {} == published.describe(tmp_path / name)


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
    found = published.describe(tmp_path / name)
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
    ("Statement - Moscow, April 15, 1994\n\nThe state of", None, date(1994, 4, 15)),
    (
        "S/RES/2 (1993)\n30 April 1993\n\nThe Council,\n\nRecalling S/RES/1 (1946)",
        "S/RES/2 (1993)",
        date(1993, 4, 30),
    ),
    ("A/48/476\nLetter dated 1 May 1993", "A/48/476", date(1993, 5, 1)),
    ("Resolution No.11/7-P(IS) on", "11/7-P(IS)", None),
    # two of a kind: which is the document's own?
    ("Letter dated 1 May 1993, received 3 May 1993, A/48/476-S/26184", None, None),
    ("31 February 1993", None, None),
    ("No date, 12 speeches 1993", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "symbol", "day"), HEADS)
def test_what_a_head_prints(text, symbol, day):
    assert (symbol, day) == (printed.symbol(text), printed.day(text))
