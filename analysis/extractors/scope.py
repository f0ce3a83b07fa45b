"""The status of a claim: which words of its clause deny it, make it possible or tell of a return.

The method is that of NegEx and ConText (Harkema et al. 2009): a trigger governs a stretch of the
sentence on one side of it. ``data/vocabulary/scope.csv`` holds the words, each with its role;
``data/columns.csv`` says what each role does.

``family``, where it is given, is the only family that the row holds for. A term may name a class of
``deeds.csv`` in angle brackets: "<denying> ... <report>". The deeds of a family are the classes
that its rows of ``claim_families.csv`` name. Without a trigger a claim is asserted.
"""

import re
from collections import defaultdict
from itertools import product
from typing import Any

from analysis.extractors.families import classes, spelled_out
from analysis.extractors.scene import OUT_OF, OWN_VERB, PART_OF, Around
from analysis.terms import NOTHING, Patterns, lowered
from analysis.text import CLAUSE_END
from analysis.vocabulary import Vocabulary

Row = dict[str, Any]
Joint = re.Match[str] | None
STATUSES = ("negated", "hypothetical", "returned")
# the deeds that a modal verb or "not" must govern, and those of any family ("would cause"); a
# letter marks where one begins: on either side of the amount, before it only
DEEDS, OF_ALL = ("violence", "flight", "seizure", "destruction", "deployment"), "making"
HOLDING = "seizure"  # what is done for so long
EITHER, ONLY_BEFORE = "\ue000", "\ue001"
# how far a trigger reaches before and after the amount; where a relative clause is still its own;
# how far behind it an answer begins, and a dash that closes an aside
BEFORE, AFTER, RELATIVE, ANSWER, NEAR = 160, 100, 8, 240, 20
_NOT = re.compile(r"n['’]t\b")
# the month is no modal verb
_MAY = re.compile(r"May(?<=[\w,] May)\b(?! I\b)")
# before the first of two amounts that tell how a thing changes: "from (300) men to (900)"
_FROM = re.compile(r"\bfrom\s{1,3}\Z")
# an aside: "has offered(, with the consent of its parliament,) to", "are not(, as they say,) 300",
# "300 towns(, which they had held,) have"
_ASIDE = r"(?:\s[\w'’-]{1,20}){1,18},"
_ASIDES = re.compile(
    rf",(?:(?<=\bnot,){_ASIDE}"
    rf"|(?!\sif\b){_ASIDE}(?=\s(?:to|that|will|would|may|might|could|can|shall)\b)"
    rf"|(?=\s(?:which|who|whom|whose|put|given|cited|quoted)\b){_ASIDE}"
    r"(?=\s(?:have|has|had|is|are|was|were)\b))"
)
# stands for the amount between what precedes and what follows it; no clause holds another
AMOUNT = ";"
# between a verb and its deed: "would in the end be displaced", "could, we fear, kill"; not "did not
# condemn the killing"
_GAP = (
    r"(?:,\s[^,;:()]{1,80},)?(?:\s(?:in\sthe\s\w+"
    r"|(?!(?:the|that|by|of|for|an?|who|why|how)\b|and\s(?:then\s)?\S+ed\b)[\w'’-]+)){0,3}?\s"
)
# between a subject and its verb; what follows is no noun
_VERB = (
    r"(?:\s(?!(?:that|who|which|for|to|by|when|can|could|more|less|need)\b)[\w'’-]+){0,5}?\s"
    r"(?<!\bthe\s)(?<!\bof\s)(?<!\ba\s)"
)
# from a verb to its object, across no other verb; not "build houses for the (300)"
_ON = (
    r"(?:(?!\s(?:they|we|he|she|it|and\s(?:\w+ed|did|ha[sd]|have|are|is|was|were))\b)"
    r"[^,;:()]){0,80}(?<!\bfor\sthe\s)"
)
# before a deed that is a noun; such a deed and the amount
_ONE = r"(?!(?:for|of|to|into|in|on|at|by|from|with|about|against|that|who)\b)[\w'’-]+"
_DEED_OF = rf"[{EITHER}][^,;:()]{{0,20}}?\sof\s[^,;:()]{{0,60}};"
# an amount at which a new clause begins: "did not cross the line and 40 villages were shelled"
_ANEW = re.compile(rf"\A.*\sand(?=\s;{OWN_VERB.pattern})")
# what makes an amount known; where another thing begins to be said
_ARTICLES = ("the", "its", "our", "their", "this", "these", "those")
_KNOWN = rf"\s\s?(?:{'|'.join((*_ARTICLES, 'not', 'never', '_'))})\b"
_UNKNOWN = "".join(rf"(?<!\b{one}\s)(?<!\b{one}\sestimated\s)" for one in _ARTICLES)
_OTHER = r"\b(?:that|who|which|whose|with|against|than|despite|as)\b"
# how a trigger (group 1, here \0) reaches the amount, by role and side; where others may stand
_REACH = {
    ("blocker", "before"): r"\0[^,;]{0,40}\Z",  # shortly before it
    ("end", "before"): r"\0(?!\sof\b)",  # "instead of" ends nothing
    ("end", "after"): r"\0(?!\sof\b)",
    ("trigger", "before"): r"(\0)[^;]*;",
    ("trigger", "after"): r";[^;]*?(\0)",
    # "unless peace comes, we expect (300)", "unless we expel (300)"; not "unless the (300) leave"
    ("condition", "before"): rf"(\0)(?:[^,;]*{_UNKNOWN}|[^;]*,[^;]*);",
    ("near", "before"): r"(\0)(?:(?!\b(?:and|from)\b)[^,;\d]){0,45};",
    ("near", "after"): r";[^,;\d]{0,45}?(\0)",
    ("touch", "before"): r"(\0)\s*;(?!(?<!\bif\s;).*\?\Z)",
    ("touch", "after"): r";\s(\0)",
    ("phrase", "before"): r"(\0)[^,;:]*;",
    ("new", "before"): rf"(\0)(?!{_KNOWN})(?:(?!{_OTHER})[^,;:]){{0,120}}{_UNKNOWN};",
    ("new", "after"): rf"{_UNKNOWN};(?:(?!{_OTHER})[^,;:]){{0,40}}?(\0)",
    ("frame", "either"): r"(\0)",
    ("opens", "before"): r"\A\W{0,4}(\0)\s[^;]*;(?!.*\?\Z)",
    # "(They say that 300 fell.) But I must say that (this is a lie)."
    ("answer", "after"): r"[^.;?]{0,160}?[.;,:–—?]\s{1,3}(?:but\s)?"
    r"(?:(?:i|we|let\sme|my\s\w+)\s(?:\w+\s){1,6}that\s)?(\0)(?!\s(?:that|of)\b)",
    ("verb", "before"): rf"(\0){_GAP}(?:[{EITHER}]{_ON}|[{ONLY_BEFORE}]{_ON}{_UNKNOWN});",
    ("inverted", "before"): rf"(\0)\s(?:[\w'’-]+\s){{1,8}}?[{EITHER}{ONLY_BEFORE}]{_ON};",
    ("verb", "after"): rf";[^,;:()]{{0,60}}?(\0){_GAP}[{EITHER}]",
    ("noun", "before"): rf"(\0)(?:\s{_ONE}){{0,3}}?\s{_DEED_OF}",
    ("noun", "after"): rf"{_DEED_OF}[^,;:()]{{0,60}}?(\0)",
    ("subject", "before"): rf"(\0)\s[\w'’-]+{_VERB}[{EITHER}]{_ON};",
    ("gerund", "before"): rf"(\0)\s(?:{_ONE}\s)?[{EITHER}]{_ON};",
    ("around", "before"): rf"(\0)\s(?:another\s)?;{_VERB}[{EITHER}]",
}
# roles that are looked for in the clause with its deeds marked, or that are no triggers
_LOOKED_FOR = dict.fromkeys(("verb", "noun", "subject", "gerund", "around", "inverted"), "verb")
_LOOKED_FOR |= {"answer": "answer", "blocker": "blocker before", "end": "end {}"}


