"""What holds for any text: every public function is tried on texts that nobody would write.

A function that is new must be entered in a table below, or the first test fails.
``PROFILE=thorough`` tries more.
"""

import inspect
import os
import pkgutil
import re
from dataclasses import dataclass, fields
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from nearly_right import Grammar
from reading import all_rows, spans_hold

import analysis
from analysis import check, frames
from analysis.extractors.quantities import refusals
from analysis.measure import (
    agency,
    citing,
    collocation,
    duplicates,
    fidelity,
    force,
    keyness,
    ledger,
    lexicon,
    overview,
    phrases,
    problems,
    scoring,
    strength,
    words,
)
from analysis.show import (
    cards,
    exports,
    files,
    graph,
    linked,
    pieces,
    plots,
    report,
    store,
    templates,
)
from analysis.show import evidence as shown
from analysis.sources import hints, reader
from analysis.sources.errors import CorpusError
from analysis.terms import alternation
from analysis.text import ends_sentence, find_dates, find_figures, sentence_spans
from analysis.vocabulary import shipped

ALIKE = {"deadline": None, "suppress_health_check": list(HealthCheck)}
PROFILES = {
    "quick": settings(max_examples=6, derandomize=True, database=None, **ALIKE),
    "thorough": settings(max_examples=100, **ALIKE),
}
TRIED = PROFILES[os.environ.get("PROFILE", "quick")]

