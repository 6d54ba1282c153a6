"""Formats: what goes out comes back; what is hostile stays out."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xling.errors import InputError, UsageError, XlingError
from xling.glossary import load
from xling.glossary.document import POS, cells_of, header_text, parse, render_cells
from xling.glossary.exchange import FORMATS, LOSSLESS, dumps, format_of, loads
from xling.glossary.tables import escape_formula, unescape_formula
from xling.glossary.tbx import validate
from xling.glossary.validate import problems
from xling.types import Term, TermStatus

LATIN = "abcdefghij KLMNOPäöüßé0123456789-=+@'\"&<>.,;:#/()!?%€“„"
HAN = "数据标注公司收购估值独角兽人工智能会计划的"


def words(alphabet: str) -> st.SearchStrategy[str]:
    """Text without stray spaces, in NFC."""
    return (
        st.text(alphabet=alphabet, min_size=1, max_size=14)
        .map(lambda text: unicodedata.normalize("NFC", " ".join(text.split())))
        .filter(bool)
    )


def _terms(source: st.SearchStrategy[str], pair: tuple[str, str]) -> st.SearchStrategy[Term]:
    target = words("abcdefghij KLMNOPé0123456789-=+@'\"&<>.,")
    free = words(LATIN + HAN)
    status = st.sampled_from(list(TermStatus))
    return st.builds(
        lambda source, target, status, forbidden, context, pos, free, date: Term(
            source,
            {TermStatus.KEEP: source, TermStatus.FORBIDDEN: ""}.get(status, target),
            *pair,
            status,
            forbidden=tuple(forbidden),
            context=tuple(context),
            pos=pos,
            note=free[0],
            evidence=free[1],
            owner=free[2],
            date=date,
        ),
        source,
        target,
        status,
        st.lists(target, max_size=3, unique_by=str.casefold),
        st.lists(free, max_size=3, unique_by=str.casefold),
        st.sampled_from(["", *POS]),
        st.tuples(*[st.one_of(st.just(""), free)] * 3),
        st.sampled_from(["", "2026", "2026-11", "2026-11-25"]),
    )


@st.composite
def glossaries(draw: st.DrawFn) -> tuple[tuple[str, str], list[Term]]:
    """A language pair and terms that ``check`` finds nothing wrong with."""
    pair, alphabet = draw(st.sampled_from([(("de", "en"), LATIN), (("zh", "en"), HAN)]))
    terms: list[Term] = []
    for term in draw(st.lists(_terms(words(alphabet), pair), max_size=6)):
        text = header_text() + "".join(
            render_cells(cells_of(item), parse(header_text(), "x.de-en.tsv").columns) + "\n" for item in [*terms, term]
        )
        if not problems(parse(text, f"x.{pair[0]}-{pair[1]}.tsv")):
            terms.append(term)
    return pair, terms


def bare(terms: list[Term] | tuple[Term, ...]) -> list[Term]:
    return [replace(term, where="") for term in terms]


@pytest.mark.parametrize("form", LOSSLESS)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(glossaries())
def test_round_trip(form: str, glossary: tuple[tuple[str, str], list[Term]]) -> None:
    pair, terms = glossary
    data, lost = dumps(terms, form)
    assert lost == []
    if terms:
        assert bare(loads(data, form, f"x.{form}", source=pair[0], target=pair[1])) == terms


@pytest.mark.parametrize("form", LOSSLESS)
@pytest.mark.parametrize("source", ["de", "zh"])
def test_shipped_glossaries_survive(form: str, source: str) -> None:
    terms = load("ai-business", source=source).terms
    data, _ = dumps(terms, form)
    assert bare(loads(data, form, "x", source=source, target="en")) == bare(terms)


@pytest.mark.parametrize("form", LOSSLESS)
def test_one_language_rules_survive(form: str) -> None:
    terms = [
        Term("layoffs", "", "en", "en", forbidden=("personnel release",)),
        Term("AI", "AI", "en", "en", forbidden=("A.I.",), note="no dots"),
    ]
    data, _ = dumps(terms, form)
    assert bare(loads(data, form, "x", source="en", target="en")) == terms


@settings(max_examples=30, deadline=None, derandomize=True)
@given(glossaries())
def test_tbx_fits_the_grammar(glossary: tuple[tuple[str, str], list[Term]]) -> None:
    assert validate(dumps(glossary[1], "tbx")[0]) == []


def test_shipped_tbx_fits_the_grammar_and_a_wrong_one_does_not() -> None:
    data, _ = dumps(load("ai-business", source="de").terms, "tbx")
    assert validate(data) == []
    assert validate(data.replace(b"admittedTerm-admn-sts", b"okay", 1))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(glossaries())
def test_deepl_keeps_the_first_target_and_reports_the_rest(glossary: tuple[tuple[str, str], list[Term]]) -> None:
    pair, terms = glossary
    wanted: dict[str, str] = {}
    for term in terms:
        if term.status is not TermStatus.FORBIDDEN:
            wanted.setdefault(term.source, term.target)
    for form in ("deepl-tsv", "deepl-csv"):
        data, lost = dumps(terms, form)
        back = loads(data, form, "x", source=pair[0], target=pair[1]) if wanted else []
        assert {term.source: term.target for term in back} == wanted
        assert len(lost) >= len(terms) - len(wanted)


def test_formulas_are_escaped_for_spreadsheets_and_come_back() -> None:
    terms = [Term("=SUMME(A1)", "=SUM(A1)", "de", "en", note="+1 @home"), Term("-Taste", "'- key", "de", "en")]
    data, _ = dumps(terms, "csv")
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert bare(loads(data, "csv", "x", source="de", target="en")) == terms


@pytest.mark.parametrize("value", ["=1", "'=1", "''", "'a", "a'", "", "@x", "＝1", "'"])
def test_formula_escape_is_invertible(value: str) -> None:
    assert unescape_formula(escape_formula(value)) == value


BILLION = b"<!DOCTYPE lolz [<!ENTITY lol 'lol'>" + b"".join(
    f"<!ENTITY lol{n} '{('&lol' + str(n - 1 if n > 1 else '') + ';') * 10}'>".encode() for n in range(1, 9)
)
HOSTILE = {
    "billion laughs": (BILLION + b"]><tbx><text>&lol8;</text></tbx>", "not accepted"),
    "file entity": (b'<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>', "not accepted"),
    "external DTD": (b'<!DOCTYPE tbx SYSTEM "http://example.org/x.dtd"><tbx/>', "not accepted"),
    "depth": (b"<tbx>" + b"<a>" * 300 + b"</a>" * 300 + b"</tbx>", "deeper than|Excessive depth"),
    "malformed": (b"<tbx><text></tbx>", "not well-formed"),
    "utf-16 entity": ("<!DOCTYPE t [<!ENTITY x 'y'>]><tbx>&x;</tbx>".encode("utf-16"), "not accepted"),
    "undefined entity": (b"<tbx>&nope;</tbx>", "not well-formed"),
    "empty": (b"  ", "is empty"),
    "something else": (b"<html><body/></html>", "is no TBX"),
    "no such language": (
        b'<tbx><text><body><conceptEntry><langSec xml:lang="fr"><termSec><term>x</term></termSec></langSec>'
        b"</conceptEntry></body></text></tbx>",
        "no terms de",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_xml_is_refused(kind: str) -> None:
    data, words = HOSTILE[kind]
    with pytest.raises(InputError, match=words):
        loads(data, "tbx", "evil.tbx", source="de", target="en")


def test_too_large_is_refused_before_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xling.glossary.xml.MAX_BYTES", 100)
    with pytest.raises(InputError, match="larger than"):
        loads(b"<tbx>" + b" " * 200 + b"</tbx>", "tbx", "big.tbx", source="de", target="en")


FOREIGN = """<?xml version="1.0"?>
<martif type="TBX" xml:lang="en"><text><body>
  <termEntry id="1">
    <descrip type="definition">organ that
      manages</descrip>
    <langSet xml:lang="de-DE"><tig><term>Vorstand</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
    <langSet xml:lang="en-US">
      <tig><term>executive board</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
      <tig><term>management board</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
      <tig><term>board of directors</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    </langSet>
  </termEntry></body></text></martif>"""


def test_tbx_version_2_of_other_tools_is_read() -> None:
    terms = loads(FOREIGN.encode(), "tbx", "old.tbx", source="de", target="en")
    assert [(term.source, term.target, term.status.value, term.forbidden) for term in terms] == [
        ("Vorstand", "executive board", "preferred", ("board of directors",)),
        ("Vorstand", "management board", "admitted", ()),
    ]
    assert terms[0].note == "organ that manages" and terms[0].pos == "noun"


def test_tmx_of_other_tools_with_its_usual_doctype_is_read() -> None:
    data = (
        b'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body><tu>'
        b'<tuv xml:lang="de-DE"><seg>Aktie</seg></tuv><tuv lang="en_US"><seg>share</seg></tuv></tu></body></tmx>'
    )
    assert [(term.source, term.target) for term in loads(data, "tmx", "x", source="de", target="en")] == [
        ("Aktie", "share")
    ]


@pytest.mark.parametrize(
    ("data", "form", "words"),
    [
        (b"quelle,ziel\na,b\n", "csv", "the first row names no column"),
        (b'source,target\n"a,b\n', "csv", "quote"),
        (b"source,target\na,b,c\n", "csv", "3 cells for 2 columns"),
        (b"source,target,status\na,b,best\n", "csv", "unknown status 'best'"),
        (b"\xff\xfe\x00", "csv", "not UTF-8"),
        (b"only one column\n", "deepl-tsv", "not a pair"),
        (b"a\tb\tc\n", "tsv", "unknown column"),
    ],
)
def test_broken_tables_are_explained(data: bytes, form: str, words: str) -> None:
    with pytest.raises(XlingError, match=words):
        loads(data, form, "broken", source="de", target="en")


def test_semicolons_as_spreadsheets_write_them_in_germany() -> None:
    (term,) = loads("source;target\nAktie;share\n".encode("utf-8-sig"), "csv", "x", source="de", target="en")
    assert (term.source, term.target) == ("Aktie", "share")


def test_formats_by_ending(tmp_path: Path) -> None:
    assert [format_of(f"x.{ending}") for ending in ("tbx", "tmx", "csv", "tsv")] == list(LOSSLESS)
    with pytest.raises(UsageError, match="no glossary format"):
        format_of("x.docx")
    assert set(LOSSLESS) < set(FORMATS)


def test_a_glossary_of_two_pairs_cannot_be_exported_as_one() -> None:
    with pytest.raises(UsageError, match="several language pairs"):
        dumps(load("ai-business").terms, "tbx")


@pytest.mark.parametrize(("form", "data"), [("tsv", "Rückruf\trecall\r\n"), ("csv", "Rückruf,recall\nWerk,plant\n")])
def test_two_columns_without_names_are_told_from_broken_tables(form: str, data: str) -> None:
    with pytest.raises(InputError, match="the first row names no column") as caught:
        loads(data.encode(), form, "list", source="de", target="en")
    assert f"--format deepl-{form}" in caught.value.hint
    assert loads(data.encode(), f"deepl-{form}", "list", source="de", target="en")[0].target == "recall"
