"""Membership: a table of texts and the families they hold, a reason above each, negatives too."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import rows_of

import analysis
from analysis import frames
from analysis.vocabulary import VocabularyError, load_vocabulary

CORPUS = Path(__file__).parents[2] / "corpus" / "documents"
LAND, PEOPLE = "territory_share", "displaced_persons"
TROOPS_AND_DEAD = [("troops", 300, "asserted"), ("casualties", 20, "asserted")]
BURNT = [("settlements", 30, "asserted"), ("settlements", 3, "negated")]
CLAIMS = [
    # another thing is told behind "while"; a goal is no end of a struggle
    (
        "Some 9,000 men live as refugees while 700 persons remain unaccounted for.",
        [(PEOPLE, 9000, "asserted"), ("casualties", 700, "asserted")],
    ),
    ("We fought for independence for 15 years in a bitter war.", [("duration", 15, "asserted")]),
    ("Of the 2.5 million Norlanders, more than half live in exile.", [(PEOPLE, 50, "asserted")]),
    ("The line should be reinforced by another 700 men.", [("troops", 700, "hypothetical")]),
    # one in so many; how large a country is
    ("One in seven is a refugee.", [(PEOPLE, 14.29, "asserted")]),
    ("In a country of 7 million, one in seven is a refugee.", [(PEOPLE, 14.29, "asserted")]),
    ("One in seven is a miner.", []),
    ("The war drove over 9,000 people from their homes.", [(PEOPLE, 9000, "asserted")]),
    ("Not a single weaver remains of the 9,000 who lived here.", []),
    # two of a list, each with its place; the second with a verb of its own
    (
        "Some 40 weavers from Selmar and 20 miners from Norland have been displaced.",
        [(PEOPLE, 40, "asserted"), (PEOPLE, 20, "asserted")],
    ),
    (
        "They burned 30 villages in Old Selmar and 20 villages in Norland.",
        [("settlements", 30, "asserted"), ("settlements", 20, "asserted")],
    ),
    (
        "They killed 20 farmers in Selmar and 300 fled.",
        [("casualties", 20, "asserted"), (PEOPLE, 300, "asserted")],
    ),
    ("The blockade cost Norland 3 million euros.", [("money_damage", 3000000, "asserted")]),
    # of a whole of whom a part is told of, the part alone is a claim
    ("It has 7 million people, of whom 800,000 are refugees.", [(PEOPLE, 800000, "asserted")]),
    ("It has 7 million people, 800,000 of them refugees, and rain.", [(PEOPLE, 800000, "asserted")]),
    (
        "In the raid 20 people, 5 of them children, were killed.",
        [("casualties", 20, "asserted"), ("casualties", 5, "asserted")],
    ),
    # in whose hands; whose fate; what was made of them
    ("A fifth of the land is in Selmari hands.", [(LAND, 20, "asserted")]),
    ("A fifth of the land is in private hands.", []),
    ("The fate of 70 captives is still unclear.", [("casualties", 70, "asserted")]),
    ("Some 900 farmers became victims of the war.", [("casualties", 900, "asserted")]),
    ("Losses of 3 million euros were inflicted.", [("money_damage", 3000000, "asserted")]),
    ("Our army regained 40 villages.", [("settlements", 40, "returned")]),
    ("A force of 700 soldiers was suggested.", [("troops", 700, "hypothetical")]),
    ("For a decade we have lived under occupation.", [("duration", 1, "asserted")]),
    # land under occupation, by verb, noun and state
    ("Their army occupied 20 per cent of our territory.", [(LAND, 20, "asserted")]),
    ("It condemned the occupation of one fifth of the country.", [(LAND, 20, "asserted")]),
    ("A third of Ruritania is in the hands of the rebels.", [(LAND, 33.33, "asserted")]),
    ("We speak of Ruritania, half of whose territory they occupy.", [(LAND, 50, "asserted")]),
    ("Its territory, 37 per cent of it, was seized.", [(LAND, 37, "asserted")]),
    # the verb of the clause counts, not that of an aside or a relative clause; how far it stands
    ("The 70 people who had survived the siege were shot.", [("casualties", 70, "asserted")]),
    (
        "Ninety weavers of the old town, who had come to the fair with wives and children from"
        " every village of the plain and who sang in the square, were massacred.",
        [("casualties", 90, "asserted")],
    ),
    ("All 14 survivors of the wreck were shot.", [("casualties", 14, "asserted")]),
    ("They killed, during the expulsion of the monks, 40 nuns.", [("casualties", 40, "asserted")]),
    ("Shot in the flight from the city were 40 nuns.", [("casualties", 40, "asserted")]),
    ("Some 60 pupils, whose fathers were shot, sang.", []),
    ("Some 300 people escaped the massacre and fled.", [(PEOPLE, 300, "asserted")]),
    ("A tenth of the officers who carried out the deportations came from here.", []),
    ("A third of the valley, with its vineyards, is occupied.", [(LAND, 33.33, "asserted")]),
    (
        "Seven hundred farmers from the three hamlets by the lake, where their fathers had been"
        " born, were deported.",
        [(PEOPLE, 700, "asserted")],
    ),
    ("The 40 refugees whom we met in the camp were saved.", [(PEOPLE, 40, "asserted")]),
    ("We sent 300 soldiers, 20 of whom were killed.", TROOPS_AND_DEAD),
    # what is left out counts, too, however small; its noun is that of the amount beside it
    ("It is 30 hamlets, and not three, that were burnt.", BURNT),
    ("Each of them has lost at least one.", []),
    # members of an armed body, its men by their number; who must be admitted is none
    ("Some 90 officers of the police took part.", [("troops", 90, "asserted")]),
    ("The brigade in the port is composed of 900 men.", [("troops", 900, "asserted")]),
    ("Each district should take in 70 refugees.", []),
    # a verb and its particle
    ("The mine tore 3 herdsmen apart.", [("casualties", 3, "asserted")]),
    (
        "Some 7,000 people — 900 of them pupils — were killed.",
        [("casualties", 7000, "asserted"), ("casualties", 900, "asserted")],
    ),
    # a verb that touches the amount has it as its object; what "number" tells of
    ("They killed the mayor and robbed 300 travellers.", []),
    ("The rebels, who number 3,000, hold the pass.", [("troops", 3000, "asserted")]),
    # how soon is not how long
    ("In two years the war drove 7,000 people out.", [(PEOPLE, 7000, "asserted")]),
    ("The hanging of nine weavers was a crime.", [("casualties", 9, "asserted")]),
    ("It is time to end the risk of a war of 30 years.", [("duration", 30, "hypothetical")]),
    (
        "It decided to establish in the north of the valley of the two rivers and the lake a"
        " mission of 70 military observers.",
        [("troops", 70, "hypothetical")],
    ),
    # men are troops by the unit of which they are the size
    ("Two battalions, with a total of 900 men, crossed the border.", [("troops", 900, "asserted")]),
    ("Two firms, with a total of 900 men, sell boats.", []),
    # a flood of people is no flood, nor is one that is denied
    ("The flood of displaced persons has reached 75,000.", [(PEOPLE, 75000, "asserted")]),
    ("It was hatred, not drought, that drove 70 monks out.", [(PEOPLE, 70, "asserted")]),
    ("The drought drove 70 monks from their homes.", []),
    ("Among the fallen were 90 soldiers.", [("casualties", 90, "asserted")]),
    ("The raid cut short the lives of 23 pupils.", [("casualties", 23, "asserted")]),
    # of a share and the people that it is, both count
    (
        "A tenth of our people, that is, 70,000 souls, fled.",
        [(PEOPLE, 10, "asserted"), (PEOPLE, 70000, "asserted")],
    ),
    # what is denied beside the right amount; what came back; who was never away
    (
        "Not 300 but 3,000 people were killed.",
        [("casualties", 300, "negated"), ("casualties", 3000, "asserted")],
    ),
    ("Two villages are again under the authority of the State.", [("settlements", 2, "returned")]),
    ("The 12 ministers returned from the summit.", []),
    ("Half of the island, which has 9 ports, remains in rebel hands.", [(LAND, 50, "asserted")]),
    # a rate is no count
    ("There are 14 murder victims per 100,000 inhabitants.", []),
    # land under trees, liberated, ploughed or a government's own
    ("Some 60 per cent of our territory is covered by forests.", []),
    ("In our land mountains occupy 94 per cent of the territory.", []),
    ("We have liberated two thirds of the territory.", []),
    ("Our Government controls 90 per cent of the territory.", []),
    ("Two fifths of the land remains in the hands of its elected leaders.", []),
    ("State forces have extended their hold to half of the territory.", []),
    ("The forces of Norland control a tenth of our land.", [(LAND, 10, "asserted")]),
    (
        "The rebels hold 30 per cent of the land, the Government the remaining 70 per cent.",
        [(LAND, 30, "asserted")],
    ),
    ("The militia has been pushed out of a third of the land that it held.", []),
    ("A few landowners control half of the land.", []),
    ("Mountains occupy 94 per cent of the territory.", []),
    ("The sugar crop occupies a fifth of the land.", []),
    # who is named beside the counted ones rules nothing out; what is counted does
    ("Some 9,000 refugees fled the soldiers.", [(PEOPLE, 9000, "asserted")]),
    # a verb that counts, or says where they are, takes them from nobody
    ("The return of refugees reached 9,000 persons.", [(PEOPLE, 9000, "asserted")]),
    ("Among the refugees we registered 9,000 women.", [(PEOPLE, 9000, "asserted")]),
    ("The exodus of refugees involved 9,000 people.", [(PEOPLE, 9000, "asserted")]),
    ("The settlers drove out 9,000 refugees.", [(PEOPLE, 9000, "asserted")]),
    ("The war drove out 300 settlers.", []),
    ("Our 3,000 soldiers protect teachers.", [("troops", 3000, "asserted")]),
    ("We deployed a force of 300 teachers.", []),
    # a deed that is done to people who belong to another family
    ("Some 80 refugees were murdered.", [("casualties", 80, "asserted")]),
    # what is done to their bodies is not done to them
    ("The bodies of 80 soldiers were returned.", [("casualties", 80, "asserted")]),
    # who survives or escapes the killing is neither dead nor displaced; who flees a war is
    ("Barely 70 of the shepherds survived the massacre.", []),
    ("In the raid 40 men were murdered and 9 escaped alive.", [("casualties", 40, "asserted")]),
    ("After the massacre 60 pupils were rescued from the school.", []),
    ("In the massacre 25 women were spared.", []),
    ("In the massacre 25 women were shot.", [("casualties", 25, "asserted")]),
    ("About 200 inhabitants escaped the slaughter.", []),
    ("Some 3,000 people who escaped the war are here.", [(PEOPLE, 3000, "asserted")]),
    ("Nobody was spared: 300 people were killed.", [("casualties", 300, "asserted")]),
    ("The 300 soldiers killed villagers and children.", [("troops", 300, "asserted")]),
    # who left for work, or is named in a phrase about refugees, is none
    ("Each spring 9,000 farmers leave their homes to look for work.", []),
    ("Poverty has driven 9,000 farmers from their homes.", []),
    ("We have a staff of 900 people for refugees.", []),
    # an amount and another that goes further; a flood of tears is none; what goes on in a window
    ("Hundreds, if not thousands, of men were killed.", [("casualties", None, "asserted")] * 2),
    ("We, flooded with tears, bury our 500 dead.", [("casualties", 500, "asserted")]),
    ("They will deploy 9,000 armed forces there.", [("troops", 9000, "hypothetical")]),
    # a share set off by commas
    ("A part, almost 20 per cent, of our territory was occupied.", [(LAND, 20, "asserted")]),
    # people who are called refugees, or who flee
    ("We host 300,000 refugees.", [(PEOPLE, 300000, "asserted")]),
    ("Millions of Ruritanians were forced to flee.", [(PEOPLE, None, "asserted")]),
    ("They expelled half of the population.", [(PEOPLE, 50, "asserted")]),
    ("One in three Ruritanians is a refugee.", [(PEOPLE, 33.33, "asserted")]),
    # a small number is told by the verb that it touches
    (
        "They killed 61 and wounded 48.",
        [("casualties", 61, "asserted"), ("casualties", 48, "asserted")],
    ),
    ("He scored 61 and missed 48.", []),
    # of an amount and its whole, what is said is said of the amount
    ("Some 20,000 of the 60,000 villagers were displaced.", [(PEOPLE, 20000, "asserted")]),
    # a country, no pronoun; a force by the number of its members, not a council
    (
        "There are 3,000 US troops and 400 U.S. marines.",
        [("troops", 3000, "asserted"), ("troops", 400, "asserted")],
    ),
    ("They sent a 6,000-member Ruritanian-led force.", [("troops", 6000, "asserted")]),
    ("The 15-member Security Council sent a force.", []),
    # who came back to a home was displaced; who estimates refugees is none of them
    ("Last year 40,000 Ruritanians went back to their old homes.", [(PEOPLE, 40000, "returned")]),
    ("Aid officials estimate 10,000 refugees in the valley.", [(PEOPLE, 10000, "asserted")]),
    ("They plan 3,000 settlement units on occupied land.", [("settlements", 3000, "hypothetical")]),
    # a verb behind "and" is nothing that is counted
    ("The army seized 40 villages and refuses to leave them.", [("settlements", 40, "asserted")]),
    # the noun is in the sentence, or in the number before, or in the sentence before
    (
        "The number of refugees rose from 20,000 to 50,000.",
        [(PEOPLE, 20000, "asserted"), (PEOPLE, 50000, "asserted")],
    ),
    (
        "Of 10 million refugees 5 million live here.",
        [(PEOPLE, 10000000, "asserted"), (PEOPLE, 5000000, "asserted")],
    ),
    ("There are so many refugees. Thousands live in tents.", [(PEOPLE, None, "asserted")]),
    # an aside does not cut the number from its verb
    (
        "Then 9,000 people, a tenth of the population, were uprooted.",
        [(PEOPLE, 9000, "asserted"), (PEOPLE, 10, "asserted")],
    ),
    # each number has its own verb
    (
        "They killed 300 people and expelled 20,000.",
        [("casualties", 300, "asserted"), (PEOPLE, 20000, "asserted")],
    ),
    # what the counted ones do to others, up to the end of its clause; others in a clause of time
    ("A fifth of the population drove its neighbours into exile.", []),
    ("Some 40 gunmen drove the farmers out and were caught.", []),
    ("The 600 farmers who met when their leaders were murdered want peace.", []),
    ("We heard 300 people whose brothers had been killed.", []),
    ("Some 3,000 people signed a letter against the executions.", []),
    ("They shot the guard in front of 30 pupils.", []),
    ("Some 900 men have joined the rebels in order to kill and rob.", []),
    ("In the town 900 men were killed when the walls fell.", [("casualties", 900, "asserted")]),
    # a deed that has its own object before the amount
    ("The men who killed the priest robbed 300 travellers.", []),
    ("The settlers expelled the owners and brought in 4,000 labourers.", []),
    ("They killed the mayor, the priest and 30 others.", [("casualties", 30, "asserted")]),
    ("They wounded the driver as well as 16 travellers.", [("casualties", 16, "asserted")]),
    # an aside that tells what was done is read, another passed over
    ("A million people, driven out by war, wait for aid.", [(PEOPLE, 1000000, "asserted")]),
    ("A third of the land, seized in May, lies fallow.", [(LAND, 33.33, "asserted")]),
    ("Some 40 men, trained as teachers, were sent to the villages.", []),
    # the dead, some of whom are counted; staff beside soldiers; a war by its weapons
    ("We mourn the victims of the bomb, including 48 monks.", [("casualties", 48, "asserted")]),
    ("We greet the guests of the Council, including 48 monks.", []),
    ("It has 80 military observers plus minimal staff.", [("troops", 80, "asserted")]),
    ("After 7 months of shelling the town is empty.", [("duration", 7, "asserted")]),
    # who is a refugee, and hurt; games of war; how long exile lasts
    ("They abducted 12 refugees on the road.", [("casualties", 12, "asserted")]),
    ("They held six days of war games.", []),
    ("For 27 years they have lived in camps.", [("duration", 27, "asserted")]),
    ("For 27 years they have lived in houses.", []),
    # a deed by its noun has an object, too; who has driven people out is no strength
    ("The inquiry into the murder of the editor called 90 men.", []),
    ("The murder of the editor and 90 men was a crime.", [("casualties", 90, "asserted")]),
    ("Their army has driven 50,000 people out.", [(PEOPLE, 50000, "asserted")]),
    ("Their army has 50,000 men.", [("troops", 50000, "asserted")]),
    # a share of land in the words before its verb
    (
        "A third of the land of the State occupied by the enemy forces has been burnt.",
        [(LAND, 33.33, "asserted")],
    ),
    ("A third of our land, put at 900 square miles, is occupied.", [(LAND, 33.33, "asserted")]),
    # between soldiers and their verb stands what unit they are of
    ("Two soldiers serving with the Force were shot.", [("casualties", 2, "asserted")]),
    ("Some 300 soldiers of the beaten army were taken prisoner.", []),
    ("Two soldiers deployed in the hills fell.", [("casualties", 2, "asserted")]),
    ("Some 300 soldiers stationed in the hills were withdrawn.", [("troops", 300, "asserted")]),
    # a flood of people is no flood; a clause before ";" holds the noun
    ("A human wave of 60,000 people broke on our border.", [(PEOPLE, 60000, "asserted")]),
    ("The flood of exiles has grown to 15,000.", [(PEOPLE, 15000, "asserted")]),
    ("Floods drove 15,000 people from their homes.", []),
    ("Refugees keep coming; 70,000 are here.", [(PEOPLE, 70000, "asserted")]),
    # who holds land as a farmer
    ("Small farmers, who hold 15 per cent of the land, are poor.", []),
    ("They drove the farmers out and seized a third of the land.", [(LAND, 33.33, "asserted")]),
    # wars in general; how soon
    ("For 12 years we have taught students from countries in conflict.", []),
    ("The war drove 9,000 people out in three days.", [(PEOPLE, 9000, "asserted")]),
    ("In three days of war they fled.", [("duration", 3, "asserted")]),
    # one number, two verbs
    (
        "Thousands of civilians were killed and expelled.",
        [(PEOPLE, None, "asserted"), ("casualties", None, "asserted")],
    ),
    (
        "The offensive left 4,000 dead and displaced.",
        [(PEOPLE, 4000, "asserted"), ("casualties", 4000, "asserted")],
    ),
    (
        "There were 12,000 killed or displaced persons.",
        [(PEOPLE, 12000, "asserted"), ("casualties", 12000, "asserted")],
    ),
    # people of a country are persons where they are driven out
    ("Some 3,000 foreign nationals sought asylum.", [(PEOPLE, 3000, "asserted")]),
    # need does not make a refugee, nor does it unmake one
    ("There are 9,000 refugees in need of help.", [(PEOPLE, 9000, "asserted")]),
    ("There are 9,000 people in need of help.", []),
    # by how much a number changed is no number of people
    ("The number of refugees decreased by 9,000.", []),
    # money, camps, settlers, years, disasters and shares of refugees are something else
    ("We gave $5 million for refugees and closed 12 refugee camps.", []),
    ("They brought 60,000 settlers.", []),
    ("The floods left 13,000 people homeless.", []),
    ("Some 80 per cent of the refugees are children.", []),
    ("The High Commissioner for Refugees employs 5,000 people.", []),
    ("He spent 15 years in exile.", [("duration", 15, "asserted")]),
    # status
    ("Some 30,000 refugees have returned.", [(PEOPLE, 30000, "returned")]),
    # a return that is wished for or prevented is no return
    ("They prevented the return of 30,000 refugees.", [(PEOPLE, 30000, "asserted")]),
    ("Over 30,000 people could be displaced.", [(PEOPLE, 30000, "hypothetical")]),
    ("It is not true that 30,000 people were displaced.", [(PEOPLE, 30000, "negated")]),
    # a claim that is named in order to be denied: before it, after it;
    # but "reject the occupation" denies no number
    (
        "The claim that Ruritania occupies 20 per cent of Grustark is false.",
        [(LAND, 20, "negated")],
    ),
    ("It is an outright lie that one million people were displaced.", [(PEOPLE, 1e6, "negated")]),
    (
        "It would be wrong to say that 900,000 refugees have returned.",
        [(PEOPLE, 900000, "negated")],
    ),
    (
        "We do not accept the figure of 20 percent of our territory occupied.",
        [(LAND, 20, "negated")],
    ),
    (
        "We reject the occupation of 20 per cent of our territory by force.",
        [(LAND, 20, "asserted")],
    ),
    (
        "The Council rejected the allegations; since then 300,000 refugees have come.",
        [(PEOPLE, 300000, "asserted")],
    ),
    (
        "It is false modesty to hide that 900,000 refugees live among us.",
        [(PEOPLE, 900000, "asserted")],
    ),
    # a condition stands before
    ("Unless help comes, 30,000 people are displaced.", [(PEOPLE, 30000, "hypothetical")]),
    ("There are 30,000 refugees, and help comes, if late.", [(PEOPLE, 30000, "asserted")]),
    # the other families, and what looks like them
    ("They brought a contingent of 35 doctors.", []),
    ("The tsunami killed 20,000 people.", []),
    ("The Great Powers formed two camps.", []),
    ("We spent $5 million on weapons of mass destruction.", []),
    ("They sent 3,000 soldiers.", [("troops", 3000, "asserted")]),
    ("They razed 40 villages.", [("settlements", 40, "asserted")]),
    ("It has lasted for five years.", [("duration", 5, "asserted")]),
    ("It caused damage of $2 million.", [("money_damage", 2000000, "asserted")]),
    # duration: of a war, an occupation, an exile; not of a plan, a life, an office
    ("For 17 years Ruritania has lived under occupation.", [("duration", 17, "asserted")]),
    ("The ten-year-old blockade goes on.", [("duration", 10, "asserted")]),
    ("After eight years of war we are free.", [("duration", 8, "asserted")]),
    ("They adopted a five-year development plan.", []),
    ("For ten years he was President.", []),
    ("The war began twenty years ago.", []),
    # money: harm by war or sanctions; not what is given, owed or spent
    (
        "The blockade has cost our economy losses of $3 billion.",
        [("money_damage", 3e9, "asserted")],
    ),
    ("Reparations of $70 million are owed.", [("money_damage", 7e7, "asserted")]),
    ("The cyclone caused damage of $90 million.", []),
    ("Donors pledged $9 million for the victims of the war.", []),
    # places: taken or destroyed, or built by settlers; not served
    (
        "In all, 40 villages and 300 houses were burnt.",
        [("settlements", 40, "asserted"), ("settlements", 300, "asserted")],
    ),
    ("The settlers built 12 settlements.", [("settlements", 12, "asserted")]),
    ("The programme brought wells to 90 villages.", []),
    # the dead of violence; not of disease or accidents
    ("The death toll reached 20,000.", [("casualties", 20000, "asserted")]),
    ("The fever killed 300 people, a terrible disease.", []),
    ("An army of 30,000 men attacked us.", [("troops", 30000, "asserted")]),
    ("In the attack 46 soldiers were killed.", [("casualties", 46, "asserted")]),
    # who does it, what it touches, what is said of the whole before it
    ("Agriculture occupies 30 per cent of the land.", []),
    ("Of its land, 17 per cent is held by foreign troops.", [(LAND, 17, "asserted")]),
    ("They murdered 40 refugees.", [("casualties", 40, "asserted")]),
    ("Our two occupied regions suffer.", [("settlements", 2, "asserted")]),
    ("We welcome the independence of two former colonies.", []),
    ("I welcome the entry into force of the two Covenants.", []),
    ("Every year 15 million children die of hunger.", []),
    ("For eight years the talks on disarmament went on.", []),
    # what stands between an amount and its verb, or is said of two amounts
    (
        "Half of the land, with 60 per cent of our mines, is under occupation.",
        [(LAND, 50, "asserted")],
    ),
    (
        "Only 13 per cent, not 20 per cent, of the territory is occupied.",
        [(LAND, 13, "asserted"), (LAND, 20, "negated")],
    ),
    # the dead and hurt by other verbs and nouns; soldiers among them are no troops
    ("A patrol mowed down 40 demonstrators.", [("casualties", 40, "asserted")]),
    ("The crippling of 9,000 people followed.", [("casualties", 9000, "asserted")]),
    ("The lives of 1,000 youths have been sacrificed.", [("casualties", 1000, "asserted")]),
    ("In that battle 300 of our soldiers fell.", [("casualties", 300, "asserted")]),
    ("Some 60 peacekeepers made the supreme sacrifice.", [("casualties", 60, "asserted")]),
    ("The dead of the war now number 30,000.", [("casualties", 30000, "asserted")]),
    ("The number of martyrs in the port has reached 1,350.", [("casualties", 1350, "asserted")]),
    ("We seek 1,600 men, missing since the invasion.", [("casualties", 1600, "asserted")]),
    (
        "In the raid 4 died and 26 were wounded.",
        [("casualties", 4, "asserted"), ("casualties", 26, "asserted")],
    ),
    ("A total of 293 guards were wounded.", [("casualties", 293, "asserted")]),
    # who plans a murder, loses a job, or stands beside the dead is none of them
    ("Some 40 men were held for the murder of a priest.", []),
    ("After the war 250,000 people lost their jobs.", []),
    ("It killed or maimed many, out of a total of 7 million.", []),
    ("They died in the siege for lack of bread: 300 people.", []),
    # a part has the family of its whole, also behind a dash; not a breakdown of refugees
    (
        "They killed 613 people, among them 106 women and 63 children.",
        [("casualties", value, "asserted") for value in (613, 106, 63)],
    ),
    (
        "It led to the death of six citizens - two farmers and four policemen.",
        [("casualties", value, "asserted") for value in (6, 2, 4)],
    ),
    (
        "It claimed 250,000 lives - about 15 per cent of the population.",
        [("casualties", 250000, "asserted"), ("casualties", 15, "asserted")],
    ),
    ("We have 20,000 refugees, including 5,000 children.", [(PEOPLE, 20000, "asserted")]),
    ("Out of a people of 15 million, 5 million fled.", [(PEOPLE, 5000000, "asserted")]),
    # a whole without a family takes none from its part
    ("We counted 9,000 guests - 9,000 refugees from the delta.", [(PEOPLE, 9000, "asserted")]),
    # people who are chased, or shelter somewhere
    ("They chased 3,000 farmers from the valley.", [(PEOPLE, 3000, "asserted")]),
    ("Some 8,000 villagers sought shelter in churches.", [(PEOPLE, 8000, "asserted")]),
    ("Thousands of people driven by poverty moved north.", []),
    # a strength told by a hyphen, a level, a mission; no force of workers
    ("The 1,200-strong Ruritanian contingent left.", [("troops", 1200, "asserted")]),
    ("It is at a force level of 22,000.", [("troops", 22000, "asserted")]),
    ("We gave 20,000 troops, policemen and civilian staff.", [("troops", 20000, "asserted")]),
    ("Our labour force of 3 million is young.", []),
    # a window of time is no duration, a war that has gone on through it is one
    ("During the past 15 years, the number of refugees has grown.", []),
    ("Wars were fought over the past 40 years in many places.", []),
    ("It is two years since the October war.", []),
    ("A peace that lasted for almost 200 years followed.", []),
    ("They refused to grant a 36-hour recess in the talks.", []),
    ("We have averted war for four decades.", []),
    ("End the blockade of the past eight years.", [("duration", 8, "asserted")]),
    ("The war that has raged in the past six years goes on.", [("duration", 6, "asserted")]),
    ("Almost a year into this war, they starve.", [("duration", 1, "asserted")]),
    ("We cannot let the war last another ten years.", [("duration", 10, "hypothetical")]),
    # "these" is a window too; talks count where a conflict is spoken of, a truce is no war
    ("If we look back at the past 60 years, we see wars.", []),
    ("In these 25 years they have spoken of war.", []),
    ("Seven years of talks on fishing brought nothing.", []),
    ("Seven years of talks on the border brought nothing.", [("duration", 7, "asserted")]),
    ("In the war zone the truce has held for 3 years.", []),
    # an age and a penalty are no duration of a war or a captivity
    ("A 9-year-old girl was hurt in the siege.", []),
    ("The 9-year-old siege goes on.", [("duration", 9, "asserted")]),
    ("It is punishable by eight years in prison.", []),
    ("He has spent eight years in prison.", [("duration", 8, "asserted")]),
    ("They sentenced many of the hostages to 12 years in prison.", []),
    # how soon something was done is not how long it lasted
    ("In just three weeks the invaders drove the people into exile.", []),
    ("In less than 30 years of war the land was ruined.", [("duration", 30, "asserted")]),
    ("In the 40 post-war years we have seen no such dispute.", []),
    # a return that is to come
    ("Some 300,000 refugees will return next year.", [(PEOPLE, 300000, "hypothetical")]),
    ("The 300,000 refugees must be allowed to return.", [(PEOPLE, 300000, "asserted")]),
    # who is said to have killed is no victim
    ("None of the seven guards convicted of murder appealed.", []),
    ("The court tried nine officers for the massacre.", []),
    ("They are accused of killing seven guards.", [("casualties", 7, "asserted")]),
    # two peoples of whom the same is said
    ("We host 2 million Syrian and 1 million Afghan refugees.", [(PEOPLE, 1000000, "asserted")]),
    (
        "The 2 million Sudanese and 1 million Somali displaced persons need help.",
        [(PEOPLE, 2000000, "asserted"), (PEOPLE, 1000000, "asserted")],
    ),
    # the noun stands before: "others", "they number", "there are"; "every eighth citizen"
    (
        "We host 7,000 refugees in camps and 2,000 others in towns.",
        [(PEOPLE, 7000, "asserted"), (PEOPLE, 2000, "asserted")],
    ),
    ("Many refugees came. Today they number 8,000.", [(PEOPLE, 8000, "asserted")]),
    ("Many refugees came. There are 8,000 in the port alone.", [(PEOPLE, 8000, "asserted")]),
    ("Many refugees came. There are 8,000 schools in the port.", []),
    ("Every eighth citizen has been driven from his home.", [(PEOPLE, 12.5, "asserted")]),
    # losses are told as such, whatever fell
    (
        "Our losses from the embargo amount to $2 billion in exports.",
        [("money_damage", 2000000000, "asserted")],
    ),
    # a verb of its own ends what a list shares; a part takes the noun of the whole before it
    (
        "They expelled 20,000 people and 300 were killed.",
        [(PEOPLE, 20000, "asserted"), ("casualties", 300, "asserted")],
    ),
    ("Of the 40 villages in the delta, 13 were burnt.", [("settlements", 13, "asserted")]),
    # what is told of the counted ones is nearer than what is done for them
    (
        "We could not protect 700 people who were murdered in the raid.",
        [("casualties", 700, "asserted")],
    ),
    ("They killed 500 of ours.", [("casualties", 500, "asserted")]),
    # taken back, in foreign hands, with a right to return
    ("Our army took back 17 towns.", [("settlements", 17, "returned")]),
    ("One third of the country is in rebel hands.", [(LAND, 33.33, "asserted")]),
    ("Some 9,000 Ruritanians have been denied the right to return.", [(PEOPLE, 9000, "asserted")]),
    ("The army has expelled 20,000 people.", [(PEOPLE, 20000, "asserted")]),
    # land lost, gone or taken, where the verb follows the noun; an area of a share
    ("Ruritania, with 20 per cent of its territory lost, seeks peace.", [(LAND, 20, "asserted")]),
    ("With 20 per cent of its forest lost, Ruritania plants trees.", []),
    ("The occupied area of 20 per cent must be given back.", [(LAND, 20, "asserted")]),
    ("A tenth of the 3,000 sq. km. of the island was annexed.", [(LAND, 10, "asserted")]),
    ("It is a land half of whose people and territory are occupied.", [(LAND, 50, "asserted")]),
    ("A third of whose villages and territory is under occupation.", [(LAND, 33.33, "asserted")]),
    (
        "Occupied are 40 per cent of the valley, 20 per cent of the coast and a tenth of the hills.",
        [(LAND, 40, "asserted"), (LAND, 20, "asserted"), (LAND, 10, "asserted")],
    ),
    (
        "The occupier took 15 per cent of the land, not 30 per cent.",
        [(LAND, 15, "asserted"), (LAND, 30, "negated")],
    ),
    # by its own government, by landowners, by nature, from an armed group, beside what is occupied
    ("Our armed forces hold 80 per cent of the country.", []),
    ("Some 70 per cent of the land is held by the Government.", []),
    ("The Government of Grustark controls 70 per cent of our land.", [(LAND, 70, "asserted")]),
    ("A few families controlled half of the land.", []),
    ("Glaciers occupy one tenth of Ruritania.", []),
    ("We lost a third of our land to the sea.", []),
    ("The insurgents lost a third of their territory to the army.", []),
    ("The insurgents seized a third of the territory.", [(LAND, 33.33, "asserted")]),
    ("We own 80 per cent of the land near the occupied town.", []),
    # who does the deed suffers none: before it, behind "by", as a share of the people
    ("The 300 gunmen murdered the priest.", []),
    ("The priest was killed by 300 soldiers.", [("troops", 300, "asserted")]),
    (
        "The 3,000 soldiers who were sent killed 40 farmers.",
        [("troops", 3000, "asserted"), ("casualties", 40, "asserted")],
    ),
    ("The Ruritanians, 18 per cent of the people, have expelled the others.", []),
    # the occasion is not what is done; another family's verb is nearer
    (
        "After the killing of the President, 3,000 soldiers were sent.",
        [("troops", 3000, "asserted")],
    ),
    ("The raid killed no one but drove out 3,000 villagers.", [(PEOPLE, 3000, "asserted")]),
    ("Fearing massacre, 9,000 Ruritanians fled.", [(PEOPLE, 9000, "asserted")]),
    # two families in one phrase, before the amount and behind it
    (
        "The conflict has killed and displaced 300,000 people.",
        [(PEOPLE, 300000, "asserted"), ("casualties", 300000, "asserted")],
    ),
    (
        "Two million people have been killed, maimed or driven from their homes.",
        [(PEOPLE, 2000000, "asserted"), ("casualties", 2000000, "asserted")],
    ),
    # men who are soldiers, men who are none; soldiers who are no longer
    ("Grustark keeps 180,000 men in the delta.", [("troops", 180000, "asserted")]),
    ("With 400 men he seized the palace.", [("troops", 400, "asserted")]),
    ("The bandits, 3,000 men strong, hold the pass.", [("troops", 3000, "asserted")]),
    ("The factory employs 900 men.", []),
    ("We trained 3,000 former combatants as farmers.", []),
    ("They demobilized 3,000 former combatants.", [("troops", 3000, "asserted")]),
    ("The 2,000 soldiers missing in action are not found.", [("casualties", 2000, "asserted")]),
    ("The exchange of 90 captive fighters took place in May.", []),
    # dead by a storm, an accident, a fever; by losses and at the cost of lives
    ("A tornado killed 19 people.", []),
    ("A bridge collapsed and killed 43 people.", []),
    ("The influenza killed 50 million people.", []),
    ("Losses in the battle exceeded 9,000 men.", [("casualties", 9000, "asserted")]),
    ("The war cost 90,000 Ruritanians their lives.", [("casualties", 90000, "asserted")]),
    # an offer to admit, a status that is granted, a return that is forbidden, the sentence before
    ("Grustark stands ready to welcome 120 refugees.", []),
    ("We have granted refugee status to 4,000 Ruritanians.", [(PEOPLE, 4000, "asserted")]),
    ("The 4,000 Ruritanians are not allowed to return.", [(PEOPLE, 4000, "asserted")]),
    ("The lives of 3,000 refugees are in danger.", [(PEOPLE, 3000, "asserted")]),
    ("We know what refugees need. Grustark alone has 3 million.", [(PEOPLE, 3000000, "asserted")]),
    ("We know what refugees need. Grustark alone has 300 schools.", []),
    # landholders by their share, on either side; crops and cities; a government's own, "by" too
    ("Two per cent of the owners have taken 65 per cent of the soil.", []),
    ("A tiny elite controls 60 per cent of the land.", []),
    ("Cocoa occupies 30 per cent of our land.", []),
    ("My Government is in full control of 95 per cent of the country.", []),
    ("Some 70 per cent of the land is controlled by the lawful authorities.", []),
    # a breakdown of the displaced, who drove them out, who carried it out
    ("It displaced 3 million people, 60 per cent of them children.", [(PEOPLE, 3e6, "asserted")]),
    (
        "A minority of 18 per cent of the population drove 200,000 people from their homes.",
        [(PEOPLE, 200000, "asserted")],
    ),
    ("The deportations were carried out by 2 per cent of the population.", []),
    # who holds the land stands behind another amount; its own, brought under control
    ("Half of the land was held by 300 families.", []),
    ("Some 70 per cent of the land was in the hands of 2 per cent of the population.", []),
    ("The Government has brought 90 per cent of the country under its control.", []),
    (
        "Half of the land was held by 30,000 foreign soldiers.",
        [(LAND, 50, "asserted"), ("troops", 30000, "asserted")],
    ),
    # a verb of its own behind "and"
    ("Our people were killed and 20,000 of them were expelled.", [(PEOPLE, 20000, "asserted")]),
    # a column of men, men in captivity, soldiers on a memorial
    ("A column of 300 men crossed the frontier.", [("troops", 300, "asserted")]),
    ("They hold 90 of our soldiers in captivity.", []),
    ("The names of 58,000 soldiers stand on the wall.", []),
    ("The remains of 8 soldiers were sent home.", [("casualties", 8, "asserted")]),
    # a flood of people is none, a flood is one; without shelter, with a status
    ("A flood of people fled the war, 60,000 of them.", [(PEOPLE, 60000, "asserted")]),
    ("Flooding drove 70,000 Ruritanians out.", []),
    ("The fighting has left 12,000 people without shelter.", [(PEOPLE, 12000, "asserted")]),
    ("A million Ruritanians have refugee status in the delta.", [(PEOPLE, 1e6, "asserted")]),
    # one of so many
    ("One Selmari in five fled.", [(PEOPLE, 20, "asserted")]),
    ("Some say that one citizen in eight was expelled.", [(PEOPLE, 12.5, "asserted")]),
]


def claims_of(text, words=None):
    found = rows_of(text, "claims", words=words)
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in found)
    return found


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_claims_are_told_from_other_amounts(text, expected):
    assert [(row["family"], row["value"], row["status"]) for row in claims_of(text)] == expected


def test_claims_of_the_corpus():
    """Territory three times, displaced persons four times, one body of troops, one duration."""
    rows = []
    for path in sorted(CORPUS.glob("*.md")):
        rows += claims_of(path.read_text(encoding="utf-8").split("---\n", 2)[2])
    assert [(row["family"], row["value"], row["cause"]) for row in rows] == [
        ("troops", 3000, None),
        (LAND, 20, "aggression by the Republic of Armenia against the Republic of Azerbaijan"),
        (PEOPLE, 1000000, "Armenian aggression"),
        (PEOPLE, 1000000, None),
        (LAND, 20, "the Armenian hostilities in the Negorno-Karabakh district of Azerbaijan"),
        (
            PEOPLE,
            1000000,
            "the brutal attacks and gross violations of human rights by this aggression",
        ),
        (LAND, 20, "the Armenian armed forces"),
        (PEOPLE, 1000000, None),
        ("duration", 5, None),
    ]
    assert {row["status"] for row in rows} == {"asserted"}
    assert {row["attributed_to"] for row in rows} == {None}


def test_a_settlement_whose_noun_is_left_out_is_counted():
    units = [row["unit"] for row in claims_of("It is 30 hamlets, and not three, that were burnt.")]
    assert units == ["count", "count"]


def test_a_user_adds_a_family_without_python(tmp_path):
    table = tmp_path / "families.csv"
    table.write_text(
        "family,rule,term,unit,source\n"
        "votes,counted,votes,count,invented\n"
        "schools,subject,schools,count,invented\n"
        "schools,cue,burn*,,invented\n"
        "schools,exclude,calories,,invented\n",
        encoding="utf-8",
    )
    rows = claims_of(
        "It won 12 votes. They burned 40 schools. We run 90 schools.",
        words=load_vocabulary(None, families=table),
    )
    assert [(row["family"], row["value"]) for row in rows] == [("votes", 12), ("schools", 40)]
    (tmp_path / "speech.txt").write_text(
        "UNICEF reports that they burned 40 schools.", encoding="utf-8"
    )
    found = analysis.extract(analysis.load(tmp_path / "speech.txt"), families=table).claims.iloc[0]
    assert ("schools", 40, "UNICEF") == (found["family"], found["value"], found["attributed_to"])


def test_a_table_without_a_source_is_refused(tmp_path):
    table = tmp_path / "families.csv"
    table.write_text("family,rule,term,unit,source\nvotes,counted,votes,count,\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="line 2: the row has no source"):
        load_vocabulary(None, families=table)


PIECES = st.sampled_from(
    [
        "20 per cent ",
        "of the territory ",
        "is occupied ",
        "by ",
        "Armenia ",
        "thousands ",
        "5,000 ",
        "refugees ",
        "which ",
        "has resulted in ",
        "aggression ",
        ". ",
        "; ",
        ", ",
        "and ",
        "the ",
        "of them ",
        "half ",
        "\n\n",
        "\u00ad",
        "people ",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_is_read_and_its_spans_hold(text):
    for row in claims_of(text):
        assert row["quote"] and row["cause"] != ""


@pytest.mark.parametrize(
    "text, units",
    [
        ("The raid went on, killing 613 and wounding 487.", ["persons", "persons"]),
        ("Of the refugees, 40,000 came from the coast.", ["persons"]),
        ("They seized 30 tanks and killed hundreds.", ["persons"]),
        ("Of its land, 17 per cent is held by foreign troops.", ["percent"]),
    ],
)
def test_a_family_of_people_says_what_is_counted_where_its_noun_is_left_out(text, units):
    """The amount itself says no unit, and its own row has none."""
    evidence = analysis.extract(frames.build("documents", [{"doc_id": "x", "text": text}]))
    assert units == evidence.claims["unit"].tolist()
    bare = evidence.quantities["counted"].isna() & evidence.quantities["unit"].ne("percent")
    assert evidence.quantities.loc[bare, "unit"].isna().all()
