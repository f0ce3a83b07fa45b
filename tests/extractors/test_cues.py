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
    ("We urge those who gained by signing the Selmar Treaty to help.", "mentions_only"),
    ("Requests a report on the implementation of resolution 713 (1991).", "other"),
    # a verdict that is only hoped for
    ("The talks can start only when resolution 713 (1991), on the dam, is implemented.", "calls_for_implementation"),
    ("The dam was opened after resolution 713 (1991) was implemented.", "reports_compliance"),
    # a verdict behind it
    ("Resolution 713 (1991) has not been implemented.", "reports_noncompliance"),
    ("Our resolutions have been laughed at.", "reports_noncompliance"),
    ("Not one paragraph of resolution 713 (1991) has been carried out.", "reports_noncompliance"),
    ("No provision of resolution 713 (1991) has been respected.", "reports_noncompliance"),
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
    # what is inserted between a noun or a participle and its preposition
    ("We ask for the implementation, without delay, of resolution 713 (1991).", "calls_for_implementation"),
    ("They fulfil the duty entrusted to them at that time by the Charter.", "pursuant_to"),
    # only asked for: "ensure that", "if"; with a comma the condition is over
    ("We must ensure that resolution 713 (1991) is applied.", "calls_for_implementation"),
    ("If Selmar does not comply with resolution 713 (1991), we meet again.", "demands_compliance"),
    ("If we look back, Selmar has not applied resolution 713 (1991).", "reports_noncompliance"),
    # "without" denies only what stands beside it
    ("All without exception should apply resolution 713 (1991).", "calls_for_implementation"),
    ("They spoke without applying resolution 713 (1991).", "reports_noncompliance"),
    # a governor in two parts round the citation
    ("We must translate resolution 713 (1991) into deeds.", "calls_for_implementation"),
    # the noun beside it
    ("We await the Charter revision.", "other"),
    # words that govern only near by
    ("They stayed despite resolution 713 (1991).", "reports_noncompliance"),
    ("Despite the rain, and after long talks, they read resolution 713 (1991).", "mentions_only"),
    ("We forget that the Selmar Treaty came late.", "mentions_only"),
    # a clause of its own parts a word from the citation
    ("We were glad when the members of the Selmar Treaty met.", "mentions_only"),
    ("They welcome the border, drawn up in resolution 713 (1991).", "recalls"),
    # "as provided for in" repeats what it says, "as required by" is the basis of what is done
    ("Both sides withdrew, as provided for in resolution 713 (1991).", "recalls"),
    ("Both sides withdrew, as required by resolution 713 (1991).", "pursuant_to"),
    ("Both sides are equal, as stated in resolution 713 (1991).", "recalls"),
    # said of a part of it, and not of something else
    ("The adoption of the Selmar Treaty was a milestone.", "notes_or_welcomes"),
    ("The cost of the Selmar Treaty was a milestone.", "mentions_only"),
    # a list parted by a comma from its verb; another subject
    ("Resolutions 713 (1991) and 715 (1991), have been ignored.", "reports_noncompliance"),
    ("Selmar signed the Selmar Treaty and it calls upon others to pay.", "mentions_only"),
    # the bracket is of the noun phrase before it
    ("They adopted a resolution on applying the law of the sea [resolution 1514 (XV)].", "mentions_only"),
    # urged on those who have not done it
    ("We urge those who have not joined the Selmar Treaty to do so.", "other"),
    # content of the thing, which nothing governs
    ("In the Charter there is such a rule.", "recalls"),
    # a phrase in front that governs nothing
    ("In the preamble to the Charter, Selmar is named.", "recalls"),
    ("In the signing of the Charter, Selmar was heard.", "mentions_only"),
    # done by the one who speaks of it, and what such a deed follows
    ("In applying the Selmar Convention, we planted trees.", "reports_compliance"),
    ("We made proposals which conform to the Charter.", "reports_compliance"),
    # a clause of its own
    ("If all keep to this, I trust that they see, from the Charter, that we agree.", "mentions_only"),
    # an adjective between the words of a term
    ("They met in strict observance of the Charter.", "pursuant_to"),
    # the goals contained in it; what is announced under it
    ("We must achieve the goals contained in the Selmar Declaration.", "calls_for_implementation"),
    ("The sum announced in May under the Selmar Agreement is small.", "pursuant_to"),
    # the signing of it: the verb right before it, no other
    ("They applaud the signing of the Selmar Accords, which set up a court.", "notes_or_welcomes"),
    ("They gave thanks for peace after the signing of the Selmar Accords.", "mentions_only"),
    # those who wrote it
    ("They applied the rules which the authors of the Charter had in view.", "mentions_only"),
    # the bracket is of the programme, not of the treaty that the programme applies
    ("They adopted a programme for applying the Selmar Treaty [resolution 1514 (XV)].", "mentions_only"),
    # a relative clause has verbs of its own
    ("We support the plan, which sits oddly beside the Selmar Treaty.", "mentions_only"),
    ("We support the goals that the Selmar Treaty has.", "reaffirms"),
    # a noun before its auxiliary or behind its determiner
    ("Mention should be made of the rain before the Selmar Treaty.", "mentions_only"),
    ("The Selmar Treaty lost its promises.", "mentions_only"),
    # two adverbs between "be" and its participle
    ("Resolution 713 (1991) must be fully and promptly implemented.", "calls_for_implementation"),
    # by whom it was adopted stands before "of"
    ("We read of the adoption by the General Assembly of resolution 46/7, in which it decided to meet.", "recalls"),
    # a subject that nothing governs does something, or is praised
    ("The Selmar Treaty ended the war.", "recalls"),
    ("The Selmar Treaty, signed in May, is the map of our road.", "notes_or_welcomes"),
    ("We do not think that the Selmar Treaty is a map.", "mentions_only"),
    # whose deed or attitude it is, or only asked for
    ("Selmar's early ratification of the Selmar Treaty was news.", "mentions_only"),
    ("We await the ratification of the Selmar Treaty.", "other"),
    ("Peace needs respect for the Charter.", "demands_compliance"),
    # despite the pleas of others than the citation
    ("In spite of the Selmar Treaty, it rained.", "reports_noncompliance"),
    # an adjective is a verdict only behind "is"
    ("The Selmar Treaty came before an illegal dam.", "mentions_only"),
    ("The Selmar Treaty is deeply flawed.", "condemns"),
    # participles that govern more nearly than the verb before them
    ("We uphold the office referred to in resolution 713 (1991).", "recalls"),
    ("They decided to test the measures imposed by resolution 713 (1991).", "pursuant_to"),
    ("We uphold peace, and it is clearly laid down in the Charter.", "recalls"),
    # by the letter: what is done in accordance with it
    ("States should act in accordance with the Charter.", "pursuant_to"),
    ("Selmar refuses to act in accordance with the Charter.", "reports_noncompliance"),
    # what may stand between the words of a term
    ("They rededicate themselves to the Charter.", "reaffirms"),
    ("They must conform, in all they do, to the Charter.", "demands_compliance"),
    # a noun governs no further than the verb of its clause
    ("The achievement of that goal will in the end, as we all know, also lengthen the Selmar Treaty.", "mentions_only"),
    # a clause of its own behind a colon
    ("Two things help: Observance of the Charter.", "demands_compliance"),
    # a date
    ("We celebrate the anniversary of the Selmar Treaty.", "mentions_only"),
    # the main verb behind a relative clause
    ("Resolution 713 (1991), which seeks peace, is a beacon.", "notes_or_welcomes"),
    # what is denied: no one may break it; support withheld
    ("No one may ignore resolution 713 (1991).", "demands_compliance"),
    ("Selmar will not support resolution 713 (1991).", "condemns"),
    # the keeping of it is harmed, or hardly begun
    ("The drought is undermining the full implementation of the Selmar Treaty.", "reports_noncompliance"),
    ("Hardly any progress has been made in applying the Selmar Treaty.", "reports_noncompliance"),
    # a noun behind the comma is another matter than what is obstructed
    ("If they block the road, we call for the implementation of resolution 713 (1991).", "calls_for_implementation"),
    # only the basis of what is judged
    ("The embargo ordered by resolution 713 (1991) was lifted.", "pursuant_to"),
    # the keeping of it gets the verdict, not what it needs
    ("The full observance of the Selmar Treaty has not yet been secured.", "reports_noncompliance"),
    ("The application of the Selmar Treaty is well under way.", "reports_compliance"),
    ("We salute their skill in applying the Selmar Treaty.", "reports_compliance"),
    # what is put in between a verb and what it says; a new subject behind "while"
    ("The Selmar Charter provides, inter alia, for a fleet.", "recalls"),
    ("Selmar ratified the Selmar Treaty, while our house, they say, should be extended.", "mentions_only"),
    # what an instrument gave, and what it marked
    ("We share the hopes which the Selmar Charter aroused.", "notes_or_welcomes"),
    ("A new chapter was opened with the signing of the Selmar Treaty.", "notes_or_welcomes"),
    ("Let us keep the balance which the Selmar Charter strikes.", "recalls"),
    # asked for, or a fact
    ("We call for the early entry into force of the Selmar Treaty.", "other"),
    ("Negotiations on the Selmar Treaty took place in spring.", "mentions_only"),
    ("It is time to open negotiations on the Selmar Treaty.", "other"),
    # what only a noun far outside hangs on does not reach into a bracket
    ("They spoke of zeal for the aims of peace, work and rest, and of growth for all (resolution 46/7).", "mentions_only"),
    ("Under his care they agreed, that spring, to meet by the lake (resolution 46/7).", "mentions_only"),
    # a clause of its own that says in which resolution
    ("Taking into account that the Assembly, in its resolution 46/7, spoke of rain, we meet.", "recalls"),
    # adopted by those who support it; the signing, by whom and when
    ("We welcome the signing, on 3 May, of the Selmar Accords.", "notes_or_welcomes"),
    # "The Assembly," and an opening participle
    ("The General Assembly, Recalling resolution 713 (1991), meets.", "recalls"),
    # an adverb between article and participle
    ("We read the now celebrated Selmar Treaty.", "mentions_only"),
    # what a body says through it, or in its praised one, not what is imposed through it
    ("Last May the Council spoke, through its resolution 713 (1991), of rain.", "recalls"),
    ("Last May the Council told us that in its historic resolution 713 (1991).", "recalls"),
    # what governs the principles, near by, governs that in which they stand
    ("They forget the noble principles enshrined in the Charter.", "reports_noncompliance"),
    ("It is encouraging that the principles enshrined in the Charter came.", "recalls"),
    # a word of a name is no governor
    ("We thank the Committee on the Implementation of the Declaration on Peace.", "mentions_only"),
    ("We know what the Charter is’, he said.", "mentions_only"),
]  # fmt: skip


def test_a_document_in_brackets_has_the_governor_of_its_noun_phrase():
    text = "Welcoming the report of the envoy on his talks (S/26184), we meet."
    assert [row["function"] for row in rows_of(text, "citations")] == ["notes_or_welcomes"]
    see = "They welcome the talks of the envoy (see S/26184)."
    assert [row["function"] for row in rows_of(see, "citations")] == ["mentions_only"]


def test_what_was_read_before_changes_nothing():
    """Pairs of words are remembered: "dead man" must not hide "dead letter"."""
    text = "Resolution 713 (1991) is a dead letter."
    rows_of("Resolution 713 (1991) speaks of a dead man.", "citations")
    assert [row["function"] for row in rows_of(text, "citations")] == ["reports_noncompliance"]


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
