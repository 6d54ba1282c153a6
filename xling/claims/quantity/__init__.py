"""Quantities in German, English and Chinese text: exact values with units, and whether two of them agree."""

from xling.claims.quantity.compare import Comparison, compare
from xling.claims.quantity.parse import figures, quantities
from xling.claims.quantity.rates import Rate, explain, implied_rates

__all__ = ["Comparison", "Rate", "compare", "explain", "figures", "implied_rates", "quantities"]
