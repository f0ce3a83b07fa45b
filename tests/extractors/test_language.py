"""The parse: what the attribute ruler says is remembered, and nothing else changes."""

from spacy.tokens import Doc

from analysis.extractors.language import load_model, parse
from analysis.vocabulary import shipped

SAID = (
    "There is a town that was occupied. It is I who have to leave it, but they do not. "
    "She had done so before; there were others, and that has been said. Let us go on!"
)


def test_tokens_are_as_the_whole_pipeline_gives_them(documents):
    """Words, tags and roles that were seen get their attributes from memory, and the same ones."""
    texts = [SAID, *documents["text"].str[:3000], SAID]
    for ours in parse(texts, shipped()):
        theirs = load_model()(again(ours))
        assert [describe(token) for token in ours] == [describe(token) for token in theirs]


def test_without_lemmas_the_rest_is_the_same():
    (doc,) = parse([SAID], shipped(), lemmas=False)
    (whole,) = parse([SAID], shipped())
    assert [token.pos_ for token in doc] == [token.pos_ for token in whole]
    assert doc[3].lemma_ == "" and whole[3].lemma_ == "town"


def again(doc):
    """The same tokens and ends of sentences, with nothing said of them."""
    spaces = [bool(token.whitespace_) for token in doc]
    starts = [token.is_sent_start for token in doc]
    return Doc(doc.vocab, [token.text for token in doc], spaces, sent_starts=starts)


def describe(token):
    return token.text, token.pos_, token.dep_, token.lemma_, str(token.morph)
