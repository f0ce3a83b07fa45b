"""Grain, columns, types and meaning of every frame: the contract between the rooms of the package.

Every row of evidence carries ``doc_id``, ``start``, ``end`` (characters of the document's text, end
exclusive) and ``quote``, and ``text[start:end] == quote`` always holds. Missing is missing, never 0 or "".

In CSV files, and only there, text that a spreadsheet would read as a formula (it begins with = + - @, a tab or a
carriage return) has an apostrophe before it, which ``analysis.show.files.read_csv`` takes away. Offsets count without
it; Parquet and JSON Lines are exact.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

KINDS = ("title", "salutation", "enacting", "preambular", "operative", "body", "closing")
HEDGES = ("bare", "about", "almost", "over", "at_least", "under", "up_to", "range", "vague")
DOUBTS = (
    "hedge sign not understood", "scale in one letter", "letters read as digits", "range with mixed ends",
    "double negation", "digits of a footnote mark", "word and figure differ", "year or count",
)  # fmt: skip
STATUSES = ("asserted", "negated", "hypothetical", "returned")
CITATION_KINDS = ("numbered", "unnumbered", "self", "instrument", "document")
BODIES = ("UNSC", "UNGA", "OIC", "PACE", "OSCE", "EP", "ECOSOC", "UNESCO", "other", "unknown")
YEAR_SOURCES = ("text", "list", "number", "session")
FORMS = ("active", "passive", "nominal")
FUNCTIONS = (
    "recalls", "reaffirms", "demands_compliance", "calls_for_implementation", "reports_noncompliance",
    "reports_compliance", "pursuant_to", "notes_or_welcomes", "condemns", "mentions_only", "other",
)  # fmt: skip
HALF = re.compile("[\ud800-\udfff]")


def _text(
    description: str, *, missing: bool = True, among: Iterable[str] | None = None
) -> pa.Column:
    checks = pa.Check.isin(list(among)) if among else None
    return pa.Column("string", checks, nullable=missing, description=description)


def _number(description: str) -> pa.Column:
    return pa.Column("float64", nullable=True, description=description)


def _count(description: str, *, missing: bool = False) -> pa.Column:
    return pa.Column("Int64" if missing else "int64", nullable=missing, description=description)


_SPAN = {
    "start": _count("first character of the quote in the document's text"),
    "end": _count("character after the last one"),
    "quote": _text("the words themselves: text[start:end]", missing=False),
}
_PLACE = {
    "doc_id": _text("document the row belongs to", missing=False),
    "paragraph": _text("label of the unit: PP1, OP3, P1, T1, S1, E1, C1", missing=False),
}
_QUANTITY = {
    "value": _number("the number; missing for a range or a vague amount"),
    "value_low": _number("lower bound of a range"),
    "value_high": _number("upper bound of a range"),
    "unit": _text(
        "percent (fractions too), persons, count, years, a currency code, ...; missing if unsaid"
    ),
    "hedge": _text("how the number is qualified", missing=False, among=HEDGES),
    "hedge_text": _text("the hedge as written"),
    "counted": _text("the noun phrase counted"),
}

_DOUBT = {"doubt": _text("why the reading is doubtful; missing where it is not", among=DOUBTS)}

_COLUMNS: dict[str, dict[str, pa.Column]] = {
    # one row a text; columns of the source's own (country, session, a scholar's codes) may follow these
    "documents": {
        "doc_id": pa.Column("string", unique=True, nullable=False, description="file stem"),
        "title": _text("title given by the corpus"),
        "date": pa.Column("datetime64[s]", nullable=True, description="day, or missing"),
        "date_text": _text("the date as written where it is a range or disputed"),
        "place": _text("where it was given"),
        "issuer": _text("office or body that issued it"),
        "speaker": _text("person who speaks or signs"),
        "addressee": _text("to whom"),
        "event": _text("occasion"),
        "genre": _text("statement, letter, resolution, speech, ..."),
        "symbol": _text("the document's own symbol"),
        "language": _text("language of the text (ISO 639-1)"),
        "translated": pa.Column("boolean", nullable=True, description="is the text a translation?"),
        "source": _text("where the text was taken from"),
        "text": _text("the text, character for character", missing=False),
    },
    # one row a unit, in order, together covering every non-blank character exactly once
    "paragraphs": {
        **_PLACE,
        "kind": _text("part of the document the unit belongs to", missing=False, among=KINDS),
        "number": _text("the number as printed"),
        "opening": _text("the verb phrase that opens it"),
        **_SPAN,
    },
    # one row a measured or counted amount
    "quantities": {**_PLACE, **_QUANTITY, **_DOUBT, **_SPAN},
    # one row a quantity that belongs to a claim family
    "claims": {
        **_PLACE,
        "family": _text("claim family, as named in data/vocabulary/claim_families.csv", missing=False),
        **_QUANTITY,
        "status": _text("asserted, negated, hypothetical or returned", missing=False, among=STATUSES),
        "cause": _text("what the text blames, verbatim"),
        "attributed_to": _text("who the text says it from, verbatim, or missing"),
        **_DOUBT,
        **_SPAN,
    },
    # one row a cited thing
    "citations": {
        **_PLACE,
        "kind": _text("how the thing is cited", missing=False, among=CITATION_KINDS),
        "body": _text("body that adopted it", missing=False, among=BODIES),
        "symbol": _text("normalised symbol, S/RES/822(1993)"),
        "number": _text("number without year, session or prefix"),
        "year": _count("year of adoption", missing=True),
        "year_source": _text("how the year is known", among=YEAR_SOURCES),
        "group": _count("members of one list share a group (numbered within a document)"),
        "function": _text("what the text does with it", missing=False, among=FUNCTIONS),
        "cue": _text("the governing words"),
        **_SPAN,
    },
    # one row a grammatical act: a verb with its agent or patient, or a noun that names an act
    "rhetoric": {
        **_PLACE,
        "act": _text("lemma of the verb or noun", missing=False),
        "form": _text("active, passive or nominal", missing=False, among=FORMS),
        "agent": _text("who acts, as written"),
        "patient": _text("on whom or what, as written"),
        **_SPAN,
    },
}  # fmt: skip

SCHEMAS = {
    name: pa.DataFrameSchema(columns, strict=True, ordered=True, coerce=True, name=name)
    for name, columns in _COLUMNS.items()
}
# the same for a frame whose types are right already; pandera takes most of its time to ask for them
_TYPED = {
    name: pa.DataFrameSchema(
        {key: pa.Column(None, one.checks, nullable=one.nullable, unique=one.unique) for key, one in columns.items()},
        strict=True, ordered=True, name=name,
    )
    for name, columns in _COLUMNS.items()
}  # fmt: skip


def build(
    name: str, rows: Iterable[Mapping[str, Any]], further: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The frame ``name`` made of ``rows``: its columns in order, typed and checked.

    A key missing from a row is a missing value; a key that is no column of the frame is an error.
    ``further`` names columns of the source's own with their types (documents only).
    """
    columns = [*_COLUMNS[name], *(further or {})]
    rows = list(rows)
    unknown = set().union(*rows) - set(columns)
    if unknown:
        raise ValueError(
            f"{name} has no column {', '.join(sorted(unknown))}; its columns are {', '.join(columns)}"
        )
    return check(
        name, pd.DataFrame(rows, columns=columns, dtype="object").astype(dict(further or {}))
    )


