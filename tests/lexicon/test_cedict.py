"""CC-CEDICT: reading its files, choosing set phrases, telling the literal reading from the meaning.

The lines have the format of the dictionary; their wording was written for these tests.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from xling.errors import GlossaryError
from xling.lexicon import cedict
from xling.lexicon.cedict import Entry, dictionary_path, read_dictionary
from xling.lexicon.phrases import by_characters, by_words, readings, set_phrases, words_of

SMALL = """# a comment
畫蛇添足 画蛇添足 [hua4 she2 tian1 zu2] /lit. draw a snake with feet (idiom); fig. to spoil by adding/
鐵公雞 铁公鸡 [tie3 gong1 ji1] /miser/one who never pays/
鐵 铁 [tie3] /iron (metal)/arms/
公 公 [gong1] /public/male (animal)/
雞 鸡 [ji1] /fowl/chicken/CL:隻|只[zhi1]/
畫 画 [hua4] /to draw; to paint/
蛇 蛇 [she2] /snake/serpent/CL:條|条[tiao2]/
添 添 [tian1] /to add; to increase/
足 足 [zu2] /(bound form) foot; leg/sufficient/
揠 揠 [ya4] /to eradicate; to pull up/
苗 苗 [miao2] /sprout/
助 助 [zhu4] /to help/
長 长 [zhang3] /to grow/
拔 拔 [ba2] /to pull up/
揠苗助長 揠苗助长 [ya4 miao2 zhu4 zhang3] /see 拔苗助長|拔苗助长[ba2 miao2 zhu4 zhang3]/
拔苗助長 拔苗助长 [ba2 miao2 zhu4 zhang3] /to spoil by haste (idiom)/
北京 北京 [Bei3 jing1] /Peking/
章魚 章鱼 [zhang1 yu2] /octopus/
"""


def table(text: str) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            old, new, rest = line.split(" ", 2)
            pinyin, _, senses = rest[1:].partition("] /")
            found[new] = (Entry(old, new, pinyin, tuple(senses.rstrip("/").split("/"))),)
    return found


@pytest.mark.parametrize("gzipped", [False, True])
def test_reads_both_kinds_of_files(tmp_path: Path, gzipped: bool) -> None:
    path = tmp_path / ("cedict_ts.u8.gz" if gzipped else "cedict_ts.u8")
    path.write_bytes(gzip.compress(SMALL.encode()) if gzipped else SMALL.encode())
    entries = list(read_dictionary(path))
    assert len(entries) == SMALL.count("\n") - 1
    assert entries[0] == table(SMALL)["画蛇添足"][0]
    assert [entry.simplified for entry in entries if entry.is_name] == ["北京"]


def test_a_line_of_another_format_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cedict_ts.u8"
    path.write_text("# head\nhorse\tPferd\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"cedict_ts\.u8:2"):
        list(read_dictionary(path))


def test_the_file_of_the_user_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLING_HOME", str(tmp_path))
    (tmp_path / "cedict_ts.u8").write_text(SMALL, encoding="utf-8")
    assert dictionary_path() == tmp_path / "cedict_ts.u8"


def test_without_the_package_there_is_no_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLING_HOME", str(tmp_path))
    monkeypatch.setattr(cedict, "PACKAGE", "no-such-package")
    assert dictionary_path() is None


def test_set_phrases_are_idioms_and_opaque_words() -> None:
    found = {phrase.zh: phrase for phrase in set_phrases(table(SMALL))}
    assert set(found) == {"画蛇添足", "铁公鸡", "揠苗助长", "拔苗助长"}
    snake = found["画蛇添足"]
    assert snake.literal == ("draw a snake with feet",) and snake.traditional == "畫蛇添足"
    assert snake.meaning == "to spoil by adding"
    assert found["揠苗助长"].meaning == "to spoil by haste"


@pytest.mark.parametrize(
    ("senses", "literal", "meaning"),
    [
        (["lit. to cover one's ears (idiom)/", "to deceive oneself"], ("to cover one's ears",), "to deceive oneself"),
        (["the snake paints a foot (idiom); to overdo it"], ("the snake paints a foot",), "to overdo it"),
        (["secure employment (lit. iron rice bowl)"], ("iron rice bowl",), "secure employment"),
        (["fig. a painted snake"], (), "a painted snake"),
    ],
)
def test_literal_reading_and_meaning(senses: list[str], literal: tuple[str, ...], meaning: str) -> None:
    parts = (("draw", "paint"), ("snake",), ("foot", "leg"))
    assert readings([sense.rstrip("/") for sense in senses], parts) == (literal, meaning)


def test_words_of_a_character() -> None:
    entries = table(SMALL)
    assert words_of("足", entries) == ("foot", "leg", "sufficient")
    assert words_of("铁", entries) == ("iron", "arms")
    assert [part for part, _ in by_characters("画蛇，添的足", entries)] == ["画", "蛇", "添", "足"]
    assert by_characters("章鱼", entries) == (("章鱼", ("octopus",)),)  # neither character means anything here
    assert [part for part, _ in by_words("铁公鸡", entries)] == ["铁", "公", "鸡"]
