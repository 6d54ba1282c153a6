"""The stages in order. Reads like the diagram in the README:

Article ─segment→ Segment ─translate→ Translation ─align→ Alignment ─┬─examine→ Finding ─policy→ Flag ─┐
                     ▲ glossary terms                                └─extract→ Claim ─link→ ClaimLink ─┴→ Dossier
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from xling.align import AlignSettings, EmbeddingAligner
from xling.checks import Material, examine, load_policy, registry, suppress
from xling.checks.idiom_origin import probably_from_chinese
from xling.checks.policy import Policy
from xling.claims.extract import extract
from xling.claims.lineage import lineage
from xling.claims.link import link
from xling.encode import sentence_encoder, word_encoder
from xling.encode.cache import CachedEncoder
from xling.errors import ModelError, OutputError
from xling.glossary import Glossary, load
from xling.paths import vectors_path
from xling.protocols import Aligner, Progress, SentenceEncoder
from xling.segment import segment
from xling.signature import signature
from xling.translate import TranslateSettings, translator
from xling.types import LANGUAGES, Alignment, Article, ClaimLink, Dossier, Finding, Flag, Segment, Translation

T = TypeVar("T")
_CHUNK = 256  # segments between two progress reports; large enough for full batches


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices for one run.

    ``target`` is the language translated into. ``glossaries`` are files or domain names; None takes all shipped ones
    and the user's own. ``sensitivity`` is low, normal, high or the least confidence of a flag, 0–1; ``policy`` files
    override the shipped thresholds. ``select`` and ``ignore`` name rules or families. ``threads`` 0 means all cores.
    """

    target: str = "en"
    glossaries: tuple[str, ...] | None = None
    translate: TranslateSettings | None = None  # None: no translation
    sensitivity: str = "normal"
    policy: tuple[Path, ...] = ()
    suppressions: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    threads: int = 0


def run(articles: Sequence[Article], settings: Settings, *, progress: Progress | None = None) -> Dossier:
    """Everything xling can find out about ``articles``, judged together.

    A missing model never stops the run: what could not be done, and the command that would make it possible,
    stands in ``Dossier.notes``.

    :param progress: told what is done of each stage.
    :raises GlossaryError: when a glossary is broken; nothing has been computed by then.
    :raises UsageError: when a rule or a sensitivity is unknown.
    :raises InputError: when a policy or a file of suppressions breaks its format.
    """
    progress = progress or _silent
    for selectors in (settings.select, settings.ignore):  # wrong options are told before any work
        registry.matching(selectors)
    decided = {key: item for path in settings.suppressions for key, item in suppress.read_suppressions(path).items()}
    glossary = load_glossary(settings.glossaries)
    policy = load_policy(extra=settings.policy, sensitivity=settings.sensitivity)
    segments = [piece for article in articles for piece in segment(article)]
    notes: list[str] = []
    encoder = _or_note(lambda: CachedEncoder(sentence_encoder(threads=settings.threads), vectors_path()), notes)
    reader = _or_note(lambda: word_encoder(threads=settings.threads), notes)
    words = EmbeddingAligner(reader, AlignSettings(cover=True)) if reader is not None else None
    translations, models = _translate(segments, glossary, settings, notes, progress)
    alignments = _align(translations, words, progress)
    claims = extract(articles, segments)
    links = link(claims, encoder=encoder, words=reader, progress=progress)
    link_alignments = _align_links(links, words, progress)
    material = Material(
        articles=tuple(articles),
        segments=tuple(segments),
        translations=translations,
        alignments=alignments,
        claims=tuple(claims),
        links=tuple(links),
        terms=glossary.terms,
        encoder=encoder,
    )
    flags = examine(material, policy=policy, select=settings.select, ignore=settings.ignore, progress=progress)
    judged = suppress.judge(flags, decided)
    if judged.settled:
        notes.append(f"{len(judged.settled)} flags are suppressed by {', '.join(map(str, settings.suppressions))}")
    notes += suppress.notes(judged)
    marked = _with_origin(articles, flags)
    return Dossier(
        articles=tuple(marked),
        segments=tuple(segments),
        translations=translations,
        alignments=alignments,
        claims=tuple(claims),
        links=tuple(links),
        link_alignments=link_alignments,
        descents=tuple(lineage(marked, claims, links, flags=judged.open)),
        flags=judged.open,
        notes=tuple(dict.fromkeys(notes)),
        signature=_signature(models, encoder, words, glossary, policy),
    )


