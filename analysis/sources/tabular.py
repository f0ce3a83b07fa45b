"""Documents from a table, a row each; and the table beside a folder of texts.

Columns named like fields of the documents frame fill them; any other is kept under its own name, as
text (Parquet also keeps whole numbers). An empty cell is missing, and so is ``NA`` in a field of
the documents frame. A date that is no certain day is kept as ``date_text``, and a cell that does
not fit its field is left empty: both are said once a column, and cost no text.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from analysis.sources import cells, reader
from analysis.sources.errors import CorpusError, as_warnings, listed, note, recorded
from analysis.sources.reader import FIELDS, NOTHING, OWN, Asked, Fields, Reader

TEXT = reader.named("table")["text"]  # what others call the text


def read(file: Path, name: str = "", asked: Asked = NOTHING) -> Iterator[Fields]:
    """The documents of a table, in the order of its rows.

    A ``doc_id`` that is not given is ``name`` and the number of the row (``speeches-00012``); one
    that an earlier row has gets a number behind it, which is said. Raises ``CorpusError`` where no
    column holds the text, a column occurs twice, a row has no text or another length than the
    header.
    """
    yield from documents(file, name, cells.rows(file), asked)


def columns(file: Path, asked: Asked = NOTHING) -> dict[str, str]:
    """The columns that are no fields of a document, with their types; reads JSON Lines whole.

    Raises ``CorpusError`` where no column holds the text, or any of several could.
    """
    suffix = file.suffix.lower()
    if suffix == ".parquet":
        with cells.parquet(file) as opened:
            schema = opened.schema_arrow
        types = dict(zip(schema.names, map(str, schema.types), strict=True))
    else:
        with recorded():  # what is wrong is said when the rows are read
            heads = islice(cells.rows(file), None if suffix.startswith(".json") else 1)
            types = {name: "string" for _, _, head in heads for name in head}
    return further(str(file), types, asked) if types else {}


def further(place: str, types: Mapping[str, str], asked: Asked) -> dict[str, str]:
    """Of columns with their types as they are written, those that are no fields of a document."""
    roles = _known_roles(place, list(types), asked).items()
    kinds = {role: types[name].lower() for name, role in roles if role not in OWN}
    return {role: "Int64" if kind.startswith("int") else "string" for role, kind in kinds.items()}


READER = Reader((*cells.UNDER_HEADER, *cells.OF_OBJECTS), read, many=True, columns=columns)


def metadata(table: Path, names: Mapping[str, str], asked: Asked = NOTHING) -> dict[str, Fields]:
    """What a table beside a folder of texts says of each text.

    Its column ``file`` (or ``doc_id``) names the text; ``names`` are the ways to name one, each
    with the name that is the key of the result. Raises ``CorpusError`` where there is no such
    column. A row that names no text, or one that an earlier row described, or whose cells do not
    fit is said (``NotRead``), and so are texts without a row.
    """
    found: dict[str, Fields] = {}
    said: set[str] = set()
    for place, _, row in cells.rows(table):
        roles = _roles(row, {asked.date_column: "date"})
        key = _key(table, row, roles, asked.id_column)
        called = str(row[key] or "").strip()
        text = names.get(called) or names.get(Path(called.replace("\\", "/")).stem)
        with as_warnings():
            if text is None or text in found:
                problem = "stands in an earlier row too" if text else "is no text of this folder"
                raise CorpusError(place, f"{called!r} {problem}; expected one row for each text")
            own = (name for name in row if name != key and roles[name] != "doc_id")
            found[text] = fields(table, place, {name: row[name] for name in own}, roles, said)
    texts = set(names.values())
    if missed := sorted(texts - set(found)):
        note(table, f"no row for {len(missed)} of {len(texts)} texts ({listed(missed, 5)})")
    return found


def _key(table: Path, row: Fields, roles: Mapping[str, str], asked: str) -> str:
    """The column that names the text."""
    for wanted in (asked.lower(), "file", "doc_id"):
        for name in row:
            if name.lower() == wanted and "text" not in roles.values():
                return name
    need = "a table beside texts needs a column file (or doc_id) and has none of text"
    which = "say which names the texts: --id-column"
    raise CorpusError(table, f"{need}; its columns are {listed(row)}; {which}")


def documents(file: object, name: str, rows: Iterable[cells.Row], asked: Asked) -> Iterator[Fields]:
    """The documents of ``rows``, wherever they come from; ``file`` is named in messages."""
    known: dict[tuple[str, ...], dict[str, str]] = {}
    ids: dict[str, str] = {}
    times = Counter[str]()
    said: set[str] = set()
    number = 0
    for place, number, row in rows:
        with as_warnings():
            names = tuple(row)
            if names not in known:
                known[names] = roles = _known_roles(place, names, asked)
                text = next(column for column, role in roles.items() if role == "text")
                if len(known) == 1 and text.lower() not in ("text", asked.text_column.lower()):
                    note(file, f"the column {text} was taken as the text")
            document = fields(file, place, row, known[names], said)
            if not document.get("text", "").strip():
                raise CorpusError(place, "the row has no text; expected some in every row")
            given = document.get("doc_id", f"{name or Path(str(file)).stem}-{number:05d}")
            own = reader.unlike(given, ids, times)
            if own != given:
                now = f"this is now {own!r}"
                note(place, f"doc_id {given!r}", f"is taken by {ids[given]}; {now}")
            ids[own] = place
            yield document | {"doc_id": own}
    if not number:
        raise CorpusError(file, "the table has no rows; expected a document in each")


def _known_roles(place: str, names: Collection[str], asked: Asked) -> dict[str, str]:
    """Which key of a document each column fills; ``CorpusError`` where one is not there."""
    wanted = {"text": asked.text_column, "doc_id": asked.id_column, "date": asked.date_column}
    for role, column in wanted.items():
        if column and column.casefold() not in map(str.casefold, names):
            problem = f"no column is called {column!r}, asked for as the {role}"
            raise CorpusError(place, f"{problem}; its columns are {listed(names)}")
    told = {column: role for role, column in wanted.items() if column}
    return _roles(names, told if asked.text_column else told | {_text_column(place, names): "text"})


def _roles(names: Iterable[str], told: Mapping[str, str]) -> dict[str, str]:
    """``told`` what some columns fill; a further column whose name would be taken gets another."""
    told = {name.casefold(): role for name, role in told.items() if name}
    roles = {}
    for name in names:
        role = name.lower() if name.lower() in OWN else name
        free = role if role not in told.values() else f"{name}_of_table"
        roles[name] = told.get(name.casefold(), free)
    return roles


def _text_column(place: str, names: Collection[str]) -> str:
    """The column that holds the text, or could; ``CorpusError`` for none or several."""
    exact = [name for name in names if name.lower() == "text"]
    found = exact or [name for name in names if name.lower() in TEXT]
    if len(found) == 1:
        return found[0]
    some = f"any of {listed(found)} could hold" if found else "no column holds"
    which = "name one of them text, or say which: --text-column (in Python text=)"
    raise CorpusError(place, f"{some} the text; its columns are {listed(names)}; {which}")


def fields(
    file: object, place: str, row: Fields, roles: Mapping[str, str], said: set[str]
) -> Fields:
    """The cells that are filled, by key of the document, each in the type of its column.

    ``said`` are the columns of which something was said already.
    """
    found: Fields = {}
    undated = ""
    for name, cell in row.items():
        role = roles[name]
        if isinstance(cell, str) and role != "text":
            cell = cell.strip()
        if cell is None or cell == "" or (cell == "NA" and role in FIELDS):
            continue
        if role == "date":
            when = reader.dated(place, str(cell))
            undated = when.pop("date_text", "")
            found |= when
            continue
        try:
            found[role] = reader.typed(place, role, str(cell) if role in OWN else cell)
        except CorpusError as error:
            if role in ("text", "doc_id"):
                raise
            _say_once(said, role, f"{error}; cells like this are left empty")
    if undated:
        found["date_text"] = "; ".join(filter(None, [found.get("date_text"), undated]))
        told = f"dates that are no certain day, such as {undated!r}, are in date_text"
        _say_once(said, "date", f"{file}: {told}")
    return found


def _say_once(said: set[str], role: str, message: str) -> None:
    """A note on a column, the first time."""
    if role not in said:
        note(message)
    said.add(role)
