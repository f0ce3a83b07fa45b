"""Quantities: one table of (text, amounts), a reason above each row, negatives included."""

import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import rows_of

from analysis.extractors.quantities import find_quantities, judge
from analysis.extractors.refused import REASONS
from analysis.text import Text
from analysis.vocabulary import shipped

CORPUS = Path(__file__).parents[2] / "corpus" / "documents"
FORMS = [
    # plain figures, with every grouping
    ("They sheltered 1,250,000 refugees.", [(1250000, "persons", "bare", "refugees")]),
    ("They sheltered 1 250 000 refugees.", [(1250000, "persons", "bare", "refugees")]),
    ("They sheltered 1\u00a0250\u00a0000 refugees.", [(1250000, "persons", "bare", "refugees")]),
    ("They sheltered 1.250.000 refugees.", [(1250000, "persons", "bare", "refugees")]),
    # one dot before three digits groups thousands, unless a scale or percent follows
    ("They sheltered 250.000 refugees.", [(250000, "persons", "bare", "refugees")]),
    ("Growth was 3.125 per cent.", [(3.125, "percent", "bare", None)]),
    ("They sheltered 1.125 million refugees.", [(1125000, "persons", "bare", "refugees")]),
    # one scale multiplies the next
    ("We fed a thousand million people.", [(1000000000, "persons", "bare", "people")]),
    ("We fed two hundred thousand million people.", [(200000000000, "persons", "bare", "people")]),
    # a year is not more than another; what a list goes on from need not have a noun
    ("More than 2050 wells were sealed.", [(2050, "count", "over", "wells")]),
    ("A total of 1985 mines were lifted.", [(1985, "count", "bare", "mines")]),
    ("Emissions fell below 1990 levels.", []),
    (
        "Some 600 died in March and 200 in April.",
        [(600, None, "about", None), (200, None, "bare", None)],
    ),
    # a part counts what its whole counts, whoever owns it; the amount ends with its number
    (
        "Of the fleet 6 of its 40 ferries float.",
        [(6, "count", "bare", "ferries"), (40, "count", "bare", "ferries")],
    ),
    (
        "It burned 30 of Selmar's 90 mills.",
        [(30, "count", "bare", "mills"), (90, "count", "bare", "mills")],
    ),
    # numbers of one list share the unit and noun behind the last, but no scale, and not a vote
    (
        "It grew by 4, 6 and 9 per cent.",
        [(4, "percent", "bare", None), (6, "percent", "bare", None), (9, "percent", "bare", None)],
    ),
    (
        "They hired 70 and 85 cooks.",
        [(70, "persons", "bare", "cooks"), (85, "persons", "bare", "cooks")],
    ),
    ("They lost 3, 4 and 5 million dollars.", [(5000000, "USD", "bare", None)]),
    (
        "It passed by 9 votes to 2 and 4 abstentions.",
        [
            (9, "count", "bare", "votes"),
            (2, None, "bare", None),
            (4, "count", "bare", "abstentions"),
        ],
    ),
    # a label before a number, a body of so many, those who did it; but a day of the month is none
    ("Drowned: 31. Saved - 9.", [(31, None, "bare", None), (9, None, "bare", None)]),
    ("They sent a patrol of 25.", [(25, None, "bare", None)]),
    ("We saw the 70 who came.", [(70, None, "bare", None)]),
    ("It did so in its meetings of 3 and 5 May 1999.", []),
    # a share of what was named before
    (
        "The farm has 20 cows, of which a fifth is sick.",
        [(20, "count", "bare", "cows"), (20, "percent", "bare", None)],
    ),
    # one of many, with words before it
    ("Every fifth stone bridge fell.", [(20, "percent", "bare", "stone bridge")]),
    ("Nearly one Selmari in five is a weaver.", [(20, "percent", "almost", "Selmari")]),
    ("One barrel in eight leaks.", [(12.5, "percent", "bare", "barrel")]),
    # a hyphen before a blank, an adjective before a currency, a term that is paid over years
    ("The six- month truce ended.", [(6, "months", "bare", None)]),
    ("We owe 12 Selmari crowns or thereabouts.", [(12, "crowns", "about", None)]),
    ("It is payable over five years.", [(5, "years", "bare", None)]),
    # the words behind a number overrule those before it
    ("About 300 or more people fled.", [(300, "persons", "at_least", "people")]),
    # number words
    ("We fed three hundred thousand people.", [(300000, "persons", "bare", "people")]),
    ("We fed two hundred and fifty thousand people.", [(250000, "persons", "bare", "people")]),
    ("We fed a million and a half people.", [(1500000, "persons", "bare", "people")]),
    ("We fed a million and a half of our people.", [(1500000, "persons", "bare", "people")]),
    (
        "We fed a million and a third of the land.",
        [(1000000, None, "bare", None), (33.33, "percent", "bare", "land")],
    ),
    # a text in capitals
    ("THEY BURNED TWO HUNDRED AND FIFTY VILLAGES.", [(250, "count", "bare", "VILLAGES")]),
    ("FIVE MEN LEFT.", [(5, "persons", "bare", "MEN")]),
    ("We fed three and a half million people.", [(3500000, "persons", "bare", "people")]),
    ("We fed half a million people.", [(500000, "persons", "bare", "people")]),
    ("We fed a quarter of a million people.", [(250000, "persons", "bare", "people")]),
    ("We fed twenty-one thousand people.", [(21000, "persons", "bare", "people")]),
    # percent in every spelling, over a line break, after markdown, with a soft hyphen
    ("It lost 20% of the harvest.", [(20, "percent", "bare", "harvest")]),
    ("It lost 20 per\ncent of the harvest.", [(20, "percent", "bare", "harvest")]),
    ("It lost 20 per-cent of the harvest.", [(20, "percent", "bare", "harvest")]),
    ("It lost 20 per\u00adcent of the harvest.", [(20, "percent", "bare", "harvest")]),
    ("It lost **more than 20%** of the harvest.", [(20, "percent", "over", "harvest")]),
    # fractions and ratios are percent
    ("Two-thirds of the land is dry.", [(66.67, "percent", "bare", "land")]),
    ("A third of Sierra Leone is dry.", [(33.33, "percent", "bare", "Sierra Leone")]),
    # what it is a share of may follow a comma or a dash
    ("A part, almost 20 per cent, of the land is dry.", [(20, "percent", "almost", "land")]),
    ("Half our country is dry.", [(50, "percent", "bare", "country")]),
    ("One in four villagers is ill.", [(25, "percent", "bare", "villagers")]),
    (
        "At least nine out of every ten villagers are ill.",
        [(90, "percent", "at_least", "villagers")],
    ),
    # part of a unit is that unit
    ("Half a century passed.", [(0.5, "centuries", "bare", None)]),
    # hedges, before and after
    ("We fed about 300 people.", [(300, "persons", "about", "people")]),
    ("We fed an estimated 300 people.", [(300, "persons", "about", "people")]),
    ("We fed nearly 300 people.", [(300, "persons", "almost", "people")]),
    ("We fed well over 300 people.", [(300, "persons", "over", "people")]),
    ("We fed no fewer than 300 people.", [(300, "persons", "at_least", "people")]),
    ("We fed fewer than 300 people.", [(300, "persons", "under", "people")]),
    ("We fed as many as 300 people.", [(300, "persons", "up_to", "people")]),
    ("We fed 300 or more people.", [(300, "persons", "at_least", "people")]),
    ("We fed 300-odd people.", [(300, "persons", "about", "people")]),
    ("We fed a total of 300 people.", [(300, "persons", "bare", "people")]),
    ("The number is near the 2 million mark.", [(2000000, None, "almost", None)]),
    # "far" belongs to "so", not to the hedge
    ("So far over 300 people came.", [(300, "persons", "over", "people")]),
    # "just under" comes from below, as "almost" does
    ("We fed just under 300 people.", [(300, "persons", "almost", "people")]),
    ("We fed one or more people.", [(1, "persons", "at_least", "people")]),
    # a range has no value; its ends share a scale
    (
        "Between two and three million people came.",
        [((2000000, 3000000), "persons", "range", "people")],
    ),
    ("From 10-15 per cent of them came.", [((10, 15), "percent", "range", "them")]),
    ("It took five or six years.", [((5, 6), "years", "range", None)]),
    # a change over time is two amounts
    (
        "It rose from 20,000 to 1.2 million.",
        [(20000, None, "bare", None), (1200000, None, "bare", None)],
    ),
    (
        "It rose by $5 million to $7 million.",
        [(5000000, "USD", "bare", None), (7000000, "USD", "bare", None)],
    ),
    # but not where it varies
    ("It ranges from 5 to 7 per cent.", [((5, 7), "percent", "range", None)]),
    # magnitudes without a number
    ("Hundreds of thousands of Syrians came.", [(None, "persons", "vague", "Syrians")]),
    ("Several thousand Syrians came.", [(None, "persons", "vague", "Syrians")]),
    ("Thousands upon thousands came.", [(None, None, "vague", None)]),
    # durations and other pure measures count nothing
    ("It lasted five difficult years.", [(5, "years", "bare", None)]),
    ("It was a five-year plan.", [(5, "years", "bare", None)]),
    ("We lost 8,000 square kilometres of land.", [(8000, "km2", "bare", "land")]),
    # money
    ("We gave more than US$ 2.5 million.", [(2500000, "USD", "over", None)]),
    ("We gave €3bn.", [(3000000000, "EUR", "bare", None)]),
    (
        "We gave $2.5m, then USD10m.",
        [(2500000, "USD", "bare", None), (10000000, "USD", "bare", None)],
    ),
    # letters and signs of more than one byte before the number move nothing
    ("Ağdam – “Şuşa”… 😀: FIVE THOUSAND persons", [(5000, "persons", "bare", "persons")]),
    (
        "We gave $US 3 million, then EUR5.",
        [(3000000, "USD", "bare", None), (5, "EUR", "bare", None)],
    ),
    # a sum that looks like a year
    ("We gave $2000.", [(2000, "USD", "bare", None)]),
    ("We gave ten million Swiss francs.", [(10000000, "CHF", "bare", None)]),
    # small counted numbers are amounts too
    (
        "The two sides built 12 refugee camps.",
        [(2, "count", "bare", "sides"), (12, "count", "bare", "refugee camps")],
    ),
    # a conjunct is kept when it is counted as well, and only then
    ("We saw 40 women and children.", [(40, "persons", "bare", "women and children")]),
    ("We saw 40 tanks and heavy artillery.", [(40, "count", "bare", "tanks")]),
    ("We saw thousands of human beings.", [(None, "persons", "vague", "human beings")]),
    # a name of a people is people, a name of things is not
    ("We saw 40 Member States.", [(40, "count", "bare", "Member States")]),
    # the verb is no part of what is counted
    ("In May 40,000 Arabs left the country.", [(40000, "persons", "bare", "Arabs")]),
    # a scale in short, with and without a space; a letter alone is a scale of money or of people
    (
        "We gave $60 bn, then 2 mln euros.",
        [(60000000000, "USD", "bare", None), (2000000, "EUR", "bare", None)],
    ),
    ("We gave US$ 5 m.", [(5000000, "USD", "bare", None)]),
    (
        "We gave 200k doses to 1.5 m displaced persons.",
        [(200000, "count", "bare", "doses"), (1500000, "persons", "bare", "displaced persons")],
    ),
    ("The wall is 5 m high.", [(5, "m", "bare", None)]),
    # each end of a range with its own sign, fraction or hedge
    (
        "It took between EUR 3 million and EUR 5 million.",
        [((3000000, 5000000), "EUR", "range", None)],
    ),
    (
        "Between half and two thirds of the land is dry.",
        [((50, 66.67), "percent", "range", "land")],
    ),
    ("We fed between about 10 and 20 families.", [((10, 20), "persons", "range", "families")]),
    (
        "We fed between one million and two million people.",
        [((1000000, 2000000), "persons", "range", "people")],
    ),
    ("We sent units of from 100 to 150 soldiers.", [((100, 150), "persons", "range", "soldiers")]),
    ("We saw 500 or 400 soldiers.", [((400, 500), "persons", "range", "soldiers")]),
    # hedges in signs and in short; one that governs something else is none
    (
        "We fed ~300 men, approx. 40 women and >50 boys.",
        [
            (300, "persons", "about", "men"),
            (40, "persons", "about", "women"),
            (50, "persons", "over", "boys"),
        ],
    ),
    (
        "We fed 5,000+ people and 300-plus girls.",
        [(5000, "persons", "at_least", "people"), (300, "persons", "at_least", "girls")],
    ),
    ("We talked about 20 refugees.", [(20, "persons", "bare", "refugees")]),
    # fractions in one character and with a stroke
    (
        "We waited 3½ years for ¾ of the land.",
        [(3.5, "years", "bare", None), (75, "percent", "bare", "land")],
    ),
    ("We fed 2 1/4 million people.", [(2250000, "persons", "bare", "people")]),
    # a number in words and in figures; digits of a footnote mark
    ("They have thirty (30) days.", [(30, "days", "bare", None)]),
    ("We fed two hundred thousand12 people.", [(200000, "persons", "bare", "people")]),
    # other forms of words
    ("We fed a half million people.", [(500000, "persons", "bare", "people")]),
    ("We fed two and three quarters million people.", [(2750000, "persons", "bare", "people")]),
    ("Quarter of a million people came.", [(250000, "persons", "bare", "people")]),
    ("We fed 2 million 300 thousand people.", [(2300000, "persons", "bare", "people")]),
    ("Three out of a hundred men came.", [(3, "percent", "bare", "men")]),
    (
        "Every third child is ill; one person in five is.",
        [(33.33, "percent", "bare", "child"), (20, "percent", "bare", "person")],
    ),
    ("It took a half-hour.", [(0.5, "hours", "bare", None)]),
    # one unit of time, where it is hedged
    ("Less than a decade ago we met for a month.", [(1, "decades", "under", None)]),
    # one in figures; more of them
    (
        "It had 1 abstention and 3 more votes.",
        [(1, "count", "bare", "abstention"), (3, "count", "bare", "votes")],
    ),
    # what looks like a year
    (
        "They burned 1500 houses and about 2000 barns.",
        [(1500, "count", "bare", "houses"), (2000, "count", "about", "barns")],
    ),
    # a minus, powers of ten, letters of a scanner
    (
        "It fell by -2.5 per cent to minus 3 degrees.",
        [(-2.5, "percent", "bare", None), (-3, "degrees", "bare", None)],
    ),
    ("We fed 3 x 10^5 people.", [(300000, "persons", "bare", "people")]),
    ("More than 3O0 villages burned.", [(300, "count", "over", "villages")]),
    # dollars are not always of the United States
    ("We gave 10 million Jamaican dollars.", [(10000000, "JMD", "bare", None)]),
    # "total" is no head; a possessive neither
    (
        "It took half of the country's total output.",
        [(50, "percent", "bare", "country's total output")],
    ),
    # adjectives joined by "and" or a comma; an estimate that stands apart
    (
        "We saw 20 political and military leaders in 12 new, modern schools.",
        [
            (20, "persons", "bare", "political and military leaders"),
            (12, "count", "bare", "new, modern schools"),
        ],
    ),
    ("They estimated the damage at $30 million.", [(30000000, "USD", "about", None)]),
    # a hedge between a number and its scale; hyphens throughout; two words printed as one
    ("We fed twenty-odd thousand people.", [(20000, "persons", "about", "people")]),
    ("We fed 20 or so thousand people.", [(20000, "persons", "about", "people")]),
    ("We fed sixty-thousand people.", [(60000, "persons", "bare", "people")]),
    ("A hundred-and-eighty-strong unit came.", [(180, "persons", "bare", "unit")]),
    (
        "It lost twentytwo barns in a three- or four-day storm.",
        [(22, "count", "bare", "barns"), ((3, 4), "days", "range", None)],
    ),
    ("It lost ninety-nine-point-five per cent.", [(99.5, "percent", "bare", None)]),
    # codes of currencies in capitals only; signs with a point; a decimal comma set apart
    (
        "We gave UAH 12 bn, then Rs. 3.4 m.",
        [(12000000000, "UAH", "bare", None), (3400000, "rupees", "bare", None)],
    ),
    ("We gave USD 3 , 5 mln.", [(3500000, "USD", "bare", None)]),
    ("We fed 12 gel, and 12 GEL went.", [(12, "GEL", "bare", None)]),
    # the verb is no part of a share
    ("Half of the grain rotted in May.", [(50, "percent", "bare", "grain")]),
    # words that end a phrase elsewhere may begin one; adjectives behind "thousands of"
    (
        "We helped 24 least developed countries.",
        [(24, "count", "bare", "least developed countries")],
    ),
    ("We fed 33 mostly elderly men.", [(33, "persons", "bare", "mostly elderly men")]),
    ("We fed 33 men, mostly women.", [(33, "persons", "bare", "men")]),
    (
        "We fed thousands of weary, barefoot and sick pilgrims.",
        [(None, "persons", "vague", "weary, barefoot and sick pilgrims")],
    ),
    ("The blast left 12 dead and wounded.", [(12, "persons", "bare", "dead and wounded")]),
    ("It burned 90 farmers' barns.", [(90, "count", "bare", "farmers' barns")]),
    # of two nouns the last is counted; "children" ends a phrase
    ("It took 5 per cent of total oil output.", [(5, "percent", "bare", "total oil output")]),
    ("One in three children drops out.", [(33.33, "percent", "bare", "children")]),
    # a rate counts nothing; names joined by "and"
    ("It grew by 7 per cent a year.", [(7, "percent", "bare", None)]),
    (
        "We met 27 Heads of State or Government.",
        [(27, "persons", "bare", "Heads of State or Government")],
    ),
    # half of a unit that a hyphen joins; half of one per cent; what parts "tens" and "thousands"
    (
        "We walked a half-kilometre with a quarter-tonne of salt.",
        [(0.5, "km", "bare", None), (0.25, "tons", "bare", "salt")],
    ),
    ("At the half-time a third-degree burn was seen.", []),
    ("It grew by half of one per cent.", [(0.5, "percent", "bare", None)]),
    ("We fed tens-of-thousands of men.", [(None, "persons", "vague", "men")]),
    # the name of a model is no unit
    ("They sold 2 C-130s.", [(2, "count", "bare", "C-130s")]),
    # a size within a phrase; figures that a blank parts from it are no thousands
    ("They fired 40 82-mm shells.", [(40, "count", "bare", "82-mm shells")]),
    ("They fired 12 120mm shells.", [(12, "count", "bare", "120mm shells")]),
    # letters of a scale before people and what they do, or before money
    ("We fed 1.5b people.", [(1500000000, "persons", "bare", "people")]),
    ("In May 1.5m fled.", [(1500000, None, "bare", None)]),
    # the pronoun counted stands for a noun elsewhere
    ("We saw 4,000 of them.", [(4000, None, "bare", "them")]),
    ("Some 300 of these were sailors.", [(300, None, "about", "these")]),
    # but "these" before a noun is none
    ("Some 300 of these sailors left.", [(300, "persons", "about", "sailors")]),
    ("They burned 40 of those old barns.", [(40, "count", "bare", "old barns")]),
]
NOT_AMOUNTS = [
    # years and dates, Hijri too
    "In 1994 and since 1988 it grew.",
    "It met from 11 to 13 Rajab, 1415H (13-15 December, 1994).",
    "It met on 23 September, 1992 and 3 October.",
    "Since April 10 and October 7th it grew.",
    "It grew in the 1990s.",
    # ordinals
    "The 7TH Summit and the Twenty-third Conference met in the one hundred and fiftieth year.",
    # numbers that name a thing, lists of them too
    "See resolutions 822, 853, 874 and 884.",
    "Resolutions No: 822, 853 and 884 hold.",
    "See Article 51, paragraphs 3 to 5 and Chapter Seven.",
    "See A/70/PV.11, S/26184, 62/243 and 10/11-P(IS).",
    "The Group of 77 met with the Twelve.",
    "It stands under item\n4 of the agenda and items 12 and 13 of the list.",
    # one of a row, not half of it
    "The second half-century of the guild began.",
    # list markers, page numbers and page headers
    "It ended.\n112. We begin.\n(3) We go on.\n17\n\n",
    "20 General Assembly - Forty-eighth session\n",
    # footnote digits
    "It ended.3 So it was [4].",
    # "one" as a pronoun
    "One of the sides said that no one would one day win.",
    # ordinals in words
    "It was the two hundredth meeting and the one hundredth year.",
    # times
    "It met at 10.30 a.m. and 3:15 p.m.",
    "It met at 0430 hours, at 2100 hours, at 06.55, at 14:30 and at 7.45 in the evening.",
    # places and telephones
    "It lies at 39.5012 N or 40° 12' N; the number is +374 10 52 31 40.",
    # what a sign joins to a name
    "The Rio+20 outcome, the 3+3 talks and the E3+3 powers hold.",
    # marks of footnotes, in the sentence and before the footnote
    "It heard the report, 12 Recommends it and ends.\n30 United Nations, Treaty Series, vol. 75.",
    # parts and models by their number
    "See chapter 3 of the book, version 2.1, the report 38 of the mission and 91 UNTS 3.",
    "We bought Model 3 trucks under Part 4 of the Act.",
    # years in lists, and before what happened in them
    "The 1990 elections came before 1995 levels.",
    # compounds that name a kind
    "A two-State solution, a one-sided view, a half-hearted try, the second half of it, a third party.",
    # nothing at all
    "",
    "No numbers here.",
]


