"""A small glossary on disk, with comments, for tests that edit it."""

from __future__ import annotations

from pathlib import Path

import pytest

SMALL = """# xling-glossary 1
# Corporate bodies
source\ttarget\tpos\tstatus\tforbidden\tnote
Vorstand\texecutive board\tnoun\t\tboard of directors\tof an AG

# Money
Aktie\tshare\tnoun
Aktie\tstock\tnoun\tadmitted
Scale AI\t\tproper-noun\tdo-not-translate
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "test.de-en.tsv"
    path.write_text(SMALL, encoding="utf-8")
    return path
