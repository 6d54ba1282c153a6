"""Addresses, placeholders, mentions and tags: which are found, and what the model left of them."""

from __future__ import annotations

import pytest

from xling.translate.codes import KeptCode, kept_codes

CODES = [
    ("Mehr unter www.example.org/hilfe und info@example.org.", ["www.example.org/hilfe", "info@example.org"]),
    ("Siehe https://example.org/a?b=1, dort.", ["https://example.org/a?b=1"]),
    ("Hallo {name}, %s wartet auf ${order} und %(count)s.", ["{name}", "%s", "${order}", "%(count)s"]),
    ("他叫我告诉#ORDER_ID#，@xling_news说#机器翻译。", ["#ORDER_ID#", "@xling_news"]),
    ("Das %macro% wird ersetzt; 5 %von 10 % nicht, 100%ige auch nicht.", ["%macro%"]),
    ("Das <placeholder> bleibt.", ["<placeholder>"]),
    ("Das ist toll 😀, und ❤️ für alle! 🎉🎉", ["😀", "❤️", "🎉🎉"]),
    ("我们赢了！🎉 明天去北京。", ["🎉"]),
    ("50 % sparen, 3 < 4, #1, C# und A. B. am 3.5.", []),
    ("Das ist ein Satz.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CODES)
def test_which_codes_are_kept(text: str, wanted: list[str]) -> None:
    found = kept_codes(text, "de", "en")
    assert [match.term.target for match in found] == wanted
    assert all(match.span.of(text) == match.term.source for match in found)


REMAINS = [
    ("#ORDER_ID#", "He told me to get #ORD# soon.", "#ORD#"),
    ("www.example.org", "See ww.exmple.org.", "ww.exmple.org"),
    ("{name}", "Hello {nam, wait", "{nam"),
    ("#ORDER_ID#", "He told me to get it soon.", ""),
    ("#ORDER_ID#", "Your #OTHER# is here.", ""),
]


@pytest.mark.parametrize(("code", "text", "remains"), REMAINS)
def test_what_the_model_left_of_a_code(code: str, text: str, remains: str) -> None:
    term = KeptCode(code, code, "zh", "en", others=("#OTHER#",))
    assert [span.of(text) for span in term.remains(text)][:1] == ([remains] if remains else [])
    assert term.places(text) == []
    assert [span.of(f"x {code} y") for span in term.places(f"x {code} y")] == [code]
    assert not term.may_replace("the company")


def test_an_emoji_may_be_added_and_a_code_not() -> None:
    emoji, code = (kept_codes(text, "de", "en")[0].term for text in ("Toll 😀!", "Hallo {name}!"))
    assert isinstance(emoji, KeptCode) and isinstance(code, KeptCode)
    assert (emoji.adjunct, code.adjunct) == ("😀", "")
