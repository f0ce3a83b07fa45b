"""The extraction of a corpus to files, batch by batch: bounded memory, many workers, resumable.

Each batch becomes one part of every frame (``.parts/claims/part-00012.csv``) and a receipt, which
is written last. A run that finds receipts of the same source and the same question goes on after
them. When all parts are there they are joined into one file a frame, or, as a dataset, moved to a
folder a frame. A part holds the same bytes whoever wrote it: the result does not depend on the
workers.
"""

import hashlib
import json
import shutil
import warnings
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import analysis
from analysis.extractors.evidence import Evidence, extract, rows_of
from analysis.frames import one_of
from analysis.show.files import FORMATS, join, naming, refuse_taken, replace_files, write_rows
from analysis.sources.corpus import Batch, Corpus, keep_apart
from analysis.sources.errors import CorpusError, CorpusWarning
from analysis.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from analysis.show.store import Store

WORK, LOCK = ".parts", ".parts.lock"
Progress = Callable[[int], object]  # told the bytes of the source that each part took


@dataclass(frozen=True)
class Question:
    """What is asked of every batch."""

    format: str = "csv"
    families: str | None = None
    rhetoric: bool = False
    vocabulary: str | None = None
    strict: bool = False  # stop at the first document that cannot be read

    def __post_init__(self) -> None:
        one_of(self.format, (*FORMATS, "dataset"))

    @property
    def suffix(self) -> str:
        """Of a part."""
        return "parquet" if self.format == "dataset" else self.format


@dataclass(frozen=True)
class Receipt:
    """What one part holds."""

    number: int
    size: int
    rows: dict[str, int]
    ids: list[str]
    problems: list[str]
    failures: list[str]
    notes: list[str]


@dataclass(frozen=True)
class Summary:
    """What a run wrote, and a line for everything that went wrong or is worth noting."""

    rows: dict[str, int]
    files: dict[str, Path]
    problems: list[str]  # what could not be read
    failures: list[str]  # documents without evidence because of an error of the program
    notes: list[str]
    resumed: int  # parts that an earlier run had finished
    parts: int


def run(
    corpus: Corpus, out: str | Path, question: Question = Question(), *,
    workers: "Executor | None" = None, ahead: int = 4, progress: Progress | None = None,
) -> Summary:  # fmt: skip
    """Write the evidence of ``corpus`` to ``out``: a file a frame, or a folder of parts.

    ``workers`` is any executor (processes of this machine, a Dask cluster), which gets at most
    ``ahead`` batches at a time; without one the work is done here. Nothing stands under its final
    name before all of it is there. Raises ``CorpusError`` if no document could be read, if another
    run is writing to ``out``, and, with a strict question, for the first document that cannot be
    read.
    """
    out = Path(out)
    ending = "" if question.format == "dataset" else f".{question.format}"  # that is a folder
    files = {one.name: out / f"{one.name}{ending}" for one in fields(Evidence)}
    if not question.rhetoric:
        del files["rhetoric"]
    keep_apart(corpus.path, out, *files.values())
    refuse_taken(out, *files.values())
    with _locked(out) as work:
        done = _resume(work, _fingerprint(corpus, question), question)
        resumed = len(done)
        part = partial(extract_part, work=str(work), question=question)
        waiting = (batch for batch in corpus.batches() if batch.number not in done)
        for receipt in _receipts(part, waiting, workers, ahead):
            done[receipt.number] = receipt
            if progress:
                progress(receipt.size)
        for batch, taken in _taken_twice(corpus, done):
            done[batch.number] = part(batch, taken=taken)
        summary = _summary([done[number] for number in sorted(done)], resumed, files)
        if not summary.rows["documents"]:
            raise CorpusError(nothing_read(summary.problems, corpus.asked.language))
        for name, file in files.items():
            with naming(file):
                join(sorted((work / name).glob("part-*")), file, question.format)
    if not question.rhetoric and (older := out / f"rhetoric{ending}").exists():
        summary.notes.append(f"{older}: is of an earlier run, not of this one")
    return summary


def _taken_twice(corpus: Corpus, done: dict[int, Receipt]) -> Iterator[tuple[Batch, set[str]]]:
    """Each batch with an id that stands in an earlier one, and all ids before it."""
    ids = list(chain(*(receipt.ids for receipt in done.values())))
    taken: set[str] = set()
    for batch in corpus.batches() if len(set(ids)) < len(ids) else ():
        if not taken.isdisjoint(done[batch.number].ids):
            yield batch, set(taken)
        taken.update(done[batch.number].ids)


def extract_part(
    batch: Batch, work: str, question: Question, taken: Collection[str] = ()
) -> Receipt:
    """Read one batch, write its part of every frame, and give its receipt.

    A document whose id is ``taken`` gets another.
    """
    documents, problems, notes = batch.rows_of(taken)
    if problems and question.strict:
        raise CorpusError(problems[0])
    failures: list[str] = []
    words = load_vocabulary(question.vocabulary, question.families)
    read = rows_of(documents, words, failures, rhetoric=question.rhetoric, strict=question.strict)
    found = {"documents": documents, **read}
    for name, rows in found.items():
        part = _part(Path(work), name, batch.number, question)
        own = batch.further if name == "documents" else {}
        write = partial(write_rows, rows, name=name, format=question.suffix, further=own)
        replace_files(part.parent, {part.name: write})
    sizes = {name: len(rows) for name, rows in found.items()}
    ids = [row["doc_id"] for row in documents]
    receipt = Receipt(batch.number, batch.size, sizes, ids, problems, failures, notes)
    _write(Path(work) / "receipts" / f"{batch.number:05}.json", json.dumps(asdict(receipt)))
    return receipt


