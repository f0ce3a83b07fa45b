"""Synthetic diplomatic prose with known claims and citations: any amount of it, the same for the same seed.

Countries, wars and figures are invented. The sentences are the frames of sentences.csv, filled: a score on them says
what is lost or made up at scale and in which form, not how well real prose is read.
"""

import csv
import random
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

COUNTRIES = (
    "Ruritania",
    "Grustark",
    "Syldavia",
    "Borduria",
    "Freedonia",
    "Sylvania",
    "Orsinia",
    "Elbonia",
)
HEDGES = {
    "bare": ("",), "over": ("more than ", "over ", "in excess of "), "at_least": ("at least ", "no fewer than "),
    "about": ("about ", "some ", "approximately ", "an estimated "), "under": ("less than ", "fewer than "),
    "almost": ("almost ", "nearly ", "close to "), "up_to": ("up to ", "as many as "),
}  # fmt: skip
TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
FRACTIONS = {"one fifth": 20, "one quarter": 25, "two fifths": 40, "three quarters": 75}
# the amounts of a sentence that makes a claim, and of which family
FAMILIES = {
    "share": "territory_share", "people": "displaced_persons", "dead": "casualties", "troops": "troops",
    "villages": "settlements",
}  # fmt: skip
WORDS = {
    "good": (
        "peace",
        "development",
        "justice",
        "freedom",
        "the rule of law",
        "human dignity",
        "solidarity",
        "trust",
    ),
    "evil": (
        "poverty",
        "war",
        "hunger",
        "fear",
        "disease",
        "terrorism",
        "apartheid",
        "the arms race",
        "injustice",
    ),
}
# share of the sentences: amounts, claims and citations about as dense as in the UN General Debate
MIX = {"claim": 0.01, "amount": 0.02, "citation": 0.02, "no citation": 0.01, "other": 0.94}


@dataclass
class Speech:
    """One invented speech and what a right reader finds in it, in order; ``start`` is that of the sentence."""

    text: str = ""
    claims: list[tuple[int, str, float, str, str]] = field(
        default_factory=list
    )  # start, family, value, hedge, status
    citations: list[tuple[int, str]] = field(default_factory=list)  # start, symbol
    starts: list[int] = field(default_factory=list)  # of all sentences


def speech(seed: int, length: int = 120) -> Speech:
    """About 1,800 words; one sentence in a hundred makes a claim, two cite; one speech in three is hard-wrapped."""
    rng = random.Random(seed)
    made = Speech()
    for at in range(length):
        made.text += "" if not at else " " if at % 6 else "\n\n"
        made.starts.append(len(made.text))
        made.text += _sentence(rng, made)
    if rng.random() < 1 / 3:
        made.text = re.sub(r"(.{50,70}) ", r"\1\n", made.text)
    return made


def speeches(words: int, seed: int = 1) -> list[Speech]:
    """Speeches until there are ``words`` words of them."""
    made: list[Speech] = []
    total = 0
    while total < words:
        made.append(speech(seed + len(made)))
        total += len(made[-1].text.split())
    return made


@cache
def sentences() -> dict[str, list[dict[str, str]]]:
    """The frames of sentences.csv by kind: {share}, {people} ... are amounts, {0} {1} {2} numbers in rising order."""
    grouped: dict[str, list[dict[str, str]]] = {kind: [] for kind in MIX}
    with Path(__file__).with_name("sentences.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            grouped[row["kind"]].append(row)
    return grouped


def _sentence(rng: random.Random, made: Speech) -> str:
    """One more sentence; what it says is noted in ``made``."""
    [kind] = rng.choices(list(MIX), list(MIX.values()))
    start, row = made.starts[-1], rng.choice(sentences()[kind])
    a, b = rng.sample(COUNTRIES, 2)
    said = {name: rng.choice(words) for name, words in WORDS.items()}
    for name in re.findall(r"{(share|people|dead|troops|villages|percent|number)}", row["frame"]):
        hedge = rng.choice(list(HEDGES))
        written, value = _percent(rng) if name in ("share", "percent") else _number(rng)
        said[name] = rng.choice(HEDGES[hedge]) + written
        if kind == "claim":
            made.claims.append((start, FAMILIES[name], float(value), hedge, row["status"]))
    numbers: list[int] = []
    if kind == "citation":
        series = range(int(row["first"]), int(row["last"]) + 1)
        numbers = sorted(rng.sample(series, len(re.findall(r"{\d}", row["frame"]))))
        made.citations += [(start, row["symbol"].format(n=number)) for number in numbers]
    line = row["frame"].format(*numbers, a=a, b=b, year=rng.randint(1950, 2010), **said)
    return line[0].upper() + line[1:]


def _percent(rng: random.Random) -> tuple[str, float]:
    """A part of a hundred as speakers write it, and its value."""
    tens, number = rng.randrange(1, 10), rng.randint(3, 96)
    written = {
        f"{number} per cent": number,
        f"{number}%": number,
        f"{number}.5 percent": number + 0.5,
    }
    written |= {f"{TENS[tens - 1]} per cent": tens * 10}
    fraction = rng.choice(list(FRACTIONS))
    written |= {fraction: FRACTIONS[fraction]}
    return rng.choice(list(written.items()))


def _number(rng: random.Random) -> tuple[str, float]:
    """A whole number as speakers write it, and its value."""
    few, tens = rng.randint(3, 900), rng.randrange(1, 10)
    written = {
        f"{few},000": few * 1000,
        f"{tens}.{few % 9 + 1} million": (tens * 10 + few % 9 + 1) * 100_000,
    }
    written |= {
        f"{TENS[tens - 1]} thousand": tens * 10_000,
        "one million": 1_000_000,
        str(few): few,
    }
    return rng.choice(list(written.items()))
