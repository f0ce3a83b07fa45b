"""Scales side by side, what they decide, and the Council's habits."""

import pandas as pd
import pytest

from analysis.measure.strength import council_rates, orderings, scales, strength, verb
from analysis.vocabulary import VocabularyError, load_table


def paragraphs(*openings, kind="operative"):
    return pd.DataFrame({"kind": kind, "opening": openings})


def test_the_three_scales_contradict_one_another_about_decides_and_urges():
    table = orderings(
        strength(paragraphs("Decides", "Urges", "Calls upon", "Strongly demands", "Bewails"))
    )
    verdicts = table.set_index(["one", "other"])["verdict"]
    assert "disputed" == verdicts["decides", "urges"] == verdicts["urges", "calls upon"]
    assert "agreed" == verdicts["urges", "strongly demands"]
    assert "undecided" == verdicts["decides", "bewails"]


def test_words_of_one_rank_are_as_strong_as_one_another():
    row = orderings(strength(paragraphs("Urges", "Requests"))).iloc[0]
    assert "as strong" == row["house_legal instructive"]
    assert "one scale only" == row["verdict"]


def test_a_scale_of_ones_own(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        "scale,kind,rank,word,forms,source\nmine,instructive,1,bewails,bewails,me\nmine,instructive,2,urges,urges,me\n",
        encoding="utf-8",
    )
    assert [1.0, 0.0] == strength(paragraphs("Urges", "Bewails"), path)["mine instructive"].tolist()
    assert {"mine", "house_legal"} <= set(scales(path)["scale"])
    path.write_text(
        "scale,kind,rank,word,forms,source\nmine,instructive,1,bewails,bewails,\n", encoding="utf-8"
    )
    with pytest.raises(VocabularyError, match="no source"):
        scales(path)


VERBS = [
    ("Strongly demands", "demands"), ("Further calls upon", "calls upon"), ("Having considered", "having considered"),
    ("Expresses its concern over", "expresses"), ("Deeply concerned", "concerned"), ("Bemoans", None),
    ("Welcoming and appreciating", "welcoming"), ("Taking note with regret", "taking note"),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "expected"), VERBS)
def test_verb(opening, expected):
    assert expected == verb(opening)


def test_council_rates_have_their_denominator_and_a_bound_where_the_count_is_0():
    table = council_rates(paragraphs("Strongly demands", "Requests")).set_index(["level", "term"])
    row = table.loc["opening", "strongly demands"]
    assert 0 == row["count"] == row["rate"] == row["resolutions"]
    assert 0 < row["high"] < 0.01
    assert table.loc["verb", "demands"]["count"] > 50
    assert 1 == table["of"].nunique()


def test_the_councils_table_adds_up():
    """Verbs and openings count the same paragraphs; no term stands in more resolutions than paragraphs."""
    table = pd.DataFrame(load_table("council_openings")).astype(
        {"count": int, "of": int, "resolutions": int}
    )
    assert (table["resolutions"] <= table["count"]).all()
    for _, part in table[table["level"] == "opening"].groupby("kind"):
        assert part["count"].sum() == part["of"].iloc[0]
    verbs = table[table["level"] == "verb"].groupby("kind").agg({"count": "sum", "of": "max"})
    assert (
        verbs["count"] >= 0.97 * verbs["of"]
    ).all()  # the rest opens with a verb that the vocabulary lacks
