"""What the other articles of a set add to flags on calques, wrong senses and polarity.

    python benchmarks/disagreement.py [--triples FILE] [--write]

The sets lie in ``data/disagreement`` (README there). *Alone*: every article is judged by itself; *together*: all of a
set, with the links between their claims. A planted span is found where a flag of the families calques and senses
touches it; every other such flag is a false alarm, in all articles of the set. *Suspicions* are the findings of these
families at any score: Brier score and AUROC of their confidences. With ``--triples`` (English, German and Chinese
sentences between tabs) clean translations are read as sets of three articles of ten sentences, to count false alarms.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xling.checks import load_policy
from xling.ingest import article_from_text
from xling.lexicon.calques import calques
from xling.pipeline import Settings, run
from xling.types import Article, Dossier, Flag

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "disagreement.json"
FAMILIES = ("calques", "senses")
LINES, SETS = 10, 60
EVERY = Settings(sensitivity="0.01", threads=1)


@dataclass(frozen=True)
class Planted:
    article: str
    span: str
    kind: str
    chinese: str
    good: str
    told: str


@dataclass(frozen=True)
class EventSet:
    name: str
    articles: tuple[Article, ...]
    planted: tuple[Planted, ...]
    right: tuple[tuple[str, str], ...]

    def meets(self, flag: Flag, article: str, words: str) -> bool:
        text = next(each.text for each in self.articles if each.id == article)
        start, span = text.index(words), flag.finding.span
        return flag.finding.article == article and span.start < start + len(words) and start < span.end

    def true(self, flag: Flag) -> bool:
        return any(self.meets(flag, each.article, each.span) for each in self.planted)


def read(path: Path) -> EventSet:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    articles = [
        article_from_text(each["text"].strip(), id=each["id"], lang=each["language"]) for each in table["articles"]
    ]
    planted = tuple(Planted(*row) for row in table["planted"])
    return EventSet(path.stem, tuple(articles), planted, tuple((row[0], row[1]) for row in table["right"]))


def suspicions(dossiers: Iterable[Dossier]) -> list[Flag]:
    return [flag for dossier in dossiers for flag in dossier.flags if flag.family in FAMILIES]


def judge(one: EventSet) -> dict[str, list[Flag]]:
    return {
        "alone": suspicions(run([article], EVERY) for article in one.articles),
        "together": suspicions([run(one.articles, EVERY)]),
    }


def flagged(flags: Sequence[Flag]) -> list[Flag]:
    policy = load_policy()
    return [flag for flag in flags if flag.finding.score >= policy.threshold(flag.finding.rule)]


def words(articles: Iterable[Article], flags: Iterable[Flag]) -> list[str]:
    """Article, words and confidence of each flag."""
    texts = {article.id: article.text for article in articles}
    places = ((flag.finding.article, flag.finding.span.of(texts[flag.finding.article]), flag) for flag in flags)
    return [f"{article}: {quoted} ({flag.confidence:.2f})" for article, quoted, flag in places]


def auroc(confidences: Sequence[tuple[float, bool]]) -> float:
    good = [value for value, true in confidences if true]
    bad = [value for value, true in confidences if not true]
    wins = sum((one > other) + 0.5 * (one == other) for one in good for other in bad)
    return round(wins / max(1, len(good) * len(bad)), 3)


def table(sets: Sequence[EventSet], found: Sequence[dict[str, list[Flag]]], mode: str) -> dict[str, object]:
    counts: Counter[str] = Counter()
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    confidences: list[tuple[float, bool]] = []
    false: list[str] = []
    forms = {form for entry in calques() for form in entry.forms}
    for one, several in zip(sets, found, strict=True):
        shown = flagged(several[mode])
        for each in one.planted:
            hits = [flag for flag in shown if one.meets(flag, each.article, each.span)]
            group = "told by another article" if each.told else "told by none"
            known = "known" if each.chinese in forms else "not known"
            for key in ("all", group, known, each.kind):
                by_kind[key].update(planted=1, found=bool(hits))
            counts["with evidence of another article"] += any(e.article for flag in hits for e in flag.finding.evidence)
        counts["right wordings flagged"] += sum(any(one.meets(f, *each) for f in shown) for each in one.right)
        confidences += [(flag.confidence, one.true(flag)) for flag in several[mode]]
        counts.update(flags=len(shown), true=sum(map(one.true, shown)))
        false += [f"{one.name} {told}" for told in words(one.articles, [f for f in shown if not one.true(f)])]
    return {
        "found": {key: f"{value['found']} of {value['planted']}" for key, value in by_kind.items()},
        "precision": round(counts["true"] / max(1, counts["flags"]), 3),
        "false alarms": false,
        "right wordings flagged": f"{counts['right wordings flagged']} of {sum(len(one.right) for one in sets)}",
        "flags with evidence of another article": counts["with evidence of another article"],
        "suspicions": {
            "number": len(confidences),
            "Brier": round(sum((value - true) ** 2 for value, true in confidences) / max(1, len(confidences)), 4),
            "AUROC": auroc(confidences),
        },
    }


def clean(path: Path) -> dict[str, object]:
    """False alarms in translations of ten sentences, each article alone and the three together."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    false: dict[str, list[str]] = {"alone": [], "together": []}
    for number in range(SETS):
        own = rows[number * len(rows) // SETS :][:LINES]
        texts = zip(("en", "de", "zh"), zip(*own, strict=True), strict=True)
        articles = tuple(article_from_text("\n\n".join(lines), id=lang, lang=lang) for lang, lines in texts)
        for mode, flags in judge(EventSet(str(number), articles, (), ())).items():
            false[mode] += words(articles, flagged(flags))
    return {
        "sentences": 2 * SETS * LINES,
        "false alarms": {mode: len(told) for mode, told in false.items()},
        "words": false,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    sets = [read(path) for path in sorted((HERE / "data" / "disagreement").glob("*.toml"))]
    found = [judge(one) for one in sets]
    result: dict[str, object] = {
        "signature": run(sets[0].articles[:1], EVERY).signature,
        "sets": len(sets),
        "articles": sum(len(one.articles) for one in sets),
        **{mode: table(sets, found, mode) for mode in ("alone", "together")},
    }
    if chosen.triples:
        result["clean translations"] = clean(chosen.triples)
    print(json.dumps(result, ensure_ascii=False, indent=1))
    if chosen.write:
        RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
