"""Text, read once: sentences, clauses, dates, the print unfolded.

Every other file asks here. A ``Text`` is made once for each document and handed to every extractor.
Extractors read ``Text.text``, in which what a printer or a scanner did to a word is undone: soft
hyphens and the hyphens of Unicode, ligatures, invisible marks, words split at the end of a line.
``Text.span`` gives the characters of the document as it stands, so that ``raw[start:end] == quote``
always holds.
"""

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from copy import copy
from datetime import datetime
from functools import cached_property
from itertools import chain, pairwise
from typing import Any, NamedTuple

from analysis.folding import Edit, edits
from analysis.terms import FOLDED, alternation, quick_look
from analysis.vocabulary import Vocabulary

Span = tuple[int, int]
Rows = list[dict[str, Any]]


class Unit(NamedTuple):
    """A paragraph as the extractors see it: its kind, its place in ``Text.text``, its label."""

    kind: str
    start: int
    end: int
    paragraph: str = ""


class Date(NamedTuple):
    """A date as printed; what is not printed is None, and so is a month of another calendar."""

    start: int
    end: int
    day: int | None
    month: int | None
    year: int | None

    @property
    def of_calendar(self) -> datetime | None:
        """The day, if all of it is printed and a calendar has it."""
        with suppress(ValueError):
            return datetime(self.year or 0, self.month or 0, self.day or 0)
        return None


# --- sentences and clauses ---------------------------------------------------------------

# where a clause ends inside a sentence
CLAUSE_ENDS = ";:—"
CLAUSE_END = re.compile(f"[{CLAUSE_ENDS}]")
PASSAGE = re.compile(r"\S(?:.|\n(?!\s*\n))*")  # the lines up to a blank one
# the brackets and quotation marks that close behind the end of a sentence
_CLOSES = '"”’)]*'
# ". The" / "?” “When" / a blank line, unless the sentence goes on behind it in a small letter
_SENTENCE_END = re.compile(
    r"""[.!?\n](?:
      (?<!\n)["”’)\]*]{0,3}\s{1,12}(?=["“‘(\[*]{0,2}[A-Z\d])
    | (?<=\n)[^\S\n]{0,40}\n\s{0,12}(?![a-z\s]))""",
    re.VERBOSE,
)
_LONGEST_SHORT = 14


def sentence_spans(
    text: str, words: Vocabulary, start: int = 0, end: int | None = None
) -> list[Span]:
    """The sentences of ``text[start:end]`` in order, each with the white space behind it."""
    stop = len(text) if end is None else end
    abbreviations = words.once(_abbreviations)
    spans = []
    for match in _SENTENCE_END.finditer(text, start, stop):
        at, last = match.span()
        if last < stop and not (text[at] == "." and _shortened(text, at, abbreviations)):
            spans.append((start, last))
            start = last
    return [*spans, (start, stop)] if start < stop else spans


def ends_sentence(text: str) -> bool:
    """Does ``text`` end in a full stop, a question or an exclamation mark?"""
    return text[-20:].rstrip().rstrip(_CLOSES)[-1:] in (".", "!", "?")


def _abbreviations(words: Vocabulary) -> frozenset[str]:
    """The abbreviations, and the three letters in which each of them ends."""
    terms = {term.casefold() for term in words.terms("abbreviations", "kind", "abbreviation")}
    return frozenset(terms | {term[-4:-1] for term in terms})


def _shortened(text: str, at: int, abbreviations: frozenset[str]) -> bool:
    """Does the stop at ``at`` belong to an abbreviation: "Mr.", "No.", "J.", "U.N."?"""
    ending = text[at - 3 : at]
    if ending.isalpha() and ending.casefold() not in abbreviations:
        return False  # most stops: one look at three letters
    last = re.split(r"[\s/]", text[max(0, at - _LONGEST_SHORT) : at])[-1]
    word = last.lstrip('("“‘[').casefold()
    if f"{word}." in abbreviations:
        return True
    return all(len(part) == 1 and part.isalpha() for part in word.split("."))


# --- one document ------------------------------------------------------------------------------


