"""What is exported is read back: by openpyxl, rocrate and JSON, and CSV by a spreadsheet's rule."""

import hashlib
import json
import re
import resource
import subprocess
import sys
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import fuzz
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import contents
from rocrate.rocrate import ROCrate

import analysis
from analysis import frames
from analysis.extractors.evidence import Evidence
from analysis.show import exports
from analysis.show.exports import EXPORTS, export
from analysis.show.files import WRITERS, _defuse, frames_of, read_csv, write_rows
from analysis.show.store import Store

pytestmark = pytest.mark.filterwarnings(
    "ignore:sheet "
)  # what had to be changed is tested where it is the matter

CFF = """
license: CC-BY-4.0
date-released: 2020-02-03
authors:
  - given-names: Ada
    family-names: Lovelace
    orcid: https://orcid.org/0000-0000-0000-0001
  - name: A Society
"""


def corpus(**fields):
    return analysis.extract(
        frames.build(
            "documents", [{"doc_id": "d", "text": "Recalling resolution 822 (1993).", **fields}]
        )
    )


@pytest.fixture(scope="module")
def exported(evidence, tmp_path_factory):
    """What the four texts give as one kind or another, made once: the folder and the paths."""
    home = tmp_path_factory.mktemp("exported")
    (home / "CITATION.cff").write_text(CFF, encoding="utf-8")

    @cache
    def once(kind):
        how = {"title": "A study", "citation": home / "CITATION.cff"}
        return home / kind, export(evidence, home / kind, kind, **how)

    return once


