"""What was made of what, from one build to the next: `var/build.db`.

It is a cache. Without it, or with one that cannot be read, the next build makes everything.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS tree (id INTEGER PRIMARY KEY, folder TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS made (
    tree INTEGER NOT NULL REFERENCES tree ON DELETE CASCADE,
    name TEXT NOT NULL,
    causes TEXT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (tree, name)
) WITHOUT ROWID;
"""
# A build that finds the file in use by another one goes on without it.
_PATIENCE_SECONDS = 0.5

Made = tuple[str, str]  # causes, result


class Memory:
    """What the last build of one folder made; `save` replaces it by what this one made."""

    def __init__(self, file: Path, folder: Path) -> None:
        """`folder` is the one that is built."""
        self._file = file
        self._folder = str(folder.absolute())
        self._before = self._read()
        self._now: dict[str, Made] = {}

    def forget(self) -> None:
        """Let this build make everything."""
        self._before = dict.fromkeys(self._before, ("", ""))

    def recall(self, name: str, causes: str) -> str | None:
        """What was made under the name; None unless it was made of the same causes."""
        known = self._before.get(name)
        if known is None or known[0] != causes:
            return None
        self._now[name] = known
        return known[1]

    def keep(self, name: str, causes: str, result: str) -> None:
        self._now[name] = causes, result

    def save(self) -> None:
        """Write down what changed. A cache that cannot be written costs time and nothing else."""
        changed = {name: made for name, made in self._now.items() if self._before.get(name) != made}
        forgotten = self._before.keys() - self._now.keys()
        if not changed and not forgotten:
            return
        with suppress(sqlite3.Error), self._open() as connection:
            tree = self._find_tree(connection)
            self._forget_lost_trees(connection)
            connection.executemany(
                "DELETE FROM made WHERE tree = ? AND name = ?", [(tree, name) for name in forgotten]
            )
            connection.executemany(
                "INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)",
                [(tree, name, *made) for name, made in changed.items()],
            )

    def _read(self) -> dict[str, Made]:
        try:
            with self._open() as connection:
                tree = self._find_tree(connection)
                rows = connection.execute(
                    "SELECT name, causes, result FROM made WHERE tree = ?", [tree]
                )
                return {name: (causes, result) for name, causes, result in rows}
        except sqlite3.OperationalError:
            return {}
        except sqlite3.DatabaseError:
            # It is no database any more.
            self._file.unlink(missing_ok=True)
            return {}

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._file, timeout=_PATIENCE_SECONDS)) as connection:
            connection.executescript(_SCHEMA)
            # What a power cut takes from a cache is made again.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA foreign_keys = ON")
            with connection:
                yield connection

    def _find_tree(self, connection: sqlite3.Connection) -> int:
        connection.execute("INSERT OR IGNORE INTO tree (folder) VALUES (?)", [self._folder])
        row = connection.execute("SELECT id FROM tree WHERE folder = ?", [self._folder])
        return int(row.fetchone()[0])

    def _forget_lost_trees(self, connection: sqlite3.Connection) -> None:
        folders = [folder for (folder,) in connection.execute("SELECT folder FROM tree")]
        lost = [[folder] for folder in folders if not Path(folder).is_dir()]
        connection.executemany("DELETE FROM tree WHERE folder = ?", lost)
