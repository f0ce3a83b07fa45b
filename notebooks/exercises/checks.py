"""Checks of the exercises: what is likely behind a wrong answer, hints on demand, nothing that needs a network.

The exercises are data. ``answers/<notebook>.yaml`` holds for each one the type of its answer, the right one, the
wrong ones that are to be expected with the misconception behind each, and hints. ``TEACHING.md`` explains the fields.
"""

import math
import re
import textwrap
from collections.abc import Iterable, Mapping
from itertools import islice
from numbers import Integral, Real
from pathlib import Path
from typing import Any, NamedTuple

ANSWERS = Path(__file__).resolve().parent / "answers"
GLUE = re.compile(  # what joins words to a sentence; one word of so many is one of them
    r"(?:the|an?|of|in|on|is|are|was|were|be|and|or|but|that|this|to|it|its|as|by|with|for|from|not|one|both|which|than|"
    r"while|whereas|has|have|does?|says?|puts?|names?|cannot|so|because|at|no)[,.;:]?", re.IGNORECASE)  # fmt: skip
FEW_GLUED = 6
FORMS = {
    "number": "a number",
    "word": "a word or phrase in quotation marks",
    "list": "a list, in order: [first, second]",
    "set": "a set, in any order: {first, second}",
    "span": "a span, (start, end)",
    "function": "a function that returns its result",
    "sentence": "a sentence in quotation marks, which the program then reads",
    "table": "the path of a table (CSV), with which the program then reads the text of the exercise",
    "text": 'two or three sentences between triple quotation marks, """..."""',
}
PLAIN = {"number": (int, float), "word": str, "list": list, "set": list, "span": str, "sentence": list,
         "table": list}  # fmt: skip
