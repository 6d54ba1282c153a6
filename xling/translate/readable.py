"""A source text as a small model has learnt to read it, character for character in the same places.

Pieces that training hardly saw come out as noise: the capitals of letters to customers (Dein Paket), and traditional
Chinese characters for a model of simplified ones.
"""

from __future__ import annotations

import re
from functools import cache

from xling.glossary.script import to_simplified
from xling.lexicon.cedict import dictionary

_INFORMAL = re.compile(r"(?<=[\w,;:–)] )(?:D(?:u|ich|ir|ein(?:e[rsmn]?)?)|E(?:uch|uer|ure[rsmn]?))(?![\w-])")


def readable(text: str, lang: str) -> str:
    """``text`` with informal capitals of German in lower case, or traditional Chinese characters simplified.

    The length never changes. Characters that the project's own table lacks are simplified where CC-CEDICT is installed.
    """
    if lang == "de":
        return _INFORMAL.sub(lambda match: match[0].lower(), text)
    if lang == "zh" and (simplified := to_simplified(text)) != text:
        return simplified.translate(_others())
    return text


@cache
def _others() -> dict[int, str]:
    """Traditional characters with one simplified form, as CC-CEDICT has them."""
    forms: dict[str, set[str]] = {}
    for entries in dictionary().values():
        for entry in entries:
            if len(entry.traditional) == 1:
                forms.setdefault(entry.traditional, set()).add(entry.simplified)
    return {ord(sign): min(found) for sign, found in forms.items() if len(found) == 1 and sign not in found}
