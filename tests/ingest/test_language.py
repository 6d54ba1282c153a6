"""Language identification: German, English and Chinese against each other and against their neighbours."""

from __future__ import annotations

import pytest

from xling.ingest import article_from_text, identify

DOCUMENTS = [
    ("de", "Der Konzern übernimmt den Anbieter, und die Behörden müssen noch zustimmen."),
    ("de", "Kundenabwanderung als Folge der Übernahme"),
    ("de", "Auswirkungen auf den Markt"),
    ("de", "Wer zahlt die Rechnung?"),
    ("de", "Neue Regeln für Banken"),
    ("en", "The group is buying the supplier, and regulators still have to approve it."),
    ("en", "What the deal means for rivals"),
    ("en", "How to read the numbers"),
    ("en", "Meta is buying 49% of Scale AI for $14.3 billion"),
    ("zh", "该公司以143亿美元收购49%的股份。"),
    ("zh", "Meta以143亿美元收购Scale AI，CEO Alexandr Wang加入Meta"),
    ("zh", "這家公司以一百四十三億美元收購股份"),
    (
        "other",
        "Le groupe rachète le fournisseur pour plusieurs milliards, et les autorités doivent encore approuver.",
    ),
    ("other", "La empresa compra el proveedor por varios miles de millones, según el comunicado de la compañía."),
    (
        "other",
        "Il gruppo acquista il fornitore per diversi miliardi di dollari, ma le autorità devono ancora approvare.",
    ),
    ("other", "O grupo compra o fornecedor por vários bilhões, e as autoridades ainda não aprovaram."),
    (
        "other",
        "Het concern koopt de leverancier voor enkele miljarden, maar de toezichthouder moet het nog goedkeuren.",
    ),
    ("other", "Koncernen köper leverantören för flera miljarder, men myndigheterna måste också godkänna det."),
    ("other", "Koncernen køber leverandøren for flere milliarder, men myndighederne skal også godkende det."),
    ("other", "Koncern kupuje dostawcę za kilka miliardów, ale urzędy jeszcze nie wyraziły zgody na to."),
    ("other", "Şirket, birkaç milyar dolara tedarikçiyi satın alıyor ve bu karar için onay bekliyor."),
    ("other", "この会社は供給会社を買収すると発表した。"),
    ("other", "データ会社のスケールAIが買収された"),
    ("other", "회사는 공급업체를 인수한다고 발표했다."),
    ("other", "Компания покупает поставщика за несколько миллиардов долларов."),
    ("other", "أعلنت الشركة أنها ستشتري المورد."),
    ("other", ""),
    ("other", "14,3 % – 2025"),
]


@pytest.mark.parametrize(("lang", "text"), DOCUMENTS)
def test_without_surroundings(lang: str, text: str) -> None:
    assert identify(text) == lang


@pytest.mark.parametrize(
    ("text", "default", "lang"),
    [
        ("Alexandr Wang", "de", "de"),
        ("Los Alamos National Laboratory", "de", "de"),
        ("14,3 %", "de", "de"),
        ("", "en", "en"),
        ("CEO", "zh", "zh"),
        ("Scale AI", "zh", "zh"),
        ("Meta Platforms Inc.", "zh", "zh"),
        ("The company did not want to comment on this.", "de", "en"),
        ("Das Unternehmen wollte sich dazu nicht äußern.", "en", "de"),
        ("该公司没有回应。", "de", "zh"),
        ("公司没有回应", "en", "zh"),
        ("Le groupe n'a pas voulu commenter cette information dans la presse.", "de", "other"),
        ("この件についてコメントしていない。", "zh", "other"),
        ("Gleichzeitig wechselt CEO Alexandr Wang zu dem Social-Media-Konzern.", "de", "de"),
        ("Gleichzeitig nutzten Wettbewerber die Situation aus.", "de", "de"),
        ("Man kann kaum sagen, dass Meta im April seine dunkelste Stunde erlebte.", "de", "de"),
        ("An executive at one of Meta's biggest rivals said so.", "en", "en"),
        ("Nur eine Handvoll Ingenieure", "de", "de"),
        ("Data Engine, Computer Vision, Machine Learning", "de", "de"),
    ],
)
def test_with_surroundings(text: str, default: str, lang: str) -> None:
    assert identify(text, default) == lang


def test_an_article_takes_its_language_from_its_content() -> None:
    """The Chinese frame of a page does not make its English article Chinese."""
    body = "The group is buying the supplier for several billion dollars. Regulators have to approve the deal.\n\n"
    page = (
        "Group buys supplier\n\n"
        + body * 2
        + "标签: 收购\n\n相关文章\n\n芯片价格连续三个月下跌，业内人士称市场需求疲软...\n\n发表评论\n"
    )
    assert article_from_text(page, id="a").lang == "en"


def test_time_does_not_grow_with_the_length() -> None:
    assert identify("a" * 2_000_000, "de") == "de"
    assert identify("sch" * 700_000, "en") in ("de", "en")
