"""Findings of all checks on texts with known errors and on ordinary ones: what the benchmarks of confidence share.

Sets: DEMETR (pairs with a planted error of a known kind, and the same translations clean), calques and look-alikes
(single texts, German and English), and every fifth line of generaltest2022: source and human translation as a pair, and
each German source and English translation alone. The last are ordinary text: what is found there is a false alarm.

A finding on a planted error is right when the clean translation has no such finding; one on a calque when it overlaps
the span. Everything else is wrong. ``read`` keeps the findings in a file, so that tables can be made again in seconds.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from flags import judge, rows

from xling.align import AlignSettings, aligner
from xling.checks import load_policy
from xling.checks.lines import Bench, LineResult, flag_lines
from xling.encode import sentence_encoder
from xling.glossary import load
from xling.types import Finding, Span

STEP = 5  # every fifth line of ordinary text is enough for rates of one in a thousand words


@dataclass(frozen=True, slots=True)
class Text:
    """One judged text. ``kind`` names its error, "" for none; texts of one ``group`` come from the same source;
    ``found`` holds (rule, raw score, right) of every finding."""

    origin: str  # "demetr", "calques", "clean", "news-pair" or "news"
    lang: str
    kind: str
    group: int
    words: int
    found: tuple[tuple[str, float, bool], ...]


def arguments(about: str | None) -> argparse.Namespace:
    """GOLD, --cache and --write, with the text of a script as its help."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--cache", type=Path, help="findings of an earlier run; written where it does not exist")
    parser.add_argument("--write", action="store_true", help="write the result, the page and the picture")
    return parser.parse_args()


def keep(name: str, result: dict[str, Any], topic: str, page: str, picture: str) -> None:
    """Write ``results/NAME.json`` and ``docs/TOPIC.md`` and ``.svg``."""
    folder = Path(__file__).parent
    made = {
        folder / "results" / f"{name}.json": json.dumps(result, ensure_ascii=False, indent=1) + "\n",
        folder.parent / "docs" / f"{topic}.md": page,
        folder.parent / "docs" / f"{topic}.svg": picture,
    }
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")


def bench() -> Bench:
    """Every check with the shipped policy, encoder, aligner and glossaries."""
    words = aligner(settings=AlignSettings(cover=True))
    return Bench(load_policy(), sentence_encoder(), words, load(None).terms)


def read(gold: Path, tools: Bench, cache: Path | None = None) -> list[Text]:
    """All texts with their findings, from ``cache`` where it exists; written there otherwise."""
    if cache is not None and cache.exists():
        return [_text(json.loads(line)) for line in cache.read_text(encoding="utf-8").splitlines()]
    texts = [*planted(gold, tools), *calques(gold, tools), *ordinary(gold, tools)]
    if cache is not None:
        lines = (json.dumps(asdict(text), ensure_ascii=False) for text in texts)
        cache.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return texts


def _text(data: dict[str, Any]) -> Text:
    return Text(**data | {"found": tuple(tuple(each) for each in data["found"])})


def planted(gold: Path, tools: Bench) -> Iterator[Text]:
    """DEMETR: the clean translations, then those with an error."""
    everything = rows(gold / "flag" / "demetr.tsv")
    for lang in ("de", "zh"):
        own = [row for row in everything if row["lang"] == lang]
        pairs = list(dict.fromkeys((row["src"], row["mt_en"]) for row in own))
        clean = dict(zip(pairs, judge(pairs, lang, tools), strict=True))
        for (source, text), item in clean.items():
            yield _made("demetr", lang, "", source, text, item)
        found = judge([(row["src"], row["perturbed_en"]) for row in own], lang, tools)
        for row, item in zip(own, found, strict=True):
            before = clean[row["src"], row["mt_en"]].findings
            caused = [not known(finding, before) for finding in item.findings]
            yield _made("demetr", lang, row["pert"], row["src"], row["perturbed_en"], item, caused)


def known(finding: Finding, before: tuple[Finding, ...]) -> bool:
    """True when the clean text has the finding as well, nearly as strong."""
    same = (other for other in before if other.rule == finding.rule and other.score > finding.score - 0.08)
    return any(other.message == finding.message or finding.rule.startswith(("XL-OMIT", "XL-ADD")) for other in same)


def calques(gold: Path, tools: Bench) -> Iterator[Text]:
    """Calques, the same sentences well translated, and look-alikes."""
    bad, clean = rows(gold / "flag" / "calques.tsv"), rows(gold / "flag" / "clean.tsv")
    for lang in ("de", "en"):
        for row, item in zip(bad, _alone([row[f"{lang}_calque"] for row in bad], lang, tools), strict=True):
            at = max(row[f"{lang}_calque"].find(row[f"{lang}_span"]), 0)
            span = Span(at, at + len(row[f"{lang}_span"]))
            met = [min(f.span.end, span.end) > max(f.span.start, span.start) for f in item.findings]
            yield _made("calques", lang, row["class"], row["id"], row[f"{lang}_calque"], item, met)
        for table, column in ((bad, f"{lang}_good"), (clean, lang)):
            for row, item in zip(table, _alone([row[column] for row in table], lang, tools), strict=True):
                yield _made("clean", lang, "", row["id"], row[column], item)


def ordinary(gold: Path, tools: Bench) -> Iterator[Text]:
    """News and other texts by people: German and Chinese with English translations, and German and English alone."""
    for lang in ("de", "zh"):
        stem = f"generaltest2022.{lang}-en"
        sources, targets = (
            (gold / "mt" / f"{stem}.{end}").read_text(encoding="utf-8").splitlines()[::STEP]
            for end in (f"src.{lang}", "ref.A.en")
        )
        pairs = list(zip(sources, targets, strict=True))
        for (source, target), item in zip(pairs, judge(pairs, lang, tools), strict=True):
            yield _made("news-pair", lang, "", source, target, item)
        for texts, own in ((sources, lang), (targets, "en")) if lang == "de" else ():
            for text, item in zip(texts, _alone(texts, own, tools), strict=True):
                yield _made("news", own, "", text, text, item)


def _alone(texts: list[str], lang: str, tools: Bench) -> list[LineResult]:
    return list(flag_lines(texts, lang=lang, bench=tools))


def _made(
    origin: str, lang: str, kind: str, group: str, text: str, item: LineResult, right: Sequence[bool] = ()
) -> Text:
    """A text with its findings; all of them wrong where ``right`` is not given."""
    verdicts = right or [False] * len(item.findings)
    found = tuple((f.rule, round(f.score, 4), yes) for f, yes in zip(item.findings, verdicts, strict=True))
    words = len(re.findall(r"[\u3400-\u9fff]|[^\W_]+", text))
    return Text(origin, lang, kind, crc32(group.encode()), words, found)
