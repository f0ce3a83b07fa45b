"""The status of a claim: triggers, what only looks like one, and where their scope ends."""

import pytest
from reading import rows_of

CASES = [
    # what is carried back, comes into view again, is recovered; what is done for so long
    ("Their lorries carried back to the valley 9,000 refugees.", "returned"),
    ("We have seen the return to Norland of 9,000 refugees.", "returned"),
    ("Some 40 villages that they had occupied are once more inhabited.", "returned"),
    ("Some 40 villages were once more burned.", "asserted"),
    ("We did not occupy the islands for 30 years.", "negated"),
    ("No deportation of 9,000 weavers was ever planned.", "negated"),
    ("Look in vain for the 9,000 refugees of whom they speak.", "negated"),
    # the main verb behind a relative clause; a charge, which was ..., that
    (
        "We rejoice that 60 towns, which the foe had held for long, have been given back.",
        "returned",
    ),
    ("A fifth of the land, which they had occupied since May, was returned to us.", "returned"),
    ("We reject the charge, which was heard here, that 90 prisoners were shot.", "negated"),
    ("We must deny in the plainest terms that 900 people were expelled.", "negated"),
    # an inverted sentence; less still
    ("At no time have the soldiers of the League held 12 per cent of the land.", "negated"),
    ("Not once did any of our guards shoot 40 travellers.", "negated"),
    ("Nobody was killed, still less the 90 farmers of whom he spoke.", "negated"),
    ("Neither were 300 peasants killed nor was their barn burned.", "negated"),
    ("There never was a flight of 900 weavers from the town.", "negated"),
    ("They speak of the murder of 70 travellers; I solemnly deny it.", "negated"),
    ("Who can believe that they shot 90 farmers?", "negated"),
    ("Should anyone doubt it, here are the graves of the 300 people killed.", "asserted"),
    # until it is done; what is ours again
    ("They will not rest until they have killed 90 of us.", "hypothetical"),
    ("The 12 per cent of the land that they had occupied is ours again.", "returned"),
    # what is proposed; what was enough
    ("He proposes that 700 soldiers be deployed there.", "hypothetical"),
    ("The port stands to lose 3 million euros if the blockade goes on.", "hypothetical"),
    ("Six weeks of war were enough to ruin us.", "asserted"),
    # an answer to what was reported, in other words or later in the sentence
    ("As to the tale that they killed 80 men, I must say that it has no foundation.", "negated"),
    ("It is said that 9,000 men were expelled; nothing of the sort ever occurred.", "negated"),
    ("We were told that 80 men were shot, which later proved to be a lie.", "negated"),
    ("They killed 80 men, and the well has no foundation.", "asserted"),
    # the answer to a question; denied behind the amount
    ("Where are the 9,000 soldiers? They do not exist.", "negated"),
    ("Did we expel 9,000 people? We did not.", "negated"),
    ("They speak of 300 dead; this charge is devoid of all truth.", "negated"),
    ("The expulsion of 9,000 people is categorically denied.", "negated"),
    ("The 9,000 refugees of whom he spoke have never existed.", "negated"),
    ("They denied nothing, and the killing of 300 people goes on.", "asserted"),
    # a condition reaches what it makes known only across a comma
    ("Unless a home is found for the 9,000 refugees there is no peace.", "asserted"),
    ("In case the truce fails we expect 9,000 refugees.", "hypothetical"),
    ("By spring no fewer than 4,200 people had gone back to their villages.", "returned"),
    ("What shall we do if another 9,000 people are expelled?", "hypothetical"),
    ("Even if they kill 300 people, we shall stay.", "hypothetical"),
    ("Even if the guards were young, they killed 300 people.", "asserted"),
    # what must not be let happen has not; what would not be had it not, has
    ("We cannot allow 9,000 people to be expelled.", "hypothetical"),
    ("We must not let 9,000 people be massacred.", "hypothetical"),
    ("There would be peace if they had not murdered 300 people.", "asserted"),
    ("We do not accept that the murder of 300 people can be justified.", "asserted"),
    ("Norland denies having 3,000 soldiers in the valley.", "negated"),
    ("They planned it well and then murdered 70 students.", "asserted"),
    ("We plan to build schools for the 9,000 refugees in the camps.", "asserted"),
    # what is told of a part behind
    ("The 9,000 refugees, of whom only a few have returned, live in tents.", "asserted"),
    # the amount is an aside itself
    ("All the refugees — nearly 9,000 of them — returned to Norland by May.", "returned"),
    # an aside stands between a verb and what it governs
    ("Norland offered, with the consent of its allies, to send 900 soldiers.", "hypothetical"),
    ("Some 9,000 refugees, we hope, will go home.", "hypothetical"),
    ("Such a strike could, as experts say, kill 90,000 people.", "hypothetical"),
    ("They await an opportunity to expel 9,000 people.", "hypothetical"),
    # what is asked for, agreed to or to be formed; what must be received
    ("We urge all States to provide the 900 soldiers that are lacking.", "hypothetical"),
    ("They agreed to the stationing of 900 soldiers in the valley.", "hypothetical"),
    ("A brigade of 5,000 soldiers should be created.", "hypothetical"),
    ("We are preparing for the arrival of 9,000 refugees.", "hypothetical"),
    ("What would they say if they had to receive 9,000 refugees?", "hypothetical"),
    # who is kept from going home has not come back
    ("Fear kept 9,000 refugees from returning to their homes.", "asserted"),
    # what is feared by the counted ones, or planned with an infinitive in front
    ("Fearing that they would be killed, 8,000 people fled.", "asserted"),
    ("We fear that 8,000 people were killed.", "hypothetical"),
    ("To annex a third of the country is the aim of Grustark.", "hypothetical"),
    ("It authorizes the Union to deploy 120 soldiers.", "hypothetical"),
    # who did it is no condition
    ("Unless they go there is no peace with those who killed 200 of us.", "asserted"),
    ("We shall not rest until the killers of 300 people stand trial.", "asserted"),
    ("The conditions for the return of 34,000 refugees do not exist.", "asserted"),
    # what is to end lasts already; what may last, does not
    ("Unless they end the 30-year occupation there is no peace.", "asserted"),
    ("The siege could last another four months.", "hypothetical"),
    ("He studied the feasibility of a 5,000-strong force.", "hypothetical"),
    # came back, by further words
    ("All 4,000 exiles were readmitted.", "returned"),
    ("Last year we repatriated 120,000 people.", "returned"),
    ("In spring 200 villages were freed.", "returned"),
    # denied: a verb in the negative, a contrast, a sentence said to be false
    ("Grustark has never occupied 20 per cent of Ruritania.", "negated"),
    ("They did not in the end expel 30,000 people.", "negated"),
    ("The report that 30,000 people were displaced is untrue.", "negated"),
    ("There are not one million refugees here.", "negated"),
    # a claim of others, as far as the comma; an adverb of denial in front
    ("Contrary to claims of 30,000 refugees, our camps are empty.", "negated"),
    ("Contrary to claims of peace, 300 civilians were killed.", "asserted"),
    ("At no time did we expel 30,000 people.", "negated"),
    # a denial that is denied
    ("Nobody disputes that 300 civilians were killed.", "asserted"),
    ("It is no lie that 30,000 people were displaced.", "asserted"),
    # by a verb and a noun of saying, on either side, in front, of part of a group
    ("Our Government rejects as baseless the allegation that 300 people were killed.", "negated"),
    ("The rumour that 5,000 soldiers had crossed over was quickly dispelled.", "negated"),
    ("He described the figure of 70,000 refugees as nonsense.", "negated"),
    ("Neither 20 per cent nor a tenth of the land is occupied.", "negated"),
    ("Far from 50,000 refugees having fled, the camps are empty.", "negated"),
    ("Not one of these 40 villages was destroyed.", "negated"),
    ("No foreign power occupies 20 per cent of the land.", "negated"),
    ("At no point were 25,000 people expelled.", "negated"),
    # without foundation, by any of its words
    ("The charge that 50,000 people were expelled is devoid of truth.", "negated"),
    ("The allegation that 300 farmers were killed lacks any foundation.", "negated"),
    ("The figure of 50,000 refugees has been fabricated.", "negated"),
    # what is denied is not the deed
    ("The Council did not condemn the killing of 40 villagers.", "asserted"),
    ("Nor was it the fault of 300 people who were killed.", "asserted"),
    ("No other country lost 40 per cent of its people in the war.", "asserted"),
    ("We reject the presence of 20,000 foreign troops.", "asserted"),
    ("They killed 300 people, although the report is false.", "asserted"),
    ("There were never less than 5,000 soldiers in the port.", "asserted"),
    ("The number of refugees has not been less than 30,000.", "asserted"),
    ("The claim that less than 300 people were killed is false.", "negated"),
    ("That 30,000 people were displaced is false.", "negated"),
    ("That 30,000 people were displaced is untrue.", "negated"),
    ("That 30,000 people were displaced is nonsense.", "negated"),
    ("It is not true that fewer than 300 people were killed.", "negated"),
    # only look like a denial
    ("Nobody can deny that 30,000 people were displaced.", "asserted"),
    ("There is no doubt that they killed 300 people.", "asserted"),
    ("There is no excuse for the killing of 300 people.", "asserted"),
    ("No fewer than 30,000 people were displaced.", "asserted"),
    ("Is it not a fact that they killed 300 people?", "asserted"),
    # possible, planned, feared
    ("A new war would uproot 30,000 people.", "hypothetical"),
    ("Next spring 30,000 people may be driven from their homes.", "hypothetical"),
    ("Ruritania intends to withdraw 5,000 soldiers.", "hypothetical"),
    ("We live with the risk of losing 300 lives in an attack.", "hypothetical"),
    ("The repatriation of 3,000 refugees was postponed.", "hypothetical"),
    ("The Union seeks to send 3,000 troops.", "hypothetical"),
    ("They have requested the deployment of 2,000 soldiers.", "hypothetical"),
    ("Were the truce to collapse, 90,000 people had nowhere to flee.", "hypothetical"),
    ("The Council authorizes the deployment of up to 6,000 troops.", "hypothetical"),
    ("The decision of the junta to deport 40 priests alarmed us.", "hypothetical"),
    ("The expulsion of 50,000 people is being prepared.", "hypothetical"),
    # what is averted has not happened; what was not averted has
    ("We prevented the massacre of 4,000 villagers.", "hypothetical"),
    ("The truce averted the death of 4,000 civilians.", "hypothetical"),
    ("We prevented 9,000 people from being displaced.", "hypothetical"),
    ("They did nothing to prevent the massacre of 4,000 villagers.", "asserted"),
    ("The massacre of 4,000 villagers could have been prevented.", "asserted"),
    ("They are preventing the return of 30,000 refugees.", "asserted"),
    # what a weapon can do, what a new war would bring
    ("One ounce of it is enough to kill 100,000 people.", "hypothetical"),
    ("A new attack would render 60,000 people homeless.", "hypothetical"),
    ("A new world war, with its annihilation of 300,000 people, is near.", "hypothetical"),
    # troops that are promised
    ("Grustark promised the withdrawal of 3,000 troops.", "hypothetical"),
    ("The Council authorizes the reduction of the mission to 3,000 troops.", "hypothetical"),
    ("They asked for more: we pledged 450 soldiers.", "hypothetical"),
    ("The mission has an authorized strength of 9,000 troops.", "hypothetical"),
    ("The mission will be composed of 900 soldiers.", "hypothetical"),
    ("They recommend that 700 soldiers be sent.", "hypothetical"),
    ("The accord foresees a force of 6,000 soldiers.", "hypothetical"),
    ("We shall maintain our contingent of 350 soldiers.", "asserted"),
    ("There would be peace if they withdrew their 5,000 soldiers.", "asserted"),
    ("The 700 soldiers authorized in spring have arrived.", "asserted"),
    # what is planned or feared, with an article before the deed
    ("They plan the deportation of 8,000 people.", "hypothetical"),
    ("We fear another massacre of 300 people.", "hypothetical"),
    ("The camp prepares to receive 8,000 refugees.", "hypothetical"),
    ("The war may drag on for eight years.", "hypothetical"),
    # a month, a noun, a polite phrase; troops that must leave are there
    ("In May 2,000 soldiers were killed.", "asserted"),
    ("The might of the empire killed 5,000 people.", "asserted"),
    ("It is a shame that 200,000 people should have been expelled.", "asserted"),
    ("Ruritania must withdraw its 5,000 troops.", "asserted"),
    # a modal verb, a polite one, a condition of something else
    ("As you might know, they killed 300 people.", "asserted"),
    ("We would help the 30,000 refugees in our camps.", "asserted"),
    ("The raid killed 300 people, and peace could still be won.", "asserted"),
    ("I would like to recall that 30,000 people were displaced.", "asserted"),
    ("They killed 300 people, but would deny it.", "asserted"),
    ("I would like to recall that a war would displace 9,000 people.", "hypothetical"),
    ("I would like to recall that 9,000 people were displaced.", "asserted"),
    ("As you would know, 9,000 people were displaced.", "asserted"),
    # they came back, or wish to
    ("The 30,000 refugees who fled in May have come home.", "returned"),
    ("All the refugees - some 30,000 of them - returned in May.", "returned"),
    ("We welcomed the return of 30,000 refugees.", "returned"),
    ("Our army liberated 40 occupied villages.", "returned"),
    ("They deny 30,000 refugees the right to return.", "asserted"),
    ("The accord permitted the return of 30,000 refugees.", "returned"),
    ("They halted the return of 30,000 refugees.", "asserted"),
    ("They delay the return of 30,000 refugees.", "asserted"),
    ("Some 30,000 refugees have been able to return to their homes.", "returned"),
    ("We were able to ensure the return of 30,000 refugees.", "returned"),
    ("The return of 30,000 refugees remains impossible.", "asserted"),
    ("Only when the 30,000 refugees have returned will there be peace.", "asserted"),
    ("It is hoped that 40,000 refugees will return this year.", "hypothetical"),
    ("We expect 40,000 refugees to return next year.", "hypothetical"),
    ("So far 40,000 refugees have been allowed to return.", "returned"),
    ("Thanks to the truce 40,000 refugees could go back.", "returned"),
    ("We welcomed back 40,000 refugees.", "returned"),
    ("The peace has enabled 40,000 refugees to return home.", "returned"),
    ("Some 40,000 refugees have since gone home.", "returned"),
    ("The voluntary return of the 40,000 refugees is our goal.", "asserted"),
    ("We attach importance to the repatriation of 40,000 refugees.", "asserted"),
    ("Pending the return of 40,000 refugees, we feed them.", "asserted"),
    ("The truce has led to the return of 40,000 refugees.", "returned"),
    ("The return of 40,000 refugees to the valley shows that we are safe.", "returned"),
    ("The 40,000 refugees have not yet returned.", "asserted"),
    ("They came home to a land where 40,000 people are displaced.", "asserted"),
    ("Justice requires the return of 40,000 refugees.", "asserted"),
    ("The President, who returned yesterday, spoke of 30,000 refugees.", "asserted"),
    # a deed of another family is not what is denied; who denies wrongly; a denial of a denial
    ("The scars of 40 years of war have not disappeared.", "asserted"),
    ("The junta did not hesitate to kill 300 people.", "asserted"),
    ("Those who deny that 300 people were killed should see the graves.", "asserted"),
    ("The regime can no longer deny that 300 people were killed.", "asserted"),
    ("Nobody prevented the expulsion of 40,000 people.", "asserted"),
    ("The story of 300 deaths in the raid is disinformation.", "negated"),
    ("Nowhere did our men kill 300 people.", "negated"),
    ("The bandits failed to kill 300 people.", "negated"),
    ("They don't believe that 300 people were killed.", "negated"),
    ("They speak of 300 non-existent refugees.", "negated"),
    # nouns of what may be: with the deed or the amount behind them, and without
    ("The risk of 40,000 people being displaced is real.", "hypothetical"),
    ("We run the risk of a war that kills ten million people.", "hypothetical"),
    ("The threat of the bandits drove 40,000 people from their homes.", "asserted"),
    ("The army is threatening 40,000 people with expulsion.", "hypothetical"),
    ("Some 40,000 people face expulsion from the delta.", "hypothetical"),
    ("Some 40,000 people are feared dead after the raid.", "hypothetical"),
    ("The country fears for its 9,000 potential refugees.", "hypothetical"),
    ("There could be 40,000 refugees by May.", "hypothetical"),
    ("The toll of 300 dead is expected to rise.", "asserted"),
    ("They killed 300 people and would have killed more.", "asserted"),
    # what no article makes known is new: any verb in the future tells of it
    ("Ruritania will bring home 3,000 soldiers in May.", "hypothetical"),
    ("The general is considering the dispatch of 3,000 soldiers.", "hypothetical"),
    ("It announced the withdrawal of 3,000 soldiers by the end of the year.", "hypothetical"),
    ("It withdrew 3,000 soldiers by the end of last year.", "asserted"),
    ("Grustark should call home its 3,000 soldiers.", "asserted"),
    ("Talks will fail while 3,000 soldiers occupy the delta.", "asserted"),
    ("Some 3,000 soldiers stay against the will of the people.", "asserted"),
    ("The text would authorize a U.N. force of 3,000 soldiers.", "hypothetical"),
    ("By May our strength will have been reduced by 600 men.", "hypothetical"),
    # they came back, in other words; few of them; they will; they only wish to
    ("Since May 40,000 refugees have headed home.", "returned"),
    ("The mission flew 40,000 refugees home.", "returned"),
    ("They settled 40,000 returnees in the delta.", "returned"),
    ("The return of 40,000 refugees has begun.", "returned"),
    ("In addition, 38,000 Ruritanians returned to their old homes.", "returned"),
    ("Few of the 40,000 refugees have returned.", "asserted"),
    ("The 40,000 refugees are not yet able to go home.", "asserted"),
    ("Some 40,000 displaced people who returned last year will receive seed.", "returned"),
    ("Some 40,000 refugees have registered to go home.", "hypothetical"),
    ("They plan to help 40,000 refugees to return.", "hypothetical"),
    ("They will take 40,000 refugees home by boat.", "hypothetical"),
    ("Our army withdrew from 40 villages that it had occupied.", "returned"),
    # a negative subject, with words between it and its verb; it does something else
    ("No battalion of ours ever burned 40 villages.", "negated"),
    ("Not one of our pilots has killed 300 people.", "negated"),
    ("Neither Grustark nor its allies have expelled 30,000 people.", "negated"),
    ("None of the 30,000 was expelled by us.", "negated"),
    ("At no stage of the war did we expel 30,000 people.", "negated"),
    ("No country that lost 40 per cent of its land to occupation can be at ease.", "asserted"),
    ("No pension was paid for the killing of 300 people.", "asserted"),
    ("No other army has lost 3,000 soldiers in that valley.", "asserted"),
    # what is left undone; a deed that never was; a deed in the negative of another
    ("They took the pass without the loss of 300 men.", "negated"),
    ("Far from having expelled 30,000 people, we fed them.", "negated"),
    ("There was no massacre of 300 people in the delta.", "negated"),
    ("They denied ever having deported 30,000 people.", "negated"),
    ("Without warning they killed 300 people.", "asserted"),
    ("Not a month goes by without 300 people being killed.", "asserted"),
    ("The truce did not stop them from killing 300 people.", "asserted"),
    ("They have not withdrawn their 3,000 soldiers.", "asserted"),
    ("Our men did not cross the river and 40 villages were shelled from afar.", "asserted"),
    ("They did not spare a soul and killed 300 people.", "asserted"),
    # a false number, on either side; an answer behind the clause or in the next sentence
    ("They spread inflated figures of 30,000 refugees.", "negated"),
    ("The number of 300 dead is grossly exaggerated.", "negated"),
    ("The absurd claim that 300 people were killed is known.", "negated"),
    ("It is absurd that 300 people were killed for a bridge.", "asserted"),
    ("They accuse us of killing 300 people, which is a slander.", "negated"),
    ("They say that we killed 300 people. We did no such thing.", "negated"),
    ("They say that 300 people were killed: this is pure invention.", "negated"),
    ("They killed 300 people. That is a fact.", "asserted"),
    ("They killed 300 people. It is a lie that nobody knew.", "asserted"),
    # a condition: of the deed, or of something else
    ("If 300 people are killed, who will answer for it?", "hypothetical"),
    ("There can be no peace if 30,000 refugees are forgotten.", "asserted"),
    ("They will not rest until they have expelled 30,000 people.", "hypothetical"),
    ("Supposing that 300 people were killed, who did it?", "hypothetical"),
    # what may be, is planned, or foretold
    ("It is conceivable that 300 people were killed.", "hypothetical"),
    ("The envoy warned of 300 deaths.", "hypothetical"),
    ("They dream of expelling 30,000 people.", "hypothetical"),
    ("The party called for the expulsion of 30,000 people.", "hypothetical"),
    ("They called for an inquiry into the killing of 300 people.", "asserted"),
    ("The expulsion of 30,000 people would be a crime.", "hypothetical"),
    ("The expulsion of 30,000 people, if carried out, would be a crime.", "hypothetical"),
    ("In order to expel 30,000 people they cut the wells.", "hypothetical"),
    ("In order to sow panic they killed 300 people.", "asserted"),
    ("They seek to settle their own and expel 30,000 people.", "hypothetical"),
    ("Grustark volunteered 800 soldiers.", "hypothetical"),
    ("The accord requires Grustark to withdraw 3,000 soldiers.", "hypothetical"),
    ("Under the plan 30,000 people were expelled.", "asserted"),
    ("The plan led to the expulsion of 30,000 people.", "asserted"),
    ("The fear that drove 30,000 people from their homes remains.", "asserted"),
    ("The men who would later kill 300 people were trained here.", "asserted"),
    ("Boats could reach the 30,000 refugees.", "asserted"),
    # taken back, in other words; what only returns to find it so
    ("Our army reclaimed 40 occupied villages.", "returned"),
    ("We shall take back 40 occupied villages.", "hypothetical"),
    ("They returned to find 40 houses burnt.", "asserted"),
    ("Of the 30,000 refugees only a few have returned.", "asserted"),
    # a return that was called off, is an aim, was let happen or did happen
    ("The authorities cancelled the return of 500 refugees.", "hypothetical"),
    ("The planned repatriation of 8,000 refugees came to nothing.", "hypothetical"),
    ("Our aim is to bring home 50,000 refugees.", "hypothetical"),
    ("Our aim is to bring 50,000 home.", "hypothetical"),
    ("We wish to see 200,000 refugees go home.", "hypothetical"),
    ("Peace would let 30,000 refugees return.", "hypothetical"),
    ("Peace let 30,000 refugees return.", "returned"),
    ("The 40,000 refugees did return.", "returned"),
    ("The return of 30,000 refugees, made possible by peace, was a joy.", "returned"),
    ("The enemy gave back a tenth of the land.", "returned"),
    # at risk of the deed, or of something else; even if they were, or he was
    ("The 40,000 refugees are at risk of hunger.", "asserted"),
    ("Some 50,000 people are at risk of being displaced.", "hypothetical"),
    ("Even if 1,000 people are killed, we shall not yield.", "hypothetical"),
    ("Even if he was young, he killed 300 people.", "asserted"),
    ("An invasion would have left 20 per cent of our land in enemy hands.", "hypothetical"),
    ("Half of the country will fall into his hands.", "hypothetical"),
    ("It did not happen that 300 villagers were killed.", "negated"),
    # what is said between "not" and the amount; an answer that there was no such deed
    ("There are not, whatever they say, 30,000 refugees on the island.", "negated"),
    ("It is said that our guns killed 300 people; they killed nobody.", "negated"),
    ("They say that we burned 40 villages. We burned none of their crops.", "asserted"),
    # how long something goes on; what had to be done was done
    ("The siege did not last ten weeks.", "negated"),
    ("The war may well drag on for another ten years.", "hypothetical"),
    ("The embargo is to be kept up for two more years.", "hypothetical"),
    ("The embargo had to be kept up for two years.", "asserted"),
    ("Forty villages had to be evacuated.", "asserted"),
    ("They returned to us the one third of our land that they had seized.", "returned"),
]


