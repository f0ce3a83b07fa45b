"""Who works on a run: processes of this machine, or a Dask cluster (extra ``[scale]``).

On a cluster a batch goes to a worker, and its part of the evidence to the folder ``out``, which
every worker must see under the same path. Nothing is shuffled, and the scheduler holds receipts
only. A worker that is lost is replaced by another: the scheduler gives its batches out again, and a
part that is written twice holds the same bytes.
"""

import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Executor

RETRIES = 5  # of a batch whose worker was lost
Workers = tuple["Executor | None", int]  # and how many batches to keep under way


def executor_for(jobs: int, scheduler: str | None = None) -> AbstractContextManager[Workers]:
    """The executor for ``jobs`` and ``scheduler`` of the command line; none for one job."""
    if scheduler:
        return cluster(None if scheduler == "local" else scheduler, jobs)
    return processes(jobs) if jobs > 1 else nullcontext((None, 1))


@contextmanager
def processes(jobs: int) -> Iterator[Workers]:
    """An executor of ``jobs`` processes of this machine."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    spawned = get_context("spawn")
    executor = ProcessPoolExecutor(jobs, mp_context=spawned, initializer=_end_with_parent)
    with _no_ctrl_c():  # the processes start with the first tasks, and never hear it
        for _ in range(jobs):
            executor.submit(os.getpid)
    try:
        yield executor, 4 * jobs
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def cluster(scheduler: str | None, workers: int) -> Iterator[Workers]:
    """An executor over the workers of a cluster."""
    try:
        from distributed import Client
    except ImportError:
        remedy = "a cluster needs Dask: pip install 'diplomatic-text-analysis[scale]'"
        raise ModuleNotFoundError(remedy, name="distributed") from None
    with ExitStack() as stack:
        with nullcontext() if scheduler else _no_ctrl_c():  # until all can be closed
            client = stack.enter_context(Client(scheduler or _local_cluster(workers, stack)))
        yield client.get_executor(retries=RETRIES), 4 * max(1, len(client.nthreads()))


def _local_cluster(workers: int, stack: ExitStack) -> Any:
    """A cluster of processes of this machine, its files in a folder of their own."""
    from dask import config
    from distributed import LocalCluster

    place = config.get("temporary-directory", None)
    scratch = stack.enter_context(TemporaryDirectory(dir=place, ignore_cleanup_errors=True))
    stack.enter_context(config.set({"temporary-directory": scratch}))
    quiet = {"dashboard_address": None, "silence_logs": logging.CRITICAL}  # batches bring errors
    return stack.enter_context(LocalCluster(n_workers=workers, threads_per_worker=1, **quiet))


@contextmanager
def _no_ctrl_c() -> Iterator[None]:
    """Hold back Ctrl-C; a process that starts meanwhile never hears it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # where it starts later, it lets Ctrl-C through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Let the process that started this one decide when it ends, by Ctrl-C and by its own death."""
    from multiprocessing import parent_process

    def end() -> None:
        parent: Any = parent_process()
        parent.join()
        os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end, daemon=True).start()
