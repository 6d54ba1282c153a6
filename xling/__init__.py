"""xling: translate German and Chinese news into English and find the errors, above all those already in the source.

    >>> import xling
    >>> articles = xling.collect(["seeds/"]).articles
    >>> dossier = xling.run(articles, xling.Settings())
    >>> page = xling.html(dossier)

The names below are the public interface; everything is imported on first use, so ``import xling`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what a type checker sees; a test holds it against the table below
    from xling.align.choose import aligner
    from xling.checks import examine
    from xling.claims import quantities
    from xling.claims.extract import extract
    from xling.claims.link import link
    from xling.encode import sentence_encoder
    from xling.errors import XlingError
    from xling.glossary import Glossary
    from xling.ingest import collect, read
    from xling.models import Store
    from xling.pipeline import Settings, run
    from xling.report import html, jsonl, markdown, read_jsonl
    from xling.segment import segment as segments
    from xling.translate import TranslateSettings, translator
    from xling.types import Article, Claim, ClaimLink, Dossier, Flag, Segment, Span, Translation

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
    "aligner": "xling.align.choose",
    "collect": "xling.ingest",
    "examine": "xling.checks",
    "extract": "xling.claims.extract",
    "html": "xling.report",
    "jsonl": "xling.report",
    "link": "xling.claims.link",
    "markdown": "xling.report",
    "quantities": "xling.claims",
    "read": "xling.ingest",
    "read_jsonl": "xling.report",
    "run": "xling.pipeline",
    "segments": "xling.segment:segment",  # the module has the name of its function
    "sentence_encoder": "xling.encode",
    "translator": "xling.translate",
}

__all__ = [
    "Article",
    "Claim",
    "ClaimLink",
    "Dossier",
    "Flag",
    "Glossary",
    "Segment",
    "Settings",
    "Span",
    "Store",
    "TranslateSettings",
    "Translation",
    "XlingError",
    "aligner",
    "collect",
    "examine",
    "extract",
    "html",
    "jsonl",
    "link",
    "markdown",
    "quantities",
    "read",
    "read_jsonl",
    "run",
    "segments",
    "sentence_encoder",
    "translator",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in _WHERE:
        raise AttributeError(f"module 'xling' has no attribute {name!r}")
    module, _, other = _WHERE[name].partition(":")
    return getattr(import_module(module), other or name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_WHERE])
