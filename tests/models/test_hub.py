"""What is asked of the hub, and what its answers become. The hub is a stand-in: tests have no network."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from xling.errors import ModelError, OfflineError
from xling.models import Store, hub

HUB_ID = "Helsinki-NLP/opus-mt-de-en"


@dataclass
class Thread:
    author: str
    git_reference: str
    is_pull_request: bool = True
    status: str = "open"


class FakeHub:
    """Holds the toy under two revisions: the main branch has a pickle alone, a pull request has safetensors."""

    def __init__(self, folder: Path, root: Path, threads: list[Thread]) -> None:
        self.threads, self.asked = threads, []  # type: ignore[var-annotated]
        self.revisions = {None: root / "1a2b", "refs/pr/9": root / "9f9f"}
        for target in self.revisions.values():
            shutil.copytree(folder, target)
        (root / "1a2b" / "model.safetensors").unlink()

    def snapshot_download(self, hub_id: str, *, revision: str | None, allow_patterns: list[str]) -> str:
        self.asked.append((hub_id, revision))
        assert not any(pattern.endswith((".bin", ".py", ".pt", "*")) for pattern in allow_patterns)
        return str(self.revisions[revision])

    def get_repo_discussions(self, hub_id: str) -> list[Thread]:
        return self.threads


def use(monkeypatch: pytest.MonkeyPatch, fake: Any) -> None:
    monkeypatch.setattr("huggingface_hub.snapshot_download", fake.snapshot_download)
    monkeypatch.setattr("huggingface_hub.HfApi", lambda: fake)


def test_the_bots_safetensors_are_taken_where_the_main_branch_has_none(
    marian_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = [Thread("stranger", "refs/pr/3"), Thread("SFconvertbot", "refs/pr/9")]
    fake = FakeHub(marian_folder, tmp_path / "hub", threads)
    use(monkeypatch, fake)
    info = Store(tmp_path / "models").add(HUB_ID)
    assert fake.asked == [(HUB_ID, None), (HUB_ID, "refs/pr/9")]
    assert (info.name, info.origin, info.revision, info.direction) == ("opus-mt-de-en", HUB_ID, "9f9f", "de-en")


def test_a_strangers_pull_request_is_not_taken(
    marian_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, FakeHub(marian_folder, tmp_path / "hub", [Thread("stranger", "refs/pr/9")]))
    with pytest.raises(ModelError, match="no safetensors weights on the hub"):
        Store(tmp_path / "models").add(HUB_ID)


def test_network_failures_are_offline_errors_and_an_unknown_name_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    class Failing:
        error: Exception

        def snapshot_download(self, *_: object, **__: object) -> str:
            raise self.error

    fake = Failing()
    use(monkeypatch, fake)
    monkeypatch.delenv("HF_HUB_OFFLINE")
    for error in (ConnectionError("refused"), LocalEntryNotFoundError("not cached"), TimeoutError("slow")):
        fake.error = error
        with pytest.raises(OfflineError, match=r"source\.spm"):
            hub.fetch(HUB_ID)
    fake.error = HFValidationError("bad name")
    with pytest.raises(ModelError, match="the hub has no model") as caught:
        hub.fetch(HUB_ID)
    assert not isinstance(caught.value, OfflineError)


IDS = [
    ("owner/name", True),
    ("name", False),
    ("./owner/name", False),
    ("/a/b", False),
    ("a/b/c", False),
    ("a b/c", False),
]


@pytest.mark.parametrize(("text", "expected"), IDS)
def test_what_counts_as_a_hub_id(text: str, expected: bool) -> None:
    assert hub.is_hub_id(text) is expected
