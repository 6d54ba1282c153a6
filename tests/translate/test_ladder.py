"""Terms that hold, on a real (toy) model: each rung, the margin, and the words of one line alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.translate.fixtures import match, segment
from xling.models import ModelInfo, Store
from xling.models.info import CARD_FILE
from xling.translate import TranslateSettings
from xling.translate.build import build
from xling.translate.engine import MarianTranslator
from xling.types import TermOutcome, Translation

BOARD = "Der Vorstand kauft Chips."
RATING = "Die Katze sieht die Bewertung."


def engine(**settings: object) -> MarianTranslator:
    return build("de", "en", TranslateSettings(cache=False, **settings))  # type: ignore[arg-type]


def only(result: list[Translation]) -> Translation:
    (translation,) = result
    return translation


def outcomes(translation: Translation) -> list[TermOutcome]:
    return [hit.outcome for hit in translation.terms]


@pytest.fixture(autouse=True)
def _no_encoder(installed: ModelInfo) -> None:
    """The home holds no word encoder, so places come from the decoder's attention."""


def test_what_the_model_says_by_itself_is_left_alone() -> None:
    result = only(engine(model="toy").translate([segment(BOARD)], [[match(BOARD, "Vorstand", "board")]]))
    assert result.text == "The board buys chips."
    assert outcomes(result) == [TermOutcome.MODEL]
    assert result.terms[0].target_span is not None
    assert result.terms[0].target_span.of(result.text) == "board"


def test_a_marked_source_makes_the_model_say_the_term() -> None:
    term = match(RATING, "Bewertung", "valuation")
    result = only(engine(model="toy-marked").translate([segment(RATING)], [[term]]))
    assert result.text == "The cat sees the valuation."
    assert (result.terms[0].outcome, result.terms[0].reason) == (TermOutcome.MODEL, "inline marks")


def test_without_marks_it_is_decoded_again_behind_the_term() -> None:
    term = match(BOARD, "Vorstand", "executive board")
    result = only(engine(model="toy", margin=5.0).translate([segment(BOARD)], [[term]]))
    assert result.text == "The executive board buys chips."
    assert outcomes(result) == [TermOutcome.REDECODED]


def test_another_hypothesis_of_the_beam_is_preferred_to_decoding_again() -> None:
    translator = engine(model="toy", margin=5.0)
    drafts = translator.decoder.draft(_units(BOARD, match(BOARD, "Vorstand", "board")))
    others = [translator.decoder.tokenizer.decode(each.pieces) for each in drafts[0][0].nbest[1:]]
    words = {word for text in others for word in text.strip(".").split()} - {"The", "board", "buys", "chips"}
    for word in sorted(words, key=len, reverse=True):
        if word.isalpha() and len(word) > 3:
            result = only(translator.translate([segment(BOARD)], [[match(BOARD, "Vorstand", word)]]))
            if outcomes(result) == [TermOutcome.NBEST]:
                assert word in result.text
                return
    pytest.fail(f"no word of {others} came out of the beam")


def _units(text, *terms):  # type: ignore[no-untyped-def]
    from xling.translate.units import Unit

    return [Unit(text, 0, tuple(terms))]


def test_a_small_margin_keeps_the_models_own_words_and_says_why() -> None:
    term = match(BOARD, "Chips", "unicorn dog cat")
    result = only(engine(model="toy", margin=0.01).translate([segment(BOARD)], [[term]]))
    assert result.text == "The board buys chips."
    assert outcomes(result) == [TermOutcome.MISSED]
    assert "unlikely" in result.terms[0].reason


def test_force_ignores_the_margin() -> None:
    term = match(BOARD, "Chips", "unicorn dog cat")
    result = only(engine(model="toy", margin=0.01, terms="force").translate([segment(BOARD)], [[term]]))
    assert "unicorn dog cat" in result.text
    assert outcomes(result)[0] in (TermOutcome.REDECODED, TermOutcome.SPLICED)


def test_off_only_reports() -> None:
    term = match(RATING, "Bewertung", "valuation")
    for name in ("toy", "toy-marked"):
        result = only(engine(model=name, terms="off").translate([segment(RATING)], [[term]]))
        assert result.text == "The cat sees the rating."
        assert (result.terms[0].outcome, result.terms[0].reason) == (TermOutcome.MISSED, "terms are off")


def test_a_forbidden_rendering_is_decoded_away() -> None:
    term = match(RATING, "Bewertung", "valuation", forbidden=["rating"])
    result = only(engine(model="toy", terms="force").translate([segment(RATING)], [[term]]))
    assert "rating" not in result.text
    assert "valuation" in result.text


