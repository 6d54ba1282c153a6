"""Which word renders which: word links between two texts, and spans carried over from one to the other."""

from __future__ import annotations

from xling.align.aligner import AlignSettings, EmbeddingAligner
from xling.align.pairs import Pair
from xling.align.project import project

__all__ = ["AlignSettings", "EmbeddingAligner", "Pair", "aligner", "project"]


def aligner(*, settings: AlignSettings | None = None, threads: int = 0, device: str = "cpu") -> EmbeddingAligner:
    """The aligner over the installed word encoder.

    :raises ModelError: the encoder is missing or damaged.
    :raises UsageError: the settings name an unknown method.
    """
    from xling.encode import word_encoder

    return EmbeddingAligner(word_encoder(threads=threads, device=device), settings or AlignSettings())
