"""The pages of the reading edition, as Sphinx reads them.

``python docs/site/pages.py OUT``, then ``sphinx-build``. OUT mirrors the repository, so that the
links of notebooks and documents hold. A text becomes a page with its evidence marked
(``corpus/documents/NAME.html#c10-24``). Notebooks keep their stored outputs; each number in a table
made by ``analysis.show.linked`` leads to the passages behind it
(``evidence/NOTEBOOK.html#e-...``), each passage to its place in the text, and a number from a table
of ``data/`` to its row. Texts are hostile until escaped: what comes from them stands in HTML files,
escaped, which a page takes in whole.
"""

import csv
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
import try_it
from bs4 import BeautifulSoup
from elsewhere import how_to_run, origin_of
from figures import of_the_first_page, with_figures

import analysis
from analysis.measure import citing
from analysis.measure.overview import overview
from analysis.show.evidence import MARKS, find_marks, marked_text, marked_units, visible
from analysis.show.linked import SCROLLED, Place, read_places
from analysis.show.pieces import Span, address
from analysis.vocabulary import columns, load_table

ROOT = Path(__file__).resolve().parents[2]
TABLES = Path(__file__).with_name("tables.csv")
NAMED = 3  # of the further numbers that rest on the same passages
CORPORA = ("corpus", "corpus/invented")
LEGEND = {
    "claim": "an amount that belongs to a family of claims",
    "quantity": "any other amount",
    "citation": "a resolution, a charter, a document",
    "opening": "the words that open a paragraph of a resolution and say what it does",
}
NOT_SEARCHED = "---\nno-search: true\n---\n"


