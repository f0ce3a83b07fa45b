"""The word that governs: nearest in its clause, by the written rules of the functions."""

import pytest
from reading import rows_of

from analysis.extractors.citations import find_citations
from analysis.text import Text
from analysis.vocabulary import shipped

FUNCTIONS = [
    # the nearest governor, not the general tone
    ("We condemn the raids and recall resolution 713 (1991).", "recalls"),
    ("We welcome progress in accordance with resolution 713 (1991).", "pursuant_to"),
    # nouns that only pass on what a verb does
    ("We welcome the adoption of resolution 713 (1991).", "notes_or_welcomes"),
    ("We endorse the views expressed in resolution 713 (1991).", "reaffirms"),
    # plain facts; what the resolution says follows
    ("The Council adopted resolution 713 (1991).", "mentions_only"),
    ("The Council adopted resolution 713 (1991), deciding to send observers.", "recalls"),
    ("We signed the Selmar Treaty.", "mentions_only"),
    ("Two years after the Selmar Accords, several states wait.", "mentions_only"),
    # asked for
    ("Selmar must comply with resolution 713 (1991).", "demands_compliance"),
    ("We ask all to implement resolution 713 (1991).", "calls_for_implementation"),
    ("We must bring the Selmar Treaty into force.", "calls_for_implementation"),
    ("Selmar should ratify the Selmar Treaty.", "other"),
    ("Requests a report on the implementation of resolution 713 (1991).", "other"),
    # a verdict behind it
    ("Resolution 713 (1991) has not been implemented.", "reports_noncompliance"),
    ("Our resolutions have been laughed at.", "reports_noncompliance"),
    ("Resolution 713 (1991) has been fully implemented.", "reports_compliance"),
    ("Resolution 713 (1991) must be implemented.", "calls_for_implementation"),
    # the main verb behind a relative clause, not the verb of that clause
    ("Resolution 713 (1991), which bans arms, has been ignored.", "reports_noncompliance"),
    ("Resolution 713 (1991), which bans arms, must be implemented.", "calls_for_implementation"),
    ("Resolution 713 (1991), which bans arms, came as no surprise.", "recalls"),
    # the opposite of what the inner word says
    ("Selmar refuses to comply with resolution 713 (1991).", "reports_noncompliance"),
    ("We oppose every attempt to weaken the Selmar Convention.", "reaffirms"),
    # kept, and rejected
    ("Selmar has kept faithfully to the Charter.", "reports_compliance"),
    ("Selmar rejects resolution 713 (1991).", "condemns"),
    # every form of a verb, and what its form says
    ("Selmar applies resolution 713 (1991).", "reports_compliance"),
    ("The parties were urged to give practical effect to resolution 713 (1991).", "calls_for_implementation"),
    ("Resolution 713 (1991) still has not been put into practice.", "reports_noncompliance"),
    ("None of the terms of resolution 713 (1991) has been fulfilled.", "reports_noncompliance"),
    ("Resolution 713 (1991) must not be disregarded.", "demands_compliance"),
    ("Selmar persists in its refusal to carry out resolution 713 (1991).", "reports_noncompliance"),
    ("We are ready to carry out resolution 713 (1991).", "reaffirms"),
    ("Selmar continues to implement resolution 713 (1991).", "reports_compliance"),
    # as a finding, as a demand, as a basis
    ("The law is in full conformity with resolution 713 (1991).", "reports_compliance"),
    ("The law must be in conformity with resolution 713 (1991).", "demands_compliance"),
    ("The law was passed in conformity with resolution 713 (1991).", "pursuant_to"),
    # a noun or a participle, no verb: the review of the plan; the embargo applied in
    ("We await the test of what the amended Selmar Treaty may bring.", "mentions_only"),
    ("We await the embargo applied in paragraph 6 of resolution 713 (1991).", "recalls"),
    # a word of a name is no governor
    ("We thank the Committee on the Implementation of the Declaration on Peace.", "mentions_only"),
    ("We know what the Charter is’, he said.", "mentions_only"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "function"), FUNCTIONS)
def test_function(text, function):
    assert [row["function"] for row in rows_of(text, "citations")][-1] == function


def test_a_list_and_a_bracket_have_one_governor():
    text = "We uphold the Selmar Accords, the Charter and the Declaration on Peace [resolution 1514 (XV)]."
    assert {row["function"] for row in rows_of(text, "citations")} == {"reaffirms"}


def test_every_row_governs_in_its_example():
    """The example of each row of the table is read with the function of the row."""
    wrong = []
    for row in shipped().table("citation_functions"):
        found = find_citations(Text(row["example"], shipped()))
        if [cited["function"] for cited in found][-1:] != [row["function"]]:
            wrong.append(row["term"])
    assert wrong == []
