"""How hard a paragraph pushes: the verb that opens it, ranked by published scales that do not agree.

No scale is the right one. ``gruenberg_2009`` ranks "decides" weakest of the instructive verbs, although a decision
of the Council binds; ``drafting_practice`` puts "calls upon" above "urges", the other below. So every scale is
shown beside the others, and a conclusion that hangs on the choice is no conclusion.
"""

import re

import pandas as pd

from analysis.vocabulary import load_table


def scales() -> pd.DataFrame:
    """One row a word of a scale: scale, kind (emotive, instructive), rank (1 is weakest), word, forms, source."""
    frame = pd.DataFrame(load_table("strength_scales"))
    return frame.astype({"rank": int})


def strength(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """The paragraphs that open with a verb, each with its place on every scale: one column a scale.

    The place is ``(rank - 1) / (words - 1)`` of its kind, from 0 (weakest word of the scale) to 1 (strongest);
    missing where the scale does not rank the verb. Do not compare places of different scales or kinds, nor
    average them: they are orders, not amounts.
    """
    opened = paragraphs[paragraphs["opening"].notna()].copy()
    for (scale, kind), words in scales().groupby(["scale", "kind"], sort=True):
        places = {
            form: (row.rank - 1) / (len(words) - 1) for row in words.itertuples() for form in row.forms.split("|")
        }
        opened[f"{scale} {kind}"] = [_place(opening, places) for opening in opened["opening"]]
    return opened.reset_index(drop=True)


def _place(opening: str, places: dict[str, float]) -> float:
    """The place of the strongest ranked form that stands in the opening, or missing."""
    found = [place for form, place in places.items() if re.search(rf"\b{form}\b", opening.lower())]
    return max(found) if found else float("nan")
