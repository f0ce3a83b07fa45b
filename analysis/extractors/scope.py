"""The status of a claim: which words of its clause deny it, make it possible or tell of a return.

The method is that of NegEx and ConText (Harkema et al. 2009): a trigger governs a stretch of the
sentence on one side of it. ``data/vocabulary/scope.csv`` holds the words:

=========== ======================================================================================
role        meaning of ``term`` (``side``: where the trigger stands, before or after the amount)
=========== ======================================================================================
trigger     governs its clause as far as an ``end``: "it is not true that ...", "... is false"
near        governs the few words that follow: "saw the return of 30,000 refugees"
touch       governs the amount that it touches: "13 per cent, not 20"
verb        governs a deed of ``deeds.csv`` in its verb group and the amount beside it: "would
            displace 30,000", "30,000 would be displaced"; not "would help 30,000 refugees"
phrase      governs what follows as far as a comma: "contrary to claims of 30,000 refugees, ..."
frame       stands on both sides of the amount, written ``#``: "the claim that # fled is false"
opens       opens a condition without "if": "Were they to annex ...", "Should the talks fail, ..."
pseudo      only looks like a trigger: "no doubt", "would like to recall"
undo        before a trigger of denial it undoes it: "nobody disputes that", "it is no lie that"
blocker     where it stands in the clause the status is not given: "the right to return"
end         a scope ends here: "but", "although"
relative    so does it here, unless the amount is near: "30,000 refugees who have returned"
=========== ======================================================================================

``family``, where it is given, is the only family that the row holds for. A term may name a class of
``deeds.csv`` in angle brackets: "<denying> ... <report>". Without a trigger a claim is asserted.
"""

import re
from collections import defaultdict
from itertools import product
from typing import Any

from analysis.text import Patterns, Text, lowered
from analysis.vocabulary import Vocabulary

Row = dict[str, Any]
STATUSES = ("negated", "hypothetical", "returned")
# the deeds that a modal verb or "not" must govern; a letter marks where one begins: on either side
# of the amount, before it only ("would cause"), of troops only
DEEDS = ("violence", "flight", "seizure", "destruction", "making")
EITHER, ONLY_BEFORE, DEPLOYED = "\ue000", "\ue001", "\ue002"
# how far a trigger reaches before and after the amount; where a relative clause is still its own
BEFORE, AFTER, RELATIVE = 160, 100, 8
_DASH = re.compile(r"(?:\s?\w{1,40}){0,2}\s?[—–]\s?")
_NOTHING = re.compile(r"(?!)")
# a whole, of which the clause goes on to tell a part: "Of 90,000 refugees, 30,000 came home"
_OF_WHOLE = re.compile(r"(?:\A|\bout )of \Z")
# stands for the amount between what precedes and what follows it; no clause holds another
AMOUNT = ";"
# between a verb and its deed: "would in the end be displaced"; not "did not condemn the killing"
_GAP = r"(?:\s(?:in\sthe\s\w+|(?!(?:the|that|by|of|for|an?)\b)[\w'’-]+)){0,3}?\s"
# how a trigger (group 1) reaches the amount, by role and side
_REACH = {
    ("trigger", "before"): r"({term})[^;]*;",
    ("trigger", "after"): r";[^;]*?({term})",
    ("near", "before"): r"({term})[^,;]{{0,45}};",
    ("touch", "before"): r"({term})\s*;",
    ("phrase", "before"): r"({term})[^,;:]*;",
    ("frame", "either"): r"({term})",
    ("opens", "before"): r"\A\W{{0,4}}({term})\s[^;]*;(?!.*\?\Z)",
}
# how a verb reaches it through a deed
_GOVERNS = {
    "before": r"({term}){gap}[{deed}][^,;:()]{{0,80}};",
    "after": r";[^,;:()]{{0,60}}?({term}){gap}[{deed}]",
}


def set_status(text: Text, claims: list[Row]) -> None:
    """Sets the ``status`` of every claim."""
    patterns = text.words.once(_patterns)
    for row in claims:
        before, after, asks = _around(text, row)
        whole = f"{before} {AMOUNT} {after}"
        hints = (patterns.get((*one, "hint")) for one in product(STATUSES, ("", row["family"])))
        if any(hint.search(whole) for hint in hints if hint):
            clause = _clause(before, after, patterns) + asks
            row["status"] = _status(clause, row["family"], patterns)
        else:  # one look tells that no trigger is there
            row["status"] = "asserted"


def _around(text: Text, row: Row) -> tuple[str, str, str]:
    """What stands before and after an amount in its clause, "?" if its sentence is a question."""
    opens, closes = text.clause_at(row["start"])
    if (dash := _DASH.match(text.text, row["end"])) is not None:
        closes = text.clause_at(dash.end())[1]  # "all the refugees - 10 million of them - returned"
    before = _plain(text.text[max(opens, row["start"] - 2 * BEFORE) : row["start"]])
    after = _plain(text.text[row["end"] : min(max(closes, row["end"]), row["end"] + 2 * AFTER)])
    return before, after, "?" if text.text[opens:closes].rstrip().endswith("?") else ""


