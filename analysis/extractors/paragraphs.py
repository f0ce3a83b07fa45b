"""Paragraphs: the units of a text, labelled as diplomats label them.

A resolution is a title, an enacting formula, preambular and operative paragraphs and a closing; anything else
is prose: title, salutation, body, closing. Units follow the wording, not the blank lines: a stray blank line
does not cut a unit, and two units on one line are two. Everything that opens no unit belongs to the one before
it, so the units cover every non-blank character exactly once.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, zip_longest
from statistics import median
from typing import Any, NamedTuple

from analysis.text import Text, alternation
from analysis.vocabulary import terms


class Cut(NamedTuple):
    """Where a unit begins, of what kind, with the number or letter and the verb phrase that open it."""

    start: int
    kind: str
    number: str | None = None
    opening: str | None = None
    known: bool = True  # False where only its number can tell: "2. Bewails", "14, Requests"


PREFIX = {"title": "T", "salutation": "S", "enacting": "E", "preambular": "PP", "operative": "OP", "body": "P",
          "closing": "C"}  # fmt: skip
LONGEST_ENACTING = 600
LONGEST_TITLE = 400
LONGEST_SALUTATION = 100
LONGEST_FURNITURE = 60

WIDE = 150  # characters: where lines are longer than that, a line is a paragraph
# page furniture, alone on its line: "A/RES/62/243" / "Page 2" / "- 2 -" / "09-52604 38"
FURNITURE = r"[^\S\n]*(?:[A-Z]+/[\w/.()\- ]{2,30}|[Pp]age\s\d+|-?\s?\d{1,3}\s?-?|(?:\d+\s)?\d\d-\d{5}(?:\s\d+)?)[^\S\n]*"
# what a finished unit ends in: "... of Azerbaijan;" / "... 18 March 1970, 21" (a footnote mark) / "...; and" /
# "The Security Council" without a comma
FINISHED = re.compile(
    rf"""(?:[,;.:!?)\]”"’*]\s*(?:\d{{1,3}}\s*){{0,2}}(?:and,?)?|\n\s*[Tt]herefore,?)(?:\n{FURNITURE})*\s*\Z
        |(?:\A|\n)[^\S\n]*The\s[\w\s]{{3,50}}\Z""",
    re.VERBOSE,
)
SENTENCE_END = re.compile(r"""[.!?:;]["”’)\]*]*\s*\d{0,3}\Z""")
FULL_STOP = re.compile(r"""[.!?]["”’)]*\s*\Z""")
FURNITURE_LINE, FURNITURE_BELOW = re.compile(FURNITURE), re.compile(rf"(?:\n{FURNITURE})+\Z")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
BLANK_BEFORE = re.compile(r"\n[^\S\n]*\n\s*\Z")
# a unit begins a line, or stands behind ; or . within one, with a mark or without:
# "3. Strongly" / "14, Requests", "ll. Urges", "16. | Demands" (OCR) / "A. whereas", "(b) Resolves" / "– having regard"
START = re.compile(
    r"""(?:(?P<line>\n)|[;.](?=[^\S\n]))[^\S\n]*
        (?P<mark>
          (?:(?P<number>\d[\dlIO]{0,2}|[liISO]\d?|ll|II)(?P<dot>[.),]) | \(?(?P<letter>[A-Za-z]{1,2})[.)] | [–—-])
          [^\S\n]*[|~—]*\s+
        )?
        (?P<word>[A-Za-z][\w-]*)""",
    re.VERBOSE,
)
# where a body may be named that acts; "The Security Council," of which the formula ends before a sentence does
THE_LINE = re.compile(r"\n[^\S\n]*(?=The\s)")
MAY_ENACT = re.compile(
    rf"(?:(?![.;]\s+[A-Z])(?s:.)){{0,{LONGEST_ENACTING}}}?[,:][^\S\n]*(?:\d{{1,3}}[^\S\n]*)?\n|\W*[\n.;]"
)
# a verb that the table lacks, where a unit must begin: "Dissolves the" / "Solemnly anticipating"
UNKNOWN = re.compile(
    r"""(?:[A-Z][a-z]+ly\s+)?(?:(?P<preambular>[A-Za-z][a-z]+(?:ing|ed))\b|
        (?P<operative>[A-Za-z][a-z]+s)\b(?=\s+(?:the|that|this|its|all|any|an?|upon)\b))""",
    re.VERBOSE,
)
# the heading of a part, above its first paragraph: "II" / "B." / "Part III" / "IV" and a name on the next line
PART = re.compile(
    r"\n[^\S\n]*(?P<at>(?:(?i:part)\s)?(?:[IVX]{1,5}|[A-Da-d])\.?)[^\S\n]*\n\s*(?:[^\n.,;:]{3,80}\n\s*)?\Z"
)
# "17 (1947). Resolution of 10 February 1947" / "RESOLUTION 798 (1992)" at the head of a text
HEADING = re.compile(r"\bresolution\b[^\n]{0,60}\d", re.IGNORECASE)
# "112. My country's delegation ..." at the beginning of a line
NUMBERED_LINE = re.compile(r"\n[^\S\n]*(?P<number>\d{1,3})\.[^\S\n]+(?=[A-Z“\"])")
# below a resolution: "7 Ibid., document S/5348." / "* Document ..." / "1/ S/24960." / "86th plenary meeting"
FOOTNOTE = (
    r"(?:(?:\d{1,3}|\*)[^\S\n]+(?:[Ii]b[ij]d|See\b|Adopted\b|(?:One|Two) member|Official|Document|No details)"
    r"|\d{1,2}/[^\S\n]+[A-Z]|\d{1,4}(?:st|nd|rd|th)\s(?:plenary\s)?meeting)"
)


