"""Does the score of a link mean what it says? Reliability of links over translations and over look-alikes.

    python benchmarks/link_reliability.py GOLD [--triples FILE] [--rows N] [--write]

Sentences are linked as claims of two articles. Half of the rows have no partner on the other side, so that a link can
be wrong. GOLD holds link/tatoeba.*.tsv and link/pawsx.tri.tsv; FILE has English, German and Chinese between tabs. In
PAWS-X a link within a row is right where the label says paraphrase, or where the verdict says no more than that both
are about one matter (related, conflict) and the label denies it; links between rows of nearly the same words are left
out, since nobody has judged them. Expected calibration error (Naeini et al. 2015) is over ten bins of equal
width; ``calibrated`` is isotonic regression (Zadrozny and Elkan 2002) fitted on the other rows (five folds).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from xling.claims import extract, link
from xling.encode import sentence_encoder, word_encoder
from xling.types import Article, Segment, Span, Verdict

RESULTS = Path(__file__).parent / "results" / "link_reliability.json"
SEEN = 0.05
ALIKE = 0.6
FOLDS = 5

Sides = tuple[list[tuple[int, str]], list[tuple[int, str]]]
Scored = list[tuple[float, bool, int]]
"""Score, right or not, and the row, by which folds are made."""


def rows(path: Path, limit: int, *, head: bool = True) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[head:]][:limit]


def article_of(name: str, lang: str, sentences: Sequence[tuple[int, str]]) -> tuple[Article, list[Segment]]:
    """One article whose sentences are the given ones; the id of a segment ends in the row."""
    pieces, start = [], 0
    for row, text in sentences:
        pieces.append(Segment(f"{name}#{row}", name, row, lang, text, Span(start, start + len(text))))
        start += len(text) + 2
    return Article(name, "", lang, "\n\n".join(text for _, text in sentences)), pieces


def halves(left: Sequence[str], right: Sequence[str]) -> Sides:
    """Two sides of which every second row has its partner; the others have one on one side alone."""
    own = [(row, text) for row, text in enumerate(left) if row % 4 != 3]
    other = [(row, text) for row, text in enumerate(right) if row % 4 != 1]
    return own, other


def scored(
    sides: Sides, langs: tuple[str, str], encoder: object, words: object
) -> list[tuple[float, int, int, Verdict]]:
    """Best link of every sentence of the first side: score and both rows."""
    made = [article_of(side, lang, own) for side, lang, own in zip("ab", langs, sides, strict=True)]
    claims = extract([article for article, _ in made], [piece for _, pieces in made for piece in pieces])
    best: dict[int, tuple[float, int, int, Verdict]] = {}
    for one in link(claims, encoder=encoder, words=words, least=SEEN):  # type: ignore[arg-type]
        first, second = (int(claim.segment.split("#")[1]) for claim in (one.a, one.b))
        if first not in best or one.score > best[first][0]:
            best[first] = one.score, first, second, one.verdict
    return list(best.values())


def translations(pairs: Sequence[tuple[str, str]], langs: tuple[str, str], encoder: object, words: object) -> Scored:
    """A link is right when both sides are one row."""
    sides = halves([a for a, _ in pairs], [b for _, b in pairs])
    return [(score, first == second, first) for score, first, second, _ in scored(sides, langs, encoder, words)]


def look_alikes(found: list[list[str]], columns: tuple[int, int], label: int, encoder: object, words: object) -> Scored:
    """Links within a row, and those between rows that have few words in common, which are wrong."""
    langs = [{1: "de", 2: "de", 3: "zh", 4: "zh", 5: "en", 6: "en"}[column] for column in columns]
    sides = halves([row[columns[0]] for row in found], [row[columns[1]] for row in found])
    sets = [frozenset(row[5].lower().split()) for row in found]
    kept: Scored = []
    for score, first, second, verdict in scored(sides, (langs[0], langs[1]), encoder, words):
        common = len(sets[first] & sets[second]) / len(sets[first] | sets[second])
        if first == second:
            same, told = found[first][label] == "1", verdict in (Verdict.AGREE, Verdict.APPROXIMATELY)
            kept.append((score, same == told or (same and verdict is Verdict.RELATED), first))
        elif common < ALIKE:
            kept.append((score, False, first))
    return kept


def isotonic(scores: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pool adjacent violators: knots (score, probability), both rising."""
    order = np.argsort(scores, kind="stable")
    blocks: list[list[float]] = []
    for score, right in zip(scores[order], truth[order], strict=True):
        blocks.append([float(score), float(right), 1.0])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [last[0] + blocks[-1][0], last[1] + blocks[-1][1], last[2] + blocks[-1][2]]
    xs = np.array([block[0] / block[2] for block in blocks])
    return xs, np.array([(block[1] + 0.5) / (block[2] + 1) for block in blocks])