class Text:
    """One document for the extractors: read lazily, cut once, the same for all of them.

    ``raw`` is the document as it stands, ``text`` the same with the print unfolded; offsets
    are of ``text`` until ``span`` turns them into offsets of ``raw``. ``words`` are the tables.
    """

    def __init__(
        self, raw: str, words: Vocabulary, *, genre: str | None = None, issuer: str | None = None
    ) -> None:
        self.raw, self.words, self.genre, self.issuer = raw, words, genre, issuer
        self._edits = list(edits(raw, words))
        self._edited = [edit.at for edit in self._edits]
        self.text = raw if not self._edits else "".join(self._pieces())
        self._divide(())

    def cut(self, units: Iterable[Unit]) -> "Text":
        """The same text, of which the paragraphs are known."""
        known = copy(self)
        for name in ("in_small", "latin", "folded"):
            known.__dict__.pop(name, None)
        known._divide(units)
        return known

    def _divide(self, units: Iterable[Unit]) -> None:
        """A text that was not cut is one unit."""
        self.units = tuple(units)
        self._starts = [0, *(unit.start for unit in self.units[1:])]
        self._sentences: dict[int, list[Span]] = {}  # of each unit that was asked for

    @cached_property
    def in_small(self) -> "Text":
        """The same, units in capitals as they would else be printed: "Chapter VII of the".

        It has as many characters, so that offsets hold.
        """
        small_words, kept = self.words.once(_small_and_kept)

        def printed(word: re.Match[str]) -> str:
            if word[0] in kept or _ROMAN.fullmatch(word[0]):
                return word[0]
            return word[0].lower() if word[0].lower() in small_words else word[0].capitalize()

        edges = [0, *(unit.end for unit in self.units)]
        pieces = [self.text[start:end] for start, end in pairwise(edges)]
        if not any(map(str.isupper, pieces)):
            return self
        pieces = [_CAPITALS.sub(printed, one) if one.isupper() else one for one in pieces]
        known = self.cut(self.units)
        known.text = "".join([*pieces, self.text[edges[-1] :]])
        return known

    def span(self, start: int, end: int) -> Span:
        """The characters of ``raw`` that ``text[start:end]`` was read from."""
        if not self._edits:
            return start, end
        return self._raw(start), self._raw(end - 1, behind=True)

    def placed(self, found: dict[str, Rows]) -> dict[str, Rows]:
        """The rows, with offsets of ``raw`` and the quote there, and the label of their unit."""
        others = [rows for name, rows in found.items() if name != "paragraphs"]
        self._place_units(found["paragraphs"])
        for row in chain(*others):
            unit = self.units[bisect_right(self._starts, row["start"]) - 1]
            start, end = self.span(row["start"], row["end"])
            quote = self.raw[start:end]
            row |= {"paragraph": unit.paragraph, "start": start, "end": end, "quote": quote}
        return found

    def _place_units(self, rows: Rows) -> None:
        """The rows of the units hold every character that is not blank."""
        raw, end = self.raw, len(self.raw)
        for row in reversed(rows if self._edits else ()):
            start = self._raw(row["start"])
            if row is rows[0]:
                start = len(raw) - len(raw.lstrip())
            quote = raw[start:end].rstrip()
            row |= {"start": start, "end": start + len(quote), "quote": quote}
            end = start

    @property
    def sentences(self) -> list[Span]:
        """The sentences in order; none goes on from one unit to the next."""
        return list(chain(*map(self._sentences_of, range(len(self._starts)))))

    @property
    def begun(self) -> set[int]:
        """Where a sentence begins behind the end of another, not only behind a blank line."""
        text, starts = self.text, (start for start, _ in self.sentences)
        return {at for at in starts if ends_sentence(text[max(0, at - 20) : at])}

    def sentence_at(self, at: int) -> Span:
        """The sentence that holds character ``at`` (the last one before it, between two)."""
        spans = self._sentences_of(bisect_right(self._starts, max(at, 0)) - 1) or [(0, 0)]
        return spans[max(bisect_right(spans, (at, len(self.text))) - 1, 0)]

    def before(self, at: int, most: int = 400) -> str:
        """What stands before ``at`` in its sentence, at most so many characters."""
        return self.text[max(self.sentence_at(at)[0], at - most) : at]

    def around(self, start: int, end: int, before: int, behind: int) -> tuple[str, str]:
        """What stands before and behind ``text[start:end]``, each at most so many characters."""
        last = self.sentence_at(max(end - 1, 0))[1]
        return self.before(start, before), self.text[end : min(last, end + behind)]

    @cached_property
    def latin(self) -> bytes:
        """``text`` as bytes, one a character: "?" for what Latin-1 has not."""
        return self.text.encode("latin-1", "replace")

    @cached_property
    def folded(self) -> bytes:
        """``latin`` for a quick look: all capitals alike, and all signs."""
        return self.latin.translate(FOLDED)

    @cached_property
    def dates(self) -> list[Date]:
        """The dates with a month in words, in order: "15 April 1994", "April 15", "April 1994"."""
        return list(find_dates(self.text, self.words, self.folded))

    def _sentences_of(self, unit: int) -> list[Span]:
        if unit not in self._sentences:
            bounds = self.units[unit][1:3] if self.units else ()
            self._sentences[unit] = sentence_spans(self.text, self.words, *bounds)
        return self._sentences[unit]

    def _pieces(self) -> Iterator[str]:
        at = 0
        for edit in self._edits:
            yield self.raw[at : edit.start]
            yield edit.shown
            at = edit.end
        yield self.raw[at:]

    def _raw(self, at: int, *, behind: bool = False) -> int:
        """Where character ``at`` of ``text`` begins in ``raw``, or where it ends (``behind``)."""
        index = bisect_right(self._edited, at) - 1
        edit = self._edits[index] if index >= 0 else Edit(0, 0, 0, "")
        inside = at - edit.at - len(edit.shown)
        if inside < 0:
            return edit.end if behind else edit.start
        return edit.end + inside + behind


