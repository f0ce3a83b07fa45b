"""Citations: one table of (text, expected), a reason above each row, negatives included."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import rows_of

from analysis import frames
from analysis.extractors.citations import find_citations
from analysis.extractors.symbols import council_years
from analysis.text import Text, Unit
from analysis.vocabulary import shipped

NUMBERED = [
    # the corpus: a list before which the noun has its organ; no year is printed
    ("Strongly demands the implementation of the United Nations Security Council resolutions 822, 853, 874 and 884",
     ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)", "S/RES/884(1993)"]),
    # the corpus: the organ after the noun, "No:" and a non-breaking space
    ("Resolutions of Security Council of the United Nations\u00a0 No: 822, 853, 874 and 884 are not implemented.",
     ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)", "S/RES/884(1993)"]),
    # numbers before the noun
    ("The Security Council's 822, 853, 874 and 884 resolutions were ignored.",
     ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)", "S/RES/884(1993)"]),
    # a single number before the noun, and the year that is no number
    ("We recall the Security Council's 242 resolution.", ["S/RES/242(1967)"]),
    # the year in brackets, dates between the members, a line break inside a member
    ("Recalling its resolutions 822 (1993) of 30 April 1993, 853\n(1993) of 29 July 1993 and 874 (1993),",
     ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)"]),
    # a blank line inside a citation
    ("under Security Council resolution 853\n\n(1993) we meet", ["S/RES/853(1993)"]),
    # symbols as such
    ("See S/RES/822 (1993) and A/RES/62/243.", ["S/RES/822(1993)", "A/RES/62/243"]),
    # short forms of the Council
    ("UNSCR 1244, SCR 822 and UNSCR 1244/1999", ["S/RES/1244(1999)", "S/RES/822(1993)", "S/RES/1244(1999)"]),
    ("the Council adopted SC Res. 853 and UNSC res. 822", ["S/RES/853(1993)", "S/RES/822(1993)"]),
    # the oldest sessions, the part after the session, a special session in figures, a session past forty
    ("resolutions 194 (III) and 181 (II); A/RES/217(III)A", ["A/RES/194(III)", "A/RES/181(II)", "A/RES/217A(III)"]),
    ("resolution 186 (S-2) of 14 May 1948; Economic and Social Council resolution 1413 (XLVI)",
     ["A/RES/186(S-2)", "E/RES/1413(XLVI)"]),
    # Assembly: a session in brackets, a part, an emergency and a special session, a slash
    ("General Assembly resolutions 3212 (XXIX), 217 A (III), 3201 (S-VI), ES-10/2, 62/243 and 36/121 A of 10 May 1981",
     ["A/RES/3212(XXIX)", "A/RES/217A(III)", "A/RES/3201(S-VI)", "A/RES/ES-10/2", "A/RES/62/243", "A/RES/36/121A"]),
    # two organs in one list
    ("General Assembly resolution 3212 (XXIX) and Security Council resolution 365 (1974)",
     ["A/RES/3212(XXIX)", "S/RES/365(1974)"]),
    # ECOSOC, whose number begins with the year
    ("the Economic and Social Council, in its resolution 1979/11, asked", ["E/RES/1979/11"]),
    # the same form of another organ
    ("resolution 8 (XXI) of the Commission on Human Rights and Human Rights Council resolution 16/18",
     ["E/CN.4/RES/8(XXI)", "A/HRC/RES/16/18"]),
    # OIC
    ("OIC resolutions 11/7-P(IS) and 10/30-P", ["11/7-P(IS)", "10/30-P"]),
    # PACE numbers its resolutions in the Council's form
    ("Resolution 1416 (2005) of the Parliamentary Assembly of the Council of Europe", ["PACE/RES/1416(2005)"]),
    # OSCE and European Parliament: the series is in the symbol
    ("decision MC.DEC/7/08 and European Parliament resolution P7_TA(2013)0446", ["MC.DEC/7/08", "P7_TA(2013)0446"]),
    # OAU and WHO carry their series in the symbol
    ("CM/Res. 852 (XXXVII) and resolution WHA73.1", ["CM/Res.852(XXXVII)", "WHA73.1"]),
    # OCR: a bracket lost, l for I, a curly bracket, 1 for I, I for 1, S for 5, a split number
    ("resolution 841 1993 of the Council; 3201 (S-Vl); 3263 {XXIX); resolution 181 (11)",
     ["S/RES/841(1993)", "A/RES/3201(S-VI)", "A/RES/3263(XXIX)", "A/RES/181(II)"]),
    ("resolutions 107 (1955), I11 (1956), SO8 (1982) and 43 5 (1978)",
     ["S/RES/107(1955)", "S/RES/111(1956)", "S/RES/508(1982)", "S/RES/435(1978)"]),
    # OCR that leaves two readings, both of that year: the number is missing, the citation is not
    ("Security Council resolution 43S (1978) stands", [None]),
    # a session that cannot be read is left out
    ("General Assembly resolution 2625 (XXVV)", ["A/RES/2625"]),
    # the editor's reference in square brackets, where the figure alone ("III") could be an article's
    ("as was decided in 1948 [194 (III)] and again", ["A/RES/194(III)"]),
    # a reference in brackets without the word
    ("the treaty on tests [1402 (XIV)] and others", ["A/RES/1402(XIV)"]),
    # a range is expanded
    ("Security Council resolutions 822 to 825",
     ["S/RES/822(1993)", "S/RES/823(1993)", "S/RES/824(1993)", "S/RES/825(1993)"]),
    # the series is printed on all members but one: only the Council has a 640 there
    ("the terms of resolutions 435 (1978), 632 (1989) and 640",
     ["S/RES/435(1978)", "S/RES/632(1989)", "S/RES/640(1989)"]),
    # named in full before, bare afterwards
    ("Security Council resolution 242 (1967) came first. Who still reads resolution 242?",
     ["S/RES/242(1967)", "S/RES/242(1967)"]),
    # "that" introduces the clause, it does not point at a resolution 2832
    ("We believe that resolution 2832 of the General Assembly holds.", ["A/RES/2832"]),
    # another organ's "its" does not take a number that the Council gave in that year
    ("The Council for Namibia, in its appeal on resolution 435 (1978), spoke", ["S/RES/435(1978)"]),
    # a bare number without an organ: which body is not said, and it is not guessed
    ("We stand by resolutions 242 and 338.", [None, None]),
    # two organs in reach of a bare number: unresolved
    ("The General Assembly and the Security Council spoke; then came resolution 77.", [None]),
    # an organ that cannot have adopted it does not count: the Council never reached that number
    ("The Security Council met and the General Assembly passed resolution 3236.", ["A/RES/3236"]),
    # the footnote mark is no number of the list
    ("Reaffirming its resolution 186 (1964) 4 and its mandate,", ["S/RES/186(1964)"]),
    ("Security Council resolutions 853 (1993)2 and 874 (1993)1/ and 884 (1993)",
     ["S/RES/853(1993)", "S/RES/874(1993)", "S/RES/884(1993)"]),
    # the number of the next paragraph is no member of the list
    ("Recalling the embargo imposed by resolution 733 (1992);\n\n12. Requests the Secretary-General",
     ["S/RES/733(1992)"]),
]  # fmt: skip

NOTHING = [
    "the peaceful resolution of the dispute between 2 neighbours",
    "conflict resolution in 1993 and a draft resolution on 20 farms",
    "Articles 12 and 13, paragraphs 4 to 9, page 822 of 1993",
    "In 1993 they produced 338 quintals of cotton, or 9/11 of the crop",
    "She showed great resolution in 1994.",
    "We shall adopt new resolutions in the future.",
    "How many resolutions must be written?",
    "See Resolutions and Decisions of the Security Council, 1980, p. 23.",
    "He was charged under article 3 (II) of the Code, see table 4 (2) and section 12 (1993)",
    "the resolution of the crisis; a new resolution; any resolution; without further resolutions",
    "24/29 15-29822 02/10/2015 A/70/PV.26 Additionally, we",
    "Decisions must be taken in 1993, and 822 of them were",
    "",
]

PHRASES = [
    # the corpus: the organ is inside the phrase
    ("Referring to the relevant UN Security Council Resolutions regarding this conflict;",
     [("unnumbered", "UNSC", "the relevant UN Security Council Resolutions", "recalls")]),
    # the corpus: "its" is the subject of the sentence, not the body that adopts
    ("Calls on the Security Council to take the necessary steps under Chapter VII of the Charter of the United Nations "
     "to ensure compliance with its resolutions;",
     [("instrument", "other", "Chapter VII of the Charter of the United Nations", "pursuant_to"),
      ("unnumbered", "UNSC", "its resolutions", "demands_compliance")]),
    # two bodies in one noun phrase are two rows
    ("In line with the relevant resolutions of the Security Council and the Assembly, we act.",
     [("unnumbered", "UNSC", "the relevant resolutions of the Security Council and the Assembly", "pursuant_to"),
      ("unnumbered", "UNGA", "the relevant resolutions of the Security Council and the Assembly", "pursuant_to")]),
    # counted, not numbered
    ("Today 97 Security Council resolutions have not been implemented.",
     [("unnumbered", "UNSC", "97 Security Council resolutions", "reports_noncompliance")]),
    # the body of "other" resolutions is that of their neighbours
    ("Recalling resolution 186 (1964) and other relevant resolutions,",
     [("numbered", "UNSC", "186 (1964)", "recalls"), ("unnumbered", "UNSC", "other relevant resolutions", "recalls")]),
    # an article and its Charter are one
    ("Acting under Article 51 of the Charter, we warn",
     [("instrument", "other", "Article 51 of the Charter", "pursuant_to")]),
    # a named treaty and a document
    # (to ratify is named as a plain fact)
    ("We ratified the Treaty on the Non-Proliferation of Nuclear Weapons (see A/47/277 and S/1994/89).",
     [("instrument", "other", "Treaty on the Non-Proliferation of Nuclear Weapons", "mentions_only"),
      ("document", "UNGA", "A/47/277", "mentions_only"), ("document", "UNSC", "S/1994/89", "mentions_only")]),
    # a reference in brackets does what the thing does that it identifies
    ("We welcome the Declaration on Peace [resolution 1514 (XV)].",
     [("instrument", "other", "Declaration on Peace", "notes_or_welcomes"),
      ("numbered", "UNGA", "1514 (XV)", "notes_or_welcomes")]),
    # the Final Act; an act of a body without a symbol is dated
    ("The Helsinki Final Act and the European Parliament resolution of 20 May 2010 remain valid.",
     [("instrument", "other", "Helsinki Final Act", "reaffirms"),
      ("unnumbered", "EP", "the European Parliament resolution of 20 May 2010", "reaffirms")]),
    # a charter with a name of its own; the month is no part of the name; two conventions are two
    ("Mali ratified the African Charter on Human and Peoples' Rights and the Convention on Biological Diversity in May",
     [("instrument", "other", "African Charter on Human and Peoples' Rights", "mentions_only"),
      ("instrument", "other", "Convention on Biological Diversity", "mentions_only")]),
    # a session of the Assembly has resolutions; a meeting's record in brackets is a reference
    ("We uphold the resolutions of the thirty-fourth session of the General Assembly (A/71/PV.8, p. 3).",
     [("unnumbered", "UNGA", "the resolutions of the thirty-fourth session of the General Assembly", "reaffirms"),
      ("document", "UNGA", "A/71/PV.8", "mentions_only")]),
    # what another clause does with something else does not reach over the semicolon
    ("We welcomed the truce; resolution 435 (1978) came up.", [("numbered", "UNSC", "435 (1978)", "mentions_only")]),
    # "under" governs its own noun phrase only
    ("Under a mandate that has lasted for more than forty years in one of the driest and most thinly settled parts of "
     "the continent, they forgot resolution 435 (1978).", [("numbered", "UNSC", "435 (1978)", "mentions_only")]),
    # "in its" beside the number presents it; the verb that opened the sentence is far off
    ("We welcome the truce that holds in that long valley since the spring when the two governments spoke to each "
     "other through the envoy whom the Council sent in its resolution 435 (1978).",
     [("numbered", "UNSC", "435 (1978)", "recalls")]),
    # a refusal to comply is no demand for compliance
    ("Condemns the refusal of the parties to comply with Security Council resolution 245 (1968)",
     [("numbered", "UNSC", "245 (1968)", "reports_noncompliance")]),
]  # fmt: skip

ADOPTED = """The Seventh Islamic Summit Conference, held in Casablanca,

