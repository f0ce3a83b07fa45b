"""Synthetic diplomatic prose with known claims and citations: any amount of it, the same for the same seed.

Countries, wars and figures are invented. The sentences are filled frames, so recall on them says that nothing is
lost at scale; it says little about real prose.
"""

import random
from dataclasses import dataclass

COUNTRIES = ("Ruritania", "Grustark", "Syldavia", "Borduria", "Freedonia", "Sylvania", "Orsinia", "Elbonia")
HEDGES = {
    "bare": "",
    "over": "more than ",
    "about": "about ",
    "almost": "almost ",
    "at_least": "at least ",
    "up_to": "up to ",
}
# (frame, family): {h} hedge, {n} number, {a} and {b} countries
CLAIMS = (
    ("The armed forces of {a} continue to occupy {h}{n} per cent of the territory of {b}.", "territory_share"),
    ("As a result of that war, {h}{n} people were forced to flee their homes in {b}.", "displaced_persons"),
    ("My Government still shelters {h}{n} refugees from {a}, who cannot return.", "displaced_persons"),
)
# (frame, numbers it cites): the numbers stand in the Council's series of the year printed or known
CITATIONS = (
    ("We recall Security Council resolutions {0} (1993) and {1} (1993), which remain the basis of a settlement.", 2),
    ("The Assembly in its resolution 62/{0} called for the withdrawal of all forces.", 1),
    ("Security Council resolutions {0}, {1}, {2} and {3} have not been implemented by {a}.", 4),
)
FILLER = (
    "We meet at a time of great promise and of great uncertainty for the peoples of the world.",
    "My delegation congratulates you, Mr. President, on your election to preside over this session.",
    "The economy of {a} has grown, and trade with {b} has been restored after years of silence.",
    "No country, large or small, can meet these dangers alone, and none should be asked to.",
    "In {year} the two Governments signed an agreement on the waters of the river that they share.",
    "Dialogue between {a} and {b} must go on, patiently and without conditions, until peace is made.",
    "We support the work of the Organization in health, in education and in the protection of children.",
)


@dataclass(frozen=True)
class Speech:
    """One invented speech and what a right reader finds in it, in order."""

    text: str
    claims: tuple[tuple[str, float, str], ...]  # family, value, hedge
    citations: tuple[str, ...]  # numbers


def speech(seed: int, sentences: int = 120) -> Speech:
    """About 1,900 words; one sentence in eight makes a claim, one in ten cites."""
    rng = random.Random(seed)
    lines: list[str] = []
    claims: list[tuple[str, float, str]] = []
    citations: list[str] = []
    for _ in range(sentences):
        a, b = rng.sample(COUNTRIES, 2)
        draw = rng.random()
        if draw < 0.125:
            frame, family = rng.choice(CLAIMS)
            hedge = rng.choice(list(HEDGES))
            value = rng.randint(3, 96) if family == "territory_share" else rng.randint(3, 900) * 1000
            claims.append((family, float(value), hedge))
            lines.append(frame.format(a=a, b=b, h=HEDGES[hedge], n=f"{value:,}"))
        elif draw < 0.225:
            frame, count = rng.choice(CITATIONS)
            numbers = sorted(
                rng.sample(range(800, 893), count) if "Council" in frame else rng.sample(range(1, 299), count)
            )
            citations += [f"62/{n}" if "62/" in frame else str(n) for n in numbers]
            lines.append(frame.format(*numbers, a=a, b=b))
        else:
            lines.append(rng.choice(FILLER).format(a=a, b=b, year=rng.randint(1950, 2010)))
    paragraphs = [" ".join(lines[at : at + 6]) for at in range(0, len(lines), 6)]
    return Speech("\n\n".join(paragraphs) + "\n", tuple(claims), tuple(citations))


def speeches(words: int, seed: int = 1) -> list[Speech]:
    """Speeches until there are ``words`` words of them."""
    made: list[Speech] = []
    total = 0
    while total < words:
        made.append(speech(seed + len(made)))
        total += len(made[-1].text.split())
    return made
