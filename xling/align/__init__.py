"""Which word renders which: word links between two texts, and spans carried over from one to the other."""

from __future__ import annotations

from xling.align.aligner import EmbeddingAligner
from xling.align.batches import AlignSettings
from xling.align.choose import aligner
from xling.align.pairs import Pair
from xling.align.project import project
from xling.align.quick import LexicalAligner

__all__ = ["AlignSettings", "EmbeddingAligner", "LexicalAligner", "Pair", "aligner", "project"]