def _clause(before: str, after: str, patterns: Patterns) -> str:
    """The clause with the amount as ``AMOUNT``, cut at an end, without what is no trigger."""
    before, after = (patterns["none", "", "pseudo"].sub(" _ ", part) for part in (before, after))
    before = patterns["none", "", "end before"].split(before)[-1]
    ends = [patterns["none", "", "end after"].search(after)]
    ends.append(patterns["none", "", "relative"].search(after, RELATIVE))
    after = after[: min([AFTER, *(end.start() for end in ends if end)])]
    if _OF_WHOLE.search(f"{before} "):
        after = after.split(",")[0]
    return f"{before[-BEFORE:]} {AMOUNT} {after}"


def _status(clause: str, family: str, patterns: Patterns) -> str:
    """The first status of which a trigger governs the amount, and nothing stands in its way."""
    marked = ""
    for status in STATUSES:
        for one in ("", family):
            if patterns.get((status, one, "hint"), _NOTHING).search(clause) is None:
                continue
            found = patterns.get((status, one, "governs"), _NOTHING).search(clause)
            if found is None:
                marked = marked or _marked(clause, patterns)
                found = patterns.get((status, one, "verb"), _NOTHING).search(marked)
            if found is None:
                continue
            blockers = patterns.get((status, "", "blocker"), _NOTHING).finditer(clause)
            if all(_within(blocker, found) for blocker in blockers):
                return status
    return "asserted"


def _marked(clause: str, patterns: Patterns) -> str:
    """The clause, a mark in place of the first letter of each deed."""
    deeds = patterns["none", "", "deeds"]
    kinds = ("", EITHER, ONLY_BEFORE, DEPLOYED)
    return deeds.sub(lambda deed: f"{kinds[deed.lastindex or 0]}{deed[0][1:]}", clause)


def _within(blocker: re.Match[str], found: re.Match[str]) -> bool:
    """Is the blocker a part of the trigger: "to return" in "were able to return"?"""
    start, end = found.span(found.lastindex or 0)
    return start <= blocker.start() and blocker.end() <= end


def _patterns(words: Vocabulary) -> Patterns:
    terms: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for row in words.table("scope"):
        verb = row["role"] == "verb"
        for side in ("before", "after") if verb and row["side"] == "either" else (row["side"],):
            for family in dict.fromkeys((row["family"], "troops") if verb else (row["family"],)):
                terms[row["status"], family, row["role"], side].append(row["term"])
    reaching: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    hints: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (status, family, role, side), group in terms.items():
        term = rf"(?<!\w){_pattern(group, words)}(?!\w)"
        if role == "verb":
            hints[status, family] += group
            deed = EITHER + ONLY_BEFORE * (side == "before") + DEPLOYED * (family == "troops")
            pattern = _GOVERNS[side].format(term=term, gap=_GAP, deed=deed)
            reaching[status, family, role].append(pattern)
        elif (role, side) in _REACH:
            hints[status, family] += group
            reaching[status, family, "governs"].append(_REACH[role, side].format(term=term))
        else:
            reaching[status, family, f"end {side}" if role == "end" else role].append(term)
    # "it is not false that" · "no one can dispute the figure"
    undo = "|".join(reaching.pop(("none", "", "undo"), [r"\bnot"]))
    undone = [*terms["negated", "", "trigger", "before"], "<ignoring>", "<denying>"]
    denial = _pattern(undone, words)
    reaching["none", "", "pseudo"].append(rf"(?:{undo})(?:\s[\w'’-]+){{0,2}}?\s{denial}(?!\w)")
    reaching["none", "", "deeds"] = [_deeds(words)]
    for (status, family), group in hints.items():
        reaching[status, family, "hint"] = [rf"(?<!\w){_pattern(group, words)}(?!\w)"]
    return Patterns({name: "|".join(group) for name, group in reaching.items()})


def _deeds(words: Vocabulary) -> str:
    """A deed, by the group: on either side, before the amount only, of troops only."""
    groups: list[list[str]] = [[], [], []]
    triggers = set(words.terms("scope", "role", "verb"))
    for row in words.table("deeds"):
        if row["term"].split()[0] in triggers:
            continue  # the mark of "will die" would hide the trigger "will"
        if row["deed"] in DEEDS:
            groups[row["deed"] == "making" and row["side"] == "before"].append(row["term"])
        elif row["deed"] == "deployment":
            groups[2].append(row["term"])
    return "|".join(rf"(?<!\w)({lowered(group)})(?!\w)" for group in groups if group)


def _pattern(terms: list[str], words: Vocabulary) -> str:
    """The pattern of terms that may name classes of deeds.csv and the amount (``#``)."""
    classes = sorted({name for term in terms for name in re.findall(r"<(\w+)>", term)})
    marks = {name: chr(0xE000 + at) for at, name in enumerate(classes)}
    plain = [re.sub(r"<(\w+)>", lambda found: marks[found[1]], term) for term in terms]
    pattern = lowered([term.replace("#", AMOUNT) for term in plain])
    for name, mark in marks.items():
        pattern = pattern.replace(mark, lowered(words.terms("deeds", "deed", name)))
    return pattern


def _plain(words: str) -> str:
    return " ".join(words.split()).lower()
