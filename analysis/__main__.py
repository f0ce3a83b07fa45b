"""The command line: ``python -m analysis``."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="From a folder of diplomatic texts to evidence you can count, cite and click back to.",
)


class Format(StrEnum):
    csv = "csv"
    parquet = "parquet"
    jsonl = "jsonl"


@app.callback()
def main() -> None:
    """Keeps ``extract`` a command of its own while it is the only one."""


@app.command()
def extract(
    source: Annotated[
        Path, typer.Argument(help="A folder of .md or .txt documents, or one of them.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(help="Folder for the frames; made if it is not there.", show_default=False)],
    format: Annotated[Format, typer.Option(help="File format of the frames.")] = Format.csv,
    families: Annotated[
        Path | None, typer.Option(help="A CSV table of further claim families.", show_default=False)
    ] = None,
    rhetoric: Annotated[
        bool,
        typer.Option("--rhetoric", help="Also write who does what to whom (loads spaCy's model: slower)."),
    ] = False,
) -> None:
    """Write the evidence of SOURCE to OUT: documents, paragraphs, quantities, claims, citations.

    Each frame is one file under its own name (claims.csv). A .txt file without front matter is a document
    whose doc_id is its stem. Every row names its document, its span (start, end) and the words it quotes.
    """
    from analysis.extract.evidence import extract as extract_evidence
    from analysis.show.files import write
    from analysis.sources.folder import load

    evidence = extract_evidence(load(source), families=families, rhetoric=rhetoric, progress=_progress)
    for line in write(evidence, out, format.value):
        typer.echo(line)


def _progress(items: list[Any], label: str) -> Iterable[Any]:
    """``items`` behind a bar on standard error; nothing where nobody watches (a pipe, a log)."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(items, description=label, console=console, disable=not console.is_terminal, transient=True)


def run() -> None:
    """Run the command line; input that cannot be used is one line on standard error and exit code 2."""
    from analysis.sources.folder import CorpusError
    from analysis.vocabulary import VocabularyError

    try:
        app(prog_name="python -m analysis")
    except (CorpusError, VocabularyError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    run()
