"""What a reader of an audit is given: a page, a spreadsheet, widgets; and the verdicts read back.

The page works from a file, without a network: its policy forbids every request, its one script is
named by its hash, and passages reach it as data that the script writes as text.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from html import escape
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.frames import SCHEMAS, InputError
from analysis.measure import audit
from analysis.measure.audit import FIELDS, NONE, VERDICTS, checked, labels, reading
from analysis.measure.estimates import IS_ONE, JUDGED, corrected, lines, score
from analysis.show.evidence import MARK, cell, pieces, visible
from analysis.show.files import WRITERS, read_csv, replace_files, write_text
from analysis.show.store import Store
from analysis.vocabulary import load_table

AROUND = 350  # characters shown before and after what is judged
DESIGN: dict[str, Any] = {"table": "claims", "by": [], "rows": 200, "seed": 0, "question": ""}
# of a passage in the spreadsheet: what is judged, and rows that were found in it
MARKED = {"here": "⟦{}⟧", "row": "⟪{}⟫"}
PLAN, RATES, SHEET = "plan.json", "scores.csv", "rows.csv"
WORD = 40  # characters of a word at which the passage is not cut
BESIDE = {"function": "cue", "hedge": "hedge_text"}  # the words that a value was read from


def draw(
    store: Store, folder: Path, asked: Mapping[str, Any], words: Any
) -> tuple[pd.DataFrame, dict[str, Any], dict[str, Any]]:
    """The units, the plan they are drawn by, and the same plan made again from these texts.

    The plan is that of ``folder`` if one stands there; what is ``asked`` must not differ then.
    """
    settled, own = read_plan(folder), {name: value for name, value in asked.items() if value}
    if settled and own:
        remedy = f"leave --{next(iter(own))} away, or name another folder"
        raise InputError(f"{folder}: has a plan already; {remedy}")
    design: dict[str, Any] = {name: (settled or DESIGN | own)[name] for name in DESIGN}
    chosen: dict[str, Any] = {name: design[name] for name in ("by", "rows", "seed")}
    frames: dict[str, Any] = {name: store.whole(name) for name in ("quantities", design["table"])}
    frames["paragraphs"] = store.parts("paragraphs", "doc_id", "paragraph", "start", "quote")
    read = SimpleNamespace(documents=store.documents, **frames)
    units = audit.draw(read, design["table"], vocabulary=words, **chosen)
    now = audit.plan(units, **chosen, question=design["question"], corpus=store.texts.hash())
    return units, settled or now, now


def write(
    units: pd.DataFrame, plan: Mapping[str, Any], now: Mapping[str, Any], texts: Mapping[str, str],
    folder: Path, tables: Mapping[str, pd.DataFrame], *, plan_only: bool,
) -> list[str]:  # fmt: skip
    """Write the results if there are ``tables``, the plan alone, or the plan, sheet and page: by no
    other plan than that of ``folder``, and over no sheet."""
    pages: dict[str, Any] = {}
    frames = dict(tables)
    if not tables:
        if plan.get("items") != now["items"]:
            raise InputError(f"{folder}: its plan is of other texts or words; name another folder")
        settled = {**now, "frozen": True} if plan_only else plan
        as_json = json.dumps(settled, indent=1, ensure_ascii=False, default=int)
        pages[PLAN] = partial(write_text, as_json + "\n")
    if not (tables or plan_only):
        if (folder / SHEET).exists():
            remedy = "move it or name another folder"
            raise InputError(f"{folder / SHEET}: is there already, perhaps with verdicts; {remedy}")
        pages["read.html"] = partial(write_text, page(units, texts, plan))
        frames = {"rows": spreadsheet(units, texts), "values": asked_of(plan["table"])}
    sheets = {f"{name}.csv": partial(WRITERS["csv"], frame) for name, frame in frames.items()}
    return replace_files(folder, pages | sheets)


def read_plan(folder: str | Path) -> dict[str, Any] | None:
    """The plan that stands in ``folder``; nothing where none does; an ``InputError`` if broken."""
    path = Path(folder) / PLAN
    if not path.exists():
        return None
    try:
        plan = json.loads(path.read_text(encoding="utf-8"))
        JUDGED[plan["table"]], plan["corpus"]
        return dict(plan)
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path}: is no plan of an audit ({error!r:.60})") from None


def rates_beside(corpus: str, *folders: Path) -> pd.DataFrame | None:
    """The rates of an audit of the corpus of that hash, from "audit" in one of ``folders``."""
    for folder in (folder / "audit" for folder in folders):
        plan = read_plan(folder)
        if plan and plan["corpus"] == corpus and (folder / RATES).exists():
            rates = read_csv(folder / RATES)
            kept = rates["column"].isin(["all columns", IS_ONE])
            return rates[kept].astype(dict.fromkeys(["rate", "low", "high"], "float64")).round(2)
    return None


def read_verdicts(path: str | Path, units: pd.DataFrame) -> pd.DataFrame:
    """The verdicts of a file that the page saved, or of the spreadsheet filled in."""
    try:
        found = read_csv(path)
    except ValueError as error:  # whatever pandas makes of a table that is none
        raise InputError(f"{path}: cannot be read as a UTF-8 CSV table ({error})") from None
    if missing := [name for name in FIELDS[:2] if name not in found]:
        raise InputError(f"{path}: has no column {missing[0]}; must have {', '.join(FIELDS)}")
    return checked(found, units, str(path))


def spreadsheet(units: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """One row a unit that is read: what it is, its passage, and empty verdicts.

    The passage has ⟦marks⟧ around what is judged, and ⟪others⟫ around rows that were found there.
    """
    rows = []
    for row in _rows(units, texts):
        marked = (MARKED.get(role, "{}").format(words) for words, role in row["passage"])
        passage = "".join(marked).replace("⟧⟦", "")
        found = "; ".join(f"{name} {value}" for name, value, _ in row["read"])
        rows.append({"item": row["item"], "where": row["where"], "found": found,
                     "passage": " ".join(passage.split())})  # fmt: skip
    frame = reading(units)[["item", "stratum", "probability"]].merge(pd.DataFrame(rows), on="item")
    return frame.assign(**dict.fromkeys(FIELDS[1:], ""))


def page(units: pd.DataFrame, texts: Mapping[str, str], plan: Mapping[str, Any]) -> str:
    """The page as HTML; the same rows give the same bytes. ``texts`` are by ``doc_id``."""
    from analysis.show.templates import template  # here: it loads jinja2

    script = (files("analysis") / "show" / "verdicts.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    table = plan["table"]
    told = {"hash": plan["hash"], "fields": FIELDS}
    told |= {"columns": JUDGED[table], "labels": labels(units)}
    asked = asked_of(table).groupby("column", sort=False)
    return template("verdicts.html").render(
        title=f"{len(reading(units))} {table}", question=plan["question"], digest=Markup(digest),
        rows=list(_rows(units, texts)), plan=told, asked=asked, script=Markup(script),
    )  # fmt: skip


def asked_of(table: str) -> pd.DataFrame:
    """What a reader is asked: a row a judged column, then one for each of its values."""
    rows = []
    for name in JUDGED[table]:
        rows.append({"column": name, "meaning": SCHEMAS[table][name].meaning})
        rows += [row for row in load_table("values") if row["column"] == name]
    return pd.DataFrame(rows, columns=["column", "value", "meaning", "sample"]).fillna("")


def reader(units: pd.DataFrame, documents: pd.DataFrame) -> tuple[Any, list[dict[str, str]]]:
    """The same in JupyterLab: a box of widgets to show, and the list of verdicts that it fills.

    ``pd.DataFrame(judged).to_csv("verdicts.csv", index=False)`` is the file that the page saves.
    """
    from analysis.show.explorers import load_widgets

    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    widgets, rows, table = load_widgets(), list(_rows(units, texts)), units["table"].iloc[0]
    judged: list[dict[str, str]] = []
    passage = widgets.HTML()
    wrong = widgets.SelectMultiple(options=[NONE, *JUDGED[table]], description="wrong")
    # one row may miss two of a label
    missed = widgets.TagsInput(allowed_tags=labels(units), allow_duplicates=True)
    note = widgets.Text(description="note")

    def press(button: Any) -> None:
        name, told = button.description, {"wrong": "", "missed": ""}
        if name == "next":
            told = {"wrong": "; ".join(wrong.value), "missed": "; ".join(missed.value)}
        verdict = "wrong" if told["wrong"] else "missed" if told["missed"] else name
        if name == "undo":
            del judged[-1:]
        elif verdict in VERDICTS and len(judged) < len(rows):
            item = rows[len(judged)]["item"]
            judged.append({"item": item, "verdict": verdict, **told, "note": note.value})
        wrong.value, missed.value, note.value = (), [], ""
        words = _as_html(rows[len(judged)]) if len(judged) < len(rows) else "All is judged."
        passage.value = f"<p>{len(judged)} of {len(rows)}</p>{words}"

    buttons = [widgets.Button(description=name) for name in ("right", "next", "unsure", "undo")]
    for button in buttons:
        button.on_click(press)
    press(buttons[-1])  # takes back nothing and shows the first row
    label = widgets.Label(f"missed: {', '.join(labels(units))}")
    parts = widgets.HBox([wrong, widgets.VBox([label, missed, note])]), widgets.HBox(buttons)
    meanings = widgets.HTML(asked_of(table).to_html(index=False))
    asked = widgets.Accordion([meanings], titles=["What the values mean"])
    return widgets.VBox([passage, *parts, asked]), judged


def results(
    units: pd.DataFrame, plan: Mapping[str, Any], now: Mapping[str, Any], paths: list[Path],
    by: list[str],
) -> tuple[dict[str, pd.DataFrame], list[str]]:  # fmt: skip
    """The tables that verdicts give, by name, and whether the plan was followed.

    The first of several readings corrects the counts.
    """
    readings = {str(path): read_verdicts(path, units) for path in paths}
    verdicts = readings[str(paths[0])]
    tables = {"scores": score(units, verdicts), "corrected": corrected(units, verdicts, by)}
    if units["table"].iloc[0] == "claims":
        tables["lines"] = lines(units, verdicts)
    if len(readings) > 1:
        tables["agreement"] = audit.agreement(readings, units)
        tables["readings"] = pd.concat(readings, names=["reader"]).reset_index(level=0)
    gone = audit.departures(plan, now, units, verdicts)
    return tables, [f"not by the plan: {line}" for line in gone] or ["the plan was followed"]


def _as_html(row: Mapping[str, Any]) -> str:
    styles = {"here": f'<mark style="{MARK}">{{}}</mark>', "row": "<u>{}</u>"}
    parts = [styles.get(role, "{}").format(escape(words)) for words, role in row["passage"]]
    read = "; ".join(" ".join(filter(None, one)) for one in row["read"])
    return f"<p>{escape(row['where'])}</p><p>{''.join(parts)}</p><p><b>{escape(read)}</b></p>"


def _rows(units: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What is judged, in the order of the reading: its place, its passage in pieces, its values."""
    columns, drawn = JUDGED[units["table"].iloc[0]], reading(units)
    beside = (units["what"] == "found") & units["doc_id"].isin(drawn["doc_id"])
    others = dict(iter(units[beside].groupby("doc_id")))
    meanings = {(one["column"], one["value"]): one["meaning"] for one in load_table("values")}
    for row in drawn.itertuples():
        text, found = texts[row.doc_id], row.what == "found"
        low = len(re.sub(r"\S*\Z", "", text[: max(0, row.start - AROUND)]))
        high = min(len(text), row.end + AROUND)
        high += len(re.split(r"\s", text[high : high + WORD], maxsplit=1)[0])
        near = [] if found else list(others.get(row.doc_id, units.head(0)).itertuples())
        passage = []
        for words, _, over in pieces(text, [row, *near], low, high):
            role = "row" if any(one is not row for one in over) else "here" if over else ""
            passage.append((visible(words), role))
        read = [_read(row, name, meanings) for name in columns] if found else []
        yield {"item": row.item, "found": found, "where": visible(f"{row.doc_id}, {row.paragraph}"),
               "read": read, "passage": passage}  # fmt: skip


def _read(row: Any, name: str, meanings: Mapping[Any, str]) -> tuple[str, str, str]:
    """A column, its value, and what the value means and was read from."""
    value = getattr(row, name)
    if name == "value" and pd.isna(value) and pd.notna(row.value_low):
        value = f"{row.value_low:,.10g} to {row.value_high:,.10g}"
    of = ("year_source", row.year_source) if name == "year" else (name, value)
    said = meanings.get(of, "")
    words = getattr(row, BESIDE[name]) if name in BESIDE else None
    told = f"{said} (read from “{words}”)".strip() if pd.notna(words) else said
    return name, visible(cell(value)), visible(told)
