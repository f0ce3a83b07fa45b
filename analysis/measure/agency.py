"""Who acts in the sentence: the acts of ``extract.rhetoric`` by class and by the party named as
agent or patient."""

import re

import pandas as pd

from analysis.vocabulary import load_table

UNNAMED = "no agent named"
OTHER = "another"


def acts_of(rhetoric: pd.DataFrame, classes: tuple[str, ...]) -> pd.DataFrame:
    """The acts of the given classes of ``data/vocabulary/acts.csv``, with ``class`` and the parties
    of agent and patient.

    A party is missing where no agent (or patient) is written, and "another" where the words name no
    party of ``data/study/parties.csv``: "these installations", "this aggression".
    """
    frame = rhetoric if "class" in rhetoric else rhetoric.assign(**{"class": _classes(rhetoric)})
    frame = frame[frame["class"].isin(classes) & (frame["form"] != "label")].reset_index(drop=True)
    return frame.assign(
        agent_party=[party(words) for words in frame["agent"]],
        patient_party=[party(words) for words in frame["patient"]],
    )


def _classes(acts: pd.DataFrame) -> list[str | None]:
    """The classes of acts that a reader marked by hand, from the table."""
    rows = (row for row in load_table("acts") if row["form"] in ("noun", "verb"))
    known = {(row["term"], row["form"]): row["class"] for row in rows}
    forms = acts["form"].eq("nominal").map({True: "noun", False: "verb"})
    return [known.get(key) for key in zip(acts["act"], forms, strict=True)]


def party(words: object) -> str | None:
    """The party that ``words`` name first, "another" if they name none, missing if there are no
    words."""
    if not isinstance(words, str):
        return None
    places = [
        (match.start(), row["party"])
        for row in load_table("parties")
        if (match := re.search(rf"\b{re.escape(row['term'])}\b", words, re.IGNORECASE))
    ]
    return min(places)[1] if places else OTHER


def agents(acts: pd.DataFrame) -> pd.DataFrame:
    """One row a class of act, one column an ``agent_party``, counts of acts; UNNAMED is where no
    agent is named."""
    named = acts["agent_party"].astype("object").where(acts["agent_party"].notna(), UNNAMED)
    return pd.crosstab(acts["class"], named)
