"""Figures of texts: what stands on them is what the frame says, and the line about them changes with it."""

import pandas as pd
import pytest

from analysis.show import plots
from analysis.show.evidence import concordance

RATES = pd.DataFrame({"name": ["x", "y"], "count": [0, 3], "of": [10, 10], "rate": [0, 0.3], "low": [0, 0.1],
                      "high": [0.3, 0.6]})  # fmt: skip
LENGTHS = pd.Series({"a": 100, "b": 50})
WORDS = pd.DataFrame(
    {"doc": ["a", "a", "b"], "class": ["loud", "soft", "loud"], "at": [10, 20, 30]}
)
SHARED = pd.DataFrame({"doc": ["a", "a"], "at": [10, 20], "other_doc": ["b", "b"], "other_at": [5, 40], "same": [3, 9],
                       "note": [None, "the oath"]})  # fmt: skip

FIGURES = [
    (plots.rates, (RATES,), "rate"),
    (plots.places, (WORDS, LENGTHS), "at"),
    (plots.arcs, (SHARED, LENGTHS), "at"),
]


@pytest.mark.parametrize(("plot", "frames", "column"), FIGURES)
def test_a_changed_number_changes_the_figure(plot, frames, column):
    frame, *rest = frames
    before = plots.drawn(plot(frame, *rest, title="t", label="l"))
    assert before == plots.drawn(plot(frame, *rest, title="t", label="l"))
    assert before != plots.drawn(
        plot(frame.assign(**{column: frame[column] * 2 + 1}), *rest, title="t", label="l")
    )


def test_a_rate_of_0_is_hollow_and_every_denominator_is_written():
    ax = plots.rates(RATES, title="t", label="l")
    assert ["white", "#0072B2"] == [
        line.get_markerfacecolor() for line in ax.lines if line.get_marker() == "o"
    ]
    assert {"0 of 10", "3 of 10"} <= {text.get_text() for text in ax.texts}


def test_an_arc_is_as_wide_as_its_phrase_is_long():
    narrow, wide = plots.arcs(SHARED, LENGTHS, title="t", label="l").lines
    assert 3 * narrow.get_linewidth() == wide.get_linewidth()


def test_concordance_within_the_sentence():
    documents = pd.DataFrame(
        {"doc_id": ["a"], "text": ["It rained. We saw the harbour sink. Then it stopped."]}
    )
    row = concordance(documents, "harbour", width=99, within_sentence=True).iloc[0]
    assert ("We saw the ", " sink.") == (row["left"], row["right"])
    assert "It rained." in concordance(documents, "harbour", width=99).iloc[0]["left"]
