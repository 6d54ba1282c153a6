"""Term candidates from text, translations and links."""

from __future__ import annotations

import math

from xling.glossary import Glossary
from xling.glossary.mine import accept, mine
from xling.types import Alignment, Link, Segment, Span, Term, Translation


def segments(lang: str, *texts: str) -> list[Segment]:
    return [Segment(f"a#{i}", "a", i, lang, text, Span(0, len(text))) for i, text in enumerate(texts)]


def test_german_compounds_in_all_their_forms() -> None:
    found = mine(
        segments(
            "de",
            "Die Datenlieferkette riss.",
            "Zwei Datenlieferketten hielten.",
            "Gleichzeitig kam Müller. Gleichzeitig ging er.",
        ),
        glossary=Glossary(),
    )
    assert [(item.source, item.count) for item in found] == [("Datenlieferkette", 2)]


def test_everyday_words_rank_below_terms_of_the_domain_and_currencies_are_none() -> None:
    text = "Die Datenlieferkette nährte die Zusammenarbeit: 3 US-Dollar für KI-Modelle."
    names = [item.source for item in mine(segments("de", text, text, text), glossary=Glossary())]
    assert "US-Dollar" not in names
    assert names.index("Datenlieferkette") < names.index("KI-Modelle")
    assert names[-1] == "Zusammenarbeit"


def test_known_terms_are_left_out() -> None:
    known = Glossary([Term("Datenlieferkette", "data supply chain", "de", "en")])
    assert mine(segments("de", "Die Datenlieferkette.", "Die Datenlieferketten."), glossary=known) == []


def test_chinese_words_by_cohesion_and_freedom() -> None:
    texts = ["具身智能公司融资", "投资具身智能", "具身智能很热", "他研究具身智能技术", "今天具身智能发布"]
    texts += ["公司今天发布产品", "他说技术很热", "研究公司产品", "融资很难"]
    found = mine(segments("zh", *texts), glossary=Glossary(), min_count=3)
    assert found[0].source == "具身智能"
    assert "智能" not in [item.source for item in found]


def test_renderings_come_from_alignments() -> None:
    source, target = "Die Datenlieferkette riss.", "The data supply chain broke."
    pieces = segments("de", source, source)
    words = (Span(0, 3), Span(4, 20), Span(21, 25)), (Span(0, 3), Span(4, 8), Span(9, 15), Span(16, 21), Span(22, 27))
    other = "The data delivery chain broke."
    more = (Span(0, 3), Span(4, 8), Span(9, 17), Span(18, 23), Span(24, 29))
    links = tuple(Link(*pair) for pair in ((0, 0), (1, 1), (1, 2), (1, 3), (2, 4)))
    (found,) = mine(
        pieces,
        glossary=Glossary(),
        translations={
            "a#0": Translation(pieces[0], "en", target, math.nan),
            "a#1": Translation(pieces[1], "en", other, math.nan),
        },
        alignments={
            "a#0": Alignment(source, target, *words, links),
            "a#1": Alignment(source, other, words[0], more, links),
        },
    )
    assert dict(found.targets) == {"data supply chain": 1, "data delivery chain": 1}
    assert any(reason.startswith("rendered in 2 ways") for reason in found.reasons)
    assert accept([found], 1, target="data chain").term("en").target == "data chain"
