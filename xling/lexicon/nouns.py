"""Gender, number and case of German noun forms: "Haus" is neuter singular and no genitive, "Kunden" is many things.

The 16 cells of the declension (masculine, feminine, neuter singular and plural, each in four cases) are bits of an
integer; a form has the union of its readings, and a phrase agrees when the cells of its words meet. Forms come from
``xling/data/nouns.de.tsv``, learnt from bitext (``benchmarks/agreement_nouns.py``), and from
``nouns_more.de.tsv``; a compound is declined like its last part.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, reduce
from operator import or_

from xling.tables import rows

CASES = "nadg"
"""Nominative, accusative, dative, genitive."""
GENDERS = "mfnp"
"""Masculine, feminine, neuter; plural, where German has one gender only."""
ALL = (1 << 16) - 1
PLURAL = 0xF << 12
SINGULAR = ALL & ~PLURAL
_SHORT, _LONG = 4, 6  # letters of a short word, and of one that stands at the end of no other by chance
_PARTICIPLE = re.compile(r"en(?:e[nr]?|de[nr]?)$")  # Verschüttgegangene: declined like adjectives
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
_FEMININE, _WEAK, _STRONG, _OBLIQUE = cell("f", "n"), cell("m", "n"), cell("m", "d"), cells("m.adg")
_PLURALS = ("e", "en")
_PLURAL, _DATIVES = cells("p.nadg"), cells("m.d n.d")
_TO_DATIVE, _TO_GENITIVE = CASES.index("d"), CASES.index("g")


@lru_cache(maxsize=1 << 15)
def noun_cells(form: str) -> int:
    """The cells that a capitalised form may stand in; 0 for an unknown word.

    A word that is not listed is declined like its ending (-heit) or its last part, in every way it can be divided.
    """
    known = _inflected(form)
    head, hyphen, last = form.rpartition("-")
    if hyphen:
        return known | noun_cells(last) if head and last[:1].isupper() else known
    if form in _table():
        return known
    if _PARTICIPLE.search(form):
        return 0
    for at in range(3, len(form) - 2):
        if mask := _table().get("-" + form[at:], 0):
            return known | mask
    cuts = (at for at in range(3, len(form) - 2) if at >= _SHORT or len(form) - at >= _SHORT)
    divisions = (at for at in cuts if len(form) - at > _LONG or _is_first_part(form[:at]))
    return reduce(or_, (_inflected(form[at:].capitalize()) for at in divisions), known)


def _inflected(form: str) -> int:
    """The cells of a form in the table, with those that its ending gives it: Hauses, im Hause, die Radios."""
    table = _table()
    mask = table.get(form, 0)
    if form.endswith("s"):
        for base in (form[:-1], form[:-2] if form.endswith("es") else ""):
            mask |= (table.get(base, 0) & _NOMINATIVE) << _TO_GENITIVE
        if table.get(form[:-1], 0) & SINGULAR and not any(table.get(form[:-1] + end, 0) & PLURAL for end in _PLURALS):
            mask |= _PLURAL
    if form.endswith("e") and (nominative := table.get(form[:-1], 0) & _NOMINATIVE):
        if not mask & ~_DATIVES and len(form) <= _SHORT + 1:
            mask |= cells("f.nadg")  # die Seide, not of Seid
        mask |= nominative << _TO_DATIVE | cells("p.nag")
    if form.endswith("n") and (stem := table.get(form[:-1], 0)):
        if stem & _FEMININE and form.endswith(("en", "ern", "eln")):
            mask |= _PLURAL  # die Fregatten, die Fasern
        elif stem & _WEAK and form.endswith("en") and not stem & _STRONG:
            mask |= _PLURAL | _OBLIQUE  # den Boten
        elif stem & PLURAL or (form.endswith(("ern", "eln")) and stem & _NOMINATIVE):
            mask |= cell("p", "d")
    return mask


def _is_first_part(part: str) -> bool:
    """True for a noun with or without the letters that join it to the next."""
    stems = (part.removesuffix(link) for link in _LINKS if part.endswith(link))
    return any(len(stem) > 2 and (stem in _table() or stem + "e" in _table()) for stem in stems)


@cache
def _table() -> dict[str, int]:
    table = {form: mask for key, forms in rows("nouns.de.tsv") if (mask := cells(key)) for form in forms.split()}
    for key, forms in rows("nouns_more.de.tsv"):
        for form in forms.split():
            table[form] = table.get(form, 0) | cells(key)
            if key == "m.n":  # weak: der Bote, den Boten
                table[form + "n"] = table.get(form + "n", 0) | _OBLIQUE | _PLURAL
    return table
