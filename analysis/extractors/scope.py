"""The status of a claim: which words of its clause deny it, make it possible or tell of a return.

The method is that of NegEx and ConText (Harkema et al. 2009): a trigger governs a stretch of the
sentence on one side of it. ``data/vocabulary/scope.csv`` holds the words:

=========== ======================================================================================
role        meaning of ``term`` (``side``: where the trigger stands, before or after the amount)
=========== ======================================================================================
trigger     governs its clause as far as an ``end``: "it is not true that ...", "... is false"
near        governs the few words that follow: "the return of 30,000 refugees"
touch       governs the amount that it touches: "13 per cent, not 20"
verb        governs a deed of ``deeds.csv`` in its verb group and the amount beside it: "would
            displace 30,000", "30,000 would be displaced"; not "would help 30,000 refugees"
phrase      governs what follows as far as a comma: "contrary to claims of 30,000 refugees, ..."
pseudo      only looks like a trigger: "no doubt", "would like to recall"
undo        before a trigger of denial it undoes it: "nobody disputes that", "it is no lie that"
blocker     where it stands in the clause the status is not given: "the right to return"
end         a scope ends here: "but", "although"
=========== ======================================================================================

``family``, where it is given, is the only family that the row holds for. Without a trigger a claim
is asserted.
"""

import re
from collections import defaultdict
from typing import Any

from analysis.text import Text, spelled
from analysis.vocabulary import Vocabulary

Row = dict[str, Any]
Patterns = dict[tuple[str, str, str, str], re.Pattern[str]]
STATUSES = ("negated", "hypothetical", "returned")
# the deeds that a modal verb or "not" must govern
DEEDS = ("violence", "flight", "seizure", "destruction", "deployment", "making")
# how far a trigger reaches before and after the amount; where a relative clause is still its own
BEFORE, AFTER, NEAR, RELATIVE = 160, 100, 45, 8
_DASH = re.compile(r"(?:\s?\w+){0,2}\s?[—–]\s?")
# what may stand between a term and the amount
_UP_TO = {"touch": r"\s*\Z", "phrase": r"[^,;:]*\Z"}
_NOTHING = re.compile(r"(?!)")
# a condition without "if": "Were they to annex ...", "Should the talks fail, ...", "Had they ..."
_INVERTED = re.compile(r"\W{0,4}(?:Were\s[^,;:]{1,80}?\sto\s|Should\s|Had\s)[^;:]{0,200}\Z")


def set_status(text: Text, claims: list[Row]) -> None:
    """Sets the ``status`` of every claim."""
    patterns = text.words.once(_patterns)
    at, before, after = -1, "", ""
    for row in claims:
        if row["start"] != at:  # an amount of two families has one clause
            at = row["start"]
            before, after = _clause(text, row, patterns)
        row["status"] = _status(before, after, row["family"], patterns)
        if row["status"] == "asserted" and _is_inverted(text, at):
            row["status"] = "hypothetical"


def _is_inverted(text: Text, at: int) -> bool:
    """Does the sentence of ``at`` begin as a condition, and is it no question?"""
    start, end = text.sentence_at(at)
    if text.text[start : start + 8].lstrip()[:3] not in ("Wer", "Sho", "Had"):
        return False
    asks = text.text[start:end].rstrip().endswith("?")
    return not asks and _INVERTED.match(text.text[start:at]) is not None


def _clause(text: Text, row: Row, patterns: Patterns) -> tuple[str, str]:
    """The clause before and after the amount up to an end, without what looks like a trigger."""
    opens, closes = text.clause_at(row["start"])
    if (dash := _DASH.match(text.text, row["end"])) is not None:
        closes = text.clause_at(dash.end())[1]  # "all the refugees - 10 million of them - returned"
    before = _plain(text.text[max(opens, row["start"] - 2 * BEFORE) : row["start"]])
    after = _plain(text.text[row["end"] : min(max(closes, row["end"]), row["end"] + 2 * AFTER)])
    pseudo = patterns["none", "", "pseudo", "either"]
    before, after = (pseudo.sub(" _ ", part) for part in (before, after))
    before = patterns["none", "", "end", "before"].split(before)[-1]
    # "refugees who have returned" is said of them, a later "who" of somebody else
    end = patterns["none", "", "end", "after"].search(after, RELATIVE)
    return before[-BEFORE:], after[: end.start() if end else AFTER][:AFTER]


def _status(before: str, after: str, family: str, patterns: Patterns) -> str:
    for status in STATUSES:
        for one in ("", family):
            if _governs(before, after, status, one, patterns):
                return status
    return "asserted"


def _governs(before: str, after: str, status: str, family: str, patterns: Patterns) -> bool:
    """Does a trigger of the status govern the amount, and nothing stand in its way?"""

    def find(role: str, side: str) -> re.Pattern[str]:
        return patterns.get((status, family, role, side), _NOTHING)

    found = (
        find("touch", "before").search(before[-NEAR:])
        or find("phrase", "before").search(before)
        or find("trigger", "before").search(before)
        or find("near", "before").search(before[-NEAR:])
        or find("trigger", "after").search(after)
        or find("verb", "before").search(before)
        or find("verb", "after").match(after)
    )
    blocker = patterns.get((status, "", "blocker", "either"), _NOTHING)
    return found is not None and blocker.search(f"{before[-80:]} {after}") is None


def _patterns(words: Vocabulary) -> Patterns:
    terms: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for row in words.table("scope"):
        terms[row["status"], row["family"], row["role"], row["side"]].append(row["term"])
    made: Patterns = {}
    deed = rf"{spelled(sorted(set(words.terms('deeds', 'deed', *DEEDS))))}(?!\w)"
    undo = spelled(terms.pop(("none", "", "undo", "before"), ["not"]))
    denial = spelled(terms["negated", "", "trigger", "before"])
    pseudo = spelled(terms["none", "", "pseudo", "either"])
    # "it is not false that" · "no one can dispute the figure"
    undone = rf"(?<!\w){undo}(?:\s[\w'’-]+){{0,2}}?\s{denial}(?!\w)"
    for (status, family, role, side), group in terms.items():
        term = rf"(?<!\w){spelled(group)}(?!\w)"
        if role == "verb":
            # "would in the end displace": a few words between, and no comma
            governs = rf"{term}(?:\s[\w'’-]+){{0,3}}?\s{deed}"
            made[status, family, role, "before"] = re.compile(rf"{governs}[^,;:()]{{0,60}}\Z")
            made[status, family, role, "after"] = re.compile(rf"[^,;:()]{{0,60}}?{governs}")
        else:
            made[status, family, role, side] = re.compile(term + _UP_TO.get(role, ""))
    made["none", "", "pseudo", "either"] = re.compile(rf"{undone}|(?<!\w){pseudo}(?!\w)")
    return made


def _plain(words: str) -> str:
    return " ".join(words.split()) + " "
