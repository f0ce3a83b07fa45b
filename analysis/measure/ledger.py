"""The claim ledger: who said which number, how hedged, of what, when, and how that drifts."""

import pandas as pd

# what a hedge says about the true value: where it lies from the number that is named
DIRECTION = {
    "bare": "at", "about": "around", "almost": "just below", "over": "above", "at_least": "at or above",
    "under": "below", "up_to": "at or below", "range": "between", "vague": "unsaid",
}  # fmt: skip
CONTEXT = ["doc_id", "date", "issuer", "speaker", "addressee"]
COLUMNS = [
    "family", "date", "doc_id", "paragraph", "issuer", "speaker", "addressee", "hedge", "direction", "hedge_text",
    "value", "value_low", "value_high", "unit", "counted", "status", "cause", "start", "end", "quote",
]  # fmt: skip


def ledger(claims: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """One row a claim, in order of time within its family, with who said it to whom and when.

    ``direction`` puts the hedge in words: "almost" names a number from below, "over" one from above.
    Undated documents come last.
    """
    joined = claims.merge(documents[CONTEXT], on="doc_id", how="left", validate="many_to_one")
    joined["direction"] = joined["hedge"].map(DIRECTION)
    order = joined.sort_values(["family", "date", "doc_id", "start"], kind="stable", na_position="last")
    return order[COLUMNS].reset_index(drop=True)


def summarise(entries: pd.DataFrame) -> pd.DataFrame:
    """One row a family: first and last seen, times, documents, distinct values, hedges and nouns in time order.

    ``times`` counts occurrences, ``documents`` the texts they stand in; ``values`` leaves out ranges and vague
    amounts, which name no single number.
    """
    rows = [
        {
            "family": family,
            "first": part["date"].min(),
            "last": part["date"].max(),
            "times": len(part),
            "documents": part["doc_id"].nunique(),
            "values": ", ".join(f"{value:,.10g}" for value in part["value"].dropna().unique()),
            "hedges": ", ".join(part["hedge"]),
            "counted": " | ".join(part["counted"].dropna().unique()),
        }
        for family, part in entries.groupby("family", sort=True)
    ]
    return pd.DataFrame(rows, columns=["family", "first", "last", "times", "documents", "values", "hedges", "counted"])
