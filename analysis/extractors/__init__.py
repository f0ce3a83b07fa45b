"""From documents to evidence: paragraphs, citations, quantities, claims, rhetoric.

The room and its one public function share a name: ``analysis.extract(documents)``. Python binds a package's
attribute to its sub-package as soon as anything in it is imported, so the sub-package itself is callable.
"""

import sys
from types import ModuleType
from typing import Any


class _Extract(ModuleType):
    def __call__(self, documents: Any, **options: Any) -> Any:
        """All evidence of ``documents``; ``families``, ``rhetoric``, ``progress``: see ``extract.evidence.extract``."""
        from analysis.extractors.evidence import extract

        return extract(documents, **options)


sys.modules[__name__].__class__ = _Extract
