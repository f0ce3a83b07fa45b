"""Makes the tables of the audits of 941 speeches in analysis/data/study from their verdicts:
audit_rates, audit_counts and audit_decades, or audit_citation_rates and audit_citation_counts.

    git worktree add AUDITED 5578bdd      # d47064d for citations
    python docs/recipes/un_audit.py TABLE CORPUS AUDITED

CORPUS is the folder of the UN General Debate Corpus (Jankin, Baturo and Dasandi, CC0), the 941
speeches that were audited. The verdicts (``audit_verdicts.csv``, ``audit_citation_verdicts.csv``)
speak of the rows that the program found on that day, so AUDITED, the program of then (version
0.5.0 of claims, 0.7.0 of citations), draws the units once more; rates and counts are computed by
the program of today. Where other units are drawn than those that were read, nothing is written.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

from analysis.measure import audit

STUDY = Path(__file__).resolve().parents[2] / "analysis" / "data" / "study"
# the table of verdicts, the seed of the draw and the day
READ = {
    "claims": ("audit_verdicts", 20261129, "2026-11-29"),
    "citations": ("audit_citation_verdicts", 20261130, "2026-11-30"),
}
STATES = {"AZE": "Azerbaijan", "ARM": "Armenia"}
FAMILIES = ["territory_share", "displaced_persons"]
FIRST = 1990  # the decade in which both became members
UNIT = ["what", "doc_id", "start", "end"]
COUNTS = ["found", "read", "right", "missed", "corrected", "low", "high"]
DRAW = """
import sys, analysis
from analysis.measure import audit
corpus, table, rows, seed, out = sys.argv[1:]
evidence = analysis.extract(analysis.load(corpus))
audit.draw(evidence, table, rows=int(rows), seed=int(seed)).to_pickle(out)
print(analysis.__version__)
"""


def units_of(
    audited: str, corpus: str, table: str, rows: int, seed: int
) -> tuple[pd.DataFrame, str]:
    """Every unit of ``table`` as the program of then finds it, and its version."""
    with tempfile.TemporaryDirectory() as folder:
        out = f"{folder}/units.pkl"
        asked = [sys.executable, "-P", "-c", DRAW, corpus, table, str(rows), str(seed), out]
        then = os.environ | {"PYTHONPATH": audited}
        done = subprocess.run(asked, env=then, check=True, text=True, stdout=subprocess.PIPE)
        return pd.read_pickle(out), done.stdout.strip()


def by_decade(units: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """Corrected counts of two families, one row a family, state and decade."""
    year = units["doc_id"].str[-4:].astype(int)
    who = units["doc_id"].str[:3].map(STATES).fillna("other states")
    keys = ["family", "who", "decade"]
    told = audit.corrected(units.assign(who=who, decade=year // 10 * 10), verdicts, keys)
    told = told[told["family"].isin(FAMILIES) & told["who"].isin(STATES.values())]
    return whole(told[told["decade"] >= FIRST].sort_values(keys))


def whole(counts: pd.DataFrame) -> pd.DataFrame:
    """Counts without decimals."""
    return counts.assign(**counts[COUNTS].astype(float).round().astype(int))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", choices=READ)
    parser.add_argument("corpus", help="folder of the UN General Debate Corpus")
    parser.add_argument("audited", help="the program that was audited, a work tree of it")
    asked = parser.parse_args()
    verdicts, seed, date = READ[asked.table]
    read = pd.read_csv(STUDY / f"{verdicts}.csv", dtype=str, keep_default_na=False)
    units, version = units_of(asked.audited, asked.corpus, asked.table, len(read), seed)
    drawn = audit.reading(units)
    if not drawn[UNIT].astype(str).equals(read[UNIT]):
        raise SystemExit(f"version {version} draws other {asked.table} than those read")
    said = audit.checked(read.assign(item=drawn["item"]), units)
    name = verdicts.removesuffix("_verdicts")
    rates = audit.score(units, said).round(3)
    made = {f"{name}_rates": rates[rates["column"] != "year"]}  # which nobody was asked then
    made[f"{name}_counts"] = whole(audit.corrected(units, said))
    if asked.table == "claims":
        made["audit_rates"] = rates[rates["column"].isin(["all columns", "is one"])]
        made["audit_decades"] = by_decade(units, said)
    told = {"date": date, "version": version, "source": read["source"][0]}
    for name, frame in made.items():
        frame = frame.assign(**told)
        frame.to_csv(STUDY / f"{name}.csv", index=False, lineterminator="\n")
        print(f"{name}: {len(frame)} rows")
