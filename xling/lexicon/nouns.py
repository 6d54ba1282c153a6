"""Gender, number and case of German noun forms: "Haus" is neuter singular and no genitive, "Kunden" is many things.

The 16 cells of the declension (masculine, feminine, neuter singular and plural, each in four cases) are bits of an
integer; a form has the union of its readings, and a phrase agrees when the cells of its words meet. Forms come from
``xling/data/nouns.de.tsv``; a compound is declined like its last part. Where the word list ``nouns.csv`` of the
package ``german-nouns`` (German Wiktionary, CC BY-SA 4.0) lies in ``$XLING_HOME`` or is installed, its readings are
added; the list is no part of xling and is never copied.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from xling.errors import InputError
from xling.paths import cache_path, home
from xling.tables import read_json, rows, write_json

CASES = "nadg"
"""Nominative, accusative, dative, genitive."""
GENDERS = "mfnp"
"""Masculine, feminine, neuter; plural, where German has one gender only."""
ALL = (1 << 16) - 1
PLURAL = 0xF << 12
SINGULAR = ALL & ~PLURAL
PACKAGE, NAME = "german-nouns", "nouns.csv"
_CASE = {"nominativ": "n", "akkusativ": "a", "dativ": "d", "genitiv": "g"}
_NAMES = ("Nachname", "Vorname", "Toponym", "Eigenname", "Wortverbindung", "Affix", "Straßenname", "Redewendung")
_SHORTEST = 4  # letters of the last part of a compound
_LINKS = ("", "s", "es", "n", "en", "er", "e")


def cell(gender: str, case: str) -> int:
    """The bit of one cell."""
    return 1 << (GENDERS.index(gender) * 4 + CASES.index(case))


def cells(text: str) -> int:
    """ "n.nad p.nag" as cells."""
    mask = 0
    for part in text.split():
        gender, _, cases = part.partition(".")
        for case in cases:
            mask |= cell(gender, case)
    return mask


def readings(mask: int) -> str:
    """Cells as text, the opposite of ``cells``."""
    parts = []
    for gender in GENDERS:
        cases = "".join(case for case in CASES if mask & cell(gender, case))
        if cases:
            parts.append(f"{gender}.{cases}")
    return " ".join(parts)


def of_case(cases: str) -> int:
    """All cells of the given cases."""
    return sum(cell(gender, case) for gender in GENDERS for case in cases)


_NOMINATIVE = cell("m", "n") | cell("n", "n")
_FEMININE, _WEAK = cell("f", "n"), cell("m", "n")
_PLURAL, _DATIVES = cells("p.nadg"), cells("m.d n.d")
_TO_DATIVE, _TO_GENITIVE = CASES.index("d"), CASES.index("g")


@lru_cache(maxsize=1 << 15)
def noun_cells(form: str) -> int:
    """The cells that a capitalised form may stand in; 0 for an unknown word."""
    known = _inflected(form)
    if known:
        return known
    head, hyphen, last = form.rpartition("-")
    if hyphen:
        return noun_cells(last) if head and last[:1].isupper() else 0
    for at in range(3, len(form) - 2):
        if mask := _table().get("-" + form[at:], 0):
            return mask
    for at in range(len(form) - _SHORTEST, 2, -1):
        tail = form[at:].capitalize()
        mask = _inflected(tail)
        if mask and _is_first_part(form[:at]):
            return mask
    return 0


def _inflected(form: str) -> int:
    """The cells of a form in the table, with those that its ending gives it: Hauses, im Hause."""
    table = _table()
    mask = table.get(form, 0)
    if form.endswith("s"):
        for base in (form[:-1], form[:-2] if form.endswith("es") else ""):
            if nominative := table.get(base, 0) & _NOMINATIVE:
                mask |= nominative << _TO_GENITIVE if mask else nominative << _TO_GENITIVE | _PLURAL
    if form.endswith("e") and (nominative := table.get(form[:-1], 0) & _NOMINATIVE):
        mask |= nominative << _TO_DATIVE if mask else nominative << _TO_DATIVE | _PLURAL
    if form.endswith("n") and (stem := table.get(form[:-1], 0)):
        if not mask and form.endswith("en") and stem & (_FEMININE | _WEAK) and not stem & _WEAK << 1:
            mask |= _PLURAL | (cells("m.adg") if stem & _WEAK else 0)  # die Fregatten, den Boten
        elif stem & PLURAL or (form.endswith(("ern", "eln")) and stem & _NOMINATIVE):
            mask |= cells("p.d")
    if mask and not mask & ~_DATIVES:
        mask |= _PLURAL
    return mask


def _is_first_part(part: str) -> bool:
    """True for a noun with or without the letters that join it to the next."""
    stems = (part.removesuffix(link) for link in _LINKS if part.endswith(link))
    return any(len(stem) > 2 and (stem in _table() or stem + "e" in _table()) for stem in stems)


@cache
def _table() -> dict[str, int]:
    table = {form: mask for key, forms in rows("nouns.de.tsv") if (mask := cells(key)) for form in forms.split()}
    other = {form: cells(key) for key, forms in rows("nouns_more.de.tsv") for form in forms.split()}
    path = wiktionary_path()
    for more in (other, _stored(path) if path is not None else {}):
        for form, mask in more.items():
            table[form] = table.get(form, 0) | mask
    return table


def wiktionary_path() -> Path | None:
    """The word list that is read beside our own, or None where there is none."""
    if (own := home() / NAME).is_file():
        return own
    try:
        listed = files(PACKAGE) or []
    except PackageNotFoundError:
        return None
    path = next((Path(str(each.locate())) for each in listed if each.name == NAME), None)
    return path if path is not None and path.is_file() else None


def _stored(path: Path) -> dict[str, int]:
    """The list in short form, from the cache while file and code are the same."""
    mark = sha256(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}".encode() + Path(__file__).read_bytes())
    place = cache_path().parent / f"nouns-{mark.hexdigest()[:16]}.json"
    kept = read_json(place)
    if not isinstance(kept, dict):
        kept = {}
        for form, mask in read_wiktionary(path).items():
            kept.setdefault(str(mask), []).append(form)
        write_json(place, kept)
    return {form: int(mask) for mask, forms in kept.items() for form in forms}


def read_wiktionary(path: Path) -> dict[str, int]:
    """Form → cells of one ``nouns.csv``; names, affixes and phrases of several words are left out.

    :raises InputError: for a file that cannot be read or has other columns.
    """
    table: dict[str, int] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            head = next(lines)
            columns = [(at, *_column(name)) for at, name in enumerate(head) if name.split(" ")[0] in _CASE]
            genus = {name.removeprefix("genus").strip(): at for at, name in enumerate(head) if name.startswith("genus")}
            kind = head.index("pos")
            for row in lines:
                if not any(name in row[kind] for name in _NAMES):
                    _add(table, row, columns, genus)
    except (OSError, UnicodeDecodeError, ValueError, IndexError, StopIteration) as error:
        raise InputError(f"{path}: cannot read the list of nouns: {error}", hint=f"reinstall {PACKAGE}") from error
    return table


def _column(name: str) -> tuple[str, bool, str]:
    """Case, whether plural, and the number of the variant, of "genitiv singular* 2"."""
    case, number, *variant = name.replace("*", " ").split()
    return _CASE[case], number == "plural", variant[0] if variant else ""


def _add(
    table: dict[str, int], row: list[str], columns: Iterable[tuple[int, str, bool, str]], genus: dict[str, int]
) -> None:
    every = {row[at] for at in genus.values()} & {"m", "f", "n"}
    for at, case, plural, variant in columns:
        if row[at]:
            own = row[genus[variant]] if variant in genus else ""
            genders = {"p"} if plural else {own} & {"m", "f", "n"} or every
            for gender in genders:
                table[row[at]] = table.get(row[at], 0) | cell(gender, case)
