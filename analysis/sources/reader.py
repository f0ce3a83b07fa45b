"""What a reader is: which files it takes, how their documents are had, what may be asked of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.sources.fields import Fields
from analysis.vocabulary import load_table


@dataclass(frozen=True)
class Asked:
    """What the user says of a source: the columns of a table that hold text, id and date; which
    element of TEI is a document (``split``); what the names of files say (``name_pattern``:
    ``{year}-{speaker}.txt``); which ``language`` is wanted (``en``)."""

    text_column: str = ""
    id_column: str = ""
    date_column: str = ""
    split: str = ""
    name_pattern: str = ""
    language: str = ""


NOTHING = Asked()


def named(format: str, role: str) -> tuple[str, ...]:
    """What ``data/reference/markup.csv`` names in a format under a role, in order."""
    rows = (row for row in load_table("markup") if row["format"] == format)
    return tuple(row["name"] for row in rows if row["role"] == role)


@dataclass(frozen=True)
class Reader:
    """One format. A table has ``columns``; other files hold one text, or ``many``.

    ``read(file, name, problems, asked)`` gives the documents of a file. ``name`` is the id of the
    one document, or what the ids of many begin with; without it the stem of the file is. What is
    wrong with one of many is added to ``problems``, if they are given, and the others are read.
    A file that has ``groups`` is also read one by one: ``read(file, name, problems, asked, at)``.
    """

    suffixes: tuple[str, ...]
    read: Callable[..., Iterator[Fields]]
    many: bool = False
    verbatim: bool = False  # the text is the last part of the file, line for line
    # of a table: its columns that are no fields of a document, with their types
    columns: Callable[[Path, Asked], dict[str, str]] | None = None
    # of a file whose parts can be read by themselves: the bytes of each
    groups: Callable[[Path], list[int]] | None = None
