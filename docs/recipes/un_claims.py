"""Makes analysis/data/reference/un_claims.csv: the figures that states name in the general debate
of the United Nations.

    python docs/recipes/un_claims.py CORPUS

CORPUS is the folder of the UN General Debate Corpus (Jankin, Baturo and Dasandi, CC0) with its files
"Session NN - YYYY/CCC_NN_YYYY.txt", or any part of it. No sentence is kept: figures, and the noun
that is counted.
The family ``duration`` is left out: how long something has lasted grows with the year and does not
travel.

``checked`` says what a reader found who set the row against its sentence: "right" if family,
number, unit, hedge and
status are, else "wrong"; empty if nobody read it. A row that comes out unchanged keeps its mark,
any other is to be
read again.
"""

import argparse
from pathlib import Path

import pandas as pd

import analysis
from analysis.measure.ledger import head_noun

TABLE = Path(__file__).resolve().parents[2] / "analysis" / "data" / "reference" / "un_claims.csv"
COLUMNS = [
    "year", "country", "family", "value", "value_low", "value_high", "unit", "hedge", "status",
    "counted", "file",
    "start", "checked", "source",
]  # fmt: skip
READ = ["file", "start", "family", "value", "value_low", "value_high", "unit", "hedge", "status"]


def figures(corpus: str) -> pd.DataFrame:
    """One row a claim, in order of year and country, every cell as it is written to the table."""
    claims = analysis.extract(analysis.load(corpus)).claims
    claims = claims[claims["family"] != "duration"]
    stem = claims["doc_id"].str.split("_")
    frame = claims.assign(
        year=stem.str[2],
        country=stem.str[0],
        file=claims["doc_id"],
        counted=claims["counted"].map(head_noun),
        source="UN General Debate Corpus (Jankin, Baturo and Dasandi)",
    )
    for name in ("value", "value_low", "value_high"):
        frame[name] = frame[name].map("{:.10g}".format, na_action="ignore")
    cells = (
        frame.sort_values(["year", "country", "start", "family"])
        .reindex(columns=COLUMNS)
        .astype("object")
    )
    return cells.where(cells.notna(), "").astype(str).reset_index(drop=True)


def with_readings(rows: pd.DataFrame, table: Path) -> pd.DataFrame:
    """``rows`` with the marks of those rows of ``table`` that are the same."""
    if not table.exists():
        return rows
    marks = (
        pd.read_csv(table, dtype=str, keep_default_na=False).set_index(READ)["checked"].to_dict()
    )
    return rows.assign(
        checked=[marks.get(key, "") for key in rows[READ].itertuples(index=False, name=None)]
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", help="folder of the UN General Debate Corpus")
    rows = with_readings(figures(parser.parse_args().corpus), TABLE)
    rows.to_csv(TABLE, index=False, lineterminator="\n")
    print(f"{len(rows)} rows, {(rows['checked'] != '').sum()} of them read, in {TABLE.name}")
