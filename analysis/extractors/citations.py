"""Citations: every resolution, instrument and document that a text points at.

The order: ``symbols`` by their form; ``organs``, the bodies that are named; ``lists`` of numbers
and whose they are; ``instruments``; the text ``itself``; ``phrases`` without a number. Each is
given what those before it found. Last come the rows: citations that one word governs, the members
of a list or a name and its number in brackets, are one chain, and ``functions`` reads that word.
"""

from bisect import bisect_left
from typing import Any

from analysis.extractors.functions import function_of
from analysis.extractors.instruments import find_instruments
from analysis.extractors.itself import find_self
from analysis.extractors.leads import LONGEST_PAPER, is_of_paper
from analysis.extractors.lists import find_numbered
from analysis.extractors.organs import Organs
from analysis.extractors.phrases import find_phrases
from analysis.extractors.symbols import Reference, find_symbols
from analysis.terms import compiled, verbose
from analysis.text import Span, Text

Rows = list[dict[str, Any]]
# how long what stands between two members of a list may be
LONGEST_GAP = 600
# "(see", "Ibid., document": a reference of the editor
_SEE = compiled(r"(?:[\[(][Ss]ee|(?<!\bin\s)\b[Dd]ocuments?)\s+\Z")
# ", and the" / "] and of the" / "on Jerusalem, and its resolution": the next member of a list
_JOINED = verbose(
    r"""\s*(?:\[[^\]]{0,60}\]|\([^)]{0,60}\)|[\])])?\s*
    (?:(?:on|concerning|regarding|relating\s+to|calling\s+for|of\s+the)\s[^,;.()]{1,80}
       (?:\([A-Z]{2,6}\)\s)?)?
    (?:,|,?\s*(?:and|or|as\s+well\s+as|,\s+in\s+particular,?|including)\b)\s*
    (?:(?:of|to|with|in|by|both|also)\s+)?
    (?:(?:the|its|their|our|all|other|subsequent|relevant)\s+){0,3}(?:documents\s+and\s+)?
    (?:[A-Z][\w-]+\s+){0,3}(?:[Rr]esolutions?\s+)?"""
)
# "[see resolution" / "(A/38/1, annex, resolution": a bracket that holds a reference
_IDENTIFIES = compiled(r"\s*[\[({]\s*(?:[\w.]+(?:,\s*|\s+)){0,5}(?:[\w.]+,?)?\s*")
# "of 22 October 1974. 368" / "], 1948 [" between two of a list
_DATED = compiled(r"\sof\s\d{1,2}\s\w+(?:\s\d{4})?[.,]\s|\]?,?\s(?:and\s)?(?:of\s)?\d{4}\s\[")
# "the resolution (on nomads adopted by the special session [resolution) 822"
_OWN_NUMBER = verbose(
    r"""(?:(?!\s(?:is|are|was|were|has|have|had|must|should|will|would|can|may|that|which|who)\b)
    [^,;:.()\[\]{}]){1,140}[\[({](?:[Rr]esolutions?\s)?"""
)


def find_citations(text: Text) -> Rows:
    """What the text cites, one row a mention, in order; lists and ranges are expanded.

    Keys: kind, body, symbol, number, year, year_source, group, function, cue, start, end. The units
    say whether the text adopts ("its", "this resolution"), and which is its title.
    """
    text = text.in_small
    words, numbers, documents = find_symbols(text)
    organs = Organs(text)
    nouns = list(organs.nouns(words))
    numbered, nouns = find_numbered(organs, nouns, numbers)
    instruments = list(find_instruments(text))
    own = find_self(organs, nouns, numbered, instruments)
    named = {one.end for one in own}
    nouns = [noun for noun in nouns if noun.word.end() not in named]
    resolutions = [*numbered, *find_phrases(nouns, numbered), *own]
    groups: dict[int, int] = {}
    rows: Rows = []
    for chain in _chains(organs, [resolutions, documents, instruments]):
        start, end = chain[0].start, max(one.end for one in chain)
        function, cue = function_of(text, start, end)
        for one in chain:
            before = text.text[max(0, one.start - 15) : one.start]
            record = "PV." in (one.symbol or "")  # where something was said
            alone = one.kind == "document" and (record or _SEE.search(before))
            said, told = ("mentions_only", None) if alone else (function, cue)
            group = groups.setdefault(one.group, len(groups) + 1)
            rows.append(one._asdict() | {"group": group, "function": said, "cue": told})
    return rows


def _chains(organs: Organs, kinds: list[list[Reference]]) -> list[list[Reference]]:
    """The references in order, those of one chain together.

    Of two that overlap, that of the first of the ``kinds`` is kept; what stands in the title of a
    text that adopts is left out.
    """
    found: list[Reference] = []
    taken, text = organs.titles, organs.text.text
    for one_kind in kinds:
        found += [one for one in one_kind if not _overlaps(one, taken)]
        taken = sorted([*organs.titles, *((one.start, one.end) for one in found)])
    chains: list[list[Reference]] = []
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        if chains and _goes_on(text, chains[-1][-1], one):
            chains[-1].append(one)
        else:
            chains.append([one])
    return chains


def _overlaps(one: Reference, taken: list[Span]) -> bool:
    index = bisect_left(taken, (one.end, 0))
    near_by = taken[max(0, index - 3) : index]
    return any(start < one.end and one.start < end for start, end in near_by)


def _goes_on(text: str, last: Reference, one: Reference) -> bool:
    """Is one of the same list as the last, or the number of it in brackets?"""
    if one.group == last.group:
        return True
    if one.start - last.end > LONGEST_GAP:
        return False
    gap = text[last.end : one.start]
    if one.kind in ("numbered", "document") and _IDENTIFIES.fullmatch(gap):
        lead = text[max(0, last.start - LONGEST_PAPER) : last.start]
        return last.kind != "instrument" or not is_of_paper(lead)
    if (last.kind, one.kind) == ("unnumbered", "numbered") and _OWN_NUMBER.fullmatch(gap):
        return True
    alike = (last.kind == "document") == (one.kind == "document")
    return alike and any(between.fullmatch(gap) for between in (_JOINED, _DATED))
