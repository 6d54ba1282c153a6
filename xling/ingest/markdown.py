"""Markdown to an article: the reading text is the file less its markup (CommonMark's blocks, tables, front matter)."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from xling.ingest.article import build
from xling.ingest.dates import find_date
from xling.ingest.reading import ReadingText
from xling.types import LANGUAGES, Article, BlockKind

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FRONT = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\r?\n(.*?\n)?(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w[\w -]*?)\s*[:=]\s*(.+?)\s*$", re.MULTILINE)
_HEADING = re.compile(r"( {0,3}(#{1,6})[ \t]+)(.*?)(?:[ \t]+#+)?[ \t]*\r?\n?$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*\r?\n?$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\r?\n?$")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_REFERENCE = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?\n?$")
_IMAGE_ONLY = re.compile(r"\s*!\[[^\]\n]*\]\([^)\n]*\)\s*$")
_INLINE = re.compile(
    r"\\([!-/:-@\[-`{-~])"  # 1 escaped punctuation
    r"|\[!\[[^\]\n]{0,400}\]\([^)\n]{0,2000}\)\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])"  # image as a link
    r"|!\[([^\]\n]{0,400})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])"  # 2 image
    r"|\[\^[^\]\n]{1,60}\]"  # footnote mark
    r"|\[([^\]\n]{1,600})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])"  # 3 link
    r"|<((?:https?|mailto):[^>\s]{1,2000})>"  # 4 autolink
    r"|<!--.{0,4000}?-->|</?[a-zA-Z][^<>\n]{0,1000}>"  # comment, HTML tag
    r"|(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});)"  # 5 entity
    r"|`{1,3}|~~|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<![\w_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\w_])",
    re.DOTALL,
)


def is_markdown(text: str) -> bool:
    """True for a text without a name that shows it is Markdown: front matter, or two headings with ``#``."""
    return bool(_FRONT.match(text)) or len(re.findall(r"(?m)^#{1,6} \S", text[:20000])) >= 2


def article_from_markdown(text: str, *, id: str, path: str = "", lang: str | None = None) -> Article:  # noqa: A002
    """An article from Markdown. Front matter gives title, date and language; its other fields go to ``meta``."""
    front = _FRONT.match(text)
    fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front[2] or "")} if front else {}
    reading = ReadingText()
    _Parser(text, reading).run(front.end() if front else 0)
    reading_text, drafts, offsets = reading.finish()
    stated = next((fields[name][:2].lower() for name in ("lang", "language") if name in fields), "")
    return build(
        reading_text,
        drafts,
        id=id,
        path=path,
        lang=lang or (stated if stated in LANGUAGES else None),
        title=fields.get("title", ""),
        date=find_date(" ".join(fields[name] for name in ("date", "published", "datum") if name in fields)),
        offsets=offsets,
        file_text=text,
        notes=reading.notes,
        meta={key: value for key, value in fields.items() if key not in ("title", "date", "lang", "language")},
    )


@dataclass(slots=True)
class _Line:
    start: int  # in the file
    text: str  # with its line break


class _Parser:
    """Line by line, one open paragraph at a time."""

    def __init__(self, text: str, reading: ReadingText) -> None:
        self.text, self.reading = text, reading
        self.kind: BlockKind | None = None  # of the open block
        self.titled = False

    def run(self, start: int) -> None:
        lines = [_Line(match.start(), match[0]) for match in _LINE.finditer(self.text, start)]
        fence = ""
        for line in lines:
            match = _FENCE.match(line.text)
            if fence or match:
                fence = self._code(line, fence, match[1] if match else "")
            else:
                self._line(line)
        self._close()

    def _code(self, line: _Line, fence: str, mark: str) -> str:
        """A line of a fenced block or its fence; returns the fence that is open afterwards."""
        if not fence:
            self._close()
            return mark
        if mark and mark[0] == fence[0] and len(mark) >= len(fence):
            self.reading.close(BlockKind.BOILERPLATE, "code", fixed=True)
            return ""
        self.reading.keep(line.text, line.start)
        return fence

    def _line(self, line: _Line) -> None:
        text = line.text
        if not text.strip() or _REFERENCE.match(text) or (_TABLE_RULE.match(text) and "|" in text):
            self._close()
        elif heading := _HEADING.match(text):
            self._close()
            self._inline(heading[3], line.start + heading.end(1))
            self._heading(len(heading[2]))
        elif _SETEXT.match(text) and self.kind is None and not self.reading.is_empty:
            self._heading(1 if "=" in text else 2)
        elif _RULE.match(text):
            self._close()
        elif quote := _QUOTE.match(text):
            self._open(BlockKind.QUOTE)
            self._inline(text[quote.end() :], line.start + quote.end())
        elif item := _ITEM.match(text):
            self._close()
            self.kind = BlockKind.LIST
            self._inline(text[item.end() :], line.start + item.end())
        elif text.lstrip().startswith("|") and text.rstrip().endswith("|"):
            self._row(line)
        else:
            self._inline(text, line.start)
            if _IMAGE_ONLY.match(text):
                self._close(BlockKind.CAPTION)

    def _row(self, line: _Line) -> None:
        """The cells of a table row, each a block of its own."""
        self._close()
        at = line.start
        for cell in re.split(r"((?<!\\)\|)", line.text):
            if cell != "|":
                self._inline(cell, at)
                self._close(BlockKind.LIST)
            at += len(cell)

    def _heading(self, level: int) -> None:
        kind = BlockKind.TITLE if level == 1 and not self.titled else BlockKind.HEADING
        if not self.reading.is_empty:
            self.titled = self.titled or level == 1
        self.kind = None
        self.reading.close(kind)

    def _open(self, kind: BlockKind) -> None:
        if self.kind is not kind:
            self._close()
            self.kind = kind

    def _close(self, kind: BlockKind | None = None) -> None:
        self.reading.close(kind or self.kind)
        self.kind = None

    def _inline(self, piece: str, start: int, depth: int = 0) -> None:
        """Add ``piece`` without its inline markup."""
        at = 0
        for match in _INLINE.finditer(piece):
            self.reading.keep(piece[at : match.start()], start + at)
            at = match.end()
            if match[1] or match[4]:
                group = 1 if match[1] else 4
                self.reading.keep(match[group], start + match.start(group))
            elif match[2] is not None or match[3] is not None:
                group = 2 if match[2] is not None else 3
                if depth < 3:
                    self._inline(match[group], start + match.start(group), depth + 1)
            elif match[5]:
                resolved = html.unescape(match[5])
                if resolved == match[5]:
                    self.reading.keep(resolved, start + match.start())
                else:
                    self.reading.put(resolved)
        self.reading.keep(piece[at:], start + at)
