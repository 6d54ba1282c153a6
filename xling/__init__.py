"""xling: translate German and Chinese news into English and find the errors, above all those already in the source.

    >>> import xling
    >>> articles = xling.collect(["seeds/"]).articles
    >>> dossier = xling.run(articles, xling.Settings())
    >>> page = xling.html(dossier)

The names below are the public interface; everything is imported on first use, so ``import xling`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {
    "Article": "xling.types",
    "Claim": "xling.types",
    "ClaimLink": "xling.types",
    "Dossier": "xling.types",
    "Flag": "xling.types",
    "Glossary": "xling.glossary",
    "Segment": "xling.types",
    "Settings": "xling.pipeline",
    "Span": "xling.types",
    "Store": "xling.models",
    "TranslateSettings": "xling.translate",
    "Translation": "xling.types",
    "XlingError": "xling.errors",
    "aligner": "xling.align",
    "collect": "xling.ingest",
    "examine": "xling.checks",
    "extract": "xling.claims",
    "html": "xling.report",
    "jsonl": "xling.report",
    "link": "xling.claims",
    "markdown": "xling.report",
    "quantities": "xling.claims",
    "read": "xling.ingest",
    "read_jsonl": "xling.report",
    "run": "xling.pipeline",
    "segment": "xling.segment",
    "sentence_encoder": "xling.encode",
    "translator": "xling.translate",
}

__all__ = sorted(_WHERE)  # noqa: PLE0605 - a sorted list of the keys above


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in _WHERE:
        raise AttributeError(f"module 'xling' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_WHERE])
