"""Every pattern that the package compiles, and the automaton of each: what test_patterns.py asks.

``python tests/patterns.py CORPUS`` imports every module, reads nearly right texts and CORPUS with
every command, and prints the patterns that ``re`` compiled for the package on the way, those made
of the tables among them: an array of pattern, flags, place, and whether a text was searched for it
(what is only matched at one place is read from there, and from nowhere else).
"""

import json
import pkgutil
import re
import shutil
import sys
import tempfile
from collections import defaultdict, deque
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, reduce
from importlib import import_module
from itertools import product
from pathlib import Path
from re import _constants as op
from re import _parser as parser

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

MANY = 4  # a repeat of more is a loop; of fewer, so many copies
BEGIN = -1  # stands before the first position
COPIES = 40  # at most, of what stands a fixed number of times
LETTERS = "aAzZkK09 \n\t_.,;:'-()/\"’“”–é٣½¶\u00a0\u0130"
LENDERS = (
    "/re/__init__.py",
    "/functools.py",
    "/analysis/terms.py",
    "/tests/patterns.py",
)  # compile for who calls them


@dataclass
class Piece:
    """A part of a pattern: where it begins and ends, each in how many ways, and in how many it is empty."""

    first: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)
    empty: int = 1


class Automaton:
    """The positions of a pattern (one a character), and in how many ways one follows another.

    What looks around and anchors count as nothing, a repeat of more than ``MANY`` as endless. So a
    pattern that has no two ways here has none in ``re``.
    """

    def __init__(self, pattern: str, flags: int) -> None:
        tree = parser.parse(pattern, flags)
        self.case = bool(tree.state.flags & re.IGNORECASE)
        self.dotall = bool(tree.state.flags & re.DOTALL)
        self.letters = sorted({*LETTERS, *_letters(tree)})
        self.sets: list[frozenset[str]] = []
        self.known: dict[tuple, frozenset[str]] = {}
        self.edges: dict[tuple[int, int], int] = defaultdict(int)
        self.endless = False  # has it a repeat without a bound?
        self.whole = self._sequence(tree)

    @cached_property
    def behind(self) -> dict[int, list[int]]:
        """The positions that follow each one; those that begin stand behind ``BEGIN``."""
        behind = defaultdict(list, {BEGIN: list(self.whole.first)})
        for at, to in self.edges:
            behind[at].append(to)
        return behind

    @cached_property
    def loops(self) -> list[set[int]]:
        """The positions of each part of the graph that leads back to itself."""
        if not self.edges:
            return []
        size, places = len(self.sets), np.array(list(self.edges)).T
        graph = csr_array((np.ones(len(self.edges)), places), shape=(size, size))
        _, names = connected_components(graph, connection="strong")
        parts = defaultdict(set)
        for at, name in sorted(enumerate(names), key=lambda one: one[1]):
            parts[name].add(at)
        return [part for part in parts.values() if len(part) > 1 or (*part, *part) in self.edges]

    def ambiguous(self) -> str | None:
        """The characters of a loop round which some text goes in two ways; None if there is none."""
        for inside in self.loops:
            if self._two_edges(inside) or (len(inside) > 1 and self._two_ways(inside)):
                return " ".join("".join(sorted(self.sets[at]))[:8] for at in sorted(inside))[:200]
        return None

    def strings(self) -> Iterator[tuple[str, str]]:
        """A way into each loop, and the text once round it; for no loop, the longest way."""
        ways = self._ways([BEGIN])
        far = {BEGIN: 0}
        for at in list(ways)[1:]:
            far[at] = far[ways[at]] + 1
        for inside in self.loops:
            at = min(inside, key=far.__getitem__)
            for letter in self._some(at):
                round_ = [letter, *map(self._letter, self._back(inside, at))]
                yield "".join(map(self._letter, _way(ways, at)[:-1])), "".join(round_)
        farthest = max(far, key=far.__getitem__)
        yield "", "".join(map(self._letter, _way(ways, farthest))) or "a"

    def _ways(self, begin: list[int], inside: Container[int] | None = None) -> dict[int, int]:
        """All that is reached from ``begin``, the nearest first: before each position that before it."""
        before = dict.fromkeys(begin, BEGIN)
        todo = deque(begin)
        while todo:
            at = todo.popleft()
            for to in self.behind[at]:
                if to not in before and (inside is None or to in inside):
                    before[to] = at
                    todo.append(to)
        return before

    def _back(self, inside: set[int], at: int) -> list[int]:
        """The shortest way from ``at`` to itself, both ends left out."""
        if (at, at) in self.edges:
            return []
        first = [to for to in self.behind[at] if to in inside]
        return _way(self._ways(first, inside), at)[:-1]

    def _some(self, at: int) -> list[str]:
        return some_of(self.sets[at])

    def _letter(self, at: int) -> str:
        return (self._some(at) or [""])[0]

    def _two_edges(self, inside: set[int]) -> bool:
        """One position follows another in two ways."""
        return any(
            self.edges[at, to] > 1 for at in inside for to in self.behind[at] if to in inside
        )

    def _two_ways(self, inside: set[int]) -> bool:
        """Two ways that read the same text part and meet again: over all pairs of positions.

        In a loop each position leads to each: two ways that meet may part again where they parted.
        What two ways read next hangs on what may follow each, which is the same for many positions.
        """
        behind = {at: frozenset(self.behind[at]) & inside for at in inside}
        todo = [(each, each) for each in set(behind.values())]
        seen = set(todo)
        while todo:
            for one, other in product(*todo.pop()):
                if one == other or self.sets[one].isdisjoint(self.sets[other]):
                    continue
                both = behind[one], behind[other]
                if not both[0].isdisjoint(both[1]):
                    return True
                if both not in seen:
                    seen |= {both, both[::-1]}
                    todo.append(both)
        return False

    def _sequence(self, nodes) -> Piece:
        pieces = [self._piece(operator, value) for operator, value in nodes]
        return reduce(self._joined, pieces) if pieces else Piece()

    def _joined(self, one: Piece, other: Piece) -> Piece:
        self._link(one.last, other.first)
        first, last = one.first, other.last
        if one.empty:
            first = first | _times(other.first, one.empty)
        if other.empty:
            last = last | _times(one.last, other.empty)
        return Piece(first, last, min(one.empty * other.empty, 2))

    def _link(self, last: dict[int, int], first: dict[int, int]) -> None:
        for before, ways in last.items():
            for behind, more in first.items():
                self.edges[before, behind] += ways * more

    def _piece(self, operator, value) -> Piece:
        if operator in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            self.sets.append(self._fitting(operator, value))
            here = {len(self.sets) - 1: 1}
            return Piece(here, here, 0)
        if operator is op.BRANCH:
            return self._either(value[1])
        if operator is op.SUBPATTERN:
            return self._sequence(value[-1])
        if operator is op.ATOMIC_GROUP:
            return self._sequence(value)
        if operator is op.GROUPREF_EXISTS:
            return self._either([value[1] or [], value[2] or []])
        if operator in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self._repeated(*value)
        assert operator in (op.AT, op.ASSERT, op.ASSERT_NOT, op.GROUPREF), operator
        return Piece()

    def _either(self, branches) -> Piece:
        made = Piece(empty=0)
        for branch in branches:
            one = self._sequence(branch)
            made.first |= one.first
            made.last |= one.last
            made.empty = min(made.empty + one.empty, 2)
        return made

    def _repeated(self, least: int, most: int, body) -> Piece:
        """Copies one behind the other; those that may be lacking stand inside one another."""
        self.endless |= most == op.MAXREPEAT
        if most > (COPIES if least == most else MANY):
            one = self._sequence(body)
            self._link(one.last, one.first)
            one.empty += not least
            before = min(least, MANY) - 1
            return self._joined(self._repeated(before, before, body), one) if before > 0 else one
        inner = Piece()
        for _ in range(most - least):
            inner = self._joined(self._sequence(body), inner)
            inner.empty += 1
        for _ in range(least):
            inner = self._joined(self._sequence(body), inner)
        return inner

    def _fitting(self, operator, value) -> frozenset[str]:
        key = operator, tuple(value) if operator is op.IN else value
        if key not in self.known:
            fits = (letter for letter in self.letters if self._fits(operator, value, letter))
            self.known[key] = frozenset(fits)
        return self.known[key]

    def _fits(self, operator, value, letter: str) -> bool:
        forms = {letter, letter.lower(), letter.upper()} if self.case else {letter}
        if operator is op.ANY:
            return self.dotall or letter != "\n"
        if operator in (op.LITERAL, op.NOT_LITERAL):
            return (chr(value) in forms) == (operator is op.LITERAL)
        negated = value[0][0] is op.NEGATE
        inside = any(_in_class(*one, form) for one in value[negated:] for form in forms)
        return inside != negated


