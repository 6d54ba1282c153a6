"""Idioms that German and English have of their own: nobody needs to suspect a Chinese original behind them."""

from __future__ import annotations

from functools import cache

from xling.errors import GlossaryError
from xling.paths import data_dir
from xling.tables import placed_rows


@cache
def native_idioms(lang: str) -> tuple[str, ...]:
    """The native idioms of a language in their dictionary form.

    :raises GlossaryError: for a line that is not ``lang<TAB>idiom``.
    """
    found = []
    for place, cells in placed_rows("native_idioms.tsv"):
        if len(cells) != 2 or cells[0] not in ("de", "en"):
            raise GlossaryError(f"{place}: not a native idiom: {cells}", hint="lang<TAB>idiom")
        if cells[0] == lang:
            found.append(cells[1])
    return tuple(found)


@cache
def rendering_counts(lang: str) -> dict[str, int]:
    """Literal rendering → in how many ordinary sentences its words meet (benchmarks/calques_common.py)."""
    path = data_dir() / f"renderings.{lang}.tsv"
    if not path.is_file():
        return {}
    rows = (line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {text: int(count) for text, _, count in rows}
