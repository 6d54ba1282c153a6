"""Training speed in float32 and bfloat16: python benchmarks/train_speed.py [--rounds 5] [--tokens 1024] [--write]

Steps of ``xling train`` on random batches, one thread: forward, backward, clipping, AdamW and running average. The two
precisions take turns, so that whatever else the machine does meets both.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

import torch

from xling.signature import package_version
from xling.train import model as models
from xling.train.config import ArchitectureConfig, OptimisationConfig
from xling.train.vocabulary import PAD, Vocabulary

RESULTS = Path(__file__).parent / "results" / "train_speed.json"
SHAPES = ((4, 1, 256, 1024, 4), (6, 2, 256, 2048, 4), (6, 2, 384, 1536, 6))
PIECES, OUTPUT, WIDTH, HEIGHT, STEPS = 12_000, 8_000, 27, 25, 5


class Bench:
    """A model of one shape that is trained on noise."""

    def __init__(self, shape: tuple[int, int, int, int, int], tokens: int) -> None:
        encoder, decoder, width, wide, heads = shape
        ids = {**{str(piece): piece for piece in range(PIECES - 1)}, PAD: PIECES - 1}
        vocab = Vocabulary(None, None, ids, ids, OUTPUT)
        config = ArchitectureConfig(encoder, decoder, width, wide, heads, dropout=0.0, lexical_start=False)
        self.model = models.build(config, vocab).train()
        self.loss = models.Step(self.model, vocab, OptimisationConfig(sampled=800, decoder_noise=0.12))
        self.weights = [weight for weight in self.model.parameters() if weight.requires_grad]
        self.mean = [weight.detach().clone() for weight in self.weights]
        self.optimizer = torch.optim.AdamW(self.weights, lr=1e-4, fused=True)
        rows = tokens // HEIGHT
        sizes = ((WIDTH, OUTPUT), (HEIGHT, OUTPUT), (HEIGHT, OUTPUT), (HEIGHT, WIDTH))
        self.batch = [torch.randint(0, most, (rows, size)) for size, most in sizes]
        self.pieces = rows * HEIGHT

    def rate(self, *, bf16: bool) -> float:
        """Target pieces a second over some steps."""
        begin = time.perf_counter()
        source, decoder, labels, guide = self.batch
        for _ in range(STEPS):
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                loss, _ = self.loss(source, decoder, labels, guide, 0.15)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.weights, 1.0)
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
            with torch.no_grad():
                torch._foreach_lerp_(self.mean, self.weights, 0.001)
        return STEPS * self.pieces / (time.perf_counter() - begin)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=1024)
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    found: dict[str, object] = {"xling": package_version(), "torch": torch.__version__, "tokens": args.tokens}
    for shape in SHAPES:
        bench = Bench(shape, args.tokens)
        for precision in (False, True):
            bench.rate(bf16=precision)  # warm
        slow, fast = zip(*((bench.rate(bf16=False), bench.rate(bf16=True)) for _ in range(args.rounds)), strict=True)
        ratios = sorted(b / a for a, b in zip(slow, fast, strict=True))
        found[f"{shape[0]}+{shape[1]} layers of {shape[2]}, feed-forward {shape[3]}"] = {
            "parameters": sum(weight.numel() for weight in bench.weights),
            "float32": round(statistics.median(slow)),
            "bfloat16": round(statistics.median(fast)),
            "ratio": [round(ratio, 2) for ratio in (ratios[0], statistics.median(ratios), ratios[-1])],
        }
    text = json.dumps(found, indent=1)
    print(text)
    if args.write:
        RESULTS.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
