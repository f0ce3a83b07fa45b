"""What the acts of a resolution do to whom: verb, modifiers, addressee and object of each act.

A paragraph may act more than once ("Strongly demands ... and strongly urges Armenia to ..."): the
opening is the first act, a finite verb behind "and" or ";" a further one. Verbs that speak to
somebody stand in ``data/vocabulary/addressing.csv``; for the others everything behind the verb is
the object.
"""

import re

import pandas as pd

from analysis.terms import alternation, compiled
from analysis.vocabulary import Vocabulary, shipped

COLUMNS = ["doc_id", "paragraph", "act", "modifiers", "verb", "addressee", "object", "start", "end",
           "quote"]  # fmt: skip
# "the Secretary General | to follow up ..." / "to the members | not to act"
ADDRESSED = compiled(
    r"\s+(?:to\s+)?(?P<who>.{1,300}?)\s+(?P<what>(?:not\s+)?to\s+\w.*|that\s.*)", re.DOTALL
)


def find_operative_acts(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """One row an act of the operative ``paragraphs``, in the order of the text.

    ``act`` counts the acts of a paragraph from 1; ``modifiers``, ``addressee`` and ``object`` are
    missing where there are none. The span runs from the first modifier to the end of the object.
    """
    first, further = shipped().once(_acts)
    addressing = {row["term"] for row in shipped().table("addressing")}
    rows = []
    for unit in paragraphs[paragraphs["kind"] == "operative"].itertuples(index=False):
        text, opening = unit.quote, first.match(unit.quote)
        heads = [opening, *further.finditer(text, opening.end())] if opening else []
        ends = [*(match.start() for match in heads[1:]), len(text)]
        for act, (match, end) in enumerate(zip(heads, ends, strict=False), start=1):
            start, stop = match.start("act"), len(text[:end].rstrip(" ,;.\n"))
            verb, behind = " ".join(match["verb"].lower().split()), text[match.end() : stop]
            parts = ADDRESSED.match(behind) if verb in addressing else None
            whole = (behind, "") if verb in addressing else ("", behind)
            addressee, thing = parts.group("who", "what") if parts else whole
            said = (match["modifiers"], verb, addressee, thing)
            who = (" ".join(words.split()) for words in said)
            place = (unit.start + start, unit.start + stop, text[start:stop])
            rows.append((unit.doc_id, unit.paragraph, act, *who, *place))
    optional = ["modifiers", "addressee", "object"]
    return pd.DataFrame(rows, columns=COLUMNS).replace(dict.fromkeys(optional, {"": None}))


def _acts(words: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An act that opens a paragraph, behind its number, and one behind "and" or ";"."""
    verb = alternation(words.terms("openings", "kind", "operative"))
    modifier = alternation(words.terms("openings", "kind", "modifier"))
    modifiers = rf"(?P<modifiers>(?:(?:{modifier}|(?!rely\b)[a-z]+ly)\s+){{0,3}})"
    # Strongly demands / also calls upon: modifiers and a finite verb
    act = rf"(?P<act>{modifiers}(?P<verb>{verb})(?![\w-]))"
    first = re.compile(rf"\A\W*(?:\w{{1,4}}[.)]\W+)?{act}", re.IGNORECASE)
    # "... of the Republic and strongly urges the"
    object_ = r"(?=\s+(?:the|its|that|to|all|both|any|once|for|on|upon|[A-Z]))"
    return first, re.compile(rf"(?:\band|;)\s+{act}{object_}")
