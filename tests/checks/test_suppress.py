"""Fingerprints, suppressions and baselines as an editor meets them: texts that move, are edited, are cut up anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from xling.checks import Material, decide, registry
from xling.checks.policy import Policy
from xling.checks.suppress import Judged, baseline_text, judge, line_of, notes, read_suppressions
from xling.errors import InputError
from xling.types import Article, Blame, Block, BlockKind, Finding, Flag, Segment, Span, Translation

RULE, OTHER = list(registry.rules())[:2]
TEXT = "Erst A, dann B. Erst A, dann B."
HORSE = "Meta will mit dem Kauf den Effekt erzielen, als würde man Pferdeknochen kaufen, sagt ein Kenner der Branche."
LEEK = "监管者说，平台靠割韭菜赚钱，散户损失惨重。"
DAY = date(2026, 11, 26)


def flags(text: str, *words: str, cut: int = 0, rule: str = RULE, translation: str = "", shown: str = "") -> list[Flag]:
    """One flag per word given, each at its next place; ``cut`` makes a new sentence begin there."""
    article, found, last = Article("x", "x.txt", "de", text), [], 0
    pieces = [Span(0, cut), Span(cut, len(text))] if cut else [Span(0, len(text))]
    segments = [Segment(f"x#{n}", "x", n, "de", piece.of(text), piece) for n, piece in enumerate(pieces)]
    for word in words:
        start = text.index(word, last)
        home = next(each for each in segments if start < each.span.end)
        target = Span(translation.index(shown), translation.index(shown) + len(shown)) if shown else None
        found.append(Finding(rule, "x", home.id, Span(start, start + len(word)), 0.9, "m", Blame.SOURCE, target=target))
        last = start + 1
    pairs = {each.id: Translation(each, "en", translation) for each in segments} if translation else {}
    return decide(found, Material((article,), tuple(segments), pairs), Policy())


def judged(tmp_path: Path, before: list[Flag], after: list[Flag], until: str = "") -> Judged:
    path = tmp_path / "judged.tsv"
    path.write_text("".join(line_of(flag, "as the desk decided") + f"\t{until}\n" for flag in before))
    return judge(after, read_suppressions(path), today=DAY)


MOVES = {
    "lines before it": ("Vorab.\n\n" + HORSE, 0),
    "another sentence border": (HORSE, HORSE.index("als")),
    "wrapped lines": (HORSE.replace("Effekt ", "Effekt\n").replace("würde ", "würde\n"), 0),
    "an edit far away": (HORSE.replace("Branche", "Szene"), 0),
}


@pytest.mark.parametrize("name", MOVES)
def test_fingerprint_survives(name: str) -> None:
    text, cut = MOVES[name]
    (before,), (after,) = flags(HORSE, "Pferdeknochen kaufen"), flags(text, "Pferdeknochen", cut=cut)
    assert before.fingerprint != after.fingerprint  # other words
    (after,) = flags(text, "Pferdeknochen kaufen", cut=cut)
    assert before.fingerprint == after.fingerprint


def test_equal_sentences_are_told_apart_by_order() -> None:
    first, second = flags(TEXT, "A", "A")
    assert first.fingerprint != second.fingerprint
    assert [flag.fingerprint for flag in flags("Vorab.\n\n" + TEXT, "A", "A")] == [
        first.fingerprint,
        second.fingerprint,
    ]


def test_equal_paragraphs_of_two_articles_do_not_depend_on_each_other() -> None:
    one, two = Article("a", "a.txt", "de", TEXT), Article("b", "b.txt", "de", TEXT)
    found = [Finding(RULE, each.id, f"{each.id}#0", Span(5, 6), 0.9, "m", Blame.SOURCE) for each in (one, two)]
    both = decide(found, Material((one, two), ()), Policy())
    alone = decide(found[1:], Material((two,), ()), Policy())
    assert both[1].fingerprint == alone[0].fingerprint


def test_paragraphs_come_from_the_blocks_of_the_page() -> None:
    text = "Überschrift neu\nA ist B."
    blocks = (Block(Span(0, 15), BlockKind.HEADING), Block(Span(16, len(text)), BlockKind.PARAGRAPH))
    found = Finding(RULE, "x", "x#0", Span(16, 17), 0.9, "m", Blame.SOURCE)
    made = [
        decide([found], Material((Article("x", "x.html", "de", each, blocks=blocks),), ()), Policy())[0]
        for each in (text, text.replace("neu", "alt"))
    ]
    assert made[0].fingerprint == made[1].fingerprint and made[0].quote == "[[A]] ist B."


def test_another_translation_is_another_flag() -> None:
    one, two = (
        flags("Es kostet 5 Mrd. Euro.", "5 Mrd.", translation=english, shown=english[9:-6])[0]
        for english in ("It costs 5 million euros.", "It costs 5 trillion euros.")
    )
    assert one.fingerprint != two.fingerprint and "→ 5 million" in one.quote


@pytest.mark.parametrize(
    ("text", "edited", "word"),
    [
        (HORSE, HORSE.replace("man", "jemand"), "Pferdeknochen kaufen"),
        (HORSE, HORSE.replace(", sagt ein Kenner", "; das sagt ein Kenner"), "Pferdeknochen kaufen"),
        (LEEK, LEEK.replace("赚钱", "发财"), "割韭菜"),
    ],
)
def test_a_suppression_follows_an_edit_beside_its_words(tmp_path: Path, text: str, edited: str, word: str) -> None:
    before, after = flags(text, word), flags(edited, word)
    assert before[0].fingerprint != after[0].fingerprint
    result = judged(tmp_path, before, after)
    assert result.open == () and len(result.moved) == 1
    assert notes(result) == [
        f"{tmp_path}/judged.tsv:1: the text around the words has changed; it still covers the flag"
    ]


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (flags("Der Reiter untersucht am Abend die Pferdeknochen im Museum von Verden.", "Pferdeknochen"), "elsewhere"),
        (flags(HORSE, "Pferdeknochen", rule=OTHER), "another rule"),
        (flags(HORSE, "Knochen kaufen".lower()), "other words"),
    ],
)
def test_a_suppression_covers_nothing_else(tmp_path: Path, after: list[Flag], why: str) -> None:
    result = judged(tmp_path, flags(HORSE, "Pferdeknochen"), after)
    assert result.open == tuple(after) and len(result.unused) == 1, why
    assert notes(result) == [f"{tmp_path}/judged.tsv:1: this suppression covers nothing any more"]


def test_one_suppression_covers_one_of_two_edited_places(tmp_path: Path) -> None:
    edited = HORSE.replace("man", "jemand")
    result = judged(tmp_path, flags(HORSE, "Pferdeknochen"), flags(f"{edited} {edited}", *["Pferdeknochen"] * 2))
    assert len(result.open) == len(result.settled) == 1


@pytest.mark.parametrize(("until", "holds"), [("2026-11-26", True), ("2026-11-25", False), ("", True)])
def test_a_suppression_runs_out(tmp_path: Path, until: str, holds: bool) -> None:
    made = flags(HORSE, "Pferdeknochen")
    result = judged(tmp_path, made, made, until)
    assert bool(result.settled) is holds and bool(result.open) is not holds
    assert notes(result) == (
        [] if holds else [f"{tmp_path}/judged.tsv:1: ran out on 2026-11-25; the flag is reported again"]
    )


def test_baseline_round_trip_and_what_became_of_it(tmp_path: Path) -> None:
    made = flags(TEXT, "A", "A")
    path = tmp_path / "baseline.tsv"
    path.write_text(baseline_text(made))
    known = read_suppressions(path, baseline=True)
    assert judge(made, known).open == () and notes(judge(made, known)) == []
    assert notes(judge(made[:1], known)) == [
        f"{path}: of the baseline 1 no longer occur, 0 have other text around them"
    ]


def test_a_file_of_three_columns_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.tsv"
    path.write_text(f"# fingerprint\trule\treason\n\n0123456789abcdef\t{RULE}\ta name\n", encoding="utf-8-sig")
    (item,) = read_suppressions(path).values()
    assert (item.reason, item.text, item.until, item.where) == ("a name", "", None, f"{path}:3")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("xyz\tXL-A\twhy", "s.tsv:1: 'xyz' is no fingerprint"),
        ("0123456789abcdef\tXL-A\t", "s.tsv:1: a suppression needs a reason"),
        ("0123456789abcdef\tXL-A\t \ttext", "s.tsv:1: a suppression needs a reason"),
        ("0123456789abcdef\tXL-A\twhy\t\t31.1.2027", "s.tsv:1: '31.1.2027' is no date"),
        ("0123456789abcdef\tXL-A\twhy\n0123456789abcdef\tXL-A\twhy", "s.tsv:2: the fingerprint stands in .*s.tsv:1"),
    ],
)
def test_broken_suppressions(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "s.tsv"
    path.write_text(text)
    with pytest.raises(InputError, match=what):
        read_suppressions(path)
