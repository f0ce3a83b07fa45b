"""Reads the number at a place, in figures or in words: its value, or both ends of a range.

Most are plain ("12", "five") and done at once; the others are read as one number or as two that
belong together: "10 to 15", "one in four". What words and figures are worth stands at the end.
"""

import re
from math import isclose
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
# from how many "so many of so many" are two amounts, not a share
MANY_OF = 100
# "1 000 m": a letter that is a scale or a unit
MILLIONS = re.compile(r"(?<=\d)\s?[mbkMBK]\b")
# "10-15,000", "10 to 15 000"
SHARED_THOUSANDS = re.compile(r"\d{1,3}(?:\s?[-–—]\s?|\s(?P<word>to|or)\s)\d{1,3}[,.\s]000")
# a word that every ratio has: "one in four", "two out of five", "one-in-five"
MAY_RATIO = re.compile(r"[\s-](?:in|of)[\s-]")
# "of a" in "half of a century"
ARTICLE = compiled(r"\s+(?:of\s+)?(?:an?|one|1)(?=\s)|-(?:of-)?an?(?=-)|(?=[\s–-])")
# how far may stand: "rose in ten years from" a range, the article of a magnitude, a bracket behind
CHANGE, LEAD, FAR = 90, 16, 30
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


def numbers_at(text: str, at: int, floor: int, forms: Forms) -> list[Number]:
    """The number that begins at ``at`` and after ``floor``, or the two that belong together."""
    return [_with_more(text, number, forms) for number in _led(text, at, floor, forms)]


def _with_more(text: str, number: Number, forms: Forms) -> Number:
    """With what follows its unit: "two years and a half", "20 per cent (twenty per cent)"."""
    value, tail = number.value or 0.0, number.tail
    goes_on = value and number.following in forms.going_on
    if goes_on and (more := forms["more"].match(text, tail)):
        return number._replace(value=value + (value_of(more["more"], forms) or 0.0), end=more.end())
    if not value or "(" not in text[tail : tail + FAR]:
        return number
    unit = forms.words.once(measure).match(text, tail)
    if again := forms["again of a unit"].match(text, unit.end() if unit else tail):
        first = again.start("again")
        same = value_of(text[first : _number_end(text, first, forms)], forms) or 0.0
        return number._replace(end=again.end()) if isclose(same, value, rel_tol=0.02) else number
    return number


# --- one number, or two that belong together


def _led(text: str, at: int, floor: int, forms: Forms) -> list[Number]:
    plain = forms["plain"].match(text, at)
    if plain:
        following = (plain["next"] or "").lower()
        if following in forms.joining:
            return _not_plain(text, at, forms)
        end, value = plain.end("number"), value_of(plain["number"], forms)
        return [Number(at, end, end, value, following=following)] if value else []
    if text[at].isdecimal() or not forms["late"].match(text, at):
        return _not_plain(text, at, forms)
    # "a" of "a million", "several" of "several thousand", but "some half a million"; "third" alone
    # is no number
    lead = forms["lead"].search(text[max(floor, at - LEAD) : at])
    led = _not_plain(text, at - len(lead[1]), forms) if lead else []
    alone = led or forms["alone"].match(text, at)
    return led or (_not_plain(text, at, forms) if alone else [])


def _not_plain(text: str, at: int, forms: Forms) -> list[Number]:
    letter, figure = text[at].lower(), text[at].isdecimal()
    if letter in "at" and (span := forms["span"].match(text, at)):
        return [Number(at, span.end(), span.end(), 1.0)]
    if letter == "e" and (every := forms["every"].match(text, at)):
        word = every["part"].lower()
        whole = float(word) if word.isdecimal() else forms.known.get(word, ("", 2.0))[1]
        end, part = every.end(), percent_of(1, whole)
        return [Number(at, end, end, part, unit="percent", ratio=True)]
    if letter == "b" and (between := forms["between"].match(text, at)):
        low, said = _end(text, between.end(), forms, "low"), between["word"]
        found = _range(text, low, "and", forms) if low else []
        return [number._replace(start=at, hedge_text=said) for number in found]
    ratio = MAY_RATIO.search(text, at, at + 40) and forms["ratio"].match(text, at)
    if ratio and (share := _ratio(text, ratio, forms)):
        return [share]
    if figure and (power := forms["power"].match(text, at)):
        raised = power["power"] or power["lost"] or power["raised"].translate(RAISED)
        times = value_of(power["times"] or "1", forms) or 1.0
        return [Number(at, power.end(), power.end(), times * 10.0 ** int(raised))]
    one = _end(text, at, forms)
    if one and (found := _range(text, one, "to", forms)):
        return found
    if not figure and not (one and one.unit) and (vague := forms["vague"].match(text, at)):
        return [Number(at, vague.end(), vague.end())]
    return [_alone(text, one, forms)] if one and one.value else []


