"""Rules of the house that a linter does not know."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "xling").rglob("*.py"))
STAGES = ("ingest", "segment", "translate", "align", "claims", "checks", "report")
EXCEPTIONS = {("translate", "xling.align"), ("translate", "xling.claims"), ("claims", "xling.report.codec")}
"""A stage, and what it may import of a later one: the knowledge there, not the stage's work."""


def test_modules_stay_small() -> None:
    assert [f"{path}: {n}" for path in MODULES if (n := len(path.read_text().splitlines())) > 300] == []


def test_only_the_command_line_prints_or_exits() -> None:
    offenders = []
    for path in MODULES:
        if "cli" in path.relative_to(ROOT).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "exit"):
                offenders.append(f"{path}:{node.lineno}")
            if isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.exit", "logging.basicConfig"):
                offenders.append(f"{path}:{node.lineno}")
    assert offenders == []


def test_no_check_imports_another() -> None:
    from xling.checks import registry

    modules = {where.partition(":")[0] for where in registry.CHECKS.values()}
    for module in modules:
        text = (ROOT / (module.replace(".", "/") + ".py")).read_text()
        assert not [other for other in modules - {module} if other in text], module


def test_a_stage_imports_no_later_one() -> None:
    offenders = []
    for path in MODULES:
        stage = path.relative_to(ROOT / "xling").parts[0]
        later = STAGES[STAGES.index(stage) + 1 :] if stage in STAGES else ()
        for node in ast.walk(ast.parse(path.read_text())):
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            excused = any(stage == own and f"{module}.".startswith(f"{other}.") for own, other in EXCEPTIONS)
            if not excused and any(f"{module}.".startswith(f"xling.{other}.") for other in later):
                offenders.append(f"{path.relative_to(ROOT)}:{node.lineno} {module}")
    assert offenders == []


def test_every_public_function_of_the_library_has_a_docstring() -> None:
    missing = []
    for path in MODULES:
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if ast.get_docstring(node) is None and len(node.body) > 4:
                missing.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert missing == []
