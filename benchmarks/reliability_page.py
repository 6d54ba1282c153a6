"""The page and the picture of the two reliability benchmarks: how often flags of a given confidence are right."""

from __future__ import annotations

from typing import Any

WIDTH, HEIGHT, COLUMNS = 140, 150, 6
LEFT, TOP, SIDE = 26, 24, 96  # of the axes inside a panel

PAGE = """# Whether confidences mean what they say

Made by `benchmarks/flags_reliability.py` and `benchmarks/calques_reliability.py` on development data.

A finding gets a confidence, flagged or not. *Error* is the expected calibration error: the mean distance between the
confidence and the share that is right, over six bins. *Held out* is the same on two fifths of the source sentences,
on which no calibration of the pair rules was fitted. Half of the texts have an error here, of one of 35 kinds; where
errors are rarer, confidences promise too much.

| rule | findings | flags | right among flags | error | held out |
|---|---|---|---|---|---|
{rows}

{note}

![share that is right over confidence](reliability.svg)

A point is a bin, its size the number of findings in it; on the line confidence and share are equal.

Signature: `{signature}`
"""


def page(result: dict[str, Any], others: dict[str, Any]) -> str:
    """Markdown; ``others`` are the tables of ``calques_reliability.py``."""
    return PAGE.format(
        rows="\n".join(_row(rule, table) for rule, table in rules(result, others).items()),
        note=f"Too few findings to judge: {', '.join(result['too few findings'] or ['none'])}. "
        f"Without gold errors here: {', '.join(rule for rule in result['never found here'] if rule not in others)}.",
        signature=result["signature"],
    )


def rules(result: dict[str, Any], others: dict[str, Any]) -> dict[str, Any]:
    """Rule → table, of both benchmarks."""
    return dict(sorted({**{r: t for r, t in others.items() if r.startswith("XL-")}, **result["rules"]}.items()))


def _row(rule: str, table: dict[str, Any]) -> str:
    held = table.get("error of folds 1 and 3")
    shown = f"{table['right among flags']:.2f}" if table["flags"] else "–"
    return (
        f"| {rule} | {table['findings']} | {table['flags']} | {shown} | {table['error']:.3f} "
        f"| {'–' if held is None else f'{held:.3f}'} |"
    )


def picture(result: dict[str, Any], others: dict[str, Any]) -> str:
    """SVG: a panel per rule, share that is right over confidence, both 0–1."""
    tables = rules(result, others)
    panels = []
    for number, (rule, table) in enumerate(tables.items()):
        x, y = WIDTH * (number % COLUMNS), HEIGHT * (number // COLUMNS)
        panels.append(f'<g transform="translate({x} {y})">{_panel(rule, table)}</g>')
    height = HEIGHT * (-(-len(tables) // COLUMNS))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * COLUMNS} {height}" font-family="sans-serif" '
        f'font-size="9" fill="#222">\n<rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join(panels)
        + "\n</svg>\n"
    )


def _panel(rule: str, table: dict[str, Any]) -> str:
    most = max((each["findings"] for each in table["bins"]), default=1)
    parts = [
        f'<text x="{LEFT}" y="{TOP - 8}" font-weight="bold">{rule}</text>',
        f'<path d="M{LEFT} {TOP}v{SIDE}h{SIDE}" fill="none" stroke="#bbb"/>',
        f'<path d="M{LEFT} {TOP + SIDE}L{LEFT + SIDE} {TOP}" stroke="#ddd"/>',
        f'<text x="{LEFT - 8}" y="{TOP + 6}">1</text><text x="{LEFT - 8}" y="{TOP + SIDE + 10}">0</text>',
        f'<text x="{LEFT + SIDE - 3}" y="{TOP + SIDE + 10}">1</text>',
    ]
    for each in table["bins"]:
        x, y = LEFT + SIDE * each["confidence"], TOP + SIDE * (1 - each["right"])
        size = 2 + 5 * (each["findings"] / most) ** 0.5
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="#2a78b5" fill-opacity=".7"/>')
    return "".join(parts)
