"""Chains: the citations that one word governs.

They are the members of one list, or a name and the number in brackets behind it.
"""

from bisect import bisect_left

from analysis.extractors.leads import LONGEST_PAPER, is_of_paper
from analysis.extractors.symbols import Reference
from analysis.terms import compiled, verbose
from analysis.text import Span, Text

# how long what stands between two members of a list may be
LONGEST_GAP = 600
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


def find_chains(
    text: Text, kinds: list[list[Reference]], titles: list[Span]
) -> list[list[Reference]]:
    """The references in order, those of one chain together.

    Of two that overlap, that of the first of the ``kinds`` is kept; what stands in ``titles`` is
    left out.
    """
    found: list[Reference] = []
    for one_kind in kinds:
        taken = sorted((one.start, one.end) for one in found)
        found += [one for one in one_kind if not _overlaps(one, taken)]
    chains: list[list[Reference]] = []
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        if titles and _overlaps(one, titles):
            continue
        if chains and _goes_on(text, chains[-1][-1], one):
            chains[-1].append(one)
        else:
            chains.append([one])
    return chains


def _overlaps(one: Reference, taken: list[Span]) -> bool:
    index = bisect_left(taken, (one.end, 0))
    near_by = taken[max(0, index - 3) : index]
    return any(start < one.end and one.start < end for start, end in near_by)


def _goes_on(text: Text, last: Reference, one: Reference) -> bool:
    """Is one of the same list as the last, or the number of it in brackets?"""
    if one.group == last.group:
        return True
    if one.start - last.end > LONGEST_GAP:
        return False
    gap = text.text[last.end : one.start]
    if one.kind in ("numbered", "document") and len(gap) < 60 and _IDENTIFIES.fullmatch(gap):
        lead = text.text[max(0, last.start - LONGEST_PAPER) : last.start]
        return last.kind != "instrument" or not is_of_paper(lead)
    if (last.kind, one.kind) == ("unnumbered", "numbered") and _OWN_NUMBER.fullmatch(gap):
        return True
    alike = (last.kind == "document") == (one.kind == "document")
    return alike and any(between.fullmatch(gap) for between in (_JOINED, _DATED))
