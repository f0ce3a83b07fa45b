"""The corpus is the compilation as received: nothing lost, nothing added."""

import hashlib
import re
import runpy

from analysis.vocabulary import load_table, names

SHA256 = "3446c75b24f571937fd3310e28b1eed3431ff7b16ad5628d5ef530c9877275a3"
SOURCE = "000_9ddc616649ac08e8.txt"


def test_source_is_as_received(root):
    data = (root / "corpus" / "source" / SOURCE).read_bytes()
    assert SHA256 == hashlib.sha256(data).hexdigest()
    assert SHA256 in (root / "corpus" / "README.md").read_text(encoding="utf-8")


def test_heading_and_four_texts_give_back_the_source(root, documents):
    source = (root / "corpus" / "source" / SOURCE).read_bytes().decode("utf-8")
    spans = documents["source"].str.extract(r"characters (\d+) to (\d+)").astype(int)
    in_order = documents.assign(start=spans[0], end=spans[1]).sort_values("start")
    for row in in_order.itertuples():
        assert source[row.start : row.end] == row.text, row.doc_id
    assert source == "Agression of Armenia against Azerbaijan\n\n" + "".join(in_order["text"])


def test_errors_and_odd_characters_are_kept(documents):
    """No editor, no git and no loader may repair a quotation."""
    text = "".join(documents["text"])
    for oddity in (
        "Negorno-Karabakh",
        "Azerbaijan`s",
        "Nations\u00a0 No:",
        "near by 3000 person",
        "by the\n\nArmenian",
    ):
        assert text.count(oddity) == 1, oddity


def test_front_matter(documents):
    by_id = documents.set_index("doc_id")
    assert [
        "1994-04-15_statement",
        "1994-12_oic-11-7-p",
        "1994-12_oic-16-7-e",
        "1999-02-08_letter",
    ] == sorted(by_id.index)
    assert "13-15 December 1994" in by_id.loc["1994-12_oic-11-7-p", "date_text"]
    assert (
        by_id["date_text"].isna().sum() == 2
    )  # the dates of the president's two texts are not in dispute
    assert {"11/7-P(IS)", "16/7-E(IS)"} == set(by_id["symbol"].dropna())


def test_the_data_statement_says_that_two_texts_are_openings(root, documents):
    """Whoever counts in them counts in excerpts: the addresses of the full texts are cited."""
    statement = (root / "corpus" / "README.md").read_text(encoding="utf-8")
    assert "The president's two texts are openings" in statement
    for address in ("8437237", "page=4100780", "page/28"):
        assert address in statement
    texts = documents.set_index("doc_id")["text"]
    for name in ("1994-04-15_statement", "1999-02-08_letter"):
        assert len(texts[name].split()) < 200  # the full texts go on for pages


def test_every_dated_event_has_its_source_on_the_background_page(root):
    background = (root / "docs" / "background.md").read_text(encoding="utf-8")
    for row in load_table("events"):
        assert f"| {row['date']} | {row['event']} | {row['source']} |" in background
    for number in range(1, background.count("\n1. ") + 12):
        assert f"[{number}]" in background and f"\n{number}. " in background


def test_the_sketch_map_is_the_one_the_table_gives(root):
    recipe = runpy.run_path(str(root / "docs" / "recipes" / "map.py"))
    assert recipe["picture"]() == recipe["PICTURE"].read_text(encoding="utf-8")


def test_every_claim_about_the_world_says_what_was_checked(root):
    index = (root / "docs" / "claims-about-the-world.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in index.splitlines() if line.startswith(("| 0", "| co"))]
    assert len(rows) > 20
    assert all(len(row) == 4 and all(cell.strip("| ") for cell in row) for row in rows)
    tables = set(re.findall(r"(\w+)\.csv", index))
    assert tables <= {*names("reference"), *names("study")}
