"""Operative acts: who is addressed, and what for; a paragraph may act twice."""

import pandas as pd
import pytest

from analysis.measure.force import find_operative_acts


def acts(text):
    unit = {"doc_id": "a", "paragraph": "OP1", "kind": "operative", "start": 7, "quote": text}
    found = find_operative_acts(pd.DataFrame([unit]))
    for row in found.itertuples():
        assert row.quote == text[row.start - 7 : row.end - 7]
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in found[COLUMNS].itertuples(index=False)
    ]


COLUMNS = ["modifiers", "verb", "addressee", "object"]
CASES = [
    # an act with an object and nobody addressed
    ("1. Strongly condemns the attack;", [("Strongly", "condemns", None, "the attack")]),
    # an addressee up to the infinitive; "to" belongs to the verb
    ("2. Calls upon all States to withhold aid.", [(None, "calls upon", "all States", "to withhold aid")]),
    ("Appeals to the members to help", [(None, "appeals", "the members", "to help")]),
    ("4. Urges the parties not to resort to violence;", [(None, "urges", "the parties", "not to resort to violence")]),
    # two acts in one paragraph
    ("3. Demands a withdrawal and strongly urges Ruritania to respect the border.",
     [(None, "demands", None, "a withdrawal"), ("strongly", "urges", "Ruritania", "to respect the border")]),
    # a noun is no act
    ("5. Reaffirms its requests and demands.", [(None, "reaffirms", None, "its requests and demands")]),
    ("6. Welcomes the report and the calls", [(None, "welcomes", None, "the report and the calls")]),
    # an unknown verb opens nothing
    ("7. Bewails the loss.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_operative_acts(text, expected):
    assert expected == acts(text)


def test_the_corpus_has_seventeen_acts_in_fourteen_paragraphs(evidence):
    found = find_operative_acts(evidence.paragraphs)
    assert (17, 14) == (len(found), len(found[["doc_id", "paragraph"]].drop_duplicates()))
    twice = found[found["act"] == 2].set_index("paragraph")
    assert {"OP3": "urges", "OP4": "decides", "OP10": "requests"} == twice["verb"].to_dict()
    assert "Armenia" == twice.loc["OP3", "addressee"]
