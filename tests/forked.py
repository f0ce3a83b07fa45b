"""The command line in a process of its own, without the start of one: forked from one that is ready.

To start Python and load pandas takes ten times as long as to read a few texts. One process of
multiprocessing loads it once. What a test gets of a fork is what it gets of a program: a number, an
exit code, what was said and complained. How the program itself starts, what it loads and how it
hears Ctrl-C is for other tests, which start it.
"""

import multiprocessing
import os
import sys
import tempfile
from pathlib import Path

LOADED = ["analysis.__main__", "analysis.run", "analysis.scale", "pyarrow.parquet", "distributed",
          "warmed"]  # fmt: skip


class Command:
    """``python -m analysis`` with some words, as far as tests ask for a process."""

    def __init__(self, *words: object, batch: int) -> None:
        self._folder = tempfile.TemporaryDirectory()  # goes when nobody asks for it any more
        self._heard = [Path(self._folder.name, stream) for stream in ("out", "err")]
        ready = multiprocessing.get_context("forkserver")
        ready.set_forkserver_preload(LOADED)
        self._process = ready.Process(target=_run, args=([*map(str, words)], batch, self._heard))
        self._process.start()
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        """None as long as it lives."""
        return self.returncode

    def wait(self) -> int | None:
        self._process.join()
        return self.returncode

    def kill(self) -> None:
        self._process.kill()

    def communicate(self) -> list[str]:
        """What it said and what it complained of, when it has ended."""
        self.wait()
        return [path.read_text(encoding="utf-8") for path in self._heard]


def _run(words: list[str], batch: int, heard: list[Path]) -> None:
    """The fork is the command line from here to its end."""
    from analysis.__main__ import run
    from analysis.sources import corpus

    fork = multiprocessing.get_context("fork")
    multiprocessing.get_context = lambda _: fork  # for the workers of --jobs 2
    for stream, path in enumerate(heard, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), stream)
    sys.argv = ["analysis", *words]
    corpus.BATCH = batch
    run()
