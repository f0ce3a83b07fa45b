"""Reads what a number measures or counts: its sign of money, its unit, its noun phrase.

"US$", "per cent"; "displaced persons", "territory of Azerbaijan".
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from analysis.extractors import figures
from analysis.extractors.numbers import Number, number_at
from analysis.terms import alternation, compiled, spelled
from analysis.text import Text
from analysis.vocabulary import Vocabulary, shipped

# a minus before an amount: " -5 per cent", "minus 5 degrees"
MINUS = re.compile(r"(?:(?:\A|[\s(])-|\b(?:minus|negative)[\s-])\Z", re.IGNORECASE)
# what a share may be "of" without a noun of its own: "37 per cent of it", "800,000 of them"
PERSONS = frozenset({"whom", "us", "ours", "theirs"})
PRONOUNS = PERSONS | {"it", "them", "which", "these", "those"}
# units of which nothing is counted
PURE = ("time", "money", "money sign")
# from how many a noun may be joined by a hyphen: "500-bed", but "two-State"
LARGE = 100
LEADING = 16
# "Killed ..... 300" at the end of a line: the next line is about something else
LEADER, LINE_END = re.compile(r"(?:\.{3}|[:\t|])[^\S\n]{0,12}\Z"), re.compile(r"[^\S\n]*\n")
# "3 more villages"; "1 abstention"
MORE = re.compile(r"\s{1,12}more(?=\s{1,12}[A-Za-z])(?!\s{1,12}(?:than|or|and)\b)")
# how many adjectives may stand before a comma
ADJECTIVES = 2
# what a verb has behind it and a noun has not: "(holds) the", "(refuses) to go"
OBJECT = re.compile(
    r"\s{1,12}(?:to(?!\s+(?:the|a)\b)|the|an?|its|their|his|our|all|no|any|that|them|it|us)\b|\s\d"
)
# what follows "1 abstention"
ALONE = re.compile(r"\s?[.;()]|\s{1,12}(?:and\s\d|was\b)")
# how "of", "and", "or" and a comma begin; of how many numbers a list may be
JOINTS, MEMBERS = frozenset("oa,"), 6
# how many words a noun phrase may have before its head
LONGEST = 7
# "40,000-strong army", "15,000-man", "500-bed"
FUSED = re.compile(r"[\s-]strong\s+(?!\w+ed\b)(?P<strong>[a-z]+)|-(?P<noun>[a-z]{3,})(?![\w-])")
NAME = compiled(r"\s+[A-Z](?!\w*-)")
# what ends a phrase elsewhere: "US troops", "least developed countries", "mostly old people"
BEGINS = compiled(r"US\s+[a-z]|(?:most|least)\s+\w+(?:ed|able|ly)\s|[a-z]+ly\s+[A-Za-z]+\s")
# a verb behind a noun of a share: "half of the grain rotted"
VERB = re.compile(r"[a-z]{2,}[^e\W]ed\Z|last\Z|next\Z")


class Noun(NamedTuple):
    """Where a counted phrase stands; are they people?"""

    start: int
    end: int
    persons: bool


@dataclass(slots=True)
class Amount:
    """A number with what belongs to it, step by step.

    ``kind`` is that of a printed unit; of a count the noun gives the unit. ``behind`` is the hedge
    between the number, its unit and its noun. ``fused`` is a noun that a hyphen joins to it;
    ``role`` what a word before it is (``references.csv``); ``ordinal``: "every tenth summit";
    ``shared``: its unit and noun stand behind another number.
    """

    number: Number
    start: int
    end: int
    negative: bool
    kind: str
    unit: str | None
    behind: re.Match[str] | None
    fused: Noun | None
    hedge: str | None = None
    words: str | None = None
    doubt: str | None = None
    counted: str | None = None
    role: str | None = None
    ordinal: bool = False
    shared: bool = False

    @property
    def hedged(self) -> bool:
        """Has it a hedge and a value?"""
        return self.hedge is not None and self.number.value is not None


def amount_of(text: Text, number: Number) -> Amount:
    """The number with its sign and unit, or what it counts and the unit that follows from that."""
    amount = _measured(text, number)
    joint = text.text[amount.end : amount.end + 2].strip()[:1] in JOINTS
    if joint and amount.kind not in PURE and (end := _other_number(text, amount)):
        other = _measured(text, Number(end, end, end, number.value))
        _add_noun(text, other)
        amount.counted, amount.unit = other.counted, amount.unit or other.unit
        amount.shared = amount.unit is not None
    if not amount.shared:
        _add_noun(text, amount)
    return amount


def _other_number(text: Text, amount: Amount) -> int | None:
    """Where the number ends whose unit and noun ``amount`` shares: "15 of the 189 States".

    "40 of Angola's 90 towns"; "2, 3 and 5 per cent", but not "4 and 5 million", a scale of both.
    """
    raw, end, forms = text.text, amount.end, text.words.once(figures.number_forms)
    votes = raw.endswith("to ", 0, amount.number.start)  # "9 votes to 2 and 4 abstentions"
    for _ in range(MEMBERS):
        joint = forms["joint"].match(raw, end)
        if joint is None or ((amount.kind or votes) and not joint["of"]):
            return None
        known = forms.word_end(raw, joint.end())
        other = number_at(raw, joint.end(), forms) if known else None
        if other is None or other.unit:
            return None
        end = other.end
        if joint["of"]:
            return end
        if joint["and"]:
            scaled = raw[end - 1].isalpha() and (other.value or 0) >= LARGE
            return None if scaled or raw.startswith(" of", end) else end
    return None


def _measured(text: Text, number: Number) -> Amount:
    """The number with its sign of money and its unit, or the noun that a hyphen joins to it."""
    raw, words = text.text, text.words
    units, start, end = words.once(figures.units_of), number.start, number.tail
    unit, kind, found, behind = number.unit, "percent" if number.unit else "", None, None
    goes_on = number.following in words.once(figures.number_forms).going_on
    if goes_on:
        hedges, find = words.once(figures.hedge_behind).match, words.once(figures.measure).match
        found = number.measured or (None if unit else find(raw, end))
        if found is None and (behind := hedges(raw, end)):  # "30-plus years"
            end = behind.end()
            found = None if unit else find(raw, end)
    if found:
        (unit, kind), end = units[plain(found["unit"]).casefold()], max(found.end(), number.end)
    near, (ends, signs) = raw[max(0, start - 8) : start], words.once(figures.signs_before)
    sign = signs.search(near) if near.rstrip(figures.BLANKS)[-1:] in ends else None
    if sign or number.sign:
        unit, kind = units["$" + plain(sign["sign"] if sign else number.sign).casefold()]
        start -= len(sign[0]) if sign else 0
    minus = MINUS.search(raw, max(0, start - 10), start) if kind else None
    start -= len(minus[0].lstrip(" (\n\t")) if minus else 0
    if kind and goes_on and behind is None and (behind := hedges(raw, end)):
        end = behind.end()
    negative = bool(minus or (sign and sign["minus"]))
    large = (number.value or number.low or 0) >= LARGE
    fused = None if kind or number.value == 1.0 else _fused(raw, end, words, large=large)
    return Amount(number, start, end, negative, kind, unit, behind, fused)


def _add_noun(text: Text, amount: Amount) -> None:
    """What the number counts, and the unit that follows from that."""
    raw, words, number, noun = text.text, text.words, amount.number, amount.fused
    first = raw[number.start : number.end].lower()
    every = first.startswith("every")
    if noun is None and amount.kind not in PURE:
        share = bool(amount.kind) and not number.ratio
        one = every or first in ("1", "one") or number.tail < number.end  # "one child in five"
        leading = max(0, number.start - LEADING), number.start
        listed = LINE_END.match(raw, amount.end) and LEADER.search(raw, *leading)
        noun = None if listed else _counted(raw, amount.end, words, share=share, one=one)
    if noun:
        counted, amount.end = plain(raw[noun.start : noun.end]), noun.end
        own = words.once(figures.units_of).get(counted.split()[-1].casefold())
        if own and not amount.kind:
            amount.unit = own[0]  # "five difficult years" is a duration
        else:
            amount.counted = counted
            if amount.unit is None and (noun.persons or counted not in PRONOUNS):
                amount.unit = "persons" if noun.persons else "count"
    amount.ordinal = every and not _is_one_of_many((amount.counted or "").split(" ")[-1], words)
    # "rose from 20 to 30 per cent": the unit of the first stands behind the second
    amount.end = number.end if number.tail > number.end else max(amount.end, number.end)


def _counted(text: str, at: int, words: Vocabulary, *, share: bool, one: bool) -> Noun | None:
    """The counted phrase that follows ``at``; of a share ("20 per cent") it stands behind "of".

    ``one``: the noun may be a singular ("1 soldier", "every third child").
    """
    patterns = words.once(_patterns)
    if not share and (more := MORE.match(text, at)):
        at = more.end()
    lead = patterns["lead"].match(text, at)
    partitive = lead is not None and bool(lead["of"] or (share and lead[0].strip(" \n*_")))
    if share and not partitive:
        return None
    start, single = (lead.end() if lead and partitive else at), one and not partitive
    head = _head(text, start, words, share=partitive, many=False if single else None)
    if head is None and (pronoun := patterns["pronoun"].match(text, at)):
        return Noun(*pronoun.span("word"), pronoun["word"].lower() in PERSONS)
    if head is None or single:
        return head
    end = _coordinated(text, head, words)
    complement = patterns["of"].match(text, end)
    return head._replace(end=complement.end() if complement else end)


def _fused(text: str, at: int, words: Vocabulary, *, large: bool) -> Noun | None:
    """The noun that a hyphen joins to its number, in the singular: people, or many things."""
    found = FUSED.match(text, at)
    if found is None:
        return None
    if found["strong"]:
        return Noun(*found.span("strong"), True)
    noun, span, nouns = found["noun"], found.span("noun"), words.once(_nouns)
    if noun in nouns["fused members"]:  # a 12-member team, but the 15-member Council
        return Noun(*span, NAME.match(text, found.end()) is None)
    if noun in nouns["fused persons"] or names_people(f"{noun}s", words):
        return Noun(*span, True)
    return Noun(*span, False) if large and noun not in nouns["stop"] else None  # "500-bed"


def names_people(noun: str, words: Vocabulary | None = None) -> bool:
    """Is the noun a word for people ("refugees", "dead") or the name of a people ("Syrians")?"""
    nouns, low = (words or shipped()).once(_nouns), noun.casefold()
    if low in nouns["persons"] or low in nouns["persons participle"]:
        return True
    if not noun[:1].isupper() or low in nouns["not persons"]:
        return False
    return low.endswith(tuple(nouns["persons suffix"]))


def _is_one_of_many(noun: str, words: Vocabulary) -> bool:
    """May "every tenth" stand before the noun and be a share: "household", but not "summit"?"""
    return _is_person(noun, words) or noun.casefold() in words.once(_nouns)["of every"]


def _is_person(noun: str, words: Vocabulary) -> bool:
    return names_people(noun, words) or names_people(f"{noun}s", words)


def plain(words: str) -> str:
    """The words on one line, without the marks of bold print."""
    return " ".join(words.replace("*", "").split())


def _nouns(words: Vocabulary) -> dict[str, frozenset[str]]:
    """The words of counted_nouns.csv by kind; a number ends a noun phrase too."""
    numbers = words.once(figures.number_words).keys() - words.terms("number_words", "role", "point")
    found = {"stop": {*numbers, *words.terms("number_words", "role", "vague")}}
    for row in words.table("counted_nouns"):
        found.setdefault(row["kind"], set()).add(row["term"].casefold().lstrip("-"))
    return {kind: frozenset(known) for kind, known in found.items()}


def _patterns(words: Vocabulary) -> dict[str, re.Pattern[str]]:
    hurt = alternation(words.terms("counted_nouns", "kind", "persons participle"))
    determiner, mark = alternation(words.once(_nouns)["determiner"]), r"[*_`\"“”‘]"
    return {
        # " of the" · ", of the" · " the" (half the country), no " a" (a year); over a page number
        "lead": re.compile(
            r"(?!(?<=[%tsm])\san?\s)(?:(?:[\s*_]{0,12}[,)—–-])?[\s*_]{0,12}(?<!\w)(?P<of>of)\b"
            r"(?:\s{0,12}\n\d{1,3}\s{0,12}\n)?)?"
            rf"(?:[\s*_]{{1,12}}(?:{determiner})(?!\w)){{0,4}}(?=[\s*_])",
            re.IGNORECASE,
        ),
        # 40 of these (were teachers)
        "pronoun": re.compile(rf"[\s*_]*of\s+(?P<word>{spelled(sorted(PRONOUNS))})(?!\w)"),
        # the next word of a phrase, never across a blank line; an accent may stand apart; the mark
        # of a footnote is no part of it: "refugees³", "refugees3"
        "word": re.compile(
            rf"(?:[^\S\n]|{mark}){{0,12}}(?:\n[^\S\n]{{0,12}})?{mark}{{0,4}}"
            r"(?P<word>(?:[A-Z]\.){2,4}(?=\s[a-z])|\d[\d.,]{0,6}(?:[\s-]?mm|-[a-z]{2,9}){1,2}(?!\w)"
            r"|[^\W\d_⁰¹²³⁴-⁹][^\W⁰¹²³⁴-⁹]*(?:[\u0300-\u036f'’-]+[^\W⁰¹²³⁴-⁹]+)*"
            r"(?:[\u0300-\u036f]+|(?<=s)['’](?=\s[a-z-]{2,30}s\b))?"
            r"(?<![a-z]{4}\d)(?<![a-z]{4}\d\d))"  # "farmers' cooperatives", not "refugees3"
        ),
        # "residents of Donbas", "territory of the Republic of Azerbaijan"
        "of": re.compile(
            r"\s{1,12}of\s{1,12}(?:the\s{1,12})?[A-Z][\w'’-]*"
            r"(?:\s{1,12}(?:(?:of(?:\s{1,12}the)?|and|or)\s{1,12})?(?!I\b)[A-Z][\w'’-]*){0,5}"
        ),
        "and": re.compile(r"(?:,?\s{1,12}(?:and|or)|,)(?=\s{1,12}[^\s\d])"),
        # "dead and wounded"
        "hurt": re.compile(rf"{hurt}\s{{1,12}}(?:and|or)\s{{1,12}}{hurt}(?!\w|\s\d|\s[a-z]+s\b)"),
    }


def _coordinated(text: str, head: Noun, words: Vocabulary) -> int:
    """Where the phrase ends when what "and" joins to it is counted too: "women and children"."""
    nouns, both = words.once(_nouns), words.once(_patterns)["hurt"].match(text, head.start)
    end = reached = max(head.end, both.end() if both else 0)
    for _ in range(4):
        joint = words.once(_patterns)["and"].match(text, reached)
        other = _head(text, joint.end(), words, share=False, many=True) if joint else None
        if joint is None or other is None or other.persons != head.persons:
            break
        if not nouns["stop"].isdisjoint(text[other.start : other.end].split()[:1]):
            break  # "people, mostly women"
        verb = not (head.persons or " " in text[other.start : other.end])
        if verb and OBJECT.match(text, other.end):
            break  # "40 villages and refuses to go"
        reached = other.end
        end = end if joint[0] == "," else reached
    return end


def _head(
    text: str, at: int, words: Vocabulary, *, share: bool, many: bool | None = None, joints: int = 3
) -> Noun | None:
    """The noun phrase at ``at`` up to its head word; before it ``joints`` may join adjectives.

    ``many``: it must be a plural (True), or may be a singular (False).
    """
    nouns, next_word = words.once(_nouns), words.once(_patterns)["word"].match
    found: list[re.Match[str]] = []
    forms: list[str] = []
    while len(found) < LONGEST and (word := next_word(text, at)):
        form = word["word"]
        stops = form.casefold() in nouns["stop"] and not BEGINS.match(text, word.start("word"))
        if stops and not (found and forms[-1].endswith("ly") and form.endswith("ed")):
            break  # but "newly arrived families"
        found.append(word)
        forms.append(form)
        at = word.end()
    if not forms:
        return None
    if many is False:
        single = [i for i, form in enumerate(forms) if _is_one_of_many(form, words)]
        if single or (len(forms) == 1 and ALONE.match(text, at)):
            i = next((i for i in single if i + 1 not in single), 0)
            return Noun(found[0].start("word"), found[i].end("word"), _is_person(forms[i], words))
    last = _head_index(forms, words, share=share, plural=bool(many))
    sure = _head_index(forms, words, share=False, plural=bool(many)) if share else last
    if joints and None in (last, sure):
        # "20 political and military leaders", "12 new, modern schools",
        # "40 Asian and African States", "thousands of sick, wounded and old men"
        joint = words.once(_patterns)["and"].match(text, found[-1].end())
        joint = joint if joint and (joint[0] != "," or len(forms) <= ADJECTIVES) else None
        after, fewer = (joint.end() if joint else at), joints - 1
        other = joint and _head(text, after, words, share=share, many=True, joints=fewer)
        if other:
            return other._replace(start=found[0].start("word"))
    if last is None:
        return None
    start, end = found[0].start("word"), found[last].end("word")
    two = " ".join(forms[max(0, last - 1) : last + 1]).casefold()  # "asylum seekers"
    return Noun(start, end, names_people(forms[last], words) or two in nouns["persons"])


def _head_index(forms: list[str], words: Vocabulary, *, share: bool, plural: bool) -> int | None:
    """Which word is the head: a plural, a known noun, or (of a share) a singular name or noun."""
    nouns, last = words.once(_nouns), len(forms) - 1
    low = [form.casefold() for form in forms]
    for i, form in enumerate(forms):
        if share and (low[i] in nouns["wholes"] or low[i] in nouns["wholes of a share"]):
            return i + len(nouns["wholes"].intersection(low[i + 1 : i + 2]))  # "land area"
        following = forms[i + 1] if i < last else ""
        modifies = following and " ".join(low[i - 1 : i + 1]) in nouns["modifier"]
        if _is_plural(form, nouns) and not modifies:
            # no head yet: "arms dealers", "women members"; but not in "30 refugees proves"
            people = low[i] in nouns["persons"] and low[i].endswith(("s", "people", "children"))
            both = _is_plural(following, nouns) and (not people or names_people(following, words))
            return i + both
    if plural:
        return None
    if names_people(forms[last], words):
        return last  # "one in three Lebanese"
    known = [i for i, form in enumerate(low) if form in nouns["things"] or form in nouns["wholes"]]
    known = [i for i in known if i == last or low[i] not in nouns["things before"]]  # "total pay"
    known = [i for i in known if i + 1 not in known]  # "total oil output"
    if known or not share:
        return known[0] if known else None
    # "half of Lebanon", "a third of Sierra Leone", "gross domestic product"
    names = [i for i, form in enumerate(forms[:4]) if form[0].isupper()]
    two = " ".join(low[names[-1] - 1 : names[-1] + 1]) if names else ""
    # "United Nations spending", "total African Union spending"
    amounts = [i for i, form in enumerate(low) if form in nouns["things before"]] or [-1]
    before = two in nouns["modifier"] or amounts[-1] == 0
    if names and (before or forms[names[-1]].endswith(("'s", "’s", "s'", "s’"))):
        return min(last, names[-1] + 3)
    verbs = [i for i, form in enumerate(low) if i and VERB.match(form)]
    return names[-1] if names else min([last, amounts[-1] + 3, *(i - 1 for i in verbs)])


def _is_plural(form: str, nouns: dict[str, frozenset[str]]) -> bool:
    low = form.casefold()
    if low in nouns["persons"]:
        return True
    if not low.endswith("s") or len(low) < 4 or low in nouns["things"] or low in nouns["wholes"]:
        return False
    if low.endswith(("ss", "us", "'s", "’s")):
        return False
    return form[0].isupper() or not low.endswith("is")
