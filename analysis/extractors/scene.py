"""What stands around an amount: the part of its sentence that no other amount claims for itself."""

import re
from typing import Any, NamedTuple

from analysis.terms import compiled
from analysis.text import Span, Text

Row = dict[str, Any]
# how far a sentence is read on either side of an amount
SENTENCE = 400
# between an amount and one that is a part of it: ", including", "(of whom"
_PART = compiled(
    r"\s*[,(–—-]\s*(?:including|among\s+(?:them|whom)|of\s+(?:them|whom|which))\b[^\d,;]{0,20}\Z"
)
# between two amounts of which the same is said: "11 cities and 900 villages"
_LISTED = compiled(
    r"\s*(?:,|,?\s*(?:and|or|but|(?:and\s+|but\s+)?not|rather\s+than|instead\s+of))\s*\Z"
)
# the occasion, which is not what is done to the amount: "After the killing of X, (300 men) were"
_OPENING = compiled(
    r"\A\W*(?:after|since|following|despite|because of|owing to|in response to) [^,]{3,80},\s\Z"
    r"|\A[^,]*\s(?:and|but)\s\Z"
)
# an amount has a verb of its own: "another 3,000 have come"
OWN_VERB = compiled(
    r"(?:\s\w+){0,3}?\s(?:ha(?:ve|s|d)|are|is|was|were|c(?:an|ould)|m(?:ay|ight)|w(?:ould|ill))\b"
)
# between an amount without a noun and its whole: "20,000 out of 60,000 refugees"
_PART_OF = compiled(r"\s+(?:out\s+)?of(?:\s+(?:the|these|those|its|our|their))?\s+\Z")
# "Of the 400 villages of the valley, (130)"
_OUT_OF_LAST = compiled(r"\s[^,;.\d]{1,40},\s(?:only\s|just\s)?\Z|,\s\Z")
_OF = compiled(r"\b[Oo]f\s(?:the\s|these\s|those\s|its\s)?\Z")
# a whole is no first member of a list: "Out of a population of 15 million, 5 million fled"
_OUT_OF = compiled(r"(?:\A\W{0,6}(?:\w{1,2}[.)]\s)?|\bout\s)\s*of\b[^,;.]{0,40}\Z")
# what follows is said of what stands before the amount as well, and may be a part of it: "six
# people, among them two", "six people - two soldiers and four farmers"
_INCLUDING = compiled(
    r"(?P<part>\b(?:including|among\s+(?:them|whom))\b|\A\s*[—–:-]\s*\Z)"
    r"|\b(?:together with|as well as)\b"
)
_ASIDE = compiled(r"\s*[,(–—-]\D{0,30}\Z")
# an aside before the verb: "of the land, with 60 per cent of our mines, is occupied"
_INSERTED = compiled(
    r"(?:\s[\w'’-]+){0,4}\s?[,(–—-][^,;.()]{0,110}(?:,[^,;.()]{0,60}){0,2}[,)–—-]\s?"
    r"(?=(?:has|have|had|is|are|was|were)\b)"
)
# how far before a share its whole may stand: "Of its land, "; how far behind it who holds it
SHARE, REST = 70, 120
_OF_WHOLE = compiled(
    r"\bOf\s(?:(?:the|its|their|our)\s)?([^,.;:]{2,50}),\s*\Z"
    r"|\b(area|zone|part|portion|territory|share|strip|belt)\sof\s\Z"
)
_JOINT = compiled(r",|\band\b")
# a verb whose object the next amount is: "(3,000 troops) killed 40 farmers"
_GOVERNING = compiled(r"(?<!\bwere)(?<!\bwas)(?<!\bbeen)(?<!\bare)\s(?:[a-z]+ed|shot|drove)\s\Z")
# the name of a people that may be an adjective; a noun behind one: "Somali displaced persons"
_PEOPLE = re.compile(r"[A-Z]\w*[^\Ws]")
_OF_A_PEOPLE = re.compile(rf"{_PEOPLE.pattern} ((?:[a-z-]+ ){{0,3}}[a-z-]+)")


class Scene(NamedTuple):
    """What stands around an amount, in small letters: its clause up to other amounts, sentences.

    ``rival`` is the amount before it in the sentence, ``whole`` the one of which it is a part,
    ``rest`` what follows in the sentence, whatever it is said of.
    """

    before: str
    after: str
    sentence: str
    previous: str
    rival: int | None
    whole: int | None
    rest: str


def sentence_around(text: Text, quantity: Row) -> Span:
    """The sentence of an amount, as far as it is read."""
    start, end = quantity["start"], quantity["end"]
    opens, closes = text.sentence_at(start)
    return max(opens, start - SENTENCE), min(max(closes, end), end + SENTENCE)


def scene_of(text: Text, quantities: list[Row], i: int, sentence_span: Span) -> Scene:
    """What stands around amount ``i`` in its sentence."""
    start, end = quantities[i]["start"], quantities[i]["end"]
    opens, closes = sentence_span
    low = text.low(opens, closes)
    sentence = low[: start - opens]
    since = text.sentence_at(opens - 1)[0] if opens else 0
    previous = text.low(max(since, opens - SENTENCE), opens)
    before, rival, whole = _since_last_amount(text, quantities, i, opens, sentence)
    before = before.rsplit(";", 1)[-1]
    if quantities[i]["unit"] in ("persons", None) and OWN_VERB.match(text.text, end):
        before = _OPENING.sub("", before)
    ends = "," if _OUT_OF.search(sentence) else ";"
    after = _up_to_next_amount(low[end - opens :].split(ends, 1)[0], quantities, i)
    if i and whole_of(text.text, quantities, i - 1) is quantities[i]:
        after = ""  # told of the part
    rest = flat(low[end - opens :][:REST])
    return Scene(flat(before), flat(after), flat(sentence), flat(previous), rival, whole, rest)


