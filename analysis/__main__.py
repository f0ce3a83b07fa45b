"""The command line: ``python -m analysis``."""

import gc
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any
from unicodedata import category

import typer

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Address = Annotated[
    str, typer.Argument(metavar="SOURCE", help="A folder of documents, one of them, or a table.")
]
Families = Annotated[Path | None, typer.Option(help="A CSV table of further claim families.")]
Field = Annotated[str | None, typer.Option(help="A field of the front matter.")]

Format = StrEnum("Format", ["csv", "parquet", "jsonl", "dataset"])
Export = StrEnum("Export", ["xlsx", "bibtex", "webannotation", "rocrate"])
Said = StrEnum("Said", ["text", "json"])

SHOWN = 40  # rows of a table on the screen
STOPPED = 130  # exit code after Ctrl-C


def _say_version(asked: bool) -> None:
    if asked:
        from analysis import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """From a folder of diplomatic texts to evidence you can count, cite and click back to."""


@app.command()
def extract(
    source: Address,
    out: Annotated[Path, typer.Option(help="Folder for the frames; made if it is not there.")],
    format: Annotated[Format, typer.Option(help="File format of the frames.")] = Format.csv,
    families: Families = None,
    rhetoric: Annotated[
        bool,
        typer.Option(
            "--rhetoric", help="Also write who does what to whom (loads spaCy's model: slower)."
        ),
    ] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read at the same time.")] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option(help="Address of a Dask scheduler; 'local' starts one with --jobs workers."),
    ] = None,
) -> None:
    """Write the evidence of SOURCE to OUT: documents, paragraphs, quantities, claims, citations.

    Each frame is one file under its own name (claims.csv); with format dataset a folder of Parquet files (claims/).
    A .txt file without front matter is a document whose doc_id is its stem. Every row names its document, its span
    (start, end) and the words it quotes. A run that was stopped goes on where it was when it is started again.
    What cannot be read is listed, and the exit code is 1.
    """
    from analysis.run import Question, run
    from analysis.sources.corpus import open_corpus

    corpus = open_corpus(source)
    question = Question(format.value, str(families) if families else None, rhetoric)
    with _workers(jobs, scheduler) as (workers, ahead), _bar(corpus.size) as advance:
        summary = run(corpus, out, question, workers=workers, ahead=ahead, progress=advance)
    for note in summary.notes:
        warnings.warn(note, stacklevel=1)
    if summary.resumed:
        typer.echo(
            f"{summary.resumed} of {summary.parts} parts were there from a run that was stopped"
        )
    width = max(map(len, summary.rows))
    for name, rows in summary.rows.items():
        _say(f"{name:<{width}}  {rows:>7,}  {summary.files[name]}")
    for problem in summary.problems:
        _say(f"not read: {problem}", err=True)
    if summary.problems:
        raise typer.Exit(1)


@app.command()
def ledger(
    source: Address,
    families: Families = None,
    out: Annotated[Path | None, typer.Option(help="CSV file for the whole table.")] = None,
) -> None:
    """Print the recurring claims of SOURCE: each number that two or more documents name, and how it is hedged.

    First the claims of the families, then what recurs outside them (the noun that is counted stands for the family).
    """
    import pandas as pd

    from analysis.measure import ledger as measure
    from analysis.show.files import WRITERS, replace_files

    evidence = _read(source, [out] if out else [], families)
    rows = {
        "of the families": evidence.claims,
        "outside the families": measure.outside(evidence.quantities, evidence.claims),
    }
    found = {
        name: measure.recurring(measure.ledger(part, evidence.documents))
        for name, part in rows.items()
    }
    if out:
        whole = pd.concat(found, names=["group"]).reset_index(level=0)
        replace_files(out.parent, {out.name: lambda path: WRITERS["csv"](whole, path)})
    columns = [
        "subject",
        "values",
        "unit",
        "documents",
        "times",
        "first",
        "last",
        "hedges",
        "status",
        "counted",
    ]
    for name, claims in found.items():
        typer.echo(
            f"recurring claims {name}: {len(claims)} (documents read: {len(evidence.documents)})"
        )
        _print_table(claims[columns], width=40)


