"""Words of a table in the text: names of sides and places, words that evaluate or intensify.

No grammar: a word is found wherever it stands, whatever it does there ("full" in "a full house"
intensifies nothing).
"""

import re

import pandas as pd

from analysis.terms import alternation
from analysis.vocabulary import Rows, Vocabulary, shipped

NO_COLUMNS = ("source", "example")  # of the table, not of its words in the text


def find_terms(
    paragraphs: pd.DataFrame, table: str | Rows, words: Vocabulary | None = None
) -> pd.DataFrame:
    """One row an occurrence of a term of ``table``, in the order of the text.

    Columns doc_id, paragraph, the columns of the table (term, and "name" and "kind" or "class"; not
    its source and example), start, end, quote. ``table`` is the name of a table ("names",
    "evaluative"), of the package or of your vocabulary ``words``, or rows of your own
    (``vocabulary.read_table``). The longest term wins: "Republic of Armenia" is not also "Armenia".
    A term that begins with a capital is found with a capital only, or all in capitals; any other is
    found in either case.
    """
    rows = (words or shipped()).table(table) if isinstance(table, str) else table
    known = {" ".join(row["term"].split()).casefold(): row for row in rows}
    header = rows[0] if rows else {"term": ""}
    columns = [name for name in header if name not in NO_COLUMNS]
    pattern = re.compile(rf"\b(?:{alternation(known)})(?!\w)", re.IGNORECASE)
    found = []
    for unit in paragraphs.itertuples(index=False):
        for match in pattern.finditer(unit.quote) if known else ():
            row = known[" ".join(match[0].split()).casefold()]
            if row["term"][0].islower() or match[0][0].isupper():
                place = {"doc_id": unit.doc_id, "paragraph": unit.paragraph}
                start, end = unit.start + match.start(), unit.start + match.end()
                span = {"start": start, "end": end, "quote": match[0]}
                found.append({**place, **{name: row[name] for name in columns}, **span})
    return pd.DataFrame(found, columns=["doc_id", "paragraph", *columns, "start", "end", "quote"])
