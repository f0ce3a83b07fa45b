"""The extraction of a whole corpus to files, batch by batch: bounded memory, any number of workers, resumable.

Each batch becomes one part of every frame (``.parts/claims/part-00012.csv``) and a receipt, which is written last.
A run that finds receipts of the same source and the same question goes on behind them. When all parts are there
they are joined into one file a frame, or, as a dataset, moved to a folder a frame. A part holds the same bytes
whoever wrote it, so the result does not depend on the number of workers.
"""

import json
import os
import shutil
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

import analysis
from analysis.extractors.evidence import Evidence, extract
from analysis.show.files import FORMATS, WRITERS, join, naming, refuse_taken
from analysis.sources.corpus import Batch, Corpus, keep_apart
from analysis.sources.errors import CorpusError

WORK = ".parts"
Progress = Callable[[int], object]  # told the bytes of the source that each part took


@dataclass(frozen=True)
class Question:
    """What is asked of every batch."""

    format: str = "csv"
    families: str | None = None
    rhetoric: bool = False

    def __post_init__(self) -> None:
        if self.format not in (*FORMATS, "dataset"):
            raise ValueError(
                f"{self.format!r} is invalid; must be one of {', '.join(FORMATS)}, dataset"
            )

    @property
    def suffix(self) -> str:
        return "parquet" if self.format == "dataset" else self.format

    @property
    def ending(self) -> str:
        """Of the name under which a frame appears: a dataset is a folder."""
        return "" if self.format == "dataset" else f".{self.format}"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(
            one.name for one in fields(Evidence) if self.rhetoric or one.name != "rhetoric"
        )


@dataclass(frozen=True)
class Receipt:
    """What one part holds."""

    number: int
    size: int
    rows: dict[str, int]
    ids: list[str]
    problems: list[str]
    notes: list[str]


@dataclass(frozen=True)
class Summary:
    """What a run wrote: rows a frame, the files, and a line for everything that was not read or is worth noting."""

    rows: dict[str, int]
    files: dict[str, Path]
    problems: list[str]
    notes: list[str]
    resumed: int  # parts that an earlier run had finished
    parts: int


def run(
    corpus: Corpus,
    out: str | Path,
    question: Question = Question(),
    *,
    workers: Executor | None = None,
    ahead: int = 4,
    progress: Progress | None = None,
) -> Summary:
    """Write the evidence of ``corpus`` to ``out``, one file a frame (a folder of parts with format ``dataset``).

    ``workers`` is any executor (processes of this machine, a Dask cluster), which gets at most ``ahead`` batches at a
    time; without one the work is done here. Nothing stands under its final name before all of it is there. Raises
    ``CorpusError`` if no document could be read, and where another run is writing to ``out``.
    """
    out = Path(out)
    files = {name: out / f"{name}{question.ending}" for name in question.names}
    keep_apart(corpus.path, out, *files.values())
    refuse_taken(out, *files.values())
    with _alone(out) as work:
        done = _resume(work, _fingerprint(corpus, question), question)
        resumed = len(done)
        for receipt in _receipts(corpus, work, question, done, workers, ahead):
            done[receipt.number] = receipt
            if progress:
                progress(receipt.size)
        summary = _summary([done[number] for number in sorted(done)], resumed, files)
        for name, file in files.items():
            with naming(file):
                join(sorted((work / name).glob("part-*")), file, question.format)
    return summary


@contextmanager
def processes(jobs: int) -> Iterator[tuple[Executor, int]]:
    """An executor of ``jobs`` processes of this machine, and how many batches to keep under way."""
    from concurrent.futures import ProcessPoolExecutor  # here, because one job does without
    from multiprocessing import get_context

    executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_follow)
    try:
        yield executor, 4 * jobs
    finally:
        executor.shutdown(cancel_futures=True)


