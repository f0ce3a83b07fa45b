"""What spaCy loads to know the extractors as components of a pipeline: ``analysis.components``.

spaCy loads every entry point that is installed, and it stops at one that fails. A folder that holds an
``analysis.py`` of its own hides this package, so nothing is imported from there before it is known to
be this package.
"""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

_found = find_spec("analysis")
_ours = Path(__file__).with_name("analysis") / "__init__.py"

components = None
if _found and _found.origin and Path(_found.origin).resolve() == _ours.resolve():
    components = import_module("analysis.components")
