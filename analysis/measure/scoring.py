"""How good is an extractor: its rows against a hand annotation."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd


def score(found: pd.DataFrame, gold: pd.DataFrame, on: Sequence[str]) -> dict[str, float]:
    """Right, missed and surplus rows, and precision, recall and F1, where rows agree on the columns ``on``.

    A row of gold is matched by one row found; missing equals missing. precision = right / found,
    recall = right / gold; not a number where the denominator is 0.
    """
    have, want = (_bag(frame, on) for frame in (found, gold))
    right = sum((have & want).values())
    precision = right / len(found) if len(found) else float("nan")
    recall = right / len(gold) if len(gold) else float("nan")
    f1 = 2 * right / (len(found) + len(gold)) if len(found) + len(gold) else float("nan")
    return {
        "right": right, "missed": len(gold) - right, "surplus": len(found) - right,
        "precision": precision, "recall": recall, "f1": f1,
    }  # fmt: skip


def _bag(frame: pd.DataFrame, on: Sequence[str]) -> Counter:
    values = frame[list(on)].astype("object")
    return Counter(values.where(values.notna(), None).itertuples(index=False, name=None))
