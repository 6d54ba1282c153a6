"""Datelines of Chinese news."""

from __future__ import annotations

import pytest

from xling.translate.dateline import dateline
from xling.translate.heads import Head, free, restored, without
from xling.types import Segment, Span, Term, TermHit, TermMatch, TermOutcome, Translation

# Forms as the agencies write them; the people are invented but for the shape of their names.
CASES = [
    (
        "新华社北京12月11日电（记者董瑞丰、顾天成）",
        "Xinhua News Agency, Beijing, December 11 (reporters Dong Ruifeng and Gu Tiancheng):",
    ),
    ("新华社华盛顿５月２３日电（记者徐剑梅）", "Xinhua News Agency, Washington, May 23 (reporter Xu Jianmei):"),
    ("新华社北京5月20日电（黄小希 周珊珊）", "Xinhua News Agency, Beijing, May 20 (Huang Xiaoxi and Zhou Shanshan):"),
    ("新华社南宁5月19日专电（记者阳娜）", "Xinhua News Agency, Nanning, May 19 (reporter Yang Na):"),
    ("中新网3月2日电 ", "China News Service, March 2:"),
    (
        "湖南日报12月10日讯（全媒体记者 张尚武 胡盼盼 通讯员 单晓玲）",
        "Hunan Daily, December 10 (reporters Zhang Shangwu and Hu Panpan; correspondent Shan Xiaoling):",
    ),
    ("法新社巴黎1月3日电——", "AFP, Paris, January 3:"),
]


@pytest.mark.parametrize(("head", "english"), CASES)
def test_a_dateline_is_said_by_rule(head: str, english: str) -> None:
    assert dateline(f"{head}公司收购了一家企业。") == Head(len(head), f"{english} ", "dateline by rule")


@pytest.mark.parametrize(
    "text",
    [
        "新华社记者12月11日从北京获悉，公司收购了一家企业。",
        "新华社不知何处12月11日电 公司收购了一家企业。",  # a place that no list has
        "新华社北京13月11日电 公司收购了一家企业。",
        "新华社北京12月11日电（记者马克·汉密尔顿）公司收购了一家企业。",  # not a Chinese name
        "新华社北京12月11日电（记者）公司收购了一家企业。",
        "新华社北京12月11日电",  # nothing behind it
        "公司收购了一家企业。",
        "",
    ],
)
def test_what_is_not_known_for_sure_is_left_to_the_model(text: str) -> None:
    assert dateline(text) is None


def test_terms_keep_their_places_around_a_dateline() -> None:
    text = "新华社北京12月11日电 公司收购了一家企业。"
    segment = Segment("a#0", "a", 0, "zh", text, Span(0, len(text)))
    start = text.index("企业")
    match = TermMatch(Term("企业", "firm", "zh", "en"), Span(start, start + 2))
    found = dateline(text)
    assert found and free(found, [match]) is found
    body, (moved,) = without(segment, [match], found)
    assert moved.span.of(body.text) == "企业"
    english = "The company bought a firm."
    hit = TermHit(moved, TermOutcome.MODEL, Span(english.index("firm"), english.index("firm") + 4))
    whole = restored(Translation(body, "en", english, -1.0, (hit,)), segment, [match], found)
    assert whole.text == f"Xinhua News Agency, Beijing, December 11: {english}" and whole.segment is segment
    placed = whole.terms[0]
    assert placed.target_span and placed.target_span.of(whole.text) == "firm"
    assert placed.match.span.of(text) == "企业"
    inside = TermMatch(Term("北京", "Peking", "zh", "en"), Span(3, 5))
    assert free(found, [inside]) is None
