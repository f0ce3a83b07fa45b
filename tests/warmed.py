"""What a forked command finds ready: tables and patterns, of which the four texts ask for most."""

from pathlib import Path

import analysis

analysis.extract(analysis.load(Path(__file__).resolve().parent.parent / "corpus"))
