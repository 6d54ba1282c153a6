"""Does the fast model say what the reference says: CTranslate2 int8 against torch fp32 on the same lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xling.evaluate.mt import quality


@dataclass(frozen=True, slots=True)
class Parity:
    """Differences are fast minus reference; ``identical`` is the share of equal translations, 0–1."""

    lines: int
    bleu_difference: float
    chrf_difference: float
    identical: float
    signature: str


def parity(
    bundle: Path, marian: Path, sources: Sequence[str], references: Sequence[str], *, beam: int = 1, threads: int = 1
) -> Parity:
    """Decode ``sources`` with both; ``bundle`` is a CTranslate2 folder made from the Marian folder ``marian``."""
    from xling.train import model as models
    from xling.train import vocabulary
    from xling.train.validate import translate

    fast = decode(bundle, sources, beam=beam, threads=threads)
    slow = translate(models.load(marian).eval(), vocabulary.load(marian), sources, beam=beam)
    left, right = quality(fast, [references]), quality(slow, [references])
    return Parity(
        len(sources),
        round(left.bleu - right.bleu, 2),
        round(left.chrf - right.chrf, 2),
        sum(map(str.__eq__, fast, slow)) / len(sources),
        left.bleu_signature,
    )


def decode(bundle: Path, sources: Sequence[str], *, beam: int = 1, threads: int = 1) -> list[str]:
    """Plain CTranslate2 decoding of whole lines: no splitting, no guard, no cache; for measuring models alone."""
    import ctranslate2
    import sentencepiece

    source, target = (
        sentencepiece.SentencePieceProcessor(model_file=str(bundle / f"{side}.spm")) for side in ("source", "target")
    )
    pieces = [[*line[:254], "</s>"] for line in source.encode(list(sources), out_type=str)]
    model = ctranslate2.Translator(str(bundle), device="cpu", intra_threads=threads)
    results = model.translate_batch(
        pieces, beam_size=beam, max_batch_size=1024, batch_type="tokens", max_decoding_length=256
    )
    return [str(target.decode(result.hypotheses[0])) for result in results]
