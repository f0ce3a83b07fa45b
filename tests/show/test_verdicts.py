"""What a reader of an audit is given: it hides nothing, runs nothing, and comes back as it was judged."""

import json
import re
from pathlib import Path

import fuzz
import pandas as pd
import pytest
from bs4 import BeautifulSoup

import analysis
from analysis import frames
from analysis.measure import audit
from analysis.measure.estimates import JUDGED
from analysis.show import verdicts
from analysis.vocabulary import load_table

HOSTILE = "</script><script>hacked=1</script><img src=x onerror=hacked=1> \u202e=1+1"
TEXTS = [
    f"{HOSTILE} killed 300 people. They fired for 40 days and 12 shells fell.",
    "Over 2,000 people fled. We built 30 schools.",
    "We have 15 members, and 7 soldiers were killed.",
]
ROWS = 6


@pytest.fixture(scope="module")
def read():
    rows = [{"doc_id": f"text <{at}>", "text": text} for at, text in enumerate(TEXTS)]
    return analysis.extract(frames.build("documents", rows))


@pytest.fixture(scope="module")
def units(read):
    return audit.draw(read, rows=ROWS, seed=1)


@pytest.fixture(scope="module")
def plan(units):
    return audit.plan(units, by=[], rows=ROWS, seed=1, question="How many <b>?", corpus="x")


def texts_of(read):
    return dict(zip(read.documents["doc_id"], read.documents["text"], strict=True))


def kinds(units):
    return audit.reading(units)["what"].tolist()


def test_the_page_holds_every_row_and_no_markup_of_a_text(units, read, plan):
    page = BeautifulSoup(verdicts.page(units, texts_of(read), plan), "html.parser")
    rows = json.loads(page.find(id="rows").string)
    assert audit.reading(units)["item"].tolist() == [row["item"] for row in rows]
    assert 3 == len(page.find_all("script")) and not page.find_all("img")
    passages = ["".join(words for words, _ in row["passage"]) for row in rows]
    assert any("<script>hacked=1</script>" in passage for passage in passages)
    assert "\u202e" not in str(page)  # turned into ⟨U+202E⟩
    assert "How many <b>?" in page.find("header").get_text()


def test_the_policy_lets_the_one_script_run_and_nothing_be_asked_for(units, read, plan):
    page = verdicts.page(units, texts_of(read), plan)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none';") and "script-src 'sha256-" in policy
    assert not BeautifulSoup(page, "html.parser").select("[src], [href]")


def test_the_spreadsheet_is_no_formula_and_marks_what_is_judged(units, read, plan, tmp_path):
    verdicts.write(units, plan, plan, texts_of(read), tmp_path, {}, plan_only=False)
    rows = pd.read_csv(tmp_path / "rows.csv", keep_default_na=False)
    written = sorted(path.name for path in tmp_path.iterdir())
    assert ["plan.json", "read.html", "rows.csv", "values.csv"] == written
    assert all(passage.count("⟦") == passage.count("⟧") > 0 for passage in rows["passage"])
    assert {""} == set(rows["verdict"])
    assert not rows["passage"].str.match(r"[=+\-@\t\r]").any()


def test_the_spreadsheet_tells_what_is_judged_from_what_was_found_in_it():
    """Else a reader calls missed what the program has."""
    told = "They meant to adopt resolutions on fish in that long autumn"
    said = f"{told}, and so the Selmar Treaty stands."
    read = analysis.extract(frames.build("documents", [{"doc_id": "a", "text": said}]))
    rows = verdicts.spreadsheet(audit.draw(read, "citations"), {"a": said})
    place = rows[rows["item"].str.startswith("place")]["passage"].item()
    assert f"⟦{told}" in place and "⟪Selmar Treaty⟫" in place


def test_what_is_asked_is_said_with_the_meaning_of_every_value():
    """A closed column has each of its values; the open ones say what they are."""
    for table, columns in JUDGED.items():
        asked = verdicts.asked_of(table)
        assert list(columns) == asked["column"].drop_duplicates().tolist()
        assert asked["meaning"].all()
        for name in columns:
            told = asked.loc[asked["column"] == name, "value"].tolist()
            assert ["", *frames.SCHEMAS[table][name].allowed] == told


