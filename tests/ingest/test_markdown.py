"""Markdown: blocks, reading text without markup, and the way back to the file."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.ingest.markdown import article_from_markdown, is_markdown
from xling.segment import segment
from xling.types import BlockKind

PAGE = """---
title: "Konzern kauft Anbieter"
date: 2025-06-18
lang: de
desk: Wirtschaft
---

# Konzern kauft Anbieter

Der **Konzern** übernimmt den [Anbieter](https://example.com "Ziel") für 14,3 Mrd. Dollar. Die *Behörden*
prüfen das `noch`[^1].

Hintergründe
------------

> „Das ist viel Geld.“
> Das sagte die Chefin.

- Erster Punkt
- Zweiter Punkt, der
  länger ist
1. Nummerierter Punkt

![Die Zentrale](a.jpg)

| Jahr | Umsatz |
|------|--------|
| 2024 | 870 Mio. |

```python
print("kein Text")
```

***

Ein letzter Absatz &amp; Schluss\\*.

[ref]: https://example.com
[^1]: Eine Fußnote.
"""


def blocks(text: str) -> list[tuple[str, str]]:
    article = article_from_markdown(text, id="a", lang="de")
    return [(block.kind.value, block.span.of(article.text)) for block in article.blocks]


def test_a_page() -> None:
    article = article_from_markdown(PAGE, id="a")
    assert (article.title, article.date, article.lang) == ("Konzern kauft Anbieter", "2025-06-18", "de")
    assert dict(article.meta) == {"desk": "Wirtschaft"}
    assert blocks(PAGE) == [
        ("title", "Konzern kauft Anbieter"),
        ("paragraph", "Der Konzern übernimmt den Anbieter für 14,3 Mrd. Dollar. Die Behörden\nprüfen das noch."),
        ("heading", "Hintergründe"),
        ("quote", "„Das ist viel Geld.“\nDas sagte die Chefin."),
        ("list", "Erster Punkt"),
        ("list", "Zweiter Punkt, der\n  länger ist"),
        ("list", "Nummerierter Punkt"),
        ("caption", "Die Zentrale"),
        ("list", "Jahr"),
        ("list", "Umsatz"),
        ("list", "2024"),
        ("list", "870 Mio."),
        ("boilerplate", 'print("kein Text")'),
        ("paragraph", "Ein letzter Absatz & Schluss*."),
    ]


def test_segments_lead_back_to_the_file() -> None:
    article = article_from_markdown(PAGE, id="a")
    for found in segment(article):
        written = article.file_span(found.span).of(PAGE)
        for word in re.findall(r"\w+", found.text):
            assert word in written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Eins #\n## Zwei\n", [("title", "Eins"), ("heading", "Zwei")]),
        ("Titel\n=====\nText.\n", [("title", "Titel"), ("paragraph", "Text.")]),
        ("snake_case_name und 2*3*4 = 24.\n", [("paragraph", "snake_case_name und 234 = 24.")]),
        ("~~weg~~ <b>fett</b> <!-- x --> <https://a.de>\n", [("paragraph", "weg fett  https://a.de")]),
        ("[![Bild](a.png)](b) Text\n", [("paragraph", "Text")]),
        ("* eins\n* zwei\n", [("list", "eins"), ("list", "zwei")]),
        ("- [x] erledigt\n", [("list", "erledigt")]),
        ("Zeile eins\r\nZeile zwei\r\n\r\nNeu\r\n", [("paragraph", "Zeile eins\r\nZeile zwei"), ("paragraph", "Neu")]),
        ("~~~\ncode ohne Ende\n", [("paragraph", "code ohne Ende")]),
        ("5 \\* 3 \\_ 2\n", [("paragraph", "5 * 3 _ 2")]),
        ("", []),
        ("---\ntitle: x\n---\n", []),
        ("[a]: b\n", []),
        ("5. Mai\n", [("list", "Mai")]),
    ],
)
def test_constructs(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_sniffing() -> None:
    assert is_markdown("---\ntitle: x\n---\nText")
    assert is_markdown("# Eins\n\nText\n\n## Zwei\n")
    assert not is_markdown("#Willkommen beim Konto\n\nEin Text ohne Auszeichnung.")


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "# ",
                "## ",
                "- ",
                "> ",
                "1. ",
                "| ",
                "```",
                "~~~",
                "---",
                "***",
                "**",
                "*",
                "_",
                "`",
                "[",
                "]",
                "(",
                ")",
            ),
            *(
                "![",
                "<",
                ">",
                "\n",
                "\n\n",
                "\r\n",
                "&amp;",
                "\\",
                "Ein Satz. ",
                "中文。",
                "x",
                "😀",
                "[^1]",
                "[a](b)",
                "http://a.de",
                "\t",
                "    ",
            ),
        ]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(MARKUP)
def test_the_map_holds_for_any_markup(text: str) -> None:
    article = article_from_markdown(text, id="a", lang="de")
    at = (0, 0)
    for text_start, file_start, length in article.offsets.runs:
        assert article.text[text_start : text_start + length] == text[file_start : file_start + length]
        assert text_start >= at[0]
        assert file_start >= at[1]
        at = (text_start + length, file_start + length)
    assert all(block.kind in BlockKind for block in article.blocks)
    for found in segment(article):
        assert article.file_span(found.span).end <= len(text)


@pytest.mark.parametrize(
    "unit", ["[", "*", "`", "> ", "| a ", "&", "<", "\\", "# x\n", "- x\n", "a\n", "[a](", "![", "```\n", "_a"]
)
def test_any_markup_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        article_from_markdown(text, id="a", lang="de")
        return time.process_time() - start

    seconds(1000)
    small, large = seconds(6_000), seconds(48_000)
    assert large < 8 * small * 5 + 1.0  # quadratic growth would be 64-fold; the rest is a busy machine
