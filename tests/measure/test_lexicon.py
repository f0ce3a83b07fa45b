"""Names and evaluative words: found as they stand in the table, with their spans."""

import pandas as pd
import pytest

from analysis.measure.lexicon import find_terms

CASES = [
    # the longest name wins; another spelling is the same place
    ("The Republic of Armenia took Nagorny\nKarabakh.", "names", [("Republic of Armenia", "Armenia"),
     ("Nagorny Karabakh", "Nagorno-Karabakh")]),
    # both sides of a hyphen are named; a word inside a word is not
    ("the Armenia-Azerbaijan conflict, Armeniana", "names", [("Armenia", "Armenia"), ("Azerbaijan", "Azerbaijan")]),
    # a name needs its capital
    ("ARMENIA and the armenian apricot", "names", [("Armenia", "Armenia")]),
    # other words stand in either case
    ("Gravely, a peaceful house", "evaluative", [("gravely", "intensifier"), ("peaceful", "positive")]),
    ("nothing of the kind", "evaluative", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "table", "expected"), CASES)
def test_terms(text, table, expected):
    unit = {"doc_id": "a", "paragraph": "P1", "start": 10, "quote": text}
    found = find_terms(pd.DataFrame([unit]), table)
    label = "name" if table == "names" else "class"
    assert expected == list(zip(found["term"], found[label], strict=True))
    assert all(text[row.start - 10 : row.end - 10] == row.quote for row in found.itertuples())


def test_every_occurrence_in_the_corpus_quotes_its_span(evidence, documents):
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    for table in ("names", "evaluative"):
        found = find_terms(evidence.paragraphs, table)
        assert len(found) > 30
        assert all(
            texts[row.doc_id][row.start : row.end] == row.quote for row in found.itertuples()
        )


def test_a_table_of_ones_own():
    unit = {"doc_id": "a", "paragraph": "P1", "start": 0, "quote": "a storm"}
    rows = ({"term": "storm", "weather": "bad", "source": "me"},)
    assert ["bad"] == find_terms(pd.DataFrame([unit]), rows)["weather"].tolist()
