"""Instruments: the Charter, treaties, named acts, their articles and chapters, each by its name."""

import re
from collections.abc import Iterator
from functools import partial

from analysis.extractors.symbols import Reference
from analysis.terms import alternation, compiled, quick_look, spelled, verbose
from analysis.text import Text
from analysis.vocabulary import Vocabulary

LONGEST_NAME, LONGEST_LEAD = 120, 70
# behind and before "Article 3" that stands alone: it is a heading of the text itself
_LINE_ENDS = compiled(r"[^\S\n]{0,9}[.:]?[^\S\n]{0,9}(?:\n\s*[A-Z“\"(\d]|\Z)")
_BEGINS = compiled(r"(?:\A|\n)\s*\Z")
# white space between words, not between paragraphs
_GAP = r"(?:(?!\n[^\S\n]*\n)\s)+"
# a name, "2030 Agenda", "article", "charter", "human rights Covenants", "paragraph"
START = re.compile(r"[\dA-Zachps](?<!\w\w)")
# what stands in a name, or between an article and its treaty, without a capital
_HELD = "of on and or for to the said two four bis ter common subparagraph united nations"
# "Article 194, paragraph 2," / "Chapters VI and VII" / "article 5 (1) (a)" / "Protocol No. 6"
_DIVISION = r"""
    (?:No\.\s?)?[\dIVXLCDM]{1,6}[AB]?(?:\s(?:bis|ter)\b)?(?:\s?\(\w\)){0,2}
    (?:,?\s+(?:and\s+|or\s+|to\s+)?[\dIVXLCDM]{1,6}\b){0,4}
    (?:,?\s+(?:sub)?-?paragraphs?\s+\d{1,3}(?:\s?\(\w\)|\s[A-Z]\b)?)? ,?
"""
# "between the Berber Council and the tribes of the coast"
_PARTY = r"""
    (?:the\s+)?(?:[A-Z][\w’'-]{1,20}(?:\s+[A-Z][\w’'-]{1,20}){0,4}
                 |[a-z]{3,20}(?:\s+(?!and\b)[a-z]{3,20})?)
    (?:\s+of\s+(?:the\s+)?[A-Za-z-]{3,20})?
"""
_BETWEEN = rf"(?:\s+between\s+{_PARTY}\s+and\s+{_PARTY})"
# "of 1997"
_OF_YEAR = r"(?:\s+of\s+(?:18|19|20)\d\d\b)"
# "Additional Protocol I" / "Protocols I and II" / "Protocol No. 2"
_PART = r"(?:\s+(?:(?:No\.\s?)?[IVX]{1,4}|No\.\s?\d{1,2})\b(?:\s+and\s+[IVX]{1,4}\b)?)"

# "(its conventions), (treaties)" / "(the covenants) and other (treaties)"
_AND = compiled(r"(?:,|,?\s+(?:and|or))\s+(?:other\s+)?")


def find_instruments(text: Text) -> Iterator[Reference]:
    """The instruments named, in order: in full, in short after the full name, by a part.

    An article alone is a part of one that the text must name.
    """
    found: list[Reference] = []
    articles: list[Reference] = []

    def add(start: int, end: int, to: list[Reference]) -> int:
        to.append(Reference(start, end, "instrument", "other", start))
        return end

    words, printed, folded = text.words, text.text, text.folded
    whole, short, broken = map(words.once, (_instrument, _short, _broken))
    (look, initials), lead, end = words.once(_heads), words.once(_lead), 0
    looks = (one.start() for one in look.finditer(folded))
    # "NPT", not "OAU"
    heads = {
        at for at in looks if not printed[at : at + 2].isupper() or printed.startswith(initials, at)
    }
    stems = (one.start() for one in words.once(_stems).finditer(b" " + folded))
    for at in sorted(heads.union(stems)):
        part = short.match(printed, at) if at >= end else None
        if not part and (at < end or at not in heads):
            continue
        if at in heads or printed[at : at + 3] in ("cha", "sta"):  # "the charter of the OAU"
            low = max(end, at - LONGEST_NAME)
            off = broken.match(printed, low, at)
            for word in START.finditer(printed, off.end() if off else low, at + 1):
                named = whole.match(printed, word.start()) if word.start() >= end else None
                end = add(*named.span(), found) if named else end
        if not part or at < end:
            continue
        if part["article"]:
            alone = _LINE_ENDS.match(printed, part.end())
            heads_text = alone and _BEGINS.search(printed, max(0, at - LONGEST_LEAD), at)
            end = part.end() if heads_text else add(at, part.end(), articles)
            continue
        low = max(0, at - LONGEST_LEAD)
        low = max(low, *(printed.rfind(mark, low, at) for mark in ",.;"))
        names = (printed[one.start : one.end].lower() for one in found)
        listed = found and _AND.fullmatch(printed, found[-1].end, at) is not None
        start = _begin(part, lead.search(printed, low, at), names, listed=bool(listed))
        end = add(start, part.end(), found) if start >= end else end  # not "SALT II (treaty)"
    if found:
        yield from sorted([*found, *articles])


