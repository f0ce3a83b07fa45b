"""Patterns of citation: who cites what, when, how, in which part of a text, and what together.

A symbol of the United Nations has a link to the document itself; a name without a number has none.
"""

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pandas as pd

from analysis.measure.overview import labelled

if TYPE_CHECKING:
    import networkx as nx

UN_SYMBOL = re.compile(r"(?:S|A|E|ST)/[A-Z0-9]")
# what stands behind a number: a year in brackets or behind a stroke, or a whole date
YEAR = re.compile(r"\d{4}")
DATE = re.compile(r"\W{0,3}\s*(?:adopted\s+on|dated|of)\s+\d{1,2}\s+[A-Z][a-z]+(?:\s+\d{4})?")


def link(symbol: Any) -> str | None:
    """Address of a symbol in the document system of the United Nations; None for others.

    >>> link("S/RES/822(1993)")
    'https://undocs.org/S/RES/822%281993%29'
    """
    known = isinstance(symbol, str) and UN_SYMBOL.match(symbol)
    return f"https://undocs.org/{quote(symbol)}" if known else None


def in_context(
    citations: pd.DataFrame, documents: pd.DataFrame, paragraphs: pd.DataFrame
) -> pd.DataFrame:
    """The citations in order of time: who cites, in which part of the text, what, and a link.

    Adds ``label``, ``issuer``, ``date``, ``part`` (preambular, operative, body, ...), ``cited``
    (symbol, or what it is called), ``link`` and ``age``: years from adoption to citation, missing
    where either year is.
    """
    part = paragraphs[["doc_id", "paragraph", "kind"]].rename(columns={"kind": "part"})
    frame = labelled(citations, documents).merge(part, on=["doc_id", "paragraph"], how="left")
    known = documents[["doc_id", "date", "issuer"]]
    frame = frame.merge(known, on="doc_id", how="left", validate="many_to_one")
    frame = frame.assign(cited=_names(frame), link=frame["symbol"].map(link, na_action="ignore"))
    frame["age"] = frame["date"].dt.year.astype("Int64") - frame["year"]
    return frame.sort_values(["date", "doc_id", "start"], ignore_index=True)


def inventory(citations: pd.DataFrame) -> pd.DataFrame:
    """One row a cited thing: cited, kind, body, mentions, documents, lists, functions, link; most
    mentioned first.

    ``cited`` is the symbol, or body and number; for the rest the body and kind ("UNSC,
    unnumbered"), an instrument's words. ``documents`` and ``lists`` count those it stands in.
    """
    key = ["cited", "kind", "body"]
    frame = citations.assign(cited=_names(citations))
    frame["list"] = frame.groupby(["doc_id", "group"], dropna=False).ngroup()
    found = frame.groupby(key, as_index=False).agg(
        mentions=("doc_id", "size"), documents=("doc_id", "nunique"), lists=("list", "nunique"),
        functions=("function", _joined), link=("symbol", "first"),
    )  # fmt: skip
    found["link"] = found["link"].map(link, na_action="ignore")
    return found.sort_values(["mentions", "cited"], ascending=[False, True], ignore_index=True)


def cocitation(citations: pd.DataFrame) -> pd.DataFrame:
    """Symbol by symbol: in how many lists two stand together; the diagonal counts those of each.

    A list is a ``group`` of a document ("resolutions 822, 853, 874 and 884"); repeats within one
    count once. Reference: Small 1973.
    """
    return _together(citations).unstack(fill_value=0).rename_axis(columns=None)


def pairs(citations: pd.DataFrame) -> pd.DataFrame:
    """One row two symbols that stand in one list: symbol, with, lists (in how many); the most
    frequent first."""
    frame = _together(citations).reset_index(name="lists").query("symbol < `with`")
    order = ["lists", "symbol", "with"]
    return frame.sort_values(order, ascending=[False, True, True], ignore_index=True)


