"""The English text of one article, laid out like the original: same blocks, same order, same empty lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xling.types import Article, Segment, Translation


def translated_text(article: Article, segments: Sequence[Segment], translations: Mapping[str, Translation]) -> str:
    """Replace every translated segment by its hypothesis and keep the text between segments as it is.

    Boilerplate and metadata are left out together with the line they stand on; a content segment without a
    translation stays in its language between ``⟦`` and ``⟧``, so that nothing looks translated that is not.
    """
    parts: list[str] = []
    end = 0
    for segment in segments:
        gap = article.text[end : segment.span.start]
        end = segment.span.end
        if not segment.is_content:
            parts.append("\n" * gap.count("\n"))
            continue
        parts.append(gap)
        translation = translations.get(segment.id)
        parts.append(translation.text if translation else f"⟦{segment.text}⟧" if segment.lang != "en" else segment.text)
    text = "".join(parts)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip() + "\n"
