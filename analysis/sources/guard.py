"""What stands between a reader and a file that is broken or meant to harm."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from analysis.sources.errors import CorpusError

BOMB_SIZE, BOMB_RATIO = 100_000_000, 50


def library(name: str, file: Path) -> Any:
    """The module ``name``, or one line that says how to get it."""
    try:
        return import_module(name)
    except ImportError:
        remedy = "pip install 'diplomatic-text-analysis[readers]'"
        problem = f"a {file.suffix} file needs more libraries"
        raise CorpusError(f"{file}: {problem}; {remedy}") from None


@contextmanager
def reading(file: Path, kind: str) -> Iterator[None]:
    """Whatever a library makes of a broken file becomes one ``CorpusError`` that names it."""
    try:
        yield
    except (CorpusError, FileNotFoundError, PermissionError):
        raise
    except Exception as error:  # libraries raise what they like: KeyError, struct.error, ...
        said = " ".join(str(error).split())[:150] or type(error).__name__
        problem = f"cannot be read as {kind} ({said}); is it whole, and of that kind?"
        raise CorpusError(f"{file}: {problem}") from None


@contextmanager
def unpacking(file: Path, kind: str) -> Iterator[BinaryIO]:
    """A zip (DOCX, ODT, ...), opened and no bomb; what is wrong is said as by ``reading``."""
    with reading(file, kind), file.open("rb") as stream:
        refuse_bomb(file, stream)
        yield stream


def refuse_bomb(file: Path, stream: BinaryIO) -> None:
    """``CorpusError`` for a zip that is encrypted, empty, far too large, or leads out of itself."""
    with zipfile.ZipFile(stream) as archive:
        entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise CorpusError(f"{file}: is encrypted; save a copy without a password")
    if not entries:
        raise CorpusError(f"{file}: is a zip without files; expected some in it")
    for name in (entry.filename for entry in entries):
        if name.startswith("/") or ".." in name.split("/"):
            raise CorpusError(f"{file}: holds {name!r}, which leads out of it; not read")
    size = sum(entry.file_size for entry in entries)
    refuse_size(file, size, BOMB_SIZE)


def refuse_size(file: Path, size: int, most: int) -> None:
    """A ``CorpusError`` where ``file`` unpacks to over ``most`` bytes and many times its size."""
    if size > most and size > BOMB_RATIO * file.stat().st_size:
        problem = f"would unpack to {size:,} bytes, more than {BOMB_RATIO} times its size; not read"
        raise CorpusError(f"{file}: {problem}")
