"""Signs before a text, which stay as they are."""

from __future__ import annotations

import pytest

from xling.translate.heads import Head, ornament


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("▲Alexandr Wang", "▲"),
        ("▲ Mustafa Süleyman", "▲ "),
        ("■ ■ Zwei Kästchen", "■ ■ "),
        ("→ weiter", "→ "),
        ("▶\ufe0f 视频", "▶\ufe0f "),
        ("👩\u200d💻 Die Entwicklerin", "👩\u200d💻 "),
        ("★本文由作者授权发布", "★"),
        ("Kein Zeichen ▲", ""),
        ("▲", ""),
        ("<b>", ""),
        ("+ 3 Prozent", ""),
        ("   Eingerückt", ""),
        ("", ""),
    ],
)
def test_signs_before_a_text(text: str, signs: str) -> None:
    assert ornament(text) == (Head(len(signs), signs) if signs else None)
