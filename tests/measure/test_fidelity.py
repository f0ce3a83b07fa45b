"""Fidelity: the reading of clauses, the comparison, and the coded record. All sentences are invented."""

import pandas as pd
import pytest

from analysis import Evidence, extract, frames
from analysis.measure import fidelity
from analysis.measure.fidelity import (
    ELEMENTS,
    citing_sentences,
    compare,
    load_facts,
    load_record,
    read_record,
    read_wording,
    relate,
)  # fmt: skip
from analysis.vocabulary import load_table

READ = [
    # modifiers before the act, in a run with commas and "and"
    ("Demands the immediate, full and unconditional withdrawal of troops.",
     {"verb": "demand", "modifier": "immediate; complete; unconditional", "forces": "forces (not qualified)"}),
    # and behind it
    ("urges to withdraw immediately, unconditionally", {"verb": "urge", "modifier": "immediate; unconditional"}),
    # an adjective of another noun is not the act's
    ("Calls for immediate talks and the withdrawal of occupying forces",
     {"verb": "call", "forces": "occupying (no state named)"}),
    # "recently occupied" is not "occupied"; the more precise term wins
    ("withdrawal from recently occupied areas", {"extent": "recently occupied areas"}),
    ("withdrawal from all the occupied Ruritanian territories", {"extent": "all occupied territories"}),
    # the forces of a state, in whatever order
    ("withdrawal of the armed forces of Armenia", {"forces": "Armenian"}),
    ("withdrawal of local Armenian forces", {"forces": "local Armenian"}),
    # a setting may stand before the act, an addressee anywhere in the clause
    ("Calls for steps of the timetable, including withdrawal", {"verb": "call", "setting": "steps of a timetable"}),
    ("Demands from the parties concerned a withdrawal", {"verb": "demand", "addressee": "the parties"}),
    # what the next verb governs belongs to the next clause
    ("Demands withdrawal and urges Armenia to talk", {"verb": "demand"}),
    # a word inside a word is no signal; "urgent" is not "urge"
    ("a withdrawal as an urgent step of our workforces", {}),
]  # fmt: skip


def passages(text, symbol="S/RES/1(1946)"):
    return pd.DataFrame([{"doc_id": "a", "paragraph": "P1", "symbol": symbol, "quote": text}])


@pytest.mark.parametrize(("text", "expected"), READ)
def test_elements_of_a_withdrawal(text, expected):
    wording = read_wording(passages(text))
    found = (
        wording[wording["element"] != "act"].groupby("element")["value"].agg("; ".join).to_dict()
    )
    assert expected == found
    assert {"withdrawal"} == set(wording["act"])


def test_two_acts_of_one_verb_keep_their_own_elements():
    text = (
        "Demands an immediate cessation of all hostilities and a unilateral withdrawal from Lachin."
    )
    wording = read_wording(passages(text)).set_index(["act", "element"])["value"]
    assert "immediate" == wording["cessation of hostilities", "modifier"]
    assert "unilateral" == wording["withdrawal", "modifier"]
    assert ("cessation of hostilities", "place") not in wording.index
    assert "Lachin" == wording["withdrawal", "place"]
    assert "demand" == wording["withdrawal", "verb"] == wording["cessation of hostilities", "verb"]


def test_text_without_an_act_has_no_wording():
    for text in ("", "Demands immediate talks.", "((([", "withdrawals"):
        assert read_wording(passages(text)).empty


def evidence(text, **fields):
    return extract(frames.build("documents", [{"doc_id": "a", "text": text, **fields}]))


LETTER = (
    "He spoke first. Security Council resolutions 822 and 853 demand the unconditional withdrawal of Armenian troops "
    "from Lachin. Nothing came of Security Council resolution 884. Security Council resolution 1 is older."
)


