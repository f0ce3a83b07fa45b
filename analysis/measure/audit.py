"""Audit an extraction: which rows and places a reader is to read, and what a verdict is.

A reader judges rows that were found, and *places*: sentences with an amount (or a citing word) that
no row covers. Both are drawn by chance within strata, with a known probability each, so that the
verdicts speak for the whole corpus (``score``, ``corrected`` of ``estimates``). A claim without
any amount sign in its sentence is in no place, so no audit of this kind finds it.
"""

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

import analysis
from analysis.frames import InputError, one_of
from analysis.measure.estimates import JUDGED, corrected, lines, score, several
from analysis.terms import alternation, spelled
from analysis.text import sentence_spans
from analysis.vocabulary import Vocabulary, shipped

__all__ = ["corrected", "draw", "lines", "score"]
VERDICTS = ("right", "wrong", "missed", "unsure")
NONE = "none"  # wrong in everything: what was found is no row of this table
FIELDS = ["item", "verdict", "wrong", "missed", "note"]  # of a verdict
LEAST = 5  # units read of a stratum, where it has as many
LIKELY = "likely places"
OF_PLACES = ["doc_id", "paragraph", "start", "end", "quote", "stratum"]  # columns
BESIDE = 40  # characters from a citation in which its word may stand: "resolutions" 1 and 2
CUES = ("counted", "cue", "cue_before", "cue_after", "just_before")
# large figures; small ones are places where the program read an amount: 3,000 / 1 200 000 / 45000
FIGURE = r"(?<![\w./(\[-])\d{1,3}(?:[,. ]\d{3})+(?![\d/)])|(?<![\w./(\[-])\d{5,}(?![\d/)])"


def draw(
    evidence: Any, table: str = "claims", *, by: Sequence[str] = (), rows: int = 200,
    seed: int = 0, vocabulary: Vocabulary | None = None,
) -> pd.DataFrame:  # fmt: skip
    """One row a unit that could be read: every row of ``table``, and every place without one.

    ``what`` is "found" or "place"; ``item`` names the unit; ``stratum`` and ``size`` say what it is
    drawn among, ``probability`` how likely it was; ``order`` is its turn in the reading, missing
    where it is not drawn. The columns of the table and of the documents (no text) follow. The
    paragraphs of ``evidence`` may come as a frame or in parts.

    Strata of rows found are the values of ``by`` (columns of the table or of documents; if not
    given its label, the family of a claim), smaller ones put together as "the rest"; those of
    places whether a word of a family (of a resolution) is in the sentence, and ``by`` as far as it
    is known of them. The reading is shared out by the square root of the size of a stratum (Bankier
    1988; ``docs/audit.md``). The same seed gives the same rows whatever their order.
    """
    one_of(table, JUDGED, "table ")
    asked = list(by) or [JUDGED[table][0]]
    found, documents = getattr(evidence, table), evidence.documents.drop(columns="text")
    parts = _places(evidence, found, table, vocabulary or shipped())
    found = found.assign(what="found", stratum=np.nan)
    units = pd.concat([found, *parts], ignore_index=True)
    if units.empty:
        raise InputError(f"nothing to audit: no rows of {table} and no places for them")
    units = units.merge(documents, on="doc_id", suffixes=("", "_document"), validate="many_to_one")
    units = units.sort_values(["doc_id", "start", "end", "what"], kind="stable", ignore_index=True)
    for name in asked:
        one_of(name, units, "by ")
    place = units["start"].astype("string") + "-" + units["end"].astype("string")
    name = units["what"].astype("string") + ":" + units["doc_id"] + ":" + place
    twice = name.groupby(name).cumcount()
    units["item"] = name + twice.map(lambda number: f"#{number + 1}" if number else "")
    units["table"], units["stratum"] = table, _strata(units, asked, documents, rows)
    return choose(units, rows, seed)


def plan(
    units: pd.DataFrame, *, by: Sequence[str], rows: int, seed: int, question: str, corpus: str
) -> dict[str, Any]:
    """The design as plain values, with a hash over all of them: what is settled before the reading.

    ``corpus`` is the hash of the texts. ``items`` is a hash of the units drawn, in order: it ties
    the plan to them and shows none.
    """
    drawn = reading(units)
    strata = units.groupby("stratum").agg(what=("what", "first"), size=("item", "size"))
    strata["read"] = drawn["stratum"].value_counts().reindex(strata.index, fill_value=0)
    settled = {
        "question": question, "table": units["table"].iloc[0], "by": list(by), "rows": rows,
        "seed": seed, "corpus": corpus, "version": analysis.__version__,
        "items": _hash(drawn["item"].tolist()),
        "strata": strata.reset_index().to_dict(orient="records"),
    }  # fmt: skip
    return settled | {"hash": _hash(settled)}


def departures(
    settled: Mapping[str, Any], now: Mapping[str, Any], units: pd.DataFrame, verdicts: pd.DataFrame
) -> list[str]:
    """Where the reading left its plan: a line each, none where the plan was followed.

    ``settled`` is the plan as it was frozen, ``now`` the same made again from the corpus.
    """
    rest = {name: value for name, value in settled.items() if name not in ("hash", "frozen")}
    gone = {"the plan was changed after its hash was made": settled.get("hash") != _hash(rest)}
    for name in ("corpus", "version", "items"):
        gone[f"{name} is not that of the plan"] = settled.get(name) != now[name]
    gone["no plan was frozen before the rows were shown"] = not settled.get("frozen")
    drawn = reading(units)["item"]
    said = verdicts.loc[verdicts["verdict"].isin(VERDICTS[:3]), "item"]
    left = (~drawn.isin(said)).sum()
    gone[f"{left} of {len(drawn)} rows have no verdict or an unsure one"] = left > 0
    return [line for line, is_so in gone.items() if is_so]


def checked(verdicts: pd.DataFrame, units: pd.DataFrame, name: str = "verdicts") -> pd.DataFrame:
    """``verdicts`` with all of ``FIELDS``, only the rows that have a verdict.

    ``verdict`` is right, wrong, missed or unsure; ``wrong`` names columns of the row that are wrong
    ("value; hedge") or "none" (no such thing); ``missed`` what a reader finds and no row says, a
    label each ("troops; troops"). An ``InputError`` names the first that cannot be, and its item.
    """
    table = units["table"].iloc[0]
    frame = verdicts.reindex(columns=FIELDS).astype("object").fillna("")
    frame = frame[frame["verdict"] != ""].reset_index(drop=True)
    allowed = {
        "item": set(reading(units)["item"]), "verdict": set(VERDICTS),
        "wrong": {NONE, *JUDGED[table]}, "missed": set(labels(units)),
    }  # fmt: skip
    for field, values in allowed.items():
        for item, told in zip(frame["item"], frame[field], strict=True):
            if wrong := {told} - values if field in FIELDS[:2] else set(several(told)) - values:
                one_of_them = f"one of {', '.join(sorted(values))}"
                known = {"item": "an item that was drawn"}.get(field, one_of_them)
                raise InputError(f"{name}, {item}: {field} {wrong.pop()!r}; must be {known}")
    says_why = frame["wrong"].where(frame["verdict"] != "missed", frame["missed"]) != ""
    misfit = says_why != frame["verdict"].isin(["wrong", "missed"])
    for bad, says in (
        (misfit, "does not fit; a wrong one names its columns, a missed one its labels"),
        (frame["item"].duplicated(), "is the second; must be one an item"),
    ):
        if bad.any():
            item, verdict = frame.loc[bad.idxmax(), ["item", "verdict"]]
            raise InputError(f"{name}, {item}: {verdict!r} {says}")
    return frame


def agreement(readings: Mapping[str, pd.DataFrame], units: pd.DataFrame) -> pd.DataFrame:
    """How far readers agree: one row a question, with Krippendorff's alpha.

    ``readings`` are verdicts by the name of the reader. Questions: the verdict, each column that
    may be wrong, what was missed. ``items`` were judged by two or more; ``agree`` had one answer.
    alpha is 1 for full agreement, 0 for what chance gives; missing where nobody ever differs from
    one single answer (chance is not defined then). Nominal; Krippendorff 2019.
    """
    import krippendorff  # here: only two readers ask for it

    rows = []
    for question in ("verdict", NONE, *JUDGED[units["table"].iloc[0]], "missed"):
        answers = pd.DataFrame({who: _answers(one, question) for who, one in readings.items()})
        answers = answers[answers.notna().sum(axis="columns") > 1]
        varied = answers.stack().nunique() > 1
        told = answers.astype("object").fillna(np.nan).to_numpy(dtype=str).T
        alpha = krippendorff.alpha(told, level_of_measurement="nominal") if varied else np.nan
        agree = (answers.nunique(axis="columns") == 1).sum()
        rows.append((question, len(answers), agree, alpha))
    return pd.DataFrame(rows, columns=["question", "items", "agree", "alpha"])


def reading(units: pd.DataFrame) -> pd.DataFrame:
    """The units that are read, in their order."""
    return units[units["order"].notna()].sort_values("order", ignore_index=True)


def labels(units: pd.DataFrame) -> list[str]:
    """What a missed row can be: the labels of the rows found, most frequent first."""
    return units[JUDGED[units["table"].iloc[0]][0]].value_counts().index.tolist()


def _answers(verdicts: pd.DataFrame, question: str) -> pd.Series:
    told = verdicts.set_index("item")
    if question in ("verdict", "missed"):
        return told[question].map(lambda cell: "; ".join(sorted(several(cell))))
    return told["wrong"].map(lambda cell: str(question in several(cell)))


