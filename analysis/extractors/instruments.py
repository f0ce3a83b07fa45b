"""Instruments: the Charter, treaties, named acts, their articles and chapters, each by its name."""

import re
from collections.abc import Callable, Iterator

from analysis.extractors.symbols import Reference, near, places
from analysis.terms import alternation, compiled, quick_look, verbose
from analysis.text import Span, Text
from analysis.vocabulary import Vocabulary

LONGEST_NAME, LONGEST_LEAD = 120, 50
# white space between words, not between paragraphs
_GAP = r"(?:(?!\n[^\S\n]*\n)\s)+"
# a name, "2030 Agenda", "article", "charter", "human rights Covenants", "paragraph"
START = re.compile(r"[\dA-Zachps](?<!\w\w)")
# what stands in a name, or between an article and its treaty, without a capital
_HELD = "of on and or for to the said two four bis ter common subparagraph united nations"
# "Article 194, paragraph 2," / "Chapters VI and VII" / "article 5 (1) (a)" / "Protocol No. 6"
_DIVISION = r"""
    (?:No\.\s?)?[\dIVXLCDM]{1,6}(?:\s(?:bis|ter)\b)?(?:\s?\(\w\)){0,2}
    (?:,?\s+(?:and\s+|or\s+|to\s+)?[\dIVXLCDM]{1,6}\b){0,4}
    (?:,?\s+(?:sub)?-?paragraphs?\s+\d{1,3}(?:\s?\(\w\))?)? ,?
"""
_FIRST = (
    r"(?:of|on|for|to|against|concerning|relat(?:ing|ive)\s+to|regarding|between"
    r"|[Bb]anning|[Pp]rohibiting|[Ee]stablishing|[Gg]overning)"
    r"(?:\s+(?:the|all|certain|a|an))?"
)
# "Declaration on the granting of independence to colonial peoples [resolution 1514 (XV)]"
_LOWER_TAIL = rf"""
    (?:\s+{_FIRST}(?:\s+[\w’'-]{{1,20}}){{1,14}}?
       (?=,?\s*[\[(]\s?(?:see\s+)?(?:General\s+Assembly\s+)?resolution))
"""
# "strategic offensive arms" / "nuclear weapon tests" / "the rights of the child" /
# "the complete prohibition and destruction of chemical weapons"
_ADJECTIVES = r"(?:(?!behalf\b)[a-z-]{2,17}(?:al|ar|ic|ve|nt|ous|ed|te)\s+){0,3}"
_NOUN = r"(?!\w+ed\b)[a-z][a-z-]{3,20}"
_NO_NOUN = r"""
    (?!\w+(?:ed|ing)\b)(?!(?:with|from|which|that|have|were|will|must|shall|should|into
       |this|also|when|until|after|before|between)\b)
"""
_LOWER_NOUN = rf"""
    (?:\s+(?!behalf\b|the\s+(?:basis|table)\b)(?:the\s+)?
       {_ADJECTIVES}{_NOUN}
       (?:\s+and\s+[a-z-]{{4,20}}(?=\s+of\s) | \s+{_NO_NOUN}[a-z-]{{4,20}})?
       (?:\s+of\s+(?:the\s+)?(?:{_ADJECTIVES}[a-z-]{{4,20}}
         | [A-Z]\w{{1,20}}(?:\s+(?:of\s+)?[A-Z]\w{{1,20}}){{0,3}}\b(?!\s+\d)))?)
"""
# "Convention on cluster munitions" / "Treaty banning nuclear tests"
_LOWER_NAME = rf"""
    (?:(?:\s+(?:on|against|concerning|regarding|banning|prohibiting)
         | (?:(?<=Convention)|(?<=Treaty))\s+
           (?:to\s+(?:combat|prevent|ban) | for(?=\s+the\s+[a-z-]+\s+of\b))){_LOWER_NOUN})
"""
# "between the Berber Council and the tribes of the coast"
_PARTY = r"""
    (?:the\s+)?(?:[A-Z][\w’'-]{1,20}(?:\s+[A-Z][\w’'-]{1,20}){0,4}|[a-z]{3,20})
    (?:\s+of\s+(?:the\s+)?[\w-]{3,20})?
"""
_BETWEEN = rf"(?:\s+between\s+{_PARTY}\s+and\s+{_PARTY})"
# "Additional Protocol I" / "Protocols I and II" / "Protocol No. 2"
_PART = r"(?:\s+(?:(?:No\.\s?)?[IVX]{1,4}|No\.\s?\d{1,2})\b(?:\s+and\s+[IVX]{1,4}\b)?)"
# ", Welcoming the efforts": the next paragraph
_OPENS = r"""
    (?:\s*\n[^\S\n]*\n
     | \s+(?:[A-Z]\w+(?:ly|her)\s+)?[A-Z]?\w+ing\s+
       (?:the|that|its|with|of|also|all|an?|in|to|upon|further)\b)
"""
_OWNER = r"""
    (?:\s+of\s+(?:the\s+)?
       (?:UN\b|(?i:united\s+nations)|OAU|OIC|OAS
        | Organi[sz]ation\s+of\s+(?:the\s+)?[A-Z]\w{1,20}(?:\s+[A-Z]\w{1,20}){0,2}))
"""


