"""Evidence to files: each frame under its own name, whole or not at all."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from pyarrow.parquet import ParquetWriter, read_schema, read_table

from analysis.extract.evidence import Evidence

FORMATS = ("csv", "parquet", "jsonl")
WRITERS: dict[str, Callable[[pd.DataFrame, Path], object]] = {
    "csv": lambda frame, path: frame.to_csv(
        path, index=False, encoding="utf-8", lineterminator="\n", date_format="%Y-%m-%d"
    ),
    "parquet": lambda frame, path: frame.to_parquet(path, index=False),
    "jsonl": lambda frame, path: frame.to_json(
        path, orient="records", lines=True, force_ascii=False, date_format="iso", date_unit="s"
    ),
}


def write(evidence: Evidence, folder: str | Path, format: str = "csv") -> list[str]:
    """Write every frame of ``evidence`` to ``folder``, all or none, and return one line of summary a frame."""
    if format not in FORMATS:
        raise ValueError(f"{format!r} is invalid; must be one of {', '.join(FORMATS)}")
    folder = Path(folder)
    frames = {name: frame for name, frame in vars(evidence).items() if frame is not None}
    replace_files(folder, {f"{name}.{format}": partial(WRITERS[format], frame) for name, frame in frames.items()})
    width = max(map(len, frames))
    return [f"{name:<{width}}  {len(frame):>7,}  {folder / f'{name}.{format}'}" for name, frame in frames.items()]


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


def replace_files(folder: str | Path, writers: Mapping[str, Callable[[Path], object]]) -> None:
    """Let each writer write its file beside ``folder`` first; move all in when every one of them is whole."""
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"{folder}: is a file; expected a folder to write to")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".writing-", dir=folder) as unfinished:
        for name, writer in writers.items():
            writer(Path(unfinished) / name)
        for name in writers:
            os.replace(Path(unfinished) / name, folder / name)
