"""The public parser: text to quantities, and to all figures for checks that compare two texts."""

from __future__ import annotations

from xling.claims.quantity.model import Figure, Role
from xling.types import Quantity


def figures(text: str, lang: str, *, date: str = "") -> list[Figure]:
    """Everything in ``text`` that is written with a number, names and articles included, in order of appearance.

    ``lang`` other than zh and de is read as English. ``date`` (ISO 8601) resolves "last year". Spans never overlap.
    """
    if lang == "zh":
        from xling.claims.quantity.han import scan as scan_han

        return scan_han(text, date)
    from xling.claims.quantity.latin import scan

    return scan(text, "de" if lang == "de" else "en", date)


def quantities(text: str, lang: str, *, date: str = "") -> list[Quantity]:
    """The amounts of ``text`` in order of appearance: exact decimal values with unit and approximation.

    ``lang`` is de, en or zh; other texts are read as English. ``date`` (ISO 8601) resolves relative dates.
    Every span slices back to the number, its scale words and its unit; spans never overlap. Numbers inside names
    (Llama 4), scores, citations and web addresses are left out.
    """
    return [figure.quantity(text) for figure in figures(text, lang, date=date) if figure.role is Role.AMOUNT]
