"""Alignments for the eye: a terminal table whose columns fit Chinese, and a self-contained HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from xling.text import display_width
from xling.types import Alignment, Span

_LONGEST = 32


def terminal(alignment: Alignment) -> str:
    """One line per source word with the words that render it and the weakest score; unlinked target words last."""
    renderings: dict[int, list[int]] = {}
    scores: dict[int, float] = {}
    for link in alignment.links:
        renderings.setdefault(link.source, []).append(link.target)
        scores[link.source] = min(scores.get(link.source, 1.0), link.score)
    words = [_short(_printable(span.of(alignment.source))) for span in alignment.source_tokens]
    width = max(map(display_width, words), default=0)
    lines = []
    for index, word in enumerate(words):
        pad = " " * (width - display_width(word))
        if index in renderings:
            found = " ".join(alignment.target_tokens[target].of(alignment.target) for target in renderings[index])
            lines.append(f"{word}{pad}  {scores[index]:.2f}  {_printable(found)}")
        else:
            lines.append(f"{word}{pad}     –")
    linked = {link.target for link in alignment.links}
    free = [span.of(alignment.target) for index, span in enumerate(alignment.target_tokens) if index not in linked]
    if free:
        lines.append(f"{' ' * width}  only in the target: {_printable(' '.join(free))}")
    return "\n".join([*lines, ""])


def _printable(text: str) -> str:
    """Control characters made visible: a text must not steer the terminal."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def _short(word: str) -> str:
    if display_width(word) <= _LONGEST:
        return word
    while display_width(word) > _LONGEST - 1:
        word = word[:-1]
    return word + "…"


_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Word alignment</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root{color-scheme:light dark}
body{font:16px/1.7 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif}
body{max-width:70rem;margin:2rem auto;padding:0 1rem}
.pair{border-top:1px solid #8886;padding:.6rem 0}.pair p{margin:.2rem 0;overflow-wrap:anywhere}
.n{color:#888;font-size:.8em;margin-right:.6em}
.w{border-radius:.2em;cursor:default}.w:not([data-l=""]){border-bottom:1px dotted #888}
.on{background:#ffd54a;color:#000}.w:focus{outline:2px solid #ffb300}
</style></head><body>
<h1>Word alignment</h1><p>Point at a word, or move with Tab, to see the words that render it.</p>
"""
_TAIL = """<script>
const mark=(e,on)=>{const w=e.target.closest&&e.target.closest('.w');if(!w)return;const p=w.closest('.pair');
p.querySelectorAll('.on').forEach(x=>x.classList.remove('on'));if(!on)return;w.classList.add('on');
w.dataset.l.split(' ').filter(Boolean).forEach(i=>p.querySelector('[data-i="'+i+'"]').classList.add('on'))};
for(const [n,on] of [['mouseover',1],['mouseout',0],['focusin',1],['focusout',0]])
document.addEventListener(n,e=>mark(e,on));
</script></body></html>"""


def html(alignments: Iterable[Alignment]) -> Iterator[str]:
    """The page in parts, as the alignments come: works by mouse and keyboard, loads nothing, all text escaped."""
    yield _HEAD
    for number, alignment in enumerate(alignments, start=1):
        yield _pair(alignment, number)
    yield _TAIL


def _pair(alignment: Alignment, number: int) -> str:
    forward: dict[int, list[int]] = {}
    backward: dict[int, list[int]] = {}
    for link in alignment.links:
        forward.setdefault(link.source, []).append(link.target)
        backward.setdefault(link.target, []).append(link.source)
    source = _side(alignment.source, alignment.source_tokens, "s", "t", forward)
    target = _side(alignment.target, alignment.target_tokens, "t", "s", backward)
    return f'<div class="pair"><p><span class="n">{number}</span>{source}</p><p>{target}</p></div>\n'


def _side(text: str, tokens: tuple[Span, ...], own: str, other: str, links: dict[int, list[int]]) -> str:
    parts, position = [], 0
    for index, span in enumerate(tokens):
        partners = " ".join(f"{other}{partner}" for partner in links.get(index, ()))
        parts.append(escape(text[position : span.start]))
        parts.append(
            f'<span class="w" tabindex="0" data-i="{own}{index}" data-l="{partners}">{escape(span.of(text))}</span>'
        )
        position = span.end
    return "".join([*parts, escape(text[position:])])