def set_status(claims: list[Row], around: list[Around], words: Vocabulary) -> list[Joint]:
    """Sets the ``status`` of every claim, and says how each is joined to the one before.

    Of two the same is said: "(300) and (40)". ``verb`` is a second verb ("(300) and burn (40)"),
    ``to`` is that of "from (300) to (900)"; None where the claim stands alone or has its own verb.
    """
    patterns, joints = words.once(_patterns), []
    for i, (row, here) in enumerate(zip(claims, around, strict=True)):
        last, ahead = claims[i - 1], around[i - 1]
        between = ahead.behind[: max(row["start"] - last["end"], 0)]  # "" before the first
        before, after = _sides(row["quote"], here)
        if PART_OF.fullmatch(between):
            after = ""  # "20,000 of the 90,000 refugees came home"
        row["status"] = _status(row, _plain(before), _plain(after), patterns)
        if joint := _joint(between, ahead, here, patterns):
            _join(last, row, joint, patterns)
        joints.append(joint)
        denied = patterns["negated", "", "answer"].match(here.behind[:ANSWER].lower())
        if denied and row["status"] == "asserted":
            row["status"] = "negated"
    return joints


def _joint(between: str, ahead: Around, here: Around, patterns: Patterns) -> Joint:
    joint = patterns["none", "", "list"].fullmatch(between)
    goes_on = joint and (not joint["to"] or _FROM.search(ahead.before[-NEAR:].lower()))
    return joint if goes_on and not OWN_VERB.match(here.behind) else None


