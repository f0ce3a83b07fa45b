"""The evidence of the four texts equals the hand annotation, row by row and in order."""

import pandas as pd
import pytest
from reading import spans_hold

FRAMES = ("paragraphs", "quantities", "claims", "citations")


def gold(root, name):
    return pd.read_csv(root / "tests" / "gold" / f"{name}.csv", dtype=str, keep_default_na=False)


def as_written(frame, columns):
    """The columns as the annotation writes them: whole numbers without a point, nothing for missing."""

    def cell(value):
        if pd.isna(value):
            return ""
        return f"{value:.10g}" if isinstance(value, float) else str(value)

    return [
        tuple(cell(value) for value in row) for row in frame[list(columns)].itertuples(index=False)
    ]


def test_paragraphs_equal_the_annotation(root, evidence):
    found = evidence.paragraphs
    want = gold(root, "paragraphs")
    columns = ["doc_id", "paragraph", "kind", "number", "opening"]
    assert sorted(as_written(want, columns)) == sorted(as_written(found, columns))
    ends = want.set_index(["doc_id", "paragraph"])
    for row in found.itertuples():
        begins, closes = ends.loc[(row.doc_id, row.paragraph), ["begins", "ends"]]
        assert row.quote.startswith(begins), row.paragraph
        assert row.quote.endswith(closes), row.paragraph


@pytest.mark.parametrize("name", ["quantities", "claims", "citations"])
def test_evidence_equals_the_annotation(root, evidence, name):
    want = gold(root, name)
    order = ["doc_id", "start"]
    found = getattr(evidence, name).sort_values(order, kind="stable")
    assert as_written(want, want.columns) == as_written(found, want.columns)


@pytest.mark.parametrize("name", FRAMES)
def test_every_row_quotes_its_span(documents, evidence, name):
    assert spans_hold(getattr(evidence, name), documents).all()


def test_paragraphs_cover_every_character_once(documents, evidence):
    for doc_id, text in documents[["doc_id", "text"]].itertuples(index=False):
        units = evidence.paragraphs[evidence.paragraphs["doc_id"] == doc_id]
        assert "".join(text.split()) == "".join("".join(units["quote"]).split())
        assert (units["start"].to_numpy()[1:] >= units["end"].to_numpy()[:-1]).all()


def test_numbers_that_are_stated_in_the_readme(evidence):
    """Two resolutions of 9 + 11 and 6 + 3 paragraphs; eight numbered citations in two lists of four."""
    counts = evidence.paragraphs.groupby(["doc_id", "kind"]).size()
    assert (9, 11) == (
        counts["1994-12_oic-11-7-p", "preambular"],
        counts["1994-12_oic-11-7-p", "operative"],
    )
    assert (6, 3) == (
        counts["1994-12_oic-16-7-e", "preambular"],
        counts["1994-12_oic-16-7-e", "operative"],
    )
    numbered = evidence.citations[evidence.citations["kind"] == "numbered"]
    assert [4, 4] == numbered.groupby(["doc_id", "group"]).size().tolist()
    hedges = evidence.claims.groupby("family")["hedge"].agg(["size", "nunique"])
    assert [3, 3] == hedges.loc["territory_share"].tolist()
    assert [4, 3] == hedges.loc["displaced_persons"].tolist()
