"""Flags that an editor has judged: suppressions (not an error, with a reason) and baselines (known, mended later).

Both are the same readable file beside the articles, one flag a line: fingerprint, rule, reason, separated by tabs.
The fingerprint is made of the words and their near context, so a line that moves keeps its judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from xling.errors import InputError
from xling.types import Flag

_HEADER = "# fingerprint\trule\treason"


@dataclass(frozen=True, slots=True)
class Suppression:
    fingerprint: str
    rule: str
    reason: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """``open`` flags stay; ``settled`` are those a suppression covers; ``unused`` suppressions covered nothing."""

    open: tuple[Flag, ...]
    settled: tuple[tuple[Flag, Suppression], ...]
    unused: tuple[Suppression, ...]


def read_suppressions(path: Path, *, reasons: bool = True) -> dict[str, Suppression]:
    """Suppressions by fingerprint; empty lines and ``#`` comments are skipped.

    :param reasons: a line without a reason is an error (a baseline needs none).
    :raises InputError: naming the line that breaks the format.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read suppressions: {error}", hint="give a UTF-8 text file") from error
    found: dict[str, Suppression] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fingerprint, rule, reason = ([*line.split("\t"), "", ""])[:3]
        where = f"{path}:{number}"
        if not re.fullmatch(r"[0-9a-f]{16}", fingerprint.strip()):
            raise InputError(f"{where}: {fingerprint!r} is no fingerprint", hint="copy the line from the dossier")
        if reasons and not reason.strip():
            raise InputError(f"{where}: a suppression needs a reason", hint="add it after a second tab")
        found[fingerprint.strip()] = Suppression(fingerprint.strip(), rule.strip(), reason.strip(), where)
    return found


def judge(flags: Iterable[Flag], suppressions: Mapping[str, Suppression]) -> Judged:
    """Divide flags by whether a suppression covers them."""
    still_open, settled, used = [], [], set()
    for flag in flags:
        if suppression := suppressions.get(flag.fingerprint):
            settled.append((flag, suppression))
            used.add(flag.fingerprint)
        else:
            still_open.append(flag)
    unused = tuple(item for key, item in suppressions.items() if key not in used)
    return Judged(tuple(still_open), tuple(settled), unused)


def baseline_text(flags: Iterable[Flag], reason: str = "baseline") -> str:
    """The file that settles ``flags``; readable by ``read_suppressions``."""
    lines = [f"{flag.fingerprint}\t{flag.finding.rule}\t{reason}" for flag in flags]
    return "\n".join([_HEADER, *sorted(lines)]) + "\n"