def _follow() -> None:
    """Let the process that started this one decide when it ends: Ctrl-C reaches that one too, kill -9 no other."""
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def extract_part(batch: Batch, work: str, question: Question) -> Receipt:
    """Read one batch, write its part of every frame, and give its receipt."""
    documents, problems, notes = batch.read()
    evidence = extract(documents, families=question.families, rhetoric=question.rhetoric)
    rows = {}
    for name in question.names:
        frame = getattr(evidence, name)
        rows[name] = len(frame)
        _appear(
            _part(Path(work), name, batch.number, question),
            partial(WRITERS[question.suffix], frame),
        )
    receipt = Receipt(batch.number, batch.size, rows, documents["doc_id"].tolist(), problems, notes)
    _appear(
        Path(work) / "receipts" / f"{batch.number:05}.json",
        lambda path: path.write_text(json.dumps(asdict(receipt)), encoding="utf-8"),
    )
    return receipt


@contextmanager
def _alone(out: Path) -> Iterator[Path]:
    """The folder for the parts, while no other run may write there; it stays where a run was stopped half-way."""
    work = out / WORK
    if work.is_symlink():
        raise NotADirectoryError(f"{work}: is a link; remove it: what it leads to would be cleared")
    work.mkdir(parents=True, exist_ok=True)
    lock = FileLock(work / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise CorpusError(
            f"{out}: another run is writing to this folder; wait for it or name another one"
        ) from None
    try:
        yield work
        _clear(work)
    except CorpusError:
        _clear(work)
        raise
    finally:
        lock.release()
        _remove_if_empty(work, out)


def _clear(work: Path) -> None:
    for path in work.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "lock":
            path.unlink()


def _remove_if_empty(work: Path, out: Path) -> None:
    if [path.name for path in work.iterdir()] == ["lock"]:
        (work / "lock").unlink()
    for folder in (work, out):
        with suppress(OSError):  # it holds something
            folder.rmdir()


def _fingerprint(corpus: Corpus, question: Question) -> str:
    """The same for the same source, question, claim families and version of the package."""
    families = Path(question.families).read_bytes().hex() if question.families else ""
    return json.dumps([analysis.__version__, corpus.fingerprint, asdict(question), families])


def _part(work: Path, name: str, number: int, question: Question) -> Path:
    return work / name / f"part-{number:05}.{question.suffix}"


def _resume(work: Path, fingerprint: str, question: Question) -> dict[int, Receipt]:
    """The receipts of an earlier run that asked the same; what another one left is thrown away."""
    asked = work / "run.json"
    if not asked.exists() or asked.read_bytes() != fingerprint.encode():
        _clear(work)
        _appear(asked, lambda path: path.write_text(fingerprint, encoding="utf-8"))
    receipts = sorted((work / "receipts").glob("*.json"))
    read = [Receipt(**json.loads(path.read_bytes())) for path in receipts if path.stat().st_size]
    # a run that was stopped while it joined may have taken parts away
    return {
        one.number: one
        for one in read
        if all(_part(work, name, one.number, question).exists() for name in one.rows)
    }


def _receipts(
    corpus: Corpus,
    work: Path,
    question: Question,
    done: dict[int, Receipt],
    workers: Executor | None,
    ahead: int,
) -> Iterator[Receipt]:
    waiting = (batch for batch in corpus.batches() if batch.number not in done)
    if workers is None:
        yield from (extract_part(batch, str(work), question) for batch in waiting)
        return
    running: set[Future[Receipt]] = set()
    while running := running | {
        workers.submit(extract_part, batch, str(work), question)
        for batch in islice(waiting, ahead - len(running))
    }:
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in finished)


def _summary(receipts: list[Receipt], resumed: int, files: dict[str, Path]) -> Summary:
    rows = {name: sum(receipt.rows[name] for receipt in receipts) for name in files}
    problems = [line for receipt in receipts for line in receipt.problems]
    if not rows["documents"]:
        more = f" (and {len(problems) - 1} more that cannot be read)" if len(problems) > 1 else ""
        raise CorpusError(problems[0] + more if problems else "the source holds no document")
    for doc_id, times in Counter(doc_id for receipt in receipts for doc_id in receipt.ids).items():
        if times > 1:
            raise CorpusError(
                f"doc_id {doc_id!r}: occurs {times} times; every document needs an id of its own"
            )
    notes = [line for receipt in receipts for line in receipt.notes]
    return Summary(rows, files, problems, notes, resumed, len(receipts))


def _appear(target: Path, writer: Callable[[Path], object]) -> None:
    """Let ``writer`` write beside ``target`` and move the file there when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}")
    with naming(target):
        writer(unfinished)
    os.replace(unfinished, target)
