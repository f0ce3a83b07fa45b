"""Governing words: what is found in a clause hangs on that clause alone."""

import pytest

from analysis.extractors.governing import find_terms, terms_of

ROWS = [
    {"term": "dead letter*", "position": "verdict", "function": "unkept", "past": ""},
    {"term": "keep to", "position": "verb", "function": "kept", "past": "kept"},
    {"term": "mindful of", "position": "before", "function": "recalled", "past": ""},
]
CLAUSES = [
    ("dead bodies lay there", []),
    ("it is a dead letter", ["unkept"]),
    ("they are dead letters", ["unkept"]),
    ("all have kept strictly to it", ["kept"]),
    ("mindful, of the rule", []),
    ("mindful of the rule", ["recalled"]),
]


def values(clause, terms):
    tokens = clause.replace(",", " ,").split()
    return [found.term.value for found in find_terms(tokens, terms)]


@pytest.mark.parametrize("order", [CLAUSES, CLAUSES[::-1]], ids=["forwards", "backwards"])
def test_no_clause_changes_what_is_found_in_the_next(order):
    """Pairs of words are remembered: that of one clause must not stand for that of another."""
    terms = terms_of(ROWS)
    assert [expected for _, expected in order] == [values(clause, terms) for clause, _ in order]


def test_what_is_remembered_has_a_bound(monkeypatch):
    monkeypatch.setattr("analysis.extractors.governing.MOST_WORDS", 2)
    terms = terms_of(ROWS)
    assert ["unkept", "recalled"] == values("a dead letter , mindful of it , dead to us", terms)
    assert len(terms) <= 2
