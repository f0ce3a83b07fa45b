"""What texts throw at a reader, one invented sentence a phenomenon: tests/gold/phenomena_*.csv."""

import csv
from pathlib import Path

import pytest
from reading import all_rows

GOLD = Path(__file__).resolve().parent / "gold"


def rows(name):
    with (GOLD / f"phenomena_{name}.csv").open(encoding="utf-8", newline="") as handle:
        return [pytest.param(row, id=row["phenomenon"]) for row in csv.DictReader(handle)]


def listed(words):
    return [] if words == "none" else words.split("; ")


@pytest.mark.parametrize("row", rows("amounts"))
def test_amounts_and_claims(row):
    evidence = all_rows(row["text"])
    assert listed(row["amounts"]) == [
        f"{number(amount)} {amount['unit'] or '-'} {amount['hedge']}"
        for amount in evidence["quantities"]
    ]
    assert listed(row["claims"]) == [
        f"{claim['family']} {claim['status']}" for claim in evidence["claims"]
    ]


def number(amount):
    """The number as the annotation writes it: 33.33, 10-15 for a range, ? where there is none."""
    plain = [
        amount[key]
        for key in ("value", "value_low", "value_high")
        if amount[key] == amount[key] and amount[key] is not None
    ]
    return "-".join(f"{round(value, 2):.10g}" for value in plain) or "?"


@pytest.mark.parametrize("row", rows("citations"))
def test_citations(row):
    cited = all_rows(row["text"])["citations"]
    assert listed(row["citations"]) == [
        f"{one['kind']} {one['body']} {one['symbol'] or '-'}" for one in cited
    ]


# the same sentence, printed otherwise
PRINTED = {
    "in quotation marks": "“{}”",
    "in brackets": "({})",
    "in bold": "**{}**",
    "behind the mark of a list": "(a) {}",
    "behind a dash": "– {}",
    "behind another sentence": "We met. {}",
}


@pytest.mark.parametrize("printed", PRINTED.values(), ids=PRINTED)
def test_a_sentence_is_read_alike_however_it_is_printed(printed):
    texts = [row.values[0]["text"] for name in ("amounts", "citations") for row in rows(name)]
    whole = [text for text in texts if "\n" not in text and text[0] not in "(|"]
    assert {text: read(printed.format(text)) for text in whole} == {
        text: read(text) for text in whole
    }


def read(text):
    evidence = all_rows(text)
    amounts = [(number(one), one["unit"], one["hedge"]) for one in evidence["quantities"]]
    claims = [(one["family"], one["status"]) for one in evidence["claims"]]
    return amounts, claims, [(one["kind"], one["symbol"]) for one in evidence["citations"]]
