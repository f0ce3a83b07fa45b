"""Each mending undone: does the short run of the tests find the fault again?

A fault that once ended, hung or falsified a run was mended at some place of the code. Each row of
``MENDED`` undoes one of them by an edit, in a copy of the project, and names the tests that must
fail then. ``python tests/undone.py`` prints what was found; ``python tests/undone.py stem`` tries
the rows whose fault has this word.
"""

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = (
    "analysis",
    "tests",
    "corpus",
    "docs",
    "conftest.py",
    "diplomatic_texts.py",
    "pyproject.toml",
)
SECONDS = 60  # of processor time: what takes more hangs
NEARLY = "tests/test_abuse.py::test_texts_that_are_nearly_right_are_read"
RUN = "tests/test_abuse.py::test_a_long_run_of_one_sign_takes_no_more_time_than_its_length[ ]"
PATTERNS = "tests/test_patterns.py"
COMMANDS = "tests/test_command_line.py"
TABLES = "tests/sources/test_tabular.py::test_an_odd_row_is_one_line_and_the_others_are_read"


@dataclass(frozen=True)
class Mended:
    """A fault, the edit of ``file`` that brings it back, and tests of which one must fail."""

    fault: str
    file: str
    mended: str
    undone: str
    tests: str

    def text(self) -> str:
        """The file with the edit; the mended words must stand in it once."""
        whole = (ROOT / self.file).read_text(encoding="utf-8")
        if whole.count(self.mended) != 1:
            stands = f"stands {whole.count(self.mended)} times"
            raise LookupError(f"{self.file}: {self.mended!r} {stands}; expected it once")
        return whole.replace(self.mended, self.undone)


