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
        raise CorpusError(file, f"a {file.suffix} file needs more libraries; {remedy}") from None


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
        raise CorpusError(file, problem) from None


@contextmanager
def unpacking(file: Path, kind: str) -> Iterator[BinaryIO]:
    """A zip (DOCX, ODT, ...), opened; what is wrong with it is said as by ``reading``.

    ``CorpusError`` where it is encrypted, empty, far too large, or leads out of itself.
    """
    with reading(file, kind), file.open("rb") as stream:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise CorpusError(file, "is encrypted; save a copy without a password")
        if not entries:
            raise CorpusError(file, "is a zip without files; expected some in it")
        for name in (entry.filename for entry in entries):
            if name.startswith("/") or ".." in name.split("/"):
                raise CorpusError(file, f"holds {name!r}, which leads out of it; not read")
        refuse_size(file, sum(entry.file_size for entry in entries), BOMB_SIZE)
        yield stream


def parsed(archive: zipfile.ZipFile, name: str) -> Any:
    """A part of a zip as XML, without entities."""
    from defusedxml.ElementTree import fromstring  # here: only these formats need it

    return fromstring(archive.read(name))


def refuse_size(file: Path, size: int, most: int) -> None:
    """A ``CorpusError`` where ``file`` unpacks to over ``most`` bytes and many times its size."""
    if size > most and size > BOMB_RATIO * file.stat().st_size:
        problem = f"would unpack to {size:,} bytes, more than {BOMB_RATIO} times its size; not read"
        raise CorpusError(file, problem)
