"""Prepared renderings on disk: preparing ten thousand of them takes seconds, reading them back a fraction of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from xling.checks.idiom_match import Item, Rendering
from xling.paths import cache_path, data_dir, glossaries_dir
from xling.tables import read_json, write_json

_PACKAGE = Path(__file__).resolve().parent.parent
_SOURCES = (
    "lexicon/calques.py",
    "checks/idiom_match.py",
    "lexicon/concepts.py",
    "lexicon/words.py",
    "lexicon/frequency.py",
    "lexicon/phrases.py",
    "checks/idiom_cedict.py",
    "checks/idiom_told.py",
)


def stored(
    name: str, lang: str, make: Callable[[], Iterable[Rendering]], *, source: Path | None = None
) -> tuple[Rendering, ...]:
    """The renderings that ``make`` yields, from the cache while their source, data and code are the same.

    The source is our own lexicon where no other is given. Items that several renderings share are kept once. A cache
    that cannot be read or written is passed over.
    """
    path = cache_path().parent / f"renderings-{name}-{lang}-{_digest(lang, source)}.json"
    kept = read_json(path)
    try:
        shared = [Item(exact, frozenset(keys), weight) for exact, keys, weight in kept["items"]]
        return tuple(
            Rendering(entry, text, tuple(shared[number] for number in numbers), total)
            for entry, text, numbers, total in kept["renderings"]
        )
    except (TypeError, ValueError, LookupError):
        pass
    renderings = tuple(make())
    numbers: dict[Item, int] = {}
    rows = [
        [each.entry, each.text, [numbers.setdefault(item, len(numbers)) for item in each.items], each.total]
        for each in renderings
    ]
    items = [[item.exact, sorted(item.keys), item.weight] for item in numbers]
    write_json(path, {"items": items, "renderings": rows})
    return renderings


def _digest(lang: str, source: Path | None) -> str:
    files = [source or glossaries_dir() / "calques.zh.tsv"]
    files += [data_dir() / name for name in ("concepts.tsv", "native_idioms.tsv", "stopwords.tsv", f"stems.{lang}.tsv")]
    files += [_PACKAGE / name for name in _SOURCES]
    digest = sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
