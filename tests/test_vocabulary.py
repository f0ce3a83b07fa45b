"""The tables: described, complete, every row with a source and an example that is read as it says.

After rows were added or deleted, ``python tests/test_vocabulary.py`` renews tests/gold/terms.csv.
"""

import csv
import inspect
import pickle
import pydoc
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from reading import all_rows, rows_of

import analysis
from analysis import check, frames, vocabulary
from analysis.extractors import evidence
from analysis.extractors.families import families_of, spelled_out
from analysis.extractors.rhetoric import find_acts
from analysis.measure import phrases, problems, strength, words
from analysis.measure.force import find_operative_acts
from analysis.measure.lexicon import find_terms
from analysis.sources.corpus import open_corpus
from analysis.terms import spelled
from analysis.text import Text, Unit, find_dates, sentence_spans
from analysis.vocabulary import (
    Vocabulary,
    VocabularyError,
    columns,
    load_table,
    load_vocabulary,
    names,
    read_table,
    shipped,
)

GOLD = Path(__file__).resolve().parent / "gold" / "terms.csv"
TABLES = {name: folder for folder in vocabulary.FOLDERS for name in names(folder)}


def path_of(table):
    return vocabulary.DATA / TABLES[table] / f"{table}.csv"


def header(table):
    with path_of(table).open(encoding="utf-8", newline="") as handle:
        return next(csv.reader(handle))


def keys(table):
    key = [column.name for column in columns()[table] if column.key]
    return [" | ".join(row[name] for name in key) for row in load_table(table)]


# --- what the tables are ------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_every_row_fits_its_table_and_every_example_contains_its_term(table):
    """Read as strictly as a user's table: values, sources, no key twice, examples."""
    try:
        assert load_table(table) == read_table(path_of(table), like=table)
    except VocabularyError as error:
        pytest.fail(str(error))


def test_every_column_of_every_table_is_described():
    assert set(TABLES) == set(columns())
    for table, described in columns().items():
        assert set(header(table)) <= {column.name for column in described}, table
        assert all(column.meaning for column in described), table


def test_examples_are_complete_where_a_table_has_them():
    """A shipped row without one would be a row that nothing tries."""
    for table in TABLES:
        if "example" in header(table):
            assert all(row["example"] for row in load_table(table)), table


def listed_terms():
    return [[table, key] for table in names("vocabulary") for key in keys(table)]


def test_no_row_comes_or_goes_unnoticed():
    """tests/gold/terms.csv names every row of data/vocabulary, so that a deletion must be meant."""
    with GOLD.open(encoding="utf-8", newline="") as handle:
        known = {tuple(row) for row in list(csv.reader(handle))[1:]}
    now = {tuple(row) for row in listed_terms()}
    renew = "meant? then renew the list: python tests/test_vocabulary.py"
    assert set() == known - now, f"these rows are gone; {renew}"
    assert set() == now - known, f"these rows are new; {renew}"


# --- what the rows do: each example is read as its row says -------------------------------------
# One reader a table says what the rules read in the example of a row. The cell of the row in the
# column named in READERS must be among that. A table with examples and without a reader fails.


def units_of(example, kind="body"):
    unit = {"doc_id": "t", "paragraph": "P1", "kind": kind, "start": 0, "quote": example}
    return pd.DataFrame([unit])


def without(table, row):
    """The shipped vocabulary without one row."""
    rest = Vocabulary()
    rest._tables[table] = tuple(one for one in load_table(table) if one is not row)
    return rest


def abbreviation_read(row):
    cut = len(sentence_spans(row["example"], without("abbreviations", row)))
    whole = len(sentence_spans(row["example"], shipped()))
    return {"abbreviation"} if (whole, cut) == (1, 2) else set()


def text_of(example):
    return Text(example, shipped()).cut([Unit("body", 0, len(example))])


