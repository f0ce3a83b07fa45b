"""What was read of a corpus, kept on the disk: one part of it is held at a time."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import Any
from weakref import finalize

import pandas as pd
import pyarrow as pa

from analysis import frames
from analysis.extractors.evidence import NAMES, Evidence
from analysis.show.files import PIECE, cut, frames_of, json_lines, naming


class Shelf:
    """Bytes by key, in a file that is gone when the object is."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 -- closed with the object
        self._places: dict[Any, tuple[int, int]] = {}
        finalize(self, self._file.close)

    def __setitem__(self, key: Any, content: bytes) -> None:
        with naming(Path(gettempdir())):  # where the disk may be full
            self._places[key] = self._file.seek(0, os.SEEK_END), len(content)
            self._file.write(content)
            self._file.flush()

    def __getitem__(self, key: Any) -> bytes:
        start, length = self._places[key]
        self._file.seek(start)
        return self._file.read(length)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Texts(Mapping[str, str]):
    """The texts of documents by ``doc_id``."""

    def __init__(self) -> None:
        self._lines = Shelf()

    def add(self, documents: pd.DataFrame) -> None:
        """Keep the documents of a batch."""
        for piece in cut(documents, PIECE):
            lines = json_lines(piece).splitlines(keepends=True)
            for doc_id, line in zip(piece["doc_id"], lines, strict=True):
                self._lines[doc_id] = line

    def hash(self) -> str:
        """The ``corpus_hash`` of all the documents."""
        digest = hashlib.sha256()
        for doc_id in sorted(self):
            digest.update(self._lines[doc_id])
        return digest.hexdigest()

    def __getitem__(self, doc_id: str) -> str:
        return str(json.loads(self._lines[doc_id].decode("utf-8", "surrogatepass"))["text"])

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


class Store:
    """All evidence of a corpus in parts, which follow one another as they were added.

    ``texts`` holds those of the documents; what else is known of these stays in memory.
    """

    def __init__(self, *parts: Evidence) -> None:
        self.texts = Texts()
        self._documents: list[pd.DataFrame] = []
        self._frames: dict[str, Shelf] = {}
        for part in parts:
            self.add(part)

    def add(self, part: Evidence) -> None:
        """Keep the evidence of a batch."""
        self.texts.add(part.documents)
        self._documents.append(_without("text", part.documents))
        for name, frame in frames_of(part).items():
            if name != "documents":
                shelf = self._frames.setdefault(name, Shelf())
                shelf[len(shelf)] = _packed(frame)

    def rows(self, name: str) -> Iterator[Any]:
        """The rows of the frame of that name."""
        return chain.from_iterable(part.itertuples() for part in self.parts(name))

    @property
    def names(self) -> list[str]:
        """The frames that there are."""
        return ["documents", *self._frames]

    def parts(self, name: str) -> Iterator[pd.DataFrame]:
        """The frame of that name, part by part."""
        if name == "documents":
            for part in self._documents:
                texts = [self.texts[doc_id] for doc_id in part["doc_id"]]
                yield part.assign(text=pd.array(texts, dtype=frames.TEXT))
            return
        shelf = self._frames[name]
        for number in shelf:
            yield pa.ipc.open_stream(shelf[number]).read_all().to_pandas()

    def held(self, *names: str) -> Evidence:
        """The documents and the frames of these names in memory; the others are empty.

        They are without the texts and the quotes of paragraphs: most of what they weigh.
        """
        whole = {name: frames.build(name, []) for name in NAMES}
        for name in names:
            parts = self.parts(name)
            if name == "paragraphs":
                parts = (_without("quote", part) for part in parts)
            whole[name] = pd.concat(list(parts), ignore_index=True)
        return Evidence(pd.concat(self._documents, ignore_index=True), **whole)

    def __iter__(self) -> Iterator[Evidence]:
        """All frames, part by part."""
        for part in zip(*map(self.parts, self.names), strict=True):
            yield Evidence(**dict(zip(self.names, part, strict=True)))


def _without(column: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with nothing in a column of long texts."""
    return frame.assign(**{column: frame[column].str.slice(0, 0)})


def _packed(frame: pd.DataFrame) -> bytes:
    """The frame as a stream of Arrow, of the same types when it is read.

    It is compressed: a column that is read would else hold the bytes of all the others.
    """
    table, sink = pa.Table.from_pandas(frame), pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_stream(sink, table.schema, options=options) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())
