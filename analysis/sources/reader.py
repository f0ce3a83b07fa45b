"""What a reader is: which files it takes, how their documents are had, what may be asked of it; and
what the readers of one text a file share: paragraphs to a text, a note of what is lost."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.sources.errors import CorpusError, note
from analysis.sources.fields import NO_TEXT, Fields
from analysis.vocabulary import load_table

SOFT_HYPHEN = re.compile("\u00ad\n?")
# a raised figure is the mark of a note or a power: "822" and a raised 1 are not 8221
RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
WRONG = "\ufffd"
# a sign of a font of signs, such as Symbol or Wingdings, is no character; but for the bullet nobody
# knows which without the font
SIGNS, BULLET = re.compile("[\uf000-\uf0ff]"), ("\uf0b7", "•")


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


def named(format: str) -> dict[str, list[str]]:
    """What ``data/reference/markup.csv`` names in a format, by its role, in order."""
    found: dict[str, list[str]] = {}
    for row in (row for row in load_table("markup") if row["format"] == format):
        found.setdefault(row["role"], []).append(row["name"])
    return found


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


def of_one_text(*suffixes: str, convert: Callable[[Path], Fields], hint: str = "") -> Reader:
    """A reader of files that ``convert`` turns into fields of one document, its text among them.

    The reader raises ``CorpusError`` for a file without text, to which ``hint`` is added.
    """

    def read(
        file: Path, name: str = "", problems: list[str] | None = None, asked: Asked = NOTHING
    ) -> Iterator[Fields]:
        fields = convert(file)
        text, signs = SIGNS.subn(WRONG, fields["text"].replace(*BULLET))
        fields["text"], wrong = NO_TEXT.subn(WRONG, text)  # a PDF can name them
        fields["title"] = NO_TEXT.sub(WRONG, fields["title"] or "").strip()
        kinds = {"characters that are none": wrong, "signs of a font of signs": signs}
        say_lost(file, {f"{kind}, each now {WRONG}": times for kind, times in kinds.items()})
        if not fields["text"].strip():
            raise CorpusError(file, f"no text in it{hint}")
        filled = {key: value for key, value in fields.items() if value}
        yield {"doc_id": name or file.stem, **filled}

    return Reader(suffixes, read)


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs that hold something, a blank line between them, without soft hyphens."""
    stripped = (SOFT_HYPHEN.sub("", paragraph).strip() for paragraph in paragraphs)
    return "\n\n".join(filter(None, stripped))


def raised(figures: str) -> str:
    """Figures that are printed above the line, as such characters; anything else as it is."""
    return figures.translate(RAISED) if figures.strip(" +-").isdecimal() else figures


def say_lost(file: Path, lost: dict[str, int]) -> None:
    """A note of what could not be kept, and how often; none where nothing was lost."""
    if said := ", ".join(f"{count} {what}" for what, count in lost.items() if count):
        note(file, f"left out what a text cannot hold ({said})")