def act_read(row):
    acts = find_acts(text_of(row["example"]))
    if row["form"] == "actor":
        return {"actor" for act in acts if act["form"] == "nominal" and act["agent"]}
    if row["form"] in ("owned", "means"):
        owned = row["form"] == "owned"
        agents = [act["agent"] for act in acts if act["form"] == "nominal"]
        return {row["form"] for agent in agents if (agent is not None) == owned}
    forms = {"active": "verb", "passive": "verb", "nominal": "noun", "label": "label"}
    return {forms[act["form"]] for act in acts if act["act"] == row["term"]}


def frame_read(row):
    acts = find_acts(text_of(row["example"]))
    met = ("Norland", "the valley", "the town")
    return {act["act"] for act in acts if act["patient"] in met}


def addressing_read(row):
    acts = find_operative_acts(units_of(row["example"], "operative")).to_dict("records")
    return {act["verb"] for act in acts if act["addressee"] and act["object"]}


def evaluative_read(row):
    found = find_terms(units_of(row["example"]), "evaluative")
    return set(found.loc[found["term"] == row["term"], "class"])


def function_word_read(row):
    """Each example has two content words; the function word is not counted among them."""
    units = pd.concat([units_of(row["example"]).assign(doc_id=doc_id) for doc_id in "ab"])
    same = phrases.shared(words.words(units), "a", "b", minimum=1)["same"].sum()
    return {row["term"]} if same == 2 else set()


def problem_kind_read(row):
    found = problems.problems([{"kind": row["term"], "problem": "so it is"}])
    line = next(check.as_lines(found.assign(file="a.txt")))
    return {row["term"]} if line == f"{row['example']}. Remedy: {row['remedy']}" else set()


def strength_read(row):
    ranked = strength.strength(pd.DataFrame([{"opening": row["example"]}])).iloc[0]
    place = ranked[f"{row['scale']} {row['kind']}"]
    top = max(int(one["rank"]) for one in load_table("strength_scales") if same_scale(one, row))
    return set() if pd.isna(place) else {str(round(place * (top - 1)) + 1)}


def same_scale(one, other):
    return (one["scale"], one["kind"]) == (other["scale"], other["kind"])


def cited(row):
    return rows_of(row["example"], "citations")


def body_read(row):
    """A short name ("the Council") is read as the body that the text means."""
    found = {one["body"] for one in cited(row)}
    return {"short"} if row["body"] == "short" and found else found


def instrument_read(row):
    """A word of a name stands in it, a word before one does not, the others make no instrument."""
    found = [(one["kind"], one["quote"]) for one in cited(row)]
    if row["role"] in ("resolved", "not_cited", "hypothetical", "body", "compound", "unmade"):
        return set() if found else {row["role"]}
    kind = "unnumbered" if row["role"] == "modifier" else "instrument"
    quotes = [quote for one, quote in found if one == kind]
    if row["role"] in ("opener", "aside", "party"):
        return {row["role"]} if quotes and not stands_in(row["term"], quotes) else set()
    return {row["role"]} if stands_in(row["term"], quotes) else set()


def stands_in(term, texts):
    pattern = re.compile(rf"(?<!\w){spelled([term])}")
    return any(pattern.search(text or "") for text in texts)


def amounts(row):
    return rows_of(row["example"], "quantities")


def hedge_read(row):
    """A modifier ("well" over) has no hedge of its own; it stands in the words of one."""
    if row["position"] == "modifier":
        words = [one["hedge_text"] for one in amounts(row)]
        return {row["hedge"]} if stands_in(row["term"], words) else set()
    return {one["hedge"] for one in amounts(row)}


def number_word_read(row):
    """A small number and tens are read as their value; the others only stand in the amount."""
    found = amounts(row)
    if row["role"] in ("small", "tens"):
        return {row["value"] for one in found if float(row["value"]) in bounds(one)}
    held = stands_in(row["term"], [one["quote"] for one in found])
    none = row["role"] in ("ordinal", "change") and not held
    return {row["value"]} if held or none else set()


def bounds(amount):
    return (amount["value"], amount["value_low"], amount["value_high"])


