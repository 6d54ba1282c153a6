"""Claims as records: predicate, polarity, modality, attribution, time and place, in three languages."""

from __future__ import annotations

import json
from collections import Counter

import jsonschema
import pytest

from xling.claims import extract, link
from xling.claims.predicates import predicate
from xling.claims.stance import attribution, modality, polarity
from xling.paths import data_dir
from xling.report.machine import claim_json
from xling.tables import rows

# sentence | lemma | event | polarity | modality | attribution
GERMAN = """
Meta kauft 49 Prozent von Scale AI für 14,3 Milliarden Dollar. | kaufen | buy | + | |
Der Konzern gibt dieses Jahr 65 Milliarden Dollar für Rechenzentren aus. | ausgeben | pay | + | |
Siemens hat den Verkauf der Sparte nicht bestätigt. | bestätigen | confirm | - | |
Laut Reuters will Google die Zusammenarbeit mit Scale AI beenden. | beenden | end | + | plan | Reuters
Der Vorstandschef tritt im März zurück. | zurücktreten | resign | + | |
Die Firma, die in Berlin sitzt, wurde 2016 von zwei Studenten gegründet. | gründen | found | + | |
Übernahme von Scale AI durch Meta | Übernahme | buy | + | |
Apple stellt heute in Cupertino ein neues Telefon vor. | vorstellen | launch | + | |
Der Umsatz stieg im zweiten Quartal um 7 Prozent auf 3,2 Milliarden Euro. | steigen | rise | + | |
„Wir werden niemanden entlassen“, sagte Zuckerberg am Montag. | entlassen | dismiss | - | future | Zuckerberg
Das Gericht verurteilte den Manager zu drei Jahren Haft. | verurteilen | convict | + | |
Die Regierung plant, die Mehrwertsteuer zu senken. | senken | cut | + | plan |
Zahlreiche Forscher haben das Labor verlassen, nachdem Wang gekommen war. | verlassen | leave | + | |
Der Vertrag ist 14 Milliarden wert. | sein | be | + | |
Mindestens 40 Tote bei Erdbeben in Nepal | Tote | die | + | |
Der Anbieter dementiert den Bericht. | dementieren | deny | - | denial |
"""
ENGLISH = """
Meta is buying 49% of Scale AI for $14.3 billion. | buy | buy | + | |
The company, which owns Instagram, will lay off 3,600 workers in May. | lay off | dismiss | + | future |
Reuters reported that Google plans to end its work with Scale AI. | end | end | + | plan | Reuters
Apple did not confirm the sale of the unit. | confirm | confirm | - | |
Revenue rose 7% to 3.2 billion euros in the second quarter. | rise | rise | + | |
The minister resigned on Monday, according to the Financial Times. | resign | resign | + | | Financial Times
Google's takeover of Wiz for $32 billion | takeover | buy | + | |
Wang denied that he had been fired. | deny | deny | - | denial |
The court sentenced the manager to three years in prison. | sentence | convict | + | |
At least 14 people were killed when a train derailed near Lyon. | kill | kill | + | |
Shares of Nvidia fell 4 percent in New York. | fall | fall | + | |
The bank may cut interest rates in September. | cut | cut | + | possible |
OpenAI has never disclosed the size of the model. | disclose | | - | |
Several researchers left the lab after Wang arrived. | leave | leave | + | |
Tesla's deliveries dropped 13%. | drop | fall | + | |
The group expects to hire 500 engineers. | hire | hire | + | forecast |
"""
CHINESE = """
Meta以143亿美元收购Scale AI的49%股份。 | 收购 | buy | + | |
谷歌计划终止与Scale AI的合作。 | 终止 | end | + | plan |
据路透社报道，苹果将裁员500人。 | 裁员 | dismiss | + | future | 路透社
该公司否认出售业务。 | 否认 | deny | - | denial |
公司去年营收增长7%，达到32亿欧元。 | 增长 | rise | + | |
扎克伯格表示，Meta不会解雇任何人。 | 解雇 | dismiss | - | future | 扎克伯格
部长周一在柏林宣布辞职。 | 辞职 | resign | + | |
法院判处该经理三年监禁。 | 判处 | convict | + | |
英伟达股价在纽约下跌4%。 | 下跌 | fall | + | |
这家公司由两名学生于2016年在旧金山创立。 | 创立 | found | + | |
收购价为143亿美元。 | 收购 | buy | + | |
央行可能在9月降息。 | 降息 | cut | + | possible |
他是中国最年轻的亿万富翁。 | 是 | be | + | |
华为发布新款手机 | 发布 | launch | + | |
特斯拉交付量下降13%。 | 下降 | fall | + | |
公司预计明年亏损扩大。 | 亏损 | lose | + | forecast |
"""
CASES = [
    (lang, *(cell.strip() for cell in row.split("|")))
    for lang, table in (("de", GERMAN), ("en", ENGLISH), ("zh", CHINESE))
    for row in table.strip().splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case[1][:40] for case in CASES])
