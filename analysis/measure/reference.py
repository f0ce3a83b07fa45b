"""Published figures that stand beside the claims: context, never a verdict; each with a source."""

import pandas as pd

from analysis.frames import one_of
from analysis.measure.ledger import directions
from analysis.vocabulary import columns, load_table

STATES = {"AZE": "Azerbaijan", "ARM": "Armenia", "TUR": "Turkey", "PAK": "Pakistan"}
LARGE = 290_000  # persons


def reference(name: str) -> pd.DataFrame:
    """A table of ``data/`` as a frame: numbers as numbers, an empty cell as missing.

    What a row of each table is, its units and its source stand in ``docs/codebook.md``.
    """
    frame = pd.DataFrame(load_table(name)).replace("", pd.NA)
    numbers = [column.name for column in columns()[name] if "<number>" in column.allowed]
    return frame.assign(**{column: pd.to_numeric(frame[column]) for column in numbers})


def un_said() -> pd.DataFrame:
    """The rows of ``un_claims`` on the conflict, read as right, with ``who`` and ``direction``."""
    rows = reference("un_claims").query("checked == 'right' and conflict == 'yes'")
    who = pd.Categorical(rows["country"].map(STATES), list(STATES.values()))
    return rows.assign(who=who, direction=rows["hedge"].map(directions()))


def counted_by_side() -> pd.DataFrame:
    """Refugees and displaced people together: year, side, persons."""
    counts = reference("displaced_counts").groupby(["side", "year"], sort=False)["persons"]
    return counts.sum().reset_index()


def chronicle() -> dict[str, pd.DataFrame]:
    """The frames of the picture of thirty years: events, shares, people, counts, cited.

    Of the people said, numbers from LARGE up; of the lists of a speaker and year, the largest.
    """
    events = reference("events").dropna(subset="label")
    parts = events["date"].str.split("-", expand=True).astype(float)
    said = un_said()
    people = said[(said["family"] == "displaced_persons") & (said["unit"] != "percent")]
    lists = reference("un_citations").sort_values("members").rename(columns={"by": "who"})
    cited = lists[lists["who"] != "Security Council"].drop_duplicates(["who", "year"], keep="last")
    return {
        "events": events.assign(year=parts[0] + (parts[1].fillna(1) - 1) / 12),
        "shares": said[said["family"] == "territory_share"],
        "people": people[people["value"] >= LARGE],
        "counts": counted_by_side(),
        "cited": cited.sort_values("year"),
    }


def territory_steps(account: str) -> pd.DataFrame:
    """The arithmetic behind a share of Azerbaijan's territory, one row a step of the sum.

    ``account`` names one of the lists of ``district_areas``: "shares held" or "whole districts".
    ``km2`` is the whole area, ``held_low`` and ``held_high`` bound the part held after May 1994,
    ``sum_low`` and ``sum_high`` are running totals (square kilometres), ``percent_low`` and
    ``percent_high`` those totals as percent of the 86,600 km2 of the country. ``uncertain`` says
    what in the step is open, ``source`` where it is from. An unknown account is an ``InputError``.
    """
    areas = reference("district_areas")
    country = areas.loc[areas["account"] == "country", "km2"].item()
    known = [name for name in areas["account"].unique() if name != "country"]
    one_of(account, known)
    steps = areas[areas["account"] == account].drop(columns="account").reset_index(drop=True)
    for bound in ("low", "high"):
        steps[f"sum_{bound}"] = steps[f"held_{bound}"].cumsum()
        steps[f"percent_{bound}"] = 100 * steps[f"sum_{bound}"] / country
    return steps
