"""From documents to evidence: paragraphs, citations, quantities, claims, rhetoric."""
