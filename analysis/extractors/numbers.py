"""Reads the number at a place, in figures or in words: its value, or both ends of a range.

Most are plain ("12", "five") and done at once; the others are read as one number or as two that
belong together: "10 to 15", "one in four". What words and figures are worth stands at the end.
"""

import re
from typing import NamedTuple

from analysis.extractors.figures import PERCENT, POINTED, SIGNS, Forms, is_year, measure
from analysis.terms import compiled

# "1S4" for 154, "1,OOO"; letters that a scanner reads in a figure
MISREAD = re.compile(r"\d{1,3}(?:[lIOSB]\d{1,3}|,?\d{0,2}O[\dO]*)")
OCR = str.maketrans("lIOSB", "11058", ",")
# why the value of a number is doubtful, by its figures: "12, 500", "3.4 m", "1S4"
DOUBTS = (
    ("thousands parted by a blank", re.compile(r"\d{1,3}(?:,\s{1,2}(?!000)|\s[,.])")),
    ("scale in one letter", re.compile(r"[\d., ]{1,20}\s[mbktMBKT]\Z")),
    ("letters read as digits", MISREAD),
)
# "from" and "by" before a range; "ranges from"; how many times as much is a change, no range
FROM, BY = re.compile(r"\bfrom\W*(?:\w+\W+){0,2}\Z"), re.compile(r"\bby\W*\Z")
RANGES = re.compile(r"\b(?:(?:rang|var)(?:e|y|i?es|i?ed|y?ing)|took|tak(?:es?|ing))\s+from")
MANY = 4
# the power of 10⁶
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
# "1 000 m": a letter that is a scale or a unit
MILLIONS = re.compile(r"(?<=\d)\s?[mbkMBK]\b")
# "10-15,000", "10 to 15 000"
SHARED_THOUSANDS = re.compile(r"\d{1,3}(?:\s?[-–—]\s?|\s(?P<word>to|or)\s)\d{1,3}[,.\s]000")
# a word that every ratio has: "one in four", "two out of five", "one-in-five"
MAY_RATIO = re.compile(r"[\s-](?:in|of)[\s-]")
# "of a" in "half of a century"
ARTICLE = compiled(r"\s+(?:of\s+)?(?:an?|one|1)(?=\s)|-(?:of-)?an?(?=-)|(?=[\s–-])")
# how far "rose in ten years from" stands before a range, and its article before a magnitude
CHANGE, LEAD = 90, 16
# "1/2", "150 000", "2.5" and "million"; "1,000, 000", "5 ,000" and "3 , 5" of a scanner
TOKEN = re.compile(r"\d+/\d+|\d{1,3}(?:\s\d{3})+(?:[.,]\d{1,2})?|\.?\d[\d.,'’·]*\d|\.?\d|[^\W\d_]+")
# "1'000", "20·5"
UNGROUPED = str.maketrans("·", ".", ",'’")
SPLIT = re.compile(r"\s?([,.])\s{0,2}(?=\d)")
WHOLE = ("small", "tens", "zero")  # roles of the words that are a whole number alone


class Number(NamedTuple):
    """A number; ``tail`` is where its unit and noun are looked for. Fractions are percent.

    ``following`` is the word behind a plain number in small letters, "" where that is not known.
    """

    start: int
    end: int
    tail: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    hedge_text: str | None = None
    ratio: bool = False
    sign: str = ""
    doubt: str | None = None
    following: str = ""


class End(NamedTuple):
    """One number of a range, a share, ratio or percent; "per cent", "(20)" end ``after``."""

    start: int
    end: int
    after: int
    value: float
    kind: str = ""
    sign: str = ""
    hedged: bool = False


def numbers_at(text: str, at: int, floor: int, forms: Forms) -> list[Number]:
    """The number that begins at ``at`` and after ``floor``, or the two that belong together."""
    return [_with_more(text, number, forms) for number in _led(text, at, floor, forms)]


# --- one number, or two that belong together


