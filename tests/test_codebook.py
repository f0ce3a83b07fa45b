"""The codebook names every table of the package and says what every column of a frame means.

``python tests/test_codebook.py`` renews the part that is written from ``analysis/data/frames.csv``.
"""

import re
from pathlib import Path

import pytest

from analysis.frames import SCHEMAS, describe

ROOT = Path(__file__).parents[1]
CODEBOOK = ROOT / "docs" / "codebook.md"
PART = re.compile(r"(?<=<!-- frames -->\n).*(?=<!-- end of frames -->)", re.DOTALL)


def frames_part():
    """A table for each frame: column, values that are allowed, meaning."""
    lines = []
    for name in SCHEMAS:
        lines += ["", f"### {name}", "", "| column | meaning | values |", "|---|---|---|"]
        for row in describe(name).fillna("").itertuples():
            allowed = ", ".join(f"`{value}`" for value in SCHEMAS[name][row.column].allowed)
            lines.append(f"| `{row.column}` | {row.meaning} | {allowed or row.type} |")
    return "\n".join([*lines, "", ""])


def test_every_column_of_a_frame_is_explained():
    (written,) = PART.findall(CODEBOOK.read_text(encoding="utf-8"))
    assert frames_part() == written, "renew it: python tests/test_codebook.py"


@pytest.mark.parametrize("folder", ["vocabulary", "reference", "study"])
def test_every_table_is_named(folder):
    text = CODEBOOK.read_text(encoding="utf-8")
    tables = sorted(path.stem for path in (ROOT / "analysis" / "data" / folder).glob("*.csv"))
    assert tables, folder
    assert [] == [name for name in tables if f"`{name}`" not in text]


if __name__ == "__main__":
    renewed = PART.sub(lambda _: frames_part(), CODEBOOK.read_text(encoding="utf-8"))
    CODEBOOK.write_text(renewed, encoding="utf-8")
