"""Source texts as a small model reads them: same length, same places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.translate.readable import readable


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("Damit Dein Paket bei Dir ankommt, prüfe bitte Deine Adresse.", "de",
         "Damit dein Paket bei dir ankommt, prüfe bitte deine Adresse."),
        ("Wir danken Euch: Eure Spende hilft, Du bist dabei.", "de",
         "Wir danken euch: eure Spende hilft, du bist dabei."),
        ("Dein Paket ist da. Du kannst es holen.", "de", "Dein Paket ist da. Du kannst es holen."),
        ("Wir danken Ihnen, Sie haben Ihr Paket.", "de", "Wir danken Ihnen, Sie haben Ihr Paket."),
        ("Der Du-Effekt und Eurex, Direktor Dirk.", "de", "Der Du-Effekt und Eurex, Direktor Dirk."),
        ("Die Mitarbeiter*innen streiken.", "de", "Die       Mitarbeiter streiken."),
        ("Viele Student:innen, Kolleg_innen und Lehrer/-innen.", "de",
         "Viele     Studenten,     Kollegen und        Lehrer."),
        ("Der/die Autor*in und alle Nutzer(innen), die LeserInnen.", "de",
         "Der/die    Autor und alle        Nutzer, die      Leser."),
        ("Ort: in Berlin, RedInk, LinkedIn, McKinsey.", "de",
         "Ort: in Berlin, RedInk, LinkedIn, McKinsey."),
        ("So Dein Paket.", "en", "So Dein Paket."),
        ("美國總統說，兩國將繼續談判。", "zh", "美国总统说，两国将继续谈判。"),
        ("公司收购了一家企业。", "zh", "公司收购了一家企业。"),
        ("美國總統", "de", "美國總統"),
    ],
)  # fmt: skip
def test_what_is_read(text: str, lang: str, wanted: str) -> None:
    assert readable(text, lang) == wanted


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.text(alphabet="Dein Euch,: 國说說总總xẞßIn*(/)-_", max_size=40), st.sampled_from(["de", "zh", "en"]))
def test_the_length_never_changes(text: str, lang: str) -> None:
    assert len(readable(text, lang)) == len(text)
