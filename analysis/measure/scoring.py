"""How good is an extractor: its rows against an annotation."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from analysis.frames import InputError, plain_values
from analysis.measure.words import rates
from analysis.vocabulary import load_table

SIDES = ["right", "missed", "surplus"]
# the rates a measured score allows: all rows were annotated, or only what was found was read, or
# each had one answer
RATES = {"rows": ("precision", "recall"), "found": ("precision",), "share": ("share right",)}


def score(found: pd.DataFrame, gold: pd.DataFrame, on: Sequence[str]) -> dict[str, float]:
    """Right, missed and surplus rows, precision, recall and F1; rows agree on the columns ``on``.

    A row of gold is matched by one row found; missing equals missing. precision = right / found,
    recall = right / gold; not a number where the denominator is 0.
    """
    sides = Counter(side for side, *_ in _sides(found, gold, on))
    counts = pd.DataFrame([{side: sides[side] for side in SIDES}])
    return _rated(counts).to_dict("records")[0]


def compared(
    found: pd.DataFrame, gold: pd.DataFrame, on: Sequence[str], paragraphs: pd.DataFrame
) -> pd.DataFrame:
    """Every row of both: ``side`` (right, missed, surplus), ``on``, doc_id, start, end, quote.

    The place of a row that was found is its own. Gold has no offsets: that of a missed row is its
    paragraph, or its document where no such paragraph was found. A document that is not in
    ``paragraphs`` is an ``InputError``.
    """
    place = ["doc_id", "start", "end", "quote"]
    units = dict(iter(paragraphs.groupby("doc_id", sort=False)))
    rows = []
    for side, values, number in _sides(found, gold, on):
        if side != "missed":
            rows.append((side, *values, *found.iloc[number][place]))
            continue
        doc_id, label = gold.iloc[number][["doc_id", "paragraph"]]
        if doc_id not in units:
            known = ", ".join(units)
            raise InputError(f"gold names the document {doc_id!r}; the texts are {known}")
        same = units[doc_id]["paragraph"] == label
        unit = units[doc_id][same if same.any() else ~same]
        span = (unit["start"].min(), unit["end"].max(), unit["quote"].iloc[0])
        rows.append((side, *values, doc_id, *span))
    both = pd.DataFrame(rows, columns=["side", *on, *place])
    return both.loc[:, ~both.columns.duplicated()]


def side_by_side(
    found: Mapping[str, pd.DataFrame], gold: Mapping[str, pd.DataFrame],
    paragraphs: pd.DataFrame, on: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """The rows of ``compared`` for each table of ``gold``; ``what`` is the name of the table.

    Columns that are compared are those of ``on``, else those of the gold table that the table found
    has as well.
    """
    rows = []
    for name, table in gold.items():
        asked = (on or {}).get(name) or [column for column in table if column in found[name]]
        rows.append(compared(found[name], table, asked, paragraphs).assign(what=name))
    return pd.concat(rows, ignore_index=True)


def tally(rows: pd.DataFrame, by: str = "what") -> pd.DataFrame:
    """``score`` of rows of ``compared``, one row a value of ``by``, in the order they come."""
    counts = pd.crosstab(rows[by], rows["side"])
    counts = counts.reindex(index=rows[by].unique(), columns=SIDES, fill_value=0)
    return _rated(counts).rename_axis(columns="side")


def measured() -> pd.DataFrame:
    """What was measured elsewhere (``data/study/measured_scores.csv``): one row a score and a rate.

    Columns what, set, texts, rate_of, count, of, rate, low, high (95 percent, Wilson), seen, date,
    version, command, source. ``rate_of`` is "precision" (of rows found), "recall" (of rows
    annotated; missing where only what was found was read) or "share right" (of rows with one answer
    each). ``seen`` is "yes" where the rules were written with these texts in view: such a rate is
    an upper bound, and its interval says nothing of other texts. The intervals take each row as
    independent; rows of one text are not, so they are too narrow. The index is the row of
    ``measured_scores``.
    """
    frame = pd.DataFrame(load_table("measured_scores"))
    sides = frame[SIDES].replace("", "0").astype(int)
    frame = frame.assign(**sides, rate_of=frame["measure"].map(RATES)).explode("rate_of")
    wrong = frame["surplus"].where(frame["rate_of"] == "precision", frame["missed"])
    frame = frame.assign(count=frame["right"], of=frame["right"] + wrong).astype({"texts": int})
    order = ["what", "set", "texts", "rate_of", "count", "of", "rate", "low", "high", "seen"]
    return rates(frame)[[*order, "date", "version", "command", "source"]]


def how_sure(*about: str) -> pd.DataFrame:
    """The measured scores whose ``what`` has a word of ``about`` in it: one row a score.

    Columns what, set, precision, recall, seen; a rate is its count and, in percent, Wilson's
    interval of 95 percent: "9 of 9, 70 to 100 %". A share of rows with one answer each is both
    precision and recall. Missing, ``seen``, and the index are as in ``measured``.
    """
    scores = measured()
    scores = scores[[any(word in what for word in about) for what in scores["what"]]]
    percent = scores.assign(low=100 * scores["low"], high=100 * scores["high"])
    template = "{count} of {of}, {low:.0f} to {high:.0f} %".format_map
    words = list(map(template, percent.to_dict("records")))
    said = pd.Series(words, scores.index, dtype="string")
    frame = scores.loc[~scores.index.duplicated(), ["what", "set", "seen"]]
    for at, name in enumerate(("precision", "recall"), start=2):
        frame.insert(at, name, said[scores["rate_of"].isin([name, "share right"])])
    return frame


def _rated(counts: pd.DataFrame) -> pd.DataFrame:
    """``counts`` of each side with the rates that they give."""
    right = counts["right"]
    found, gold = right + counts["surplus"], right + counts["missed"]
    among = {"precision": found, "recall": gold, "f1": (found + gold) / 2}
    return counts.assign(**{name: right / count for name, count in among.items()})


def _sides(
    found: pd.DataFrame, gold: pd.DataFrame, on: Sequence[str]
) -> Iterator[tuple[str, tuple, int]]:
    """Each row: its side, its values, its number in ``found`` or, if missed, in ``gold``."""
    frames = (plain_values(frame[list(on)]) for frame in (found, gold))
    ours, known = (frame.itertuples(index=False, name=None) for frame in frames)
    waiting: dict[tuple, list[int]] = defaultdict(list)
    for number, values in enumerate(ours):
        waiting[values].append(number)
    for number, values in enumerate(known):
        same = waiting[values]
        yield ("right", values, same.pop(0)) if same else ("missed", values, number)
    left = {number: values for values, numbers in waiting.items() for number in numbers}
    yield from (("surplus", left[number], number) for number in sorted(left))
