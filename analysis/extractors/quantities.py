"""The amounts of a text: every number with its unit, noun and hedge, or refused, and why.

A number is an anchor. What follows it (percent, currency, measure, noun phrase) and what stands
before it (hedge, currency sign) make it an amount; a date, a year, the mark of a list or the name
of a thing is none. ``judge`` is the way that each number goes, one file a step: ``places`` where a
number may stand, ``numbers`` its value, ``counted`` its unit and noun, ``hedges``, ``refused``.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from analysis.extractors.counted import Amount, amount_of
from analysis.extractors.figures import number_forms
from analysis.extractors.hedges import add_hedge
from analysis.extractors.numbers import number_at
from analysis.extractors.places import CLOSED, find_places
from analysis.extractors.refused import LISTED, Refused, verdict
from analysis.text import Text
from analysis.vocabulary import Vocabulary

Row = dict[str, Any]


def find_quantities(text: Text, masked: Iterable[tuple[int, int]] = ()) -> list[Row]:
    """One row a measured or counted amount of ``text.text``, in order of start.

    ``masked`` are spans (of citations, say) whose numbers are never amounts. Columns are those of
    the frame ``quantities`` without ``doc_id`` and ``paragraph``; missing is None.
    """
    rows = []
    for amount in judge(text, masked)[0]:
        number, hedge = amount.number, amount.hedge or "bare"
        hedge = "vague" if number.value is None else hedge
        rows.append({
            "value": -number.value if amount.negative and number.value else number.value,
            "value_low": number.low, "value_high": number.high, "unit": amount.unit,
            "hedge": hedge if number.low is None else "range",
            "hedge_text": number.hedge_text or amount.words, "counted": amount.counted,
            "doubt": amount.doubt, "start": amount.start, "end": amount.end,
            "quote": text.text[amount.start : amount.end],
        })  # fmt: skip
    return rows


def refusals(raw: str, words: Vocabulary) -> Iterator[tuple[str, int, int]]:
    """The numbers of a document that are no amounts: the reason, and where each begins and ends."""
    text = Text(raw, words)
    for number in judge(text)[1]:
        yield number.reason, *text.span(number.start, number.end)


def judge(text: Text, masked: Iterable[tuple[int, int]] = ()) -> tuple[list[Amount], list[Refused]]:
    """The amounts of ``text.text``, and its other numbers, each with a reason; both in order."""
    amounts: list[Amount] = []
    refused: list[Refused] = []
    closed, forms, position = _closed(text, masked), text.words.once(number_forms), 0
    last: Refused | None = None  # the reference that a list may go on from: "Articles 39, 40"
    for at, known, end in find_places(text, closed):
        if at < position:
            continue
        number = None if known else number_at(text.text, at, forms)
        if number is None:
            if end := end or forms.word_end(text.text, at):
                refused.append(Refused(at, end, known or "part of a word"))
                position, last = end, refused[-1] if known in LISTED else last
            continue
        amount = amount_of(text, number)
        add_hedge(text, amount)
        before = amounts[-1] if amounts else None
        reason = verdict(text, amount, last, before, closed)
        position = number.end
        if reason:
            refused.append(Refused(number.start, position, reason))
            last = refused[-1] if reason in LISTED else last
        elif before is None or amount.start >= before.end:
            amounts.append(amount)
    return amounts, refused


def _closed(text: Text, masked: Iterable[tuple[int, int]]) -> bytes:
    """A byte a character: which of ``CLOSED`` it stands in, dates and citations."""
    closed = bytearray(len(text.text))
    for kind, spans in (("date", text.dates), ("citation", masked)):
        for start, end, *_ in spans:
            closed[start:end] = bytes([CLOSED.index(kind)]) * (end - start)
    return bytes(closed)
