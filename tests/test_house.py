"""The rooms of the house: who may import whom, and what a light import costs."""

import ast
import subprocess
import sys

ROOMS = {"sources", "extract", "measure", "show"}
GROUND = {"frames", "vocabulary"}
MAY_SEE = {"sources": set(), "extract": set(), "measure": set(), "show": {"extract", "measure"}}
# inside extract: evidence puts the extractors in order, the others do not know one another
MAY_SEE_SIBLING = {
    "evidence": {"citations", "claims", "paragraphs", "quantities", "rhetoric"},
    "claims": {"numbers", "quantities"},
    "quantities": {"numbers"},
    "citations": {"cues", "instruments", "lists", "organs", "phrases", "symbols"},
    "lists": {"organs", "symbols"},
    "phrases": {"organs", "symbols"},
    "organs": {"symbols"},
    "instruments": {"symbols"},
    "cues": set(),
    "symbols": set(),
    "rhetoric": {"language"},
    "__init__": {"evidence"},
}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("analysis"):
            names = [alias.name for alias in node.names]
            yield from (
                [f"{node.module}.{name}" for name in names]
                if node.module == "analysis"
                else [node.module]
            )
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_rooms_see_only_what_they_may(root):
    for room in ROOMS:
        for path in (root / "analysis" / room).rglob("*.py"):
            seen = {
                name.split(".")[1] for name in imports(path) if name.startswith("analysis.")
            } & ROOMS
            assert seen <= MAY_SEE[room] | {room}, f"{path} imports from {seen}"


def test_extractors_do_not_know_one_another(root):
    for path in (root / "analysis" / "extract").glob("*.py"):
        seen = {
            name.split(".")[2] for name in imports(path) if name.startswith("analysis.extract.")
        }
        assert seen <= MAY_SEE_SIBLING.get(path.stem, set()), f"{path} imports {seen}"


def test_ground_floor_stands_alone(root):
    for name in GROUND:
        seen = {
            found
            for found in imports(root / "analysis" / f"{name}.py")
            if found.startswith("analysis")
        }
        assert not seen, f"{name} imports {seen}"


def test_only_language_uses_spacy_and_only_plots_uses_matplotlib(root):
    for path in (root / "analysis").rglob("*.py"):
        heads = {name.split(".")[0] for name in third_party(path)}
        assert "spacy" not in heads or path.name in (
            "language.py",
            "rhetoric.py",
            "components.py",
        ), path
        assert "matplotlib" not in heads or path.parent.name == "plots", path


def third_party(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def loaded_after(code):
    script = f"{code}; import sys; print(' '.join(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_import_loads_nothing_heavy():
    assert not {"spacy", "matplotlib", "pandas", "pandera"} & loaded_after("import analysis")


def test_extraction_loads_neither_spacy_nor_matplotlib(root):
    code = f"import analysis; analysis.extract(analysis.load({str(root / 'corpus')!r}))"
    assert not {"spacy", "matplotlib"} & loaded_after(code)


def test_extract_is_a_function_whatever_was_imported_before():
    """The room and its function share a name; Python would bind the name to the room."""
    for before in (
        "import analysis",
        "import analysis.extractors.paragraphs",
        "from analysis.extractors import evidence",
    ):
        loaded_after(
            f"{before}; import analysis; from analysis import extract; assert analysis.extract is extract"
        )
        loaded_after(f"{before}; import analysis; assert callable(analysis.extract)")
