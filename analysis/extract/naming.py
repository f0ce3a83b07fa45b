"""Naming: which body a citation belongs to, its normalised symbol and year, and what the text does with it.

``citations`` finds the words; this module reads what they say. A body is named by the noun phrase, by the form
of the number ("NNN (YYYY)" is the Council's, "NNN (XXIX)" the Assembly's) or by the one organ in reach that
fits; where nothing or more than one thing fits it stays ``unknown``.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache

from analysis.vocabulary import alternation, load_table

Span = tuple[int, int]

LONGEST_SENTENCE = 900
LONGEST_CLAUSE, LONGEST_PREDICATE = 420, 200
# the series that heads the symbol where the organ's name is not printed
SERIES = {"UNSC": "S", "UNGA": "A", "ECOSOC": "E", "PACE": "PACE", "EP": "EP"}
# the body that a form of number stands for when no other body is named
BODY_OF_FORM = {"dated": "UNSC", "session": "UNGA", "slash": "UNGA", "special": "UNGA", "oic": "OIC", "other": "other"}
NEVER = {"UNSC": ("session", "slash", "special", "annual"), "UNGA": ("dated", "annual")}
BODY_OF_PREFIX = {"S": "UNSC", "A": "UNGA", "E": "ECOSOC", "PACE": "PACE"}
# "(XXIX)", "(S-VI)"; what OCR makes of them: "S-VI1", "S-Vl", "XXXVIIj"
DIGIT_SLIPS = str.maketrans("IlLOB", "11108")
ROMAN_SLIPS = str.maketrans("1l|iT", "IIIII")
ROMAN = re.compile(r"(?:E?S-)?L?X{0,4}(?:IX|IV|V?I{0,4})")
# "Council resolution" / "Council's unanimously adopted resolutions": nothing but a modifier or two stands between
_MODIFIER = (
    r"(?!(?:in|by|of|to|its|the|that|has|had|was|and|a|this|these|those|all|many|several|numerous|which|\w+ing)\b)"
    r"[\w.’'-]{2,20}"
)
ATTACHED = re.compile(rf"(?:['’]s?(?:\s+{_MODIFIER}){{0,3}}|(?:\s+(?!\w+ed\b){_MODIFIER}){{0,3}})[\s:]*\Z")
# "of the Security Council", "adopted by the Assembly", "by the General Assembly of the OAU"
BY = re.compile(
    r""",?\s+
    (?:(?:[a-z]+ly\s+)?(?:adopted|passed|approved|issued)\s+(?:[a-z]+ly\s+)?
       (?:by|at\s+the\s+(?:[\w-]+\s+){1,3}session\s+of)
     | of | by | from)
    \s+(?:both\s+)?(?:the\s+)?(?:(?:First|Second|Third|[A-Z][a-z]+th)\s+)?""",
    re.VERBOSE,
)
# "and of the General Assembly"
AND = re.compile(r"\s*(?:,|and|,\s*and)(?:\s+of)?(?:\s+the)?\s+(?=[A-Z])")
# "and Human Rights Council resolution 16/18": an organ with resolutions of its own
OWN_NOUN = re.compile(r"(?:['’]s)?\s+(?:[\w-]+\s+)?(?:resolution|decision)", re.IGNORECASE)
# "the Assembly, in its", "the Council adopted": the subject right before the noun phrase
SUBJECT = re.compile(
    r""",?\s+
    (?:in | by | under | through | with
     | (?:has\s+|had\s+)?(?:unanimously\s+)?(?:adopted|passed)(?:,?\s+by\s+\w+,)?)
    \s+(?:its\s+)?(?:[\w-]+\s+){0,2}\Z""",
    re.VERBOSE,
)
WORD = re.compile(r"[A-Za-z][\w’'-]*")
# ". The" / "; Urging", but not "U.N. General", "No. 822", "Mr. Aliyev"
SENTENCE_START = re.compile(
    r"""(?<![A-Z][.])(?<!\bNo[.])(?<!\bMr[.])(?<!\bRes[.])(?<=[.!?;])["”’)\]]{0,2}\s+(?=["“‘(\[]?[A-Z0-9])"""
)


@dataclass(frozen=True)
class Organ:
    """One mention of a body: where it stands, what it is, and the series of its resolutions."""

    start: int
    end: int
    body: str
    series: str


@dataclass(frozen=True)
class Number:
    """A resolution number as printed: its form and its parts; ``year`` and ``prefix`` only where printed."""

    form: str
    number: str
    suffix: str = ""
    year: int | None = None
    prefix: str = ""


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``pattern`` compiled, its white space bounded: a long blank run is then never read over and over."""
    return re.compile(pattern.replace(r"\s+", r"\s{1,12}").replace(r"\s*", r"\s{0,12}"), flags)


def verbose(pattern: str) -> re.Pattern[str]:
    """A pattern written in pieces with comments, compiled and bounded."""
    return compiled(pattern, re.VERBOSE)


def organs(text: str, start: int, end: int) -> list[Organ]:
    """The bodies named in ``text[start:end]``, in order; "General Assembly of the OAU" is one."""
    found: list[Organ] = []
    for match in _organ().finditer(text, start, end):
        body, series = _bodies().get(" ".join(match["organ"].split()).casefold(), ("unknown", ""))
        if found and body in ("other", "OIC") and re.fullmatch(r"\s+of\s+the\s+", text[found[-1].end : match.start()]):
            found[-1] = Organ(found[-1].start, match.end(), body, series)
        else:
            found.append(Organ(match.start(), match.end(), body, series))
    return found


def body_of_issuer(issuer: str | None) -> str:
    """The body that an issuer or an enacting formula names, ``unknown`` when none or several do."""
    return _only({_full(organ, [], "unknown") for organ in organs(issuer or "", 0, len(issuer or ""))})


def organs_at(text: str, sentence: Span, start: int, end: int, adopter: str) -> tuple[list[Organ], list[Organ]]:
    """The organs of the noun phrase around ``start``..``end``, and those named before it in the sentence."""
    before = [_named(organ, text, adopter) for organ in organs(text, sentence[0], start)]
    held = [organ for organ in before[-1:] if ATTACHED.match(text[organ.end : start])]
    while held and len(held) < len(before):
        gap = text[before[-len(held) - 1].end : held[0].start]
        if not re.fullmatch(r"['’]?s?\s*(?:,|and|or|,\s*and)\s+(?:the\s+)?", gap):
            break
        held.insert(0, before[-len(held) - 1])
    after: list[Organ] = []
    while match := (AND if after else BY).match(text, end):
        named = organs(text, match.end(), match.end() + 90)[:1]
        if not named or named[0].start != match.end() or OWN_NOUN.match(text, named[0].end):
            break
        after.append(_named(named[0], text, adopter))
        end = named[0].end
    return held + after, before


def owned(text: str, before: list[Organ], start: int) -> bool:
    """Does the organ named last own what starts there: "its resolution", "the Council adopted resolution"?"""
    if re.search(r"\b(?:its|their)\s+(?:[\w-]+\s+){0,3}\Z", text[max(0, start - 60) : start]):
        return True
    return bool(before and SUBJECT.match(text[before[-1].end : start]))


def number_of(match: re.Match[str]) -> Number | None:
    """What a matched number says, OCR slips mended; None when it is no resolution's number after all."""
    groups = match.groupdict()
    form = next(name for name, value in groups.items() if value and name != "prefix")
    prefix = (groups.get("prefix") or "").strip().removesuffix("/RES/")
    read = {
        "open": _session, "session": _session, "dated": _dated, "loose": _dated, "slip": _dated, "special": _special,
        "slash": _slash, "dash": _slash, "oic": _oic, "annual": _annual, "other": _other,
    }.get(form)  # fmt: skip
    number = read(groups[form]) if read else Number("plain", groups[form].split()[0])
    return replace(number, prefix=prefix) if number else None


def _session(words: str) -> Number | None:
    """3212 (XXIX) / 217 A (III) / 808 IX / 1514. (XV)"""
    found = re.fullmatch(r"(\d+)\.?\s{0,3}(?:([A-H])[A-Hando ]*)?[({\[\s]\s?(.*?)\s?[)}\]Jj]?", words)
    session = roman(found[3]) if found else None
    return Number("session", found[1], (found[2] or "") + f"({session})") if found and session else None


def _dated(words: str) -> Number | None:
    """822 (1993), 1244/1999; where OCR touched it ("43 5 (1978)", "SO8 (1982)") the Council's table decides."""
    printed, year = re.split(r"[({\[/]|\s(?=\S+\Z)", words, maxsplit=1)[0].strip(), int(re.findall(r"\d{4}", words)[-1])
    if not re.search(r"[({\[/]", words) or not printed.isdigit():
        plain = re.sub(r"\s", "", printed).translate(DIGIT_SLIPS)
        readings = {one for one in (plain.replace("S", "5"), plain.replace("S", "8")) if council_year(one) == year}
        return Number("dated", readings.pop(), f"({year})", year) if len(readings) == 1 else None
    return Number("dated", printed, f"({year})", year)


def _special(words: str) -> Number | None:
    """ES-10/2 / S10/2 / ES-812, where OCR read the stroke as a 1."""
    found = re.match(r"(ES|S)\D*(\d+)\D+(\d+)", re.sub(r"ES-(\d)1(\d)\Z", r"ES-\1/\2", words))
    return Number("special", f"{found[1]}-{found[2]}/{found[3]}") if found else None


def _slash(words: str) -> Number:
    """62/243 / 36/121 A / 35-37"""
    part = re.search(r"[A-Z]\Z", words)
    return Number("slash", "/".join(re.findall(r"\d+", words)), part[0] if part else "")


def _oic(words: str) -> Number:
    """11/7-P(IS)"""
    number, bracket, suffix = re.sub(r"\s", "", words).partition("(")
    return Number("oic", number, bracket + suffix)


def _annual(words: str) -> Number:
    """1979/11"""
    return Number("annual", words, "", int(words[:4]))


def _other(words: str) -> Number:
    """CM/Res. 852 (XXXVII) / WHA73.1 / GC(53)/RES/17 / MRE/RES.1/91: the suffix is the symbol."""
    symbol = re.sub(r"\s", "", words)
    symbol = re.sub(r"[({]([IVXLl1]+)[)}\]j]*\Z", lambda match: f"({roman(match[1]) or match[1]})", symbol)
    digits = re.findall(r"\d+", symbol)
    number = {"WHA": symbol, "GC(": digits[-1], "MRE": "/".join(digits)}.get(symbol[:3], digits[0])
    return Number("other", number, symbol)


def body_of_number(number: Number, near: list[Organ], before: list[Organ], its: bool, adopter: str) -> tuple[str, str]:
    """Body and series of a number: its prefix, then the noun phrase, then "its", then the form, then the sentence."""
    if number.prefix:
        return BODY_OF_PREFIX.get(number.prefix, "other"), number.prefix
    if number.form in ("oic", "other"):
        return BODY_OF_FORM[number.form], ""
    fitting = [organ for organ in near if _fits(organ.body, number.form)]
    if fitting:
        return fitting[-1].body, fitting[-1].series
    if its and (owner := _owner(before, adopter)) and _fits(owner[0], number.form):
        return owner
    if number.form in BODY_OF_FORM and not (number.form == "dated" and adopter == "PACE"):
        return BODY_OF_FORM[number.form], SERIES[BODY_OF_FORM[number.form]]
    if number.year and number.form == "plain" and council_year(number.number) == number.year:
        return "UNSC", "S"
    named = [organ for organ in before if organ.body != "unknown" and _fits(organ.body, number.form)]
    reach = {(organ.body, organ.series) for organ in named}
    if not _may_be_council(number):
        reach.discard(("UNSC", "S"))
    return reach.pop() if len(reach) == 1 else ("unknown", "")


def body_of_phrase(near: list[Organ], before: list[Organ], its: bool, adopter: str, resolved: str | None) -> list[str]:
    """The bodies of a phrase without a number, one for each organ named; ``resolved`` is the reading next to it."""
    if near:
        return list(dict.fromkeys(organ.body for organ in near))
    if its and (owner := _owner(before, adopter)):
        return [owner[0]]
    if resolved:
        return [resolved]
    return [_only({organ.body for organ in before})]


def symbol_of(number: Number, body: str, series: str, year: int | None) -> str | None:
    """The normalised symbol, S/RES/822(1993); missing where the body, and so the series, is not known."""
    if number.form == "other":
        return number.suffix
    if number.form == "oic":
        return number.number + number.suffix
    series = series or SERIES.get(body, "")
    if not series:
        return None
    suffix = f"({year})" if year and body in ("UNSC", "PACE") else number.suffix
    return f"{series}/RES/{number.number}{suffix}"


@cache
def council_year(number: str) -> int | None:
    """The year in which the Security Council adopted a resolution of that number, or None."""
    if not number.isdigit() or len(number) > 4:
        return None
    for row in load_table("council_numbers"):
        if int(row["first"]) <= int(number) <= int(row["last"]):
            return int(row["year"])
    return None


def roman(session: str) -> str | None:
    """A session in Roman figures with OCR slips mended ("S-VI1" is S-VII), or None if it is none."""
    session = re.sub(r"\A(E?S)(?=[IVXl1])", r"\1-", re.sub(r"\s", "", session).replace("–", "-"))
    kind, dash, figure = session.rpartition("-")
    figure = re.sub(r"ID\Z", "III", figure.translate(ROMAN_SLIPS))
    mended = kind + dash + figure
    return mended if figure and ROMAN.fullmatch(mended) else None


def sentences(text: str, units: list[int]) -> list[int]:
    """Where sentences start: after a full stop, and at every unit of the text."""
    return sorted({0, *units, *(match.end() for match in SENTENCE_START.finditer(text))})


def sentence_at(starts: list[int], at: int, length: int) -> Span:
    """The sentence that holds position ``at``, cut to a length that can be read cheaply."""
    index = bisect_right(starts, at)
    start = max(starts[index - 1] if index else 0, at - LONGEST_SENTENCE)
    end = min(starts[index] if index < len(starts) else length, at + LONGEST_SENTENCE)
    return start, end


def function_of(text: str, sentence: Span, start: int, end: int) -> tuple[str, str | None]:
    """What the text does with ``text[start:end]`` and the words that say so.

    A verdict after it ("... are not implemented") governs first, then the nearest governing words before it in
    the sentence, then what is said of it, then words that only present it ("adopted"); else it is only mentioned.
    """
    low, high = max(sentence[0], start - LONGEST_CLAUSE), min(sentence[1], end + LONGEST_PREDICATE)
    reach = {"verdict": (end, high), "before": (low, start), "after": (end, high), "weak": (low, start)}
    for position, (first, last) in reach.items():
        found = _cue(text[first:last], position, opens=first == sentence[0])
        if found:
            return found
    return "mentions_only", None


def _cue(words: str, position: str, *, opens: bool) -> tuple[str, str] | None:
    """The nearest governing words; one inside a longer one ("comply" in "refusal to comply") does not count.

    A capital letter is a verb's only where a sentence opens: "Implementation" is else part of a name.
    """
    found, taken = None, 0
    for count, word in enumerate(WORD.finditer(words)):
        if word.start() < taken or (word[0][0].isupper() and not (opens and count < 2)):
            continue
        for pattern, function in _cues(position).get(_key(word[0]), ()):
            if match := pattern.match(words, word.start()):
                found, taken = (function, match[0]), match.end()
                break
        if found and position in ("verdict", "after"):
            break
    return found


def _owner(before: list[Organ], adopter: str) -> tuple[str, str] | None:
    """Whose "its" it is: the nearest organ named before, else the body that adopts the text."""
    named = [organ for organ in before if organ.body != "unknown"]
    if named:
        return named[-1].body, named[-1].series
    return (adopter, SERIES.get(adopter, "")) if adopter != "unknown" else None


def _fits(body: str, form: str) -> bool:
    """Can the body number its resolutions in that form?"""
    return form not in {"unknown": tuple(BODY_OF_FORM), **NEVER}.get(body, ())


def _may_be_council(number: Number) -> bool:
    """Has the Council a resolution of that number, and of that year where one is printed?"""
    known = council_year(number.number)
    return known is not None and number.year in (None, known)


def _only(values: set[str]) -> str:
    return values.pop() if len(values) == 1 else "unknown"


def _named(organ: Organ, text: str, adopter: str) -> Organ:
    """``organ`` with "the Council" and "the Assembly" read as the one named in full before, else the UN's own."""
    if organ.body != "short":
        return organ
    full = text[organ.start : organ.end].casefold()
    known = [one for one in organs(text, max(0, organ.start - 1500), organ.start)
             if text[one.start : one.end].casefold().endswith(" " + full)]  # fmt: skip
    other = re.search(r"\b(?!The|This|Our|That)[A-Z][a-z]+\s+\Z", text[max(0, organ.start - 20) : organ.start])
    if other or re.match(r"\s+(?:on|for|of)\s+(?:the\s+)?[A-Z]", text[organ.end : organ.end + 12]):
        return Organ(organ.start, organ.end, "other", "")  # "the Council on South West Africa", "the National Assembly"
    body = _full(organ, known, "UNSC" if full == "council" else "UNGA")
    return Organ(organ.start, organ.end, body, known[-1].series if known else SERIES[body])


def _full(organ: Organ, known: list[Organ], default: str) -> str:
    if organ.body != "short":
        return organ.body
    return known[-1].body if known else default


@cache
def _bodies() -> dict[str, tuple[str, str]]:
    return {row["term"].casefold(): (row["body"], row["series"]) for row in load_table("bodies")}


@cache
def _organ() -> re.Pattern[str]:
    """Security Council / UNSC / the Assembly; a name of several words in any case, an acronym as it is."""
    terms = [row["term"] for row in load_table("bodies")]
    names = alternation(term for term in terms if " " in term)
    acronyms = alternation(term for term in terms if " " not in term)
    return compiled(rf"(?<![\w/])(?:(?:UN|U\.N\.|United\s+Nations)\s+)?(?P<organ>(?i:{names})|(?:{acronyms}))(?![\w/])")


@cache
def _cues(position: str) -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """The governing words of one position, longest first, filed under the beginning of their first word."""
    rows = [row for row in load_table("citation_functions") if row["position"] == position]
    cues: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for row in sorted(rows, key=lambda row: -len(row["term"])):
        pattern = compiled(_phrase(row["term"]), re.IGNORECASE)
        cues.setdefault(_key(row["term"].split()[0]), []).append((pattern, row["function"]))
    return cues


def _key(word: str) -> str:
    return word.rstrip("*")[:3].casefold()


def _phrase(term: str) -> str:
    """A term of the table as a pattern: a space is any white space, * the rest of a word, ... a short gap."""
    pattern = r"\s+".join(re.escape(word) for word in term.split())
    return pattern.replace(r"\s+\.\.\.\s+", r"\s+(?:[^.;]{0,70}?\s)??").replace(r"\*", r"\w*") + r"(?![\w-])"
