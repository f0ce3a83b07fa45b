"""Texts that are nearly right: what the rules look for, joined by what they do not expect.

Real texts break a rule not by noise but by one wrong joint: a line end behind "US", an apostrophe
behind a citation, a column of numbers in a resolution. The words here are those of the package's
own tables, so a row that is added is tried as well. One grammar (``Grammar``) makes texts for two:
``random.Random`` chooses in ``make fuzz``, hypothesis in the tests.

``python tests/nearly_right.py --texts 100000`` prints how many texts were made, which of them broke
something, and the slowest.
"""

import argparse
import random
import re
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain as one_by_one
from pathlib import Path

import analysis
from analysis import frames
from analysis.extractors.evidence import read
from analysis.extractors.quantities import refusals
from analysis.measure import citing, fidelity, ledger, strength
from analysis.show import exports, report
from analysis.text import Text
from analysis.vocabulary import load_table, names, shipped

FIXED, LETTER = 0.05, 5e-4  # seconds of processor time a text may take, and for each character
BATCH = 40  # texts of the grammar that are also read as one corpus
SPACED = 13  # of the sweep every so many: each of CORE stands first in one of these, and second
GENRES = (None, None, "resolution", "letter", "speech", "statement")

SPACES = ["", " ", "  ", "\t", "\u00a0", "\u2009", "\u202f", "\u3000", "\u200b", "\u2028", "\x0b",
          "\x0c", "\x85", " " * 30, " " * 400]  # fmt: skip
LINES = [
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    " \n",
    "\n ",
    "\n\n\n",
    " \n \n ",
    "-\n",
    "\xad\n",
    "\n>",
    "\n\t",
]
MARKS = ["'", "’", "'s ", "’s ", "’ ", "' ", '"', "“", "”", "«", "»", "„", "`", ",", ", ", ";", "; ",
         ":", ": ", ".", ". ", "...", "… ", "?", "!", "/", "\\", "*", "_", "|", "&", "%", " % ", "$", "€",
         "#", "№ ", "¶", "§", "=", "+", "~", "^", "•", "\x00", "\u0301", "\ufeff"]  # fmt: skip
HYPHENS = ["-", " - ", "–", " – ", "—", "--", "\xad", "\u2010", "\u2011", "\u2212", "¬"]
BRACKETS = [
    "(",
    ")",
    " (",
    ") ",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "((",
    "))",
    "[1] ",
    "¹ ",
    "(a) ",
    "1. ",
    "1) ",
]
WORDS = [
    " and ",
    " or ",
    " of ",
    " the ",
    " to ",
    " its ",
    " in ",
    " by ",
    " between ",
    " from ",
    " as well as ",
]
JOINTS = (SPACES, SPACES, LINES, MARKS, HYPHENS, BRACKETS, WORDS)
ZEROS = "٠۰०０𝟎"  # digits of other scripts: the zero of each
NUMBERS = ["0", "1", "2", "7", "13", "20", "28", "99", "822", "853", "377", "1000", "1,000", "1.000", "1 000",
           "1,000,000", "1.000.000", "2.5", "2,5", ".5", "½", "1½", "1/5", "1⁄2", "20-25", "20–25", "1993",
           "(1993)", "1994-95", "822 (1993)", "853(1993)", "62/243", "3212 (XXIX)", "ES-10/2", "10/11-P(IS)",
           "XVII", "IV", "II", "$5", "US$", "US$ 5", "$5 million", "€20", "20%", "20 per cent", "five", "a hundred",
           "hundreds of", "one million", "two thousand three hundred", "one fifth", "no", "9" * 30, "1" + ",000" * 9]  # fmt: skip
