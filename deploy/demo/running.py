"""The demo as a child process, for the journeys of the tests and for the README's pictures."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from deploy.demo.place import ROOT

LAST_LINE = "Ctrl-C"


@dataclass(frozen=True)
class Demo:
    url: str
    username: str
    password: str
    reference: str
    secret: str


class DemoDidNotStart(Exception):
    """Its words are what the demo said on the terminal."""


@contextmanager
def running_demo(
    folder: Path, *, at: datetime | None = None, pictures: Path | None = None
) -> Iterator[Demo]:
    """The demo as of `at`, from its last line on the terminal until the block is left.

    `pictures` is a cache of redrawn pictures that several demos may share.
    """
    if pictures is not None:
        (folder / "var").mkdir(parents=True)
        (folder / "var" / "pictures").symlink_to(pictures)
    port = _free_port()
    words = ["--port", str(port), "--folder", str(folder)]
    if at is not None:
        words += ["--at", at.isoformat()]
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.demo", *words],
        cwd=ROOT,
        env={**os.environ, "LANG": "tr_TR.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield _read_terminal(process, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _read_terminal(process: subprocess.Popen[str], url: str) -> Demo:
    said = ""
    for line in process.stdout or ():
        said += line
        if LAST_LINE in line:
            break
    else:
        raise DemoDidNotStart(said)
    facts = dict(re.findall(r"^  (\S.*?)  +(\S+)$", said, re.MULTILINE))
    return Demo(
        url=url,
        username=facts["Kullanıcı adı"],
        password=facts["Parola"],
        reference=facts["Başvuru numarası"],
        secret=facts["Takip şifresi"],
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
