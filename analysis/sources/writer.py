"""Documents from ODT and RTF: the text as it reads; what a text cannot hold is said."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.sources import converted, guard
from analysis.sources.errors import CorpusError
from analysis.sources.fields import Fields

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = re.compile(r"\{[^}]*[:/]([a-z]+):1\.\d\}")
SPACES = re.compile(r"[ \t\r\n]+")  # a file may break its lines anywhere
BLOCKS = {"text:p", "text:h"}
CHARACTERS = {"text:tab": "\t", "text:line-break": "\n", "text:s": " "}
LEFT_OUT = {
    "text:note": "notes",
    "office:annotation": "comments",
    "text:tracked-changes": "tracked deletions",
    "text:table-of-content": "tables of contents",
    "text:hidden-text": "hidden pieces",
    "text:hidden-paragraph": "hidden pieces",
}
# of RTF: figures above the line, groups that are hidden or deleted, cells, notes, the title
SUPER = re.compile(
    r"(\\(?:super|up\d{1,3})(?![a-z])(?:\\[a-z]+-?\d*)*[ \r\n]{1,3})(\d{1,3})(?=[}\s\\])"
)
UNSEEN = re.compile(r"\{[^{}]*\\(v|deleted)(?![a-z0-9])[^{}]*\}")
KINDS = {"v": "hidden pieces", "deleted": "tracked deletions"}
CELL = re.compile(r"\\(?:nest)?(?:cell|row)(?![a-z])")
NOTE = re.compile(r"\\footnote(?![a-z])")
TITLE = re.compile(r"\{\\title ([^{}\\]*)\}")


def _convert_odt(file: Path) -> Fields:
    from defusedxml.ElementTree import fromstring

    with guard.reading(file, "ODT"), file.open("rb") as stream:
        guard.refuse_bomb(file, stream)
        with zipfile.ZipFile(stream) as archive:
            names = [f"{name}.xml" for name in ("content", "styles", "meta")]
            parts = [fromstring(archive.read(name)) for name in names if name in archive.namelist()]
        for element in (one for part in parts for one in part.iter()):
            element.tag = _short(str(element.tag))
            element.attrib = {_short(key): value for key, value in element.attrib.items()}
        raised, hidden = _styles(parts)
        lost = Counter[str]()
        body = next(one for one in parts[0].iter("office:text"))
        lost["list numbers that are made up"] = len(list(body.iter("text:list-item")))
        text = "".join(_pieces(body, raised, hidden, lost))
        converted.say_lost(file, lost)
        titles = [one.text or "" for part in parts for one in part.iter("dc:title")]
        return {"title": "".join(titles[:1]), "text": converted.joined(text.split("\0"))}


def _short(name: str) -> str:
    """ "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p" is text:p."""
    return NAMESPACE.sub(r"\1:", name).replace("{http://purl.org/dc/elements/1.1/}", "dc:")


def _styles(parts: list["Element"]) -> tuple[set[str], set[str]]:
    """The names of the styles that raise figures, and of those that hide."""
    raised, hidden = set(), set()
    for style in (one for part in parts for one in part.iter("style:style")):
        for told in style.iter("style:text-properties"):
            name = style.get("style:name", "")
            raised |= {name} if told.get("style:text-position", "").startswith("super") else set()
            hidden |= {name} if told.get("text:display") == "none" else set()
    return raised, hidden


def _pieces(
    element: "Element", raised: set[str], hidden: set[str], lost: Counter[str], up: bool = False
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
    return converted.raised(plain) if up else plain


def _convert_rtf(file: Path) -> Fields:
    striprtf = guard.library("striprtf.striprtf", file)
    content = file.read_bytes().decode("cp1252", "replace")
    if not content.lstrip().startswith("{\\rtf"):
        raise CorpusError(
            f"{file}: cannot be read as RTF; expected a file that begins with {{\\rtf"
        )
    lost = Counter(KINDS[found[1]] for found in UNSEEN.finditer(content))
    content = UNSEEN.sub("", content)
    content = CELL.sub(r"\\par", SUPER.sub(_above, content))
    with guard.reading(file, "RTF"):
        text = striprtf.rtf_to_text(content, errors="replace")
    converted.say_lost(file, {"notes": len(NOTE.findall(content)), **lost})
    title = TITLE.search(content)
    return {"title": title[1] if title else "", "text": converted.joined(text.split("\n"))}


def _above(found: re.Match[str]) -> str:
    return found[1] + "".join(f"\\u{ord(one)}?" for one in converted.raised(found[2]))


ODT = converted.reader(".odt", convert=_convert_odt)
RTF = converted.reader(".rtf", convert=_convert_rtf)
