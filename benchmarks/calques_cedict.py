"""What the set phrases of CC-CEDICT add to our own lexicon of calques, on GOLD/flag and on ordinary text.

    python benchmarks/calques_cedict.py GOLD CORPORA [--fit]

Every row is judged as if our lexicon did not hold its expression, with CC-CEDICT and without, at the threshold that
lets 2 of 100 clean and good sentences through with everything in place. "Named" is the share of the flagged rows whose
expression is the one that is named; hit@1 and hit@5 rank the phrases met in the sentence. Pairs have the Chinese
sentence too. Alarms are counted on the authored news of CORPORA and on references of news, none translated from
Chinese. ``--fit`` prints the weights of ``xling/checks/idiom_phrases.py``: a logistic regression on the hits in the
calques (those on the span of the calque against all others), in good, clean and ordinary sentences, of both languages
together.
Results go to ``benchmarks/results/calques_cedict.json``.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from calques import UNJUDGEABLE, Judged, judge, rows, threshold, without_own

from xling.checks.idiom_cedict import entry, known_forms
from xling.checks.idiom_findings import PAIR_BONUS
from xling.checks.idiom_lexicon import Candidate
from xling.checks.idiom_phrase_pairs import phrase_pairs
from xling.checks.idiom_phrases import AROUND, VECTORS, WORDS, judged_phrases, met, odds, seen
from xling.checks.idiom_suspect import suspects
from xling.encode import sentence_encoder
from xling.encode.cache import CachedEncoder
from xling.lexicon.cedict import dictionary_path
from xling.lexicon.phrases import phrases
from xling.paths import vectors_path
from xling.protocols import SentenceEncoder

ORDINARY = 600
"""Sentences of each of the two kinds of ordinary text."""
LEAST_FIT = -3.0
Row = dict[str, str]


def own_form(row: Row) -> str:
    return row["explanation"].split(" = ")[0]


def others(row: Row) -> frozenset[str]:
    """The forms that our lexicon holds beside the row's own."""
    return frozenset(form for form in known_forms() if form != own_form(row) and form not in row["zh"])


def names(row: Row, zh: str) -> bool:
    own = own_form(row)
    return any(form in row["zh"] or form == own or own in form for form in zh.split("|"))


def by_dictionary(judged: Judged) -> Judged:
    """The judgement without what CC-CEDICT found."""
    kept = tuple(each for each in judged.findings if not any("(CC-CEDICT)" in e.text for e in each.evidence))
    return Judged(max((each.score for each in kept), default=0.0), None, kept)


def share(values: Sequence[bool]) -> float:
    return round(sum(values) / max(1, len(values)), 3)


def measure(lang: str, gold: Path, ordinary: list[str], encoder: SentenceEncoder) -> dict[str, object]:
    calques, clean = rows(gold / "flag" / "calques.tsv"), rows(gold / "flag" / "clean.tsv")
    bad = judge([row[f"{lang}_calque"] for row in calques], lang, encoder)
    good = judge([row[f"{lang}_good"] for row in calques], lang, encoder)
    plain = judge([row[lang] for row in clean], lang, encoder)
    cut = threshold(good, plain)
    images = suspects([(row[f"{lang}_calque"], lang) for row in calques], encoder)
    alone: dict[str, list[bool]] = {}
    joined: dict[str, list[bool]] = {}
    named: list[bool] = []
    first: list[bool] = []
    five: list[bool] = []
    in_dictionary = {phrase.zh for phrase in phrases()}
    for row, judged, image in zip(calques, bad, images, strict=True):
        if row["class"] == "number" or row["id"] in UNJUDGEABLE:
            continue
        text = row[f"{lang}_calque"]
        found: tuple[Candidate, ...] = judged_phrases([(text, lang)], encoder, others(row))[0]
        lexicon = without_own(row, by_dictionary(judged), image)
        best = max((each.score for each in found), default=0.0)
        alone.setdefault(row["class"], []).append(lexicon >= cut)
        joined.setdefault(row["class"], []).append(max(lexicon, best) >= cut)
        if best >= cut:
            named.append(names(row, found[0].entry.zh))
        if own_form(row) in in_dictionary and row["class"] == "idiom":
            ranked = [entry(each.hit.rendering.entry).zh for each in met(text, lang)]
            first.append(any(names(row, zh) for zh in ranked[:1]))
            five.append(any(names(row, zh) for zh in ranked[:5]))
    alarms = judge(ordinary, lang, encoder)
    return {
        "threshold": round(cut, 3),
        "without own, lexicon": share([hit for several in alone.values() for hit in several]),
        "without own, with CC-CEDICT": share([hit for several in joined.values() for hit in several]),
        "idioms without own, lexicon": share(alone["idiom"]),
        "idioms without own, with CC-CEDICT": share(joined["idiom"]),
        "named rightly among flagged": share(named),
        "hit@1, hit@5 of idioms in CC-CEDICT": [share(first), share(five), len(first)],
        "alarms per 1000 ordinary sentences, lexicon": round(
            1000 * sum(by_dictionary(each).score >= cut for each in alarms) / len(alarms), 1
        ),
        "alarms per 1000 ordinary sentences, with CC-CEDICT": round(
            1000 * sum(each.score >= cut for each in alarms) / len(alarms), 1
        ),
    }


