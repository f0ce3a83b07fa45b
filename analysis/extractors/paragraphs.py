"""Paragraphs: the units of a text, labelled as diplomats label them.

A resolution is a title, an enacting formula, preambular and operative paragraphs and a closing.
Anything else is prose: title, salutation, body, closing. Units follow the wording, not the blank
lines: a stray blank line does not cut a unit, and two units on one line are two. What opens no unit
belongs to the one before it, so the units cover every non-blank character exactly once.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from analysis.extractors.prose import above_furniture, prose_units
from analysis.text import Text, alternation
from analysis.vocabulary import Vocabulary


class Cut(NamedTuple):
    """Where a unit begins, of what kind, and the number or letter and verb phrase that open it."""

    start: int
    kind: str
    number: str | None = None
    opening: str | None = None
    known: bool = True  # False where only its number can tell: "2. Bewails", "14, Requests"


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

# what a finished unit ends in: "... of Azerbaijan;" / "... 18 March 1970, 21" (a footnote mark) /
# "...; and" / "The Security Council" without a comma
FINISHED = re.compile(
    r"""(?:[,;.:!?)\]”"’*]\s{0,12}(?:\d{1,3}\s{0,12}){0,2}(?:and,?)?|\n\s{0,12}[Tt]herefore,?)\s{0,12}\Z
        |(?:\A|\n)[^\S\n]{0,12}The\s[\w\s]{3,50}\Z""",
    re.VERBOSE,
)
BLANK_BEFORE = re.compile(r"\n[^\S\n]{0,40}\n\s{0,40}\Z")
# marks of emphasis around a number or a verb: "**1.** Demands" / "<i>Urges</i>"
EMPHASIS = r"(?:[*_]{1,3}|</?[a-z]{1,6}>){0,2}"
# a unit begins a line, or stands behind ; or . within one, with a mark or without:
# "3. Strongly" / "14, Requests", "ll. Urges", "16. | Demands" (OCR) / "1)Demands" / "OP1. Calls" /
# "A. whereas", "(b) Resolves" / "– having regard"
START = re.compile(
    rf"""(?:(?P<line>\n)|[;.](?=[^\S\n]))[^\S\n]*{EMPHASIS}
        (?P<mark>
          (?:
            (?:O?P)?\(?(?P<number>\d[\dlIO]{{0,2}}|[liISO]\d?|ll|II)(?P<dot>[.),]|\s(?=[-–—]\s))
            | \(?(?P<letter>[A-Za-z]{{1,2}})[.)]
            | [–—-]
          ){EMPHASIS}
          (?:(?<=[.)])(?=[A-Z*_<])|[^\S\n]*[|~—–-]*\s+)
        )?
        {EMPHASIS}(?P<word>[A-Za-z][\w-]*)""",
    re.VERBOSE,
)
# where a body may be named that acts; its formula ends before a sentence does
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
# the heading of a part, above its first paragraph: "II" / "B." / "Part III" / "IV" and a name
PART = re.compile(
    r"\n[^\S\n]*(?P<at>(?:(?i:part)\s)?(?:[IVX]{1,5}|[A-Da-d])\.?)[^\S\n]*\n\s*(?:[^\n.,;:]{3,80}\n\s*)?\Z"
)
# "17 (1947). Resolution of 10 February 1947" / "RESOLUTION 798 (1992)" at the head of a text
HEADING = re.compile(r"\bresolution\b[^\n]{0,60}\d", re.IGNORECASE)
# below a resolution: "7 Ibid., document S/5348." / "* Document ..." / "86th plenary meeting"
FOOTNOTE = (
    r"(?:(?:\d{1,3}|\*)[^\S\n]+"
    r"(?:[Ii]b[ij]d|See\b|Adopted\b|(?:One|Two) member|Official|Document|No details)"
    r"|\d{1,2}/[^\S\n]+[A-Z]|\d{1,4}(?:st|nd|rd|th)\s(?:plenary\s)?meeting)"
)


class Grammar(NamedTuple):
    """The patterns that a vocabulary makes of ``data/vocabulary/openings.csv``."""

    opening: re.Pattern[str]
    first_words: frozenset[str]
    body: re.Pattern[str]
    below: re.Pattern[str]
    salutation: re.Pattern[str]
    closing: re.Pattern[str]


def find_paragraphs(source: Text) -> list[dict[str, Any]]:
    """The units of a text in order, one row a unit: paragraph, kind, number, opening, start, end.

    A text is read as a resolution when its genre says so, when an enacting formula ("The Security
    Council,") is followed by an opening verb ("Recalling ..."), or when its heading calls it one
    and it gives reasons and acts. ``number`` is what is printed, ``opening`` the verb phrase; both
    are None where the text has none.
    """
    text, grammar = source.text, source.words.once(_grammar)
    cuts = _resolution(text, grammar, sure=source.genre == "resolution") or [
        Cut(*unit) for unit in prose_units(text, grammar.salutation, grammar.closing)
    ]
    rows: list[dict[str, Any]] = []
    counts: dict[str, int] = {}
    ends = [*(cut.start for cut in cuts[1:]), len(text)]
    for cut, end in zip(cuts, ends, strict=False):
        length = len(text[cut.start : end].rstrip())
        if length:
            counts[cut.kind] = counts.get(cut.kind, 0) + 1
            label = f"{PREFIX[cut.kind]}{counts[cut.kind]}"
            known = {"kind": cut.kind, "number": cut.number, "opening": cut.opening}
            rows.append(
                {"paragraph": label, **known, "start": cut.start, "end": cut.start + length}
            )
    return rows


def _grammar(words: Vocabulary) -> Grammar:
    def terms(*kinds: str) -> str:
        return alternation(words.terms("openings", "kind", *kinds))

    firsts = words.terms("openings", "kind", "preambular", "operative", "modifier")
    # "The Security Council" / "The Fifth Summit Conference" / "The Council of the League"
    of = r"(?:[^\S\n]+of(?:[^\S\n]+(?:the|and|[A-Z][\w’'-]+)){1,6})?"
    before = r"(?:(?:of|the|and|for|on|[A-Z\d][\w’'-]*)\s+){0,7}?"
    # "Adopted unanimously at ...", a footnote, the heading of an annex alone on its line
    annex = rf"(?P<annex>(?i:{terms('annex')})(?:\s\w{{1,3}})?)[^\S\n]*$"
    below = rf"^[^\S\n]*(?P<at>(?=[A-Z])(?:(?i:{terms('closing')})\b|{annex})|{FOOTNOTE})"
    return Grammar(
        opening=_opening(terms),
        first_words=frozenset(term.split()[0] for term in firsts),
        body=re.compile(rf"The\s+{before}(?i:{terms('enacting')})\b{of}"),
        below=re.compile(below, re.MULTILINE),
        salutation=re.compile(rf"(?:{terms('salutation')})\b", re.IGNORECASE),
        closing=re.compile(rf"(?:{terms('closing')})\b", re.IGNORECASE),
    )


def _opening(terms: Callable[..., str]) -> re.Pattern[str]:
    """An opening: modifiers, verb, modifiers, complement, second verb.

    Gravely concerned over / Also recalling / Noting with regret / Having heard / Expressing its
    sincere hope / Welcoming and appreciating
    """
    modifier = rf"(?:{terms('modifier')}|(?!rely\b)[a-z]+ly)"
    verb = rf"(?:(?P<preambular>{terms('preambular')})|(?P<operative>{terms('operative')}))"
    second = rf"(?:{terms('preambular', 'operative')}|[a-z]+(?:ed|ing))"
    feeling = rf"(?:its|the|with)\s+(?:[a-z]{{3,12}}\s+){{0,2}}?(?:{terms('feeling')})"
    return re.compile(
        rf"""
          (?:{modifier}\s+){{0,3}} (?:{verb})
          (?:(?<=having)(?:\s+(?:{modifier}))?\s+[a-z]+(?:\s+note|\s+cognizance)?)?
          (?:\s+(?:{modifier})){{0,2}}
          (?:\s+(?:{terms("complement")}|(?<=express(?:es|ing)\s){feeling}))?
          (?:\s+and\s+(?:{modifier}\s+)?{second})?
        (?![\w-])""".replace(
            r"(?<=express(?:es|ing)\s)", r"(?:(?<=expresses\s)|(?<=expressing\s))"
        ),
        re.VERBOSE | re.IGNORECASE,
    )


def _resolution(text: str, grammar: Grammar, *, sure: bool) -> list[Cut]:
    """The cuts of a resolution; none where the text is not one."""
    headed = HEADING.search(text[:300]) is not None
    first = len(text) - len(text.lstrip())
    bodies = list(_bodies(text, grammar, first))
    starts = list(_starts(text, grammar)) if sure or headed or bodies else []
    known = [cut for cut in starts if cut.known]
    if not known:
        return []
    places = [cut.start for cut in known]
    enacting = [body.start() for body in bodies if _enacts(text, body, places)]
    alone = text.startswith("The", places[0])  # "The Council decides to ...", the whole of a text
    both = len({cut.kind for cut in known}) > 1 or known[0].number
    acts = sure or (headed and (both or alone)) or (alone and places[0] == first)
    if not enacting and not acts:
        return []
    begin = enacting[0] if enacting else places[0]
    cuts = [cut for cut in starts if cut.start >= begin or (cut.opening or "").lower() == "whereas"]
    cuts += [Cut(at, "enacting") for at in enacting]
    return _framed(text, list(_ordered(text, sorted(cuts))), grammar)


def _bodies(text: str, grammar: Grammar, first: int) -> Iterator[re.Match[str]]:
    """The bodies that may act: each named at the beginning of a line, outside a quotation."""
    for line in THE_LINE.finditer("\n" + text):
        body = grammar.body.match(text, line.end() - 1)
        if body is None:
            continue
        alone = body.start() == first and _verb(text, first, "The", grammar)
        if MAY_ENACT.match(text, body.end()) or alone:
            yield body


def _starts(text: str, grammar: Grammar) -> Iterator[Cut]:
    """Where a unit may begin, by the look of its first words."""
    for match in START.finditer("\n" + text):  # so that the first line is a line like the others
        line, mark, word = match["line"], match["mark"], match["word"]
        number = match["number"] or match["letter"]
        if (word[0].islower() and not mark) or (mark and not (line or number)):
            continue
        if not line and _opens_a_quotation(text, match.start()):
            continue
        at = match.start("word") - 1
        found = _verb(text, at, word, grammar)
        if found is None and not line:
            continue
        start = match.end("line") - 1 if line else match.start("mark" if mark else "word") - 1
        start += len(text[start:at]) - len(text[start:at].lstrip())
        before = text[max(0, start - 90) : start]
        if found:
            kind = "operative" if match["number"] or found["operative"] else "preambular"
            item = mark and not number and kind == "operative"  # "– Calls for" belongs to its act
            if number or (not item and _may_begin(before, subject=word == "The")):
                opening = " ".join(found[0].split())
                yield Cut(start, kind, number, opening, known=match["dot"] != ",")
        elif match["dot"] == "." or (mark is None and _is_due(before)):
            verb = UNKNOWN.match(text, at)
            if verb or mark:
                kind = "operative" if mark else str(verb and verb.lastgroup)
                yield Cut(start, kind, number, verb and " ".join(verb[0].split()), known=False)


def _opens_a_quotation(text: str, at: int) -> bool:
    """Does the line of ``at`` quote: "“1. Calls for ..."?"""
    line = text.rfind("\n", 0, at) + 1
    return text[line : line + 8].lstrip()[:1] in ("“", '"')


def _verb(text: str, at: int, word: str, grammar: Grammar) -> re.Match[str] | None:
    """The opening at ``at``, behind its subject if it has one: "Urges" / "The Council requests"."""
    if word != "The":
        low = word.lower()
        known = low in grammar.first_words or low.endswith("ly")
        return grammar.opening.match(text, at) if known else None
    body = grammar.body.match(text, at)
    if body is None or not text[body.end() : body.end() + 1].isspace():
        return None
    found = grammar.opening.match(text, body.end() + 1)
    return found if found and found["operative"] and found[0][0].islower() else None


def _may_begin(before: str, *, subject: bool) -> bool:
    """May a unit without a number begin here: is what stands before finished, or a line blank?"""
    blank = not before.strip() or BLANK_BEFORE.search(before) is not None
    return blank or (not subject and _is_finished(before))


def _is_due(before: str) -> bool:
    """Must a unit begin here: behind a blank line and a finished unit?"""
    return BLANK_BEFORE.search(before) is not None and _is_finished(before)


def _is_finished(before: str) -> bool:
    return FINISHED.search(above_furniture(before)) is not None


def _enacts(text: str, body: re.Match[str], places: list[int]) -> bool:
    """Is ``body`` an enacting formula: "The Security Council," soon followed by an opening?"""
    at = bisect_left(places, body.end())
    if at == len(places) or places[at] - body.end() > LONGEST_ENACTING:
        return False
    between = PART.sub("", text[body.end() : places[at]]).rstrip().rstrip("*_")
    sentence = re.fullmatch(r"(?:(?![.;]\s+[A-Z]).)*[,:]\s*\d{0,3}", between, re.DOTALL)
    return bool(sentence or re.fullmatch(r"\W*", between))


def _ordered(text: str, cuts: list[Cut]) -> Iterator[Cut]:
    """The cuts that may stand where they stand, their numbers read, headings of parts between them.

    A participle behind an act belongs to the act, unless a part begins or the next numbered act
    follows it. A number without a known verb, or with a comma, counts where it continues the
    sequence; "(a) Urges" where no act is open.
    """
    acted, lettered, expected = False, False, 1
    for cut, after in zip_longest(cuts, cuts[1:]):
        part = PART.search(text, max(0, cut.start - 120), cut.start)
        if part and cut is not cuts[0]:
            yield Cut(part.start("at"), "title")
            acted, expected = False, 1 if _number(cut.number, 1) == "1" else expected
        if cut.kind != "operative":
            if cut.kind == "enacting":
                acted, lettered, expected = False, False, 1
            if not acted or _leads_to(text, cut, after, expected):
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


def _leads_to(text: str, cut: Cut, after: Cut | None, expected: int) -> bool:
    """Does a participle behind an act lead to the next numbered act: "Noting ...,\n3. Urges"?"""
    if after is None or cut.number is not None:
        return False
    follows = _number(after.number, expected) == str(expected)
    return follows and text[cut.start : after.start].rstrip().endswith(",")


def _number(mark: str | None, expected: int) -> str | None:
    """A printed number; letters that OCR puts for digits are read where the number is expected."""
    if mark is None or mark.isdigit():
        return mark
    ones = mark.translate(str.maketrans("lIiO", "1110"))
    if str(expected) in (ones, ones.replace("S", "5"), ones.replace("S", "8")):
        return str(expected)
    return ones if mark in ("l", "ll", "I", "II") else mark


def _framed(text: str, cuts: list[Cut], grammar: Grammar) -> list[Cut]:
    """With the title above, and with what stands below the acts as the closing."""
    first = len(text) - len(text.lstrip())
    if cuts[0].start > first:
        cuts.insert(0, Cut(first, "title"))
    acted = next((cut.start for cut in cuts if cut.kind == "operative"), cuts[-1].start)
    below = list(grammar.below.finditer(text, acted + 1))
    annex = next((match.start("at") for match in below if match["annex"]), len(text))
    cuts = [cut for cut in cuts if cut.start < annex]  # an annex is no longer the resolution
    ends = (match.start("at") for match in below)
    closing = next((end for end in ends if end > cuts[-1].start), None)
    return cuts if closing is None else [*cuts, Cut(closing, "closing")]
