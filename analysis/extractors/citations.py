"""Citations: every resolution, instrument and document that a text points at.

The order: numbers (``lists``, whose forms are ``symbols`` and whose bodies ``organs``); ``phrases``
without a number; documents; ``instruments``; last what the text does with each (``functions``).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from analysis.extractors.functions import function_of, is_of_paper
from analysis.extractors.instruments import find_instruments
from analysis.extractors.lists import find_nouns, find_numbered
from analysis.extractors.organs import UNITED_NATIONS, Issuer, Organ, issuer_of, organs_in
from analysis.extractors.phrases import find_phrases
from analysis.extractors.symbols import Reference, Symbol, council_years, find_symbols, forms_of
from analysis.terms import compiled, spelled
from analysis.text import Span, Text
from analysis.vocabulary import Vocabulary

Rows = list[dict[str, Any]]
# the bodies that an excerpt of a resolution may be of
PRINCIPAL = ("UNSC", "UNGA", "ECOSOC", "OIC", "PACE", "EP")

# "[see resolution" / "(A/38/1, annex, resolution": a bracket that holds a reference
_IDENTIFIES = compiled(r"\s*[\[({]\s*(?:[\w.]+(?:,\s*|\s+)){0,5}(?:[\w.]+,?)?\s*")
# ", and the" / "] and of the" / "on Jerusalem, and its resolution": the next member of a list
_JOINED = compiled(
    r"""\s*(?:\[[^\]]{0,60}\]|\([^)]{0,60}\)|[\])])?\s*
    (?:(?:on|concerning|regarding|relating\s+to|calling\s+for)\s[^,;.()]{1,80})?
    (?:,|,?\s*(?:and|or|as\s+well\s+as|,\s+in\s+particular,?|including)\b)\s*
    (?:(?:of|to|with|in|by|both|also)\s+)?
    (?:(?:the|its|their|our|all|other|subsequent|relevant)\s+){0,3}
    (?:[A-Z][\w-]+\s+){0,3}(?:[Rr]esolutions?\s+)?""",
    re.VERBOSE,
)
# "Recalling its previous resolution" before a number
_ITS_NUMBER = compiled(r"\b[Ii]ts\s+(?:[\w-]+\s+){0,3}resolutions?\s+\Z")
# "to report by May to the" / "to keep the" before the body that a resolution is of; "shall meet"
LONGEST_SERVED = 120
_SERVED = compiled(
    r"""(?:\b[Rr]eport(?:s|ing)?\b[^.;]{0,80}\bto\s+(?:the\s+)?
      | \b(?:keep|inform|advise)\s+(?:the\s+)?)\Z""",
    re.VERBOSE,
)
# "Requests the" / "Transmits this resolution to the" / "in cooperation with the OAU and the"
_ASKED = compiled(
    r"""(?:\b(?:[Rr]equests|[Ii]nvites|[Uu]rges|[Cc]alls\s+upon|[Tt]ransmits\b[^.;]{0,40}\bto)\s+
      (?:(?:[^.;]{0,90}\b(?:including|in\s+particular|particularly)\s+)?the\s+)?
      | \bco-?operation\s+with\b[^.;]{0,80})\Z""",
    re.VERBOSE,
)
_MEETS = compiled(r"\s+(?:shall|will|would|to)\s+(?:meet|convene)\b")
# what identifies a thing that is named before it, in brackets
NUMBERS = ("numbered", "document")
# "(see", "Ibid., document": a reference of the editor
_SEE = compiled(r"(?:[\[(][Ss]ee|(?<!\bin\s)\b[Dd]ocuments?)\s+\Z")
# what the symbol of a meeting follows where it is a reference; else it heads a page of the record
_REFERS = compiled(r"(?:[\[(]|,|;|\b(?:[Ss]ee|in|also|and|documents?)\s)\s?\Z")


def find_citations(text: Text) -> Rows:
    """What the text cites, one row a mention, in order; lists and ranges are expanded.

    Keys: kind, body, symbol, number, year, year_source, group, function, cue, start, end. The units
    say whether the text adopts ("its", "this resolution"), and which is its title.
    """
    issuer = issuer_of(text)
    nouns = find_nouns(text.text)
    symbols = list(find_symbols(text.text, text.words.once(forms_of)))
    numbered, used = find_numbered(text, nouns, symbols, issuer)
    issuer = _named_by_its_own(text, numbered, issuer)
    found = [*numbered, *find_phrases(text, nouns, used, numbered, issuer)]
    found = _of_itself(text, _recalled(found, text.words))
    for others in (_documents(text, symbols), _instruments(text)):
        taken = sorted((one.start, one.end) for one in found)
        found += [one for one in others if not _overlaps(one, taken)]
    found = [one for one in found if not _in_title(text, one.start, issuer)]
    return _rows(text, sorted(found, key=lambda one: (one.start, one.end)))


def _named_by_its_own(text: Text, numbered: list[Reference], issuer: Issuer) -> Issuer:
    """The body of a text that names none: that of its title's number, or of "its resolution"."""
    if issuer.adopter:
        return issuer
    own = {one.body for one in numbered if _is_its(text, one.group)}
    if issuer.adopting:
        own |= {one.body for one in numbered if _in_title(text, one.start, issuer)}
    body = own.pop() if len(own) == 1 else "unknown"
    return issuer if body == "unknown" else replace(issuer, adopter=Organ(0, 0, body, ""))


