"""Who acts in the sentence: acts by class, and by the party named as agent or patient."""

import re
from collections.abc import Mapping
from functools import cache

import pandas as pd

from analysis.terms import spelled
from analysis.vocabulary import load_table

UNNAMED = "no agent named"
OTHER = "another"
CLASSES = ("attack", "occupation", "displacement", "withdrawal", "defence")
BLAMED = ("attack", "occupation", "displacement", "breach")
PLACE = ["start", "end", "quote"]
VIOLENT = BLAMED[:3]
SUFFERED = ("flee", "exodus")  # done by those to whom it is done
PRONOUN, OURS = r"(?i:it|its|they|their|he|she)", r"(?i:\b(?:we|us|our|ours|my)\b)"
ACCUSATION = ["doc_id", "paragraph", "accuser", "accused", "deed", "kind", "agent", "patient"]


def acts_of(
    rhetoric: pd.DataFrame, classes: tuple[str, ...], by: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Acts of the given classes (of ``acts.csv``), with ``agent_party`` and ``patient_party``.

    A party is missing where no agent (or patient) is written, and "another" where the words name no
    party of ``data/study/parties.csv``: "these installations", "this aggression". ``by`` gives the
    party that speaks in each document, for "we" and "our territory".
    """
    asked = rhetoric["class"].isin(classes) & (rhetoric["form"] != "label")
    frame = rhetoric[asked].reset_index(drop=True)
    speakers = frame["doc_id"].map(by or {})
    who = ("agent", "patient")
    return frame.assign(**{f"{name}_party": _parties(frame[name], speakers) for name in who})


def party(words: object) -> str | None:
    """The party named first in ``words``, "another" for none, missing if there are no words."""
    if not isinstance(words, str):
        return None
    pattern, parties = _named_parties()
    found = pattern.search(words)
    return parties[" ".join(found[0].lower().split())] if found else OTHER


@cache
def _named_parties() -> tuple[re.Pattern[str], dict[str, str]]:
    parties = {row["term"].lower(): row["party"] for row in load_table("parties")}
    return re.compile(rf"\b{spelled(parties)}\b"), parties


def agents(acts: pd.DataFrame) -> pd.DataFrame:
    """One row a class of act, one column an ``agent_party`` (UNNAMED for none), counts of acts."""
    named = acts["agent_party"].astype("object").where(acts["agent_party"].notna(), UNNAMED)
    return pd.crosstab(acts["class"], named)


def accusations(rhetoric: pd.DataFrame, accusers: Mapping[str, str]) -> pd.DataFrame:
    """One row an act that a text holds against somebody: doc_id, paragraph, accuser, accused, deed,
    kind, agent, patient, start, end, quote.

    ``accusers`` gives the party that speaks in each document (``doc_id`` to party). The kind is
    ``direct`` (another than the speaker is the agent), ``label`` (somebody is named by the deed:
    "the aggressor") or ``implied``: no agent, but the one who suffers is the speaker's, or the
    sentence names somebody else. ``accused`` is then missing. A duty not done ("has not
    implemented") is held against somebody, a deed denied is not.
    """
    wrong = rhetoric["class"].isin(BLAMED) & ~rhetoric["act"].isin(SUFFERED)
    owed = rhetoric["class"].eq("compliance") & rhetoric["form"].ne("nominal")
    blamed = (wrong & ~rhetoric["negated"]) | (owed & rhetoric["negated"])
    rows = rhetoric[blamed & rhetoric["doc_id"].isin(accusers)].copy()
    rows["accuser"] = rows["doc_id"].map(accusers)
    agent, patient = (_parties(rows[name], rows["accuser"]) for name in ("agent", "patient"))
    known = agent.notna() & agent.ne(rows["accuser"])
    direct = known & (agent.ne(OTHER) | rows["agent"].str.fullmatch(PRONOUN).fillna(False))
    labels = [row["term"] for row in load_table("acts") if row["form"] == "label" and row["of"]]
    named = known & (agent.ne(OTHER) | rows["act"].isin(labels))
    violent = agent.isna() & rows["class"].isin(VIOLENT) & rows["form"].ne("label")
    implied = violent & (patient.eq(rows["accuser"]) | rows["agent_from"].eq("candidate"))
    kinds = pd.Series("none", rows.index).mask(implied, "implied").mask(direct, "direct")
    rows["kind"] = kinds.mask(rows["form"].eq("label"), named.map({True: "label", False: "none"}))
    rows["accused"] = agent.where(rows["kind"].ne("implied") & agent.ne(OTHER))
    rows = rows.rename(columns={"act": "deed"})
    return rows.loc[rows["kind"].ne("none"), [*ACCUSATION, *PLACE]].reset_index(drop=True)


def _parties(named: pd.Series, speakers: pd.Series) -> pd.Series:
    """The party of each agent or patient; "our territory" is the speaker's, where one is known."""
    ours = named.str.contains(OURS).fillna(False).astype(bool) & speakers.notna()
    return named.map(party, na_action="ignore").astype("object").mask(ours, speakers)
