"""Claims: what articles state, as records with quantities and names, and which of them state the same."""

from __future__ import annotations

from xling.claims.extract import extract
from xling.claims.link import link
from xling.claims.names import names
from xling.claims.quantity import Comparison, Rate, compare, explain, implied_rates, quantities

__all__ = ["Comparison", "Rate", "compare", "explain", "extract", "implied_rates", "link", "names", "quantities"]
