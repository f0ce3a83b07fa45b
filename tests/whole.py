"""Every command on a whole corpus: what stopped, slowed or was lost. ``make whole CORPUS=folder``.

Each text is read alone, in a process with a limit of memory, within a limit of time; then the whole
corpus by every command, in a process with a limit of memory. Nothing found is exit code 0.
"""

import argparse
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import nearly_right

from analysis.sources.corpus import open_corpus

MEMORY = 2_000_000_000  # bytes of address space, libraries included
LONGEST = 60  # seconds for a text; a slow one is told long before
COMMANDS = {
    "extract": ["--out", "extract"], "check": [], "ledger": ["--out", "ledger.csv"],
    "citations": ["--out", "citations"], "report": ["--out", "report.html"],
    "export": ["--as", "webannotation", "--out", "export"],
}  # fmt: skip
Texts = Iterator[tuple[str, str]]


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def texts_of(folder: str) -> Texts:
    """The texts that can be read, by their ids; what cannot is printed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for batch in open_corpus(folder).batches():
            documents, problems, _ = batch.read()
            for problem in problems:
                print(f"not read: {problem}")
            yield from zip(documents["doc_id"], documents["text"], strict=True)


def tried(one: tuple[str, str]) -> str:
    """What is wrong with the reading of one text."""
    doc_id, text = one
    problem, _ = nearly_right.told(text)
    return problem and f"{doc_id}: {problem}"


def alone(folder: str) -> list[str]:
    """A line for each text that stopped the reading or slowed it."""
    found, number = [], 0
    texts = texts_of(folder)
    pool = multiprocessing.get_context("fork").Pool(1, initializer=bounded)
    for one in texts:
        number += 1
        try:
            problem = pool.apply_async(tried, (one,)).get(LONGEST)
        except multiprocessing.TimeoutError:
            problem = f"{one[0]}: took more than {LONGEST} s"
            pool.terminate()
            pool = multiprocessing.get_context("fork").Pool(1, initializer=bounded)
        found += [problem] if problem else []
    pool.terminate()
    print(f"texts read alone: {number:,}")
    return found


def together(folder: str, made: Path) -> list[str]:
    """A line for each command that ended in an error, or lost a document."""
    found = []
    for name, options in COMMANDS.items():
        places = [*options[:-1], *(str(made / option) for option in options[-1:])]
        words = [sys.executable, "-m", "analysis", name, folder, *places]
        begin = time.monotonic()
        done = subprocess.run(words, capture_output=True, text=True, preexec_fn=bounded)
        print(
            f"{name:<10} exit code {done.returncode}, {time.monotonic() - begin:.0f} s", flush=True
        )
        wrong = ("error:", "failed:", "Traceback", "not read:")
        lines = [line for line in done.stderr.splitlines() if line.startswith(wrong)]
        if done.returncode < 0:
            lines.append(f"ended by signal {-done.returncode}")
        found += [f"{name}: {line}" for line in lines]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="what the command line takes as SOURCE")
    given = parser.parse_args()
    found = alone(given.folder)
    with tempfile.TemporaryDirectory() as made:
        found += together(given.folder, Path(made))
    print(f"stopped, slowed or lost: {len(found)}")
    for line in found:
        print(ascii(line)[1:-1])
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
