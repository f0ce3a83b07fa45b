"""Interrupts ``extract`` at random moments and lets it go on: are the bytes the same, is it quiet?

``python tests/interruptions.py --times 200``. Each run is stopped by SIGINT (to the whole group, as
a keyboard does), SIGTERM or SIGKILL up to three times, then ends; its files are compared with those
of a run that nobody stopped. SIGINT gives one line or none and no traceback; nothing is left. What
Python says of a SIGINT that comes before our first line is counted apart ("starting").
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from reading import contents

TEXT = "Resolution {n} (1993). More than {n} were killed.\n\nSome {n},000 refugees fled.\n"
# python -m analysis, with small batches: the size is set when the command opens the corpus
RUN = """import runpy, sys
class Small:
    def find_spec(self, name, path=None, target=None):
        corpus = sys.modules.get("analysis.sources.corpus")
        if hasattr(corpus, "BATCH"):
            corpus.BATCH = 4_000
sys.meta_path.insert(0, Small())
sys.argv[0] = "analysis"
runpy.run_module("analysis", run_name="__main__", alter_sys=True)"""
STOPPED = "stopped; extract goes on where it was when it is started again\n"
# the frame of the command line; no traceback without it is ours, but for those of workers
OURS, WORKER = ", in run\n", "spawn_main"
SIGNALS = (signal.SIGINT, signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
FORMATS = ("csv", "jsonl", "dataset")
WAYS = {"one job": [], "two jobs": ["--jobs", "2"], "Dask": ["--scheduler", "local", "--jobs", "2"]}


def started(folder: Path, out: Path, options: list[str]) -> subprocess.Popen:
    hear = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731
    words = [sys.executable, "-c", RUN, "extract", str(folder), "--out", str(out), *options]
    return subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=hear, cwd=folder.parent, env=os.environ | {"TMPDIR": str(folder.parent)},
    )  # fmt: skip


def stopped(process: subprocess.Popen, after: float, how: signal.Signals) -> tuple[str, bool]:
    """Stop it so many seconds after its start; what it said that it should not; was it starting?"""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        group = how == signal.SIGINT
        (os.killpg if group else os.kill)(process.pid, how)
    said = process.communicate()[1]
    if how != signal.SIGINT or said in ("", STOPPED):
        return "", False
    starting = STOPPED not in said and OURS not in said and WORKER not in said
    return f"SIGINT after {after:.2f} s said {said[:300]!r}", starting


def interrupt(times: int, seed: int, longest: float, ways: list[str]) -> tuple[Counter, list[str]]:
    """Interrupt ``times`` times within ``longest`` seconds; the counts, and what went wrong."""
    chance, counts, wrong = random.Random(seed), Counter(), []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "texts")
        folder.mkdir()
        for n in range(200, 240):
            (folder / f"s{n}.txt").write_text(TEXT.format(n=n) * 10, encoding="utf-8")
        right: dict[str, dict[str, bytes]] = {}
        while counts["interruptions"] < times:
            form, way = chance.choice(FORMATS), chance.choice(ways)
            options = ["--format", form, *WAYS[way]]
            if form not in right:
                whole = Path(place, f"whole-{form}")
                assert 0 == started(folder, whole, ["--format", form]).wait()
                right[form] = contents(whole)
            out = Path(place, f"out{counts['runs']}")
            for _ in range(chance.randint(1, 3)):
                how, after = chance.choice(SIGNALS), chance.uniform(0, longest)
                complaint, starting = stopped(started(folder, out, options), after, how)
                counts["starting"] += starting
                wrong += [f"{way}, {form}: {complaint}"] if complaint and not starting else []
                counts["interruptions"] += 1
                counts[how.name] += 1
            time.sleep(0.3)  # a worker that lost its parent sees it
            last = started(folder, out, options)
            complained = last.communicate()[1]
            counts["runs"] += 1
            counts[way] += 1
            if last.returncode or complained:
                wrong.append(f"{way}, {form}: the last run said {complained[:300]!r}")
            elif contents(out) != right[form]:
                wrong.append(f"{way}, {form}: other bytes, or something left")
        left = {path.name for path in Path(place).iterdir()}
        if extra := {name for name in left if not name.startswith(("out", "whole", "texts"))}:
            wrong.append(f"left behind: {sorted(extra)}")
    return counts, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--longest", type=float, default=4, help="seconds after the start")
    parser.add_argument("--ways", nargs="*", choices=list(WAYS), default=list(WAYS))
    given = parser.parse_args()
    counts, wrong = interrupt(given.times, given.seed, given.longest, given.ways)
    print(", ".join(f"{what} {number}" for what, number in counts.items()))
    print(f"seed {given.seed}; wrong: {len(wrong)}")
    for line in wrong:
        print(line)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
