"""Fetches a model from the Hugging Face hub: the only place of xling that uses the network, and only when asked to."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xling.errors import ModelError, OfflineError
from xling.models.origin import MARIAN_FILES

_ID = re.compile(r"[\w.-]+/[\w.-]+")
# The hub's own bot offers a safetensors copy of old repositories as a pull request; transformers uses it likewise.
_CONVERTER = "SFconvertbot"


@dataclass(frozen=True, slots=True)
class Download:
    """Where the files lie now, and the commit they come from."""

    folder: Path
    revision: str


def is_hub_id(where: str) -> bool:
    """True for ``owner/name`` that is no folder here."""
    return bool(_ID.fullmatch(where)) and not Path(where).exists()


def fetch(hub_id: str, *, revision: str = "") -> Download:
    """Download the allow-listed files of ``hub_id`` at ``revision`` (default: the main branch) through huggingface_hub.

    HF_HOME, HF_TOKEN, HF_ENDPOINT and HF_HUB_OFFLINE are honoured. Pickles are not even downloaded.

    :raises OfflineError: the hub cannot be reached or HF_HUB_OFFLINE is set, and the cache does not hold the model.
    :raises ModelError: there is no such model, or it has no safetensors weights.
    """
    try:
        import huggingface_hub as hub
        from huggingface_hub import errors
    except ImportError as error:
        raise ModelError("the package huggingface_hub is missing", hint="pip install huggingface_hub") from error
    patterns = [*MARIAN_FILES, "model-*-of-*.safetensors"]

    def snapshot(at: str) -> str:
        return str(hub.snapshot_download(hub_id, revision=at or None, allow_patterns=patterns))

    try:
        folder = Path(_call(lambda: snapshot(revision), hub_id))
        if not revision and not any(folder.glob("*.safetensors")):
            offered = _call(lambda: _offered(hub.HfApi(), hub_id), hub_id)
            if offered:
                folder = Path(_call(lambda: snapshot(offered), hub_id))
    except (errors.RepositoryNotFoundError, errors.RevisionNotFoundError, errors.HFValidationError) as error:
        at = f" at revision {revision}" if revision else ""
        raise ModelError(f"the hub has no model {hub_id}{at}", hint="check the name on huggingface.co") from error
    if not any(folder.glob("*.safetensors")):
        raise ModelError(
            f"{hub_id} has no safetensors weights on the hub, only pickles, which can run code when they are read",
            hint="name a --revision that has them, or convert it where you trust its author and add the folder",
        )
    return Download(folder, folder.name)


def _offered(api: Any, hub_id: str) -> str:  # noqa: ANN401 - huggingface_hub's own type
    """Git reference of the bot's safetensors pull request; empty when there is none."""
    for thread in api.get_repo_discussions(hub_id):
        if thread.is_pull_request and thread.author == _CONVERTER and thread.status in ("open", "merged"):
            return str(thread.git_reference)
    return ""


def _call(action: Callable[[], str], hub_id: str) -> str:
    """Run a hub call; failures of the network become :class:`OfflineError`, refusals of the hub pass through."""
    from huggingface_hub import errors

    try:
        return action()
    except (errors.RepositoryNotFoundError, errors.RevisionNotFoundError, errors.HFValidationError):
        raise
    except (errors.HfHubHTTPError, errors.LocalEntryNotFoundError, OSError, RuntimeError) as error:
        raise _offline(hub_id, error) from error
    except Exception as error:
        # huggingface_hub 2 uses httpx2, older ones requests or httpx: their error roots are named, not imported.
        if type(error).__module__.split(".")[0] in ("httpx", "httpx2", "requests", "urllib3"):
            raise _offline(hub_id, error) from error
        raise


def _offline(hub_id: str, error: Exception) -> OfflineError:
    if os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE"):
        why = "HF_HUB_OFFLINE is set"
    else:
        why = f"{type(error).__name__}: {str(error).splitlines()[0][:160] if str(error) else 'no answer'}"
    return OfflineError(
        f"{hub_id} (config.json, model.safetensors, source.spm, target.spm, vocab.json) could not be fetched "
        f"from the hub and is not in its cache: {why}",
        hint="go online, or fetch the folder elsewhere and run `xling models add FOLDER`",
    )
