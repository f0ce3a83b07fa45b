"""Paragraphs: the units of a text, labelled as diplomats label them.

A resolution is a title, an enacting formula, preambular and operative paragraphs and a closing; anything else
is prose: title, salutation, body, closing. Units follow the wording, not the blank lines: a stray blank line
does not cut a unit, and two units on one line are two. Everything that opens no unit belongs to the one before
it, so the units cover every non-blank character exactly once.
"""

import re
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Any

from analysis.vocabulary import alternation, load_table

Cut = tuple[int, str, str | None, str | None]  # start, kind, number, opening

PREFIX = {
    "title": "T",
    "salutation": "S",
    "enacting": "E",
    "preambular": "PP",
    "operative": "OP",
    "body": "P",
    "closing": "C",
}
LONGEST_ENACTING = 600
LONGEST_TITLE = 400
LONGEST_SALUTATION = 100

# what a finished unit ends in: "... of Azerbaijan;" / "... 18 March 1970, 21" (a footnote mark) / "... as follows:"
FINISHED = re.compile(r"""[,;.:!?)\]”"’*]\s*(?:\d{1,3}\s*){0,2}\Z""")
SENTENCE_END = re.compile(r"""[.!?:;]["”’)\]*]*\s*\d{0,3}\Z""")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
BLANK_BEFORE = re.compile(r"\n[^\S\n]*\n\Z")
UNPUNCTUATED = re.compile(r"^[^\S\n]*The\s[\w\s]{3,50}\Z", re.MULTILINE)  # "The Security Council" without a comma
# "112. My country's delegation ..." at the beginning of a line
NUMBERED_LINE = re.compile(r"^[^\S\n]*(?P<number>\d{1,3})\.[^\S\n]+(?=[A-Z“\"])", re.MULTILINE)
# "7 Ibid., document S/5348." / "* Paragraph 3 of the English text ..." below a resolution
FOOTNOTE = re.compile(
    r"^[^\S\n]*(?:\d{1,3}|\*)[^\S\n]+(?:[Ii]b[ij]d|See\b|Adopted\b|One member|Official|Document)",
    re.MULTILINE,
)


def find_paragraphs(text: str, genre: str | None = None) -> list[dict[str, Any]]:
    """The units of ``text`` in order, one row a unit: paragraph, kind, number, opening, start, end, quote.

    A text is read as a resolution when ``genre`` says so or when an enacting formula ("The Security Council,")
    is followed by an opening verb ("Recalling ..."). ``number`` is what is printed, ``opening`` the verb phrase;
    both are missing where the text has none.
    """
    cuts = _resolution(text, sure=genre == "resolution") or _prose(text)
    ends = [*(start for start, *_ in cuts[1:]), len(text)][: len(cuts)]
    rows: list[dict[str, Any]] = []
    counts: dict[str, int] = {}
    for (start, kind, number, opening), end in zip(cuts, ends, strict=True):
        quote = text[start:end].rstrip()
        if not quote:
            continue
        counts[kind] = counts.get(kind, 0) + 1
        label = f"{PREFIX[kind]}{counts[kind]}"
        rows.append(
            {"paragraph": label, "kind": kind, "number": number, "opening": opening}
            | {"start": start, "end": start + len(quote), "quote": quote}
        )
    return rows


@cache
def _opening() -> str:
    """The pattern of an opening: modifiers, verb, modifiers, complement, second verb.

    Gravely concerned over / Also recalling / Noting with regret / Having heard / Welcoming and appreciating
    """
    table = load_table("openings")
    word = {kind: alternation(row["term"] for row in table if row["kind"] == kind) for kind in
            ("preambular", "operative", "modifier", "complement")}  # fmt: skip
    modifier = rf"(?:{word['modifier']}|(?!rely\b)[a-z]+ly)"
    verb = rf"(?:(?P<preambular>{word['preambular']})|(?P<operative>{word['operative']}))"
    second = rf"(?:{word['preambular']}|{word['operative']}|[a-z]+(?:ed|ing))"
    return rf"""
        (?P<opening>
          (?:{modifier}\s+){{0,3}} (?:{verb})
          (?:(?<=having)(?:\s+(?:{modifier}))?\s+[a-z]+(?:\s+note|\s+cognizance)?)?
          (?:\s+(?:{modifier})){{0,2}}
          (?:\s+(?:{word["complement"]}))?
          (?:\s+and\s+(?:{modifier}\s+)?{second})?
        )(?![\w-])
    """


