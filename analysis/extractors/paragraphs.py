"""Paragraphs: the units of a text, labelled as diplomats label them.

A resolution is a title, an enacting formula, preambular and operative paragraphs and a closing.
Anything else is prose: title, salutation, body, closing. Units follow the wording, not the blank
lines: a stray blank line or a page number does not cut a unit, and two units on one line are two.
Everything that opens no unit belongs to the one before it, so the units together cover every
character that is not blank exactly once.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import Any

from analysis.extractors.figures import number_words
from analysis.extractors.prose import Cut, prose_units, without_furniture
from analysis.terms import alternation, compiled, verbose
from analysis.text import Text
from analysis.vocabulary import Vocabulary

PREFIX = {
    "title": "T", "salutation": "S", "enacting": "E", "preambular": "PP", "operative": "OP",
    "body": "P", "closing": "C",
}  # fmt: skip
LONGEST_ENACTING = 600
WINDOW = 120  # characters before a unit that tell whether it may begin there

# emphasis of Markdown and HTML, an escape: **Recalling** / _Urges_ / <i>Notes</i> / <br/> / 1\.
MARKUP = re.compile(
    r"\*\*{0,2}(?=\S)|\*(?<=\S\*)\*{0,2}|_(?<!\w_)_?(?=\w)|_(?<=\w_)_?(?!\w)"
    r"|</?[A-Za-z]{1,6}\s?/?>|\\(?=[\d.()\[])"
)
MARKUP_BEFORE = re.compile(r"(?:[*_]|<[A-Za-z]{1,6}>)(?:[*_]|<[A-Za-z]{1,6}>|[^\S\n]){0,19}\Z")
# what a finished unit ends in: "... of Azerbaijan;" / "... 18 March 1970, 21" (the mark of a
# footnote) / "...; and" / "The Security Council" without a comma
FINISHED = verbose(
    r"""[,;.:!?)\]”"’*]\s*(?:\d{1,3}(?:\s+\d{1,3})?\s*)?(?:and,?)?\Z
      | (?:\A|\n)[^\S\n]*The\s[\w\s]{3,50}\Z"""
)
# a unit begins a line, or stands behind ; or . within one
START = verbose(
    r"""(?:(?P<line>\n)|[;.](?=[^\S\n]))[^\S\n]*
    (?P<mark>
      (?:[•*–+#~|§¶№<>{-]{1,3}[ ]?(?=[^\W_]))?
      (?P<label>[(\[]?(?i:operative(?:\ (?:para(?:graph)?|clause))?|para(?:graph)?|art(?:icle)?
        |point|clause|section|sec|item|number|O\.?P|PP|N[ro°º]?)[ .°#-]{0,2}
        (?=\d|[A-Za-z]{3,9}[ ]?[:.)–—-]))?
      (?:(?:
          # "3. Strongly" / "2 bis. Asks" / "1)Demands" / "1.1 Decides"
          # "ll. Urges", "16. | Asks" (OCR)
          (?P<number>\d[\dlIO]{0,2}(?:[ ](?:bis|ter|quater))?|\d{1,2}\.\d{1,2}|[liISO]\d?|ll|II)
          [ ]?(?P<dot>[.)]|(?<=\.\d)(?=[ ])|(?<=\.\d\d)(?=[ ]))
        | [(\[（](?P<bracketed>\d{1,2})\.?[)\]）]\.?  # "(1) Demands" / "[1] Demands"
        # "A. whereas" / "(b) Resolves" / "II - Requests"
        | \(?(?P<letter>[A-Za-z]{1,2}|[IVXivx]{3,5})(?:[.)]{1,2}|(?<=[IVX])[ ]?(?=[:—–-]))
        | [–—•·▪●*-]                             # "– having regard" / "• Demands"
        )[^\S\n]*[|~:—–-]*(?:\s+|(?=[A-Z]))
        # "1 - Demands" / "OP1: Demands" / "1 Demands" / "1.º Demands" / "1./ Demands" / "14, Asks"
      | (?P<loose>\d{1,2})\.?[ºªo]?[^\w\n(“”"]{1,6}(?=[A-Z])
      # "Operative clause one: Demands"
      | (?(label)(?P<spelled>[A-Za-z]{3,9})[ ]?[:.)–—-]\s{1,3}|(?!))
      )
    )?
    (?P<word>[A-Za-z][\w-]*)"""
)
# before the verb of an act: "The Assembly requests", "It therefore urges"
SUBJECTS, IT = ("The", "It"), re.compile(r"It\b(?:\s(?:therefore|thus|hence|accordingly)\b)?")
# where a body may be named that acts; "The Security Council," whose formula ends before a sentence
THE_LINE = re.compile(r"\n[^\S\n]*(?=(?:The|THE)\s)")
MAY_ENACT = re.compile(
    rf"(?:(?![.;]\s+[A-Z])(?s:.)){{0,{LONGEST_ENACTING}}}?[,:][^\S\n]*(?:\d{{1,3}}[^\S\n]*)?\n"
    r"|\W{0,20}[\n.;]"
)
FORMULA = compiled(r"\A(?:(?:(?![.;]\s+[A-Z])(?s:.))*[,:]\s*\d{0,3}|\W*)")
# a verb that the table lacks, where a unit must begin: "Dissolves the" / "Solemnly anticipating"
UNKNOWN = verbose(
    r"""(?:[A-Z][a-z]+ly\s+)?(?:(?P<preambular>[A-Za-z][a-z]{1,30}(?:ing|ed)\b)
      | (?P<operative>[A-Za-z][a-z]{1,30}s)\b(?=\s+(?:the|that|this|its|all|any|an?|upon)\b))"""
)
# the heading of a part: "II" / "B." / "Part III" / "IV" and a name on the next line
PART = re.compile(
    r"\n[^\S\n]*(?P<at>(?:(?i:part)\s)?(?:[IVX]{1,5}|[A-Da-d])\.?)[^\S\n]*\n\s*"
    r"(?:[^\n.,;:]{3,80}\n\s*)?\Z"
)
# "17 (1947). Resolution of 10 February 1947" / "RESOLUTION 798 (1992)" at the head of a text
HEADING = re.compile(r"\bresolution\b[^\n]{0,60}\d", re.IGNORECASE)
# a quotation of whole lines, which a colon announces
QUOTE_OPENS = verbose(r"""[:—-][^\S\n]*\n\s*[“"]""")
QUOTE_CLOSES = re.compile(r"[”\"][.;,]?[^\S\n]{0,12}$", re.MULTILINE)
# below a resolution: "7 Ibid., document S/5348." / "* Document ..." / "1/ S/24960." /
# "86th plenary meeting"
FOOTNOTE = (
    r"(?:(?:\d{1,3}|\*)[^\S\n]+(?:[Ii]b[ij]d|See\b|Adopted\b|(?:One|Two) member|Official|Document"
    r"|No details)|\d{1,2}/[^\S\n]+[A-Z]|\d{1,4}(?:st|nd|rd|th)\s(?:plenary\s)?meeting)"
)


def find_paragraphs(source: Text) -> list[dict[str, Any]]:
    """The units of a text, one row a unit: paragraph, kind, number, opening, start, end, quote.

    A text is read as a resolution when its genre says so, when an enacting formula ("The Security
    Council,") is followed by an opening verb ("Recalling ..."), or when its heading calls it one
    and it gives reasons and acts. ``number`` is what is printed, ``opening`` the verb phrase; both
    are missing where the text has none.
    """
    whole = source.text
    marked = any(mark in whole for mark in "*_<\\")
    text = MARKUP.sub(lambda mark: " " * len(mark[0]), whole) if marked else whole
    cuts = _resolution(text, source) or prose_units(text, source.words) or [Cut(0, "body")]
    first = len(whole) - len(whole.lstrip())
    starts = [first, *(cut.start for cut in cuts[1:]), len(whole)]
    for index, at in enumerate(starts[1:-1] if marked else (), start=1):
        emphasis = MARKUP_BEFORE.search(whole, max(0, at - 20), at)  # before its first word
        starts[index] = emphasis.start() if emphasis else at
    rows: list[dict[str, Any]] = []
    counts = dict.fromkeys(PREFIX, 0)
    for cut, (start, end) in zip(cuts, pairwise(starts), strict=True):
        quote = whole[start:end].rstrip()
        if not quote:
            continue
        counts[cut.kind] += 1
        label = f"{PREFIX[cut.kind]}{counts[cut.kind]}"
        rows.append({
            "paragraph": label, "kind": cut.kind, "number": cut.number, "opening": cut.opening,
            "start": start, "end": start + len(quote), "quote": quote,
        })  # fmt: skip
    return rows


# --- patterns of the table ---------------------------------------------------------------------


def _opening(words: Vocabulary) -> re.Pattern[str]:
    """An opening: modifiers, verb, modifiers, complement, second verb.

    Gravely concerned over / Also recalling / Noting with regret / Having heard / Welcoming and
    appreciating / Expresses the hope
    """
    kinds = ("preambular", "operative", "modifier", "complement", "feeling")
    word = {kind: alternation(words.terms("openings", "kind", kind)) for kind in kinds}
    modifier = rf"(?:{word['modifier']}|(?!rely\b)[a-z]+ly)"
    verb = rf"(?:(?P<preambular>{word['preambular']})|(?P<operative>{word['operative']}))"
    second = rf"(?:{word['preambular']}|{word['operative']}|[a-z]+(?:ed|ing))"
    feeling = rf"(?:its|the)\s+(?:[a-z]+\s+){{0,2}}?{word['feeling']}\b"
    return re.compile(
        rf"""(?:{modifier}\s+){{0,3}} (?:{verb})
          (?:(?<=having)(?:\s+(?:{modifier}))?\s+[a-z]+(?:\s+note|\s+cognizance)?)?
          (?:(?:\s+(?:{modifier})){{0,2}}\s+(?:{word["complement"]})
            |(?:(?<=expresses)|(?<=expressing))(?:\s+{modifier})?\s+{feeling}
            |(?:\s+(?:{modifier})){{0,2}}
          )
          (?:\s+and\s+(?:{modifier}\s+)?{second})?
        (?![\w-])""",
        re.VERBOSE | re.IGNORECASE,
    )


def _body(words: Vocabulary) -> re.Pattern[str]:
    """The Security Council / The Fifth Summit Conference / The Council of the League"""
    of = r"(?:[^\S\n]+of(?:[^\S\n]+(?:the|and|[A-Z][\w’'-]+)){1,6})?"
    noun = alternation(words.terms("openings", "kind", "enacting"))
    return re.compile(
        rf"(?:The|THE)\s+(?:(?:[A-Z][\w’'-]+|of|the|and)\s+){{0,7}}?(?i:{noun})\b{of}"
    )


def _below(words: Vocabulary) -> re.Pattern[str]:
    """What stands below the acts: "Adopted unanimously at", a footnote, the heading of an annex."""
    closing = alternation(words.terms("openings", "kind", "closing"))
    annex = alternation(words.terms("openings", "kind", "annex"))
    return re.compile(
        rf"^[^\S\n]*(?P<at>(?=[A-Z])(?:(?i:{closing})\b"
        rf"|(?P<annex>(?i:{annex})(?:\s\w{{1,3}})?)[^\S\n]*$)|{FOOTNOTE})",
        re.MULTILINE,
    )


# --- resolutions -------------------------------------------------------------------------------


def _resolution(text: str, source: Text) -> list[Cut]:
    """The cuts of a resolution; none where the text is not one."""
    words, sure = source.words, source.genre == "resolution"
    headed = HEADING.search(text[:300]) is not None
    first = len(text) - len(text.lstrip())
    bodies = list(_bodies(text, first, words))
    if not (sure or headed or bodies):
        return []
    starts = _unquoted(text, list(_starts(text, words)))
    known = [cut.start for cut in starts if cut.known or (cut.opening and cut.number == "1")]
    if not known:
        return []
    formulas = [at for at, end in bodies if _enacts(text, end, known)]
    if not formulas and not (sure or _acts_alone(text, source, starts, headed=headed)):
        return []
    begin = formulas[0] if formulas else known[0]
    cuts = [Cut(at, "enacting") for at in formulas if at == begin or _part(text, at)]
    for cut in starts:
        if cut.start >= begin or (cut.opening or "").lower() == "whereas":
            cuts.append(cut)
    return _framed(text, first, list(_ordered(text, sorted(cuts))), words)


def _bodies(text: str, first: int, words: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where a body is named at the beginning of a line, perhaps as an enacting formula."""
    pattern = words.once(_body)
    for line in THE_LINE.finditer("\n" + text):
        body = pattern.match(text, line.end() - 1)
        if body and (body.start() == first or MAY_ENACT.match(text, body.end())):
            yield body.span()


def _acts_alone(text: str, source: Text, starts: list[Cut], *, headed: bool) -> bool:
    """Is a text without an enacting formula a resolution: by its heading, or all of one act?"""
    known = [cut for cut in starts if cut.known]
    if not known:
        return False  # "1. Commends": a number, and an opening that no table knows
    alone = text.startswith("The", known[0].start)  # "The Council decides to ..."
    if headed:
        return alone or known[0].number is not None or len({cut.kind for cut in known}) > 1
    return alone and len([1 for span in source.sentences if text[slice(*span)].strip()]) == 1


def _unquoted(text: str, cuts: list[Cut]) -> list[Cut]:
    """The cuts outside quotations of whole lines; a number in brackets where no other is used."""
    closes = [match.start() for match in QUOTE_CLOSES.finditer(text)]
    quotes: list[tuple[int, int]] = []
    for match in QUOTE_OPENS.finditer(text):
        at = bisect_left(closes, match.end())
        if at < len(closes):
            quotes.append((match.start(), closes[at]))
    ends = [0, *(end for _, end in quotes)]  # of the last quotation that begins before a cut
    kept = [cut for cut in cuts if ends[bisect_left(quotes, (cut.start, 0))] <= cut.start]
    numbered = [cut for cut in kept if (cut.number or "").isdigit()]
    bracketed = {cut for cut in numbered if text[cut.start] in "(["}
    plain = any(cut.known for cut in numbered if cut not in bracketed)
    return [cut for cut in kept if not (plain and cut in bracketed)]


def _starts(text: str, words: Vocabulary) -> Iterator[Cut]:
    """Where a unit may begin, by the look of its first words."""
    for match in START.finditer("\n" + text):  # so that the first line is a line like the others
        line, mark, word, dot = match["line"], match["mark"], match["word"], match["dot"]
        spelled = words.once(number_words).get((match["spelled"] or "").lower())
        value = f"{spelled[1]:.0f}" if spelled else None
        digits = match["number"] or match["bracketed"] or match["loose"] or value
        number = digits or match["letter"]
        if (word[0].islower() and not mark) or (mark and not (line or number)):
            continue
        found = _verb(text, match.start("word") - 1, word, words)
        if found is None and not line:
            continue
        start = match.start("mark" if mark else "word") - 1
        before = text[max(0, start - WINDOW) : start]
        if found:
            drafted = (match["label"] or "").startswith("PP")  # "PP1. Recalling" of a draft
            acts = not drafted and (digits or found["operative"])
            kind = "operative" if acts else "preambular"
            listed = mark and kind == "operative" and before.rstrip().endswith(":")
            if number or (not listed and _may_begin(before, subject=word in SUBJECTS)):
                known = not match["loose"] or match["label"] is not None
                yield Cut(start, kind, number, " ".join(found[0].split()), known)
        elif dot == "." or (mark is None and FINISHED.search(without_furniture(before))):
            verb = UNKNOWN.match(text, match.start("word") - 1)
            if mark:
                opening = verb and " ".join(verb[0].split())
                yield Cut(start, "operative", number, opening, known=False)
            elif verb:
                kind = str(verb.lastgroup)
                yield Cut(start, kind, None, " ".join(verb[0].split()), known=False)


def _verb(text: str, at: int, word: str, words: Vocabulary) -> re.Match[str] | None:
    """The opening at ``at``: "Urges", or behind its subject, "The Security Council requests"."""
    opening = words.once(_opening)
    if word in SUBJECTS and not text.startswith("It is", at):
        body = words.once(_body).match(text, at) if word == "The" else IT.match(text, at)
        if body is None or not text[body.end() : body.end() + 1].isspace():
            return None
        found = opening.match(text, body.end() + 1)
        return found if found and found["operative"] and found[0][0].islower() else None
    return opening.match(text, at)


def _may_begin(before: str, *, subject: bool) -> bool:
    """May a unit without a number begin behind ``before``: is that finished, or a line blank?"""
    above = without_furniture(before)
    finished = FINISHED.search(above) is not None
    if above != before.rstrip():
        return finished or not above  # a page number inside a sentence begins nothing
    apart = not above or before[len(above) :].count("\n") > 1
    return apart or (finished and not subject)


def _part(text: str, at: int) -> re.Match[str] | None:
    return PART.search(text, max(0, at - WINDOW), at)


def _enacts(text: str, at: int, places: list[int]) -> bool:
    """Is it an enacting formula that ends at ``at``: is it soon followed by an opening?"""
    index = bisect_left(places, at)
    if index == len(places) or places[index] - at > LONGEST_ENACTING:
        return False
    return FORMULA.fullmatch(PART.sub("", text[at : places[index]]).rstrip()) is not None


def _ordered(text: str, cuts: list[Cut]) -> Iterator[Cut]:
    """The cuts that may stand where they stand, their numbers read, headings of parts between.

    A participle behind an act belongs to the act, unless a part begins or the next numbered act
    follows it. A number without a known verb, or with a comma, counts where it continues the
    sequence; "(a) Urges" counts where no act is open.
    """
    acted, lettered, bulleted, expected = False, False, False, 1
    romans = _romans(cuts)
    for cut, after in zip_longest(cuts, cuts[1:]):
        part = _part(text, cut.start)
        if part and cut is not cuts[0]:
            yield Cut(part.start("at"), "title")
            acted, bulleted, expected = False, False, 1
        if cut.kind != "operative":
            follows = after is not None and cut.number is None
            follows = follows and _number(after.number, expected) == str(expected)
            if not acted or (follows and text[cut.start : after.start].rstrip().endswith(",")):
                yield cut
            continue
        bullet = cut.number is None and not text[cut.start].isalpha()
        ends = text[cut.start : after.start].rstrip() if after else ""
        if bullet and ((acted and not bulleted) or ends.endswith(",")):
            continue  # "– Calls for" belongs to its act
        bulleted = bullet
        number = _number(cut.number, expected)
        if (cut.number or "").lower() in romans or " " in (cut.number or ""):
            yield cut
            acted = True
        elif number and number.isdigit():
            if cut.known or int(number) == expected:
                yield cut._replace(number=number)
                acted, expected = True, int(number) + 1
        elif number is None or lettered or not acted:
            yield cut
            acted, lettered = True, number is not None


def _romans(cuts: list[Cut]) -> frozenset[str]:
    """The Roman numbers of a text whose acts have no others: "I. Demands", "II. Requests"."""
    marks = [(cut.number or "").lower() for cut in cuts if cut.kind == "operative"]
    romans = frozenset(mark for mark in marks if mark and not mark.strip("ivx"))
    return romans if "ii" in romans and not any(map(str.isdigit, marks)) else frozenset()


def _number(mark: str | None, expected: int) -> str | None:
    """A printed number; letters that OCR puts for digits are read where the sequence asks so."""
    if mark is None or mark.isdigit():
        return mark
    ones = mark.translate(str.maketrans("lIiO", "1110"))
    fits = str(expected) in (ones, ones.replace("S", "5"), ones.replace("S", "8"))
    return str(expected) if fits else mark


def _framed(text: str, first: int, cuts: list[Cut], words: Vocabulary) -> list[Cut]:
    """With the title above, and with what stands below the acts as the closing."""
    if cuts[0].start > first:
        cuts.insert(0, Cut(first, "title"))
    acted = next((cut.start for cut in cuts if cut.kind == "operative"), cuts[-1].start)
    below = words.once(_below).finditer(text, acted + 1)
    annex = next((match.start("at") for match in below if match["annex"]), len(text))
    cuts = [cut for cut in cuts if cut.start < annex]  # an annex is no longer the resolution
    closing = words.once(_below).search(text, max(acted, cuts[-1].start) + 1)
    return [*cuts, Cut(closing.start("at"), "closing")] if closing else cuts
