"""The working parts of ``xling flag``, one function per mode."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xling.cli import console
from xling.errors import UsageError

if TYPE_CHECKING:
    from xling.checks.lines import Bench, LineResult
    from xling.checks.suppress import Judged, Suppression
    from xling.types import Article, Dossier, Flag


@dataclass(frozen=True, slots=True)
class Choices:
    """Options that all modes share."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    sensitivity: str
    policy: tuple[Path, ...]
    glossaries: tuple[str, ...] | None
    threads: int


def show_rules(explain: str | None, chosen: Choices, *, as_json: bool) -> None:
    """``--list-rules``, of the rules chosen and with the severities of the policy, and ``--explain``."""
    from xling.checks import load_policy, registry
    from xling.report.text import table

    if explain is None:
        policy = load_policy(extra=chosen.policy, sensitivity=chosen.sensitivity)
        wanted = registry.matching(chosen.select) if chosen.select else frozenset(registry.rules())
        wanted -= registry.matching(chosen.ignore)
        rules = [
            replace(rule, severity=policy.of(rule).severity or rule.severity)
            for rule in registry.rules().values()
            if rule.id in wanted and policy.of(rule).enabled
        ]
        if as_json:
            console.emit_json(rules)
            return
        rows = [(r.id, r.name, r.family, r.severity.value, r.summary) for r in rules]
        console.emit(table([("rule", "name", "family", "severity", "what it finds"), *rows]))
        return
    rule = registry.named(explain)
    page = registry.page(rule.id)
    if as_json:
        console.emit_json(console.plain(rule) | {"page": page})
    else:
        console.emit(page, end="")


def only_for_files(
    files: list[str] | None,
    output_format: str,
    suppressions: Path | None,
    baseline: Path | None,
    write_baseline: Path | None,
    translate: bool,
) -> None:
    """Refuse what line mode would ignore."""
    given = {
        "--suppressions": suppressions,
        "--baseline": baseline,
        "--write-baseline": write_baseline,
        "--translate": translate,
        "--format sarif": output_format == "sarif",
        "a second file": len(files or ()) > 1,
    }
    if wrong := [name for name, value in given.items() if value]:
        raise UsageError(f"--lines does not go with {wrong[0]}", hint="judge articles without --lines")


def lines(
    path: str,
    *,
    lang: str | None,
    source: str | None,
    target: str,
    encoding: str | None,
    chosen: Choices,
    as_json: bool,
) -> tuple[str | None, int]:
    """Judge lines or pairs; returns the worst severity, and 3 when a line could not be read, else 0."""
    from xling.checks.lines import flag_lines, flag_pairs
    from xling.cli.inputs import lines_of

    if source is None and lang is None:
        raise UsageError("--lines needs the language", hint="--lang de, or --from de --to en for pairs")
    texts = lines_of(path, encoding)
    broken = {n for n, line in enumerate(texts, start=1) if source is not None and line.strip() and "\t" not in line}
    if source is None:
        results = flag_lines(texts, lang=lang or "", bench=bench(chosen, pairs=False))
    else:
        pairs = (("", "") if n in broken else _pair(line) for n, line in enumerate(texts, start=1))
        results = flag_pairs(pairs, source=source, target=target, bench=bench(chosen, pairs=True))
    worst: str | None = None
    for result in results:
        worst = _worse(worst, result)
        _emit_line(result, broken=result.line in broken, as_json=as_json)
    return worst, 3 if broken else 0


def _pair(line: str) -> tuple[str, str]:
    source, _, rest = line.partition("\t")
    return source, rest.split("\t")[0]


def _emit_line(result: LineResult, *, broken: bool, as_json: bool) -> None:
    from xling.errors import InputError

    if broken:
        error = InputError(
            f"line {result.line}: no tab between source and translation", hint="give source<TAB>translation"
        )
        console.fail(error)
        if as_json:
            console.emit_json({"line": result.line, "score": 0.0, "flags": [], "error": error.message})
    elif as_json:
        console.emit(json.dumps(_line_json(result), ensure_ascii=False))
    else:
        for item in result.flags:
            console.emit(f"{result.line}: {item.severity.value} {item.finding.rule} {_said(item, result.article)}")


def _said(item: Flag, article: Article) -> str:
    """Words, message and suggestion on one line; the words only where the message does not quote them."""
    from xling.text import quoted

    words, message = quoted(item.finding.span.of(article.text)), item.finding.message
    whole = item.finding.target is not None and len(item.finding.span) >= len(article.text.strip())
    shown = message if whole or words in message else f"{words} {message}"
    return shown + (f" → {item.finding.suggestion}" if item.finding.suggestion else "")


