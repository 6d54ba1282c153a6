"""Speed of the two backends on a Marian of OPUS-MT's size with random weights: CTranslate2 int8 against transformers.

    python benchmarks/translate_speed.py [--sentences 32] [--rounds 3] [--threads 1] [--beam 1 --beam 4] [--write]

Random weights never end a sentence, so every hypothesis runs to the same length and only speed is compared. Rounds of
both backends alternate, so that other load on the machine falls on both; the ratio is that of the medians.
Tokenising is left out, loading too.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

from xling.models import ModelInfo
from xling.models.convert import convert_marian
from xling.translate import TranslateSettings
from xling.translate.ct2 import Ct2Backend
from xling.translate.decoding import Backend, Decoding, Request
from xling.translate.torch_backend import TorchBackend

RESULTS = Path(__file__).parent / "results" / "translate_speed.json"
SOURCE, VOCABULARY, LIMIT = 24, 58_101, 33  # pieces a sentence; opus-mt-de-en's vocabulary; pieces of a hypothesis + 1


def random_opus(folder: Path) -> None:
    """opus-mt-de-en's architecture (6+6 layers, d 512, ffn 2048, 8 heads, swish), random weights, made-up pieces."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    torch.manual_seed(1)
    words = ["</s>", "<unk>", *(f"▁w{i}" for i in range(VOCABULARY - 3)), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({word: i for i, word in enumerate(words)}), encoding="utf-8")
    pad = VOCABULARY - 1
    config = MarianConfig(
        vocab_size=VOCABULARY, d_model=512, encoder_layers=6, decoder_layers=6, encoder_attention_heads=8,
        decoder_attention_heads=8, encoder_ffn_dim=2048, decoder_ffn_dim=2048, activation_function="swish",
        max_position_embeddings=512, scale_embedding=True, pad_token_id=pad, eos_token_id=0, bos_token_id=0,
        decoder_start_token_id=pad, forced_eos_token_id=None,
    )  # fmt: skip
    model = MarianMTModel(config)
    with torch.no_grad():
        model.model.shared.weight[pad].zero_()
        model.final_logits_bias[0, 0] = -100.0  # </s> never comes
    model.save_pretrained(folder)


def seconds(backend: Backend, requests: list[Request], options: Decoding) -> tuple[float, int]:
    start = time.perf_counter()
    found = backend.generate(requests, options)
    return time.perf_counter() - start, sum(len(nbest[0].pieces) for nbest in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--beam", type=int, action="append")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    rng = random.Random(5)
    requests = [
        Request(tuple(f"▁w{rng.randrange(VOCABULARY - 3)}" for _ in range(SOURCE))) for _ in range(arguments.sentences)
    ]
    settings = TranslateSettings(threads=arguments.threads)
    table: dict[str, Any] = {"machine": machine(), "sentences": arguments.sentences, "threads": arguments.threads}
    with tempfile.TemporaryDirectory() as name:
        folder, converted = Path(name, "hf"), Path(name, "ct2")
        folder.mkdir()
        converted.mkdir()
        random_opus(folder)
        convert_marian(folder, converted)
        info = {"name": "random", "kind": "marian", "source": "de", "target": "en", "max_pieces": LIMIT}
        backends: dict[str, Backend] = {
            "transformers fp32": TorchBackend(ModelInfo(path=folder, **info), settings),
            "ctranslate2 int8": Ct2Backend(ModelInfo(path=converted, **info), settings),
        }
        for beam in arguments.beam or [1, 4]:
            table[f"beam {beam}"] = compare(backends, requests, Decoding(beam=beam), arguments.rounds)
            print(json.dumps({f"beam {beam}": table[f"beam {beam}"]}, indent=2))
    if arguments.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


def compare(backends: dict[str, Backend], requests: list[Request], options: Decoding, rounds: int) -> dict[str, Any]:
    rates: dict[str, list[float]] = {name: [] for name in backends}
    for backend in backends.values():
        backend.generate(requests[:2], options)
    for _ in range(rounds):
        for name, backend in backends.items():
            taken, pieces = seconds(backend, requests, options)
            rates[name].append(pieces / taken)
    medians = {name: statistics.median(values) for name, values in rates.items()}
    slow, fast = medians.values()
    return {
        "pieces_per_second": {name: round(value, 1) for name, value in medians.items()},
        "spread": {name: [round(min(values), 1), round(max(values), 1)] for name, values in rates.items()},
        "ratio": round(fast / slow, 2),
    }


def machine() -> dict[str, Any]:
    import ctranslate2
    import torch
    import transformers

    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout
    return {
        "commit": commit.strip(),
        "python": platform.python_version(),
        "versions": [
            f"ctranslate2 {ctranslate2.__version__}",
            f"torch {torch.__version__}",
            f"transformers {transformers.__version__}",
        ],
        "cores": len(os.sched_getaffinity(0)),
        "load": [round(value, 1) for value in os.getloadavg()],
    }


if __name__ == "__main__":
    main()
