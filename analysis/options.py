"""The options of the command line: which commands take each, its kind, its meaning."""

from argparse import ArgumentTypeError

# the fields of a head that ``add`` can be told
FIELDS = (
    "title", "date", "date_text", "place", "issuer", "speaker", "addressee", "event", "genre",
    "symbol", "language", "translated", "source",
)  # fmt: skip


def _many(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is invalid; must be a whole number from 1")
    return int(text)



