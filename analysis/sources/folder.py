"""One document a file: ``.md`` (YAML front matter, then the text) or ``.txt``.

The text is everything after the front matter, character for character: no newline is translated,
no space trimmed. A file without front matter is all text, and its ``doc_id`` is its stem.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.sources.encoding import decode
from analysis.sources.errors import CorpusError
from analysis.sources.reader import FIELDS, NOTHING, Asked, Fields, Reader, typed

LONGEST = 50_000  # characters of front matter
EMPTY = ("", "~", "null")  # ways to write nothing in YAML without quotation marks
KINDS = {"scalar": "str", "sequence": "list", "mapping": "dict"}

# "---", fields, "---"; blank lines may stand before it
FRONT_MATTER = re.compile(
    r"\A\s*^---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
# its beginning: a rule of dashes above a text is none
OPENED = re.compile(r"\A\s*^---[ \t]*\r?\n(?=\s*(?:[\w\"'-]+[ \t]*:|-\s|---))", re.MULTILINE)


def read(file: Path, name: str = "", asked: Asked = NOTHING) -> Iterator[Fields]:
    """The one document of a file: its front matter, and all that follows as its text."""
    content = decode(file, file.read_bytes())
    fields, text = {}, content
    if opened := OPENED.match(content):
        match = FRONT_MATTER.match(content)
        line = content.count("\n", 0, opened.end())
        place = f"{file}, line {line}"
        if match is None:
            problem = "the front matter is not closed; expected a second line of ---"
            raise CorpusError(place, problem)
        if len(match["yaml"]) > LONGEST:
            problem = f"more than {LONGEST:,} characters of front matter; is it closed?"
            raise CorpusError(place, problem)
        fields, text = dict(_fields(file, match["yaml"], line + 1)), content[match.end() :]
    if not text.strip():
        raise CorpusError(file, "the document has no text")
    yield {"doc_id": name or file.stem, **fields, "text": text}


READER = Reader((".md", ".txt"), read, verbatim=True)


def _fields(file: Path, source: str, first: int) -> Iterator[tuple[str, Any]]:
    """The fields that are filled, in their types; ``first`` is the line on which they begin."""
    seen = set()
    for key, value in _pairs(file, source, first):
        place, name = f"{file}, line {first + key.start_mark.line}", key.value
        if name not in FIELDS:
            allowed = ", ".join(FIELDS)
            raise CorpusError(place, f"unknown field {str(name)[:40]!r}; expected one of {allowed}")
        if name in seen or value.id != "scalar":
            kind = "there already" if name in seen else f"a {KINDS[value.id]}"
            raise CorpusError(place, f"{name} is {kind}; expected one value on one line")
        seen.add(name)
        if value.value.strip() not in (EMPTY if value.style is None else ("",)):
            yield name, typed(place, name, value.value.strip())


def _pairs(file: Path, source: str, first: int) -> list[tuple[Any, Any]]:
    """The nodes of the fields and their values: they know their lines, and nothing is built."""
    import yaml  # here, because a text without front matter does without

    try:
        found = yaml.compose(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + first if mark else first
        said = getattr(error, "problem", None) or "unreadable, or nested"
        problem = f"the front matter is not YAML ({said}); a value with ': ' in it needs quotes"
        raise CorpusError(f"{file}, line {line}", problem) from None
    if found is not None and found.id != "mapping":
        problem = f"the front matter is a {KINDS[found.id]}; expected 'field: value' lines"
        raise CorpusError(f"{file}, line {first}", problem)
    return found.value if found is not None else []
