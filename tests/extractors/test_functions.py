"""What governs a citation: kinds of sentences, each with sentences that only look like it."""

import pytest
from reading import rows_of

# the function of the last citation of each
GOVERNED = [
    # a verb far behind its subject: what stands between is skipped, a new subject is not
    ("The resolution on the rights of nomads adopted last spring by the General Assembly was a remarkable achievement.", "notes_or_welcomes"),
    ("General Assembly resolutions on the safety of miners and on the care of orphans are significant milestones.", "notes_or_welcomes"),
    ("The resolutions of the Council pertaining to the lakes of Selmar stipulate that all boats must be counted.", "recalls"),
    ("The resolution unanimously adopted last year by the General Assembly on the reduction of tariffs provides for three stages.", "recalls"),
    ("When the decisions of the Assembly and the principles and objectives of the Charter of the United Nations are openly flouted, peace suffers.", "reports_noncompliance"),
    ("Resolutions of the Security Council on the return of the displaced to their homes in the north have been ignored.", "reports_noncompliance"),
    ("Resolution 713 (1991), calling for the immediate, complete and unconditional release of the crews, is being ignored.", "reports_noncompliance"),
    ("The relevant resolutions and decisions of the United Nations, of the African Union and of the League must be carried out.", "calls_for_implementation"),
    ("The resolutions in question were, moreover, accepted by Selmar as well as by Tervia.", "reaffirms"),
    ("The resolutions of the United Nations, in spite of their merits, are not sufficient as a cure.", "condemns"),
    ("None of those resolutions - which were meant to bring peace and justice to the valley - has been implemented.", "reports_noncompliance"),
    ("None of those resolutions — which were meant to bring peace and justice to the valley — has been implemented.", "reports_noncompliance"),
    ("Resolution 713 (1991) on the withdrawal of all foreign forces from the territory of Selmar must, therefore, be implemented.", "calls_for_implementation"),
    ("The Strategy and the subsequent General Assembly resolution 38/152 spelt out the aims of this exercise.", "recalls"),
    ("The first, resolution 34/91 of 1979, called on Selmar to begin talks.", "recalls"),
    ("We share the view that resolution 713 (1991) and the creation of the new office have improved matters.", "notes_or_welcomes"),
    ("The resolution on the rights of nomads adopted last spring was read aloud and the dam was a remarkable achievement.", "mentions_only"),
    ("The office named in the title of resolution 713 (1991) on the lakes of Selmar opened when a storm broke the dams, which were in ruins.", "mentions_only"),
    ("We support resolution 713 (1991) on the withdrawal of forces and we deplore that the truce was ignored.", "reaffirms"),
    # adopted, and what it does; "thereby" and a hope are the deed of those who adopt
    ("The Assembly responded by adopting resolution 46/7, calling for relief.", "recalls"),
    ("The Assembly adopted resolution 46/7 by a large majority, restoring the seat of Selmar.", "recalls"),
    ("In May resolution 713 (1991) was adopted without dissent, recognizing that Selmar has a part to play.", "recalls"),
    ("They advanced the cause by adopting resolution 46/7, supporting the birth of a new State.", "recalls"),
    ("The Council then passed resolution 713 (1991) ordering the release of the crews.", "recalls"),
    ("The debate has led to the adoption by the General Assembly of resolution 46/7, in which it decided to hold a summit.", "recalls"),
    ("Ten years after the adoption by the Security Council of resolution 713 (1991), which demanded a truce, we wait.", "recalls"),
    ("Selmar then won adoption in the Security Council of resolution 713 (1991), which recommends an embargo.", "recalls"),
    ("Since 1948 we have had on our shelves resolution 46/7, calling for the return of the nomads.", "recalls"),
    ("The Assembly adopted resolution 46/7, thereby leading us all in a new direction.", "mentions_only"),
    ("Ten years after the adoption of resolution 713 (1991) we wait, regarding the sea.", "mentions_only"),
    ("Selmar voted for resolution 46/7, hoping for rain.", "mentions_only"),
    # a number in brackets behind what a body said or did; it adopts no programme by that
    ("The Economic and Social Council came to the same conclusion [resolution 917 (XXXIV)].", "recalls"),
    ("The United Nations resolved in 1948 [resolution 46/7] that the nomads could return.", "recalls"),
    ("The General Assembly has called for sanctions on Selmar [resolution 46/7].", "recalls"),
    ("The last session entrusted the Secretary-General with the task of finding water (resolution 46/7).", "recalls"),
    ("The Council expressed its concern over the drought {resolution 713 (1991)}.", "recalls"),
    ("The Assembly recommended the holding of a conference on wells [resolution 46/7, annex].", "recalls"),
    ("The Assembly adopted the Programme for Wells [resolution 46/7].", "mentions_only"),
    ("The nomads decided to move on to the north [resolution 46/7].", "mentions_only"),
    ("We took note of the outcome of the review process (resolution 46/7, annex).", "notes_or_welcomes"),
    ("As we agreed a year ago in the Strategy for Wells (resolution 46/7), we must share.", "recalls"),
    # by whom and through what something is done
    ("The sanctions imposed on Selmar through Security Council resolutions 713 (1991) and 715 (1991) hurt.", "pursuant_to"),
    ("Selmar was named a reserve through United Nations General Assembly resolution 46/7.", "pursuant_to"),
    ("This pledge is reinforced by Assembly resolution 46/7.", "recalls"),
    ("This is evidenced by the numerous resolutions adopted by this body.", "recalls"),
    ("Its role was underscored by the relevant decisions of the Council.", "recalls"),
    ("The right of return is borne out by resolution 46/7.", "recalls"),
    ("The talks were followed by resolution 46/7.", "mentions_only"),
    ("The Committee Established under General Assembly resolution 46/7 met.", "pursuant_to"),
    ("We have not used all the means put at our disposal by the Charter.", "pursuant_to"),
    ("They have tools placed at their disposal by the relevant resolutions.", "pursuant_to"),
    # words that govern, of each function
    ("They proclaimed their recognition of the Security Council resolution.", "reaffirms"),
    ("The duties fall to it by reason of existing resolutions of the Security Council.", "pursuant_to"),
    ("The parties were led to consider as binding the decisions of the Security Council.", "demands_compliance"),
    ("Few peoples could take advantage of the provisions of resolution 46/7.", "pursuant_to"),
    ("The plan can be no substitute for Security Council resolutions.", "reaffirms"),
    ("As a follow-up to resolution 46/7, we shall submit a text.", "pursuant_to"),
    ("For the purposes of resolution 713 (1991), a boat is a ship.", "pursuant_to"),
    ("Mechanisms of implementation must be created for the Security Council resolutions.", "calls_for_implementation"),
    ("Having received General Assembly resolution 46/7.", "notes_or_welcomes"),
    ("The United Nations resolutions on the matter cry out for immediate implementation.", "calls_for_implementation"),
    ("The raid was preceded by the unfulfilled resolutions of the Security Council.", "reports_noncompliance"),
    ("They deceive the world by a limited implementation of resolution 713 (1991).", "reports_noncompliance"),
    ("We deplore their failure to take the steps required by the Council and by Security Council resolutions.", "reports_noncompliance"),
    ("Selmar refuses to grant the rights set out in resolution 713 (1991).", "reports_noncompliance"),
    ("My country promoted the recognition in resolution 46/7 that nomads are free.", "recalls"),
    ("Resolution 713 (1991) does provide a practical basis for talks.", "notes_or_welcomes"),
    ("The hope generated by resolution 713 (1991) is alive.", "notes_or_welcomes"),
    ("Resolution 713 (1991) has had a positive effect on the valley.", "notes_or_welcomes"),
    ("The resolution divided Selmar into three shares and resolution 713 (1991) divided Tervia.", "recalls"),
    # as it is laid down, where it is still to be done; a fact is told
    ("The dispute over the lake must be settled in peace, as envisaged in the decisions of the Security Council.", "pursuant_to"),
    ("Decides to extend the mandate of the mission as defined in resolution 713 (1991).", "pursuant_to"),
    ("They call for “a fair share of the lake”, as stipulated in resolution 713 (1991).", "recalls"),
    ("The boats were counted in May, as stipulated in resolution 713 (1991).", "recalls"),
    ("These wells were envisaged in resolution 46/7.", "recalls"),
    # what it says or gives is judged
    ("Security Council resolution 713 (1991) contains the essential elements for peace.", "notes_or_welcomes"),
    ("The resolution [46/7] adopted in May has rightly indicated the way.", "notes_or_welcomes"),
    ("Resolution 713 (1991) contains a list of wells.", "recalls"),
    ("Resolution 713 (1991) calls for an opportunity to drink.", "recalls"),
    ("Resolution 46/7 was adopted by all who treat the lake.", "mentions_only"),
    # an adoption that is judged, not what happened at the time
    ("We commend the Assembly for unanimously adopting resolution 46/7.", "notes_or_welcomes"),
    ("We are grateful for the help of all States in adopting General Assembly resolution 46/7.", "notes_or_welcomes"),
    ("We welcome the fact that the Council adopted resolution 713 (1991).", "notes_or_welcomes"),
    ("We deeply regret that the Council has adopted resolution 713 (1991).", "condemns"),
    ("I thank him for his efforts and for the adoption of resolution 46/7.", "notes_or_welcomes"),
    ("We are pleased that the Assembly passed resolution 46/7.", "notes_or_welcomes"),
    ("We recall that the Council adopted resolution 713 (1991).", "mentions_only"),
    ("We welcome the rain that fell when the Council adopted resolution 713 (1991).", "mentions_only"),
    ("Last year the Assembly adopted the historic resolution 46/7 on the lakes.", "mentions_only"),
    ("We have just adopted the ambitious Selmar Declaration.", "mentions_only"),
    ("We express our pleasure at the outcome of the session, which adopted a historic resolution [46/7].", "notes_or_welcomes"),
    ("I urge those who have not yet signed the Selmar Treaty to consider doing so.", "other"),
    # a relative clause right behind it is said of it, whatever stands before
    ("Our land is the subject of various Security Council resolutions that have not been implemented.", "reports_noncompliance"),
    ("The aim of the Security Council resolutions which must be implemented is peace.", "calls_for_implementation"),
    # members of a list have one governor; a number in brackets is that of the phrase before it
    ("Recalling its resolutions 338 (1973) of 22 October, 346 (1974) of 8 April and 362 (1974) of 23 October 1974. 368 (1975) of 17 April and 378 (1975) of 23 October 1975.", "recalls"),
    ("Notwithstanding the resolutions of 1947 [181 (II)], 1948 [194 (III)] and 1949 [303 (IV)], the city is shut.", "reports_noncompliance"),
    ("The aims enshrined in the Charter of the United Nations, the Helsinki Final Act of the Conference on Security and other relevant documents and decisions of the United Nations are ours.", "recalls"),
    ("Selmar regards the General Assembly resolution concerning a zone of peace [resolution 3263 (XXIX)] as a constructive measure.", "notes_or_welcomes"),
    ("They made efforts in the spirit of the Security Council resolution dated 4 March 1964 [186 (1964)].", "pursuant_to"),
    ("A step towards the implementation of the declaration on the non-use of force solemnly adopted by the General Assembly [resolution 2936 (XXVII)] was made.", "calls_for_implementation"),
    # words parted by print
    ("Certain States have not com- plied with the provisions of resolution 253 (1968).", "reports_noncompliance"),
    ("Resolution 713 (1991) con- firmed the ban on arms.", "recalls"),
    ("The theme of the day is the follow- up of resolution 46/7.", "calls_for_implementation"),
    ("They must imple- ment resolution 46/7 at once.", "calls_for_implementation"),
    ("The raid was a viola- tion of resolution 713 (1991).", "reports_noncompliance"),
    ("The north- south talks came after resolution 46/7.", "mentions_only"),
    # a number where the words of a quotation stand; a participle of what is adopted
    ("It states, “no child shall go hungry” (resolution 46/7, para. 3).", "mentions_only"),
    ("The Assembly adopted the Declaration on Peace [resolution 46/7] aimed at calm.", "mentions_only"),
    ("Resolution 46/7 aimed at calm.", "recalls"),
    # in whose
    ("In last month's resolution 46/7, nomads are named.", "recalls"),
    ("The leaders, in last year’s Selmar Declaration, declared the lake a reserve.", "recalls"),
    # short names, and what is put in
    ("We actively pursue the Selmar Union's (SU) Selmar Treaty.", "calls_for_implementation"),
    ("We ask you to signal your support of this Convention.", "reaffirms"),
    ("We admit that the Selmar Treaty has fallen short of our hopes.", "condemns"),
    ("The signing last July, in Tervia, of the Selmar Accords is another cause for joy.", "notes_or_welcomes"),
    ("Security Council resolution 435 (1978) has always been and remains the only viable route.", "reaffirms"),
    ("Those resolutions and the embargo they call for remained a dead letter.", "reports_noncompliance"),
    ("The Assembly as a whole decided on disarmament under effective control [resolution 1378 (XIV)].", "recalls"),
    ("We are grateful for the support extended in May to resolution 46/7.", "reaffirms"),
    ("They question the validity of resolution 46/7.", "condemns"),
    ("We hope for universal participation in the Selmar Convention.", "other"),
    # what is asked behind a refusal; of which none is kept
    ("The Council condemns the failure of Selmar to comply with its orders and calls upon it to implement forthwith these resolutions.", "calls_for_implementation"),
    ("We regret the refusal of both sides to meet, but urge them to carry out resolution 713 (1991).", "calls_for_implementation"),
    ("It failed to act, and the Council calls upon it to implement resolution 713 (1991).", "calls_for_implementation"),
    ("They deplore the inability of Selmar to move and request it to apply resolution 713 (1991).", "calls_for_implementation"),
    ("We deplore the failure of Selmar and its friends, as we said, to implement resolution 713 (1991).", "reports_noncompliance"),
    ("Not a single one of the tasks laid upon it by resolution 46/7 has been fulfilled.", "reports_noncompliance"),
    ("None of the rights set out in resolution 713 (1991) has been respected.", "reports_noncompliance"),
    ("All of the rights set out in resolution 713 (1991) have been respected.", "reports_compliance"),
    # a measure of it that is broken
    ("We condemn the violations of the embargo imposed by resolution 713 (1991).", "reports_noncompliance"),
    ("They report breaches of the ban ordered in resolution 713 (1991).", "reports_noncompliance"),
    ("They watch the embargo imposed by resolution 713 (1991).", "pursuant_to"),
    ("In view of the violations of the truce, we keep to the embargo imposed by resolution 713 (1991).", "pursuant_to"),
    # praised for keeping it, or asked how far it is kept
    ("We commend all States for their implementation of resolution 713 (1991).", "reports_compliance"),
    ("We congratulate Selmar on its compliance with resolution 713 (1991).", "reports_compliance"),
    ("We thank them for their strict observance of resolution 713 (1991).", "reports_compliance"),
    ("We commend all who work for the implementation of resolution 713 (1991).", "calls_for_implementation"),
    ("We await a report on the extent to which all have complied with resolution 713 (1991).", "other"),
    # praised for keeping it, or asked how far it is kept
    ("I mention the unsatisfactory progress made in implementing resolution 713 (1991).", "reports_noncompliance"),
    ("We saw limited progress in the application of resolution 713 (1991).", "reports_noncompliance"),
    ("We saw great progress in the application of resolution 713 (1991).", "reports_compliance"),
    ("We condemned the raids by supporting the adoption of resolution 713 (1991).", "reaffirms"),
    ("The adoption of a resolution on Selmar last year [resolution 38/10] augured well for peace.", "notes_or_welcomes"),
    ("A session of the General Assembly set up the United Nations Council for Selmar [resolution 46/7].", "recalls"),
    ("We signed the Selmar Treaty banning mines.", "mentions_only"),
    ("The Assembly adopted resolution 46/7 establishing a zone of peace.", "recalls"),
    ("We have supported reforms to the Charter of the Selmar Union.", "other"),
    # a question whose answer is yes or no reports nothing
    ("Has resolution 713 (1991) been implemented?", "calls_for_implementation"),
    ("We ask. And are the resolutions of the Council being applied? They are.", "calls_for_implementation"),
    ("Has resolution 713 (1991) not been implemented?", "reports_noncompliance"),
    # the mandate is extended, and something else observed
    ("The mandate, approved by the Council in resolution 713 (1991), shall be extended.", "recalls"),
    ("We saw the report made pursuant to Security Council resolution 713 (1991) and heard that calm has been observed.", "pursuant_to"),
    # only hoped for; no view of it
    ("Let the Assembly now find a home for all [resolution 46/7].", "recalls"),
    ("The Assembly should now find a home for all [resolution 46/7].", "mentions_only"),
    ("They began with the Selmar Treaty to outlaw force as an instrument.", "mentions_only"),
    # a document is itself the report
    ("Selmar came after the report on the implementation of the plan S/26184.", "mentions_only"),
    ("Is it so? Resolution 713 (1991) has been implemented.", "reports_compliance"),
    ("Why was resolution 713 (1991) not implemented?", "reports_noncompliance"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "function"), GOVERNED)
def test_function(text, function):
    assert [row["function"] for row in rows_of(text, "citations")][-1] == function


def test_the_cue_shows_where_something_is_put_in():
    text = "Resolution 713 (1991) must, as we all know, be implemented."
    assert [row["cue"] for row in rows_of(text, "citations")] == ["must ... be implemented"]
