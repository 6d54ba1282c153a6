"""Speed of reading and segmenting, as JSON on stdout: MB/s per language, growth with length, hard inputs on one line.

python benchmarks/segment.py [--folder seeds] [--megabytes 20] [--best-of 3]
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from xling.ingest import article_from_text, collect, identify
from xling.segment import segment, sentences

GERMAN = "Der Konzern zahlt 14,3 Mrd. Dollar, z. B. für Daten. „Das ist viel“, sagte Dr. Weber am 3. Juni. Warum? "
ENGLISH = "The U.S. group pays $14.3 billion, e.g. for data. “That is a lot,” Dr. Weber said on Jan. 3. Why? "
CHINESE = "该公司以143亿美元收购49%的股份。他说：“这是一笔大交易。”分析师认为，估值过高！为什么？……"
ONE_LINE = {
    "german on one line": GERMAN,
    "english on one line": ENGLISH,
    "chinese on one line": CHINESE,
    "no space, no mark": "a",
}
HARD = {
    "full stops": ".",
    "quotation marks": "“",
    "brackets": "([{（「",
    "spaces": " x" + " " * 50,
    "short lines": "Kurze Zeile ohne Punkt\n",
    "wrapped lines": "Diese Zeile ist so lang wie die anderen Zeilen in dem Absatz, in dem sie\n",
    "abbreviations": "z. B. u. a. ",
    "list markers": "- ",
}


def timed(action: Callable[[], object], best_of: int) -> float:
    """The shortest of ``best_of`` runs in seconds of processor time: other load on the machine does not count."""
    times = []
    for _ in range(best_of):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def rate(text: str, action: Callable[[str], object], best_of: int) -> dict[str, float]:
    size = len(text.encode("utf-8"))
    seconds = timed(lambda: action(text), best_of)
    return {"mb": round(size / 1e6, 3), "seconds": round(seconds, 3), "mb_per_s": round(size / 1e6 / seconds, 2)}


def whole(text: str) -> int:
    """The way of a file: blocks, language, segments."""
    return len(segment(article_from_text(text, id="bench")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("seeds"), help="articles to read")
    parser.add_argument("--megabytes", type=float, default=20.0, help="size of the inputs on one line; others: a tenth")
    parser.add_argument("--best-of", type=int, default=3)
    options = parser.parse_args()
    size_in_bytes = int(options.megabytes * 1_000_000)
    whole(GERMAN)  # patterns compile and tables load here, once
    result: dict[str, object] = {"python": platform.python_version(), "machine": platform.processor()}
    result["sentences, 1 MB"] = {
        lang: rate(
            sample * (1_000_000 // len(sample.encode())), lambda text, lang=lang: sentences(text, lang), options.best_of
        )
        for lang, sample in (("de", GERMAN), ("en", ENGLISH), ("zh", CHINESE))
    }
    result["identify, 1 000 sentences, s"] = round(timed(lambda: [identify(GERMAN, "de") for _ in range(1000)], 1), 3)
    result["one line"] = {
        name: rate(unit * (size_in_bytes // len(unit.encode())), whole, 1) for name, unit in ONE_LINE.items()
    }
    result["hard inputs"] = {
        name: rate(unit * (size_in_bytes // 10 // len(unit.encode())), whole, 1) for name, unit in HARD.items()
    }
    result["growth german 1 → 2 → 4 MB, s"] = [
        rate(GERMAN * (size // len(GERMAN)), whole, options.best_of)["seconds"]
        for size in (1_000_000, 2_000_000, 4_000_000)
    ]
    if options.folder.is_dir():
        articles = collect([options.folder]).articles
        text = sum(len(article.text.encode("utf-8")) for article in articles)
        seconds = timed(lambda: [segment(a) for a in collect([options.folder]).articles], options.best_of)
        segments = sum(len(segment(article)) for article in articles)
        result["folder"] = {
            "articles": len(articles),
            "segments": segments,
            "mb": text / 1e6,
            "seconds": round(seconds, 3),
        }
    result["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    json.dump(result, sys.stdout, ensure_ascii=False, indent=2)
    print()


if __name__ == "__main__":
    main()
