"""The output folder of ``xling run``: what stands in it, and whether it is still what these inputs give."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from xling.errors import OutputError
from xling.files import file_digest, write_atomic
from xling.glossary.places import resolve_all
from xling.lexicon.cedict import dictionary_path
from xling.paths import RUN_MANIFEST, bundled_models_dir, data_dir, models_dir
from xling.pipeline import Settings
from xling.report import html, jsonl, markdown, translated_text
from xling.report.text import summary
from xling.types import Article, Dossier, Segment


def run_key(articles: Sequence[Article], settings: Settings) -> str:
    """Identity of a run: texts, settings, glossaries, lexicons, models and code. Equal keys, equal dossier."""
    digest = sha256(_code_digest().encode())
    digest.update(repr(asdict(settings)).encode())
    for article in articles:
        digest.update(repr(article).encode("utf-8", errors="surrogatepass"))
    if settings.suppressions:  # they may run out
        digest.update(date.today().isoformat().encode())
    for path in _ingredients(settings):
        digest.update(f"{path.name}:{file_digest(path)}".encode())
    return digest.hexdigest()


def _ingredients(settings: Settings) -> list[Path]:
    """Files outside the code that shape the result; of models their cards, which hold the hashes of the weights."""
    cards = [*models_dir().glob("*/xling.json"), *bundled_models_dir().glob("*/xling.json")]
    data = [path for path in data_dir().rglob("*") if path.is_file() and bundled_models_dir() not in path.parents]
    dictionary = dictionary_path()
    wanted = settings.glossaries
    terms = resolve_all(wanted) if wanted is None or wanted else []
    return sorted({*cards, *data, *filter(None, [dictionary]), *terms, *settings.policy, *settings.suppressions})


@cache
def _code_digest() -> str:
    root = Path(__file__).resolve().parent
    digest = sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".j2", ".css", ".js", ".md"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def recall(folder: Path, key: str) -> dict[str, Any] | None:
    """The manifest of an earlier run with this key whose files are all still as it wrote them, or None."""
    try:
        manifest = json.loads((folder / RUN_MANIFEST).read_text(encoding="utf-8"))
        if manifest["key"] != key:
            return None
        intact = all(file_digest(folder / name) == wanted for name, wanted in manifest["files"].items())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest if intact else None


def prepare(folder: Path) -> None:
    """Make the folder and prove that it can be written to, before any long work.

    :raises OutputError: when it cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make {folder}: {error.strerror}", hint="choose another place with -o") from error
    probe = folder / f".xling-probe-{os.getpid()}"
    write_atomic(probe, "")
    probe.unlink(missing_ok=True)


def write(dossier: Dossier, folder: Path, key: str) -> dict[str, Any]:
    """Write dossier.html, .md, .jsonl and translations/<article>.<lang>.txt, then the manifest; return it.

    :raises OutputError: when a file cannot be written; the manifest is then missing, so the next run starts over.
    """
    before = _written_before(folder)
    (folder / RUN_MANIFEST).unlink(missing_ok=True)
    files = {"dossier.html": html(dossier), "dossier.md": markdown(dossier), "dossier.jsonl": jsonl(dossier)}
    files |= _translations(dossier)
    for name in before - set(files):  # translations of articles that are no longer among the inputs
        (folder / name).unlink(missing_ok=True)
    for name, text in files.items():
        write_atomic(folder / name, text)
    manifest = {
        "key": key,
        "signature": dossier.signature,
        "notes": list(dossier.notes),
        "summary": summary(dossier),
        "worst": max((flag.severity for flag in dossier.flags), key=lambda s: s.rank, default=None),
        "counts": {
            "articles": len(dossier.articles),
            "segments": len(dossier.segments),
            "translations": len(dossier.translations),
            "claims": len(dossier.claims),
            "links": len(dossier.links),
            "flags": len(dossier.flags),
        },
        "files": {name: sha256(text.encode("utf-8", errors="replace")).hexdigest() for name, text in files.items()},
    }
    write_atomic(folder / RUN_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    return manifest


def _written_before(folder: Path) -> set[str]:
    """Names of the files that the last run wrote here; nothing outside the folder."""
    try:
        names = json.loads((folder / RUN_MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in names if (folder / name).resolve().is_relative_to(folder.resolve())}


def _translations(dossier: Dossier) -> dict[str, str]:
    pieces: dict[str, list[Segment]] = {}
    for piece in dossier.segments:
        pieces.setdefault(piece.article, []).append(piece)
    files: dict[str, str] = {}
    taken: set[str] = set()
    for article in dossier.articles:
        own = pieces.get(article.id, [])
        languages = {dossier.translations[piece.id].lang for piece in own if piece.id in dossier.translations}
        stem = _file_name(article.id, taken)
        for lang in sorted(languages):
            files[f"translations/{stem}.{lang}.txt"] = translated_text(article, own, dossier.translations)
    return files


def _file_name(article: str, taken: set[str]) -> str:
    """A name for any file system: word characters only, at most 80 of them, no two alike in any case."""
    stem = re.sub(r"[^\w.-]+", "_", article).strip("._")[:80] or "article"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return name
