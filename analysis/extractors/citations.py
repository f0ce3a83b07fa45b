"""Citations: every resolution, instrument and document that a text points at.

The order: ``symbols`` by their form; ``organs``, the bodies that are named; ``lists`` of numbers
and their ``owners``; ``instruments``; the text ``itself``; ``phrases`` without a number;
``chains``, what one word governs; last the rows, with what the text does with each (``functions``).
Each is given what those before it found.
"""

from typing import Any

from analysis.extractors.chains import find_chains
from analysis.extractors.functions import function_of
from analysis.extractors.instruments import find_instruments
from analysis.extractors.itself import find_adopter, find_self
from analysis.extractors.lists import find_lists
from analysis.extractors.organs import Organs
from analysis.extractors.owners import find_owners
from analysis.extractors.phrases import find_phrases
from analysis.extractors.symbols import find_symbols
from analysis.terms import compiled
from analysis.text import Text

Rows = list[dict[str, Any]]
# "(see", "Ibid., document": a reference of the editor
_SEE = compiled(r"(?:[\[(][Ss]ee|(?<!\bin\s)\b[Dd]ocuments?)\s+\Z")


def find_citations(text: Text) -> Rows:
    """What the text cites, one row a mention, in order; lists and ranges are expanded.

    Keys: kind, body, symbol, number, year, year_source, group, function, cue, start, end. The units
    say whether the text adopts ("its", "this resolution"), and which is its title.
    """
    text = text.in_small
    words, numbers, documents = find_symbols(text.text, text.words)
    organs = Organs(text)
    nouns = list(organs.nouns(words))
    lists, nouns = find_lists(organs, nouns, numbers)
    numbered = find_owners(lists)
    instruments = list(find_instruments(text))
    adopter = find_adopter(organs, numbered)
    own = find_self(organs, nouns, numbered, instruments, adopter)
    named = {one.end for one in own}
    nouns = [noun for noun in nouns if noun.word.end() not in named]
    resolutions = [*numbered, *find_phrases(text, nouns, numbered, adopter), *own]
    chains = find_chains(text, [resolutions, documents, instruments], organs.titles)
    groups: dict[int, int] = {}
    rows: Rows = []
    for chain in chains:
        start, end = chain[0].start, max(one.end for one in chain)
        function, cue = function_of(text, start, end)
        for one in chain:
            before = text.text[max(0, one.start - 15) : one.start]
            record = "PV." in (one.symbol or "")  # where something was said
            alone = one.kind == "document" and (record or _SEE.search(before))
            said, told = ("mentions_only", None) if alone else (function, cue)
            group = groups.setdefault(one.group, len(groups) + 1)
            rows.append(one._asdict() | {"group": group, "function": said, "cue": told})
    return rows
