"""Makes analysis/data/study/audit_decades.csv: what two states say in each decade, as counts that
carry their error.

    PYTHONPATH=AUDITED python docs/recipes/un_audit.py CORPUS

CORPUS is the folder of the UN General Debate Corpus (Jankin, Baturo and Dasandi, CC0), the 941
speeches that were audited. The verdicts of ``audit_verdicts.csv`` speak of the rows that version
0.3.0 found, so AUDITED is that version: ``git worktree add AUDITED ea5c935``. The draw is made
again from its seed; where other rows come than those that were read, nothing is written.
"""

import argparse
from pathlib import Path

import pandas as pd

import analysis
from analysis.measure import audit

STUDY = Path(__file__).resolve().parents[2] / "analysis" / "data" / "study"
SEED, ROWS = 17, 200
STATES = {"AZE": "Azerbaijan", "ARM": "Armenia"}
FAMILIES = ["territory_share", "displaced_persons"]
FIRST = 1990  # the decade in which both became members
COUNTS = ["found", "read", "right", "missed", "corrected", "low", "high"]


def counts(corpus: str, verdicts: pd.DataFrame) -> pd.DataFrame:
    """One row a family, state and decade; an error where the draw is not the one that was read."""
    evidence = analysis.extract(analysis.load(corpus))
    units = audit.draw(evidence, rows=ROWS, seed=SEED)
    place = verdicts["doc_id"] + ":" + verdicts["start"] + "-" + verdicts["end"]
    verdicts = verdicts.assign(item=verdicts["what"] + ":" + place)
    if set(verdicts["item"]) != set(audit.reading(units)["item"]):
        raise SystemExit(f"version {analysis.__version__} finds other rows than those read")
    year = units["doc_id"].str[-4:].astype(int)
    units["who"] = units["doc_id"].str[:3].map(STATES).fillna("other states")
    units["decade"] = year // 10 * 10
    told = audit.corrected(units, audit.checked(verdicts, units), ["family", "who", "decade"])
    told = told[told["family"].isin(FAMILIES) & told["who"].isin(STATES.values())]
    told = told[told["decade"] >= FIRST].sort_values(["family", "who", "decade"])
    return told.astype(dict.fromkeys(COUNTS, float)).round(dict.fromkeys(COUNTS, 0))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", help="folder of the UN General Debate Corpus")
    read = pd.read_csv(STUDY / "audit_verdicts.csv", dtype=str, keep_default_na=False)
    made = counts(parser.parse_args().corpus, read).astype(dict.fromkeys(COUNTS, int))
    made = made.assign(date="2026-11-29", version=analysis.__version__, source=read["source"][0])
    made.to_csv(STUDY / "audit_decades.csv", index=False, lineterminator="\n")
    print(f"{len(made)} rows")
