"""The families of claims: what the rows of a table say of each, as patterns.

A family is rows of ``data/vocabulary/claim_families.csv`` (or of a user's table of the same form);
``data/columns.csv`` says what each ``rule`` does.

``unit``, in ``counted`` and ``subject`` rows, is the unit the amount must have; empty is any. A
term in angle brackets ("<violence>") is a class of ``data/vocabulary/deeds.csv``: every term of the
class, each on its side of the amount. Terms of ``scope.csv`` name such classes too.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from itertools import chain

from analysis.extractors.counted import names_people
from analysis.terms import GAP, NOTHING, lowered
from analysis.vocabulary import Row, Vocabulary, VocabularyError

_CLASS = re.compile(r"<\w+>")
SIDED = ("cue", "exclude", "exclude_subject")
SPECIAL = ("<persons>", "<name>", "<none>")
# rules whose terms are looked for at once, under one name
_TOGETHER = {"counted": "noun", "subject": "noun", "exclude": "excluded", "other": "excluded"}
_LIMITS = {"subject": "$", "just_before": r"[^\w,]*$"}


def spelled_out(terms: Iterable[str], words: Vocabulary, gap: str = GAP) -> str:
    """A pattern for any of the terms; "<willing> to <admit>" names two classes.

    A term of a class may name other classes in its turn.
    """
    marks: dict[str, str] = defaultdict(lambda: chr(0xE000 + len(marks)))
    pattern = lowered([_CLASS.sub(lambda found: marks[found[0]], term) for term in terms], gap)
    for name, mark in marks.items():
        own = (row["term"] for row in words.once(classes)[name])
        pattern = pattern.replace(mark, spelled_out(own, words, gap))
    return pattern


def classes(words: Vocabulary) -> dict[str, list[Row]]:
    """The rows of each class, by its name in angle brackets."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in words.table("deeds"):
        found[f"<{row['deed']}>"].append(row)
    return found


class Family:
    """One family: for each rule and unit the pattern of its terms, compiled when asked for."""

    def __init__(self, name: str, rows: list[tuple[str, str, str]], words: Vocabulary) -> None:
        self.name, self._words = name, words
        self.find, self.sides = cache(self._find), cache(self._sides)
        self.terms: dict[tuple[str, str], list[str]] = defaultdict(list)
        for rule, unit, term in rows:
            self.terms[rule, unit].append(term)
            if rule.startswith("cue") or rule in ("just_before", "frame"):
                # one look tells that no cue is there
                self.terms["hint", ""].append(term.strip("# ").split("# ")[-1].removeprefix("... "))
            if rule in _TOGETHER:
                self.terms[_TOGETHER[rule], ""].append(term)

    def _find(self, rule: str, unit: str = "") -> re.Pattern[str]:
        """The pattern of a rule; it matches nothing where the family has no such rule."""
        words = [term for term in self.terms[rule, unit] if term not in SPECIAL]
        limit = _LIMITS.get(rule, r"(?!\w)")
        gap, begins = "[ ,-]{1,3}", r"[^a-z](?<!\w)(?<!\S-)"
        if any(term.startswith("-") for term in words):
            begins = rf"(?:{begins}|\d(?=-))"  # "a 1,200-strong army", "a 10-year-old boy"
        if rule == "hint":  # looked for in the text as printed, behind any mark: a quick look
            gap, begins = r"[\s,-]{1,12}", "[^a-z]"
        written = spelled_out(words, self._words, gap)
        if rule == "active":  # not "were killed the next day"; "killed the priest there, and fled"
            limit += r"(?:(?! and (?:was|were|ha[ds]|have)\b)[^,:])*"
            begins += r"(?<!\bwere\s)(?<!\bwas\s)(?<!\bbeen\s)(?<!\bare\s)(?<!\bbe\s)"
        return re.compile(rf"{begins}(?P<x>{written}){limit}") if words else NOTHING

    def _sides(self, rule: str) -> list[list[re.Pattern[str]]]:
        """What a rule looks for before the amount, and behind it; most have one side."""
        sides = (("", "_before"), ("", "_after"))
        found = ([self.find(rule + side) for side in either] for either in sides)
        return [[one for one in patterns if one is not NOTHING] for patterns in found]

    def _any(self, *rules: str) -> str:
        """A pattern for the terms of some rules, of no unit or of persons."""
        terms = [self.terms[rule, unit] for rule in rules for unit in ("", "persons")]
        return spelled_out(chain(*terms), self._words)

    @cached_property
    def done_by(self) -> re.Pattern[str]:
        """What rules an amount out by doing the deed: "farms now occupy", "held by a few farms"."""
        doer, cue = rf"(?<!\w){self._any('doer')}", rf"{self._any('hint')}(?!\w)"
        words = r"(?:,\swho)?\s(?:(?!(?:of|and)\b)\w+,?\s){0,3}"
        by = rf"(?:(?<=\sby)|(?<=\sof)|\sby){words}?"
        return re.compile(rf"{doer}{words}{cue}[^,;]{{0,25}};|(?<!\w){cue}{by}{doer}(?!\w|\sof\b)")

    @cached_property
    def mixed(self) -> re.Pattern[str]:
        """A word of the family joined to what excludes: "dead, wounded and displaced"."""
        own, other = self._any("cue", "counted"), self._any("excluded")
        joint = r"(?:,\s|,?\s(?:and|or)\s(?:[a-z]+\s)?)"  # "police officers and civilian staff"
        return re.compile(rf"(?<!\w)(?:{own}{joint}{other}|{other}{joint}{own})(?!\w)")