def gather(
    corpus: Corpus, words: Vocabulary, store: "Store", *,
    strict: bool = False, progress: Progress | None = None,
) -> tuple[list[str], list[str]]:  # fmt: skip
    """Put the evidence of ``corpus`` into ``store``, a part a batch.

    Gives a line for each thing not read and each document that failed. An id that stands twice gets
    another, as in ``run``. Raises ``CorpusError`` if no document could be read, and with ``strict``
    for the first thing that cannot be read.
    """
    problems: list[str] = []
    failures: list[str] = []
    for batch in corpus.batches():
        documents, unread, notes = batch.read(store.texts)
        for line in notes:
            warnings.warn(line, CorpusWarning, stacklevel=2)
        if unread and strict:
            raise CorpusError(unread[0])
        problems += unread
        store.add(extract(documents, vocabulary=words, problems=failures, strict=strict))
        del documents
        if progress:
            progress(batch.size)
    if not store.texts:
        raise CorpusError(nothing_read(problems, corpus.asked.language))
    return problems, failures


@contextmanager
def _locked(out: Path) -> Iterator[Path]:
    """The folder for the parts, while no other run may write there; a stopped run leaves it."""
    from filelock import FileLock, Timeout

    work, lock = out / WORK, out / LOCK
    if work.is_symlink():
        raise NotADirectoryError(f"{work}: is a link; remove it: what it leads to would be cleared")
    out.mkdir(parents=True, exist_ok=True)
    locked = FileLock(lock)
    try:
        locked.acquire(timeout=0)
    except Timeout:
        remedy = "wait for it or name another one"
        raise CorpusError(f"{out}: another run is writing to this folder; {remedy}") from None
    try:
        work.mkdir(exist_ok=True)
        yield work
        shutil.rmtree(work)
    except CorpusError:
        shutil.rmtree(work)
        raise
    finally:
        locked.release()
        with suppress(OSError):  # the folder holds something
            lock.unlink(missing_ok=True)
            out.rmdir()


def _fingerprint(corpus: Corpus, question: Question) -> str:
    """The same for the same source, question, words and version of the package."""
    tables = sorted(Path(question.vocabulary).glob("*.csv")) if question.vocabulary else []
    tables += [Path(question.families)] if question.families else []
    words = [hashlib.sha256(table.read_bytes()).hexdigest() for table in tables]
    return json.dumps([analysis.__version__, corpus.fingerprint, asdict(question), words])


def _part(work: Path, name: str, number: int, question: Question) -> Path:
    return work / name / f"part-{number:05}.{question.suffix}"


def _resume(work: Path, fingerprint: str, question: Question) -> dict[int, Receipt]:
    """The receipts of an earlier run that asked the same; what another one left is thrown away."""
    asked = work / "run.json"
    if not asked.exists() or asked.read_bytes() != fingerprint.encode():
        shutil.rmtree(work)
        _write(asked, fingerprint)
    done = {}
    for path in sorted((work / "receipts").glob("*.json")):
        if path.stat().st_size:  # empty where the power went
            receipt = Receipt(**json.loads(path.read_bytes()))
            parts = [_part(work, name, receipt.number, question) for name in receipt.rows]
            if all(part.exists() for part in parts):  # a run stopped while joining has taken some
                done[receipt.number] = receipt
    return done


def _receipts(
    part: Callable[[Batch], Receipt], waiting: Iterator[Batch],
    workers: "Executor | None", ahead: int,
) -> Iterator[Receipt]:  # fmt: skip
    """The receipts of the batches that wait, as they come; at most ``ahead`` are under way."""
    if workers is None:
        yield from map(part, waiting)
        return
    from concurrent.futures import FIRST_COMPLETED, wait

    running: set[Future[Receipt]] = set()
    while True:
        running |= {workers.submit(part, batch) for batch in islice(waiting, ahead - len(running))}
        if not running:
            return
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in finished)


def _summary(receipts: list[Receipt], resumed: int, files: dict[str, Path]) -> Summary:
    rows = {name: sum(receipt.rows[name] for receipt in receipts) for name in files}
    kinds = ("problems", "failures", "notes")
    lines = {kind: list(chain(*(getattr(one, kind) for one in receipts))) for kind in kinds}
    return Summary(rows, files, **lines, resumed=resumed, parts=len(receipts))


def nothing_read(problems: list[str], language: str) -> str:
    """Why a source gave no document."""
    other = f"no text is in the language {language!r}; expected a code such as en"
    why = [other] if language else []
    first, *rest = [*why, *problems] or ["the source holds no document"]
    return first + (f" (and {len(rest)} more that are not read)" if rest else "")


def _write(target: Path, text: str) -> None:
    write = partial(Path.write_text, data=text, encoding="utf-8")
    replace_files(target.parent, {target.name: write})
