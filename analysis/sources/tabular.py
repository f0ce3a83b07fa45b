"""Documents from a table, a row each: CSV, TSV, Excel, JSON Lines, Parquet; and the table beside a folder of texts.

Columns named like fields of the documents frame fill them; any other is kept under its own name, as text (Parquet
also keeps whole numbers). An empty cell is missing, and so is ``NA`` in a field of the documents frame. A table is
read as a stream, whatever its size.
"""

import csv
import json
import re
import warnings
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from analysis.sources import encoding, guard
from analysis.sources.errors import CorpusError, CorpusWarning
from analysis.sources.folder import FIELDS, OWN, typed

Fields = dict[str, Any]
Cells = list[str | None]
Record = tuple[
    str, int, Fields | CorpusError
]  # where the row stands, its number from 1, its cells or what is wrong

TEXT = (
    "content",
    "full_text",
    "fulltext",
    "speech",
    "body_text",
    "document",
)  # what others call the text
LONGEST = (
    100_000_000  # characters of one cell: a quote that is never closed must not swallow a file
)
EXCEL_LONGEST = 32_767  # characters that a cell of Excel can hold
MANY = 20  # names in a message
BATCH = 256  # rows of a Parquet file at once
MIDNIGHT = re.compile(r"[T ]00:00:00(?:\.0+)?(?:Z|\+00:00)?\Z")


def read(file: Path, problems: list[str] | None = None) -> Iterator[Fields]:
    """The documents of a table, in the order of its rows.

    A ``doc_id`` that is not given is the file's stem and the row's number (``speeches-00012``). Raises ``CorpusError``
    where there is no column of text, a column or an id twice, a row without text or of another length than the header.
    What is wrong with one row only is added to ``problems``, if they are given, and the other rows are read.
    """
    yield from _documents(file, _records(file), problems)


def groups(file: Path) -> list[int]:
    """The size in bytes of each row group of a Parquet file."""
    with guard.reading(file, "Parquet"):
        about = _parquet(file).metadata
        return [about.row_group(at).total_byte_size for at in range(about.num_row_groups)]


def read_group(file: Path, at: int, problems: list[str]) -> list[Fields]:
    """The documents of one row group of a Parquet file; what is wrong with a row is added to ``problems``."""
    return list(_documents(file, _parquet_rows(file, at), problems))


def further(file: Path) -> dict[str, str]:
    """The columns of a table that are no fields of a document, with their types. Reads JSON Lines to the end."""
    suffix = file.suffix.lower()
    if suffix == ".parquet":
        with guard.reading(file, "Parquet"):
            schema = _parquet(file).schema_arrow
        types = {name: str(kind) for name, kind in zip(schema.names, schema.types, strict=True)}
    else:
        rows = islice(_records(file), None if suffix == ".jsonl" else 1)
        types = {
            name: "string"
            for _, _, cells in rows
            if not isinstance(cells, CorpusError)
            for name in cells
        }
    roles = _roles(types) | dict.fromkeys(_texts(types), "text")
    return {role: "Int64" if types[name].startswith("int") else "string" for name, role in roles.items()
            if role not in OWN}  # fmt: skip


def metadata(table: Path, stems: Collection[str], problems: list[str]) -> dict[str, Fields]:
    """What a table beside a folder of texts says of each text, by file stem.

    Its column ``file`` (or ``doc_id``) names the text; ``stems`` are those of the folder. Raises ``CorpusError`` where
    it has no such column. A row whose text is not there, or that an earlier one described, or whose cells do not fit
    is added to ``problems``; warns of texts without a row.
    """
    found: dict[str, Fields] = {}
    for place, _, cells in _records(table):
        if isinstance(cells, CorpusError):
            problems.append(str(cells))
            continue
        roles = _roles(cells)
        key = next(
            (name for want in ("file", "doc_id") for name in cells if name.lower() == want), None
        )
        if key is None or "text" in roles.values():
            need = "a table beside texts needs a column file (or doc_id) and has none of text"
            raise CorpusError(f"{table}: {need}; its columns are {_listed(cells)}")
        name = str(cells[key] or "").strip()
        stem = name if name in stems else Path(name.replace("\\", "/")).stem
        if stem not in stems or stem in found:
            problem = (
                "stands in an earlier row too" if stem in found else "is no text of this folder"
            )
            problems.append(f"{place}: {name!r} {problem}; expected one row for each text")
            continue
        kept = {
            name: cell for name, cell in cells.items() if name != key and roles[name] != "doc_id"
        }
        found[stem] = {}
        try:
            found[stem] = dict(_fields(place, kept, roles))
        except CorpusError as error:
            problems.append(str(error))
    if missed := sorted(set(stems) - set(found)):
        some = ", ".join(missed[:5]) + (", ..." if len(missed) > 5 else "")
        warnings.warn(
            f"{table}: no row for {len(missed)} of {len(stems)} texts ({some})",
            CorpusWarning,
            stacklevel=2,
        )
    return found


