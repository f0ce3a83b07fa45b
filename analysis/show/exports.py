"""What other people's tools read: a workbook, a bibliography, web annotations, a research object.

Every export writes its files beside one another, whole or not at all.
"""

import errno
import gc
import hashlib
import json
import re
import sys
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
import yaml

import analysis
from analysis.extractors.evidence import Evidence
from analysis.frames import InputError, describe, one_of
from analysis.measure import citing
from analysis.show.evidence import find_marks
from analysis.show.files import WRITERS, replace_files, write_csv, write_text
from analysis.show.pieces import anchor
from analysis.show.store import Shelf, Store
from analysis.show.templates import NOT_XML, entry, tex
from analysis.vocabulary import load_table

Writers = dict[str, Callable[[Path], object]]
CELL, SHEET = 32_767, 1_048_576  # characters of a cell, rows of a sheet: what Excel holds
AROUND = 32  # characters of prefix and suffix
ABOUT = (
    "What {texts} texts claim and cite, as they say it; no claim is checked against the world. "
    "{licence}; the texts have terms of their own. "
    "SHA-256 of documents.jsonl in the order of doc_id: {digest}"
)
LICENSED, UNLICENSED = "The licence is that of the study", "No licence is stated for the study"


def export(
    evidence: Evidence | Store, folder: str | Path, kind: str, *, title: str,
    citation: str | Path | None = None,
) -> list[str]:  # fmt: skip
    """Write ``evidence`` to ``folder`` as ``kind`` (of ``EXPORTS``); return the paths written."""
    one_of(kind, EXPORTS)
    try:
        about = title, Path(citation) if citation else None
        return replace_files(folder, EXPORTS[kind](Store.of(evidence), *about))
    except ModuleNotFoundError as error:
        remedy = f"{kind} needs {error.name}: pip install 'diplomatic-text-analysis[exports]'"
        raise ModuleNotFoundError(remedy, name=error.name) from None


def web_annotations(store: Store, title: str, _: Path | None = None) -> Writers:
    """``annotations.jsonld`` (W3C Web Annotation) and the texts it points into, a ``.txt`` each.

    Positions count characters as Unicode code points, as Python does, end exclusive; a tool that
    counts UTF-16 units finds the quote by its words. The files are UTF-8 and keep every character,
    line ends included.
    """
    files: Writers = {"annotations.jsonld": partial(_write_annotations, store, title)}

    def write_one(doc_id: str, path: Path) -> None:
        write_text(store.texts[doc_id], path)

    return files | {_file_name(doc_id): partial(write_one, doc_id) for doc_id in store.texts}


def research_object(store: Store, title: str, citation: Path | None = None) -> Writers:
    """An RO-Crate: frames as CSV, their columns, report, bibliography, each with size and SHA-256.

    Authors, licence and date of release are those of ``citation`` (a CITATION.cff); without one
    there are no authors, the licence and the description say that none is stated, and the day is
    that of writing.
    """
    from analysis.show.report import write_page  # here: it loads much

    files: Writers = {f"{name}.csv": partial(write_csv, store.parts(name)) for name in store.names}
    files["columns.csv"] = partial(WRITERS["csv"], _columns(store.names))
    files["references.bib"] = partial(write_bibliography, store)
    files["report.html"] = partial(write_page, store, title)
    describing = partial(_describe_crate, list(files), store, title, citation)
    return files | {"ro-crate-metadata.json": describing}


EXPORTS: Mapping[str, Callable[[Store, str, Path | None], Writers]] = {
    "xlsx": lambda store, *_: {"evidence.xlsx": partial(write_workbook, store)},
    "bibtex": lambda store, *_: {"references.bib": partial(write_bibliography, store)},
    "webannotation": web_annotations,
    "rocrate": research_object,
}  # fmt: skip


def _columns(frames: Iterable[str]) -> pd.DataFrame:
    described = pd.concat({name: describe(name) for name in frames}, names=["frame"])
    return described.reset_index(level=0)


def write_workbook(store: Store, path: Path) -> None:
    """Write a workbook: a sheet that describes the columns, a sheet a frame.

    Text is no formula. What a cell cannot hold is changed and warned of: control characters become
    U+FFFD, a text ends after 32,767 characters, a sheet after 1,048,576 rows. Parquet and JSON
    Lines are exact. A full disk is one ``OSError``, of which lxml would say more.
    """
    hook = sys.unraisablehook
    try:
        _fill_workbook(store, path)
    except Exception as error:
        if not isinstance(error, OSError) and not type(error).__module__.startswith("lxml"):
            raise
        sys.unraisablehook = lambda _: None  # generators that end complain once more
        traceback.clear_frames(error.__traceback__)
        gc.collect()
        reason = getattr(error, "strerror", None) or "cannot be written; the disk may be full"
        raise OSError(getattr(error, "errno", errno.EIO), reason) from None
    finally:
        sys.unraisablehook = hook


