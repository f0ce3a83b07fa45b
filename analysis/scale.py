"""The same extraction on a Dask cluster (extra ``[scale]``): ``run``, with the workers of the cluster.

A batch goes to a worker, its part of the evidence to the folder ``out``, which every worker must see under the same
path; nothing is shuffled, and the scheduler holds receipts only. A worker that is lost is replaced by another: the
scheduler gives its batches out again, and a part that is written twice holds the same bytes.
"""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from analysis.run import Question, Summary, run
from analysis.sources.corpus import open_corpus

RETRIES = 5  # of a batch whose worker was lost


def extract(
    source: str | Path,
    out: str | Path,
    *,
    scheduler: str | None = None,
    workers: int = 2,
    format: str = "dataset",
    families: str | None = None,
    rhetoric: bool = False,
) -> Summary:
    """Write the evidence of ``source`` to ``out``, as Parquet datasets in parts (``out/claims/part-00000.parquet``).

    ``source`` is what the command line takes: a folder, a table, or the address of a Parquet dataset
    (``s3://bucket/speeches``). ``scheduler`` is the address of a Dask scheduler; without one a cluster of ``workers``
    processes is started here. Raises ``CorpusError`` as ``run`` does, ``OSError`` where no scheduler answers.
    """
    with cluster(scheduler, workers) as (executor, ahead):
        return run(
            open_corpus(source),
            out,
            Question(format, families, rhetoric),
            workers=executor,
            ahead=ahead,
        )


@contextmanager
def cluster(scheduler: str | None, workers: int) -> Iterator[tuple[Any, int]]:
    """An executor over the cluster's workers, and how many batches to keep under way."""
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise ModuleNotFoundError(
            "a cluster needs Dask: pip install 'diplomatic-text-analysis[scale]'",
            name="distributed",
        ) from None
    with ExitStack() as stack:
        own = {
            "n_workers": workers,
            "threads_per_worker": 1,
            "dashboard_address": None,
            "silence_logs": logging.ERROR,
        }
        client = stack.enter_context(Client(scheduler or stack.enter_context(LocalCluster(**own))))
        yield client.get_executor(retries=RETRIES), 4 * max(1, len(client.nthreads()))