NAMES = ["US", "UN", "the United Nations", "United Nations Assembly", "the Assembly", "General Assembly",
         "Security Council", "the Council", "its resolution", "its resolutions", "resolution", "resolutions",
         "the Charter", "Article 51", "Articles 1 and 2", "Chapter VII", "the Treaty of Norland", "is", "Mr.",
         "Armenia", "Azerbaijan", "Norland", "30 April 1993", "April 1993", "30.04.1993", "May", "in 1992",
         "S/RES/822 (1993)", "A/RES/62/243", "A/RES/ES-10/2", "S/26184", "PP1", "OP3", "paragraph 3", "page 3"]  # fmt: skip
HEADS = ["RESOLUTION 822 (1993)\n\nThe Security Council,\n\n", "Distr.: General\n30 April 1993\n\n",
         "A/RES/62/243\n\nThe General Assembly,\n", "Dear Mr. President,\n\n", "Excellency,\n", "",
         "The Seventh Islamic Summit Conference (Session of Fraternity), held in Casablanca,\n\n",
         "Mr. NORLAND (interpretation from French): ", "Letter dated 30 April 1993 from\nthe Chair\n\n"]  # fmt: skip
ENDS = ["", "\n\nAdopted at the 3205th meeting.", "\n\nPlease accept, Excellency, the assurances.\n(Signed)", "\n1",
        "\n\nTotal\n\nThe draft was adopted by 10 votes to none, with 5 abstentions.", "\n\n* * *", "\n\n-----"]  # fmt: skip
OPENINGS = ["Recalling", "Reaffirming", "Deeply concerned", "Noting with regret", "Strongly demands", "Calls upon",
            "1. Demands", "2. Also calls for", "(a) The withdrawal", "- Some", "• More than", "i. At least"]  # fmt: skip

# what the rules hold on to: between any two of these, every joint is tried
CORE = ["the Charter is", "US", "$5 million", "the United Nations Assembly",
        "the Assembly in its resolution 377", "822 (1993)", "20", "per cent",
        "refugees", "more than", "30 April 1993", "Article 51", "The Council", "1"]  # fmt: skip
CELLS = [" 1 ", "1", " 7", "12 ", "1.", "(1)", "*", "- 1 -", "X", "Y  N  A", " 3\t4\t5", "1 2 3"]
FURNITURE = [
    "A/RES/62/243",
    "Page 2",
    "2/2",
    "- 2 -",
    "\x0c12",
    "Official Records",
    "[7 April 1993]",
]

Chosen = Callable[[Sequence], object]


@cache
def terms() -> list[str]:
    """Every term of the vocabulary, "*" and " ... " written out."""
    found = []
    for row in rows():
        term = row.get("term") or row.get("word") or ""
        found += [term, term.replace("*", "s").replace(" ... ", " of the said "), term.capitalize()]
    return sorted({term for term in found if term.strip(" *<>")})


@cache
def examples() -> list[str]:
    """Every example of the vocabulary."""
    return sorted({row["example"] for row in rows() if row.get("example")})


def rows() -> Iterator[dict[str, str]]:
    for name in names("vocabulary"):
        yield from load_table(name)


def sweep() -> Iterator[str]:
    """A text for each two of ``CORE``: the two with every joint between them, a sentence each."""
    joints = sorted({joint for kind in JOINTS for joint in kind})
    for one in CORE:
        for other in CORE:
            yield "".join(f"{one}{joint}{other}. " for joint in joints)


def run_of(sign: str, length: int) -> str:
    """All of ``CORE``, a run of one sign between any two: what a rule reads over and over."""
    return (sign * length).join(CORE)


