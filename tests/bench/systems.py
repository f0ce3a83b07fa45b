"""Runs one system over texts in a process of its own and prints what it took, as one line of JSON.

    python systems.py SYSTEM TEXTS.json

TEXTS.json is a list of texts. Start-up, imports and the first text (which loads models and tables) are not
counted; seconds are processor time of this process, so a busy machine disturbs less.
"""

import json
import resource
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path


def ours() -> Callable[[str], object]:
    from analysis.extract.claims import load_families
    from analysis.extract.evidence import read

    families = load_families()
    return lambda text: read(text, None, None, families)


def ours_citations() -> Callable[[str], object]:
    from analysis.extract.citations import find_citations
    from analysis.extract.paragraphs import find_paragraphs

    return lambda text: find_citations(text, find_paragraphs(text))


def quantulum3() -> Callable[[str], object]:
    from quantulum3 import parser

    return parser.parse


def eyecite() -> Callable[[str], object]:
    from eyecite import get_citations

    return get_citations


def spacy_tokenizer() -> Callable[[str], object]:
    import spacy

    return spacy.blank("en")


def one_pattern() -> Callable[[str], object]:
    """The floor: one compiled pattern over the text."""
    import re

    pattern = re.compile(r"\d+|resolution")
    return lambda text: sum(1 for _ in pattern.finditer(text))


SYSTEMS = {
    "all evidence": ours,
    "citations only": ours_citations,
    "quantulum3": quantulum3,
    "eyecite": eyecite,
    "spaCy tokenizer": spacy_tokenizer,
    "one pattern": one_pattern,
}


def main() -> None:
    name, path = sys.argv[1:]
    texts = json.loads(Path(path).read_text(encoding="utf-8"))
    warnings.simplefilter("ignore")
    read = SYSTEMS[name]()
    read(texts[0][:2000])
    start = time.process_time()
    for text in texts:
        read(text)
    seconds = time.process_time() - start
    words = sum(len(text.split()) for text in texts)
    print(json.dumps({"system": name, "words": words, "seconds": seconds, "peak_mb": peak_mb()}))


def peak_mb() -> float:
    """Most memory that this process held. ru_maxrss would count the parent's from before the start."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