@cache
def some_of(letters: frozenset[str]) -> list[str]:
    """A letter, a digit, a white space, a mark: what a position takes of each."""
    kinds = (str.isalpha, str.isdecimal, str.isspace, lambda one: not one.isalnum())
    found = [next(filter(kind, sorted(letters)), None) for kind in kinds]
    return [letter for letter in dict.fromkeys(found) if letter]


CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S", op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _in_class(operator, value, letter: str) -> bool:
    if operator is op.LITERAL:
        return letter == chr(value)
    if operator is op.RANGE:
        return chr(value[0]) <= letter <= chr(value[1])
    return re.match(CATEGORIES[value], letter) is not None


def _way(before: dict[int, int], at: int) -> list[int]:
    """The positions from the beginning to ``at``."""
    way = []
    while at != BEGIN:
        way.append(at)
        at = before[at]
    return way[::-1]


def _times(counts: dict[int, int], ways: int) -> dict[int, int]:
    return {at: count * ways for at, count in counts.items()}


def _letters(tree) -> Iterator[str]:
    """The characters that a pattern names, the ends of its ranges among them."""
    for operator, value in tree:
        if operator in (op.LITERAL, op.NOT_LITERAL):
            yield chr(value)
        elif operator is op.RANGE:
            yield from map(chr, value)
        elif operator is op.IN:
            yield from _letters(value)
        elif isinstance(value, tuple | list | parser.SubPattern):
            parts = value[1] if operator is op.BRANCH else value
            for part in parts if isinstance(parts, tuple | list) else [parts]:
                if isinstance(part, parser.SubPattern):
                    yield from _letters(part)


