"""What the verdicts of an audit say of the whole corpus: rates, and counts corrected by them.

The estimator is that of a survey with strata: what was read counts as it was read, what was not
read counts at the rate of its stratum. That is the design-based correction of Egami et al. (2023)
and Angelopoulos et al. (2023), the program's rows as predictions and the verdicts as the labels.

Intervals are a Bayesian bootstrap (Rubin 1981) by document: each document has one exponential
weight for all its rows, so errors that come together in a text widen them. Half a row right and
half a row wrong are added to what was read (Jeffreys), so that "8 of 8" is not taken for certainty:
where each row stands in a text of its own the interval of a rate is Jeffreys', as in
``scipy.stats.beta``. Units that were not read are then drawn at the rate (Ericson 1969), so a
stratum that was read in full has no error.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analysis.frames import SCHEMAS
from analysis.measure.ledger import same_claims

# the columns that a reader judges, of each table; the first says what a row is (its label)
JUDGED = {
    "claims": ("family", "value", "unit", "hedge", "status"),
    "quantities": ("hedge", "value", "unit", "counted"),
    "citations": ("kind", "body", "symbol", "function"),
}
ENOUGH = 10  # rows of a cell that were read, from which its rate is its own
PRIOR = 0.5
SPLIT = 1  # rows by which missed rows are shared among labels before any is seen
ALL = "(all)"
ITS_OWN, OF_STRATA = "its own rows", "rates of its strata"
IS_ONE = "is one"  # the row is one of its label, whatever else is wrong
Estimate = tuple[float, np.ndarray, bool]  # the number, its replicates, whether from its own rows


def score(
    units: pd.DataFrame, verdicts: pd.DataFrame, *, replicates: int = 2000, seed: int = 0
) -> pd.DataFrame:
    """Precision and recall of each label and of all, one row a rate.

    ``units`` come from ``draw``, ``verdicts`` from ``checked``. ``column`` is a judged column, "all
    columns", or "is one": the row is one of its label. precision = rows right in it / rows found;
    recall = rows that are one / these and the missed ones. ``read`` counts verdicts, ``rate``,
    ``low`` and ``high`` (95 percent) speak of the corpus that was drawn from, not of other texts.
    """
    audit = _Audit(units, verdicts, replicates, seed)
    label, rows = audit.judged[0], []
    for name in [*units[label].value_counts().index, ALL]:
        cell = audit.found if name == ALL else audit.found & (units[label] == name).to_numpy()
        read, of = int((cell & audit.read).sum()), int(cell.sum())
        for column in ("all columns", IS_ONE, *audit.judged[1:]):
            point, draws, _ = audit.total(cell, audit.right(_asked(column, audit.judged)))
            rate = _interval(point / of, draws / of)
            rows.append((name, column, "precision", read, *rate))
        one = audit.total(cell, audit.right([label]))
        missed = audit.missed(audit.everywhere, None if name == ALL else name)
        point = one[0] / (one[0] + missed[0]) if one[0] + missed[0] else np.nan
        draws = one[1] / np.maximum(one[1] + missed[1], 1e-9)
        read += int((~audit.found & audit.read).sum())
        rows.append((name, IS_ONE, "recall", read, *_interval(point, draws)))
    return pd.DataFrame(rows, columns=[label, "column", "rate_of", "read", "rate", "low", "high"])


def corrected(
    units: pd.DataFrame, verdicts: pd.DataFrame, by: Sequence[str] = (), *,
    replicates: int = 2000, seed: int = 0,
) -> pd.DataFrame:  # fmt: skip
    """The count of each group of rows, corrected by what the audit found: one row a group.

    ``by`` are columns of ``units``, of the table or of its documents; if not given the label. A row
    counts in its group if none of these columns is wrong. ``found`` is what the program counts,
    ``read`` how many of them were read, ``right`` how many of them are estimated to be right,
    ``missed`` how many more there are, ``corrected`` their sum with its interval of 95 percent.

    ``basis`` says what may be said: "its own rows" rests on the design alone; "rates of its strata"
    supposes that errors in this group are as frequent as in its strata, because fewer than
    ``ENOUGH`` of it were read. Where ``by`` has a column that no missed row is known in (a value),
    missed rows are shared among the groups as the right ones are.
    """
    audit = _Audit(units, verdicts, replicates, seed)
    by = list(by) or [audit.judged[0]]
    known = [name for name in by if audit.is_known_of_places(name)]
    keys = [name for name in known if name != audit.judged[0]]
    is_right, rows = audit.right([audit.judged[0], *by]), []
    wholes: dict[Any, tuple[Estimate, Estimate]] = {}
    for key, members in audit.groups(by):
        right = audit.total(members, is_right)
        values = dict(zip(by, key, strict=True))
        whole = tuple(values[name] for name in known)
        if whole not in wholes:
            part = audit.part({name: values[name] for name in keys})
            missed = audit.missed(part, values.get(audit.judged[0]))
            of = audit.total(audit.part({name: values[name] for name in known}) & audit.found,
                             is_right)  # fmt: skip
            wholes[whole] = of, missed
        of, missed = wholes[whole]
        share = _share(right, of) if len(known) < len(by) else (1.0, np.ones(replicates))
        more = missed[0] * share[0], missed[1] * share[1]
        low_high = _interval(right[0] + more[0], right[1] + more[1])
        own = ITS_OWN if right[2] and missed[2] and len(known) == len(by) else OF_STRATA
        read = int((members & audit.read).sum())
        rows.append((*key, int(members.sum()), read, right[0], more[0], *low_high, own))
    numbers = ["found", "read", "right", "missed", "corrected", "low", "high", "basis"]
    frame = pd.DataFrame(rows, columns=[*by, *numbers])
    order: Any = {"by": "found", "ascending": False, "kind": "stable", "ignore_index": True}
    return frame.sort_values(**order)


def several(cell: object) -> list[str]:
    """The values of a cell that holds several: "value; hedge"."""
    return [part.strip() for part in str(cell).split(";") if part.strip()]


def lines(units: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """``corrected`` for each line of the ledger: a number of a family that two texts or more name.

    Numbers are the same as ``ledger.recurring`` has it; ``number`` is the lowest of a line.
    """
    found = units[units["what"] == "found"]
    parts = [part for part in same_claims(found) if part["doc_id"].nunique() > 1]
    number = pd.concat([part["number"] for part in parts] or [pd.Series(dtype=float)])
    recurring = corrected(units.assign(number=number), verdicts, ["family", "unit", "number"])
    return recurring.dropna(subset="number", ignore_index=True)


class _Audit:
    """Units with their verdicts, and one weight a document and a replicate."""

    def __init__(
        self, units: pd.DataFrame, verdicts: pd.DataFrame, replicates: int, seed: int
    ) -> None:
        self.units, self.replicates = units, replicates
        self.judged = JUDGED[units["table"].iloc[0]]
        self.random = np.random.default_rng(seed)
        said = verdicts[verdicts["verdict"] != "unsure"].set_index("item")
        self.read = units["item"].isin(said.index).to_numpy()
        told = said.loc[units["item"][self.read], ["wrong", "missed"]].map(several)
        self._wrong, self._missed = told["wrong"].tolist(), told["missed"].tolist()
        self.found = (units["what"] == "found").to_numpy()
        self.everywhere = np.ones(len(units), dtype=bool)
        self._document = pd.factorize(units["doc_id"])[0]
        self._stratum = pd.factorize(units["stratum"])[0]
        shape = (self._document.max(initial=0) + 1, replicates)
        self._weights = self.random.exponential(size=shape)

    @cached_property
    def _strata(self) -> list[np.ndarray]:
        return [np.flatnonzero(self._stratum == at) for at in range(self._stratum.max() + 1)]

    @cached_property
    def _shares(self) -> dict[str, float]:
        """The share of each label in what was found."""
        return self.units[self.judged[0]].value_counts(normalize=True).to_dict()

    def right(self, columns: Sequence[str]) -> np.ndarray:
        """1 for each unit in which none of ``columns`` is wrong; ``number`` asks for the value."""
        bad = {"none", *columns, *(["value"] if "number" in columns else [])}
        return self._of_read([bad.isdisjoint(wrong) for wrong in self._wrong])

    def _of_read(self, values: Sequence[float]) -> np.ndarray:
        """One value a unit: those given of the units read, 0 of the others."""
        y = np.zeros(len(self.units))
        y[self.read] = values
        return y

    def is_known_of_places(self, name: str) -> bool:
        """Is it known of a missed row? Its label is, and what is known of its document."""
        if name not in self.units:
            known = ", ".join(self.units)
            raise ValueError(f"by {name!r} is invalid; must be one of {known}")
        of_table = name in SCHEMAS[self.units["table"].iloc[0]].columns and name != "doc_id"
        of_places = self.units.loc[~self.found, name]
        return name == self.judged[0] or (not of_table and bool(of_places.notna().any()))

    def groups(self, by: list[str]) -> list[tuple[tuple, np.ndarray]]:
        """The groups of rows found, each with its key and its members."""
        found = []
        for key, rows in self.units[self.found].groupby(by, dropna=False):
            found.append((key, self.units.index.isin(rows.index)))
        return found

    def part(self, values: dict[str, Any]) -> np.ndarray:
        """The units that have these values."""
        same = self.everywhere.copy()
        for name, value in values.items():
            column = self.units[name]
            same &= (column.isna() if pd.isna(value) else column.eq(value).fillna(False)).to_numpy()
        return same

    def missed(self, part: np.ndarray, label: object) -> Estimate:
        """Rows that no row says, of a label (or of any), within ``part``.

        Few are seen of a rare label, so the missed rows of all labels are counted first and then
        shared out: ``SPLIT`` rows with the labels of those found are added to those seen.
        """
        every = self._of_read([len(some) for some in self._missed])
        y, places = every, part & ~self.found
        point, draws, own = self.total(places, every, counts=True)
        if label is not None:
            y = self._of_read([some.count(str(label)) for some in self._missed])
            point, seen = self.total(places, y, counts=True)[0], places & self.read
            split = self._split(places, y, every, str(label))
            unread = (draws - every[seen].sum()).astype(int)
            draws = y[seen].sum() + self.random.binomial(unread, split)
        # a row found under a wrong label: seldom, so that nothing is added to what was seen
        others = self.total(part & self.found, y, counts=True, prior=0)
        return point + others[0], draws + others[1], own

    def total(
        self, cell: np.ndarray, y: np.ndarray, *, counts: bool = False, prior: float = PRIOR
    ) -> Estimate:
        """The sum of ``y`` over ``cell``: as read where it was read, at a rate where not."""
        seen, parts = y[cell & self.read].sum(), self._parts(cell)
        point, draws = seen, np.full(self.replicates, seen)
        unread = sum(left for left, _, _ in parts)
        for left, read, _ in parts:
            point += left * (y[read].mean() if len(read) else 0 if counts else PRIOR)
            rate = self._rates(y[read], self._document[read], prior * left / unread)
            if counts:
                draws = draws + self.random.poisson(left * rate)
            else:
                draws = draws + self.random.binomial(left, np.minimum(rate, 1))
        return float(point), draws, all(own for _, _, own in parts)

    def _parts(self, cell: np.ndarray) -> list[tuple[int, np.ndarray, bool]]:
        """The strata of ``cell``: how many are not read, which speak for them, if its own."""
        parts = []
        for members in self._strata:
            inside = members[cell[members]]
            read = inside[self.read[inside]]
            own = len(read) >= ENOUGH or len(inside) == len(members)
            among = read if own else members[self.read[members]]
            if left := len(inside) - len(read):
                parts.append((left, among, own))
        return parts

    def _rates(self, y: np.ndarray, documents: np.ndarray, prior: float) -> np.ndarray:
        """The mean of ``y`` in each replicate, with ``prior`` of a row added on both sides."""
        weights = self._weights[documents]
        yes, no = self.random.gamma(prior, size=(2, self.replicates))
        below = np.maximum(weights.sum(axis=0) + yes + no, 1e-12)
        return (y @ weights + yes) / below

    def _split(
        self, places: np.ndarray, y: np.ndarray, every: np.ndarray, label: str
    ) -> np.ndarray:
        """The share of ``label`` among missed rows, in each replicate."""
        seen, own = np.zeros((2, self.replicates)), self._shares[label]
        parts = self._parts(places)
        mean = sum(left for left, _, _ in parts) / max(sum(len(part[1]) for part in parts), 1)
        for left, read, _ in parts:
            scale = left / max(len(read), 1) / max(mean, 1e-12)
            seen += scale * np.stack([some[read] @ self._weights[self._document[read]]
                                      for some in (y, every)])  # fmt: skip
        added = self.random.gamma(SPLIT * own, size=self.replicates)
        rest = self.random.gamma(SPLIT * (1 - own), size=self.replicates)
        return np.minimum((seen[0] + added) / np.maximum(seen[1] + added + rest, 1e-12), 1)


def _asked(column: str, judged: Sequence[str]) -> list[str]:
    """The columns that must be right."""
    if column == "all columns":
        return list(judged)
    return [judged[0]] if column == IS_ONE else [judged[0], column]


def _share(part: Estimate, whole: Estimate) -> tuple[float, np.ndarray]:
    share = part[0] / whole[0] if whole[0] else 0.0
    return share, np.minimum(part[1] / np.maximum(whole[1], 1), 1)


def _interval(point: float, draws: np.ndarray) -> tuple[float, float, float]:
    """The number with its interval of 95 percent, which holds it."""
    low, high = np.quantile(draws, [0.025, 0.975])
    return point, min(low, point), max(high, point)