def _begin(
    part: re.Match[str], before: re.Match[str] | None, named: Iterator[str], *, listed: bool
) -> int:
    """Where a short name begins: "the Accords", "the Minsk accords", "the statute" once named.

    -1 where it is no instrument that all know. It may be ``listed`` with one of those ``named``.
    """
    at = part.start()
    if part["chapter"] or not before or before["unmade"]:
        return at if part["chapter"] else -1
    the, placed = before["own"] or before["the"], before["placed"]
    several = part["small"] and part["small"].endswith("s") and not part["only"]
    if several and (placed or part["about"] or listed):  # "human rights treaties"
        the = the or "several"
    if before["named"] or (placed and part["small"]):
        name = before.start("placed" if placed else "named")
        return name if part["small"] and the else -1
    noun = part["named"] or (None if before["own"] else part["spoken"])
    if not the or part["only"] or not noun or part["about"]:
        return at if the and not part["only"] else -1
    return at if any(noun.removesuffix("s") in name for name in named) else -1


def _stems(words: Vocabulary) -> re.Pattern[bytes]:
    """Where a name in small letters begins, behind a blank or a sign (``Text.folded``)."""
    roles = ("always", "spoken of", "named before", "behind a name")
    terms = sorted(words.terms("instruments", "role", *roles))
    stems = (one for at, one in enumerate(terms) if not one.startswith(terms[at - 1]))
    return re.compile(rf" (?:{alternation(stems)})".encode())


def _lead(words: Vocabulary) -> re.Pattern[str]:
    """What stands before a short name: "the", "these nuclear test ban", "the Minsk", "geneva"."""
    role = partial(words.terms, "instruments", "role")
    closed = alternation(row["term"] for row in words.table("function_words"))
    unmade = alternation(role("unmade"))
    heads = {head.lower() for head in role("head")}
    named = (name.lower().rpartition(" ") for name in role("named"))
    placed = [*role("place"), *(first for first, _, last in named if first and last in heads)]
    body = r"(?:Council|Assembly|Government|Commission|Committee|President|Minister)"
    return compiled(
        rf"(?<!\w)(?:(?P<unmade>{unmade})\s+|(?:(?P<own>[Tt]h(?:[eo]se|is|at|eir)|[Ss]aid|[Bb]oth"
        rf"|[Oo]ur|[Ii]ts|[Ww]hose|\w{{1,20}}[’']s)"
        rf"|(?P<the>[Tt]he|[Aa]ll|[Mm]any|[Ss]everal|[Nn]umber\s+of))\s+"
        rf"(?:so-called\s+)?(?:(?:18|19|20)\d\d\s+(?:and\s+)?)?"
        rf"(?:(?!(?:{closed}|{unmade})\b)[a-z-]{{2,20}}\s+){{0,4}}?)?"
        rf"(?:(?P<placed>{alternation(placed)})\s+"
        rf"|(?P<named>(?:(?!\w*{body})[A-Z][\w-]{{1,20}}\s+){{1,3}}))?\Z"
    )