def _alone(text: str, one: Number, forms: Forms) -> Number:
    """One number, with what repeats it or is no part of it: "twenty (20)", "one million3"."""
    at, end, doubt = one.start, one.end, None
    if one.unit and one.tail == end:  # "half a century" is half of one, no fifty per cent of it
        article = ARTICLE.match(text, end)
        if article and forms.words.once(measure).match(text, article.end()):
            end, value = article.end(), (one.value or 0.0) / 100
            return Number(at, end, end, value)
        return one
    if one.tail > end and not one.unit:
        same = value_of(text[end : one.tail], forms) == one.value
        end, doubt = one.tail, None if same else "word and figure differ"
    elif not is_year(text[at:end]) and (mark := forms["mark"].match(text, end)):
        end, doubt = mark.end(), "digits of a footnote mark"
    elif not text[at:end].isdecimal():
        doubt = next((doubt for doubt, sign in DOUBTS if sign.match(text, at, end)), None)
    return Number(at, end, end, one.value, doubt=doubt)


def _end(text: str, at: int, forms: Forms, part: str = "", *, money: bool = False) -> Number | None:
    """The number at ``at``, alone or as the ``part`` of a range: "low" or "high".

    Its ``tail`` is behind "per cent", and then its unit is percent, or behind "(20)".
    """
    hedge = None if not part or text[at : at + 1].isdecimal() else forms["inner"].match(text, at)
    start, doubt = (hedge.end(), "range with mixed ends") if hedge else (at, None)
    sign = None if text[start : start + 1].isdecimal() else forms["sign"].match(text, start)
    start = sign.end() if sign else start
    ratio = part and forms["ratio"].match(text, start)  # "between one in five and one in four"
    share = _ratio(text, ratio, forms) if ratio else None
    if share := share or _fraction(text, start, forms, joined=part == "high"):
        return share._replace(doubt=doubt)
    end = _number_end(text, start, forms, lone=part == "low")
    if MILLIONS.match(text, end):
        scale = forms["letter" if money else "millions"].match(text, end)
        end = scale.end() if scale else end
    value = value_of(text[start:end], forms, text[end : end + 12]) if end else None
    if value is None:
        return None
    number = Number(start, end, end, value, sign=sign[0].strip() if sign else "", doubt=doubt)
    if percent := forms["percent"].match(text, end):
        return number._replace(tail=percent.end(), unit="percent")
    again = forms["again"].match(text, end)
    if again and text[start].isalpha() != again["again"][0].isalpha():  # "twenty (20)"
        same = _number_end(text, again.start("again"), forms) == again.end("again")
        return number._replace(tail=again.end()) if same else number
    return number


def _number_end(text: str, at: int, forms: Forms, *, lone: bool = False) -> int:
    """Where the number at ``at`` ends, 0 if there is none; ``lone``: it does not go on."""
    found = forms["lone"].match(text, at)
    more = forms["further"].match(text, found.end()) if found and not lone else found
    return more.end() if more else 0


# --- ranges and shares


def _range(text: str, low: Number, joint: str, forms: Forms) -> list[Number]:
    """The range that begins with ``low``: "10 to 15 per cent", "between $2 and $3".

    Two numbers where the text says how a thing changed: "rose from 20 to 30".
    """
    joined = forms[joint].match(text, low.tail)
    if joined is None:
        return []
    before = text[max(0, low.start - CHANGE) : low.start]
    sign = low.sign or before[-4:].rstrip()
    money = sign != "" and sign[-1] in SIGNS
    high = _end(text, joined.end(), forms, "high", money=money)
    if high is None or (low.unit and not high.unit):
        return []
    if high.sign and not (low.sign or money or sign.endswith(high.sign)):
        return []  # "4 per cent to $13"
    # may a first amount be meant?
    first = joint == "to" and FROM.search(before) is not None and not RANGES.search(before)
    shared = SHARED_THOUSANDS.fullmatch(text, low.start, high.end)
    ends = _ends(text, low, high, forms, thousands=bool(shared) and not first, first=first)
    if ends is None:
        return []
    lower, upper = ends
    if "or" in joined[0].lower():
        if high.doubt:
            return []  # "500 or nearly 800 per cent"
        if upper < lower < 3 * upper:  # 3,000 or 2,500
            lower, upper = upper, lower
    falls = first and lower > upper and not low.unit
    if lower >= upper and not falls:
        return []
    share = high.unit if high.tail <= high.end else None
    by = joint == "to" and high.sign and BY.search(before)
    if by or (first and (falls or upper > MANY * lower or forms["change"].search(before))):
        one = Number(low.start, low.end, high.end, lower, unit=share)
        return [one, one._replace(start=high.start, end=high.end, value=upper)]
    end = high.end if high.unit else high.tail  # "ten (10) to twenty (20)"
    doubt = "range with mixed ends" if shared and shared["word"] else high.doubt
    sign = low.sign or high.sign
    both = Number(low.start, end, end, None, lower, upper, share, sign=sign, doubt=doubt)
    return [both._replace(ratio=high.ratio)]


