"""The pages of the reading edition, as Sphinx reads them: ``python docs/site/pages.py OUT``, then ``sphinx-build``.

OUT mirrors the repository, so that the links of notebooks and documents hold. A text becomes a page with its evidence
marked (``corpus/documents/NAME.html#c10-24``). Notebooks keep their stored outputs; each number in a table made by
``analysis.show.linked`` leads to the passages behind it (``evidence/NOTEBOOK.html#e-...``), each passage to its place
in the text, and a number from a table of ``data/`` to its row. Texts are hostile until escaped: what comes from them
stands in HTML files, escaped, which a page takes in whole.
"""

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pandas as pd

import analysis
from analysis.measure.overview import overview
from analysis.show.linked import ROW, SCROLLED
from analysis.show.marking import MARKS, address, find_marks, marked_text, marked_units, visible
from analysis.vocabulary import load_table

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r'<a class="behind" data-behind="([^"]*)" data-of="([^"]*)"([^>]*)>([^<]*)</a>')
NAMED = 3  # of the further numbers that rest on the same passages
FIGURE = re.compile(r"^(?:figure [0-9a-f]{12}: .*|alt: (.+))\n?", re.MULTILINE)
PASSAGE = re.compile(r"(.+):(\d+)-(\d+)")
ID = re.compile(r' id="[^"]*"')
CORPORA = ("corpus", "corpus/invented")
LEGEND = {
    "claim": "an amount that belongs to a family of claims",
    "quantity": "any other amount",
    "citation": "a resolution, a charter, a document",
    "opening": "the words that open a paragraph of a resolution and say what it does",
}
NOT_SEARCHED = "---\nno-search: true\n---\n"

Place = tuple[str, int, int]  # a document, the first character, the one after the last


