"""Bytes to text: UTF-8 and marked UTF-16 are read; anything else is detected, and said."""

import codecs
import io
import re
from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from analysis.sources.errors import CorpusError, note

SAMPLE = 1 << 15  # bytes before and after the first that is not UTF-8: enough to tell an encoding
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# what offices have written in; more candidates make more mistakes
CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "iso8859_5",
    "cp866", "gb18030", "big5", "shift_jis", "euc_kr",
]  # fmt: skip
CONTROL = re.compile(rb"[\0-\x08\x0e-\x1f]")  # no text has them in any of these encodings


def decode(file: Path, data: bytes, *, declared: str = "") -> str:
    """``data``, the content of ``file``, as text; a byte-order mark is no part of it.

    ``declared`` is the encoding that the file itself names, believed where UTF-8 does not fit. An
    encoding that had to be detected is said (``CorpusWarning``); what is no text, or UTF-8 with
    broken bytes, is a ``CorpusError``.
    """
    encoding = _encoding(file, io.BytesIO(data), declared)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"not {encoding} as it seemed; save the file as UTF-8"
        raise CorpusError(f"{file}, byte {error.start}", problem) from None


def encoding_of(file: Path) -> str:
    """The encoding of a file too large to be held at once, found as ``decode`` finds it."""
    with file.open("rb") as stream:
        return _encoding(file, stream)


def _encoding(file: Path, stream: BinaryIO, declared: str = "") -> str:
    start = stream.read(4)
    if not start:
        raise CorpusError(file, "the file has zero bytes; expected a text")
    known = next((name for mark, name in MARKS.items() if start.startswith(mark)), "utf-8-sig")
    stream.seek(0)
    place = 0
    # a byte 10 need not end a line in the others
    for number, line in enumerate(stream if known == "utf-8-sig" else [stream.read()], 1):
        try:
            text = line.decode(known.removesuffix("-sig"))
        except UnicodeDecodeError as error:
            at = error.start
            where = f"line {number + line.count(10, 0, at)}, byte {place + at}"
            problem = f"{line[at : at + 1]!r} is not {known.removesuffix('-sig').upper()}"
            return _other(file, stream, place + at, known, f"{where}: {problem}", declared)
        if "\0" in text:
            at = number + text.count("\n", 0, text.index("\0"))
            problem = "a NUL character, as in a binary file; expected a text"
            raise CorpusError(f"{file}, line {at}", problem)
        place += len(line)
    return known


def _other(file: Path, stream: BinaryIO, at: int, known: str, problem: str, declared: str) -> str:
    """The encoding of bytes that are not ``known``, the first of them at ``at``."""
    stream.seek(max(0, at - SAMPLE))
    around = stream.read(2 * SAMPLE)
    # UTF-8 but for a few bytes? most that is not ASCII fits then, by chance little
    letters = around.decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= letter <= "\udcff" for letter in letters)
    if known != "utf-8-sig" or sum(letter > "\x7f" for letter in letters) >= 2 * bad:
        remedy = "mend the place and save the file as UTF-8"
        raise CorpusError(f"{file}, {problem} but the rest is; {remedy}")
    with suppress(LookupError, UnicodeDecodeError):
        around.decode(declared)
        return declared
    found = None if CONTROL.search(around) else _detected(around)
    if found is None:
        remedy = "save the file as UTF-8"
        raise CorpusError(f"{file}, {problem} nor a text in another encoding; {remedy}")
    said = f"read as {found}, which is detected and may be wrong ({problem})"
    note(file, f"{said}; better save it as UTF-8")
    return found


def _detected(sample: bytes) -> str | None:
    """What reads most like a language; Western European where that reads as well as another."""
    from charset_normalizer import from_bytes

    found = [
        (round(one.coherence, 1), "cp1252" in one.could_be_from_charset, -one.chaos, one.encoding)
        for one in from_bytes(sample, cp_isolation=CANDIDATES)
    ]
    _, western, _, encoding = max(found, key=itemgetter(0, 1, 2), default=(0, False, 0, None))
    return "cp1252" if western else encoding
