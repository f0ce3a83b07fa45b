"""Which amounts belong to a family of claims: what is counted, what is done to it in its clause."""

import re
from typing import Any

from analysis.extractors.counted import PRONOUNS
from analysis.extractors.families import Family, able_families, families_of
from analysis.extractors.scene import Around, Scene
from analysis.terms import compiled
from analysis.text import Text

Row = dict[str, Any]
# how far from the amount a cue counts; how far an exclusion overrules a counted noun; what a comma
# adds to the distance; farther than anything
CUE, TOUCH, COMMA, FAR = 150, 30, 12, 9999
# how far behind "ten years of" it is said what lasted
OF = 45
# a number that opens so takes its noun from the sentence before: "Of these (300)"
_OF_THESE = compiled(
    r"\s*(?:(?:of|among)\s+(?:these|those|them|whom)\b|there\s(?:are|were)\s(?:\w+\s)?\Z"
    r"|(?:\w+,?\s){1,4}(?:has|have|hosts?|shelters?|feeds?|houses?|number)\s(?:\w+\s)?\Z)"
)
# where another thing begins to be said
_BOUNDARY = re.compile(r",|\b(?:while|when|where|because|although|but|until|after|before)\b")
# a window of time, or how soon: "during the past 15 years, ...", "in 3 days", not "15 years of war"
_WINDOW = re.compile(
    r"\b(?:(?P<soon>in|within|inside)(?: \w+ly| just| a mere)?"
    r"|(?:in|during|within|through|over|of|at|to) "
    r"(?:(?:the|these|those) (?:last|past|previous|recent)|these|those)) \Z"
)
_HAS = re.compile(r"(?: [a-z]+){0,3} (?:has|have|had|[a-z]+ing) ")
# a deed before the amount that has its own object: "(who killed) the mayor now number (40)"
_HAS_OBJECT = re.compile(
    r"(?!.*\b(?:(?:and|or) (?!\S+ed |brought |took )|of |with |including |as )(?:\S+ ){0,3}\Z)"
    r"(?:[^ ,:;()–—-]{1,30} ){2,30}(?<!ing )\Z"
)
# between a deed and the amount: "Killed( in the raid were) 40 people", "killed(, in the raid,) 40"
_ASIDE = re.compile(
    r"(?:(\A (?:also )?(?:[a-z]+ed|shot|slain))\b.*(?: (?:was|were|are)|:)"
    r"|, (?:in|during|on|at|after|before|since|near|by|with|as|according to) [^,]{1,60},) \Z"
    r"|, (?:according to|as|not to|which|who) [^;]{1,120},(?= (?:is|are|was|were) \Z"
    r"| (?:stands|stood) at \Z| (?:amount|come|came|total|reach)\w* (?:to )?\Z)"
)
# before those of whom something else is spoken of: "the bodies of (300 soldiers)"
_OF_OWNED = (" of ", " of the ", " of our ", " of its ")
# what is told of others: "40 farmers (whose friends were killed)", "have met the men (who were)"
_OF_OTHERS = re.compile(
    r" (?:whose|(?:when|while|where|because|after|until|before)"
    r" (?:the|their|its|our|his|an?|some|other))\b[^,]*| in order to (?!be\b).*"
    r"|(?:(?<=ed)|(?<= have)|(?<= has)|(?<= will))(?: [^ ,]{1,20}){1,9}? who .*"
)


def find_claims(text: Text, quantities: list[Row]) -> tuple[list[Row], list[Around]]:
    """One row an amount and family it belongs to, in their order; and what stands around each.

    Columns are those of the frame ``claims`` that neither ``evidence`` nor ``scope`` nor ``saying``
    adds; missing is None.
    """
    known = text.words.once(families_of)
    claims: list[Row] = []
    around: list[Around] = []
    members: dict[int | None, list[Family]] = {}
    for i, quantity in enumerate(quantities):
        scene = Scene(text, quantities, i)
        # a quick test: what is no more than a ``subject`` needs a cue in its sentence
        able = [
            (family, rule)
            for family, rule in able_families(known, scene.nouns, scene.unit, bare=scene.bare)
            if rule == "counted" or family.find("hint").search(f" {scene.printed}")
        ]
        if not able and not scene.bare:
            continue
        scene.look_around()
        found = [family for family, rule in able if _belongs(scene, family, rule)]
        found = [family for family in found if _is_in_place(scene, family)]
        if scene.nouns[1:]:  # "half of whose towns and territory": the earlier family has it alone
            found = found[:1]
        if not found and scene.bare and not scene.labelled:
            last = None if scene.rival is None else members.get(scene.rival, [])
            found = [family for family in known if _continues(scene, family, last)]
        whole = members.get(scene.whole)
        if whole and scene.unit != "count":
            # a part has the families of its whole: "300,000 lives - 15 per cent of the population";
            # not one that leaves it out: "300,000 refugees, among them 100,000 children"
            possible = [family for family, _ in able] if scene.unit == "percent" else found
            shared = [family for family in possible if family in whole]
            found = [family for family in shared if not family.find("part").search(scene.said)]
        members[i] = found
        around += [scene.around] * len(found)
        for family in found:  # "killing 613": who is counted is left out, and the family says it
            people = family.terms["counted", "persons"]
            unit = quantity["unit"] or ("persons" if people else scene.unit or "count")
            claims.append({**quantity, "family": family.name, "unit": unit})
    return claims, around


