"""Dates and clock times of Chinese as EDTF strings."""

from __future__ import annotations

import re

from xling.claims.quantity.dates import DateRule, calendar, clock, full_year, period, resolve, rule
from xling.claims.quantity.numerals import chinese

_H = "零〇○一二三四五六七八九"
_YEAR = rf"(?P<y>[12]\d{{3}}|[一二][{_H}]{{3}}|[5-9]\d(?=年(?:\d{1, 2}月|出生|生于|毕业)))"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
_PART = "(?P<p>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚|深夜|午后|夜间|今晨|当晚|早)"
_RELATIVE = {
    "去年": "last-year", "今年": "this-year", "明年": "next-year", "前年": "before-year", "后年": "after-year",
    "本年": "this-year", "上一年": "last-year", "上一季度": "last-quarter",
    "上一个季度": "last-quarter", "下一季度": "next-quarter",
    "上月": "last-month", "上个月": "last-month", "本月": "this-month", "下月": "next-month",
    "下个月": "next-month", "这个月": "this-month",
    "昨天": "last-day", "昨日": "last-day", "昨晚": "last-day", "明天": "next-day", "明日": "next-day",
    "前天": "before-day", "后天": "after-day",
    "上季度": "last-quarter", "本季度": "this-quarter", "下季度": "next-quarter", "上个季度": "last-quarter",
    "当年": "that-year", "同年": "that-year", "上世纪": "last-century", "本世纪": "this-century",
}  # fmt: skip


def _int(raw: str | None) -> int | None:
    if not raw:
        return None
    if raw.isdigit():
        return int(raw)
    value = chinese(raw)
    return None if value is None else int(value)


def _year(match: re.Match[str]) -> int | None:
    raw = match["y"]
    return full_year(raw) if raw and raw.isdigit() else _int(raw)


def _day(match: re.Match[str], date: str) -> str:
    groups = match.groupdict()
    return calendar(_year(match) if groups.get("y") else None, _int(groups.get("m")), _int(groups.get("d")))


def _relative_day(match: re.Match[str], date: str) -> str:
    """今年6月18日, 去年8月, 去年三季度: a relative year with month and day, or with a quarter or half."""
    resolved = resolve(_RELATIVE[match["r"]], date)
    year = int(resolved) if resolved.isdigit() else None
    groups = match.groupdict()
    if groups.get("m"):
        return calendar(year, _int(groups["m"]), _int(groups.get("d")))
    if groups.get("q"):
        return period("Q", _int(groups["q"]) or 0, year)
    if groups.get("h"):
        return period("H", 1 if groups["h"] == "上" else 2, year)
    return resolved


def _quarter(match: re.Match[str], _: str) -> str:
    number = {"首": 1}.get(match["q"]) or _int(match["q"]) or 0
    return period("Q", number, _year(match) if match["y"] else None)


def _half(match: re.Match[str], _: str) -> str:
    return period("H", 1 if match["h"] == "上" else 2, _year(match) if match["y"] else None)


def _decade(match: re.Match[str], _: str) -> str:
    raw = match["d"]
    digit = (_int(raw) or 0) // 10
    century = _int(match["c"]) if match["c"] else 20
    return f"{(century or 20) - 1:02d}{digit}X" if 0 <= digit <= 9 else ""


def _decades(match: re.Match[str], _: str) -> str:
    """六七十年代: the sixties and seventies of the twentieth century."""
    first, last = _int(match["a"]) or 0, _int(match["b"]) or 0
    return f"19{first}0/19{last}9" if last == first + 1 else ""


def _short_year(match: re.Match[str], _: str) -> str:
    """九八年, 零三年: two digits without a scale are a year; 五六年 may be five or six years."""
    first, second = _int(match["y"][0]) or 0, _int(match["y"][1]) or 0
    return "" if first and second == first + 1 else str((1900 if first >= 5 else 2000) + 10 * first + second)


def _clock(match: re.Match[str], _: str) -> str:
    part = match.groupdict().get("p") or ""
    hour = _int(match["h"])
    minute = 30 if match["n"] == "半" else {"一刻": 15, "三刻": 45}.get(match["n"] or "") or _int(match["n"]) or 0
    if hour is None:
        return ""
    if hour == 12 and part in ("晚上", "晚", "深夜", "夜间", "当晚"):
        hour, part = 0, ""
    evening = part in ("下午", "傍晚", "晚上", "晚间", "晚", "深夜", "午后", "夜间", "当晚") or (
        part == "中午" and hour < 3
    )
    return clock(hour, minute, evening=evening)


