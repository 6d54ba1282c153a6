"""Segments of an article: exact offsets over any text, borders, markers, languages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from xling.ingest import article_from_text, line_articles
from xling.segment import segment, sentences
from xling.types import BlockKind

PIECES = st.sampled_from(
    [
        *"aB1 .!?…\n\r\t\u3000\xa0-*>#▲•[]()（）“”„‘’\"'«»「」。！？；，、：",
        *(
            "\r\n",
            "\n\n",
            "z. B. ",
            "Dr. ",
            "3. Juni ",
            "U.S. ",
            "14,3 Mrd. ",
            "Mr. ",
            "他说：",
            "Meta ",
            "公司",
            "...",
            "……",
        ),
        *(
            "\u2028",
            "\x85",
            "\x0c",
            "\ufeff",
            "\u200b",
            "e\u0301",
            "😀",
            "𠀀",
            "\x00",
            "ß",
            "İ",
            "1. ",
            "(1) ",
            "Quellen:\n",
            "Share\n",
        ),
        *(
            "Häufig gestellte Fragen\n",
            "相关文章\n",
            "BERLIN (dpa) - ",
            "Ein ganzer Satz mit einigen Wörtern darin steht hier. ",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=120).map("".join))
MARKS = set("-*+•·▪◦‣●○■□◆▲△▼▽◇▶►↑↓✓✔–—>#()[].（） \t") | set("0123456789abcdefghijklmnopqrstuvwxyz①②③④⑤⑥⑦⑧⑨")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(TEXTS)
def test_segments_and_gaps_rebuild_the_text(text: str) -> None:
    article = article_from_text(text, id="a", lang="de")
    assert article.text == text
    at, rebuilt = 0, []
    for found in segment(article):
        assert found.span.of(text) == found.text == found.text.strip() != ""
        assert found.span.start >= at
        gap = text[at : found.span.start]
        assert set("".join(gap.split())) <= MARKS, gap
        rebuilt += [gap, found.text]
        at = found.span.end
    assert not text[at:].strip()
    assert "".join([*rebuilt, text[at:]]) == text
    assert text.encode("utf-8", "surrogatepass") == "".join([*rebuilt, text[at:]]).encode("utf-8", "surrogatepass")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(TEXTS, st.sampled_from(["de", "en", "zh", "other"]))
def test_sentences_cover_all_that_is_not_white_space(text: str, lang: str) -> None:
    at = 0
    for span in sentences(text, lang):
        assert span.start >= at
        assert not text[at : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        at = span.end
    assert not text[at:].strip()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(TEXTS)
def test_blocks_are_sorted_and_cover_all_that_is_not_white_space(text: str) -> None:
    at = 0
    for block in article_from_text(text, id="a", lang="de").blocks:
        assert block.span.start >= at
        assert not text[at : block.span.start].strip()
        assert len(block.span)
        assert bool(block.reason) == (not block.is_content)
        at = block.span.end
    assert not text[at:].strip()


def texts(text: str, lang: str | None = None) -> list[str]:
    return [found.text for found in segment(article_from_text(text, id="a", lang=lang))]


def test_a_headline_does_not_run_into_the_text() -> None:
    text = (
        "Konzern kauft Anbieter\n"
        "Der Preis beträgt 14,3 Mrd. Dollar. Die Behörden prüfen das Geschäft noch bis zum 3. Juni."
    )
    assert texts(text) == [
        "Konzern kauft Anbieter",
        "Der Preis beträgt 14,3 Mrd. Dollar.",
        "Die Behörden prüfen das Geschäft noch bis zum 3. Juni.",
    ]


def test_line_ends_are_kept_as_they_are() -> None:
    text = "Titel ohne Punkt\r\n\r\nErster Satz. Zweiter Satz.\r\nDritter Satz.\r\n"
    found = segment(article_from_text(text, id="a"))
    assert [s.text for s in found] == ["Titel ohne Punkt", "Erster Satz.", "Zweiter Satz.", "Dritter Satz."]
    assert all(s.span.of(text) == s.text for s in found)


def test_marks_of_lists_quotes_and_captions_stay_outside() -> None:
    text = "- Erster Punkt\n• Zweiter Punkt\n1. Dritter Punkt\n（1）第四点\n> Ein Zitat.\n> Noch eins.\n▲ Ein Bild\n"
    assert texts(text) == [
        "Erster Punkt", "Zweiter Punkt", "Dritter Punkt", "第四点", "Ein Zitat.", "Noch eins.", "Ein Bild",
    ]  # fmt: skip


def test_a_date_at_the_start_of_a_line_is_no_list_mark() -> None:
    assert texts("3. Juni: Die Messe beginnt.", "de") == ["3. Juni: Die Messe beginnt."]


def test_wrapped_lines_are_joined() -> None:
    text = (
        "The group said on Tuesday that it would buy the supplier for several\n"
        "billion dollars. Regulators in Europe and in the United States have to\n"
        "approve the deal first.\n"
        "\n"
        "Analysts expect that the market will change, and that rivals look for\n"
        "partners of their own.\n"
    )
    found = [" ".join(s.split()) for s in texts(text)]
    assert found == [
        "The group said on Tuesday that it would buy the supplier for several billion dollars.",
        "Regulators in Europe and in the United States have to approve the deal first.",
        "Analysts expect that the market will change, and that rivals look for partners of their own.",
    ]


def test_wrapped_chinese_is_joined() -> None:
    line = "该公司周二表示，将投资两百亿美元在俄亥俄州建设两座新的工厂，并创造数"
    text = (
        line + "\n" + "千个就业岗位。州政府此前承诺提供税收减免，州长在仪式上表示这是一个重要" + "\n" + "的转折点。\n"
    )
    assert len(segment(article_from_text(text, id="a"))) == 2


def test_short_lines_are_not_joined() -> None:
    text = "Meta kauft Scale AI\nGoogle reagiert gelassen\nMicrosoft wartet ab\nOpenAI sucht Partner"
    assert texts(text) == text.split("\n")


def test_each_segment_has_its_own_language() -> None:
    text = (
        "Der Konzern übernimmt den Anbieter für mehrere Milliarden Dollar. "
        "The company did not want to comment on the deal. "
        "该公司以143亿美元收购49%的股份。 Die Behörden müssen noch zustimmen."
    )
    assert [s.lang for s in segment(article_from_text(text, id="a"))] == ["de", "en", "zh", "de"]


def test_a_foreign_block_is_split_by_its_own_rules() -> None:
    text = (
        "The group bought the supplier, and this is what the German papers wrote about it on the next day.\n\n"
        "Das Geschäft wurde am 3. Juni bekannt, und die Behörden prüfen es noch, wie es z. B. in Berlin heißt.\n\n"
        "该公司以143亿美元收购49%的股份。市场反应积极。"
    )
    assert [(s.lang, s.text[-12:]) for s in segment(article_from_text(text, id="a"))] == [
        ("en", "he next day."),
        ("de", "Berlin heißt."[-12:]),
        ("zh", "亿美元收购49%的股份。"),
        ("zh", "市场反应积极。"),
    ]


def test_names_and_numbers_take_the_language_of_the_article() -> None:
    text = "Der Konzern übernimmt den Anbieter. Alexandr Wang. 14,3 %. Los Alamos, New Mexico."
    assert {s.lang for s in segment(article_from_text(text, id="a"))} == {"de"}


def test_boilerplate_is_segmented_and_marked() -> None:
    text = "Der Konzern kauft zu. Das ist viel Geld, sagen Beobachter in Berlin und anderswo.\n\nArtikel teilen\n"
    last = segment(article_from_text(text, id="a"))[-1]
    assert (last.text, last.kind, last.is_content) == ("Artikel teilen", BlockKind.BOILERPLATE, False)


def test_ids_and_blocks() -> None:
    article = article_from_text("Ein Satz. Noch einer.\n\nUnd ein dritter.", id="doc")
    found = segment(article)
    assert [s.id for s in found] == ["doc#0", "doc#1", "doc#2"]
    assert [s.block for s in found] == [0, 0, 1]
    assert all(s.article == "doc" and article.blocks[s.block].span.contains(s.span) for s in found)


def test_lines_become_articles_one_by_one() -> None:
    found = line_articles(["Erster Satz. Zweiter.\n", "\n", "- kein Listenpunkt\r\n", "Share"], lang="de")
    assert [a.id for a in found] == ["line:1", "line:2", "line:3", "line:4"]
    assert [a.text for a in found] == ["Erster Satz. Zweiter.", "", "- kein Listenpunkt", "Share"]
    assert [[s.text for s in segment(a)] for a in found] == [
        ["Erster Satz.", "Zweiter."],
        [],
        ["- kein Listenpunkt"],
        ["Share"],
    ]
    assert all(block.kind is BlockKind.PARAGRAPH for a in found for block in a.blocks)
