"""Documents from DOCX, ODT and RTF, rows from ODS: the text as it reads with all changes accepted;
what is lost is said."""

import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import repeat
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from analysis.sources import reader
from analysis.sources.errors import CorpusError, library, parsed, reading, refuse_size, unpacking

# --- Word ----------------------------------------------------------------------------------------

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# what stands for a character in a paragraph
CHARACTER = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011",
    "softHyphen": "", "sym": "\uf000",  # a sign of a font of signs
}  # fmt: skip
SIGNS = {f"{W}{name}": sign for name, sign in CHARACTER.items()}
VANISHED = "w:rPr/w:vanish[not(@w:val = '0' or @w:val = 'false')]"
RAISED = "w:rPr/w:vertAlign[@w:val = 'superscript']"


def _convert_docx(file: Path) -> reader.Fields:
    docx = library("docx", file)
    with unpacking(file, "DOCX") as stream:
        opened = docx.Document(stream)
        body = opened.element.body
        _remove(body.xpath("//*[local-name() = 'Fallback']"))  # a text box for an older Word
        _remove(body.xpath(".//w:moveFrom"))
        lost = {
            "list numbers that Word makes up": len(_such(opened, "p", "w:pPr/w:numPr")),
            "page heads and feet": sum(map(_framed, opened.sections)),
            "notes": len(body.xpath(".//w:footnoteReference | .//w:endnoteReference")),
            "tracked deletions": len(body.xpath(".//w:delText")),
            "hidden pieces": _remove(_such(opened, "r", VANISHED)),
        }
        up = _such(opened, "r", RAISED)
        paragraphs = ["".join(_characters(one, up)) for one in body.iter(f"{W}p")]
        reader.say_lost(file, lost)
        return {"title": opened.core_properties.title, "text": reader.joined(paragraphs)}


def _remove(elements: Collection[Any]) -> int:
    for element in elements:
        element.getparent().remove(element)
    return len(elements)


def _such(opened: Any, kind: str, path: str) -> set[Any]:
    """The runs (``r``) or paragraphs (``p``) that have ``path``, themselves or by their style."""
    styles = {one.style_id for one in opened.styles if one.element.xpath(path)}
    every = opened.element.body.iter(f"{W}{kind}")
    styled = {one for one in every if one.style in styles} if styles else set()
    return styled.union(opened.element.body.xpath(f".//w:{kind}[{path}]"))


def _framed(section: Any) -> int:
    """How many of the head and the foot of a section hold words of its own."""
    own = [part for part in (section.header, section.footer) if not part.is_linked_to_previous]
    return sum(any(one.text.strip() for one in part.paragraphs) for part in own)


def _characters(paragraph: Any, up: set[Any]) -> Iterator[str]:
    """The characters of a paragraph, without those of a text box in it; ``up`` are raised runs."""
    for element in paragraph.iter(f"{W}t", FORMULA, *SIGNS):
        if next(element.iterancestors(f"{W}p")) is not paragraph:
            continue
        shown = SIGNS.get(element.tag, element.text or "")
        yield reader.raised(shown) if element.getparent() in up else shown


# --- OpenDocument ---------------------------------------------------------------------------------

NAMESPACE = re.compile(r"\{[^}]*[:/]([a-z]+):1\.\d\}")
SPACES = re.compile(r"[ \t\r\n]+")  # a file may break its lines anywhere
NAMES = reader.named("odt")
BLOCKS, CELLS = set(NAMES.pop("block")), set(NAMES.pop("cell"))
LEFT_OUT = {name: kind for kind, names in NAMES.items() for name in names}
CHARACTERS = {"text:tab": "\t", "text:line-break": "\n", "text:s": " "}
COLUMNS = 16_384  # of a sheet, the empty ones too


def _opened(file: Path, kind: str) -> Element:
    """One element over the content of an OpenDocument file, its styles and its fields."""
    whole = Element(kind)
    with unpacking(file, kind) as stream, zipfile.ZipFile(stream) as archive:
        names = {"content.xml", "styles.xml", "meta.xml"}.intersection(archive.namelist())
        whole.extend(parsed(archive, name) for name in sorted(names))
    for element in whole.iter():
        element.tag = _short(str(element.tag))
        element.attrib = {_short(key): value for key, value in element.attrib.items()}
    return whole


def _convert_odt(file: Path) -> reader.Fields:
    with reading(file, "ODT"):
        whole = _opened(file, "ODT")
        raised, hidden = _styles(whole)
        body = next(whole.iter("office:text"))
        lost = Counter({"list numbers that are made up": len(list(body.iter("text:list-item")))})
        text = "".join(_pieces(body, raised, hidden, lost))
        reader.say_lost(file, lost)
        title = next((one.text for one in whole.iter("dc:title")), "")
        return {"title": title, "text": reader.joined(text.split("\0"))}


def _short(name: str) -> str:
    """ "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p" is text:p."""
    return NAMESPACE.sub(r"\1:", name).replace("{http://purl.org/dc/elements/1.1/}", "dc:")