def _led(text: str, at: int, floor: int, forms: Forms) -> list[Number]:
    if not text[at].isdecimal() and forms["late"].match(text, at):
        # "a" of "a million", "several" of "several thousand"; "third" alone is no number
        lead = forms["lead"].search(text[max(floor, at - LEAD) : at])
        if lead is None and not forms["alone"].match(text, at):
            return []
        if lead:
            led = _numbers_at(text, at - len(lead[1]), forms)
            several = len(lead[1].strip()) > 2  # no article: "some half a million"
            return led or (_led(text, at, at, forms) if several else [])
    plain = forms["plain"].match(text, at)
    if plain is None or (plain["next"] or "").lower() in forms.joining:
        return _numbers_at(text, at, forms)
    end, value = plain.end("number"), value_of(plain["number"], forms)
    following = (plain["next"] or "").lower()
    return [Number(at, end, end, value, following=following)] if value else []


def _with_more(text: str, number: Number, forms: Forms) -> Number:
    """With what follows its unit: "two years and a half"."""
    if number.value and number.following in forms.going_on:
        if more := forms["more"].match(text, number.tail):
            value = number.value + (value_of(more["more"], forms) or 0.0)
            return number._replace(value=value, end=more.end())
    return number


def _numbers_at(text: str, at: int, forms: Forms) -> list[Number]:
    letter, figure = text[at].lower(), text[at].isdecimal()
    if letter in "at" and (span := forms["span"].match(text, at)):
        if two := forms["or two"].match(text, span.end()):
            return [Number(at, two.end(), span.end(), low=1.0, high=2.0)]
        return [Number(at, span.end(), span.end(), 1.0)]
    if letter == "e" and (every := forms["every"].match(text, at)):
        word = every["part"].lower()
        whole = float(word) if word.isdecimal() else forms.known.get(word, ("", 2.0))[1]
        end, part = every.end(), percent_of(1, whole)
        return [Number(at, end, end, part, unit="percent", ratio=True)]
    if letter == "b" and (between := forms["between"].match(text, at)):
        low = _end(text, between.end(), forms, "low")
        ends = low and _range(text, low, "and", forms)
        return [_both(at, *ends, word=between["word"])] if ends else []
    ratio = MAY_RATIO.search(text, at, at + 40) and forms["ratio"].match(text, at)
    if ratio and (share := _ratio(text, ratio, forms)):
        tail = ratio.end("low") if ratio["noun"] else share.end
        return [Number(at, share.end, tail, share.value, unit="percent", ratio=True)]
    if figure and (power := forms["power"].match(text, at)):
        raised = power["power"] or power["lost"] or power["raised"].translate(RAISED)
        times = value_of(power["times"] or "1", forms) or 1.0
        return [Number(at, power.end(), power.end(), times * 10.0 ** int(raised))]
    one = _end(text, at, forms)
    if one and (ends := _range(text, one, "to", forms)):
        return _joined(text, *ends, forms)
    if one and one.kind == "share":
        return [_share(text, one, forms)]
    if not figure and (vague := forms["vague"].match(text, at)):
        return [Number(at, vague.end(), vague.end())]
    return [_alone(text, one, forms)] if one and one.value else []


def _share(text: str, one: End, forms: Forms) -> Number:
    """A share in percent, but "half a century" is half of one, not fifty per cent of it."""
    article = ARTICLE.match(text, one.end)
    if article and forms.words.once(measure).match(text, article.end()):
        return Number(one.start, article.end(), article.end(), one.value / 100)
    return Number(one.start, one.end, one.end, one.value, unit="percent")


def _alone(text: str, one: End, forms: Forms) -> Number:
    """One number, with what repeats it or is no part of it: "twenty (20)", "one million3"."""
    at, end, doubt = one.start, one.end, None
    if not one.kind and one.after > end:
        same = value_of(text[end : one.after], forms) == one.value
        end, doubt = one.after, None if same else "word and figure differ"
    elif not is_year(text[at:end]) and (mark := forms["mark"].match(text, end)):
        end, doubt = mark.end(), "digits of a footnote mark"
    else:
        doubt = next((doubt for doubt, sign in DOUBTS if sign.match(text, at, end)), None)
    return Number(at, end, end, one.value, doubt=doubt)


