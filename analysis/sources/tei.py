"""Documents from TEI XML: the header's fields, and the text as paragraphs separated by blank lines.

Line breaks of the file are layout and become spaces; what an editor added (notes, running heads, corrections beside
what the source has) is left out, and said. Entities are refused and nothing is fetched.
"""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.sources import guard
from analysis.sources.errors import CorpusError, CorpusWarning

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# elements that begin and end a paragraph; any other is part of the one around it
BLOCKS = {
    "ab", "argument", "body", "byline", "cell", "closer", "dateline", "div", "epigraph", "front", "back",
    "floatingText", "group", "head", "item", "l", "label", "lg", "list", "listBibl", "opener", "p", "postscript",
    "quote", "row", "salute", "seg", "signed", "sp", "speaker", "stage", "table", "trailer", "u",
}  # fmt: skip
LEFT_OUT = {"corr", "reg", "expan", "note", "fw", "figDesc", "gap", "incident", "kinesic", "vocal"}
DEEPEST = 200  # elements within elements; no text is near it
NAMESPACE = re.compile(r"\{[^}]*\}")
XML_ID, XML_LANG = (
    "{http://www.w3.org/XML/1998/namespace}id",
    "{http://www.w3.org/XML/1998/namespace}lang",
)
DATES = (
    "creation//date",
    "sourceDesc//date",
    "setting//date",
)  # the edition's own date is not the text's


def read(file: Path) -> Iterator[dict[str, Any]]:
    """Each ``TEI`` of a file, one after the other; several where it is a ``teiCorpus``.

    Several who speak (``u``) are joined in one text; ``speaker`` is filled where the header or the text names one only.
    """
    from defusedxml.ElementTree import ParseError, iterparse

    depth = 0
    ids: set[str] = set()
    with guard.reading(file, "TEI"), file.open("rb") as stream:
        try:
            for event, element in iterparse(stream, events=("start", "end")):
                depth += 1 if event == "start" else -1
                if depth > DEEPEST:
                    raise CorpusError(f"{file}: elements nested more than {DEEPEST} deep; not read")
                element.tag = NAMESPACE.sub("", str(element.tag))
                if event == "end" and element.tag in ("TEI", "TEI.2"):
                    document = _document(file, element, len(ids) + 1)
                    if document["doc_id"] in ids:
                        raise CorpusError(
                            f"{file}: doc_id {document['doc_id']!r} occurs twice; an id occurs once"
                        )
                    ids.add(document["doc_id"])
                    yield document
                    element.clear()
        except ParseError as error:
            line, column = error.position
            raise CorpusError(
                f"{file}, line {line}, column {column + 1}: not XML; is the file whole?"
            ) from None
    if not ids:
        raise CorpusError(f"{file}: no TEI element; expected a TEI document or a teiCorpus")


def _document(file: Path, tei: "Element", number: int) -> dict[str, Any]:
    header, body = tei.find("teiHeader"), tei.find("text")
    paragraphs = _paragraphs(body) if body is not None else []
    doc_id = tei.get(XML_ID) or (file.stem if number == 1 else f"{file.stem}-{number:05d}")
    if body is None or not paragraphs:
        raise CorpusError(
            f"{file}: document {doc_id} has no text; expected paragraphs in text/body"
        )
    if left := sum(element.tag in LEFT_OUT for element in body.iter()):
        warnings.warn(
            f"{file}: document {doc_id}: left out {left} notes and the like",
            CorpusWarning,
            stacklevel=2,
        )
    language = body.get(XML_LANG) or tei.get(XML_LANG)
    fields = {
        "doc_id": doc_id,
        **(_fields(header) if header is not None else {}),
        "text": "\n\n".join(paragraphs),
    }
    speakers = {who for element in body.iter("u") if (who := element.get("who"))}
    if len(speakers) == 1:
        fields.setdefault("speaker", speakers.pop().lstrip("#"))
    return fields | ({"language": language.split("-")[0].lower()} if language else {})


def _fields(header: "Element") -> dict[str, Any]:
    found = {
        "title": _first(
            header, "fileDesc/titleStmt/title[@type='main']", "fileDesc/titleStmt/title"
        ),
        "speaker": _first(header, "fileDesc/titleStmt/author", "fileDesc/sourceDesc//author"),
        "issuer": _first(header, "fileDesc/sourceDesc//publisher"),
        "source": _first(header, "fileDesc/sourceDesc", "fileDesc/publicationStmt/publisher"),
    }
    when = next(
        (
            when
            for path in DATES
            for date in header.iterfind(f".//{path}")
            if (when := date.get("when"))
        ),
        None,
    )
    if when and re.fullmatch(r"\d{4}-\d\d-\d\d", when):
        found["date"] = pd.Timestamp(when)
    elif when:
        found["date_text"] = when
    return {key: value for key, value in found.items() if value}


def _first(header: "Element", *paths: str) -> str | None:
    """The words of the first element there is."""
    for path in paths:
        element = header.find(path)
        if element is not None and (words := " ".join("".join(element.itertext()).split())):
            return words
    return None


def _paragraphs(text: "Element") -> list[str]:
    """The blocks of a text in order, white space as single spaces."""
    return [
        words for block in "".join(_pieces(text)).split("\0") if (words := " ".join(block.split()))
    ]


def _pieces(element: "Element") -> Iterator[str]:
    edge = (
        "\0"
        if element.tag in BLOCKS
        else " "
        if element.tag == "lb" and element.get("break") != "no"
        else ""
    )
    yield edge
    if element.tag not in LEFT_OUT:
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""
    yield edge
