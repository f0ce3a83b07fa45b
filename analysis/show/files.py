"""Evidence to files: each frame under its own name, whole or not at all."""

import hashlib
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
from pyarrow.parquet import ParquetWriter, read_schema, read_table

from analysis.extractors.evidence import Evidence
from analysis.frames import SCHEMAS, check

LINES: Any = {
    "orient": "records",
    "lines": True,
    "force_ascii": False,
    "date_format": "iso",
    "date_unit": "s",
}
FORMATS = ("csv", "parquet", "jsonl")
WRITERS: dict[str, Callable[[pd.DataFrame, Path], object]] = {
    "csv": lambda frame, path: _defused(frame).to_csv(
        path, index=False, encoding="utf-8", lineterminator="\n", date_format="%Y-%m-%d"
    ),
    "parquet": lambda frame, path: frame.to_parquet(path, index=False),
    "jsonl": lambda frame, path: frame.to_json(path, **LINES),
}
# text that a spreadsheet would read as a formula (OWASP, "CSV injection"), with apostrophes before it or without
FORMULA = re.compile("'*[=+\\-@\t\r]")


def read_csv(path: str | Path) -> pd.DataFrame:
    """A CSV table as it was written, without the apostrophes that keep a spreadsheet from reading text as a formula.

    A file named after a frame (``claims.csv``) comes back in the types of that frame; of others all columns are text.
    """
    path = Path(path)
    known = SCHEMAS[path.stem].columns if path.stem in SCHEMAS else {}
    types = {
        name: str(column.dtype)
        for name, column in known.items()
        if "datetime" not in str(column.dtype)
    }
    kinds = defaultdict(lambda: "string", types)
    frame = pd.read_csv(
        path, dtype=kinds, keep_default_na=False, na_values=[""], lineterminator="\n"
    )
    for name in frame.select_dtypes("string"):
        frame[name] = frame[name].str.replace(rf"\A'(?={FORMULA.pattern})", "", regex=True)
    return check(path.stem, frame) if known else frame


def write(evidence: Evidence, folder: str | Path, format: str = "csv") -> list[str]:
    """Write every frame of ``evidence`` to ``folder``, all or none, and return one line of summary a frame."""
    if format not in FORMATS:
        raise ValueError(f"{format!r} is invalid; must be one of {', '.join(FORMATS)}")
    folder = Path(folder)
    frames = frames_of(evidence)
    replace_files(
        folder,
        {f"{name}.{format}": partial(WRITERS[format], frame) for name, frame in frames.items()},
    )
    width = max(map(len, frames))
    return [
        f"{name:<{width}}  {len(frame):>7,}  {folder / f'{name}.{format}'}"
        for name, frame in frames.items()
    ]


def frames_of(evidence: Evidence) -> dict[str, pd.DataFrame]:
    """The frames that ``evidence`` has, by name."""
    return {name: frame for name, frame in vars(evidence).items() if frame is not None}


def corpus_hash(documents: pd.DataFrame) -> str:
    """SHA-256 of the texts and all that is known of them: of the file that ``extract --format jsonl`` writes as
    ``documents.jsonl``, its rows in the order of ``doc_id``."""
    rows = documents.sort_values("doc_id").to_json(**LINES)
    return hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()


def write_text(text: str, path: Path) -> None:
    """Write ``text`` as UTF-8 with its own line ends."""
    path.write_text(text, encoding="utf-8", newline="")


def join(parts: Sequence[Path], target: Path, format: str) -> None:
    """Make the parts of a frame one file, in their order, or with format ``dataset`` the folder ``target``."""
    if format == "dataset":
        for unfinished in set(parts[0].parent.iterdir()) - set(parts):
            unfinished.unlink()
        shutil.rmtree(target, ignore_errors=True)
        os.replace(parts[0].parent, target)
        return
    whole = parts[0].with_name("whole")
    if len(parts) == 1:
        whole = parts[0]
    elif format == "parquet":
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


def _defused(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with an apostrophe before each text that a spreadsheet could take for a formula; numbers stay."""
    safe = frame.rename(columns=_defuse)
    for at, kind in enumerate(safe.dtypes):
        if pd.api.types.is_string_dtype(kind) or pd.api.types.is_object_dtype(kind):
            safe.isetitem(at, safe.iloc[:, at].astype("object").map(_defuse))
    return safe


def _defuse(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def replace_files(folder: str | Path, writers: Mapping[str, Callable[[Path], object]]) -> list[str]:
    """Let each writer write its file in a folder apart; move all in when every one of them is whole.

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
    """An ``OSError`` where something stands in the way of a folder, or of a file (or folder of parts) to be written."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise NotADirectoryError(f"{folder}: is no folder; expected a folder to write to")
    for target in targets:
        if target.suffix:
            fits = target.is_symlink() or target.is_file()
        else:
            fits = (
                target.is_dir()
                and not target.is_symlink()
                and all(p.match("part-*") for p in target.iterdir())
            )
        if os.path.lexists(target) and not fits:
            raise FileExistsError(
                f"{target}: stands where a result is to be written; move it or name another folder"
            )


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """An ``OSError`` that does not say what could not be written (the disk is full) names ``path``."""
    try:
        yield
    except OSError as error:
        if error.strerror and not error.filename:
            error.filename = str(path)
        raise
