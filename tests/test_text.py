"""The ground floor: sentences, clauses, dates, unfolding with offsets kept, terms as patterns."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.terms import alternation, compiled, quick_look, small, spelled
from analysis.text import Text, Unit, ends_sentence, find_dates
from analysis.vocabulary import shipped


def text_of(raw):
    return Text(raw, shipped())


def sentences(raw):
    text = text_of(raw)
    return [text.text[start:end].strip() for start, end in text.sentences]


SENTENCES = [
    # a stop, a question, an exclamation, with quotation marks and brackets behind them
    ("He went. She stayed! Why? (Who knows.) “So be it.” They left.",
     ["He went.", "She stayed!", "Why?", "(Who knows.)", "“So be it.”", "They left."]),
    # a title, an abbreviation, an initial, letters with stops between
    ("Mr. Aru spoke. Resolution No. 822 stands. J. Smith of the U.N. General Staff agreed.",
     ["Mr. Aru spoke.", "Resolution No. 822 stands.", "J. Smith of the U.N. General Staff agreed."]),
    # a decimal, a number of thousands, a small letter behind a stop
    ("It rose by 2.5 percent. Some 1.000.000 fled, cf. the annex. 12 stayed.",
     ["It rose by 2.5 percent.", "Some 1.000.000 fled, cf. the annex.", "12 stayed."]),
    # a blank line ends a sentence unless it goes on behind it
    ("On the harbour\n\nThe Council met in a hall\n\nof its own.",
     ["On the harbour", "The Council met in a hall\n\nof its own."]),
    # ; and : end a clause and no sentence
    ("He went; She stayed: both were right.", ["He went; She stayed: both were right."]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), SENTENCES)
def test_where_a_sentence_ends(raw, expected):
    assert sentences(raw) == expected


def test_no_sentence_goes_on_from_one_unit_to_the_next():
    raw = "Recalling the talks, Urges all to go on."
    units = [Unit("preambular", 0, 20), Unit("operative", 21, len(raw))]
    text = text_of(raw).cut(units)
    assert text.sentences == [(0, 20), (21, len(raw))]
    assert text.sentence_at(25) == (21, len(raw))


def test_what_stands_before_and_behind_a_place_stays_in_its_sentence():
    text = text_of("They fled. About 300 people stayed behind. More came.")
    at = text.text.index("300")
    assert text.before(at) == "About "
    assert text.around(at, at + 3, 4, 7) == ("out ", " people")
    assert text.around(at, at + 3, 99, 99) == ("About ", " people stayed behind. ")


FOLDED = [
    ("refu\u00adgees", "refugees"),  # a soft hyphen
    ("refu¬\ngees", "refugees"),  # the not-sign that OCR makes of it
    ("a \ufb01nal o\ufb00er", "a final offer"),  # ligatures
    ("20\u200b per\u2060cent", "20 percent"),  # zero-width marks
    ("822\u2011853", "822-853"),  # a hyphen of Unicode
    ("refu-\ngees and mil-\n lion", "refugees and million"),  # words that the tables know
    ("Zarkania said Zarka-\nnia", "Zarkania said Zarkania"),  # a word that the text has whole
    ("a well-\nknown man", "a well-\nknown man"),  # a compound stays one
    (
        "two mil- lion, two- or three-day",
        "two million, two- or three-day",
    ),  # the end became a blank
    ("<b>more</b> than <i>20</i> <h1>", "more than 20 <h1>"),  # emphasis of HTML
    ("1,000,-\n000 people", "1,000,000 people"),
    ("2003-\n2004", "2003-\n2004"),  # a range of years is none
    ("Cafe\u0301", "Café"),
    ("plain text", "plain text"),
]


@pytest.mark.parametrize(("raw", "expected"), FOLDED)
def test_a_print_is_unfolded(raw, expected):
    assert text_of(raw).text == expected


PIECES = st.sampled_from(
    ["refu-\ngees ", "\u00ad", "¬\n", "\ufb01", "\u200b", "e\u0301", "\u2011", "1,000,-\n000", ". ", "The ", "\n\n",
     "Mr. ", "\ufeff", "-", "\n", "15 April 1994", "a"]
)  # fmt: skip
RAW = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


@given(RAW)
def test_every_character_of_the_unfolded_text_comes_from_one_place(raw):
    """Spans lie inside the document, in order, and read again they give the same characters."""
    text = text_of(raw)
    spans = [text.span(at, at + 1) for at in range(len(text.text))]
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert spans == sorted(spans)
    for at, (start, end) in enumerate(spans):
        assert raw[start] == text.text[at] or end - start != 1 or raw[start] > "\x7f"


@given(RAW)
def test_sentences_hold_the_whole_text_once(raw):
    text = text_of(raw)
    assert "".join(text.text[start:end] for start, end in text.sentences) == text.text


DATES = [
    ("on 15 April 1994 and April 15, 1994", [(15, 4, 1994), (15, 4, 1994)]),
    ("the 3rd of May; in May 1999; in May", [(3, 5, None), (None, 5, 1999), (None, 5, None)]),
    ("they may go in march order", []),
    ("11 Rajab 1415", [(11, None, None)]),
    ("April 1,000 people", [(None, 4, None)]),
]


@pytest.mark.parametrize(("raw", "expected"), DATES)
def test_dates(raw, expected):
    found = [(date.day, date.month, date.year) for date in find_dates(raw, shipped())]
    assert found == expected


def test_the_date_at_a_place():
    text = text_of("They met on 15 April 1994 in Baku.")
    (date,) = text.dates
    assert date.day == 15 and date.start <= 14 < date.end
    assert not date.start <= 2 < date.end


TERMS = [
    ("more than", "more \n than", True),  # a space is any white space
    ("more than", "morethan", False),
    ("implement*", "implementation", True),  # * is the rest of a word
    ("call ... for", "call once again for", True),  # ... is a short run of words, or nothing
    ("call ... for", "call for", True),
    ("call ... for", "call. For", False),
    ("call ... for", "call; then for", False),  # within the clause
    ("U.N.", "UxNx", False),  # a stop is a stop
]


@pytest.mark.parametrize(("term", "words", "expected"), TERMS)
def test_a_term_as_a_pattern(term, words, expected):
    assert bool(re.fullmatch(alternation([term]), words)) is expected
    assert bool(re.fullmatch(spelled([term]), words.upper())) is expected


@given(st.lists(st.text("ab c*", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=6))
def test_any_terms_make_a_pattern_that_finds_each_of_them(terms):
    pattern = re.compile(alternation(terms))
    for term in terms:
        assert pattern.fullmatch(" ".join(term.split()).replace("*", "x"))


def test_white_space_is_bounded():
    assert compiled(r"a\s+b").match("a" + " " * 12 + "b")
    assert not compiled(r"a\s+b").match("a" + " " * 13 + "b")


def test_does_a_piece_of_text_end_a_sentence():
    assert ends_sentence("It is so.”  ")
    assert not ends_sentence("It is so,")


def test_a_quick_look_finds_every_place_and_little_more():
    """Over a line end, in brackets, in capitals; no part of a word, no small letter."""
    look = quick_look(["Final Act", "Pact", "É", "NPT"])
    raw = "The Final\nAct, (Pacts), a Compact, the final act, École É. NPT, UNPT"
    found = [raw[at.start() :][:6].split()[0] for at in look.finditer(text_of(raw).folded)]
    assert ["Final", "Pacts)", "É.", "NPT,"] == found


@given(st.text(alphabet="aAİ ßé\u0130\n.", max_size=40))
def test_small_letters_stand_where_the_letters_stood(raw):
    assert len(raw) == len(small(raw))
    assert all(one in (letter, letter.lower()) for letter, one in zip(raw, small(raw), strict=True))
