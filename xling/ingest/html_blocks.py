"""HTML tokens to the blocks of the visible page, each with what the markup around it says about its function."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from xling.ingest.html_tokens import End, Raw, Start, Text, tokens
from xling.ingest.invisible import shown
from xling.ingest.reading import ReadingText
from xling.text import is_han
from xling.types import BlockKind

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_BLOCK = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "  # noqa: SIM905
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre search "
    "section summary table tbody td tfoot th thead tr ul head title select video audio".split()
)
_HIDDEN = frozenset("head svg math object canvas select datalist audio video map".split())  # noqa: SIM905
_KINDS = {
    "h1": BlockKind.HEADING, "h2": BlockKind.HEADING, "h3": BlockKind.HEADING, "h4": BlockKind.HEADING,
    "h5": BlockKind.HEADING, "h6": BlockKind.HEADING, "li": BlockKind.LIST, "dd": BlockKind.LIST,
    "blockquote": BlockKind.QUOTE, "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION,
}  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ENDS = tuple(".!?:。！？：；…”“»«」』）)")
_TAG_REASONS = {
    "nav": "navigation",
    "footer": "footer",
    "form": "form",
    "button": "share",
    "dialog": "cookies",
    "menu": "navigation",
}
# Names that sites give to the parts of a page; the first that matches a class, id or role wins.
_NAMED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:^|[\s_-])(?:{pattern})(?:$|[\s_-])", re.IGNORECASE), reason)
    for pattern, reason in (
        (r"cookies?|consent|gdpr|cmp|onetrust|usercentrics|cookie[\w-]*|privacy-?\w*", "cookies"),
        (r"share|sharing|social\w*|sharebar|share-?\w+|addthis\w*|sociable|bdsharebuttonbox", "share"),
        (
            r"related\w*|recommend\w*|teasers?|teaser-?\w+|more-?(?:stories|news|articles|on)|read-?(?:more|next|also)|outbrain|taboola|trending|popular|most-?read|suggested|xiangguan|tuijian|hot-?news",
            "related",
        ),
        (r"newsletter\w*|subscribe|subscription|signup|sign-up|paywall|follow|follow-us|abo|qrcode|qr-code", "follow"),
        (r"comments?|comment-?\w+|disqus\w*|respond|kommentare?|pinglun", "comments"),
        (
            r"advert\w*|ads?|ad-?(?:slot|container|unit|wrapper)|sponsor\w*|promo\w*|anzeige|werbung|banner|guanggao",
            "related",
        ),
        (
            r"breadcrumbs?|nav|navbar|navigation|menu|topnav|mainnav|sidenav|pagination|pager|skip-?link|toolbar",
            "navigation",
        ),
        (r"site-?footer|footer|page-?footer|copyright|impressum|colophon", "footer"),
        (r"sidebar|side-?bar|rail|right-?col\w*|aside|widget", "sidebar"),
        (r"tags?|tag-?list|taglist|keywords|topics|categories|category-?list", "tags"),
        (r"faq|faqs|accordion-?faq", "faq"),
        (r"author-?(?:bio|box|info|card)|about-?author|bio", "about"),
    )
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|autor|authors|dateline|timestamp|pub-?date|publish(?:ed)?-?(?:date|time|on)|date|datum|post-?meta|entry-?meta|article-?(?:meta|info)|meta|source|laiyuan|time)(?:$|[\s_-])",
    re.I,
)
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|photo-?credit|image-?credit|bildnachweis|fotocredit)(?:$|[\s_-])", re.I
)
# "has-sidebar" names a layout, not a sidebar.
_WRAPPER = re.compile(r"\b(?:has|with|no|without|show|hide|is|page|template|layout|body)[-_][\w-]+", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """An element that by its tag or its class is not the article; ``reason`` says what it seems to be."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a block stands on the page. ``menu``: nearly all of it is short links."""

    regions: tuple[Region, ...]
    menu: bool


@dataclass(slots=True)
class _Open:
    name: str
    hidden: bool = False
    regions: tuple[Region, ...] = ()  # the parts of the page around it that look like clutter, outermost first
    byline: str = ""  # METADATA reason


@dataclass(slots=True)
class Facts:
    """What head and scripts say about the page."""

    meta: dict[str, str]
    json_ld: list[str]
    title: str = ""
    lang: str = ""
    time: str = ""


