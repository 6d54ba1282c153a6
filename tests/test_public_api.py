"""The public names exist and lead where the table says."""

from __future__ import annotations

import pytest

import xling


@pytest.mark.parametrize("name", xling.__all__)
def test_name_exists(name: str) -> None:
    assert getattr(xling, name) is not None


def test_names_are_listed() -> None:
    assert set(xling.__all__) <= set(dir(xling))


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = xling.nonsense
