"""Governing words: terms of a table found in the words of a clause, a verb in every form.

A term is matched word by word: ``*`` is any ending, ``...`` a short run of words, and an adverb or
a word of position ``between`` ("in strict accordance with") may stand between two words of it. The
longest term that begins at a word wins.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.terms import alternation
from analysis.vocabulary import Row, Vocabulary

# positions of rows that are no terms but classes of words that the grammar asks for
CLASSES = frozenset(
    {"be", "auxiliary", "modal", "adverb", "between"}
    | {"preposition", "determiner", "owner", "subject", "plan", "worth"}
)
# classes of verbs that open what is said of a subject: "is", "has", "must", "may", "does"
FINITE = ("be", "auxiliary", "modal")
# what "..." in a term may stand for
ELLIPSIS, LONGEST_ELLIPSIS = "...", 16
# how long what parts a noun from its "of" may be: "implementation by Selmar of", "given to it by"
LONGEST_INSERTED = 14
# what follows a noun of a deed: "disregard by some for"
OF_NOUN = ("of", "for")
# how many words, and pairs of words, are remembered
MOST_WORDS = 50_000
# what follows a participle of the table ("stated in"), unless the term ends in one of its own
PREPOSITIONS = ("in", "by", "under", "within")
NOT_PARTED = ("in", "by", "to", "into", "under", "from")


class Term(NamedTuple):
    """A term in one of its forms (base, s, ing, past, or none): the words behind its first.

    ``parted``: a participle with its preposition, "stated in"; ``open``: a phrase may stand before
    its last word, "implementation ... of", "entrusted ... by". Without the word ``needs``, the
    longest that is whole, a clause does not have the term.
    """

    rest: tuple[str, ...]
    position: str
    value: str
    form: str
    parted: bool
    open: bool
    needs: str

    @property
    def second(self) -> str:
        """The second word; any word, where there is none or something may stand in between."""
        return self.rest[0] if self.rest and self.rest[0] != ELLIPSIS else "*"


@dataclass(frozen=True)
class Terms:
    """The terms of the table by their first word, and by its beginning where it ends in ``*``.

    What is found for a word and the next one is remembered.
    """

    exact: dict[str, list[Term]] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, Term]]] = field(default_factory=dict)
    classes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # of a word
    plain: set[str] = field(default_factory=set)  # words seen that begin no term
    seen: dict[tuple[str, str], list[Term]] = field(default_factory=dict)

    def add(self, words: list[str], position: str, value: str, form: str = "") -> None:
        parted = len(words) > 1 and form == "past" and words[-1] in PREPOSITIONS
        asked = (position, value) == ("verb", "demands_compliance")  # "conform, in this, to"
        deed = (position, value) == ("before", "reports_noncompliance") and words[-1] in OF_NOUN
        noun = position == "noun" or deed
        opens = len(words) == 2 and (noun or parted or (asked and words[1] != "by"))
        whole = [word for word in words[1:] if word[-1] not in ".*"]
        needs = max(whole, key=len, default="")
        term = Term(tuple(words[1:]), position, value, form, parted, opens, needs)
        if words[0].endswith("*"):
            stem = words[0][:-1]
            self.stems.setdefault(stem[:3], []).append((stem, term))
        else:
            self.exact.setdefault(words[0], []).append(term)

    def beginning(self, tokens: list[str], at: int) -> list[Term]:
        """The terms that may begin at a word, by it and the next one, the longest first."""
        pair = (tokens[at], tokens[at + 1] if at + 1 < len(tokens) else "")
        found = self.seen.get(pair)
        return self._found(*pair) if found is None else found

    def _found(self, word: str, second: str) -> list[Term]:
        found = [*self.exact.get(word, ())]
        found += [term for stem, term in self.stems.get(word[:3], ()) if word.startswith(stem)]
        if not found and len(self.plain) < MOST_WORDS:
            self.plain.add(word)
        if not self.passes(second):
            found = [term for term in found if term.open or _is(second, term.second)]
        found.sort(key=lambda term: -len(" ".join(term.rest)))
        if len(self.seen) >= MOST_WORDS:
            self.seen.clear()
        self.seen[word, second] = found
        return found

    def passes(self, token: str) -> bool:
        """May the word stand between two words of a term?"""
        return "between" in self.classes.get(token, ()) or is_adverb(token)


class Found(NamedTuple):
    """A term in the words of a clause: from token ``first`` to before token ``last``."""

    term: Term
    first: int
    last: int


def find_terms(tokens: list[str], terms: Terms) -> Iterator[Found]:
    """The terms among ``tokens``; one inside a longer one does not count."""
    done, plain = 0, terms.plain
    words = {"", *tokens}
    for first in [at for at, token in enumerate(tokens) if token not in plain]:
        if first < done:
            continue
        for term in terms.beginning(tokens, first):
            if term.needs not in words:
                continue
            if term.position == "owned" and not _has_owner(tokens, first, terms):
                continue
            last = _end(tokens, first + 1, term.rest, terms) if term.rest else first + 1
            if not last and term.open:
                last = _behind_insertion(tokens, first + 1, term, terms)
            if last and not (term.parted and _find_at(tokens, last - 1, terms)):
                yield Found(term, first, last)
                done = last
                break


def _has_owner(tokens: list[str], at: int, terms: Terms) -> bool:
    """ "Selmar's timely ratification of", "have great respect for", not "early ratification of"."""
    near = tokens[max(0, at - 3) : at]
    owned = any(token.endswith(("'s", "’s", "s’")) for token in near)
    return owned or any("owner" in terms.classes.get(token, ()) for token in near)


def _find_at(tokens: list[str], at: int, terms: Terms) -> bool:
    """Does a term of several words begin there: "decided in keeping with"?"""
    here = terms.beginning(tokens, at)
    longer = (term.rest for term in here if term.rest and term.position != "weak")
    return any(_end(tokens, at + 1, rest, terms) for rest in longer)


def _end(tokens: list[str], at: int, rest: tuple[str, ...], terms: Terms) -> int:
    """Where ``rest`` ends if it begins at ``at``, else 0; an adverb may stand between its words."""
    for index, word in enumerate(rest):
        if word == ELLIPSIS:
            return _behind_gap(tokens, at, rest[index + 1 :], terms)
        while at < len(tokens) and not _is(tokens[at], word) and terms.passes(tokens[at]):
            at += 1
        if at >= len(tokens) or not _is(tokens[at], word):
            return 0
        at += 1
    return at


def _behind_gap(tokens: list[str], at: int, rest: tuple[str, ...], terms: Terms) -> int:
    if rest[0][-1] != "*" and rest[0] not in tokens[at : at + LONGEST_ELLIPSIS]:
        return 0
    for one in range(at, min(at + LONGEST_ELLIPSIS, len(tokens))):
        if tokens[one] in (".", ";"):
            return 0
        if _is(tokens[one], rest[0]) and (last := _end(tokens, one, rest, terms)):
            return last
    return 0


def _behind_insertion(tokens: list[str], at: int, term: Term, terms: Terms) -> int:
    """Where a term ends behind an inserted phrase: "by all, without delay, of"; else 0.

    A participle has no other in it ("decided to test the measures imposed by").
    """
    closed = tokens[at : at + 1] == [","]
    if not closed and "preposition" not in terms.classes.get("".join(tokens[at : at + 1]), ()):
        return 0
    for one in range(at + 1, min(at + LONGEST_INSERTED, len(tokens))):
        if tokens[one] == term.rest[0] and (not closed or tokens[one - 1] == ","):
            return 0 if term.parted and _find_at(tokens, one - 1, terms) else one + 1
        if not tokens[one][0].isalnum() and tokens[one] != ",":
            return 0
    return 0


def _is(token: str, word: str) -> bool:
    return token.startswith(word[:-1]) if word[-1] == "*" else token == word


def is_adverb(token: str) -> bool:
    return token.endswith("ly") and len(token) > 3


def forms(words: Vocabulary, *classes: str) -> str:
    """A pattern for "is", "has", "must", "may" and the like, or of one of these classes only."""
    return alternation(words.terms("citation_functions", "position", *(classes or FINITE)))


def terms_of(rows: Iterable[Row]) -> Terms:
    """The terms of rows with ``term``, ``position``, ``function`` and ``past``."""
    terms = Terms()
    for row in rows:
        words = row["term"].casefold().split()
        position, value = row["position"], row["function"]
        if position in ("part", "given") and words[-1] not in NOT_PARTED:  # "stated in"
            position = "before" if position == "given" else position
            for preposition in PREPOSITIONS:
                under = position == "part" and preposition == "under"  # "announced under"
                value = "pursuant_to" if under else row["function"]
                terms.add([*words, preposition], position, value, "past")
        elif position in CLASSES:
            terms.classes[row["term"]].add(position)
        elif position in ("verb", "direct", "event", "says") or row["past"]:
            for form, verb in _forms(words[0], row["past"]):
                terms.add([verb, *words[1:]], position, value, form)
        else:
            terms.add(words, "event" if position == "fact" else position, value)
    return terms


def _forms(verb: str, past: str) -> Iterator[tuple[str, str]]:
    """The forms of a verb, each with its name; ``past`` is given where it is irregular."""
    yield "base" if verb not in past.split() else "same", verb
    sibilant = verb.endswith(("s", "sh", "ch", "x", "z", "o"))
    consonant_y = verb.endswith("y") and verb[-2] not in "aeiou"
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    yield "s", verb[:-1] + "ies" if consonant_y else verb + ("es" if sibilant else "s")
    doubled = past == f"{verb}{verb[-1]}ed"
    yield "ing", f"{verb + verb[-1] if doubled else stem}ing"
    for form in past.split() or [verb[:-1] + "ied" if consonant_y else f"{stem}ed"]:
        yield "past", form