def counted_noun_read(row):
    """Who counts as a person; a word that ends the counted phrase stands outside it."""
    for one in amounts(row):
        inside = stands_in(row["term"], [one["counted"]])
        persons = one["unit"] == "persons"
        if row["kind"].startswith("persons"):
            return {row["kind"]} if persons else set()
        if row["kind"] == "stop":
            return {"stop"} if not inside else set()
        return {row["kind"]} if not (persons and row["kind"] == "not persons") else set()
    return set()


def reference_read(row):
    """The number beside the word is no amount, or one; a month makes a date; denials a doubt.

    What joins a list stands between two numbers of it, what leads into one before both.
    """
    if row["role"] in ("joins", "leads"):
        numbers = {one["number"] for one in rows_of(row["example"], "citations")}
        return {row["role"]} if {"713", "724"} <= numbers else set()
    if row["role"] == "month":
        return {"month"} if list(find_dates(row["example"], shipped())) else set()
    if row["role"] in ("amount before", "amount after"):
        return {row["role"]} if amounts(row) else set()
    if row["role"] == "rate before":
        return {"rate before"} if len(amounts(row)) == 1 else set()  # the doctors, not the many
    if row["role"] == "negation":
        return {"negation"} if any(one["doubt"] for one in amounts(row)) else set()
    return {row["role"]} if not amounts(row) else set()


def opening_read(row):
    """The kind of the unit that begins so; what extends an opening stands in it."""
    units = rows_of(row["example"].replace(" // ", "\n\n"), "paragraphs")  # a blank line
    if row["kind"] == "sentence":  # a line with the word is no title
        return {"sentence"} if units[0]["kind"] == "body" else set()
    if row["kind"] in ("enacting", "salutation", "closing", "annex"):
        held = {unit["kind"] for unit in units if stands_in(row["term"], [unit["quote"]])}
        return {"annex"} if row["kind"] == "annex" and held == {"closing"} else held
    opened = {unit["kind"] for unit in units if stands_in(row["term"], [unit["opening"]])}
    return opened if row["kind"] in ("preambular", "operative") else {row["kind"] for _ in opened}


def claims_read(row):
    return rows_of(row["example"], "claims")


@cache
def families_in(text):
    return Counter(one["family"] for one in rows_of(text, "claims"))


@cache
def term_itself(term):
    """A pattern for the terms that a term stands for: each of its classes, or itself."""
    return re.compile(rf"(?<!\w)(?i:{spelled_out([term], shipped())})(?!\w)")


def families_with(row, other):
    """The families of the example with another word in place of the term."""
    return families_in(term_itself(row["term"]).sub(other.strip("*"), row["example"]))


def family_read(row):
    """An exclusion keeps the amount out of a family that has it without; the others let it in.

    A phrase that is ignored would change the families if it were one of its words alone, a deed
    that they do if it had no object, or no "by".
    """
    found = families_in(row["example"])
    if row["rule"].startswith("ignore"):
        term = term_itself(row["term"]).search(row["example"])[0]
        alone = [families_with(row, word) for word in term.split()]
        return Counter(name for one in alone for name in ((one - found) | (found - one)))
    if row["rule"] in ("active", "agent"):
        done = families_in(row["example"].replace(" the guards", "").replace(" by", " of"))
        return (done - found) | (found - done)
    if row["rule"].startswith(("exclude", "other", "part", "doer")):
        return families_with(row, "bluish") - found
    return found


@cache
def only_excludes(deed):
    """Do the rules of families use the class of a deed, and only to keep an amount out?

    A class that stands in a term of another one is used where that is.
    """
    name, out = f"<{deed}>", ("exclude", "other", "doer")
    wider = {one["deed"] for one in load_table("deeds") if name in one["term"]}
    if any(name in one["term"] for one in load_table("scope")):
        return False
    rules = {one["rule"] for one in load_table("claim_families") if name in one["term"]}
    return (
        bool(rules or wider)
        and all(map(only_excludes, wider))
        and all(rule.startswith(out) for rule in rules)
    )


def deed_read(row):
    """A deed that only excludes keeps an amount out of a family; any other lets it in, or both."""
    found = families_in(row["example"])
    kept_out = families_with(row, "bluish") - found
    shown = kept_out if only_excludes(row["deed"]) else (found or kept_out)
    return {row["deed"]} if shown else set()


