"""Broken and hostile inputs against every reader and the command line: ``make fuzz``.

Each input must be read or refused in one clear line, within a time limit, without the network, and without a write
outside the folder for the results. Prints how many inputs of each kind were refused and accepted, and the slowest.
"""

import argparse
import contextlib
import io
import json
import os
import random
import shutil
import signal
import socket
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
from pdf_bytes import pdf
from reading import spans_hold

from analysis import __main__ as command_line
from analysis.extractors.evidence import extract
from analysis.sources.corpus import open_corpus
from analysis.sources.errors import CorpusError

LIMIT = 20  # seconds of processor time an input may take; the slowest is printed
PROSE = "Résumé of “the” war, 30 April 1993: over 20 per cent of our territory; resolutions 822 (1993) and 853 (1993).\n"
ROWS = [{"doc_id": f"d{at}", "date": "1993-04-30", "text": PROSE, "votes": at} for at in range(5)]
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>{}</p></body></text></TEI>'
)
PAGE = "<html><title>A</title><main><p>{}<p>b<pre>c</pre></main></html>"
COMMANDS = ("extract", "check", "report", "citations", "ledger", "export")
OUTSIDE = (
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "urllib.Request",
)
WRITES = (
    "open",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "shutil.rmtree",
)

Found = list[str]


class TooLong(BaseException):
    """No ``Exception``: a reader must not take it for a broken file."""


class Watch:
    """Tells (audit hook of the interpreter) of a program started, a connection, a write outside ``allowed``."""

    def __init__(self) -> None:
        self.allowed: tuple[Path, ...] = ()
        self.seen: Found = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, what: tuple) -> None:
        if not self.allowed:
            return
        if event in OUTSIDE:
            self.seen.append(f"{event} {what[:2]}")
        if event == "open":
            writes = bool((what[2] or 0) & (os.O_WRONLY | os.O_RDWR))
        else:
            writes = event in WRITES and what[-1] in (
                -1,
                None,
            )  # else a name within a folder that was opened before
        if writes and isinstance(what[0], str | bytes | Path):
            place = Path(os.path.abspath(os.fsdecode(what[0])))
            # a file without a name: the folder itself is opened
            nameless = event == "open" and place == Path(tempfile.gettempdir())
            if not nameless and not any(map(place.is_relative_to, self.allowed)):
                self.seen.append(f"{event} {place}")

    @contextlib.contextmanager
    def over(self, *allowed: Path) -> Iterator[Found]:
        self.allowed, self.seen = (
            (*allowed, Path(os.devnull), Path(tempfile.gettempdir()) / "matplotlib"),
            [],
        )
        # of what is loaded only now
        cached, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        try:
            yield self.seen
        finally:
            self.allowed, sys.dont_write_bytecode = (), cached


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """``TooLong`` after so many seconds of processor time, or ten times as many of any."""

    def stop(*_: object) -> None:
        raise TooLong

    clocks = ((signal.ITIMER_PROF, signal.SIGPROF, 1), (signal.ITIMER_REAL, signal.SIGALRM, 10))
    before = {}
    for clock, heard, times in clocks:
        before[heard] = signal.signal(heard, stop)
        signal.setitimer(clock, times * seconds)
    try:
        yield
    finally:
        for clock, heard, _ in clocks:
            signal.setitimer(clock, 0)
            signal.signal(heard, before[heard])


# inputs that are whole, one of each kind


