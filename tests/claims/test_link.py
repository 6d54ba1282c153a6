"""Links over articles and languages. Texts written after the seeds; figures without an encoder unless stated."""

from __future__ import annotations

from pathlib import Path

import pytest

from xling.claims import extract, lineage, link, new_spans, same_claim
from xling.claims.matrix import page
from xling.claims.reasons import explain, find
from xling.claims.roles import affinity, roles
from xling.encode import sentence_encoder, word_encoder
from xling.errors import UsageError
from xling.ingest import collect
from xling.segment import segment
from xling.types import QuantityKind, Span, Verdict

SEEDS = Path(__file__).parent.parent.parent / "seeds"

DE = (
    "Meta kauft 49 Prozent von Scale AI für 14,3 Milliarden Dollar.\n\n"
    "Die Bewertung von Scale AI steigt damit auf 29 Milliarden Dollar.\n\n"
    "Scale AI erzielte 2024 einen Umsatz von rund 900 Millionen Dollar."
)
EN = (
    "Meta is buying 49% of Scale AI for $14.3 billion.\n\n"
    "The deal values Scale AI at $29bn.\n\n"
    "Revenue at Scale AI reached $870 million in 2024."
)
ZH = "Meta以143亿美元收购Scale AI的49%股份。\n\nScale AI的估值达到290亿美元。\n\nScale AI 2024年营收为8.7亿美元。"


def _pairs(links, articles):  # type: ignore[no-untyped-def]
    text = {article.id: article.text for article in articles}
    return {
        (p.what, p.verdict.value, p.a.of(text[one.a.article]), p.b.of(text[one.b.article]))
        for one in links
        for p in one.pairings
        if p.what != "name"
    }


def test_amounts_link_over_three_languages_without_an_encoder(claims_of) -> None:  # type: ignore[no-untyped-def]
    articles, claims = claims_of([("de", "de", DE), ("en", "en", EN), ("zh", "zh", ZH)])
    found = _pairs(link(claims), articles)
    for expected in [
        ("amount", "agree", "14,3 Milliarden Dollar", "$14.3 billion"),
        ("percent", "agree", "49 Prozent", "49%"),
        ("amount", "agree", "29 Milliarden Dollar", "$29bn"),
        ("amount", "agree", "$14.3 billion", "143亿美元"),
        ("percent", "agree", "49%", "49%"),
    ]:
        assert expected in found
    assert any(what == "amount" and verdict == "approximately" and "900" in a for what, verdict, a, _ in found)


def test_a_valuation_does_not_contradict_a_price(claims_of) -> None:  # type: ignore[no-untyped-def]
    _, claims = claims_of([("de", "de", DE), ("en", "en", EN)])
    assert [one for one in link(claims) if one.verdict is Verdict.CONFLICT] == []


CONFLICTS = [
    (
        "Zuckerberg gab 100 Milliarden aus, um das Unternehmen zu kaufen.",
        "Zuckerberg paid $14.3 billion to buy the company of Alexandr Wang.",
        "Zuckerberg bought the start-up for $14.3 billion.",
    ),
    (
        "Der Kaufpreis von Slackware AI betrug 5 Milliarden Dollar, zahlt Google.",
        "Google pays $3 billion to buy the firm.",
        "谷歌以30亿美元收购该公司。",
    ),
]


@pytest.mark.parametrize("texts", CONFLICTS[:1])
def test_a_lonely_amount_contradicts_what_others_agree_on(texts: tuple[str, str, str], claims_of) -> None:  # type: ignore[no-untyped-def]
    _, claims = claims_of([("a", "de", texts[0]), ("b", "en", texts[1]), ("c", "en", texts[2])])
    found = [one for one in link(claims) if one.verdict is Verdict.CONFLICT]
    assert found and all(one.a.article == "a" and "amount" in one.differs for one in found)


def test_revenues_of_different_years_do_not_contradict_each_other(claims_of) -> None:  # type: ignore[no-untyped-def]
    _, claims = claims_of(
        [
            ("a", "de", "Der Umsatz von Siemens betrug 2023 rund 77 Milliarden Euro."),
            ("b", "en", "Siemens reported revenue of 72 billion euros in 2022."),
        ]
    )
    assert all(one.verdict is not Verdict.CONFLICT for one in link(claims))


