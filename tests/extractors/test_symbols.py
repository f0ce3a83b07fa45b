"""Forms of numbers and symbols are rows of a table; a user's own row is read with its body."""

import pytest
from reading import rows_of

from analysis.extractors.symbols import council_years, find_symbols, forms_of, session
from analysis.text import Text
from analysis.vocabulary import Vocabulary, VocabularyError, shipped

OWN = {
    "term": "league resolution", "kind": "numbered", "form": "own", "body": "other", "never": "", "reach": "alone",
    "mark": "LR-", "pattern": r"LR-(\d{1,3})/(<year>)", "number": "{1}", "year": "{2}", "symbol": "LR-{1}/{2}",
    "example": "see LR-4/2039", "source": "invented",
}  # fmt: skip


@pytest.mark.parametrize("row", shipped().table("symbols"), ids=lambda row: row["term"])
def test_every_row_reads_its_example(row):
    """Each row alone does it: nothing else in the table reads the example in its place."""
    forms = shipped().once(forms_of)
    found = [forms.rows[match.lastgroup] for match in forms.behind.finditer(row["example"])]
    assert row in found


def test_a_row_of_ones_own_is_a_form():
    words = Vocabulary({"symbols": (OWN,)})
    rows = rows_of("We recall LR-4/2039 of the lakes.", "citations", words=words)
    assert [(row["body"], row["symbol"], row["year"]) for row in rows] == [
        ("other", "LR-4/2039", 2039)
    ]
    assert rows_of("We recall LR-4/2039 of the lakes.", "citations") == []


def test_a_row_that_does_not_read_its_example_is_refused():
    for wrong in ({"example": "see LR/4"}, {"pattern": "LR-(4"}):
        with pytest.raises(VocabularyError, match="league resolution"):
            Vocabulary({"symbols": (OWN | wrong,)}).once(forms_of)


@pytest.mark.parametrize(
    ("text", "symbol", "body"),
    [
        ("See CRC/C/GC/5.", "CRC/C/GC/5", "other"),
        ("See FCCC/CP/1997/7/Add.1.", "FCCC/CP/1997/7/Add.1", "other"),
        ("See A/ES-7/14.", "A/ES-7/14", "UNGA"),
        ("(see A/41 /PV.9)", "A/41/PV.9", "UNGA"),
        ("See E/CN.4/1994/7 and more.", "E/CN.4/1994/7", "ECOSOC"),
        ("See ICCD/COP(12)/20.", "ICCD/COP(12)/20", "other"),
        ("See UNEP/EA.4/Res.3.", "UNEP/EA.4/Res.3", "other"),
        ("The Board of the lakes says so [LB/17].", "LB/17", "unknown"),
        ("It stands in document LB/17.", "LB/17", "unknown"),
        # the number of a diplomatic note
        ("By its note verbale No. 31/2031 the Embassy protested.", "31/2031", "unknown"),
        ("Selmar answered with Note Verbale FM/12/2031.", "FM/12/2031", "unknown"),
        ("See diplomatic note No. 4/07-19 of the Embassy.", "4/07-19", "unknown"),
    ],
)
def test_symbols_of_documents(text, symbol, body):
    _, numbers, documents = find_symbols(Text(text, shipped()))
    assert numbers == []
    assert [(one.symbol, one.body) for one in documents] == [(symbol, body)]


def test_sessions_are_roman():
    assert [session(one) for one in ("XXIX", "S-VI1", "XXVIIl", "20", "11", "XXVV")] == [
        "XXIX", "S-VII", "XXVIII", "XX", "II", None]  # fmt: skip


def test_council_numbers_begin_and_end_their_years() -> None:
    years = shipped().once(council_years)
    assert [years.get(number) for number in ("1", "15", "16", "892", "893", "9999", "x")] == [
        1946, 1946, 1947, 1993, 1994, None, None]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "body", "symbol"),
    [
        ("The Assembly decided in Assembly/AU/Dec.75(V).", "other", "Assembly/AU/Dec.75(V)"),
        ("We apply Council Decision (CFSP) 2015/1333.", "other", "2015/1333"),
        ("Council Decision 2031/884 froze the boats.", "other", "2031/884"),
        ("Regulation No 267/2012 stands.", "other", "267/2012"),
        ("They read Directive 2031/49 again.", "other", "2031/49"),
        ("IMO resolution MSC.428(98) was read.", "other", "MSC.428(98)"),
        ("ICAO Assembly resolution A39-2 was read.", "other", "A39-2"),
        ("E.S.C. res. 663 (XXIV) was recalled.", "ECOSOC", "E/RES/663(XXIV)"),
        ("ECOSOC res. 1979/11 was recalled.", "ECOSOC", "E/RES/1979/11"),
    ],
)
def test_the_forms_of_other_bodies(text, body, symbol):
    rows = rows_of(text, "citations")
    assert [(row["body"], row["symbol"]) for row in rows] == [(body, symbol)]
