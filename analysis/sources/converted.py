"""Documents from DOCX, PDF and HTML: the text alone, its paragraphs separated by blank lines.

What a text file cannot hold (numbers that Word makes up, menus of a web page) is said. Nothing is fetched.
"""

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from analysis.sources import encoding, guard
from analysis.sources.errors import CorpusError, CorpusWarning

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# what stands for a character in a paragraph of Word
CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "",
}
# of a web page: what is never seen, what stands around the text, what begins and ends a paragraph
UNSEEN = ("script", "style", "template", "noscript")
FURNITURE = ("nav", "aside", "form", "button")
BLOCKS = {
    "address", "article", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th",
    "tr", "ul",
}  # fmt: skip
# of a page of PDF, in usual distances between lines and in points: where a paragraph begins
GAP, INDENT = 1.2, 6
DRAWN = 2_000_000  # bytes of instructions on the pages of a PDF, unpacked
# '<meta charset="iso-8859-1">'
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
SOFT_HYPHEN = re.compile("\u00ad\n?")


def read(file: Path) -> Iterator[dict[str, Any]]:
    """The one document of a file; ``title`` is what the file itself calls the text.

    Raises ``CorpusError`` for a file that is broken, encrypted or empty, and for a scanned PDF without a text layer.
    """
    suffix = file.suffix.lower()
    fields = {".docx": _docx, ".pdf": _pdf}.get(suffix, _html)(file)
    fields["text"], unreadable = guard.NO_TEXT.subn("\ufffd", fields["text"])  # a PDF can name them
    fields["title"] = guard.NO_TEXT.sub("\ufffd", fields["title"] or "")
    _say_lost(file, {"characters that are none, each now \ufffd": unreadable})
    if not fields["text"].strip():
        hint = "; is it scanned? run text recognition (OCR) on it first" if suffix == ".pdf" else ""
        raise CorpusError(f"{file}: no text in it{hint}")
    yield {"doc_id": file.stem, **{key: value for key, value in fields.items() if value}}


def _docx(file: Path) -> dict[str, Any]:
    docx = guard.library("docx", file)
    with guard.reading(file, "DOCX"), file.open("rb") as stream:
        guard.refuse_bomb(file, stream)
        opened = docx.Document(stream)
        body = opened.element.body
        for again in body.xpath("//*[local-name() = 'Fallback']"):  # a text box for an older Word
            again.getparent().remove(again)
        lost = {
            "list numbers that Word makes up": len(body.xpath(".//w:p[w:pPr/w:numPr]"))
            + _in_lists(opened),
            "page heads and feet": sum(map(_framed, opened.sections)),
            "notes": len(body.xpath(".//w:footnoteReference | .//w:endnoteReference")),
            "tracked deletions": len(body.xpath(".//w:delText")),
        }
        _say_lost(file, lost)
        text = _joined("".join(_characters(paragraph)) for paragraph in body.iter(f"{W}p"))
        return {"title": opened.core_properties.title, "text": text}


def _in_lists(opened: Any) -> int:
    """Paragraphs whose style makes up a number ("List Number")."""
    numbered = {style.style_id for style in opened.styles if style.element.xpath("w:pPr/w:numPr")}
    used = opened.element.body.xpath(".//w:p[not(w:pPr/w:numPr)]/w:pPr/w:pStyle/@w:val")
    return sum(style in numbered for style in used)


def _framed(section: Any) -> int:
    """How many of the head and the foot of a section hold words of its own."""
    own = [part for part in (section.header, section.footer) if not part.is_linked_to_previous]
    return sum(any(paragraph.text.strip() for paragraph in part.paragraphs) for part in own)


def _characters(paragraph: Any) -> Iterator[str]:
    """The characters of a paragraph of Word, not those of a text box in it: its paragraphs come by themselves."""
    for element in paragraph.iter(f"{W}t", *CHARACTERS):
        if next(element.iterancestors(f"{W}p")) is paragraph:
            yield CHARACTERS.get(element.tag, element.text or "")


def _pdf(file: Path) -> dict[str, Any]:
    pypdf = guard.library("pypdf", file)
    with guard.reading(file, "PDF"), file.open("rb") as stream:
        opened = pypdf.PdfReader(stream)
        if opened.is_encrypted and not opened.decrypt(""):
            raise CorpusError(f"{file}: the PDF is encrypted; save a copy without a password")
        text = _joined(
            paragraph for page in _pages(file, opened) for paragraph in _printed(_lines(page))
        )
        return {"title": (opened.metadata or {}).get("/Title"), "text": text}


