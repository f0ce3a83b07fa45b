"""A run over a whole corpus: the same bytes however many work and however often it is killed."""

import os
import shutil
import signal
import threading
import time

import pandas as pd
import psutil
import pytest
from forked import Command
from reading import contents

import analysis
from analysis.run import Question, gather, run
from analysis.show.store import Store, corpus_hash
from analysis.sources import corpus as sources
from analysis.sources.errors import CorpusError
from analysis.vocabulary import shipped

TEXTS = 50
NAMES = ("documents", "paragraphs", "quantities", "claims", "citations")
TEXT = "Resolution {n} (1993) was adopted. More than {n} were killed.\n\nSome {n},000 refugees fled from place {n}.\n"


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory):
    """Speeches that no test changes."""
    folder = tmp_path_factory.mktemp("unchanged")
    for n in range(200, 200 + TEXTS):
        (folder / f"s{n}.txt").write_text(TEXT.format(n=n) * 7, encoding="utf-8")
    return folder


@pytest.fixture
def speeches(unchanged, tmp_path):
    return shutil.copytree(unchanged, tmp_path / "speeches")


@pytest.fixture(scope="module")
def evidence(unchanged):
    return analysis.extract(analysis.load(unchanged))


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(sources, "BATCH", 3_500)


def start(*arguments, size=3_500):
    """The command line with batches of a few texts, in a process of its own."""
    return Command("extract", *arguments, batch=size)


def wait_for_receipts(out, count, process=None):
    while len(list((out / ".parts" / "receipts").glob("*.json"))) < count and (
        not process or process.poll() is None
    ):
        time.sleep(0.01)


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet", "dataset"])
def test_parts_hold_what_one_call_finds(unchanged, evidence, tmp_path, small_batches, format):
    summary = run(sources.open_corpus(unchanged), tmp_path / "out", Question(format))
    assert summary.parts > 5
    readers = {"csv": pd.read_csv, "jsonl": lambda path: pd.read_json(path, lines=True)}
    for name in NAMES:
        found = readers.get(format, pd.read_parquet)(summary.files[name])
        assert getattr(evidence, name)["doc_id"].tolist() == found["doc_id"].tolist()
        assert summary.rows[name] == len(found)
    claims = readers.get(format, pd.read_parquet)(summary.files["claims"])
    assert evidence.claims[["quote", "start", "value"]].to_numpy().tolist() == (
        claims[["quote", "start", "value"]].to_numpy().tolist()
    )
    assert set(NAMES) == {path.stem for path in (tmp_path / "out").iterdir()}


def test_one_batch_or_many_one_job_or_two_are_the_same_bytes(speeches, tmp_path):
    for name, size, jobs in (("whole", 10_000_000, 1), ("one", 3_500, 1), ("two", 3_500, 2)):
        assert 0 == start(speeches, "--out", tmp_path / name, "--jobs", jobs, size=size).wait()
    assert contents(tmp_path / "whole") == contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_point_nothing_is_lost_or_doubled(speeches, tmp_path, small_batches, jobs):
    run(sources.open_corpus(speeches), tmp_path / "whole", Question())
    out = tmp_path / "out"
    for receipts in (1, 4):
        process = start(speeches, "--out", out, "--jobs", jobs)
        wait_for_receipts(out, receipts, process)
        started = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        assert not psutil.wait_procs(started, timeout=20)[1]  # nobody works on
        assert len(started) >= jobs - 1
        assert not set(NAMES) & {
            path.stem for path in out.iterdir()
        }  # nothing half-done under its own name
    process = start(speeches, "--out", out, "--jobs", jobs)
    said = process.communicate()[0]
    assert "parts were there" in said
    assert contents(tmp_path / "whole") == contents(out)


def test_parts_of_another_question_or_another_source_are_not_taken_up(
    speeches, tmp_path, small_batches
):
    process = start(speeches, "--out", tmp_path / "out")
    wait_for_receipts(tmp_path / "out", 2, process)
    process.kill()
    process.wait()
    (speeches / "s200.txt").write_text("Changed.", encoding="utf-8")
    assert 0 == run(sources.open_corpus(speeches), tmp_path / "out", Question()).resumed


def test_two_runs_into_one_folder_do_not_mix(speeches, tmp_path, small_batches):
    said = []

    def second(size):
        if not said:
            with pytest.raises(CorpusError, match="another run is writing") as error:
                run(sources.open_corpus(speeches), tmp_path / "out", Question("jsonl"))
            said.append(str(error.value))

    run(sources.open_corpus(speeches), tmp_path / "out", Question(), progress=second)
    assert said
    assert {".csv"} == {path.suffix for path in (tmp_path / "out").iterdir()}


def test_what_cannot_be_read_is_listed_and_the_rest_is_written(speeches, tmp_path):
    (speeches / "s100.md").write_text("---\ndate: 1994-13-01\n---\nx", encoding="utf-8")
    process = start(speeches, "--out", tmp_path / "out")
    said, complained = process.communicate()
    assert 1 == process.returncode
    assert complained.startswith(f"not read: {speeches / 's100.md'}, line 2: date '1994-13-01'")
    assert 1 == complained.count("\n")
    assert TEXTS == len(pd.read_csv(tmp_path / "out" / "documents.csv"))


def test_lost_workers_are_survived(speeches, tmp_path, small_batches):
    distributed = pytest.importorskip("distributed", reason="the extra [scale] is not installed")
    config = pytest.importorskip("dask.config")
    from analysis.scale import executor_for

    run(sources.open_corpus(speeches), tmp_path / "whole", Question("dataset"))
    out = tmp_path / "out"
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    forked = config.set({"distributed.worker.multiprocessing-method": "forkserver"})
    with forked, distributed.LocalCluster(**options) as local, distributed.Client(local) as client:
        first, *_ = client.run(os.getpid).values()
        killer = threading.Thread(
            target=lambda: (wait_for_receipts(out, 2), os.kill(first, signal.SIGKILL))
        )
        killer.start()
        with executor_for(2, local.scheduler_address) as (workers, ahead):
            corpus, asked = sources.open_corpus(speeches), Question("dataset")
            summary = run(corpus, out, asked, workers=workers, ahead=ahead)
        killer.join()
        assert first not in client.run(os.getpid).values()
    assert summary.rows["documents"] == TEXTS
    assert contents(tmp_path / "whole") == contents(out)


def test_what_a_command_does_not_hold_is_on_the_disk(unchanged, evidence, small_batches):
    store, documents = Store(), evidence.documents
    assert ([], []) == gather(sources.open_corpus(unchanged), shipped(), store)
    assert dict(zip(documents["doc_id"], documents["text"], strict=True)) == dict(store.texts)
    assert corpus_hash(documents) == store.texts.hash()
    assert len(list(store)) > 5
    for name in store.names:
        kept = pd.concat(store.parts(name), ignore_index=True)
        pd.testing.assert_frame_equal(getattr(evidence, name), kept)
        assert len(kept) == store.sizes[name]
    pd.testing.assert_frame_equal(evidence.documents.assign(text=""), store.documents)
    few = store.whole("paragraphs", "kind", "doc_id")
    pd.testing.assert_frame_equal(evidence.paragraphs[["kind", "doc_id"]], few)


def test_a_cluster_leaves_no_scratch_folder(tmp_path, monkeypatch):
    pytest.importorskip("distributed", reason="the extra [scale] is not installed")
    from analysis.scale import cluster

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(KeyboardInterrupt), cluster(None, 1):
        assert list(tmp_path.rglob("worker-*"))
        raise KeyboardInterrupt
    assert [] == list(tmp_path.iterdir())
