"""Citations: one table of (text, expected), a reason above each row, negatives included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import frames
from analysis.extract.citations import find_citations
from analysis.extract.naming import council_year
from analysis.extract.paragraphs import find_paragraphs

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
    # OAU and WHO carry their series in the symbol
    ("CM/Res. 852 (XXXVII) and resolution WHA73.1", ["CM/Res.852(XXXVII)", "WHA73.1"]),
    # OCR: a bracket lost, l for I, a curly bracket, 1 for I, I for 1, S for 5, a split number
    ("resolution 841 1993 of the Council; 3201 (S-Vl); 3263 {XXIX); resolution 181 (11)",
     ["S/RES/841(1993)", "A/RES/3201(S-VI)", "A/RES/3263(XXIX)", "A/RES/181(II)"]),
    ("resolutions 107 (1955), I11 (1956), SO8 (1982) and 43 5 (1978)",
     ["S/RES/107(1955)", "S/RES/111(1956)", "S/RES/508(1982)", "S/RES/435(1978)"]),
    # a reference in brackets without the word
    ("the treaty on tests [1402 (XIV)] and others", ["A/RES/1402(XIV)"]),
    # a range is expanded
    ("Security Council resolutions 822 to 825",
     ["S/RES/822(1993)", "S/RES/823(1993)", "S/RES/824(1993)", "S/RES/825(1993)"]),
    # a bare number without an organ: which body is not said, and it is not guessed
    ("We stand by resolutions 242 and 338.", [None, None]),
    # two organs in reach of a bare number: unresolved
    ("The General Assembly and the Security Council spoke; then came resolution 77.", [None]),
    # an organ that cannot have adopted it does not count: the Council never reached that number
    ("The Security Council met and the General Assembly passed resolution 3236.", ["A/RES/3236"]),
    # the footnote mark is no number of the list
    ("Reaffirming its resolution 186 (1964) 4 and its mandate,", ["S/RES/186(1964)"]),
    # the number of the next paragraph is no member of the list
    ("the embargo imposed by resolution 733 (1992);\n\n12. Requests the Secretary-General", ["S/RES/733(1992)"]),
]  # fmt: skip

NOTHING = [
    "the peaceful resolution of the dispute between 2 neighbours",
    "conflict resolution in 1993 and a draft resolution on 20 farms",
    "Articles 12 and 13, paragraphs 4 to 9, page 822 of 1993",
    "In 1993 they produced 338 quintals of cotton, or 9/11 of the crop",
    "She showed great resolution in 1994.",
    "We shall adopt new resolutions in the future.",
    "How many resolutions must be written?",
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
    ("We ratified the Treaty on the Non-Proliferation of Nuclear Weapons (see A/47/277 and S/1994/89).",
     [("instrument", "other", "Treaty on the Non-Proliferation of Nuclear Weapons", "reports_compliance"),
      ("document", "UNGA", "A/47/277", "mentions_only"), ("document", "UNSC", "S/1994/89", "mentions_only")]),
    # a reference in brackets does what the thing does that it identifies
    ("We welcome the Declaration on Peace [resolution 1514 (XV)].",
     [("instrument", "other", "Declaration on Peace", "notes_or_welcomes"),
      ("numbered", "UNGA", "1514 (XV)", "notes_or_welcomes")]),
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
    return find_citations(text, find_paragraphs(text), issuer=issuer)


@pytest.mark.parametrize(("text", "expected"), NUMBERED)
def test_numbers_are_read_and_normalised(text: str, expected: list[str | None]) -> None:
    assert [row["symbol"] for row in read(text) if row["kind"] == "numbered"] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_citation_is_not_one(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_kind_body_span_and_function(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert [(row["kind"], row["body"], row["quote"], row["function"]) for row in read(text)] == expected


def test_an_adopting_text_names_itself() -> None:
    """Self only inside the text that adopts; a speech that points back at a resolution does not name itself."""
    rows = read(ADOPTED)
    assert [(row["kind"], row["body"]) for row in rows] == [("numbered", "OIC"), ("self", "OIC"), ("self", "OIC")]
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
        ("Security Council resolutions 233, 234 and 235 (1967)", [(1967, "list"), (1967, "list"), (1967, "text")]),
        ("Security Council resolutions 661 and 687 (1991)", [(1990, "number"), (1991, "text")]),
        # a day without its year takes it from the next date
        ("resolutions 3485 (XXX) of 1 December and 3486 (XXX) of 12 December 1975", [(1975, "list"), (1975, "text")]),
        # the session of the Assembly is no year
        ("General Assembly resolution 62/243", [(None, None)]),
    ],
)
def test_where_the_year_comes_from(text: str, expected: list[tuple[int | None, str | None]]) -> None:
    assert [(row["year"], row["year_source"]) for row in read(text)] == expected


def test_the_members_of_a_list_share_a_group_and_a_cue() -> None:
    rows = read("Reaffirming resolutions 822 (1993) and 853 (1993) and its resolution 884 (1993),")
    assert [row["group"] for row in rows] == [1, 1, 2]
    assert {row["cue"] for row in rows} == {"Reaffirming"}


def test_the_issuer_adopts_where_no_enacting_paragraph_says_who() -> None:
    unit = {"paragraph": "OP1", "kind": "operative", "number": "1", "opening": "Reaffirms", "start": 0, "end": 26}
    rows = find_citations("Reaffirms its resolutions;", [unit], issuer="Organization of the Islamic Conference")
    assert [(row["kind"], row["body"]) for row in rows] == [("unnumbered", "OIC")]


def test_council_numbers_begin_and_end_their_years() -> None:
    assert [council_year(number) for number in ("1", "15", "16", "892", "893", "9999", "x")] == [
        1946, 1946, 1947, 1993, 1994, None, None]  # fmt: skip


PIECES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["resolution ", "resolutions", " 822", "(1993)", ", ", " and ", "Security Council ", "its ", "(XXIX)", "S/",
             " to ", "A/RES/", "62/243", "Charter of the ", "Article ", "\n\n", "Declaration on ", "ES-10/2"]
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
    frames.build("citations", [{"doc_id": "d", "paragraph": "P1", **row} for row in rows])
    assert rows == read(text)