def find_instruments(text: Text) -> Iterator[Reference]:
    """The instruments named, in order: in full, in short after the full name, by a part."""
    for start, end in _spans(text):
        yield Reference("instrument", "other", start, end, start)


def _spans(text: Text) -> Iterator[Span]:
    whole, short = text.words.once(_instrument), text.words.once(_short)
    seen = False
    end = 0
    lower, broken = text.words.once(_lower), text.words.once(_broken)
    for at in sorted([*text.words.once(_heads)(text.latin), *places(text.text, ["charter"])]):
        small = lower.match(text.text, at) if at >= end and text.text[at].islower() else None
        if small:
            yield small.span()
            end = small.end()
        low = max(end, at - LONGEST_NAME)
        off = broken.match(text.text, low, at)
        for named in near(whole, text.text, [at], LONGEST_NAME, START, off.end() if off else low):
            yield named.span()
            end = named.end()
            seen = True
        part = short.match(text.text, at) if at >= end else None
        if part and _is_known(text, part, seen):
            yield part.span()
            end = part.end()


def _is_known(text: Text, match: re.Match[str], seen: bool) -> bool:
    """Is it the one that all know, "the Accords", and "Article 51" a part of one that was named?"""
    if match["head"]:
        low = max(0, match.start() - LONGEST_LEAD)
        return text.words.once(_the).search(text.text, low, match.start()) is not None
    return match["chapter"] is not None or seen


def _the(words: Vocabulary) -> re.Pattern[str]:
    """What stands before a short name: "the nuclear test ban" Treaty, "the 1980 weapons"."""
    attribute = alternation(words.terms("instruments", "role", "attribute"))
    return compiled(
        rf"\b(?i:the|these|those|this|that|said|both|our)\s+"
        rf"(?:(?:(?:18|19|20)\d\d(?:\s+(?!and\b)[a-z-]{{2,15}}){{0,4}}"
        rf"|(?:[a-z-]{{2,15}}\s+){{0,2}}(?:[a-z]{{3,12}}-)?{attribute})\s+)?\Z"
    )


def _lower_names(words: Vocabulary) -> list[str]:
    """Names that are also written without capitals: "the kyoto protocol"."""
    names = words.terms("instruments", "role", "named")
    return [name.lower() for name in names if " " in name and name.lower()[0].isalpha()]


def _lower(words: Vocabulary) -> re.Pattern[str]:
    """the kyoto protocol / the treaty on fish"""
    heads = alternation(words.terms("instruments", "role", "lower head"))
    names = alternation(words.once(_lower_names))
    return verbose(rf"(?<!\w)(?:{names}|(?<=[Tt]he\s){heads}{_LOWER_NOUN})(?!\w)")


