"""Prose: the units of a statement, a letter or a speech: title, salutation, body, closing.

Its units are what stands between blank lines. A sentence that goes on behind a blank line or a
page number is one unit; where no blank lines are printed, the look of the lines tells the
paragraphs.
"""

import re
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from analysis.terms import alternation, spelled, verbose
from analysis.text import ends_sentence
from analysis.vocabulary import Vocabulary


class Cut(NamedTuple):
    """Where a unit begins, of what kind, with the number or letter and the opening it has."""

    start: int
    kind: str
    number: str | None = None
    opening: str | None = None
    known: bool = True  # False where its number must continue the sequence: "2. Bewails"


LONGEST_TITLE, LONGEST_FURNITURE = 400, 40
SHORT = 100  # characters of a closing, of a heading above a page number
WINDOW = 120  # characters at the end of a block that tell whether its sentence goes on
WIDE = 150  # characters: where lines are longer than that, a line is a paragraph

# page furniture, alone on its line: "A/RES/62/243" / "Page 2" / "- 2 -" / "09-52604 38"
FURNITURE = verbose(
    r"""(?:[A-Z]{1,9}/[\w/.()\- ]{2,30} | [Pp]age[ ]\d+ | -?[ ]?\d{1,3}[ ]?-?
      | (?:\d+[ ])?\d\d-\d{5}(?:[ ]\d+)?)?"""
)
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
# "112. My country's delegation ..." at the beginning of a line
NUMBERED_LINE = re.compile(r"\n[^\S\n]*(?P<number>\d{1,3})\.[^\S\n]+(?=[A-Z“\"])")


def prose_units(text: str, words: Vocabulary) -> list[Cut]:
    """Where the units of ``text`` begin, their kinds and printed numbers, in order."""
    blocks = _blocks(text, words)
    units: list[Cut] = []
    for position, (start, end) in enumerate(blocks):
        if (saluted := _salutation_end(text, start, end, words)) > start:
            units.append(Cut(start, "salutation"))
            start = saluted
        block = text[start:end].rstrip()
        if not block:
            continue
        kind = _prose_kind(block, position, len(blocks), words)
        if kind == "body":
            units += [Cut(at, kind, number) for at, number in _lines(block, start)]
        else:
            units.append(Cut(start, kind))
    return units


def without_furniture(before: str) -> str:
    """``before`` without the blank lines and the page furniture that it ends in."""
    before = before.rstrip()
    while before and is_furniture(before[before.rfind("\n") + 1 :]):
        before = before[: before.rfind("\n") + 1].rstrip()
    return before


def is_furniture(line: str) -> bool:
    """Is it blank, the number of a page, or the symbol of the document printed on each?"""
    words = line.strip()
    return len(words) <= LONGEST_FURNITURE and FURNITURE.fullmatch(words) is not None


def telling(words: Vocabulary) -> re.Pattern[str]:
    """A word of a sentence, which no heading and no salutation has: "is", "we"."""
    terms = words.terms("openings", "kind", "sentence")
    return re.compile(rf"\b{alternation([*terms, *map(str.capitalize, terms)])}\b")


def _blocks(text: str, words: Vocabulary) -> list[tuple[int, int]]:
    """What stands between blank lines, joined where a sentence runs on."""
    blocks: list[tuple[int, int]] = []
    edges = [0, *(match.end() for match in BLANK_LINE.finditer(text)), len(text)]
    for low, high in pairwise(edges):
        start = high - len(text[low:high].lstrip())
        if start == high:
            continue
        if blocks and _runs_on(text, *blocks[-1], text[start:high].rstrip(), words):
            blocks[-1] = (blocks[-1][0], high)
        else:
            blocks.append((start, high))
    return blocks


def _runs_on(text: str, start: int, end: int, following: str, words: Vocabulary) -> bool:
    """Does ``following`` belong to the block: page furniture, or the rest of its sentence?"""
    if is_furniture(following):
        return True
    block = text[max(start, end - WINDOW) : end].rstrip()
    above = without_furniture(block)
    if _is_finished(above):
        return False
    heading = end - start < SHORT and not words.once(telling).search(block)
    return following[0].islower() or (above != block and above != "" and not heading)


def _is_finished(block: str) -> bool:
    """Does it end in a mark, with the mark of a footnote or without?"""
    end = block[-20:].rstrip("0123456789 ") or block[-20:]
    return ends_sentence(end) or end.rstrip('”’")]*').endswith((":", ";"))


def _salutation_end(text: str, start: int, end: int, words: Vocabulary) -> int:
    """Where the salutation of a block ends: all of it, or whole lines above a new sentence."""
    block = text[start:end]
    if len(block) > LONGEST_TITLE and not words.once(_saluting).match(block):
        return start
    if _salutes(block.strip(), words):
        return end
    at = start
    for line in block.splitlines(keepends=True)[:8]:
        if not (line.rstrip().endswith((",", ".", ":", "!")) and _salutes(line.strip(), words)):
            break
        at += len(line)
    return end - len(text[at:end].lstrip()) if at > start else start


def _salutes(line: str, words: Vocabulary) -> bool:
    """Are all its members addressed: "Mr. President, distinguished delegates,"?"""
    if len(line) > LONGEST_TITLE or words.once(telling).search(line):
        return False
    members = re.split(r"[,;:!\n]", line.rstrip(",.:!; "))
    others = [member for member in members if not words.once(_saluting).match(member)]
    titled = (one.strip(" -–•\t")[:1].isupper() or not one.strip() for one in others)
    return len(others) < len(members) and all(titled)


def _prose_kind(block: str, position: int, blocks: int, words: Vocabulary) -> str:
    if blocks == 1 or len(block) > LONGEST_TITLE:
        return "body"
    if position == 0:
        told = words.once(telling).search(block) or _is_finished(block)
        return "body" if told else "title"
    last = position == blocks - 1 and len(block) <= SHORT
    return "closing" if last and words.once(_closing).match(block) else "body"


def _lines(block: str, start: int) -> list[tuple[int, str | None]]:
    """Where the paragraphs of a block begin, with the number printed there, if any.

    Behind a line that ends a sentence: each line where lines are wide, else what follows a short
    one or is indented; and "112. My country".
    """
    found: dict[int, str | None] = {start: None}
    at, lines = start, []
    for line in block.split("\n"):
        if not is_furniture(line):
            lines.append((at, line))
        at += len(line) + 1
    width = median([len(line) for _, line in lines] or [0])
    short = inf if width > WIDE else 0.75 * width
    indents = 3 * sum([line[0].isspace() for _, line in lines]) < len(lines)
    for (_, above), (at, line) in pairwise(lines if len(lines) > 3 or short == inf else ()):
        if len(above) < short or (indents and line[0].isspace()):
            words = line.lstrip()
            if ends_sentence(above) and not words[0].islower():
                found[at + len(line) - len(words)] = None
    for match in NUMBERED_LINE.finditer("\n" + block):
        found[start + match.start("number") - 1] = match["number"]
    return sorted(found.items())


def _saluting(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"[\s•–-]*{spelled(words.terms('openings', 'kind', 'salutation'))}\b")


def _closing(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s*{spelled(words.terms('openings', 'kind', 'closing'))}\b")
