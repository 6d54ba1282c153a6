"""The version of everything that shapes a translation besides model and settings: part of the cache key."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from xling.lexicon.cedict import dictionary_path
from xling.paths import data_dir

_CODE = (
    "translate/*.py", "align/*.py", "claims/quantity/*.py", "claims/names*.py", "claims/gazetteer.py",
    "claims/readings.py", "claims/spelling.py",
    "glossary/phrase.py", "glossary/inflect_*.py", "lexicon/words.py", "lexicon/cedict.py",
)  # fmt: skip
_TABLES = (
    "adjuncts.tsv",
    "units.tsv",
    "quantity_words.tsv",
    "names_*.tsv",
    "readings.zh.tsv",
    "datelines.*.tsv",
    "roles.tsv",
    "segmentation.tsv",
    "lexical.*-en.npz",
    "closed_class.tsv",
    "stopwords.tsv",
)
_ASIDE = frozenset({"cache.py", "lines.py", "build.py", "version.py"})  # these shape no text


@cache
def mending() -> str:
    """Hash, 16 hex digits, over the code and the tables that mend translations: an installed version has one, so
    nothing is translated again before the next one, and nothing stale is shown after it."""
    package = Path(__file__).resolve().parents[1]
    paths = {path for pattern in _CODE for path in package.glob(pattern) if path.name not in _ASIDE}
    paths |= {path for pattern in _TABLES for path in data_dir().glob(pattern)}
    paths |= {path for path in [dictionary_path()] if path}
    digest = sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}:{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]
