"""Finds where a number of a text may begin; most numbers need no reading and are refused at once.

One pass over the bytes of the text finds the places; a look at the next characters tells "in 1994,"
and the mark of a list from what may be an amount.
"""

import re
from collections.abc import Iterator

from analysis.extractors import figures
from analysis.text import Text
from analysis.vocabulary import Vocabulary

# one byte a character: small letters, 0 for digits, a space for what may stand before a word
PLAIN = re.sub(rb"[^a-z0-9.,/]", b" ", re.sub(rb"[0-9]", b"0", bytes(range(256)).lower()))
# a figure behind a letter or a point: "EUR5", "c.500", "ca.500"
JOINED = re.compile(rb"0(?:(?<=[a-z]0)|(?<= c\.0)|(?<= ca\.0))")
# the quick case: a blank before a figure or a number word; else no hyphen, but for "minus-5"
BLANK = frozenset(" \n\t")
BEFORE = re.compile(r"(?:(?<!\w[-'’])|(?<=minus-)|(?<=\bsub-))(?<![^\W_])(?<!\w[%+×])")
# what follows a year, unless a unit or a noun does; the mark of a list, "112. We"
CLOSES = r"(?:[.,;:)\]](?!\d)|\s{1,12}(?:the|an?|and|in|of|on|by|at|as|with|was|is|has|it|we)\b)"
MARKER = r"(?: ?[.,)][\s*]|\t)"
# "in 1994,", "14:30", "112. We", "(12)", a page number, "the 48th", "one of them"
QUICK = re.compile(
    rf"(?=\d)(?:(?P<year>(?:1[5-9]|2[01])\d\d(?={CLOSES}))"
    r"|(?P<bracketed>(?<=[(\[])\d{1,6}(?=[)\]]))"
    r"|(?P<time>\d\d?:[0-5]\d(?::[0-5]\d)?(?![\d:])|0\d\.[0-5]\d(?!\.?\d|\s?(?:%|per\b))"
    r"|[0-2]\d[0-5]\d(?=\sh(?:ou)?rs\b(?!\s(?:of|per)\b))(?<=(?:\sat|rom|til)\s\d{4}))"
    rf"|(?P<mark>(?:\d{{1,6}}(?:\.\d\d?)?|\dO\d)(?={MARKER}))"
    r"|(?P<page>(?<=\n)\d{1,3}(?=[^\S\n]{0,4}\n\s{0,12}(?P<below>[^\W\d_]+))))"
    r"|(?P<ordinal>(?:\d{1,4}|\w{3,5}ty-(?!thou)[a-z]+)(?:st|nd|rd|th)\b|\d{4}s\b|\d\d-\d{5}\b)"
    r"|(?P<pronoun>[oO]ne(?=[.;]|['’]s|,?\s{1,12}(?!of\s{1,12}every\b)(?P<next>[A-Za-z]{2,})\b"
    r"(?!\s{1,12}(?:in|out|of\s{1,12}every)\b)))"
)
# what may stand before the mark of a list, at the beginning of its line or of so many characters
BEFORE_MARK, LINE = ' \t\x0c*(["“', 120
# how many characters before a number may hold a sign of money
NEAR = 20
# the reasons that have another name than their pattern
REASONS = {
    "mark": "list mark", "bracketed": "list mark", "page": "list mark", "ordinal": "part of a word",
}  # fmt: skip
# why a number is no amount by what it stands in
CLOSED = ("", "date", "citation")
# "4 July 19721", a year with the mark of a footnote
FOOTED = re.compile(r"(?:1[5-9]|2[01])\d{3}(?![\w,])")
# a number between hyphens
BETWEEN = re.compile(r"[\w.,]{1,20}-[a-z]")


def find_places(text: Text, closed: bytes) -> Iterator[tuple[int, str, int]]:
    """Where a number may begin, or a little more, in order; why it is none, and where that ends.

    The reason is "" where the number is to be read, the end 0 where the word itself tells whether
    it is one at all. ``closed`` has a byte a character: which of ``CLOSED`` it stands in.
    """
    raw, spaced, words = text.text, f" {text.text}", text.words
    forms = words.once(figures.number_forms)
    folded = b" " + text.latin.translate(PLAIN)
    behind = (figure.start() for figure in JOINED.finditer(folded))
    joined = {folded.rfind(b" ", max(0, at - NEAR), at) for at in behind} - {-1}
    for at in sorted(joined.union(_starts(folded, words))):
        sign = forms["joined"].match(spaced, at) if at in joined else None
        if sign:
            at = sign.end() - 1
        footed = at > 1 and not closed[at] and closed[at - 2] and FOOTED.match(raw, at)
        if not (sign or spaced[at] in BLANK or _stands_alone(raw, at, forms)):
            yield at, "part of a word", 0
        elif kind := closed[at - 2 if footed else at]:
            figure = figures.FIGURE.match(raw, at)
            yield at, CLOSED[kind], figure.end() if figure else at + 1
        else:
            yield at, *_refused(raw, at, forms)


def _starts(folded: bytes, words: Vocabulary) -> Iterator[int]:
    """The blanks before what may be a number, or before the word that leads up to it."""
    led, lead = words.once(figures.led_words), words.once(figures.lead).search
    for place in words.once(figures.may_begin).finditer(folded):
        at = place.start()
        alone = led.get(place[0][1:].decode())
        if alone is not None and (word := lead(folded, max(0, at - NEAR), at + 1)):
            yield word.start()
        if alone is not False:
            yield at


def _stands_alone(raw: str, at: int, forms: figures.Forms) -> bool:
    """Is it no part of a word, or does a hyphen join a hedge: "an almost-30-year war"?"""
    hedged = raw[at - 1 : at] == "-" and BETWEEN.match(raw, at) and forms.hedges.before(raw, at)
    return bool(hedged) or BEFORE.match(raw, at) is not None


def _refused(raw: str, at: int, forms: figures.Forms) -> tuple[str, int]:
    """Why what stands at ``at`` is no amount, where a look at the next characters tells."""
    found = QUICK.match(raw, at)
    if found is None:
        return "", 0
    kind = found.lastgroup or ""
    if kind == "year":
        before = raw[max(0, at - NEAR) : at].rstrip(" \n\t\xa0-")
        may_count = before.endswith(forms.signs)
    elif kind == "mark":
        head = raw[max(0, at - LINE) : at].rpartition("\n")[2]
        may_count = head.strip(BEFORE_MARK) != ""
    else:
        may_count = (found["below"] or found["next"] or "").lower() in forms.following
        if kind == "pronoun" and not may_count:
            may_count = forms.hedges.before(raw, at) is not None
    return ("", 0) if may_count else (REASONS.get(kind, kind), found.end())
