"""How to translate: every setting that changes the output is part of the signature and of the cache key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xling.errors import UsageError


class TermMode(StrEnum):
    SOFT = "soft"  # a term is pinned unless the model finds the result much worse
    FORCE = "force"  # a term is pinned whatever the model says
    OFF = "off"  # terms are looked for in the output, never put there


QUALITIES = ("normal", "best")
BACKENDS = ("ct2", "torch")
DEVICES = ("auto", "cpu", "cuda")
LEAST_PIECES = 16


@dataclass(frozen=True, slots=True)
class TranslateSettings:
    """``quality`` "best" takes the hypothesis of two wide beams that the others agree with most and that lacks least,
    in three times the time (see :mod:`xling.translate.consensus` and :mod:`xling.translate.adequacy`). ``batch`` is the
    number of source pieces that are decoded together, padding included. ``margin`` is how much lower (nats per target
    piece) the model may score a sentence once its terms are pinned. ``amounts`` and ``names``: these are pinned like
    terms (see :mod:`xling.translate.amounts` and :mod:`xling.translate.names`); with names, addresses and placeholders
    (:mod:`xling.translate.codes`). ``max_pieces`` caps the model's own input limit: longer segments are split at clause
    borders. ``threads`` 0 means all cores."""

    beam: int = 4
    quality: str = "normal"
    batch: int = 2048
    length_penalty: float = 1.0
    max_pieces: int = 256
    terms: TermMode | str = TermMode.SOFT
    margin: float = 1.5
    amounts: bool = True
    names: bool = True
    guard: bool = True
    cache: bool = True
    backend: str = "ct2"
    model: str = ""  # name in the store or folder; empty: the store's choice for the direction
    device: str = "auto"
    compute_type: str = "default"
    threads: int = 0

    def __post_init__(self) -> None:
        if self.terms not in list(TermMode):
            raise UsageError(f"unknown --terms {self.terms!r}", hint=f"known: {', '.join(TermMode)}")
        object.__setattr__(self, "terms", TermMode(self.terms))  # a plain string from the command line is fine
        if self.beam < 1:
            raise UsageError(f"--beam {self.beam} is too small", hint="1 is greedy search, 4 the default")
        if self.batch < 1:
            raise UsageError(f"--batch {self.batch} is too small", hint="it counts source pieces; 2048 is the default")
        if self.max_pieces < LEAST_PIECES:
            raise UsageError(f"max_pieces {self.max_pieces} is too small", hint=f"{LEAST_PIECES} or more")
        if self.quality not in QUALITIES:
            raise UsageError(f"unknown --quality {self.quality!r}", hint=f"known: {', '.join(QUALITIES)}")
        if self.backend not in BACKENDS:
            raise UsageError(f"unknown backend {self.backend!r}", hint=f"known: {', '.join(BACKENDS)}")
        if self.device not in DEVICES:
            raise UsageError(f"unknown device {self.device!r}", hint=f"known: {', '.join(DEVICES)}")

    @property
    def signature(self) -> str:
        """What changes the output, as ``key:value|…``; threads and batch size do not."""
        return (
            f"be:{self.backend}|ct:{self.compute_type}|beam:{self.beam}|lp:{self.length_penalty:g}"
            f"|max:{self.max_pieces}|terms:{TermMode(self.terms).value}|margin:{self.margin:g}|kept:{int(self.amounts)}{int(self.names)}|guard:{int(self.guard)}"
            f"{'' if self.quality == 'normal' else f'|quality:{self.quality}'}"
        )