def test_several_terms_of_one_sentence_all_hold() -> None:
    terms = [match(BOARD, "Vorstand", "executive board"), match(BOARD, "Chips", "unicorns")]
    result = only(engine(model="toy", terms="force").translate([segment(BOARD)], [terms]))
    assert "xecutive board" in result.text
    assert "unicorns" in result.text
    assert all(hit.target_span is not None for hit in result.terms)
    spans = [hit.target_span for hit in result.terms if hit.target_span]
    assert not spans[0].overlaps(spans[1])


def test_terms_touch_only_their_own_segment() -> None:
    plain = engine(model="toy").translate([segment(BOARD, 0), segment(RATING, 1)])
    pinned = engine(model="toy", terms="force").translate(
        [segment(BOARD, 0), segment(RATING, 1)], [[match(BOARD, "Vorstand", "executive board")], []]
    )
    assert pinned[0].text == "The executive board buys chips."
    assert pinned[1] == plain[1]


def test_a_term_that_is_not_in_the_source_is_missed_with_its_reason() -> None:
    from dataclasses import replace

    from xling.types import Span

    term = replace(match(BOARD, "Vorstand", "valuation"), span=Span(0, 0))
    result = only(engine(model="toy").translate([segment(BOARD)], [[term]]))
    assert (result.terms[0].outcome, result.terms[0].reason) == (
        TermOutcome.MISSED,
        "the term was not found in the source",
    )


def test_the_cache_forgets_only_sentences_whose_terms_changed(installed: ModelInfo, tmp_path: Path) -> None:
    pieces = [segment(BOARD, 0), segment(RATING, 1)]
    first, second = match(BOARD, "Vorstand", "board"), match(BOARD, "Vorstand", "executive board")
    translator = build("de", "en", TranslateSettings(model="toy"))
    translator.translate(pieces, [[first], []])
    asked: list[str] = []
    original = translator.decoder.backend.generate
    again = build("de", "en", TranslateSettings(model="toy"))

    def spy(requests, options):  # type: ignore[no-untyped-def]
        asked.extend("".join(request.source) for request in requests)
        return original(requests, options)

    again.decoder.backend.generate = spy  # type: ignore[method-assign]
    assert again.translate(pieces, [[first], []]) == translator.translate(pieces, [[first], []])
    assert asked == []
    again.translate(pieces, [[second], []])
    assert asked
    assert all("Vorstand" in source for source in asked)


def test_a_cut_does_not_go_through_a_term() -> None:
    from xling.translate.units import units_of

    text = "Der Hund kauft Chips, die Katze sieht die Bank"
    term = match(text, "Chips, die Katze", "x")
    units = units_of(text, [term], lambda part: len(part) <= 36)
    assert [unit.text for unit in units] == ["Der Hund kauft", "Chips, die Katze sieht die Bank"]
    assert [[m.span.of(unit.text) for m in unit.terms] for unit in units] == [[], ["Chips, die Katze"]]
    assert [text[unit.start : unit.start + len(unit.text)] for unit in units] == [unit.text for unit in units]


def test_hits_of_cached_translations_are_those_of_fresh_ones() -> None:
    terms = [[match(BOARD, "Vorstand", "executive board"), match(BOARD, "Chips", "chips")]]
    fresh, cached = (
        build("de", "en", TranslateSettings(model="toy", terms="force")).translate([segment(BOARD)], terms)
        for _ in range(2)
    )
    assert fresh == cached
    assert Store().get("toy").name == cached[0].model


def test_with_an_encoder_the_aligner_finds_the_place(
    encoder_home: Path, converted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xling.translate.places import word_aligner

    word_aligner.cache_clear()
    monkeypatch.setattr("xling.translate.build.word_aligner", word_aligner)
    folder = str(converted / "toy")
    result = only(
        engine(model=folder, terms="force").translate([segment(BOARD)], [[match(BOARD, "Vorstand", "executive board")]])
    )
    word_aligner.cache_clear()
    assert result.text == "The executive board buys chips."


@pytest.mark.parametrize(("guided", "asked"), [(False, True), (True, False)])
def test_a_model_with_guided_attention_needs_no_aligner(
    converted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guided: bool, asked: bool
) -> None:
    folder = tmp_path / "toy"
    shutil.copytree(converted / "toy", folder)
    card = json.loads((folder / CARD_FILE).read_text(encoding="utf-8")) | {"guided": guided}
    (folder / CARD_FILE).write_text(json.dumps(card), encoding="utf-8")
    calls: list[int] = []
    monkeypatch.setattr("xling.translate.build.word_aligner", lambda threads=0: calls.append(threads))
    term = match(BOARD, "Vorstand", "executive board")
    result = only(engine(model=str(folder), margin=5.0).translate([segment(BOARD)], [[term]]))
    assert result.text == "The executive board buys chips."
    assert bool(calls) is asked