ADVICE = {
    "function": " (Give the function itself, not what it returns.)",
    "NoneType": " (Did the function print its result instead of returning it?)",
    "DataFrame": " (Take the column or the cell that is asked for; len() counts rows, tolist() makes a list.)",
    "Series": " (item() takes the one value of a Series, tolist() makes a list.)",
    "set": " (A set has no order and drops repeats.)",
    "str": " (Numbers, lists and sets stand without quotation marks and without %.)",
}
MOST, FEW_WORDS = 1000, 12  # items of an answer that are looked at; an explanation has more words than that
WIDTH = 72  # of a message: fits the column of a page
QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|(?<!\w)['‘]([^'’]+)['’](?!\w)")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
DENIED = re.compile(r"\b(?:not|no|never|nothing|nobody|cannot|neither|nor|without|whether)\b|n[’']t\b", re.IGNORECASE)
COMMENT = re.compile(r" [(#].*|: .*|,? because .*", re.DOTALL)  # behind an answer in words
DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
Row = Mapping[str, Any]


class Verdict(NamedTuple):
    """``status``: untouched, odd (not the kind of answer asked for), wrong, right, or compare (nobody graded it)."""

    status: str
    message: str


class Exercises:
    """The exercises of one notebook: ``check`` an answer, ask for a ``hint``."""

    def __init__(self, notebook: str, documents: Any) -> None:
        """``notebook`` names a file of ``answers/``; ``documents`` is the frame of the texts that answers quote."""
        self._set(notebook, read_answers(notebook), dict(zip(documents["doc_id"], documents["text"], strict=True)))

    @classmethod
    def of(cls, notebook: str, rows: list[Row], texts: Mapping[str, str]) -> "Exercises":
        """The same without a frame: the rows of ``answers/`` and the texts by their names."""
        exercises = cls.__new__(cls)
        exercises._set(notebook, rows, texts)
        return exercises

    def _set(self, notebook: str, rows: list[Row], texts: Mapping[str, str]) -> None:
        self.notebook, self.rows, self.texts = notebook, {row["id"]: row for row in rows}, texts
        self.hints_given: dict[str, int] = {}

    def check(self, number: str, answer: Any) -> None:
        """Print what is to be said of the answer to exercise ``number``. Any object may be an answer; none raises."""
        _say(number, self.judge(number, answer).message)

    def hint(self, number: str) -> None:
        """Print the first hint; called again, the next."""
        hints, given = self._row(number)["hints"], self.hints_given.get(number, 0)
        self.hints_given[number] = given + 1
        last = f"No more hints. One way to the answer stands in solutions/{self.notebook}_solutions.ipynb."
        _say(number, f"Hint {given + 1} of {len(hints)}: {hints[given]}" if given < len(hints) else last)

    def judge(self, number: str, answer: Any) -> Verdict:
        """The verdict on ``answer``; an unknown ``number`` is a ``ValueError``."""
        row = self._row(number)
        form = row.get("form", FORMS[row["type"]])
        if answer is ... or (isinstance(answer, list | tuple | set) and any(part is ... for part in answer)):
            return Verdict("untouched", f"Nothing to check yet. Put your answer where the three dots are: {form}.")
        judges = {"text": self._text, "function": _function, "span": self._span, "sentence": _read_by_program,
                  "table": _read_by_program}  # fmt: skip
        judge = judges.get(row["type"], _value)
        try:
            return judge(row, answer)
        except Exception:  # an answer may be any object, and whatever it is asked may raise
            kind = type(answer).__name__
            advice = ADVICE.get(row["type"], ADVICE.get(kind, ""))
            return Verdict("odd", f"That is of type {kind}. Expected: {form}.{advice}")

    def _row(self, number: str) -> Row:
        if number not in self.rows:
            raise ValueError(f"{number!r} is invalid; must be one of {', '.join(self.rows)}")
        return self.rows[number]

    def _span(self, row: Row, answer: Any) -> Verdict:
        """A span is judged by the words it cuts out, which stand once in their text."""
        start, end = plain(answer)
        words = self.texts[row["doc_id"]][start:end]
        return _ruled(row, words, f"Your span cuts out “{_short(words)}”. ")

    def _text(self, row: Row, answer: Any) -> Verdict:
        """Free text: only what can be checked is, then a model answer stands beside it. Nobody graded it."""
        if not isinstance(answer, str) or not answer.strip():
            raise TypeError
        for rule in row["wrong"]:
            if any(_asserts(sentence, rule) for sentence in SENTENCE_END.split(QUOTED.sub(" ", answer))):
                return Verdict("wrong", f"Not yet. {rule['says']}")
        if len(answer.split()) < FEW_WORDS:
            return Verdict("wrong", f"Not yet. That is too short to follow: write {FORMS['text']}.")
        quotes = [words for words in map(_quoted, QUOTED.finditer(answer)) if " " in words]
        places = {name: _folded(self.texts[name]) for name in row.get("quotes", ())}
        known = {name for name, text in places.items() for quote in quotes if quote in text}
        strange = [quote for quote in quotes if not any(quote in _folded(text) for text in self.texts.values())]
        if strange:
            return Verdict("wrong", f"Not yet. “{_short(strange[0])}” stands in none of the texts. A quotation keeps "
                           "every word; what you say in your own words needs no quotation marks.")  # fmt: skip
        if len(known) < len(places):
            lacking = ", ".join(sorted(set(places) - known))
            return Verdict("wrong", f"Not yet. Quote two or more words, in quotation marks, from: {lacking}.")
        for need in row.get("needs", ()):
            if not re.search(need["matches"], answer, re.IGNORECASE):
                return Verdict("wrong", f"Not yet. {need['says']}")
        own = QUOTED.sub(" ", answer).split()
        if sum(GLUE.fullmatch(word) is not None for word in own) * FEW_GLUED < len(own):
            return Verdict("wrong", "Not yet. Write sentences: words in a row do not say how they belong together.")
        start = "What a program can check is there; it cannot grade an explanation. Compare yours with this one: "
        return Verdict("compare", start + row["model"])


def read_answers(notebook: str) -> list[Row]:
    """The rows of ``answers/<notebook>.yaml``."""
    import yaml  # here, because the page of an exercise runs this without it

    rows: list[Row] = yaml.safe_load((ANSWERS / f"{notebook}.yaml").read_text(encoding="utf-8"))
    return rows


def plain(answer: Any) -> Any:
    """``answer`` as numbers, folded words and lists of them, so that 20, "20 (twenty)" and np.int64(20) are one."""
    if isinstance(answer, bool | bytes | Mapping):
        raise TypeError
    if isinstance(answer, str):
        words = COMMENT.sub("", _folded(answer)).strip(" .'\"“”‘’`")
        return plain(float(words.replace(",", ""))) if DIGITS.fullmatch(words) else words
    if isinstance(answer, Integral):
        return int(answer)
    if isinstance(answer, Real):
        if math.isnan(answer):
            return "nan"  # as pandas shows a missing cell
        return int(answer) if answer == int(answer) else float(answer)
    if hasattr(answer, "isoformat"):
        return str(answer.isoformat())[:10]
    if hasattr(answer, "columns") or not isinstance(answer, Iterable):
        raise TypeError
    return [plain(part) for part in islice(answer, MOST)]


def _value(row: Row, answer: Any) -> Verdict:
    if row["type"] == "list" and isinstance(answer, set | frozenset):
        raise TypeError
    return _ruled(row, plain(answer), "")


def _ruled(row: Row, given: Any, shown: str) -> Verdict:
    """Right, or the first rule of ``wrong`` that fits, or how far off it is."""
    right = _read(row, row["right"])
    if any(_same(row, given, one) for one in (right, *(_read(row, one) for one in row.get("also", ())))):
        return Verdict("right", f"Right. {row['because']}")
    for rule in row["wrong"]:
        if _fits(row, rule, given):
            if rule.get("decimals") and math.isclose(given, row["exact"], abs_tol=0.05):
                return Verdict("right", f"Right, but round it. {rule['says']}")
            return Verdict("wrong", f"Not yet. {shown}{rule['says']}")
    if not isinstance(given, PLAIN[row["type"]]):
        raise TypeError
    if row["type"] == "set":
        extra, lacking = (sum(part not in other for part in one) for one, other in ((given, right), (right, given)))
        shown = f"{extra} too many, {lacking} missing. "
    return Verdict("wrong", f'Not yet. {shown}For a hint: exercises.hint("{row["id"]}").')


def _fits(row: Row, rule: Row, given: Any) -> bool:
    """Do all conditions of a rule hold for the answer?"""
    number, several = isinstance(given, int | float), isinstance(given, list)
    answers = [rule["answer"]] if "answer" in rule else rule.get("answers", [])
    conditions = (
        not answers or any(_same(row, given, _read(row, one)) for one in answers),
        "has" not in rule or (several and plain(rule["has"]) in given),
        "lacks" not in rule or (several and plain(rule["lacks"]) not in given),
        "above" not in rule or (number and given > rule["above"]),
        "below" not in rule or (number and given < rule["below"]),
        not rule.get("decimals") or (number and given != round(given) == row["right"]),
    )
    return all(conditions)


def _read_by_program(row: Row, answer: Any) -> Verdict:
    """A sentence, or a text under a table of the reader's own, is judged by the claims the program finds in it."""
    from analysis.extractors.evidence import read
    from analysis.text import Text
    from analysis.vocabulary import VocabularyError, load_vocabulary

    if not isinstance(answer, str | Path) or not str(answer).strip():
        raise TypeError
    families = answer if row["type"] == "table" else None
    text = row["text"] if families else str(answer)[:MOST]
    try:
        claims = read(Text(text, load_vocabulary(families=families)))["claims"]
    except VocabularyError as error:
        return Verdict("wrong", f"Not yet. The table cannot be read: {error}")
    given = [[claim[column] for column in row["columns"]] for claim in claims]
    return _ruled(row, plain(given), f"The program finds {_short(repr(given))}. " if given else "")


def _function(row: Row, answer: Any) -> Verdict:
    """A function is tried on inputs that the exercise shows and on others that it does not."""
    tried = [(case, *_call(answer, case["call"])) for case in row["cases"]]
    if all(error is None and (result is None or result is ...) for _, result, error in tried):
        return Verdict("untouched", "Nothing to check yet: the function returns nothing. Write its body and end it "
                       "with return (print shows a result and gives nothing back).")  # fmt: skip
    for case, result, error in tried:
        given = ", ".join(_short(repr(part)) for part in case["call"])
        if error is not None:
            told = f"{type(error).__name__}: {_short(str(error))}"
            return Verdict("wrong", f"Not yet. With {given} the function stops ({told}). {case['says']}")
        if not _gives(result, case["gives"]):
            wanted, got = _short(repr(case["gives"])), _short(repr(result))
            return Verdict("wrong", f"Not yet. With {given} it gives {got} and should give {wanted}. {case['says']}")
    return Verdict("right", f"Right, also with inputs you were not shown. {row['because']}")


def _call(function: Any, arguments: list[Any]) -> tuple[Any, Exception | None]:
    if not callable(function):
        raise TypeError
    try:
        return function(*arguments), None
    except Exception as error:
        return None, error


def _gives(result: Any, wanted: Any) -> bool:
    try:
        if wanted is None or isinstance(wanted, str):
            return type(result) is type(wanted) and result == wanted
        return not isinstance(result, str) and _same({"type": "list", "within": 0.005}, plain(result), plain(wanted))
    except Exception:  # the result may be any object
        return False


def _read(row: Row, answer: Any) -> Any:
    """An answer of ``answers/`` in the form it is compared in: the words of a span stay as they are."""
    return answer if row["type"] == "span" else plain(answer)


def _same(row: Row, one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=row.get("within", 0))
    if isinstance(one, list) and isinstance(other, list):
        if row["type"] == "set":
            return {repr(part) for part in one} == {repr(part) for part in other}
        return len(one) == len(other) and all(_same(row, a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and one == other


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("`", "'").split()).casefold()


def _asserts(sentence: str, rule: Row) -> bool:
    """Does the sentence say what the rule warns of? Not where a denial stands before it, or a hedge (``unless``)."""
    match = re.search(rule["matches"], sentence, re.IGNORECASE)
    if match is None or ("unless" in rule and re.search(rule["unless"], sentence, re.IGNORECASE)):
        return False
    return DENIED.search(sentence[: match.start()]) is None


def _quoted(match: re.Match[str]) -> str:
    return _folded(next(filter(None, match.groups()))).strip(" .,;:…")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def judged(rows: Any, said: Mapping[int, str]) -> Any:
    """Verdicts of an audit, one a row: what ``said`` has under its number, else "right".

    Said is "right", "wrong" (no such claim), or the family of a claim that is missed. A number that
    no row has is a ``ValueError`` that names those there are.
    """
    if strange := set(said) - set(rows["row"]):
        raise ValueError(f"row {strange.pop()!r} is invalid; the rows are 0 to {len(rows) - 1}")
    told = rows["row"].map(lambda row: said.get(row, "right"))
    plain = told.isin(["right", "wrong"])
    wrong = told.eq("wrong").map({True: "none", False: ""})
    verdict, missed = told.where(plain, "missed"), told.mask(plain, "")
    return rows[["item"]].assign(verdict=verdict, wrong=wrong, missed=missed)


def _say(number: str, message: str) -> None:
    print(textwrap.fill(f"{number}  {message}", WIDTH))
