"""Naming: which body a citation belongs to, its normalised symbol and year, and what the text does with it.

``citations`` finds the words; this module reads what they say. A body is named by the noun phrase, by the form
of the number ("NNN (YYYY)" is the Council's, "NNN (XXIX)" the Assembly's) or by the one organ in reach that
fits; where nothing or more than one thing fits it stays ``unknown``.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from analysis.text import alternation, compiled, spelled
from analysis.vocabulary import load_table

Span = tuple[int, int]
Reading = tuple[str, str]

LONGEST_SENTENCE, LONGEST_CLAUSE, LONGEST_PREDICATE = 900, 420, 200
# how far "under" reaches, how near "adopted in its" must stand; a clause ends at each of these marks
LONGEST_REACH, BESIDE, CLAUSE_MARKS = 100, 25, ";:—"
# how far back "the Council" may find the name it shortens
LONGEST_RECALL = 1500
# the series that heads the symbol where the organ's name is not printed
SERIES = {"UNSC": "S", "UNGA": "A", "ECOSOC": "E", "PACE": "PACE", "EP": "EP"}
BODY_OF_PREFIX = {"S": "UNSC", "A": "UNGA", "A/HRC": "other", "E": "ECOSOC", "PACE": "PACE"}
# the body that a form of number stands for when no other body is named, and forms that a body never has
BODY_OF_FORM = {
    "dated": "UNSC",
    "session": "UNGA",
    "slash": "UNGA",
    "special": "UNGA",
    "oic": "OIC",
    "other": "other",
}
NEVER = {
    "UNSC": ("session", "slash", "special", "annual"),
    "UNGA": ("dated", "annual"),
    "unknown": (*BODY_OF_FORM,),
}
ACT = re.compile(r"(?P<OSCE>[MP]C\.DEC)|(?P<EP>P\d_TA)")
# "(XXIX)", "(S-VI)"; what OCR makes of them: "S-VI1", "S-Vl", "XXXVIIj"
DIGIT_SLIPS = str.maketrans("IlLOUB$", "1110085")
ROMAN_SLIPS = str.maketrans("1l|iT", "IIIII")
ROMAN = re.compile(r"(?:E?S-)?(?:XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
# "Council resolution" / "Council's unanimously adopted resolutions": nothing but a modifier or two stands between
_MODIFIER = (
    r"(?!(?:in|by|of|to|its|the|that|has|had|was|and|a|this|these|those|all|many|several|numerous|which|\w+ing)\b)"
    r"[\w.’'-]{2,20}"
)
ATTACHED = re.compile(
    rf"(?:['’]s?(?:\s+{_MODIFIER}){{0,3}}|(?:\s+(?!\w+ed\b){_MODIFIER}){{0,3}})[\s:]*\Z"
)
# "of the Security Council", "adopted by the Assembly", "by the General Assembly of the OAU"
BY = re.compile(
    r""",?\s+
    (?:(?:[a-z]+ly\s+)?(?:adopted|passed|approved|issued)\s+(?:[a-z]+ly\s+)?
       (?:by|at\s+the\s+(?:[\w-]+\s+){1,3}session\s+of)
     | of(?:\s+the\s+(?:[\w-]+\s+){1,3}session\s+of)? | by | from)
    \s+(?:both\s+)?(?:the\s+)?(?:(?:First|Second|Third|[A-Z][a-z]+th)\s+)?""",
    re.VERBOSE,
)
# between two names of one body: "Security Council of the United Nations"
OF_THE = re.compile(r"\s{1,12}of\s{1,12}the\s{1,12}")
# "and of the General Assembly"; "’s and the Assembly’s"
AND = re.compile(r"(?:['’]s?)?\s*(?:,|and|or|,\s*and)(?:\s+of)?\s+(?:the\s+)?(?=[A-Z])")
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
ITS = re.compile(r"\b(?:its|their)\s+(?:[\w-]+\s+){0,3}\Z")
WORD = re.compile(r"[A-Za-z][\w’'-]*")
# ". The" / "; Urging", but not "U.N. General", "No. 822", "Mr. Aliyev"
SENTENCE_START = re.compile(
    r"""[.!?;](?<![A-Z][.])(?<!\b[Nn]o[.])(?<!\bMr[.])(?<!\b[Rr]es[.])["”’)\]]{0,2}\s{1,12}(?=["“‘(\[]?[A-Z0-9])"""
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


# --- bodies --------------------------------------------------------------------------------------------------


def organs(text: str, start: int, end: int) -> list[Organ]:
    """The bodies named in ``text[start:end]``, in order.

    "United Nations Security Council" is one, and so is "General Assembly of the OAU", which is not the UN's.
    """
    found: list[Organ] = []
    for match in _organ().finditer(text, start, end):
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] == "/"):
            continue
        body, series = _bodies().get(" ".join(match[0].split()).casefold(), ("unknown", ""))
        first, gap = (
            (found[-1].start, text[found[-1].end : match.start()]) if found else (match.start(), "")
        )
        if OF_THE.fullmatch(gap) and body == "unknown":
            found[-1] = replace(found[-1], end=match.end())
        elif (
            gap.isspace()
            and found[-1].body == "unknown"
            or (OF_THE.fullmatch(gap) and body in ("other", "OIC"))
        ):
            found[-1] = Organ(first, match.end(), body, series)
        else:
            found.append(Organ(match.start(), match.end(), body, series))
    return found


def body_of_issuer(issuer: str | None) -> str:
    """The body that an issuer or an enacting formula names, ``unknown`` when none or several do."""
    named = {organ.body for organ in organs(issuer or "", 0, len(issuer or ""))}
    return _only({"unknown" if body == "short" else body for body in named})


def organs_at(text: str, sentence: Span, start: int, end: int) -> tuple[list[Organ], list[Organ]]:
    """The organs of the noun phrase around ``start``..``end``, and those named before it in the sentence."""
    before = [_named(organ, text) for organ in organs(text, sentence[0], start)]
    held = [organ for organ in before[-1:] if ATTACHED.match(text[organ.end : start])]
    while held and len(held) < len(before):
        left = before[-len(held) - 1]
        joined = AND.match(text, left.end, held[0].start + 1)
        if not joined or joined.end() != held[0].start:
            break
        held.insert(0, left)
    return held + organs_after(text, end), before


def organs_after(text: str, end: int) -> list[Organ]:
    """The organs that own what ends at ``end``: "of the Security Council and the General Assembly"."""
    after: list[Organ] = []
    while match := (AND if after else BY).match(text, end):
        named = organs(text, match.end(), match.end() + 90)[:1]
        if not named or named[0].start != match.end() or OWN_NOUN.match(text, named[0].end):
            break
        after.append(_named(named[0], text))
        end = named[0].end
    return after


def owned(text: str, before: list[Organ], start: int) -> bool:
    """Does the organ named last own what starts there: "its resolution", "the Council adopted resolution"?"""
    by_its = ITS.search(text[max(0, start - 60) : start])
    return bool(by_its or (before and SUBJECT.match(text[before[-1].end : start])))


def body_of_number(
    number: Number, near: list[Organ], before: list[Organ], its: bool, adopter: str
) -> Reading:
    """Body and series of a number: its prefix, then the noun phrase, then "its", then the form, then the sentence."""
    if number.prefix:
        return BODY_OF_PREFIX.get(number.prefix, "other"), number.prefix
    if number.form in ("oic", "other"):
        act = ACT.match(number.suffix)
        return (act and act.lastgroup) or BODY_OF_FORM[number.form], ""
    fitting = [organ for organ in near if _fits(organ.body, number.form)]
    if fitting:
        return fitting[-1].body, fitting[-1].series
    known = council_year(number.number)
    owner = _owner(before, adopter) if its else None
    if (
        owner
        and _fits(owner[0], number.form)
        and not (owner[0] == "other" and known and known == number.year)
    ):
        return owner
    if number.form in BODY_OF_FORM and not (number.form == "dated" and adopter == "PACE"):
        return BODY_OF_FORM[number.form], SERIES[BODY_OF_FORM[number.form]]
    if number.year and number.form == "plain" and known == number.year:
        return "UNSC", "S"
    reach = {
        (one.body, one.series)
        for one in before
        if one.body != "unknown" and _fits(one.body, number.form)
    }
    if known is None or number.year not in (None, known):
        reach.discard(("UNSC", "S"))
    return reach.pop() if len(reach) == 1 else ("unknown", "")


def body_of_phrase(
    near: list[Organ], before: list[Organ], its: bool, adopter: str, resolved: str | None
) -> list[str]:
    """The bodies of a phrase without a number, one for each organ named; ``resolved`` is the reading next to it."""
    if near:
        return list(dict.fromkeys(organ.body for organ in near))
    if its and (owner := _owner(before, adopter)):
        return [owner[0]]
    return [resolved or _only({organ.body for organ in before})]


def _owner(before: list[Organ], adopter: str) -> Reading | None:
    """Whose "its" it is: the nearest organ named before, else the body that adopts the text."""
    named = [(organ.body, organ.series) for organ in before if organ.body != "unknown"]
    return (
        named[-1] if named else (adopter, SERIES.get(adopter, "")) if adopter != "unknown" else None
    )


def _fits(body: str, form: str) -> bool:
    """Can the body number its resolutions in that form?"""
    return form not in NEVER.get(body, ())


def _only(values: set[str]) -> str:
    return values.pop() if len(values) == 1 else "unknown"


@lru_cache(maxsize=256)
def _named(organ: Organ, text: str) -> Organ:
    """``organ`` with "the Council" and "the Assembly" read as the one named in full before, else the UN's own."""
    if organ.body != "short":
        return organ
    full = text[organ.start : organ.end].casefold()
    other = re.search(
        r"\b(?!The|This|Our|That)[A-Z][a-z]+\s+\Z", text[max(0, organ.start - 20) : organ.start]
    )
    if other or re.match(r"\s+(?:on|for|of)\s+(?:the\s+)?[A-Z]", text[organ.end : organ.end + 12]):
        return replace(
            organ, body="other"
        )  # "the Council on South West Africa", "the National Assembly"
    for one in reversed(organs(text, max(0, organ.start - LONGEST_RECALL), organ.start)):
        if text[one.start : one.end].casefold().endswith(" " + full):
            return replace(organ, body=one.body, series=one.series)
    body = "UNSC" if full == "council" else "UNGA"
    return replace(organ, body=body, series=SERIES[body])


@cache
def _bodies() -> dict[str, Reading]:
    return {row["term"].casefold(): (row["body"], row["series"]) for row in load_table("bodies")}


@cache
def _organ() -> re.Pattern[str]:
    """Security Council / UNSC / the Assembly; a name of several words may be in capitals, an acronym is as it is."""
    terms = [row["term"] for row in load_table("bodies")]
    cases = [case for term in terms if " " in term for case in (term.upper(), term.capitalize())]
    return compiled(rf"(?:{alternation([*terms, *cases])})(?![\w/])")


# --- numbers -------------------------------------------------------------------------------------------------


def number_of(match: re.Match[str]) -> Number | None:
    """What a matched number says, OCR slips mended; None when it is no resolution's number after all."""
    groups = match.groupdict()
    form = next(name for name, value in groups.items() if value and name != "prefix")
    number = _read(form, groups[form])
    prefix = (groups["prefix"] or "").strip().removesuffix("/RES/").removesuffix("/Res/")
    return replace(number, prefix=prefix) if number else None


def _read(form: str, words: str) -> Number | None:
    digits = re.findall(r"\d+", words)
    if form in ("session", "open"):  # 3212 (XXIX) / 217 A (III) / 808 IX / 1514. (XV)
        found = re.fullmatch(
            r"(\d+)\.?\s{0,3}(?:([A-H])[A-Hando ]*)?[({\[\s]\s?(.*?)\s?(?:[)}\]Jj]|[)}\]]\s?([A-H]))?",
            words,
        )
        session = roman(found[3]) if found else None
        suffix = f"{found[2] or found[4] or ''}({session})" if found and session else ""
        return Number("session", found[1], suffix) if found else None
    if form in ("dated", "loose", "slip"):
        return _dated(words, int(re.findall(r"\d{4}", words)[-1]))
    if form == "special":  # ES-10/2 / S10/2 / ES-812, where OCR read the stroke as a 1
        first, second = digits if len(digits) == 2 else (digits[0][0], digits[0][2:])
        return Number("special", f"{'ES' if words[0] == 'E' else 'S'}-{first}/{second}")
    if form in ("slash", "dash"):  # 62/243 / 36/121 A / 35-37
        return Number("slash", "/".join(digits), words[-1] if words[-1].isalpha() else "")
    if form == "oic":  # 11/7-P(IS)
        number, bracket, suffix = re.sub(r"\s", "", words).partition("(")
        return Number("oic", number, bracket + suffix)
    if form == "annual":  # 1979/11
        return Number("annual", words, "", int(words[:4]))
    if (
        form == "other"
    ):  # CM/Res. 852 (XXXVII) / WHA73.1 / GC(53)/RES/17 / MRE/RES.1/91: the suffix is the symbol
        symbol = re.sub(r"\s", "", words)
        symbol = re.sub(
            r"[({]([IVXLl1]+)[)}\]j]*\Z", lambda match: f"({roman(match[1]) or match[1]})", symbol
        )
        number = {"WHA": symbol, "GC(": digits[-1], "MRE": "/".join(digits)}.get(
            symbol[:3], digits[0]
        )
        number = (
            "/".join(digits) if "C.DEC" in symbol else digits[-1] if "_TA" in symbol else number
        )
        return Number("other", number, symbol)
    return Number("plain", digits[0])


def _dated(words: str, year: int) -> Number | None:
    """822 (1993), 1244/1999; where OCR touched it ("43 5 (1978)", "SO8 (1982)") the Council's table decides."""
    printed = re.split(r"[({\[/]|\s(?=\S+\Z)", words, maxsplit=1)[0].strip()
    if not re.search(r"[({\[/]", words) or not printed.isdigit():
        plain = re.sub(r"\s", "", printed).translate(DIGIT_SLIPS)
        readings = {
            one
            for one in (plain.replace("S", "5"), plain.replace("S", "8"))
            if council_year(one) == year
        }
        if not readings:
            return None
        printed = (
            readings.pop() if len(readings) == 1 else ""
        )  # "43S (1978)": 435 or 438, both of that year
    return Number("dated", printed, f"({year})", year)


def symbol_of(number: Number, body: str, series: str, year: int | None) -> str | None:
    """The normalised symbol, S/RES/822(1993); missing where the body, and so the series, is not known."""
    if number.form in ("other", "oic"):
        return number.suffix if number.form == "other" else number.number + number.suffix
    series = series or SERIES.get(body, "")
    suffix = f"({year})" if year and body in ("UNSC", "PACE") else number.suffix
    return f"{series}/RES/{number.number}{suffix}" if series and number.number else None


def body_of_symbol(symbol: str) -> str:
    """The body in whose series a document stands; a series within another (A/HRC) goes first."""
    first, second = symbol.split("/")[:2]
    return BODY_OF_PREFIX.get(f"{first}/{second}") or BODY_OF_PREFIX.get(first, "other")


@cache
def council_year(number: str) -> int | None:
    """The year in which the Security Council adopted a resolution of that number, or None."""
    if not number.isdigit() or len(number) > 4:
        return None
    ranges = (
        (int(row["first"]), int(row["last"]), int(row["year"]))
        for row in load_table("council_numbers")
    )
    return next((year for first, last, year in ranges if first <= int(number) <= last), None)


def roman(session: str) -> str | None:
    """A session in Roman figures with OCR slips mended ("S-VI1" is S-VII), or None if it is none."""
    session = re.sub(r"\A(E?S)(?=[IVXl1])", r"\1-", re.sub(r"\s", "", session).replace("–", "-"))
    if re.fullmatch(r"S-[2-9]", session):
        return session
    kind, dash, figure = session.rpartition("-")
    figure = re.sub(r"ID\Z", "III", figure.translate(ROMAN_SLIPS))
    mended = kind + dash + figure
    return mended if figure and ROMAN.fullmatch(mended) else None


# --- what the text does with it --------------------------------------------------------------------------------


def sentence_at(text: str, units: list[int], at: int) -> Span:
    """The sentence of a unit that holds position ``at``, cut to a length that can be read cheaply."""
    unit = bisect_right(units, at)
    start = max(units[unit - 1] if unit else 0, at - LONGEST_SENTENCE)
    end = min(units[unit] if unit < len(units) else len(text), at + LONGEST_SENTENCE)
    for match in SENTENCE_START.finditer(text, start, end):
        if match.end() > at:
            return start, match.end()
        start = match.end()
    return start, end


def function_of(text: str, sentence: Span, start: int, end: int) -> tuple[str, str | None]:
    """What the text does with ``text[start:end]`` and the words that say so.

    A verdict after it ("... are not implemented") governs first, then the nearest governing words before it in
    its clause, then what is said of it, then words that only present it ("adopted"), which also govern where they
    stand beside it and the governing words far off; else it is only mentioned.
    """
    low, high = max(sentence[0], start - LONGEST_CLAUSE), min(sentence[1], end + LONGEST_PREDICATE)
    after = _cues(text[end:high], "after", opens=False)
    if "verdict" in after:
        return after["verdict"][:2]
    words = text[low:start]
    clause = max(words.rfind(mark) + 1 for mark in CLAUSE_MARKS)
    before = _cues(words[clause:], "before", opens=low + clause == sentence[0])
    governs, presents = before.get("before"), before.get("weak")
    if governs and presents and governs[2] > LONGEST_REACH and presents[2] < BESIDE:
        return presents[:2]
    found = governs or after.get("after") or presents
    return found[:2] if found else ("mentions_only", None)


def _cues(words: str, side: str, *, opens: bool) -> dict[str, tuple[str, str, int]]:
    """The governing words nearest to a thing, ``side`` of it, one for each position: function, words, distance.

    One inside a longer one ("comply" in "refusal to comply") does not count, nor "under" and the like where more
    than a noun phrase follows. A capital letter is a verb's only where a sentence opens: "Implementation" is else
    part of a name.
    """
    found: dict[str, tuple[str, str, int]] = {}
    taken = {"verdict": 0, "after": 0, "before": 0, "weak": 0}
    begins, table = _governing(side)
    for begin in begins.finditer(f" {words}"):
        start = begin.start()
        if words[start].isupper() and not (opens and len(WORD.findall(words, 0, start)) < 2):
            continue
        for pattern, position, function in table[begin["first"].casefold()]:
            if start >= taken[position] and (match := pattern.match(words, start)):
                taken[position] = match.end()
                gap = len(words) - match.end() if side == "before" else match.start()
                near = function != "pursuant_to" or gap < LONGEST_REACH
                if near and (side == "before" or position not in found):
                    found[position] = function, match[0], gap
    return found


@cache
def _governing(
    side: str,
) -> tuple[re.Pattern[str], dict[str, list[tuple[re.Pattern[str], str, str]]]]:
    """The governing words of a side: the letters they begin with, and those words themselves, longest first."""
    positions = ("before", "weak") if side == "before" else ("verdict", "after")
    rows = [row for row in load_table("citation_functions") if row["position"] in positions]
    table: dict[str, list[tuple[re.Pattern[str], str, str]]] = {}
    for row in sorted(rows, key=lambda row: -len(row["term"])):
        entry = compiled(_phrase(row["term"]), re.IGNORECASE), row["position"], row["function"]
        table.setdefault(row["term"].split()[0].rstrip("*")[:3].casefold(), []).append(entry)
    begins = spelled({row["term"].partition(" ...")[0] for row in rows}, r"\s{1,12}")
    return re.compile(
        rf"[^A-Za-z0-9_](?<!\w)(?<!\w[’'-])(?={begins}(?![\w-]))(?=(?P<first>[\w’'-]{{1,3}}))"
    ), table


def _phrase(term: str) -> str:
    """A term of the table as a pattern: a space is any white space, * the rest of a word, ... a short gap."""
    pattern = r"\s+".join(re.escape(word) for word in term.split())
    return (
        pattern.replace(r"\s+\.\.\.\s+", r"\s+(?:[^.;]{0,70}?\s)??").replace(r"\*", r"\w*")
        + r"(?![\w-])"
    )
