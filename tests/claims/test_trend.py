"""Up against down for one amount, and the words that leave it open."""

from __future__ import annotations

import pytest

from xling.claims.trend import trend
from xling.claims.verdict import claim_link
from xling.types import Claim, Span, Verdict

WAYS = [
    ("de", "Die Aktie verlor 7,4 Prozent.", "down"),
    ("de", "Der Umsatz legte im dritten Quartal um 12 Prozent zu.", "up"),
    ("de", "Die Exporte gingen um 3 Prozent zurück.", "down"),
    ("de", "Die Preise wurden um 5 Prozent angehoben.", "up"),
    ("de", "Die Zahl der Arbeitslosen nahm um 12.000 ab.", "down"),
    ("en", "Shares rose 7.4%.", "up"),
    ("en", "Sales were down 3 percent.", "down"),
    ("en", "Unemployment dropped to 5 percent.", "down"),
    ("en", "Revenue was $2 billion, down from $3 billion.", "down"),
    ("de", "Die Kürzung der Ausgaben beträgt 5 Prozent.", "down"),
    ("zh", "公司股价下跌7.4%。", "down"),
    ("zh", "营收同比增长12%。", "up"),
    # open: both ways, a denial, a rate, no word of the kind
    ("de", "Der Umsatz stieg um 5 Prozent, der Gewinn sank um 2 Prozent.", ""),
    ("en", "Shares did not rise by 3 percent.", ""),
    ("de", "Der Euro stieg gegenüber dem Dollar um 0,5 Prozent.", ""),
    ("zh", "人民币兑美元下跌0.5%。", ""),
    ("en", "TSMC holds 70 percent.", ""),
    ("de", "Die Steigbügel kosten 20 Euro.", ""),
]


@pytest.mark.parametrize(("lang", "text", "want"), WAYS)
def test_the_way_of_a_claim(lang: str, text: str, want: str) -> None:
    found = trend(Claim("a#0/0", "a", "a#0", lang, text, Span(10, 10 + len(text))))
    assert (("up" if found.up else "down") if found else "") == want
    assert found is None or found.span.shift(-10).of(text)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (("de", "Die Aktie von Hengxin verlor 7,4 Prozent."), ("en", "Hengxin shares rose 7.4%."), "conflict"),
        (("de", "Die Aktie von Hengxin verlor 7,4 Prozent."), ("en", "Hengxin shares fell 7.4%."), "agree"),
        (("en", "Hengxin shares rose 7.4%."), ("zh", "恒信股价下跌7.4%。"), "conflict"),
        (("de", "Der Umsatz von Hengxin stieg um 7,4 %."), ("en", "The profit of Hengxin fell by 7.4%."), "agree"),
    ],
)
def test_one_amount_that_goes_two_ways_is_a_conflict(  # type: ignore[no-untyped-def]
    claims_of, first: tuple[str, str], second: tuple[str, str], verdict: str
) -> None:
    from xling.claims.facts import facts
    from xling.claims.score import Evidence, agreements

    _, (a, b) = claims_of([("a", *first), ("b", *second)])
    one = Evidence(a, b)
    one.matches, one.opposed = agreements(facts(a), facts(b))
    found = claim_link(one, 0.9)
    assert found.verdict is Verdict(verdict)
    assert ("direction" in found.differs) == (verdict == "conflict")
