"""The command line: ``python -m analysis``.

Each command is a function of the parsed arguments. Its docstring is its help, what it returns is
the exit code, and it imports what it needs itself, so that --help starts at once; what makes
numbers and pages of the evidence it loads behind the reading, in the memory that this leaves.
"""

import os
import signal

STOPPED = 130  # exit code after Ctrl-C
STAYS = "stopped; extract goes on where it was when it is started again"


def _stop(*_: object) -> None:
    """End at once: while this file is loaded there is nothing to clear up."""
    os.write(2, f"{STAYS}\n".encode())
    os._exit(STOPPED)


# gives back to the system what a batch took; asked for where Arrow is loaded
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, _stop)

import gc
import sys
import warnings
from argparse import ArgumentParser, HelpFormatter, Namespace
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from textwrap import dedent, fill
from typing import Any

import analysis
from analysis.frames import InputError
from analysis.terminal import SHOWN, Notes, add_options, ask, bar, count_read, print_table, say
from analysis.vocabulary import VocabularyError, load_vocabulary

# columns on the screen
RECURRING = "subject values unit documents times first last hedges status counted"
CITED = "cited kind body mentions documents functions link"


def extract(given: Namespace) -> int:
    """Write the evidence of SOURCE to OUT: documents, paragraphs, quantities, claims, citations.

    Each frame is one file under its own name (claims.csv); with format dataset a folder of Parquet
    files (claims/). A .txt file without front matter is a document whose doc_id is its stem. Every
    row names its document, its span (start, end) and the words it quotes. A run that was stopped
    goes on where it was when it is started again. What cannot be read is listed, and the exit code
    is 1.
    """
    from analysis.run import Question, run
    from analysis.scale import executor_for
    from analysis.sources.corpus import open_corpus

    words = [path and str(path) for path in (given.families, given.vocabulary)]
    question = Question(given.format, words[0], given.rhetoric, words[1], given.strict)
    corpus = open_corpus(given.source, _asked(given))
    with executor_for(given.jobs, given.scheduler) as (workers, ahead), bar(corpus.size) as advance:
        summary = run(corpus, given.out, question, workers=workers, ahead=ahead, progress=advance)
    for note in summary.notes:
        warnings.warn(note, stacklevel=1)
    if done := summary.resumed:
        print(f"{done} of {summary.parts} parts were there from a run that was stopped")
    width = max(map(len, summary.rows))
    for name, rows in summary.rows.items():
        say(f"{name:<{width}}  {rows:>7,}  {summary.files[name]}")
    return _trouble(summary.problems, summary.failures)


def ledger(given: Namespace) -> int:
    """Print the recurring claims of SOURCE: each number of two or more documents, and its hedges.

    First the claims of the families, then what recurs outside them (the noun that is counted stands
    for the family).
    """
    store, *trouble = _read(given, given.out, is_file=True)

    import pandas as pd

    from analysis.measure import ledger as measure
    from analysis.show.files import WRITERS, replace_files

    documents = store.documents
    outside = store.gathered(measure.outside, "quantities", "claims")
    found = {
        f"{name} the families": measure.recurring(measure.ledger(rows, documents))
        for name, rows in (("of", store.whole("claims")), ("outside", outside))
    }
    if given.out:
        whole = pd.concat(found, names=["group"]).reset_index(level=0)
        replace_files(given.out.parent, {given.out.name: partial(WRITERS["csv"], whole)})
    for name, claims in found.items():
        print(f"recurring claims {name}: {len(claims)} (documents read: {count_read(documents)})")
        print_table(claims[RECURRING.split()], width=40)
    return _trouble(*trouble)


def citations(given: Namespace) -> int:
    """Print what SOURCE cites: how often, in how many documents, with which function, with a link.

    With --out also writes citations.graphml, citations.gexf and, as CSV, the table in full (cited),
    who cites what in which part (citing), what stands together (cocitation) and, where an act is on
    record, the wording beside the record (fidelity).
    """
    store, *trouble = _read(given, given.out)

    from analysis.measure import citing, fidelity
    from analysis.show.graph import write_graph

    found, documents = store.whole("citations"), store.documents
    cited = citing.inventory(found)
    written = []
    if given.out:
        kinds = store.whole("paragraphs", "doc_id", "paragraph", "kind")
        tables = {
            "cited": cited,
            "citing": citing.in_context(found, documents, kinds),
            "cocitation": citing.cocitation(found).reset_index(),
        }
        compared = store.gathered(fidelity.compare, "citations", "paragraphs")
        if compared["relation"].isin(fidelity.RELATIONS).any():
            tables["fidelity"] = compared
        written = write_graph(citing.graph(found, documents), given.out, tables=tables)
    read = count_read(documents)
    print(f"cited: {len(cited)}, in {len(found)} citations (documents read: {read})")
    print_table(cited[CITED.split()])
    say(*written)
    return _trouble(*trouble)