def lists(citations: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """One row a list of numbered citations: doc_id, paragraph, group, body, symbols (in order, ";
    "), members, form.

    ``form`` is how the members are written: ``bare`` (822), ``year`` (822 (1993)), ``date`` (822
    (1993) of 30 April 1993), or ``mixed``. ``members`` counts different symbols; a citation without
    one is left out.
    """
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    named = numbered(citations)
    forms = []
    for row in named.itertuples():
        dated = DATE.match(texts[row.doc_id], row.end)
        forms.append("date" if dated else "year" if YEAR.search(row.quote) else "bare")
    found = named.assign(form=forms).groupby(["doc_id", "group"], sort=False, as_index=False).agg(
        paragraph=("paragraph", "first"), body=("body", _joined), members=("symbol", "nunique"),
        symbols=("symbol", lambda symbols: "; ".join(dict.fromkeys(symbols))),
        form=("form", lambda found: "mixed" if found.nunique() > 1 else found.iloc[0]),
    )  # fmt: skip
    return found[["doc_id", "paragraph", "group", "body", "symbols", "members", "form"]]


def kinds(citations: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """One row a document, one column a kind of citation, counts of mentions; 0 is a count here."""
    table = pd.crosstab(citations["doc_id"], citations["kind"])
    order = ["numbered", "unnumbered", "self", "instrument", "document"]
    table = table.reindex(index=documents["doc_id"], columns=order, fill_value=0)
    return table.rename_axis(columns="kind")


def graph(citations: pd.DataFrame, documents: pd.DataFrame) -> "nx.DiGraph":
    """Documents point at what they cite; an edge holds ``count``, ``functions`` and ``cues``.

    A node holds ``label``, ``type`` (``text``, or the kind of the cited thing), ``count`` (mentions
    received) and, where known, ``body``, ``symbol``, ``year``, ``link``. A text that cites itself,
    or another text of the corpus by its symbol, points at that document's node.
    """
    import networkx as nx  # here: it loads slowly

    texts = labelled(documents[["doc_id", "date", "symbol"]], documents)
    ours = dict(zip(texts["symbol"], texts["doc_id"], strict=True))
    names = _names(citations).where(citations["kind"] != "self", citations["doc_id"])
    rows = citations.assign(target=[ours.get(name, name) for name in names])
    net = nx.DiGraph()
    for row in texts.itertuples():
        known = _known(symbol=row.symbol, year=row.date.year, link=link(row.symbol))
        net.add_node(row.doc_id, label=row.label, type="text", count=0, **known)
    for row in rows[~rows["target"].isin(texts["doc_id"])].drop_duplicates("target").itertuples():
        known = _known(symbol=row.symbol, year=row.year, link=link(row.symbol))
        net.add_node(row.target, label=row.target, type=row.kind, body=row.body, **known)
    nx.set_node_attributes(net, rows["target"].value_counts().to_dict(), "count")
    said = {"count": ("kind", "size"), "functions": ("function", _joined), "cues": ("cue", _joined)}
    edges = rows.groupby(["doc_id", "target"], sort=False).agg(**said)
    net.add_edges_from((*ends, known) for ends, known in edges.to_dict("index").items())
    return net


def _together(citations: pd.DataFrame) -> pd.Series:
    """In how many lists two symbols stand; each stands there with itself too."""
    place = ["doc_id", "group"]
    named = numbered(citations)[[*place, "symbol"]].drop_duplicates()
    both = named.merge(named.rename(columns={"symbol": "with"}), on=place)
    return both.groupby(["symbol", "with"]).size().astype("int32")


def numbered(citations: pd.DataFrame) -> pd.DataFrame:
    """The citations of a number that is resolved to a symbol."""
    return citations[(citations["kind"] == "numbered") & citations["symbol"].notna()]


def _names(citations: pd.DataFrame) -> pd.Series:
    """What is cited: its symbol or number, the words of an instrument, or body and kind."""
    body, kind = citations["body"], citations["kind"]
    words = citations["quote"].str.replace(r"\s+", " ", regex=True).where(kind == "instrument")
    numbered = (body + " " + citations["number"]).where(kind == "numbered")
    return citations["symbol"].fillna(words).fillna(numbered).fillna(body + ", " + kind)


def _joined(words: pd.Series) -> str:
    return ", ".join(sorted({" ".join(word.split()) for word in words.dropna()}))


def _known(**attributes: Any) -> dict[str, Any]:
    """What is not missing, in types that graph files have."""
    known = {name: value for name, value in attributes.items() if pd.notna(value)}
    return {name: value if isinstance(value, str) else int(value) for name, value in known.items()}