def test_sentence_of_each_citation_and_its_span():
    sentences = citing_sentences(evidence(LETTER).citations, evidence(LETTER).paragraphs)
    assert ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/884(1993)", "S/RES/1(1946)"] == sentences[
        "symbol"
    ].tolist()
    for row in sentences.itertuples():
        assert row.quote == LETTER[row.start : row.end]
    assert sentences["quote"][0].strip().startswith("Security Council resolutions 822")
    assert sentences["quote"][2].strip() == "Nothing came of Security Council resolution 884."


def test_compare_keeps_adds_drops_and_names_the_kind_of_change():
    read: Evidence = evidence(LETTER)
    before = read.citations.copy()
    frame = compare(read.citations, read.paragraphs)
    pd.testing.assert_frame_equal(before, read.citations)
    frame["value"] = frame["said"].fillna(frame["on_record"])
    of = dict(iter(frame.groupby("symbol")))
    rows = {
        (row.act, row.element, row.relation, row.said, row.on_record)
        for row in of["S/RES/853(1993)"].fillna("").itertuples()
    }
    assert {
        ("withdrawal", "act", "keeps", "withdrawal", "withdrawal"),
        ("withdrawal", "verb", "keeps", "demand", "demand"),
        ("withdrawal", "modifier", "keeps", "unconditional", "unconditional"),
        ("withdrawal", "modifier", "drops", "", "immediate"),
        ("withdrawal", "modifier", "drops", "", "complete"),
        ("withdrawal", "forces", "specifies", "Armenian", "occupying (no state named)"),
        ("withdrawal", "extent", "drops", "", "recently occupied areas"),
        ("withdrawal", "place", "adds", "Lachin", ""),
        ("withdrawal", "place", "drops", "", "Aghdam"),
        ("cessation of hostilities", "act", "drops", "", "cessation of hostilities"),
        ("use of influence", "act", "drops", "", "use of influence"),
        ("territorial integrity", "act", "drops", "", "territorial integrity"),
    } == rows
    # one adjective for another is no change: both could stand side by side
    changed = of["S/RES/822(1993)"].query("element == 'modifier'")[["relation", "value"]]
    assert [["adds", "unconditional"], ["drops", "immediate"]] == changed.to_numpy().tolist()
    assert ["no act named"] == of["S/RES/884(1993)"]["relation"].tolist()
    assert ["not on record"] == of["S/RES/1(1946)"]["relation"].tolist()


CHANGES = [
    # says whose, where the record says whose not; the other way round; more land; another verb
    ("forces", "Armenian", "occupying (no state named)", "specifies"),
    ("forces", "occupying (no state named)", "Armenian", "contradicts"),
    ("extent", "all occupied territories", "recently occupied areas", "widens"),
    ("verb", "demand", "call", "contradicts"),
    ("whose", "Azerbaijan", "all States in the region", "specifies"),
]


@pytest.mark.parametrize(("element", "said", "on_record", "relation"), CHANGES)
def test_a_change_specifies_widens_or_contradicts(element, said, on_record, relation):
    def values(value):
        rows = [("act", "withdrawal", "withdrawal"), (element, value, value)]
        frame = pd.DataFrame(rows, columns=["element", "value", "words"])
        return frame.assign(passage=0, symbol="S/RES/1(1946)", act="withdrawal")

    found = relate(values(said), values(on_record)).set_index("element")["relation"]
    assert {"act": "keeps", element: relation} == found.to_dict()


def test_a_sentence_demands_where_a_body_acts_and_reports_elsewhere():
    text = "1. Demands the withdrawal of troops under Security Council resolution 853 (1993);"
    read = evidence(text)
    for kind, reading in (("operative", "demands"), ("body", "reports"), ("preambular", "reports")):
        frame = compare(read.citations, read.paragraphs.assign(kind=kind))
        assert {reading} == set(frame["reading"])


def test_every_value_of_the_table_of_relations_is_a_value_of_its_element():
    known = {(row["element"], row["value"]) for row in load_table("wording_elements")}
    for row in load_table("wording_relations"):
        assert {(row["element"], row["said"]), (row["element"], row["on_record"])} <= known


