"""Exercises that can be trusted: right answers pass, expected wrong ones meet their own explanation, nothing raises."""

import importlib.util
import itertools
import math
import re
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
import yaml

import analysis
from analysis import frames
from analysis.measure import audit
from analysis.measure.keyness import dispersion
from analysis.measure.words import rates, words

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "notebooks" / "exercises"
KINDS = ["predict", "run", "explain", "change", "extend"]
_spec = importlib.util.spec_from_file_location("checks", HOME / "checks.py")
checks = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(checks)

FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # read by every worker
SETS = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), FAST)
    for path in sorted(HOME.glob("answers/*.yaml"))
}
ROWS = [pytest.param(name, row, id=row["id"]) for name, rows in SETS.items() for row in rows]
every_exercise = pytest.mark.parametrize(("name", "row"), ROWS)
every_set = pytest.mark.parametrize("name", SETS)


def of_type(*types):
    return [case for case in ROWS if case.values[1]["type"] in types]


@pytest.fixture(scope="module")
def exercises(documents):
    return {name: checks.Exercises(name, documents) for name in SETS}


def span_of(row, words, documents):
    text = documents.set_index("doc_id").loc[row["doc_id"], "text"]
    start = text.index(words) if words else 1
    return start, start + len(words)


# --- values, lists, sets and spans -----------------------------------------------------------------------------


def slips(row):
    """Each rule of ``wrong`` with answers that make this slip and no other."""
    for rule in row["wrong"]:
        right = row["right"]
        answers = [rule["answer"]] if "answer" in rule else list(rule.get("answers", []))
        answers += [[*right, rule["has"]]] if "has" in rule else []
        answers += [[part for part in right if part != rule["lacks"]]] if "lacks" in rule else []
        answers += [rule["above"] + 1] if "above" in rule else []
        answers += [rule["below"] / 2] if "below" in rule else []
        answers += [right + 0.4] if rule.get("decimals") else []
        yield from ((rule, answer) for answer in answers)


@pytest.mark.parametrize(("name", "row"), of_type("number", "word", "list", "set", "span"))
def test_right_answer_passes(name, row, exercises, documents):
    for right in (row["right"], *row.get("also", ())):
        answer = span_of(row, right, documents) if row["type"] == "span" else right
        assert ("right", f"Right. {row['because']}") == exercises[name].judge(row["id"], answer)


@pytest.mark.parametrize(("name", "row"), of_type("number", "word", "list", "set", "span"))
def test_each_wrong_answer_meets_its_own_misconception(name, row, exercises, documents):
    assert row["wrong"]
    assert len({rule["says"] for rule in row["wrong"]}) == len(row["wrong"])
    for rule, slip in slips(row):
        answer = span_of(row, slip, documents) if row["type"] == "span" else slip
        status, message = exercises[name].judge(row["id"], answer)
        assert ("wrong", True) == (status, message.endswith(rule["says"])), (answer, message)


@pytest.mark.parametrize(("name", "row"), of_type("span"))
def test_words_of_a_span_stand_once(name, row, documents):
    """Else the check would take another place for the right one."""
    assert 1 == documents.set_index("doc_id").loc[row["doc_id"], "text"].count(row["right"])


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        ("0.1", np.int64(2)),  # what pandas and numpy give
        ("0.1", 2.0),
        ("0.1", "2"),  # a number in quotation marks is no misconception about texts
        ("1.5", pd.Timestamp("1994-12-14")),
        ("3.2", ("Almost", "1,000,000")),
        ("3.3", pd.Series([7, 10])),
        ("3.5", pd.Index(["16/7-e(is)"])),
        ("4.4", ["853", "822", "822"]),
        ("2.3", frozenset({4, 3})),
        ("5.2", [" No difference  shown. ", 2.0]),
        ("5.2", ["no difference shown (p = 0.89)", 2]),  # a comment behind an answer
        ("3.5", {"16/7-E(IS): “almost” is just below"}),
        ("3.5", "16/7-E(IS), because its hedge allows less"),
        ("1.3", "52 # 604 of 1,157"),
    ],
)
def test_another_form_of_the_right_answer_passes(number, answer, exercises):
    assert "right" == exercises[f"0{number[0]}"].judge(number, answer).status


