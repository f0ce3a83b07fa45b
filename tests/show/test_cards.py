"""Result cards: whole or not at all, the same bytes every time, and safe to open."""

import hashlib
import re
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import pandas as pd
import pytest
import yaml
from PIL import Image
from reading import contents

from analysis import frames
from analysis.show import cards, plots
from analysis.show.files import WRITERS

DOCUMENTS = frames.build(
    "documents",
    [
        {"doc_id": "b", "text": "Two."},
        {"doc_id": "a", "text": "One.", "date": pd.Timestamp("1994-12-15")},
    ],
)
COUNTS = pd.DataFrame(
    {"over": [2, 1], "bare": [0, 3]}, index=pd.Index(["letter", "speech"], name="genre")
)
ABOUT = {
    "name": "hedges",
    "title": "Hedges by genre",
    "method": "Claims by hedge, of all 6 claims.",
    "documents": DOCUMENTS,
}


def figure(frame=COUNTS, title="Letters hedge, speeches do not"):
    return plots.shares(frame, title=title, label="claims")


def test_figure_goes_out_with_all_that_belongs_to_it(tmp_path):
    written = cards.save(figure(), tmp_path, **ABOUT)
    assert {"hedges.svg", "hedges.png", "hedges.csv", "hedges.md", "hedges.bib"} == {
        p.name for p in tmp_path.iterdir()
    }
    assert sorted(written) == sorted(str(path) for path in tmp_path.iterdir())
    assert "genre,over,bare\nletter,2,0\nspeech,1,3\n" == (tmp_path / "hedges.csv").read_text()
    note = (tmp_path / "hedges.md").read_text()
    for fact in ("# Hedges by genre", "of all 6 claims", "letter: over 2, bare 0", cards.corpus_hash(DOCUMENTS),
                 "2 texts; dates 1994-12-15 to 1994-12-15; 1 without a date",
                 "python -m analysis extract"):  # fmt: skip
        assert fact in note
    svg = ElementTree.parse(tmp_path / "hedges.svg").getroot()
    assert "Hedges by genre" == svg.find("{*}title").text
    with Image.open(tmp_path / "hedges.png") as image:
        assert 300 == round(image.info["dpi"][0])
        assert image.info["Description"].startswith("Letters hedge")


def test_table_goes_out_without_a_picture(tmp_path):
    cards.save(COUNTS.reset_index(), tmp_path, **ABOUT)
    assert {"hedges.csv", "hedges.md", "hedges.bib"} == {path.name for path in tmp_path.iterdir()}


def test_same_result_same_bytes(tmp_path):
    for name in ("one", "two"):
        cards.save(figure(), tmp_path / name, **ABOUT)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_hash_is_that_of_the_written_documents_in_any_order(tmp_path):
    ordered = DOCUMENTS.sort_values("doc_id")
    WRITERS["jsonl"](ordered, tmp_path / "documents.jsonl")
    expected = hashlib.sha256((tmp_path / "documents.jsonl").read_bytes()).hexdigest()
    assert expected == cards.corpus_hash(DOCUMENTS) == cards.corpus_hash(ordered)
    for column, value in (("text", "Three."), ("issuer", "somebody"), ("date", pd.NaT)):
        assert expected != cards.corpus_hash(
            ordered.assign(**{column: value}).astype(ordered.dtypes)
        )


def test_citation_says_what_the_citation_file_says(root):
    cited = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    entry = cards.bibtex("key", "100% & more {", DOCUMENTS)
    assert entry.startswith("@software{key,\n")
    assert "{{" + cited["title"] + "}}" in entry
    assert f"version = {{{cited['version']}}}" in entry
    assert [{"name": cards.AUTHOR}] == cited["authors"]
    assert "author = {{" + cards.AUTHOR + "}}" in entry
    assert f"date = {{{cited['date-released']}}}" in entry
    assert r"100\% \& more (" in entry
    assert entry.count("{") == entry.count("}")


HOSTILE = '<script>alert("1")</script> $x_{$ \\ \x01 [a](javascript:b)'


@pytest.mark.filterwarnings("ignore:Glyph")
def test_hostile_words_stay_words(tmp_path):
    frame = COUNTS.rename(index={"letter": HOSTILE})
    cards.save(figure(frame, HOSTILE), tmp_path, **{**ABOUT, "title": HOSTILE})
    for suffix in ("svg", "md"):
        assert "<script" not in (tmp_path / f"hedges.{suffix}").read_text(encoding="utf-8")
    ElementTree.parse(tmp_path / "hedges.svg")
    assert "](javascript" not in re.sub(
        r"\\.", "", (tmp_path / "hedges.md").read_text(encoding="utf-8")
    )


WRONG = [
    ({"name": "../out"}, "as the name of a card"),
    ({"name": ""}, "as the name of a card"),
    ({"method": " "}, "needs its method"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_what_a_card_refuses(tmp_path, change, message):
    with pytest.raises(ValueError, match=message):
        cards.save(figure(), tmp_path, **{**ABOUT, **change})
    assert [] == list(tmp_path.iterdir())


def test_axes_of_another_hand_are_refused(tmp_path):
    with pytest.raises(ValueError, match="no frame behind Axes"):
        cards.save(plt.subplots()[1], tmp_path, **ABOUT)


def test_all_files_or_none(tmp_path, monkeypatch):
    def full(text, path):
        raise OSError("disk full")

    cards.save(COUNTS, tmp_path, **ABOUT)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr(cards, "write_text", full)
    with pytest.raises(OSError, match="disk full"):
        cards.save(figure(), tmp_path, **ABOUT)
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
