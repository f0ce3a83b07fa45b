"""The frames: columns in order, types, and errors that name what is wrong."""

import pandas as pd
import pytest

from analysis import frames


def test_missing_stays_missing():
    frame = frames.build("citations", [
        {"doc_id": "a", "paragraph": "P1", "kind": "unnumbered", "body": "UNSC", "group": 1,
         "function": "recalls", "start": 0, "end": 3, "quote": "its"}
    ])  # fmt: skip
    assert frame[["symbol", "number", "year", "year_source", "cue"]].isna().all(axis=None)


def test_unknown_column_is_refused():
    with pytest.raises(ValueError, match="quantities has no column colour"):
        frames.build("quantities", [{"colour": "red"}])


def test_value_outside_the_list_is_refused():
    row = {"doc_id": "a", "paragraph": "P1", "kind": "chorus", "start": 0, "end": 1, "quote": "x"}
    with pytest.raises(frames.FrameError, match="kind of row 0 is 'chorus'; must be one of title"):
        frames.build("paragraphs", [row])


ROW = {"doc_id": "a", "paragraph": "P1", "hedge": "bare", "start": 0, "end": 1, "quote": "x"}


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("hedge", "allmost", "is 'allmost'; must be one of bare, about, almost"),
        ("hedge", None, "is missing; every row needs one"),
        ("quote", float("nan"), "is missing; every row needs one"),
        ("start", None, "is missing; every row needs one"),
        ("start", "here", "is 'here'; must be int64"),
        ("value", "many", "is 'many'; must be float64"),
        ("unit", "a\ud800", r"holds '\ud800', half a character"),
    ],
)
def test_an_error_names_column_row_value_and_what_is_allowed(column, value, says):
    with pytest.raises(frames.FrameError) as error:
        frames.build("quantities", [ROW, ROW | {column: value}])
    assert str(error.value).startswith(f"quantities: {column} of row 1 {says}")


def test_an_id_that_occurs_twice_is_refused():
    with pytest.raises(frames.FrameError, match="doc_id of row 1 is 'a', which stands in an"):
        frames.build("documents", [{"doc_id": "a", "text": "x"}, {"doc_id": "a", "text": "y"}])


def test_columns_that_lack_are_too_many_or_in_another_order_are_refused():
    frame = frames.build("quantities", [ROW])
    for wrong in (frame.drop(columns="unit"), frame.assign(more=1), frame[frame.columns[::-1]]):
        with pytest.raises(frames.FrameError, match="has the columns .* must be doc_id, paragraph"):
            frames.check("quantities", wrong)


def test_a_source_may_have_columns_of_its_own_and_dates_of_any_year():
    rows = [{"doc_id": "a", "text": "x", "date": "1493-05-04", "votes": 7}]
    frame = frames.build("documents", rows, {"votes": "Int64"})
    assert (1493, 7) == (frame["date"][0].year, frame["votes"][0])
    pd.testing.assert_frame_equal(frame, frames.check("documents", frame))


@pytest.mark.parametrize("name", list(frames.SCHEMAS))
def test_empty_frame_has_its_columns_and_types(name):
    frame = frames.build(name, [])
    assert list(frames.SCHEMAS[name]) == list(frame.columns)
    assert frames.check(name, frame).equals(frame)


def test_describe_says_what_every_column_means():
    meaning = frames.describe("claims").set_index("column")["meaning"]
    assert meaning.str.len().min() > 10
    assert isinstance(meaning["cause"], str)
    assert not pd.isna(meaning).any()
