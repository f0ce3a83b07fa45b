"""Owners: whose each number of a list is, and of which year.

A number is of the body that its noun phrase names ("resolutions of the Council"), or "its", or the
one whose numbers have that form, or the one body of the sentence, or of the text, that can have
given it. Where nothing or more than one thing fits, the body stays ``unknown``.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from analysis.extractors.organs import COUNCIL, Organ, Organs, Place, series_of
from analysis.extractors.symbols import Reference, Symbol, council_years
from analysis.vocabulary import Vocabulary

DATED = ("dated", "slip")


def find_owners(lists: list[Place]) -> list[Reference]:
    """The references of all lists: body, symbol and year of each number.

    A bare number of no named body is the one that the text names in full elsewhere.
    """
    found = [one for place in lists for one in _references(place)]
    named: dict[str | None, dict[tuple[str, str | None], Reference]] = {}
    for one in found:
        if one.body != "unknown":
            named.setdefault(one.number, {})[one.body, one.symbol] = one
    return [_recalled(one, named.get(one.number, {}).values()) for one in found]


def _references(place: Place) -> Iterator[Reference]:
    words, symbols = place.organs.text.words, place.numbers
    _, dated = words.once(_owners)
    readings = [_body_of(symbol, place) for symbol in symbols]
    known = {reading for reading in readings if reading[0] != "unknown"}
    if len(known) == 1:  # "435 (1978), 632 (1989) and 640"
        readings = [*known] * len(symbols)
    dates = _years(symbols, [body for body, _ in readings], words.once(council_years))
    for symbol, (body, series), (year, source) in zip(symbols, readings, dates, strict=True):
        full = symbol.of(series, year, body in dated)
        yield Reference("numbered", body, symbol.start, symbol.end, symbols[0].start,
                        full, symbol.number or None, year, source)  # fmt: skip


def _recalled(one: Reference, named: Collection[Reference]) -> Reference:
    if one.body != "unknown" or one.year is not None or len(named) != 1:
        return one
    (other,) = named
    year = other.year if other.body == COUNCIL else None
    source = "number" if year else None
    return one._replace(body=other.body, symbol=other.symbol, year=year, year_source=source)


def _body_of(symbol: Symbol, place: Place) -> tuple[str, str]:
    """Body and series of a number: by series, noun phrase, "its", form, sentence."""
    words = place.organs.text.words
    known = words.once(series_of)
    if symbol.series or symbol.form == "own":
        owners, _ = words.once(_owners)
        return owners.get(symbol.series, symbol.body), symbol.series
    for organ in reversed(place.near):
        if _can_number(organ, symbol):
            return organ.body, organ.series
    given = words.once(council_years).get(symbol.number)
    council = (COUNCIL, known[COUNCIL])
    of_council = bool(given) and given == symbol.year
    owner = place.owner(place.organs.adopter) if place.its else None
    if owner and _can_number(owner, symbol) and not (owner.body == "other" and of_council):
        return owner.body, owner.series
    if symbol.form in DATED:
        named = [*place.near, *([owner] if owner else [])]
        held = [one for one in named if one.body not in ("unknown", "short")]
        if held and not of_council and all(one.body in symbol.never for one in held):
            return held[-1].body, held[-1].series  # "Assembly resolution 181 (1947)"
        return council if of_council else _of_text(symbol, place.organs)
    if symbol.body != "unknown":
        return symbol.body, known.get(symbol.body, "")
    reach = {(one.body, one.series) for one in place.before if _can_number(one, symbol)}
    if given is None or symbol.year not in (None, given):
        reach.discard(council)
    return reach.pop() if len(reach) == 1 else ("unknown", "")


def _owners(words: Vocabulary) -> tuple[dict[str, str], set[str]]:
    """The body of each series; the bodies whose numbers carry the year."""
    rows = words.table("bodies")
    dated = {row["body"] for row in rows if row["numbering"] == "year"}
    return {row["series"]: row["body"] for row in rows if row["series"]}, dated


def _of_text(symbol: Symbol, organs: Organs) -> tuple[str, str]:
    """Whose "9 (2039)" it is, which the Council did not give: who adopts, the UN, or one named."""
    adopter = organs.adopter
    if adopter and _can_number(adopter, symbol):
        return adopter.body, adopter.series
    if organs.of_united_nations:
        return symbol.body, organs.text.words.once(series_of).get(symbol.body, "")
    everywhere = [*organs.named, *organs.issuers]
    able = {(one.body, one.series) for one in everywhere if _can_number(one, symbol)}
    return able.pop() if len(able) == 1 else ("unknown", "")


def _can_number(organ: Organ, symbol: Symbol) -> bool:
    """Can the body number its resolutions in that form? "United Nations" alone can in none."""
    return organ.body not in symbol.never and organ.body != "unknown"


def _years(
    symbols: Sequence[Symbol], bodies: list[str], council: dict[str, int]
) -> list[tuple[int | None, str | None]]:
    """The year of each number: printed, shared with the next, or the Council's for it."""
    years: list[tuple[int | None, str | None]] = []
    later: Symbol | None = None
    for symbol, body in zip(reversed(symbols), reversed(bodies), strict=True):
        known = council.get(symbol.number) if body == COUNCIL else None
        part = re.search(r"\(.*", symbol.tail)
        same_session = part and later and later.tail.endswith(part[0])
        same = symbol.form == "plain" or (symbol.form == "session" and same_session)
        if symbol.year:
            later = symbol
            years.append((symbol.year, "text"))
        elif later and (symbol.day or (same and known in (None, later.year))):
            years.append((later.year, "list"))
        else:
            years.append((known, "number" if known else None))
    return years[::-1]
