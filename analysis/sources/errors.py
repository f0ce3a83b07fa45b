"""What goes wrong with a source: one error and one warning for all readers, and the guards before
a file that is broken or meant to harm."""

import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from analysis.frames import InputError

BOMB_SIZE, BOMB_RATIO = 100_000_000, 50


class CorpusError(InputError):
    """A corpus that cannot be read: file and place, what is wrong with it, what is allowed."""

    def __init__(self, *said: object) -> None:
        super().__init__(": ".join(map(str, said)))


class CorpusWarning(UserWarning):
    """Something in a corpus was left out, or taken in a way that its readers must know."""


class NotRead(CorpusWarning, CorpusError):
    """What could not be read while the rest was: an error where warnings are turned into errors."""


def note(*said: object) -> None:
    """Say (``CorpusWarning``) what was left out or how something was taken: file, then what."""
    warnings.warn(": ".join(map(str, said)), CorpusWarning, stacklevel=3)


def listed(names: Iterable[str], most: int = 20, more: str = "{:,} in all") -> str:
    """The first names on one line, each cut short, and that there are more."""
    names = list(names)
    rest = f", ... ({more.format(len(names))})" if len(names) > most else ""
    return ", ".join(" ".join(name.split())[:40] for name in names[:most]) + rest


@contextmanager
def as_warnings(file: Path | None = None) -> Iterator[None]:
    """Make a ``CorpusError``, or what ends the reading of ``file``, a warning (``NotRead``)."""
    try:
        yield
    except CorpusError as error:
        warnings.warn(str(error), NotRead, stacklevel=3)
    except (OSError, zipfile.BadZipFile, zlib.error) as error:
        if file is None:
            raise
        remedy = "" if isinstance(error, OSError) else "; is the zip whole?"
        said = getattr(error, "strerror", None) or error
        warnings.warn(f"{file}: {said}{remedy}", NotRead, stacklevel=3)


@contextmanager
def recorded() -> Iterator[tuple[list[str], list[str]]]:
    """Record the warnings of the block: at its end a line for each thing not read, each note."""
    unread: list[str] = []
    notes: list[str] = []
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", CorpusWarning)
        yield unread, notes
    for one in told:
        if issubclass(one.category, CorpusWarning):
            (unread if issubclass(one.category, NotRead) else notes).append(str(one.message))


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
    except (CorpusError, CorpusWarning, FileNotFoundError, PermissionError):
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
        refuse_size(file, sum(entry.file_size for entry in entries))
        yield stream


def parsed(archive: zipfile.ZipFile, name: str) -> Any:
    """A part of a zip as XML, without entities."""
    from defusedxml.ElementTree import fromstring  # here: only these formats need it

    return fromstring(archive.read(name))


def refuse_size(file: Path, size: int, most: int = 0) -> None:
    """A ``CorpusError`` where ``file`` unpacks to many times its size, and to over ``most`` bytes
    (``BOMB_SIZE`` if none are given)."""
    if size > (most or BOMB_SIZE) and size > BOMB_RATIO * file.stat().st_size:
        problem = f"would unpack to {size:,} bytes, more than {BOMB_RATIO} times its size; not read"
        raise CorpusError(file, problem)
