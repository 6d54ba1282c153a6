"""A source text as a small model has learnt to read it, character for character in the same places.

Pieces that training hardly saw come out as noise: the capitals of letters to customers (Dein Paket), forms for all
genders (Kolleg*innen), and traditional Chinese characters for a model of simplified ones.
"""

from __future__ import annotations

import re
from functools import cache

from xling.glossary.script import to_simplified
from xling.lexicon.cedict import dictionary

_INFORMAL = re.compile(r"(?<=[\w,;:–)] )(?:D(?:u|ich|ir|ein(?:e[rsmn]?)?)|E(?:uch|uer|ure[rsmn]?))(?![\w-])")


_GENDER = re.compile(
    r"(?<![\w*:])([A-ZÄÖÜ][a-zäöüß]{2,})(?:[*:_·]i|/-?i|\(i|(?<=[a-zß])I(?=nnen))(n|nnen)(?:\)|(?![\w*:-]))"
)


def readable(text: str, lang: str) -> str:
    """``text`` with German capitals of address in lower case and one form for all genders, or with traditional Chinese
    characters simplified.

    The length never changes: blanks before it fill up what gets shorter. Characters that the project's own table lacks
    are simplified where CC-CEDICT is installed.
    """
    if lang == "de":
        return _GENDER.sub(_one_form, _INFORMAL.sub(lambda match: match[0].lower(), text))
    if lang == "zh" and (simplified := to_simplified(text)) != text:
        return simplified.translate(_others())
    return text


def _one_form(match: re.Match[str]) -> str:
    """Kolleginnen for Kolleg*innen; the shorter form where it is a word: Mitarbeiter, Kollegen, Autor."""
    import simplemma

    stem, several = match[1], match[2] == "nnen"
    for form in (f"{stem}en", stem) if several and not stem.endswith("er") else (stem,):
        if simplemma.is_known(form, lang="de"):
            return form.rjust(len(match[0]))
    return f"{stem}in{'nen' if several else ''}".rjust(len(match[0]))


@cache
def _others() -> dict[int, str]:
    """Traditional characters with one simplified form, as CC-CEDICT has them."""
    forms: dict[str, set[str]] = {}
    for entries in dictionary().values():
        for entry in entries:
            if len(entry.traditional) == 1:
                forms.setdefault(entry.traditional, set()).add(entry.simplified)
    return {ord(sign): min(found) for sign, found in forms.items() if len(found) == 1 and sign not in found}
