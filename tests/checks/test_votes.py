"""Which articles stand on which side of a contradiction."""

from __future__ import annotations

import pytest

from xling.checks.votes import Poll
from xling.claims import quantities
from xling.types import Claim, ClaimLink, Pairing, Span, Verdict

CONFLICT, AGREE, ABOUT = Verdict.CONFLICT, Verdict.AGREE, Verdict.APPROXIMATELY


def claim(article: str, lang: str, text: str) -> Claim:
    read = tuple(quantities(text, lang))
    return Claim(f"{article}#0/0", article, f"{article}#0", lang, text, Span(0, len(text)), read)


def link(a: Claim, b: Claim, verdict: Verdict) -> ClaimLink:
    pairing = Pairing("amount", verdict, a.quantities[0].span, b.quantities[0].span)
    return ClaimLink(a, b, verdict, 0.9, (), (pairing,))


CASES = [  # what c says, how it is linked to a (15) and to b (14), on whose side it stands
    ("c 140亿美元", CONFLICT, None, "b"),
    ("c 140亿美元", None, AGREE, "b"),
    ("c 150亿美元", None, CONFLICT, "a"),
    ("c 170亿美元", CONFLICT, None, ""),
    ("c 170亿美元", CONFLICT, CONFLICT, ""),
    ("c 约145亿美元", ABOUT, ABOUT, ""),
    ("c 约145亿美元", None, ABOUT, ""),
    ("c 140亿美元", None, None, ""),
]


@pytest.mark.parametrize(("said", "to_a", "to_b", "side"), CASES)
def test_an_article_votes_for_the_side_that_it_fits_alone(
    said: str, to_a: Verdict | None, to_b: Verdict | None, side: str
) -> None:
    a, b, c = claim("a", "de", "15 Milliarden Dollar"), claim("b", "en", "$14 billion"), claim("c", "zh", said)
    links = [link(a, b, CONFLICT)]
    links += [link(a, c, to_a)] if to_a else []
    links += [link(b, c, to_b)] if to_b else []
    poll = Poll(links)
    places = [(one.article, one.quantities[0].span) for one in (a, b)]
    votes = {"a": poll.votes(places[0], places[1]), "b": poll.votes(places[1], places[0])}
    assert {one for one in votes if votes[one]} == ({side} if side else set())
    assert all(votes[one] == {"c": c.quantities[0].span} for one in votes if votes[one])
