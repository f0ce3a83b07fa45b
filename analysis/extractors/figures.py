"""How numbers are written, in figures and in words: the patterns that the other steps ask.

Every pattern begins with the letters it wants, so that a text is passed once and in linear time.
"""

import re
from collections.abc import Mapping

from analysis.terms import Patterns, Phrases, alternation, spelled
from analysis.vocabulary import Vocabulary

# of money, before a scale of one letter: "$3.4 m"
SIGNS = "$€£¥₹₽₺₴₪₩₦₱₫"
# what a number bears that points to a footnote: 5,000^3, 5,000³, 5,000[4]
MARK = r"(?:\^\{?\d{1,2}\}?|[⁰¹²³⁴-⁹]{1,2}|\[\w{1,2}\]|\(\d{1,2}\)(?=\s)|[†‡]{1,3}(?=\s))"
# a raised figure is the mark of a footnote
RAISED = "⁰¹²³⁴-⁹"
# ", 500" of "12, 500 houses" where no further number follows
PARTED = r",\s{1,2}\d{3}(?:,\d{3}){0,3}(?=\s?%|\s[a-z]{4})"
# between thousands
SPACES = " \u00a0\u2007\u2009\u202f"
BLANKS = f"\n\t-{SPACES}"  # between a sign of money and its number
# the value of a hedge with a gap: "estimated the damage at"
GAPPED = "gapped"
# thousands, or a decimal fraction: "3.142"; it is one before per cent and percentage points
POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
# "1S4" for 154, "1,OOO"; letters that a scanner reads in a figure
MISREAD = re.compile(r"\d{1,3}(?:[lIOSB]\d{1,3}|,?\d{0,2}O[\dO]*)")
OCR = str.maketrans("lIOSB", "11058", ",")
# "1'000", "20·5"; "1,000, 000", "5 ,000" and "3 , 5" of a scanner
UNGROUPED, SPLIT = str.maketrans("·", ".", ",'’"), re.compile(r"\s?([,.])\s{0,2}(?=\d)")
# a word, or a figure as far as its letters and digits go
FIGURE = re.compile(r"[\w.]\w*(?:[.,/]\d+)*")
# the letters with which a term begins
BEGINNING = re.compile(r"[a-z]*")
# words that may go on from a number
JOINTS = ("and", "in", "or", "out", "per", "percent", "to", "up")


def is_year(figure: str) -> bool:
    """Could the figure be a year of the sixteenth to the twenty-second century?"""
    return len(figure) == 4 and figure.isdecimal() and "1500" <= figure < "2200"


def figure_value(figure: str, *, grouped: bool = False) -> float:
    """A figure with any grouping; 250.000 is ``grouped`` unless a scale or per cent follows."""
    if figure.isdecimal():
        return float(figure)
    if MISREAD.fullmatch(figure):
        return float(figure.translate(OCR))
    figure = SPLIT.sub(r"\1", figure)
    if "," in figure[-3:-1]:  # 1.250,5 as many languages write it
        figure = figure.replace(".", "").replace(",", ".")
    figure = "".join(figure.translate(UNGROUPED).split())
    if figure.count(".") > 1 or (grouped and POINTED.fullmatch(figure)):
        figure = figure.replace(".", "")
    return float(figure)


def number_words(words: Vocabulary) -> dict[str, tuple[str, float]]:
    """Role and value of each number word that has a value."""
    rows = [row for row in words.table("number_words") if row["value"]]
    return {row["term"]: (row["role"], float(row["value"])) for row in rows}


def measure(words: Vocabulary) -> re.Pattern[str]:
    """The pattern of a unit that follows a number."""
    rows = [row for row in words.table("units") if row["kind"] != "money sign"]
    codes = [row["term"] for row in rows if row["term"].isupper() and row["kind"] != "data"]
    units = [row["term"] for row in rows if row["term"] not in codes]  # 12 TRY, but "12 try to go"
    # 20 per cent⁵, 20%5; 20 per cent[5] of, 20%† of
    mark = rf"[{RAISED}]{{1,2}}(?!\w)|(?:(?<=[a-z]{{4}})|(?<=%))\d{{1,2}}(?!\w)"
    before_of = r"(?:\[\w{1,2}\]|\s?\(\d{1,2}\)|[†‡]{1,3})(?=\s{1,12}of\b)"
    return re.compile(
        r"(?:-\s|[\s*_]{0,12}(?:[-–]\n?)?)"
        rf"(?P<unit>(?=[A-Z$°º]){alternation(codes)}|{spelled(units)})"
        rf"(?:(?P<mark>{mark}|{before_of})|(?![^\W_]|(?<=\sC)-\d))"
    )