@cache
def _openings() -> re.Pattern[str]:
    """An opening where a unit may begin: after a number, at the beginning of a line, or after ; or . within one.

    "3. Strongly demands" / "Recalling its" / "aggression; Urging strict adherence"
    """
    number = r"(?P<number>\d{1,3}|[lI]{1,2})[.)]\s+"
    return re.compile(
        rf"(?:^[^\S\n]*|(?<=[;.])[^\S\n]+)(?:{number})?(?P<at>(?=[A-Z])(?i:{_opening()}))",
        re.VERBOSE | re.MULTILINE,
    )


@cache
def _enacting() -> re.Pattern[str]:
    """The body that acts, at the beginning of a line: "The Security Council" / "The Fifth Summit Conference"."""
    noun = alternation(row["term"] for row in load_table("openings") if row["kind"] == "enacting")
    of = r"(?:[^\S\n]+of(?:[^\S\n]+(?:the|and|[A-Z][\w’'-]+)){1,6})?"  # "The Council of the League"
    return re.compile(rf"^[^\S\n]*(?P<at>The\s+(?:[\w’'-]+\s+){{0,7}}?(?i:{noun})\b{of})", re.MULTILINE)


@cache
def _acts() -> re.Pattern[str]:
    """The rest of a one-sentence resolution after its body: " decides to invite"."""
    return re.compile(rf"\s+(?={_opening()})", re.VERBOSE)


@cache
def _kind(kind: str) -> re.Pattern[str]:
    terms = alternation(row["term"] for row in load_table("openings") if row["kind"] == kind)
    return re.compile(rf"[^\S\n]*(?:{terms})\b", re.IGNORECASE)


def _resolution(text: str, *, sure: bool) -> list[Cut]:
    """The cuts of a resolution; none where the text is not one."""
    starts = [match for match in _openings().finditer(text) if _may_begin(text, match)]
    enacting = next((found for match in _enacting().finditer(text) if (found := _enact(text, match, starts))), None)
    if enacting is None and not (sure and starts):
        return []
    cuts = [cut for cut in [enacting] if cut]
    before = enacting[0] if enacting else _cut(text, starts[0])[0]
    for match in starts:
        cut = _cut(text, match)
        if cut[0] >= before or cut[3].lower() == "whereas":
            cuts.append(cut)
    cuts = _ordered(text, sorted(cuts, key=lambda cut: cut[0]))
    first = len(text) - len(text.lstrip())
    if cuts[0][0] > first:
        cuts.insert(0, (first, "title", None, None))
    return cuts + _closing(text, cuts)


def _may_begin(text: str, match: re.Match[str]) -> bool:
    """Does a unit begin here? Yes with a number; else only where the unit before is finished, or a line is blank."""
    before = text[max(0, match.start("at") - 60) : match.start()]
    if match["number"] or not before.strip():
        return True
    return any(pattern.search(before) for pattern in (FINISHED, BLANK_BEFORE, UNPUNCTUATED))


def _enact(text: str, match: re.Match[str], starts: list[re.Match[str]]) -> Cut | None:
    """The enacting cut, if the formula is followed by an opening; the whole act if it is one sentence."""
    act = _acts().match(text, match.end())
    if act and act["operative"] and text[act.end()].islower():
        return match.start("at"), "operative", None, act["opening"]
    follower = next((_cut(text, start)[0] for start in starts if start.start() >= match.end()), None)
    if follower is None or follower - match.end() > LONGEST_ENACTING:
        return None
    between = text[match.end() : follower].rstrip()
    formula = re.fullmatch(r"(?:(?![.;]\s+[A-Z]).)*[,:]\s*\d{0,3}", between, re.DOTALL) or re.fullmatch(r"\W*", between)
    return (match.start("at"), "enacting", None, None) if formula else None


def _cut(text: str, match: re.Match[str]) -> tuple[int, str, str | None, str]:
    number = match["number"]
    start = match.start("number") if number else match.start("at")
    operative = number or match["operative"]
    if number and not number.isdigit():
        number = number.replace("l", "1").replace("I", "1")  # "ll." is how OCR reads "11."
    return start, "operative" if operative else "preambular", number, " ".join(match["opening"].split())


