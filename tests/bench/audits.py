"""Do the intervals of an audit hold the truth as often as they say? A simulation, with the truth known.

    python tests/bench/audits.py [audits of a scenario]

A corpus is invented, with rows of six families (15 and 5 rows the rarest), places, and errors; a reader who
never errs reads 200 units of it; the intervals of ``measure.estimates`` are held against the whole truth.
A scenario sets precision, recall, and what errors depend on: on nothing, on the text (they come together in
some texts), or on the text and its speaker. Where families differ, each has a precision and a recall of its
own, drawn anew for each corpus. docs/audit.md has the figures.
"""

import sys
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measure.audit import choose
from analysis.measure.estimates import Audit

FAMILIES = {"common": 400, "usual": 250, "seldom": 90, "few": 35, "rare": 15, "very rare": 5}
SIZES = np.array(list(FAMILIES.values()))
SPEAKERS = {"one side": 0.5, "other side": 0.35, "third": 0.15}
HARDER = np.array([0.625, 1.5625, 0.9375])  # errors in texts of each side; 1 on average
PLACES = {"likely places": 2000, "other places": 3000}
LIKELY = 0.85  # of the missed rows stand in likely places
TEXTS = 300
PRECISION, RECALL = (0.95, 0.8, 0.6), (0.9, 0.6)


class Scenario(NamedTuple):
    """``precision`` and ``recall`` of every family; 0 where each family has its own."""

    precision: float
    recall: float
    errors: str  # "alike", or by text and speaker


BY_TEXT_AND_SPEAKER = "by text and speaker"
SCENARIOS = [
    *(Scenario(*rates, BY_TEXT_AND_SPEAKER) for rates in product(PRECISION, RECALL)),
    Scenario(0.8, 0.9, "alike"),
    Scenario(0, 0, "alike"),
    Scenario(0, 0, BY_TEXT_AND_SPEAKER),
]


def population(scenario: Scenario, random: np.random.Generator) -> pd.DataFrame:
    """The units of an invented corpus, with the right verdict of every one of them."""
    speaker = random.choice(len(SPEAKERS), p=list(SPEAKERS.values()), size=TEXTS)
    harder = random.gamma(2, 0.5, size=TEXTS) * HARDER[speaker]
    harder = np.ones(TEXTS) if scenario.errors == "alike" else harder
    own = len(SIZES) if not scenario.precision else 1
    precision = random.choice(PRECISION, own) if own > 1 else np.array([scenario.precision])
    recall = random.choice(RECALL, own) if own > 1 else np.array([scenario.recall])
    precision, recall = (np.broadcast_to(rate, SIZES.shape) for rate in (precision, recall))

    found = np.repeat(np.arange(len(SIZES)), SIZES)
    at = random.integers(TEXTS, size=len(found))
    wrong = random.random(len(found)) < np.minimum((1 - precision[found]) * harder[at], 1)
    # how many rows of each family are missed, and where
    often = SIZES * precision * (1 - recall) / recall
    doc = [random.integers(TEXTS, size=size) for size in PLACES.values()]
    missed = []
    for places, share in zip(doc, (LIKELY, 1 - LIKELY), strict=True):
        chance = share * often.sum() / len(places) * harder[places]
        which = random.choice(len(SIZES), p=often / often.sum(), size=len(places))
        missed.append(np.where(random.random(len(places)) < chance, which, -1))
    doc_id = np.concatenate([at, *doc])
    is_missed, names = np.concatenate(missed), np.array([*FAMILIES, ""], dtype=object)
    rest = len(doc_id) - len(found)
    return pd.DataFrame(
        {
            "what": np.repeat(np.array(["found", "place"], dtype=object), [len(found), rest]),
            "family": np.concatenate([names[found], np.full(rest, None)]),
            "stratum": np.concatenate([names[found], np.repeat([*PLACES], [*PLACES.values()])]),
            "speaker": np.array(list(SPEAKERS), dtype=object)[speaker[doc_id]],
            "wrong": np.concatenate([np.where(wrong, "none", ""), np.full(rest, "")]).astype(object),
            "missed": np.concatenate([np.full(len(found), ""), names[is_missed]]).astype(object),
            "doc_id": doc_id, "item": np.arange(len(doc_id)), "table": "claims",
        }
    )  # fmt: skip


