"""Entries that BibTeX and biblatex read."""

from collections.abc import Mapping

from analysis.show.marking import visible

# what TeX would read as a command; BibTeX counts braces, even escaped ones: they become parentheses
SIGNS = str.maketrans({
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": "(", "}": ")", **{sign: f"\\{sign}" for sign in "$&#%_"},
})  # fmt: skip


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """``@kind{key, ...}`` with those of ``fields`` that are not empty; values are TeX already."""
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{body}}}\n"


def tex(value: object) -> str:
    """A value on one line, as words that TeX takes as words."""
    return " ".join(visible(value).split()).translate(SIGNS)
