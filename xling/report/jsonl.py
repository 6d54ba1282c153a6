"""The dossier as JSON lines: one value a line, ``kind`` first; reading it back gives an equal dossier.

Flags and links carry the machine interface (file offsets and quoted words) beside the full record, so that a
script needs one line at a time and the reports can be made again without running anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from xling.errors import InputError, cause
from xling.report.codec import dump, load
from xling.report.machine import article_json, flag_json, link_json
from xling.types import Alignment, Article, Claim, ClaimLink, Descent, Dossier, Flag, Segment, Translation

SCHEMA = 1


def jsonl(dossier: Dossier) -> str:
    """All values of ``dossier``, one JSON object a line, ending in a newline."""
    return "".join(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n" for line in _lines(dossier))


def _lines(dossier: Dossier) -> Iterator[dict[str, Any]]:
    articles = {article.id: article for article in dossier.articles}
    yield {
        "kind": "dossier",
        "schema": SCHEMA,
        "signature": dossier.signature,
        "notes": list(dossier.notes),
        "counts": _counts(dossier),
    }
    for article in dossier.articles:
        yield {"kind": "article", **article_json(article), "record": dump(article)}
    for segment in dossier.segments:
        yield {"kind": "segment", "record": dump(segment)}
    for key, translation in dossier.translations.items():
        yield {"kind": "translation", "segment": key, "record": dump(translation)}
    for key, alignment in dossier.alignments.items():
        yield {"kind": "alignment", "segment": key, "record": dump(alignment)}
    for claim in dossier.claims:
        yield {"kind": "claim", "record": dump(claim)}
    for link in dossier.links:
        yield {"kind": "link", **link_json(link, articles), "record": dump(link)}
    for number, words in enumerate(dossier.link_alignments):
        yield {"kind": "link-alignment", "link": number, "record": dump(words)}
    for descent in dossier.descents:
        yield {"kind": "descent", "record": dump(descent)}
    for flag in dossier.flags:
        yield {"kind": "flag", **flag_json(flag, articles, dossier.translations), "record": dump(flag)}


def _counts(dossier: Dossier) -> dict[str, int]:
    """How many lines of each kind follow: a file that was cut off is noticed."""
    return {
        "article": len(dossier.articles),
        "segment": len(dossier.segments),
        "translation": len(dossier.translations),
        "alignment": len(dossier.alignments),
        "claim": len(dossier.claims),
        "link": len(dossier.links),
        "link-alignment": len(dossier.link_alignments),
        "descent": len(dossier.descents),
        "flag": len(dossier.flags),
    }


_KINDS: Mapping[str, Any] = {
    "article": Article,
    "segment": Segment,
    "translation": Translation,
    "alignment": Alignment,
    "claim": Claim,
    "link": ClaimLink,
    "link-alignment": Alignment | None,
    "descent": Descent,
    "flag": Flag,
}


def read_dossier(path: Path) -> Dossier:
    """The dossier of a ``dossier.jsonl``.

    :raises InputError: the file cannot be read, or is none; the message names the line.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            return read_jsonl(lines, path=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {cause(error)}", hint="give the dossier.jsonl of an `xling run`") from error


def read_jsonl(lines: Iterable[str], *, path: str = "dossier.jsonl") -> Dossier:
    """The dossier that ``jsonl`` wrote.

    :raises InputError: naming the line that is not what ``jsonl`` writes.
    """
    head: dict[str, Any] = {}
    values: dict[str, list[tuple[str, Any]]] = {kind: [] for kind in _KINDS}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if data["kind"] == "dossier":
                head = data
            else:
                values[data["kind"]].append((data.get("segment", ""), load(_KINDS[data["kind"]], data["record"])))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise InputError(
                f"{path}:{number}: not a line of a dossier: {error}", hint="make it again with `xling run`"
            ) from error
    if head.get("schema") != SCHEMA:
        raise InputError(f"{path}: no dossier of schema {SCHEMA}", hint="make it again with `xling run`")
    found = {kind: len(items) for kind, items in values.items()}
    if {"descent": 0, **head.get("counts", {})} != found:  # files from before lineage have no such lines
        raise InputError(f"{path}: lines are missing or too many", hint="make it again with `xling run`")
    plain = {kind: tuple(value for _, value in items) for kind, items in values.items()}
    return Dossier(
        articles=plain["article"],
        segments=plain["segment"],
        translations=dict(values["translation"]),
        alignments=dict(values["alignment"]),
        claims=plain["claim"],
        links=plain["link"],
        link_alignments=plain["link-alignment"],
        descents=plain["descent"],
        flags=plain["flag"],
        notes=tuple(head.get("notes", ())),
        signature=str(head.get("signature", "")),
    )