def _end(text: str, at: int, forms: Forms, part: str = "", *, money: bool = False) -> End | None:
    """The number at ``at``, alone or as the ``part`` of a range: "low" or "high"."""
    hedge = None if not part or text[at : at + 1].isdecimal() else forms["inner"].match(text, at)
    start = hedge.end() if hedge else at
    sign = None if text[start : start + 1].isdecimal() else forms["sign"].match(text, start)
    start = sign.end() if sign else start
    ratio = part and forms["ratio"].match(text, start)
    if ratio and (share := _ratio(text, ratio, forms)):
        return share  # "between one in five and one in four"
    if share := _fraction(text, start, forms, joined=part == "high"):
        return share._replace(hedged=hedge is not None)
    end = _number_end(text, start, forms, lone=part == "low")
    if MILLIONS.match(text, end):
        scale = forms["letter" if money else "millions"].match(text, end)
        end = scale.end() if scale else end
    value = value_of(text[start:end], forms, text[end : end + 12]) if end else None
    if value is None:
        return None
    percent, again = forms["percent"].match(text, end), forms["again"].match(text, end)
    after = percent.end() if percent else end
    if again and _number_end(text, again.start("again"), forms) == again.end("again"):
        differ = text[start].isalpha() != again["again"][0].isalpha()
        after = again.end() if differ else after  # "twenty (20)", "20 (twenty)"
    kind, sign_text = "percent" if percent else "", sign[0].strip() if sign else ""
    return End(start, end, after, value, kind, sign_text, hedge is not None)


def _number_end(text: str, at: int, forms: Forms, *, lone: bool = False) -> int:
    """Where the number at ``at`` ends, 0 if there is none; ``lone``: it does not go on."""
    found = forms["lone"].match(text, at)
    more = forms["further"].match(text, found.end()) if found and not lone else found
    return more.end() if more else 0


# --- ranges and shares


def _range(text: str, low: End, joint: str, forms: Forms) -> tuple[End, End] | None:
    """Both ends of a range that begins with ``low``: "10 to 15 per cent", "between $2 and $3"."""
    unit = forms.words.once(measure).match(text, low.after) if joint == "and" else None
    joined = forms[joint].match(text, unit.end() if unit else low.after)
    if joined is None:
        return None
    before = low.sign or text[max(0, low.start - 4) : low.start].rstrip()
    money = before != "" and before[-1] in SIGNS
    high = _end(text, joined.end(), forms, "high", money=money)
    if high is None or (low.kind and not high.kind):
        return None
    if unit:  # "between 2 km and 3 km", no "2 km and 3 men"
        again = forms.words.once(measure).match(text, high.after)
        if again is None or again["unit"][:2] != unit["unit"][:2]:
            return None
    if high.sign and not (low.sign or money or before.endswith(high.sign)):
        return None  # "4 per cent to $13"
    value = _shared_scale(text, low, high, forms)
    if value is None:
        return None
    if "or" in joined[0].lower():
        if high.hedged:
            return None  # "500 or nearly 800 per cent"
        if high.value < value < 3 * high.value:  # 3,000 or 2,500
            return low._replace(value=high.value), high._replace(value=value)
    falls = value > high.value and joint == "to" and not low.kind and _is_from(text, low)
    return (low._replace(value=value), high) if value < high.value or falls else None


