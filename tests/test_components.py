"""The extractors in a spaCy pipeline say what ``analysis.extract`` says, and nothing is lost on the way."""

import pandas as pd
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import all_rows

import analysis
from analysis import frames
from analysis.extractors.language import MODELS

FRAMES = ("paragraphs", "citations", "quantities", "claims")
TEXTS = [
    "More than one million refugees fled. Resolutions 822 and 853 (1993) are not implemented.",
    # an amount that is not cut where the tokens are: "20%of"
    "Almost 20%of our territory is occupied; 300trees were planted.",
    # a resolution: its units are paragraphs, its numbers are no amounts
    "The Security Council,\n\nRecalling its resolution 242 (1967),\n\n1. Demands that 300 troops leave;\n\n2. Decides.",
    # nothing to find, and nothing at all
    "Peace is wanted.",
    "",
]


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("en")
    for name in FRAMES:
        pipeline.add_pipe(f"diplomatic_{name}")
    return pipeline


def documents(texts):
    return frames.build(
        "documents", [{"doc_id": f"t{at}", "text": text} for at, text in enumerate(texts)]
    )


def rows(docs, name):
    return frames.build(
        name,
        [{"doc_id": f"t{at}", **row} for at, doc in enumerate(docs) for row in doc._.get(name)],
    )


def assert_same_as_extract(docs, texts):
    evidence = analysis.extract(documents(texts))
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(evidence, name), rows(docs, name))


@pytest.mark.parametrize("processes", [1, 2])
def test_rows_are_those_of_extract(nlp, processes):
    assert_same_as_extract(list(nlp.pipe(TEXTS, n_process=processes)), TEXTS)


def test_each_row_has_a_span_that_holds_it(nlp):
    for doc in nlp.pipe(TEXTS):
        for name in FRAMES:
            assert doc._.get(name) == [span._.evidence for span in doc.spans[name]]
            for span in doc.spans[name]:
                assert (
                    span.start_char
                    <= span._.evidence["start"]
                    < span._.evidence["end"]
                    <= span.end_char
                )
                assert (
                    doc.text[span._.evidence["start"] : span._.evidence["end"]]
                    == span._.evidence["quote"]
                )


def test_labels_tell_what_a_span_is(nlp):
    doc = nlp(TEXTS[0])
    labels = {name: [span.label_ for span in doc.spans[name]] for name in FRAMES}
    assert ["numbered", "numbered"] == labels["citations"]
    assert ["persons"] == labels["quantities"]
    assert ["displaced_persons"] == labels["claims"]
    assert ["body"] == labels["paragraphs"]


def test_one_component_alone_adds_its_own_frame_only():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("diplomatic_citations")
    doc = pipeline(TEXTS[0])
    assert ["citations"] == list(doc.spans)
    assert doc._.claims is None
    assert doc[0:1]._.evidence is None


def test_genre_issuer_and_families_are_settings_that_go_to_disk(tmp_path):
    families = tmp_path / "f.csv"
    families.write_text("family,rule,term,unit,source\nwoods,counted,trees,,me\n", encoding="utf-8")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("diplomatic_paragraphs", config={"genre": "resolution"})
    pipeline.add_pipe("diplomatic_claims", config={"families": str(families)})
    pipeline.to_disk(tmp_path / "pipeline")
    doc = spacy.load(tmp_path / "pipeline")("Urges that 300 trees be planted.")
    assert ["operative"] == [span.label_ for span in doc.spans["paragraphs"]]
    assert ["woods"] == [span.label_ for span in doc.spans["claims"]]


def test_a_doc_keeps_its_evidence_as_bytes(nlp):
    doc = nlp(TEXTS[0])
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert doc._.claims == again._.claims == [span._.evidence for span in again.spans["claims"]]


def test_behind_the_components_of_a_model():
    """A copy of spaCy's English pipeline: the one the package loads is not changed."""
    name = next(name for name in MODELS if spacy.util.is_package(name))
    pipeline = spacy.load(name, exclude=["ner", "parser", "lemmatizer"])
    pipeline.add_pipe("diplomatic_citations")
    doc = pipeline(TEXTS[0])
    assert ["822", "853 (1993)"] == [span.text for span in doc.spans["citations"]]
    assert "NOUN" in {token.pos_ for token in doc}


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from("20% 8,milonreSC(193)\n\t–’\u00a0\u200b😀é"), max_size=80))
def test_any_text_gives_the_rows_of_the_extractors_and_a_span_for_each(nlp, text):
    doc, found = nlp(text), all_rows(text)
    for name in FRAMES:
        assert found[name] == doc._.get(name) == [span._.evidence for span in doc.spans[name]]
