"""The ledger on hand-made rows: what counts as one claim, what is outside the families, what is published."""

import runpy

import pandas as pd
import pytest

from analysis import frames
from analysis.measure.ledger import head_noun, ledger, outside, recurring
from analysis.measure.reference import reference, territory_steps
from analysis.vocabulary import load_table

DOCUMENTS = frames.build(
    "documents",
    [
        {
            "doc_id": "d3",
            "date": pd.Timestamp("1999-02-08"),
            "issuer": "A",
            "addressee": "Z",
            "text": "x",
        },
        {"doc_id": "d1", "date": pd.Timestamp("1994-04-15"), "issuer": "A", "text": "x"},
        {"doc_id": "d2", "date": pd.Timestamp("1994-12-15"), "speaker": "B", "text": "x"},
        {"doc_id": "d0", "text": "x"},
    ],
)


def amount(
    doc_id, value, hedge="bare", start=0, unit="persons", counted="refugees", low=None, high=None
):
    return {"doc_id": doc_id, "paragraph": "P1", "value": value, "value_low": low, "value_high": high, "unit": unit,
            "hedge": hedge, "counted": counted, "start": start, "end": start + 1, "quote": "x"}  # fmt: skip


def claimed(*rows, family="displaced_persons"):
    return frames.build("claims", [{**row, "family": family, "status": "asserted"} for row in rows])


def entries(*rows):
    return ledger(claimed(*rows), DOCUMENTS)


def test_one_claim_from_first_to_last():
    """Values, hedges and nouns stand in order of time, whatever the order of the rows; undated comes last."""
    row = recurring(
        entries(
            amount("d3", 1e6, counted="people"),
            amount("d1", 1e6, "over"),
            amount("d0", 1e6, "almost"),
            amount("d2", 1.01e6, "over"),
        )  # fmt: skip
    ).iloc[0]
    assert ("displaced_persons", "persons", "1,000,000, 1,010,000") == tuple(
        row[["subject", "unit", "values"]]
    )
    assert (pd.Timestamp("1994-04-15"), pd.Timestamp("1999-02-08"), 4, 4) == tuple(
        row[["first", "last", "times", "documents"]]
    )
    assert ("over x2, bare, almost", "refugees | people") == tuple(row[["hedges", "counted"]])
    assert ("A | B", "Z", "d1, d2, d3, d0") == tuple(row[["who", "to_whom", "where"]])


