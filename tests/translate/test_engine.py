"""The translator as a whole, on a real (toy) model, through both backends."""

from __future__ import annotations

import json
import math
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.translate import tiny_marian
from tests.translate.fixtures import segment
from xling.errors import ModelError, UsageError
from xling.models import ModelInfo, Store
from xling.translate import TranslateSettings, translator
from xling.translate.build import build

PLAIN = [(source, target) for source, target in tiny_marian.pairs() if "<t>" not in source]
SEGMENTS = [segment(source, index) for index, (source, _) in enumerate(PLAIN)]


@pytest.fixture(autouse=True)
def _installed(installed: ModelInfo) -> None:
    """Both toy models are there."""


def settings(**changes: object) -> TranslateSettings:
    return TranslateSettings(**({"cache": False, "model": "toy"} | changes))  # type: ignore[arg-type]


def test_order_is_kept_and_the_toy_is_learnt() -> None:
    result = translator("de", "en", settings=settings()).translate(SEGMENTS)
    assert [translation.segment for translation in result] == SEGMENTS
    right = sum(translation.text == target for translation, (_, target) in zip(result, PLAIN, strict=True))
    assert right >= 0.9 * len(PLAIN)
    assert all(translation.score <= 0 and translation.model == "toy" for translation in result)


def test_the_result_does_not_depend_on_batch_and_threads() -> None:
    one = translator("de", "en", settings=settings(batch=1, threads=1)).translate(SEGMENTS[:20])
    many = translator("de", "en", settings=settings(batch=4096, threads=3)).translate(SEGMENTS[:20])
    assert [t.text for t in one] == [t.text for t in many]
    assert all(math.isclose(a.score, b.score, abs_tol=1e-3) for a, b in zip(one, many, strict=True))


COPIED = [
    (segment("1234 – 56 %"), "copied: no letters"),
    (segment("The board said so.", lang="en"), "copied: already English"),
    (segment("…"), "copied: no letters"),
]


@pytest.mark.parametrize(("piece", "note"), COPIED, ids=[piece.text for piece, _ in COPIED])
def test_what_needs_no_translation_is_copied_and_says_so(piece, note: str) -> None:  # type: ignore[no-untyped-def]
    (result,) = translator("de", "en", settings=settings()).translate([piece])
    assert (result.text, result.warnings) == (piece.text, (note,))
    assert math.isnan(result.score)


def test_a_segment_beyond_the_models_limit_is_split_and_nothing_is_lost() -> None:
    text = ", ".join(["Der Hund kauft Chips"] * 40) + "."
    (result,) = translator("de", "en", settings=settings(max_pieces=16)).translate([segment(text)])
    assert result.warnings[0].startswith("long: translated in ")
    assert len(result.text.split()) >= 80


def test_a_model_says_how_much_it_reads_well(tmp_path: Path) -> None:
    """Longer sentences go clause by clause; the settings of a run can ask for less, not for more."""
    model = tmp_path / "toy"
    shutil.copytree(Store().get("toy").path, model)
    about = json.loads((model / "xling.json").read_text(encoding="utf-8"))
    (model / "xling.json").write_text(json.dumps(about | {"comfort": 20}), encoding="utf-8")
    text = ", ".join(["Der Hund kauft Chips"] * 8) + "."
    chosen = [build("de", "en", settings(model=str(model), max_pieces=size)) for size in (256, 16)]
    assert [engine.decoder.settings.max_pieces for engine in chosen] == [20, 16]
    (result,) = chosen[0].translate([segment(text)])
    assert result.warnings[0].startswith("long: translated in ")


def test_a_weak_model_reads_another_text_and_the_segment_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = translator("de", "en", settings=settings())
    weak = replace(plain, decoder=replace(plain.decoder, choosy=True))
    monkeypatch.setattr("xling.translate.engine.readable", lambda text, lang: text.replace("HUND", "Hund"))
    shouted, spoken = (segment(text) for text in ("Der HUND kauft Chips.", "Der Hund kauft Chips."))
    (found,), (wanted,) = weak.translate([shouted]), weak.translate([spoken])
    assert (found.text, found.segment) == (wanted.text, shouted)


