"""Random glossaries that the format allows."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from xling.glossary.document import POS, cells_of, header_text, parse, render_cells
from xling.glossary.validate import problems
from xling.types import Term, TermStatus

LATIN = "abcdefghij KLMNOPäöüßé0123456789-=+@'\"&<>.,;:#/()!?%€“„"
HAN = "数据标注公司收购估值独角兽人工智能会计划的"


def words(alphabet: str) -> st.SearchStrategy[str]:
    """Text without stray spaces, in NFC."""
    return (
        st.text(alphabet=alphabet, min_size=1, max_size=14)
        .map(lambda text: unicodedata.normalize("NFC", " ".join(text.split())))
        .filter(bool)
    )


def _terms(source: st.SearchStrategy[str], pair: tuple[str, str]) -> st.SearchStrategy[Term]:
    target = words("abcdefghij KLMNOPé0123456789-=+@'\"&<>.,")
    free = words(LATIN + HAN)
    status = st.sampled_from(list(TermStatus))
    return st.builds(
        lambda source, target, status, forbidden, context, pos, free, date: Term(
            source,
            {TermStatus.KEEP: source, TermStatus.FORBIDDEN: ""}.get(status, target),
            *pair,
            status,
            forbidden=tuple(forbidden),
            context=tuple(context),
            pos=pos,
            note=free[0],
            evidence=free[1],
            owner=free[2],
            date=date,
        ),
        source,
        target,
        status,
        st.lists(target, max_size=3, unique_by=str.casefold),
        st.lists(free, max_size=3, unique_by=str.casefold),
        st.sampled_from(["", *POS]),
        st.tuples(*[st.one_of(st.just(""), free)] * 3),
        st.sampled_from(["", "2026", "2026-11", "2026-11-25"]),
    )


@st.composite
def glossaries(draw: st.DrawFn) -> tuple[tuple[str, str], list[Term]]:
    """A language pair and terms that ``check`` finds nothing wrong with."""
    pair, alphabet = draw(st.sampled_from([(("de", "en"), LATIN), (("zh", "en"), HAN)]))
    terms: list[Term] = []
    for term in draw(st.lists(_terms(words(alphabet), pair), max_size=6)):
        text = header_text() + "".join(
            render_cells(cells_of(item), parse(header_text(), "x.de-en.tsv").columns) + "\n" for item in [*terms, term]
        )
        if not problems(parse(text, f"x.{pair[0]}-{pair[1]}.tsv")):
            terms.append(term)
    return pair, terms
