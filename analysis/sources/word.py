"""Documents from DOCX: the text as it reads with all changes accepted; what is lost is said."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.sources import guard, reader
from analysis.sources.fields import Fields

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# what stands for a character in a paragraph of Word
CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "",
    f"{W}sym": "\uf000",  # a sign of a font of signs
}
UNSEEN = "w:rPr/w:vanish[not(@w:val = '0' or @w:val = 'false')]"
MOVED_AWAY = ".//w:moveFrom"
RAISED = "w:rPr/w:vertAlign[@w:val = 'superscript']"


def _convert(file: Path) -> Fields:
    docx = guard.library("docx", file)
    with guard.unpacking(file, "DOCX") as stream:
        opened = docx.Document(stream)
        body = opened.element.body
        _remove(body, "//*[local-name() = 'Fallback']")  # a text box for an older Word
        _remove(body, MOVED_AWAY)
        numbers = len(body.xpath(".//w:p[w:pPr/w:numPr]")) + _in_lists(opened)
        lost = {
            "list numbers that Word makes up": numbers,
            "page heads and feet": sum(map(_framed, opened.sections)),
            "notes": len(body.xpath(".//w:footnoteReference | .//w:endnoteReference")),
            "tracked deletions": len(body.xpath(".//w:delText")),
            "hidden pieces": _remove(body, f".//w:r[{UNSEEN}]{_styled(opened, UNSEEN)}"),
        }
        up = set(body.xpath(f".//w:r[{RAISED}]{_styled(opened, RAISED)}"))
        paragraphs = ["".join(_characters(one, up)) for one in body.iter(f"{W}p")]
        reader.say_lost(file, lost)
        return {"title": opened.core_properties.title, "text": reader.joined(paragraphs)}


READER = reader.of_one_text(".docx", convert=_convert)


def _remove(body: Any, path: str) -> int:
    found = body.xpath(path)
    for element in found:
        element.getparent().remove(element)
    return len(found)


def _styled(opened: Any, path: str) -> str:
    """A path to the runs of the styles of characters in which ``path`` is found."""
    styles = [one.style_id for one in opened.styles if one.element.xpath(path)]
    return "".join(
        f" | .//w:r[w:rPr/w:rStyle/@w:val = '{one}']" for one in styles if "'" not in one
    )


def _in_lists(opened: Any) -> int:
    """Paragraphs whose style makes up a number ("List Number")."""
    numbered = {style.style_id for style in opened.styles if style.element.xpath("w:pPr/w:numPr")}
    used = opened.element.body.xpath(".//w:p[not(w:pPr/w:numPr)]/w:pPr/w:pStyle/@w:val")
    return sum(style in numbered for style in used)


def _framed(section: Any) -> int:
    """How many of the head and the foot of a section hold words of its own."""
    own = [part for part in (section.header, section.footer) if not part.is_linked_to_previous]
    return sum(any(one.text.strip() for one in part.paragraphs) for part in own)


def _characters(paragraph: Any, up: set[Any]) -> Iterator[str]:
    """The characters of a paragraph, without those of a text box in it; ``up`` are raised runs."""
    for element in paragraph.iter(f"{W}t", FORMULA, *CHARACTERS):
        if next(element.iterancestors(f"{W}p")) is not paragraph:
            continue
        shown = CHARACTERS.get(element.tag, element.text or "")
        yield reader.raised(shown) if element.getparent() in up else shown
