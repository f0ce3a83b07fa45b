"""The house: who may import whom, what is loaded, how large it is, who says what once."""

import ast
import re
import subprocess
import sys
from collections import Counter

import pytest

# lines of analysis/ at 100 columns: the whole, its core, one file. Ceilings: the house was meant to be
# smaller (7,900 and 3,000), so whoever makes it so sets them lower
PACKAGE, CORE, FILE = 17483, 8328, 400
GROUND = {
    "frames": set(),
    "terms": set(),
    "vocabulary": {"terms"},
    "folding": {"vocabulary"},
    "text": {"terms", "vocabulary", "folding"},
}
ROOMS = {"sources": set(), "extractors": set(), "measure": set(), "show": {"extractors", "measure"}}
# inside extractors: evidence puts them in order; among the others the arrows go one way
SIBLINGS = {
    "evidence": {"paragraphs", "citations", "quantities", "claims", "scope", "saying", "rhetoric"},
    "citations": {"functions", "instruments", "itself", "leads", "lists", "organs", "phrases"}
    | {"symbols"},
    "itself": {"organs", "symbols"},
    "lists": {"organs", "symbols"},
    "phrases": {"governing", "organs", "symbols"},
    "organs": {"symbols"},
    "instruments": {"symbols"},
    "cues": {"governing"},
    "leads": {"cues", "governing"},
    "functions": {"cues", "governing", "leads"},
    "paragraphs": {"figures", "prose"},
    # amounts: the order of the steps
    "places": {"figures"},
    "numbers": {"figures"},
    "counted": {"figures", "numbers"},
    "hedges": {"counted", "figures"},
    "refused": {"counted", "figures", "numbers", "places"},
    "quantities": {"counted", "figures", "hedges", "numbers", "places", "refused"},
    "scene": {"counted"},
    "families": {"counted"},
    "claims": {"counted", "families", "scene"},
    "scope": {"families", "scene"},
    "saying": {"scene", "scope"},
    "roles": {"language"},
    "rhetoric": {"language", "roles"},
}
# what an extractor may ask of vocabulary.py: tables come with the text, or of a value that is given
OF_VOCABULARY = {"Row", "Rows", "Vocabulary", "VocabularyError", "load_vocabulary", "shipped"}
# a class of the marks that end a sentence, and of what may close behind them: [.!?] / [.;!?”)\n]
SENTENCE_END = re.compile(r"""\[(?=[^]]*\.)(?=[^]]*[!?])(?:[.!?;:"”’)]|\n|\\[n"])+\]""")
# these read marks, not sentences: each with the reason
NO_SENTENCE_END: dict[str, str] = {
    "refused": "where the mark of a list may stand: behind the end of a clause or a line",
    "quantities": "where the mark of a list may stand",
    "prose": "where a block is finished, for the mark of a footnote behind it",
    "paragraphs": "where a unit is finished, in ; or , as well",
}
READ_ONE_TEXT = """
import sys
class Standard:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] not in sys.stdlib_module_names | {"analysis"}:
            raise ImportError(f"{name} is no module of the standard library")
sys.meta_path.insert(0, Standard())
from analysis.extractors.evidence import read
from analysis.text import Text
from analysis.vocabulary import load_vocabulary
text = "Recalling resolution 822 (1993), it said that 3,000 refugees fled."
print({name: len(rows) for name, rows in read(Text(text, load_vocabulary())).items()})
"""


