"""From a span of one text to the span that renders it in the other."""

from __future__ import annotations

from xling.types import Alignment, Span


def project(alignment: Alignment, span: Span, *, reverse: bool = False) -> Span | None:
    """The smallest span of the target that holds all words linked to the words of ``span``.

    Words count when they share a character with ``span``. Far strays are left out: links whose word stands apart from
    the main group by more words than the group itself has, so that one wrong link does not mark half a sentence.
    None when no word of ``span`` has a link.

    :param reverse: ``span`` is of the target, the answer of the source.
    """
    origin, image = alignment.source_tokens, alignment.target_tokens
    if reverse:
        origin, image = image, origin
    inside = {index for index, token in enumerate(origin) if token.overlaps(span)}
    hits = sorted(
        {
            link.source if reverse else link.target
            for link in alignment.links
            if (link.target if reverse else link.source) in inside
        }
    )
    if not hits:
        return None
    group = _main_group(hits)
    return Span(image[group[0]].start, image[group[-1]].end)


def _main_group(hits: list[int]) -> list[int]:
    """The longest chain of indices in which neighbours are no farther apart than the chain is long (at least 3)."""
    groups = [[hits[0]]]
    for hit in hits[1:]:
        if hit - groups[-1][-1] <= max(3, len(groups[-1])):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return max(groups, key=len)
