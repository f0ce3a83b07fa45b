"""Makes the tables of the audits of 941 speeches that rest on every row and place of them:
audit_decades, or audit_citation_rates and audit_citation_counts, in analysis/data/study.

    PYTHONPATH=AUDITED python docs/recipes/un_audit.py TABLE CORPUS

CORPUS is the folder of the UN General Debate Corpus (Jankin, Baturo and Dasandi, CC0), the 941
speeches that were audited. The verdicts (``audit_verdicts.csv``, ``audit_citation_verdicts.csv``)
speak of the rows that the program found on that day, so AUDITED is the program of then: for TABLE
claims ``git worktree add AUDITED ea5c935``, for citations ``64fc4e1``. Where a row or place that
was read is not among its units, or its stratum has another size, nothing is written.
"""

import argparse
from pathlib import Path

import pandas as pd

import analysis
from analysis.measure import audit

STUDY = Path(__file__).resolve().parents[2] / "analysis" / "data" / "study"
SEED = 17
READ = {"claims": "audit_verdicts", "citations": "audit_citation_verdicts"}
STATES = {"AZE": "Azerbaijan", "ARM": "Armenia"}
FAMILIES = ["territory_share", "displaced_persons"]
FIRST = 1990  # the decade in which both became members
COUNTS = ["found", "read", "right", "missed", "corrected", "low", "high"]


def units_read(table: str, corpus: str, verdicts: pd.DataFrame) -> pd.DataFrame:
    """Every unit of ``table`` in the corpus; those that have a verdict are the ones drawn."""
    evidence = analysis.extract(analysis.load(corpus))
    units = audit.draw(evidence, table, rows=len(verdicts), seed=SEED)
    sizes = units.set_index("item")["size"].reindex(verdicts["item"])
    if sizes.fillna(0).tolist() != verdicts["size"].astype(int).tolist():
        raise SystemExit(f"version {analysis.__version__} finds other {table} than those read")
    order = dict(zip(verdicts["item"], range(1, len(verdicts) + 1), strict=True))
    return units.assign(order=units["item"].map(order).astype("Int64"))


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
    asked = parser.parse_args()
    read = pd.read_csv(STUDY / f"{READ[asked.table]}.csv", dtype=str, keep_default_na=False)
    read["item"] = read["what"] + ":" + read["doc_id"] + ":" + read["start"] + "-" + read["end"]
    units = units_read(asked.table, asked.corpus, read)
    said = audit.checked(read, units)
    if asked.table == "claims":
        made = {"audit_decades": by_decade(units, said)}
    else:
        rates, counts = audit.score(units, said).round(3), whole(audit.corrected(units, said))
        made = {"audit_citation_rates": rates, "audit_citation_counts": counts}
    told = {"date": "2026-11-29", "version": analysis.__version__, "source": read["source"][0]}
    for name, frame in made.items():
        frame = frame.assign(**told)
        frame.to_csv(STUDY / f"{name}.csv", index=False, lineterminator="\n")
        print(f"{name}: {len(frame)} rows")
