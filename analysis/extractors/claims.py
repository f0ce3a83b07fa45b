"""Which amounts belong to a family of claims: what is counted, what is done to it in its clause.

A family is rows of ``data/vocabulary/claim_families.csv`` (or of a user's table of the same form);
``data/columns.csv`` says what each ``rule`` does.

``unit``, in ``counted`` and ``subject`` rows, is the unit the amount must have; empty is any. A
term in angle brackets ("<violence>") is a class of ``data/vocabulary/deeds.csv``: every term of the
class, each on its side of the amount.
"""

import re
from collections import defaultdict
from functools import cached_property, lru_cache
from typing import Any

from analysis.extractors.counted import PRONOUNS, names_people
from analysis.extractors.scene import Scene, counted_by, flat, scene_of, sentence_around, whole_of
from analysis.terms import compiled, lowered
from analysis.text import Text
from analysis.vocabulary import Vocabulary, VocabularyError

Row = dict[str, Any]
SIDED = ("cue", "exclude", "exclude_subject")
SPECIAL = ("<persons>", "<name>", "<none>")
# how far from the amount a cue counts; how far an exclusion overrules a counted noun; what a comma
# adds to the distance; farther than anything
CUE, TOUCH, COMMA, FAR = 150, 30, 12, 9999
# how far behind "ten years of" it is said what lasted
OF = 45
# a second noun of a share: "half of whose towns and territory"
_AND_NOUN = compiled(r"\s+and\s+(?:(?:the|its|their|our)\s+)?(\w+)")
# a number that opens so takes its noun from the sentence before: "Of these 300", "They number 300"
_OF_THESE = compiled(
    r"\s*(?:(?:of|among)\s+(?:these|those|them|whom)\b"
    r"|(?:\w+,?\s)?(?:they|their\snumbers?)\s(?:[a-z]+\s){0,3}\Z"
    r"|there\s(?:are|were)\s(?:\w+\s)?\Z)",
    re.I,
)
# where another thing begins to be said
_BOUNDARY = re.compile(r",|\b(?:while|when|where|because|although|but|until|after|before)\b")
# what follows a small number that stands for people: "26 were wounded"
_ALONE = compiled(r"\s(?:others\s)?(?:was|were|have\sbeen|had\sbeen)\b")
# a window of time: "during the past 15 years, ...", not "the past 15 years of war"; "these 30"
_WINDOW = re.compile(
    r"\b(?:in|during|within|through|over|of|at|to) "
    r"(?:(?:the|these|those) (?:last|past|previous|recent)|these|those) \Z"
)
# how soon, not how long: "in less than two months", "within only ten days"
_SOON = re.compile(
    r"\b(?:in|within|inside) "
    r"(?:just|only|barely|scarcely|merely|a mere|less than|under|fewer than) "
)
# what begins anew: "In spite of the Charter, for (ten years) they have waged war"
_ANEW = re.compile(r"\A.*,(?= (?:and |but |yet |now )?(?:for|after) \Z)")
# what is told of the counted ones themselves: "to protect 700 people who (were killed)"
_WHO = re.compile(r"(?: [a-z'’-]+){0,3},? who ")
_HAS = re.compile(r"(?: [a-z]+){0,3} (?:has|have|had) ")
# "ten years of" what is named
_OF_WHAT = re.compile(r" of (?!(?:it|them|this|that|these|which|whom)\b)")
_NOTHING = re.compile(r"\0(?<!\0)")  # found out at once
_LIMITS = {"subject": "$", "just_before": r"\W*$"}