def read(text):
    rows = rows_of(text, "quantities")
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows)
    return [
        (
            (row["value_low"], row["value_high"]) if row["hedge"] == "range" else row["value"],
            row["unit"],
            row["hedge"],
            row["counted"],
        )
        for row in rows
    ]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_amounts_are_read(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", NOT_AMOUNTS)
def test_what_names_a_thing_is_no_amount(text):
    assert read(text) == []


def test_quote_runs_from_the_hedge_to_the_end_of_what_is_counted():
    text = "concerned by the loss of a little\nmore than 20% of the territory of Azerbaijan;"
    row = rows_of(text, "quantities")[0]
    assert row["quote"] == "a little\nmore than 20% of the territory of Azerbaijan"
    assert (row["hedge_text"], row["counted"]) == ("a little more than", "territory of Azerbaijan")


DOUBTFUL = [
    ("They burned ≪30 villages.", "hedge sign not understood"),
    ("We gave $3 m.", "scale in one letter"),
    ("We fed 1S4 people.", "letters read as digits"),
    ("We fed between 5 and more than 10 men.", "range with mixed ends"),
    ("Nobody can deny that 300 people came.", "double negation"),
    ("We fed one million3 people.", "digits of a footnote mark"),
    ("They have thirty (13) days.", "word and figure differ"),
    ("They burned 1500 houses.", "year or count"),
    ("They say that 12, 500 ships sank.", "thousands parted by a blank"),
    ("They burned ⪆30 villages.", "hedge sign not understood"),
    ("We fed 10 to 15,000 men.", "range with mixed ends"),
    ("The road is 3.142 km long.", "thousands or decimals"),
    ("They sowed 3.142 per cent of it.", None),
    ("We fed 3.142 men.", None),
    ("They fed +30 men.", None),
    ("They burned 30 villages, not 20.", None),
    ("The wall is 5 metres high.", None),
]


@pytest.mark.parametrize(("text", "doubt"), DOUBTFUL)
def test_a_doubtful_reading_says_why(text, doubt):
    assert rows_of(text, "quantities")[0]["doubt"] == doubt


REFUSED = [
    # a year with the mark of a footnote; what no rule reads
    ("We left on 4 July 19721 by sea.", ["date", "date"]),
    ("We met every fifth session.", ["part of a word"]),
    ("There were 0 gulls on the half-time board.", ["part of a word", "part of a word"]),
    ("See 1.2.3 there.", ["part of a word"]),
    ("The mid-1990s came.", ["part of a word"]),
    ("It met on 3 May 1994, then in 1995.", ["date", "date", "year"]),
    ("It met on 11, 20 and 29 May.", ["nothing counted", "nothing counted", "date"]),
    ("See Articles 39, 40 and 41.", ["reference"] * 3),
    ("It ended.\n112. We begin.", ["list mark"]),
    ("It met at 10.30 a.m.", ["time"]),
    ("We recall resolution 242.", ["resolution"]),
    ("It began at COP 27.", ["name"]),
    ("They fled per 100 of us.", ["rate"]),
    ("It has a guard for every ten villagers.", ["rate"]),
    ("The dead stand to every 3 of the living.", ["rate"]),
    ("One of the sides won.", ["pronoun"]),
    ("The 48th session met.", ["part of a word"]),
    ("It lasted a year.", ["article"]),
    ("The vote was 409.", ["nothing counted"]),
]


@pytest.mark.parametrize(("text", "reasons"), REFUSED)
def test_a_number_that_is_no_amount_has_a_reason(text, reasons):
    amounts, refused = judge(Text(text, shipped()))
    assert not amounts
    assert [number.reason for number in refused] == reasons
    assert set(reasons) <= set(REASONS)


def test_a_currency_may_be_split_over_two_lines():
    assert read("It cost US \n$5 million.") == [(5000000, "USD", "bare", None)]


def test_a_pronoun_is_no_currency_and_what_follows_a_page_is_none():
    assert read("They gave us $5 million.")[0][:2] == (5000000, "USD")
    assert [row["quote"] for row in rows_of("They gave us $5 million.", "quantities")] == [
        "$5 million"
    ]
    assert {"FRF"} == {unit for _, unit, *_ in read("It cost 12 FF.")}
    assert not read("See pages 12 ff. of it.")


def test_numbers_of_masked_spans_are_no_amounts():
    text = Text("the 12 villages and the 30 towns", shipped())
    assert [row["value"] for row in find_quantities(text, masked=[(4, 15)])] == [30]


def test_the_corpus_holds_ten_amounts():
    """The letter (3), the statement (2), 11/7-P (3) and 16/7-E (2): no date, year or resolution among them."""
    rows = []
    for path in sorted(CORPUS.glob("*.md")):
        text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        rows += [
            (row["value"], row["unit"], row["hedge"], row["counted"])
            for row in rows_of(text, "quantities")
        ]
    assert rows == [
        (3000, "persons", "almost", "person"),
        (None, "count", "vague", "armored units"),
        (20, "percent", "over", "territory of Azerbaijan"),
        (1000000, "persons", "over", "Azerbaijani displaced persons and refugees"),
        (1000000, "persons", "over", "displaced persons and refugees"),
        (20, "percent", "about", "Azerbaijani territory"),
        (1000000, "persons", "almost", "Azerbaijani people"),
        (20, "percent", "bare", "Azerbaijan lands"),
        (1000000, "persons", "bare", "Azerbaijani refugees"),
        (5, "years", "bare", None),
    ]


PIECES = st.sampled_from(
    ["1,000", "20", " per cent", "%", " of the ", "half ", "a million ", "one ", "between ", " and ", "to ", "$",
     "\n\n", "\u00ad", "¬", "refugees", "Serbs ", "(1) ", "1994", "May ", "**", "/", "tens of ", "-", "in ",
     "²", "٣", "almost "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_is_read_and_its_spans_hold(text):
    rows = rows_of(text, "quantities")
    assert all(text[row["start"] : row["end"]] == row["quote"] and row["quote"] for row in rows)
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)


@pytest.mark.parametrize(
    "piece",
    ["7", "1 ", "one ", "million ", ",", "(", "between 1 and ", "a million and a half ", "1,000 ", "5 men, ",
     "822 (1993), ", "one hundred and ", "1\u00ad", "1994 ", "20 per cent of the ", " ", "7 \t ", "not ", "(20) ", "1/2 ", "between about 1 and "],
)  # fmt: skip
def test_time_grows_with_length_only(piece):
    """Sixteen times the text takes about sixteen times the time, whatever the text.

    What is slow once only was the machine.
    """

    def seconds(length):
        text = piece * (length // len(piece))
        begin = process_time()
        find_quantities(Text(text, shipped()))
        return process_time() - begin

    seconds(2_500)
    assert any(seconds(40_000) < 38 * max(seconds(2_500), 0.002) for _ in range(3))


def test_a_long_word_of_letters_and_figures_takes_time_by_its_length():
    """A figure behind a letter ("EUR5") looks back a few characters only for where its word begins."""

    def seconds(times):
        text = Text("a0" * times, shipped())
        begin = process_time()
        find_quantities(text)
        return process_time() - begin

    seconds(5_000)
    assert seconds(400_000) < 10 * seconds(100_000)


# text, and the value, unit, hedge and noun of each amount; why it is here stands beside it
KINDS = [
    # a second amount begins behind "and", with its own hedge
    (
        "It took 3 years and more than 40 rounds.",
        [(3, "years", "bare", None), (40, "count", "over", "rounds")],
    ),
    (
        "We lost 9 per cent and more than 5 ships.",
        [(9, "percent", "bare", None), (5, "count", "over", "ships")],
    ),
    # the mark of a footnote is no digit
    ("Some 6,000^2 refugees came.", [(6000, "persons", "about", "refugees")]),
    (
        "They burned 70 villages³ and 800[5] farms.",
        [(70, "count", "bare", "villages"), (800, "count", "bare", "farms")],
    ),
    # a noun joined by a hyphen
    ("We saw a 30,000-strong militia.", [(30000, "persons", "bare", "militia")]),
    ("They built a 600-bed clinic.", [(600, "count", "bare", "bed")]),
    # hedges by sign and abbreviation
    ("They fed c.4,000 people.", [(4000, "persons", "about", "people")]),
    (
        "They fed est. 4,000 people, ±50 men.",
        [(4000, "persons", "about", "people"), (50, "persons", "about", "men")],
    ),
    # a preposition is no hedge
    ("They sailed under 3 flags.", [(3, "count", "bare", "flags")]),
    ("The vote was held over 2 days.", [(2, "days", "bare", None)]),
    (
        "The cost is evenly spread over 12 months; the pier was built over 30 years ago.",
        [(12, "months", "bare", None), (30, "years", "over", None)],
    ),
    ("He was ill for over 2 days.", [(2, "days", "over", None)]),
    # one in so many
    ("Nearly every second citizen left.", [(50, "percent", "almost", "citizen")]),
    ("One of every five farmers left.", [(20, "percent", "bare", "farmers")]),
    # number words
    ("They burned two score villages.", [(40, "count", "bare", "villages")]),
    ("We fed two-and-a-half million people.", [(2500000, "persons", "bare", "people")]),
    # the scale of money
    ("It cost 20 mln. euros.", [(20000000, "EUR", "bare", None)]),
    ("It cost € 3,5 mrd in all.", [(3500000000, "EUR", "bare", None)]),
    # signs in full width, an accent over a figure
    ("They hold 20 ％ of the land.", [(20, "percent", "bare", "land")]),
    ("It cost ＄5\u0301 million.", [(5000000, "USD", "bare", None)]),
    # adjectives of peoples; a participle behind its adverb
    ("We fed 900 newly arrived families.", [(900, "persons", "bare", "newly arrived families")]),
    (
        "We hosted 40 Asian and African envoys.",
        [(40, "persons", "bare", "Asian and African envoys")],
    ),
    # a number without a noun
    ("The toll rose from 30 to 70.", [(30, None, "bare", None), (70, None, "bare", None)]),
    (
        "The total was 400, compared with 650 in May.",
        [(400, None, "bare", None), (650, None, "bare", None)],
    ),
    # one of so many, with the noun in the middle
    ("One person out of every nine fled.", [(11.11, "percent", "bare", "person")]),
    ("Two families in every five left.", [(40, "percent", "bare", "families")]),
    # every nth household, but no event, and no noun behind it
    ("Almost every tenth household left.", [(10, "percent", "almost", "household")]),
    ("Every twelfth inhabitant fled.", [(8.33, "percent", "bare", "inhabitant")]),
    ("Every tenth summit fails; every fifth session ends late.", []),
    # old number words, hyphens and "and"
    ("They burned fourscore villages.", [(80, "count", "bare", "villages")]),
    ("We fed one hundred-and-five men.", [(105, "persons", "bare", "men")]),
    # small fractions
    ("One twentieth of the land is dry.", [(5, "percent", "bare", "land")]),
    ("A twelfth of the land is dry.", [(8.33, "percent", "bare", "land")]),
    # hedges behind what is counted, and of two words; two hedges: the bound governs
    ("They fed 4,000 people at most.", [(4000, "persons", "up_to", "people")]),
    ("They fed 4,000 people, give or take.", [(4000, "persons", "about", "people")]),
    ("They fed 4,000 at the very least.", [(4000, None, "at_least", None)]),
    ("They fed >= 4,000 people.", [(4000, "persons", "at_least", "people")]),
    (
        "They fed 20 people at most three times.",
        [(20, "persons", "bare", "people"), (3, "count", "up_to", "times")],
    ),
    ("They fed at least about 300 people.", [(300, "persons", "at_least", "people")]),
    ("They fed more than an estimated 300 people.", [(300, "persons", "over", "people")]),
    # the mark of a footnote after thousands
    ("They fed 20,0001 people.", [(20000, "persons", "bare", "people")]),
    ("They fed 250,000(3) people.", [(250000, "persons", "bare", "people")]),
    # scales in one letter before a hyphen; capitals; a minus behind the sign
    ("It cost $60B or £5MM.", [(60e9, "USD", "bare", None), (5e6, "GBP", "bare", None)]),
    ("The balance was $-50.8bn.", [(-50.8e9, "USD", "bare", None)]),
    ("Growth was negative 3 per cent.", [(-3, "percent", "bare", None)]),
    # a team is people, a Council has members
    ("We sent a 12-member team.", [(12, "persons", "bare", "member")]),
    ("The fifteen-member Council met.", [(15, "count", "bare", "member")]),
    # thousands and decimals as other countries write them
    ("They fed 12,50,000 people.", [(1250000, "persons", "bare", "people")]),
    ("They fed 1·250·000 people.", [(1250000, "persons", "bare", "people")]),
    ("It cost 1.250.000,50 euros.", [(1250000.5, "EUR", "bare", None)]),
    ("It cost 1 250 000,5 euros.", [(1250000.5, "EUR", "bare", None)]),
    ("They lost 12,55 per cent.", [(12.55, "percent", "bare", None)]),
    # "some" before a half; a scale in one letter before people; a stop behind it
    ("They fed some half a million people.", [(500000, "persons", "about", "people")]),
    ("They fed 1.5m displaced.", [(1500000, "persons", "bare", "displaced")]),
    ("They fed 300 k refugees.", [(300000, "persons", "bare", "refugees")]),
    ("It cost 3.4 m. dollars.", [(3400000, "USD", "bare", None)]),
    # one in a hundred; a part of a unit without "a"
    ("One in a hundred villagers left.", [(1, "percent", "bare", "villagers")]),
    ("For more than half century we waited.", [(0.5, "centuries", "over", None)]),
    ("Quarter of a century passed.", [(0.25, "centuries", "bare", None)]),
    ("It took 2/3rds of the land.", [(66.67, "percent", "bare", "land")]),
    # thousands that a scanner split
    (
        "We fed 1,000,\n000 people and 5 ,000 men.",
        [(1000000, "persons", "bare", "people"), (5000, "persons", "bare", "men")],
    ),
    # the mark of a footnote behind a word
    ("We fed one million¹ people.", [(1000000, "persons", "bare", "people")]),
    ("We lost 20 per cent⁵ of the land.", [(20, "percent", "bare", "land")]),
    # a plus before the scale or the unit
    (
        "It cost $5+ million and 20+ per cent.",
        [(5000000, "USD", "at_least", None), (20, "percent", "at_least", None)],
    ),
    # a scale in words before money, with a point, and the letter of both ends
    ("Three bn dollars were lent.", [(3e9, "USD", "bare", None)]),
    ("We lent 300 thous. dollars.", [(300000, "USD", "bare", None)]),
    ("We lent $5 mil. to them.", [(5000000, "USD", "bare", None)]),
    # a comma inside a number in words
    ("Two million, three hundred thousand ships sank.", [(2300000, "count", "bare", "ships")]),
    # thousands parted by a blank, but no list
    ("We know that 12, 500 ships sank.", [(12500, "count", "bare", "ships")]),
    # a word cut by the end of a line that became a blank
    ("Some 4 mil- lion ships sank.", [(4000000, "count", "about", "ships")]),
    # dashes of Unicode in words
    ("Sixty–two ships sank.", [(62, "count", "bare", "ships")]),
    ("One–third of the land is lost.", [(33.33, "percent", "bare", "land")]),
    # footnote marks between a share and its noun
    ("We lost 30 per cent[2] of the land.", [(30, "percent", "bare", "land")]),
    ("We lost 60%† of the land.", [(60, "percent", "bare", "land")]),
    # emphasis of HTML and of Markdown; capitals
    (
        "<b>more than</b> 20 ships and __half a million__ sailors",
        [(20, "count", "over", "ships"), (500000, "persons", "bare", "sailors")],
    ),
    ("NEARLY HALF A MILLION SHIPS SANK.", [(500000, "count", "almost", "SHIPS")]),
    # the noun left out, before a hedge, behind a verb of harm, of so many things
    ("They sank 60 and more than 100 fled.", [(60, None, "bare", None), (100, None, "over", None)]),
    ("The squall killed 70 and left.", [(70, None, "bare", None)]),
    ("Of the 90 ships, 40 sank.", [(90, "count", "bare", "ships"), (40, None, "bare", None)]),
    # made with -man; not what only ends so
    (
        "Nine oarsmen saw 40 specimens.",
        [(9, "persons", "bare", "oarsmen"), (40, "count", "bare", "specimens")],
    ),
    # one of a unit of time, unless it says of what kind a time is
    (
        "A decade of war and the year-long siege ended.",
        [(1, "decades", "bare", None), (1, "years", "bare", None)],
    ),
    ("After a year of storms we left.", [(1, "years", "bare", None)]),
    ("It should be a century of peace, a decade of calm.", []),
    # a fall: unit and scale are shared
    (
        "It fell from 5 to 3 million tons.",
        [(5e6, "tons", "bare", None), (3e6, "tons", "bare", None)],
    ),
    (
        "It rose from 500 to 2 million tons.",
        [(500, "tons", "bare", None), (2e6, "tons", "bare", None)],
    ),
    # hedges: before and behind, and words that only look like one
    (
        "We saw at maximum 30 ships, south of 700 whales and sub-3 per cent growth.",
        [
            (30, "count", "up_to", "ships"),
            (700, "count", "under", "whales"),
            (3, "percent", "under", None),
        ],
    ),
    (
        "He reigned over 12 islands; they crept back up to 4 per cent.",
        [(12, "count", "bare", "islands"), (4, "percent", "bare", None)],
    ),
    # a currency by its sign; two Covenants are no people
    (
        "It cost ₹ 500 million under the 2 Covenants.",
        [(5e8, "INR", "bare", None), (2, "count", "bare", "Covenants")],
    ),
    # a power below one; a unit behind a stroke
    (
        "It weighs 2×10−3 tons at 224 kW / 300 hp.",
        [(0.002, "tons", "bare", None), (224, "kW", "bare", None), (300, "hp", "bare", None)],
    ),
    # hyphens between number and unit; no half of a row
    (
        "The half-century of toil; a three-quarter-century of rule.",
        [(0.5, "centuries", "bare", None), (0.75, "centuries", "bare", None)],
    ),
    (
        "Quarter-million herds, a thirty-plus-year frost, a million-strong fleet.",
        [
            (250000, "count", "bare", "herds"),
            (30, "years", "at_least", None),
            (1e6, "persons", "bare", "fleet"),
        ],
    ),
    ("The tenth-century church stood in its second half-century.", []),
    # so much and a part of it
    (
        "A year and a half later, three hours and a half, a dozen and a half gulls.",
        [
            (1.5, "years", "bare", None),
            (3.5, "hours", "bare", None),
            (18, "count", "bare", "gulls"),
        ],
    ),
    # an amount said again in brackets is one
    (
        "Forty per cent (40%) of the eels and $5,000 (five thousand dollars).",
        [(40, "percent", "bare", "eels"), (5000, "USD", "bare", None)],
    ),
    (
        "The share rose from 20 to 30 per cent (thirty per cent).",
        [(20, "percent", "bare", None), (30, "percent", "bare", None)],
    ),
    (
        "About 15 per cent (fifteen per cent) of the gulls and 12 km (twelve kilometres).",
        [(15, "percent", "about", "gulls"), (12, "km", "bare", None)],
    ),
    (
        "Two and half years and five and 1/2 million eels.",
        [(2.5, "years", "bare", None), (5.5e6, "count", "bare", "eels")],
    ),
    # so many of a larger number
    (
        "Five hundred out of two thousand gulls left.",
        [(500, None, "bare", None), (2000, "count", "bare", "gulls")],
    ),
    (
        "We saw 500 out of 2,000 gulls.",
        [(500, None, "bare", None), (2000, "count", "bare", "gulls")],
    ),
    ("One in two hundred gulls is lame.", [(0.5, "percent", "bare", "gulls")]),
    ("It has 4.5 out of 5 stars.", [(4.5, None, "bare", None), (5, "count", "bare", "stars")]),
    ("One-in-five sailors left.", [(20, "percent", "bare", "sailors")]),
    ("It is 5 km (3 miles) long.", [(5, "km", "bare", None), (3, "miles", "bare", None)]),
    # scales of one letter
    ("It cost Rs 3.4 m.", [(3.4e6, "rupees", "bare", None)]),
    (
        "A $60-m quay, 1.5m Norlanders.",
        [(6e7, "USD", "bare", None), (1.5e6, "persons", "bare", "Norlanders")],
    ),
    # letters for noughts
    (
        "Some 3OO gulls and 2,5OO eels.",
        [(300, "count", "about", "gulls"), (2500, "count", "bare", "eels")],
    ),
    # three adjectives; both nouns of a share; a number that is a verb's
    (
        "We met 30 sick, wounded and old sailors.",
        [(30, "persons", "bare", "sick, wounded and old sailors")],
    ),
    ("Half of the gulls and eels left.", [(50, "percent", "bare", "gulls and eels")]),
    (
        "It eats half of all crabs and earns 5 dollars.",
        [(50, "percent", "bare", "crabs"), (5, "USD", "bare", None)],
    ),
    # the noun stands before: as many of the same
    (
        "They sold 40 boats at auction and 25 by tender.",
        [(40, "count", "bare", "boats"), (25, None, "bare", None)],
    ),
    # in capitals
    ("EVERY TENTH CITIZEN LEFT.", [(10, "percent", "bare", "CITIZEN")]),
    # with a hedge a figure like a year counts houses
    ("More than 1950 houses fell; around 1990 prices rose.", [(1950, "count", "over", "houses")]),
    # parts by number
    ("See part no. 7, model number 12 and floor 4.", []),
    # a sign of money behind its number, or a code of two letters before a scale
    (
        "It cost 4 million € and DM 3.4 m.",
        [(4e6, "EUR", "bare", None), (3.4e6, "DEM", "bare", None)],
    ),
    ("It sold 1.5m houses.", [(1.5e6, "count", "bare", "houses")]),
    # short forms before a number
    ("See ch. 12 of the book and sect. 3 of the act.", []),
    # the name with "the", but not a place
    ("They sold the Block 40 aircraft.", []),
    ("In the Sudan 40 boats sank.", [(40, "count", "bare", "boats")]),
    ("A third-of-a-century of toil.", [(0.3333, "centuries", "bare", None)]),
    # a hedge that a hyphen joins; an age
    (
        "An almost-30-year frost, a more-than-two-decade drought.",
        [(30, "years", "almost", None), (2, "decades", "over", None)],
    ),
    (
        "A less-than-5-per-cent fall on a nearly-two-mile road.",
        [(5, "percent", "under", None), (2, "miles", "almost", None)],
    ),
    ("They cut under-5 mortality.", []),
    # a scale before a unit
    (
        "It sold 1.5 m tons; it is 5 m in height.",
        [(1.5e6, "tons", "bare", None), (5, "m", "bare", None)],
    ),
    # a verb is not counted
    (
        "Half of the harvest rots; two thirds of Lapland suffers.",
        [(50, "percent", "bare", "harvest"), (66.67, "percent", "bare", "Lapland")],
    ),
    # the name of a model
    ("They sold Boeing 737 airliners and fired Scud 2 missiles.", []),
    ("They sold T 55 tanks.", []),
]


@pytest.mark.parametrize(("text", "wanted"), KINDS)
def test_amounts_by_kind(text, wanted):
    rows = rows_of(text, "quantities")
    assert [(r["value"], r["unit"], r["hedge"], r["counted"]) for r in rows] == wanted


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It cost $3m-$5m.", 3e6, 5e6),
        ("We fed 200 up to 300 people.", 200, 300),
        ("We fed 200~300 people.", 200, 300),
        ("We fed between three and four hundred thousand people.", 300000, 400000),
        ("We fed twenty to three hundred thousand people.", 20000, 300000),
        ("One to two thirds of the land is lost.", 33.33, 66.67),
        ("1/5 to 1/4 of the land is lost.", 20, 25),
        ("Between a third and half of the land is lost.", 33.33, 50),
        ("One-quarter-to-one-third of the land is lost.", 25, 33.33),
        ("We fed between 400 and perhaps 600 people.", 400, 600),
        ("We fed 10 to 15,000 people.", 10000, 15000),
        ("We fed 5 million–6 million people.", 5e6, 6e6),
        ("It cost $2 to $3 m.", 2e6, 3e6),
        ("It cost $2 m-$3 m.", 2e6, 3e6),
        ("It cost $2 to 3 m.", 2e6, 3e6),
        ("It is between 2 km and 3 km long.", 2, 3),
        ("It is 2 km to 3 km long.", 2, 3),
        ("It cost between 2 dollars and 3 dollars.", 2, 3),
        ("It takes from 6 weeks to 9 weeks.", 6, 9),
        ("It is between ~2 and ~3 per cent.", 2, 3),
        ("A 2- to 3-per-cent fall came.", 2, 3),
        ("A 2-to-3-year frost came.", 2, 3),
        ("It took from two to three years.", 2, 3),
        ("Two-three million gulls came.", 2e6, 3e6),
        ("From two (2) to three (3) gulls came.", 2, 3),
        ("A third or even a half of the gulls left.", 33.33, 50),
        ("A week or two passed.", 1, 2),
        ("An hour or three is enough.", 1, 3),
        ("A century or two of peace came.", 1, 2),
        ("It took five years or six.", 5, 6),
        ("Between one in four and one in two gulls left.", 25, 50),
        ("A fifth to nearly a half of the gulls left.", 20, 50),
        ("BETWEEN TWO AND THREE MILLION GULLS CAME.", 2e6, 3e6),
    ],
)
def test_a_range_has_both_ends(text, low, high):
    row = rows_of(text, "quantities")[0]
    assert (row["value_low"], row["value_high"]) == pytest.approx((low, high), abs=0.02)


@pytest.mark.parametrize(
    "text",
    [
        "It is 2 km or 3 gulls long.",
        "It rose from 2 years to 3 years.",
        "It is between 2 years and 3 gulls.",
        "One day or one night passed.",
    ],
)
def test_two_amounts_of_which_each_has_its_own_are_no_range(text):
    assert all(row["hedge"] == "bare" for row in rows_of(text, "quantities"))


# a number of any form, with a hedge before it and a unit, a noun or another number behind it
BEFORE = [
    "", "about ", "an almost-", "a more-than-", "the ", "some ", "over ", "between ", "mid-", "every ", "$", "from ",
    "model-", "~", "(", "a half-", "no. ", "in ",
]  # fmt: skip
NUMBERS = [
    "5", "12", "1,200", "2.5 million", "twenty-five", "a hundred", "half a million", "two and a half", "0", "2 1/2",
    "three quarters of a million", "five to seven", "10-15", "two", "hundred", "1994", "1.2.3", "3O0", "1·5", "30,40",
    "seven hundred and five thousand", "ninety-nine point five", "five thousand million", "2 km to 3", "two dozen",
    "9 or 10", "250.000", "20 (twenty)", "1/2", "5th", "1990s", "3 x 10^5", "twentytwo", "zero",
]  # fmt: skip
BEHIND = [
    " gulls", " km", "-year", " per cent", " of the land", "-strong", " and 7 eels", " out of 900 eels", " in 12 barns",
    "", "-page", " or three", " (8)", "%", " o'clock", " million", "bn", "-bed-", " years and a half", " weeks or two",
]  # fmt: skip
PLAIN = shipped().terms("number_words", "role", "small", "tens", "zero")
# a figure or a number word that stands alone, or between hyphens
ALONE = re.compile(
    rf"(?<![\w.,/·'’])(?:\d(?:[\d.,]*\d)?|(?i:{'|'.join(sorted(PLAIN, reverse=True))}))(?![^\W\d])"
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(BEFORE), st.sampled_from(NUMBERS), st.sampled_from(BEHIND))
def test_no_number_is_lost_in_silence(before, number, behind):
    """What is no amount is refused with a reason; only dates are looked for elsewhere."""
    text = Text(f"We saw {before}{number}{behind} there.", shipped())
    amounts, refused = judge(text)
    read = [(one.start, one.end) for one in (*amounts, *refused, *text.dates)]
    lost = [
        found[0]
        for found in ALONE.finditer(text.text)
        if not any(start < found.end() and end > found.start() for start, end in read)
    ]
    assert not lost, text.text


def test_a_separator_that_is_white_space_before_a_number_stops_nothing():
    assert [
        row["value"] for row in rows_of("\x1f1,200 people. \x1c3,400 people.", "quantities")
    ] == [1200, 3400]
