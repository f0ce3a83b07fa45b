"""What a text says of the resolutions it cites, beside what is on record of them.

A comparison of wording and no verdict: a text may shorten, and another reader may code a record in
other words. Compared are *acts* (withdrawal, cessation of hostilities, ...) and, act by act, the
*elements* said with them: verb, addressee, modifier, forces, extent, place, setting. The words that
signal an element are rows of ``data/study/wording_elements.csv``; the record is
``data/study/cited_wording.csv``, or is read off the resolutions themselves. ``docs/codebook.md``
explains all three tables.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import product
from typing import NamedTuple

import pandas as pd

from analysis.measure.citing import numbered
from analysis.measure.reference import reference
from analysis.terms import alternation
from analysis.text import sentence_spans
from analysis.vocabulary import load_table, shipped

ELEMENTS = ("act", "verb", "addressee", "modifier", "forces", "extent", "whose", "place", "setting")
SINGLE = ("verb", "forces", "extent", "whose")  # elements of which a clause has one value
CHANGES = ("specifies", "widens", "contradicts")  # what another value does to the one on record
RELATIONS = ["keeps", "adds", "drops", *CHANGES]  # of an act that is on record
PLACE, KEY = ["doc_id", "paragraph", "symbol"], ["act", "element", "value"]
WORDING = [*PLACE, *KEY, "words", "clause", "passage"]
FOUND = ["act", "element", "relation", "said", "on_record", "words", "record_words"]
COMPARED = [*PLACE, "reading", *FOUND]
Values = dict[tuple[str, str], dict[str, str]]
REACH = 120  # characters beside an act in which its modifiers are looked for


class Signal(NamedTuple):
    """Words that signal a value of an element; the span counts in the text that was read."""

    element: str
    value: str
    start: int
    end: int


def load_facts() -> pd.DataFrame:
    """One row a cited resolution: date, meeting, vote, clause on withdrawal, words counted."""
    facts = reference("cited_resolutions")
    return facts.assign(date=pd.to_datetime(facts["date"]))


def load_record() -> pd.DataFrame:
    """One row a value, coded by a language model: symbol, act, element, value, paragraph, words."""
    return pd.DataFrame(load_table("cited_wording"))


def read_record(documents: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """The record as the texts of resolutions give it, as ``load_record``; a repeat counts once.

    The symbol is the document's, or where it has none its ``doc_id``.
    """
    written = documents["symbol"].str.replace(" (", "(", regex=False).fillna(documents["doc_id"])
    symbols = dict(zip(documents["doc_id"], written, strict=True))
    kept = paragraphs[paragraphs["kind"].isin(["preambular", "operative"])]
    found = read_wording(kept.assign(symbol=kept["doc_id"].map(symbols)))
    return found.drop_duplicates(["symbol", *KEY], ignore_index=True)


def citing_sentences(citations: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """One row a numbered citation: doc_id, paragraph, symbol, group, its sentence with the span."""
    units = paragraphs[["doc_id", "paragraph", "start", "quote"]]
    units = units.rename(columns={"start": "at", "quote": "unit"})
    rows, sentences = [], {}
    for row in numbered(citations).merge(units, on=["doc_id", "paragraph"]).itertuples(index=False):
        unit = row.doc_id, row.paragraph
        if unit not in sentences:  # once: a long one may cite a thousand times
            sentences[unit] = list(zip(*sentence_spans(row.unit, shipped()), strict=True))
        starts, ends = sentences[unit]
        low = starts[bisect_right(starts, row.start - row.at) - 1]
        last = bisect_left(ends, row.end - row.at)
        high = ends[min(last, len(ends) - 1)]  # a list may run on behind its unit
        quote = row.unit[low:high].rstrip()
        place = (row.at + low, row.at + low + len(quote), quote)
        rows.append((*unit, row.symbol, row.group, *place))
    return pd.DataFrame(rows, columns=[*PLACE, "group", "start", "end", "quote"])


def read_wording(passages: pd.DataFrame) -> pd.DataFrame:
    """One row a value of an element of an act: where it stands, act, element, value, its words, the
    whole clause.

    A clause runs from the verb that governs the act to the next verb. An addressee may stand
    anywhere in it, a setting up to another act; forces, extent and place behind the act, up to
    another act; a modifier only beside it ("immediate, complete and unconditional withdrawal").
    ``passage`` is the row's index in ``passages``.
    """
    rows = []
    for number, *place, text in passages[[*PLACE, "quote"]].itertuples():
        signals = _signals(text)
        for act in (signal for signal in signals if signal.element == "act"):
            (low, high), own = _clause(text, act, signals)
            clause = " ".join(text[low:high].split())
            for signal in (act, *own):
                words = " ".join(text[signal.start : signal.end].split())
                rows.append((*place, act.value, *signal[:2], words, clause, number))
    return pd.DataFrame(rows, columns=WORDING)


def compare(
    citations: pd.DataFrame, paragraphs: pd.DataFrame, record: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The sentence of each citation beside the record of the cited resolution, element by element.

    One row a citation, act, element and value. ``reading``: a sentence ``demands`` where it stands
    in an operative paragraph, whose body may demand more than what it cites; elsewhere it
    ``reports`` what the resolution says. ``relation``: see ``relate``. A sentence without an act,
    or a symbol without record, is one row that says so: ``no act named``, ``not on record``. The
    record ends where its coding ends.
    """
    record = load_record() if record is None else record
    operative = paragraphs.loc[paragraphs["kind"] == "operative", PLACE[:2]].drop_duplicates()
    sentences = citing_sentences(citations, paragraphs)
    known = sentences["symbol"].isin(record["symbol"])
    found = relate(read_wording(sentences[known]), record).set_index("passage")[FOUND]
    rows = sentences[PLACE].merge(operative.assign(reading="demands"), on=PLACE[:2], how="left")
    rows["reading"] = rows["reading"].fillna("reports")
    rows = rows.join(found)
    said_why = known[rows.index].map({True: "no act named", False: "not on record"})
    rows["relation"] = rows["relation"].fillna(said_why)
    return rows[COMPARED].astype("string").reset_index(drop=True)


