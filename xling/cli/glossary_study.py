"""The commands of ``xling glossary`` that look at articles: mine, diff, why."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xling.cli import console, options

if TYPE_CHECKING:
    from xling.glossary import Glossary
    from xling.glossary.evidence import Evidence
    from xling.glossary.mine import Candidate


def _evidence(files: list[str], *, linked: bool = False, lang: str | None = None) -> tuple[Evidence, int]:
    """What the files hold, dossiers of ``xling run`` included, and the exit code of those that could not be read."""
    from xling.cli.inputs import articles_of
    from xling.glossary.evidence import Evidence, is_dossier, of_articles, of_dossier

    found, failed = Evidence(()), 0
    plain = [file for file in files if not is_dossier(file)]
    for file in files:
        if file not in plain:
            found += of_dossier(file)
    if plain:
        articles, failed = articles_of(plain, lang=lang, encoding=None, quiet=True)
        found += of_articles(articles, linked=linked)
    return found, failed


def why(
    term: Annotated[str, typer.Argument(help="Source term of the glossary.")],
    files: options.Files,
    translation: Annotated[
        str | None, typer.Option("--translation", "-t", help="Translation of the one FILE, or a dossier.jsonl.")
    ] = None,
    glossary: options.GlossaryFiles = None,
    target_lang: Annotated[str, typer.Option("--to", help="Target language.")] = "en",
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """Show for every occurrence of TERM whether and how it was honoured, and if not, why not."""
    from xling.glossary import evidence as gather
    from xling.glossary import load
    from xling.glossary.why import why as explain

    found, failed = _evidence(files, lang=lang)
    if translation and gather.is_dossier(translation):
        found += gather.of_dossier(translation)
        found = gather.Evidence(tuple(dict.fromkeys(found.segments)), found.translations, notes=found.notes)
    elif translation:
        found = gather.with_translation_file(found, translation, target_lang)
    terms = load(glossary, target=target_lang)
    places = explain(terms, term, found.segments, found.translations)
    if not found.translations and places:
        wanted = {place.segment.id for place in places if place.term is not None}
        found = gather.translated(found, terms, target_lang, wanted)
        places = explain(terms, term, found.segments, found.translations)
    for line in found.notes:
        console.note(line)
    if as_json:
        console.emit_json({"term": term, "occurrences": [{**console.plain(p), "text": p.text} for p in places]})
    for place in () if as_json else places:
        rendering = f" → {place.rendering}" if place.rendering else ""
        console.emit(f"{place.segment.id}\t{place.fate.value}\t{place.text}{rendering}\t{place.reason}")
        console.emit(f"    {place.segment.text}" + (f"\n    {place.translation}" if place.translation else ""))
    if not places:
        console.note(f"{term!r} does not occur")
    raise typer.Exit(failed)


def diff(
    old: Annotated[str, typer.Argument(help="Glossary file or domain before the edit.")],
    new: Annotated[str, typer.Argument(help="Glossary file or domain after it.")],
    files: Annotated[list[str] | None, typer.Argument(help="Articles in which to look for touched sentences.")] = None,
    source_lang: Annotated[str | None, typer.Option("--from", help="Source language, if a file name lacks it.")] = None,
    target_lang: Annotated[str, typer.Option("--to", help="Target language.")] = "en",
    as_json: options.Json = False,
) -> None:
    """Show which entries differ, and which sentences of FILES must be translated again for it."""
    from xling.glossary import load
    from xling.glossary.compare import line_changes, touched
    from xling.glossary.document import languages

    def read(place: str) -> Glossary:
        unnamed = Path(place).is_file() and languages(place) is None
        return load(place, pair=(source_lang, target_lang) if unnamed and source_lang else None)

    before, after = read(old), read(new)
    gone, come = line_changes(before, after)
    found, failed = _evidence(files) if files else (None, 0)
    sentences = touched(before, after, found.segments) if found else []
    if as_json:
        console.emit_json({"removed": gone, "added": come, "sentences": sentences})
        raise typer.Exit(failed)
    for line in [*(f"- {line}" for line in gone), *(f"+ {line}" for line in come)]:
        console.emit(line)
    for item in sentences:
        console.emit(f"{item.segment.id}\t{item.segment.text}")
        for sign, matches in (("-", item.gone), ("+", item.new)):
            for match in matches:
                console.emit(f"    {sign} {match.span.of(item.segment.text)} → {match.term.target or '–'}")
    if found:
        console.note(f"{len(sentences)} of {len(found.segments)} sentences change")
    raise typer.Exit(failed)


def mine(
    files: options.Files,
    limit: Annotated[int, typer.Option("--limit", "-l", help="How many candidates to show.", min=1)] = 30,
    min_count: Annotated[int, typer.Option("--min-count", help="Rarer words are left out.", min=1)] = 2,
    accept: Annotated[
        list[int] | None, typer.Option("--accept", help="Add candidate N; repeatable.", metavar="N")
    ] = None,
    target: Annotated[str, typer.Option("--target", help="Rendering for the accepted candidate.")] = "",
    write: Annotated[Path | None, typer.Option("--write", help="Write the candidates to a new glossary file.")] = None,
    glossary: Annotated[str | None, typer.Option("--glossary", "-g", help="Glossary that --accept adds to.")] = None,
    target_lang: Annotated[str, typer.Option("--to", help="Target language.")] = "en",
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """Propose terms with evidence, best first; ready to accept in one step."""
    from xling.glossary import load
    from xling.glossary.mine import mine as candidates_of

    found, failed = _evidence(files, linked=True, lang=lang)
    for line in found.notes:
        console.note(line)
    candidates = candidates_of(
        found.segments,
        glossary=load(),
        translations=found.translations,
        alignments=found.alignments,
        links=found.links,
        min_count=min_count,
        target=target_lang,
    )
    if accept:
        _accept(candidates, accept, target, glossary, target_lang, as_json)
    elif write:
        _write(candidates[:limit], write, target_lang)
    elif as_json:
        console.emit_json(
            {"candidates": [{**console.plain(item), "target": item.target} for item in candidates[:limit]]}
        )
    else:
        for number, item in enumerate(candidates[:limit], start=1):
            console.emit(
                "\t".join(
                    (str(number), item.source, item.target or "?", f"{item.score:.2f}", f"{item.count}×", *item.reasons)
                )
            )
            console.emit("".join(f"    {' '.join(example.split())[:160]}\n" for example in item.examples[:1]), end="")
    raise typer.Exit(failed)


def _accept(
    candidates: list[Candidate],
    numbers: list[int],
    target: str,
    glossary: str | None,
    target_lang: str,
    as_json: bool,
) -> None:
    from xling.cli.glossary_edit import report
    from xling.glossary import edit as editing
    from xling.glossary.mine import accept
    from xling.glossary.places import editable

    chosen = [accept(candidates, number, target=target) for number in numbers]
    for lang in sorted({item.lang for item in chosen}):
        terms = [item.term(target_lang) for item in chosen if item.lang == lang]
        path = editable(glossary, lang, target_lang)
        change = editing.change(path, partial(editing.add, terms=terms))
        report(change, dry_run=False, as_json=as_json)


def _write(candidates: list[Candidate], path: Path, target_lang: str) -> None:
    from xling.errors import UsageError
    from xling.glossary.document import languages
    from xling.glossary.edit import add, change

    pair = languages(path)
    if pair is None or pair[2] != target_lang:
        raise UsageError(f"{path.name} is no name for it", hint=f"call it <domain>.<source>-{target_lang}.tsv")
    terms = [item.term(target_lang) for item in candidates if item.lang == pair[1] and item.target]
    change(path, lambda document: add(document, terms))
    console.note(f"{len(terms)} candidate(s) with a rendering written to {path}")
