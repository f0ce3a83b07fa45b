"""Governing words: terms of a table found in the words of a clause, a verb in every form.

A term is matched word by word: ``*`` is any ending, ``...`` a short run of words, and an adverb or
a word of position ``between`` ("in strict accordance with") may stand between two words of it. The
longest term that begins at a word wins.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from analysis.terms import alternation
from analysis.vocabulary import Row, Vocabulary

# positions of rows that are no terms but classes of words that the grammar asks for, most with a
# letter in ``cues.Clause.kinds``
KINDS = {
    "be": "b", "auxiliary": "h", "modal": "m", "adverb": "y", "copula": "k", "determiner": "d",
    "thing": "o", "preposition": "p", "subject": "w", "relative": "r", "that": "q", "joint": "c",
    "opening": "s", "infinitive": "t", "did": "e", "single": "u", "lends": "a",
}  # fmt: skip
CLASSES = frozenset({*KINDS, "between", "owner", "duty", "worth"})
# positions of the table: words that turn the verb behind them, verbs, what only stands behind
RULINGS = frozenset(
    {"denial", "lacking", "loss", "refusal", "pledge", "inquiry", "progress", "condition"}
)
DEEDS = frozenset({"verb", "direct"})
VERBS = frozenset({*DEEDS, "event", "says"})
AFTER = frozenset({"says", "after", "verdict", "tail"})
BEHIND = frozenset({*VERBS, *AFTER, *RULINGS, *CLASSES, "none"} - {"condition", "passes"})
UNKEPT = "reports_noncompliance"
# what "..." in a term may stand for
ELLIPSIS, LONGEST_ELLIPSIS = "...", 16
# what kind a word is by its ending, if the table does not know it
ENDINGS = {"ly": "y", "ing": "g", "ed": "e", "s": "z"}
# what follows a noun of a deed: "disregard by some for"
OF_NOUN = ("of", "for")
# how many words, and pairs of words, are remembered
MOST_WORDS = 50_000
# what follows a participle of the table ("stated in"), unless the term ends in one of its own
PREPOSITIONS = ("in", "by", "under", "within")
NOT_PARTED = ("in", "by", "to", "into", "under", "from")


class Term(NamedTuple):
    """A term in one of its forms (base, s, ing, past, or none): the words behind its first.

    ``second`` is the second word, "*" where none need stand right behind the first; ``parted``: a
    participle with its preposition, "stated in"; ``open``: a phrase may stand before its last word,
    "implementation ... of", "entrusted ... by". Without the word ``needs``, the longest that is
    whole, a clause does not have the term.
    """

    rest: tuple[str, ...]
    second: str
    position: str
    value: str
    form: str
    parted: bool
    open: bool
    needs: str

    @property
    def turns(self) -> bool:
        """ "No", "has lost", "lack of"."""
        noun = self.position == "refusal" and self.rest[-1:] == ("of",)
        return noun or self.position in ("denial", "loss")

    @property
    def undoes(self) -> bool:
        """ "Violates", "rejects", but not "the question of"."""
        against = self.value == "condemns" and self.position in ("before", "verb")
        return against or self.value == UNKEPT

    @property
    def vows(self) -> bool:
        """ "Committed to (achieving)"."""
        to = self.position not in RULINGS and self.rest[-1:] == ("to",)
        return to and self.value == "reaffirms"


class Kinds(dict[str, str]):
    """The kind of a word as a letter (``KINDS``), else by its ending; a mark is its own."""

    def __missing__(self, token: str) -> str:
        endings = ENDINGS if len(token) > 3 else ()
        kind = next((ENDINGS[one] for one in endings if token.endswith(one)), "n")
        kind = kind if token[0].isalnum() else token
        if len(self) < MOST_WORDS:
            self[token] = kind
        return kind


class Terms(dict[tuple[str, str], tuple[Term, ...]]):
    """The terms that a word may begin before the next one, the longest first.

    What two words begin is found when it is first asked for, and remembered.
    """

    def __init__(self) -> None:
        super().__init__()
        self.classes: dict[str, set[str]] = defaultdict(set)  # of a word
        self.kinds = Kinds()
        self._exact: dict[str, list[Term]] = defaultdict(list)  # by the first word
        self._stems: dict[str, list[Term]] = defaultdict(list)  # by a first word without its "*"
        self._begun: dict[str, list[Term]] = {}  # by a first word that was seen

    def __missing__(self, pair: tuple[str, str]) -> tuple[Term, ...]:
        word, second = pair
        if len(self) >= MOST_WORDS:
            self.clear()
            self._begun.clear()
        if word not in self._begun:
            stems = (self._stems.get(word[:end], ()) for end in range(2, len(word) + 1))
            begun = [*self._exact.get(word, ()), *chain.from_iterable(stems)]
            self._begun[word] = sorted(begun, key=lambda term: -len(" ".join(term.rest)))
        found = self._begun[word]
        if found and not self.passes(second):
            found = [term for term in found if term.open or _is(second, term.second)]
        self[pair] = tuple(found)
        return self[pair]

    def add(self, words: list[str], position: str, value: str, form: str = "") -> None:
        first, *rest = words
        parted = bool(rest) and form == "past" and rest[-1] in PREPOSITIONS
        asked = (position, value) == ("verb", "demands_compliance")  # "conform, in this, to"
        deed = (position, value) == ("before", "reports_noncompliance") and words[-1] in OF_NOUN
        noun = position == "noun" or deed
        opens = len(rest) == 1 and (noun or parted or (asked and rest[0] != "by"))
        needs = max((word for word in rest if word[-1] not in ".*"), key=len, default="")
        second = rest[0] if rest and rest[0] != ELLIPSIS else "*"
        term = Term(tuple(rest), second, position, value, form, parted, opens, needs)
        begun = self._stems if first.endswith("*") else self._exact
        begun[first.removesuffix("*")].append(term)

    def passes(self, token: str) -> bool:
        """May the word stand between two words of a term?"""
        adverb = token.endswith("ly") and len(token) > 3
        return adverb or "between" in self.classes.get(token, ())


class Found(NamedTuple):
    """A term in the words of a clause: from token ``first`` to before token ``last``."""

    term: Term
    first: int
    last: int


def find_terms(tokens: list[str], terms: Terms) -> Iterator[Found]:
    """The terms among ``tokens``; one inside a longer one does not count."""
    done, words = 0, {"", *tokens}
    pairs = zip(tokens, [*tokens[1:], ""], strict=False)
    for first, begun in enumerate(map(terms.__getitem__, pairs)):
        if not begun or first < done:
            continue
        for term in begun:
            last = _ends(term, tokens, first, terms) if term.needs in words else 0
            if last and not (term.parted and _longer(tokens, last - 1, terms)):
                yield Found(term, first, last)
                done = last
                break


def _ends(term: Term, tokens: list[str], first: int, terms: Terms) -> int:
    """Where a term ends whose first word is there, else 0."""
    if term.position == "owned" and not _has_owner(tokens, first, terms):
        return 0
    last = _end(tokens, first + 1, term.rest, terms)
    return last or (_behind_insertion(tokens, first + 1, term, terms) if term.open else 0)


def _has_owner(tokens: list[str], at: int, terms: Terms) -> bool:
    """ "Selmar's timely ratification of", "have great respect for", not "early ratification of"."""
    for token in reversed(tokens[max(0, at - 3) : at]):
        if "owner" in terms.classes.get(token, ()) or token.endswith(("'s", "’s", "s’")):
            return True
        if token in ("the", "a", "an"):
            return False
    return False


def _end(tokens: list[str], at: int, rest: tuple[str, ...], terms: Terms) -> int:
    """Where ``rest`` ends if it begins at ``at``, else 0; an adverb may stand between its words."""
    for index, word in enumerate(rest):
        if word == ELLIPSIS:
            return _behind_gap(tokens, at, rest[index + 1 :], terms)
        while at < len(tokens) and not _is(tokens[at], word):
            if not terms.passes(tokens[at]):
                return 0
            at += 1
        if at >= len(tokens):
            return 0
        at += 1
    return at


def _behind_gap(tokens: list[str], at: int, rest: tuple[str, ...], terms: Terms) -> int:
    """Where ``rest`` ends behind any words: "give (the peace its full) support to", else 0."""
    if rest[0][-1] != "*" and rest[0] not in tokens[at : at + LONGEST_ELLIPSIS]:
        return 0
    for one in range(at, min(at + LONGEST_ELLIPSIS, len(tokens))):
        if tokens[one] in (".", ";"):
            return 0
        if _is(tokens[one], rest[0]) and (last := _end(tokens, one, rest, terms)):
            # "keeps its word (in accordance with)", which governs itself
            inside = (_longer(tokens, at, terms) for at in range(at, one + 1))
            return 0 if any("accord" in longer for longer in inside) else last
    return 0


def _longer(tokens: list[str], at: int, terms: Terms) -> set[str]:
    """The positions of the terms of several words that stand there: "decided in keeping with"."""
    here = terms["".join(tokens[at : at + 1]), "".join(tokens[at + 1 : at + 2])]
    longer = (term for term in here if term.rest and _end(tokens, at + 1, term.rest, terms))
    return {term.position for term in longer} - {"weak"}


def _behind_insertion(tokens: list[str], at: int, term: Term, terms: Terms) -> int:
    """Where a term ends behind an inserted phrase: "by all, without delay, of"; else 0."""
    begins = tokens[at : at + 1]
    if begins != [","] and "preposition" not in terms.classes.get("".join(begins), ()):
        return 0
    for one in range(at + 1, min(at + LONGEST_ELLIPSIS, len(tokens))):
        if tokens[one] == term.rest[0] and (begins != [","] or tokens[one - 1] == ","):
            return 0 if term.parted and _longer(tokens, one - 1, terms) else one + 1
        if not tokens[one][0].isalnum() and tokens[one] != ",":
            return 0
    return 0


def _is(token: str, word: str) -> bool:
    return token.startswith(word[:-1]) if word[-1] == "*" else token == word


def forms(words: Vocabulary, *classes: str) -> str:
    """A pattern for the words of these classes: "must", "may" and the like."""
    return alternation(words.terms("citation_functions", "position", *classes))


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
        elif position == "passes":  # "the principle" and "the principles" of it
            for one in (row["term"], row["term"] + "s") if value == "recalls" else ():
                terms.classes[one].add(position)
        elif position in CLASSES:
            terms.classes[row["term"]].add(position)
            if position in KINDS:
                terms.kinds[row["term"]] = KINDS[position]
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


def terms_before(words: Vocabulary) -> Terms:
    rows = words.table("citation_functions")
    return terms_of(row for row in rows if row["position"] not in AFTER)


def terms_behind(words: Vocabulary) -> Terms:
    """Of a verb that is in both rows, "says" has the function of what is done to a citation.

    "Adopted by the" governs nothing before a citation; behind it "must be adopted by the" does.
    """
    rows = [row for row in words.table("citation_functions") if row["position"] in BEHIND]
    events = [one for one in rows if one["position"] == "event"]
    facts = {verb for one in events for _, verb in _forms(one["term"].split()[0], one["past"])}
    rows = [row for row in rows if row["position"] != "none" or row["term"].split()[0] not in facts]
    done = {row["term"]: row["function"] for row in rows if row["position"] in DEEDS}
    says = {row["term"] for row in rows if row["position"] == "says"}
    rows = [row for row in rows if row["position"] not in DEEDS or row["term"] not in says]
    return terms_of(row | {"function": done.get(row["term"], row["function"])} for row in rows)
