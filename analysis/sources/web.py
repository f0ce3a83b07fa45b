"""Documents from HTML and EPUB: what a reader of a page sees of its text. Nothing is fetched."""

import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from analysis.sources import encoding, reader
from analysis.sources.errors import CorpusError, parsed, unpacking

# what is never seen, what stands around the text or is struck out (furniture), what begins and ends
# a paragraph (block); elements that may be furniture (part, their end is always written) or raised
# by what they say of themselves; "no-sidebar" is no sidebar (unlike)
NAMES = {role: set(names) for role, names in reader.named("html").items()}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SUPER = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
MENU = 3  # links of a list of nothing else
# '<meta charset="iso-8859-1">'
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
PARAGRAPH, LINE = "\0", "\1"
# an element that is open: its tag, and how many of that tag are open with it
Element = tuple[str, int]
NONE: Element = ("", 0)
# of EPUB: where the book is named, and what is encrypted
START, LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
TITLE = ".//{http://purl.org/dc/elements/1.1/}title"


def _convert(file: Path) -> reader.Fields:
    page = _Page(file, file.read_bytes())
    return _fields(file, " ".join("".join(page.title).split()), [page])


def _convert_epub(file: Path) -> reader.Fields:
    with unpacking(file, "EPUB") as stream, zipfile.ZipFile(stream) as archive:
        path = parsed(archive, START).find(".//{*}rootfile").get("full-path")
        book = parsed(archive, path)
        parts = _spine(book, dirname(path))
        if LOCKS in archive.namelist():  # a shop may encrypt fonts only
            locked = parsed(archive, LOCKS).iterfind(".//{*}CipherReference")
            if {unquote(one.get("URI", "")) for one in locked} & set(parts):
                raise CorpusError(file, "is encrypted by its publisher; get a copy that is not")
        pages = [_Page(file, archive.read(part)) for part in parts]
    return _fields(file, book.findtext(TITLE) or "", pages)


def _fields(file: Path, title: str, pages: list["_Page"]) -> reader.Fields:
    reader.say_lost(file, {"words of menus and the like": sum(page.left_out() for page in pages)})
    return {"title": title, "text": reader.joined(page.text() for page in pages)}


HTML = reader.of_one_text(".html", ".htm", convert=_convert)
EPUB = reader.of_one_text(".epub", convert=_convert_epub)


def _spine(book: Any, folder: str) -> list[str]:
    """The parts of the zip that are the pages, in order, without those beside the text."""
    items = {item.get("id"): item.get("href") for item in book.iterfind(".//{*}item")}
    read = [one for one in book.iterfind(".//{*}itemref") if one.get("linear") != "no"]
    return [normpath(join(folder, unquote(items[one.get("idref")]))) for one in read]


def _said(attributes: dict[str, str | None]) -> list[str]:
    """What an element says of itself."""
    told = (attributes.get(key) or "" for key in ("class", "id", "role", "epub:type"))
    return " ".join(told).lower().split()


def _frames(name: str) -> bool:
    """Is an element of this name furniture?"""
    words, framing = re.split("[-_]", name), NAMES["framing"]
    is_like = NAMES["unlike"].isdisjoint(words)
    return name in framing or (is_like and not framing.isdisjoint({words[0], words[-1]}))


@dataclass
class _Piece:
    """Some characters: are they in the main part, around the text, in a link?"""

    text: str
    main: bool
    framing: bool
    linked: bool


