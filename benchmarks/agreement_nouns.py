"""Make ``xling/data/nouns.de.tsv``, gender, number and cases of German nouns, from the words that stand before them.

    python benchmarks/agreement_nouns.py BITEXT.tsv.xz… [--compare NOUNS.csv]

Each file has German, English and corpus tag, separated by tabs; every German sentence counts once. "das Haus" shows a
neuter, "einen Vertrag" a masculine, "zwei Verträge" a plural; the other cases of a form follow from the declension.
A form is kept when it stands at least five times behind such a word. ``--compare`` prints how the table agrees with the
file of the package german-nouns (German Wiktionary, CC BY-SA 4.0); nothing is taken from it.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from xling.lexicon.nouns import CASES, GENDERS, cell, cells, readings
from xling.lexicon.words import closed_class
from xling.paths import data_dir

LEAST = 5
OFTEN = 20
"""From so many places on, what never stands before a form tells as much as what does."""
RARE = 60
"""Below so many places a form gets the readings that its build allows as well."""
WEAK = re.compile(r"(?:ist|ant|ent|at|log|graf|graph|[or]nom|krat|it|ot)en$")
FEMININE = re.compile(r"[^aeiou](?:(?<!pr)(?<!hw)ung|heit|keit|schaft|tion|tät)$")
SHARE = 0.02
"""Least share of the places of a form that shows a gender: the rest are slips and names."""
TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*-?|[^\w\s]")
SHOWS = {
    "neuter": "das ins ans aufs fürs dieses",
    "masculine": "einen keinen jeden",
    "one": "ein kein",
    "feminine": "eine zur einer jede",
    "either": "die keine seine ihre unsere diese",
    "dative": "im am zum vom beim dem einem diesem seinem ihrem jedem keinem unserem",
    "genitive": "des eines seines ihres unseres",
    "plural": "zwei drei vier fünf sechs sieben acht neun zehn viele mehrere einige beide wenige verschiedene",
    "several": "vielen mehreren einigen allen verschiedenen wenigen den diesen seinen ihren unseren",
    "der": "der dieser jeder seiner ihrer unserer keiner",
}
KIND = {word: kind for kind, words in SHOWS.items() for word in words.split()}
WITH_ADJECTIVE = {
    ("das", "e"): "neuter",
    ("dieses", "e"): "neuter",
    ("ein", "es"): "neuter",
    ("kein", "es"): "neuter",
    ("der", "e"): "nominative",
    ("ein", "er"): "nominative",
    ("kein", "er"): "nominative",
    ("die", "e"): "feminine",
    ("diese", "e"): "feminine",
    ("eine", "e"): "feminine",
    ("die", "en"): "plural",
    ("diese", "en"): "plural",
    ("alle", "en"): "plural",
    ("zwei", "e"): "plural",
    ("drei", "e"): "plural",
    ("viele", "e"): "plural",
    ("mehrere", "e"): "plural",
    ("einige", "e"): "plural",
}
"""What a word and the ending of the adjective behind it show together; with -en many show what they show alone."""
ALONE = frozenset({"masculine", "dative", "genitive"})


CASE = {"nominativ": "n", "akkusativ": "a", "dativ": "d", "genitiv": "g"}
NAMES = ("Nachname", "Vorname", "Toponym", "Eigenname", "Wortverbindung", "Affix", "Straßenname", "Redewendung")


def is_held_out(german: str) -> bool:
    """True for the sixteenth of all sentences that the table is not learnt from, so that it can be measured on them."""
    return crc32(german.encode()) % 16 == 0


def sentences(paths: list[Path]) -> Iterator[str]:
    """Every German sentence once, but for those held out."""
    seen: set[int] = set()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                german = line.split("\t", 1)[0]
                if hash(german) not in seen and not is_held_out(german):
                    seen.add(hash(german))
                    yield german


def places(paths: list[Path]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """For each capitalised form how often which kind of word stands before it, and how often it stands at all."""
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    every: Counter[str] = Counter()
    for german in sentences(paths):
        tokens = TOKEN.findall(german)
        for at in range(1, len(tokens)):
            form = tokens[at]
            if not form[0].isupper() or len(form) < 3 or form.endswith("-"):
                continue
            every[form] += 1
            if at + 1 < len(tokens) and tokens[at + 1][0].isupper():
                continue
            kind = _kind(tokens, at)
            if kind:
                shown[form][kind] += 1
    return shown, every


def _kind(tokens: list[str], at: int) -> str | None:
    def word(place: int) -> str:
        return (
            tokens[place].lower() if place == 0 or (place > 0 and not tokens[place - 1][0].isalnum()) else tokens[place]
        )

    before = word(at - 1)
    if before in KIND:
        return KIND[before]
    ending = re.search(r"(?<=[a-zäöüß]{3})(?:e[nrsm]|e)$", before)
    if ending is None or at < 2 or not before.islower():
        return None
    first = word(at - 2)
    if ending[0] == "en" and KIND.get(first) in ALONE:
        return KIND[first]
    return WITH_ADJECTIVE.get((first, ending[0]))


def learn(shown: dict[str, Counter[str]], every: Counter[str]) -> dict[str, int]:
    """Form → its cells (``xling.lexicon.nouns``). Genders and number by what stands before, cases by declension."""
    found: dict[str, set[str]] = {}
    for form, count in shown.items():
        total = sum(count.values())
        if total < LEAST or total < 0.02 * every[form] or form.lower() in closed_class("de"):
            continue
        if genders := _genders(form, count, total):
            found[form] = genders
    table = {form: cells(" ".join(_cases(form, genders, shown, found))) for form, genders in found.items()}
    for form in table:
        plain = form.replace("-", "").capitalize()
        if plain in table and plain != form:
            table[form] = table[plain] = table[form] | table[plain]
        if sum(shown[form].values()) < RARE:
            for at in range(len(form) - 4, 2, -1):
                tail = form[at:].capitalize()
                if tail in shown and sum(shown[tail].values()) > max(sum(shown[form].values()), OFTEN):
                    table[form] |= table.get(tail, 0)  # a rare compound may be all that its last part is
                    break
    return table


def _genders(form: str, count: Counter[str], total: int) -> set[str]:
    if FEMININE.search(form):
        return {"f"}
    kinds = {kind for kind, number in count.items() if number >= max(2, SHARE * total)}
    genders = {short for short, kind in (("m", "masculine"), ("m", "nominative"), ("n", "neuter")) if kind in kinds}
    if "feminine" in kinds:
        genders.add("f")
    if "plural" in kinds or count["plural"] > OFTEN:
        genders.add("p")
    elif "several" in kinds and not genders & {"m"}:
        genders |= {"m", "p"} if form[-1] in "ns" else {"m"}  # den Zugriff: a dative plural ends in n or s
    elif "either" in kinds and not genders & {"m", "n", "f"}:
        genders |= {"m", "f", "p"} if form.endswith(("er", "el")) else {"f", "p"}  # die Milch
    if (not genders & {"m", "n", "f"} and {"genitive", "one"} & kinds) or (
        not genders & {"m", "n"} and count["dative"] >= max(2, 0.1 * total)
    ):
        genders |= {"m"} if total >= OFTEN and count["neuter"] < 2 and count["several"] else {"m", "n"}
    if form[-1] not in "nserlaiou":
        genders.discard("p")
    if genders == {"p"} and total < OFTEN and (not count["plural"] or form.endswith("n")):
        return set()
    if "p" in genders and form.endswith(("er", "el")) and (total < RARE or count["der"] > 0.3 * total):
        genders.add("m")
    return genders


def _cases(form: str, genders: set[str], shown: dict[str, Counter[str]], found: dict[str, set[str]]) -> Iterator[str]:
    count = shown[form]
    total = sum(count.values())
    bases = [form[:-cut] for cut in (1, 2) if form.endswith(("", "s", "es")[cut]) and form[:-cut] in found]
    of_base = set().union(*(found[base] & {"m", "n"} for base in bases))
    for gender in sorted(genders):
        if gender == "p":
            base = found.get(form[:-1], set())
            only_dative = form.endswith("n") and "p" in base and "f" not in base and not WEAK.search(form)
            yield "p.d" if only_dative else "p.nadg" if form[-1] in "nsaiou" else "p.nag"
        elif gender == "f":
            yield "f.nadg"
        elif of_base and count["genitive"] > 0.5 * total:
            if gender in of_base:
                yield f"{gender}.g"
        elif (
            form.endswith("e")
            and found.get(form[:-1], set()) & {"m", "n"}
            and count["dative"] > 0.6 * (total - count["plural"] - count["either"] - count["der"])
        ):
            if gender in found[form[:-1]]:
                yield f"{gender}.d"
        elif gender == "m" and (_is_oblique(form, shown, found) or WEAK.search(form)):
            yield "m.adg p.nadg"
        elif gender == "m" and _has_oblique(form, shown, found):
            yield "m.n"
        else:
            yield f"{gender}.nad" + ("g" if count["genitive"] >= max(2, 0.02 * total) or form[-1] in "sx" else "")
            if re.search(r"(?:en|lein)$|^Ge.*e$", form) or (
                re.search(r"e[lr]$", form)
                and (gender == "m" or total < RARE or count["plural"] + count["either"] + count["several"])
            ):
                yield "p.nadg" if form.endswith("n") else "p.nag"
    rare = total < RARE and form.endswith("en") and "f" not in found.get(form[:-1], set())
    if "p" in genders and (WEAK.search(form) or rare):
        yield "m.adg" if WEAK.search(form) else "m.adg n.nad"


def _is_oblique(form: str, shown: dict[str, Counter[str]], found: dict[str, set[str]]) -> bool:
    """True for the other cases of a weak noun: den Kunden, dem Studenten."""
    return any(
        "m" in found.get(base, ()) and _weak(base, form, shown)
        for base in (form[:-1] if form.endswith("en") else "", form.removesuffix("en"))
        if base != form
    )


def _has_oblique(form: str, shown: dict[str, Counter[str]], found: dict[str, set[str]]) -> bool:
    if form.endswith("er"):
        return False
    return any("m" in found.get(form + end, ()) and _weak(form, form + end, shown) for end in ("n", "en"))


def _weak(base: str, oblique: str, shown: dict[str, Counter[str]]) -> bool:
    """True when ``oblique`` stands where accusative and dative do, and ``base`` does not."""
    one, other = shown[base], shown[oblique]
    return other["masculine"] + other["dative"] >= 2 and (one["masculine"] + one["dative"] + one["several"]) < 0.2 * (
        other["masculine"] + other["dative"]
    )


def read_wiktionary(path: Path) -> dict[str, int]:
    """Form → cells of one ``nouns.csv``; names, affixes and phrases of several words are left out."""
    table: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        head = next(lines)
        columns = [(at, *_column(name)) for at, name in enumerate(head) if name.split(" ")[0] in CASE]
        genus = {name.removeprefix("genus").strip(): at for at, name in enumerate(head) if name.startswith("genus")}
        kind = head.index("pos")
        for row in lines:
            if not any(name in row[kind] for name in NAMES):
                _add(table, row, columns, genus)
    return table


def _column(name: str) -> tuple[str, bool, str]:
    """Case, whether plural, and the number of the variant, of "genitiv singular* 2"."""
    case, number, *variant = name.replace("*", " ").split()
    return CASE[case], number == "plural", variant[0] if variant else ""


def _add(
    table: dict[str, int], row: list[str], columns: Iterable[tuple[int, str, bool, str]], genus: dict[str, int]
) -> None:
    every = {row[at] for at in genus.values()} & {"m", "f", "n"}
    for at, case, plural, variant in columns:
        if row[at]:
            own = row[genus[variant]] if variant in genus else ""
            genders = {"p"} if plural else {own} & {"m", "f", "n"} or every
            for gender in genders:
                table[row[at]] = table.get(row[at], 0) | cell(gender, case)


def write(table: dict[str, int]) -> None:
    """Write the table, forms with the same readings on one line."""
    groups: dict[str, list[str]] = defaultdict(list)
    for form, mask in table.items():
        groups[readings(mask)].append(form)
    lines = [
        "# Gender and cases of German noun forms, learnt from the words before them in bitext by",
        "# benchmarks/agreement_nouns.py.",
        f"# readings (gender of {' '.join(GENDERS)} or p for plural, dot, cases of {' '.join(CASES)})	forms",
    ]
    lines += [f"{key}\t{' '.join(sorted(forms))}" for key, forms in sorted(groups.items(), key=lambda x: -len(x[1]))]
    (data_dir() / "nouns.de.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bitext", type=Path, nargs="+")
    parser.add_argument("--compare", type=Path, help="nouns.csv of the package german-nouns")
    options = parser.parse_args()
    shown, every = places(options.bitext)
    table = {form: mask for form, mask in learn(shown, every).items() if mask}
    write(table)
    print(len(table), "forms")
    if options.compare:
        _compare(table, read_wiktionary(options.compare), shown)


def _compare(table: dict[str, int], other: dict[str, int], shown: dict[str, Counter[str]]) -> None:
    both = [form for form in table if form in other]
    weights = {form: sum(shown[form].values()) for form in both}
    lacking = [form for form in both if other[form] & ~table[form]]
    wide = [form for form in both if table[form] & ~other[form]]
    everything = sum(weights.values())
    for name, forms in (("lack a reading", lacking), ("have one more", wide)):
        share = sum(weights[form] for form in forms) / everything
        print(f"{len(both)} forms in both, {len(forms)} {name} ({share:.3f} of their places)")
        for form in sorted(forms, key=lambda each: -weights[each])[:60]:
            print("   ", weights[form], form, "|", readings(table[form]), "|", readings(other[form]))


if __name__ == "__main__":
    main()
