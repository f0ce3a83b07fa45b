"""Documents from EPUB: the pages of a book in the order of reading, each as HTML is read."""

import zipfile
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from analysis.sources import converted, guard, web
from analysis.sources.errors import CorpusError
from analysis.sources.fields import Fields

START, LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
TITLE = ".//{http://purl.org/dc/elements/1.1/}title"


def _convert(file: Path) -> Fields:
    with guard.unpacking(file, "EPUB") as stream, zipfile.ZipFile(stream) as archive:
        path = guard.parsed(archive, START).find(".//{*}rootfile").get("full-path")
        book = guard.parsed(archive, path)
        parts = _spine(book, dirname(path))
        _refuse_locked(file, archive, parts)
        pages = [web.Page(file, archive.read(part)) for part in parts]
    left_out = sum(page.left_out() for page in pages)
    converted.say_lost(file, {"words of menus and the like": left_out})
    text = converted.joined(page.text() for page in pages)
    return {"title": book.findtext(TITLE) or "", "text": text}


def _spine(book: Any, folder: str) -> list[str]:
    """The parts of the zip that are the pages, in order, without those beside the text."""
    items = {item.get("id"): item.get("href") for item in book.iterfind(".//{*}item")}
    read = [one for one in book.iterfind(".//{*}itemref") if one.get("linear") != "no"]
    return [normpath(join(folder, unquote(items[one.get("idref")]))) for one in read]


def _refuse_locked(file: Path, archive: zipfile.ZipFile, parts: list[str]) -> None:
    """``CorpusError`` where pages are encrypted; a shop may encrypt fonts only."""
    if LOCKS in archive.namelist():
        locked = guard.parsed(archive, LOCKS).iterfind(".//{*}CipherReference")
        if {unquote(one.get("URI", "")) for one in locked} & set(parts):
            raise CorpusError(file, "is encrypted by its publisher; get a copy that is not")


READER = converted.reader(".epub", convert=_convert)