def _places(
    evidence: Any, found: pd.DataFrame, table: str, words: Vocabulary
) -> Iterator[pd.DataFrame]:
    """The sentences with an amount or a citing word that no row of ``found`` covers, a frame for
    each part of the paragraphs."""
    sign, likely = _signs(table, words)
    covered, reach = _spans(found), BESIDE if table == "citations" else 0
    amounts = {} if table == "citations" else _spans(evidence.quantities)
    whole = isinstance(evidence.paragraphs, pd.DataFrame)
    for part in [evidence.paragraphs] if whole else evidence.paragraphs:
        rows = []
        for unit in part.itertuples():
            for start, end in sentence_spans(unit.quote, words):
                sentence = unit.quote[start:end].rstrip()
                low, high = unit.start + start, unit.start + start + len(sentence)
                signs = [(low + at.start(), low + at.end()) for at in sign.finditer(sentence)]
                signs += _within(amounts.get(unit.doc_id, []), low, high)
                own = _within(covered.get(unit.doc_id, []), low, high)
                if any(_is_free(span, own, reach) for span in signs):
                    level = LIKELY if likely.search(sentence) else "other places"
                    rows.append((unit.doc_id, unit.paragraph, low, high, sentence, level))
        if rows:  # a frame without rows would change the types of the others
            yield pd.DataFrame(rows, columns=OF_PLACES).assign(what="place")


def _signs(table: str, words: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What makes a sentence a place, and what makes it a likely one."""
    if table == "citations":
        cited = spelled(words.terms("references", "role", "resolution"))
        heads = alternation(words.terms("instruments", "role", "head", "named"))
        return re.compile(rf"\b(?:{cited}|{heads})\b"), re.compile(rf"\b{cited}\b")
    numbers = spelled(words.terms("number_words", "role", "scale", "vague"))
    sign = re.compile(rf"\b{numbers}\b|{FIGURE}")
    told = {row["term"] for row in words.table("claim_families") if row["rule"] in CUES}
    deeds = {row["term"] for row in words.table("deeds") if f"<{row['deed']}>" in told}
    plain = [term.replace("*", "") for term in sorted(told | deeds) if "<" not in term]
    likely = rf"\b{spelled(plain)}" if table == "claims" else sign.pattern
    return sign, re.compile(likely)


def _spans(rows: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    by_text = rows.sort_values(["start", "end"]).groupby("doc_id")
    return {doc_id: [*zip(some["start"], some["end"], strict=True)] for doc_id, some in by_text}


def _within(spans: list[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
    return spans[bisect_right(spans, (low, -1)) : bisect_right(spans, (high, -1))]


def _is_free(span: tuple[int, int], rows: list[tuple[int, int]], reach: int) -> bool:
    return not any(start - reach < span[1] and span[0] < end + reach for start, end in rows)


def _strata(units: pd.DataFrame, by: list[str], documents: pd.DataFrame, rows: int) -> pd.Series:
    """The stratum of each unit; the smallest are put together where there are too many to read."""
    found = units["what"] == "found"
    told = units[by].assign(level=units["stratum"]).astype(units["doc_id"].dtype).fillna("not said")
    of_places = [name for name in by if name in documents]
    keys = told[by[0]].str.cat(told[by[1:]], sep=" | ")
    strata = keys.where(found, told["level"].str.cat(told[of_places], sep=" | "))
    most = max(rows // 2 // LEAST, 1)
    for part, rest in ((found, "the rest"), (~found, "the rest of the places")):
        large = strata[part].value_counts().index[: most - 1 or 1]
        if strata[part].nunique() > most:
            strata = strata.where(~part | strata.isin(large), rest)
    return strata


def choose(units: pd.DataFrame, rows: int, seed: int) -> pd.DataFrame:
    """``units`` with size, probability and order: which of them are read, and in which order."""
    size = units.groupby("stratum")["item"].transform("size")
    is_found = units.groupby("stratum")["what"].first() == "found"
    sizes = units["stratum"].value_counts().reindex(is_found.index)
    places = min(max(rows // 2, rows - sizes[is_found].sum()), sizes[~is_found].sum())
    share = pd.concat([_shared(sizes[is_found], rows - places), _shared(sizes[~is_found], places)])
    numbers = np.random.default_rng(seed).random((2, len(units)))
    chance, turn = (pd.Series(some, units.index) for some in numbers)
    drawn = chance.groupby(units["stratum"]).rank() <= units["stratum"].map(share).astype(float)
    probability = units["stratum"].map(share / sizes).astype(float)
    order = turn[drawn].rank().astype("Int64").reindex(units.index)
    return units.assign(size=size, probability=probability, order=order)


def _shared(sizes: pd.Series, total: int) -> pd.Series:
    """How many of each stratum are read: by the square root of its size, together ``total``."""
    most = np.minimum(sizes, total)
    worth = np.sqrt(sizes) * np.where(sizes.index.str.startswith(LIKELY), 2, 1)
    share = worth / max(worth.sum(), 1) * total
    share = np.minimum(share.round().clip(lower=LEAST), most).astype(int)
    while share.sum() > max(total, len(share)):
        share[share.idxmax()] -= 1
    while share.sum() < min(total, sizes.sum()):
        share[(sizes / share.clip(lower=1)).where(share < sizes, 0).idxmax()] += 1
    return share


def _hash(values: object) -> str:
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=int)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
