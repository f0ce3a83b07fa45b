"""The mendings that ``make undone`` undoes are still where it says."""

import pytest
from undone import MENDED, ROOT


@pytest.mark.parametrize("one", MENDED, ids=lambda one: one.fault[:40])
def test_the_edit_applies_and_its_tests_are_there(one):
    assert one.text() != (ROOT / one.file).read_text(encoding="utf-8")
    place, _, name = one.tests.split(" -k ")[0].partition("[")[0].partition("::")
    assert f"def {name}" in (ROOT / place).read_text(encoding="utf-8")