SLIPS = [
    ("Siemens ruft 38 Millionen Fahrzeuge zurück.", "zh", "西门子召回38万辆汽车。", True),
    ("Siemens ruft 38 Millionen Fahrzeuge zurück.", "en", "Siemens is recalling 380,000 cars.", True),
    ("Siemens ruft 38 Millionen Fahrzeuge zurück.", "en", "Siemens is recalling 45,000 cars.", False),  # other digits
    ("Siemens verkaufte 2023 nur 38 Millionen Fahrzeuge.", "en", "Siemens sold 380,000 cars in 2022.", False),
    ("Siemens ruft 3 Millionen Fahrzeuge zurück.", "zh", "西门子召回3万辆汽车。", False),  # one digit alone is chance
]


@pytest.mark.parametrize(("german", "lang", "other", "contradicts"), SLIPS)
def test_the_same_digits_with_another_scale_contradict(  # type: ignore[no-untyped-def]
    german: str, lang: str, other: str, contradicts: bool, claims_of
) -> None:
    _, claims = claims_of([("a", "de", german), ("b", lang, other)])
    found = [one for one in link(claims) if one.verdict is Verdict.CONFLICT]
    assert bool(found) is contradicts


ANCHORED = [
    ("de", "Der Umsatz stieg um 16,7 Prozent auf 21,79 Milliarden Yuan.",
     "de", "Der Umsatz des Unternehmens betrug 217,9 Milliarden Yuan, ein Anstieg von 16,7 %.", True),
    ("zh", "公司营收217.9亿元，同比增长16.7%。",
     "de", "Der Umsatz stieg um 16,7 Prozent auf 217,9 Milliarden Yuan.", True),
    ("en", "Infineon grew revenue 7.3% to $4.2 billion (3.9 billion euros).",
     "de", "Der Umsatz von Infineon legte um 7,3 Prozent auf 42 Milliarden Dollar zu.", True),
    ("zh", "公司营收217.9亿元，同比增长16.7%。",
     "de", "Der Umsatz stieg um 16,7 Prozent auf 21,79 Milliarden Yuan.", False),
    ("en", "BASF grew revenue 7.3% to $4.2 billion.",
     "de", "Der Umsatz von Bayer legte um 7,3 Prozent auf 6,5 Milliarden Dollar zu.", False),
    ("en", "Revenue grew 7.3% to $4.2 billion, of which $1.1 billion came from China.",
     "de", "Der Umsatz legte um 7,3 Prozent auf 4,2 Milliarden Dollar zu.", False),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "other_lang", "other", "fires"), ANCHORED)
def test_an_amount_in_common_settles_the_time_of_another(  # type: ignore[no-untyped-def]
    lang: str, text: str, other_lang: str, other: str, fires: bool, claims_of
) -> None:
    """A sentence without a year: the growth that both state says that both speak of one revenue."""
    _, claims = claims_of([("a", lang, text), ("b", other_lang, other)])
    assert any("amount" in one.differs for one in link(claims)) is fires


QUAKE_EN = (
    "A magnitude 6.1 earthquake struck Balikesir province in western Turkey on Sunday, killing 12 people and injuring "
    "more than 80.\n\nThe epicentre was near Sindirgi at a depth of 11 km (6.8 miles)."
)
QUAKE_ZH = "土耳其西部巴勒克埃西尔省发生6.1级地震，造成12人死亡、29人受伤。\n\n震中位于瑟恩德尔格附近，震源深度11公里。"
QUAKE_DE = (
    "In der Provinz Balıkesir im Westen der Türkei ereignete sich ein Erdbeben der Stärke 6,1, das 12 Tote und "
    "29 Verletzte forderte.\n\nDas Epizentrum lag nahe Sındırgı, die Herdtiefe betrug 111 Kilometer."
)


