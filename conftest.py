"""Tests and notebooks are run together: ``pytest --nbval tests notebooks``."""

import gc
import sys

# nbformat would load this library, which takes 3 s in each process to make parsers for a kind of
# address that notebooks do not have; nbval, which loads nbformat, is therefore loaded after it
sys.modules["rfc3987_syntax"] = None

pytest_plugins = ["nbval.plugin", "nbval_pictures", "kernels"]

# what takes longest comes first, so that no worker is left alone with it at the end
SLOW = (
    "test_accessible.py", "test_abuse.py", "test_run.py", "test_patterns.py", "test_try_it.py",
    "test_vocabulary.py", "test_exports.py", "test_verdicts.py", "test_in_a_browser.py",
    "test_properties.py", "test_audit.py", "test_quantities.py", "test_pages.py",
    "test_report.py", "test_memory.py", "test_notebooks.py", "test_command_line.py",
    "test_paragraphs.py", "test_making.py", "06_how_good_is_this.ipynb", "test_citations.py",
    "02_rhetoric.ipynb", "test_house.py", "test_exercises.py", "03_recurring_claims.ipynb",
)  # fmt: skip


def pytest_collection_modifyitems(items):
    """The files of ``SLOW`` in that order, then the others as they were."""
    order = {name: at for at, name in enumerate(SLOW)}
    items.sort(key=lambda item: order.get(item.path.name, len(SLOW)))


def pytest_collection_finish():
    """What is there now stays: it is not looked through again, and what is new more seldom."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