def sources(root, *places):
    """The Python files of the package, or of some of its rooms and files."""
    found = [root / "analysis" / place for place in places or ("",)]
    for place in found:
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path):
    """The modules that a file imports when it runs, with the names it takes from each."""
    tree = parsed(path)
    typing = [node for node in ast.walk(tree) if isinstance(node, ast.If) and is_typing(node.test)]
    skipped = {id(inside) for node in typing for inside in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.module, alias.name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, ""


def is_typing(test):
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def modules(path):
    """The modules of the package that a file imports, by their dotted names."""
    for module, name in imports(path):
        if module == "analysis" and name:
            yield f"analysis.{name}"
        elif module.startswith("analysis."):
            yield f"{module}.{name}" if module.count(".") == 1 else module


# --- who may import whom ------------------------------------------------------------------------


def test_rooms_see_only_what_they_may(root):
    for room, seen in ROOMS.items():
        for path in sources(root, room):
            others = {name.split(".")[1] for name in modules(path)} & set(ROOMS)
            assert others <= seen | {room}, f"{path} imports from {others}"


def test_extractors_go_one_way(root):
    for path in sources(root, "extractors"):
        heads = (name.split(".") for name in modules(path))
        seen = {head[2] for head in heads if head[1] == "extractors" and len(head) > 2}
        allowed = SIBLINGS.get(path.stem, set())
        assert seen <= allowed, f"{path.name} imports {seen - allowed}; it may see {allowed}"


def test_arrows_among_extractors_make_no_circle():
    """As they are listed here: whoever changes the list keeps it one way."""
    left = dict(SIBLINGS)
    while free := [name for name, seen in left.items() if not seen & set(left)]:
        for name in free:
            del left[name]
    assert {} == left


def test_ground_floor_stands_alone(root):
    for name, allowed in GROUND.items():
        seen = {found.split(".")[1] for found in modules(root / "analysis" / f"{name}.py")}
        assert seen <= allowed, f"{name} imports {seen}"


def test_extractors_read_the_tables_of_their_text(root):
    """A cache that reads a shipped table would be deaf to a vocabulary of the user's."""
    for path in sources(root, "extractors"):
        names = {name for module, name in imports(path) if module == "analysis.vocabulary"}
        assert names <= OF_VOCABULARY, f"{path.name} asks for {names - OF_VOCABULARY}"
        for function in cached(path):
            asked = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            assert "shipped" not in asked, f"{path.name}, line {function.lineno}"


def cached(path):
    """The functions of a file that keep what they made for the whole process."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef):
            decorators = map(ast.unparse, node.decorator_list)
            if any("cache" in one and one != "cached_property" for one in decorators):
                yield node


def test_only_language_uses_spacy_and_only_plots_uses_matplotlib(root):
    for path in sources(root):
        heads = {module.split(".")[0] for module, _ in imports(path)}
        may = path.name in ("language.py", "components.py")
        assert may or "spacy" not in heads, path
        assert "matplotlib" not in heads or path.parent.name == "plots", path


# --- what is loaded -----------------------------------------------------------------------------


def loaded_after(code):
    heads = "sorted({name.split('.')[0] for name in sys.modules})"
    script = f"{code}; import sys; print(' '.join({heads}))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_import_loads_nothing_heavy():
    assert not {"spacy", "matplotlib", "pandas", "pandera"} & loaded_after("import analysis")


def test_extraction_loads_neither_spacy_nor_matplotlib(root):
    code = f"import analysis; analysis.extract(analysis.load({str(root / 'corpus')!r}))"
    assert not {"spacy", "matplotlib"} & loaded_after(code)


def test_from_a_text_to_rows_nothing_but_the_standard_library_is_asked_for(root):
    """The same code runs in a browser, where no package is installed."""
    done = subprocess.run(
        [sys.executable, "-c", READ_ONE_TEXT], capture_output=True, text=True, cwd=root
    )
    assert "" == done.stderr
    assert "{'paragraphs': 1, 'citations': 1, 'quantities': 1, 'claims': 1}" == done.stdout.strip()


@pytest.mark.parametrize(
    "before",
    [
        "import analysis",
        "import analysis.extractors.paragraphs",
        "from analysis.extractors import evidence",
    ],
)
def test_extract_is_a_function_whatever_was_imported_before(before):
    loaded_after(
        f"{before}; import analysis, inspect; from analysis import extract;"
        " assert inspect.isfunction(extract); assert analysis.extract is extract"
    )


# --- how large it is ----------------------------------------------------------------------------


def lines(paths):
    return {path: path.read_text(encoding="utf-8").splitlines() for path in paths}


def test_the_house_is_small(root):
    """Small is a promise: the core is read in an afternoon."""
    core = sources(root, *(f"{name}.py" for name in GROUND), "extractors")
    for name, paths, most in (("core", core, CORE), ("package", sources(root), PACKAGE)):
        size = sum(map(len, lines(paths).values()))
        assert size < most, f"the {name} has {size} lines"


def test_no_file_is_long(root):
    long = {path.name: len(text) for path, text in lines(sources(root)).items() if len(text) > FILE}
    assert {} == long


def test_no_line_is_wide(root):
    files = sources(root)
    wide = Counter()
    for path, text in lines(files).items():
        wide[str(path.relative_to(root))] = sum(len(line) > 100 for line in text)
    assert {} == +wide


# --- who says what once -------------------------------------------------------------------------


def test_only_text_says_where_a_sentence_ends(root):
    """Found by a class of characters such as [.!?] in a string of another file."""
    for path in sources(root):
        if path.name == "text.py" or path.stem in NO_SENTENCE_END:
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = SENTENCE_END.search(node.value)
                assert found is None, f"{path}, line {node.lineno}: {found[0]}; ask analysis.text"
