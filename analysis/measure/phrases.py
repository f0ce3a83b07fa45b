"""Phrases that texts share word for word, or nearly so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import pandas as pd

from analysis.vocabulary import load_table

PLACE = ["phrase", "doc_id", "paragraph", "start", "end"]


class Match(NamedTuple):
    """A stretch of two texts: where it begins and ends in each, and its same content words."""

    a: int
    b: int
    a_end: int
    b_end: int
    same: int


def shared(
    words: pd.DataFrame, one: str, other: str, *, minimum: int = 4, gap: int = 3
) -> pd.DataFrame:
    """The longest phrases that the documents ``one`` and ``other`` share, the longest first.

    One row a phrase: same (identical content words: not "of", "the", ... of
    ``data/vocabulary/function_words.csv``), words and other_words (its length in each), and for
    each text phrase (lower case), doc_id, paragraph, start, end. At most ``gap`` words at a time
    may be added, left out or changed inside a phrase; at least ``minimum`` content words must be
    identical, in the same order. Phrases do not overlap in both texts at once.

    A frame without rows says that no phrase of that length is shared, not that the texts are
    unlike. How many words rule out chance depends on the genre: any two resolutions share "the
    sovereignty and territorial integrity of".
    """
    left, right = (words[words["doc_id"] == text].reset_index(drop=True) for text in (one, other))
    found = _longest(_chains(_runs(left["word"].tolist(), right["word"].tolist()), gap), minimum)
    sizes = [(match.same, match.a_end - match.a, match.b_end - match.b) for match in found]
    counts = pd.DataFrame(sizes, columns=["same", "words", "other_words"], dtype="int64")
    one_place = _stretches(left, [(match.a, match.a_end) for match in found])
    other_place = _stretches(right, [(match.b, match.b_end) for match in found])
    return pd.concat([counts, one_place, other_place.add_prefix("other_")], axis=1)


def sides(pairs: pd.DataFrame) -> pd.DataFrame:
    """Both places of each phrase of ``shared``, two rows under its index, with columns PLACE."""
    other = pairs[[f"other_{name}" for name in PLACE]].set_axis(PLACE, axis=1)
    return pd.concat([pairs[PLACE], other]).sort_index(kind="stable")


def formulae(words: pd.DataFrame, *, minimum: int = 4) -> pd.DataFrame:
    """Phrases of ``minimum`` words or more that stand in two or more documents, word for word.

    One row a phrase: phrase, words, times, documents; the longest first. A phrase is left out where
    a longer one stands in all the same places. Phrases run over sentence ends but not over the ends
    of documents.
    """
    texts = [part["word"].tolist() for _, part in words.groupby("doc_id", sort=False)]
    kept: list[dict[str, object]] = []
    size, longer = minimum, _places(texts, minimum)
    while longer:
        these, longer = longer, _places(texts, size + 1)
        firsts = set(chain(*longer.values()))
        covered = firsts | {(doc, i + 1) for doc, i in firsts}
        for phrase, places in these.items():
            if not covered.issuperset(places):
                kept.append({"phrase": " ".join(phrase), "words": size, "times": len(places),
                             "documents": len({doc for doc, _ in places})})  # fmt: skip
        size += 1
    frame = pd.DataFrame(kept, columns=["phrase", "words", "times", "documents"])
    order = ["documents", "words", "phrase"]
    return frame.sort_values(order, ascending=[False, False, True]).reset_index(drop=True)


def occurrences(words: pd.DataFrame, phrases: Iterable[str]) -> pd.DataFrame:
    """Where each phrase, written as in ``formulae``, stands: one row a place, columns PLACE."""
    asked = [tuple(phrase.split()) for phrase in dict.fromkeys(phrases)]
    found = [_stretches(words, [])]
    for _, part in words.groupby("doc_id", sort=False):
        text, spans = part["word"].tolist(), []
        for phrase in asked:
            size = len(phrase)
            starts = range(len(text) - size + 1)
            spans += [(i, i + size) for i in starts if tuple(text[i : i + size]) == phrase]
        found.append(_stretches(part, spans))
    return pd.concat(found, ignore_index=True)


def _places(texts: list[list[str]], size: int) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """Where each run of ``size`` words stands, for those that stand in two documents or more."""
    found = defaultdict(list)
    for doc, text in enumerate(texts):
        for i in range(len(text) - size + 1):
            found[tuple(text[i : i + size])].append((doc, i))
    # places are in the order of the documents
    return {phrase: places for phrase, places in found.items() if places[0][0] < places[-1][0]}


def _runs(a: Sequence[str], b: Sequence[str]) -> list[Match]:
    """The longest runs of identical words that begin and end with a content word, in order."""
    empty = {row["term"] for row in load_table("function_words")}
    places = defaultdict(list)
    for j, word in enumerate(b):
        places[word].append(j)
    runs, inside = [], set()
    for i, word in enumerate(a):
        for j in () if word in empty else places.get(word, ()):
            if (i, j) in inside:
                continue  # of a run that began earlier
            end, same, size = 0, 0, 0
            while i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size]:
                if a[i + size] not in empty:
                    end, same = size + 1, same + 1
                    inside.add((i + size, j + size))
                size += 1
            runs.append(Match(i, j, i + end, j + end, same))
    return runs


def _chains(runs: list[Match], gap: int) -> list[Match]:
    """Each run, joined to the best that ends at most ``gap`` words earlier in both texts."""
    best: list[Match] = []
    ending: dict[int, list[Match]] = defaultdict(list)
    for run in runs:
        before = [
            match
            for i in range(run.a - gap, run.a + 1)
            for match in ending[i]
            if run.b - gap <= match.b_end <= run.b and (run.a, run.b) != (match.a_end, match.b_end)
        ]
        top = max(before, key=lambda match: match.same, default=None)
        chain = Match(top.a, top.b, run.a_end, run.b_end, top.same + run.same) if top else run
        ending[chain.a_end].append(chain)
        best.append(chain)
    return best


def _longest(chains: list[Match], minimum: int) -> list[Match]:
    """The best chains, none of which overlaps a better one in both texts."""
    kept: list[Match] = []
    long = [chain for chain in chains if chain.same >= minimum]
    for one in sorted(long, key=lambda it: (-it.same, it.a_end - it.a + it.b_end - it.b, it)):
        near = [other for other in kept if other.a < one.a_end and one.a < other.a_end]
        if not any(other.b < one.b_end and one.b < other.b_end for other in near):
            kept.append(one)
    return kept


def _stretches(words: pd.DataFrame, spans: list[tuple[int, int]]) -> pd.DataFrame:
    """One row a stretch of ``words``, from one row to before another: columns PLACE."""
    first = words.iloc[[low for low, _ in spans]].reset_index(drop=True)
    ends = words["end"].iloc[[high - 1 for _, high in spans]].to_numpy()
    phrases = [" ".join(words["word"].iloc[low:high]) for low, high in spans]
    return first.assign(phrase=pd.Series(phrases, dtype="str"), end=ends)[PLACE]
