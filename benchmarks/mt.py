"""Translation quality of a model: python benchmarks/mt.py GOLD --direction de-en --model FOLDER

GOLD is the folder with mt/generaltest2022.* and terms/wmt23.*. FOLDER is a model in the store's format (CTranslate2
files, *.spm, xling.json); without it the bundled model is measured. Prints a Markdown table; --output adds JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from xling.evaluate.mt import Quality, Values, loop_share, quality, term_success, values
from xling.evaluate.parity import decode
from xling.models.info import read_info
from xling.paths import bundled_models_dir
from xling.translate import TranslateSettings, translator
from xling.types import Segment, Span

# WMT22 general test, reference A, BLEU/chrF2: published system outputs scored with sacreBLEU.
KNOWN = {
    "de-en": (("weakest WMT22 system", 26.0, 51.3), ("best WMT22 system", 33.7, 58.6)),
    "zh-en": (("opus-mt-zh-en", 19.1, 46.3), ("weakest WMT22 system", 24.0, 54.5), ("best WMT22 system", 33.5, 61.1)),
}


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def through_xling(model: Path, sources: list[str], direction: str, threads: int) -> list[str]:
    """The way users get translations: long lines split, breakdowns decoded again, amounts and names kept."""
    source, target = direction.split("-")
    settings = TranslateSettings(model=str(model), threads=threads, cache=False)
    segments = [
        Segment(f"line:{i}#0", f"line:{i}", 0, source, text, Span(0, len(text))) for i, text in enumerate(sources)
    ]
    return [found.text for found in translator(source, target, settings=settings).translate(segments)]


def numbers(
    model: Path, table: Path, seen: Path | None, limit: int, threads: int, direction: str
) -> tuple[Values, Values]:
    """Amounts with the right value on pairs that the model has not seen: by the model alone, and through xling."""
    known = {line.split("\t")[0] for line in lines_of(seen)} if seen else set()
    rows = [row for line in lines_of(table) if (row := line.split("\t"))[0] not in known][:limit]
    sources, references = [row[0] for row in rows], [row[1] for row in rows]
    alone, through = decode(model, sources, threads=threads), through_xling(model, sources, direction, threads)
    return values(alone, references), values(through, references)


def marked(model: Path, table: Path, lang: str, limit: int, threads: int) -> dict[str, Values | Quality]:
    """Terms of the WMT23 terminology task put into the source in marks behind their source term."""
    opening, closing = read_info(model).marks
    rows = [line.split("\t") for line in lines_of(table)[1:]]
    plain, sources, references, wanted = [], [], [], []
    for source, reference, proper, _ in (row for row in rows if len(row) == 4):
        terms = [term for term in json.loads(proper) if source.count(term[lang]) == 1 and 2 < len(term["en"]) < 40]
        if (
            not terms
            or len(source) > 250
            or (len(terms) > 1 and any(a[lang] in b[lang] for a in terms for b in terms if a != b))
        ):
            continue
        text = source
        for term in terms:
            text = text.replace(term[lang], f"{term[lang]} {opening} {term['en']} {closing} ").replace("  ", " ")
        plain.append(source)
        sources.append(text)
        references.append(reference)
        wanted.append([term["en"] for term in terms])
    plain, sources, references, wanted = plain[:limit], sources[:limit], references[:limit], wanted[:limit]
    with_marks, without = decode(model, sources, threads=threads), decode(model, plain, threads=threads)
    return {
        "terms with marks": term_success(with_marks, wanted),
        "terms without marks": term_success(without, wanted),
        "quality with marks": quality(with_marks, [references]),
        "quality without marks": quality(without, [references]),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--direction", default="de-en", choices=sorted(KNOWN))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--numeric", type=Path, help="TSV of held-out pairs with numbers")
    parser.add_argument("--seen", type=Path, help="TSV of pairs the model was trained on: left out of --numeric")
    parser.add_argument("--limit", type=int, default=10**9, help="lines of each set")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    source = args.direction.split("-")[0]
    model = args.model or bundled_models_dir() / args.direction
    base = args.gold / "mt" / f"generaltest2022.{args.direction}"
    sources = lines_of(Path(f"{base}.src.{source}"))[: args.limit]
    reference = lines_of(Path(f"{base}.ref.A.en"))[: args.limit]

    begin = time.perf_counter()
    raw = decode(model, sources, beam=args.beam, threads=args.threads)
    seconds = time.perf_counter() - begin
    guarded = through_xling(model, sources, args.direction, args.threads)
    rows: list[tuple[str, str]] = [
        ("generaltest2022 ref A, source copied", str(quality(sources, [reference]))),
        (f"generaltest2022 ref A, model alone (beam {args.beam})", str(quality(raw, [reference]))),
        (
            "generaltest2022 ref A, through xling (guard, long lines split, amounts and names kept)",
            str(quality(guarded, [reference])),
        ),
        *(
            (f"generaltest2022 ref A, {name} (published)", f"BLEU {bleu} chrF2 {chrf}")
            for name, bleu, chrf in KNOWN[args.direction]
        ),
        ("lines with a repeated 4-gram (3 times or more), model alone", f"{loop_share(raw):.2%}"),
        ("lines with a repeated 4-gram (3 times or more), through xling", f"{loop_share(guarded):.2%}"),
        ("seconds for all lines, model alone", f"{seconds:.1f} ({args.threads} thread)"),
    ]
    if args.numeric:
        figures = numbers(model, args.numeric, args.seen, min(args.limit, 500), args.threads, args.direction)
        for how, found in zip(("model alone", "through xling"), figures, strict=True):
            rows.append((f"amounts with the right value, {how}", f"{found.share:.1%} of {found.total}"))
    terms = args.gold / "terms" / f"wmt23.{source}en.test.tsv"
    if terms.is_file() and read_info(model).marks:
        for name, result in marked(model, terms, source, min(args.limit, 300), args.threads).items():
            rows.append(
                (
                    f"WMT23 proper terms, {name}",
                    f"{result.share:.1%} of {result.total}" if isinstance(result, Values) else str(result),
                )
            )
    print(f"## {args.direction}, {read_info(model).fingerprint}\n\n| what | result |\n|---|---|")
    for name, value in rows:
        escaped = value.replace("|", "\\|")  # signatures hold the sign that divides table cells
        print(f"| {name} | {escaped} |")
    if args.output:
        args.output.write_text(json.dumps(dict(rows), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