def _since_last_amount(
    text: Text, quantities: list[Row], i: int, opens: int, sentence: str
) -> tuple[str, int | None, int | None]:
    """The part of the sentence that no amount before claims, which that is, and which the whole."""
    start, rival, whole = quantities[i]["start"], None, None
    stop = end = start
    first = max(-1, i - 6) if _rivals(quantities[i]) else i
    for j in range(i - 1, first, -1):
        other = quantities[j]
        if not _rivals(other):
            continue
        if other["end"] <= opens:
            break
        rival = j if rival is None else rival
        between = sentence[other["end"] - opens : end - opens]
        listed = _LISTED.match(between) and not _OUT_OF.search(sentence, 0, other["start"] - opens)
        # "they expelled 20,000 people and 300 were killed"
        listed = listed and not OWN_VERB.match(text.text, quantities[i]["end"])
        including = _INCLUDING.search(between)
        if not listed and not including:
            return _JOINT.split(sentence[min(other["end"], end) - opens :])[-1], rival, whole
        whole = j if including and including["part"] else whole
        end = max(other["start"], opens)
        stop = end if listed else stop  # "destroyed 11 cities and 900 villages"
    return sentence[: stop - opens], rival, whole


def _up_to_next_amount(after: str, quantities: list[Row], i: int) -> str:
    """The rest of the sentence without what governs the next amount ("... and expelled 20,000")."""
    parts, end = False, quantities[i]["end"]
    inserted = _INSERTED.match(after)
    reached = inserted.end() if inserted else 0
    after = " " * reached + after[reached:]
    for other in quantities[i + 1 : i + 6]:
        gap = other["start"] - end
        if gap >= len(after) or not _rivals(quantities[i]):
            break
        if gap < reached:
            continue
        between = after[reached : max(gap, 0)]
        aside = _ASIDE.match(between) is not None and other["unit"] == "percent"
        listed = _LISTED.match(between) is not None or _PART_OF.match(between) is not None
        parts = _PART.match(between) is not None or (parts and listed)
        if parts or listed or (aside and quantities[i]["unit"] != "percent"):
            # "31 civilians, including 5 children, were" · "20,000 people, a third of us, were"
            reached = min(other["end"] - end, len(after))
            after = " " * reached + after[reached:]
        elif _rivals(other):
            pieces = _JOINT.split(_GOVERNING.sub("", after[: max(gap, 0)]))
            return " and ".join(pieces[:-1] or pieces)
    return after


def _rivals(quantity: Row) -> bool:
    """Can the amount claim a cue for itself? A duration or a sum of money does not."""
    return quantity["unit"] in ("persons", "percent", "count", None)


def flat(words: str) -> str:
    return f" {' '.join(words.split())} "


def whole_of(text: str, quantities: list[Row], i: int) -> Row | None:
    """The amount whose noun an amount without one shares: "20,000 out of 60,000 refugees"."""
    here, after, last = quantities[i], quantities[i + 1 : i + 2], quantities[i - 1 : i]
    if here["counted"] or here["unit"]:
        return None
    if after and _PART_OF.fullmatch(text, here["end"], after[0]["start"]):
        return after[0]
    if not last or not _OUT_OF_LAST.fullmatch(text, last[0]["end"], here["start"]):
        return None
    start = last[0]["start"]
    return last[0] if _OF.search(text, max(0, start - 12), start) else None


def counted_by(text: str, quantities: list[Row], i: int) -> str | None:
    """What the amount counts; "13 per cent, not 20 per cent, of the land" counts land twice.

    "Of its land, 20 per cent ..." counts it before, "20% (9,000 sq. km) of the land" behind. Of
    two peoples both are what the second is: "300 Iraqi and 200 Syrian refugees".
    """
    here, after = quantities[i], quantities[i + 1 : i + 2]
    if named := whole_of(text, quantities, i):
        return named["counted"]
    if after and _PEOPLE.fullmatch(here["counted"] or ""):
        other = _OF_A_PEOPLE.fullmatch(counted_by(text, quantities, i + 1) or "")
        listed = _LISTED.fullmatch(text, here["end"], after[0]["start"])
        return f"{here['counted']} {other[1]}" if other and listed else here["counted"]
    if here["counted"] and here["quote"][:5].lower() == "every":
        return f"{here['counted']}s"  # "every third Azerbaijani"; Azerbaijan is no people
    if here["counted"] or here["unit"] != "percent":
        return here["counted"]
    if whole := _OF_WHOLE.search(text, max(0, here["start"] - SHARE), here["start"]):
        return whole[1] or whole[2]
    for last in quantities[i - 1 : i]:  # "20 per cent of the land, not 30 per cent"
        if last["unit"] == "percent" and _LISTED.match(text[last["end"] : here["start"]]):
            return last["counted"]
    if not after:
        return None
    between = text[here["end"] : after[0]["start"]]
    if after[0]["unit"] in ("km2", "miles2", "hectares", "acres") and _PART_OF.match(between):
        return "territory"
    alike = after[0]["unit"] == "percent" and _LISTED.match(between) is not None
    alike = alike or between.strip() == "("
    return after[0]["counted"] if alike else None
