"""The readers there are. A new format is a module with a ``READER``, and its name in the list."""

from pathlib import Path

from analysis.sources import folder, office, pdf, tabular, tei, web
from analysis.sources.reader import Reader

ALL = (
    folder.READER, office.DOCX, office.ODT, office.RTF, pdf.READER, web.HTML, web.EPUB,
    tei.READER, tabular.READER, tabular.PARQUET,
)  # fmt: skip
READERS = {suffix: reader for reader in ALL for suffix in reader.suffixes}


def reader_of(file: Path) -> Reader:
    """The reader of ``file``; ``KeyError`` if there is none."""
    return READERS[file.suffix.lower()]
