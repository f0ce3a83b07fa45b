"""Do the intervals of an audit hold the truth as often as they say? A simulation, with the truth known.

    python tests/bench/audits.py [audits of a scenario] [units read] [seed] [scenario ...]

A corpus is invented, with rows of six families (15 and 5 rows the rarest), places, and errors; a reader who
never errs reads 200 units of it; the intervals of ``measure.estimates`` are held against the whole truth.
A scenario sets precision, recall, and whether errors depend on the text and its speaker. Where families
differ, each has its own precision and recall, drawn anew for each corpus: what can be promised. The last two have the
sizes and rates of the audits of 941 speeches, whose tables the notebooks print. ``seed`` moves all corpora and draws:
what is tried is tried with one, and docs/audit.md has the figures of another.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measure import estimates
from analysis.measure.audit import choose


class Corpus(NamedTuple):
    """Rows of each family, places, the share of missed rows in likely places, and how many are read.

    ``rates``: precision and recall of each family, about which its own are drawn; none: see Scenario.
    """

    families: dict[str, int]
    places: tuple[int, int]
    likely: float
    rows: int
    rates: tuple[tuple[float, ...], tuple[float, ...]] | None = None


# as in the speeches at the UN: a third of the places has a word of a family, and two thirds of what is missed
CORPORA = {
    "invented": Corpus(
        {"common": 400, "usual": 250, "seldom": 90, "few": 35, "rare": 15, "very rare": 5}, (1750, 3250), 0.67, 200
    ),
    "claims of the speeches": Corpus(
        {"casualties": 401, "duration": 318, "displaced": 310, "troops": 101, "territory": 53, "settlements": 29,
         "damage": 20}, (2612, 4821), 0.67, 200,
        ((0.98, 0.91, 0.94, 0.97, 0.95, 0.94, 0.93), (0.9, 0.91, 0.8, 0.9, 0.9, 0.9, 0.89)),
    ),
    "citations of the speeches": Corpus(
        {"instrument": 5413, "unnumbered": 1139, "numbered": 1125, "document": 362}, (1102, 358), 0.6, 120,
        ((0.98, 0.97, 0.97, 0.95), (0.93, 0.72, 0.98, 0.95)),
    ),
}  # fmt: skip
SPEAKERS = {"one side": 0.5, "other side": 0.35, "third": 0.15}
HARDER = np.array([0.625, 1.5625, 0.9375])  # errors in texts of each side; 1 on average
HARDEST = np.array([0.25, 2.2, 0.7])  # where errors depend on the speaker alone
TEXTS, REPLICATES = 300, 400
PRECISION, RECALL = (0.95, 0.8, 0.6), (0.9, 0.6)


class Scenario(NamedTuple):
    """``precision`` and ``recall`` of every family; 0 where each family has its own."""

    precision: float
    recall: float
    errors: str  # "alike", or by text and speaker, or by speaker alone
    texts: int = TEXTS
    corpus: str = "invented"


BY_TEXT, BY_SPEAKER = "by text and speaker", "by speaker"
SCENARIOS = [
    *(Scenario(*rates, BY_TEXT) for rates in product(PRECISION, RECALL)),
    Scenario(0.8, 0.9, "alike"),
    Scenario(0, 0, "alike"),
    Scenario(0, 0, BY_TEXT),
    Scenario(0.8, 0.6, BY_SPEAKER),
    Scenario(0.8, 0.6, BY_TEXT, texts=40),
    Scenario(0, 0, BY_TEXT, 941, "claims of the speeches"),
    Scenario(0, 0, BY_TEXT, 941, "citations of the speeches"),
]


def population(scenario: Scenario, random: np.random.Generator) -> pd.DataFrame:
    """The units of an invented corpus, with the right verdict of every one of them."""
    texts, corpus = scenario.texts, CORPORA[scenario.corpus]
    families, sizes = [*corpus.families], np.array([*corpus.families.values()])
    speaker = random.choice(len(SPEAKERS), p=list(SPEAKERS.values()), size=texts)
    harder = random.gamma(2, 0.5, size=texts) * HARDER[speaker]
    harder = HARDEST[speaker] if scenario.errors == BY_SPEAKER else harder
    harder = np.ones(texts) if scenario.errors == "alike" else harder
    if corpus.rates:  # each within about a tenth of what was measured
        precision, recall = (
            random.beta(20 * np.array(rate), 20 - 20 * np.array(rate)) for rate in corpus.rates
        )
    elif scenario.precision:
        precision, recall = (np.full(len(sizes), rate) for rate in scenario[:2])
    else:
        precision, recall = (random.choice(rates, len(sizes)) for rates in (PRECISION, RECALL))

    found = np.repeat(np.arange(len(sizes)), sizes)
    at = random.integers(texts, size=len(found))
    often_in = np.ones((texts, len(sizes)))  # a family in a text, 1 on average
    if scenario.errors == BY_SPEAKER:  # the hardest side has four in five of the rarest family
        of_side = np.where(speaker == HARDEST.argmax(), 4 / 0.35, 1 / 0.65)
        often_in[:, -1] = of_side / of_side.mean()
        at[-sizes[-1] :] = random.choice(texts, p=of_side / of_side.sum(), size=sizes[-1])
    wrong = random.random(len(found)) < np.minimum((1 - precision[found]) * harder[at], 1)
    # how many rows of each family are missed, and where
    often = sizes * precision * (1 - recall) / recall
    doc = [random.integers(texts, size=size) for size in corpus.places]
    missed = []
    for places, share in zip(doc, (corpus.likely, 1 - corpus.likely), strict=True):
        odds = np.cumsum(often * often_in[places], axis=1)
        chance = share * odds[:, -1] / len(places) * harder[places]
        which = (odds <= random.random((len(places), 1)) * odds[:, -1:]).sum(axis=1)
        missed.append(np.where(random.random(len(places)) < chance, which, -1))
    doc_id = np.concatenate([at, *doc])
    rest = len(doc_id) - len(found)
    strata = np.concatenate([found, len(sizes) + np.repeat([0, 1], corpus.places)])
    family = np.concatenate([found, np.full(rest, -1)])
    is_missed = np.concatenate([np.full(len(found), -1), *missed])
    wrong = np.concatenate([np.where(wrong, "none", ""), np.full(rest, "")]).astype(object)
    return pd.DataFrame(
        {
            "what": pd.Categorical.from_codes((family < 0).astype(int), ["found", "place"]),
            "family": pd.Categorical.from_codes(family, families),
            "stratum": pd.Categorical.from_codes(strata, [*families, "likely places", "other places"]),
            "speaker": pd.Categorical.from_codes(speaker[doc_id], [*SPEAKERS]),
            "wrong": wrong, "missed": np.array([*families, ""], dtype=object)[is_missed],
            "doc_id": doc_id, "item": np.arange(len(doc_id)), "table": "claims",
        }
    )  # fmt: skip


def audit(
    known: pd.DataFrame, by: str, rows: int, seed: int
) -> Iterator[tuple[str, float, float, float]]:
    """One audit, with strata by family or by family and speaker: (figure, low, high, truth) an interval."""
    units, sizes = known, known["family"].value_counts()
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
                "family": f"count of a family of {sizes.get(key[0])}",
                "speaker": f"count of a speaker, strata by {by}",
                "family speaker": f"family and speaker, from {row.basis.removeprefix('rates of ')}",
            }[" ".join(keys)]
            yield figure, row.low, row.high, truth.get(key if len(key) > 1 else key[0], 0)
    counts, ones, found = (frame["family"].value_counts() for frame in (every, right, known))
    rates = judged.score()
    for row in rates[rates["column"] == "is one"].itertuples():
        of = found if row.rate_of == "precision" else counts
        one, of = (part.get(row.family, part.sum()) for part in (ones, of))
        size = sizes.get(row.family)
        if size == 5 and row.rate_of == "precision":
            continue  # five rows are read in full, so there is no interval
        many = "15 to 400" if row.rate_of == "precision" else "35 to 400"
        alone = row.rate_of == "recall" and (size or 35) < 35
        label = f"a family of {size if alone else many}" if size else "all"
        yield f"{row.rate_of} of {label}", row.low, row.high, one / of if of else row.low


def main(
    audits: int, scenarios: Sequence[Scenario] = SCENARIOS, rows: int = 0, first: int = 0
) -> pd.DataFrame:
    """``audits`` of each scenario, a fourth of them with strata by speaker: one row an interval."""
    told = []
    for scenario in scenarios:
        for turn in range(audits):
            # never the same corpus and draw twice
            seed = first + SCENARIOS.index(scenario) * 1_000_000 + turn
            known = population(scenario, np.random.default_rng(seed))
            by = "speaker" if turn % 4 == 3 else "family"
            read = rows or CORPORA[scenario.corpus].rows
            told += [(*scenario, *one) for one in audit(known, by, read, seed)]
    frame = pd.DataFrame(told, columns=[*Scenario._fields, "figure", "low", "high", "truth"])
    held = (frame["low"] - 1e-9 <= frame["truth"]) & (frame["truth"] <= frame["high"] + 1e-9)
    above = frame["truth"] > frame["high"] + 1e-9
    return frame.assign(held=held, above=above, width=frame["high"] - frame["low"])


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]]
    audits, rows, first, *which = [*asked, *[40, 0, 0][len(asked) :]]
    chosen = [SCENARIOS[number] for number in which] or SCENARIOS
    found = main(audits, chosen, rows, first)
    for value in ("held", "above", "width"):
        means = found.groupby(["figure", *Scenario._fields], sort=False)[value].mean()
        print(means.unstack([*Scenario._fields]).round(3).to_string())
