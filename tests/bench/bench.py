"""How fast, beside peers, on the same texts in one run: ``make bench``, or with real texts

    make bench CORPUS=path/to/a/folder/of/txt

Every system runs in a process of its own, each round all of them one after the other; the best of three rounds
counts, and ratios are to ``all evidence``. Results go to build/bench/: speed.csv, growth.csv, speed.svg.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd
from synthetic import Speech, speeches

import analysis
from analysis.show import plots
from analysis.show.evidence import table

HERE = Path(__file__).resolve().parent
# words read of the corpus: slow systems get less, never less than one text
WORDS = {"all evidence": 400_000, "citations only": 400_000, "eyecite": 400_000, "spaCy tokenizer": 400_000,
         "one pattern": 400_000, "quantulum3": 8_000}  # fmt: skip
PEERS = ("quantulum3", "eyecite", "spaCy tokenizer")
ROUNDS = 3
HOSTILE = {
    "digits": "1", "numbers": "1 ", "'resolution '": "resolution ", "'its resolutions '": "its resolutions ",
    "brackets": "(", "commas": ", ", "number words": "one million ", "one line of words": "lorem ipsum dolor ",
    "paragraph numbers": "\n1. ", "openings": "\nRecalling ",
}  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--peers", type=Path, help="python of the peers' environment")
    arguments.add_argument("--corpus", type=Path, help="folder of texts; synthetic speeches without it")
    arguments.add_argument("--out", type=Path, default=Path("build/bench"))
    chosen = arguments.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    texts = corpus_texts(chosen.corpus) if chosen.corpus else [made.text for made in speeches(max(WORDS.values()))]
    speed = measure_speed(texts, chosen.peers)
    growth = pd.concat([measure_growth(), measure_hostile()], ignore_index=True)
    print(f"{'synthetic speeches' if not chosen.corpus else chosen.corpus}\n{table(speed)}\n")
    print(f"seconds at 1, 4 and 16 times the text (linear: 1, 4, 16 times the seconds)\n{table(growth)}\n")
    print(recall(speeches(50_000)))
    speed.to_csv(chosen.out / "speed.csv", index=False)
    growth.to_csv(chosen.out / "growth.csv", index=False)
    bars = speed.set_index("system")[["thousand_words_a_second"]].round().astype(int)
    ax = plots.shares(bars, title="Reading speed, one core", label="thousand words a second")
    ax.get_legend().remove()
    ax.figure.savefig(chosen.out / "speed.svg")
    print(f"written to {chosen.out}")


def corpus_texts(folder: Path) -> list[str]:
    return analysis.load(folder)["text"].sample(frac=1, random_state=1).tolist()


def measure_speed(texts: list[str], peers: Path | None) -> pd.DataFrame:
    """One row a system: words read, thousand words a second, peak memory in MB, ratio to all evidence."""
    rows = []
    for _ in range(ROUNDS):
        for system, words in WORDS.items():
            if system not in PEERS or peers:
                rows.append(run(system, head(texts, words), peers if system in PEERS else None))
    best = pd.DataFrame(rows).sort_values("seconds").groupby("system", sort=False).first().reset_index()
    best["thousand_words_a_second"] = (best["words"] / best["seconds"] / 1000).round(1)
    ours = best.set_index("system").loc["all evidence", "thousand_words_a_second"]
    best["all_evidence_is_times_as_fast"] = (ours / best["thousand_words_a_second"]).round(2)
    columns = ["system", "words", "thousand_words_a_second", "all_evidence_is_times_as_fast", "peak_mb"]
    return best.sort_values("thousand_words_a_second", ascending=False)[columns].round({"peak_mb": 0})


def measure_growth() -> pd.DataFrame:
    """Seconds for one text of 20,000 words, 4 and 16 times that, in one piece."""
    text = "\n\n".join(made.text for made in speeches(20_000))
    return pd.DataFrame([grow("synthetic speech", text)])


def measure_hostile(size: int = 65_536) -> pd.DataFrame:
    """The same for texts that hold one thing only, up to a megabyte."""
    return pd.DataFrame([grow(name, unit * (size // len(unit))) for name, unit in HOSTILE.items()])


def grow(name: str, text: str) -> dict[str, object]:
    seconds = [run("all evidence", [text * times], None)["seconds"] for times in (1, 4, 16)]
    return {"text": name, "1x": round(seconds[0], 3), "4x": round(seconds[1], 3), "16x": round(seconds[2], 3)}


def run(system: str, texts: list[str], python: Path | None) -> dict:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as handle:
        json.dump(texts, handle)
        handle.flush()
        command = [str(python or sys.executable), str(HERE / "systems.py"), system, handle.name]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{system} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def head(texts: list[str], words: int) -> list[str]:
    taken, total = [], 0
    for text in texts:
        if total >= words:
            break
        taken.append(text)
        total += len(text.split())
    return taken


def recall(made: list[Speech]) -> str:
    """How much of what the synthetic speeches are known to say is found."""
    documents = pd.DataFrame({"doc_id": [f"s{at:05}" for at in range(len(made))], "text": [one.text for one in made]})
    evidence = analysis.extract(documents.reindex(columns=list(analysis.frames.SCHEMAS["documents"].columns)))
    known = [len(one.claims) for one in made], [len(one.citations) for one in made]
    families = evidence.claims["family"].isin(["territory_share", "displaced_persons"])
    right = 0
    for doc_id, one in zip(documents["doc_id"], made, strict=True):
        rows = evidence.claims[families & (evidence.claims["doc_id"] == doc_id)]
        right += list(rows[["family", "value", "hedge"]].itertuples(index=False, name=None)) == list(one.claims)
    numbers = evidence.citations[evidence.citations["kind"] == "numbered"].groupby("doc_id")["number"].agg(tuple)
    cited = sum(numbers.get(doc_id) == one.citations for doc_id, one in zip(documents["doc_id"], made, strict=True))
    return (
        f"of {len(made)} synthetic speeches ({sum(known[0]):,} claims, {sum(known[1]):,} citations) "
        f"all claims are right in {right}, all citations in {cited}"
    )


if __name__ == "__main__":
    main()
