"""Near-duplicates: the share of common word sequences, estimated from a sketch and found without comparing all."""

import pandas as pd
import pytest

from analysis.measure.duplicates import NUMBERS, find_duplicates, sketch

WORDS = [f"word{number}" for number in range(400)]


def found(*texts, threshold=0.7):
    documents = pd.DataFrame({"doc_id": [f"d{at}" for at in range(len(texts))], "text": texts})
    return find_duplicates(sketch(documents), threshold=threshold)


def test_the_same_words_are_found_whatever_their_case_marks_and_spaces():
    rows = found("The refugees fled.", "Something else", "the   refugees,\nFLED")
    assert [("d2", "d0", 1.0)] == list(rows.itertuples(index=False, name=None))


def test_alike_is_the_share_of_common_sequences_of_five_words():
    """Of 396 sequences 40 are others: 356 common ones among 436."""
    changed = [*WORDS[:360], *(f"other{number}" for number in range(40))]
    row = found(" ".join(WORDS), " ".join(changed)).iloc[0]
    assert ("d1", "d0") == (row["doc_id"], row["of"])
    assert row["alike"] == pytest.approx(356 / 436, abs=3 * 0.5 / NUMBERS**0.5)


NOT_ALIKE = [
    # the same words in another order
    (" ".join(WORDS), " ".join(reversed(WORDS))),
    # half a text is another text
    (" ".join(WORDS), " ".join(WORDS[:200])),
    # too short to be compared; only the very same words would be found
    ("one two three four five six", "one two three four five seven"),
    # without words
    ("", ""),
    ("...", "!"),
]


@pytest.mark.parametrize("texts", NOT_ALIKE)
def test_what_is_not_alike(texts):
    assert found(*texts).empty


def test_each_repetition_names_an_earlier_text_once():
    copies = [" ".join([*WORDS, f"signed{number}"]) for number in range(4)]
    rows = found(*copies)
    assert ["d1", "d2", "d3"] == rows["doc_id"].tolist()
    assert set(rows["of"]) <= {"d0", "d1", "d2"}


def test_a_sketch_keeps_the_columns_and_no_text():
    documents = pd.DataFrame({"doc_id": ["a"], "speaker": ["X"], "text": ["Peace"]})
    sketched = sketch(documents)
    assert ["doc_id", "speaker", "digest", "numbers"] == list(sketched.columns)
    assert "text" in documents
