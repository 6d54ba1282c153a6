"""Every test runs with its own XLING_HOME, without a terminal's colours and without a network."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["NO_COLOR"] = "1"
os.environ["TERM"] = "dumb"
# A fixed width keeps help texts and tables the same on every machine.
os.environ["COLUMNS"] = "120"

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the models, cache or settings of the person who runs it."""
    monkeypatch.setenv("XLING_HOME", str(tmp_path_factory.mktemp("home")))
    for name in [name for name in os.environ if name.startswith("XLING_") and name not in ("XLING_HOME", "XLING_GOLD")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to reach a host fails the test: after set-up xling works offline."""

    def refuse(self: socket.socket, address: object, *_: object) -> None:
        if self.family == socket.AF_UNIX:
            return
        raise AssertionError(f"a test tried to reach the network: {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture(scope="session")
def _converted_home(pytestconfig: pytest.Config) -> Path:
    """XLING_HOME with the e5 encoders, converted once and kept in pytest's cache folder between runs."""
    from xling.encode import prepare

    home = pytestconfig.cache.mkdir("xling-home")
    before = os.environ.get("XLING_HOME")
    os.environ["XLING_HOME"] = str(home)
    try:
        prepare()
    finally:
        if before is None:
            del os.environ["XLING_HOME"]
        else:
            os.environ["XLING_HOME"] = before
    return Path(home)


@pytest.fixture
def encoder_home(_converted_home: Path, _own_home: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The test runs with the real e5 encoders installed. Must not change the models in it."""
    monkeypatch.setenv("XLING_HOME", str(_converted_home))
    yield _converted_home


@pytest.fixture(scope="session")
def gold() -> Path:
    """Folder of evaluation data that is not part of the project; tests that need it skip without XLING_GOLD."""
    folder = os.environ.get("XLING_GOLD")
    if not folder or not Path(folder).is_dir():
        pytest.skip("set XLING_GOLD to the folder with the evaluation data")
    return Path(folder)
