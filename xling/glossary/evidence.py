"""What the commands that look at articles need: segments, and translations and links where there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from xling.errors import ModelError, OutputError, XlingError
from xling.glossary.glossary import Glossary
from xling.types import Alignment, Article, ClaimLink, Segment, Translation


@dataclass(frozen=True, slots=True)
class Evidence:
    """``links`` pairs each link of claims with its word alignment, None where there is no encoder."""

    segments: tuple[Segment, ...]
    translations: Mapping[str, Translation] = field(default_factory=dict)
    alignments: Mapping[str, Alignment] = field(default_factory=dict)
    links: tuple[tuple[ClaimLink, Alignment | None], ...] = ()
    notes: tuple[str, ...] = ()

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(
            self.segments + other.segments,
            {**self.translations, **other.translations},
            {**self.alignments, **other.alignments},
            self.links + other.links,
            self.notes + other.notes,
        )


def is_dossier(path: str) -> bool:
    """Whether a file is a ``dossier.jsonl`` of ``xling run``."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(200).replace(b" ", b"").startswith(b'{"kind":"dossier"')
    except OSError:
        return False


def of_dossier(path: str) -> Evidence:
    """Everything a run wrote down.

    :raises InputError: for a damaged dossier.
    """
    from xling.report.jsonl import read_dossier

    dossier = read_dossier(Path(path))
    padding = [None] * (len(dossier.links) - len(dossier.link_alignments))
    links = tuple(zip(dossier.links, [*dossier.link_alignments, *padding], strict=True))
    return Evidence(dossier.segments, dossier.translations, dossier.alignments, links)


def of_articles(articles: Sequence[Article], *, linked: bool = False) -> Evidence:
    """Segments of the articles; with ``linked`` also the links between them, word-aligned when an encoder is there."""
    from xling.segment import segment

    segments = tuple(piece for article in articles for piece in segment(article))
    if not linked or len({article.lang for article in articles}) < 2:
        return Evidence(segments)
    from xling.claims.extract import extract
    from xling.claims.link import link

    notes: tuple[str, ...] = ()
    try:
        from xling.align import aligner
        from xling.encode import sentence_encoder

        links = link(extract(articles, segments), encoder=sentence_encoder())
        pairs = [(item.a.text, item.b.text, item.a.lang, item.b.lang) for item in links]
        aligned: list[Alignment | None] = list(aligner().align(pairs))
    except (ModelError, OutputError) as error:
        notes = (f"no renderings from linked articles: {error}",)
        links, aligned = [], []
    return Evidence(segments, links=tuple(zip(links, aligned, strict=True)), notes=notes)


def with_translation_file(evidence: Evidence, path: str, target: str) -> Evidence:
    """Evidence with the translations of a file: sentence by sentence when the numbers agree, else line by line, else
    the whole file as the translation of every sentence, which is told in ``notes``.

    :raises XlingError: when the file cannot be read.
    """
    from xling.ingest import read
    from xling.segment import segment

    articles = read(path, lang=target)
    content = [item for item in evidence.segments if item.is_content]
    pieces = [piece.text for article in articles for piece in segment(article) if piece.is_content]
    if len(pieces) != len(content):
        pieces = [line for article in articles for line in article.text.splitlines() if line.strip()]
    notes = evidence.notes
    if len(pieces) != len(content):
        whole = "\n".join(article.text for article in articles)
        pieces = [whole] * len(content)
        notes = (*notes, f"{path} has not one line per sentence: each occurrence is looked for in the whole file")
    translations = {source.id: Translation(source, target, text) for source, text in zip(content, pieces, strict=True)}
    return replace(evidence, translations=translations, notes=notes)


def translated(evidence: Evidence, glossary: Glossary, target: str, wanted: set[str]) -> Evidence:
    """Evidence with translations of the segments in ``wanted`` by the installed models; a missing model is noted."""
    from xling.translate import translator

    translations = dict(evidence.translations)
    notes = list(evidence.notes)
    chosen = [segment for segment in evidence.segments if segment.id in wanted and segment.id not in translations]
    for lang in sorted({segment.lang for segment in chosen} - {target}):
        batch = [segment for segment in chosen if segment.lang == lang]
        try:
            engine = translator(lang, target, glossary=glossary)
            terms = [glossary.find(segment.text, lang, target=target) for segment in batch]
            done = engine.translate(batch, terms)
        except XlingError as error:
            notes.append(f"no translation {lang} → {target}: {error}")
            continue
        translations |= {item.segment.id: item for item in done}
    return replace(evidence, translations=translations, notes=tuple(notes))