def relate(said: pd.DataFrame, record: pd.DataFrame) -> pd.DataFrame:
    """What is said beside what is on record: one row a passage, symbol, act, element and value.

    ``said``: passage, symbol, act, element, value, words; ``record``: as ``load_record``. Two
    values are the same (``keeps``), only said (``adds``) or only on record (``drops``). Of an
    element that has one value in a clause, a different value is one row: ``specifies`` (says more
    exactly what the record leaves open), ``widens`` (covers more), or ``contradicts`` (neither);
    the table ``wording_relations`` says which. An act on record that is not said is one row.
    """
    known = {symbol: _by_element(part) for symbol, part in record.groupby("symbol")}
    rows: list[tuple] = []
    for (passage, symbol), part in said.groupby(["passage", "symbol"], sort=False):
        rows += [(passage, symbol, *row) for row in _relations(_by_element(part), known[symbol])]
    return pd.DataFrame(rows, columns=["passage", "symbol", *FOUND])


def _by_element(wording: pd.DataFrame) -> Values:
    """``{(act, element): {value: words}}``: the first words of each, in the order of ELEMENTS."""
    found: Values = {}
    order = wording["element"].map(ELEMENTS.index).argsort(kind="stable")
    for row in wording.iloc[order].itertuples():
        found.setdefault((row.act, row.element), {}).setdefault(row.value, row.words)
    return found


def _relations(said: Values, known: Values) -> list[tuple]:
    """Rows of act, element, relation, said, on_record, words, record_words."""
    rows: list[tuple] = []
    table = load_table("wording_relations")
    changed = {(row["element"], row["said"], row["on_record"]): row["relation"] for row in table}
    keys = dict.fromkeys([*said, *known])
    for act, element in sorted(keys, key=lambda key: [act for act, _ in keys].index(key[0])):
        ours, theirs = said.get((act, element), {}), known.get((act, element), {})
        if element != "act" and (act, "act") not in said:
            continue  # the row of the act says that it is dropped
        if element in SINGLE and ours and theirs and not ours.keys() & theirs.keys():
            sides = ["; ".join(side) for side in (ours, theirs, ours.values(), theirs.values())]
            pairs = product([element], ours, theirs)
            changes = [changed[pair] for pair in pairs if pair in changed]
            rows.append((act, element, *[*changes, "contradicts"][:1], *sides))
            continue
        for value in ours | theirs:
            relation = "drops" if value not in ours else "keeps" if value in theirs else "adds"
            said_, known_ = (value if value in side else None for side in (ours, theirs))
            rows.append((act, element, relation, said_, known_, ours.get(value), theirs.get(value)))
    return rows


def _clause(text: str, act: Signal, signals: list[Signal]) -> tuple[tuple[int, int], list[Signal]]:
    """The span of the clause about ``act``, and its signals, the governing verb first."""
    verbs = [signal for signal in signals if signal.element == "verb"]
    before = [verb for verb in verbs if verb.start < act.start][-1:]
    low = before[0].start if before else 0
    high = min((verb.start for verb in verbs if verb.start > act.start), default=len(text))
    acts = [s for s in signals if s.element == "act" and s.value != act.value]
    behind = (act.end, min((s.start for s in acts if act.start < s.start < high), default=high))
    spans = {"addressee": (low, high), "setting": (low, behind[1]), "modifier": _beside(text, act)}
    spans |= dict.fromkeys(("forces", "extent", "place"), behind)
    if act.value == "territorial integrity":
        spans["whose"] = behind
    within = {element: range(*span) for element, span in spans.items()}
    own = [signal for signal in signals if signal.start in within.get(signal.element, ())]
    return (low, high), before + own


def _beside(text: str, act: Signal) -> tuple[int, int]:
    """The span of the modifiers that stand right before and behind the act, the act included."""
    word = _regex(*shipped().terms("wording_elements", "element", "modifier"))
    link = r"(?:\s{0,12},\s{0,12}(?:and\s{1,12})?|\s{1,12}and\s{1,12}|\s{1,12})"
    before, behind = text[max(0, act.start - REACH) : act.start], text[act.end : act.end + REACH]
    left = re.search(rf"(?:(?:{word}){link}){{1,6}}\Z", before, re.IGNORECASE)
    right = re.match(rf"(?:{link}(?:{word})){{1,6}}", behind, re.IGNORECASE)
    low = act.start - (len(before) - left.start() if left else 0)
    return low, act.end + (right.end() if right else 0)


def _signals(text: str) -> list[Signal]:
    """Every signal in order of place; of two that overlap the earlier row of the table wins."""
    found: list[Signal] = []
    taken = {element: bytearray(len(text)) for element in ELEMENTS}
    for row in (row for row in load_table("wording_elements") if row["element"] in ELEMENTS):
        for match in re.finditer(_regex(row["term"]), text, re.IGNORECASE):
            place = slice(*match.span())
            if not any(taken[row["element"]][place]):
                taken[row["element"]][place] = b"x" * len(match[0])
                found.append(Signal(row["element"], row["value"], *match.span()))
    return sorted(found, key=lambda signal: (signal.start, signal.end))


@cache
def _regex(*words: str) -> str:
    """The pattern of terms, as ``analysis.text`` reads the terms of a table."""
    return rf"\b{alternation(words)}\b"