class Grammar:
    """Makes texts; ``one`` chooses one of several."""

    def __init__(self, one: Chosen) -> None:
        self.one = one

    def text(self) -> str:
        """A short text: mostly a chain of terms, an example that was spoilt, or a document."""
        how = self.one(
            [self.chain, self.chain, self.spoilt, self.spoilt, self.document, self.again]
        )
        return how()

    def token(self) -> str:
        """A number, a name or a term of a table."""
        return self.one(self.one([NUMBERS, NUMBERS, NAMES, terms(), terms()]))

    def joint(self) -> str:
        """What stands between two tokens: every other time a space."""
        return self.one([" ", " ", self.one(self.one(JOINTS)), self.one(self.one(JOINTS))])

    def chain(self) -> str:
        """Two to eight tokens."""
        return "".join(self.token() + self.joint() for _ in range(self.one(range(2, 9))))

    def spoilt(self) -> str:
        """An example of a table with one to three things changed, and something behind it."""
        text = self.one(examples())
        for _ in range(self.one([1, 1, 2, 3])):
            text = self.changed(text)
        return text + self.one(["", ".", self.joint() + self.token()])

    def changed(self, text: str) -> str:
        edges = r"\s+|(?<=\w)(?=\W)|(?<=\W)(?=\w)|\d+"
        places = [found.span() for found in re.finditer(edges, text)]
        start, end = self.one(places or [(0, 0)])
        here = text[start:end]
        token = f" {self.token()} "
        new = self.one([self.joint(), self.one(LINES), self.one(MARKS), token, "", here * 2])
        if here.isdecimal() and here.isascii():
            new = self.one([self.one(NUMBERS), other_script(here, self.one(ZEROS))])
        return text[:start] + new + text[end:]

    def again(self) -> str:
        """A chain again and again: what grows faster than the text shows."""
        return self.one([self.chain(), self.token() + self.joint()]) * self.one([5, 20, 60])

    def column(self) -> str:
        """A column or a table of numbers, as in records of votes."""
        cell = self.one(CELLS) + self.one(["\n", "\n\n", "\n ", " \n", "\r\n", "\n\t"])
        return self.one(["In favour\n", "Votes\n", "", "Page\n"]) + cell * self.one([3, 12, 28, 60])

    def footnotes(self) -> str:
        mark = self.one(["1/", "¹", "[1]", "1 ", "*", "_______\n1"])
        return f"\n{mark} {self.pair()}, {self.one(NUMBERS)}.\n"

    def pair(self) -> str:
        return self.token() + self.joint() + self.token()

    def furniture(self) -> str:
        """The head or foot of a page between two lines."""
        return self.one(["\n", "\n\n"]) + self.one(FURNITURE) + self.one(["\n", "\n\n"])

    def listed(self) -> str:
        mark = self.one(["(a) ", "1. ", "- ", "• ", "(i) ", "I. ", "a) "])
        return "".join(f"\n{mark}{self.pair()};" for _ in range(self.one([2, 5])))

    def sentence(self) -> str:
        said = self.one([self.chain, self.spoilt, lambda: self.one(examples())])()
        return f"{self.one(OPENINGS)}{self.joint()}{said}{self.one(['.', ';', ',', '', '.1'])}"

    def document(self) -> str:
        """A head, some sentences with what stands between them in print, an end."""
        parts = [self.one(HEADS)]
        for _ in range(self.one([1, 2, 4])):
            parts.append(self.sentence())
            parts.append(self.between())
        return "".join([*parts, self.one(ENDS)])

    def between(self) -> str:
        plain = [lambda: "\n\n", lambda: " "]
        return self.one([*plain, self.column, self.footnotes, self.furniture, self.listed])()


def other_script(digits: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in digits)


def documents(seed: int, count: int) -> list[str]:
    """``count`` documents, always the same for the same seed."""
    grammar = Grammar(random.Random(seed).choice)
    return [grammar.document() for _ in range(count)]


def told(text: str, genre: str | None = None) -> tuple[str, float]:
    """What is wrong with the reading of ``text`` ("" for nothing), and its seconds a character.

    A slow text is read again: what is slow once only was the machine.
    """
    problem, took = _read(text, genre)
    allowed = FIXED + LETTER * len(text)
    for _ in range(3):
        if took > allowed:
            took = min(took, _read(text, genre)[1])
    if not problem and took > allowed:
        problem = f"took {took:.3f} s for {len(text)} characters"
    return problem, took / (len(text) + FIXED / LETTER)