def find_paragraphs(source: Text) -> list[dict[str, Any]]:
    """The units of ``text`` in order, one row a unit: paragraph, kind, number, opening, start, end, quote.

    A text is read as a resolution when ``genre`` says so, when an enacting formula ("The Security Council,") is
    followed by an opening verb ("Recalling ..."), or when its heading calls it one and it gives reasons and acts.
    ``number`` is what is printed, ``opening`` the verb phrase; both are missing where the text has none.
    """
    text = source.text
    cuts = _resolution(text, sure=source.genre == "resolution") or _prose(text)
    rows: list[dict[str, Any]] = []
    counts: dict[str, int] = {}
    for cut, end in zip(cuts, [*(cut.start for cut in cuts[1:]), len(text)], strict=False):
        quote = text[cut.start : end].rstrip()
        if not quote:
            continue
        counts[cut.kind] = counts.get(cut.kind, 0) + 1
        label = f"{PREFIX[cut.kind]}{counts[cut.kind]}"
        rows.append(
            {
                "paragraph": label, "kind": cut.kind, "number": cut.number, "opening": cut.opening,
                "start": cut.start, "end": cut.start + len(quote), "quote": quote,
            }
        )  # fmt: skip
    return rows


@cache
def _opening() -> re.Pattern[str]:
    """An opening: modifiers, verb, modifiers, complement, second verb.

    Gravely concerned over / Also recalling / Noting with regret / Having heard / Welcoming and appreciating
    """
    word = {
        kind: alternation(terms("openings", "kind", kind))
        for kind in ("preambular", "operative", "modifier", "complement")
    }
    modifier = rf"(?:{word['modifier']}|(?!rely\b)[a-z]+ly)"
    verb = rf"(?:(?P<preambular>{word['preambular']})|(?P<operative>{word['operative']}))"
    second = rf"(?:{word['preambular']}|{word['operative']}|[a-z]+(?:ed|ing))"
    return re.compile(
        rf"""
          (?:{modifier}\s+){{0,3}} (?:{verb})
          (?:(?<=having)(?:\s+(?:{modifier}))?\s+[a-z]+(?:\s+note|\s+cognizance)?)?
          (?:\s+(?:{modifier})){{0,2}}
          (?:\s+(?:{word["complement"]}))?
          (?:\s+and\s+(?:{modifier}\s+)?{second})?
        (?![\w-])""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _first_words() -> frozenset[str]:
    """The words an opening can begin with: a cheap question before the dear one."""
    return frozenset(
        term.split()[0] for term in terms("openings", "kind", "preambular", "operative", "modifier")
    )


@cache
def _body() -> re.Pattern[str]:
    """The body that acts: "The Security Council" / "The Fifth Summit Conference" / "The Council of the League"."""
    of = r"(?:[^\S\n]+of(?:[^\S\n]+(?:the|and|[A-Z][\w’'-]+)){1,6})?"
    return re.compile(
        rf"The\s+(?:[\w’'-]+\s+){{0,7}}?(?i:{alternation(terms('openings', 'kind', 'enacting'))})\b{of}"
    )


@cache
def _kind(kind: str) -> re.Pattern[str]:
    return re.compile(
        rf"[^\S\n]*(?:{alternation(terms('openings', 'kind', kind))})\b", re.IGNORECASE
    )


@cache
def _below() -> re.Pattern[str]:
    """What stands below the acts: "Adopted unanimously at ...", a footnote, the heading of an annex on its line."""
    closing, annex = (
        alternation(terms("openings", "kind", "closing")),
        alternation(terms("openings", "kind", "annex")),
    )
    return re.compile(
        rf"^[^\S\n]*(?P<at>(?=[A-Z])(?:(?i:{closing})\b|(?P<annex>(?i:{annex})(?:\s\w{{1,3}})?)[^\S\n]*$)"
        rf"|{FOOTNOTE})",
        re.MULTILINE,
    )


def _resolution(text: str, *, sure: bool) -> list[Cut]:
    """The cuts of a resolution; none where the text is not one."""
    headed = HEADING.search(text[:300]) is not None
    first = len(text) - len(text.lstrip())
    bodies = [
        body
        for line in THE_LINE.finditer("\n" + text)
        if (body := _body().match(text, line.end() - 1))
        and (
            MAY_ENACT.match(text, body.end()) or body.start() == first and _verb(text, first, "The")
        )
    ]
    starts = list(_starts(text)) if sure or headed or bodies else []
    known = [cut for cut in starts if cut.known]
    if not known:
        return []
    places = [cut.start for cut in known]
    enacting = next((match.start() for match in bodies if _enacts(text, match, places)), None)
    alone = text.startswith("The", places[0])  # "The Council decides to ...", the whole of a text
    both = len({cut.kind for cut in known}) > 1 or known[0].number
    if enacting is None and not (
        sure or headed and (both or alone) or alone and places[0] == first
    ):
        return []
    begin = places[0] if enacting is None else enacting
    cuts = [cut for cut in starts if cut.start >= begin or (cut.opening or "").lower() == "whereas"]
    if enacting is not None:
        cuts = sorted([*cuts, Cut(enacting, "enacting")])
    cuts = list(_ordered(text, cuts))
    return _framed(text, cuts)


def _starts(text: str) -> Iterator[Cut]:
    """Where a unit may begin, by the look of its first words."""
    for match in START.finditer("\n" + text):  # so that the first line is a line like the others
        line, mark, word = match["line"], match["mark"], match["word"]
        number = match["number"] or match["letter"]
        if word[0].islower() and not mark or mark and not (line or number):
            continue
        found = _verb(text, match.start("word") - 1, word)
        if found is None and not line:
            continue
        start = match.start("mark" if mark else "word") - 1
        before = text[max(0, start - 90) : start]
        if found:
            kind = "operative" if match["number"] or found["operative"] else "preambular"
            item = mark and not number and kind == "operative"  # "– Calls for" belongs to its act
            if number or not item and _may_begin(before, subject=word == "The"):
                yield Cut(
                    start, kind, number, " ".join(found[0].split()), known=match["dot"] != ","
                )
        elif (
            mark is None
            and BLANK_BEFORE.search(before)
            and FINISHED.search(before)
            or match["dot"] == "."
        ):
            verb = UNKNOWN.match(text, match.start("word") - 1)
            if verb or mark:
                kind = "operative" if mark else str(verb and verb.lastgroup)
                yield Cut(start, kind, number, verb and " ".join(verb[0].split()), known=False)


def _verb(text: str, at: int, word: str) -> re.Match[str] | None:
    """The opening at ``at``, behind its subject if it has one: "Urges" / "The Security Council requests"."""
    if word == "The":
        body = _body().match(text, at)
        found = (
            _opening().match(text, body.end() + 1)
            if body and text[body.end() : body.end() + 1].isspace()
            else None
        )
        return found if found and found["operative"] and found[0][0].islower() else None
    lower = word.lower()
    return _opening().match(text, at) if lower in _first_words() or lower.endswith("ly") else None


def _may_begin(before: str, *, subject: bool) -> bool:
    """May a unit without a number begin behind ``before``? Only where that is finished, or a line is blank."""
    blank = not before.strip() or BLANK_BEFORE.search(before) is not None
    return blank or not subject and FINISHED.search(before) is not None


def _enacts(text: str, body: re.Match[str], places: list[int]) -> bool:
    """Is ``body`` an enacting formula: "The Security Council," soon followed by an opening?"""
    at = bisect_left(places, body.end())
    if at == len(places) or places[at] - body.end() > LONGEST_ENACTING:
        return False
    between = PART.sub("", text[body.end() : places[at]]).rstrip()
    return bool(
        re.fullmatch(r"(?:(?![.;]\s+[A-Z]).)*[,:]\s*\d{0,3}", between, re.DOTALL)
        or re.fullmatch(r"\W*", between)
    )


def _ordered(text: str, cuts: list[Cut]) -> Iterator[Cut]:
    """The cuts that may stand where they stand, their numbers read, the headings of parts between them.

    A participle behind an act belongs to the act, unless a part begins or the next numbered act follows it. A number
    without a known verb, or with a comma, counts where it continues the sequence; "(a) Urges" where no act is open.
    """
    acted, lettered, expected = False, False, 1
    for cut, after in zip_longest(cuts, cuts[1:]):
        part = PART.search(text, max(0, cut.start - 120), cut.start)
        if part and cut is not cuts[0]:
            yield Cut(part.start("at"), "title")
            acted, expected = False, 1 if _number(cut.number, 1) == "1" else expected
        if cut.kind != "operative":
            follows = (
                after is not None
                and cut.number is None
                and _number(after.number, expected) == str(expected)
            )
            if not acted or follows and text[cut.start : after.start].rstrip().endswith(","):
                yield cut
            continue
        number = _number(cut.number, expected)
        if number and number.isdigit():
            if cut.known or int(number) == expected:
                yield cut._replace(number=number)
                acted, expected = True, int(number) + 1
        elif number is None or lettered or not acted:
            yield cut
            acted, lettered = True, number is not None


def _number(mark: str | None, expected: int) -> str | None:
    """A printed number; letters that OCR puts for digits are read where that gives the number expected."""
    if mark is None or mark.isdigit():
        return mark
    ones = mark.translate(str.maketrans("lIiO", "1110"))
    if str(expected) in (ones, ones.replace("S", "5"), ones.replace("S", "8")):
        return str(expected)
    return ones if mark in ("l", "ll", "I", "II") else mark


def _framed(text: str, cuts: list[Cut]) -> list[Cut]:
    """With the title above, and with what stands below the acts as the closing."""
    first = len(text) - len(text.lstrip())
    if cuts[0].start > first:
        cuts.insert(0, Cut(first, "title"))
    acted = next((cut.start for cut in cuts if cut.kind == "operative"), cuts[-1].start)
    below = list(_below().finditer(text, acted + 1))
    annex = next((match.start("at") for match in below if match["annex"]), len(text))
    cuts = [cut for cut in cuts if cut.start < annex]  # an annex is no longer the resolution
    closing = next(
        (match.start("at") for match in below if match.start("at") > cuts[-1].start), None
    )
    return cuts if closing is None else [*cuts, Cut(closing, "closing")]


def _prose(text: str) -> list[Cut]:
    """The cuts of a statement, a letter or a speech: blocks between blank lines, joined where a sentence runs on."""
    blocks: list[tuple[int, int]] = []
    edges = [0, *(match.end() for match in BLANK_LINE.finditer(text)), len(text)]
    for low, high in pairwise(edges):
        block = text[low:high]
        if block.strip():
            start = low + len(block) - len(block.lstrip())
            if blocks and _runs_on(
                text[max(blocks[-1][0], low - 90) : low].rstrip(), block.strip()
            ):
                blocks[-1] = (blocks[-1][0], high)
            else:
                blocks.append((start, high))
    cuts: list[Cut] = []
    for position, (start, end) in enumerate(blocks):
        kind = _prose_kind(text[start:end].rstrip(), position, len(blocks))
        places = _lines(text, start, end) if kind == "body" else [(start, None)]
        cuts += [Cut(at, kind, number) for at, number in places]
    return cuts


def _runs_on(block: str, following: str) -> bool:
    """Does ``following`` belong to ``block``: page furniture, or the rest of its sentence?"""
    if len(following) < LONGEST_FURNITURE and FURNITURE_LINE.fullmatch(following):
        return True
    above = FURNITURE_BELOW.sub("", block).rstrip()
    return not SENTENCE_END.search(above[-12:]) and following[0].islower()


def _prose_kind(block: str, position: int, blocks: int) -> str:
    short = len(block) <= LONGEST_SALUTATION
    if short and _kind("salutation").match(block) and re.search(r"[!,:.]\Z", block):
        return "salutation"
    if (
        position == 0
        and blocks > 1
        and len(block) <= LONGEST_TITLE
        and not SENTENCE_END.search(block)
    ):
        return "title"
    if short and position == blocks - 1 and position and _kind("closing").match(block):
        return "closing"
    return "body"


def _lines(text: str, start: int, end: int) -> list[tuple[int, str | None]]:
    """Where the paragraphs of a block without blank lines begin, with the number printed there, if any.

    Behind a line that ends a sentence: each line where lines are wide, else what follows a short one or is
    indented; and "112. My country".
    """
    found: dict[int, str | None] = {start: None}
    lines: list[tuple[int, str]] = []
    at = start
    for line in text[start:end].split("\n"):
        if line.strip() and not (len(line) < LONGEST_FURNITURE and FURNITURE_LINE.fullmatch(line)):
            lines.append((at, line))
        at += len(line) + 1
    width = median(len(line) for _, line in lines) if lines else 0
    indents = sum(line[0].isspace() for _, line in lines) < len(lines) / 3
    for (_, line), (at, after) in pairwise(lines if len(lines) > 3 or width > WIDE else []):
        begins = width > WIDE or len(line) < 0.75 * width or indents and after[0].isspace()
        if begins and FULL_STOP.search(line[-12:]) and not (words := after.lstrip())[0].islower():
            found[at + len(after) - len(words)] = None
    for match in NUMBERED_LINE.finditer("\n" + text[start:end]):
        found[start + match.start("number") - 1] = match["number"]
    return sorted(found.items())
