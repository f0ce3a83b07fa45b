"""What the command line takes, asks and prints: options, lines, tables, a bar."""

import csv
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unicodedata import category

SHOWN = 40  # rows of a table on the screen
ALIKE = 3  # notes of a kind
# what differs between two lines that say the same: what is quoted, in brackets, figures
DIFFERING = re.compile(r"'[^']*'|“[^”]*”|\(.*\)|\d[\d.,%]*")


def _many(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is invalid; must be a whole number from 1")
    return int(text)


KINDS: dict[str, dict[str, Any]] = {
    "source": {"metavar": "SOURCE"},
    "text": {"metavar": "TEXT"},
    "file": {"type": Path, "metavar": "FILE"},
    "files": {"type": Path, "metavar": "FILE", "nargs": "+"},
    "folder": {"type": Path, "metavar": "DIR"},
    "flag": {"action": "store_true"},
    "choice": {},
    "number": {"type": _many, "metavar": "N"},
    "columns": {"type": lambda text: text.split(","), "default": []},
}


def add_options(parsers: Mapping[str, ArgumentParser]) -> None:
    """Give the parser of each command the options that it takes, as ``data/options.csv`` says."""
    table = Path(__file__).with_name("data") / "options.csv"
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        given = {
            "choices": row["values"].split("|") if row["values"] else None,
            "default": row["default"],
            "required": row["needed"] == "yes",
        }
        told = KINDS[row["kind"]] | {key: value for key, value in given.items() if value}
        for command in row["commands"].split():
            parsers[command].add_argument(row["option"], help=row["meaning"], **told)


def ask(fields: list[str]) -> dict[str, Any]:
    """What the user knows of each field; a value that does not fit is asked for again."""
    from analysis.frames import SCHEMAS
    from analysis.sources.errors import CorpusError
    from analysis.sources.reader import typed

    answers: dict[str, Any] = {}
    for field in fields:
        while answer := input(f"{field} ({SCHEMAS['documents'][field].meaning}): ").strip():
            try:
                answers[field] = typed(f"--{field}", field, answer)
                break
            except CorpusError as error:
                say(error)
    return answers


def say(*messages: object, err: bool = False) -> None:
    """Print a line each; what would not print (in the name of a file) is escaped."""
    for message in messages:
        shown = ""
        for letter in str(message):
            prints = letter.isprintable() or category(letter) == "Zs"
            shown += letter if prints else letter.encode("unicode_escape").decode()
        print(shown, file=sys.stderr if err else sys.stdout)


def worded(problem: str) -> str:
    """The first words of a problem without what differs from case to case."""
    return " ".join(DIFFERING.sub("", problem).split()[:3])


class Notes:
    """Prints warnings as notes: three of a kind, and at the end how many more there were."""

    def __init__(self) -> None:
        self.times = Counter[str]()

    def __call__(self, message: object, *_: object) -> None:
        kind = worded(str(message).split(": ", 1)[-1])
        self.times[kind] += 1
        if self.times[kind] <= ALIKE:
            say(f"note: {message}", err=True)

    def say_rest(self) -> None:
        if more := sum(times - ALIKE for times in self.times.values() if times > ALIKE):
            say(f"note: ... and {more:,} more like these; check --all lists them all", err=True)


def print_table(frame: Any, *, width: int = 60, whole: str = "--out writes all") -> None:
    """The first ``SHOWN`` rows as aligned text, how many follow and where all are (``whole``); an
    empty line for no rows."""
    from analysis.show.evidence import table

    say(*table(frame.head(SHOWN), width=width).split("\n") if len(frame) else [""])
    if len(frame) > SHOWN:
        print(f"... and {len(frame) - SHOWN} more rows; {whole}")


def count_read(documents: Any) -> str:
    """How many documents, and how many of them the rules, which read English, hardly understand."""
    foreign = documents["language"].dropna().str.lower().str[:2].ne("en").sum()
    return f"{len(documents)}, {foreign} of them not in English" if foreign else f"{len(documents)}"


@contextmanager
def bar(total: int) -> Iterator[Callable[[int], object]]:
    """A bar on standard error and the function that moves it; nothing in a pipe or a log."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("reading", total=total)
        yield lambda step: shown.advance(task, step)