SAME = [
    # is it one claim? the same number; a number within 2 percent; a unit left out
    (amount("d1", 20), amount("d2", 20, "over"), True),
    (amount("d1", 1000), amount("d2", 1019), True),
    (amount("d1", 1e6), amount("d2", 1e6, unit=None), True),
    # a range counts as its middle; two claims without a number
    (amount("d1", 1000), amount("d2", None, "range", low=900, high=1100), True),
    (amount("d1", None, "vague"), amount("d2", None, "vague"), True),
    # not: a number 2 percent higher; another unit; one document twice; a number and none
    (amount("d1", 1000), amount("d2", 1020), False),
    (amount("d1", 20), amount("d2", 20, unit="percent"), False),
    (amount("d1", 20), amount("d1", 20, start=5), False),
    (amount("d1", 1e6), amount("d2", None, "vague"), False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_what_is_the_same_claim(one, other, same):
    assert same == bool(len(recurring(entries(one, other))))


def test_numbers_that_creep_up_are_not_all_one_claim():
    """100, 101, 102, 103: each is near its neighbour, but a claim reaches only 2 percent above its lowest number."""
    rows = [
        amount(doc, value)
        for doc, value in zip(["d1", "d2", "d3", "d0"], [100, 101, 102, 103], strict=True)
    ]
    assert ["100, 101", "102, 103"] == recurring(entries(*rows))["values"].tolist()


def test_who_it_is_from_is_kept():
    rows = claimed(amount("d1", 20), amount("d2", 20)).assign(
        attributed_to=pd.array(["UNHCR", None], dtype="string")
    )
    assert "UNHCR" == recurring(ledger(rows, DOCUMENTS)).loc[0, "attributed_to"]


def test_who_denies_a_number_names_it_and_the_line_says_so():
    rows = claimed(amount("d1", 90_000), amount("d2", 90_000)).assign(
        status=["asserted", "negated"]
    )
    (row,) = recurring(ledger(rows, DOCUMENTS)).itertuples()
    assert (2, "asserted, negated") == (row.documents, row.status)


def test_entries_of_each_issuer_tell_speakers_apart():
    rows = entries(amount("d1", 20), amount("d3", 20), amount("d2", 20))
    assert 1 == len(recurring(rows))
    apart = {who: recurring(own, least=1) for who, own in rows.groupby("issuer", dropna=False)}
    assert [2, 1] == [found["documents"].item() for found in apart.values()]
    assert "A" == next(iter(apart))


def test_order_of_rows_does_not_matter_and_arguments_stay():
    rows = [
        amount("d1", 20),
        amount("d2", 20, "over"),
        amount("d1", 7e5, start=3),
        amount("d3", 7e5),
    ]
    there, back = entries(*rows), entries(*rows[::-1])
    before = there.copy()
    pd.testing.assert_frame_equal(recurring(there), recurring(back))
    pd.testing.assert_frame_equal(before, there)


def test_nothing_in_nothing_out():
    found = recurring(entries())
    assert 0 == len(found)
    assert ["subject", "unit", "values"] == list(found.columns[:3])


OUTSIDE = [
    # what could be a claim: a number above twelve, of something
    (amount("d1", 4000, counted="missing citizens"), True),
    (amount("d1", None, "range", counted="villages", low=80, high=90), True),
    (amount("d1", 13, unit="count", counted="schools"), True),
    # small numbers belong to everyday language
    (amount("d1", 12, unit="count", counted="schools"), False),
    (amount("d1", 2, unit="count", counted="sides"), False),
    # a span of time grows with the year; no number, no noun: nothing to compare
    (amount("d1", 30, unit="years", counted="conflict"), False),
    (amount("d1", None, "vague", counted="schools"), False),
    (amount("d1", 4000, counted=None), False),
]


@pytest.mark.parametrize(("row", "kept"), OUTSIDE)
def test_what_is_outside_the_families(row, kept):
    quantities = frames.build("quantities", [row])
    assert kept == bool(len(outside(quantities, claimed())))


def test_a_quantity_of_a_family_is_not_outside():
    rows = [amount("d1", 1e6), amount("d1", 4000, start=9)]
    found = outside(frames.build("quantities", rows), claimed(rows[0]))
    assert [9] == found["start"].tolist()
    assert found["family"].isna().all()


def test_claims_nobody_named_are_found_by_their_noun():
    rows = [
        amount("d1", 4000, counted="citizens of ours"),
        amount("d2", 4000, "almost", counted="missing citizens"),
    ]
    found = recurring(ledger(outside(frames.build("quantities", rows), claimed()), DOCUMENTS))
    assert ("citizens", "4,000", 2) == tuple(found.loc[0, ["subject", "values", "documents"]])


HEADS = [
    ("Member States of the United Nations", "states"), ("displaced persons and refugees", "persons"),
    ("Azerbaijan lands", "lands"), ("children", "children"),
]  # fmt: skip


@pytest.mark.parametrize(("counted", "head"), HEADS)
def test_head_noun(counted, head):
    assert head == head_noun(counted)


def test_the_four_texts(evidence):
    """What the study is about comes out first, and nothing outside the families recurs."""
    found = recurring(ledger(evidence.claims, evidence.documents)).set_index("subject")
    assert {
        "displaced_persons": "over x2, almost, bare",
        "territory_share": "over, about, bare",
    } == found["hedges"].to_dict()
    rest = outside(evidence.quantities, evidence.claims)
    assert 0 == len(recurring(ledger(rest, evidence.documents)))


# --- published figures


def test_steps_of_the_territory():
    """By hand: 1936 + 1835 + 802 + 1050 + 707 + 842 + 462 = 7634 km2; over 86,600 that is 8.8 percent."""
    steps = territory_steps("shares held")
    assert 7634 == steps["sum_high"].iloc[-2] == steps["sum_low"].iloc[-2]
    assert (13.5, 13.9) == tuple(
        round(steps[f"percent_{bound}"].iloc[-1], 1) for bound in ("low", "high")
    )
    whole = territory_steps("whole districts")
    assert (14393, 16.6) == (whole["sum_high"].iloc[-1], round(whole["percent_high"].iloc[-1], 1))
    assert (whole["held_high"] <= whole["km2"]).all()


def test_unknown_account_names_the_known_ones():
    with pytest.raises(ValueError, match="must be one of shares held, whole districts"):
        territory_steps("all")


def test_computed_figures_are_those_of_the_steps():
    """The reference table repeats two sums: they may not drift apart."""
    computed = reference("reference_figures").query("publisher == 'computed'").set_index("counted")
    held = territory_steps("shares held").iloc[-1]
    whole_region = "area held, districts with the shares held, the former region whole"
    assert computed.loc[whole_region, "value"] == round(held["percent_high"], 1)
    bound = reference("reference_figures").query("publisher == 'Wikipedia'")["value"].item()
    assert bound == round(held["percent_low"], 1)  # computed back from it: no second source
    area = reference("reference_figures").query("value == 16.2")["counted"].item()
    assert "14 thousand" in area and 16.2 == round(100 * 14_000 / 86_600, 1)
    whole = territory_steps("whole districts").iloc[-1]
    assert computed.loc["area held, districts counted whole", "value"] == round(
        whole["percent_high"], 1
    )
    assert (
        19.6
        == round(100 * 17000 / 86600, 1)
        == computed.loc["area held, as a round number of hectares", "value"]
    )


@pytest.mark.parametrize("name", ["reference_figures", "un_claims"])
def test_tables_hold_what_the_frames_allow(name):
    frame = reference(name)
    assert set(frame["hedge"]) <= set(frames.HEDGES)
    assert set(frame["family"]) <= {row["family"] for row in load_table("claim_families")}
    number = frame["value"].notna() | frame["value_low"].notna()
    assert (number | (frame["hedge"] == "vague")).all()


def test_claims_at_the_united_nations():
    """Every row is read and stands in a speech of the table of speeches; none holds a sentence."""
    frame, speeches = reference("un_claims"), reference("un_speeches")
    assert frame["file"].isin(speeches["file"]).all()
    parts = frame["file"].str.split("_", expand=True)
    assert (parts[0] == frame["country"]).all()
    assert (parts[2].astype(int) == frame["year"]).all()
    assert {"right", "wrong"} == set(frame["checked"])
    assert {"program", "reader"} == set(frame["found"])
    assert {"yes", "no", "in part"} == set(frame["conflict"])
    assert not frame["counted"].dropna().str.contains(r"\s").any()
    assert frame["wording"].str.split().str.len().max() <= 5


def test_a_percentage_is_worded_as_its_value_says():
    """The words of a number lead back to the number."""
    frame = reference("un_claims").query("unit == 'percent'")
    fifth = frame["wording"].str.contains("fifth") & frame["checked"].eq("right")
    assert {20} == set(frame.loc[fifth, "value"])
    digits = frame["wording"].str.extract(r"^(\d+) ?(?:per ?cent|%)")[0].dropna().astype(float)
    assert digits.tolist() == frame.loc[digits.index, "value"].tolist()


def test_recipe_keeps_figures_without_sentences_and_carries_readings_over(tmp_path, root):
    """A row that is unchanged keeps its mark; a row that changed in anything is to be read again."""
    recipe = runpy.run_path(str(root / "docs" / "recipes" / "un_claims.py"))
    folder = tmp_path / "Session 50 - 1995"
    folder.mkdir()
    speech = (
        "Over 20 per cent of our territory is occupied. One million refugees fled for six years."
    )
    (folder / "XYZ_50_1995.txt").write_text(speech, encoding="utf-8")
    speeches = pd.DataFrame(
        {"file": ["XYZ_50_1995"], "year": ["1995"], "country": ["XYZ"], "speaker": ["Ms. X"]}
    )
    rows = recipe["figures"](str(tmp_path), speeches)
    assert recipe["COLUMNS"] == list(rows.columns)
    assert [("1995", "XYZ", "territory_share", "20", "over", "territory"),
            ("1995", "XYZ", "displaced_persons", "1000000", "bare", "refugees")] == list(
        rows[["year", "country", "family", "value", "hedge", "counted"]].itertuples(index=False, name=None)
    )  # fmt: skip
    assert ["20 per cent", "one million"] == rows["wording"].tolist()
    marked = rows.assign(checked="right", conflict="no")
    marked.loc[1, "hedge"] = "about"
    added = marked.iloc[:1].assign(start="70", found="reader")
    pd.concat([marked, added]).to_csv(tmp_path / "table.csv", index=False)
    again = recipe["with_readings"](rows, tmp_path / "table.csv")
    assert ["right", "", "right"] == again["checked"].tolist()
    assert ["program", "program", "reader"] == again["found"].tolist()


def test_claims_without_a_number_come_last():
    rows = [amount("d1", None, "vague"), amount("d2", None, "vague"), amount("d3", None, "vague")]
    found = recurring(entries(*rows, amount("d1", 20, start=5), amount("d2", 20, start=5)))
    assert ["20"] == found["values"].dropna().tolist()
    assert found["values"].isna().tolist() == [False, True]


def test_the_score_of_the_speeches_is_that_of_their_table():
    """By hand: 30 and 56 rows of the program are right, 6 were added by a reader, 1 is wrong."""
    rows = reference("un_claims").query("conflict == 'yes'")
    score = next(
        row for row in load_table("measured_scores") if row["set"] == "UN speeches that name it"
    )
    counts = pd.crosstab(rows["found"], rows["checked"])
    assert 30 + 56 == counts.loc["program", "right"] == int(score["right"])
    assert 6 == counts.loc["reader", "right"] == int(score["missed"])
    assert 1 == counts.loc["program", "wrong"] == int(score["surplus"])
    assert len(load_table("un_speeches")) == int(score["texts"])
