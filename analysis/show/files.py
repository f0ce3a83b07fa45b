"""Evidence to files: each frame under its own name, whole or not at all."""

import csv
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TextIO

from analysis import frames
from analysis.extractors.evidence import Evidence, Rows

if TYPE_CHECKING:
    import pandas as pd

LINES: Any = {
    "orient": "records", "lines": True, "force_ascii": False, "date_format": "iso", "date_unit": "s"
}  # fmt: skip
FORMATS = ("csv", "parquet", "jsonl")
ROWS = 5_000  # of a frame that are turned into CSV at a time
WRITERS: "dict[str, Callable[[pd.DataFrame, Path], object]]" = {
    "csv": lambda frame, path: write_csv([frame], path),
    "parquet": lambda frame, path: frame.to_parquet(path, index=False),
    "jsonl": lambda frame, path: path.write_bytes(json_lines(frame)),
}
# text that a spreadsheet would read as a formula (OWASP, "CSV injection"), with apostrophes before
# it or without: "=1+1" where a cell begins, or a line of it after a carriage return (a line feed
# begins no row, because the writer quotes its cell)
SIGN = "'*[=+\\-@\t"
FORMULA, DEFUSED = re.compile(f"\\A(?={SIGN}\r])"), re.compile(f"\\A'(?={SIGN}\r])")
LINE, DEFUSED_LINE = re.compile(f"\r(?={SIGN}])"), re.compile(f"\r'(?={SIGN}])")


def read_csv(path: str | Path) -> "pd.DataFrame":
    """A CSV table as it was written, without the apostrophes that keep text from being a formula.

    A file named after a frame (``claims.csv``) comes back in the types of that frame; of others all
    columns are text.
    """
    import pandas as pd

    path = Path(path)
    known = frames.SCHEMAS.get(path.stem, {})
    plain = {name: str(one.dtype) for name, one in known.items() if "datetime" not in one.type}
    kinds = defaultdict(lambda: "string", plain)
    exact: Any = {"keep_default_na": False, "na_values": [""], "lineterminator": "\n"}
    frame = pd.read_csv(path, dtype=kinds, **exact)
    for name in frame.select_dtypes("string"):
        frame[name] = frame[name].map(_undefuse, na_action="ignore").astype("string")
    return frames.check(path.stem, frame) if known else frame


def write(evidence: Evidence, folder: str | Path, format: str = "csv") -> list[str]:
    """Write every frame to ``folder``, all or none, and return one line of summary a frame."""
    frames.one_of(format, FORMATS)
    found = frames_of(evidence)
    written = {f"{name}.{format}": partial(WRITERS[format], found[name]) for name in found}
    paths, width = replace_files(folder, written), max(map(len, found))
    lines = zip(found.items(), paths, strict=True)
    return [f"{name:<{width}}  {len(frame):>7,}  {path}" for (name, frame), path in lines]


def frames_of(evidence: Evidence) -> "dict[str, pd.DataFrame]":
    """The frames that ``evidence`` has, by name."""
    return {name: frame for name, frame in vars(evidence).items() if frame is not None}


def json_lines(frame: "pd.DataFrame") -> bytes:
    """The rows as lines of JSON, as ``extract`` writes them."""
    # of a frame without rows pandas makes one empty line, which is no JSON
    return frame.to_json(**LINES).encode("utf-8", "surrogatepass") if len(frame) else b""


def cut(frame: "pd.DataFrame", size: int) -> "Iterator[pd.DataFrame]":
    """``frame`` in pieces of at most ``size`` rows; at least one."""
    return (frame.iloc[at : at + size] for at in range(0, max(len(frame), 1), size))


def write_csv(parts: "Iterable[pd.DataFrame]", path: Path) -> None:
    """Write the parts of a frame to one CSV file."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        write_table(table_rows(parts), handle)


def table_rows(parts: "Iterable[pd.DataFrame]") -> Iterator[Iterable[Any]]:
    """The names of the columns, and each row as Python's values, a piece of a part at a time."""
    for number, part in enumerate(parts):
        if not number:
            yield part.columns
        for piece in cut(part, ROWS):
            yield from frames.plain_values(piece).itertuples(index=False, name=None)


