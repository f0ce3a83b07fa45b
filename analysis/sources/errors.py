"""What goes wrong with a source: one error and one warning for all readers."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager


class CorpusError(ValueError):
    """A corpus that cannot be read; the message names file, place and what is allowed."""


class CorpusWarning(UserWarning):
    """Something in a corpus was left out, or taken in a way that its readers must know."""


def note(message: str) -> None:
    """Say (``CorpusWarning``) what was left out or how something was taken."""
    warnings.warn(message, CorpusWarning, stacklevel=3)


@contextmanager
def collected(problems: list[str] | None) -> Iterator[None]:
    """A ``CorpusError`` becomes a line of ``problems``, if they are given."""
    try:
        yield
    except CorpusError as error:
        if problems is None:
            raise
        problems.append(str(error))
