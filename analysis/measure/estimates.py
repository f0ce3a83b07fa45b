"""What the verdicts of an audit say of the whole corpus: rates, and counts corrected by them.

What was read counts as it was read, what was not read at the rate of its stratum (Egami et al.
2023; Angelopoulos et al. 2023). Intervals are a Bayesian bootstrap by document (Rubin 1981): where
each row stands in a text of its own the interval of a rate is that of ``scipy.stats.beta``. Units
that were not read are drawn at the rate (Ericson 1969). How missed rows are shared among labels
rests on a model (``Audit.shares``), not on the design. ``docs/audit.md`` gives the reasons.
"""

from collections.abc import Sequence
from functools import cached_property
from math import hypot

import numpy as np
import pandas as pd

from analysis.frames import SCHEMAS, one_of
from analysis.measure.ledger import same_claims

# the columns that a reader judges, of each table; the first says what a row is (its label)
JUDGED = {
    "claims": ("family", "value", "unit", "hedge", "status"),
    "quantities": ("hedge", "value", "unit", "counted"),
    "citations": ("kind", "body", "symbol", "function", "year"),
}
ENOUGH = 10  # rows of a cell that were read, from which its rate is its own
PRIOR = 0.5  # of a row, added to what was read
SHAPE = 0.65  # of the factor by which families are missed more often or less (docs/audit.md)
ALL = "(all)"
ITS_OWN, OF_STRATA = "its own rows", "rates of its strata"
IS_ONE = "is one"  # the row is one of its label, whatever else is wrong
Estimate = tuple[float, np.ndarray, bool]  # the number, its replicates, whether from its own rows


def score(units: pd.DataFrame, verdicts: pd.DataFrame, *, replicates: int = 2000) -> pd.DataFrame:
    """Precision and recall of all and of each label, one row a rate.

    ``units`` come from ``draw``, ``verdicts`` from ``checked``. ``column`` is a judged column, "all
    columns", or "is one": the row is one of its label. precision = rows right in it / rows found;
    recall = rows that are one / these and the missed ones. ``read`` counts verdicts, ``rate``,
    ``low`` and ``high`` (95 percent) speak of the corpus that was drawn from, not of other texts.
    """
    return Audit(units, verdicts, replicates).score()


def corrected(
    units: pd.DataFrame, verdicts: pd.DataFrame, by: Sequence[str] = (), *, replicates: int = 2000
) -> pd.DataFrame:
    """The count of each group of rows, corrected by what the audit found: one row a group.

    ``by`` are columns of ``units``, of the table or of its documents; if not given the label. A row
    counts in its group if none of these columns is wrong. ``found`` is what the program counts,
    ``read`` how many of them were read, ``right`` how many of them are estimated to be right,
    ``missed`` how many more there are, ``corrected`` their sum with its interval of 95 percent.

    ``basis`` says what may be said: "its own rows" rests on rows of the group, "rates of its
    strata" supposes that errors in this group are as frequent as in its strata, because fewer than
    ``ENOUGH`` of it were read. Where ``by`` has a column that no missed row is known in (a value),
    missed rows are shared among the groups as the right ones are.
    """
    return Audit(units, verdicts, replicates).corrected(by)


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