def _about(words: Vocabulary) -> str:
    """on strategic offensive arms / banning mines / for the protection of the rights of the child

    A word for more than one thing is the last: "fish stocks", and then a verb ("hold").
    """
    verbs = (word for word in words.terms("openings", "kind", "operative") if word.isalpha())
    closed = {row["term"] for row in words.table("function_words")}
    aside = words.terms("instruments", "role", "aside")
    ends = alternation(sorted({*verbs, *closed, *aside}))
    word = rf"(?!(?:{ends}|\w{{4,}}ly)\b)[a-z][a-z-]{{2,20}}"
    before = rf"(?:(?:arms|rights|weapons)|{word}(?<![^siu]s))\s+"
    links = alternation(words.terms("instruments", "role", "link"))
    link = rf"(?:{links}|(?:(?<=onvention\s)|(?<=reaty\s))for(?=\s+the\s+[a-z-]+\s+of\b))"
    kind = r"[a-z-]{2,17}(?:[ai]l|ic|ar|ive|ous)"
    pair = rf"(?:(?:{kind},\s+){{0,2}}{kind}\s+and\s+)?"  # "chemical, radioactive and biological"
    noun = rf"(?:(?:the|all|certain)\s+){{0,2}}{pair}(?:{before}){{0,3}}{word}(?<!ed)\b"
    proper = r"(?:the\s+)?[A-Z]\w{1,20}(?:\s+(?:of\s+)?[A-Z]\w{1,20}){0,3}\b(?!\s+\d)"
    return rf"""
        (?:\s+{link}\s+(?!(?:the\s+)?(?:{alternation(aside)})\b)(?:(?<=establishing\s)an?\s+)?{noun}
           (?:(?<=right)\s+to\s+{word} | \s+and\s+[a-z-]{{4,20}}(?=\s+of\s) | \s+in\s+all\s+{word})?
           (?:\s+(?:of|against)\s+(?:an?\s+)?(?:{noun}(?!\s+[A-Z])|{proper})){{0,3}}
           (?:(?<=\szone)\s+in\s+{proper}
             |\s+to\s+{before}{word}(?<=s)(?:\s+and\s+{word}(?<=s))?)?)"""


def _short(words: Vocabulary) -> re.Pattern[str]:
    """Accords / Chapter VII / Articles 39 and 41 / Article 14 of the Statute"""
    head = alternation(["Charter", *words.terms("instruments", "role", "head")])
    roles = ("always", "spoken of", "named before", "behind a name", "compound", "body")
    word = {role: alternation(words.terms("instruments", "role", role)) for role in roles}
    return verbose(
        rf"""(?P<head>{head})\b (?!\s+[A-Z]){_OF_YEAR}?
        | (?<!\w)(?P<small>accords(?=[^\w\s]|\s+(?:of|on|in|and|are|had|have|were|\w+ed)\b)
            |{word["always"]}|(?P<spoken>{word["spoken of"]})|(?P<only>{word["behind a name"]})
            |(?P<named>{word["named before"]})(?!\s+of\s+[a-z]))\b
          (?P<about>{words.once(_about)}|(?=\s+between\s+(?:the\s+)?[A-Z]){_BETWEEN})?{_OF_YEAR}?
          (?!\w|\s+(?:{word["compound"]}|{word["body"]})\b)
        | (?P<chapter>Chapters?\s+[IVX]{{1,5}}\b(?:\s+(?:and|or|to)\s+[IVX]{{1,5}}\b)?)
        | (?P<article>Articles?\s+(?:\d{{1,3}}|[IVX]{{1,5}})\b
            (?:,?\s+(?:and\s+|to\s+)?\d{{1,3}}\b){{0,4}}
            (?:,?\s+paragraphs?\s+\d{{1,3}})?
            (?:\s+of\s+the\s+{head}\b(?!\s+[A-Z]))?)""".replace(r"\s+", _GAP)
    )


def _heads(words: Vocabulary) -> tuple[re.Pattern[bytes], tuple[str, ...]]:
    """A look at the nouns without which there is no instrument; those that are initials."""
    terms = ["Charter", "Article", "Chapter"]
    terms += words.terms("instruments", "role", "head", "named")
    look = quick_look(term.lstrip("0123456789 ") for term in terms if not term[0].islower())
    return look, tuple(term for term in terms if term[:2].isupper())


def _broken(words: Vocabulary) -> re.Pattern[str]:
    """All up to the last word or mark before a noun that can stand in no name: "signed the"."""
    names = " ".join(words.terms("instruments", "role", "division", "named", "head"))
    held = {*re.findall(r"[a-z]+", names.lower()), *_HELD.split()}
    return re.compile(
        rf"(?s:.*)(?:[;:!?\[\]“”\"]|(?<![\w’'-])(?!(?:{alternation(sorted(held))})\b)[a-z]{{2,}}\b)"
    )


