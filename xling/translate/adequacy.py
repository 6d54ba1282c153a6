"""What speaks for one hypothesis before another besides the model: source words that it renders, words that exist,
nothing said again and again.

A feature-based reranker in the manner of Och et al. (2004, N04-1021), with a lexical table (IBM model 1) for coverage.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xling.align.lexical import lexicon
from xling.align.words import tokenize
from xling.lexicon.words import closed_class, stopwords

_COVERED, _INVENTED, _REPEATED = 0.45, -0.10, -0.13
"""Weights beside an agreement of 0–1, from ridge regressions of sentence chrF within the lists of hypotheses for 800
sentences of text like that of the training, German and Chinese; not from test sets."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def evidence(source: str, texts: Sequence[str], langs: tuple[str, str]) -> NDArray[np.float64]:
    """The weighted sum for each of ``texts``, translations of ``source`` into English; shape (texts,).

    0 for all where there is no lexical table from ``langs[0]`` into ``langs[1]``.
    """
    if (table := lexicon(*langs)) is None or not texts:
        return np.zeros(len(texts))
    left = [word for span in tokenize(source) if is_content(word := span.of(source), langs[0])]
    words = [[span.of(text) for span in tokenize(text)] for text in texts]
    every = {word: number for number, word in enumerate(dict.fromkeys(word for each in words for word in each))}
    sure = table.surest(left) if left else np.zeros(0, np.float32)
    rendered = table.lookup(left, list(every))[0] / np.maximum(sure, 1e-9)[:, None] if left and every else None
    result = np.zeros(len(texts))
    for number, (text, each) in enumerate(zip(texts, words, strict=True)):
        covered = 0.0
        if rendered is not None and each:
            covered = float(np.minimum(rendered[:, [every[word] for word in each]].max(axis=1), 1.0).sum()) / len(left)
        invented, repeated = _invented(text, source), _repeated(each, left, langs[1])
        result[number] = _COVERED * covered + _INVENTED * invented + _REPEATED * repeated
    return result


@lru_cache(maxsize=1 << 15)
def is_english(word: str) -> bool:
    """Whether a dictionary has ``word``, as it is or in lower case."""
    import simplemma

    return bool(simplemma.is_known(word, lang="en") or simplemma.is_known(word.lower(), lang="en"))


def is_content(word: str, lang: str) -> bool:
    """Whether ``word`` has letters and is no function word of its language."""
    return any(map(str.isalpha, word)) and word.lower() not in _function_words(lang)


def _invented(text: str, source: str) -> float:
    """Share of words that no dictionary has and that the source does not hold either."""
    words = _WORD.findall(text)
    return sum(not is_english(word) and word not in source for word in words) / max(1, len(words))


def _repeated(words: Sequence[str], source: Sequence[str], lang: str) -> float:
    """Share of content words that were said before, as far as the source does not repeat its own."""
    content = [word.lower() for word in words if is_content(word, lang)]
    return max(0, _again(content) - _again([word.lower() for word in source])) / max(1, len(content))


def _again(words: Sequence[str]) -> int:
    return sum(times - 1 for times in Counter(words).values())


@lru_cache(maxsize=8)
def _function_words(lang: str) -> frozenset[str]:
    return closed_class(lang) | stopwords(lang)