def scope_read(row):
    """A trigger gives its status; what blocks or ends one, or only looks like one, leaves none.

    A part has the status of its whole.
    """
    found = {one["status"] for one in claims_read(row)}
    if row["role"] in ("pseudo", "undo", "blocker", "end", "relative"):
        return {row["status"]} if found == {"asserted"} else set()
    if row["role"] == "part":
        return {row["status"]} if found == {"hypothetical"} else set()
    return found


def saying_read(row):
    """A word of a cause or a source gives one; what forbids or ends one is only looked for."""
    found = claims_read(row)
    if row["role"] in ("breaks", "no_agent", "no_source", "rebuts"):
        return {row["role"]} if found else set()
    side = "attributed_to" if row["role"].startswith("source") else "cause"
    return {row["role"]} if any(one[side] for one in found) else set()


READERS = {
    "bodies": ("body", body_read),
    "citation_functions": ("function", lambda row: {one["function"] for one in cited(row)}),
    "claim_families": ("family", family_read),
    "counted_nouns": ("kind", counted_noun_read),
    "deeds": ("deed", deed_read),
    "formulas": ("body", lambda row: {one["body"] for one in cited(row) if one["kind"] == "self"}),
    "hedges": ("hedge", hedge_read),
    "instruments": ("role", instrument_read),
    "number_words": ("value", number_word_read),
    "openings": ("kind", opening_read),
    "references": ("role", reference_read),
    "saying": ("role", saying_read),
    "scope": ("status", scope_read),
    "symbols": ("kind", lambda row: {one["kind"] for one in cited(row)}),
    "verb_frames": ("term", frame_read),
    "units": ("unit", lambda row: {one["unit"] for one in amounts(row)}),
    "abbreviations": ("kind", abbreviation_read),
    "acts": ("form", act_read),
    "addressing": ("term", addressing_read),
    "evaluative": ("class", evaluative_read),
    "function_words": ("term", function_word_read),
    "problem_kinds": ("term", problem_kind_read),
    "strength_scales": ("rank", strength_read),
}


# Rows whose example does not show them at work; the number may only fall.
NOT_YET = {"counted_nouns": 1}


@pytest.mark.parametrize("table", [table for table in TABLES if "example" in header(table)])
def test_examples_are_read_as_their_rows_say(table):
    column, read = READERS[table]
    wrong = {}
    for row in load_table(table):
        found = read(row)
        if row[column] not in found:
            wrong[row.get("term") or row["word"], row[column], row["example"]] = found
    assert len(wrong) == NOT_YET.get(table, 0), wrong


# --- what is refused ----------------------------------------------------------------------------

