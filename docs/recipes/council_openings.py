"""Makes analysis/data/reference/council_openings.csv: how often the Security Council opens a
paragraph with which verb.

python docs/recipes/council_openings.py RESOLUTIONS

RESOLUTIONS is the folder of the Council's resolutions in English (Fobbe, CR-UNSC, CC0), or any part
of it. No sentence is kept: openings, the verbs in them, and counts.
"""

import argparse
from pathlib import Path

import pandas as pd

from analysis.extractors.paragraphs import find_paragraphs
from analysis.measure.strength import verb
from analysis.text import Text
from analysis.vocabulary import shipped

TABLE = (
    Path(__file__).resolve().parents[2] / "analysis" / "data" / "reference" / "council_openings.csv"
)


def openings(folder: Path) -> pd.DataFrame:
    """One row a preambular or operative paragraph that opens with a verb: file, kind, opening,
    verb."""
    rows = [
        {
            "file": path.name,
            "kind": row["kind"],
            "opening": row["opening"].lower(),
            "verb": verb(row["opening"]),
        }
        for path in sorted(folder.glob("*.txt"))
        for row in find_paragraphs(Text(path.read_text(encoding="utf-8"), shipped()))
        if row["kind"] in ("preambular", "operative") and row["opening"]
    ]
    return pd.DataFrame(rows)


def counted(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a term: level (opening or verb), kind, term, count, of, resolutions, source."""
    number = frame["file"].nunique()
    source = f"CR-UNSC (Fobbe): {number} Council resolutions, nearly all of 1946 to 1994"
    parts = [
        frame.groupby(["kind", level])["file"].agg(count="size", resolutions="nunique")
        .reset_index().rename(columns={level: "term"}).assign(level=level)
        for level in ("verb", "opening")
    ]  # fmt: skip
    table = pd.concat(parts).assign(source=source)
    table["of"] = table["kind"].map(frame["kind"].value_counts())
    table = table.sort_values(
        ["level", "kind", "count", "term"], ascending=[False, True, False, True]
    )
    return table[["level", "kind", "term", "count", "of", "resolutions", "source"]]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("resolutions", type=Path)
    counted(openings(parser.parse_args().resolutions)).to_csv(
        TABLE, index=False, lineterminator="\n"
    )
