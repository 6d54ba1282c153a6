"""The scanner of Chinese text: no spaces, numerals in digits and characters, measure words instead of nouns."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from xling.claims.quantity import han_finish, han_words
from xling.claims.quantity.data import Unit, fold
from xling.claims.quantity.durations import joined
from xling.claims.quantity.han_grammar import DIGIT_NUMBER, HAN_NUMBER, PAIR, TO, han_grammar
from xling.claims.quantity.han_lent import lent
from xling.claims.quantity.han_spaces import restore, squeeze
from xling.claims.quantity.model import Figure, Number, Role
from xling.claims.quantity.numerals import ZH_DIGITS, ZH_SCALES, chinese, digits, significant
from xling.types import Approx, QuantityKind, Span

_HOURS, _SECONDS = re.compile(r"(?:小时|钟头)\Z"), re.compile(r"\d{1,2}(?:\.\d{1,2})?秒")
_REST = re.compile(r"[1-9]|\d{4}")
_NUMERAL = re.compile(rf"[{ZH_DIGITS}{ZH_SCALES}]+")


class HanReader:
    """Reads the number phrases of one Chinese text."""

    def __init__(self, text: str, date: str) -> None:
        self.text = text
        self.date = date
        self.folded = fold(text)
        self.reversed = self.folded[::-1]
        self.grammar = han_grammar()

    def figures(self) -> list[Figure]:
        found: list[Figure] = []
        position = 0
        while match := self.grammar.anchor.search(self.folded, position):
            figures = self._at(match)
            found += figures
            position = max(match.start() + 1, *(figure.span.end for figure in figures), 0)
            if not figures:
                position = max(position, self._run(match.start()))
        return found

    def _run(self, start: int) -> int:
        if self.folded[start] == "零":
            return start + 1  # 三年零两个月
        match = DIGIT_NUMBER.match(self.folded, start) or _NUMERAL.match(self.folded, start)
        return match.end() if match else start + 1

    def back(self, position: int) -> re.Match[str] | None:
        return self.grammar.before.match(self.reversed, len(self.folded) - position)

    def before(self, position: int, width: int = 12) -> str:
        return self.folded[max(0, position - width) : position]

    def _at(self, match: re.Match[str]) -> list[Figure]:
        start, kind = match.start(), match.lastgroup
        if kind in ("skip", "code"):
            if kind == "code" and (dated := han_words.dates(self, start)):
                return dated
            return [han_finish.label(match[0], Span(*match.span()))]
        if special := han_words.idioms(self, start):
            return special
        if kind == "quiet" and not self._counts(match):
            return [han_finish.quiet(match[0], Span(*match.span()), self.grammar.said[match[0]])]
        return han_words.dates(self, start) or han_words.forms(self, start) or self.phrase(start)

    def _counts(self, match: re.Match[str]) -> bool:
        """一点五, 十分钟, 一层 of figures: a quiet phrase that goes on as a number."""
        following = self.folded[match.end() : match.end() + 1]
        if following and following in ZH_DIGITS + ZH_SCALES and _NUMERAL.fullmatch(match[0]):
            return True
        if (
            match[0][-1] in ZH_DIGITS
            and match[0][0] not in ZH_DIGITS + ZH_SCALES
            and self.grammar.unit.match(self.folded, match.end())
        ):
            return True
        if match[0].endswith("点") or match[0] in ("百万", "一"):
            return following != "" and following in ZH_DIGITS
        return match[0] == "十分" and following != "" and following in "钟之"

    # --- numbers ----------------------------------------------------------------------------------------------

    def number(self, start: int) -> Number | None:
        """The number that begins at ``start`` with its scale characters; None when there is none."""
        if match := DIGIT_NUMBER.match(self.folded, start):
            return self._digits(match)
        if pair := self._pair(start):
            return pair
        match = HAN_NUMBER.match(self.folded, start)
        return self._han(match) if match else None

    def _digits(self, match: re.Match[str]) -> Number | None:
        value, written = digits(match["digits"], "zh")
        scale = chinese(match["scale"].strip(" 个").replace(" ", "")) if match["scale"] else Decimal(1)
        if scale is None:
            return None
        more = match["more"] or match["late"] or ""
        end = match.end()
        number = Number(
            value, value, written, match.start(), end, Approx.OVER if more else Approx.EXACT, scale,
            bare=match["digits"].isdigit() and scale == 1 and not more,
        )  # fmt: skip
        follow = DIGIT_NUMBER.match(self.folded, end) if scale >= 10**4 and not more else None
        if follow and not follow["scale"] and _REST.fullmatch(follow["digits"]):  # 2万4801, 12万8
            rest = Decimal(follow["digits"]) * (scale / 10 if len(follow["digits"]) == 1 else 1)
            total = value * scale + rest
            return Number(total, total, significant(f"{total:f}"), match.start(), follow.end())
        if follow and follow["scale"] and (below := chinese(follow["scale"].replace(" ", ""))) and below < scale:
            rest, _ = digits(follow["digits"], "zh")  # 3亿5000万
            total = value * scale + rest * below
            late = Approx.OVER if follow["late"] or follow["more"] else Approx.EXACT
            return Number(total, total, significant(f"{total:f}"), match.start(), follow.end(), late, spelled=False)
        return number

    def _pair(self, start: int) -> Number | None:
        """两三个, 三四十, 十七八岁: two neighbours make a range."""
        match = PAIR.match(self.folded, start)
        if match is None:
            return None
        low, high = chinese(match["a"]), chinese(match["b"])
        following = self.folded[match.end() : match.end() + 1]
        few = match["a"] + match["b"] == "三五" and not match["head"]  # three to five, that is: a few
        if low is None or high is None or not (high - low == 1 or few) or (following and following in ZH_DIGITS):
            return None
        scale = (chinese(match["scale"]) if match["scale"] else Decimal(1)) or Decimal(1)
        head = chinese(match["head"]) if match["head"] else Decimal(0)
        base = head or Decimal(0)
        return Number(base + low, base + high, 1, start, match.end(), Approx.EXACT, scale, spelled=True, vague=few)

    def _han(self, match: re.Match[str]) -> Number | None:
        vague, body, late = match["vague"] or "", match["body"], match["late"] or ""
        more = match["more"] or ""
        formal = sum(character in "壹贰叁肆伍陆柒捌玖" for character in body)
        if formal and (len(body) == 1 or any(character in "一二三四五六七八九两" for character in body)):
            return None
        if vague in ("几", "数", "好几", "上", "成", "近", "过") and body[0] not in ZH_SCALES:
            return None
        scaled = self._split(body)
        if scaled is None:
            return None
        value, scale = scaled
        if more:
            scale *= chinese(more.removeprefix("个")) or 1
        approx = Approx.OVER if vague or late else Approx.EXACT
        approx = Approx.UNDER if vague == "近" else approx
        start = match.start() if vague not in ("近", "过", "上", "成") else match.start("body")
        loose = vague in ("几", "数", "好几") or late == "几"
        article = body == "一" and not late and not more
        written = 0 if loose else significant(f"{value * scale:f}")
        return Number(
            value, value, written, start, match.end(), approx, scale, spelled=True, article=article, vague=loose
        )

    def _split(self, body: str) -> tuple[Decimal, Decimal] | None:
        """Value and trailing scale of a numeral: 三点五万 → 3.5 × 10^4, 一百二 → 120 × 1."""
        head = body.rstrip("万亿兆萬億")
        tail = body[len(head) :]
        if (
            head
            and tail
            and not set(head) & set("万亿兆萬億")
            and (value := chinese(head)) is not None
            and (scale := chinese(tail)) is not None
        ):
            return value, scale
        value = chinese(body)
        return None if value is None else (value, Decimal(1))

    # --- phrases ----------------------------------------------------------------------------------------------

    def phrase(self, start: int) -> list[Figure]:
        """The figures of the number phrase at ``start``: amount, range or label."""
        first = self.number(start)
        if first is None:
            return []
        first = self._half(first)
        unit, end = self.unit(first)
        second, last_unit, last_end = self._range(first, end)
        if second is not None:
            if second.scale > 1 and first.scale == 1 and unit is None and first.low < second.low:
                first = replace(first, scale=second.scale)
            unit, end = last_unit or unit, last_end
        begin = first.start
        if prefix := self.grammar.currency_before.match(self.reversed, len(self.folded) - begin):
            money = self.grammar.units[self._currency(prefix["form"][::-1])]
            if unit is None or unit.name == "CNY" or unit.kind == QuantityKind.COUNT:
                unit, begin = money, begin - len(prefix[0])
        return han_finish.finish(self, first, second, unit, Span(begin, end))

    @staticmethod
    def _currency(form: str) -> str:
        return {"人民币": "元", "美金": "美元", "港币": "港元"}.get(form, form)

    def _half(self, number: Number) -> Number:
        """两万半, 三个半月 are read by units; 一亿半 does not occur; 两倍半 by forms."""
        return number

    def _range(self, first: Number, end: int) -> tuple[Number | None, Unit | None, int]:
        joint = TO.match(self.folded, end) or TO.match(self.folded, first.end)
        if joint is None:
            return None, None, end
        at = joint.end()
        while at < len(self.folded) and self.folded[at] in "$€£¥约近":
            at += 1
        second = self.number(at)
        if second is None or second.vague or first.low * first.scale >= second.high * second.scale > first.low:
            return None, None, end
        scale = second.scale if second.scale > 1 and first.scale == 1 else first.scale
        if not first.low * scale < second.high * second.scale:
            return None, None, end
        unit, last = self.unit(second)
        before, _ = self.unit(first)
        if before is not None and unit is not None and before != unit:
            return None, None, end
        if unit is None and first.bare and second.bare and joint.end() - joint.start() == 1 and joint[0] == "-":
            return None, None, end
        return second, unit, last

    def part_unit(self, position: int) -> tuple[int, Unit] | None:
        """The unit that a fraction ending at ``position`` is a part of: 百分之一秒, 四分之一个世纪."""
        match = self.grammar.unit.match(self.folded, position)
        if match is None:
            return None
        unit = self.grammar.units[match["unit"]]
        small = unit.kind is QuantityKind.MEASURE or (
            unit.kind is QuantityKind.DURATION and match["unit"] not in ("年", "天")
        )
        return (match.end(), unit) if small else None

    def unit(self, number: Number) -> tuple[Unit | None, int]:
        """The unit or measure word after ``number`` and where it ends."""
        match = self.grammar.unit.match(self.folded, number.end)
        if match is None:
            return None, number.end
        form, end = match["unit"], match.end()
        if (
            form[-1].isascii()
            and form[-1].isalpha()
            and self.folded[end : end + 1].isascii()
            and self.folded[end : end + 1].isalnum()
        ):
            return None, number.end
        if form == "分" and (_HOURS.search(self.before(number.start)) or _SECONDS.match(self.folded, end)):
            return self.grammar.units["分钟"], end
        if han_finish.no_unit(form, self.folded[end : end + 24], number):
            return None, number.end
        return self.grammar.units[form], end


def scan(text: str, date: str) -> list[Figure]:
    """All figures of a Chinese text, in order, not overlapping."""
    plain, places = squeeze(text)
    found = lent(joined(HanReader(plain, date).figures(), plain), plain)
    return [restore(figure, places) for figure in found] if places else found


__all__ = ["HanReader", "Role", "scan"]
