"""Instruments: the Charter, treaties, named acts, their articles and chapters, each by its name."""

import re
from collections.abc import Iterator

from analysis.extractors.symbols import near, places
from analysis.text import Span, Text, alternation, verbose
from analysis.vocabulary import Vocabulary

LONGEST_NAME = 120
# a name, "2030 Agenda", "article", "charter", "human rights Covenants", "paragraph"
START = re.compile(r"[\dA-Zachp](?<!\w\w)")
# "Article 194, paragraph 2," / "Chapters VI and VII"
_DIVISION = r"""
    [\dIVXLCDM]{1,6}(?:\s?\(\d\))? (?:,?\s+(?:and\s+|to\s+)?[\dIVXLCDM]{1,6}\b){0,4}
    (?:,?\s+paragraphs?\s+\d{1,3}(?:\s?\(\w\))?)? ,?
"""
_FIRST = (
    r"(?:of|on|for|to|against|concerning|relat(?:ing|ive)\s+to|regarding|between)"
    r"(?:\s+(?:the|all|certain|a|an))?"
)
# "Declaration on the granting of independence to colonial countries and peoples [resolution 1514 (XV)]"
_LOWER_TAIL = rf"""
    (?:\s+{_FIRST}(?:\s+[\w’'-]{{1,20}}){{1,14}}?
       (?=,?\s*[\[(]\s?(?:see\s+)?(?:General\s+Assembly\s+)?resolution))
"""
_OWNER = r"""
    (?:\s+of\s+(?:the\s+)?
       (?:UN\b|United\s+Nations|OAU|OIC|OAS|Organi[sz]ation\s+of\s+(?:the\s+)?[A-Z]\w{1,20}(?:\s+[A-Z]\w{1,20}){0,2}))
"""


def find_instruments(text: Text) -> Iterator[Span]:
    """Where an instrument is named, in order."""
    pattern = text.words.once(_instrument)
    for match in near(pattern, text.text, _heads(text), LONGEST_NAME, START):
        yield match.span()


def _heads(text: Text) -> list[int]:
    """Where the nouns stand without which there is no instrument: the quick look at capitals."""
    initials, rest = text.words.once(_head_letters)
    looks = rest.finditer(text.text.encode("latin-1", "replace").translate(initials))
    return sorted([*(look.start() for look in looks), *places(text.text, ["charter"])])


def _head_letters(words: Vocabulary) -> tuple[bytes, re.Pattern[bytes]]:
    """A table that makes one byte of all their initials, and what follows that byte."""
    terms = ["Charter", *words.terms("instruments", "role", "head", "named")]
    heads = [term for term in terms if not term[0].islower()]
    first = {term[0] for term in heads}
    initials = bytes(1 if chr(i) in first else i for i in range(256))
    printed = (head.encode("latin-1", "replace").translate(initials)[1:] for head in heads)
    rest = alternation((one.decode("latin-1") for one in printed), r"[\s\xa0?]{1,12}")
    return initials, re.compile(rf"\x01{rest}(?!\w)".encode("latin-1"))


def _instrument(words: Vocabulary) -> re.Pattern[str]:
    """Article 51 of the Charter / Treaty on the Non-Proliferation of Nuclear Weapons / Nadi Declaration."""
    roles = ("opener", "small", "head", "named", "division")
    word = {role: alternation(words.terms("instruments", "role", role)) for role in roles}
    months = alternation(words.terms("references", "role", "month"))
    any_name = rf"(?!{months}\b)[A-Z][\w’'-]{{1,30}}"
    name = rf"(?!(?:{word['opener']})\b){any_name}"
    # "and the International Covenant": another one begins
    other = rf"(?:,|,?\s+and)\s+the(?:\s+{any_name}){{0,5}}\s+(?:{word['head']})\b"
    # "... on the Prevention and Punishment of the Crime of Genocide"
    tail = rf"""
        (?:\s+{_FIRST}(?:\s+{any_name}){{1,9}}
           (?:(?!{other})(?:(?:\s+(?:{word["small"]})){{1,3}}|,(?:\s+including)?(?:\s+(?:the|and))?)
              (?:\s+{any_name}){{1,9}}){{0,8}})"""
    return verbose(
        rf"""
        (?:\b(?i:{word["division"]})\s+{_DIVISION}\s+of\s+(?:the\s+)?(?:said\s+)?)?
        (?:
          \b(?:{name}\s+(?:{any_name}\s+)?)? Charter\b (?:{_OWNER}|{tail})?
        | \bcharter{_OWNER}
        | \b(?:{word["named"]})\b
        | \b{name}\s+(?:(?:on|of|and|for)\s+)?(?:{any_name}\s+(?:(?:on|of|and|for)\s+)?){{0,4}}
          (?:{word["head"]})\b(?!\s+Organi[sz]ation)(?:\s+of\s+(?:19|20)\d\d|{tail})?
        | \b(?:{word["head"]})\b(?:{tail}|{_LOWER_TAIL})
        )
        """
    )