# --- membership


def _belongs(scene: Scene, family: Family, rule: str) -> bool:
    """Do the rows of the family admit the amount where it stands?"""
    joined, touched = _joined(scene, family), _touching(scene, family)
    suffers = _suffers(scene, family)
    told = touched or suffers or joined is not None
    if not told:
        other = family.find("exclude_after").search(scene.counted)
        if suffers is False or other or family.find("excluded").search(f"{scene.said} "):
            return False
    if family.terms["unit", scene.amount["unit"]] and not _lasts(scene, family):
        return False
    if family.terms["needs", ""] and not family.find("needs").search(scene.ahead + scene.after):
        return False
    if scene.counted in PRONOUNS and family.find("part").search(scene.after[:12]):
        return False  # "3 million people, 60 per cent of them children"
    before, after = _told(scene, family, joined or 0)
    if rule == "counted":
        before, after = _BOUNDARY.split(before)[-1], _BOUNDARY.split(after, maxsplit=1)[0]
        return _distance(before, after, family, "exclude") > TOUCH
    if family.terms["doer", ""] and family.done_by.search(f"{scene.sentence[-90:]};{scene.rest}"):
        return False
    if told or _cue_inside(scene, family):
        return True
    return _is_near(scene, family, before, after)


def _joined(scene: Scene, family: Family) -> int | None:
    """How many characters behind the amount hold a word that is joined to one of the family.

    "(300) dead, wounded and displaced" belongs to two families; None where there is no such word.
    """
    ahead = scene.before[-TOUCH:]
    near_by = f"{ahead}{scene.said}{scene.after[: 2 * TOUCH].rstrip()}"
    hint = family.find("excluded").search(near_by)
    if hint is None or family.find("ignore_after").search(near_by):
        return None
    found = family.mixed.search(near_by)
    if found is None or ahead[found.end() :].strip():
        return None  # not of the amount
    return max(found.end() - len(ahead + scene.said), 0)


def _suffers(scene: Scene, family: Family) -> bool | None:
    """Is the deed that is done to the counted ones the family's: "(70 refugees) were shot"?

    False if it rules the amount out ("were rescued"), None where there is none.
    """
    told: bool | None = None
    (_, cues), (_, excluded) = family.sides("cue"), family.sides("exclude")
    for at in scene.predicates if scene.counted else ():
        if any(one.match(scene.clause, at) for one in excluded):
            told = None if scene.before.endswith(_OF_OWNED) else False
        elif any(one.match(scene.clause, at) for one in cues):
            return not family.find("active").match(scene.clause, at)
    return told


def _touching(scene: Scene, family: Family) -> bool:
    """Does a cue touch the amount: "killed (61)"?"""
    touched = family.find("just_before").search(scene.before)
    if touched and scene.before.endswith("the ", 0, touched.start("x")):
        return False  # no verb: "in the massacre (25 women were spared)"
    if touched and family.terms["unit", scene.amount["unit"]]:
        subject = scene.before[: touched.start("x")]  # "the war that lasted for", not "a peace"
        own = min(TOUCH, _distance(subject, "", family, "cue"))
        return _distance(subject, "", family, "exclude") >= own
    return touched is not None


