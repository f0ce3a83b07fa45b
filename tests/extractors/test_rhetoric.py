"""Acts, agents and patients: the rules on parses that are not in doubt, the score on the corpus."""

import pandas as pd
import pytest

from analysis.extractors.rhetoric import find_acts
from analysis.measure.agency import acts_of, party
from analysis.measure.scoring import score
from analysis.vocabulary import shipped

CASES = [
    # active: subject and object
    ("The army attacked the village.", ("attack", "active", "The army", "the village")),
    # passive with its agent
    (
        "The village was destroyed by the rebels.",
        ("destroy", "passive", "the rebels", "The village"),
    ),
    # passive without one: the agent is missing, not guessed
    ("The village was destroyed.", ("destroy", "passive", None, "The village")),
    # a relative pronoun stands for its noun
    ("The army which occupied the town has left.", ("occupy", "active", "The army", "the town")),
    # nominal: by whom, against whom
    (
        "We condemn the aggression of Ruritania against Grustark.",
        ("aggression", "nominal", "Ruritania", "Grustark"),
    ),
    # "of" brings the patient of an occupation, unless an army stands there
    ("The occupation of the town lasted a year.", ("occupation", "nominal", None, "the town")),
    (
        "It suffers under the occupation of the armed forces.",
        ("occupation", "nominal", "the armed forces", None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_acts(text, expected):
    unit = {"paragraph": "P1", "kind": "body", "start": 0, "end": len(text), "quote": text}
    rows = find_acts([unit], shipped())
    assert expected in [(row["act"], row["form"], row["agent"], row["patient"]) for row in rows]
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows)


def test_titles_are_not_read():
    assert [] == find_acts(
        [{"kind": "title", "start": 0, "end": 14, "quote": "The army fled."}], shipped()
    )


def test_score_on_the_corpus_is_what_the_notebook_reports(root, parsed):
    """Not perfection: the floor below which the notebook's reading would no longer hold."""
    found = acts_of(
        parsed.rhetoric, ("attack", "occupation", "displacement", "withdrawal", "defence")
    )
    gold = pd.read_csv(root / "tests" / "gold" / "rhetoric.csv")
    gold["agent_party"] = gold["agent"].map(party)
    result = score(found, gold, on=["doc_id", "paragraph", "act", "form", "agent_party"])
    assert result["precision"] > 0.75
    assert result["recall"] > 0.7
