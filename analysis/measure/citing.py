"""Patterns of citation: what is cited, by whom, with which verb, and what is cited together."""

import pandas as pd


def cited(citations: pd.DataFrame) -> pd.DataFrame:
    """One row a numbered symbol: mentions, the documents and lists it stands in, its functions; most cited first."""
    named = citations[(citations["kind"] == "numbered") & citations["symbol"].notna()]
    rows = [
        {
            "symbol": symbol,
            "mentions": len(part),
            "documents": part["doc_id"].nunique(),
            "lists": len(part[["doc_id", "group"]].drop_duplicates()),
            "functions": ", ".join(sorted(part["function"].unique())),
        }
        for symbol, part in named.groupby("symbol", sort=True)
    ]
    frame = pd.DataFrame(rows, columns=["symbol", "mentions", "documents", "lists", "functions"])
    return frame.sort_values(["mentions", "symbol"], ascending=[False, True], kind="stable").reset_index(drop=True)


def cocitation(citations: pd.DataFrame) -> pd.DataFrame:
    """Symbol by symbol: in how many lists the two stand together; the diagonal counts the lists of each.

    A list is a ``group`` of a document ("resolutions 822, 853, 874 and 884"); repeats within one count once.
    """
    named = citations[(citations["kind"] == "numbered") & citations["symbol"].notna()]
    lists = named["doc_id"].astype(str) + "#" + named["group"].astype(str)
    table = pd.crosstab(lists, named["symbol"]).clip(upper=1)
    together = table.T @ table
    return together.rename_axis(index="symbol", columns=None)


def kinds(citations: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """One row a document, one column a kind of citation, counts of mentions; 0 is a count here, not a gap."""
    table = pd.crosstab(citations["doc_id"], citations["kind"])
    order = ["numbered", "unnumbered", "self", "instrument", "document"]
    return table.reindex(index=documents["doc_id"], columns=order, fill_value=0).rename_axis(columns=None)
