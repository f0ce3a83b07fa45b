"""Makes analysis/data/reference/un_claims.csv: the shares of territory and the displaced people
that states name in the general debate of the United Nations.

    python docs/recipes/un_claims.py CORPUS

CORPUS is the folder of the UN General Debate Corpus (Jankin, Baturo and Dasandi, CC0) with its
files "Session NN - YYYY/CCC_NN_YYYY.txt". Read are the speeches of ``un_speeches.csv``: make that
table first. No sentence is kept: figures, the words of the number, the noun that is counted.

Three columns are a language model's, which set every row against its sentence, and are kept while a
row comes out unchanged. ``checked``: "right" if family, number, unit, hedge and status are, else
"wrong". ``conflict``: is this conflict the one that is spoken of (yes, no, in part)? ``found``:
"reader" for a row that a search by words found and the program did not; such rows are kept.
"""

import argparse
import re
from pathlib import Path

import pandas as pd

import analysis
from analysis.measure.ledger import head_noun

REFERENCE = Path(__file__).resolve().parents[2] / "analysis" / "data" / "reference"
TABLE = REFERENCE / "un_claims.csv"
FAMILIES = ["territory_share", "displaced_persons"]
COLUMNS = [
    "year", "country", "speaker", "post", "record", "family", "value", "value_low", "value_high",
    "unit", "hedge", "wording", "status", "counted", "conflict", "file", "start", "found",
    "checked", "source",
]  # fmt: skip
READ = ["file", "start", "family", "value", "value_low", "value_high", "unit", "hedge", "status"]
EDGE = re.compile(r"(?:[\s,–—-]+|\b(?:of|whose|them|its|our|my|the|to|is|s)\b|[’'])+\Z", re.I)


def figures(corpus: str, speeches: pd.DataFrame) -> pd.DataFrame:
    """One row a claim of ``speeches``, in order of year and country, every cell as it is written
    to the table."""
    documents = analysis.load(corpus)
    documents = documents[documents["doc_id"].isin(speeches["file"])]
    claims = analysis.extract(documents.reset_index(drop=True)).claims
    claims = claims[claims["family"].isin(FAMILIES)].rename(columns={"doc_id": "file"})
    frame = claims.merge(speeches, on="file").assign(
        wording=lambda rows: [wording(row) for row in rows.itertuples()],
        counted=lambda rows: rows["counted"].map(head_noun),
        found="program",
    )
    for name in ("value", "value_low", "value_high"):
        frame[name] = frame[name].map("{:.10g}".format, na_action="ignore")
    return in_order(frame.reindex(columns=COLUMNS))


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows by year, country and place, every cell as text."""
    cells = frame.astype("object").where(frame.notna(), "").astype(str)
    place = cells["start"].astype(int)
    keys = ["year", "country", "place", "family"]
    return cells.assign(place=place).sort_values(keys, ignore_index=True)[COLUMNS]


def wording(row: tuple) -> str:
    """The words of the number: "one fifth" of "almost one fifth of its territory"."""
    words = " ".join(row.quote.split())
    for part in (row.hedge_text, row.counted):
        known = " ".join(part.split()) if isinstance(part, str) else ""
        words = words.replace(known, " ") if known else words
    return EDGE.sub("", " ".join(words.split())).casefold()


def with_readings(rows: pd.DataFrame, table: Path) -> pd.DataFrame:
    """``rows`` with the marks of those rows of ``table`` that are the same, and with its reader's
    rows."""
    if not table.exists():
        return rows
    known = pd.read_csv(table, dtype=str, keep_default_na=False)
    added = known[known["found"] == "reader"]
    marks = known.set_index(READ)[["checked", "conflict"]].to_dict("index")
    keys = rows[READ].itertuples(index=False, name=None)
    read = pd.DataFrame([marks.get(key, {"checked": "", "conflict": ""}) for key in keys])
    return in_order(pd.concat([rows.assign(**read), added[COLUMNS]]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", help="folder of the UN General Debate Corpus")
    speeches = pd.read_csv(REFERENCE / "un_speeches.csv", dtype=str, keep_default_na=False)
    rows = with_readings(figures(parser.parse_args().corpus, speeches), TABLE)
    rows.to_csv(TABLE, index=False, lineterminator="\n")
    print(f"{len(rows)} rows, {(rows['checked'] != '').sum()} of them read, in {TABLE.name}")
