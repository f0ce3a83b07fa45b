"""The rows of a table, whatever its format: CSV, TSV, Excel, ODS, JSON, JSON Lines, Parquet.

A table is read as a stream, whatever its size (but JSON and ODS, which are read whole). A cell is
text as it would be written, or a whole number of Parquet; an empty one is None.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from analysis.frames import plain_values
from analysis.sources import encoding, errors, office
from analysis.sources.errors import CorpusError, as_warnings, listed, note, reading
from analysis.sources.reader import Fields

LONGEST = 100_000_000  # characters of a cell: an open quotation mark must not swallow a file
EXCEL_LONGEST = 32_767  # characters that a cell of Excel can hold
LARGEST = 500_000_000  # bytes of a JSON file, which is read whole
AT_ONCE = 256  # rows of a Parquet file

Cells = list[str | None]
Row = tuple[str, int, Fields]  # where it stands, its number from 1, its cells by column


def rows(file: Path) -> Iterator[Row]:
    """The rows of a table below its header; what is wrong with one is said (``NotRead``)."""
    suffix = file.suffix.lower()
    return OF_OBJECTS[suffix](file) if suffix in OF_OBJECTS else _under_header(file)


def _parquet(file: Path) -> Iterator[Row]:
    with parquet(file) as opened:
        found = chain.from_iterable(batch.to_pylist() for batch in opened.iter_batches(AT_ONCE))
        for number, row in enumerate(found, 1):
            cells = {key: cell if type(cell) is int else written(cell) for key, cell in row.items()}
            yield f"{file}, row {number}", number, cells


def frame_rows(frame: Any) -> Iterator[Row]:
    """The rows of a pandas frame, its columns by their names as text."""
    header = list(_distinct("the frame", [(str(name), None) for name in frame.columns]))
    for number, values in enumerate(plain_values(frame).itertuples(index=False, name=None), 1):
        kept = (value if type(value) is int else written(value) for value in values)
        yield f"the frame, row {number}", number, dict(zip(header, kept, strict=True))


@contextmanager
def parquet(file: Path) -> Iterator[Any]:
    """A Parquet file, opened; its columns have names of their own."""
    from pyarrow.parquet import ParquetFile  # here, because it is heavy

    with reading(file, "Parquet"), file.open("rb") as stream:
        opened = ParquetFile(stream)
        _distinct(f"{file}, header", [(name, None) for name in opened.schema_arrow.names])
        yield opened


def _csv(file: Path) -> Iterator[tuple[str, Cells]]:
    csv.field_size_limit(LONGEST)
    known, line = encoding.encoding_of(file), 1
    with reading(file, "a table"), file.open(newline="", encoding=known) as stream:
        first = stream.readline()
        mark = "\t" if file.suffix.lower() == ".tsv" else max(",;\t|", key=first.count)
        if first.startswith("sep="):  # a line with which Excel is told the mark
            mark = first.strip()[4:] or ","
        else:
            stream.seek(0)
        lines: Any = csv.reader(stream, delimiter=mark, strict=True)
        try:
            for cells in lines:
                if any(cells):
                    yield f"{file}, line {line}", cells
                line = lines.line_num + 1
        except csv.Error as error:
            problem = f"no row of a table ({error}); is a quotation mark left open?"
            raise CorpusError(f"{file}, line {line}", problem) from None


def _xlsx(file: Path) -> Iterator[tuple[str, Cells]]:
    openpyxl = errors.library("openpyxl", file)
    with errors.unpacking(file, "an Excel table") as stream:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sheets = ((one.title, one.iter_rows(values_only=True)) for one in book.worksheets)
        yield from _sheets(file, sheets)


def _ods(file: Path) -> Iterator[tuple[str, Cells]]:
    with reading(file, "an OpenDocument table"):
        yield from _sheets(file, office.sheets(file))


def _sheets(
    file: Path, sheets: Iterable[tuple[str, Iterable[Iterable[Any]]]]
) -> Iterator[tuple[str, Cells]]:
    """The header of the first sheet that has one, then the rows of each with the same header."""
    header: Cells = []
    left = []
    for title, values in sheets:
        rows = _filled(f"{file}, sheet {title}" if header else str(file), values)
        place, first = next(rows, ("", header))
        if not header and first:
            header = first
            yield place, header
        if first != header:
            left.append(title)
            continue
        for place, cells in rows:
            yield place, [*cells, *[None] * (len(header) - len(cells))]
    if left:
        note(file, f"left out {', '.join(left)}: sheets with another header than the first")


def _filled(file: str, values: Iterable[Iterable[Any]]) -> Iterator[tuple[str, Cells]]:
    """The rows that hold something, without the empty cells at their end."""
    for at, row in enumerate(values, 1):
        cells = [written(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if any(len(cell or "") >= EXCEL_LONGEST for cell in cells):
            said = f"{EXCEL_LONGEST:,} characters, the most that a cell of Excel holds"
            note(f"{file}, row {at}", f"{said}; is it cut off?")
        if cells:
            yield f"{file}, row {at}", cells


def _under_header(file: Path) -> Iterator[Row]:
    """The rows below the first, which names the columns."""
    found = UNDER_HEADER[file.suffix.lower()](file)
    _, names = next(found, ("", []))
    header = list(_distinct(f"{file}, header", [(name or "", None) for name in names]))
    for number, (place, cells) in enumerate(found, 1):
        with as_warnings():
            if len(cells) != len(header):
                raise CorpusError(place, f"{len(cells)} cells where the header names {len(header)}")
            yield place, number, dict(zip(header, cells, strict=True))


def _jsonl(file: Path) -> Iterator[Row]:
    known = encoding.encoding_of(file)
    with reading(file, "JSON Lines"), file.open(newline="\n", encoding=known) as stream:
        lines = ((f"{file}, line {at}", line) for at, line in enumerate(stream, 1) if line.strip())
        for number, (place, line) in enumerate(lines, 1):
            with as_warnings():
                yield place, number, _object(place, _json(place, line))


def _json(place: str, line: str) -> Any:
    try:
        return json.loads(line, object_pairs_hook=partial(_distinct, place))
    except CorpusError:
        raise
    except (ValueError, RecursionError) as error:
        raise CorpusError(place, f"not JSON ({error}); expected one object a line") from None


def _whole_json(file: Path) -> Iterator[Row]:
    """The objects of a list, which may be the only list of objects in an object."""
    if file.stat().st_size > LARGEST:
        raise CorpusError(file, f"more than {LARGEST:,} bytes; save it as JSON Lines (.jsonl)")
    with reading(file, "JSON"):
        content = encoding.decode(file, file.read_bytes())
        try:
            found = json.loads(content, object_pairs_hook=partial(_distinct, str(file)))
        except json.JSONDecodeError as error:
            if not error.msg.startswith("Extra data"):
                raise
            yield from _jsonl(file)  # one object behind the other
            return
    if isinstance(found, dict):
        lists = [one for one in found.values() if one and isinstance(one, list)]
        tables = [one for one in lists if isinstance(one[0], dict)]
        found = tables[0] if len(tables) == 1 else found
    for number, one in enumerate(found if isinstance(found, list) else [found], 1):
        place = f"{file}, row {number}"
        with as_warnings():
            yield place, number, _object(place, one)


def _object(place: str, found: Any) -> Fields:
    if not isinstance(found, dict):
        raise CorpusError(place, f"a {type(found).__name__}; expected an object")
    for name, value in found.items():
        if name.lower() == "text" and isinstance(value, list | dict):
            raise CorpusError(place, f"the {name} is a {type(value).__name__}; expected a string")
    return {name: written(value) for name, value in found.items()}


def _distinct(place: str, pairs: list[tuple[str, Any]]) -> Fields:
    """``pairs`` by names that can be printed; a name that is missing is that of its place.

    "Text" and "text" would be one column: a ``CorpusError``.
    """
    named = {}
    times = Counter[str]()
    for at, (name, value) in enumerate(pairs, 1):
        shown = " ".join(name.split()) or f"column_{at}"
        if not shown.isprintable():
            problem = f"a column is called {ascii(shown)[:60]}"
            raise CorpusError(place, f"{problem}; expected a name that can be printed")
        named[shown] = value
        times[shown.casefold()] += 1
    if twice := sorted(name for name, count in times.items() if count > 1):
        raise CorpusError(place, f"{listed(twice)} more than once; a column has a name of its own")
    return named


def written(value: Any) -> str | None:
    """A cell as it would be written; nothing where it is empty."""
    if value is None or value != value:  # NaN, NaT
        return None
    if isinstance(value, datetime | date):
        return value.isoformat().removesuffix("+00:00").removesuffix("T00:00:00")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


# the formats: a row of cells is one under a header, or an object with a name for each cell
UNDER_HEADER = {".csv": _csv, ".tsv": _csv, ".xlsx": _xlsx, ".ods": _ods}
OF_OBJECTS = {".jsonl": _jsonl, ".json": _whole_json, ".parquet": _parquet}
