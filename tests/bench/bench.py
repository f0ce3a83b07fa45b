"""How fast, beside peers, on the same texts in one run: ``make bench``, or with real texts as well

    make bench CORPUS=path/to/a/folder/of/txt

Every system runs in a process of its own, each round all of them one after the other, over a text, 4 times and 16
times as much; the best of the rounds counts. Growth is the slope of the logarithms from 4 to 16 times: 1 is linear.
Results go to build/bench: speed, files, hostile, found (CSV) and speed.svg.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from bisect import bisect_right
from itertools import islice
from math import log
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes
from synthetic import Speech, speeches
from systems import all_evidence, as_documents, timed

import analysis
from analysis.measure.scoring import score
from analysis.show import plots
from analysis.show.evidence import table

HERE = Path(__file__).resolve().parent
OURS, LINEAR = "all evidence", 1.2  # a slope above that is called not linear
TIMES = (1, 4, 16)
# words read the first time; slow systems get less
SYSTEMS = dict.fromkeys((OURS, "citations only"), 50_000)
PEERS = {
    "eyecite": 50_000,
    "quantulum3": 1_000,
    "CQE": 250,
    "spaCy tokenizer": 50_000,
    "spaCy pipeline": 2_500,
}
FLOORS = dict.fromkeys(
    ("building the frames", "splitting into words", "one pattern", "reading the files"), 50_000
)
COMMANDS = dict.fromkeys(("extract, 1 job", "extract, 2 jobs"), 50_000)
# a text holds one of these only
HOSTILE = (
    "1", "1 ", "1,", "1. ", "1-", "\n1. ", "(", "((1) ", "[", ", ", ";", ".", '"', "“", "-", "\n", " ", "\t\n",
    "resolution ", "its resolutions ", "resolutions 1 and ", "S/RES/", "no. ", "Article 1 of ", "one million ",
    "one and ", "more than ", "per cent of ", "3 per cent of the territory ", "refugees ", "killed and ", "XIV ",
    "(XIV) ", "May 1993 ", "14 October 1993, ", "\nRecalling ", "\n(a) ", "of the ", "A", "a b ", "é", "\u0301",
    "Mr. ", "https://", "(“‘", "resolutions 1, 2 (1993) ",
)  # fmt: skip
LONG_LINE = "lorem ipsum dolor sit amet "


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--peers", type=Path, help="python of the peers' environment")
    arguments.add_argument(
        "--corpus", type=Path, help="folder of texts to read besides the synthetic speeches"
    )
    arguments.add_argument("--out", type=Path, default=Path("build/bench"))
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    texts = {"synthetic": [made.text for made in speeches(TIMES[-1] * SYSTEMS[OURS])]}
    if chosen.corpus:
        texts["corpus"] = (
            analysis.load(chosen.corpus)["text"].sample(frac=1, random_state=1).tolist()
        )
    pythons = dict.fromkeys(PEERS, chosen.peers)
    systems = {**SYSTEMS, **(PEERS if chosen.peers else {}), **FLOORS}
    results = {
        "speed": compare(texts, systems, pythons, chosen.rounds),
        "files": compare(texts, COMMANDS, pythons, chosen.rounds, clock="elapsed"),
        "hostile": hostile(),
        "found": found(speeches(1_000_000)),
    }
    for name, frame in results.items():
        frame.to_csv(chosen.out / f"{name}.csv", index=False)
        print(f"{name}\n{table(frame)}\n")
    draw(results["speed"]).figure.savefig(
        chosen.out / "speed.svg", metadata={"Date": None}, bbox_inches="tight"
    )
    print(f"written to {chosen.out}")


def compare(
    texts: dict[str, list[str]],
    systems: dict[str, int],
    pythons: dict[str, Path],
    rounds: int,
    clock: str = "seconds",
) -> pd.DataFrame:
    """One row a set of texts and system: words a second at 16 times the text, ratio, growth, seconds and MB at each."""
    rows = [
        {"texts": kind, "system": system, "size": size, **run(system, part, pythons.get(system))}
        for _ in range(rounds)
        for kind, whole in texts.items()
        for system, words in systems.items()
        for size in TIMES
        for part in [head(whole, words * size)]
    ]
    best = pd.DataFrame(rows).groupby(["texts", "system", "size"], sort=False).min().reset_index()
    table = pd.DataFrame(
        [row(*key, group, clock) for key, group in best.groupby(["texts", "system"], sort=False)]
    )
    first = table.groupby("texts")["words_a_second"].transform("first")  # all evidence, or one job
    table.insert(4, "first_is_times_as_fast", (first / table["words_a_second"]).round(2))
    return table


def row(kind: str, system: str, group: pd.DataFrame, clock: str) -> dict[str, object]:
    seconds, words, memory = (group[column].tolist() for column in (clock, "words", "peak_mb"))
    counts = {
        "texts": kind,
        "system": system,
        "words": words[-1],
        "words_a_second": round(words[-1] / seconds[-1]),
    }
    return {
        **counts,
        "growth": slope(words, seconds),
        **at_sizes("seconds", seconds, 3),
        **at_sizes("mb", memory, 0),
    }


def at_sizes(name: str, values: list[float], digits: int) -> dict[str, float]:
    return {
        f"{name}_{times}x": round(value, digits) for times, value in zip(TIMES, values, strict=True)
    }


def slope(sizes: list[float], seconds: list[float]) -> float:
    """The exponent of time in size over the last step, where what each start costs weighs least: 1 is linear."""
    return round(log(seconds[-1] / seconds[-2]) / log(sizes[-1] / sizes[-2]), 2)


def hostile() -> pd.DataFrame:
    """One row a text that holds one thing only: seconds for 64 KiB, 256 KiB and 1 MiB of it, growth, a verdict."""
    rows = []
    all_evidence([speeches(1)[0].text])()  # loads the tables
    for unit, size in {**dict.fromkeys(HOSTILE, 2**16), LONG_LINE: 10 * 2**16}.items():
        sizes = [size * times for times in TIMES]
        seconds = [timed(all_evidence([(unit * (many // len(unit) + 1))[:many]])) for many in sizes]
        growth = slope(sizes, seconds)
        verdict = "linear" if growth <= LINEAR else "NOT LINEAR"
        rows.append(
            {
                "text": ascii(unit),
                "characters": sizes[-1],
                **at_sizes("seconds", seconds, 3),
                "growth": growth,
            }
        )
        rows[-1]["verdict"] = verdict
    return pd.DataFrame(rows)


def found(made: list[Speech]) -> pd.DataFrame:
    """Precision and recall on speeches whose claims and citations are known, each counted in its own sentence."""
    documents = as_documents([one.text for one in made])
    starts = dict(zip(documents["doc_id"], (one.starts for one in made), strict=True))
    evidence = analysis.extract(documents)
    asked = {
        "claims": (evidence.claims, ["family", "value", "hedge", "status"]),
        "citations": (evidence.citations[evidence.citations["kind"] == "numbered"], ["symbol"]),
    }
    rows = []
    for name, (frame, columns) in asked.items():
        places = zip(frame["doc_id"], frame["start"], strict=True)
        sentences = [starts[doc][bisect_right(starts[doc], start) - 1] for doc, start in places]
        known = [
            (doc, *what)
            for doc, one in zip(starts, made, strict=True)
            for what in getattr(one, name)
        ]
        keys = ["doc_id", "sentence", *columns]
        scores = score(frame.assign(sentence=sentences), pd.DataFrame(known, columns=keys), on=keys)
        rows.append({"what": name, "known": len(known), **scores})
    return pd.DataFrame(rows).round(4)


def run(system: str, texts: list[str], python: Path | None) -> dict[str, float]:
    """What one system took for ``texts`` in a process of its own, on one thread."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as handle:
        json.dump(texts, handle)
        handle.flush()
        print(f"{system}, {len(texts)} texts", file=sys.stderr)
        command = [str(python or sys.executable), str(HERE / "systems.py"), system, handle.name]
        alone = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **alone})
    if done.returncode:
        raise SystemExit(f"{system} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def head(texts: list[str], words: int) -> list[str]:
    """The first ``words`` words, the last text cut short."""
    taken = []
    for text in texts:
        ends = [match.end() for match in islice(re.finditer(r"\S+", text), words)]
        taken.append(text[: ends[-1]] if ends else text)
        words -= len(ends)
        if not words:
            break
    return taken


def draw(speed: pd.DataFrame) -> Axes:
    """Words a second of each system, on a scale of tens."""
    ax = plots.new_axes(9, 5)
    for (kind, group), marker in zip(speed.groupby("texts", sort=False), "os", strict=False):
        ax.plot(group["words_a_second"], group["system"], marker, label=f"{kind} texts", alpha=0.8)
    ratio = speed[speed["texts"] == speed["texts"].iloc[-1]].set_index("system")[
        "first_is_times_as_fast"
    ]
    peers = [
        f"{ratio[name]:.3g} times as fast as {name}"
        for name in ("eyecite", "quantulum3")
        if name in ratio
    ]
    ax.set(
        xscale="log",
        xlabel="words a second, one core",
        title=f"All evidence is read {' and '.join(peers)}",
    )
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.invert_yaxis()
    ax.grid(axis="both", alpha=0.4)
    ax.legend(loc="lower left")
    return ax


if __name__ == "__main__":
    main()
