"""What was read of a corpus, kept on the disk: one part of it is held at a time."""

import hashlib
import json
import os
from collections import Counter, UserDict, defaultdict
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import Any
from weakref import finalize

import pandas as pd

from analysis.extractors.evidence import Evidence
from analysis.show.files import cut, frames_of, json_lines, naming

PIECE = 100  # documents that are turned into JSON at a time


class Shelf(UserDict[Any, Any]):
    """Bytes by key, in a file that is gone when the object is; ``data`` holds their places."""

    def __init__(self) -> None:
        super().__init__()
        self._file = TemporaryFile()  # noqa: SIM115 -- closed with the object
        finalize(self, self._file.close)

    def __setitem__(self, key: Any, content: bytes) -> None:
        with naming(Path(gettempdir())):  # where the disk may be full
            self.data[key] = self._file.seek(0, os.SEEK_END), len(content)
            self._file.write(content)
            self._file.flush()

    def __getitem__(self, key: Any) -> Any:
        start, length = self.data[key]
        self._file.seek(start)
        return self._file.read(length)


class Texts(Shelf):
    """The texts of documents by ``doc_id``; on the shelf are their lines of JSON."""

    def add(self, documents: pd.DataFrame) -> None:
        """Keep the documents of a batch."""
        for piece in cut(documents, PIECE):
            lines = json_lines(piece).splitlines(keepends=True)
            for doc_id, line in zip(piece["doc_id"], lines, strict=True):
                self[doc_id] = line

    def hash(self) -> str:
        """The ``corpus_hash`` of all the documents."""
        digest = hashlib.sha256()
        for doc_id in sorted(self):
            digest.update(super().__getitem__(doc_id))
        return digest.hexdigest()

    def __getitem__(self, doc_id: str) -> str:
        line: bytes = super().__getitem__(doc_id)
        return str(json.loads(line.decode("utf-8", "surrogatepass"))["text"])


class Store:
    """All evidence of a corpus in parts, which follow one another as they were added.

    ``texts`` holds those of the documents; what else is known of these stays in memory. Whoever
    counts over a frame takes the columns of it that count (``whole``), and lets them go again.
    """

    def __init__(self, *parts: Evidence) -> None:
        self.texts = Texts()
        self.sizes: Counter[str] = Counter()  # rows of each frame
        self._documents: list[pd.DataFrame] = []
        self._frames: defaultdict[str, Shelf] = defaultdict(Shelf)
        for part in parts:
            self.add(part)

    @classmethod
    def of(cls, evidence: "Evidence | Store") -> "Store":
        """A store of ``evidence``, which may be one."""
        return evidence if isinstance(evidence, Store) else cls(evidence)

    def add(self, part: Evidence) -> None:
        """Keep the evidence of a batch."""
        self.texts.add(part.documents)
        without = part.documents["text"].str.slice(0, 0)  # not even in a slice of it
        self._documents.append(part.documents.assign(text=without))
        for name, frame in frames_of(part).items():
            self.sizes[name] += len(frame)
            if name != "documents":
                shelf, packed = self._frames[name], BytesIO()
                # compressed: a column that is read would else hold the bytes of all the others
                frame.to_feather(packed)
                shelf[len(shelf)] = packed.getvalue()

    @property
    def names(self) -> list[str]:
        """The frames that there are."""
        return ["documents", *self._frames]

    @property
    def documents(self) -> pd.DataFrame:
        """The documents; their texts are empty here."""
        return pd.concat(self._documents, ignore_index=True)

    def parts(self, name: str, *columns: str) -> Iterator[pd.DataFrame]:
        """The frame of that name, part by part; only those of ``columns`` if any are named."""
        if name == "documents":
            for part in self._documents:
                texts = [self.texts[doc_id] for doc_id in part["doc_id"]]
                yield part.assign(text=pd.array(texts, dtype=part["text"].dtype))
            return
        for packed in self._frames[name].values():
            yield pd.read_feather(BytesIO(packed), columns=[*columns] or None)

    def whole(self, name: str, *columns: str) -> pd.DataFrame:
        """The frame of that name in memory; only those of ``columns`` if any are named."""
        return pd.concat(self.parts(name, *columns), ignore_index=True)

    def gathered(self, made: Callable[..., pd.DataFrame], *names: str) -> pd.DataFrame:
        """What ``made`` gives for the frames of these names, part by part, as one frame."""
        parts = zip(*map(self.parts, names), strict=True)
        return pd.concat((made(*part) for part in parts), ignore_index=True)

    def __iter__(self) -> Iterator[Evidence]:
        """All frames, part by part."""
        for part in zip(*map(self.parts, self.names), strict=True):
            yield Evidence(**dict(zip(self.names, part, strict=True)))


def corpus_hash(documents: pd.DataFrame) -> str:
    """SHA-256 of the texts and all that is known of them.

    It is that of the file that ``extract --format jsonl`` writes as ``documents.jsonl``, its rows
    in the order of ``doc_id``.
    """
    texts = Texts()
    texts.add(documents)
    return texts.hash()
