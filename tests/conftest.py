"""The corpus and its evidence, read once for all tests. A fixture is never changed by a test."""

import resource
import shutil
import signal
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


@pytest.fixture
def full():
    """A disk that is full after some bytes (a limit on the size of a file stands for it)."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, heard)


@pytest.fixture(scope="module")
def chromium():
    """The Chromium that is installed. Two cannot be driven at a time: it ends with the file."""
    why = "nothing is tested in a browser"
    api = pytest.importorskip("playwright.sync_api", reason=f"no playwright here: {why}")
    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    if (path := next(found, None)) is None:
        pytest.skip(f"no Chromium here: {why}")
    with api.sync_playwright() as playwright:
        # no page lives long enough for code that is made faster to be worth making
        plain = "--js-flags=--no-maglev --no-turbofan --always-sparkplug"
        arguments = ["--no-sandbox", "--disable-gpu", plain]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
