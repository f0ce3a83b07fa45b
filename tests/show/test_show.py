"""Pages and pictures: nothing hostile gets through, and a changed figure is noticed."""

import pandas as pd
import pytest

from analysis import frames
from analysis.show import plots
from analysis.show.evidence import aligned, concordance, marked, table

HOSTILE = 'a <script>alert("1")</script> & b'


def test_marked_text_is_escaped_and_marks_the_span():
    documents = frames.build("documents", [{"doc_id": "<b>", "text": HOSTILE}])
    unit = {
        "doc_id": "<b>",
        "paragraph": "P1",
        "kind": "body",
        "start": 0,
        "end": len(HOSTILE),
        "quote": HOSTILE,
    }
    rows = pd.DataFrame(
        [
            {"doc_id": "<b>", "paragraph": "P1", "start": 2, "end": 10},
            {"doc_id": "<b>", "paragraph": "P1", "start": 5, "end": 12},
        ]
    )
    passage = marked(documents, frames.build("paragraphs", [unit]), rows)
    assert "<script" not in passage
    assert "<b>" not in passage
    assert "&lt;script&gt;al</mark>" in passage._repr_html_()  # overlapping spans are one mark
    assert '<b> P1: a ⟦<script>al⟧ert("1")</script> & b' == repr(passage)


def test_concordance_finds_every_match_with_its_span():
    documents = frames.build("documents", [{"doc_id": "a", "text": "Law and law.\n\nlawful"}])
    lines = concordance(documents, r"\blaw\b", width=5)
    assert ["Law", "law"] == lines["keyword"].tolist()
    assert " and " == lines["left"][1]
    assert ". la" == lines["right"][1]  # two line breaks folded into one space
    assert [(0, 3), (8, 11)] == list(zip(lines["start"], lines["end"], strict=True))
    assert 0 == len(concordance(documents, "nothing|$"))
    assert "" == aligned(concordance(documents, "nothing"))


def test_table_prints_whole_numbers_dashes_and_dates():
    frame = pd.DataFrame(
        {
            "x": [20.0, None],
            "when": [pd.Timestamp("1994-12-15"), None],
            "words": ["a\nb", "long" * 20],
        }
    )
    first, second, third = table(frame, width=10).split("\n")
    assert ["x", "when", "words"] == first.split()
    assert "20  1994-12-15  a b" == second.strip()
    assert third.endswith("longlongl…")


HEDGED = pd.DataFrame(
    {"label": list("abcde"), "hedge": ["bare", "over", "almost", "about", "range"],
     "hedge_text": [None, "over", "almost", "about", None],
     "value": [20, 20, 20, 20, None], "value_low": [None] * 4 + [18], "value_high": [None] * 4 + [22]}
)  # fmt: skip
TABLE = pd.DataFrame({"Armenia": [2, 1], "no agent named": [1, 0]}, index=["attack", "defence"])
BLOCKS = pd.DataFrame(
    {
        "doc": ["a", "a"],
        "paragraph": ["PP1", "OP1"],
        "kind": ["preambular", "operative"],
        "opening": ["Noting", None],
        "words": [9, 4],
    }
)
DATED = pd.DataFrame(
    {
        "label": ["a", "b"],
        "date": pd.to_datetime(["1994-04-15", "1999-02-08"]),
        "words": [20, 10],
        "note": ["n", "m"],
    }
)
SCALES = pd.DataFrame({"one": [1.0, 0.5], "two": [1.0, 0.2]}, index=["demands", "urges"])


def hedges(frame):
    return plots.hedges(frame, title="t", label="percent", span=(10, 30))


FIGURES = [
    # each figure, the frame it draws, and one change to that frame that a reader would see
    (hedges, HEDGED, ("value", 0, 21)),
    (hedges, HEDGED, ("hedge", 1, "almost")),
    (hedges, HEDGED, ("label", 1, "another name")),
    (lambda frame: plots.shares(frame, title="t", label="acts"), TABLE, ("Armenia", 0, 3)),
    (lambda frame: plots.matrix(frame, title="t", label="lists"), TABLE, ("Armenia", 1, 2)),
    (lambda frame: plots.structure(frame, title="t"), BLOCKS, ("words", 1, 5)),
    (lambda frame: plots.structure(frame, title="t"), BLOCKS, ("opening", 0, "Recalling")),
    (lambda frame: plots.documents(frame, title="t"), DATED, ("words", 0, 21)),
    (lambda frame: plots.scales(frame, title="t"), SCALES, ("two", 1, 0.3)),
]


@pytest.mark.parametrize(("draw", "frame", "change"), FIGURES)
def test_figure_draws_its_frame_and_a_change_shows(draws, draw, frame, change):
    draws(draw, frame, change)


def test_title_and_colour_are_part_of_what_is_drawn():
    first = plots.drawn(hedges(HEDGED))
    ax = hedges(HEDGED)
    ax.set_title("u", loc="left")
    assert first != plots.drawn(ax)
    ax = hedges(HEDGED)
    ax.collections[-1].set_edgecolor("red")
    assert first != plots.drawn(ax)