def families_of(words: Vocabulary) -> tuple[Family, ...]:
    """The families of a vocabulary; a class that no row of ``deeds`` names is an error."""
    deeds = words.once(classes)
    grouped: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in words.table("claim_families"):
        rule, named = row["rule"], _CLASS.findall(row["term"])
        if unknown := [name for name in named if name not in (*deeds, *SPECIAL)]:
            place = f"claim_families: {row['family']} / {rule}: no class {unknown[0]}"
            raise VocabularyError(f"{place}; must be one of {', '.join((*SPECIAL, *deeds))}")
        unit = row["unit"] if rule in ("counted", "subject", "unit") else ""
        for deed in deeds.get(row["term"], [{**row, "side": "either"}]):
            sided = rule in SIDED and deed["side"] != "either"
            named_rule = f"{rule}_{deed['side']}" if sided else rule
            grouped[row["family"]].append((named_rule, unit, deed["term"]))
    return tuple(Family(name, rows, words) for name, rows in grouped.items())


@lru_cache(maxsize=10_000)
def able_families(
    families: tuple[Family, ...], nouns: tuple[str, ...], unit: str, *, bare: bool
) -> list[tuple[Family, str]]:
    """The families that such an amount may belong to, each with the rule that says so."""
    rules = ((family, _rule(family, noun, unit, bare)) for family in families for noun in nouns)
    return list({family: rule for family, rule in rules if rule}.items())


def _rule(family: Family, counted: str, unit: str, bare: bool) -> str | None:
    """By which rule may such an amount belong: "counted", "subject" (a cue is needed), or none?"""
    asked, low = (unit, ""), f" {counted.lower()}"
    named = family.find("noun").search(low)
    if named and any(family.find("counted", one).search(low) for one in asked):
        return "counted"
    if named and unit == "percent" and family.find("counted", "persons").search(low):
        return None  # a breakdown of the family: "80 per cent of the refugees are women"
    money = family.terms["unit", "money"] and re.fullmatch("[A-Z]{3}", unit) is not None
    special = {*family.terms["subject", unit], *family.terms["subject", ""]}
    head = counted.split(" of ")[0]
    if money or family.terms["unit", unit] or (bare and "<none>" in special):
        return "subject"
    if named and any(family.find("subject", one).search(f" {head.lower()}") for one in asked):
        return "subject"
    last = head.split()[-1] if head else ""
    people = unit == "persons" or names_people(last)
    may = "<persons>" in special if people else last[:1].isupper() and "<name>" in special
    return "subject" if may else None
