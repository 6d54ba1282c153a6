"""``xling doctor``: what is here, what is missing, and the command that gets it."""

from __future__ import annotations

import typer

from xling.cli import console, options


def doctor(as_json: options.Json = False) -> None:
    """Check versions, models, devices, cache and glossaries; exit with 4 when something needed is missing."""
    from xling.diagnose import diagnose

    findings = diagnose()
    if as_json:
        console.emit_json(findings, indent=1)
    else:
        for item in findings:
            sign = {"ok": "ok     ", "missing": "MISSING", "note": "note   "}[item.status]
            console.emit(f"{sign}  {item.what:<22} {item.detail}")
            if item.hint:
                console.emit(f"         {'':<22} → {item.hint}")
    raise typer.Exit(4 if any(item.status == "missing" for item in findings) else 0)
