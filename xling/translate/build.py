"""Puts a translator together: model from the store, backend, tokenizer, cache."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from xling import paths
from xling.errors import ModelError, UsageError
from xling.models import ModelInfo, Store
from xling.models.info import CARD_FILE, read_info
from xling.models.lock import hashes_of
from xling.models.origin import examine
from xling.translate.cache import Cache
from xling.translate.decoder import Decoder
from xling.translate.decoding import Backend
from xling.translate.engine import MarianTranslator
from xling.translate.ladder import Ladder
from xling.translate.pieces import Tokenizer
from xling.translate.places import word_aligner
from xling.translate.settings import LEAST_PIECES, TranslateSettings
from xling.translate.terms import Judge

if TYPE_CHECKING:
    from xling.glossary import Glossary


def build(source: str, target: str, settings: TranslateSettings, glossary: Glossary | None = None) -> MarianTranslator:
    """See :func:`xling.translate.translator`."""
    info = choose(source, target, settings)
    if info.comfort:
        settings = replace(settings, max_pieces=min(settings.max_pieces, max(LEAST_PIECES, info.comfort)))
    tokenizer = Tokenizer(info.path, marks=info.marks, prefix=info.prefix)
    decoder = Decoder(_backend(info, settings), tokenizer, settings, (source, target), choosy=info.guided)
    cache = Cache(paths.cache_path()) if settings.cache else None
    aligner = partial(word_aligner, settings.threads)
    ladder = Ladder(decoder, (source, target), aligner, Judge(glossary), attends=info.guided)
    return MarianTranslator(info, decoder, ladder, cache)


def choose(source: str, target: str, settings: TranslateSettings) -> ModelInfo:
    """The model named in the settings, by name or folder, or the store's choice for the direction."""
    store = Store()
    if not settings.model:
        info = store.find("marian", source, target)
    elif (folder := Path(settings.model).expanduser()).is_dir():
        info = _from_folder(folder, source, target, settings.backend)
    else:
        info = store.get(settings.model)
    if info.kind != "marian":
        raise UsageError(f"{info.name} is an encoder, not a translation model", hint="xling models list")
    if (info.source, info.target) != (source, target):
        raise UsageError(
            f"{info.name} translates {info.direction}, not {source}-{target}", hint="choose another --model or --from"
        )
    return info if info.sha256 else replace(info, sha256=hashes_of(info.path, leave_out=frozenset({CARD_FILE})))


def _from_folder(folder: Path, source: str, target: str, backend: str) -> ModelInfo:
    """A model that is not in the store: a converted folder for ct2, a Hugging Face folder for torch."""
    if (folder / CARD_FILE).is_file():
        return read_info(folder)
    candidate = examine(folder, source=source, target=target)
    if not candidate.converted and backend == "ct2":
        raise ModelError(f"{folder} is not converted", hint=f"xling models add {folder}, or --backend torch")
    return ModelInfo(
        folder.name, "marian", folder, source, target,
        licence=candidate.licence, prefix=candidate.prefix, max_pieces=candidate.max_pieces,
    )  # fmt: skip


def _backend(info: ModelInfo, settings: TranslateSettings) -> Backend:
    if settings.backend == "ct2":
        from xling.translate.ct2 import Ct2Backend

        return Ct2Backend(info, settings)
    from xling.translate.torch_backend import TorchBackend

    return TorchBackend(info, settings)
