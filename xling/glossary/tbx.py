"""TBX version 3 (ISO 30042:2019), dialect TBX-Basic in DCT style; the files are plain DCA-free namespaced XML.

One ``conceptEntry`` per glossary line, so that nothing is merged and the round trip is lossless:

=================  ==========================================================================
column             where it stands
=================  ==========================================================================
source, target     ``term`` in the ``langSec`` of each language
pos                ``min:partOfSpeech`` of the source term
status             ``min:administrativeStatus`` of the target term: preferredTerm-admn-sts, admittedTerm-admn-sts
forbidden          further ``termSec`` of the target language, deprecatedTerm-admn-sts
do-not-translate   target term equal to the source, ``note`` "do-not-translate" in its ``termSec``
context            ``basic:context`` of the source term, one for each condition
note               ``basic:definition`` of the concept
evidence           ``basic:source`` of the concept
owner, date        ``transacGrp``: origination, responsibility and ``date``
=================  ==========================================================================

TBX-Basic cannot mark do-not-translate, hence the note. Reading also takes the older DCA style (``termNote type=…``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from xling.errors import InputError
from xling.glossary.xml import local, parse, refuse_unwritable, text_of
from xling.types import LANGUAGES, Term, TermStatus

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
XML = "http://www.w3.org/XML/1998/namespace"
KEEP_NOTE = "do-not-translate"

_TO_TBX = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.KEEP: "preferredTerm-admn-sts",
}
_POS_TO_TBX = {"proper-noun": "properNoun", "phrase": "other"}
_FROM_TBX_POS = {
    "propernoun": "proper-noun",
    "noun": "noun",
    "verb": "verb",
    "adjective": "adjective",
    "adverb": "adverb",
    "other": "other",
}


def dumps(terms: Iterable[Term]) -> bytes:
    """A TBX document of the terms.

    :raises InputError: for characters that XML cannot hold.
    """
    from lxml import etree

    root = etree.Element(_q("tbx"), nsmap={None: NAMESPACE, "min": MIN, "basic": BASIC})
    root.set("type", "TBX-Basic")
    root.set("style", "dct")
    root.set(f"{{{XML}}}lang", "en")
    header = _sub(_sub(root, "tbxHeader"), "fileDesc")
    _sub(_sub(header, "titleStmt"), "title", "xling glossary")
    _sub(_sub(header, "sourceDesc"), "p", "one conceptEntry per glossary line, in order; format version 1")
    body = _sub(_sub(root, "text"), "body")
    for number, term in enumerate(terms, start=1):
        _entry(body, number, term)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False))


def _q(name: str, space: str = NAMESPACE) -> str:
    return f"{{{space}}}{name}"


def _sub(parent: Any, name: str, text: str | None = None, space: str = NAMESPACE) -> Any:  # noqa: ANN401
    from lxml import etree

    element = etree.SubElement(parent, _q(name, space))
    if text is not None:
        element.text = refuse_unwritable(text)
    return element


def _entry(body: Any, number: int, term: Term) -> None:  # noqa: ANN401
    entry = _sub(body, "conceptEntry")
    entry.set("id", f"c{number}")
    if term.note:
        _sub(entry, "definition", term.note, BASIC)
    if term.evidence:
        _sub(entry, "source", term.evidence, BASIC)
    if term.owner or term.date:
        group = _sub(entry, "transacGrp")
        _sub(group, "transactionType", "origination", BASIC)
        if term.owner:
            _sub(group, "responsibility", term.owner, BASIC)
        if term.date:
            _sub(group, "date", term.date)
    source = _language(entry, term.source_lang)
    first = _sub(source, "termSec")
    _sub(first, "term", term.source)
    if term.pos:
        _sub(first, "partOfSpeech", _POS_TO_TBX.get(term.pos, term.pos), MIN)
        if term.pos == "phrase":
            _sub(first, "termType", "phrase", BASIC)
    for item in term.context:
        _sub(first, "context", item, BASIC)
    # A one-language glossary needs two sections of the same language; the order tells which is which.
    target = _language(entry, term.target_lang)
    if term.status is not TermStatus.FORBIDDEN and term.target:
        second = _sub(target, "termSec")
        _sub(second, "term", term.target)
        _sub(second, "administrativeStatus", _TO_TBX[term.status], MIN)
        if term.status is TermStatus.KEEP:
            _sub(second, "note", KEEP_NOTE)
    for item in term.forbidden:
        third = _sub(target, "termSec")
        _sub(third, "term", item)
        _sub(third, "administrativeStatus", "deprecatedTerm-admn-sts", MIN)
    if term.status is TermStatus.FORBIDDEN:
        _sub(target, "note", "forbidden renderings only")


def _language(entry: Any, lang: str) -> Any:  # noqa: ANN401
    section = _sub(entry, "langSec")
    section.set(f"{{{XML}}}lang", lang)
    return section


def validate(data: bytes) -> list[str]:
    """What breaks the grammar of ``tbx-basic.rng`` beside this file: the part of TBX-Basic that xling writes."""
    from lxml import etree

    grammar = etree.RelaxNG(etree.parse(Path(__file__).with_name("tbx-basic.rng")))
    grammar.validate(parse(data, "TBX"))
    return [f"line {error.line}: {error.message}" for error in grammar.error_log]


def loads(data: bytes, name: str, *, source: str, target: str) -> list[Term]:
    """The terms of a TBX file between two languages: every target term of a concept for every source term.

    :raises InputError: for XML that is not accepted (``xling.glossary.xml``) or no TBX.
    """
    root = parse(data, name)
    if local(root) not in ("tbx", "martif"):
        raise InputError(f"{name}: <{local(root)}> is no TBX", hint="a TBX file begins with <tbx> or <martif>")
    found: list[Term] = []
    for entry in root.iter("{*}conceptEntry", "{*}termEntry"):
        found.extend(_concept(entry, name, source, target))
    if not found and any(True for _ in root.iter("{*}term")):
        raise InputError(
            f"{name} has no terms {source} → {target}", hint=f"languages known here: {', '.join(LANGUAGES)}"
        )
    return found


def _concept(entry: Any, name: str, source: str, target: str) -> Iterator[Term]:  # noqa: ANN401
    sections = [child for child in entry if local(child) in ("langSec", "langSet")]
    first = [section for section in sections if _lang(section) == source]
    second = [section for section in sections if _lang(section) == target]
    if source == target:
        first, second = first[:1], second[1:]
    sources = [item for section in first for item in _terms(section)]
    targets = [item for section in second for item in _terms(section)]
    forbidden = tuple(_term(item) for item in targets if _status(item) == "deprecatedTerm-admn-sts")
    wanted = [item for item in targets if _status(item) != "deprecatedTerm-admn-sts"]
    for item in sources:
        base = Term(
            _term(item),
            "",
            source,
            target,
            context=_all(item, "context"),
            pos=_pos(item),
            note=_first(entry, "definition"),
            evidence=_first(entry, "source"),
            owner=_first(entry, "responsibility"),
            date=_first(entry, "date"),
            where=f"{name}:{item.sourceline}",
        )
        if not wanted and forbidden:
            # Style rules of one language may have a preferred word without a target; all others forbid only.
            style = source == target and not _forbids_only(second)
            yield replace(base, status=TermStatus.PREFERRED if style else TermStatus.FORBIDDEN, forbidden=forbidden)
        for number, other in enumerate(wanted):
            yield replace(
                base, target=_term(other), status=_term_status(other), forbidden=forbidden if number == 0 else ()
            )


def _forbids_only(sections: list[Any]) -> bool:
    return any(local(child) == "note" for section in sections for child in section)


def _lang(section: Any) -> str:  # noqa: ANN401
    value = section.get(f"{{{XML}}}lang") or section.get("lang") or ""
    return str(value).replace("_", "-").split("-")[0].lower()


def _terms(section: Any) -> list[Any]:  # noqa: ANN401
    return [item for item in section.iter("{*}termSec", "{*}tig", "{*}ntig") if _first(item, "term")]


def _term(item: Any) -> str:  # noqa: ANN401
    return _first(item, "term")


def _named(parent: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    """Elements of that name (DCT) or with it in ``type`` (DCA)."""
    for element in parent.iter():
        if local(element) == name or element.get("type") == name:
            yield element


def _first(parent: Any, name: str) -> str:  # noqa: ANN401
    return next((text_of(element) for element in _named(parent, name)), "")


def _all(parent: Any, name: str) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(text_of(element) for element in _named(parent, name))


def _status(item: Any) -> str:  # noqa: ANN401
    return _first(item, "administrativeStatus").strip()


def _term_status(item: Any) -> TermStatus:  # noqa: ANN401
    if any(text_of(note) == KEEP_NOTE for note in item.iter("{*}note")):
        return TermStatus.KEEP
    return TermStatus.ADMITTED if _status(item) == "admittedTerm-admn-sts" else TermStatus.PREFERRED


def _pos(item: Any) -> str:  # noqa: ANN401
    if _first(item, "termType") == "phrase":
        return "phrase"
    raw = _first(item, "partOfSpeech").strip()
    return _FROM_TBX_POS.get(raw.lower().replace("-", ""), "other" if raw else "")