def _styles(whole: Element) -> tuple[set[str], set[str]]:
    """The names of the styles that raise figures, and of those that hide."""
    raised, hidden = set(), set()
    for style in whole.iter("style:style"):
        name = style.get("style:name", "")
        for told in style.iter("style:text-properties"):
            if told.get("style:text-position", "").startswith("super"):
                raised.add(name)
            if told.get("text:display") == "none":
                hidden.add(name)
    return raised, hidden


def _pieces(
    element: Element, raised: set[str], hidden: set[str], lost: Counter[str], up: bool = False
) -> Iterator[str]:
    style = element.get("text:style-name", "")
    kind = "hidden pieces" if style in hidden else LEFT_OUT.get(element.tag)
    if kind:
        lost[kind] += 1
        return
    edge = "\0" if element.tag in BLOCKS else ""
    yield edge + CHARACTERS.get(element.tag, "") * int(element.get("text:c", "1"))
    up = up or style in raised
    yield _shown(element.text, up)
    for child in element:
        yield from _pieces(child, raised, hidden, lost, up)
        yield _shown(child.tail, up)
    yield edge


def _shown(text: str | None, up: bool) -> str:
    plain = SPACES.sub(" ", text or "")
    return reader.raised(plain) if up else plain


def sheets(file: Path) -> Iterator[tuple[str, Iterator[list[str | None]]]]:
    """The sheets of an OpenDocument table: the name of each, and its rows of cells."""
    whole = _opened(file, "an OpenDocument table")
    for table in next(whole.iter("office:spreadsheet")).iter("table:table"):
        yield table.get("table:name", ""), _rows(file, table)


def _rows(file: Path, table: Element) -> Iterator[list[str | None]]:
    size = 0
    for row in table.iter("table:table-row"):
        cells: list[str | None] = []
        for cell in (one for one in row if one.tag in CELLS):
            times = int(cell.get("table:number-columns-repeated", "1"))
            cells += [_cell(cell)] * min(times, COLUMNS)
        times = int(row.get("table:number-rows-repeated", "1"))
        size += times * sum(len(cell or "") for cell in cells)
        refuse_size(file, size)
        yield from repeat(cells, times if any(cells) else 1)


def _cell(cell: Element) -> str | None:
    """A day, a number or a truth as the file keeps it, else the paragraphs of a cell."""
    kept = (cell.get(f"office:{kind}value") for kind in ("date-", "boolean-", ""))
    pieces = (_pieces(one, set(), set(), Counter()) for one in cell if one.tag in BLOCKS)
    text = "\n".join("".join(piece).strip("\0") for piece in pieces)
    return next(filter(None, kept), text).removesuffix("T00:00:00") or None


# --- RTF ------------------------------------------------------------------------------------------

# of RTF: figures above the line, groups that are hidden or deleted, cells, notes, the title
SUPER = re.compile(
    r"(\\(?:super|up\d{1,3})(?![a-z])(?:\\[a-z]+-?\d*)*[ \r\n]{1,3})(\d{1,3})(?=[}\s\\])"
)
UNSEEN = re.compile(r"\{[^{}]*\\(v|deleted)(?![a-z0-9])[^{}]*\}")
KINDS = {"v": "hidden pieces", "deleted": "tracked deletions"}
CELL = re.compile(r"\\(?:nest)?(?:cell|row)(?![a-z])")
NOTE = re.compile(r"\\footnote(?![a-z])")
HEAD, TITLE = re.compile(r"\{\\rtf[^{}]*"), re.compile(r"\{\\title ([^{}]*)\}")


def _convert_rtf(file: Path) -> reader.Fields:
    striprtf = library("striprtf.striprtf", file)
    content = file.read_bytes().decode("cp1252", "replace")
    if not content.lstrip().startswith("{\\rtf"):
        raise CorpusError(file, "cannot be read as RTF; expected a file that begins with {\\rtf")
    lost = Counter(KINDS[found[1]] for found in UNSEEN.finditer(content))
    content = UNSEEN.sub("", content)
    content = CELL.sub(r"\\par", SUPER.sub(_above, content))
    with reading(file, "RTF"):
        text = striprtf.rtf_to_text(content, errors="replace")
        head, titled = HEAD.search(content), TITLE.search(content)
        marks = f"{head[0]} {titled[1]}}}" if head and titled else ""
        title = striprtf.rtf_to_text(marks, errors="replace")
    reader.say_lost(file, {"notes": len(NOTE.findall(content)), **lost})
    return {"title": title, "text": reader.joined(text.split("\n"))}


def _above(found: re.Match[str]) -> str:
    return found[1] + "".join(f"\\u{ord(one)}?" for one in reader.raised(found[2]))


DOCX = reader.of_one_text(".docx", convert=_convert_docx)
ODT = reader.of_one_text(".odt", convert=_convert_odt)
RTF = reader.of_one_text(".rtf", convert=_convert_rtf)