# words that the rules look for, so that what stands between them is reached
PIECES = [
    "Recalling its resolutions 822 (1993), 853 (1993) and", "more than one million refugees",
    "20 per cent", "of the territory of Azerbaijan", "The Security Council,\n\n",
    "1. Strongly demands", "2. Calls upon Armenia to", "Chapter VII", "A/RES/62/243",
    "between 18 and", "½", "1.000.000", "hundreds of", "thousand", "were killed",
    "Dear Mr. President,", "30 April 1993", "10/11-P(IS)", "Having considered", "withdraw", "¶",
    "(a)", "\n\n", "\r\n", "$x_", "\u202e", "\u2028", "\x1b[31m", "<b>&", "=1+1", "{}", "\\", "٣٠",
    "一百万", "İ", "ß", "\u0300",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs"])


@st.composite
def nearly_right(draw):
    """A text that is nearly right: each choice of the grammar is one of hypothesis."""
    text = Grammar(lambda options: draw(st.sampled_from(list(options)))).text()
    return text[:2_000]


TEXT = st.one_of(
    nearly_right(),
    st.text(LETTERS, max_size=60),
    st.lists(st.sampled_from(PIECES) | st.text(LETTERS, max_size=4), max_size=25).map(" ".join),
)
FIELD = (
    st.none()
    | st.text(LETTERS, max_size=12)
    | st.sampled_from(["resolution", "letter", "OIC", "Security Council"])
)
TEXTS = st.lists(st.tuples(TEXT, FIELD, FIELD), min_size=1, max_size=4)
NORMAL = [
    (
        "The Security Council,\n\n1. Demands that 20 per cent of the land, resolution 822 (1993).",
        "resolution",
        None,
    )
]
ACTS = frames.build("rhetoric", [])  # grammar: needs the model, and is tried in tests/extract


def documents_of(texts):
    rows = [
        {"doc_id": f"d{at}", "title": genre, "genre": genre, "issuer": issuer, "text": text}
        for at, (text, genre, issuer) in enumerate(texts)
    ]
    return frames.build("documents", rows)


@dataclass
class Tried:
    """The evidence of some texts under short names, and what several functions start from."""

    documents: pd.DataFrame
    folder: Path

    @cached_property
    def all(self):
        return analysis.extract(self.documents)

    def __getattr__(self, name):
        return getattr(self.all, name)

    @cached_property
    def words(self):
        return words.words(self.paragraphs)

    @cached_property
    def entries(self):
        return ledger.ledger(self.claims, self.documents)

    @cached_property
    def marks(self):
        return shown.find_marks(self.all)

    @cached_property
    def told(self):
        return problems.in_texts(
            self.documents,
            self.paragraphs,
            self.quantities,
            self.citations,
            refused=partial(refusals, words=shipped()),
        )


def units_of(text):
    return [SimpleNamespace(**row) for row in all_rows(text)["paragraphs"]]


# tried on one text
OF_TEXT = {
    "extractors.evidence.read": lambda text: all_rows(text, genre=text, issuer=text),
    "terms.alternation": lambda text: re.compile(alternation([text or "a", "b"])),
    "text.ends_sentence": ends_sentence,
    "text.find_dates": lambda text: list(find_dates(text, shipped())),
    "text.find_figures": lambda text: list(find_figures(text)),
    "text.sentence_spans": lambda text: sentence_spans(text, shipped()),
    "measure.agency.party": agency.party,
    "measure.citing.link": citing.link,
    "measure.ledger.head_noun": ledger.head_noun,
    "measure.strength.verb": strength.verb,
    "show.templates.entry": lambda text: templates.entry("misc", text, {"title": text}),
    "show.templates.tex": templates.tex,
    "show.evidence.cell": shown.cell,
    "show.evidence.folded": shown.folded,
    "show.pieces.address": lambda text: pieces.address(text, None, text),
    "show.pieces.amount": lambda text: [*map(pieces.amount, all_rows(text)["quantities"])],
    "show.pieces.anchor": pieces.anchor,
    "show.pieces.find_spans": lambda text: list(pieces.find_spans(all_rows(text))),
    "show.pieces.pieces": lambda text: list(pieces.pieces(text, units_of(text), 0, len(text))),
    "show.evidence.visible": shown.visible,
    "show.pieces.shown": pieces.shown,
    "show.plots.style.wrapped": lambda text: plots.style.wrapped(text, 20),
    "sources.reader.typed": lambda text: reader.typed("here", "date", text),
    "sources.hints.day": hints.day,
    "sources.hints.symbol": hints.symbol,
}
# tried on the frames of some texts
OF_FRAMES = {
    "check.as_json": lambda it: check.as_json(problems.grouped(it.told).assign(file=None)),
    "check.as_lines": lambda it: list(check.as_lines(problems.grouped(it.told).assign(file=None))),
    "check.exit_code": lambda it: check.exit_code(it.told),
    "extractors.evidence.extract": lambda it: it.all,
    "frames.build": lambda it: frames.build("claims", it.claims.to_dict("records")),
    "frames.check": lambda it: frames.check("citations", it.citations),
    "frames.plain_values": lambda it: frames.plain_values(it.claims),
    "measure.agency.acts_of": lambda it: agency.acts_of(ACTS, ("violence",)),
    "measure.agency.agents": lambda it: agency.agents(agency.acts_of(ACTS, ("violence",))),
    "measure.citing.cocitation": lambda it: citing.cocitation(it.citations),
    "measure.citing.graph": lambda it: citing.graph(it.citations, it.documents),
    "measure.citing.in_context": lambda it: (
        citing.in_context(it.citations, it.documents, it.paragraphs)
    ),
    "measure.citing.inventory": lambda it: citing.inventory(it.citations),
    "measure.citing.kinds": lambda it: citing.kinds(it.citations, it.documents),
    "measure.citing.lists": lambda it: citing.lists(it.citations, it.documents),
    "measure.citing.numbered": lambda it: citing.numbered(it.citations),
    "measure.citing.pairs": lambda it: citing.pairs(it.citations),
    "measure.collocation.collocates": lambda it: (
        collocation.collocates(it.words, "refugees", minimum=1)
    ),
    "measure.collocation.neighbours": lambda it: collocation.neighbours(it.words, "refugees"),
    "measure.duplicates.find_duplicates": lambda it: (
        duplicates.find_duplicates(duplicates.sketch(it.documents))
    ),
    "measure.duplicates.sketch": lambda it: duplicates.sketch(it.documents),
    "measure.fidelity.citing_sentences": lambda it: (
        fidelity.citing_sentences(it.citations, it.paragraphs)
    ),
    "measure.fidelity.compare": lambda it: fidelity.compare(it.citations, it.paragraphs),
    "measure.fidelity.read_record": lambda it: fidelity.read_record(it.documents, it.paragraphs),
    "measure.fidelity.read_wording": lambda it: fidelity.read_wording(
        fidelity.citing_sentences(it.citations, it.paragraphs)
    ),
    "measure.force.find_operative_acts": lambda it: force.find_operative_acts(it.paragraphs),
    "measure.keyness.dispersion": lambda it: keyness.dispersion(it.words, minimum=1),
    "measure.keyness.keyness": lambda it: keyness.keyness(it.words, it.words, minimum=1),
    "measure.ledger.ledger": lambda it: it.entries,
    "measure.ledger.outside": lambda it: (
        ledger.ledger(ledger.outside(it.quantities, it.claims), it.documents)
    ),
    "measure.ledger.recurring": lambda it: ledger.recurring(it.entries, least=1),
    "measure.ledger.same_claims": lambda it: ledger.same_claims(it.entries),
    "measure.lexicon.find_terms": lambda it: lexicon.find_terms(it.paragraphs, "evaluative"),
    "measure.overview.labelled": lambda it: overview.labelled(it.claims, it.documents),
    "measure.overview.overview": lambda it: overview.overview(it.documents),
    "measure.phrases.formulae": lambda it: phrases.formulae(it.words, minimum=2),
    "measure.phrases.occurrences": lambda it: phrases.occurrences(it.words, it.words["word"]),
    "measure.phrases.shared": lambda it: phrases.shared(it.words, "d0", "d1", minimum=2),
    "measure.phrases.sides": lambda it: (
        phrases.sides(phrases.shared(it.words, "d0", "d1", minimum=2))
    ),
    "measure.problems.among_texts": lambda it: (
        problems.among_texts(duplicates.sketch(it.documents))
    ),
    "measure.problems.grouped": lambda it: problems.grouped(it.told),
    "measure.problems.in_texts": lambda it: it.told,
    "measure.problems.problems": lambda it: problems.problems([]),
    "measure.scoring.compared": lambda it: (
        scoring.compared(it.claims, it.claims, ["quote"], it.paragraphs)
    ),
    "measure.scoring.side_by_side": lambda it: scoring.side_by_side(
        {"claims": it.claims}, {"claims": it.claims}, it.paragraphs
    ),
    "measure.scoring.tally": lambda it: scoring.tally(
        scoring.compared(it.claims, it.claims, ["quote", "family"], it.paragraphs), by="family"
    ),
    "measure.scoring.score": lambda it: scoring.score(it.claims, it.claims, ["doc_id", "quote"]),
    "measure.strength.council_rates": lambda it: strength.council_rates(it.paragraphs),
    "measure.strength.orderings": lambda it: strength.orderings(strength.strength(it.paragraphs)),
    "measure.strength.strength": lambda it: strength.strength(it.paragraphs),
    "measure.words.rates": lambda it: (
        words.rates(pd.DataFrame({"count": [0], "of": [len(it.claims)]}))
    ),
    "measure.words.words": lambda it: it.words,
    "show.cards.bibtex": lambda it: cards.bibtex("a", "b", it.documents),
    "show.evidence.aligned": lambda it: shown.aligned(shown.concordance(it.documents, r"\w+")),
    "show.evidence.concordance": lambda it: (
        shown.concordance(it.documents, r"\w+", within_sentence=True)
    ),
    "show.evidence.marked": lambda it: shown.marked(it.documents, it.paragraphs, it.quantities),
    "show.evidence.table": lambda it: shown.table(it.quantities),
    "show.exports.write_bibliography": lambda it: exports.export(it.all, it.folder, "bibtex", title="a"),
    "show.exports.web_annotations": lambda it: (
        exports.export(it.all, it.folder, "webannotation", title="a")
    ),
    "show.store.corpus_hash": lambda it: store.corpus_hash(it.documents),
    "show.files.frames_of": lambda it: files.frames_of(it.all),
    "show.files.replace_files": lambda it: files.replace_files(it.folder, {}),
    "show.files.write": lambda it: files.write(it.all, it.folder),
    "show.graph.write_graph": lambda it: (
        graph.write_graph(citing.graph(it.citations, it.documents), it.folder)
    ),
    "show.linked.linked": lambda it: linked.linked(it.claims[["doc_id", "quote"]], it.claims),
    "show.evidence.find_marks": lambda it: shown.find_marks(it.all),
    "show.evidence.marked_text": lambda it: (
        shown.marked_text(it.documents["text"].iloc[0], it.marks)
    ),
    "show.report.write_report": lambda it: (
        report.write_report(
            it.all, it.folder / "r.html", title=str(it.documents["title"].iloc[0])
        )
    ),
}  # fmt: skip
# tried elsewhere; a name that ends with a dot stands for all of a module
ELSEWHERE = {
    "show.linked.places_of": "takes rows that the package made: tests/show/test_linked.py",
    "show.linked.read_places": "takes names that the package made: tests/show/test_linked.py",
    "terminal.": "prints to a terminal: tests/test_command_line.py",
    "check.check": "takes a corpus on disk: tests/fuzz.py",
    "components.": "take a pipeline of spaCy: tests/test_components.py",
    "extractors.": "the steps of evidence.read, which tries them; tests/extractors",
    "frames.columns_of": "tried through build, and by hand in tests/show/test_exports.py",
    "frames.describe": "takes the name of a frame",
    "frames.one_of": "raises for a value that is not allowed",
    "measure.fidelity.load_": "takes nothing",
    "measure.fidelity.relate": "tried through compare, and by hand in tests/measure",
    "measure.ledger.directions": "takes nothing",
    "measure.keyness.register": "takes the name of a register",
    "measure.reference.": "takes the name of a table",
    "measure.scoring.measured": "takes nothing",
    "measure.scoring.how_sure": "takes words of a table",
    "measure.strength.scales": "takes a table of one's own",
    "measure.words.significance": "takes counts: tests/measure/test_words.py",
    "run.": "takes a corpus on disk: tests/fuzz.py, tests/test_run.py",
    "scale.": "needs a cluster: tests/test_run.py",
    "show.cards.save": "takes a figure or a table: tests/show/test_cards.py",
    "show.explorers.": "need a notebook: tests/show/test_explorers.py",
    "show.exports.export": "tried through each of its kinds",
    "show.exports.research_object": "slow; made of files, report and bibliography, which are tried",
    "show.exports.write_workbook": "slow: tests/show/test_exports.py",
    "show.files.": "take files of this package's own: tests/test_run.py, tests/test_abuse.py",
    "show.evidence.marked_units": "tried through the report",
    "show.verdicts.write": "tried in the tests of its own file",
    "show.verdicts.rates_beside": "tried in the tests of its own file",
    "show.verdicts.read_plan": "tried in the tests of its own file",
    "show.verdicts.read_verdicts": "tried in the tests of its own file",
    "show.verdicts.reader": "tried in the tests of its own file",
    "show.verdicts.results": "tried in the tests of its own file",
    "show.verdicts.spreadsheet": "tried in the tests of its own file",
    "measure.estimates.score": "tried in the tests of its own file",
    "measure.estimates.several": "tried in the tests of its own file",
    "show.templates.": "tried through the report and the graph",
    "show.verdicts.asked_of": "tried in the tests of its own file",
    "show.verdicts.draw": "tried in the tests of its own file",
    "show.verdicts.page": "tried in the tests of its own file",
    "measure.audit.draw": "tried in the tests of its own file",
    "measure.audit.labels": "tried in the tests of its own file",
    "measure.audit.plan": "tried in the tests of its own file",
    "measure.audit.reading": "tried in the tests of its own file",
    "measure.estimates.corrected": "tried in the tests of its own file",
    "measure.estimates.lines": "tried in the tests of its own file",
    "folding.edits": "tried in the tests of its own file",
    "measure.agency.accusations": "tried in the tests of its own file",
    "measure.audit.agreement": "tried in the tests of its own file",
    "measure.audit.checked": "tried in the tests of its own file",
    "measure.audit.choose": "tried in the tests of its own file",
    "measure.audit.departures": "tried in the tests of its own file",
    "show.plots.": "draw small tables: tests/show; those of the report are tried through it",
    "show.report.write_page": "tried through the research object",
    "sources.": "take files: tests/fuzz.py",
    "terms.": "take a pattern, and are tried with every text that is read: tests/test_text.py",
    "vocabulary.": "take tables: tests/test_vocabulary.py, tests/test_abuse.py",
}


def public():
    """Every function that a module of the package defines and does not hide."""
    for module in pkgutil.walk_packages(analysis.__path__, "analysis."):
        if not module.name.endswith("__main__"):
            for name, found in vars(import_module(module.name)).items():
                if (
                    inspect.isfunction(inspect.unwrap(found))
                    and found.__module__ == module.name
                    and name[0] != "_"
                ):
                    yield f"{module.name}.{name}".removeprefix("analysis.")


def test_every_public_function_is_tried_or_said_to_be_tried_elsewhere():
    tried = OF_TEXT.keys() | OF_FRAMES.keys()
    functions = set(public())
    left = {
        name for name in functions - tried if not any(name.startswith(known) for known in ELSEWHERE)
    }
    assert not left, "enter these in a table of this file"
    assert not tried - functions, "these are gone"
    assert not [
        known for known in ELSEWHERE if not any(name.startswith(known) for name in functions)
    ]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    plt.switch_backend("agg")
    return tmp_path_factory.mktemp("written")


@settings(TRIED, max_examples=8 * TRIED.max_examples)
@given(text=TEXT | st.text(max_size=20))
def test_functions_of_a_text_take_any_text(text):
    """Lone surrogates as well: what cannot be in a frame can be in a string."""
    for name, call in OF_TEXT.items():
        try:
            call(text)
        except CorpusError:
            pass
        except Exception as error:
            error.add_note(f"in {name}")
            raise


@settings(TRIED)
@given(texts=TEXTS)
@example(texts=NORMAL)
@example(texts=[("", None, None)])
def test_functions_of_frames_take_any_text(place, texts):
    it = Tried(documents_of(texts), place)
    before = {one.name: written(getattr(it.all, one.name)) for one in fields(it.all)}
    for name, call in OF_FRAMES.items():
        try:
            call(it)
        except Exception as error:
            error.add_note(f"in {name}")
            raise
    assert before == {
        name: written(getattr(it.all, name)) for name in before
    }  # no argument was changed


def written(frame):
    return None if frame is None else frame.to_csv()


@settings(TRIED, max_examples=2 * TRIED.max_examples)
@given(texts=TEXTS, seed=st.randoms(use_true_random=False))
def test_offsets_give_the_quote_and_the_company_of_a_text_changes_nothing(texts, seed):
    """Other documents, their order, blank ones among them: each text says what it says alone, byte for byte."""
    documents = documents_of(texts)
    found = analysis.extract(documents)
    rows = documents.to_dict("records")
    alone = [analysis.extract(frames.build("documents", [row])) for row in rows]
    mixed = [*rows, {"doc_id": "blank", "text": ""}, {"doc_id": "white", "text": " \n\t"}]
    seed.shuffle(mixed)
    shuffled = analysis.extract(frames.build("documents", mixed))
    for name in ("paragraphs", "quantities", "claims", "citations"):
        frame = getattr(found, name)
        assert spans_hold(frame, documents).all()
        assert (
            frame.to_csv()
            == pd.concat([getattr(one, name) for one in alone], ignore_index=True).to_csv()
        )
        other = getattr(shuffled, name)
        assert sorted(frame.to_csv(index=False).split("\n")) == sorted(
            other.to_csv(index=False).split("\n")
        )


@settings(TRIED)
@given(texts=TEXTS)
def test_the_order_of_documents_changes_no_count(texts):
    there, back = (
        analysis.extract(part.reset_index(drop=True)) for part in both_ways(documents_of(texts))
    )
    for count in (
        lambda it: citing.inventory(it.citations)[["cited", "mentions", "documents"]],
        lambda it: (
            citing.cocitation(it.citations).sort_index(axis=0).sort_index(axis=1).reset_index()
        ),
        lambda it: ledger.recurring(ledger.ledger(it.claims, it.documents), least=1)[
            ["subject", "documents", "times"]
        ],
        lambda it: keyness.dispersion(words.words(it.paragraphs), minimum=1),
    ):
        one, other = (
            sorted(count(it).astype("string").fillna("").values.tolist()) for it in (there, back)
        )
        assert one == other


def both_ways(documents):
    return documents, documents.iloc[::-1]


@settings(TRIED)
@given(before=TEXT, half=st.characters(categories=["Cs"]))
def test_half_a_character_is_refused_at_the_door(before, half):
    for field in ("text", "title"):
        row = {"doc_id": "d7", "text": "words", field: before + half}
        with pytest.raises(ValueError, match=f"documents: {field} of row 0 holds"):
            analysis.extract(
                pd.DataFrame([row], columns=list(frames.SCHEMAS["documents"]), dtype=object)
            )
