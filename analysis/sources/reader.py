"""What a reader is: which files it takes, how their documents are had, what may be asked of it; and
what readers share: the fields of a document in their types, paragraphs to a text, what is lost."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from analysis import frames
from analysis.sources.errors import CorpusError, note
from analysis.text import find_dates, find_figures
from analysis.vocabulary import load_table, shipped

Fields = dict[str, Any]

OWN = tuple(frames.SCHEMAS["documents"])  # a source may have further columns
FIELDS = tuple(column for column in OWN if column not in ("doc_id", "text"))  # of front matter
NO_TEXT = re.compile("[\0\ud800-\udfff]")  # NUL, half a character: cannot be written as UTF-8
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}

_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?!\d)")  # "19940503"
_CLOCK = re.compile(r"(?:[T ]\d\d:\d\d[\d:.+Z -]{0,20})?")  # behind a day: "T10:30:00Z"
_YEAR = re.compile(r"^(\d{4})\.0$")  # as a table that knows no whole numbers writes it

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

    ``read(file, name, asked)`` gives the documents of a file. ``name`` is the id of the one
    document, or what the ids of many begin with; without it the stem of the file is. What is wrong
    with one of many is said (``NotRead``), and the others are read.
    """

    suffixes: tuple[str, ...]
    read: Callable[..., Iterator[Fields]]
    many: bool = False
    verbatim: bool = False  # the text is the last part of the file, line for line
    # of a table: its columns that are no fields of a document, with their types
    columns: Callable[[Path, Asked], dict[str, str]] | None = None


def of_one_text(*suffixes: str, convert: Callable[[Path], Fields], hint: str = "") -> Reader:
    """A reader of files that ``convert`` turns into fields of one document, its text among them.

    The reader raises ``CorpusError`` for a file without text, to which ``hint`` is added.
    """

    def read(file: Path, name: str = "", asked: Asked = NOTHING) -> Iterator[Fields]:
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


def typed(place: str, key: str, value: Any) -> Any:
    """``value`` in the type of the field ``key``; ``CorpusError`` where it does not fit."""
    if isinstance(value, str) and (found := NO_TEXT.search(value)):
        raise CorpusError(place, f"{key} holds {found[0]!r}, which is no character of a text")
    if key == "translated":
        if value.lower() not in TRUTH:
            raise CorpusError(place, f"translated is {value!r}; expected true, false or nothing")
        return TRUTH[value.lower()]
    if key == "date":
        try:
            return datetime.combine(date.fromisoformat(value), time())
        except ValueError:
            problem = f"date {value!r:.60} is no day written as YYYY-MM-DD"
            raise CorpusError(place, problem) from None
    return value


def unlike(doc_id: str, taken: Container[str], times: Counter[str]) -> str:
    """``doc_id``, or with the first number behind it that is not ``taken``.

    ``times`` remembers the last number of each, so that many of one id are no long search.
    """
    own = doc_id
    while own in taken:
        times[doc_id] += 1
        own = f"{doc_id}-{times[doc_id] + 1}"
    return own


def dated(place: str, written: str) -> Fields:
    """``written`` under the field it belongs to: ``date`` if it is certainly one day.

    "1994", "spring 1994" and "3/5/1994" are no certain day and go to ``date_text`` as written; so
    does a day that no calendar has ("31 February 1994").
    """
    dashed = _COMPACT.sub(r"\1-\2-\3", written)
    for found in (*find_figures(dashed), *find_dates(dashed, shipped())):
        whole = found.start == 0 and _CLOCK.fullmatch(dashed, found.end)
        if whole and (day := found.of_calendar):
            return {"date": day}
    return {"date_text": typed(place, "date_text", _YEAR.sub(r"\1", written))}
