"""TMX 1.4b, one translation unit per glossary line; columns that TMX has no place for travel as ``prop`` elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xling.errors import InputError
from xling.glossary.document import POS
from xling.glossary.xml import local, parse, refuse_unwritable, text_of
from xling.types import Term, TermStatus

XML = "http://www.w3.org/XML/1998/namespace"
_PROPS = ("pos", "status", "forbidden", "context", "evidence", "owner", "date")


def dumps(terms: Iterable[Term], *, source: str) -> bytes:
    """A TMX document of the terms.

    :raises InputError: for characters that XML cannot hold.
    """
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        creationtool="xling",
        creationtoolversion="1",
        segtype="phrase",
        adminlang="en",
        datatype="plaintext",
        srclang=source,
        **{"o-tmf": "xling-glossary"},
    )
    body = etree.SubElement(root, "body")
    for term in terms:
        unit = etree.SubElement(body, "tu")
        if term.note:
            _sub(unit, "note", term.note)
        for name in _PROPS:
            value = getattr(term, name)
            for item in value if isinstance(value, tuple) else (str(value),):
                if item and item != "preferred":
                    _sub(unit, "prop", item).set("type", f"x-{name}")
        for lang, text in ((term.source_lang, term.source), (term.target_lang, term.target)):
            variant = etree.SubElement(unit, "tuv")
            variant.set(f"{{{XML}}}lang", lang)
            _sub(variant, "seg", text)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _sub(parent: Any, name: str, text: str) -> Any:  # noqa: ANN401
    from lxml import etree

    element = etree.SubElement(parent, name)
    element.text = refuse_unwritable(text)
    return element


def loads(data: bytes, name: str, *, source: str, target: str) -> list[Term]:
    """The terms of a TMX file between two languages; units without both are left out.

    :raises InputError: for XML that is not accepted (``xling.glossary.xml``) or no TMX.
    """
    root = parse(data, name)
    if local(root) != "tmx":
        raise InputError(f"{name}: <{local(root)}> is no TMX", hint="a TMX file begins with <tmx>")
    found = []
    for unit in root.iter("{*}tu"):
        variants = [(_lang(variant), _segment(variant)) for variant in unit.iter("{*}tuv")]
        first = next((text for lang, text in variants if lang == source), None)
        rest = [text for lang, text in variants if lang == target]
        second = rest[-1] if rest and (source != target or len(rest) > 1) else None
        if first is None or second is None:
            continue
        props: dict[str, list[str]] = {}
        for prop in unit.iter("{*}prop"):
            props.setdefault(prop.get("type", "").removeprefix("x-"), []).append(text_of(prop))
        found.append(_term(first, second, source, target, props, _note(unit), f"{name}:{unit.sourceline}"))
    return found


def _term(
    first: str, second: str, source: str, target: str, props: dict[str, list[str]], note: str, where: str
) -> Term:
    status = (props.get("status") or ["preferred"])[0]
    pos = (props.get("pos") or [""])[0]
    return Term(
        first,
        second,
        source,
        target,
        TermStatus(status) if status in [item.value for item in TermStatus] else TermStatus.PREFERRED,
        forbidden=tuple(props.get("forbidden", ())),
        context=tuple(props.get("context", ())),
        pos=pos if pos in POS else "",
        note=note,
        evidence=(props.get("evidence") or [""])[0],
        owner=(props.get("owner") or [""])[0],
        date=(props.get("date") or [""])[0],
        where=where,
    )


def _lang(variant: Any) -> str:  # noqa: ANN401
    value = variant.get(f"{{{XML}}}lang") or variant.get("lang") or ""
    return str(value).replace("_", "-").split("-")[0].lower()


def _segment(variant: Any) -> str:  # noqa: ANN401
    return next((text_of(segment) for segment in variant.iter("{*}seg")), "")


def _note(unit: Any) -> str:  # noqa: ANN401
    return next((text_of(note) for note in unit if local(note) == "note"), "")
