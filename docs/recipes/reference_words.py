"""Makes analysis/data/reference/reference_words.csv: how often words stand in diplomatic English.

    python docs/recipes/reference_words.py SPEECHES RESOLUTIONS

SPEECHES is the folder of the UN General Debate Corpus (Jankin, Baturo and Dasandi, CC0),
RESOLUTIONS that of the Security Council's resolutions in English (Fobbe, CR-UNSC, CC0). Speeches of
``un_speeches.csv`` are left out, so that no text about the conflict is compared with others about
it. No sentence is kept: words and counts, of the 1,000 most frequent words of each register and of
every word of the four texts.
"""

import argparse
from pathlib import Path

import pandas as pd

import analysis
from analysis.measure.words import words

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "analysis" / "data" / "reference" / "reference_words.csv"
SOURCES = {
    "general debate": "UNGDC (Jankin, Baturo and Dasandi), {} speeches",
    "Security Council": "CR-UNSC (Fobbe), {} resolutions",
}
MOST = 1000


def running(folder: str | Path) -> pd.DataFrame:
    """The running words of the texts in a folder, without those of ``un_speeches.csv``."""
    left_out = set(pd.read_csv(TABLE.with_name("un_speeches.csv"))["file"])
    documents = analysis.load(folder)
    kept = documents[~documents["doc_id"].isin(left_out)].reset_index(drop=True)
    return words(analysis.extract(kept).paragraphs)


def counted(text: pd.DataFrame, register: str, ours: set[str]) -> pd.DataFrame:
    """One row a word: register, word, count, of (all words), texts (that have it), source."""
    table = text.groupby("word")["doc_id"].agg(count="size", texts="nunique").reset_index()
    table = table.sort_values(["count", "word"], ascending=[False, True], ignore_index=True)
    kept = table[(table.index < MOST) | table["word"].isin(ours)]
    source = SOURCES[register].format(text["doc_id"].nunique())
    kept = kept.assign(register=register, of=len(text), source=source)
    return kept[["register", "word", "count", "of", "texts", "source"]]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("speeches")
    parser.add_argument("resolutions")
    given = parser.parse_args()
    ours = set(running(ROOT / "corpus")["word"])
    folders = zip(SOURCES, (given.speeches, given.resolutions), strict=True)
    table = pd.concat(counted(running(folder), name, ours) for name, folder in folders)
    table.to_csv(TABLE, index=False, lineterminator="\n")
    print(f"{len(table)} rows")