def report(given: Namespace) -> int:
    """Write one page about SOURCE that needs nothing beside it: claims, citations, the texts.

    Every number on it leads to the passages behind it. Of a long corpus the page holds those and
    not the whole texts. It shows the rates of an audit: folder "audit" beside SOURCE or the page.
    """
    store, *trouble = _read(given, given.out, is_file=True)

    from analysis.show.report import write_report
    from analysis.show.verdicts import rates_beside

    source = Path(given.source).resolve()
    rates = rates_beside(store.texts.hash(), source.parent, given.out.resolve().parent)
    name = given.title or f"What the texts of {source.name} say"
    write_report(store, given.out, title=name, audited=rates)
    say(given.out)
    return _trouble(*trouble)


def export(given: Namespace) -> int:
    """Write the evidence of SOURCE for other people's tools.

    xlsx: a workbook, a sheet a frame and one that explains the columns. bibtex: the documents and
    the resolutions they cite (biblatex). webannotation: W3C Web Annotations (JSON-LD) and the texts
    they point into. rocrate: the whole study as a research object: frames, report, bibliography,
    hashes; authors and licence from --citation. CSV, Parquet and JSON Lines are written by extract,
    GraphML and GEXF by citations.
    """
    store, *trouble = _read(given, given.out)

    from analysis.show.exports import export as write_export

    about = {"title": given.title or Path(given.source).resolve().name, "citation": given.citation}
    written = write_export(store, given.out, getattr(given, "as"), **about)
    say(*written[:SHOWN])
    if len(written) > SHOWN:
        print(f"... and {len(written) - SHOWN} more files")
    return _trouble(*trouble)


def audit(given: Namespace) -> int:
    """Draw rows of SOURCE for reading, and correct its counts by the verdicts of readers.

    First with --out: DIR gets a plan, a page for reading (read.html) and a spreadsheet (rows.csv);
    with --plan before it the plan alone, which settles the design. Then with --verdicts: precision,
    recall, counts with intervals, printed and written there; of two readers their agreement.
    """
    read = given.verdicts or []
    if not (given.out or read):
        raise InputError("audit needs --out DIR, or --verdicts FILE of a reading")
    folder = given.out or read[0].parent
    store, *trouble = _read(given, folder)

    from analysis.show import verdicts as show

    words = load_vocabulary(given.vocabulary, given.families)
    asked = {name: getattr(given, name) for name in show.DESIGN if name != "by" or not read}
    drawn = show.draw(store, folder, asked, words)
    tables, notes = show.results(*drawn, read, given.by) if read else ({}, [])
    written = show.write(*drawn, store.texts, folder, tables, plan_only=given.plan)
    for name in [name for name in tables if name not in ("lines", "readings")]:
        print_table(tables[name].round(3), whole=f"{name}.csv has all")
    say(*notes, f"the hash of the plan is {drawn[1]['hash']}", *written)
    return _trouble(*trouble)


def new(given: Namespace) -> int:
    """Start a corpus: a folder for the documents and a data statement to fill in (README.md)."""
    from analysis.sources.begin import new as start

    statement = start(given.folder)
    say(f"fill in {statement}, then: diplomatic-texts add FILE --corpus {given.folder}")
    return 0


def add(given: Namespace) -> int:
    """Put one document into a corpus: documents/<stem>.md, with the front matter that can be known.

    The title of the file, the names of published corpora, a symbol or a day at the head of the text
    are read; the rest is asked for where somebody sits at the keyboard (Enter leaves a field
    empty). Nothing is ever overwritten.
    """
    from analysis.sources.begin import add as put
    from analysis.sources.reader import FIELDS

    own = {field: value for field in FIELDS if (value := getattr(given, field))}
    asked = ask if sys.stdin.isatty() else None
    target, known = put(given.file, given.corpus, own, ask=asked)
    say(target)
    for field, value in known.items():
        say(f"  {field}: {str(value).removesuffix(' 00:00:00')}")
    if empty := [field for field in FIELDS if field not in known]:
        print(f"still empty: {', '.join(empty)}")
    return 0


