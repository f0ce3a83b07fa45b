"""What goes wrong with a source: one error and one warning for all readers."""

import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile


class CorpusError(ValueError):
    """A corpus that cannot be read: file and place, what is wrong with it, what is allowed."""

    def __init__(self, *said: object) -> None:
        super().__init__(": ".join(map(str, said)))


class CorpusWarning(UserWarning):
    """Something in a corpus was left out, or taken in a way that its readers must know."""


def note(*said: object) -> None:
    """Say (``CorpusWarning``) what was left out or how something was taken: file, then what."""
    warnings.warn(": ".join(map(str, said)), CorpusWarning, stacklevel=3)


@contextmanager
def collected(problems: list[str] | None, file: Path | None = None) -> Iterator[None]:
    """A ``CorpusError``, or what ends the reading of ``file``, becomes a line of ``problems``."""
    try:
        yield
    except (CorpusError, OSError, BadZipFile, zlib.error) as error:
        told = isinstance(error, CorpusError)
        if problems is None or (file is None and not told):
            raise
        remedy = "" if isinstance(error, OSError) else "; is the zip whole?"
        said = f"{file}: {getattr(error, 'strerror', None) or error}{remedy}"
        problems.append(str(error) if told else said)


@contextmanager
def noted(notes: list[str]) -> Iterator[None]:
    """What is noted meanwhile (``CorpusWarning``) becomes lines of ``notes``."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", CorpusWarning)
        yield
    notes += [str(one.message) for one in told if issubclass(one.category, CorpusWarning)]


def listed(names: Iterable[str], most: int = 20, more: str = "{:,} in all") -> str:
    """The first names on one line, each cut short, and that there are more."""
    names = list(names)
    rest = f", ... ({more.format(len(names))})" if len(names) > most else ""
    return ", ".join(" ".join(name.split())[:40] for name in names[:most]) + rest
