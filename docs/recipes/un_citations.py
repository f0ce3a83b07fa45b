"""Makes un_citations.csv and un_citation_forms.csv in analysis/data/reference: how 822, 853, 874
and 884 (1993) are cited.

    python docs/recipes/un_citations.py SPEECHES RESOLUTIONS

SPEECHES is the folder of the UN General Debate Corpus (Jankin, Baturo and Dasandi, CC0), with its
files "Session NN - YYYY/CCC_NN_YYYY.txt"; RESOLUTIONS that of the Security Council's resolutions
(Fobbe, CR-UNSC, CC0), with its files "S_RES_NNNN_YYYY_EN_GOLD.txt"; or any part of them. Who speaks
is taken from ``un_speeches.csv``: make that table first. No sentence is kept: symbols, years,
counts, and what the sentence says beside the list, in the values of wording_elements.csv.

``checked`` is a language model's, which set each list of a speech against its sentence: "right" if its
members and what is said beside it are, else "wrong"; empty where nobody read. A list that comes out
unchanged keeps its mark.
"""

import argparse
from pathlib import Path

import pandas as pd

import analysis
from analysis.measure.citing import lists
from analysis.measure.fidelity import citing_sentences, read_wording

DATA = Path(__file__).resolve().parents[2] / "analysis" / "data" / "reference"
FOUR = [f"S/RES/{number}(1993)" for number in (822, 853, 874, 884)]
FORMS = ["lists_bare", "lists_year", "lists_date", "lists_mixed"]
STATES = {"AZE": "Azerbaijan", "ARM": "Armenia"}
NAMES = {**STATES, "BHR": "Bahrain", "TUR": "Turkey"}  # those whose speeches cite one of the four
COLUMNS = [
    "year", "by", "speaker", "post", "record", "file", "list", "part", "symbols", "members", "form",
    "acts", "modifiers", "forces", "checked", "source",
]  # fmt: skip
READ = ["file", "list", "symbols", "acts", "modifiers", "forces"]
SPEECHES = "UN General Debate Corpus (Jankin, Baturo and Dasandi)"
RESOLUTIONS = "CR-UNSC (Fobbe)"


def by_list(evidence: analysis.Evidence, source: str) -> pd.DataFrame:
    """One row a list of Council resolutions, with who cites, in which year, and what its sentence
    says."""
    frame = lists(evidence.citations, evidence.documents)
    frame = frame[frame["body"] == "UNSC"].merge(
        evidence.paragraphs[["doc_id", "paragraph", "kind"]]
    )
    frame["year"] = frame["doc_id"].map(year)
    frame["by"] = frame["doc_id"].str[:3].map(NAMES).fillna(frame["doc_id"].map(citer))
    sentences = citing_sentences(evidence.citations, evidence.paragraphs).drop_duplicates(
        ["doc_id", "group"]
    )
    wording = read_wording(sentences).groupby(["passage", "element"])["value"].agg(joined)
    passages = sentences.reset_index().merge(
        frame[["doc_id", "group"]], on=["doc_id", "group"], how="right"
    )["index"]
    for name, element in (("acts", "act"), ("modifiers", "modifier"), ("forces", "forces")):
        frame[name] = [wording.get((passage, element), "") for passage in passages]
    return frame.rename(columns={"doc_id": "file", "kind": "part", "group": "list"}).assign(
        source=source
    )


def forms(frame: pd.DataFrame, documents: pd.DataFrame, source: str) -> pd.DataFrame:
    """One row a citer and period: texts read, lists of Council resolutions in them by form, lists
    of all four."""
    texts = pd.DataFrame(
        {"by": documents["doc_id"].map(citer), "period": documents["doc_id"].map(year).map(period)}
    )
    counted = texts.value_counts(sort=False).rename("texts").reset_index()
    frame = frame.assign(
        by=frame["file"].map(citer),
        period=frame["year"].map(period),
        four=frame["symbols"].map(held) == 4,
    )
    table = pd.crosstab([frame["by"], frame["period"]], frame["form"]).rename(
        columns="lists_{}".format
    )
    table["lists_of_all_four"] = frame.groupby(["by", "period"])["four"].sum()
    columns = [*FORMS, "lists_of_all_four"]
    whole = counted.merge(table.reindex(columns=columns, fill_value=0).reset_index(), how="left")
    return (
        whole.fillna(dict.fromkeys(columns, 0))
        .astype(dict.fromkeys(columns, int))
        .assign(source=source)
    )


def citer(doc_id: str) -> str:
    return (
        "Security Council" if doc_id.startswith("S_RES") else STATES.get(doc_id[:3], "other states")
    )


def year(doc_id: str) -> int:
    return int(doc_id.split("_")[3 if doc_id.startswith("S_RES") else 2])


def period(year: int) -> str:
    return "before 1993" if year < 1993 else "1993 and after"


def held(symbols: str) -> int:
    return sum(symbol in FOUR for symbol in symbols.split("; "))


def with_readings(rows: pd.DataFrame, table: Path) -> pd.DataFrame:
    """``rows`` with who speaks, and with the marks of those rows of ``table`` that are the same."""
    speeches = pd.read_csv(DATA / "un_speeches.csv", dtype=str, keep_default_na=False)
    rows = rows.merge(speeches[["file", "speaker", "post", "record"]], on="file", how="left")
    rows = rows.fillna("").astype(str)
    known = pd.read_csv(table, dtype=str, keep_default_na=False)
    marks = known.set_index(READ)["checked"].to_dict()
    keys = rows[READ].itertuples(index=False, name=None)
    return rows.assign(checked=[marks.get(key, "") for key in keys])[COLUMNS]


def joined(values: pd.Series) -> str:
    return "; ".join(dict.fromkeys(values))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("speeches", help="folder of the UN General Debate Corpus")
    parser.add_argument(
        "resolutions", help="folder of the Security Council's resolutions in English"
    )
    arguments = parser.parse_args()
    parts = []
    for folder, source in ((arguments.speeches, SPEECHES), (arguments.resolutions, RESOLUTIONS)):
        evidence = analysis.extract(analysis.load(folder))
        frame = by_list(evidence, source)
        parts.append((frame, forms(frame, evidence.documents, source)))
    rows, counts = (pd.concat(part, ignore_index=True) for part in zip(*parts, strict=True))
    rows = rows[rows["symbols"].map(held) > 0].sort_values(["year", "file", "list"]).copy()
    rows["list"] = rows.groupby("file").cumcount() + 1
    rows = with_readings(rows, DATA / "un_citations.csv")
    rows.to_csv(DATA / "un_citations.csv", index=False, lineterminator="\n")
    counts.to_csv(DATA / "un_citation_forms.csv", index=False, lineterminator="\n")
    print(f"{len(rows)} lists with one of the four, of {counts[FORMS].to_numpy().sum()} in all")
