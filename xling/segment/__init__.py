"""Segment: articles to sentences with exact offsets."""

from xling.segment.segment import segment
from xling.segment.sentences import sentences

__all__ = ["segment", "sentences"]
