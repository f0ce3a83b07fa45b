"""Numbers that know their passages: the right ones, all of them, and nothing hostile on the way."""

import re

import pandas as pd
import pytest

from analysis.measure.reference import reference
from analysis.show.evidence import table
from analysis.show.linked import linked
from analysis.vocabulary import load_table

ROWS = pd.DataFrame(
    [
        # doc_id, label, family, value, start, end, quote
        ("a", "A", "land", 20.0, 0, 10, "20 percent"),
        ("a", "A", "people", 3.0, 20, 28, "3 people"),
        ("a", "A", "people", 4.0, 30, 38, "4 people"),
        ("b", "B", "land", 20.0, 5, 15, "20 percent"),
        ("b", "B", None, 7.0, 40, 47, "7 years"),
    ],
    columns=["doc_id", "label", "family", "value", "start", "end", "quote"],
)


def links(passage):
    """The text of every link, with the passages it names."""
    found = re.findall(
        r'<a class="behind" data-behind="([^"]*)" data-of="[^"]*" title="[^"]*">([^<]*)</a>',
        passage,
    )
    return [(text, behind.split()) for behind, text in found]


def test_count_of_a_group_leads_to_the_rows_of_the_group():
    counts = ROWS.groupby("label").size().rename("times")
    assert [("3", ["a:0-10", "a:20-28", "a:30-38"]), ("2", ["b:5-15", "b:40-47"])] == links(
        linked(counts, ROWS, counts=["times"])
    )


def test_a_number_knows_its_row_and_its_column():
    rows = ROWS.replace({"family": {"people": 'people "x"'}})
    page = linked(pd.crosstab(rows["family"], rows["label"]), rows)
    assert ["land, A", "land, B", "people &quot;x&quot;, A"] == re.findall(
        r'data-of="([^"]*)"', page
    )


def test_cell_of_a_crosstab_agrees_with_its_row_and_its_column():
    both = pd.crosstab(ROWS["family"], ROWS["label"])
    assert [("1", ["a:0-10"]), ("1", ["b:5-15"]), ("2", ["a:20-28", "a:30-38"])] == links(
        linked(both, ROWS, counts=both.columns)
    )  # the zero, people in B, has nothing behind it


def test_further_column_of_a_crosstab_rests_on_the_whole_row():
    both = pd.crosstab(ROWS["family"], ROWS["label"])
    land, people = links(linked(both.assign(all=both.sum(axis=1))[["all"]], ROWS, counts=["all"]))
    assert ("2", ["a:0-10", "b:5-15"]) == land
    assert ("2", ["a:20-28", "a:30-38"]) == people


def test_missing_group_is_a_group():
    counts = ROWS.groupby("family", dropna=False).size().rename("times")
    assert ("1", ["b:40-47"]) == links(linked(counts, ROWS, counts=["times"]))[-1]


def test_rows_of_several_tables_and_a_table_as_a_whole():
    units, units_rows = reference("units"), len(load_table("units"))
    some = pd.concat(
        [units.assign(table="units"), reference("hedges").head(2).assign(table="hedges")]
    )
    counts = some.groupby("table").size().rename("rows")
    hedges, every = links(linked(counts, some, rows_of="table", counts=["rows"]))
    assert ("2", ["hedges.csv:0", "hedges.csv:1"]) == hedges
    assert (f"{units_rows:,}", ["units.csv"]) == every


def test_rows_of_evidence_are_behind_themselves():
    assert [("20", ["b:5-15"]), ("20 percent", ["b:5-15"])] == links(
        linked(ROWS.loc[[3], ["family", "value", "quote"]], ROWS)
    )


def test_columns_named_differently_are_matched_by_a_mapping():
    lines = pd.DataFrame({"subject": ["land"], "times": [2]})
    assert [("2", ["a:0-10", "b:5-15"])] == links(
        linked(lines, ROWS, by={"subject": "family"}, counts=["times"])
    )


def test_whole_texts_are_named_without_a_span():
    texts = pd.DataFrame({"doc_id": ["a b", "<c>"], "label": ["A", "C"], "words": [12, 0]})
    assert [("12", ["a%20b"])] == links(linked(texts[["label", "words"]], texts))


def test_numbers_of_a_table_name_its_rows():
    figures = reference("reference_figures")
    chosen = figures[figures["publisher"] == "CIA"]
    found = links(linked(chosen[["publisher", "value"]], chosen, rows_of="reference_figures"))
    assert [[f"reference_figures.csv:{index}"] for index in chosen.index] == [
        behind for _, behind in found
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda rows: rows.reset_index(drop=True),
            "other words",
        ),  # the row numbers of the table are lost
        (lambda rows: rows.set_index(rows.index + 10_000), "not in reference_figures.csv"),
    ],
)
def test_rows_that_are_not_the_tables_own_are_refused(change, message):
    figures = reference("reference_figures")
    rows = change(figures[figures["family"] == "displaced_persons"])
    with pytest.raises(ValueError, match=message):
        linked(rows[["family", "value"]], rows, rows_of="reference_figures")


@pytest.mark.parametrize(
    ("frame", "options", "message"),
    [
        (
            pd.DataFrame({"label": ["A"], "times": [2]}),
            {"by": ["label"], "counts": ["times"]},
            "3 passages",
        ),
        (pd.DataFrame({"label": ["C"], "times": [2]}), {"by": ["label"]}, "nothing is behind 2"),
        (
            pd.DataFrame({"doc": ["a"], "times": [2]}),
            {"by": {"doc": "doc"}},
            "behind has no column doc",
        ),
        (
            pd.DataFrame({"doc": ["a"], "times": [2]}),
            {"by": {"label": "label"}},
            "the table has no column label",
        ),
        (ROWS.groupby(ROWS["value"].rename("much")).size(), {}, "behind has no column much"),
    ],
)
def test_number_without_its_passages_is_an_error(frame, options, message):
    with pytest.raises(ValueError, match=message):
        linked(frame, ROWS, **options)


def test_prints_as_table_does_and_changes_nothing():
    both = pd.crosstab(ROWS["family"], ROWS["label"])
    before = both.copy(), ROWS.copy()
    assert table(both.reset_index()) == repr(linked(both, ROWS))
    pd.testing.assert_frame_equal(before[0], both)
    pd.testing.assert_frame_equal(before[1], ROWS)


def test_every_character_of_a_text_is_escaped():
    hostile = pd.DataFrame(
        {
            "doc_id": ['"><i>'],
            "<b>": ["<script>1"],
            "start": [0],
            "end": [9],
            "quote": ['"><script>1'],
            "n": [1],
        }
    )
    page = linked(hostile[["<b>", "quote", "n"]], hostile)
    assert {"div", "table", "thead", "tbody", "tr", "th", "td", "a"} == set(
        re.findall(r"<(\w+)", page)
    )
    assert [
        ("&quot;&gt;&lt;script&gt;1", ["%22%3E%3Ci%3E:0-9"]),
        ("1", ["%22%3E%3Ci%3E:0-9"]),
    ] == links(page)
