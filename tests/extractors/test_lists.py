"""Lists of numbers: one table of (text, symbols), a reason above each row."""

import pytest
from reading import rows_of


def read(text):
    return rows_of(text, "citations")


NUMBERED = [
    # a list behind a symbol; a year and a counted noun are none of it
    ("See S/RES/713, 721 and 724 on this.", ["S/RES/713(1991)", "S/RES/721(1991)", "S/RES/724(1991)"]),
    ("The Council cites S/RES/713 (1991), 721 and 724.", ["S/RES/713(1991)", "S/RES/721(1991)", "S/RES/724(1991)"]),
    ("They read S/RES/713 and 1991, and S/RES/721, 300 people came.", ["S/RES/713(1991)", "S/RES/721(1991)"]),
    ("In S/RES/1373, 1540 and 2178 the Council acted.", ["S/RES/1373(2001)", "S/RES/1540(2004)", "S/RES/2178(2014)"]),
    # at the head of a text, in a bracket; a year behind a dash
    ("Res. 713 and 721 of the UNSC stand.", ["S/RES/713(1991)", "S/RES/721(1991)"]),
    ("The Council (res. 713) acted.", ["S/RES/713(1991)"]),
    ("Security Council resolution 713 - 1991 stands.", ["S/RES/713(1991)"]),
    # examples of what is meant; words between them and the noun; from ... to, between; years are none
    ("the General Assembly resolutions on refugees, notably 194 (III), stand.", ["A/RES/194(III)"]),
    ("all resolutions of the Security Council, most notably 242, hold", ["S/RES/242(1967)"]),
    ("the relevant Security Council resolutions, starting with 713, hold", ["S/RES/713(1991)"]),
    ("Security Council resolutions from 822 to 824 hold.", ["S/RES/822(1993)", "S/RES/823(1993)", "S/RES/824(1993)"]),
    ("Security Council resolutions between 822 and 884 hold.", ["S/RES/822(1993)", "S/RES/884(1993)"]),
    ("The Council adopted resolutions from 1990 to 1995.", []),
    ("It read resolutions from 400 delegates and one from 35 States.", []),
    # of a body that no table knows
    ("The Wool Board resolution 7/3 and resolution 4/9 of the Glass Workers Federation hold.", [None, None]),
    # members joined by other words than "and"
    ("Security Council resolutions 822, followed by 853, 874 and then 884, demanded withdrawal.",
     ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)", "S/RES/884(1993)"]),
    ("Council resolutions 242 & 338, and most recently 1860, were adopted.",
     ["S/RES/242(1967)", "S/RES/338(1973)", "S/RES/1860(2009)"]),
    ("Security Council resolution 687 (and 707 and 715) holds.", ["S/RES/687(1991)", "S/RES/707(1991)", "S/RES/715(1991)"]),
    ("Security Council resolutions 1701 and, before it, 1559, hold.", ["S/RES/1701(2006)", "S/RES/1559(2004)"]),
    # joined by a blank, a dash, a word or a remark; the noun once more before a number
    ("Security Council resolutions 822 853 874.", ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)"]),
    ("Security Council Resolutions Nos. 822-853-874", ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)"]),
    ("Security Council resolutions 822 (April 1993), 853 (July 1993) and its sister 874 hold.",
     ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)"]),
    ("Security Council resolution 242 (reaffirmed by 338) holds.", ["S/RES/242(1967)", "S/RES/338(1973)"]),
    ("Either resolution 822 or resolution 853 of the Security Council holds.", ["S/RES/822(1993)", "S/RES/853(1993)"]),
    ("Security Council resolutions 822 and 853 with 14 votes and 822 400 delegates", ["S/RES/822(1993)", "S/RES/853(1993)"]),
    # a topic between two; a year before the bracket; a year is no member
    ("Security Council resolutions 1325 on women, 1612 on children, and 2250 on youth hold.",
     ["S/RES/1325(2000)", "S/RES/1612(2005)", "S/RES/2250(2015)"]),
    ("The Security Council's resolutions of 1993 (822, 853) hold.", ["S/RES/822(1993)", "S/RES/853(1993)"]),
    ("General Assembly resolutions 1514 (XV) and 1541 (XV), both of 1960, hold.", ["A/RES/1514(XV)", "A/RES/1541(XV)"]),
    # letters of one number; a range with a stroke; the list of a second body
    ("General Assembly resolutions 46/7 A and B and 46/8 A to C hold.",
     ["A/RES/46/7A", "A/RES/46/7B", "A/RES/46/8A", "A/RES/46/8B", "A/RES/46/8C"]),
    # two years behind two numbers
    ("Security Council resolutions 678 and 687, adopted in 1990 and 1991 respectively, hold.",
     ["S/RES/678(1990)", "S/RES/687(1991)"]),
    ("General Assembly resolutions 62/243-62/244", ["A/RES/62/243", "A/RES/62/244"]),
    ("Assembly resolutions 62/3-62/5 stand.", ["A/RES/62/3", "A/RES/62/4", "A/RES/62/5"]),
    ("General Assembly resolutions 62/243 to 62/245", ["A/RES/62/243", "A/RES/62/244", "A/RES/62/245"]),
    ("resolutions 242 (1967) and 338 (1973) of the Security Council and 194 (III) of the General Assembly",
     ["S/RES/242(1967)", "S/RES/338(1973)", "A/RES/194(III)"]),
    # a list in brackets behind each body, the word last
    ("Security Council (242, 338), General Assembly (194 (III), 48/114) resolutions.",
     ["S/RES/242(1967)", "S/RES/338(1973)", "A/RES/194(III)", "A/RES/48/114"]),
    # a year between commas is no resolution
    ("Security Council resolutions 242, 1967, and 338, 1973, stand.", ["S/RES/242(1967)", "S/RES/338(1973)"]),
    ("Security Council resolution 242, 1967, stands.", ["S/RES/242(1967)"]),
    # one session for the list; not for a number that no session could reach
    ("resolutions 1514 and 1541 (XV)", ["A/RES/1514(XV)", "A/RES/1541(XV)"]),
    ("General Assembly resolutions 181 and 2758 (XXVI)", ["A/RES/181", "A/RES/2758(XXVI)"]),
    # the space before the number is lost
    ("UNSC resolution822(1993) stands.", ["S/RES/822(1993)"]),
    ("Security Council resolutions242 and 338 stand.", ["S/RES/242(1967)", "S/RES/338(1973)"]),
    # abbreviations with points
    ("S.C. Res. 242 and U.N.S.C. resolution 1701 stand.", ["S/RES/242(1967)", "S/RES/1701(2006)"]),
    ("G.A. Resolution 2758 and U.N.G.A. Res. 60/1 stand.", ["A/RES/2758", "A/RES/60/1"]),
    # UNESCO: session, organ and number
    ("UNESCO resolution 39 C/15 was adopted.", ["39 C/15"]),
    ("The Executive Board took 197 EX/Decision 8 on Selmar.", ["197 EX/8"]),
    # one act of the European Parliament, no two
    ("European Parliament resolution 2014/2965(RSP) on Selmar", ["2014/2965(RSP)"]),
    # session and number turned round, and their slips
    ("General Assembly resolution 198/44 was read.", ["A/RES/44/198"]),
    ("resolution XV/1514 was read; General Assembly resolution 3O70 (XXVIII) too.",
     ["A/RES/1514(XV)", "A/RES/3070(XXVIII)"]),
    # the session printed with the number before it
    ("General Assembly resolutions 48/114, 115 and 49/60 stand.", ["A/RES/48/114", "A/RES/48/115", "A/RES/49/60"]),
    ("resolutions 51/131, 132 and 133 of the General Assembly", ["A/RES/51/131", "A/RES/51/132", "A/RES/51/133"]),
    # a list behind a colon, of any form of number
    ("The following General Assembly resolutions apply: 60/285, 62/243.", ["A/RES/60/285", "A/RES/62/243"]),
    ("The Economic and Social Council resolutions in force are these: 2031/4 and 2031/9.", ["E/RES/2031/4", "E/RES/2031/9"]),
    ("Those resolutions stand: ES-10/13, ES-10/14.", ["A/RES/ES-10/13", "A/RES/ES-10/14"]),
    # the date decides where the session is damaged
    ("General Assembly resolution 1723 (XVID of 19 December 1961", ["A/RES/1723(XVI)"]),
    # the Assembly's own, although a year stands in the brackets
    ("Both General Assembly resolutions 181 (1947) and 194 (1948) stand.", ["A/RES/181", "A/RES/194"]),
    # the corpus: a list before which the noun has its organ; no year is printed
    ("Strongly demands the implementation of the United Nations Security Council resolutions 822, 853, 874 and 884",
     ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)", "S/RES/884(1993)"]),
    # the corpus: the organ after the noun, "No:" and a non-breaking space
    ("Resolutions of Security Council of the United Nations\u00a0 No: 822, 853, 874 and 884 are not implemented.",
     ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)", "S/RES/884(1993)"]),
    # numbers before the noun
    ("The Security Council's 822, 853, 874 and 884 resolutions were ignored.",
     ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)", "S/RES/884(1993)"]),
    # a single number before the noun, and the year that is no number
    ("We recall the Security Council's 242 resolution.", ["S/RES/242(1967)"]),
    # the year in brackets, dates between the members, a line break inside a member
    ("Recalling its resolutions 822 (1993) of 30 April 1993, 853\n(1993) of 29 July 1993 and 874 (1993),",
     ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)"]),
    # a blank line inside a citation
    ("under Security Council resolution 853\n\n(1993) we meet", ["S/RES/853(1993)"]),
    # symbols as such
    ("See S/RES/822 (1993) and A/RES/62/243.", ["S/RES/822(1993)", "A/RES/62/243"]),
    # short forms of the Council
    ("UNSCR 1244, SCR 822 and UNSCR 1244/1999", ["S/RES/1244(1999)", "S/RES/822(1993)", "S/RES/1244(1999)"]),
    ("the Council adopted SC Res. 853 and UNSC res. 822", ["S/RES/853(1993)", "S/RES/822(1993)"]),
    # the oldest sessions, the part after the session, a special session in figures, a session past forty
    ("resolutions 194 (III) and 181 (II); A/RES/217(III)A", ["A/RES/194(III)", "A/RES/181(II)", "A/RES/217A(III)"]),
    ("resolution 186 (S-2) of 14 May 1948; Economic and Social Council resolution 1413 (XLVI)",
     ["A/RES/186(S-2)", "E/RES/1413(XLVI)"]),
    # Assembly: a session in brackets, a part, an emergency and a special session, a slash
    ("General Assembly resolutions 3212 (XXIX), 217 A (III), 3201 (S-VI), ES-10/2, 62/243 and 36/121 A of 10 May 1981",
     ["A/RES/3212(XXIX)", "A/RES/217A(III)", "A/RES/3201(S-VI)", "A/RES/ES-10/2", "A/RES/62/243", "A/RES/36/121A"]),
    # two organs in one list
    ("General Assembly resolution 3212 (XXIX) and Security Council resolution 365 (1974)",
     ["A/RES/3212(XXIX)", "S/RES/365(1974)"]),
    # ECOSOC, whose number begins with the year
    ("the Economic and Social Council, in its resolution 1979/11, asked", ["E/RES/1979/11"]),
    # the same form of another organ
    ("resolution 8 (XXI) of the Commission on Human Rights and Human Rights Council resolution 16/18",
     ["E/CN.4/RES/8(XXI)", "A/HRC/RES/16/18"]),
    # OIC
    ("OIC resolutions 11/7-P(IS) and 10/30-P", ["11/7-P(IS)", "10/30-P"]),
    # PACE numbers its resolutions in the Council's form
    ("Resolution 1416 (2005) of the Parliamentary Assembly of the Council of Europe", ["PACE/RES/1416(2005)"]),
    # OSCE and European Parliament: the series is in the symbol
    ("decision MC.DEC/7/08 and European Parliament resolution P7_TA(2013)0446", ["MC.DEC/7/08", "P7_TA(2013)0446"]),
    # OAU and WHO carry their series in the symbol
    ("CM/Res. 852 (XXXVII) and resolution WHA73.1", ["CM/Res.852(XXXVII)", "WHA73.1"]),
    # OCR: a bracket lost, l for I, a curly bracket, 1 for I, I for 1, S for 5, a split number
    ("resolution 841 1993 of the Council; 3201 (S-Vl); 3263 {XXIX); resolution 181 (11)",
     ["S/RES/841(1993)", "A/RES/3201(S-VI)", "A/RES/3263(XXIX)", "A/RES/181(II)"]),
    ("resolutions 107 (1955), I11 (1956), SO8 (1982) and 43 5 (1978)",
     ["S/RES/107(1955)", "S/RES/111(1956)", "S/RES/508(1982)", "S/RES/435(1978)"]),
    # OCR that leaves two readings, both of that year: the number is missing, the citation is not
    ("Security Council resolution 43S (1978) stands", [None]),
    # a session that cannot be read is left out
    ("General Assembly resolution 2625 (XXVV)", ["A/RES/2625"]),
    # the editor's reference in square brackets, where the figure alone ("III") could be an article's
    ("as was decided in 1948 [194 (III)] and again", ["A/RES/194(III)"]),
    # a reference in brackets without the word
    ("the treaty on tests [1402 (XIV)] and others", ["A/RES/1402(XIV)"]),
    # a range is expanded
    ("Security Council resolutions 822 to 825",
     ["S/RES/822(1993)", "S/RES/823(1993)", "S/RES/824(1993)", "S/RES/825(1993)"]),
    # the series is printed on all members but one: only the Council has a 640 there
    ("the terms of resolutions 435 (1978), 632 (1989) and 640",
     ["S/RES/435(1978)", "S/RES/632(1989)", "S/RES/640(1989)"]),
    # named in full before, bare afterwards
    ("Security Council resolution 242 (1967) came first. Who still reads resolution 242?",
     ["S/RES/242(1967)", "S/RES/242(1967)"]),
    # "that" introduces the clause, it does not point at a resolution 2832
    ("We believe that resolution 2832 of the General Assembly holds.", ["A/RES/2832"]),
    # another organ's "its" does not take a number that the Council gave in that year
    ("The Council for Namibia, in its appeal on resolution 435 (1978), spoke", ["S/RES/435(1978)"]),
    # a bare number without an organ: which body is not said, and it is not guessed
    ("We stand by resolutions 242 and 338.", [None, None]),
    # two organs in reach of a bare number: unresolved
    ("The General Assembly and the Security Council spoke; then came resolution 77.", [None]),
    # an organ that cannot have adopted it does not count: the Council never reached that number
    ("The Security Council met and the General Assembly passed resolution 3236.", ["A/RES/3236"]),
    # the footnote mark is no number of the list
    ("Reaffirming its resolution 186 (1964) 4 and its mandate,", ["S/RES/186(1964)"]),
    ("Security Council resolutions 853 (1993)2 and 874 (1993)1/ and 884 (1993)",
     ["S/RES/853(1993)", "S/RES/874(1993)", "S/RES/884(1993)"]),
    # the number of the next paragraph is no member of the list
    ("Recalling the embargo imposed by resolution 733 (1992);\n\n12. Requests the Secretary-General",
     ["S/RES/733(1992)"]),
]  # fmt: skip