def _pages(file: Path, opened: Any) -> Iterator[Any]:
    """The pages of a PDF, as long as all that is drawn on them is not too much; pages may share what is drawn."""
    drawn = 0
    for page in opened.pages:
        contents = page.get_contents()
        drawn += len(contents.get_data()) if contents is not None else 0
        guard.refuse_size(file, drawn, DRAWN)
        yield page


def _lines(page: Any) -> list[tuple[float, float, str]]:
    """The lines of a page of PDF in the order of reading, with the place (x, y) where each begins."""
    pieces: list[tuple[float, float, str]] = []

    def visit(text: str, page: list[float], line: list[float], *_: Any) -> None:
        x, y = line[4] * page[0] + page[4], line[4] * page[1] + line[5] * page[3] + page[5]
        pieces.extend((x, y, piece) for piece in re.split(r"(\n)", text))

    page.extract_text(visitor_text=visit)
    lines = []
    for _, together in groupby(pieces, key=lambda piece: piece[2] == "\n"):
        line = list(together)
        if begun := [(x, y) for x, y, piece in line if piece.strip()]:
            lines.append((*begun[0], "".join(piece for _, _, piece in line).strip()))
    return lines


def _printed(lines: list[tuple[float, float, str]]) -> Iterator[str]:
    """Lines as paragraphs: one begins below a wider gap, and where a line is indented and the next is not."""
    gaps = [above[1] - below[1] for above, below in pairwise(lines)]
    down = sorted(gap for gap in gaps if gap > 0)
    usual = down[len(down) // 4] if down else 0.0
    paragraph: list[str] = []
    for at, (x, _, text) in enumerate(lines):
        before, after = lines[max(at - 1, 0)][0], lines[min(at + 1, len(lines) - 1)][0]
        if paragraph and (gaps[at - 1] > GAP * usual or min(x - before, x - after) > INDENT):
            yield "\n".join(paragraph)
            paragraph = []
        paragraph.append(text)
    yield "\n".join(paragraph)


def _html(file: Path) -> dict[str, Any]:
    data = file.read_bytes()
    declared = CHARSET.search(data[:4096])
    page = _Page(encoding.decode(file, data, declared=declared[1].decode() if declared else ""))
    shown = "".join(piece for piece, main in page.pieces if main or page.mains != 1)
    text = _joined(
        "\n".join(" ".join(line.split()) for line in block.split("\1"))
        for block in shown.split("\0")
    )
    _say_lost(file, {"words of menus and the like": page.words - len(text.split())})
    return {"title": " ".join("".join(page.title).split()), "text": text}


class _Page(HTMLParser):
    """What a browser shows of a page, in pieces: "\\0" where a paragraph begins or ends, "\\1" for a new line.

    Read as a stream of tags: a page whose tags are never closed, as many are, grows no tree.
    """

    def __init__(self, content: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, bool]] = []  # is it in the main part?
        self.title: list[str] = []
        self.open = Counter[str]()
        self.words = self.mains = 0
        self.feed(content)
        self.close()

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
        elif not any(self.open[tag] for tag in UNSEEN):
            self.words += len(data.split())
            if not any(self.open[tag] for tag in FURNITURE):
                self._add(data.replace("\n", "\1") if self.open["pre"] else data)

    def _edge(self, tag: str) -> None:
        if tag in BLOCKS or tag == "br":
            self._add("\1" if tag == "br" else "\0")

    def _add(self, piece: str) -> None:
        self.pieces.append((piece, self.open["main"] > 0))


def _joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs that hold something, a blank line between them; soft hyphens (a break that shows) are undone."""
    return "\n\n".join(
        words for paragraph in paragraphs if (words := SOFT_HYPHEN.sub("", paragraph).strip())
    )


def _say_lost(file: Path, lost: dict[str, int]) -> None:
    if said := ", ".join(f"{count} {what}" for what, count in lost.items() if count):
        warnings.warn(
            f"{file}: left out what a text cannot hold ({said})", CorpusWarning, stacklevel=3
        )
