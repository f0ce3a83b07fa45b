"""The blocks of docs/queries.md print what the page shows, of the corpus and invented speeches."""

import contextlib
import io
import re

import fuzz
import pandas as pd
import pytest
from synthetic import speech

BLOCK = re.compile(
    r"^```python\n(?P<code>.*?)^```(?:\n\n```text\n(?P<printed>.*?)^```)?", re.MULTILINE | re.DOTALL
)
COMMAND = re.compile(r"^diplomatic-texts (.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "queries.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(root, page, tmp_path_factory):
    """``evidence`` of the corpus, ``debate`` of invented speeches: made as the page says."""
    folder = tmp_path_factory.mktemp("queries")
    (folder / "corpus").symlink_to(root / "corpus")
    for seed in range(8):
        session, country = 49 + seed % 2, ("RUR", "GRU", "SYL")[seed % 3]
        place = folder / "UN General Debate" / f"Session {session} - {session + 1945}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{country}_{session}_{session + 1945}.txt").write_text(
            speech(seed).text, encoding="utf-8"
        )
    for command in COMMAND.findall(page):
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)]
        with contextlib.chdir(folder):
            assert (0, "") == fuzz.call(*words)[::2]
    return folder


@pytest.fixture(scope="module")
def ran(page, folder):
    """For every block its code, what the page says it prints and what it printed; and the names they leave."""
    names, results = {}, []
    with contextlib.chdir(folder):
        for block in BLOCK.finditer(page):
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                exec(compile(block["code"], "docs/queries.md", "exec"), names)
            results.append((block["code"], block["printed"] or "", printed.getvalue()))
    return results, names


def test_what_the_page_shows_is_what_its_blocks_print(ran):
    assert any(printed for _, _, printed in ran[0])
    for code, stated, printed in ran[0]:
        assert stated == printed, code


def test_sql_and_pandas_count_the_same_in_a_large_corpus(ran, folder):
    _, names = ran
    claims, documents = (
        pd.read_parquet(folder / "debate" / name) for name in ("claims", "documents")
    )
    known = sum(len(speech(seed).claims) for seed in range(8))
    share = claims[claims["family"] == "territory_share"].merge(
        documents[["doc_id", "year"]], on="doc_id"
    )
    assert documents.groupby("year").size().tolist() == names["by_year"]["speeches"].tolist()
    assert share.groupby("year")["doc_id"].nunique().sum() == names["by_year"]["with_claim"].sum()
    assert (
        0 < names["by_country"]["claims"].sum() == (claims["status"] == "asserted").sum() <= known
    )
    assert 0 < names["most"].sum() <= len(names["cited"])