class Family:
    """One family: for each rule and unit the pattern of its terms, compiled when asked for."""

    def __init__(self, name: str, rows: list[tuple[str, str, str]]) -> None:
        terms: dict[tuple[str, str], list[str]] = defaultdict(list)
        for rule, unit, term in rows:
            terms[rule, unit].append(term)
            if rule.startswith("cue") or rule == "just_before":
                terms["hint", ""].append(term)  # one look tells that no cue is there
            if rule in ("counted", "subject"):
                terms["noun", ""].append(term)
        self.name, self._terms = name, dict(terms)
        self._patterns: dict[tuple[str, str], re.Pattern[str]] = {}

    def has(self, rule: str, unit: str = "", term: str = "") -> bool:
        """Has the family such a rule (with that term)?"""
        known = self._terms.get((rule, unit), ())
        return term in known if term else bool(known)

    def find(self, rule: str, unit: str = "") -> re.Pattern[str]:
        """The pattern of a rule; it matches nothing where the family has no such rule."""
        if (rule, unit) not in self._patterns:
            words = [term for term in self._terms.get((rule, unit), ()) if term not in SPECIAL]
            limit = _LIMITS.get(rule, r"(?!\w)")
            # "a 1,200-strong army" and "a 10-year-old boy" as well
            gap, begins = "[ ,-]{1,3}", r"[^a-z](?:(?<=[^\w-])|(?<=\d)(?=-)|(?<=\s-))"
            if rule == "hint":  # looked for in the text as printed, behind any mark: a quick look
                gap, begins = r"[\s,-]{1,12}", "[^a-z]"
            pattern = rf"{begins}(?P<x>{lowered(words, gap)}){limit}"
            self._patterns[rule, unit] = re.compile(pattern) if words else _NOTHING
        return self._patterns[rule, unit]

    @cached_property
    def done_by(self) -> re.Pattern[str]:
        """What rules an amount out by doing the deed: "farms now occupy"."""
        doers, cues = self._terms.get(("doer", ""), []), self._terms.get(("hint", ""), [])
        verb = rf"\s(?:(?!of\b)\w+,?\s){{0,3}}{lowered(cues)}(?!\w)"
        return re.compile(rf"(?<!\w){lowered(doers)}{verb}") if doers and cues else _NOTHING

    @cached_property
    def mixed(self) -> re.Pattern[str]:
        """A word of the family joined to what excludes: "dead, wounded and displaced"."""
        exclude, cue = (self._terms.get((rule, ""), []) for rule in ("exclude", "cue"))
        cue = cue + self._terms.get(("counted", "persons"), [])
        if not exclude or not cue:
            return _NOTHING
        own, other = lowered(cue), lowered(exclude)
        joint = r"(?:,\s|,?\s(?:and|or)\s(?:[a-z]+\s)?)"  # "police officers and civilian staff"
        chain = rf"{joint}(?:[a-z]+{joint})?"
        return re.compile(rf"(?<!\w)(?:{own}{chain}{other}|{other}{chain}{own})(?!\w)")


@lru_cache(maxsize=10_000)
def _able(
    families: tuple[Family, ...], counted: str, unit: str, *, bare: bool
) -> list[tuple[Family, str]]:
    """The families that such an amount may belong to, each with the rule that says so."""
    rules = ((family, _rule(family, counted, unit, bare)) for family in families)
    return [(family, rule) for family, rule in rules if rule]


def find_claims(text: Text, quantities: list[Row]) -> list[Row]:
    """One row an amount and family it belongs to, in the order of the amounts.

    Columns are those of the frame ``claims`` that neither ``evidence`` nor ``scope`` nor ``saying``
    adds; missing is None.
    """
    known = text.words.once(_families)
    claims: list[Row] = []
    members: dict[int, list[Family]] = {}
    for i, quantity in enumerate(quantities):
        bare = _is_bare(quantity, text, known)
        unit = quantity["unit"] or (whole_of(text.text, quantities, i) or {}).get("unit") or ""
        able = _able(known, counted_by(text.text, quantities, i) or "", unit, bare=bare)
        if unit == "percent" and (second := _AND_NOUN.match(text.text, quantity["end"])):
            more, held = _able(known, second[1], unit, bare=bare), dict(able)
            able = able + [pair for pair in more if pair[0] not in held]
        if not able and not bare:
            continue
        opens, closes = sentence_around(text, quantity)
        near_by = f" {text.low(opens, closes)}"
        # a quick test: what is no more than a ``subject`` needs a cue in its sentence
        able = [
            (one, rule)
            for one, rule in able
            if rule == "counted" or one.find("hint").search(near_by)
        ]
        if not able and not bare:
            continue
        scene = scene_of(text, quantities, i, (opens, closes))
        said = f" {text.low(quantity['start'], quantity['end'])}"
        found = [family for family, rule in able if _belongs(said, quantity, scene, family, rule)]
        if not found and bare and not _has_label(text.text, quantities, i, scene.rival):
            found = [family for family in known if _continues(scene, family, members, quantity)]
        whole = members.get(scene.whole, []) if scene.whole is not None else []
        if whole and unit != "count":
            found = _of_whole(whole, found, able, said)
        members[i] = found
        for family in found:
            claims.append({**quantity, "family": family.name})
    return claims


# --- families


