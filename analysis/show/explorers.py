"""Explorers for JupyterLab: look around in texts and claims without writing code.

No notebook needs them. Widgets where JupyterLab runs the kernel; anywhere else (a page, a test, a
PDF) the text of their first view.
"""

import os
import re
from collections.abc import Callable
from html import escape
from types import ModuleType
from typing import Any

import pandas as pd

from analysis.extractors.evidence import Evidence
from analysis.show.evidence import aligned, marked, table
from analysis.show.evidence import concordance as find_lines

SHOWN = 40  # rows at a time
ALL = "(all)"
# set by Jupyter's server for the kernels of open notebooks, not by nbconvert
IN_LAB = "JPY_SESSION_NAME"
COLUMNS = ["doc_id", "paragraph", "family", "hedge", "value", "unit", "status", "quote"]
CHOICES = {"family": "family", "hedge": "hedge", "doc_id": "text"}  # column, label
View = Callable[[], tuple[str, str]]


class Explorer:
    """``box`` holds the widgets, ``controls`` those that are set, by name.

    ``view`` gives what is shown now: text, which is escaped here, and HTML that is safe.
    """

    def __init__(self, controls: dict[str, Any], view: View) -> None:
        widgets = load_widgets()
        self.controls, self.view, self._output = controls, view, widgets.HTML()
        self.box = widgets.VBox([widgets.HBox([*controls.values()]), self._output])
        for control in controls.values():
            control.observe(self._refresh, names="value")
        self._refresh()

    def _refresh(self, _: object = None) -> None:
        text, html = self.view()
        self._output.value = f"<pre>{escape(text)}</pre>{html}"

    @property
    def text(self) -> str:
        return self.view()[0]

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if IN_LAB in os.environ:
            return self.box._repr_mimebundle_(**kwargs)
        return {"text/plain": self.text}


def concordance(documents: pd.DataFrame, pattern: str = "", *, width: int = 40) -> Explorer:
    """Keyword in context for any regular expression; ``width`` is the context in characters."""
    widgets = load_widgets()
    late = {"continuous_update": False}
    controls = {
        "pattern": widgets.Text(value=pattern, description="find", **late),
        "text": widgets.Dropdown(options=[ALL, *documents["doc_id"]], description="in"),
        "width": widgets.IntSlider(value=width, min=10, max=120, description="context", **late),
        "sentence": widgets.Checkbox(value=False, description="stop at the end of the sentence"),
    }

    def view() -> tuple[str, str]:
        asked, chosen, width, sentence = (control.value for control in controls.values())
        if not asked:
            return "Write a word or a regular expression.", ""
        some = documents if chosen == ALL else documents[documents["doc_id"] == chosen]
        try:
            lines = find_lines(some, asked, width=width, within_sentence=sentence)
        except re.error as error:
            return f"This is no regular expression: {error}", ""
        return f"{_counted(len(lines), 'place')}\n{aligned(lines.head(SHOWN), width=width)}", ""

    return Explorer(controls, view)


def claims(evidence: Evidence) -> Explorer:
    """The claims by family, hedge and text, as a table, with the passages they stand in."""
    widgets = load_widgets()
    controls = {}
    for column, label in CHOICES.items():
        options = [ALL, *sorted(evidence.claims[column].unique())]
        controls[column] = widgets.Dropdown(options=options, description=label)

    def view() -> tuple[str, str]:
        rows = evidence.claims
        for column, control in controls.items():
            rows = rows if control.value == ALL else rows[rows[column] == control.value]
        shown = rows.head(SHOWN)
        listed = f"{_counted(len(rows), 'claim')}\n{table(shown[COLUMNS], width=40)}"
        return listed, str(marked(evidence.documents, evidence.paragraphs, shown))

    return Explorer(controls, view)


def _counted(number: int, name: str) -> str:
    cut = f", the first {SHOWN} shown" if number > SHOWN else ""
    return f"{number} {name}{'' if number == 1 else 's'}{cut}"


def load_widgets() -> ModuleType:
    """ipywidgets, or an ``ImportError`` that says how to get it."""
    try:
        import ipywidgets
    except ImportError:
        rest = "without it, analysis.show.evidence has concordance, marked and table"
        raise ImportError(f"explorers need ipywidgets: pip install ipywidgets; {rest}") from None
    return ipywidgets
