"""Makes analysis/data/reference/un_speeches.csv: the speeches of the general debate that name the
conflict or a party to it.

    python docs/recipes/un_speeches.py CORPUS SPEAKERS

CORPUS is the folder of the UN General Debate Corpus (Jankin, Baturo and Dasandi, CC0), with its
files "Session NN - YYYY/CCC_NN_YYYY.txt"; SPEAKERS is its table ``Speakers_by_session.xlsx``. A
speech is in the table if it holds one of NAMES. No sentence is kept: who spoke, as that table
prints it, the symbol of the record where a page of it is headed by one, and how often each name
stands in the speech.
"""

import argparse
import re
from pathlib import Path

import pandas as pd

REFERENCE = Path(__file__).resolve().parents[2] / "analysis" / "data" / "reference"
SOURCE = "UN General Debate Corpus (Jankin, Baturo and Dasandi)"
NAMES = {
    "azerbaijan": r"Azerbai[jd]an",
    "armenia": r"Armenia",
    "karabakh": r"Karabakh",
    "lachin": r"Lachin",
    "minsk_group": r"Minsk\s+Group",
}
# the head of a page: "A/70/PV.21 30/09/2015" beside "15-29701"; not "(see A/69/PV.6)"
JOB = r"\d\d-\d{5}"
PAGE = re.compile(
    rf"{JOB}\W+(?:\d+/\d+\W+)?(?:[\d/]{{10}}\s+)?(A/\d+/PV\.\d+)|(A/\d+/PV\.\d+)\s+(?:\d+\s+)?{JOB}"
)


def counted(file: Path) -> dict[str, object]:
    """The names in one speech: file, year, country, record, and a count for each of NAMES."""
    text = file.read_text(encoding="utf-8", errors="replace")
    country, _, year = file.stem.split("_")
    head = PAGE.search(text)
    record = next(filter(None, head.groups())) if head else ""
    counts = {name: len(re.findall(term, text, re.I)) for name, term in NAMES.items()}
    return {"file": file.stem, "year": year, "country": country, "record": record, **counts}


def speakers(table: Path) -> pd.DataFrame:
    """One row a speech: country, year, speaker, post, as printed."""
    frame = pd.read_excel(table, dtype=str, keep_default_na=False).rename(columns=str.strip)
    names = {"Year": "year", "ISO Code": "country", "Name of Person Speaking": "speaker"}
    frame = frame.rename(columns={**names, "Post": "post"})[["country", "year", "speaker", "post"]]
    frame = frame.apply(lambda column: column.str.split().str.join(" "))
    return frame.drop_duplicates(["country", "year"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, help="folder of the UN General Debate Corpus")
    parser.add_argument("speakers", type=Path, help="its table Speakers_by_session.xlsx")
    given = parser.parse_args()
    rows = pd.DataFrame(map(counted, sorted(given.corpus.rglob("*_*_*.txt"))))
    rows = rows[rows[[*NAMES]].any(axis=1)].merge(speakers(given.speakers), how="left").fillna("")
    columns = ["file", "year", "country", "speaker", "post", "record", *NAMES]
    rows = rows.sort_values(["year", "country"])[columns].assign(source=SOURCE)
    rows.to_csv(REFERENCE / "un_speeches.csv", index=False, lineterminator="\n")
    print(f"{len(rows)} speeches that name the conflict or a party to it")
