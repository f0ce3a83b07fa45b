"""Explorers driven without a browser: set a control, read what is shown."""

import builtins

import pytest

from analysis import frames
from analysis.extractors.evidence import extract
from analysis.show import explorers

TEXT = "More than 900 refugees fled. Then 40 refugees <script>alert(1)</script> fled. A law & a lawyer; the law."


@pytest.fixture(scope="module")
def small():
    rows = [
        {"doc_id": "a", "text": TEXT},
        {"doc_id": "<b>", "text": "The law of 30 refugees who fled."},
    ]
    return extract(frames.build("documents", rows))


def shown(explorer):
    """The HTML that the page shows."""
    return explorer.box.children[1].value


def test_concordance_follows_every_control(small):
    explorer = explorers.concordance(small.documents, "law")
    assert explorer.text.startswith("4 places")
    explorer.controls["text"].value = "a"
    assert explorer.text.startswith("3 places")
    explorer.controls["pattern"].value = r"\blaw\b"
    assert shown(explorer).startswith("<pre>2 places")
    explorer.controls["width"].value = 12
    assert "lawyer; the [law]" in explorer.text.replace("  ", " ")
    explorer.controls["pattern"].value = "Then"
    before = explorer.text
    explorer.controls["sentence"].value = True
    assert "fled." in before
    assert "fled." not in explorer.text


def test_concordance_says_what_is_wrong_with_a_pattern(small):
    explorer = explorers.concordance(small.documents)
    assert "Write a word" in shown(explorer)
    explorer.controls["pattern"].value = "(law"
    assert "no regular expression: missing )" in shown(explorer)


def test_claims_follow_every_control(small):
    explorer = explorers.claims(small)
    assert explorer.text.startswith("3 claims")
    explorer.controls["hedge"].value = "over"
    assert explorer.text.startswith("1 claim\n")
    assert "<mark" in shown(explorer)
    explorer.controls["doc_id"].value = "<b>"
    assert shown(explorer).startswith("<pre>0 claims")


def test_hostile_text_stays_text(small):
    """Names and words of a text are shown as they are, never as markup."""
    for explorer in (explorers.claims(small), explorers.concordance(small.documents, "script|law")):
        assert "<script" not in shown(explorer)
        assert "<b>" not in shown(explorer)
        assert "&lt;script&gt;" in shown(explorer)


def test_text_where_there_is_no_lab_widgets_where_there_is(small, monkeypatch):
    explorer = explorers.claims(small)
    monkeypatch.delenv(explorers.IN_LAB, raising=False)
    assert {"text/plain": explorer.text} == explorer._repr_mimebundle_()
    monkeypatch.setenv(explorers.IN_LAB, "a.ipynb")
    assert "application/vnd.jupyter.widget-view+json" in explorer._repr_mimebundle_()


def test_many_rows_are_cut_and_said_to_be():
    documents = frames.build("documents", [{"doc_id": "a", "text": "law " * 50}])
    assert explorers.concordance(documents, "law").text.startswith(
        "50 places, the first 40 shown\n"
    )


def test_no_claims_is_no_error():
    empty = extract(frames.build("documents", [{"doc_id": "a", "text": "Nothing."}]))
    assert explorers.claims(empty).text.startswith("0 claims")


def test_without_ipywidgets_the_message_says_what_to_do(small, monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "ipywidgets":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match="pip install ipywidgets"):
        explorers.claims(small)
