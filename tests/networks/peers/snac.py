"""snac, a small server of the fediverse: Debian's program, unpacked into a folder of our own."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

import httpx

from tests.networks.peers.obtaining import KEPT, NotHad, need, run

PACKAGE = "snac2"
FOLDER = KEPT / "snac"
LOG = KEPT / "snac.log"
UNPACKED = FOLDER / "usr" / "bin" / "snac"


def obtain(say):
    """Gives its version. Raises NotHad."""
    if find() is None:
        need(**{"apt-get": "Debian's apt-get", "dpkg": "dpkg"})
        say("snac: apt-get fetches Debian's package; nothing of the system is changed …")
        FOLDER.mkdir(parents=True, exist_ok=True)
        fetch()
        run(LOG, ["dpkg", "--extract", *FOLDER.glob("*.deb"), FOLDER])
    return read_version()


def fetch():
    """From the machine's own sources, else from the backports of its release."""
    try:
        run(LOG, ["apt-get", "download", PACKAGE], cwd=FOLDER)
    except NotHad:
        options = list_options_of_backports()
        run(LOG, ["apt-get", *options, "update"])
        run(LOG, ["apt-get", *options, "download", PACKAGE], cwd=FOLDER)


def list_options_of_backports():
    """What makes apt-get look there, with lists of its own."""
    said = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(ORIGIN) $(SITE) $(RELEASE)"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    known = re.search(r"^Debian (\S+) ([a-z]+)$", said, re.MULTILINE)
    if known is None:
        raise NotHad("apt-get knows no package of it here.")
    keys = "/usr/share/keyrings/debian-archive-keyring.gpg"
    source = FOLDER / "backports.list"
    source.write_text(f"deb [signed-by={keys}] {known[1]} {known[2]}-backports main\n")
    (FOLDER / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    settings = {
        "Dir::Etc::sourcelist": source,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": FOLDER / "lists",
        "Dir::Cache": FOLDER,
    }
    return [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]


def find():
    return shutil.which("snac") or (UNPACKED if UNPACKED.exists() else None)


def read_version():
    said = subprocess.run([find()], capture_output=True, text=True, check=False)
    known = re.match(r"snac \S+", said.stdout + said.stderr)
    if known is None:
        raise NotHad(f"It does not start here: {said.stderr.strip()}")
    return known[0]


class Server:
    def __init__(self, folder, url):
        self._folder = folder
        self.url = url

    def add_account(self, name):
        """Gives its token."""
        said = ask("adduser", self._folder, name)
        password = re.search(r"User password is (\S+)", said)[1]
        form = {"login": name, "passwd": password}
        answer = httpx.post(f"{self.url}/oauth/x-snac-get-token", data=form, trust_env=False)
        return answer.text.strip()


@contextmanager
def running(place):
    """Its files lie in `place`."""
    folder, port = place / "snac", find_free_port()
    host = f"127.0.0.1:{port}"
    ask("init", folder, answers=["127.0.0.1", port, host, "", ""])
    settings = json.loads((folder / "server.json").read_text())
    # Some of its threads are away on errands, which now and then lead to itself.
    settings |= {"protocol": "http", "num_threads": 16, "queue_timeout": 1}
    (folder / "server.json").write_text(json.dumps(settings))
    with LOG.open("a") as log, subprocess.Popen([find(), "httpd", folder], stderr=log) as process:
        try:
            wait_for(port)
            yield Server(folder, f"http://{host}")
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def ask(command, *arguments, answers=()):
    said = subprocess.run(
        [find(), command, *arguments],
        input="".join(f"{answer}\n" for answer in answers),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C"},
    )
    return said.stdout


def find_free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port):
    for _try in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"snac does not answer; {LOG} says why")