def bench(chosen: Choices, *, pairs: bool) -> Bench:
    """The policy, terms and models that judging lines needs; a missing model is noted and done without."""
    from xling.checks import load_policy
    from xling.checks.lines import Bench
    from xling.errors import ModelError, OutputError
    from xling.pipeline import load_glossary

    made = Bench(
        policy=load_policy(extra=chosen.policy, sensitivity=chosen.sensitivity),
        terms=load_glossary(chosen.glossaries).terms,
        select=chosen.select,
        ignore=chosen.ignore,
    )
    try:
        from xling.encode import sentence_encoder

        made = replace(made, encoder=sentence_encoder(threads=chosen.threads))
        if pairs:
            from xling.align import AlignSettings, aligner

            made = replace(made, aligner=aligner(settings=AlignSettings(cover=True), threads=chosen.threads))
    except (ModelError, OutputError) as error:
        console.note(str(error))
    return made


def _worse(worst: str | None, result: LineResult) -> str | None:
    from xling.types import Severity

    found = [item.severity for item in result.flags] + ([Severity(worst)] if worst else [])
    return max(found, key=lambda severity: severity.rank).value if found else None


def _line_json(result: LineResult) -> dict[str, object]:
    from xling.report.machine import flag_json

    articles = {result.article.id: result.article}
    translations = {result.translation.segment.id: result.translation} if result.translation else {}
    return {
        "line": result.line,
        "score": result.score,
        "flags": [flag_json(item, articles, translations) for item in result.flags],
    }


def articles(
    files: list[str], *, lang: str | None, encoding: str | None, translate: bool, chosen: Choices, quiet: bool
) -> tuple[Dossier, int]:
    """Run the pipeline on the files; returns the dossier and the exit code for files that could not be read."""
    from xling.cli.inputs import articles_of
    from xling.pipeline import Settings, run
    from xling.translate import TranslateSettings

    found, failed = articles_of(files, lang=lang, encoding=encoding, quiet=quiet)
    settings = Settings(
        glossaries=chosen.glossaries,
        translate=TranslateSettings(threads=chosen.threads) if translate else None,
        sensitivity=chosen.sensitivity,
        policy=chosen.policy,
        select=chosen.select,
        ignore=chosen.ignore,
        threads=chosen.threads,
    )
    with console.progress(quiet=quiet) as progress:
        dossier = run(found, settings, progress=progress)
    if not quiet:
        for line in dossier.notes:
            console.note(line)
    return dossier, failed


def judgements(suppressions: Path | None, baseline: Path | None) -> dict[str, Suppression]:
    """Read both files, before any long work; a flag in both is a suppressed one."""
    from xling.checks.suppress import read_suppressions

    known = read_suppressions(baseline, baseline=True) if baseline else {}
    return known | (read_suppressions(suppressions) if suppressions else {})


def settle(dossier: Dossier, earlier: dict[str, Suppression], *, quiet: bool) -> Judged:
    """Apply suppressions and baseline; say which lines of theirs no longer fit the text."""
    from xling.checks import suppress

    judged = suppress.judge(dossier.flags, earlier)
    if not quiet:
        for line in suppress.notes(judged):
            console.note(line)
    return judged


def save_baseline(judged: Judged, path: Path) -> None:
    """Write the flags that no suppression covers; those that a suppression covers have a reason already."""
    from xling.checks.suppress import baseline_text
    from xling.files import write_atomic

    flags = [*judged.open, *(flag for flag, item in judged.settled if item.baseline)]
    write_atomic(path, baseline_text(flags))
    console.note(f"{len(flags)} flags written to {path}")


def chosen_format(name: str, *, as_json: bool) -> str:
    """The format asked for by ``--format`` and ``--json`` together."""
    if name not in ("text", "json", "sarif"):
        raise UsageError(f"--format {name!r} is unknown", hint="give text, json or sarif")
    if as_json and name == "sarif":
        raise UsageError("--json and --format sarif ask for two formats", hint="give one of them")
    return "json" if as_json else name


def render(dossier: Dossier, judged: Judged, output_format: str) -> str:
    """The open flags of ``dossier`` as text, JSON or SARIF."""
    from xling.checks import registry
    from xling.report.machine import article_json, flag_json
    from xling.report.sarif import sarif
    from xling.report.text import flag_list

    by_id = {article.id: article for article in dossier.articles}
    if output_format == "sarif":
        return sarif(judged.open, by_id, registry.rules(), settled=judged.settled)
    if output_format == "json":
        found = {
            "signature": dossier.signature,
            "articles": [article_json(article) for article in dossier.articles],
            "flags": [flag_json(item, by_id, dossier.translations) for item in judged.open],
            "suppressed": len(judged.settled),
            "notes": list(dossier.notes),
        }
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    listing = flag_list(replace(dossier, flags=judged.open))
    count = len(judged.open)
    tail = f"{count} flag{'' if count == 1 else 's'}" + (
        f", {len(judged.settled)} suppressed" if judged.settled else ""
    )
    return (listing + "\n" if listing else "") + tail + "\n"