@pytest.mark.parametrize(
    ("number", "answer", "said"),
    [
        ("0.2", (485, 500), "Your span cuts out “one million Aze”"),
        ("2.3", {3, 4, 9}, "1 too many, 0 missing"),
        (
            "1.1",
            pd.DataFrame({"a": [0]}),
            "That is of type DataFrame. Expected: a whole number. (Take the column",
        ),
        ("1.1", None, "instead of returning it"),
        (
            "0.4",
            ["more than", "more than", "almost", math.nan],
            "“more than” is hedge_text",
        ),  # a missing cell
        ("3.5", {"16/7-E(IS)", "letter 1999 (if rounded)"}, "the hedge is yours"),
        ("6.2", "recall or precision", "For a hint"),
        ("5.3", 0.3, 'For a hint: exercises.hint("5.3")'),
    ],
)
def test_an_answer_nobody_expected_is_told_what_it_is(number, answer, said, exercises):
    assert said in exercises[f"0{number[0]}"].judge(number, answer).message


@pytest.mark.parametrize(("number", "exact", "other"), [("1.3", 52.2, 52.4), ("6.5", 59.6, 59.8)])
def test_an_exact_share_is_right_but_to_be_rounded(number, exact, other, exercises):
    status, message = exercises[f"0{number[0]}"].judge(number, exact)
    assert ("right", True) == (status, message.startswith("Right, but round it."))
    assert "wrong" == exercises[f"0{number[0]}"].judge(number, other).status


# --- what the program reads -------------------------------------------------------------------


def test_a_sentence_is_read_by_the_program(exercises):
    for right in (
        "The town took in at least 400 refugees.",
        "No fewer than 90 families fled the shelling.",
    ):
        assert "right" == exercises["07"].judge("7.2", right).status, right
    assert "wrong" == exercises["07"].judge("7.2", "[['displaced_persons', 'at_least']]").status


@pytest.mark.parametrize("number", ["7.2", "7.5"])
def test_what_the_program_finds_otherwise_is_explained(number, exercises, tmp_path):
    row = exercises["07"].rows[number]
    assert len({rule["says"] for rule in row["wrong"]}) == len(row["wrong"])
    for rule in row["wrong"]:
        answer = rule["example"]
        if row["type"] == "table":
            answer = tmp_path / "own.csv"
            answer.write_text(rule["example"], encoding="utf-8")
        status, message = exercises["07"].judge(number, answer)
        assert ("wrong", True) == (status, message.endswith(rule["says"])), message


def test_a_table_of_ones_own_is_read_by_the_program(exercises, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "family,rule,term,unit,source\nlandmines,counted,landmines,,mine\n", encoding="utf-8"
    )
    assert "right" == exercises["07"].judge("7.5", path).status
    path.write_text(
        "family,rule,term,unit,source\nlandmines,counts,landmines,,mine\n", encoding="utf-8"
    )
    status, message = exercises["07"].judge("7.5", str(path))
    assert ("wrong", True) == (status, "own.csv" in message and "counts" in message)


# --- functions -------------------------------------------------------------------------------------------------


def looked_up(row, but=None):
    """A function that gives what each case wants; for the case ``but`` something else."""
    wanted = {repr(case["call"]): case["gives"] for case in row["cases"] if case is not but}
    return lambda *arguments: wanted.get(repr(list(arguments)), "something else")


@pytest.mark.parametrize(("name", "row"), of_type("function"))
def test_right_function_passes_and_each_failing_case_is_explained(name, row, exercises):
    assert "right" == exercises[name].judge(row["id"], looked_up(row)).status
    assert len({case["says"] for case in row["cases"]}) >= len(row["cases"]) - 1
    for case in row["cases"]:
        status, message = exercises[name].judge(row["id"], looked_up(row, but=case))
        assert ("wrong", True) == (status, message.endswith(case["says"])), case


def average(one, other):
    a, b = (sum(part or 0 for part in parts) / len(parts) for parts in (one, other))
    return "agreed" if a > b else "disputed"


