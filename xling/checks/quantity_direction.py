"""Did something rise by an amount or to an amount? 降至2%, auf zwei Prozent, to 2% against 下降2%, um, by."""

from __future__ import annotations

import re

from xling.claims.quantity.data import fold, longest, words
from xling.claims.quantity.model import Figure
from xling.types import QuantityKind

_CHANGE_EN = (
    r"(?:fall|fell|fallen|drop|declin|rise|rose|risen|increas|decreas|grow|grew|grown|cut|climb|slip|lower|rais|jump|"
    r"slump|reduc|shr[aiu]nk|edg|surg|plung|tumbl|soar|slid)"
)
_CHANGE_DE = (
    r"(?:sink|sank|sunk|fall|fiel|gefall|steig|stieg|gestieg|erhöh|senk|wachs|wuchs|gewachs|zuge|zunahm|abgenomm|"
    r"klettert|rutsch|"
    r"reduzier|verringer|angehob|anhob|geschrumpft|schrumpf|kürz|zulegt|zugelegt|verteuer|verbillig|legte|ging|"
    r"gingen|zurück)"
)
_ZH = {
    "to": re.compile(
        r"(?:降|减|跌|落|增|升|涨|提高|提升|上调|下调|扩大|回落|放缓|缩减|缩小|收窄|增加|减少)[^，。；、]{0,2}(?:至|"
        r"到|为)(?:约|近|逾|超过|超)?\Z"
    ),
    "by": re.compile(
        r"(?:下降|减少|下跌|回落|下滑|增长|增加|上升|上涨|提高|提升|下调|上调|降低|下挫|攀升|同比增|"
        r"环比增)(?:了)?(?:约|近|逾|超过|超)?\Z"
    ),
}
_KINDS = (QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.COUNT, QuantityKind.MEASURE)


def direction(text: str, lang: str, figure: Figure) -> str:
    """ "to", "by", or "" where the words before ``figure`` say neither, or no verb of change is near."""
    if figure.kind not in _KINDS:
        return ""
    folded = fold(text)
    before = folded[max(0, figure.span.start - 60) : figure.span.start]
    if lang == "zh":
        return next((name for name, pattern in _ZH.items() if pattern.search(before)), "")
    approx = longest(list(words("de" if lang == "de" else "en", "before")))
    near = folded[max(0, figure.span.start - 60) : figure.span.end + 60]
    if not re.search(_CHANGE_DE if lang == "de" else _CHANGE_EN, near):
        return ""
    forms = {"to": "auf", "by": "um"} if lang == "de" else {"to": "to", "by": "by"}
    for name, word in forms.items():
        if re.search(rf"(?<!\w){word} (?:{approx} )?(?:us|hk)?[$€£¥]?\Z", before):
            return name
    return ""
