"""One document a file: ``.md`` (YAML front matter, then the text) or ``.txt``.

The text is everything after the front matter, character for character: no newline is translated, no space
trimmed. A file without front matter is all text, and its ``doc_id`` is its stem.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from analysis import frames
from analysis.sources.encoding import decode
from analysis.sources.errors import CorpusError
from analysis.sources.guard import NO_TEXT

OWN = tuple(frames.SCHEMAS["documents"].columns)  # a source may have further columns
FIELDS = tuple(column for column in OWN if column not in ("doc_id", "text"))  # of front matter
LONGEST = 50_000  # characters of front matter
TRUTH = {"true": True, "yes": True, "false": False, "no": False}

# "---", fields, "---"; blank lines may stand before it
FRONT_MATTER = re.compile(
    r"\s*^---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
# its beginning: a rule of dashes above a text is none
OPENED = re.compile(r"\s*^---[ \t]*\r?\n(?=\s*(?:[\w\"'-]+[ \t]*:|-\s|---))", re.MULTILINE)


def read(file: Path) -> Iterator[dict[str, Any]]:
    """The one document of a ``.md`` or ``.txt`` file: its front matter, and all that follows as its text."""
    content = decode(file, file.read_bytes())
    fields, text = {}, content
    if opened := OPENED.match(content):
        match = FRONT_MATTER.match(content)
        line = content.count("\n", 0, opened.end())
        if match is None:
            raise CorpusError(
                f"{file}, line {line}: the front matter is not closed; expected a second line of ---"
            )
        if len(match["yaml"]) > LONGEST:
            raise CorpusError(
                f"{file}, line {line}: more than {LONGEST:,} characters of front matter; is it closed?"
            )
        fields, text = dict(_fields(file, match["yaml"], line + 1)), content[match.end() :]
    if not text.strip():
        raise CorpusError(f"{file}: the document has no text")
    yield {"doc_id": file.stem, **fields, "text": text}


def typed(place: str, key: str, value: Any) -> Any:
    """The value of a field in the type of its column; ``CorpusError`` names the ``place`` of one that does not fit."""
    if isinstance(value, str) and (found := NO_TEXT.search(value)):
        raise CorpusError(f"{place}: {key} holds {found[0]!r}, which is no character of a text")
    if key == "translated":
        if value.lower() not in TRUTH:
            raise CorpusError(f"{place}: translated is {value!r}; expected true, false or nothing")
        return TRUTH[value.lower()]
    if key == "date":
        try:
            return pd.Timestamp(date.fromisoformat(value))
        except ValueError:
            raise CorpusError(f"{place}: date {value!r} is no day written as YYYY-MM-DD") from None
    return value


def _fields(file: Path, source: str, first: int) -> Iterator[tuple[str, Any]]:
    """The fields of the front matter that are filled, each in the type of its column; ``first`` is its first line."""
    try:
        # BaseLoader builds nothing but strings, lists and maps: safe, and 1994-02-31 stays as written
        fields = yaml.load(source, Loader=yaml.BaseLoader) or {}
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + first if mark else first
        problem = getattr(error, "problem", None) or "unreadable, or nested"
        raise CorpusError(
            f"{file}, line {line}: the front matter is not YAML ({problem}); a value with ': ' in it needs quotes"
        ) from None
    if not isinstance(fields, dict):
        raise CorpusError(
            f"{file}, line {first}: the front matter is a {type(fields).__name__}; expected 'field: value' lines"
        )
    for key, value in fields.items():
        place = f"{file}, line {first + _line(source, key)}"
        if key not in FIELDS:
            raise CorpusError(
                f"{place}: unknown field {str(key)[:40]!r}; expected one of {', '.join(FIELDS)}"
            )
        if not isinstance(value, str):
            raise CorpusError(
                f"{place}: {key} is a {type(value).__name__}; expected one value on one line"
            )
        if value.strip():
            yield key, typed(place, key, value.strip())


def _line(source: str, key: str) -> int:
    """Line of the front matter on which the field stands, from 0."""
    match = re.search(rf"^[\"']?{re.escape(str(key))}[\"']?\s*:", source, re.MULTILINE)
    return source.count("\n", 0, match.start()) if match else 0