def _sides(quote: str, around: Around) -> tuple[str, str]:
    """What stands before and behind an amount in its clause."""
    before = CLAUSE_END.split(around.before)[-1][-2 * BEFORE :]
    ends = list(CLAUSE_END.finditer(f"{quote}{around.after}"))
    if ends and ends[0][0] == "—" and ends[0].start() < len(quote) + NEAR:
        del ends[0]  # "the refugees — all 10,000 of them — returned"
    after = around.after[: max(ends[0].start() - len(quote), 0)] if ends else around.after
    if OUT_OF.search(before.lower()):
        after = after.split(",")[0]  # "Of 90,000 refugees, 30,000 came home"
    return before, after[: 2 * AFTER]


def _join(last: Row, row: Row, joint: re.Match[str], patterns: Patterns) -> None:
    """Gives the second of two the status of the first, by its own verb if one auxiliary has both.

    What will rise from 300 to 900 is 300 before.
    """
    if joint["to"]:
        if "hypothetical" in (last["status"], row["status"]):
            last["status"], row["status"] = "asserted", "hypothetical"
    elif row["status"] == "asserted":
        deeds = patterns.get(("none", row["family"], "deeds"), NOTHING)
        alike = last["status"] != "returned" or row["family"] == last["family"]
        if deeds.fullmatch(joint["verb"]) if joint["verb"] else alike:
            row["status"] = last["status"]


def _status(row: Row, before: str, after: str, patterns: Patterns) -> str:
    """The first status of which a trigger governs the amount, and nothing stands in its way."""
    said = _plain(row["quote"])
    whole = f" {said} {before} {AMOUNT} {after}"
    clause = marked = ""
    if patterns["none", "", "limiting"].match(said):
        before = f"{before} {said.split()[0]}"  # "never (less than 300)" is no denial
    for status, one in product(STATUSES, ("", row["family"])):
        if not patterns.get((status, one, "hint"), NOTHING).search(whole):
            continue  # one look tells that no trigger is there
        if patterns.get((status, one, "inside"), NOTHING).search(said):
            return status
        clause = clause or _clause(before, after, patterns)
        found = patterns.get((status, one, "governs"), NOTHING).search(clause)
        if found is None:
            marked = marked or _marked(clause, row["family"], patterns)
            found = patterns.get((status, one, "verb"), NOTHING).search(marked)
        if found and not _is_blocked(clause, status, found, patterns):
            return status
    return "asserted"


def _clause(before: str, after: str, patterns: Patterns) -> str:
    """The clause with the amount as ``AMOUNT``, cut at an end, without what is no trigger."""
    before, after = (patterns["none", "", "pseudo"].sub(" _ ", part) for part in (before, after))
    before = patterns["none", "", "end before"].split(before)[-1]
    ends = [patterns["none", "", "end after"].search(after)]
    ends.append(patterns["none", "", "relative"].search(after, RELATIVE))
    after = after[: min([AFTER, *(end.start() for end in ends if end)])]
    return f"{before[-BEFORE:]} {AMOUNT} {after}"


def _marked(clause: str, family: str, patterns: Patterns) -> str:
    """The clause, a mark in place of the first letter of each deed of the family."""
    kinds = ("", EITHER, ONLY_BEFORE)
    deeds = patterns.get(("none", family, "deeds")) or patterns["none", "", "deeds"]
    clause = _ANEW.sub("", clause)
    return deeds.sub(lambda deed: f"{kinds[deed.lastindex or 0]}{deed[0][1:]}", clause)


def _is_blocked(clause: str, status: str, found: re.Match[str], patterns: Patterns) -> bool:
    """Is a blocker there, or one of those that count shortly before the trigger?"""
    trigger = found.start(found.lastindex or 0)
    shortly = patterns.get((status, "", "blocker before"), NOTHING).search(clause, 0, trigger)
    return bool(shortly or patterns.get((status, "", "blocker"), NOTHING).search(clause))