def _short(words: Vocabulary) -> re.Pattern[str]:
    """Accords / Chapter VII / Articles 39 and 41"""
    head = alternation(["Charter", *words.terms("instruments", "role", "head")])
    return verbose(
        rf"""(?P<head>{head})\b (?!\s+[A-Z])(?:\s+of\s+(?:18|19|20)\d\d\b)?
        | (?P<chapter>Chapters?\s+[IVX]{{1,5}}\b(?:\s+(?:and|or|to)\s+[IVX]{{1,5}}\b)?)
        | (?P<article>Articles?\s+\d{{1,3}}\b (?:,?\s+(?:and\s+|to\s+)?\d{{1,3}}\b){{0,4}}
            (?:,?\s+paragraphs?\s+\d{{1,3}})?)""".replace(r"\s+", _GAP)
    )


def _heads(words: Vocabulary) -> Callable[[bytes], list[int]]:
    """A look at the nouns without which there is no instrument, and at names without capitals."""
    terms = ["Charter", "Article", "Chapter"]
    terms += words.terms("instruments", "role", "head", "named")
    capitals = (term.lstrip("0123456789 ") for term in terms if not term[0].islower())
    heads = words.terms("instruments", "role", "lower head")
    return quick_look(capitals, [*words.once(_lower_names), *heads])


def _broken(words: Vocabulary) -> re.Pattern[str]:
    """All up to the last word or mark before a noun that can stand in no name: "signed the"."""
    names = " ".join(words.terms("instruments", "role", "division", "named", "head"))
    held = {*re.findall(r"[a-z]+", names.lower()), *_HELD.split()}
    return re.compile(
        rf"(?s:.*)(?:[;:!?\[\]“”\"]|(?<![\w’'-])(?!(?:{alternation(sorted(held))})\b)[a-z]{{2,}}\b)"
    )


def _instrument(words: Vocabulary) -> re.Pattern[str]:
    """Article 51 of the Charter / Treaty on the Law of the Sea / Nadi Declaration."""
    roles = ("opener", "small", "head", "named", "division", "body")
    word = {role: alternation(words.terms("instruments", "role", role)) for role in roles}
    months = alternation(words.terms("references", "role", "month"))
    any_name = rf"(?!{months}\b)[A-Z][\w’'-]{{1,30}}"
    name = rf"(?!(?:{word['opener']})\b){any_name}"
    head = rf"(?:{word['head']})\b(?!\s+(?:{word['body']})\b)"
    # "and the International Covenant": another one begins
    other = (
        rf"(?:,|,?\s+and)\s+(?:the(?:\s+{any_name}){{0,5}}\s+(?:{word['head']})\b"
        rf"|(?:{word['division']})\s+[\dIVX])"
    )
    # "... on the Prevention and Punishment of the Crime of Genocide"
    tail = rf"""
        (?:\s+{_FIRST}(?:\s+{any_name}){{1,9}}
           (?:(?!{other})(?:(?:\s+(?:{word["small"]})){{1,3}}
                |,(?!{_OPENS})(?:\s+including)?(?:\s+(?:the|and))?)
              (?:\s+{any_name}){{1,9}}){{0,8}})"""
    return verbose(
        rf"""
        (?:(?:\b(?:[Cc]ommon\s+)?(?i:{word["division"]})\s+{_DIVISION}
             (?:\s+(?:of|to)\s+(?:the\s+)?(?:(?:said|two|four)\s+)?|\s+(?=\w+\s+[\dIVX]))){{1,2}})?
        (?:
          \b(?:{name}\s+(?:{any_name}\s+)?|U\.N\.\s+)? Charter\b (?:{_OWNER}|{tail})?
        | \b(?:(?i:united\s+nations)\s+)?charter(?:{_OWNER}|(?<=ns\scharter))
        | \b(?:{word["named"]})\b
        | \b(?<!Government\sof\s){name}\s+
          (?:(?:on|of|and|for)\s+)?(?:{any_name}\s+(?:(?:on|of|and|for)\s+)?){{0,4}}
          (?:\([A-Z]{{2,6}}\)\s+)?
          {head} (?:\s+of\s+(?:19|20)\d\d|{_BETWEEN}|{tail}|{_PART}|{_LOWER_NAME})?
        | \b{head} (?:{_BETWEEN}|{tail}|{_LOWER_TAIL}|{_LOWER_NAME})
        | \b(?:Additional\s+)?Protocols?\b{_PART}
        )
        """.replace(r"\s+", _GAP)
    )
