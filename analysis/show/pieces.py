"""Spans over a text, cut into pieces, and their addresses on a page: standard library only.

The page on which a reader tries the method runs this in the browser, where no frame is.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import quote

# controls, lone surrogates, what turns the direction of writing, and what no page may hold
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)


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