@cache
def allowed(kind: str) -> dict[str, set[str | None]]:
    """The columns of a frame that take some values only, and these."""
    columns = frames.SCHEMAS[kind].items()
    return {name: {*column.allowed, None} for name, column in columns if column.allowed}


def _read(text: str, genre: str | None) -> tuple[str, float]:
    begin = time.process_time()
    try:
        one = Text(text, shipped(), genre=genre)
        found = read(one)
        for kind, rows_ in found.items():
            for row in rows_:
                assert text[row["start"] : row["end"]] == row["quote"], f"{kind}: no quote"
                for column, values in allowed(kind).items():
                    assert row[column] in values, f"{kind}: {column} {row[column]!r}"
        list(refusals(text, shipped()))
    except Exception as error:  # whatever it is, it is a finding
        return f"{type(error).__name__}: {error}", time.process_time() - begin
    return "", time.process_time() - begin


def as_corpus(texts: Sequence[str], folder: Path) -> str:
    """What is wrong where ``texts`` are one corpus and go through everything; "" for nothing."""
    rows_ = [{"doc_id": f"d{at}", "text": text} for at, text in enumerate(texts)]
    documents = frames.build("documents", rows_)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            it = analysis.extract(documents)
            report.write_report(it, folder / "r.html", title="x")
            ledger.recurring(ledger.ledger(it.claims, documents))
            citing.graph(it.citations, documents)
            fidelity.compare(it.citations, it.paragraphs)
            strength.strength(it.paragraphs)
            for kind in ("bibtex", "webannotation", "xlsx"):
                exports.export(it, folder, kind, title="x")
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def try_texts(count: int, seed: int, kept: Path | None = None) -> tuple[Counter, list[str]]:
    """Read the ``sweep`` and ``count`` texts alone, and some of them as a corpus.

    These are texts of the sweep, and the first ``BATCH`` of each thousand others. Gives the counts,
    and a line for each text that broke something; ``kept`` holds its bytes.
    """
    chance, grammar = random.Random(seed), Grammar(random.Random(seed).choice)
    counts, failures, slowest = Counter(), [], (0.0, "")
    swept = list(sweep())
    corpora = [swept[::SPACED]]

    def failed(kind: str, problem: str, text: str) -> None:
        counts[kind] += 1
        failures.append(f"{problem}: {text[:200]!r}")
        if kept:
            kept.mkdir(parents=True, exist_ok=True)
            (kept / f"text-{seed}-{counts['texts']}.txt").write_bytes(text.encode())

    for text in one_by_one(swept, (grammar.text() for _ in range(count))):
        problem, pace = told(text, chance.choice(GENRES))
        made = counts["texts"] - len(swept)
        counts["texts"] += 1
        counts["characters"] += len(text)
        slowest = max(slowest, (pace, text))
        if problem:
            failed("slow" if problem.startswith("took") else "exceptions", problem, text)
        if made >= 0 and made % 1000 == 0:
            corpora.append([])
        if made >= 0 and made % 1000 < BATCH:
            corpora[-1].append(text)
    with tempfile.TemporaryDirectory() as folder:
        for corpus in corpora:
            counts["corpora"] += 1
            if problem := as_corpus(corpus, Path(folder)):
                failed("exceptions", problem, "\n\n".join(corpus))
    counts["slowest, microseconds a character"] = round(slowest[0] * 1e6, 2)
    failures += [f"slowest: {slowest[1][:200]!r}"] if failures else []
    return counts, failures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--keep", type=Path, help="folder for the texts that failed")
    given = parser.parse_args()
    counts, failures = try_texts(given.texts, given.seed, given.keep)
    for what, number in counts.items():
        print(f"{what:<34} {number:>14,}")
    print(f"seed {given.seed}; failures: {len(failures)}")
    for line in failures:
        print(ascii(line)[:400])
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
