"""Evidence to files: each frame under its own name, whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis.extract.evidence import Evidence

FORMATS = ("csv", "parquet", "jsonl")
WRITERS: dict[str, Callable[[pd.DataFrame, Path], object]] = {
    "csv": lambda frame, path: frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n"),
    "parquet": lambda frame, path: frame.to_parquet(path, index=False),
    "jsonl": lambda frame, path: frame.to_json(
        path, orient="records", lines=True, force_ascii=False, date_format="iso", date_unit="s"
    ),
}


def write(evidence: Evidence, folder: str | Path, format: str = "csv") -> list[str]:
    """Write every frame of ``evidence`` to ``folder`` and return one line of summary a frame.

    All frames are written beside ``folder`` first and moved into it when every one of them is whole.
    """
    if format not in FORMATS:
        raise ValueError(f"{format!r} is invalid; must be one of {', '.join(FORMATS)}")
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"{folder}: is a file; expected a folder to write to")
    folder.mkdir(parents=True, exist_ok=True)
    frames = {name: frame for name, frame in vars(evidence).items() if frame is not None}
    with TemporaryDirectory(prefix=".writing-", dir=folder) as unfinished:
        for name, frame in frames.items():
            WRITERS[format](frame, Path(unfinished) / f"{name}.{format}")
        for name in frames:
            os.replace(Path(unfinished) / f"{name}.{format}", folder / f"{name}.{format}")
    width = max(map(len, frames))
    return [f"{name:<{width}}  {len(frame):>7,}  {folder / f'{name}.{format}'}" for name, frame in frames.items()]