def seeds(folder: Path) -> dict[str, bytes]:
    import docx

    frame = pd.DataFrame(ROWS)
    document = docx.Document()
    document.add_paragraph(PROSE)
    writers: dict[str, Callable[[Path], object]] = {
        ".csv": lambda path: frame.to_csv(path, index=False),
        ".tsv": lambda path: frame.to_csv(path, index=False, sep="\t"),
        ".jsonl": lambda path: frame.to_json(path, orient="records", lines=True),
        ".xlsx": lambda path: frame.to_excel(path, index=False),
        ".parquet": frame.to_parquet,
        ".docx": lambda path: document.save(str(path)),
        ".pdf": lambda path: path.write_bytes(
            pdf("BT /F 12 Tf 50 800 Td (Over 20 per cent.) Tj ET")
        ),
        ".xml": lambda path: path.write_text(TEI.format(PROSE), encoding="utf-8"),
        ".html": lambda path: path.write_text(PAGE.format(PROSE), encoding="utf-8"),
        ".txt": lambda path: path.write_text(PROSE * 5, encoding="utf-8"),
        ".md": lambda path: path.write_text(
            f"---\ntitle: A\ndate: 1993-04-30\n---\n{PROSE}", encoding="utf-8"
        ),
    }
    for suffix, write in writers.items():
        write(folder / f"seed{suffix}")
    return {suffix: (folder / f"seed{suffix}").read_bytes() for suffix in writers}


# ways to break a file