def test_what_happens_and_on_whose_word(case: tuple[str, ...]) -> None:
    lang, text, lemma, event, sign, mood, source = case
    found = predicate(text, lang)
    assert found is not None and (found.lemma, found.event) == (lemma, event)
    assert (polarity(text, lang), modality(text, lang), attribution(text, lang)) == (sign == "+", mood, source)
    assert found.span.of(text)


def test_nothing_happens_in_a_bare_name_or_an_unknown_language() -> None:
    assert predicate("Berlin", "de") is predicate("Scale AI", "en") is predicate("柏林", "zh") is None
    assert predicate("Le ministre a démissionné.", "fr") is None


def test_every_word_means_one_event() -> None:
    for column in (1, 2, 3):
        words = Counter(word for row in rows("events.tsv") for word in filter(None, row[column].split("|")))
        assert [word for word, count in words.items() if count > 1] == []
    assert all(len(row) == 4 for row in rows("events.tsv"))


TRIPLE = [
    ("de", "de", "Meta übernahm am 12. Juni 2025 in Kalifornien 49 Prozent von Scale AI."),
    ("en", "en", "On 12 June 2025, Meta acquired 49% of Scale AI in California."),
    ("zh", "zh", "2025年6月12日，Meta在加利福尼亚收购了Scale AI的49%股份。"),
]


def test_one_event_is_one_record_in_three_languages(claims_of) -> None:  # type: ignore[no-untyped-def]
    articles, claims = claims_of(TRIPLE)
    assert len(claims) == 3
    for claim in claims:
        assert claim.predicate is not None and claim.predicate.event == "buy"
        assert (claim.who, claim.when) == ("meta", ("2025-06-12",))
        assert claim.where == ("california",)
        text = next(article for article in articles if article.id == claim.article).text
        assert claim.predicate.span.of(text) in ("übernahm", "acquired", "收购")


def test_records_stand_in_the_json_and_fit_the_schema(claims_of) -> None:  # type: ignore[no-untyped-def]
    articles, claims = claims_of(
        [*TRIPLE, ("x", "de", "Berlin\n\nGoogle kauft laut Reuters wohl nicht mehr bei Scale AI.")]
    )
    schema = json.loads((data_dir() / "schema.json").read_text(encoding="utf-8"))
    by_id = {article.id: article for article in articles}
    for claim in claims:
        found = claim_json(claim, by_id)
        jsonschema.validate(found, {**schema, "$ref": "#/$defs/claim"})
    told = claim_json(claims[-1], by_id)
    assert (told["polarity"], told["modality"], told["attribution"], told["who"]) == (
        False,
        "possible",
        "Reuters",
        "google",
    )
    assert told["predicate"]["lemma"] == "kaufen" and told["predicate"]["polarity"] is False
    assert claim_json(claims[-2], by_id)["predicate"] is None
    assert extract(articles, []) == [] and link(claims)


def test_an_unlisted_chinese_verb_is_found_by_its_tag() -> None:
    found = predicate("孩子们在院子里奔跑。", "zh")
    assert found is not None and (found.lemma, found.event, found.span.start) == ("奔跑", "", 7)
