"""Reads the number at a place, in figures or in words: its value, or both ends of a range.

Most are plain ("12", "five") and done at once. The others are read forwards: ``cardinal`` takes one
number token by token; then comes what may follow it, "to 15", "in four", "(20)", "or two".
"""

import re
from math import isclose
from typing import NamedTuple

from analysis.extractors.figures import MISREAD, SIGNS, Forms, figure_value, is_year, measure
from analysis.terms import compiled

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
# "10-15,000", "10 to 15 000"
SHARED_THOUSANDS = re.compile(r"\d{1,3}(?:\s?[-–—]\s?|\s(?P<word>to|or)\s)\d{1,3}[,.\s]000")
# "of a" in "half of a century"
ARTICLE = compiled(r"\s+(?:of\s+)?(?:an?|one|1)(?=\s)|-(?:of-)?an?(?=-)|(?=[\s–-])")
# "of which a tenth": of what a fraction without "of" is a share
OF_WHICH = re.compile(r"\bof\s+(?:wh(?:ich|om)|these|them)\s+(?:[\w-]+\s+){0,3}\Z")
# "half-time", but "one-third-to-one-half"
FUSED = re.compile(r"-(?!to-)\w")
# how far "rose in ten years from" may stand before a range, and a bracket behind a number
CHANGE, FAR = 90, 30
# "between", "every", "the" and "this" begin no number without another word
LEADING = ("be", "Be", "BE", "ev", "Ev", "EV", "the", "The", "THE", "this", "This", "THIS")
# of so many "one in" and "out of" make a share: "500 out of 2,000" are two amounts
FEW, LARGE = 100, 1000
# of how many words a number may be made behind its first
LONGEST = 12
# "twenty" may go on: "twenty-five"
TENS = frozenset(range(20, 100, 10))