Recalling its resolution 10/21-P;

1. Calls upon Member States to apply the present resolution;

2. Requests the Secretary General to follow up the implementation of this Resolution.
"""


def read(text: str, issuer: str | None = None) -> list[dict]:
    return rows_of(text, "citations", issuer=issuer)


@pytest.mark.parametrize(("text", "expected"), NUMBERED)
def test_numbers_are_read_and_normalised(text: str, expected: list[str | None]) -> None:
    assert [row["symbol"] for row in read(text) if row["kind"] == "numbered"] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_citation_is_not_one(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_kind_body_span_and_function(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert [
        (row["kind"], row["body"], row["quote"], row["function"]) for row in read(text)
    ] == expected


def test_an_adopting_text_names_itself() -> None:
    """Self only inside the text that adopts; a speech that points back at a resolution does not name itself."""
    rows = read(ADOPTED)
    assert [(row["kind"], row["body"]) for row in rows] == [
        ("numbered", "OIC"),
        ("self", "OIC"),
        ("self", "OIC"),
    ]
    speech = "We voted for resolution 242 (1967). This resolution is still valid."
    assert [row["kind"] for row in read(speech)] == ["numbered"]


def test_a_title_does_not_cite_itself() -> None:
    text = "Resolution 822 (1993) of 30 April 1993\n\nThe Security Council,\n\nRecalling its resolution 713 (1991),\n"
    rows = read(text)
    assert [row["symbol"] for row in rows] == ["S/RES/713(1991)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # printed in brackets, printed as a date
        ("Security Council resolution 822 (1993)", [(1993, "text")]),
        ("Security Council resolution 822 of 30 April 1993", [(1993, "text")]),
        # the Council's numbering
        ("Security Council resolution 822", [(1993, "number")]),
        # one year at the end of a list, and a list that it does not fit
        (
            "Security Council resolutions 233, 234 and 235 (1967)",
            [(1967, "list"), (1967, "list"), (1967, "text")],
        ),
        ("Security Council resolutions 661 and 687 (1991)", [(1990, "number"), (1991, "text")]),
        # a day without its year takes it from the next date
        (
            "resolutions 3485 (XXX) of 1 December and 3486 (XXX) of 12 December 1975",
            [(1975, "list"), (1975, "text")],
        ),
        # the session of the Assembly is no year
        ("General Assembly resolution 62/243", [(None, None)]),
    ],
)
def test_where_the_year_comes_from(
    text: str, expected: list[tuple[int | None, str | None]]
) -> None:
    assert [(row["year"], row["year_source"]) for row in read(text)] == expected


def test_the_members_of_a_list_share_a_group_and_a_cue() -> None:
    rows = read("Reaffirming resolutions 822 (1993) and 853 (1993) and its resolution 884 (1993),")
    assert [row["group"] for row in rows] == [1, 1, 2]
    assert {row["cue"] for row in rows} == {"Reaffirming"}


def test_the_issuer_adopts_where_no_enacting_paragraph_says_who() -> None:
    text = Text("Reaffirms its resolutions;", shipped(), issuer="Organization of the Islamic Conference")
    rows = find_citations(text.cut([Unit("operative", 0, 26)]))
    assert [(row["kind"], row["body"]) for row in rows] == [("unnumbered", "OIC")]


def test_council_numbers_begin_and_end_their_years() -> None:
    years = shipped().once(council_years)
    assert [years.get(number) for number in ("1", "15", "16", "892", "893", "9999", "x")] == [
        1946, 1946, 1947, 1993, 1994, None, None]  # fmt: skip


PIECES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["resolution ", "resolutions", " 822", "(1993)", ", ", " and ", "Security Council ", "its ", "(XXIX)", "S/",
             " to ", "A/RES/", "62/243",
             "(resolution ", "43S (1978)", "Convention on Aa", " and the ", "decisions", "[",
             "Charter of the ", "Article ", "\n\n", "Declaration on ", "ES-10/2"]
        ),
    ),
    max_size=30,
)  # fmt: skip


@given(PIECES)
def test_any_text_is_read_and_every_span_holds(pieces: list[str]) -> None:
    """Never raises; text[start:end] == quote; the rows pass the contract of the frame; same input, same rows."""
    text = "".join(pieces)
    rows = read(text)
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows)
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    frames.build("citations", [{"doc_id": "d", **row} for row in rows])
    assert rows == read(text)


HOSTILE = [
    "resolution ", "its resolutions ", "resolutions 822, ", "(", "7", "822 (1993) ", "Charter of the ", "A/", ",", " ",
    "the present resolution. ", "Declaration on the Aa of ", "[resolution ", "; ", "ordinary words ",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_read_in_time(unit: str) -> None:
    """Smoke only: a hundred thousand characters take a second or so where time is linear, minutes where it is not."""
    text = unit * (100_000 // len(unit))
    started = time.process_time()
    read(text)
    assert time.process_time() - started < 20
