"""The options of the command line: which commands take each, its kind, its meaning."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

# the fields of a head that ``add`` can be told
FIELDS = (
    "title", "date", "date_text", "place", "issuer", "speaker", "addressee", "event", "genre",
    "symbol", "language", "translated", "source",
)  # fmt: skip


def _many(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is invalid; must be a whole number from 1")
    return int(text)


_ALL = "extract ledger citations report export audit"
_FILE: dict[str, Any] = {"type": Path, "metavar": "FILE"}
_DIR: dict[str, Any] = {"type": Path, "metavar": "DIR"}
_TEXT: dict[str, Any] = {"metavar": "TEXT"}
_FLAG: dict[str, Any] = {"action": "store_true"}
_JOBS: dict[str, Any] = {"type": _many, "default": 1, "metavar": "N"}
_KINDS = {"choices": ["xlsx", "bibtex", "webannotation", "rocrate"], "dest": "kind"}
_FORMATS = {"choices": ["csv", "parquet", "jsonl", "dataset"], "default": "csv"}
_SAID = {"choices": ["text", "json"], "default": "text"}
_TABLE = {"choices": ["claims", "quantities", "citations"]}
_COLUMNS: dict[str, Any] = {"type": lambda text: text.split(","), "default": []}
_NEEDED = {"required": True}
_SPLIT: dict[str, Any] = {"choices": ["div", "u"]}
OPTIONS = (  # the commands that take it, its name, its kind, its meaning
    (f"{_ALL} check", "source", {"metavar": "SOURCE"}, "A folder of documents, one, or a table."),
    (f"{_ALL} check", "--text-column", _TEXT, "Column of a table that holds the texts."),
    (f"{_ALL} check", "--id-column", _TEXT, "Column of a table that holds the ids."),
    (f"{_ALL} check", "--date-column", _TEXT, "Column of a table that holds the dates."),
    (f"{_ALL} check", "--split", _SPLIT, "The element of TEI that is a document."),
    (f"{_ALL} check", "--name-pattern", _TEXT, "What files are called: '{year}-{speaker}.txt'."),
    (f"{_ALL} check", "--language", _TEXT, "Read only texts of this language, such as en."),
    ("extract export", "--out", _DIR | _NEEDED, "Folder for the files; made if not there."),
    ("ledger", "--out", _FILE, "CSV file for the whole table."),
    ("citations audit", "--out", _DIR, "Folder for the graph and tables; for what is to be read."),
    ("report", "--out", _FILE | _NEEDED, "The page (HTML)."),
    ("audit", "--plan", _FLAG, "Settle the design in --out; draw by it later, without this flag."),
    ("audit", "--question", _TEXT, "What the audit is to answer; stands in the plan."),
    ("audit", "--table", _TABLE, "What is audited; claims if not given."),
    ("audit", "--rows", _JOBS | {"default": None}, "How many are read; 200 if not given."),
    ("audit", "--seed", _JOBS | {"default": None}, "Of the draw; 0 if not given."),
    ("audit", "--by", _COLUMNS, "Columns, as family,issuer: strata; of --verdicts groups."),
    ("audit", "--verdicts", _FILE | {"nargs": "+"}, "Files of verdicts, one a reader."),
    ("export", "--as", _KINDS | _NEEDED, "What to write."),
    ("extract", "--format", _FORMATS, "File format of the frames; csv if not given."),
    ("check", "--format", _SAID, "For people, or for machines: an array of all problems."),
    ("check", "--all", _FLAG, "Every problem, not the first three of those worded alike."),
    (f"{_ALL} check", "--vocabulary", _DIR, "A folder of tables to lay over the shipped ones."),
    (_ALL, "--families", _FILE, "A CSV table of further claim families."),
    (_ALL, "--strict", _FLAG, "Stop at the first document that cannot be read."),
    ("extract", "--rhetoric", _FLAG, "Also who does what to whom (loads spaCy's model: slower)."),
    ("extract", "--jobs", _JOBS, "Processes that read at the same time."),
    ("extract", "--scheduler", _TEXT, "Address of Dask; 'local' starts it with --jobs workers."),
    ("report export", "--title", _TEXT, "Name of the study."),
    ("export", "--citation", _FILE, "CITATION.cff of the study."),
    ("new", "folder", _DIR, "A folder that is empty or not there yet."),
    ("add", "file", _FILE, "A .txt, .md, .docx, .odt, .rtf, .pdf, .html, .epub or TEI .xml file."),
    ("add", "--corpus", _DIR | {"default": Path()}, "The corpus to put it into."),
    *(("add", f"--{name.replace('_', '-')}", _TEXT, "A field of the head.") for name in FIELDS),
)  # fmt: skip
