"""Citations: every resolution, instrument and document that a text points at.

The order: ``organs``, the bodies that are named; ``symbols`` by their form; ``lists`` of numbers
and their ``owners``; ``instruments``; the text ``itself``; ``phrases`` without a number; documents;
last the rows, with what the text does with each (``functions``). Each is given what those before it
found.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from analysis.extractors.brackets import LONGEST_PAPER, is_of_paper
from analysis.extractors.functions import function_of
from analysis.extractors.instruments import find_instruments
from analysis.extractors.itself import find_self
from analysis.extractors.lists import find_lists
from analysis.extractors.organs import Organs
from analysis.extractors.owners import find_owners
from analysis.extractors.phrases import find_phrases
from analysis.extractors.symbols import JOINED, Reference, Symbol, find_nouns, find_symbols
from analysis.terms import compiled
from analysis.text import Span, Text, Unit
from analysis.vocabulary import Vocabulary

Rows = list[dict[str, Any]]
# how long what stands between two members of a list may be
LONGEST_GAP = 600
# a word in capitals; "VII"
_WORD, _ROMAN = re.compile(r"[A-Z]{2,}"), re.compile(r"[IVXLC]+")
# "[see resolution" / "(A/38/1, annex, resolution": a bracket that holds a reference
_IDENTIFIES = compiled(r"\s*[\[({]\s*(?:[\w.]+(?:,\s*|\s+)){0,5}(?:[\w.]+,?)?\s*")
# "of 22 October 1974. 368" / "], 1948 [" / "and other relevant documents and" between two of a list
_LISTED = compiled(
    r"""\sof\s\d{1,2}\s\w+(?:\s\d{4})?[.,]\s | \]?,?\s(?:and\s)?(?:of\s)?\d{4}\s\[
    | (?:\sof\sthe\s(?:[A-Z][\w-]*\s|(?:for|on|of|and|in|the)\s){1,12}(?:\([A-Z]+\)\s)?)?,?\s?
      (?:(?:and|or|as\swell\sas|in|with|to|by|of|the|its|their|all|other|relevant|subsequent|recent
      |various|many|international|documents?|instruments?|declarations?|conventions?|decisions?
      |resolutions?|agreements?|statements?|reports?|principles?|norms?|provisions?|,)\s?){2,9}""",
    re.VERBOSE,
)
# "the resolution (on nomads adopted by the special session [resolution) 822"
_OWN_NUMBER = compiled(
    r"""(?:(?!\s(?:is|are|was|were|has|have|had|must|should|will|would|can|may|that|which|who)\b)
    [^,;:.()\[\]{}]){1,140}[\[({](?:[Rr]esolutions?\s)?""",
    re.VERBOSE,
)
# "(see", "Ibid., document": a reference of the editor
_SEE = compiled(r"(?:[\[(][Ss]ee|(?<!\bin\s)\b[Dd]ocuments?)\s+\Z")
# what the symbol of a meeting follows where it is a reference; else it heads a page of the record
_REFERS = compiled(r"(?:[\[(]|,|;|\b(?:[Ss]ee|in|also|and|documents?)\s)\s?\Z")


def find_citations(text: Text) -> Rows:
    """What the text cites, one row a mention, in order; lists and ranges are expanded.

    Keys: kind, body, symbol, number, year, year_source, group, function, cue, start, end. The units
    say whether the text adopts ("its", "this resolution"), and which is its title.
    """
    if capitals := [one for one in text.units if text.text[one.start : one.end].isupper()]:
        text = _in_small(text, capitals)
    organs = Organs(text)
    symbols = list(find_symbols(text.text, text.words))
    nouns = list(organs.nouns(find_nouns(text.text)))
    lists, nouns = find_lists(organs, nouns, symbols)
    numbered = find_owners(lists)
    instruments = list(find_instruments(text))
    own = find_self(organs, nouns, numbered, instruments)
    ends = {one.end for one in own}
    nouns = [noun for noun in nouns if noun.word.end() not in ends]
    found = [*numbered, *find_phrases(text, nouns, numbered), *own]
    for others in (_documents(text, symbols), instruments):
        taken = sorted((one.start, one.end) for one in found)
        found += [one for one in others if not _overlaps(one, taken)]
    found = [one for one in found if not organs.in_title(one.start)]
    return _rows(text, sorted(found, key=lambda one: (one.start, one.end)))


def _in_small(text: Text, units: list[Unit]) -> Text:
    """The text with units in capitals as they would else be printed: "Chapter VII of the"."""
    small, kept = text.words.once(_small_and_kept)

    def printed(word: re.Match[str]) -> str:
        if word[0] in kept or _ROMAN.fullmatch(word[0]):
            return word[0]
        return word[0].lower() if word[0].lower() in small else word[0].capitalize()

    pieces, end = [], 0
    for unit in units:
        piece, gap = text.text[unit.start : unit.end], text.text[end : unit.start]
        pieces += [gap, _WORD.sub(printed, piece)]
        end = unit.end
    return text.reprinted("".join([*pieces, text.text[end:]]))


def _small_and_kept(words: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """Words that are printed small inside a name, and those that always stand in capitals."""
    names = (*words.table("bodies"), *words.table("instruments"))
    kept = {word for row in names for word in row["term"].split() if word.isupper()}
    short = {f"{word}R" for word in kept}  # UNSCR
    return frozenset(row["term"] for row in words.table("function_words")), frozenset(kept | short)


# --- documents, instruments, rows --------------------------------------------------------------


def _documents(text: Text, symbols: list[Symbol]) -> Iterator[Reference]:
    """S/26184, A/3934/Rev.1: a meeting's record only where it is referred to."""
    for one in symbols:
        before = text.text[max(0, one.start - 15) : one.start]
        if one.kind == "document" and ("PV." not in one.tail or _REFERS.search(before)):
            yield Reference("document", one.body, one.start, one.end, one.start, one.tail)


def _overlaps(one: Reference, taken: list[Span]) -> bool:
    index = bisect_left(taken, (one.end, 0))
    near_by = taken[max(0, index - 3) : index]
    return any(start < one.end and one.start < end for start, end in near_by)


def _rows(text: Text, found: list[Reference]) -> Rows:
    """The rows, groups numbered in order, each with what the text does with it."""
    groups = {key: n for n, key in enumerate(dict.fromkeys(one.group for one in found), start=1)}
    rows: Rows = []
    for chain in _chains(text, found):
        start, end = chain[0].start, max(one.end for one in chain)
        document = chain[0].kind == "document"
        function, cue = function_of(text, start, end, document=document)
        for one in chain:
            before = text.text[max(0, one.start - 15) : one.start]
            record = "PV." in (one.symbol or "")  # where something was said
            alone = one.kind == "document" and (record or _SEE.search(before))
            said, words = ("mentions_only", None) if alone else (function, cue)
            own = {"group": groups[one.group], "function": said, "cue": words}
            rows.append(one._asdict() | own)
    return rows


def _chains(text: Text, found: list[Reference]) -> list[list[Reference]]:
    """Citations that one word governs: members of a list, a number in brackets behind a name."""
    chains: list[list[Reference]] = []
    for one in found:
        if chains and _goes_on(text, chains[-1][-1], one):
            chains[-1].append(one)
        else:
            chains.append([one])
    return chains


def _goes_on(text: Text, last: Reference, one: Reference) -> bool:
    """Is one of the same list as the last, or the number of it in brackets?"""
    if one.group == last.group:
        return True
    if one.start - last.end > LONGEST_GAP:
        return False
    gap = text.text[last.end : one.start]
    if one.kind in ("numbered", "document") and len(gap) < 60 and _IDENTIFIES.fullmatch(gap):
        return last.kind != "instrument" or not is_of_paper(text.before(last.start, LONGEST_PAPER))
    if (last.kind, one.kind) == ("unnumbered", "numbered") and _OWN_NUMBER.fullmatch(gap):
        return True
    alike = (last.kind == "document") == (one.kind == "document")
    return alike and any(between.fullmatch(gap) for between in (JOINED, _LISTED))
