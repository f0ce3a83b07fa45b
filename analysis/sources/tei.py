"""Documents from TEI XML: the header's fields, and the text as paragraphs.

Line breaks of the file are layout and become spaces; what an editor added (notes, running heads,
corrections beside what the source has) is left out, and said. Entities are refused and nothing is
fetched.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.sources import guard
from analysis.sources.errors import CorpusError, note
from analysis.sources.fields import Fields, dated
from analysis.sources.reader import NOTHING, Asked, Reader

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# elements that begin and end a paragraph; any other is part of the one around it
BLOCKS = {
    "ab", "argument", "body", "byline", "cell", "closer", "dateline", "div", "epigraph", "front",
    "back", "floatingText", "group", "head", "item", "l", "label", "lg", "list", "listBibl",
    "opener", "p", "postscript", "quote", "row", "salute", "seg", "signed", "sp", "speaker",
    "stage", "table", "trailer", "u",
}  # fmt: skip
LEFT_OUT = {"corr", "reg", "expan", "note", "fw", "figDesc", "gap", "incident", "kinesic", "vocal"}
DEEPEST = 200  # elements within elements; no text is near it
UNDEFINED = 11  # what expat calls an entity that is not defined
NAMESPACE = re.compile(r"\{[^}]*\}")
XML = "{http://www.w3.org/XML/1998/namespace}"
SENT = ".//correspDesc/correspAction[@type='sent']"
RECEIVED = ".//correspDesc/correspAction[@type='received']"
# where the header says it, the first that does; the edition's own date is not the text's
PLACES = {
    "title": (
        "fileDesc/titleStmt/title[@type='main']",
        "fileDesc/titleStmt/title[@level='a']",
        "fileDesc/titleStmt/title",
    ),
    "speaker": (
        f"{SENT}/persName",
        "fileDesc/titleStmt/author",
        "fileDesc/sourceDesc//author",
        f"{SENT}/name",
    ),
    "issuer": (f"{SENT}/orgName", "fileDesc/sourceDesc//publisher"),
    "addressee": (f"{RECEIVED}/persName", f"{RECEIVED}/orgName", f"{RECEIVED}/name"),
    "place": (f"{SENT}/settlement", f"{SENT}/placeName"),
    "source": ("fileDesc/sourceDesc", "fileDesc/publicationStmt/publisher"),
}
DATES = (
    f"{SENT}/date",
    ".//creation//date",
    ".//sourceDesc//date",
    ".//setting//date",
    "fileDesc/publicationStmt/date[@type='created']",
    "fileDesc/publicationStmt/date[@type='content-date']",
)


def read(
    file: Path, name: str = "", problems: list[str] | None = None, asked: Asked = NOTHING
) -> Iterator[Fields]:
    """Each ``TEI`` of a file, one after the other; several where it is a ``teiCorpus``.

    Several who speak (``u``, ``sp``) are joined in one text; ``speaker`` is filled where the header
    or the text names one only.
    """
    ids: set[str] = set()
    with guard.reading(file, "TEI"):
        for element in _elements(file):
            given = f"{name or file.stem}{f'-{len(ids) + 1:05d}' if ids else ''}"
            document = _document(file, element, element.get(f"{XML}id") or given)
            if document["doc_id"] in ids:
                problem = f"doc_id {document['doc_id']!r} occurs twice; an id occurs once"
                raise CorpusError(f"{file}: {problem}")
            ids.add(document["doc_id"])
            yield document
            element.clear()
    if not ids:
        raise CorpusError(f"{file}: no TEI element; expected a TEI document or a teiCorpus")


READER = Reader((".xml",), read, many=True)


def _elements(file: Path) -> Iterator["Element"]:
    """The ``TEI`` elements of a file, names without their namespace."""
    from defusedxml.ElementTree import ParseError, iterparse  # here: only XML needs it

    depth = 0
    with file.open("rb") as stream:
        try:
            for event, element in iterparse(stream, events=("start", "end")):
                depth += 1 if event == "start" else -1
                if depth > DEEPEST:
                    raise CorpusError(f"{file}: elements nested more than {DEEPEST} deep; not read")
                element.tag = NAMESPACE.sub("", str(element.tag))
                if event == "end" and element.tag in ("TEI", "TEI.2"):
                    yield element
        except ParseError as error:
            line, column = error.position
            problem = "not XML; is the file whole?"
            if error.code == UNDEFINED:
                entity = str(error).split(":")[0]
                problem = f"{entity}; write the character itself, or define it in the file"
            raise CorpusError(f"{file}, line {line}, column {column + 1}: {problem}") from None


def _document(file: Path, tei: "Element", doc_id: str) -> Fields:
    header, body = tei.find("teiHeader"), tei.find("text")
    paragraphs = _paragraphs(body) if body is not None else []
    if body is None or not paragraphs:
        problem = f"document {doc_id} has no text; expected paragraphs in text/body"
        raise CorpusError(f"{file}: {problem}")
    if left := sum(element.tag in LEFT_OUT for element in body.iter()):
        note(f"{file}: document {doc_id}: left out {left} notes and the like")
    fields: Fields = {"doc_id": doc_id} | (_fields(header) if header is not None else {})
    if written := _when(header, DATES) or _when(body, (".//dateline//date",)):
        fields |= _date(file, written)
    speakers = {one.get("who") for one in body.iter() if one.tag in ("u", "sp")} - {None}
    if len(speakers) == 1:
        fields.setdefault("speaker", str(speakers.pop()).lstrip("#"))
    if language := body.get(f"{XML}lang") or tei.get(f"{XML}lang"):
        fields["language"] = language.split("-")[0].lower()
    return fields | {"text": "\n\n".join(paragraphs)}


def _fields(header: "Element") -> Fields:
    """What the header says, by field."""
    found = {}
    for field, paths in PLACES.items():
        said = (_words(element) for path in paths for element in header.iterfind(path))
        if words := next(filter(None, said), None):
            found[field] = words
    return found


def _words(element: "Element") -> str:
    return " ".join("".join(element.itertext()).split())


def _when(element: "Element | None", paths: tuple[str, ...]) -> str | None:
    """The first date that is written in figures."""
    if element is None:
        return None
    for path in paths:
        for date in element.iterfind(path):
            when = date.get("when") or date.get("when-iso") or date.get("value")
            span = f"{date.get('from', '')}/{date.get('to', '')}".strip("/")
            if written := when or span:
                return written
    return None


def _date(file: Path, written: str) -> Fields:
    """A day as ``date``; a month, a year, a span, a day that no month has as ``date_text``."""
    try:
        key, value = dated(str(file), written)
    except CorpusError:
        key, value = "date_text", written
    return {key: value}


def _paragraphs(text: "Element") -> list[str]:
    """The blocks of a text in order, white space as single spaces."""
    blocks = (" ".join(block.split()) for block in "".join(_pieces(text)).split("\0"))
    return list(filter(None, blocks))


def _pieces(element: "Element") -> Iterator[str]:
    edge = "\0" if element.tag in BLOCKS else ""
    if element.tag == "lb" and element.get("break") != "no":
        edge = " "
    yield edge
    if element.tag not in LEFT_OUT:
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""
    yield edge
