"""Which article comes from which: fires on a twin, copied wording, shared errors and images; else is quiet."""

from __future__ import annotations

import json
from pathlib import Path

from xling.claims import lineage, link
from xling.claims.chinese_origin import MOST, modest
from xling.claims.phrasing import chinese, shared_runs
from xling.encode import sentence_encoder, word_encoder
from xling.ingest import article_from_text
from xling.pipeline import Settings, run
from xling.report import html, jsonl, markdown, read_jsonl
from xling.report.text import summary
from xling.types import Blame, Evidence, Finding, Flag, Severity, Span

BRIDGE_DE = """Die Stadt Aarau sperrt ab Montag die alte Zollbrücke über die Aare.

Gutachter fanden in den Pfeilern 37 Risse, die bis zu 12 Zentimeter tief sind.

Die Sanierung kostet 4,6 Millionen Franken und dauert 14 Monate.

Bürgermeisterin Lena Brunner sprach von einem Schock für die ganze Stadt.

Täglich fahren 11.300 Autos über die Brücke.

Die Feuerwehr braucht nun neun Minuten länger in die Vorstadt.

Der Kanton Aargau übernimmt 60 Prozent der Kosten.

Zuletzt war die Brücke 1984 umgebaut worden."""

BRIDGE_EN = """From Monday, the city of Aarau will close the old customs bridge over the Aare.

Experts found 37 cracks in the pillars, up to 12 centimetres deep.

The repair costs 4.6 million francs and takes 14 months.

Mayor Lena Brunner spoke of a shock for the whole city.

Every day 11,300 cars cross the bridge.

The fire brigade now needs nine minutes more to reach the suburb.

The canton of Aargau pays 60 percent of the cost.

The bridge was last rebuilt in 1984."""

BRIDGE_OTHER = """Commuters in northern Switzerland face long detours next week.

A bridge in Aarau is being shut because engineers no longer consider it safe.

Shop owners on the left bank fear for their autumn business and want compensation from the city council.

"We had no choice", said mayor Lena Brunner after an emergency meeting on Thursday evening.

Buses will be rerouted through Buchs, and cyclists can use the railway crossing.

According to the city, the work will cost 4.6 million francs.

Opposition politicians accuse the authorities of ignoring warnings for years.

A similar bridge in Olten was replaced two years ago."""


def _lineage(made, **options):  # type: ignore[no-untyped-def]
    articles, claims = made
    return lineage(articles, claims, link(claims, encoder=sentence_encoder(), words=word_encoder()), **options)


def test_a_translated_twin_is_traced_by_order_and_share(encoder_home: Path, claims_of) -> None:  # type: ignore[no-untyped-def]
    (found,) = _lineage(claims_of([("a", "de", BRIDGE_DE), ("b", "en", BRIDGE_EN)]))
    assert {found.source, found.derived} == {"a", "b"} and found.score > 0.7
    assert "same order" in " ".join(found.evidence) and "claims of one article" in " ".join(found.evidence)


def test_independent_reports_of_one_event_are_not(encoder_home: Path, claims_of) -> None:  # type: ignore[no-untyped-def]
    for other in (BRIDGE_DE, BRIDGE_EN):
        lang = "de" if other is BRIDGE_DE else "en"
        assert _lineage(claims_of([("a", lang, other), ("b", "en", BRIDGE_OTHER)])) == []


COPIED = """Pendler müssen umdenken: Die Stadt Aarau sperrt ab Montag die alte Zollbrücke über die Aare.

Der Umweg führt über Buchs. Gutachter fanden in den Pfeilern 37 Risse, die bis zu 12 Zentimeter tief sind.

Am Markttag gilt ein Sonderfahrplan. Die Feuerwehr braucht nun neun Minuten länger in die Vorstadt."""


