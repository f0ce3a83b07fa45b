"""Documents from TEI XML: the header's fields, and the text as paragraphs.

Line breaks of the file are layout and become spaces; what an editor added (notes, running heads,
corrections and variants beside what the source has) and what its writer struck out is left out,
and said. Entities are refused and nothing is fetched. What elements are called, and where a header
says what, stands in ``data/reference/markup.csv``.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from analysis.sources import hints, reader
from analysis.sources.errors import CorpusError, as_warnings, note, reading
from analysis.sources.reader import NOTHING, Asked, Fields, Reader, dated, named

# elements that begin and end a paragraph (any other is part of the one around it), and what is no
# text of the document
NAMES = named("tei")
BLOCKS, LEFT_OUT = set(NAMES["block"]), set(NAMES["left out"])
DEEPEST = 200  # elements within elements; no text is near it
UNDEFINED = 11  # what expat calls an entity that is not defined
NAMESPACE, NUMBERED = re.compile(r"\A\{[^}]*\}"), re.compile(r"\Adiv[0-7]\Z")
XML = "{http://www.w3.org/XML/1998/namespace}"
FIELDS = ("title", "speaker", "issuer", "addressee", "place", "source")
# where the header says each, and its dates; the first that does is taken
PLACES = {field: NAMES[field] for field in FIELDS}
SENT_ON, SITTING, HEADED = NAMES["day sent"], NAMES["day of sitting"], NAMES["day at head"]
DATES = [*SENT_ON, *NAMES["day of source"], *SITTING, *NAMES["day created"]]
OF_PART = {"title": ["head"], "place": NAMES["place at head"]}  # of a division
SERIES = set(NAMES["series"])  # levels and types of titles that are not the text's
DOCUMENTS = set(NAMES["document"])  # divisions that are documents, where a text holds several
SPOKEN = {"u", "sp"}
# rend="sup" / rendition="simple:superscript" / style="vertical-align: super"
RAISED = re.compile(r"\bsup")
DAY = len("1994-05-03")


def read(file: Path, name: str = "", asked: Asked = NOTHING) -> Iterator[Fields]:
    """Each document of a file: a ``TEI``, or its letters, speeches and the like if it has several.

    ``asked.split`` makes one of each division (``div``) or of what each speaker says (``u``). Where
    several who speak are one document, ``speaker`` is missing.
    """
    seen, given = 0, name or file.stem
    with reading(file, "TEI"):
        for seen, element in enumerate(_elements(file), 1):
            numbered = given if seen == 1 else f"{given}-{seen:05d}"
            with as_warnings():
                tei_id = element.get(f"{XML}id") or numbered
                yield from _documents(file, element, tei_id, asked.split)
            element.clear()
    if not seen:
        raise CorpusError(file, "no TEI element; expected a TEI document or a teiCorpus")


READER = Reader((".xml",), read, many=True)


def _elements(file: Path) -> Iterator[Element]:
    """The ``TEI`` elements of a file, names without their namespace."""
    from defusedxml.ElementTree import ParseError, iterparse  # here: only XML needs it

    depth = 0
    with file.open("rb") as stream:
        try:
            for event, element in iterparse(stream, events=("start", "end")):
                depth += 1 if event == "start" else -1
                if depth > DEEPEST:
                    raise CorpusError(file, f"elements nested more than {DEEPEST} deep; not read")
                # div1, div2 are divisions too
                element.tag = NUMBERED.sub("div", NAMESPACE.sub("", str(element.tag)))
                if event == "end" and element.tag in ("TEI", "TEI.2"):
                    yield element
        except ParseError as error:
            line, column = error.position
            said = str(error).split(":")[0]
            problem = f"not XML ({said}); is the file whole, and in the encoding that it names?"
            if error.code == UNDEFINED:
                problem = f"{said}; write the character itself, or define it in the file"
            raise CorpusError(f"{file}, line {line}, column {column + 1}", problem) from None


def _documents(file: Path, tei: Element, doc_id: str, split: str) -> Iterator[Fields]:
    """The documents of one ``TEI``; its id begins the ids of several in it."""
    header, body = tei.find("teiHeader"), tei.find("text")
    header = Element("teiHeader") if header is None else header
    if body is None or not (whole := _paragraphs(body)):
        raise CorpusError(file, f"document {doc_id} has no text; expected paragraphs in text/body")
    if left := sum(element.tag in LEFT_OUT for element in body.iter()):
        note(file, f"document {doc_id}", f"left out {left} notes and the like")
    known = _fields(header, PLACES)
    if language := body.get(f"{XML}lang") or tei.get(f"{XML}lang"):
        known["language"] = language.split("-")[0].lower()
    people = {one.get(f"{XML}id"): one.find("persName") for one in tei.iter("person")}
    parts = _parts(body, split)
    if not parts:
        speakers = {_speaker(one, people) for one in body.iter() if one.tag in SPOKEN} - {""}
        if len(speakers) > 1:
            note(file, f"{len(speakers)} speakers in one document; --split u makes one of each")
        if len(speakers) == 1:
            known = {"speaker": speakers.pop()} | known
        known |= _when(file, header, body)
        yield {"doc_id": doc_id, "text": "\n\n".join(whole)} | known
        return
    rest = len(" ".join(whole).split())
    for number, part in enumerate(parts, 1):
        text = "\n\n".join(_paragraphs(part))
        rest -= len(text.split())
        if text:
            own = part.get(f"{XML}id") or f"{number:05d}"
            own = own if own.startswith(doc_id) else f"{doc_id}-{own}"
            yield known | _of_part(file, header, part, people) | {"doc_id": own, "text": text}
    if rest:
        note(file, f"left out {rest} words beside the {len(parts)} documents")


def _parts(body: Element, split: str) -> list[Element]:
    """The elements of a text that are documents; none where all of it is one."""
    several = list(_outermost(body, {"div"}, DOCUMENTS))
    if len(several) < 2:  # the texts of a group
        several = list(_outermost(body, {"text"}))
    if split != "u" and len(several) > 1:
        return several
    return list(_outermost(body, SPOKEN if split == "u" else {"div"})) if split else []


def _outermost(
    element: Element, tags: set[str], among: set[str] | None = None
) -> Iterator[Element]:
    """The elements of these tags, and of a type ``among`` these, none inside another."""
    for child in element:
        if child.tag in tags and (among is None or child.get("type") in among):
            yield child
        else:
            yield from _outermost(child, tags, among)


def _of_part(file: Path, header: Element, part: Element, people: Any) -> Fields:
    """What a division says of itself, and what the header says of the day of a sitting."""
    if part.tag in SPOKEN:
        speaker = _speaker(part, people)
        return _when(file, header, part) | ({"speaker": speaker} if speaker else {})
    told, sat = _when(file, Element("teiHeader"), part), _written(header, SITTING)
    if sat and not told:
        told = dated(str(file), sat)
    return told | _fields(part, OF_PART)


def _speaker(spoken: Element, people: Any) -> str:
    """Who speaks: the name in the header, as printed, or the code."""
    code = (spoken.get("who") or "").lstrip("#")
    known = people.get(code)
    known = spoken.find("speaker") if known is None else known
    return _words(known).rstrip(".:") if known is not None else code


def _fields(element: Element, places: dict[str, list[str]]) -> Fields:
    """What an element says, by field."""
    found = {}
    for field, paths in places.items():
        elements = list(_found(element, paths))
        own = [one for one in elements if not SERIES & {one.get("level"), one.get("type")}]
        if words := next(filter(None, map(_words, own or elements)), None):
            found[field] = words
    return found


def _words(element: Element) -> str:
    """The words of an element on one line; elements with no text between them are kept apart."""
    if element.tag in LEFT_OUT:
        return ""
    between = [element.text or "", *(child.tail or "" for child in element)]
    apart = "" if any(map(str.strip, between)) else " "
    inside = ["", *map(_words, element)]
    return " ".join(apart.join(map("".join, zip(inside, between, strict=True))).split())


def _when(file: Path, header: Element, text: Element) -> Fields:
    """The date of a text: the first that is written in figures, or in words of its own."""
    told = _written(header, DATES) or _written(text, HEADED)
    words = map(_words, chain(_found(text, HEADED), _found(header, SENT_ON)))
    if told := told or next(filter(None, words), None):
        return dated(str(file), told)
    lines = map(_words, text.iterfind(".//dateline"))
    return next(filter(None, map(hints.day, lines)), {})


def _found(element: Element, paths: Iterable[str]) -> Iterator[Element]:
    return chain.from_iterable(map(element.iterfind, paths))


def _written(element: Element, paths: Iterable[str]) -> str | None:
    """The first date that is written in figures; two bounds of one day are that day."""
    for date in _found(element, paths):
        when = date.get("when") or date.get("when-iso") or date.get("value")
        first = date.get("from") or date.get("notBefore") or ""
        last = date.get("to") or date.get("notAfter") or ""
        one = first[:DAY] == last[:DAY] and len(first) >= DAY
        if written := when or (first[:DAY] if one else f"{first}/{last}".strip("/")):
            return written
    return None


def _paragraphs(text: Element) -> list[str]:
    """The blocks of a text in order, white space as single spaces."""
    blocks = (" ".join(block.split()) for block in "".join(_pieces(text)).split("\0"))
    return list(filter(None, blocks))


def _pieces(element: Element) -> Iterator[str]:
    edge = "\0" if element.tag in BLOCKS else ""
    if element.tag == "lb" and element.get("break") != "no":
        edge = " "
    yield edge
    if element.tag not in LEFT_OUT:
        shown = f"{element.get('rend')} {element.get('rendition')} {element.get('style')}"
        raised = element.tag == "hi" and RAISED.search(shown)
        yield reader.raised(element.text or "") if raised else element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""
    yield edge
