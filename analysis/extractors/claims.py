"""Which amounts belong to a family of claims: what is counted, what is done to it in its clause."""

import re
from typing import Any

from analysis.extractors.counted import PRONOUNS
from analysis.extractors.families import Family, able_families, families_of
from analysis.extractors.scene import Scene
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
    r"|(?:\w+\s){1,4}(?:has|have|hosts?|shelters?|feeds?|houses?|number)\s(?:\w+\s)?\Z)"
)
# a window of time: "during the past 15 years, ...", not "the past 15 years of war"; "these 30"
_WINDOW = re.compile(
    r"\b(?:in|during|within|through|over|of|at|to) "
    r"(?:(?:the|these|those) (?:last|past|previous|recent)|these|those) \Z"
)
# how soon, not how long: "in less than two months", "within only ten days", "in one night"
_SOON = re.compile(
    r"\b(?:in|within|inside) (?:(?:\S{1,12} ){1,2}(?:minutes?|hours?|nights?|days?|weeks?)\b"
    r"|(?:just|only|barely|scarcely|merely|a mere|less than|under|fewer than) )"
)
_HAS = re.compile(r"(?: [a-z]+){0,3} (?:has|have|had|[a-z]+ing) ")
# a deed before the amount that has its own object: "(who killed) the mayor now number (40)"
_HAS_OBJECT = re.compile(
    r"(?!.*\b(?:(?:and|or) (?!\S+ed |brought |took )|of |with |including |as )(?:\S+ ){0,3}\Z)"
    r"(?:[^ ,:;()–—-]{1,30} ){2,30}(?<!ing )\Z"
)
_WAS = re.compile(
    r"(?: who| of \S+ \S+)? (?:(?:have|has|had)(?: \w+ly)?(?: been)?|was|were|are|is) (?:\w+ly )?"
)
# what is told of others: "40 farmers (whose friends were killed)", "have met the men (who were)"
# or of a unit: "soldiers (serving in the north) were killed"
_OF_OTHERS = re.compile(
    r"\A (?:(?:serving|belonging|deployed|stationed|attached|assigned) [^,;.:]{2,90}?"
    r"|(?:of|from|in|with) (?:(?!by )[\w-]+ ){1,8}?(?:army|forces?|mission|contingent|police))"
    r"(?= (?:was|were|(?:has|have|had) (?:\w+ )?been|lost|died|fell|perished)\b)|"
    r" (?:when|while|where|because|after|until|before) (?:the|their|its|our|his|an?|some|other)\b.*"
    r"| whose .*| in order to (?!be\b).*"
)


def find_claims(text: Text, quantities: list[Row]) -> list[Row]:
    """One row an amount and family it belongs to, in the order of the amounts.

    Columns are those of the frame ``claims`` that neither ``evidence`` nor ``scope`` nor ``saying``
    adds; missing is None.
    """
    known = text.words.once(families_of)
    claims: list[Row] = []
    members: dict[int, list[Family]] = {}
    for i, quantity in enumerate(quantities):
        scene = Scene(text, quantities, i)
        scene.bare = scene.bare or (scene.elided and _is_touched(scene, known))
        able = able_families(known, scene.nouns, scene.unit, bare=scene.bare)
        # a quick test: what is no more than a ``subject`` needs a cue in its sentence
        able = [
            (family, rule)
            for family, rule in able
            if rule == "counted" or family.find("hint").search(f" {scene.printed}")
        ]
        if not able and not scene.bare:
            continue
        scene.look_around()
        found = [
            family
            for family, rule in able
            if _belongs(scene, family, rule) and _is_in_place(scene, family)
        ]
        if scene.nouns[1:]:  # "half of whose towns and territory": the earlier family has it alone
            found = found[:1]
        last = None if scene.rival is None else members.get(scene.rival, [])
        if not found and last and scene.is_part and scene.unit == "percent":
            found = [family for family, _ in able if family in last]  # "15 per cent of the people"
        if not found and scene.bare and not scene.labelled:
            found = [family for family in known if _continues(scene, family, last)]
        members[i] = found
        claims += [{**quantity, "family": family.name} for family in found]
    return claims


# --- membership


def _belongs(scene: Scene, family: Family, rule: str) -> bool:
    """Do the rows of the family admit the amount where it stands?"""
    joined, touched = _joined(scene, family), _touching(scene, family)
    if _is_other(scene, family) and not joined and not touched:
        return False
    if family.terms["unit", scene.amount["unit"]] and not _lasts(scene, family):
        return False
    around = scene.previous + scene.sentence + scene.after
    if family.terms["needs", ""] and not family.find("needs").search(around):
        return False
    if _is_left_out(scene, family):
        return False
    before, after = _told(scene, family)
    if rule == "counted":
        return _distance(before, after, family, "exclude") > TOUCH
    if family.terms["doer", ""] and family.done_by.search(f"{scene.sentence[-90:]};{scene.rest}"):
        return False
    if touched or joined or _cue_inside(scene, family):
        return True
    return _is_near(scene, family, before, after)


