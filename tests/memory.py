"""How much memory each command takes, and how it grows: ``python tests/memory.py FOLDER --words N``.

The texts of FOLDER are repeated, each under a name of its own, to N words and to 4 N; the slope
between the two says what 32 million words would take.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

COMMANDS = {
    "extract": ["--out", "x"], "check": [], "ledger": ["--out", "l.csv"], "citations": ["--out", "c"],
    "report": ["--out", "r.html"], "export bibtex": ["--as", "bibtex", "--out", "b"],
}  # fmt: skip
MUCH = 32_000_000


def repeated(folder: Path, target: Path, words: int) -> int:
    """Texts of ``folder``, again and again, until there are so many words."""
    target.mkdir()
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))]
    done = at = 0
    while done < words:
        text = texts[at % len(texts)]
        (target / f"t{at:06}.txt").write_text(f"Copy {at}.\n\n{text}", encoding="utf-8")
        done, at = done + len(text.split()), at + 1
    return done


def peak(command: str, source: Path, made: Path) -> float:
    """The most memory that the command held, in megabytes."""
    name, options = command.split()[0], COMMANDS[command]
    words = [sys.executable, "-m", "analysis", name, str(source), *options[:-1]]
    words += [str(made / option) for option in options[-1:]]
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=-3, stderr=-3);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    done = subprocess.run([sys.executable, "-c", code, *words], stdout=-1, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--commands", nargs="*", default=list(COMMANDS), choices=list(COMMANDS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        sizes = [repeated(given.folder, made / f"s{n}", n * given.words) for n in (1, 4)]
        for command in given.commands:
            less, more = (peak(command, made / f"s{n}", made / f"o{n}{command}") for n in (1, 4))
            slope = (more - less) / (sizes[1] - sizes[0])
            text = f"{less:.0f} and {more:.0f} MB for {sizes[0]:,} and {sizes[1]:,} words"
            print(f"{command:<14} {text}; {more + slope * (MUCH - sizes[1]):.0f} MB for {MUCH:,}", flush=True)


if __name__ == "__main__":
    main()
