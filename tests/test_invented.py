"""The second corpus is marked as invented, its answers stand in its texts, and are found as the notebook says."""

import pandas as pd
import pytest

import analysis
from analysis import frames
from analysis.measure.scoring import score

# rows of the answers that the program reads right, out of all; every difference is explained in notebook 07
RIGHT = {"paragraphs": (33, 33), "quantities": (19, 20), "claims": (14, 18), "citations": (9, 14)}


@pytest.fixture(scope="module")
def invented(root):
    folder = root / "corpus" / "invented"
    return analysis.extract(analysis.load(folder), vocabulary=folder / "vocabulary")


def answers(root, name):
    path = root / "corpus" / "invented" / "answers" / f"{name}.csv"
    return pd.read_csv(path, dtype={"number": "string", "year": "Int64"})


def test_every_text_says_that_it_is_invented(invented):
    assert 5 == len(invented.documents)
    assert invented.documents["source"].str.startswith("invented for this project").all()
    assert invented.documents["text"].str.startswith("Invented text.").all()
    assert invented.documents["title"].str.endswith("(invented)").all()


def test_invented_texts_do_not_enter_the_corpus(documents):
    assert not documents["text"].str.contains("Invented text|Velmara").any()


@pytest.mark.parametrize("name", ["quantities", "citations"])
def test_answers_quote_their_paragraph(root, invented, name):
    texts = invented.paragraphs.set_index(["doc_id", "paragraph"])["quote"]
    for row in answers(root, name).itertuples():
        assert row.quote in texts[row.doc_id, row.paragraph], row


def test_claims_among_the_answers_are_quantities_among_the_answers(root):
    """With the unit of the amount; people whose noun is left out are persons in the claim only."""
    place = ["doc_id", "paragraph", "value", "value_low", "value_high", "hedge"]
    both = answers(root, "claims").merge(answers(root, "quantities"), on=place)
    assert len(answers(root, "claims")) == len(both)
    same = both["unit_x"].fillna("") == both["unit_y"].fillna("")
    assert (same | (both["unit_x"].eq("persons") & both["unit_y"].isna())).all()
    assert 2 == (~same).sum()


@pytest.mark.parametrize("name", RIGHT)
def test_no_more_is_missed_than_the_notebook_explains(root, invented, name):
    gold = answers(root, name)
    right, of = RIGHT[name]
    assert of == len(gold)
    assert (
        right
        <= score(getattr(invented, name), gold, [column for column in gold if column != "begins"])[
            "right"
        ]
    )


def test_paragraphs_begin_where_the_answers_say(root, invented):
    found = invented.paragraphs.merge(answers(root, "paragraphs"), on=["doc_id", "paragraph"])
    assert 33 == len(found)
    assert all(row.quote.startswith(row.begins) for row in found.itertuples())


def test_hard_sentences_are_written_as_the_notebook_reads_them(root):
    rows = pd.read_csv(root / "corpus" / "invented" / "hard" / "hard_sentences.csv")
    assert ["phenomenon", "text", "right", "why"] == list(rows.columns)
    assert rows["phenomenon"].is_unique
    for claim in rows["right"].str.split("; ").explode():
        family, number, hedge, status = claim.split()
        assert family in {"territory_share", "displaced_persons"}
        assert hedge in frames.HEDGES
        assert status in frames.STATUSES
        assert number[0].isdigit()