def test_figures_of_a_disaster_are_told_apart_by_what_they_count(encoder_home: Path, claims_of) -> None:  # type: ignore[no-untyped-def]
    """Killed, injured, magnitude and depth are not each other; a conversion beside an amount is no second conflict."""
    articles, claims = claims_of([("en", "en", QUAKE_EN), ("zh", "zh", QUAKE_ZH), ("de", "de", QUAKE_DE)])
    found = _pairs(link(claims, encoder=sentence_encoder(), words=word_encoder()), articles)
    conflicts = {(a, b) for _, verdict, a, b in found if verdict == "conflict"}
    assert {frozenset(pair) for pair in conflicts} >= {
        frozenset({"80", "29 Verletzte"}),
        frozenset({"11 km", "111 Kilometer"}),
    }
    assert not any("12" in words or "6" in words.split(".")[0].split(",")[0] for pair in conflicts for words in pair)


def test_a_rate_that_an_article_states_explains_an_amount_in_another_currency(claims_of) -> None:  # type: ignore[no-untyped-def]
    """A conversion in brackets makes amounts in two currencies comparable; without it nothing is said about them."""
    stated = "Der Preis beträgt 14,3 Milliarden US-Dollar (102,7 Milliarden RMB).\n\n"
    later = "Scale AI bekam von Meta 102,7 Milliarden RMB."
    for text, expected in ((stated + later, True), (later, False)):
        articles, claims = claims_of([("a", "de", text), ("b", "en", "Meta paid Scale AI $14.3 billion.")])
        found = [p for one in link(claims) for p in one.pairings if p.note and "fits" in p.note]
        assert bool(found) is expected
        if expected:
            told = [p.a.of(articles[0].text) for p in found]
            assert "102,7 Milliarden RMB" in told and all(p.verdict is Verdict.APPROXIMATELY for p in found)


def test_claims_of_one_article_or_of_none_are_not_linked(claims_of) -> None:  # type: ignore[no-untyped-def]
    _, claims = claims_of([("a", "de", DE + "\n\n" + DE)])
    assert link(claims) == [] and link([]) == []


def test_roles_are_read_in_three_languages() -> None:
    for text, lang, amount, role in [
        ("Die Bewertung beträgt 29 Milliarden Dollar.", "de", "29 Milliarden", "valuation"),
        ("Scale made $870 million in revenue.", "en", "$870 million", "revenue"),
        ("公司估值达到290亿美元。", "zh", "290亿", "valuation"),
        ("持有49%的股份", "zh", "49%", "stake"),
    ]:
        start = text.index(amount)
        found = roles(text, lang, Span(start, start + len(amount)))
        assert max(found, key=lambda one: found[one]) == role
    assert affinity({"valuation": 0.9}, {"price": 0.9}) < 0 < affinity({"price": 0.9}, {"price": 0.5})
    assert affinity({}, {"price": 1.0}) == 0


@pytest.mark.parametrize(
    ("lang", "text", "amount", "recalled"),
    [
        ("de", "Der Konzern ruft 38 Millionen Fahrzeuge zurück.", "38 Millionen", True),
        ("de", "Die Hersteller riefen 1,5 Millionen Autos zurück.", "1,5 Millionen", True),
        ("de", "Der Rückruf betrifft 20.000 Autos.", "20.000 Autos", True),
        ("de", "Er rief an, später gab er 20 Euro zurück.", "20 Euro", False),
        ("en", "The company recalled 38 million vehicles.", "38 million", True),
        ("en", "Rescuers pulled 200 people from the rubble.", "200 people", False),
        ("en", "In May 3,000 soldiers were withdrawn.", "3,000 soldiers", False),
        ("zh", "公司召回3800万辆汽车。", "3800万", True),
        ("zh", "公司撤回3800万元投资。", "3800万", False),
    ],
)
def test_recalls_are_no_other_way_back(lang: str, text: str, amount: str, recalled: bool) -> None:
    start = text.index(amount)
    assert ("recall" in roles(text, lang, Span(start, start + len(amount)))) is recalled


def test_explanation_and_page_quote_the_evidence(claims_of) -> None:  # type: ignore[no-untyped-def]
    articles, claims = claims_of([("de", "de", DE), ("en", "en", EN.replace("Meta", "Meta <b>"))])
    told = explain(find(claims, "Bewertung"), find(claims, "values Scale"), claims)
    assert "29 Milliarden" in told and "agree" in told and "valuation" in told
    with pytest.raises(UsageError):
        find(claims, "no such words")
    shown = page(articles, link(claims))
    assert "<mark>14,3 Milliarden Dollar</mark>" in shown and "<b> is buying" not in shown


