"""The generator of synthetic speeches and the sums of the benchmark. How fast anything is, no test asks."""

import re

import pytest
from bench import found, head, slope
from synthetic import sentences, speech, speeches
from systems import SYSTEMS, timed


@pytest.fixture(scope="module")
def many():
    return speeches(150_000)


def test_a_seed_is_a_text():
    assert speech(7) == speech(7)
    assert speech(7).text != speech(8).text


def test_no_frame_is_left_unfilled_and_every_kind_of_claim_and_citation_comes_up(many):
    text = " ".join(made.text for made in many)
    assert "{" not in text
    flat = " ".join(text.split())
    pieces = [
        piece
        for row in sentences()["claim"] + sentences()["citation"]
        for piece in re.split(r"{\w+}", row["frame"])
    ]
    assert [] == [piece for piece in pieces if piece.strip() not in flat]
    assert {"asserted", "negated", "hypothetical", "returned"} == {
        row[-1] for made in many for row in made.claims
    }


def test_what_is_known_of_a_speech_stands_in_the_sentence_named(many):
    for made in many[:20]:
        ends = dict(zip(made.starts, [*made.starts[1:], len(made.text)], strict=True))
        for start, symbol in made.citations:
            assert (
                symbol.removeprefix("PACE/").split("/")[-1].split("(")[0]
                in made.text[start : ends[start]]
            ), symbol
        assert {start for start, *_ in made.claims} <= ends.keys()


def test_what_the_speeches_say_is_found():
    scores = found(speeches(30_000)).set_index("what")
    assert scores.loc["citations", "f1"] == 1
    assert scores.loc["claims", "precision"] >= 0.98
    assert scores.loc["claims", "recall"] >= 0.85


def test_a_claim_lost_and_a_citation_made_up_are_noticed():
    made = [speech(seed) for seed in range(4)]
    before = found(made).set_index("what")
    made[0].claims.append((made[0].starts[0], "territory_share", 20.0, "over", "asserted"))
    at = next(one for one in made if one.citations)
    del at.citations[0]
    after = found(made).set_index("what")
    assert after.loc["claims", "missed"] == before.loc["claims", "missed"] + 1
    assert after.loc["citations", "surplus"] == before.loc["citations", "surplus"] + 1


@pytest.mark.parametrize(
    ("texts", "words", "expected"),
    [
        (["a b c", "d e"], 4, ["a b c", "d"]),
        (["a  b\nc"], 2, ["a  b"]),
        (["a b"], 9, ["a b"]),
        (["", "a b"], 1, ["", "a"]),
    ],
)
def test_head_cuts_the_last_text_short(texts, words, expected):
    assert expected == head(texts, words)


@pytest.mark.parametrize(
    "system", ["all evidence", "citations only", "building the frames", "one pattern"]
)
def test_every_system_of_ours_runs(system):
    """A system that has lost what it calls is noticed here, not in an hour of measuring."""
    assert timed(SYSTEMS[system]([speech(1).text])) > 0


def test_slope_is_the_exponent():
    assert slope([1, 4, 16], [5, 1, 4]) == 1
    assert slope([1, 4, 16], [5, 1, 16]) == 2
    assert slope([1, 4, 16], [5, 1, 1]) == 0
