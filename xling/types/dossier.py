"""Everything one run found out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xling.types.article import Article, Segment
from xling.types.claim import Claim, ClaimLink, Descent
from xling.types.flag import Flag
from xling.types.translation import Alignment, Translation


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything one run found out. ``alignments`` is keyed by segment id (segment ↔ its translation);
    ``link_alignments`` runs parallel to ``links`` (None where no encoder was there); ``descents`` say which article
    seems to come from which, most probable first."""

    articles: tuple[Article, ...]
    segments: tuple[Segment, ...]
    translations: Mapping[str, Translation] = field(default_factory=dict)
    alignments: Mapping[str, Alignment] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    links: tuple[ClaimLink, ...] = ()
    link_alignments: tuple[Alignment | None, ...] = ()
    descents: tuple[Descent, ...] = ()
    flags: tuple[Flag, ...] = ()
    notes: tuple[str, ...] = ()  # what could not be done and what would help
    signature: str = ""
