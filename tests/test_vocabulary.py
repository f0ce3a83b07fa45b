"""The tables: every row has a source, no term stands twice."""

import re
from importlib.resources import files

import pytest

from analysis.extractors.claims import RULES, load_families
from analysis.vocabulary import VocabularyError, alternation, load_table, read_table

TABLES = sorted(
    path.name.removesuffix(".csv")
    for path in (files("analysis") / "data").iterdir()
    if path.name.endswith(".csv")
)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_loads_and_every_row_has_a_source(name):
    try:
        rows = load_table(name)
    except VocabularyError as error:
        pytest.fail(str(error))
    assert rows
    assert all(row["source"] for row in rows)


BAD = [
    ("term,source\nover,\n", "line 2.*no source"),
    ("term,source\nover,a\nOver,b\n", "line 3.*stands already on line 2"),
    ("term\nover\n", "line 1.*no column source"),
    ("term,source\nover,a,b\n", "line 2.*expected 2 cells"),
    ("term,source\n,a\n", "line 2.*must not be empty"),
]


@pytest.mark.parametrize(("content", "message"), BAD)
def test_bad_table_names_the_line(tmp_path, content, message):
    path = tmp_path / "t.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError, match=message):
        read_table(path, like="parties")


def test_longer_terms_come_first():
    """Else "more" would hide "more than"."""
    assert re.match(alternation(["more", "more than"]), "more than one")[0] == "more than"


def test_families_use_known_rules_and_a_misspelt_one_is_refused(tmp_path):
    assert {row["rule"] for row in load_table("claim_families") if row["family"] != "*"} <= set(
        RULES
    )
    path = tmp_path / "mine.csv"
    path.write_text("family,rule,term,unit,source\nships,conuted,ships,,me\n", encoding="utf-8")
    with pytest.raises(
        VocabularyError, match="ships / ships: no rule 'conuted'; must be one of counted"
    ):
        load_families(path)