def test_copied_wording_within_one_language_is_traced(claims_of) -> None:  # type: ignore[no-untyped-def]
    articles, claims = claims_of([("a", "de", BRIDGE_DE), ("b", "de", COPIED)])
    (found,) = lineage(articles, claims, link(claims))
    assert (found.source, found.derived) == ("a", "b")
    assert "Gutachter fanden in den Pfeilern 37 Risse" in " ".join(found.evidence)


def _flag(article: str, family: str, text: str, words: str, **more: object) -> Flag:
    start = text.index(words)
    rule = "XL-CALQ-001" if family == "calques" else "XL-NAME-001"
    finding = Finding(rule, article, f"{article}#0", Span(start, start + len(words)), 0.95, "", Blame.SOURCE, **more)  # type: ignore[arg-type]
    return Flag(finding, Severity.MAJOR, 0.9, family, "", "0" * 16)


HORSE_DE = (
    "Der Konzern kauft mit viel Gold Pferdeknochen.\n\nHimmelhohe Preise für Talente schrecken Lei Juns Leute nicht."
)
HORSE_EN = "The group buys horse bones with much gold.\n\nSky-high prices for talents do not scare Lei Juns people."


def _evidence(expression: str, chinese: str) -> tuple[Evidence, ...]:
    """What a calque flag shows: the lexicon, and the Chinese article "b" where it has the expression."""
    start = chinese.find(expression)
    place = [Evidence("article", expression, "b", Span(start, start + len(expression)))] if start >= 0 else []
    return (Evidence("lexicon", f"{expression} = meaning"), *place)


def test_a_chinese_article_that_has_the_expressions_is_the_original(claims_of) -> None:  # type: ignore[no-untyped-def]
    """An unseen original is named only where none of the Chinese articles can be it."""
    table = (("集团千金买马骨。\n\n天价挖人吓不倒雷军的人。", "b"), ("集团公布了财报。\n\n利润增长。", "?zh"))
    for text, source in table:
        articles, claims = claims_of([("a", "de", HORSE_DE), ("b", "zh", text)])
        flags = [
            _flag("a", "calques", HORSE_DE, words, evidence=_evidence(expression, text))
            for words, expression in (("viel Gold Pferdeknochen", "千金买马骨"), ("Himmelhohe Preise", "天价"))
        ]
        found = {one.source: one for one in lineage(articles, claims, link(claims, least=0.05), flags=flags)}
        assert set(found) == {source} and found[source].derived == "a"
        assert any("renders 千金买马骨" in words for words in found[source].evidence)


def test_the_same_chinese_images_in_two_languages_bind_them(claims_of) -> None:  # type: ignore[no-untyped-def]
    def image(article: str, text: str, words: str, expression: str) -> Flag:
        return _flag(article, "calques", text, words, evidence=(Evidence("lexicon", f"{expression} = meaning"),))

    flags = [
        image("a", HORSE_DE, "viel Gold Pferdeknochen", "千金买马骨"),
        image("b", HORSE_EN, "horse bones", "千金买马骨"),
        image("a", HORSE_DE, "Himmelhohe Preise", "天价"),
        image("b", HORSE_EN, "Sky-high prices", "天价"),
    ]
    articles, claims = claims_of([("a", "de", HORSE_DE), ("b", "en", HORSE_EN)])
    links = link(claims, least=0.05)
    found = {(one.source, one.derived): one for one in lineage(articles, claims, links, flags=flags, least=0.3)}
    assert "千金买马骨" in found["?zh", "a"].evidence[0] and ("?zh", "b") in found
    both = next(one for key, one in found.items() if set(key) == {"a", "b"})
    assert "the same Chinese expression in both: 千金买马骨, 天价" in both.evidence
    ours = [Flag(**{**_fields(one), "finding": _ours(one.finding)}) for one in flags]
    assert not [one for one in lineage(articles, claims, links, flags=ours) if one.source == "?zh"]


def _fields(flag: Flag) -> dict[str, object]:
    return {name: getattr(flag, name) for name in Flag.__slots__}


