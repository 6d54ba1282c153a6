"""Names of people, organisations, places and products in one text or a set of texts, without a downloaded model."""

from __future__ import annotations

from collections.abc import Sequence

from xling.claims import names_chinese, names_latin
from xling.claims.bearers import resolve
from xling.claims.gazetteer import chinese_forms, given_names, latin_forms
from xling.claims.names_glossed import glosses
from xling.claims.names_runs import Context
from xling.types import Name, NameKind


def names(text: str, lang: str, *, context: Context | None = None) -> list[Name]:
    """Mentions in ``text`` in order, without overlaps; ``key`` is one for each bearer within the text.

    With a ``context`` (see ``survey``) the keys are left as found, to be resolved over all texts together.
    """
    if context is not None:
        return _detect(text, lang, context)
    context = survey([(text, lang)])
    return resolve([_detect(text, lang, context)])[0]


def survey(texts: Sequence[tuple[str, str]]) -> Context:
    """What a set of (text, language) shows together: words in lower case, listed names, full names and their parts."""
    context = Context()
    for text, lang in texts:
        if lang != "zh":
            context.read(text)
        else:
            context.glossed |= glosses(text)
    context.keys = _certain_keys(texts)
    context.glossed = {form: latin for form, latin in context.glossed.items() if not context.lower[latin.lower()]}
    context.known |= dict.fromkeys(context.glossed.values(), NameKind.OTHER)
    for text, lang in texts:
        for name in _detect(text, lang, context):
            _remember(name, context)
    return context


def _detect(text: str, lang: str, context: Context) -> list[Name]:
    if lang == "zh":
        return names_chinese.mentions(text, context)
    return names_latin.mentions(text, "de" if lang == "de" else "en", context)


def _certain_keys(texts: Sequence[tuple[str, str]]) -> set[str]:
    """Keys of listed names of which an unmistakable form stands somewhere in the set."""
    whole = "\n".join(text for text, _ in texts)
    keys: set[str] = set()
    indexes = [latin_forms("de"), latin_forms("en"), chinese_forms()]
    for index in indexes:
        for forms in index.values():
            keys.update(f.key for f in forms if not f.ambiguous and not f.described and f.text in whole)
    return keys


def _remember(name: Name, context: Context) -> None:
    """A name found for certain makes its parts findable: after "Lucy Guo" a lone "Guo" is a person."""
    parts = name.text.split(" ")
    if name.kind is NameKind.PERSON and len(parts) > 1:
        context.known[name.text] = NameKind.PERSON
        for part in (parts[0], parts[-1]):
            if len(part) > 1 and part[0].isupper():
                context.known[part] = NameKind.PERSON
    elif name.kind in (NameKind.PERSON, NameKind.ORGANISATION) and name.text not in given_names():
        known = context.known.get(name.text, NameKind.OTHER)
        context.known[name.text] = name.kind if known is NameKind.OTHER else known