@dataclass
class Edition:
    """What the pages share: where they go, the evidence, and each notebook's numbers by what is behind them."""

    out: Path
    evidence: analysis.Evidence
    pages: dict[str, Path]
    numbers: dict[Path, dict[str, list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.documents = self.evidence.documents.set_index("doc_id", drop=False)
        order = overview(self.evidence.documents)
        self.labels: dict[str, str] = dict(
            zip(order["doc_id"], map(_line, order["label"]), strict=True)
        )

    def at(self, place: Place) -> Any:
        """The index of the paragraph that a place begins in."""
        units = self.evidence.paragraphs[self.evidence.paragraphs["doc_id"] == place[0]]
        return units.index[max(units["start"].searchsorted(place[1], side="right") - 1, 0)]


def write_pages(root: Path, out: Path) -> None:
    """Write to ``out`` what Sphinx needs, from the corpus, the notebooks and the documents of ``root``."""
    left_out = shutil.ignore_patterns("__pycache__", ".*", "documents", "site")
    for name in ("docs", "notebooks", "corpus", "analysis/data"):
        shutil.copytree(root / name, out / name, ignore=left_out)
    for path in (
        *root.glob("*.md"),
        *root.glob("LICENSE"),
        *root.glob("*.cff"),
        *root.glob("docs/site/*.md"),
    ):
        shutil.copy(path, out)
    corpora = {name: analysis.load(root / name) for name in CORPORA if (root / name).exists()}
    pages = {
        doc_id: _text(name, doc_id)
        for name, documents in corpora.items()
        for doc_id in documents["doc_id"]
    }
    edition = Edition(out, analysis.extract(pd.concat(corpora.values(), ignore_index=True)), pages)
    for path in sorted(out.glob("notebooks/**/*.ipynb")):
        write_notebook(edition, path.relative_to(out))
    for notebook in edition.numbers:
        write_behind(edition, notebook)
    write_texts(edition)
    write_tables(edition)


def write_notebook(edition: Edition, page: Path) -> None:
    """The notebook with its numbers as links and its figures described. It is never executed."""
    notebook = json.loads((edition.out / page).read_text(encoding="utf-8"))
    numbers: dict[str, list[str]] = {}
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).removeprefix("# NBVAL_CHECK_OUTPUT\n")
        described: list[str] = []
        for output in cell.get("outputs", []):
            if "text" in output:
                text = "".join(output["text"])
                described += filter(None, FIGURE.findall(text))
                output["text"] = FIGURE.sub("", text)
            if "text/html" in output.get("data", {}):
                html = "".join(output["data"]["text/html"])
                output["data"]["text/html"] = LINK.sub(
                    lambda found: _number(page, numbers, *found.groups()), html
                )
        if described:
            cell["metadata"]["mystnb"] = {"image": {"alt": " ".join(described)}}
            cell["outputs"] = [output for output in cell["outputs"] if output.get("text") != ""]
    if numbers:
        edition.numbers[page] = numbers
    (edition.out / page).write_text(json.dumps(notebook), encoding="utf-8")


def write_behind(edition: Edition, notebook: Path) -> None:
    """The passages behind the numbers of one notebook, each set of them under its own address."""
    page, heading = _behind(notebook), _heading(edition.out / notebook)
    link = f'<a href="{_link(page, notebook)}">{escape(heading)}</a>'
    parts = [
        f"<p>Each section names numbers of {link} by row and column, and shows the passages they were made from.</p>"
    ]
    for behind, shown in edition.numbers[notebook].items():
        name, (places, rows, texts) = _name(behind), _read(behind)
        first, *others = dict.fromkeys(shown)
        parts.append(f'<section id="e-{name}"><h2>{escape(first)}</h2>')
        parts.append(
            f'<p><a href="{_link(page, notebook)}#n-{name}">Back to the number</a>{_also(others)}</p>'
        )
        parts += [_passage(edition, page, *unit) for unit in _units(edition, places)]
        parts += [_row(page, table, row) for table, row in rows]
        parts += [f'<p>The whole of <a href="{_link(page, edition.pages[text])}">{escape(edition.labels[text])}</a></p>'
                  for text in texts]  # fmt: skip
        parts.append("</section>")
    _write(edition, page, f"Behind: {heading}", "\n".join(parts), head=NOT_SEARCHED)


def write_texts(edition: Edition) -> None:
    """A page a text, its evidence marked, and the list of them in order of time."""
    marks = find_marks(edition.evidence)
    asked = {
        place
        for numbers in edition.numbers.values()
        for behind in numbers
        for place in _read(behind)[0]
    }
    known = set(marks[MARKS[:3]].itertuples(index=False, name=None))
    marks = pd.concat(
        [marks, pd.DataFrame([(*place, "place", "") for place in asked - known], columns=MARKS)]
    )
    paragraphs = edition.evidence.paragraphs
    for doc_id in edition.labels:
        row = edition.documents.loc[doc_id]
        units = marked_units(
            row["text"],
            paragraphs[paragraphs["doc_id"] == doc_id],
            marks[marks["doc_id"] == doc_id],
        )
        title = doc_id if pd.isna(row["title"]) else row["title"]
        _write(
            edition, edition.pages[doc_id], title, f'{_front(row)}\n<div class="text">{units}</div>'
        )
    listed = []
    for corpus in CORPORA:
        inside = [
            doc_id
            for doc_id in edition.labels
            if edition.pages[doc_id].parent.parent == Path(corpus)
        ]
        listed += [f"{corpus}/README"] * (edition.out / corpus / "README.md").exists()
        listed += [f"{edition.labels[doc_id]} <{edition.pages[doc_id]}>" for doc_id in inside]
    _toctree(edition, Path("texts"), "Texts", listed)


def write_tables(edition: Edition) -> None:
    """The tables of ``data/`` that numbers lead to, each row with an address, and the list of all such pages."""
    named = {
        table
        for numbers in edition.numbers.values()
        for behind in numbers
        for table, _ in _read(behind)[1]
    }
    for table in sorted(named):
        rows = load_table(table)
        head = "".join(f'<th scope="col">{escape(column)}</th>' for column in ("row", *rows[0]))
        body = "\n".join(
            f'<tr id="r{number}"><th scope="row">{number}</th>'
            + "".join(f"<td>{escape(value)}</td>" for value in row.values())
            + "</tr>"
            for number, row in enumerate(rows)
        )
        html = f'{SCROLLED}<table class="wide"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        _write(edition, Path("evidence", table), f"Table {table}", html, head=NOT_SEARCHED)
    listed = [_behind(notebook).name for notebook in edition.numbers] + sorted(named)
    _toctree(edition, Path("evidence/index"), "Behind the numbers", listed)


def _number(
    page: Path, numbers: dict[str, list[str]], behind: str, of: str, rest: str, text: str
) -> str:
    behind = unescape(behind)
    name = _name(behind)
    first = "" if behind in numbers else f' id="n-{name}"'
    numbers.setdefault(behind, []).append(unescape(f"{of}: {text}"))
    href = f"{_link(page, _behind(page))}#e-{name}"
    return f'<a class="behind"{first} href="{href}" data-behind="{escape(behind)}"{rest}>{text}</a>'


def _units(edition: Edition, places: list[Place]) -> Iterator[tuple[Any, list[Place]]]:
    """The paragraphs that ``places`` begin in, each with its places, in the order in which the texts come."""
    order = list(edition.labels)
    places = sorted(places, key=lambda place: (order.index(place[0]), *place[1:]))
    for (_, at), group in groupby(places, key=lambda place: (place[0], edition.at(place))):
        yield edition.evidence.paragraphs.loc[at], list(group)


def _passage(edition: Edition, page: Path, unit: Any, places: list[Place]) -> str:
    """A paragraph with the places marked, and for each of them the way to it in its text."""
    marks = pd.DataFrame([(*place, "behind", "") for place in places], columns=MARKS)
    text = edition.documents.loc[unit["doc_id"], "text"]
    words = marked_text(
        text, marks, start=unit["start"], end=max(unit["end"], *(place[2] for place in places))
    )
    text_page = _link(page, edition.pages[unit["doc_id"]])
    links = ", ".join(
        f'<a href="{text_page}#{address(start, end)}">characters {start} to {end}</a>'
        for _, start, end in places
    )
    where = f"{escape(edition.labels[unit['doc_id']])}, {unit['paragraph']}: {links}"
    return f'<div class="passage"><p>{where}</p><div class="words">{ID.sub("", words)}</div></div>'


def _row(page: Path, table: str, number: int | None) -> str:
    link, rows = _link(page, Path("evidence", table)), load_table(table)
    if number is None:
        return f'<p>All {len(rows):,} rows of <a href="{link}">{table}</a></p>'
    row = " · ".join(value for value in rows[number].values() if value)
    return f'<p><a href="{link}#r{number}">{table}, row {number}</a>: {escape(row)}</p>'


def _front(row: pd.Series) -> str:
    """Whose account it is, what is known of the text, and what the marks mean."""
    by = " / ".join(visible(row[key]) for key in ("issuer", "speaker") if pd.notna(row[key]))
    known = "".join(
        f'<tr><th scope="row">{escape(_line(key))}</th><td>{escape(visible(value))}</td></tr>'
        for key, value in row.drop(["doc_id", "title", "text"]).items()
        if pd.notna(value)
    )
    legend = "".join(
        f'<li><mark class="{role}">{role}</mark>: {meaning}</li>'
        for role, meaning in LEGEND.items()
    )
    return (
        f'<p class="account"><strong>Whose account is this?</strong> {escape(by) or "Nobody is named"}. '
        "The marks show what the text says. None of it was checked against the world.</p>"
        f'{SCROLLED}<table class="front"><tbody>{known}</tbody></table></div>'
        f'<ul class="legend" aria-label="what the marks mean">{legend}</ul>'
    )


def _read(behind: str) -> tuple[list[Place], list[tuple[str, int | None]], list[str]]:
    """What is behind a number: places in texts, rows of tables, whole texts."""
    places, rows, texts = [], [], []
    for name in behind.split():
        if found := PASSAGE.fullmatch(name):
            places.append((unquote(found[1]), int(found[2]), int(found[3])))
        elif found := ROW.fullmatch(name):
            rows.append((found[1], int(found[2]) if found[2] else None))
        else:
            texts.append(unquote(name))
    return places, rows, texts


def _write(edition: Edition, page: Path, title: object, html: str, *, head: str = "") -> None:
    """A page that is ``html`` under its title. No character of the title is Markdown."""
    path = edition.out / page
    path.parent.mkdir(parents=True, exist_ok=True)
    heading = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", _line(title))
    path.with_name(f"{page.name}.html").write_text(html, encoding="utf-8")
    path.with_name(f"{page.name}.md").write_text(
        f"{head}# {heading}\n\n```{{raw}} html\n:file: {page.name}.html\n```\n", encoding="utf-8"
    )


def _toctree(edition: Edition, page: Path, title: str, listed: list[str]) -> None:
    lines = "\n".join(listed)
    (edition.out / page).with_suffix(".md").write_text(
        f"# {title}\n\n```{{toctree}}\n:maxdepth: 1\n\n{lines}\n```\n", encoding="utf-8"
    )


def _text(corpus: str, doc_id: str) -> Path:
    return Path(corpus, "documents", quote(doc_id, safe="").replace("%", "_"))


def _behind(notebook: Path) -> Path:
    return Path("evidence", "-".join(notebook.with_suffix("").parts[1:]))


def _link(page: Path, to: Path) -> str:
    return quote(
        f"{os.path.relpath(to.with_suffix('') if to.suffix == '.ipynb' else to, page.parent)}.html"
    )


def _also(numbers: list[str]) -> str:
    """The other numbers that rest on the same passages."""
    more = f" · and {len(numbers) - NAMED} more" if len(numbers) > NAMED else ""
    return (
        f". The same stands behind {escape(' · '.join(numbers[:NAMED]))}{more}" if numbers else ""
    )


def _heading(notebook: Path) -> str:
    first = json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"]
    return "".join(first).splitlines()[0].removeprefix("# ")


def _name(behind: str) -> str:
    return hashlib.sha256(behind.encode()).hexdigest()[:10]


def _line(value: object) -> str:
    return " ".join(visible(value).replace("_", " ").split())


if __name__ == "__main__":
    write_pages(ROOT, Path(sys.argv[1]))