@pytest.mark.parametrize(
    ("number", "function", "said"),
    [
        ("0.5", lambda text, start, end: text.replace(text[start:end], f"⟦{text[start:end]}⟧"), "stand twice"),
        ("0.5", lambda text, start, end: text[:start] + "⟦" + text[start : end + 1] + "⟧", "after the last"),
        ("1.6", lambda text: text.lower().count("karabakh"), "finds too much"),
        ("1.6", lambda text: text.count("Nagorno-Karabakh"), "has an e"),
        ("1.6", lambda text: int(bool(re.search(r"n[ae]gorn[oy][ -]karabakh", text, re.I))), "count the mentions"),
        ("2.6", lambda one, other: "agreed" if all(a > b for a, b in zip(one, other, strict=True)) else "disputed",
         "stops (TypeError"),
        ("2.6", average, "None is a verb that the scale does not rank"),
        ("3.7", lambda phrase: "over" if re.search("more than|over", phrase, re.I) else "about" if "about" in phrase
         else "almost" if "nearly" in phrase else "bare", "Before a number “some” means about"),
        ("4.7", lambda number: next((int(row["year"]) for row in analysis.vocabulary.load_table("council_numbers")
                                     if row["first"] <= str(number) <= row["last"]), None), "are texts"),
        ("4.7", lambda number: 1993, "begins in 1946"),
        ("5.6", lambda a, b, c, d: math.log(max(a, .5) / b / (max(c, .5) / d)), "Twice as often is 1"),
        ("5.6", lambda a, b, c, d: math.log2(a / c), "Compare rates"),
        ("5.6", lambda a, b, c, d: math.log2((a / b) / (c / d)), "half an occurrence"),
        ("6.6", lambda right, found, gold: (right / found + right / gold) / 2, "harmonic"),
        ("6.6", lambda right, found, gold: 2 * right / (found + gold), "a 0 would say that the program failed"),
    ],
)  # fmt: skip
def test_usual_wrong_functions_are_recognised(number, function, said, exercises):
    status, message = exercises[f"0{number[0]}"].judge(number, function)
    assert ("wrong", True) == (status, said in message), message


@pytest.mark.parametrize(("name", "row"), of_type("function"))
def test_odd_functions_are_met(name, row, exercises):
    for function in (
        lambda *_: object(),
        lambda *_: math.nan,
        lambda: 1,
        lambda *_: {},
        lambda *_: pd.NA,
        int,
    ):
        assert "wrong" == exercises[name].judge(row["id"], function).status


def test_function_without_a_body_is_untouched(exercises):
    for empty in (lambda phrase: None, lambda phrase: ...):
        status, message = exercises["03"].judge("3.7", empty)
        assert ("untouched", True) == (status, "returns nothing" in message)


# --- explanations ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "row"), of_type("text"))
def test_model_answer_is_accepted_and_never_called_right(name, row, exercises):
    status, message = exercises[name].judge(row["id"], row["model"])
    assert ("compare", True) == (status, row["model"] in message and "cannot grade" in message), (
        message
    )


@pytest.mark.parametrize(("name", "row"), of_type("text"))
def test_each_misreading_meets_its_own_explanation(name, row, exercises):
    for rule in row["wrong"]:
        status, message = exercises[name].judge(row["id"], rule["example"])
        assert ("wrong", True) == (status, message.endswith(rule["says"])), rule["example"]


@pytest.mark.parametrize(("name", "row"), of_type("text"))
def test_what_an_explanation_lacks_is_named(name, row, exercises, documents):
    texts = documents.set_index("doc_id")["text"]
    quotes = " ".join(
        f"“{' '.join(texts[doc_id].split()[:2])}”" for doc_id in row.get("quotes", ())
    )
    filler = "x " * checks.FEW_WORDS
    for need in row["needs"]:
        others = (
            re.search(other["matches"], row["model"], re.IGNORECASE)[0] for other in row["needs"]
        )
        said = " , ".join(
            words for words in others if not re.search(need["matches"], words, re.IGNORECASE)
        )
        message = exercises[name].judge(row["id"], f"{quotes} {said} {filler}").message
        assert message.endswith(need["says"])
    if quotes:
        assert (
            "Quote two or more words"
            in exercises[name]
            .judge(row["id"], row["model"].replace("“", "").replace("”", ""))
            .message
        )


def test_what_is_denied_is_no_misreading(exercises):
    """“One cannot say that it was on purpose” is the right thing to say, and a hedge lies above a number."""
    said = (
        "“more than 20%” lies above the number, “about 20 percent” around it: the hedge differs. {}"
    )
    for last, status in (
        ("One cannot say that it was done on purpose.", "compare"),
        ("It was on purpose.", "wrong"),
    ):
        assert status == exercises["00"].judge("0.3", said.format(last)).status


@pytest.mark.parametrize(
    ("number", "said", "status"),
    [
        # a denial behind what is claimed denies something else
        ("1.4", "“induced me to address to you” was surely made by a translator who was not competent.", "wrong"),
        ("1.4", "“induced me to address to you” was translated from Russian by somebody who did not know English.",
         "wrong"),
        ("1.4", "“induced me to address to you” suggests a translation, but nothing shows that it is a "
         "translation from Russian, and it proves nothing.", "compare"),
        ("0.3", "“more than 20%” “about 20 percent” hedge above around number summit claim percent share land", "wrong"),
    ],
)  # fmt: skip
def test_what_is_asserted_and_what_is_no_sentence(number, said, status, exercises):
    verdict = exercises[f"0{number[0]}"].judge(number, said)
    assert status == verdict.status, verdict.message


