"""Spans over a text, what they are, cut into pieces, their addresses: standard library only.

The page on which a reader tries the method runs this in the browser, where no frame is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import quote

# controls, lone surrogates, what turns the direction of writing, and what no page may hold
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)

Row = Mapping[str, Any]


class Span(NamedTuple):
    """Characters of a text that are evidence: ``role`` is its kind, ``label`` says what it is."""

    doc_id: Any
    start: int
    end: int
    role: str
    label: str


def shown(text: str) -> str:
    """``text`` with what hides or turns it made visible: ⟨U+202E⟩."""
    return UNSEEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def address(start: int | str, end: int | None = None, doc_id: object = None) -> str:
    """The id of a span or a unit: ``c10-24``, ``OP3``; if texts share a page ``doc_id:10-24``."""
    place = f"{start}" if end is None else f"{start}-{end}"
    if doc_id is not None:
        return f"{anchor(doc_id)}:{place}"
    return place if end is None else f"c{place}"


def anchor(name: object) -> str:
    """``name`` as the id of an element and, behind ``#``, the link to it: the rest as %20."""
    return quote(str(name), safe="", errors="replace")


def pieces(
    text: str, spans: Iterable[Any], start: int, end: int
) -> Iterator[tuple[str, int, list[Any]]]:
    """``text[start:end]`` cut wherever a span begins or ends: piece, its place, the spans over it.

    The outer span comes first.
    """
    inside = [span for span in spans if start < span.end > span.start < end]
    cuts = {start, end}
    for span in inside:
        cuts |= {max(start, span.start), min(end, span.end)}
    waiting = sorted(inside, key=lambda span: (span.start, -span.end), reverse=True)
    over: list[Any] = []
    for low, high in pairwise(sorted(cuts)):
        over = [span for span in over if span.end > low]
        while waiting and waiting[-1].start <= low:
            over.append(waiting.pop())
        yield text[low:high], low, list(over)


def find_spans(tables: Mapping[str, Iterable[Row]]) -> Iterator[Span]:
    """Every span of claims, quantities, citations and paragraphs; one span may come several times.

    In a row what is missing is None. A quantity that is a claim comes as the claim only.
    """
    claimed = set()
    for row in tables["claims"]:
        place = _place(row)
        claimed.add(place)
        status = "" if row["status"] in (None, "asserted") else f", {row['status']}"
        yield Span(*place, "claim", f"claim: {row['family']}, {amount(row)}{status}")
    for row in tables["quantities"]:
        if (place := _place(row)) not in claimed:
            counted = f", {row['counted']}" if row["counted"] else ""
            yield Span(*place, "quantity", f"quantity: {amount(row)}{counted}")
    for row in tables["citations"]:
        cited = row.get("cited") or row["symbol"] or row["kind"]
        yield Span(*_place(row), "citation", f"citation: {cited}, {row['function']}")
    for row in tables["paragraphs"]:
        words = r"\s+".join(map(re.escape, (row["opening"] or "").split()))
        if words and (found := re.search(words, row["quote"])):
            doc_id, start, _ = _place(row)
            label = f"{row['kind']} paragraph {row['paragraph']}: {row['opening']}"
            yield Span(doc_id, start + found.start(), start + found.end(), "opening", label)


def amount(row: Row) -> str:
    """A quantity or claim in words: "over 1,000,000", "18-22 percent", "hundreds"."""
    number, low, high = row["quote"], row["value_low"], row["value_high"]
    if row["value"] is not None:
        number = f"{row['value']:,.10g}"
    elif low is not None and high is not None:
        number = f"{low:,.10g}-{high:,.10g}"
    unit = "" if row["unit"] in (None, "count", "persons") else row["unit"]
    hedge = "" if row["hedge"] in ("bare", "range", "vague") else row["hedge"].replace("_", " ")
    return " ".join(f"{hedge} {number} {unit}".split())


def _place(row: Row) -> tuple[Any, int, int]:
    return row.get("doc_id"), row["start"], row["end"]
