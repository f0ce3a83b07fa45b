"""Citations: one table of (text, expected), a reason above each row, negatives included."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import rows_of

from analysis import frames
from analysis.extractors.citations import find_citations
from analysis.text import Text, Unit
from analysis.vocabulary import shipped

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

ADOPTED = """The Seventh Islamic Summit Conference, held in Casablanca,

Recalling its resolution 10/21-P;

1. Calls upon Member States to apply the present resolution;

2. Requests the Secretary General to follow up the implementation of this Resolution.
"""


def read(text: str, issuer: str | None = None) -> list[dict]:
    return rows_of(text, "citations", issuer=issuer)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_citation_is_not_one(text: str) -> None:
    assert read(text) == []


def test_an_adopting_text_names_itself() -> None:
    """Self only inside the text that adopts; a speech that points back at a resolution does not name itself."""
    rows = read(ADOPTED)
    assert [(row["kind"], row["body"]) for row in rows] == [
        ("numbered", "OIC"),
        ("self", "OIC"),
        ("self", "OIC"),
    ]
    speech = "We voted for resolution 242 (1967). This resolution is still valid."
    assert [row["kind"] for row in read(speech)] == ["numbered", "unnumbered"]


EXCERPTS = [
    # the body that is reported to, though another is named
    ("Noting General Assembly resolution 1514 (XV), 4. Requests a report to the Security Council on the implementation of the present resolution.", "UNSC"),
    # the only body that is named
    ("The Security Council will remain in session on the present resolution.", "UNSC"),
    # who is asked did not adopt it; nobody is named
    ("Requests the Economic and Social Council to apply the present resolution.", "unknown"),
    ("Urges all States to apply the present resolution.", "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "body"), EXCERPTS)
def test_an_excerpt_names_the_body_of_its_own_resolution(text: str, body: str) -> None:
    assert [row["body"] for row in read(text) if row["kind"] == "self"] == [body]


def test_no_number_runs_over_a_blank_line() -> None:
    text = "We recall Security Council resolution 713 (1991\n\n) of that year."
    assert [row["quote"] for row in read(text)] == ["713"]
    text = "We recall Security Council resolution 713\n(1991) of that year."
    assert [row["quote"] for row in read(text)] == ["713\n(1991)"]


def test_a_title_does_not_cite_itself() -> None:
    text = "Resolution 822 (1993) of 30 April 1993\n\nThe Security Council,\n\nRecalling its resolution 713 (1991),\n"
    rows = read(text)
    assert [row["symbol"] for row in rows] == ["S/RES/713(1991)"]


def test_the_members_of_a_list_share_a_group_and_a_cue() -> None:
    rows = read("Reaffirming resolutions 822 (1993) and 853 (1993) and its resolution 884 (1993),")
    assert [row["group"] for row in rows] == [1, 1, 2]
    assert {row["cue"] for row in rows} == {"Reaffirming"}


def test_a_number_in_brackets_identifies_what_is_named_before_it() -> None:
    """However long the description: the word that governs the phrase governs the number."""
    told = "adopted on 18 May of this year regarding what its old boats 09-52598 26 may carry"
    text = f"Selmar must comply with the resolution of the OAU {told} (CM/Res. 734), in which it urged calm."
    rows = read(text)
    assert [row["kind"] for row in rows] == ["unnumbered", "numbered"]
    assert len({row["function"] for row in rows}) == 1


def test_the_issuer_adopts_where_no_enacting_paragraph_says_who() -> None:
    text = Text(
        "Reaffirms its resolutions;", shipped(), issuer="Organization of the Islamic Conference"
    )
    rows = find_citations(text.cut([Unit("operative", 0, 26)]))
    assert [(row["kind"], row["body"]) for row in rows] == [("unnumbered", "OIC")]


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
    """Smoke only: fifty thousand characters take half a second or so where time is linear, a minute where it is not."""
    text = unit * (50_000 // len(unit))
    started = time.process_time()
    read(text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("excerpt", "body"),
    [
        ("Acting under Chapter VII, decides to apply the present resolution;", "UNSC"),
        ("3. Decides to remain seized of the matter and of the present resolution.", "UNSC"),
        ("4. Decides that all States shall apply the present resolution;", "UNSC"),
        ("5. Extends the mandate of the Force named in the present resolution;", "UNSC"),
        ("6. Decides to speak of the present resolution under the item entitled “Peace”;", "UNGA"),
        # one that is asked is not the one that adopts
        ("7. Requests funds, including the Economic and Social Council, to apply the present resolution;", "unknown"),
        # another organisation uses the same words
        ("8. The OIC remains seized of the matter; calls on all to apply the present resolution.", "OIC"),
        # any body may write so
        ("9. Asks all to apply the present resolution;", "unknown"),
    ],
)  # fmt: skip
def test_words_that_one_body_alone_uses_name_the_body_of_an_excerpt(
    excerpt: str, body: str
) -> None:
    assert [row["body"] for row in read(excerpt) if row["kind"] == "self"] == [body]
