"""What the names of files say: those of published corpora, and those of a pattern of the user's."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.sources.errors import CorpusError
from analysis.sources.fields import OWN, Fields, dated, typed
from analysis.vocabulary import load_table

NAME = "file name"  # the field of a corpus that holds the pattern of its names
FIRST = 1945  # a session is numbered from this year; a file called ABC_12_2024 is of something else


def describe(file: Path) -> Fields:
    """The fields of a file that is named as a published corpus names them; none for any other.

    ``data/reference/published.csv`` holds the corpora, and what a name says of each field.
    """
    rows = load_table("published")
    for corpus in (row for row in rows if row["field"] == NAME):
        match = re.fullmatch(corpus["value"], file.stem)
        said = match.groupdict() if match else {}
        session = int(said.get("year", 0)) - FIRST
        if said and int(said.get("session", session)) == session:
            own = (row for row in rows if row["corpus"] == corpus["corpus"] and row != corpus)
            return {row["field"]: _filled(row["field"], row["value"], said) for row in own}
    return {}


def _filled(field: str, value: str, said: dict[str, str]) -> Any:
    """A field with what the name says in it; a number in a column that is no field is one."""
    filled = value.format(**said)
    if field == "language":
        return filled.lower()
    return int(filled) if filled.isdecimal() and field not in OWN else filled


def by_pattern(pattern: str) -> Callable[[Path], dict[str, Any] | None]:
    """What the name of a file says by ``pattern``: a function, which gives nothing if it does not
    fit.

    ``{year}-{speaker}.txt``: each name in braces is a field or a column of one's own, ``{_}`` is
    left out. The ending may be missing; with ``/`` the folders are part of the name. A year is also
    the ``date_text``. Raises ``CorpusError`` for a pattern without names or with one twice.
    """
    names = [name for name in re.findall(r"\{(\w+)\}", pattern) if name != "_"]
    if not names or len(set(names)) < len(names) or {"text", "doc_id"} & set(names):
        allowed = "expected fields in braces, each once and none of them text or doc_id"
        example = "such as {year}-{speaker}.txt"
        raise CorpusError(f"name pattern {pattern!r}", f"{allowed}, {example}")
    kinds = {"_": "[^/]*?", "year": r"(?P<year>\d{4})"}
    parts = re.split(r"\{(\w+)\}", pattern)
    parts[0::2] = map(re.escape, parts[0::2])
    parts[1::2] = [kinds.get(name, f"(?P<{name}>[^/]+?)") for name in parts[1::2]]
    told, depth = re.compile("".join(parts)), pattern.count("/") + 1

    def read(file: Path) -> Fields | None:
        whole = "/".join(file.parts[-depth:])
        found = told.fullmatch(whole.removesuffix(file.suffix)) or told.fullmatch(whole)
        if found is None:
            return None
        said: dict[str, Any] = found.groupdict()
        fields = dated(str(file), said.pop("date")) if "date" in said else {}
        if "year" in said and "date" not in fields:
            fields["date_text"] = said["year"]
        fields |= {name: typed(str(file), name, value) for name, value in said.items()}
        return fields | ({"year": int(said["year"])} if "year" in said else {})

    return read