def check(given: Namespace) -> int:
    """Print every problem of SOURCE in one pass: what it is, in which file and line, what to do.

    What cannot be read; dates that are missing or cannot be; ids and texts that occur twice, or
    nearly so; what is not English, cut off, decoded wrongly or misread by a scanner; gaps in the
    structure; numbers and mentions of resolutions that no rule understood; a corpus that hears one
    side only. Nothing is changed. Exit code 0: nothing found; 1: warnings only; 2: errors.
    """
    from analysis.check import as_json, as_lines, exit_code
    from analysis.check import check as check_corpus
    from analysis.sources.corpus import open_corpus

    corpus = open_corpus(given.source, _asked(given))
    with bar(corpus.size) as advance:
        found = check_corpus(corpus, vocabulary=given.vocabulary, progress=advance)
    if given.format == "json":
        print(as_json(found))
        return exit_code(found)
    say(*as_lines(found, most=None if given.all else 3))
    return exit_code(found)


COMMANDS = (extract, ledger, citations, report, export, audit, new, add, check)


def run() -> None:
    """Run the command line and exit: with 2 and one line for an error, with 130 after Ctrl-C."""
    gc.set_threshold(100_000)  # a tenth of the start went into looking through what was just loaded
    notes = Notes()
    warnings.showwarning = notes  # type: ignore[assignment]  # called with fewer kinds
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter
    own = signal.getsignal(signal.SIGINT) is _stop
    try:
        if own:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        given = _parsed(_parser())
        code = given.command(given)
        notes.say_rest()
        sys.stdout.flush()
        gc.freeze()  # what is left at the end is not looked through either
        sys.exit(code)
    except BrokenPipeError:  # whoever read the output has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    # RuntimeError: a worker was killed, or a text failed under --strict
    except (InputError, VocabularyError, OSError, ModuleNotFoundError, RuntimeError) as error:
        what: object = error
        if isinstance(error, OSError) and error.filename and error.strerror:
            what = f"{error.filename}: {error.strerror}"
        say(f"error: {what}", err=True)
    except MemoryError:
        say("error: not enough memory; is one of the texts very large?", err=True)
    except KeyboardInterrupt:
        if own:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left to do is short
        say(STAYS, err=True)
        sys.exit(STOPPED)
    sys.exit(2)


def _parsed(parser: ArgumentParser) -> Namespace:
    """What is given on the command line; exits with 2 where it is no command."""
    given, rest = parser.parse_known_args()
    if rest and given.command:
        one = given.parser.format_usage().split()[-1]  # FILE, SOURCE
        given.parser.error(f"takes one {one} and the options above, not: {' '.join(rest)}")
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if not given.command:
        parser.print_help()
        sys.exit(2)
    return given


class _Help(HelpFormatter):
    """Keeps the paragraphs of a docstring."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n\n".join(fill(part, width) for part in text.split("\n\n"))


def _parser() -> ArgumentParser:
    called = Path(sys.argv[0]).stem
    prog = called if called == "diplomatic-texts" else "python -m analysis"
    about = str(analysis.__doc__).split("\n")[0]
    parser = ArgumentParser(prog, description=about, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=analysis.__version__)
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(metavar="COMMAND")
    for command in COMMANDS:
        first, _, rest = str(command.__doc__).partition("\n")
        name, told = command.__name__, f"{first}\n{dedent(rest)}"
        one = commands.add_parser(
            name, help=first, description=told, formatter_class=_Help, allow_abbrev=False
        )
        one.set_defaults(command=command, parser=one)
    add_options(commands.choices)
    return parser


def _asked(given: Namespace) -> Any:
    from analysis.sources.reader import Asked

    return Asked(**{option: getattr(given, option) or "" for option in Asked.__annotations__})


def _read(
    given: Namespace, target: Path | None, *, is_file: bool = False
) -> tuple[Any, list[str], list[str]]:
    """The evidence of the source; what was not read; what failed.

    Nothing may stand in the way of ``target``, which lies outside the source.
    """
    from analysis.run import gather
    from analysis.show.files import refuse_taken
    from analysis.show.store import Store
    from analysis.sources.corpus import keep_apart, open_corpus

    if target:
        # of a source that is a file a result may have the name
        named = [target / Path(given.source).name] if os.path.isfile(given.source) else []
        keep_apart(given.source, target, *named)
        refuse_taken(*([target.parent, target] if is_file else [target]))
    words, store = load_vocabulary(given.vocabulary, given.families), Store()
    corpus = open_corpus(given.source, _asked(given))
    with bar(corpus.size) as advance:
        return store, *gather(corpus, words, store, strict=given.strict, progress=advance)


def _trouble(problems: list[str], failures: list[str]) -> int:
    """Say what was not read and what failed; the exit code."""
    say(*(f"not read: {line}" for line in problems), err=True)
    say(*(f"failed: {line}" for line in failures), err=True)
    return int(bool(problems or failures))


if __name__ == "__main__":
    run()
