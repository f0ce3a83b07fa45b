"""Makes analysis/data/reference/un_acts.csv and un_accusations.csv: who acts, who suffers and who
is blamed in the speeches of Armenia and Azerbaijan in the general debate, 1992 to 2024.

    python docs/recipes/un_acts.py CORPUS

CORPUS is the UN General Debate Corpus (Jankin, Baturo and Dasandi, CC0) in its folders
"Session 47 - 1992". Loads spaCy's model; about a minute. No sentence is kept: counts only.
"""

import argparse
import re
from pathlib import Path

import pandas as pd

import analysis
from analysis import frames
from analysis.measure.agency import CLASSES, accusations, acts_of
from analysis.terms import WORD

DATA = Path(__file__).resolve().parents[2] / "analysis" / "data" / "reference"
SPEAKERS = {"ARM": "Armenia", "AZE": "Azerbaijan"}
SOURCE = "UN General Debate Corpus (Jankin, Baturo and Dasandi)"
ACTS = ["year", "by", "class", "agent", "agent_from", "patient", "stable"]


def speeches(corpus: Path) -> pd.DataFrame:
    """The documents of both states from 1992 on; ``doc_id`` is the name of the file."""
    files = [path for code in SPEAKERS for path in sorted(corpus.glob(f"Session*/{code}_*.txt"))]
    rows = [
        {"doc_id": path.stem, "text": path.read_text(encoding="utf-8-sig"), "genre": "speech"}
        for path in files
        if int(path.stem[-4:]) >= 1992
    ]
    return frames.build("documents", rows)


def placed(rows: pd.DataFrame, by: dict[str, str]) -> pd.DataFrame:
    """The year and the speaker of each row."""
    return rows.assign(year=rows["doc_id"].str[-4:], by=rows["doc_id"].map(by), source=SOURCE)


def acts(rhetoric: pd.DataFrame, by: dict[str, str]) -> pd.DataFrame:
    """One row a year, speaker, class, agent, its source, patient and stability, with the count."""
    found = placed(acts_of(rhetoric, CLASSES, by), by)
    found = found.drop(columns=["agent", "patient"]).rename(
        columns={"agent_party": "agent", "patient_party": "patient"}
    )
    named = found.assign(stable=found["stable"].map({True: "yes", False: "no"})).fillna(
        {"agent": "", "patient": ""}
    )
    return (
        named.groupby([*ACTS, "source"])
        .size()
        .rename("acts")
        .reset_index()[[*ACTS, "acts", "source"]]
    )


def blame(rhetoric: pd.DataFrame, documents: pd.DataFrame, by: dict[str, str]) -> pd.DataFrame:
    """One row a speech: its words, and its accusations by kind and by who is accused.

    ``genocide`` is how many of the implied ones have that noun as their deed.
    """
    found = accusations(rhetoric, by)
    other = found["accuser"].map({"Armenia": "Azerbaijan", "Azerbaijan": "Armenia"})
    table = placed(documents[["doc_id"]], by).rename(columns={"doc_id": "file"})
    table["words"] = [len(re.findall(WORD, text)) for text in documents["text"]]
    for kind in ("direct", "implied", "label"):
        counts = found.loc[found["kind"] == kind, "doc_id"].value_counts()
        table[kind] = table["file"].map(counts).fillna(0).astype(int)
    deed = found["kind"].eq("implied") & found["deed"].eq("genocide")
    named = found.loc[deed, "doc_id"].value_counts()
    table["genocide"] = table["file"].map(named).fillna(0).astype(int)
    at_other = found.loc[found["accused"] == other, "doc_id"].value_counts()
    table["at_other"] = table["file"].map(at_other).fillna(0).astype(int)
    counted = ["words", "direct", "implied", "label", "genocide", "at_other"]
    return table.sort_values(["year", "by"])[["year", "by", "file", *counted, "source"]]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    documents = speeches(parser.parse_args().corpus)
    by = {doc_id: SPEAKERS[doc_id[:3]] for doc_id in documents["doc_id"]}
    rhetoric = analysis.extract(documents, rhetoric=True).rhetoric
    for name, table in (
        ("un_acts", acts(rhetoric, by)),
        ("un_accusations", blame(rhetoric, documents, by)),
    ):
        table.to_csv(DATA / f"{name}.csv", index=False, lineterminator="\n")
