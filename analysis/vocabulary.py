"""Loads the tables of ``data/``: words and facts, every row with its source.

Vocabulary is data, grammar is code: a word that a rule needs stands in a table here, where a reader can
see where it comes from and add another without touching Python.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

Row = dict[str, str]

# the columns that together name a row, where that is not ``term`` alone
KEYS = {
    "acts": ("term", "form"),
    "cited_resolutions": ("symbol",),
    "cited_wording": ("symbol", "act", "element", "value"),
    "claim_families": ("family", "rule", "term"),
    "council_numbers": ("year",),
    "council_openings": ("level", "kind", "term"),
    "counted_nouns": ("term", "kind"),
    "district_areas": ("account", "area"),
    "hedges": ("term", "position"),
    "instruments": ("term", "role"),
    "measured_scores": ("what", "set"),
    "number_words": ("term", "role"),
    "openings": ("term", "kind"),
    "reference_figures": ("family", "publisher", "as_of", "counted"),
    "references": ("term", "role"),
    "strength_scales": ("scale", "kind", "word"),
    "un_citation_forms": ("by", "period"),
    "un_citations": ("file", "list"),
    "un_claims": ("file", "start", "family"),
    "units": ("term", "kind"),
    "wording_elements": ("element", "term"),
}


class VocabularyError(ValueError):
    """A table that cannot be used; the message names the file, the line and what is expected."""


@cache
def load_table(name: str) -> tuple[Row, ...]:
    """The rows of ``data/<name>.csv``, in order."""
    text = (files("analysis") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return _rows(csv.DictReader(text.splitlines(keepends=True)), f"{name}.csv", KEYS.get(name, ("term",)))


def read_table(path: str | Path, like: str) -> tuple[Row, ...]:
    """The rows of a user's own table at ``path``, held to the rules of our table ``like``."""
    if Path(path).exists() and not Path(path).is_file():
        raise VocabularyError(f"{path}: no regular file; expected a UTF-8 CSV table")
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as handle:
            return _rows(csv.DictReader(handle), str(path), KEYS.get(like, ("term",)))
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path}: cannot be read as a UTF-8 CSV table ({error})") from error


def terms(name: str, column: str, *values: str) -> list[str]:
    """The terms of ``data/<name>.csv``, in order, whose ``column`` is one of ``values``."""
    return [row["term"] for row in load_table(name) if row[column] in values]


def alternation(terms: Iterable[str], gap: str = r"\s+", *, any_case: bool = False) -> str:
    """A pattern for any of ``terms``, the longest that fits, which fails at the first wrong letter.

    A space stands for any white space (``gap``), ``*`` for any ending of a word.

    >>> alternation(["more", "more than", "over"])
    '(?:more(?:\\\\s+than)?|over)'
    >>> spelled(["over", "only"])  # in any case
    '[oO](?:[vV][eE][rR]|[nN][lL][yY])'
    """
    by_letter: dict[str, list[str]] = {}
    for term in terms:
        by_letter.setdefault(term[:1].lower() if any_case else term[:1], []).append(term[1:])
    may_end = by_letter.pop("", None) is not None
    branches = [
        _letter(letter, gap, any_case) + alternation(rest, gap, any_case=any_case) for letter, rest in by_letter.items()
    ]
    if len(branches) == 1 and not may_end:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' * may_end}" if branches else ""


# the terms in any case
spelled = partial(alternation, any_case=True)


def _letter(letter: str, gap: str, any_case: bool) -> str:
    if letter in " *":
        return gap if letter == " " else r"\w*"
    return f"[{letter}{letter.upper()}]" if any_case and letter.isalpha() else re.escape(letter)


def _rows(reader: csv.DictReader, place: str, key: Sequence[str]) -> tuple[Row, ...]:
    columns = reader.fieldnames or []
    lacking = [column for column in (*key, "source") if column not in columns]
    if lacking:
        raise VocabularyError(
            f"{place}, line 1: no column {', '.join(lacking)}; found {', '.join(columns) or 'nothing'}"
        )
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    for row in reader:
        line = reader.line_num
        if None in row or None in row.values():
            raise VocabularyError(f"{place}, line {line}: expected {len(columns)} cells ({', '.join(columns)})")
        if not row["source"].strip():
            raise VocabularyError(f"{place}, line {line}: the row has no source; every row names one")
        term = tuple(row[column].strip().casefold() for column in key)
        if not any(term):
            raise VocabularyError(f"{place}, line {line}: {', '.join(key)} must not be empty")
        if term in seen:
            raise VocabularyError(f"{place}, line {line}: {' / '.join(term)} stands already on line {seen[term]}")
        seen[term] = line
        rows.append({column: cell.strip() for column, cell in row.items()})
    return tuple(rows)