def _lasts(scene: Scene, family: Family) -> bool:
    """Does a time say how long something of the family lasted, and not when it was, or how soon?"""
    before, after, cue = scene.before, scene.after, family.find("cue")
    if after.startswith(" of "):
        what = after[:OF].split(",")[0]  # not "a decade of diplomacy in a world that was at war"
        return cue.search(f"{before[-OF // 2 :]}{what} ") is not None
    if after.startswith(" after "):
        return before.endswith("for ")
    window, behind = _WINDOW.search(before), cue.search(after[:TOUCH])
    if window is None or window[0].startswith("of "):
        return True
    if behind and behind.start("x") < len(" the long "):
        return not window["soon"]
    # "the war (that has raged) over the past ten years"
    return any(_HAS.match(before, match.end()) for match in cue.finditer(before))


def _told(scene: Scene, family: Family, joined: int) -> tuple[str, str]:
    """What stands on both sides of the amount, without what is told of others."""
    before, after = scene.before, scene.after[joined:]
    before = _ASIDE.sub(r"\1 ", before)
    if before.endswith((", for ", ", after ")):  # it begins anew
        before = ""
    if family.terms["active", ""]:
        after = _OF_OTHERS.sub(" ", family.find("active").sub("  ", after))
    before, after = (family.find("ignore").sub("  ", side) for side in (before, after))
    deeds = [*family.find("active").finditer(before)]
    if deeds and _HAS_OBJECT.match(before, deeds[-1].end("x") + 1):
        before = f"{before[: deeds[-1].start()]} {before[deeds[-1].end('x') :]}"
    if scene.counted and family.find("agent").search(f"{before}#"):
        before = ""
    return before, after


def _is_near(scene: Scene, family: Family, before: str, after: str) -> bool:
    """Is a cue near, and nearer than what rules the amount out?"""
    nearest = _distance(before, family.find("ignore_after").sub("  ", after), family, "cue")
    if family.find("frame").search(f"{scene.before}# {scene.counted}{scene.after}"):
        nearest = min(nearest, 1)
    excluded = (_distance(before, after, family, one) for one in ("exclude", "exclude_subject"))
    return nearest < CUE and (nearest == 0 or nearest < min(excluded))


def _cue_inside(scene: Scene, family: Family) -> bool:
    """Does a cue begin inside the amount: "seven occupied districts", "a 1,200-strong army"?

    Of a share it ends behind it: "a fifth of our land lost".
    """
    if scene.unit != "percent" and family.find("cue").search(scene.said):
        return True
    behind = family.find("cue_after").search(f"{scene.said}{scene.after[:TOUCH].rstrip()}")
    return behind is not None and behind.start("x") < len(scene.said)


def _distance(before: str, after: str, family: Family, rule: str) -> int:
    """How far the nearest term of the rule is: characters, and something for each comma between."""
    leading, following = family.sides(rule)
    found = filter(None, (pattern.search(after) for pattern in following))
    between = [after[: match.start("x")] for match in found]
    for pattern in leading:
        between += [before[match.end() :] for match in [*pattern.finditer(before)][-1:]]
    far = (len(words) + COMMA * len(_BOUNDARY.findall(words)) for words in between)
    return min(far, default=FAR)


def _is_in_place(scene: Scene, family: Family) -> bool:
    """Does the sentence speak of what the family is about, and of nothing else that is nearer?"""
    if not family.find("exclude_around").search(scene.ahead + scene.after):
        return True
    before, after = (family.find("ignore").sub("  ", side) for side in (scene.ahead, scene.after))
    far = _distance(before, after, family, "exclude_around")
    if far == FAR or family.find("around").search(scene.said):
        return True
    if _distance(before, after, family, "around") < far:
        return True
    # "conflicts and natural disasters": of two that stand side by side both count
    return _distance(before, "", family, "around") < far + 2 * TOUCH


def _continues(scene: Scene, family: Family, last: list[Family] | None) -> bool:
    """Does a number take its noun from the claim before: "9,000 refugees, 5,000 in Africa"?

    At the start of a sentence, from the last sentence: "... so many refugees. Thousands live in".
    """
    if last is not None:
        follows = family in last and not family.find("part").search(scene.after[: CUE // 2])
    else:
        said, _, opening = scene.sentence.rpartition(";")  # "refugees keep coming; 7,000 are here"
        previous = family.find("ignore").sub("  ", f"{'' if said else scene.previous}{said} ")
        previous += opening if opening.endswith(" number ") else ""
        opens = len(opening) < 4 or _OF_THESE.match(opening)
        units = ("persons", "") if opens and not scene.counted else ()
        follows = any(family.find("counted", unit).search(previous) for unit in units)
    return follows and _distance(scene.before, scene.after, family, "exclude") >= CUE
