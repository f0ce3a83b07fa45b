"""The corpus and its evidence, read once for all tests. A fixture is never changed by a test."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

import analysis
from analysis import Evidence

settings.register_profile("untimed", deadline=None)  # a busy machine fails no test
settings.load_profile("untimed")
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def documents() -> pd.DataFrame:
    return analysis.load(ROOT / "corpus")


@pytest.fixture(scope="session")
def evidence(documents: pd.DataFrame) -> Evidence:
    return analysis.extract(documents)


@pytest.fixture(scope="session")
def parsed(documents: pd.DataFrame) -> Evidence:
    """With the grammar: loads spaCy's model."""
    return analysis.extract(documents, rhetoric=True)
