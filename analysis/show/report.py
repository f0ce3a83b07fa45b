"""One page about a corpus that needs nothing beside it: every number on it leads to the passages behind it.

A page has bounds: texts stand in full up to ``TEXT`` characters together, beyond that only the paragraphs behind its
numbers, in the order of its tables; tables end after ``ROWS`` rows, lists after ``LISTED`` passages. The page says what
it left out. Texts are hostile: the template escapes whatever it is given, and the page runs no script.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import analysis
from analysis.extractors.evidence import Evidence
from analysis.frames import KINDS, STATUSES
from analysis.measure import citing, fidelity, strength
from analysis.measure import ledger as measure
from analysis.measure.overview import overview
from analysis.show.evidence import cell, folded
from analysis.show.files import corpus_hash, replace_files, write_text
from analysis.show.marking import address, anchor, find_marks, marked_units, visible

TEXT, DOCUMENTS, ROWS, LISTED = 2_000_000, 2_000, 200, 100
AROUND, QUOTED = 70, 200  # characters before and after a passage, and of the passage
DRAWN = 12  # bars of a figure


class Cell(NamedTuple):
    """A cell of a table: its text, where it leads, whether it is a number."""

    text: object
    href: str = ""
    number: bool = False


class Line(NamedTuple):
    """A passage behind a number: its unit, its address, its words with those around them, what is said of it."""

    unit: tuple[str, str]
    address: str
    before: str
    quote: str
    after: str
    note: str


@dataclass(frozen=True)
class Behind:
    """What is behind the numbers of one row of a table; ``more`` passages are left out."""

    id: str
    title: str
    lines: list[Line]
    more: int


@dataclass(frozen=True)
class Table:
    """A table of the page: the first cell of a row is its heading; ``more`` rows are left out."""

    caption: str
    columns: list[str]
    rows: list[list[Cell]]
    behind: Sequence[Behind] = ()
    more: int = 0


def write_report(evidence: Evidence, path: str | Path, *, title: str) -> None:
    """Write the page about ``evidence`` to ``path``, whole or not at all."""
    path = Path(path)
    replace_files(path.parent, {path.name: partial(write_text, report(evidence, title=title))})


def report(evidence: Evidence, *, title: str) -> str:
    """The page about ``evidence`` as HTML; the same evidence gives the same bytes."""
    documents = overview(evidence.documents)
    citations = citing.in_context(evidence.citations, evidence.documents, evidence.paragraphs)
    tables = (
        _claims(evidence)
        | _citations(evidence, citations)
        | _fidelity(evidence)
        | _structure(evidence)
    )
    units = _units_to_show(evidence.paragraphs, tables.values())
    return _template().render(
        title=title,
        tables=tables | _overview(documents, evidence, set(units["doc_id"])),
        figures=_figures(evidence, citations),
        marked=list(_marked(evidence, units)),
        shown=set(zip(units["doc_id"], units["paragraph"], strict=True)),
        evidence=evidence,
        digest=corpus_hash(evidence.documents),
        words=documents["words"].sum(),
        version=analysis.__version__,
        limit=TEXT, rows=ROWS, listed=LISTED,
    )  # fmt: skip


def _overview(documents: pd.DataFrame, evidence: Evidence, shown: set[str]) -> dict[str, Table]:
    frame = documents.assign(
        who=documents["issuer"].fillna(documents["speaker"]).fillna("not said")
    )
    for name in ("claims", "citations"):
        frame[name] = (
            frame["doc_id"]
            .map(getattr(evidence, name)["doc_id"].value_counts())
            .fillna(0)
            .astype(int)
        )
    written = evidence.documents.set_index("doc_id")["date_text"]
    frame["date"] = (
        frame["date"].dt.strftime("%Y-%m-%d").fillna(frame["doc_id"].map(written))
    )  # a year, a range
    counts = ["words", "claims", "citations"]
    columns = ["doc_id", "label", "date", "who", "addressee", *counts]
    ids = frame["doc_id"].tolist()
    linked = {"doc_id", *counts}
    voices = frame.groupby("who")[counts].sum()
    voices.insert(0, "documents", frame["who"].value_counts())
    voices = voices.sort_values(
        ["documents", "words"], ascending=False, kind="stable"
    ).reset_index()
    to = {
        "documents": "#documents",
        "words": "#documents",
        "claims": "#families",
        "citations": "#cited",
    }
    who = "Whose account: issuers, or speakers where no issuer is named"

    def to_text(at: int, column: str) -> str:
        return f"#{anchor(ids[at])}" if column in linked and ids[at] in shown else ""

    return {
        "documents": _filled("The documents in order of time", frame[columns], DOCUMENTS, to_text),
        "voices": _filled(who, voices, ROWS, lambda _, column: to.get(column, "")),
    }


def _claims(evidence: Evidence) -> dict[str, Table]:
    claims = evidence.claims
    outside = measure.outside(evidence.quantities, claims)
    families = [part for _, part in claims.groupby("family")]
    frame = _counted(families, ["family"], "claims").join(
        pd.crosstab(claims["family"], claims["status"]).reindex(columns=STATUSES, fill_value=0),
        on="family",
    )
    caption = "All claims by family, and by what is done with them"
    return {
        "recurring": _recurring(
            "recurring", "Claims of families in two or more texts", claims, evidence
        ),
        "outside": _recurring("outside", "Other amounts in two or more texts", outside, evidence),
        "families": _table("families", caption, frame, families, evidence, list(frame)[1:]),
    }


def _recurring(name: str, caption: str, claims: pd.DataFrame, evidence: Evidence) -> Table:
    same = measure.same_claims(measure.ledger(claims, evidence.documents))
    parts = [part for part in same if part["doc_id"].nunique() > 1]
    order = ["documents", "times", "subject"]
    found = measure.sum_up(parts).sort_values(order, ascending=[False, False, True], kind="stable")
    columns = [
        "subject",
        "values",
        "unit",
        "times",
        "documents",
        "first",
        "last",
        "hedges",
        "status",
        "who",
    ]
    behind = [parts[at] for at in found.index]
    return _table(
        name,
        f"{caption}, most widespread first",
        found[columns],
        behind,
        evidence,
        ["times", "documents"],
    )


def _citations(evidence: Evidence, rows: pd.DataFrame) -> dict[str, Table]:
    found = citing.inventory(evidence.citations)
    groups = dict(list(rows.groupby(["cited", "kind", "body"])))
    parts = [
        groups[key] for key in found[["cited", "kind", "body"]].itertuples(index=False, name=None)
    ]
    counts = ["mentions", "documents", "lists"]
    caption = "What is cited, most mentioned first; a linked symbol leads to the document at the United Nations"
    together = citing.cocitation(evidence.citations).rename_axis(columns="with")
    upper = pd.DataFrame(np.triu(together, 1), together.index, together.columns).stack()
    pairs = (
        upper[upper > 0].sort_values(ascending=False, kind="stable").rename("lists").reset_index()
    )
    both = [
        _together(rows, *pair)
        for pair in pairs[["symbol", "with"]].head(ROWS).itertuples(index=False)
    ]
    pairs_caption = "Pairs of resolutions that stand in one list, most frequent first"
    return {
        "cited": _table(
            "cited",
            caption,
            found.drop(columns="link"),
            parts,
            evidence,
            counts,
            links=found["link"],
        ),
        "pairs": _table("pairs", pairs_caption, pairs, both, evidence, ["lists"]),
    }


def _together(rows: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """The first citation of each list that holds both symbols."""
    members = rows[rows["symbol"].isin([one, other])]
    lists = ["doc_id", "group"]
    return members[members.groupby(lists)["symbol"].transform("nunique") == 2].drop_duplicates(
        lists
    )


def _fidelity(evidence: Evidence) -> dict[str, Table]:
    """One row a citation of a resolution whose words are on record, one column a relation."""
    compared = fidelity.compare(evidence.citations, evidence.paragraphs).drop_duplicates()
    places, relations = ["symbol", "doc_id", "paragraph"], ["keeps", "adds", "drops", "changes"]
    found = compared[compared["relation"] != "not on record"]
    said = found.assign(words=[_wording(row) for row in found.itertuples()]).groupby(
        [*places, "relation"]
    )["words"]
    frame = (
        said.agg("; ".join)
        .unstack()
        .reindex(columns=relations)
        .rename_axis(columns=None)
        .reset_index()
    )
    groups = dict(list(evidence.citations.groupby(places)))
    parts = [groups[key] for key in frame[places].itertuples(index=False, name=None)]
    caption = "What a citing sentence keeps, adds, drops and changes of the words on record"
    return {"fidelity": _table("fidelity", caption, frame, parts, evidence, ["paragraph"])}


def _wording(row: Any) -> str:
    """An element of an act in words: "withdrawal" for the act itself, "withdrawal, modifier: immediate"."""
    if pd.isna(row.act) or row.element == "act":
        return visible(row.act)
    if row.relation == "changes":
        return f"{row.act}, {row.element}: {row.said} (on record: {row.on_record})"
    return f"{row.act}, {row.element}: {row.on_record if pd.isna(row.said) else row.said}"


def _structure(evidence: Evidence) -> dict[str, Table]:
    units = evidence.paragraphs.assign(opening=evidence.paragraphs["opening"].str.lower())
    kinds = [part for kind in KINDS if len(part := units[units["kind"] == kind])]
    verbs = sorted((part for _, part in units.groupby(["kind", "opening"])), key=len, reverse=True)
    places = strength.strength(units.drop_duplicates("opening")).set_index("opening")
    places = places[[name for name in places if name.endswith((" instructive", " emotive"))]]
    places = places.rename(columns=lambda name: name.replace("_", " ")).round(2)
    ranked = _counted(verbs, ["opening", "kind"], "paragraphs").join(places, on="opening")
    caption = "Verbs that open paragraphs, with their place on rival scales (0 weakest, 1 strongest, – not ranked)"
    frame, count = _counted(kinds, ["kind"], "paragraphs"), ["paragraphs", "documents"]
    return {
        "kinds": _table("kinds", "Paragraphs by kind", frame, kinds, evidence, count),
        "verbs": _table("verbs", caption, ranked, verbs, evidence, count),
    }


def _counted(parts: Sequence[pd.DataFrame], by: list[str], of: str) -> pd.DataFrame:
    """One row a part: what it has in the columns ``by``, how many rows (``of``) and how many documents."""
    rows = [(*part[by].iloc[0], len(part), part["doc_id"].nunique()) for part in parts]
    return pd.DataFrame(rows, columns=[*by, of, "documents"])


def _table(
    name: str, caption: str, frame: pd.DataFrame, parts: Sequence[pd.DataFrame], evidence: Evidence,
    counts: Sequence[str], *, links: Iterable[Any] = (),
) -> Table:  # fmt: skip
    """``frame`` with its columns ``counts`` leading to ``parts``, the rows of evidence behind each row."""
    texts = dict(zip(evidence.documents["doc_id"], evidence.documents["text"], strict=True))
    behind = []
    for at, (row, part) in enumerate(
        zip(frame.head(ROWS).itertuples(index=False, name=None), parts, strict=False)
    ):
        lines = [
            _line(passage, texts[passage.doc_id])
            for passage in part.head(LISTED).itertuples(index=False)
        ]
        title = ", ".join(cell(value) for value in row[:2])
        behind.append(Behind(f"{name}-{at}", title, lines, len(part) - len(lines)))
    outward = ["" if pd.isna(link) else link for link in links] or [""] * len(frame)

    def leads(at: int, column: str) -> str:
        if column == frame.columns[0]:
            return outward[at]
        return f"#{behind[at].id}" if column in counts else ""

    return _filled(caption, frame, ROWS, leads, behind)


def _filled(
    caption: str,
    frame: pd.DataFrame,
    most: int,
    leads: Callable[[int, str], str],
    behind: Sequence[Behind] = (),
) -> Table:
    """The first ``most`` rows of ``frame``; ``leads`` says where a row leads in a column. Zero leads nowhere."""
    numbers = [pd.api.types.is_numeric_dtype(kind) for kind in frame.dtypes]
    rows = [
        [
            Cell(value, "" if number and value == 0 else leads(at, column), number)
            for column, value, number in zip(frame.columns, row, numbers, strict=True)
        ]
        for at, row in enumerate(frame.head(most).itertuples(index=False, name=None))
    ]
    return Table(
        caption, [str(column) for column in frame.columns], rows, behind, len(frame) - len(rows)
    )


def _line(row: Any, text: str) -> Line:
    unit, end = (row.doc_id, row.paragraph), min(row.end, row.start + QUOTED)
    words = folded(text[row.start : end])
    if hasattr(row, "opening"):  # a paragraph
        return Line(
            unit,
            address(row.paragraph, None, row.doc_id),
            "",
            "",
            words + "…" * (end < row.end),
            "",
        )
    before = re.sub(r"\A\S*\s", "… ", text[max(0, row.start - AROUND) : row.start])
    after = re.sub(r"\s\S*\Z", " …", text[end : end + AROUND])
    note = getattr(row, "status", getattr(row, "function", ""))
    said = "" if pd.isna(note) or note == "asserted" else str(note).replace("_", " ")
    return Line(
        unit, address(row.start, row.end, row.doc_id), folded(before), words, folded(after), said
    )


def _units_to_show(paragraphs: pd.DataFrame, tables: Iterable[Table]) -> pd.DataFrame:
    """All paragraphs if they fit, else those behind the numbers of the page, those of its first tables first."""
    length = paragraphs["end"] - paragraphs["start"]
    if length.sum() <= TEXT:
        return paragraphs
    lines = (line.unit for table in tables for entry in table.behind for line in entry.lines)
    rank = {unit: at for at, unit in enumerate(dict.fromkeys(lines))}
    places = pd.Series(
        zip(paragraphs["doc_id"], paragraphs["paragraph"], strict=True), paragraphs.index
    ).map(rank)
    order = places.dropna().sort_values().index
    return paragraphs.loc[order[length[order].cumsum() <= TEXT]].sort_index()


def _marked(evidence: Evidence, units: pd.DataFrame) -> Iterator[tuple[Any, Markup]]:
    """Each document that is shown, in order of time, with its marked units."""
    marks = find_marks(evidence)
    by_document, shown = dict(list(marks.groupby("doc_id"))), dict(list(units.groupby("doc_id")))
    for row in evidence.documents.sort_values(
        ["date", "doc_id"], na_position="last", kind="stable"
    ).itertuples():
        if row.doc_id in shown:
            own = by_document.get(row.doc_id, marks.head(0))
            yield row, marked_units(row.text, shown[row.doc_id], own, doc_id=row.doc_id)


def _figures(evidence: Evidence, citations: pd.DataFrame) -> dict[str, Markup]:
    """Figures as SVG, each from a table that stands on the page too; none where there is nothing to draw."""
    from analysis.show import plots  # here, because it loads matplotlib
    from analysis.show.plots.inline import svg

    claims, opened = evidence.claims, evidence.paragraphs[evidence.paragraphs["opening"].notna()]
    drawn = {
        "claims": (claims["family"], claims["hedge"], "How the numbers are hedged, by family", "claims"),
        "citations": (
            citations["cited"], citations["part"], "What is cited most, and in which part of a text", "mentions"
        ),
        "structure": (opened["opening"].str.lower(), opened["kind"], "The most frequent openings", "paragraphs"),
    }  # fmt: skip
    figures = {}
    for name, (what, part, title, label) in drawn.items():
        counts = pd.crosstab(what.map(lambda name: cell(visible(name), width=40)), part)
        if len(counts):
            most = (
                counts.sum(axis="columns").sort_values(ascending=False, kind="stable").index[:DRAWN]
            )
            ax = plots.shares(counts.loc[most], title=title, label=label, legend=str(part.name))
            figures[name] = Markup(svg(ax, name))
    return figures


def _template() -> Any:
    environment = Environment(
        loader=PackageLoader("analysis", "show"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
        finalize=lambda value: value if isinstance(value, Markup) else visible(value),
    )  # fmt: skip
    environment.filters |= {"cell": _written, "anchor": anchor}
    environment.tests["missing"] = pd.isna
    return environment.get_template("report.html")


def _written(value: Any) -> str:
    if isinstance(value, (int, np.integer)):
        return f"{value:,}"
    return "–" if pd.isna(value) else visible(cell(value, width=QUOTED * 3))