def _ends(
    text: str, low: Number, high: Number, forms: Forms, *, thousands: bool, first: bool
) -> tuple[float, float] | None:
    """Both ends; that of "two to three million" shares its scale. None where they are years."""
    lower, upper, second = low.value or 0.0, high.value or 0.0, text[high.start : high.end]
    if high.unit and high.tail == high.end and not low.unit:  # "one to two thirds"
        many = value_of(second.split("-")[0].split()[0], forms)
        return (percent_of(upper * lower, 100 * many), upper) if many else None
    if is_year(text[low.start : low.end]) and not re.fullmatch(r"[3-9]\d{3}", second):
        return None
    last, known = forms["last scale"].search(second), forms.known
    scale = known[last["scale"].lower()][1] if last else 1.0
    more = known[last["more"].strip().lower()][1] if last and last["more"] else 1.0
    factor = 1000.0 if thousands else scale
    for times in (factor * more, factor):  # "three to four hundred thousand"
        if lower < 1000 and lower < upper / times:
            return lower * times, upper
    # "fell from 5 to 3 million"
    alone = lower < 1000 and not forms["last scale"].search(text[low.start : low.end])
    few = lower <= MANY * upper / scale
    return (lower * scale if first and alone and few else lower), upper


def _ratio(text: str, match: re.Match[str], forms: Forms) -> Number | None:
    """A ratio in percent; in "one person in five" the noun stands in its middle."""
    at = match.start()
    end = _number_end(text, match.end(), forms) if match["out"] else match.end()
    part = value_of(match["low"], forms)
    whole = value_of(text[match.end() : end] if match["out"] else match["few"], forms)
    several = match["noun"] and match["bare"] and part != 1  # "three men in 12 villages"
    measured = forms.words.once(measure).match(text, end)
    if not part or not whole or part >= whole or several or measured or part >= MANY_OF:
        return None
    tail = match.end("low") if match["noun"] else end
    return Number(at, end, tail, percent_of(part, whole), unit="percent", ratio=True)


def _fraction(text: str, at: int, forms: Forms, *, joined: bool = False) -> Number | None:
    """A fraction in percent; None where it is an ordinal ("a third party") or part of a number."""
    match = forms["slash" if text[at : at + 1].isdecimal() else "fraction"].match(text, at)
    if match is None or forms["of a scale"].match(text, match.end()):
        return None
    end, many = match.end(), (match["many"] or "").lower()
    if many.isdecimal():
        part, whole = float(many), float(match["part"])
    else:
        part, whole = value_of(many, forms) or 1.0, forms.known[match["part"].lower()][1]
        if not _is_part(text, match, whole, forms, joined=joined):
            return None
    value = percent_of(part, whole)
    return Number(at, end, end, value, unit="percent") if 0 < value < 100 else None


def _is_part(text: str, match: re.Match[str], whole: float, forms: Forms, *, joined: bool) -> bool:
    """Is a fraction in words none of a row?"""
    after, many = text[match.end() : match.end() + 30], (match["many"] or "").lower()
    before = text[max(0, match.start() - 15) : match.start()]
    # "the half-century", "three-quarter-century", but not "second half-century", "a tenth-century"
    if compound := forms["compound"].match(after):
        cardinal = whole in (2, 4) or "of" in compound[0]  # "a third-of-a-century"
        return cardinal and not before.endswith(("first ", "second "))
    follows = before.endswith("and ") if many else forms["ordinal"].search(before)
    if whole == 2:
        return joined or not follows  # "a year and a half", "second half of"
    short = many in ("", "a", "an") or whole >= 100  # "the one hundredth year"
    return not short or forms["of"].match(after) is not None


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
