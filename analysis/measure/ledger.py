"""The claim ledger: who said which number, how hedged, of what, when, and how that drifts."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import pandas as pd

from analysis.vocabulary import load_table

# numbers closer than this are the same claim; numbers up to this are words of everyday language
NEAR, SPELT_OUT = 1.02, 12
NUMBERS = ["value", "value_low", "value_high"]
KEYS = ["subject", "unit"]  # of a claim, beside its number
TOLD = [
    "first", "last", "times", "documents", "hedges", "status", "counted", "who", "to_whom",
    "attributed_to", "where",
]  # fmt: skip
CONTEXT = ["doc_id", "date", "issuer", "speaker", "addressee"]
COLUMNS = [
    "family", "date", "doc_id", "paragraph", "issuer", "speaker", "addressee", "hedge",
    "direction", "hedge_text", *NUMBERS, "unit", "counted", "status", "cause", "attributed_to",
    "start", "end", "quote",
]  # fmt: skip


def ledger(claims: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """One row a claim, in order of time within its family, with who said it to whom and when.

    ``direction`` puts the hedge in words: "almost" names a number from below, "over" one from
    above. Undated documents come last.
    """
    joined = claims.merge(documents[CONTEXT], on="doc_id", how="left", validate="many_to_one")
    joined["direction"] = joined["hedge"].map(directions())
    return joined.sort_values(["family", "date", "doc_id", "start"], ignore_index=True)[COLUMNS]


def directions() -> dict[str, str]:
    """For each hedge where the true value lies from the number that is named, from below up."""
    return {row["hedge"]: row["direction"] for row in load_table("hedge_directions")}


def recurring(entries: pd.DataFrame, *, least: int = 2, rows: bool = False) -> pd.DataFrame:
    """One row a claim that stands in at least ``least`` documents, the most widespread first.

    A claim is a family (where there is none, the noun that is counted), a unit and a number.
    Numbers count as the same while they are less than 2 percent above the lowest of them; a range
    counts as its middle; claims that name no number ("hundreds of thousands") are one row, after
    the others.

    ``first`` and ``last``: dates; ``times`` counts occurrences, ``documents`` the texts they stand
    in; ``who`` and ``to_whom``: issuers (or speakers) and addressees; ``attributed_to``: whom the
    texts have it from; ``values`` and ``counted`` as they first occur; ``hedges`` and ``status`` in
    order of time, repeats in a row as "over x3" (who denies a number names it as well, and counts);
    ``where``: the documents; with ``rows`` also the index of the entries. One row says that a
    number is repeated, not that the speakers mean the same people or the same land.
    """
    parts = (part for part in same_claims(entries) if part["doc_id"].nunique() >= least)
    columns = [*KEYS, "values", *TOLD, *(["rows"] if rows else [])]
    found = pd.DataFrame(map(_summed, parts), columns=columns)
    order = ["documents", "times", "subject", "values"]
    found = found.sort_values(order, ascending=[False, False, True, True])
    return found.sort_values("values", key=pd.isna, kind="stable", ignore_index=True)


def same_claims(entries: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The entries claim by claim, as ``recurring`` counts them, with what it compares: subject,
    unit, number, who."""
    number = entries["value"].fillna((entries["value_low"] + entries["value_high"]) / 2)
    subject = entries["family"].fillna(entries["counted"].map(head_noun))
    who = entries["issuer"].fillna(entries["speaker"])
    frame = entries.assign(subject=subject, number=number, who=who)
    # a number that leaves its unit out ("Of 40 villages, 13 were burnt") has the usual one
    units = frame.groupby("subject", dropna=False)["unit"]
    frame["unit"] = frame["unit"].fillna(units.transform(lambda unit: unit.mode().min()))
    frame["number"] = frame.groupby(KEYS, dropna=False)["number"].transform(_lowest_near)
    for _, part in frame.groupby([*KEYS, "number"], dropna=False, sort=False):
        yield part


def outside(quantities: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The quantities of no family that could be a claim, in the columns of ``claims``, ``family``
    missing.

    Left out, because no reader could tell that two of them are the same claim: amounts without a
    number or without a noun, spans of time (a clock that grows with the year), and numbers up to
    twelve, which language spells out and uses for anything ("two sides", "five principles").
    """
    place = ["doc_id", "start", "end"]
    places = pd.MultiIndex.from_frame(claims[place])
    claimed = pd.MultiIndex.from_frame(quantities[place]).isin(places)
    spans = {row["unit"] for row in load_table("units") if row["kind"] == "time"}
    number = quantities["value"].fillna(quantities["value_low"])
    counts = quantities["counted"].notna() & ~quantities["unit"].isin(spans)
    kept = quantities[~claimed & counts & (number > SPELT_OUT)].reset_index(drop=True)
    return kept.reindex(columns=claims.columns).astype(claims.dtypes)


def head_noun(counted: object) -> object:
    """The noun that is counted, without what goes before it and after "of": "Member States of the
    UN" is "states"."""
    if not isinstance(counted, str):
        return pd.NA
    words = re.split(r"\s(?:of|in|from|to|for|and)\s", counted)[0].split()
    return words[-1].casefold() if words else pd.NA


def _summed(part: pd.DataFrame) -> dict[str, object]:
    """The entries of one claim as a row of ``recurring``."""
    return {
        **part[KEYS].iloc[0],
        "values": _list(_number(*row) for row in part[NUMBERS].itertuples(index=False)),
        "first": part["date"].min(), "last": part["date"].max(),
        "times": len(part), "documents": part["doc_id"].nunique(),
        "hedges": _runs(part["hedge"]), "status": _runs(part["status"]),
        "counted": _list(part["counted"], " | "),
        "who": _list(part["who"], " | "), "to_whom": _list(part["addressee"], " | "),
        "attributed_to": _list(part["attributed_to"], " | "),
        "where": _list(part["doc_id"]), "rows": part.index,
    }  # fmt: skip


def _lowest_near(numbers: pd.Series) -> pd.Series:
    """For each number the lowest of its group, which ends at a number ``NEAR`` times its lowest."""
    lowest, groups = float("nan"), {}
    for number in sorted(numbers.dropna().unique()):
        lowest = lowest if number < lowest * NEAR else number
        groups[number] = lowest
    return numbers.map(groups)


def _number(value: float, low: float, high: float) -> str | None:
    if pd.notna(value):
        return f"{value:,.10g}"
    return None if pd.isna(low) or pd.isna(high) else f"{low:,.10g}-{high:,.10g}"


def _runs(values: pd.Series) -> object:
    """The values in order, repeats in a row as "over x3"; missing if there is none."""
    runs = ((value, len(list(run))) for value, run in groupby(values.dropna()))
    return ", ".join(f"{value} x{n}" if n > 1 else value for value, n in runs) or pd.NA


def _list(values: Iterable[object], between: str = ", ") -> object:
    """The values as they first occur, each once; missing if there is none."""
    return between.join(dict.fromkeys(str(value) for value in values if pd.notna(value))) or pd.NA
