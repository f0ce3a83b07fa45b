"""The audit: what is drawn and with which chance, what verdicts say, whether intervals hold the truth."""

import audits
import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta, poisson

import analysis
from analysis import frames
from analysis.measure import audit, estimates
from analysis.measure.estimates import ITS_OWN, OF_STRATA, Audit

SPEECHES = {
    "AZE_1": "Over 300 people were killed. 20 per cent of our territory is occupied. We built 30 schools.",
    "AZE_2": "More than 1,000 people fled their homes. We have 15 provinces.",
    "ARM_1": "The war killed 200 civilians. Thousands of letters came.",
}
FOUND = {"fire": 400, "flood": 200}  # rows found of two labels
RIGHT = {"fire": 34, "flood": 12}  # of 40 and of 20 that were read
READ = {"fire": 40, "flood": 20}


def read(texts):
    rows = [{"doc_id": name, "text": text, "issuer": name[:3]} for name, text in texts.items()]
    return analysis.extract(frames.build("documents", rows))


@pytest.fixture(scope="module")
def speeches():
    return read(SPEECHES)


def made(found, places=0, texts=None, **columns):
    """Units of an invented table: rows found by label, and places; each in a text of its own."""
    labels = [label for label, size in found.items() for _ in range(size)]
    frame = pd.DataFrame({"family": labels + [None] * places, "table": "claims", **columns})
    frame["what"] = np.where(frame["family"].isna(), "place", "found")
    frame["stratum"] = frame["family"].fillna("places")
    frame["item"] = frame.index.astype(str)
    number = pd.Series(frame.index)
    frame["doc_id"] = (number // (texts or 1)).astype(str)
    return frame.assign(order=frame.index)


def judged(units, wrong=(), missed=(), read=None, column="none"):
    """Verdicts of the units ``read`` (all of them): those that are wrong, and what was missed."""
    said = units if read is None else units.loc[list(read)]
    frame = pd.DataFrame({"item": said["item"], "verdict": "right", "wrong": "", "missed": ""})
    frame.loc[list(wrong), ["verdict", "wrong"]] = ["wrong", column]
    for at, label in dict(missed).items():
        frame.loc[at, ["verdict", "missed"]] = ["missed", label]
    return frame


def half_read(texts=1):
    """40 of 400 and 20 of 200 rows read, of which 34 and 12 are right."""
    units = made(FOUND, texts=texts)
    fire, flood = range(40), range(400, 420)
    wrong = [*fire[RIGHT["fire"] :], *flood[RIGHT["flood"] :]]
    return units, judged(units, wrong, read=[*fire, *flood])


# --- the draw -----------------------------------------------------------------------------------


def test_rows_found_and_places_are_told_apart(speeches):
    units = audit.draw(speeches, rows=20)
    places = units.loc[units["what"] == "place", "quote"].tolist()
    free = ["Thousands of letters came.", "We built 30 schools.", "We have 15 provinces."]
    assert free == sorted(places)
    assert len(speeches.claims) == (units["what"] == "found").sum()
    assert 1 == units["item"].value_counts().max()


def test_texts_without_a_place_are_drawn_by_a_column_of_documents(speeches):
    """Every sentence with an amount has its row: there is no place, and no stratum of one."""
    units = audit.draw(speeches, "quantities", by=["issuer"], rows=20)
    assert {"found"} == set(units["what"])
    assert {"AZE", "ARM"} == set(units["stratum"])


@pytest.mark.parametrize(
    ("text", "table", "places"),
    [
        ("Over 300 people were killed and 20 schools closed.", "claims", 1),  # one is covered, one not
        ("Over 300 people were killed.", "claims", 0),
        ("Over 300 people were killed. Nobody counted anything in 1994.", "claims", 0),  # a year
        ("It was 45,000 or so, they said.", "claims", 1),
        ("We recall resolution 822 (1993).", "citations", 0),  # it is found
        ("We hope for a resolution of the conflict.", "citations", 1),
    ],
)  # fmt: skip
def test_a_place_is_a_sentence_with_a_sign_that_no_row_covers(text, table, places):
    units = audit.draw(read({"a": text}), table)
    assert places == (units["what"] == "place").sum()


def test_spans_hold_and_the_same_seed_gives_the_same_rows(speeches):
    units = audit.draw(speeches, rows=4, seed=3)
    texts = speeches.documents.set_index("doc_id")["text"]
    for row in units.itertuples():
        assert texts[row.doc_id][row.start : row.end] == row.quote
    turned = read(dict(reversed(SPEECHES.items())))
    again = audit.draw(turned, rows=4, seed=3)
    assert audit.reading(units)["item"].tolist() == audit.reading(again)["item"].tolist()
    assert 4 == len(audit.reading(units))


def test_the_chance_is_known_and_is_what_happens():
    """In 300 draws; the binomial error of a share is 0.03 at most."""
    units = made({"fire": 30, "flood": 6}, places=12)
    drawn = [audit.choose(units, 20, seed)["order"].notna() for seed in range(300)]
    share = pd.concat(drawn, axis=1).mean(axis=1)
    told = audit.choose(units, 20, 0)["probability"]
    assert 20 == pytest.approx(told.sum())
    assert abs(share - told).max() < 0.11
    assert {5 / 6} == set(told[units["family"] == "flood"])  # five of a stratum at least


def test_what_a_small_stratum_cannot_give_is_read_of_the_others():
    units = audit.choose(made({"fire": 3, "flood": 1_000}), 100, 0)
    drawn = units[units["order"].notna()]
    assert {"fire": 3, "flood": 97} == drawn["stratum"].value_counts().to_dict()


def test_strata_by_issuer_and_what_is_too_small_is_put_together(speeches):
    units = audit.draw(speeches, by=["family", "issuer"], rows=200)
    assert {"casualties | AZE", "casualties | ARM", "territory_share | AZE"} < set(units["stratum"])
    few = audit.draw(speeches, by=["family", "issuer"], rows=18)
    assert "the rest" in set(few["stratum"])


def test_what_cannot_be_drawn_is_named(speeches):
    with pytest.raises(ValueError, match="table 'acts' is invalid; must be one of claims"):
        audit.draw(speeches, "acts")
    with pytest.raises(ValueError, match="by 'colour' is invalid; must be one of"):
        audit.draw(speeches, by=["colour"])
    with pytest.raises(ValueError, match="nothing to audit: no rows of claims and no places"):
        audit.draw(read({"a": "We thank everybody."}))


# --- the estimates ------------------------------------------------------------------------------


def test_what_was_read_in_full_has_no_error():
    units = made({"fire": 8, "flood": 2}, places=4)
    verdicts = judged(units, wrong=[0, 8], missed={10: "fire", 11: "fire; flood"})
    found = audit.corrected(units, verdicts).set_index("family")
    assert [9, 9, 9] == found.loc["fire", ["corrected", "low", "high"]].tolist()  # 8 - 1 + 2
    assert [2, 2, 2] == found.loc["flood", ["corrected", "low", "high"]].tolist()
    rates = audit.score(units, verdicts).set_index(["family", "column", "rate_of"])
    assert ["(all)", "fire", "flood"] == rates.index.unique("family").tolist()
    assert [7 / 8] * 3 == rates.loc[
        ("fire", "is one", "precision"), ["rate", "low", "high"]
    ].tolist()
    assert 7 / 9 == pytest.approx(rates.loc[("fire", "is one", "recall"), "rate"])
    assert 8 / 11 == pytest.approx(rates.loc[("(all)", "is one", "recall"), "rate"])


def test_an_interval_of_rows_in_texts_of_their_own_is_that_of_jeffreys():
    units, verdicts = half_read()
    rates = audit.score(units, verdicts, replicates=20_000).set_index(
        ["family", "column", "rate_of"]
    )
    for family, right in RIGHT.items():
        n, size = READ[family], FOUND[family]
        low, high = beta.ppf([0.025, 0.975], right + 0.5, n - right + 0.5)
        row = rates.loc[(family, "is one", "precision")]
        assert right / n == row["rate"]
        # of a corpus of which a tenth was read: nine tenths of it are still to be drawn
        left = (size - n) / size
        assert row["low"] == pytest.approx(left * low + right / size, abs=0.02)
        assert row["high"] == pytest.approx(left * high + right / size, abs=0.02)


def test_point_and_error_are_those_of_libraries_for_surveys():
    """samplics 0.6.1, TaylorEstimator of a total, two strata with finite corrections: 460, error 30.42;
    ppi-python 0.2.3, ppi_mean_ci for the first stratum, predictions all 1: 0.85 (0.739 to 0.961)."""
    units, verdicts = half_read()
    both = audit.corrected(units.assign(all="x"), verdicts, ["all"], replicates=20_000).iloc[0]
    assert 460 == both["right"]
    error = (both["high"] - both["low"]) / 2 / 1.96
    assert 30.42 == pytest.approx(error, rel=0.06)
    rates = audit.score(units, verdicts, replicates=20_000).set_index(["family", "column"])
    fire = rates.loc[("fire", "is one")].iloc[0]
    assert fire["high"] - fire["low"] == pytest.approx((0.961 - 0.739) * 0.9**0.5, rel=0.06)


def test_errors_that_come_together_in_texts_widen_the_interval():
    apart, verdicts = half_read()
    together, _ = half_read(texts=4)
    widths = [
        (lambda row: row["high"] - row["low"])(audit.corrected(units, verdicts).iloc[0])
        for units in (apart, together)
    ]
    assert widths[1] > 1.3 * widths[0]


def test_each_stratum_costs_one_of_its_documents():
    """Four strata read in the same 10 documents are 40 documents less 4, not 10 less 4."""
    units = made(dict.fromkeys("abcd", 10)).assign(doc_id=list("0123456789") * 4)
    weights = Audit(units, judged(units), 20_000, 0)._weights
    assert (1, 40 / 36) == pytest.approx((weights.mean(), weights.var()), rel=0.05)


def test_eight_of_eight_is_not_taken_for_certainty():
    units = made({"fire": 100})
    row = audit.corrected(units, judged(units, read=range(8))).iloc[0]
    assert (100, 100) == (row["corrected"], row["high"])
    assert row["low"] < 85


def test_groups_say_what_their_numbers_rest_on():
    side = ["one"] * 90 + ["other"] * 10 + ["one"] * 50 + ["other"] * 50
    units = made({"fire": 100}, places=100, issuer=side)
    read = [*range(0, 90, 2), 90, 91, *range(100, 200, 3)]
    verdicts = judged(units, wrong=[0, 2, 4], missed={100: "fire"}, read=read)
    found = audit.corrected(units, verdicts, ["family", "issuer"]).set_index("issuer")
    assert ITS_OWN == found.loc["one", "basis"]
    assert OF_STRATA == found.loc["other", "basis"]
    assert found.loc["one", "right"] == pytest.approx(90 * 42 / 45)
    assert found["found"].tolist() == [90, 10]


def test_a_group_read_little_in_each_stratum_rests_on_all_of_its_rows():
    """6 of 60 fires and 6 of 120 floods of each side are read: a fire speaks for ten, a flood for twenty.
    Of one side 3 fires and 1 flood are wrong: 3 * 10 + 5 * 20 of 6 * 10 + 6 * 20 are right."""
    side = [name for many in (60, 120, 5) for name in ("one", "other") for _ in range(many)]
    units = made({"fire": 120, "flood": 240}, places=10, issuer=side)
    read = [*range(6), *range(60, 66), *range(120, 126), *range(240, 246), *range(360, 370)]
    verdicts = judged(units, wrong=[0, 1, 2, 120], read=read)
    found = audit.corrected(units, verdicts, ["issuer"]).set_index("issuer")
    assert found.loc["one", "right"] == pytest.approx(8 + (54 + 114) * 130 / 180)
    assert pytest.approx(180) == found.loc["other", "right"]
    assert {ITS_OWN} == set(found["basis"])


def test_missed_rows_of_a_rare_label_are_shared_by_all_that_were_seen():
    """4 of 40 places read of 100 miss a fire, so 6 more rows are missed in the others. Floods are 1/20 of the rows:
    they are missed .65 / (.65 + 4/20) times as often as all together, fires (.65 + 4) / (.65 + 4 * 19/20) times."""
    units = made({"fire": 380, "flood": 20}, places=100)
    missed = {400 + at: "fire" for at in range(4)}
    found = audit.corrected(units, judged(units, missed=missed, read=range(440))).set_index(
        "family"
    )
    floods, fires = 1 / 20 * 0.65 / 0.85, 19 / 20 * 4.65 / 4.45
    assert found.loc["flood", "missed"] == pytest.approx(6 * floods / (floods + fires))
    assert found.loc["fire", "missed"] == pytest.approx(4 + 6 * fires / (floods + fires))
    assert found.loc["flood", "low"] == 20
    assert 21 <= found.loc["flood", "high"] <= 24


def test_a_label_missed_far_more_often_than_the_rest_keeps_most_of_its_rate():
    """A twentieth of the rows found, half of those missed; were a whole row added to it, it would be given a third."""
    units = made({"fire": 665, "flood": 35}, places=400)
    missed = {700 + at: "flood" if at < 10 else "fire" for at in range(20)}
    one = Audit(units, judged(units, missed=missed, read=range(800)), 2_000, 0)
    assert 0.385 == pytest.approx(one.shares[1, 0], abs=0.01)


def test_shares_of_two_labels_as_frequent_are_those_of_a_beta_distribution():
    units = made({"fire": 50, "flood": 50}, places=400)
    missed = {100 + at: "fire" if at < 6 else "flood" for at in range(8)}
    one = Audit(units, judged(units, missed=missed, read=range(300)), 20_000, 0)
    assert [6.65 / 9.3, 2.65 / 9.3] == pytest.approx(one.shares[:, 0].tolist())
    asked = [0.025, 0.25, 0.5, 0.75, 0.975]
    drawn = np.quantile(one.shares[0, 1:], asked)
    assert drawn == pytest.approx(beta.ppf(asked, 6 + 0.65, 2 + 0.65), abs=0.01)


def test_half_a_row_of_a_group_is_missed_as_often_as_in_the_corpus():
    """One place in 20 misses a row, none of the 20 that were read of one side: 1/2 / (20 + 10) of its other 1,000."""
    side = ["one"] * 2_000 + ["other"] * 1_020
    units = made({"fire": 10}, places=3_020, issuer=["one"] * 10 + side)
    missed = {10 + at: "fire" for at in range(100)}
    one = Audit(units, judged(units, missed=missed, read=range(2_030)), 20_000, 0)
    point, draws, _ = one.missed((units["issuer"] == "other").to_numpy())
    assert (0, 1_000 / 60) == (point, pytest.approx(draws.mean(), rel=0.05))


def test_what_is_added_to_rows_found_is_shared_by_strata_in_squares():
    """Four strata as large: a fourth of a row right and of one wrong for each, with 10 of 10 right."""
    units = made(dict.fromkeys("abcd", 1_000))
    read = [start + at for start in range(0, 4_000, 1_000) for at in range(10)]
    one = Audit(units, judged(units, read=read), 20_000, 0)
    draws = one.total(one.found, one.right(["family"]))[1]
    assert 40 + 3_960 * 10.25 / 10.5 == pytest.approx(draws.mean(), rel=0.002)


def test_the_interval_of_a_sum_is_that_of_normal_numbers():
    one, other = np.random.default_rng(0).normal([[100], [40]], [[3], [2]], (2, 100_000))
    point, low, high = estimates._summed((100, one, True), (40, other, True))
    half = 1.96 * 13**0.5
    assert (140, 140 - half, 140 + half) == pytest.approx((point, low, high), abs=0.1)


def test_what_is_all_right_does_not_pull_the_sum_down():
    """10 of 10 right: no more can be, so the sum ends above where the missed rows do. Draws added up end 19 lower."""
    units = made({"fire": 1000}, places=1000)
    missed = {1000 + at: "fire" for at in range(30)}
    verdicts = judged(units, missed=missed, read=[*range(10), *range(1000, 1100)])
    one = Audit(units, verdicts, 20_000, 0)
    (point, draws, _), row = one.missed(np.ones(2000, dtype=bool), "fire"), one.corrected().iloc[0]
    assert 1300 == row["corrected"] == 1000 + point
    assert row["high"] == pytest.approx(1000 + np.quantile(draws, 0.975), rel=0.01)
    right = one.total(one.found, one.right(["family"]))[1]
    assert row["low"] == pytest.approx(np.quantile(right + draws, 0.025), rel=0.01)
    assert row["high"] > np.quantile(right + draws, 0.975) + 15


def test_where_nothing_can_be_more_the_five_percent_lie_below():
    """8 of 8 right of 10,000: the 5 percent point of scipy's beta distribution, not that of 2.5."""
    units = made({"fire": 10_000})
    verdicts = judged(units, read=range(8))
    precision = audit.score(units, verdicts, replicates=20_000).query("column == 'is one'").iloc[0]
    assert (1, 1) == (precision["rate"], precision["high"])
    assert precision["low"] == pytest.approx(beta.ppf(0.05, 8.5, 0.5), abs=0.005)


def test_a_value_that_is_wrong_leaves_its_group_and_not_its_family():
    units = made({"fire": 20}, unit=["persons"] * 12 + ["houses"] * 8)
    verdicts = judged(units, wrong=[0, 1], column="unit")
    assert 20 == audit.corrected(units, verdicts)["corrected"].item()
    by_unit = audit.corrected(units, verdicts, ["family", "unit"]).set_index("unit")
    assert [10, 8] == by_unit["corrected"].tolist()


def test_a_row_of_another_family_goes_there():
    units = made({"fire": 5, "flood": 5})
    verdicts = judged(units, wrong=[0], column="family")
    verdicts.loc[0, "missed"] = "flood"
    found = audit.corrected(units, verdicts).set_index("family")
    assert {"fire": 4, "flood": 6} == found["corrected"].to_dict()


def test_missed_rows_are_shared_among_the_lines_of_a_ledger():
    texts = {f"t{at}": "20 per cent of our territory is occupied." for at in range(3)}
    texts |= {"u": "30 per cent of our territory is occupied.", "v": "A fifth, 20,000 of them."}
    units = audit.draw(read(texts), rows=50)
    place = units.index[units["what"] == "place"].item()
    verdicts = judged(units, missed={place: "territory_share"})
    line = audit.lines(units, verdicts).iloc[0]
    assert (20, 3, 3, 0.75) == (line["number"], line["found"], line["right"], line["missed"])
    assert OF_STRATA == line["basis"]


def test_an_unsure_row_is_not_read():
    units = made({"fire": 10})
    verdicts = judged(units).assign(verdict=["unsure"] + ["right"] * 9)
    assert 9 == audit.corrected(units, verdicts)["read"].item()


def test_the_same_verdicts_give_the_same_numbers():
    units, verdicts = half_read()
    once, again = (audit.corrected(units, verdicts) for _ in range(2))
    pd.testing.assert_frame_equal(once, again)


# --- the plan, and two readers ------------------------------------------------------------------


def test_a_plan_that_was_kept_and_one_that_was_not(speeches):
    asked = {"by": [], "rows": 4, "seed": 1, "question": "How many?", "corpus": "hash of the texts"}
    units = audit.draw(speeches, rows=4, seed=1)
    plan = audit.plan(units, **asked)
    verdicts = judged(audit.reading(units))
    assert [] == audit.departures(plan | {"frozen": True}, plan, units, verdicts)
    assert ["no plan was frozen before the rows were shown"] == audit.departures(
        plan, plan, units, verdicts
    )
    changed = plan | {"frozen": True, "rows": 400}
    assert ["the plan was changed after its hash was made"] == audit.departures(
        changed, plan, units, verdicts
    )
    other = audit.plan(audit.draw(speeches, rows=4, seed=2), **asked | {"corpus": "other"})
    gone = audit.departures(plan | {"frozen": True}, other, units, verdicts[1:])
    assert ["corpus is not that of the plan", "items is not that of the plan",
            "1 of 4 rows have no verdict or an unsure one"] == gone  # fmt: skip


def test_agreement_is_that_of_krippendorff():
    """Two coders, ten units, two values: Krippendorff 2011, example A, alpha 0.095."""
    units = made({"fire": 10})
    one, other = "0100000000", "1110010010"
    readings = {
        who: judged(units, wrong=[at for at, code in enumerate(codes) if code == "1"])
        for who, codes in {"one": one, "other": other}.items()
    }
    told = audit.agreement(readings, units).set_index("question")
    assert 0.095 == pytest.approx(told.loc["verdict", "alpha"], abs=0.001)
    assert (10, 6) == tuple(told.loc["verdict", ["items", "agree"]])
    assert pd.isna(told.loc["hedge", "alpha"])  # nobody found one wrong: no chance to differ


# --- do the intervals hold the truth? -----------------------------------------------------------


def held_where_families_are_alike(missed):
    """Of the shortest interval that holds 93 percent of a count where families differ (recalls of .9 and .6).

    A family misses ``missed`` rows on average, by a Poisson law; whoever makes the interval knows that, and
    not whether it is a family of the one or the other recall. The upper end lies between two numbers.
    """
    odds = np.array([0.1 / 0.9, 0.4 / 0.6])
    numbers = np.arange(int(5 * missed) + 20)
    differ = poisson.pmf(numbers, missed * odds[:, None] / odds.mean()).mean(axis=0)
    alike, best = poisson.pmf(numbers, missed), (np.inf, 0.0)
    for low in numbers:
        below = differ[low:].cumsum()
        if below[-1] < 0.93:
            break
        end = np.argmax(below >= 0.93)
        part = 1 - (below[end] - 0.93) / differ[low + end]
        best = min(best, (end + part, alike[low : low + end].sum() + part * alike[low + end]))
    return best[1]


@pytest.mark.parametrize(("missed", "holds"), [(1.3, 0.970), (3, 0.989), (8, 0.999), (60, 1)])
def test_no_interval_of_a_family_is_right_both_where_families_differ_and_where_they_are_alike(
    missed, holds
):
    """So the intervals of rare families hold more than 95 percent where all err alike (docs/audit.md)."""
    assert holds == pytest.approx(held_where_families_are_alike(missed), abs=0.001)


def test_intervals_hold_the_truth_as_often_as_they_say():
    """A short run of tests/bench/audits.py, which has the real figures (docs/audit.md)."""
    found = audits.main(3)
    of_figure = found.groupby("figure")["held"]
    assert len(found) > 1000
    assert 0.93 < found["held"].mean() < 0.995
    assert of_figure.mean()[of_figure.size() > 30].min() > 0.86  # 0.5 without shares
