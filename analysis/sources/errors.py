"""What goes wrong with a source: one error and one warning for all readers."""


class CorpusError(ValueError):
    """A corpus that cannot be read; the message names the file, the place in it and what is expected."""


class CorpusWarning(UserWarning):
    """Something in a corpus was left out or taken in a way that the reader of the results must know."""