def write_rows(
    rows: Rows, path: Path, *, name: str, format: str, further: Mapping[str, str]
) -> None:
    """Write the rows of the frame ``name``; as CSV, where all are plain values, without pandas.

    The bytes are those that the frame gives.
    """
    columns = frames.columns_of(name, rows, further)
    if format == "csv" and all(column.is_plain(values) for column, values in columns.values()):
        held = zip(*(values for _, values in columns.values()), strict=True)
        with suppress(UnicodeEncodeError), path.open("w", encoding="utf-8", newline="") as handle:
            return write_table(chain([columns], held), handle)
    WRITERS[format](frames.build(name, rows, further), path)


def write_table(rows: Iterable[Iterable[Any]], handle: TextIO) -> None:
    """Write ``rows`` as CSV: no cell is a formula, what is missing is empty, a day has no hour."""
    csv.writer(handle, lineterminator="\n").writerows(map(_cell, row) for row in rows)


def write_text(text: str, path: Path) -> None:
    """Write ``text`` as UTF-8 with its own line ends."""
    path.write_text(text, encoding="utf-8", newline="")


def join(parts: Sequence[Path], target: Path, format: str) -> None:
    """Make the parts of a frame one file, in order, or with format ``dataset`` a folder."""
    if format == "dataset":
        for unfinished in set(parts[0].parent.iterdir()) - set(parts):
            shutil.rmtree(unfinished)  # of a run that was killed
        shutil.rmtree(target, ignore_errors=True)
        os.replace(parts[0].parent, target)
        return
    if len(parts) == 1:
        os.replace(parts[0], target)
        return
    whole = parts[0].with_name("whole")
    if format == "parquet":
        from pyarrow.parquet import ParquetWriter, read_schema, read_table  # here: they load slowly

        with ParquetWriter(whole, read_schema(parts[0])) as writer:
            for part in parts:
                writer.write_table(read_table(part))
    else:
        with whole.open("wb") as handle:
            for number, part in enumerate(parts):
                with part.open("rb") as read:
                    if format == "csv" and number:
                        read.readline()  # its header
                    shutil.copyfileobj(read, handle)
    os.replace(whole, target)


def replace_files(folder: str | Path, writers: Mapping[str, Callable[[Path], object]]) -> list[str]:
    """Let each writer write its file in a folder apart; move all in when every one is whole.

    Returns the paths written.
    """
    folder = Path(folder)
    refuse_taken(folder, *(folder / name for name in writers))
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".writing-", dir=folder) as unfinished:
        for name, writer in writers.items():
            with naming(folder / name):
                writer(Path(unfinished) / name)
        for name in writers:
            os.replace(Path(unfinished) / name, folder / name)
    return [str(folder / name) for name in writers]


def refuse_taken(folder: Path, *targets: Path) -> None:
    """An ``OSError`` where something stands in the way of a folder, a file or a folder of parts."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise NotADirectoryError(f"{folder}: is no folder; expected a folder to write to")
    for target in targets:
        if os.path.lexists(target) and not _may_go(target):
            remedy = "move it or name another folder"
            raise FileExistsError(f"{target}: stands where a result is to be written; {remedy}")


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """An ``OSError`` that does not say what could not be written (the disk is full) names it."""
    try:
        yield
    except OSError as error:
        if error.strerror and not error.filename:
            error.filename = str(path)
        raise


def _may_go(target: Path) -> bool:
    """May a result replace what is there? A file may go, and a folder that holds parts only."""
    if target.suffix:
        return target.is_symlink() or target.is_file()
    is_folder = target.is_dir() and not target.is_symlink()
    return is_folder and all(path.match("part-*") for path in target.iterdir())


def _cell(value: Any) -> Any:
    """A value as ``csv`` writes it: a day, nothing where it is missing, text that is no formula."""
    if isinstance(value, str):
        return _defuse(value)
    return value.date() if isinstance(value, datetime) else value


def _defuse(text: str) -> str:
    """``text`` with an apostrophe before what could be taken for a formula."""
    return LINE.sub("\r'", FORMULA.sub("'", text, count=1))


def _undefuse(cell: str) -> str:
    return DEFUSED_LINE.sub("\r", DEFUSED.sub("", cell, count=1))