def check(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with the types of the contract, or a pandera error that names column, check and row.

    Half a character (a lone surrogate), which no file can hold, is a ``ValueError`` that names column and row.
    """
    frame = frame.reset_index(drop=True)
    further = [
        column for column in frame.columns if name == "documents" and column not in _COLUMNS[name]
    ]
    checked = frame.drop(columns=further)
    try:
        checked = _TYPED[name].validate(checked.astype(_types(name)), lazy=True)
    except (
        KeyError,
        TypeError,
        ValueError,
        pa.errors.SchemaErrors,
    ):  # the whole schema says which column and row
        _refuse_halves(name, checked)
        checked = SCHEMAS[name].validate(checked, lazy=True)
    return checked.join(frame[further]) if further else checked


def _refuse_halves(name: str, frame: pd.DataFrame) -> None:
    for column in frame:
        for row, value in enumerate(frame[column]):
            if isinstance(value, str) and (found := HALF.search(value)):
                raise ValueError(
                    f"{name}: {column} of row {row} holds {found[0]!r}, half a character"
                ) from None


@cache
def _types(name: str) -> dict[str, Any]:
    return {key: column.dtype.type for key, column in _COLUMNS[name].items()}


def describe(name: str) -> pd.DataFrame:
    """One row a column of the frame ``name``: column, type, may it be missing, meaning, the values allowed."""
    if name not in _COLUMNS:
        raise ValueError(f"{name!r} is invalid; must be one of {', '.join(_COLUMNS)}")
    rows = [
        {
            "column": key,
            "type": str(column.dtype),
            "may_be_missing": column.nullable,
            "meaning": column.description,
            "values": ", ".join(
                value for check in column.checks for value in check.statistics["allowed_values"]
            ),
        }
        for key, column in _COLUMNS[name].items()
    ]
    return pd.DataFrame(rows)