def test_quotation_must_exist(exercises):
    made_up = "“almost 20 percent of the lands” says the letter, a hedge that the resolution with its “more than 20%” lacks."
    assert "stands in none of the texts" in exercises["00"].judge("0.3", made_up).message
    assert "too short" in exercises["00"].judge("0.3", "“more than 20%”").message


def test_quotation_marks_of_any_kind_and_broken_lines_are_met(exercises):
    said = """It is 'more than 20%' in the one, and "about 20 percent
    of Azerbaijani territory" in the other: the hedge differs, the number does not."""
    assert "compare" == exercises["00"].judge("0.3", said).status


# --- whatever the answer ---------------------------------------------------------------------------------------


class Spiteful:
    def __iter__(self):
        raise RuntimeError

    __len__ = __eq__ = __str__ = __call__ = __iter__
    __hash__ = None


JUNK = [
    None, "", [], {}, set(), object(), float("nan"), math.inf, True, b"two", pd.NA, pd.NaT, "x" * 10**6, "9" * 5000,
    pd.DataFrame({"a": [1, 2]}), pd.DataFrame(), pd.Series(dtype=float), np.array(3.5), [None, None], [[]], [math.nan],
    itertools.count(), range(10**9), Spiteful(), Spiteful, KeyError("x"), ("a", "b", "c"), (-3, 10**12), 10**400,
]  # fmt: skip


@every_exercise
def test_no_answer_raises_and_junk_never_passes(name, row, exercises):
    for junk in JUNK:
        status, message = exercises[name].judge(row["id"], junk)
        assert status in ("odd", "wrong"), (junk, message)
        assert len(message) < 600


@every_exercise
def test_untouched_is_not_praised_and_told_what_to_do(name, row, exercises):
    for untouched in (..., [..., ...], (1, ...), {...}):
        status, message = exercises[name].judge(row["id"], untouched)
        assert "untouched" == status
        assert message.startswith(
            "Nothing to check yet. Put your answer where the three dots are: "
        )


@every_exercise
def test_hints_come_one_by_one_and_end(name, row, documents, capsys):
    fresh = checks.Exercises(name, documents)
    assert 3 == len(row["hints"]) == len(set(row["hints"]))
    for number, hint in enumerate(row["hints"], start=1):
        fresh.hint(row["id"])
        assert f"{row['id']} Hint {number} of 3: {hint}".split() == capsys.readouterr().out.split()
    fresh.hint(row["id"])
    assert f"solutions/{name}_solutions.ipynb" in capsys.readouterr().out


def test_unknown_exercise_names_those_there_are(exercises):
    with pytest.raises(ValueError, match=r"'9\.9' is invalid; must be one of 0\.1, 0\.2"):
        exercises["00"].check("9.9", 1)


# --- an audit of ten rows ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ten():
    """The units and the ten rows of exercise 6.7."""
    read = analysis.extract(analysis.load(ROOT / "corpus" / "invented"))
    units = audit.draw(read, rows=10, seed=6)
    return units, audit.reading(units).reset_index(names="row")


def test_rows_of_an_audit_are_right_unless_something_is_said_of_them(ten):
    units, rows = ten
    place, found = (
        int(rows.loc[rows["what"] == what, "row"].iloc[0]) for what in ("place", "found")
    )
    said = {place: "territory_share", found: "wrong", found + 1: "right"}
    told = audit.checked(checks.judged(rows, said), units)
    assert ["missed", "", "territory_share"] == told.loc[
        place, ["verdict", "wrong", "missed"]
    ].tolist()
    assert ["wrong", "none", ""] == told.loc[found, ["verdict", "wrong", "missed"]].tolist()
    assert {"right"} == set(told["verdict"].drop([place, found]))
    before, after = (
        audit.corrected(units, audit.checked(checks.judged(rows, some), units)).set_index("family")
        for some in ({}, said)
    )
    assert before["missed"].sum() == 0 < after["missed"]["territory_share"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({10: "wrong"}, "row 10 is invalid; the rows are 0 to 9"),
        ({0: "good"}, "missed 'good'; must be one of"),
    ],
)
def test_a_verdict_that_cannot_be_is_named(ten, said, told):
    units, rows = ten
    with pytest.raises(ValueError, match=re.escape(told)):
        audit.checked(checks.judged(rows, said), units)


# --- the sets and their notebooks ------------------------------------------------------------------------------


