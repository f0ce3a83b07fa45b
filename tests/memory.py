"""How much memory each command takes: ``python tests/memory.py FOLDER --words 2000000 8000000``.

The texts of FOLDER are repeated, each under a name of its own, to so many words. One line a command
(``load`` is the function): the most memory that its process held for each corpus, in megabytes.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

COMMANDS = {
    "extract": ["extract", "SOURCE", "--out", "OUT"],
    "check": ["check", "SOURCE"],
    "ledger": ["ledger", "SOURCE", "--out", "OUT/ledger.csv"],
    "citations": ["citations", "SOURCE", "--out", "OUT"],
    "report": ["report", "SOURCE", "--out", "OUT/report.html"],
    "audit": ["audit", "SOURCE", "--out", "OUT"],
    "audit of citations": ["audit", "SOURCE", "--out", "OUT", "--table", "citations"],
    "export xlsx": ["export", "SOURCE", "--as", "xlsx", "--out", "OUT"],
    "export bibtex": ["export", "SOURCE", "--as", "bibtex", "--out", "OUT"],
    "export webannotation": ["export", "SOURCE", "--as", "webannotation", "--out", "OUT"],
    "export rocrate": ["export", "SOURCE", "--as", "rocrate", "--out", "OUT"],
    "load": ["-c", "import sys, analysis; analysis.load(sys.argv[1])", "SOURCE"],
}  # fmt: skip
# runs what follows it, and prints the most memory that any one process of it held
MEASURED = """import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=-3, stderr=subprocess.PIPE, text=True)
sys.exit(done.stderr) if done.returncode not in (0, 1, 2) or "error:" in done.stderr else None
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"""


def repeated(folder: Path, target: Path, words: int) -> int:
    """Texts of ``folder``, again and again, until there are so many words."""
    target.mkdir()
    paths = sorted(folder.rglob("*.txt"))
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    done = at = 0
    while done < words:
        text = texts[at % len(texts)]
        (target / f"t{at:06}.txt").write_text(f"Copy {at}.\n\n{text}", encoding="utf-8")
        done, at = done + len(text.split()), at + 1
    return done


def peak(command: str, source: Path, made: Path) -> float:
    """The most memory that the command held, in megabytes."""
    words = [sys.executable, "-c", MEASURED, sys.executable]
    words += [] if command == "load" else ["-m", "analysis"]
    for word in COMMANDS[command]:
        words.append(str(source) if word == "SOURCE" else word.replace("OUT", str(made)))
    return float(subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, nargs="+", default=[1_000_000, 4_000_000])
    parser.add_argument("--commands", nargs="*", default=list(COMMANDS), choices=list(COMMANDS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        sizes = [repeated(given.folder, made / f"words{n}", n) for n in given.words]
        print(f"{'command':<20}" + "".join(f"{size:>12,}" for size in sizes) + " words", flush=True)
        for command in given.commands:
            print(f"{command:<20}", end="", flush=True)
            for n in given.words:
                held = peak(command, made / f"words{n}", made / f"{command} of {n}")
                print(f"{held:>9.0f} MB", end="", flush=True)
            print(flush=True)


if __name__ == "__main__":
    main()
