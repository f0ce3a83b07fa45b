"""Published figures that stand beside the claims: context, never a verdict. Every row names its
source."""

import pandas as pd

from analysis.vocabulary import load_table

NUMBERS = (
    *("year", "start", "value", "value_low", "value_high", "km2", "held_low", "held_high"),
    *("acts", "words", "direct", "implied", "label", "at_other"),
)


def reference(name: str) -> pd.DataFrame:
    """A table of ``data/`` as a frame: numbers as numbers, an empty cell as missing.

    ``reference_figures``: one row an estimate or sum that somebody published of what a family
    counts, with its source and, in ``note``, what of it was checked. ``un_claims``: one row a claim
    made in the general debate of the United Nations (``docs/recipes/un_claims.py``).
    ``un_acts`` and ``un_accusations``: acts and accusations of two states there (``un_acts.py``).
    ``district_areas``: one row an area, in square kilometres.
    """
    frame = pd.DataFrame(load_table(name)).replace("", pd.NA)
    return frame.assign(
        **{column: pd.to_numeric(frame[column]) for column in NUMBERS if column in frame}
    )


def territory_steps(account: str) -> pd.DataFrame:
    """The arithmetic behind a share of Azerbaijan's territory, one row a step of the sum.

    ``account`` names one of the lists of ``district_areas``: "shares held" or "whole districts".
    ``km2`` is the whole area, ``held_low`` and ``held_high`` bound the part held after May 1994,
    ``sum_low`` and ``sum_high`` are running totals (square kilometres), ``percent_low`` and
    ``percent_high`` those totals as percent of the 86,600 km2 of the country. ``uncertain`` says
    what in the step is open, ``source`` where it is from. An unknown account is a ``ValueError``.
    """
    areas = reference("district_areas")
    country = areas.loc[areas["account"] == "country", "km2"].item()
    known = [name for name in areas["account"].unique() if name != "country"]
    if account not in known:
        raise ValueError(f"{account!r} is invalid; must be one of {', '.join(known)}")
    steps = areas[areas["account"] == account].drop(columns="account").reset_index(drop=True)
    for bound in ("low", "high"):
        steps[f"sum_{bound}"] = steps[f"held_{bound}"].cumsum()
        steps[f"percent_{bound}"] = 100 * steps[f"sum_{bound}"] / country
    return steps
