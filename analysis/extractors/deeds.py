"""Terms of a table that name classes of ``data/vocabulary/deeds.csv``, as one pattern."""

import re
from collections import defaultdict
from collections.abc import Iterable

from analysis.terms import GAP, lowered
from analysis.vocabulary import Vocabulary

_CLASS = re.compile(r"<(\w+)>")


def spelled_out(terms: Iterable[str], words: Vocabulary, gap: str = GAP) -> str:
    """A pattern for any of the terms; "<willing> to <admit>" names two classes.

    A term of a class may name other classes in its turn.
    """
    marks: dict[str, str] = defaultdict(lambda: chr(0xE000 + len(marks)))
    pattern = lowered([_CLASS.sub(lambda found: marks[found[1]], term) for term in terms], gap)
    for name, mark in marks.items():
        pattern = pattern.replace(mark, spelled_out(words.once(classes)[name], words, gap))
    return pattern


def classes(words: Vocabulary) -> dict[str, list[str]]:
    """The terms of each class."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in words.table("deeds"):
        found[row["deed"]].append(row["term"])
    return found
