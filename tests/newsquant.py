"""Scores the quantities on NewsQuant (Almasian et al., EMNLP 2023): ``python tests/newsquant.py PATH.json``.

Values are compared as a multiset in each sentence, a range by both ends. The bound is NewsQuant's ``change``
(``=``, ``~``, ``>``, ``<``); a value that it marks as an upward or downward trend is left out of the bound score,
for a trend is no hedge. Three differences of definition are listed apart from errors: NewsQuant counts "one of the
people", gives a magnitude two bounds ("dozens" is 12 to 120) and reads "from 20 to 30" as a range where we see a
change from one amount to another.
"""

import json
import sys
from collections import Counter

from analysis.extractors.quantities import find_quantities
from analysis.text import Text
from analysis.vocabulary import shipped

CHANGE = {
    "bare": "=", "range": "=", "vague": "=", "about": "~", "almost": "~", "over": ">", "at_least": ">",
    "under": "<", "up_to": "<",
}  # fmt: skip


def wanted(row):
    """The value (or both ends) and the change of an annotated quantity."""
    ends = [float(end) for end in row["value"].replace("E-", "E~").replace("e-", "e~").split("-")
            if "~" not in end] if "-" in row["value"].strip("-") else [float(row["value"])]  # fmt: skip
    return tuple(sorted(ends)), row["change"]


def found(row):
    """The same of a row of ours; a fraction is annotated as a part of one or as percent, so both are offered."""
    if row["hedge"] == "range":
        return [(row["value_low"], row["value_high"])], "="
    if row["value"] is None:
        return [()], "="
    share = (
        row["unit"] == "percent" and "%" not in row["quote"] and "cent" not in row["quote"].lower()
    )
    return [(row["value"],), *([(row["value"] / 100,)] if share else [])], CHANGE[row["hedge"]]


def close(left, right):
    return len(left) == len(right) and all(
        abs(a - b) <= 0.001 * abs(b) for a, b in zip(left, right, strict=True)
    )


def match(sentence):
    """Pairs of (annotated, ours), and what is left on either side."""
    gold, ours, pairs = (
        [wanted(row) for row in sentence["quantities"]],
        find_quantities(Text(sentence["text"], shipped())),
        [],
    )
    for row in list(ours):
        values, change = found(row)
        fitting = [item for item in gold if any(close(value, item[0]) for value in values)]
        if fitting:
            best = next((item for item in fitting if item[1] == change), fitting[0])
            gold.remove(best)
            ours.remove(row)
            pairs.append((best[1], change))
    return pairs, gold, ours


def definition(ends, ours):
    """Why an annotated value is none of ours by definition, or None for an error."""
    if ends == (1.0,):
        return "one as a pronoun or article"
    if len(ends) == 2 and any(row["hedge"] == "vague" for row in ours):
        return "a magnitude with bounds"
    if len(ends) == 2 and all(
        any(close((end,), (row["value"] or 0.0,)) for row in ours) for end in ends
    ):
        return "a change as a range"
    return None


def rates(hits, gold, ours):
    precision, recall = hits / ours, hits / gold
    return f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"


def main(path):
    with open(path, encoding="utf-8") as handle:
        sentences = json.load(handle)
    counts, reasons, lines = Counter(), Counter(), []
    for sentence in sentences:
        pairs, missed, surplus = match(sentence)
        trends = sum(change in ("up", "down") for change, _ in pairs)
        counts += Counter(
            value=len(pairs), bound=sum(left == right for left, right in pairs), trends=trends,
            gold=len(pairs) + len(missed), ours=len(pairs) + len(surplus),
            trends_missed=sum(change in ("up", "down") for _, change in missed),
        )  # fmt: skip
        lines += [("bound", f"{left} read as {right}", sentence) for left, right in pairs
                  if left not in ("up", "down", right)]  # fmt: skip
        for ends, _ in missed:
            reasons[why := definition(ends, surplus) or "error: missed"] += 1
            lines.append((why, ends, sentence))
        for row in surplus:
            explained = row["hedge"] == "vague" or any(
                definition(e, surplus) == "a change as a range" for e, _ in missed
            )
            reasons[why := "definition: ours" if explained else "error: not annotated"] += 1
            lines.append((why, row["quote"], sentence))
    for why, what, sentence in sorted(lines, key=lambda line: line[0]):
        print(f"{why:30} {what!s:24} {sentence['text'][:150]}")
    print(dict(reasons))
    print("value           ", rates(counts["value"], counts["gold"], counts["ours"]))
    gold, ours = (
        counts["gold"] - counts["trends"] - counts["trends_missed"],
        counts["ours"] - counts["trends"],
    )
    print("value with bound", rates(counts["bound"], gold, ours))


if __name__ == "__main__":
    main(sys.argv[1])
