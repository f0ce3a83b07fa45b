"""What the acts of a resolution do to whom: verb, modifiers, addressee and object of every operative act.

A paragraph may act more than once ("Strongly demands ... and strongly urges Armenia to ..."): the opening is the
first act, a finite verb behind "and" or ";" a further one. Verbs that speak to somebody stand in
``data/vocabulary/addressing.csv``; for the others everything behind the verb is the object.
"""

import re
from functools import cache

import pandas as pd

from analysis.text import alternation
from analysis.vocabulary import load_table, terms

COLUMNS = [
    "doc_id",
    "paragraph",
    "act",
    "modifiers",
    "verb",
    "addressee",
    "object",
    "start",
    "end",
    "quote",
]


def find_operative_acts(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """One row an act of the operative ``paragraphs``, in the order of the text.

    ``act`` counts the acts of a paragraph from 1; ``modifiers``, ``addressee`` and ``object`` are missing where there
    are none. The span runs from the first modifier to the end of the object.
    """
    rows = []
    for unit in paragraphs[paragraphs["kind"] == "operative"].itertuples(index=False):
        text = unit.quote
        first = _first().match(text)
        heads = [first, *_further().finditer(text, first.end())] if first else []
        ends = [*(match.start() for match in heads[1:]), len(text)][: len(heads)]
        for number, (match, end) in enumerate(zip(heads, ends, strict=True), start=1):
            start, stop = (
                match.start("act"),
                match.end() + len(text[match.end() : end].rstrip(" ,;.\n")),
            )
            verb = _folded(match["verb"]).lower()
            addressee, thing = _parts(verb, text[match.end() : stop])
            place = {"doc_id": unit.doc_id, "paragraph": unit.paragraph, "act": number}
            words = {"modifiers": _folded(match["modifiers"]), "verb": verb}
            span = {
                "start": unit.start + start,
                "end": unit.start + stop,
                "quote": text[start:stop],
            }
            rows.append({**place, **words, "addressee": addressee, "object": thing, **span})
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.replace({"modifiers": {"": None}})


def _parts(verb: str, behind: str) -> tuple[str | None, str | None]:
    """Addressee and object: "the Secretary General | to follow up ...", "| the strict implementation of ..."."""
    if verb not in _addressing():
        return None, _folded(behind) or None
    match = re.match(
        r"\s+(?:to\s+)?(?P<who>.+?)\s+(?P<what>(?:not\s+)?to\s+\w.*|that\s.*)", behind, re.DOTALL
    )
    return (
        (_folded(match["who"]), _folded(match["what"]))
        if match
        else (_folded(behind) or None, None)
    )


@cache
def _addressing() -> frozenset[str]:
    return frozenset(row["term"] for row in load_table("addressing"))


def _act() -> str:
    """Strongly demands / also calls upon: modifiers and a finite verb."""
    verb, modifier = (
        alternation(terms("openings", "kind", kind)) for kind in ("operative", "modifier")
    )
    return rf"(?P<act>(?P<modifiers>(?:(?:{modifier}|(?!rely\b)[a-z]+ly)\s+){{0,3}})(?P<verb>{verb})(?![\w-]))"


@cache
def _first() -> re.Pattern[str]:
    """The act that opens a paragraph, behind its number."""
    return re.compile(rf"\A\W*(?:\w{{1,3}}[.)]\s+)?{_act()}", re.IGNORECASE)


@cache
def _further() -> re.Pattern[str]:
    """ "... of the Republic of Azerbaijan and strongly urges": an act behind "and" or ";"."""
    return re.compile(
        rf"(?:\band|;)\s+{_act()}(?=\s+(?:the|its|that|to|all|both|any|once|for|on|upon|[A-Z]))"
    )


def _folded(words: str) -> str:
    return " ".join(words.split())
