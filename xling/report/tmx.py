"""Segments and their translations as TMX 1.4b, the format translation memories exchange."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from xling.signature import package_version
from xling.text import xml_safe
from xling.types import Dossier


def tmx(dossier: Dossier) -> str:
    """One translation unit per translated segment; characters that XML cannot hold become U+FFFD."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="xling" creationtoolversion={quoteattr(package_version())} segtype="sentence" '
        'o-tmf="xling" adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'
    )
    units = [
        f"<tu tuid={quoteattr(xml_safe(key))}>"
        f'<prop type="x-model">{escape(xml_safe(item.model))}</prop>'
        f'<tuv xml:lang="{item.segment.lang}"><seg>{escape(xml_safe(item.segment.text))}</seg></tuv>'
        f'<tuv xml:lang="{item.lang}"><seg>{escape(xml_safe(item.text))}</seg></tuv></tu>\n'
        for key, item in dossier.translations.items()
    ]
    return head + "".join(units) + "</body>\n</tmx>\n"
