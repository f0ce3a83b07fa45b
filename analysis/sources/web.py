"""Documents from HTML: what a reader of the page sees of its text. Nothing is fetched."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from analysis.sources import converted, encoding
from analysis.sources.fields import Fields

# what is never seen, what stands around the text, what begins and ends a paragraph
UNSEEN = ("script", "style", "template", "noscript")
FURNITURE = ("nav", "aside", "form", "button")
BLOCKS = {
    "address", "article", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p",
    "pre", "section", "table", "td", "th", "tr", "ul",
}  # fmt: skip
# '<meta charset="iso-8859-1">'
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
PARAGRAPH, LINE = "\0", "\1"


def _convert(file: Path) -> Fields:
    data = file.read_bytes()
    declared = CHARSET.search(data[:4096])
    page = _Page(encoding.decode(file, data, declared=declared[1].decode() if declared else ""))
    text = converted.joined(map(_lines, page.shown().split(PARAGRAPH)))
    converted.say_lost(file, {"words of menus and the like": page.left_out()})
    return {"title": " ".join("".join(page.title).split()), "text": text}


READER = converted.reader(".html", ".htm", convert=_convert)


def _lines(block: str) -> str:
    return "\n".join(" ".join(line.split()) for line in block.split(LINE))


class _Page(HTMLParser):
    """A page in pieces, with a mark where a paragraph begins or ends and where a line does.

    Read as a stream of tags: a page whose tags are never closed, as many are, grows no tree.
    """

    def __init__(self, content: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, bool]] = []  # is it in the main part?
        self.title: list[str] = []
        self.open = Counter[str]()
        self.mains = self.framing = 0  # of framing: words
        self.feed(content)
        self.close()

    def shown(self) -> str:
        """The main part, where the page names one; else all of it."""
        return "".join(piece for piece, main in self.pieces if main or self.mains != 1)

    def left_out(self) -> int:
        """How many words stand around the text."""
        if self.mains != 1:
            return self.framing
        beside = "".join(piece for piece, main in self.pieces if not main)
        return self.framing + len(beside.replace(PARAGRAPH, " ").replace(LINE, " ").split())

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        self._edge(tag)
        self.open[tag] += 1
        self.mains += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self._edge(tag)
        self.open[tag] = max(self.open[tag] - 1, 0)

    def handle_data(self, data: str) -> None:
        if self.open["title"]:
            self.title.append(data)
            return
        if any(self.open[tag] for tag in UNSEEN):
            return
        if any(self.open[tag] for tag in FURNITURE):
            self.framing += len(data.split())
            return
        if self.open["sup"]:
            data = converted.raised(data)
        self._add(data.replace("\n", LINE) if self.open["pre"] else data)

    def _edge(self, tag: str) -> None:
        if tag == "br":
            self._add(LINE)
        elif tag in BLOCKS:
            self._add(PARAGRAPH)
            self.open["sup"] = 0  # one that is never closed raises nothing below

    def _add(self, piece: str) -> None:
        self.pieces.append((piece, self.open["main"] > 0))