def cells(path, sheet):
    return [list(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows()]


def test_workbook_holds_the_frames_and_explains_them(evidence, exported):
    folder, written = exported("xlsx")
    assert [str(folder / "evidence.xlsx")] == written
    book = openpyxl.load_workbook(folder / "evidence.xlsx")
    assert [
        "columns",
        "documents",
        "paragraphs",
        "quantities",
        "claims",
        "citations",
    ] == book.sheetnames
    header, first, *_ = book["claims"].values
    assert list(evidence.claims.columns) == list(header)
    want = evidence.claims.iloc[0]
    got = dict(zip(header, first, strict=True))
    assert (want["quote"], want["value"], want["start"], None) == tuple(
        got[k] for k in ("quote", "value", "start", "cause")
    )
    explained = {(row[0], row[1]) for row in book["columns"].values}
    assert {("claims", name) for name in evidence.claims} <= explained
    assert want["doc_id"] in {row[0] for row in book["documents"].values}


def test_text_in_a_workbook_is_never_a_formula_nor_too_much_for_it(tmp_path):
    text = '=HYPERLINK("x")'
    with pytest.warns(
        UserWarning, match="sheet documents: control characters in cells: 1"
    ) as notes:
        export(
            corpus(title=text, issuer="+1", speaker="a\x01b", event="x" * 40_000),
            tmp_path,
            "xlsx",
            title="t",
        )
    assert any("sheet documents: cells cut: 1" in str(note.message) for note in notes)
    header, row = cells(tmp_path / "evidence.xlsx", "documents")
    found = {head.value: cell for head, cell in zip(header, row, strict=True)}
    assert (text, "s") == (found["title"].value, found["title"].data_type)
    assert ("+1", "s") == (found["issuer"].value, found["issuer"].data_type)
    assert "a\ufffdb" == found["speaker"].value
    assert 32_767 == len(found["event"].value)


def test_sheet_that_is_too_long_ends_and_says_so(evidence, tmp_path, monkeypatch):
    monkeypatch.setattr(exports, "SHEET", 5)
    with pytest.warns(UserWarning, match="sheet paragraphs: rows left out: 35"):
        export(evidence, tmp_path, "xlsx", title="t")
    assert 5 == len(cells(tmp_path / "evidence.xlsx", "paragraphs"))


def entries(path):
    """Entries of a bibliography: {key: {field: value}}, braces balanced."""
    text = path.read_text(encoding="utf-8")
    blocks = re.findall(r"^@(\w+)\{([^,]+),\n(.*?)^\}\n", text, re.MULTILINE | re.DOTALL)
    return {
        key: dict(re.findall(r"^  (\w+) = \{(.*)\},$", body, re.MULTILINE))
        for _, key, body in blocks
    }


def test_bibliography_lists_documents_and_what_they_cite(exported):
    found = entries(exported("bibtex")[0] / "references.bib")
    assert 4 + 4 == len(found)
    letter = found["1999-02-08-letter"]
    assert ("{President of the Republic of Azerbaijan}", "1999-02-08", "Baku") == tuple(
        letter[name] for name in ("author", "date", "location")
    )
    cited = found["S-RES-822-1993"]
    assert ("1993", "https://undocs.org/S/RES/822%281993%29") == (cited["date"], cited["url"])
    assert "cited in 1994-12\\_oic-11-7-p, 1999-02-08\\_letter" == cited["note"]


ESCAPED = [
    ("50% of $x_1 & #2", r"50\% of \$x\_1 \& \#2"),
    ("unbalanced } brace {", "unbalanced ) brace ("),  # BibTeX counts braces, even escaped ones
    (r"\input{secret}", r"\textbackslash{}input(secret)"),  # no command gets through
    ("~tilde^", r"\textasciitilde{}tilde\textasciicircum{}"),
    ("Résolution الأمم", "Résolution الأمم"),
]


@pytest.mark.parametrize(("title", "escaped"), ESCAPED)
def test_bibliography_escapes_what_tex_would_read(title, escaped, tmp_path):
    export(corpus(title=title), tmp_path, "bibtex", title="t")
    assert escaped == entries(tmp_path / "references.bib")["d"]["title"]


def test_keys_of_a_bibliography_are_plain_and_differ(tmp_path):
    rows = [{"doc_id": name, "text": "x"} for name in ("a b", "a,b", "A{b", "!!")]
    export(analysis.extract(frames.build("documents", rows)), tmp_path, "bibtex", title="t")
    assert ["a-b", "a-b-2", "A-b-3", "document"] == list(entries(tmp_path / "references.bib"))


def test_web_annotations_point_at_their_words(exported):
    folder, _ = exported("webannotation")
    page = json.loads((folder / "annotations.jsonld").read_text(encoding="utf-8"))
    items = page["first"]["items"]
    assert ("http://www.w3.org/ns/anno.jsonld", len(items)) == (page["@context"], page["total"])
    assert len({item["id"] for item in items}) == len(items) > 50
    for item in items:
        with (folder / unquote(item["target"]["source"])).open(
            encoding="utf-8", newline=""
        ) as file:
            text = file.read()
        place, words = item["target"]["selector"]
        start, end = place["start"], place["end"]
        assert words["exact"] == text[start:end]
        assert text.startswith(
            words["prefix"] + words["exact"] + words["suffix"], start - len(words["prefix"])
        )
        assert item["body"][0]["value"] in ("claim", "citation", "quantity", "opening")


def test_web_annotations_count_code_points_and_stay_in_their_folder(tmp_path):
    text = "😀😀\r\nOver 20 per cent of our territory is occupied."
    found = analysis.extract(frames.build("documents", [{"doc_id": "../../a b/é", "text": text}]))
    export(found, tmp_path / "out", "webannotation", title="t")
    assert ["out"] == [path.name for path in tmp_path.iterdir()]
    item = json.loads((tmp_path / "out" / "annotations.jsonld").read_text(encoding="utf-8"))[
        "first"
    ]["items"][0]
    assert 4 == item["target"]["selector"][0]["start"]
    assert text.encode() == (tmp_path / "out" / unquote(item["target"]["source"])).read_bytes()


def test_research_object_is_read_back_with_its_hashes(exported):
    out, written = exported("rocrate")
    crate = ROCrate(str(out))
    assert ("A study", "CC-BY-4.0", "2020-02-03") == (
        crate.name,
        crate.license["name"],
        str(crate.datePublished)[:10],
    )
    assert [("Person", "Ada Lovelace"), ("Organization", "A Society")] == [
        (a.type, a["name"]) for a in crate.creator
    ]
    files = {entity.id: entity for entity in crate.data_entities}
    assert {str(out / name) for name in files} == set(written) - {
        str(out / "ro-crate-metadata.json")
    }
    for name, entity in files.items():
        content = (out / name).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), str(len(content))) == (
            entity["sha256"],
            entity["contentSize"],
        )
    tools = [entity for entity in crate.contextual_entities if entity.id == "#software"]
    assert [analysis.__version__] == [tool["version"] for tool in tools]
    assert "documents.csv" in files and "report.html" in files
    # what a validator of RO-Crate 1.3 asks of each
    assert "https://spdx.org/licenses/CC-BY-4.0" == crate.license.id
    assert all(entity[key] for entity in files.values() for key in ("name", "description"))


def test_research_object_without_authors_names_none(tmp_path):
    export(corpus(), tmp_path, "rocrate", title="t")
    crate = ROCrate(str(tmp_path))
    assert not crate.creator
    assert ("#licence", "none stated") == (crate.license.id, crate.license["name"])
    assert "No licence is stated for the study" in crate.description


@pytest.mark.parametrize("kind", ["bibtex", "webannotation", "rocrate"])
def test_same_evidence_same_bytes(kind, tmp_path):
    (tmp_path / "CITATION.cff").write_text(CFF, encoding="utf-8")
    for folder in ("one", "two"):
        export(corpus(), tmp_path / folder, kind, title="t", citation=tmp_path / "CITATION.cff")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize("kind", EXPORTS)
