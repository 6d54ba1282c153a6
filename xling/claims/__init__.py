"""Claims: what articles state, as records with quantities and names, and which of them state the same."""

from __future__ import annotations

from xling.claims.extract import extract
from xling.claims.lineage import lineage
from xling.claims.link import link
from xling.claims.names import names
from xling.claims.novel import new_spans
from xling.claims.quantity import Comparison, Rate, compare, explain, implied_rates, quantities
from xling.claims.same import same_claim, same_claims
from xling.types import Descent

__all__ = [
    "Comparison",
    "Descent",
    "Rate",
    "compare",
    "explain",
    "extract",
    "implied_rates",
    "lineage",
    "link",
    "names",
    "new_spans",
    "quantities",
    "same_claim",
    "same_claims",
]
