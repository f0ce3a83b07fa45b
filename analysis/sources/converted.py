"""What the readers of one text a file share: paragraphs to a text, a note of what is lost."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from analysis.sources.errors import CorpusError, note
from analysis.sources.fields import NO_TEXT, Fields
from analysis.sources.reader import NOTHING, Asked, Reader

SOFT_HYPHEN = re.compile("\u00ad\n?")
# a raised figure is the mark of a note or a power: "822" and a raised 1 are not 8221
RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
WRONG = "\ufffd"
# a sign of a font of signs, such as Symbol or Wingdings, is no character; but for the bullet nobody
# knows which without the font
SIGNS, BULLET = re.compile("[\uf000-\uf0ff]"), ("\uf0b7", "•")


def reader(*suffixes: str, convert: Callable[[Path], Fields], hint: str = "") -> Reader:
    """A reader of files that ``convert`` turns into fields of one document, its text among them.

    The reader raises ``CorpusError`` for a file without text, to which ``hint`` is added.
    """

    def read(
        file: Path, name: str = "", problems: list[str] | None = None, asked: Asked = NOTHING
    ) -> Iterator[Fields]:
        fields = convert(file)
        text, signs = SIGNS.subn(WRONG, fields["text"].replace(*BULLET))
        fields["text"], wrong = NO_TEXT.subn(WRONG, text)  # a PDF can name them
        fields["title"] = NO_TEXT.sub(WRONG, fields["title"] or "").strip()
        kinds = {"characters that are none": wrong, "signs of a font of signs": signs}
        say_lost(file, {f"{kind}, each now {WRONG}": times for kind, times in kinds.items()})
        if not fields["text"].strip():
            raise CorpusError(file, f"no text in it{hint}")
        filled = {key: value for key, value in fields.items() if value}
        yield {"doc_id": name or file.stem, **filled}

    return Reader(suffixes, read)


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs that hold something, a blank line between them, without soft hyphens."""
    stripped = (SOFT_HYPHEN.sub("", paragraph).strip() for paragraph in paragraphs)
    return "\n\n".join(filter(None, stripped))


def raised(figures: str) -> str:
    """Figures that are printed above the line, as such characters; anything else as it is."""
    return figures.translate(RAISED) if figures.strip(" +-").isdecimal() else figures


def say_lost(file: Path, lost: dict[str, int]) -> None:
    """A note of what could not be kept, and how often; none where nothing was lost."""
    if said := ", ".join(f"{count} {what}" for what, count in lost.items() if count):
        note(file, f"left out what a text cannot hold ({said})")
