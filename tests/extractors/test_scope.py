"""The status of a claim: triggers, what only looks like one, and where their scope ends."""

import pytest

from reading import rows_of


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("I would like to recall that 9,000 people were displaced.", "asserted"),
        ("As you would know, 9,000 people were displaced.", "asserted"),
        ("I would like to recall that a war would displace 9,000 people.", "hypothetical"),
    ],
)
def test_politeness_is_no_condition(text, status):
    assert [row["status"] for row in rows_of(text, "claims")] == [status]