class _Page(HTMLParser):
    """A page in pieces, with a mark where a paragraph begins or ends and where a line does.

    Read as a stream of tags: a page whose tags are never closed, as many are, grows no tree.
    """

    def __init__(self, file: Path, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []
        self.title: list[str] = []
        self.open = Counter[str]()
        self.mains = 0
        self.raised = self.around = NONE  # the outermost that raises, and that frames the text
        self.first = 0  # piece of what frames it
        self.lists: list[int] = []  # the first piece of each open list
        declared = CHARSET.search(content[:4096])
        name = declared[1].decode() if declared else ""
        self.feed(encoding.decode(file, content, declared=name))
        self.close()
        if self.around != NONE:  # never closed: it may be anything
            self._frame(self.first, framing=False)

    def text(self) -> str:
        """The main part, where the page names one, in paragraphs; else all of it."""
        blocks = self._read(shown=True).split(PARAGRAPH)
        lines = (map(str.split, block.split(LINE)) for block in blocks)
        return reader.joined("\n".join(map(" ".join, block)) for block in lines)

    def left_out(self) -> int:
        """How many words stand around the text."""
        return len(self._read(shown=False).replace(PARAGRAPH, " ").replace(LINE, " ").split())

    def _read(self, *, shown: bool) -> str:
        beside = (one.framing or (self.mains == 1 and not one.main) for one in self.pieces)
        kept = zip(self.pieces, beside, strict=True)
        return "".join(piece.text for piece, left in kept if left != shown)

    @property
    def _in_main(self) -> bool:
        return self.open["article"] + self.open["main"] > 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        attributes, here = dict(attrs), (tag, self.open[tag] + 1)
        if self.around[0] == tag == "p":  # the end of the one before need not be written
            self.around = NONE
        if self.around == NONE and self._is_around(tag, attributes):
            self.around, self.first = here, len(self.pieces)
        self._edge(tag)
        styled = tag == "sup" or SUPER.search(attributes.get("style") or "")
        if self.raised == NONE and (styled or NAMES["raised"] & set(_said(attributes))):
            self.raised = here
        self.open[tag] += 1
        self.mains += tag == "main"
        if tag in ("ul", "ol"):
            self.lists.append(len(self.pieces))

    def handle_endtag(self, tag: str) -> None:
        self._edge(tag)
        self.open[tag] = max(self.open[tag] - 1, 0)
        self.around, self.raised = self._still(self.around), self._still(self.raised)
        if tag in ("ul", "ol") and self.lists:
            self._end_list(self.lists.pop())

    def _still(self, element: Element) -> Element:
        return element if self.open[element[0]] >= element[1] else NONE

    def handle_data(self, data: str) -> None:
        if self.open["title"]:
            self.title.append(data)
        elif not any(self.open[tag] for tag in NAMES["unseen"]):
            data = reader.raised(data) if self.raised != NONE else data
            self._add(data.replace("\n", LINE) if self.open["pre"] else data)

    def _is_around(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Does the element hold what stands around the text, or is not seen?"""
        if tag in NAMES["furniture"] or tag not in NAMES["part"]:
            return tag in NAMES["furniture"]
        if "hidden" in attributes or HIDDEN.search(attributes.get("style") or ""):
            return True
        return not self._in_main and (tag == "footer" or any(map(_frames, _said(attributes))))

    def _end_list(self, first: int) -> None:
        """A list of links and nothing else is a menu, unless it has figures, as of resolutions."""
        words = [piece for piece in self.pieces[first:] if piece.text.strip(" \t\r\n\0\1")]
        menu = len(words) >= MENU and all(piece.linked for piece in words)
        figures = any(map(str.isdecimal, "".join(piece.text for piece in words)))
        if menu and not figures and not self._in_main:
            self._frame(first, framing=True)

    def _frame(self, first: int, *, framing: bool) -> None:
        for piece in self.pieces[first:]:
            piece.framing = framing

    def _edge(self, tag: str) -> None:
        if tag == "br":
            self._add(LINE)
        elif tag in NAMES["block"]:
            self._add(PARAGRAPH)
            self.raised = NONE  # one that is never closed raises nothing below

    def _add(self, piece: str) -> None:
        around = self.around != NONE and piece not in (PARAGRAPH, LINE)
        self.pieces.append(_Piece(piece, self.open["main"] > 0, around, self.open["a"] > 0))
