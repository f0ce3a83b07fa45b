"""Texts that stand in a corpus twice, or nearly so, found from a small sketch of each.

A text is the set of its sequences of five words; how alike two texts are is the share of those that
both have among those that either has (Jaccard). MinHash estimates it from 128 numbers a text
(standard error at most 0.045), and its index finds the pairs without comparing all with all.
Source: Broder 1997, through datasketch.
"""

import hashlib
import re

import numpy as np
import pandas as pd
from datasketch import LeanMinHash, MinHash, MinHashLSH

SEQUENCE = 5  # words
NUMBERS = 128  # of a sketch
SHORTEST = 20  # sequences: two shorter texts may be alike by chance
WORDS = re.compile(r"\w+")


def sketch(documents: pd.DataFrame) -> pd.DataFrame:
    """One row a document: its columns without ``text``, and ``digest`` and ``numbers`` of it.

    Texts of the same words (case, marks and white space do not count) have the same ``digest``; it
    is missing for a text without words, ``numbers`` for a text too short to be compared.
    """
    digests, numbers = [], []
    for text in documents["text"]:
        words = WORDS.findall(text.casefold())
        digests.append(hashlib.sha256(" ".join(words).encode()).hexdigest() if words else None)
        numbers.append(_numbers(words))
    return documents.drop(columns="text").assign(digest=digests, numbers=numbers)


def find_duplicates(sketches: pd.DataFrame, *, threshold: float = 0.7) -> pd.DataFrame:
    """One row a document that repeats an earlier one: doc_id, of (the earlier), alike.

    ``alike`` is 1 for the same words, else estimated and at least ``threshold``; of several earlier
    documents the one most alike is named. Of a short document only the same words are seen.
    """
    index = MinHashLSH(threshold=threshold, num_perm=NUMBERS)
    first: dict[str, str] = {}
    known = list(sketches[["doc_id", "digest", "numbers"]].itertuples(index=False))
    rows: list[tuple[str, str, float]] = []
    for at, row in enumerate(known):
        if pd.isna(row.digest):
            continue
        other = first.setdefault(row.digest, row.doc_id)
        if other != row.doc_id:
            rows.append((row.doc_id, other, 1.0))
        if other != row.doc_id or row.numbers is None:
            continue
        earlier = (known[key] for key in sorted(index.query(row.numbers)))
        near = [(row.numbers.jaccard(one.numbers), one.doc_id) for one in earlier]
        alike, other = max(near, key=lambda pair: pair[0], default=(0.0, ""))
        if alike >= threshold:
            rows.append((row.doc_id, other, alike))
        index.insert(at, row.numbers)
    return pd.DataFrame(rows, columns=["doc_id", "of", "alike"]).astype({"alike": "float64"})


def _numbers(words: list[str]) -> LeanMinHash | None:
    """The MinHash of sequences of words: sums of the words' hashes, weighted by place."""
    if len(words) < SHORTEST + SEQUENCE - 1:
        return None
    hashes = pd.util.hash_array(np.array(words, dtype=object))
    weights = np.uint64(0x9E3779B97F4A7C15) ** np.arange(SEQUENCE, dtype="uint64")
    sums = sum(hashes[at : len(hashes) - SEQUENCE + 1 + at] * weights[at] for at in range(SEQUENCE))
    minimum = MinHash(num_perm=NUMBERS, hashfunc=int)
    minimum.update_batch((np.unique(pd.util.hash_array(sums)) >> np.uint64(32)).tolist())
    return LeanMinHash(minimum)
