"""How hard a paragraph pushes: its verb on rival scales, and beside the Council's habits.

No scale is the right one. ``gruenberg_2009`` ranks "decides" weakest of the instructive verbs,
``house_legal`` strongest, because a decision of the Council binds; ``drafting_practice`` puts
"calls upon" above "urges". So every scale is shown beside the others, and a conclusion that hangs
on the choice is no conclusion.
"""

import re
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.measure.words import rates
from analysis.terms import alternation
from analysis.vocabulary import Vocabulary, load_table, read_table, shipped

VERDICTS = ("undecided", "one scale only", "agreed")  # of no scale, one, several that do not differ


def scales(own: str | Path | Vocabulary | None = None) -> pd.DataFrame:
    """One row a word of a scale: scale, kind (emotive, instructive), rank, word, forms, source.

    Rank 1 is weakest; words of the same rank are as strong as one another. ``own`` is a CSV table
    of your own with the same columns, or a vocabulary with a table ``strength_scales``.
    """
    words = own if isinstance(own, Vocabulary) else shipped()
    if isinstance(own, str | Path):
        words = Vocabulary({"strength_scales": read_table(own, like="strength_scales")})
    rows = words.table("strength_scales")
    return pd.DataFrame(rows).drop(columns="example").astype({"rank": int})


def strength(paragraphs: pd.DataFrame, own: str | Path | Vocabulary | None = None) -> pd.DataFrame:
    """The paragraphs that open with a verb, each with its place on every scale: one column a scale.

    The place is ``(rank - 1) / (highest rank - 1)`` of its kind, from 0 (weakest word of the scale)
    to 1 (strongest); missing where the scale does not rank the verb. Do not compare places of
    different scales or kinds, nor average them: they are orders, not amounts.
    """
    opened = paragraphs[paragraphs["opening"].notna()].copy()
    for (scale, kind), words in scales(own).groupby(["scale", "kind"], sort=True):
        top = max(words["rank"].max() - 1, 1)
        places: dict[str, float] = {}
        for row in words.itertuples():
            places |= dict.fromkeys(row.forms.split("|"), (row.rank - 1) / top)
        opened[f"{scale} {kind}"] = [_place(opening, places) for opening in opened["opening"]]
    return opened.reset_index(drop=True)


def orderings(ranked: pd.DataFrame) -> pd.DataFrame:
    """What scales decide: a row a pair of openings, a column a scale with the stronger, verdict.

    ``ranked`` is a frame of ``strength``. A cell is missing where the scale ranks only one of the
    two or neither, "as strong" where it puts them level. ``verdict`` is "agreed" (two scales or
    more decide, alike), "disputed" (they decide otherwise), "one scale only" or "undecided".
    """
    names = [name for name in ranked if name.endswith((" instructive", " emotive"))]
    lower = ranked.assign(opening=ranked["opening"].str.lower())
    places = lower.drop_duplicates("opening").set_index("opening")[names]
    rows = []
    for one, other in combinations(places.index, 2):
        apart = np.sign(places.loc[one] - places.loc[other])
        said = apart.map({1: one, 0: "as strong", -1: other})
        decided = said[apart.abs() == 1]
        verdict = "disputed" if len(set(decided)) > 1 else VERDICTS[min(len(decided), 2)]
        rows.append({"one": one, "other": other, **said, "verdict": verdict})
    return pd.DataFrame(rows, columns=["one", "other", *names, "verdict"])


def verb(opening: str) -> str | None:
    """The verb of an opening without adverbs and complement: "demands" of "Strongly demands"."""
    found = _verbs().search(opening.lower())
    return " ".join(found[0].split()) if found else None


def council_rates(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """How often the Security Council opens with each opening of ``paragraphs``, and its verb.

    Columns kind, level (opening, verb), term, here (paragraphs of the given ones), count and of
    (paragraphs of the Council's of that kind), rate, low, high (95 percent, Wilson), resolutions. A
    term the Council's texts lack has count 0, and ``high`` says how common it could still be.
    Source: ``data/reference/council_openings.csv``.
    """
    opened = paragraphs[paragraphs["opening"].notna()]
    openings = opened[["kind"]].assign(level="opening", term=opened["opening"].str.lower())
    verbs = openings.assign(level="verb", term=openings["term"].map(verb))
    here = pd.concat([openings, verbs]).value_counts().rename("here").reset_index()
    numbers = dict.fromkeys(("count", "of", "resolutions"), int)
    council = pd.DataFrame(load_table("council_openings")).astype(numbers)
    frame = here.merge(council, on=["kind", "level", "term"], how="left").drop(columns="source")
    frame["of"] = frame["kind"].map(council.groupby("kind")["of"].max()).fillna(0)
    frame = rates(frame.fillna({"count": 0, "resolutions": 0}).astype(numbers))
    return frame.sort_values(["level", "kind", "rate", "term"], ignore_index=True)


@cache
def _verbs() -> re.Pattern[str]:
    verbs = alternation(shipped().terms("openings", "kind", "preambular", "operative"))
    return re.compile(rf"\b(?:having\s+(?:\w+ly\s+)?\w+|{verbs})\b")


def _place(opening: str, places: dict[str, float]) -> float:
    """The place of the strongest ranked form that stands in the opening, or missing."""
    found = [place for form, place in places.items() if re.search(rf"\b{form}\b", opening.lower())]
    return max(found, default=float("nan"))
