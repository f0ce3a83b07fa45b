"""What a claim blames and whom it is attributed to: whole noun phrases, or missing."""

import pytest
from reading import rows_of

CAUSES = [
    # after the quantity
    (
        "We host 9,000 refugees resulting from Ruritanian aggression and poverty.",
        "Ruritanian aggression",
    ),
    ("A tenth of our territory is occupied by Ruritanian troops.", "Ruritanian troops"),
    ("A tenth of our territory is under occupation of the Ruritanian army.", "the Ruritanian army"),
    # before it
    ("As a result of the war in Ruritania, 9,000 people were displaced.", "the war in Ruritania"),
    (
        "We condemn the attacks by Ruritania which have resulted in 9,000 refugees.",
        "the attacks by Ruritania",
    ),
    ("Ruritanian forces continue to occupy a tenth of our territory.", "Ruritanian forces"),
    ("As a consequence of the embargo, our losses amount to $2 billion.", "the embargo"),
    ("The conflict has cost 60,000 lives.", "The conflict"),
    ("Nobody expelled 9,000 people.", None),
    ("None of them killed 40 farmers.", None),
    ("Neither occupied a tenth of our territory.", None),
    ("The Ruritanian army ended up occupying a tenth of the island.", "The Ruritanian army"),
    ("The Ruritanian army went on to kill 60,000 people.", "The Ruritanian army"),
    ("Ruritanian forces then began shelling 40 villages.", "Ruritanian forces"),
    ("Sixty per cent of the land is dominated by the rebels.", "the rebels"),
    (
        "We speak of Ruritania's military occupation of a tenth of our land.",
        "Ruritania's military occupation",
    ),
    # the whole phrase, and no more: not its adverb, not what the next number begins
    ("That cruel offensive has claimed 300 lives.", "That cruel offensive"),
    (
        "Ruritanian colonial repression has created 9,000 refugees.",
        "Ruritanian colonial repression",
    ),
    ("The invasion violently displaced 9,000 people.", "The invasion"),
    ("In war-ridden areas, 9,000 people were displaced.", None),
    # an adjective alone is no agent, nor is one before a noun
    ("A Ruritanian occupation force that now numbers 9,000 men is there.", None),
    ("We host 9,000 people displaced by the Ruritanian occupation.", "the Ruritanian occupation"),
    # the last deed has no agent of its own; other deeds and doers
    ("Ruritanian troops took the pass, closed it and killed 40 people.", "Ruritanian troops"),
    ("Ruritania abducted 300 people.", "Ruritania"),
    ("The bombs of Ruritania destroyed 150 houses.", "The bombs of Ruritania"),
    ("In clashes 40 people were killed.", "clashes"),
    ("Some 40 children were maimed by landmines.", "landmines"),
    # an agent without a name, a mere noun, what stands between subject and verb
    ("The occupying forces razed 600 villages.", "The occupying forces"),
    (
        "Some 8,000 men died at the hands of the Ruritanian paramilitaries.",
        "the Ruritanian paramilitaries",
    ),
    ("Twelve people were killed by gunmen.", "gunmen"),
    ("Ruritanian troops then occupied six more districts.", "Ruritanian troops"),
    ("Ruritania unleashed a war and occupied 20 per cent of our land.", "Ruritania"),
    ("The war, now in its sixth year, has claimed 20,000 lives.", "The war"),
    # without a comma, in one phrase with the verb
    (
        "As a result of the Ruritanian aggression a million people fled.",
        "the Ruritanian aggression",
    ),
    ("Due to the blockade we have lost 3 billion dollars.", "the blockade"),
    ("In terrorist attacks 40 people were killed.", "terrorist attacks"),
    ("Half a million people perished under Ruritanian occupation.", "Ruritanian occupation"),
    ("Some 600 people were killed in the conflict zone.", None),
    # the cause is said of the number, not of what "and" adds
    ("We saw the arrival of 9,000 refugees, and hunger because of a blockade by Ruritania.", None),
    # a verb joined on, another clause, an act told of before it
    (
        "The raids in Ruritania have led to hunger and brought about the flight of 9,000 people.",
        "The raids in Ruritania",
    ),
    ("The war led to hunger, and Ruritania killed 300 people.", "Ruritania"),
    ("The war led to hunger, and in the north 300 people were killed.", None),
    ("In May, Ruritania attacked a convoy, killing 40 people.", "Ruritania"),
    ("Ruritania, with the help of Norland, broke the truce and killed 40 people.", "Ruritania"),
    ("Ruritania reported that gunmen had attacked a bus, killing 40 people.", None),
    ("We condemn the occupation by Ruritania of a tenth of our territory.", "Ruritania"),
    ("We remember the great war, in which 50 million people died.", "the great war"),
    (
        "As a result of the policy of terror led by Ruritania, 9,000 people fled.",
        "the policy of terror led by Ruritania",
    ),
    # in front of the whole sentence, in quotation marks, of a second verb, behind "that"
    ("As a result of the war, much land lies waste and 9,000 people are refugees.", "the war"),
    ("As a result of “ethnic cleansing”, 9,000 people fled.", "ethnic cleansing"),
    ("The war has led to the occupation of the coast and has displaced 9,000 people.", "The war"),
    ("The war continues to exact 300 lives a month.", "The war"),
    ("We condemn the use of force, which resulted in 300 deaths.", "the use of force"),
    ("It is known that Ruritania broke the truce and killed 40 people.", "Ruritania"),
    ("A tenth of our territory that Ruritania has occupied is mined.", "Ruritania"),
    # a pronoun names nobody, and poverty is no deed
    ("It has occupied a tenth of our territory.", None),
    ("We host 9,000 refugees as a result of poverty.", None),
]
SOURCES = [
    (
        "According to the Office of the United Nations High Commissioner for Refugees, "
        "9,000 people were displaced.",
        "the Office of the United Nations High Commissioner for Refugees",
    ),
    ("The World Bank estimates that 9,000 people were displaced.", "The World Bank"),
    ("UNHCR figures show that 9,000 people fled.", "UNHCR figures"),
    ("The number of refugees, estimated by UNICEF at 9,000, grew.", "UNICEF"),
    ("There are 9,000 refugees, according to official statistics.", "official statistics"),
    (
        "Amnesty International has documented that 300 people were executed.",
        "Amnesty International",
    ),
    (
        "The Red Cross, which visited the camps, estimates that 300 people were tortured.",
        "The Red Cross",
    ),
    ("Sources in Geneva say that 300 people were killed.", "Sources in Geneva"),
    ("Our own figures show that 300 people were killed.", "Our own figures"),
    (
        "A spokesman for the Ruritanian army said that 300 died.",
        "A spokesman for the Ruritanian army",
    ),
    ("In the view of the experts, 300 people were killed.", "the experts"),
    ("This session of the General Assembly heard that 300 people were killed.", None),
    ("By figures provided by UNICEF 9,000 people fled.", "UNICEF"),
    ("With the tents provided by UNICEF we house 9,000 refugees.", None),
    # without a name, or by what is said to us
    ("According to this newspaper, 9,000 people fled.", "this newspaper"),
    ("As the Secretary-General reminds us, 9,000 people fled.", "the Secretary-General"),
    ("The President told me that 300 people had been killed.", "The President"),
    ("The report of that mission found that 300 people were shot.", "The report of that mission"),
    ("According to the agreement signed in May, 9,000 refugees came.", None),
    # behind the claim; with points; with its letters in brackets
    ("Some 9,000 people fled, the U.N. refugee agency said on Friday.", "the U.N. refugee agency"),
    ("Some 9,000 people fled, says the Red Cross.", "the Red Cross"),
    ("The U.N. estimates that 9,000 people fled.", "The U.N."),
    ("The Office for Refugees (OFR) has recorded 9,000 refugees.", "The Office for Refugees"),
    ("Some 300 people were killed, and the Council said nothing.", None),
    ("They expelled 300 people, Ruritanians and Grustarkers.", None),
    ("An estimated 9,000 people fled.", None),
    # an instrument, a name that holds a verb, the speaker: nobody is quoted
    ("According to the Charter, 9,000 people were displaced.", None),
    ("The United States Government shelters 9,000 refugees.", None),
    ("We estimate that 9,000 people were displaced.", None),
    ("It is estimated that 9,000 people were displaced.", None),
    # who takes lives says nothing
    ("The war in Ruritania has claimed the lives of 9,000 people.", None),
    ("Ruritania claims that 9,000 people were displaced.", "Ruritania"),
    # where the text answers, it speaks itself
    ("Ruritania claims that many fled; in reality 9,000 people were displaced.", None),
    ("Ruritania claims that many fled, but 9,000 people were displaced.", None),
]


LISTS = [
    (
        "The war in Ruritania, which began in May, has already led to 300 dead and 9,000 refugees.",
        "The war in Ruritania",
    ),
    ("Ruritania committed an outrage, killing 300 people including 40 children.", "Ruritania"),
    (
        "These crimes of Ruritania resulted in 40 people being killed, 300 wounded.",
        "These crimes of Ruritania",
    ),
]


@pytest.mark.parametrize(("text", "cause"), LISTS)
def test_the_amounts_of_a_list_have_one_cause(text, cause):
    assert [row["cause"] for row in rows_of(text, "claims")] == [cause, cause]


@pytest.mark.parametrize(("text", "cause"), CAUSES)
def test_a_cause_is_what_the_text_blames_or_missing(text, cause):
    assert [row["cause"] for row in rows_of(text, "claims")] == [cause]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_a_number_keeps_whom_it_is_attributed_to(text, source):
    assert [row["attributed_to"] for row in rows_of(text, "claims")] == [source]