def test_a_long_word_without_any_border_does_not_crash() -> None:
    (result,) = translator("de", "en", settings=settings()).translate([segment("xyz" * 2000)])
    assert result.warnings


def test_loops_are_decoded_again_and_reported() -> None:
    """Words the toy has never seen make it babble; what it repeats must be gone or be reported."""
    from xling.translate.guard import Defect, defects

    texts = [
        "Chips Chips Hund Bank Vorstand Katze Einhorn Bewertung Bank Hund Chips",
        "sieht sieht kauft der die das " * 3,
    ]
    for result in translator("de", "en", settings=settings()).translate([segment(text) for text in texts]):
        if Defect.REPETITION in defects(result.segment.text, result.text):
            assert any("could not be repaired" in note for note in result.warnings)


class Broken:
    """A backend that loops on whole sentences and does well on their parts: what the guard is there for."""

    limit = 128

    def __init__(self, inner, tokenizer) -> None:  # type: ignore[no-untyped-def]
        self.inner, self.tokenizer, self.penalised = inner, tokenizer, 0

    def generate(self, requests, options):  # type: ignore[no-untyped-def]
        from dataclasses import replace

        self.penalised += bool(options.no_repeat_ngram and requests)
        results = self.inner.generate(requests, options)
        loop = self.tokenizer.encode_target("the dog the dog the dog the dog")
        return [
            [replace(hypotheses[0], pieces=loop)]
            if "Chips" in "".join(request.source) and "Katze" in "".join(request.source)
            else hypotheses
            for request, hypotheses in zip(requests, results, strict=True)
        ]

    def score(self, pairs):  # type: ignore[no-untyped-def]
        return self.inner.score(pairs)


def test_a_loop_that_penalties_do_not_cure_is_split_at_clause_borders() -> None:
    engine = build("de", "en", settings())
    broken = Broken(engine.decoder.backend, engine.decoder.tokenizer)
    decoder = replace(engine.decoder, backend=broken)
    engine = replace(engine, decoder=decoder, ladder=replace(engine.ladder, decoder=decoder))
    (result,) = engine.translate([segment("Der Hund kauft Chips, die Katze sieht die Bank.")])
    assert "the dog the dog" not in result.text
    assert "chips" in result.text
    assert result.warnings == ("repetition: split into 2 parts", "tidied: parts joined")
    assert broken.penalised >= 1


def test_empty_input_and_mismatched_terms() -> None:
    engine = translator("de", "en", settings=settings())
    assert engine.translate([]) == []
    with pytest.raises(ValueError, match="terms for 0"):
        engine.translate(SEGMENTS[:1], [])


def test_the_cache_answers_the_second_time_and_survives_its_own_damage(tmp_path: Path) -> None:
    from xling import paths

    first = build("de", "en", settings(cache=True))
    expected = first.translate(SEGMENTS[:5])
    second = build("de", "en", settings(cache=True))
    second.decoder.backend.generate = None  # type: ignore[method-assign,assignment]
    assert second.translate(SEGMENTS[:5]) == expected
    assert first.cache is not None and second.cache is not None
    first.cache.close()
    second.cache.close()
    paths.cache_path().write_bytes(b"garbage" * 1000)
    third = build("de", "en", settings(cache=True))
    assert third.translate(SEGMENTS[:5]) == expected
    assert "damaged" in third.notes[0]


def test_another_setting_or_model_is_another_entry() -> None:
    from xling.translate.record import key
    from xling.translate.terms import Judge

    engines = [build("de", "en", settings(**changes)) for changes in ({}, {"beam": 2}, {"model": "toy-marked"})]
    assert len({key(engine.signature, SEGMENTS[0], (), Judge()) for engine in engines}) >= 2
    assert engines[0].signature.startswith("toy@")
    assert "beam:2" in engines[1].signature


