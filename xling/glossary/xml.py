"""XML from strangers, read without trusting it: no entities, no external files, limits on size and depth."""

from __future__ import annotations

import re
from typing import Any

from xling.errors import InputError

MAX_BYTES = 128 * 2**20
MAX_DEPTH = 40
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_BREAKS = re.compile(r"[ \t\r\n]+")
# What XML 1.0 cannot hold at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(data: bytes, name: str) -> Any:  # noqa: ANN401 - lxml has no types
    """The root element of an XML document.

    :raises InputError: for anything over the limits, any declaration of a document type or of entities, and anything
        that is not well-formed; the message names file and line.
    """
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise InputError(f"{name} is larger than {MAX_BYTES // 2**20} MB", hint="split it")
    head = data if data[:2] not in (b"\xff\xfe", b"\xfe\xff") else data.decode("utf-16", errors="replace").encode()
    if found := _DOCTYPE.search(head):
        what = found[1].decode().upper()
        line = head.count(b"\n", 0, found.start()) + 1
        plain_tmx = what == "DOCTYPE" and re.match(
            rb'<!DOCTYPE\s+tmx\s+SYSTEM\s+"tmx14\.dtd"\s*>', head[found.start() :]
        )
        if not plain_tmx or len(_DOCTYPE.findall(head)) > 1:
            raise InputError(
                f"{name}:{line}: <!{what}> is not accepted", hint="save it without document type and entities"
            )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = getattr(error, "lineno", 0) or 0
        raise InputError(
            f"{name}:{line}: not well-formed XML: {error.msg}", hint="repair or export the file again"
        ) from error
    _check_depth(root, name)
    return root


def _check_depth(root: Any, name: str) -> None:  # noqa: ANN401
    stack = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        if depth > MAX_DEPTH:
            raise InputError(
                f"{name}:{element.sourceline}: elements nested deeper than {MAX_DEPTH}", hint="this is no TBX or TMX"
            )
        stack.extend((child, depth + 1) for child in element)


def local(element: Any) -> str:  # noqa: ANN401
    """Name of an element without its namespace."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: Any) -> str:  # noqa: ANN401
    """All text inside an element, its markup left out, the line breaks of pretty printing made single spaces."""
    return _BREAKS.sub(" ", "".join(element.itertext())).strip(" ")


def refuse_unwritable(text: str) -> str:
    """``text`` itself.

    :raises InputError: when it holds a character that XML 1.0 cannot hold.
    """
    if match := _FORBIDDEN.search(text):
        raise InputError(
            f"U+{ord(match.group()):04X} in {text[:40]!r} cannot be written as XML", hint="delete the character"
        )
    return text