def test_a_text_beside_itself_keeps_everything():
    """Comparing a sentence with the record read off the same sentence finds nothing but ``keeps``."""
    text = "Security Council resolution 1 demands the immediate withdrawal of occupying forces from Agdam."
    read = evidence(text)
    record = read_record(frames.build("documents", [{"doc_id": "S_RES_0001_1946_EN_GOLD", "symbol": "S/RES/1 (1946)", "text": text}]),
                         read.paragraphs.assign(doc_id="S_RES_0001_1946_EN_GOLD", kind="operative"))  # fmt: skip
    frame = compare(read.citations, read.paragraphs, record)
    assert {"keeps"} == set(frame["relation"])
    assert set(record["element"]) == set(frame["element"])


RESOLUTION = """RESOLUTION 822 (1993)

The Security Council,

Reaffirming the territorial integrity of Ruritania,

1. Demands the swift withdrawal of occupying forces from the Kelbadjar district;

2. Decides to remain seized of the matter.
"""


def test_record_uses_the_words_of_the_table():
    signalled = {(row["element"], row["value"]) for row in load_table("wording_elements")}
    assert set(load_record()[["element", "value"]].itertuples(index=False, name=None)) <= signalled
    assert {row["element"] for row in load_table("wording_elements")} == {*ELEMENTS}
    assert set(load_record()["symbol"]) == set(load_facts()["symbol"])


def test_facts_and_record_say_the_same():
    """Two codings of one thing: the adjectives of withdrawal, and the word that stands in one resolution only."""
    facts = load_facts().set_index("symbol")
    record = load_record().query("act == 'withdrawal' and element == 'modifier'")
    coded = record.groupby("symbol")["value"].agg("; ".join).reindex(facts.index)
    pd.testing.assert_series_equal(
        facts["withdrawal_modifiers"].astype(object), coded.astype(object), check_names=False
    )
    assert {"S/RES/853(1993)": 1} == facts["unconditional"][facts["unconditional"] > 0].to_dict()
    silent = ["aggression", "lachin_shusha", "chapter_vii", "percentage", "million"]
    assert 0 == facts[silent].to_numpy().sum()


def test_a_symbol_with_a_space_is_that_of_the_citations():
    """As front matter may write it: S/RES/1 (1946)."""
    documents = frames.build("documents", [{"doc_id": "a", "symbol": "S/RES/1 (1946)", "text": ""}])
    units = evidence("1. Demands the withdrawal of troops;").paragraphs.assign(kind="operative")
    assert {"S/RES/1(1946)"} == set(read_record(documents, units)["symbol"])


def test_the_record_is_read_off_a_resolution():
    text = {
        "doc_id": "S_RES_0822_1993_EN_GOLD",
        "symbol": "S/RES/822 (1993)",
        "genre": "resolution",
        "text": RESOLUTION,
    }
    cited = extract(frames.build("documents", [text]))
    elements = read_record(cited.documents, cited.paragraphs)
    assert {("withdrawal", "Kelbajar", "OP1"), ("territorial integrity", "reaffirm", "PP1")} <= set(
        elements[["act", "value", "paragraph"]].itertuples(index=False, name=None)
    )
    assert {"S/RES/822(1993)"} == set(elements["symbol"])


def test_a_unit_that_cites_a_thousand_times_is_cut_into_sentences_once(monkeypatch):
    """A text without paragraphs is one unit: a megabyte of it took minutes."""
    text = "We recall resolution 822 (1993). Peace came. " * 200
    evidence = extract(frames.build("documents", [{"doc_id": "a", "text": text}]))
    asked = []
    cut = fidelity.sentence_spans
    monkeypatch.setattr(fidelity, "sentence_spans", lambda *one: asked.append(one) or cut(*one))
    found = citing_sentences(evidence.citations, evidence.paragraphs)
    assert (200, 1) == (len(found), len(asked))
    assert {"We recall resolution 822 (1993)."} == set(found["quote"])
    assert 200 == found["start"].nunique()