@pytest.mark.parametrize(
    "row", load_table("values"), ids=lambda row: f"{row['column']}: {row['value']}"
)
def test_the_sample_of_a_value_is_read_as_that_value(row):
    """Of a list the first member: "resolutions 713 and 724 (1991)"."""
    text = row["sample"] if row["sample"].endswith(".") else f"We saw {row['sample']}."
    read = analysis.extract(frames.build("documents", [{"doc_id": "a", "text": text}]))
    of = {"hedge": read.quantities, "status": read.claims}.get(row["column"], read.citations)
    assert row["value"] == of[row["column"]].iloc[0]


def test_the_spreadsheet_filled_in_is_read_back(units, read, plan, tmp_path):
    verdicts.write(units, plan, plan, texts_of(read), tmp_path, {}, plan_only=False)
    rows = pd.read_csv(tmp_path / "rows.csv", keep_default_na=False)
    rows["verdict"] = ["right"] * (len(rows) - 1) + [""]
    rows.to_csv(tmp_path / "rows.csv", index=False)
    assert len(rows) - 1 == len(verdicts.read_verdicts(tmp_path / "rows.csv", units))


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("item,answer\nx,right\n", "has no column verdict"),
        ("item,verdict\nx,right\ny,z,1,2\n", "cannot be read as a UTF-8 CSV table"),
        ("item,verdict\nx,right\n", "item 'x'; must be an item that was drawn"),
        ("item,verdict\n{item},good\n", "verdict 'good'; must be one of missed, right"),
        ("item,verdict,wrong\n{item},wrong,colour\n", "wrong 'colour'; must be one of family"),
        ("item,verdict,wrong\n{item},wrong,\n", "'wrong' does not fit"),
        ("item,verdict,missed\n{item},missed,\n", "'missed' does not fit"),
        ("item,verdict\n{item},right\n{item},right\n", "'right' is the second"),
    ],
)  # fmt: skip
def test_verdicts_that_cannot_be_are_named(units, tmp_path, table, says):
    path = tmp_path / "v.csv"
    path.write_text(table.format(item=audit.reading(units)["item"].iloc[0]), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(says)) as error:
        verdicts.read_verdicts(path, units)
    assert str(path) in str(error.value)


