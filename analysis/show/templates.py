"""Pages and files made from the templates of this folder, which escape whatever they are given.

Entries of a bibliography need no template, and are escaped here too.
"""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd
from markupsafe import Markup

from analysis.show.evidence import cell, visible
from analysis.show.pieces import anchor

LONGEST = 600  # characters of a cell
NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
IN_QUOTES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
# what TeX would read as a command; BibTeX counts braces, even escaped ones: they become parentheses
TEX = str.maketrans({
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": "(", "}": ")", **{sign: f"\\{sign}" for sign in "$&#%_"},
})  # fmt: skip


def template(name: str) -> Any:
    """A template of this folder."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # here: it loads slowly

    environment = Environment(
        loader=PackageLoader("analysis", "show"), undefined=StrictUndefined,
        autoescape=not name.endswith(".xml"),  # every value of which passes xml or quoted
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        finalize=None if name.endswith(".xml") else _as_words,
    )  # fmt: skip
    environment.filters |= {"cell": _written, "anchor": anchor, "plain": _plain}
    environment.filters |= {"xml": _xml, "quoted": partial(_xml, signs=IN_QUOTES)}
    environment.tests["missing"] = pd.isna
    return environment.get_template(name)


def write_template(name: str, shown: Mapping[str, Any], path: Path) -> None:
    """Write the template of that name with what is ``shown``, a piece at a time."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(template(name).generate(shown))


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry of BibTeX or biblatex with those of ``fields`` that are not empty, which are TeX."""
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{body}}}\n"


def tex(value: object) -> str:
    """A value on one line, as words that TeX takes as words."""
    return " ".join(visible(value).split()).translate(TEX)


def _written(value: Any) -> str:
    if isinstance(value, (int, np.integer)):
        return f"{value:,}"
    return "–" if pd.isna(value) else visible(cell(value, width=LONGEST))


def _as_words(value: Any) -> Any:
    return value if isinstance(value, (Markup, int)) else visible(value)


def _xml(value: object, signs: Mapping[str, str] | None = None) -> str:
    """A value as words of an XML file, without what no such file can hold."""
    return escape(NOT_XML.sub("", str(value)), signs or {})


def _plain(words: str) -> Markup:
    """Words that Markdown and HTML take as words."""
    return Markup(re.sub(r"([\\`*_\[\]|])", r"\\\1", escape(" ".join(words.split()))))
