"""What each step of --sensitivity finds and costs, per family: recall, precision, false alarms per 1,000 words.

    python benchmarks/flags_sensitivity.py GOLD [--cache FILE] [--write]

Recall is the share of texts with an error that the family is there for (kinds of DEMETR, classes of calques) in
which a flag of the family is due to the error. Precision is that of flags where every other text has an error, as in
``flags_reliability.py``. False alarms are all flags on ordinary text by people, once sentence by sentence, once as
pairs with a human translation; some of them are right, so the rates are upper bounds. Between the named steps, curves
give the same for a least confidence from 0.1 to 0.95. ``--write`` makes ``benchmarks/results/flags_sensitivity.json``,
``docs/sensitivity.md`` and ``docs/sensitivity.svg``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flags_findings import Text, arguments, bench, keep, read
from sensitivity_page import page, picture

from xling.checks import load_policy, registry
from xling.checks.policy import SENSITIVITIES, Policy
from xling.signature import signature

LEVELS = ("0.95", "0.9", "0.8", "0.7", "0.6", "0.5", "0.4", "0.3", "0.2", "0.1")
KINDS = {
    "quantities": ("id10",),
    "antonyms": ("id7",),
    "gender": ("id11",),
    "names": ("id9", "id25"),
    "polarity": ("id8",),
    "coverage": ("id21", "id22", "id23", "id24", "id25", "id5_", "id6_", "id33"),
    "residue": ("id4",),
    "surface": ("id19", "id28", "id29", "id30", "id31", "id32"),
    "spelling": ("id26", "id27"),
    "repetition": ("id1_", "id2_"),
    "calques": ("idiom", "slang", "time-name"),
    "senses": ("sense", "polarity"),
}
"""The kinds of DEMETR and the classes of calques that each family is there for."""
Found = dict[str, float | int | None]


def measured(texts: list[Text], policy: Policy, family: str = "") -> Found:
    """Recall, precision and false alarms of a family, or of all, under ``policy``."""
    rules = {rule.id: policy.threshold(rule.id) for rule in registry.rules().values() if family in ("", rule.family)}

    def flags(text: Text) -> list[bool]:
        return [right for rule, score, right in text.found if rule in rules and score >= rules[rule]]

    single = family in ("calques", "senses")
    wanted = [text for text in texts if _is_for(family, text)]
    planted = [text for text in texts if text.kind and (text.origin == "calques") == single]
    clean = [text for text in texts if not text.kind and text.origin in _CLEAN[single]]
    right = sum(sum(flags(text)) for text in planted)
    wrong = sum(len(flags(text)) for text in clean) * len(planted) / max(1, len(clean))
    return {
        "recall": _share(sum(any(flags(text)) for text in wanted), len(wanted)),
        "precision": _share(right, right + wrong) if family else None,
        "false per 1000 words, alone": _rate(texts, "news", flags),
        "false per 1000 words, pairs": _rate(texts, "news-pair", flags),
        "errors": len(wanted),
    }


_CLEAN = {True: ("clean", "news"), False: ("demetr", "news-pair")}


def _is_for(family: str, text: Text) -> bool:
    single = text.origin == "calques"
    if not family:
        return bool(text.kind)
    marks = KINDS.get(family, ())
    if (family in ("calques", "senses")) != single:
        return False
    return text.kind in marks if single else any(mark in text.kind for mark in marks)


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 3) if whole else None


def _rate(texts: Iterable[Text], origin: str, flags: Any) -> float:  # noqa: ANN401
    own = [text for text in texts if text.origin == origin]
    return round(1000 * sum(len(flags(text)) for text in own) / max(1, sum(text.words for text in own)), 2)


def main() -> None:
    options = arguments(__doc__)
    tools = bench()
    texts = read(options.gold, tools, options.cache)
    families = list(dict.fromkeys(rule.family for rule in registry.rules().values()))
    policies = {name: load_policy(sensitivity=name) for name in (*SENSITIVITIES, *LEVELS)}
    result: dict[str, Any] = {
        "steps": {
            name: {"all": measured(texts, policies[name])}
            | {family: measured(texts, policies[name], family) for family in families}
            for name in SENSITIVITIES
        },
        "curves": {
            family: {name: measured(texts, policies[name], family) for name in LEVELS}
            for family in families
            if family in KINDS
        },
        "words": {o: sum(text.words for text in texts if text.origin == o) for o in ("news", "news-pair")},
        "signature": signature(
            [("pol", load_policy().digest), ("al", tools.aligner.signature if tools.aligner else "none")]
        ),
    }
    if options.write:
        keep("flags_sensitivity", result, "sensitivity", page(result), picture(result))
    print(page(result))


if __name__ == "__main__":
    main()