class Heard:
    """A compiled pattern, and whether texts are searched for it or only matched at one place."""

    def __init__(self, pattern: re.Pattern, place: str) -> None:
        self.own, self.place, self.searched = pattern, place, False

    def __getattr__(self, name: str):
        """Asked for once a name: it is this object's own from then on."""
        self.searched |= name in SEARCHES
        setattr(self, name, getattr(self.own, name))
        return getattr(self, name)


# handed to pandas, which takes those of re only
LENT = ("measure/agency.py", "show/graph.py", "show/templates.py")
SEARCHES = ("search", "finditer", "findall", "split", "sub", "subn")


class Listener:
    """Stands in for the compiler of ``re`` and remembers what the package compiles, and where."""

    def __init__(self, home: Path) -> None:
        self.home, self.found, self.compile = str(home), {}, re._compiler.compile

    def __call__(self, pattern, flags=0):
        made = self.compile(pattern, flags)
        if isinstance(pattern, str) and (place := self._place(sys._getframe(1))):
            one = self.found.setdefault((pattern, int(flags)), Heard(made, place))
            if place.startswith(LENT):
                one.searched = True
            else:
                return one
        return made

    def _place(self, frame) -> str | None:
        while frame.f_code.co_filename.endswith(LENDERS) and frame.f_code.co_name != "<module>":
            frame = frame.f_back
        file = frame.f_code.co_filename
        inside = file.startswith(self.home)
        return f"{file[len(self.home) + 1 :]}:{frame.f_lineno}" if inside else None


def main(corpus: str) -> None:
    import analysis

    heard = Listener(Path(analysis.__file__).parent)
    re.purge()
    re._compiler.compile, own = heard, re.compile
    re.compile = lambda one, flags=0: one if isinstance(one, Heard) else own(one, flags)
    for module in pkgutil.walk_packages(analysis.__path__, "analysis."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    import fuzz
    import nearly_right

    from analysis.vocabulary import shipped

    shipped().is_fresh = False  # a first reading makes the same patterns, of fewer words
    with tempfile.TemporaryDirectory() as folder:
        made, few = Path(folder, "texts"), Path(folder, "few")
        few.mkdir()
        for path in filter(Path.is_file, Path(corpus, "documents").iterdir()):
            shutil.copy(path, few)
        shutil.copytree(few, made)
        fuzz.seeds(made)
        for at, text in enumerate(nearly_right.documents(822, 40)):
            (made / f"{at}.txt").write_text(text, encoding="utf-8")
        for words in COMMANDS:
            target = [] if words == ["check"] else ["--out", Path(folder, "-".join(words))]
            source = made if words[0] in OF_ALL else few
            fuzz.call(words[0], source, *words[1:], *target)
    print(json.dumps([[*key, one.place, one.searched] for key, one in heard.found.items()]))


COMMANDS = (
    ["extract", "--rhetoric"], ["report"], ["ledger"], ["citations"], ["export", "--as", "bibtex"],
    ["export", "--as", "xlsx"], ["export", "--as", "webannotation"], ["check"],
)  # fmt: skip
OF_ALL = ("extract", "report", "check")  # of all texts; the others of the corpus, in the same way

if __name__ == "__main__":
    main(sys.argv[1])