RULES: tuple[DateRule, ...] = (
    rule(_YEAR + rf"年(?P<m>{_SMALL})月(?:份)?(?P<d>{_SMALL})[日号]", _day),
    rule(_YEAR + rf"年(?P<m>{_SMALL})月(?:份)?", _day),
    rule(_YEAR + r"(?:年|财年|财务年度|年度)?(?:第)?(?P<q>[一二三四1-4])季(?:度)?", _quarter),
    rule(_YEAR + r"年(?P<h>[上下])半年", _half),
    rule(r"(?P<a>[12]\d{3})年?[至到–—~-](?P<b>[12]\d{3})年", lambda m,
    _: f"{m['a']}/{m['b']}" if m["a"] < m["b"] else ""),
    rule(r"(?P<y>[12]\d{3})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", _day),
    rule(_YEAR + r"(?:年度|财年|年)(?!级|代|间|来|多|以|后|前|内|期)", lambda m, _: calendar(_year(m))),
    rule(r"公元前?(?P<y>\d{1,4})年", lambda m, _: calendar(int(m["y"]))),
    rule(r"(?P<y>[12]\d{3})年", lambda m, _: calendar(_year(m))),
    rule(rf"(?P<m>{_SMALL})月(?:份)?(?P<d>{_SMALL})(?:[日号]|(?=[和、至到]))", _day),
    rule(rf"(?P<m>{_SMALL})月(?:份)?(?!球|亮|薪|租|票|饼|革命)", _day),
    rule(r"(?P<d>(?<!\d)\d{1,2}|[一二三]?十[一二三四五六七八九]?)[日号](?!线|文件|楼|院|元|本|令|元|均|游|子)", _day),
    rule(r"(?:20世纪|二十世纪|上个?世纪)?(?P<a>[三四五六七八])(?P<b>[四五六七八九])十年代", _decades),
    rule(r"(?P<y>[五六七八九零〇][零〇一二三四五六七八九])年(?!代|级|来|间|内|前|后|以)", _short_year),
    rule(r"(?P<h>零)点(?=一?[过到刚])(?P<n>)", _clock),
    rule(r"(?:(?P<c>1\d|20|21|十九|二十)世纪)(?P<d>[1-9]0|[一二三四五六七八九]十)年代", _decade),
    rule(r"(?P<c>)(?:上世纪|上个世纪)(?P<d>[1-9]0|[一二三四五六七八九]十)年代", _decade),
    rule(r"(?P<c>)本世纪(?P<d>[1-9]0|[一二三四五六七八九]十)年代", lambda m, date: _decade(m, date).replace("19",
    "20", 1)),
    rule(r"(?P<c>)(?P<d>[2-9]0|[三四五六七八九]十)年代", _decade),
    rule(r"(?P<c>\d{1,2}|十[一二三四五六七八九]|二十一?)世纪", lambda m, _: f"{(_int(m['c']) or 1) - 1:02d}XX"),
    rule(r"(?P<y>)(?P<q>[一二三四首1-4])季度", _quarter),
    rule(r"(?P<y>)第(?P<q>[一二三四1-4])季度", _quarter),
    rule(r"(?P<y>)q(?P<q>[1-4])(?![a-z0-9])", _quarter),
    rule(rf"(?P<r>[去今明前后本当同]年)(?P<m>{_SMALL})月(?:份)?(?:(?P<d>\d{{1,2}})[日号])?", _relative_day),
    rule(r"(?P<r>[去今明前]年)(?:第)?(?P<q>[一二三四1-4])季度", _relative_day),
    rule(r"(?P<r>[去今明前]年)(?P<h>[上下])半年", _relative_day),
    rule(r"(?P<y>)(?<![拖等花用耗赔])(?P<h>[上下])半年", _half),
    rule(rf"{_PART}(?P<h>{_SMALL})(?:[点时:：])(?P<n>半|一刻|三刻|\d{{1,2}}|[一二三四五]?十[一二三四五六七八九"
          rf"]?)?(?:分)?", _clock),
    rule(r"(?P<h>\d{1,2})时(?P<n>\d{1,2})分", _clock),
    rule(r"(?P<h>[01]?\d|2[0-4])[:：](?P<n>[0-5]\d)(?!\d)", _clock),
    rule(r"(?P<h>\d{1,2})时(?P<n>)(?![间候代期长刻段装效速])", _clock),
    rule(rf"(?P<h>{_SMALL})点(?P<n>半|\d{{1,2}}(?=分))(?:分)?", _clock),
    rule(rf"(?P<h>{_SMALL})点(?P<n>)(?:钟|整)", _clock),
    rule(r"(?<!以)上年(?![纪龄级轻])", lambda _, date: resolve("last-year", date)),
    rule("(?P<r>" + "|".join(sorted(_RELATIVE, key=len, reverse=True)) + ")", _relative_day),
)  # fmt: skip
