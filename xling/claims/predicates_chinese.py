"""Candidates for the predicate of a Chinese sentence: listed words, longest match first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from xling.claims.events import NOUN, UNLISTED, Candidate, events

_NOUN_AFTER = frozenset("的者价额案权方人率量商家款部所院线层局员费类版厂队")
"""Characters that make a noun of the verb before them: 投资者, 收购价, 生产线, 公布的."""

_NOUN_WORDS = ("公司", "计划", "协议", "交易", "市场", "业务", "部门", "机构", "团队", "消息", "过程", "能力", "成本")
_NOUN_BEFORE = ("的", "这笔", "该", "此次", "本次", "一次", "项", "起", "场", "轮")
_ACTION = (
    "将",
    "已",
    "会",
    "要",
    "拟",
    "正",
    "曾",
    "被",
    "就",
    "正在",
    "已经",
    "计划",
    "宣布",
    "同意",
    "未",
    "不",
    "没有",
)
"""Words before a verb that show that it is one."""


@cache
def _listed() -> re.Pattern[str]:
    words = sorted(events("zh").verbs, key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in words if len(word) > 1))


def chinese_candidates(text: str) -> Iterator[Candidate]:
    """Every listed word; the verbs of one character only where no longer one stands."""
    known = events("zh").verbs
    found = False
    for match in _listed().finditer(text):
        found = True
        event = known[match.group()]
        yield _candidate(text, match.start(), match.group(), event.key, event.rank)
    if not found:
        yield from _short(text)
        yield from _tagged(text)


def _candidate(text: str, start: int, word: str, key: str, rank: float) -> Candidate:
    end = start + len(word)
    before, after = text[:start], text[end:]
    action = before.endswith(_ACTION)
    noun = not action and before.endswith(_NOUN_BEFORE)
    if after[:1] in _NOUN_AFTER or (after.startswith(_NOUN_WORDS) and not action):
        return Candidate(start, end, word, NOUN - 0.5, key, noun=True)
    if noun:
        return Candidate(start, end, word, NOUN, key, noun=True)
    return Candidate(start, end, word, rank + 0.5 * action, key)


def _tagged(text: str) -> Iterator[Candidate]:
    """Words of two characters or more that jieba's tagger takes for verbs."""
    import jieba.posseg

    start = 0
    for pair in jieba.posseg.cut(text):
        end = start + len(pair.word)
        if pair.flag == "v" and len(pair.word) > 1 and text[end : end + 1] not in _NOUN_AFTER:
            yield Candidate(start, end, pair.word, UNLISTED)
        start = end


def _short(text: str) -> Iterator[Candidate]:
    from xling.align.words import tokenize

    known = events("zh").verbs
    for span in tokenize(text):
        word = span.of(text)
        if len(word) == 1 and word in known:
            yield Candidate(span.start, span.end, word, known[word].rank, known[word].key)
