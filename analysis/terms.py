"""A term of a table as a pattern, with one meaning of a space, of ``*`` and of `` ... ``."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, AnyStr

# a word of the running text; numbers are none
WORD = r"[^\W\d_]+(?:[-’'`][^\W\d_]+)*"
# a run of white space, bounded: a long blank run is never read over and over
GAP = r"\s{1,12}"
# what " ... " in a term stands for: up to so many characters of the same clause, or nothing
ELLIPSIS = r"\s{1,12}(?:[^.;]{0,70}?\s)??"
_ANY_WORDS, _REST = "…", "*"
# how many characters before a number may hold words that belong to it
NEAR = 60
# what may part these words from the word before them: "the herd—nearly 500"
_SIGNS = dict.fromkeys('*_`"“‘([—–', " ")
BLANKS = str.maketrans({chr(i): chr(i) for i in range(256)} | _SIGNS)  # all of ASCII: it is faster
NOTHING = re.compile(r"\0(?<!\0)")  # matches nothing, which is found out at once
# a quick look tells no capital from another and no sign from a blank
FOLDED = bytes(
    1 if sign.isupper() else i if sign.isalnum() or sign in "_.-" else 32
    for i, sign in enumerate(map(chr, range(256)))
)


def alternation(terms: Iterable[str], gap: str = GAP) -> str:
    """A pattern for any of ``terms``, the longest that fits, which fails at the first wrong letter.

    A space stands for any white space (``gap``), ``*`` for any ending of a word, `` ... `` for a
    short run of words within the clause. The pattern has no group; of no terms it matches nothing.

    >>> alternation(["more", "more than", "over"])
    '(?:more(?:\\\\s{1,12}than)?|over)'
    """
    short = [" ".join(term.split()).replace(" ... ", _ANY_WORDS) for term in terms]
    return _branches(short, gap)


def spelled(terms: Iterable[str], gap: str = GAP) -> str:
    """A pattern for any of ``terms`` in any case."""
    return f"(?i:{lowered(terms, gap)})"


def lowered(terms: Iterable[str], gap: str = GAP) -> str:
    """A pattern for any of ``terms`` in a text of small letters (``small``): the fastest."""
    return alternation(dict.fromkeys(term.lower() for term in terms), gap)


class Phrases:
    """Terms before a number, read from their last word; ``between`` may part them from it."""

    def __init__(self, values: Mapping[str, str], between: str = "") -> None:
        self.values, self.between = values, f" \t\n\xa0{between}"
        # how many words the longest term has that ends in these two, or is this one; 0: ends in it
        self.longest: dict[str, int] = {}
        for words in (term.lower().split() for term in values):
            self.longest.setdefault(words[-1], 0)
            ending = " ".join(words[-2:])
            self.longest[ending] = max(len(words), self.longest.get(ending, 0))

    def before(self, text: str, at: int) -> tuple[str, int] | None:
        """The longest term that ends at ``at``, and where it starts."""
        first = max(0, at - NEAR)
        lead = text[first:at].rstrip(self.between)
        last = lead.rsplit(None, 2)[-2:]
        if last and last[-1].isalnum():  # most: one look at the last word, or the last two
            if last[-1].lower() not in self.longest:
                return None
            if last[0].isalnum() and not self._most(last):
                return None
        words = lead.translate(BLANKS).split()
        if words and words[-1][-1] == "-" and words[-1] not in self.longest:
            words = lead.translate(BLANKS).replace("-", " ").split()  # "a more-than-20-year war"
        for count in range(self._most(words) if words else 0, 0, -1):
            shown = " ".join(words[-count:])
            term = shown if shown in self.values else shown.lower()
            if term in self.values:
                start = len(lead)
                for word in reversed(words[-count:]):
                    start = lead.rindex(word, 0, start)
                return term, first + start
        return None

    def _most(self, words: list[str]) -> int:
        """How many words a term may have that ends as ``words`` do."""
        pair = " ".join(words[-2:]).lower()
        return self.longest.get(pair) or self.longest.get(words[-1].lower(), 0)


class Patterns(dict[Any, re.Pattern[str]]):
    """Patterns by name, each made when it is first asked for; ``get`` knows all the names."""

    def __init__(self, pieces: Mapping[Any, str]) -> None:
        super().__init__()
        self._pieces = pieces

    def __missing__(self, name: Any) -> re.Pattern[str]:
        made = self[name] = re.compile(self._pieces[name])
        return made

    def get(self, name: Any, default: Any = None) -> Any:
        return self[name] if name in self._pieces else default


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``pattern`` compiled, its runs of white space bounded as ``GAP`` is."""
    return re.compile(pattern.replace(r"\s+", GAP).replace(r"\s*", r"\s{0,12}"), flags)


@cache
def verbose(pattern: str) -> re.Pattern[str]:
    """A pattern written in pieces with comments, compiled and bounded."""
    return compiled(pattern, re.VERBOSE)


def quick_look(terms: Iterable[str]) -> re.Pattern[bytes]:
    """A look at ``Text.folded``: where one of ``terms`` may begin, each with a capital."""
    printed = (term[1:].encode("latin-1", "replace").translate(FOLDED) for term in terms)
    tails = alternation((one.decode("latin-1") for one in printed), " {1,12}")
    # not inside a word of capitals: "NPT" in "UNPT"
    return re.compile(rf"\x01(?<!\x01.)(?={tails}s?(?![\w\x01]))".encode("latin-1"))


def places(text: AnyStr, letters: Iterable[AnyStr]) -> list[int]:
    """Where any of ``letters`` stands, in order: the quick look before a pattern is tried."""
    found: set[int] = set()
    for one in letters:
        at = text.find(one)
        while at >= 0:
            found.add(at)
            at = text.find(one, at + 1)
    return sorted(found)


def near(
    pattern: re.Pattern[str],
    text: str,
    at: Iterable[int],
    back: int,
    start: re.Pattern[str],
    done: int = 0,
) -> Iterator[re.Match[str]]:
    """Matches of ``pattern``, one behind the other, that begin at most ``back`` before a place."""
    for place in at:
        for word in start.finditer(text, max(done, place - back), place + 1):
            match = pattern.match(text, word.start()) if word.start() >= done else None
            if match:
                yield match
                done = match.end()
        done = max(done, place + 1)


def _branches(terms: list[str], gap: str) -> str:
    by_letter: dict[str, list[str]] = {}
    for term in terms:
        by_letter.setdefault(term[:1], []).append(term[1:])
    may_end = by_letter.pop("", None) is not None
    branches = []
    for letter, rest in by_letter.items():
        one = len(rest) == 1  # nothing branches off any more
        branches.append(_signs(letter + rest[0] if one else letter, gap))
        branches[-1] += "" if one else _branches(rest, gap)
    if len(branches) == 1 and not may_end:
        return branches[0]
    return f"(?:{'|'.join(branches) or '(?!)'}){'?' * may_end}"


def _signs(letters: str, gap: str) -> str:
    """The letters of a term as a pattern."""
    if letters.isalnum():
        return letters  # most of them
    plain = re.escape(letters).replace(r"\ ", gap)
    return plain.replace(rf"\{_REST}", r"\w*").replace(_ANY_WORDS, ELLIPSIS)


def small(text: str) -> str:
    """``text`` in small letters, character for character: offsets are the same."""
    low = text.lower()
    if len(low) == len(text):
        return low
    # "İ" is two letters when it is small
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
