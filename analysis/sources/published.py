"""What the names of files say: those of published corpora, and those of a pattern of the user's."""

import re
from pathlib import Path
from typing import Any

from analysis.sources.errors import CorpusError, collected, listed, note
from analysis.sources.fields import OWN, Fields, dated, typed
from analysis.vocabulary import load_table

MANY = 10  # names in a note
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


def by_pattern(
    pattern: str, files: list[Path], base: Path, problems: list[str]
) -> dict[Path, Fields]:
    """What the names of files in the folder ``base`` say, by file; those that do not fit are said,
    and so are dates that are no day.

    ``{year}-{speaker}.txt``: each name in braces is a field or a column of one's own, ``{_}`` is
    left out. The ending may be missing; with ``/`` the folders are part of the name. A year is also
    the ``date_text``. Raises ``CorpusError`` for a pattern without names or with one twice.
    """
    told, depth = _compiled(pattern), pattern.count("/") + 1
    found, missed = {}, []
    for file in files:
        whole = "/".join(file.relative_to(base).parts[-depth:])
        match = told.fullmatch(whole.removesuffix(file.suffix)) or told.fullmatch(whole)
        if match is None:
            missed.append(file.name)
            continue
        with collected(problems):
            found[file] = _of_name(str(file.relative_to(base)), match.groupdict())
    if missed:
        fits = f"fits {len(files) - len(missed)} of {len(files)} files"
        note(f"name pattern {pattern!r}", f"{fits}; not {listed(missed, MANY)}")
    days = found.values() if "{date}" in pattern else ()
    if undated := [fields["date_text"] for fields in days if "date" not in fields]:
        said = f"{len(undated)} dates that are no certain day, such as {undated[0]!r}"
        note(f"name pattern {pattern!r}", f"{said}, are in date_text")
    return found


def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", pattern)
    names = [name for name in parts[1::2] if name != "_"]
    if not names or len(set(names)) < len(names) or {"text", "doc_id"} & set(names):
        allowed = "expected fields in braces, each once and none of them text or doc_id"
        example = "such as {year}-{speaker}.txt"
        raise CorpusError(f"name pattern {pattern!r}", f"{allowed}, {example}")
    kinds = {"_": "[^/]*?", "year": r"(?P<year>\d{4})"}
    parts[0::2] = map(re.escape, parts[0::2])
    parts[1::2] = [kinds.get(name, f"(?P<{name}>[^/]+?)") for name in parts[1::2]]
    return re.compile("".join(parts))


def _of_name(place: str, said: dict[str, Any]) -> Fields:
    fields = dated(place, said.pop("date")) if "date" in said else {}
    if "year" in said and "date" not in fields:
        fields["date_text"] = said["year"]
    fields |= {name: typed(place, name, value) for name, value in said.items()}
    return fields | ({"year": int(said["year"])} if "year" in said else {})
