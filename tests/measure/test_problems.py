"""What is wrong with a corpus: a table of texts with what is said of them, and as many of which nothing is said."""

from functools import partial
from time import process_time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import frames
from analysis.extractors.quantities import refusals
from analysis.measure.duplicates import sketch
from analysis.measure.problems import COLUMNS, among_texts, grouped, in_texts, problems
from analysis.vocabulary import load_table, shipped

TODAY = pd.Timestamp("2020-06-30")
KINDS = {row["term"] for row in load_table("problem_kinds")}
RESOLUTION = "The Security Council,\n\nRecalling its resolution 242 (1967),\n\n1. Urges peace;\n\n2. Calls for aid.\n"


def documents(*rows):
    return frames.build(
        "documents",
        [
            {"doc_id": f"d{at}", "date": pd.Timestamp("1994-04-15"), **row}
            for at, row in enumerate(rows)
        ],
    )


def found(*rows):
    return found_in(analysis.extract(documents(*rows)))


def found_in(evidence):
    return in_texts(
        evidence.documents,
        evidence.paragraphs,
        evidence.quantities,
        evidence.citations,
        today=TODAY,
        refused=partial(refusals, words=shipped()),
    )


FOREIGN = (
    "La délégation de mon pays se félicite de cette occasion pour présenter ses vues sur les questions qui sont "
    "inscrites à notre ordre du jour et pour remercier les pays amis de leur soutien."
)
SAID = [
    # --- dates
    ("Peace.", {"date": None}, ("no_date", pd.NA, "has no date")),
    ("Peace.", {"date": pd.Timestamp("2020-07-01")}, ("impossible_date", pd.NA, "2020-07-01 is after today")),
    ("Statement of 12 April 1994\n\nWe met.", {}, ("contradicted_date", 1, "the heading prints 12 April 1994")),
    ("Peace.", {"symbol": "S/RES/822 (1993)"}, ("contradicted_date", pd.NA, "the symbol names 1993")),
    ("Peace.", {"doc_id": "AZE_48_1993"}, ("contradicted_date", pd.NA, "the doc_id names 1993")),
    ("We met.\n\nIt fell on 31 April 1993.", {}, ("misprinted_date", 3, "no day 31 April 1993")),
    ("On February 29, 1993 we met.", {}, ("misprinted_date", 1, "no day February 29, 1993")),
    # --- language
    ("We met.\n\n" + FOREIGN, {}, ("not_english", 3, "95% of the text (1 passages): “La délégation")),
    ("Peace.", {"language": "fr"}, ("not_english", pd.NA, "given as fr")),
    (FOREIGN, {"language": "und"}, ("not_english", pd.NA, "its words are not English")),
    # --- letters
    ("We met.\nThe peopleâ€™s will.", {}, ("mojibake", 2, "“The peopleâ€™s will.”")),
    ("The peo\ufffdple.", {}, ("mojibake", 1, "in 1 lines")),
    ("Our c0untry, our pe0ple, our fut6re, our pea¬ce and our hOme.", {}, ("ocr_noise", 1, "5 words")),
    # --- ends
    ("We met in Baku and agreed that the talks should go on until the", {}, ("cut_off", 1, "should go on until the”")),
    ("and so we met.", {}, ("cut_off", 1, "begins within")),
    ("We fight for a peaceful, prosperous and equi-\n\n12\n", {}, ("cut_off", 1, "equi-”")),
    # --- structure
    ("We met.", {"genre": "resolution"}, ("structure", pd.NA, "no operative paragraph")),
    (RESOLUTION.replace("2. Calls", "3. Calls"), {}, ("structure", 7, "operative paragraph 3 follows 1")),
    (RESOLUTION[22:], {"genre": "resolution"}, ("structure", pd.NA, "without an enacting")),
    # --- what may be misread
    ("The bridge cost $3 m.", {}, ("doubtful_amount", 1, "scale in one letter: “$3 m”")),
    ("They burned ≪30 villages.", {}, ("doubtful_amount", 1, "hedge sign not understood: “30 villages”")),
    ("Nobody can deny that 300 people fled.", {}, ("doubtful_amount", 1, "double negation")),
    # --- what no rule understood
    ("We recall resolution 2,.49 (XXV).", {}, ("unread_resolution", 1, "“resolution 2,.49 (XXV).”")),
    ("The vote was 409 to 3, as expected.", {}, ("unread_number", 1, "“vote was [409] to 3,”")),
    ("The figure has become twenty.", {}, ("unread_number", 1, "“has become [twenty] .”")),
]  # fmt: skip


