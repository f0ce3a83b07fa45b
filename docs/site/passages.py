"""What a search shows: the passages of every page that is searched, beside the pages.

Sphinx finds pages; to show a passage it would fetch each of them, which a page opened from a folder
may not. So all passages stand in one script, which the page of the search asks for alone.
``reader.js`` shows those that hold the words looked for.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

LONGEST = 600  # characters of a passage
SCRIPT = '<script src="_static/passages.js"></script>'


def write_passages(app: Any, error: Exception | None) -> None:
    """``passages.js``: for each page its passages, each the id it stands under and its words."""
    if error is not None:
        return
    site, found = Path(app.outdir), {}
    for page in sorted(app.env.found_docs):
        if "no-search" not in app.env.metadata[page]:
            found[page] = list(_passages(app.env.get_doctree(page)))
    script = f"const PASSAGES = {json.dumps(found, ensure_ascii=False)};\n"
    (site / "_static" / "passages.js").write_text(script, encoding="utf-8")
    search = site / "search.html"
    html = search.read_text(encoding="utf-8")
    search.write_text(html.replace("</head>", f"{SCRIPT}</head>", 1), encoding="utf-8")


def _passages(tree: Any) -> Iterator[tuple[str, str]]:
    place = ""
    for node in tree.findall():
        name = getattr(node, "tagname", "")
        if name == "section":
            place = node["ids"][0]
        elif name in ("paragraph", "title", "term"):
            yield from _cut(place, node.astext())
        elif name == "raw" and node.get("format") == "html":
            for at, words in _units(node.astext()):
                yield from _cut(at or place, words)


def _units(html: str) -> Iterator[tuple[str, str]]:
    """The paragraphs of a text that is marked, each with its label."""
    if 'class="unit' in html:
        for unit in BeautifulSoup(html, "html.parser").select(".unit"):
            yield unit.select_one(".label")["id"], unit.select_one(".words").get_text()  # type: ignore[index, union-attr]


def _cut(place: str, words: str) -> Iterator[tuple[str, str]]:
    folded = " ".join(words.split())
    for at in range(0, len(folded), LONGEST):
        yield place, folded[at : at + LONGEST]
