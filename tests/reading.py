"""Reads one text or file as the package does: by the one path from text to rows."""

from analysis.extractors.evidence import read
from analysis.sources.listing import reader_of
from analysis.text import Text
from analysis.vocabulary import shipped


def all_rows(raw, genre=None, issuer=None, words=None):
    """The rows of every table that ``raw`` gives, by the name of the table, without ``doc_id``."""
    return read(Text(raw, words or shipped(), genre=genre, issuer=issuer))


def rows_of(raw, table, **options):
    """The rows of one table."""
    return all_rows(raw, **options)[table]


def only(file):
    """The one document of a file, as its reader gives it."""
    (row,) = reader_of(file).read(file)
    return row


def contents(folder):
    """The bytes of every file of a folder and its folders, by its place in it; there must be one."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {str(path.relative_to(folder)): path.read_bytes() for path in files}
    assert found, f"{folder} holds no file"
    return found


def spans_hold(frame, documents):
    """For each row of evidence: is ``text[start:end] == quote``?"""
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    spans = frame[["doc_id", "start", "end"]].itertuples(index=False)
    return frame["quote"] == [texts[doc_id][start:end] for doc_id, start, end in spans]
