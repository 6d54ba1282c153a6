"""Datelines of German agency news."""

from __future__ import annotations

import pytest

from xling.translate.dateline_de import german_dateline


@pytest.mark.parametrize(
    ("head", "english"),
    [
        ("Wolfsburg (dpa) – ", "Wolfsburg (dpa) – "),
        ("Köln (dpa/lnw) - ", "Cologne (dpa/lnw) - "),
        ("MÜNCHEN (dpa-AFX) - ", "MUNICH (dpa-AFX) - "),
        ("Brüssel (AFP) ", "Brussels (AFP) "),
        ("Wien/Zürich (APA/sda) — ", "Vienna/Zurich (APA/sda) — "),
        ("Frankfurt am Main (epd). ", "Frankfurt am Main (epd). "),
        ("Den Haag, 12. März (Reuters) - ", "The Hague, March 12 (Reuters) - "),
        ("Gütersloh (ots) - ", "Gütersloh (ots) - "),
        ("BERLIN (dpa): ", "BERLIN (dpa): "),
        ("Neu-Delhi (Reuters) – ", "New Delhi (Reuters) – "),
    ],
)
def test_the_place_is_said_in_english_and_the_rest_stays(head: str, english: str) -> None:
    found = german_dateline(f"{head}Der Konzern senkt die Preise.")
    assert found is not None
    assert (found.end, found.words) == (len(head), english)


@pytest.mark.parametrize(
    "text",
    [
        "Volkswagen (VW) senkt die Preise.",
        "Meta (Facebook) kauft Scale.",
        "Der Sprecher (dpa) sagte nichts.",
        "Köln (dpa) – ",
        "köln (dpa) – Der Konzern senkt die Preise.",
        "Die Agentur dpa (Hamburg) meldet Verluste.",
        "",
    ],
)
def test_other_brackets_are_no_dateline(text: str) -> None:
    assert german_dateline(text) is None