def flipped(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def cut(data: bytes, chance: random.Random) -> bytes:
    low, high = sorted(chance.randrange(len(data)) for _ in "ab")
    return data[:low] + data[high:]


def repeated(data: bytes, chance: random.Random) -> bytes:
    low, high = sorted(chance.randrange(len(data)) for _ in "ab")
    return data[:high] + data[low:high] * chance.randint(1, 5) + data[high:]


def encoded(data: bytes, chance: random.Random) -> bytes:
    name = chance.choice(
        ["utf-16", "utf-16-le", "utf-32", "utf-7", "cp037", "utf-8-sig", "cp1251", "shift_jis"]
    )
    return data.decode("utf-8", "replace").encode(name, "replace")


def noise(data: bytes, chance: random.Random) -> bytes:
    low = chance.randrange(len(data))
    return data[:low] + chance.randbytes(chance.randint(1, 500)) + data[low:]


BROKEN = (flipped, truncated, cut, repeated, encoded, noise)


# inputs that are made to harm; ``size`` is how large


def packed(suffix: str, name: str, content: bytes, seed: bytes) -> tuple[str, bytes]:
    """A copy of the Word or Excel file ``seed`` whose part ``name`` is ``content``."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(seed)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in old.namelist():
            made.writestr(entry, content if entry == name else old.read(entry))
    return suffix, target.getvalue()


def laughs(size: int) -> str:
    entities = "".join(f'<!ENTITY l{at + 1} "{f"&l{at};" * 10}">' for at in range(9))
    return f'<!DOCTYPE TEI [<!ENTITY l0 "{"ha" * min(size, 1000)}">{entities}]>'


def hostile(size: int, seed: dict[str, bytes]) -> dict[str, Callable[[], tuple[str, bytes]]]:
    import zlib

    def text(suffix: str, content: str) -> Callable[[], tuple[str, bytes]]:
        return lambda: (suffix, content.encode("utf-8", "surrogatepass"))

    word, sheet = "word/document.xml", "xl/worksheets/sheet1.xml"
    outside = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    fetched = '<!DOCTYPE TEI SYSTEM "http://example.org/x.dtd" [<!ENTITY % y SYSTEM "http://example.org/y"> %y;]>'
    nested, many = "<div>" * size, ", ".join(f"c{at}" for at in range(size))
    found = {
        "xml entities": text(".xml", laughs(size) + TEI.format("&l9;")),
        "xml entity of a file": text(".xml", outside + TEI.format("&x;")),
        "xml fetched": text(".xml", fetched + TEI.format("a")),
        "xml nested": text(".xml", TEI.format(nested)),
        "xml attributes": text(".xml", TEI.format("<p " + " ".join(f'a{at}="b"' for at in range(size)) + "/>")),
        "xml unclosed": text(".xml", "<TEI><text><!--" + "<" * size),
        "html nested": text(".html", PAGE.format(nested + "deep")),
        "html unclosed": text(".html", PAGE.format("<" * size)),
        "html comments": text(".html", PAGE.format("<!--" * size)),
        "html declarations": text(".html", PAGE.format("<![CDATA[" * size)),
        "html references": text(".html", PAGE.format("&#x110000;&#xd800;&#0;" + "&amp" * size)),
        "html quoted": text(".html", PAGE.format("<a b='" * size)),
        "html scripts": text(".html", PAGE.format("<script>" * size)),
        "yaml aliases": text(".md", "---\na: &a [x]\n" + "b: &a [*a, *a]\n" * (size // 10) + "---\nx"),
        "yaml itself": text(".md", "---\ntitle: &a [*a]\n---\nx"),
        "yaml nested": text(".md", "---\ntitle: " + "[" * size + "\n---\nx"),
        "yaml object": text(".md", "---\ntitle: !!python/object/apply:os.system [touch /tmp/pwned]\n---\nx"),
        "yaml half a character": text(".md", '---\ntitle: "\\ud800\\0"\n---\nx'),
        "yaml long": text(".md", f"---\ntitle: {'a' * size}\n{'b' * size}: c\n---\nx"),
        "yaml unclosed": text(".md", "---\ntitle: a\n" * size),
        "json nested": text(".jsonl", '{"text": ' + "[" * size),
        "json numbers": text(".jsonl", '{"text": "a", "b": ' + "9" * size + ', "c": 1e999, "d": NaN}'),
        "json half a character": text(".jsonl", '{"text": "\\ud800\\u0000"}'),
        "json twice": text(".jsonl", '{"text": "a", "Text": "b", "text": "c"}'),
        "csv open quote": text(".csv", 'text\n"' + "a,\n" * size),
        "csv columns": text(".csv", f"text,{many}\n{many},x\n"),
        "csv quotes": text(".csv", "text\n" + '"' * size),
        "csv ids": text(".csv", 'doc_id,text\n../../x,a\n/etc/passwd,b\n=cmd|x,c\n"a\nb",d\n'),
        "csv nul": text(".csv", "text\na\0b\n"),
        "one line": text(".txt", PROSE.strip() * (size // 50)),
        "no spaces": text(".txt", "a" * size * 10),
        "blank lines": text(".txt", "a\n" + "\n \t" * size + "b"),
        "controls": text(".txt", "a\x1b[31m\x07\x9b\u202e\ufeff\u2028" * (size // 10)),
        "nul": text(".txt", "a" * size + "\0"),
        "only a mark": lambda: (".txt", b"\xff\xfe"),
        "dashes": text(".md", "---\n" * size),
        "pdf nested": lambda: (".pdf", pdf("", page="/A " + "[" * size + "]" * size)),
        "pdf dictionaries": lambda: (".pdf", pdf("", page="/A " + "<< /A " * size)),
        "pdf pages in themselves": lambda: (".pdf", pdf("").replace(b"[3 0 R]", b"[2 0 R]")),
        "pdf drawn": lambda: (".pdf", pdf("q " * size + "BT /F 12 Tf (a) Tj ET " * (size // 10))),
        "pdf operands": lambda: (".pdf", pdf("BT /F 12 Tf [" + "(a) -300 " * size + "] TJ ET")),
        "pdf unpacked": lambda: (".pdf", pdf("", filtered=zlib.compress(b"(a) Tj " * size * 2))),
        "pdf drawn often": lambda: (
            ".pdf",
            pdf("", filtered=zlib.compress(b"q Q " * 100 * size)).replace(b"[3 0 R]", b"[" + b"3 0 R " * 1000 + b"]"),
        ),
        "docx entities": lambda: packed(".docx", word, laughs(size).encode() + b"<a>&l9;</a>", seed[".docx"]),
        "docx entity of a file": lambda: packed(".docx", word, outside.encode() + b"<a>&x;</a>", seed[".docx"]),
        "docx nested": lambda: packed(".docx", word, b"<a>" * size, seed[".docx"]),
        "docx bomb": lambda: packed(".docx", word, b"<a>" + b" " * size * 2000, seed[".docx"]),
        "xlsx entities": lambda: packed(".xlsx", sheet, laughs(size).encode() + b"<a>&l9;</a>", seed[".xlsx"]),
        "xlsx nested": lambda: packed(".xlsx", sheet, b"<a>" * size, seed[".xlsx"]),
        "xlsx bomb": lambda: packed(".xlsx", sheet, b"<a>" + b" " * size * 2000, seed[".xlsx"]),
    }  # fmt: skip
    return found


# names and kinds of files that a folder may hold


def odd_folder(folder: Path, chance: random.Random) -> None:
    """Fill ``folder`` with a few files, some of them odd."""
    names = ["a.txt", "a\nb.txt", "c\x1b[31m.txt", "\u202ed.txt", "=e.txt", "-f.txt", "g" * 240 + ".txt", "..h.txt",
             "i.md", "metadata.csv", "README.md", "j.odt", ".k.txt", "l\udcff.txt",
             "sub/m.txt", "n'; DROP.txt"]  # fmt: skip
    for name in chance.sample(names, chance.randint(1, 5)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(
            chance.choice([PROSE, PROSE, "", "\0", "---\n", "file,x\n"]), encoding="utf-8"
        )
    odd: list[Callable[[], object]] = [
        lambda: os.mkfifo(folder / "pipe.txt"),
        lambda: (folder / "loop.txt").symlink_to("loop.txt"),
        lambda: (folder / "zero.txt").symlink_to("/dev/zero"),
        lambda: (folder / "out.txt").symlink_to("/etc/passwd"),
        lambda: (folder / "up").symlink_to(".."),
        lambda: (folder / "folder.txt").mkdir(),
        lambda: _socket(folder / "socket.txt"),
    ]
    for make in chance.sample(odd, chance.randint(0, 3)):
        make()


def _socket(path: Path) -> None:
    with (
        socket.socket(socket.AF_UNIX) as made,
        contextlib.suppress(OSError),
    ):  # the path is too long for one
        made.bind(str(path))


# what must hold


def read(path: Path, *, whole: bool) -> bool:
    """Read a source and say if it was accepted; ``AssertionError`` where it was refused without a clear line."""
    try:
        corpus = open_corpus(path)
        kept = 0
        for batch in corpus.batches():
            documents, problems, _ = batch.read()
            kept += len(documents)
            for problem in problems:
                assert path.stem in problem or problem.startswith("doc_id"), (
                    f"names no file: {problem}"
                )
            documents["text"].str.encode("utf-8")
            if whole and documents["text"].str.len().sum() < 100_000:
                evidence = extract(documents, strict=True)
                assert spans_hold(evidence.citations, documents).all()
        return kept > 0
    except CorpusError as error:
        assert path.stem in str(error), f"names no file: {error}"
        return False


def call(*words: object) -> tuple[int, str, str]:
    """The command line in this process: exit code, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    before = sys.argv, warnings.showwarning
    sys.argv = ["analysis", *map(str, words)]
    try:
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("always")
            command_line.run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        sys.argv, warnings.showwarning = before
    return code, out.getvalue(), err.getvalue()


def around(out: Path) -> Found:
    """Everything that stands beside ``out``."""
    return sorted(str(path) for path in out.parent.rglob("*") if not path.is_relative_to(out))


def command(source: Path, out: Path, name: str) -> bool:
    """Run one command on ``source``, hold it to its promises, and say if it took the source."""
    target = (
        []
        if name == "check"
        else ["--out", out / {"report": "r.html", "ledger": "l.csv"}.get(name, "")]
    )
    kind = ["--as", "webannotation"] if name == "export" else []
    before = around(out)
    code, said, complained = call(name, source, *target, *kind)
    assert before == around(out), "something beside the source came or went"
    for line in (said + complained).split("\n"):
        assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in line), (
            f"a raw control: {line!r}"
        )
    lines = complained.splitlines()
    assert all(line.startswith(("error: ", "note: ", "not read: ")) for line in lines), complained
    assert code in (0, 1, 2), f"exit code {code}"
    if code == 2 and name != "check":
        assert lines and sum(line.startswith("error: ") for line in lines) == 1, complained
        assert not out.exists() or not any(out.iterdir()), "a refused run left something"
    if out.exists():
        assert not [path for path in out.rglob("*") if path.name.startswith(".")], (
            "left unfinished files"
        )
    return code < 2


