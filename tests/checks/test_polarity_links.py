"""Denials that word links explain, with links set by hand."""

from __future__ import annotations

import pytest

from xling.checks import Material
from xling.checks.polarity import Polarity
from xling.types import Alignment, Article, Link, Segment, Span, Translation


def tokens(words: str, text: str) -> tuple[Span, ...]:
    spans, start = [], 0
    for word in words.split():
        start = text.index(word, start)
        spans.append(Span(start, start + len(word)))
        start += len(word)
    return tuple(spans)


def score(lang: str, source: str, target: str, links: list[tuple[int, int]]) -> float:
    """Of XL-NEG-001 on a pair given in words; 0.0 for none."""
    text = source.replace(" ", "") if lang == "zh" else source
    segment = Segment("x#0", "x", 0, lang, text, Span(0, len(text)))
    aligned = Alignment(
        text, target, tokens(source, text), tokens(target, target), tuple(Link(a, b, 0.95) for a, b in links)
    )
    material = Material(
        (Article("x", "x", lang, text),),
        (segment,),
        {"x#0": Translation(segment, "en", target)},
        {"x#0": aligned},
        together=False,
    )
    return max((finding.score for finding in Polarity().examine(material)), default=0.0)


CASES = [
    # lang, source and target in words, links, fires
    ("de", "Er kam gestern nicht", "He came yesterday", [(0, 0), (1, 1), (2, 2)], True),
    ("de", "Er kam gestern", "He never came yesterday", [(0, 0), (1, 2), (2, 3)], True),
    ("zh", "政府 没有 支付 费用", "The government paid costs", [(0, 1), (2, 2), (3, 3)], True),
    ("zh", "政府 支付 费用", "The government never pays costs", [(0, 1), (1, 3), (2, 4)], True),
    # the word that renders the denied one holds the denial
    ("zh", "他 不记得 名字", "He mislaid the name", [(0, 0), (1, 1), (2, 3)], False),
    ("de", "Das Buch blieb ungelesen zurück", "The book was not read", [(0, 0), (1, 1), (3, 3), (3, 4)], False),
    # all around the denial is rendered freely
    ("zh", "此事 并未 明确", "It is up in the air", [], True),
    ("zh", "此事 并未 明确", "It is up in the air", [(0, 0)], False),
    # what the translation denies is no rendering of any word of the source, so the denial may be a part of one
    ("de", "Die Versuche verfallen", "The attempts are not carried over", [(0, 0), (1, 1)], False),
    ("de", "Die Versuche wurden übertragen", "The attempts were not transferred", [(0, 0), (1, 1), (3, 4)], True),
    # one denial of the translation for two of the source
    ("zh", "没有 口罩 没有 合同", "without masks or contract", [(0, 0), (1, 1), (2, 0), (3, 3)], False),
]


@pytest.mark.parametrize(("lang", "source", "target", "links", "fires"), CASES)
def test_links_explain_denials(lang: str, source: str, target: str, links: list[tuple[int, int]], fires: bool) -> None:
    assert (score(lang, source, target, links) >= 0.55) is fires