def _patterns(words: Vocabulary) -> Patterns:
    terms: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for row in words.table("scope"):
        both = row["side"] == "either" and row["role"] in ("verb", "end")
        for side in ("before", "after") if both else (row["side"],):
            terms[row["status"], row["family"], row["role"], side].append(row["term"])
    reaching: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    hints: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (status, family, role, side), group in terms.items():
        term = rf"(?<!\w){_pattern(group, words)}(?!\w)"
        reach = _REACH.get((role, side))
        name = _LOOKED_FOR.get(role, "governs").format(side) if reach else role
        reaching[status, family, name].append((reach or r"\0").replace(r"\0", term))
        if status != "none" and role not in ("blocker", "answer"):
            hints[status, family] += group
    # "it is not false that" · "no one can dispute the figure"
    undo = "|".join(reaching.pop(("none", "", "undo")))
    undone = [*terms["negated", "", "trigger", "before"], "<ignoring>", "<denying>", "<averting>"]
    denial = rf"(?:{undo})(?:\s[\w'’-]+){{0,2}}?\s{_pattern(undone, words)}(?!\w)"
    reaching["none", "", "pseudo"].insert(0, denial)
    # "(300) men and burn (40 villages)": the second verb has the form that "will" asks for
    part = "|".join(reaching.pop(("none", "", "part")))
    reaching["none", "", "list"] = [
        rf"(?:\s[A-Za-z-]+){{0,3}}?(?:(?:,?\s(?:and|or)|,)(?:\s(?:{part}))?|,?\s(?:{part}))\s"
        r"(?:(?:\w+ly\s|then\s)?(?P<verb>(?!\w+(?:ed|ing|s)\b)[a-z]+)\s[^,;.:]{0,25})?"
        r"|(?:\s{1,3}[\w-]+){0,2}\s{1,3}(?P<to>to)\s{1,3}"
    ]
    reaching["none", "", "limiting"] = [rf"{_pattern(['<limiting>'], words)}(?!\w)"]
    for family, deeds in _deeds(words).items():
        reaching["none", family, "deeds"] = [deeds]
    for (status, family), group in hints.items():
        begins = (" ... ".join(term.split(" ... ")[:2]) for term in group)  # "<report> ... #"
        written = spelled_out(begins, words)
        reaching[status, family, "hint"] = [rf"[^a-z]{written}(?!\w)".replace(r"\#", AMOUNT)]
    return Patterns({name: "|".join(group) for name, group in reaching.items()})


def _deeds(words: Vocabulary) -> dict[str, str]:
    """For each family, and for those that name no class (""), its deeds, by the side as a group."""
    named: dict[str, set[str]] = {"": set(DEEDS)}
    for row in words.table("claim_families"):
        if row["rule"] == "cue" and row["term"].startswith("<"):
            named.setdefault(row["family"], set()).add(row["term"][1:-1])
    # the mark of "will die" would hide the trigger "will"
    triggers = {term.split()[0] for term in words.terms("scope", "role", "verb")}
    triggers |= {row["term"] for name in triggers for row in words.once(classes).get(name, ())}
    terms: dict[str, list[str]] = defaultdict(list)
    for row in words.table("deeds"):
        if row["term"].split()[0] not in triggers:
            name = f"{OF_ALL} {row['side']}" if row["deed"] == OF_ALL else row["deed"]
            terms[name].append(row["term"])
    before, found = lowered(terms[f"{OF_ALL} before"]), {}
    for family, known in named.items():
        own = (term for name in known & {*DEEDS} or {HOLDING} for term in terms[name])
        either = lowered([*terms[f"{OF_ALL} either"], *own])
        found[family] = rf"(?<!\w)(?:({either})|({before}))(?!\w)"
    return found


def _pattern(terms: list[str], words: Vocabulary) -> str:
    """The pattern of terms that may name classes of deeds.csv and the amount (``#``)."""
    return f"(?:{spelled_out(terms, words)})".replace(r"\#", AMOUNT)


def _plain(words: str) -> str:
    """Small letters, one space, "not" in full ("don't"), no dots ("U.N."), no aside."""
    words = _MAY.sub("_", " ".join(words.split())).lower().replace(".", "")
    return _ASIDES.sub("", _NOT.sub(" not", words).replace("ca not", "cannot"))
