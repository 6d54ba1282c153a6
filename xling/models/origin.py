"""Decides whether a folder may become a model, and copies out of it only what a MarianMT model needs.

Weights are read from safetensors alone. A pickle (``pytorch_model.bin``, ``*.pt``, ``*.ckpt``) can run code while it
is read; ``torch.load(weights_only=True)`` was meant to prevent that and did not always (CVE-2025-32434), so it is no
exception here. Files that the allow-list below does not name, Python files among them, are never copied or read.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xling.errors import ModelError
from xling.models.info import CARD_FILE

PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle")
MARIAN_FILES = (
    "config.json", "generation_config.json", "vocab.json", "target_vocab.json", "source.spm", "target.spm",
    "tokenizer_config.json", "special_tokens_map.json", "model.safetensors", "model.safetensors.index.json",
    "README.md",
)  # fmt: skip
CONVERTED_FILES = (
    "model.bin", "config.json", "shared_vocabulary.json", "source_vocabulary.json", "target_vocabulary.json",
    "shared_vocabulary.txt", "source_vocabulary.txt", "target_vocabulary.txt", "source.spm", "target.spm", CARD_FILE,
    "README.md",
)  # fmt: skip

# ISO 639-2/3 codes and variants as they occur in the names and tokenizer settings of OPUS-MT models.
_LANGUAGES = {
    "deu": "de", "ger": "de", "zho": "zh", "cmn": "zh", "chi": "zh", "zh_cn": "zh", "zh_hans": "zh", "eng": "en",
    "gmw": "de", "gem": "de", "zht": "zh",
}  # fmt: skip
_NAME = re.compile(r"opus-mt(?:-tc)?(?:-(?:big|base|tiny|small))*-([a-z_]+)-([a-z_]+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A folder that passed the examination. ``converted`` is True when it is a CTranslate2 folder already."""

    folder: Path
    converted: bool
    source: str
    target: str
    licence: str
    prefix: str
    max_pieces: int
    card: Mapping[str, Any]  # contents of xling.json where the folder brings one


def examine(folder: Path, *, name: str = "", source: str = "", target: str = "") -> Candidate:
    """Check that ``folder`` is a MarianMT model in a form that cannot carry code.

    :raises ModelError: it is not; the message names the file or setting.
    """
    if not folder.is_dir():
        raise ModelError(
            f"{folder} is no folder", hint="give a model folder or a hub id such as Helsinki-NLP/opus-mt-de-en"
        )
    config = _json(folder / "config.json", required=True)
    card = _json(folder / CARD_FILE)
    converted = (folder / "model.bin").is_file() and not config.get("model_type")
    if converted:
        _check_converted(folder)
    else:
        _check_marian(folder, config)
    for required in ("source.spm", "target.spm"):
        if not (folder / required).is_file():
            raise ModelError(f"{folder} lacks {required}, the SentencePiece model", hint="is the download complete?")
    guess = _languages(folder, name or folder.name)
    source, target = source or card.get("source") or guess[0], target or card.get("target") or guess[1]
    if not source or not target:
        raise ModelError(f"{folder} does not say which languages it translates", hint="add --from de --to en")
    prefix = str(card.get("prefix") or _prefix(folder, target))
    limit = int(card.get("max_pieces") or config.get("max_position_embeddings") or 512)
    return Candidate(folder, converted, source, target, _licence(folder, card), prefix, limit, card)


def copy_allowed(folder: Path, output: Path, *, converted: bool) -> None:
    """Copy the allow-listed files of ``folder`` (sharded safetensors included) into the existing folder ``output``."""
    names = list(CONVERTED_FILES if converted else MARIAN_FILES)
    if not converted:
        names += [file.name for file in folder.glob("model-*-of-*.safetensors")]
    for name in names:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, output / name)


def _json(file: Path, *, required: bool = False) -> dict[str, Any]:
    if not file.is_file():
        if required:
            raise ModelError(
                f"{file.parent} holds no {file.name}", hint="a MarianMT folder holds config.json, spm and weights"
            )
        return {}
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{file} is no JSON: {error}", hint="is the download complete?") from error
    if not isinstance(data, dict):
        raise ModelError(f"{file} is no JSON object", hint="is the download complete?")
    return data


def _check_marian(folder: Path, config: Mapping[str, Any]) -> None:
    if config.get("model_type") != "marian":
        kind = config.get("model_type") or "unknown"
        raise ModelError(
            f"{folder} is a model of type {kind!r}, not MarianMT", hint="xling translates with MarianMT models"
        )
    if config.get("auto_map"):
        raise ModelError(
            f"{folder} asks for code of its own (auto_map in config.json)", hint="xling never runs such code"
        )
    if (folder / "model.safetensors").is_file() or (folder / "model.safetensors.index.json").is_file():
        return
    pickles = sorted(file.name for file in folder.iterdir() if file.suffix in PICKLES)
    if pickles:
        raise ModelError(
            f"{folder} has its weights only as a Python pickle ({', '.join(pickles)}), which can run code when it "
            "is read, even with torch.load(weights_only=True)",
            hint="get the safetensors version, or make one with save_pretrained() if you trust its author",
        )
    raise ModelError(f"{folder} holds no model.safetensors", hint="is the download complete?")


def _check_converted(folder: Path) -> None:
    # CTranslate2's model.bin begins with a uint32 version and a length-prefixed specification name.
    with (folder / "model.bin").open("rb") as stream:
        head = stream.read(64)
    length = int.from_bytes(head[4:6], "little")
    if head[6 : 6 + length].rstrip(b"\0") != b"TransformerSpec":
        raise ModelError(
            f"{folder / 'model.bin'} is no CTranslate2 translation model",
            hint="a pickle renamed to model.bin is refused; convert from safetensors",
        )


def _languages(folder: Path, name: str) -> tuple[str, str]:
    """Source and target as the name or the tokenizer tells them; empty where neither does."""
    settings = _json(folder / "tokenizer_config.json")
    found = _NAME.search(name.rsplit("/", 1)[-1])
    source, target = found.groups() if found else (settings.get("source_lang"), settings.get("target_lang"))
    return _language(str(source or "")), _language(str(target or ""))


def _language(code: str) -> str:
    """The two-letter code for one of OPUS-MT's; empty for one that xling does not know."""
    code = code.lower()
    return _LANGUAGES.get(code, code if len(code) == 2 else "")


def _prefix(folder: Path, target: str) -> str:
    """The token ``>>eng<<`` of models with several target languages; they translate into the wrong one without it."""
    if not (folder / "vocab.json").is_file():
        return ""
    codes = [token for token in _json(folder / "vocab.json") if token.startswith(">>") and token.endswith("<<")]
    wanted = [code for code in codes if _LANGUAGES.get(code[2:-2].lower(), code[2:-2].lower()) == target]
    return wanted[0] if wanted else ""


def _licence(folder: Path, card: Mapping[str, Any]) -> str:
    if value := card.get("licence") or card.get("license"):
        return str(value)
    readme = folder / "README.md"
    if not readme.is_file():
        return "unknown"
    head = readme.read_text(encoding="utf-8", errors="replace")[:4000]
    found = re.search(r"^license:\s*['\"]?([\w.+-]+)", head, re.MULTILINE)
    return found.group(1) if found else "unknown"