def inputs(
    count: int, chance: random.Random, folder: Path, largest: float
) -> Iterator[tuple[str, str, Callable[[], bool]]]:
    """What is tried: its kind, a name, and the try."""
    seed = seeds(folder)
    source, out = folder / "source", folder / "out"
    for number in range(count):
        for made in (source, out):
            shutil.rmtree(made, ignore_errors=True)
        source.mkdir()
        draw = chance.random()
        if draw < 0.04:
            odd_folder(source, chance)
            name = chance.choice(COMMANDS)
            yield "folders", f"{name} {number}", lambda name=name: command(source, out, name)
            continue
        if draw < 0.20:
            size = int(10 ** chance.uniform(1, largest))
            made = hostile(size, seed)
            what = chance.choice(list(made))
            suffix, data = made[what]()
            kind = "made to harm"
        else:
            suffix, how = chance.choice(list(seed)), chance.choice(BROKEN)
            data, kind, what, size = how(seed[suffix], chance), how.__name__, suffix, number
        file = source / f"x{number}{suffix}"
        file.write_bytes(data)
        if draw > 0.97:
            name = chance.choice(COMMANDS)
            yield (
                f"{kind}, command line",
                f"{name}, {what} {size}",
                lambda file=file, name=name: command(file, out, name),
            )
        else:
            yield kind, f"{what} {size}", lambda file=file: read(file, whole=chance.random() < 0.02)


