"""Editing a file: what stays, what changes, and what happens under fire."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xling.errors import GlossaryError, OutputError, UsageError
from xling.glossary import load
from xling.glossary.edit import add, change, merge, remove, update
from xling.glossary.files import locked, write
from xling.glossary.places import editable, own_copy, resolve
from xling.paths import glossaries_dir
from xling.types import Term, TermStatus

ROOT = Path(__file__).resolve().parents[2]


def term(source: str, target: str, **values: object) -> Term:
    return Term(source, target, "de", "en", **values)  # type: ignore[arg-type]


def test_add_keeps_everything_else(small: Path) -> None:
    before = small.read_text(encoding="utf-8")
    result = change(small, lambda document: add(document, [term("Anleihe", "bond", pos="noun")]))
    after = small.read_text(encoding="utf-8")
    assert after == before + "Anleihe\tbond\tnoun\n"
    assert result.diff.splitlines()[-1] == "+Anleihe\tbond\tnoun"
    assert small.with_name("test.de-en.tsv.bak").read_text(encoding="utf-8") == before


def test_add_puts_a_synonym_behind_its_term(small: Path) -> None:
    change(small, lambda document: add(document, [term("Vorstand", "management board", status=TermStatus.ADMITTED)]))
    lines = small.read_text(encoding="utf-8").splitlines()
    assert lines[4] == "Vorstand\tmanagement board\t\tadmitted"


def test_add_extends_the_header_when_a_column_is_new(small: Path) -> None:
    change(small, lambda document: add(document, [term("Blase", "bubble", context=("Börse", "KI"))]))
    text = small.read_text(encoding="utf-8")
    assert "note\tcontext\n" in text
    assert load(small).terms[-1].context == ("Börse", "KI")


def test_dry_run_writes_nothing(small: Path) -> None:
    before = small.read_bytes()
    result = change(small, lambda document: remove(document, "Vorstand", None), dry_run=True)
    assert "-Vorstand" in result.diff and small.read_bytes() == before
    assert [path.name for path in small.parent.iterdir()] == ["test.de-en.tsv"]


def test_update_and_remove_touch_one_line(small: Path) -> None:
    change(small, lambda document: update(document, "Aktie", "stock", {"note": "American"}))
    change(small, lambda document: remove(document, "Aktie", "share"))
    assert "Aktie\tstock\tnoun\tadmitted\t\tAmerican\n" in small.read_text(encoding="utf-8")
    assert [item.target for item in load(small).terms if item.source == "Aktie"] == ["stock"]


def test_merge_overwrites_filled_cells_and_adds_the_rest(small: Path) -> None:
    incoming = [term("Aktie", "share", note="of a company"), term("Anleihe", "bond")]
    change(small, lambda document: merge(document, incoming))
    terms = {(item.source, item.target): item for item in load(small).terms}
    assert terms["Aktie", "share"].note == "of a company" and terms["Aktie", "share"].pos == "noun"
    assert ("Anleihe", "bond") in terms


@pytest.mark.parametrize(
    ("edit", "error", "words"),
    [
        (lambda d: remove(d, "Vorstnad", None), UsageError, "did you mean Vorstand"),
        (lambda d: remove(d, "Aktie", None), UsageError, "choose with --target"),
        (lambda d: update(d, "Aktie", "share", {"colour": "red"}), UsageError, "no column 'colour'"),
        (lambda d: add(d, [term("Aktie", "share")]), GlossaryError, "stands already"),
        (lambda d: add(d, [term("Aktie", "action")]), GlossaryError, "is preferred as"),
        (lambda d: add(d, [term("Kurs ", "price")]), GlossaryError, "space at the edge"),
        (lambda d: update(d, "Vorstand", None, {"status": "good"}), GlossaryError, "unknown status"),
    ],
)
def test_bad_edits_are_refused_and_change_nothing(
    small: Path, edit: object, error: type[Exception], words: str
) -> None:
    before = small.read_bytes()
    with pytest.raises(error, match=words):
        change(small, edit)  # type: ignore[arg-type]
    assert small.read_bytes() == before


def test_a_broken_file_is_not_edited(small: Path) -> None:
    small.write_text(small.read_text(encoding="utf-8") + "Kurs\tprice \n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="fix the file first"):
        change(small, lambda document: add(document, [term("Anleihe", "bond")]))


ADDER = """
import sys
from pathlib import Path
from xling.glossary.edit import add, change
from xling.types import Term
for number in range(int(sys.argv[3])):
    term = Term(f"Begriff{sys.argv[2]}x{number}", f"term {sys.argv[2]} {number}", "de", "en")
    change(Path(sys.argv[1]), lambda document: add(document, [term]))
"""


def adder(path: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", ADDER, str(path), name, str(count)], env=environment)


def test_two_editors_at_once_lose_nothing(small: Path) -> None:
    editors = [adder(small, name, 8) for name in ("A", "B")]
    assert [editor.wait(timeout=60) for editor in editors] == [0, 0]
    sources = {item.source for item in load(small).terms}
    assert {f"Begriff{name}x{number}" for name in "AB" for number in range(8)} <= sources


def test_kill_in_the_middle_leaves_a_whole_file(small: Path) -> None:
    survived = 0
    for round_ in range(3):
        before = small.stat().st_mtime_ns
        editor = adder(small, f"K{round_}", 10_000)
        deadline = time.monotonic() + 60
        while small.stat().st_mtime_ns == before and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.03 * round_)
        editor.send_signal(signal.SIGKILL)
        editor.wait(timeout=10)
        terms = load(small).terms  # raises on anything half-written
        numbers = [
            int(item.source.rpartition("x")[2]) for item in terms if item.source.startswith(f"BegriffK{round_}x")
        ]
        assert numbers == list(range(len(numbers)))
        survived += len(numbers)
    change(small, lambda document: add(document, [term("Anleihe", "bond")]))
    assert load(small).terms[-1].source == "Anleihe" and survived
    assert not list(small.parent.glob(".*.tmp"))


def test_a_lock_that_is_held_is_reported(small: Path) -> None:
    with locked(small), pytest.raises(OutputError, match="being edited"), locked(small, seconds=0.1):
        pass


def test_unwritable_place_keeps_the_old_file(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        write(blocker / "test.de-en.tsv", "text")


def test_editing_a_shipped_glossary_makes_an_own_copy_that_overrides_it() -> None:
    path = editable("ai-business", "de", "en")
    assert path.parent != glossaries_dir() and path.exists()
    change(path, lambda document: add(document, [term("Beispielbegriff", "sample term")]))
    assert path in resolve("ai-business")
    assert "Beispielbegriff" in {item.source for item in load("ai-business").terms}
    assert own_copy(glossaries_dir() / path.name) == path


def test_where_an_edit_goes_must_be_clear() -> None:
    with pytest.raises(GlossaryError, match="0 glossaries fit"):
        editable(None, "en", "zh")
    with pytest.raises(GlossaryError, match="no glossary 'nope'"):
        editable("nope", "de", "en")
