"""Mentions of names and who is meant. Sentences written for the project after the seeds and German news style."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.claims import names
from xling.claims.bearers import resolve, same_person, sounds_like
from xling.claims.names import names as detect
from xling.claims.names import survey
from xling.claims.names_glossed import glosses
from xling.claims.renderings import unrendered
from xling.claims.spelling import close, neighbour_keys, plain
from xling.types import Name, NameKind, Span

FOUND = [
    ("de", "Der Facebook-Mutterkonzern kauft 49 Prozent von Scale AI.", {"meta", "scale ai"}),
    ("de", "Metas Aktie stieg, Googles fiel.", {"meta", "google"}),
    ("de", "Die Scale-AI-Gründer Lucy Guo und Alexandr Wang", {"scale ai", "lucy guo", "alexandr wang"}),
    ("de", "Bundeskanzler Friedrich Merz reiste nach Peking.", {"friedrich merz", "beijing"}),
    ("de", "Die Bewertung des Unternehmens stieg im vergangenen Jahr deutlich.", set()),
    ("de", "Geschäftsführer Thomas Kurzweiler sprach mit Analysten.", {"thomas kurzweiler"}),
    ("de", "Der Autobauer Nordwerk und der Konzern Anfang Mai", {"nordwerk"}),
    ("en", "Carmaker Nordwerk sold more; rival Apple fell.", {"nordwerk", "apple"}),
    ("de", "14,3 Milliarden US-Dollar zahlte der Konzern.", set()),
    ("en", "Zuckerberg's company bought a stake in Scale AI.", {"mark zuckerberg", "scale ai"}),
    ("en", "The company said on Monday that sales rose.", set()),
    (
        "en",
        "Chief executive Jason Droege met Glenn Danas in San Francisco.",
        {"jason droege", "glenn danas", "san francisco"},
    ),
    ("en", "In March the Chinese firm opened an office.", set()),
    ("zh", "亚历山大·王离开Scale AI，加入Meta。", {"alexandr wang", "scale ai", "meta"}),
    ("zh", "首席执行官马克·扎克伯格在加州表示，英伟达是合作伙伴。", {"mark zuckerberg", "california", "nvidia"}),
    ("zh", "创始人梁文锋表示，深度求索将开源模型。", {"liang wenfeng", "deepseek"}),
    ("zh", "这家公司去年的收入大幅增长。", set()),
]


FOUND += [
    ("de", "Das Beben traf die Provinz Balıkesir nahe Sındırgı.", {"balikesir", "sindirgi"}),
    ("de", "Innenminister Yerlikaya sprach mit Regierungssprecher Kornelius.", {"yerlikaya", "kornelius"}),
    ("de", "In der Hafenstadt Toulon und im Dorf Diah blieb es ruhig.", {"toulon", "diah"}),
    ("de", "Die Stadt Feuerwehr, der Staat Schulden und der Ort Geschehen.", set()),
    ("en", "The quake hit Balikesir province near Sindirgi.", {"balikesir", "sindirgi"}),
]


@pytest.mark.parametrize(("lang", "text", "keys"), FOUND)
def test_names_are_found(lang: str, text: str, keys: set[str]) -> None:
    assert {name.key for name in names(text, lang)} == keys


@pytest.mark.parametrize(
    ("lang", "text", "word"), [("de", "Metas Aktie", "Meta"), ("en", "Wang’s firm, led by Alexandr Wang", "Wang")]
)
def test_a_genitive_ending_is_left_out_of_the_span(lang: str, text: str, word: str) -> None:
    first = names(text, lang)[0]
    assert first.text == word == first.span.of(text)


def test_one_key_for_one_bearer_over_languages() -> None:
    texts = [
        ("Alexandr Wang gründete Scale AI. Wang ist 28.", "de"),
        ("Wang left Scale. Alexandr Wang joins Meta.", "en"),
        ("亚历山大·王加入Meta。", "zh"),
    ]
    context = survey(texts)
    resolved = resolve([detect(text, lang, context=context) for text, lang in texts])
    assert {name.key for here in resolved for name in here if "ang" in name.text or "王" in name.text} == {
        "alexandr wang"
    }


def test_a_chinese_text_says_how_a_name_is_written() -> None:
    texts = [
        ("法国阿尔斯通（Alstom）宣布召回。阿尔斯通于周一证实。", "zh"),
        ("Alstom ruft Züge zurück. Alstoms Aktie fiel.", "de"),
    ]
    context = survey(texts)
    chinese, german = resolve([detect(text, lang, context=context) for text, lang in texts])
    assert [name.text for name in chinese] == ["法国", "阿尔斯通", "Alstom", "阿尔斯通"]
    assert {name.key for name in (*chinese[1:], *german)} == {"alstom"} and len(german) == 2


@pytest.mark.parametrize(
    ("chinese", "german"),
    [
        ("一辆坦克（Tank）驶过。", "Der Tank ist voll. Er füllt den Tank."),
        ("一盘沙拉（Salat）。", "Der Salat ist frisch."),
        ("卡多维（Cardovil）获批。", "Man nimmt cardovil ein. Das Cardovil hilft."),  # no name has small letters
    ],
)
def test_a_word_in_brackets_becomes_no_name(chinese: str, german: str) -> None:
    context = survey([(chinese, "zh"), (german, "de")])
    assert not context.glossed and detect(german, "de", context=context) == []


@pytest.mark.parametrize(
    ("german", "key", "kind"),
    [
        ("Anna Lindqvist geht. Lindqvist schweigt.", "anna lindqvist", NameKind.PERSON),
        ("Frau Lindqvist geht.", "lindqvist", NameKind.PERSON),
        ("Dort sieht man Lindqvist.", "lindqvist", NameKind.OTHER),
    ],
)
def test_an_explained_name_joins_the_full_one_and_keeps_its_kind(german: str, key: str, kind: NameKind) -> None:
    texts = [("林德奎（Lindqvist）离职。", "zh"), (german, "de")]
    context = survey(texts)
    resolved = resolve([detect(text, lang, context=context) for text, lang in texts])
    assert {(name.key, name.kind) for here in resolved for name in here} == {(key, kind)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("卡多维（Cardovil）获批，卡多维已上市。", 2),
        ("卡多维（Cardovil）获批，卡多维奇表示反对。", 1),  # another, longer name
        ("卡多维（Cardovil）获批，米卡多维是一座城市。", 1),
    ],
)
def test_the_explained_form_is_a_word_of_its_own(text: str, found: int) -> None:
    assert [name.text for name in names(text, "zh")].count("卡多维") == found


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("法国阿尔斯通（Alstom）公司", {"阿尔斯通": "Alstom"}),
        ("降压药卡多维(Cardovil)", {"卡多维": "Cardovil"}),
        ("瑞典林德奎（Lindqvist）公司", {"林德奎": "Lindqvist"}),
        ("人工智能（AI）", {}),  # no name in small letters
        ("企业中心（Center）", {}),  # characters that mean something
        ("元宇宙（Metaverse）概念", {}),
        ("欧洲药品管理局（EMA）", {}),
        ("一辆坦克（Tank）", {}),  # a word of a dictionary
        ("雷达（Radar）", {}),
        ("个人博客（Blog）", {}),
        ("记者马克（Mark）", {}),  # a given name: which Mark?
        ("丹尼（Danny）", {}),
    ],
)
def test_forms_that_sound_like_the_name_in_brackets(text: str, forms: dict[str, str]) -> None:
    assert glosses(text) == forms


def test_an_ordinary_word_counts_as_a_name_only_with_support() -> None:
    assert names("大众对此反应平淡。", "zh") == []
    assert [name.key for name in names("大众汽车宣布裁员，大众股价下跌。", "zh")] == ["volkswagen", "volkswagen"]


@pytest.mark.parametrize(
    ("chinese", "latin", "same"),
    [
        ("亚历山大·王", "alexandr wang", True),
        ("马丁·施密特", "martin schmidt", True),
        ("彼得·蒂尔", "peter thiel", True),
        ("安娜·贝克尔", "anna becker", True),
        ("彼得·蒂尔", "sam altman", False),
        ("马丁·施密特", "martin keller", False),
    ],
)
def test_transliterations_sound_like_the_name(chinese: str, latin: str, same: bool) -> None:
    assert sounds_like(chinese, latin) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("alexandr wang", "alexander wang", True),
        ("dan gross", "daniel gross", True),
        ("anna meier", "peter meier", False),
        ("sam altman", "sam alton", False),
    ],
)
def test_full_names_of_one_person(a: str, b: str, same: bool) -> None:
    assert same_person(a, b) is same


RENDERED = [
    ("德国总理默茨访问北京。", "zh", "German Chancellor Merz visited Beijing.", "en", []),
    ("Die EZB hebt die Zinsen an.", "de", "The ECB is raising rates.", "en", []),
    ("Robert Habeck traf Olaf Scholz in Kiew.", "de", "Robert Habeck met Olaf Schulz in Kyiv.", "en", ["Olaf Scholz"]),
    ("阿里巴巴将投资十亿元。", "zh", "Tencent will invest one billion yuan.", "en", ["阿里巴巴"]),
    ("Siemens kauft eine Firma in München.", "de", "Bosch buys a firm in Munich.", "en", ["Siemens"]),
    ("亚历山大·王离开公司。", "zh", "Alexander Wang left the company.", "en", []),
]


@pytest.mark.parametrize(("source", "lang", "target", "target_lang", "missing"), RENDERED)
def test_names_lost_in_translation(source: str, lang: str, target: str, target_lang: str, missing: list[str]) -> None:
    assert [one.name.text for one in unrendered(source, lang, target, target_lang)] == missing


@given(st.text(max_size=120), st.sampled_from(["de", "en", "zh"]))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_spans_slice_to_the_text_and_do_not_overlap(text: str, lang: str) -> None:
    found = names(text, lang)
    assert all(name.span.of(text) == name.text and isinstance(name.kind, NameKind) for name in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


WORD_PAIRS = [("merkel", "merkl"), ("zuckerberg", "zukerberk"), ("schroeder", "schröder"), ("müller", "möller")]


@pytest.mark.parametrize(("a", "b"), WORD_PAIRS)
def test_close_spellings_have_a_key_in_common(a: str, b: str) -> None:
    first, second = plain(a), plain(b)
    assert close(first, second) and neighbour_keys(first) & neighbour_keys(second)


@given(st.text("abcde", min_size=1, max_size=12), st.text("abcde", min_size=1, max_size=12))
def test_any_two_close_words_have_a_key_in_common(a: str, b: str) -> None:
    if close(a, b):
        assert neighbour_keys(a) & neighbour_keys(b)


def test_many_mentions_are_resolved_as_few_are() -> None:
    """Thousands of other people change nothing about who Wang is, and the time does not grow with their square."""
    few = [[_name("Alexandr Wang"), _name("Wang")], [_name("Alexander Wang"), _name("Merkel AG")]]
    crowd = [[_name(f"{a}ina {b}{c}ov"), _name(f"{b}{c}ov")] for a in "BDGKL" for b in SYLLABLES for c in SYLLABLES]
    start = time.process_time()
    found = resolve([*few, *crowd])
    assert found[:2] == resolve(few)
    assert len(crowd) > 2800 and time.process_time() - start < 10


SYLLABLES = [a + b for a in "bdgklmnprst".title() for b in "aei"][:24]


def _name(text: str) -> Name:
    return Name(text, Span(0, len(text)), NameKind.PERSON, plain(text) if " " in text else text)
