"""Alignment error rate of every method on gold alignments, beside simalign itself and published figures.

    python benchmarks/align.py GOLD [--simalign] [--out benchmarks/results/align.json]

GOLD holds ``<set>.src``, ``<set>.tgt`` (words between spaces) and ``<set>.gold.pharaoh0`` for deen100 and zhen.
``--simalign`` also runs simalign 0.4 on the same weights (needs torch; minutes).
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from xling.align import AlignSettings, EmbeddingAligner, LexicalAligner
from xling.align.attention import AttentionAligner
from xling.align.formats import make_pair
from xling.align.match import Similarity
from xling.align.pairs import Pair
from xling.align.tuned import CHINESE, DEFAULT, TunedSettings, tuned_links
from xling.encode import word_encoder
from xling.encode.vectors import WordPieces
from xling.evaluate.aer import GoldLinks, aer, parse_gold
from xling.types import Alignment, Span

SETS = {"deen100": ("de", "en"), "zhen": ("zh", "en")}
PUBLISHED = [
    # On sister sets (RWTH de-en, Tsinghua zh-en), from the papers' tables; not on these sentences.
    ("fast_align (Dyer 2013)", 27.0, 38.1),
    ("eflomal (Östling 2016)", 22.6, 28.7),
    ("SimAlign mBERT (Jalili Sabet 2020)", 18.8, 21.6),
    ("awesome-align, not tuned (Dou 2021)", 17.4, 18.1),
    ("awesome-align, tuned (Dou 2021)", 15.1, 13.4),
    ("Cross-Align (Lai 2022)", 13.6, 10.1),
]


class Cached:
    """The encoder with its answers kept: every method sees the same vectors, and they are computed once."""

    def __init__(self) -> None:
        self._encoder = word_encoder()
        self.signature = self._encoder.signature
        self._known: dict[tuple[str, tuple[Span, ...]], WordPieces] = {}

    def pieces(self, texts: Iterable[str], spans: Iterable[Iterable[Span]]) -> list[WordPieces]:
        keys = [(text, tuple(words)) for text, words in zip(texts, spans, strict=True)]
        fresh = [key for key in dict.fromkeys(keys) if key not in self._known]
        self._known.update(zip(fresh, self._encoder.pieces([k[0] for k in fresh], [k[1] for k in fresh]), strict=True))
        return [self._known[key] for key in keys]


def read(folder: Path, name: str) -> tuple[list[Pair], list[GoldLinks]]:
    lines = [(folder / f"{name}.{end}").read_text(encoding="utf-8").splitlines() for end in ("src", "tgt")]
    pairs = [make_pair(s, t, tokenized=True, langs=SETS[name]) for s, t in zip(*lines, strict=True)]
    gold = (folder / f"{name}.gold.pharaoh0").read_text(encoding="utf-8").splitlines()
    return pairs, [parse_gold(line) for line in gold]


def links(alignments: Iterable[Alignment]) -> list[set[tuple[int, int]]]:
    return [{(link.source, link.target) for link in alignment.links} for alignment in alignments]


def looked(evidence: Similarity) -> set[tuple[int, int]]:
    """Each target word with the source word that gets most of the attention."""
    best = evidence.argmax(axis=0)
    return {(int(i), j) for j, i in enumerate(best) if evidence[i, j] > 0}


def ablations(base: TunedSettings) -> Iterator[tuple[str, TunedSettings, bool]]:
    """The whole method, then the same with one part left out."""
    yield "tuned", base, True
    yield "tuned without the head", base, False
    for part in ("distortion", "lexical", "equal", "unlike", "neighbours"):
        yield f"tuned without {part}", replace(base, priors=replace(base.priors, **{part: 0.0})), True
    yield "tuned without growing", replace(base, sure=2.0, alone=2.0), True
    yield "tuned, mutual links only", replace(base, accept=0.25, sure=2.0, alone=2.0), True


def score(folder: Path, encoder: Cached, *, simalign: bool) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []

    def add(method: str, name: str, found: list[set[tuple[int, int]]], gold: list[GoldLinks], signature: str) -> None:
        result = aer(found, gold, name=signature)
        rows.append(
            {"method": method, "set": name, "aer": round(100 * result.aer, 2), "precision": round(result.precision, 4),
             "recall": round(result.recall, 4), "f1": round(result.f1, 4), "signature": result.signature}
        )  # fmt: skip
        print(f"{method:34} {name:8} AER {100 * result.aer:5.1f}  P {result.precision:.3f}  R {result.recall:.3f}",
              file=sys.stderr, flush=True)  # fmt: skip

    for name, (source, _) in SETS.items():
        pairs, gold = read(folder, name)
        for method in ("mutual", "itermax", "softmax", "max-weight"):
            aligner = EmbeddingAligner(encoder, AlignSettings(method=method))
            add(method, name, links(aligner.stream(pairs)), gold, aligner.signature)
        quick = LexicalAligner()
        add("lexical (no encoder)", name, links(quick.stream(pairs)), gold, quick.signature)
        decoder = AttentionAligner(threads=1)
        alone = [looked(found) for found in decoder.evidence(pairs)]
        add("attention alone (bundled model)", name, alone, gold, decoder.signature + "/most attended word")
        add("attention (bundled model, tables)", name, links(decoder.stream(pairs)), gold, decoder.signature)
        pieces = list(
            zip(encoder.pieces([p.source for p in pairs], [p.source_tokens for p in pairs]),
                encoder.pieces([p.target for p in pairs], [p.target_tokens for p in pairs]), strict=True)
        )  # fmt: skip
        for label, settings, head in ablations(CHINESE if source == "zh" else DEFAULT):
            signature = encoder.signature if head else "plain"
            found = [
                {(k.source, k.target) for k in tuned_links(p, a, b, encoder=signature, settings=settings)}
                for p, (a, b) in zip(pairs, pieces, strict=True)
            ]
            add(label, name, found, gold, f"{encoder.signature}/{label}")
        if simalign:
            for method, found in reference(pairs):
                add(f"simalign {method}", name, found, gold, f"simalign:0.4/e5-small/7/{method}")
    return rows


def reference(pairs: list[Pair]) -> Iterator[tuple[str, list[set[tuple[int, int]]]]]:
    """simalign on the dequantised weights, layer 7; its third method takes minutes and gives our max-weight."""
    from simalign import SentenceAligner

    from xling.encode.export import export_transformers

    with tempfile.TemporaryDirectory() as folder:
        export_transformers(Path(folder), layers=7)
        aligner = SentenceAligner(model=folder, token_type="bpe", matching_methods="ai", layer=7)
        found = [aligner.get_word_aligns(p.source.split(), p.target.split()) for p in pairs]
    for method, key in (("mutual", "inter"), ("itermax", "itermax")):
        yield method, [set(answer[key]) for answer in found]


def table(rows: list[dict[str, object]]) -> str:
    by_method: dict[str, dict[str, object]] = {}
    for row in rows:
        by_method.setdefault(str(row["method"]), {})[str(row["set"])] = row["aer"]
    lines = [f"| {'method':36} | {' | '.join(SETS)} |", "|---|" + "---|" * len(SETS)]
    lines += [f"| {m:36} | {' | '.join(str(v.get(s, '–')) for s in SETS)} |" for m, v in by_method.items()]
    lines += [f"| {m:36} | {de} | {zh} | (published, sister sets)" for m, de, zh in PUBLISHED]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--simalign", action="store_true")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "align.json")
    options = parser.parse_args()
    rows = score(options.gold, Cached(), simalign=options.simalign)
    print(table(rows))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    report = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "gold": "dev halves deen100 (100 pairs) and zhen (150 pairs)",
        "rows": rows,
        "published": [{"method": m, "de-en": de, "zh-en": zh} for m, de, zh in PUBLISHED],
    }
    options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
