"""The tables of the claim store and how older files become of the present schema.

Tables: ``article`` (id, lang, data), ``claim`` (number, id, article, data, vector), ``name`` (key, claim), ``amount``
(bucket, claim), ``link`` (a, b, verdict, score, data, words). ``data`` is JSON of ``report.codec``, for a link what
differs and the compared spans; ``words`` is JSON of the word links of a link, each [start, end] of the first article
with [start, end] of the second; ``vector`` is float16, as the encoder gave it. ``PRAGMA user_version`` is the schema.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

from xling.claims.candidates import buckets
from xling.claims.facts import facts
from xling.report.codec import load
from xling.types import Claim

VERSION = 3


def migrate(database: sqlite3.Connection, version: int) -> None:
    """Bring tables of schema ``version`` (0: none yet) to the present one. Call it inside a transaction."""
    for number in range(version + 1, VERSION + 1):
        _MIGRATIONS[number](database)
    database.execute(f"PRAGMA user_version = {VERSION}")


def index_amounts(database: sqlite3.Connection, number: int, claim: Claim) -> None:
    """Fill the index of amounts for the claim with this number."""
    rows = {(bucket, number) for fact in facts(claim) for bucket in buckets(fact)}
    database.executemany("INSERT INTO amount VALUES (?, ?)", sorted(rows))


_VERSION_1 = """
CREATE TABLE article (id TEXT PRIMARY KEY, lang TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE claim (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, article TEXT NOT NULL REFERENCES article (id)
                    ON DELETE CASCADE, data TEXT NOT NULL, vector BLOB);
CREATE TABLE name (key TEXT NOT NULL, claim INTEGER NOT NULL REFERENCES claim (number) ON DELETE CASCADE);
CREATE TABLE link (a TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE, b TEXT NOT NULL REFERENCES claim (id)
                   ON DELETE CASCADE, verdict TEXT NOT NULL, score REAL NOT NULL, data TEXT NOT NULL,
                   PRIMARY KEY (a, b));
CREATE INDEX claim_article ON claim (article);
CREATE INDEX name_key ON name (key);
CREATE INDEX name_claim ON name (claim);
CREATE INDEX link_b ON link (b);
"""


def _to_version_1(database: sqlite3.Connection) -> None:
    for statement in filter(str.strip, _VERSION_1.split(";")):
        database.execute(statement)


def _to_version_2(database: sqlite3.Connection) -> None:
    """Amounts get an index of their own, filled from the claims that are there."""
    database.execute(
        "CREATE TABLE amount (bucket INTEGER NOT NULL, claim INTEGER NOT NULL REFERENCES claim (number) "
        "ON DELETE CASCADE)"
    )
    database.execute("CREATE INDEX amount_bucket ON amount (bucket)")
    database.execute("CREATE INDEX amount_claim ON amount (claim)")
    for number, data in database.execute("SELECT number, data FROM claim").fetchall():
        index_amounts(database, number, load(Claim, json.loads(data)))


def _to_version_3(database: sqlite3.Connection) -> None:
    """Links get their word links; those of older links are empty until their article is given again."""
    database.execute("ALTER TABLE link ADD COLUMN words TEXT NOT NULL DEFAULT '[]'")


_MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: _to_version_1,
    2: _to_version_2,
    3: _to_version_3,
}