def _ours(finding: Finding) -> Finding:
    return Finding(**{**{n: getattr(finding, n) for n in Finding.__slots__}, "blame": Blame.TRANSLATION})


def test_one_image_alone_makes_no_chinese_original(claims_of) -> None:  # type: ignore[no-untyped-def]
    articles, claims = claims_of([("a", "de", HORSE_DE), ("b", "en", BRIDGE_EN)])
    flag = _flag("a", "calques", HORSE_DE, "Himmelhohe Preise", evidence=(Evidence("lexicon", "天价 = high price"),))
    assert lineage(articles, claims, link(claims), flags=[flag]) == []


def test_an_error_that_only_two_share_counts(claims_of) -> None:  # type: ignore[no-untyped-def]
    wrong_de = "BMW verkaufte 2023 in China 4.500 Autos.\n\nSAP zahlte 77 Millionen Euro an Siemens."
    wrong_en = "BMW sold 4,500 cars in China in 2023.\n\nSAP paid Siemens 77 million euros."
    articles, claims = claims_of([("a", "de", wrong_de), ("b", "en", wrong_en)])
    plain = lineage(articles, claims, link(claims), least=0.0)[0]
    flags = [
        _flag("a", "names", wrong_de, "BMW", suggestion="BYD"),
        _flag("b", "names", wrong_en, "BMW", suggestion="BYD"),
    ]
    with_error = lineage(articles, claims, link(claims), flags=flags, least=0.0)[0]
    assert with_error.score > plain.score + 0.1 and "the same error in both: “BMW”" in with_error.evidence


def test_runs_of_words_that_others_have_too_do_not_count() -> None:
    text = "The board of the company decided on Tuesday to close the plant in Ghent."
    assert shared_runs(text, "Yesterday " + text.upper(), "en") == [text.rstrip(".")]
    assert shared_runs(text, "Yesterday " + text, "en", [text]) == []
    assert shared_runs(text, "The board decided to close the plant in Ghent.", "en") == []
    zh = "公司董事会周二决定关闭位于根特的工厂，裁员两百人。"
    assert shared_runs(zh, "据报道，" + zh, "zh") and not shared_runs(zh, "公司周二关闭工厂，裁员两百人。", "zh")
    assert chinese("renders 千金买马骨 (to pay)") == "千金买马骨" and chinese("none") == ""


def test_the_dossier_tells_descent_or_its_absence(encoder_home: Path) -> None:
    def dossier(second: str):  # type: ignore[no-untyped-def]
        texts = [("a", "de", BRIDGE_DE), ("b", "en", second)]
        return run([article_from_text(text, id=name, lang=lang) for name, lang, text in texts], Settings())

    twin, other = dossier(BRIDGE_EN), dossier(BRIDGE_OTHER)
    assert [{one.source, one.derived} for one in twin.descents] == [{"a", "b"}]
    for shown in (html(twin), markdown(twin), summary(twin)):
        assert "seems to come from" in shown and "claims of one article" in shown
    assert "same order" in html(twin) and "same order" in markdown(twin)
    assert other.descents == ()
    assert "No derivation found" in html(other) and "No derivation found" in markdown(other)
    assert "No derivation found" in summary(other)
    assert read_jsonl(jsonl(twin).splitlines()) == twin
    head, *rest = jsonl(other).splitlines()
    counts = json.loads(head)
    del counts["counts"]["descent"]  # as files were written before lineage
    assert read_jsonl([json.dumps(counts), *rest]).descents == ()


def test_no_descent_is_called_surer_than_the_measured_pairs_allow(claims_of) -> None:  # type: ignore[no-untyped-def]
    copied = [("a", "de", BRIDGE_DE), ("b", "de", BRIDGE_DE.replace("ab Montag", "ab Dienstag"))]
    articles, claims = claims_of(copied)
    (found,) = lineage(articles, claims, link(claims))
    assert 0.5 < found.score <= MOST and 0.9 < modest(0.999) <= MOST and modest(0.3) == 0.3