def test_a_plan_that_is_none_is_named(tmp_path):
    assert verdicts.read_plan(tmp_path) is None
    (tmp_path / "plan.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(ValueError, match=r"plan\.json: is no plan of an audit"):
        verdicts.read_plan(tmp_path)


def test_widgets_give_the_same_verdicts(units, read):
    pytest.importorskip("ipywidgets")
    box, judged = verdicts.reader(units, read.documents)
    passage, choices, buttons, asked = box.children
    assert "nothing qualifies the number" in asked.children[0].value
    wrong, _ = choices.children
    right, following, unsure, undo = buttons.children
    assert "<script>" not in passage.value
    for what in kinds(units):
        if what == "found":
            wrong.value = ("value", "hedge")
            following.click()
        else:
            right.click()
    unsure.click()  # nothing is left: nothing happens
    told = audit.checked(pd.DataFrame(judged), units)
    assert {"value; hedge"} == set(told.loc[told["verdict"] == "wrong", "wrong"])
    assert len(kinds(units)) == len(told)
    undo.click()
    following.click()  # no verdict yet
    assert len(kinds(units)) - 1 == len(judged)


# what a notebook does; the widgets are then driven as JupyterLab drives them, by messages
CELL = """
import pandas as pd
import analysis
from analysis import frames
from analysis.measure import audit
from analysis.show import verdicts
rows = [{{"doc_id": f"text <{{at}}>", "text": text}} for at, text in enumerate({texts!r})]
read = analysis.extract(frames.build("documents", rows))
units = audit.draw(read, rows={rows}, seed=1)
box, judged = verdicts.reader(units, read.documents)
"""


class Lab:
    """A kernel and the widgets that it has opened, as a front end knows them: by their messages."""

    def __init__(self, client):
        self.client, self.models = client, {}

    def run(self, code):
        self._until_idle(self.client.execute(code))

    def send(self, widget, data):
        message = self.client.session.msg("comm_msg", {"comm_id": widget, "data": data})
        self.client.shell_channel.send(message)
        self._until_idle(message["header"]["msg_id"])

    def click(self, name):
        (button,) = self.find("ButtonModel", description=name)
        self.send(button, {"method": "custom", "content": {"event": "click"}})

    def choose(self, kind, **state):
        (widget,) = self.find(kind)
        self.send(widget, {"method": "update", "state": state, "buffer_paths": []})

    def find(self, kind, **state):
        return [
            number
            for number, model in self.models.items()
            if model.get("_model_name") == kind and state.items() <= model.items()
        ]

    def _until_idle(self, asked):
        while True:
            told = self.client.get_iopub_msg(timeout=60)
            content, kind = told["content"], told["msg_type"]
            assert kind != "error", content
            if kind in ("comm_open", "comm_msg") and "state" in content["data"]:
                self.models.setdefault(content["comm_id"], {}).update(content["data"]["state"])
            idle = kind == "status" and content["execution_state"] == "idle"
            if idle and told["parent_header"].get("msg_id") == asked:
                return


@pytest.fixture
def lab(root):
    manager = pytest.importorskip("jupyter_client.manager")
    pytest.importorskip("ipywidgets")
    kernel, client = manager.start_new_kernel(cwd=str(root))
    yield Lab(client)
    client.stop_channels()
    kernel.shutdown_kernel(now=True)


def test_in_a_live_kernel_the_widgets_show_the_rows_and_save_the_file_of_the_page(
    lab, units, read, tmp_path
):
    lab.run(CELL.format(texts=TEXTS, rows=ROWS))
    shown = lab.find("HTMLModel")[0]  # the second says what the values mean
    for at, row in enumerate(verdicts._rows(units, texts_of(read))):
        said = BeautifulSoup(lab.models[shown]["value"], "html.parser").get_text()
        assert said.startswith(f"{at} of {ROWS}{row['where']}")
        assert "".join(words for words, _ in row["passage"]) in said
        _, verdict, _, missed, _ = decisions(units)[at]
        if verdict == "wrong":
            lab.choose("SelectMultipleModel", index=[2, 4])  # value, hedge
        elif verdict == "missed":
            lab.choose("TagsInputModel", value=missed.split("; "))
        lab.click(verdict if verdict in ("right", "unsure") else "next")
    assert f"<p>{ROWS} of {ROWS}</p>All is judged." == lab.models[shown]["value"]
    lab.click("undo")
    lab.choose("TextModel", value="seen twice")
    lab.click("unsure")
    lab.run(f"pd.DataFrame(judged).to_csv({str(tmp_path / 'verdicts.csv')!r}, index=False)")
    *want, last = decisions(units)
    assert [*want, (*last[:-1], "seen twice")] == in_file(tmp_path / "verdicts.csv", units)


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "texts").mkdir()
    for at, text in enumerate(TEXTS):
        (tmp_path / "texts" / f"t{at}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "texts"


def run(*arguments):
    """The command line in this process: exit code, what it said, what it complained of."""
    return fuzz.call("audit", *arguments)


def test_a_plan_then_the_draw_then_the_verdicts(corpus, tmp_path):
    out = tmp_path / "audit"
    asked = ("--rows", 4, "--seed", 7, "--question", "How many?")
    code, said, _ = run(corpus, "--out", out, "--plan", *asked)
    assert 0 == code and ["plan.json"] == [path.name for path in out.iterdir()]
    settled = (out / "plan.json").read_bytes()
    assert json.loads(settled)["hash"] in said
    assert 2 == run(corpus, "--out", out, "--rows", 5)[0]
    assert 0 == run(corpus, "--out", out)[0]
    assert settled == (out / "plan.json").read_bytes()
    rows = pd.read_csv(out / "rows.csv").assign(verdict="right")
    rows[["item", "verdict"]].to_csv(out / "a.csv", index=False)
    rows[["item", "verdict"]][1:].to_csv(out / "b.csv", index=False)
    code, said, complained = run(corpus, "--verdicts", out / "a.csv", out / "b.csv")
    assert (0, "") == (code, complained)
    assert "the plan was followed" in said
    written = {path.name for path in out.glob("*.csv")}
    assert {"scores.csv", "corrected.csv", "lines.csv", "agreement.csv", "readings.csv"} < written
    assert len(rows) * 2 - 1 == len(pd.read_csv(out / "readings.csv"))


def test_an_audit_of_other_texts_is_not_by_its_plan(corpus, tmp_path):
    out = tmp_path / "audit"
    run(corpus, "--out", out, "--rows", 40)
    pd.read_csv(out / "rows.csv").assign(verdict="right").to_csv(out / "v.csv", index=False)
    (corpus / "t3.txt").write_text("Nothing is counted here.", encoding="utf-8")
    _, said, _ = run(corpus, "--verdicts", out / "v.csv")
    assert "not by the plan: corpus is not that of the plan" in said
    assert "not by the plan: no plan was frozen before the rows were shown" in said


def test_a_draw_writes_over_no_verdict_and_only_by_its_plan(corpus, tmp_path):
    out = tmp_path / "audit"
    run(corpus, "--out", out, "--rows", 4)
    filled = pd.read_csv(out / "rows.csv").assign(verdict="right").to_csv(index=False)
    (out / "rows.csv").write_text(filled, encoding="utf-8")
    code, _, complained = run(corpus, "--out", out)
    assert 2 == code and "rows.csv: is there already, perhaps with verdicts" in complained
    assert filled == (out / "rows.csv").read_text(encoding="utf-8")
    (out / "rows.csv").unlink()
    (corpus / "t1.txt").unlink()
    settled = (out / "plan.json").read_bytes()
    for asked in ([], ["--plan"]):
        code, _, complained = run(corpus, "--out", out, *asked)
        assert 2 == code and "its plan is of other texts or words" in complained
    assert settled == (out / "plan.json").read_bytes() and not (out / "rows.csv").exists()


def test_verdicts_may_stand_beside_the_folder_of_the_texts(corpus, tmp_path, monkeypatch):
    """There is no plan there, and a result has the name of no text."""
    monkeypatch.chdir(tmp_path)
    run(corpus.name, "--out", "audit")
    pd.read_csv("audit/rows.csv").assign(verdict="right").to_csv("v.csv", index=False)
    code, _, complained = run(corpus.name, "--verdicts", "v.csv")
    assert (0, "") == (code, complained)


def test_a_long_table_names_the_file_that_has_all(corpus, tmp_path, monkeypatch):
    out = tmp_path / "audit"
    run(corpus, "--out", out)
    pd.read_csv(out / "rows.csv").assign(verdict="right").to_csv(out / "v.csv", index=False)
    monkeypatch.setattr("analysis.terminal.SHOWN", 2)
    _, said, _ = run(corpus, "--verdicts", out / "v.csv")
    assert "more rows; scores.csv has all" in said and "--out writes" not in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "audit needs --out DIR"),
        (("--out", "{out}", "--by", "colour"), "by 'colour' is invalid"),
        (("--verdicts", "{out}/none.csv"), "none.csv"),
    ],
)
def test_what_cannot_be_audited_is_one_line(corpus, tmp_path, arguments, says):
    told = [argument.format(out=tmp_path / "audit") for argument in arguments]
    code, _, complained = run(corpus, *told)
    assert 2 == code and says in complained and 1 == complained.count("\n")