def _fill_workbook(store: Store, path: Path) -> None:
    """Apart, so that nothing holds the book when the disk is full."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _add_sheet(book, "columns", iter([_columns(store.names)]))
    for name in store.names:
        _add_sheet(book, name, store.parts(name))
    book.save(path)


def _add_sheet(book: Any, name: str, parts: Iterator[pd.DataFrame]) -> None:
    """Write the parts of a frame to a sheet of ``book``; what had to be changed is warned of."""
    from openpyxl.cell import WriteOnlyCell

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    changed, room = Counter[str](), SHEET
    for part in parts:
        head = [tuple(part.columns)] if room == SHEET else []
        fit = _fitting(part.head(room - len(head)), changed)
        changed["rows left out"] += len(part) - len(fit)
        room -= len(head) + len(fit)
        for row in chain(head, fit.itertuples(index=False, name=None)):
            cells = [None if pd.isna(value) else WriteOnlyCell(sheet, value) for value in row]
            for cell in cells:
                if cell and isinstance(cell.value, str):
                    cell.data_type = "s"  # what begins with = is text
            sheet.append(cells)
    for what in ("rows left out", "control characters in cells", "cells cut"):
        if times := changed[what]:
            message = f"sheet {name}: {what}: {times:,}; Parquet and JSON Lines are exact"
            warnings.warn(message, stacklevel=2)


def _fitting(part: pd.DataFrame, changed: Counter[str]) -> pd.DataFrame:
    """``part`` as a sheet can hold it; what had to be changed is counted."""
    fit = part.copy()
    for column in fit.select_dtypes(["string", "object"]):
        words = fit[column].astype("string")
        changed["control characters in cells"] += int(words.str.contains(NOT_XML).sum())
        changed["cells cut"] += int((words.str.len() > CELL).sum())
        fit[column] = words.str.replace(NOT_XML, "\ufffd", regex=True).str.slice(0, CELL)
    return fit


def write_bibliography(store: Store, path: Path) -> None:
    """Write the documents and the numbered resolutions they cite (biblatex, UTF-8).

    A key is the id or symbol with hyphens for what a key may not hold, and a number where two would
    be the same.
    """
    taken: Counter[str] = Counter()
    cited = store.whole("citations", "doc_id", "kind", "body", "symbol", "year")
    known = chain(_document_entries(store.documents), _cited_entries(cited))
    with path.open("w", encoding="utf-8", newline="") as file:
        for number, (name, fields) in enumerate(known):
            key = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") or "document"
            taken[key.casefold()] += 1
            times = taken[key.casefold()]
            key = key if times == 1 else f"{key}-{times}"
            file.write("\n" * bool(number) + entry("misc", key, fields))


def _document_entries(documents: pd.DataFrame) -> Iterator[tuple[str, dict[str, str]]]:
    for row in documents.drop(columns="text").itertuples():
        known = {name: _known(value) for name, value in row._asdict().items()}
        author = known["issuer"] or known["speaker"]
        to = known["addressee"] and f"addressed to {known['addressee']}"
        fields = {
            "author": author and f"{{{author}}}",  # a body, not a first and a last name
            "title": known["title"] or known["doc_id"],
            "date": known["date"],
            "type": known["genre"],
            "number": known["symbol"],
            "location": known["place"],
            "note": "; ".join(filter(None, (known["event"], to, known["source"]))),
        }
        yield row.doc_id, fields


def _cited_entries(citations: pd.DataFrame) -> Iterator[tuple[str, dict[str, str]]]:
    # the first term of each body is its name
    names = {row["body"]: row["term"] for row in reversed(load_table("bodies"))}
    for symbol, part in citing.numbered(citations).groupby("symbol"):
        first = part.iloc[0]
        fields = {
            "author": f"{{{names.get(first['body'], first['body'])}}}",
            "title": tex(f"Resolution {symbol}"),
            "date": _known(first["year"]),
            "number": tex(symbol),
            "url": citing.link(symbol) or "",
            "note": tex("cited in " + ", ".join(dict.fromkeys(part["doc_id"]))),
        }
        yield symbol, fields


def _known(value: object) -> str:
    return "" if pd.isna(value) else tex(value)


def _write_annotations(store: Store, title: str, path: Path) -> None:
    """The page of annotations, in order of ``doc_id``, without all of them in memory."""
    items, total = Shelf(), 0
    for part in store:
        for doc_id, marks in find_marks(part).groupby("doc_id"):
            text = store.texts[doc_id]
            found = [_json(_annotation(mark, text)) for mark in marks.itertuples(index=False)]
            items[doc_id] = ",\n".join(found).replace("\n", "\n   ").encode()
            total += len(found)
    made_by = f"diplomatic-text-analysis {analysis.__version__}; positions count code points"
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:sha256:{store.texts.hash()}",
        "type": "AnnotationCollection",
        "label": f"{title} ({made_by})",
        "total": total,
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": []},
    }
    before, _, after = _json(page).partition("[]")
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{before}[")
        for number, doc_id in enumerate(sorted(items)):
            file.write(("," if number else "") + "\n   " + items[doc_id].decode())
        file.write(("\n  ]" if total else "]") + f"{after}\n")


def _annotation(mark: Any, text: str) -> dict[str, Any]:
    start, end = mark.start, mark.end
    words = {"exact": text[start:end], "prefix": text[max(0, start - AROUND) : start]}
    words["suffix"] = text[end : end + AROUND]
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    selectors = [place, {"type": "TextQuoteSelector", **words}]
    body = [{"purpose": "tagging", "value": role} for role in mark.role.split()]
    body.append({"purpose": "describing", "value": mark.label})
    return {
        "id": f"urn:annotation:{anchor(mark.doc_id)}:{start}-{end}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [{"type": "TextualBody", **part} for part in body],
        "target": {"source": quote(_file_name(mark.doc_id)), "selector": selectors},
    }


def _file_name(doc_id: str) -> str:
    return f"{anchor(doc_id)}.txt"


def _describe_crate(
    names: Iterable[str], store: Store, title: str, citation: Path | None, path: Path
) -> None:
    """The metadata of the files ``names`` that stand beside ``path``; nothing is fetched."""
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    def add(name: str, about: Mapping[str, Any]) -> Any:
        return crate.add(ContextEntity(crate, name, properties=about))

    about = _read_citation(citation) if citation else {}
    crate = ROCrate()
    crate.name = title
    licence = LICENSED if about.get("license") else UNLICENSED
    known = {"texts": len(store.texts), "digest": store.texts.hash()}
    crate.description = ABOUT.format(**known, licence=licence)
    crate.license = add(*_licence(about.get("license"), licence))
    if about.get("date-released"):
        crate.root_dataset["datePublished"] = str(about["date-released"])
    crate.creator = [add(*_author(*one)) for one in enumerate(about.get("authors", []), start=1)]
    version = {"name": "diplomatic-text-analysis", "version": analysis.__version__}
    # no SoftwareApplication, of which a crate must give an address on the web
    tool = add("#software", {"@type": "CreativeWork", **version})
    for name in names:
        crate.add_file(dest_path=name, properties=_described(path.parent / name))
    result = [{"@id": entity.id} for entity in crate.data_entities]
    made = {"@type": "CreateAction", "name": "extraction", "instrument": {"@id": tool.id}}
    crate.root_dataset["mentions"] = add("#extraction", {**made, "result": result})
    write_text(_json(crate.metadata.generate()) + "\n", path)


def _licence(names: Any, said: str) -> tuple[str, dict[str, Any]]:
    """The licence of CITATION.cff (a name of SPDX, or several) as id and properties; a crate must
    have one, so that there is none is one too."""
    many = [str(one) for one in (names if isinstance(names, list) else [names]) if one]
    name = ", ".join(many) or "none stated"
    place = f"https://spdx.org/licenses/{quote(many[0])}" if len(many) == 1 else "#licence"
    return place, {"@type": "CreativeWork", "name": name, "description": said}


def _described(file: Path) -> dict[str, str]:
    known = next(row for row in load_table("exported_files") if row["file"] == file.name)
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {
        "name": file.name,
        "description": known["meaning"],
        "encodingFormat": known["media"],
        "contentSize": str(file.stat().st_size),
        "sha256": digest,
    }


def _read_citation(file: Path) -> dict[str, Any]:
    """The fields of a CITATION.cff; ``InputError`` for what is none."""
    try:
        if file.exists() and not file.is_file():
            raise ValueError("no regular file")
        text = file.read_text(encoding="utf-8")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            # aliases of aliases fill the memory
            raise ValueError("an alias; write out what it stands for")
        about = yaml.safe_load(text)
        authors = about.get("authors", []) if isinstance(about, dict) else None
        if not isinstance(authors, list) or not all(isinstance(one, dict) for one in authors):
            raise ValueError("no fields, or authors that are no list of names")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        said = str(error).replace("\n", " ")
        raise InputError(f"{file}: is not YAML ({said}); expected a CITATION.cff") from None
    return about


def _author(number: int, author: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """A person or a body of CITATION.cff as id and properties."""
    names = (author.get("given-names"), author.get("family-names"))
    person = " ".join(str(name) for name in names if name)
    kind = "Person" if person else "Organization"
    about = {"@type": kind, "name": person or str(author.get("name", ""))}
    return str(author.get("orcid", f"#author-{number}")), about


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
