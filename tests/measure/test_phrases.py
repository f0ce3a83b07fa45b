"""Shared phrases and formulae on hand-made texts."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measure.phrases import formulae, occurrences, shared, sides


def texts(**named):
    rows = [
        (doc_id, at, word) for doc_id, text in named.items() for at, word in enumerate(text.split())
    ]
    frame = pd.DataFrame(rows, columns=["doc_id", "start", "word"])
    return frame.assign(paragraph="P1", end=frame["start"] + 1)


SHARED = [
    # word for word, function words not counted
    ("we demand full withdrawal of armed forces now", "they want full withdrawal of armed forces", [(4, 5, 5)]),
    # a word added, one changed: still one phrase
    ("full withdrawal of all armed forces from that land", "full withdrawal of forces from this land", [(4, 9, 7)]),
    # a gap that is too wide
    ("red blue one two three four green grey", "red blue green grey", []),
    # turned round, the two halves do not make one phrase
    ("red blue green grey", "green grey red blue", []),
    # function words alone are nothing
    ("of the to the in the", "of the to the in the", []),
    # a phrase that stands twice in the other text is two
    ("red blue green grey", "red blue green grey one two three four red blue green grey", [(4, 4, 4), (4, 4, 4)]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), SHARED)
def test_shared(one, other, expected):
    found = shared(texts(a=one, b=other), "a", "b")
    assert expected == list(
        found[["same", "words", "other_words"]].itertuples(index=False, name=None)
    )


def test_places_are_those_of_the_document():
    row = shared(texts(a="one red blue green grey", b="red blue green grey"), "a", "b").iloc[0]
    assert (1, 5, 0, 4) == tuple(row[["start", "end", "other_start", "other_end"]])


def test_sides_are_both_places_under_the_index_of_the_phrase():
    found = sides(shared(texts(a="one red blue green grey", b="red blue green grey"), "a", "b"))
    assert [(0, "a", 1, 5), (0, "b", 0, 4)] == list(
        found[["doc_id", "start", "end"]].itertuples(name=None)
    )


LISTS = st.lists(st.sampled_from(["red", "blue", "green", "the"]), max_size=25)


@given(LISTS, LISTS)
def test_without_a_gap_the_words_are_the_same(one, other):
    frame = texts(a=" ".join(one), b=" ".join(other))
    found = shared(frame, "a", "b", gap=0)
    assert all(
        one[row.start : row.end] == other[row.other_start : row.other_end]
        for row in found.itertuples()
    )
    back = shared(frame, "b", "a", gap=0)
    assert max(found["same"], default=0) == max(back["same"], default=0)


@given(LISTS)
def test_a_text_shares_all_of_itself(one):
    content = len([word for word in one if word != "the"])
    found = shared(texts(a=" ".join(one), b=" ".join(one)), "a", "b", minimum=1)
    assert content == max(found["same"], default=0)


def test_formulae_are_the_longest():
    frame = texts(
        a="in the name of the law we act", b="in the name of the law", c="the name of the king"
    )
    rows = formulae(frame, minimum=3)[["phrase", "times", "documents"]].itertuples(
        index=False, name=None
    )
    assert [("the name of the", 3, 3), ("in the name of the law", 2, 2)] == list(rows)


def test_occurrences_are_all_places_of_a_formula():
    words = texts(a="red blue green grey", b="grey red blue green grey red blue green grey")
    (row,) = formulae(words).itertuples()
    places = occurrences(words, [row.phrase])
    assert ["red blue green grey"] * row.times == places["phrase"].tolist()
    assert [("a", 0, 4), ("b", 1, 5), ("b", 5, 9)] == list(
        places[["doc_id", "start", "end"]].itertuples(index=False, name=None)
    )
    assert occurrences(words, ["red grey"]).empty


def test_a_phrase_repeated_within_one_text_is_no_formula():
    assert formulae(texts(a="a b c d a b c d", b="e")).empty