# a word in capitals that is no part of a symbol ("A/HRC/RES/9", "7/44-P(IS)", "WHA91.4"); "VII"
_CAPITALS = re.compile(r"(?<![\dA-Z/])(?<!\d-)(?<![A-Z]\()[A-Z]{2,}(?![\dA-Z/])")
_ROMAN = re.compile(r"[IVXLC]+")


def _small_and_kept(words: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """Words that are printed small inside a name, and those that always stand in capitals."""
    names = (*words.table("bodies"), *words.table("instruments"))
    kept = {word for row in names for word in row["term"].split() if word.isupper()}
    short = {f"{word}R" for word in kept}  # UNSCR
    return frozenset(row["term"] for row in words.table("function_words")), frozenset(kept | short)


# --- dates -------------------------------------------------------------------------------------

_MONTHS = [name.lower() for name in calendar.month_abbr]
# "15th of " before a month; " 15th, 1994" and " 1994" behind it
_DAY_BEFORE = re.compile(r"(?<![\w.,])(?P<day>\d{1,2})(?:st|nd|rd|th)?\s{1,12}(?:of\s{1,12})?\Z")
_DAY_BEHIND = re.compile(r"\s{1,12}(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?![,.'’]?\d|\s\d{3}(?!\d))")
_YEAR_BEHIND = re.compile(r",?\s{1,12}(?P<year>1[5-9]\d\d|20\d\d)\b")
# "1994-05-03" / "03.05.1994": with full stops the day always stands first
_FIGURES = re.compile(r"\b(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)\.\s?(\d\d?)\.\s?(\d{4}))(?!\d)")


def find_dates(text: str, words: Vocabulary, folded: bytes | None = None) -> Iterator[Date]:
    """The dates of ``text`` whose month is written in words, in order.

    15 April 1994 / 15th of April, 1994 / April 15, 1994 / April 1994 / 15 April / April
    """
    looks, month = words.once(_months)
    for look in looks.finditer(folded or text.encode("latin-1", "replace").translate(FOLDED)):
        match = month.match(text, look.start())
        if match is None or text[look.start() - 1 : look.start()].isalnum():
            continue  # "Remarch"
        start, end = match.span()
        day = before = _DAY_BEFORE.search(text, max(0, start - 32), start)
        if before:
            start = before.start()
        elif day := _DAY_BEHIND.match(text, end):
            end = day.end()
        year = _YEAR_BEHIND.match(text, end)
        name = match[0][:3].lower()
        yield Date(
            start,
            year.end() if year else end,
            int(day["day"]) if day else None,
            _MONTHS.index(name) if name in _MONTHS else None,
            int(year["year"]) if year else None,
        )


def find_figures(text: str) -> Iterator[Date]:
    """The days of ``text`` that are written in figures, in order; a calendar need not have them."""
    for found in _FIGURES.finditer(text):
        year, month, day = map(int, found.groups()[:3] if found[1] else found.groups()[:2:-1])
        yield Date(*found.span(), day, month, year)


def _months(words: Vocabulary) -> tuple[re.Pattern[bytes], re.Pattern[str]]:
    """Where the name of a month may begin, and the name."""
    months = words.terms("references", "role", "month")
    months += [month.upper() for month in months]
    return quick_look(months), re.compile(rf"{alternation(months)}\b\.?")
