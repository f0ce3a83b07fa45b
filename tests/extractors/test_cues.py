"""The word that governs: nearest in its clause, by the written rules of the functions."""

import pytest
from reading import rows_of

from analysis.extractors.citations import find_citations
from analysis.extractors.cues import cues_before, governors
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
    # the opposite of what the inner word says
    ("Selmar refuses to comply with resolution 713 (1991).", "reports_noncompliance"),
    ("We oppose every attempt to weaken the Selmar Convention.", "reaffirms"),
    # kept, and rejected
    ("Selmar has kept faithfully to the Charter.", "reports_compliance"),
    ("Selmar rejects resolution 713 (1991).", "condemns"),
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


def test_any_table_has_governors():
    """Claims and fidelity ask with a table of their own."""
    rows = [{"term": "den*", "position": "before", "value": "no"}]
    text = Text("He denies it: he denied all of it, and the loss of land.", shipped())
    cues = cues_before(text, 44, governors(rows, "value", ["before"]))
    assert [(cue.value, cue.words, cue.gap) for cue in cues] == [("no", "denied", 21)]


def test_every_row_governs_in_its_example():
    """The example of each row of the table is read with the function of the row."""
    wrong = []
    for row in shipped().table("citation_functions"):
        found = find_citations(Text(row["example"], shipped()))
        if [cited["function"] for cited in found][-1:] != [row["function"]]:
            wrong.append(row["term"])
    assert wrong == []