def _is_its(text: Text, at: int) -> bool:
    """ "Recalling its resolution 822", with no body before it whose it could be."""
    its = _ITS_NUMBER.search(text.text, max(0, at - 60), at)
    return its is not None and not organs_in(text, max(text.sentence_at(at)[0], at - 400), at)


def _of_itself(text: Text, found: list[Reference]) -> list[Reference]:
    """The body of "the present resolution" in an excerpt, by the first sign that names one only."""
    own = [one for one in found if one.kind == "self"]
    if not any(one.body == "unknown" for one in own):
        return found
    for bodies in _adopters(text, found, own):
        named = bodies & {*PRINCIPAL}
        if len(named) == 1:
            body = named.pop()
            return [one._replace(body=body) if one.kind == "self" else one for one in found]
    return found


def _adopters(text: Text, found: list[Reference], own: list[Reference]) -> Iterator[set[str]]:
    """Bodies that may have adopted an excerpt, the surest sign first.

    Who is reported to; who alone writes so ("seized of the matter"); whose number stands in a list
    with it; who is named; who is named without a resolution ("General Assembly resolution 9" is
    what another body says); whose numbers are cited.
    """
    organs = organs_in(text, 0, len(text.text))
    yield {one.body for one in organs if _is_served(text.text, one)}
    bodies = {one.body for one in organs}
    if not bodies or not bodies.isdisjoint(UNITED_NATIONS):
        yield {body for body, says in text.words.once(_formulas).items() if says.search(text.text)}
    numbered = [one for one in found if one.kind == "numbered"]
    yield {one.body for one in numbered if any(_is_joined(text.text, one, it) for it in own)}
    named = {one.body for one in organs if not _is_asked(text.text, one)}
    cited = {one.body for one in numbered}
    yield named
    yield named - cited
    yield cited


def _formulas(words: Vocabulary) -> dict[str, re.Pattern[str]]:
    """The words that a body alone uses in what it adopts."""
    bodies = dict.fromkeys(row["body"] for row in words.table("formulas"))
    return {
        body: compiled(rf"\b{spelled(words.terms('formulas', 'body', body))}\b") for body in bodies
    }


def _is_served(text: str, organ: Organ) -> bool:
    before = _SERVED.search(text, max(0, organ.start - LONGEST_SERVED), organ.start)
    return (before or _MEETS.match(text, organ.end)) is not None


def _is_asked(text: str, organ: Organ) -> bool:
    low = max(0, organ.start - LONGEST_SERVED)
    return _ASKED.search(text, low, organ.start) is not None


def _is_joined(text: str, one: Reference, own: Reference) -> bool:
    first, last = sorted((one, own), key=lambda it: it.start)
    return _JOINED.fullmatch(text, first.end, last.start) is not None


# --- documents, instruments, rows --------------------------------------------------------------


def _documents(text: Text, symbols: list[Symbol]) -> Iterator[Reference]:
    """S/26184, A/3934/Rev.1: a meeting's record only where it is referred to."""
    for one in symbols:
        before = text.text[max(0, one.start - 15) : one.start]
        if one.kind == "document" and ("PV." not in one.tail or _REFERS.search(before)):
            yield Reference("document", one.body, one.start, one.end, one.start, one.tail)


def _instruments(text: Text) -> Iterator[Reference]:
    for start, end in find_instruments(text):
        yield Reference("instrument", "other", start, end, start)


def _in_title(text: Text, at: int, issuer: Issuer) -> bool:
    units = text.units if issuer.adopting else ()
    return any(unit.kind == "title" and unit.start <= at < unit.end for unit in units)


def _overlaps(one: Reference, taken: list[Span]) -> bool:
    index = bisect_left(taken, (one.end, 0))
    near_by = taken[max(0, index - 3) : index]
    return any(start < one.end and one.start < end for start, end in near_by)


def _recalled(found: list[Reference], words: Vocabulary) -> list[Reference]:
    """A bare number of no named body is the one that the text names in full elsewhere."""
    named: dict[str | None, set[tuple[str, str | None]]] = {}
    for one in found:
        if one.body != "unknown":
            named.setdefault(one.number, set()).add((one.body, one.symbol))
    return [_recall(one, named.get(one.number, set()), words) for one in found]


def _recall(one: Reference, named: set[tuple[str, str | None]], words: Vocabulary) -> Reference:
    if one.kind != "numbered" or one.body != "unknown" or len(named) != 1:
        return one
    body, symbol = next(iter(named))
    if body != "UNSC":
        return one._replace(body=body, symbol=symbol)
    if one.year is not None:  # a printed year that is not the Council's speaks of another body
        return one
    year = words.once(council_years).get(one.number or "")
    return one._replace(body=body, symbol=symbol, year=year, year_source="number" if year else None)


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
            rows.append({**one._asdict(), **own})
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
    between = text.text[last.end : one.start]
    if one.kind in NUMBERS and len(between) < 60 and _IDENTIFIES.fullmatch(between):
        return last.kind != "instrument" or not is_of_paper(text, last.start)
    alike = (last.kind == "document") == (one.kind == "document")
    return alike and _JOINED.fullmatch(between) is not None
