"""Prepared renderings on disk: preparing ten thousand of them takes seconds, reading them back a fraction of one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from xling.checks.idiom_match import Item, Rendering
from xling.paths import cache_path, data_dir, glossaries_dir

_PACKAGE = Path(__file__).resolve().parent.parent
_SOURCES = (
    "lexicon/calques.py",
    "checks/idiom_match.py",
    "lexicon/concepts.py",
    "lexicon/words.py",
    "lexicon/frequency.py",
)


def stored(name: str, lang: str, make: Callable[[], Iterable[Rendering]]) -> tuple[Rendering, ...]:
    """The renderings that ``make`` yields, from the cache while lexicon, data and code are the same.

    A cache that cannot be read or written is passed over.
    """
    path = cache_path().parent / f"renderings-{name}-{lang}-{_digest(lang)}.json"
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Rendering(entry, text, tuple(Item(exact, frozenset(keys), weight) for exact, keys, weight in items), total)
            for entry, text, items, total in rows
        )
    except (OSError, ValueError, TypeError):
        pass
    renderings = tuple(make())
    rows = [
        [each.entry, each.text, [[item.exact, sorted(item.keys), item.weight] for item in each.items], each.total]
        for each in renderings
    ]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        part.replace(path)
    except OSError:
        pass
    return renderings


def _digest(lang: str) -> str:
    files = [glossaries_dir() / "calques.zh.tsv"]
    files += [data_dir() / name for name in ("concepts.tsv", "native_idioms.tsv", "stopwords.tsv", f"stems.{lang}.tsv")]
    files += [_PACKAGE / name for name in _SOURCES]
    digest = sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