def test_lineage_needs_more_than_one_shared_fact(claims_of) -> None:  # type: ignore[no-untyped-def]
    articles, claims = claims_of([("a", "de", DE), ("b", "en", "Meta is buying 49% of Scale AI for $14.3 billion.")])
    assert lineage(articles, claims, link(claims)) == []


def test_a_translated_twin_is_traced(claims_of) -> None:  # type: ignore[no-untyped-def]
    more_de = (
        DE + "\n\nDie Firma hat 1.234 Mitarbeiter in Austin.\n\nAmazon zahlte im Mai 77 Millionen Dollar an Accenture."
    )
    more_en = EN + "\n\nThe firm has 1,234 employees in Austin.\n\nAmazon paid Accenture $77 million in May."
    other = "Meta kauft Anteile an Scale AI.\n\nDer Preis beträgt 14,3 Milliarden Dollar, teilte Meta mit."
    articles, claims = claims_of([("a", "de", more_de), ("b", "en", more_en), ("c", "de", other)])
    found = lineage(articles, claims, link(claims))
    assert found and {found[0].source, found[0].derived} == {"a", "b"} and "order" in " ".join(found[0].evidence)


def test_seed_links_with_the_encoder(encoder_home: Path) -> None:
    """Links that a careful reader makes at once, found by general means."""
    articles = collect([SEEDS]).articles
    claims = extract(articles, [piece for article in articles for piece in segment(article)])
    amounts = (QuantityKind.MONEY, QuantityKind.PERCENT)
    telling = [c for c in claims if any(q.kind in amounts or q.low >= 10**6 for q in c.quantities)]
    links = link(telling, encoder=sentence_encoder())
    found = _pairs(links, articles)
    texts = {(what, verdict, frozenset((a, b))) for what, verdict, a, b in found}

    def has(what: str, verdict: str, a: str, b: str) -> bool:
        return any(
            w == what and v == verdict and any(a in x for x in s) and any(b in x for x in s) for w, v, s in texts
        )

    assert has("amount", "agree", "14,3 Milliarden", "$14.3 billion")
    assert has("percent", "agree", "49 Prozent", "49%")
    assert has("amount", "agree", "870 Millionen", "$870mn")
    assert has("amount", "approximately", "900 Millionen", "870")
    assert has("amount", "agree", "29 Milliarden", "$29")
    assert has("amount", "conflict", "100 Milliarden", "$14.3")


SAME = [
    ("Der Minister trat am Montag zurück.", "de", "The minister resigned on Monday.", "en", True),
    ("Der Minister trat am Montag zurück.", "de", "The minister did not resign on Monday.", "en", False),
    ("该公司去年亏损三亿美元。", "zh", "The company lost 300 million dollars last year.", "en", True),
    ("Das Unternehmen verkaufte 4.500 Autos.", "de", "The company sold 7,800 cars.", "en", False),
    ("Der Minister trat am Montag zurück.", "de", "Cats like to sleep in the sun.", "en", False),
]


def test_the_same_statement_and_look_alikes(encoder_home: Path) -> None:
    scores = [same_claim(a, a_lang, b, b_lang) for a, a_lang, b, b_lang, _ in SAME]
    assert min(s for s, row in zip(scores, SAME, strict=True) if row[4]) > max(
        s for s, row in zip(scores, SAME, strict=True) if not row[4]
    )
    assert same_claim("", "de", "", "en") == 0.0


def test_what_is_new_in_a_text(encoder_home: Path) -> None:
    known = "Das Unternehmen hat seinen Sitz in Berlin und beschäftigt viele Ingenieure."
    text = "The company is based in Berlin and employs many engineers. Cats like to sleep in the warm sun near a river."
    words = word_encoder()
    found = new_spans(known, "de", text, "en", words=words)
    fresh = "".join(span.of(text) for span in found)
    assert "Cats" in fresh and "Berlin" not in fresh
    assert (
        new_spans("", "de", "All of it", "en", words=words) == [Span(0, 9)]
        or new_spans("", "de", "", "en", words=words) == []
    )


