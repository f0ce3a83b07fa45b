"""Memory grows little with the corpus: what stays of a reading is on the disk.

Counted are the objects of Python and of Arrow at the worst moment, which do not depend on the machine. What whole
commands take at 32 million words is measured by ``tests/memory.py`` and told in docs/scale.md.
"""

import gc
import tracemalloc
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pytest

from analysis.show import report
from analysis.show.exports import export
from analysis.show.files import frames_of
from analysis.show.store import Store

FEW, MANY = 2, 7  # copies of the four texts
# bytes at the worst moment for each row of evidence that is added; 1,370 and 570 where all rows are held until the end
MOST = {"report": 1_150, "bibtex": 350}
POOLS = []  # kept: what was taken from a pool is given back to it


def stored(evidence, copies):
    """A store of so many copies of ``evidence``, a part each, and how many rows it has."""
    store = Store()
    for copy in range(copies):
        rows = frames_of(evidence).items()
        named = {name: rows.assign(doc_id=rows["doc_id"] + f"-{copy:03}") for name, rows in rows}
        store.add(replace(evidence, **named))
    return store, sum(store.sizes.values())


def peak(action):
    """The most bytes that were held at a time while ``action`` ran, beyond those before."""
    before, pool = pa.default_memory_pool(), pa.proxy_memory_pool(pa.system_memory_pool())
    POOLS.append(pool)
    pa.set_memory_pool(pool)
    often = gc.get_threshold()  # the command line asks for it seldom
    gc.collect()
    gc.set_threshold(500, 5, 5)
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1] + pool.max_memory()
    finally:
        tracemalloc.stop()
        gc.set_threshold(*often)
        pa.set_memory_pool(before)


@pytest.mark.parametrize("kind", MOST)
def test_memory_grows_little_with_the_corpus(evidence, tmp_path, monkeypatch, kind):
    for name, most in {"ROWS": 3, "LISTED": 3, "TEXT": 1_000}.items():  # the page stays as long
        monkeypatch.setattr(report, name, most)

    monkeypatch.setattr(report, "_figure", lambda *_: "")  # slow

    def write(store):
        if kind == "report":
            report.write_report(store, tmp_path / "r.html", title="t")
        else:
            export(store, tmp_path, kind, title="t")

    (few, fewer), (many, more) = stored(evidence, FEW), stored(evidence, MANY)
    write(few)  # what it loads is loaded
    held = [peak(lambda store=store: write(store)) for store in (few, many)]
    assert held[1] - held[0] < MOST[kind] * (more - fewer)


def test_no_evidence_is_held_while_the_page_is_written(evidence, tmp_path, monkeypatch):
    """Of the frames of the corpus only the documents are left."""
    (store, _), write, held = stored(evidence, 2), report.write_template, []

    def look(name, shown, path):
        gc.collect()  # what is garbage is not held
        frames = [thing for thing in gc.get_objects() if isinstance(thing, pd.DataFrame)]
        of_store = [frame for frame in frames if "doc_id" in frame]
        ids = ((frame, frame["doc_id"].astype("str")) for frame in of_store)
        held.extend(frame for frame, named in ids if named.str.endswith("-001").any())
        write(name, shown, path)

    monkeypatch.setattr(report, "write_template", look)
    report.write_report(store, tmp_path / "r.html", title="t")
    assert len(held) > 0
    assert all("title" in frame and frame["text"].eq("").all() for frame in held)
