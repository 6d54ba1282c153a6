"""Stage "translate": segments to English with Marian models, terms pinned, breakdowns repaired, results cached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xling.protocols import Translator
from xling.translate.settings import TermMode, TranslateSettings

if TYPE_CHECKING:
    from xling.glossary import Glossary

__all__ = ["TermMode", "TranslateSettings", "translator"]


def translator(
    source: str, target: str, *, settings: TranslateSettings | None = None, glossary: Glossary | None = None
) -> Translator:
    """The translator for a direction, model loaded. With the ``glossary``, its admitted renderings count as well.

    :raises ModelError: no model is installed for it (the hint is the command that adds one), or it is damaged.
    :raises ResourceError: the device or the memory asked for is not there.
    """
    from xling.translate.build import build

    return build(source, target, settings or TranslateSettings(), glossary)
