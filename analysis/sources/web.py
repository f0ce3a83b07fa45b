"""Documents from HTML: what a reader of the page sees of its text. Nothing is fetched."""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from analysis.sources import converted, encoding
from analysis.sources.fields import Fields
from analysis.sources.reader import named

# what is never seen, what stands around the text or is struck out, what begins and ends a paragraph
UNSEEN, FURNITURE, BLOCKS = (set(named("html", kind)) for kind in ("unseen", "furniture", "block"))
# elements that may be furniture by what they say of themselves; their end is always written
PARTS, FRAMING = set(named("html", "part")), set(named("html", "framing"))
UNLIKE = set(named("html", "unlike"))  # "no-sidebar" is no sidebar
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# elements that are raised by what they say of themselves
RAISED = set(named("html", "raised"))
SUPER = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
MENU = 3  # links of a list of nothing else
# '<meta charset="iso-8859-1">'
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
PARAGRAPH, LINE = "\0", "\1"


def _convert(file: Path) -> Fields:
    page = Page(file, file.read_bytes())
    converted.say_lost(file, {"words of menus and the like": page.left_out()})
    return {"title": " ".join("".join(page.title).split()), "text": page.text()}


READER = converted.reader(".html", ".htm", convert=_convert)


def _said(attributes: dict[str, str | None]) -> list[str]:
    """What an element says of itself."""
    told = (attributes.get(key) or "" for key in ("class", "id", "role", "epub:type"))
    return " ".join(told).lower().split()


def _raises(tag: str, attributes: dict[str, str | None]) -> bool:
    styled = SUPER.search(attributes.get("style") or "") is not None
    return tag == "sup" or styled or not RAISED.isdisjoint(_said(attributes))


def _lines(block: str) -> str:
    return "\n".join(" ".join(line.split()) for line in block.split(LINE))


@dataclass
class _Piece:
    """Some characters: are they in the main part, around the text, in a link?"""

    text: str
    main: bool
    framing: bool
    linked: bool


@dataclass
class _Inside:
    """The element that we are in: its tag, how many of them are open, its first piece."""

    tag: str = ""
    depth: int = 0
    first: int = 0

    def opened(self, tag: str) -> bool:
        """Note a tag that begins; are we in the element already?"""
        self.depth += tag == self.tag
        return bool(self.tag)

    def closed(self, tag: str) -> None:
        self.depth -= tag == self.tag
        if not self.depth:
            self.tag = ""


class Page(HTMLParser):
    """A page in pieces, with a mark where a paragraph begins or ends and where a line does.

    Read as a stream of tags: a page whose tags are never closed, as many are, grows no tree.
    """

    def __init__(self, file: Path, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []
        self.title: list[str] = []
        self.open = Counter[str]()
        self.mains = 0
        self.raised = _Inside()
        self.around = _Inside()
        self.lists: list[int] = []  # the first piece of each open list
        declared = CHARSET.search(content[:4096])
        name = declared[1].decode() if declared else ""
        self.feed(encoding.decode(file, content, declared=name))
        self.close()
        if self.around.tag:  # never closed: it may be anything
            self._frame(self.around.first, framing=False)

    def text(self) -> str:
        """The main part, where the page names one, in paragraphs; else all of it."""
        shown = "".join(piece.text for piece in self.pieces if self._is_shown(piece))
        return converted.joined(map(_lines, shown.split(PARAGRAPH)))

    def left_out(self) -> int:
        """How many words stand around the text."""
        beside = "".join(piece.text for piece in self.pieces if not self._is_shown(piece))
        return len(beside.replace(PARAGRAPH, " ").replace(LINE, " ").split())

    def _is_shown(self, piece: _Piece) -> bool:
        return not piece.framing and (piece.main or self.mains != 1)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        attributes = dict(attrs)
        if self.around.tag == tag == "p":  # the end of the one before need not be written
            self.around = _Inside()
        if not self.around.opened(tag) and self._frames(tag, attributes):
            self.around = _Inside(tag, 1, len(self.pieces))
        self._edge(tag)
        if not self.raised.opened(tag) and _raises(tag, attributes):
            self.raised = _Inside(tag, 1)
        self.open[tag] += 1
        self.mains += tag == "main"
        if tag in ("ul", "ol"):
            self.lists.append(len(self.pieces))

    def handle_endtag(self, tag: str) -> None:
        self._edge(tag)
        self.open[tag] = max(self.open[tag] - 1, 0)
        self.around.closed(tag)
        self.raised.closed(tag)
        if tag in ("ul", "ol") and self.lists:
            self._end_list(self.lists.pop())

    def handle_data(self, data: str) -> None:
        if self.open["title"]:
            self.title.append(data)
            return
        if any(self.open[tag] for tag in UNSEEN):
            return
        if self.raised.tag:
            data = converted.raised(data)
        self._add(data.replace("\n", LINE) if self.open["pre"] else data)

    def _frames(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Does the element hold what stands around the text, or is not seen?"""
        if tag in FURNITURE:
            return True
        if tag not in PARTS or "hidden" in attributes:
            return tag in PARTS
        if HIDDEN.search(attributes.get("style") or ""):
            return True
        if self.open["article"] or self.open["main"]:
            return False
        for name in _said(attributes):
            words = re.split("[-_]", name)
            if name in FRAMING or ({words[0], words[-1]} & FRAMING and not UNLIKE & set(words)):
                return True
        return tag == "footer"

    def _end_list(self, first: int) -> None:
        """A list of links and nothing else is a menu, unless it has figures, as of resolutions."""
        words = [piece for piece in self.pieces[first:] if piece.text.strip(" \t\r\n\0\1")]
        menu = len(words) >= MENU and all(piece.linked for piece in words)
        inside = self.open["article"] or self.open["main"]
        if menu and not inside and not any(map(str.isdecimal, "".join(one.text for one in words))):
            self._frame(first, framing=True)

    def _frame(self, first: int, *, framing: bool) -> None:
        for piece in self.pieces[first:]:
            piece.framing = framing

    def _edge(self, tag: str) -> None:
        if tag == "br":
            self._add(LINE)
        elif tag in BLOCKS:
            self._add(PARAGRAPH)
            self.raised = _Inside()  # one that is never closed raises nothing below

    def _add(self, piece: str) -> None:
        around = bool(self.around.tag) and piece not in (PARAGRAPH, LINE)
        self.pieces.append(_Piece(piece, self.open["main"] > 0, around, self.open["a"] > 0))
