"""The units of prose: title, salutation, body paragraphs and closing of a speech or a letter."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from analysis.text import ends_sentence

LONGEST_TITLE = 400
LONGEST_SALUTATION = 100
LONGEST_ADDRESS = 600  # characters of a salutation that opens a speech, line below line
LONGEST_FURNITURE = 60
WIDE = 150  # characters: where lines are longer than that, a line is a paragraph
# page furniture, alone on its line: "A/RES/62/243" / "Page 2" / "- 2 -" / "09-52604 38"
FURNITURE = re.compile(
    r"\s*(?:[A-Z]{1,12}/[\w/.()\- ]{2,30}|[Pp]age\s\d{1,4}|-?\s?\d{1,3}\s?-?"
    r"|(?:\d{1,3}\s)?\d\d-\d{5}(?:\s\d{1,3})?)\s*"
)
# a sentence may also end in ; or :, with the mark of a footnote behind it
SENTENCE_END = re.compile(r"""[.!?:;]["”’)\]*]{0,3}\s{0,3}\d{0,3}\Z""")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
# "112. My country's delegation ..." at the beginning of a line
NUMBERED_LINE = re.compile(r"\n[^\S\n]*(?P<number>\d{1,3})\.[^\S\n]+(?=[A-Z“\"])")
# a person who speaks: a block that says "I" or "my" is no title
SPEAKS = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
# what may stand before a salutation: a mark of a list, of emphasis or of a quotation
ADDRESSED = re.compile(r"[\s*_•“\"–—-]{0,8}")


def prose_units(
    text: str, salutation: re.Pattern[str], closing: re.Pattern[str]
) -> Iterator[tuple[int, str, str | None]]:
    """Where each unit begins, its kind and its number: the blocks between blank lines.

    Two blocks are one where a sentence runs on from the first to the second. ``salutation`` and
    ``closing`` match the words that open such a unit.
    """
    blocks: list[tuple[int, int]] = []
    edges = [0, *(match.end() for match in BLANK_LINE.finditer(text)), len(text)]
    for low, high in pairwise(edges):
        block = text[low:high]
        if not block.strip():
            continue
        start = low + len(block) - len(block.lstrip())
        if blocks and _runs_on(text[max(blocks[-1][0], low - 90) : low].rstrip(), block.strip()):
            blocks[-1] = (blocks[-1][0], high)
        else:
            blocks.append((start, high))
    for position, (start, end) in enumerate(blocks):
        block, last = text[start:end].rstrip(), position == len(blocks) - 1
        kind = _opening_kind(block, salutation, len(blocks)) if position == 0 else "body"
        if kind == "body" and _is_salutation(block, salutation):
            kind = "salutation"
        elif position and last and len(block) <= LONGEST_SALUTATION and closing.match(block):
            kind = "closing"
        places = _lines(text, start, end) if kind == "body" else [(start, None)]
        for at, number in places:
            yield at, kind, number


def above_furniture(block: str) -> str:
    """``block`` without the lines of page furniture at its end."""
    lines = block.rstrip().split("\n")
    while len(lines) > 1 and is_furniture(lines[-1]):
        lines.pop()
    return "\n".join(lines)


def is_furniture(line: str) -> bool:
    """Page furniture alone on its line: a symbol, the number of a page or of a document."""
    return len(line) < LONGEST_FURNITURE and FURNITURE.fullmatch(line) is not None


def _runs_on(block: str, following: str) -> bool:
    """Does ``following`` belong to ``block``: page furniture, or the rest of its sentence?"""
    if is_furniture(following):
        return True
    above = above_furniture(block).rstrip()
    broken = above != block.rstrip() and SPEAKS.search(above)  # by the foot of a page
    return not SENTENCE_END.search(above[-12:]) and (following[0].islower() or bool(broken))


def _is_salutation(block: str, salutation: re.Pattern[str]) -> bool:
    """ "Mr. President," / "**Excellencies!**" """
    if len(block) > LONGEST_SALUTATION or not _addresses(block, salutation):
        return False
    return re.search(r"[!,:.][*_]{0,3}\Z", block) is not None


def _addresses(block: str, salutation: re.Pattern[str]) -> bool:
    marks = ADDRESSED.match(block)
    return salutation.match(block, marks.end() if marks else 0) is not None


def _opening_kind(block: str, salutation: re.Pattern[str], blocks: int) -> str:
    """The kind of the first block: a salutation, a title, or the beginning of the body."""
    unfinished = not SENTENCE_END.search(block)
    if blocks == 1 or len(block) > LONGEST_ADDRESS:
        return "body"
    if _addresses(block, salutation) and (unfinished or block[-1] in ":!"):
        return "salutation" if "\n" in block or "," in block else "title"
    if not unfinished or len(block) > LONGEST_TITLE or SPEAKS.search(block):
        return "body"
    return "body" if NUMBERED_LINE.match("\n" + block) else "title"


def _lines(text: str, start: int, end: int) -> list[tuple[int, str | None]]:
    """Where the paragraphs of a block without blank lines begin, with the number printed there.

    Behind a line that ends a sentence: each line where lines are wide, else what follows a short
    one or is indented; and "112. My country".
    """
    found: dict[int, str | None] = {start: None}
    lines: list[tuple[int, str]] = []
    at = start
    for line in text[start:end].split("\n"):
        if line.strip() and not is_furniture(line):
            lines.append((at, line))
        at += len(line) + 1
    width = median(len(line) for _, line in lines) if lines else 0
    indents = sum(line[0].isspace() for _, line in lines) < len(lines) / 3
    for (_, line), (at, after) in pairwise(lines if len(lines) > 3 or width > WIDE else []):
        begins = width > WIDE or len(line) < 0.75 * width or (indents and after[0].isspace())
        words = after.lstrip()
        if begins and not words[0].islower() and ends_sentence(line[-12:]):
            found[at + len(after) - len(words)] = None
    for match in NUMBERED_LINE.finditer("\n" + text[start:end]):
        found[start + match.start("number") - 1] = match["number"]
    return sorted(found.items())