def test_texts_without_evidence_are_exported_too(kind, tmp_path):
    export(
        analysis.extract(frames.build("documents", [{"doc_id": "d", "text": "Good morning."}])),
        tmp_path,
        kind,
        title="t",
    )
    assert any(tmp_path.iterdir())


def test_nothing_is_left_half_written(tmp_path, monkeypatch):
    monkeypatch.setattr(exports, "_describe_crate", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(corpus(), tmp_path, "rocrate", title="t")
    assert [] == list(tmp_path.iterdir())


def test_full_disk_is_one_line_that_names_the_workbook(evidence, tmp_path):
    """In a process of its own, because openpyxl's generators complain once more when they end."""
    code = (
        "import resource, signal; from analysis.__main__ import run;"
        "from analysis.show import exports; write = exports.export;"
        "limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000));"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "exports.export = lambda *what, **how: limit() or write(*what, **how); run()"
    )
    command = [sys.executable, "-c", code, "export", "corpus", "--as", "xlsx", "--out", tmp_path]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    assert 2 == done.returncode
    assert re.fullmatch(rf"error: {tmp_path}/evidence.xlsx: .+\n", done.stderr)
    assert [] == list(tmp_path.iterdir())


def test_full_disk_for_what_was_read_is_one_line(root, tmp_path, full):
    full(2_000)
    done = fuzz.call("export", root / "corpus", "--as", "xlsx", "--out", tmp_path)
    full(resource.RLIM_INFINITY)
    assert (2, "", f"error: {tempfile.gettempdir()}: File too large\n") == done


def parts_of(evidence):
    """The evidence in a store with a part a document."""
    store = Store()
    for doc_id in evidence.documents["doc_id"]:
        own = {name: rows[rows["doc_id"] == doc_id] for name, rows in frames_of(evidence).items()}
        store.add(Evidence(**{name: rows.reset_index(drop=True) for name, rows in own.items()}))
    return store


@pytest.mark.parametrize("kind", EXPORTS)
def test_many_parts_give_the_files_of_one(evidence, exported, tmp_path, kind):
    how = {"title": "A study", "citation": exported(kind)[0].parent / "CITATION.cff"}
    written = export(parts_of(evidence), tmp_path, kind, **how)
    assert len(written) > 0
    for path in map(Path, written):
        one = exported(kind)[0] / path.name
        if path.suffix == ".xlsx":
            for name in openpyxl.load_workbook(one).sheetnames:
                values = [[cell.value for cell in row] for row in cells(one, name)]
                assert values == [[cell.value for cell in row] for row in cells(path, name)]
        else:
            assert without_day(one) == without_day(path)


def without_day(path):
    return re.sub(rb'"datePublished": "[^"]+"', b"", path.read_bytes())


def test_unknown_kind_and_missing_library_say_what_to_do(evidence, tmp_path, monkeypatch):
    with pytest.raises(ValueError, match="'docx' is invalid; must be one of xlsx, bibtex"):
        export(evidence, tmp_path, "docx", title="t")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(ModuleNotFoundError, match=r"diplomatic-text-analysis\[exports\]"):
        export(evidence, tmp_path, "xlsx", title="t")


DEFUSED = [
    # every way a spreadsheet begins a formula (OWASP), and what only looks like one
    ("=1+1", "'=1+1"),
    ("+1", "'+1"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r'=1"),
    (
        "a\r@SUM(A1)",
        "a\r'@SUM(A1)",
    ),  # a line after a carriage return begins a row for a spreadsheet
    ("a\r'=1\r-2", "a\r''=1\r'-2"),
    ("a\n=1", "a\n=1"),  # a line feed does not: its cell is quoted
    ("a\r\n=1", "a\r\n=1"),
    ("'=1", "''=1"),  # had one already: it must come back with it
    ("'quoted'", "'quoted'"),
    ("a=1", "a=1"),
    (" =1", " =1"),
]


@pytest.mark.parametrize(("text", "cell"), DEFUSED)
def test_csv_text_is_no_formula_and_comes_back(text, cell, tmp_path):
    frame = pd.DataFrame({"words": pd.array([text, None], dtype="string"), "number": [-1.5, 2]})
    WRITERS["csv"](frame, tmp_path / "t.csv")
    written = (tmp_path / "t.csv").read_bytes().decode()
    quoted = f'"{cell}"' if "\n" in cell else cell
    assert f"words,number\n{quoted},-1.5\n,2.0\n" == written  # a number below zero stays a number
    back = read_csv(tmp_path / "t.csv")
    assert text == back["words"][0]
    assert pd.isna(back["words"][1])


@given(st.text(alphabet="'=+-@\ta\r\n", max_size=8))
def test_no_line_after_a_carriage_return_begins_as_a_formula(text):
    lines = _defuse(text).split("\r")
    assert not [line for line in lines if line[:1] in set("=+-@\t")]


def test_headings_of_a_table_are_text_too(tmp_path):
    WRITERS["csv"](pd.DataFrame({"=cmd": [1]}), tmp_path / "t.csv")
    assert "'=cmd\n1\n" == (tmp_path / "t.csv").read_text(encoding="utf-8")


@given(st.lists(st.text(alphabet="'=+-@\tab,\"\n\r", max_size=6), min_size=1, max_size=5))
def test_csv_gives_any_text_back(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    WRITERS["csv"](
        pd.DataFrame({"id": range(len(texts)), "words": pd.array(texts, dtype="string")}), path
    )
    assert texts == read_csv(path)["words"].fillna("").tolist()


def test_frames_come_back_from_csv_in_their_types(evidence, tmp_path):
    for name in ("documents", "paragraphs", "quantities", "claims", "citations"):
        WRITERS["csv"](getattr(evidence, name), tmp_path / f"{name}.csv")
        pd.testing.assert_frame_equal(getattr(evidence, name), read_csv(tmp_path / f"{name}.csv"))


OF_PLAIN_VALUES = [
    ("documents", [
        {"doc_id": "a", "text": "=1+1\r=2", "date": datetime(987, 1, 2), "translated": True, "=n": 7},
        {"doc_id": "b", "text": ' "x",\n', "date": datetime(9999, 12, 31), "translated": False},
        {"doc_id": "c", "text": "", "title": "'=1"},
    ]),
    ("quantities", [
        {"doc_id": "a", "paragraph": "P1", "value": value, "hedge": "bare", "start": 0, "end": 1, "quote": "x"}
        for value in (1.0, 2.5, 1e6, 1e16, 1e22, 1 / 3, -0.0, 5e-324, 1.2345678901234568e17, None)
    ]),
    ("claims", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows"), OF_PLAIN_VALUES)
def test_rows_give_the_bytes_of_their_frame(name, rows, tmp_path):
    own = {"=n": "Int64"} if name == "documents" else {}
    write_rows(rows, tmp_path / "rows.csv", name=name, format="csv", further=own)
    WRITERS["csv"](frames.build(name, rows, own), tmp_path / "frame.csv")
    assert (tmp_path / "frame.csv").read_bytes() == (tmp_path / "rows.csv").read_bytes()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": "a\ud800"}, "half a character"),
        ({"doc_id": "a"}, "which stands in an earlier row"),
        ({"text": None}, "is missing"),
        ({"date": "1994"}, "must be a day"),
        ({"votes": 2**64}, "must be Int64"),
        ({"colour": "red"}, "no column colour"),
    ],
)
def test_rows_that_break_the_contract_are_not_written(wrong, said, tmp_path):
    rows = [{"doc_id": "a", "text": "x"}, {"doc_id": "b", "text": "y"} | wrong]
    with pytest.raises(frames.FrameError, match=said):
        own = {"votes": "Int64"}
        write_rows(rows, tmp_path / "t.csv", name="documents", format="csv", further=own)


def test_command_lists_what_it_wrote(root, tmp_path):
    done = fuzz.call("export", root / "corpus", "--out", tmp_path, "--as", "bibtex")
    assert (0, f"{tmp_path / 'references.bib'}\n", "") == done


@pytest.mark.parametrize("content", ["authors: [", "- a list", "authors: Ada", ""])
def test_citation_file_that_cannot_be_read_is_refused(content, tmp_path):
    (tmp_path / "c.cff").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"c\.cff: is not YAML"):
        export(corpus(), tmp_path / "out", "rocrate", title="t", citation=tmp_path / "c.cff")
    assert [] == list((tmp_path / "out").iterdir())


def test_citation_file_that_cannot_be_read_is_named(root, tmp_path):
    (tmp_path / "c.cff").write_text("- a list", encoding="utf-8")
    words = ("--out", tmp_path / "out", "--as", "rocrate", "--citation", tmp_path / "c.cff")
    code, _, complained = fuzz.call("export", root / "corpus", *words)
    assert (2, 1) == (code, complained.count("\n"))
    assert f"{tmp_path / 'c.cff'}: is not YAML" in complained


def test_an_error_of_the_program_is_not_taken_for_one_of_the_citation_file(
    root, tmp_path, monkeypatch
):
    def fail(*_):
        raise ValueError("a fault of the program")

    monkeypatch.setitem(exports.EXPORTS, "bibtex", fail)
    with pytest.raises(ValueError, match="a fault of the program"):
        fuzz.call("export", root / "corpus", "--out", tmp_path / "out", "--as", "bibtex")
