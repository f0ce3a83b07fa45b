"""The frames: columns in order, types, and errors that name what is wrong."""

import pandas as pd
import pandera.errors
import pytest

from analysis import frames


def test_missing_stays_missing():
    frame = frames.build("citations", [
        {"doc_id": "a", "paragraph": "P1", "kind": "unnumbered", "body": "UNSC", "group": 1, "function": "recalls",
         "start": 0, "end": 3, "quote": "its"}
    ])  # fmt: skip
    assert frame[["symbol", "number", "year", "year_source", "cue"]].isna().all(axis=None)


def test_unknown_column_is_refused():
    with pytest.raises(ValueError, match="quantities has no column colour"):
        frames.build("quantities", [{"colour": "red"}])


def test_value_outside_the_list_is_refused():
    row = {"doc_id": "a", "paragraph": "P1", "kind": "chorus", "start": 0, "end": 1, "quote": "x"}
    with pytest.raises(pandera.errors.SchemaErrors, match="kind"):
        frames.build("paragraphs", [row])


@pytest.mark.parametrize("name", list(frames.SCHEMAS))
def test_empty_frame_has_its_columns_and_types(name):
    frame = frames.build(name, [])
    assert list(frames.SCHEMAS[name].columns) == list(frame.columns)
    assert frames.check(name, frame).equals(frame)


def test_describe_says_what_every_column_means():
    meaning = frames.describe("claims").set_index("column")["meaning"]
    assert meaning.str.len().min() > 10
    assert isinstance(meaning["cause"], str)
    assert not pd.isna(meaning).any()