def notebook(name, part):
    path = HOME / (
        f"{name}_exercises.ipynb" if part == "exercises" else f"solutions/{name}_solutions.ipynb"
    )
    return nbformat.read(path, as_version=4)


def printed(cell):
    return " ".join("".join(out.get("text", "") for out in cell.get("outputs", [])).split())


@every_set
def test_set_rises_in_difficulty(name):
    kinds = [row["kind"] for row in SETS[name]]
    assert sorted(kinds, key=KINDS.index) == kinds
    assert set(KINDS) == set(kinds)
    assert [f"{int(name)}.{number}" for number in range(1, len(kinds) + 1)] == [
        row["id"] for row in SETS[name]
    ]


@every_set
@pytest.mark.parametrize("part", ["exercises", "solutions"])
def test_notebook_has_the_exercises_of_its_set_in_order(name, part):
    headings = [f"{row['id']} {row['kind'].capitalize()}: {row['title']}" for row in SETS[name]]
    cells = [cell.source for cell in notebook(name, part).cells if cell.cell_type == "markdown"]
    assert headings == [
        found for cell in cells for found in re.findall(r"^## (\d\.\d .+)$", cell, re.MULTILINE)
    ]


@every_set
def test_exercises_are_stored_untouched_and_solutions_solved(name):
    for row in SETS[name]:
        call = f'exercises.check("{row["id"]}", '
        (asked,) = (cell for cell in notebook(name, "exercises").cells if call in cell.source)
        (solved,) = (cell for cell in notebook(name, "solutions").cells if call in cell.source)
        assert printed(asked).startswith(f"{row['id']} Nothing to check yet")
        good = "What a program can check is there" if row["type"] == "text" else "Right"
        assert f"{row['id']} {good}" in printed(solved)
        assert solved.source.startswith("# NBVAL_CHECK_OUTPUT")


def test_links_into_the_glossary_lead_to_a_term():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    terms = [
        term.lower().replace(" ", "-") for term in re.findall(r"^### (.+)$", glossary, re.MULTILINE)
    ]
    assert len(terms) == len(set(terms))
    pages = [*(ROOT / "notebooks").glob("**/*.ipynb"), *(ROOT / "docs").glob("*.md")]
    for path in pages:
        text = path.read_text(encoding="utf-8")
        inside = re.findall(r"\]\(#([\w-]+)\)", text) if path.name == "glossary.md" else []
        assert set(re.findall(r"glossary\.md#([\w-]+)\)", text)) | set(inside) <= set(terms), path


# --- what the answers say of the corpus (the rest is computed in the solutions, which nbval runs) ---------------


def test_hedges_asked_for_are_those_the_extractor_reads():
    (row,) = (row for row in SETS["03"] if row["id"] == "3.7")
    rows = [
        {"doc_id": str(number), "text": case["call"][0]} for number, case in enumerate(row["cases"])
    ]
    found = analysis.extract(frames.build("documents", rows)).quantities
    assert [case["gives"] for case in row["cases"]] == found["hedge"].tolist()


def test_passages_of_the_exercises_stand_in_the_texts(documents):
    """Whatever stands in “ ” in a question and is a quotation."""
    for name, first in (("02", "## 2.3"), ("04", "## 4.1")):
        (cell,) = (
            cell for cell in notebook(name, "exercises").cells if cell.source.startswith(first)
        )
        quotations = re.findall(r"^\d\. “(.+)”$", cell.source, re.MULTILINE)
        assert quotations, first
        for quoted in quotations:
            assert any(
                " ".join(quoted.split()) in " ".join(text.split()) for text in documents["text"]
            ), quoted


def test_numbers_of_the_glossary_are_those_of_the_corpus(documents, evidence):
    text = documents.set_index("doc_id").loc["1999-02-08_letter", "text"]
    assert (485, 496) == (text.index("one million"), text.index("one million") + len("one million"))
    running = words(evidence.paragraphs)
    assert 119 == (running["doc_id"] == "1999-02-08_letter").sum()
    spread = dispersion(running, part="doc_id").set_index("word")
    assert [0.08, 0.07, 0.75] == spread.loc[["azerbaijan", "of", "armed"], "DP"].round(2).tolist()
    assert 9 == spread.loc["aggression", "count"]
    assert 5 == sum(
        len(re.findall(r"territorial\s+integrity", text, re.IGNORECASE))
        for text in documents["text"]
    )
    intervals = rates(pd.DataFrame({"count": [0, 9], "of": [2348, 10]}))
    assert ["0.16", "60"] == [
        f"{100 * intervals['high'][0]:.2f}",
        f"{100 * intervals['low'][1]:.0f}",
    ]
