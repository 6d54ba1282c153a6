"""Validation by real decoding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xling.train.vocabulary import Vocabulary


def translate(model: Any, vocab: Vocabulary, texts: Sequence[str], *, beam: int = 1, batch: int = 32) -> list[str]:  # noqa: ANN401
    """Translations of ``texts`` in their order by transformers; at most 2 × source + 20 pieces each."""
    import torch

    encoded = [pieces[:254] for pieces in vocab.encode_source(texts)]
    order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
    results = [""] * len(texts)
    for start in range(0, len(order), batch):
        rows = order[start : start + batch]
        width = max(len(encoded[i]) for i in rows) + 1
        ids = torch.full((len(rows), width), vocab.pad, dtype=torch.long)
        for line, i in enumerate(rows):
            ids[line, : len(encoded[i]) + 1] = torch.tensor([*encoded[i], 0])
        ids = ids.to(model.device)
        with torch.inference_mode():
            output = model.generate(
                input_ids=ids,
                attention_mask=(ids != vocab.pad).long(),
                num_beams=beam,
                do_sample=False,
                max_length=min(512, 2 * width + 20),
            )
        for i, line in zip(rows, output.tolist(), strict=True):
            results[i] = vocab.decode(line[1:])
    return results


@dataclass(frozen=True, slots=True)
class Validator:
    """chrF of greedy translations of fixed lines."""

    vocab: Vocabulary
    sources: tuple[str, ...]
    references: tuple[str, ...]

    def __call__(self, model: Any) -> float:  # noqa: ANN401
        import sacrebleu

        if not self.sources:
            return 0.0
        hypotheses = translate(model, self.vocab, self.sources)
        return round(float(sacrebleu.corpus_chrf(hypotheses, [list(self.references)]).score), 4)
