"""simalign as a backend: the reference that our own matching is measured against, one pair at a time.

Needs ``pip install xling[torch]``. simalign fails on an empty side and beyond 512 subwords; both raise here what the
caller can act on, or give no links for the empty side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from xling.align.pairs import Pair
from xling.align.words import tokenize
from xling.errors import ModelError, ResourceError, UsageError
from xling.types import Alignment, Link

_METHODS = {"mutual": ("a", "inter"), "itermax": ("i", "itermax"), "max-weight": ("m", "mwmf")}


class SimAligner:
    """``simalign.SentenceAligner`` behind ``protocols.Aligner``; every link has the score 1.

    :param model: a transformers folder (``encode.export.export_transformers`` writes one) or a model name simalign
        knows and finds on this machine.
    :param level: ``bpe`` or ``word``, simalign's token types.
    """

    def __init__(self, model: str | Path, *, layer: int = 7, method: str = "mutual", level: str = "bpe") -> None:
        if method not in _METHODS:
            raise UsageError(f"simalign has no method {method!r}", hint="one of " + ", ".join(_METHODS))
        try:
            from simalign import SentenceAligner
        except ImportError as error:
            raise ModelError("simalign is not installed", hint="pip install xling[torch]") from error
        code, self._key = _METHODS[method]
        try:
            self._aligner: Any = SentenceAligner(
                model=str(model), token_type=level, matching_methods=code, device="cpu", layer=layer
            )
        except (OSError, ValueError) as error:
            raise ModelError(f"simalign cannot load {model}: {error}") from error
        self._name = f"{Path(model).name}:{layer}:{level}"
        self._method = method

    @property
    def signature(self) -> str:
        return f"simalign:{self._name}|method:{self._method}"

    def align(self, pairs: Sequence[tuple[str, str, str, str]]) -> list[Alignment]:
        """Align (source, target, source language, target language); same number, same order."""
        return list(self.stream(Pair(s, t, tokenize(s), tokenize(t), a, b) for s, t, a, b in pairs))

    def stream(self, pairs: Iterable[Pair]) -> Iterator[Alignment]:
        """Align pair after pair.

        :raises ResourceError: a side is longer than the encoder can read.
        """
        for pair in pairs:
            source = [span.of(pair.source) for span in pair.source_tokens]
            target = [span.of(pair.target) for span in pair.target_tokens]
            links: tuple[Link, ...] = ()
            if source and target:
                try:
                    found = self._aligner.get_word_aligns(source, target)[self._key]
                except (RuntimeError, IndexError, ValueError) as error:
                    raise ResourceError(
                        f"simalign failed on a pair of {len(source)} and {len(target)} words: {error}",
                        hint="use the built-in aligner, which reads long texts in windows",
                    ) from error
                links = tuple(Link(int(i), int(j)) for i, j in found)
            yield Alignment(pair.source, pair.target, pair.source_tokens, pair.target_tokens, links)
