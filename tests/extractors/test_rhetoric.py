"""Acts, agents and patients: the rules on parses that are not in doubt, the score on the corpus."""

import pandas as pd
import pytest

import analysis
from analysis import frames
from analysis.extractors.rhetoric import find_acts
from analysis.measure.agency import CLASSES, accusations, acts_of, party
from analysis.measure.scoring import score
from analysis.text import Text, Unit
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
    # the one addressed: of a demand, of a call, of a duty told
    ("Norland demanded that Ruritania leave.", ("demand", "active", "Norland", "Ruritania")),
    ("Norland called on Ruritania to leave.", ("call", "active", "Norland", "Ruritania")),
    ("Norland said Ruritania must leave.", ("say", "active", "Norland", "Ruritania")),
    # the one who gets, or is met, behind a preposition
    ("Norland sent food to Ruritania.", ("send", "active", "Norland", "Ruritania")),
    ("Norland launched a war against Ruritania.", ("launch", "active", "Norland", "Ruritania")),
    ("Crowds protested on Monday against Norland.", ("protest", "active", "Crowds", "Norland")),
    # a verb that only says that it is done gives the noun its subject
    ("Norland launched an attack.", ("attack", "nominal", "Norland", None)),
    ("The cleansing carried out by Norland went on.", ("cleansing", "nominal", "Norland", None)),
    # pronouns stand for a name of the sentence
    ("Norland said it will attack the town.", ("attack", "active", "Norland", "the town")),
    (
        "Norland must justify its aggression against Ruritania.",
        ("aggression", "nominal", "Norland", "Ruritania"),
    ),
    # infinitives and participles; nobody's attempts have no agent
    ("Norland tried to annex the valley.", ("annex", "active", "Norland", "the valley")),
    ("Attempts to annex the valley are vain.", ("annex", "active", None, "the valley")),
    ("Refugees driven out of the town wait.", ("drive", "passive", None, "Refugees")),
    # a means is no agent; a people may be the victim
    (
        "We reject the acquisition of land by use of force.",
        ("acquisition", "nominal", None, "land"),
    ),
    ("We remember the Armenian genocide.", ("genocide", "nominal", None, "Armenian")),
    # a label
    ("We know the aggressor.", ("aggressor", "label", "the aggressor", None)),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_acts(text, expected):
    rows = acts_in(text)
    assert expected in [(row["act"], row["form"], row["agent"], row["patient"]) for row in rows]
    assert all(0 <= row["start"] < row["end"] <= len(text) for row in rows)


def acts_in(text, kind="body"):
    whole = Text(text, shipped())
    return find_acts(whole.cut([Unit(kind, 0, len(whole.text))]))


def rows_of(text):
    return {row["act"]: row for row in acts_in(text)}


FROM = [
    ("Armenia attacked the town.", "attack", "written"),
    ("Armenia said it attacked the town.", "attack", "resolved"),
    # nobody is named, or somebody else is, who may be the agent that was lost
    ("The town was destroyed.", "destroy", "none"),
    ("The town was destroyed when Armenia came.", "destroy", "candidate"),
]


@pytest.mark.parametrize(("text", "act", "source"), FROM)
def test_where_an_agent_is_from(text, act, source):
    assert source == rows_of(text)[act]["agent_from"]


def test_a_word_needs_what_the_table_asks_for():
    """ "drive ... out" displaces, "drive growth" does not; weapons of mass destruction destroy nothing."""
    assert "displacement" == rows_of("The rebels drive the villagers out.")["drive"]["class"]
    assert rows_of("Exports drive the growth.")["drive"]["class"] is None
    assert "destruction" not in rows_of("We fear weapons of mass destruction.")


def test_an_act_may_be_denied():
    assert rows_of("Armenia did not attack the town.")["attack"]["negated"]
    assert rows_of("Armenia failed to respect the truce.")["respect"]["negated"]
    assert not rows_of("Armenia attacked the town.")["attack"]["negated"]


def test_a_second_parse_confirms_an_act():
    assert rows_of("The rebels, it is said, attacked the town.")["attack"]["stable"] is True
    assert rows_of("The rebels praised the town.")["praise"]["stable"] is None


BLAME = [
    ("Armenia attacked the town.", ("direct", "Armenia")),
    ("Our towns were destroyed.", ("implied", None)),
    ("We know the aggressor.", ("label", None)),
    ("Armenia has not implemented the resolution.", ("direct", "Armenia")),
    # what one does oneself, or a deed denied, is no accusation
    ("Azerbaijan attacked the town.", None),
    ("Armenia did not attack the town.", None),
]


@pytest.mark.parametrize(("text", "expected"), BLAME)
def test_accusations(text, expected):
    texts = frames.build("documents", [{"doc_id": "a", "text": text}])
    found = accusations(analysis.extract(texts, rhetoric=True).rhetoric, {"a": "Azerbaijan"})
    rows = [
        (row.kind, row.accused)
        for row in found.astype(object).where(found.notna(), None).itertuples()
    ]
    assert rows == ([expected] if expected else [])
    assert set(found["accuser"]) <= {"Azerbaijan"}


def test_titles_are_not_read():
    assert [] == acts_in("The army fled.", "title")


def test_a_sentence_goes_on_behind_a_blank_line_and_across_a_split_word():
    """The parser reads what all extractors read: print unfolded, sentences as ``text`` cuts them."""
    text = "It asks the refu-\ngees of Ruritania:\n\n(a) To leave.\n\nNorland fell."
    rows = acts_in(text)
    assert ("ask", "the refugees of Ruritania") in [(row["act"], row["patient"]) for row in rows]
    assert "Norland" in [row["agent"] for row in rows if row["act"] == "fall"]


def test_score_on_the_corpus_is_what_the_notebook_reports(root, parsed):
    """Not perfection: the floor below which the notebook's reading would no longer hold."""
    found = acts_of(parsed.rhetoric, CLASSES)
    gold = pd.read_csv(root / "tests" / "gold" / "rhetoric.csv")
    gold["agent_party"] = gold["agent"].map(party)
    result = score(found, gold, on=["doc_id", "paragraph", "act", "form", "agent_party"])
    assert result["precision"] >= 0.9
    assert result["recall"] >= 0.9
