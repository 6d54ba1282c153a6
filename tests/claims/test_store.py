"""The claim store: growth, replacement, migration, damage; and the index against brute force."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from xling.align import EmbeddingAligner
from xling.claims.candidates import _outstanding
from xling.claims.index import nearest
from xling.claims.link import Linker
from xling.claims.schema import VERSION
from xling.claims.store import ClaimStore
from xling.encode import word_encoder
from xling.encode.fake import HashEncoder
from xling.errors import InputError, OutputError

DE = "Meta kauft 49 Prozent von Scale AI für 14,3 Milliarden Dollar.\n\nDas Wetter in Berlin war schön."
EN = "Meta is buying 49% of Scale AI for $14.3 billion."


def test_a_later_article_is_linked_to_what_is_there(tmp_path: Path, claims_of) -> None:  # type: ignore[no-untyped-def]
    first, second = claims_of([("de", "de", DE)]), claims_of([("en", "en", EN)])
    with ClaimStore(tmp_path / "claims.db") as store:
        assert store.add(*first, encoder=HashEncoder()) == []
    with ClaimStore(tmp_path / "claims.db") as store:
        (found,) = store.add(*second, encoder=HashEncoder())
        assert {found.a.article, found.b.article} == {"de", "en"} and found.verdict.value == "agree"
        assert [article.id for article in store.articles([found])] == ["de", "en"]
        assert store.articles([found])[0].text == first[0][0].text


def test_an_article_given_again_replaces_itself(tmp_path: Path, claims_of) -> None:  # type: ignore[no-untyped-def]
    made = claims_of([("de", "de", DE)])
    with ClaimStore(tmp_path / "claims.db") as store:
        store.add(*made)
        before = len(store)
        store.add(*made)
        assert len(store) == before == len(made[1])


def test_a_file_of_schema_1_is_migrated(tmp_path: Path, claims_of) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "claims.db"
    with ClaimStore(path) as store:
        store.add(*claims_of([("de", "de", DE)]))
    old = sqlite3.connect(path)
    old.executescript("DROP TABLE amount; ALTER TABLE link DROP COLUMN words; PRAGMA user_version = 1")
    old.close()
    with ClaimStore(path) as store:
        assert [one.verdict.value for one in store.add(*claims_of([("en", "en", EN)]))] == ["agree"]
    new = sqlite3.connect(path)
    assert new.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert new.execute("SELECT count(*) FROM amount").fetchone()[0] > 0
    new.close()


def test_a_failed_addition_leaves_nothing_behind(tmp_path: Path, claims_of) -> None:  # type: ignore[no-untyped-def]
    articles, claims = claims_of([("de", "de", DE), ("en", "en", EN)])
    with ClaimStore(tmp_path / "claims.db") as store:
        with pytest.raises(sqlite3.IntegrityError):  # told by the last of the claims, when all others are written
            store.add(articles, [*claims, claims[0]], encoder=HashEncoder())
        assert len(store) == 0
        store.add(articles, claims, encoder=HashEncoder())
        assert len(store) == len(claims)


def test_damaged_newer_and_unwritable_files_say_so(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"not a database at all" * 100)
    with pytest.raises(InputError):
        ClaimStore(damaged)
    newer = tmp_path / "newer.db"
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(InputError):
        ClaimStore(newer)
    with pytest.raises(OutputError):
        ClaimStore(tmp_path / "no" / "such" / "folder.db")


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as shop:
        shop.execute("CREATE TABLE customer (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(InputError, match="something else"):
        ClaimStore(path)
    assert path.read_bytes() == before


def test_of_two_processes_that_open_a_new_file_one_makes_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    opened: list[int] = []

    def use() -> None:
        with ClaimStore(path) as store:
            opened.append(len(store))

    threads = [threading.Thread(target=use) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert opened == [0] * 8


def test_what_another_process_has_added_is_found(tmp_path: Path, claims_of) -> None:  # type: ignore[no-untyped-def]
    encoder, weather = HashEncoder(), "Das Wetter in Berlin war schön, sagt der Dienst."
    path = tmp_path / "claims.db"
    with ClaimStore(path) as one, ClaimStore(path) as other:
        one.add(*claims_of([("w", "de", weather)]), encoder=encoder)
        one.add(*claims_of([("v", "en", "The weather was fine.")]), encoder=encoder)
        other.add(*claims_of([("de", "de", DE)]), encoder=encoder)
        assert {"de", "en"} in (
            {f.a.article, f.b.article} for f in one.add(*claims_of([("en", "en", EN)]), encoder=encoder)
        )


def test_opening_does_not_wait_for_a_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xling.claims.store._PATIENCE", 0)  # whoever must wait fails
    path = tmp_path / "claims.db"
    with ClaimStore(path):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with ClaimStore(path) as store:
            assert len(store) == 0
            with pytest.raises(OutputError, match="locked"):
                store.add([], [])


def test_the_inverted_file_finds_nearly_what_brute_force_finds() -> None:
    random = np.random.default_rng(1)
    centres = random.normal(size=(60, 32))
    base = (centres[random.integers(0, 60, 3000)] + 0.4 * random.normal(size=(3000, 32))).astype(np.float32)
    base /= np.linalg.norm(base, axis=1, keepdims=True)
    exact, values = nearest(base[:200], base, 5)
    found, _ = nearest(base[:200], base, 5, exact=100)
    assert (exact[:, 0] == np.arange(200)).all() and (np.diff(values, axis=1) <= 1e-6).all()
    shared = [len(set(a) & set(b)) / 5 for a, b in zip(exact, found, strict=True)]
    assert np.mean(shared) > 0.9
    assert nearest(base[:0], base, 3)[0].shape == (0, 3)
    assert (nearest(base[:2], base[:1], 3)[0][:, 1:] == -1).all()


def test_links_over_the_index_are_those_of_brute_force(monkeypatch: pytest.MonkeyPatch, claims_of) -> None:  # type: ignore[no-untyped-def]
    """40 events, each told in six articles: with cells of a dozen vectors, and with every vector looked at."""
    random = np.random.default_rng(3)
    meanings = random.normal(size=(40, 64))
    frames = {
        "de": "Firma {a} zahlt Werk {b} {n} Millionen Dollar.",
        "en": "Firma {a} pays Werk {b} ${n} million.",
        "zh": "Firma{a}向Werk{b}支付{n}百万美元。",
    }
    texts, rows = [], []
    for article in range(24):
        lang, events = ("de", "en", "zh")[article % 3], [(article + 4 * step) % 40 for step in range(10)]
        lines = [frames[lang].format(a=chr(65 + e % 26) * 3, b=chr(65 + e // 2) * 2, n=137 + 31 * e) for e in events]
        texts.append((f"t{article}", lang, "\n\n".join(lines)))
        rows += [meanings[event] + 0.5 * random.normal(size=64) for event in events]
    _, claims = claims_of(texts)
    vectors = np.array(rows, np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert len(claims) == len(vectors)
    monkeypatch.setattr("xling.claims.candidates.LARGE", 100)
    exact = Linker(claims, vectors=vectors).links()
    monkeypatch.setattr("xling.claims.candidates.nearest", partial(nearest, exact=10))
    found = Linker(claims, vectors=vectors).links()
    assert len(exact) > 200
    assert [(one.a.id, one.b.id, one.verdict) for one in found] == [(one.a.id, one.b.id, one.verdict) for one in exact]


def test_few_queries_are_answered_exactly_however_many_there_are_to_search() -> None:
    base = np.random.default_rng(2).normal(size=(500, 8)).astype(np.float32)
    assert (nearest(base[:20], base, 4, exact=10)[0] == nearest(base[:20], base, 4)[0]).all()


def test_only_pairs_that_stand_out_of_both_languages_are_twins_in_large_sets() -> None:
    """Three German claims and three English ones: a clear pair, a pair that only one side prefers, and a faint one."""
    german, english = np.array([0, 1, 2]), np.array([3, 4, 5])
    there = german, np.array([[3, 4], [3, 4], [5, 4]]), np.array([[0.9, 0.1], [0.6, 0.2], [0.32, 0.3]], np.float32)
    back = english, np.array([[0, 1], [1, 0], [2, 1]]), np.array([[0.9, 0.6], [0.2, 0.1], [0.32, 0.3]], np.float32)
    found = _outstanding(there, back, 6)
    assert set(found) == {(0, 3)} and 0.5 < found[0, 3] <= 0.85
    unknown = np.full((3, 2), np.nan, np.float32)
    assert _outstanding((german, there[1], unknown), (english, back[1], unknown), 6) == {}


def test_a_file_of_schema_2_keeps_its_links_and_gets_word_links_for_new_ones(tmp_path: Path, claims_of) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "claims.db"
    with ClaimStore(path) as store:
        store.add(*claims_of([("de", "de", DE)]))
        (old,) = store.add(*claims_of([("en", "en", EN)]))
    before = sqlite3.connect(path)
    before.executescript("ALTER TABLE link DROP COLUMN words; PRAGMA user_version = 2")
    before.close()
    with ClaimStore(path) as store:
        assert store.word_links(old) == []
    after = sqlite3.connect(path)
    assert after.execute("SELECT a, b, verdict FROM link").fetchall() == [(old.a.id, old.b.id, old.verdict.value)]
    after.close()


def test_links_are_kept_with_their_words(tmp_path: Path, encoder_home: Path, claims_of) -> None:  # type: ignore[no-untyped-def]
    words, zh = word_encoder(), "Meta以143亿美元收购Scale AI的49%股份。"
    first, second = claims_of([("de", "de", DE)]), claims_of([("zh", "zh", zh)])
    with ClaimStore(tmp_path / "claims.db") as store:
        store.add(*first, words=words)
        (found,) = store.add(*second, words=words, aligner=EmbeddingAligner(words))
        told = store.word_links(found)
    texts = {"de": DE, "zh": zh}
    pairs = {(a.of(texts[found.a.article]), b.of(texts[found.b.article])) for a, b in told}
    assert ("Meta", "Meta") in pairs and len(told) > 4
