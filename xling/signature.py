"""What produced a result, as one line: ``xling|v:0.1.0|de-en:bundled@1a2b|enc:e5-small|gl:9f3c|pol:77aa``.

The form follows sacreBLEU's signatures (Post 2018, "A Call for Clarity in Reporting BLEU Scores").
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version


def package_version() -> str:
    try:
        return version("xling")
    except PackageNotFoundError:
        return "0+unknown"


def signature(parts: Iterable[tuple[str, str]]) -> str:
    """Join ``key:value`` parts; empty values are left out; ``|`` never occurs inside a part."""
    cells = [f"{key}:{value}".replace("|", "/") for key, value in parts if value]
    return "|".join(["xling", f"v:{package_version()}", *cells])


def digest(*texts: str) -> str:
    """Eight hex digits over texts, order and borders included: short enough to read out, enough to tell two apart."""
    return sha256("\x00".join(texts).encode("utf-8", errors="surrogatepass")).hexdigest()[:8]
