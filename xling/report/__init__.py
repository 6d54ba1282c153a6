"""Reports: every function takes a dossier and returns text; nothing here writes a file."""

from xling.report.html import html
from xling.report.jsonl import jsonl, read_jsonl
from xling.report.markdown import markdown
from xling.report.translation import translated_text

__all__ = ["html", "jsonl", "markdown", "read_jsonl", "translated_text"]