OLD_FURNITURE = (
    r"(?:\n[^\S\n]*(?:[A-Z]+/[\w/.()\- ]{2,30}|[Pp]age\s\d+|-?\s?\d{1,3}\s?-?)[^\S\n]*)+\Z"
)
MENDED = [
    Mended(
        'places of words counted without the marks: "the Charter is’, he said"',
        "analysis/extractors/cues.py",
        "        self.starts = [*accumulate(map(len, pieces), initial=begin)][1::2]\n",
        '        self.starts = [begin + one.start() for one in re.finditer(r"[^\\W_]+", words)]\n',
        NEARLY,
    ),
    Mended(
        '"US", a line end, "$5"',
        "analysis/extractors/counted.py",
        'units["$" + plain(sign["sign"] if sign else number.sign).casefold()]',
        'units["$" + (sign["sign"] if sign else number.sign).casefold()]',
        NEARLY,
    ),
    Mended(
        '"the United Nations Assembly ... its resolution 377"',
        "analysis/extractors/organs.py",
        'if one.body != "short" and self._name(one).endswith(f" {name}"):',
        'if self._name(one).endswith(f" {name}"):',
        NEARLY,
    ),
    Mended(
        "a column of 28 numbers: page furniture in exponential time",
        "analysis/extractors/prose.py",
        "    before = before.rstrip()\n    while before and",
        f'    before = re.sub(r"{OLD_FURNITURE}", "", before).rstrip()\n    while before and',
        NEARLY,
    ),
    Mended(
        "a long white space, between a number and its noun or elsewhere, in quadratic time",
        "analysis/terms.py",
        r"""pattern.replace(r"\s+", GAP).replace(r"\s*", r"\s{0,12}"), flags)""",
        "pattern, flags)",
        RUN,
    ),
    Mended(
        "one text with an unexpected error ends the run",
        "analysis/extractors/evidence.py",
        "except Exception as error:  # whatever it is, the other documents are read",
        "except EvidenceError as error:",
        f"{COMMANDS} -k error_of_the_program",
    ),
    Mended(
        "report, ledger, citations, export, extract stop at the first unreadable file",
        "analysis/sources/corpus.py",
        "            with as_warnings(file.path):\n",
        "            if file.path:\n",
        f"{COMMANDS} -k cannot_be_read_stops_no_other",
    ),
    Mended(
        "load stops at the first unreadable row",
        "analysis/sources/errors.py",
        "        warnings.warn(str(error), NotRead, stacklevel=3)",
        "        raise",
        TABLES,
    ),
    Mended(
        "a PDF title that points nowhere",
        "analysis/sources/pdf.py",
        '        title = opened.metadata.get("/Title").get_object()\n'
        '        return title if isinstance(title, str) else ""\n',
        '        return opened.metadata.get("/Title")\n',
        "tests/sources/test_converted.py -k title",
    ),
    Mended(
        "a date before 1677 or after 2262",
        "analysis/data/frames.csv",
        "documents,date,datetime64[s]",
        "documents,date,datetime64[ns]",
        "tests/sources/test_corpus.py -k any_year",
    ),
    Mended(
        "two files of one stem",
        "analysis/sources/listing.py",
        "zip(ways, paths, strict=True) if times[name] == 1}",
        "zip(ways, paths, strict=True) if times[name]}",
        "tests/sources/test_folder.py -k one_stem",
    ),
    Mended(
        "a file whose whole name is the stem of another is not read",
        "analysis/sources/listing.py",
        "for ways in ([path.stem for path in paths], bare, whole):",
        "for ways in (whole, bare, [path.stem for path in paths]):",
        "tests/sources/test_folder.py -k stem",
    ),
    Mended(
        "a table whose first row lacks a column that another has",
        "analysis/sources/tabular.py",
        "            names = tuple(row)\n",
        "            names = next(iter(known), tuple(row))\n",
        "tests/test_abuse.py::test_a_row_of_json_may_have_columns_that_no_other_has",
    ),
    Mended(
        "a table whose first row lacks a cell",
        "analysis/sources/cells.py",
        "        with as_warnings():\n            if len(cells) != len(header):\n",
        "        if True:\n            if len(cells) != len(header):\n",
        TABLES,
    ),
    Mended(
        "a key of JSON that cannot be printed, or is half a character",
        "analysis/sources/cells.py",
        "        if not shown.isprintable():\n",
        "        if not shown:\n",
        TABLES,
    ),
    Mended(
        "a text of JSON that is a list",
        "analysis/sources/cells.py",
        '        if name.lower() == "text" and isinstance(value, list | dict):\n',
        "        if not name and isinstance(value, list | dict):\n",
        TABLES,
    ),
    Mended(
        "a title that is a date",
        "analysis/sources/cells.py",
        "    if isinstance(value, datetime | date):\n",
        "    if value is written:\n",
        "tests/sources/test_tabular.py -k title_that_is_a_date",
    ),
    Mended(
        "half a surrogate in a text",
        "analysis/frames.py",
        "    half = next((letter",
        '    str(value).encode("utf-8")\n    half = next((letter',
        "tests/test_frames.py",
    ),
    Mended(
        "a CSV cell with a carriage return and then =",
        "analysis/show/files.py",
        """LINE.sub("\\r'", FORMULA.sub("'", text, count=1))""",
        """FORMULA.sub("'", text, count=1)""",
        "tests/show/test_exports.py -k carriage_return",
    ),
    Mended(
        "a full disk in export --as xlsx",
        "analysis/show/exports.py",
        "        if not isinstance(error, OSError) and not type(error).__module__",
        "        raise\n        if not type(error).__module__",
        "tests/show/test_exports.py -k full_disk",
    ),
    Mended(
        "a folder that holds analysis.py",
        "diplomatic_texts.py",
        "if _found and _found.origin and Path(_found.origin).resolve() == _ours.resolve():",
        "if _found:",
        "tests/test_environment.py -k analysis_of_its_own",
    ),
    Mended(
        "Ctrl-C ends in a traceback",
        "analysis/__main__.py",
        "    except KeyboardInterrupt:\n",
        "    except ZeroDivisionError:\n",
        "tests/test_abuse.py -k ctrl_c",
    ),
]


def copied(folder: Path) -> None:
    """The parts of the project that tests of texts need."""
    for part in PARTS:
        source = ROOT / part
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / part)


def tried(folder: Path, tests: str) -> tuple[str, str]:
    """Whether ``tests`` fail in ``folder``, and what the first failure says."""
    where = {**os.environ, "PYTHONPATH": str(folder)}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        *tests.split(" -k ")[:1],
    ]
    command += ["-k", tests.split(" -k ")[1]] if " -k " in tests else []
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # noqa: E731
    done = subprocess.run(
        command, cwd=folder, env=where, preexec_fn=limit, capture_output=True, text=True
    )
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return "found", f"more than {SECONDS} s"
    outcome = {0: "NOT FOUND", 1: "found"}.get(done.returncode, "NO TEST RAN")
    said = re.findall(r"^E   +(.+)", done.stdout, re.MULTILINE) or done.stdout.splitlines()[-1:]
    return outcome, said[0] if said else done.stderr[-200:]


def main(word: str = "") -> None:
    missed = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        copied(folder)
        for one in MENDED:
            if word not in one.fault:
                continue
            (folder / one.file).write_text(one.text(), encoding="utf-8")
            outcome, said = tried(folder, one.tests)
            shutil.copy(ROOT / one.file, folder / one.file)
            missed += outcome != "found"
            print(
                f"{outcome:<11} {one.fault}\n{'':<11} {one.tests}: {ascii(said)[1:90]}", flush=True
            )
    print(f"{len(MENDED)} mendings; not found: {missed}")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main(*sys.argv[1:2])
