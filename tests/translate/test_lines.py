"""Line mode: as many lines out as in, in order, each with its own terms, whatever the lines hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.translate.lines import as_json, translate_lines
from xling.translate.locate import locate
from xling.types import Segment, Span, Term, TermHit, TermMatch, TermOutcome, Translation


class Echo:
    """Says every segment in capitals and honours all terms; records what it was given."""

    signature = "echo"

    def __init__(self) -> None:
        self.calls: list[int] = []
        self.terms: list[list[str]] = []

    def translate(
        self, segments: Sequence[Segment], terms: Sequence[Sequence[TermMatch]] | None = None
    ) -> list[Translation]:
        self.calls.append(len(segments))
        assert terms is not None
        self.terms += [[match.term.target for match in each] for each in terms]
        return [
            Translation(
                piece, "en", piece.text.upper() if piece.lang != "en" else piece.text, -0.5,
                tuple(TermHit(match, TermOutcome.MODEL, match.span) for match in matches), model="echo",
            )
            for piece, matches in zip(segments, terms, strict=True)
        ]  # fmt: skip


def run(data: bytes, **options: object) -> tuple[list[str], Echo]:
    engine = Echo()
    lines = translate_lines(data.splitlines(keepends=True), engine, source="de", target="en", **options)  # type: ignore[arg-type]
    return [line.translation for line in lines], engine


def test_empty_lines_line_ends_and_a_missing_last_one() -> None:
    text = "\ufeffEins.\r\n\r\n   \nZwei.\n\nDrei."
    raw = [line + b"\n" for line in text.encode().split(b"\n")]
    raw[-1] = raw[-1].rstrip(b"\n")
    engine = Echo()
    found = [line.translation for line in translate_lines(raw, engine, source="de", target="en")]
    assert found == ["EINS.", "", "   ", "ZWEI.", "", "DREI."]


def test_a_paragraph_is_segmented_and_joined_with_its_own_gaps() -> None:
    out, engine = run(b"  Das ist ein Satz.  Das ist der zweite Satz!\tUnd hier der dritte.  \n")
    assert out == ["  DAS IST EIN SATZ.  DAS IST DER ZWEITE SATZ!\tUND HIER DER DRITTE.  "]
    assert engine.calls == [3]


def test_chinese_sentences_get_the_space_that_english_needs() -> None:
    engine = Echo()
    raw = "公司宣布收购。市场反应平淡！\n".encode()
    (line,) = translate_lines([raw], engine, source="zh", target="en")
    assert line.translation == "公司宣布收购。 市场反应平淡！"
    for part in line.parts:
        assert part.target.of(line.translation) == part.translation.text
        assert part.span.of(line.text) == part.translation.segment.text


def test_english_lines_are_passed_on_as_english() -> None:
    engine = Echo()
    raw = b"The company said on Monday that it would buy the startup for three billion dollars.\n"
    (line,) = translate_lines([raw], engine, source="de", target="en")
    assert line.translation == raw.decode().strip()
    assert line.parts[0].translation.segment.lang == "en"


def test_input_is_read_chunk_by_chunk() -> None:
    read = 0

    def lines() -> Iterator[bytes]:
        nonlocal read
        for number in range(1000):
            read += 1
            yield f"Satz {number} steht hier.\n".encode()

    engine = Echo()
    stream = translate_lines(lines(), engine, source="de", target="en", chunk=10)
    next(stream)
    assert read == 10
    assert len(list(stream)) == 999
    assert set(engine.calls) == {10}


COLUMN = '\t[{"source": "Vorstand", "target": "board"}]\n'


def test_terms_hold_for_their_own_line_alone() -> None:
    data = f"Der Vorstand tagt.{COLUMN}Der Vorstand tagt.\nDer Vorstand\ttagt.{COLUMN}".encode()
    out, engine = run(data, terms_column=True)
    assert engine.terms == [["board"], [], ["board"]]
    assert out == ["DER VORSTAND TAGT.", "DER VORSTAND TAGT.", "DER VORSTAND\tTAGT."]


MALFORMED = [
    ("Hallo\t{", "no JSON"),
    ('Hallo\t{"source": "a", "target": "b"}', "a JSON list is needed"),
    ('Hallo\t[{"source": "a"}]', "lacks"),
    ('Hallo\t[{"source": "a", "target": 3}]', "lacks"),
    ('Hallo\t[{"source": "", "target": "b"}]', "lacks"),
    ('Hallo\t["a"]', "no object"),
    ('Hallo\t[{"source": "a", "target": "b", "forbidden": "c"}]', "list of strings"),
    ('Hallo\t[{"source": "a", "target": "b", "status": "maybe"}]', "unknown status"),
    ("Hallo\t" + "[" * 100_000, "JSON|deep"),
]


@pytest.mark.parametrize(("text", "message"), MALFORMED, ids=[message for _, message in MALFORMED])
def test_a_malformed_column_names_its_line_and_the_others_go_on(text: str, message: str) -> None:
    engine = Echo()
    raw = [b"Eins.\n", text.encode() + b"\n", b"Drei.\n"]
    lines = list(translate_lines(raw, engine, source="de", target="en", terms_column=True))
    assert [line.translation for line in lines] == ["EINS.", "", "DREI."]
    error = lines[1].error
    assert error is not None
    assert error.exit_code == 3
    assert error.message.startswith("line 2: terms column: ")
    import re

    assert re.search(message, error.message)
    assert as_json(lines[1])["error"] == str(error)


def test_bytes_that_are_no_utf8_name_their_line() -> None:
    engine = Echo()
    lines = list(translate_lines([b"Gr\xfc\xdfe\n", b"Eins.\n"], engine, source="de", target="en"))
    assert lines[0].error is not None
    assert "line 1" in lines[0].error.message
    assert lines[1].translation == "EINS."


def test_the_json_of_a_line_has_spans_that_slice() -> None:
    text = "Das ist gut. Der Vorstand tagt heute."
    engine = Echo()
    (line,) = translate_lines([(text + COLUMN).encode()], engine, source="de", target="en", terms_column=True)
    record = json.loads(json.dumps(as_json(line)))
    (term,) = record["terms"]
    assert text[term["start"] : term["end"]] == "Vorstand"
    assert record["translation"][term["target_start"] : term["target_end"]] == "VORSTAND"
    for piece in record["segments"]:
        assert record["translation"][piece["target_start"] : piece["target_end"]] == piece["translation"]
        assert text[piece["start"] : piece["end"]].upper() == piece["translation"]
    assert (record["score"], record["model"], record["warnings"]) == (-0.5, "echo", [])


def test_a_term_in_no_sentence_is_reported_as_missed() -> None:
    engine = Echo()
    column = '\t[{"source": "Quark", "target": "curd"}]\n'
    (line,) = translate_lines(
        [("Das ist gut. Der Vorstand tagt." + column).encode()], engine, source="de", target="en", terms_column=True
    )
    assert [(hit.outcome, hit.reason) for hit in line.unplaced] == [
        (TermOutcome.MISSED, "the source term is not in the line")
    ]
    assert as_json(line)["terms"][0]["start"] is None


@given(st.lists(st.text(max_size=60).filter(lambda t: "\n" not in t and "\r" not in t), max_size=8))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_text_gives_one_line_each(texts: list[str]) -> None:
    raw = [text.encode("utf-8", errors="replace") + b"\n" for text in texts]
    lines = list(translate_lines(raw, Echo(), source="de", target="en"))
    assert [line.number for line in lines] == list(range(1, len(texts) + 1))
    assert not any("\n" in line.translation for line in lines)


PLACES = [  # (text, source term, what is found): the kinds of mismatch in the WMT 2023 terminology lists
    ("Der Vorstand tagt", "Vorstand", "Vorstand"),
    ("der VORSTAND tagt", "Vorstand", "VORSTAND"),
    ("die Bewertungen steigen", "Bewertung", "Bewertung"),
    ("mit komplexen Handverletzungen", "komplexe Handverletzung", "komplexen Handverletzungen"),
    ("das Datenannotationsunternehmen", "Datenannotation", "Datenannotation"),
    ("die F & E-Ausgaben", "Ausgabe", "Ausgabe"),
    ("die Häuser am See", "Haus", "Häuser"),
    ("systemische  Sklerodermie (SSc)", "systemische Sklerodermie (SSc)", "systemische  Sklerodermie (SSc)"),
    ("郝仁是一个好人", "郝仁", "郝仁"),
    ("没有这个词", "郝仁", ""),
    ("Die Arten sterben aus", "Artenschutz", ""),
]


@pytest.mark.parametrize(("text", "source", "found"), PLACES)
def test_terms_are_located_inflected_and_inside_compounds(text: str, source: str, found: str) -> None:
    (match,) = locate(text, [Term(source, "x", "de", "en")])
    assert match.span.of(text) == found


def test_longer_terms_choose_first_and_share_only_where_none_is_free() -> None:
    text = "Der Aufsichtsrat der Bank und die Bank"
    terms = [
        Term("Bank", "bank", "de", "en"),
        Term("Aufsichtsrat der Bank", "board", "de", "en"),
        Term("Bank", "b", "de", "en"),
    ]
    matches = locate(text, terms)
    assert [match.span for match in matches] == [Span(34, 38), Span(4, 25), Span(21, 25)]
