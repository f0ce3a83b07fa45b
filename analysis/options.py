"""The options of the command line, as ``data/options.csv`` lists them."""

import csv
from argparse import ArgumentParser, ArgumentTypeError
from functools import cache
from pathlib import Path
from typing import Any


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


def add_options(command: str, parser: ArgumentParser) -> None:
    """Give ``parser`` the options that ``command`` takes."""
    for row in _rows():
        if command in row["commands"].split():
            given = {
                "choices": row["values"].split("|") if row["values"] else None,
                "default": row["default"],
                "required": row["needed"] == "yes",
            }
            told = {key: value for key, value in given.items() if value}
            parser.add_argument(row["option"], help=row["meaning"], **KINDS[row["kind"]] | told)


@cache
def _rows() -> list[dict[str, str]]:
    table = Path(__file__).with_name("data") / "options.csv"
    with table.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