def measure_pairs(lang: str, gold: Path) -> dict[str, object]:
    calques = rows(gold / "flag" / "calques.tsv")
    chinese = [row["zh"] for row in calques]
    bad = judge(chinese, lang, None, [row[f"{lang}_calque"] for row in calques])
    good = judge(chinese, lang, None, [row[f"{lang}_good"] for row in calques])
    cut = threshold(good)

    def strongest(row: Row, target: str) -> float:
        best = max((each.strength for each in phrase_pairs(row["zh"], target, lang, others(row))), default=-9.0)
        return float(1 / (1 + np.exp(-(best + PAIR_BONUS))))

    lexicon = [without_own(row, by_dictionary(judged), None) >= cut for row, judged in zip(calques, bad, strict=True)]
    whole = [hit or strongest(row, row[f"{lang}_calque"]) >= cut for row, hit in zip(calques, lexicon, strict=True)]
    idioms = [number for number, row in enumerate(calques) if row["class"] == "idiom"]
    return {
        "threshold": round(cut, 3),
        "without own, lexicon": share(lexicon),
        "without own, with CC-CEDICT": share(whole),
        "idioms without own, lexicon": share([lexicon[number] for number in idioms]),
        "idioms without own, with CC-CEDICT": share([whole[number] for number in idioms]),
        "false alarms of CC-CEDICT per 100 good": round(
            100 * share([strongest(row, row[f"{lang}_good"]) >= cut for row in calques]), 2
        ),
    }


def ordinary_sentences(corpora: Path) -> dict[str, list[str]]:
    """Authored news and references of news, evenly drawn."""
    texts: dict[str, list[str]] = {"de": [], "en": []}
    lines = (corpora / "authored" / "triples.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[:: len(lines) // ORDINARY][:ORDINARY]:
        english, german = line.split("\t")[:2]
        texts["en"].append(english)
        texts["de"].append(german)
    count = 0
    with lzma.open(corpora / "de-en.tsv.xz", "rt", encoding="utf-8") as pairs:
        for line in pairs:
            german, english, tag = line.rstrip("\n").split("\t")
            count += tag == "wmt-en-original-ref"
            if tag == "wmt-en-original-ref" and count % 13 == 0 and len(texts["de"]) < 2 * ORDINARY:
                texts["de"].append(german)
                texts["en"].append(english)
    return texts


def fit(gold: Path, ordinary: dict[str, list[str]], encoder: SentenceEncoder) -> None:
    """Print the weights for the words alone and for words and vectors."""
    from sklearn.linear_model import LogisticRegression

    calques, clean = rows(gold / "flag" / "calques.tsv"), rows(gold / "flag" / "clean.tsv")
    lines: list[tuple[float, ...]] = []
    labels: list[bool] = []
    for lang in ("de", "en"):
        groups = [[row[f"{lang}_calque"] for row in calques], [row[f"{lang}_good"] for row in calques]]
        groups += [[row[lang] for row in clean], ordinary[lang]]
        for kind, texts in enumerate(groups):
            hits = [
                (number, text, each)
                for number, text in enumerate(texts)
                for each in [each for each in met(text, lang) if odds(each, lang) > LEAST_FIT][:4]
            ]
            for (number, text, each), vectors in zip(
                hits, seen([(text, each) for _, text, each in hits], encoder), strict=True
            ):
                start = text.find(calques[number][f"{lang}_span"]) if kind == 0 else -1
                end = start + len(calques[number][f"{lang}_span"]) if kind == 0 else -1
                labels.append(kind == 0 and each.hit.span.start < end and each.hit.span.end > start)
                lines.append((float(lang == "en"), *each.evidence, *vectors))
    table = np.array(lines)
    for columns in (len(WORDS) + len(AROUND), len(WORDS) + len(AROUND) + len(VECTORS)):
        model = LogisticRegression(C=0.5, max_iter=5000).fit(table[:, : columns + 1], labels)
        bias, coefficients = float(model.intercept_[0]), [round(float(each), 2) for each in model.coef_[0]]
        print(f"de {bias:.2f} en {bias + coefficients[0]:.2f}", coefficients[1:])


def main(gold: Path, corpora: Path, *, fitting: bool = False) -> None:
    encoder = CachedEncoder(sentence_encoder(threads=1), vectors_path())
    ordinary = ordinary_sentences(corpora)
    if fitting:
        fit(gold, ordinary, encoder)
        return
    path = dictionary_path()
    results = {
        "data": f"calques.tsv and clean.tsv (development half); {len(ordinary['de'])} ordinary sentences a language",
        "dictionary": f"{path.name if path else 'none'}, {len(phrases())} phrases",
        "encoder": encoder.signature,
        "de": measure("de", gold, ordinary["de"], encoder),
        "en": measure("en", gold, ordinary["en"], encoder),
        "zh-de pairs": measure_pairs("de", gold),
        "zh-en pairs": measure_pairs("en", gold),
    }
    out = Path(__file__).parent / "results" / "calques_cedict.json"
    out.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(results, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), fitting="--fit" in sys.argv)