def _families(words: Vocabulary) -> tuple[Family, ...]:
    """The families of a vocabulary; a class that no row of ``deeds`` names is an error."""
    deeds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in words.table("deeds"):
        side = "" if row["side"] == "either" else f"_{row['side']}"
        deeds[f"<{row['deed']}>"].append((side, row["term"]))
    grouped: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in words.table("claim_families"):
        rule = row["rule"]
        if row["term"].startswith("<") and row["term"] not in (*deeds, *SPECIAL):
            known = ", ".join((*SPECIAL, *deeds))
            place = f"claim_families: {row['family']} / {rule}"
            raise VocabularyError(f"{place}: no class {row['term']}; must be one of {known}")
        unit = row["unit"] if rule in ("counted", "subject", "unit") else ""
        for side, term in deeds.get(row["term"], [("", row["term"])]):
            grouped[row["family"]].append((rule + side if rule in SIDED else rule, unit, term))
    return tuple(Family(name, rows) for name, rows in grouped.items())


def _rule(family: Family, counted: str, unit: str, bare: bool) -> str | None:
    """By which rule may such an amount belong: "counted", "subject" (a cue is needed), or none?"""
    asked, low = (unit, ""), f" {counted.lower()}"
    named = family.find("noun").search(low)
    if named and any(family.find("counted", one).search(low) for one in asked):
        return "counted"
    if named and unit == "percent" and family.find("counted", "persons").search(low):
        return None  # a breakdown of the family: "80 per cent of the refugees are women"
    money = family.has("unit", "money") and re.fullmatch("[A-Z]{3}", unit) is not None
    head = counted.split(" of ")[0]
    if money or family.has("unit", unit) or (bare and _has(family, "<none>", asked)):
        return "subject"
    if named and any(family.find("subject", one).search(f" {head.lower()}") for one in asked):
        return "subject"
    last = head.split()[-1] if head else ""
    people = unit == "persons" or names_people(last)
    persons = people and unit in ("persons", "percent") and _has(family, "<persons>", asked)
    name = last[:1].isupper() and not people and _has(family, "<name>", asked)
    return "subject" if persons or name else None


def _has(family: Family, special: str, units: tuple[str, str]) -> bool:
    return any(family.has("subject", unit, special) for unit in units)


# --- membership


def _belongs(said: str, quantity: Row, scene: Scene, family: Family, rule: str) -> bool:
    """Do the rows of the family admit the amount where it stands?"""
    near_by = f"{said}{scene.after[:TOUCH].rstrip()}"
    mixed = family.find("exclude").search(flat(near_by)) and family.mixed.search(near_by)
    told = scene.after[max(mixed.end() - len(said), 0) :] if mixed else scene.after
    touched = family.find("just_before").search(scene.before)
    inside = family.find("exclude").search(said)
    inside = inside or family.find("exclude_after").search((quantity["counted"] or "").lower())
    if inside and not (mixed or touched):
        return False
    lasting = family.has("unit", quantity["unit"])
    if lasting and (_is_soon(said, scene) or _is_window(scene, family)):
        return False
    if lasting and _OF_WHAT.match(scene.after) and not touched:
        what = scene.after[:OF].split(",")[0]
        if not family.find("cue").search(f"{scene.before[-OF // 2 :]}{what} "):
            return False  # "a decade of diplomacy in a world that was at war"
    if family.has("needs") and not family.find("needs").search(
        scene.previous + scene.sentence + scene.after
    ):
        return False
    before = _ANEW.sub("", scene.before) if lasting else scene.before
    before, after = (family.find("ignore").sub("  ", part) for part in (before, told))
    excluded = _distance(before, after, family, "exclude")
    if rule == "counted":
        return excluded > TOUCH and _is_in_place(said, scene, family)
    if family.done_by.search(before):
        return False
    excluded = min(excluded, _distance(before, after, family, "exclude_subject"))
    nearest = _distance(before, after, family, "cue")
    if mixed or (touched and _is_told_of(scene.before[: touched.start("x")], family)):
        nearest = 0
    if quantity["unit"] != "percent" and _cue_inside(said, scene, family):
        nearest = 0
    if (who := _WHO.match(after)) and _distance("", after[who.end() - 1 :], family, "cue") < TOUCH:
        nearest = 0
    governed = nearest < CUE and (nearest == 0 or nearest < excluded)
    return governed and _is_in_place(said, scene, family)


def _is_told_of(subject: str, family: Family) -> bool:
    """Is what stands before "lasted for" of the family: "the war that", not "a peace that"?"""
    near = min(TOUCH, _distance(subject, "", family, "cue"))
    return _distance(subject, "", family, "exclude") >= near


def _is_soon(said: str, scene: Scene) -> bool:
    """Does it say when something was done: "ten years after the war"? Not "in ten years of war"."""
    if scene.after.startswith(" after "):
        return not scene.before.endswith("for ")
    soon = _SOON.search(f"{scene.before[-16:]}{said[1:13]}") is not None
    return soon and not scene.after.startswith(" of ")