@app.command()
def citations(
    source: Address,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the graph (GraphML, GEXF) and the tables.")
    ] = None,
) -> None:
    """Print what SOURCE cites: how often, in how many documents, with which function, with a link where the UN has one.

    With --out also writes citations.graphml, citations.gexf and, as CSV, the table in full (cited), who cites what in
    which part (citing), what stands together (cocitation) and the wording beside the record (fidelity).
    """
    from analysis.measure import citing, fidelity
    from analysis.show.graph import write_graph

    evidence = _read(source, [out, out / Path(source).name] if out else [])
    found, documents = evidence.citations, evidence.documents
    cited = citing.inventory(found)
    written = []
    if out:
        tables = {
            "cited": cited,
            "citing": citing.in_context(found, documents, evidence.paragraphs),
            "cocitation": citing.cocitation(found).reset_index(),
            "fidelity": fidelity.compare(found, evidence.paragraphs),
        }
        written = write_graph(citing.graph(found, documents), out, tables=tables)
    columns = ["cited", "kind", "body", "mentions", "documents", "functions", "link"]
    typer.echo(f"cited: {len(cited)}, in {len(found)} citations (documents read: {len(documents)})")
    _print_table(cited[columns])
    for path in written:
        _say(path)


@app.command()
def report(
    source: Address,
    out: Annotated[Path, typer.Option(help="The page (HTML).")],
    families: Families = None,
    title: Annotated[str | None, typer.Option(help="Heading of the page.")] = None,
) -> None:
    """Write one page about SOURCE that needs nothing beside it: claims, citations, structure, the texts marked.

    Every number on it leads to the passages behind it. Of a long corpus the page holds those passages and not the whole
    texts, and says so.
    """
    from analysis.show.report import write_report

    evidence = _read(source, [out], families)
    write_report(
        evidence, out, title=title or f"What the texts of {Path(source).resolve().name} say"
    )
    _say(out)


@app.command()
def export(
    source: Address,
    out: Annotated[Path, typer.Option(help="Folder for the files; made if it is not there.")],
    kind: Annotated[Export, typer.Option("--as", help="What to write.")],
    families: Families = None,
    title: Annotated[str | None, typer.Option(help="Name of the study.")] = None,
    citation: Annotated[Path | None, typer.Option(help="CITATION.cff of the study.")] = None,
) -> None:
    """Write the evidence of SOURCE for other people's tools.

    xlsx: a workbook, a sheet a frame and one that explains the columns. bibtex: the documents and the resolutions they
    cite (biblatex). webannotation: W3C Web Annotations (JSON-LD) and the texts they point into. rocrate: the whole
    study as a research object: frames, report, bibliography, hashes; authors and licence from --citation.
    CSV, Parquet and JSON Lines are written by extract, GraphML and GEXF by citations.
    """
    import yaml

    from analysis.show.exports import export as write_export
    from analysis.sources.errors import CorpusError

    evidence = _read(source, [out, out / Path(source).name], families)
    name = title or Path(source).resolve().name
    try:
        written = write_export(evidence, out, kind.value, title=name, citation=citation)
    except yaml.YAMLError as error:
        raise CorpusError(
            f"{citation}: is not YAML ({error}); expected a CITATION.cff".replace("\n", " ")
        ) from None
    for path in written[:SHOWN]:
        _say(path)
    if len(written) > SHOWN:
        typer.echo(f"... and {len(written) - SHOWN} more files")


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="A folder that is empty or not there yet.")],
) -> None:
    """Start a corpus: a folder for the documents and a data statement to fill in (README.md)."""
    from analysis.sources.begin import new as start

    _say(f"fill in {start(folder)}, then: python -m analysis add FILE --corpus {folder}")


@app.command()
def add(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A .txt, .md, .docx, .pdf, .html or TEI .xml file.")],
    corpus: Annotated[Path, typer.Option(help="The corpus to put it into.")] = Path(),
    title: Field = None,
    date: Field = None,
    date_text: Field = None,
    place: Field = None,
    issuer: Field = None,
    speaker: Field = None,
    addressee: Field = None,
    event: Field = None,
    genre: Field = None,
    symbol: Field = None,
    language: Field = None,
    translated: Field = None,
    source: Field = None,
) -> None:
    """Put one document into a corpus: documents/<stem>.md, its front matter filled as far as it can be known.

    The title of the file, the names of published corpora, a symbol or a day at the head of the text are read; the rest
    is asked for where somebody sits at the keyboard (Enter leaves a field empty). Nothing is ever overwritten.
    """
    from analysis.sources.begin import add as put
    from analysis.sources.folder import FIELDS

    given = {field: value for field in FIELDS if (value := context.params[field])}
    target, known = put(file, corpus, given, ask=_ask if sys.stdin.isatty() else None)
    _say(target)
    for field, value in known.items():
        _say(f"  {field}: {str(value).removesuffix(' 00:00:00')}")
    if empty := [field for field in FIELDS if field not in known]:
        typer.echo(f"still empty: {', '.join(empty)}")


