"""Do the intervals of an audit hold the truth as often as they say? A simulation, with the truth known.

    python tests/bench/audits.py [audits of a setting]

A corpus is invented, with rows of five families (some rare), places, and errors; a reader who never errs
reads 200 units of it; the intervals of ``measure.estimates`` are held against the whole truth. Errors depend
on the family, on the speaker, and on the text (they come together in some texts). docs/audit.md has the figures.
"""

import sys
from itertools import product

import numpy as np
import pandas as pd

from analysis.measure.audit import choose, corrected, score

FAMILIES = {"common": 400, "usual": 250, "seldom": 90, "rare": 35, "few": 15}
WRONG = {"common": 0.08, "usual": 0.15, "seldom": 0.1, "rare": 0.25, "few": 0.15}
SPEAKERS = {"one side": 0.5, "other side": 0.35, "third": 0.15}
HARDER = {"one side": 1.0, "other side": 2.5, "third": 1.5}  # errors beside those in texts of one side
PLACES = {"likely places": (2000, 0.04), "other places": (3000, 0.004)}
TEXTS, ROWS = 300, 200


def population(seed: int, *, by_speaker: bool, texts_differ: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The units of an invented corpus, and the right verdict of every one of them."""
    random = np.random.default_rng(seed)
    speaker = random.choice(list(SPEAKERS), p=list(SPEAKERS.values()), size=TEXTS)
    text = random.gamma(2, 0.5, size=TEXTS) if texts_differ else np.ones(TEXTS)
    frames = []
    for family, size in FAMILIES.items():
        at = random.integers(TEXTS, size=size)
        harder = [HARDER[speaker[doc]] if by_speaker else 1.5 for doc in at]
        wrong = random.random(size) < np.minimum(WRONG[family] * np.array(harder) * text[at], 0.9)
        kind = np.where(random.random(size) < 0.4, "value", "none")
        verdict = np.where(wrong, "wrong", "right")
        frames.append(pd.DataFrame({"what": "found", "family": family, "doc": at, "stratum": family,
                                    "verdict": verdict, "wrong": np.where(wrong, kind, ""), "missed": ""}))  # fmt: skip
    share = np.array(list(FAMILIES.values())) / sum(FAMILIES.values())
    for level, (size, rate) in PLACES.items():
        at = random.integers(TEXTS, size=size)
        harder = [HARDER[speaker[doc]] if by_speaker else 1.5 for doc in at]
        missed = random.random(size) < np.minimum(rate * np.array(harder) * text[at], 0.9)
        which = random.choice(list(FAMILIES), p=share, size=size)
        frames.append(pd.DataFrame({"what": "place", "doc": at, "stratum": level,
                                    "verdict": np.where(missed, "missed", "right"), "wrong": "",
                                    "missed": np.where(missed, which, "")}))  # fmt: skip
    units = pd.concat(frames, ignore_index=True)
    units["doc_id"], units["speaker"] = units["doc"].astype(str), speaker[units["doc"]]
    units["item"], units["table"] = units.index.astype(str), "claims"
    truth = units[["item", "verdict", "wrong", "missed"]]
    return units.drop(columns=["doc", "verdict", "wrong", "missed"]), truth


def stratified(units: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The same with strata by the speaker too."""
    names = units["stratum"] + " | " + units["speaker"]
    return units if "speaker" not in by else units.assign(stratum=names)


def counts(units: pd.DataFrame, truth: pd.DataFrame, by: list[str]) -> pd.Series:
    """How many rows a reader of everything finds in each group."""
    known = units.merge(truth, on="item")
    right = known[(known["what"] == "found") & (known["wrong"] != "none")]
    missed = known[known["missed"] != ""].assign(family=lambda rows: rows["missed"])
    return pd.concat([right, missed]).groupby(by).size()


def audit(units: pd.DataFrame, truth: pd.DataFrame, seed: int) -> list[tuple[str, str, bool, float]]:
    """One audit of 200 units: (what, group, does the interval hold the truth, its width)."""
    drawn = choose(units, ROWS, seed)
    verdicts = truth[truth["item"].isin(drawn.loc[drawn["order"].notna(), "item"])]
    told = []
    for by in (["family"], ["speaker"], ["family", "speaker"]):
        whole = counts(units, truth, by)
        for row in corrected(drawn, verdicts, by, replicates=500, seed=seed).itertuples():
            key = tuple(getattr(row, name) for name in by)
            real = whole.get(key if len(key) > 1 else key[0], 0)
            what = "count by " + " and ".join(by) + ", " + row.basis
            told.append((what, key[0], row.low <= real <= row.high, (row.high - row.low) / max(real, 1)))
    known = units.merge(truth, on="item")
    for row in score(drawn, verdicts, replicates=500, seed=seed).itertuples():
        rows = known if row.family == "(all)" else known[known["family"].eq(row.family)]
        one = (rows["wrong"] != "none").mean() if row.family != "(all)" else None
        real = one if row.rate_of == "precision" else None
        if row.family != "(all)" and row.column == "is one":
            right = ((known["family"] == row.family) & (known["wrong"] != "none")).sum()
            real = right / (right + (known["missed"] == row.family).sum()) if row.rate_of == "recall" else real
            told.append((row.rate_of, row.family, row.low <= real <= row.high, row.high - row.low))
    return told


def main(audits: int) -> pd.DataFrame:
    rows = []
    for by_speaker, texts_differ, by in product((False, True), (False, True), ((), ("speaker",))):
        for _ in range(audits):
            number = len(rows)  # never the same corpus and draw twice
            units, truth = population(number, by_speaker=by_speaker, texts_differ=texts_differ)
            units = stratified(units, list(by))
            setting = (by_speaker, texts_differ, bool(by))
            rows += [(*setting, *told) for told in audit(units, truth, number)]
    names = ["errors by speaker", "errors by text", "strata by speaker", "what", "group", "held", "width"]
    return pd.DataFrame(rows, columns=names)


if __name__ == "__main__":
    found = main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
    for keys in (["errors by speaker", "strata by speaker", "what"], ["what", "group"], ["errors by text"]):
        print(found.groupby(keys).agg(audits=("held", "size"), held=("held", "mean"), width=("width", "median")).round(3).to_string())
