"""Keyness: which words one text uses more than another; dispersion: how evenly they stand."""

import numpy as np
import pandas as pd

from analysis.frames import one_of
from analysis.measure.words import ALPHA, TOO_LITTLE, significance
from analysis.vocabulary import load_table


def register(name: str) -> pd.Series:
    """Counts of words in a register of ``reference_words``, as ``keyness`` takes them: "general
    debate" or "Security Council". The entry "" holds all other words. Another name is an
    ``InputError``."""
    table = pd.DataFrame(load_table("reference_words"))
    one_of(name, table["register"].unique())
    part = table[table["register"] == name].astype({"count": int, "of": int})
    counts = part.set_index("word")["count"]
    return pd.concat([counts, pd.Series({"": part["of"].iloc[0] - counts.sum()})])


def keyness(
    words: pd.DataFrame, reference: pd.DataFrame | pd.Series, *, minimum: int = 5
) -> pd.DataFrame:
    """One row a word: count, reference count, rate of each per 1,000 words, G2, log_ratio, p,
    verdict.

    ``words`` is a frame of ``words.words``, and so is ``reference``; or that is counts of words,
    the entry "" for all others (``register``). Then the words of ``words`` are compared, and only
    those tested that stand in it ``minimum`` times. ``G2`` (log-likelihood) says how sure
    a difference is, ``log_ratio = log2(rate / reference rate)`` how large: 1 is twice as often, -1
    half; a count of 0 is taken as 0.5. ``p`` is Bonferroni's: multiplied by the number of words
    tested. ``verdict`` is "more", "less" or "no difference shown"; a word with fewer than
    ``minimum`` occurrences in both together is not tested: its verdict is "too little text", its
    G2, log ratio and p are missing. Surest first.

    Do not compare G2 across pairs of texts of other sizes, nor read "no difference shown" as
    likeness. Words of one text are not independent, so p is too small where a word stands in
    clumps: look at ``dispersion`` beside it. Sources: Dunning 1993 (G2); Hardie 2014 (log ratio);
    Rayson and Garside 2000.
    """
    own = words["word"].value_counts()
    listed = isinstance(reference, pd.Series)
    other = reference.reindex(own.index) if listed else reference["word"].value_counts()
    counts = pd.DataFrame({"count": own, "reference": other})
    counts = counts.fillna(0).astype(int).rename_axis("word").reset_index()
    here, there = len(words), reference.sum() if listed else len(reference)
    a, b = counts["count"], counts["reference"]
    tested = ((a if listed else a + b) >= minimum) & bool(here) & bool(there)
    g2, p = significance(a, here, b, there, tested)
    ratio = np.log2((a.clip(lower=0.5) / max(here, 1)) / (b.clip(lower=0.5) / max(there, 1)))
    verdict = np.select(
        [~tested, p > ALPHA, ratio > 0], [TOO_LITTLE, "no difference shown", "more"], "less"
    )
    rates = {"rate": 1000 * a / max(here, 1), "reference_rate": 1000 * b / max(there, 1)}
    measures = {"G2": g2, "log_ratio": ratio.where(tested), "p": p.where(tested)}
    frame = counts.assign(**rates, **measures, verdict=verdict)
    return frame.sort_values(["G2", "word"], ascending=[False, True], ignore_index=True)


def dispersion(words: pd.DataFrame, *, part: str = "paragraph", minimum: int = 5) -> pd.DataFrame:
    """One row a word: count, parts it stands in, of how many, DP, verdict.

    ``DP = 0.5 * sum(|share of the word in a part - share of all words in it|)`` over the parts
    (paragraphs or sentences of each document, or documents): 0 where the word is spread like the
    text, towards 1 where all of it stands in one small part. Below ``minimum`` occurrences it is
    missing and the verdict "too little text". Do not compare DP over other kinds of part, nor of
    words rarer than there are parts: those cannot be spread evenly. Source: Gries 2008.
    """
    keys = ["doc_id"] if part == "doc_id" else ["doc_id", part]
    table = words.groupby(["word", *keys]).size().unstack(keys, fill_value=0)
    sizes = words.groupby(keys).size().reindex(table.columns)
    count = table.sum(axis=1)
    dp = (table.div(count, axis=0) - sizes / len(words)).abs().sum(axis=1) / 2
    frame = pd.DataFrame({"count": count, "parts": (table > 0).sum(axis=1), "of": table.shape[1]})
    often = count >= minimum
    frame = frame.assign(DP=dp.where(often), verdict=np.where(often, "measured", TOO_LITTLE))
    frame = frame.reset_index()
    return frame.sort_values(["count", "word"], ascending=[False, True], ignore_index=True)
