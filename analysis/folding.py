"""The print unfolded: what a printer, a scanner or a typist did to a word is undone.

Soft hyphens and the hyphens of Unicode, ligatures, invisible marks, accents apart from their
letter, figures of other scripts, words split at a line end. ``text.Text`` reads what comes of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from analysis.vocabulary import Vocabulary

_HYPHENS = "\u2010\u2011\u2012\u2212\ufe63\uff0d"
_INVISIBLE = "\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_LIGATURES = "\ufb00-\ufb06"
# ½ and the like, the bar of 1⁄2, Arabic signs, digits of other scripts, ％ and １, ㎞
_FIGURES = (
    "\xbc-\xbe\u2044\u2150-\u215e\u0660-\u066c\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef"
    "\uff04\uff05\uff0b\uff0c\uff0e\uff10-\uff19\uff1c\uff1e\uff5e\uffe0\uffe1\uffe5\u339c-\u33a5"
)
_ARABIC_SIGNS = str.maketrans("\u066a\u066b\u066c\u2044", "%.,/")
_ACCENTS = "".join(map(chr, range(0x300, 0x370)))
# emphasis of HTML that was left in the text
_TAGS = "b|i|u|em|strong|B|I|U|EM|STRONG"
_LINE_END = r"[^\S\n]{0,4}\n[^\S\n]{0,4}"
_ASCII = bytes(range(128))
# the characters that may be folded; quick searches for what begins with a hyphen or "<"
_ODD = re.compile(rf"[\xad¬{_INVISIBLE}{_HYPHENS}{_LIGATURES}{_FIGURES}\u0300-\u036f]")
_MAY_FOLD = {
    "-": re.compile(rf"-(?=\s)(?:{_LINE_END}|[^\S\n](?=[a-z]{{2}}))"),
    "<": re.compile(rf"</?(?:{_TAGS})>"),
}
_FOLD = re.compile(
    rf"""[\xad¬](?<=\w.)\s{{0,12}}(?=\w)     # a soft hyphen, or the not-sign that OCR makes of it
      | [{_INVISIBLE}\xad]+                 # zero-width marks, marks of direction
      | [-{_HYPHENS}](?<=[^\W\d_].){_LINE_END}(?=[^\W\d_])  # a word split at a line end
      | -(?<=[^\W\d_].)[^\S\n](?=[a-z])    # the same where the line end became a blank
      | </?(?:{_TAGS})>                     # "<b>more than</b>"
      | -(?<=\d,.){_LINE_END}(?=\d{{3}})     # "1,000,-" and "000"
      | [{_HYPHENS}]                        # the hyphens of Unicode
      | [{_LIGATURES}]                      # "ﬁ"
      | [{_FIGURES}]                        # "½"
      | [\u0300-\u036f]+                    # an accent, as a character of its own
    """,
    re.VERBOSE,
)
_FIGURE, _BETWEEN_DIGITS = re.compile(f"[{_FIGURES}]"), re.compile(r"\d[\xad¬]\d")
_NO_LETTER = re.compile(r"[\W\d_]")


class Edit(NamedTuple):
    """``raw[start:end]`` reads ``shown``, which begins at ``at`` of the folded text."""

    start: int
    end: int
    at: int
    shown: str


def edits(raw: str, words: Vocabulary) -> Iterator[Edit]:
    """What is to be read otherwise than it is printed, in order."""
    shift, done = 0, 0
    searches = [pattern for sign, pattern in _MAY_FOLD.items() if sign in raw]
    if not raw.isascii():
        # the few characters that are not ASCII tell whether there is anything to find
        odd = raw.encode("utf-8", "surrogatepass").translate(None, _ASCII)
        searches += [_ODD] if _ODD.search(odd.decode("utf-8", "surrogatepass")) else []
    for place in sorted(found.start() for pattern in searches for found in pattern.finditer(raw)):
        match = _FOLD.match(raw, place)
        if match is None or place < done:
            continue
        start, end = match.span()
        if raw[start] in _ACCENTS and start > done:
            start -= 1  # the letter under the accent
        shown = _unfolded(raw, start, end, words)
        if shown != raw[start:end]:
            yield Edit(start, end, start + shift, shown)
            shift += len(shown) - (end - start)
        done = end


def _unfolded(raw: str, start: int, end: int, words: Vocabulary) -> str:
    """What is read in place of ``raw[start:end]``."""
    first, folded = raw[start], raw[start:end]
    if first == "<":
        return ""
    if folded[-1].isspace() and first not in "\xad¬":
        return "" if _is_split(raw, start, end, words) else folded
    if first in _HYPHENS:
        return "-"
    if _FIGURE.match(first):
        return _figure(raw, start)
    if folded in "\xad¬" and _BETWEEN_DIGITS.match(raw, max(0, start - 1)):
        return "-"  # "20-25", the hyphen invisible
    if first in "\xad¬" or unicodedata.category(first) == "Cf":
        return ""
    if end - start > 1 and not (first.isalpha() or first in _ACCENTS):
        return first  # an accent over a figure or a sign is a fault of the file
    return unicodedata.normalize("NFKC" if "\ufb00" <= first <= "\ufb06" else "NFC", folded)


def _figure(raw: str, at: int) -> str:
    """The digit, sign or fraction at ``at`` in ASCII: "1½" is "1 1/2"."""
    plain = unicodedata.normalize("NFKC", raw[at]).translate(_ARABIC_SIGNS)
    if plain.isdecimal():
        return str(unicodedata.decimal(plain))
    return f" {plain}" if len(plain) > 1 and raw[at - 1 : at].isdecimal() else plain


def _is_split(raw: str, start: int, end: int, words: Vocabulary) -> bool:
    """Is it one word: "refu-" and "gees"? The tables know it, or the text has it whole.

    On one line ("mil- lion", but "two- or three-day") only the tables are asked.
    """
    if raw[end].isdecimal():
        return True  # "1,000,-" and "000"
    left, right = raw[max(0, start - 30) : start], raw[end : end + 30]
    whole = _NO_LETTER.split(left)[-1] + _NO_LETTER.split(right, maxsplit=1)[0]
    return whole.casefold() in words.known or ("\n" in raw[start:end] and whole in raw)