class Audit:
    """Units with their verdicts, and one weight a document and a replicate.

    A ``cell`` says of each unit whether it is in it; ``y`` has a value for each unit that was read.
    """

    def __init__(
        self, units: pd.DataFrame, verdicts: pd.DataFrame, replicates: int, seed: int = 0
    ) -> None:
        self.units, self.replicates = units, replicates
        self.judged = JUDGED[units["table"].iloc[0]]
        self.random = np.random.default_rng(seed)
        said = verdicts[verdicts["verdict"] != "unsure"].set_index("item")
        self.read = units["item"].isin(said.index).to_numpy()
        told = said.loc[units["item"][self.read]]
        self._wrong = [several(cell) for cell in told["wrong"]]
        self._missed = [several(cell) for cell in told["missed"]]
        self.found = (units["what"] == "found").to_numpy()
        self._stratum, names = pd.factorize(units["stratum"])
        self._sizes = np.bincount(self._stratum)
        self._members = self._stratum[self.read] == np.arange(len(names))[:, None]
        document, names = pd.factorize(units["doc_id"][self.read])
        # exponential weights, a little less even: each stratum costs one of its documents
        pairs = len({*zip(self._stratum[self.read], document, strict=True)})
        even = max(1 - self._members.any(axis=1).sum() / max(pairs, 1), PRIOR)
        self._weights = self.random.gamma(even, 1 / even, (len(names), replicates))[document]
        # each label with its share of what was found
        self.labels = units[self.judged[0]].value_counts(normalize=True)
        self._of_places: dict[bytes, Estimate] = {}

    def score(self) -> pd.DataFrame:
        label, rows = self.judged[0], []
        must: dict[str, Sequence[str]] = {"all columns": self.judged, IS_ONE: [label]}
        must |= {column: [label, column] for column in self.judged[1:]}
        everywhere, of_label = np.ones(len(self.units), dtype=bool), self.units[label]
        for name in [None, *self.labels.index]:
            cell = self.found if name is None else (of_label == name).fillna(False).to_numpy(bool)
            read, of, said = int((cell & self.read).sum()), int(cell.sum()), name or ALL
            right = {column: self.total(cell, self.right(these)) for column, these in must.items()}
            for column, (point, draws, _) in right.items():
                rows.append((said, column, "precision", read, *_interval(point / of, draws / of)))
            one, missed = right[IS_ONE], self.missed(everywhere, name)
            point = one[0] / (one[0] + missed[0]) if one[0] + missed[0] else np.nan
            draws = one[1] / np.maximum(one[1] + missed[1], 1e-9)
            read += int((~self.found & self.read).sum())
            rows.append((said, IS_ONE, "recall", read, *_interval(point, draws)))
        names = [label, "column", "rate_of", "read", "rate", "low", "high"]
        return pd.DataFrame(rows, columns=names)

    def corrected(self, by: Sequence[str] = ()) -> pd.DataFrame:
        label, rows = self.judged[0], []
        by = list(by) or [label]
        known = [name for name in by if self._is_known_of_places(name)]
        keys = [name for name in known if name != label]
        group, of_known, of_places = map(self._grouped, (by, known, keys))
        is_right, at = self.right([label, *by]), np.flatnonzero(self.found)
        firsts = at[np.unique(group[at], return_index=True)[1]]  # of each group
        for first in firsts:
            members = (group == group[first]) & self.found
            right = self.total(members, is_right)
            named = self.units[label].iloc[first] if label in by else None
            more = self.missed(of_places == of_places[first], named)
            if len(known) < len(by):
                whole = self.total((of_known == of_known[first]) & self.found, is_right)
                share = right[0] / whole[0] if whole[0] else 0.0
                drawn = np.minimum(right[1] / np.maximum(whole[1], 1), 1)
                more = more[0] * share, more[1] * drawn, False
            corrected = _summed(right, more)
            basis = ITS_OWN if right[2] and more[2] else OF_STRATA
            found, read = int(members.sum()), int((members & self.read).sum())
            rows.append((found, read, right[0], more[0], *corrected, basis))
        names = ["found", "read", "right", "missed", "corrected", "low", "high", "basis"]
        counts = pd.DataFrame(rows, columns=names, index=self.units.index[firsts])
        frame = self.units[by].join(counts, how="right")
        return frame.sort_values("found", ascending=False, kind="stable", ignore_index=True)

    def right(self, columns: Sequence[str]) -> np.ndarray:
        """1 for each unit in which none of ``columns`` is wrong; ``number`` asks for the value."""
        bad = {"none", *columns, *(["value"] if "number" in columns else [])}
        return np.array([bad.isdisjoint(wrong) for wrong in self._wrong], dtype=float)

    def _counted(self, label: str | None) -> np.ndarray:
        """How many rows of a label (or of any) each unit misses."""
        rows = [len(some) if label is None else some.count(label) for some in self._missed]
        return np.array(rows, dtype=float)

    def _is_known_of_places(self, name: str) -> bool:
        """Is it known of a missed row? Its label is, and what is known of its document."""
        one_of(name, self.units, "by ")
        of_table = name in SCHEMAS[self.units["table"].iloc[0]] and name != "doc_id"
        of_places = self.units.loc[~self.found, name]
        return name == self.judged[0] or (not of_table and bool(of_places.notna().any()))

    def _grouped(self, names: list[str]) -> np.ndarray:
        """A number for each unit, the same where its values in all these columns are."""
        return self.units.groupby(names or ["table"], dropna=False).ngroup().to_numpy()

    def missed(self, part: np.ndarray, label: str | None = None) -> Estimate:
        """Rows that no row says, of a label (or of any), within ``part``.

        Few are seen of a rare label, so the missed rows of all labels are counted first and then
        shared out (``shares``).
        """
        places, every, y = part & ~self.found, self._counted(None), self._counted(label)
        point, draws, own = self._missed_of_all(places)
        if label is not None:
            at, seen = self.labels.index.get_loc(label), places[self.read]
            own_seen, all_seen = y[seen].sum(), every[seen].sum()
            point = own_seen + (point - all_seen) * self.shares[at, 0]
            unread = (draws - all_seen).astype(int)
            draws = own_seen + self.random.binomial(unread, self.shares[at, 1:])
        if y[self.found[self.read]].any():
            # a row found under a wrong label: seldom, so that nothing is added to what was seen
            others = self.total(part & self.found, y, counts=True, prior=0)
            point, draws = point + others[0], draws + others[1]
        return point, draws, own

    def _missed_of_all(self, places: np.ndarray) -> Estimate:
        """The missed rows of all labels; half a row is added to a part at the rate of the whole."""
        key, whole = places.tobytes(), ~self.found
        if key not in self._of_places:
            is_part = places.sum() < whole.sum()
            rate = (self._missed_of_all(whole)[1] + PRIOR) / whole.sum() if is_part else None
            self._of_places[key] = self.total(places, self._counted(None), counts=True, rate=rate)
        return self._of_places[key]

    def total(
        self, cell: np.ndarray, y: np.ndarray, *,
        counts: bool = False, prior: float = PRIOR, rate: np.ndarray | None = None,
    ) -> Estimate:  # fmt: skip
        """The sum of ``y`` over ``cell``: as read where it was read, at a rate where not.

        Half a row that is one and half a row that is none are added, or half a row at ``rate``.
        """
        seen = y[cell[self.read]].sum()
        left, among, own = self._parts(cell)
        read = among.sum(axis=1)
        point = np.where(read > 0, among @ y / np.maximum(read, 1), 0 if counts else PRIOR)
        # shared by strata: missed rows add up, what is added to rows found does so in squares
        added = prior * (left / max(left.sum(), 1))[:, None] ** (1 if counts else 0.5)
        yes, no = self.random.gamma(added, size=(2, len(left), self.replicates))
        drawn = (among * y) @ self._weights + yes
        more = yes + no if rate is None else added / rate
        drawn /= np.maximum(among @ self._weights + more, 1e-12)
        if counts:
            draws = self.random.poisson(left[:, None] * drawn)
        else:
            draws = self.random.binomial(left[:, None], np.minimum(drawn, 1))
        return float(seen + left @ point), seen + draws.sum(axis=0), own

    def _parts(self, cell: np.ndarray) -> tuple[np.ndarray, np.ndarray, bool]:
        """Of each stratum with unread units in ``cell``: how many, and the units read that speak
        for them, each with its weight; and whether these are always of the cell.

        Strata with fewer than ``ENOUGH`` read of the cell are put together where that is enough; a
        row of a stratum of which little was read then weighs more.
        """
        left = np.bincount(self._stratum[cell & ~self.read], minlength=len(self._sizes))
        some = left > 0
        left, members, sizes = left[some], self._members[some], self._sizes[some]
        inside = members & cell[self.read]
        few = inside.sum(axis=1) < ENOUGH
        if inside[few].sum() < ENOUGH:
            among = np.where(few[:, None], members, inside)
            is_part = few & (left + inside.sum(axis=1) < sizes)
            return left, among.astype(float), not is_part.any()
        weight = (sizes / np.maximum(members.sum(axis=1), 1))[few] @ inside[few]
        weight *= inside[few].sum() / weight.sum()
        left = np.append(left[~few], left[few].sum())
        return left, np.vstack([inside[~few], weight]), True

    @cached_property
    def shares(self) -> np.ndarray:
        """The share of each label among the missed rows, a row a label: the number, its replicates.

        Of m missed rows seen s are of a label with the share p of the rows found. It is missed
        (SHAPE + s) / (SHAPE + m p) times as often as all together; its share is p times this
        factor, all together 1 (Poisson-gamma; Clayton and Kaldor 1987; ``docs/audit.md``). Of
        little use with one or two labels, or no missed row seen.
        """
        share = self.labels.to_numpy()[:, None]
        y = np.array([self._counted(label) for label in self.labels.index])
        left, among, _ = self._parts(~self.found)
        # a row of a stratum of which little was read speaks for more
        weight = (left / np.maximum(among.sum(axis=1), 1)) @ among
        y = y * weight * (weight > 0).sum() / max(weight.sum(), 1e-12)
        drawn = y @ self._weights + self.random.gamma(SHAPE, size=(len(y), self.replicates))
        seen = np.column_stack([y.sum(axis=1) + SHAPE, drawn])
        factor = share * seen / (SHAPE + y.sum() * share)
        return factor / np.maximum(factor.sum(axis=0), 1e-12)


def _summed(one: Estimate, other: Estimate) -> tuple[float, float, float]:
    """The sum of two numbers that have draws, with its interval of 95 percent.

    Draws of "10 of 10 right" lie below the number and pull the sum down; so its high end is at
    least the sum + sqrt(a^2 + b^2), where a and b are how far the high ends of the two lie above
    them (MOVER; Zou and Donner 2008). Not for the low end: MOVER does not see that a low end that
    no draw can pass is often reached.
    """
    point, low, high = _interval(one[0] + other[0], one[1] + other[1])
    above = [_interval(number, draws)[2] - number for number, draws, _ in (one, other)]
    return point, low, max(high, point + hypot(*above))


def _interval(point: float, draws: np.ndarray) -> tuple[float, float, float]:
    """The number with its interval of 95 percent, which holds it.

    2.5 percent of the draws lie beyond each end; 5 percent beyond one, where the other end is one
    that no draw can pass (nothing more is missed, all are right; Jovanovic and Levy 1997).
    """
    low, high = np.quantile(draws, [0.025, 0.975])
    if low == draws.min():
        high = np.quantile(draws, 0.95)
    elif high == draws.max():
        low = np.quantile(draws, 0.05)
    return point, min(low, point), max(high, point)