# --- where a number begins, and how it is written


class Forms(Patterns):
    """The patterns of numbers by name, what words are worth (``known``), and which follow a number.

    ``joining`` may go on from it ("two million", "three out of"); with ``going_on`` a unit or a
    hedge begins; nothing, where its word is not known.
    """

    def __init__(self, pieces: Mapping[str, str], words: Vocabulary) -> None:
        super().__init__(pieces)
        self.words, self.hedges = words, words.once(hedges_before)
        self.signs = tuple(words.terms("units", "kind", "money sign"))
        rows = words.once(number_words)
        self.known = {term: value for term, (_, value) in rows.items()}
        scales = ("scale", "short scale", "plural scale", "money scale")
        joining = words.terms(
            "number_words", "role", "small", "tens", "part", "vague", "point", *scales
        )
        behind = words.terms("hedges", "position", "after")
        units = (row["term"] for row in words.table("units") if row["kind"] != "money sign")
        self.joining = {*joining, *JOINTS, *(term.lstrip("-") for term in behind)}
        begun = (BEGINNING.findall(term.lower())[0] for term in (*units, *behind))
        self.going_on = {"", *begun}
        self.following = self.joining | self.going_on - {""}

    def word_end(self, text: str, at: int) -> int:
        """Where the figure or number word at ``at`` ends, 0 where no such word is there."""
        found = FIGURE.match(text, at)
        known = found and (text[at].isdecimal() or found[0].lower() in self.known)
        return found.end() if found and known else 0


def hedges_before(words: Vocabulary) -> Phrases:
    """The hedges before a number, each with its value; a gap is known from the word behind it."""
    rows = [row for row in words.table("hedges") if row["position"] == "before"]
    apart = [row["term"].split()[-1] for row in rows if " ... " in row["term"]]
    known = {row["term"]: row["hedge"] for row in rows}
    return Phrases(dict.fromkeys(apart, GAPPED) | known, '*_`"“‘(')


def hedge_behind(words: Vocabulary) -> re.Pattern[str]:
    """The pattern of a hedge behind a number, its unit or its noun: "or more"."""
    terms = spelled(words.terms("hedges", "position", "after"))
    return re.compile(rf"[\s,]{{0,4}}(?P<hedge>{terms})(?!\w|\s?[\d$€£/]|\s{{1,12}}than\b)")


def money_signs(words: Vocabulary) -> str:
    """A pattern for the signs of money before a number; "gave us $5" has "$" alone."""
    return rf"(?:(?![a-z]+\s\$){spelled(words.terms('units', 'kind', 'money sign'))})"


def signs_before(words: Vocabulary) -> tuple[frozenset[str], re.Pattern[str]]:
    """How the signs of money end, and a sign that ends behind "US$ ", "$-"."""
    signs = words.terms("units", "kind", "money sign")
    return frozenset(sign[-1] for sign in signs), re.compile(
        rf"(?<!\w)(?P<sign>{words.once(money_signs)})(?:\s{{0,2}}|(?P<minus>-))\Z"
    )


def units_of(words: Vocabulary) -> dict[str, tuple[str, str]]:
    """Unit and kind of each term; that of a sign before a number has a "$" before it."""
    return {
        "$" * (row["kind"] == "money sign") + row["term"].casefold(): (row["unit"], row["kind"])
        for row in words.table("units")
    }


def hedges_of_letters(words: Vocabulary, *positions: str) -> list[str]:
    """The hedges that begin with a letter."""
    terms = words.terms("hedges", "position", *positions)
    return [term for term in terms if term[:1].isalpha()]


def may_begin(words: Vocabulary) -> re.Pattern[bytes]:
    """Where a number may begin in folded bytes, or a little more: a quick test."""
    known = words.terms("number_words", "role", "small", "tens", "zero")
    starts = alternation(["0", ".0", *known, *words.once(led_words), "between", "every"])
    return re.compile(rf" {starts}(?!(?<=[a-z])[a-z])".encode())


def led_words(words: Vocabulary) -> dict[str, bool]:
    """Words that another one may lead up to, "a year", "several thousand"; begin they one alone?"""
    known = words.terms("number_words", "role", "scale", "part", "vague")
    return dict.fromkeys(_spans(words), False) | dict.fromkeys(known, True)


def lead(words: Vocabulary) -> re.Pattern[bytes]:
    """The word before one of ``led_words``: "a", "several"; "the" of "the year-long"."""
    terms = ["a", "an", "the", "this", *words.terms("number_words", "role", "indefinite")]
    return re.compile(rf" {alternation(terms)} {{1,12}}\Z".encode())


