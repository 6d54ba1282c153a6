"""Contradictions between linked claims, one finding on the side that fewer articles support."""

from __future__ import annotations

from dataclasses import replace

from xling.checks.contradictions import Contradictions
from xling.checks.material import Material
from xling.claims import quantities
from xling.types import Article, Blame, Claim, ClaimLink, Pairing, Span, Verdict

TEXTS = {"a": "Guo ging 2017.", "b": "Guo left in 2018.", "c": "郭于2018年离开。"}


def _claim(article: str, lang: str, text: str = "") -> Claim:
    text = text or TEXTS[article]
    read = tuple(quantities(text, lang))
    return Claim(f"{article}#0/0", article, f"{article}#0", lang, text, Span(0, len(text)), read)


A, B, C = _claim("a", "de"), _claim("b", "en"), _claim("c", "zh")


def _link(a: Claim, b: Claim, what: str, verdict: Verdict, left: str, right: str) -> ClaimLink:
    spans = [Span(c.text.index(w), c.text.index(w) + len(w)) for c, w in ((a, left), (b, right))]
    differs = (what,) if verdict is Verdict.CONFLICT else ()
    return ClaimLink(a, b, verdict, 0.9, differs, (Pairing(what, verdict, spans[0], spans[1]),))


def _material(*links: ClaimLink) -> Material:
    articles = tuple(Article(key, "", "de", text) for key, text in TEXTS.items())
    return Material(articles, (), claims=(A, B, C), links=links)


CLASH = _link(A, B, "date", Verdict.CONFLICT, "2017", "2018")


def test_the_side_with_less_support_is_reported() -> None:
    (found,) = Contradictions().examine(_material(CLASH, _link(B, C, "date", Verdict.AGREE, "2018", "2018年")))
    assert (found.article, found.span.of(TEXTS["a"]), found.suggestion) == ("a", "2017", "2018")
    assert found.blame is Blame.SOURCE and found.evidence[0].article == "b"


def test_without_other_support_both_sides_are_shown_and_nobody_blamed() -> None:
    found = list(Contradictions().examine(_material(CLASH)))
    assert [one.article for one in found] == ["a", "b"] and {one.blame for one in found} == {Blame.UNCLEAR}
    assert max(one.score for one in found) < 0.6


def test_two_that_contradict_the_same_side_outvote_it_when_they_agree() -> None:
    second = _link(A, C, "date", Verdict.CONFLICT, "2017", "2018年")
    found = list(Contradictions().examine(_material(CLASH, second)))
    assert {(one.article, one.blame) for one in found} == {("a", Blame.SOURCE)}
    other = _claim("c", "zh", "郭于2019年离开。")
    third = _link(A, other, "date", Verdict.CONFLICT, "2017", "2019年")
    fourth = _link(B, other, "date", Verdict.CONFLICT, "2018", "2019年")
    for links in ((CLASH, third), (CLASH, third, fourth)):  # all three differ: nobody is blamed
        found = list(Contradictions().examine(_material(*links)))
        assert {one.blame for one in found} == {Blame.UNCLEAR} and {one.article for one in found} == {"a", "b", "c"}


def test_two_that_deny_outvote_one_without_any_amount() -> None:
    clashes = [
        _link(A, other, "direction", Verdict.CONFLICT, "ging", word) for other, word in ((B, "left"), (C, "离开"))
    ]
    found = list(Contradictions().examine(_material(*clashes)))
    assert {(one.article, one.blame) for one in found} == {("a", Blame.SOURCE)}


def test_a_chinese_article_can_be_the_lonely_one() -> None:
    clash = _link(A, C, "date", Verdict.CONFLICT, "2017", "2018年")
    friend = _claim("b", "en", "Guo left in 2017.")
    (found,) = Contradictions().examine(_material(clash, _link(A, friend, "date", Verdict.AGREE, "2017", "2017")))
    assert found.article == "c" and found.span.of(TEXTS["c"]) == "2018年"


def test_up_against_down_suggests_no_word_of_the_other_language() -> None:
    clash = _link(A, B, "direction", Verdict.CONFLICT, "ging", "left")
    found = list(Contradictions().examine(_material(clash)))
    assert [one.suggestion for one in found] == ["", ""] and found[0].message.startswith("direction: “ging” here")


def test_amounts_and_agreement_and_single_lines_stay_quiet() -> None:
    amount = _link(A, B, "amount", Verdict.CONFLICT, "2017", "2018")
    assert list(Contradictions().examine(_material(amount))) == []
    assert list(Contradictions().examine(_material(_link(B, C, "date", Verdict.AGREE, "2018", "2018年")))) == []
    assert list(Contradictions().examine(replace(_material(CLASH), together=False))) == []
