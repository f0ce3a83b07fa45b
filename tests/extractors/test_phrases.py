"""Kind, body, span and function of what is cited, a reason above each row."""

import pytest
from reading import rows_of


def read(text):
    return rows_of(text, "citations")


PHRASES = [
    # the resolution of which no other word tells; not "this", which may be a draft
    ("My country co-sponsored the resolution.", [("unnumbered", "unknown", "the resolution", "mentions_only")]),
    ("They flouted the resolution.", [("unnumbered", "unknown", "the resolution", "reports_noncompliance")]),
    ("We ask for this resolution; the resolution of the quarrel is near.", []),
    # the corpus: the organ is inside the phrase
    ("Referring to the relevant UN Security Council Resolutions regarding this conflict;",
     [("unnumbered", "UNSC", "the relevant UN Security Council Resolutions", "recalls")]),
    # the corpus: "its" is the subject of the sentence, not the body that adopts
    ("Calls on the Security Council to take the necessary steps under Chapter VII of the Charter of the United Nations "
     "to ensure compliance with its resolutions;",
     [("instrument", "other", "Chapter VII of the Charter of the United Nations", "pursuant_to"),
      ("unnumbered", "UNSC", "its resolutions", "demands_compliance")]),
    # two bodies in one noun phrase are two rows
    ("In line with the relevant resolutions of the Security Council and the Assembly, we act.",
     [("unnumbered", "UNSC", "the relevant resolutions of the Security Council and the Assembly", "pursuant_to"),
      ("unnumbered", "UNGA", "the relevant resolutions of the Security Council and the Assembly", "pursuant_to")]),
    # of a body that no table knows: its noun says that it resolves
    ("They carried out the resolutions of the 9th Selmar Summit and the resolutions adopted by this Organization.",
     [("unnumbered", "unknown", "the resolutions of the 9th Selmar Summit", "reports_compliance"),
      ("unnumbered", "unknown", "the resolutions adopted by this Organization", "reports_compliance")]),
    ("The resolutions of the young years of the Organization were to rise early.", []),
    # counted, not numbered
    ("Today 97 Security Council resolutions have not been implemented.",
     [("unnumbered", "UNSC", "97 Security Council resolutions", "reports_noncompliance")]),
    # the body of "other" resolutions is that of their neighbours
    ("Recalling resolution 186 (1964) and other relevant resolutions,",
     [("numbered", "UNSC", "186 (1964)", "recalls"), ("unnumbered", "UNSC", "other relevant resolutions", "recalls")]),
    # an article and its Charter are one
    ("Acting under Article 51 of the Charter, we warn",
     [("instrument", "other", "Article 51 of the Charter", "pursuant_to")]),
    # a named treaty and a document
    # (to ratify is named as a plain fact)
    ("We ratified the Treaty on the Non-Proliferation of Nuclear Weapons (see A/47/277 and S/1994/89).",
     [("instrument", "other", "Treaty on the Non-Proliferation of Nuclear Weapons", "mentions_only"),
      ("document", "UNGA", "A/47/277", "mentions_only"), ("document", "UNSC", "S/1994/89", "mentions_only")]),
    # a reference in brackets does what the thing does that it identifies
    ("We welcome the Declaration on Peace [resolution 1514 (XV)].",
     [("instrument", "other", "Declaration on Peace", "notes_or_welcomes"),
      ("numbered", "UNGA", "1514 (XV)", "notes_or_welcomes")]),
    # the Final Act; an act of a body without a symbol is dated
    ("The Helsinki Final Act and the European Parliament resolution of 20 May 2010 remain valid.",
     [("instrument", "other", "Helsinki Final Act", "reaffirms"),
      ("unnumbered", "EP", "the European Parliament resolution of 20 May 2010", "reaffirms")]),
    # a charter with a name of its own; the month is no part of the name; two conventions are two
    ("Mali ratified the African Charter on Human and Peoples' Rights and the Convention on Biological Diversity in May",
     [("instrument", "other", "African Charter on Human and Peoples' Rights", "mentions_only"),
      ("instrument", "other", "Convention on Biological Diversity", "mentions_only")]),
    # a session of the Assembly has resolutions; a meeting's record in brackets is a reference
    ("We uphold the resolutions of the thirty-fourth session of the General Assembly (A/71/PV.8, p. 3).",
     [("unnumbered", "UNGA", "the resolutions of the thirty-fourth session of the General Assembly", "reaffirms"),
      ("document", "UNGA", "A/71/PV.8", "mentions_only")]),
    # what another clause does with something else does not reach over the semicolon
    ("We welcomed the truce; resolution 435 (1978) came up.", [("numbered", "UNSC", "435 (1978)", "mentions_only")]),
    # "under" governs its own noun phrase only
    ("Under a mandate that has lasted for more than forty years in one of the driest and most thinly settled parts of "
     "the continent, they read resolution 435 (1978).", [("numbered", "UNSC", "435 (1978)", "mentions_only")]),
    # "in its" beside the number presents it; the verb that opened the sentence is far off
    ("We welcome the truce that holds in that long valley since the spring when the two governments spoke to each "
     "other through the envoy whom the Council sent in its resolution 435 (1978).",
     [("numbered", "UNSC", "435 (1978)", "recalls")]),
    # named by their subject, or any one of a body
    ("The raid violates the cease-fire resolutions.",
     [("unnumbered", "unknown", "the cease-fire resolutions", "reports_noncompliance")]),
    ("They never obeyed any Security Council resolution.",
     [("unnumbered", "UNSC", "Security Council resolution", "reports_noncompliance")]),
    # resolutions and decisions of one body are one thing; "those of" is another body
    ("They flout the decisions and resolutions of several organs of the United Nations.",
     [("unnumbered", "unknown", "the decisions and resolutions of several organs of the United Nations",
       "reports_noncompliance")]),
    ("They flout the resolutions of the Assembly and those of the Security Council.",
     [("unnumbered", "UNGA", "the resolutions of the Assembly and those of the Security Council",
       "reports_noncompliance"),
      ("unnumbered", "UNSC", "the resolutions of the Assembly and those of the Security Council",
       "reports_noncompliance")]),
    ("They flout the resolutions of international legitimacy.",
     [("unnumbered", "unknown", "the resolutions of international legitimacy", "reports_noncompliance")]),
    # a speaker speaks of another text
    ("My people read this resolution.", []),
    # an adverb inside the words that govern
    ("His mandate is based solely on the decisions of the Security Council.",
     [("unnumbered", "UNSC", "the decisions of the Security Council", "pursuant_to")]),
    ("Selmar has not yet fully implemented resolution 435 (1978).",
     [("numbered", "UNSC", "435 (1978)", "reports_noncompliance")]),
    # a refusal to comply is no demand for compliance
    ("Condemns the refusal of the parties to comply with Security Council resolution 245 (1968)",
     [("numbered", "UNSC", "245 (1968)", "reports_noncompliance")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_kind_body_span_and_function(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert [
        (row["kind"], row["body"], row["quote"], row["function"]) for row in read(text)
    ] == expected


TOLD = [
    # a noun that points back at a number just cited; what is resolved is no act
    ("They read resolution 435 (1978). That resolution holds; the historic resolution is ours.",
     [("UNSC", "That resolution"), ("UNSC", "the historic resolution")]),
    ("They read resolution 435 (1978) before the resolution of the quarrel.", []),
    # one that is told as adopted, not as hoped for
    ("In May the General Assembly adopted by consensus a landmark resolution that bans it.",
     [("UNGA", "a landmark resolution")]),
    ("A resolution on Selmar was adopted by the Security Council. It adopted resolutions 242 (1967) and 338 (1973); both resolutions hold.",
     [("UNSC", "A resolution"), ("UNSC", "both resolutions")]),
    ("The resolution entitled “Rivers” is good, the resolutions long agreed hold, relevant international resolutions too.",
     [("unknown", "The resolution"), ("unknown", "the resolutions"), ("unknown", "relevant international resolutions")]),
    ("The Security Council should read its resolution on this town; it has its resolution to fight.",
     [("UNSC", "its resolution")]),
    ("The Security Council has adopted more than sixty strongly worded resolutions. The General Assembly adopted the resolution; if it adopted resolutions, we would pay.",
     [("UNSC", "more than sixty strongly worded resolutions"), ("UNGA", "the resolution")]),
    ("They adopted a historic Security Council resolution on wells. We want a strong Security Council resolution.",
     [("UNSC", "a historic Security Council resolution")]),
    # what was spoken of, however it was named
    ("The General Assembly passed a resolution on wells. Ostrany defied that harsh resolution and the resolution is dead.",
     [("UNGA", "a resolution"), ("UNGA", "that harsh resolution"), ("UNGA", "the resolution")]),
    ("It was clear to us, who never sat there, that the Assembly adopted a resolution.", [("UNGA", "a resolution")]),
    ("They read resolution 435 (1978) to us at noon, when nobody sat in the hall. The above-mentioned resolutions hold.",
     [("UNSC", "The above-mentioned resolutions")]),
    # resolutions in general are those that there are; those to come are none
    ("Resolutions pile up. We defy no law and obey resolutions; the resolutions are many.",
     [("unknown", "Resolutions"), ("unknown", "resolutions"), ("unknown", "the resolutions")]),
    ("We shall adopt resolutions. Resolutions should be adopted in May; the resolutions that it will pass are two.", []),
    ("It was said in a resolution passed at the ninth session. A resolution was adopted last year by the Security Council.",
     [("unknown", "a resolution"), ("UNSC", "A resolution")]),
    ("We want to see that the General Assembly adopted a resolution. If it adopted a resolution, we would pay.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_points_back_and_what_is_told(text: str, expected: list[tuple[str, str]]) -> None:
    rows = (row for row in read(text) if row["kind"] == "unnumbered")
    assert [(row["body"], row["quote"]) for row in rows] == expected