def fuzz(
    count: int, seed: int, kept: Path | None = None, largest: float = 4.3
) -> tuple[pd.DataFrame, Found]:
    """Try ``count`` inputs; a row a kind (inputs, refused, accepted, slowest in seconds), a line for each failure.

    An input that is made to harm has up to ten to the power of ``largest`` of what makes it so.
    """
    import logging

    import matplotlib

    matplotlib.get_cachedir()  # made here, not by a report
    logging.disable(logging.CRITICAL)  # pypdf tells of every broken object
    times: dict[str, list[tuple[float, str]]] = defaultdict(list)
    accepted: Counter[str] = Counter()
    failures: Found = []
    watch = Watch()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for kind, name, attempt in inputs(count, random.Random(seed), Path(folder), largest):
            begin = time.perf_counter()
            try:
                with limited(LIMIT), watch.over(Path(folder) / "out") as seen:
                    accepted[kind] += attempt()
                problem = f"reached outside: {seen[0]}" if seen else ""
            except TooLong:
                problem = f"took more than {LIMIT} s"
            except Exception as error:  # whatever it is, it is a finding
                problem = f"{type(error).__name__}: {error}"
            times[kind].append((time.perf_counter() - begin, name))
            if problem:
                failures.append(f"{kind}, {name}: {problem}")
                if kept:
                    kept.mkdir(parents=True, exist_ok=True)
                    shutil.move(Path(folder) / "source", kept / str(len(failures)))
    logging.disable(logging.NOTSET)
    rows = [
        {"kind": kind, "inputs": len(took), "refused": len(took) - accepted[kind], "accepted": accepted[kind],
         "slowest": max(took)[0], "which": max(took)[1]}
        for kind, took in sorted(times.items())
    ]  # fmt: skip
    return pd.DataFrame(rows), failures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--keep", type=Path, help="folder for the inputs that failed")
    given = parser.parse_args()
    rows, failures = fuzz(given.inputs, given.seed, given.keep)
    whole = {
        "kind": "all",
        **rows[["inputs", "refused", "accepted"]].sum(),
        "slowest": rows["slowest"].max(),
        "which": "",
    }
    print(pd.concat([rows, pd.DataFrame([whole])]).round(2).to_string(index=False))
    print(f"seed {given.seed}; failures: {len(failures)}")
    for line in failures:
        print(json.dumps(line, ensure_ascii=True)[:400])
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
