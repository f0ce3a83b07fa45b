"""Evidence to files: each frame under its own name, whole or not at all."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

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
