"""The reading edition, built once for all workers, and a browser's page of it."""

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "site"))  # the modules that make it


@pytest.fixture(scope="session")
def build(root):
    """Build the site of a folder in another; gives the site and what Sphinx complains of."""
    pytest.importorskip(
        "myst_nb", reason="no Sphinx here: the edition is not tested (extra [site])"
    )

    def build(home, folder):
        pages = root / "docs" / "site" / "pages.py"
        runpy.run_path(str(pages))["write_pages"](home, folder / "pages")
        command = [sys.executable, "-m", "sphinx", "-q", "-c", home / "docs" / "site"]
        command += ["-d", folder / "doctrees", folder / "pages", folder / "site"]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        return folder / "site", done.stderr

    return build


@pytest.fixture(scope="session")
def built(root, build, tmp_path_factory):
    """By the worker that asks first; another waits for it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # the workers have it in common
    told = folder / "edition.txt"
    with FileLock(folder / "edition.lock"):
        if not told.exists():
            shutil.rmtree(folder / "edition", ignore_errors=True)
            told.write_text(build(root, folder / "edition")[1], encoding="utf-8")
    return folder / "edition" / "site", told.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site(built):
    return built[0]


@pytest.fixture(scope="session")
def names(site):
    """The path of every page."""
    pages = (path.relative_to(site) for path in site.rglob("*.html"))
    return sorted(path.as_posix() for path in pages if "_static" not in path.parts)


@pytest.fixture
def tab(chromium):
    """A page that must neither complain nor ask for anything outside the folder."""
    options = {"viewport": {"width": 1300, "height": 900}, "color_scheme": "light"}
    context = chromium.new_context(**options, bypass_csp=True)
    tab, wrong = context.new_page(), []
    bad, here = ("error", "warning"), ("file:", "data:")
    tab.on("console", lambda told: wrong.append(told.text) if told.type in bad else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("requestfailed", lambda asked: wrong.append(f"failed: {asked.url}"))
    tab.on("request", lambda asked: None if asked.url.startswith(here) else wrong.append(asked.url))
    yield tab
    context.close()
    assert [] == wrong