def test_the_report_shows_the_rates_of_an_audit_or_says_that_there_is_none(corpus, tmp_path):
    page, out = tmp_path / "report.html", tmp_path / "audit"
    fuzz.call("report", corpus, "--out", page)
    assert "Not audited" in page.read_text(encoding="utf-8")
    run(corpus, "--out", out, "--rows", 40)
    pd.read_csv(out / "rows.csv").assign(verdict="right").to_csv(out / "v.csv", index=False)
    run(corpus, "--verdicts", out / "v.csv")
    fuzz.call("report", corpus, "--out", page)
    shown = page.read_text(encoding="utf-8")
    assert "Not audited" not in shown and "Rates that a reader measured" in shown


# --- in a browser -------------------------------------------------------------------------------


@pytest.fixture
def tab(chromium, tmp_path, units, read, plan):
    yield from opened(chromium, units, read, plan, tmp_path)


CITED = "In accordance with resolution 713 (1991), we met. We recall the Selmar Treaty."


@pytest.fixture
def cited(chromium, tmp_path):
    """The page of two citations, in Chromium."""
    read = analysis.extract(frames.build("documents", [{"doc_id": "a", "text": CITED}]))
    units = audit.draw(read, "citations")
    plan = audit.plan(units, by=[], rows=200, seed=0, question="", corpus="x")
    yield from opened(chromium, units, read, plan, tmp_path)