def _joined(scene: Scene, family: Family) -> bool:
    """Is a word of the family joined to one that excludes: "(300) dead, wounded and displaced"?"""
    near_by = f"{scene.before[-TOUCH:]}{scene.said}{scene.after[: 2 * TOUCH].rstrip()}"
    hint = any(family.find(rule).search(near_by) for rule in ("exclude", "other"))
    hint = hint and not family.find("ignore_after").search(near_by)
    return hint and family.mixed.search(near_by) is not None


def _is_other(scene: Scene, family: Family) -> bool:
    """Is what is counted something else, not: "(80 refugees) were shot"?"""
    if not any(family.find(rule).search(f"{scene.said} ") for rule in ("exclude", "other")):
        return False
    was, cue = _WAS.match(scene.after), family.find("cue")
    return was is None or cue.match(scene.after, was.end() - 1) is None


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
    """Does a time say how long something lasted, and is it of the family?"""
    if _is_when(scene, family):
        return False
    if not scene.after.startswith(" of "):
        return True
    what = scene.after[:OF].split(",")[0]  # not "a decade of diplomacy in a world that was at war"
    return family.find("cue").search(f"{scene.before[-OF // 2 :]}{what} ") is not None


def _told(scene: Scene, family: Family) -> tuple[str, str]:
    """What stands on both sides of the amount, without what is told of others."""
    before, after = scene.before, scene.after
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
    return nearest < min(CUE, *excluded)


def _is_touched(scene: Scene, families: tuple[Family, ...]) -> bool:
    """Does a verb that needs no noun touch the amount: "killed 61"?"""
    before = scene.printed[: scene.at][-TOUCH:]
    able = [one for one in families if "<none>" in one.terms["subject", ""]]
    return any(one.find("just_before").search(before) for one in able)


def _is_when(scene: Scene, family: Family) -> bool:
    """Does it say when, or how soon: "ten years after the war", "in the past ten years"?"""
    if scene.after.startswith(" after "):
        return not scene.before.endswith("for ")
    if _SOON.search(f"{scene.before[-16:]}{scene.said[1:]}") and scene.after[:4] != " of ":
        return True
    window, cue = _WINDOW.search(scene.before), family.find("cue")
    behind = window and cue.search(scene.after[:TOUCH])
    if window is None or (behind and behind.start("x") < len(" the long ")):
        return False
    ends = [match.end() for match in cue.finditer(scene.before)]
    of_it = scene.before.startswith("of ", window.start())
    # not "the war (that has raged) over the past ten years"
    return not (of_it or any(_HAS.match(scene.before, end) for end in ends))


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
    found = [pattern.search(after) for pattern in following]
    between = [after[: match.start("x")] for match in found if match]
    for pattern in leading:
        ends = [match.end() for match in pattern.finditer(before)]
        between += [before[end:] for end in ends[-1:]]
    far = (len(words) + COMMA * words.count(",") for words in between)
    return min(far, default=FAR)


def _is_left_out(scene: Scene, family: Family) -> bool:
    """Is it a part that the family leaves out: "3 million people, 60 per cent of them children"?"""
    is_part = scene.is_part or scene.counted in PRONOUNS
    return (
        is_part
        and family.find("part").search(f"{scene.said}{scene.after[: 2 * TOUCH]}") is not None
    )


def _is_in_place(scene: Scene, family: Family) -> bool:
    """Does the sentence speak of what the family is about, and of nothing else that is nearer?"""
    ahead = scene.previous + scene.sentence
    if not family.find("exclude_around").search(ahead + scene.after):
        return True
    before, after = (family.find("ignore").sub("  ", side) for side in (ahead, scene.after))
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
        follows = family in last and not _is_left_out(scene, family)
    else:
        said, _, opening = scene.sentence.rpartition(";")  # "refugees keep coming; 7,000 are here"
        previous = f"{'' if said else scene.previous}{said} "
        opens = len(opening) < 4 or _OF_THESE.match(opening)
        units = ("persons", "") if opens and not scene.counted else ()
        follows = any(family.find("counted", unit).search(previous) for unit in units)
    return follows and _distance(scene.before, scene.after, family, "exclude") >= CUE
