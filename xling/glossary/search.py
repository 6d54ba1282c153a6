"""Looks up entries for an editor: by word, part of a word, or the sentence they occur in."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from xling.glossary.glossary import Glossary
from xling.text import fold, han_share
from xling.types import Term


@dataclass(frozen=True, slots=True)
class Hit:
    """``how``: source, target, forbidden, in the text, similar."""

    term: Term
    how: str


def search(glossary: Glossary, query: str) -> list[Hit]:
    """Entries whose source, target or forbidden rendering contains ``query``; else terms that occur in it, in any
    inflected form; else similar ones."""
    key = fold(query.strip())
    if not key:
        return []
    hits = [Hit(term, "source") for term in glossary.terms if key in fold(term.source)]
    hits += [
        Hit(term, "target") for term in glossary.terms if key in fold(term.target) and key not in fold(term.source)
    ]
    hits += [Hit(term, "forbidden") for term in glossary.terms if any(key in fold(item) for item in term.forbidden)]
    if hits:
        return sorted(hits, key=lambda hit: fold(hit.term.source) != key)
    langs = ["zh"] if han_share(query) > 0 else ["de", "en"]
    found = {match.term: None for lang in langs for match in glossary.find(query, lang)}
    if found:
        return [Hit(term, "in the text") for term in found]
    sources = {fold(term.source): term for term in glossary.terms}
    return [Hit(sources[name], "similar") for name in get_close_matches(key, list(sources), n=5, cutoff=0.7)]
