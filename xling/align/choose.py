"""The aligner that settings ask for."""

from __future__ import annotations

from xling.align.aligner import EmbeddingAligner
from xling.align.batches import ATTENTION, LEXICAL, AlignSettings, BatchAligner
from xling.align.quick import LexicalAligner


def aligner(*, settings: AlignSettings | None = None, threads: int = 0, device: str = "cpu") -> BatchAligner:
    """The aligner over the installed word encoder, or one that needs none (methods ``lexical`` and ``attention``).

    :raises ModelError: the encoder is missing or damaged; for ``attention``, no installed model was trained for it.
    :raises UsageError: the settings name an unknown method.
    """
    chosen = settings or AlignSettings()
    if chosen.method == LEXICAL:
        return LexicalAligner(chosen)
    if chosen.method == ATTENTION:
        from xling.align.attention import AttentionAligner

        return AttentionAligner(chosen, threads=threads, device=device)
    from xling.encode import word_encoder

    return EmbeddingAligner(word_encoder(threads=threads, device=device), chosen)
