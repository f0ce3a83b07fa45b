"""Paragraphs: units follow the wording, not the blank lines."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.extractors.paragraphs import find_paragraphs
from analysis.text import Text
from analysis.vocabulary import shipped

COUNCIL = "Resolution 7 (2031)\n\nThe Council of Harbours,\n\n"


def units(text, genre=None):
    return find_paragraphs(Text(text, shipped(), genre=genre))


def shape(text, genre=None):
    return [(row["paragraph"], row["number"], row["opening"]) for row in units(text, genre)]


def labels(text, genre=None):
    return " ".join(row["paragraph"] for row in units(text, genre))


CASES = [
    # acts with bullets; bullets below an act, or below a reason, are its own
    (
        COUNCIL + "Noting the report,\n\n• Urges calm;\n\n• Requests a report.",
        [("T1", None, None), ("E1", None, None), ("PP1", None, "Noting"), ("OP1", None, "Urges"),
         ("OP2", None, "Requests")],
    ),
    (
        COUNCIL + "Noting the report,\n\n1. Decides:\n• Urges calm;\n• Requests it;\n2. Asks all.",
        [("T1", None, None), ("E1", None, None), ("PP1", None, "Noting"), ("OP1", "1", "Decides"),
         ("OP2", "2", "Asks")],
    ),
    (
        COUNCIL + "Noting that they:\n• Request funds,\n• Urge calm,\n\n1. Asks all.",
        [("T1", None, None), ("E1", None, None), ("PP1", None, "Noting"), ("OP1", "1", "Asks")],
    ),
    # an act whose subject is "it"
    (
        COUNCIL + "1. Urges calm. It asks for aid.\n2. It therefore calls on all.\n3. It is late.",
        [("T1", None, None), ("E1", None, None), ("OP1", "1", "Urges"), ("OP2", "2", "calls on"),
         ("OP3", "3", None)],
    ),
    # an enacting formula, a reason, an act
    (
        COUNCIL + "Recalling its resolution 5 (2030),\n\n1. Urges all parties to stop.",
        [("T1", None, None), ("E1", None, None), ("PP1", None, "Recalling"), ("OP1", "1", "Urges")],
    ),
    # a blank line in mid-sentence does not cut a paragraph
    (
        COUNCIL + "Mindful of the danger to\n\nHarbour Island; Noting the report;\n\n1. Urges calm.",
        [("T1", None, None), ("E1", None, None), ("PP1", None, "Mindful"), ("PP2", None, "Noting"),
         ("OP1", "1", "Urges")],
    ),
    # paragraphs begin without a blank line; a line wrapped in mid-sentence begins none
    (
        COUNCIL + "Noting with grave concern the shelling,\nDeeply disturbed by its\nRecalling no precedent,\n"
        "1. Calls\nupon them.",
        [("T1", None, None), ("E1", None, None), ("PP1", None, "Noting with grave concern"),
         ("PP2", None, "Deeply disturbed"), ("OP1", "1", "Calls upon")],
    ),
    # lettered sub-paragraphs belong to their numbered one
    (
        COUNCIL + "1. Decides:\n\n(a) To stay;\n\n(b) To leave;\n\n2. Requests a report.",
        [("T1", None, None), ("E1", None, None), ("OP1", "1", "Decides"), ("OP2", "2", "Requests")],
    ),
    # operative paragraphs without a number, adverbs before and after the verb
    (
        COUNCIL + "Having heard both sides,\n\nStrongly condemns the attack;\n\nDecides also to meet again.",
        [("T1", None, None), ("E1", None, None), ("PP1", None, "Having heard"), ("OP1", None, "Strongly condemns"),
         ("OP2", None, "Decides also")],
    ),
    # what stands below the last act closes the text: the vote, the footnotes
    (
        COUNCIL + "1. Urges calm.\n\nAdopted unanimously at the 9th meeting.\n\n4 Ibid., document H/12.",
        [("T1", None, None), ("E1", None, None), ("OP1", "1", "Urges"), ("C1", None, None)],
    ),
    # OCR reads 11 as ll; two verbs open one paragraph
    (
        COUNCIL + "10. Welcomes the report;\n\nll. Reaffirms and extends its mandate.",
        [("T1", None, None), ("E1", None, None), ("OP1", "10", "Welcomes"), ("OP2", "11", "Reaffirms and extends")],
    ),
    # an unknown verb is an act where its number continues the sequence
    (
        COUNCIL + "1. Urges calm;\n\n2. Bewails the loss;\n\n1999. Was a bad year.",
        [("T1", None, None), ("E1", None, None), ("OP1", "1", "Urges"), ("OP2", "2", "Bewails")],
    ),
    # a resolution of one sentence: the subject stands before its verb
    ("The Council of Harbours decides to adjourn.", [("OP1", None, "decides")]),
    # a speech that only speaks of a council is prose
    (
        "Mr. President,\n\nThe Security Council has failed. Recalling this is painful.\n\nNoting it helps nobody.",
        [("S1", None, None), ("P1", None, None), ("P2", None, None)],
    ),
    # a letter: title, salutation, a sentence that runs on behind a blank line, a close
    (
        "Letter of the mayor, 3 May\n\nDear Sir,\n\nI write about the\n\nharbour wall. It fell.\n\n"
        "Yours faithfully,\nThe mayor",
        [("T1", None, None), ("S1", None, None), ("P1", None, None), ("C1", None, None)],
    ),
    # numbered paragraphs of a verbatim record
    ("12. We met in May. 13 came.\n13. We shall meet again.", [("P1", "12", None), ("P2", "13", None)]),
    # the first line behind a blank one is indented, its number is read all the same
    ("We met in May.\n\n  12. We shall meet again.", [("P1", None, None), ("P2", "12", None)]),
    # OCR: a comma for the dot, letters for digits, a stroke behind the number
    (
        COUNCIL + "i. Urges calm;\n\n2, Calls on all;\n\n3. | Requests it;\n\n4. Notes it;\n\nS. Decides to meet.",
        [("T1", None, None), ("E1", None, None), ("OP1", "1", "Urges"), ("OP2", "2", "Calls on"),
         ("OP3", "3", "Requests"), ("OP4", "4", "Notes"), ("OP5", "5", "Decides")],
    ),
    # labels, signs and brackets of many kinds around the number of an act
    *(
        (
            COUNCIL + form.format(1) + "Urges calm;\n\n" + form.format(2) + "Calls on all.",
            [("T1", None, None), ("E1", None, None), ("OP1", "1", "Urges"), ("OP2", "2", "Calls on")],
        )
        for form in ("{}.– ", "{}º. ", "\\{}. ", "**{}**. ", "# {}. ", "* {}) ", "Paragraph {}: ", "[OP{}] ", "N° {} ",
                     "Point {}. ", "{}· ", "（{}）", "| {} | ", "{}; ", "{}° - ")
    ),
    # a number out of the sequence, with a noun behind it, is no act
    (
        COUNCIL + "1. Urges calm;\n\n9 Wharves stand empty.",
        [("T1", None, None), ("E1", None, None), ("OP1", "1", "Urges")],
    ),
    # a wrapped line that begins with a year and a comma begins no paragraph
    (
        COUNCIL + "1. Recalls the report of May\n31, Welcome Harbour, and urges calm.",
        [("T1", None, None), ("E1", None, None), ("OP1", "1", "Recalls")],
    ),
    # letters in the place of numbers, where no act is open
    (
        "The Council of Harbours\n\n(a) Resolves to stay; and\n\n(b) Requests a report.",
        [("E1", None, None), ("OP1", "a", "Resolves"), ("OP2", "b", "Requests")],
    ),
    # lettered or dashed items of an open act are its own, even when they begin with a verb
    (
        COUNCIL + "1. Decides:\n\n(a) Requests for help are met;\n\n– Calls for help are heard;\n\n2. Urges calm.",
        [("T1", None, None), ("E1", None, None), ("OP1", "1", "Decides"), ("OP2", "2", "Urges")],
    ),
    # the European Parliament: dashes, letters, lower case
    (
        "The Parliament of Harbours,\n– having regard to its rules,\nA. whereas it rains; whereas it rained,\n"
        "1. Is pleased with it;\n2. No comment;\nInstructs its President to go home.",
        [("E1", None, None), ("PP1", None, "having regard"), ("PP2", "A", "whereas"), ("OP1", "1", "Is pleased"),
         ("OP2", "2", None), ("OP3", None, "Instructs")],
    ),
    # parts: their heading is a title, reasons may follow acts, numbers restart
    (
        COUNCIL + "I\n\nBoats\n\n1. Urges calm;\n\nII\n\nRecalling the storm,\n\n1. Decides to wait.",
        [("T1", None, None), ("E1", None, None), ("T2", None, None), ("OP1", "1", "Urges"), ("T3", None, None),
         ("PP1", None, "Recalling"), ("OP2", "1", "Decides")],
    ),
    # a reason between two numbered acts is one, a participle inside an act is not
    (
        COUNCIL + "1. Urges it;\n\nActing under Article I,\n\n2. Demands:\n\nRecalling of boats;\n\n3. Decides it.",
        [("T1", None, None), ("E1", None, None), ("OP1", "1", "Urges"), ("PP1", None, "Acting"),
         ("OP2", "2", "Demands"), ("OP3", "3", "Decides")],
    ),
    # verbs that the table lacks, where a unit must begin and an object follows
    (
        COUNCIL + "Befriending the sea,\n\nHaving heard it,\n\nUnmoors the fleet.\n\nSails are white.",
        [("T1", None, None), ("E1", None, None), ("PP1", None, "Befriending"), ("PP2", None, "Having heard"),
         ("OP1", None, "Unmoors")],
    ),
    # the heading alone makes a resolution where it gives reasons and acts; the subject may stand before the verb
    (
        "Resolution 8 (2031)\n\nRecalling the storm,\n\n1. The Council of Harbours requests a report.",
        [("T1", None, None), ("PP1", None, "Recalling"), ("OP1", "1", "requests")],
    ),
    # an annex is no longer the resolution; page furniture does not hide a reason
    (
        COUNCIL + "Noting the wind,\nH/RES/7\nPage 2\nNoting the rain,\n\n1. Urges calm.\n\nANNEX\n\n2. Urges storms.",
        [("T1", None, None), ("E1", None, None), ("PP1", None, "Noting"), ("PP2", None, "Noting"),
         ("OP1", "1", "Urges"), ("C1", None, None)],
    ),
    # a speaker may use the words of a resolution
    (
        "Mr. President,\n\nThe Harbour Council calls upon us.\n\nRecalling it is easy.",
        [("S1", None, None), ("P1", None, None), ("P2", None, None)],
    ),
    # speeches: wide lines are paragraphs, narrow ones are not; an indent begins one; a page number does not
    ("\n".join(["It rained all day. " * 12, "We waited. " * 20, "It stopped. " * 20]).strip(),
     [("P1", None, None), ("P2", None, None), ("P3", None, None)]),
    ("We met in May and then\nwe met again in June. It\nwas a very good meeting.\n  Now we meet again in\nautumn, too.",
     [("P1", None, None), ("P2", None, None)]),
    ("We met in May\n \n09-12345 7\n \nand parted in June.", [("P1", None, None)]),
    ("", []),
    (" \n\t\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_paragraphs(text, expected):
    assert expected == shape(text)


REASON = COUNCIL + "Recalling its resolution 5 (2030),\n\n"
KINDS = [
    # the forms of a printed number
    (REASON + "1)Urges calm;\n\n2)Decides to meet.", "T1 E1 PP1 OP1 OP2"),
    (REASON + "(1) Urges calm;\n\n(2) Decides to meet.", "T1 E1 PP1 OP1 OP2"),
    (REASON + "OP1: Urges calm;\n\nOP2: Decides to meet.", "T1 E1 PP1 OP1 OP2"),
    (REASON + "1 - Urges calm;\n\n2 - Decides to meet.", "T1 E1 PP1 OP1 OP2"),
    (REASON + "Operative clause one: Urges calm;\n\nOperative clause two: Decides to meet.", "T1 E1 PP1 OP1 OP2"),
    (REASON + "> Nº 1. Urges calm;\n\n> Nº 2. Decides to meet.", "T1 E1 PP1 OP1 OP2"),
    (REASON + "1st. Urges calm;\n\n2nd. Decides to meet.", "T1 E1 PP1 OP1 OP2"),
    (REASON + "(1). Urges calm;\n\n(2). Decides to meet.", "T1 E1 PP1 OP1 OP2"),
    (REASON + "1.1 Urges calm;\n\n1.2 Decides to meet.", "T1 E1 PP1 OP1 OP2"),
    (REASON + "I - Urges calm;\n\nII - Decides to meet.", "T1 E1 PP1 OP1 OP2"),
    (REASON + "1.º Urges calm;\n\n2.º Decides to meet.", "T1 E1 PP1 OP1 OP2"),
    # bracketed items of a numbered act are its own
    (REASON + "1. Urges:\n\n(1) Requests;\n\n(2) Decides;\n\n2. Notes it.", "T1 E1 PP1 OP1 OP2"),
    # emphasis of Markdown and HTML
    (COUNCIL + "**Noting** the wind,\n\n_Mindful_ of it,\n\n**1.** <i>Urges</i> calm.",
     "T1 E1 PP1 PP2 OP1"),
    # a text in capitals
    ("THE COUNCIL OF HARBOURS,\n\nNOTING the wind,\n\n1. URGES calm;\n\n2. DECIDES to meet.",
     "E1 PP1 OP1 OP2"),
    # openings that the table lacks: a participle, an adjective with "that"
    (COUNCIL + "Rejoicing that it is over,\nAshamed that it rains,\n\n1. Urges calm.",
     "T1 E1 PP1 PP2 OP1"),
    # a page number inside a sentence cuts nothing, whatever stands behind it
    (COUNCIL + "Welcoming the report of the\n\n- 2 -\n\nRecalling Committee,\n\n1. Urges calm.",
     "T1 E1 PP1 OP1"),
    ("I am pleased to greet the\n\n12-34567 3\n\nHarbour Council.\n\nIt rains.", "P1 P2"),
    # a second part with reasons and a formula of its own
    (REASON + "1. Urges calm.\n\nB\n\nThe Council of Harbours,\n\nNoting it,\n\n1. Decides it.",
     "T1 E1 PP1 OP1 T2 E2 PP2 OP2"),
    # paragraphs quoted from another resolution belong to the one that quotes them
    (COUNCIL + "Recalling this:\n\n“1. Urges wind;\n\n2. Decides rain.”\n\n1. Urges calm.",
     "T1 E1 PP1 OP1"),
    # a wrapped line that begins with a quoted word opens no quotation
    (COUNCIL + "1. Declares the\n“new harbour” void;\n\n2. Urges calm.", "T1 E1 OP1 OP2"),
    # speeches that begin like a resolution of one sentence
    ("The list of boats before the Harbour Council includes many. We read it.", "P1"),
    ("The Harbour Council receives reports. They help. It rains.", "P1"),
    # salutations are no titles, first sentences neither; a heading is one
    ("Mr. President, distinguished delegates,\nLadies and gentlemen\n\nIt rains.", "S1 P1"),
    ("Mr. President,\nWe thank you.\n\nIt rains.", "S1 P1 P2"),
    ("98. In a speech of last year the mayor told us\n\n“It rains.”", "P1 P2"),
    ("We are glad to see the harbour\n\nIt rains.", "P1 P2"),
    ("Statement of the mayor to the Council\n\nIt rains.", "T1 P1"),
    ("Your Excellencies,\n\nIt rains.", "S1 P1"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("acts", "numbers"),
    [
        ("I. Urges calm;\n\nII. Requests wind;\n\nIII. Decides to wait.", ["I", "II", "III"]),
        ("(i) Urges calm;\n\n(ii) Requests wind.", ["i", "ii"]),
        ("1./ Urges calm;\n\n2./ Requests wind.", ["1", "2"]),
        ("1 . Urges calm;\n\n2 . Requests wind.", ["1", "2"]),
        ("- 1. Urges calm;\n\n- 2. Requests wind.", ["1", "2"]),
        ("Article 1. Urges calm;\n\nArticle 2. Requests wind.", ["1", "2"]),
        ("¶1 Urges calm;\n\n¶2 Requests wind.", ["1", "2"]),
        ("1. Decides:\n\n(i) To stay;\n\n(ii) To leave.", ["1"]),
        ("1. Urges calm;\n\n1 bis. Requests wind;\n\n2. Decides.", ["1", "1 bis", "2"]),
        ("1. Urges calm;\n\n2. Notes\n1 bis, a name.", ["1", "2"]),
    ],
)
def test_how_acts_may_be_numbered(acts, numbers):
    units = [unit for unit in shape(COUNCIL + "Noting wind,\n\n" + acts) if unit[0][:2] == "OP"]
    assert [number for _, number, _ in units] == numbers


def test_a_draft_labels_reasons_and_acts():
    acts = "PP1. Recalling wind,\n\nPP2. Noting rain,\n\nOP1. Urges calm;\n\nOP2. Decides to wait."
    units = [(label, number) for label, number, _ in shape(COUNCIL + acts)][2:]
    assert units == [("PP1", "1"), ("PP2", "2"), ("OP1", "1"), ("OP2", "2")]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_kinds_of_units(text, expected):
    assert expected == labels(text)


def test_the_fixed_complement_of_a_feeling_belongs_to_the_opening():
    text = REASON + "1. Expresses its full support for it;\n\n2. Expresses the hope that it ends."
    assert ["Expresses its full support", "Expresses the hope"] == [
        row["opening"] for row in units(text) if row["kind"] == "operative"
    ]


def test_every_example_of_the_table_has_its_term():
    for row in shipped().table("openings"):
        assert row["term"].casefold() in row["example"].casefold(), row


def test_a_number_before_an_opening_of_no_table_makes_no_resolution():
    text = "RESOLUTION 30 (2041)\n\nThe League Council met.\n\n1/ Thanks, the hosts."
    assert ["title", "body", "body"] == [row["kind"] for row in units(text)]


def test_genre_makes_a_resolution_of_a_text_without_enacting_formula():
    text = "Recalling the treaty,\n\n1. Urges calm."
    assert ["T1", "P1"] == [row[0] for row in shape(text)]
    assert ["PP1", "OP1"] == [row[0] for row in shape(text, genre="resolution")]


PIECES = st.sampled_from(
    [
        "The Security Council,",
        "Recalling",
        "1. Urges",
        "Adopted at",
        "ll. ",
        "\n",
        "\n\n",
        "; ",
        ". ",
        "12 Ibid",
        "Dear",
        "\u00a0",
        "é",
        "(a)",
        "A. whereas",
        "– having regard",
        "\nII\n",
        "2, Calls upon",
        "Annex",
        "**",
        "<b>",
        "_",
        "“",
        "”\n",
        "(1)",
        "OP2: ",
        "\n 12 \n",
        "Mr. President,",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=8), max_size=30).map(" ".join),
    st.sampled_from([None, "resolution", "letter"]),
)
def test_every_character_belongs_to_one_paragraph(text, genre):
    rows = units(text, genre)
    text = Text(text, shipped()).text
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows)
    assert all(first["end"] <= then["start"] for first, then in zip(rows, rows[1:], strict=False))
    assert "".join(text.split()) == "".join("".join(row["quote"] for row in rows).split())
    assert len(rows) == len({row["paragraph"] for row in rows})


HOSTILE = [
    "\n1. ",
    "\n1. Urges",
    "Recalling ",
    "\nRecalling ",
    "\n\nThe Council,\n",
    "\nThe Council ",
    "\n",
    " \n",
    "\nI\n",
    "Gravely ",
    " 1 \n",
    "1\n\n",
    "A/RES/1 ( \n",
    ":\n“a ”\n",
    "**a** ",
    "<a",
    "_",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_take_linear_time(piece):
    """Four times the text takes four times as long, give or take: quadratic would be sixteen.

    What is slow once only was the machine.
    """

    def seconds(size):
        text = piece * (size // len(piece))
        start = time.process_time()
        units(text, "resolution")
        return time.process_time() - start

    seconds(1_000)
    assert any(seconds(120_000) < 7 * seconds(30_000) + 0.05 for _ in range(3))