def _is_window(scene: Scene, family: Family) -> bool:
    """Not "in the past ten years of war", "the war (that has raged) over the past ten years"."""
    window, cue = _WINDOW.search(scene.before), family.find("cue")
    if window is None or scene.after.startswith(" of "):
        return False
    behind = cue.search(scene.after[:TOUCH])
    if behind and behind.start("x") < len(" the long "):
        return False
    ends = [match.end() for match in cue.finditer(scene.before)]
    of_it = ends[-1:] == [window.start() - 1] and scene.before.startswith("of ", window.start())
    return not (of_it or any(_HAS.match(scene.before, end) for end in ends))


def _cue_inside(said: str, scene: Scene, family: Family) -> bool:
    """Does a cue begin inside the amount: "seven occupied districts", "a 1,200-strong army"?"""
    if family.find("cue").search(said):
        return True
    behind = family.find("cue_after").search(f"{said}{scene.after[:TOUCH].rstrip()}")
    return behind is not None and behind.start("x") < len(said)


def _distance(before: str, after: str, family: Family, rule: str) -> int:
    """How far the nearest term of the rule is: characters, and something for each comma between."""
    nearest = FAR
    for side in ("", "_before"):
        ends = [match.end() for match in family.find(rule + side).finditer(before)]
        if ends:
            nearest = min(nearest, _far(before[ends[-1] :]))
    for side in ("", "_after"):
        if match := family.find(rule + side).search(after):
            nearest = min(nearest, _far(after[: match.start("x")]))
    return nearest


def _far(between: str) -> int:
    return len(between) + COMMA * len(_BOUNDARY.findall(between))


def _of_whole(
    whole: list[Family], found: list[Family], able: list[tuple[Family, str]], said: str
) -> list[Family]:
    """A part has the families of its whole: "300,000 lives - 15 per cent of the population".

    Not one that the family leaves out: "300,000 refugees, among them 100,000 children".
    """
    possible = [family for family, _ in able] if "per cent" in said or "%" in said else found
    return [one for one in possible if one in whole and not one.find("part").search(said)]


def _is_bare(quantity: Row, text: Text, families: tuple[Family, ...]) -> bool:
    """Is it large, vague or by its verb ("killed 61"), without a noun: "5 million live there"?"""
    counted = (quantity["counted"] or "").lower()
    whose = not counted or counted in PRONOUNS
    if counted != "others" and not (whose and quantity["unit"] in (None, "persons")):
        return False
    large = quantity["value"] is None or quantity["value"] >= 100
    if large or _ALONE.match(text.text, quantity["end"]):
        return True
    before = text.low(max(0, quantity["start"] - TOUCH), quantity["start"])
    able = [one for one in families if one.has("subject", term="<none>")]
    touched = any(one.find("just_before").search(before) for one in able)
    ends = [match.end() for one in able for match in one.find("cue").finditer(before)]
    return touched or max(ends, default=0) >= len(before.rstrip())


def _is_in_place(said: str, scene: Scene, family: Family) -> bool:
    """Does the sentence speak of what the family is about, and of nothing else that is nearer?"""
    if not family.find("exclude_around").search(scene.previous + scene.sentence + scene.after):
        return True
    if family.find("around").search(said):
        return True
    before = family.find("ignore").sub("  ", scene.previous + scene.sentence)
    other = _distance(before, scene.after, family, "exclude_around")
    if _distance(before, scene.after, family, "around") < other:
        return True
    # "conflicts and natural disasters": of two that stand side by side both count
    return _distance(before, "", family, "around") < other + 2 * TOUCH


def _has_label(text: str, quantities: list[Row], i: int, rival: int | None) -> bool:
    """Does a number say what it counts by itself: "killed: 300; houses: 200"?"""
    return rival is not None and ":" in text[quantities[rival]["end"] : quantities[i]["start"]]


def _continues(
    scene: Scene, family: Family, members: dict[int, list[Family]], quantity: Row
) -> bool:
    """Does a number take its noun from the claim before: "9,000 refugees, 5,000 in Africa"?

    At the start of a sentence, from the last sentence: "... so many refugees. Thousands live in".
    """
    if scene.rival is not None:
        breakdown = family.find("part").search(scene.after[: CUE // 2])
        follows = family in members.get(scene.rival, []) and not breakdown
    else:
        previous = family.find("ignore").sub("  ", scene.previous)
        opens = quantity["counted"] is None and (
            len(scene.sentence) < 4 or _OF_THESE.match(scene.sentence) is not None
        )
        units = ("persons", "") if opens else ()
        follows = any(family.find("counted", unit).search(previous) for unit in units)
    excluded = follows and _distance(scene.before, scene.after, family, "exclude") < CUE
    return follows and not excluded and _is_in_place("", scene, family)
