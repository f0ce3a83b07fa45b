"""What is wrong with a corpus, or may be: text by text, and as a whole.

Nothing is mended, and no problem found does not make a text right: a problem is a place to look at.
Its kind says how grave it is and what to do about it (``data/vocabulary/problem_kinds.csv``).
"""

import datetime
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise
from typing import Any, NamedTuple

import pandas as pd
from ftfy.badness import badness

from analysis.measure.duplicates import find_duplicates
from analysis.terms import alternation
from analysis.text import PASSAGE, Date, find_dates, find_figures
from analysis.vocabulary import Vocabulary, is_foreign, load_table, shipped

COLUMNS = {
    "doc_id": "string", "file": "string", "line": "Int64", "severity": "string", "kind": "string",
    "problem": "string", "remedy": "string", "times": "int64",
}  # fmt: skip
SHOWN = 40  # characters of a text that a problem quotes
NOISY = (5, 0.001)  # odd words, and their share of all, from which a text is noisy
NEAR = 500  # characters before and behind a number in which the words beside it are looked for
LONG = 12  # words of a passage that is no signature
UNREAD = ("resolution", "nothing counted")  # reasons why a number is no amount that tell of a miss
COUNTING = ("preambular", "operative", "body")  # where numbers count; a heading's are its own
# below a text: "31 Ibid., document S/11500."
FOOTNOTE = re.compile(r"^[^\S\n]*(\d{1,3})[^\S\n]+[^\W\d_]", re.MULTILINE)
SIGNED = re.compile(r"\(\s?signed\s?\)", re.IGNORECASE)
SIGNATURE = 200  # characters above the last line in which it may stand

# the year in S/RES/822(1993), AZE_48_1993, 1994-04-15_statement
YEAR = re.compile(r"(?<![\dA-Za-z])(?:19|20)\d\d(?![\dA-Za-z])")
LINE = re.compile(r"[^\n]+")
# mojibake has a character beyond ASCII that is no common mark of print; what was not decoded, one
# that nobody prints
UNUSUAL = re.compile(r"[^\x00-\x7f“”‘’–—…«»•]")
BROKEN = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\x80-\x9f]")
# what a scanner makes of words: "c0untry", "wil1ing", "it<a", "coun¬tries", "mOnths"
ODD = re.compile(
    r"(?<![\w/.@-])(?:[A-Za-z]*[a-z](?:\d|[\\|~^<>{}=§¬¢¥¦©®□►¶]+)[a-z]+|[a-z]+[A-Z][a-z]*)"
    r"(?![\w/@])"
)


# the numbers of a text that are no amounts: the reason, and where each stands
Refused = Callable[[str], Iterable[tuple[str, int, int]]]


class Looked(NamedTuple):
    """One document with its evidence."""

    row: Any
    units: list[Any]
    amounts: list[Any]
    spans: list[tuple[int, int]]  # of amounts and citations, in order
    today: pd.Timestamp
    refused: Refused


Found = Iterator[tuple[str, int | None, str]]  # kind, character (nothing: the whole text), problem


def in_texts(
    documents: pd.DataFrame, paragraphs: pd.DataFrame, quantities: pd.DataFrame,
    citations: pd.DataFrame, *, today: pd.Timestamp | None = None,
    refused: Refused = lambda raw: (),
) -> pd.DataFrame:  # fmt: skip
    """The problems of each document on its own, one row a problem, in the order of the documents.

    Columns: doc_id; file (missing: only who reads files knows it); line (of the text, from 1;
    missing where the problem is of the whole); severity (error, warning); kind (a term of
    ``data/vocabulary/problem_kinds.csv``); problem; remedy; times (1). A date after ``today`` (now)
    cannot be. ``refused`` gives the numbers of a text that are no amounts
    (``extractors.quantities.refusals``); without it nothing is said of them.
    """
    units, amounts, cited = map(_by_document, (paragraphs, quantities, citations))
    rows = []
    for row in documents.itertuples(index=False):
        own = amounts[row.doc_id]
        spans = sorted((one.start, one.end) for one in (*own, *cited[row.doc_id]))
        text = Looked(row, units[row.doc_id], own, spans, today or pd.Timestamp.now(), refused)
        breaks = [found.start() for found in re.finditer("\n", row.text)]
        for kind, at, problem in chain(*(look(text) for look in LOOKS)):
            line = None if at is None else bisect_left(breaks, at) + 1
            rows.append({"doc_id": row.doc_id, "line": line, "kind": kind, "problem": problem})
    return problems(rows)


