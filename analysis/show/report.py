"""One page about a corpus that needs nothing beside it: every number leads to its passages.

A page has bounds: texts stand in full up to ``TEXT`` characters together, beyond that only the
paragraphs behind its numbers, in the order of its tables; tables end after ``ROWS`` rows, lists
after ``LISTED`` passages. The page says what it left out. Texts are hostile: the template escapes
whatever it is given, and the page runs no script.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

import analysis
from analysis.extractors.evidence import Evidence
from analysis.frames import KINDS, STATUSES
from analysis.measure import citing, fidelity, strength
from analysis.measure import ledger as measure
from analysis.measure.overview import overview
from analysis.show.evidence import cell, find_marks, marked_units, visible
from analysis.show.files import frames_of, replace_files
from analysis.show.linked import Behind, places_of
from analysis.show.pieces import anchor
from analysis.show.store import Shelf, Store
from analysis.show.templates import write_template

TEXT, DOCUMENTS, ROWS, LISTED = 2_000_000, 2_000, 200, 100
AROUND, QUOTED = 70, 200  # characters before and after a passage, and of the passage
DRAWN = 12  # bars of a figure
UNIT = ("doc_id", "paragraph", "kind", "opening", "start", "end")  # columns of a paragraph
RECURRING = [
    "subject", "values", "unit", "times", "documents", "first", "last", "hedges", "status", "who",
]  # fmt: skip


Part = tuple[pd.DataFrame, int]  # the first rows behind a row of a table, and how many there are


@dataclass(frozen=True)
class Table:
    """A table of the page: the first cell of a row is its heading; ``more`` rows are left out.

    ``numbers`` are the columns of numbers; those of ``counts`` lead to what is ``behind`` each row,
    those of ``links`` to what is named there for each.
    """

    columns: list[str]
    numbers: set[str]
    rows: list[tuple[Any, ...]]
    counts: Sequence[str]
    links: Mapping[str, Sequence[str]]
    behind: Sequence[Behind]
    more: int


def write_report(
    evidence: Evidence | Store, path: str | Path, *, title: str,
    audited: pd.DataFrame | None = None,
) -> None:  # fmt: skip
    """Write the page about ``evidence`` to ``path``, whole or not at all.

    ``audited`` are the rates of an audit of these texts, if there was one. The same evidence gives
    the same bytes.
    """
    path, shown = Path(path), _shown(Store.of(evidence), title, audited)
    replace_files(path.parent, {path.name: partial(write_template, "report.html", shown)})


def write_page(store: Store, title: str, path: Path) -> None:
    """Write the page of ``write_report`` to ``path`` as one of several files."""
    write_template("report.html", _shown(store, title, None), path)


def _shown(store: Store, title: str, audited: pd.DataFrame | None) -> dict[str, Any]:
    """What the template shows; each section takes what it counts from ``store`` and lets it go."""
    documents, texts = overview(store.documents, store.texts), store.texts
    (tables, hedged), (cited, in_parts) = _claims(store), _citations(store)
    paragraphs = store.whole("paragraphs", *UNIT)
    structure, opened = _structure(paragraphs)
    tables |= cited | structure
    units = _units_to_show(paragraphs, tables.values())
    shown = set(zip(units["doc_id"], units["paragraph"], strict=True))
    tables["audited"] = _table(pd.DataFrame() if audited is None else audited)
    tables |= _overview(documents, store, {doc_id for doc_id, _ in shown})
    del paragraphs
    marked, html = _marked(store, units)
    return {
        "title": title,
        "tables": tables,
        "drawn": {"claims": hedged, "citations": in_parts, "structure": opened},
        "draw": _figure,
        "marked": marked,
        "text": lambda doc_id: Markup(html[doc_id].decode()),
        "shown": shown,
        "around": lambda place: place.around(texts[place.source], reach=AROUND, most=QUOTED),
        "documents": store.documents,
        "count": store.sizes,
        "digest": texts.hash(),
        "words": documents["words"].sum(),
        "version": analysis.__version__,
        "limit": TEXT, "rows": ROWS, "listed": LISTED,
    }  # fmt: skip


def _overview(documents: pd.DataFrame, store: Store, shown: set[str]) -> dict[str, Table]:
    who = documents["issuer"].fillna(documents["speaker"]).fillna("not said")
    frame = documents.assign(who=who)
    for name in ("claims", "citations"):
        found = store.whole(name, "doc_id")["doc_id"].value_counts()
        frame[name] = frame["doc_id"].map(found).fillna(0).astype(int)
    counts = ["words", "claims", "citations"]
    voices = frame.groupby("who")[counts].sum()
    voices.insert(0, "documents", frame["who"].value_counts())
    voices = voices.sort_values(["documents", "words"], ascending=False).reset_index()
    anchors = ["#documents", "#documents", "#families", "#cited"]
    links = {name: [to] * len(voices) for name, to in zip(voices.columns[1:], anchors, strict=True)}
    written = frame["doc_id"].map(store.documents.set_index("doc_id")["date_text"])
    frame["date"] = frame["date"].dt.strftime("%Y-%m-%d").fillna(written)  # a year, a range
    frame = frame[["doc_id", "label", "date", "who", "addressee", *counts]]
    texts = [f"#{anchor(name)}" if name in shown else "" for name in frame["doc_id"]]
    to_text = dict.fromkeys(("doc_id", *counts), texts)
    return {
        "documents": _table(frame, links=to_text, most=DOCUMENTS),
        "voices": _table(voices, links=links),
    }


def _claims(store: Store) -> tuple[dict[str, Table], pd.DataFrame]:
    """The tables of the claims, and what the figure draws."""
    claims, documents = store.whole("claims"), store.documents
    statuses = pd.crosstab(claims["family"], claims["status"])
    statuses = statuses.reindex(columns=STATUSES, fill_value=0)
    frame = _counted(claims, ["family"], "claims").sort_values("family", ignore_index=True)
    frame = frame.join(statuses, on="family")
    families = _parts(claims, frame, ["family"])
    outside = store.gathered(measure.outside, "quantities", "claims")
    return {
        "recurring": _recurring(claims, documents),
        "outside": _recurring(outside, documents),
        "families": _table(frame, list(frame)[1:], families),
    }, _most(claims["family"], claims["hedge"])


def _recurring(claims: pd.DataFrame, documents: pd.DataFrame) -> Table:
    entries = measure.ledger(claims, documents)
    found = measure.recurring(entries, rows=True)
    found = found.sort_values(["documents", "times", "subject"], ascending=[False, False, True])
    behind = ((entries.loc[rows[:LISTED]], len(rows)) for rows in found["rows"])
    return _table(found[RECURRING], ["times", "documents"], behind)


def _citations(store: Store) -> tuple[dict[str, Table], pd.DataFrame]:
    """The tables of the citations, and what the figure draws."""
    citations, by = store.whole("citations"), ["cited", "kind", "body"]
    kinds = store.whole("paragraphs", "doc_id", "paragraph", "kind")
    in_context = citing.in_context(citations, store.documents, kinds)
    found = citing.inventory(citations)
    parts, links = _parts(in_context, found, by), found.pop("link").fillna("").tolist()
    pairs = citing.pairs(citations)
    shown = pairs[["symbol", "with"]].head(ROWS).itertuples(index=False)
    both = [_together(in_context, *pair) for pair in shown]
    return {
        "cited": _table(found, ["mentions", "documents", "lists"], parts, links={"cited": links}),
        "pairs": _table(pairs, ["lists"], both),
        "fidelity": _fidelity(citations, store),
    }, _most(in_context["cited"], in_context["part"])


def _together(rows: pd.DataFrame, one: str, other: str) -> Part:
    """The first citation of each list that holds both symbols."""
    members, of_list = rows[rows["symbol"].isin([one, other])], ["doc_id", "group"]
    both = members.groupby(of_list)["symbol"].transform("nunique") == 2
    found = members[both].drop_duplicates(of_list)
    return found.head(LISTED), len(found)


def _fidelity(citations: pd.DataFrame, store: Store) -> Table:
    """One row a citation of a resolution whose words are on record, one column a relation; no row
    where no act of any is compared."""
    found = store.gathered(fidelity.compare, "citations", "paragraphs").drop_duplicates()
    found = found[found["relation"] != "not on record"]
    places = ["symbol", "doc_id", "paragraph", "reading"]
    if not found["relation"].isin(fidelity.RELATIONS).any():
        found = found.head(0)
    said = found.assign(words=[_wording(row) for row in found.itertuples()])
    frame = said.groupby([*places, "relation"])["words"].agg("; ".join).unstack()
    frame = frame.reindex(columns=fidelity.RELATIONS).rename_axis(columns=None).reset_index()
    return _table(frame, ["paragraph"], _parts(citations, frame, places[:3]))


def _wording(row: Any) -> str:
    """An element of an act in words: "withdrawal", or "withdrawal, modifier: immediate"."""
    if pd.isna(row.act) or row.element == "act":
        return visible(row.act)
    if row.relation in fidelity.CHANGES:
        return f"{row.act}, {row.element}: {row.said} (on record: {row.on_record})"
    return f"{row.act}, {row.element}: {row.on_record if pd.isna(row.said) else row.said}"


def _structure(paragraphs: pd.DataFrame) -> tuple[dict[str, Table], pd.DataFrame]:
    """The tables of the paragraphs, and what the figure draws."""
    units = paragraphs.assign(opening=paragraphs["opening"].str.lower())
    kinds = [kind for kind in KINDS if units["kind"].eq(kind).any()]
    verbs = _counted(units, ["opening", "kind"], "paragraphs")
    places = strength.strength(units.drop_duplicates("opening")).set_index("opening")
    places = places[[name for name in places if name.endswith((" instructive", " emotive"))]]
    places = places.rename(columns=lambda name: name.replace("_", " ")).round(2)
    ranked = verbs.join(places, on="opening")
    frame, counts = _counted(units, ["kind"], "paragraphs"), ["paragraphs", "documents"]
    frame = frame.set_index("kind").loc[kinds].reset_index()
    by_kind, by_verb = _parts(units, frame, ["kind"]), _parts(units, ranked, ["opening", "kind"])
    return {
        "kinds": _table(frame, counts, by_kind),
        "verbs": _table(ranked, counts, by_verb),
    }, _most(units["opening"], units["kind"])


def _counted(rows: pd.DataFrame, by: list[str], of: str) -> pd.DataFrame:
    """One row for each value of ``by``: how many ``rows`` (``of``), how many documents."""
    counts = rows.groupby(by[::-1])["doc_id"].agg(["size", "nunique"]).reset_index()
    counts = counts.sort_values("size", ascending=False, kind="stable")
    # plain values, because pandas cannot join frames of text without rows
    values = counts[[*by, "size", "nunique"]].to_numpy().tolist()
    return pd.DataFrame(values, columns=[*by, of, "documents"])


def _parts(rows: pd.DataFrame, frame: pd.DataFrame, by: list[str]) -> Iterator[Part]:
    """The ``rows`` behind each row of ``frame``, those that agree with it in ``by``."""
    groups = rows.groupby(by).indices
    for key in frame[by].itertuples(index=False, name=None):
        at = groups[key if len(by) > 1 else key[0]]
        yield rows.iloc[at[:LISTED]], len(at)


def _table(
    frame: pd.DataFrame, counts: Sequence[str] = (), parts: Iterable[Part] = (), *,
    links: Mapping[str, Sequence[str]] | None = None, most: int = 0,
) -> Table:  # fmt: skip
    """The first ``most`` rows of ``frame`` (else ``ROWS``), and some evidence behind each."""
    rows = list(frame.head(most or ROWS).itertuples(index=False, name=None))
    behind = []
    for row, (part, size) in zip(rows, parts, strict=False):
        places = places_of(part)
        behind.append(Behind(", ".join(map(cell, row[:2])), places, size - len(places)))
    numbers = {str(name) for name in frame.select_dtypes("number")}
    columns, more = list(map(str, frame.columns)), len(frame) - len(rows)
    return Table(columns, numbers, rows, counts, links or {}, behind, more)


def _units_to_show(paragraphs: pd.DataFrame, tables: Iterable[Table]) -> pd.DataFrame:
    """All paragraphs if they fit, else those behind the numbers, of the first tables first."""
    length = paragraphs["end"] - paragraphs["start"]
    if length.sum() <= TEXT:
        return paragraphs
    rank: dict[tuple[str, str], int] = {}
    for entry in (entry for table in tables for entry in table.behind):
        for place in entry.places:
            rank.setdefault((place.source, place.paragraph), len(rank))
    units = zip(paragraphs["doc_id"], paragraphs["paragraph"], strict=True)
    ranks = pd.Series([rank.get(unit) for unit in units], paragraphs.index, dtype="float64")
    order = ranks.dropna().sort_values().index
    return paragraphs.loc[order[length[order].cumsum() <= TEXT]].sort_index()


def _marked(store: Store, units: pd.DataFrame) -> tuple[list[Any], Shelf]:
    """Each document that is shown, in order of time, and its marked units by ``doc_id``."""
    shown, html = units.groupby("doc_id").indices, Shelf()
    for part in store:
        own = {name: rows[rows["doc_id"].isin(shown)] for name, rows in frames_of(part).items()}
        marks = find_marks(Evidence(**own))
        marked = marks.groupby("doc_id").indices
        for doc_id in own["documents"]["doc_id"]:
            of_text = units.iloc[shown[doc_id]], marks.iloc[marked.get(doc_id, [])]
            html[doc_id] = marked_units(store.texts[doc_id], *of_text, doc_id=doc_id).encode()
    rows = store.documents.sort_values(["date", "doc_id"])
    return list(rows[rows["doc_id"].isin(shown)].itertuples()), html


def _most(what: pd.Series, part: pd.Series) -> pd.DataFrame:
    """How often the most frequent values occur, by the values of ``part``: the bars of a figure."""
    counts = pd.crosstab(what, part)
    counts = counts.groupby(lambda name: cell(visible(name), width=40)).sum()
    totals = counts.sum(axis="columns").sort_values(ascending=False, kind="stable")
    return counts.loc[totals.index[:DRAWN]]


def _figure(counts: pd.DataFrame, name: str, label: str, title: str) -> Markup:
    """Counts as bars, as SVG; a table of the page has them too."""
    from analysis.show import plots  # here, because it loads matplotlib
    from analysis.show.plots.style import svg

    legend = str(counts.columns.name)
    return Markup(svg(plots.shares(counts, title=title, label=label, legend=legend), name))
