"""Documents from PDF: the text that is printed, in paragraphs, without what frames each page."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from analysis.sources import hints, reader
from analysis.sources.errors import CorpusError, library, note, reading, refuse_size
from analysis.text import ends_sentence

DRAWN = 2_000_000  # bytes of instructions on the pages, unpacked
# where a paragraph begins: in usual distances between lines, in points, and below a line that is
# not full in sizes of its letters (where hardly a paragraph has two lines, none are the usual)
GAP, INDENT, WIDE, FULL = 1.2, 6, 1.5, 0.7
# figures above the line: their size beside that of its letters, how high they stand in such sizes
SMALL, ABOVE = 0.85, 0.1
# the furniture of a page: among so many lines, and within such a part, of its head or its foot
EDGE, MARGIN = 4, 0.25
RARE = 10  # furniture recurs on more than one page in so many
SHORT = 60  # characters of a line that may stand between two of them
# a page with fewer letters and a picture is scanned; so are pages with so few on average
FEW, HARDLY_ANY = 40, 10
FIGURE = re.compile(r"\d{1,4}")
# codes of glyphs in place of letters: "/26/28/31/18" / "/i255/1/2/3" / "(cid:12)(cid:7)"
CODES = re.compile(r"(?:/[A-Za-z]{0,3}\d{1,5}){4,}|(?:\(cid:\d{1,6}\)){2,}|[\ue000-\uf8ff]{4,}")
RECOGNISE = "run text recognition (OCR) on it first"


class _Line(NamedTuple):
    """A line of a page, or a piece of one: where it begins (points from the left, height as a part
    of the page), and the size of its letters, as a part of the page too."""

    x: float
    y: float
    text: str
    size: float


def _convert(file: Path) -> reader.Fields:
    pypdf = library("pypdf", file)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends is nobody's concern
    with reading(file, "PDF"), file.open("rb") as stream:
        opened = pypdf.PdfReader(stream)
        if opened.is_encrypted and not opened.decrypt(""):
            raise CorpusError(file, "the PDF is encrypted; save a copy without a password")
        pages = [(_lines(page), _has_picture(page)) for page in _pages(file, opened)]
        text, furniture = _without_furniture(_legible(file, pages))
        if furniture:
            some = "; ".join(repr(line[:40]) for line in list(furniture)[:3])
            lines = f"{furniture.total()} lines at the head or foot of pages"
            note(file, f"left out {lines} ({some})")
        fields = {"title": _title(opened), "text": reader.joined(_paragraphs(text))}
        return fields | {"symbol": hints.symbol("\n".join(furniture))}


READER = reader.of_one_text(".pdf", convert=_convert, hint=f"; is it scanned? {RECOGNISE}")


def _title(opened: Any) -> str:
    """The title that the file gives itself; it may point to an object that is not there."""
    with suppress(Exception):  # whatever the library makes of a title, the text counts
        title = opened.metadata.get("/Title").get_object()
        return title if isinstance(title, str) else ""
    return ""


def _pages(file: Path, opened: Any) -> Iterator[Any]:
    """The pages, as long as what is drawn on them is not too much; pages may share it."""
    drawn = 0
    for page in opened.pages:
        contents = page.get_contents()
        drawn += len(contents.get_data()) if contents is not None else 0
        refuse_size(file, drawn, DRAWN)
        yield page


def _lines(page: Any) -> list[_Line]:
    """The lines of a page in the order of reading."""
    pieces: list[_Line] = []
    bottom, height = page.mediabox.bottom, page.mediabox.height or 1

    def visit(text: str, page: list[float], line: list[float], _: Any, letters: float) -> None:
        x, y = line[4] * page[0] + page[4], line[4] * page[1] + line[5] * page[3] + page[5]
        high, size = (y - bottom) / height, abs(letters * line[3] * page[3]) / height
        pieces.extend(_Line(x, high, piece, size) for piece in re.split(r"(\n)", text))

    page.extract_text(visitor_text=visit)
    lines = []
    for _, together in groupby(pieces, key=lambda piece: piece.text == "\n"):
        line = [piece for piece in together if piece.text]
        begun = next((piece for piece in line if piece.text.strip()), None)
        if begun:
            largest = max(filter(lambda piece: piece.text.strip(), line), key=lambda one: one.size)
            text = "".join(_shown(line, largest)).strip()
            lines.append(begun._replace(text=text, size=largest.size))
    return lines


def _shown(line: list[_Line], largest: _Line) -> Iterator[str]:
    """The words of each piece; figures that are smaller and stand higher are raised.

    A file may raise them without saying so of their place: these are set right behind a word.
    """
    before = " "
    for piece in line:
        higher = piece.y > largest.y + ABOVE * largest.size
        behind = piece.y == largest.y and len(piece.text) < 3 and not before.isspace()
        up = piece.size < SMALL * largest.size and (higher or behind)
        yield reader.raised(piece.text) if up else piece.text
        before = piece.text[-1]


# --- pages that hold no text ---------------------------------------------------------------------


def _has_picture(page: Any) -> bool:
    with suppress(Exception):  # a page whose list of pictures is broken may still be read
        drawn = page["/Resources"]["/XObject"].get_object().values()
        return any(one.get_object().get("/Subtype") == "/Image" for one in drawn)
    return False


def _legible(file: Path, pages: list[tuple[list[_Line], bool]]) -> list[list[_Line]]:
    """``pages`` without those in codes; ``CorpusError`` where most are, or are pictures of text.

    Of each page it is told whether there is a picture on it.
    """
    texts = ["".join(line.text for line in lines) for lines, _ in pages]
    coded = [2 * sum(map(len, CODES.findall(text))) > len(text) > 0 for text in texts]
    letters = [sum(map(str.isalpha, text)) for text in texts]
    if any(coded) and 2 * sum(coded) >= sum(map(bool, texts)):
        raise CorpusError(file, f"no text in it, its fonts have no letters; {RECOGNISE}")
    scanned = [few < FEW and picture for few, (_, picture) in zip(letters, pages, strict=True)]
    empty = len(pages) > 2 and sum(letters) < HARDLY_ANY * len(pages)
    if empty or (any(scanned) and 2 * sum(scanned) >= len(pages)):
        problem = f"almost no text in it ({sum(letters)} letters on {len(pages)} pages)"
        raise CorpusError(file, f"{problem}; is it scanned? {RECOGNISE}")
    reader.say_lost(file, {"pages whose fonts have no letters": sum(coded)})
    if any(scanned):
        note(file, f"{sum(scanned)} of {len(pages)} pages hold almost no text; are they scanned?")
    return [lines for (lines, _), bad in zip(pages, coded, strict=True) if not bad]


# --- what frames a page --------------------------------------------------------------------------


def _without_furniture(pages: list[list[_Line]]) -> tuple[list[list[_Line]], Counter[str]]:
    """The lines of the text, page by page, and the lines at head and foot that are furniture."""
    edges = [_edges(lines) for lines in pages]
    seen = Counter[str]()
    for number, (head, foot) in enumerate(edges):
        seen.update({key for line in {*head, *foot} for key in _keys(line.text, number)})
    often = {key for key, times in seen.items() if times > max(1, len(pages) // RARE)}
    found, kept, usual = Counter[str](), [], _usual(pages)
    for number, (lines, sides) in enumerate(zip(pages, edges, strict=True)):
        gone: set[_Line] = set()
        for side in sides:
            framing = _framing(side, number, often)
            while framing and not _is_apart(framing[-1], set(lines) - {*gone, *framing}, usual):
                framing.pop()
            gone.update(framing)
        found.update(line.text for line in lines if line in gone)
        kept.append([line for line in lines if line not in gone])
    return kept, found


def _edges(lines: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    """The lines next to the head and next to the foot, each from the edge inwards."""
    down = sorted(lines, key=lambda line: -line.y)
    head = [line for line in down[:EDGE] if line.y > 1 - MARGIN]
    return head, [line for line in down[: -EDGE - 1 : -1] if line.y < MARGIN]


def _keys(line: str, number: int) -> Iterator[str]:
    """What two pages have in common if the line frames them: its words, with the page it counts.

    >>> list(_keys("A/RES/62/243 2/4", 1))[-1]
    'a/res/62/243 2/<3>'
    """
    words = " ".join(line.casefold().split())
    yield words
    for figure in FIGURE.finditer(words):
        yield f"{words[: figure.start()]}<{int(figure[0]) - number}>{words[figure.end() :]}"


def _framing(side: list[_Line], number: int, often: set[str]) -> list[_Line]:
    """The lines of one edge that frame the page: those from the edge to the last that recurs.

    On the first page the title may be the line that later pages repeat: only a symbol and the
    number of the page are taken from it.
    """
    last = 0
    for at, line in enumerate(side):
        recurs = not often.isdisjoint(_keys(line.text, number))
        own = recurs and (number > 0 or hints.symbol(line.text) == line.text)
        if own or _is_page_number(line.text, number):
            last = at + 1
        elif at == 0 or number == 0 or len(line.text) > SHORT:
            break
    return side[:last]


def _is_apart(line: _Line, others: set[_Line], usual: float) -> bool:
    """Is it short with figures, or is there a gap? Lines of prose may recur by chance.

    ``usual`` is the distance between lines of a paragraph.
    """
    near = min((abs(line.y - other.y) for other in others), default=1.0)
    short = len(line.text) <= SHORT / 4 and FIGURE.search(line.text) is not None
    return short or near > GAP * usual


def _is_page_number(line: str, number: int) -> bool:
    """ "3" / "- 3 -" / "3/12" / "Page 3 of 12" on the third page."""
    words = line.casefold().replace("page", "").replace("of", "/").strip("-–— /.")
    figures = words.replace(" ", "").split("/")
    return len(figures) < 3 and all(map(str.isdecimal, figures)) and int(figures[0]) == number + 1


# --- lines to paragraphs -------------------------------------------------------------------------


def _paragraphs(pages: list[list[_Line]]) -> Iterator[str]:
    """The paragraphs of all pages; one that goes on over the page is one."""
    open_paragraph, usual = "", _usual(pages)
    for lines in filter(None, pages):
        width = max(len(line.text) for line in lines)
        for at, paragraph in enumerate(_of_page(lines, usual)):
            if open_paragraph and at == 0 and _goes_on(open_paragraph, paragraph):
                open_paragraph += f"\n{paragraph}"
                continue
            yield open_paragraph
            open_paragraph = paragraph
        if len(open_paragraph.split("\n")[-1]) < width / 2:  # its last line is not full
            yield open_paragraph
            open_paragraph = ""
    yield open_paragraph


def _goes_on(above: str, below: str) -> bool:
    """Is it a sentence that the end of the page cuts in two?"""
    return below[:1].islower() or not (ends_sentence(above) or above.endswith((",", ";", ":")))


def _usual(pages: list[list[_Line]]) -> float:
    """The distance between two lines of a paragraph."""
    pairs = chain.from_iterable(map(pairwise, pages))
    down = sorted(above.y - below.y for above, below in pairs if above.y > below.y)
    return down[len(down) // 4] if down else 0.0


def _of_page(lines: list[_Line], usual: float) -> Iterator[str]:
    """One begins below a wider gap, and where a line is indented and the next is not.

    ``usual`` is the distance between lines of all pages, for a page with few lines.
    """
    full = FULL * max(len(line.text) for line in lines)
    usual = _usual([lines]) if len(lines) > EDGE + 1 else usual
    paragraph: list[str] = []
    for at, line in enumerate(lines):
        above, below = lines[max(at - 1, 0)], lines[min(at + 1, len(lines) - 1)]
        indented = line.x - max(above.x, below.x) > INDENT
        gap = above.y - line.y
        ends = len(above.text) < full and gap > WIDE * above.size
        if paragraph and (gap > GAP * usual or indented or ends):
            yield "\n".join(paragraph)
            paragraph = []
        paragraph.append(line.text)
    yield "\n".join(paragraph)