@cache
def allotted(sizes: tuple[int, ...], rows: int) -> list[int]:
    """How many of strata of these sizes are read, as ``choose`` does it."""
    units = pd.DataFrame({"stratum": np.repeat(np.arange(len(sizes)), sizes), "what": "found"})
    drawn = choose(units.assign(item=units.index), rows, 0)
    return drawn.groupby("stratum")["order"].count().tolist()


def read(units: pd.DataFrame, random: np.random.Generator) -> np.ndarray:
    """The units of one draw: 120 rows and 80 places, by stratum, as ``choose`` draws them."""
    drawn = []
    for what, rows in (("found", 120), ("place", 80)):
        strata = units.index[units["what"] == what].groupby(units["stratum"][units["what"] == what])
        share = allotted(tuple(map(len, strata.values())), rows)
        drawn += [
            random.choice(at, size, replace=False)
            for at, size in zip(strata.values(), share, strict=True)
        ]
    return np.concatenate(drawn)


def audit(units: pd.DataFrame, by: list[str], seed: int, replicates: int) -> list[tuple]:
    """One audit: (what, basis, group, does the interval hold the truth, its width) an interval."""
    known = units
    if "speaker" in by:
        units = units.assign(stratum=units["stratum"] + " | " + units["speaker"])
    drawn = read(units, np.random.default_rng(seed))
    verdicts = known.loc[drawn, ["item", "wrong", "missed"]].assign(verdict="read")
    judged = Audit(units, verdicts, replicates, seed)
    judged.judged = judged.judged[:1]  # nothing but the family is ever wrong
    right = known[(known["what"] == "found") & (known["wrong"] == "")]
    more = known[known["missed"] != ""].assign(family=known["missed"])
    every, told = pd.concat([right, more]), []
    for keys in (["family"], ["speaker"], ["family", "speaker"]):
        truth = every.groupby(keys).size().to_dict()
        for row in judged.corrected(keys).itertuples():
            key = tuple(getattr(row, name) for name in keys)
            real = truth.get(key if len(key) > 1 else key[0], 0)
            told.append(
                ("count by " + " and ".join(keys), row.basis, key[0], row.low, row.high, real)
            )
    counts, ones, found = (frame["family"].value_counts() for frame in (every, right, known))
    rates = judged.score()
    for row in rates[rates["column"] == "is one"].itertuples():
        one = ones.sum() if row.family == "(all)" else ones.get(row.family, 0)
        of = found if row.rate_of == "precision" else counts
        of = of.sum() if row.family == "(all)" else of.get(row.family, 0)
        if of:
            told.append((row.rate_of, "", row.family, row.low, row.high, one / of))
    return [
        (what, basis, group, low - 1e-9 <= real <= high + 1e-9, high - low)
        for what, basis, group, low, high, real in told
    ]


def main(audits: int, scenarios: list[Scenario] = SCENARIOS, replicates: int = 400) -> pd.DataFrame:
    """``audits`` of each scenario, a fourth of them with strata by speaker: one row an interval."""
    rows = []
    for scenario in scenarios:
        for turn in range(audits):
            seed = (
                SCENARIOS.index(scenario) * 1_000_000 + turn
            )  # never the same corpus and draw twice
            units = population(scenario, np.random.default_rng(seed))
            strata = ["family", "speaker"][: 1 + (turn % 4 == 3)]
            told = audit(units, strata, seed, replicates)
            rows += [(*scenario, " and ".join(strata), *one) for one in told]
    columns = [*Scenario._fields, "strata", "what", "basis", "group", "held", "width"]
    return pd.DataFrame(rows, columns=columns)


if __name__ == "__main__":
    found = main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
    for keys in (["what", "basis", "strata"], ["what", "group"], [*Scenario._fields, "what"]):
        share = found.groupby(keys).agg(
            intervals=("held", "size"), held=("held", "mean"), width=("width", "median")
        )
        print(share.round(3).to_string())