# kinds of fault that were seen, each in words of our own
KINDS = [
    # a list behind a colon, a dash or "including", with semicolons, with a plus
    ("the two Security Council resolutions: 713 and 724.", ["S/RES/713(1991)", "S/RES/724(1991)"]),
    ("its Security Council resolutions — 713 (1991) and 724 (1991) — stand", ["S/RES/713(1991)", "S/RES/724(1991)"]),
    ("UNSC resolutions, including 713 and 724.", ["S/RES/713(1991)", "S/RES/724(1991)"]),
    ("the Security Council's resolutions: 713; 724; 757.", ["S/RES/713(1991)", "S/RES/724(1991)", "S/RES/757(1992)"]),
    ("Security Council resolutions 713 + 724", ["S/RES/713(1991)", "S/RES/724(1991)"]),
    # a year of two figures, a number without a space
    ("Security Council resolution 598/87; resolution 713 ('91)", ["S/RES/598(1987)", "S/RES/713(1991)"]),
    ("Council resolution No.713 and UNSCR1267", ["S/RES/713(1991)", "S/RES/1267(1999)"]),
    # the acronym in brackets; a session in Arabic figures; other digits
    ("United Nations Security Council Resolution (UNSCR) 1267.", ["S/RES/1267(1999)"]),
    ("General Assembly resolution 2105 (20)", ["A/RES/2105(XX)"]),
    ("resolution ７１３ (1991)", ["S/RES/713(1991)"]),
    # the Council's only where it gave that number, or where the text speaks of the United Nations
    ("The lakes' resolution 9 (2039) is ours.", [None]),
    ("The United Nations adopted resolution 9 (1993).", ["S/RES/9(1993)"]),
    # emergency sessions at the head of a list; acts of the European Union and of others
    ("It spoke twice: 1000 (ES-I) and 1001 (ES-I).", ["A/RES/1000(ES-I)", "A/RES/1001(ES-I)"]),
    ("Council Regulation (EU) No 833/2014 and Decision 2014/145/CFSP", ["833/2014", "2014/145/CFSP"]),
    ("Decision A/DEC.3/12/18 of ECOWAS; WHA resolution 58.3", ["A/DEC.3/12/18", "WHA58.3"]),
    ("Council Decision (CFSP) 2022/884 lists them.", ["2022/884"]),
    ("European Parliament resolution of 7 June 2018 (2018/2713(RSP))", ["2018/2713(RSP)"]),
    # what may stand for "number"
    ("Security Council resolutions #713, Nos.1244 and 1267", ["S/RES/713(1991)", "S/RES/1244(1999)", "S/RES/1267(1999)"]),
    ("Security Council resolution no713, resolution NO. 1267", ["S/RES/713(1991)", "S/RES/1267(1999)"]),
    # what may lead into a list, and join it
    ("Security Council resolutions:\n• 713\n• 1267", ["S/RES/713(1991)", "S/RES/1267(1999)"]),
    ("Security Council resolutions, i.e. 713 and, above all, 1267", ["S/RES/713(1991)", "S/RES/1267(1999)"]),
    ("Security Council resolutions 713 and/or 1267, not to mention 1244",
     ["S/RES/713(1991)", "S/RES/1267(1999)", "S/RES/1244(1999)"]),
    ("Security Council resolutions 713 in 1991 and 1267 in 1999", ["S/RES/713(1991)", "S/RES/1267(1999)"]),
    # dashes between three numbers are no range
    ("Security Council resolutions 822 - 853 - 874", ["S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)"]),
    # a session in brackets before the number; a sign that a scanner misread; a body that adopted it
    ("General Assembly resolution (XVIII) 1904", ["A/RES/1904(XVIII)"]),
    ("Security Council resolutions 71Z (1990) and |86 (1964)", ["S/RES/712(1990)", "S/RES/186(1964)"]),
    ("Resolution 713, which the Security Council adopted on 25 September 1991, stands.", ["S/RES/713(1991)"]),
    # no space between the numbers of a list; thousands are none
    ("Security Council resolutions 713,1244,1267", ["S/RES/713(1991)", "S/RES/1244(1999)", "S/RES/1267(1999)"]),
    ("Security Council resolutions 713 (1991)/1244 (1999)", ["S/RES/713(1991)", "S/RES/1244(1999)"]),
    ("They sent resolutions on 12,500 farms.", []),
    # more words that join; quotation marks; another organ's number in the list
    ("Security Council resolution 713, as reaffirmed in 1244, or even 1267",
     ["S/RES/713(1991)", "S/RES/1244(1999)", "S/RES/1267(1999)"]),
    ("Security Council resolutions “713” AND “1244”, read together with 1267; and 1325",
     ["S/RES/713(1991)", "S/RES/1244(1999)", "S/RES/1267(1999)", "S/RES/1325(2000)"]),
    ("General Assembly and Security Council resolutions 47/121 and 713", ["A/RES/47/121", "S/RES/713(1991)"]),
    ("the resolutions of the Security Council (713, 1244) and of the General Assembly (47/121)",
     ["S/RES/713(1991)", "S/RES/1244(1999)", "A/RES/47/121"]),
    ("resolution 713 of the Security Council and resolution 47/121 of the General Assembly",
     ["S/RES/713(1991)", "A/RES/47/121"]),
    # a list behind a colon or in brackets further on; a line break before a dash is no range
    ("Four Security Council resolutions on the truce were read: 713 and 1244.", ["S/RES/713(1991)", "S/RES/1244(1999)"]),
    ("Security Council resolutions on the truce (713 and 1244)", ["S/RES/713(1991)", "S/RES/1244(1999)"]),
    ("Security Council resolutions apply:\n- 713\n- 720", ["S/RES/713(1991)", "S/RES/720(1991)"]),
    # all that may stand for "number" without a space
    ("Security Council resolutionNo.713, resolution N°.1244, Resolution.1267 of it",
     ["S/RES/713(1991)", "S/RES/1244(1999)", "S/RES/1267(1999)"]),
    ("Security Council resolution No.713of 1991", ["S/RES/713(1991)"]),
    # a session with a stroke; one session behind more numbers; a space inside the series
    ("General Assembly resolutions XV-1514, 1541-XV", ["A/RES/1514(XV)", "A/RES/1541(XV)"]),
    ("General Assembly resolutions 2105 (XX), 2189 and 2200 (XXI)", ["A/RES/2105(XX)", "A/RES/2189(XXI)", "A/RES/2200(XXI)"]),
    ("See [A/ RES/410] and E/CN.4/Sub.2/2003/12.", ["A/RES/410"]),
    ("The General Assembly, in resolution 1514 (1960), spoke.", ["A/RES/1514"]),
    ("World Health Assembly resolution 58.3; European Parliament resolution P9_TA-PROV(2023)0108", ["WHA58.3", "P9_TA-PROV(2023)0108"]),
    # a text of short names in capitals
    ("UNSCR 713+1244.", ["S/RES/713(1991)", "S/RES/1244(1999)"]),
    # nothing is cited
    ("A course on conflict resolution and high-resolution 4 metre images", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NUMBERED)
def test_numbers_are_read_and_normalised(text: str, expected: list[str | None]) -> None:
    assert [row["symbol"] for row in read(text) if row["kind"] == "numbered"] == expected


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_kinds_of_fault_in_lists(text, expected):
    assert [row["symbol"] for row in read(text) if row["kind"] == "numbered"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # printed in brackets, printed as a date
        ("Security Council resolution 822 (1993)", [(1993, "text")]),
        ("Security Council resolution 822 of 30 April 1993", [(1993, "text")]),
        # the Council's numbering
        ("Security Council resolution 822", [(1993, "number")]),
        # one year at the end of a list, and a list that it does not fit
        (
            "Security Council resolutions 233, 234 and 235 (1967)",
            [(1967, "list"), (1967, "list"), (1967, "text")],
        ),
        ("Security Council resolutions 661 and 687 (1991)", [(1990, "number"), (1991, "text")]),
        # a day without its year takes it from the next date
        (
            "resolutions 3485 (XXX) of 1 December and 3486 (XXX) of 12 December 1975",
            [(1975, "list"), (1975, "text")],
        ),
        # the date behind the body that adopted it
        (
            "resolution 242, adopted by the Security Council on 22 November 1967, stands.",
            [(1967, "text")],
        ),
        (
            "resolution 12, which was proclaimed by the Congress of the Lakes at its forty-first session on 3 May 1985,",
            [(1985, "text")],
        ),
        ("resolution 40/61, which the General Assembly adopted on 9 May 1985,", [(1985, "text")]),
        ("resolution 3379 of the General Assembly, approved on 10 May 1975,", [(1975, "text")]),
        # the session of the Assembly is no year
        ("General Assembly resolution 62/243", [(None, None)]),
    ],
)
def test_where_the_year_comes_from(
    text: str, expected: list[tuple[int | None, str | None]]
) -> None:
    assert [(row["year"], row["year_source"]) for row in read(text)] == expected
