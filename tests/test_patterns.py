"""No pattern of the package takes more time than in proportion to the text, whatever the text is.

Two things are asked of each pattern that ``re`` compiled for the package while every command read
some texts. First, that no repeated part matches the same text in two ways, which would take
exponential time: answered over the tree that ``re`` parses, in which what looks around is left out
(tests/patterns.py). Second, that four times the text takes about four times the time: on up to
``MOST`` strings made of its own loops and on a run of each of ``RUNS``. A pattern that the package
searches for is searched for through the whole string; one that it only matches at a place is
matched at the beginning. Other strings are not tried, so the second is a test and no proof; a
pattern without an endless repeat is not pumped.
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

SHORT = 400  # characters: the two strings are 4 and 16 times as long
MOST = 4  # strings for each pattern
RUNS = (" ", "\n", "a", "A", "1", "-", "a ", "1 ")
SLACK = 2.5  # the time may grow so many times faster than the text: quadratic would be 4
SLOW = 0.5  # seconds that the shorter string may take
QUICK = 8e-3  # seconds for the long string that need no second look
ONCE = float("inf")  # seconds that are few enough, however many: a first look


@pytest.fixture(scope="module")
def patterns(root):
    command = [sys.executable, str(Path(__file__).with_name("patterns.py")), str(root / "corpus")]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=root)
    found = json.loads(done.stdout)
    assert len(found) > 500
    return found


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
    for quadratic in (r"\s+x", r"\s*$", r"[\s-]+\w+th", r"\d+-"):
        assert pumped(quadratic, 0, short=SHORT // 2)
    for linear in (r"\s{1,12}x", r"\A\s*x", r"(?<!\s)\s+x", r"\bx\s+"):
        assert not pumped(linear, 0, short=SHORT // 2)


def test_no_repeated_part_matches_the_same_text_in_two_ways(patterns):
    found = [(place, automaton(one, flags).ambiguous()) for one, flags, place, _ in patterns]
    assert not [row for row in found if row[1]]


def test_every_pattern_takes_linear_time_on_its_own_pieces(patterns):
    found = [(place, pumped(one, flags, here)) for one, flags, place, here in patterns]
    assert not [row for row in found if row[1]]


def pumped(pattern, flags, searched=True, short=SHORT):
    """The string on which the time grows faster than the text, in short; None if there is none."""
    pieces = automaton(pattern, flags)
    if not pieces.endless:
        return None  # it looks at so many characters from each place, and no more
    compiled = re.compile(pattern, flags)
    own = {once: way for way, once in pieces.strings()}
    strings = dict.fromkeys(RUNS, "") | dict(list(own.items())[:MOST])
    for once, way in strings.items():
        times = max(short // len(once), 1)
        middle, long = (way + once * times * more + "\x01" for more in (4, 16))
        if seconds(compiled, middle, searched, SLOW) > SLOW:
            return f"{way!r} {once!r}: more than {SLOW} s for {len(middle)} characters"
        if seconds(compiled, long, searched, ONCE) > QUICK:
            first = seconds(compiled, middle, searched)
            if (took := seconds(compiled, long, searched, SLACK * 4 * first)) > SLACK * 4 * first:
                return f"{way!r} {once!r}: {first} s, {took} s for four times the text"
    return None


def seconds(pattern, text, searched, enough=0.0):
    """Processor time of a search through the whole of ``text``, or of a match: the best of three."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        if searched:
            for _ in pattern.finditer(text):
                pass
        else:
            pattern.match(text)
        best = min(best, time.process_time() - begin)
        if best <= enough:
            break
    return best
