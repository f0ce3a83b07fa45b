"""The parse: what the attribute ruler says is remembered, and nothing else changes."""

from spacy.tokens import Doc

from analysis.extractors.language import Grammar, load_model, parse
from analysis.text import Text
from analysis.vocabulary import shipped

SAID = (
    "There is a town that was occupied. It is I who have to leave it, but they do not. "
    "She had done so before; there were others, and that has been said. Let us go on!"
)


def test_tokens_are_as_the_whole_pipeline_gives_them(documents):
    """Words, tags and roles that were seen get their attributes from memory, and the same ones."""
    for text in [SAID, *documents["text"].str[:3000], SAID]:
        (ours, _), *_ = parsed(text)
        theirs = load_model()(again(ours))
        assert [describe(token) for token in ours] == [describe(token) for token in theirs]


def test_a_sentence_with_a_word_of_violence_is_parsed_twice():
    (whole, again), *_ = parsed("Norland (the north) attacked the town. It fell.")
    assert [0] == list(again)
    assert "Norland attacked the town." == again[0].text
    assert ["attack"] == [token.lemma_ for token in again[0] if token.pos_ == "VERB"]
    assert 2 == len(list(whole.sents))


def parsed(text):
    known = Text(text, shipped())
    return parse(known.text, [(0, len(text))], known.begun, Grammar(shipped()))


def again(doc):
    """The same tokens and ends of sentences, with nothing said of them."""
    spaces = [bool(token.whitespace_) for token in doc]
    starts = [token.is_sent_start for token in doc]
    return Doc(doc.vocab, [token.text for token in doc], spaces, sent_starts=starts)


def describe(token):
    return token.text, token.pos_, token.dep_, token.lemma_, str(token.morph)
