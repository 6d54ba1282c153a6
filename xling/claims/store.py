"""Claims and links in one SQLite file that grows article by article.

The tables stand in ``claims.schema``; older files are migrated on opening, in one transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from xling.claims.candidates import Pair, buckets
from xling.claims.facts import facts
from xling.claims.index import nearest
from xling.claims.link import ACCEPT, Linker
from xling.claims.schema import VERSION, index_amounts, migrate
from xling.claims.vectors import centred, everyday
from xling.claims.word_links import word_links
from xling.errors import InputError, OutputError
from xling.locks import write_ahead
from xling.protocols import Aligner, Matrix, SentenceEncoder, WordEncoder
from xling.report.codec import dump, load
from xling.types import Article, Claim, ClaimLink, Span

_NEAREST = 12
_PATIENCE = 30  # seconds to wait for another writer
_UNCOMMON = 30
"""A name that fewer stored claims have brings candidates by itself."""
_MOST = 300
"""Candidates that one claim gets at the most by a name and an amount together."""


class ClaimStore:
    """A store on disk; use it in a ``with`` block. One writer at a time; readers are not blocked (WAL).

    :raises InputError: the file is no claim store, or one of a newer xling.
    :raises OutputError: the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._numbers: list[int] = []
        self._seen = 0  # version of the data that numbers and vectors were read from
        self._vectors: Matrix = np.zeros((0, 0), np.float32)
        self._prior: dict[str, NDArray[np.float32]] = {}
        with self._told():
            self._database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            try:
                self._database.execute("PRAGMA foreign_keys = ON")
                self._migrate()
            except BaseException:
                self._database.close()
                raise

    def __enter__(self) -> ClaimStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite raises, as errors of xling."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.OperationalError as error:
            raise OutputError(
                f"{self._path}: {error}",
                hint="give --store a file in a folder that can be written, and one that no other process is writing to",
            ) from error
        except sqlite3.DatabaseError as error:
            raise InputError(f"{self._path} is no claim store: {error}", hint="give --store a new file name") from error

    def _migrate(self) -> None:
        self._database.execute("BEGIN")  # one view of version and tables, whoever makes them meanwhile
        version = self._version()
        self._database.execute("COMMIT")
        if version == VERSION:
            return
        write_ahead(self._database)
        with self._writing():
            migrate(self._database, self._version())  # read again under the lock: another process may be done with it

    def _version(self) -> int:
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise InputError(f"{self._path} was written by a newer xling (schema {version})", hint="update xling")
        if not version and self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise InputError(f"{self._path} is a database of something else", hint="give --store a new file name")
        return int(version)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all that is written inside stands in the file afterwards, or nothing."""
        with self._told():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                self._numbers = []
                raise

    def __len__(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM claim").fetchone()[0])

    def add(
        self,
        articles: Sequence[Article],
        claims: Sequence[Claim],
        *,
        encoder: SentenceEncoder | None = None,
        words: WordEncoder | None = None,
        aligner: Aligner | None = None,
        least: float = ACCEPT,
    ) -> list[ClaimLink]:
        """Add articles with their claims and link them to all that is there; returns the new links.

        An article that is there already is replaced, its old links go. With ``words`` the uncertain pairs are compared
        word by word; with an ``aligner`` the links are kept with their word links. ``least`` is the least probability
        of a link, 0–1.

        :raises OutputError: another process goes on writing, or the disk is full; the store is as before then.
        """
        vectors = encoder.encode([claim.text for claim in claims]) if encoder is not None else None
        self._prior = everyday(encoder) if encoder is not None else {}
        with self._writing():
            self._remove(article.id for article in articles)
            old = self._partners(claims, vectors)
            links = self._link(claims, vectors, old, least, words)
            self._write(articles, claims, vectors)
            self._database.executemany(
                "INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (o.a.id, o.b.id, o.verdict.value, o.score, _json([o.differs, dump(o.pairings)]), _json(told))
                    for o, told in zip(links, word_links(links, aligner), strict=True)
                ],
            )
        return links

    def fill(
        self, articles: Sequence[Article], claims: Sequence[Claim], *, encoder: SentenceEncoder | None = None
    ) -> None:
        """Add articles without linking them: for a store that is built from links known already, or not wanted.

        :raises OutputError: as ``add``.
        """
        vectors = encoder.encode([claim.text for claim in claims]) if encoder is not None else None
        with self._writing():
            self._remove(article.id for article in articles)
            self._write(articles, claims, vectors)

    def _remove(self, articles: Iterable[str]) -> None:
        gone = self._database.executemany("DELETE FROM article WHERE id = ?", [(one,) for one in articles]).rowcount
        if gone:
            self._numbers = []

    def _write(self, articles: Sequence[Article], claims: Sequence[Claim], vectors: Matrix | None) -> None:
        self._database.executemany(
            "INSERT INTO article VALUES (?, ?, ?)", [(a.id, a.lang, _json(dump(a))) for a in articles]
        )
        for row, claim in enumerate(claims):
            blob = vectors[row].astype(np.float16).tobytes() if vectors is not None else None
            number = self._database.execute(
                "INSERT INTO claim (id, article, data, vector) VALUES (?, ?, ?, ?)",
                (claim.id, claim.article, _json(dump(claim)), blob),
            ).lastrowid
            keys = sorted({name.key for name in claim.names})
            self._database.executemany("INSERT INTO name VALUES (?, ?)", [(key, number) for key in keys])
            index_amounts(self._database, int(number or 0), claim)
        self._numbers = []

    def _partners(self, claims: Sequence[Claim], vectors: Matrix | None) -> dict[int, set[int]]:
        """Numbers of stored claims, each with the rows of ``claims`` that it may belong to."""
        found: dict[int, set[int]] = {}
        for row, claim in enumerate(claims):
            for number in self._alike(claim):
                found.setdefault(number, set()).add(row)
        if vectors is not None and len(vectors):
            self._load()
            if self._vectors.shape[1] == vectors.shape[1]:
                ids, _ = nearest(vectors, self._vectors, _NEAREST)
                for row, near in enumerate(ids):
                    for one in near:
                        if one >= 0:
                            found.setdefault(self._numbers[int(one)], set()).add(row)
        return found

    def _alike(self, claim: Claim) -> Iterator[int]:
        """Stored claims with an uncommon name or an amount of the same size and a common name."""
        names = sorted({name.key for name in claim.names})
        values = sorted({bucket for fact in facts(claim) for bucket in buckets(fact)})
        for key in names:
            rows = self._database.execute("SELECT claim FROM name WHERE key = ? LIMIT ?", (key, _UNCOMMON)).fetchall()
            if len(rows) < _UNCOMMON:
                yield from (row[0] for row in rows)
        if names and values:
            marks = ", ".join("?" * len(values)), ", ".join("?" * len(names))
            yield from (
                row[0]
                for row in self._database.execute(
                    f"SELECT DISTINCT amount.claim FROM amount JOIN name ON name.claim = amount.claim "
                    f"WHERE bucket IN ({marks[0]}) AND key IN ({marks[1]}) LIMIT ?",
                    (*values, *names, _MOST),
                )
            )

    def _load(self) -> None:
        """The stored vectors, kept for the next call while nobody else writes."""
        (seen,) = self._database.execute("PRAGMA data_version").fetchone()
        if self._numbers and seen == self._seen:
            return
        self._seen = seen
        rows = self._database.execute("SELECT number, vector FROM claim WHERE vector IS NOT NULL").fetchall()
        self._numbers = [row[0] for row in rows]
        if rows:
            flat = np.frombuffer(b"".join(row[1] for row in rows), np.float16)
            self._vectors = flat.reshape(len(rows), -1).astype(np.float32)
        else:
            self._vectors = np.zeros((0, 0), np.float32)

    def _link(
        self,
        claims: Sequence[Claim],
        vectors: Matrix | None,
        partners: dict[int, set[int]],
        least: float,
        words: WordEncoder | None,
    ) -> list[ClaimLink]:
        numbers = sorted(partners)
        stored = [load(Claim, json.loads(self._data(number))) for number in numbers]
        every = [*claims, *stored]
        pairs = {(row, len(claims) + place) for place, number in enumerate(numbers) for row in partners[number]}
        linker = Linker(every, vectors=self._together(vectors, numbers, every), words=words)
        inner = Linker(claims, vectors=None).candidates() if len({c.article for c in claims}) > 1 else []
        ordered: list[Pair] = sorted(pairs | set(inner))
        return linker.links(least=least, pairs=ordered)

    def _data(self, number: int) -> str:
        return str(self._database.execute("SELECT data FROM claim WHERE number = ?", (number,)).fetchone()[0])

    def _together(self, vectors: Matrix | None, numbers: Sequence[int], every: Sequence[Claim]) -> Matrix | None:
        """Vectors of the new and the stored claims in one space; None when any of them has none."""
        if vectors is None or (not self._numbers and numbers):
            return None
        place = {number: row for row, number in enumerate(self._numbers)}
        if any(number not in place for number in numbers):
            return None
        stored = self._vectors[[place[number] for number in numbers]] if numbers else np.zeros((0, vectors.shape[1]))
        return centred(np.vstack([vectors, stored]).astype(np.float32), [claim.lang for claim in every], self._prior)

    def word_links(self, link: ClaimLink) -> list[tuple[Span, Span]]:
        """The word links that are kept for a link: spans into both articles; empty when none were made."""
        row = self._database.execute("SELECT words FROM link WHERE a = ? AND b = ?", (link.a.id, link.b.id)).fetchone()
        return [(Span(*left), Span(*right)) for left, right in json.loads(row[0])] if row else []

    def articles(self, links: Sequence[ClaimLink]) -> list[Article]:
        """The stored articles at either end of ``links``."""
        wanted = sorted({claim.article for one in links for claim in (one.a, one.b)})
        rows = [self._database.execute("SELECT data FROM article WHERE id = ?", (one,)).fetchone() for one in wanted]
        return [load(Article, json.loads(row[0])) for row in rows if row]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