def _ask(fields: list[str]) -> dict[str, Any]:
    """What the user knows of each field; a value that does not fit is asked for again."""
    from analysis.frames import describe
    from analysis.sources.begin import typed
    from analysis.sources.errors import CorpusError

    meaning = describe("documents").set_index("column")["meaning"]
    answers: dict[str, Any] = {}
    for field in fields:
        while answer := typer.prompt(f"{field} ({meaning[field]})", default="").strip():
            try:
                answers[field] = typed(field, answer)
                break
            except CorpusError as error:
                _say(error)
    return answers


@app.command()
def check(
    source: Address,
    format: Annotated[
        Said, typer.Option(help="For people, or for machines: an array of all problems.")
    ] = Said.text,
    all: Annotated[
        bool, typer.Option("--all", help="Every problem of a kind, not the first five.")
    ] = False,
) -> None:
    """Print every problem of SOURCE in one pass: what it is, in which file and line, and what to do about it.

    What cannot be read; dates that are missing or cannot be; ids and texts that occur twice, or nearly so; what is not
    English, cut off, decoded wrongly or misread by a scanner; gaps in the structure; numbers and mentions of
    resolutions that no rule understood; a corpus that hears one side only. Nothing is changed.
    Exit code 0: nothing found; 1: warnings only; 2: errors.
    """
    from analysis.check import as_json, as_lines, exit_code
    from analysis.check import check as check_corpus
    from analysis.sources.corpus import open_corpus

    corpus = open_corpus(source)
    with _bar(corpus.size) as advance:
        found = check_corpus(corpus, progress=advance)
    if format is Said.json:
        typer.echo(as_json(found))
    else:
        for line in as_lines(found, most=None if all else 5):
            _say(line)
    raise typer.Exit(exit_code(found))


def _read(source: str, targets: list[Path], families: Path | None = None) -> Any:
    """The evidence of ``source``, in which none of ``targets``, to be written, may lie."""
    from analysis.extractors.evidence import extract as extract_evidence
    from analysis.sources.corpus import keep_apart, load

    keep_apart(source, *targets)
    return extract_evidence(load(source), families=families, progress=_progress)


def _say(message: object, *, err: bool = False) -> None:
    """Print one line that leaves the terminal as it is: what does not print (in the name of a file) is escaped."""
    shown = (
        letter
        if letter.isprintable() or category(letter) == "Zs"
        else letter.encode("unicode_escape").decode()
        for letter in str(message)
    )
    typer.echo("".join(shown), err=err)


def _print_table(frame: Any, *, width: int = 60) -> None:
    """The first ``SHOWN`` rows as aligned text, and how many follow; an empty line for a table without rows."""
    from analysis.show.evidence import table

    for line in table(frame.head(SHOWN), width=width).split("\n") if len(frame) else [""]:
        _say(line)
    if len(frame) > SHOWN:
        typer.echo(f"... and {len(frame) - SHOWN} more rows; --out writes all")


def _progress(items: list[Any], label: str) -> Iterator[Any]:
    """``items``, behind a bar."""
    with _bar(len(items), label) as advance:
        for item in items:
            yield item
            advance(1)


@contextmanager
def _bar(total: int, label: str = "reading") -> Iterator[Callable[[int], object]]:
    """A bar on standard error over ``total``, and the function that moves it; nothing in a pipe or a log."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(label, total=total)
        yield lambda step: shown.advance(task, step)


def _workers(jobs: int, scheduler: str | None) -> AbstractContextManager[tuple[Any, int]]:
    """The executor that ``run`` works with, and how many batches it is given ahead; none for one job."""
    if scheduler:
        from analysis.scale import cluster

        return cluster(None if scheduler == "local" else scheduler, jobs)
    from analysis.run import processes

    return nullcontext((None, 1)) if jobs == 1 else processes(jobs)


def run() -> None:
    """Run the command line; input that cannot be used is one line on standard error and exit code 2, Ctrl-C 130."""
    from concurrent.futures import BrokenExecutor

    from analysis.sources.errors import CorpusError
    from analysis.vocabulary import VocabularyError

    gc.set_threshold(
        100_000
    )  # a tenth of the start went into looking for rubbish among what was just loaded
    warnings.showwarning = lambda message, *_: _say(f"note: {message}", err=True)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter
    try:
        app(prog_name="python -m analysis")
    except (CorpusError, VocabularyError, OSError, ModuleNotFoundError, BrokenExecutor) as error:
        what: object = error
        if isinstance(error, OSError) and error.filename and error.strerror:
            what = f"{error.filename}: {error.strerror}"
        _say(f"error: {what}", err=True)
        sys.exit(2)
    except MemoryError:
        _say("error: not enough memory; is one of the texts very large?", err=True)
        sys.exit(2)
    except SystemExit as end:
        if end.code == STOPPED:
            _say("stopped; extract goes on where it was when it is started again", err=True)
        raise


if __name__ == "__main__":
    run()
