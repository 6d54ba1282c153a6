"""Why two claims are linked, or are not: the evidence in words."""

from __future__ import annotations

from collections.abc import Sequence

from xling.claims.facts import facts, match
from xling.claims.link import Linker
from xling.claims.score import chance
from xling.errors import UsageError
from xling.protocols import SentenceEncoder, WordEncoder
from xling.types import Claim


def find(claims: Sequence[Claim], wanted: str) -> Claim:
    """The claim with this id, else the one whose text holds ``wanted`` (the shortest such).

    :raises UsageError: when no claim fits.
    """
    for claim in claims:
        if claim.id == wanted:
            return claim
    holding = [claim for claim in claims if wanted.casefold() in claim.text.casefold()]
    if not holding:
        raise UsageError(
            f"no claim has the id or the words {wanted!r}", hint="take ids or words from `xling link --json`"
        )
    return min(holding, key=lambda claim: len(claim.text))


def explain(
    a: Claim,
    b: Claim,
    claims: Sequence[Claim],
    *,
    encoder: SentenceEncoder | None = None,
    words: WordEncoder | None = None,
) -> str:
    """Lines for the terminal: both claims, shared names, every comparison of amounts, similarity, score, verdict."""
    linker = Linker(claims, encoder=encoder, words=words)
    evidence, found = linker.judge(a, b)
    lines = [f"A  {a.id}  {a.text}", f"B  {b.id}  {b.text}", ""]
    shared = sorted({name.key for name in a.names} & {name.key for name in b.names})
    lines.append(f"shared names     {', '.join(shared) or 'none'}  (weight {evidence.names:.2f})")
    only = [sorted({n.key for n in x.names} - set(shared)) for x in (a, b)]
    lines.append(f"only in A / B    {', '.join(only[0]) or '–'} / {', '.join(only[1]) or '–'}")
    lines.append(f"similarity       {evidence.cosine:.2f}" if evidence.meaning else "similarity       no encoder")
    lines.append(f"polarity         {_sign(a)} / {_sign(b)}")
    for first in facts(a):
        for second in facts(b):
            if (one := match(first, second)) is not None:
                roles = " / ".join(_top(fact.roles) for fact in (first, second))
                lines.append(
                    f"amounts          “{first.quantity.text}” and “{second.quantity.text}”: {one.verdict.value}"
                    f"; roles {roles} ({one.role:+.2f}){'' if one.time else '; different years'}"
                    f"{'; ' + one.note if one.note else ''}"
                )
    lines.append("")
    if found is None:
        lines.append(f"not linked       probability {chance(evidence):.2f}")
    else:
        differs = f", differs: {', '.join(found.differs)}" if found.differs else ""
        lines.append(f"verdict          {found.verdict.value} ({found.score:.2f}){differs}")
    return "\n".join(lines)


def _sign(claim: Claim) -> str:
    return ("affirmed" if claim.polarity else "denied") + (f", {claim.modality}" if claim.modality else "")


def _top(roles: dict[str, float]) -> str:
    return max(roles, key=lambda role: roles[role]) if roles else "unknown"