def _signature(
    models: Sequence[tuple[str, str]],
    encoder: SentenceEncoder | None,
    words: Aligner | None,
    glossary: Glossary,
    policy: Policy,
) -> str:
    return signature(
        [
            *models,
            ("enc", encoder.signature if encoder else "none"),
            ("al", words.signature if words else "none"),
            ("gl", glossary.fingerprint),
            ("pol", policy.digest),
        ]
    )


def load_glossary(places: Sequence[str] | None) -> Glossary:
    """The glossary of these files or domains; None: all shipped ones and the user's own; an empty sequence: none."""
    return Glossary() if places is not None and not places else load(places)


def _silent(stage: str, done: int, total: int, /) -> None:
    return None


def _or_note(make: Callable[[], T], notes: list[str]) -> T | None:
    """What ``make`` makes, or None with a note where a model is missing."""
    try:
        return make()
    except (ModelError, OutputError) as error:
        notes.append(str(error))
        return None


def _translate(
    segments: Sequence[Segment], glossary: Glossary, settings: Settings, notes: list[str], progress: Progress
) -> tuple[dict[str, Translation], list[tuple[str, str]]]:
    """Translations by segment id, one direction after the other, and the models used, for the signature."""
    if settings.translate is None:
        return {}, []
    around = _paragraphs(segments)
    done: dict[str, Translation] = {}
    models: list[tuple[str, str]] = []
    wanted = [piece for piece in segments if piece.is_content and piece.lang != settings.target]
    for lang in dict.fromkeys(piece.lang for piece in wanted if piece.lang in LANGUAGES):
        engine = _or_note(
            partial(translator, lang, settings.target, settings=settings.translate, glossary=glossary), notes
        )
        if engine is None:
            continue
        own = [piece for piece in wanted if piece.lang == lang]
        for start in range(0, len(own), _CHUNK):
            chunk = own[start : start + _CHUNK]
            terms = [
                glossary.find(piece.text, lang, target=settings.target, context=around.get(piece.id, ""))
                for piece in chunk
            ]
            done |= {t.segment.id: t for t in engine.translate(chunk, terms)}
            progress(f"translate {lang}", start + len(chunk), len(own))
        models.append((f"{lang}-{settings.target}", engine.signature))
    return done, models


def _paragraphs(segments: Sequence[Segment]) -> dict[str, str]:
    """For each segment the text of its block: what context conditions of terms may look at."""
    blocks: dict[tuple[str, int], list[str]] = {}
    for piece in segments:
        blocks.setdefault((piece.article, piece.block), []).append(piece.text)
    return {piece.id: " ".join(blocks[piece.article, piece.block]) for piece in segments}


def _align(translations: Mapping[str, Translation], words: Aligner | None, progress: Progress) -> dict[str, Alignment]:
    if words is None or not translations:
        return {}
    found = words.align([(t.segment.text, t.text, t.segment.lang, t.lang) for t in translations.values()])
    progress("align", len(found), len(found))
    return dict(zip(translations, found, strict=True))


def _align_links(links: Sequence[ClaimLink], words: Aligner | None, progress: Progress) -> tuple[Alignment | None, ...]:
    if words is None or not links:
        return tuple(None for _ in links)
    found = words.align([(pair.a.text, pair.b.text, pair.a.lang, pair.b.lang) for pair in links])
    progress("align links", len(found), len(found))
    return tuple(found)


def _with_origin(articles: Sequence[Article], flags: Sequence[Flag]) -> list[Article]:
    """Mark the articles that several calques and other signs give away as translated from Chinese."""
    findings: dict[str, list[Finding]] = {}
    for flag in flags:
        findings.setdefault(flag.finding.article, []).append(flag.finding)
    marked = []
    for article in articles:
        foreign = article.lang in ("de", "en") and not article.origin
        chinese = foreign and probably_from_chinese(findings.get(article.id, []), article) >= 0.5
        marked.append(replace(article, origin="zh") if chinese else article)
    return marked