def test_the_best_quality_chooses_from_two_wide_beams() -> None:
    from xling.translate.adequacy import evidence
    from xling.translate.consensus import ranked
    from xling.translate.decoding import Request

    engine = build("de", "en", settings(quality="best", guard=False))
    decoder = engine.decoder
    pieces = decoder.tokenizer.encode(SEGMENTS[0].text)
    wide = replace(decoder.options(), beam=8, nbest=8)
    other = replace(wide, no_repeat_ngram=3, repetition_penalty=1.2, length_penalty=1.2)
    pool = [each for options in (wide, other) for each in decoder.backend.generate([Request(pieces)], options)[0]]
    texts = [decoder.tokenizer.decode(each.pieces) for each in pool]
    first = ranked(texts, evidence(SEGMENTS[0].text, texts, ("de", "en")))[0]
    found = engine.translate(SEGMENTS[:1])[0]
    (values,) = decoder.backend.score([(pieces, pool[first].pieces)])
    assert found.text == texts[first]
    assert found.score == pytest.approx(sum(values) / len(values), abs=0.05)
    assert engine.signature.endswith("|quality:best")
    with pytest.raises(UsageError, match="quality"):
        settings(quality="superb")


def test_a_choosy_decoder_weighs_the_hypotheses_of_its_beam() -> None:
    from xling.translate.units import Unit

    plain = build("de", "en", settings(guard=False)).decoder
    (draft,) = replace(plain, choosy=True)._decode([Unit(SEGMENTS[0].text)])
    assert len(draft.nbest) == plain.settings.beam
    assert len(plain._decode([Unit(SEGMENTS[0].text)])[0].nbest) == 1


def test_what_another_version_mended_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    from xling.translate import record
    from xling.translate.terms import Judge

    first, again = (record.key("toy", SEGMENTS[0], (), Judge()) for _ in range(2))
    monkeypatch.setattr(record, "mending", lambda: "another")
    assert first == again != record.key("toy", SEGMENTS[0], (), Judge())


@pytest.mark.torch
def test_both_backends_say_the_same(marian_folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    Store().add(str(marian_folder), name="exact", quantization="float32")
    some = SEGMENTS[::5]
    ours = translator("de", "en", settings=settings(model="exact", guard=False)).translate(some)
    options = settings(model=str(marian_folder), backend="torch", guard=False, threads=1)
    reference = translator("de", "en", settings=options).translate(some)
    same = [a.text == b.text for a, b in zip(ours, reference, strict=True)]
    assert sum(same) >= 0.98 * len(same)
    assert all(
        math.isclose(a.score, b.score, abs_tol=1e-3) for a, b, equal in zip(ours, reference, same, strict=True) if equal
    )
    quantised = translator("de", "en", settings=settings(guard=False)).translate(some)
    assert sum(a.text == b.text for a, b in zip(quantised, reference, strict=True)) >= 0.9 * len(same)


@pytest.mark.torch
def test_terms_hold_through_torch_too() -> None:
    pytest.importorskip("transformers")
    from tests.translate.fixtures import match

    text = "Der Vorstand kauft Chips."
    engine = translator("de", "en", settings=settings(backend="torch", terms="force", threads=1))
    (result,) = engine.translate([segment(text)], [[match(text, "Vorstand", "executive board", forbidden=["rating"])]])
    assert "xecutive board" in result.text


REFUSED = [
    ({"model": "nothing"}, ModelError, "no model named 'nothing'"),
    ({"backend": "marian"}, UsageError, "unknown backend"),
    ({"beam": 0}, UsageError, "--beam 0"),
    ({"batch": 0}, UsageError, "--batch 0"),
    ({"terms": "hard"}, UsageError, "--terms 'hard'"),
]


@pytest.mark.parametrize(("changes", "error", "message"), REFUSED, ids=[message for *_, message in REFUSED])
def test_settings_that_cannot_be_meant(changes: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        translator("de", "en", settings=settings(**changes))


def test_a_model_of_another_direction_is_refused() -> None:
    with pytest.raises(UsageError, match="translates de-en, not zh-en"):
        translator("zh", "en", settings=settings())
    with pytest.raises(UsageError, match="en to en is no translation"):
        translator("en", "en", settings=settings(model=""))
    with pytest.raises(ModelError, match="no model translates zh to en"):
        translator("zh", "en", settings=settings(model=""))


def test_a_damaged_model_is_a_model_error(installed: ModelInfo) -> None:
    (installed.path / "model.bin").write_bytes((installed.path / "model.bin").read_bytes()[:5000])
    with pytest.raises(ModelError, match="toy cannot be loaded"):
        translator("de", "en", settings=settings())