def _documents(
    file: Path, records: Iterable[Record], problems: list[str] | None
) -> Iterator[Fields]:
    known: dict[tuple[str, ...], dict[str, str]] = {}
    ids: dict[str, str] = {}
    empty = True
    for place, number, cells in records:
        empty = False
        try:
            if isinstance(cells, CorpusError):
                raise cells
            names = tuple(cells)
            if names not in known:
                known[names] = _roles(names) | {_text_column(file, names, warn=not known): "text"}
            row = {
                "doc_id": f"{file.stem}-{number:05d}",
                **dict(_fields(place, cells, known[names])),
            }
            _refuse(place, row, ids)
        except CorpusError as error:
            no_text = not known and not isinstance(
                cells, CorpusError
            )  # of any row: the table has no such column
            if problems is None or no_text:
                raise
            problems.append(str(error))
            continue
        ids[row["doc_id"]] = place
        yield row
    if empty:
        raise CorpusError(f"{file}: the table has no rows; expected a document in each")


def _refuse(place: str, row: Fields, ids: dict[str, str]) -> None:
    if not str(row.get("text", "")).strip():
        raise CorpusError(f"{place}: the row has no text; expected some in every row")
    if row["doc_id"] in ids:
        raise CorpusError(
            f"{place}: doc_id {row['doc_id']!r} is taken by {ids[row['doc_id']]}; an id occurs once"
        )


def _roles(names: Iterable[str]) -> dict[str, str]:
    """Which key of a document each column fills."""
    return {name: name.lower() if name.lower() in OWN else name for name in names}


def _texts(names: Iterable[str]) -> list[str]:
    """The columns that hold the text, or could."""
    names = list(names)
    return [name for name in names if name.lower() == "text"] or [
        name for name in names if name.lower() in TEXT
    ]


def _text_column(file: Path, names: Collection[str], *, warn: bool) -> str:
    found = _texts(names)
    if len(found) != 1:
        problem = (
            f"any of {_listed(found)} could hold the text" if found else "no column holds the text"
        )
        raise CorpusError(
            f"{file}: {problem}; its columns are {_listed(names)}; name one of them text"
        )
    if warn and found[0].lower() != "text":
        warnings.warn(
            f"{file}: the column {found[0]} was taken as the text", CorpusWarning, stacklevel=2
        )
    return found[0]


def _listed(names: Iterable[str]) -> str:
    """The names on one line: where a header is missing, they are whatever stands in the first row."""
    names = list(names)
    more = f", ... ({len(names):,} in all)" if len(names) > MANY else ""
    return ", ".join(" ".join(name.split())[:40] for name in names[:MANY]) + more


