"""Every problem of a corpus in one pass, batch by batch: what cannot be read, and what is wrong in
what was read."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.extractors.evidence import extract
from analysis.extractors.quantities import refusals
from analysis.measure.duplicates import sketch
from analysis.measure.problems import among_texts, grouped, in_texts, problems
from analysis.sources.corpus import Corpus
from analysis.sources.listing import ENGLISH_ONLY, LEFT_OUT, READERS, inside, reader_of
from analysis.terminal import worded
from analysis.vocabulary import load_vocabulary

# "corpus/a.md, line 3: ..." / "corpus/a.csv, row 4: ..." / "corpus/a.txt, line 1, byte 4: ..." /
# "corpus/b.txt: doc_id 'a': ..."
PLACED = re.compile(
    r"\A(?P<file>.{1,900}?)"
    r"(?:, (?:(?:line|row) (?P<line>\d{1,9})|(?:byte|column) \d{1,9}|header)){0,4}"
    r": (?:doc_id '(?P<doc_id>.{1,300}?)': )?(?P<problem>.+)",
    re.DOTALL,
)
# what the readers say and check says in its own way: what is left out, a text in another language
ELSEWHERE = (LEFT_OUT, ENGLISH_ONLY)


def check(
    corpus: Corpus, *, vocabulary: str | Path | None = None, today: pd.Timestamp | None = None,
    progress: Callable[[int], object] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """The problems of ``corpus``, kind by kind; no row where nothing was found.

    Columns: doc_id (missing where it is of a file or of the whole corpus), file, line (from 1, of
    the file where it is a text or could not be read; else of the text that was read from it),
    severity, kind, problem, remedy, times (see ``measure.problems``). No text is kept: the memory
    it takes grows with the number of documents and of problems only. ``progress`` is told the bytes
    of each batch.
    """
    words, taken, sketches = load_vocabulary(vocabulary), set[str](), []
    found = [_of_files("left_out", corpus.left_out)]
    files: dict[str, Path] = {}
    for batch in corpus.batches():
        size, (documents, unread, said) = batch.size, batch.read(taken, files)
        notes = [line for line in said if not any(one in line for one in ELSEWHERE)]
        taken.update(documents["doc_id"])
        failed: list[str] = []
        evidence = extract(documents, vocabulary=words, problems=failed)
        frames = documents, evidence.paragraphs, evidence.quantities, evidence.citations
        told = in_texts(*frames, today=today, refused=partial(refusals, words=words))
        # only the files of these are looked at again
        named = documents[documents["doc_id"].isin(told["doc_id"])]
        told["line"] += told["doc_id"].map(_above(named, files)).astype("Int64")
        found += [_of_files("not_read", unread + failed), _of_files("noted", notes), told]
        sketches.append(sketch(documents))
        del batch, documents, evidence, frames, named
        if progress:
            progress(size)
    found.append(among_texts(pd.concat(sketches, ignore_index=True)))
    rows = grouped(pd.concat(found, ignore_index=True))
    names = dict(zip(files, inside(corpus.zipped, map(str, files.values())), strict=True))
    return rows.assign(file=rows["file"].fillna(rows["doc_id"].map(names).astype("string")))


def exit_code(found: pd.DataFrame) -> int:
    """0 where nothing was found, 1 where there are warnings only, 2 where there are errors."""
    return 2 if (found["severity"] == "error").any() else int(len(found) > 0)


def as_json(found: pd.DataFrame) -> str:
    """The problems as a JSON array of objects, one a row; what is missing is null."""
    return json.dumps(json.loads(found.to_json(orient="records")), ensure_ascii=False, indent=1)


def as_lines(found: pd.DataFrame, *, most: int | None = 3) -> Iterator[str]:
    """The problems for people: kind by kind, the worst first, with the remedy; of those that are
    worded alike at most ``most`` (all if None) and how many more; then how many there are."""
    for kind, rows in found.groupby("kind", sort=False):
        first = rows.iloc[0]
        yield f"{first['severity']}: {kind} ({rows['times'].sum():,}). Remedy: {first['remedy']}"
        for _, alike in rows.groupby(rows["problem"].map(worded), sort=False):
            for row in alike.head(most or len(alike)).itertuples(index=False):
                line = "" if pd.isna(row.line) else f":{row.line}"
                again = f" ({row.times} times)" if row.times > 1 else ""
                yield f"  {_place(row)}{line}  {row.problem}{again}"
            if most and len(alike) > most:
                yield f"  ... and {len(alike) - most:,} more"
    errors = int((found["severity"] == "error").sum())
    yield f"{errors} errors, {len(found) - errors} warnings" if len(found) else "no problem found"


def _place(row: Any) -> str:
    """The file; where it holds many documents, which of them too."""
    if pd.isna(row.file):
        return "the corpus" if pd.isna(row.doc_id) else row.doc_id
    reader = READERS.get(Path(row.file).suffix.lower())
    if not (reader and reader.many) or pd.isna(row.doc_id):
        return row.file
    called = row.file.removesuffix(Path(row.file).suffix)
    return row.file if called.endswith(row.doc_id) else f"{row.file}, document {row.doc_id}"


def _of_files(kind: str, messages: Iterable[str]) -> pd.DataFrame:
    """One row a message of the readers, with the file and the line (or the row of a table) that it
    names."""
    rows = []
    for message in messages:
        place = PLACED.fullmatch(message)
        row: dict[str, Any] = place.groupdict() if place else {"problem": message}
        line = row.get("line")
        known = {"kind": "same_id" if row.get("doc_id") else kind, "line": line and int(line)}
        rows.append(row | known)
    return problems(rows)


def _above(documents: pd.DataFrame, files: dict[str, Path]) -> dict[str, int]:
    """For each document, the lines of its file above its text: those of the front matter."""
    lines = {}
    for doc_id, text in documents[["doc_id", "text"]].itertuples(index=False):
        lines[doc_id] = 0
        file = files.get(doc_id)
        if file and reader_of(file).verbatim:
            lines[doc_id] = file.read_bytes().count(b"\n") - text.count("\n")
    return lines