@dataclass
class Edition:
    """What the pages share: where they go, the evidence, what is behind each notebook's numbers."""

    out: Path
    evidence: analysis.Evidence
    pages: dict[str, Path]
    origin: str  # of the repository
    # by notebook: the names of what is behind a number -> the numbers, by row and column
    numbers: dict[Path, dict[str, list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.documents = self.evidence.documents.set_index("doc_id", drop=False)
        self.units = dict(list(self.evidence.paragraphs.groupby("doc_id")))
        order = overview(self.evidence.documents)
        labels = map(_line, order["label"])
        self.labels: dict[str, str] = dict(zip(order["doc_id"], labels, strict=True))

    def unit_at(self, place: Place) -> Any:
        """The index of the paragraph that a place begins in."""
        units = self.units[place.source]
        return units.index[max(units["start"].searchsorted(place.start, side="right") - 1, 0)]

    def places(self) -> Iterator[Place]:
        """All places behind numbers."""
        for numbers in self.numbers.values():
            for names in numbers:
                yield from read_places(names)


def write_pages(root: Path, out: Path) -> None:
    """Write to ``out`` what Sphinx needs: corpus, notebooks and documents of ``root``."""
    left_out = shutil.ignore_patterns("__pycache__", ".*", "documents", "site")
    for name in ("docs", "notebooks", "corpus", "analysis/data"):
        shutil.copytree(root / name, out / name, ignore=left_out)
    for pattern in ("*.md", "LICENSE", "*.cff", "docs/site/*.md"):
        for path in root.glob(pattern):
            shutil.copy(path, out)
    corpora = {name: analysis.load(root / name) for name in CORPORA if (root / name).exists()}
    pages = {}
    for name, documents in corpora.items():
        pages |= {doc_id: _text_page(name, doc_id) for doc_id in documents["doc_id"]}
    evidence = analysis.extract(pd.concat(corpora.values(), ignore_index=True))
    edition = Edition(out, evidence, pages, origin_of(root))
    for path in sorted(out.glob("notebooks/**/*.ipynb")):
        write_notebook(edition, path.relative_to(out))
    for notebook in edition.numbers:
        write_behind(edition, notebook)
    write_texts(edition)
    write_tables(edition)
    own = corpora.get("corpus", edition.evidence.documents)
    try_it.write_page(out, own, edition.labels)
    if (root / "docs" / "timeline.svg").exists():
        drawing = (root / "docs" / "timeline.svg").read_text(encoding="utf-8")
        (out / "timeline.html").write_text(of_the_first_page(drawing), encoding="utf-8")
    ways = f"<p>{how_to_run(edition.origin, '')}</p>"
    (out / "run.html").write_text(ways, encoding="utf-8")


def write_notebook(edition: Edition, page: Path) -> None:
    """The notebook with its numbers as links and its figures with what belongs to them.

    It is never executed.
    """
    notebook = json.loads((edition.out / page).read_text(encoding="utf-8"))
    numbers: dict[str, list[str]] = {}
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).removeprefix("# NBVAL_CHECK_OUTPUT\n")
        if cell["cell_type"] == "code" and page.parent.name == "notebooks":
            cell["metadata"]["tags"] = [*cell["metadata"].get("tags", []), "hide-input"]
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                html = "".join(output["data"]["text/html"])
                output["data"]["text/html"] = _with_links(html, page, numbers)
        if cell["cell_type"] == "code":
            cell["outputs"] = list(with_figures(cell, page, edition.out))
    if page.stem.endswith("_exercises"):
        notebook["cells"] = list(try_it.with_forms(notebook["cells"], page.stem[:2]))
    ways = how_to_run(edition.origin, page.as_posix())
    notebook["cells"].insert(1, try_it.markdown_cell("run-it", f'<p class="run">{ways}</p>'))
    if numbers:
        edition.numbers[page] = numbers
    (edition.out / page).write_text(json.dumps(notebook), encoding="utf-8")


def write_behind(edition: Edition, notebook: Path) -> None:
    """The passages behind the numbers of one notebook, each set of them under its own address."""
    page, heading = _behind_page(notebook), _heading(edition.out / notebook)
    link = f'<a href="{_link(page, notebook)}">{escape(heading)}</a>'
    parts = [
        f"<p>Each section names numbers of {link} by row and column, and shows the passages they "
        "were made from.</p>"
    ]
    for names, numbers in edition.numbers[notebook].items():
        key, places = _key(names), read_places(names)
        first, *others = dict.fromkeys(numbers)
        back = f'<a href="{_link(page, notebook)}#n-{key}">Back to the number</a>'
        parts.append(f'<section id="e-{key}"><h2>{escape(first)}</h2>')
        parts.append(f"<p>{back}{_also(others)}</p>")
        for unit, inside in _units(edition, [place for place in places if place.kind == "span"]):
            parts.append(_passage(edition, page, unit, inside))
        for place in places:
            if place.kind == "text":
                name, to = escape(edition.labels[place.source]), edition.pages[place.source]
                parts.append(f'<p>The whole of <a href="{_link(page, to)}">{name}</a></p>')
            elif place.kind != "span":
                parts.append(_row(page, place))
        parts.append("</section>")
    _write(edition, page, f"Behind: {heading}", "\n".join(parts), head=NOT_SEARCHED)


def write_texts(edition: Edition) -> None:
    """A page a text, its evidence marked."""
    marks, paragraphs = find_marks(edition.evidence), edition.evidence.paragraphs
    known = set(marks[MARKS[:3]].itertuples(index=False, name=None))
    spans = (place for place in edition.places() if place.kind == "span")
    asked = {(place.source, place.start, place.end) for place in spans}
    others = [(*place, "place", "") for place in sorted(asked - known)]
    marks = pd.concat([marks, pd.DataFrame(others, columns=MARKS)])
    for doc_id in edition.labels:
        row = edition.documents.loc[doc_id]
        own = paragraphs[paragraphs["doc_id"] == doc_id]
        units = marked_units(row["text"], own, marks[marks["doc_id"] == doc_id])
        units = _with_records(units, edition.evidence.citations, doc_id)
        title = doc_id if pd.isna(row["title"]) else row["title"]
        html = f'{_front(row)}{_statement(edition, doc_id)}\n<div class="text">{units}</div>'
        _write(edition, edition.pages[doc_id], title, html)


def write_tables(edition: Edition) -> None:
    """The tables of ``data/`` that numbers lead to, each row with an address, and their list."""
    named = sorted({place.source for place in edition.places() if place.kind in ("row", "table")})
    known = _known_tables()
    listed = []
    for table in named:
        rows = load_table(table)
        title, line = known.get(table, (f"Table {_line(table)}", ""))
        head = "".join(f'<th scope="col">{escape(column)}</th>' for column in ("row", *rows[0]))
        body = ""
        for number, row in enumerate(rows):
            cells = "".join(f"<td>{escape(value)}</td>" for value in row.values())
            body += f'<tr id="r{number}"><th scope="row">{number}</th>{cells}</tr>\n'
        inside = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        about = f"<p>{escape(line)} {len(rows):,} rows of <code>{table}.csv</code>.</p>"
        about += _meanings(table)
        html = f'{about}{SCROLLED}<table class="wide">{inside}</table></div>'
        _write(edition, Path("evidence", table), title, html, head=NOT_SEARCHED)
        listed.append(f"[{title}]({table}.md)\n: {line} {len(rows):,} rows.")
    behind = []
    for notebook, numbers in edition.numbers.items():
        heading, page = _heading(edition.out / notebook), _behind_page(notebook).name
        behind.append(f"[{heading}]({page}.md)\n: {len(numbers):,} sets of passages or rows.")
    pages = [_behind_page(notebook).name for notebook in edition.numbers] + named
    parts = [
        "# Behind the numbers",
        "A number in a table of a chapter is a link. It leads to the passages or rows that it was "
        "made from, which stand here, chapter by chapter.",
        *behind,
        "## Tables",
        "Numbers that were not made from the texts come from these tables of the package. Each row "
        "names its source.",
        *listed,
        "```{toctree}\n:hidden:\n\n" + "\n".join(pages) + "\n```\n",
    ]
    (edition.out / "evidence").mkdir(exist_ok=True)
    (edition.out / "evidence/index.md").write_text("\n\n".join(parts), encoding="utf-8")


def _known_tables() -> dict[str, tuple[str, str]]:
    """What each table of ``data/`` is called, and what a row of it is good for."""
    with TABLES.open(encoding="utf-8", newline="") as handle:
        return {row["table"]: (row["title"], row["line"]) for row in csv.DictReader(handle)}


def _meanings(table: str) -> str:
    """What the columns of a table mean, folded."""
    told = (column for column in columns().get(table, []) if column.meaning)
    lines = "".join(f"<li><code>{one.name}</code>: {escape(one.meaning)}</li>" for one in told)
    head = "<summary>What the columns mean</summary>"
    return f'<details class="meanings">{head}<ul>{lines}</ul></details>'


def _with_records(units: str, citations: pd.DataFrame, doc_id: str) -> str:
    """The units of a text in which a cited resolution of the United Nations is a link to it."""
    own = citations[citations["doc_id"] == doc_id].dropna(subset=["symbol"])
    tree = BeautifulSoup(units, "html.parser")
    for row in own.itertuples():
        mark, record = tree.find("mark", id=address(row.start, row.end)), citing.link(row.symbol)
        if mark and record:
            inside = tree.new_tag("a", href=record)
            inside.extend(list(mark.contents))
            mark.append(inside)
    return str(tree)


def _with_links(html: str, page: Path, numbers: dict[str, list[str]]) -> str:
    """An output whose numbers are links; what is behind them is added to ``numbers``."""
    if "data-behind" not in html:
        return html
    tree = BeautifulSoup(html, "html.parser")
    for link in tree.select("a.behind[data-behind]"):
        names = link["data-behind"]
        if names not in numbers:
            link["id"] = f"n-{_key(names)}"
        numbers.setdefault(names, []).append(f"{link.attrs.pop('data-of')}: {link.get_text()}")
        link["href"] = f"{_link(page, _behind_page(page))}#e-{_key(names)}"
    return str(tree)


def _units(edition: Edition, places: list[Place]) -> Iterator[tuple[Any, list[Place]]]:
    """The paragraphs that ``places`` begin in, each with its places, as the texts come in time."""
    order = list(edition.labels)
    places = sorted(places, key=lambda place: (order.index(place.source), place.start, place.end))
    for at, group in groupby(places, key=edition.unit_at):
        yield edition.evidence.paragraphs.loc[at], list(group)


def _passage(edition: Edition, page: Path, unit: Any, places: list[Place]) -> str:
    """A paragraph with the places marked, and for each of them the way to it in its text."""
    text, to = edition.documents.loc[unit["doc_id"], "text"], edition.pages[unit["doc_id"]]
    marks, links, end = [], [], unit["end"]
    for place in places:
        marks.append(Span(place.source, place.start, place.end, "behind", ""))
        way = f"{_link(page, to)}#{address(place.start, place.end)}"
        links.append(f'<a href="{way}">characters {place.start} to {place.end}</a>')
        end = max(end, place.end)
    words = marked_text(text, marks, start=unit["start"], end=end, ids=False)
    where = f"{escape(edition.labels[unit['doc_id']])}, {unit['paragraph']}: {', '.join(links)}"
    return f'<div class="passage"><p>{where}</p><div class="words">{words}</div></div>'


def _row(page: Path, place: Place) -> str:
    """A row of a table, or the table, with the way to it."""
    table, rows = place.source, load_table(place.source)
    link = _link(page, Path("evidence", table))
    if place.kind == "table":
        return f'<p>All {len(rows):,} rows of <a href="{link}">{table}</a></p>'
    if place.start >= len(rows):
        raise LookupError(
            f"{page}: row {place.start} of {table}.csv is gone, the table has {len(rows)} rows; "
            "make notebooks renews what the numbers rest on"
        )
    cells = (f"{name}: {value}" for name, value in rows[place.start].items() if value)
    row = escape(" · ".join(cells))
    return f'<p><a href="{link}#r{place.start}">{table}, row {place.start}</a>: {row}</p>'


def _front(row: pd.Series) -> str:
    """Whose account it is, what is known of the text, and what the marks mean."""
    by = " / ".join(map(visible, row[["issuer", "speaker"]].dropna()))
    known = ""
    for key, value in row.drop(["doc_id", "title", "text"]).dropna().items():
        cells = f'<th scope="row">{escape(_line(key))}</th><td>{escape(visible(value))}</td>'
        known += f"<tr>{cells}</tr>"
    legend = ""
    for role, meaning in LEGEND.items():
        legend += f'<li><mark class="{role}">{role}</mark>: {meaning}</li>'
    return (
        '<p class="account"><strong>Whose account is this?</strong> '
        f"{escape(by) or 'Nobody is named'}. "
        "The marks show what the text says. None of it was checked against the world.</p>"
        f'{SCROLLED}<table class="front"><tbody>{known}</tbody></table></div>'
        f'<ul class="legend" aria-label="what the marks mean">{legend}</ul>'
    )


def _statement(edition: Edition, doc_id: str) -> str:
    """The way to the data statement of the text's corpus, if there is one."""
    page = edition.pages[doc_id]
    statement = page.parent.parent / "README"
    if not (edition.out / statement).with_suffix(".md").exists():
        return ""
    link = f'<a href="{_link(page, statement)}">data statement</a>'
    return f"<p>The {link} says who chose the texts, and what was cut or added.</p>"


def _write(edition: Edition, page: Path, title: object, html: str, *, head: str = "") -> None:
    """A page that is ``html`` under its title. No character of the title is Markdown."""
    path = edition.out / page
    path.parent.mkdir(parents=True, exist_ok=True)
    heading = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", _line(title))
    path.with_name(f"{page.name}.html").write_text(html, encoding="utf-8")
    taken_in = f"```{{raw}} html\n:file: {page.name}.html\n```"
    markdown = f"{head}# {heading}\n\n{taken_in}\n"
    path.with_name(f"{page.name}.md").write_text(markdown, encoding="utf-8")


def _text_page(corpus: str, doc_id: str) -> Path:
    return Path(corpus, "documents", quote(doc_id, safe="").replace("%", "_"))


def _behind_page(notebook: Path) -> Path:
    return Path("evidence", "-".join(notebook.with_suffix("").parts[1:]))


def _link(page: Path, to: Path) -> str:
    to = to.with_suffix("") if to.suffix == ".ipynb" else to
    return quote(f"{os.path.relpath(to, page.parent)}.html")


def _also(numbers: list[str]) -> str:
    """The other numbers that rest on the same passages."""
    if not numbers:
        return ""
    more = f" · and {len(numbers) - NAMED} more" if len(numbers) > NAMED else ""
    return f". The same stands behind {escape(' · '.join(numbers[:NAMED]))}{more}"


def _heading(notebook: Path) -> str:
    first = json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"]
    return "".join(first).splitlines()[0].removeprefix("# ")


def _key(names: str) -> str:
    return hashlib.sha256(names.encode()).hexdigest()[:10]


def _line(value: object) -> str:
    return " ".join(visible(value).replace("_", " ").split())


if __name__ == "__main__":
    try:
        write_pages(ROOT, Path(sys.argv[1]))
    except LookupError as error:
        sys.exit(f"error: {error.args[0]}")