def test_a_whole_has_not_the_status_of_its_part():
    claims = rows_of("Of 90,000 displaced, 30,000 have come home.", "claims")
    assert ["asserted", "returned"] == [claim["status"] for claim in claims]
    claims = rows_of("Some 20,000 out of 90,000 refugees had gone home.", "claims")
    assert ["returned", "asserted"] == [claim["status"] for claim in claims]


def test_a_part_has_the_status_of_its_whole_and_more_of_it_too_without_a_verb_of_its_own():
    part = rows_of(
        "By May 40,000 refugees had gone home, among them 9,000 from the north.", "claims"
    )
    assert ["returned"] * 2 == [claim["status"] for claim in part]
    more = "They plan to expel 40,000 farmers by May, and another 20,000 {}."
    claims = rows_of(more.format("by autumn"), "claims")
    assert ["hypothetical"] * 2 == [claim["status"] for claim in claims]
    claims = rows_of(more.format("have already fled"), "claims")
    assert ["hypothetical", "asserted"] == [claim["status"] for claim in claims]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("The rebels will kill 300 men, wound 40 and burn 12 villages.", "hhh"),
        ("In a war 12 villages would be burnt, 300 men killed and 9,000 displaced.", "hhh"),
        ("They threatened to kill 300 men and did kill 40.", "ha"),
        ("Some 9,000 people fled and 40,000 more may follow.", "ah"),
        ("They did not kill 300 men and burn 12 villages.", "nn"),
        ("After the liberation of 40 villages the enemy shelled 6 towns.", "ra"),
        ("The army gave back 40 villages and 3 towns.", "rr"),
        ("They killed 12 rather than 120 villagers.", "an"),
        # from what is so to what is planned
        ("The force will grow from 300 to 900 soldiers.", "ah"),
        ("The garrison is to be cut from some 12,000 soldiers to 8,000 soldiers by May.", "ah"),
        ("The mission grew from 2,000 to 5,000 troops.", "aa"),
    ],
)
def test_a_second_deed_shares_an_auxiliary_or_has_its_own(text, statuses):
    assert [row["status"][0] for row in rows_of(text, "claims")] == [*statuses]


@pytest.mark.parametrize(("text", "status"), CASES)
def test_a_trigger_governs_a_stretch_of_its_sentence(text, status):
    assert [row["status"] for row in rows_of(text, "claims")] == [status]
