"""The page and the picture of ``flags_sensitivity.py``: a table of the three steps, and a curve per family."""

from __future__ import annotations

from typing import Any

STEPS = ("low", "normal", "high")
COLOURS = {"low": "#2a78b5", "normal": "#222", "high": "#c23b22"}
WIDTH, HEIGHT, COLUMNS = 210, 150, 4
LEFT, TOP = 34, 26  # of the axes inside a panel
LIMIT = 20.0  # false alarms per 1,000 words at the right edge


PAGE = """# What --sensitivity buys

Made by `benchmarks/flags_sensitivity.py` on development data. `--sensitivity` takes a step or a number: the least
confidence of a flag.

| step | a flag is shown | false alarms per 1,000 words of articles | … of pairs | errors found |
|---|---|---|---|---|
{total}

Per family: errors found / flags that are right where every other text has an error / false alarms per 1,000 words
of pairs (calques and senses: of articles).

| family | low | normal | high |
|---|---|---|---|
{rows}

![recall against false alarms](sensitivity.svg)

Blue is low, black normal, red high; the line is a least confidence of .95 (left) to .1 (right). False alarms are on a
square-root scale.

Errors are those of DEMETR (one planted error of 35 kinds in a translated sentence) and calques in German and English.
False alarms are flags on text by people: single sentences, and sentences beside a human translation. Some of those
flags are right, so the rates are upper bounds. Families without a recall have no gold errors here; rules that compare
several articles (XL-NUM-006, XL-NAME-001, XL-CLAIM-001) are not measured.

Signature: `{signature}`
"""


def page(result: dict[str, Any]) -> str:
    """Markdown: what the steps mean, a row per family, the picture, how it was measured."""
    steps = result["steps"]
    rows = [
        f"| {family} | " + " | ".join(_cell(family, steps[step][family]) for step in STEPS) + " |"
        for family in steps["normal"]
        if family != "all"
    ]
    total = [
        f"| `{step}` | {_meaning(step)} | {steps[step]['all']['false per 1000 words, alone']:.1f} "
        f"| {steps[step]['all']['false per 1000 words, pairs']:.1f} | {steps[step]['all']['recall']:.0%} |"
        for step in STEPS
    ]
    return PAGE.format(total="\n".join(total), rows="\n".join(rows), signature=result["signature"])


def _meaning(step: str) -> str:
    return {
        "low": "with a confidence of .8 or more",
        "normal": "at the threshold of its rule",
        "high": "with a confidence of .3 or more",
    }[step]


def _cell(family: str, found: dict[str, Any]) -> str:
    recall, precision = (
        "–" if found[key] is None or (key == "recall" and not found["errors"]) else f"{found[key]:.2f}"
        for key in ("recall", "precision")
    )
    return f"{recall} / {precision} / {_alarms(family, found):.2f}"


def _alarms(family: str, found: dict[str, Any]) -> float:
    """False alarms where the family belongs: on articles for what is wrong in an article itself, else on pairs."""
    return float(found[f"false per 1000 words, {'alone' if family in ('calques', 'senses') else 'pairs'}"])


def picture(result: dict[str, Any]) -> str:
    """SVG: a panel per family, recall (0–1) over the square root of false alarms per 1,000 words (0–20)."""
    panels = []
    for number, (family, curve) in enumerate(result["curves"].items()):
        steps = {step: result["steps"][step][family] for step in STEPS}
        x, y = WIDTH * (number % COLUMNS), HEIGHT * (number // COLUMNS)
        panels.append(f'<g transform="translate({x} {y})">{_panel(family, curve, steps)}</g>')
    height = HEIGHT * (-(-len(result["curves"]) // COLUMNS))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * COLUMNS} {height}" '
        f'font-family="sans-serif" font-size="10" fill="#222">\n<rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join(panels)
        + "\n</svg>\n"
    )


def _panel(family: str, curve: dict[str, Any], steps: dict[str, Any]) -> str:
    wide, high = WIDTH - LEFT - 14, HEIGHT - TOP - 30

    def at(found: dict[str, Any]) -> tuple[float, float]:
        share = min(1.0, (_alarms(family, found) / LIMIT) ** 0.5)
        return round(LEFT + wide * share, 1), round(TOP + high * (1 - (found["recall"] or 0.0)), 1)

    line = " ".join(f"{x},{y}" for x, y in (at(found) for found in curve.values()))
    parts = [f'<text x="{LEFT}" y="{TOP - 10}" font-weight="bold">{family}</text>']
    for value in (0, 0.5, 1):
        y = TOP + high * (1 - value)
        parts.append(
            f'<path d="M{LEFT} {y}h{wide}" stroke="#ddd"/><text x="{LEFT - 20}" y="{y + 3}">{value:.1f}</text>'
        )
    for value in (0, 1, 5, 20):
        x = LEFT + wide * (value / LIMIT) ** 0.5
        parts.append(f'<text x="{x:.0f}" y="{TOP + high + 14}" text-anchor="middle">{value}</text>')
    parts.append(f'<polyline points="{line}" fill="none" stroke="#999" stroke-width="1.5"/>')
    parts += [
        f'<circle cx="{at(found)[0]}" cy="{at(found)[1]}" r="4" fill="{COLOURS[step]}"/>'
        for step, found in steps.items()
    ]
    return "".join(parts)
