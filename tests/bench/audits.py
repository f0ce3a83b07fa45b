"""Do the intervals of an audit hold the truth as often as they say? A simulation, with the truth known.

    python tests/bench/audits.py [audits of a scenario] [units read] [shape]

A corpus is invented, with rows of six families (15 and 5 rows the rarest), places, and errors; a reader who
never errs reads 200 units of it; the intervals of ``measure.estimates`` are held against the whole truth.
A scenario sets precision, recall, and whether errors depend on the text and its speaker. Where families
differ, each has a precision and a recall of its own, drawn anew for each corpus. ``shape`` is that of
``estimates.ALIKE``: with 1e6 the program is told that all families are missed alike. docs/audit.md has the figures.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measure import estimates
from analysis.measure.audit import choose

FAMILIES = {"common": 400, "usual": 250, "seldom": 90, "few": 35, "rare": 15, "very rare": 5}
SIZES = np.array(list(FAMILIES.values()))
SPEAKERS = {"one side": 0.5, "other side": 0.35, "third": 0.15}
HARDER = np.array([0.625, 1.5625, 0.9375])  # errors in texts of each side; 1 on average
HARDEST = np.array([0.25, 2.2, 0.7])  # where errors depend on the speaker alone
# as in the speeches at the UN: a third of the places has a word of a family, and two thirds of what is missed
PLACES = {"likely places": 1750, "other places": 3250}
LIKELY = 0.67
TEXTS, REPLICATES = 300, 400
PRECISION, RECALL = (0.95, 0.8, 0.6), (0.9, 0.6)


class Scenario(NamedTuple):
    """``precision`` and ``recall`` of every family; 0 where each family has its own."""

    precision: float
    recall: float
    errors: str  # "alike", or by text and speaker, or by speaker alone
    texts: int = TEXTS


BY_TEXT, BY_SPEAKER = "by text and speaker", "by speaker"
SCENARIOS = [
    *(Scenario(*rates, BY_TEXT) for rates in product(PRECISION, RECALL)),
    Scenario(0.8, 0.9, "alike"),
    Scenario(0, 0, "alike"),
    Scenario(0, 0, BY_TEXT),
    Scenario(0.8, 0.6, BY_SPEAKER),
    Scenario(0.8, 0.6, BY_TEXT, texts=40),
]


def population(scenario: Scenario, random: np.random.Generator) -> pd.DataFrame:
    """The units of an invented corpus, with the right verdict of every one of them."""
    texts = scenario.texts
    speaker = random.choice(len(SPEAKERS), p=list(SPEAKERS.values()), size=texts)
    harder = random.gamma(2, 0.5, size=texts) * HARDER[speaker]
    harder = HARDEST[speaker] if scenario.errors == BY_SPEAKER else harder
    harder = np.ones(texts) if scenario.errors == "alike" else harder
    own = len(SIZES) if not scenario.precision else 1
    precision = random.choice(PRECISION, own) if own > 1 else np.array([scenario.precision])
    recall = random.choice(RECALL, own) if own > 1 else np.array([scenario.recall])
    precision, recall = (np.broadcast_to(rate, SIZES.shape) for rate in (precision, recall))

    found = np.repeat(np.arange(len(SIZES)), SIZES)
    at = random.integers(texts, size=len(found))
    often_in = np.ones((texts, len(SIZES)))  # a family in a text, 1 on average
    if scenario.errors == BY_SPEAKER:  # four in five of the rarest family are of the side that is hardest
        of_side = np.where(speaker == HARDEST.argmax(), 4 / 0.35, 1 / 0.65)
        often_in[:, -1] = of_side / of_side.mean()
        at[-SIZES[-1] :] = random.choice(texts, p=of_side / of_side.sum(), size=SIZES[-1])
    wrong = random.random(len(found)) < np.minimum((1 - precision[found]) * harder[at], 1)
    # how many rows of each family are missed, and where
    often = SIZES * precision * (1 - recall) / recall
    doc = [random.integers(texts, size=size) for size in PLACES.values()]
    missed = []
    for places, share in zip(doc, (LIKELY, 1 - LIKELY), strict=True):
        odds = np.cumsum(often * often_in[places], axis=1)
        chance = share * odds[:, -1] / len(places) * harder[places]
        which = (odds <= random.random((len(places), 1)) * odds[:, -1:]).sum(axis=1)
        missed.append(np.where(random.random(len(places)) < chance, which, -1))
    doc_id = np.concatenate([at, *doc])
    rest = len(doc_id) - len(found)
    names = [*FAMILIES, *PLACES]
    strata = np.concatenate([found, len(SIZES) + np.repeat([0, 1], [*PLACES.values()])])
    family = np.concatenate([found, np.full(rest, -1)])
    is_missed = np.concatenate([np.full(len(found), -1), *missed])
    wrong = np.concatenate([np.where(wrong, "none", ""), np.full(rest, "")]).astype(object)
    return pd.DataFrame(
        {
            "what": pd.Categorical.from_codes((family < 0).astype(int), ["found", "place"]),
            "family": pd.Categorical.from_codes(family, [*FAMILIES]),
            "stratum": pd.Categorical.from_codes(strata, names),
            "speaker": pd.Categorical.from_codes(speaker[doc_id], [*SPEAKERS]),
            "wrong": wrong, "missed": np.array([*FAMILIES, ""], dtype=object)[is_missed],
            "doc_id": doc_id, "item": np.arange(len(doc_id)), "table": "claims",
        }
    )  # fmt: skip


def audit(known: pd.DataFrame, by: str, rows: int, seed: int) -> Iterator[tuple[str, float, float, float]]:
    """One audit, with strata by family or by family and speaker: (figure, low, high, truth) an interval."""
    units = known
    if by == "speaker":
        strata = known["stratum"].astype(str) + " | " + known["speaker"].astype(str)
        units = known.assign(stratum=strata)
    drawn = choose(units, rows, seed)["order"].notna()
    verdicts = known.loc[drawn, ["item", "wrong", "missed"]].assign(verdict="read")
    judged = estimates.Audit(units, verdicts, REPLICATES, seed)
    judged.judged = judged.judged[:1]  # nothing but the family is ever wrong
    right = known[(known["what"] == "found") & (known["wrong"] == "")]
    missed = known[known["missed"] != ""]
    every = pd.concat([right, missed.assign(family=missed["missed"])])
    for keys in (["table"], ["family"], ["speaker"], ["family", "speaker"]):
        truth = every.groupby(keys).size()
        for row in judged.corrected(keys).itertuples():
            key = tuple(getattr(row, name) for name in keys)
            figure = {
                "table": "count of all",
                "family": f"count of a family of {FAMILIES.get(key[0])}",
                "speaker": f"count of a speaker, strata by {by}",
                "family speaker": f"family and speaker, from {row.basis.removeprefix('rates of ')}",
            }[" ".join(keys)]
            yield figure, row.low, row.high, truth.get(key if len(key) > 1 else key[0], 0)
    counts, ones, found = (frame["family"].value_counts() for frame in (every, right, known))
    rates = judged.score()
    for row in rates[rates["column"] == "is one"].itertuples():
        of = found if row.rate_of == "precision" else counts
        one, of = (part.get(row.family, part.sum()) for part in (ones, of))
        size = FAMILIES.get(row.family)
        if size == 5 and row.rate_of == "precision":
            continue  # five rows are read in full, so there is no interval
        many = "15 to 400" if row.rate_of == "precision" else "35 to 400"
        alone = row.rate_of == "recall" and (size or 35) < 35
        label = f"a family of {size if alone else many}" if size else "all"
        yield f"{row.rate_of} of {label}", row.low, row.high, one / of if of else row.low


def main(audits: int, scenarios: Sequence[Scenario] = SCENARIOS, rows: int = 200) -> pd.DataFrame:
    """``audits`` of each scenario, a fourth of them with strata by speaker: one row an interval."""
    told = []
    for scenario in scenarios:
        for turn in range(audits):
            seed = SCENARIOS.index(scenario) * 1_000_000 + turn  # never the same corpus and draw twice
            known = population(scenario, np.random.default_rng(seed))
            by = "speaker" if turn % 4 == 3 else "family"
            told += [(*scenario, *one) for one in audit(known, by, rows, seed)]
    frame = pd.DataFrame(told, columns=[*Scenario._fields, "figure", "low", "high", "truth"])
    held = (frame["low"] - 1e-9 <= frame["truth"]) & (frame["truth"] <= frame["high"] + 1e-9)
    return frame.assign(held=held, width=frame["high"] - frame["low"])


if __name__ == "__main__":
    asked = [float(word) for word in sys.argv[1:]]
    audits, rows, estimates.ALIKE = [*asked, *[40, 200, estimates.ALIKE][len(asked) :]]
    found = main(int(audits), rows=int(rows))
    for value in ("held", "width"):
        means = found.groupby(["figure", *Scenario._fields], sort=False)[value].mean()
        print(means.unstack([*Scenario._fields]).round(3).to_string())