def _shared_scale(text: str, low: End, high: End, forms: Forms) -> float | None:
    """The lower end; that of "two to three million" shares its scale. None where they are years."""
    first, second = text[low.start : low.end], text[high.start : high.end]
    if high.kind == "share" and not low.kind:  # "one to two thirds"
        many = value_of(second.split("-")[0].split()[0], forms)
        return percent_of(high.value * low.value, 100 * many) if many else None
    if is_year(first) and not re.fullmatch(r"[3-9]\d{3}", second):
        return None
    shared = SHARED_THOUSANDS.fullmatch(text, low.start, high.end) and not _is_from(text, low)
    high_scale, more = _last_scale(second, forms)
    factor = 1000.0 if shared else high_scale
    for scale in (factor * more, factor):
        if low.value < 1000 and low.value < high.value / scale:
            return low.value * scale
    few = low.value <= MANY * high.value / high_scale  # "fell from 5 to 3 million"
    alone = _last_scale(first, forms)[0] == 1 and low.value < 1000
    return low.value * high_scale if alone and few and _is_from(text, low) else low.value


def _last_scale(number: str, forms: Forms) -> tuple[float, float]:
    """What the last scale of a number is worth, and the "hundred" of "hundred thousand"."""
    last, known = forms["last scale"].search(number), forms.known
    scale = known[last["scale"].lower()][1] if last else 1.0
    return scale, known[last["more"].strip().lower()][1] if last and last["more"] else 1.0


def _is_from(text: str, low: End) -> bool:
    """Does "from" stand before it, but not "ranges from": may a first amount be meant?"""
    before = text[max(0, low.start - CHANGE) : low.start]
    return FROM.search(before) is not None and not RANGES.search(before)


def _joined(text: str, low: End, high: End, forms: Forms) -> list[Number]:
    """The range, or two numbers where the text says how a thing changed: "rose from 20 to 30"."""
    before = text[max(0, low.start - CHANGE) : low.start]
    shared = SHARED_THOUSANDS.fullmatch(text, low.start, high.end)
    both = _both(low.start, low, high, mixed=bool(shared and shared["word"]))
    large = high.value > MANY * low.value or low.value > high.value
    by = high.sign and BY.search(before)
    if not by and not (_is_from(text, low) and (large or forms["change"].search(before))):
        return [both]
    first = Number(low.start, low.end, high.end, low.value, unit=both.unit)
    return [first, first._replace(start=high.start, end=high.end, value=high.value)]


def _both(at: int, low: End, high: End, *, word: str | None = None, mixed: bool = False) -> Number:
    unit, end = None, high.after  # "ten (10) to twenty (20)"
    if high.kind:
        unit, end = None if high.kind == "percent" else "percent", high.end
    mixed = mixed or high.hedged or bool(low.sign and high.sign and low.sign != high.sign)
    return Number(
        at, end, end, None, low.value, high.value, unit, word, high.kind == "ratio",
        sign=low.sign or high.sign, doubt="range with mixed ends" if mixed else None,
    )  # fmt: skip


def _ratio(text: str, match: re.Match[str], forms: Forms) -> End | None:
    """The share of a ratio in percent."""
    end = _number_end(text, match.end(), forms) if match["out"] else match.end()
    part = value_of(match["low"], forms)
    whole = value_of(text[match.end() : end] if match["out"] else match["few"], forms)
    several = match["noun"] and match["bare"] and part != 1  # "three men in 12 villages"
    many_of_many = (part or 0) >= 100  # "five hundred out of two thousand" are two amounts
    measured = forms.words.once(measure).match(text, end)
    if not part or not whole or part >= whole or several or many_of_many or measured:
        return None
    return End(match.start(), end, end, percent_of(part, whole), "ratio")