def _fields(place: str, cells: Fields, roles: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """The cells that are filled, by key of the document, each in the type of its column."""
    for name, cell in cells.items():
        role = roles[name]
        if isinstance(cell, str):
            cell = cell if role == "text" else cell.strip()
        if cell is None or cell == "" or cell == "NA" and role in FIELDS:
            continue
        if role in OWN:
            cell = str(cell)
        yield role, typed(place, role, MIDNIGHT.sub("", cell) if role == "date" else cell)


def _records(file: Path) -> Iterator[Record]:
    readers = {".xlsx": _xlsx, ".jsonl": _jsonl, ".parquet": _parquet_rows}
    return readers.get(file.suffix.lower(), _csv)(file)


def _csv(file: Path) -> Iterator[Record]:
    csv.field_size_limit(LONGEST)
    with (
        guard.reading(file, "a table"),
        file.open(newline="", encoding=encoding.encoding_of(file)) as stream,
    ):
        first = stream.readline()
        stream.seek(0)
        mark = "\t" if file.suffix.lower() == ".tsv" else max(",;\t", key=first.count)
        yield from _under_header(
            file, _csv_rows(file, csv.reader(stream, delimiter=mark, strict=True))
        )


def _csv_rows(file: Path, reader: Any) -> Iterator[tuple[str, Cells]]:
    line = 1
    try:
        for cells in reader:
            if cells:
                yield f"{file}, line {line}", cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise CorpusError(
            f"{file}, line {line}: no row of a table ({error}); is a quotation mark left open?"
        ) from None


def _xlsx(file: Path) -> Iterator[Record]:
    openpyxl = guard.library("openpyxl", file)
    with guard.reading(file, "an Excel table"), file.open("rb") as stream:
        guard.refuse_bomb(file, stream)
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        if others := book.sheetnames[1:]:
            said = f"{file}: read the sheet {book.sheetnames[0]}, left out {', '.join(others)}"
            warnings.warn(said, CorpusWarning, stacklevel=2)
        yield from _under_header(
            file, _xlsx_rows(file, book.worksheets[0].iter_rows(values_only=True))
        )


def _xlsx_rows(file: Path, rows: Iterable[Iterable[Any]]) -> Iterator[tuple[str, Cells]]:
    width = 0  # of the header
    for at, row in enumerate(rows, 1):
        cells = [_written(value) for value in row]
        while cells and not cells[-1] and len(cells) > width:
            cells.pop()
        if not any(cells):
            continue
        if width and any(len(cell or "") >= EXCEL_LONGEST for cell in cells):
            said = (
                f"{EXCEL_LONGEST:,} characters, the most that a cell of Excel holds; is it cut off?"
            )
            warnings.warn(f"{file}, row {at}: {said}", CorpusWarning, stacklevel=2)
        width = width or len(cells)
        yield f"{file}, row {at}", [*cells, *[None] * (width - len(cells))]


def _under_header(file: Path, rows: Iterator[tuple[str, Cells]]) -> Iterator[Record]:
    """The rows below the first, which names the columns; one that has no name is called after its place."""
    _, names = next(rows, ("", []))
    header = [(name or "").strip() or f"column_{at}" for at, name in enumerate(names, 1)]
    _distinct(f"{file}, header", [(name, None) for name in header])
    for number, (place, cells) in enumerate(rows, 1):
        if len(cells) != len(header):
            yield (
                place,
                number,
                CorpusError(f"{place}: {len(cells)} cells where the header names {len(header)}"),
            )
        else:
            yield place, number, dict(zip(header, cells, strict=True))


def _jsonl(file: Path) -> Iterator[Record]:
    with (
        guard.reading(file, "JSON Lines"),
        file.open(newline="\n", encoding=encoding.encoding_of(file)) as stream,
    ):
        lines = ((f"{file}, line {at}", line) for at, line in enumerate(stream, 1) if line.strip())
        for number, (place, line) in enumerate(lines, 1):
            yield place, number, _json(place, line)


def _json(place: str, line: str) -> Fields | CorpusError:
    try:
        found = json.loads(line, object_pairs_hook=partial(_distinct, place))
    except CorpusError as error:
        return error
    except (ValueError, RecursionError) as error:
        return CorpusError(f"{place}: not JSON ({error}); expected one object a line")
    if not isinstance(found, dict):
        return CorpusError(f"{place}: a {type(found).__name__}; expected one object a line")
    return {name: _written(value) for name, value in found.items()}


def _parquet(file: Path) -> Any:
    from pyarrow.parquet import ParquetFile  # here, because it is heavy

    opened = ParquetFile(file.open("rb"))
    _distinct(f"{file}, header", [(name, None) for name in opened.schema_arrow.names])
    return opened


def _parquet_rows(file: Path, group: int | None = None) -> Iterator[Record]:
    with guard.reading(file, "Parquet"):
        opened = _parquet(file)
        sizes = [opened.metadata.row_group(at).num_rows for at in range(opened.num_row_groups)]
        rows = opened.iter_batches(BATCH, row_groups=None if group is None else [group])
        cells = chain.from_iterable(batch.to_pylist() for batch in rows)
        for number, row in enumerate(cells, sum(sizes[:group]) + 1 if group else 1):
            kept = {
                name: cell if type(cell) is int else _written(cell) for name, cell in row.items()
            }
            yield f"{file}, row {number}", number, kept


def _distinct(place: str, pairs: list[tuple[str, Any]]) -> Fields:
    """``pairs`` as a mapping, if no name occurs twice: "Text" and "text" would be one column."""
    times = Counter(name.casefold() for name, _ in pairs)
    if twice := sorted(name for name, count in times.items() if count > 1):
        raise CorpusError(
            f"{place}: {_listed(twice)} more than once; a column has a name of its own"
        )
    return dict(pairs)


def _written(value: Any) -> str | None:
    """A cell as it would be written; nothing where it is empty."""
    if value is None or value != value:  # NaN, NaT
        return None
    if isinstance(value, datetime | date):
        return MIDNIGHT.sub("", value.isoformat())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
