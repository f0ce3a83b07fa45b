"""What runs in the reader's browser: a text to its evidence, an answer to its verdict, as JSON.

The same code as everywhere else reads the text. Nothing but the standard library is imported.
"""

import ast
import json
from pathlib import Path
from typing import Any

from analysis.extractors.evidence import read
from analysis.show.pieces import find_spans, pieces, shown
from analysis.text import Text
from analysis.vocabulary import shipped

LONGEST = 100_000  # characters that a page reads at once
HERE = Path(__file__).parent
COLUMNS = {
    "claims": ("quote", "family", "value", "value_low", "value_high", "unit", "hedge", "status",
               "cause", "attributed_to"),
    "quantities": ("quote", "value", "value_low", "value_high", "unit", "hedge", "counted"),
    "citations": ("quote", "kind", "body", "symbol", "function", "cue"),
    "paragraphs": ("paragraph", "kind", "number", "opening", "quote"),
}  # fmt: skip
SHORT = 80  # characters of the words of a paragraph in the table


def evidence_of(raw: str) -> str:
    """``{"pieces": [[words, roles, labels]], "tables": {name: [[cell]]}}`` of one text."""
    raw = raw[:LONGEST]
    found = read(Text(raw, shipped()))
    spans = sorted(find_spans(found), key=lambda span: (span.start, -span.end))
    cut = []
    for words, _, over in pieces(raw, spans, 0, len(raw)):
        roles = " ".join(dict.fromkeys(span.role for span in over))
        cut.append([shown(words), roles, "; ".join(span.label for span in over)])
    tables = {name: _table(found[name], columns) for name, columns in COLUMNS.items()}
    return json.dumps({"pieces": cut, "tables": tables})


def verdict_on(notebook: str, number: str, typed: str) -> str:
    """``{"status": ..., "message": ...}`` for what a reader typed as the answer to an exercise."""
    from checks import Exercises

    known = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
    exercises = Exercises.of(notebook, known["rows"][notebook], known["texts"])
    verdict = exercises.judge(number, _answer(typed, exercises.rows[number]["type"]))
    return json.dumps(verdict._asdict())


def _answer(typed: str, kind: str) -> Any:
    """The answer as a notebook would hold it: a value of Python, a function, or the words."""
    if not typed.strip():
        return ...
    if kind in ("text", "sentence"):
        return typed.strip().strip("\"“”")
    if kind == "table":  # one row, or the whole table
        head = "" if typed.lstrip().startswith("family,") else "family,rule,term,unit,source\n"
        (HERE / "own.csv").write_text(f"{head}{typed.strip()}\n", encoding="utf-8")
        return HERE / "own.csv"
    if kind == "function":
        names: dict[str, Any] = {}
        exec(typed, names)  # the reader's own code, in the reader's own browser
        made = [value for name, value in names.items() if name != "__builtins__"]
        return next((value for value in reversed(made) if callable(value)), None)
    try:
        return ast.literal_eval(typed.strip())
    except (ValueError, SyntaxError):
        return typed.strip()


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> list[list[str]]:
    """The head and the rows; a column in which nothing stands is left out."""
    kept = [name for name in columns if any(row[name] is not None for row in rows)]
    return [kept, *([_cell(row[name]) for name in kept] for row in rows)] if rows else []


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.10g}"
    text = " ".join(shown(str(value)).split())
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
