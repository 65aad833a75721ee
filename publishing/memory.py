"""What was made of what, from one build to the next: `var/build.db`.

It is a cache. Without it, or with one that cannot be read, the next build makes everything.
"""

import sqlite3
from contextlib import suppress
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
# Characters. Whole texts stay in the file until they are asked for.
_SHORT = 200
# Results that are held until they are written down together.
_MOST_WAITING = 500

Made = tuple[str, str | None]  # causes; result, None where it is read when it is asked for


class Memory:
    """What the last build of one folder made; this one takes it over and writes its own down.

    `save` forgets what this build did not ask for, and must be followed by `close`.
    """

    def __init__(self, file: Path, folder: Path) -> None:
        """`folder` is the one that is built."""
        self._file = file
        self._folder = str(folder.absolute())
        self._connection: sqlite3.Connection | None = None
        self._before = self._read()
        self._seen: set[str] = set()
        self._waiting: dict[str, tuple[str, str]] = {}

    def forget(self) -> None:
        """Let this build make everything."""
        self._before = dict.fromkeys(self._before, ("", None))

    def recall(self, name: str, causes: str) -> str | None:
        """What was made under the name; None unless it was made of the same causes."""
        known, result = self._before.get(name, ("", None))
        if known != causes:
            return None
        self._seen.add(name)
        return self._read_result(name, causes) if result is None else result

    def keep(self, name: str, causes: str, result: str) -> None:
        """May be written down at once: a build that ends half-way has made what it has made."""
        self._seen.add(name)
        self._waiting[name] = causes, result
        if len(self._waiting) >= _MOST_WAITING:
            self._write()

    def save(self) -> None:
        """A cache that cannot be written costs time and nothing else."""
        self._write()
        forgotten = self._before.keys() - self._seen
        with suppress(sqlite3.Error), self._open() as connection:
            self._forget_lost_trees(connection)
            tree = self._find_tree(connection)
            connection.executemany(
                "DELETE FROM made WHERE tree = ? AND name = ?", [(tree, name) for name in forgotten]
            )

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, {}
        with suppress(sqlite3.Error), self._open() as connection:
            tree = self._find_tree(connection)
            connection.executemany(
                "INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)",
                [(tree, name, *made) for name, made in waiting.items()],
            )

    def _read(self) -> dict[str, Made]:
        try:
            with self._open() as connection:
                rows = connection.execute(
                    "SELECT name, causes, CASE WHEN length(result) <= ? THEN result END"
                    " FROM made WHERE tree = ?",
                    [_SHORT, self._find_tree(connection)],
                )
                return {name: (causes, result) for name, causes, result in rows}
        except sqlite3.OperationalError:
            return {}
        except sqlite3.DatabaseError:
            # It is no database any more.
            self.close()
            self._file.unlink(missing_ok=True)
            return {}

    def _read_result(self, name: str, causes: str) -> str | None:
        with suppress(sqlite3.Error):
            rows = self._open().execute(
                "SELECT result FROM made JOIN tree ON tree.id = made.tree"
                " WHERE folder = ? AND name = ? AND causes = ?",
                [self._folder, name, causes],
            )
            return next((str(result) for (result,) in rows), None)
        return None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self._file, timeout=_PATIENCE_SECONDS)
            self._connection.executescript(_SCHEMA)
            # What a power cut takes from a cache is made again.
            self._connection.execute("PRAGMA synchronous = OFF")
            self._connection.execute("PRAGMA foreign_keys = ON")
        return self._connection

    def _find_tree(self, connection: sqlite3.Connection) -> int:
        connection.execute("INSERT OR IGNORE INTO tree (folder) VALUES (?)", [self._folder])
        row = connection.execute("SELECT id FROM tree WHERE folder = ?", [self._folder])
        return int(row.fetchone()[0])

    def _forget_lost_trees(self, connection: sqlite3.Connection) -> None:
        folders = [folder for (folder,) in connection.execute("SELECT folder FROM tree")]
        lost = [[folder] for folder in folders if not Path(folder).is_dir()]
        connection.executemany("DELETE FROM tree WHERE folder = ?", lost)