def opened(chromium, units, read, plan, tmp_path):
    """The page in Chromium, which must complain of nothing and ask for nothing else."""
    verdicts.write(units, plan, plan, texts_of(read), tmp_path, {}, plan_only=False)
    context, wrong, bad = chromium.new_context(accept_downloads=True), [], ("error", "warning")
    tab = context.new_page()
    tab.on("console", lambda told: wrong.append(told.text) if told.type in bad else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("request", lambda asked: wrong.append(asked.url))
    tab.on("dialog", lambda asked: asked.accept())
    address = (tmp_path / "read.html").as_uri()
    tab.goto(address)
    yield tab
    assert "undefined" == tab.evaluate("typeof hacked")
    context.close()
    assert [] == [told for told in wrong if not told.startswith((address, "blob:"))]


def decisions(units):
    """A verdict for each row: of places two missed, of rows wrong and right by turns, then unsure."""
    said = []
    for at, row in enumerate(audit.reading(units).itertuples()):
        if row.what == "place":
            said.append((row.item, "missed", "", "; ".join([audit.labels(units)[0]] * 2), ""))
        else:
            told = ("wrong", "value; hedge") if at % 2 else ("right", "")
            said.append((row.item, *told, "", ""))
    return [*said[:-1], (said[-1][0], "unsure", "", "", "")]


KEYS = {"missed": ("2", "2", "Enter"), "wrong": ("4", "6", "Enter"), "right": ("1",)}


def test_all_is_judged_with_the_keyboard_and_saved_as_a_file(tab, units, tmp_path):
    want = decisions(units)
    for at, (_, verdict, *_) in enumerate(want):
        assert f"Row {at + 1} of {ROWS}" == tab.locator("#at").inner_text()
        assert "where" == tab.evaluate("document.activeElement.id") or at == 0
        for key in KEYS.get(verdict, ("1",)):
            tab.keyboard.press(key)
    assert f"All {ROWS} rows are judged." == tab.locator("#at").inner_text()
    tab.keyboard.press("u")
    assert f"Row {ROWS} of {ROWS}" == tab.locator("#at").inner_text()
    tab.keyboard.press("9")
    with tab.expect_download() as download:
        tab.keyboard.press("s")
    assert "verdicts.csv" == download.value.suggested_filename
    download.value.save_as(tmp_path / "verdicts.csv")
    assert want == in_file(tmp_path / "verdicts.csv", units)


def test_a_wrong_function_is_one_key_and_every_value_is_explained(cited, tmp_path):
    while not cited.locator("#passage mark").inner_text().startswith("713"):
        cited.keyboard.press("1")
    said = cited.locator("#read").inner_text()
    assert "under it, by its mandate or on its basis (read from “In accordance with”)" in said
    assert "the text says it" in said  # the year
    assert not cited.get_by_text("amends, extends or interprets it").is_visible()
    cited.keyboard.press("d")
    assert cited.get_by_text("amends, extends or interprets it").is_visible()
    cited.keyboard.press("4")
    cited.keyboard.press("f")
    assert "Judged: wrong, body; function." == cited.locator("#said").inner_text()
    with cited.expect_download() as download:
        cited.keyboard.press("s")
    download.value.save_as(tmp_path / "v.csv")
    assert ["body; function"] == pd.read_csv(tmp_path / "v.csv")["wrong"].dropna().tolist()


def in_file(path, units):
    """The rows of a file of verdicts, as a reader is given them."""
    read = verdicts.read_verdicts(path, units)
    return list(read[audit.FIELDS].itertuples(index=False, name=None))


def test_the_real_family_is_asked_for_and_nothing_is_judged_by_accident(tab, units):
    while "Is the marked row right?" != tab.locator("#asked").inner_text():
        tab.keyboard.press("1")
    before = tab.locator("#at").inner_text()
    tab.keyboard.press("Enter")
    assert "No verdict yet: press a number first." == tab.locator("#said").inner_text()
    assert not tab.locator("#truly").is_visible()
    tab.keyboard.press("3")
    assert tab.locator("#truly").is_visible()
    tab.locator("#note").press("1")
    tab.locator("#keys").uncheck()
    tab.locator("h1").press("1")
    assert before == tab.locator("#at").inner_text()


def test_a_page_closed_by_mistake_goes_on_where_it_was(tab):
    tab.keyboard.press("9")
    assert f"Row 2 of {ROWS}" == tab.locator("#at").inner_text()
    tab.wait_for_timeout(1000)  # the browser writes what is kept a moment later
    tab.reload()
    assert f"Row 2 of {ROWS}" == tab.locator("#at").inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (390, "dark")])
def test_axe_finds_nothing(tab, width, scheme):
    package = pytest.importorskip("axe_playwright_python")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    run = "axe.run(document, {preload: false}).then(told => told.violations.map(bad => [bad.id, bad.nodes[0].html]))"
    tab.evaluate(axe)  # past the policy of the page, as a reader's own tools are
    tab.keyboard.press("3")
    tab.keyboard.press("d")
    assert [] == tab.evaluate(run)
    assert width >= tab.evaluate("document.documentElement.scrollWidth")
    tab.keyboard.press("u")
    for _ in range(ROWS):
        tab.keyboard.press("9")
    assert [] == tab.evaluate(run)
