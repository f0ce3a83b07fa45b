"""What a forked command or kernel finds ready: tables and patterns, of which the four texts ask for most.

The first reading makes the patterns of the words of these texts only, the second all of them.
"""

from pathlib import Path

import analysis

for _ in range(2):
    analysis.extract(analysis.load(Path(__file__).resolve().parent.parent / "corpus"))