def _by_document(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """The rows of each document."""
    found = defaultdict(list)
    for row in frame.itertuples(index=False):
        found[row.doc_id].append(row)
    return found


def among_texts(sketches: pd.DataFrame) -> pd.DataFrame:
    """The problems of a whole corpus: an id or a text twice; one speaker, issuer or country only.

    ``sketches`` is what ``duplicates.sketch`` keeps of its documents; columns as those of
    ``in_texts``.
    """
    rows: list[dict[str, Any]] = [
        {"doc_id": doc_id, "kind": "same_id", "problem": "another document has this id"}
        for doc_id in sketches.loc[sketches["doc_id"].duplicated(), "doc_id"]
    ]
    for row in find_duplicates(sketches.drop_duplicates("doc_id")).itertuples(index=False):
        same = row.alike == 1
        kind = "same_text" if same else "near_text"
        how = "the same words" if same else f"about {row.alike:.0%} the same"
        rows.append({"doc_id": row.doc_id, "kind": kind, "problem": f"{how} as {row.of}"})
    for name in {"speaker", "issuer", "country"} & set(sketches.columns):
        known = sketches[name].dropna()
        if len(known) > 1 and 2 * len(known) >= len(sketches) and known.nunique() == 1:
            counted = f"(known of {len(known)} of {len(sketches)})"
            problem = f"no text has another {name} than {known.iloc[0]} {counted}"
            rows.append({"kind": "one_side", "problem": problem})
    return problems(rows)


def problems(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """The frame of ``rows`` (doc_id, line, kind, problem), with severity and remedy by kind."""
    kinds = {row["term"]: row for row in load_table("problem_kinds")}
    filled = [{"times": 1, **kinds[row["kind"]], **row} for row in rows]
    return pd.DataFrame(filled, columns=list(COLUMNS)).astype(COLUMNS)


def grouped(found: pd.DataFrame) -> pd.DataFrame:
    """``found`` in the order of the kinds; one row for all unread numbers of the same wording.

    That row stands at the first of them, ``times`` counts them, and the most frequent come first.
    """
    kinds = {row["term"]: at for at, row in enumerate(load_table("problem_kinds"))}
    alone = pd.Series(range(len(found)), index=found.index, dtype="string")
    rows = found.assign(
        order=found["kind"].map(kinds),
        key=alone.mask(found["kind"] == "unread_number", found["problem"].str.casefold()),
    )
    rows["times"] = rows.groupby(["order", "key"])["times"].transform("sum")
    rows = rows.drop_duplicates(["order", "key"])
    rows = rows.sort_values(["order", "times"], ascending=[True, False], ignore_index=True)
    return rows[list(found.columns)]


# --- dates


def _dates(text: Looked) -> Found:
    """The date of the document beside its heading, name and symbol; days no calendar has."""
    date, told = text.row.date, text.row.date_text
    if pd.isna(date) and pd.isna(told):
        yield "no_date", None, "the document has no date"
    if date > text.today:
        yield "impossible_date", None, f"the date {date:%Y-%m-%d} is after today"
    given = "" if pd.isna(told) else told
    for _, quote, day in _days(given, [*find_dates(given, shipped()), *find_figures(given)]):
        if day is None:
            yield "impossible_date", None, f"the date is given as {quote}; there is no such day"
    for at, quote, day in _days(text.row.text, find_dates(text.row.text, shipped())):
        headed = any(unit.kind == "title" and unit.start <= at < unit.end for unit in text.units)
        if day is None:
            yield "misprinted_date", at, f"there is no day {quote}"
        elif headed and pd.notna(date) and date != day and quote.casefold() not in given.casefold():
            problem = f"the date is {date:%Y-%m-%d}, the heading prints {quote}"
            yield "contradicted_date", at, problem
    for name in () if pd.isna(date) else ("doc_id", "symbol"):
        years = YEAR.findall(str(getattr(text.row, name)))
        if years and str(date.year) not in years:
            problem = f"the date is {date:%Y-%m-%d}, the {name} names {', '.join(years)}"
            yield "contradicted_date", None, problem


def _days(text: str, dates: Iterable[Date]) -> Iterator[tuple[int, str, datetime.datetime | None]]:
    """Place, wording and day of each date printed in full; no day where the calendar has none."""
    for date in dates:
        if None not in (date.day, date.month, date.year):
            yield date.start, " ".join(text[date.start : date.end].split()), date.of_calendar


# --- letters and words


def _language(text: Looked) -> Found:
    language = text.row.language
    if pd.notna(language) and not language.lower().startswith("en"):
        given = f"its language is given as {language}"
        told = "its words are not English" if language.lower() == "und" else given
        yield "not_english", None, told
        return
    other = []
    for unit in text.units:
        # "Ibid., documents S/25168 and S/25354, annex"
        for match in PASSAGE.finditer(unit.quote) if unit.kind != "closing" else ():
            if is_foreign(match[0]):
                other.append((unit.start + match.start(), match[0]))
    if other:
        share = sum(len(passage) for _, passage in other) / len(text.row.text)
        (at, first), many = other[0], len(other)
        yield "not_english", at, f"{share:.0%} of the text ({many} passages): {_quoted(first)}"


def _letters(text: Looked) -> Found:
    """Mojibake and the noise of a scanner: the first place, and how many there are."""
    bad, at = [], 0
    for line in text.row.text.splitlines(keepends=True):
        first = BROKEN.search(line) or UNUSUAL.search(line)
        if first and (BROKEN.search(line) or badness(line)):
            bad.append((at, line[max(0, first.start() - SHOWN // 2) :]))
        at += len(line)
    if bad:
        problem = f"characters never printed like that, in {len(bad)} lines: {_quoted(bad[0][1])}"
        yield "mojibake", bad[0][0], problem
    odd = list(ODD.finditer(text.row.text))
    if len(odd) >= NOISY[0] and len(odd) >= NOISY[1] * len(text.row.text.split()):
        words = ", ".join(_quoted(match[0]) for match in odd[:3])
        yield "ocr_noise", odd[0].start(), f"{len(odd)} words as a scanner misreads them: {words}"


def _ends(text: Looked) -> Found:
    """A text that begins or ends within a sentence; page numbers below it do not count."""
    whole = text.row.text
    if re.match(r"\W*[a-z]", whole):
        yield "cut_off", 0, f"begins within a sentence: {_quoted(whole)}"
    lines = [line for line in LINE.finditer(whole) if re.search(r"[^\W\d_]{3}", line[0])]
    furniture = shipped().once(_furniture)
    while lines and re.search(r"\d", lines[-1][0]) and furniture.search(lines[-1][0]):
        lines.pop()
    last = lines[-1].start() if lines else 0
    closed = any(unit.kind == "closing" and unit.end > last for unit in text.units)
    if not lines or closed or SIGNED.search(whole, max(0, last - SIGNATURE)):
        return
    end = whole[: lines[-1].end()].rstrip()
    words = re.split(r"\n\s*\n", end)[-1].split()
    if re.search(r"[^\W\d_][,-]?\Z", end) and (len(words) >= LONG or words[-1][0].islower()):
        yield "cut_off", len(end), f"ends within a sentence: {_quoted(end[1 - SHOWN :])}"


def _furniture(words: Vocabulary) -> re.Pattern[str]:
    """The head of a page: "6 General Assembly - Forty-eighth session"."""
    return re.compile(alternation(words.terms("references", "role", "furniture")))


# --- structure, and what no rule understood


def _structure(text: Looked) -> Found:
    acts = [unit for unit in text.units if unit.kind == "operative"]
    if text.row.genre == "resolution" and not acts:
        yield "structure", None, "a resolution in which no operative paragraph was found"
    if acts and not any(unit.kind == "enacting" for unit in text.units):
        problem = "a resolution without an enacting formula (“The Security Council,”)"
        yield "structure", None, problem
    numbered = [(int(unit.number), unit) for unit in acts if str(unit.number).isdecimal()]
    for (before, _), (number, unit) in pairwise([(0, None), *numbered]):
        if number not in (1, before + 1):
            follows = f"operative paragraph {number} follows {before or 'nothing'}"
            yield "structure", unit.start, f"{follows}: {_quoted(unit.quote)}"


def _doubtful(text: Looked) -> Found:
    """Amounts whose reading is doubtful, with the reason."""
    for one in text.amounts:
        if pd.notna(one.doubt):
            yield "doubtful_amount", one.start, f"{one.doubt}: {_quoted(one.quote)}"


def _unread(text: Looked) -> Found:
    """Numbers that are neither amounts nor known to be something else, where numbers count."""
    raw = text.row.text
    footnotes = set(FOOTNOTE.findall(raw))
    starts = [unit.start for unit in text.units]
    for reason, start, end in text.refused(raw):
        if reason not in UNREAD:
            continue
        unit = text.units[max(bisect_right(starts, start) - 1, 0)]
        before = bisect_right(text.spans, (start, len(raw)))
        covered = before > 0 and text.spans[before - 1][1] > start
        if unit.kind not in COUNTING or covered or raw[start:end] in footnotes:
            continue
        if reason == "resolution":
            low = max(0, start - NEAR)
            noun = raw[low:start].lower().rfind("resolution")
            begin = low + noun if noun >= 0 else start
            yield "unread_resolution", start, _quoted(raw[begin : start + SHOWN])
        elif raw[start].isdecimal() or raw[start:end].lower() not in shipped().once(_unsaid):
            left = raw[max(unit.start, start - NEAR) : start].split()[-2:]
            right = raw[end : min(unit.end, end + NEAR)].split()[:2]
            yield "unread_number", start, _quoted(" ".join([*left, f"[{raw[start:end]}]", *right]))


def _unsaid(words: Vocabulary) -> frozenset[str]:
    """Number words under ten ("the two of them"), of which nothing is said."""
    rows = (row for row in words.table("number_words") if row["role"] == "small")
    return frozenset(row["term"] for row in rows if float(row["value"]) < 10)


def _quoted(passage: str) -> str:
    """The beginning of a passage on one line, between quotation marks."""
    folded = " ".join(passage.split())
    return f"“{folded if len(folded) <= SHOWN else folded[: SHOWN - 1] + '…'}”"


LOOKS = (_dates, _language, _letters, _ends, _structure, _doubtful, _unread)
