"""Stage "models": what is installed here and in the package, where it came from, and whether it is intact."""

from __future__ import annotations

from xling.models.info import ModelInfo
from xling.models.store import Store, Verified

__all__ = ["ModelInfo", "Store", "Verified"]
