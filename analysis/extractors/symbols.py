"""Symbols: the numbers of resolutions and the symbols of documents, each form a row of a table.

A row of ``data/vocabulary/symbols.csv`` has the pattern of a form, the body that it stands for, and
how number, year and normalised symbol are built from the groups of the pattern: ``{1}`` is the
first group. A symbol that begins with ``/RES`` has the series of its body before it.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

from analysis.terms import alternation, compiled, near, places
from analysis.text import Text
from analysis.vocabulary import Row, Vocabulary, VocabularyError

# how far before its mark ("(", "/") a form may begin
LONGEST = 20
# where a number or a symbol may begin, not an ordinary word
START = re.compile(r"[\dA-Zl](?<!\w\w)(?![a-z]+\s)")
# what patterns of the table name as <year>, <session> ...
PIECES = {
    "year": r"(?:19|20)\d\d",
    "open": r"[({\[]",
    "close": r"[)}\]]",
    # white space within a line and over its end, not over a blank line
    "gap": r"[^\S\n]{0,3}(?:\n[^\S\n]{0,3})?",
    # XXIX, S-VI, ES-I, S-2, and what OCR makes of them: XVl, S-VI1, XVID
    "session": r"(?:(?:E?S\s?[-–]?\s?)?[IVXLCDTl1|]{1,8}|S-\d{1,2})",
    "oic": r"(?:IS|ICFM|CFM)",
    # 1994/7, C.3/48/L.2, ES-10/186, 58 /PV.7, 3934/ Rev.1, EA.4/Res.3, CN.4/Sub.2/2003/12
    "document": (
        r"(?:(?:[A-Z]{1,6}(?:-\d{1,2}|\(\d{1,2}\)|\.[IVX]{1,4}|[.\d]{0,4})|Sub\.\d|\d{1,4})/){0,5}"
        r"(?:[A-Z]{1,4}\.?)?\d{1,5}(?:\s?/\s?(?:Res|Dec|[A-Z]{0,4})\.?\d{1,5}){0,3}"
        r"(?:/\s?(?:Rev|Add|Corr)\.\s?[\dI]{1,2}){0,3}(?!\w)"
    ),
}
# "1,000 (1990)" is none
_NOT_BEFORE = r"(?:(?<![,-])|(?<=\d\d\d-)|(?<=/\d-)|(?<=/\d\d-)|(?<=\d\d\d,)(?!0)|(?<=\)[,-]))"
# the letters without which the word is not there, and how far before them it may begin
_NOUN_LETTERS = (b"esolution", b"ecision", b"res.", b"Res", b"SCR")
_WORD_START = re.compile(r"[A-Zdr](?<!\w\w)")
# resolutions / Decisions / UNSCR / SCRs / "SC Res." / "Council Res."
_NOUN = re.compile(
    r"""\b(?:(?<!-)(?P<word>[Rr]esolution)(?P<plural>s)?(?!(?!N[ro]\.?\d)[^\W\d_]) | 
      (?P<decision>[Dd]ecision(?P<many>s)?)\b
    | (?P<organ>UNSC|SC)R(?P<more>s)?(?![A-Za-z]) | (?<![\w./-])(?:[Rr]es\.|Res(?![A-Za-z])))""",
    re.VERBOSE,
)
# what the symbol of a meeting follows where it is a reference; else it heads a page of the record
_REFERS = compiled(r"(?:[\[(]|,|;|\b(?:[Ss]ee|in|also|and|documents?)\s)\s?\Z")
_DIGIT_SLIPS = str.maketrans("IlLOUB$!|Z", "1110085112")
_ROMAN_SLIPS = str.maketrans("1l|iT", "IIIII")
_ROMAN = re.compile(r"(?:E?S-)?(?:XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
# what begins with where it stands: a reference, the name of a body
Found = TypeVar("Found", bound=tuple)


class Symbol(NamedTuple):
    """A number or symbol as the ``row`` of its form reads it.

    ``series`` is the one printed before it ("A/HRC").
    """

    start: int
    end: int
    row: Row
    form: str
    body: str
    number: str
    year: int | None = None
    tail: str = ""
    series: str = ""

    def of(self, series: str, year: int | None, dated: bool) -> str | None:
        """The normalised symbol, S/RES/822(1993); None where no series is known."""
        if not self.tail.startswith("/RES"):
            return self.tail or None
        if not series or not self.number:
            return None
        if dated and year and not self.tail.endswith(")"):
            return f"{series}{self.tail}({year})"
        return series + (self.tail if dated else self.tail.removesuffix(f"({self.year})"))

    def dated(self, year: int | None) -> "Symbol":
        """The same number with the year of a date behind it.

        No session begins before its year: "1723 (XVIII) of 19 December 1961" is of session XVI.
        """
        tail = self.tail
        number, _, figure = tail.removesuffix(")").partition("(")
        latest = _in_roman(year - 1945) if year else None
        if latest and self.form == "session" and figure.startswith(latest):
            tail = f"{number}({latest})"
        return self._replace(year=self.year or year, tail=tail)

    def renumbered(self, number: str) -> "Symbol":
        """The same with another number: another of the same session."""
        return self._replace(number=number, tail=self.tail.replace(self.number, number, 1))


class Reference(NamedTuple):
    """One thing that is cited; those of one list share ``group``, where the list begins."""

    start: int
    end: int
    kind: str
    body: str
    group: int
    symbol: str | None = None
    number: str | None = None
    year: int | None = None
    year_source: str | None = None


def between(found: list[Found], low: int, high: int) -> list[Found]:
    """Those of ``found``, which stand in order, that begin in ``low``..``high``."""
    first = bisect_left(found, (low,))
    return found[first : bisect_left(found, (high,), lo=first)]


@dataclass(frozen=True)
class Forms:
    """The rows of the table as two patterns: what stands in any list, and behind "resolution"."""

    rows: dict[str, Row]
    sizes: dict[str, int]
    listed: re.Pattern[str]
    behind: re.Pattern[str]
    marks: tuple[bytes, ...]
    years: dict[str, int]

    def read(self, match: re.Match[str]) -> Symbol | None:
        """What a match of the forms says; None where it is no number of a resolution after all."""
        name = match.lastgroup or ""
        row, first = self.rows[name], match.re.groupindex[name]
        groups = match.groups()[first - 1 : first + self.sizes[name]]
        year, number = _filled(row["year"], groups), _filled(row["number"], groups)
        if row["form"] == "slip":
            mended = _mended(number, int(year), self.years)
            if mended is None:
                return None
            number = mended
        end = match.start() + len(match[0].rstrip(" .,"))
        return Symbol(
            match.start(), end, row, row["form"], row["body"] or "unknown", number,
            int(year) if year else None, _filled(row["symbol"], groups, number),
            match["series"] or "",
        )  # fmt: skip

    def alone(self, match: re.Match[str]) -> Symbol | None:
        """What a match says without the word "resolution" before it."""
        reach = self.rows[match.lastgroup or ""]["reach"]
        symbol = self.read(match) if reach != "list" or match["series"] else None
        if symbol is None or symbol.series:
            return symbol
        if reach == "council":
            is_one = symbol.form == "slip" or self.years.get(symbol.number) == symbol.year
        else:
            is_one = symbol.form != "session" or symbol.tail.endswith((")", "A", "B", "C"))
        return symbol if is_one else None


def find_symbols(text: Text) -> tuple[list[re.Match[str]], list[re.Match[str]], list[Reference]]:
    """Where the word "resolution" stands, and what looks like a number of one; documents.

    A meeting's record is a document only where it is referred to.
    """
    forms, printed, latin = text.words.once(forms_of), text.text, text.latin
    nouns = list(near(_NOUN, printed, places(latin, _NOUN_LETTERS), 10, _WORD_START))
    numbers, documents = [], []
    for match in near(forms.listed, printed, places(latin, forms.marks), LONGEST, START):
        if forms.rows[match.lastgroup or ""]["kind"] == "numbered":
            numbers.append(match)
        elif symbol := forms.alone(match):
            start, end, body = symbol.start, symbol.end, symbol.body
            if "PV." not in symbol.tail or _REFERS.search(printed, start - 15, start):
                documents.append(Reference(start, end, "document", body, start, symbol.tail))
    return nouns, numbers, documents


def forms_of(words: Vocabulary) -> Forms:
    """The forms of ``symbols.csv``; a row that does not read its own example is refused."""
    series = {row["series"] for row in words.table("bodies") if row["series"]}
    months = alternation(words.terms("references", "role", "month"))
    rows = sorted(words.table("symbols"), key=lambda row: row["kind"] == "document")
    named = {f"form{index}": row for index, row in enumerate(rows)}
    patterns = {name: _pattern(row, months) for name, row in named.items()}
    in_lists = {name: patterns[name] for name in named if named[name]["reach"] != "word"}
    marks = {row["mark"].encode() or b"/" for row in rows if row["reach"] != "word"}
    sizes = {name: compiled(pattern).groups for name, pattern in patterns.items()}
    forms = Forms(
        named, sizes, _union(in_lists, named, series), _union(patterns, named, series, joined=True),
        (*sorted(marks), b"[", b"{"), words.once(council_years),
    )  # fmt: skip
    for row in rows:
        found = (match for match in forms.behind.finditer(row["example"]) if forms.read(match))
        if not any(named[match.lastgroup or ""] is row for match in found):
            raise VocabularyError(f"symbols.csv: {row['term']!r} is not read in its own example")
    return forms


def council_years(words: Vocabulary) -> dict[str, int]:
    """The year of every number that the Security Council has given."""
    years = {}
    for row in words.table("council_numbers"):
        for number in range(int(row["first"]), int(row["last"]) + 1):
            years[str(number)] = int(row["year"])
    return years


def session(printed: str) -> str | None:
    """A session in Roman figures, slips of OCR mended ("S-VI1" is S-VII); None if it is none."""
    plain = re.sub(r"\A(E?S)(?=[IVXl1])", r"\1-", re.sub(r"\s", "", printed).replace("–", "-"))
    if re.fullmatch(r"S-[2-9]", plain):
        return plain
    if plain.isdecimal() and set(plain) != {"1"}:
        return _in_roman(int(plain))
    kind, dash, figure = plain.rpartition("-")
    mended = kind + dash + re.sub(r"ID\Z", "III", figure.translate(_ROMAN_SLIPS))
    return mended if figure and _ROMAN.fullmatch(mended) else None


@lru_cache(10_000)
def _filled(template: str, groups: tuple[str | None, ...], number: str = "") -> str:
    """What a template of the table says with these groups of its pattern."""
    return template.format(*(_Part(part or "") for part in groups), number=number)


def _in_roman(figure: int) -> str | None:
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (figure // 10) + ones[figure % 10] if 0 < figure < 40 else None


class _Part(str):
    """A group of a pattern, which a template may ask to be mended: {3:session}, {2:year}."""

    __slots__ = ()

    def __format__(self, how: str) -> str:
        if how == "session":
            read = session(self)
            return f"({read})" if read else ""
        if how == "year":  # no resolution is older than the United Nations
            return f"{'19' if int(self) > 45 else '20'}{self}"
        if how == "digits":
            return self.translate(_DIGIT_SLIPS)
        return re.sub(r"\s", "", self) if how == "tight" else str(self)


def _pattern(row: Row, months: str) -> str:
    pieces = {**PIECES, "month": months}
    pattern = re.sub(
        r"(?<!\(\?P)<(\w+)>", lambda name: pieces.get(name[1], name[0]), row["pattern"]
    )
    try:
        compiled(pattern)
    except re.error as error:
        raise VocabularyError(f"symbols.csv: {row['term']}: pattern: {error}") from error
    return pattern


def _union(
    patterns: dict[str, str], rows: dict[str, Row], series: set[str], *, joined: bool = False
) -> re.Pattern[str]:
    """One pattern for all, the group of a row named as the row; "S/RES/" may stand before it.

    ``joined``: it is tried behind a noun or a number only, however it is joined: "resolution713".
    """
    branches: dict[str, list[str]] = {"numbered": [], "document": []}
    for name, pattern in patterns.items():
        branches[rows[name]["kind"]].append(f"(?P<{name}>{pattern})")
    before = rf"(?:(?P<series>{alternation(sorted(series))})/\s?(?:RES|Res)/\s?)?"
    numbered = rf"{_NOT_BEFORE}{before}(?:{'|'.join(branches['numbered'])})"
    # in any list behind no letter, stroke or dot
    alone = r"(?<!\d)" if joined else r"(?<![\w/.])"
    return compiled(rf"{alone}(?:{numbered}|{'|'.join(branches['document'])})")


def _mended(printed: str, year: int, years: dict[str, int]) -> str | None:
    """The Council's number of that year behind "SO8"; "" where two fit, None where none."""
    plain = re.sub(r"\s", "", printed).translate(_DIGIT_SLIPS)
    readings = {plain.replace("S", "5"), plain.replace("S", "8")}
    fitting = [one for one in readings if years.get(one) == year]
    if not fitting:
        return None
    return fitting[0] if len(fitting) == 1 else ""
