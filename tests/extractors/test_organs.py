"""Which body: named, shortened, owned, or not known."""

import pytest
from reading import rows_of

from analysis.extractors.organs import organs_of
from analysis.vocabulary import shipped

BODIES = [
    # a word in capitals at the head of a sentence is no part of the name
    ("The United Nations met. Recent Assembly resolutions hold.", "UNGA"),
    ("The United Nations met. Several Council resolutions hold.", "UNSC"),
    ("The United Nations met. Glass Council resolutions hold.", "other"),
    # in capitals
    ("THE UNITED NATIONS MET. THE RESOLUTIONS OF THE ASSEMBLY HOLD.", "UNGA"),
    # a name behind another, printed with points
    ("We read resolution 9 of the U.N. Security Council.", "UNSC"),
    # the nearest full name is what "the Council" shortens
    ("The Security Council met. Resolution 9 of the Council is short.", "UNSC"),
    # an Assembly of somebody else's; nobody's where the UN is not spoken of
    ("The Assembly of the Lakes adopted resolution 9.", "other"),
    ("The League met. The resolutions of the Assembly stand.", "unknown"),
    ("We thank the United Nations. The resolutions of the Assembly stand.", "UNGA"),
    # the body behind the number, with a word between
    ("We recall resolution 1983/14, adopted last May by the Economic and Social Council.", "ECOSOC"),
    ("We recall resolution 1983/14, adopted in May by the Economic and Social Council.", "ECOSOC"),
    ("We recall resolution 9 (Commission on Human Rights).", "other"),
    # whose resolutions they are where decisions of another body follow
    ("They flout the decisions of the Selmar League and resolutions of the General Assembly and decisions of the lakes.", "UNGA"),
    # a name in small letters, in whole or in part
    ("They read the security council resolutions.", "UNSC"),
    ("They read the relevant general assembly resolutions.", "UNGA"),
    ("A national security council adopted resolution 9.", "unknown"),
    # British spelling; ministers of a body are the body
    ("They read the resolutions of the Organisation of the Islamic Conference.", "OIC"),
    ("They read the resolutions of the Council of Foreign Ministers of the Organization of the Islamic Conference.", "OIC"),
    # no ordinal: "Round"
    ("Resolution 4, adopted by the Round Table Conference, holds.", "other"),
    # adopted by it, a topic or a verb between
    ("The consensus resolution on small farms adopted by the Economic and Social Council helps.", "ECOSOC"),
    ("Two resolutions were adopted by the Security Council that year.", "UNSC"),
    ("A resolution on Selmar was adopted by the General Assembly.", "UNGA"),
    ("They recall the resolutions and recommendations of the General Assembly.", "UNGA"),
    # "its" finds its owner in the sentence before
    ("The Security Council met. Its resolution 713 holds.", "UNSC"),
    # a text of the United Nations, whose Assembly has no name of its own
    ("We address the United Nations Assembly.\n\nThe Assembly must give effect to its resolution 377.", "UNGA"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "body"), BODIES)
def test_body(text, body):
    assert [row["body"] for row in rows_of(text, "citations")][-1] == body


def test_every_body_is_named_in_its_example():
    """The example of each row of the table is read with the body of the row."""
    wrong = []
    for row in shipped().table("bodies"):
        organs = organs_of(row["example"], shipped())
        if row["body"] != "short" and row["body"] not in {organ.body for organ in organs}:
            wrong.append(row["term"])
    assert wrong == []