BAD = [
    ("addressing", "term,source\nasks,\n", "line 2: the row has no source"),
    ("addressing", "term,source\nasks,a\nAsks,b\n", "line 3: asks stands already on line 2"),
    ("addressing", "term\nasks\n", "line 1: no column source; the columns are term, example"),
    ("addressing", "term,source\nasks,a,b\n", "line 2: expected 2 cells"),
    ("addressing", "term,source\n,a\n", "line 2: the key of the row must not be empty"),
    ("hedges", "term,position,hedge,source\n,before,over,a\n", "line 2: the key of the row"),
    # misspelt values: each names what is allowed
    (
        "hedges",
        "term,position,hedge,source\nsome,befor,about,me\n",
        "line 2: position 'befor' is invalid; must be one of after, before, modifier",
    ),
    (
        "hedges",
        "term,position,hedge,source\nsome,before,allmost,me\n",
        "line 2: hedge 'allmost' is invalid; must be one of about, almost, at_least, ",
    ),
    (
        "claim_families",
        "family,rule,term,unit,source\nships,counted,crews,person,me\n",
        "line 2: unit 'person' is invalid; must be one of .*persons",
    ),
    (
        "claim_families",
        "family,rule,term,source\nships,conuted,ships,me\n",
        "line 2: rule 'conuted' is invalid; must be one of .*counted",
    ),
    (
        "strength_scales",
        "scale,kind,rank,word,forms,source\nmine,emotive,first,sad,sad,me\n",
        "line 2: rank 'first' is invalid; must be one of <number>",
    ),
    # a column that must not be absent, and one that may
    ("hedges", "term,position,source\nsome,before,me\n", None),
    ("bodies", "term,series,source\nthe Lakes,L,me\n", "line 1: no column body; the columns are"),
    ("hedges", "term,position,hegde,hedge,source\n", "line 1: unknown column 'hegde'; the columns"),
    # the example is not of the term
    (
        "addressing",
        "term,example,source\nasks,Requests all States to rest;,me\n",
        "line 2: the example 'Requests all States to rest;' must contain the term",
    ),
    ("addressing", "term,example,source\nask,Asks all States to rest;,me\n", "line 2: the example"),
    ("addressing", "term,example,source\nasks,ASKS all States to rest;,me\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("table", "content", "message"), BAD)
def test_a_bad_table_names_the_line_and_what_is_allowed(tmp_path, table, content, message):
    path = tmp_path / f"{table}.csv"
    path.write_text(content, encoding="utf-8")
    if message is None:
        assert load_vocabulary(tmp_path).table(table)[-1]["example"] is not None
        return
    with pytest.raises(VocabularyError, match=f"{table}.csv, {message}"):
        load_vocabulary(tmp_path)


def test_a_folder_without_a_known_table_is_refused_with_what_is_allowed(tmp_path):
    with pytest.raises(
        VocabularyError, match=r"holds no table; must be one or more of .*hedges\.csv"
    ):
        load_vocabulary(tmp_path)
    (tmp_path / "hegdes.csv").write_text("term,source\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"holds hegdes\.csv; must be one or more of abbrev"):
        load_vocabulary(tmp_path)
    with pytest.raises(VocabularyError, match="no folder"):
        load_vocabulary(tmp_path / "hegdes.csv")


# --- a vocabulary is a value --------------------------------------------------------------------

HEDGE = "term,position,hedge,source\nupwards of,before,at_least,me\nabout,before,over,me\n"


@pytest.fixture()
def folder(tmp_path):
    (tmp_path / "hedges.csv").write_text(HEDGE, encoding="utf-8")
    return tmp_path


def documents(*texts):
    rows = [{"doc_id": f"t{at}", "text": text} for at, text in enumerate(texts)]
    return frames.build("documents", rows)


def test_rows_of_a_user_are_added_or_replace_ours(folder):
    """The key of a hedge is its term and its position."""
    mine = load_vocabulary(folder)
    hedges = {(row["term"], row["position"]): row["hedge"] for row in mine.table("hedges")}
    assert ("over", "at_least") == (hedges["about", "before"], hedges["upwards of", "before"])
    known = {(row["term"], row["position"]) for row in load_table("hedges")}
    assert len(known | {("upwards of", "before")}) == len(mine.table("hedges"))
    assert shipped().table("units") == mine.table("units")


def test_two_vocabularies_live_side_by_side(folder):
    """Each has the patterns that were made of it, whichever was asked first."""
    text = documents("About 300 villagers fled.")
    read = [analysis.extract(text, vocabulary=mine) for mine in (None, folder, None)]
    assert ["about", "over", "about"] == [one.quantities["hedge"].item() for one in read]


def test_families_are_laid_over_a_folder_or_a_vocabulary(folder, tmp_path):
    table = tmp_path / "mine.csv.txt"
    table.write_text("family,rule,term,unit,source\nwoods,counted,trees,,me\n", encoding="utf-8")
    text = documents("About 300 trees burned.")
    for mine in (folder, str(folder), load_vocabulary(folder)):
        claims = analysis.extract(text, vocabulary=mine, families=table).claims
        assert ["woods"] == claims["family"].tolist()
        assert ["over"] == claims["hedge"].tolist()


def test_a_new_unit_may_be_used_by_a_family(tmp_path):
    for table, row in {
        "units": "term,unit,kind,source\nshiploads,shiploads,mass,me\n",
        "claim_families": "family,rule,term,unit,source\naid,unit,shiploads,shiploads,me\n",
    }.items():
        (tmp_path / f"{table}.csv").write_text(row, encoding="utf-8")
    assert "shiploads" == load_vocabulary(tmp_path).table("claim_families")[-1]["unit"]


def test_a_vocabulary_goes_to_another_process(folder):
    mine = load_vocabulary(folder)
    analysis.extract(documents("About 300 villagers fled."), vocabulary=mine)
    again = pickle.loads(pickle.dumps(mine))
    assert mine.table("hedges") == again.table("hedges")


# --- the public face ----------------------------------------------------------------------------


@pytest.mark.parametrize("table", sorted(vocabulary.SPOKEN))
def test_of_a_text_the_rows_that_its_words_may_match_are_enough(table):
    rows = load_table(table)
    for example in (row["example"] for row in rows[:: len(rows) // 4]):
        few = shipped().for_texts([example])
        assert len(few.table(table)) < len(rows)
        assert all_rows(example) == all_rows(example, words=few)


@pytest.mark.parametrize(
    ("table", "text", "kept", "left_out"),
    [
        ("citation_functions", "which it ratifies", "ratify", "abrogate"),
        ("citation_functions", "They sought to", "seek to", "abrogate"),
        ("counted_nouns", "9 Ruritanians", "-ans", "villagers"),
        ("deeds", "300 <b>were</b> killed", "kill*", "abduct"),
        ("scope", "That it is untrue", "<denying> that", "wrong that"),
        ("scope", "They can't have", "cannot", "nobody"),
    ],
)
def test_rows_are_kept_for_any_form_of_their_words(table, text, kept, left_out):
    rows = shipped().for_texts([text]).table(table)
    terms = {row["term"] for row in rows}
    assert kept in terms and left_out not in terms
    kinds = [name for name in rows[0] if name not in vocabulary.OF_ONE_ROW]
    lists = [
        {tuple(row[kind] for kind in kinds) for row in one} for one in (rows, load_table(table))
    ]
    assert lists[0] == lists[1], "no list is empty"


def test_of_a_text_all_words_are_known_that_may_be_split_at_the_end_of_a_line():
    few = shipped().for_texts(["They came."])
    assert "The refugees came." == Text("The refu-\ngees came.", few).text
    assert shipped().known == few.known


def test_every_row_of_a_user_is_looked_at_whatever_the_texts_say(tmp_path):
    (tmp_path / "claim_families.csv").write_text(
        "family,rule,term,source\nships,cue,sank,me\nships,cue,sailed <nowhere>,me\n",
        encoding="utf-8",
    )
    with pytest.raises(VocabularyError, match="ships / cue: no class <nowhere>"):
        analysis.extract(documents("They lost 30 sheep."), vocabulary=tmp_path)


def test_the_first_reading_of_little_text_finds_what_the_next_one_does(root):
    (batch,) = open_corpus(root / "corpus").batches()
    documents, words = batch.rows_of()[0], Vocabulary()
    first = evidence.rows_of(documents, words, [])
    assert not (words.is_fresh or words._made.keys() & {families_of})
    assert first == evidence.rows_of(documents, words, []) and families_of in words._made


def test_extract_has_a_signature_and_help_shows_what_there_is():
    parameters = list(inspect.signature(analysis.extract).parameters)
    asked = ["documents", "vocabulary", "families", "rhetoric", "progress", "problems", "strict"]
    assert asked == parameters
    assert inspect.isfunction(analysis.extract)
    assert set(analysis.__all__) <= set(dir(analysis))
    shown = pydoc.plain(pydoc.render_doc(analysis))
    classes = [f"class {name}" for name in ("CorpusError", "Evidence", "Vocabulary")]
    for name in ("extract(documents", "load(", "load_vocabulary(", *classes):
        assert name in shown, name


if __name__ == "__main__":
    with GOLD.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows([["table", "key"], *listed_terms()])
    sys.stdout.write(f"{GOLD}: {len(listed_terms())} rows\n")
