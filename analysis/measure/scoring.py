"""How good is an extractor: its rows against a hand annotation."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.measure.words import rates
from analysis.vocabulary import load_table

# the rates a measured score allows: all rows were annotated, or only what was found was read, or each had one answer
RATES = {"rows": ("precision", "recall"), "found": ("precision",), "share": ("share right",)}


def score(found: pd.DataFrame, gold: pd.DataFrame, on: Sequence[str]) -> dict[str, float]:
    """Right, missed and surplus rows, and precision, recall and F1, where rows agree on the columns ``on``.

    A row of gold is matched by one row found; missing equals missing. precision = right / found,
    recall = right / gold; not a number where the denominator is 0.
    """
    right = sum(side == "right" for side, *_ in _sides(found, gold, on))
    precision = right / len(found) if len(found) else float("nan")
    recall = right / len(gold) if len(gold) else float("nan")
    f1 = 2 * right / (len(found) + len(gold)) if len(found) + len(gold) else float("nan")
    return {
        "right": right, "missed": len(gold) - right, "surplus": len(found) - right,
        "precision": precision, "recall": recall, "f1": f1,
    }  # fmt: skip


def differences(found: pd.DataFrame, gold: pd.DataFrame, on: Sequence[str]) -> pd.DataFrame:
    """The errors one by one: the columns ``on`` of each row that only ``gold`` ("missed") or ``found`` ("surplus") has.

    In the order of ``gold``, then of ``found``; a row that occurs twice needs two on the other side.
    """
    rows = [(side, *values) for side, values, _ in _sides(found, gold, on) if side != "right"]
    return pd.DataFrame(rows, columns=["side", *on])


def compared(found: pd.DataFrame, gold: pd.DataFrame, on: Sequence[str], paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Every row of both with its place: ``side`` (right, missed, surplus), ``on``, doc_id, start, end, quote.

    The place of a row that was found is its own. Gold has no offsets: that of a missed row is its paragraph, or its
    document where no such paragraph was found. A document that is not in ``paragraphs`` is a ``ValueError``.
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
            raise ValueError(f"gold names the document {doc_id!r}; the texts are {', '.join(units)}")
        same = units[doc_id]["paragraph"] == label
        unit = units[doc_id][same if same.any() else ~same]
        rows.append((side, *values, doc_id, unit["start"].min(), unit["end"].max(), unit["quote"].iloc[0]))
    both = pd.DataFrame(rows, columns=["side", *on, *place])
    return both.loc[:, ~both.columns.duplicated()]


def measured() -> pd.DataFrame:
    """What was measured outside this page (``data/measured_scores.csv``): one row a score and a rate.

    Columns what, set, texts, rate_of, count, of, rate, low, high (95 percent, Wilson), seen, date, version, command,
    source. ``rate_of`` is "precision" (of rows found), "recall" (of rows annotated; missing where only what was found
    was read) or "share right" (of rows with one answer each). ``seen`` is "yes" where the rules were written with these
    texts in view: such a rate is an upper bound, and its interval says nothing of other texts. The intervals take each
    row as independent; rows of one text are not, so they are too narrow. The index is the row of ``measured_scores``.
    """
    rows, index = [], []
    for number, row in enumerate(load_table("measured_scores")):
        right, missed, surplus = (int(row[name] or 0) for name in ("right", "missed", "surplus"))
        of = {"precision": right + surplus, "recall": right + missed, "share right": right + missed}
        rows += [{**row, "rate_of": rate, "count": right, "of": of[rate]} for rate in RATES[row["measure"]]]
        index += [number] * len(RATES[row["measure"]])
    order = ["what", "set", "texts", "rate_of", "count", "of", "rate", "low", "high", "seen"]
    frame = pd.DataFrame(rows, index=index).astype({"texts": int})
    return rates(frame)[[*order, "date", "version", "command", "source"]]


def how_sure(*about: str) -> pd.DataFrame:
    """What stands beside a result: the measured scores whose ``what`` has a word of ``about`` in it, one row a score.

    Columns what, set, precision, recall, seen; a rate is its count and, in percent, Wilson's interval of 95 percent:
    "9 of 9, 70 to 100 %". A share of rows with one answer each is both precision and recall. Missing, ``seen``, and
    the index are as in ``measured``.
    """
    scores = measured()
    scores = scores[[any(word in what for word in about) for what in scores["what"]]]
    said = pd.Series(
        [f"{row.count} of {row.of}, {100 * row.low:.0f} to {100 * row.high:.0f} %" for row in scores.itertuples()],
        index=scores.index,
        dtype="string",
    )
    frame = scores.loc[~scores.index.duplicated(), ["what", "set", "seen"]]
    for at, name in enumerate(("precision", "recall"), start=2):
        frame.insert(at, name, said[scores["rate_of"].isin([name, "share right"])])
    return frame


def _sides(found: pd.DataFrame, gold: pd.DataFrame, on: Sequence[str]) -> Iterator[tuple[str, tuple, int]]:
    """Each row as its side, its values and its number in ``found``, or in ``gold`` where only that has it."""
    waiting: dict[tuple, list[int]] = defaultdict(list)
    for number, values in enumerate(_values(found, on)):
        waiting[values].append(number)
    for number, values in enumerate(_values(gold, on)):
        same = waiting[values]
        yield ("right", values, same.pop(0)) if same else ("missed", values, number)
    left = {number: values for values, numbers in waiting.items() for number in numbers}
    yield from (("surplus", left[number], number) for number in sorted(left))


def _values(frame: pd.DataFrame, on: Sequence[str]) -> Iterator[tuple]:
    values = frame[list(on)].astype("object")
    return values.where(values.notna(), None).itertuples(index=False, name=None)
