"""Ingest: files to articles with typed blocks, language, title, date and exact text."""

from xling.ingest.article import article_from_text, line_articles
from xling.ingest.files import Collected, collect, read
from xling.ingest.language import identify

__all__ = ["Collected", "article_from_text", "collect", "identify", "line_articles", "read"]