def test_a_denial_and_another_amount_of_the_same_sentence_are_contradictions(encoder_home: Path, claims_of) -> None:  # type: ignore[no-untyped-def]
    _, claims = claims_of(
        [
            ("a", "de", "Google beendet die Zusammenarbeit mit Scale AI.\n\nBMW verkaufte in China 4.500 Autos."),
            ("b", "en", "Google is not ending its cooperation with Scale AI.\n\nBMW sold 7,800 cars in China."),
        ]
    )
    found = link(claims, encoder=sentence_encoder(), words=word_encoder())
    assert {(one.verdict.value, one.differs) for one in found} == {
        ("conflict", ("polarity",)),
        ("conflict", ("count",)),
    }


VERDICTS = [
    (
        "de",
        "en",
        "Die Reparatur kostet 4,6 Millionen Euro, sagte Lena Brunner.",
        "The repair costs 4.6 million euros, said Lena Brunner.",
        "agree",
        (),
    ),
    (
        "en",
        "zh",
        "The repair costs 4.6 million euros, said Lena Brunner.",
        "莱娜·布伦纳（Lena Brunner）表示，维修费用约为500万欧元。",
        "approximately",
        (),
    ),
    (
        "de",
        "en",
        "Die Reparatur kostet 4,6 Millionen Euro, sagte Lena Brunner.",
        "The repair costs 6.4 million euros, said Lena Brunner.",
        "conflict",
        ("amount",),
    ),
    ("de", "zh", "BMW verkaufte in China 4.500 Autos.", "宝马在中国售出7800辆汽车。", "conflict", ("count",)),
    (
        "de",
        "en",
        "Siemens liefert die Steuerung für die Brücke nicht.",
        "Siemens supplies the control system for the bridge.",
        "conflict",
        ("polarity",),
    ),
    (
        "en",
        "zh",
        "Siemens supplies the control system for the bridge.",
        "西门子不为这座桥提供控制系统。",
        "conflict",
        ("polarity",),
    ),
    ("de", "zh", "Siemens liefert die Steuerung für die Brücke.", "西门子为这座桥提供控制系统。", "agree", ()),
    (
        "de",
        "en",
        "Der Autobauer Nordwerk hat im ersten Quartal 4,6 Millionen Fahrzeuge verkauft.",
        "Carmaker Nordwerk sold 6.4 million vehicles in the first quarter.",
        "conflict",
        ("count",),
    ),
    (
        "de",
        "en",
        "Das Werk in Dresden soll 2027 geschlossen werden.",
        "The company denied that its Dresden plant will close in 2027.",
        "conflict",
        ("polarity",),
    ),
    (
        "en",
        "zh",
        "The Dresden plant will close in 2027, the company said.",
        "该公司否认德累斯顿工厂将于2027年关闭。",
        "conflict",
        ("polarity",),
    ),
    (
        "de",
        "en",
        "Lena Brunner eröffnet den Bahnhof in Dresden am 3. Mai 2026.",
        "Lena Brunner opens the station in Dresden on May 13, 2026.",
        "conflict",
        ("date",),
    ),
    (
        "de",
        "en",
        "Die Brücke in Ulm ist 45 Meter lang.",
        "The bridge in Ulm is 45 kilometres long.",
        "conflict",
        ("measure",),
    ),
    (
        "de",
        "en",
        "Das Gemälde wurde für 12 Millionen Euro verkauft.",
        "The painting was sold for 12 million dollars.",
        "conflict",
        ("currency",),
    ),
    (
        "de",
        "en",
        "Etwa 500 Menschen kamen zum Konzert in Bremen.",
        "Exactly 487 people came to the concert in Bremen.",
        "approximately",
        (),
    ),
    ("de", "zh", "Die Stadt Kiel sperrt die Hafenbrücke.", "猫喜欢在温暖的阳光下睡觉。", "", ()),
]


@pytest.mark.parametrize(("a_lang", "b_lang", "a", "b", "verdict", "differs"), VERDICTS)
def test_verdicts_in_three_languages(encoder_home: Path, claims_of, a_lang, b_lang, a, b, verdict, differs) -> None:  # type: ignore[no-untyped-def]
    _, claims = claims_of([("a", a_lang, a), ("b", b_lang, b)])
    found = link(claims, encoder=sentence_encoder(), words=word_encoder())
    assert [(one.verdict.value, one.differs) for one in found] == ([(verdict, differs)] if verdict else [])
