"""The editor's glossary: read, checked, found in texts, looked for in translations, edited and exchanged."""

from xling.glossary.document import Document, Problem
from xling.glossary.glossary import Glossary
from xling.glossary.store import check, load, read, terms

__all__ = ["Document", "Glossary", "Problem", "check", "load", "read", "terms"]