def _name(words: Vocabulary) -> str:
    """A word of a name, no month and no day of the week."""
    months = alternation(words.terms("references", "role", "month"))
    return rf"(?!(?:{months}|\w{{3,6}}day)\b)[A-Z][\w’'-]{{1,30}}"


def _tail(words: Vocabulary) -> str:
    """on the Prevention and Punishment of the Crime of Genocide"""
    roles = ("small", "head", "division", "party")
    word = {role: alternation(words.terms("instruments", "role", role)) for role in roles}
    name, links = words.once(_name), spelled(words.terms("instruments", "role", "link"))
    bodies = alternation(row["term"] for row in words.table("bodies") if " " in row["term"])
    # "and the International Covenant": another one begins; "and the European Union"; "to
    # President Arafat"
    other = (
        rf"(?:,|,?\s+and)\s+(?:the(?:\s+{name}){{0,5}}\s+(?:{word['head']}|Charter)\b"
        rf"|(?:{word['division']})\s+[\dIVX])"
        rf"|(?:,|,?\s+(?:and|to|with|from|at)|(?=\s+the\b))\s+(?:the\s+)?"
        rf"(?:{word['party']}|{bodies})\b"
    )
    # a comma stands in a list that is closed: ", Production, Stockpiling and Use"; ", including"
    part = rf"(?:\s+(?:(?:{word['small']})\s+){{0,2}}{name}){{1,5}}"
    closed = rf"{part}(?:,{part}){{0,4}},?\s+(?:and|or)\s+(?:[a-z]{{2,4}}\s+)?[A-Z]"
    return rf"""
        (?:\s+(?:of|for|to|between|{links})(?:\s+(?:the|all|certain|an?))?(?:\s+{name}){{1,9}}
           (?:(?!{other})(?:(?:\s+(?:{word["small"]})){{1,3}}
                |,(?=\s+(?:and|[Ii]n)|{closed})(?:\s+including)?(?:\s+(?:the|and))?)
              (?:\s+{name}){{1,9}}){{0,8}})"""


def _instrument(words: Vocabulary) -> re.Pattern[str]:
    """Article 51 of the Charter / Treaty on the Law of the Sea / Nadi Declaration."""
    roles = ("opener", "head", "named", "division", "body")
    word = {role: alternation(words.terms("instruments", "role", role)) for role in roles}
    any_name, tail = words.once(_name), words.once(_tail)
    name = rf"(?!(?:{word['opener']})\b){any_name}"
    head = rf"(?:{word['head']})\b(?!\s+(?:{word['body']})\b)"
    own = [row for row in words.table("bodies") if not row["series"] and row["body"] != "short"]
    known = spelled(row["term"] for row in own if " " in row["term"])
    owner = rf"""
        (?:\s+of\s+(?:the\s+)?(?:{known}\b|[A-Z]{{2,6}}\b))"""
    return verbose(
        rf"""
        (?:(?:\b(?:[Cc]ommon\s+)?(?i:{word["division"]})\s+{_DIVISION}
             (?:\s+(?:[Aa]dditional\s+)?(?:of|to)\s+(?:(?:the|our)\s+)?
               (?:(?:said|two|four|(?:18|19|20)\d\d)\s+)?
               |\s+(?=\w+\s+[\dIVX]))){{1,2}}
          |\b[Pp]reamble\s+(?:of|to)\s+(?:(?:the|our)\s+)?)?
        (?:
          \b(?:{name}(?<![’']s)\s+(?:{any_name}\s+)?|U\.N\.\s+)?
          Charter\b(?!\s+(?:{word["body"]})\b) (?:{owner}|{tail})?
        | \b(?:charter|statute){owner}
        | \b(?:{word["named"]})\b{_OF_YEAR}?
        | \b(?:(?<!Government\sof\s){name}(?<![’']s)\s+
             (?:(?:on|of|and|for)\s+)?(?:{any_name}\s+(?:(?:on|of|and|for)\s+)?){{0,4}}
             (?:\([A-Z]{{2,6}}\)\s+)?(?P<led>))?
          {head} (?:(?(led){_OF_YEAR}|(?!))|{_BETWEEN}|{tail}{_BETWEEN}?
                   |(?(led){_PART}|(?!))|{words.once(_about)}|(?(led)|(?!)))
        )
        """.replace(r"\s+", _GAP)
    )