class PageReader:
    """One pass over the tokens; text goes to a ``ReadingText``, head information to ``facts``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.reading = ReadingText()
        self.facts = Facts({}, [])
        self._stack: list[_Open] = []
        self._counts: dict[str, int] = {}
        self._pending = ""  # white space that is due before the next word
        self._last = ""
        self._bold_only = True  # nothing but bold words in this block so far
        self._links, self._linked = 0, 0  # links in this block, and characters in them
        self._regions = 0
        self.places: list[Placed] = []  # one for each block of the reading text

    def run(self) -> PageReader:
        title: list[str] = []
        for token in tokens(self.text):
            if isinstance(token, Start):
                self._start(token)
            elif isinstance(token, End):
                self._end(token.name)
            elif isinstance(token, Raw):
                if "json" in token.attributes.get("type", ""):
                    self.facts.json_ld.append(token.text)
            elif self._stack and self._stack[-1].name == "title" and not self._counts.get("svg"):
                title.append(token.resolved or token.raw)
            elif not (self._stack and self._stack[-1].hidden):
                self._text(token)
        self._break()
        self.facts.title = " ".join("".join(title).split())
        return self

    # --- elements ------------------------------------------------------------------------------------------------

    def _start(self, token: Start) -> None:
        name, attributes = token.name, token.attributes
        if name == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            if key and attributes.get("content"):
                self.facts.meta.setdefault(key.lower(), attributes["content"])
        elif name == "html":
            self.facts.lang = attributes.get("lang", attributes.get("xml:lang", ""))
        elif name == "time" and not self.facts.time:
            self.facts.time = attributes.get("datetime", "")
        elif name == "body":
            self._end("head")
        if name in _BLOCK:
            self._break()
        elif name == "br":
            self._line_break()
        if name in _VOID:
            return
        if name in ("p", "li", "td", "th", "tr", "dt", "dd", "option") and self._stack and self._stack[-1].name == name:
            self._pop()
        self._push(name, attributes)

    def _line_break(self) -> None:
        """A ``<br>`` separates like a paragraph when it is doubled, behind a complete sentence and below bold words;
        elsewhere, and always in a heading, the line goes on."""
        heading = any(opened.name in _HEADINGS for opened in self._stack[-3:])
        bold = self._bold_only and bool(self._last)
        if not heading and (self._pending == "\n" or bold or self._last in _ENDS):
            self._break()
        else:
            self._pending = "\n"

    def _push(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._stack[-1] if self._stack else _Open("")
        opened = _Open(name, parent.hidden, parent.regions, parent.byline)
        label = _WRAPPER.sub(" ", " ".join(attributes.get(key, "") for key in ("class", "id", "role"))[:300])
        if name in _HIDDEN or "hidden" in attributes or _STYLE.search(attributes.get("style", "")):
            opened.hidden = True
        if name not in ("html", "body", "main", "article"):
            reason = _TAG_REASONS.get(name, "") or _named(label) or ("sidebar" if name == "aside" else "")
            if reason and len(parent.regions) < 8:
                self._regions += 1
                opened.regions = (*parent.regions, Region(self._regions, reason))
            if not opened.byline:
                byline = name in ("time", "address") or bool(_BYLINE.search(label))
                opened.byline = "credit" if _CREDIT.search(label) else "byline" if byline else ""
        if name == "a":
            self._links += 1
        self._stack.append(opened)
        self._counts[name] = self._counts.get(name, 0) + 1

    def _end(self, name: str) -> None:
        if name in _BLOCK:
            self._break()
        if self._counts.get(name, 0):
            while self._stack[-1].name != name:
                self._pop()
            self._pop()

    def _pop(self) -> None:
        self._counts[self._stack.pop().name] -= 1

    def _break(self) -> None:
        """End the block: its kind and reason come from the elements that are open."""
        if not self.reading.is_empty:
            top = self._stack[-1] if self._stack else _Open("")
            length = self.reading.collected
            menu = self._links >= 3 and self._linked * 10 >= length * 6 and length <= self._links * 16
            self.places.append(Placed(top.regions, menu))
            self.reading.close(*self._kind(top))
        self._pending, self._last, self._bold_only = "", "", True
        self._links, self._linked = 0, 0

    def _kind(self, top: _Open) -> tuple[BlockKind | None, str]:
        for opened in reversed(self._stack[-12:]):
            if opened.name in _KINDS:
                return _KINDS[opened.name], ""
        return (BlockKind.METADATA, top.byline) if top.byline and self.reading.collected <= 200 else (None, "")

    # --- text ----------------------------------------------------------------------------------------------------

    def _text(self, token: Text) -> None:
        if token.resolved is not None:
            self._word(token.resolved, None)
            return
        if self._counts.get("pre"):
            self.reading.keep(token.raw, token.start)
            return
        at = 0
        for match in _SPACE.finditer(token.raw):
            if match.start() > at:
                self._word(token.raw[at : match.start()], token.start + at)
            if match[0] == " ":
                self._space(token.start + match.start())
            elif not self._pending:
                self._pending = " " if "\n" not in match[0] else "\r"  # \r: a line break of the source
            at = match.end()
        if at < len(token.raw):
            self._word(token.raw[at:], token.start + at)

    def _space(self, start: int) -> None:
        """A single blank is kept with its place in the file, so that runs of words stay one run."""
        if self._last and not self._pending and self._last != " ":
            self.reading.keep(" ", start)
            self._last = " "

    def _word(self, piece: str, start: int | None) -> None:
        if not (seen := shown(piece)):
            self.reading.put(piece)  # counted there
            return
        if self._pending and self._last:
            if self._pending == "\n":
                self.reading.put("\n")
            elif self._last != " " and not (self._pending == "\r" and is_han(self._last) and is_han(seen[0])):
                self.reading.put(" ")
        self._pending = ""
        if not (self._counts.get("b") or self._counts.get("strong")):
            self._bold_only = False
        if self._counts.get("a"):
            self._linked += len(piece)
        if start is None:
            self.reading.put(piece)
        else:
            self.reading.keep(piece, start)
        self._last = seen[-1]


@lru_cache(maxsize=4096)
def _named(label: str) -> str:
    return next((reason for pattern, reason in _NAMED if pattern.search(label)), "") if label.strip() else ""
