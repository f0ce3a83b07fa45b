"""Tests and notebooks are run together: ``pytest --nbval tests notebooks``."""

pytest_plugins = ["nbval_pictures"]