class Number(NamedTuple):
    """A number; ``tail`` is where its unit and noun are looked for. Fractions are percent.

    ``following`` is the word behind a plain number in small letters, "" where that is not known;
    ``measured`` is its unit where it was looked for; ``scales`` are its last ones, which the first
    number of a range shares.
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
    scales: tuple[float, ...] = ()
    measured: re.Match[str] | None = None


def number_at(text: str, at: int, forms: Forms) -> Number | None:
    """The number that begins at ``at``, None where none begins."""
    leading = text.startswith(LEADING, at)
    plain = None if leading else forms["plain"].match(text, at)
    following = (plain["next"] or "").lower() if plain else ""
    if plain and following not in forms.joining:
        end, figure = plain.end("number"), plain["number"]
        value = figure_value(figure) if figure[-1].isdecimal() else forms.known.get(figure.lower())
        one = cardinal(text, at, forms) if value is None else None
        value = one.value if one else value
        return _with_more(text, Number(at, end, end, value, following=following), forms)
    number = _led(text, at, forms)
    if number is None and not leading:
        number = _not_plain(text, at, forms)
    return number and _with_more(text, number, forms)


def _led(text: str, at: int, forms: Forms) -> Number | None:
    """A number that begins with another word: "a year", "every third", "between two and three"."""
    letter = text[at].lower()
    if letter in "at" and (span := forms["span"].match(text, at)):
        return Number(at, span.end(), span.end(), 1.0)
    if letter == "e" and (every := forms["every"].match(text, at)):
        part, end = percent_of(1, worth(every["part"] or "two", forms)), every.end()
        return Number(at, end, end, part, unit="percent", ratio=True)
    if letter == "b" and (between := forms["between"].match(text, at)):
        low = _one(text, between.end(), forms, "low")
        unit = None if low is None or low.unit else forms.words.once(measure).match(text, low.end)
        both = _range(text, low, "and", forms, unit) if low else None
        return both and both._replace(start=at, hedge_text=between["word"])
    return None


def _not_plain(text: str, at: int, forms: Forms) -> Number | None:
    one = _one(text, at, forms)
    if one is None:
        vague = None if text[at].isdecimal() else forms["vague"].match(text, at)
        return Number(at, vague.end(), vague.end()) if vague else None
    if (both := _range(text, one, "to", forms)) or (one.unit and one.tail <= one.end):
        return both or one
    end, doubt = one.end, one.doubt
    if one.tail > end and not one.unit:
        end = one.tail
    elif not is_year(text[at:end]) and (mark := forms["mark"].match(text, end)):  # "one million3"
        end, doubt = mark.end(), "digits of a footnote mark"
    elif not text[at:end].isdecimal():
        doubt = next((doubt for doubt, sign in DOUBTS if sign.match(text, at, end)), None)
    return Number(at, end, end, one.value, doubt=doubt)


def _one(text: str, at: int, forms: Forms, part: str = "", *, money: bool = False) -> Number | None:
    """The number at ``at``, alone or as the ``part`` of a range: "low" or "high".

    Its ``tail`` is behind "per cent", and then its unit is percent, or behind "(20)".
    """
    hedge = None if not part or text[at : at + 1].isdecimal() else forms["inner"].match(text, at)
    start, doubt = (hedge.end(), "range with mixed ends") if hedge else (at, None)
    sign = None if text[start : start + 1].isdecimal() else forms["sign"].match(text, start)
    start = sign.end() if sign else start
    number = _fraction(text, start, forms, joined=part == "high")
    number = number or cardinal(text, start, forms, lone=part == "low", money=money)
    if number is None:
        return None
    if sign or hedge:
        number = number._replace(sign=sign[0].strip() if sign else "", doubt=doubt)
    if number.unit or (number := _ratio(text, number, forms)).unit:
        return number
    if percent := forms["percent"].match(text, number.end):
        return number._replace(tail=percent.end(), unit="percent")
    again = forms["again"].match(text, number.end)
    if again and text[start].isalpha() != again["again"][:1].isalpha():  # "twenty (20)"
        same = cardinal(text, again.start("again"), forms)
        if same and same.end == again.end("again"):
            differ = None if same.value == number.value else "word and figure differ"
            return number._replace(tail=again.end(), doubt=doubt or differ)
    return number


# --- what may follow a number, and its unit


def _with_more(text: str, number: Number, forms: Forms) -> Number | None:
    """With what follows its unit: "a year or two", "two years and a half", "2 km to 3 km".

    Nothing is counted by a nought.
    """
    value, tail = number.value, number.tail
    if not value or (number.following not in forms.going_on and "(" not in text[tail : tail + FAR]):
        return None if value == 0 else number
    unit = None if number.unit else forms.words.once(measure).match(text, tail)
    end, number = unit.end() if unit else tail, number._replace(measured=unit)
    again = forms["again"].match(text, end) if "(" in text[end : end + 2] else None
    if again:  # "2 km (two kilometres)"
        same = cardinal(text, again.start("again"), forms)
        near = same and isclose(same.value or 0.0, value, rel_tol=0.02)
        return number._replace(end=again.end()) if near else number
    if unit is None:
        return number
    more = forms["more"].match(text, end)
    other = worth(more["other"] or more["many"], forms) if more else 0.0
    if more and more["part"]:
        other /= worth(more["part"], forms)
        return number._replace(value=value + other, end=more.end())
    if more and other > value:
        return number._replace(value=None, low=value, high=other, end=more.end())
    return _range(text, number, "to", forms, unit) or number


def _ratio(text: str, low: Number, forms: Forms) -> Number:
    """``low``, or the share that it begins: "one in five", "one person in five"."""
    joint = forms["ratio"].match(text, low.end)
    few = cardinal(text, joint.end(), forms) if joint else None
    if joint is None or few is None:
        return low
    part, whole, end = low.value or 0.0, few.value or 0.0, few.end
    several = joint["noun"] and joint["bare"] and part != 1  # "three men in 12 villages"
    large = part >= FEW or (whole > LARGE and not joint["out"])
    measured = forms.words.once(measure).match(text, end)
    if not 0 < part < whole or part % 1 or large or several or measured:
        return low
    tail = low.end if joint["noun"] else end
    return Number(low.start, end, tail, percent_of(part, whole), unit="percent", ratio=True)


def _range(
    text: str, low: Number, joint: str, forms: Forms, unit: re.Match[str] | None = None
) -> Number | None:
    """The range that begins with ``low`` and its unit: "10 to 15 per cent", "2 km to 3 km".

    Where the text says how a thing changed, "rose from 20 to 30 tons", it is ``low`` alone, whose
    unit stands behind the second number.
    """
    joined = forms[joint].match(text, unit.end() if unit else low.tail)
    if joined is None:
        return None
    before = text[max(0, low.start - CHANGE) : low.start]
    sign = low.sign or before[-4:].rstrip()
    money = sign.endswith(tuple(SIGNS))
    high = _one(text, joined.end(), forms, "high", money=money)
    if high is None or (low.unit and not high.unit):
        return None
    again = forms.words.once(measure).match(text, high.tail) if unit else None
    if unit and (again is None or again["unit"][:2] != unit["unit"][:2]):
        return None  # "2 km and 3 men"
    either = "or" in joined[0].lower()
    if high.sign and not (low.sign or money or sign.endswith(high.sign)) or (either and high.doubt):
        return None  # "4 per cent to $13", "500 or nearly 800 per cent"
    first = not either and FROM.search(before) is not None and not RANGES.search(before)
    shared = SHARED_THOUSANDS.fullmatch(text, low.start, high.end)
    lower, upper = _ends(text, low, high, thousands=bool(shared) and not first, first=first)
    if either and upper < lower < 3 * upper:  # 3,000 or 2,500
        lower, upper = upper, lower
    falls = first and lower > upper and not low.unit
    if lower >= upper and not falls:
        return None
    share = high.unit if high.tail <= high.end else None
    by = not either and high.sign and BY.search(before)
    if by or (first and (falls or upper > MANY * lower or forms["change"].search(before))):
        return None if unit else Number(low.start, low.end, high.end, lower, unit=share)
    end = high.end if high.unit else high.tail  # "ten (10) to twenty (20)"
    doubt = "range with mixed ends" if shared and shared["word"] else high.doubt
    ends = Number(low.start, end, end, low=lower, high=upper, unit=share)
    return ends._replace(ratio=high.ratio, sign=low.sign or high.sign, doubt=doubt)


def _ends(
    text: str, low: Number, high: Number, *, thousands: bool, first: bool
) -> tuple[float, float]:
    """Both ends; that of "two to three million" shares its scale. None where they are years."""
    lower, upper, second = low.value or 0.0, high.value or 0.0, text[high.start : high.end]
    if is_year(text[low.start : low.end]) and not re.fullmatch(r"[3-9]\d{3}", second):
        return 0.0, 0.0
    *more, scale = high.scales or (1.0,)
    if high.unit and high.tail == high.end and not low.unit:  # "one to two thirds"
        return percent_of(lower * scale, 100), upper
    factor = 1000.0 if thousands else scale
    # "three to four hundred thousand"
    for times in (factor * (more or [1.0])[-1], factor):
        if lower < 1000 and lower < upper / times:
            return lower * times, upper
    # "fell from 5 to 3 million"
    alone, few = lower < 1000 and not low.scales, lower <= MANY * upper / scale
    return (lower * scale if first and alone and few else lower), upper


# --- one number, token by token


def cardinal(
    text: str, at: int, forms: Forms, *, lone: bool = False, money: bool = False
) -> Number | None:
    """The one number at ``at``: "2.5 million", "three hundred and five", "a million and a half".

    ``lone``: "and" joins another one; ``money``: a letter behind a figure is a scale.
    """
    figure = forms["figure"].match(text, at)
    first = figure or forms["first"].match(text, at)
    if first is None:
        return None
    end, token = first.end(), first[0]
    grouped = figure and "." in token and not forms["magnitude"].match(text, end)
    value = figure_value(token, grouped=bool(grouped)) if figure else worth(token or "a", forms)
    return _read_on(text, at, end, value, forms, lone=lone, money=money)


def _read_on(
    text: str, at: int, end: int, value: float, forms: Forms, *, lone: bool, money: bool = False
) -> Number:
    """The number from ``at`` on that goes on at ``end`` from its first token, worth ``value``.

    Behind "hundred" there is room for less than a hundred, behind "twenty" for less than ten.
    """
    terms, room = [value], 10.0 if value in TENS and text[end - 1].isalpha() else 0.0
    scales: tuple[float, ...] = ()
    for _ in range(LONGEST):
        step = forms["step"].match(text, end)
        kind = step.lastgroup if step else None
        if step is None or kind is None:
            break
        token = worth(step[kind], forms)
        if kind == "small":
            if token >= room or (step["and"] and (lone or not scales)):
                break
            room, scales = 10.0 if token in TENS else 0.0, ()
            terms.append(token)
        elif kind in ("part", "slash", "digits"):
            part = _part(step, kind, forms)
            terms.append(part * (scales[-1] if scales and kind == "part" else 1.0))
            room, scales = 0.0, ()
        elif kind == "letter" and not (money or forms["signed"].match(text, at)):
            break
        else:
            if kind == "power":  # "× 10⁶", and "⁶" behind a ten
                power = int(step[kind].lstrip("^").translate(RAISED))
                token = 10.0 ** (power if step["by"] else power - 1)
            _multiply(terms, token)
            room, scales = token if token >= 100 else 0.0, (*scales, token)
        end = step.end()
    return Number(at, end, end, round(sum(terms), 6), scales=scales)


def _multiply(terms: list[float], scale: float) -> None:
    """Multiplies what stands before a scale and is less: "two million three hundred thousand"."""
    less = 0.0
    while terms and terms[-1] < scale:
        less += terms.pop()
    terms.append((less or (terms.pop() if terms else 1.0)) * scale)


def _part(step: re.Match[str], kind: str, forms: Forms) -> float:
    """What is added to a whole number: "(two) and a half", "(2) 1/2", "(two) point five"."""
    if kind == "digits":
        digits = enumerate(step[kind].replace("-", " ").split(), 1)
        return sum(worth(digit, forms) / 10**place for place, digit in digits)
    many, whole = step["many"] or "a", step[kind]
    if kind == "slash":
        many, _, whole = whole.partition("/")
    return worth(many, forms) / (worth(whole, forms) or 1.0)


def _fraction(text: str, at: int, forms: Forms, *, joined: bool = False) -> Number | None:
    """A fraction: a share in percent, or so much of a unit or scale, "half a million".

    None where it is an ordinal ("a third party").
    """
    match = forms["slash" if text[at : at + 1].isdecimal() else "fraction"].match(text, at)
    if match is None:
        return None
    end, many, whole = match.end(), worth(match["many"] or "a", forms), worth(match["part"], forms)
    halves = match["part"].lower().startswith(("half", "halv", "quarter"))  # not "the fourth"
    if scale := forms["of a scale"].match(text, end):
        known = halves or scale["of"]
        return _read_on(text, at, scale.end(), many / whole, forms, lone=True) if known else None
    article = ARTICLE.match(text, end)
    if article and forms.words.once(measure).match(text, article.end()):
        # "half a century", "the quarter-century", but no second half-century, no tenth-century
        row = text[max(0, at - 7) : at].lower().endswith(("first ", "second "))
        if (row or not halves) and "of" not in article[0]:
            return None
        return Number(at, article.end(), article.end(), percent_of(many, whole) / 100)
    if match["part"].isalpha() and not _is_part(text, match, whole, forms, joined=joined):
        return None
    value, each = percent_of(many, whole), (percent_of(1, whole),)
    return Number(at, end, end, value, unit="percent", scales=each) if 0 < value < 100 else None


def _is_part(text: str, match: re.Match[str], whole: float, forms: Forms, *, joined: bool) -> bool:
    """Is a fraction in words none of a row?"""
    after, many = text[match.end() : match.end() + 30], (match["many"] or "").lower()
    before = text[max(0, match.start() - 15) : match.start()]
    if FUSED.match(after) or not (many or joined or match["part"].lower() == "half"):
        return False  # "half-time", "third"
    follows = before.endswith("and ") if many else forms["ordinal"].search(before)
    if whole == 2:
        return joined or not follows  # "a year and a half", "second half of"
    short = many in ("", "a", "an") or whole >= 100  # "the one hundredth year"
    if not short or forms["of"].match(after):
        return True
    return OF_WHICH.search(text, max(0, match.start() - FAR), match.start()) is not None


# --- what words and figures are worth


def percent_of(part: float, whole: float) -> float:
    """A part of a whole in percent: 1/32 is 3.125, a third 33.33, one in three hundred 0.3333."""
    share = 100 * part / whole
    return share if round(share, 4) == share else round(share, 2 if share >= 1 else 4)


def worth(word: str, forms: Forms) -> float:
    """What a figure or one word is worth; an article is one."""
    return float(word) if word.isdecimal() else forms.known.get(word.lower(), 1.0)
