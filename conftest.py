"""Tests and notebooks are run together: ``pytest --nbval tests notebooks``."""

import sys

# nbformat would load this library, which takes 3 s in each process to make parsers for a kind of
# address that notebooks do not have; nbval, which loads nbformat, is therefore loaded after it
sys.modules["rfc3987_syntax"] = None

pytest_plugins = ["nbval.plugin", "nbval_pictures", "kernels"]