def _ordered(text: str, cuts: list[Cut]) -> list[Cut]:
    """Without what cannot stand where it stands: preambular after operative paragraphs; with unknown numbered verbs."""
    kept: list[Cut] = []
    acted = False
    for cut in cuts:
        if cut[1] == "preambular" and acted:
            continue  # a participle inside an operative paragraph or a quotation
        acted = acted or cut[1] == "operative"
        kept.append(cut)
    return _numbered(text, kept)


def _numbered(text: str, cuts: list[Cut]) -> list[Cut]:
    """With the numbered paragraphs whose verb the table lacks, where their number continues the sequence."""
    taken = {cut[0] for cut in cuts}
    later = [m for m in NUMBERED_LINE.finditer(text) if m.start("number") not in taken and m.start() > cuts[0][0]]
    for match in later:
        at, number = match.start("number"), int(match["number"])
        before = [cut for cut in cuts if cut[0] < at and cut[1] == "operative" and cut[2]]
        if number == (int(before[-1][2] or 0) if before else 0) + 1:
            verb = re.match(r"(?:[A-Z][a-z]+ly\s+)?[A-Z][a-z]+s\b", text[match.end() :][:80])
            cuts = sorted(
                [*cuts, (at, "operative", match["number"], verb[0] if verb else None)], key=lambda cut: cut[0]
            )
    return cuts


def _closing(text: str, cuts: list[Cut]) -> list[Cut]:
    """What stands below the last paragraph: "Adopted unanimously at ...", the vote, the footnotes."""
    last = cuts[-1][0]
    candidates = [
        m.start()
        for m in re.finditer(r"^", text[last:], re.MULTILINE)
        if _kind("closing").match(text, last + m.start())
    ]
    notes = [match.start() for match in FOOTNOTE.finditer(text[last:])]
    found = min([at for at in (*candidates, *notes) if at], default=None)
    if found is None:
        return []
    start = last + found
    return [(start + len(text[start:]) - len(text[start:].lstrip()), "closing", None, None)]


def _prose(text: str) -> list[Cut]:
    """The cuts of a statement, a letter or a speech: blocks between blank lines, joined where a sentence runs on."""
    blocks: list[tuple[int, int]] = []
    edges = [0, *(match.end() for match in BLANK_LINE.finditer(text)), len(text)]
    for low, high in pairwise(edges):
        block = text[low:high]
        if block.strip():
            start = low + len(block) - len(block.lstrip())
            if blocks and _runs_on(text[slice(*blocks[-1])], text[start : start + 40]):
                blocks[-1] = (blocks[-1][0], high)
            else:
                blocks.append((start, high))
    cuts: list[Cut] = []
    for position, (start, end) in enumerate(blocks):
        kind = _prose_kind(text[start:end].rstrip(), position, len(blocks))
        cuts += [
            (at, kind, number, None) for at, number in (_lines(text, start, end) if kind == "body" else [(start, None)])
        ]
    return cuts


def _runs_on(block: str, following: str) -> bool:
    """Does the sentence of ``block`` go on after the blank line?"""
    return not SENTENCE_END.search(block.rstrip()[-12:]) and following[:1].islower()


def _prose_kind(block: str, position: int, blocks: int) -> str:
    short = len(block) <= LONGEST_SALUTATION
    if short and _kind("salutation").match(block) and re.search(r"[!,:.]\Z", block):
        return "salutation"
    if position == 0 and blocks > 1 and len(block) <= LONGEST_TITLE and not SENTENCE_END.search(block):
        return "title"
    if short and position == blocks - 1 and position and _kind("closing").match(block):
        return "closing"
    return "body"


def _lines(text: str, start: int, end: int) -> list[tuple[int, str | None]]:
    """Where the paragraphs of a block without blank lines begin: after a short last line, or at "112. My country"."""
    found: dict[int, str | None] = {start: None}
    lines = [(match.start(), match.end()) for match in re.compile(r"[^\n]+").finditer(text, start, end)]
    width = median(high - low for low, high in lines)
    if len(lines) > 3:
        for (low, high), (after, _) in pairwise(lines):
            if (
                high - low < 0.75 * width
                and re.search(r"""[.!?]["”’)]*\s*\Z""", text[low:high])
                and text[after].isupper()
            ):
                found[after] = None
    for match in NUMBERED_LINE.finditer(text, start, end):
        found[match.start("number")] = match["number"]
    return sorted(found.items())
