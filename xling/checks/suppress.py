"""Flags that an editor has judged: suppressions (not an error, with a reason) and baselines (known, mended later).

Both are the same readable file beside the articles, one flag a line, columns separated by tabs::

    # fingerprint      rule         reason             text                                  until
    9f3c0e7711aa20b4   XL-NUM-001   as in the contract zahlte [[14,3 Mrd. → 14 billion]] für 2027-01-31

``text`` and ``until`` may be missing. The fingerprint is made of the words and their near context, so a flag that
moves keeps its judgement. Where the context was edited, ``text`` still finds the flag, and the notes say so. After
the day ``until`` the line no longer holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xling.checks.fingerprint import taken_apart
from xling.errors import InputError, cause
from xling.text import fold
from xling.types import Flag

_HEADER = "# fingerprint\trule\treason\ttext\tuntil"
_ENOUGH = 8  # characters of surroundings below which likeness says nothing
_ALIKE = 55  # least likeness in per cent of the surroundings of the same words, before and after an edit


@dataclass(frozen=True, slots=True)
class Suppression:
    """One line of the file. ``where`` is file and line; ``baseline`` tells which of the two kinds of file it was."""

    fingerprint: str
    rule: str
    reason: str
    text: str = ""
    until: date | None = None
    where: str = ""
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """``open`` flags stay; ``settled`` are those a suppression covers, ``moved`` those among them whose surroundings
    have changed; ``unused`` suppressions covered nothing; ``expired`` ones would have covered an open flag."""

    open: tuple[Flag, ...]
    settled: tuple[tuple[Flag, Suppression], ...]
    unused: tuple[Suppression, ...]
    moved: tuple[Suppression, ...] = ()
    expired: tuple[Suppression, ...] = ()


def read_suppressions(path: Path, *, baseline: bool = False) -> dict[str, Suppression]:
    """Suppressions by fingerprint; empty lines and ``#`` comments are skipped.

    :param baseline: read a baseline, whose lines need no reason.
    :raises InputError: naming the line that breaks the format.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read suppressions: {cause(error)}", hint="give a UTF-8 text file") from error
    found: dict[str, Suppression] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            item = _suppression(line, f"{path}:{number}", baseline=baseline)
            if (other := found.get(item.fingerprint)) is not None:
                raise InputError(
                    f"{item.where}: the fingerprint stands in {other.where} already", hint="keep one of the two lines"
                )
            found[item.fingerprint] = item
    return found


def _suppression(line: str, where: str, *, baseline: bool) -> Suppression:
    fingerprint, rule, reason, text, until = (cell.strip() for cell in ([*line.split("\t"), "", "", "", ""])[:5])
    if not re.fullmatch(r"[0-9a-f]{16}", fingerprint):
        raise InputError(f"{where}: {fingerprint!r} is no fingerprint", hint="copy the line from the dossier")
    if not reason and not baseline:
        raise InputError(f"{where}: a suppression needs a reason", hint="add it after a second tab")
    try:
        last = date.fromisoformat(until) if until else None
    except ValueError as error:
        raise InputError(f"{where}: {until!r} is no date", hint="write the last day as 2027-01-31") from error
    return Suppression(fingerprint, rule, reason, text, last, where, baseline)


def judge(flags: Iterable[Flag], suppressions: Mapping[str, Suppression], *, today: date | None = None) -> Judged:
    """Divide flags by whether a suppression covers them: first by fingerprint, then the rest by rule, words and the
    likeness of their surroundings, each suppression one flag."""
    everything, day = list(flags), today or date.today()
    covers: dict[int, Suppression] = {}
    for place, flag in enumerate(everything):
        if item := suppressions.get(flag.fingerprint):
            covers[place] = item
    used = {item.fingerprint for item in covers.values()}
    moved = []
    for item in suppressions.values():
        if item.fingerprint not in used:
            free = [place for place in range(len(everything)) if place not in covers]
            if (at := _edited(item, everything, free)) is not None:
                covers[at] = item
                moved.append(item)
                used.add(item.fingerprint)
    late = {place for place, item in covers.items() if item.until is not None and item.until < day}
    return Judged(
        open=tuple(flag for place, flag in enumerate(everything) if place not in covers or place in late),
        settled=tuple((everything[place], item) for place, item in sorted(covers.items()) if place not in late),
        unused=tuple(item for item in suppressions.values() if item.fingerprint not in used),
        moved=tuple(item for item in moved if item.until is None or item.until >= day),
        expired=tuple(dict.fromkeys(covers[place] for place in sorted(late))),
    )


def _edited(item: Suppression, flags: list[Flag], free: list[int]) -> int | None:
    """Place of the flag of the same rule on the same words whose surroundings are most like those of ``item``."""
    from rapidfuzz.fuzz import ratio

    if (wanted := taken_apart(item.text)) is None:
        return None
    best, found = float(_ALIKE), None
    for place in free:
        own = taken_apart(flags[place].quote) if flags[place].finding.rule == item.rule else None
        if own is None or fold(own[1]) != fold(wanted[1]):
            continue
        sides = ((own[0], wanted[0]), (own[2], wanted[2]), (own[0] + own[2], wanted[0] + wanted[2]))
        alike = max((ratio(a, b) for a, b in sides if min(len(a), len(b)) >= _ENOUGH), default=0.0)
        if alike > best:
            best, found = alike, place
    return found


def notes(judged: Judged) -> list[str]:
    """What an editor should know about her files: lines that no longer fit, have run out or cover nothing."""
    found = [
        f"{item.where}: the text around the words has changed; it still covers the flag"
        for item in judged.moved
        if not item.baseline
    ]
    found += [f"{item.where}: ran out on {item.until}; the flag is reported again" for item in judged.expired]
    found += [f"{item.where}: this suppression covers nothing any more" for item in judged.unused if not item.baseline]
    gone, moved = ([item for item in items if item.baseline] for items in (judged.unused, judged.moved))
    if gone or moved:
        path = (gone or moved)[0].where.rpartition(":")[0]
        found.append(f"{path}: of the baseline {len(gone)} no longer occur, {len(moved)} have other text around them")
    return found


def line_of(flag: Flag, reason: str) -> str:
    """The line that settles ``flag``."""
    return f"{flag.fingerprint}\t{flag.finding.rule}\t{reason}\t{flag.quote}"


def baseline_text(flags: Iterable[Flag], reason: str = "baseline") -> str:
    """The file that settles ``flags``; readable by ``read_suppressions``."""
    return "\n".join([_HEADER, *sorted({line_of(flag, reason) for flag in flags})]) + "\n"