@pytest.fixture(scope="module")
def told():
    """What is said of each text of both tables, by doc_id; they are read at once, which is quicker."""
    rows = [
        {"text": text, "doc_id": f"said{at}", **fields} for at, (text, fields, _) in enumerate(SAID)
    ]
    rows += [
        {"text": text, "doc_id": f"unsaid{at}", **fields}
        for at, (text, fields) in enumerate(UNSAID)
    ]
    frame = found(*rows)
    return [frame[frame["doc_id"] == row["doc_id"]] for row in rows]


def test_the_problems_of_a_long_line_take_no_long_time():
    """An unread number is looked for in no more than what stands beside it."""
    times = []
    for size in (1_000, 8_000):
        evidence = analysis.extract(documents({"text": "The vote became 409. " * size}))
        start = process_time()
        assert size == len(found_in(evidence))
        times.append(process_time() - start)
    assert times[1] < 24 * times[0], "eight times the text"


@pytest.mark.parametrize("at", range(len(SAID)), ids=lambda at: f"{SAID[at][2][0]}-{at}")
def test_a_problem_is_said_with_kind_line_and_wording(told, at):
    kind, line, words = SAID[at][2]
    hits = told[at][
        (told[at]["kind"] == kind) & told[at]["problem"].str.contains(words, regex=False)
    ]
    assert [line] == hits["line"].tolist(), told[at]


UNSAID = [
    ("We hope for an early answer.\n\n(Signed) Anna Berg\nAmbassador\npermanent representative", {}),
    # the day of the document, another day below the heading, and a day that date_text tells
    ("Statement of 15 April 1994\n\nWe met on 12 April 1994.", {}),
    ("Statement of 12 April 1994\n\nWe met.", {"date_text": "12 April 1994 in the heading, 15 in the list"}),
    # a leap day; a year told in words stands for the date
    ("On 29 February 1996 we met.", {}),
    ("Peace.", {"date": None, "date_text": "1993"}),
    # a symbol whose number looks like no year; one that names the year among others
    ("Peace.", {"symbol": "A/RES/48/114"}),
    ("Peace.", {"doc_id": "session-1993_1994-04-15"}),
    # a short foreign phrase; a list of names
    ("As they say, la lutte continue.", {}),
    # marks of print beyond ASCII, foreign names, a grave accent for an apostrophe
    ("“Grad” – Azerbaijan`s … Côte d’Ivoire, Gambia’s €5 Café, Łódź and São Tomé.", {}),
    # odd words, but four only; names of another kind
    ("Our c0untry, our pe0ple, our fut6re and our hOme.", {}),
    ("McDonald, UNESCO, the UNHCR, MacBride, DeGaulle and the OECD/DAC met.", {}),
    # a signature, a page number, a head of a page below the last words
    ("We met.\n\nHeydar Aliyev\nPresident of the Republic", {}),
    ("We met in Baku.\n12\n", {}),
    ("We met in Baku.\n6 General Assembly - Forty-eighth session\n", {}),
    # a whole resolution; a part that counts from 1 again
    (RESOLUTION, {"genre": "resolution"}),
    (RESOLUTION + "\nB\n\n1. Urges restraint.\n", {"genre": "resolution"}),
    # numbers that are read, or that refer to something: none is left
    ("We recall resolution 242 (1967), Articles 39, 40 and 41, 13-15 December 1994 and the 48th session.", {}),
    ("In the 1990s, at 2.30 p.m., COP 27, the G-77 and two-State talks met 300 envoys in 1993-94 (A/48/PV.12).", {}),
    ("The twenty-first century; the two of them; the ten-point plan; Isaiah 2:4; one hundred and eighty-ninth.", {}),
    ("1. We met.\n\n46 . We parted [376th meeting].\n\n15-29822 23/29\n\nWe wrote.", {}),
    # the mark of a footnote, and the footnote
    ("We read the report 31 and wrote.\n\n31 Ibid., document S/11500.", {}),
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(UNSAID)))
def test_a_good_text_has_no_problem(told, at):
    assert told[len(SAID) + at].empty, told[len(SAID) + at]["problem"].tolist()