def crossed(found: Scored) -> np.ndarray:
    """Calibrated scores, each from the rows of the other folds."""
    scores, truth, fold = columns_of(found)
    result = np.empty(len(scores))
    for number in range(FOLDS):
        here = fold % FOLDS == number
        result[here] = np.interp(scores[here], *isotonic(scores[~here], truth[~here]))
    return result


def columns_of(found: Scored) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return tuple(np.array(column, float) for column in zip(*found, strict=True))  # type: ignore[return-value]


def table(scores: np.ndarray, truth: np.ndarray) -> dict[str, object]:
    """ECE, Brier score and bins: links, mean score, share that is right."""
    bins, error = [], 0.0
    for low in np.arange(0, 1, 0.1):
        here = (scores >= low) & ((scores < low + 0.1) | (low > 0.85))
        if here.any():
            mean, right = float(scores[here].mean()), float(truth[here].mean())
            error += abs(mean - right) * here.mean()
            bins.append([int(here.sum()), round(mean, 3), round(right, 3)])
    return {"ECE": round(float(error), 4), "Brier": round(float(((scores - truth) ** 2).mean()), 4), "bins": bins}


def figures(found: Scored) -> dict[str, object]:
    scores, truth, _ = columns_of(found)
    return {"links": len(found), "right": round(float(truth.mean()), 4), "raw": table(scores, truth)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--triples", type=Path)
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument("--pairs", type=Path, help="write score, right and row of every link there")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    encoder, words = sentence_encoder(), word_encoder()
    kinds: dict[str, Scored] = {}
    for name, lang in (("deu-eng", "de"), ("cmn-eng", "zh")):
        found = rows(chosen.gold / "link" / f"tatoeba.{name}.tsv", chosen.rows)
        kinds[f"tatoeba {lang}-en"] = translations([(r[0], r[1]) for r in found], (lang, "en"), encoder, words)
    if chosen.triples:
        found = rows(chosen.triples, chosen.rows, head=False)
        kinds["news de-en"] = translations([(r[1], r[0]) for r in found], ("de", "en"), encoder, words)
        kinds["news zh-de"] = translations([(r[2], r[1]) for r in found], ("zh", "de"), encoder, words)
    found = rows(chosen.gold / "link" / "pawsx.tri.tsv", chosen.rows)
    for name, columns, label in (("de-en", (1, 6), 7), ("de-zh", (1, 4), 7), ("zh-en", (3, 6), 8)):
        kinds[f"pawsx {name}"] = look_alikes(found, columns, label, encoder, words)
    result = {"signature": f"{encoder.signature}|{words.signature}|half without partner", "rows": chosen.rows}
    result |= {name: figures(one) for name, one in kinds.items()}
    for family in ("tatoeba", "news", "pawsx"):
        one = [row for name, scored_rows in kinds.items() if name.startswith(family) for row in scored_rows]
        if one:
            result[f"{family}, calibrated on itself"] = table(crossed(one), columns_of(one)[1])
    for name in result:
        print(name, result[name], flush=True)
    if chosen.pairs:
        chosen.pairs.write_text(json.dumps({name: [list(map(float, r)) for r in one] for name, one in kinds.items()}))
    if chosen.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