def _fraction(text: str, at: int, forms: Forms, *, joined: bool = False) -> End | None:
    """A fraction in percent; None where it is an ordinal ("a third party") or part of a number."""
    if text[at : at + 1].isdecimal():
        slash = forms["slash"].match(text, at)
        if slash is None or forms["of a scale"].match(text, slash.end()):
            return None
        value = percent_of(int(slash["many"]), int(slash["whole"]))
        share = 0 < value < 100
        return End(at, slash.end(), slash.end(), value, kind="share") if share else None
    match = forms["fraction"].match(text, at)
    if match is None or forms["of a scale"].match(text, match.end()):
        return None
    after, many = text[match.end() : match.end() + 30], (match["many"] or "").lower()
    _, whole = forms.known[match["part"].lower()]
    before = text[max(0, at - 15) : at]
    # "the half-century", "three-quarter-century", but not "second half-century", "a tenth-century"
    compound = forms["compound"].match(after)
    if compound:
        cardinal = whole in (2, 4) or "of" in compound[0]  # "a third-of-a-century"
        if not cardinal or before.endswith(("first ", "second ")):
            return None
    else:
        follows = before.endswith("and ") if many else forms["ordinal"].search(before)
        if whole == 2 and follows and not joined:
            return None  # "a year and a half", "second half of"
        one = match["part"][-1] in "sS" or many in ("", "a", "an", "one")
        if not one and not after.lstrip().startswith("of "):
            return None  # "the two hundredth"
        short = many in ("", "a", "an") or whole >= 100  # "the one hundredth year"
        if short and whole != 2 and not forms["of"].match(after):
            return None
    value = percent_of(value_of(many, forms) or 1.0, whole)
    return End(at, match.end(), match.end(), value, kind="share") if value < 100 else None


# --- what words and figures are worth


def percent_of(part: float, whole: float) -> float:
    """A part of a whole in percent: 1/32 is 3.125, a third 33.33, one in three hundred 0.3333."""
    share = 100 * part / whole
    return share if round(share, 4) == share else round(share, 2 if share >= 1 else 4)


def value_of(number: str, forms: Forms, after: str = "") -> float | None:
    """What "three hundred thousand", "a million and a half", "2.5 million" or "2 1/2" is worth."""
    known = forms.known
    if number.isdecimal():
        return float(number)
    if number.isalpha() and (found := known.get(number.lower())) and found[0] in WHOLE:
        return found[1]  # most number words stand alone
    if MISREAD.fullmatch(number):
        return float(number.translate(OCR))
    total, current, scale, factor, digit = 0.0, 0.0, 1.0, 1.0, 1.0
    joined = SPLIT.sub(r"\1", number.lower()) if "," in number or " ." in number else number.lower()
    tokens = TOKEN.findall(joined)
    bare = len(tokens) == 1 and "." in joined and not PERCENT.match(after)
    for i, token in enumerate(tokens):
        role, value = known.get(token, ("", 0.0))
        if token[0].isdecimal() or token[0] == ".":
            current += _figure(token, bare=bare)
        elif role == "point":  # "two point five"
            digit = value
        elif role in WHOLE:
            current = round(current + value * digit, 6)
            digit /= 10 if digit < 1 else 1
        elif role == "part" and "and" in tokens[max(0, i - 2) : i]:
            # "three and a half million", but "a million and a half", "a dozen and a half"
            many = known.get(tokens[i - 1], ("", 1.0))[1]
            current -= many if tokens[i - 1] in known else 0.0
            joint = max(j for j in range(i) if tokens[j] == "and")
            of_scale = known.get(tokens[max(0, joint - 1)], ("",))[0].endswith("scale")
            more = many / value * (scale if of_scale else 1.0)
            total, current = (total, current + more) if current else (total + more, 0.0)
        elif role == "part":
            factor, current = (current or 1.0) / value, 0.0
        elif role.endswith("scale"):
            if total and not current:  # "a thousand million"
                total, current = 0.0, total
            scale, current = value, (current or 1.0) * value
            total, current = (total + current, 0.0) if value >= 1000 else (total, current)
    return (total + current) * factor if tokens else None


def _figure(token: str, *, bare: bool) -> float:
    """A figure with any grouping; 250.000 is thousands unless a scale or per cent follows."""
    if "/" in token:
        top, bottom = token.split("/")
        return float(top) / (float(bottom) or 1.0)
    if "," in token[-3:-1]:  # 1.250,5 as many languages write it
        token = token.replace(".", "").replace(",", ".")
    token = "".join(token.translate(UNGROUPED).split())
    if token.count(".") > 1 or (bare and POINTED.fullmatch(token)):
        token = token.replace(".", "")
    return float(token)
