"""Sentence vectors kept in SQLite between runs: an article that has not changed is not encoded again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import numpy as np

from xling.locks import write_ahead
from xling.protocols import Matrix, SentenceEncoder

_LARGEST = 200_000  # vectors (about 300 MB); beyond, the file is started anew


class CachedEncoder:
    """Fits ``protocols.SentenceEncoder``; gives exactly the vectors that the encoder inside gave at first.

    The file may be deleted at any time. A file that cannot be read or written is passed over without a word: the
    cache saves time and decides nothing. Two processes may use it at once (WAL).
    """

    def __init__(self, encoder: SentenceEncoder, path: Path) -> None:
        self._encoder, self._path = encoder, path
        self.signature = encoder.signature

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Texts to unit vectors, order kept; only texts that are not in the file are encoded."""
        keys = [self._key(text) for text in texts]
        known = self._read(set(keys))
        missing = list({key: text for key, text in zip(keys, texts, strict=True) if key not in known}.items())
        if missing:
            fresh = self._encoder.encode([text for _, text in missing])
            made = {key: fresh[place] for place, (key, _) in enumerate(missing)}
            self._write(made)
            known |= made
        if not keys:
            return self._encoder.encode([])
        return np.stack([known[key] for key in keys]).astype(np.float32, copy=False)

    def _key(self, text: str) -> bytes:
        data = f"{self.signature}\x00{text}".encode("utf-8", errors="surrogatepass")
        return blake2b(data, digest_size=16).digest()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=5)
        try:
            write_ahead(connection, patience=5)
            connection.execute("pragma synchronous=normal")
            connection.execute("create table if not exists vectors (key blob primary key, vector blob) without rowid")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _read(self, keys: set[bytes]) -> dict[bytes, Matrix]:
        found: dict[bytes, Matrix] = {}
        try:
            with closing(self._open()) as connection:
                for key in keys:
                    row = connection.execute("select vector from vectors where key = ?", (key,)).fetchone()
                    if row is not None:
                        found[key] = np.frombuffer(row[0], np.float32)
        except (sqlite3.Error, OSError, ValueError):
            return {}
        return found

    def _write(self, made: dict[bytes, Matrix]) -> None:
        rows = [(key, np.asarray(vector, np.float32).tobytes()) for key, vector in made.items()]
        try:
            with closing(self._open()) as connection, connection:
                count = connection.execute("select count(*) from vectors").fetchone()[0]
                if count + len(rows) > _LARGEST:
                    connection.execute("delete from vectors")
                connection.executemany("insert or replace into vectors values (?, ?)", rows)
        except (sqlite3.Error, OSError):
            return