def _spans(words: Vocabulary) -> list[str]:
    """Units of time in the singular: "more than a year"."""
    times = words.terms("units", "kind", "time")
    return [term for term in times if len(term) > 2 and not term.endswith("s")]


def number_forms(words: Vocabulary) -> "Forms":
    """The patterns of numbers, each made when it is first asked for."""

    def any_of(*roles: str) -> str:
        return rf"(?:{spelled(words.terms('number_words', 'role', *roles))})(?![^\W\d_{RAISED}])"

    times = rf"(?:{spelled(_spans(words))})"
    scale, part, short = any_of("scale"), any_of("part"), any_of("short scale")
    letter = any_of("money scale")
    # what follows a decimal fraction: 12,5 per cent
    scales = rf"{short}|{scale}|{any_of('plural scale')}|{letter}(?!\w)"
    magnitude = rf"[\s-]*(?:%|(?i:per[\s-]?cent)|{scales})"
    # 1,000,000 · 12,50,000 · 1.000.000 · 1'000'000 · 1·000·000 · 150 000 · 1 000,50
    # 12,5 per cent · 3 , 5 million · 20·5; "20,0001" is followed by the mark of a footnote
    grouped = (
        rf"(?<!\d,\s)\d{{1,3}}{PARTED}"
        r"|\d{1,3}(?:(?:\s?,\d{3}|,\s{1,2}000)(?!\d{3}))+(?:\.\d+)?"
        r"|\d{1,2}(?:,\d\d)+,\d{3}"
        r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?|\d{1,3}(?:\.\d{3})+,\d{1,2}"
        r"|\d{1,3}(?:(?:['’]\d{3})+|(?:·\d{3})+|·\d{1,2})"
        rf"|\d{{1,3}}(?:[{SPACES}]\d{{3}}(?!(?<!000)[\s-]?mm\b))+(?:[.,]\d{{1,2}}(?!\d))?"
        r"|\d{1,3}(?:,|\s[,.]\s?)(?:\d|(?<!of\s\d\d,)\d\d)"
        rf"(?={magnitude})"
    )
    # 2.5 · 3000 · .5, no part of 1.2.3 or 1994.5; 1S4
    figure = (
        rf"(?:(?:{grouped}|(?!(?:19|20)\d\d\.)\d{{1,15}}(?:\.\d+)?|\d{{4}}|\.\d{{1,6}})"
        r"(?!(?<!,\d{3})\d|[.,/·]\d|[lIOSB]\d|,?O)|\d{1,3}(?:[lIOSB]\d{1,3}|O{1,3})(?!\w)"
        r"|\d{1,3},(?=\d{0,2}O)[\dO]{3}(?!\w))"
    )
    # twenty-one · twenty–one · five
    tens, unit, digit = any_of("tens"), any_of("small"), any_of("small", "zero")
    small = rf"(?:{tens}(?:(?:[\s-]+|–){unit})?|{unit})"
    # a thousand-year (city) · a million-strong (army)
    joined = rf"-(?:{times}|strong)(?!\w)"
    # the letters of EUR5 and $US5; US$5 is "$" and "5"
    signs = sorted(words.terms("units", "kind", "money sign"))
    letters = [sign for sign in signs if sign.lstrip("$").isalpha()]
    begun = alternation(one for one in letters if one[0] != "$")
    begun += "".join(rf"|{one[1:]}(?<=\{one})" for one in letters if one[0] == "$")
    others = [one for one in signs if one[0].isalpha() and not (one.isupper() and len(one) == 3)]
    code = "|".join(rf"(?<=\b{one}\s)" for one in map(re.escape, others))
    determiners = spelled(words.terms("counted_nouns", "kind", "determiner"))
    within = rf"(?:\s?{spelled(words.terms('hedges', 'position', 'after'))}(?!\w))?"
    people = spelled(words.terms("counted_nouns", "kind", "persons", "persons participle"))
    hundreds = rf"{small}\s+(?:(?i:hundred)\s+(?:and\s+{small}\s+)?)?(?i:thousand)(?!\w)"
    vague, some = any_of("vague"), any_of("indefinite")
    first = any_of("small", "tens", "zero", "scale", "part", "vague")
    percent = r"\s*(?:%|(?i:per[\s-]?cent)\b)"
    before = words.terms("hedges", "position", "before")
    hedge = rf"(?:{spelled(hedges_of_letters(words, 'before', 'modifier'))})"
    marks = [term for term in before if not any(map(str.isalnum, term))]
    pieces = {
        # a figure behind the letters of a sign of money, or behind "c.": EUR5 · c.500
        "joined": rf"[^A-Za-z0-9_.,/](?:ca?\.|{begun})(?=\d)",
        # the quick case, nothing of which goes on: 12. · 20 per cent · 1,500 men · five million
        # people; no "one man in four"
        "plain": rf"(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}\.\d\d?|\d{{1,7}}|{small})"
        rf"(?:\s{scale})?)(?:[.;:)\]]\s|(?<!illion)(?<!housand),\s(?=[A-Za-z])"
        rf"|{percent}(?!\s*(?:[-–—~]|(?:to|or)\b))"
        r"|[\s-](?!of\s+every\b)(?P<next>[A-Za-z]{2,})\b(?!\s+(?:in|out\s+of|of\s+every)\s))",
        # more than a (year) · the (year)-long · a (year or two) · (a year) and a half
        "span": rf"(?:[aA]n?(?=\s+{times}(?!\w))|[tT]h(?:e|is)(?=\s+{times}-long\b))",
        # (two years) and a half · (a week) or two
        "more": r"[\s-]+(?:(?i:and)[\s-]+(?P<many>(?i:a|three))[\s-]+(?P<part>(?i:half|quarters?))"
        rf"|(?i:or)\s+(?P<other>{unit})(?!\s+(?:{times}|[a-z]{{3,}}s\b)))(?![\s-]+{scale}|\w|-\w)",
        # every third
        "every": rf"[eE](?i:very)\s+(?:(?i:second)|(?P<part>{part}|\d{{1,3}}(?=nd|rd|th)))"
        r"(?:nd|rd|th)?(?=\s+[A-Za-z])",
        # what joins two numbers
        "between": rf"(?P<word>[bB](?i:etween))\s+(?=an?\s"
        rf"|(?:[a-z]+\s+){{0,5}}(?:[^A-Za-z\s]|[A-Z]{{2}}|{first}))",
        "and": r"\s+(?i:and)\s+",
        "to": r"(?:(?<=[\d%])\s*[-–—~](?!\s?(?:to|or)\b)|(?<=[\d\s][mkbMKB])[-–—]"
        rf"|(?<=[mb]illion)[–—]|(?<=[a-z])(?:–|-(?={small}(?![\w-])))|\s+[-–—]"
        r"|\s*(?:-\s*)?\b(?:(?:up\s+)?(?i:to)\b-?|(?i:or)\b(?:\s+even\b|-)?))\s*",
        # (one) in (four) · (one) person in (four) · (two) families in every (five)
        "ratio": r"(?P<noun>\s+(?!(?:out|in|of)\s)[A-Za-z][a-z]+)?[\s-]+"
        r"(?:(?:in|of)\s+every|(?P<bare>in)|(?P<out>out)\s+of(?:\s+every)?)[\s-]+",
        # two-thirds · one fifth · a quarter · half · 1/3 of
        "fraction": rf"(?:(?P<many>{unit}|{tens}|[aA]n?)(?:[\s-]+|–))?(?P<part>{part})",
        "slash": r"(?P<many>\d{1,2})/(?P<part>[2-9]|1[0268]|20|32|64|100|128)(?:rds?|ths?)?"
        r"(?=\s+(?:of|the|majority)\b|(?:\s+(?:to|and|or)\s+|\s?[-–]\s?)\d{1,2}/\d)",
        # tens of thousands · several hundred · thousands upon thousands · hundred of thousands
        "vague": rf"(?:{some}\s+)?{vague}(?:[\s-]+(?i:of|upon|and)[\s-]+(?:{vague}|{scale})){{0,2}}"
        rf"|{scale}[\s-]+of[\s-]+{vague}|{some}(?:[\s-]+(?:{scale}|{vague})){{1,2}}",
        # behind $ · USD · Rs.
        "signed": rf"(?:(?<=[{SIGNS}A-Z])|(?<=[{SIGNS}]\s)"
        rf"|(?<=[A-Zhkps.]\s)(?:(?<=[A-Z$]{{3}}\s)|{code}))",
        "figure": figure,
        # (2.5) million · (20)-odd thousand; (4) millions, but not "in 1994 millions"; (5) bn
        # (4.3)M · (1.5) m (displaced persons) · (1.5)m (houses) · (1.5)m (fled)
        # ($2.5)m · (USD 3.4) m · ($60)-m
        # (two) and a half (years) · (a million) and a half of us, but "and a third of the land"
        # (2) 1/2 · (two) and 1/2 · (two) point five (million)
        # (10)^6 · (3) x 10⁶ · (2)×10-9, whose sign of a power is lost
        # (a million) two (hundred) · (2 million) 300 (thousand) · (one hundred) and twenty-(five)
        # (two million), three hundred and five thousand
        "step": rf"{within}[\s-]*(?P<scale>{scale})"
        rf"|(?<!\b1[5-9]\d\d)(?<!\b2[01]\d\d)\s{{0,4}}(?P<plural>{any_of('plural scale')})"
        rf"|(?:(?<=\d)[\s-]{{0,2}}|\s)(?P<short>{short})"
        r"(?:\.(?=\s(?:[a-z]|[A-Z]\.|[A-Z]{2,3}\b)))?"
        r"|(?<=\d)(?:(?P<fused>[MkK])(?!\w)|\s?(?P<people>[mbkMBK])\.?(?=\s+(?:of\s+[\w-]+\s+)?"
        rf"(?:(?:[\w-]+\s+)?{people}|[A-Za-z][a-z]{{2,12}}s|[a-z]{{2,12}}ed)(?!\w))"
        rf"|[\s-]{{0,2}}(?P<letter>{letter})(?!\w|-[A-Za-z]))"
        r"|[\s-]+(?i:and)[\s-]+(?:(?:(?P<many>(?i:an?|one|two|three))[\s-]+|"
        rf"(?=half[\s-]+(?:{times}s?|{scale})(?!\w)))(?P<part>{part})(?!(?<!(?i:half))\s+of\b))"
        rf"|(?<!\d{{4}})(?:(?<=\d)[ -]|\s+and\s+)(?P<slash>\d/\d{{1,2}})(?![\d/])"
        rf"|[\s-]{{1,4}}{any_of('point')}[\s-](?P<digits>{digit}(?:[\s-]{{1,4}}{digit}){{0,3}})"
        rf"(?=[\s-]{{1,4}}(?:{scale}|(?i:per[\s-]?cent)\b))"
        r"|(?:(?<=\b10)|(?P<by>\s?[x×*]\s?10))"
        r"(?P<power>\^-?\d{1,2}|⁻?[⁰¹²³⁴-⁹]{1,2}|(?<=×10)-?\d{1,2})(?!\d)"
        rf"|(?:[\s-]+|–|(?<=illion),\s+(?={hundreds}))(?P<and>(?i:and)[\s-]+)?"
        rf"(?P<small>{unit}|{tens}|(?<=\s)\d{{1,3}}(?=\s+{scale}))",
        "magnitude": magnitude,
        # (15) of the (189) · (40) of Angola's (90) · (9) of some (20) · (2), (3) and (5)
        "joint": rf"\s+(?P<of>of)(?:\s+{determiners})*\s+(?:(?:[\w-]{{1,20}}\s){{0,2}}?"
        rf"[\w-]{{1,20}}(?:['’]s|s['’])\s+)?(?:{hedge}\s+)?(?=\w)"
        r"|(?:,?\s+(?P<and>and|or)\s+|,\s+)(?=\w)",
        # twenty · five · a (million) · (hundred) and fifty · (thousand)-year
        "first": rf"{tens}|{digit}|[aA]n?(?=[\s-]+{scale})"
        rf"|(?={scale}(?:[\s-]+(?:(?:and[\s-]+)?{small}|{scale})|{joined}))",
        # twenty (20) · 20 per cent (twenty per cent) · one million3
        "again": rf"\s?[(\[]\s?(?:{words.once(money_signs)}\s?)?"
        r"(?P<again>(?:[\d.,/ ]*\d)?[^()\[\]\d]{0,80}?)\s?[)\]]",
        "mark": rf"(?<=[a-z])\d{{1,2}}(?![\w.,])|(?<=,\d{{3}})\d{{1,2}}(?!\w)|{MARK}",
        "percent": percent,
        "sign": rf"{words.once(money_signs)}\s{{0,2}}(?=\d)",
        "inner": rf"(?:{hedge}\s+){{1,2}}|{alternation(marks)}\s?",
        # (half) a (million) · (a quarter) of a (million)
        "of a scale": rf"[\s-]+(?P<of>(?i:of)[\s-]+)?(?:(?i:an?|one)[\s-]+)?(?={scale})",
        "of": r"\s+(?i:of|are|were|have)\b|\W*$|\s*[.,;]|[-–]"
        rf"|\s+(?:and|to|or(?:\s+even)?)\s+(?:{hedge}\s+)?(?:an?\s|half\s|\d|{small})",
        "ordinal": rf"(?<![A-Za-z0-9_]){any_of('ordinal')}\s+$",
        # rose in ten years from · ranged from
        "change": rf"\b(?:{spelled(words.terms('number_words', 'role', 'change'))})(?!\w)"
        r"[^.;:]{0,60}\Z",
    }
    return Forms(pieces, words)
