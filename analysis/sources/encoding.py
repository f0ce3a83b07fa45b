"""Bytes to text, never by a silent guess: UTF-8 and marked UTF-16 are read; anything else is detected, and said."""

import codecs
import re
import warnings
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from analysis.sources.errors import CorpusError, CorpusWarning

BLOCK = 1 << 20
SAMPLE = 1 << 15  # bytes before and after the first that is not UTF-8: enough to tell an encoding by
MARKS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# what offices have written in; more candidates make more mistakes
CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "iso8859_5", "cp866",
    "gb18030", "big5", "shift_jis", "euc_kr",
]  # fmt: skip
CONTROL = re.compile(rb"[\0-\x08\x0e-\x1f]")  # no text has them in any of these encodings


def decode(file: Path, data: bytes, *, declared: str | None = None) -> str:
    """``data``, the content of ``file``, as text; a byte-order mark is no part of it.

    ``declared`` is the encoding that the file itself names, believed where UTF-8 does not fit. An encoding that had to
    be detected is said (``CorpusWarning``); what is no text, or UTF-8 with broken bytes, is a ``CorpusError``.
    """
    encoding = _encoding(file, [data] if data else [], declared)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CorpusError(f"{file}, byte {error.start}: not {encoding} as it seemed; save the file as UTF-8") from None


def encoding_of(file: Path) -> str:
    """The encoding of a file too large to be held at once, found as ``decode`` finds it."""
    with file.open("rb") as stream:
        return _encoding(file, iter(partial(stream.read, BLOCK), b""))


def _encoding(file: Path, blocks: Iterable[bytes], declared: str | None = None) -> str:
    known, block, place, line = "", b"", 0, 1
    for block in blocks:
        if not known:
            known = next((name for mark, name in MARKS.items() if block.startswith(mark)), "utf-8-sig")
            decoder = codecs.getincrementaldecoder(known)()
        waiting = len(decoder.getstate()[0])
        try:
            text = decoder.decode(block)
        except UnicodeDecodeError as error:
            where = f"line {line + error.object.count(10, 0, error.start)}, byte {place - waiting + error.start}"
            return _other(file, known, error.object, error.start, where, declared)
        if "\0" in text:
            at = line + text.count("\n", 0, text.index("\0"))
            raise CorpusError(f"{file}, line {at}: a NUL character, as in a binary file; expected a text")
        place, line = place + len(block), line + text.count("\n")
    if not known:
        raise CorpusError(f"{file}: the file has zero bytes; expected a text")
    if waiting := len(decoder.getstate()[0]):
        where = f"line {line}, byte {place - waiting}"
        return _other(file, known, block, max(len(block) - waiting, 0), where, declared)
    return known


def _other(file: Path, known: str, block: bytes, at: int, where: str, declared: str | None) -> str:
    """The encoding of bytes that are not ``known``, the first of them at ``at``."""
    problem = f"{block[at : at + 1]!r} is not {known.removesuffix('-sig').upper()}"
    if known != "utf-8-sig" or _broken(block):
        raise CorpusError(f"{file}, {where}: {problem} but the rest is; mend the place and save the file as UTF-8")
    if declared and _fits(block, declared):
        return declared
    found = None if CONTROL.search(block) else _detected(block[max(0, at - SAMPLE) : at + SAMPLE])
    if found is None:
        raise CorpusError(f"{file}, {where}: {problem} nor a text in another encoding; save the file as UTF-8")
    message = (
        f"{file}: read as {found}, which is detected and may be wrong ({where}: {problem}); better save it as UTF-8"
    )
    warnings.warn(message, CorpusWarning, stacklevel=2)
    return found


def _broken(block: bytes) -> bool:
    """Is this UTF-8 but for a few bytes? Then as much of what is not ASCII fits as does not: by chance little does."""
    text = block.decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= letter <= "\udcff" for letter in text)
    return sum(letter > "\x7f" for letter in text) >= 2 * bad


def _fits(block: bytes, encoding: str) -> bool:
    try:
        block.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return False
    return True


def _detected(sample: bytes) -> str | None:
    """What reads most like a language; Western European where that reads as well as another."""
    from charset_normalizer import from_bytes

    best = max(
        from_bytes(sample, cp_isolation=CANDIDATES),
        key=lambda match: (round(match.coherence, 1), "cp1252" in match.could_be_from_charset, -match.chaos),
        default=None,
    )
    if best is None:
        return None
    return "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding
