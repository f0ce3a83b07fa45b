"""No pattern of the package takes more time than in proportion to the text, whatever the text is.

Two things are asked of each: no repeated part matches the same text in two ways (that would take
exponential time), and on strings made of its own pieces sixteen times the text takes about sixteen
times the time. Of the analysers on PyPI and npm none reads the patterns of Python and is kept up,
so the first question is answered over the tree that ``re`` parses (tests/patterns.py).
"""

import json
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest
from patterns import Automaton

SHORT, LONGER = 400, 16  # characters; how many times as many
MOST = 4  # strings for each pattern
SLACK = 4  # the time may grow so many times faster: quadratic would be 16
QUICK = 4e-3  # seconds for the long string that need no second look
# "as reported by": the words of a term, which are all alike to the checks
TERM = re.compile(r"(?<![\\\w\[-])[a-z]+(?:-[a-z]+)?(?=\\s\{1,12\}|\(\?!\[\\w-\]\))")


@pytest.fixture(scope="module")
def patterns(root):
    command = [sys.executable, str(Path(__file__).with_name("patterns.py")), str(root / "corpus")]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=root)
    found = json.loads(done.stdout)
    assert len(found) > 500
    alike = {(TERM.sub("a", one), flags): (one, flags, place) for one, flags, place in found}
    return list(alike.values())


automaton = cache(Automaton)  # both tests ask for it
AMBIGUOUS = [
    "(a+)+b", "(a|a)*b", "(a*)*", r"(?:\s|\n\n?)+x", r"(?:\w+\s?)*x", "(?:x(?:a*)?)*",
    "(?:a{1,9}){1,9}", r"\A(?:\s{0,9}\d{1,3}\s{0,9}\n){2,40}x",
]  # fmt: skip
PLAIN = ["a+b", r"(?:\s+\w+)+x", r"\d{1,3}(?:,\d{3})*", "(?:ab|ac)*", r"(?:a\s?)+", "(?:aa){1,99}x"]


@pytest.mark.parametrize("pattern", AMBIGUOUS)
def test_a_pattern_with_two_ways_is_found(pattern):
    assert Automaton(pattern, 0).ambiguous()


@pytest.mark.parametrize("pattern", PLAIN)
def test_a_pattern_with_one_way_is_not(pattern):
    assert not Automaton(pattern, 0).ambiguous()


def test_a_quadratic_pattern_is_found():
    assert pumped(r"\s*\s*x", 0)
    assert not pumped(r"\s{1,12}x", 0)


def test_no_repeated_part_matches_the_same_text_in_two_ways(patterns):
    found = [(place, automaton(one, flags).ambiguous()) for one, flags, place in patterns]
    assert not [row for row in found if row[1]]


def test_every_pattern_takes_linear_time_on_its_own_pieces(patterns):
    found = [(place, pumped(one, flags)) for one, flags, place in patterns]
    assert not [row for row in found if row[1]]


def pumped(pattern, flags):
    """The string on which the time grows faster than the text, in short; None if there is none."""
    compiled = re.compile(pattern, flags)
    pieces = automaton(pattern, flags)
    if not pieces.endless:
        return None  # it looks at so many characters from each place, and no more
    strings = {once: way for way, once in pieces.strings()}
    for once, way in list(strings.items())[:MOST]:
        times = max(SHORT // len(once), 1)
        texts = [way + once * times * more + "\x01" for more in (1, 4, LONGER)]
        if seconds(compiled, texts[-1], QUICK) > QUICK:
            short, middle, long = (seconds(compiled, text) for text in texts)
            if long > SLACK * 4 * middle or long > SLACK * LONGER * short:
                return f"{way!r} {once!r}: {short:.4f} {middle:.4f} {long:.4f} s"
    return None


def seconds(pattern, text, enough=0.0):
    """Processor time of one match at the beginning of ``text``: the best of three."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        pattern.match(text)
        best = min(best, time.process_time() - begin)
        if best <= enough:
            break
    return best
