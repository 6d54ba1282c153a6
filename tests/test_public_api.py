"""The public names exist and lead where the table says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import xling


@pytest.mark.parametrize("name", xling.__all__)
def test_name_exists(name: str) -> None:
    for _ in range(2):  # the import of a module sets an attribute of the package, which must not hide a name
        assert callable(getattr(xling, name))


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(xling.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.asname or alias.name: f"{node.module}:{alias.name}"
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == {name: where if ":" in where else f"{where}:{name}" for name, where in xling._WHERE.items()}


def test_names_are_listed() -> None:
    assert xling.__all__ == sorted(xling._WHERE)
    assert set(xling.__all__) <= set(dir(xling))


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = xling.nonsense
