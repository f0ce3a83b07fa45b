"""Who does what to whom: acts with grammatical agent and patient, read off a dependency parse.

Three kinds of act are read: finite verbs and participles ("the armed forces ... have undertaken",
"refugees driven out"), the nouns of ``data/vocabulary/acts.csv`` that name one ("the occupation
of ...", "Armenian aggression"), and its labels, which name somebody by a deed ("the aggressor").
``language`` parses, ``roles`` finds the acts of what was parsed. A parser trained on English news
errs on translated prose; the measured precision and recall stand in ``tests/gold/README.md`` and
in the notebook that uses this.
"""

from typing import Any

from analysis.extractors.language import Grammar, parse
from analysis.extractors.roles import acts_of
from analysis.text import Text

READ = ("body", "preambular", "operative")


def find_acts(text: Text) -> list[dict[str, Any]]:
    """One row an act: act (lemma), form, class, agent, agent_from, patient, stable, start, end.

    Agent and patient may be missing; ``form`` is active, passive, nominal or label. ``agent_from``
    tells where the agent is from (see ``analysis.frames``), ``stable`` whether a second parse gives
    the act again. The span runs from the first to the last word of act, agent and patient. Titles,
    salutations and closings are not read.
    """
    grammar = text.words.once(Grammar)
    spans = [(unit.start, unit.end) for unit in text.units if unit.kind in READ]
    rows = []
    for (start, _), one in zip(spans, parse(text.text, spans, text.begun, grammar), strict=True):
        for row in acts_of(one, grammar):
            rows.append(row | {"start": start + row["start"], "end": start + row["end"]})
    return rows
