"""One page about a corpus that needs nothing beside it: every number on it leads to the passages behind it.

A page has bounds: texts stand in full up to ``TEXT`` characters together, beyond that only the paragraphs behind its
numbers, in the order of its tables; tables end after ``ROWS`` rows, lists after ``LISTED`` passages. The page says what
it left out. Texts are hostile: the template escapes whatever it is given, and the page runs no script.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import analysis
from analysis.extract.evidence import Evidence
from analysis.frames import KINDS, STATUSES
from analysis.measure import citing, fidelity, strength
from analysis.measure import ledger as measure
from analysis.measure.overview import overview
from analysis.show.evidence import cell
from analysis.show.files import replace_files
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
    path, page = Path(path), report(evidence, title=title)
    replace_files(path.parent, {path.name: partial(Path.write_text, data=page, encoding="utf-8", newline="\n")})


def report(evidence: Evidence, *, title: str) -> str:
    """The page about ``evidence`` as HTML; the same evidence gives the same bytes."""
    documents = overview(evidence.documents)
    citations = citing.in_context(evidence.citations, evidence.documents, evidence.paragraphs)
    tables = _claims(evidence) | _citations(evidence, citations) | _fidelity(evidence) | _structure(evidence)
    units = _units_to_show(evidence.paragraphs, tables.values())
    return _template().render(
        title=title,
        tables=tables | _overview(documents, evidence, set(units["doc_id"])),
        figures=_figures(evidence, citations),
        marked=list(_marked(evidence, units)),
        shown=set(zip(units["doc_id"], units["paragraph"], strict=True)),
        evidence=evidence,
        digest=digest(evidence.documents),
        words=documents["words"].sum(),
        version=analysis.__version__,
        limit=TEXT, rows=ROWS, listed=LISTED,
    )  # fmt: skip


def digest(documents: pd.DataFrame) -> str:
    """SHA-256 of ids and texts in the order of the ids: the same for the same texts, wherever they were read from."""
    pairs = sorted(zip(documents["doc_id"], documents["text"], strict=True))
    return hashlib.sha256("\0".join(f"{name}\0{text}" for name, text in pairs).encode("utf-8", "replace")).hexdigest()


def _overview(documents: pd.DataFrame, evidence: Evidence, shown: set[str]) -> dict[str, Table]:
    frame = documents.assign(who=documents["issuer"].fillna(documents["speaker"]).fillna("not said"))
    for name in ("claims", "citations"):
        frame[name] = frame["doc_id"].map(getattr(evidence, name)["doc_id"].value_counts()).fillna(0).astype(int)
    written = dict(zip(evidence.documents["doc_id"], evidence.documents["date_text"], strict=True))
    frame["date"] = frame["date"].dt.strftime("%Y-%m-%d").fillna(frame["doc_id"].map(written))  # a year, a range
    counts = ["words", "claims", "citations"]
    columns = ["doc_id", "label", "date", "who", "addressee", *counts]
    rows = []
    for row in frame[columns].head(DOCUMENTS).itertuples(index=False):
        href = f"#{anchor(row.doc_id)}" if row.doc_id in shown else ""
        cells = (Cell(row.doc_id, href), *(Cell(value) for value in row[1:-3]))
        rows.append([*cells, *(Cell(value, href if value else "", True) for value in row[-3:])])
    voices = frame.groupby("who")[counts].sum()
    voices.insert(0, "documents", frame["who"].value_counts())
    voices = voices.sort_values(["documents", "words"], ascending=False, kind="stable")
    to = ["#documents", "#documents", "#families", "#cited"]
    heard = [
        [Cell(row[0]), *(Cell(value, href, True) for value, href in zip(row[1:], to, strict=True))]
        for row in voices.head(ROWS).itertuples()
    ]
    who = "Whose account: issuers, or speakers where no issuer is named"
    return {
        "documents": Table("The documents in order of time", columns, rows, more=len(frame) - len(rows)),
        "voices": Table(who, ["who", *voices], heard, more=len(voices) - len(heard)),
    }


def _claims(evidence: Evidence) -> dict[str, Table]:
    outside = measure.outside(evidence.quantities, evidence.claims)
    families = [part for _, part in evidence.claims.groupby("family")]
    counts = [
        {"family": part["family"].iloc[0], "claims": len(part), "documents": part["doc_id"].nunique()}
        | part["status"].value_counts().reindex(STATUSES, fill_value=0).to_dict()
        for part in families
    ]
    frame = pd.DataFrame(counts, columns=["family", "claims", "documents", *STATUSES])
    caption = "All claims by family, and by what is done with them"
    return {
        "recurring": _recurring("recurring", "Claims of families in two or more texts", evidence.claims, evidence),
        "outside": _recurring("outside", "Other amounts in two or more texts", outside, evidence),
        "families": _table("families", caption, frame, families, evidence, list(frame)[1:]),
    }  # fmt: skip


def _recurring(name: str, caption: str, claims: pd.DataFrame, evidence: Evidence) -> Table:
    same = measure.same_claims(measure.ledger(claims, evidence.documents))
    parts = [part for part in same if part["doc_id"].nunique() > 1]
    order = ["documents", "times", "subject"]
    found = measure.sum_up(parts).sort_values(order, ascending=[False, False, True], kind="stable")
    columns = ["subject", "values", "unit", "times", "documents", "first", "last", "hedges", "who"]
    behind = [parts[at] for at in found.index]
    return _table(name, f"{caption}, most widespread first", found[columns], behind, evidence, ["times", "documents"])


def _citations(evidence: Evidence, rows: pd.DataFrame) -> dict[str, Table]:
    found = citing.inventory(evidence.citations)
    groups = dict(list(rows.groupby(["cited", "kind", "body"])))
    parts = [groups[key] for key in found[["cited", "kind", "body"]].itertuples(index=False, name=None)]
    counts = ["mentions", "documents", "lists"]
    caption = "What is cited, most mentioned first; a linked symbol leads to the document at the United Nations"
    together = citing.cocitation(evidence.citations).rename_axis(columns="with")
    upper = pd.DataFrame(np.triu(together, 1), together.index, together.columns).stack()
    pairs = upper[upper > 0].sort_values(ascending=False, kind="stable").rename("lists").reset_index()
    both = [_together(rows, *pair) for pair in pairs[["symbol", "with"]].head(ROWS).itertuples(index=False)]
    pairs_caption = "Pairs of resolutions that stand in one list, most frequent first"
    return {
        "cited": _table("cited", caption, found.drop(columns="link"), parts, evidence, counts, links=found["link"]),
        "pairs": _table("pairs", pairs_caption, pairs, both, evidence, ["lists"]),
    }


def _together(rows: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """The first citation of each list that holds both symbols."""
    members = rows[rows["symbol"].isin([one, other])]
    lists = ["doc_id", "group"]
    return members[members.groupby(lists)["symbol"].transform("nunique") == 2].drop_duplicates(lists)


def _fidelity(evidence: Evidence) -> dict[str, Table]:
    """One row a citation of a resolution whose words are on record, one column a relation."""
    compared = fidelity.compare(evidence.citations, evidence.paragraphs).drop_duplicates()
    places, relations = ["symbol", "doc_id", "paragraph"], ["keeps", "adds", "drops", "changes"]
    found = compared[compared["relation"] != "not on record"]
    said = found.assign(words=[_wording(row) for row in found.itertuples()]).groupby([*places, "relation"])["words"]
    frame = said.agg("; ".join).unstack().reindex(columns=relations).rename_axis(columns=None).reset_index()
    groups = dict(list(evidence.citations.groupby(places)))
    parts = [groups[key] for key in frame[places].itertuples(index=False, name=None)]
    caption = "What a citing sentence keeps, adds, drops and changes of the words on record"
    return {"fidelity": _table("fidelity", caption, frame, parts, evidence, ["paragraph"])}


def _wording(row: Any) -> str:
    """An element of an act in words: "withdrawal" for the act itself, "withdrawal, modifier: immediate"."""
    if pd.isna(row.act) or row.element == "act":
        return visible(row.act)
    value = (
        f"{row.said} (on record: {row.on_record})"
        if row.relation == "changes"
        else row.on_record
        if pd.isna(row.said)
        else row.said
    )
    return f"{row.act}, {row.element}: {value}"


def _structure(evidence: Evidence) -> dict[str, Table]:
    units = evidence.paragraphs
    kinds = [part for kind in KINDS if len(part := units[units["kind"] == kind])]
    counts = [(part["kind"].iloc[0], len(part), part["doc_id"].nunique()) for part in kinds]
    frame = pd.DataFrame(counts, columns=["kind", "paragraphs", "documents"])
    opened = strength.strength(units.assign(opening=units["opening"].str.lower()).drop_duplicates("opening"))
    scales = [name for name in opened if name.endswith((" instructive", " emotive"))]
    places = opened.set_index("opening")[scales].rename(columns=lambda name: name.replace("_", " "))
    groups = units[units["opening"].notna()].groupby(["kind", units["opening"].str.lower()])
    parts = sorted((part for _, part in groups), key=len, reverse=True)
    verbs = [
        (part["opening"].iloc[0].lower(), part["kind"].iloc[0], len(part), part["doc_id"].nunique()) for part in parts
    ]
    table = pd.DataFrame(verbs, columns=["opening", "kind", "paragraphs", "documents"]).join(places, on="opening")
    caption = "Verbs that open paragraphs, with their place on rival scales (0 weakest, 1 strongest, – not ranked)"
    count = ["paragraphs", "documents"]
    return {
        "kinds": _table("kinds", "Paragraphs by kind", frame, kinds, evidence, count),
        "verbs": _table("verbs", caption, table.round(2), parts, evidence, count),
    }  # fmt: skip


def _table(
    name: str, caption: str, frame: pd.DataFrame, parts: Sequence[pd.DataFrame], evidence: Evidence,
    counts: Sequence[str], *, links: Iterable[Any] = (),
) -> Table:  # fmt: skip
    """``frame`` with its columns ``counts`` leading to ``parts``, the rows of evidence behind each row."""
    texts = dict(zip(evidence.documents["doc_id"], evidence.documents["text"], strict=True))
    outward = ["" if pd.isna(link) else link for link in links] or [""] * len(frame)
    rows, behind = [], []
    for at, (row, part) in enumerate(zip(frame.head(ROWS).itertuples(index=False, name=None), parts, strict=False)):
        lines = [_line(passage, texts[passage.doc_id]) for passage in part.head(LISTED).itertuples(index=False)]
        behind.append(
            Behind(f"{name}-{at}", ", ".join(cell(value) for value in row[:2]), lines, len(part) - len(lines))
        )
        first = Cell(row[0], outward[at])
        rows.append(
            [
                first,
                *(
                    _cell(value, column, counts, behind[-1].id)
                    for column, value in zip(frame.columns[1:], row[1:], strict=True)
                ),
            ]
        )
    return Table(caption, [str(column) for column in frame.columns], rows, behind, len(frame) - len(rows))


def _cell(value: Any, column: str, counts: Sequence[str], behind: str) -> Cell:
    number = isinstance(value, (int, float, np.number))
    return Cell(value, f"#{behind}" if column in counts and not (number and value == 0) else "", number)


def _line(row: Any, text: str) -> Line:
    unit, end = (row.doc_id, row.paragraph), min(row.end, row.start + QUOTED)
    if hasattr(row, "opening"):  # a paragraph
        words = _folded(text[row.start : end]) + "…" * (end < row.end)
        return Line(unit, address(row.paragraph, None, row.doc_id), "", "", words, "")
    before = re.sub(r"\A\S*\s", "… ", text[max(0, row.start - AROUND) : row.start])
    after = re.sub(r"\s\S*\Z", " …", text[end : end + AROUND])
    note = getattr(row, "status", getattr(row, "function", ""))
    said = "" if pd.isna(note) or note == "asserted" else str(note).replace("_", " ")
    place = address(row.start, row.end, row.doc_id)
    return Line(unit, place, _folded(before), _folded(text[row.start : end]), _folded(after), said)


def _folded(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _units_to_show(paragraphs: pd.DataFrame, tables: Iterable[Table]) -> pd.DataFrame:
    """All paragraphs if they fit, else those behind the numbers of the page, those of its first tables first."""
    length = paragraphs["end"] - paragraphs["start"]
    if length.sum() <= TEXT:
        return paragraphs
    lines = (line.unit for table in tables for entry in table.behind for line in entry.lines)
    rank = {unit: at for at, unit in enumerate(dict.fromkeys(lines))}
    places = pd.Series(list(zip(paragraphs["doc_id"], paragraphs["paragraph"], strict=True)), paragraphs.index).map(
        rank
    )
    order = places.dropna().sort_values().index
    return paragraphs.loc[order[length[order].cumsum() <= TEXT]].sort_index()


def _marked(evidence: Evidence, units: pd.DataFrame) -> Iterator[tuple[Any, Markup]]:
    """Each document that is shown, in order of time, with its marked units."""
    marks = find_marks(evidence)
    by_document, shown = dict(list(marks.groupby("doc_id"))), dict(list(units.groupby("doc_id")))
    for row in evidence.documents.sort_values(["date", "doc_id"], na_position="last", kind="stable").itertuples():
        if row.doc_id in shown:
            own = by_document.get(row.doc_id, marks.head(0))
            yield row, marked_units(row.text, shown[row.doc_id], own, doc_id=row.doc_id)


def _figures(evidence: Evidence, citations: pd.DataFrame) -> dict[str, Markup]:
    """Figures as SVG, each from a table that stands on the page too; none where there is nothing to draw."""
    from analysis.show import plots  # here, because it loads matplotlib
    from analysis.show.plots.inline import svg

    opened = evidence.paragraphs[evidence.paragraphs["opening"].notna()]
    drawn = {
        "claims": (
            evidence.claims["family"],
            evidence.claims["hedge"],
            "How the numbers are hedged, by family",
            "claims",
            "hedge",
        ),
        "citations": (
            citations["cited"],
            citations["part"],
            "What is cited most, and in which part of a text",
            "mentions",
            "part",
        ),
        "structure": (
            opened["opening"].str.lower(),
            opened["kind"],
            "The most frequent openings",
            "paragraphs",
            "kind",
        ),
    }
    figures = {}
    for name, (what, part, title, label, legend) in drawn.items():
        counts = pd.crosstab(what.map(_drawable), part)
        if len(counts):
            most = counts.sum(axis="columns").sort_values(ascending=False, kind="stable").index[:DRAWN]
            figures[name] = Markup(svg(plots.shares(counts.loc[most], title=title, label=label, legend=legend), name))
    return figures


def _drawable(name: object) -> str:
    """``name`` as a label of a figure: a dollar sign is no formula."""
    return cell(visible(name), width=40).replace("$", r"\$")


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
    return (
        f"{value:,}"
        if isinstance(value, (int, np.integer))
        else "–"
        if pd.isna(value)
        else visible(cell(value, width=QUOTED * 3))
    )
