"""Collocates: the words that stand near a word more often than chance would put them there."""

import numpy as np
import pandas as pd

from analysis.measure.words import ALPHA, TOO_LITTLE, significance


def collocates(words: pd.DataFrame, node: str, *, span: int = 4, minimum: int = 3) -> pd.DataFrame:
    """One row a word near ``node``: near, count, logDice, G2, p, verdict; the strongest first.

    ``node`` is a regular expression for a whole word in lower case. ``near`` counts the occurrences
    of the word that stand at most ``span`` words from one of the node, in the same sentence; each
    is counted once. ``logDice = 14 + log2(2 * near / (node + count))`` says how exclusively the two
    go together: 14 is always, one less is half as much; it does not depend on the size of the
    corpus. ``G2`` says how sure it is that the word is commoner near the node than elsewhere, ``p``
    is Bonferroni's.

    A word with fewer than ``minimum`` occurrences near the node has the verdict "too little text"
    and no measures; so has every word when the node itself is that rare. Do not rank by G2: it
    grows with frequency. Sources: Rychlý 2008 (logDice); Dunning 1993 (G2).
    """
    near, is_node = _near(words, node, span)
    nodes, window = int(is_node.sum()), int(near.sum())
    counts = (words["word"][which].value_counts() for which in (near, ~is_node))
    frame = pd.DataFrame(dict(zip(("near", "count"), counts, strict=True)))
    frame = frame[frame["near"].notna()].astype(int).rename_axis("word").reset_index()
    o, f = frame["near"], frame["count"]
    rest = len(words) - nodes - window
    tested = (o >= minimum) & (nodes >= minimum) & (rest > 0)
    g2, p = significance(o, window, f - o, rest, tested)
    drawn = o * rest > (f - o) * window  # commoner near than elsewhere
    verdict = np.select(
        [~tested, (p <= ALPHA) & drawn], [TOO_LITTLE, "drawn to it"], "no attraction shown"
    )
    dice = (14 + np.log2(2 * o / (nodes + f))).where(tested)
    frame = frame.assign(logDice=dice, G2=g2, p=p.where(tested), verdict=verdict)
    order = ["logDice", "near", "word"]
    return frame.sort_values(order, ascending=[False, False, True], ignore_index=True)


def neighbours(words: pd.DataFrame, node: str, *, span: int = 4) -> pd.DataFrame:
    """The rows of ``words`` that ``collocates`` counts as near ``node``."""
    return words[_near(words, node, span)[0]]


def _near(words: pd.DataFrame, node: str, span: int) -> tuple[np.ndarray, np.ndarray]:
    """Which words stand at most ``span`` words from a node in the same sentence but are no node;
    which are one."""
    is_node = words["word"].str.fullmatch(node).to_numpy(dtype=bool)
    units = words.groupby(["doc_id", "sentence"], sort=False).ngroup().to_numpy()
    near = np.zeros(len(words), dtype=bool)
    for step in range(1, min(span, len(words) - 1) + 1):
        together = units[step:] == units[:-step]
        near[step:] |= is_node[:-step] & together
        near[:-step] |= is_node[step:] & together
    return near & ~is_node, is_node
