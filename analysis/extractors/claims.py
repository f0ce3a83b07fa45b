"""Finds the quantities that belong to a family of claims, how they are asserted, what the text blames, whom it quotes.

A family is rows of ``data/vocabulary/claim_families.csv`` (or of a user's table of the same form):

=============== ==========================================================================================
rule            meaning of ``term`` (``*`` at the end of a word stands for any ending)
=============== ==========================================================================================
counted         a counted phrase with the term belongs to the family, without more
unit            a quantity of that unit may belong (``money``: any currency)
subject         a counted phrase whose head is the term belongs if a cue is near. ``<persons>`` any people,
                ``<name>`` a proper name, ``<none>`` no noun at all
cue             near the quantity, before or after it in its clause; ``cue_before``, ``cue_after``: one side
just_before     a cue that touches the quantity
exclude         rules the quantity out where it is nearer than any cue; ``exclude_before``: before it only;
                ``exclude_subject``: rules out a ``subject`` only
exclude_around  rules a ``subject`` out from anywhere in this sentence or the one before
part            after a number without a noun: it breaks down the number before
ignore          words that are no cue ("High Commissioner for Refugees")
=============== ==========================================================================================

``unit``, in ``counted`` and ``subject`` rows, is the unit the quantity must have; empty is any. The rows of
family ``*`` hold for all: ``denied_*``, ``returned``, ``negated``, ``hypothetical`` give the status, ``polite`` does
not ("I would like to recall"); ``deed`` and
``cause_*``, ``held_by``, ``agent_noun``, ``no_agent``, ``breaks`` the cause; ``source_*`` and ``no_source`` who is
quoted.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.extractors.figures import EDGE
from analysis.extractors.counted import PRONOUNS, names_people
from analysis.text import Text, spelled
from analysis.vocabulary import VocabularyError, load_table, read_table

Row = dict[str, Any]
Term = tuple[str, str, str]  # rule, unit, term
RULES = ("counted", "unit", "subject", "cue", "cue_before", "cue_after", "just_before", "exclude", "exclude_before",
         "exclude_subject", "exclude_around", "part", "ignore")  # fmt: skip
CUES = ("cue", "cue_before", "cue_after", "just_before")
STATUSES = ("returned", "negated", "hypothetical")
# characters: how far away a cue counts, how near an exclusion overrules a counted noun, how long a sentence is
CUE, TOUCH, SENTENCE = 150, 12, 500
FAR = 10 * SENTENCE
# where another begins to speak: "X claims that 350,000 fled; in reality no more than 60,000 did"
REBUTS = re.compile(r";|,\s+(?:but|yet)\b|\bin\s+(?:reality|fact|truth)\b")
# between a number and one that is a part of it, and between two parts
PARTS = re.compile(
    r"\s*[,(–—-]\s*(?:including|among\s+(?:them|whom)|of\s+(?:them|whom|which))\b[^\d,;]{0,20}$"
)
AND_PART = re.compile(r"\A\s*(?:,|,?\s*and)\s*$")
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, eq=False)
class Family:
    """One family: for each rule and unit the pattern of its terms, and the special terms ("<none>")."""

    name: str
    patterns: dict[tuple[str, str], re.Pattern[str] | str]
    special: frozenset[tuple[str, str]]

    def find(self, rule: str, unit: str = "") -> re.Pattern[str]:
        """The pattern of a rule; it matches nothing where the family has no such rule."""
        found = self.patterns.get((rule, unit), _NOTHING)
        if isinstance(found, str):  # compiled when it is first asked for: a few texts ask for few
            found = self.patterns[rule, unit] = re.compile(found)
        return found


class _Scene(NamedTuple):
    """What stands around a quantity: its clause up to the amounts beside it, its sentence, the sentence before."""

    before: str
    after: str
    sentence: str
    previous: str
    rival: int | None
    borrowed: bool


def load_families(path: str | Path | None = None) -> tuple[Family, ...]:
    """The families of ``data/vocabulary/claim_families.csv`` and, if ``path`` is given, those of that table as well.

    A family of the same name is extended. A table that cannot be used raises ``VocabularyError``.
    """
    grouped: dict[str, list[Term]] = {}
    own = read_table(path, like="claim_families") if path else ()
    for row in own:
        if row["rule"] not in RULES and row["family"] != "*":
            known = ", ".join(RULES)
            raise VocabularyError(
                f"{path}: {row['family']} / {row['term']}: no rule {row['rule']!r}; must be one of {known}"
            )
    for row in load_table("claim_families") + own:
        unit = row.get("unit", "") if row["rule"] in ("counted", "subject", "unit") else ""
        grouped.setdefault(row["family"], []).append((row["rule"], unit, row["term"]))
    return tuple(_family(name, tuple(rows)) for name, rows in grouped.items())


def find_claims(source: Text, quantities: list[Row], families: tuple[Family, ...]) -> list[Row]:
    """One row a quantity and family it belongs to, in the order of the quantities.

    Columns are those of the frame ``claims`` without ``doc_id`` and ``paragraph``; missing is None.
    """
    text = source.text
    general = next(
        (family for family in families if family.name == "*"), Family("*", {}, frozenset())
    )
    others = tuple(family for family in families if family.name != "*")
    claims: list[Row] = []
    members: dict[int, list[Family]] = {}
    for i, quantity in enumerate(quantities):
        counted, unit, bare = quantity["counted"] or "", quantity["unit"] or "", _is_bare(quantity)
        able = _able(others, counted, unit, bare)
        if not able and not bare:
            continue
        scene = _scene(text, quantities, i)
        members[i] = [family for family, rule in able if _belongs(quantity, scene, family, rule)]
        if not members[i] and bare:
            members[i] = [
                family for family in others if _continues(quantity, scene, family, members)
            ]
        for family in members[i]:
            said = {"status": _status(scene, general), "cause": _cause(scene, general)}
            source = _attributed_to(scene, general)
            claims.append({**quantity, "family": family.name, **said, "attributed_to": source})
    return claims


# --- families


@cache  # the same rows make the same family, with the patterns that it has compiled
def _family(name: str, rows: tuple[Term, ...]) -> Family:
    terms: dict[tuple[str, str], list[str]] = {}
    for rule, unit, term in rows:
        terms.setdefault((rule, unit), []).append(term)
    special = {
        (unit, term) for (_, unit), group in terms.items() for term in group if term.startswith("<")
    }
    # one look at the sentence tells that no cue is there, one at the counted phrase that no noun is
    terms["hint", ""] = [term for rule in CUES for term in terms.get((rule, ""), [])]
    terms["noun", ""] = [
        term for key, group in terms.items() if key[0] in ("counted", "subject") for term in group
    ]
    patterns: dict[tuple[str, str], re.Pattern[str] | str] = {
        key: _pattern(group, key[0])
        for key, group in terms.items()
        if any(term[0] != "<" for term in group)
    }
    exclude, cue = terms.get(("exclude", "")), terms.get(("cue", ""))
    if exclude and cue:
        # the first half of "killed and expelled", "injured or displaced"
        word, joint = spelled(exclude), r"(?:,\s+|,?\s+(?:and|or)\s+)"
        patterns["joined", ""] = rf"{EDGE}{word}(?={joint}(?:{word}{joint})?{spelled(cue)}(?!\w))"
    return Family(name, patterns, frozenset(special))


def _pattern(terms: list[str], rule: str) -> str:
    """The terms of a rule, longest first; a subject must end the phrase, "just_before" the text."""
    words = [term for term in terms if not term.startswith("<")]
    gap = r"[\s,]+"
    limit = {"subject": "$", "just_before": r"\W*$"}.get(rule, r"(?!\w)")
    return f"{EDGE}(?P<x>{spelled(words, gap)}){limit}"


# --- what stands around


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(
        r"""[.!?\n](?:(?<!\n)(?<!\bMr\.)(?<!\bSt\.)(?<!\bDr\.)["”’)*]{0,3}\s+(?=["“(*A-Z\d])|(?<=\n)\s*\n)"""
    )


def _scene(text: str, quantities: list[Row], i: int) -> _Scene:
    start, end = quantities[i]["start"], quantities[i]["end"]
    left, right = text[max(0, start - SENTENCE) : start], text[end : end + SENTENCE]
    stops = [match.end() for match in _sentence_end().finditer(left + text[start : start + 1])]
    sentence = left[stops[-1] :] if stops else left
    previous = left[stops[-2] if len(stops) > 1 else 0 : stops[-1]] if stops else ""
    before, rival = _since_last_amount(text, quantities, i, sentence)
    stop = _sentence_end().search(right)
    after = _up_to_next_amount(
        right[: stop.start() + 1 if stop else len(right)].split(";", 1)[0], quantities, i
    )
    # "90,000 olive trees, out of 300,000": a bare number counts what the one beside it counts
    borrowed = (
        rival is not None
        and quantities[rival]["unit"] == "count"
        and start - quantities[rival]["end"] < 15
    )
    before = before.rsplit(";", 1)[-1]
    return _Scene(_flat(before), _flat(after), _flat(sentence), previous, rival, borrowed)


def _since_last_amount(
    text: str, quantities: list[Row], i: int, sentence: str
) -> tuple[str, int | None]:
    """The part of the sentence that no amount before claims, and which amount that is."""
    start = quantities[i]["start"]
    for j in range(i - 1, max(-1, i - 4), -1):
        if _rivals(quantities[j]):
            between = text[min(quantities[j]["end"], start) : start]
            if len(between) < len(sentence):
                return re.split(r",|\band\b", between)[-1], j
            break
    return sentence, None


def _up_to_next_amount(after: str, quantities: list[Row], i: int) -> str:
    """The rest of the sentence before the words that govern the next amount ("... and expelled 20,000")."""
    parts = False
    for other in quantities[i + 1 : i + 4]:
        gap = other["start"] - quantities[i]["end"]
        if gap >= len(after):
            break
        between = after[: max(gap, 0)]
        aside = re.match(r"\s*[,(–—-]\D{0,30}$", between) is not None
        parts = PARTS.match(between) is not None or (parts and AND_PART.search(between) is not None)
        if parts or (aside and other["unit"] == "percent" != quantities[i]["unit"]):
            # "31 civilians, including 5 children, were killed" · "200,000 people, a third of the population, were"
            over = other["end"] - quantities[i]["end"]
            after = " " * over + after[over:]
        elif _rivals(other):
            pieces = re.split(r",|\band\b", between)
            return " and ".join(pieces[:-1] or pieces)
    return after


def _rivals(quantity: Row) -> bool:
    """Can the quantity claim a cue for itself? A duration or a sum of money does not."""
    return quantity["unit"] in ("persons", "percent", "count", None)


def _flat(words: str) -> str:
    return f" {' '.join(words.replace(chr(0xAD), '').replace('¬', '').split())} "


# --- membership


@lru_cache(maxsize=10_000)
def _able(
    families: tuple[Family, ...], counted: str, unit: str, bare: bool
) -> list[tuple[Family, str]]:
    """The families that such a quantity may belong to, each with the rule that says so."""
    return [(family, rule) for family in families if (rule := _rule(family, counted, unit, bare))]


def _rule(family: Family, counted: str, unit: str, bare: bool) -> str | None:
    """By which rule of the family may such a quantity belong: "counted", "subject" (a cue is needed), or none?

    A subject is a word, any people, any proper name, or nothing at all, as the rows of the family say.
    """
    asked = (unit, "")
    named = family.find("noun").search(f" {counted}")
    if named and any(family.find("counted", one).search(f" {counted}") for one in asked):
        return "counted"
    if named and unit == "percent" and family.find("counted", "persons").search(f" {counted}"):
        return None  # a breakdown of the family: "80 per cent of the refugees are women"
    money = ("unit", "money") in family.patterns and re.fullmatch("[A-Z]{3}", unit) is not None
    head = counted.split(" of ")[0]
    wanted = {term for one, term in family.special if one in asked}
    if money or ("unit", unit) in family.patterns or ("<none>" in wanted and bare):
        return "subject"
    if named and any(family.find("subject", one).search(f" {head}") for one in asked):
        return "subject"
    last = head.split()[-1] if head else ""
    people = unit == "persons" or names_people(last)
    persons = "<persons>" in wanted and people and unit in ("persons", "percent")
    return (
        "subject" if persons or ("<name>" in wanted and last[:1].isupper() and not people) else None
    )


def _belongs(quantity: Row, scene: _Scene, family: Family, rule: str) -> bool:
    """Do the rows of the family admit the quantity where it stands?"""
    if rule == "subject" and not family.find("hint").search(scene.sentence + scene.after):
        return False
    if family.find("exclude").search(f" {quantity['quote']}"):
        return False
    before, after = (family.find("ignore").sub(" ", part) for part in (scene.before, scene.after))
    before, after = (family.find("joined").sub(" ", part) for part in (before, after))
    excluded = _distance(before, after, family, "exclude", "exclude_before")
    if rule == "counted":
        return excluded > TOUCH
    excluded = min(excluded, _distance(before, after, family, "exclude_subject"))
    if (scene.borrowed and _is_bare(quantity)) or _out_of_place(scene, family):
        return False
    nearest = (
        0
        if family.find("just_before").search(before)
        else _distance(before, after, family, *CUES[:3])
    )
    return nearest < CUE and (nearest == 0 or nearest < excluded)


def _distance(before: str, after: str, family: Family, *rules: str) -> int:
    """Characters from the quantity to the nearest term of the rules; ``FAR`` where there is none."""
    nearest = FAR
    for rule in rules:
        if not rule.endswith("after"):
            nearest = min(
                [
                    nearest,
                    *(len(before) - match.end() for match in family.find(rule).finditer(before)),
                ]
            )
        if not rule.endswith("before") and (match := family.find(rule).search(after)):
            nearest = min(nearest, match.start("x"))
    return nearest


def _is_bare(quantity: Row) -> bool:
    """A large or vague number without a noun of its own: "5 million live in Africa", "800,000 of them"."""
    large = quantity["value"] is None or quantity["value"] >= 100
    whose = quantity["counted"] is None or quantity["counted"].lower() in PRONOUNS
    return large and whose and quantity["unit"] in (None, "persons")


def _out_of_place(scene: _Scene, family: Family) -> bool:
    return (
        family.find("exclude_around").search(_flat(scene.previous) + scene.sentence + scene.after)
        is not None
    )


def _continues(
    quantity: Row, scene: _Scene, family: Family, members: dict[int, list[Family]]
) -> bool:
    """Does a number without a noun take it from the claim just before: "10 million refugees, 5 million in Africa"?

    At the start of a sentence, from the last sentence: "... so many refugees. Thousands live in camps".
    """
    if scene.rival is not None:
        follows = family in members.get(scene.rival, []) and not family.find("part").search(
            scene.after[: CUE // 2]
        )
    else:
        previous = family.find("ignore").sub(" ", _flat(scene.previous))
        opens = not scene.sentence.strip() and quantity["counted"] is None
        follows = opens and any(
            family.find("counted", unit).search(previous) for unit in ("persons", "")
        )
    return (
        follows
        and _distance(scene.before, scene.after, family, "exclude") >= CUE
        and not _out_of_place(scene, family)
    )


# --- status and cause


def _status(scene: _Scene, general: Family) -> str:
    # "the claim that (20 per cent ...) is false": denied whatever else is said of it
    if general.find("denied_before").search(scene.before) or general.find("denied_after").search(
        scene.after[:100]
    ):
        return "negated"
    before, after = (
        general.find("polite").sub(" ", part) for part in (scene.before[-100:], scene.after[:60])
    )
    for status in STATUSES:
        pattern = general.find(status)
        near = pattern.search(
            before[-TOUCH * 3 :] if status == "returned" else before
        ) or pattern.search(after)
        # "the right to return", "prevented from returning": wished for, and nobody has returned
        wished = status == "returned" and general.find("not_returned").search(
            scene.before[-80:] + scene.after[:100]
        )
        if (near and not wished) or general.find(f"{status}_before").search(scene.before[-100:]):
            return status
    return "asserted"


def _attributed_to(scene: _Scene, general: Family) -> str | None:
    """Whom the text has the number from, verbatim but for line breaks; None unless a construction says so.

    "according to X", "estimated by X", on either side; "X estimates that" before the quantity.
    """
    grammar = _grammar(general)
    near = REBUTS.split(scene.sentence[-2 * CUE :])[-1]
    said = grammar["says"].finditer(near) if grammar["speaks"].search(near) else ()
    found = [*grammar["from"].finditer(scene.after[:CUE])][:1]
    found += [*grammar["from"].finditer(near), *said][-1:]
    names = [match["x"] or match["y"] for match in found]
    return next((name for name in names if not general.find("no_source").search(f" {name}")), None)


def _cause(scene: _Scene, general: Family) -> str | None:
    """What the clause blames, verbatim but for line breaks; None unless one of a few constructions says so.

    After the quantity: "resulting from X", "occupied by X", "under occupation of X". Before it: "as a result of
    X,", "X which has resulted in", "X have occupied". X must hold a word for a cause, or name an agent.
    """
    grammar = _grammar(general)
    for match in (
        grammar["resulting"].search(scene.after),
        grammar["opening"].search(scene.sentence),
    ):
        if match and (cause := _trimmed(match["x"], grammar)):
            return cause
    if match := grammar["by"].search(scene.after) or grammar["held"].search(scene.after):
        return match["x"].strip()
    found = list(grammar["resulted"].finditer(scene.sentence))
    if found and len(scene.sentence) - found[-1].end() < CUE // 3:
        return found[-1]["x"].strip().removesuffix(" and")
    deeds = list(general.find("deed").finditer(scene.before))
    if deeds and (match := grammar["agent"].search(scene.before[: deeds[-1].start("x")])):
        return match["x"].strip()
    return None


@cache
def _grammar(general: Family) -> dict[str, re.Pattern[str]]:
    def terms(rule: str) -> str:
        return r"(?<!\w)" + general.find(rule).pattern.removeprefix(EDGE).replace("(?P<x>", "(?:")

    stop = spelled(row["term"] for row in load_table("counted_nouns") if row["kind"] == "stop")
    name = rf"(?!{terms('no_agent')})[A-Z][\w'’-]+"
    # "the brutal aggression" · "Armenian aggression" · "aggression"
    adjectives = r"(?:[Tt]he|[Tt]his|its|their)\s+(?:(?!of\b|in\b|by\b|to\b|and\b)[\w-]+\s+){0,3}"
    cause = rf"(?:{adjectives}|(?:{name}\s+){{0,2}}){terms('cause_noun')}"
    # "the Armenian armed forces" · "the armed forces of Armenia" · "the Republic of Armenia"
    agent = (
        rf"(?:[Tt]he\s+)?(?:{name}\s+(?:of\s+)?){{1,4}}(?:[a-z-]+\s+)?{terms('agent_noun')}"
        rf"|(?:[Tt]he\s+)?(?:{terms('agent_noun')}\s+of\s+(?:the\s+)?)?{name}(?:\s+(?:of\s+(?:the\s+)?)?{name}){{0,4}}"
    )
    # "the Office of the High Commissioner for Refugees" · "UNHCR figures" · "official statistics"
    title = rf"(?:[A-Z]{{3,}}\b|{name})"
    office = rf"(?:[Tt]he\s)?{title}(?:\s(?:(?:of|for|and|on)\s(?:the\s)?)?{title}){{0,9}}"
    adjective = r"(?:(?!the\b|our\b|its\b|their\b)[a-z-]+\s){0,2}"
    papers = (
        rf"(?:{office}(?:['’]s?)?\s{adjective}{terms('source_noun')}"
        rf"|(?:[Tt]he\s)?{adjective}{terms('source_noun')}(?:\s(?:of|by|from)\s{office})?)"
    )
    has = r"(?:(?:has|have|had|also|now|recently)\s)?(?=[a-z])"
    # after a whole name: not "by the Armenian occupation"
    closed = rf"(?=\s*$|\s*[^\w\s]|\s(?:{stop})(?!\w))"
    auxiliary = (
        r"(?:(?:have|has|had|still|now|also|continues?|continued|to|militarily|illegally)\s+){0,4}"
    )
    patterns = {
        # "resulting from Armenian aggression and magnitude of"
        "resulting": rf"^(?:(?!,\sand\s)[^.;]){{0,100}}?{terms('cause_after')}\s(?P<x>[^.;,]{{3,160}})",
        # "As a result of the aggression of Armenia, (20 per cent)"
        "opening": rf"{terms('cause_after')}\s(?P<x>[^.;,]{{3,160}}),\s*$",
        # "is now occupied by Armenian troops" · "by the Russian Federation"
        "by": rf"^(?:[^.;,]{{0,60}}?{terms('deed')}(?:\s\w+){{0,2}})?\sby\s(?P<x>{agent}){closed}",
        # "under occupation of the Armenian armed forces"
        "held": rf"^[^.;,]{{0,60}}?{terms('held_by')}\s(?P<x>{agent}){closed}",
        # "aggression by A against B which has resulted in"
        "resulted": rf"(?<!\w)(?P<x>{cause}(?:(?!{terms('breaks')})[^,;.]){{0,100}}?),?\s"
        rf"(?:(?:which|that|has|have|had|also)\s+){{0,3}}{terms('cause_before')}",
        # "Armenian forces continue to (occupy)"
        "agent": rf"(?<!\w)(?P<x>{agent})\s+{auxiliary}$",
        # "according to the Office of the United Nations High Commissioner for Refugees" · "estimated by UNICEF"
        "from": rf"{terms('source_before')}\s(?:(?P<x>{papers})|(?P<y>{office}))(?!\w)",
        # "the World Bank estimates that" · "UNHCR figures show"
        "says": rf"(?<!\w)(?:(?P<x>{office})\s{has}{terms('source_verb')}"
        rf"|(?P<y>{papers})\s{has}{terms('source_shows')})",
        "speaks": rf"{terms('source_verb')}|{terms('source_shows')}",
        "breaks": terms("breaks"),
        "cause": rf"^(?:\S+\s+){{0,3}}{terms('cause_noun')}",
    }
    return {key: re.compile(pattern) for key, pattern in patterns.items()}


def _trimmed(words: str, grammar: dict[str, re.Pattern[str]]) -> str | None:
    """X up to where it stops being a cause: what "and" joins on stays only if it is a cause as well."""
    parts = re.split(r"\s+and\s+", grammar["breaks"].split(words)[0])
    kept = next(
        (i for i, part in enumerate(parts) if not grammar["cause"].search(part)), len(parts)
    )
    return " and ".join(parts[:kept]).strip() or None