def test_the_frame_has_kinds_severities_and_remedies_of_the_table():
    frame = found({"text": "Peace.", "date": None}, {"text": "and 31 April 1993"})
    assert list(COLUMNS) == list(frame.columns)
    assert set(frame["kind"]) <= KINDS
    assert frame["remedy"].notna().all()
    assert {"error", "warning"} == {row["severity"] for row in load_table("problem_kinds")}
    assert list(COLUMNS) == list(problems([]).columns)


TEXT = "Every delegation hopes for peace in the region and for the return of those who fled from their homes in winter."


def among(*rows):
    return [
        (row.doc_id, row.kind, row.problem)
        for row in among_texts(sketch(documents(*rows))).itertuples()
    ]


def test_texts_that_occur_twice():
    rows = among(
        {"text": TEXT},
        {"text": TEXT.upper()},
        {"text": TEXT * 3},
        {"text": TEXT * 3 + " Thank you."},
    )
    assert [("d1", "same_text", "the same words as d0")] == rows[:1]
    assert ("d3", "near_text") == rows[1][:2]
    assert rows[1][2].startswith("about ") and rows[1][2].endswith("% the same as d2")


def test_an_id_that_occurs_twice():
    kept = sketch(documents({"text": "One."}, {"text": "Two."})).assign(doc_id="a")
    assert [("a", "same_id")] == list(
        among_texts(kept)[["doc_id", "kind"]].itertuples(index=False, name=None)
    )


SIDES = [
    # all the same; one of two known and the same; told apart; hardly known; one text only
    (["X", "X"], True),
    (["X", "X", None, None], True),
    (["X", "Y"], False),
    (["X", "X", None, None, None], False),
    (["X", None], False),
    (["X"], False),
]


@pytest.mark.parametrize(("speakers", "one"), SIDES)
def test_a_corpus_that_hears_one_side_only(speakers, one):
    rows = among(
        *(
            {"text": f"Peace {'very ' * at}now.", "speaker": name}
            for at, name in enumerate(speakers)
        )
    )
    assert one == any(
        kind == "one_side" and "no text has another speaker than X" in problem
        for _, kind, problem in rows
    )


def test_a_country_is_a_side_where_the_corpus_has_that_column():
    kept = sketch(documents({"text": "One."}, {"text": "Two."})).assign(country="AZE")
    assert ["one_side"] == among_texts(kept)["kind"].tolist()


def test_unread_numbers_of_the_same_wording_are_one_row_and_the_most_frequent_comes_first():
    votes = [
        {"text": text}
        for text in ("There are nineteen.", "THERE ARE nineteen.", "There are\nnineteen.")
    ]
    frame = grouped(
        found({"text": "It has become twenty."}, *votes, {"text": "Peace.", "date": None})
    )
    rows = list(frame[["kind", "doc_id", "times"]].itertuples(index=False, name=None))
    assert [("no_date", "d4", 1), ("unread_number", "d1", 3), ("unread_number", "d0", 1)] == rows


def test_the_corpus_is_one_sided_and_nothing_else(evidence):
    """True of these four texts: every heading that prints another day is explained in date_text."""
    assert found_in(evidence).empty
    assert ["one_side"] == among_texts(sketch(evidence.documents))["kind"].tolist()


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.text(min_size=1, max_size=60)
        | st.text(
            st.sampled_from("31 April1993\nresolution.,[]()–’twenty\x00\ufffdâ€"),
            min_size=1,
            max_size=80,
        ),
        min_size=10,
        max_size=60,
    )
)
def test_any_text_gives_problems_on_its_own_lines(texts):
    frame = found(*({"text": text} for text in texts)).dropna(subset="line")
    lines = {f"d{at}": text.count("\n") + 1 for at, text in enumerate(texts)}
    assert frame["line"].between(1, frame["doc_id"].map(lines)).all()
